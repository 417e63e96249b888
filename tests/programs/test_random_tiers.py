"""2,000 random programs on all forms of code: the interpreter all of them, quick and optimised code some of them.

A part runs in a process of its own, on memory next to pages that cannot be touched: a stray access crashes it.
"""

import os
import subprocess
import sys

import pytest

from numorph.runtime.entry import unavailable

from .run import OPTIMISED, QUICK, on_all_tiers

pytestmark = pytest.mark.skipif(unavailable() is not None, reason=str(unavailable()))
COUNT, GROUP, GUARDED, FIRST = 1800, 100, 200, 50_000


@pytest.mark.parametrize("start", range(FIRST, FIRST + COUNT, GROUP))
def test_random_programs_on_all_tiers(start):
    for seed in range(start, start + GROUP):
        levels = OPTIMISED if seed % 5 == 0 else QUICK if seed % 5 == 2 else ()
        try:
            on_all_tiers(seed, levels, strict=seed % 4 == 1)
        except Exception as error:
            raise AssertionError(f"random program {seed}: {type(error).__name__}: {error}") from error


@pytest.mark.skipif(os.name != "posix", reason="pages are guarded as POSIX has it")
def test_random_programs_next_to_guarded_pages():
    command = [sys.executable, "-m", "tests.programs.run", "--tiers", "--guarded", "--show", "1"]
    command += ["--start", str(FIRST + COUNT), "--count", str(GUARDED)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]

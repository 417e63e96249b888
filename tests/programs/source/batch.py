"""Checks programs in a process of its own, for `run.py`: one line of JSON for each, and one for each failure.

Making machine code is most of the work.  Every tenth program is checked in all ways, with code as users get it; the
others with code that LLVM has not optimised, which takes a tenth of the time: every program's translation, and of every
fifth one also `jit`, derivatives, batches and stacks of transformations.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from unittest import mock

from numorph import config
from numorph.codegen import engine
from numorph.runtime import procedure_code

from . import harness, native
from .generate import Program, generate
from .harness import Mismatch

FULL, IN_ALL_WAYS = 10, 5  # every so many programs


@contextlib.contextmanager
def unoptimised() -> Iterator[None]:
    """Code of procedures is made without passes of LLVM; that which is wanted quickly is written for few of them."""

    def compiled(ir: str, names: Sequence[str], level: int, passes: int = 0) -> dict[str, int]:
        return engine.compiled(ir, names, 0, 0)

    with mock.patch.multiple(procedure_code, compiled=compiled, _LONG_CODE=0):
        yield


def check(program: Program, counts: Counter[str]) -> None:
    """The checks of a program, by its seed."""
    if program.seed % FULL == 0:
        native.check(program, counts)
        harness.check(program, counts)
        counts["(in all ways, optimised)"] += 1
        return
    with unoptimised():
        native.check(program, counts)
        if program.seed % IN_ALL_WAYS == 1:
            harness.check(program, counts, share=0.5)
            counts["(in all ways, half of them transformed)"] += 1


def main() -> None:
    start, stop = map(int, sys.argv[1:])
    faulthandler.enable()
    counts: Counter[str] = Counter()

    def say(**facts: object) -> None:
        print(json.dumps(facts), flush=True)

    for seed in range(start, stop):
        say(begun=seed)
        program = generate(seed)
        try:
            check(program, counts)
        except Mismatch as mismatch:
            say(seed=seed, check=mismatch.check, problem=mismatch.problem[:500])
        except Exception as error:
            where = traceback.format_exc(limit=-4)
            say(seed=seed, check="the harness", problem=f"{type(error).__name__}: {error}"[:500], where=where)
        config.cache = False  # what is made once for all programs is kept; their own code is of no more use
    say(counts=dict(counts))


if __name__ == "__main__":
    main()

"""Run many random programs: `python -m tests.programs.run --count 100000 --start 0`; failures are printed as source.

By default they go through random stacks of transformations; with `--tiers` through all forms of code.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import time
import traceback
import warnings
from collections import Counter
from typing import Any

import numpy as np

import numorph as nm
import numorph.scipy
from numorph import config, lax, nn

from . import arrays, generate
from .harness import check
from .tiers import Ways, check_program, staged, transformed
from .values import copied

NAMESPACE = {"np": nm.numpy, "lax": lax, "nn": nn, "scipy": numorph.scipy}
QUICK, OPTIMISED = (0,), (0, 2)


def one(seed: int) -> tuple[list[str], str]:
    """Generate and check one program; returns its stack and its source."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        program = generate.generate(seed, NAMESPACE)
        return check(program, seed, NAMESPACE), program.source


def program_of(seed: int) -> Any:
    """A program for the tiers: most are of arrays of all kinds."""
    return (generate if seed % 4 == 0 else arrays).generate(seed, NAMESPACE)


def on_all_tiers(seed: int, levels: tuple[int, ...] = OPTIMISED, guarded: bool = False, strict: bool = False) -> int:
    """Generate a program and check its regions; returns their number."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        program = program_of(seed)
        rng = np.random.default_rng([seed, 3])
        f, args = transformed(program.function(NAMESPACE), tuple(copied(a) for a in program.args), rng)
        try:
            found = staged(f, args)
        except Exception:  # a program that the transformation does not take
            return 0
        if found is None:
            return 0
        with config.set(strict=strict):
            return check_program(*found, Ways(rng, levels, guarded))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--show", type=int, default=10, help="failures to print in full")
    parser.add_argument("--tiers", action="store_true", help="compare all forms of code")
    parser.add_argument("--guarded", action="store_true", help="memory next to pages that cannot be touched")
    parser.add_argument("--strict", action="store_true", help="in strict mode, to the bit")
    options = parser.parse_args()
    faulthandler.enable()
    failures: Counter[str] = Counter()
    shown, regions, begun = 0, 0, time.time()
    for seed in range(options.start, options.start + options.count):
        if options.guarded:
            print(f"\r{seed}", end="", file=sys.stderr, flush=True)  # the last one, should the process crash
        try:
            if options.tiers:
                regions += on_all_tiers(seed, OPTIMISED, options.guarded, options.strict)
            else:
                one(seed)
        except Exception as error:
            key = f"{type(error).__name__}: {str(error)[:90]}"
            failures[key] += 1
            if failures[key] == 1 and shown < options.show:
                shown += 1
                print(f"--- seed {seed}: {error}")
                try:
                    print((program_of(seed) if options.tiers else generate.generate(seed, NAMESPACE)).source)
                except Exception:
                    print("(the generator itself failed)")
                traceback.print_exc(limit=-6)
    seconds = time.time() - begun
    what = f"{options.count} programs" + (f", {regions} regions," if options.tiers else "")
    print(f"{what} in {seconds:.0f} s, {sum(failures.values())} failed")
    for key, n in failures.most_common(40):
        print(f"  {n:5d}  {key}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())

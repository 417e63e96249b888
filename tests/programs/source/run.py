"""Run many random programs of Python source: `python -m tests.programs.source.run --count 10000 --start 0`.

Failures are made small and printed whole; what numorph refused and how jit ran them is counted.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import time
import traceback
from collections import Counter

from . import harness
from .generate import Program, generate
from .harness import Mismatch
from .shrink import shrunk


def failure(program: Program) -> Mismatch | None:
    """How it fails, if it does."""
    try:
        harness.check(program)
    except Mismatch as mismatch:
        return mismatch
    return None


def smallest(program: Program, mismatch: Mismatch, seconds: float) -> Mismatch:
    """The failure of a smaller program that fails in the same check, in the same way."""

    def alike(found: Mismatch | None) -> bool:
        return found is not None and kind(found) == kind(mismatch)

    small = failure(shrunk(program, lambda p: alike(failure(p)), seconds))
    return small if small is not None else mismatch


def kind(mismatch: Mismatch) -> str:
    """The check and the sort of problem: for counting, and to tell whether two failures are alike."""
    check = mismatch.check.split()[0].rstrip(",")
    return f"{check}: {mismatch.problem.split(':')[0][:60]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--show", type=int, default=2, help="failures of each kind to make small and print")
    parser.add_argument("--seconds", type=float, default=60, help="for making one failure small")
    options = parser.parse_args()
    faulthandler.enable()
    failures: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    begun = time.time()
    for number, seed in enumerate(range(options.start, options.start + options.count)):
        print(f"\r{seed}: {sum(failures.values())} of {number} failed", end="", file=sys.stderr, flush=True)
        program = generate(seed)
        try:
            harness.check(program, counts)
        except Mismatch as mismatch:
            failures[kind(mismatch)] += 1
            if failures[kind(mismatch)] <= options.show:
                print(f"\n--- {smallest(program, mismatch, options.seconds)}", flush=True)
        except Exception as error:
            failures[f"the harness: {type(error).__name__}: {error}"] += 1
            print(f"\n--- seed {seed}\n{program.source}")
            traceback.print_exc(limit=-8)
    print(f"\n{options.count} programs in {time.time() - begun:.0f} s, {sum(failures.values())} failed")
    for counter in (failures, counts):
        for key, n in counter.most_common(40):
            print(f"  {n:5d}  {key}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())

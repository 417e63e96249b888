"""Run many random programs: `python -m tests.programs.run --count 100000 --start 0`; failures are printed as source."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
import warnings
from collections import Counter

import numpy as np

import numorph as nm
from numorph import lax

from .generate import generate
from .harness import check

NAMESPACE = {"np": nm.numpy, "lax": lax}


def one(seed: int) -> tuple[list[str], str]:
    """Generate and check one program; returns its stack and its source."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        program = generate(seed, NAMESPACE)
        return check(program, seed, NAMESPACE), program.source


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--show", type=int, default=10, help="failures to print in full")
    options = parser.parse_args()
    failures: Counter[str] = Counter()
    shown, begun = 0, time.time()
    for seed in range(options.start, options.start + options.count):
        try:
            one(seed)
        except Exception as error:
            key = f"{type(error).__name__}: {str(error)[:90]}"
            failures[key] += 1
            if failures[key] == 1 and shown < options.show:
                shown += 1
                print(f"--- seed {seed}: {error}")
                try:
                    print(generate(seed, NAMESPACE).source)
                except Exception:
                    print("(the generator itself failed)")
                traceback.print_exc(limit=-6)
    seconds = time.time() - begun
    print(f"{options.count} programs in {seconds:.0f} s, {sum(failures.values())} failed")
    for key, n in failures.most_common(40):
        print(f"  {n:5d}  {key}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())

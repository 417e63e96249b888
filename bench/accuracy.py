"""Errors of numorph's vector mathematics against mpmath: `python bench/accuracy.py [points]` (needs mpmath).

Prints the table of docs/guide/accuracy.md and the data of numorph/codegen/mathlib/accuracy.py.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # the references are those of the tests

from tests.codegen.mathlib_references import DTYPES, EXACT, REFERENCES, errors, sample


def greatest(name: str, dtype: str, points: int) -> tuple[float, tuple[float, ...]]:
    """The greatest error and where it was found."""
    found, operands = errors(name, dtype, sample(name, dtype, points, np.random.default_rng(len(name))))
    at = int(np.argmax(found))
    return float(found[at]), tuple(float(x[at]) for x in operands)


def main(points: int) -> None:
    rows: dict[str, tuple[float, ...]] = {}
    for name in REFERENCES:
        measured = [greatest(name, dtype, points) for dtype in DTYPES]
        rows[name] = tuple(math.ceil(error * 10) / 10 for error, _ in measured)
        print(name, measured, file=sys.stderr)
    print("| function | float32 | float64 |\n|---|---|---|")
    for name, (single, double) in rows.items():
        print(f"| {name} | {single} | {double} |")
    print(f"| {', '.join(EXACT)} | exact | exact |")
    for name, pair in rows.items():
        print(f'    "{name}": {pair},')


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)

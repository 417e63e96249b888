"""Errors of numorph's vector mathematics: `python bench/accuracy.py [points]` (needs mpmath).

Against a wider type of NumPy's where there is one, at 80 times as many points, and against mpmath.  Prints the table of
docs/guide/accuracy.md and the data of numorph/codegen/mathlib/accuracy.py.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # the references are those of the tests

from tests.codegen.mathlib_references import DTYPES, EXACT, REFERENCES, apply, errors, numpy_function, sample


def wide_errors(name: str, dtype: str, operands: list[Any]) -> Any:
    """Errors in ulp against NumPy's own function in a wider type; None where it has none that is accurate."""
    wide = np.float64 if dtype == "f32" else np.longdouble
    cancels = name in ("gammaln", "digamma", "psi", "logaddexp", "logaddexp2")
    if cancels or (dtype == "f64" and (not hasattr(np, name) or np.finfo(wide).nmant < 63)):
        return None
    with np.errstate(all="ignore"):
        true = numpy_function(name)(*[x.astype(wide) for x in operands])
        rounded = true.astype(DTYPES[dtype])
        found = apply(name, dtype, *operands)
        usable = np.isfinite(rounded) & (rounded != 0) & np.isfinite(found)
        info = np.finfo(DTYPES[dtype])
        exponents = np.maximum(np.frexp(true[usable])[1] - 1, int(info.minexp)) - int(info.nmant)
        return np.abs(np.ldexp(found[usable].astype(wide) - true[usable], -exponents)).astype(float)


def greatest(name: str, dtype: str, points: int) -> float:
    """The greatest error of all."""
    rng = np.random.default_rng(points)
    found = [errors(name, dtype, sample(name, dtype, points, rng))[0]]
    more = wide_errors(name, dtype, sample(name, dtype, points * 80, rng))
    return float(max(e.max() for e in [*found, more] if e is not None))


def main(points: int) -> None:
    rows: dict[str, tuple[float, ...]] = {}
    for name in REFERENCES:
        rows[name] = tuple(math.ceil(greatest(name, dtype, points) * 10) / 10 for dtype in DTYPES)
        print(name, rows[name], file=sys.stderr, flush=True)
    print("| function | float32 | float64 |\n|---|---|---|")
    for name, (single, double) in rows.items():
        print(f"| {name} | {single} | {double} |")
    print(f"| {', '.join(EXACT)} | exact | exact |")
    for name, pair in rows.items():
        print(f'    "{name}": {pair},')


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)

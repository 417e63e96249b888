"""Samples of random bits and of operations on Python scalars."""

from __future__ import annotations

import numpy as np

from .operands import POSITIVE, REAL, Domain, Make, Sample, array, integers, numbers

_WORD = lambda shape: integers(0, 1 << 32, shape, "u4")
RANDOM = {
    "threefry2x32": [Sample((_WORD(s),) * 4) for s in ((), (3,), (20,), (0,))],
    "gamma_slope": [
        Sample((array(s, c, POSITIVE), array(s, c, REAL)), order=0) for s in ((), (3,), (0,)) for c in "df"
    ],
    "random_gamma": [
        Sample((_WORD(s), _WORD(s), array(s, c, POSITIVE)), {"log_space": log}, 1, differences=False)
        for s in ((), (3,), (0,))
        for c in "df"
        for log in (False, True)
    ],
}


def python(kind: type, domain: Domain = REAL) -> Make:
    """A Python scalar."""
    dtype = {bool: "?", int: "l", float: "d", complex: "D"}[kind]
    return lambda rng: kind(numbers(rng, (), dtype, domain))


_KINDS = [(float, float), (int, float), (int, int), (bool, float)]
_REAL_PAIRS = [Sample((python(a, POSITIVE), python(b, POSITIVE))) for a, b in _KINDS]
_PAIRS = [Sample((python(a), python(b))) for a, b in [*_KINDS, (complex, int), (complex, complex)]]
TABLE = {
    **RANDOM,
    **{f"python_{name}": _PAIRS for name in ("add", "sub", "mul", "truediv", "eq", "ne")},
    **{f"python_{name}": _REAL_PAIRS for name in ("floordiv", "mod", "pow", "lt", "le", "gt", "ge")},
    **{f"python_{name}": [Sample((python(k),)) for k in (float, int, complex, bool)] for name in ("neg", "abs")},
    **{f"python_{name}": [Sample((python(complex),))] for name in ("real", "imag", "conjugate")},
    "python_complex": [Sample((python(k),)) for k in (float, int)],
    "to_python": [Sample((array((), c),)) for c in "dD"],
    "from_python": [
        *[Sample((python(float),), {"dtype": np.dtype(d)}) for d in ("f8", "c16")],
        *[
            Sample((python(k),), {"dtype": np.dtype(d)}, 0)
            for k, d in ((float, "f4"), (int, "i8"), (int, "f8"), (bool, "?"))
        ],
        Sample((python(complex),), {"dtype": np.dtype("c16")}),
    ],
}

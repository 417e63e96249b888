"""Samples of elementwise operations: the domains of their operands, and what sets some of them apart.

Samples are made for every loop of the ufunc behind an operation; `loops` names them (by NumPy's characters) where there
is no ufunc.  Doubles come in all layouts, the other dtypes in one, and floating operands also hold special values.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...core.op import Op
from ...ops.elementwise import UFUNC_OPS
from .operands import ABOVE_ONE, POSITIVE, PROBABILITY, REAL, UNIT, Domain, Sample, array, given, special_values

_LAYOUTS = [
    *(((), "rows"), ((), "0-d"), ((1,), "rows"), ((3,), "rows"), ((0, 3), "rows")),
    *(((2, 3), "columns"), ((4,), "reversed"), ((2, 3), "strided")),
]
_FEW = [((), "rows"), ((3,), "rows"), ((0, 3), "rows")]  # for those that take long
_SHAPE = {"order": 1, "specials": False, "layouts": _FEW}  # has no second derivative in its shape parameters
_FIXED = {"fixed": (0,), "specials": False, "complex_order": 0}
_SLOPE = {**_SHAPE, "fixed": (0,), "loops": ["dd", "ff"]}
_SLOPES = {**_SHAPE, "fixed": (0, 1), "loops": ["ddd", "fff"]}
# names, domains of the operands, options of `_of_loops`
_ROWS: list[tuple[str, tuple[Domain, ...], dict[str, Any]]] = [
    ("negative positive reciprocal absolute fabs sign conjugate square cbrt deg2rad rad2deg", (REAL,), {}),
    ("exp exp2 expm1 sin cos sinh cosh tanh arctan arcsinh floor ceil trunc rint spacing", (REAL,), {}),
    ("isnan isinf isfinite signbit logical_not invert bitwise_count", (REAL,), {}),
    ("sqrt log log2 log10 log1p", (POSITIVE,), {}),
    ("tan arcsin arccos arctanh", (UNIT,), {}),
    ("arccosh", (ABOVE_ONE,), {}),
    ("add subtract multiply divide remainder fmod floor_divide logaddexp logaddexp2", (REAL, REAL), {}),
    ("arctan2 hypot maximum minimum fmax fmin copysign heaviside nextafter", (REAL, REAL), {}),
    ("greater greater_equal less less_equal equal not_equal gcd lcm", (REAL, REAL), {}),
    ("logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor", (REAL, REAL), {}),
    ("power left_shift right_shift", (POSITIVE, POSITIVE), {}),
    ("ldexp", (REAL, REAL), {"loops": ["dl", "fi", "el"]}),
    ("real imag", (REAL,), {"loops": ["D", "F"]}),
    ("complex", (REAL, REAL), {"loops": ["dd", "ff"]}),
    ("select", (REAL, REAL, REAL), {"loops": ["?dd", "?DD", "?ff", "?ll", "???"], "specials": False}),
    ("relu", (REAL,), {"loops": ["d", "f", "l"]}),
    ("logistic", (REAL,), {"loops": ["d", "f", "e"]}),
    ("fma", (REAL, REAL, REAL), {"loops": ["ddd", "fff"]}),
    ("erf_inv", (UNIT,), {"loops": ["d", "f", "e"]}),
    ("quotient", (REAL, REAL), {"loops": ["dd", "ff", "DD"]}),
    ("finite", (REAL,), {"loops": ["d", "f", "D", "l"], "specials": False}),
    ("clz", (REAL,), {"loops": list("bBhHiIlL")}),
    # scipy.special
    ("erf erfc erfcx erfi dawsn wofz ndtr log_ndtr expit log_expit scipy_exp2 scipy_exp10", (REAL,), {}),
    ("scipy_expm1 scipy_cosm1 i0 i1 i0e i1e j0 j1 expi", (REAL,), {}),
    ("numpy_i0", (REAL,), {"loops": ["d", "f"], "specials": False}),
    ("k0 k1 k0e k1e y0 y1 exp1 spence scipy_cbrt scipy_log1p entr gammasgn", (POSITIVE,), {}),
    ("gammaln", (POSITIVE,), {}),
    ("psi", (POSITIVE,), {"complex_order": 0}),
    ("gamma loggamma", (POSITIVE,), {"complex_order": 1}),
    ("erfinv", (UNIT,), {}),
    ("erfcinv ndtri logit", (PROBABILITY,), {}),
    ("owens_t", (REAL, REAL), {}),
    ("poch betaln beta rel_entr kl_div", (POSITIVE, POSITIVE), {}),
    ("binom", ((3.0, 5.0), POSITIVE), {}),
    ("xlogy xlog1py", (REAL, POSITIVE), {}),
    ("huber pseudo_huber", (POSITIVE, REAL), {}),
    ("zeta", (ABOVE_ONE, POSITIVE), {"fixed": (0,), "loops": ["dd", "ff"]}),
    ("riemann_zeta", (ABOVE_ONE,), {"fixed": (0,), "loops": ["d", "f"]}),
    ("iv ive kv kve jv yv", (POSITIVE, POSITIVE), _FIXED),
    ("expn", ((3.0, 6.0), POSITIVE), {**_FIXED, "loops": ["dd", "ff"]}),
    ("hyp1f1", (POSITIVE, POSITIVE, UNIT), {**_FIXED, "fixed": (0, 1)}),
    ("hyp2f1", (POSITIVE, POSITIVE, POSITIVE, UNIT), {**_FIXED, "fixed": (0, 1, 2)}),
    ("gammainc gammaincc", (POSITIVE, POSITIVE), _SHAPE),
    ("gammaincinv gammainccinv stdtrit", (POSITIVE, PROBABILITY), _SHAPE),
    ("stdtr", (POSITIVE, REAL), _SHAPE),
    ("betainc betaincc betaincinv", (POSITIVE, POSITIVE, PROBABILITY), _SHAPE),
    ("gammainc_da", (POSITIVE, POSITIVE), _SLOPE),
    ("stdtr_dv", (POSITIVE, REAL), _SLOPE),
    ("betainc_da betainc_db", (POSITIVE, POSITIVE, PROBABILITY), _SLOPES),
    # of modules above numorph.ops
    ("stop_gradient", (REAL,), {"order": 0, "loops": ["d", "D", "l"]}),
    ("barrier", (REAL,), {"loops": ["d", "D", "l"]}),
    ("exponent", (REAL,), {"loops": ["d", "f"], "specials": False}),
]
_FOUND = {name: (domains, options) for names, domains, options in _ROWS for name in names.split()}


def samples(op: Op) -> list[Sample]:
    """The samples of an elementwise operation."""
    domains, options = _FOUND[op.name]
    ufunc = next((u for u, o in UFUNC_OPS.items() if o is op), None)
    return _of_loops(ufunc, domains, **options)


def _ufunc_loops(ufunc: Any) -> list[str]:
    """The operand dtypes of every loop on numbers."""
    operands = dict.fromkeys(types.split("->")[0] for types in ufunc.types)
    return [o for o in operands if set(o) <= set("?bhilBHILefdFD")]


def _of_loops(
    ufunc: Any,
    domains: tuple[Domain, ...],
    loops: Iterable[str] = (),
    order: int = 2,
    complex_order: int | None = None,
    fixed: tuple[int, ...] = (),
    specials: bool = True,
    layouts: Iterable[tuple[tuple[int, ...], str]] = _LAYOUTS,
) -> list[Sample]:
    out = []
    for loop in loops or _ufunc_loops(ufunc):
        is_complex = bool(set(loop) & set("FD"))
        times = complex_order if is_complex and complex_order is not None else order
        for shape, layout in layouts if set(loop) == {"d"} else [((), "rows"), ((4,), "rows")]:
            operands = [array(shape, c, domain, layout) for c, domain in zip(loop, domains, strict=True)]
            out.append(Sample(tuple(operands), {}, times, fixed))
        if specials and len(set(loop)) == 1 and loop[0] in "fdFD":
            out.append(Sample(given(*special_values(loop[0], len(loop))), {}, 0))
    return out

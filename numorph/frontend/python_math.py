"""The functions of the module math: its errors are left to Python."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..procedures.ir import Expr, const
from .emitter import Emitter
from .numpy_numbers import elementwise
from .python_numbers import bail_if_infinite, float_power, of_floats, per_kind
from .scalars import cast, to_int
from .values import Scalar, Unsupported


def math_function(e: Emitter, name: str, xs: Sequence[Scalar]) -> Scalar:
    """A function of the module math: its errors are left to Python."""
    if name == "log" and len(xs) == 2:
        return of_floats(e, "Div", *[math_function(e, name, [x]) for x in xs])
    if len(xs) != _ARITIES.get(name, 1):
        raise Unsupported(f"math.{name} of {len(xs)} numbers")
    if name in ("floor", "ceil", "trunc") and len(xs[0].kinds) > 1:
        return per_kind(e, xs, lambda x: math_function(e, name, [x]))
    operands = [e.hold(cast(x.expr, "f64")) for x in xs]
    if name in ("floor", "ceil", "trunc"):
        if xs[0].kind == "int":
            return xs[0]
        if name == "trunc" and xs[0].kind not in ("bool", "float", "f64"):
            raise Unsupported(f"math.trunc of {xs[0].kind}")
        return to_int(e, Scalar(Expr(name, "f64", (operands[0],)), "float"))
    if name in ("isnan", "isinf", "isfinite"):
        ufunc = {"isnan": np.isnan, "isinf": np.isinf, "isfinite": np.isfinite}[name]
        return Scalar(elementwise(ufunc, ("f64",), "bool")(operands[0]), "bool", 0, 1)
    if name == "pow":
        return float_power(e, *[Scalar(x, "float") for x in operands])
    if name == "fabs":
        return Scalar(Expr("abs", "f64", (operands[0],)), "float")
    if name == "sqrt":
        e.bail_if(Expr("lt", "bool", (operands[0], const(0.0, "f64"))), "math domain error")
        return Scalar(Expr("sqrt", "f64", (operands[0],)), "float")
    if name == "copysign":
        return Scalar(Expr("copysign", "f64", tuple(operands)), "float")
    ufunc = getattr(np, _MATH[name])
    found = e.hold(elementwise(ufunc, ("f64",) * len(operands), "f64")(*operands))
    if name not in ("atan", "tanh", "atan2"):
        bail_if_infinite(e, found, operands, "math domain or range error")
    return Scalar(found, "float")


_MATH = {
    **{n: n for n in ("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "sinh", "cosh")},
    "tanh": "tanh",
    "cbrt": "cbrt",
    "hypot": "hypot",
    "fmod": "fmod",
    "degrees": "degrees",
    "radians": "radians",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "atan2": "arctan2",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
}


_ARITIES = {"pow": 2, "copysign": 2, "hypot": 2, "fmod": 2, "atan2": 2}
MATH_FUNCTIONS = frozenset([*_MATH, "floor", "ceil", "trunc", "isnan", "isinf", "isfinite"]) | {
    "pow",
    "fabs",
    "sqrt",
    "copysign",
}

"""Vector mathematics as LoopIR expressions: scalar formulas without loops or calls, f32 and f64.

Every function handles the whole range as NumPy and SciPy do: signed zeros, infinities, NaN, subnormal numbers, huge
arguments.  `accuracy.ACCURACY` states the errors; bench/fit_mathlib.py makes the coefficients.
"""

from __future__ import annotations

from collections.abc import Callable

from ..loops import Expr
from . import (
    error_function,
    exponential,
    gamma,
    hyperbolic,
    inverse_trigonometric,
    logarithm,
    power,
    quantile,
    rounding,
    trigonometric,
)
from .algebra import Value

_DEFINITIONS: dict[str, Callable[..., Value]] = {}
for _family in (
    exponential,
    logarithm,
    trigonometric,
    inverse_trigonometric,
    hyperbolic,
    power,
    error_function,
    gamma,
    rounding,
    quantile,
):
    _DEFINITIONS |= _family.FUNCTIONS

# name of the operation -> number of operands
FUNCTIONS: dict[str, int] = {name: f.__code__.co_argcount for name, f in _DEFINITIONS.items()}


def definition(name: str, *args: Expr) -> Expr:
    """The function as an expression of its operands, all f32 or all f64."""
    return _DEFINITIONS[name](*[Value(a) for a in args]).expr

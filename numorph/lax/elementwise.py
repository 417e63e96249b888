"""jax.lax's elementwise names: NumPy's ufuncs themselves where they do the same, so that operands broadcast.

Defines names of Python's builtins (abs, max, min, pow, round); this module uses none of those.
"""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from ..array import as_value, wrap
from ..numpy.creation import holds_handle
from ..numpy.operands import apply, as_float, as_floats, where
from ..ops import activation, bits
from ..ops.elementwise import complex_

__all__ = [
    "RoundingMethod",
    "abs",
    "acos",
    "acosh",
    "add",
    "asin",
    "asinh",
    "atan",
    "atan2",
    "atanh",
    "bitcast_convert_type",
    "bitwise_and",
    "bitwise_not",
    "bitwise_or",
    "bitwise_xor",
    "cbrt",
    "ceil",
    "clamp",
    "clz",
    "complex",
    "conj",
    "convert_element_type",
    "cos",
    "cosh",
    "div",
    "eq",
    "exp",
    "exp2",
    "expm1",
    "floor",
    "ge",
    "gt",
    "imag",
    "integer_pow",
    "is_finite",
    "le",
    "log",
    "log1p",
    "logistic",
    "lt",
    "max",
    "min",
    "mul",
    "ne",
    "neg",
    "nextafter",
    "population_count",
    "pow",
    "real",
    "reciprocal",
    "rem",
    "round",
    "rsqrt",
    "select",
    "select_n",
    "shift_left",
    "shift_right_arithmetic",
    "shift_right_logical",
    "sign",
    "sin",
    "sinh",
    "sqrt",
    "square",
    "sub",
    "tan",
    "tanh",
]

abs = np.absolute
acos = np.arccos
acosh = np.arccosh
add = np.add
asin = np.arcsin
asinh = np.arcsinh
atan = np.arctan
atan2 = np.arctan2
atanh = np.arctanh
bitwise_and = np.bitwise_and
bitwise_not = np.invert
bitwise_or = np.bitwise_or
bitwise_xor = np.bitwise_xor
cbrt = np.cbrt
ceil = np.ceil
conj = np.conjugate
cos = np.cos
cosh = np.cosh
eq = np.equal
exp = np.exp
exp2 = np.exp2
expm1 = np.expm1
floor = np.floor
ge = np.greater_equal
gt = np.greater
imag = np.imag
is_finite = np.isfinite
le = np.less_equal
log = np.log
log1p = np.log1p
lt = np.less
max = np.maximum
min = np.minimum
mul = np.multiply
ne = np.not_equal
neg = np.negative
nextafter = np.nextafter
pow = np.power
real = np.real
reciprocal = np.reciprocal
rem = np.fmod
shift_left = np.left_shift
shift_right_arithmetic = np.right_shift
sign = np.sign
sin = np.sin
sinh = np.sinh
sqrt = np.sqrt
square = np.square
sub = np.subtract
tan = np.tan
tanh = np.tanh

# Names whose functions are SciPy's: looked up at first use (see __init__.py).
SPECIAL = {
    "bessel_i0e": "i0e",
    "bessel_i1e": "i1e",
    "betainc": "betainc",
    "digamma": "digamma",
    "erf": "erf",
    "erf_inv": "erfinv",
    "erfc": "erfc",
    "igamma": "gammainc",
    "igammac": "gammaincc",
    "lgamma": "gammaln",
    "polygamma": "polygamma",
    "zeta": "zeta",
}


def _dtype(x: Any) -> np.dtype:
    return x.dtype if hasattr(x, "dtype") else np.asarray(x).dtype


def div(x: Any, y: Any) -> Any:
    """x / y; of integers, the quotient cut off towards 0."""
    if np.result_type(_dtype(x), _dtype(y)).kind not in "iub":
        return np.divide(x, y)
    quotient = np.floor_divide(x, y)
    inexact = np.not_equal(np.multiply(quotient, y), x)
    return where(np.logical_and(np.less(quotient, 0), inexact), quotient + 1, quotient)


def logistic(x: Any) -> Any:
    """1 / (1 + exp(-x))."""
    return apply(activation.logistic, as_float(x))


def rsqrt(x: Any) -> Any:
    """1 / sqrt(x)."""
    return np.reciprocal(np.sqrt(x))


def integer_pow(x: Any, y: int) -> Any:
    """x**y for a Python integer y; negative ones need a floating x."""
    return np.power(x, y.__index__())


def clamp(min: Any, x: Any, max: Any) -> Any:
    """x cut off at min and max."""
    return np.clip(x, min, max)


class RoundingMethod(enum.IntEnum):
    """What `round` does with numbers halfway between two integers."""

    AWAY_FROM_ZERO = 0
    TO_NEAREST_EVEN = 1


def round(x: Any, rounding_method: RoundingMethod = RoundingMethod.AWAY_FROM_ZERO) -> Any:
    """The nearest integer, in the dtype of x.  np.round goes to the even one where two are equally near."""
    if rounding_method == RoundingMethod.TO_NEAREST_EVEN:
        return np.rint(x)
    (x,) = as_floats(x)
    below_half = np.nextafter(x.dtype.type(0.5), x.dtype.type(0))  # adding 0.5 itself would round up
    return np.trunc(np.add(x, np.copysign(below_half, x)))


def select(pred: Any, on_true: Any, on_false: Any) -> Any:
    """on_true where pred holds, else on_false."""
    return where(pred, on_true, on_false)


def select_n(which: Any, *cases: Any) -> Any:
    """cases[which], elementwise; `which` is boolean for two cases, else of integers."""
    if not cases:
        raise ValueError("'select_n' needs at least one case.")
    kind = _dtype(which).kind
    if kind not in "biu" or (kind == "b" and len(cases) > 2):
        raise TypeError(f"'select_n' of {len(cases)} cases needs a 'which' of integers, got {_dtype(which)}.")
    out = cases[0]
    for i, case in enumerate(cases[1:], 1):
        out = where(np.equal(which, i), case, out)
    return out


def convert_element_type(operand: Any, new_dtype: Any) -> Any:
    """The operand in another dtype; complex numbers lose their imaginary part where the new one is real."""
    dtype = np.dtype(new_dtype)
    x = operand if hasattr(operand, "astype") else wrap(as_value(operand))
    if x.dtype.kind == "c" and dtype.kind not in "cb":
        x = x.real
    return x.astype(dtype)


def bitcast_convert_type(operand: Any, new_dtype: Any) -> Any:
    """The memory of the operand read as another dtype; no derivative passes.

    A dtype of half the size gives a new last axis of size 2, and so on; one of twice the size takes such an axis away.
    """
    return apply(bits.bitcast, operand, dtype=np.dtype(new_dtype))


def population_count(x: Any) -> Any:
    """The number of one bits, in the dtype of x; np.bitwise_count counts those of the absolute value."""
    dtype = _dtype(x)
    return np.bitwise_count(apply(bits.bitcast, x, dtype=_unsigned(dtype))).astype(dtype)


def _unsigned(dtype: np.dtype) -> np.dtype:
    return np.dtype(f"u{dtype.itemsize}")


def clz(x: Any) -> Any:
    """The number of leading zero bits, in the dtype of x."""
    return apply(bits.clz, x)


def shift_right_logical(x: Any, y: Any) -> Any:
    """x shifted right, with zeros coming in also where x is negative."""
    dtype = _dtype(x)
    unsigned = _unsigned(dtype)
    shifted = np.right_shift(apply(bits.bitcast, x, dtype=unsigned), convert_element_type(y, unsigned))
    return apply(bits.bitcast, shifted, dtype=dtype)


def complex(x: Any, y: Any) -> Any:
    """x + i y, without arithmetic."""
    x, y = as_floats(x, y)
    x, y = np.broadcast_arrays(x, y)
    if holds_handle(x) or holds_handle(y):
        return wrap(complex_(as_value(x), as_value(y)))
    return complex_.impl(x, y)

"""Ufuncs that are composed of others: divmod, modf, frexp, float_power."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import UFUNCS, as_value, convert
from ..layouts import wrap_as
from ..ops.bits import exponent
from ..ops.elementwise import resolve
from .ufuncs import lift, operand, weak_or_dtype


def divmod_(x1: Any, x2: Any, *, dtype: Any = None) -> tuple:
    return np.floor_divide(x1, x2, dtype=dtype), np.remainder(x1, x2, dtype=dtype)


def _floating(ufunc: np.ufunc, x: Any, dtype: Any) -> Any:
    """The operand of a floating ufunc, in the dtype of its loop."""
    x = operand(x)
    return lift(x, resolve(ufunc, weak_or_dtype(x) if dtype is None else np.dtype(dtype))[0])


def modf(x: Any, *, dtype: Any = None) -> tuple:
    x = wrap_as(_floating(np.modf, x, dtype), (x,))
    whole = np.trunc(x)
    rest = np.where(np.isinf(x), np.zeros_like(whole), x - whole)
    return np.copysign(rest, x), whole


def frexp(x: Any, *, dtype: Any = None) -> tuple:
    value = _floating(np.frexp, x, dtype)
    power = wrap_as(exponent(value), (x,))
    return np.ldexp(wrap_as(value, (x,)), -power), power


def float_power(x1: Any, x2: Any, *, dtype: Any = None) -> Any:
    values = [as_value(x) for x in (x1, x2)]
    wide = np.result_type(*[v.dtype for v in values], np.float64 if dtype is None else dtype)
    return np.power(*[wrap_as(convert(v, wide), (x,)) for v, x in zip(values, (x1, x2), strict=True)])


UFUNCS[np.divmod] = divmod_
UFUNCS[np.modf] = modf
UFUNCS[np.frexp] = frexp
UFUNCS[np.float_power] = float_power

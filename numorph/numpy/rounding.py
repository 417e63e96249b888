"""Bringing elements to nearby values: clip, round, fix, nan_to_num, real_if_close."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import Array, as_value
from ..known import known_value
from ..layouts import handle_of, wrap_as, wrap_copy
from ..ops import elementwise as ew
from .creation import as_array
from .register import implements
from .ufuncs import store

_NOT_GIVEN = np._NoValue


@implements(np.clip)
def clip(a, a_min=_NOT_GIVEN, a_max=_NOT_GIVEN, out=None, *, min=_NOT_GIVEN, max=_NOT_GIVEN, **kwargs):
    """np.clip.  At a bound the derivative is shared equally between element and bound."""
    if a_min is _NOT_GIVEN and a_max is _NOT_GIVEN:
        a_min = None if min is _NOT_GIVEN else min
        a_max = None if max is _NOT_GIVEN else max
    elif a_min is _NOT_GIVEN or a_max is _NOT_GIVEN:
        missing = "a_min" if a_min is _NOT_GIVEN else "a_max"
        raise TypeError(f"clip() missing 1 required positional argument: '{missing}'")
    elif min is not _NOT_GIVEN or max is not _NOT_GIVEN:
        raise ValueError("Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.")
    result = handle_of(a)
    a_min, a_max = _within_range(a_min, result.dtype, -1), _within_range(a_max, result.dtype, 1)
    if a_min is None and a_max is None:
        return np.positive(result, out=out, **kwargs)
    if a_max is None:
        return np.maximum(result, a_min, out=out, **kwargs)
    if a_min is not None:
        result = np.maximum(result, a_min)
    return np.minimum(result, a_max, out=out, **kwargs)


def _within_range(bound: Any, dtype: np.dtype, side: int) -> Any:
    """A bound, or None where it is a Python int that no element of the dtype can exceed."""
    if type(bound) is int and dtype.kind in "iu":
        limits = np.iinfo(dtype)
        if (side < 0 and bound <= limits.min) or (side > 0 and bound >= limits.max):
            return None
    return bound


@implements(np.round, np.around)
def round_(a, decimals=0, out=None):
    """np.round.  Its derivative is 0 everywhere."""
    x = handle_of(a)
    if x.dtype.kind == "c":
        rounded = _complex(_round(np.real(x), decimals), _round(np.imag(x), decimals))
    else:
        rounded = _round(x, decimals)
    return store(wrap_copy(as_value(rounded), a, "A") if decimals else rounded, out)


def _round(x: Any, decimals: int) -> Any:
    if x.dtype.kind in "iu" and decimals >= 0:
        return +x
    if decimals == 0:
        return np.rint(x)
    scale = float(10 ** abs(decimals))
    rounded = np.rint(x * scale) / scale if decimals > 0 else np.rint(x / scale) * scale
    return rounded.astype(x.dtype) if x.dtype.kind in "iu" else rounded


def _complex(real: Any, imag: Any) -> Any:
    return wrap_as(ew.complex_(as_value(real), as_value(imag)), (real, imag))


@implements(np.fix)
def fix(x, out=None):
    return store(np.trunc(handle_of(x)), out)


@implements(np.nan_to_num)
def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """np.nan_to_num.  What was replaced has derivative 0."""
    value = handle_of(x)
    if value.dtype.kind == "c":
        result = _complex(*(_finite(part, nan, posinf, neginf) for part in (np.real(value), np.imag(value))))
    elif value.dtype.kind == "f":
        result = _finite(value, nan, posinf, neginf)
    else:
        result = +value if value.dtype.kind != "b" else value.copy("K")
    if copy or not isinstance(x, Array) or x._is_scalar:
        return result
    x[...] = result
    return x if x.ndim else x[()]


def _finite(x: Any, nan: Any, posinf: Any, neginf: Any) -> Any:
    limits = np.finfo(x.dtype)
    posinf = limits.max if posinf is None else posinf
    neginf = limits.min if neginf is None else neginf
    result = x
    for mask, replacement in ((np.isnan(x), nan), (x == np.inf, posinf), (x == -np.inf, neginf)):
        result = np.where(mask, as_array(replacement).astype(x.dtype), result)
    return result[()]


@implements(np.real_if_close)
def real_if_close(a, tol=100):
    """np.real_if_close.  Of a complex array the values must be known, since they decide the dtype."""
    x = as_array(a)
    if x.dtype.kind != "c":
        return x
    known = known_value(x._read(), "the imaginary part of an array")
    return np.real(x) if not np.iscomplexobj(np.real_if_close(known, tol)) else x

"""Real and imaginary parts, angle, sinc.  As in NumPy a part of an array is a view: writes to it go to the array."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import Array, View, as_value
from ..layouts import handle_of, wrap_as
from ..lenses import Part
from ..ops import elementwise as ew
from .register import implements


def _part(x: Any, name: str) -> Any:
    if isinstance(x, Array) and not x._is_scalar:
        return View(x, Part(name))
    return wrap_as(Part(name).get(as_value(x)), (x,))


@implements(np.real)
def real(val):
    x = val if isinstance(val, Array) else handle_of(val)
    return _part(x, "real") if x.dtype.kind == "c" else x


@implements(np.imag)
def imag(val):
    x = val if isinstance(val, Array) else handle_of(val)
    if x.dtype.kind == "c":
        return _part(x, "imag")
    return wrap_as(ew.zeros(ew.ArrayType(x.shape, x.dtype)), (x,), scalar=getattr(x, "_scalar", None))


@implements(np.angle)
def angle(z, deg=False):
    x = handle_of(z)
    result = np.arctan2(np.imag(x), np.real(x)) if x.dtype.kind == "c" else np.arctan2(0, x)
    return result * (180 / np.pi) if deg else result


@implements(np.sinc)
def sinc(x):
    """np.sinc.  Near 0 it is a series, for the sake of its derivatives."""
    y = np.pi * handle_of(x)
    small = np.abs(y) < 0.1
    s = np.square(np.where(small, y, 0))
    series = 1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110))))
    y = np.where(small, 1, y)
    return np.where(small, series, np.sin(y) / y)[()]

"""Comparisons of whole arrays and predicates on elements.

array_equal, array_equiv and allclose give a Python bool where the values are known, else a traced one.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import as_value
from ..core.trace import Tracer
from ..core.types import SCALAR_TYPES
from ..known import peek
from ..layouts import handle_of, wrap_as
from ..ops import elementwise as ew
from .creation import as_array
from .register import implements
from .ufuncs import store


def _verdict(x: Any) -> Any:
    """A Python bool if it is known, else the handle."""
    known = peek(as_value(x))
    return x if isinstance(known, Tracer) else bool(known)


def _operand(x: Any) -> Any:
    return x if type(x) in SCALAR_TYPES else handle_of(x)


@implements(np.isclose)
def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    x, y, rtol, atol = (_operand(v) for v in (a, b, rtol, atol))
    if getattr(y, "dtype", np.dtype(float)).kind in "iub":
        y = y.astype(np.result_type(y.dtype, 1.0))
    finite = np.isfinite(y)
    distance = np.abs(x - np.where(finite, y, 0)[()])  # infinity - infinity would warn
    near = ((distance <= atol + rtol * np.abs(y)) & finite) | (x == y)
    return near | (np.isnan(x) & np.isnan(y)) if equal_nan else near


@implements(np.allclose)
def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return _verdict(np.all(isclose(a, b, rtol, atol, equal_nan)))


def _arrays(a: Any, b: Any) -> tuple[Any, Any]:
    return handle_of(a), handle_of(b)


@implements(np.array_equal)
def array_equal(a1, a2, equal_nan=False):
    x, y = _arrays(a1, a2)
    if np.shape(x) != np.shape(y):
        return False
    same = x == y
    if equal_nan:
        same = same | (np.isnan(x) & np.isnan(y))
    return _verdict(np.all(same))


@implements(np.array_equiv)
def array_equiv(a1, a2):
    x, y = _arrays(a1, a2)
    try:
        np.broadcast_shapes(np.shape(x), np.shape(y))
    except ValueError:
        return False
    return _verdict(np.all(x == y))


# -- predicates on elements


@implements(np.isreal)
def isreal(x):
    return ~iscomplex(x)


@implements(np.iscomplex)
def iscomplex(x):
    x = as_array(x)
    if x.dtype.kind == "c":
        return np.imag(x) != 0
    return wrap_as(ew.filled(ew.ArrayType(x.shape, np.dtype(bool)), False), (x,))


def _infinite(x: Any, negative: bool, out: Any) -> Any:
    x = handle_of(x)
    if x.dtype.kind == "c":
        name = "isneginf" if negative else "isposinf"
        raise TypeError(
            f"This operation is not supported for {x.dtype} values because it would be ambiguous: '{name}'."
        )
    return store(x == (-np.inf if negative else np.inf), out)


@implements(np.isposinf)
def isposinf(x, out=None):
    return _infinite(x, False, out)


@implements(np.isneginf)
def isneginf(x, out=None):
    return _infinite(x, True, out)

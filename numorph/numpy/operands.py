"""For functions that are not NumPy's own: operands of one floating dtype, operations on plain arrays and handles alike.

On plain arrays an operation runs at once on NumPy, also inside a transformation, as NumPy's functions do.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import Array, Scalar, as_value, convert, unwrap
from ..core.op import Op
from ..core.types import SCALAR_TYPES
from ..layouts import handle_of, wrap_as
from .creation import holds_handle

FLOAT64 = np.dtype(np.float64)


def apply(op: Op, x: Any, **params: Any) -> Any:
    """`op` on one operand: a handle gives a handle, anything else a plain array or scalar."""
    if holds_handle(x):
        return wrap_as(op(as_value(x), **params), (x,))
    return op.impl(np.asarray(x)[()], **params)


def as_float(x: Any) -> Any:
    """x as an array, scalar or handle of inexact dtype; other dtypes become float64."""
    return as_floats(x)[0]


def as_floats(*operands: Any) -> list[Any]:
    """The operands in one inexact dtype, that of the inexact arrays among them; Python numbers follow, as in NumPy."""
    operands = tuple(_array(x) for x in operands)
    inexact = [x.dtype for x in operands if not _is_number(x) and x.dtype.kind in "fc"] or [FLOAT64]
    dtype = np.result_type(*inexact, *(x for x in operands if type(x) is complex))
    return [_in_dtype(x, dtype) for x in operands]


def _is_number(x: Any) -> bool:
    return type(x) in SCALAR_TYPES or type(x) is Scalar


def _array(x: Any) -> Any:
    if isinstance(x, Array | Scalar | np.ndarray | np.generic) or type(x) in SCALAR_TYPES:
        return x
    return handle_of(x) if holds_handle(x) else np.asarray(x)


def _in_dtype(x: Any, dtype: np.dtype) -> Any:
    if isinstance(x, Array | Scalar):
        return x if type(x) is not Scalar and x.dtype == dtype else wrap_as(convert(unwrap(x), dtype), (x,))
    return np.asarray(x, dtype)[()]


def where(condition: Any, x: Any, y: Any) -> Any:
    """np.where, with a scalar instead of a 0-d array."""
    out = np.where(condition, x, y)
    return out[()] if out.ndim == 0 else out

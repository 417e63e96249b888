"""Operations applied to plain arrays, at once on NumPy, and to handles, through the current trace."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import as_value, convert, wrap
from ..core.op import Op
from ..numpy.creation import holds_handle


def apply(op: Op, x: Any, **params: Any) -> Any:
    """`op` on one operand: a handle gives a handle, anything else a plain array or scalar."""
    if holds_handle(x):
        return wrap(op(as_value(x), **params))
    return op.impl(np.asarray(x)[()], **params)


def as_float(x: Any) -> Any:
    """x itself where its dtype is inexact, else as float64; array-likes become arrays."""
    if not hasattr(x, "dtype"):
        x = wrap(as_value(x)) if holds_handle(x) else np.asarray(x)[()]
    if x.dtype.kind in "fc":
        return x
    return wrap(convert(as_value(x), np.dtype(np.float64))) if holds_handle(x) else x.astype(np.float64)


def where(condition: Any, x: Any, y: Any) -> Any:
    """np.where, with a scalar instead of a 0-d array."""
    out = np.where(condition, x, y)
    return out[()] if out.ndim == 0 else out

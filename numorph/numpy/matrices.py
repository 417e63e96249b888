"""Arguments of linear algebra: matrices of one inexact dtype, and NumPy's own refusal of everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..array import convert, unwrap
from ..core.trace import Tracer
from ..known import needs_value
from .creation import as_array


def refuse(function: Callable[..., Any], *arrays: Any, **kw: Any) -> None:
    """Have NumPy refuse arrays of these shapes and dtypes, in its own words."""
    function(*[np.broadcast_to(a.dtype.type(0), a.shape) for a in arrays], **kw)


def operands(function: Callable[..., Any], *arrays: Any, square: bool = False) -> list[Any]:
    """The values of arrays in their common inexact dtype; the first holds matrices, which may have to be square."""
    handles = [as_array(a) for a in arrays]
    first = handles[0].shape
    if len(first) < 2 or (square and first[-1] != first[-2]):
        refuse(function, *handles)
    dtypes = [h.dtype if h.dtype.kind in "fc" else np.dtype(float) for h in handles]
    for d in dtypes:
        if d.char not in "fdFD":
            raise TypeError(f"array type {d.name} is unsupported in linalg")
    dtype = np.result_type(*dtypes)
    return [convert(h._read(), dtype) for h in handles]


def matrix(function: Callable[..., Any], a: Any) -> Any:
    """The value of square matrices."""
    return operands(function, a, square=True)[0]


def every_lane(x: Any, what: str) -> np.ndarray:
    """The values behind x in all lanes of the vmaps around it; raises ValueNeeded where they are not known."""
    value = unwrap(x)
    while isinstance(value, Tracer) and (hasattr(value, "primal") or hasattr(value, "value")):
        value = value.primal if hasattr(value, "primal") else value.value
    if isinstance(value, Tracer):
        raise needs_value(value, what)
    return np.asarray(value)

"""jax.lax's products of matrices.  `precision` is accepted and ignored: NumPy has one precision per dtype."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..array import as_value, convert, wrap
from ..core.types import normalize_axes
from ..numpy.creation import holds_handle
from ..ops.contraction import contract
from .structural import _array

__all__ = [
    "batch_matmul",
    "dot",
    "dot_general",
]

Axes = tuple[Sequence[int], Sequence[int]]


def dot(lhs: Any, rhs: Any, *, precision: Any = None, preferred_element_type: Any = None) -> Any:
    """The product of vectors and matrices; raises TypeError for more than two axes."""
    x, y = _array(lhs), _array(rhs)
    if not (0 < x.ndim <= 2 and 0 < y.ndim <= 2):
        raise TypeError(f"'dot' needs operands of one or two axes, got shapes {tuple(x.shape)} and {tuple(y.shape)}.")
    contracted = ((x.ndim - 1,), (0,)), ((), ())
    return dot_general(x, y, contracted, precision, preferred_element_type)


def batch_matmul(lhs: Any, rhs: Any, precision: Any = None) -> Any:
    """np.matmul of operands of equal rank; leading axes are equal."""
    return np.matmul(lhs, rhs)


def dot_general(
    lhs: Any,
    rhs: Any,
    dimension_numbers: tuple[Axes, Axes],
    precision: Any = None,
    preferred_element_type: Any = None,
) -> Any:
    """A sum of products over pairs of axes: dimension_numbers is ((lhs summed, rhs summed), (lhs batch, rhs batch)).

    The result has the batch axes, then the other axes of lhs, then those of rhs.  Operands of different dtypes promote.
    preferred_element_type: the dtype to sum in and to return.  Raises TypeError where paired axes differ in size.
    """
    x, y = _array(lhs), _array(rhs)
    spec = _spec(x.shape, y.shape, dimension_numbers)
    dtype = np.result_type(x.dtype, y.dtype)
    out_dtype = dtype if preferred_element_type is None else np.dtype(preferred_element_type)
    dtype = np.result_type(dtype, out_dtype) if out_dtype.kind != "c" or dtype.kind == "c" else dtype
    operands = [convert(as_value(z), dtype) for z in (x, y)]
    traced = holds_handle(x) or holds_handle(y)
    out = contract(*operands, spec=spec) if traced else contract.impl(*operands, spec=spec)
    return wrap(convert(out, out_dtype)) if traced else np.asarray(out, out_dtype)[()]


def _spec(x_shape: Sequence[int], y_shape: Sequence[int], dimension_numbers: tuple[Axes, Axes]) -> str:
    """The dimension numbers in the notation of `contract`, such as 'bik,bkj->bij'."""
    (x_summed, y_summed), (x_batch, y_batch) = dimension_numbers
    names = iter(string.ascii_letters)
    x_names: list[str] = [""] * len(x_shape)
    y_names: list[str] = [""] * len(y_shape)
    batch = ""
    for x_axes, y_axes, what in ((x_batch, y_batch, "batch"), (x_summed, y_summed, "contracting")):
        x_axes, y_axes = normalize_axes(tuple(x_axes), len(x_shape)), normalize_axes(tuple(y_axes), len(y_shape))
        if len(x_axes) != len(y_axes):
            raise TypeError(f"'dot_general' needs as many {what} axes of lhs as of rhs, got {x_axes} and {y_axes}.")
        for p, q in zip(x_axes, y_axes, strict=True):
            if x_names[p] or y_names[q]:
                raise TypeError(f"'dot_general' names an axis twice: {dimension_numbers}.")
            if x_shape[p] != y_shape[q]:
                raise TypeError(
                    f"'dot_general' needs {what} axes of equal size, got axis {p} of {tuple(x_shape)} "
                    f"and axis {q} of {tuple(y_shape)}."
                )
            x_names[p] = y_names[q] = next(names)
            batch += x_names[p] if what == "batch" else ""
    x_free = [n or next(names) for n in x_names]
    y_free = [n or next(names) for n in y_names]
    out = batch + "".join(n for n, old in zip(x_free, x_names, strict=True) if not old)
    out += "".join(n for n, old in zip(y_free, y_names, strict=True) if not old)
    return f"{''.join(x_free)},{''.join(y_free)}->{out}"

"""Sorting of handles: sort, argsort, lexsort, partition, searchsorted.

Derivatives follow the elements to their places; indices have none.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import as_value, convert, wrap
from ..core.types import INT
from ..layouts import wrap_copy
from ..ops import movement as mv
from ..ops import sorting as srt
from .creation import as_array
from .register import implements


def _lines(a: Any, axis: Any, function: str) -> tuple[Any, int]:
    """The value whose lines along the returned axis are to be sorted; `axis=None` flattens."""
    x = as_value(a)
    if axis is None:
        return mv.reshape(x, shape=(as_array(x).size,)), 0
    if not x.shape and function.startswith("arg"):  # as in NumPy, an index of a 0-d array is that of its only element
        normalize_axis_index(operator.index(axis), 1)
        return mv.reshape(x, shape=(1,)), 0
    return x, normalize_axis_index(operator.index(axis), len(x.shape))


def _no_fields(order: Any) -> None:
    if order is not None:
        raise ValueError("Cannot specify order when the array has no fields.")


def _is_stable(kind: Any, stable: Any) -> bool:
    if kind is not None and stable is not None:
        raise ValueError("`kind` and keyword parameters can't be provided at the same time. Use only one of them.")
    if kind is not None and str(kind)[:1].lower() not in ("q", "h", "m", "s"):
        raise ValueError(f"sort kind must be one of 'quick', 'heap', or 'stable' (got {kind!r})")
    return bool(stable) or (kind is not None and str(kind)[0].lower() in "ms")


@implements(np.sort)
def sort(a, axis=-1, kind=None, order=None, *, stable=None):
    _no_fields(order)
    _is_stable(kind, stable)
    x, axis = _lines(a, axis, "sort")
    return wrap_copy(srt.sort(x, axis=axis), a, "K", False)


@implements(np.argsort)
def argsort(a, axis=-1, kind=None, order=None, *, stable=None):
    _no_fields(order)
    x, axis = _lines(a, axis, "argsort")
    return wrap(srt.argsort(x, axis=axis, stable=_is_stable(kind, stable)), scalar=False)


@implements(np.sort_complex)
def sort_complex(a):
    x = sort(a)
    if x.dtype.kind == "c":
        return x
    return x.astype(np.complex64 if x.dtype.char in "bBhH" else np.complex128)


@implements(np.lexsort)
def lexsort(keys, axis=-1):
    """np.lexsort: stable sorts from the least to the most significant key, which is the last."""
    columns = [as_value(k) for k in keys]
    if not columns:
        raise TypeError("need sequence of keys with len > 0 in lexsort")
    shape = columns[0].shape
    if any(c.shape != shape for c in columns):
        raise ValueError("all keys need to be the same shape")
    if not shape:
        return wrap(np.int64(0))
    axis = normalize_axis_index(operator.index(axis), len(shape))
    index = np.arange(shape[axis]).reshape([-1 if a == axis else 1 for a in range(len(shape))])
    index = mv.expand(index, shape)
    for column in columns:
        place = srt.argsort(srt.reorder(column, index, axis=axis), axis=axis, stable=True)
        index = srt.reorder(index, place, axis=axis)
    return wrap(index)


def _places(kth: Any, n: int) -> tuple[int, ...]:
    places = tuple([operator.index(k) for k in np.ravel(np.asarray(kth))])
    for k in places:
        if not -n <= k < n:
            raise ValueError(f"kth(={k + n if k < 0 else k}) out of bounds ({n})")
    return places


@implements(np.partition)
def partition(a, kth, axis=-1, kind="introselect", order=None):
    _no_fields(order)
    x, axis = _lines(a, axis, "partition")
    return wrap_copy(srt.partition(x, axis=axis, kth=_places(kth, x.shape[axis])), a, "K", False)


@implements(np.argpartition)
def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    _no_fields(order)
    x, axis = _lines(a, axis, "argpartition")
    return wrap(srt.argpartition(x, axis=axis, kth=_places(kth, x.shape[axis])), scalar=False)


@implements(np.searchsorted)
def searchsorted(a, v, side="left", sorter=None):
    line, x = as_value(a), as_value(v)
    if len(line.shape) != 1:
        raise ValueError(
            "object too deep for desired array" if line.shape else "object of too small depth for desired array"
        )
    if side not in ("left", "right"):
        raise ValueError(f"search side must be 'left' or 'right' (got {side!r})")
    if sorter is not None:
        order = as_value(sorter)
        if order.dtype.kind not in "iu":
            raise TypeError("sorter must only contain integers")
        if order.shape != line.shape:
            raise ValueError("sorter.size must equal len(a)" if len(order.shape) == 1 else "sorter must be 1-d array")
        line = srt.reorder(line, convert(order, INT), axis=0)
    dtype = np.result_type(line.dtype, x.dtype)
    return wrap(srt.searchsorted(convert(line, dtype), convert(x, dtype), side=side, lead=0))

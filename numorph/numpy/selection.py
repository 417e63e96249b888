"""Taking and putting elements by index: take, put, choose, compress, and conversions between kinds of index."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import Array, as_value, unwrap
from ..core.trace import Tracer
from ..known import known_value, peek, plain_buffer_error
from .creation import as_array, as_shape, holds_handle
from .manipulation import ravel
from .register import implements
from .ufuncs import store

_MODES = ("raise", "wrap", "clip")


def as_index(x: Any) -> Any:
    """An index array: plain where it is known, else a handle."""
    if not holds_handle(x):
        return np.asarray(x)
    known = peek(as_value(x))
    return Array(as_value(x), False) if isinstance(known, Tracer) else np.asarray(known)


def fitted(index: Any, size: int, mode: str) -> Any:
    """An index array that in modes 'wrap' and 'clip' is brought into 0 ... size - 1."""
    if mode not in _MODES:
        raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got '{mode}')")
    if mode == "wrap":
        return index % size
    return np.clip(index, 0, size - 1) if mode == "clip" else index


def within(index: Any, size: int, message: str) -> Any:
    """An index array without negative entries; outside 0 ... size - 1 it raises, now or when the program runs."""
    if isinstance(index, Array):
        # Reading any array of this size, here one without memory, checks the index.
        index = np.where(index < 0, size, index)
        return index + as_array(np.broadcast_to(np.int64(0), size))[index]
    if ((index < 0) | (index >= size)).any():
        raise ValueError(message)
    return index


# -- along one axis


@implements(np.take)
def take(a: Any, indices: Any, axis: Any = None, out: Any = None, mode: str = "raise") -> Any:
    a = as_array(a)
    if axis is None:
        a, axis = ravel(a), 0
    axis = normalize_axis_index(axis, a.ndim)
    index = as_index(indices)
    if index.dtype.kind not in "iub":
        np.take([0], np.zeros(1, index.dtype))  # raises
    if a.shape[axis] == 0 and index.size:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    index = fitted(index.astype(np.int64) if index.dtype.kind == "b" else index, a.shape[axis], mode)
    lead = (slice(None),) * axis
    if index.ndim == 0:  # a copy, also where indexing gives a view
        return store(a[(*lead, index)].copy() if a.ndim > 1 else a[index], out)
    found = a[(*lead, index)]
    return store(found.copy() if found.ndim > 1 else found, out)  # row by row, unlike what an index selects


def _along(shape: tuple, index: Any, axis: int) -> tuple:
    """The key by which take_along_axis and put_along_axis address an array."""
    if index.dtype.kind not in "iu":
        raise IndexError("`indices` must be an integer array")
    if len(shape) != index.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    ndim = len(shape)
    return tuple(
        index if k == axis else np.arange(n).reshape([-1 if j == k else 1 for j in range(ndim)])
        for k, n in enumerate(shape)
    )


@implements(np.take_along_axis)
def take_along_axis(arr: Any, indices: Any, axis: Any = -1) -> Array:
    arr, index = as_array(arr), as_index(indices)
    if axis is None:
        if index.ndim != 1:
            raise ValueError("when axis=None, `indices` must have a single dimension.")
        arr, axis = ravel(arr), 0
    return arr[_along(arr.shape, index, normalize_axis_index(axis, arr.ndim))]


@implements(np.put_along_axis)
def put_along_axis(arr: Any, indices: Any, values: Any, axis: Any) -> None:
    index = as_index(indices)
    if axis is None:
        if index.ndim != 1:
            raise ValueError("when axis=None, `indices` must have a single dimension.")
        _writable(arr).flat[index] = values
        return
    _writable(arr)[_along(arr.shape, index, normalize_axis_index(axis, arr.ndim))] = values


def _writable(a: Any) -> Array:
    if not isinstance(a, Array):
        raise plain_buffer_error(a)
    return a


@implements(np.compress)
def compress(condition: Any, a: Any, axis: Any = None, out: Any = None) -> Any:
    """np.compress.  The condition must be known, since it fixes the shape."""
    known = np.asarray(known_value(unwrap(condition), "the condition of 'np.compress'"))
    if known.ndim != 1:
        raise ValueError("condition must be a 1-d array")
    return take(a, np.flatnonzero(known), axis, out)


@implements(np.extract)
def extract(condition: Any, arr: Any) -> Array:
    """np.extract.  The condition must be known, since it fixes the shape."""
    known = known_value(unwrap(condition), "the condition of 'np.extract'")
    return take(arr, np.flatnonzero(known))


@implements(np.choose)
def choose(a: Any, choices: Any, out: Any = None, mode: str = "raise") -> Any:
    index = as_index(a)
    index = index.astype(np.int64) if index.dtype.kind == "b" else index
    choices = [as_array(c) for c in choices]
    n = len(choices)
    index = within(index, n, "invalid entry in choice array") if mode == "raise" else fitted(index, n, mode)
    shape = np.broadcast_shapes(index.shape, *[c.shape for c in choices])
    stacked = np.stack([np.broadcast_to(c, shape) for c in choices])
    grid = np.indices(shape, sparse=True)
    return store(stacked[(np.broadcast_to(index, shape), *grid)], out)


# -- writing


@implements(np.copyto)
def copyto(dst: Any, src: Any, casting: str = "same_kind", where: Any = True) -> None:
    source = as_array(src)
    if not isinstance(dst, Array) and not isinstance(source._read(), Tracer):
        np.copyto(dst, source._read(), casting, np.asarray(unwrap(where)))
        return
    if not np.can_cast(source.dtype, dst.dtype, casting):
        kind = "array data" if source.ndim else "scalar"
        raise TypeError(f"Cannot cast {kind} from {source.dtype!r} to {dst.dtype!r} according to the rule '{casting}'")
    _writable(dst)[...] = source if where is True else np.where(where, source.astype(dst.dtype), dst)


@implements(np.put)
def put(a: Any, ind: Any, v: Any, mode: str = "raise") -> None:
    a, index, values = _writable(a), as_index(ind).reshape(-1), as_array(v)
    if values.size and index.size:
        a.flat[fitted(index, a.size, mode)] = values


@implements(np.putmask)
def putmask(a: Any, mask: Any, values: Any) -> None:
    a, values = _writable(a), as_array(values)
    if values.size:
        mask = np.reshape(mask if not isinstance(mask, list | tuple) else as_array(mask), a.shape)
        a[...] = np.where(mask, np.resize(values, a.shape).astype(a.dtype), a)


@implements(np.place)
def place(arr: Any, mask: Any, vals: Any) -> None:
    """np.place.  The mask must be known."""
    known = np.asarray(known_value(unwrap(mask), "the mask of 'np.place'"), bool)
    values, index = as_array(vals), np.flatnonzero(known)
    if not values.size and index.size:
        raise ValueError("Cannot insert from an empty array!")
    if index.size:
        _writable(arr).flat[index] = values


# -- kinds of index


@implements(np.ravel_multi_index)
def ravel_multi_index(multi_index: Any, dims: Any, mode: Any = "raise", order: str = "C") -> Any:
    columns = [as_index(i) for i in multi_index]
    dims = as_shape(dims)
    modes = (mode,) * len(dims) if isinstance(mode, str) else tuple(mode)
    if not any(isinstance(c, Array) for c in columns):
        return np.ravel_multi_index(tuple(columns), dims, modes, order)
    if len(columns) != len(dims):
        raise ValueError(f"parameter multi_index must be a sequence of length {len(dims)}")
    flat: Any = 0
    parts = list(zip(columns, dims, modes, strict=True))
    for column, n, how in parts if order == "C" else parts[::-1]:
        inside = within(column, n, "invalid entry in coordinates array") if how == "raise" else fitted(column, n, how)
        flat = flat * n + inside
    return flat


@implements(np.unravel_index)
def unravel_index(indices: Any, shape: Any, order: str = "C") -> tuple:
    index = as_index(indices)
    if not isinstance(index, Array):
        return np.unravel_index(index, shape, order)
    shape = as_shape(shape)
    rest = within(index, int(np.prod(shape, dtype=int)), "index is out of bounds")
    found = []
    for n in reversed(shape) if order == "C" else shape:
        found.append(rest % n)
        rest = rest // n
    return tuple(reversed(found)) if order == "C" else tuple(found)


@implements(np.ix_)
def ix_(*args: Any) -> tuple:
    out = []
    for k, new in enumerate(args):
        new = as_index(new)
        if new.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        if new.dtype == np.bool_:
            new = np.flatnonzero(known_value(unwrap(new), "a mask of 'np.ix_'"))
        out.append(new.reshape([-1 if j == k else 1 for j in range(len(args))]))
    return tuple(out)

"""Joining and splitting arrays, repeating, inserting and deleting elements.  Splits are views, the others copies."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import Array, as_value, concrete_key, convert, unwrap
from ..core.orders import concatenated
from ..known import known_value
from ..layouts import is_by_columns, wrap_as
from ..ops import movement as mv
from .creation import as_array, holds_handle
from .manipulation import atleast_1d, atleast_2d, atleast_3d, ravel
from .register import implements
from .ufuncs import store

# -- joining


@implements(np.concatenate, np.concat)
def concatenate(
    arrays: Any, /, axis: Any = 0, out: Any = None, *, dtype: Any = None, casting: str = "same_kind"
) -> Any:
    arrays = [as_array(a) for a in arrays]
    if axis is None:
        arrays, axis = [ravel(a) for a in arrays], 0
    if not arrays or arrays[0].ndim == 0 or not _join_fits(arrays, axis):
        np.concatenate([a._phantom() for a in arrays], axis)  # raises
    values = [a._read() for a in arrays]
    return _joined(values, arrays, normalize_axis_index(axis, arrays[0].ndim), out, dtype, casting)


def _joined(values: list[Any], arrays: list[Any], axis: int, out: Any, dtype: Any, casting: str) -> Any:
    """Values of fitting shapes, converted to one dtype and joined along an axis."""
    first = values[0].dtype
    if dtype is not None or out is not None or any(v.dtype is not first for v in values):
        if dtype is None:
            dtype = np.result_type(*[v.dtype for v in values]) if out is None else out.dtype
        dtype = np.dtype(dtype)
        for v in values:
            if not np.can_cast(v.dtype, dtype, casting):
                raise TypeError(
                    f"Cannot cast array data from {v.dtype!r} to {dtype!r} according to the rule {casting!r}"
                )
        values = [convert(v, dtype) for v in values]
    joined = mv.concatenate(*values, axis=axis) if len(values) > 1 else mv.copied(values[0])
    return store(wrap_as(joined, arrays, False, concatenated), out)


def _join_fits(arrays: Sequence[Array], axis: int) -> bool:
    first = arrays[0].shape
    axis = normalize_axis_index(axis, len(first))
    rest = (*first[:axis], *first[axis + 1 :])
    return all(a.ndim == len(first) and (*a.shape[:axis], *a.shape[axis + 1 :]) == rest for a in arrays)


@implements(np.stack)
def stack(arrays: Any, axis: int = 0, out: Any = None, *, dtype: Any = None, casting: str = "same_kind") -> Any:
    values = [a._read() if isinstance(a, Array) else as_value(a) for a in arrays]
    if not values:
        raise ValueError("need at least one array to stack")
    shape = values[0].shape
    if any(v.shape != shape for v in values):
        raise ValueError("all input arrays must have the same shape")
    axis = normalize_axis_index(axis, len(shape) + 1)
    wider = (*shape[:axis], 1, *shape[axis:])
    arrays = [as_array(a)[(*[slice(None)] * axis, None)] for a in arrays] if len(shape) > 1 else []
    return _joined([mv.reshape(v, shape=wider) for v in values], arrays, axis, out, dtype, casting)


@implements(np.vstack)
def vstack(tup: Any, *, dtype: Any = None, casting: str = "same_kind") -> Array:
    return concatenate([atleast_2d(a) for a in tup], 0, dtype=dtype, casting=casting)


@implements(np.hstack)
def hstack(tup: Any, *, dtype: Any = None, casting: str = "same_kind") -> Array:
    arrays = [atleast_1d(a) for a in tup]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, dtype=dtype, casting=casting)


@implements(np.dstack)
def dstack(tup: Any) -> Array:
    return concatenate([atleast_3d(a) for a in tup], 2)


@implements(np.column_stack)
def column_stack(tup: Any) -> Array:
    arrays = [as_array(a) for a in tup]
    return concatenate([atleast_2d(a).T if a.ndim < 2 else a for a in arrays], 1)


@implements(np.block)
def block(arrays: Any) -> Array:
    depth = _depth(arrays, ())
    ndim = max(depth, _largest_ndim(arrays))
    return _block(arrays, depth, ndim)


def _depth(x: Any, path: tuple) -> int:
    if isinstance(x, tuple):
        raise TypeError(
            f"arrays{''.join(f'[{k}]' for k in path)} is a tuple. Only lists can be used to arrange blocks, and "
            "np.block does not allow implicit conversion from tuple to ndarray."
        )
    if not isinstance(x, list):
        return 0
    if not x:
        raise ValueError(f"List at arrays{''.join(f'[{k}]' for k in path)} cannot be empty")
    depths = [_depth(e, (*path, k)) for k, e in enumerate(x)]
    other = next((k for k, d in enumerate(depths) if d != depths[0]), None)
    if other is not None:
        raise ValueError(
            f"List depths are mismatched. First element was at depth {len(path) + 1 + depths[0]}, "
            f"but there is an element at depth {len(path) + 1 + depths[other]} (arrays[{other}])"
        )
    return depths[0] + 1


def _largest_ndim(x: Any) -> int:
    return max(_largest_ndim(e) for e in x) if isinstance(x, list) else np.ndim(x)


def _block(x: Any, depth: int, ndim: int) -> Array:
    if not isinstance(x, list):
        a = as_array(x)
        return a.reshape((1,) * (ndim - a.ndim) + tuple(a.shape))
    return concatenate([_block(e, depth - 1, ndim) for e in x], -depth)


@implements(np.append)
def append(arr: Any, values: Any, axis: Any = None) -> Array:
    if axis is None:
        return concatenate([ravel(arr), ravel(values)])
    return concatenate([arr, values], axis)


# -- splitting


@implements(np.array_split)
def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list:
    ary = as_array(ary)
    total = ary.shape[axis]
    if hasattr(indices_or_sections, "__len__") and np.ndim(indices_or_sections):
        points = [0, *map(operator.index, indices_or_sections), total]
    else:
        sections = int(operator.index(indices_or_sections))
        if sections <= 0:
            raise ValueError("number sections must be larger than 0.")
        each, extras = divmod(total, sections)
        points = [k * each + min(k, extras) for k in range(sections + 1)]
    lead = (slice(None),) * normalize_axis_index(axis, ary.ndim)
    return [ary[(*lead, slice(a, b))] for a, b in itertools.pairwise(points)]


@implements(np.split)
def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list:
    if not (hasattr(indices_or_sections, "__len__") and np.ndim(indices_or_sections)):
        sections = operator.index(indices_or_sections)
        if np.shape(ary)[axis] % sections:
            raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


@implements(np.hsplit)
def hsplit(ary: Any, indices_or_sections: Any) -> list:
    if np.ndim(ary) == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(ary, indices_or_sections, 1 if np.ndim(ary) > 1 else 0)


@implements(np.vsplit)
def vsplit(ary: Any, indices_or_sections: Any) -> list:
    if np.ndim(ary) < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(ary, indices_or_sections, 0)


@implements(np.dsplit)
def dsplit(ary: Any, indices_or_sections: Any) -> list:
    if np.ndim(ary) < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(ary, indices_or_sections, 2)


def unstack(x: Any, /, *, axis: int = 0) -> tuple:
    x = as_array(x)
    if x.ndim == 0:
        raise ValueError("Input array must be at least 1-d.")
    return tuple(np.moveaxis(x, axis, 0))


if hasattr(np, "unstack"):  # NumPy 2.1
    implements(np.unstack)(unstack)

# -- repeating


@implements(np.tile)
def tile(A: Any, reps: Any) -> Array:
    A = as_array(A)
    reps = tuple(map(operator.index, reps if np.iterable(reps) else (reps,)))
    reps = (1,) * (A.ndim - len(reps)) + reps
    sizes = (1,) * (len(reps) - A.ndim) + tuple(A.shape)
    spread = mv.broadcast(
        mv.reshape(A._read(), shape=sizes),
        shape=tuple(n for pair in zip(reps, sizes, strict=True) for n in pair),
        axes=tuple(range(0, 2 * len(reps), 2)),
    )
    tiled = mv.reshape(spread, shape=tuple(r * d for r, d in zip(reps, sizes, strict=True)))
    return Array(mv.copied(tiled), False)


@implements(np.repeat)
def repeat(a: Any, repeats: Any, axis: Any = None) -> Array:
    """np.repeat.  The counts must be known, since they fix the shape."""
    a = as_array(a)
    if axis is None:
        a, axis = ravel(a), 0
    axis = normalize_axis_index(axis, a.ndim)
    counts = known_value(unwrap(as_array(repeats)), "the counts of 'np.repeat'") if holds_handle(repeats) else repeats
    n = a.shape[axis]
    if np.size(counts) != 1:
        return a[(slice(None),) * axis + (np.repeat(np.arange(n), counts),)].copy()
    count = operator.index(np.reshape(counts, ())[()])
    if count < 0:
        np.repeat(a._phantom(), count, axis)  # raises
    shape = tuple(a.shape)
    spread = mv.broadcast(a._read(), shape=(*shape[: axis + 1], count, *shape[axis + 1 :]), axes=(axis + 1,))
    repeated = mv.reshape(spread, shape=(*shape[:axis], n * count, *shape[axis + 1 :]))
    return Array(mv.copied(repeated), False)


# -- inserting and deleting


def _known_places(obj: Any, what: str) -> Any:
    """The index that np.insert and np.delete take: an int, a slice or an array, which must be known."""
    key = concrete_key(obj)
    return key if isinstance(key, slice) else known_value(key, what)


@implements(np.delete)
def delete(arr: Any, obj: Any, axis: Any = None) -> Array:
    arr = as_array(arr)
    if axis is None:
        arr, axis = ravel(arr), 0
    axis = normalize_axis_index(axis, arr.ndim)
    kept = np.delete(np.arange(arr.shape[axis]), _known_places(obj, "the index in 'np.delete'"))
    return arr[(slice(None),) * axis + (kept,)].copy("F" if is_by_columns(arr) else "C")


@implements(np.insert)
def insert(arr: Any, obj: Any, values: Any, axis: Any = None) -> Array:
    arr = as_array(arr)
    if axis is None:
        arr, axis = ravel(arr), 0
    axis = normalize_axis_index(axis, arr.ndim)
    places = _known_places(obj, "the index in 'np.insert'")
    values = as_array(values)
    values = values.reshape((1,) * (arr.ndim - values.ndim) + tuple(values.shape)).astype(arr.dtype)
    old = np.arange(arr.shape[axis])
    count = np.insert(old, places, -1).size - old.size
    if not isinstance(places, slice) and np.size(places) == 1:
        values = values if np.ndim(places) else np.moveaxis(values, 0, axis)
        count = values.shape[axis]
    # NumPy itself tells the order: the new elements stand as -1, -2, ... among the numbers of the old ones.
    order = np.insert(old, places, -1 - np.arange(count))
    values = np.broadcast_to(values, (*arr.shape[:axis], count, *arr.shape[axis + 1 :]))
    source = np.where(order >= 0, order, old.size - 1 - order)
    return concatenate([arr, values], axis)[(slice(None),) * axis + (source,)].copy("F" if is_by_columns(arr) else "C")

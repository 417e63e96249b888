"""Axes and shapes: reshape, transpose, broadcast, flip, roll.  Where NumPy gives a view, so do these."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index, normalize_axis_tuple

from .. import array as _array
from ..array import Array, View, unwrap
from ..core.trace import Tracer
from ..core.types import normalize_axis
from ..known import known_value, peek
from ..layouts import wrap_copy
from ..lenses import Broadcast
from ..ops import movement as mv
from ..ops.indexing import slice_axis
from .creation import as_array, as_shape, holds_handle, isscalar
from .register import implements


class ReadOnlyView(View):
    """A view that NumPy does not allow to write to."""

    __slots__ = ()

    def _write(self, new: Any) -> None:
        raise ValueError("assignment destination is read-only")


# -- reshape and its relatives


@implements(np.reshape)
def reshape(a: Any, shape: Any = None, order: str = "C", *, newshape: Any = None, copy: bool | None = None) -> Array:
    shape = newshape if shape is None else shape
    if shape is None:
        raise TypeError("reshape() missing 1 required positional argument: 'shape'")
    return _array.reshape(as_array(a), as_shape(shape), order, copy)


@implements(np.ravel)
def ravel(a: Any, order: str = "C") -> Array:
    return as_array(a).ravel(order)


@implements(np.squeeze)
def squeeze(a: Any, axis: Any = None) -> Array:
    a = as_array(a)
    if axis is None:
        return _array.reshape(a, tuple(d for d in a.shape if d != 1))
    axes = normalize_axis_tuple(axis, a.ndim)
    if any(a.shape[k] != 1 for k in axes):
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return _array.reshape(a, tuple(d for k, d in enumerate(a.shape) if k not in axes))


@implements(np.expand_dims)
def expand_dims(a: Any, axis: Any) -> Array:
    a = as_array(a)
    axes = axis if isinstance(axis, tuple | list) else (axis,)
    ndim = len(axes) + a.ndim
    axes = normalize_axis_tuple(axes, ndim)
    sizes = iter(a.shape)
    return _array.reshape(a, tuple(1 if k in axes else next(sizes) for k in range(ndim)))


def _at_least(a: Any, before: int, after: int) -> Array:
    """a with unit axes put before and after its own until there are `before` + `after` of them in all."""
    a = as_array(a)
    return _array.reshape(a, (1,) * before + tuple(a.shape) + (1,) * after) if before + after else a


def _each(arrays: tuple, promote: Any) -> Any:
    return promote(arrays[0]) if len(arrays) == 1 else tuple(promote(a) for a in arrays)


@implements(np.atleast_1d)
def atleast_1d(*arys: Any) -> Any:
    return _each(arys, lambda a: _at_least(a, int(np.ndim(a) == 0), 0))


@implements(np.atleast_2d)
def atleast_2d(*arys: Any) -> Any:
    return _each(arys, lambda a: _at_least(a, max(0, 2 - np.ndim(a)), 0))


@implements(np.atleast_3d)
def atleast_3d(*arys: Any) -> Any:
    units = {0: (2, 1), 1: (1, 1), 2: (0, 1)}  # a 2-d array becomes one of shape (m, n, 1)
    return _each(arys, lambda a: _at_least(a, *units.get(np.ndim(a), (0, 0))))


# -- order of axes


@implements(np.transpose)
def transpose(a: Any, axes: Any = None) -> Array:
    a = as_array(a)
    if axes is None:
        return a.transpose() if a.ndim else a[...]
    axes = tuple(operator.index(k) for k in axes)
    if len(axes) != a.ndim:
        raise ValueError("axes don't match array")
    axes = tuple(normalize_axis(k, a.ndim) for k in axes)
    if len(set(axes)) != len(axes):
        raise ValueError("repeated axis in transpose")
    return a.transpose(axes) if a.ndim else a[...]


implements(np.permute_dims)(transpose)


@implements(np.matrix_transpose)
def matrix_transpose(x: Any, /) -> Array:
    x = as_array(x)
    if x.ndim < 2:
        raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return x.swapaxes(-1, -2)


@implements(np.swapaxes)
def swapaxes(a: Any, axis1: int, axis2: int) -> Array:
    a = as_array(a)
    return a.swapaxes(normalize_axis_index(axis1, a.ndim, "axis1"), normalize_axis_index(axis2, a.ndim, "axis2"))


@implements(np.moveaxis)
def moveaxis(a: Any, source: Any, destination: Any) -> Array:
    a = as_array(a)
    source = normalize_axis_tuple(source, a.ndim, "source")
    destination = normalize_axis_tuple(destination, a.ndim, "destination")
    if len(source) != len(destination):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    order = [k for k in range(a.ndim) if k not in source]
    for to, come_from in sorted(zip(destination, source, strict=True)):
        order.insert(to, come_from)
    return a.transpose(tuple(order)) if a.ndim else a[...]


@implements(np.rollaxis)
def rollaxis(a: Any, axis: int, start: int = 0) -> Array:
    a = as_array(a)
    axis = normalize_axis_index(axis, a.ndim)
    if not -a.ndim <= start <= a.ndim:
        raise np.exceptions.AxisError(
            f"'start' arg requires {-a.ndim} <= start < {a.ndim + 1}, but {start} was passed in"
        )
    start += a.ndim if start < 0 else 0
    order = [k for k in range(a.ndim) if k != axis]
    order.insert(start - (axis < start), axis)
    return a.transpose(tuple(order))


# -- broadcasting


@implements(np.broadcast_to)
def broadcast_to(array: Any, shape: Any, subok: bool = False) -> Array:
    a, shape = as_array(array), as_shape(shape)
    np.broadcast_to(a._phantom(), shape)  # raises where the shapes do not fit
    return ReadOnlyView(a, Broadcast(shape))


@implements(np.broadcast_arrays)
def broadcast_arrays(*args: Any, subok: bool = False) -> tuple:
    """np.broadcast_arrays.  Arrays that were repeated are read-only, where NumPy warns on writing."""
    arrays = [as_array(a) for a in args]
    shape = np.broadcast(*[a._phantom() for a in arrays]).shape if arrays else ()
    return tuple([a if a.shape == shape else ReadOnlyView(a, Broadcast(shape)) for a in arrays])


@implements(np.meshgrid)
def meshgrid(*xi: Any, copy: bool = True, sparse: bool = False, indexing: str = "xy") -> tuple:
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    ndim = len(xi)
    place = list(range(ndim))
    if indexing == "xy" and ndim > 1:
        place[:2] = 1, 0
    grids: Any = [as_array(x).reshape([-1 if k == place[i] else 1 for k in range(ndim)]) for i, x in enumerate(xi)]
    if not sparse:
        grids = broadcast_arrays(*grids)
    return tuple([g.copy() for g in grids]) if copy else tuple(grids)


# -- reversing and shifting


@implements(np.flip)
def flip(m: Any, axis: Any = None) -> Array:
    m = as_array(m)
    axes = range(m.ndim) if axis is None else normalize_axis_tuple(axis, m.ndim)
    return m[(*[slice(None, None, -1) if k in axes else slice(None) for k in range(m.ndim)], ...)]


@implements(np.fliplr)
def fliplr(m: Any) -> Array:
    if np.ndim(m) < 2:
        raise ValueError("Input must be >= 2-d.")
    return flip(m, 1)


@implements(np.flipud)
def flipud(m: Any) -> Array:
    if np.ndim(m) < 1:
        raise ValueError("Input must be >= 1-d.")
    return flip(m, 0)


@implements(np.rot90)
def rot90(m: Any, k: int = 1, axes: Any = (0, 1)) -> Array:
    m, axes = as_array(m), tuple(axes)
    if len(axes) != 2:
        raise ValueError("len(axes) must be 2.")
    if axes[0] == axes[1] or abs(axes[0] - axes[1]) == m.ndim:
        raise ValueError("Axes must be different.")
    if any(not -m.ndim <= a < m.ndim for a in axes):
        raise ValueError(f"Axes={axes} out of range for array of ndim={m.ndim}.")
    k = operator.index(k) % 4
    if k == 0:
        return m[...]
    if k == 2:
        return flip(m, axes)
    return flip(m, axes[1]).swapaxes(*axes) if k == 1 else flip(m.swapaxes(*axes), axes[1])


@implements(np.roll)
def roll(a: Any, shift: Any, axis: Any = None) -> Array:
    """np.roll.  A shift may be known only at run time."""
    a = as_array(a)
    if axis is None:
        return roll(ravel(a), shift, 0).reshape(a.shape)
    axes = normalize_axis_tuple(axis, a.ndim, allow_duplicate=True)
    shift = as_array(shift) if holds_handle(shift) else np.asarray(shift)
    shifts = np.broadcast_to(shift, np.broadcast_shapes(np.shape(shift), (len(axes),)))
    if shifts.ndim > 1:
        raise ValueError("'shift' and 'axis' should be scalars or 1D sequences")
    x = a._read()
    axes = np.broadcast_to(axes, shifts.shape)
    for by, k in zip(shifts, axes, strict=True):
        x = _rolled(x, peek(unwrap(by)), int(k))
    return wrap_copy(mv.copied(x) if x is a._read() else x, a, "K", False)


def _rolled(x: Any, by: Any, axis: int) -> Any:
    n = x.shape[axis]
    if isinstance(by, Tracer):
        from .selection import take

        source = (np.arange(n) - Array(by)) % max(n, 1)
        return unwrap(take(Array(x, False), source, axis))
    by = operator.index(by) % n if n else 0
    if by == 0:
        return x
    parts = [slice_axis(x, axis, n - by, n), slice_axis(x, axis, 0, n - by)]
    return mv.concatenate(*parts, axis=axis)


# -- others


@implements(np.copy)
def copy(a: Any, order: str = "K", subok: bool = False) -> Array:
    return wrap_copy(mv.copied(as_array(a)._read()), a, order, False)


@implements(np.astype)
def astype(x: Any, dtype: Any, /, *, copy: bool = True, device: Any = None) -> Any:
    if isscalar(x):
        raise TypeError(f"Input should be a NumPy array. It is of type {type(x)}.")
    return x.astype(dtype, copy=copy)


@implements(np.resize)
def resize(a: Any, new_shape: Any) -> Array:
    from .joining import concatenate

    shape = as_shape(new_shape)
    if any(d < 0 for d in shape):
        raise ValueError("all elements of `new_shape` must be non-negative")
    a = ravel(a)
    size = int(np.prod(shape, dtype=int))
    if a.size == 0:
        return np.zeros_like(a, shape=shape)
    return concatenate([a] * max(1, -(-size // a.size)))[:size].copy().reshape(shape)


@implements(np.trim_zeros)
def trim_zeros(filt: Any, trim: str = "fb", axis: Any = None) -> Any:
    """np.trim_zeros.  Where the zeros are must be known."""
    filt = as_array(filt)
    known = known_value(filt._read(), "the place of zeros in 'np.trim_zeros'")
    trim = trim.lower()
    if trim not in ("fb", "bf", "f", "b"):
        raise ValueError(f"unexpected character(s) in `trim`: {trim!r}")
    axes = range(filt.ndim) if axis is None else normalize_axis_tuple(axis, filt.ndim)
    places = np.argwhere(known)
    key = [slice(None)] * filt.ndim
    for k in axes:
        if not len(places):
            key[k] = slice(0, 0)
            continue
        first, last = places[:, k].min(), places[:, k].max() + 1
        key[k] = slice(first if "f" in trim else None, last if "b" in trim else None)
    return filt[tuple(key)]

"""jax.lax's names that move elements.  On plain arrays results may be views of the operand, as NumPy's are."""

from __future__ import annotations

import builtins
import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import numpy as npm
from ..array import as_value, wrap
from ..core.types import normalize_axes
from ..numpy.creation import holds_handle
from ..ops import indexing as ix

__all__ = [
    "broadcast",
    "broadcast_in_dim",
    "broadcast_shapes",
    "broadcast_to_rank",
    "broadcasted_iota",
    "collapse",
    "concatenate",
    "dynamic_index_in_dim",
    "dynamic_slice",
    "dynamic_slice_in_dim",
    "dynamic_update_index_in_dim",
    "dynamic_update_slice",
    "dynamic_update_slice_in_dim",
    "expand_dims",
    "full",
    "full_like",
    "index_in_dim",
    "iota",
    "pad",
    "reshape",
    "rev",
    "slice",
    "slice_in_dim",
    "split",
    "squeeze",
    "stack",
    "tile",
    "transpose",
    "unstack",
    "zeros_like_array",
]

broadcast_shapes = np.broadcast_shapes


def _array(x: Any) -> Any:
    if hasattr(x, "ndim") and hasattr(x, "reshape"):
        return x
    return wrap(as_value(x)) if holds_handle(x) else np.asarray(x)


# -- shape


def broadcast(operand: Any, sizes: Sequence[int]) -> Any:
    """New axes of the given sizes in front."""
    x = _array(operand)
    return np.broadcast_to(x, (*sizes, *x.shape))


def broadcast_in_dim(operand: Any, shape: Sequence[int], broadcast_dimensions: Sequence[int]) -> Any:
    """Axis i of the operand becomes axis broadcast_dimensions[i]; axes of size 1 and new ones are repeated."""
    x, shape, places = _array(operand), tuple(shape), tuple(broadcast_dimensions)
    if len(places) != x.ndim or builtins.any(p >= q for p, q in itertools.pairwise(places)):
        raise TypeError(
            f"'broadcast_in_dim' needs an increasing broadcast_dimensions with {x.ndim} entries, got {places}."
        )
    full = [1] * len(shape)
    for d, p in zip(x.shape, places, strict=True):
        full[p] = d
    return np.broadcast_to(x.reshape(full), shape)


def broadcast_to_rank(x: Any, rank: int) -> Any:
    """New axes of size 1 in front, up to `rank` axes."""
    x = _array(x)
    return x.reshape((1,) * (rank - x.ndim) + tuple(x.shape))


def reshape(operand: Any, new_sizes: Sequence[int], dimensions: Sequence[int] | None = None) -> Any:
    """np.reshape, after a transpose to the order `dimensions` of axes where given."""
    x = _array(operand)
    return (x if dimensions is None else np.transpose(x, tuple(dimensions))).reshape(tuple(new_sizes))


def transpose(operand: Any, permutation: Sequence[int]) -> Any:
    """Axis permutation[i] of the operand becomes axis i."""
    return np.transpose(operand, tuple(permutation))


def squeeze(array: Any, dimensions: int | Sequence[int]) -> Any:
    """Without the given axes, which have size 1."""
    return np.squeeze(array, dimensions if isinstance(dimensions, int) else tuple(dimensions))


def expand_dims(array: Any, dimensions: int | Sequence[int]) -> Any:
    """New axes of size 1 at the given places of the result."""
    return np.expand_dims(array, dimensions if isinstance(dimensions, int) else tuple(dimensions))


def collapse(operand: Any, start_dimension: int, stop_dimension: int | None = None) -> Any:
    """The axes start_dimension ... stop_dimension - 1 as one."""
    x = _array(operand)
    start, stop, _ = builtins.slice(start_dimension, stop_dimension).indices(x.ndim)
    if stop <= start:
        raise ValueError(f"'collapse' of axes {start_dimension} to {stop_dimension} of {x.ndim} collapses none.")
    return x.reshape(*x.shape[:start], math.prod(x.shape[start:stop]), *x.shape[stop:])


def concatenate(operands: Sequence[Any], dimension: int) -> Any:
    """np.concatenate along one axis."""
    return np.concatenate(list(operands), axis=dimension)


def stack(operands: Sequence[Any], axis: int = 0) -> Any:
    """np.stack."""
    return np.stack(list(operands), axis=axis)


def unstack(x: Any, axis: int = 0) -> tuple[Any, ...]:
    """The slices along one axis."""
    return tuple(np.moveaxis(x, axis, 0))


def split(operand: Any, sizes: Sequence[int], axis: int = 0) -> list[Any]:
    """Parts of the given sizes along one axis; raises ValueError unless they sum to its size."""
    x = _array(operand)
    if builtins.sum(sizes) != x.shape[axis]:
        raise ValueError(f"'split' needs sizes that sum to {x.shape[axis]}, got {tuple(sizes)}.")
    return np.split(x, np.cumsum(np.asarray(sizes, int))[:-1].tolist(), axis)


def tile(operand: Any, reps: Sequence[int]) -> Any:
    """np.tile."""
    return np.tile(operand, tuple(reps))


def rev(operand: Any, dimensions: Sequence[int]) -> Any:
    """Reversed along the given axes."""
    return np.flip(operand, tuple(dimensions))


def pad(operand: Any, padding_value: Any, padding_config: Sequence[tuple[int, int, int]]) -> Any:
    """`padding_value` before, after and between the elements, for each axis (low, high, interior).

    Negative low and high take elements away, after the interior ones were put in.
    """
    x = _array(operand)
    if len(padding_config) != x.ndim:
        raise ValueError(f"'pad' needs one (low, high, interior) for each of {x.ndim} axes, got {len(padding_config)}.")
    if builtins.any(inside < 0 for _, _, inside in padding_config):
        raise ValueError(f"'pad' needs interior padding of at least 0, got {padding_config}.")
    shape, into, kept = [], [], []
    for d, (low, high, inside) in zip(x.shape, padding_config, strict=True):
        spread = d + inside * builtins.max(d - 1, 0)
        if low + spread + high < 0:
            raise ValueError(f"'pad' with {(low, high, inside)} takes away more elements than size {d} has.")
        before, after = builtins.max(low, 0), builtins.max(high, 0)
        shape.append(before + spread + after)
        into.append(builtins.slice(before, before + spread, inside + 1))
        kept.append(builtins.slice(before - low, before + spread + high))
    out = npm.full(tuple(shape), padding_value, dtype=x.dtype)
    out[tuple(into)] = x
    return out[tuple(kept)]


# -- parts


def slice(
    operand: Any, start_indices: Sequence[int], limit_indices: Sequence[int], strides: Sequence[int] | None = None
) -> Any:
    """operand[start:limit:stride, ...], one of each per axis; raises ValueError outside the operand."""
    x = _array(operand)
    strides = (1,) * x.ndim if strides is None else tuple(strides)
    for d, start, limit in zip(x.shape, start_indices, limit_indices, strict=True):
        if not 0 <= start <= limit <= d:
            raise ValueError(f"'slice' needs 0 <= start <= limit <= {d}, got start {start} and limit {limit}.")
    return x[tuple(map(builtins.slice, start_indices, limit_indices, strides))]


def slice_in_dim(operand: Any, start_index: int | None, limit_index: int | None, stride: int = 1, axis: int = 0) -> Any:
    """operand[start:limit:stride] along one axis; None and negative indices as in Python."""
    x = _array(operand)
    (axis,) = normalize_axes(axis, x.ndim)
    return x[(builtins.slice(None),) * axis + (builtins.slice(start_index, limit_index, stride),)]


def index_in_dim(operand: Any, index: int, axis: int = 0, keepdims: bool = True) -> Any:
    """operand[index] along one axis, which stays with size 1 unless keepdims is False."""
    x = _array(operand)
    (axis,) = normalize_axes(axis, x.ndim)
    part = x[(builtins.slice(None),) * axis + (index,)]
    return np.expand_dims(part, axis) if keepdims else part


# -- parts at places known only when the program runs


def _starts(start_indices: Any, shape: Sequence[int], allow_negative: bool) -> list[Any]:
    """The starts as int64 values; negative ones count from the end."""
    starts = list(start_indices) if not hasattr(start_indices, "ndim") or start_indices.ndim else [start_indices]
    if len(starts) != len(shape):
        raise TypeError(f"a slice of {len(shape)} axes needs as many start indices, got {len(starts)}.")
    out = []
    for start, d in zip(starts, shape, strict=True):
        start = start if hasattr(start, "astype") else wrap(as_value(start))
        if start.dtype.kind not in "iu" or start.shape:
            raise TypeError("a slice needs integer scalars as start indices.")
        start = start.astype(np.int64)
        out.append(as_value(np.where(start < 0, start + d, start) if allow_negative else start))
    return out


def dynamic_slice(
    operand: Any, start_indices: Any, slice_sizes: Sequence[int], *, allow_negative_indices: bool = True
) -> Any:
    """A part of static size at a start that may be traced; a start where it would not fit is moved so that it does.

    Unlike an index, a start outside the operand raises no error.
    """
    x = _array(operand)
    sizes = tuple(int(n) for n in slice_sizes)
    if len(sizes) != x.ndim or builtins.any(not 0 <= n <= d for n, d in zip(sizes, x.shape, strict=False)):
        raise TypeError(f"'dynamic_slice' needs sizes that fit the shape {tuple(x.shape)}, got {sizes}.")
    starts = _starts(start_indices, x.shape, allow_negative_indices)
    return _run(ix.dynamic_slice, as_value(x), *starts, sizes=sizes)


def dynamic_update_slice(operand: Any, update: Any, start_indices: Any, *, allow_negative_indices: bool = True) -> Any:
    """A copy of the operand with `update` written at a start that may be traced, moved as in `dynamic_slice`."""
    x, new = _array(operand), _array(update)
    if new.dtype != x.dtype:
        raise TypeError(f"'dynamic_update_slice' needs an update of dtype {x.dtype}, got {new.dtype}.")
    if new.ndim != x.ndim or builtins.any(n > d for n, d in zip(new.shape, x.shape, strict=True)):
        raise TypeError(f"'dynamic_update_slice' cannot fit {tuple(new.shape)} into {tuple(x.shape)}.")
    starts = _starts(start_indices, x.shape, allow_negative_indices)
    return _run(ix.dynamic_update_slice, as_value(x), as_value(new), *starts)


def _run(op: Any, *values: Any, **params: Any) -> Any:
    """`op` through the current trace if an operand is traced, else at once."""
    if builtins.any(not isinstance(v, np.ndarray | np.generic) for v in values):
        return wrap(op(*values, **params), scalar=False)
    return op.impl(*values, **params)


def _along(x: Any, axis: int, start: Any, size: int) -> tuple[list[Any], list[int]]:
    (axis,) = normalize_axes(axis, x.ndim)
    return [start if a == axis else 0 for a in range(x.ndim)], [size if a == axis else d for a, d in enumerate(x.shape)]


def dynamic_slice_in_dim(
    operand: Any, start_index: Any, slice_size: int, axis: int = 0, *, allow_negative_indices: bool = True
) -> Any:
    """`dynamic_slice` along one axis."""
    x = _array(operand)
    starts, sizes = _along(x, axis, start_index, slice_size)
    return dynamic_slice(x, starts, sizes, allow_negative_indices=allow_negative_indices)


def dynamic_update_slice_in_dim(
    operand: Any, update: Any, start_index: Any, axis: int, *, allow_negative_indices: bool = True
) -> Any:
    """`dynamic_update_slice` along one axis."""
    x = _array(operand)
    starts, _ = _along(x, axis, start_index, 0)
    return dynamic_update_slice(x, update, starts, allow_negative_indices=allow_negative_indices)


def dynamic_index_in_dim(
    operand: Any, index: Any, axis: int = 0, keepdims: bool = True, *, allow_negative_indices: bool = True
) -> Any:
    """One slice along an axis, which stays with size 1 unless keepdims is False."""
    part = dynamic_slice_in_dim(operand, index, 1, axis, allow_negative_indices=allow_negative_indices)
    return part if keepdims else np.squeeze(part, axis)


def dynamic_update_index_in_dim(
    operand: Any, update: Any, index: Any, axis: int, *, allow_negative_indices: bool = True
) -> Any:
    """A copy of the operand with one slice along an axis replaced; `update` may lack that axis."""
    x, new = _array(operand), _array(update)
    if new.ndim != x.ndim:
        new = np.expand_dims(new, normalize_axes(axis, x.ndim)[0])
    return dynamic_update_slice_in_dim(x, new, index, axis, allow_negative_indices=allow_negative_indices)


# -- new arrays


def iota(dtype: Any, size: int) -> Any:
    """0, 1, ..., size - 1."""
    return npm.arange(size, dtype=dtype)


def broadcasted_iota(dtype: Any, shape: Sequence[int], dimension: int) -> Any:
    """0, 1, ... along one axis of an array of the given shape."""
    along = npm.arange(shape[dimension], dtype=dtype)
    return broadcast_in_dim(along, shape, (normalize_axes(dimension, len(shape))[0],))


def full(shape: Sequence[int], fill_value: Any, dtype: Any = None) -> Any:
    """np.full."""
    return npm.full(shape if isinstance(shape, int) else tuple(shape), fill_value, dtype)


def full_like(x: Any, fill_value: Any, dtype: Any = None, shape: Any = None) -> Any:
    """np.full_like."""
    return np.full_like(_array(x), fill_value, dtype=dtype, shape=shape)


def zeros_like_array(x: Any) -> Any:
    """np.zeros_like."""
    return np.zeros_like(_array(x))

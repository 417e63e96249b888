"""Reading and writing parts of an array: static slices, windows at run-time starts, gather and scatter.

NumPy's indexing expressions are reduced to these by numorph/indexing.py.  Index arrays address the leading axes and
have one common shape S; negative indices count from the end and indices outside raise IndexError, as in NumPy.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import LINEAR, General, NotDifferentiable
from ..core.trace import typeof
from ..core.types import ArrayType, element_count
from .elementwise import add, convert, equal, maximum, minimum, repeat_front, select, zeros
from .movement import broadcast, expand

Span = tuple[int, int, int]  # start, stop, step, as slice.indices() gives them


def _indexing(name: str, *args: Any, **kw: Any) -> Op:
    return Op(name, "indexing", *args, **kw)


def slices(index: tuple[Span, ...]) -> tuple[slice, ...]:
    """The key of NumPy indexing that the spans are."""
    return tuple([slice(a, None if b < 0 else b, s) for a, b, s in index])


def _span_length(span):
    return len(range(*span))


# -- static slices: one span per axis


def _slice_type(t, index):
    shape = tuple(
        [d if type(d) is not int and s == (0, d, 1) else _span_length(s) for d, s in zip(t.shape, index, strict=True)]
    )
    return ArrayType(shape, t.dtype)


def _slice_impl(x, index):
    return x[slices(index)]


slice_ = _indexing(
    "slice",
    _slice_type,
    _slice_impl,
    LINEAR,
    lambda ct, x, i, index: put_slice(zeros(x.type), ct, index=index),
    lambda size, args, batched, index: slice_(args[0], index=((0, size, 1), *index)),
)


def slice_axis(x: Any, axis: int, start: int, stop: int, step: int = 1) -> Any:
    """x[..., start:stop:step, ...] along one axis, for start and stop within the axis."""
    shape = typeof(x).shape
    return slice_(x, index=tuple((start, stop, step) if a == axis else (0, d, 1) for a, d in enumerate(shape)))


def _put_slice_type(x, v, index):
    want = ArrayType(tuple(_span_length(s) for s in index), x.dtype)
    if v != want:
        raise TypeError(f"'put_slice' needs a value of type {want}, got {v}.")
    return x


def _put_slice_impl(x, v, index):
    out = np.array(x)
    out[slices(index)] = v
    return out


def _put_slice_transpose(ct, x, v, i, index):
    return put_slice(ct, zeros(typeof(v)), index=index) if i == 0 else slice_(ct, index=index)


put_slice = _indexing(
    "put_slice",
    _put_slice_type,
    _put_slice_impl,
    LINEAR,
    _put_slice_transpose,
    lambda size, args, batched, index: put_slice(
        *[a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)], index=((0, size, 1), *index)
    ),
)

# -- windows of static size at run-time starts (clamped to fit, as in lax.dynamic_slice)


def _window_type(x, *starts, sizes):
    return ArrayType(tuple(sizes), x.dtype)


def window_at(x: np.ndarray, starts: Any, sizes: Any) -> tuple[slice, ...]:
    """The key of the window, moved to fit into x."""
    return tuple(
        [
            slice(s, s + n)
            for s, n in ((min(max(int(s), 0), d - n), n) for s, n, d in zip(starts, sizes, x.shape, strict=True))
        ]
    )


def _window_index(size, x, starts, sizes):
    """Index arrays (one per axis, all of shape (size, *sizes)) that address batched windows."""
    full = (size, *sizes)
    arrays = []
    for axis, (start, n) in enumerate(zip(starts, sizes, strict=True)):
        limit = np.int64(typeof(x).shape[axis + 1] - n)
        start = convert(start, dtype=np.dtype(np.int64))
        start = minimum(maximum(start, expand(np.int64(0), (size,))), expand(limit, (size,)))
        along = np.arange(n).reshape([1] + [n if a == axis else 1 for a in range(len(sizes))])
        spread_start = broadcast(start, shape=full, axes=tuple(range(1, len(full))))
        arrays.append(add(spread_start, expand(along, full)))
    return arrays


def _batch_index(size, shape):
    return np.broadcast_to(np.arange(size).reshape((size,) + (1,) * (len(shape) - 1)), shape)


def _window_batch(size, args, batched, sizes):
    x, *starts = args
    if not any(batched[1:]):
        return dynamic_slice(x, np.int64(0), *starts, sizes=(size, *sizes))
    full = [a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)]
    arrays = _window_index(size, full[0], full[1:], sizes)
    return gather(full[0], _batch_index(size, (size, *sizes)), *arrays)


dynamic_slice = _indexing(
    "dynamic_slice",
    _window_type,
    lambda x, *starts, sizes: x[window_at(x, starts, sizes)],
    LINEAR,
    lambda ct, x, *starts, i, sizes: dynamic_update_slice(zeros(x.type), ct, *starts),
    _window_batch,
)


def _update_impl(x, v, *starts):
    out = np.array(x)
    out[window_at(x, starts, v.shape)] = v
    return out


def _update_transpose(ct, x, v, *starts, i):
    t = typeof(v)
    return dynamic_update_slice(ct, zeros(t), *starts) if i == 0 else dynamic_slice(ct, *starts, sizes=t.shape)


def _update_batch(size, args, batched):
    x, v = (a if b else repeat_front(a, size) for a, b in zip(args[:2], batched, strict=False))
    starts = args[2:]
    if not any(batched[2:]):
        return dynamic_update_slice(x, v, np.int64(0), *starts)
    starts = [a if b else repeat_front(a, size) for a, b in zip(starts, batched[2:], strict=True)]
    sizes = typeof(v).shape[1:]
    arrays = _window_index(size, x, starts, sizes)
    return scatter(x, v, _batch_index(size, (size, *sizes)), *arrays, mode="set", unique=True)


dynamic_update_slice = _indexing(
    "dynamic_update_slice",
    lambda x, v, *starts: x,
    _update_impl,
    LINEAR,
    _update_transpose,
    _update_batch,
)

# -- gather and scatter


def _gather_type(x, *index):
    shape = index[0].shape
    if any(i.shape != shape or i.dtype.kind not in "iu" for i in index):
        raise TypeError(f"'gather' needs integer index arrays of one shape, got {', '.join(map(repr, index))}.")
    return ArrayType((*shape, *x.shape[len(index) :]), x.dtype)


def _gather_batch(size, args, batched, **params):
    x, *index = args
    if not batched[0]:
        return gather(x, *[a if b else repeat_front(a, size) for a, b in zip(index, batched[1:], strict=True)])
    index = [a if b else repeat_front(a, size) for a, b in zip(index, batched[1:], strict=True)]
    return gather(x, _batch_index(size, typeof(index[0]).shape), *index)


gather = _indexing(
    "gather",
    _gather_type,
    lambda x, *index: x[tuple(index)],
    LINEAR,
    lambda ct, x, *index, i: scatter(zeros(x.type), ct, *index, mode="add", unique=False),
    _gather_batch,
)


def _scatter_type(x, v, *index, mode, unique):
    want = ArrayType((*index[0].shape, *x.shape[len(index) :]), x.dtype)
    if v != want:
        raise TypeError(f"'scatter' needs a value of type {want}, got {v}.")
    return x


_AT = {"add": np.add, "multiply": np.multiply, "minimum": np.minimum, "maximum": np.maximum}


def scatter_into(out: np.ndarray, v: Any, *index: Any, mode: str, unique: bool) -> np.ndarray:
    """Scatter in place; returns `out`."""
    if mode == "set":
        out[tuple(index)] = v
    elif unique:
        out[tuple(index)] = _AT[mode](out[tuple(index)], v)
    else:
        _AT[mode].at(out, tuple(index), v)
    return out


def _scatter_impl(x, v, *index, mode, unique):
    return scatter_into(np.array(x), v, *index, mode=mode, unique=unique)


def _scatter_jvp(primals, tangents, out, mode, unique):
    x, v, *index = primals
    if mode not in ("set", "add"):
        raise NotDifferentiable(
            f"'scatter' with mode '{mode}' has a derivative only where no element is written twice."
        )
    t, u = (zeros(typeof(p)) if s is None else s for p, s in zip((x, v), tangents, strict=False))
    return scatter(t, u, *index, mode=mode, unique=unique)


def _scatter_transpose(ct, x, v, *index, i, mode, unique):
    if i == 0:
        return ct if mode == "add" else scatter(ct, zeros(typeof(v)), *index, mode="set", unique=unique)
    read = gather(ct, *index)
    if mode == "add" or unique:
        return read
    # Of several writes to one element the last one counts: only that one has a cotangent.
    shape, x_type = typeof(index[0]).shape, typeof(ct)
    ids = np.arange(element_count(shape)).reshape(shape)
    board = np.zeros(x_type.shape[: len(index)], np.int64)
    winner = equal(gather(scatter(board, ids, *index, mode="set", unique=False), *index), ids)
    read_type = typeof(read)
    spread = broadcast(winner, shape=read_type.shape, axes=tuple(range(len(shape), len(read_type.shape))))
    return select(spread, read, zeros(read_type))


def _scatter_batch(size, args, batched, mode, unique):
    x, v, *index = (a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True))
    return scatter(x, v, _batch_index(size, typeof(index[0]).shape), *index, mode=mode, unique=unique)


scatter = _indexing("scatter", _scatter_type, _scatter_impl, General(_scatter_jvp), _scatter_transpose, _scatter_batch)


def take_along(x: Any, index: Any, axis: int) -> Any:
    """np.take_along_axis for an index of x's rank, all other axes equal."""
    shape = typeof(index).shape
    arrays = []
    for a, d in enumerate(shape):
        if a == axis:
            arrays.append(index)
        else:
            along = np.arange(d).reshape([-1 if b == a else 1 for b in range(len(shape))])
            arrays.append(expand(along, shape))
    return gather(x, *arrays)

"""Operations that move elements without arithmetic: broadcast, reshape, transpose, flip, concatenate, pad, iota."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, LINEAR
from ..core.trace import Tracer, typeof
from ..core.types import ArrayType, Dim, Shape, is_static
from .elementwise import repeat_front, select, subtract, zeros


def _moved(name: str, *args: Any, **kw: Any) -> Op:
    return Op(name, "movement", *args, **kw)


# -- broadcast: new axes at `axes`, size-1 axes repeated


def _broadcast_type(t, shape, axes):
    kept = [d for i, d in enumerate(shape) if i not in axes]
    if len(kept) != len(t.shape) or any(d != k and d != 1 for d, k in zip(t.shape, kept, strict=True)):
        raise TypeError(f"'broadcast' cannot bring {t} to shape {shape} with new axes {axes}.")
    return ArrayType(shape, t.dtype)


def _at_run_time(shape: Shape, x: Any, axes: tuple[int, ...]) -> Shape:
    """The shape with run-time sizes filled in from the operand's axes."""
    have = iter(x.shape)
    known = [None if i in axes else next(have) for i in range(len(shape))]
    return tuple([h if type(d) is Dim else d for d, h in zip(shape, known, strict=True)])


def _broadcast_impl(x, shape, axes):
    if not is_static(shape):
        shape = _at_run_time(shape, x, axes)
    if type(x) is not np.ndarray:  # a NumPy scalar: all strides are zero
        return (
            np.ndarray(shape, x.dtype, x, 0, (0,) * len(shape)) if x.dtype.kind in "fiub" else np.broadcast_to(x, shape)
        )
    have, strides, out, k = x.shape, x.strides, [], 0
    for i, d in enumerate(shape):
        if i in axes:
            out.append(0)
        else:
            out.append(strides[k] if have[k] == d else 0)
            k += 1
    if x.flags.c_contiguous and x.size:
        return np.ndarray(shape, x.dtype, x, 0, out)
    return np.broadcast_to(
        x.reshape([1 if i in axes else have[i - sum(a < i for a in axes)] for i in range(len(shape))]), shape
    )


def _broadcast_transpose(ct, x, i, shape, axes):
    from .reduction import reduce_sum

    kept = [k for k in range(len(shape)) if k not in axes]
    repeated = tuple(k for k, d in zip(kept, x.type.shape, strict=True) if d == 1 != shape[k])
    summed = tuple(sorted((*axes, *repeated)))
    out = reduce_sum(ct, axes=summed) if summed else ct
    return reshape(out, shape=x.type.shape) if repeated else out


broadcast = _moved(
    "broadcast",
    _broadcast_type,
    _broadcast_impl,
    LINEAR,
    _broadcast_transpose,
    lambda size, args, batched, shape, axes: broadcast(
        args[0], shape=(size, *shape), axes=tuple([a + 1 for a in axes])
    ),
)


def expand(x: Any, shape: Shape) -> Any:
    """x broadcast to `shape` as NumPy does (new axes in front); x itself when nothing is to do."""
    have = x.shape if hasattr(x, "shape") else typeof(x).shape
    if have == shape:
        return x
    return broadcast(x, shape=shape, axes=tuple(range(len(shape) - len(have))))


# -- reshape, transpose, flip


def _reshape_type(t, shape):
    if is_static(t.shape) and is_static(shape) and _product(t.shape) != _product(shape):
        raise ValueError(f"cannot reshape array of size {_product(t.shape)} into shape {shape}")
    return ArrayType(shape, t.dtype)


def _product(shape):
    n = 1
    for d in shape:
        n *= d
    return n


reshape = _moved(
    "reshape",
    _reshape_type,
    lambda x, shape: np.reshape(x, [-1 if type(d) is Dim else d for d in shape]),
    LINEAR,
    lambda ct, x, i, shape: reshape(ct, shape=x.type.shape),
    lambda size, args, batched, shape: reshape(args[0], shape=(size, *shape)),
)


def _transpose_type(t, perm):
    if sorted(perm) != list(range(len(t.shape))):
        raise ValueError(f"axes {perm} don't match array {t}")
    return ArrayType(tuple([t.shape[p] for p in perm]), t.dtype)


def inverse_permutation(perm: tuple[int, ...]) -> tuple[int, ...]:
    """The permutation that undoes `perm`."""
    return tuple(sorted(range(len(perm)), key=perm.__getitem__))


transpose = _moved(
    "transpose",
    _transpose_type,
    lambda x, perm: x.transpose(perm),
    LINEAR,
    lambda ct, x, i, perm: transpose(ct, perm=inverse_permutation(perm)),
    lambda size, args, batched, perm: transpose(args[0], perm=(0, *[p + 1 for p in perm])),
)


def move_axes_to_front(x: Any, axes: tuple[int, ...]) -> Any:
    """x with `axes`, in that order, in front."""
    rest = [a for a in range(len(typeof(x).shape)) if a not in axes]
    perm = (*axes, *rest)
    return x if perm == tuple(range(len(perm))) else transpose(x, perm=perm)


flip = _moved(
    "flip",
    lambda t, axes: t,
    lambda x, axes: np.flip(x, axes),
    LINEAR,
    lambda ct, x, i, axes: flip(ct, axes=axes),
    lambda size, args, batched, axes: flip(args[0], axes=tuple(a + 1 for a in axes)),
)

# -- concatenate and pad


def _concatenate_type(*types, axis):
    first = types[0]
    total: Any = 0
    for t in types:
        same = t.dtype == first.dtype and len(t.shape) == len(first.shape)
        if not same or any(a != b for k, (a, b) in enumerate(zip(t.shape, first.shape, strict=True)) if k != axis):
            listed = ", ".join(map(repr, types))
            raise ValueError(f"all the input array dimensions except for axis {axis} must match exactly, got {listed}")
        if type(t.shape[axis]) is Dim:
            raise TypeError("'concatenate' along an axis of run-time size is not supported.")
        total += t.shape[axis]
    return ArrayType((*first.shape[:axis], total, *first.shape[axis + 1 :]), first.dtype)


def _concatenate_transpose(ct, *args, i, axis):
    from .indexing import slice_axis

    start = sum(typeof(a).shape[axis] for a in args[:i])
    return slice_axis(ct, axis, start, start + typeof(args[i]).shape[axis])


concatenate = _moved(
    "concatenate",
    _concatenate_type,
    lambda *xs, axis: np.concatenate(xs, axis),
    LINEAR,
    _concatenate_transpose,
    lambda size, args, batched, axis: concatenate(
        *[a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)], axis=axis + 1
    ),
)


def _pad_type(x, value, widths):
    if value.shape != () or value.dtype != x.dtype:
        raise TypeError(f"'pad' needs a fill value of type {ArrayType((), x.dtype)}, got {value}.")
    return ArrayType(tuple(lo + d + hi for d, (lo, hi) in zip(x.shape, widths, strict=True)), x.dtype)


def _pad_impl(x, value, widths):
    out = np.full([lo + d + hi for d, (lo, hi) in zip(x.shape, widths, strict=True)], value, x.dtype)
    out[tuple(slice(lo, lo + d) for d, (lo, _) in zip(x.shape, widths, strict=True))] = x
    return out


def _pad_transpose(ct, x, value, i, widths):
    from .indexing import slice_
    from .reduction import reduce_sum

    inner = tuple((lo, lo + d, 1) for d, (lo, _) in zip(typeof(x).shape, widths, strict=True))
    if i == 0:
        return slice_(ct, index=inner)
    axes = tuple(range(len(widths)))
    return subtract(reduce_sum(ct, axes=axes), reduce_sum(slice_(ct, index=inner), axes=axes))


def _pad_batch(size, args, batched, widths):
    x, value = (a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True))
    widths = ((0, 0), *widths)
    if not batched[1]:
        return pad(x, args[1], widths=widths)
    t = typeof(x)
    inside = pad(np.ndarray(t.shape, bool, np.True_, 0, (0,) * t.ndim), np.False_, widths=widths)
    full = typeof(inside).shape
    spread = broadcast(value, shape=full, axes=tuple(range(1, len(full))))
    return select(inside, pad(x, zeros(ArrayType((), t.dtype)), widths=widths), spread)


pad = _moved("pad", _pad_type, _pad_impl, LINEAR, _pad_transpose, _pad_batch)

# -- iota: 0, 1, ... along one axis


iota = _moved(
    "iota",
    lambda shape, axis, dtype: ArrayType(shape, dtype),
    lambda shape, axis, dtype: np.broadcast_to(
        np.arange(shape[axis], dtype=dtype).reshape([-1 if a == axis else 1 for a in range(len(shape))]), shape
    ),
    CONSTANT,
    batch=lambda size, args, batched, shape, axis, dtype: iota(shape=shape, axis=axis, dtype=dtype),
)


def copied(x: Any) -> Any:
    """A value with memory of its own when x is a concrete array; tracers are immutable and stay."""
    return x if isinstance(x, Tracer) else np.array(x)

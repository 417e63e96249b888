"""Sums, maxima and minima over windows that slide along the axes of an array: pooling.

Windows count only the elements that they have in the operand: what padding and dilation put in is neutral.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, LINEAR, General
from ..core.trace import typeof
from ..core.types import INT, ArrayType, is_static
from .elementwise import maximum, repeat_front, select, subtract, zeros
from .indexing import gather
from .movement import reshape
from .sliding import Slide


def slides(x: Any, window: Any, strides: Any, padding: Any, base_dilation: Any, window_dilation: Any) -> list[Slide]:
    """How the window slides along each axis of an operand (or its type)."""
    axes = zip(x.shape, window, strides, padding, base_dilation, window_dilation, strict=True)
    return [Slide(size, n, s, lo, hi, gap, spread) for size, n, s, (lo, hi), gap, spread in axes]


def neutral(dtype: np.dtype[Any], ufunc: np.ufunc) -> Any:
    """What changes no sum, maximum or minimum."""
    if ufunc is np.add:
        return dtype.type(0)
    lowest = ufunc is np.maximum
    if dtype.kind == "b":
        return np.bool_(not lowest)
    if dtype.kind in "iu":
        return dtype.type(np.iinfo(dtype).min if lowest else np.iinfo(dtype).max)
    return dtype.type(-np.inf if lowest else np.inf)


def _type(x, **params):
    if not is_static(x.shape) or len(x.shape) != len(params["window"]):
        raise TypeError(f"windows of shape {params['window']} do not fit {x}.")
    return ArrayType(tuple([s.windows for s in slides(x, **params)]), x.dtype)


def _by_axes(ufunc: np.ufunc) -> Any:
    """Axis by axis: windows are boxes."""

    def impl(x, **params):
        axes = slides(x, **params)
        out = x if any(s != Slide(s.size, 1) for s in axes) else x.copy()
        for axis, s in sorted(enumerate(axes), key=lambda a: a[1].windows - a[1].size):
            if s != Slide(s.size, 1):
                out = _along(ufunc, out, axis, s)
        return out

    return impl


def _along(ufunc: np.ufunc, x: Any, axis: int, slide: Slide) -> Any:
    shape = (*x.shape[:axis], slide.windows, *x.shape[axis + 1 :])
    out = np.full(shape, neutral(x.dtype, ufunc))
    lead: Any = (slice(None),) * axis
    if slide.window <= slide.windows:
        for k in range(slide.window):
            where, elements = slide.reached(k)
            ufunc(out[(*lead, where)], x[(*lead, elements)], out=out[(*lead, where)])
    else:
        for p in range(slide.windows):
            _, elements = slide.members(p)
            if elements.stop > elements.start:
                out[(*lead, p)] = ufunc.reduce(x[(*lead, elements)], axis=axis, dtype=x.dtype)
    return out


def _over_windows(name: str, ufunc: np.ufunc, jvp: Any, transpose: Any = None) -> Op:
    def batch(size, args, batched, **params):
        return op(args[0], **_with_axis(params))

    op = Op(name, "reduction", _type, _by_axes(ufunc), jvp, transpose, batch)
    return op


def _with_axis(params: dict[str, Any]) -> dict[str, Any]:
    """The parameters with an axis in front, along which windows are single elements."""
    return {k: (((0, 0) if k == "padding" else 1), *v) for k, v in params.items()}


def _sum_transpose(ct, x, i, **params):
    """Every element of a window has the cotangent of its sum: the sum over the windows that it is in."""
    if 0 in typeof(ct).shape or 0 in x.type.shape:
        return zeros(x.type)
    return _with_slides(reduce_window_sum, ct, [s.back for s in slides(x.type, **params)])


def _with_slides(op: Op, x: Any, axes: list[Slide]) -> Any:
    return op(
        x,
        window=tuple([s.window for s in axes]),
        strides=tuple([s.stride for s in axes]),
        padding=tuple([(s.low, s.high) for s in axes]),
        base_dilation=tuple([s.gap for s in axes]),
        window_dilation=tuple([s.spread for s in axes]),
    )


reduce_window_sum = _over_windows("reduce_window_sum", np.add, LINEAR, _sum_transpose)

# -- maxima and minima: the derivative is that of the first element that is one


def _position_type(x, z, **params):
    if z != _type(x, **params):
        raise TypeError(f"'window_position' needs the results of windows over {x}, got {z}.")
    return ArrayType(z.shape, INT)


def _position_impl(x, z, **params):
    axes = slides(x, **params)
    out = np.zeros(z.shape, INT)
    positions = np.arange(x.size).reshape(x.shape)
    for k in reversed(list(np.ndindex(*[s.window for s in axes]))):  # the first one is written last
        found = [s.reached(j) for s, j in zip(axes, k, strict=True)]
        where, elements = tuple([f[0] for f in found]), tuple([f[1] for f in found])
        candidates, wanted = x[elements], z[where]
        hit = candidates == wanted
        if x.dtype.kind == "f":
            hit |= np.isnan(candidates)
        np.copyto(out[where], positions[elements], where=hit)
    return out


def _position_batch(size, args, batched, **params):
    """Positions count within each operand; 0 for a window without elements."""
    x, z = (a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True))
    shape = typeof(z).shape
    starts = np.arange(size).reshape(-1, *[1] * (len(shape) - 1)) * prod(typeof(x).shape[1:])
    found = window_position(x, z, **_with_axis(params))
    return maximum(subtract(found, np.broadcast_to(starts, shape)), zeros(typeof(found)))


window_position = Op("window_position", "reduction", _position_type, _position_impl, CONSTANT, batch=_position_batch)
"""Where each window has the first element that equals its result (of which there is a NaN if the result is one)."""


def occupied(axes: list[Slide]) -> np.ndarray[Any, Any]:
    """Which windows have elements at all."""
    out = np.ones([s.windows for s in axes], bool)
    for axis, s in enumerate(axes):
        along = np.array([m.stop > m.start for m in (s.members(p)[1] for p in range(s.windows))], bool)
        out &= along.reshape(-1, *[1] * (len(axes) - 1 - axis))
    return out


def _extreme_jvp(primals, tangents, z, **params):
    (x,), (t,) = primals, tangents
    some = occupied(slides(typeof(x), **params))
    if not some.any():
        return None
    position = window_position(x, z, **params)
    chosen = gather(reshape(t, shape=(prod(typeof(x).shape),)), position)
    return chosen if some.all() else select(some, chosen, zeros(typeof(z)))


reduce_window_max = _over_windows("reduce_window_max", np.maximum, General(_extreme_jvp))
reduce_window_min = _over_windows("reduce_window_min", np.minimum, General(_extreme_jvp))

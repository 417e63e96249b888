"""Convolutions over one or more axes, as neural networks have them: windows slide, and are not reversed.

x (batch, channels, *sizes) and w (out channels, channels / groups, *window) give (batch, out channels, *windows).
Each of the `groups` of out channels sees a group of channels of its own.  The derivatives are convolutions, too.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import PerOperand
from ..core.trace import typeof
from ..core.types import ArrayType, is_static
from .elementwise import zeros
from .movement import flip, move_axes_to_front, reshape, transpose
from .sliding import Slide

Pairs = tuple[tuple[int, int], ...]
_BLOCK = 1 << 20  # elements of the matrix of windows that is made at a time


def slides(x: Any, w: Any, strides: Any, padding: Any, lhs_dilation: Any, rhs_dilation: Any) -> list[Slide]:
    """How the window slides along each axis, for the types (or arrays) of the operands."""
    axes = zip(x.shape[2:], w.shape[2:], strides, padding, lhs_dilation, rhs_dilation, strict=True)
    return [Slide(size, window, s, lo, hi, gap, spread) for size, window, s, (lo, hi), gap, spread in axes]


def _type(x, w, strides, padding, lhs_dilation, rhs_dilation, groups):
    fits = x.dtype == w.dtype and len(x.shape) == len(w.shape) > 2 and is_static(x.shape[1:] + w.shape)
    if not fits or x.shape[1] != w.shape[1] * groups or w.shape[0] % groups:
        raise TypeError(f"'conv' in {groups} groups does not fit {x} and {w}.")
    found = slides(x, w, strides, padding, lhs_dilation, rhs_dilation)
    return ArrayType((x.shape[0], w.shape[0], *[s.windows for s in found]), x.dtype)


# -- on NumPy: windows as the columns of a matrix, a block of them at a time


def _impl(x, w, strides, padding, lhs_dilation, rhs_dilation, groups):
    axes = slides(x, w, strides, padding, lhs_dilation, rhs_dilation)
    wide = np.dtype(np.float32) if x.dtype == np.float16 else x.dtype
    operand, weights = np.asarray(x, wide), np.asarray(w, wide)
    out = np.zeros((x.shape[0], w.shape[0], *[s.windows for s in axes]), wide)
    for phases in product(*[s.phases for s in axes]):
        part = weights[(slice(None), slice(None), *[_slice(p.taps) for p in phases])]
        target = out[(slice(None), slice(None), *[_slice(p.results) for p in phases])]
        if part.size and target.size and x.size:
            _windows_times_weights(operand, part, [p.slide for p in phases], groups, target)
    return out.astype(x.dtype, copy=False)


def _slice(r: range) -> slice:
    return slice(r.start, max(r.stop, r.start), r.step)


def _windows_times_weights(x: Any, w: Any, axes: list[Slide], groups: int, out: Any) -> None:
    """Fill `out`, for slides over an operand without gaps."""
    batch, channels = x.shape[0], w.shape[1]
    results, window = out.shape[2:], w.shape[2:]
    x = _covered(x, axes)
    image, channel, *steps = x.strides
    windows = np.lib.stride_tricks.as_strided(
        x,
        (batch, groups, channels, *window, *results),
        [
            *(image, channels * channel, channel),
            *[s * a.spread for s, a in zip(steps, axes, strict=True)],
            *[s * a.stride for s, a in zip(steps, axes, strict=True)],
        ],
        writeable=False,
    )
    n = len(axes)
    matrices = w.reshape(groups, -1, channels * prod(window))
    row = channels * groups * prod(window) * prod(results[1:])  # elements for one place along the first axis
    images, rows = max(1, _BLOCK // (row * results[0])), max(1, min(results[0], _BLOCK // row))
    as_rows = window[-1] > results[-1]  # what is copied in one go is a line of the window, or of the results
    for b, p in product(range(0, batch, images), range(0, results[0], rows)):
        block = windows[(slice(b, b + images), *[slice(None)] * (2 + n), slice(p, p + rows))]
        target = out[b : b + images, :, p : p + rows]
        if as_rows:
            block = np.moveaxis(block, range(3 + n, 3 + 2 * n), range(2, 2 + n))
            block = block.reshape(*block.shape[:2], -1, matrices.shape[-1])
            product_ = np.swapaxes(np.matmul(block, np.swapaxes(matrices, -1, -2)), -1, -2)
        else:
            product_ = np.matmul(matrices, block.reshape(*block.shape[:2], matrices.shape[-1], -1))
        target[...] = product_.reshape(target.shape)


def _covered(x: Any, axes: list[Slide]) -> Any:
    """What the windows cover: x with zeros around, without what lies outside; x itself where that is all of it."""
    sizes = [(a.windows - 1) * a.stride + (a.window - 1) * a.spread + 1 for a in axes]
    spans = [(max(0, -a.low), min(a.size, n - a.low)) for a, n in zip(axes, sizes, strict=True)]
    inner = x[(slice(None), slice(None), *[slice(i, max(i, j)) for i, j in spans])]
    if inner.shape[2:] == tuple(sizes):
        return inner
    full = np.zeros((*x.shape[:2], *sizes), x.dtype)
    if inner.size:
        at = [slice(a.low + i, a.low + j) for a, (i, j) in zip(axes, spans, strict=True)]
        full[(slice(None), slice(None), *at)] = inner
    return full


# -- derivatives and batches


def _split(x: Any, axis: int, groups: int) -> Any:
    """An axis as (groups, rest)."""
    shape = typeof(x).shape
    return reshape(x, shape=(*shape[:axis], groups, shape[axis] // groups, *shape[axis + 1 :]))


def _join(x: Any, axis: int) -> Any:
    """An axis and the next one as one."""
    shape = typeof(x).shape
    return reshape(x, shape=(*shape[:axis], shape[axis] * shape[axis + 1], *shape[axis + 2 :]))


def _swap(x: Any, i: int, j: int) -> Any:
    perm = list(range(len(typeof(x).shape)))
    perm[i], perm[j] = j, i
    return transpose(x, perm=tuple(perm))


def sliding(x: Any, w: Any, axes: list[Slide], groups: int) -> Any:
    """The convolution with these slides."""
    return conv(
        x,
        w,
        strides=tuple([a.stride for a in axes]),
        padding=tuple([(a.low, a.high) for a in axes]),
        lhs_dilation=tuple([a.gap for a in axes]),
        rhs_dilation=tuple([a.spread for a in axes]),
        groups=groups,
    )


def _transpose(ct, x, w, i, strides, padding, lhs_dilation, rhs_dilation, groups):
    type_ = typeof((x, w)[i])
    if 0 in typeof(ct).shape or 0 in type_.shape:
        return zeros(type_)
    axes = slides(typeof(x), typeof(w), strides, padding, lhs_dilation, rhs_dilation)
    if i == 0:  # results go back to where their windows came from
        back = _join(_swap(_split(w, 0, groups), 1, 2), 0)
        back = flip(back, axes=tuple(range(2, 2 + len(axes))))
        return sliding(ct, back, [a.back for a in axes], groups)
    # the results are the window, images are channels
    images = _join(move_axes_to_front(_split(x, 1, groups), (2, 1)), 1)
    return _swap(sliding(images, _swap(ct, 0, 1), [a.across for a in axes], groups), 0, 1)


def _batch(size, args, batched, groups, **params):
    """The new axis goes to the images if only these have it, else to the channels."""
    x, w = args
    if size == 0:
        one = [ArrayType(t.shape[b:], t.dtype) for t, b in zip(map(typeof, args), batched, strict=True)]
        out = _type(one[0], one[1], groups=groups, **params)
        return zeros(ArrayType((0, *out.shape), out.dtype))
    if not batched[1]:
        out = conv(_join(x, 0), w, groups=groups, **params)
        return _split(out, 0, size)
    if batched[0]:
        x = _join(_swap(x, 0, 1), 1)  # (images, copies * channels)
        out = conv(x, _join(w, 0), groups=size * groups, **params)
        return _swap(_split(out, 1, size), 0, 1)
    w = _join(_join(_swap(_split(w, 1, groups), 0, 1), 0), 0)  # (groups * copies * out channels, ...)
    out = _split(_split(conv(x, w, groups=groups, **params), 1, groups), 2, size)  # (images, groups, copies, ...)
    return _join(move_axes_to_front(out, (2, 0, 1)), 2)


conv = Op(
    "conv",
    "contraction",
    _type,
    _impl,
    PerOperand(
        lambda t, x, w, z, **params: conv(t, w, **params),
        lambda t, x, w, z, **params: conv(x, t, **params),
    ),
    _transpose,
    _batch,
)

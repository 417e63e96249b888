"""Differences, integrals, interpolation, convolution and polynomials of sampled data, composed of other functions."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index, normalize_axis_tuple

from ..array import as_value, wrap
from ..core.trace import Tracer
from ..known import known_value, peek
from ..layouts import handle_of, wrap_copy
from ..ops.correlation import correlate as correlate_lines
from .creation import as_array
from .register import implements
from .searching import promoted

_NOT_GIVEN = np._NoValue


def _part(ndim: int, axis: int, start: Any, stop: Any = None) -> tuple:
    """The index of a range along one axis, or of one place where no stop is given."""
    return (slice(None),) * axis + (slice(start, stop),) + (slice(None),) * (ndim - axis - 1)


# -- differences


@implements(np.diff)
def diff(a, n=1, axis=-1, prepend=_NOT_GIVEN, append=_NOT_GIVEN):
    if n == 0:
        return a
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n!r}")
    x = as_array(a)
    if x.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = normalize_axis_index(axis, x.ndim)
    ends = [_end(e, x.shape, axis) for e in (prepend, append)]
    pieces = [p for p in (ends[0], x, ends[1]) if p is not None]
    if len(pieces) > 1:
        x = np.concatenate(pieces, axis)
    later, earlier = _part(x.ndim, axis, 1, None), _part(x.ndim, axis, None, -1)
    for _ in range(n):
        x = x[later] != x[earlier] if x.dtype == np.bool_ else x[later] - x[earlier]
    return x


def _end(value: Any, shape: tuple, axis: int) -> Any:
    """What is put before or behind an array: a number stands for a line of them."""
    if value is _NOT_GIVEN:
        return None
    value = as_array(value)
    return value if value.ndim else np.broadcast_to(value, (*shape[:axis], 1, *shape[axis + 1 :]))


@implements(np.ediff1d)
def ediff1d(ary, to_end=None, to_begin=None):
    x = as_array(ary).reshape(-1)
    pieces = [x[1:] - x[:-1]]
    for name, end in (("to_begin", to_begin), ("to_end", to_end)):
        if end is None:
            continue
        end = as_array(end)
        if not np.can_cast(end.dtype, x.dtype, "same_kind"):
            raise TypeError(f"dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.")
        end = end.reshape(-1).astype(x.dtype)
        pieces = [end, *pieces] if name == "to_begin" else [*pieces, end]
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0]


@implements(np.gradient)
def gradient(f, *varargs, axis=None, edge_order=1):
    x = as_array(f)
    axes = tuple(range(x.ndim)) if axis is None else normalize_axis_tuple(axis, x.ndim)
    spacings = _spacings(x.shape, axes, varargs)
    if edge_order > 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    if x.dtype.kind not in "fc":
        x = x.astype(np.float64)
    slopes = []
    for k, h in zip(axes, spacings, strict=True):
        if x.shape[k] < edge_order + 1:
            raise ValueError(
                "Shape of array too small to calculate a numerical gradient, "
                "at least (edge_order + 1) elements are required."
            )
        slope = _slope(x, k, h, edge_order).astype(x.dtype)
        slopes.append(wrap_copy(as_value(slope), x, "K"))
    return slopes[0] if len(slopes) == 1 else tuple(slopes)


def _spacings(shape: tuple, axes: tuple, given: tuple) -> list[Any]:
    """Per axis a step, or an array of the distances between neighbours."""
    if not given:
        return [1.0] * len(axes)
    if len(given) == 1 and np.ndim(given[0]) == 0:
        return list(given) * len(axes)
    if len(given) != len(axes):
        raise TypeError("invalid number of arguments")
    steps = []
    for k, place in zip(axes, given, strict=True):
        place = as_array(place)
        if place.ndim == 0:
            steps.append(place)
            continue
        if place.ndim != 1:
            raise ValueError("distances must be either scalars or 1d")
        if len(place) != shape[k]:
            raise ValueError("when 1d, distances must match the length of the corresponding dimension")
        steps.append(diff(place.astype(np.float64) if place.dtype.kind in "iu" else place))
    return steps


def _slope(x: Any, axis: int, h: Any, edge_order: int) -> Any:
    """Central differences inside, one-sided ones of `edge_order` at both ends."""
    n = x.shape[axis]

    def at(start, stop=None):
        return x[_part(x.ndim, axis, start, n if stop is None else stop)]

    def along(step):
        return step.reshape([-1 if k == axis else 1 for k in range(x.ndim)])

    if np.ndim(h) == 0:
        inner = (at(2) - at(0, n - 2)) / (2.0 * h)
        first, last = h, h
    else:
        before, after = along(h[:-1]), along(h[1:])
        inner = -after / (before * (before + after)) * at(0, n - 2)
        inner = inner + (after - before) / (before * after) * at(1, n - 1)
        inner = inner + before / (after * (before + after)) * at(2)
        first, last = h[0], h[-1]
    if edge_order == 1:
        left = (at(1, 2) - at(0, 1)) / first
        right = (at(n - 1) - at(n - 2, n - 1)) / last
    else:
        second, next_to_last = (h, h) if np.ndim(h) == 0 else (h[1], h[-2])
        left = _edge(at(0, 1), at(1, 2), at(2, 3), first, second)
        right = -_edge(at(n - 1), at(n - 2, n - 1), at(n - 3, n - 2), last, next_to_last)
    return np.concatenate([left, inner, right], axis)


def _edge(x0: Any, x1: Any, x2: Any, h1: Any, h2: Any) -> Any:
    """The slope at x0 of the parabola through three samples, at distances h1 and h2."""
    both = h1 + h2
    return -(2.0 * h1 + h2) / (h1 * both) * x0 + both / (h1 * h2) * x1 - h1 / (h2 * both) * x2


@implements(np.trapezoid)
def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = as_array(y)
    axis = normalize_axis_index(axis, y.ndim)
    if x is not None:
        x = as_array(x)
        along = [-1 if k == axis else 1 for k in range(y.ndim)]
        dx = diff(x).reshape(along) if x.ndim == 1 else diff(x, axis=axis)
    later, earlier = _part(y.ndim, axis, 1, None), _part(y.ndim, axis, None, -1)
    return np.sum(dx * (y[later] + y[earlier]) / 2.0, axis)


@implements(np.unwrap)
def unwrap(p, discont=None, axis=-1, *, period=2 * np.pi):
    x = as_array(p)
    steps = diff(x, axis=axis)
    discont = period / 2 if discont is None else discont
    dtype = np.result_type(steps, period)
    if dtype.kind in "iu":
        high, odd = divmod(period, 2)
        ambiguous = odd == 0
    else:
        high, ambiguous = period / 2, True
    wrapped = np.mod(steps + high, period) - high
    if ambiguous:  # a step of exactly half a period keeps its sign
        wrapped = np.where((wrapped == -high) & (steps > 0), high, wrapped)
    change = np.where(np.abs(steps) < discont, 0, wrapped - steps)
    first = _part(x.ndim, normalize_axis_index(axis, x.ndim), 0, 1)
    turns = np.concatenate([np.zeros_like(x[first], dtype=change.dtype), np.cumsum(change, axis)], axis)
    return wrap_copy(as_value((x + turns).astype(dtype)), x, "K")


# -- interpolation


@implements(np.interp)
def interp(x, xp, fp, left=None, right=None, period=None):
    """np.interp, in double precision as there.  It has derivatives in x, xp, fp, left and right."""
    dtype = np.complex128 if np.iscomplexobj(as_array(fp)) else np.float64
    x, xp, fp = as_array(x).astype(np.float64), as_array(xp).astype(np.float64), as_array(fp).astype(dtype)
    if xp.ndim != 1 or fp.ndim != 1:
        raise ValueError(
            "Data points must be 1-D sequences" if period is not None else "object too deep for desired array"
        )
    if xp.shape != fp.shape:
        raise ValueError("fp and xp are not of the same length")
    if not xp.shape[0]:
        raise ValueError("array of sample points is empty")
    if period is not None:
        x, xp, fp = _periodic(x, xp, fp, period)
        left = right = None
    n = xp.shape[0]
    inside = fp[0] + 0 * x
    if n > 1:
        j = np.clip(np.searchsorted(xp, x, "right") - 1, 0, n - 2)
        x0, x1, y0, y1 = xp[j], xp[j + 1], fp[j], fp[j + 1]
        slope = (y1 - y0) / np.where(x1 == x0, 1, x1 - x0)
        inside = np.where(x == x1, y1, slope * (x - x0) + y0)
    out = np.where(x < xp[0], fp[0] if left is None else left, inside)
    out = np.where(x > xp[-1], fp[-1] if right is None else right, out)
    return np.where(x == xp[-1], fp[-1], out)[()]


def _periodic(x: Any, xp: Any, fp: Any, period: Any) -> tuple[Any, Any, Any]:
    """Samples of one period, with a neighbour from the next period at both ends."""
    if not isinstance(peek(as_value(period)), Tracer) and known_value(as_value(period), "a period") == 0:
        raise ValueError("period must be a non-zero value")
    period = np.abs(period)
    x, xp = x % period, xp % period
    order = np.argsort(xp)
    xp, fp = xp[order], fp[order]
    return (
        x,
        np.concatenate([xp[-1:] - period, xp, xp[:1] + period]),
        np.concatenate([fp[-1:], fp, fp[:1]]),
    )


# -- convolution


def _overlap(x: Any, y: Any, mode: str) -> Any:
    """correlate of the longer value x with y, in NumPy's modes."""
    if mode not in ("full", "same", "valid"):
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got {mode!r})")
    if mode != "same":
        return wrap(correlate_lines(x, y, mode=mode))
    n, m = x.shape[0], y.shape[0]
    start = (m - 1) // 2 if m % 2 else m // 2 - 1
    return wrap(correlate_lines(x, y, mode="full"))[start : start + n].copy()


def _two_lines(a: Any, v: Any) -> tuple[Any, Any]:
    x, y = promoted(*(as_value(as_array(z) if np.ndim(z) else as_array(z).reshape(1)) for z in (a, v)))
    if len(x.shape) != 1 or len(y.shape) != 1:
        raise ValueError("object too deep for desired array")
    return x, y


@implements(np.convolve)
def convolve(a, v, mode="full"):
    x, y = _two_lines(a, v)
    for name, z in (("a", x), ("v", y)):
        if not z.shape[0]:
            raise ValueError(f"{name} cannot be empty")
    if y.shape[0] > x.shape[0]:
        x, y = y, x
    return _overlap(x, as_value(wrap(y)[::-1]), mode)


@implements(np.correlate)
def correlate(a, v, mode="valid"):
    x, y = _two_lines(a, v)
    if not x.shape[0] or not y.shape[0]:
        raise ValueError(
            "first array argument cannot be empty" if not x.shape[0] else "second array argument cannot be empty"
        )
    y = as_value(np.conjugate(wrap(y))) if y.dtype.kind == "c" else y
    if y.shape[0] <= x.shape[0]:
        return _overlap(x, y, mode)
    return _overlap(y, x, mode)[::-1].copy()


# -- polynomials


@implements(np.polyval)
def polyval(p, x):
    p, x = as_array(p), handle_of(x)
    y = np.zeros_like(x)
    for k in range(p.shape[0]):
        y = y * x + p[k]
    return y


@implements(np.vander)
def vander(x, N=None, increasing=False):
    x = as_array(x)
    if x.ndim != 1:
        raise ValueError("x must be a one-dimensional array or sequence.")
    n = x.shape[0] if N is None else operator.index(N)
    x = x.astype(np.promote_types(x.dtype, int))
    if n == 0:
        return np.zeros_like(x, shape=(x.shape[0], 0))
    columns = [np.ones_like(x)]
    for _ in range(n - 1):
        columns.append(columns[-1] * x)
    return np.stack(columns if increasing else columns[::-1], axis=1)

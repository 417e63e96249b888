"""Parts of arrays as views: the same memory under other shapes, and a window of what can be touched of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..procedures.ir import COMPLEX, Expr
from . import integers as ints
from .emitter import Emitter
from .orders import consecutive, lies_by_rows
from .slices import checked, span
from .values import Arr, Ranks, Scalar, Slice

FULL = Slice(None, None, None)


class _View:
    """A view under construction."""

    def __init__(self, base: Arr):
        self.base, self.offset = base, base.offset
        self.shape: list[Expr] = []
        self.strides: list[Expr] = []
        self.axes: list[Any] | None = [] if base.axes is not None else None
        self.ranks: list[int] | None = [] if base.ranks is not None else None
        self.window = list(base.window) if base.window is not None else None

    def _narrow(self, k: int, first: Expr, count: Expr, step: int | Expr) -> None:
        if isinstance(step, Expr) or self.window is None or self.base.axes is None or self.base.axes[k] is None:
            return
        axis, own = self.base.axes[k]
        if own > 0 and step > 0:
            start = ints.add(self.window[axis][0], ints.mul(first, ints.integer(own)))
            extent = count if own * step == 1 else ints.mul(count, ints.integer(own * step))
            self.window[axis] = (start, extent)

    def at(self, k: int, index: Expr) -> None:
        self.offset = ints.add(self.offset, ints.mul(index, self.base.strides[k]))
        self._narrow(k, index, ints.ONE, 1)

    def part(self, k: int, first: Expr, count: Expr, step: int | Expr) -> None:
        self.offset = ints.add(self.offset, ints.mul(first, self.base.strides[k]))
        self._narrow(k, first, count, step)
        self.shape.append(count)
        stride = step if isinstance(step, Expr) else ints.integer(step)
        self.strides.append(ints.mul(self.base.strides[k], stride))
        if self.ranks is not None and self.base.ranks is not None:
            self.ranks.append(self.base.ranks[k])
        if self.axes is not None:
            known = self.base.axes[k] if self.base.axes is not None and not isinstance(step, Expr) else None
            self.axes.append(None if known is None else (known[0], known[1] * step))

    def new_axis(self) -> None:
        self.shape.append(ints.ONE)
        self.strides.append(ints.ZERO)
        if self.ranks is not None:
            self.ranks.append(0)
        if self.axes is not None:
            self.axes.append(None)

    def made(self, e: Emitter, rows: bool) -> Arr:
        b = self.base
        return Arr(
            b.data,
            b.dtype,
            tuple(self.shape),
            tuple(self.strides),
            offset=self.offset if self.offset.op in ("const", "reg") else e.hold(self.offset, "offset"),
            owner=b.owner,
            sites=b.sites,
            window=None if self.window is None else tuple(self.window),
            axes=None if self.axes is None else tuple(self.axes),
            readonly=b.readonly,
            whole=rows and b.whole,
            ranks=None if self.ranks is None else consecutive(self.ranks),
        )


def _is_single(s: Slice) -> bool:
    """Whether a slice is of one element, if that is there: i:i+1 or -1:, with a constant i."""
    bounds = [None if b is None else b.static for b in (s.start, s.stop)]
    if s.step is not None or any(b is not None and x is None for b, x in zip((s.start, s.stop), bounds, strict=True)):
        return False
    start, stop = bounds
    return (start == -1 and stop is None) or (stop is not None and stop == (start or 0) + 1 and stop != 0)


def view(e: Emitter, a: Arr, entries: Sequence[Any]) -> Arr:
    """The part that integers, slices and new axes select."""
    v = _View(a)
    axis, rows, narrowed = 0, True, False
    for k in entries:
        if k is None:
            v.new_axis()
            continue
        if isinstance(k, Slice):
            if k == FULL:
                v.part(axis, ints.ZERO, a.shape[axis], 1)
            else:
                first, count, step = span(e, k, a.shape[axis])
                if len(a.shape) > 1 and _is_single(k):  # as x[:, :1], which is broadcast
                    e.bail_if(ints.compare("ne", count, ints.ONE), "a slice of one element that is not there")
                    count = ints.ONE
                v.part(axis, first, count, step)
                rows = rows and not narrowed and step == 1
                rows = rows and all(isinstance(s, Scalar) for s in entries[:axis])
                narrowed = True
        else:
            v.at(axis, checked(e, k, a.shape[axis]))
            rows = rows and all(isinstance(s, Scalar) for s in entries[:axis])
        axis += 1
    return v.made(e, rows)


def insert_axes(a: Arr, axes: Sequence[int]) -> Arr:
    """New axes of length 1 at the given places of the result."""
    shape, strides, ranks = list(a.shape), list(a.strides), None if a.ranks is None else list(a.ranks)
    for k in sorted(axes):
        shape.insert(k, ints.ONE)
        strides.insert(k, ints.ZERO)
        if ranks is not None:
            ranks.insert(k, 0)
    return reshaped_view(a, tuple(shape), tuple(strides), ranks=None if ranks is None else tuple(ranks))


def reshaped_view(
    a: Arr, shape: tuple[Expr, ...], strides: tuple[Expr, ...], axes: Any = None, ranks: Ranks | None = None
) -> Arr:
    """The same memory under another shape; ranks are those of the new one, if they are known."""
    return Arr(
        a.data,
        a.dtype,
        shape,
        strides,
        offset=a.offset,
        owner=a.owner,
        sites=a.sites,
        window=a.window if axes is not None else None,
        axes=axes,
        readonly=a.readonly,
        whole=a.whole and axes is None,
        ranks=ranks,
    )


def part_of(a: Arr, name: str) -> Arr:
    """The real or imaginary parts of complex numbers in memory: a view of every second float."""
    two = ints.integer(2)
    start = ints.mul(a.offset, two)
    return Arr(
        a.data,
        COMPLEX[a.dtype],
        a.shape,
        tuple([ints.mul(s, two) for s in a.strides]),
        offset=start if name == "real" else ints.add(start, ints.ONE),
        owner=a.owner,
        sites=a.sites,
        readonly=a.readonly,
        ranks=a.ranks,
    )


def transposed(a: Arr, perm: tuple[int, ...]) -> Arr:
    """The array with its axes in another order: a view."""
    axes = None if a.axes is None else tuple([a.axes[p] for p in perm])
    shape, strides = tuple([a.shape[p] for p in perm]), tuple([a.strides[p] for p in perm])
    ranks = None if a.ranks is None else tuple([a.ranks[p] for p in perm])
    found = reshaped_view(a, shape, strides, axes, ranks)
    found.whole = lies_by_rows(shape, strides)
    return found

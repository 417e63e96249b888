"""Convolutions and reductions over windows as nodes of a region.

Windows are sums (or maxima) over loops of their own, whose counters enter the index of what is read; outside of the
operand nothing is read.  A convolution with work enough is a product of matrices, of weights and of windows laid out
in memory as columns, some images at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..core.op import Op
from ..core.types import ArrayType, dtype_name
from ..ir.program import Eqn, Var, atom_type
from ..ops import convolution, windows
from ..ops.sliding import Phase, Slide
from .access import Axis, Index, added, flat_place, loop_axis, scaled, value_of
from .loops import FLOATS, SIZES, Expr, binary, const, select

if TYPE_CHECKING:
    from .nodes import Builder

COLUMNS = 1 << 18  # elements of the matrix of windows that is in memory at a time, if one image has no more
FEW_WEIGHTS = 2  # weights of a result up to which windows are not worth being laid out


class Matrices(NamedTuple):
    """A product of stacks of matrices: (batch, m, k, n), and for both operands and the result (its strides for batch,
    rows and columns, its buffer, and where it starts there), all in elements."""

    dims: tuple[int, ...]
    strides: tuple[tuple[int, int, int], ...]
    buffers: tuple[str, ...]
    offsets: tuple[int, ...] = (0, 0, 0)


# -- what is read


def _slid(slide: Slide, p: str, k: str) -> Axis:
    """The position of element k of window p, for a slide without gaps."""
    window = scaled(loop_axis(p, slide.count), slide.stride)
    element = scaled(loop_axis(k, slide.window), slide.spread, -slide.low)
    return added(window, element)


def _inside(slide: Slide, axis: Axis) -> Expr | None:
    """Whether a position is one of the operand; None where it always is."""
    last = (slide.count - 1) * slide.stride + (slide.window - 1) * slide.spread - slide.low
    found = None
    if slide.low > 0:
        found = binary("ge", value_of(axis), const(0, "i64"))
    if last >= slide.size:
        below = binary("lt", value_of(axis), const(slide.size, "i64"))
        found = below if found is None else binary("and", found, below)
    return found


def _all(conditions: Sequence[Expr | None]) -> Expr | None:
    found = None
    for c in conditions:
        if c is not None:
            found = c if found is None else binary("and", found, c)
    return found


def _read(b: Builder, x: Any, lead: Index, slides: Sequence[Slide], p: Sequence[str], k: Sequence[str]) -> Any:
    """The element k of window p of an operand in memory, and whether it exists (None: always); 0 where it does not."""
    axes = [_slid(s, *names) for s, names in zip(slides, zip(p, k, strict=True), strict=True)]
    mask = _all([_inside(s, a) for s, a in zip(slides, axes, strict=True)])
    index = (*lead, *axes)
    return b.reader.load(x, atom_type(x).shape, index, mask), mask, index


# -- reductions over windows

_REDUCTIONS: dict[Op, tuple[str, np.ufunc]] = {
    windows.reduce_window_sum: ("add", np.add),
    windows.reduce_window_max: ("max", np.maximum),
    windows.reduce_window_min: ("min", np.minimum),
}


def _reduce(b: Builder, e: Eqn) -> None:
    x = e.args[0]
    op, ufunc = _REDUCTIONS[e.op]
    neutral = const(windows.neutral(x.type.dtype, ufunc).item(), dtype_name(x.type.dtype))
    for phases in _phases(b, e, windows.slides(x.type, **e.params), neutral):
        slides = [p.slide for p in phases]

        def value(names: Sequence[str], slides: list[Slide] = slides) -> Expr:
            n = len(slides)
            found, mask, _ = _read(b, x, (), slides, names[:n], names[n:])
            return found if mask is None or op == "add" else select(mask, found, neutral)

        _reduction(b, e, op, (), slides, value, [_results(p, f"d{k}") for k, p in enumerate(phases)])


def _position(b: Builder, e: Eqn) -> None:
    """The least position whose element is the window's result; 0 where there is none."""
    least = _temporary(e, e.outs[0].type.shape, e.outs[0].type.dtype)
    none = const(np.iinfo(np.int64).max, "i64")
    _least_position(b, least, none)
    shape = least.outs[0].type.shape
    found = b.reader.load(least.outs[0], shape, tuple([loop_axis(f"d{k}", d) for k, d in enumerate(shape)]))
    b.map("map", e, shape, select(binary("eq", found, none), const(0, "i64"), found))


def _temporary(e: Eqn, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Eqn:
    """The equation with a variable of its own as its result."""
    return Eqn(e.op, e.args, e.params, (Var(ArrayType(shape, dtype)),), e.line)


def _least_position(b: Builder, e: Eqn, none: Expr) -> None:
    x, z = e.args
    for phases in _phases(b, e, windows.slides(x.type, **e.params), none):
        slides = [p.slide for p in phases]

        def value(names: Sequence[str], phases: Any = phases, slides: list[Slide] = slides) -> Expr:
            n = len(slides)
            element, mask, index = _read(b, x, (), slides, names[:n], names[n:])
            wanted = b.reader.read(z, tuple([_results(p, name) for p, name in zip(phases, names, strict=False)]))
            hit = binary("eq", element, wanted)
            if element.dtype in FLOATS:
                hit = binary("or", hit, binary("ne", element, element))
            if mask is not None:
                hit = binary("and", hit, mask)
            place = flat_place("", x.type.shape, index)
            return select(hit, value_of(Axis(place.terms, place.offset)), none)

        _reduction(b, e, "min", (), slides, value, [_results(p, f"d{k}") for k, p in enumerate(phases)])


def _phases(b: Builder, e: Eqn, slides: Sequence[Slide], neutral: Expr) -> list[tuple[Phase, ...]]:
    """The phases to compute, where all others of the result have been filled with `neutral`."""
    found = list(product(*[s.phases for s in slides]))
    live = [phases for phases in found if all(len(p.taps) for p in phases)]
    if len(live) < len(found):
        b.map("map", e, e.outs[0].type.shape, neutral)
    return live


def _results(phase: Phase, name: str) -> Axis:
    """Where the results of a phase lie along an axis."""
    return scaled(loop_axis(name, len(phase.results)), phase.results.step, phase.results.start)


def _reduction(
    b: Builder,
    e: Eqn,
    op: str,
    lead: Sequence[int],
    slides: Sequence[Slide],
    value: Any,
    index: Index,
    inner: Sequence[int] = (),
) -> None:
    """A reduction whose results go to an index of the result."""
    b.reduction(e, op, [*lead, *[s.count for s in slides]], [*inner, *[s.window for s in slides]], value)
    node = b.nodes[-1]
    place = flat_place(node.place.buffer, e.outs[0].type.shape, tuple(index))
    if (place.offset, dict(place.terms)) != (0, dict(node.place.terms)):
        node.place, node.across = place, None


# -- convolutions


def _convolution(b: Builder, e: Eqn) -> None:
    x, w = e.args
    p = e.params
    slides = convolution.slides(
        atom_type(x), atom_type(w), p["strides"], p["padding"], p["lhs_dilation"], p["rhs_dilation"]
    )
    for phases in _phases(b, e, slides, const(0, dtype_name(e.outs[0].type.dtype))):
        one = _Convolution(b, e, phases)
        if one.is_light():
            one.by_loops()
        else:
            one.by_products()


class _Convolution:
    """One phase of a convolution: sizes, and its two ways to be computed."""

    def __init__(self, b: Builder, e: Eqn, phases: Sequence[Phase]):
        self.b, self.e, self.phases = b, e, phases
        self.x, self.w = e.args
        self.slides = [p.slide for p in phases]
        self.dtype = e.outs[0].type.dtype
        self.groups: int = e.params["groups"]
        self.images, self.outs = e.outs[0].type.shape[:2]
        self.channels = atom_type(self.w).shape[1]
        self.counts, self.window = [s.count for s in self.slides], [s.window for s in self.slides]
        self.whole = all(p.results.step == 1 for p in phases)
        self.as_rows = self.window[-1] > self.counts[-1]

    def is_light(self) -> bool:
        """Whether loops do better than products of matrices: every window is read once, or has few elements."""
        return self.outs == self.groups or self.channels * prod(self.window) <= FEW_WEIGHTS

    # -- by loops

    def by_loops(self) -> None:
        groups, outs, n = self.groups, self.outs // self.groups, len(self.slides)

        def value(names: Sequence[str]) -> Expr:
            i, g, o, *p = names[: 3 + n]
            c, *k = names[3 + n :]
            group = loop_axis(g, groups)
            channel = added(scaled(group, self.channels), loop_axis(c, self.channels))
            element, _, _ = _read(self.b, self.x, (loop_axis(i, self.images), channel), self.slides, p, k)
            return binary("mul", element, self.weight(added(scaled(group, outs), loop_axis(o, outs)), c, k))

        lead = (self.images, groups, outs)
        where = [_results(p, f"d{3 + k}") for k, p in enumerate(self.phases)]
        out = added(scaled(loop_axis("d1", groups), outs), loop_axis("d2", outs))
        index = (loop_axis("d0", self.images), out, *where)
        _reduction(self.b, self.e, "add", lead, self.slides, value, index, (self.channels,))

    def weight(self, out: Axis, c: str, k: Sequence[str]) -> Expr:
        taps = [
            scaled(loop_axis(name, len(p.taps)), p.taps.step, p.taps.start)
            for name, p in zip(k, self.phases, strict=True)
        ]
        return self.b.reader.load(self.w, atom_type(self.w).shape, (out, loop_axis(c, self.channels), *taps))

    # -- by products of matrices

    def by_products(self) -> None:
        """Some images at a time, or some rows of an image, so that the matrix of windows stays small."""
        weights = self.weights()
        if self.is_pointwise():
            self.multiply(weights, self.b.reader.name(self.x), 0, self.images, 0, self.counts[0])
            return
        row = self.groups * self.channels * prod(self.window) * prod(self.counts[1:])
        images = max(1, COLUMNS // (row * self.counts[0]))
        rows = max(1, min(self.counts[0], COLUMNS // row)) if images == 1 else self.counts[0]
        for i, r in product(range(0, self.images, images), range(0, self.counts[0], rows)):
            many, high = min(images, self.images - i), min(rows, self.counts[0] - r)
            self.multiply(weights, self.columns(i, many, r, high), i, many, r, high)

    def is_pointwise(self) -> bool:
        """Whether every window is one element, and the windows are all elements in their order."""
        return self.whole and all(s == Slide(s.size, 1) for s in self.slides)

    def weights(self) -> str:
        """The buffer with the weights of this phase."""
        if self.whole:
            return self.b.reader.name(self.w)
        shape = (self.outs, self.channels, *self.window)
        value = self.weight(loop_axis("d0", self.outs), "d1", [f"d{2 + k}" for k in range(len(self.slides))])
        return self.temporary(shape, value)

    def columns(self, image: int, images: int, row: int, rows: int) -> str:
        """A buffer with windows as columns, or as rows: (images, groups, channels, *window, *places), or places first.

        Lines that are long lie last: those of the window where that is larger than the results are.
        """
        first, n = self.slides[0], len(self.slides)
        low = first.low - row * first.stride
        high = (rows - 1) * first.stride + (first.window - 1) * first.spread + 1 - low - first.size
        slides = [first._replace(low=low, high=high), *self.slides[1:]]
        inner, places = [self.channels, *self.window], [rows, *self.counts[1:]]
        order = [*places, *inner] if self.as_rows else [*inner, *places]
        at = [f"d{2 + k}" for k in range(len(order))]
        p, (c, *k) = (at[:n], at[n:]) if self.as_rows else (at[n + 1 :], at[: n + 1])
        channel = added(scaled(loop_axis("d1", self.groups), self.channels), loop_axis(c, self.channels))
        element, _, _ = _read(self.b, self.x, (scaled(loop_axis("d0", images), 1, image), channel), slides, p, k)
        return self.temporary((images, self.groups, *order), element)

    def temporary(self, shape: tuple[int, ...], value: Expr) -> str:
        made = _temporary(self.e, shape, self.dtype)
        self.b.map("map", made, shape, value)
        return self.b.reader.name(made.outs[0])

    def multiply(self, weights: str, columns: str, image: int, images: int, row: int, rows: int) -> None:
        """Weights times columns, for some images and rows, into the result."""
        m, k, n = self.outs // self.groups, self.channels * prod(self.window), rows * prod(self.counts[1:])
        if self.whole:
            e, places = self.e, prod(self.counts)
            start = image * self.outs * places + row * prod(self.counts[1:])
        else:
            e = _temporary(self.e, (images, self.outs, rows, *self.counts[1:]), self.dtype)
            places, start = n, 0
        lines = (1, k) if self.as_rows and not self.is_pointwise() else (n, 1)
        buffers = (weights, columns, self.b.reader.name(e.outs[0]))
        if self.groups == 1:
            strides = ((0, k, 1), (k * n, *lines), (self.outs * places, places, 1))
            self.product(e, Matrices((images, m, k, n), strides, buffers, (0, 0, start)))
        else:
            strides = ((m * k, k, 1), (k * n, *lines), (m * places, places, 1))
            for i in range(images):
                offsets = (0, i * self.groups * k * n, start + i * self.outs * places)
                self.product(e, Matrices((self.groups, m, k, n), strides, buffers, offsets))
        if not self.whole:
            self.spread(e.outs[0], image, row)

    def product(self, e: Eqn, matrices: Matrices) -> None:
        node = self.b.new("product", e)
        node.value, node.reads = matrices, frozenset(matrices.buffers[:2])

    def spread(self, part: Var, image: int, row: int) -> None:
        """Results of a phase go to their places among those of others."""
        shape = part.type.shape
        here = [loop_axis(f"d{k}", d) for k, d in enumerate(shape)]
        value = self.b.reader.load(part, shape, tuple(here))
        first = self.phases[0].results
        starts = [image, 0, first.start + row * first.step, *[p.results.start for p in self.phases[1:]]]
        steps = [1, 1, *[p.results.step for p in self.phases]]
        index = tuple([scaled(a, step, start) for a, step, start in zip(here, steps, starts, strict=True)])
        self.b.write(self.e, shape, value, index)


# -- what can be lowered

LOWERINGS: dict[Op, Callable[[Builder, Eqn], None]] = {
    convolution.conv: _convolution,
    windows.window_position: _position,
    **dict.fromkeys(_REDUCTIONS, _reduce),
}


def lowers_windows(e: Eqn) -> bool:
    """Whether windows can be a part of a plan: of real numbers, where there are any."""
    types = [atom_type(a) for a in (*e.args, *e.outs)]
    if any(0 in t.shape or not t.shape for t in types):
        return False
    name = dtype_name(types[0].dtype)
    if e.op is convolution.conv:
        return name in ("f32", "f64")
    return types[0].dtype.kind in "iuf" and name in SIZES and name != "f16"

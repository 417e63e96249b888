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
from .access import Axis, Index, added, flat_place, loop_axis, row_major, scaled, value_of
from .loops import FLOATS, NARROW, SIZES, Expr, binary, const, select

if TYPE_CHECKING:
    from .nodes import Builder

COLUMNS = 1 << 18  # elements of the matrix of windows that is in memory at a time, if one image has no more
FEW_WEIGHTS = 2  # weights of a result up to which windows are not worth being laid out
FEW_PLACES = 256  # windows of an image below which products do better with several images


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
    window = scaled(loop_axis(p, slide.windows), slide.stride)
    element = scaled(loop_axis(k, slide.window), slide.spread, -slide.low)
    return added(window, element)


def _inside(slide: Slide, axis: Axis) -> Expr | None:
    """Whether a position is one of the operand; None where it always is."""
    last = (slide.windows - 1) * slide.stride + (slide.window - 1) * slide.spread - slide.low
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

        _reduction(b, e, op, (), slides, value, _places(phases))


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
            flat = Axis()
            for axis, stride in zip(index, row_major(x.type.shape), strict=True):
                flat = added(flat, scaled(axis, stride))
            return select(hit, value_of(flat), none)

        _reduction(b, e, "min", (), slides, value, _places(phases))


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


def _places(phases: Sequence[Phase]) -> Index:
    return tuple([_results(p, f"d{k}") for k, p in enumerate(phases)])


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
    b.reduction(e, op, [*lead, *[s.windows for s in slides]], [*inner, *[s.window for s in slides]], value)
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


class _Part(NamedTuple):
    """Some images and some of their rows."""

    image: int
    images: int
    row: int
    rows: int


class _Convolution:
    """One phase of a convolution: sizes, and its two ways to be computed."""

    def __init__(self, b: Builder, e: Eqn, phases: Sequence[Phase]):
        self.b, self.e, self.phases = b, e, phases
        self.x, self.w = e.args
        self.slides = [p.slide for p in phases]
        self.dtype = e.outs[0].type.dtype
        self.groups: int = e.params["groups"]
        self.images: int = e.outs[0].type.shape[0]
        self.outs: int = e.outs[0].type.shape[1]
        self.channels: int = atom_type(self.w).shape[1]
        self.counts, self.window = [s.windows for s in self.slides], [s.window for s in self.slides]
        self.whole = all(p.results.step == 1 for p in phases)
        # Images side by side in one matrix: larger products, but results that have to be put in order.
        self.merged = self.images > 1 and (self.groups > 1 or prod(self.counts) < FEW_PLACES)

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
        if self.is_pointwise() and not self.merged:
            everything = _Part(0, self.images, 0, self.counts[0])
            self.multiply(weights, self.b.reader.name(self.x), everything, (prod(self.counts), 1))
            return
        row = self.groups * self.channels * prod(self.window) * prod(self.counts[1:])
        images = min(self.images, max(1, COLUMNS // (row * self.counts[0])))
        rows = self.counts[0] if images > 1 else max(1, min(self.counts[0], COLUMNS // row))
        for i, r in product(range(0, self.images, images), range(0, self.counts[0], rows)):
            part = _Part(i, min(images, self.images - i), r, min(rows, self.counts[0] - r))
            self.multiply(weights, *self.columns(part))

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

    def columns(self, part: _Part) -> tuple[str, _Part, tuple[int, int]]:
        """A buffer with the windows of a part as columns, the part, and the strides of elements and windows there.

        What is longest lies last: lines of results, or lines of the window.
        """
        first, n = self.slides[0], len(self.slides)
        low = first.low - part.row * first.stride
        high = (part.rows - 1) * first.stride + (first.window - 1) * first.spread + 1 - low - first.size
        slides = [first._replace(low=low, high=high), *self.slides[1:]]
        places = {f"p{k}": d for k, d in enumerate((part.rows, *self.counts[1:]))}
        element = {"c": self.channels, **{f"k{k}": d for k, d in enumerate(self.window)}}
        image, group = {"image": part.images}, {"group": self.groups}
        outer, window = ({**group}, {**image, **places}) if self.merged else ({**image, **group}, places)
        as_rows = self.window[-1] > self.counts[-1]
        sizes = {**outer, **window, **element} if as_rows else {**outer, **element, **window}
        names = {key: f"d{at}" for at, key in enumerate(sizes)}
        lead = (
            scaled(loop_axis(names["image"], part.images), 1, part.image),
            added(scaled(loop_axis(names["group"], self.groups), self.channels), loop_axis(names["c"], self.channels)),
        )
        p, k = ([names[f"{which}{axis}"] for axis in range(n)] for which in "pk")
        value, _, _ = _read(self.b, self.x, lead, slides, p, k)
        lines = (1, prod(element.values())) if as_rows else (prod(window.values()), 1)
        return self.temporary(tuple(sizes.values()), value), part, lines

    def temporary(self, shape: tuple[int, ...], value: Expr) -> str:
        made = _temporary(self.e, shape, self.dtype)
        self.b.map("write", made, shape, value)  # a map would be done together with those of other parts
        return self.b.reader.name(made.outs[0])

    def multiply(self, weights: str, columns: str, part: _Part, lines: tuple[int, int]) -> None:
        """Weights times columns, for a part, into the result; by way of other memory where it lies apart there."""
        m, k, n = self.outs // self.groups, self.channels * prod(self.window), part.rows * prod(self.counts[1:])
        e, start = self.e, 0
        if self.merged:
            e = _temporary(self.e, (self.outs, part.images, part.rows, *self.counts[1:]), self.dtype)
            batch, n = self.groups, part.images * n
            steps, row = (m * k, k * n, m * n), n
        else:
            row = n
            if self.whole:
                row = prod(self.counts)
                start = part.image * self.outs * row + part.row * prod(self.counts[1:])
            else:
                e = _temporary(self.e, (part.images, self.outs, part.rows, *self.counts[1:]), self.dtype)
            batch = part.images * self.groups  # one of which is 1
            steps = (0 if self.groups == 1 else m * k, k * n, m * row)
        node = self.b.new("product", e)
        buffers = (weights, columns, self.b.reader.name(e.outs[0]))
        strides = ((steps[0], k, 1), (steps[1], *lines), (steps[2], row, 1))
        node.value = Matrices((batch, m, k, n), strides, buffers, (0, 0, start))
        node.reads = frozenset(buffers[:2])
        if e is not self.e:
            self.spread(e.outs[0], part)

    def spread(self, made: Var, part: _Part) -> None:
        """Results that were made apart go to their places."""
        shape = made.type.shape
        here = [loop_axis(f"d{k}", d) for k, d in enumerate(shape)]
        value = self.b.reader.load(made, shape, tuple(here))
        first = self.phases[0].results
        starts = [part.image, 0, first.start + part.row * first.step, *[p.results.start for p in self.phases[1:]]]
        steps = [1, 1, *[p.results.step for p in self.phases]]
        if self.merged:
            here[:2] = here[1::-1]
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
    return types[0].dtype.kind in "iuf" and name in SIZES and name not in NARROW

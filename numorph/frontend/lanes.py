"""Compiled functions on all lanes of a batch at once: operands by address and stride, results put where they belong.

What a lane cannot have this way (a result of another size, a tape too large) raises LaneFailure: who asked runs the
lanes one by one, which gives the right error or result.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..errors import NumorphValueError
from ..runtime.procedure_lanes import LEVELS, LaneCall, LaneFailure, chunks_for
from ..runtime.procedure_memory import new_array
from . import scalars as sc
from .results import ArgumentResult, ArrayResult, Fixed, NumberResult
from .runner import FLOATS, Runner, Tangents


class Lanes(NamedTuple):
    """The levels of batches, the outermost first: their sizes, and for each operand at which of them it has an axis.

    Axes of levels come first in operands; results have all of them.
    """

    sizes: tuple[int, ...]
    batched: tuple[tuple[bool, ...], ...]

    def shapes(self, operands: Sequence[Any]) -> tuple[tuple[int, ...], ...]:
        """Of the operands of one lane."""
        return tuple([np.shape(x)[sum(own) :] for x, own in zip(operands, self.batched, strict=True)])

    @property
    def total(self) -> int:
        """How many lanes there are."""
        return math.prod(self.sizes)

    def each(self, operands: Sequence[Any]) -> Iterator[list[Any]]:
        """The operands of one lane after the other."""
        for index in np.ndindex(*self.sizes):
            mine = []
            for x, flags in zip(operands, self.batched, strict=True):
                own = tuple([i for i, b in zip(index, flags, strict=True) if b])
                mine.append(x[own] if own else x)
            yield mine

    def spread(self, x: Any, k: int) -> np.ndarray:
        """Operand k as an array with axes for all levels, of size 1 where it has none."""
        flags = self.batched[k]
        return np.asarray(x)[tuple([slice(None) if b else None for b in flags])]


def around(size: int, batched: Sequence[bool], lanes: Lanes | None) -> Lanes:
    """Lanes with another level around them."""
    inner = Lanes((), ((),) * len(batched)) if lanes is None else lanes
    return Lanes((size, *inner.sizes), tuple([(b, *own) for b, own in zip(batched, inner.batched, strict=True)]))


def stacked(lanes: Sequence[Sequence[Any]], sizes: Sequence[int]) -> list[np.ndarray]:
    """Results of lanes with axes of levels in front; they have to be of one size."""
    found = []
    for parts in zip(*lanes, strict=True):
        shapes = {np.shape(x) for x in parts}
        if len(shapes) > 1:
            two = " and ".join(sorted([str(s) for s in shapes])[:2])
            raise NumorphValueError(
                f"'vmap': the lanes have results of different shapes, such as {two}.",
                hints=("fill the results up to one size, or call the function in a loop",),
            )
        whole = np.stack([np.asarray(x) for x in parts])
        found.append(whole.reshape(*sizes, *whole.shape[1:]))
    return found


class Batch:
    """The operands of a function's lanes, and what its procedure takes of them.

    arrays: by leaf, with an axis for each level (see Lanes.spread).  Those that the function writes to are new, one for
    each lane.  shapes: of one lane.
    """

    def __init__(self, runner: Runner, leaves: Sequence[Any], lanes: Lanes):
        self.runner, self.lanes = runner, lanes
        written = runner.translation.written
        self.arrays: list[np.ndarray] = []
        self.shapes: list[tuple[int, ...]] = []
        levels = len(lanes.sizes)
        for k, x in enumerate(leaves):
            a = lanes.spread(x, k)
            shape = a.shape[levels:]
            if k in written:
                old, a = a, new_array((*lanes.sizes, *shape), a.dtype)
                a[...] = old
            elif a.ndim > levels and not (a.flags.aligned and _dense(a, levels)):
                a = np.ascontiguousarray(a)
            self.arrays.append(a)
            self.shapes.append(shape)

    def strides(self, a: np.ndarray) -> list[int]:
        """By how many bytes it differs from lane to lane, for each level."""
        levels = len(self.lanes.sizes)
        return [s if n > 1 else 0 for s, n in zip(a.strides[:levels], a.shape[:levels], strict=True)]

    def whole(self, k: int) -> np.ndarray:
        """Leaf k with all axes of levels."""
        return np.broadcast_to(self.arrays[k], (*self.lanes.sizes, *self.shapes[k]))

    def inputs(self, call: LaneCall) -> None:
        """What the input registers are set to."""
        for what, k, detail in self.runner.translation.sources:
            a = self.arrays[k]
            if what == "data":
                call.address(a.__array_interface__["data"][0], self.strides(a))
            elif what == "size":
                call.constant(self.shapes[k][detail])
            elif what == "stride":
                call.constant(math.prod(self.shapes[k][detail + 1 :]))
            else:
                self.number(call, a if what == "leaf" else getattr(a, detail))

    def number(self, call: LaneCall, a: np.ndarray) -> None:
        """A number, of one lane or of all of them."""
        if a.size == 1:
            call.constant(a.item())
        else:
            wide = a.astype(wide_dtype(a.dtype), copy=False)
            call.words(wide, self.strides(wide))

    def outputs(self, call: LaneCall) -> list[Callable[[], np.ndarray]]:
        """Room for the outputs of the function; they can be had after the call."""
        shapes = iter(self.result_shapes())
        made: list[Callable[[], np.ndarray]] = []
        for leaf in self.runner.leaves:
            if isinstance(leaf, ArrayResult):
                made.append(_as_it_is(call.array(leaf.data, next(shapes), leaf.dtype, places_of(leaf))))
            elif isinstance(leaf, ArgumentResult):
                made.append(_as_it_is(self.whole(leaf.number)))
            else:
                made.append(self._numbers(call, leaf))
        return [*made, *[_as_it_is(self.arrays[k]) for k in self.runner.translation.written]]

    def result_shapes(self) -> list[tuple[int, ...]]:
        """Of the arrays among the results, of one lane."""
        first = (0,) * len(self.lanes.sizes)
        return self.runner.shapes_of_results(tuple(self.shapes), lambda: [a[first] for a in self.arrays])

    def float_arrays(self) -> list[tuple[int, tuple[int, ...]]]:
        """The leaves that are arrays of floating numbers, with their shapes."""
        translation = self.runner.translation
        found = sorted({k for what, k, _ in translation.sources if what == "data"})
        return [(k, self.shapes[k]) for k in found if translation.dtype_of_leaf(k) in FLOATS]

    def _numbers(self, call: LaneCall, leaf: NumberResult) -> Callable[[], np.ndarray]:
        sizes = self.lanes.sizes
        value, tag = [
            np.full(sizes, p.value) if type(p) is Fixed else None if p is None else call.numbers(p)
            for p in (leaf.value, tag_of(leaf))
        ]
        assert value is not None

        def made() -> np.ndarray:
            return value.astype(dtype_of_lanes(leaf, tag)).reshape(sizes)

        return made


def tag_of(leaf: NumberResult) -> Any:
    """The place of what tells the kind of a number, if arrays of such numbers differ by it."""
    return leaf.tag if len({sc.kind_dtype(kind) for kind in leaf.kinds}) > 1 else None


def dtype_of_lanes(leaf: NumberResult, tag: np.ndarray | None) -> np.dtype:
    """Of an array of numbers, one of each lane."""
    kinds = leaf.kinds[:1] if tag is None else [leaf.kinds[i] for i in np.unique(tag)]
    return np.result_type(*[sc.dtype_of(sc.kind_dtype(kind)) for kind in kinds])


def wide_dtype(dtype: np.dtype) -> np.dtype:
    """Numbers of this dtype as lanes take them, in 8 bytes."""
    return np.dtype(np.float64 if dtype.kind == "f" else np.uint64 if dtype.kind in "ub" else np.int64)


def _dense(a: np.ndarray, levels: int) -> bool:
    """Whether each lane is row by row."""
    if a.flags.c_contiguous:
        return True
    return a[(0,) * levels].flags.c_contiguous if 0 not in a.shape[:levels] else False


def _as_it_is(a: np.ndarray) -> Callable[[], np.ndarray]:
    return lambda: a


def places_of(leaf: ArrayResult) -> list[Any]:
    """The layout of an array as LaneCall.array takes it."""
    return [p.value if type(p) is Fixed else (p,) for p in leaf.places]


def fitted(runner: Runner, shapes: Sequence[tuple[int, ...]], attempt: Callable[[], Any]) -> Any:
    """What an attempt gives; the sizes of results are remembered from other calls, and may be others this time."""
    remembered = runner.remembers(shapes)
    try:
        return attempt()
    except LaneFailure as failure:
        if not (failure.misfit and remembered):
            raise
        runner.forget(shapes)
        return attempt()


def few_levels(operands: Sequence[Any], lanes: Lanes) -> tuple[Sequence[Any], Lanes]:
    """The same lanes in no more levels than tables have."""
    if len(lanes.sizes) <= LEVELS:
        return operands, lanes
    levels = len(lanes.sizes)
    flat = []
    for k, x in enumerate(operands):
        a = lanes.spread(x, k)
        whole = np.broadcast_to(a, (*lanes.sizes, *a.shape[levels:]))
        flat.append(whole.reshape(lanes.total, *a.shape[levels:]))
    return flat, Lanes((lanes.total,), ((True,),) * len(flat))


def run(runner: Runner, leaves: Sequence[Any], lanes: Lanes) -> list[np.ndarray]:
    """The outputs of all lanes; raises LaneFailure."""
    operands, few = few_levels(leaves, lanes)

    def attempt() -> list[np.ndarray]:
        batch = Batch(runner, operands, few)
        call = LaneCall(runner.variant.code, few.sizes, chunks_for(few.total, runner.pace))
        batch.inputs(call)
        made = batch.outputs(call)
        call.run(pace=runner.pace)
        return [out() for out in made]

    return shaped(fitted(runner, few.shapes(operands), attempt), few, lanes)


def shaped(outs: list[np.ndarray], few: Lanes, lanes: Lanes) -> list[np.ndarray]:
    """Results with the axes of all levels."""
    if few is lanes:
        return outs
    return [a.reshape(*lanes.sizes, *a.shape[len(few.sizes) :]) for a in outs]


def run_with_tangents(made: Tangents, operands: Sequence[Any], lanes: Lanes) -> list[np.ndarray]:
    """The outputs of all lanes, and then the tangents of those that are floating; raises LaneFailure.

    operands: the leaves, then the tangents of the active ones.
    """
    operands, few = few_levels(operands, lanes)
    n = len(operands) - len(made.active)

    def attempt() -> list[np.ndarray]:
        batch = Batch(made.runner, operands[:n], Lanes(few.sizes, few.batched[:n]))
        call = LaneCall(made.code, few.sizes, chunks_for(few.total, made.pace))
        batch.inputs(call)
        beside = Beside(batch, made, [few.spread(x, n + j) for j, x in enumerate(operands[n:])])
        beside.inputs(call)
        outputs = batch.outputs(call)
        tangents = beside.outputs(call)
        call.run(pace=made.pace)
        outs = [out() for out in outputs]
        flags = [f and out.dtype.kind == "f" for f, out in zip(made.runner.floating, outs, strict=True)]
        dots = [t() if t is not None else np.zeros_like(o) for t, o, f in zip(tangents, outs, flags, strict=True) if f]
        of = [o for o, f in zip(outs, flags, strict=True) if f]
        return [*outs, *[t.astype(o.dtype, copy=False) for t, o in zip(dots, of, strict=True)]]

    return shaped(fitted(made.runner, few.shapes(operands)[:n], attempt), few, lanes)


class Beside:
    """The tangents of a batch: of arrays in memory beside theirs."""

    def __init__(self, batch: Batch, made: Tangents, dots: Sequence[np.ndarray]):
        self.batch, self.made = batch, made
        self.given = dict(zip(made.active, dots, strict=True))
        self.arrays: dict[int, np.ndarray] = {}
        written, sizes = made.runner.translation.written, batch.lanes.sizes
        for k, shape in batch.float_arrays():
            dtype, dot = batch.arrays[k].dtype, self.given.get(k)
            if k in written or dot is not None:
                self.arrays[k] = np.zeros((*sizes, *shape), dtype)
                if dot is not None:
                    self.arrays[k][...] = dot
            else:
                self.arrays[k] = np.zeros(((1,) * len(sizes)) + shape, dtype)

    def inputs(self, call: LaneCall) -> None:
        """What the procedure takes beside the inputs of the function's."""
        translation, wanted = self.made.runner.translation, set(self.made.made.wanted)
        for i, (what, k, _) in enumerate(translation.sources):
            if what == "data" and i in wanted and k in self.arrays:
                a = self.arrays[k]
                call.address(a.ctypes.data, self.batch.strides(a))
            elif what == "data":
                call.address(0)
        for i in self.made.made.active:
            if translation.inputs[i].dtype != "ptr":
                self.batch.number(call, self.given[translation.sources[i][1]])

    def outputs(self, call: LaneCall) -> list[Callable[[], np.ndarray] | None]:
        """The tangents of the outputs; None: it has none."""
        runner, sizes = self.made.runner, self.batch.lanes.sizes
        results = runner.translation.results
        places = [i for i, r in enumerate(results) if r.dtype == "ptr" or r.dtype in FLOATS]
        further = {i: len(results) + j for j, i in enumerate(places)}
        shapes = iter(self.batch.result_shapes())
        made: list[Callable[[], np.ndarray] | None] = []
        for leaf, floats in zip(runner.leaves, self.made.runner.floating, strict=False):
            if isinstance(leaf, ArrayResult):
                shape = next(shapes)
                out = call.array(further[leaf.data], shape, leaf.dtype, places_of(leaf)) if floats else None
                made.append(None if out is None else _as_it_is(out))
            elif isinstance(leaf, ArgumentResult):
                made.append(self._of_argument(leaf.number))
            elif floats and type(leaf.value) is int and leaf.value in further:
                made.append(_reshaped(call.numbers(further[leaf.value]), sizes))
            else:
                made.append(None)
        return [*made, *[self._of_argument(k) for k in runner.translation.written]]

    def _of_argument(self, k: int) -> Callable[[], np.ndarray] | None:
        if k not in self.arrays:
            return None
        return _as_it_is(np.broadcast_to(self.arrays[k], (*self.batch.lanes.sizes, *self.batch.shapes[k])))


def _reshaped(a: np.ndarray, shape: tuple[int, ...]) -> Callable[[], np.ndarray]:
    return lambda: a.reshape(shape)

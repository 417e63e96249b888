"""The two sweeps of reverse mode for all lanes of a batch at once.

The lanes of a chunk share a tape: the forward sweep goes from the first lane to the last, the backward sweep returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import config
from ..codegen.procedure_memory import SHARED_RESULT
from ..runtime.procedure_lanes import LaneCall, LaneFailure, Tapes, chunks_for
from .lanes import Batch, Lanes, few_levels, fitted, shaped
from .results import ArgumentResult, ArrayResult, Fixed, NumberResult
from .runner import FLOATS, Sweeps


class LaneSweeps:
    """A forward sweep of all lanes that has run, for one backward sweep."""

    def __init__(self, sweeps: Sweeps, leaves: Sequence[Any], lanes: Lanes):
        """Runs it; raises LaneFailure."""
        if config.tape_budget <= sweeps.too_small:
            raise LaneFailure("the tape would be too large")
        self.sweeps, self.lanes = sweeps, lanes
        operands, self.few = few_levels(leaves, lanes)
        outs = fitted(sweeps.runner, self.few.shapes(operands), lambda: self._forward(operands))
        self.outs = shaped(outs, self.few, lanes)
        self.used = False

    def _forward(self, operands: Sequence[Any]) -> list[np.ndarray]:
        runner, few = self.sweeps.runner, self.few
        self.batch = Batch(runner, operands, few)
        call = LaneCall(self.sweeps.forward, few.sizes, chunks_for(few.total, self.sweeps.pace))
        self.chunks = call.chunks
        call.tapes = self.tapes = Tapes(call.chunks, config.tape_budget // call.chunks)
        self.record = call.put_down() if any([isinstance(leaf, ArrayResult) for leaf in runner.leaves]) else None
        self.batch.inputs(call)
        made = self.batch.outputs(call)
        call.run(pace=self.sweeps.pace)
        outs = [out() for out in made]
        n = len(outs) - len(runner.translation.written)  # the backward sweep puts back what they were
        return [*outs[:n], *[np.array(a) for a in outs[n:]]]

    # -- backward

    def backward(self, cts: Sequence[Any], summed: Sequence[bool]) -> list[np.ndarray]:
        """The cotangents of the active leaves, of those of the outputs (None: zero), which have the axes of all levels.

        summed: for each active leaf whether the sum over all lanes will do, without those axes.  Raises LaneFailure,
        when the sweep may still be run.
        """
        few = self.few
        flat = [None if ct is None else ct.reshape(*few.sizes, *ct.shape[len(self.lanes.sizes) :]) for ct in cts]
        seeds = _Seeds(self, flat)
        found = _Backward(self, seeds, [s and few is self.lanes for s in summed]).run()
        self.used = True
        levels = len(few.sizes)
        out = []
        for a, s in zip(found, summed, strict=True):
            if s and few is self.lanes:
                out.append(a)
                continue
            whole = a.reshape(*self.lanes.sizes, *a.shape[levels:])
            out.append(whole.sum(axis=tuple(range(len(self.lanes.sizes)))) if s else whole)
        return out


class _Seeds:
    """The cotangents of the procedure's results, by position, and of the final contents of arrays."""

    def __init__(self, forward: LaneSweeps, cts: Sequence[Any]):
        self.forward, self.sizes = forward, forward.few.sizes
        self.numbers: dict[int, np.ndarray] = {}
        self.memory: dict[int, np.ndarray] = {}
        self.arrays: dict[int, np.ndarray] = {}
        runner = forward.sweeps.runner
        self.floats = dict(forward.batch.float_arrays())
        for leaf, ct in zip([*runner.leaves, *map(ArgumentResult, runner.translation.written)], cts, strict=True):
            if ct is None:
                continue
            if isinstance(leaf, NumberResult):
                if type(leaf.value) is int:
                    self.numbers[leaf.value] = self.numbers.get(leaf.value, 0.0) + ct.astype(np.float64)
            elif isinstance(leaf, ArgumentResult):
                if leaf.number in self.floats:
                    self.array(leaf.number)[...] += ct
            else:
                self._add(leaf, ct)

    def array(self, k: int) -> np.ndarray:
        """The cotangents of an array of each lane, zero at first."""
        if k not in self.arrays:
            dtype = self.forward.batch.arrays[k].dtype
            self.arrays[k] = np.zeros((*self.sizes, *self.floats[k]), dtype)
        return self.arrays[k]

    def _add(self, leaf: ArrayResult, ct: np.ndarray) -> None:
        offset, *rest = [self._steady(p) for p in leaf.places]
        shape, strides = tuple(rest[: leaf.ndim]), rest[leaf.ndim :]
        if 0 in shape:
            return
        nbytes = self._owned(leaf.data)
        if nbytes is None:
            k = self._argument(leaf.data)
            if k in self.floats:
                self._put(self.array(k), leaf, ct, offset, shape, strides)
            return
        count = nbytes // leaf.dtype.itemsize
        if leaf.data not in self.memory:
            self.memory[leaf.data] = np.zeros((*self.sizes, count), leaf.dtype)
        self._put(self.memory[leaf.data], leaf, ct, offset, shape, strides)

    def _put(self, into: np.ndarray, leaf: ArrayResult, ct: np.ndarray, offset: int, shape: Any, strides: Any) -> None:
        """Add to a view of each lane."""
        size, levels = leaf.dtype.itemsize, into.strides[: len(self.sizes)]
        view = np.ndarray(
            (*self.sizes, *shape), leaf.dtype, into, offset * size, (*levels, *[s * size for s in strides])
        )
        view += ct

    # what the forward sweep has put down

    def _steady(self, place: Any) -> int:
        """A number of the results that is the same in all lanes."""
        return int(place.value) if type(place) is Fixed else int(self._same(self._slot(place)))

    def _slot(self, result: int, more: int = 0) -> np.ndarray:
        assert self.forward.record is not None
        column: np.ndarray = self.forward.record[:, self.forward.sweeps.forward.slots_of_results[result] + more]
        return column

    def _same(self, column: np.ndarray) -> Any:
        if (column != column[0]).any():
            raise LaneFailure("lanes have results of different layouts")
        return column[0]

    def _owned(self, result: int) -> int | None:
        """Bytes of the memory of a result; None where it is an argument's."""
        addresses = self._slot(result)
        for j, r in enumerate(self.forward.sweeps.runner.translation.results[: result + 1]):
            if r.dtype == "ptr" and (self._slot(j) == addresses).all():  # the first with this memory was told
                taken = int(self._same(self._slot(j, 1)))
                return None if taken < 0 else taken - SHARED_RESULT if taken >= SHARED_RESULT else taken
        raise AssertionError("a result is its own memory")

    def _argument(self, result: int) -> int:
        """The argument that a pointer points to in all lanes."""
        addresses = self._slot(result).reshape(self.sizes)
        batch = self.forward.batch
        for k, a in enumerate(batch.arrays):
            where = np.full(self.sizes, a.__array_interface__["data"][0])
            for level, step in enumerate(batch.strides(a)):
                shape = [1] * len(self.sizes)
                shape[level] = self.sizes[level]
                where = where + step * np.arange(self.sizes[level]).reshape(shape)
            if (where == addresses).all():
                return k
        raise LaneFailure("lanes have results in memory of different arguments")


class _Backward:
    """The call of the backward sweep."""

    def __init__(self, forward: LaneSweeps, seeds: _Seeds, summed: Sequence[bool]):
        self.forward, self.seeds, self.sweeps = forward, seeds, forward.sweeps
        self.sizes, self.batch = forward.few.sizes, forward.batch
        active = dict(zip(self.sweeps.active, summed, strict=True))
        written = self.sweeps.runner.translation.written
        self.shadows: dict[int, np.ndarray] = {}
        self.by_chunk: set[int] = set()  # of arrays that nobody asks for lane by lane
        for k, shape in seeds.floats.items():
            if k in written or k in seeds.arrays or not active.get(k, True):
                self.shadows[k] = seeds.array(k)
            else:
                self.shadows[k] = np.zeros((forward.chunks, *shape), self.batch.arrays[k].dtype)
                self.by_chunk.add(k)
        self.active = active

    def run(self) -> list[np.ndarray]:
        sweeps, translation = self.sweeps, self.sweeps.runner.translation
        call = LaneCall(sweeps.backward, self.sizes, self.forward.chunks, self.forward.tapes)
        self.batch.inputs(call)
        wanted = set(sweeps.pair.wanted)
        for i, ((what, k, _), r) in enumerate(zip(translation.sources, translation.inputs, strict=True)):
            if r.dtype == "ptr":
                if what == "data" and i in wanted and k in self.shadows:
                    self._shadow(call, k)
                else:
                    call.address(0)
        for i, r in enumerate(translation.results):
            if r.dtype in FLOATS:
                self._number(call, self.seeds.numbers.get(i))
            elif r.dtype == "ptr":
                memory = self.seeds.memory.get(i)
                call.address(0 if memory is None else memory.ctypes.data, () if memory is None else self._steps(memory))
                call.constant(0 if memory is None else memory.shape[-1])
        numbers = [i for i in sweeps.inputs if translation.inputs[i].dtype != "ptr"]
        bars = {i: call.numbers(j) for j, i in enumerate(numbers)}
        self.forward.tapes.lift_limit()
        try:
            call.run(backward=True)
        except LaneFailure as failure:
            raise AssertionError(f"a reverse sweep has bailed: {failure}") from None
        self.forward.tapes.clear()
        found = []
        for k in sweeps.active:
            i = translation.input_of_leaf(k)
            if translation.inputs[i].dtype == "ptr":
                a = self.shadows[k]
                found.append(self._summed(a, 1) if k in self.by_chunk else self._lanes(a, k))
            else:
                number = bars[i].astype(np.float32 if translation.inputs[i].dtype == "f32" else np.float64)
                found.append(self._lanes(number.reshape(self.sizes), k))
        return found

    def _lanes(self, a: np.ndarray, k: int) -> np.ndarray:
        return self._summed(a, len(self.sizes)) if self.active[k] else a

    def _summed(self, a: np.ndarray, axes: int) -> np.ndarray:
        return np.asarray(a.sum(axis=tuple(range(axes))))

    def _shadow(self, call: LaneCall, k: int) -> None:
        a = self.shadows[k]
        if k in self.by_chunk:
            call.address(a.ctypes.data, of_chunk=a.strides[0])
        else:
            call.address(a.ctypes.data, self._steps(a))

    def _steps(self, a: np.ndarray) -> list[int]:
        return self.batch.strides(a)

    def _number(self, call: LaneCall, x: np.ndarray | None) -> None:
        if x is None:
            call.constant(0.0)
        else:
            x = np.ascontiguousarray(x)
            call.words(x, self._steps(x))

"""What derivatives keep beside a call's values: cotangents, tangents, of arrays and of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.types import dtype_name
from .calls import Call
from .results import ArgumentResult, ArrayResult, NumberResult

if TYPE_CHECKING:
    from .runner import Runner

FLOATS = ("f32", "f64")


class Cotangents:
    """The cotangents of some of a call's outs, by number, where a reverse sweep looks for them.

    shadows: of arrays among the leaves; those of the initial contents after the sweep.  seeds: of results in registers
    and in new memory, by the number of the procedure's result.
    """

    def __init__(self, runner: Runner, call: Call, found: list[Any], cts: dict[int, Any]):
        self.shadows: dict[int, np.ndarray] = {}
        self.seeds: dict[int, Any] = {}
        for k, a in enumerate(call.arrays):
            if isinstance(a, np.ndarray) and dtype_name(a.dtype) in FLOATS:
                self.shadows[k] = np.zeros(a.shape, a.dtype)
        for j, ct in cts.items():
            self._add(runner.outs[j], np.asarray(ct), call, found)

    def _add(self, leaf: Any, ct: np.ndarray, call: Call, found: list[Any]) -> None:
        shadows, seeds = self.shadows, self.seeds
        if isinstance(leaf, ArgumentResult):
            if leaf.number in shadows:
                shadows[leaf.number] += ct
        elif isinstance(leaf, NumberResult):
            if type(leaf.value) is int:
                seeds[leaf.value] = seeds.get(leaf.value, 0.0) + float(ct)
        elif isinstance(leaf, ArrayResult):
            offset, shape, strides = leaf.layout(found)
            if 0 in shape:
                return
            memory = found[leaf.data]
            if memory.nbytes:
                whole = seeds.get(leaf.data)
                if whole is None:
                    whole = seeds[leaf.data] = np.zeros(memory.nbytes // leaf.dtype.itemsize, leaf.dtype)
                np.ndarray(shape, leaf.dtype, whole, offset, strides)[...] += ct
                return
            for k, a in enumerate(call.arrays):
                if k in shadows and a.__array_interface__["data"][0] == memory.address:
                    np.ndarray(shape, leaf.dtype, shadows[k], offset, strides)[...] += ct

    def match(self, other: Cotangents) -> None:
        """Have memory for the results for which another has some."""
        for i, seed in other.seeds.items():
            if isinstance(seed, np.ndarray) and i not in self.seeds:
                self.seeds[i] = np.zeros_like(seed)

    def pointers(self, runner: Runner) -> list[int]:
        """The addresses of the shadows, for each input that is a pointer."""
        return addresses(runner, self.shadows)

    def address(self, i: int) -> int:
        """Where the cotangent of memory is to which a result points; 0 where there is none."""
        return self.seeds[i].ctypes.data if i in self.seeds else 0

    def results(self, runner: Runner) -> list[Any]:
        """The inputs for the results: of a number its cotangent, of a pointer memory and its number of elements."""
        inputs: list[Any] = []
        for i, r in enumerate(runner.translation.results):
            if r.dtype in FLOATS:
                inputs.append(self.seeds.get(i, 0.0))
            elif r.dtype == "ptr":
                inputs += [self.address(i), self.seeds[i].size if i in self.seeds else 0]
        return inputs


def addresses(runner: Runner, arrays: dict[int, np.ndarray]) -> list[int]:
    """Of arrays that belong to leaves, for each input that is a pointer; 0 where there is none."""
    sources = runner.translation.sources
    return [arrays[k].ctypes.data if k in arrays else 0 for what, k, _ in sources if what == "data"]


class Beside:
    """Tangents of a call's leaves, beside their values: of arrays, which the code changes with them, and of numbers."""

    def __init__(self, runner: Runner, call: Call, given: dict[int, Any]):
        self.runner, self.given = runner, given
        self.arrays: dict[int, np.ndarray] = {}
        for k, a in enumerate(call.arrays):
            if isinstance(a, np.ndarray) and dtype_name(a.dtype) in FLOATS:
                self.arrays[k] = np.array(given[k], a.dtype, order="C") if k in given else np.zeros(a.shape, a.dtype)

    def pointers(self) -> list[int]:
        """The addresses of the arrays, for each input that is a pointer."""
        return addresses(self.runner, self.arrays)

    def numbers(self, inputs: Sequence[int]) -> list[float]:
        """The tangents of those inputs (positions) that are numbers."""
        translation = self.runner.translation
        return [
            float(self.given.get(translation.sources[i][1], 0.0))
            for i in inputs
            if translation.inputs[i].dtype != "ptr"
        ]

    def of_outs(self, outs: list[Any], found: list[Any], dots: Sequence[Any]) -> list[Any]:
        """The tangents of the outs, None where there are none; dots: of the procedure's results that may have some."""
        results = self.runner.translation.results
        having = [i for i, r in enumerate(results) if r.dtype == "ptr" or r.dtype in FLOATS]
        tangents = dict(zip(having, dots, strict=True))
        moving: list[Any] = [None] * len(outs)
        for j in self.runner.floating_of(outs):
            moving[j] = self._of_out(self.runner.outs[j], np.asarray(outs[j]), found, tangents)
        return moving

    def _of_out(self, leaf: Any, out: np.ndarray, found: list[Any], tangents: dict[int, Any]) -> Any:
        if isinstance(leaf, ArgumentResult):
            return np.array(self.arrays[leaf.number]) if leaf.number in self.arrays else np.zeros_like(out)
        if isinstance(leaf, NumberResult):
            return out.dtype.type(tangents[leaf.value] if type(leaf.value) is int else 0.0)
        offset, shape, strides = leaf.layout(found)
        memory = tangents[leaf.data]
        if 0 in shape or not memory.address:
            return np.zeros(shape, leaf.dtype)
        if memory.nbytes:
            whole = memory.array(np.dtype(np.uint8), (memory.nbytes,), (1,))
            return np.array(np.ndarray(shape, leaf.dtype, whole, offset, strides))
        for a in self.arrays.values():
            if a.ctypes.data == memory.address:
                return np.array(np.ndarray(shape, leaf.dtype, a, offset, strides))
        raise AssertionError("a tangent on memory that belongs to nobody")

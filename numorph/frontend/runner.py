"""Compiled functions on values: one call, the sweeps of reverse mode, and forward mode.

Operands are the leaves of the arguments; results are the leaves of the function's result and then the final contents of
the arrays that it writes to.  Where the code bails, `Bailed` is raised: who asked for it goes another way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import config
from ..codegen.engine import CompileError
from ..codegen.procedure_memory import REASONS, TAPE_LIMIT
from ..core.trace import typeof
from ..core.types import dtype_name
from ..procedures.reverse import NotDifferentiable, Pair, differentiate
from ..procedures.tangent import tangent as tangent_procedure
from ..runtime.procedure_code import ProcedureCode, Tape
from ..runtime.procedure_lanes import Pace
from . import divided
from .calls import ArgumentResult, ArrayResult, Call, NumberResult
from .compiled import Variant

FLOATS = ("f32", "f64")
_MOST_SHAPES = 64


class Bailed(Exception):
    """The code met something that only plain Python can do."""


class Runner:
    """A compiled function as values see it, and the pairs of sweeps of its derivatives."""

    def __init__(self, variant: Variant):
        self.variant = variant
        self.translation = variant.translation
        self.leaves = self.translation.structure.leaves()
        self._sweeps: dict[tuple[int, ...], Sweeps] = {}
        self._tangents: dict[tuple[int, ...], Tangents] = {}
        self._shapes: dict[tuple[tuple[int, ...], ...], list[tuple[int, ...]]] = {}
        self.pace = Pace()
        self._lock = threading.Lock()

    def sweeps(self, active: tuple[int, ...]) -> Sweeps:
        """The derivative by some leaves; raises NotDifferentiable and CompileError."""
        with self._lock:
            if active not in self._sweeps:
                self._sweeps[active] = Sweeps(self, active)
        return self._sweeps[active]

    def tangents(self, active: tuple[int, ...]) -> Tangents:
        """Forward mode along some leaves; raises NotDifferentiable and CompileError."""
        with self._lock:
            if active not in self._tangents:
                self._tangents[active] = Tangents(self, active)
        return self._tangents[active]

    def run(self, leaves: Sequence[Any]) -> list[Any]:
        """The outputs of one call."""
        call, found = self._called(leaves)
        return self.outputs(call, found)

    def _called(self, leaves: Sequence[Any]) -> tuple[Call, list[Any]]:
        call = Call(self.translation, self.working(leaves))
        found = self.variant.code.call(call.inputs())
        if found is None:
            raise Bailed(self.variant.code.last_bail)
        return call, found

    # -- what sizes arrays among the results have: those that they had for arguments of the same shapes

    def remembers(self, shapes: Sequence[tuple[int, ...]]) -> bool:
        """Whether such arguments have been there."""
        return tuple(shapes) in self._shapes

    def forget(self, shapes: Sequence[tuple[int, ...]]) -> None:
        """Results have other sizes now."""
        self._shapes.pop(tuple(shapes), None)

    def shapes_of_results(
        self, shapes: Sequence[tuple[int, ...]], leaves: Callable[[], Sequence[Any]]
    ) -> list[tuple[int, ...]]:
        """Sizes that results are likely to have for arguments of some shapes; `leaves` gives such arguments."""
        arrays = [leaf for leaf in self.leaves if isinstance(leaf, ArrayResult)]
        if not arrays:
            return []
        key = tuple(shapes)
        if key not in self._shapes:
            found = self._called(leaves())[1]
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.pop(next(iter(self._shapes)))
            self._shapes[key] = [leaf.layout(found)[1] for leaf in arrays]
        return self._shapes[key]

    def floating(self) -> list[bool]:
        """Which outputs can have derivatives."""
        found = [_is_floating(leaf, self.translation) for leaf in self.leaves]
        return found + [self.translation.dtype_of_leaf(k) in FLOATS for k in self.translation.written]

    def inputs_of(self, active: tuple[int, ...]) -> list[int]:
        """The positions of the input registers that leaves are."""
        sources = enumerate(self.translation.sources)
        return [i for i, (what, k, _) in sources if what in ("data", "leaf") and k in active]

    def check(self) -> None:
        """Refuse what writes to arrays outside the function."""
        translation = self.translation
        if translation.written and max(translation.written) >= translation.n_leaves:
            raise NotDifferentiable("it writes to an array that is defined outside it")

    def working(self, leaves: Sequence[Any]) -> list[Any]:
        """Leaves that the code may have: arrays row by row, copies of those that it writes to."""
        found = []
        for k, x in enumerate(leaves):
            if isinstance(x, np.ndarray) and x.ndim == 0 and self.translation.is_number(k):
                x = x[()]
            if isinstance(x, np.ndarray):
                x = (
                    np.array(x, order="C")
                    if k in self.translation.written
                    else np.ascontiguousarray(x).reshape(x.shape)
                )
            found.append(x)
        return found

    def outputs(self, call: Call, found: list[Any]) -> list[Any]:
        """The leaves of the result, in memory of their own, and the arrays that were written to."""
        outs = []
        for leaf in self.leaves:
            x = leaf.made(call, found)
            outs.append(np.array(x) if isinstance(x, np.ndarray) else x)
        return [*outs, *[np.array(call.arrays[k]) for k in self.translation.written]]


class Sweeps:
    """The code of a derivative: which leaves it is taken by, and which results have tangents.

    in_stages: the derivative stage by stage, once a tape was too large; too_small: the largest budget for which it was.
    """

    in_stages: divided.Divided | None = None
    too_small = -1

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        runner.check()
        self.inputs = runner.inputs_of(active)
        self.pair: Pair = differentiate(runner.translation.procedure, self.inputs)
        self.forward, self.backward = ProcedureCode(self.pair.forward), ProcedureCode(self.pair.backward)
        self.forward.make()
        self.backward.make()
        self.pace = Pace()
        self.floating = runner.floating()

    # -- one lane

    def run_forward(self, leaves: Sequence[Any]) -> tuple[list[Any], Lane]:
        """The outputs, and what the backward sweep needs."""
        tape = Tape(config.tape_budget) if config.tape_budget > self.too_small else None
        call = Call(self.runner.translation, self.runner.working(leaves))
        inputs = call.inputs()
        code = self.runner.variant.code if tape is None else self.forward
        found = code.call(inputs, tape)
        if found is None:
            if tape is None or code.last_bail != REASONS[TAPE_LIMIT]:
                raise Bailed(code.last_bail)
            self._divide()
            return self.run_forward(leaves)
        return self.runner.outputs(call, found), Lane(list(leaves), call, inputs, found, tape)

    def _divide(self) -> None:
        if self.in_stages is None:
            try:
                self.in_stages = divided.Divided(self.runner, self.inputs)
            except (NotDifferentiable, CompileError) as error:
                raise Bailed(f"{REASONS[TAPE_LIMIT]}, and {error}") from None
        self.too_small = config.tape_budget

    def run_backward(self, lane: Lane, cts: Sequence[Any]) -> list[Any]:
        """The cotangents of the active leaves, of those of the outputs (None: zero)."""
        if lane.used and not lane.in_stages:  # the tape of a sweep is used up by it
            again = self.run_forward(lane.leaves)[1]
            lane.call, lane.inputs, lane.found, lane.tape, lane.in_stages = again.parts()
        lane.used = True
        lane.tape.lift_limit()  # what the reverse sweep allocates is what the forward sweep did not
        translation = self.runner.translation
        call, found = lane.call, lane.found
        shadows: dict[int, np.ndarray] = {}
        for k, a in enumerate(call.arrays):
            if isinstance(a, np.ndarray) and dtype_name(a.dtype) in FLOATS:
                shadows[k] = np.zeros(a.shape, a.dtype)
        seeds: dict[int, Any] = {}
        for leaf, ct in zip([*self.runner.leaves, *map(ArgumentResult, translation.written)], cts, strict=True):
            if ct is not None:
                _seed(leaf, np.asarray(ct), call, found, shadows, seeds)
        if lane.in_stages:
            assert self.in_stages is not None
            scalars = iter(self.in_stages.reverse(lane.leaves, shadows, seeds, config.tape_budget))
        else:
            scalars = iter(self._reverse(lane, shadows, seeds))
        by_input = {i: None if translation.inputs[i].dtype == "ptr" else next(scalars) for i in self.inputs}
        grads = []
        for k in self.active:
            i = translation.input_of_leaf(k)
            grads.append(
                shadows[k]
                if translation.inputs[i].dtype == "ptr"
                else _number(by_input[i], translation.inputs[i].dtype)
            )
        return grads

    def _reverse(self, lane: Lane, shadows: dict[int, np.ndarray], seeds: dict[int, Any]) -> list[Any]:
        """The cotangents of numbers; those of arrays are in the shadows then."""
        translation = self.runner.translation
        wanted = set(self.pair.wanted)
        inputs: list[Any] = list(lane.inputs)
        for i, ((what, k, _), r) in enumerate(zip(translation.sources, translation.inputs, strict=True)):
            if r.dtype == "ptr":
                given = what == "data" and i in wanted and k in shadows
                inputs.append(shadows[k].ctypes.data if given else 0)
        for i, r in enumerate(translation.results):
            if r.dtype in FLOATS:
                inputs.append(seeds.get(i, 0.0))
            elif r.dtype == "ptr":
                seed = seeds.get(i)
                inputs += [0, 0] if seed is None else [seed.ctypes.data, seed.size]
        out = self.backward.call(inputs, lane.tape)
        if out is None:
            raise AssertionError(f"a reverse sweep has bailed: {self.backward.last_bail}")
        lane.tape.clear()
        return out


class Tangents:
    """The code of forward mode along some leaves."""

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        runner.check()
        self.made = tangent_procedure(runner.translation.procedure, runner.inputs_of(active))
        self.code = ProcedureCode(self.made.procedure)
        self.code.make()
        self.pace = Pace()
        self.floating = runner.floating()

    def run(self, leaves: Sequence[Any], dots: Sequence[Any]) -> list[Any]:
        """The outputs, and then the tangents of those that are floating."""
        translation = self.runner.translation
        call = Call(translation, self.runner.working(leaves))
        given = dict(zip(self.active, dots, strict=True))
        beside: dict[int, np.ndarray] = {}
        for k, a in enumerate(call.arrays):
            if isinstance(a, np.ndarray) and dtype_name(a.dtype) in FLOATS:
                beside[k] = np.array(given[k], a.dtype, order="C") if k in given else np.zeros(a.shape, a.dtype)
        inputs = call.inputs()
        wanted = set(self.made.wanted)
        for i, (what, k, _) in enumerate(translation.sources):
            if what == "data":
                inputs.append(beside[k].ctypes.data if i in wanted and k in beside else 0)
        for i in self.made.active:
            if translation.inputs[i].dtype != "ptr":
                inputs.append(float(given[translation.sources[i][1]]))
        found = self.code.call(inputs)
        if found is None:
            raise Bailed(self.code.last_bail)
        n = len(translation.results)
        tangents: dict[int, Any] = {}
        further = iter(found[n:])
        for i, r in enumerate(translation.results):
            if r.dtype == "ptr" or r.dtype in FLOATS:
                tangents[i] = next(further)
        outs = self.runner.outputs(call, found[:n])
        leaves_and_writes = [*self.runner.leaves, *map(ArgumentResult, translation.written)]
        dots = [
            _tangent_of(leaf, np.asarray(out), found, tangents, beside)
            for leaf, out, f in zip(leaves_and_writes, outs, self.floating, strict=True)
            if f and typeof(out).dtype.kind == "f"
        ]
        return [*outs, *dots]


def _tangent_of(leaf: Any, out: np.ndarray, found: list[Any], tangents: dict[int, Any], beside: dict[int, Any]) -> Any:
    """The tangent of one output."""
    if isinstance(leaf, ArgumentResult):
        return np.array(beside[leaf.number]) if leaf.number in beside else np.zeros_like(out)
    if isinstance(leaf, NumberResult):
        value = tangents[leaf.value] if type(leaf.value) is int else 0.0
        return out.dtype.type(value)
    offset, shape, strides = leaf.layout(found)
    memory = tangents[leaf.data]
    if 0 in shape or not memory.address:
        return np.zeros(shape, leaf.dtype)
    if memory.nbytes:
        whole = memory.array(np.dtype(np.uint8), (memory.nbytes,), (1,))
        return np.array(np.ndarray(shape, leaf.dtype, whole, offset, strides))
    for a in beside.values():
        if a.ctypes.data == memory.address:
            return np.array(np.ndarray(shape, leaf.dtype, a, offset, strides))
    raise AssertionError("a tangent on memory that belongs to nobody")


class Lane:
    """What one forward sweep leaves for its backward sweep.

    in_stages: nothing is on the tape, and the backward sweep runs everything again.
    """

    def __init__(self, leaves: list[Any], call: Call, inputs: list[Any], found: list[Any], tape: Tape | None):
        self.leaves = [np.array(x) if isinstance(x, np.ndarray) else x for x in leaves]
        self.call, self.inputs, self.found = call, inputs, found
        self.tape, self.in_stages = Tape() if tape is None else tape, tape is None
        self.used = False

    def parts(self) -> tuple[Any, ...]:
        return self.call, self.inputs, self.found, self.tape, self.in_stages


def _number(x: Any, dtype: str) -> Any:
    return np.float32(x) if dtype == "f32" else np.float64(x)


def _is_floating(leaf: Any, translation: Any) -> bool:
    if isinstance(leaf, NumberResult):
        return all([k in ("float", "f32", "f64", "int", "bool", "i64") for k in leaf.kinds]) and any(
            [k in ("float", "f32", "f64") for k in leaf.kinds]
        )
    if isinstance(leaf, ArrayResult):
        return dtype_name(leaf.dtype) in FLOATS
    if isinstance(leaf, ArgumentResult):
        return translation.dtype_of_leaf(leaf.number) in FLOATS
    return False


def _seed(
    leaf: Any, ct: np.ndarray, call: Call, found: list[Any], shadows: dict[int, Any], seeds: dict[int, Any]
) -> None:
    """Put the cotangent of one output where the backward sweep looks for it."""
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

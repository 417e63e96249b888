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
from ..core.trace import typeof
from ..core.types import dtype_name
from ..procedures.reverse import NotDifferentiable, Pair, differentiate
from ..procedures.tangent import tangent as tangent_procedure
from ..runtime.procedure_code import ProcedureCode
from ..runtime.procedure_lanes import Pace
from ..runtime.procedure_memory import TOO_LONG, Tape
from . import divided
from .beside import FLOATS, Beside, Cotangents
from .calls import Call
from .compiled import Variant
from .results import ArgumentResult, ArrayResult, NumberResult

_MOST_SHAPES = 64


class Bailed(Exception):
    """The code met something that only plain Python can do."""


class Refused(Bailed):
    """There is no such derivative of a function, whatever it is called with."""


class Runner:
    """A compiled function as values see it, and the code of its derivatives by some of its leaves (`active`).

    outs: the leaves of its result, and then the arrays that it writes to.
    """

    def __init__(self, variant: Variant):
        self.variant = variant
        self.translation = translation = variant.translation
        self.n_leaves = translation.n_leaves
        self.leaves = translation.structure.leaves()
        self.outs = [*self.leaves, *map(ArgumentResult, translation.written)]
        self.floating = [_is_floating(leaf, translation) for leaf in self.outs]  # which outs can have derivatives
        self._derived: dict[Any, Any] = {}
        self._shapes: dict[tuple[tuple[int, ...], ...], list[tuple[int, ...]]] = {}
        self.pace = Pace()
        self._lock = threading.Lock()

    def sweeps(self, active: tuple[int, ...]) -> Sweeps:
        """The derivative by some leaves; raises Refused."""
        found: Sweeps = self.derived(Sweeps, active)
        return found

    def tangents(self, active: tuple[int, ...]) -> Tangents:
        """Forward mode along some leaves; raises Refused."""
        found: Tangents = self.derived(Tangents, active)
        return found

    def derived(self, make: Callable[[Runner, tuple[int, ...]], Any], active: tuple[int, ...]) -> Any:
        """make(self, active), which is made once; raises Refused."""
        key = (make, active)
        found = self._derived.get(key)
        if found is None:
            with self._lock:
                if key not in self._derived:
                    self._derived[key] = self._made(make, active)
                found = self._derived[key]
        if type(found) is Refused:
            raise Refused(*found.args)
        return found

    def _made(self, make: Callable[[Runner, tuple[int, ...]], Any], active: tuple[int, ...]) -> Any:
        translation = self.translation
        if translation.written and max(translation.written) >= translation.n_leaves:
            return Refused("it writes to an array that is defined outside it")
        if any([translation.dtype_of_leaf(k) not in FLOATS for k in active]):
            return Refused("complex numbers among the arguments have no derivatives here")
        try:
            return make(self, active)
        except (NotDifferentiable, CompileError) as error:
            return Refused(str(error))

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

    def floating_of(self, outs: Sequence[Any]) -> tuple[int, ...]:
        """The outs, by number, that have tangents: numbers may be of one type or another."""
        flags = zip(self.floating, outs, strict=True)
        return tuple([j for j, (f, x) in enumerate(flags) if f and typeof(x).dtype.kind == "f"])

    def inputs_of(self, active: tuple[int, ...]) -> list[int]:
        """The positions of the input registers that leaves are."""
        sources = enumerate(self.translation.sources)
        return [i for i, (what, k, _) in sources if what in ("data", "leaf") and k in active]

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

    def gradients(self, cotangents: Cotangents, numbers: list[Any], active: tuple[int, ...]) -> list[Any]:
        """The cotangents of active leaves after a reverse sweep; numbers: those of all that are numbers, in order."""
        given = iter(numbers)
        inputs = self.translation.inputs
        by_input = {i: next(given) for i in self.inputs_of(active) if inputs[i].dtype != "ptr"}
        grads = []
        for k in active:
            i = self.translation.input_of_leaf(k)
            dtype = inputs[i].dtype
            grads.append(
                cotangents.shadows[k]
                if dtype == "ptr"
                else np.float32(by_input[i])
                if dtype == "f32"
                else np.float64(by_input[i])
            )
        return grads


class Sweeps:
    """The code of a derivative: which leaves it is taken by, and which results have tangents.

    in_stages: the derivative stage by stage, once a tape was too large; too_small: the largest budget for which it was.
    """

    in_stages: divided.Divided | None = None
    too_small = -1

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        self.inputs = runner.inputs_of(active)
        self.pair: Pair = differentiate(runner.translation.procedure, self.inputs)
        self.forward, self.backward = ProcedureCode(self.pair.forward), ProcedureCode(self.pair.backward)
        self.forward.make()
        self.backward.make()
        self.pace = Pace()

    # -- one lane

    def run_forward(self, leaves: Sequence[Any]) -> tuple[list[Any], Lane]:
        """The outputs, and what the backward sweep needs."""
        tape = Tape(config.tape_budget) if config.tape_budget > self.too_small else None
        call = Call(self.runner.translation, self.runner.working(leaves))
        inputs = call.inputs()
        code = self.runner.variant.code if tape is None else self.forward
        found = code.call(inputs, tape)
        if found is None:
            if tape is None or code.last_bail != TOO_LONG:
                raise Bailed(code.last_bail)
            self._divide()
            return self.run_forward(leaves)
        return self.runner.outputs(call, found), Lane(list(leaves), call, inputs, found, tape)

    def _divide(self) -> None:
        if self.in_stages is None:
            try:
                self.in_stages = divided.Divided(self.runner, self.inputs)
            except (NotDifferentiable, CompileError) as error:
                raise Bailed(f"{TOO_LONG}, and {error}") from None
        self.too_small = config.tape_budget

    def run_backward(self, lane: Lane, cts: Sequence[Any]) -> list[Any]:
        """The cotangents of the active leaves, of those of the outputs (None: zero)."""
        if lane.used and not lane.in_stages:  # the tape of a sweep is used up by it
            again = self.run_forward(lane.leaves)[1]
            lane.call, lane.inputs, lane.found, lane.tape, lane.in_stages = again.parts()
        lane.used = True
        lane.tape.lift_limit()  # what the reverse sweep allocates is what the forward sweep did not
        given = {j: ct for j, ct in enumerate(cts) if ct is not None}
        cotangents = Cotangents(self.runner, lane.call, lane.found, given)
        if lane.in_stages:
            assert self.in_stages is not None
            shadows, seeds = cotangents.shadows, cotangents.seeds
            numbers = self.in_stages.reverse(lane.leaves, shadows, seeds, config.tape_budget)
        else:
            inputs = [*lane.inputs, *cotangents.pointers(self.runner), *cotangents.results(self.runner)]
            numbers = finished(self.backward, inputs, lane.tape)
        return self.runner.gradients(cotangents, numbers, self.active)


def finished(backward: ProcedureCode, inputs: list[Any], tape: Tape) -> list[Any]:
    """The results of a reverse sweep, which uses up its tape."""
    out = backward.call(inputs, tape)
    if out is None:
        raise AssertionError(f"a reverse sweep has bailed: {backward.last_bail}")
    tape.clear()
    return out


class Tangents:
    """The code of forward mode along some leaves."""

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        self.made = tangent_procedure(runner.translation.procedure, runner.inputs_of(active))
        self.code = ProcedureCode(self.made.procedure)
        self.code.make()
        self.pace = Pace()

    def run(self, leaves: Sequence[Any], dots: Sequence[Any]) -> list[Any]:
        """The outputs, and then the tangents of those that are floating."""
        runner = self.runner
        call = Call(runner.translation, runner.working(leaves))
        beside = Beside(runner, call, dict(zip(self.active, dots, strict=True)))
        found = self.code.call([*call.inputs(), *beside.pointers(), *beside.numbers(self.made.active)])
        if found is None:
            raise Bailed(self.code.last_bail)
        n = len(runner.translation.results)
        outs = runner.outputs(call, found[:n])
        return [*outs, *[dot for dot in beside.of_outs(outs, found, found[n:]) if dot is not None]]


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

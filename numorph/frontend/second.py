"""Second derivatives of compiled functions: along tangents through both sweeps, and forward mode twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..procedures.second import differentiate_twice
from ..procedures.tangent import tangent
from ..runtime.procedure_code import ProcedureCode
from ..runtime.procedure_memory import Tape
from .beside import FLOATS, Beside, Cotangents
from .calls import Call
from .runner import Bailed, Lane, Runner, Sweeps, finished


class MovingLane:
    """What a forward sweep along tangents leaves for its backward sweep; dots: the tangents of the outs."""

    def __init__(
        self,
        code: SecondSweeps,
        call: Call,
        inputs: list[Any],
        beside: Beside,
        found: list[Any],
        dots: list[Any],
        tape: Tape,
    ):
        self.code, self.call, self.inputs, self.beside = code, call, inputs, beside
        self.found, self.dots, self.tape = found, dots, tape


class SecondSweeps:
    """The code of the tangent of a gradient, by and along some leaves.  The tape may be as long as it has to be."""

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        self.inputs = runner.inputs_of(active)
        made = differentiate_twice(runner.translation.procedure, self.inputs)
        self.forward, self.backward = ProcedureCode(made.forward.procedure), ProcedureCode(made.backward.procedure)

    def run_forward(self, leaves: Sequence[Any], given: dict[int, Any]) -> tuple[list[Any], MovingLane]:
        """The outs, and what the backward sweep needs."""
        tape = Tape()
        call = Call(self.runner.translation, self.runner.working(leaves))
        inputs, beside = call.inputs(), Beside(self.runner, call, given)
        found = self.forward.call([*inputs, *beside.pointers(), *beside.numbers(self.inputs)], tape)
        if found is None:
            raise Bailed(self.forward.last_bail)
        n = len(self.runner.translation.results)
        outs = self.runner.outputs(call, found[:n])
        dots = beside.of_outs(outs, found, found[n:])
        return outs, MovingLane(self, call, inputs, beside, found[:n], dots, tape)

    def run_backward(
        self, lane: MovingLane, cts: dict[int, Any], ct_dots: dict[int, Any]
    ) -> tuple[dict[int, Any], dict[int, Any]]:
        """The cotangents of the active leaves and their tangents, of those of outs; all by number."""
        runner = self.runner
        still = Cotangents(runner, lane.call, lane.found, cts)
        moving = Cotangents(runner, lane.call, lane.found, ct_dots)
        still.match(moving)
        moving.match(still)
        results = runner.translation.results
        inputs = [*lane.inputs, *still.pointers(runner), *still.results(runner)]
        inputs += [*lane.beside.pointers(), *moving.pointers(runner)]
        inputs += [moving.address(i) for i, r in enumerate(results) if r.dtype == "ptr"]
        inputs += lane.beside.numbers(self.inputs)
        inputs += [moving.seeds.get(i, 0.0) for i, r in enumerate(results) if r.dtype in FLOATS]
        out = finished(self.backward, inputs, lane.tape)
        n = len(out) // 2
        found = [runner.gradients(c, out[k : k + n], self.active) for c, k in ((still, 0), (moving, n))]
        grads, dots = [dict(zip(self.active, part, strict=True)) for part in found]
        return grads, dots


class TwiceTangents:
    """The code of forward mode of forward mode, along some leaves."""

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        self.inputs = runner.inputs_of(active)
        once = tangent(runner.translation.procedure, self.inputs).procedure
        further = range(len(runner.translation.inputs), len(once.inputs))
        self.code = ProcedureCode(tangent(once, [*self.inputs, *further]).procedure)

    def run(
        self, leaves: Sequence[Any], first: dict[int, Any], second: dict[int, Any], both: dict[int, Any]
    ) -> list[list[Any]]:
        """The outs, their tangents along two tangents of the leaves, and those of both; both: tangents of the first."""
        runner = self.runner
        call = Call(runner.translation, runner.working(leaves))
        along = [Beside(runner, call, given) for given in (first, second, both)]
        x, y, z = along
        inputs = [*call.inputs(), *x.pointers(), *x.numbers(self.inputs), *y.pointers(), *z.pointers()]
        found = self.code.call([*inputs, *y.numbers(self.inputs), *z.numbers(self.inputs)])
        if found is None:
            raise Bailed(self.code.last_bail)
        n = len(runner.translation.results)
        outs = runner.outputs(call, found[:n])
        m = (len(found) - n) // 3
        dots = [b.of_outs(outs, found, found[n + k * m : n + (k + 1) * m]) for k, b in enumerate(along)]
        return [outs, *dots]


class Trail:
    """What the last forward sweeps of an operation have left for backward sweeps; parts: those of lanes of a batch."""

    def __init__(self, sweeps: Sweeps):
        self.sweeps = sweeps
        self._lane: Lane | None = None
        self._moving: MovingLane | None = None
        self._parts: dict[int, Trail] = {}

    def part(self, i: int) -> Trail:
        """That of a lane."""
        found = self._parts.get(i)
        if found is None:
            found = self._parts[i] = Trail(self.sweeps)
        return found

    def run_forward(self, leaves: Sequence[Any]) -> list[Any]:
        """The outs."""
        outs, self._lane = self.sweeps.run_forward(leaves)
        return outs

    def run_backward(self, leaves: Sequence[Any], cts: Sequence[Any]) -> list[Any]:
        """The cotangents of the active leaves, of those of the outs (None: zero)."""
        if self._lane is None:
            self.run_forward(leaves)
        assert self._lane is not None
        return self.sweeps.run_backward(self._lane, cts)

    def run_along(
        self, code: SecondSweeps, leaves: Sequence[Any], given: dict[int, Any]
    ) -> tuple[list[Any], list[Any]]:
        """The outs and their tangents."""
        outs, self._moving = code.run_forward(leaves, given)
        return outs, self._moving.dots

    def take_moving(self, code: SecondSweeps) -> MovingLane | None:
        """What the last sweep along tangents has left, if it was of this code."""
        lane, self._moving = self._moving, None
        return lane if lane is not None and lane.code is code else None

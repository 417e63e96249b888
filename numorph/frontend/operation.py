"""A procedure as an operation of programs: its derivative by reverse mode, and its batches lane by lane.

Operands and results are those of `runner`, which runs the code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..core.op import NotSupported, Op
from ..core.trace import EVAL, Trace, typeof
from ..core.types import ArrayType
from ..errors import NumorphValueError
from ..procedures.reverse import NotDifferentiable
from ..transforms.batching import BatchTrace
from ..transforms.forward import DualTrace, Structured
from .calls import Call
from .runner import Bailed, Record, Runner, Tangents


class Lanes(NamedTuple):
    """Of a batched operation: how many lanes, and which operands have a batch axis in front."""

    size: int
    batched: tuple[bool, ...]


def _impl(*leaves: Any, runner: Runner, record: Record | None, lanes: Lanes | None = None) -> tuple[Any, ...]:
    if lanes is None:
        return tuple(_run(leaves, runner, record))
    if record is not None:
        record.batched = lanes.batched
    results = []
    for i in range(lanes.size):
        mine = [x[i] if b else x for x, b in zip(leaves, lanes.batched, strict=True)]
        results.append(_run(mine, runner, record))
    return tuple([stacked([r[j] for r in results]) for j in range(len(results[0]))])


def _run(leaves: Sequence[Any], runner: Runner, record: Record | None) -> list[Any]:
    if record is not None:
        return record.sweeps.run_forward(leaves, record)
    call = Call(runner.translation, runner.working(leaves))
    found = runner.variant.code.call(call.inputs())
    if found is None:
        raise Bailed(runner.variant.code.last_bail)
    return runner.outputs(call, found)


def _type_rule(*types: Any, runner: Runner, record: Record | None, lanes: Lanes | None = None) -> Any:
    raise AssertionError("a procedure is never staged")


def _jvp(trace: Any, op: Op, primals: list[Any], tangents: list[Any], params: dict[str, Any]) -> Any:
    runner: Runner = params["runner"]
    active = tuple([k for k, t in enumerate(tangents) if t is not None])
    if trace.tape is None:
        return _forward(trace, runner, active, primals, [t for t in tangents if t is not None], params)
    try:
        sweeps = runner.sweeps(active)
    except NotDifferentiable as error:
        raise Bailed(str(error)) from None
    record = Record(sweeps)
    outs = trace.known.process(op, primals, {**params, "record": record})
    record.witness = outs[0]
    floating = [f and _floats(o) for f, o in zip(sweeps.floating, outs, strict=True)]
    types = tuple([ArrayType(typeof(o).shape, typeof(o).dtype) for o, f in zip(outs, floating, strict=True) if f])
    if not types:
        return tuple(outs)
    live = [t for t in tangents if t is not None]
    dots = iter(trace.tape.process(tangent, live, {"record": record, "types": types, "floating": tuple(floating)}))
    return tuple([trace.dual(o, next(dots) if f else None) for o, f in zip(outs, floating, strict=True)])


def _forward(
    trace: Any, runner: Runner, active: tuple[Any, ...], primals: list[Any], dots: list[Any], params: dict[str, Any]
) -> Any:
    try:
        made = runner.tangents(active)
    except NotDifferentiable as error:
        raise Bailed(str(error)) from None
    found = trace.known.process(with_tangents, [*primals, *dots], {"made": made, "lanes": params.get("lanes")})
    n = len(made.floating)
    further = iter(found[n:])
    flags = [f and _floats(o) for f, o in zip(made.floating, found[:n], strict=True)]
    return tuple([trace.dual(o, next(further) if f else None) for o, f in zip(found[:n], flags, strict=True)])


def _floats(x: Any) -> bool:
    return typeof(x).dtype.kind == "f"


def _batch(trace: Any, args: list[Any], batched: list[bool], runner: Runner, record: Record | None) -> list[Any]:
    return list(procedure(*args, runner=runner, record=record, lanes=Lanes(trace.size, tuple(batched))))


def stacked(lanes: Sequence[Any]) -> Any:
    """Results of lanes with a batch axis in front; they have to be of one size."""
    shapes = {np.shape(x) for x in lanes}
    if len(shapes) > 1:
        found = " and ".join(sorted([str(s) for s in shapes])[:2])
        raise NumorphValueError(
            f"'vmap': the lanes have results of different shapes, such as {found}.",
            hints=("fill the results up to one size, or call the function in a loop",),
        )
    return np.stack([np.asarray(x) for x in lanes])


procedure = Op(
    "procedure",
    "structured",
    _type_rule,
    _impl,
    Structured(_jvp),
    NotSupported("its linear part is another operation"),
    _batch,
    multi=True,
)


def _with_tangents(*operands: Any, made: Tangents, lanes: Lanes | None = None) -> tuple[Any, ...]:
    n = len(operands) - len(made.active)
    if lanes is None:
        return tuple(made.run(operands[:n], operands[n:]))
    flags = lanes.batched
    if len(flags) < n + len(made.active):  # of the operands alone: tangents have lanes where those have
        flags = (*flags, *[flags[k] for k in made.active])
    results = []
    for i in range(lanes.size):
        mine = [x[i] if b else x for x, b in zip(operands, flags, strict=True)]
        results.append(made.run(mine[:n], mine[n:]))
    return tuple([stacked([r[j] for r in results]) for j in range(len(results[0]))])


def _with_tangents_batch(
    trace: Any, args: list[Any], batched: list[bool], made: Tangents, lanes: Lanes | None
) -> list[Any]:
    return list(with_tangents(*args, made=made, lanes=Lanes(trace.size, tuple(batched))))


def _with_tangents_type_rule(*types: Any, made: Tangents, lanes: Lanes | None) -> Any:
    raise AssertionError("a procedure is never staged")


with_tangents = Op(
    "procedure_with_tangents",
    "structured",
    _with_tangents_type_rule,
    _with_tangents,
    NotSupported("second derivatives go another way"),
    NotSupported("it is not linear"),
    _with_tangents_batch,
    multi=True,
)


def _tangent_impl(*dots: Any, record: Record, types: Any, floating: Any) -> tuple[Any, ...]:
    """The linear map at the point where the forward sweep ran, by forward mode."""
    if record.batched is None:
        return tuple(_pushed(dots, record, 0))
    lanes = []
    flags = [record.batched[k] for k in record.sweeps.active]
    for i in range(len(record.lanes)):
        lanes.append(_pushed([d[i] if b else d for d, b in zip(dots, flags, strict=True)], record, i))
    return tuple([np.stack([np.asarray(x) for x in parts]) for parts in zip(*lanes, strict=True)])


def _pushed(dots: Sequence[Any], record: Record, i: int) -> list[Any]:
    made = record.sweeps.runner.tangents(record.sweeps.active)
    return made.run(record.lanes[i].leaves, dots)[len(made.floating) :]


def _tangent_batch(
    trace: Any, dots: list[Any], batched: list[bool], record: Record, types: Any, floating: Any
) -> list[Any]:
    lanes = []
    for i in range(trace.size):
        mine = [d[i] if b else d for d, b in zip(dots, batched, strict=True)]
        lanes.append(_pushed(mine, record, 0 if record.batched is None else i))
    return [np.stack([np.asarray(x) for x in parts]) for parts in zip(*lanes, strict=True)]


def _tangent_type_rule(*dots: Any, record: Record, types: Any, floating: Any) -> Any:
    return types


def _transpose(cts: Any, *args: Any, record: Record, types: Any, floating: Any) -> list[Any]:
    given = iter(cts)
    full = [next(given) if f else None for f in floating]
    present = tuple([ct is not None for ct in full])
    if not any(present):
        return [None] * len(args)
    return list(pullback(*[ct for ct in full if ct is not None], record.witness, record=record, present=present))


tangent = Op(
    "procedure_tangent",
    "structured",
    _tangent_type_rule,
    _tangent_impl,
    NotSupported("it is linear"),
    _transpose,
    _tangent_batch,
    multi=True,
)


def _pullback_impl(*operands: Any, record: Record, present: tuple[bool, ...]) -> tuple[Any, ...]:
    cts = operands[:-1]
    if record.batched is None:
        return tuple(record.sweeps.run_backward(record.lanes[0], _spread(cts, present)))
    by_lane = _pulled_lanes(cts, [True] * len(cts), record, present)
    found = []
    for k, lanes in zip(record.sweeps.active, zip(*by_lane, strict=True), strict=True):
        found.append(np.stack(lanes) if record.batched[k] else np.sum(lanes, axis=0))
    return tuple(found)


def _spread(cts: Sequence[Any], present: tuple[bool, ...]) -> list[Any]:
    given = iter(cts)
    return [next(given) if p else None for p in present]


def _pulled_lanes(
    cts: Sequence[Any], batched: Sequence[bool], record: Record, present: tuple[bool, ...]
) -> list[list[Any]]:
    """The cotangents of the active leaves, lane by lane."""
    found = []
    for i, lane in enumerate(record.lanes):
        mine = [ct[i] if b else ct for ct, b in zip(cts, batched, strict=True)]
        found.append([np.asarray(x) for x in record.sweeps.run_backward(lane, _spread(mine, present))])
    return found


def _pullback_batch(
    trace: Any, operands: list[Any], batched: list[bool], record: Record, present: tuple[bool, ...]
) -> list[Any]:
    cts, batched = operands[:-1], batched[:-1]
    if record.batched is not None:
        by_lane = _pulled_lanes(cts, batched, record, present)
    else:  # one forward sweep, many cotangents: each needs the tape anew
        by_lane = []
        for i in range(trace.size):
            mine = [ct[i] if b else ct for ct, b in zip(cts, batched, strict=True)]
            by_lane.append([np.asarray(x) for x in record.sweeps.run_backward(record.lanes[0], _spread(mine, present))])
    return [np.stack(x) for x in zip(*by_lane, strict=True)]


def _pullback_type_rule(*cts: Any, record: Record, present: tuple[bool, ...]) -> Any:
    raise AssertionError("the backward sweep of a procedure is never staged")


pullback = Op(
    "procedure_pullback",
    "structured",
    _pullback_type_rule,
    _pullback_impl,
    NotSupported("second derivatives go another way"),
    NotSupported("it is not transposed again"),
    _pullback_batch,
    multi=True,
)


def takes(trace: Trace) -> bool:
    """Whether a stack of transformations can hold procedures: one derivative and one vmap, at most."""
    duals = batches = 0
    t: Any = trace
    while t is not EVAL:
        if type(t) is DualTrace:
            duals, t = duals + 1, t.known
        elif type(t) is BatchTrace:
            batches, t = batches + 1, t.parent
        else:
            return False
    return duals <= 1 and batches <= 1

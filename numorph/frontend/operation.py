"""A procedure as an operation of programs: its derivative by reverse mode, and its batches lane by lane.

Operands and results are those of `runner`, which runs the code.
"""

from __future__ import annotations

from typing import Any

from ..core.op import NotSupported, Op
from ..core.trace import EVAL, Trace, typeof
from ..core.types import ArrayType
from ..transforms.batching import BatchTrace
from ..transforms.forward import DualTrace, Structured
from .lanes import LaneFailure, Lanes, around, run, stacked
from .nested_operation import nested
from .one_by_one import over
from .record import Level, Record, pushed
from .runner import Bailed, Runner, Tangents


def _impl(*leaves: Any, runner: Runner, record: Record | None, lanes: Lanes | None = None) -> tuple[Any, ...]:
    if record is not None:
        return tuple(record.run(leaves, lanes))
    if lanes is None:
        return tuple(runner.run(leaves))
    try:
        return tuple(run(runner, leaves, lanes))
    except LaneFailure as failure:
        if not failure.misfit:
            raise Bailed(str(failure)) from None
    return tuple(stacked([runner.run(mine) for mine in lanes.each(leaves)], lanes.sizes))


def _type_rule(*types: Any, runner: Runner, record: Record | None, lanes: Lanes | None = None) -> Any:
    raise AssertionError("a procedure is never staged")


def _jvp(trace: Any, op: Op, primals: list[Any], tangents: list[Any], params: dict[str, Any]) -> Any:
    runner: Runner = params["runner"]
    if _in_derivative(trace.known):
        return _nested(trace, runner, primals, tangents, params.get("lanes"))
    active = tuple([k for k, t in enumerate(tangents) if t is not None])
    if trace.tape is None:
        return _forward(trace, runner, active, primals, [t for t in tangents if t is not None], params)
    sweeps = runner.sweeps(active)
    record = Record(sweeps, params.get("lanes"))
    outs = trace.known.process(op, primals, {**params, "record": record})
    record.witness = outs[0]
    floating = [f and _floats(o) for f, o in zip(sweeps.runner.floating, outs, strict=True)]
    types = tuple([ArrayType(typeof(o).shape, typeof(o).dtype) for o, f in zip(outs, floating, strict=True) if f])
    if not types:
        return tuple(outs)
    live = [t for t in tangents if t is not None]
    dots = iter(
        trace.tape.process(
            tangent, [*live, record.witness], {"record": record, "types": types, "floating": tuple(floating)}
        )
    )
    return tuple([trace.dual(o, next(dots) if f else None) for o, f in zip(outs, floating, strict=True)])


def _forward(
    trace: Any, runner: Runner, active: tuple[Any, ...], primals: list[Any], dots: list[Any], params: dict[str, Any]
) -> Any:
    made = runner.tangents(active)
    lanes: Lanes | None = params.get("lanes")
    if lanes is not None:  # tangents have lanes where operands have
        lanes = lanes._replace(batched=(*lanes.batched, *[lanes.batched[k] for k in active]))
    found = trace.known.process(with_tangents, [*primals, *dots], {"made": made, "lanes": lanes})
    n = len(made.runner.floating)
    further = iter(found[n:])
    flags = [f and _floats(o) for f, o in zip(made.runner.floating, found[:n], strict=True)]
    return tuple([trace.dual(o, next(further) if f else None) for o, f in zip(found[:n], flags, strict=True)])


def _in_derivative(trace: Any) -> bool:
    """Whether one of the transformations around is a derivative."""
    while trace is not EVAL:
        if type(trace) is DualTrace:
            return True
        trace = trace.parent
    return False


def _nested(trace: Any, runner: Runner, primals: list[Any], tangents: list[Any], lanes: Lanes | None) -> Any:
    values = [trace.dual(p, t) for p, t in zip(primals, tangents, strict=True)]
    sizes, batched = ((), [()] * len(values)) if lanes is None else (lanes.sizes, lanes.batched)
    return tuple(over(lambda *leaves: nested(*leaves, runner=runner, trail=None), values, sizes, batched))


def _floats(x: Any) -> bool:
    return typeof(x).dtype.kind == "f"


def _batch(
    trace: Any, args: list[Any], batched: list[bool], runner: Runner, record: Record | None, lanes: Lanes | None = None
) -> list[Any]:
    if record is not None:
        record.outside += 1
    return list(procedure(*args, runner=runner, record=record, lanes=around(trace.size, batched, lanes)))


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
    return tuple(pushed(made, operands, lanes))


def _with_tangents_batch(
    trace: Any, args: list[Any], batched: list[bool], made: Tangents, lanes: Lanes | None
) -> list[Any]:
    return list(with_tangents(*args, made=made, lanes=around(trace.size, batched, lanes)))


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


def _tangent_impl(
    *operands: Any, record: Record, types: Any, floating: Any, levels: tuple[Level, ...] = ()
) -> tuple[Any, ...]:
    """The linear map at the point where the forward sweep ran, by forward mode; the last operand is the witness."""
    return tuple(record.push(operands[:-1], levels))


def _tangent_batch(
    trace: Any,
    operands: list[Any],
    batched: list[bool],
    record: Record,
    types: Any,
    floating: Any,
    levels: tuple[Level, ...] = (),
) -> list[Any]:
    level = Level(trace.size, batched[-1], tuple(batched[:-1]))
    return list(tangent(*operands, record=record, types=types, floating=floating, levels=(level, *levels)))


def _tangent_type_rule(*dots: Any, record: Record, types: Any, floating: Any, levels: tuple[Level, ...] = ()) -> Any:
    return types


def _transpose(cts: Any, *args: Any, record: Record, types: Any, floating: Any) -> list[Any]:
    given = iter(cts)
    full = [next(given) if f else None for f in floating]
    present = tuple([ct is not None for ct in full])
    if not any(present):
        return [None] * len(args)
    cotangents = [ct for ct in full if ct is not None]
    return [*pullback(*cotangents, record.witness, record=record, present=present), None]


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


def _pullback_impl(
    *operands: Any, record: Record, present: tuple[bool, ...], levels: tuple[Level, ...] = ()
) -> tuple[Any, ...]:
    given = iter(operands[:-1])
    return tuple(record.pull([next(given) if p else None for p in present], levels))


def _pullback_batch(
    trace: Any,
    operands: list[Any],
    batched: list[bool],
    record: Record,
    present: tuple[bool, ...],
    levels: tuple[Level, ...] = (),
) -> list[Any]:
    flags = iter(batched[:-1])
    level = Level(trace.size, batched[-1], tuple([next(flags) if p else False for p in present]))
    return list(pullback(*operands, record=record, present=present, levels=(level, *levels)))


def _pullback_type_rule(*cts: Any, record: Record, present: tuple[bool, ...], levels: tuple[Level, ...] = ()) -> Any:
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
    """Whether a stack of transformations can hold procedures: two derivatives at most, and batches that have lanes."""
    duals = 0
    t: Any = trace
    while t is not EVAL:
        if type(t) is DualTrace:
            duals, t = duals + 1, t.known
        elif type(t) is BatchTrace and t.size:
            t = t.parent
        else:
            return False
    return duals <= 2

"""A procedure as an operation of programs: its derivative by reverse mode, and its batches lane by lane.

Operands are the leaves of the arguments; results are the leaves of the function's result and then the final contents of
the arrays that it writes to.  Where the code bails, `Bailed` is raised: who asked for the operation goes another way.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..core.op import NotSupported, Op
from ..core.trace import EVAL, Trace, typeof
from ..core.types import ArrayType, dtype_name
from ..errors import NumorphValueError
from ..procedures.reverse import NotDifferentiable, Pair, differentiate
from ..runtime.procedure_code import ProcedureCode, Tape
from ..transforms.batching import BatchTrace
from ..transforms.forward import DualTrace, Structured
from .calls import ArgumentResult, ArrayResult, Call, NumberResult
from .compiled import Variant

_FLOATS = ("f32", "f64")


class Bailed(Exception):
    """The code met something that only plain Python can do."""


class Runner:
    """A compiled function as values see it, and the pairs of sweeps of its derivatives."""

    def __init__(self, variant: Variant):
        self.variant = variant
        self.translation = variant.translation
        self.leaves = self.translation.structure.leaves()
        self._sweeps: dict[tuple[int, ...], Sweeps] = {}
        self._lock = threading.Lock()

    def sweeps(self, active: tuple[int, ...]) -> Sweeps:
        """The derivative by some leaves; raises NotDifferentiable and CompileError."""
        with self._lock:
            if active not in self._sweeps:
                self._sweeps[active] = Sweeps(self, active)
        return self._sweeps[active]

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
    """The code of a derivative: which leaves it is taken by, and which results have tangents."""

    def __init__(self, runner: Runner, active: tuple[int, ...]):
        self.runner, self.active = runner, active
        translation = runner.translation
        if translation.written and max(translation.written) >= translation.n_leaves:
            raise NotDifferentiable("it writes to an array that is defined outside it")
        self.inputs = [
            i for i, (what, k, _) in enumerate(translation.sources) if what in ("data", "leaf") and k in active
        ]
        self.pair: Pair = differentiate(translation.procedure, self.inputs)
        self.forward, self.backward = ProcedureCode(self.pair.forward), ProcedureCode(self.pair.backward)
        self.forward.make()
        self.backward.make()
        self.floating = [_is_floating(leaf, translation) for leaf in runner.leaves]
        self.floating += [translation.dtype_of_leaf(k) in _FLOATS for k in translation.written]

    # -- one lane

    def run_forward(self, leaves: Sequence[Any], record: Record) -> list[Any]:
        """The outputs; what the backward sweep needs is kept by the record."""
        working = self.runner.working(leaves)
        call, tape = Call(self.runner.translation, working), Tape(_budget())
        inputs = call.inputs()
        found = self.forward.call(inputs, tape)
        if found is None:
            raise Bailed(self.forward.last_bail)
        record.lanes.append(Lane(list(leaves), call, inputs, found, tape))
        return self.runner.outputs(call, found)

    def run_backward(self, lane: Lane, cts: Sequence[Any]) -> list[Any]:
        """The cotangents of the active leaves, of those of the outputs (None: zero)."""
        if lane.used:  # the tape of a sweep is used up by it
            record = Record(self)
            self.run_forward(lane.leaves, record)
            lane.call, lane.inputs, lane.found, lane.tape = record.lanes[0].parts()
        lane.used = True
        translation = self.runner.translation
        call, found = lane.call, lane.found
        shadows: dict[int, np.ndarray] = {}
        for k, a in enumerate(call.arrays):
            if isinstance(a, np.ndarray) and dtype_name(a.dtype) in _FLOATS:
                shadows[k] = np.zeros(a.shape, a.dtype)
        seeds: dict[int, Any] = {}
        for leaf, ct in zip([*self.runner.leaves, *map(ArgumentResult, translation.written)], cts, strict=True):
            if ct is not None:
                _seed(leaf, np.asarray(ct), call, found, shadows, seeds)
        wanted = set(self.pair.wanted)
        inputs: list[Any] = list(lane.inputs)
        for i, ((what, k, _), r) in enumerate(zip(translation.sources, translation.inputs, strict=True)):
            if r.dtype == "ptr":
                given = what == "data" and i in wanted and k in shadows
                inputs.append(shadows[k].ctypes.data if given else 0)
        for i, r in enumerate(translation.results):
            if r.dtype in _FLOATS:
                inputs.append(seeds.get(i, 0.0))
            elif r.dtype == "ptr":
                seed = seeds.get(i)
                inputs += [0, 0] if seed is None else [seed.ctypes.data, seed.size]
        out = self.backward.call(inputs, lane.tape)
        if out is None:
            raise AssertionError(f"a reverse sweep has bailed: {self.backward.last_bail}")
        scalars = iter(out)
        by_input = {i: None if translation.inputs[i].dtype == "ptr" else next(scalars) for i in self.inputs}
        grads = []
        for k in self.active:
            i = translation.input_of_leaf(k)
            grads.append(
                shadows[k]
                if translation.inputs[i].dtype == "ptr"
                else _number(by_input[i], translation.inputs[i].dtype)
            )
        lane.tape = None
        return grads


class Lane:
    """What one forward sweep leaves for its backward sweep."""

    def __init__(self, leaves: list[Any], call: Call, inputs: list[Any], found: list[Any], tape: Any):
        self.leaves = [np.array(x) if isinstance(x, np.ndarray) else x for x in leaves]
        self.call, self.inputs, self.found, self.tape = call, inputs, found, tape
        self.used = False

    def parts(self) -> tuple[Any, ...]:
        return self.call, self.inputs, self.found, self.tape


class Record:
    """Forward sweeps that have run, one for each lane."""

    def __init__(self, sweeps: Sweeps):
        self.sweeps = sweeps
        self.lanes: list[Lane] = []
        self.witness: Any = None  # a result: where it belongs to a vmap, the backward sweep does as well
        self.batched: tuple[bool, ...] | None = None  # of lanes: which leaves differ between them


def _budget() -> int | None:
    from .. import config

    return config.tape_budget


def _number(x: Any, dtype: str) -> Any:
    return np.float32(x) if dtype == "f32" else np.float64(x)


def _is_floating(leaf: Any, translation: Any) -> bool:
    if isinstance(leaf, NumberResult):
        return all([k in ("float", "f32", "f64", "int", "bool", "i64") for k in leaf.kinds]) and any(
            [k in ("float", "f32", "f64") for k in leaf.kinds]
        )
    if isinstance(leaf, ArrayResult):
        return dtype_name(leaf.dtype) in _FLOATS
    if isinstance(leaf, ArgumentResult):
        return translation.dtype_of_leaf(leaf.number) in _FLOATS
    return False


def _seed(leaf: Any, ct: np.ndarray, call: Call, found: list[Any], shadows: dict, seeds: dict[int, Any]) -> None:
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


# -- the operations


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


def _tangent_impl(*dots: Any, record: Record, types: Any, floating: Any) -> Any:
    raise NotImplementedError("The tangents of a procedure are only transposed.")


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
    NotSupported("its transpose is batched instead"),
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
    """Whether a stack of transformations can hold procedures: one of reverse mode and one of vmap, at most."""
    duals = batches = 0
    t: Any = trace
    while t is not EVAL:
        if type(t) is DualTrace:
            if t.tape is None:
                return False
            duals, t = duals + 1, t.known
        elif type(t) is BatchTrace:
            batches, t = batches + 1, t.parent
        else:
            return False
    return duals <= 1 and batches <= 1

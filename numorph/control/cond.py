"""`cond`: one of several programs, chosen by an index at run time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.op import Op
from ..core.trace import typeof
from ..core.types import ArrayType, is_static
from ..ir.evaluate import evaluate
from ..ir.program import Program, Var, derived
from ..ir.text import OPERATIONS
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..transforms import batching
from ..transforms.forward import Structured, tangent_type
from ..transforms.transpose import UndefinedPrimal
from .call import (
    Flags,
    batched_program,
    check_operands,
    dual_program,
    executor,
    linearized,
    same_types,
    transposed_program,
)


def _impl(index, *args, branches):
    chosen = min(max(int(index), 0), len(branches) - 1)
    return executor[0](branches[chosen], *args)


def _any(*flags: Flags) -> Flags:
    return tuple([any(column) for column in zip(*flags, strict=True)])


def zeros_for(type_: ArrayType) -> Any:
    """Zeros of a type; an axis of run-time size has length 0 here, since the branch that fills it was not taken."""
    if is_static(type_.shape):
        return ew.zeros(type_)
    return ew.zeros(ArrayType(tuple(d if type(d) is int else 0 for d in type_.shape), type_.dtype))


def with_zeros(program: Program, have: Flags, want: Flags, types: Sequence[Any], start: int) -> Program:
    """A program whose outputs from `start` on, present where `have`, become present where `want` (zeros in between)."""
    if have == want:
        return program
    found = iter(program.outputs[start:])
    extra = []
    for h, w, t in zip(have, want, types, strict=True):
        atom = next(found) if h else zeros_for(t)
        if w:
            extra.append(atom)
    return Program(program.inputs, program.eqns, (*program.outputs[:start], *extra), program.name)


def _jvp(trace, op, primals, tangents, params):
    branches: tuple[Program, ...] = params["branches"]
    index, *operands = primals
    live = tuple([t is not None for t in tangents[1:]])
    moving = [t for t in tangents[1:] if t is not None]
    n = len(branches[0].outputs)
    types = [tangent_type(t) for t in branches[0].out_types]
    if trace.tape is None:
        duals = [dual_program(b, live) for b in branches]
        nonzero = _any(*[nz for _, nz in duals])
        both = tuple([with_zeros(p, nz, nonzero, types, n) for p, nz in duals])
        outs = trace.known.process(cond, (index, *operands, *moving), {"branches": both})
        dots = iter(outs[n:])
    else:
        known, linear, nonzero = _linearized_branches(branches, live)
        outs = trace.known.process(cond, (index, *operands), {"branches": known})
        residuals = outs[n:]
        dots = iter(
            trace.tape.process(cond, (index, *residuals, *moving), {"branches": linear}) if any(nonzero) else ()
        )
    return tuple([trace.dual(o, next(dots) if on else None) for o, on in zip(outs[:n], nonzero, strict=True)])


def _linearized_branches(branches: tuple[Program, ...], live: Flags) -> tuple[tuple, tuple, Flags]:
    """Known and linear programs of all branches, with one list of residuals (zeros where a branch has none)."""

    def make():
        parts = [linearized(b, live) for b in branches]
        n = len(branches[0].outputs)
        nonzero = _any(*[p.nonzero for p in parts])
        types = [tangent_type(t) for t in branches[0].out_types]
        residual_types = [p.known.out_types[n:] for p in parts]
        known, linear = [], []
        for k, part in enumerate(parts):
            outputs = list(part.known.outputs[:n])
            for j, ts in enumerate(residual_types):
                outputs += part.known.outputs[n:] if j == k else [zeros_for(t) for t in ts]
            known.append(Program(part.known.inputs, part.known.eqns, tuple(outputs), part.known.name))
            m = len(residual_types[k])
            inputs: list[Var] = []
            for j, ts in enumerate(residual_types):
                inputs += part.linear.inputs[:m] if j == k else [Var(t) for t in ts]
            body = Program((*inputs, *part.linear.inputs[m:]), part.linear.eqns, part.linear.outputs, "linear")
            linear.append(with_zeros(body, part.nonzero, nonzero, types, 0))
        return tuple(known), tuple(linear), nonzero

    return derived(branches[0], ("linearized branches", branches[1:], live), make)


def _transpose(cts, index, *args, branches):
    is_linear = tuple([type(a) is UndefinedPrimal for a in args])
    live = tuple([ct is not None for ct in cts])
    backs = [transposed_program(b, is_linear, live) for b in branches]
    nonzero = _any(*[nz for _, nz in backs])
    types = [tangent_type(a.type) for a, lin in zip(args, is_linear, strict=True) if lin]
    programs = tuple([with_zeros(p, nz, nonzero, types, 0) for p, nz in backs])
    known = [a for a, lin in zip(args, is_linear, strict=True) if not lin]
    grads = iter(cond(index, *known, *[ct for ct in cts if ct is not None], branches=programs))
    linear_grads = iter([next(grads) if on else None for on in nonzero])
    return [None, *[next(linear_grads) if lin else None for lin in is_linear]]


def _batch(trace, args, batched, branches):
    index, *operands = args
    flags = tuple(batched[1:])
    if not batched[0]:
        want = _any(*[batched_program(b, trace.size, flags, trace.axis_name)[1] for b in branches])
        lanes = tuple([batched_program(b, trace.size, flags, trace.axis_name, want)[0] for b in branches])
        outs = cond(index, *operands, branches=lanes)
        return [batching.materialize(o, b, trace.size) for o, b in zip(outs, want, strict=True)]
    # Lanes differ: run every branch for all lanes, and choose.
    every = (True,) * len(branches[0].outputs)
    results = [evaluate(batched_program(b, trace.size, flags, trace.axis_name, every)[0], *operands) for b in branches]
    chosen = results[0]
    for k, other in enumerate(results[1:], 1):
        is_k = _lane_is(index, k, len(branches) - 1)
        chosen = [choose(is_k, new, old) for new, old in zip(other, chosen, strict=True)]
    return list(chosen)


def _lane_is(index: Any, k: int, last: int) -> Any:
    if typeof(index).dtype.kind == "b":
        return index
    bound = ew.const(index, k)
    return ew.greater_equal(index, bound) if k == last else ew.equal(index, bound)


def choose(lanes: Any, new: Any, old: Any) -> Any:
    """new where the (size,) mask holds, else old; both with the batch axis in front."""
    t = typeof(new)
    mask = mv.broadcast(lanes, shape=t.shape, axes=tuple(range(1, len(t.shape)))) if len(t.shape) > 1 else lanes
    return ew.select(mask, new, old)


def _type_rule(index, *types, branches):
    for branch in branches:
        check_operands(branch, types, "cond")
        if not same_types(branch.out_types, branches[0].out_types):
            raise TypeError(f"'cond' has branches of types {branches[0].out_types} and {branch.out_types}.")
    return branches[0].out_types


cond = Op(
    "cond",
    "structured",
    _type_rule,
    _impl,
    Structured(_jvp),
    _transpose,
    _batch,
    multi=True,
)
OPERATIONS["cond"] = cond

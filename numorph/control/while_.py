"""`while`: a body program repeated as long as a condition program holds.

Operands are (*cond_consts, *body_consts, *carry).  For reverse mode the loop also stacks what each step leaves behind
(`n_ys` further outputs of the body), along an axis whose size, `dim`, is known when the loop has run.  The stacks at
`active` tell which steps were taken: all of them, unless lanes of a vmap stopped earlier.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import NotSupported, Op
from ..core.trace import typeof
from ..core.types import ArrayType, Dim
from ..ir.evaluate import evaluate
from ..ir.program import Program, Var, derived
from ..ir.text import OPERATIONS
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..ops import reduction as red
from ..transforms import batching
from ..transforms.forward import Structured
from .call import batched_program, check_operands, executor, same_types, stage_closed, stepper
from .cond import choose
from .loops import Parts, dual_body, dual_results, live_parts, moving_parts, parts, split_body, swap_leading
from .scan import scan


def _impl(*args, cond, body, n_cond, n_body, n_ys, dim, active):
    test_consts, consts, carry = args[:n_cond], args[n_cond : n_cond + n_body], args[n_cond + n_body :]
    n = len(carry)
    run, overwrites = stepper[0](body, n_body, n, n + n_ys)
    carry = tuple([np.array(c) if own else c for c, own in zip(carry, overwrites, strict=True)])
    stacks: list[list] = [[] for _ in range(n_ys)]
    while np.any(executor[0](cond, *test_consts, *carry)[0]):
        out = run(*consts, *carry)
        carry = out[:n]
        for stack, y in zip(stacks, out[n:], strict=True):
            stack.append(y)
    types = body.out_types[n:]
    ys = [
        np.array(s) if s else np.empty((0, *[d if type(d) is int else 0 for d in t.shape]), t.dtype)
        for s, t in zip(stacks, types, strict=True)
    ]
    return (*carry, *ys)


def _type_rule(*types, cond, body, n_cond, n_body, n_ys, dim, active):
    n = len(types) - n_cond - n_body
    outs, carry = body.out_types, types[n_cond + n_body :]
    check_operands(cond, (*types[:n_cond], *carry), "while")
    check_operands(body, (*types[n_cond : n_cond + n_body], *carry), "while")
    if not same_types(outs[:n], carry):
        raise TypeError(f"'while' changes its carry from {carry} to {outs[:n]}.")
    return (*types[n_cond + n_body :], *[ArrayType((dim, *t.shape), t.dtype) for t in outs[n:]])


def _jvp(trace, op, primals, tangents, params):
    n_cond, n_body = params["n_cond"], params["n_body"]
    n_carry = len(primals) - n_cond - n_body
    values, dots = parts(primals[n_cond:], n_body, n_carry), parts(tangents[n_cond:], n_body, n_carry)
    live = live_parts(params["body"], dots, trace.tape is None)
    moving = moving_parts(values, dots, live)
    rule = _forward if trace.tape is None else _reverse
    return rule(trace, primals[:n_cond], params, live, values, moving)


def _forward(trace, test_consts, params, live, values, moving):
    cond = params["cond"]
    dual, want = dual_body(params["body"], live)
    test = Program((*cond.inputs, *[Var(typeof(t)) for t in moving.carry]), cond.eqns, cond.outputs, cond.name)
    consts, carry = [*values.consts, *moving.consts], [*values.carry, *moving.carry]
    sizes = {"n_body": len(consts), "n_ys": len(dual.outputs) - len(carry)}
    results = trace.known.process(
        while_, [*test_consts, *consts, *carry], {**params, "cond": test, "body": dual, **sizes}
    )
    return dual_results(trace, results, len(values.carry), want)


def _reverse(trace, test_consts, params, live, values, moving):
    """Record residuals and which steps were active; the tangents then follow in a scan over the recorded steps."""
    n, n_out = len(live.carry), len(params["body"].outputs)
    known, linear, split = _recorded(params["body"], live)
    dim = params["dim"] if params["dim"] is not None else Dim("n")
    record = {**params, "body": known, "n_ys": len(known.outputs) - n, "dim": dim}
    record["active"] = (*params["active"], n_out - n)
    results = trace.known.process(while_, [*test_consts, *values.consts, *values.carry], record)
    outs, stacks = results[:n_out], results[n_out:]
    if not any(split.want):
        return outs
    active, residuals = stacks[0], stacks[1:]
    linear_params = {
        "body": linear,
        "n_consts": len(split.const_residuals) + len(moving.consts),
        "n_carry": len(moving.carry),
        "length": dim,
        "reverse": False,
    }
    residual_consts = [values.consts[k] for k in split.const_residuals]
    args = [*residual_consts, *moving.consts, *moving.carry, active, *residuals]
    dots = iter(trace.tape.process(scan, args, linear_params))
    return tuple([trace.dual(o, next(dots) if on else None) for o, on in zip(outs, split.want, strict=True)])


def _recorded(body: Program, live: Parts):
    """The known body with `active` and its residuals as further outputs, and the linear body masked by `active`."""

    def make():
        split = split_body(body, live)
        for t in split.known.out_types[len(body.outputs) :]:
            if any(type(d) is Dim for d in t.shape):
                raise NotSupportedLoop()
        n_out = len(body.outputs)
        known = Program(
            split.known.inputs,
            split.known.eqns,
            (*split.known.outputs[:n_out], np.True_, *split.known.outputs[n_out:]),
            split.known.name,
        )
        lin, tk = split.linear, sum(live.carry)
        n_consts = len(split.const_residuals) + sum(live.consts)
        types = list(lin.in_types)
        at = n_consts + tk

        def f(*args):
            active, inner = args[at], (*args[:at], *args[at + 1 :])
            outs = evaluate(lin, *inner)
            old = args[n_consts:at]
            kept = [choose_all(active, a, b) for a, b in zip(outs[:tk], old, strict=True)]
            return (*kept, *outs[tk:])

        masked = stage_closed(f, [*types[:at], ArrayType((), np.dtype(bool)), *types[at:]], lin.name)
        return known, masked, split

    return derived(body, ("recorded", tuple(live.consts), tuple(live.carry)), make)


class NotSupportedLoop(NotImplementedError):
    """A `while` inside a `while` leaves stacks of different lengths behind at every step."""

    def __init__(self) -> None:
        super().__init__(
            "Reverse mode of a `while` loop inside another loop, staged, is not supported.\n"
            "  Hint: without `jit` around it the loops run as Python and are differentiated."
        )


def choose_all(flag: Any, new: Any, old: Any) -> Any:
    """new if the 0-d flag holds, else old."""
    return ew.select(mv.expand(flag, typeof(new).shape), new, old)


def _batch(trace, args, batched, cond, body, n_cond, n_body, n_ys, dim, active):
    size, name = trace.size, trace.axis_name
    test_flags, flags = (
        tuple(batched[:n_cond]),
        Parts(list(batched[n_cond : n_cond + n_body]), list(batched[n_cond + n_body :]), []),
    )
    n = len(flags.carry)
    carry, per_lane = list(flags.carry), False
    while True:
        outs = batched_program(body, size, (*flags.consts, *carry), name)[1]
        per_lane = batched_program(cond, size, (*test_flags, *carry), name)[1][0]
        grown = [True] * n if per_lane else [a or b for a, b in zip(carry, outs, strict=False)]
        if grown == carry:
            break
        carry = grown
    init = [_lanes(v, b, c, size) for v, b, c in zip(args[n_cond + n_body :], flags.carry, carry, strict=True)]
    consts = args[: n_cond + n_body]
    params = {"n_cond": n_cond, "n_body": n_body, "n_ys": n_ys, "dim": dim, "active": active}
    if not per_lane:
        want = (*carry, *outs[n:])
        lanes, _ = batched_program(body, size, (*flags.consts, *carry), name, want)
        test, _ = batched_program(cond, size, (*test_flags, *carry), name)
        results = while_(*consts, *init, cond=test, body=lanes, **params)
        ys_batched = outs[n:]
    else:
        results, ys_batched = _per_lane_loop(trace, consts, init, test_flags, flags, cond, body, params)
    final = [batching.materialize(r, b, size) for r, b in zip(results[:n], carry, strict=True)]
    ys = [
        swap_leading(r) if b else batching.materialize(r, False, size)
        for r, b in zip(results[n:], ys_batched, strict=True)
    ]
    return [*final, *ys]


def _lanes(value: Any, is_batched: bool, wanted: bool, size: int) -> Any:
    if not wanted or is_batched:
        return value
    return batching.materialize(value, False, size)


def _per_lane_loop(trace, consts, init, test_flags, flags, cond, body, params):
    """Lanes stop on their own: run while any lane goes on, and keep the carry of those that have stopped."""
    size, name, n = trace.size, trace.axis_name, len(init)
    n_cond, n_body, n_ys, active = params["n_cond"], params["n_body"], params["n_ys"], params["active"]
    test, _ = batched_program(cond, size, (*test_flags, *[True] * n), name, (True,))
    every = (True,) * (n + n_ys)
    lanes, _ = batched_program(body, size, (*flags.consts, *[True] * n), name, every)
    types = [typeof(c) for c in consts], [typeof(v) for v in init]
    going = ArrayType((size,), np.dtype(bool))

    def step(*args):
        test_consts, body_consts = args[:n_cond], args[n_cond : n_cond + n_body]
        on, old = args[n_cond + n_body], args[n_cond + n_body + 1 :]
        out = evaluate(lanes, *body_consts, *old)
        new = [choose(on, a, b) for a, b in zip(out[:n], old, strict=True)]
        ys = list(out[n:])
        for k in active:  # a step counts for a lane while it is on, and for the lanes of an inner vmap while they are
            t = typeof(ys[k])
            ys[k] = ew.logical_and(mv.broadcast(on, shape=t.shape, axes=tuple(range(1, len(t.shape)))), ys[k])
        on = ew.logical_and(on, evaluate(test, *test_consts, *new)[0])
        return (on, *new, *ys)

    stepped = stage_closed(step, [*types[0], going, *types[1]], f"vmap({body.name})")
    go_on = stage_closed(lambda on, *rest: (red.reduce_or(on, axes=(0,)),), [going, *types[1]], cond.name)
    first = evaluate(test, *consts[:n_cond], *init)[0]
    results = while_(
        *consts,
        first,
        *init,
        cond=go_on,
        body=stepped,
        n_cond=0,
        n_body=n_cond + n_body,
        n_ys=n_ys,
        dim=params["dim"],
        active=active,
    )
    return results[1:], (True,) * n_ys


while_ = Op(
    "while",
    "structured",
    _type_rule,
    _impl,
    Structured(_jvp),
    NotSupported("its linear part is a scan"),
    _batch,
    multi=True,
)
OPERATIONS["while"] = while_

"""`scan`: a body program run along a leading axis, carrying values from step to step and stacking others.

Operands are (*consts, *carry, *xs); the body maps (*consts, *carry, *x) to (*carry, *y); results are (*carry, *ys).
The length is that of the xs, which may be known only at run time, or `length` where there are none.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import Op
from ..core.trace import typeof
from ..core.types import ArrayType
from ..ir.evaluate import evaluate
from ..ir.program import Program, derived
from ..ir.text import OPERATIONS
from ..ops import elementwise as ew
from ..transforms import batching
from ..transforms.forward import Structured, tangent_type
from ..transforms.transpose import UndefinedPrimal
from .call import Flags, batched_program, check_operands, same_types, stage_closed, stepper, transposed_program
from .loops import Parts, dual_body, dual_results, live_parts, moving_parts, parts, split_body, swap_leading


def _impl(*args, body, n_consts, n_carry, length, reverse):
    consts, carry, xs = args[:n_consts], args[n_consts : n_consts + n_carry], args[n_consts + n_carry :]
    n = len(xs[0]) if xs else length
    y_types = body.out_types[n_carry:]
    ys = [np.empty((n, *[d if type(d) is int else 0 for d in t.shape]), t.dtype) for t in y_types]
    run, overwrites = stepper[0](body, n_consts, n_carry, n_carry)
    carry = [np.array(c) if own else c for c, own in zip(carry, overwrites, strict=True)]
    for k in reversed(range(n)) if reverse else range(n):
        out = run(*consts, *carry, *[x[k] for x in xs])
        carry = out[:n_carry]
        for stack, y in zip(ys, out[n_carry:], strict=True):
            stack[k] = y
    return (*carry, *ys)


def _type_rule(*types, body, n_consts, n_carry, length, reverse):
    xs = types[n_consts + n_carry :]
    n = xs[0].shape[0] if xs else length
    rows = [ArrayType(t.shape[1:], t.dtype) for t in xs]
    check_operands(body, (*types[: n_consts + n_carry], *rows), "scan")
    outs = body.out_types
    if not same_types(outs[:n_carry], types[n_consts : n_consts + n_carry]):
        raise TypeError(f"'scan' changes its carry from {types[n_consts : n_consts + n_carry]} to {outs[:n_carry]}.")
    return (*outs[:n_carry], *[ArrayType((n, *t.shape), t.dtype) for t in outs[n_carry:]])


def _jvp(trace, op, primals, tangents, params):
    n_consts, n_carry = params["n_consts"], params["n_carry"]
    values, dots = parts(primals, n_consts, n_carry), parts(tangents, n_consts, n_carry)
    live = live_parts(params["body"], dots, trace.tape is None)
    moving = moving_parts(values, dots, live)
    rule = _forward if trace.tape is None else _reverse
    return rule(trace, params, live, values, moving)


def _forward(trace, params, live, values, moving):
    dual, want = dual_body(params["body"], live)
    consts, carry = [*values.consts, *moving.consts], [*values.carry, *moving.carry]
    args = [*consts, *carry, *values.xs, *moving.xs]
    results = trace.known.process(scan, args, {**params, "body": dual, "n_consts": len(consts), "n_carry": len(carry)})
    return dual_results(trace, results, len(values.carry), want)


def _reverse(trace, params, live, values, moving):
    split = split_body(params["body"], live)
    results = trace.known.process(scan, [*values.consts, *values.carry, *values.xs], {**params, "body": split.known})
    n_out = len(params["body"].outputs)
    outs, stacks = results[:n_out], results[n_out:]
    if not any(split.want):
        return outs
    length = typeof(values.xs[0]).shape[0] if values.xs else params["length"]
    linear_params = {
        "body": split.linear,
        "n_consts": len(split.const_residuals) + len(moving.consts),
        "n_carry": len(moving.carry),
        "length": length,
        "reverse": params["reverse"],
    }
    residual_consts = [values.consts[k] for k in split.const_residuals]
    args = [*residual_consts, *moving.consts, *moving.carry, *stacks, *moving.xs]
    dots = iter(trace.tape.process(scan, args, linear_params))
    return tuple([trace.dual(o, next(dots) if on else None) for o, on in zip(outs, split.want, strict=True)])


def _transpose(cts, *args, body, n_consts, n_carry, length, reverse):
    """Run backwards: cotangents of consts add up in the carry, those of the carry flow back, those of xs stack up."""
    asked = parts([type(a) is UndefinedPrimal for a in args], n_consts, n_carry)
    linear = Parts(
        asked.consts, [True] * n_carry, asked.xs
    )  # a carry that starts at a known zero is linear all the same
    ct_carry = [
        ew.zeros(tangent_type(t)) if ct is None else ct for ct, t in zip(cts[:n_carry], body.out_types, strict=False)
    ]
    ct_ys = cts[n_carry:]
    live_ys = tuple([ct is not None for ct in ct_ys])
    program = _transposed_body(body, linear, n_carry, live_ys)
    values = parts(args, n_consts, n_carry)
    known_consts = [v for v, lin in zip(values.consts, linear.consts, strict=True) if not lin]
    known_xs = [v for v, lin in zip(values.xs, linear.xs, strict=True) if not lin]
    sums = [ew.zeros(tangent_type(v.type)) for v, lin in zip(values.consts, linear.consts, strict=True) if lin]
    n = typeof(values.xs[0]).shape[0] if values.xs else length
    results = scan(
        *known_consts,
        *sums,
        *ct_carry,
        *known_xs,
        *[ct for ct in ct_ys if ct is not None],
        body=program,
        n_consts=len(known_consts),
        n_carry=len(sums) + n_carry,
        length=n,
        reverse=not reverse,
    )
    found = iter(results)
    out_consts = [next(found) if lin else None for lin in linear.consts]
    out_carry = [
        ct if lin else None for ct, lin in zip([next(found) for _ in range(n_carry)], asked.carry, strict=True)
    ]
    out_xs = [next(found) if lin else None for lin in linear.xs]
    return [*out_consts, *out_carry, *out_xs]


def _transposed_body(body: Program, linear: Parts, n_carry: int, live_ys: Flags):
    """(known consts) (sums, ct carry) (known xs, ct ys) -> (sums, ct carry) (ct xs)."""
    is_linear = (*linear.consts, *linear.carry, *linear.xs)
    back, nonzero = transposed_program(body, is_linear, ((True,) * n_carry) + live_ys)

    def make():
        known = [t for t, lin in zip(body.in_types, is_linear, strict=True) if not lin]
        linear_types = [t for t, lin in zip(body.in_types, is_linear, strict=True) if lin]
        kc, sc = sum(not f for f in linear.consts), sum(linear.consts)
        sums = linear_types[:sc]
        cts = [tangent_type(t) for t, on in zip(body.out_types, (True,) * n_carry + live_ys, strict=True) if on]

        def f(*args):
            consts, totals = args[:kc], args[kc : kc + sc]
            ct_carry = args[kc + sc : kc + sc + n_carry]
            rest = args[kc + sc + n_carry :]
            known_xs, ct_ys = rest[: len(known) - kc], rest[len(known) - kc :]
            grads = iter(evaluate(back, *consts, *known_xs, *ct_carry, *ct_ys))
            full = [next(grads) if on else None for on in nonzero]
            full = [ew.zeros(tangent_type(t)) if g is None else g for g, t in zip(full, linear_types, strict=True)]
            added = [ew.add(a, g) for a, g in zip(totals, full[:sc], strict=True)]
            return (*added, *full[sc:])

        types = [*known[:kc], *sums, *cts[:n_carry], *known[kc:], *cts[n_carry:]]
        return stage_closed(f, types, f"transpose({body.name})")

    key = ("transposed body", is_linear, n_carry, live_ys)
    return derived(body, key, make)


def batched_carry(body: Program, size: int, flags: Parts, axis_name: Any) -> tuple[list[bool], tuple[bool, ...]]:
    """The fixpoint: which carries have a batch axis; and which outputs of the body then have one."""
    carry = list(flags.carry)
    while True:
        outs = batched_program(body, size, (*flags.consts, *carry, *flags.xs), axis_name)[1]
        grown = [a or b for a, b in zip(carry, outs, strict=False)]
        if grown == carry:
            return carry, outs
        carry = grown


def _batch(trace, args, batched, body, n_consts, n_carry, length, reverse):
    flags = parts(batched, n_consts, n_carry)
    carry, outs = batched_carry(body, trace.size, flags, trace.axis_name)
    want = (*carry, *outs[n_carry:])
    lanes, _ = batched_program(body, trace.size, (*flags.consts, *carry, *flags.xs), trace.axis_name, want)
    values = parts(args, n_consts, n_carry)
    init = [
        batching.materialize(v, b or not c, trace.size)
        for v, b, c in zip(values.carry, flags.carry, carry, strict=True)
    ]
    xs = [swap_leading(x) if b else x for x, b in zip(values.xs, flags.xs, strict=True)]
    results = scan(
        *values.consts, *init, *xs, body=lanes, n_consts=n_consts, n_carry=n_carry, length=length, reverse=reverse
    )
    final = [batching.materialize(r, b, trace.size) for r, b in zip(results[:n_carry], carry, strict=True)]
    ys = [
        swap_leading(r) if b else batching.materialize(r, False, trace.size)
        for r, b in zip(results[n_carry:], outs[n_carry:], strict=True)
    ]
    return [*final, *ys]


scan = Op("scan", "structured", _type_rule, _impl, Structured(_jvp), _transpose, _batch, multi=True)
OPERATIONS["scan"] = scan

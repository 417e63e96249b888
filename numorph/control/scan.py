"""`scan`: a body program run along a leading axis, carrying values from step to step and stacking others.

Operands are (*consts, *carry, *xs); the body maps (*consts, *carry, *x) to (*carry, *y); results are (*carry, *ys).
The length is that of the xs, which may be known only at run time, or `length` where there are none.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..core.op import Op
from ..core.trace import typeof
from ..core.types import ArrayType, Type
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
    linearized,
    same_types,
    stage_closed,
    stepper,
    transposed_program,
)


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


class Parts(NamedTuple):
    """The operands of a scan by role."""

    consts: list
    carry: list
    xs: list


def parts(args: Any, n_consts: int, n_carry: int) -> Parts:
    return Parts(list(args[:n_consts]), list(args[n_consts : n_consts + n_carry]), list(args[n_consts + n_carry :]))


def reorder(program: Program, order: list[int]) -> Program:
    """The program with its inputs in another order."""
    return Program(tuple([program.inputs[k] for k in order]), program.eqns, program.outputs, program.name)


def instantiate(program: Program, start: int, have: Flags, want: Flags, types: list[Type]) -> Program:
    """The outputs from `start` on are present where `have`, then where `want`: adds zeros, drops what is not wanted."""
    found = iter(program.outputs[start:])
    outputs = list(program.outputs[:start])
    for h, w, t in zip(have, want, types, strict=True):
        atom = next(found) if h else None
        if w:
            outputs.append(ew.zeros(tangent_type(t)) if atom is None else atom)
    return Program(program.inputs, program.eqns, tuple(outputs), program.name)


def live_carry(live: Parts, nonzero_of: Any) -> Parts:
    """The fixpoint: which carries have tangents, once those that receive one from the body are counted."""
    carry = list(live.carry)
    while True:
        nonzero = nonzero_of((*live.consts, *carry, *live.xs))
        grown = [a or b for a, b in zip(carry, nonzero, strict=False)]
        if grown == carry:
            return Parts(live.consts, carry, live.xs)
        carry = grown


def _jvp(trace, op, primals, tangents, params):
    body, n_consts, n_carry = params["body"], params["n_consts"], params["n_carry"]
    given = parts([t is not None for t in tangents], n_consts, n_carry)
    forward = trace.tape is None
    nonzero_of = (
        (lambda flags: dual_program(body, flags)[1]) if forward else (lambda flags: linearized(body, flags).nonzero)
    )
    live = live_carry(given, nonzero_of)
    dots = parts(tangents, n_consts, n_carry)
    values = parts(primals, n_consts, n_carry)
    saved_zero = [
        ew.zeros(tangent_type(typeof(v))) if on and t is None else t
        for v, t, on in zip(values.carry, dots.carry, live.carry, strict=True)
    ]
    moving = Parts(
        [t for t in dots.consts if t is not None],
        [t for t in saved_zero if t is not None],
        [t for t in dots.xs if t is not None],
    )
    rule = _forward if forward else _reverse
    return rule(trace, primals, params, live, values, moving)


def _forward(trace, primals, params, live, values, moving):
    body, n_consts, n_carry = params["body"], params["n_consts"], params["n_carry"]
    flags = (*live.consts, *live.carry, *live.xs)
    dual, nonzero = dual_program(body, flags)
    n_out = len(body.outputs)
    want = (*live.carry, *nonzero[n_carry:])
    dual = instantiate(dual, n_out, nonzero, want, list(body.out_types))
    # inputs: consts carry xs | tconsts tcarry txs   ->   (consts tconsts) (carry tcarry) (xs txs)
    m = len(body.inputs)
    tc, tk = len(moving.consts), len(moving.carry)
    order = [*range(n_consts), *range(m, m + tc), *range(n_consts, n_consts + n_carry), *range(m + tc, m + tc + tk)]
    order += [*range(n_consts + n_carry, m), *range(m + tc + tk, len(dual.inputs))]
    # outputs: carry ys | tcarry tys   ->   carry tcarry ys tys
    outs = dual.outputs
    sorted_outs = (*outs[:n_carry], *outs[n_out : n_out + tk], *outs[n_carry:n_out], *outs[n_out + tk :])
    dual = Program(reorder(dual, order).inputs, dual.eqns, sorted_outs, dual.name)
    args = [*values.consts, *moving.consts, *values.carry, *moving.carry, *values.xs, *moving.xs]
    results = trace.known.process(
        scan, args, {**params, "body": dual, "n_consts": n_consts + tc, "n_carry": n_carry + tk}
    )
    n_ys = n_out - n_carry
    y_at = n_carry + tk
    outs = [*results[:n_carry], *results[y_at : y_at + n_ys]]
    dots = iter([*results[n_carry:y_at], *results[y_at + n_ys :]])
    return tuple([trace.dual(o, next(dots) if on else None) for o, on in zip(outs, want, strict=True)])


class SplitBody(NamedTuple):
    """A body split for reverse mode; residuals that are consts of the body stay consts, the others are stacked."""

    known: Program
    linear: Program
    const_residuals: list[int]  # positions among the consts
    n_stacked: int
    want: Flags


def split_body(body: Program, n_consts: int, n_carry: int, live: Parts) -> SplitBody:
    """Known body: ... -> (*carry, *ys, *stacked residuals).  Linear body: (consts: const residuals, tangents of consts)
    (carry: tangents) (xs: stacked residuals, tangents of xs) -> (*tangents of carry, *tangents of ys)."""
    flags = (*live.consts, *live.carry, *live.xs)

    def make():
        part = linearized(body, flags)
        n_out = len(body.outputs)
        want = (*live.carry, *part.nonzero[n_carry:])
        linear = instantiate(part.linear, 0, part.nonzero, want, list(body.out_types))
        residuals = part.known.outputs[n_out:]
        consts = {v: k for k, v in enumerate(part.known.inputs[:n_consts])}
        fixed = [j for j, r in enumerate(residuals) if type(r) is Var and r in consts]
        stacked = [j for j in range(len(residuals)) if j not in fixed]
        known = Program(
            part.known.inputs,
            part.known.eqns,
            (*part.known.outputs[:n_out], *[residuals[j] for j in stacked]),
            part.known.name,
        )
        r, tc, tk = len(residuals), sum(live.consts), sum(live.carry)
        order = [
            *fixed,
            *range(r, r + tc),
            *range(r + tc, r + tc + tk),
            *stacked,
            *range(r + tc + tk, len(linear.inputs)),
        ]
        return SplitBody(known, reorder(linear, order), [consts[residuals[j]] for j in fixed], len(stacked), want)

    return derived(body, ("split", n_consts, n_carry, flags), make)


def _reverse(trace, primals, params, live, values, moving):
    body, n_consts, n_carry = params["body"], params["n_consts"], params["n_carry"]
    split = split_body(body, n_consts, n_carry, live)
    results = trace.known.process(scan, primals, {**params, "body": split.known})
    n_out = len(body.outputs)
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
        from ..ir.evaluate import evaluate

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


def swap_leading(x: Any) -> Any:
    """Exchange the batch axis and the axis of steps."""
    ndim = len(typeof(x).shape)
    return mv.transpose(x, perm=(1, 0, *range(2, ndim)))


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

"""What `scan` and `while` share: the operands of a loop by role, and the bodies of its derivatives.

A body maps (*consts, *carry, *x) to (*carry, *y); a `while` has no xs.  Which carries have tangents is a fixpoint: a
carry that starts without one may get one from the body.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core.trace import typeof
from ..core.types import Type
from ..ir.program import Program, Var, derived
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..transforms.forward import tangent_type
from .call import Flags, dual_program, linearized


class Parts(NamedTuple):
    """The operands of a loop by role."""

    consts: list[Any]
    carry: list[Any]
    xs: list[Any]


def parts(args: Any, n_consts: int, n_carry: int) -> Parts:
    """Operands (or what is known of each) sorted by role."""
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


# -- forward mode


def live_parts(body: Program, tangents: Parts, forward: bool) -> Parts:
    """Which operands have tangents, once the carries that receive one from the body are counted."""
    consts, carry, xs = ([t is not None for t in part] for part in tangents)
    while True:
        flags = (*consts, *carry, *xs)
        nonzero = dual_program(body, flags)[1] if forward else linearized(body, flags).nonzero
        grown = [a or b for a, b in zip(carry, nonzero, strict=False)]
        if grown == carry:
            return Parts(consts, carry, xs)
        carry = grown


def moving_parts(values: Parts, tangents: Parts, live: Parts) -> Parts:
    """The tangents that enter the loop: zeros for a carry that gets its tangent from the body."""
    carry = [
        ew.zeros(tangent_type(typeof(v))) if t is None else t
        for v, t, on in zip(values.carry, tangents.carry, live.carry, strict=True)
        if on
    ]
    return Parts([t for t in tangents.consts if t is not None], carry, [t for t in tangents.xs if t is not None])


def dual_body(body: Program, live: Parts) -> tuple[Program, Flags]:
    """The body with tangents, each part's behind its values; and which outputs of the body have one.

    (*consts, *tangents) (*carry, *tangents) (*xs, *tangents) -> (*carry, *tangents) (*ys, *tangents)
    """
    dual, nonzero = dual_program(body, (*live.consts, *live.carry, *live.xs))
    n_consts, n_carry, n_out = len(live.consts), len(live.carry), len(body.outputs)
    want = (*live.carry, *nonzero[n_carry:])
    dual = instantiate(dual, n_out, nonzero, want, list(body.out_types))
    m, tc, tk = len(body.inputs), sum(live.consts), sum(live.carry)
    order = [*range(n_consts), *range(m, m + tc), *range(n_consts, n_consts + n_carry), *range(m + tc, m + tc + tk)]
    order += [*range(n_consts + n_carry, m), *range(m + tc + tk, len(dual.inputs))]
    outs = dual.outputs
    outputs = (*outs[:n_carry], *outs[n_out : n_out + tk], *outs[n_carry:n_out], *outs[n_out + tk :])
    return Program(reorder(dual, order).inputs, dual.eqns, outputs, dual.name), want


def dual_results(trace: Any, results: Any, n_carry: int, want: Flags) -> tuple[Any, ...]:
    """What a loop over `dual_body` gives, as values with their tangents."""
    y_at = n_carry + sum(want[:n_carry])
    ty_at = y_at + len(want) - n_carry
    dots = iter([*results[n_carry:y_at], *results[ty_at:]])
    outs = [*results[:n_carry], *results[y_at:ty_at]]
    return tuple([trace.dual(o, next(dots) if on else None) for o, on in zip(outs, want, strict=True)])


# -- reverse mode


class SplitBody(NamedTuple):
    """A body split for reverse mode; residuals that are consts of the body stay consts, the others are stacked."""

    known: Program
    linear: Program
    const_residuals: list[int]  # positions among the consts
    want: Flags


def split_body(body: Program, live: Parts) -> SplitBody:
    """Known body: ... -> (*carry, *ys, *stacked residuals).  Linear body: (consts: const residuals, tangents of consts)
    (carry: tangents) (xs: stacked residuals, tangents of xs) -> (*tangents of carry, *tangents of ys)."""
    n_consts, n_carry = len(live.consts), len(live.carry)
    flags = (*live.consts, *live.carry, *live.xs)

    def make() -> SplitBody:
        part = linearized(body, flags)
        n_out = len(body.outputs)
        want = (*live.carry, *part.nonzero[n_carry:])
        linear = instantiate(part.linear, 0, part.nonzero, want, list(body.out_types))
        residuals = part.known.outputs[n_out:]
        consts = {v: k for k, v in enumerate(part.known.inputs[:n_consts])}
        fixed = [j for j, r in enumerate(residuals) if type(r) is Var and r in consts]
        stacked = [j for j in range(len(residuals)) if j not in fixed]
        outputs = (*part.known.outputs[:n_out], *[residuals[j] for j in stacked])
        known = Program(part.known.inputs, part.known.eqns, outputs, part.known.name)
        r, moving = len(residuals), sum(live.consts) + sum(live.carry)
        order = [*fixed, *range(r, r + moving), *stacked, *range(r + moving, len(linear.inputs))]
        return SplitBody(known, reorder(linear, order), [consts[residuals[j]] for j in fixed], want)

    return derived(body, ("split", n_consts, n_carry, flags), make)


# -- batching


def swap_leading(x: Any) -> Any:
    """Exchange the batch axis and the axis of steps."""
    ndim = len(typeof(x).shape)
    return mv.transpose(x, perm=(1, 0, *range(2, ndim)))

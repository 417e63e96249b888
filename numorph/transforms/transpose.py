"""Transposition: run a linear program backwards, from cotangents of its outputs to cotangents of its inputs."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from ..core.op import NotSupported
from ..core.rules import NotDifferentiable
from ..core.trace import Tracer, state
from ..core.types import Type
from ..ir.evaluate import located
from ..ir.program import Eqn, Program, Var
from ..ops import elementwise as ew
from . import accumulate
from .linearize import Linear


class UndefinedPrimal(Tracer):
    """Stands for a linear operand in a transpose rule: it has a type and nothing else."""

    __slots__ = ("var",)

    def __init__(self, var: Var):
        self.trace, self.var = _ENDED, var

    @property
    def type(self) -> Type:
        return self.var.type


class _Ended:
    """In place of a trace: no operation can take the tracer."""

    done = True


_ENDED = _Ended()


class Cotangents:
    """Cotangents collected so far, per variable; None stands for zero.

    `owned`: variables whose cotangent is an array made here, which nobody else holds.
    """

    __slots__ = ("direct", "of", "owned")

    def __init__(self) -> None:
        self.of: dict[Var, Any] = {}
        self.owned: set[Var] = set()
        self.direct = state.trace.direct

    def add(self, var: Any, ct: Any) -> None:
        if not isinstance(var, Var) or ct is None:
            return
        have = self.of.get(var)
        self.of[var] = ct if have is None else ew.add(have, ct)
        self.owned.discard(var)

    def add_part(self, e: Eqn, ct: Any, was_owned: bool) -> bool:
        """Whether the cotangents of an equation's operands were added without an array of zeros for each."""
        if self.direct:
            return accumulate.add_part_in_place(e, ct, self.of, self.owned) or accumulate.take_part_in_place(
                e, ct, was_owned, self.of, self.owned
            )
        have = self.of.get(e.args[0]) if e.args and isinstance(e.args[0], Var) else None
        total = None if have is None else accumulate.add_part(e, ct, have)
        if total is not None:
            self.of[e.args[0]] = total
        return total is not None


def backward(linear: Linear, cts: Sequence[Any]) -> list[Any]:
    """Cotangents (None for zero) of the inputs of a linear map, given those of its outputs (None for zero)."""
    entry: list[Any] = [None]
    saved = state.line
    try:
        return _backward(linear, cts, entry)
    except FloatingPointError as error:
        said = FloatingPointError(f"In the backward pass, {error}")
        if getattr(error, "located", False):  # in a program, which knows its lines
            raise said from None
        raise located(said, linear.tape.line(entry[0])) from None
    finally:
        state.line = saved


def _backward(linear: Linear, cts: Sequence[Any], entry: list[Any]) -> list[Any]:
    cotangents = Cotangents()
    for o, ct in zip(linear.outputs, cts, strict=True):
        cotangents.add(o, ct)
    of, owned = cotangents.of, cotangents.owned
    multiply, add = (operator.mul, operator.add) if cotangents.direct else (ew.multiply, ew.add)
    for e in reversed(linear.tape.entries):
        entry[0] = e
        if not cotangents.direct:
            state.line = linear.tape.line(e)
        if type(e) is Eqn:
            _transpose_eqn(e, cotangents)
            continue
        ct = of.pop(e.out, None)
        if ct is None:
            continue
        if owned:
            owned.discard(e.out)
            owned.difference_update([t for t, _ in e.terms])
        for t, c in e.terms:
            g = ct if c is None else multiply(ct, c)
            have = of.get(t)
            of[t] = g if have is None else add(have, g)
    return [of.get(v) for v in linear.inputs]


def _transpose_eqn(e: Eqn, cotangents: Cotangents) -> None:
    of = cotangents.of
    op, rule = e.op, e.op.transpose
    if not op.multi:
        ct = of.pop(e.outs[0], None)
        if ct is None:
            return
        if type(rule) is NotSupported:
            raise _no_transpose(op)
        was_owned = e.outs[0] in cotangents.owned
        cotangents.owned.discard(e.outs[0])
        if op.family == "indexing" and cotangents.add_part(e, ct, was_owned):
            return
        args = [UndefinedPrimal(a) if isinstance(a, Var) else a for a in e.args]
        for i, a in enumerate(e.args):
            if isinstance(a, Var):
                cotangents.add(a, rule(ct, *args, i=i, **e.params))
        return
    cts = [of.pop(o, None) for o in e.outs]
    if all(ct is None for ct in cts):
        return
    if type(rule) is NotSupported:
        raise _no_transpose(op)
    args = [UndefinedPrimal(a) if isinstance(a, Var) else a for a in e.args]
    for a, g in zip(e.args, rule(cts, *args, **e.params), strict=True):
        cotangents.add(a, g)


def _no_transpose(op: Any) -> NotDifferentiable:
    return NotDifferentiable(f"'{op}' cannot be transposed: {op.transpose.reason}.")


def transpose_program(
    linear: Program, known: Sequence[Any], is_linear: Sequence[bool], cts: Sequence[Any]
) -> list[Any]:
    """As `backward`, for a program whose inputs are linear where marked; `known` are the values of the others."""
    values = iter(known)
    env = {v: next(values) for v, lin in zip(linear.inputs, is_linear, strict=True) if not lin}
    cotangents = Cotangents()
    for o, ct in zip(linear.outputs, cts, strict=True):
        if isinstance(o, Var) and o not in env:
            cotangents.add(o, ct)
    live: list[Eqn] = []
    defined = {v for v, lin in zip(linear.inputs, is_linear, strict=True) if lin}
    for e in linear.eqns:  # what depends on no linear input is known: run it now
        if any(isinstance(a, Var) and a in defined for a in e.args):
            args = tuple([env.get(a, a) if isinstance(a, Var) else a for a in e.args])
            live.append(Eqn(e.op, args, e.params, e.outs, e.line))
            defined.update(e.outs)
        else:
            out = state.trace.process(e.op, [env.get(a, a) if isinstance(a, Var) else a for a in e.args], e.params)
            env.update(zip(e.outs, out if e.op.multi else (out,), strict=True))
    saved = state.line
    try:
        for e in reversed(live):
            state.line = e.line
            _transpose_eqn(e, cotangents)
    finally:
        state.line = saved
    return [cotangents.of.get(v) for v, lin in zip(linear.inputs, is_linear, strict=True) if lin]

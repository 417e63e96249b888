"""Forward-mode derivatives of procedures: beside each number and each element of memory its tangent.

An assignment is preceded by that of its tangent.  Pointers have shadow pointers, to memory of tangents that has the
same layout.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import final

from .activity import Activity, NotDifferentiable
from .building import integer
from .forward import matrix_loops, place, zero
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    const,
    load,
    reg,
    statements,
)
from .parallel import accumulated, assigned
from .partials import FLOATS, NoDerivative, add, cotangent, differentiable
from .renaming import reads, renamed
from .structured import structured

__all__ = ["NotDifferentiable", "Tangent", "along", "tangent"]

TAPE = Push | Pop | PushBlock | PopBlock


@final
class Tangent:
    """A procedure that also gives tangents.

    inputs: those of the procedure, then for each that is a pointer one to tangents of its memory (null where `wanted`
    does not have its position), which become those of the final contents, then the tangent of each active scalar.
    results: those of the procedure, then for each that is floating its tangent, and for each that is a pointer one to
    tangents, with owners as the memory itself has them (null where there are none).
    """

    __slots__ = ("active", "procedure", "wanted")

    def __init__(self, procedure: Procedure, active: tuple[int, ...], wanted: tuple[int, ...]):
        self.procedure, self.active, self.wanted = procedure, active, wanted


def tangent(procedure: Procedure, active: Sequence[int]) -> Tangent:
    """The derivative along tangents of some inputs (positions); raises NotDifferentiable, with a reason."""
    key = ("tangent", *active)
    if key not in procedure.derived:
        procedure.derived[key] = _tangent(procedure, tuple(active))
    found: Tangent = procedure.derived[key]
    return found


def _tangent(procedure: Procedure, active: tuple[int, ...]) -> Tangent:
    if any(isinstance(s, TAPE) for s in statements(procedure.body)):
        raise NotDifferentiable("a sweep of a derivative has no derivative of its own")
    activity = Activity(renamed(structured(procedure)), active)
    return along(activity, procedure.name, procedure.inputs, procedure.results, activity.procedure.body, active)


def along(
    activity: Activity,
    name: str,
    inputs: Sequence[Reg],
    results: Sequence[Reg],
    code: list[Statement],
    active: tuple[int, ...],
) -> Tangent:
    """The tangent of some code of a procedure of which the activity is known.  active: positions among `inputs`."""
    sweep = _Sweep(activity)
    given = [
        sweep.shadow(r) or Reg(f"t_{r.name}", "ptr") for r in inputs if r.dtype == "ptr"
    ]  # of pointers that have no tangents too: they are null
    scalars = [inputs[i] for i in active if inputs[i].dtype != "ptr"]
    given += [sweep.dots.get(r) or Reg(f"t_{r.name}", r.dtype) for r in scalars]
    met = assigned(code).union(*[reads(s) for s in statements(code)], results)
    body: list[Statement] = [Assign(dot, zero(dot.dtype)) for dot in sweep.all(met) if dot not in given]
    body += sweep.body(code)
    outs = list(results)
    for r in results:
        if r.dtype == "ptr" or r.dtype in FLOATS:
            dot = sweep.shadow(r) if r.dtype == "ptr" else sweep.dots.get(r)
            outs.append(dot or Reg(f"t_{r.name}", r.dtype))
            if dot is None:
                body.append(Assign(outs[-1], zero(r.dtype)))
    wanted = [i for i, r in enumerate(inputs) if r in activity.inputs and activity.inputs[r] in activity.shadowed]
    return Tangent(Procedure(f"{name}_tangent", [*inputs, *given], outs, body), active, tuple(wanted))


@final
class _Sweep:
    def __init__(self, facts: Activity):
        self.facts = facts
        self.dots = {r: Reg(f"t_{r.name}", r.dtype) for r in facts.active}
        self.shadows = {p: Reg(f"t_{p.name}", "ptr") for p, m in facts.pointees.items() if m & facts.shadowed}

    def all(self, registers: set[Reg]) -> list[Reg]:
        """The tangents of some registers."""
        found = [*self.dots.items(), *self.shadows.items()]
        return sorted([dot for r, dot in found if r in registers], key=lambda r: r.name)

    def shadow(self, p: Reg) -> Reg | None:
        return self.shadows.get(p)

    # expressions

    def dot(self, e: Expr) -> Expr:
        """The tangent of an expression."""
        found: dict[Expr, Expr | None] = {}
        waiting = [e]
        while waiting:
            x = waiting[-1]
            missing = [x.args[i] for i in differentiable(x) if x.args[i] not in found] if x.op != "load" else []
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if x not in found:
                found[x] = self.combined(x, found)
        return found[e] or zero(e.dtype)

    def combined(self, x: Expr, found: dict[Expr, Expr | None]) -> Expr | None:
        if x.op == "reg" or x.op == "load":
            if not self.facts.is_active(x):
                return None
            return reg(self.dots[x.attr]) if x.op == "reg" else load(self.shadows[x.attr], x.args[0], x.dtype)
        moving = [i for i in differentiable(x) if found[x.args[i]] is not None]
        if not moving:
            return None
        dots = [found[a] or zero(a.dtype) if i in moving else zero(a.dtype) for i, a in enumerate(x.args)]
        if x.op == "add":  # it keeps whether it may be re-associated
            return Expr("add", x.dtype, tuple(dots), x.attr) if len(moving) == 2 else dots[moving[0]]
        if x.op in ("complex", "real", "imag", "convert"):
            return Expr(x.op, x.dtype, tuple(dots))
        if x.op == "select":
            return Expr("select", x.dtype, (x.args[0], dots[1], dots[2]))
        try:  # all others multiply, by factors that are the same in both directions
            terms = [cotangent(x, i, dots[i], x.args, x) for i in moving]
        except NoDerivative as e:
            raise NotDifferentiable(f"'{e}' has no derivative here") from None
        return functools.reduce(add, terms)

    # statements

    def body(self, body: list[Statement]) -> list[Statement]:
        return [x for s in body for x in self.statement(s)]

    def statement(self, s: Statement) -> list[Statement]:
        if isinstance(s, Assign):
            return [*self.assign(s), s]
        if isinstance(s, Store):
            shadow = self.shadows.get(s.base) if s.value.dtype in FLOATS else None
            return [*([Store(shadow, s.index, self.dot(s.value))] if shadow is not None else []), s]
        if isinstance(s, If):
            return [If(s.condition, self.body(s.body), self.body(s.orelse))]
        if isinstance(s, For):
            parallel = s.parallel and self.only_adds(s)
            body = s.body if parallel or not s.parallel else _in_order(s.body)
            return [For(s.counter, s.start, s.stop, self.body(body), s.step, parallel)]
        if isinstance(s, While):
            return [While(self.body(s.body))]
        if isinstance(s, Alloc) and s.reg in self.shadows:
            return [Alloc(self.shadows[s.reg], s.count, s.dtype, True), s]
        if isinstance(s, Retain | Release) and s.reg in self.shadows:
            return [type(s)(self.shadows[s.reg]), s]
        if isinstance(s, Library):
            return [*self.library(s), s]
        if isinstance(s, TAPE):
            return self.on_tape(s)
        return [s]

    def on_tape(self, s: Push | Pop | PushBlock | PopBlock) -> list[Statement]:
        """Beside what goes over the tape goes its tangent, where one is asked for on the other side."""
        dot = self.dots.get(s.site) or self.shadows.get(s.site) if s.site is not None else None
        if isinstance(s, PushBlock | PopBlock):
            twin = self.shadows[s.reg] if dot is not None else None
            return [type(s)(s.reg, s.count, s.dtype, s.site, twin)]
        if isinstance(s, Push):
            if dot is None:
                return [s]
            if s.value.dtype == "ptr":
                source = self.shadows.get(s.value.attr)
                value = reg(source) if source is not None else zero("ptr")
            else:
                value = self.dot(s.value)
            return [Push(value, dot), s]
        own = self.dots.get(s.reg) or self.shadows.get(s.reg)
        if dot is not None:
            return [s, Pop(own if own is not None else Reg("unused", s.reg.dtype), dot)]
        return [s, Assign(own, zero(own.dtype))] if own is not None else [s]

    def only_adds(self, s: For) -> bool:
        """Whether all that loops combine over their iterations are sums: tangents of others need them one by one."""
        loops = [x for x in statements([s]) if isinstance(x, For)]
        return all(op == "add" for x in loops for r, op in accumulated(x.body).items() if r in self.dots)

    def assign(self, s: Assign) -> list[Statement]:
        if s.reg in self.dots:
            return [Assign(self.dots[s.reg], self.dot(s.value))]
        if s.reg in self.shadows:
            source = self.shadows.get(s.value.attr)
            return [Assign(self.shadows[s.reg], reg(source) if source is not None else zero("ptr"))]
        return []

    def library(self, s: Library) -> list[Statement]:
        if s.name != "matmul":
            self.facts.check_host(s)
            return []
        a, b, out = s.pointers
        if out not in self.shadows:
            return []
        m, k, n, *places = s.values
        to, row, column = self.shadows[out], Reg("row", "i64"), Reg("column", "i64")
        index = place(tuple(places[6:]), row, column)
        factors = [(self.shadows.get(a), b), (a, self.shadows.get(b))]
        known = [(x, y) for x, y in factors if x is not None and y is not None]
        if s.attr == "add":
            return [Library("matmul", (*pair, to), s.values, dtype=s.dtype, attr="add") for pair in known]
        if not known:
            return [matrix_loops(m, n, row, column, [Store(to, index, zero(s.dtype))])]
        made: list[Statement] = [Library("matmul", [*known[0], to], s.values, dtype=s.dtype)]
        if len(known) == 2:
            more = Reg("product", "ptr")
            values = [m, k, n, *places[:6], const(0, "i64"), n, const(1, "i64")]
            other = load(more, integer("add", integer("mul", reg(row), n), reg(column)), s.dtype)
            made += [
                Alloc(more, integer("mul", m, n), s.dtype),
                Library("matmul", [*known[1], more], values, dtype=s.dtype),
                matrix_loops(m, n, row, column, [Store(to, index, add(load(to, index, s.dtype), other))]),
                Release(more),
            ]
        return made


def _in_order(body: list[Statement]) -> list[Statement]:
    """The loops inside a loop that has to run in order do so as well."""
    out: list[Statement] = []
    for s in body:
        if isinstance(s, For):
            out.append(For(s.counter, s.start, s.stop, _in_order(s.body), s.step))
        else:
            out.append(s)
    return out

"""The adjoint of one expression: what the registers and elements in it get from the cotangent of its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, final

from .ir import Assign, Expr, Reg, Statement, operands, reg, subexpressions
from .partials import NoDerivative, add, by_result, cotangent, differentiable
from .rewriting import ordered


@final
class Share:
    """What a register or an element (`leaf`) gets; `index`: where the element is."""

    __slots__ = ("index", "leaf", "value")

    def __init__(self, leaf: Expr, value: Expr, index: Expr | None):
        self.leaf, self.value, self.index = leaf, value, index


@final
class Adjoint:
    """seed: the cotangent of the expression.  steps: assignments to new registers, which `shares` then use.

    stored: where the value of the expression still is when they run, if anywhere.
    loads: those in the expression whose values they read.  factors: the largest parts of it whose values they read.
    """

    __slots__ = ("factors", "loads", "seed", "shares", "steps")

    def __init__(self, e: Expr, is_active: Callable[[Expr], bool], stored: Expr | None = None):
        self.seed = Reg("ct", e.dtype)
        self.steps: list[Assign] = []
        self.shares: list[Share] = []
        reversal = _Reversal(self, is_active)
        reversal.run(_shared(e), stored)
        self.steps = self.steps_for(self.shares)
        values = {step.reg for step in self.steps}
        self.loads = [x for x, v in reversal.values.items() if x.op == "load" and v.attr in values]
        known = {v.attr: x for x, v in reversal.values.items() if v.attr in values}
        rest = [step.value for step in self.steps if step.reg not in known] + [x.value for x in self.shares]
        read = dict.fromkeys([x.attr for x in subexpressions(rest) if x.op == "reg" and x.attr in known])
        self.factors = [known[r] for r in read]

    def steps_for(self, wanted: Iterable[Share | Statement]) -> list[Assign]:
        """Those of the steps whose values some shares or statements use."""
        roots = [e for x in wanted for e in (_of(x) if isinstance(x, Share) else operands(x))]
        used = {x.attr for x in subexpressions(roots) if x.op == "reg"}
        found: list[Assign] = []
        for step in reversed(self.steps):
            if step.reg in used:
                used.update([x.attr for x in subexpressions([step.value]) if x.op == "reg"])
                found.append(step)
        return found[::-1]

    def reads(self) -> list[Expr]:
        """Expressions whose values are needed."""
        return [x for step in self.steps for x in operands(step)] + [x for s in self.shares for x in _of(s)]

    def temporaries(self) -> set[Reg]:
        return {self.seed, *[step.reg for step in self.steps]}


def _of(share: Share) -> list[Expr]:
    return [share.value] if share.index is None else [share.value, share.index]


def _shared(e: Expr) -> Expr:
    """With one object for equal registers and loads, so that each gets one share."""
    done: dict[Expr, Expr] = {}
    known: dict[tuple[Any, ...], Expr] = {}
    for x in ordered(e):
        args = tuple([done[a] for a in x.args])
        same = all(a is b for a, b in zip(args, x.args, strict=True))
        new = x if same else Expr(x.op, x.dtype, args, x.attr)
        if x.dtype == "i64" or x.op in ("reg", "load"):
            new = known.setdefault((x.op, x.dtype, x.attr, *[id(a) for a in args]), new)
        done[x] = new
    return done[e]


@final
class _Reversal:
    def __init__(self, adjoint: Adjoint, is_active: Callable[[Expr], bool]):
        self.adjoint, self.is_active = adjoint, is_active
        self.values: dict[Expr, Expr] = {}

    def bind(self, name: str, e: Expr) -> Expr:
        if e.op in ("reg", "const"):
            return e
        r = Reg(name, e.dtype)
        self.adjoint.steps.append(Assign(r, e))
        return reg(r)

    def value(self, e: Expr) -> Expr:
        """The value of a sub-expression, which gets a register."""
        for x in ordered(e):
            if x not in self.values:
                args = tuple([self.values[a] for a in x.args])
                self.values[x] = self.bind("v", Expr(x.op, x.dtype, args, x.attr) if args else x)
        return self.values[e]

    def run(self, e: Expr, stored: Expr | None) -> None:
        if stored is not None and by_result(e):
            self.values[e] = self.bind("v", stored)
        order = ordered(e)
        active: set[Expr] = set()
        for x in order:
            if x.op in ("reg", "load"):
                if self.is_active(x):
                    active.add(x)
            elif any(x.args[i] in active for i in differentiable(x)):
                active.add(x)
        given: dict[Expr, list[Expr]] = {e: [reg(self.adjoint.seed)]}
        for x in reversed(order):
            if x not in active or x not in given:
                continue
            if x.op in ("reg", "load"):
                index = self.value(x.args[0]) if x.op == "load" else None
                whole, rest = [], list(given[x])
                if (seed := next((ct for ct in rest if ct.attr is self.adjoint.seed), None)) is not None:
                    whole = [rest.pop(rest.index(seed))]
                # the whole cotangent stays apart: it may stay where it is
                self.adjoint.shares += [Share(x, ct, index) for ct in [*whole, *([_sum(rest)] if rest else [])]]
                continue
            ct = self.bind("ct", _sum(given[x]))
            for i in differentiable(x):
                if x.args[i] in active:
                    given.setdefault(x.args[i], []).append(self.cotangent(x, i, ct))

    def cotangent(self, x: Expr, operand: int, ct: Expr) -> Expr:
        """Bound, so that sums of cotangents do not repeat it."""
        args = tuple([self.value(a) for a in x.args])
        try:
            return self.bind("ct", cotangent(x, operand, ct, args, self.value(x)))
        except NoDerivative as e:
            from .facts import NotDifferentiable

            raise NotDifferentiable(f"'{e}' has no derivative here") from None


def _sum(terms: Iterable[Expr]) -> Expr:
    total: Expr | None = None
    for t in terms:
        total = t if total is None else add(total, t)
    assert total is not None
    return total

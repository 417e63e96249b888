"""Registers that serve several purposes get several names, so that most are assigned at one place only.

An assignment gets a register of its own where all that read its value stand behind it in the same body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import final

from .ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Push,
    Reg,
    Release,
    Retain,
    Return,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .rewriting import ordered
from .structured import parts_of


def renamed(procedure: Procedure) -> Procedure:
    """The same procedure, which is structured, with more registers."""
    liveness = Liveness()
    liveness.block(procedure.body, frozenset(procedure.results))
    counts: dict[Reg, int] = dict.fromkeys(procedure.inputs, 1)
    for s in statements(procedure.body):
        if isinstance(s, Assign | Alloc):
            counts[s.reg] = counts.get(s.reg, 0) + 1
    shared = {r for r, n in counts.items() if n > 1}
    body = _block(procedure.body, liveness, shared)
    return procedure.with_body(body)


def reads(s: Statement) -> set[Reg]:
    """Registers that a statement itself reads."""
    found = {e.attr for e in subexpressions(operands(s)) if e.op == "reg" or e.op == "load"}
    found.update(_pointers(s))
    return found


def reads_in_order(body: Iterable[Statement]) -> list[Reg]:
    """Registers that statements read, those inside others included, in the order in which they do first."""
    found: dict[Reg, None] = {}
    for s in statements(body):
        found |= {e.attr: None for e in subexpressions(operands(s)) if e.op == "reg" or e.op == "load"}
        found |= dict.fromkeys(_pointers(s))
    return list(found)


def _pointers(s: Statement) -> Sequence[Reg]:
    """Registers that a statement reads beside those in its operands."""
    if isinstance(s, Store):
        return (s.base,)
    if isinstance(s, Retain | Release):
        return (s.reg,)
    return s.pointers if isinstance(s, Library) else ()


@final
class Liveness:
    """Registers that may be read later before they are assigned: `before` and `after` each body, `behind` each loop.

    results: what is read where the procedure ends.
    """

    def __init__(self, results: frozenset[Reg] = frozenset()) -> None:
        self.before: dict[int, frozenset[Reg]] = {}
        self.after: dict[int, frozenset[Reg]] = {}
        self.behind: dict[int, frozenset[Reg]] = {}
        self.results = results
        self.leaving: list[frozenset[Reg]] = []  # what is read after the loops around
        self.again: list[frozenset[Reg]] = []  # and when their next turn begins, or there is none

    def block(self, body: Sequence[Statement], after: frozenset[Reg]) -> frozenset[Reg]:
        self.after[id(body)] = self.after.get(id(body), frozenset()) | after
        for s in reversed(body):
            after = self.statement(s, after)
        self.before[id(body)] = self.before.get(id(body), frozenset()) | after
        return after

    def statement(self, s: Statement, after: frozenset[Reg]) -> frozenset[Reg]:
        if isinstance(s, If):
            return self.block(s.body, after) | self.block(s.orelse, after) | reads(s)
        if isinstance(s, For):
            return (self.loop(s, after, after) - {s.counter}) | reads(s)
        if isinstance(s, While):
            return self.loop(s, frozenset(), after)
        if isinstance(s, Break):
            return self.leaving[-1]
        if isinstance(s, Continue):
            return self.again[-1]
        if isinstance(s, Return):
            return self.results
        if isinstance(s, Bail):
            return frozenset()
        return (after - assigned([s])) | reads(s)

    def loop(self, s: For | While, entry: frozenset[Reg], after: frozenset[Reg]) -> frozenset[Reg]:
        """What is read when a turn begins, or there is none; entry: some of it."""
        self.behind[id(s)] = self.behind.get(id(s), frozenset()) | after
        self.leaving.append(after)
        counters = {s.counter} if isinstance(s, For) else set()
        while True:
            self.again.append(entry)
            wider = entry | (self.block(s.body, entry) - counters)
            self.again.pop()
            if wider == entry:
                self.leaving.pop()
                return entry
            entry = wider


def _block(body: Sequence[Statement], liveness: Liveness, shared: set[Reg]) -> list[Statement]:
    after = liveness.after.get(id(body), frozenset())
    out = _segment(list(body), after, shared)
    return [_inside(new, old, liveness, shared) for new, old in zip(out, body, strict=True)]


def _inside(new: Statement, old: Statement, liveness: Liveness, shared: set[Reg]) -> Statement:
    """A statement whose bodies are done as well; liveness knows the old ones."""
    if isinstance(new, If):
        assert isinstance(old, If)
        return If(
            new.condition,
            _again(new.body, old.body, liveness, shared),
            _again(new.orelse, old.orelse, liveness, shared),
        )
    if isinstance(new, For):
        assert isinstance(old, For)
        body = _again(new.body, old.body, liveness, shared)
        return For(new.counter, new.start, new.stop, body, new.step, new.parallel)
    if isinstance(new, While):
        assert isinstance(old, While)
        return While(_again(new.body, old.body, liveness, shared, exits=True))
    return new


def _again(
    new: list[Statement], old: list[Statement], liveness: Liveness, shared: set[Reg], exits: bool = False
) -> list[Statement]:
    after = liveness.after.get(id(old), frozenset())
    if exits:
        at = len(parts_of(While(new))[0])
        everything = frozenset(shared)  # what the head assigns may be read wherever the loop is left
        body = [*_segment(new[:at], everything, shared), new[at], *_segment(new[at + 1 :], after, shared)]
    else:
        body = _segment(new, after, shared)
    return [_inside(n, o, liveness, shared) for n, o in zip(body, old, strict=True)]


def _segment(body: list[Statement], after: frozenset[Reg], shared: set[Reg]) -> list[Statement]:
    """Statements in sequence, their own assignments renamed."""
    out = list(body)
    written = [assigned([s]) for s in body]
    for at, s in enumerate(body):
        if not isinstance(s, Assign | Alloc) or s.reg not in shared:
            continue
        old = s.reg
        next_ = at + 1
        while next_ < len(body) and old not in written[next_]:
            next_ += 1
        ends = next_ < len(body)
        if ends and not isinstance(body[next_], Assign | Alloc):
            continue  # something inside the next statement assigns it, perhaps
        if not ends and old in after:
            continue
        new = Reg(old.name, old.dtype)
        changed = out[at]
        assert isinstance(changed, Assign | Alloc)
        out[at] = (
            Assign(new, changed.value)
            if isinstance(changed, Assign)
            else Alloc(new, changed.count, changed.dtype, changed.zero)
        )
        for later in range(at + 1, next_ + ends):
            out[later] = substituted(out[later], {old: new})
    return out


def substituted(s: Statement, to: Mapping[Reg, Reg]) -> Statement:
    """A statement that reads other registers; what it assigns stays."""
    if to.keys().isdisjoint(reads(s)) and not isinstance(s, If | For | While):
        return s
    if isinstance(s, If):
        return If(expression(s.condition, to), _all(s.body, to), _all(s.orelse, to))
    if isinstance(s, For):
        body = _all(s.body, to)
        return For(s.counter, expression(s.start, to), expression(s.stop, to), body, s.step, s.parallel)
    if isinstance(s, While):
        return While(_all(s.body, to))
    if isinstance(s, Assign):
        return Assign(s.reg, expression(s.value, to))
    if isinstance(s, Store):
        return Store(to.get(s.base, s.base), expression(s.index, to), expression(s.value, to))
    if isinstance(s, Push):
        return Push(expression(s.value, to), s.site)
    if isinstance(s, Alloc):
        return Alloc(s.reg, expression(s.count, to), s.dtype, s.zero)
    if isinstance(s, Retain | Release):
        return type(s)(to[s.reg])
    if isinstance(s, Library):
        pointers = [to.get(p, p) for p in s.pointers]
        return Library(s.name, pointers, [expression(v, to) for v in s.values], s.results, s.dtype, s.attr)
    raise AssertionError(f"{type(s).__name__} is not expected in a procedure that is transformed")


def with_other_registers(s: Statement, to: Mapping[Reg, Reg]) -> Statement:
    """A statement of a parallel loop with other registers, those that it assigns as well."""
    return _assigning(substituted(s, to), to)


def _assigning(s: Statement, to: Mapping[Reg, Reg]) -> Statement:
    """A statement of a parallel loop that assigns other registers."""
    if isinstance(s, Assign):
        return Assign(to.get(s.reg, s.reg), s.value)
    if isinstance(s, If):
        return If(s.condition, *[[_assigning(x, to) for x in body] for body in (s.body, s.orelse)])
    if isinstance(s, For):
        body = [_assigning(x, to) for x in s.body]
        return For(to.get(s.counter, s.counter), s.start, s.stop, body, s.step, s.parallel)
    return s


def _all(body: Iterable[Statement], to: Mapping[Reg, Reg]) -> list[Statement]:
    return [substituted(s, to) for s in body]


def expression(e: Expr, to: Mapping[Reg, Reg], values: Mapping[Reg, Expr] | None = None) -> Expr:
    """An expression with other registers, or with values in the place of some."""
    done: dict[Expr, Expr] = {}
    for x in ordered(e):
        if values and x.op == "reg" and x.attr in values:
            done[x] = values[x.attr]
            continue
        args = tuple([done[a] for a in x.args])
        attr = to.get(x.attr, x.attr) if x.op in ("reg", "load") else x.attr
        same = attr is x.attr and all(a is b for a, b in zip(args, x.args, strict=True))
        done[x] = x if same else Expr(x.op, x.dtype, args, attr)
    return done[e]

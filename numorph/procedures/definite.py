"""Whether every register is assigned on all ways that lead to where it is read: what machine code takes for granted."""

from __future__ import annotations

from collections.abc import Sequence

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
    Pop,
    PopBlock,
    Procedure,
    PushBlock,
    Reg,
    Release,
    Retain,
    Return,
    Statement,
    Store,
    While,
    operands,
)
from .parallel import assigned


def unassigned(procedure: Procedure) -> Reg | None:
    """A register that may be read before it is assigned, if there is one."""
    try:
        end = _Walk(procedure.results).body(procedure.body, set(procedure.inputs))
        if end is not None:
            _need(procedure.results, end)
    except _Found as found:
        return found.reg
    return None


class _Found(Exception):
    def __init__(self, reg: Reg):
        self.reg = reg


def _need(registers: Sequence[Reg], assigned: set[Reg]) -> None:
    for r in registers:
        if r not in assigned:
            raise _Found(r)


class _Walk:
    """Follows statements with the registers that are assigned; None where the end cannot be reached."""

    def __init__(self, results: Sequence[Reg]):
        self.results = results
        self.breaks: list[list[set[Reg]]] = []  # for each open loop, what is assigned where it is left

    def body(self, body: Sequence[Statement], assigned: set[Reg]) -> set[Reg] | None:
        now: set[Reg] | None = set(assigned)
        for s in body:
            if now is None:
                return None
            now = self.statement(s, now)
        return now

    def statement(self, s: Statement, now: set[Reg]) -> set[Reg] | None:
        for e in operands(s):
            self.expression(e, now)
        if isinstance(s, Assign | Alloc | Pop | PushBlock | PopBlock):
            now |= assigned([s])
        elif isinstance(s, Store):
            _need([s.base], now)
        elif isinstance(s, Retain | Release):
            _need([s.reg], now)
        elif isinstance(s, Library):
            _need(s.pointers, now)
            now.update(s.results)
        elif isinstance(s, If):
            return _both(self.body(s.body, now), self.body(s.orelse, now))
        elif isinstance(s, For | While):
            return self.loop(s, now)
        elif isinstance(s, Break):
            self.breaks[-1].append(now)
            return None
        elif isinstance(s, Continue | Bail):
            return None
        elif isinstance(s, Return):
            _need(self.results, now)
            return None
        return now

    def loop(self, s: For | While, now: set[Reg]) -> set[Reg] | None:
        self.breaks.append([])
        self.body(s.body, now | {s.counter} if isinstance(s, For) else now)
        ways = self.breaks.pop()
        if isinstance(s, For):
            return now  # it may not run at all
        after: set[Reg] | None = None
        for way in ways:
            after = _both(after, way)
        return after

    def expression(self, root: Expr, now: set[Reg]) -> None:
        stack, seen = [root], set()
        while stack:
            e = stack.pop()
            if id(e) in seen:
                continue
            seen.add(id(e))
            if e.op in ("reg", "load") and e.attr not in now:
                raise _Found(e.attr)
            stack += e.args


def _both(a: set[Reg] | None, b: set[Reg] | None) -> set[Reg] | None:
    if a is None or b is None:
        return b if a is None else a
    return a & b

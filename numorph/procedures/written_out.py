"""Loops whose bounds are numbers, written out: all their turns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from .ir import Assign, Bail, Expr, For, If, Reg, Statement, Store, const, statements
from .parallel import assigned
from .rewriting import ordered as in_order


def written_out(s: For, most: int, ordered: bool = False) -> list[Statement] | None:
    """All turns of a loop one after the other, if that is not more than so many statements.

    ordered: what it adds up in any order is added in the order of its turns.  That must not be where a parallel loop
    around it adds to the same registers.
    """
    try:
        return _Writer(most, ordered).turns(s)
    except _TooLong:
        return None


class _TooLong(Exception):
    """It is more than that, or has what is not written out."""


@final
class _Writer:
    """known: the numbers that integers are where it writes."""

    def __init__(self, most: int, ordered: bool):
        self._most, self._ordered = most, ordered
        self._known: dict[Reg, Expr] = {}

    def turns(self, s: For) -> list[Statement]:
        start, stop = self._put(s.start), self._put(s.stop)
        counters = {t.counter for t in statements(s.body) if isinstance(t, For)}
        if start.op != "const" or stop.op != "const" or s.counter in counters:
            raise _TooLong
        out: list[Statement] = []
        for turn in range(start.attr, stop.attr, s.step):
            self._known[s.counter] = const(turn, "i64")
            out += self._list(s.body)
            if len(list(statements(out))) > self._most:
                raise _TooLong
        self._known.pop(s.counter, None)
        return out

    def _list(self, body: Sequence[Statement]) -> list[Statement]:
        return [new for s in body for new in self._statement(s)]

    def _statement(self, s: Statement) -> list[Statement]:
        if isinstance(s, Assign):
            value = self._put(s.value)
            self._known.pop(s.reg, None)
            if value.op == "const" and value.dtype == "i64":
                self._known[s.reg] = value
            return [Assign(s.reg, value)]
        if isinstance(s, Bail):
            return [s]
        if isinstance(s, Store):
            return [Store(s.base, self._put(s.index), self._put(s.value))]
        if isinstance(s, If):
            condition, before = self._put(s.condition), self._known
            ways = []
            for body in (s.body, s.orelse):
                self._known = dict(before)
                ways.append(self._list(body))
            self._known = {r: e for r, e in before.items() if r not in assigned([s])}
            return [If(condition, *ways)]
        if isinstance(s, For):
            return self.turns(s)
        raise _TooLong

    def _put(self, e: Expr) -> Expr:
        """An expression with numbers in the place of what is known, and of what is known then."""
        done: dict[Expr, Expr] = {}
        for x in in_order(e):
            args = tuple([done[a] for a in x.args])
            same = all([a is b for a, b in zip(args, x.args, strict=True)])
            if x.op == "reg" and x.attr in self._known:
                done[x] = self._known[x.attr]
            elif self._ordered and x.attr == "free":
                done[x] = Expr(x.op, x.dtype, args)
            else:
                done[x] = x if same else _simple(Expr(x.op, x.dtype, args, x.attr))
        return done[e]


def _simple(e: Expr) -> Expr:
    """A sum or product of integers, some of which may be known."""
    if e.dtype != "i64" or e.op not in ("add", "sub", "mul"):
        return e
    x, y = e.args
    if x.op == "const" and y.op == "const":
        value = x.attr + y.attr if e.op == "add" else x.attr - y.attr if e.op == "sub" else x.attr * y.attr
        return const(value, "i64") if -(2**63) <= value < 2**63 else e
    if y.op == "const" and y.attr == (1 if e.op == "mul" else 0):
        return x
    return y if x.op == "const" and e.op != "sub" and x.attr == (1 if e.op == "mul" else 0) else e

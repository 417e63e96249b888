"""Branches whose two ways do the same to memory, with other numbers: the numbers are chosen, and it is done once.

`if a < b: x[b] = a else: x[a] = b` is one store.  Which way such a branch goes is often up to the data, so that a
processor cannot foresee it; and nothing waits for numbers that are only stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from .counts import assignment_counts, read_counts
from .ir import Assign, Bail, Expr, If, Procedure, Reg, Statement, Store, reg, statements
from .rewriting import with_bodies
from .structured import only_bails

_MOST_CHOICES: Final = 4
_MOST_STATEMENTS: Final = 8  # of one way


def without_alike_ways(procedure: Procedure) -> Procedure:
    """The same procedure, without such branches."""
    if not any([_may_be_alike(s) for s in statements(procedure.body)]):
        return procedure
    return procedure.with_body(_Merging(procedure).body(procedure.body))


def _may_be_alike(s: Statement) -> bool:
    if not isinstance(s, If) or not 0 < len(s.body) == len(s.orelse) <= _MOST_STATEMENTS:
        return False
    return any([isinstance(t, Store) for t in s.body])


class _Differ(Exception):
    """The two ways do not do the same."""


@final
class _Merging:
    def __init__(self, procedure: Procedure):
        self._assigned, self._read = assignment_counts(procedure.body), read_counts(procedure.body)
        self._results = frozenset(procedure.results)

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            s = with_bodies(s, self.body)
            if _may_be_alike(s):
                assert isinstance(s, If)
                try:
                    out += self._merged(s)
                    continue
                except _Differ:
                    pass
            out.append(s)
        return out

    def _merged(self, s: If) -> list[Statement]:
        ways = _Ways(s)
        inside = [read_counts(body) for body in (s.body, s.orelse)]
        for read, body in zip(inside, (s.body, s.orelse), strict=True):
            for t in body:
                if isinstance(t, Assign) and not self._is_of_way(t.reg, read.get(t.reg, 0)):
                    raise _Differ
        done = [ways.statement(x, y) for x, y in zip(s.body, s.orelse, strict=True)]
        return [*ways.choices(), *done]

    def _is_of_way(self, r: Reg, reads: int) -> bool:
        """Whether a register is assigned once, and read in that way only."""
        return self._assigned[r] == 1 and self._read.get(r, 0) == reads and r not in self._results


@final
class _Ways:
    """What is the same in both ways, or chosen."""

    def __init__(self, s: If):
        self._condition = s.condition
        self._partners: dict[Reg, Reg] = {}  # of registers of the first way those of the second
        self._chosen: dict[tuple[object, object], tuple[Reg, Expr, Expr]] = {}  # by what is chosen from

    def choices(self) -> list[Statement]:
        taken = Reg("taken", "bool")
        chosen = [Assign(r, Expr("select", r.dtype, (reg(taken), x, y))) for r, x, y in self._chosen.values()]
        return [Assign(taken, self._condition), *chosen]

    def statement(self, x: Statement, y: Statement) -> Statement:
        if isinstance(x, Assign) and isinstance(y, Assign) and x.reg.dtype == y.reg.dtype != "ptr":
            value = self._expression(x.value, y.value)
            self._partners[x.reg] = y.reg
            return Assign(x.reg, value)
        if isinstance(x, Store) and isinstance(y, Store) and x.base is y.base:
            return Store(x.base, self._expression(x.index, y.index), self._expression(x.value, y.value))
        if isinstance(x, If) and isinstance(y, If) and only_bails(x) and only_bails(y):
            first, second = x.body[0], y.body[0]
            assert isinstance(first, Bail) and isinstance(second, Bail)
            if first.reason == second.reason:
                return If(self._expression(x.condition, y.condition), [first])
        raise _Differ

    def _expression(self, x: Expr, y: Expr) -> Expr:
        if x.dtype != y.dtype or x.dtype == "ptr":
            raise _Differ
        if x.op == y.op == "reg" and (x.attr is y.attr or self._partners.get(x.attr) is y.attr):
            return x
        if x.op == y.op == "const" and _name(x) == _name(y):
            return x
        if x.op in ("reg", "const") and y.op in ("reg", "const"):
            return self._choice(x, y)
        if x.op != y.op or x.attr != y.attr or len(x.args) != len(y.args):
            raise _Differ
        args = tuple([self._expression(a, b) for a, b in zip(x.args, y.args, strict=True)])
        return Expr(x.op, x.dtype, args, x.attr)

    def _choice(self, x: Expr, y: Expr) -> Expr:
        """One of two numbers that are there before the branch."""
        ours, others = self._partners.keys(), self._partners.values()
        if (x.op == "reg" and x.attr in ours) or (y.op == "reg" and y.attr in others):
            raise _Differ
        key = _name(x), _name(y)
        if key not in self._chosen:
            if len(self._chosen) == _MOST_CHOICES:
                raise _Differ
            self._chosen[key] = Reg("chosen", x.dtype), x, y
        return reg(self._chosen[key][0])


def _name(e: Expr) -> object:
    """What a register or number is known by: 0.0 is not -0.0."""
    return e.attr if e.op == "reg" else (e.dtype, repr(e.attr))

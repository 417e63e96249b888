"""Values that are read soon after they were made are put where they are read, so that code is that of the formulas.

A load that goes into a formula needs no register that would have to be saved.  A value moves only where it is the same
at its new place, and is not computed more often than before, unless it is a load or simple arithmetic of integers.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any, final

from .counts import assignment_counts, read_counts
from .ir import Assign, Expr, For, If, Procedure, Reg, Release, Statement, Store, While, statements, subexpressions
from .parallel import assigned
from .renaming import expression, reads
from .rewriting import with_bodies
from .structured import parts_of

Memories = Callable[[Reg], set[Any]]  # of a pointer
Written = Callable[[Statement], set[Any]]  # memory that a statement writes

_CHEAP = {"reg", "const", "load", "add", "sub", "mul", "neg"}


def inlined(procedure: Procedure, memories: Memories, written: Written, kept: Set[Reg] = frozenset()) -> Procedure:
    """The same procedure, which is structured and renamed.  kept: registers whose values stay where they are."""
    counts, read = assignment_counts(procedure.body), read_counts(procedure.body)
    counts.update(procedure.inputs)
    once = {r for r, n in counts.items() if n == 1 and r.dtype != "ptr"} - {
        *procedure.inputs,
        *procedure.results,
        *kept,
    }
    inliner = _Inliner(once, read, memories, written)
    return procedure.with_body(inliner.body(procedure.body))


@final
class _Inliner:
    def __init__(self, once: set[Reg], read: dict[Reg, int], memories: Memories, written: Written):
        self.once, self.read, self.memories, self.written = once, read, memories, written

    def body(self, body: list[Statement]) -> list[Statement]:
        out = [self.inside(s) for s in body]
        at = len(out) - 1
        while at >= 0:
            s = out[at]
            if isinstance(s, Assign) and s.reg in self.once and self.moves(s, out[at + 1 :]):
                new = [_put(x, s.reg, s.value) for x in out[at + 1 :]]
                for e in {e.attr: e for e in subexpressions([s.value]) if e.op in ("reg", "load")}.values():
                    self.read[e.attr] += _count(e.attr, new) - _count(e.attr, out[at:])
                out[at:] = new
            at -= 1
        return out

    def inside(self, s: Statement) -> Statement:
        if isinstance(s, If | For):
            return with_bodies(s, self.body)
        if isinstance(s, While):
            head, leave, tail = parts_of(s)
            exit_ = s.body[len(head)]
            assert isinstance(exit_, If) and exit_.condition is leave
            return While([*self.body(head), exit_, *self.body(tail)])
        return s

    def moves(self, s: Assign, rest: list[Statement]) -> bool:
        """Whether all that read a value can compute it where they stand."""
        parts = list(subexpressions([s.value]))
        simple = s.value.op in ("load", "reg", "const") or (
            s.value.dtype == "i64" and all(e.op in _CHEAP for e in parts) and len(parts) < 8
        )
        registers = {e.attr for e in parts if e.op in ("reg", "load")}
        memory = set().union(*[self.memories(e.attr) for e in parts if e.op == "load"])
        left = self.read.get(s.reg, 0)
        if left == 0 or (left > 1 and not simple):
            return False
        for x in rest:
            here = _count(s.reg, [x])
            if here and not (isinstance(x, Assign | Store) or (isinstance(x, If) and self.calm(x, registers, memory))):
                return False
            left -= here
            if left == 0:
                return True
            if not self.keeps(x, registers, memory):
                return False
        return False

    def calm(self, x: If, registers: set[Reg], memory: set[Any]) -> bool:
        """A branch without loops that changes nothing of a value."""
        loops = any(isinstance(y, For | While) for y in statements([x]))
        return not loops and self.keeps(x, registers, memory)

    def keeps(self, x: Statement, registers: set[Reg], memory: set[Any]) -> bool:
        if not registers.isdisjoint(assigned([x])):
            return False
        return all(memory.isdisjoint(self.touched(y)) for y in statements([x]))

    def touched(self, s: Statement) -> set[Any]:
        """Memory that is not what it was after a statement, or no longer there."""
        return self.memories(s.reg) if isinstance(s, Release) else self.written(s)


def _count(r: Reg, body: list[Statement]) -> int:
    """How many statements read a register."""
    return sum([r in reads(s) for s in statements(body)])


def _put(s: Statement, r: Reg, value: Expr) -> Statement:
    """A statement that reads an expression instead of a register."""
    if isinstance(s, If):
        return If(
            _with(s.condition, r, value), [_put(x, r, value) for x in s.body], [_put(x, r, value) for x in s.orelse]
        )
    if r not in reads(s):
        return s
    if isinstance(s, Assign):
        return Assign(s.reg, _with(s.value, r, value))
    assert isinstance(s, Store)
    return Store(s.base, _with(s.index, r, value), _with(s.value, r, value))


def _with(e: Expr, r: Reg, value: Expr) -> Expr:
    return expression(e, {}, {r: value})

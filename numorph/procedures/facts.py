"""What a procedure does, as far as its reverse mode wants to know beside what is active: what can be computed again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import final

from .activity import Activity, InputMemory, Memory, NotDifferentiable, Pointees
from .counts import assignment_counts, read_counts
from .forms import Known, form
from .ir import (
    Assign,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .structured import parts_of
from .temporaries import fresh, temporaries

__all__ = ["Facts", "InputMemory", "Memory", "NotDifferentiable", "Pointees", "blocks"]


def blocks(s: Statement, parts: dict[int, tuple[list[Statement], Expr, list[Statement]]]) -> list[list[Statement]]:
    """The bodies of a statement; those of a While are its head and its tail, always the same lists."""
    if isinstance(s, While):
        if id(s) not in parts:
            parts[id(s)] = parts_of(s)
        return [parts[id(s)][0], parts[id(s)][2]]
    if isinstance(s, If):
        return [s.body, s.orelse]
    return [s.body] if isinstance(s, For) else []


@final
class Facts(Activity):
    """Of a procedure that is structured, and whose registers are renamed.

    conditions: registers that are saved rather than what they are computed from, as conditions of branches are.
    """

    def __init__(self, procedure: Procedure, active: Sequence[int], conditions: Set[Reg] = frozenset()):
        super().__init__(procedure, active)
        self.conditions = conditions
        self.parts: dict[int, tuple[list[Statement], Expr, list[Statement]]] = {}
        self.assigned = assigned(procedure.body)
        self.counters = {s.counter for s in self.all if isinstance(s, For)} - assigned(
            [s for s in self.all if not isinstance(s, If | For | While)]
        )
        self.constant = {r for r in procedure.inputs if r not in self.assigned}
        self.used = self._used()  # pointers by which memory is read or written
        self.stored: set[Memory] = set()  # memory that something writes
        for s in self.all:
            self.stored |= self.written(s)
        self.definitions: dict[Reg, tuple[Assign, int]] = {}  # what can be computed again, and in which block
        self._find_definitions()
        self.temporaries = temporaries(self)  # by the id of the last statement that touches them
        self.fresh = fresh(self)  # statements that fill new memory
        self.temporary = {s.reg for found in self.temporaries.values() for s in found}  # their pointers

    def known(self) -> Known:
        """What integers are, by the counters of loops and by what never changes."""
        known: Known = {r: r for r in (*self.constant, *self.counters)}
        for s in self.all:
            if isinstance(s, Assign) and s.reg in self.definitions and s.reg.dtype == "i64":
                known[s.reg] = form(s.value, known) or s.reg
        return known

    # memory

    def _used(self) -> set[Reg]:
        found = {r for r in self.procedure.results if r.dtype == "ptr"}
        for s in self.all:
            found |= {e.attr for e in subexpressions(operands(s)) if e.op == "load"}
            if isinstance(s, Store):
                found.add(s.base)
            elif isinstance(s, Library):
                found.update(s.pointers)
        copies = [(s.reg, s.value.attr) for s in self.all if isinstance(s, Assign) and s.reg.dtype == "ptr"]
        while True:  # and those that are copied to them
            more = {source for to, source in copies if to in found and source is not None} - found
            if not more:
                return found
            found |= more

    # what can be computed again where a body has ended

    def _find_definitions(self) -> None:
        counts = assignment_counts(self.procedure.body)
        once = {r for r, n in counts.items() if n == 1} - set(self.procedure.inputs) - self.counters
        self._reads = read_counts(self.procedure.body)
        self._define(self.procedure.body, once, set(), outermost=True)

    def _define(self, body: list[Statement], once: set[Reg], counters: set[Reg], outermost: bool = False) -> None:
        changed = assigned(body)
        stored = set().union(*[self.written(s) for s in statements(body)]) if body else set()
        total, later = self._reads, Counter[Reg]()
        inside: dict[Reg, int] = {}  # how often the body reads a register after it has assigned it
        for s in reversed(body):
            if isinstance(s, Assign):
                inside[s.reg] = later.get(s.reg, 0)
            later.update(read_counts([s]))
        for s in body:
            if isinstance(s, Assign) and s.reg in once and s.reg.dtype != "ptr":
                within = outermost or s.reg not in self.procedure.results
                local = within and inside[s.reg] == total.get(s.reg, 0)
                if s.reg in self.conditions and not self.stable(s.value, counters):
                    continue
                if local and self._fixed(s.value, changed, stored, counters):
                    self.definitions[s.reg] = (s, id(body))
            for inner in blocks(s, self.parts):
                self._define(inner, once, counters | ({s.counter} if isinstance(s, For) else set()))

    def _fixed(self, e: Expr, changed: set[Reg], stored: set[Memory], counters: set[Reg]) -> bool:
        """Whether an expression has its value still at the end of a body that changes some registers and memory."""
        for x in subexpressions([e]):
            if x.op in ("reg", "load"):
                known = x.attr in self.definitions or x.attr in counters & self.counters
                if not known and x.attr in changed:
                    return False
            if x.op == "load" and self.memories(x.attr) & stored:
                return False
        return True

    def stable(self, e: Expr, counters: Iterable[Reg]) -> bool:
        """Whether the reverse sweep has an expression's value for nothing."""
        for x in subexpressions([e]):
            if x.op in ("reg", "load"):
                known = x.attr in self.definitions or x.attr in self.constant
                if not known and not (x.attr in self.counters and x.attr in counters):
                    return False
            if x.op == "load" and self.memories(x.attr) & self.stored:
                return False
        return True

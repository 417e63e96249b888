"""Which arguments a call that ends without results may leave changed: of those the caller keeps copies.

A call ends so by a Bail, where there is no memory, or because of a signal; what was stored before is there by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..procedures.activity import InputMemory, Memory, Pointees
from ..procedures.ir import (
    Alloc,
    Bail,
    For,
    If,
    Library,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Statement,
    Store,
    While,
    bodies,
    statements,
)
from .procedure_interrupts import lets_itself_be_interrupted

_MAY_FAIL: Final = (Bail, Alloc, Library, Push, PushBlock)


def written_inputs(procedure: Procedure) -> tuple[frozenset[int], frozenset[int]]:
    """The positions of pointers among the inputs to whose memory it writes; and of those that it may leave changed."""
    if not any([isinstance(s, Store | Library) for s in statements(procedure.body)]):
        return frozenset(), frozenset()
    walk = _Walk(procedure)
    written = walk.body(procedure.body, frozenset(), 0)
    return _positions(procedure, written), _positions(procedure, walk.found)


def _positions(procedure: Procedure, memory: Iterable[Memory]) -> frozenset[int]:
    found = {m.register for m in memory if isinstance(m, InputMemory)}
    return frozenset([k for k, r in enumerate(procedure.inputs) if r in found])


class _Walk:
    """Follows statements with the memory that has been written before them."""

    def __init__(self, procedure: Procedure):
        self.pointees = Pointees(procedure)
        self.anything = frozenset(self.pointees.inputs.values())
        self.found: set[Memory] = set()

    def body(self, body: Sequence[Statement], written: frozenset[Memory], depth: int) -> frozenset[Memory]:
        """What has been written after some statements; depth: of loops around them."""
        for s in body:
            written = self.statement(s, written, depth)
        return written

    def statement(self, s: Statement, written: frozenset[Memory], depth: int) -> frozenset[Memory]:
        if isinstance(s, For | While):
            return self.loop(s, written, depth)
        if isinstance(s, If):
            return frozenset().union(*[self.body(inner, written, depth) for inner in bodies(s)])
        written |= self.written(s)
        if isinstance(s, _MAY_FAIL):
            self.found |= written
        return written

    def loop(self, s: For | While, written: frozenset[Memory], depth: int) -> frozenset[Memory]:
        before = written
        while (after := before | self.body(s.body, before, depth + 1)) != before:
            before = after
        if lets_itself_be_interrupted(s, depth):
            self.found |= after
        return after

    def written(self, s: Statement) -> frozenset[Memory]:
        """What a statement itself may write."""
        pointers = (s.base,) if isinstance(s, Store) else s.pointers if isinstance(s, Library) else ()
        return frozenset().union(*[self.memory(p) for p in pointers])

    def memory(self, pointer: Reg) -> frozenset[Memory]:
        return frozenset(self.pointees.of(pointer)) or self.anything

"""Memory that a turn of a loop makes and hands on to the next one, by one pointer: `state = f(state)`.

Nothing but that turn and the next touches it.  So its shadow is no matter of the forward sweep: it is made where the
reverse of the next turn gets the pointer back, and given up where that of its own turn has come to its beginning.
What goes over the tape in its place is a null pointer.
"""

from __future__ import annotations

from typing import NamedTuple

from .facts import Facts
from .ir import Alloc, Assign, Expr, For, Library, Reg, Statement, Store, bodies, operands, statements, subexpressions
from .parallel import assigned
from .recording import Recording


class HandedOn(NamedTuple):
    """Memory of `alloc`, with so many `elements`, in a turn of `loop`, at the end of which `hand` assigns its pointer.

    later: whether something after the loop may touch what the last turn has left.
    """

    loop: For
    alloc: Alloc
    hand: Assign
    elements: Expr
    later: bool

    @property
    def keeper(self) -> Reg:
        """The pointer that the next turn finds it by."""
        return self.hand.reg


def handed_on(facts: Facts, recording: Recording) -> list[HandedOn]:
    """All of it, of outermost loops."""
    body = facts.procedure.body
    found = []
    for at, loop in enumerate(body):
        if not isinstance(loop, For) or loop.parallel:
            continue
        for k, s in enumerate(loop.body):
            if isinstance(s, Assign) and s.reg.dtype == "ptr" and s.value.op == "reg":
                alloc = _made(loop.body[:k], s.value.attr)
                if alloc is not None and _is_handed_on(facts, recording, (at, k), alloc, s):
                    count = recording.known(alloc.count)
                    later = s.reg in recording.last
                    found += [HandedOn(loop, alloc, s, count, later)] if count is not None else []
    return found


def _made(before: list[Statement], p: Reg) -> Alloc | None:
    return next((x for x in before if isinstance(x, Alloc) and x.reg is p), None)


def _is_handed_on(facts: Facts, recording: Recording, place: tuple[int, int], alloc: Alloc, hand: Assign) -> bool:
    body, (at, k) = facts.procedure.body, place
    loop = body[at]
    assert isinstance(loop, For)
    maker, keeper = alloc.reg, hand.reg
    reaching = {p for p, memories in facts.pointees.items() if alloc in memories and p in facts.used}
    if alloc not in facts.shadowed or reaching != {maker, keeper} or facts.memories(maker) != {alloc}:
        return False
    if keeper not in recording.saves.get(id(hand), ()) or maker in facts.procedure.results:
        return False
    inside = [s for s in statements(loop.body) if not bodies(s) and not assigned([s]).isdisjoint((maker, keeper))]
    if len(inside) != 2 or not assigned(body[at + 1 :]).isdisjoint((maker, keeper)):
        return False
    before = [s for s in statements(body[:at]) if not bodies(s) and maker in assigned([s])]
    if not all([isinstance(s, Assign) and s.value.op == "null" for s in before]):
        return False
    first = loop.body.index(alloc)
    rest = [*body[:at], *loop.body[:first], *loop.body[k + 1 :], *body[at + 1 :]]
    return not any([_touches(s, maker) for s in statements(rest)])


def _touches(s: Statement, p: Reg) -> bool:
    """Whether a statement itself reads or writes the memory of a pointer."""
    if (isinstance(s, Store) and s.base is p) or (isinstance(s, Library) and p in s.pointers):
        return True
    return any([e.op == "load" and e.attr is p for e in subexpressions(operands(s))])

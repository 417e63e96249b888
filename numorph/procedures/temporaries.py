"""Memory that lives within one run of a body: made there, reached by one pointer, and not touched once the body ends.

Nothing of it has to be followed beyond that body.  In the reverse sweep its shadow lives from the last statement that
touches it back to the one that makes it, as the cotangents of its elements are zero before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .ir import Alloc, Assign, Library, Reg, Statement, Store, operands, statements, subexpressions
from .parallel import assigned

if TYPE_CHECKING:
    from .facts import Facts


def temporaries(facts: Facts) -> dict[int, list[Alloc]]:
    """What makes them, by the id of the statement of the same body after which nothing touches them."""
    found: dict[int, list[Alloc]] = {}
    _inside(facts.procedure.body, facts, _touches(facts.all), found)
    return found


def _inside(body: list[Statement], facts: Facts, total: dict[Reg, int], found: dict[int, list[Alloc]]) -> None:
    from .facts import blocks

    for at, s in enumerate(body):
        if isinstance(s, Alloc) and _alone(s, facts):
            last = _last(s.reg, body[at + 1 :], total.get(s.reg, 0))
            if last is not None:
                found.setdefault(id(last), []).append(s)
        for inner in blocks(s, facts.parts):
            _inside(inner, facts, total, found)


def _alone(s: Alloc, facts: Facts) -> bool:
    """Whether one pointer reaches the memory, and nothing else."""
    reaching = {p for p, memories in facts.pointees.items() if s in memories and p in facts.used}
    return reaching == {s.reg} and facts.memories(s.reg) == {s} and s.reg not in facts.procedure.results


def _last(p: Reg, rest: list[Statement], total: int) -> Statement | None:
    """The last statement that touches a pointer's memory, if it has all of them before it and the pointer stays."""
    seen = 0
    for s in rest:
        if p in assigned([s]):
            return None
        seen += _touches(statements([s])).get(p, 0)
        if seen and seen == total:
            return s
    return None


def _touches(body: Iterable[Statement]) -> dict[Reg, int]:
    """How many statements read or write the memory of each pointer."""
    found: dict[Reg, int] = {}
    for s in body:
        touched = {e.attr for e in subexpressions(operands(s)) if e.op in ("load", "reg")}
        if isinstance(s, Store):
            touched.add(s.base)
        elif isinstance(s, Library):
            touched.update(s.pointers)
        if isinstance(s, Assign) and s.reg.dtype == "ptr":
            touched = set()
        for r in touched:
            found[r] = found.get(r, 0) + 1
    return found

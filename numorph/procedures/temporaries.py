"""Memory that lives within one run of a body: made there, reached by one pointer, and not touched once the body ends.

Nothing of it has to be followed beyond that body.  In the reverse sweep its shadow lives from the last statement that
touches it back to the one that makes it, as the cotangents of its elements are zero before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .forms import Form, form, linear, multiplied, registers
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    Library,
    Reg,
    Statement,
    Store,
    While,
    bodies,
    operands,
    statements,
    subexpressions,
)
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


def fresh(facts: Facts) -> set[int]:
    """Stores and products (by their ids) that fill memory which has just been made, each element at most once.

    They may stand in loops, of which each turn fills elements of its own.

    What was there before is of no use to anyone, nor are the cotangents before them in the program.
    """
    found: set[int] = set()
    _find_fresh(facts.procedure.body, facts, found)
    return found


def _find_fresh(body: list[Statement], facts: Facts, found: set[int]) -> None:
    from .facts import blocks

    for at, s in enumerate(body):
        if isinstance(s, Alloc):
            for x in body[at + 1 :]:
                if s.reg in assigned([x]) or any(_copies(y, s.reg) for y in statements([x])):
                    break
                if s.reg in _touches(statements([x])):
                    filling = _filling(x, s.reg, facts)
                    found |= {id(filling)} if filling is not None else set()
                    break
        for inner in blocks(s, facts.parts):
            _find_fresh(inner, facts, found)


def _copies(s: Statement, p: Reg) -> bool:
    return isinstance(s, Assign) and s.reg.dtype == "ptr" and s.value.attr is p


def _filling(s: Statement, p: Reg, facts: Facts) -> Statement | None:
    """The statement in a nest of loops that writes through a pointer, if nothing else there touches it."""
    inside = [x for x in statements([s]) if p in _touches([x])]
    if len(inside) != 1:
        return None
    (x,) = inside
    reads = {e.attr for e in subexpressions(operands(x)) if e.op in ("load", "reg")}
    if isinstance(x, Library):
        fills = x.name == "matmul" and x.attr is None and p not in x.pointers[:2]
    else:
        fills = isinstance(x, Store) and p not in reads
    loops = _around(s, x)
    if not fills or any([isinstance(y, While) for y in statements([s])]):
        return None
    if all([y.parallel for y in loops]):
        return x
    return x if isinstance(x, Store) and _once(x.index, loops, facts) else None


def _around(s: Statement, x: Statement) -> list[For]:
    """The loops in a statement, with itself, that another one stands in."""
    if s is x:
        return []
    inner = next(y for body in bodies(s) for y in body if any([z is x for z in statements([y])]))
    return [*([s] if isinstance(s, For) else []), *_around(inner, x)]


def _once(index: Expr, loops: list[For], facts: Facts) -> bool:
    """Whether no two turns of a nest have the same index: row by row, or with the axes in another order."""
    known, counters = facts.known(), [x.counter for x in loops]
    parts = linear(form(index, known), counters)
    if parts is None or any([x.step < 0 or x.start.op != "const" or x.start.attr < 0 for x in loops]):
        return False
    left = {k: (parts[k], form(x.stop, known)) for k, x in enumerate(loops)}
    if any([not registers(f).isdisjoint(counters) for step, size in left.values() for f in (step, size or step)]):
        return False
    total: Form = frozenset({((), 1)})
    while left:
        at = next((k for k, (step, size) in left.items() if step == total and (size or len(left) == 1)), None)
        if at is None:
            return False
        size = left.pop(at)[1]
        total = multiplied(total, size) if size else total
    return True

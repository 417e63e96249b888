"""Cotangents that a gradient gives back: what is first added to zeros is stored, or is already where it belongs.

The last statement of the reverse sweep often adds the cotangents of a copy to those of an argument, all of them, to
memory that was filled with zeros and has nothing yet.  Then the memory of the copy's cotangents is the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .building import is_number, straight_nest
from .counts import settled
from .forms import Form, Known, form, linear, multiplied
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    Library,
    Pop,
    PopBlock,
    Procedure,
    PushBlock,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import reads, substituted


def with_first_additions(procedure: Procedure, memory: Sequence[Reg]) -> Procedure:
    """The same procedure; memory: results that it fills with zeros at first, and only adds to."""
    for r in memory:
        known = settled(procedure.body, procedure.inputs)
        procedure = procedure.with_body(_with_first(procedure, r, known))
    return procedure


class _Addition(NamedTuple):
    """A loop, at `at`, whose store adds a value to each element once; source: memory in which the value lies there."""

    at: int
    loop: For
    store: Store
    source: Reg | None


def _with_first(procedure: Procedure, r: Reg, known: Known) -> list[Statement]:
    body = procedure.body
    made = next(k for k, s in enumerate(body) if isinstance(s, Alloc) and s.reg is r)
    alloc = body[made]
    assert isinstance(alloc, Alloc)
    first = _first_addition(body, made, alloc, known)
    if first is None:
        return body
    if first.source is not None and _is_given_up(procedure, first):
        out = [*body[:made], *body[made + 1 : first.at], *body[first.at + 1 :]]
        out = [s for s in out if not (isinstance(s, Release) and s.reg is first.source)]
        return [_renamed(s, first.source, r) for s in out]
    value = first.store.value.args[1]
    loop = _stored(first.loop, first.store, Store(r, first.store.index, value))
    unfilled = Alloc(r, alloc.count, alloc.dtype)
    return [*body[:made], unfilled, *body[made + 1 : first.at], loop, *body[first.at + 1 :]]


def _first_addition(body: list[Statement], made: int, alloc: Alloc, known: Known) -> _Addition | None:
    """The first that anything happens to the memory, if it is such a loop."""
    r = alloc.reg
    touching = [k for k, s in enumerate(body) if k > made and any([r in reads(x) for x in statements([s])])]
    loop = body[touching[0]] if touching else None
    if not isinstance(loop, For):
        return None
    nest = straight_nest(loop)
    inner = nest[-1].body
    stores = [s for s in inner if isinstance(s, Store) and s.base is r]
    if len(stores) != 1 or not all([isinstance(s, Assign | Store) for s in inner]):
        return None
    (store,) = stores
    counters = [s.counter for s in nest]
    inside: Known = {**known, **{c: c for c in counters}}
    values: dict[Reg, Expr] = {}
    for s in inner:
        if isinstance(s, Assign) and s.reg.dtype == "i64":
            found = form(s.value, inside)
            if found is not None:
                inside[s.reg] = found
        elif isinstance(s, Assign):
            values[s.reg] = s.value
    place = form(store.index, inside)
    if store.value.op != "add" or not _is_load(store.value.args[0], r, place, inside):
        return None
    if sum([e.attr is r for s in inner for e in subexpressions(operands(s)) if e.op in ("load", "reg")]) > 1:
        return None
    if not _covers(place, nest, form(alloc.count, known), known):
        return None
    value = store.value.args[1]
    while value.op == "reg" and value.attr in values:
        value = values[value.attr]
    is_copy = value.op == "load" and value.dtype == alloc.dtype and form(value.args[0], inside) == place
    alone = len([s for s in inner if isinstance(s, Store)]) == 1
    source = value.attr if is_copy and alone and _made_alike(body, touching[0], value.attr, alloc, known) else None
    return _Addition(touching[0], loop, store, source)


def _is_load(e: Expr, r: Reg, place: Form, known: Known) -> bool:
    return e.op == "load" and e.attr is r and place is not None and form(e.args[0], known) == place


def _covers(place: Form, nest: list[For], count: Form, known: Known) -> bool:
    """Whether the loops go through all elements, each once: row by row, or with the axes in another order."""
    if count is None or not all([s.step == 1 and is_number(s.start, 0) for s in nest]):
        return False
    parts = linear(place, [s.counter for s in nest])
    if parts is None or parts[-1]:
        return False
    left = {k: (step, form(s.stop, known)) for k, (step, s) in enumerate(zip(parts, nest, strict=False))}
    total: Form = frozenset({((), 1)})
    while left:
        found = [k for k, (step, size) in left.items() if step == total and size is not None]
        if not found:
            return False
        total = multiplied(total, left.pop(found[0])[1])
    return bool(total == count)


def _made_alike(body: list[Statement], before: int, source: Reg, alloc: Alloc, known: Known) -> bool:
    """Whether memory was made for as many elements."""
    made = [s for s in body[:before] if isinstance(s, Alloc) and s.reg is source]
    return len(made) == 1 and made[0].dtype == alloc.dtype and form(made[0].count, known) == form(alloc.count, known)


def _is_given_up(procedure: Procedure, first: _Addition) -> bool:
    """Whether a loop is all that is left for its source's memory, and leaves nothing else that anyone reads."""
    body, source = procedure.body, first.source
    rest = list(statements(body[first.at + 1 :]))
    for s in statements(body):
        read = [e for e in subexpressions(operands(s)) if e.op == "reg" and e.attr is source]
        taken = isinstance(s, Assign | Pop | PopBlock | PushBlock | Library) and source in assigned([s])
        if read or taken or (isinstance(s, Retain) and s.reg is source):
            return False
    given = [s for s in statements(body) if isinstance(s, Release) and s.reg is source]
    after = [s for s in rest if source in reads(s)]
    makes = [s for s in statements(body) if isinstance(s, Alloc) and s.reg is source]
    if not (len(given) == len(after) == len(makes) == 1 and any([s is given[0] for s in body])):
        return False
    left = {*procedure.results}.union(*[reads(s) for s in rest])
    return left.isdisjoint(assigned([first.loop]))


def _stored(loop: For, old: Store, new: Store) -> For:
    body: list[Statement] = []
    for s in loop.body:
        body.append(_stored(s, old, new) if isinstance(s, For) else new if s is old else s)
    return For(loop.counter, loop.start, loop.stop, body, loop.step, loop.parallel)


def _renamed(s: Statement, old: Reg, new: Reg) -> Statement:
    """A statement for other memory, which is made by no statement inside of it."""
    if isinstance(s, Alloc) and s.reg is old:
        return Alloc(new, s.count, s.dtype, s.zero)
    return substituted(s, {old: new})

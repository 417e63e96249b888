"""Memory that each turn of a loop fills anew, before it reads any of it, is made by each turn.

`gradient[:] = 0.0` at the beginning of a turn leaves nothing of what was there.  Memory that lives within a turn is
simpler for the reverse sweep: nothing is saved before it is overwritten, and cotangents are not cleared for the turn
before (see procedures/temporaries.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, final

from .activity import Pointees
from .building import straight_nest
from .counts import assignment_counts
from .forms import Form, Known, added, difference, form, leading, linear, multiplied, positive
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    Library,
    Procedure,
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
from .renaming import reads
from .rewriting import with_bodies

_ZERO: Form = frozenset()
_ONE: Form = frozenset({((), 1)})


def with_memory_of_turns(procedure: Procedure) -> Procedure:
    """The same procedure, which is structured and whose registers are renamed."""
    loops = [s for s in statements(procedure.body) if isinstance(s, For) and not s.parallel]
    if not loops or not any([isinstance(s, Alloc) for s in statements(procedure.body)]):
        return procedure
    found = _Filled(procedure)
    body = found.body(procedure.body)
    return procedure.with_body(body) if found.count else procedure


class _Part(NamedTuple):
    """Elements of memory: from the first to before the last."""

    first: Form
    end: Form


@final
class _Filled:
    def __init__(self, procedure: Procedure):
        pointees = Pointees(procedure)
        every = list(statements(procedure.body))
        counts = assignment_counts(procedure.body)
        made = {s.reg for s in every if isinstance(s, Alloc) and counts[s.reg] == 1}
        several = {m for p, memories in pointees.found.items() for m in memories if p not in made}
        self.alone = {p for p in made - {*procedure.results} if pointees.of(p).isdisjoint(several)}
        self.known: Known = {r: r for r in procedure.inputs if not counts[r]}
        self.known |= {s.counter: s.counter for s in every if isinstance(s, For)}
        for s in every:
            if isinstance(s, Assign) and s.reg.dtype == "i64" and counts[s.reg] == 1:
                self.known[s.reg] = form(s.value, self.known) or s.reg
        self.uses = _uses(every)
        self.count = 0

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out = [with_bodies(s, self.body) for s in body]
        for s in [s for s in out if isinstance(s, Alloc) and s.reg in self.alone]:
            at = next((k for k, x in enumerate(out) if isinstance(x, For) and self.is_used_in(s.reg, x)), None)
            loop = out[at] if at is not None else None
            if at is None or not isinstance(loop, For) or not self.fills(loop, s) or not _is_balanced(out, s.reg):
                continue
            out[at] = For(
                loop.counter,
                loop.start,
                loop.stop,
                [Alloc(s.reg, s.count, s.dtype), *loop.body, Release(s.reg)],
                loop.step,
            )
            out = [x for x in out if not (isinstance(x, Alloc | Retain | Release) and x.reg is s.reg)]
            self.count += 1
        return out

    def is_used_in(self, p: Reg, loop: For) -> bool:
        """Whether all that touches memory by a pointer is in a loop."""
        return self.uses.get(p, 0) == _uses(list(statements(loop.body))).get(p, -1)

    def fills(self, loop: For, alloc: Alloc) -> bool:
        """Whether each turn writes all elements, before it reads any, and reads about as many."""
        count, p = form(alloc.count, self.known), alloc.reg
        fixed = not any([e.op == "load" or (e.op == "reg" and e.attr in assigned([loop])) for e in _parts(alloc.count)])
        if loop.parallel or count is None or not fixed or _changes_owners(loop, p) or not _is_of(loop, alloc):
            return False
        parts: list[_Part] = []
        full = read = False
        for s in loop.body:
            if p not in {r for x in statements([s]) for r in reads(x)}:
                continue
            loads = any([e.op == "load" and e.attr is p for x in statements([s]) for e in _parts(*operands(x))])
            if loads and not full:
                return False
            read = read or (loads and isinstance(s, For) and self.size(s) == leading(count))
            parts += self.stored(s, p)
            full = full or self.is_full(parts, count)
        return full and read

    def size(self, loop: For) -> Form:
        """About how many turns a nest of loops has."""
        total = _ONE
        for s in straight_nest(loop):
            turns = self.turns(s)
            total = multiplied(total, leading(turns)) if turns is not None else frozenset({((s.counter,), 1)})
        return total

    def turns(self, s: For) -> Form:
        start, stop = form(s.start, self.known), form(s.stop, self.known)
        return None if start is None or stop is None or s.step != 1 else difference(stop, start)

    def stored(self, s: Statement, p: Reg) -> list[_Part]:
        """Elements that a statement surely stores to."""
        if isinstance(s, Store) and s.base is p:
            place = form(s.index, self.known)
            return [_Part(place, added(place, _ONE))] if place is not None else []
        if not isinstance(s, For) or not s.parallel:
            return []
        loops = straight_nest(s)
        stores = [x for x in loops[-1].body if isinstance(x, Store) and x.base is p]
        found = [self.row(loops, form(x.index, self.known)) for x in stores]
        return [x for x in found if x is not None]

    def row(self, loops: Sequence[For], place: Form) -> _Part | None:
        """The elements at a place that the turns of some loops go through, which are neighbours."""
        steps = linear(place, [s.counter for s in loops])
        if steps is None:
            return None
        first, total = steps[-1], _ONE
        left = list(zip(steps, loops, strict=False))
        while left:
            found = next((x for x in left if x[0] == total), None)
            turns = self.turns(found[1]) if found is not None else None
            if found is None or turns is None or (len(loops) > 1 and not _is_size(turns)):
                return None
            left.remove(found)
            first = added(first, multiplied(found[0], form(found[1].start, self.known)))
            total = multiplied(total, turns)
        return _Part(first, added(first, total))

    def is_full(self, parts: Sequence[_Part], count: Form) -> bool:
        """Whether parts are all elements of some memory."""
        end, left = _ZERO, list(parts)
        while (part := next((x for x in left if _not_less(end, x.first)), None)) is not None:
            left.remove(part)
            end = part.end
            if _not_less(end, count):
                return True
        return False


def _is_size(turns: Form) -> bool:
    """Whether a number of turns is one as it stands, so that no product of two is that of numbers below 0."""
    return len(turns) == 1 and all([n == 1 and len(factors) == 1 for factors, n in turns])


def _not_less(x: Form, y: Form) -> bool:
    """Whether an integer is known not to be less than another."""
    total = _ZERO
    for factors, times in difference(x, y):
        alone = len(factors) == 1 and times > 0
        term = multiplied(frozenset({((), times)}), positive(factors[0])) if alone else frozenset({(factors, times)})
        total = added(total, term)
    return not total or (set(dict(total)) == {()} and dict(total)[()] >= 0)


def _parts(*roots: Expr) -> list[Expr]:
    return list(subexpressions(roots))


def _uses(every: Sequence[Statement]) -> dict[Reg, int]:
    """How many statements read each register, but for those that say who owns memory."""
    found: dict[Reg, int] = {}
    for s in every:
        for r in reads(s) if not isinstance(s, Retain | Release) else ():
            found[r] = found.get(r, 0) + 1
    return found


def _changes_owners(loop: For, p: Reg) -> bool:
    return any([isinstance(s, Retain | Release) and s.reg is p for s in statements(loop.body)])


def _is_balanced(body: Sequence[Statement], p: Reg) -> bool:
    """Whether memory is given up in the body that makes it."""
    here = [s for s in body if isinstance(s, Retain | Release) and s.reg is p]
    inside = [s for s in statements(body) if isinstance(s, Retain | Release) and s.reg is p]
    given = [s for s in here if isinstance(s, Release)]
    return len(inside) == len(here) and len(given) == 1 + len(here) - len(given)


def _is_of(loop: For, alloc: Alloc) -> bool:
    """Whether a pointer is used for loads and stores of its memory's elements only."""
    for s in statements(loop.body):
        if isinstance(s, Library) and alloc.reg in s.pointers:
            return False
        used = [e for e in _parts(*operands(s)) if e.op in ("load", "reg") and e.attr is alloc.reg]
        dtypes = {e.dtype for e in used} | ({s.value.dtype} if isinstance(s, Store) and s.base is alloc.reg else set())
        if not dtypes <= {alloc.dtype}:
            return False
    return True

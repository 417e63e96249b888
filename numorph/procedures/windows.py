"""Sums into windows that move on by one element: loops the other way round, so that the inner one is long.

`for i in range(n): for j in range(m): out[i + j] += x[i] * k[j]` reads what it has just written, one element further
on, for which a processor waits where vectors overlap.  With j outside, from its last value to its first, each element
gets the same terms in the same order, and the turns of the loop inside have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from typing import Final, final

from .activity import Pointees
from .counts import read_counts
from .forms import form, linear
from .ir import (
    Assign,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    const,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import reads
from .rewriting import with_bodies

_UNKNOWN: Final = ("load", "call")
_LONG: Final = ("call", "div", "sqrt", "quo", "rem")  # what had better not be computed again in each turn
_LEAST: Final = -(1 << 62)  # there are numbers before it
_UNITS: Final = (frozenset([((), 1)]), frozenset([((), -1)]))  # the forms of 1 and -1


def turned_around(procedure: Procedure) -> Procedure:
    """The same procedure, with such loops the other way round where the outer one has more turns."""
    if not any([isinstance(s, For) and not s.parallel for s in statements(procedure.body)]):
        return procedure
    body = _Windows(procedure).body(procedure.body)
    return procedure.with_body(body)


@final
class _Windows:
    def __init__(self, procedure: Procedure):
        self.procedure = procedure

    @cached_property
    def uses(self) -> dict[Reg, int]:
        """How many statements read each register, the end of the procedure included."""
        found = read_counts(self.procedure.body)
        found.update({*self.procedure.results})
        return found

    @cached_property
    def pointees(self) -> Pointees:
        return Pointees(self.procedure)

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            is_loop = isinstance(s, For) and not s.parallel
            around = self.around(s) if isinstance(s, For) and is_loop else None
            if around is not None:
                s = around
            elif is_loop or isinstance(s, If | While):
                s = with_bodies(s, self.body)
            out.append(s)
        return out

    def around(self, outer: For) -> Statement | None:
        """The loop, and beside it the other way round, if that is the same."""
        *before, inner = outer.body or [outer]
        if not isinstance(inner, For) or inner.parallel or not all([isinstance(s, Assign) for s in before]):
            return None
        *values, store = inner.body or [inner]
        if not isinstance(store, Store) or not all([isinstance(s, Assign) for s in values]):
            return None
        if outer.step != 1 or inner.step != 1 or not self.stays(inner, outer) or not self.fits(before, values, store):
            return None
        if not self.same_place(outer.counter, inner.counter, [*before, *values], store):
            return None
        one = const(1, "i64")
        long = For(outer.counter, outer.start, outer.stop, [*before, *values, store], 1, True)
        last, end = Expr("sub", "i64", (inner.stop, one)), Expr("sub", "i64", (inner.start, one))
        turned = For(inner.counter, last, end, [long], -1)
        turns, others = (Expr("sub", "i64", (s.stop, s.start)) for s in (outer, inner))
        tests = (turns, others), (others, const(0, "i64")), (inner.start, const(_LEAST, "i64"))
        return If(reduce(_both, [Expr("gt", "bool", test) for test in tests]), [turned], [outer])

    def stays(self, inner: For, outer: For) -> bool:
        """Whether the inner loop has the same turns in all turns of the outer one."""
        changed = assigned([outer])
        parts = list(subexpressions([inner.start, inner.stop]))
        return not any([e.op in _UNKNOWN or (e.op == "reg" and e.attr in changed) for e in parts])

    def fits(self, before: list[Statement], values: list[Statement], store: Store) -> bool:
        """Whether registers hold something for their turn only, and nothing else in memory is what is written."""
        inside = [*before, *values, store]
        own: dict[Reg, int] = {}
        known: set[Reg] = set()
        names = assigned(inside)
        for s in inside:
            read = reads(s) & names
            if not read <= known:
                return False
            for r in read:
                own[r] = own.get(r, 0) + 1
            known |= assigned([s])
        if any([self.uses.get(r, 0) != own.get(r, 0) or r.dtype == "ptr" for r in names]):
            return False
        parts = [e for s in inside for e in subexpressions(operands(s))]
        if any([e.op in _LONG for e in parts]):
            return False
        loads = {e.attr for e in parts if e.op == "load"} - {store.base}
        written = self.pointees.of(store.base)
        return not any([self.pointees.of(p) & written or not self.pointees.of(p) for p in loads]) and bool(written)

    def same_place(self, i: Reg, j: Reg, values: list[Statement], store: Store) -> bool:
        """Whether one element is read and written, which moves as far by a turn of one loop as by one of the other."""
        changed = assigned(values)
        outside = {r for s in [*values, store] for r in reads(s)} - changed
        known = {r: r for r in {*outside, i, j}}
        for s in values:
            if isinstance(s, Assign) and s.reg.dtype == "i64" and (found := form(s.value, known)) is not None:
                known[s.reg] = found
        place = form(store.index, known)
        parts = linear(place, [i, j])
        if parts is None or parts[0] != parts[1] or parts[0] not in _UNITS:
            return False
        touched = [e for s in [*values, store] for e in subexpressions(operands(s))]
        loads = [e for e in touched if e.op == "load" and e.attr is store.base]
        return all([e.dtype == store.value.dtype and form(e.args[0], known) == place for e in loads])


def _both(x: Expr, y: Expr) -> Expr:
    return Expr("and", "bool", (x, y))

"""Loops of the reverse sweep: nests whose turns may run at once, and how loops run from the last turn to the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import final

from .building import all_hold, integer
from .building import number as whole
from .forward import zero
from .ir import Assign, Expr, For, If, Reg, Statement, Store, reg
from .iterations import Bounds, Shift


def nested(loops: Sequence[For], bounds: Bounds, body: list[Statement], parallel: bool = True) -> For:
    """Loops over the same counters with another body."""
    ways = list(zip(loops, bounds, strict=True))
    s, (start, stop) = ways[-1]
    made = For(s.counter, start, stop, body, s.step, parallel)
    for s, (start, stop) in reversed(ways[:-1]):
        made = For(s.counter, start, stop, [made], s.step, parallel)
    return made


def any_turns(loops: Sequence[For], bounds: Bounds) -> Expr:
    """Whether a nest of loops has any."""
    some = [Expr("lt" if s.step > 0 else "gt", "bool", ends) for s, ends in zip(loops, bounds, strict=True)]
    return all_hold(some)


def most_common(shifts: Mapping[Expr, Shift]) -> Shift:
    """The shift of most loads, of several the smallest."""
    counts = Counter(shifts.values())
    return min(counts, key=lambda k: (-counts[k], k))


@final
class Parts:
    """What iterations do for the loads with each shift: by itself, or with others that add to the same elements.

    alone: statements that add to elements in memory.  together: statements that add to `totals`, which `added` adds to
    the elements: one dict for each total, of what does so after the statements for a shift.
    """

    def __init__(
        self,
        alone: dict[Shift, list[Statement]],
        together: dict[Shift, list[Statement]],
        totals: Sequence[Reg],
        added: Sequence[dict[Shift, Store]],
    ):
        self.alone, self._together, self._totals, self._added = alone, together, totals, added

    def at(self, shifts: Sequence[Shift], counters: Callable[[Shift], list[Statement]]) -> list[Statement]:
        """Those with some shifts, in one turn; counters: what says for each of them which iteration it is."""
        out: list[Statement] = [Assign(total, zero(total.dtype)) for total in self._totals]
        last = [max([k for k in added if k in shifts], default=None) for added in self._added]
        for k in shifts:
            out += [*counters(k), *self._together[k]]
            out += [added[k] for added, at in zip(self._added, last, strict=True) if at == k]
        return out


def over_elements(loops: Sequence[For], bounds: Bounds, parts: Parts) -> list[Statement]:
    """Loops over elements, in turn t of which stand parts of iterations t - shift, by the shifts.

    Rows of elements have a few turns at either end in which some of these are not there, one by one.  In rows that some
    loop outside does not reach with all shifts, the parts come one after the other; a loop alone has turns enough.
    """
    turns = [Reg("turn", "i64") for _ in loops]
    shifts = list(parts.alone)
    most = [max(axis) for axis in zip(*shifts, strict=True)]
    (*outer, s), (*around, (first, stop)) = loops, bounds
    rows = list(zip(turns, most, around, strict=False))

    def row(shift: Shift) -> list[Statement]:
        """The counters of the loops outside."""
        return [_is(x, reg(turn), -k) for x, turn, k in zip(outer, turns, shift, strict=False)]

    def at(place: Expr, further: int) -> Callable[[Shift], list[Statement]]:
        return lambda shift: [*row(shift), _is(s, place, further - shift[-1])]

    apart: list[Statement] = []
    for shift, part in parts.alone.items():
        there: list[Expr] = []
        for k, (turn, more, (start, end)) in zip(shift, rows, strict=False):
            there += [Expr("ge", "bool", (reg(turn), integer("add", start, whole(k))))] if k else []
            there += [Expr("lt", "bool", (reg(turn), integer("add", end, whole(k))))] if k < more else []
        one: list[Statement] = [*row(shift), For(s.counter, first, stop, part, parallel=True)]
        apart += [If(all_hold(there), one)] if there else one
    ends: list[Statement] = []
    for k in range(most[-1]):
        ends += parts.at([shift for shift in shifts if shift[-1] <= k], at(first, k))
        ends += parts.at([shift for shift in shifts if shift[-1] > k], at(stop, k))
    begin, middle = integer("add", first, whole(most[-1])), parts.at(shifts, at(reg(turns[-1]), 0))
    if not rows:
        return [For(turns[-1], begin, stop, middle, parallel=True), *ends]
    every = [Expr("ge", "bool", (integer("sub", stop, first), whole(most[-1])))]
    for turn, more, (start, end) in rows:
        every += [Expr("ge", "bool", (reg(turn), integer("add", start, whole(more))))] if more else []
        every += [Expr("lt", "bool", (reg(turn), end))] if more else []
    complete = Reg("complete", "bool")
    until = Expr("select", "i64", (reg(complete), stop, begin))
    body: list[Statement] = [
        Assign(complete, all_hold(every)),
        For(turns[-1], begin, until, middle, parallel=True),
        If(reg(complete), ends, apart),
    ]
    for turn, more, (start, end) in reversed(rows):
        body = [For(turn, start, integer("add", end, whole(more)), body, parallel=True)]
    return body


def _is(s: For, place: Expr, further: int) -> Assign:
    """The counter of a loop, so many turns after a place."""
    return Assign(s.counter, integer("add", place, whole(further)) if further else place)


def backwards(s: For, bounds: tuple[Expr, Expr], body: list[Statement]) -> For:
    """A loop over the same counters from the last to the first."""
    start, stop = bounds
    sign = whole(1 if s.step > 0 else -1)
    if abs(s.step) == 1:
        last = integer("sub", stop, sign)
    else:
        width = integer("sub", integer("sub", stop, start), sign)
        # the division rounds towards zero: without iterations the result lies before the start
        turns = integer("quo", width, whole(s.step))
        there = integer("add", start, integer("mul", turns, whole(s.step)))
        empty = Expr("ge" if s.step > 0 else "le", "bool", (start, stop))
        last = Expr("select", "i64", (empty, integer("sub", start, whole(s.step)), there))
    return For(s.counter, last, integer("sub", start, sign), body, -s.step)

"""Array statements over elements and over their neighbours become one loop: `a[1:] += f(b)`, then `x -= a`.

The second loop's iterations are counted so that each touches the elements of its own iteration of the first.  What one
of the loops has more at its ends becomes loops of a few iterations: those of the first before, those of the second
after the loop that they share.  So a long array is in the cache for the second statement.
"""

from __future__ import annotations

from typing import Final, final

from .counts import assignment_counts, settled
from .facts import Pointees
from .forms import Form, Known, added, as_expression, difference, form, linear, positive
from .fusion import COUNTER, Access, Fusion
from .ir import Assign, Expr, For, If, Procedure, Reg, Release, Statement, Store, While, const, reg, statements
from .parallel import accumulated, assigned
from .renaming import expression, reads, with_other_registers

_FARTHEST: Final = 2  # iterations, by which one loop may be behind the other, or have more
_ONE: Final = frozenset({((), 1)})
_MOST: Final = 12  # statements of a loop, some of which are written several times


def shifted(procedure: Procedure) -> Procedure:
    """The same procedure with fewer loops, which is for code only."""
    loops = [s for s in statements(procedure.body) if _is_simple(s)]
    if len(loops) < 2:
        return procedure
    counts = assignment_counts(procedure.body)
    counts.update(procedure.inputs)
    shifting = _Shifting({r for r, n in counts.items() if n == 1}, Pointees(procedure))
    known = settled(procedure.body, procedure.inputs)  # a loop may be there twice
    body = shifting.body(procedure.body, known | {r: r for r in procedure.inputs if counts[r] == 1})
    return procedure.with_body(body) if shifting.count else procedure


def _is_simple(s: Statement) -> bool:
    """Whether a loop only computes elements, each by itself."""
    if not isinstance(s, For) or not s.parallel or s.step != 1 or s.start.op != "const" or s.start.attr < 0:
        return False
    return len(s.body) <= _MOST and all([isinstance(x, Assign | Store) for x in s.body]) and not accumulated(s.body)


@final
class _Shifting(Fusion):
    """rests: iterations that one of two loops had more, by the ids of the statements that make them."""

    def __init__(self, once: set[Reg], pointees: Pointees):
        super().__init__(once, pointees)
        self.rests: dict[int, If] = {}

    def join_last(self, out: list[Statement], known: Known, tests: bool = False) -> bool:
        """Let the last loop go together with one before it; whether it has, and nothing stands behind both."""
        second = out[-1]
        if not isinstance(second, For) or not _is_simple(second):
            return False
        for at in range(len(out) - 2, -1, -1):
            first = out[at]
            if isinstance(first, For) and _is_simple(first):
                between = out[at + 1 : -1]
                may = all([self._moves(x, first, known) for x in between])
                made = self._together(first, second, known) if may else None
                if made is not None:
                    before, joined, after = made
                    self.count += 1
                    out[at:] = [*between, *before, joined, *after]
                    return not after
            elif isinstance(first, While | Release | Store | For):
                break
        return False

    def _moves(self, x: Statement, loop: For, known: Known) -> bool:
        """Whether a statement may run before a loop instead of after it."""
        if not isinstance(x, For) and id(x) not in self.rests:
            return self.moves(x, loop)
        for a, b in ((x, loop), (loop, x)):
            if any([assigned([a]) & (reads(s) | assigned([s])) for s in statements([b])]):
                return False
        pairs = [(a, b) for a in self.accesses(x, known) for b in self.accesses(loop, known) if a.stores or b.stores]
        return not any([self.meet(a.base, b.base) and not self._beside(x, a, loop, b, known) for a, b in pairs])

    def _beside(self, x: Statement, a: Access, loop: For, b: Access, known: Known) -> bool:
        """Whether an iteration by itself touches an element before or after those of a loop."""
        stop, one, other = self._stop(loop, known), linear(a.form, [COUNTER]), linear(b.form, [COUNTER])
        if isinstance(x, For) or a.base is not b.base or a.dtype != b.dtype:
            return False
        if stop is None or one is None or other is None:
            return False
        (step, first), (other_step, begin) = one, other
        if step or other_step != _ONE:
            return False
        after = _number(difference(first, added(begin, stop)))
        before = _number(difference(added(begin, _sum(loop.start.attr)), first))
        return (after is not None and after >= 0) or (before is not None and before > 0)

    def _together(self, first: For, second: For, known: Known) -> tuple[list[If], For, list[If]] | None:
        """The loop that both share, and what stands before and after it."""
        stops = self._stop(first, known), self._stop(second, known)
        distance = self._distance(self.accesses(first, known), self.accesses(second, known))
        if None in stops or distance is None or len(first.body) + len(second.body) > _MOST:
            return None
        more = _number(difference(stops[1], stops[0]))
        if more is None or abs(more) > _FARTHEST or abs(first.start.attr - second.start.attr) > _FARTHEST:
            return None
        # By counters of the first loop, the second goes from `other` to `ends` more than the first goes to.
        other, ends = second.start.attr - distance, more - distance
        begin = max(first.start.attr, other)
        start, stop = const(begin, "i64"), _plus(as_expression(stops[0]), min(0, ends))
        counter = Reg(second.counter.name, "i64")
        body = [_with_counter(s, second.counter, _plus(reg(counter), distance)) for s in second.body]
        joined = self.joined(
            For(first.counter, start, stop, first.body, 1, True), For(counter, start, stop, body, 1, True), known, False
        )
        if joined is None:
            return None
        before = self._rests(first, as_expression(stops[0]), begin - first.start.attr, max(0, -ends))
        after = self._rests(second, as_expression(stops[1]), begin - other, max(0, ends))
        return before, joined, after

    def _stop(self, s: For, known: Known) -> Form:
        """Where a loop ends, which begins at 0 or after it: what is less than 0 is as good as 0."""
        found = form(s.stop, known)
        if found is not None and len(found) == 1:
            ((factors, times),) = found
            if times == 1 and len(factors) == 1:
                return positive(factors[0])
        return found

    def _distance(self, one: list[Access], two: list[Access]) -> int | None:
        """How much larger the second loop's counter is where it touches what the first one does; None: it differs."""
        found: set[int | None] = set()
        for a in one:
            for b in two:
                if (a.stores or b.stores) and self.meet(a.base, b.base):
                    alike = a.base is b.base and a.dtype == b.dtype
                    found.add(_between(a.form, b.form) if alike else None)
        (only,) = found if len(found) == 1 else (None,)
        return only if only is not None and abs(only) <= _FARTHEST else None

    def _rests(self, s: For, stop: Expr, first: int, last: int) -> list[If]:
        """A loop's first iterations and its last ones, so many, if it has as many."""
        begin = s.start.attr + first
        found = [self._iteration(s, const(k, "i64"), _below(const(k, "i64"), stop)) for k in range(s.start.attr, begin)]
        for at in [_plus(stop, -k) for k in range(last, 0, -1)]:
            found.append(self._iteration(s, at, _below(const(begin - 1, "i64"), at)))
        self.rests |= {id(x): x for x in found}
        return found

    def _iteration(self, s: For, at: Expr, runs: Expr) -> If:
        """An iteration, where there is one."""
        own = {r: Reg(r.name, r.dtype) for r in assigned([s])}
        return If(runs, [with_other_registers(_with_counter(x, s.counter, at), own) for x in s.body])


def _between(one: Form, other: Form) -> int | None:
    """How much larger the counter of the second is where two indices that go from element to element are the same."""
    places = [linear(f, [COUNTER]) for f in (one, other)]
    if None in places:
        return None
    (step, first), (other_step, second) = (f for f in places if f is not None)
    if step != other_step or step != _ONE:
        return None
    return _number(difference(first, second))


def _sum(n: int) -> Form:
    return frozenset({((), n)}) if n else frozenset()


def _number(f: Form) -> int | None:
    """A sum that is a number."""
    if not f:
        return 0
    ((factors, times), *more) = f
    return times if not factors and not more else None


def _below(x: Expr, y: Expr) -> Expr:
    return Expr("lt", "bool", (x, y))


def _plus(e: Expr, n: int) -> Expr:
    if e.op == "const":
        return const(e.attr + n, "i64")
    return Expr("add", "i64", (e, const(n, "i64"))) if n else e


def _with_counter(s: Statement, old: Reg, new: Expr) -> Statement:
    """A statement of a loop by another counter."""
    if isinstance(s, Assign):
        return Assign(s.reg, expression(s.value, {}, {old: new}))
    assert isinstance(s, Store)
    return Store(s.base, expression(s.index, {}, {old: new}), expression(s.value, {}, {old: new}))

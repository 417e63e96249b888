"""How many rows a pass stays behind another one, so that both may go on in turn.

A pass runs row by row, upwards.  A later one may begin before an earlier one has ended if it stays so many rows behind
that it touches each element after the other has touched it, wherever one of them writes.  Buffers that change places
count as one array.  How many rows that are is computed before the loop, of the elements that lie between what two
passes touch of an array in one row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce
from typing import NamedTuple, final

from ..codegen.loops import SIZES
from .activity import Memory
from .building import integer, number, simply
from .ir import COMPLEX, Assign, Expr, Reg, Statement, reg
from .polynomials import Polynomial
from .row_passes import Access, Numbers, Pass, needs


class _Span(NamedTuple):
    """Between which numbers indices lie, without the row's part: of all accesses, and of those that write."""

    low: Expr
    high: Expr
    written: tuple[Expr, Expr] | None


@final
class _Array:
    """Memory of which it is not told apart what is where.  step: elements from row to row."""

    def __init__(self, memory: set[Memory]):
        self.memory = memory
        self.step: Polynomial | None = None
        self.dtypes: set[str] = set()
        self.is_written = False


@final
class RowLags:
    """Of the passes of one turn.

    start: what computes, before the loop, the registers and numbers that stand here.  conditions: what has to hold
    before that.  lags: how many rows each pass stays behind the first one.  lag: how many a turn stays behind the one
    before.  rows: the first row of each pass, and the one behind its last.
    """

    def __init__(self, passes: Sequence[Pass], numbers: Numbers, pointees: Callable[[Reg], set[Memory]]):
        self._passes, self._numbers, self._pointees = passes, numbers, pointees
        self.conditions: list[Expr] = []
        self.start: list[Statement] = []
        self._arrays = self._found_arrays()
        self._deepest = max([len(p.loops) for p in passes], default=0)
        needs(self._deepest > 0 and self._are_stencils())
        found = {id(p): self._has_rows(p) for p in sorted(passes, key=lambda p: -len(p.loops))}
        self.has_rows = [found[id(p)] for p in passes]
        self.rows = [self._rows(p, over) for p, over in zip(passes, self.has_rows, strict=True)]
        self._spans = [self._spans_of(p, k) for k, p in enumerate(passes)]
        self.lags, self.lag = self._computed_lags()

    # -- arrays

    def _found_arrays(self) -> list[_Array]:
        found: list[_Array] = []
        for p in self._passes:
            for a in p.accesses:
                memory = set(self._pointees(a.base))
                needs(bool(memory))
                together = _Array(memory)
                for x in [x for x in found if x.memory & memory]:
                    found.remove(x)
                    together.memory |= x.memory
                    together.dtypes |= x.dtypes
                    together.is_written |= x.is_written
                together.dtypes.add(a.dtype)
                together.is_written |= a.stores
                found.append(together)
        needs(all([len(x.dtypes) == 1 for x in found if x.is_written]))
        return found

    def _are_stencils(self) -> bool:
        """Whether an array that is written is touched at several places; else no row needs any other one."""
        places: dict[_Array, list[Polynomial]] = {}
        for p in self._passes:
            for a in p.accesses:
                needs(a.place is not None or not self.writes(a.base))
                if a.place is not None and self.writes(a.base):
                    places.setdefault(self._array(a.base), []).append(a.place.get(None, {}))
        return any([x != found[0] for found in places.values() for x in found])

    def _array(self, base: Reg) -> _Array:
        memory = self._pointees(base)
        return next(x for x in self._arrays if x.memory & memory)

    def writes(self, pointer: Reg) -> bool:
        """Whether passes write memory that a pointer may point to."""
        memory = self._pointees(pointer)
        return any([x.is_written and bool(x.memory & memory) for x in self._arrays])

    @property
    def bytes_of_a_row(self) -> Expr:
        """How many bytes a row of all arrays has."""
        total = number(0)
        for x in self._arrays:
            if x.step is not None:
                size = max([2 * SIZES[COMPLEX[d]] if d in COMPLEX else SIZES[d] for d in x.dtypes])
                step = self._numbers.expression(x.step)
                total = simply("add", total, simply("mul", step, number(size * len(x.memory))))
        return total

    # -- rows

    def _has_rows(self, p: Pass) -> bool:
        """Whether the turns of a pass are rows; else it touches one row, or a few.

        How far rows lie apart is told by the passes with most loops, of which the turns are rows in any case.
        """
        if not p.loops:
            return False
        steps = [(self._array(a.base), (a.place or {}).get(p.loops[0].counter)) for a in p.accesses]
        known = [(x, step) for x, step in steps if x.step is not None and x.is_written]
        if len(p.loops) < self._deepest and (not known or any([step != x.step for x, step in known])):
            return False
        for x, step in steps:
            if x.step is None and step:
                x.step = step
                self._needs_exceed(step)
        return True

    def _needs_exceed(self, step: Polynomial) -> None:
        """Rows follow one another upwards."""
        if step.keys() <= {()}:
            needs(step.get((), 0) > 0)
        else:
            self.conditions.append(Expr("gt", "bool", (self._numbers.expression(step), number(0))))

    def _rows(self, p: Pass, over: bool) -> tuple[Expr, Expr]:
        if over:
            first, last = p.ends[p.loops[0].counter]
            return first, simply("add", last, number(1))
        found = sorted([a for a in p.accesses if self._array(a.base).step], key=lambda a: not a.stores)
        low: Expr = number(0)
        if found:
            step = self._array(found[0].base).step
            needs(found[0].place is not None)
            assert found[0].place is not None and step is not None
            low = integer("quo", p.between(found[0].place, None)[0], self._numbers.expression(step))
        row = Reg("row", "i64")
        self.start.append(Assign(row, low))
        return reg(row), simply("add", reg(row), number(1))

    # -- what passes touch

    def _spans_of(self, p: Pass, k: int) -> dict[_Array, _Span]:
        found: dict[_Array, list[tuple[Access, Expr, Expr]]] = {}
        for a in p.accesses:
            x = self._array(a.base)
            if x.is_written:
                found.setdefault(x, []).append((a, *self._ends(p, k, a, x)))
        return {x: self._span(x, ends) for x, ends in found.items()}

    def _ends(self, p: Pass, k: int, a: Access, x: _Array) -> tuple[Expr, Expr]:
        needs(a.place is not None)
        assert a.place is not None
        if not self.has_rows[k]:
            # What has no rows is one element: passes that touch it keep their order.
            before = simply("mul", self.rows[k][0], self._step(x))
            low, high = p.between(a.place, None) if x.step is not None else (number(0), number(0))
            return simply("sub", low, before), simply("sub", high, before)
        needs(x.step is not None)
        assert x.step is not None
        counter = p.loops[0].counter
        step = a.place.get(counter, {})
        if step != x.step:
            needs(bool(step) and (step.keys() | x.step.keys()) != {()})
            both = self._numbers.expression(step), self._numbers.expression(x.step)
            self.conditions.append(Expr("eq", "bool", both))
        return p.between(a.place, counter)

    def _span(self, x: _Array, ends: Sequence[tuple[Access, Expr, Expr]]) -> _Span:
        written = [(low, high) for a, low, high in ends if a.stores]
        every = [(low, high) for _, low, high in ends]
        return _Span(*self._held(every), self._held(written) if written else None)

    def _held(self, ends: Sequence[tuple[Expr, Expr]]) -> tuple[Expr, Expr]:
        found = []
        for name, op, values in (("low", "min", [e for e, _ in ends]), ("high", "max", [e for _, e in ends])):
            r = Reg(name, "i64")
            self.start.append(Assign(r, reduce(partial(simply, op), values)))
            found.append(reg(r))
        return found[0], found[1]

    def _step(self, x: _Array) -> Expr:
        return number(1) if x.step is None else self._numbers.expression(x.step)

    # -- lags

    def _computed_lags(self) -> tuple[list[Expr], Expr]:
        lags: list[Expr] = []
        for k in range(len(self._passes)):
            behind = [simply("add", lags[m], d) for m in range(k) if (d := self._distance(m, k)) is not None]
            lags.append(self._most(f"lag_{k}", behind))
        again = []
        for m in range(len(lags)):
            for k in range(len(lags)):
                distance = self._distance(m, k)
                if distance is not None:
                    again.append(simply("add", simply("sub", lags[m], lags[k]), distance))
        return lags, self._most("lag", again)

    def _most(self, name: str, values: Sequence[Expr]) -> Expr:
        """The greatest of some numbers, or 0."""
        if not values:
            return number(0)
        r = Reg(name, "i64")
        self.start.append(Assign(r, reduce(lambda x, y: simply("max", x, y), values, number(0))))
        return reg(r)

    def _distance(self, earlier: int, later: int) -> Expr | None:
        """How many rows a later pass has to stay behind an earlier one."""
        found: list[Expr] = []
        for x, first in self._spans[earlier].items():
            second = self._spans[later].get(x)
            if second is None:
                continue
            step = self._step(x)
            if first.written is not None:
                found.append(integer("quo", simply("sub", second.high, first.written[0]), step))
            if second.written is not None:
                found.append(integer("quo", simply("sub", second.written[1], first.low), step))
        return reduce(lambda x, y: simply("max", x, y), found) if found else None

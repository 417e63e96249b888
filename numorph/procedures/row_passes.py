"""What passes over the rows of arrays touch: indices as sums of counters, each times what all rows have alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple, final

from .building import number, simply
from .ir import Assign, Expr, For, Reg, Statement, Store, bodies, operands, subexpressions
from .parallel import assigned
from .polynomials import Polynomial, combined, structure

Sum = dict[Reg | None, Polynomial]  # what each counter is multiplied by; None: the rest


class Refused(Exception):
    """A loop is not of the kind that a pass is for."""


def needs(condition: bool) -> None:
    """Refuse a loop of which something does not hold."""
    if not condition:
        raise Refused


class Access(NamedTuple):
    """An element that a pass reads or writes; place: its index; None where that is no such sum."""

    base: Reg
    dtype: str
    place: Sum | None
    stores: bool


@final
class Numbers:
    """Integers as polynomials, of what is known before a loop."""

    def __init__(self) -> None:
        self._atoms: dict[str, Expr] = {}

    def polynomial(self, e: Expr) -> Polynomial:
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op in ("add", "sub", "mul", "neg"):
            return combined(e.op, [self.polynomial(a) for a in e.args])
        name = structure(e)
        self._atoms[name] = e
        return {(name,): 1}

    def expression(self, p: Polynomial) -> Expr:
        """A polynomial as an expression."""
        total = number(0)
        for atoms, times in p.items():
            product = reduce(lambda x, a: simply("mul", x, self._atoms[a]), atoms, number(times))
            total = simply("add", total, product)
        return total


@final
class Pass:
    """What some statements touch.

    known: what an expression is where they stand, in terms of what is known before the loop over steps.
    """

    def __init__(self, body: Sequence[Statement], known: Callable[[Expr], Expr | None], numbers: Numbers):
        self.body = body
        self.accesses: list[Access] = []
        self.ends: dict[Reg, tuple[Expr, Expr]] = {}  # of counters: the least and the greatest that they may be
        self._known, self._numbers = known, numbers
        self._own = assigned(body)
        self._values: dict[Reg, Sum] = {}  # what statements have assigned, of registers that keep their values
        self._walk(body)

    @property
    def loops(self) -> list[For]:
        """The loops of a nest, the outermost first, each the only one in the one around it."""
        found: list[For] = []
        inside = self.body
        while len(loops := [s for s in inside if isinstance(s, For)]) == 1:
            found += loops
            inside = loops[0].body
        return found

    def between(self, index: Sum, without: Reg | None) -> tuple[Expr, Expr]:
        """The least and the greatest that a sum may be, but for one counter's part."""
        rest = self._numbers.expression(index.get(None, {}))
        low = high = rest
        for counter, factor in index.items():
            if counter is None or counter is without:
                continue
            ends = [simply("mul", self._numbers.expression(factor), e) for e in self.ends[counter]]
            if factor.keys() <= {()}:
                ends = ends if factor.get((), 0) >= 0 else ends[::-1]
            else:
                ends = [simply(op, *ends) for op in ("min", "max")]
            low, high = simply("add", low, ends[0]), simply("add", high, ends[1])
        return low, high

    # -- statements

    def _walk(self, body: Sequence[Statement]) -> None:
        for s in body:
            for e in subexpressions(operands(s)):
                if e.op == "load":
                    self.accesses.append(Access(e.attr, e.dtype, self._sum(e.args[0]), False))
            if isinstance(s, Store):
                self.accesses.append(Access(s.base, s.value.dtype, self._sum(s.index), True))
            value = self._sum(s.value) if isinstance(s, Assign) else None
            for inner in bodies(s):
                self._forget(assigned(inner))
                if isinstance(s, For):
                    self._begin(s)
                self._walk(inner)
            self._forget(assigned([s]))
            if isinstance(s, Assign) and value is not None:
                self._values[s.reg] = value

    def _forget(self, registers: set[Reg]) -> None:
        for r in registers:
            self._values.pop(r, None)

    def _begin(self, s: For) -> None:
        """Note between which numbers a counter is, and that it is one from here on."""
        first, last = (s.start, s.stop) if s.step > 0 else (s.stop, s.start)
        low, high = self._limit(first, upper=False), self._limit(last, upper=True)
        needs(low is not None and high is not None)
        assert low is not None and high is not None
        more, less = (0, -1) if s.step > 0 else (1, 0)
        low, high = simply("add", low, number(more)), simply("add", high, number(less))
        if s.counter in self.ends:  # loops one after the other
            needs(s.counter is not self.loops[0].counter)
            before = self.ends[s.counter]
            low, high = simply("min", before[0], low), simply("max", before[1], high)
        self.ends[s.counter] = low, high
        self._values[s.counter] = {s.counter: {(): 1}}

    def _limit(self, e: Expr, upper: bool) -> Expr | None:
        """A number that an expression does not exceed, or does not fall below."""
        if (found := self._sum(e)) is not None:
            return self.between(found, None)[upper]
        if e.op not in ("select", "min", "max"):
            return None
        limits = [self._limit(a, upper) for a in e.args[-2:]]
        if limits[0] is None or limits[1] is None:
            return None
        op = e.op if e.op != "select" else "max" if upper else "min"
        return simply(op, limits[0], limits[1])

    def _sum(self, e: Expr) -> Sum | None:
        if e.dtype != "i64":
            return None
        if e.op == "reg" and e.attr in self._own:
            return self._values.get(e.attr)
        if not any([x.op == "reg" and x.attr in self._own for x in subexpressions([e])]):
            known = self._known(e)
            return None if known is None else {None: self._numbers.polynomial(known)}
        if e.op not in ("add", "sub", "mul", "neg"):
            return None
        parts = [self._sum(a) for a in e.args]
        if parts[0] is None or parts[-1] is None:
            return None
        if e.op != "mul":
            first, *rest = [p for p in parts if p is not None]
            keys = {**first, **(rest[0] if rest else {})}
            found = {k: combined(e.op, [p.get(k, {}) for p in [first, *rest]]) for k in keys}
            return {k: p for k, p in found.items() if p}
        for one, other in (parts, parts[::-1]):
            if one is not None and other is not None and one.keys() <= {None}:
                return {k: combined("mul", [one.get(None, {}), p]) for k, p in other.items()}
        return None

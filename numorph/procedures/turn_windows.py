"""What the turns of a loop touch of each array that they write: when is that something else in each turn?

It lies in a window, which has to move with the counter by more than its width.  What is read elsewhere may lie before
all that any turn writes, or behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import reduce
from typing import Final, NamedTuple, final

from .activity import Memory
from .counts import assignment_counts
from .hoisting import index_from_end
from .ir import (
    Assign,
    Expr,
    For,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    const,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import Polynomial, combined, expression, key, structure

_MOST_TERMS: Final = 12  # of a polynomial
_MOST_ENDS: Final = 6  # different ends of windows of one array
_DEEP: Final = 40
_NOT_BEFORE: Final = frozenset(("load", "call", "quo", "rem", "div"))  # what a loop without turns would not compute


class _Range(NamedTuple):
    """The numbers from `least` to `greatest`, if there are any."""

    least: Expr
    greatest: Expr


@final
class Windows:
    """What the turns of a loop touch of each array that they write.

    pointees: the memory that a pointer may point to.  own: memory that each turn has for itself.
    """

    def __init__(
        self, loop: For, body: list[Statement], pointees: Callable[[Reg], Set[Memory]], own: Set[Memory] = frozenset()
    ):
        self._pointees, self._own = pointees, own
        self._exceeding: dict[str, tuple[Polynomial, int]] = {}  # what has to exceed which numbers
        self._either: dict[str, Expr] = {}  # what has to hold beside
        self._loop, self._all = loop, list(statements(body))
        self._changed = assigned(body) | {loop.counter}
        self._ranges: dict[Reg, list[_Range]] = {}  # of counters, the outer ones first
        self._made: dict[Reg, Expr] = {}  # by the registers that are assigned at one place
        for s in [For(loop.counter, loop.start, loop.stop, [], loop.step), *self._all]:
            if isinstance(s, For):
                last = Expr("sub", "i64", (s.stop, const(1, "i64")))
                after = Expr("add", "i64", (s.stop, const(1, "i64")))
                found = _Range(s.start, last) if s.step > 0 else _Range(after, s.start)
                self._ranges.setdefault(s.counter, []).append(found)
            elif isinstance(s, Assign):
                self._made[s.reg] = s.value
        counts = assignment_counts(body)
        self._made = {r: e for r, e in self._made.items() if counts[r] == 1 and r not in self._ranges}
        self._names = {r: f"counter {k}" for k, r in enumerate(self._ranges)}
        self._atoms: dict[str, Expr] = {name: reg(r) for r, name in self._names.items()}

    @property
    def conditions(self) -> list[Expr]:
        """What has to hold."""
        return [*[self._exceeds(p, least) for p, least in self._exceeding.values()], *self._either.values()]

    @property
    def doubtful(self) -> bool:
        """Whether it is likely that they do not."""
        return bool(self._either)

    def _exceeds(self, p: Polynomial, least: int) -> Expr:
        return Expr("gt", "bool", (expression(p, self._atoms), const(least, "i64")))

    def apart(self, elsewhere: bool = False) -> bool:
        """Whether no turn touches what another writes, where the conditions hold.

        elsewhere: whether turns may read what lies before all that they write, or behind.
        """
        touched: dict[Reg, list[tuple[Expr, str]]] = {}  # indices and dtypes, by the pointer
        for s in self._all:
            for e in subexpressions(operands(s)):
                if e.op == "load":
                    touched.setdefault(e.attr, []).append((e.args[0], e.dtype))
            if isinstance(s, Store):
                touched.setdefault(s.base, []).append((s.index, s.value.dtype))
        if any([not self._pointees(p) for p in touched]):
            return False
        if any([not self._pointees(s.reg) <= self._own for s in self._all if isinstance(s, Retain | Release)]):
            return False
        for base in {s.base: None for s in self._all if isinstance(s, Store)}:
            memory = self._pointees(base)
            if memory <= self._own:
                continue
            if any([p is not base and self._pointees(p) & memory for p in touched]):
                return False
            if len({dtype for _, dtype in touched[base]}) > 1:
                return False
            if self._could_move([i for i, _ in touched[base]]):
                self._moves([i for i, _ in touched[base]])
            elif not elsewhere or not self._moves_apart(base, [i for i, _ in touched[base]]):
                return False
        return True

    def _could_move(self, indices: Sequence[Expr]) -> bool:
        """The same as `_moves`, without noting its conditions."""
        before = dict(self._exceeding)
        found = self._moves(indices)
        self._exceeding = before
        return found

    def _moves_apart(self, base: Reg, indices: Sequence[Expr]) -> bool:
        """Whether a window moves that has what is written, and what is read lies in it or elsewhere."""
        written = [s.index for s in self._all if isinstance(s, Store) and s.base is base]
        near = [*written]
        far: list[Expr] = []
        for index in indices:
            (near if self._could_move([*written, index]) else far).append(index)
        if not self._could_move(near) or not all([self._lies_elsewhere(index, written) for index in far]):
            return False
        return self._moves(near)

    def _lies_elsewhere(self, index: Expr, written: Sequence[Expr]) -> bool:
        """Whether no turn writes what another may read; notes the conditions."""
        for other in written:
            both = [self._polynomial(e) for e in (index, other)]
            ends = [None if p is None else self._end(p, upper) for p in both for upper in (False, True)]
            low, high, first, last = ends
            if low is None or high is None or first is None or last is None:
                return False
            distances = combined("sub", [low, last]), combined("sub", [first, high])
            possible = [p for p in distances if self._may_exceed(p, 0)]
            if not possible:
                return False
            tests = [self._exceeds(p, 0) for p in possible]
            self._either["; ".join([key(p) for p in possible])] = reduce(lambda x, y: Expr("or", "bool", (x, y)), tests)
        return True

    def _moves(self, indices: Sequence[Expr]) -> bool:
        """Whether the window that has some indices moves with the counter by more than its width."""
        counter = self._names[self._loop.counter]
        strides: dict[str, Polynomial] = {}
        ends: tuple[dict[str, Polynomial], dict[str, Polynomial]] = ({}, {})  # the lower ones, and the upper ones
        for index in indices:
            p = self._polynomial(index)
            if p is None:
                return False
            stride: Polynomial = {}
            rest: Polynomial = {}
            for atoms, n in p.items():
                if counter not in atoms:
                    rest[atoms] = n
                elif atoms.count(counter) > 1 or len([a for a in atoms if a in self._names.values()]) > 1:
                    return False
                else:
                    stride[tuple([a for a in atoms if a != counter])] = n
            strides[key(stride)] = stride
            for known, upper in zip(ends, (False, True), strict=True):
                end = self._end(rest, upper)
                if end is None:
                    return False
                known[key(end)] = end
        if len(strides) > 1 or max(len(known) for known in ends) > _MOST_ENDS:
            return False
        (stride,) = strides.values()
        if not stride:
            return False
        if stride.keys() == {()}:
            stride = {(): abs(stride[()])}
        widths = [combined("sub", [high, low]) for high in ends[1].values() for low in ends[0].values()]
        return all([self._must_exceed(combined("sub", [stride, width]), 0) for width in widths])

    def _must_exceed(self, p: Polynomial, least: int) -> bool:
        """Note that a number has to be greater than another; whether that is possible."""
        if not self._may_exceed(p, least):
            return False
        if p.keys() <= {()}:
            return True
        form = f"{least} {key({atoms: n for atoms, n in p.items() if atoms})}"
        known = self._exceeding.get(form)
        if known is None or p.get((), 0) < known[0].get((), 0):  # the smaller one says more
            self._exceeding[form] = p, least
        return True

    def _may_exceed(self, p: Polynomial, least: int) -> bool:
        """Whether a number is perhaps greater than another: atoms are sizes mostly, and strides."""
        if all([n < 0 for atoms, n in p.items() if atoms]):
            return p.get((), 0) > least and p.keys() <= {()}
        return True

    def _end(self, p: Polynomial, upper: bool) -> Polynomial | None:
        """The least or the greatest that a sum can be in one turn or any: without counters."""
        for r in reversed(self._ranges):
            name = self._names[r]
            factor: Polynomial = {}
            rest: Polynomial = {}
            for atoms, n in p.items():
                if name not in atoms:
                    rest[atoms] = n
                elif atoms.count(name) > 1:
                    return None
                else:
                    factor[tuple([a for a in atoms if a != name])] = n
            if not factor:
                continue
            rising = factor.get((), 0) > 0
            if factor.keys() != {()}:
                if any([a in self._names.values() for atoms in factor for a in atoms]):
                    return None
                rising = not all([n < 0 for n in factor.values()])
                if not self._must_exceed(factor if rising else combined("neg", [factor]), -1):
                    return None
            bound = self._bound(r, upper == rising)
            if bound is None:
                return None
            p = combined("add", [rest, combined("mul", [factor, bound])])
            if len(p) > _MOST_TERMS:
                return None
        return p

    def _bound(self, counter: Reg, upper: bool) -> Polynomial | None:
        """What a counter does not exceed, or does not fall below."""
        found: dict[str, Polynomial] = {}
        for ends in self._ranges[counter]:
            bound = self._limit(ends.greatest if upper else ends.least, upper)
            if bound is None or any([self._names[counter] in atoms for atoms in bound]):
                return None
            found[key(bound)] = bound
        return next(iter(found.values())) if len(found) == 1 else None

    def _limit(self, e: Expr, upper: bool) -> Polynomial | None:
        """A polynomial that a number does not exceed, or does not fall below."""
        found = self._polynomial(e)
        if found is not None:
            return found
        if e.op == "reg" and e.attr in self._made:
            return self._limit(self._made[e.attr], upper)
        if e.op == ("min" if upper else "max"):
            return next((p for p in [self._limit(a, upper) for a in e.args] if p is not None), None)
        if e.op in ("add", "sub") and e.dtype == "i64":
            x = self._limit(e.args[0], upper)
            y = self._limit(e.args[1], upper == (e.op == "add"))
            return None if x is None or y is None else combined(e.op, [x, y])
        return None

    # polynomials

    def _polynomial(self, e: Expr, depth: int = 0) -> Polynomial | None:
        if e.dtype != "i64" or depth > _DEEP:
            return None
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr in self._names:
            return {(self._names[e.attr],): 1}
        if e.op == "reg" and e.attr in self._made:
            return self._polynomial(self._made[e.attr], depth + 1)
        if e.op in ("add", "sub", "mul", "neg"):
            parts = [self._polynomial(a, depth + 1) for a in e.args]
            known = [p for p in parts if p is not None]
            if len(known) < len(parts):
                return None
            found = combined(e.op, known)
            return found if len(found) <= _MOST_TERMS else None
        if (index := index_from_end(e)) is not None:
            return self._from_start(index, depth)
        return self._atom(e)

    def _from_start(self, index: Expr, depth: int) -> Polynomial | None:
        """An index that would count from the end if it were negative, which is excluded."""
        found = self._polynomial(index, depth + 1)
        least = None if found is None else self._end(found, upper=False)
        return found if least is not None and self._must_exceed(least, -1) else None

    def _atom(self, e: Expr) -> Polynomial | None:
        """Something that is the same in all turns, and may be computed before them."""
        for x in subexpressions([e]):
            if x.op in _NOT_BEFORE or (x.op == "reg" and x.attr in self._changed):
                return None
        name = structure(e)
        self._atoms[name] = e
        return {(name,): 1}

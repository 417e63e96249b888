"""What is known of integers while a procedure is made: enough to leave out most tests of indices.

A counter of `for i in range(a, b)` lies in a..b-1, a variable that a loop only makes larger is not less than before the
loop, and where a test of Python's integers has been passed, what it says holds.  What is computed from such numbers by
sums lies within sums of their bounds.
"""

from __future__ import annotations

from typing import Final

from ..procedures.ir import Expr, Reg, reg
from . import integers as ints
from .integers import Sum

MOST_ELEMENTS: Final = 1 << 47  # along an axis, which is tested
_DEEP: Final = 12
_MOST_STEPS: Final = 60  # of one proof
_SUMS: Final = ("add", "sub", "mul", "reg")
_NEGATED: Final = {"lt": "ge", "ge": "lt", "le": "gt", "gt": "le", "eq": "ne", "ne": "eq"}


class Bounds:
    """Bounds of registers as long as they are not assigned again: the least value, the greatest, or what they equal.

    Facts are sums that are negative.  They hold in the block in which they were found out, as do bounds of variables;
    their arithmetic is Python's, which never leaves 64 bits, and so must be that of an integer that is `exact`.
    """

    def __init__(self) -> None:
        self._least: dict[Reg, Expr] = {}
        self._greatest: dict[Reg, Expr] = {}
        self._equal: dict[Reg, Expr] = {}
        self._tests: dict[Reg, Expr] = {}  # what bools stand for
        self._exact: dict[int, Expr] = {}  # comparisons of Python's integers
        self._facts: list[Sum] = []
        self._intervals: dict[Reg, tuple[int, int]] = {}
        self._before: list[tuple[Reg, tuple[int, int] | None]] = []  # what intervals were, for `forget`
        self._steps, self._exact_now = 0, False  # of the proof that is looked for

    def counter(self, r: Reg, first: Expr, stop: Expr, step: int) -> None:
        """A loop's counter."""
        if step > 0:
            self._least[r], self._greatest[r] = first, ints.sub(stop, ints.ONE)
        else:
            self._least[r], self._greatest[r] = ints.add(stop, ints.ONE), first

    def size(self, r: Reg) -> None:
        """The size of an axis."""
        self._least[r] = ints.ZERO
        self.interval(r, 0, MOST_ELEMENTS)

    def interval(self, r: Reg, lo: int, hi: int) -> None:
        """Numbers between which a register lies, here: what a test has told of it does not hold everywhere."""
        self._before.append((r, self._intervals.get(r)))
        self._intervals[r] = lo, hi

    def define(self, r: Reg, e: Expr) -> None:
        """A register that holds the value of an expression."""
        if e.dtype == "bool":
            self._tests[r] = e
        elif e.dtype == "i64" and e.op in (*_SUMS, "min", "max", "quo", "shr"):
            self._equal[r] = e

    # facts

    def mark(self) -> tuple[int, int]:
        """How much is known, for `forget`."""
        return len(self._facts), len(self._before)

    def forget(self, mark: tuple[int, int]) -> None:
        """What was found out since a mark holds no longer."""
        del self._facts[mark[0] :]
        while len(self._before) > mark[1]:
            r, interval = self._before.pop()
            if interval is None:
                del self._intervals[r]
            else:
                self._intervals[r] = interval

    def compared(self, e: Expr) -> Expr:
        """Note that a comparison is one of Python's integers."""
        if e.op in _NEGATED:
            self._exact[id(e)] = e
        return e

    def runs(self, first: Expr, stop: Expr, step: int) -> None:
        """In the body of a loop: there is a number to count."""
        self._add(*((first, stop) if step > 0 else (stop, first)))

    def at_least(self, r: Reg, e: Expr) -> None:
        """A register is not less than a number."""
        self._add(ints.sub(e, ints.ONE), reg(r))

    def at_most(self, r: Reg, e: Expr) -> None:
        """A register is not greater than a number."""
        self._add(reg(r), ints.add(e, ints.ONE))

    def assume(self, test: Expr, holds: bool = True) -> None:
        """From here on a test holds, or does not."""
        if test.op == "reg" and test.attr in self._tests:
            self.assume(self._tests[test.attr], holds)
        elif test.op == "not":
            self.assume(test.args[0], not holds)
        elif test.op == ("and" if holds else "or") and test.dtype == "bool":
            for part in test.args:
                self.assume(part, holds)
        elif id(test) in self._exact:
            x, y = test.args
            op = test.op if holds else _NEGATED[test.op]
            if op in ("lt", "le", "eq"):
                self._add(x, y if op == "lt" else ints.add(y, ints.ONE))
            if op in ("gt", "ge", "eq"):
                self._add(y, x if op == "gt" else ints.add(x, ints.ONE))

    def _add(self, x: Expr, y: Expr) -> None:
        """x < y: without registers that are equal to sums, as sums of which something is asked are."""
        fact = ints.sum_of(ints.sub(x, y))
        for _ in range(_DEEP):
            found = [(part, equal) for part in fact.values() if (equal := self._equal_sum(part[1])) is not None]
            if not found:
                break
            for (factor, atoms), equal in found:
                fact = _replaced(fact, factor, atoms, equal)
        self._facts.append(fact)

    def _equal_sum(self, atoms: tuple[Expr, ...]) -> Sum | None:
        """What a register is equal to, if that is a sum."""
        equal = self._equal.get(atoms[0].attr) if len(atoms) == 1 and atoms[0].op == "reg" else None
        return ints.sum_of(equal) if equal is not None and equal.op in _SUMS else None

    # proofs

    def below(self, x: Expr, limit: Expr, exact: bool = False) -> bool:
        """Whether x < limit is known."""
        return self._is_negative(ints.sub(x, limit), exact)

    def at_least_zero(self, x: Expr, exact: bool = False) -> bool:
        """Whether x >= 0 is known."""
        return self._is_negative(ints.sub(ints.integer(-1), x), exact)

    def _is_negative(self, x: Expr, exact: bool) -> bool:
        self._steps, self._exact_now = _MOST_STEPS, exact
        return self._negative(ints.sum_of(x), _DEEP, tuple(self._facts) if exact else ())

    def _negative(self, x: Sum, depth: int, facts: tuple[Sum, ...]) -> bool:
        if not x or (len(x) == 1 and () in x):
            return bool(x) and x[()][0] < 0
        self._steps -= 1
        if depth == 0 or self._steps < 0:
            return False
        if self._exact_now and (most := self._most(x)) is not None and most < 0:
            return True
        for factor, atoms in x.values():
            if len(atoms) != 1:
                continue
            for bound in self._replacements(factor, atoms[0]):
                if self._negative(_replaced(x, factor, atoms, ints.sum_of(bound)), depth - 1, facts):
                    return True
            if self._equal_sum(atoms) is not None:
                return False  # what it is equal to says all that there is to say
            if (whole := _multiplied(x, factor, atoms[0])) is not None and self._negative(whole, depth - 1, facts):
                return True
        for k, fact in enumerate(facts):  # so many times the fact, and a rest that must be less
            times = _shared(x, fact)
            if times:
                rest = ints.added(ints.added(x, fact, -times), ints.sum_of(ints.ONE), -times)
                if self._negative(rest, depth - 1, facts[:k] + facts[k + 1 :]):
                    return True
        return False

    def _most(self, x: Sum) -> int | None:
        """The greatest value of a sum, if that of all its parts is known."""
        total = 0
        for factor, atoms in x.values():
            if not atoms:
                total += factor
                continue
            known = self._intervals.get(atoms[0].attr) if len(atoms) == 1 and atoms[0].op == "reg" else None
            if known is None:
                return None
            total += factor * known[factor > 0]
        return total

    def _replacements(self, factor: int, atom: Expr) -> list[Expr]:
        """Expressions without the atom by which a sum does not become less."""
        if atom.op == "reg":
            equal = self._equal.get(atom.attr)
            if equal is not None:
                return [equal]
            bound = (self._greatest if factor > 0 else self._least).get(atom.attr)
            return [] if bound is None else [bound]
        if atom.op == ("min" if factor > 0 else "max"):
            return list(atom.args)
        return []


def _replaced(x: Sum, factor: int, atoms: tuple[Expr, ...], by: Sum) -> Sum:
    """A sum with something else in the place of one of its parts."""
    return ints.added(ints.added(x, ints.sum_of(atoms[0]), -factor), by, factor)


def _shared(x: Sum, y: Sum) -> int:
    """How many times a sum may be taken from another for a number that both have in the same direction; 0: for none."""
    pairs = [(x[k][0], y[k][0]) for k in y if k and k in x]
    return max([abs(f) // abs(g) for f, g in pairs if (f > 0) == (g > 0)], default=0)


def _multiplied(x: Sum, factor: int, atom: Expr) -> Sum | None:
    """A sum that is negative only if x is, without the quotient `atom`, which is rounded down."""
    by = ints.number(atom.args[1]) if atom.op in ("quo", "shr") else None
    if by is None or not (by > 0 if atom.op == "quo" else 0 <= by < 63):
        return None
    divisor = by if atom.op == "quo" else 1 << by  # `quo` is of numbers that are not negative
    rest = ints.added(x, ints.sum_of(atom), -factor)
    whole = ints.added(ints.added({}, rest, divisor), ints.sum_of(atom.args[0]), factor)
    # The quotient is at most numerator / divisor, and at least (numerator - divisor + 1) / divisor.
    return whole if factor > 0 or divisor == 1 else ints.added(whole, ints.sum_of(ints.integer(divisor - 1)), -factor)

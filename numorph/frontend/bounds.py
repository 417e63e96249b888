"""What is known of integers while a procedure is made: enough to leave out most tests of indices.

A counter of `for i in range(a, b)` lies in a..b-1, and what is computed from it by sums lies within sums of such bounds.
"""

from __future__ import annotations

from ..procedures.ir import Expr, Reg
from . import integers as ints

_DEEP = 12


class Bounds:
    """Bounds of registers that are assigned once: the least value, the greatest, or what they are equal to."""

    def __init__(self) -> None:
        self._least: dict[Reg, Expr] = {}
        self._greatest: dict[Reg, Expr] = {}
        self._equal: dict[Reg, Expr] = {}

    def counter(self, r: Reg, first: Expr, stop: Expr, step: int) -> None:
        """A loop's counter."""
        if step > 0:
            self._least[r], self._greatest[r] = first, ints.sub(stop, ints.ONE)
        else:
            self._least[r], self._greatest[r] = ints.add(stop, ints.ONE), first

    def size(self, r: Reg) -> None:
        """The size of an axis."""
        self._least[r] = ints.ZERO

    def define(self, r: Reg, e: Expr) -> None:
        """A register that holds the value of an expression."""
        if e.dtype == "i64" and e.op in ("add", "sub", "mul", "reg", "min", "max"):
            self._equal[r] = e

    def below(self, x: Expr, limit: Expr) -> bool:
        """Whether x < limit is known."""
        return self._negative(ints.sub(x, limit), _DEEP)

    def at_least_zero(self, x: Expr) -> bool:
        """Whether x >= 0 is known."""
        return self._negative(ints.sub(ints.integer(-1), x), _DEEP)

    def _negative(self, x: Expr, depth: int) -> bool:
        known = ints.number(x)
        if known is not None:
            return known < 0
        if depth == 0:
            return False
        for factor, atom in ints.terms(x):
            for bound in self._replacements(factor, atom):
                if self._negative(ints.add(x, ints.mul(ints.integer(factor), ints.sub(bound, atom))), depth - 1):
                    return True
            if atom.op == "reg" and atom.attr in self._equal:
                return False  # what it is equal to says all that there is to say
        return False

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

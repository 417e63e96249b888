"""Expressions that passes make, and what they ask of loops and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from .ir import Expr, For, const


def integer(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, "i64", (x, y))


def number(value: int) -> Expr:
    return const(value, "i64")


def trips(start: Expr, stop: Expr, step: int) -> Expr:
    """How many iterations a loop has."""
    width = integer("sub", stop, start) if step > 0 else integer("sub", start, stop)
    if abs(step) != 1:
        width = integer("quo", integer("add", width, number(abs(step) - 1)), number(abs(step)))
    return integer("max", width, number(0))


def all_hold(tests: Iterable[Expr]) -> Expr:
    """Whether all of some conditions hold, of which there is one at least."""
    return reduce(lambda x, y: Expr("and", "bool", (x, y)), tests)


def is_number(e: Expr | None, value: int) -> bool:
    """Whether an expression is this number, as it stands."""
    return e is not None and e.op == "const" and bool(e.attr == value)


def straight_nest(s: For) -> list[For]:
    """A loop and those inside it that are all that the one around them does."""
    found = [s]
    while len(found[-1].body) == 1 and isinstance(inner := found[-1].body[0], For):
        found.append(inner)
    return found

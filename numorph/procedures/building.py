"""Expressions that passes make, and what they ask of loops and numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final

from .ir import Expr, For, const

_COMPUTED: Final[dict[str, Callable[[int, int], int]]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "min": min,
    "max": max,
}


def integer(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, "i64", (x, y))


def simply(op: str, x: Expr, y: Expr) -> Expr:
    """The same, without an operation that 0 or 1 make superfluous; of sums, products, `min` and `max`."""
    if x.op == "const" and y.op == "const":
        return number(_COMPUTED[op](x.attr, y.attr))
    if op == "mul" and (is_number(x, 0) or is_number(y, 0)):
        return number(0)
    nothing = 1 if op == "mul" else 0
    if op in ("add", "sub", "mul") and is_number(y, nothing):
        return x
    if op in ("add", "mul") and is_number(x, nothing):
        return y
    if x is y and op in ("sub", "min", "max"):
        return number(0) if op == "sub" else x
    return integer(op, x, y)


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

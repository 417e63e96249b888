"""Loops of the reverse sweep: when their turns may run at once, and how they run from the last to the first."""

from __future__ import annotations

from .ir import Expr, For, const, reg
from .iterations import Independence
from .saving import integer
from .saving import number as whole


def independent(found: Independence, bounds: list[Expr]) -> Expr | None:
    """What must hold for the iterations to be independent; None: nothing."""
    parts = [Expr("ne", "bool", (e, const(0, "i64"))) for e in found.distinct]
    parts += [
        Expr("ne", "bool", (reg(x), reg(y))) for x, y in sorted(found.apart, key=lambda p: (p[0].name, p[1].name))
    ]
    turns = integer("sub", bounds[1], bounds[0])
    most = max(found.shifts.values(), default=0) if found.shifts is not None else 0
    parts += [Expr("ge", "bool", (turns, whole(most)))] if most else []
    for gap in found.gaps:
        lower, upper = [
            integer("mul", integer("add", turns, whole(more)), whole(gap.stride)) for more in (gap.lower, gap.upper)
        ]
        below = integer("sub", whole(0), gap.distance)
        ways = Expr("ge", "bool", (gap.distance, lower)), Expr("ge", "bool", (below, upper))
        parts.append(Expr("or", "bool", ways))
    condition: Expr | None = None
    for part in parts:
        condition = part if condition is None else Expr("and", "bool", (condition, part))
    return condition


def backwards(s: For, bounds: list[Expr]) -> For:
    """A loop, still empty, over the same counters from the last to the first."""
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
    return For(s.counter, last, integer("sub", start, sign), [], -s.step)

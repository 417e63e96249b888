"""Indices and slices of one axis: positions within its size; what is out of bounds bails."""

from __future__ import annotations

from typing import Any

from ..procedures.ir import Expr, subexpressions
from . import integers as ints
from .emitter import Emitter
from .scalars import cast
from .values import Scalar, Slice, Unsupported


def is_int(v: Any) -> bool:
    """Whether a number can be an index."""
    return isinstance(v, Scalar) and v.dtype[0] in "iu" and "bool" not in v.kinds


def checked(e: Emitter, i: Scalar, size: Expr) -> Expr:
    """The position that an index stands for; an index out of bounds bails."""
    index, exact = cast(i.expr, "i64"), i.kinds == ("int",)
    lower, upper = i.lo >= 0 or e.bounds.at_least_zero(index, exact), e.bounds.below(index, size, exact)
    if lower is not upper and not exact and any([x.op == "mul" for x in subexpressions([index])]):
        lower = upper = False  # a product of NumPy's that has left 64 bits would pass the only test that is left
    if not lower:
        if i.hi < 0:
            index = ints.add(index, size)
        elif i.is_static:
            pass
        else:
            index = e.hold(index, "i")
            index = Expr("select", "i64", (ints.compare("lt", index, ints.ZERO), ints.add(index, size), index))
        index = e.hold(index, "i")
        e.bail_if(ints.compare("lt", index, ints.ZERO), "an index out of bounds")
    if not upper:
        index = e.hold(index, "i")
        e.bail_if(ints.compare("ge", index, size), "an index out of bounds")
    return index


def _bound(e: Emitter, b: Scalar, size: Expr) -> tuple[Expr, bool]:
    """A bound of a slice, from 0 on but perhaps beyond the size; whether it is known to be within the size."""
    if not is_int(b):
        raise Unsupported("a slice whose bounds are not integers")
    x, exact = cast(b.expr, "i64"), b.kinds == ("int",)
    if b.lo >= 0 or e.bounds.at_least_zero(x, exact):
        return x, e.bounds.below(x, ints.add(size, ints.ONE), exact)
    if b.hi < 0:
        return ints.maximum(ints.add(x, size), ints.ZERO), True
    x = e.hold(x, "bound")
    from_end = Expr("max", "i64", (ints.add(x, size), ints.ZERO))
    return Expr("select", "i64", (ints.compare("lt", x, ints.ZERO), from_end, x)), False


def _by_steps(e: Emitter, s: Slice, size: Expr) -> tuple[Expr, Expr, Expr]:
    """A slice whose step is known only when the procedure runs."""
    assert s.step is not None
    if not is_int(s.step):
        raise Unsupported("a slice whose step is no integer")
    step = e.hold(cast(s.step.expr, "i64"), "step")
    first, length, _ = span(e, Slice(s.start, s.stop, None), size)
    first, size_of_step = e.hold(first, "start"), step
    if s.step.lo <= 0:
        e.bail_if(ints.compare("eq", step, ints.ZERO), "a slice with step 0")
        e.bail_if(ints.compare("lt", step, ints.integer(-(2**62))), "a step that is too large")
        last, back, _ = _backwards(e, s, size, -1)
        forwards = e.hold(ints.compare("gt", step, ints.ZERO), "forwards")
        size_of_step = e.hold(ints.select(forwards, step, ints.sub(ints.ZERO, step)))
        first, length = e.hold(ints.select(forwards, first, last)), e.hold(ints.select(forwards, length, back))
    count = Expr("quo", "i64", (ints.add(length, ints.sub(size_of_step, ints.ONE)), size_of_step))
    return first, e.hold(count, "count"), step


def span(e: Emitter, s: Slice, size: Expr) -> tuple[Expr, Expr, int | Expr]:
    """(first, count, step) of a slice of an axis."""
    step = 1
    if s.step is not None:
        if not s.step.is_static:
            return _by_steps(e, s, size)
        step = s.step.static
        if not isinstance(step, int) or step == 0:
            raise Unsupported("a slice with step 0")
    if step < 0:
        return _backwards(e, s, size, step)
    start, stop = ints.ZERO, size
    if s.start is not None:
        start, _ = _bound(e, s.start, size)
    if s.stop is not None:
        stop, within = _bound(e, s.stop, size)
        if not within:
            stop = ints.minimum(stop, size)
    count = ints.sub(stop, start)
    if not e.bounds.at_least_zero(count, all([b is None or b.kinds == ("int",) for b in (s.start, s.stop)])):
        count = ints.maximum(count, ints.ZERO)
    if step > 1:
        count = Expr("quo", "i64", (ints.add(count, ints.integer(step - 1)), ints.integer(step)))
        count = ints.integer(count.args[0].attr // step) if count.args[0].op == "const" else e.hold(count, "count")
    if count.op not in ("const", "reg"):
        # Differences of sizes keep their form, by which equal sizes are known.
        start = e.hold(start, "start") if start.op in ("select", "min", "max", "load") else start
    return start, count, step


def _backwards(e: Emitter, s: Slice, size: Expr, step: int) -> tuple[Expr, Expr, int]:
    last = ints.sub(size, ints.ONE)
    if s.start is None:
        start = last
    else:
        start, _ = _bound(e, s.start, size)
        if s.start.lo < 0:  # from the end, before the beginning: nothing
            raw = e.hold(cast(s.start.expr, "i64"))
            start = ints.select(ints.compare("lt", ints.add(raw, size), ints.ZERO), ints.integer(-1), start)
        if s.start.lo < 0 or not e.bounds.below(start, size):
            start = ints.minimum(start, last)
    if s.stop is None:
        stop = ints.integer(-1)
    else:
        stop, _ = _bound(e, s.stop, size)
        if s.stop.lo < 0:
            raw = e.hold(cast(s.stop.expr, "i64"))
            stop = ints.select(ints.compare("lt", ints.add(raw, size), ints.ZERO), ints.integer(-1), stop)
        stop = ints.minimum(stop, last)
    start = e.hold(start, "start")
    distance = ints.maximum(ints.sub(start, stop), ints.ZERO)
    if step == -1:
        return start, distance, step
    return start, e.hold(Expr("quo", "i64", (ints.add(distance, ints.integer(-step - 1)), ints.integer(-step)))), step

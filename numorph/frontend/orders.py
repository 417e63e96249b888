"""The order in which arrays of procedures lie in memory: the rules of core/orders.py for sizes that are expressions."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.orders import Ranks, by_rows, consecutive, inner_first, is_by_rows, joined
from ..procedures.ir import Expr, const
from . import integers as ints
from .values import Arr, Lazy, Order, Unsupported

_UNKNOWN = "an array of many axes whose order in memory depends on the way that was taken"


def strides_of(shape: Sequence[Expr], order: Order) -> tuple[Expr, ...]:
    """The strides of an array without gaps."""
    if isinstance(order, Expr):
        rows, columns = shape
        return ints.select(order, ints.ONE, columns), ints.select(order, rows, ints.ONE)
    strides = [ints.ONE] * len(shape)
    step = ints.ONE
    for k in inner_first(order):
        strides[k] = step
        step = ints.mul(step, shape[k])
    return tuple(strides)


def lies_by_rows(shape: Sequence[Expr], strides: Sequence[Expr]) -> bool:
    """Whether an array is known to lie row by row without gaps; strides along axes of length 1 say nothing."""
    wanted = strides_of(shape, by_rows(len(shape)))
    return all([ints.number(d) == 1 or ints.same(s, w) for d, s, w in zip(shape, strides, wanted, strict=True)])


def lies_by_columns(a: Arr | Lazy) -> bool:
    """Whether an array is known to lie column by column without gaps."""
    if isinstance(a, Lazy):
        return a.ranks == by_rows(len(a.shape))[::-1]
    return lies_by_rows(a.shape[::-1], a.strides[::-1])


def order_of(a: Arr | Lazy) -> Order:
    """The order of new memory for an array like this one."""
    if a.ranks is not None:
        return a.ranks
    if len(a.shape) > 2:
        raise Unsupported(_UNKNOWN)
    return _by_columns(a)


def order_of_all(arrays: Sequence[Arr | Lazy], ndim: int) -> Order:
    """The order of the result of an elementwise operation on arrays, which are broadcast to `ndim` axes.

    Where operands lie in different orders, the result lies row by row.
    """
    if ndim < 2:
        return by_rows(ndim)
    known = [_broadcast(a, ndim) for a in arrays if isinstance(a.ranks, tuple)]
    unknown = [a for a in arrays if not isinstance(a.ranks, tuple) and not _is_line(a)]
    if not unknown or any([is_by_rows(ranks) for ranks in known]):
        return joined(tuple(known), ndim)
    if ndim > 2:
        raise Unsupported(_UNKNOWN)
    found: Expr = const(True, "bool")
    for a in unknown:
        found = ints.both(found, _by_columns(a))
    return found


def _is_line(a: Arr | Lazy) -> bool:
    """Whether at most one axis is longer than 1: it lies in any order."""
    return sum([ints.number(d) != 1 for d in a.shape]) < 2


def _broadcast(a: Arr | Lazy, ndim: int) -> Ranks:
    assert isinstance(a.ranks, tuple)
    own = [0 if ints.number(d) == 1 else r for d, r in zip(a.shape, a.ranks, strict=True)]
    return (*[0] * (ndim - len(own)), *own)


def _by_columns(a: Arr | Lazy) -> Expr:
    """Whether an array with two axes lies column by column, as the procedure finds."""
    if isinstance(a, Lazy):
        assert isinstance(a.ranks, Expr)
        return a.ranks
    outer, inner = (ints.maximum(s, ints.sub(ints.ZERO, s)) for s in a.strides)
    return ints.compare("lt", outer, inner)


def along(order: Order, axes: Sequence[int]) -> Order:
    """The order of an array of which only some axes stay."""
    if isinstance(order, Expr):
        return order if len(axes) == 2 else by_rows(len(axes))
    return consecutive([order[k] for k in axes])


def common(a: Ranks | None, b: Ranks | None, shape: Sequence[Expr | None]) -> Ranks | None:
    """The ranks of what is either one or the other; None where they differ."""
    if a is None or b is None:
        return None
    long = [k for k, d in enumerate(shape) if d is None or ints.number(d) != 1]
    return a if along(a, long) == along(b, long) else None

"""In which order the axes of arrays lie in memory: NumPy lays a result as its operands lie (order "K").

The *ranks* of an array tell how its strides compare: the greater, the farther apart are the elements along an axis;
0 where a stride is 0.  What is new lies without gaps, in the order of its ranks.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from ..procedures.ir import Expr, const
from . import integers as ints
from .values import Arr, Lazy, Order, Ranks, Unsupported, by_rows

_UNKNOWN = "an array of many axes whose order in memory depends on the way that was taken"


def inner_first(ranks: Sequence[int]) -> list[int]:
    """The axes from the one whose elements lie closest together."""
    return sorted(range(len(ranks)), key=lambda k: (ranks[k], -k))


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
    if not unknown or any([_is_by_rows(ranks) for ranks in known]):
        return _sorted(known, ndim)
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


def _is_by_rows(ranks: Ranks) -> bool:
    return all([0 < inner <= outer for outer, inner in itertools.pairwise(ranks)])


def _sorted(known: Sequence[Ranks], ndim: int) -> Ranks:
    """As NumPy's iterator sorts axes: an axis moves inwards past others if all arrays that tell the two apart agree."""
    inwards: list[int] = []  # from the innermost axis
    for axis in reversed(range(ndim)):
        place = len(inwards)
        for k in reversed(range(len(inwards))):
            pairs = [(ranks[axis], ranks[inwards[k]]) for ranks in known if ranks[axis] and ranks[inwards[k]]]
            if pairs and not all([own < other for own, other in pairs]):
                break
            if pairs:
                place = k
        inwards.insert(place, axis)
    ranks = [0] * ndim
    for k, axis in enumerate(inwards):
        ranks[axis] = k + 1
    return tuple(ranks)


def _by_columns(a: Arr | Lazy) -> Expr:
    """Whether an array with two axes lies column by column, as the procedure finds."""
    if isinstance(a, Lazy):
        assert isinstance(a.ranks, Expr)
        return a.ranks
    outer, inner = (ints.maximum(s, ints.sub(ints.ZERO, s)) for s in a.strides)
    return ints.compare("lt", outer, inner)


def ranks_of_strides(shape: Any, strides: Any) -> Ranks:
    """The ranks of an array whose strides are numbers."""
    return consecutive([0 if d == 1 else abs(s) for d, s in zip(shape, strides, strict=True)])


def along(order: Order, axes: Sequence[int]) -> Order:
    """The order of an array of which only some axes stay."""
    if isinstance(order, Expr):
        return order if len(axes) == 2 else by_rows(len(axes))
    return consecutive([order[k] for k in axes])


def consecutive(ranks: Sequence[int]) -> Ranks:
    """Ranks that compare alike, in the smallest numbers."""
    different = sorted({r for r in ranks if r})
    return tuple([different.index(r) + 1 if r else 0 for r in ranks])


def common(a: Ranks | None, b: Ranks | None, shape: Sequence[Expr | None]) -> Ranks | None:
    """The ranks of what is either one or the other; None where they differ."""
    if a is None or b is None:
        return None
    long = [k for k, d in enumerate(shape) if d is None or ints.number(d) != 1]
    return a if along(a, long) == along(b, long) else None

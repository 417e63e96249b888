"""In which order the axes of arrays lie in memory: NumPy lays a result as its operands lie (order "K").

The *ranks* of an array tell how its strides compare: the greater, the farther apart are the elements along an axis;
0 where a stride is 0 or the axis has one element.  What is new lies without gaps, in the order of its ranks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

Ranks = tuple[int, ...]


def by_rows(ndim: int) -> Ranks:
    """The ranks of an array that lies row by row."""
    return tuple(range(ndim, 0, -1))


def is_by_rows(ranks: Ranks) -> bool:
    return all([0 < inner <= outer for outer, inner in itertools.pairwise(ranks)])


def inner_first(ranks: Sequence[int]) -> list[int]:
    """The axes from the one whose elements lie closest together."""
    return sorted(range(len(ranks)), key=lambda k: (ranks[k], -k))


def consecutive(ranks: Sequence[int]) -> Ranks:
    """Ranks that compare alike, in the smallest numbers."""
    different = sorted({r for r in ranks if r})
    return tuple([different.index(r) + 1 if r else 0 for r in ranks])


def ranks_of_strides(shape: Any, strides: Any) -> Ranks:
    """The ranks of an array whose strides are numbers."""
    return consecutive([0 if d == 1 else abs(s) for d, s in zip(shape, strides, strict=True)])


def strides_without_gaps(shape: Any, ranks: Sequence[int], itemsize: int) -> list[int]:
    """The strides of new memory in the order of the ranks."""
    strides, step = [0] * len(shape), itemsize
    for k in inner_first(ranks):
        strides[k] = step
        step *= max(shape[k], 1)
    return strides


@lru_cache(maxsize=4096)
def joined(known: tuple[Ranks, ...], ndim: int) -> Ranks:
    """The ranks of the result of an elementwise operation on arrays of these ranks, which are broadcast to `ndim` axes.

    As NumPy's iterator sorts axes: an axis moves inwards past others if all arrays that tell the two apart agree.
    """
    return _ranks(_sorted(known, range(ndim)[::-1]))


def concatenated(known: tuple[Ranks, ...], ndim: int) -> Ranks:
    """The ranks of arrays of these ranks, joined along an axis: here NumPy moves axes outwards."""
    outwards = _sorted([tuple([-r for r in ranks]) for ranks in known], range(ndim))
    return _ranks(outwards[::-1])


def _sorted(known: Sequence[Ranks], axes: Iterable[int]) -> list[int]:
    """The axes by increasing rank: one moves past others if all arrays that tell the two apart agree."""
    found: list[int] = []
    for axis in axes:
        place = len(found)
        for k in reversed(range(len(found))):
            pairs = [(ranks[axis], ranks[found[k]]) for ranks in known if ranks[axis] and ranks[found[k]]]
            if pairs and not all([own < other for own, other in pairs]):
                break
            if pairs:
                place = k
        found.insert(place, axis)
    return found


def _ranks(inwards: Sequence[int]) -> Ranks:
    """The ranks of which the axis with the lowest comes first."""
    ranks = [0] * len(inwards)
    for k, axis in enumerate(inwards):
        ranks[axis] = k + 1
    return tuple(ranks)

"""What loops around tell of integers: enough to see that rows or columns of a matrix are different ones.

Inside `for p in 0..n - 1`, `for q in p + 1..n` columns p and q are two, and both lie within the n columns of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .forms import Form, Known, difference, form, multiplied, product
from .ir import For, Reg

Ranges = Mapping[Reg, tuple[Form, Form]]  # counters of loops, outer ones first: from where to before what
_Sum = dict[Any, int]


def inside(loop: For, ranges: Ranges, known: Known) -> Ranges:
    """What is known in a loop's body."""
    bounds = form(loop.start, known), form(loop.stop, known)
    if None in bounds:
        return ranges
    start, stop = bounds
    if loop.step < 0:
        start, stop = (difference(f, frozenset({((), -1)})) for f in (stop, start))
    return {**ranges, loop.counter: (start, stop)}


def least(f: Form, ranges: Ranges, sizes: Iterable[Reg] = ()) -> int | None:
    """A number that a sum of products is not less than, if one is found; sizes: numbers that are not negative."""
    smallest: dict[Any, int] = dict.fromkeys(sizes, 0)  # of what is not negative: a number that it is not less than
    for counter, (start, stop) in ranges.items():
        first = _bounded(dict(start), smallest)
        if first is None or first < 0:
            continue
        smallest[counter] = first
        for factors, times in stop:  # more than the first, by which the rest of the sum may be less
            if times == 1 and len(factors) == 1:
                less = _bounded({f: -n for f, n in stop if f != factors}, smallest)
                if less is not None and first + 1 + less >= smallest.get(factors[0], 0):
                    smallest[factors[0]] = first + 1 + less
    total: _Sum = dict(f)
    for counter, (start, stop) in reversed([*ranges.items()]):
        rest: _Sum = {}
        for factors, times in total.items():
            if counter not in factors:
                _add(rest, factors, times)
                continue
            others = list(factors)
            others.remove(counter)
            if any([_smallest(x, smallest) is None for x in others]):
                return None
            bound = dict(start)
            if times < 0:
                bound = dict(stop)
                _add(bound, (), -1)
            for more, n in bound.items():
                _add(rest, product([*others, *more]), times * n)
        total = rest
    return _bounded(total, smallest)


def apart(one: Form, other: Form, step: Form, count: Form, ranges: Ranges) -> bool:
    """Whether two rows or columns, from their first elements on `count` of each in this step, have none in common."""
    for length in (step, difference(frozenset(), step)):  # a step back: as far from one another the other way round
        smallest = least(length, ranges)
        for x, y in ((one, other), (other, one)):
            distance = difference(x, y)
            if smallest is not None and smallest >= 0:
                beyond = least(difference(distance, multiplied(length, count)), ranges)
                if beyond is not None and beyond >= (0 if smallest else 1):
                    return True
            ends = least(distance, ranges), least(difference(length, distance), ranges)
            if all([n is not None and n > 0 for n in ends]):
                return True
    return False


def _bounded(total: _Sum, smallest: Mapping[Any, int]) -> int | None:
    """What a sum is not less than, if nothing is subtracted from it once all is counted from its smallest number on."""
    counted: _Sum = {}
    for factors, times in total.items():
        products: _Sum = {(): times}
        for x in factors:
            first = _smallest(x, smallest)
            if first is None:
                return None
            more = {f: n * first for f, n in products.items() if first}
            for f, n in products.items():
                _add(more, product([*f, x]), n)
            products = more
        for f, n in products.items():
            _add(counted, f, n)
    return counted.pop((), 0) if all([n > 0 for f, n in counted.items() if f]) else None


def _smallest(atom: Any, smallest: Mapping[Any, int]) -> int | None:
    """A number from 0 on that a factor is not less than."""
    if atom in smallest or isinstance(atom, Reg) or atom[0] not in ("max", "quo"):
        return smallest.get(atom)
    op, sides = atom
    found = [_bounded(dict(x), smallest) for x in sides]
    numbers = [n for n in found if n is not None]
    if op == "max" and numbers:
        return max(numbers) if max(numbers) >= 0 else None
    if op == "quo" and len(numbers) == 2 and numbers[0] >= 0 < numbers[1]:
        return 0
    return None


def _add(to: _Sum, factors: Any, times: int) -> None:
    to[factors] = to.get(factors, 0) + times
    if not to[factors]:
        del to[factors]

"""What loops around tell of integers: enough to see that rows or columns of a matrix are different ones.

Inside `for p in 0..n - 1`, `for q in p + 1..n` columns p and q are two, and both lie within the n columns of a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .forms import Form, Known, difference, form, multiplied, product
from .ir import For, Reg

Ranges = Mapping[Reg, tuple[Form, Form]]  # counters of loops in steps of 1, outer ones first: from where to before what
_Sum = dict[Any, int]


def inside(loop: For, ranges: Ranges, known: Known) -> Ranges:
    """What is known in a loop's body."""
    bounds = form(loop.start, known), form(loop.stop, known)
    return {**ranges, loop.counter: bounds} if loop.step == 1 and None not in bounds else ranges


def least(f: Form, ranges: Ranges) -> int | None:
    """A number that a sum of products is not less than, if one is found."""
    smallest: dict[Any, int] = {}  # of what is not negative: a number that it is not less than
    for counter, (start, stop) in ranges.items():
        first = _bounded(dict(start), smallest)
        if first is None or first < 0:
            continue
        smallest[counter] = first
        for factors, times in stop:  # more than the first, by which the rest of the sum may be less
            if times == 1 and len(factors) == 1:
                rest = _bounded({f: -n for f, n in stop if f != factors}, smallest)
                if rest is not None and first + 1 + rest >= smallest.get(factors[0], 0):
                    smallest[factors[0]] = first + 1 + rest
    total: _Sum = dict(f)
    for counter, (start, stop) in reversed([*ranges.items()]):
        rest: _Sum = {}
        for factors, times in total.items():
            if counter not in factors:
                _add(rest, factors, times)
                continue
            others = list(factors)
            others.remove(counter)
            if any([x not in smallest for x in others]):
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
    for x, y in ((one, other), (other, one)):
        distance = difference(x, y)
        beyond = least(difference(distance, multiplied(step, count)), ranges)
        if beyond is not None and beyond >= 0:
            return True
        ends = least(distance, ranges), least(difference(step, distance), ranges)
        if all([n is not None and n > 0 for n in ends]):
            return True
    return False


def _bounded(total: _Sum, smallest: Mapping[Any, int]) -> int | None:
    """What a sum is not less than, if nothing is subtracted from it once all is counted from its smallest number on."""
    counted: _Sum = {}
    for factors, times in total.items():
        if any([x not in smallest for x in factors]):
            return None
        products: _Sum = {(): times}
        for x in factors:
            more = {f: n * smallest[x] for f, n in products.items() if smallest[x]}
            for f, n in products.items():
                _add(more, product([*f, x]), n)
            products = more
        for f, n in products.items():
            _add(counted, f, n)
    return counted.pop((), 0) if all([n > 0 for f, n in counted.items() if f]) else None


def _add(to: _Sum, factors: Any, times: int) -> None:
    to[factors] = to.get(factors, 0) + times
    if not to[factors]:
        del to[factors]

"""Python's library as python_source.py has it: heapq, bisect, itertools, functools, operator, and integers of math."""

from __future__ import annotations

import bisect
import functools
import heapq
import itertools
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from .. import iterators_source as iterators
from .. import python_source as source
from ..context import Context
from ..python_numbers import PYTHON_OPERATORS
from ..scalars import to_int
from ..slices import is_int
from ..values import (
    Generator,
    Iterator,
    Partial,
    Scalar,
    Static,
    Tup,
    Unsupported,
    constant,
    constant_of,
    is_none,
    python_int,
)
from .arguments import static_argument
from .registry import handles

# -- functions that are written with the same parameters

_SAME: dict[Any, Callable[..., Any]] = {
    heapq.heappush: source.heappush,
    heapq.heappop: source.heappop,
    heapq.heapify: source.heapify,
    heapq.heapreplace: source.heapreplace,
    heapq.heappushpop: source.heappushpop,
    bisect.bisect_left: source.bisect_left,
    bisect.bisect_right: source.bisect_right,
    bisect.insort_left: source.insort_left,
    bisect.insort_right: source.insort_right,
    itertools.starmap: iterators.starmap,
    itertools.takewhile: iterators.takewhile,
    itertools.dropwhile: iterators.dropwhile,
    itertools.filterfalse: iterators.filtered_out,
    itertools.pairwise: iterators.pairwise,
    itertools.cycle: iterators.cycle,
    itertools.chain: iterators.chain,
    itertools.chain.from_iterable: iterators.chain_of,
    np.ndenumerate: iterators.ndenumerate,
}


def _written(f: Callable[..., Any]) -> Callable[..., Any]:
    def handler(t: Context, *args: Any, **kwargs: Any) -> Any:
        return t.inline(f, list(args), kwargs)

    return handler


for _function, _source in _SAME.items():
    handles(_function)(_written(_source))


@handles(heapq.nsmallest)
def _nsmallest(t: Context, n: Any, items: Any, key: Any = None) -> Any:
    return _first(t, n, t.call(Static(sorted), [items], {} if key is None else {"key": key}))


@handles(heapq.nlargest)
def _nlargest(t: Context, n: Any, items: Any, key: Any = None) -> Any:
    given = {} if key is None else {"key": key}
    return _first(t, n, t.call(Static(sorted), [items], {**given, "reverse": constant(True)}))


def _first(t: Context, n: Any, items: Any) -> Any:
    return t.call(Static(list), [t.call(Static(itertools.islice), [items, n], {})], {})


# -- functools and operator


@handles(functools.partial)
def _partial(t: Context, f: Any, /, *args: Any, **kwargs: Any) -> Any:
    return Partial(f, [t.stored(a) for a in args], {k: t.stored(a) for k, a in kwargs.items()})


@handles(functools.reduce)
def _reduce(t: Context, f: Any, items: Any, start: Any = None) -> Any:
    if start is None:
        return t.inline(source.reduce, [f, items], {})
    return t.inline(source.reduce_from, [f, items, start], {})


def _operator(op: str) -> Callable[..., Any]:
    return lambda t, a, b, /: t.operate(op, a, b)


for _op, _function in PYTHON_OPERATORS.items():
    handles(_function)(_operator(_op))
handles(operator.matmul)(_operator("MatMult"))
handles(operator.concat)(_operator("Add"))


@handles(operator.neg)
def _neg(t: Context, x: Any, /) -> Any:
    return t.inline(source.negative, [x], {})


@handles(operator.not_)
def _not(t: Context, x: Any, /) -> Any:
    return t.inline(source.opposite, [x], {})


@handles(operator.getitem)
def _getitem(t: Context, a: Any, k: Any, /) -> Any:
    return t.inline(source.item, [a, k], {})


@handles(operator.itemgetter)
def _itemgetter(t: Context, *keys: Any) -> Any:
    return Static(operator.itemgetter(*[t.known(k) for k in keys]))


@handles(operator.attrgetter)
def _attrgetter(t: Context, *names: Any) -> Any:
    return Static(operator.attrgetter(*[t.known(k) for k in names]))


def call_getter(t: Context, f: Any, owner: Any) -> Any:
    """What an itemgetter or an attrgetter gives."""
    keys = f.__reduce__()[1]
    if isinstance(f, operator.itemgetter):
        found = [t.inline(source.item, [owner, constant(k)], {}) for k in keys]
    else:
        found = []
        for path in keys:
            x = owner
            for name in path.split("."):
                x = t.attribute(x, name)
            found.append(x)
    return found[0] if len(found) == 1 else Tup(found)


# -- integers


def _of_integers(f: Callable[..., int]) -> Callable[..., Any]:
    def handler(t: Context, *args: Any) -> Any:
        if not all([is_int(a) or (isinstance(a, Scalar) and a.kinds == ("bool",)) for a in args]):
            raise Unsupported("a function of integers with other arguments", t.line)
        if all([a.is_static for a in args]):
            return constant_of(t.last_function, *[a.static for a in args], line=t.line)
        return t.inline(f, [to_int(t.e, a) for a in args], {})

    return handler


for _function, _source in ((math.isqrt, source.isqrt), (math.factorial, source.factorial), (math.comb, source.comb)):
    handles(_function)(_of_integers(_source))


@handles(math.perm)
def _perm(t: Context, n: Any, k: Any = None) -> Any:
    return _of_integers(source.factorial)(t, n) if k is None else _of_integers(source.perm)(t, n, k)


@handles(math.gcd, math.lcm)
def _gcd(t: Context, *args: Any) -> Any:
    f, start = (source.gcd, 0) if t.last_function is math.gcd else (source.lcm, 1)
    found: Any = python_int(start)
    for x in args:
        if not is_int(x):
            raise Unsupported("a function of integers with other arguments", t.line)
        found = t.inline(f, [found, to_int(t.e, x)], {})
    return found


@handles(math.prod)
def _prod(t: Context, items: Any, /, *, start: Any = None) -> Any:
    return t.inline(source.prod, [items, python_int(1) if start is None else start], {})


# -- iterators


@handles(iter)
def _iter(t: Context, items: Any, /) -> Any:
    return items if isinstance(items, Generator | Iterator) else t.iterator(items)


@handles(next)
def _next(t: Context, iterator: Any, default: Any = None, /) -> Any:
    if not isinstance(iterator, Iterator):
        raise Unsupported("next() of this", t.line)
    if default is None:
        return t.next_item(iterator)
    return t.inline(iterators.next_or, [iterator, default], {})


@handles(iterators.has_next)
def _has_next(t: Context, iterator: Any, /) -> Any:
    return t.has_next(iterator)


@handles(map)
def _map(t: Context, f: Any, /, *items: Any) -> Any:
    if len(items) == 1:
        return t.inline(iterators.mapped, [f, items[0]], {})
    return t.inline(iterators.starmap, [f, t.call(Static(zip), list(items), {})], {})


@handles(filter)
def _filter(t: Context, f: Any, items: Any, /) -> Any:
    return t.inline(iterators.filtered, [Static(source.itself) if is_none(f) else f, items], {})


def _pool(t: Context, items: Any) -> Any:
    """Items that are run over repeatedly, which Python keeps in a tuple."""
    return t.call(Static(list), [items], {}) if isinstance(items, Generator | Iterator) else items


@handles(itertools.product)
def _product(t: Context, *items: Any, repeat: Any = None) -> Any:
    if isinstance(repeat, Scalar) and not repeat.is_static and len(items) == 1 and is_int(repeat):
        pool = t.call(Static(list), [items[0]], {})
        return t.inline(iterators.any_power, [pool, repeat], {})
    times = 1 if repeat is None else static_argument(t, repeat)
    pools = [_pool(t, x) for x in items] * times
    return t.inline(iterators.product, pools, {}) if pools else Tup([Tup([])])


def _chosen(f: Callable[..., Any], start: Any, any_number: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """any_number: for numbers that are known only when the procedure runs, or large."""

    def handler(t: Context, items: Any, r: Any = None) -> Any:
        pool = _pool(t, items)
        size = t.call(Static(len), [pool], {})
        wanted = size if r is None or is_none(r) else r
        if any_number is not None and is_int(wanted) and not (wanted.is_static and 1 <= wanted.static <= 6):
            return t.inline(any_number, [t.call(Static(list), [pool], {}), wanted], {})
        count = static_argument(t, wanted)
        if not 1 <= count <= 6:
            raise Unsupported("none of several, or more than six of them", t.line)
        return t.inline(f, [_indexed(t, pool), start, python_int(count)], {})

    return handler


def _indexed(t: Context, pool: Any) -> Any:
    """What can be indexed: a range can, too, but its items are not kept."""
    return t.call(Static(list), [pool], {}) if not hasattr(pool, "items") and not hasattr(pool, "dtype") else pool


handles(itertools.combinations)(_chosen(iterators.combinations, python_int(0), iterators.any_combinations))
handles(itertools.combinations_with_replacement)(_chosen(iterators.combinations_again, python_int(0)))
handles(itertools.permutations)(_chosen(iterators.permutations, Tup([]), iterators.any_permutations))


@handles(itertools.accumulate)
def _accumulate(t: Context, items: Any, func: Any = None, *, initial: Any = None) -> Any:
    f = Static(operator.add) if func is None or is_none(func) else func
    if initial is None or is_none(initial):
        return t.inline(iterators.accumulate, [items, f], {})
    return t.inline(iterators.accumulate_from, [items, f, initial], {})


@handles(itertools.islice)
def _islice(t: Context, items: Any, *bounds: Any) -> Any:
    start, stop, step = (
        (python_int(0), *bounds, python_int(1))[:3] if len(bounds) == 1 else (*bounds, python_int(1))[:3]
    )
    start, step = (python_int(k) if is_none(x) else x for k, x in ((0, start), (1, step)))
    if is_none(stop):
        return t.inline(iterators.islice_to_end, [items, start, step], {})
    return t.inline(iterators.islice, [items, start, stop, step], {})


@handles(itertools.count)
def _count(t: Context, start: Any = None, step: Any = None) -> Any:
    given = [python_int(k) if x is None else x for k, x in ((0, start), (1, step))]
    return t.inline(iterators.count_from, given, {})


@handles(itertools.repeat)
def _repeat(t: Context, x: Any, times: Any = None) -> Any:
    return t.inline(iterators.repeat_for_ever, [x], {}) if times is None else t.inline(iterators.repeat, [x, times], {})


@handles(np.ndindex)
def _ndindex(t: Context, *shape: Any) -> Any:
    whole = shape[0] if len(shape) == 1 and isinstance(shape[0], Tup) else Tup(list(shape))
    return t.inline(iterators.ndindex, [whole], {})

"""Iterators of Python and of itertools, as generators that the front end translates: loops over them are code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def has_next(iterator: Any) -> bool:
    """Whether next() gives something: known to the front end."""
    raise NotImplementedError


def remaining(iterator: Any) -> Iterator[Any]:
    while has_next(iterator):
        yield next(iterator)


def enumerated(items: Any, start: int) -> Iterator[Any]:
    for x in items:
        yield start, x
        start += 1


def zipped(items: Any, iterators: Any, place: int) -> Iterator[Any]:
    """zip() of what a generator gives, which stands at a place, and of what iterators give."""
    for x in items:
        if not all([has_next(it) for it in iterators]):
            return
        others = tuple([next(it) for it in iterators])
        yield (*others[:place], x, *others[place:])


def column(rows: Any, k: int) -> Any:
    """One of the tuples that zip(*rows) gives."""
    return tuple([row[k] for row in rows])


def columns(rows: Any) -> Iterator[Any]:
    """zip(*rows), of rows whose lengths are not known."""
    k = 0
    while len(rows) > 0 and all([k < len(row) for row in rows]):
        yield tuple([row[k] for row in rows])
        k += 1


def narrowest(rows: Any) -> int:
    """How many tuples zip(*rows) gives."""
    return min([len(row) for row in rows]) if len(rows) > 0 else 0


def mapped(f: Callable[..., Any], items: Any) -> Iterator[Any]:
    for x in items:
        yield f(x)


def starmap(f: Callable[..., Any], items: Any) -> Iterator[Any]:
    for x in items:
        yield f(*x)


def filtered(f: Callable[[Any], Any], items: Any) -> Iterator[Any]:
    for x in items:
        if f(x):
            yield x


def filtered_out(f: Callable[[Any], Any], items: Any) -> Iterator[Any]:
    for x in items:
        if not f(x):
            yield x


def takewhile(f: Callable[[Any], Any], items: Any) -> Iterator[Any]:
    for x in items:
        if not f(x):
            return
        yield x


def dropwhile(f: Callable[[Any], Any], items: Any) -> Iterator[Any]:
    dropping = True
    for x in items:
        if dropping and not f(x):
            dropping = False
        if not dropping:
            yield x


def product(*pools: Any) -> Iterator[Any]:
    if len(pools) == 1:
        for x in pools[0]:
            yield (x,)
    else:
        for x in pools[0]:
            for rest in product(*pools[1:]):
                yield (x, *rest)


def combinations(items: Any, start: int, count: int) -> Iterator[Any]:
    if count == 1:
        for i in range(start, len(items)):
            yield (items[i],)
    else:
        for i in range(start, len(items)):
            for rest in combinations(items, i + 1, count - 1):
                yield (items[i], *rest)


def combinations_again(items: Any, start: int, count: int) -> Iterator[Any]:
    """combinations_with_replacement."""
    if count == 1:
        for i in range(start, len(items)):
            yield (items[i],)
    else:
        for i in range(start, len(items)):
            for rest in combinations_again(items, i, count - 1):
                yield (items[i], *rest)


def permutations(items: Any, used: Any, count: int) -> Iterator[Any]:
    if count == 1:
        for i in range(len(items)):
            if not any([i == k for k in used]):
                yield (items[i],)
    else:
        for i in range(len(items)):
            if not any([i == k for k in used]):
                for rest in permutations(items, (*used, i), count - 1):
                    yield (items[i], *rest)


def any_combinations(items: Any, count: int) -> Iterator[Any]:
    """combinations() of so many that their number is known only when the code runs."""
    n = len(items)
    chosen = list(range(count))
    if count < 0:
        raise ValueError
    if count > n:
        return
    yield tuple([items[i] for i in chosen])
    while True:
        k = count - 1
        while k >= 0 and chosen[k] == k + n - count:
            k -= 1
        if k < 0:
            return
        chosen[k] += 1
        for j in range(k + 1, count):
            chosen[j] = chosen[j - 1] + 1
        yield tuple([items[i] for i in chosen])


def any_permutations(items: Any, count: int) -> Iterator[Any]:
    """permutations(), as above: what is rotated at each place tells when all its items have been there."""
    n = len(items)
    if count < 0:
        raise ValueError
    if count > n:
        return
    order = list(range(n))
    turns = list(range(n, n - count, -1))
    yield tuple([items[i] for i in order[:count]])
    while n > 0:
        k = count - 1
        while k >= 0:
            turns[k] -= 1
            if turns[k] > 0:
                break
            first = order[k]
            for j in range(k, n - 1):
                order[j] = order[j + 1]
            order[n - 1] = first
            turns[k] = n - k
            k -= 1
        if k < 0:
            return
        j = n - turns[k]
        order[k], order[j] = order[j], order[k]
        yield tuple([items[i] for i in order[:count]])


def any_power(items: Any, count: int) -> Iterator[Any]:
    """product(items, repeat=count), as above."""
    n = len(items)
    if count < 0:
        raise ValueError
    if n == 0 and count > 0:
        return
    chosen = [0] * count
    while True:
        yield tuple([items[i] for i in chosen])
        k = count - 1
        while k >= 0 and chosen[k] == n - 1:
            chosen[k] = 0
            k -= 1
        if k < 0:
            return
        chosen[k] += 1


def accumulate(items: Any, f: Callable[[Any, Any], Any]) -> Iterator[Any]:
    empty = True
    for x in items:
        if empty:
            total = x
            empty = False
        else:
            total = f(total, x)
        yield total


def accumulate_from(items: Any, f: Callable[[Any, Any], Any], total: Any) -> Iterator[Any]:
    yield total
    for x in items:
        total = f(total, x)
        yield total


def chain(*many: Any) -> Iterator[Any]:
    if len(many) > 0:
        yield from many[0]
        if len(many) > 1:
            yield from chain(*many[1:])


def chain_of(many: Any) -> Iterator[Any]:
    """chain.from_iterable."""
    for items in many:
        yield from items


def islice(items: Any, start: int, stop: int, step: int) -> Iterator[Any]:
    if start < 0 or stop < 0 or step < 1:
        raise ValueError
    k, following = 0, start
    if stop > 0:
        for x in items:
            if k == following and k < stop:
                yield x
                following += step
            k += 1
            if k >= stop:
                return


def islice_to_end(items: Any, start: int, step: int) -> Iterator[Any]:
    if start < 0 or step < 1:
        raise ValueError
    left = start
    for x in items:
        if left == 0:
            yield x
            left = step
        left -= 1


def pairwise(items: Any) -> Iterator[Any]:
    before: Any = None
    for x in items:
        if before is not None:
            yield before, x
        before = x


def count_from(start: Any, step: Any) -> Iterator[Any]:
    while True:
        yield start
        start = start + step


def repeat(x: Any, times: int) -> Iterator[Any]:
    for _ in range(times):
        yield x


def repeat_for_ever(x: Any) -> Iterator[Any]:
    while True:
        yield x


def cycle(items: Any) -> Iterator[Any]:
    empty = True
    while True:
        for x in items:
            empty = False
            yield x
        if empty:
            return


def ndindex(shape: Any) -> Iterator[Any]:
    if len(shape) == 0:
        yield ()
    else:
        for i in range(shape[0]):
            for rest in ndindex(shape[1:]):
                yield (i, *rest)


def ndenumerate(a: Any) -> Iterator[Any]:
    for i in ndindex(a.shape):
        yield i, a[i]


def next_or(iterator: Any, default: Any) -> Any:
    """next(iterator, default)."""
    return next(iterator) if has_next(iterator) else default

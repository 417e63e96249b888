"""Functions of Python's library in the Python that the front end translates: they become part of the calling code.

They do what CPython's do, comparison by comparison.  What they raise, plain Python raises: the call goes back to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# -- lists


def extend(a: Any, items: Any) -> None:
    """list.extend."""
    for x in items:
        a.append(x)


def extend_left(a: Any, items: Any) -> None:
    """deque.extendleft."""
    for x in items:
        a.appendleft(x)


def insert(a: Any, i: int, x: Any) -> None:
    """list.insert."""
    n = len(a)
    i = max(i + n, 0) if i < 0 else min(i, n)
    a.append(x)
    for k in range(n, i, -1):
        a[k] = a[k - 1]
    a[i] = x


def pop_at(a: Any, i: int) -> Any:
    """list.pop of any item."""
    n = len(a)
    if i < 0:
        i += n
    if i < 0 or i >= n:
        raise IndexError
    x = a[i]
    for k in range(i, n - 1):
        a[k] = a[k + 1]
    a.pop()
    return x


def find(a: Any, x: Any) -> int:
    """The first place of an item, or -1.  A NaN is found if it is the same object: that only Python knows."""
    if x != x:
        raise ValueError
    for k in range(len(a)):
        if a[k] == x:
            return k
    return -1


def index(a: Any, x: Any) -> int:
    """list.index."""
    k = find(a, x)
    if k < 0:
        raise ValueError
    return k


def contains(a: Any, x: Any) -> bool:
    """x in a."""
    return find(a, x) >= 0


def remove(a: Any, x: Any) -> None:
    """list.remove."""
    pop_at(a, index(a, x))


def count(a: Any, x: Any) -> int:
    """list.count."""
    if x != x:
        raise ValueError
    n = 0
    for v in a:
        if v == x:
            n += 1
    return n


def reverse(a: Any) -> None:
    """list.reverse."""
    n = len(a)
    for k in range(n // 2):
        a[k], a[n - 1 - k] = a[n - 1 - k], a[k]


def rotate(a: Any, steps: int) -> None:
    """deque.rotate."""
    n = len(a)
    if n > 1:
        for _ in range(steps % n):
            a.appendleft(a.pop())


def equal(a: Any, b: Any) -> bool:
    """a == b, of lists."""
    if len(a) != len(b):
        return False
    for k in range(len(a)):
        if a[k] != a[k] or b[k] != b[k]:
            raise ValueError
        if a[k] != b[k]:
            return False
    return True


def replace(a: Any, start: int, stop: int, items: Any) -> None:
    """a[start:stop] = items."""
    new = list(items)
    rest = a[stop:]
    del a[start:]
    a.extend(new)
    a.extend(rest)


def rows_as_lists(a: Any) -> Any:
    """ndarray.tolist, of an array with two axes."""
    return [row.tolist() for row in a]


def matrices_as_lists(a: Any) -> Any:
    """ndarray.tolist, of an array with three axes."""
    return [[row.tolist() for row in matrix] for matrix in a]


def remembered(results: Any, f: Any, args: Any, most: int) -> Any:
    """A call of a function that functools.cache or lru_cache decorates.  Which result goes first, Python knows."""
    if args in results:
        return results[args]
    if len(results) >= most:
        raise MemoryError
    found = f(*args)
    results[args] = found
    return found


# -- sorting: stable, so that it does not matter which algorithm it is


def sort(a: Any) -> None:
    """list.sort.  Where a NaN is, the order hangs on the algorithm."""
    n = len(a)
    for x in a:
        if x != x:
            raise ValueError
    for start in range(0, n, 8):
        for i in range(start + 1, min(start + 8, n)):
            x = a[i]
            k = i
            while k > start and x < a[k - 1]:
                a[k] = a[k - 1]
                k -= 1
            a[k] = x
    if n > 8:
        b = a.copy()
        width = 8
        while width < n:
            for start in range(0, n, 2 * width):
                _merge(a, b, start, min(start + width, n), min(start + 2 * width, n))
            for k in range(n):
                a[k] = b[k]
            width *= 2


def _merge(a: Any, b: Any, start: int, middle: int, stop: int) -> None:
    i, j = start, middle
    for k in range(start, stop):
        if i < middle and (j >= stop or not a[j] < a[i]):
            b[k] = a[i]
            i += 1
        else:
            b[k] = a[j]
            j += 1


def sort_down(a: Any) -> None:
    """list.sort(reverse=True): equal items stay in order."""
    reverse(a)
    sort(a)
    reverse(a)


def sort_by(a: Any, key: Callable[[Any], Any]) -> None:
    """list.sort(key=key)."""
    pairs = [(key(a[k]), k) for k in range(len(a))]
    sort(pairs)
    items = a.copy()
    for k in range(len(a)):
        a[k] = items[pairs[k][1]]


def sort_down_by(a: Any, key: Callable[[Any], Any]) -> None:
    """list.sort(key=key, reverse=True)."""
    reverse(a)
    sort_by(a, key)
    reverse(a)


# -- heaps, as in heapq


def _sift_down(heap: Any, start: int, pos: int) -> None:
    item = heap[pos]
    while pos > start:
        up = (pos - 1) >> 1
        parent = heap[up]
        if not item < parent:
            break
        heap[pos] = parent
        pos = up
    heap[pos] = item


def _sift_up(heap: Any, pos: int) -> None:
    stop, start = len(heap), pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < stop:
        right = child + 1
        if right < stop and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _sift_down(heap, start, pos)


def heappush(heap: Any, item: Any) -> None:
    heap.append(item)
    _sift_down(heap, 0, len(heap) - 1)


def heappop(heap: Any) -> Any:
    item = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = item
        _sift_up(heap, 0)
        item = first
    return item


def heapreplace(heap: Any, item: Any) -> Any:
    first = heap[0]
    heap[0] = item
    _sift_up(heap, 0)
    return first


def heappushpop(heap: Any, item: Any) -> Any:
    if heap and heap[0] < item:
        first = heap[0]
        heap[0] = item
        _sift_up(heap, 0)
        item = first
    return item


def heapify(heap: Any) -> None:
    for k in range(len(heap) // 2 - 1, -1, -1):
        _sift_up(heap, k)


# -- bisection


def bisect_left(a: Any, x: Any, lo: int = 0, hi: int | None = None) -> int:
    if lo < 0:
        raise ValueError
    stop = len(a) if hi is None else hi
    while lo < stop:
        middle = (lo + stop) // 2
        if a[middle] < x:
            lo = middle + 1
        else:
            stop = middle
    return lo


def bisect_right(a: Any, x: Any, lo: int = 0, hi: int | None = None) -> int:
    if lo < 0:
        raise ValueError
    stop = len(a) if hi is None else hi
    while lo < stop:
        middle = (lo + stop) // 2
        if x < a[middle]:
            stop = middle
        else:
            lo = middle + 1
    return lo


def insort_left(a: Any, x: Any) -> None:
    insert(a, bisect_left(a, x), x)


def insort_right(a: Any, x: Any) -> None:
    insert(a, bisect_right(a, x), x)


# -- folds


def reduce(f: Callable[[Any, Any], Any], items: Any) -> Any:
    """functools.reduce without a first value."""
    empty = True
    for x in items:
        if empty:
            found = x
            empty = False
        else:
            found = f(found, x)
    return found


def reduce_from(f: Callable[[Any, Any], Any], items: Any, found: Any) -> Any:
    """functools.reduce."""
    for x in items:
        found = f(found, x)
    return found


def best(items: Any, key: Callable[[Any], Any], better: Callable[[Any, Any], bool]) -> Any:
    """min(items, key=key) or max(items, key=key), where `better` is < or >."""
    highest: Any = None
    for x in items:
        rank = present(key(x))
        if highest is None or better(rank, highest):
            highest = rank
            found = x
    return found


def best_or(items: Any, key: Callable[[Any], Any], better: Callable[[Any, Any], bool], default: Any) -> Any:
    """The same, or the default where there are no items."""
    highest: Any = None
    found = default
    for x in items:
        rank = present(key(x))
        if highest is None or better(rank, highest):
            highest = rank
            found = x
    return found


def present(x: Any) -> Any:
    """Something that is not None: the front end knows what this is."""
    return x


def itself(x: Any) -> Any:
    """The key of those that have none."""
    return x


def prod(items: Any, start: Any) -> Any:
    """math.prod."""
    for x in items:
        start = start * x
    return start


# -- integers


def bit_length(n: int) -> int:
    n = abs(n)
    bits = 0
    while n > 0:
        n >>= 1
        bits += 1
    return bits


def bit_count(n: int) -> int:
    n = abs(n)
    bits = 0
    while n > 0:
        n &= n - 1
        bits += 1
    return bits


def gcd(a: int, b: int) -> int:
    a, b = abs(a), abs(b)
    while b > 0:
        a, b = b, a % b
    return a


def lcm(a: int, b: int) -> int:
    if a == 0 or b == 0:
        return 0
    return abs(a) // gcd(a, b) * abs(b)


def isqrt(n: int) -> int:
    if n < 0:
        raise ValueError
    root = int(n**0.5)
    while root * root > n:
        root -= 1
    while (root + 1) * (root + 1) <= n:
        root += 1
    return root


def factorial(n: int) -> int:
    if n < 0:
        raise ValueError
    found = 1
    for k in range(2, n + 1):
        found *= k
    return found


def comb(n: int, k: int) -> int:
    if n < 0 or k < 0:
        raise ValueError
    if k > n:
        return 0
    found = 1
    for i in range(min(k, n - k)):
        found = found * (n - i) // (i + 1)
    return found


def perm(n: int, k: int) -> int:
    if n < 0 or k < 0:
        raise ValueError
    if k > n:
        return 0
    found = 1
    for i in range(k):
        found *= n - i
    return found


def power_modulo(x: int, n: int, m: int) -> int:
    """pow(x, n, m)."""
    if n < 0 or m <= 0:
        raise ValueError
    found, base = 1 % m, x % m
    while n > 0:
        if n & 1:
            found = found * base % m
        n >>= 1
        if n > 0:
            base = base * base % m
    return found


# -- operators


def negative(x: Any) -> Any:
    return -x


def opposite(x: Any) -> bool:
    return not x


def item(a: Any, k: Any) -> Any:
    return a[k]

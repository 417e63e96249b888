"""Python's library inside functions: heapq, bisect, deque, itertools, functools, operator, integers of math, iterators."""

import bisect
import collections
import functools
import heapq
import itertools
import math
import operator
import random

import numpy as np
import pytest

from numorph.frontend import iterators_source, python_source

from .agreement import agrees, bails, function, refused

X = np.array([3.0, -1.0, 4.0, -1.5, 2.0])
NAMES = {
    "heapq": heapq,
    "bisect": bisect,
    "deque": collections.deque,
    "itertools": itertools,
    "reduce": functools.reduce,
    "operator": operator,
}


def program(source, *args):
    return agrees(function(source, **NAMES), *args)


DIJKSTRA = """
def f(w, source):
    dist = np.full(len(w), np.inf)
    dist[source] = 0.0
    heap = [(0.0, source)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]:
            continue
        for v in range(len(w)):
            if w[u, v] > 0 and d + w[u, v] < dist[v]:
                dist[v] = d + w[u, v]
                heapq.heappush(heap, (dist[v], v))
    return dist
"""


def test_heaps():
    rng = np.random.default_rng(0)
    program(DIJKSTRA, rng.random((12, 12)) * (rng.random((12, 12)) > 0.7), 0)
    ordered = "def f(n):\n    h = []\n    for i in range(n):\n        heapq.heappush(h, ((i * 7) % 5, -i, i * 0.5))\n    out = []\n    while h:\n        out.append(heapq.heappop(h))\n    return out\n"
    for n in (0, 1, 40):
        program(ordered, n)
    program(
        "def f(x):\n    h = list(x)\n    heapq.heapify(h)\n    a = heapq.heapreplace(h, 1.0)\n    b = heapq.heappushpop(h, -5.0)\n    return h, a, b\n",
        X,
    )
    program("def f(x, k):\n    return heapq.nsmallest(k, x), heapq.nlargest(2, x)\n", X, 3)
    bails(
        function("def f(n):\n    h = [1]\n    for i in range(n):\n        heapq.heappop(h)\n    return h\n", **NAMES),
        2,
        raises=IndexError,
    )


def test_bisection():
    program(
        "def f(x):\n    tails = []\n    for v in x:\n        k = bisect.bisect_left(tails, v)\n        if k == len(tails):\n            tails.append(v)\n        else:\n            tails[k] = v\n    return tails\n",
        X,
    )
    program(
        "def f(x):\n    a = []\n    for v in x:\n        bisect.insort(a, v)\n    return a, bisect.bisect(a, 2.0), bisect.bisect_left(x, 0.0)\n",
        X,
    )


QUEUE = """
def f(n):
    q = deque()
    s = 0
    for i in range(n):
        if i % 3 == 0:
            q.appendleft(i)
        else:
            q.append(i)
        if i % 5 == 4:
            s = s * 3 + q.pop()
            s = s % 1000 + q.popleft()
    q.rotate(2)
    q.extend([7, 8])
    q.extendleft([1, 2])
    return q, s, q[0], q[-1], len(q), list(q), [v * v for v in q]
"""


@pytest.mark.parametrize("n", [3, 20, 200])
def test_deques(n):
    program(QUEUE, n)


def test_searches_with_deques():
    breadth_first = "def f(edges, s):\n    dist = -np.ones(len(edges), dtype=np.int64)\n    dist[s] = 0\n    q = deque([s])\n    while q:\n        u = q.popleft()\n        for v in range(len(edges)):\n            if edges[u, v] and dist[v] < 0:\n                dist[v] = dist[u] + 1\n                q.append(v)\n    return dist\n"
    program(breadth_first, np.random.default_rng(1).random((9, 9)) > 0.7, 0)
    program(
        "def f(x, n):\n    q = deque()\n    for i in range(n):\n        q.append(x * i)\n        if len(q) > 3:\n            q.popleft()\n    return sum(v[1] for v in q)\n",
        X,
        7,
    )
    bails(
        function("def f(n):\n    q = deque([1])\n    for i in range(n):\n        q.popleft()\n    return q\n", **NAMES),
        2,
        raises=IndexError,
    )
    program("def f(n):\n    q = deque(maxlen=n)\n    q.append(1)\n    return q\n", 2)
    refused(
        function("def f(n):\n    q = deque(maxlen=n)\n    return q\n", **NAMES),
        2,
        match="greatest length",
    )


@pytest.mark.parametrize(
    "source",
    [
        "sum(i * 10 + j for i, j in itertools.product(range(n), range(3)))",
        "[i * 100 + j * 10 + k for i, j, k in itertools.product(range(n), repeat=3)]",
        "[a * 7 - b for a, b in itertools.combinations(x, 2)]",
        "[a * 7 - b + c for a, b, c in itertools.combinations_with_replacement(range(n), 3)]",
        "[x[p[0]] * p[1] - p[2] for p in itertools.permutations(range(4), 3)]",
        "[a - b for a, b in itertools.permutations(x, 2)]",
        "(list(itertools.accumulate(x)), list(itertools.accumulate(x, operator.mul, initial=2.0)), max(itertools.accumulate(x, max)))",
        "[k * v for k, v in enumerate(itertools.chain(x, x[1:], range(n)))]",
        "list(itertools.chain.from_iterable(((1, 2), (3, n))))",
        "(list(itertools.islice(x, 2)), list(itertools.islice(x, 1, 4, 2)), list(itertools.islice(x, n, None)))",
        "[b - a for a, b in itertools.pairwise(x)]",
        "[a * w for a, w in zip(x, itertools.cycle([1.0, 2.0]))]",
        "[a * w for a, w in zip(x, itertools.repeat(3.0))]",
        "[k - a for k, a in zip(itertools.count(n, 2), x)]",
        "(list(itertools.takewhile(lambda v: v > -1, x)), list(itertools.dropwhile(lambda v: v > -1, x)))",
        "list(itertools.starmap(operator.mul, zip(x, x[::-1])))",
        "list(itertools.filterfalse(lambda v: v > 0, x))",
        "(reduce(lambda a, b: a * b, x), reduce(operator.add, x, 1.0), reduce(max, range(n), -1))",
        "(list(map(abs, x)), sum(map(lambda a, b: a * b, x, x[::-1])), max(map(float, x)))",
        "(list(filter(lambda v: v > 0, x)), sum(filter(None, range(n))))",
        "(math.gcd(n, 12), math.lcm(n, 6), math.isqrt(n * n + 1), math.comb(n + 3, n), math.perm(n, 2), math.factorial(n))",
        "(math.prod(x), math.prod(range(1, n)), pow(7, n, 1000007), pow(n, 20, 13), n.bit_length(), (-n).bit_count())",
        "(max(x, key=abs), min(range(n), key=lambda i: x[i]), max((v for v in x if v > 9), default=-7.0))",
        "(sum(i * v for i, v in np.ndenumerate(x)) if False else [i[0] * v for i, v in np.ndenumerate(x)])",
        "[i * j for i, j in np.ndindex(n, 2)]",
        "[i - j for i, j in np.ndindex((n, 3))]",
        "(next((i for i in range(len(x)) if x[i] > n), -1), next(v for v in x if v < 0))",
        "(any(x[i] == x[j] for i in range(n) for j in range(i)), all(x[i] != x[j] for i in range(n) for j in range(i)))",
    ],
)
@pytest.mark.parametrize("n", [2, 4])
def test_functions_and_iterators(source, n):
    program(f"def f(x, n):\n    return {source}\n", X, n)


def test_sums_over_iterators_with_jumps():
    source = "def f(n):\n    s = 0\n    for k, (i, j) in enumerate(itertools.product(range(n), repeat=2), start=1):\n        if i == j:\n            continue\n        if k > 10:\n            break\n        s += k * i\n    return s\n"
    for n in (0, 1, 5):
        program(source, n)
    program(
        "def f(x):\n    out = np.zeros_like(x)\n    for k, v in np.ndenumerate(x):\n        out[k] = v * 2 + k[0]\n    return out\n",
        np.arange(6.0).reshape(2, 3),
    )


def test_iterators_are_used_up():
    program(
        "def f(x, n):\n    it = iter(x)\n    first = next(it)\n    s = 0.0\n    for k in range(n):\n        s += k * next(it)\n    for v in it:\n        s += first * v\n    return s, next(it, -1.0)\n",
        X,
        2,
    )
    bails(
        function("def f(x, n):\n    it = iter(x)\n    for k in range(n):\n        s = next(it)\n    return s\n"),
        X,
        6,
        raises=StopIteration,
    )
    for made in ("zip(x, x)", "enumerate(x)", "reversed(x)", "map(abs, x)", "filter(None, x)", "(v * 2 for v in x)"):
        refused(
            f"def f(x):\n    g = {made}\n    n = 0\n    for v in g:\n        n += 1\n    for v in g:\n        n += 10\n    return n\n",
            X,
            match="again",
        )
        refused(
            f"def f(x, n):\n    g = {made}\n    s = 0\n    for k in range(n):\n        for v in g:\n            s += 1\n    return s\n",
            X,
            2,
            match="again",
        )


def test_generators_are_lazy():
    program("def f(x):\n    g = (v * 2 for v in x)\n    x[0] = 100.0\n    return sum(g)\n", X)
    program("def f(x):\n    g = (x[i] * 2 for i in range(len(x)))\n    return sum(x for x in g), sum(x)\n", X)


def test_variables_of_comprehensions_are_their_own():
    program(
        "def f(n):\n    v = 5\n    g = lambda t: t * v\n    return [g(v) for v in range(3)], [g(v) for v in range(n)], sum(g(v) for v in range(n)), [(lambda v: v + 1)(v) for v in range(n)], v\n",
        4,
    )


def test_zip_of_different_lengths():
    f = "def f(x, y):\n    s = 0.0\n    for a, b in zip(x, y, strict=True):\n        s += a * b\n    return s\n"
    program(f, X, X)
    bails(f, X, X[1:], raises=ValueError)


def test_getters():
    program(
        "def f(x):\n    a = [(v, i) for i, v in enumerate(x)]\n    a.sort(key=operator.itemgetter(0))\n    return a, max(a, key=operator.itemgetter(1, 0))\n",
        X,
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_source_does_what_the_library_does(seed):
    """In plain Python, with what compiled code bails for left out."""
    rng = random.Random(seed)
    items = [(rng.randrange(5), rng.random()) for _ in range(rng.randrange(40))]
    mine, theirs = list(items), list(items)
    python_source.heapify(mine)
    heapq.heapify(theirs)
    for _ in range(30):
        x = (rng.randrange(5), rng.random())
        name = rng.choice(["heappush", "heappop", "heapreplace", "heappushpop"])
        if not theirs and name != "heappush":
            continue
        args = () if name == "heappop" else (x,)
        assert getattr(python_source, name)(mine, *args) == getattr(heapq, name)(theirs, *args)
        assert mine == theirs
    for sort, how in ((python_source.sort, {}), (python_source.sort_down, {"reverse": True})):
        mine = list(items)
        sort(mine)
        assert mine == sorted(items, **how)
    mine = list(items)
    python_source.sort_down_by(mine, lambda v: v[0])
    assert mine == sorted(items, key=lambda v: v[0], reverse=True)
    a, b, m = rng.randrange(-50, 50), rng.randrange(60), rng.randrange(1, 50)
    assert python_source.power_modulo(a, b, m) == pow(a, b, m)
    assert python_source.isqrt(b * b + m) == math.isqrt(b * b + m)
    assert python_source.lcm(a, b) == math.lcm(a, b)
    start, stop, step = rng.randrange(5), rng.randrange(12), rng.randrange(1, 4)
    assert list(iterators_source.islice(items, start, stop, step)) == items[start:stop:step]
    assert list(iterators_source.islice_to_end(items, start, step)) == items[start::step]


def test_variables_of_generators_are_their_own():
    source = "def f(n):\n    def gen(n):\n        left = n\n        for i in range(n):\n            if left == 2:\n                yield i\n            left -= 1\n    s = 0\n    for i in gen(n):\n        s += i\n        if i > 7:\n            break\n    return s\n"
    program(source, 4)


@pytest.mark.parametrize("call", ["math.factorial(-1)", "math.isqrt(-2)", "math.comb(-1, 2)", "math.perm(3, -1)"])
def test_constants_that_raise_are_left_to_python(call):
    refused(f"def f(n):\n    return {call} if n < 0 else n", 1, match="a constant expression raises ValueError")

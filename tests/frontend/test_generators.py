"""Generator functions and expressions: in loops, and where functions take them."""

from __future__ import annotations

import numpy as np

from .agreement import agrees, function, refused

X = np.array([0.5, -1.25, 3.0, 0.0])


def on(source, *calls, **names):
    f = function(source, **names)
    for args in calls:
        agrees(f, *args)


def pairs(n, step=1):
    for i in range(n):
        for j in range(0, i, step):
            yield i, j


SCALE = 2.0


def until(x, most):
    total = 0.0
    for v in x:
        if total > most:
            return
        yield v * SCALE
        total += v


def test_loops_over_generators():
    on(
        "def f(x, n):\n    s = 0.0\n    for i, j in pairs(n):\n        s += x[i % 4] * x[j % 4]\n    return s\n",
        (X, 0),
        (X, 1),
        (X, 6),
        pairs=pairs,
    )
    on(
        "def f(x, n):\n    s, i = 0.0, 100\n    for a, b in pairs(n, step=2):\n        if b == 2:\n            continue\n        if a > 4:\n"
        "            break\n        s += a * 10 + b\n    else:\n        s += 1000\n    return s, i\n",
        (X, 3),
        (X, 9),
        pairs=pairs,
    )
    on(
        "def f(x, m):\n    s = 0.0\n    for v in until(x, m):\n        s += v\n    return s\n",
        (X, 1.0),
        (X, -9.0),
        (X, 99.0),
        until=until,
    )
    on(
        "def f(x, n):\n    for i, j in pairs(n):\n        if x[i % 4] < x[j % 4]:\n            return i, j\n    return -1, -1\n",
        (X, 3),
        (X, 1),
        pairs=pairs,
    )


def test_generators_defined_inside():
    on(
        "def f(x, n):\n    w = 0.5\n    def both(k):\n        yield k\n        if k > 1:\n            yield k * w\n        yield from range(k)\n"
        "    s = 0.0\n    for k in range(n):\n        for v in both(k):\n            if v == 3:\n                continue\n            s = s * 0.5 + v\n"
        "    g = both(n)\n    for v in g:\n        s += v\n    return s\n",
        (X, 0),
        (X, 5),
    )


def test_functions_that_take_generators():
    on(
        "def f(x, m):\n    return sum(until(x, m)), any(v > 5 for v in until(x, m)), all(until(x, m)), max(until(x, 9.0)), list(until(x, m))\n",
        (X, 1.0),
        (X, 99.0),
        until=until,
    )
    on(
        "def f(x, n):\n    return sum(i * j for i, j in pairs(n)), np.fromiter((x[k] * k for k in range(n)), dtype=float), max(k * k - 3 * k for k in range(1, n)), min(v for v in x)\n",
        (X, 4),
        pairs=pairs,
    )
    on(
        "def f(x, m):\n    return np.fromiter(until(x, m), float), np.array([v + 1 for v in until(x, m)])\n",
        (X, 1.0),
        until=until,
    )


def test_what_stays_with_python():
    refused(
        "def f(n):\n    def g():\n        y = yield n\n        yield y\n    s = 0\n    for v in g():\n        s += v\n    return s\n",
        3,
    )
    refused("def f(n):\n    def g():\n        yield n\n    return g()\n", 3)

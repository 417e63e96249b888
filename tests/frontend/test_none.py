"""Variables that are None at first, or one of several strings."""

import numpy as np
import pytest

from .agreement import agrees, bails, function, refused

X = np.array([3.0, -1.0, 4.0, -1.5, 2.0])

BEST = """
def f(x, t):
    best, at = None, None
    for i in range(len(x)):
        if x[i] > t and (best is None or x[i] < best):
            best, at = x[i], i
    return best, at
"""


@pytest.mark.parametrize("t", [-5.0, 2.5, 9.0])
def test_the_best_so_far(t):
    agrees(BEST, X, t)


@pytest.mark.parametrize("n", [0, 1, 2, 30])
def test_arrays_and_tuples(n):
    agrees(
        "def f(x, n):\n    prev = None\n    for i in range(n):\n        cur = np.cos(x + i)\n        if prev is not None and np.abs(cur - prev).max() < 1.2:\n            break\n        prev = cur\n    return prev if prev is None else prev * 2\n",
        X,
        n,
    )
    agrees(
        "def f(x, n):\n    pair = None\n    for i in range(n):\n        if pair is None or pair[0] < x[i % 5]:\n            pair = (x[i % 5], i)\n    return pair\n",
        X,
        n,
    )
    agrees(
        "def f(x, n):\n    y = None\n    for i in range(n):\n        y = x * i if i % 3 else None\n    return 0.0 if y is None else y.sum()\n",
        X,
        n,
    )


def test_where_a_number_is_needed():
    f = function(
        "def f(x, t):\n    best = None\n    for v in x:\n        if v > t:\n            best = v\n    return best + 1\n"
    )
    agrees(f, X, 1.0)
    bails(f, X, 9.0, raises=TypeError)
    g = function(
        "def f(x, t):\n    k = None\n    for i in range(len(x)):\n        if x[i] > t:\n            k = i\n    return (k or -5), (7 if k else 8), not k, k and 3\n"
    )
    for t in (9.0, 3.5, 1.0):
        agrees(g, X, t)


def test_results_of_functions_inside():
    source = "def f(x, t):\n    def first(y):\n        for i in range(len(y)):\n            if y[i] > t:\n                return i\n        return None\n    k = first(x)\n    j = first(x[1:])\n    if k is None:\n        return -1.0\n    return x[k] + (0.5 if j is None else j)\n"
    for t in (9.0, 3.5, 2.5, 1.0):
        agrees(source, X, t)


def test_objects_with_none():
    source = "def f(x):\n    best = {'v': None, 'n': 0}\n    for v in x:\n        if best['v'] is None or v < best['v']:\n            best['v'] = v\n            best['n'] += 1\n    return best\n"
    agrees(source, X)
    agrees(source, X[:0])


def test_states():
    agrees(
        "def f(x):\n    state, t = 'idle', 0\n    for v in x:\n        if state == 'idle' and v > 1:\n            state = 'run'\n        elif state == 'run' and v < -1:\n            state = 'stop'\n        if state != 'idle' and state in ('run', 'stop'):\n            t += 1\n    return state, t, f'{state}!'\n",
        X,
    )
    agrees(
        "def f(x):\n    last, n = None, 0\n    for i in range(1, len(x)):\n        new = 'up' if x[i] > x[i - 1] else 'down'\n        if new != last:\n            n += 1\n            last = new\n    return n, last\n",
        X,
    )
    agrees(
        "def f(x):\n    mode = None\n    for v in x:\n        mode = 'a' if v > 3 else 'b' if v > 0 else None\n    return mode is None, mode, not mode\n",
        X,
    )
    refused("def f(x):\n    d = {}\n    for v in x:\n        d = None if v > 0 else d\n    return d\n", X)

"""Errors of operations that handlers take: jumps to them where a test tells, in Python's order; else plain Python runs."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from .agreement import agrees, bails, function, never_wrong

X = np.array([0.5, -1.25, 3.0, 0.0])
LIST = [1.0, 0.0, 4.0, -1.0, 9.0]


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        (
            "def f(xs):\n    out = []\n    for x in xs:\n        try:\n            out.append(math.sqrt(x))\n"
            "        except ValueError:\n            out.append(-x)\n    return out",
            [(LIST,), (LIST * 10,)],
        ),
        (
            "def f(xs):\n    s = 0.0\n    for x in xs:\n        try:\n            s += 1 / x\n        except ZeroDivisionError:\n"
            "            continue\n        else:\n            s += 1\n        finally:\n            s *= 0.5\n    return s",
            [(LIST,), (LIST * 10,)],
        ),
        (
            "def f(n):\n    d, t = {k: k * k for k in range(5)}, 0\n    for v in range(n):\n        try:\n            t += d[v * v % 7]\n"
            "        except KeyError:\n            t -= 1\n            d[v * v % 7] = 2\n    return t, len(d)",
            [(3,), (12,)],
        ),
        (
            "def f(x):\n    t, k = 0.0, 0\n    while True:\n        try:\n            t += x[k]\n            k += 1\n"
            "        except IndexError:\n            break\n    return t, k",
            [(X,), (X[:0],)],
        ),
        (
            "def f(n):\n    xs = [k * k for k in range(n)]\n    found = []\n    for v in range(12):\n        try:\n            found.append(xs.index(v))\n"
            "        except ValueError:\n            found.append(-1)\n    return found",
            [(4,), (1,)],
        ),
        (
            "def f(n):\n    xs, t = [1] * n, 0\n    for _ in range(5):\n        try:\n            t += xs.pop()\n        except IndexError:\n"
            "            t += 100\n    return t",
            [(3,), (9,)],
        ),
        (
            "def f(n, m):\n    try:\n        return n // m, n % m\n    except (ValueError, ArithmeticError):\n        return -1, 0\n",
            [(7, 2), (7, 0), (7.5, 0), (7, 0.0), (7, True), (7, False)],
        ),
        (
            "def f(x, y):\n    try:\n        z = math.log(x) + math.acos(y)\n    except ValueError:\n        z = math.inf\n    return z",
            [(1.0, 0.5), (0.0, 0.5), (1.0, 1.5), (-1.0, 2.0), (2, 1)],
        ),
        (
            "def f(x, k, j):\n    try:\n        x[k, j] = x[k + 1, j - 1] * 2\n        ok = 1\n    except IndexError:\n        ok = 0\n    return ok, x",
            [(np.arange(6.0).reshape(2, 3), k, j) for k in (-3, -2, 0, 1) for j in (-3, 0, 2, 3)],
        ),
        (
            "def f(x, n):\n    s = 0.0\n    for k in range(n):\n        try:\n            if x[k] / (k - 2) > 0.1:\n                s += x[k] / (k - 1)\n"
            "        except LookupError:\n            s += 100\n            break\n    return s",
            [(X, 4), (X, 6)],
        ),
    ],
)
def test_handlers_are_jumped_to(source, calls):
    f = function(source)
    for args in calls:
        agrees(f, *args)


def test_numbers_of_numpy_do_not_raise():
    f = function(
        "def f(x):\n    s = 0.0\n    for v in x:\n        try:\n            s += 1 / v\n        except ZeroDivisionError:\n            s += 7.0\n    return s"
    )
    agrees(f, X)
    agrees(
        function(
            "def f(x, d):\n    try:\n        y = x[0] / d\n    except ZeroDivisionError:\n        y = 7.0\n    return y"
        ),
        X,
        0,
    )


def test_what_raises_first_is_found_out():
    text = "def f(x, k, d):\n    try:\n        y = {}\n    except {}:\n        y = -1.0\n    return y"
    for value, error in itertools.product(
        ("x[k] + 1 / d", "1 / d + x[k]", "(x[k] + 1) / d", "math.sqrt(d) + x[k]", "x[int(1 / d)]", "g(d) + 1 / d"),
        ("IndexError", "ZeroDivisionError", "(IndexError, ZeroDivisionError)", "ValueError", "Exception"),
    ):
        f = function(text.format(value, error), g=lambda d: 5.0 / d)
        for args in ((X, 1, 2.0), (X, 9, 2.0), (X, 1, 0.0), (X, 9, 0.0), (X, 1, -1.0), (X, 9, -1.0)):
            never_wrong(f, *args)


COUNTS = """
def f(n, d):
    seen = []
    def g(k):
        seen.append(k)
        return k
    s = 0.0
    for k in range(n):
        try:
            s += g(k) + 1 / (k - d)
        except ZeroDivisionError:
            s += 100.0
    return s, seen
"""


class Reads:
    """Counts what is read of it."""

    def __init__(self):
        self.count = 0

    @property
    def value(self):
        self.count += 1
        return float(self.count % 3)


def reads(n):
    r, s = Reads(), 0.0
    for _ in range(n):
        try:
            s += 1 / r.value
        except ZeroDivisionError:
            s += 10.0
    return s, r.count


def test_nothing_of_the_users_runs_twice():
    f = function(COUNTS)
    agrees(f, 3, 7)
    bails(f, 3, 1)
    agrees(reads, 2)
    bails(reads, 5)

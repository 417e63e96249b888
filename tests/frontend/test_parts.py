"""split and its kin, broadcast_to, tolist, round to digits, slices with steps of the run."""

from __future__ import annotations

import numpy as np
import pytest

from .agreement import agrees, bails

X = np.array([0.5, -1.25, 3.0, 1.0, 2.675])
M = np.arange(12.0).reshape(3, 4)


def test_splits():
    agrees(
        "def f(m):\n    a, b = np.split(m, 2, axis=1)\n    c = np.vsplit(m, 3)\n    return np.hsplit(m, 2)[1], a * b, c[2]\n",
        M,
    )
    for n in range(9):
        agrees(
            "def f(x):\n    s = 0.0\n    for k, p in enumerate(np.array_split(x, 3)):\n        s += k * p.sum()\n    return s, np.array_split(x, 4)\n",
            np.arange(n * 1.0),
        )
        agrees("def f(x, k):\n    a, b, c = np.split(x, [2, k])\n    b += 1\n    return a, c\n", X, n)
    bails("def f(x):\n    return np.split(x, 2)\n", X, raises=ValueError)
    bails("def f(m):\n    m[0] = 1\n    return np.split(m, 3, axis=1)\n", M, raises=ValueError)


def test_broadcast_to():
    agrees(
        "def f(x, n):\n    return np.broadcast_to(x, (n, 5)) * 2, np.broadcast_to(x[0], (4,)).sum(), np.broadcast_to(n, (2, 2)) + 1\n",
        X,
        3,
    )
    agrees("def f(x):\n    b = np.broadcast_to(x, (2, 5))\n    x[0] = 9\n    return b.sum(), b + 0\n", X)
    bails("def f(x):\n    return np.broadcast_to(x, (2, 4)).sum()\n", X, raises=ValueError)
    agrees(
        "def f(x):\n    a = np.atleast_2d(x)\n    a[0, 0] = 7\n    return a.shape, np.atleast_1d(x)[1], np.atleast_1d(3.5)\n",
        X,
    )


def test_lists_of_elements():
    for x in (X, X[:0], np.arange(3), X > 0, X.astype(complex), X.astype("f4")):
        agrees("def f(x):\n    y = x.tolist()\n    return y, len(y)\n", x)
    agrees("def f(x):\n    s = 0.0\n    for v in x.tolist():\n        s += v\n    return s, x.tolist()[1]\n", X)


@pytest.mark.parametrize("digits", [-1, 0, 1, 2, 5])
def test_rounds_to_digits(digits):
    agrees(
        "def f(x, n):\n    return round(x[4], n), round(2.675 * x.size, n), round(n * 12345, n), round(x[1], None)\n",
        X,
        digits,
    )


@pytest.mark.parametrize("step", [-3, -2, -1, 1, 2, 7])
def test_steps_of_the_run(step):
    agrees(
        "def f(x, k):\n    y = x[::k] * 1\n    x[1::k] += 1\n    return y, x[3:0:k], x[-2:-5:k], x[:2:k], x[9:-9:k], x[0:0:k]\n",
        X,
        step,
    )


def test_step_zero_of_the_run():
    bails("def f(x, k):\n    return x[::k]\n", X, 0, raises=ValueError)

"""np.vectorize, np.apply_along_axis, np.nditer, and assignments to the shape of an array."""

from __future__ import annotations

import numpy as np
import pytest

import numorph

from .agreement import agrees, bails, function, refused

A, I, M = np.linspace(-1, 2, 7), np.arange(6), np.arange(12.0).reshape(3, 4)
STEP = np.vectorize(lambda v: v * 2 if v > 0.5 else -v)
COUNT = np.vectorize(lambda v: 1 if v > 0.5 else 0, otypes=[float])
TWO = np.vectorize(lambda v, w: v * 2 if v > w else w - v)
NAMES = {"step": STEP, "count": COUNT, "two": TWO}


@pytest.mark.parametrize(
    ("source", "x"),
    [
        ("def f(a):\n    g = np.vectorize(lambda v: v * 2 if v > 0.5 else -v)\n    return g(a), g(a[:, None])", A),
        ("def f(a):\n    g = np.vectorize(lambda v: v * 2 if v > 2 else -v)\n    return g(a), g(a + 1)", I),
        (
            "def f(a):\n    s = 0.0\n    for k in range(3):\n        s += step(a - k * 0.1).sum()\n    return s, step(a)",
            A,
        ),
        ("def f(a):\n    return count(a), two(a, 0.5), two(a, a[::-1]), two(a[:, None], a), two(1.0, a)", A),
        (
            "def f(a):\n    seen = []\n    def g(v):\n        seen.append(v)\n        return v + 1\n    return np.vectorize(g)(a), seen",
            A,
        ),
    ],
)
def test_vectorized_functions(source, x):
    agrees(function(source, **NAMES), x)


def test_vectorized_functions_of_nothing_and_of_various_types():
    bails(function("def f(a):\n    return step(a)", **NAMES), A[:0], raises=ValueError)
    refused("def f(a):\n    return np.vectorize(lambda v: 1 if v > 0 else 0.5)(a)", A)
    refused("def f(a):\n    return np.vectorize(lambda v: v)(a)", A > 0, match="such arguments")
    refused("def f(a):\n    return np.vectorize(lambda v: v, excluded={0})(a)", A)


def test_derivatives_of_vectorized_functions():
    f = function(
        "def f(a):\n    s = 0.0\n    for k in range(3):\n        s += step(a * k).sum()\n    return s", **NAMES
    )
    want = np.sum([np.where(A * k > 0.5, 2.0, -1.0) * k for k in range(3)], axis=0)
    gradient = numorph.jit(numorph.grad(f))
    assert not gradient.procedure(A).refused, gradient.procedure(A).reason
    np.testing.assert_allclose(gradient(A), want)


def test_functions_along_an_axis():
    agrees(
        """def f(m):
    def size(r):
        s = 0.0
        for v in r:
            s += v * v
        return s
    def sums(r, c):
        q = r.copy()
        for k in range(1, len(q)):
            q[k] += c * q[k - 1]
        return q
    whole = np.apply_along_axis(sums, 1, m, 0.5), np.apply_along_axis(sums, 0, m, 2.0)
    return np.apply_along_axis(size, 1, m), np.apply_along_axis(size, 0, m), *whole
""",
        M,
    )
    bails("def f(m):\n    return np.apply_along_axis(lambda r: r[0], 1, m)", M[:0], raises=ValueError)


def test_elements_one_by_one():
    agrees(
        "def f(m):\n    s = 0.0\n    for v in np.nditer(m):\n        s += v * 2\n    return s, [v + 1 for v in np.nditer(m)]",
        M,
    )
    refused("def f(m):\n    for v in np.nditer(m):\n        v[...] = 0\n    return m", M)
    refused("def f(m):\n    return sum(v * 1.0 for v in np.nditer(m))", M.T, match="row by row")


def test_assignments_to_shapes():
    agrees(
        "def f(n):\n    x = np.arange(n * 1.0)\n    x.shape = (3, n // 3)\n    y = x * 2\n    y.shape = -1\n    return x, y",
        12,
    )
    agrees(
        "def f(n):\n    x = np.ones(n)\n    for k in range(2):\n        x.shape = (3, n // 3)\n        x = x.ravel() + k\n    return x",
        12,
    )
    bails("def f(n):\n    x = np.ones(n)\n    x.shape = (3, n // 3)\n    return x", 11, raises=ValueError)
    for text in (
        "def f(x):\n    y = x * 2\n    z = y\n    y.shape = (2, 2)\n    return z",
        "def f(x):\n    y = [x * 2]\n    z = y[0]\n    z.shape = (2, 2)\n    return y",
        "def f(x):\n    x.shape = (2, 2)\n    return x",
    ):
        refused(text, np.ones(4), match="the shape of an array")

"""Loops whose turns are independent: which are found, and on what conditions."""

import numpy as np
import pytest

from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.procedures.independent import Independents

A, B, N = np.ones((6, 5)), np.ones((5, 6)), np.arange(6)
X, Y = np.ones(6), np.ones(6)


def found(f, *args):
    """The counters of the loops, and how many conditions each has."""
    compiled = CompiledFunction(f)
    parameters = compiled.parameters(args, {})
    variant = compiled.translated(parameters, Arguments(parameters))
    turns = Independents(variant.code.simplified).found.values()
    return [(t.loop.counter.name, len(t.conditions)) for t in turns]


def halvings(x, y):
    for i in range(len(x)):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[i] = v


def in_place(x):
    for i in range(len(x)):
        while x[i] > 1.0:
            x[i] *= 0.5


def by_counts(x, n, y):
    for i in range(len(x)):
        for _ in range(n[i]):
            y[i] = y[i] * x[i] + 1.0


def product(a, b, c):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            total = 0.0
            for k in range(a.shape[1]):
                total += a[i, k] * b[k, j]
            c[i, j] = total


def rows(a, x):
    for i in range(a.shape[0]):
        total = 0.0
        for j in range(a.shape[1]):
            total += a[i, j]
            a[i, j] = total
        x[i] = total


def two_places(a):
    for i in range(a.shape[0]):
        v = a[i, 0]
        while v > 1.0:
            v *= 0.5
        a[i, 0] = v
        a[i, 3] = v - a[i, 1]


def every_second(x, y):
    for i in range(len(x) // 2):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[2 * i] = v
        y[2 * i + 1] = -v


def triangle(a):
    for i in range(a.shape[0]):
        total = 0.0
        for j in range(i):
            total += a[i, j]
            a[i, j] = total


def last_one(x, y):
    v = 0.0
    for i in range(len(x)):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[i] = v
    return v


@pytest.mark.parametrize(
    ("f", "args", "expected"),
    [
        (halvings, (X, Y), [("i", 0)]),
        (in_place, (X,), [("i", 0)]),
        (by_counts, (X, N, Y), [("i", 0)]),
        (product, (A, B, np.ones((6, 6))), [("j", 0)]),
        (rows, (A, X), [("i", 0)]),
        (two_places, (A,), [("i", 1)]),
        (every_second, (X, Y), [("i", 0)]),
        (triangle, (A,), [("i", 1)]),
        (last_one, (X, Y), [("i", 0)]),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_independent(f, args, expected):
    assert found(f, *args) == expected


def from_before(x, y):
    for i in range(1, len(x)):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[i] = v + y[i - 1]


def from_after(x):
    for i in range(len(x) - 1):
        v = x[i + 1]
        while v > 1.0:
            v *= 0.5
        x[i] = v


def one_place(x, y):
    for i in range(len(x)):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[0] = v


def anywhere(x, n, y):
    for i in range(len(x)):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[n[i]] = v


def carried(x, y):
    v = 2.0
    for i in range(len(x)):
        while v > x[i]:
            v *= 0.5
        y[i] = v
        v += 1.0


def until(x, y):
    for i in range(len(x)):
        v = x[i]
        if v < 0.0:
            break
        while v > 1.0:
            v *= 0.5
        y[i] = v


def overlapping(x, y):
    for i in range(len(x) - 1):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[i] = v
        y[i + 1] = -v


def shifted(x, y, k):
    for i in range(len(x)):
        v = x[i]
        while v > 1.0:
            v *= 0.5
        y[i] = v - y[(i + k) % len(x)]


def columns(a):
    for i in range(a.shape[0] - 1):
        total = 0.0
        for j in range(a.shape[1]):
            total += a[i, j]
            a[i + 1, j] = total


@pytest.mark.parametrize(
    ("f", "args"),
    [
        (from_before, (X, Y)),
        (from_after, (X,)),
        (one_place, (X, Y)),
        (anywhere, (X, N, Y)),
        (carried, (X, Y)),
        (until, (X, Y)),
        (overlapping, (X, Y)),
        (shifted, (X, Y, 2)),
        (columns, (A,)),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_not_independent(f, args):
    assert found(f, *args) == []

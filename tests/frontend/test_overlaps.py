"""Assignments whose right-hand sides read what they write: as if it were computed before anything is written."""

import numpy as np
import pytest

from numorph import jit
from numorph.procedures.ir import Alloc, statements

from .agreement import agrees, bails, function, translated

X = np.random.default_rng(0).normal(size=(9, 9))


@pytest.mark.parametrize(
    "statement",
    [
        "x[:] = np.minimum(x, x[:, k : k + 1] + x[k])",
        "x[:] = x - x[k]",
        "x -= x[:, k : k + 1] * x[k : k + 1]",
        "x[1:] += x[k, ::-1] * x[1:, k : k + 1]",
        "x[:] = np.exp(-x[k]) + x",  # what takes long is not computed for each row
        "x[k] = x[k] + x[k, ::-1] + x[:, k]",
        "x[:] = x.T + x[k]",  # not by rows alone
        "x[:, 1:] = x[:, :-1] + x[:, k : k + 1]",
        "x[:] = x[k]",
        "x[:, :] = x[k, k] + x[:, k : k + 1]",
        "x[: k + 1] = x[k] * 2.0 + x[0] + x[: k + 1]",
    ],
)
def test_rows_and_columns_of_the_target(statement):
    f = function(f"""
def f(x):
    for k in range(len(x)):
        {statement}
        x *= 0.5
""")
    agrees(f, X)
    agrees(f, X[:, :1] @ X[:1])
    agrees(f, X.T)


def test_rows_of_an_array_that_may_be_the_target():
    f = function("""
def f(x, y):
    for k in range(len(x)):
        x[:] = (x + y[k]) * 0.5
""")
    agrees(f, X, np.ones((9, 9)))
    x, y = X.copy(), X.copy()
    jit(f)(x, x)
    f(y, y)
    assert (x == y).all()


def test_numbers_keep_the_values_that_they_had():
    f = function("""
def f(x, c):
    for k in range(len(x)):
        d = c * 2.0
        row = x[k] * d
        c = x[0, 0]
        x[:] = x + row * c
    return c
""")
    agrees(f, X * 0.1, 0.5)


@pytest.mark.parametrize(
    "first, second, apart",
    [
        ("range(n - 1)", "range(i + 1, n)", True),
        ("range(1, n)", "range(i)", True),
        ("range(n)", "range(i, n)", False),
        ("range(n)", "range(n)", False),
    ],
)
@pytest.mark.parametrize("target, source", [("x[i]", "x[k]"), ("x[:, k]", "x[:, i]"), ("x[:, k]", "x[:, i][::-1]")])
def test_rows_that_loops_keep_apart(first, second, apart, target, source):
    f = function(f"""
def f(x):
    n = len(x)
    for i in {first}:
        for k in {second}:
            {target} = 0.5 * {target} - {source}[::-1] * 0.25
""")
    agrees(f, X)
    procedure = translated(f, X)[0].code.procedure
    copies = [s for s in statements(procedure.body) if isinstance(s, Alloc)]
    assert bool(copies) is not apart


TWICE = """
def f(a, b):
    s = 0.0
    for i in range(len(a)):
        a[i] = a[i] + 0.5 * b[-1 - i]
        s += b[i]
    return s, a, b
"""


def test_one_array_as_two_arguments():
    f = function(TWICE)
    x = np.arange(7.0)
    _, a, b = agrees(f, x, x)
    assert a is b
    assert agrees("def f(a, b):\n    for k in range(2):\n        a[k] += 1.0\n    return a is b", x, x) is True
    agrees(f, x, x.copy())
    agrees(f, *[x[::2]] * 2)
    agrees(
        "def f(a, b):\n    for i in range(3):\n        a[i], b[0] = b[2 - i], a[1]\n    return b", *[np.arange(4)] * 2
    )
    agrees("def f(p, b):\n    for i in range(3):\n        p[0][i] += b[0] + p[1][i]\n", (x, x), x)
    agrees("def f(a, b, c):\n    for i in range(3):\n        a[i] += b[2 - i] * c[0]\n", x, np.ones(5), x)


def test_views_that_overlap_are_left_to_python():
    x = np.arange(7.0)
    bails(function(TWICE), x, x[:])
    bails(function(TWICE), x[1:], x[:-1])


def test_jitted_functions_are_called_with_one_array_twice():
    f = function("def f(a, b):\n    for k in range(1, len(a)):\n        a[k] += b[k - 1] * 0.5\n    return b[-1]")
    jitted = jit(f).compile(np.ones(200), np.ones(200))
    for _ in range(2):
        for same in (True, False):
            for _ in range(6):
                x, y = np.ones(200), np.ones(200)
                mine = np.ones(200), np.ones(200)
                want = f(x, x if same else y)
                assert jitted(mine[0], mine[0 if same else 1]) == want and np.array_equal(mine[0], x)
        jitted.compile(x, x)
    assert jitted.procedure(x, x).wins


def test_views_of_one_array_that_have_no_elements_in_common():
    f = function("""
def f(x, y):
    for k in range(1, len(x)):
        x[k] += 0.5 * y[k] - y[k - 1] + 0.25 * x[k - 1]
    return x[0] + y[0]
""")
    a = np.arange(24.0).reshape(6, 4)
    for x, y in ((a[:, 0], a[:, 1]), (a[1], a[2]), (a[::2, 1], a[1::2, 1]), (a[0, ::2], a[0, 1::2])):
        agrees(f, x, y)
    bails(f, a[1:, 0], a[:-1, 0])
    bails(f, a[:, 0], a[:, 0][::-1])
    g = jit(f)
    x, y = np.arange(12.0), np.arange(12.0)
    for _ in range(3):
        assert g(x[::2], x[1::2]) == f(y[::2], y[1::2])
        assert g(x[1:], x[:-1]) == f(y[1:], y[:-1])
        assert (x == y).all()
        g.compile(x[::2], x[1::2])

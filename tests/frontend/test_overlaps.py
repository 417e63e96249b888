"""Assignments whose right-hand sides read what they write: as if it were computed before anything is written."""

import numpy as np
import pytest

from numorph import jit
from numorph.procedures.ir import Alloc, statements

from .agreement import agrees, function, translated

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

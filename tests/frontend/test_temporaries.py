"""Temporary arrays of loops, and the memory that they take."""

import numpy as np
import pytest

from .agreement import agrees, bails, function


def test_temporaries_of_loops():
    """Memory that a loop gives back in one turn serves the next one, of the same or of another size, zeros too."""
    f = function("""
def f(x, k):
    total = 0.0
    kept = x[:1] * 2
    for i in range(len(x)):
        a = x[: i % k] * 2.0
        b = np.zeros((i % k) + 1)
        b[:-1] += a
        c = b + x[i]
        if i % 3 == 0:
            kept = c
        for j in range(i % 4):
            d = np.zeros(j + i % k)
            total += d.sum() + (c * c).sum()
            d += 1.0
        total += a.sum() + b.sum() + c.max()
    return total, kept
""")
    x = np.random.default_rng(0).standard_normal(200)
    for k in (1, 2, 7, 50):
        agrees(f, x, k, rtol=1e-11)
    bails(f, x, 0, raises=ZeroDivisionError)


SCALED = "def scaled(a):\n    a *= 0.5\n    return a[0]\n"


@pytest.mark.parametrize(
    "result",
    [
        "(x * x, scaled(x))",
        "[x + 1, scaled(x), x + 1]",
        "{'a': x * 2, 'b': scaled(x)}",
        "np.add(x * x, scaled(x))",
        "np.clip(x + x, -1, a_max=scaled(x))",
        "x * x < scaled(x)",
        "x * x + scaled(x)",
        "(x * x, np.add(x, 1, out=x))",
        "((x * x, x), x.sort())",
        "(x - 1, np.add.at(x, [0], 5.0))",
        "(x * x, np.sin(x), x.sum(), float(x[0]), math.exp(x[1]))",
    ],
)
def test_arrays_are_made_before_a_later_operand_writes(result):
    f = function(f"{SCALED}def f(x):\n    for k in range(1):\n        y = {result}\n    return y")
    agrees(f, np.array([1.5, -0.5, 0.25]))


def test_arrays_are_made_before_a_target_writes():
    f = function(
        "def turned(a):\n    a[:] = a[::-1]\n    return len(a)\n"
        "def f(x, y):\n    y[:, turned(x)] = x * 2\n    y[turned(x) - 1, :3] = x + 1\n    return y"
    )
    agrees(f, np.arange(3.0), np.zeros((3, 4)))

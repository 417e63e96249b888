"""Arguments that a call may leave changed where it bails are put back; of others there is no copy."""

import numpy as np
import pytest

from numorph.frontend.compiled import BAILED

from ..api.test_procedural_path import native
from .agreement import function, translated


def undone(source, *args):
    variant, _ = translated(function(source), *args)
    return variant.undone


def test_no_copy_where_nothing_fails_after_a_write():
    x, y = np.zeros((4, 5)), np.ones(4)
    assert (
        undone(
            "def f(x):\n    for i in range(len(x)):\n        for j in range(1, 5):\n            x[i, j - 1] = j\n", x
        )
        == []
    )
    assert undone("def f(x, k):\n    y = x[k, k]\n    x[:] = 2.0 * y\n", x, 2) == []  # the index is tested before
    assert undone("def f(x):\n    return x + 1\n", x) == []
    assert undone("def f(x, y):\n    x[:] = 0\n    y[:] = 1\n", x, y) == []


def test_copies_where_a_bail_comes_after_a_write():
    x, y = np.zeros(4), np.ones(4)
    assert undone("def f(x, k):\n    x[0] = 1\n    return x[k]\n", x, 2) == [0]
    assert undone("def f(x, k):\n    for i in range(k):\n        x[i * i] = i\n", x, 2) == [0]
    assert undone("def f(x, y, k):\n    x[0] = 1\n    z = x[k]\n    y[1] = z\n", x, y, 2) == [0]
    assert undone(
        "def f(x, y, k):\n    while k > 0:\n        z = x[k] + y[k]\n        y[1] = z\n        k -= 1\n", x, y, 2
    ) == [1]
    assert undone(
        "def f(x, y, k):\n    if k > 1:\n        x[0] = 1\n    else:\n        y[0] = 1\n    return y[k]\n", x, y, 2
    ) == [0, 1]
    assert undone("def f(x):\n    x[0] = 1\n    return x * 2\n", x) == [0]  # there may be no memory
    swap = "def f(x, y, n):\n    for _ in range(n):\n        x, y = y, x\n        x[0] += 1\n    return x[n]\n"
    assert undone(swap, x, y, 2) == [0, 1]


def test_copies_where_a_loop_may_be_interrupted():
    x = np.zeros((2, 2))
    assert undone("def f(x):\n    n = 0\n    while n < 5:\n        x[0, 0] = n\n        n += 1\n", x) == [0]
    deep = "def f(x):\n    for i in range(2):\n        for j in range(len(x)):\n            for k in range(len(x)):\n                x[j, k] = i\n"
    assert undone(deep, x) == [0]


def test_arguments_are_put_back():
    x, y = np.arange(5.0), np.zeros(3)
    f = function("def f(x, y, k):\n    y[:] = x[k]\n    x[1] = 7.0\n    return x[k + 1]\n")
    variant, arguments = translated(f, x, y, 4)
    assert variant(arguments) is BAILED
    assert (x == np.arange(5.0)).all() and not y.any()
    variant, arguments = translated(f, x, y, 2)
    assert variant(arguments) == 3.0 and x[1] == 7.0 and (y == 2.0).all()


def test_on_the_native_call_path():
    f = function("def f(x, k):\n    x[0] += 1.0\n    return x[k]\n")
    g = function("def g(x, k):\n    y = x[k]\n    x[0] += 1.0\n    return y\n")
    for h, left in ((f, 2.0), (g, 1.0)):  # what plain Python leaves where it raises
        x = np.zeros(3)
        calls = native(h, x, 1)
        assert calls.call(x, 1) == 0.0 and x[0] == 1.0
        with pytest.raises(IndexError):
            calls.call(x, 5)
        assert x[0] == left and calls._way.bails == 1

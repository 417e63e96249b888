"""Loops along several rows of one array, of which LLVM may make vectors."""

import functools

import numpy as np
import pytest

from numorph.procedures.hoisting import hoisted
from numorph.procedures.ir import For, statements
from numorph.procedures.rows_apart import Around, rows_apart

from ..frontend.agreement import agrees, function, translated


def loop(inner, stop="n", start="0"):
    """A function with a loop over j inside of others over i and k, of which j is one along rows."""
    return function(
        "def f(d, e, m):\n    n = d.shape[1]\n    for k in range(len(d)):\n        for i in range(len(d)):\n"
        f"            x, t = d[i, k], 0\n            for j in range({start}, {stop}):\n                {inner}\n"
    )


def found(f, *args):
    """How many innermost loops are known to touch rows that lie apart."""
    procedure = hoisted(translated(f, *args)[0].translation.procedure)
    around = functools.cache(functools.partial(Around, procedure))
    return sum(rows_apart(s, around) for s in statements(procedure.body) if isinstance(s, For))


def arrays(n=37):
    d = np.random.default_rng(n).standard_normal((n, n))
    return d, d.copy()


APART = [
    ("d[i, j] = min(d[i, j], x + d[k, j])", "n"),
    ("d[i, j] = d[k, j] + x", "n"),
    ("d[i, j] -= x * d[k, j] + e[k, j]", "n - 1"),
    ("d[i, j + 1] = 0.5 * d[k, j + 1] + d[i, j + 1]", "n - 1"),
    ("e[i, j] = e[k, j] + d[i, j] * d[k, j]", "n"),
]
NOT_APART = [
    ("d[i, j + 1] = d[k, j] + x", "n - 1"),
    ("d[i, j] = d[i, j + 1] + d[k, j]", "n - 1"),
    ("d[j, i] = d[j, k] + x", "n"),
    ("d[i, j] = d[k, n - 1 - j] + x", "n"),
    ("d[i, j] = d[k, j] + d[i, k]", "n"),
    ("d[i, j] = d[i, j] + e[k, j]", "n"),  # which LLVM knows by itself
    ("d[i, j] = d[k, j] + x", "m"),
    ("m = (m + 1) % n; d[i, m] = d[k, j] + x", "n"),
    ("d[i, m % n] = d[k, m % n] + x; m += 2", "n"),
    ("d[i, t] = d[k, t] + x; t = j", "n"),
]


@pytest.mark.parametrize(("inner", "stop"), APART)
def test_rows_that_lie_apart(inner, stop):
    f = loop(inner, stop)
    assert found(f, *arrays(), 20) == 1
    for n in (1, 2, 5, 37):
        agrees(f, *arrays(n), n)


@pytest.mark.parametrize(("inner", "stop"), NOT_APART)
def test_rows_that_do_not(inner, stop):
    f = loop(inner, stop)
    assert found(f, *arrays(), 20) == 0
    for n in (1, 2, 5, 37):
        agrees(f, *arrays(n), n)


def test_rows_that_are_longer_than_the_distance_between_them():
    f = function(
        "def f(a, n, m, k):\n    for i in range(k):\n        for j in range(m):\n"
        "            a[i * n + j] = a[n * (i + 1) + j] + 2.0 * a[j]\n"
    )
    a = np.arange(400.0)
    assert found(f, a, 10, 50, 3) == 0
    agrees(f, a, 10, 50, 3)
    agrees(f, a, 50, 40, 3)


def test_what_is_written_under_another_name():
    f = function(
        "def f(d, e, n):\n    for t in range(n):\n        d, e = e, d\n        for i in range(len(d)):\n"
        "            for j in range(d.shape[1]):\n                d[i, j] = d[0, j] + e[i, j]\n"
    )
    agrees(f, *arrays(), 3)

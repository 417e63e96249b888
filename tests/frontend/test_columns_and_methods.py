"""zip(*rows), tuples whose lengths are known at run time, itertools of so many, and what classes define for operators."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from .agreement import agrees, bails, function, refused

M = np.arange(12.0).reshape(3, 4)


@pytest.mark.parametrize(
    "source",
    [
        "def f(m):\n    out = []\n    for c in zip(*m.tolist()):\n        out.append(list(c))\n    return out",
        "def f(m):\n    return [sum(c) for c in zip(*m.tolist())]",
        "def f(m):\n    return [list(c) for c in zip(*m.tolist())], max(max(c) for c in zip(*m))",
        "def f(m):\n    a, b, c, d = zip(*m.tolist())\n    return a, d, max(b)",
        "def f(m):\n    s = 0.0\n    for c in zip(*m):\n        s += c[0] * c[1]\n    return s",
        "def f(m):\n    xs, ys = zip(*[(r[0], r[1] * 2) for r in m])\n    return xs, ys, sum(x * y for x, y in zip(xs, ys))",
        "def f(m):\n    rows = [[1, 2, 3], [4, 5]]\n    for k in range(len(m)):\n        rows.append([k] * (k + 1))\n    return [sum(c) for c in zip(*rows)]",
    ],
)
def test_columns_of_rows(source):
    agrees(source, M)


def test_columns_of_arguments():
    source = "def f(p):\n    xs, ys = zip(*p)\n    s = 0.0\n    for x, y in zip(xs, ys):\n        s += x * y\n    return s, xs"
    agrees(source, [(1.0, 2.0), (3.0, 4.0)])
    agrees(source, [(1.0, 2.0)] * 40)
    agrees(source, [[1.0, 2.0]] * 40)
    bails(source, [[1.0, 2.0]] * 40 + [[1.0]], raises=ValueError)


def test_columns_see_what_rows_are_given_meanwhile():
    agrees(
        """def f(n):
    rows = [[k, 2 * k] for k in range(n)]
    found = []
    for c in zip(*rows):
        found.append(sum(c))
        rows[0].append(7)
        rows.append([9])
        if len(rows[0]) < 5:
            for r in rows[1:n]:
                r.append(1)
    return found, rows
""",
        3,
    )


def test_tuples_whose_lengths_are_known_at_run_time():
    agrees("def f(m):\n    return tuple(m[0].tolist()), tuple(range(len(m))), tuple(v for v in m[1])", M)
    agrees(
        "def f(m):\n    t = tuple(m[0].tolist())\n    return t[1:], t.index(2.0), len(t), t == t, 3.0 in t, np.array(t)",
        M,
    )
    agrees(
        "def f(m):\n    t = tuple(m[0].tolist())\n    return isinstance(t, tuple), isinstance(t, list), tuple(t), list(t)",
        M,
    )
    refused("def f(m):\n    t = tuple(m[0].tolist())\n    t.append(1.0)\n    return t", M)
    refused("def f(m):\n    t = tuple(m[0].tolist())\n    t[0] = 1.0\n    return t", M)
    refused("def f(m):\n    t = tuple(m[0].tolist())\n    t += (1.0,)\n    return t", M)
    agrees(
        "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n    return n, isinstance(xs, list), isinstance(xs, (dict, tuple))",
        [1] * 40,
    )


CHOSEN = function(
    """def f(n, r):
    s = 0
    for p in itertools.permutations(range(n), r):
        for k, v in enumerate(p):
            s = s * 7 % 10007 + k * v + len(p)
    for p in itertools.combinations(range(n), r):
        for k, v in enumerate(p):
            s = s * 7 % 10007 + k * v + len(p)
    for p in itertools.product(range(n), repeat=r):
        for k, v in enumerate(p):
            s = s * 7 % 10007 + k * v + len(p)
    return s
""",
    itertools=itertools,
)


@pytest.mark.parametrize("n", [0, 1, 3, 4])
def test_choices_of_so_many(n):
    for r in range(n + 2):
        agrees(CHOSEN, n, r)
    bails(CHOSEN, n, -1, raises=ValueError)


class Bag:
    """A container of numbers."""

    def __init__(self, n):
        self.items = [float(k) for k in range(n)]
        self.reads = 0

    def __len__(self):
        return len(self.items)

    def __getitem__(self, k):
        self.reads += 1
        return self.items[k]

    def __setitem__(self, k, v):
        self.items[k] = v

    def __contains__(self, x):
        return any(x == y for y in self.items)

    def __iter__(self):
        yield from self.items

    def __abs__(self):
        return sum(abs(x) for x in self.items)


class Account:
    """Something that is false at times."""

    def __init__(self, balance):
        self.balance = balance

    def __bool__(self):
        return self.balance > 0


def of_bags(n: int) -> Any:
    b, s = Bag(n), 0.0
    for k in range(len(b)):
        b[k] += 1.5
        b[k] = b[k] * 2 if 3.0 in b else -b[k]
        s += b[-1] if 2.0 not in b else 0.5
    for x in b:
        s += x
    if b:
        s += abs(b)
    while not Bag(0) and s > 0:
        s -= 100.0
    return s, b.reads, [x * 2 for x in b], sum(b), max(b), list(b), sorted(b)


def of_accounts(n: int) -> Any:
    a, days = Account(10.0), 0
    while a:
        a.balance -= 1.5 + n
        days += 1
    return days, bool(a), 1 if a else 2, a.balance if not a else 0.0


def test_methods_that_python_calls():
    for n in (1, 5):
        agrees(of_bags, n)
        agrees(of_accounts, n)

"""Objects of the user's classes: made inside, given as arguments, written to."""

from __future__ import annotations

import collections
import dataclasses
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

import numorph as nm

from .agreement import agrees, bails, function, refused

X = np.array([0.5, -1.25, 3.0])


@dataclass
class Point:
    x: float
    y: float = 1.0
    tags: list = field(default_factory=list)

    def norm(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def move(self, dx, dy=0.0):
        self.x += dx
        self.y = self.y + dy
        return self

    @property
    def twice(self):
        return self.x * 2

    @twice.setter
    def twice(self, value):
        self.x = value / 2

    @staticmethod
    def half(v):
        return v / 2

    @classmethod
    def at(cls, v):
        return cls(v, v)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __neg__(self):
        return Point(-self.x, -self.y)

    def __getitem__(self, k):
        return self.x if k == 0 else self.y


@dataclass(frozen=True)
class State:
    q: np.ndarray
    p: np.ndarray
    t: float = 0.0

    def __post_init__(self):
        pass


class Counter:
    step = 2

    def __init__(self, start=0):
        self.n = start
        self.seen = None

    def __call__(self, v):
        self.n += self.step
        return v * self.n


class Pair(NamedTuple):
    a: float
    b: float = 2.5

    def total(self):
        return self.a + self.b


Old = collections.namedtuple("Old", "u v")
NAMES = {"Point": Point, "State": State, "Counter": Counter, "Pair": Pair, "Old": Old, "dataclasses": dataclasses}


def on(source, *args, rtol=None):
    return agrees(function(source, **NAMES), *args, rtol=rtol)


def test_objects_made_inside():
    on(
        "def f(x):\n    p = Point(x, y=2.0)\n    p.move(1.0).move(0.5, dy=x)\n    p.twice = p.twice + 1\n    return p.norm(), p\n",
        1.5,
    )
    on(
        "def f(x):\n    p = Point.at(x) + Point(Point.half(x)) + -Point(1.0, 2.0)\n    p.tags.append(x)\n    return p, p[0], p[1], p.tags\n",
        1.5,
    )
    on(
        "def f(n):\n    p = Point(0.0)\n    for k in range(n):\n        if k % 2:\n            p.move(k)\n        else:\n            p.y *= 1.5\n    return p\n",
        7,
    )
    on(
        "def f(n):\n    c = Counter(1)\n    s = 0\n    for k in range(n):\n        s += c(k)\n    return s, c.n, c.seen is None, isinstance(c, Counter)\n",
        5,
    )
    on(
        "def f(n):\n    ps = [Point(1.0), Point(2.0, 3.0)]\n    for k in range(n):\n        for p in ps:\n            p.x += k\n    return ps\n",
        5,
    )
    on(
        "def f(n):\n    c = Counter()\n    c.inner = Counter(n)\n    for k in range(n):\n        c.inner.n += 1\n    return c\n",
        3,
    )


def test_objects_that_are_replaced():
    on(
        "def f(x, n):\n    s = State(x, x * 0 + 1.0)\n    for k in range(n):\n        p = s.p - 0.1 * s.q\n"
        "        s = State(s.q + 0.1 * p, p, s.t + 0.1)\n    return s\n",
        X,
        6,
    )
    on(
        "def f(x, n):\n    s = State(x, x)\n    for k in range(n):\n        s = dataclasses.replace(s, q=s.q * 0.5, t=s.t + k)\n    return s\n",
        X,
        4,
    )
    for n in (1, 4):
        on("def f(n):\n    p = Point(1.0) if n > 2 else Point(2.0, 3.0)\n    return p.x + p.y, p\n", n)
    refused(function("def f(x):\n    s = State(x, x)\n    s.t = 3.0\n    return s\n", **NAMES), X)


def test_named_tuples_made_inside():
    on(
        "def f(x, n):\n    s = Pair(x)\n    for k in range(n):\n        s = Pair(s.a + k, b=s.b * 0.5)\n    return s, s.total(), Old(1, x).v\n",
        1.5,
        4,
    )
    on("def f(x):\n    s = Pair(x)._replace(b=x * 2)\n    a, b = s\n    return s, a, b, s[0], Old(u=x, v=s)\n", 1.5)


def test_objects_of_the_caller():
    on(
        "def f(p, n):\n    for k in range(n):\n        p.x += 0.5\n        p.move(k, 1.0)\n    return p.norm()\n",
        Point(1.0, 2.0),
        3,
    )
    on("def f(p, n):\n    for k in range(n):\n        p.x = p.x * 2\n    return p\n", Point(X, 2.0), 3)
    on("def f(c, v):\n    y = c(v) + c(v)\n    c.new = y\n    return y\n", Counter(3), 2.0)
    on(
        "def f(d, ps):\n    d['p'].x = ps[0].x + ps[1].y\n    ps[1].x = 0\n    return 0\n",
        {"p": Point(1.0)},
        [Point(2.0), Point(3.0)],
    )
    on("def f(p):\n    p.x += 1\n    p.x[0] = 7\n    return p.x\n", Point(X))
    bails(function("def f(p, x):\n    p.x = 5.0\n    return x[9]\n"), Point(1.0), X, raises=IndexError)


def test_a_method_under_jit():
    class Filter:
        def __init__(self):
            self.mean, self.count = 0.0, 0

        @nm.jit
        def feed(self, values):
            for v in values:
                self.count += 1
                self.mean += (v - self.mean) / self.count
            return self.mean

    filters = Filter(), Filter()
    for _ in range(5):
        filters[0].feed(X)
    filters[1].feed.compile(X) if hasattr(filters[1].feed, "compile") else None
    plain = Filter()
    for _ in range(5):
        Filter.feed.__wrapped__(plain, X)
    assert filters[0].count == 15 and np.isclose(filters[0].mean, plain.mean)
    report = Filter.feed.explain(filters[0], X)
    assert report.source_reason is None, report.source_reason
    assert filters[0].count == 15


def test_one_object_twice():
    f = function("def f(p, q):\n    p.x = q.x + 1\n    p.x = q.x + 1\n    return q.x\n")
    g = nm.jit(f)
    g.compile(Point(1.0), Point(1.0))
    p = Point(1.0)
    assert g(p, p) == 3.0 and p.x == 3.0


def test_changes_of_classes_are_seen():
    class Scale:
        def __init__(self, k):
            self.k = k

        def __call__(self, x):
            return self.k * x

    f = function(
        "def f(x):\n    s = Scale(2.0)\n    t = 0.0\n    for k in range(3):\n        t += s(x)\n    return t\n",
        Scale=Scale,
    )
    agrees(f, 1.5)
    Scale.__call__ = lambda self, x: self.k + x
    agrees(f, 1.5)


class Body:
    """A mass on a line."""

    def __init__(self, m, x, v):
        self.m, self.x, self.v = m, x, v


def bodies_on_a_line(n):
    bodies = [Body(1.0, 0.0, 0.1), Body(2.0, 1.0, -0.1), Body(0.5, 3.0, 0.0)]
    for _ in range(n):
        for b in bodies:
            f = 0.0
            for o in bodies:
                if o is not b:
                    d = o.x - b.x
                    f += o.m * d / (abs(d) ** 3 + 0.1)
            b.v += f * 0.01
        for b in bodies:
            b.x += b.v * 0.01
    return sum(0.5 * b.m * b.v**2 for b in bodies), [b.x for b in bodies], {b.m: b.v for b in bodies}


def test_variables_of_comprehensions_are_their_own():
    agrees(bodies_on_a_line, 5)
    agrees(
        "def f(xs):\n    x, s = 1.0, 0.0\n    for k in range(3):\n        s += sum(x * k for x in xs) + x\n        x += 1.0\n    return s, x, [x for x in xs]",
        np.arange(3.0),
    )
    agrees(
        "def f(x):\n    for k in range(3):\n        x = x + k\n        s = [x for x in x]\n    return s, x",
        np.arange(3.0),
    )

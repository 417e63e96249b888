"""Calls: of the user's functions, closures, lambdas, recursion, keyword and variable arguments, methods of objects."""

import collections
import dataclasses

import numpy as np
import pytest

from numorph.codegen.procedure_llvm import emit
from numorph.codegen.target import host
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments

from .agreement import agrees, bails, function, never_wrong, refused, translated

X = np.array([3.0, -1.0, 4.0, -1.5])


def test_helpers_defaults_and_keywords():
    f = function("""
def scaled(x, by=2.0, *, shift=0):
    return x * by + shift

def pair(x, /, y):
    return y, x

def f(x):
    a = scaled(x)
    b = scaled(x, 3)
    c = scaled(by=0.5, x=x, shift=1)
    d, e = pair(a, y=b)
    return a, b, c, d, e
""")
    agrees(f, X)
    agrees(f, 3)
    agrees(f, np.float32(2))
    agrees("def f(x, y=2, *, z=3):\n    return x + y * z\n", 1)
    agrees("def f(x, y=2, *, z=3):\n    return x + y * z\n", 1, 5, z=2)
    agrees("def f(x, y=2, *, z=3):\n    return x + y * z\n", y=1.5, x=X)
    refused("def g(a):\n    return a\n\ndef f(x):\n    return g(x, x)\n", 1, match="too many")
    refused("def g(a):\n    return a\n\ndef f(x):\n    return g()\n", 1, match="missing")
    refused("def g(a):\n    return a\n\ndef f(x):\n    return g(x, b=2)\n", 1, match="unknown")
    refused("def g(a):\n    return a\n\ndef f(x):\n    return g(x, a=2)\n", 1)


def test_variable_arguments():
    agrees("def f(*args):\n    return args[0] + sum(args), len(args), args\n", 1, 2.5, 3)
    agrees("def f(*args):\n    return args[0] * args[1]\n", X, X)
    agrees("def f(**kw):\n    return kw['a'] + kw['b'], kw\n", a=1, b=X)
    f = function("""
def g(a, *rest, scale=1, **named):
    total = a * scale
    for r in rest:
        total = total + r
    for name, value in named.items():
        total = total + value * len(name)
    return total

def f(x, t, d):
    return g(x), g(x, 1, 2), g(*t), g(x, *t, scale=3), g(x, **d), g(*t, long=2.5, **d)
""")
    agrees(f, 1, (2, 3.5), {"b": 2})
    agrees(f, X, (X, 1.0), {"b": 2, "cc": X})


def test_a_function_with_default_that_is_an_array():
    agrees("def f(x, w=np.ones(3)):\n    return w + x, w\n", 2.0)
    g = function(
        "def g(x, w=weights):\n    w[0] += x\n    return w.sum()\n\ndef f(x):\n    return g(x) + g(x)\n",
        weights=np.ones(3),
    )
    before = g.__globals__["weights"].copy()
    variant, arguments = translated(g, 2.0)
    got = variant(arguments)
    g.__globals__["weights"][...] = before
    assert g(2.0) == got


def test_closures_and_nested_functions():
    agrees(
        """
def f(x, n):
    total = np.zeros(1)
    def add(v):
        total[0] += v
        return n * v
    y = 0
    for i in range(n):
        y = y + add(x + i)
    def twice(g, v):
        return g(g(v))
    return y, total, twice(lambda v: v * 2 + n, x)
""",
        1.5,
        3,
    )
    agrees(
        """
def f(x):
    def g(y):
        def h(z):
            return x + y * z
        return h(2) + h(y)
    return g(x) + g(1)
""",
        3,
    )
    agrees(
        """
def f(x):
    k = 1
    g = lambda v, s=k: v * s + k
    k = 10
    return g(x), k
""",
        3,
    )
    agrees(
        "def f(x):\n    fs = [lambda v: v + 1, lambda v: v * 2]\n    for g in fs:\n        x = g(x)\n    return x\n", 3
    )
    agrees("def f(x, flag):\n    g = np.sin if True else np.cos\n    return g(x)\n", X, True)
    never_wrong("def f(x, flag):\n    g = np.sin if flag else np.cos\n    return g(x)\n", X, True)
    agrees(
        "def f(x):\n    k = 0\n    def g():\n        nonlocal k\n        k += 1\n        return k\n    return g() + g()\n",
        1,
    )
    agrees("def f(x):\n    def g(v):\n        x = v * 2\n        return x\n    y = g(3)\n    return x + y\n", 1)


def test_variables_of_enclosing_functions():
    def outer(k, w):
        def f(x):
            return x * k + w.sum()

        return f

    agrees(outer(2, X), 3.0)
    agrees(outer(2.5, X[::2]), X)

    def late():
        def f(x):
            return x + k

        k = 3
        return f

    agrees(late(), 1)


def test_lambdas():
    agrees(lambda x: x + 1, 3)
    agrees(lambda x, y=2: x * y if x > 0 else y, 3)
    agrees(lambda x, y=2: x * y if x > 0 else y, X[0])
    fs = {
        "a": lambda x: x.sum(),
        "b": lambda x: x[0],
    }
    agrees(fs["a"], X)
    agrees(fs["b"], X)


def test_recursion_with_a_bound_that_is_known():
    f = function("""
def total(t):
    if len(t) == 0:
        return 0
    return t[0] + total(t[1:])

def power(x, n):
    return x * power(x, n - 1) if n > 1 else x

def f(x, t):
    return total(t), power(x, 5)
""")
    agrees(f, 1.5, (1, 2.5, 3))
    agrees("def f(n):\n    return 1 if n < 2 else n * f(n - 1)\n", 5)


def test_returns_of_helpers():
    f = function("""
def find(x, v):
    for i in range(len(x)):
        if x[i] > v:
            return i, x[i]
        while x[i] < -1:
            x[i] += 1
            if x[i] > -0.75:
                return -1, x[i]
    return len(x), 0.0

def sign(v):
    if v > 0:
        return 1
    if v < 0:
        return -1
    return 0

def f(x, v):
    a = find(x, v)
    b = find(x, v + 3)[1]
    total = 0
    for i in range(len(x)):
        k, w = find(x[i:], v)
        total += k * sign(w) + sign(x[i])
    return a, b, total, x
""")
    for v in (-2.0, 0.0, 3.5, 10.0):
        agrees(f, X, v)
    g = function("""
def pick(x, k):
    if k == 0:
        return x
    if k == 1:
        return x[1:]
    return x * 2

def f(x, k):
    y = pick(x, k)
    y[0] = 50
    return y, x
""")
    for k in range(3):
        agrees(g, X, k)
    h = function("""
def change(x):
    x[0] = 9
    return
def make(n):
    y = np.zeros(n)
    for i in range(n):
        if i == 2:
            return y[:i]
        y[i] = i + 1
    return y
def f(x, n):
    change(x)
    change(x[1:])
    total = 0.0
    for i in range(n):
        part = make(i)
        total += part.sum()
    return x, total, make(n)
""")
    for n in range(5):
        agrees(h, X, n)


def test_helpers_that_raise():
    f = function("""
def checked(x, i):
    x[0] = 5
    if i < 0:
        raise IndexError(i)
    assert i < 3
    return x[i]

def f(x, i):
    return checked(x, i) + checked(x, i - 1)
""")
    agrees(f, X, 2)
    bails(f, X, 0, raises=IndexError)
    bails(f, X, 3, raises=AssertionError)


@dataclasses.dataclass
class Grid:
    h: float
    n: int
    values: np.ndarray
    name: str = "grid"
    inner: "Grid | None" = None

    @property
    def area(self):
        return self.h * self.h * self.n

    def at(self, i):
        return self.values[i] * self.h

    def total(self, scale=1):
        total = 0.0
        for i in range(self.n):
            total += self.at(i) * scale
        return total

    @staticmethod
    def double(x):
        return 2 * x

    @classmethod
    def triple(cls, x):
        return 3 * x

    def __call__(self, x):
        return x + self.h

    def __getitem__(self, i):
        return self.values[i]

    def __len__(self):
        return self.n

    def __add__(self, other):
        return self.h + other


def test_objects_attributes_methods_and_properties():
    grid = Grid(0.5, 3, X.copy(), inner=Grid(2.0, 1, X * 2))
    agrees(lambda g, x: g.h * x + g.n + g.values[1], grid, 2.0)
    agrees(lambda g, x: g.total() + g.total(scale=x) + g.at(1), grid, 2.0)
    agrees(lambda g, x: (g.area * x, g.name == "grid", g.inner.h, g.inner.inner is None), grid, 2.0)
    agrees(lambda g, x: g.inner.total(x), grid, 2.0)
    for f in (
        lambda g, x: g.double(x),
        lambda g, x: g.triple(x),
        lambda g, x: g(x),
        lambda g, x: g[1],
        lambda g, x: len(g),
        lambda g, x: g + x,
        lambda g, x: x if g else 0,
        lambda g, x: g == x,
        lambda g, x: x + 1 if isinstance(g, Grid) else 2,
        lambda g, x: getattr(g, "h") + x,  # noqa: B009
        lambda g, x: hasattr(g, "h"),
    ):
        never_wrong(f, grid, 2.0)


def test_attributes_are_read_at_every_call():
    grid = Grid(0.5, 3, X.copy())
    f = lambda g, x: g.h * x + g.total()
    agrees(f, grid, 2.0)
    grid.h = 4.0
    agrees(f, grid, 2.0)
    grid.n = 2
    agrees(f, grid, 2.0)
    grid.values[0] = 100
    agrees(f, grid, 2.0)
    grid.values = X * 3
    agrees(f, grid, 2.0)
    grid.values = np.arange(7.0)[::2]
    agrees(f, grid, 2.0)


def test_other_writes_to_attributes_stay_with_python():
    grid = Grid(0.5, 3, X.copy())
    refused("def f(g, x):\n    setattr(g, 'h', x)\n    return x\n", grid, 1.0)
    refused("def f(g, x):\n    del g.h\n    return x\n", grid, 1.0)
    refused("def f(g, x):\n    x.flags.writeable = False\n    return x\n", grid, X)
    refused("def f(g, x):\n    x.shape = (2, 2)\n    return x\n", grid, X)


def test_writes_into_arrays_of_objects():
    f = function("def f(g, x):\n    g.values[0] += x\n    g.values[1:] *= 2\n    return g.values.sum(), g.values\n")
    one, two = Grid(1.0, 1, X.copy()), Grid(1.0, 1, X.copy())
    variant, arguments = translated(f, one, 2.0)
    total, values = variant(arguments)
    assert values is one.values
    assert total == f(two, 2.0)[0]
    np.testing.assert_array_equal(one.values, two.values)


def test_methods_of_jitted_objects():
    class Model:
        def __init__(self):
            self.w = np.array([1.0, 2.0])

        def forward(self, x):
            return self.helper(x) * self.w[0]

        def helper(self, x):
            return x + self.w[1]

    agrees(Model.forward, Model(), 3.0)


def test_dictionaries_and_tuples_as_arguments_and_results():
    agrees("def f(d):\n    return {'s': d['x'] + d['y'], 'd': d}\n", {"x": 1, "y": X})
    agrees("def f(d):\n    d['x'][0] = 5\n    return d['x']\n", {"x": X})
    agrees("def f(d):\n    return sum(d.values()), list(d.keys()), len(d), 'x' in d, 'q' in d\n", {"x": 1, "y": 2.5})
    agrees("def f(d):\n    t = 0\n    for k in d:\n        t = t + d[k]\n    return t\n", {"x": 1, "y": 2.5})
    agrees("def f(d):\n    return d.get('x', 5), d.get('q', 5)\n", {"x": 1, "y": 2.5})
    agrees("def f(t):\n    (a, b), c = t\n    return (c, (b, a)), [a], {'a': a}\n", ((1, X), 2.5))
    agrees("def f(d, k):\n    return {**d, 'z': k}, {'p': {'q': k}}\n", {"x": 1}, 2)
    agrees("def f(x):\n    d = {'a': x}\n    d['b'] = x + 1\n    d['a'] = d['b'] * 2\n    return d\n", 2)
    agrees("def f(x):\n    d = dict(a=x, b=2)\n    d['a'] += 1\n    return d\n", 2)
    agrees(
        "def f(d, x):\n    if x > 0:\n        r = {'v': x}\n    else:\n        r = {'v': -x}\n    return r['v'], r\n",
        {},
        -2,
    )
    refused("d['q']" if False else "def f(d):\n    return d['q']\n", {"x": 1})
    agrees("def f(t):\n    return t == (1, 2), t != (1, 2), t + (3,), t * 2, len(t), t[-1], t[1:], 1 in t\n", (1, 2))


def test_writes_to_dictionaries_and_lists_that_are_arguments_are_seen_or_refused():
    for source in (
        "def f(d):\n    d['x'] = 5\n    return d\n",
        "def f(d):\n    d['new'] = 5\n    return 1\n",
        "def f(d):\n    d['x'] += 5\n    return 1\n",
        "def f(d):\n    for i in range(2):\n        d['x'] = i\n    return 1\n",
    ):
        agrees(source, {"x": 1})
    for source in (
        "def f(d):\n    d[0] = 5\n    return 1\n",
        "def f(d):\n    d.append(5)\n    return d\n",
        "def f(d):\n    d.pop()\n    return d\n",
        "def f(d):\n    d[0] += 1\n    return d\n",
        "def f(d):\n    d += [1]\n    return d\n",
        "def f(d):\n    d.reverse()\n    return d\n",
        "def f(d):\n    d.clear()\n    return d\n",
        "def f(d):\n    d.extend([1])\n    return d\n",
        "def f(d):\n    del d[0]\n    return d\n",
        "def f(d):\n    d.insert(0, d.pop())\n    return d[-1]\n",
        "def f(d):\n    d.sort()\n    return d\n",
        "def f(d):\n    d.sort(reverse=True)\n    return d\n",
    ):
        agrees(source, [1, 2])
        agrees(source, [3, 1])
    agrees("def f(d):\n    d[:] = [1]\n    return d\n", [1, 2])


def test_lists_and_dicts_given_back_are_the_arguments_themselves():
    f = function("def f(d):\n    return d, {'d': d}, [d]\n")
    for value in ([1, 2], {"x": 1}, (X, 1), [[1], (2, {})]):
        variant, arguments = translated(f, value)
        one, two, three = variant(arguments)
        assert one is value and two["d"] is value and three[0] is value
    g = function("def f(d):\n    return d[0], d[1]['a']\n")
    value = [[1, 2], {"a": (X,)}]
    variant, arguments = translated(g, value)
    assert variant(arguments)[0] is value[0] and variant(arguments)[1] is value[1]["a"]


@pytest.mark.parametrize("n", [0, 1, 4])
def test_functions_as_arguments(n):
    f = function("""
def f(g, x, n):
    for i in range(n):
        x = g(x)
    return x
""")
    agrees(f, np.sin, 1.0, n)
    agrees(f, lambda v: v * 2 + 1, 1, n)
    agrees(f, abs, -1.5, n)


Point = collections.namedtuple("Point", "x y")


def test_named_tuples():
    agrees("def f(p):\n    return p.x + p[1], p, p[:1], len(p)\n", Point(1, 2.5))
    agrees("def f(p, q):\n    x, y = p\n    return p.x * q.y, x - y, p + q, p == q\n", Point(1, 2.5), Point(3, 4))
    f = function("def f(p):\n    p.x[0] = p.y\n    return p.x.sum()\n")
    agrees(f, Point(X, 2.5))
    agrees(f, Point(X * 2, 4.5))
    agrees("def f(p):\n    t = 0\n    for v in p:\n        t = t + v\n    return t\n", Point(X, 2.5))
    never_wrong(function("def f(x):\n    return P(x, 2 * x)\n", P=Point), 3)
    never_wrong("def f(p):\n    return p._replace(x=3)\n", Point(1, 2))
    agrees(
        "def f(a):\n    w, v = np.linalg.eigh(a)\n    r = np.linalg.eigh(a)\n    return w, r.eigenvalues, r\n",
        np.eye(2),
    )


def test_the_code_is_the_same_every_time():
    """Code on disk is found by its text, which must not hang on where objects happen to lie."""
    f = function("""
def f(u, w, k):
    v = np.zeros(u.shape)
    for i in range(1, len(u) - 1):
        v[i, 1:-1] = u[i - 1, 1:-1] * w[:, i, k] + u[i + 1, 2:] - u[k, :-2]
    return v
""")
    arguments = np.ones((5, 6)), np.ones((4, 5, 3)), 1
    texts, shared, kept = set(), set(), []
    for count in range(12):
        kept.append([np.empty(count) for _ in range(count)])
        compiled = CompiledFunction(f)
        parameters = compiled.parameters(arguments, {})
        kept.append(compiled.translated(parameters, Arguments(parameters)))
        texts.add(emit(kept[-1].translation.procedure, "f", host()).text)
        shared.add(emit(kept[-1].code.procedure, "f", host(), shared=True).text)
    assert len(texts) == len(shared) == 1

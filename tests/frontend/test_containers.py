"""Lists, dicts and objects that are changed: in loops and branches, by functions that are called, and the caller's own."""

from __future__ import annotations

import numpy as np

import numorph as nm

from .agreement import agrees, bails, function, refused, translated

X = np.array([0.5, -1.25, 3.0])


def test_dicts_that_change_in_loops():
    agrees(
        "def f(x, n):\n    state = {'x': x, 'v': x * 0 + 1.0, 'k': 0}\n    for _ in range(n):\n"
        "        state['x'] = state['x'] + 0.1 * state['v']\n        state['v'] = state['v'] - 0.1 * state['x']\n"
        "        state['k'] += 1\n    return state\n",
        X,
        5,
    )
    agrees(
        "def f(n):\n    d = {'a': 0, 'b': 1.5}\n    while d['a'] < n:\n        d['a'] += 2\n        if d['a'] % 3 == 0:\n"
        "            d['b'] = d['b'] * 2\n        elif d['a'] > 7:\n            break\n    return d['a'], d['b'], d\n",
        20,
    )
    agrees("def f(n):\n    d = {'a': 0}\n    for k in range(n):\n        d['a'] = d['a'] + 0.5\n    return d['a']\n", 0)
    agrees("def f(n):\n    d = {'a': 0}\n    for k in range(n):\n        d['a'] = d['a'] + 0.5\n    return d['a']\n", 3)
    agrees(
        "def f(x):\n    d = {'s': 0.0}\n    for i in range(len(x)):\n        for j in range(i):\n"
        "            d['s'] += x[i] * x[j]\n        d['s'] *= 2\n    return d\n",
        X,
    )


def test_dicts_in_branches():
    f = "def f(n):\n    d = {'a': n, 'b': n * 0.5}\n    if n > 3:\n        d['a'] = 7\n    else:\n        d['b'] = 1\n    return d\n"
    for n in (2, 5):
        agrees(f, n)
    g = "def f(n):\n    d = {'a': n}\n    if n > 3:\n        d['a'] = 7\n        return d['a'] + 1\n    d['a'] += 2\n    return d\n"
    refused(g, 2)
    h = "def f(n):\n    d = {'a': n}\n    y = (d.update(a=n * 2) or d['a']) if n > 3 else d['a'] + 0\n    return y, d['a']\n"
    for n in (2, 5):
        agrees(h, n)
    refused("def f(n):\n    d = {'a': 1, 'b': 2}\n    if n > 3:\n        d.pop('a')\n    return d\n", 2)


def test_methods_of_dicts():
    agrees(
        "def f(x, n):\n    d = {'a': x, 'b': n}\n    d.update(b=n + 1, c=2.0)\n    d.update({'a': x * 2})\n    d['e'] = 1\n"
        "    s = 0.0\n    for k, v in d.items():\n        if k != 'a':\n            s += v\n    for k in d:\n        s += len(k)\n"
        "    for k in d.keys():\n        s += len(k)\n    y = [v for v in d.values()]\n    m = d.get('q', 5) + d.get('b')\n"
        "    c = d.copy()\n    c['b'] = 0\n    z = d.pop('c') + d.setdefault('h', 3)\n    del d['e']\n"
        "    return d, c, s, y[1], m, z, 'a' in d, 'q' not in d, len(d), {**d, 'a': 1}, dict(d, b=2)\n",
        X,
        4,
    )
    agrees(
        "def f(n):\n    d = {}\n    d['x'] = n\n    d[3] = n + 1\n    d[(0, 1)] = 2\n    return d[3] + d['x'] + d[0, 1]\n",
        2,
    )
    agrees("def f(n):\n    d = {k: k * n for k in range(3)}\n    d[1] += 5\n    return d\n", 2)


def test_names_of_one_container():
    agrees(
        "def f(n):\n    d = {'a': n}\n    e = d\n    for k in range(n):\n        e['a'] += 1\n    return d['a'], e is d\n",
        3,
    )
    agrees(
        "def f(n):\n    d = {'a': {'b': n}}\n    i = d['a']\n    for k in range(n):\n        i['b'] += 1\n    return d\n",
        3,
    )
    for n in (1, 5):
        agrees("def f(n):\n    a, b = {'v': 1}, {'v': 2}\n    c = a if n > 3 else b\n    return c['v'] + n\n", n)
    refused("def f(n):\n    a, b = {'v': 1}, {'v': 2}\n    c = a if n > 3 else b\n    c['v'] = 3\n    return a\n", 1)
    refused(
        "def f(n):\n    a, b = {'v': 1}, {'v': 2}\n    c = a if n > 3 else b\n    a['v'] = 3\n    return c['v']\n", 1
    )
    refused(
        "def f(n):\n    a, b = {'v': 1}, {'v': 2}\n    c = b\n    s = 0\n    for k in range(n):\n        a['v'] += 1\n"
        "        s += c['v']\n        c = a if k % 2 else b\n    return s\n",
        5,
    )
    refused("def f(n):\n    a, b = [1], [2]\n    c = a if n > 3 else b\n    a.append(3)\n    return c\n", 1)


def test_functions_change_what_they_are_given():
    helper = (
        "def f(n):\n    def step(d, h):\n        if d['x'] > 3:\n            d['x'] -= 2\n            return 1\n        d['x'] += h\n"
        "        return 0\n    d, c = {'x': 1.0}, 0\n    for k in range(n):\n        c += step(d, 0.7)\n    return d['x'], c\n"
    )
    for n in (0, 1, 3, 9):
        agrees(helper, n)
    early = (
        "def f(n):\n    def run(d):\n        for k in range(n):\n            d['x'] += k\n            if d['x'] > 7:\n"
        "                return d\n            d['y'] = d['x'] * 0.5\n        return d\n    d = {'x': 1, 'y': 0.0}\n    e = run(d)\n"
        "    e['y'] += 1\n    return d, e is d\n"
    )
    for n in (0, 2, 9):
        agrees(early, n)


def test_the_callers_containers_are_written_to():
    for n in (0, 1, 4):
        agrees(
            "def f(d, n):\n    for k in range(n):\n        d['x'] = d['x'] * 2\n    d['n'] = n\n    return d\n",
            {"x": X, "q": 1},
            n,
        )
        agrees(
            "def f(d, n):\n    for k in range(9):\n        d['x'] += 1\n        if k >= n:\n            return d['x']\n    return -1\n",
            {"x": 1.5, "q": 1},
            n,
        )
    agrees("def f(p):\n    p[0] = p[0] + 1\n    p[-1] = p[1] * 2\n", [X, 2.0, 3])
    agrees("def f(p):\n    p.append(4.0)\n    p[0] = 1\n    p.pop(1)\n    return p\n", [X, 2.0, 3])
    agrees("def f(d):\n    d['in']['v'] = d['in']['v'] + 1\n    return d['in']\n", {"in": {"v": 2}})
    agrees("def f(d):\n    x = d.pop('x')\n    d['x'] = x + 1\n    return 0\n", {"x": 1.0, "y": 2})
    agrees("def f(d):\n    x = d['x']\n    d.clear()\n    d['z'] = x\n    return 0\n", {"x": 1.0, "y": 2})
    agrees("def f(d):\n    d['x'], d['y'] = d['y'], d['x']\n    return 0\n", {"x": X, "y": X + 1})
    agrees("def f(d):\n    y = d['x'] * 2\n    d['y'] = y\n    d['z'] = y[1:]\n    return y\n", {"x": X})


def test_a_bail_leaves_the_callers_containers():
    bails(
        "def f(d, k):\n    d['x'] = 2.0\n    d['y'] = d['a'][k]\n    return 0\n",
        {"x": 1.0, "a": X},
        7,
        raises=IndexError,
    )
    f = function("def f(a, b):\n    a['x'] = b['x'] + 1\n    a['x'] = b['x'] + 1\n    return b['x']\n")
    d = {"x": 1.0}
    g = nm.jit(f)
    g.compile(dict(d), dict(d))
    assert g(d, d) == 3.0 and d == {"x": 3.0}


def test_lists_of_constant_length():
    agrees(
        "def f(x, n):\n    p = [x, x * 2, 1]\n    for k in range(n):\n        p[0] = p[0] + p[1]\n        p[2] += 0.5\n"
        "        if k == 2:\n            p[1] = p[0] * 0.5\n    return p\n",
        X,
        4,
    )
    agrees("def f(n):\n    c = [0, 0, 0]\n    for k in range(n):\n        c[k % 3] += k\n    return c\n", 10)
    agrees(
        "def f(n):\n    c = [1.5, 2.5, 3.5]\n    s = 0.0\n    for k in range(n):\n        s += c[k % 3]\n    return s\n",
        10,
    )


def test_transformations_of_local_containers():
    def f(x):
        d = {"a": x, "n": 0.0}
        for _ in range(4):
            d["a"] = d["a"] * x
            d["n"] += d["a"]
        return d["n"]

    g = nm.jit(f)
    translated(f, 1.5)
    np.testing.assert_allclose(nm.grad(g)(1.5), nm.grad(f)(1.5))
    np.testing.assert_allclose(nm.vmap(g)(X), [f(x) for x in X])

    def h(d):
        d = dict(d)
        for _ in range(3):
            d["x"] = d["x"] * d["w"]
        return d["x"]

    j = nm.jit(h)
    j.compile({"x": 1.5, "w": 2.0})
    for transformed in (nm.grad(j), nm.grad(h)):
        assert transformed({"x": 1.5, "w": 2.0}) == {"x": 8.0, "w": 18.0}

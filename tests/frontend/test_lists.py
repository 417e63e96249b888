"""Lists: made, grown in loops, indexed, iterated, given back; comprehensions and generators."""

import numpy as np
import pytest

from .agreement import agrees, bails, function, never_wrong, none_wrong, refused

X = np.array([3.0, -1.0, 4.0, -1.5])


@pytest.mark.parametrize("n", [0, 1, 5, 40])
def test_lists_that_grow_in_loops(n):
    agrees("def f(n):\n    found = []\n    for i in range(n):\n        found.append(i * i)\n    return found\n", n)
    agrees(
        "def f(n):\n    found = [0.5]\n    for i in range(n):\n        if i % 2:\n            found.append(i * 0.5)\n    return len(found), found\n",
        n,
    )
    never_wrong(
        "def f(n):\n    found = []\n    for i in range(n):\n        found.append(i)\n    return np.array(found), sum(found), len(found)\n",
        n,
    )
    agrees(
        "def f(n):\n    found = [1]\n    while len(found) < n:\n        found.append(found[-1] * 3 % 17)\n    return found[0], found[-1]\n",
        n,
    )
    agrees(
        "def f(n):\n    s = [n]\n    seen = 0\n    while s:\n        k = s.pop()\n        seen += 1\n        if k > 3:\n            s.append(k // 2)\n            s.append(k // 3)\n    return seen\n",
        n,
    )
    agrees("def f(n):\n    a = []\n    b = a\n    for i in range(n):\n        b.append(i)\n    return len(a), b\n", n)
    agrees("def f(x, n):\n    a = []\n    for i in range(n):\n        a.append(x[i % 4])\n    return a\n", X, n)
    agrees("def f(n):\n    a = []\n    for i in range(n):\n        a.append(i > 2)\n    return a\n", n)
    agrees(
        "def f(n):\n    a = []\n    for i in range(n):\n        a.append(i)\n    for i in range(len(a)):\n        a[i] += 1\n        a[-1] = 5\n    return a\n",
        n,
    )


def test_elements_of_grown_lists_are_pythons():
    program = """
def f(n):
    a = []
    for i in range(n):
        a.append(i * 0.5)
    total, last = 0, 7
    for v in a:
        total += v
        last = v
    for k, v in enumerate(a):
        total += k * v
    for v, w in zip(a, reversed(a)):
        total += v * w
    return total, last, min(a) if n > 0 else 0, max(a) if n > 0 else 1, sum(a)
"""
    f = function(program)
    for n in (0, 1, 5):
        never_wrong(f, n)
    g = function(
        "def f(n):\n    a = []\n    for i in range(n):\n        a.append(i)\n    for v in a:\n        last = v\n    return last\n"
    )
    agrees(g, 3)
    h = function(
        "def f(n):\n    a = []\n    for i in range(n):\n        a.append(i)\n    t = 0\n    for v in a:\n        t += v\n        if v == 1:\n            a.pop()\n    return t\n"
    )
    assert never_wrong(h, 4) in ("bailed", "refused")
    never_wrong(h, 1)


def test_errors_of_lists():
    bails("def f(n):\n    a = []\n    for i in range(n):\n        a.append(i)\n    return a[3]\n", 2, raises=IndexError)
    bails(
        "def f(n):\n    a = []\n    for i in range(n):\n        a.append(i)\n    while n:\n        a.pop()\n    return a\n",
        2,
        raises=IndexError,
    )
    refused("def f(n):\n    a = [1, 2]\n    return a[5]\n", 2)
    never_wrong(
        "def f(n):\n    a = []\n    for i in range(n):\n        a.append(i if i % 2 else 0.5)\n    return a\n", 3
    )
    never_wrong("def f(x, n):\n    a = []\n    for i in range(n):\n        a.append(x * i)\n    return a\n", X, 3)
    never_wrong("def f(x, n):\n    a = [0] * n\n    return a\n", X, 3)
    never_wrong("def f(x, n):\n    a = [0.0] * 5\n    a[n] = 2.5\n    return a\n", X, 3)
    never_wrong("def f(x, n):\n    a = [0.0, 1.0]\n    return a[n]\n", X, 1)


def test_lists_of_known_length():
    none_wrong(
        [
            "[a, b, a + b]",
            "[a, b] + [a]",
            "[a] * 3",
            "[a, b][1]",
            "[a, b][-1:]",
            "len([a, b])",
            "a in [1, 2]",
            "[*[a, b], *(a, b)]",
            "[[a], [b, [a]]]",
            "sum([a, b])",
            "max([a, b])",
            "np.array([a, b])",
            "np.array([[a, b], [b, a]])",
            "np.array([a, b]) * 2",
            "[a, b] == [a, b]",
            "(a, b) == [a, b]",
            "list((a, b))",
            "tuple([a, b])",
            "sorted([a, b])",
            "def f(a, b):\n    x = [a]\n    x.append(b)\n    x.insert(0, 5)\n    x.extend([1, 2])\n    y = x.pop()\n    z = x.pop(0)\n    x.reverse()\n    return x, y, z\n",
            "def f(a, b):\n    x = [a, b]\n    y = x\n    y[0] = 9\n    y += [1]\n    return x, y\n",
            "def f(a, b):\n    x = [a, b]\n    y = x[:]\n    y[0] = 9\n    return x, y\n",
            "def f(a, b):\n    x = [a, b]\n    for i in range(2):\n        x[i] = x[i] + 1\n    return x\n",
            "def f(a, b):\n    x = [a, b]\n    if a > 0:\n        x.append(3)\n    return x\n",
            "def f(a, b):\n    x = [a, b]\n    if a > 0:\n        x = [b]\n    return x\n",
            "def f(a, b):\n    x = [0, 0]\n    if a > 0:\n        x[0] = a\n    return x\n",
            "def f(a, b):\n    x = [[a], [b]]\n    x[0].append(3)\n    return x\n",
            "def f(a, b):\n    x, y = [a, b], [b, a]\n    x[0], y[1] = y[1], x[0]\n    return x, y\n",
            "def f(a, b):\n    x = [a, b]\n    del x[0]\n    return x\n",
            "def f(a, b):\n    x = [a, b]\n    x.remove(a)\n    return x\n",
            "def f(a, b):\n    x = [a, b]\n    return x.index(b), x.count(a)\n",
            "def f(a, b):\n    def g(l):\n        l.append(7)\n        return l\n    x = [a]\n    y = g(x)\n    return x, y\n",
        ],
        3,
        2.5,
    )
    never_wrong("def f(x):\n    rows = [r for r in x]\n    return rows\n", X)


def test_comprehensions():
    none_wrong(
        [
            "[v * 2 for v in (a, b, 1)]",
            "[v for v in (1, 2, 3) if v > 1]",
            "[v for v in (a, b) if v > 2.7]",
            "[i * a for i in range(3)]",
            "[i * a for i in range(a)]",
            "[i * j for i in range(3) for j in range(i)]",
            "[[i + j for i in range(2)] for j in range(2)]",
            "[i for i in range(a) if i % 2]",
            "[x + y for x, y in zip((a, b), (1, 2))]",
            "[k * v for k, v in enumerate((a, b))]",
            "np.array([i * b for i in range(a)])",
            "np.array([[i * j * 1.0 for i in range(a)] for j in range(a)])",
            "sum([i * b for i in range(a)])",
            "sum(i * b for i in range(a))",
            "sum(i * i for i in range(a) if i % 2)",
            "sum(i * j for i in range(a) for j in range(i))",
            "any(i > 1 for i in range(a))",
            "all(i > 1 for i in range(a))",
            "any(i > 10 for i in range(a))",
            "all(i < 10 for i in range(a))",
            "max(v * v for v in (a, b))",
            "min([abs(v) for v in (a, -b)])",
            "{k: k * a for k in (1, 2)}",
            "{v for v in (1, 2)}",
            "tuple(v + 1 for v in (a, b))",
            "list(v + 1 for v in (a, b))",
            "def f(a, b):\n    i = 5\n    x = [i for i in range(3)]\n    return i, x\n",
            "def f(a, b):\n    i = 5\n    x = sum(i * a for i in range(3))\n    return i, x\n",
            "def f(a, b):\n    t = 0\n    for k in range(a):\n        t += sum(i * k for i in range(k))\n    return t\n",
            "def f(a, b):\n    g = lambda n: sum(i for i in range(n))\n    return g(a) + g(2)\n",
        ],
        3,
        2.5,
    )
    agrees("sum(v * v for v in a)", X)
    agrees("sum(a[i] * a[i + 1] for i in range(len(a) - 1))", X)
    agrees("any(v > 3 for v in a)", X)
    agrees("np.array([v * 2 for v in a])", X)
    agrees("[v * 2 for v in a]", X)
    agrees("[float(v) for v in a if v > 0]", X)
    never_wrong("[r.sum() for r in a]", X.reshape(2, 2))
    never_wrong("[r * 2 for r in a]", X.reshape(2, 2))
    never_wrong("sum(r for r in a)", X.reshape(2, 2))


def test_lists_of_arrays():
    for n in (0, 1, 40):
        agrees("def f(x, n):\n    out = []\n    for k in range(n):\n        out.append(x * k)\n    return out\n", X, n)
        agrees(
            "def f(x, n):\n    out = [x * 1]\n    for k in range(n):\n        y = out[-1] * 0.5 + k\n        if k % 3 != 1:\n"
            "            out.append(y)\n    return np.array(out), len(out), np.stack(out).sum(), np.concatenate(out)[0], out[-1][0]\n",
            X,
            n,
        )
        agrees(
            "def f(x, n):\n    traj = []\n    for k in range(n):\n        traj.append(x)\n        x = x + 0.1\n    traj.append(x)\n"
            "    return np.array(traj)\n",
            X,
            n,
        )
    agrees(
        "def f(x, n):\n    stack = [x + 0.0]\n    s = 0.0\n    while stack:\n        y = stack.pop()\n        s += y[0]\n        if y[0] < n:\n"
        "            stack.append(y + 1)\n            stack.append(y * 2 + 3)\n    return s\n",
        X,
        6,
    )
    agrees(
        "def f(x):\n    out = []\n    for row in x:\n        y = row.copy()\n        y[0] = 7\n        out.append(y)\n    for y in out:\n        x[0, 0] += y.sum()\n    return out\n",
        np.ones((3, 4)),
    )
    bails("def f(x, n):\n    out = []\n    for k in range(n):\n        out.append(x[k:] * 1)\n    return out\n", X, 3)
    agrees("def f(x, n):\n    out = []\n    for k in range(n):\n        out.append(x[5:] * 1)\n    return out\n", X, 3)


def test_arrays_in_lists_are_not_written_to():
    refused(
        "def f(x, n):\n    out = []\n    y = x * 1\n    for k in range(n):\n        y[0] += k\n        out.append(y)\n    return np.array(out)\n",
        X,
        4,
    )
    refused(
        "def f(x, n):\n    out = []\n    for k in range(n):\n        y = x * k\n        out.append(y)\n        y[0] = 7\n    return np.array(out)\n",
        X,
        4,
    )
    refused(
        "def f(x, n):\n    out = []\n    for k in range(n):\n        out.append(x * k)\n        out[-1][0] = 7\n    return np.array(out)\n",
        X,
        4,
    )
    refused(
        "def f(x, n):\n    out = []\n    for k in range(n):\n        out.append(x)\n        x[0] += 1\n    return np.array(out)\n",
        X,
        4,
    )
    refused(
        "def f(x, n):\n    out = []\n    y = x * 1\n    for k in range(n):\n        if k > 1:\n            y[0] = 9\n        y = y + 1\n        out.append(y)\n    return np.array(out)\n",
        X,
        4,
    )
    refused("def f(x, n):\n    out = []\n    for k in range(n):\n        out.append(x)\n    return out\n", X, 4)
    again = "def f(x, n):\n    out = [x * 1]\n    for k in range(n):\n        out.append(out[0])\n    return {}\n"
    refused(again.format("out"), X, 4)
    agrees(again.format("np.array(out)"), X, 4)
    refused(
        "def f(x, n):\n    out = []\n    for k in range(n):\n        y = x * k\n        out.append(y)\n    return out, y\n",
        X,
        4,
    )
    agrees(
        "def f(x, n):\n    out = []\n    for k in range(n):\n        y = x * k\n        y[0] = 7\n        out.append(y)\n    return np.array(out)\n",
        X,
        4,
    )


def test_lists_of_tuples():
    f = "def f(x, n):\n    a = []\n    for i in range(n):\n        if x[i % 3] > 0:\n            a.append((i, x[i % 3], i > 2))\n    return a\n"
    for n in (0, 1, 30):
        agrees(f, X, n)
    agrees(
        "def f(n):\n    queue, seen, s = [(0, 1.5)], 0, 0.0\n    while queue and seen < n:\n        k, w = queue.pop()\n        seen += 1\n"
        "        s += k * w\n        queue.append((k + 1, w * 0.5))\n        queue.append((k + 2, w * 0.25))\n    return s, len(queue), queue[0]\n",
        20,
    )
    agrees(
        "def f(n):\n    a = []\n    for i in range(n):\n        a.append((i, i * 0.5))\n    s = 0.0\n    for i, v in a:\n        s += i * v\n    return s, np.array(a)\n",
        9,
    )
    agrees(
        "def f(x, n):\n    a = []\n    for i in range(n):\n        a.append((x * i, i))\n    return a, [b for b in a] if False else 0\n",
        X,
        3,
    )


@pytest.mark.parametrize("dtype", ["int64", "float32", "bool", "complex128"])
def test_arrays_of_an_empty_list_have_the_dtype_that_is_asked_for(dtype):
    agrees(f"def f(n):\n    return np.array([], dtype=np.{dtype}), np.asarray([[]], np.{dtype}), n\n", 3)
    source = """def f(a):
    if len(a) == 0:
        return np.array([], dtype=a.dtype)
    found = [a[0]]
    for x in a[1:]:
        if x != found[-1]:
            found.append(x)
    return np.array(found)
"""
    for n in (0, 1, 7):
        never_wrong(source, (np.arange(n) // 2).astype(dtype))
    agrees(source, np.array([1, 1, 2, 3, 3, 3, 1]))
    agrees(source, np.zeros(0, np.int64))


CHOICES = [(1, 2), None, (3, 4)]
NOTHING: list = []


def test_items_of_lists_outside_by_a_computed_index():
    """Of lists that are empty there is none, and some hold None beside tuples."""
    find = "def f(n, k):\n    return {0}[k][0] if n > k and {0}[k] is not None else -1\n"
    f = function(find.format("CHOICES"), CHOICES=CHOICES)
    empty = function(find.format("NOTHING"), NOTHING=NOTHING)
    for k in (0, 1, 2):
        never_wrong(f, 3, k)
        never_wrong(f, 0, k)
        never_wrong(empty, 0, k)
    bails(empty, 3, 1, raises=IndexError)
    mixed = function("def f(k):\n    a = (None, (1, 2), (2, 3))\n    return a[k] is None\n")
    for k in (0, 1, 2):
        never_wrong(mixed, k)

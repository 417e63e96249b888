"""Dicts, sets, Counter and defaultdict with keys that are known only when the procedure runs."""

import collections

import numpy as np
import pytest

from .agreement import agrees, bails, function, refused

NAMES = {"Counter": collections.Counter, "defaultdict": collections.defaultdict}
PROGRAMS = {
    "set_all": """
def f(a, b):
    s = set(a.tolist())
    t = {int(v) for v in b}
    u = set()
    u.add(3)
    u.update(s)
    u.discard(2)
    u.discard(99)
    if 1 in u:
        u.remove(1)
    return len(s | t), len(s & t), len(s - t), len(s ^ t), s <= t, s == t, sorted(s), min(s), max(t), sum(s), 3 in u, len(u), u, s.union(t), s.issubset(s | t), {1, 2, int(b[0])}
""",
    "set_many": """
def f(n):
    s = set()
    for i in range(n):
        s.add((i * 7919) % 1013)
        if i % 3 == 0:
            s.discard((i * 31) % 1013)
    return len(s), sorted(s), s
""",
    "set_remove_missing": """
def f(n):
    s = {n}
    s.remove(3)
    return s
""",
    "dict_all": """
def f(x):
    d = {}
    for i, v in enumerate(x):
        d[v] = d.get(v, 0) + i
    keys = [k for k in d]
    vals = list(d.values())
    e = dict(d)
    e[100] = 5
    t = 0
    for k, v in e.items():
        t = t * 3 + k * v
    p = d.pop(2)
    q = d.pop(77, -1)
    del d[3]
    return d, e, keys, vals, t, p, q, len(d), max(e, key=e.get), max(e.values()), sorted(e.items()), d == e, 100 in e, e.get(5), e.get(100)
""",
    "dict_float_keys": """
def f(x):
    d = {}
    for i, v in enumerate(x):
        d[v * 0.1] = i
    return d, 0.0 in d, d.get(0.1 * 2, -1), -0.0 in d
""",
    "dict_mixed_keys": """
def f(x, n):
    d = {}
    for i in range(n):
        d[i] = i
    for v in x:
        d[v] = 7
    return d, 2.0 in d
""",
    "dict_tuple_keys": """
def f(n):
    d = {}
    for i in range(n):
        for j in range(i):
            d[i, j] = i * j
            d[(j, i)] = 0.5
    return d, (3, 2) in d, d[2, 1] if n > 3 else 0
""",
    "dict_missing": """
def f(n):
    d = {}
    for i in range(n):
        d[i] = i
    return d[5]
""",
    "dict_setdefault": """
def f(x):
    d = {}
    for v in x:
        d.setdefault(v, 0.5)
        d[v] += 1
    return d
""",
    "dict_comp": """
def f(n):
    d = {i: i * i for i in range(n)}
    s = 0
    for i in range(n):
        s += d[i]
    e = {k: v + 1 for k, v in d.items() if k % 2}
    return s, e, dict(zip(range(n), range(1, n + 1)))
""",
    "dict_clear": """
def f(n):
    d = {}
    s = 0
    for i in range(n):
        d[i % 7] = i
        if len(d) == 5:
            s += sum(d.values())
            d.clear()
    return s, d
""",
    "counter_all": """
def f(x):
    c = Counter(x.tolist())
    c.update([1, 5, 5])
    return c, c.most_common(2), c.most_common(1)[0][0], c[99], sum(c.values()), 99 in c
""",
    "defaultdict_float": """
def f(x):
    c = defaultdict(float)
    n = defaultdict(lambda: 10)
    for i, v in enumerate(x):
        c[int(v)] += i * 0.5
        n[int(v) % 2] -= 1
    return c, n
""",
    "dict_of_arrays": """
def f(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    s = 0.0
    for k in d:
        s += d[k].sum()
    return s
""",
    "dict_known_grows": """
def f(n):
    memo = {0: 0, 1: 1}
    for i in range(2, n):
        memo[i] = (memo[i - 1] + memo[i - 2]) % 1000
    return memo, memo[n - 1]
""",
    "set_param": """
def f(x):
    a = {1: 2}
    b = a
    for v in x:
        b[v] = 5
    return a, len(b), a is b
""",
    "dict_in_if": """
def f(x, n):
    d = {}
    if n > 3:
        d[n] = 1
    return d
""",
    "dict_iter_change": """
def f(n):
    d = {}
    for i in range(n):
        d[i] = i
    for k in d:
        if k == 2:
            d[100] = 1
    return d
""",
    "dict_str_keys": """
def f(x):
    d = {"a": 0.0, "b": 0.0}
    for v in x:
        if v > 0:
            d["a"] += v
        else:
            d["b"] -= v
    return d
""",
    "set_while": """
def f(n):
    todo = {n}
    seen = set()
    steps = 0
    while n not in seen and n > 0:
        seen.add(n)
        n = (n * n + 1) % 97
        steps += 1
    return steps, len(seen), len(todo)
""",
    "nested_dict_fn": """
def f(n):
    memo = {}
    def g(k):
        if k in memo:
            return memo[k]
        v = k * k
        memo[k] = v
        return v
    return sum(g(i % 5) for i in range(n)), memo
""",
    "dict_get_none": """
def f(x):
    best = {}
    for i, v in enumerate(x):
        old = best.get(int(v) % 3)
        if old is None or v > old:
            best[int(v) % 3] = v
    return best
""",
}
CASES = [
    (
        "set_all",
        (
            np.array([1, 2, 3, 3]),
            np.array([2.0, 3.0, 9.0]),
        ),
    ),
    ("set_many", (3,)),
    ("set_many", (900,)),
    ("set_remove_missing", (3,)),
    ("dict_all", (np.array([1, 2, 2, 3, 1, 2]),)),
    ("dict_float_keys", (np.array([1.0, 2, 2, 3, 1, 0, -5, 1e300]),)),
    (
        "dict_mixed_keys",
        (
            np.array([1.0, 2, 2.5]),
            3,
        ),
    ),
    ("dict_tuple_keys", (3,)),
    ("dict_tuple_keys", (5,)),
    ("dict_missing", (8,)),
    ("dict_setdefault", (np.array([1, 2, 2]),)),
    ("dict_comp", (5,)),
    ("dict_comp", (100,)),
    ("dict_clear", (33,)),
    ("counter_all", (np.array([1, 2, 2, 3, 1, 2]),)),
    ("defaultdict_float", (np.array([1, 2, 2, 3, 1, 2]),)),
    (
        "dict_of_arrays",
        (
            np.arange(3.0),
            4,
        ),
    ),
    ("dict_known_grows", (30,)),
    ("set_param", (np.array([1, 2, 2]),)),
    (
        "dict_in_if",
        (
            1.0,
            4,
        ),
    ),
    (
        "dict_in_if",
        (
            1.0,
            2,
        ),
    ),
    ("dict_iter_change", (2,)),
    ("dict_str_keys", (np.array([1.0, -2, 2]),)),
    ("set_while", (5,)),
    ("nested_dict_fn", (12,)),
    ("dict_get_none", (np.array([1.0, 4.0, 2.0, 7.0, 3.0]),)),
]
LEFT = [
    ("set_remove_missing", (4,), KeyError),
    ("dict_float_keys", (np.array([1.0, np.nan]),), None),
    ("dict_missing", (3,), KeyError),
    ("dict_iter_change", (5,), RuntimeError),
]


@pytest.mark.parametrize(("name", "args"), CASES)
def test_programs(name, args):
    agrees(function(PROGRAMS[name], **NAMES), *args)


@pytest.mark.parametrize(("name", "args", "error"), LEFT)
def test_what_is_left_to_python(name, args, error):
    bails(function(PROGRAMS[name], **NAMES), *args, raises=error)


def test_the_order_of_a_set_is_not_known():
    refused(
        "def f(n):\n    s = {n, 3}\n    t = 0\n    for v in s:\n        t = t * 3 + v\n    return t\n", 5, match="order"
    )
    refused("def f(x):\n    s = {v for v in x}\n    return sum(s)\n", np.arange(3.0))

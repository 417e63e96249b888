"""Deques of a greatest length, parts of lists, x.flat, functools.partial and functions that remember their results."""

import functools
from collections import deque

import numpy as np
import pytest

from .agreement import agrees, bails, function, never_wrong, refused

WINDOW = """def window(n):
    win = deque(maxlen=3)
    out = []
    for k in range(n):
        win.append(k * 0.5)
        out.append(sum(win) / len(win))
    win.appendleft(9.0)
    return out, win[0], list(win)
"""
WINDOW_RESULT = """def window_result(n):
    win = deque([1, 2, 3, 4], maxlen=n)
    for k in range(5):
        win.append(k)
        if k == 2:
            win.rotate(1)
    w = win.copy()
    w.extend([7, 8])
    return win, w, len(w)
"""
PARTS = """def parts(n):
    xs = [k * k for k in range(n)]
    xs[2:5] = [1]
    del xs[3:6]
    xs[1:1] = [7, 8]
    xs[-2:] = []
    xs[:0] = xs
    return xs
"""
SIEVE = """def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = False
    flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, f in enumerate(flags) if f]
"""
PART_OPEN = """def part_open(n):
    xs = list(range(n))
    for k in range(n):
        xs[k:k + 2] = [k, k, k]
    return xs
"""
FLATS = """def flats(n):
    a = np.arange(n * 2.0).reshape(2, n)
    s = 0.0
    for v in a.flat:
        s += v * v
    for i, v in enumerate(a.flat):
        s -= i * v
    a.flat[1] = 5.0
    a.flat[0] += 2.0
    return s, a, a.flat[-1], len(a.flat), [x for x in a.flat]
"""
PARTIALS = """def partials(n):
    def power(x, k, c=0.0):
        s = 1.0
        for _ in range(k):
            s *= x
        return s + c
    cube = functools.partial(power, k=3, c=1.0)
    two = functools.partial(power, 2.0)
    return sum(cube(v) for v in range(n)), two(n), sum(map(cube, range(n)))
"""
LCS = """def lcs(n):
    a = [k * 7 % 5 for k in range(n)]
    b = [k * 3 % 5 for k in range(n)]
    @functools.lru_cache(None)
    def f(i, j):
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return 1 + f(i + 1, j + 1)
        return max(f(i + 1, j), f(i, j + 1))
    return f(0, 0)
"""
CACHED = """def cached(n):
    count = 0
    @functools.cache
    def fib(k):
        nonlocal count
        count += 1
        return k if k < 2 else fib(k - 1) + fib(k - 2)
    return fib(n), fib(n), count
"""
CACHED_PLAIN = """def cached_plain(n):
    @functools.lru_cache(maxsize=128)
    def slow(k):
        s = 0
        for j in range(k):
            s += j * j
        return s
    t = 0
    for k in range(n):
        t += slow(k % 3)
    return t
"""
LENGTHS = """def lengths(n):
    return len(range(0, n, 2)), len(range(n, 0, -1)), len(range(n, 3))
"""

SOURCES = [
    WINDOW,
    WINDOW_RESULT,
    PARTS,
    SIEVE,
    PART_OPEN,
    FLATS,
    PARTIALS,
    LCS,
    CACHED,
    CACHED_PLAIN,
    LENGTHS,
]


def made(source):
    return function(source, deque=deque, functools=functools)


@pytest.mark.parametrize("source", SOURCES)
def test_as_in_python(source):
    f = made(source)
    for n in (2, 3, 8):
        agrees(f, n)


@pytest.mark.parametrize("size, first", [("(maxsize=1)", 3), ("(0)", 1), ("", 300)])
def test_a_cache_that_would_forget_is_pythons(size, first):
    source = f"""def f(n):
    seen = []
    @functools.lru_cache{size}
    def g(k):
        seen.append(k)
        return k * k
    s = 0
    for k in range(n):
        s += g(k % 200) + g(0)
    return s, len(seen)
"""
    bails(made(source), first)
    if size == "":
        agrees(made(source), 100)


def test_a_deque_of_a_greatest_length_comes_back_as_such():
    assert agrees(made(WINDOW_RESULT), 3)[0].maxlen == 3
    bails(made(WINDOW_RESULT), -1, raises=ValueError)


def test_parts_of_other_lengths():
    stepped = """def f(n):
    a = list(range(n))
    a[::2] = [7] * 3
    return a
"""
    agrees(stepped, 6)
    bails(stepped, 7, raises=ValueError)


ITERATED = [
    """def f(a):
    b = a.flat
    s = 0.0
    for v in b:
        s += v
    for v in b:
        s += v
    return s
""",
    """def f(a):
    b = a.flat
    s = 0.0
    for k in range(3):
        for v in b:
            s += v
    return s
""",
    """def f(a):
    for k in range(3):
        b = a.flat[1:4]
        b += 1
    return b, a
""",
    """def f(a):
    for k in range(3):
        b = a.flat
    return b
""",
    """def f(a):
    s = 0.0
    for x in a.flat:
        for v in a.flat:
            s += v * x
        a.flat[2] = 7.0
    return s
""",
    """def f(a):
    s = 0.0
    for x in a.T.flat:
        s = s * 0.5 + x
    return s
""",
]


def test_flat_is_an_iterator_and_its_parts_are_copies():
    for source in ITERATED:
        never_wrong(source, np.arange(6.0).reshape(2, 3))


DEQUES = """def f(n):
    d, e = deque(), deque(maxlen=3)
    for k in range(n):
        d.append(k)
        e.append(k)
    return {}
"""


@pytest.mark.parametrize(
    "result", ["d * 2", "2 * e", "d + d", "e + d", "d == list(d)", "[*d] != d", "d == d", "e == d"]
)
def test_operators_of_deques(result):
    never_wrong(made(DEQUES.format(result)), 4)


def test_lists_are_not_added_to_deques():
    refused(made(DEQUES.format("d + [1]")), 4, match="deque")


STATEMENTS = [
    "e.extend(e)",
    "e.extendleft(e)",
    "e.extend(d)",
    "d.extendleft(e)",
    "first, *n = e",
    "*n, last = d",
    "d[::2] = [1] * ((len(d) + 1) // 2)",
    "e[:1] = [5]",
    "n = e.copy(); n.append(7)",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_statements_about_deques(statement):
    source = DEQUES.format("d, e, n").replace("    return", f"    {statement}\n    return")
    assert never_wrong(made(source), 4) == ("refused" if "] = " in statement else "native")


@pytest.mark.parametrize("calls", ["g(1), g(1.0), g(True)", "g(1.0), g(True)", "h(1, 2), h(1.0, 2)"])
def test_results_remembered_for_numbers_of_several_types(calls):
    source = f"""def f(n):
    @functools.cache
    def g(x):
        return x * 2
    @functools.cache
    def h(x, y):
        return x * y
    return {calls}
"""
    refused(made(source), 1, match="several types")

"""Functions that call themselves: what they give, and how they are undone."""

import sys

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp

from .agreement import agrees, bails, function, never_wrong, refused

POWER = """def power(x, n):
    def p(x, n):
        if n == 0:
            return 1.0
        h = p(x, n // 2)
        return h * h if n % 2 == 0 else h * h * x
    return p(x, n)
"""
COUNT_SET = """def count_set(a):
    seen = set()
    def go(k):
        if k >= len(a):
            return
        seen.add(int(a[k]))
        go(k + 1)
    go(0)
    return len(seen)
"""
PARTITIONS = """def partitions(n):
    out = []
    cur = []
    def rec(rest, biggest):
        if rest == 0:
            out.append(len(cur))
            return
        for k in range(min(rest, biggest), 0, -1):
            cur.append(k)
            rec(rest - k, k)
            cur.pop()
    rec(n, n)
    return out
"""
EVEN_ODD = """def even_odd(n):
    def even(k):
        return True if k == 0 else odd(k - 1)
    def odd(k):
        return False if k == 0 else even(k - 1)
    return even(n), odd(n)
"""
GCD = """def gcd(a, b):
    def g(a, b):
        return a if b == 0 else g(b, a % b)
    return g(a, b)
"""
TUPLES = """def tuples(n):
    def minmax(lo, hi):
        if hi - lo == 1:
            return (lo * 7) % 13, (lo * 7) % 13
        m = (lo + hi) // 2
        a, b = minmax(lo, m)
        c, d = minmax(m, hi)
        return min(a, c), max(b, d)
    return minmax(0, n)
"""
LOOPS_AROUND = """def loops_around(n):
    def f(k, s):
        t = 0
        for i in range(k):
            for j in range(i):
                if (i + j + s) % 3 == 0:
                    continue
                t += f(k - 2, s + j)
                if t > 1000:
                    break
            else:
                t += 1
        w = 0
        while w < k:
            w += 1
            if f(k - 3, w) % 5 == 4:
                break
        return t + w
    return f(n, 1)
"""
LIST_PARAM = """def list_param(n):
    def rec(rest, path):
        if rest == 0:
            return sum(path)
        s = 0
        for k in range(1, min(rest, 3) + 1):
            s += rec(rest - k, path + [k * rest])
        return s
    return rec(n, [0])
"""
LISTS_BACK = """def lists_back(n):
    def merge(a, b):
        out = []
        i = j = 0
        while i < len(a) and j < len(b):
            if a[i] <= b[j]:
                out.append(a[i]); i += 1
            else:
                out.append(b[j]); j += 1
        return out + a[i:] + b[j:]
    def sort(a):
        if len(a) <= 1:
            return a
        m = len(a) // 2
        return merge(sort(a[:m]), sort(a[m:]))
    return sort([(k * 37) % 11 for k in range(n)])
"""
NONE_RESULT = """def none_result(n):
    def find(lo, hi):
        if lo >= hi:
            return None
        m = (lo + hi) // 2
        if m * m == n:
            return m
        if m * m < n:
            return find(m + 1, hi)
        return find(lo, m)
    r = find(0, n + 1)
    return -1 if r is None else r
"""
DICT_MEMO = """def dict_memo(n):
    memo = {}
    def ways(r, k):
        if r == 0:
            return 1
        if r < 0 or k == 0:
            return 0
        key = (r, k)
        if key not in memo:
            memo[key] = ways(r - k, k) + ways(r, k - 1)
        return memo[key]
    return ways(n, n), len(memo)
"""
NONLOCAL_STATE = """def nonlocal_state(n):
    count = 0
    best = -1.0
    def rec(k, v):
        nonlocal count, best
        count += 1
        if v > best:
            best = v
        if k == 0:
            return
        rec(k - 1, v * 1.5)
        rec(k - 1, v - 1.0)
    rec(n, 1.0)
    return count, best
"""
DEFAULT_ARG = """def default_arg(n):
    def f(k, acc=1):
        return acc if k <= 1 else f(k - 1, acc * k)
    return f(n)
"""
TWO_ROUTINES = """def two_routines(n):
    def a(k):
        return 1 if k <= 0 else a(k - 1) + b(k)
    def b(k):
        return 1 if k <= 0 else b(k - 1) + b(k - 2)
    return a(n)
"""
MUTUAL_NESTED = """def mutual_nested(n):
    def a(k):
        return 1 if k <= 0 else a(k - 1) + b(k - 1)
    def b(k):
        return 1 if k <= 0 else b(k - 2) + a(k - 2)
    return a(n)
"""
SEQUENCES = """def sequences(n):
    def f(k):
        return 1 if k == 0 else k - m(f(k - 1))
    def m(k):
        return 0 if k == 0 else k - f(m(k - 1))
    return [f(k) for k in range(n)], [m(k) for k in range(n)]
"""
MUTUAL_WITH_ARRAYS = """def mutual_with_arrays(n):
    out = np.zeros(n + 1)
    log = []
    def a(k, x):
        if k <= 0:
            return x.sum()
        out[k] += 1
        y = x * 0.5 + k
        return a(k - 2, y) + b(k - 1, y[1:]) if k % 2 else b(k - 1, y) - 1.0
    def b(k, x):
        log.append(k)
        if k <= 0 or len(x) < 2:
            return x.sum() * 2
        z = np.concatenate([x, x[:1]])
        s = b(k - 2, z)
        return s + a(k - 1, x) + z[0]
    return a(n, np.ones(3)), out, log
"""
THREE_TOGETHER = """def three_together(n):
    def a(k):
        return 1 if k <= 0 else a(k - 1) + b(k - 1) * 2
    def b(k):
        return 2 if k <= 0 else b(k - 2) + c(k - 1)
    def c(k):
        return 3 if k <= 0 else c(k - 3) + a(k - 2) + b(k - 3)
    return a(n) + c(n)
"""
ARRAYS_IN = """def arrays_in(n):
    def f(x, k):
        if k == 0:
            return x.sum()
        y = x * 0.5 + k
        z = f(y[1:] if len(y) > 1 else y, k - 1)
        return z + y[0]
    return f(np.arange(n + 1.0), n)
"""
WRITTEN = """def written(n):
    a = np.zeros((n + 1, n + 1))
    def f(i, j):
        if i > n or j > n or a[i, j] != 0:
            return
        a[i, j] = i * 10 + j + 1
        f(i + 1, j)
        f(i, j + 1)
    f(0, 0)
    return a
"""
VIEWS = """def views(n):
    a = np.arange(n + 1.0)[::-1].copy()
    def sort(v):
        if len(v) <= 1:
            return
        m = len(v) // 2
        sort(v[:m])
        sort(v[m:])
        t = v.copy()
        i, j = 0, m
        for k in range(len(v)):
            if j >= len(v) or (i < m and t[i] <= t[j]):
                v[k] = t[i]; i += 1
            else:
                v[k] = t[j]; j += 1
    sort(a)
    return a
"""
MIXED_KINDS = """def mixed_kinds(n):
    def f(k):
        if k <= 0:
            return 0
        if k == 1:
            return 0.5
        return f(k - 1) + f(k - 2)
    return f(n)
"""
COMPLEXES = """def complexes(n):
    def f(z, k):
        return z if k == 0 else f(z * z + 0.1j, k - 1) + z
    return f(0.3 + 0.2j, n)
"""
LAM = """def lam(n):
    f = lambda k: 1 if k < 2 else f(k - 1) + f(k - 2)
    return f(n)
"""
GEN_SUM = """def gen_sum(n):
    def f(k):
        if k == 0:
            return 1
        return sum(f(j) for j in range(k))
    return f(n)
"""
COMP = """def comp(n):
    def f(k):
        if k == 0:
            return 1
        return max([f(j) + 1 for j in range(k)])
    return f(n)
"""
STATIC_N = """def static_n(n):
    def f(k):
        return 1 if k == 0 else 2 * f(k - 1)
    return f(5) + f(7) * n
"""
OBJECTS = """def objects(n):
    class_ = [0, 0]
    def f(k):
        class_[0] += 1
        if k > 0:
            f(k - 1)
            class_[1] += k
            f(k - 2)
    f(n)
    return class_
"""

NUMBERS = [
    PARTITIONS,
    EVEN_ODD,
    TUPLES,
    LOOPS_AROUND,
    LIST_PARAM,
    LISTS_BACK,
    NONE_RESULT,
    DICT_MEMO,
    NONLOCAL_STATE,
    DEFAULT_ARG,
    TWO_ROUTINES,
    MUTUAL_NESTED,
    SEQUENCES,
    MUTUAL_WITH_ARRAYS,
    THREE_TOGETHER,
    ARRAYS_IN,
    WRITTEN,
    VIEWS,
    MIXED_KINDS,
    COMPLEXES,
    LAM,
    GEN_SUM,
    COMP,
    STATIC_N,
    OBJECTS,
]


@pytest.mark.parametrize("source", NUMBERS)
def test_as_in_python(source):
    for n in (1, 3, 7):
        agrees(source, n)


def test_arguments_of_other_kinds():
    agrees(COUNT_SET, np.array([1, 2, 1, 0]))
    agrees(POWER, 1.5, 13)
    agrees(GCD, 48, 180)


def evaluated(tokens):
    """What a sum of products is: -1 and -2 are brackets, -3 a sign, -4 times, -5 plus."""
    place = 0

    def factor():
        nonlocal place
        token = tokens[place]
        place += 1
        if token == -1:
            inside = total()
            place += 1
            return inside
        return -factor() if token == -3 else float(token)

    def product():
        nonlocal place
        found = factor()
        while place < len(tokens) and tokens[place] == -4:
            place += 1
            found *= factor()
        return found

    def total():
        nonlocal place
        found = product()
        while place < len(tokens) and tokens[place] == -5:
            place += 1
            found += product()
        return found

    return total()


def test_functions_that_call_themselves_and_one_another():
    assert agrees(evaluated, np.array([-1, 2, -5, 3, -2, -4, -3, -1, 4, -5, 1, -4, 5, -2, -5, 7])) == -38.0


def mutual(x, n):
    def a(k, y):
        return y if k <= 0 else a(k - 1, y * x) + b(k - 1, y)

    def b(k, y):
        return y * y if k <= 0 else b(k - 2, y * 0.5) + a(k - 2, y + x)

    return a(n, x)


def test_derivatives_of_functions_that_call_one_another():
    x, step = 0.7, 1e-6
    slope = (mutual(x + step, 5) - mutual(x - step, 5)) / (2 * step)
    for g in (nm.grad(mutual), nm.jit(nm.grad(mutual))):
        np.testing.assert_allclose(g(x, 5), slope, rtol=1e-8)
    xs = np.array([0.1, 0.7])
    np.testing.assert_allclose(nm.vmap(mutual, in_axes=(0, None))(xs, 5), [mutual(x, 5) for x in xs])


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def test_the_function_itself():
    for m, n in ((0, 3), (1, 0), (2, 6)):
        agrees(ackermann, m, n)


def fft(x):
    n = len(x)
    if n == 1:
        return x
    even, odd = fft(x[::2]), fft(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


def test_arrays_of_calls_that_wait():
    x = np.random.default_rng(0).random(64) + 0j
    np.testing.assert_allclose(agrees(fft, x), np.fft.fft(x), rtol=1e-10)


def partition(a, lo, hi):
    if lo < hi:
        pivot, i = a[hi], lo
        for j in range(lo, hi):
            if a[j] < pivot:
                a[i], a[j] = a[j], a[i]
                i += 1
        a[i], a[hi] = a[hi], a[i]
        partition(a, lo, i - 1)
        partition(a, i + 1, hi)


def quicksort(a):
    partition(a, 0, len(a) - 1)


def test_writes_to_arguments():
    agrees(quicksort, np.random.default_rng(1).random(200))


def test_too_deep():
    """Python's limit holds; without one there would be room for more."""
    depth = """def f(n):
    def go(k):
        return 0 if k == 0 else 1 + go(k - 1)
    return go(n)
"""
    agrees(depth, 500)
    bails(depth, sys.getrecursionlimit() + 10, raises=RecursionError)
    endless = """def f(n):
    def go(k):
        return go(k + 1)
    def ends(k):
        return 0 if k > 10**12 else ends(k + 1)
    return ends(n)
"""
    bails(endless, 1, raises=RecursionError)


def test_more_calls_than_there_is_room_for_at_first():
    waiting = """def f(n):
    def go(k, x):
        if k == 0:
            return x.sum()
        y = x + k
        return go(k - 1, y) + y[0] * 2.0
    return go(n, np.ones(3))
"""
    for n in (15, 16, 17, 70, 400):
        agrees(waiting, n)


def test_undone():
    """What was written before a call bails is as it was."""
    large = """def f(a, n):
    def go(k):
        a[k] = k
        return 1 if k == 0 else k * go(k - 1)
    return go(n)
"""
    agrees(large, np.ones(40), 12)
    bails(large, np.ones(40), 30)
    raising = """def f(a, n):
    def go(k):
        a[k] = 7.0
        if k == 2:
            raise ValueError("no")
        return 0 if k == 0 else go(k - 1)
    return go(n)
"""
    agrees(raising, np.ones(9), 1)
    bails(raising, np.ones(9), 5, raises=ValueError)


def test_memory_of_calls_is_given_back():
    from .agreement import translated

    f = function(ARRAYS_IN)
    variant, arguments = translated(f, 40)
    for _ in range(2000):
        variant(arguments)


def integral(a, b):
    def g(x):
        return nnp.exp(-x * x) * nnp.sin(10 * x) + x

    def rec(a, b, eps):
        c = (a + b) / 2
        whole = (b - a) / 6 * (g(a) + 4 * g(c) + g(b))
        left = (c - a) / 6 * (g(a) + 4 * g((a + c) / 2) + g(c))
        right = (b - c) / 6 * (g(c) + 4 * g((b + c) / 2) + g(b))
        if abs(left + right - whole) <= 15 * eps:
            return left + right + (left + right - whole) / 15
        return rec(a, c, eps / 2) + rec(c, b, eps / 2)

    return rec(a, b, 1e-5)


def halves(x):
    def go(v):
        if len(v) == 1:
            return v[0] * v[0]
        m = len(v) // 2
        w = v * 1.5
        return go(w[:m]) * 0.5 + nnp.sin(go(w[m:]))

    return go(x)


def in_place(x):
    y = x.copy()

    def go(lo, hi):
        if hi - lo == 1:
            return y[lo] * y[lo]
        m = (lo + hi) // 2
        a, b = go(lo, m), go(m, hi)
        y[lo] = y[lo] + 0.5 * b
        return a * 0.5 + nnp.sin(b) * y[lo]

    return go(0, len(x))


@pytest.mark.parametrize(
    "f, args", [(integral, (0.0, 0.8)), (halves, (np.linspace(0.1, 1, 5),)), (in_place, (np.linspace(0.1, 1, 6),))]
)
def test_derivatives(f, args):
    want = nm.grad(f)(*args)
    jitted = nm.jit(f)
    jitted.compile(*args)
    assert "compiled from its source" in str(jitted.explain(*args))
    np.testing.assert_allclose(jitted(*args), f(*args), rtol=1e-12)
    for gradient in (nm.jit(nm.grad(f)), nm.grad(jitted)):
        np.testing.assert_allclose(gradient(*args), want, rtol=1e-9)
    ones = tuple([np.ones_like(a) for a in args])
    np.testing.assert_allclose(nm.jvp(jitted, args, ones)[1], nm.jvp(f, args, ones)[1], rtol=1e-9)


def test_over_lanes():
    ends = np.linspace(0.2, 0.9, 5)
    f = nm.jit(nm.vmap(lambda b: integral(b * 0.0, b)))
    f.compile(ends)
    np.testing.assert_allclose(f(ends), [integral(0.0, b) for b in ends], rtol=1e-10)
    rows = np.random.default_rng(2).random((4, 6))
    for g in (nm.vmap(nm.jit(halves)), nm.vmap(nm.grad(nm.jit(in_place)))):
        plain = halves if g(rows).ndim == 1 else nm.grad(in_place)
        np.testing.assert_allclose(g(rows), [plain(r) for r in rows], rtol=1e-9)


ITEM_OF_TWO_TYPES = """def f(n):
    state = {"a": 1}
    def go(k):
        if k > 0:
            state["a"] = (1, 2)
            return 1 + go(k - 1)
        return 0
    return go(n)
"""
PARAMETER_OF_TWO_TYPES = """def f(n):
    def go(k, a):
        return 1 + go(k - 1, (1, 2)) if k > 0 else 0
    return go(n, 1)
"""


@pytest.mark.parametrize("source", [ITEM_OF_TWO_TYPES, PARAMETER_OF_TWO_TYPES])
def test_values_of_no_single_type_are_left_to_python(source):
    refused(source, 3, match="'a' changes in a function that calls itself: it is a number")


def test_lists_of_lists_as_results():
    """A list that holds one without items is joined with one that holds a list in memory."""
    source = """def grown(n):
    def go(k):
        if k == 0:
            return [[]]
        found = []
        for x in go(k - 1):
            x.append(k)
            found.append(x)
        return found
    return go(n)
"""
    for n in (1, 4):
        never_wrong(source, n)

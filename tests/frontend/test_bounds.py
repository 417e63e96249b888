"""What is known of loops' variables and of tests that have been passed: tests of indices that are left out, and that are not."""

import numpy as np
import pytest

from numorph.procedures.ir import Bail, statements
from numorph.procedures.text import show

from .agreement import agrees, bails, function, translated

X = np.array([3.0, -1.0, 4.0, -1.5, 0.0, 2.0])


def left(f, *args):
    """Why the translation for such arguments may bail, but for sizes."""
    variant, _ = translated(f, *args)
    found = [s.reason for s in statements(variant.translation.procedure.body) if isinstance(s, Bail)]
    return [reason for reason in found if reason != "a size that is too large"]


def trapped(x):
    left, right = 0, len(x) - 1
    total = 0.0
    while left < right:
        if x[left] < x[right]:
            total += x[left]
            left += 1
        else:
            total += x[right]
            right -= 1
    return total


def shell_sort(x):
    gap = 1
    while gap < len(x) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, len(x)):
            v = x[i]
            j = i
            while j >= gap and x[j - gap] > v:
                x[j] = x[j - gap]
                j -= gap
            x[j] = v
        gap //= 3


def insertion_sort(x):
    for i in range(1, len(x)):
        v = x[i]
        j = i - 1
        while j >= 0 and x[j] > v:
            x[j + 1] = x[j]
            j -= 1
        x[j + 1] = v


def bisect(x, keys):
    found = []
    for key in keys:
        low, high = 0, len(x)
        while low < high:
            middle = (low + high) // 2
            if x[middle] < key:
                low = middle + 1
            else:
                high = middle
        found.append(low)
    return found


def merged(x, y):
    out = np.empty(len(x) + len(y))
    i, j, k = 0, 0, 0
    while i < len(x) and j < len(y):
        if x[i] <= y[j]:
            out[k] = x[i]
            i += 1
        else:
            out[k] = y[j]
            j += 1
        k += 1
    out[k:] = 0.0
    return out, k


def clipped(x, start, stop):
    total = 0.0
    for i in range(start, stop):
        if i < 0 or i >= len(x):
            continue
        total += x[i]
        if i > 0:
            total -= x[i - 1]
    return total


@pytest.mark.parametrize("f", [trapped, shell_sort, insertion_sort])
def test_no_test_is_left(f):
    assert left(f, X) == []
    for n in (0, 1, 2, 6, 50):
        agrees(f, np.random.default_rng(n).standard_normal(n))


def test_no_test_is_left_of_searches():
    assert left(bisect, X, X) == []
    agrees(bisect, np.sort(X), np.array([-9.0, -1.0, 0.5, 9.0]))
    agrees(bisect, X[:0], X)


def test_no_test_is_left_where_others_were_passed():
    assert left(clipped, X, -3, 9) == []
    agrees(clipped, X, -3, 9)
    agrees(clipped, X, 2, 2)


def test_only_what_is_not_known_is_tested():
    assert left(merged, np.sort(X), np.sort(-X)) == ["an index out of bounds"] * 2
    agrees(merged, np.sort(X), np.sort(-X))
    agrees(merged, X[:0], X)


# each of these reads or writes out of bounds: plain Python has to raise
WRONG = [
    "def f(x, n):\n    i = 0\n    while i < len(x):\n        i += 1\n        x[i] = 1.0\n",
    "def f(x, n):\n    i = 0\n    while i <= len(x):\n        x[i] = 1.0\n        i += 1\n",
    "def f(x, n):\n    i = len(x)\n    while i >= 0:\n        x[i] = 1.0\n        i -= 1\n",
    "def f(x, n):\n    i = len(x) - 1\n    while i >= -n:\n        x[i] = 1.0\n        i -= 1\n",
    "def f(x, n):\n    i = 0\n    while i < len(x):\n        x[i + n] = 1.0\n        i += 1\n",
    "def f(x, n):\n    i, k = 0, 0\n    while i < len(x):\n        x[k] = 1.0\n        k = k + 1 if i < 3 else k - 9\n        i += 1\n",
    "def f(x, n):\n    if n >= 0 and (n := n - 50) < len(x):\n        return x[n]\n",
    "def f(x, n):\n    ok = n < len(x)\n    n += 9\n    if ok or n > 3:\n        return x[n]\n",
    "def f(x, n):\n    if not (n < len(x) and n > 99):\n        return x[n]\n",
    "def f(x, n):\n    if n < len(x) or n > 3:\n        return x[n]\n",
    "def f(x, n):\n    while (n := n + 1) < len(x):\n        pass\n    return x[n]\n",
    "def f(x, n):\n    for i in range(3):\n        if i < 2:\n            n = len(x) - 1\n        else:\n            n += 5\n        x[n] += 1\n",
    "def f(x, n):\n    i = 3\n    while n < 99:\n        i = i - n\n        x[i] += 1\n        n += 1\n",
    "def f(x, n):\n    if n > 0:\n        k = n // 2\n    else:\n        k = n\n    return x[k * 3 + 4]\n",
    "def f(x, n):\n    i = 5\n    while i > 0:\n        if i == 2:\n            i = n * 9\n            break\n        i -= 1\n    return x[i]\n",
    "def f(x, n):\n    low, high = 0, len(x)\n    while low < high:\n        middle = (low + high + n) // 2\n"
    "        x[middle] += 1\n        low = middle + 1\n",
    "def f(x, n):\n    xs = [1]\n    while len(xs) < 9:\n        if len(xs) < len(x):\n            xs.append(n)\n"
    "            xs.append(n)\n            x[len(xs)] = 1.0\n        xs.append(2)\n",
]


@pytest.mark.parametrize("source", WRONG)
def test_what_is_out_of_bounds_is_found(source):
    bails(function(source), X.copy(), 7, raises=IndexError)


def test_bounds_that_a_loop_keeps_only_sometimes():
    f = function(
        "def f(x, ks):\n    i = 2\n    n = 0\n    while n < len(ks):\n        i += ks[n]\n        x[i] += 1\n        n += 1\n    return i\n"
    )
    agrees(f, np.zeros(9), np.array([1, -2, 3, 1]))
    agrees(f, np.zeros(9), np.array([-2, -3, 1]))  # from the end
    bails(f, np.zeros(9), np.array([-2, -13]), raises=IndexError)
    bails(f, np.zeros(9), np.array([2, 13]), raises=IndexError)


def test_numbers_that_may_wrap_are_not_taken_for_pythons():
    f = function(
        "def f(x, k):\n    p = int(k)\n    if p >= 0:\n        return x[int(k + np.int64(1))]\n    return 0.0\n"
    )
    with np.errstate(over="ignore"):
        bails(f, X, np.int64(2**63 - 1), raises=IndexError)
    agrees(f, X, np.int64(3))


def test_products_of_numpys_that_wrap():
    f = function(
        "def f(x, k):\n    total = 0.0\n    for i in range(2**47, 2**47 + k):\n        if k > 0:\n"
        "            total += x[np.int64(i) * np.int64(2**16)]\n    return total\n"
    )
    agrees(f, X, 0)
    with np.errstate(over="ignore"):
        bails(f, X, 1, raises=IndexError)


def test_integers_that_cannot_leave_64_bits_need_no_test():
    f = function(
        "def f(n, k):\n    low, high = 0, k\n    while low < high:\n        middle = (low + high) // 2\n"
        "        if middle * middle < n:\n            low = middle + 1\n        else:\n            high = middle\n    return low\n"
    )
    agrees(f, 50, 10**4)
    agrees(f, 2**48, 2**30)
    bails(f, 2**48, 2**47)
    g = function("def f(n):\n    i = 1\n    while i < n:\n        i = 3 * i + 1\n    return i\n")
    assert left(g, 5) == []
    agrees(g, 2**47)
    agrees(g, 0)


def test_remainders_that_are_near_need_no_division():
    f = function(
        "def f(x, y):\n    n = len(x)\n    for i in range(n):\n        y[i] = x[(i - 1) % n] + 2 * x[(i + 1) % n] + 4 * x[(i + 0) % n]\n"
    )
    assert left(f, X, X.copy()) == []
    variant, _ = translated(f, X, X.copy())
    assert "rem(" not in show(variant.translation.procedure)
    for n in (0, 1, 2, 6):
        agrees(f, X[:n].copy(), np.zeros(n))
    g = function(
        "def g(data):\n    a, b = 1, 0\n    for x in data:\n        a = (a + int(x)) % 65521\n        b = (b + a) % 65521\n    return b * 65536 + a\n"
    )
    data = np.full(1000, 255, np.uint8)
    assert left(g, data) == []
    agrees(g, data)


def test_remainders_that_are_not_near():
    for divisor in (1, 2, 3, 7, 10, 64):
        f = function(
            f"def f(n, a, b):\n    s, r = 0, []\n    for i in range(-n, n):\n        s = (s + i) % {divisor}\n"
            f"        r.append((s, i % {divisor}, (i - 1) % {divisor}, (a + i) % b, (i * 3) % b))\n    return r\n"
        )
        for b in (-5, -1, 1, 2, 9):
            agrees(f, 8, 3, b)
        bails(f, 8, 3, 0, raises=ZeroDivisionError)
    g = function(
        "def g(n, m):\n    s = 5\n    for i in range(n):\n        s = (s - 7) % 6\n        if i == m:\n            s = 50\n    return s\n"
    )
    agrees(g, 9, 3)
    agrees(g, 9, 8)


@pytest.mark.parametrize("test", ["n > 0", "n >= 3 or n < 0", "not n < 3"])
def test_remainders_of_what_a_test_bounds_are_not_those_behind_it(test):
    f = function(
        f"def f(x):\n    n = len(x)\n    if {test}:\n        pass\n    elif n % 3 == 0:\n        pass\n    return n % 3"
    )
    for n in (0, 2, 5):
        agrees(f, np.ones(n))


def windows(x, size):
    """Windows of a size that an array of it has shown not to be negative."""
    n = len(x) - size + 1
    out = np.zeros(n)
    for i in range(size):
        out += x[i : i + n] * (i + 1)
    return out


def test_windows_within_an_array():
    assert left(windows, X, 3) == ["a negative size"]
    agrees(windows, X, 3)
    agrees(windows, X, 6)
    agrees(windows, X, 0)
    bails(windows, X, 9, raises=ValueError)


def windows_of_numpy(x, size):
    """The same with integers of NumPy, of which sums may leave 64 bits."""
    n = len(x) - size + 1
    out = np.zeros(n)
    for i in range(3):
        out[: len(x)] += x[:2].sum() * len(x[i : n + i])
    return out


def test_windows_of_numpy_integers():
    for size in (2, 1, 5, -1):
        agrees(windows_of_numpy, X, np.int64(size))

"""Statements: branches, loops, returns, assignments, and variables that exist or change type on some ways only."""

import textwrap

import numpy as np
import pytest

from numorph.procedures.ir import If, statements

from .agreement import agrees, bails, function, never_wrong, refused, translated

X = np.array([3.0, -1.0, 4.0, -1.5, 0.0, 2.0])


def on(source, *calls, **names):
    """The program agrees with plain Python on each tuple of arguments."""
    f = function(source, **names)
    for args in calls:
        agrees(f, *args)
    return f


def test_if_elif_else():
    on(
        """
def f(x):
    if x < 0:
        y = -1
    elif x == 0:
        y = 0
    elif x < 10:
        y = x * 2
    else:
        y = 100
    return y
""",
        *[(v,) for v in (-5, 0, 7, 12)],
    )
    on(
        """
def f(x, k):
    y = 0.0
    if k:
        if x > 0:
            y = x
        else:
            if k > 2:
                y = -x
    return y, k
""",
        *[(v, k) for v in (-2.0, 3.0) for k in (0, 1, 3)],
    )
    on(
        """
def f(x):
    if x.sum() > 0:
        x = x * 2
    else:
        x = x[::-1]
    return x + 1
""",
        (X,),
        (-X,),
    )


def test_conditional_expressions():
    on("a if a > 0 else -a", (3,), (-3,), (2.5,))
    on("a if b else a * 1.5", (3, True), (3, False))
    on("(1 if a else 2.5, 'x' if True else 'y')", (True,), (False,))
    on("a[b if b < 2 else 0] if b >= 0 else a.sum()", (X, 1), (X, 4), (X, -1))
    on("(a if b else a[::-1])[0]", (X, True), (X, False))
    on("a if b else a[::-1]", (X, True), (X, False))
    on("a if b else c", (X, True, X[::-1]), (X, False, X[::-1]))
    on("0 if a > 3 else 1 if a > 2 else 2 if a > 1 else 3", *[(v,) for v in (0, 2, 3, 4)])


def test_and_or_not_give_values():
    on("(a and b, a or b, not a, not (a and b))", *[(a, b) for a in (0, 3) for b in (0, 5)])
    on("(a and b, a or b)", *[(a, b) for a in (0.0, 2.5) for b in (0, 5)])
    on("(a or b or c, a and b and c)", *[(a, b, c) for a in (0, 3) for b in (0.0, 5.0) for c in (True, False)])
    on("(a and b, a or b, not a)", *[(a, b) for a in (True, False) for b in (True, False)])
    on("a > 0 and b > 0 or not a", *[(a, b) for a in (0, 3) for b in (0, 5)])
    on("(a and 0.0, a or np.float64(2))", (0,), (1,))
    on("(a > 0 and b[a]) or -1.0", (2, X), (0, X))
    on("a == 0 or b[0] / a > 1", (0, X), (2, X))
    never_wrong("a and b", X[:1], X[1:2])
    never_wrong("not a", X)


def test_operands_that_cost_nothing_need_no_branch():
    f = function("def f(a, b, c):\n    return a > 0 and b > 1 and c < a + b, a == b or b != c or 1 < c <= 3\n")
    for a in (-1.0, 1.0, 3.0):
        for b in (0.0, 3.0):
            for c in (0.0, 2.0, 3.0, 9.0):
                agrees(f, a, b, c)
    variant, _ = translated(f, 1.0, 2.0, 3.0)
    assert not [s for s in statements(variant.translation.procedure.body) if isinstance(s, If)]


def test_right_operands_are_not_evaluated_where_python_does_not():
    f = function("a > 0 and b[a - 1] > 0")
    agrees(f, 0, np.zeros(0))
    agrees(f, -50, X)
    agrees(f, 3, X)
    bails(f, 50, X, raises=IndexError)
    g = function("0 < a < b[a - 1]")
    agrees(g, 0, X)
    agrees(g, 3, X)
    bails(g, 70, X, raises=IndexError)
    on("0 < a <= 3 < 5 > b", (2, 1), (4, 1), (0, 9), (2, 9))
    on("(a < b < c, a < b > c, a == b == c, a <= b != c)", (1, 2, 3), (3, 2, 1), (1, 1, 1))
    on("a < b < c", (np.float64(1), 2.0, np.float64(0)), (np.float64(3), 2.0, 4.0))
    h = function("""
def f(x):
    count = np.zeros(1)
    def next():
        count[0] += 1
        return count[0]
    return x < next() < 5, count[0], 10 < next() < next(), count[0]
""")
    agrees(h, 0.0)
    agrees(h, 3.0)


def test_while():
    on(
        """
def f(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps, n
""",
        (27,),
        (1,),
    )
    on(
        """
def f(x, tolerance):
    y = x
    k = 0
    while abs(y * y - x) > tolerance and k < 100:
        y = 0.5 * (y + x / y)
        k += 1
    else:
        k = -k
    return y, k
""",
        (2.0, 1e-10),
        (4.0, 100.0),
    )
    on(
        """
def f(n):
    while True:
        n += 1
        if n % 7 == 0:
            break
    return n
""",
        (1,),
        (7,),
    )
    on(
        """
def f(n):
    while True:
        n += 1
        if n % 7 == 0:
            return n
""",
        (1,),
        (7,),
    )
    on(
        """
def f(n):
    while False:
        n += 1
    while n > 0 and (m := n - 1) >= 0:
        n = m
    return n
""",
        (5,),
        (0,),
    )


@pytest.mark.parametrize(
    "bounds", ["a", "a, b", "b, a", "a, b, 2", "b, a, -1", "b, a, -3", "a, b, c", "b, a, c", "0, a, c", "-3, 3", "a, a"]
)
def test_for_over_ranges(bounds):
    used = sorted(set(bounds) & set("abc"))
    f = function(f"""
def f({", ".join(used)}):
    total, last = 0, -99
    for i in range({bounds}):
        total = total * 3 % 1000 + i
        last = i
    return total, last
""")
    for a in (0, 2, 7):
        for b in (-3, 0, 11):
            for c in (1, 3, -1, -4):
                given = {"a": a, "b": b, "c": c}
                outcome = never_wrong(f, *[given[n] for n in used])
                assert outcome == "native", (outcome, given)


def test_a_range_with_step_zero_raises():
    f = function("""
def f(n, step):
    total = 0
    for i in range(0, n, step):
        total += i
    return total
""")
    bails(f, 5, 0, raises=ValueError)
    refused("[i for i in range(0, 5, 0)]")


def test_the_counter_can_be_assigned_and_is_left_as_it_was():
    on(
        """
def f(n):
    total = 0
    for i in range(n):
        i = i * 2
        total += i
    return total, i
""",
        (4,),
    )
    f = function("""
def f(n):
    for i in range(n):
        pass
    return i
""")
    agrees(f, 3)
    bails(f, 0, raises=UnboundLocalError)
    on(
        """
def f(n):
    i = -1
    for i in range(n):
        if i == 2:
            break
    return i
""",
        (0,),
        (2,),
        (9,),
    )


def test_for_over_rows_and_elements_of_arrays():
    on(
        """
def f(x):
    total = 0.0
    for v in x:
        if v > 0:
            total += v
    return total
""",
        (X,),
        (X[::-2],),
        (np.zeros(0),),
    )
    on(
        """
def f(x, y):
    for row, out in zip(x, y):
        out[:] = row * 2
        row[0] = -1
    return x.sum()
""",
        (np.arange(6.0).reshape(2, 3), np.zeros((2, 3))),
        (np.arange(6.0).reshape(2, 3), np.zeros((5, 3))),
    )
    on(
        """
def f(x):
    best = x[0]
    for row in x:
        if row.sum() > best.sum():
            best = row
    return best
""",
        (np.arange(6.0).reshape(3, 2) % 4,),
    )
    on(
        """
def f(x):
    for v in x:
        x[0] += v
    return x
""",
        (X,),
    )


def test_enumerate_zip_reversed():
    on(
        """
def f(x, y):
    total = 0.0
    for k, v in enumerate(x):
        total += k * v
    for k, (v, w) in enumerate(zip(x, y), 1):
        total = total * 1.5 + k * v * w
    for v in reversed(y):
        total = total * 0.5 + v
    for k, v in enumerate(y, start=len(x)):
        total -= k * v
    for a, b, c in zip(x, range(100), y[::-1]):
        total += a * b * c
    for i in reversed(range(1, 10, 3)):
        total = total * 2 + i
    return total, k, i
""",
        (X, X[:4]),
        (X[:2], X),
    )
    on(
        """
def f(n):
    total = 0
    for i, j in zip(range(n), range(n, 0, -1)):
        total = total * 2 + i * j
    for i in reversed(range(n)):
        total = total * 3 % 10007 + i
    for i in reversed(range(n, -1, -2)):
        total = total * 3 % 10007 + i
    return total
""",
        (0,),
        (5,),
    )


def test_for_over_tuples_lists_and_strings():
    on(
        """
def f(x, k):
    total = 0.0
    for weight, shift in ((1.0, 0), (0.5, 1), (-2.0, k)):
        total += weight * x[shift]
    for name in ["a", "b"]:
        total += 1 if name == "a" else 2.5
    for v in (k, 1.5, x[0]):
        total *= v
    return total
""",
        (X, 2),
    )
    on(
        """
def f(x, names):
    for v in names:
        x = x + v
    return x
""",
        (1.0, (1, 2.5, 3)),
        (1.0, [1, 2]),
        (X, [1.0, X]),
    )
    on(
        """
def f(x):
    for d in (-1, 0, 1):
        if d == 0:
            continue
        x += d * x
        if x > 10:
            break
    else:
        x = -x
    return x
""",
        (1.0,),
        (50.0,),
    )
    on(
        """
def f(x, y):
    for dx, dy in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
        a, b = x + dx, y + dy
        if a < 0 or b < 0:
            continue
        if a * b > 12:
            return a, b
    return x, y
""",
        (0, 0),
        (5, 5),
        (2, 6),
    )


def test_break_continue_and_else():
    on(
        """
def f(n, stop):
    found = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        for j in range(i):
            if i * j > stop:
                break
            found += j
        else:
            found += 100
        if found > 1000:
            break
    else:
        found = -found
    return found
""",
        (10, 20),
        (50, 5),
        (0, 1),
        (100, 10000),
    )
    on(
        """
def f(x):
    k = 0
    while k < len(x):
        k += 1
        if x[k - 1] < 0:
            continue
        if x[k - 1] == 4:
            break
    else:
        k = -1
    return k
""",
        (X,),
        (X[:2],),
    )


def test_returns_at_any_depth():
    on(
        """
def f(x, limit):
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            while x[i, j] > limit:
                if x[i, j] > 2 * limit:
                    return i, j, x[i, j]
                x[i, j] -= 1
    return -1, -1, 0.0
""",
        (np.arange(12.0).reshape(3, 4), 4.0),
        (np.arange(12.0).reshape(3, 4), 40.0),
    )
    on(
        """
def first(x, limit):
    for i in range(len(x)):
        for j in range(i):
            if x[i] + x[j] > limit:
                return i * 100 + j
    return -1

def f(x):
    total = 0
    for k in range(8):
        total = total * 3 + first(x, k)
        if first(x, total) == 999:
            return 0
    return total
""",
        (X,),
    )
    on(
        """
def f(x, k):
    if k == 0:
        return x
    elif k == 1:
        return x.copy()
    for i in range(k):
        if i == 2:
            return x[:2]
    return x[::-1]
""",
        *[(X, k) for k in range(4)],
    )
    on(
        """
def f(k):
    if k == 0:
        return 1
    if k == 1:
        return 2.5
    if k == 2:
        return True
    return np.float64(4)
""",
        *[(k,) for k in range(4)],
    )
    on(
        """
def f(x):
    for v in x:
        if v < 0:
            return v
""",
        (-X,),
    )
    on("def f(x):\n    x[0] = 1\n", (X,))
    on("def f(x):\n    x[0] = 1\n    return\n", (X,))
    on("def f(x):\n    if x[0] > 0:\n        return\n    x[0] = 1\n", (X,), (-X,))


def test_none_on_some_ways_is_right_or_refused():
    f = function("""
def f(x):
    for v in x:
        if v < 0:
            return v
""")
    bails(f, np.ones(3))
    never_wrong("None if a > 0 else a", 3)
    never_wrong("None if a > 0 else a", -3)


def test_assert_and_raise():
    f = function("""
def f(x):
    x[0] = 7
    assert x[1] > 0, "not positive"
    for i in range(3):
        if x[2] < i:
            raise ValueError(f"too small: {x[2]}")
    return x.sum()
""")
    agrees(f, np.ones(4) * 5)
    bails(f, np.array([1.0, -1.0, 1.0]), raises=AssertionError)
    bails(f, np.array([1.0, 1.0, 1.0]), raises=ValueError)
    g = function("""
def f(n):
    if n > 3:
        raise RuntimeError
    elif n > 2:
        raise KeyError("k") from None
    return n
""")
    agrees(g, 1)
    bails(g, 5, raises=RuntimeError)
    bails(g, 3, raises=KeyError)
    agrees("def f(x):\n    try:\n        return x[0]\n    except IndexError:\n        return 0\n", X)


def test_augmented_assignment():
    on(
        """
def f(a, b):
    a += b
    a *= 2
    a -= b
    c = a
    a /= 4
    a **= 2
    return a, c
""",
        (3, 2),
        (3.5, 2),
        (np.float64(2), 3),
        (X, 2.0),
        (X, X * 2),
    )
    on(
        """
def f(a, b):
    a //= b
    c = a
    a %= 3
    a <<= 2
    a |= 1
    a ^= 7
    a &= 14
    a >>= 1
    return a, c
""",
        (17, 2),
        (np.int64(17), 2),
        (np.arange(8), 3),
    )
    on(
        """
def f(x, i):
    x[i] += 1
    x[i] *= x[i + 1]
    x[1:4] += x[2:5]
    x[x > 3] -= 2
    x[::2] /= 2
    x[[0, 0, 1]] += 10
    return x
""",
        (X, 1),
        (X, -4),
    )
    on("def f(x):\n    y = x\n    y += 1\n    y = y + 1\n    y += 1\n    return y, x\n", (X,), (3,))
    on("def f(x, n):\n    x @= n\n    return x\n", (np.eye(2) * 2, np.ones((2, 2))))
    on("def f(x, y):\n    x += y[0]\n    y += x\n    return x, y\n", (np.ones(3), np.ones((2, 3))))


def test_tuple_assignment_and_swaps():
    on("def f(a, b):\n    a, b = b, a\n    a, b = b + a, a\n    return a, b\n", (1, 2.5), (X, -X), (X, 1))
    on("def f(x):\n    x[0], x[1] = x[1], x[0]\n    x[2], x[0] = x[0], x[3]\n    return x\n", (X,))
    on("def f(x, i):\n    i, x[i] = 2, 9.0\n    return x, i\n", (X, 1))
    on(
        "def f(x):\n    (a, b), [c, d] = x\n    return a + d, b * c\n",
        (np.arange(4.0).reshape(2, 2),),
        (((1, 2), (3, 4)),),
    )
    on("def f(x):\n    a, *b, c = x\n    return a, b, c\n", ((1, 2.5, 3, 4),), ([1, 2],))
    on("def f(x):\n    a, b, c = x\n    return a * b - c\n", (X[:3],))
    bails("def f(x):\n    a, b, c = x\n    return a * b - c\n", X, raises=ValueError)
    refused("def f(x):\n    a, b, c = x\n    return a\n", (1, 2))
    on("def f(x):\n    a = b = x + 1\n    a[0] = 50\n    return a, b\n", (X,))
    on("def f(x):\n    a = b = []\n    a.append(x)\n    return a, b\n", (3,))
    on("def f(x):\n    a = x[0] = 3\n    return a, x\n", (X,))
    on(
        "def f(x, n):\n    a, b = x, x * 2\n    for i in range(n):\n        a, b = b, a\n    a[0] = 9\n    return a, b\n",
        (X, 3),
        (X, 2),
    )
    on("def f(x, n):\n    a, b = 0, 1\n    for i in range(n):\n        a, b = b, a + b\n    return a\n", (X, 30))
    on(
        """
def f(x, n):
    old, new = x.copy(), np.zeros_like(x)
    for i in range(n):
        new[1:-1] = 0.5 * (old[:-2] + old[2:])
        old, new = new, old
    return old, new
""",
        (X, 3),
        (X, 4),
        (X, 0),
    )
    on("def f(x):\n    x[:2], x[2:4] = x[2:4], x[:2]\n    return x\n", (X,))
    on("def f(x):\n    x[:2], x[2:4] = x[2:4] + 0, x[:2] * 1\n    return x\n", (X,))


def test_walrus():
    on("def f(x):\n    if (n := x + 1) > 3:\n        return n\n    return n * 2\n", (1,), (5,))
    on("def f(x):\n    y = [n := x, n + 1]\n    return y, n\n", (1,))
    on("def f(a):\n    return (b := a + 1) * b\n", (4,))
    on("def f(x):\n    t = 0\n    while (t := t + x) < 10:\n        pass\n    return t\n", (3,))
    never_wrong("def f(x):\n    return x > 0 and (y := x) > 1 and y\n", 3)
    f = function("def f(x):\n    z = x > 0 and (y := x) > 1\n    return y\n")
    assert never_wrong(f, 3) in ("native", "refused", "bailed")
    assert never_wrong(f, -3) in ("refused", "bailed")
    g = function("def f(x):\n    y = 1\n    z = (y := 5) if x > 0 else 2\n    return y, z\n")
    never_wrong(g, 3)
    never_wrong(g, -3)


def test_match_on_what_is_known():
    f = on(
        """
def f(x, mode):
    match mode:
        case "double":
            x = x * 2
        case "half" | "halve":
            return x / 2
        case None:
            pass
        case other:
            x = x + len(other)
    return x
""",
        (3, "double"),
        (3, "half"),
        (3, None),
        (3, "longer"),
    )
    agrees(f, X, "double")
    on(
        """
def f(pair):
    match pair:
        case (a,):
            return a
        case (a, b):
            return a + b
""",
        ((1, 2),),
        ((1,),),
    )
    never_wrong(
        "def f(x):\n    match x:\n        case 1:\n            return 5\n        case _:\n            return x\n", 1
    )
    never_wrong(
        "def f(x):\n    match x:\n        case 1:\n            return 5\n        case _:\n            return x\n", 2
    )


def test_variables_that_only_some_ways_define():
    f = function("""
def f(x):
    if x > 0:
        y = x
    return y
""")
    agrees(f, 3)
    bails(f, -3, raises=UnboundLocalError)
    g = function("""
def f(n):
    for i in range(n):
        if i == 2:
            found = i * 1.5
    return found
""")
    agrees(g, 5)
    bails(g, 2, raises=UnboundLocalError)
    h = function("""
def f(n):
    k = 0
    while k < n:
        if k > 0:
            total = total + k
        else:
            total = 1
        k += 1
    return total
""")
    agrees(h, 4)
    bails(h, 0, raises=UnboundLocalError)
    d = function("""
def f(x, n):
    y = x
    if n > 0:
        del y
    return y
""")
    agrees(d, 1.0, 0)
    bails(d, 1.0, 1, raises=UnboundLocalError)
    a = function("""
def f(x, n):
    if n > 0:
        y = x * 2
    if n > 1:
        y += 1
    return y
""")
    agrees(a, X, 1)
    agrees(a, X, 2)
    bails(a, X, 0, raises=UnboundLocalError)
    refused("def f(x):\n    y = y + x\n    return y\n", 1)
    bails(
        "def f(x, n):\n    for i in range(n):\n        x = x + z\n        z = 1\n    return x\n",
        1,
        2,
        raises=UnboundLocalError,
    )


def test_variables_whose_type_changes_in_a_loop():
    on(
        """
def f(n):
    x = 1
    for i in range(n):
        x = x / 2 if i == 1 else x * 3
    return x
""",
        *[(n,) for n in range(4)],
    )
    on(
        """
def f(x, n):
    y = 0
    for i in range(n):
        y = y + x[i]
    return y, y * 2, -y
""",
        (X, 0),
        (X, 1),
        (X, 5),
    )
    on(
        """
def f(x, n):
    best = None
    for i in range(n):
        best = x[i]
    return n
""",
        (X, 3),
    )
    on(
        """
def f(n):
    flag = False
    count = True
    for i in range(n):
        flag = flag or i > 2
        count += 1
    return flag, count
""",
        (0,),
        (5,),
    )
    never_wrong("def f(x, n):\n    y = 0.0\n    for i in range(n):\n        y = y + x\n    return y\n", X, 3)
    never_wrong("def f(x, n):\n    y = 0.0\n    for i in range(n):\n        y = y + x\n    return y\n", X, 0)
    never_wrong("def f(n):\n    y = 1\n    for i in range(n):\n        y = y * 1j\n    return y\n", 3)


def test_memory_of_arrays_made_in_loops():
    on(
        """
def f(x, n):
    kept = x
    for i in range(n):
        y = x * i
        if i % 3 == 1:
            kept = y
        z = y + kept
        if z[0] > 20:
            return z, kept
        if i % 2:
            continue
        kept[0] += 1
    return kept, x
""",
        *[(X.copy(), n) for n in (0, 1, 2, 5, 30)],
    )
    on(
        """
def f(x, n):
    rows = []
    y = x
    for i in range(n):
        y = np.concatenate((y, x[:1]))
    return y
""",
        (X, 4),
        (X, 0),
    )


def test_annotations_imports_pass_del():
    on(
        """
def f(x: float) -> float:
    import math
    from math import sqrt
    y: float = x + 1
    z: int
    pass
    ...
    "text"
    del y
    return math.sqrt(x) + sqrt(x)
""",
        (4.0,),
    )
    refused("def f(x):\n    global g\n    g = x\n    return x\n", 1)
    refused("def f(x):\n    yield x\n", 1)


def test_with_errstate():
    on("def f(x):\n    with np.errstate(divide='ignore', invalid='ignore'):\n        return 1 / x\n", (X,))
    on(
        "def f(x):\n    with np.errstate(all='ignore'):\n        y = 1 / x\n        if x[0] > 0:\n            return y\n    return y * 2\n",
        (X,),
        (-X,),
    )
    refused("def f(x):\n    with np.errstate(divide='raise'):\n        return 1 / x\n", X)


RETURNS_FROM_LOOPS_THAT_ARE_WRITTEN_OUT = [
    """
    def f(x):
        for e in (0.5, 1.25):
            if x > 2:
                if e > 3:
                    return 1.0
        return 2.0
    """,
    """
    def f(x):
        y = 0.0
        for e in (0.5, 1.25):
            if x > e:
                y += 1
                if x > 2 * e:
                    return y
            y += 0.25
        return y
    """,
    """
    def f(x):
        for e in (1.0, 2.0):
            for i in range(3):
                if x + i < e:
                    return e
            else:
                if x > 2.5:
                    return -x
        return x
    """,
    """
    def f(x):
        def first(x):
            for e in (1.0, 2.0):
                if x < e:
                    return e
            return -1.0

        return first(x) + first(2 * x)
    """,
]


@pytest.mark.parametrize("source", RETURNS_FROM_LOOPS_THAT_ARE_WRITTEN_OUT)
def test_returns_from_loops_over_a_tuple(source):
    f = function(textwrap.dedent(source).lstrip())
    for x in (0.1, 1.0, 1.7, 3.0):
        agrees(f, x)

"""Lists that go on in other variables, from turn to turn and where ways meet: who may change them then."""

from collections import deque

import numpy as np
import pytest

from .agreement import agrees, never_wrong, refused

LEVELS = """def f(n):
    frontier = [(n, 0)]
    seen = 0
    while frontier:
        nxt = []
        for x, d in frontier:
            seen += d
            if x > 1:
                nxt.append((x // 2, d + 1))
                nxt.append((x // 3, d + 2))
        frontier = nxt
    return seen
"""
ROWS = """def f(a, b):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        cur = [i]
        for j, y in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + (x != y)))
        prev = cur
    return prev[-1], prev
"""
SWAPPED = """def f(n):
    prev = [0.0] * (n + 1)
    cur = [0.0] * (n + 1)
    for k in range(n):
        cur[0] = k
        for j in range(1, n + 1):
            cur[j] = prev[j - 1] + cur[j - 1]
        prev, cur = cur, prev
    return prev
"""
RUNS = """def f(n):
    out = []
    cur = []
    for k in range(n):
        if k % 3 == 0:
            out.append(len(cur))
            cur = []
        cur.append(k * 0.5)
    return out, cur
"""
KEPT = """def f(n):
    cur, old = [], []
    for k in range(n):
        if k % 3 == 0:
            old = cur
            cur = []
        cur.append(k)
    return sum(old), len(old), cur
"""
HALVED = """def f(n):
    cur = list(range(n))
    k = 0
    while len(cur) > 1:
        odd = [cur[-1]] if len(cur) % 2 else []
        cur = [cur[i] + cur[i + 1] for i in range(0, len(cur) - 1, 2)] + odd
        k += 1
    return cur, k
"""
STACKS = """def f(n):
    cur = list(range(n))
    nxt = []
    total = 0
    while cur:
        x = cur.pop()
        total = total * 3 % 1009 + x
        if x % 2:
            nxt.append(x // 2)
        if not cur:
            cur, nxt = nxt, cur
    return total
"""
QUEUES = """def f(n):
    q = deque([n])
    k = 0
    while q:
        following = deque()
        for x in q:
            if x > 1:
                following.append(x // 2)
                following.appendleft(x // 3)
        q = following
        if len(q) > 5:
            k += q.popleft()
    return k
"""
KINDS = """def f(n):
    a = [0]
    for k in range(n):
        b = []
        for x in a:
            b.append(x + 0.5)
        a = b + [1]
    return a
"""
ARRAYS = """def f(n):
    a = [np.zeros(3)]
    for k in range(n):
        b = []
        for x in a:
            b.append(x + k)
        b.append(np.ones(3))
        a = b
    return sum(a[0]), len(a)
"""
EITHER = """def f(n):
    x = list(range(n))
    if n > 3:
        z = x
    else:
        z = []
    z.append(5)
    return z
"""
EXPRESSION = """def f(n):
    x = list(range(n))
    y = x[::-1] if n > 3 else x + [1]
    y.append(3)
    return y, x
"""
RETURNED = """def f(n):
    def find(k):
        path = []
        for j in range(n):
            path.append(j * k)
            if j * k > 7:
                return path
        return []
    a = find(2)
    b = find(3)
    b.append(4)
    return a, b
"""
GIVEN_BACK = """def f(n):
    a = []
    def put(k):
        for j in range(3):
            if j == k:
                return a
            a.append(j + k)
        return a
    b = put(1)
    b.append(100)
    return put(n)
"""
ITERATED = """def f(n):
    a = [n]
    s = 0
    for _ in range(4):
        for x in a:
            s += x
            a = a + [x - 1]
    return a, s
"""
PERHAPS = """def f(n):
    best = None
    for k in range(n):
        c = []
        for j in range(7 * k % 5):
            c.append(j)
        if best is None or len(c) > len(best):
            best = c
    return best
"""
IN_A_TUPLE = """def f(n):
    state = ([0], 1)
    for k in range(n):
        new = [x + 1 for x in state[0]]
        new.append(k)
        state = (new, k)
    return state
"""
LEFT = """def f(n):
    cur = [0.5]
    for k in range(n):
        new = []
        for j in range(k % 40):
            new.append(j * 0.1)
        cur = new
        if k % 3:
            continue
        if k == 6:
            break
    return cur
"""
GROWING = """def f(n):
    cur = [1]
    while True:
        cur = [x * 2 for x in cur] + [1]
        if len(cur) > n:
            break
    return cur
"""
ADDED = """def f(n):
    cur = [0]
    other = cur
    for k in range(n):
        cur += [k, k + 1]
    return cur, len(other)
"""
NUMBERS = [
    LEVELS, SWAPPED, RUNS, KEPT, HALVED, STACKS, KINDS, ARRAYS, EITHER, EXPRESSION, RETURNED, GIVEN_BACK, ITERATED,
    PERHAPS, IN_A_TUPLE, LEFT, GROWING, ADDED,
]  # fmt: skip


@pytest.mark.parametrize("source", NUMBERS)
def test_as_in_python(source):
    for n in (1, 2, 9, 25):
        agrees(source, n)


def test_rows_of_a_table():
    agrees(ROWS, np.array([1, 2, 3, 1]), np.array([2, 3, 1, 1, 0]))


def test_queues():
    from .agreement import function

    f = function(QUEUES, deque=deque)
    for n in (1, 40):
        agrees(f, n)


SEEN = [
    """def f(n):
    a = [1]
    b = a
    for k in range(n):
        a = a + [k]
        b.append(k)
    return a, b
""",
    """def f(n):
    cur, old = [], []
    for k in range(n):
        if k % 4 == 0:
            old = cur
        cur.append(k)
    return old, cur
""",
    """def f(n):
    x = list(range(n))
    z = x if n > 3 else []
    z.append(5)
    return z, x
""",
    """def f(n):
    x = list(range(n))
    y = list(range(2))
    if n > 3:
        z = x
    else:
        z = y
    return z, x
""",
    """def f(n):
    x = list(range(n))
    boxes = {"a": x}
    for k in range(n):
        x = x + [k]
        boxes["a"].append(k)
    return x, boxes["a"]
""",
]


@pytest.mark.parametrize("source", SEEN)
def test_a_list_that_others_see_is_not_changed_as_one_of_several(source):
    refused(source, 5)


@pytest.mark.parametrize("source", [*NUMBERS, *SEEN])
def test_never_wrong(source):
    for n in (0, 1, 5, 33):
        never_wrong(source, n)

"""Lists of lists whose lengths are known at run time: what all names of one see, and what comes back."""

from collections import defaultdict, deque

import numpy as np
import pytest

import numorph as nm

from .agreement import agrees, bails, function, refused

ALIAS_ROWS = """def alias_rows(n):
    g = [[] for _ in range(n)]
    a = g[0]
    for k in range(n):
        a.append(k)
        g[k].append(k * 2)
    b = g[0]
    b.append(7)
    return a, b, g, len(a)
"""
ROW_THEN = """def row_then(n):
    g = []
    row = []
    for k in range(n):
        row.append(k)
        if k % 3 == 2:
            g.append(row)
            row = []
    row.append(100)
    g.append(row)
    row.append(101)
    return g
"""
SAME_TWICE = """def same_twice(n):
    row = [0.0] * n
    g = []
    for k in range(3):
        g.append(row)
    g[0][1 % n] = 5.0
    return g, row
"""
REPEATED_OUTER = """def repeated_outer(n):
    g = [[0] * 3] * n
    for k in range(n):
        g[k][k % 3] += k
    return g
"""
THREE_DEEP = """def three_deep(n):
    g = [[[] for _ in range(2)] for _ in range(n)]
    for k in range(n):
        for j in range(k):
            g[j][k % 2].append(k - j)
    return g, sum(len(x) for r in g for x in r)
"""
MIXED_ROWS = """def mixed_rows(n):
    rows = [[1, 2]]
    for k in range(n):
        rows.append([k * 0.5])
        rows[-1].append(k)
    return rows
"""
TUPLES_WITH_ROWS = """def tuples_with_rows(n):
    out = []
    for k in range(n):
        out.append((k, [k] * k))
    s = 0
    for k, r in out:
        r.append(-k)
        s += len(r)
    return s, out
"""
DICT_ROWS = """def dict_rows(n):
    d = {}
    for k in range(n):
        d.setdefault(k % 3, []).append(k)
    for k in d:
        d[k].reverse()
    return d
"""
DD_ROWS = """def dd_rows(n):
    d = defaultdict(list)
    for k in range(n):
        d[k % 4].append((k, k * 0.5))
    total = 0
    for k, v in d.items():
        for a, b in v:
            total += a * k
    return total, len(d[100]), dict(d) if False else 0
"""
DD_RESULT = """def dd_result(n):
    d = defaultdict(list)
    for k in range(n):
        d[k % 4].append(k)
    return d
"""
BEST_ROW = """def best_row(n):
    rows = [[j for j in range((k * 7) % 5)] for k in range(n)]
    best = rows[0]
    for r in rows:
        if len(r) > len(best):
            best = r
    best.append(-1)
    return best, rows
"""
SWAP_ROWS = """def swap_rows(n):
    rows = [[k, k + 1] for k in range(n)]
    for k in range(n // 2):
        rows[k], rows[n - 1 - k] = rows[n - 1 - k], rows[k]
    rows.sort(key=lambda r: -r[0] % 3)
    return rows
"""
POP_ROWS = """def pop_rows(n):
    rows = [[k] * (k % 4) for k in range(n)]
    out = []
    while rows:
        r = rows.pop()
        if r:
            r.pop()
            rows.append(r)
        else:
            out.append(len(rows))
    return out
"""
IS_ROWS = """def is_rows(n):
    rows = [[k] for k in range(n)]
    a = rows[0]
    c = 0
    for r in rows:
        if r is a:
            c += 1
        if r == [0]:
            c += 10
        if r in rows:
            c += 100
    return c
"""
SLICES_ROWS = """def slices_rows(n):
    rows = [[j for j in range(k)] for k in range(n)]
    t = []
    for r in rows:
        t.append(r[1:])
        r.append(9)
        t.append(r + [1])
        t.append(r * 2)
    return t, rows
"""
REC_ROWS = """def rec_rows(n):
    out = []
    cur = []
    def rec(k):
        if k == 0:
            out.append(cur.copy())
            return
        for j in range(k):
            cur.append(j)
            rec(k - 1)
            cur.pop()
    rec(n % 4)
    return out
"""
REC_ADJ = """def rec_adj(n):
    adj = [[] for _ in range(n)]
    for k in range(1, n):
        adj[(k - 1) // 2].append(k)
    depth = [0] * n
    def dfs(u, d):
        depth[u] = d
        size = 1
        for v in adj[u]:
            size += dfs(v, d + 1)
        return size
    return dfs(0, 0), depth
"""
SUBSETS = """def subsets(n):
    res = [[]]
    for k in range(n % 5):
        new = []
        for s in res:
            new.append(s + [k])
        res = res + new
    return res
"""
TRIANGLE = """def triangle(n):
    rows = [[1]]
    for _ in range(n):
        p = rows[-1]
        rows.append([1] + [p[i] + p[i + 1] for i in range(len(p) - 1)] + [1])
    return rows
"""
MATRIX = """def matrix(n):
    g = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            g[i][j] = i * j
            if i and j:
                g[i][j] += g[i - 1][j - 1]
    t = [[g[j][i] for j in range(n)] for i in range(n)]
    return g, t, sum(sum(r) for r in t)
"""
OUTER_IN_LOOP = """def outer_in_loop(n):
    a = [(k * 37) % 101 for k in range(n)]
    for d in (1, 10, 100):
        bins = [[] for _ in range(10)]
        for x in a:
            bins[(x // d) % 10].append(x)
        a = [x for b in bins for x in b]
    return a
"""
QUEUE_ROWS = """def queue_rows(n):
    q = deque([[0]])
    out = []
    while q:
        p = q.popleft()
        if len(p) >= n % 4 + 1:
            out.append(p)
            continue
        for k in range(2):
            q.append(p + [k])
    return out
"""
EXTEND_ROWS = """def extend_rows(n):
    g = [[] for _ in range(3)]
    for k in range(n):
        g[k % 3] += [k, k]
        g[(k + 1) % 3].extend(g[k % 3])
    g.append([5])
    g[0].insert(0, 3)
    g[1].sort()
    del g[2][1:]
    return g, max(len(r) for r in g)
"""
HEAP_ROWS = """def heap_rows(n):
    import heapq
    graph = {k: [] for k in range(n)}
    for k in range(n):
        graph[k].append(((k * 3 + 1) % n, 1.5 + k))
        graph[(k * 5) % n].append((k, 0.5))
    dist = {k: 1e9 for k in range(n)}
    dist[0] = 0.0
    h = [(0.0, 0)]
    while h:
        d, u = heapq.heappop(h)
        if d > dist[u]:
            continue
        for v, w in graph[u]:
            if d + w < dist[v]:
                dist[v] = d + w
                heapq.heappush(h, (dist[v], v))
    return dist
"""
NONE_ROW = """def none_row(n):
    rows = [[k] for k in range(n)]
    found = None
    for r in rows:
        if r[0] == 2:
            found = r
    if found is None:
        return 0
    found.append(5)
    return found, rows
"""
COND_ROWS = """def cond_rows(n):
    rows = [[k] for k in range(n)]
    e = []
    for k in range(2 * n):
        r = rows[k] if k < n else e
        r.append(k)
    return rows, e
"""
FLOATS_AND_INTS = """def floats_and_ints(n):
    a = [[] for _ in range(n)]
    b = [[] for _ in range(n)]
    for k in range(n):
        a[k].append(k)
        b[k].append(k * 0.5)
    return a, b
"""
JOINED_POOLS = """def joined_pools(n):
    a = [[] for _ in range(n)]
    b = [[0.5] for _ in range(n)]
    for k in range(n):
        a[k].append(k)
    a.append(b[0])
    b[0].append(3)
    return a, b
"""
ARRAY_OF_ROWS = """def array_of_rows(n):
    g = [[0] * n for _ in range(n)]
    for i in range(n):
        g[i][i] = 1
    return np.array(g)
"""
FUNC_ROWS = """def func_rows(n):
    def add(rows, k):
        rows[k % len(rows)].append(k)
        return rows[0]
    rows = [[] for _ in range(3)]
    for k in range(n):
        r = add(rows, k)
    r.append(77)
    return rows
"""

SOURCES = [
    ALIAS_ROWS,
    ROW_THEN,
    SAME_TWICE,
    REPEATED_OUTER,
    THREE_DEEP,
    MIXED_ROWS,
    TUPLES_WITH_ROWS,
    DICT_ROWS,
    DD_ROWS,
    DD_RESULT,
    BEST_ROW,
    SWAP_ROWS,
    POP_ROWS,
    IS_ROWS,
    SLICES_ROWS,
    REC_ROWS,
    REC_ADJ,
    SUBSETS,
    TRIANGLE,
    MATRIX,
    OUTER_IN_LOOP,
    QUEUE_ROWS,
    EXTEND_ROWS,
    HEAP_ROWS,
    COND_ROWS,
    FLOATS_AND_INTS,
    JOINED_POOLS,
    ARRAY_OF_ROWS,
    FUNC_ROWS,
]


def made(source):
    return function(source, defaultdict=defaultdict, deque=deque)


@pytest.mark.parametrize("source", SOURCES)
def test_as_in_python(source):
    f = made(source)
    for n in (1, 2, 6):
        agrees(f, n)


def test_graphs():
    edges = np.random.default_rng(0).integers(0, 30, (60, 2))
    search = """def f(edges, n, s):
    adj = [[] for _ in range(n)]
    for a, b in edges:
        adj[a].append(b)
        adj[b].append(a)
    dist = np.full(n, -1)
    dist[s] = 0
    frontier = [s]
    while frontier:
        found = []
        for u in frontier:
            for v in adj[u]:
                if dist[v] < 0:
                    dist[v] = dist[u] + 1
                    found.append(v)
        frontier = found
    return dist
"""
    agrees(search, edges, 30, 0)


def test_the_same_list_comes_back_as_one():
    f = nm.jit(made(SAME_TWICE))
    f.compile(4)
    g, row = f(4)
    assert g[0] is g[1] is g[2] is row


def test_a_list_or_nothing():
    refused(NONE_ROW, 3)


def test_arrays_of_rows_of_different_lengths():
    ragged = """def f(n):
    rows = []
    for k in range(n):
        rows.append([1.0] * (k % 3))
    return np.array(rows)
"""
    agrees(ragged, 1)
    bails(ragged, 3, raises=ValueError)


def test_too_many_elements_bail():
    endless = """def f(n):
    rows = [[]]
    for k in range(n):
        rows[0].append(k)
        rows.append([k])
    return len(rows)
"""
    agrees(endless, 5000)


def test_gradient():
    source = """def f(x):
    groups = [[] for _ in range(3)]
    for k in range(len(x)):
        groups[k % 3].append(x[k] * x[k])
    total = 0.0
    for g in groups:
        part = 1.0
        for v in g:
            part *= v
        total += part
    return total
"""
    f = function(source)
    x = np.linspace(0.5, 1.5, 8)
    jitted = nm.jit(f)
    jitted.compile(x)
    np.testing.assert_allclose(nm.grad(jitted)(x), nm.grad(f)(x), rtol=1e-12)
    gradient = nm.jit(nm.grad(f))
    gradient.compile(x)
    np.testing.assert_allclose(gradient(x), nm.grad(f)(x), rtol=1e-12)


UNPACKED = """def f(n):
    a = [k * 2 for k in range(n)]
    first, *rest = a
    *init, last = a
    x, *mid, y = a
    out = []
    for k in range(n):
        out.append([k, k + 1, k + 2])
    s = 0
    for p, q, r in out:
        s += p * q + r
    return first, rest, init, last, x, mid, y, s, [x for x, *_ in out]
"""


def test_unpacked():
    for n in (2, 5):
        agrees(UNPACKED, n)
    bails(UNPACKED, 1, raises=ValueError)


UNPACKED_INTO_ITEMS = """def f(x, n):
    a = [k * 2.0 for k in range(n)]
    x[1], *rest = a
    *init, x[2] = a
    return x, rest, init
"""


def test_unpacked_into_items_of_others():
    agrees(UNPACKED_INTO_ITEMS, np.ones(3), 4)


AS_LISTS = """def as_lists(a, n):
    rows = a.tolist()
    best = 0.0
    for _ in range(n):
        for i in range(len(rows)):
            for j in range(len(rows[i])):
                rows[i][j] = rows[i][j] * 0.5 + i
                best = max(best, rows[i][j])
        rows[0], rows[-1] = rows[-1], rows[0]
    rows.append(a[0].tolist())
    return rows, best
"""


def test_lists_of_matrices():
    for a in (np.arange(6.0).reshape(2, 3), np.arange(6.0).reshape(3, 2).T, np.ones((1, 1))):
        agrees(AS_LISTS, a, 3)
    agrees("def f(a):\n    r = a.tolist()\n    return r, len(r), r[0][1][0]\n", np.arange(12).reshape(2, 3, 2))
    agrees("def f(a):\n    return a.tolist()\n", np.zeros((0, 2)))
    agrees("def f(a):\n    return a.tolist()\n", np.array([[True, False]]))

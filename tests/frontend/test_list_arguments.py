"""Lists among the arguments that are put into memory: what is written to them, and which list is which."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

import numorph
from numorph.api.procedural_path import PlainCalls, native_calls
from numorph.api.ways import Trials
from numorph.frontend.compiled import BAILED, CompiledFunction, Unsupported
from numorph.frontend.list_arguments import ListArgument
from numorph.runtime.entry import NativeFunction, install, unavailable

from .agreement import _Way, agrees, bails, function, refused, translated

BUBBLE = """def bubble(xs):
    n = len(xs)
    for i in range(n):
        for j in range(n - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs
"""
SCALE = """def scale(xs, f):
    for i in range(len(xs)):
        if i % 2:
            xs[i] = xs[i] * f
"""
GROW = """def grow(xs, n):
    for k in range(n):
        if k % 3 == 0:
            xs.append(k * 0.5)
        elif xs:
            xs[0] += 1.0
    return len(xs)
"""
PARTS = """def parts(xs, k):
    k = k % len(xs)
    xs[:] = xs[-k:] + xs[:-k]
    del xs[1:2]
    for _ in range(2):
        xs.insert(0, 7)
"""
SORTS = """def sorts(xs):
    def quick(lo, hi):
        if lo >= hi:
            return
        p, i = xs[hi], lo
        for j in range(lo, hi):
            if xs[j] < p:
                xs[i], xs[j] = xs[j], xs[i]
                i += 1
        xs[i], xs[hi] = xs[hi], xs[i]
        quick(lo, i - 1)
        quick(i + 1, hi)
    quick(0, len(xs) - 1)
"""
MERGE = """def merge(a):
    def sort(a):
        if len(a) <= 1:
            return a
        m = len(a) // 2
        left, right = sort(a[:m]), sort(a[m:])
        out, i, j = [], 0, 0
        while i < len(left) and j < len(right):
            if left[i] <= right[j]:
                out.append(left[i])
                i += 1
            else:
                out.append(right[j])
                j += 1
        return out + left[i:] + right[j:]
    return sort(a)
"""
EITHER = """def either(xs, ys, n):
    cur = xs
    for k in range(n):
        cur = ys if k % 2 == 0 else [v + 1.0 for v in cur]
    return cur
"""
LIFE = """def life(g, steps):
    for _ in range(steps):
        n, m = len(g), len(g[0])
        new = [[0] * m for _ in range(n)]
        for i in range(n):
            for j in range(m):
                s = 0
                for di in (-1, 0, 1):
                    for dj in (-1, 0, 1):
                        if di or dj:
                            s += g[(i + di) % n][(j + dj) % m]
                new[i][j] = 1 if s == 3 or (s == 2 and g[i][j]) else 0
        g = new
    return g
"""
FLOOD = """def flood(grid, y, x, c):
    n, m, old = len(grid), len(grid[0]), grid[y][x]
    stack = [(y, x)]
    while stack:
        i, j = stack.pop()
        if 0 <= i < n and 0 <= j < m and grid[i][j] == old and old != c:
            grid[i][j] = c
            for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                stack.append((i + di, j + dj))
    return grid
"""
MERGE_INTERVALS = """def merge_intervals(intervals):
    intervals.sort(key=lambda x: x[0])
    out = []
    for iv in intervals:
        if not out or out[-1][1] < iv[0]:
            out.append(iv)
        else:
            out[-1][1] = max(out[-1][1], iv[1])
    return out
"""
ROWS_GROW = """def rows_grow(adj, n):
    for u in range(n):
        for v in range(u):
            if (u + v) % 3 == 0:
                adj[u].append(v)
    return adj[0]
"""
BELLMAN = """def bellman(edges, n):
    dist = [math.inf] * n
    dist[0] = 0.0
    for _ in range(n - 1):
        for u, v, w in edges:
            if dist[u] + w < dist[v]:
                dist[v] = dist[u] + w
    return dist
"""
PUSH_EDGES = """def push_edges(edges, n):
    for k in range(n):
        edges.append((k, k + 1, 0.5 * k))
        if k % 2:
            edges[0] = (k, k, 1.5)
"""
NUMBERS = [5.0, 3.0, -0.0, 4.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("source", "args"),
    [
        (BUBBLE, [NUMBERS]),
        (BUBBLE, [[3, 1, 2]]),
        (SCALE, [NUMBERS, 2.0]),
        (SCALE, [[3, 1, 2], 1.5]),
        (SCALE, [[True, False, True], 3]),
        (GROW, [NUMBERS, 40]),
        (GROW, [[], 40]),
        (GROW, [[1, 2], 40]),
        (PARTS, [[1, 2, 3, 4, 5], 2]),
        (SORTS, [[9, 4, 7, 1, 8, 2]]),
        (MERGE, [[9, 4, 7, 1, 8, 2]]),
        (MERGE, [[9]]),
        (LIFE, [[[1, 0, 1], [0, 1, 0], [1, 1, 1]], 3]),
        (FLOOD, [[[1, 1, 0], [1, 0, 1], [1, 1, 1]], 0, 0, 7]),
        (MERGE_INTERVALS, [[[8, 10], [1, 3], [2, 6], [15, 18]]]),
        (ROWS_GROW, [[[], [4], [], [5, 6], []], 5]),
        (ROWS_GROW, [[[], [], []], 3]),
        (BELLMAN, [[(0, 1, 4.0), (0, 2, 1.0), (2, 1, 2.0), (1, 3, 1.0)] * 10, 4]),
        (PUSH_EDGES, [[(0, 1, 4.0)], 5]),
    ],
)
def test_lists_are_read_and_written_as_in_python(source, args):
    agrees(source, *args)


def run(f: Any, *args: Any) -> Any:
    """What machine code makes of arguments, which stay the same objects."""
    variant, arguments = translated(f, *copy.deepcopy(args))
    compiled = CompiledFunction(f)
    compiled.least = variant.translation.arguments.least
    assert compiled.arguments(compiled.parameters(args, {})).key == arguments.key
    found = variant(compiled.arguments(compiled.parameters(args, {})))
    assert found is not BAILED
    assert any([type(x) is ListArgument for x in arguments.leaves])
    return found


def test_a_result_that_is_an_argument_is_the_same_list():
    xs = [3.0, 1.0, 2.0]
    assert run(function(BUBBLE), xs) is xs == [1.0, 2.0, 3.0]
    f, one, two = function(MERGE), [4], [4, 3]
    assert run(f, two) == [3, 4] and two == [4, 3]
    compiled = CompiledFunction(f)
    compiled.least = 0
    assert translated(f, two)[0](compiled.arguments({"a": one})) is one


@pytest.mark.parametrize("n", range(4))
def test_a_list_that_is_one_of_several_is_found_again(n):
    xs, ys = [float(k) for k in range(40)], [float(-k) for k in range(40)]
    found = run(function(EITHER), xs, ys, n)
    assert [found is xs, found is ys] == [n == 0, n % 2 == 1]
    assert found == function(EITHER)(xs, ys, n)


def test_rows_keep_their_identity():
    grid = [[1, 1], [1, 0]]
    rows = list(grid)
    assert run(function(FLOOD), grid, 0, 0, 5) is grid
    assert grid == [[5, 5], [5, 0]] and all(a is b for a, b in zip(grid, rows, strict=True))
    row = [1, 1]
    shared = [row, row, [1, 2]]
    want = copy.deepcopy(shared)
    assert run(function(FLOOD), shared, 0, 0, 3) == function(FLOOD)(want, 0, 0, 3)
    assert shared[0] is shared[1] is row
    intervals = [[8, 10], [1, 3], [2, 6]]
    last, first = intervals[0], intervals[1]
    found = run(function(MERGE_INTERVALS), intervals)
    assert found[0] is first and found[1] is last and first == [1, 6] and intervals[0] is first


def test_one_program_serves_all_lengths():
    f = function(BUBBLE)
    first, _ = translated(f, [3.0, 1.0])
    again, _ = translated(f, [float(-k % 7) for k in range(50)])
    assert first is again


def test_long_lists_are_in_memory_from_the_beginning():
    f = function("def f(xs):\n s = 0.0\n for x in xs:\n  s += x * x\n return s")
    variant, _ = translated(f, [0.5] * 100)
    assert len(variant.translation.inputs) == 2
    agrees(f, [0.5] * 100)
    agrees(f, [True] * 100)


@pytest.mark.parametrize("odd", [1, None, "x", np.float64(2.0), True])
def test_items_of_other_types_than_the_first_bail(odd):
    f = function(
        "def f(xs):\n s = 0.0\n for k in range(len(xs)):\n  s += 1.0 if xs[k] is None else k\n  xs[k] = 0.0\n return s"
    )
    bails(f, [0.5] * 40 + [odd])


def test_integers_over_64_bits_bail():
    bails("def f(xs):\n s = 0\n for x in xs:\n  s ^= x\n return s", [1] * 40 + [2**70])


def test_a_call_that_bails_leaves_lists_as_they_were():
    f = function("def f(xs, k):\n for i in range(len(xs)):\n  xs[i] = xs[i + k] + 1.0\n return xs")
    agrees(f, [1.0, 2.0, 3.0], 0)
    bails(f, [1.0, 2.0, 3.0], 1, raises=IndexError)


def test_a_list_that_is_passed_twice_is_left_to_python():
    f = function("def f(xs, ys):\n for i in range(len(xs)):\n  xs[i] += ys[0]\n return xs")
    a = [1.0, 2.0]
    variant, _ = translated(f, [1.0, 2.0], [1.0, 2.0])
    compiled = CompiledFunction(f)
    compiled.least = 0
    assert variant(compiled.arguments({"xs": a, "ys": a})) is BAILED
    g = function("def f(rows, row):\n for i in range(len(row)):\n  rows[0][i] += row[i]\n  row[i] = 0.0\n return rows")
    variant, _ = translated(g, [[1.0, 2.0]], [1.0, 2.0])
    compiled = CompiledFunction(g)
    compiled.least = 0
    assert variant(compiled.arguments({"rows": [a, a], "row": a})) is BAILED
    assert a == [1.0, 2.0]


def test_lists_that_are_compared_by_identity():
    f = function("def f(xs, ys):\n s = 0\n for x in xs:\n  s += x\n return s, xs is ys, xs is xs")
    xs = [1] * 40
    assert agrees(f, xs, [2] * 40)[1:] == (False, True)
    variant, _ = translated(f, xs, [2] * 40)
    assert variant(CompiledFunction(f).arguments({"xs": xs, "ys": xs})) is BAILED


def test_lists_of_other_things_stay_containers():
    refused("def f(xs, n):\n for i in range(n):\n  xs[i] = 0.0\n return xs", [1.0, None], 2)


def test_jitted_functions_write_to_lists():
    @numorph.jit
    def smooth(xs):
        for _ in range(3):
            for i in range(1, len(xs) - 1):
                xs[i] = (xs[i - 1] + xs[i] + xs[i + 1]) / 3
        return sum(xs)

    way = smooth.procedure([1.0, 5.0, 2.0, 7.0])
    assert not way.refused, way.reason
    for n in (3, 4, 200):
        xs = [float(k * k % 11) for k in range(n)]
        want = list(xs)
        result = smooth._f(want)
        for _ in range(8):
            mine = list(xs)
            assert smooth(mine) == result and mine == want


def test_derivatives_by_lists_stay_as_they_were():
    def f(xs):
        s = 0.0
        for x in xs:
            s = s + x * x
        return s

    assert numorph.grad(f)([1.0, 2.0, 3.0]) == [2.0, 4.0, 6.0]
    assert len(numorph.jit(numorph.grad(f))([1.0] * 40)) == 40


def test_the_line_is_told_where_such_a_list_cannot_be_in_memory():
    with pytest.raises(Unsupported) as caught:
        translated(function("def f(xs):\n for i in range(3):\n  xs[i] = 'a'\n return xs"), [1.0, 2.0, 3.0])
    assert caught.value.line == 3


@pytest.mark.skipif(unavailable() is not None, reason="no native call path")
def test_calls_that_plain_python_runs_are_taken_by_native_code_up_to_a_length():
    f = function("def f(xs, n):\n s = 0.0\n for x in xs:\n  s += x\n return s + n")
    args = ([0.5] * 100, 3)
    variant, arguments = translated(f, *args)
    calls = native_calls(f, _Way(variant), (), dict(zip(("xs", "n"), args, strict=True)), arguments, args, {})
    assert isinstance(calls, PlainCalls) and calls.call(*args) is BAILED
    trials = Trials()
    trials.chosen = True
    assert not calls.add(1, trials)
    trials.chosen = False
    assert calls.add(1, trials) and not calls.add(1, trials)
    jitted, others = NativeFunction(), []
    install(jitted, [calls.tables[False]], lambda *args: others.append(args))
    assert jitted([0.5] * 255, 3) == f([0.5] * 255, 3) and jitted([], 3) == 3.0 and not others
    for given in (([0.5] * 256, 3), ((0.5,), 3), ([0.5], 3.0), ([0.5], 3000)):
        jitted(*given)
        assert others.pop() == given
    calls.reset()
    jitted(*args)
    assert others.pop() == args


@pytest.mark.parametrize("x", [[0.5 * k for k in range(40)], list(range(40))])
@pytest.mark.parametrize(
    "result",
    [
        "a * x, x + a, x <= a, np.where(a > 1, x, 0.0)",
        "np.dot(x, a), np.sum(x), np.mean(x), np.array(x) + a, np.max(x), np.exp(x)",
        "a[x] if isinstance(x[0], int) else a[:3]",
        "sorted(x)[0], x[-1], x[2:4], 3 in x, x.count(1), x.index(x[1]), list(x), tuple(x), x.copy(), x == x",
        "[v for v in reversed(x)][0], np.median(x), np.std(x), max(x), min(x), sum(x)",
    ],
)
def test_lists_in_memory_where_arrays_are_used(x, result):
    a = np.arange(40.0)
    agrees(f"def f(x, a):\n    s = 0.0\n    for v in x:\n        s += v\n    return s, {result}\n", x, a)
    agrees(
        f"def f(x, a):\n    for k in range(len(x)):\n        a[k] += x[k]\n    a[1:] = x[1:]\n    a += x\n    return {result}\n",
        x,
        a,
    )

"""Nests of parallel loops: their reverse is parallel as well where elements have one place in it, or are neighbours."""

import itertools
import random

import numpy as np
import pytest

from numorph.procedures import handed
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Expr, For, If, Procedure, Reg, operands, statements, subexpressions
from numorph.procedures.rewriting import with_bodies

from .building import add, at, call, ex, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient, sweep

x, y, z, out = ptr("x"), ptr("y"), ptr("z"), ptr("out")
a, s, t, u = f64("a"), f64("s"), f64("t"), f64("u")
SIZES = [i64(f"n{axis}") for axis in range(3)]
COUNTERS = [i64(f"i{axis}") for axis in range(3)]


def vector(size, seed=3):
    return np.random.default_rng(seed).uniform(0.5, 1.5, size)


def place(sizes, shifts):
    """Of an element of an array of some sizes, some turns further."""
    index = ex(0)
    for size, counter, shift in zip(sizes, COUNTERS, shifts, strict=False):
        index = add(mul(index, size), counter, shift)
    return index


def nest(stops, body):
    for counter, stop in reversed(list(zip(COUNTERS, stops, strict=False))):
        body = [loop(counter, 0, stop, body, parallel=True)]
    return body


def turned(procedure):
    """The same procedure, whose parallel loops run from the last turn to the first."""

    def inside(body):
        found = []
        for s in body:
            s = with_bodies(s, inside)
            if isinstance(s, For) and s.parallel:
                s = For(s.counter, sub(s.stop, 1), sub(s.start, 1), s.body, -1, True)
            found.append(s)
        return found

    return procedure.with_body(inside(procedure.body))


def check(procedure, inputs, active):
    """Gradients, and that the order of turns of parallel loops does not matter."""
    pair = check_gradient(procedure, inputs, active)
    rng = np.random.default_rng(1)
    memory = [rng.standard_normal(v.shape) for v in inputs if isinstance(v, np.ndarray)]
    cotangents = [*memory, *[rng.standard_normal() for r in procedure.results if r.dtype == "f64"]]
    either = [
        sweep(pair, procedure, inputs, cotangents, run)[0]
        for run in (interpret, lambda p, values, tape: interpret(turned(p), values, tape))
    ]
    for one, other in zip(*either, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)
    return pair


def reverse_loops(pair):
    return [s for s in statements(pair.backward.body) if isinstance(s, For)]


@pytest.mark.parametrize("sizes", [(3, 4), (3, 1), (2, 0), (0, 3), (2, 2, 3), (1, 2, 1)])
def test_elements_with_one_place(sizes):
    index = place(SIZES, (0, 0, 0)[: len(sizes)])
    value = mul(at(x, index), call("sin", at(y, index)), a, at(z, 1))
    body = nest(SIZES[: len(sizes)], [store(y, index, value), put(s, add(s, at(y, index), free=True))])
    count = int(np.prod(sizes))
    inputs = [vector(count), vector(count, 4), vector(2), *[*sizes, 1][:3], 1.2, 0.5]
    pair = check(Procedure("f", [x, y, z, *SIZES, a, s], [s], body), inputs, [0, 1, 2, 6, 7])
    assert all([loop.parallel for loop in reverse_loops(pair)])
    assert not any([isinstance(q, If) and q.orelse for q in pair.backward.body])


CROSS = [(0, 1), (2, 1), (1, 0), (1, 2), (1, 1)]


@pytest.fixture
def few_at_once(monkeypatch):
    """What iterations hand on is dealt with in blocks of a few rows."""
    monkeypatch.setattr(handed, "_AT_ONCE", 0)


@pytest.mark.usefixtures("few_at_once")
@pytest.mark.parametrize("costly", [False, True])
@pytest.mark.parametrize("sizes", list(itertools.product(range(8), range(2, 7, 2))))
def test_a_cross_of_neighbours(sizes, costly):
    """Few rows, or few columns: not all neighbours are ever there together."""
    points = [at(x, place(SIZES, shift)) for shift in CROSS]
    total = add(*points[1:])
    value = mul(a, call("sin", mul(points[0], total))) if costly else mul(a, points[0], total)
    inner = [op("max", add(size, -2), 0) for size in SIZES[:2]]
    body = nest(inner, [store(out, place(inner, (0, 0)), value), put(s, add(s, mul(a, points[4]), free=True))])
    counts = int(np.prod(sizes)), max(sizes[0] - 2, 0) * max(sizes[1] - 2, 0)
    inputs = [vector(counts[0]), np.zeros(counts[1]), *sizes, 1.3, 0.2]
    pair = check(Procedure("f", [x, out, *SIZES[:2], a, s], [s], body), inputs, [0, 1, 4, 5])
    in_order = [loop for loop in reverse_loops(pair) if not loop.parallel]
    assert len(in_order) == costly  # over blocks of rows; that no row meets another is known
    assert any([isinstance(q, Alloc) for q in statements(pair.backward.body)]) == costly
    calls = [
        e for e in subexpressions([e for q in statements(pair.backward.body) for e in operands(q)]) if e.op == "call"
    ]
    assert sorted([e.attr for e in calls]) == (["cos", "sin"] if costly else [])  # once for all five, and for `a`


@pytest.mark.usefixtures("few_at_once")
@pytest.mark.parametrize("sizes", [(0, 3), (1, 1), (2, 5), (3, 3), (7, 4), (9, 1)])
def test_edges(sizes):
    """Two differences, which are registers, and a root of their squares: the cotangents of both are handed on, once."""
    rows, columns = SIZES[:2]
    width = add(columns, 2)

    def point(row, column):
        return at(x, add(mul(add(COUNTERS[0], row), width), COUNTERS[1], column))

    across, down = f64("across"), f64("down")
    differences = [
        put(across, add(sub(point(0, 2), point(0, 0)), mul(2.0, sub(point(1, 2), point(1, 0))))),
        put(down, mul(a, sub(add(point(2, 0), mul(2.0, point(2, 1))), add(point(0, 0), point(0, 2))))),
    ]
    root = Expr("sqrt", "f64", (add(mul(across, across), mul(down, down), 0.1),))
    body = nest(SIZES[:2], [*differences, store(out, place((rows, columns), (0, 0)), root)])
    inputs = [vector((sizes[0] + 2) * (sizes[1] + 2)), np.zeros(sizes[0] * sizes[1]), *sizes, 1.3]
    pair = check(Procedure("f", [x, out, rows, columns, a], [], body), inputs, [0, 1, 4])
    back = list(statements(pair.backward.body))
    assert len([q for q in back if isinstance(q, Alloc)]) == 2
    assert len([e for q in back for e in subexpressions(operands(q)) if e.op == "div"]) <= 1


@pytest.mark.parametrize("width", [0, 1, 3, 5, 6, -6, -7])
def test_rows_that_may_meet(width):
    """Rows of six elements, `width` apart: where they share some, turns come one after the other."""
    start = ex(40)
    index = add(start, mul(COUNTERS[0], SIZES[2]), COUNTERS[1])
    value = mul(at(x, index), at(x, add(index, 1)), at(x, add(index, SIZES[2])), a)
    body = nest(SIZES[:2], [store(out, add(mul(COUNTERS[0], SIZES[1]), COUNTERS[1]), value)])
    inputs = [vector(90), np.zeros(20), 4, 5, width, 1.3]
    pair = check(Procedure("f", [x, out, *SIZES, a], [], body), inputs, [0, 5])
    (either,) = [q for q in pair.backward.body if isinstance(q, If) and q.orelse]
    assert all([loop.parallel for loop in statements(either.body) if isinstance(loop, For)])
    assert not any([loop.parallel for loop in statements(either.orelse) if isinstance(loop, For)])


@pytest.mark.parametrize("n", range(4, 9))
def test_every_other_element(n):
    """Red points from their black neighbours, which are two rows of neighbours with a row of others between them."""
    size = SIZES[0]
    row, column = [add(mul(c, 2), 1) for c in COUNTERS[:2]]
    points = [at(x, add(mul(add(row, r), size), add(column, c))) for r, c in ((-1, 0), (1, 0), (0, -1), (0, 1))]
    own = add(mul(row, size), column)
    stop = op("quo", sub(size, 1), 2)
    update = add(at(x, own), mul(a, add(mul(points[0], points[1]), points[2], points[3])))
    body = nest([stop, stop], [store(out, add(mul(COUNTERS[0], size), COUNTERS[1]), update)])
    pair = check(Procedure("f", [x, out, size, a], [], body), [vector(n * n), np.zeros(n * n), n, 1.1], [0, 1, 3])
    (either,) = [q for q in pair.backward.body if isinstance(q, If) and q.orelse]
    assert all([loop.parallel for loop in statements(either.body) if isinstance(loop, For)])


def test_what_only_some_counters_move():
    """A row that is the same for all turns of the loop around: turns of that one come one after the other."""
    body = nest(SIZES[:2], [store(out, place(SIZES, (0, 0)), mul(at(x, COUNTERS[1]), at(y, COUNTERS[0]), a))])
    inputs = [vector(4), vector(3), np.zeros(12), 3, 4, 1.2]
    check(Procedure("f", [x, y, out, *SIZES[:2], a], [], body), inputs, [0, 1, 5])


@pytest.mark.usefixtures("few_at_once")
@pytest.mark.parametrize("seed", range(80))
def test_random_nests(seed):
    """Neighbours of all kinds in one, two or three loops, of one array or two, in rows and in columns."""
    rng = random.Random(seed)
    depth = rng.choice((1, 2, 2, 3))
    reach = [rng.choice((0, 1, 2)) for _ in range(depth)]
    stops = [rng.randrange(5) for _ in range(depth)]
    sizes = [stop + more for stop, more in zip(stops, reach, strict=True)]
    named = rng.random() < 0.5
    width = SIZES[:depth] if named else [ex(size) for size in sizes]
    order = list(range(depth))
    rng.shuffle(order)

    def element(base):
        index, shift = ex(0), [rng.randrange(more + 1) for more in reach]
        for axis in order:
            index = add(mul(index, width[axis]), COUNTERS[axis], shift[axis])
        return at(base, index)

    value = ex(a)
    for _ in range(rng.randrange(1, 6)):
        term = element(rng.choice((x, x, y)))
        term = call("sin", term) if rng.random() < 0.3 else term
        value = mul(value, term) if rng.random() < 0.5 else add(value, term)
    bounds = [add(size, -more) if named else ex(stop) for size, stop, more in zip(width, stops, reach, strict=True)]
    target = place(width, (0,) * depth)
    statement = rng.choice(([], [put(t, at(out, target))]))
    value = mul(value, t) if statement else value
    if rng.random() < 0.3:
        statement = [*statement, put(u, value)]
        value = call("sin", mul(u, u)) if rng.random() < 0.7 else mul(u, u)
    body = nest(bounds, [*statement, store(out, target, value), put(s, add(s, mul(value, value), free=True))])
    count = int(np.prod(sizes))
    again = loop(Reg("turn", "i64"), 0, 2, body)
    inputs = [vector(count), vector(count, 4), vector(count, 5), *(sizes if named else ()), 0.7, 0.1]
    registers = [x, y, out, *(SIZES[:depth] if named else ()), a, s]
    check(Procedure("f", registers, [s], [again]), inputs, [0, 1, 2, len(inputs) - 2, len(inputs) - 1])

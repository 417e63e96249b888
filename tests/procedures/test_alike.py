"""Branches whose ways differ in numbers only: what they do is done once, and else they stay."""

import itertools

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.alike import without_alike_ways
from numorph.procedures.check import check
from numorph.procedures.ir import Bail, If, Procedure, Store, statements

from .building import add, at, ex, f64, i64, mul, op, ptr, put

x, y, a, b, r, s, t = ptr("x"), ptr("y"), i64("a"), i64("b"), i64("r"), i64("s"), i64("t")
LESS = op("lt", a, b)


def store(base, index, value):
    return Store(base, ex(index), ex(value))


def stores(first, second, results=()):
    procedure = Procedure("f", [x, y, a, b], results, [If(LESS, first, second)])
    made = without_alike_ways(procedure)
    check(made)
    return len([s for s in statements(made.body) if isinstance(s, Store)])


def test_the_same_is_done_once():
    assert stores([store(x, b, a)], [store(x, a, b)]) == 1
    assert stores([store(x, 0, a)], [store(x, 1, a)]) == 1
    first = [put(r, add(b, 1)), If(op("ge", r, 9), [Bail("large")]), store(x, r, a)]
    second = [put(s, add(a, 1)), If(op("ge", s, 9), [Bail("large")]), store(x, s, b)]
    assert stores(first, second) == 1


@pytest.mark.parametrize(
    "first, second",
    [
        ([store(x, b, a)], [store(y, a, b)]),  # other memory
        ([store(x, b, a)], [store(x, a, add(b, 1))]),  # other arithmetic
        ([store(x, b, a)], [store(x, a, 1.0)]),  # other types
        ([store(x, b, at(x, a, "i64"))], [store(x, a, at(y, b, "i64"))]),
        ([store(x, b, a), store(x, 0, a)], [store(x, a, b)]),
        ([If(op("ge", a, 9), [Bail("a")]), store(x, b, a)], [If(op("ge", b, 9), [Bail("b")]), store(x, a, b)]),
        ([put(r, a), store(x, b, r)], [put(r, b), store(x, a, r)]),  # both ways assign one register
        ([put(r, a), put(s, b), store(x, r, s)], [put(t, a), store(x, t, t), store(x, t, t)]),
        ([put(r, a)], [put(s, b)]),  # nothing is stored
        ([store(x, add(mul(a, a), a), a)], []),
    ],
)
def test_what_differs_stays(first, second):
    count = len([s for s in (*first, *second) if isinstance(s, Store)])
    assert stores(first, second) == count


def test_what_is_read_later_stays():
    assert stores([put(r, a), store(x, b, r)], [put(s, b), store(x, a, s)], results=[r]) == 2


def test_numbers_that_are_equal_but_not_the_same():
    z = f64("z")
    body = [If(LESS, [store(x, 0, op("mul", z, 0.0))], [store(x, 0, op("mul", z, -0.0))])]
    made = without_alike_ways(Procedure("f", [x, a, b, z], [], body))
    assert len([s for s in statements(made.body) if isinstance(s, Store)]) == 1
    assert any(getattr(s, "value", None) is not None and s.value.op == "select" for s in made.body)


def linked(label, edges):
    """Indices may count from the end, and be outside."""
    for e in range(len(edges)):
        a, b = edges[e, 0], edges[e, 1]
        if a < b:
            label[b] = a
        else:
            label[a] = b


def test_as_plain_python():
    jitted = nm.jit(linked)
    edges = np.array(list(itertools.product(range(-5, 5), repeat=2)))
    mine, theirs = np.arange(5), np.arange(5)
    jitted.compile(mine.copy(), edges)
    for _ in range(5):
        jitted(mine, edges)
        linked(theirs, edges)
        np.testing.assert_array_equal(mine, theirs)
    for outside in ((5, 3), (-6, -7), (3, 5)):
        edges[70] = outside
        with pytest.raises(IndexError):
            jitted(mine, edges)
        with pytest.raises(IndexError):
            linked(theirs, edges)
        np.testing.assert_array_equal(mine, theirs)

"""Sizes that tests have found to be numbers: arrays and loops have them, and only where the tests were made."""

import numpy as np
import pytest

from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Bail, Break, For, If, Procedure, Release, While, statements
from numorph.procedures.known_sizes import with_known_sizes
from numorph.procedures.text import show_expression

from .building import add, at, ex, f64, i64, loop, op, ptr, put, store

n, m, x, y, s, i, k = i64("n"), i64("m"), ptr("x"), ptr("y"), f64("s"), i64("i"), i64("k")
TEST = If(op("ne", n, 3), [Bail("another size")])


def use(size):
    """An array of a size is made, filled and read."""
    filled = loop(i, 0, size, [store(y, i, at(x, i))], parallel=True)
    return [Alloc(y, ex(size), "f64"), filled, put(s, add(s, at(y, 0))), Release(y)]


def sizes(*body):
    """The sizes of arrays, as text."""
    procedure = Procedure("f", [x, n, m], [s], [put(s, 0.0), *body])
    found = with_known_sizes(procedure)
    for given in (2, 3, 4):
        values = np.arange(1.0, 5.0), given, 2
        assert interpret(found, values) == interpret(procedure, values)
    return [show_expression(t.count) for t in statements(found.body) if isinstance(t, Alloc)]


def test_a_test_tells_the_size():
    assert sizes(*use(n), TEST, *use(n)) == ["n", "3"]
    assert sizes(If(op("or", op("ne", 2, m), op("ne", n, 3)), [Bail("")]), *use(n), *use(m)) == ["3", "2"]


def test_loops_have_it_too():
    procedure = with_known_sizes(Procedure("f", [x, n], [s], [put(s, 0.0), TEST, *use(n)]))
    (found,) = [t for t in statements(procedure.body) if isinstance(t, For)]
    assert found.stop.attr == 3


def test_inside_of_branches_and_loops():
    assert sizes(TEST, If(op("lt", m, 5), use(n), use(m))) == ["3", "m"]
    assert sizes(If(op("lt", m, 5), [TEST, *use(n)]), *use(n)) == ["3", "n"]
    assert sizes(TEST, loop(k, 0, 2, use(n))) == ["3"]


@pytest.mark.parametrize(
    ("more", "expected"), [(put(m, 3), "3"), (put(m, n), "m"), (If(op("lt", n, 9), [put(m, 1)]), "m")]
)
def test_what_is_assigned_is_not_known_any_more(more, expected):
    assert sizes(If(op("ne", m, 2), [Bail("")]), more, *use(m)) == [expected]


def test_loops_that_assign_it_later():
    known = If(op("ne", m, 2), [Bail("")])
    assert sizes(known, loop(k, 0, 2, [*use(m), put(m, 1)])) == ["m"]
    assert sizes(known, While([If(op("eq", m, 1), [Break()]), *use(m), put(m, 1)]), *use(m)) == ["m", "m"]


def test_other_tests_tell_nothing():
    assert sizes(If(op("ne", n, m), [Bail("")]), *use(n)) == ["n"]
    assert sizes(If(op("and", op("ne", n, 3), op("lt", m, 0)), [Bail("")]), *use(n)) == ["n"]
    assert sizes(If(op("ne", n, 3), [put(s, 1.0)]), *use(n)) == ["n"]

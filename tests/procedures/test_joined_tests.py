"""Tests that bail for one reason are made at once; what a test keeps from being computed stays behind it."""

import pytest

from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Bail, If, Procedure, statements
from numorph.procedures.joined_tests import with_joined_tests

from .building import at, i64, op, ptr, put, sub

i, n, found, x = i64("i"), i64("n"), i64("found"), ptr("x")
BELOW, ABOVE = op("lt", i, 0), op("ge", i, n)


def joined(*body):
    procedure = Procedure("f", [i, n], [found], [put(found, 0), *body, put(found, sub(n, i))])
    made = with_joined_tests(procedure)
    check(made)
    for values in ((-1, 4), (0, 4), (3, 4), (4, 4), (7, -2)):
        assert interpret(made, values) == interpret(procedure, values)
    return len([s for s in statements(made.body) if isinstance(s, Bail)])


def test_an_index_has_one_test():
    assert joined(If(BELOW, [Bail("outside")]), If(ABOVE, [Bail("outside")])) == 1
    assert joined(If(op("gt", n, 3), [If(BELOW, [Bail("outside")]), If(ABOVE, [Bail("outside")])])) == 1


def test_others_stay_apart():
    assert joined(If(BELOW, [Bail("below")]), If(ABOVE, [Bail("above")])) == 2
    assert joined(If(BELOW, [Bail("outside")]), put(found, 1), If(ABOVE, [Bail("outside")])) == 2
    assert joined(If(BELOW, [put(found, 1), Bail("outside")]), If(ABOVE, [Bail("outside")])) == 2
    assert joined(If(BELOW, [Bail("outside")]), If(ABOVE, [Bail("outside")], [put(found, 2)])) == 2


@pytest.mark.parametrize("test", [op("eq", at(x, i, "i64"), 0), op("eq", op("quo", n, i), 0)])
def test_what_a_test_keeps_from_being_computed(test):
    body = [If(ABOVE, [Bail("outside")]), If(test, [Bail("outside")])]
    assert len(with_joined_tests(Procedure("f", [i, n, x], [], body)).body) == 2

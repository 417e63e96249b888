"""Loops whose bodies begin with a test that was made to go on: the same results, with fewer tests."""

import itertools

import pytest

from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import (
    Break,
    Continue,
    If,
    Procedure,
    Reg,
    Return,
    While,
    operands,
    reg,
    statements,
    subexpressions,
)
from numorph.procedures.second_tests import without_second_tests

from .building import add, i64, loop, op, put, sub

x, low, high, hits, i, done = *(i64(name) for name in ("x", "low", "high", "hits", "i")), Reg("done", "bool")
LESS, MORE = op("lt", x, low), op("gt", x, high)
BOTH = op("or", LESS, MORE)
UP, DOWN = [put(x, sub(add(low, 1), x))], [put(x, sub(sub(high, 1), x)), put(hits, add(hits, 10))]


def comparisons(body, results=(x, hits)):
    """How many there are in a procedure that does the same without second tests."""
    procedure = Procedure("f", [x, low, high], results, [put(hits, 0), *body])
    found = without_second_tests(procedure)
    check(found)
    for values in itertools.product((-9, 0, 4, 30), (0, 2), (3, 5)):
        assert interpret(found, values) == interpret(procedure, values)
    return sum(e.op in ("lt", "gt") for s in statements(found.body) for e in subexpressions(operands(s)))


@pytest.mark.parametrize("jump", [Break(), Return()])
def test_a_loop_that_goes_on_where_one_of_two_holds(jump):
    leave = If(op("not", BOTH), [jump])
    turn = [put(hits, add(hits, 1)), If(op("gt", hits, 60), [Break()])]
    assert comparisons([While([leave, If(LESS, UP, DOWN), *turn])]) == 3
    assert comparisons([While([leave, If(MORE, DOWN, UP), *turn])]) == 3
    assert comparisons([While([leave, If(LESS, UP), *turn])]) == 3
    assert comparisons([While([put(done, op("not", BOTH)), If(reg(done), [jump]), If(LESS, UP, DOWN), *turn])]) == 3
    assert comparisons([While([leave, If(op("lt", x, sub(low, 1)), UP, DOWN), *turn])]) == 4


def test_in_loops_with_a_counter():
    leave = If(op("not", BOTH), [Continue()])
    procedure = [loop(i, 0, 4, [put(x, add(x, i)), leave, If(LESS, UP, DOWN), put(hits, add(hits, 1))])]
    assert comparisons(procedure) == 2
    (first,) = [s for s in without_second_tests(Procedure("f", [], [], procedure)).body[0].body if isinstance(s, If)]
    assert [type(s) for s in first.orelse] == [If]


def test_a_test_whose_result_is_used_elsewhere_is_still_made():
    turn = [
        put(done, op("not", BOTH)),
        If(reg(done), [Break()]),
        If(LESS, UP, DOWN),
        If(reg(done), [put(hits, 7)], [Break()]),
    ]
    assert comparisons([While(turn)]) == 3


def test_other_tests_stay():
    turn = [put(hits, add(hits, 1)), If(op("gt", hits, 60), [Break()])]
    assert comparisons([While([If(op("not", op("and", LESS, MORE)), [Break()]), If(LESS, UP, DOWN), *turn])]) == 4
    assert comparisons([While([If(op("not", BOTH), [Break()]), put(x, add(x, 1)), If(LESS, UP, DOWN), *turn])]) == 4

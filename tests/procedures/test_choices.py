"""Branches that only choose: where they become expressions, and their derivatives."""

import math

import numpy as np

from numorph.procedures.choices import chosen
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import If, Procedure, Push, PushBlock, statements
from numorph.procedures.reverse import differentiate
from numorph.procedures.structured import structured

from .building import add, at, call, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient, sweep


def branches(procedure):
    return [s for s in statements(chosen(structured(procedure))[0].body) if isinstance(s, If)]


def middle():
    """The middle one of three neighbours."""
    x, y, n, i, a, b, c, t = ptr("x"), ptr("y"), i64("n"), i64("i"), f64("a"), f64("b"), f64("c"), f64("t")
    body = [
        put(a, at(x, sub(i, 1))),
        put(b, at(x, i)),
        put(c, at(x, add(i, 1))),
        If(op("gt", a, b), [put(t, a), put(a, b), put(b, t)]),
        If(op("lt", c, a), [store(y, i, a)], [If(op("lt", c, b), [store(y, i, c)], [store(y, i, b)])]),
    ]
    return Procedure("middle", [x, y, n], [], [loop(i, 1, sub(n, 1), body)])


def test_values_that_are_there_are_chosen():
    procedure = middle()
    assert not branches(procedure)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=20), np.zeros(20)
    check_gradient(procedure, [x, y, 20], (0,))
    expected = np.sort([x[:-2], x[1:-1], x[2:]], axis=0)[1]
    for kept in (procedure, chosen(structured(procedure))[0]):
        y = np.zeros(20)
        interpret(kept, [x, y, 20])
        np.testing.assert_array_equal(y[1:-1], expected)


def test_choices_are_not_saved_where_they_can_be_made_again():
    pair = differentiate(middle(), (0,))
    assert not any([isinstance(s, Push | PushBlock) for s in statements(pair.forward.body)])


def test_what_the_next_iteration_waits_for_stays_a_branch():
    x, n, i, best = ptr("x"), i64("n"), i64("i"), f64("best")
    body = [If(op("gt", at(x, i), best), [put(best, at(x, i))])]
    procedure = Procedure("largest", [x, n], [best], [put(best, -math.inf), loop(i, 0, n, body)])
    assert branches(procedure)
    check_gradient(procedure, [np.random.default_rng(1).normal(size=9), 9], (0,))


def test_nothing_is_computed_that_the_branch_does_not_ask_for():
    """A function, or a load, of the way that is not taken could fail, or have a derivative that is infinite."""
    x, y, p = f64("x"), f64("y"), ptr("p")
    for asked in (call("sqrt", x), mul(x, x), at(p, 0)):
        assert branches(Procedure("f", [x, p], [y], [If(op("gt", x, 1.0), [put(y, asked)], [put(y, x)])]))
    assert branches(Procedure("f", [x, p], [], [If(op("gt", x, 1.0), [store(p, 0, x)])]))
    root = put(y, op("sqrt", x))
    procedure = Procedure("f", [x], [y], [root, If(op("gt", x, 1.0), [put(y, 0.0)], [put(y, x)])])
    assert not branches(procedure)


def test_registers_change_places():
    """What is chosen is computed before any register changes."""
    a, b, c, d = f64("a"), f64("b"), f64("c"), f64("d")
    swap = If(op("gt", a, b), [put(c, a), put(a, b), put(b, c)], [put(a, sub(a, b)), put(b, add(a, b))])
    procedure = Procedure("swap", [a, b], [a, b, d], [swap, put(d, mul(a, b))])
    assert not branches(procedure)
    flat = chosen(structured(procedure))[0]
    for given in ([1.0, 2.0], [5.0, 3.0]):
        assert interpret(flat, given) == interpret(procedure, given)
        check_gradient(procedure, given, (0, 1))


def test_registers_that_one_way_leaves_alone():
    a, b, c = f64("a"), f64("b"), f64("c")
    one = If(op("gt", a, b), [put(c, a)])
    assert branches(Procedure("f", [a, b], [a], [one, put(a, c)]))  # c may have no value
    procedure = Procedure("f", [a, b], [c], [put(c, b), one])
    assert not branches(procedure)
    check_gradient(procedure, [1.0, 2.0], (0, 1))
    check_gradient(procedure, [2.0, 1.0], (0, 1))


def test_no_cotangents_for_what_was_not_chosen():
    a, b, y = f64("a"), f64("b"), f64("y")
    choice = If(op("gt", a, b), [put(y, a)], [put(y, b)])
    procedure = Procedure("f", [a, b], [y], [choice])
    pair = check_gradient(procedure, [2.0, 1.0], (0, 1))
    found, _, _ = sweep(pair, procedure, [2.0, 1.0], [math.inf])
    assert found == [math.inf, 0.0]


def test_a_choice_that_hangs_on_what_is_overwritten_is_saved():
    x, n, i, t, y, v = ptr("x"), i64("n"), i64("i"), f64("t"), f64("y"), f64("v")
    body = [
        put(v, at(x, i)),
        put(t, mul(v, v)),
        If(op("gt", v, 0.5), [put(y, t)], [put(y, v)]),
        store(x, i, mul(y, y)),
    ]
    procedure = Procedure("f", [x, n], [], [loop(i, 0, n, body)])
    assert not branches(procedure)
    check_gradient(procedure, [np.random.default_rng(2).uniform(0.1, 0.9, 8), 8], (0,))

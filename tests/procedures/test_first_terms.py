"""Sums that begin with their first term."""

import pytest

from numorph.procedures.first_terms import with_first_terms
from numorph.procedures.ir import If

from .building import add, f64, i64, loop, op, put

S, T, X = f64("s"), f64("t"), f64("x")
I, N = i64("i"), i64("n")


@pytest.mark.parametrize(
    "body, value",
    [
        ([put(S, 0.0), put(S, add(S, X))], "x"),
        ([put(S, 0.0), put(T, add(S, X)), put(S, add(S, X, free=True))], "x"),
        ([put(S, 0.0), put(S, add(S, S))], "s + s"),
        ([put(S, 0.0), put(S, X), put(S, add(S, X))], "s + x"),
        ([put(S, 1.0), put(S, add(S, X))], "s + x"),
        ([put(S, add(S, X))], "s + x"),
        ([put(S, 0.0), If(op("lt", I, N), [put(S, X)], []), put(S, add(S, X))], "s + x"),
        ([put(S, 0.0), loop(I, 0, N, [put(S, X)]), put(S, add(S, X))], "s + x"),
        ([put(S, 0.0), loop(I, 0, N, [put(S, X), put(S, 0.0)]), put(S, add(S, X))], "x"),
        ([put(S, 0.0), loop(I, 0, N, [put(S, X), put(S, 0.0)], parallel=True), put(S, add(S, X))], "s + x"),
        ([put(S, 0.0), If(op("lt", I, N), [put(S, X), put(S, 0.0)], [put(S, 0.0)]), put(S, add(S, X))], "x"),
        ([put(S, 0.0), If(op("lt", I, N), [put(S, 0.0)], [put(S, X)]), put(S, add(S, X))], "s + x"),
        ([put(S, 0.0), If(op("lt", I, N), [put(T, X)], []), put(S, add(S, X))], "x"),
    ],
)
def test_the_first_term(body, value):
    assert str(with_first_terms(body)[-1].value) == value


def test_inside_of_others():
    (made,) = with_first_terms([loop(I, 0, N, [put(S, 0.0), put(S, add(S, X))])])
    assert str(made.body[-1].value) == "x"
    body = with_first_terms([put(S, 0.0), loop(I, 0, N, [put(S, add(S, X))])])
    assert str(body[-1].body[0].value) == "s + x"  # not the first but in one turn


def test_what_turns_hand_on():
    """A sum that each turn clears when it is used begins anew in the next one; one that it does not clear goes on."""
    step = [put(S, add(S, X)), put(T, add(T, S)), put(S, 0.0)]
    body = with_first_terms([put(S, 0.0), put(T, 0.0), loop(I, 0, N, step)])
    assert [str(s.value) for s in body[-1].body] == ["x", "t + s", "0.0"]
    inner = loop(I, 0, N, [loop(I, 0, N, [put(S, add(S, X))]), put(T, S), put(S, 0.0)])
    (_, outer) = with_first_terms([put(S, 0.0), inner])
    assert str(outer.body[0].body[0].value) == "s + x"

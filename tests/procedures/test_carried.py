"""Recurrences: what one turn of the reverse sweep leaves for the next one stays in a register."""

import numpy as np
import pytest

from numorph.procedures.ir import If, Procedure, statements
from numorph.procedures.reverse import differentiate

from .building import add, at, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient

X, Y, N, M, I, J, S, T = ptr("x"), ptr("y"), i64("n"), i64("m"), i64("i"), i64("j"), f64("s"), f64("t")


def carried(procedure, active):
    """How many registers go from turn to turn."""
    body = differentiate(procedure, active).backward.body
    return len({s.reg for s in statements(body) if getattr(getattr(s, "reg", None), "name", "") == "left"})


def check(body, expected):
    procedure = Procedure("f", [X, Y, N], [], body)
    rng = np.random.default_rng(0)
    for n in (0, 1, 2, 7):
        given = [rng.normal(size=n + 4), rng.normal(size=n + 4), n]
        check_gradient(procedure, given, (0, 1))
    assert carried(procedure, (0, 1)) == expected


def test_the_element_before():
    check([loop(I, 1, add(N, 1), [store(Y, I, mul(at(X, I), at(Y, sub(I, 1))))])], 1)
    check([loop(I, 1, add(N, 1), [store(Y, I, add(mul(at(X, I), at(Y, sub(I, 1))), at(Y, I)))])], 1)  # and itself


def test_backwards_and_by_steps():
    check([loop(I, N, 0, [store(Y, I, mul(at(X, I), at(Y, add(I, 1))))], step=-1)], 1)
    check([loop(I, 2, add(N, 1), [store(Y, I, mul(at(X, I), at(Y, sub(I, 2))))], step=2)], 1)
    check([loop(I, 2, add(N, 1), [store(Y, I, mul(at(X, I), at(Y, sub(I, 1))))], step=2)], 0)


def test_two_elements_before():
    value = mul(at(Y, sub(I, 1)), add(at(X, I), at(Y, sub(I, 2))))
    check([loop(I, 2, add(N, 1), [store(Y, I, value)])], 1)


def test_the_same_load_twice():
    before = at(Y, sub(I, 1))
    check([loop(I, 1, add(N, 1), [store(Y, I, add(before, mul(before, at(X, I))))])], 1)


def test_a_load_in_another_statement():
    some, more = f64("some"), f64("more")
    read = put(some, mul(at(Y, sub(I, 1)), at(X, I)))
    use = [store(Y, I, mul(some, some)), put(more, add(more, some)), store(X, I, more)]
    check([put(more, 0.0), loop(I, 1, add(N, 1), [read, *use])], 1)
    after = [store(Y, I, at(X, I)), put(more, add(more, mul(at(Y, sub(I, 1)), at(Y, sub(I, 1)))))]
    check([put(more, 0.0), loop(I, 1, add(N, 1), after), store(X, 0, more)], 0)  # its reverse is before the store's


def test_other_stores_to_the_same_memory():
    turns = [store(Y, I, mul(at(X, I), at(Y, sub(I, 1)))), store(Y, 0, mul(at(Y, 0), at(X, I)))]
    check([loop(I, 1, add(N, 1), turns)], 0)


def test_branches_around_them():
    some = If(op("gt", at(X, I), 0.0), [store(Y, I, mul(at(X, I), at(Y, sub(I, 1))))])
    check([loop(I, 1, add(N, 1), [some])], 0)
    add_to = If(op("gt", at(X, I), 0.0), [put(T, add(T, mul(at(Y, sub(I, 1)), at(Y, sub(I, 1)))))])
    body = [put(T, 0.0), loop(I, 1, add(N, 1), [store(Y, I, mul(at(X, I), at(Y, sub(I, 1)))), add_to]), store(X, 0, T)]
    check(body, 1)


def test_a_place_that_is_no_polynomial():
    """Element max(i - 1, 2) is not that of the store before, though the rest of the index is."""
    place = add(I, op("max", I, 2))
    value = mul(at(X, I), at(Y, op("min", add(N, 2), sub(place, 1))))
    check([loop(I, 1, add(N, 1), [store(Y, op("min", add(N, 3), place), value)])], 0)
    value = mul(at(X, I), at(Y, sub(place, 1)))
    procedure = Procedure("f", [X, Y, N], [], [loop(I, 1, add(N, 1), [store(Y, place, value)])])
    rng = np.random.default_rng(0)
    check_gradient(procedure, [rng.normal(size=20), rng.normal(size=20), 7], (0, 1))
    assert carried(procedure, (0, 1)) == 0


@pytest.mark.parametrize("size", [0, 1, 5])
def test_rows_of_a_table(size):
    """As in dynamic programming."""
    row, width = mul(add(N, 1), I), add(N, 1)
    here = add(row, J)
    value = add(mul(at(Y, sub(here, 1)), at(X, J)), mul(at(Y, sub(here, width)), at(Y, sub(sub(here, width), 1))))
    inner = loop(J, 1, add(N, 1), [store(Y, here, value)])
    procedure = Procedure("f", [X, Y, N], [], [loop(I, 1, add(N, 1), [inner])])
    rng = np.random.default_rng(size)
    x, y = rng.normal(size=size + 1), rng.uniform(0.1, 0.5, (size + 1) ** 2)
    check_gradient(procedure, [x, y, size], (0, 1))
    assert carried(procedure, (0, 1)) == 1

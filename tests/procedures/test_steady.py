"""Registers that only ever hold one value are not there; others stay."""

import numpy as np
import pytest

from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Assign, For, Procedure, statements
from numorph.procedures.steady import steady

from .building import add, ex, i64


def copies_left(procedure):
    """The names of the registers that others are copied to."""
    return {s.reg.name for s in statements(procedure.body) if isinstance(s, Assign) and s.value.op == "reg"}


def swap(a, b):
    """Two registers change places."""
    old, new = i64("old"), i64("new")
    return [Assign(old, ex(a)), Assign(new, ex(b)), Assign(a, ex(new)), Assign(b, ex(old))]


def looped(first, second):
    """Two registers begin with two inputs and change places in a loop; the result is a sum of one of them."""
    n, m, turns, total, a, b = i64("n"), i64("m"), i64("turns"), i64("total"), i64("a"), i64("b")
    inputs = {"n": n, "m": m}
    loop = For(i64("i"), ex(0), ex(turns), [*swap(a, b), Assign(total, add(total, a))])
    body = [Assign(total, ex(0)), Assign(a, ex(inputs[first])), Assign(b, ex(inputs[second])), loop]
    return Procedure("p", [n, m, turns], [total], body)


@pytest.mark.parametrize(("first", "second", "left"), [("n", "n", set()), ("n", "m", {"a", "b", "old", "new"})])
def test_what_changes_places(first, second, left):
    procedure = looped(first, second)
    found = steady(procedure)
    assert copies_left(found) == left
    for turns in range(4):
        assert interpret(found, [3, 5, turns]) == interpret(procedure, [3, 5, turns])


def test_what_changes_in_a_loop_is_not_taken_for_its_copies():
    turns, x, last, total = i64("turns"), i64("x"), i64("last"), i64("total")
    body = [Assign(total, add(total, last)), Assign(x, add(total, 2)), Assign(last, ex(x))]
    start = [Assign(total, ex(1)), Assign(last, ex(total))]
    procedure = Procedure("p", [turns], [total], [*start, For(i64("i"), ex(0), ex(turns), body)])
    found = steady(procedure)
    assert copies_left(found) == {"last"}
    assert [interpret(found, [n]) for n in range(4)] == [interpret(procedure, [n]) for n in range(4)]


def test_an_input_that_is_assigned_is_not_steady():
    n, turns, a = i64("n"), i64("turns"), i64("a")
    loop = For(i64("i"), ex(0), ex(turns), [Assign(n, add(n, 1))])
    procedure = Procedure("p", [n, turns], [n, a], [Assign(a, ex(n)), loop])
    assert interpret(steady(procedure), [2, 3]) == [5, 2]


def test_results_keep_their_registers():
    n, a = i64("n"), i64("a")
    found = steady(Procedure("p", [n], [a], [Assign(a, ex(n))]))
    assert interpret(found, [np.int64(4)]) == [4]

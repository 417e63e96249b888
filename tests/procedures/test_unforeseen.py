"""Which branches are said to be unforeseen: those that move either end of a range."""

import pytest

from numorph.procedures.ir import Break, If, While
from numorph.procedures.unforeseen import unforeseen

from .building import add, at, i64, op, ptr, put, store

low, high, middle, other, key = i64("low"), i64("high"), i64("middle"), i64("other"), i64("key")
new_low, new_high, x = i64("new.low"), i64("new.high"), ptr("x")

LEAVE = If(op("ge", low, high), [Break()])
RIGHT = [put(new_low, add(middle, 1)), put(new_high, high)]
LEFT = [put(new_low, low), put(new_high, middle)]
MOVE = [put(low, new_low), put(high, new_high)]


def found(*body):
    return unforeseen([While(list(body))])


@pytest.mark.parametrize("halving", [op("quo", add(low, high), 2), add(low, 1)])
def test_either_end_moves(halving):
    choice = If(op("lt", at(x, middle, "i64"), key), RIGHT, LEFT)
    assert found(LEAVE, put(middle, halving), choice, *MOVE) == {choice}


@pytest.mark.parametrize(
    "bodies",
    [
        (RIGHT, RIGHT),  # always the same end
        (RIGHT, []),
        (RIGHT, [*LEFT, store(x, low, middle)]),  # memory is written on one way only
        ([put(other, 1)], [put(other, 2)]),
    ],
)
def test_others_may_be_foreseen(bodies):
    choice = If(op("lt", at(x, middle, "i64"), key), *bodies)
    assert found(LEAVE, choice, *MOVE) == set()


def test_one_end_only():
    choice = If(op("lt", at(x, middle, "i64"), key), RIGHT, LEFT)
    assert found(If(op("ge", low, 9), [Break()]), choice, *MOVE) == set()

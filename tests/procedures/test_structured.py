"""Jumps become flags and guards, and registers are split, without a change of meaning."""

import random

import pytest

from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Bail, Break, Continue, For, If, Procedure, Return, While, statements
from numorph.procedures.renaming import renamed
from numorph.procedures.structured import parts_of, structured

from .building import add, i64, loop, mul, op, put

a, b, n = i64("a"), i64("b"), i64("n")


class Jumping:
    """Random code over two numbers, with all kinds of jumps; loops end by themselves."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def condition(self):
        left = add(mul(a, self.random.randrange(1, 4)), b)
        return op("eq", op("rem", left, self.random.randrange(2, 5)), self.random.randrange(3))

    def statement(self, depth, loops):
        kind = self.random.randrange(10 if depth else 3)
        if kind < 3:
            target, other = self.random.sample([a, b], 2)
            source = self.random.choice([a, b])
            return [put(target, op("rem", add(mul(source, self.random.randrange(1, 5)), other, 1), 1009))]
        if kind < 6:
            return [If(self.condition(), self.body(depth - 1, loops), self.body(depth - 1, loops))]
        if kind < 8:
            start, stop = (4, 0) if kind == 7 else (0, 4)
            return [loop(i64("i"), start, stop, self.body(depth - 1, loops + 1), step=-1 if kind == 7 else 1)]
        turns = i64("turns")
        leave = If(op("ge", turns, 5), [Break()])
        body = self.body(depth - 1, loops + 1)
        return [put(turns, 0), While([leave, put(turns, add(turns, 1)), *body])]

    def body(self, depth, loops):
        out = []
        for _ in range(self.random.randrange(1, 4)):
            out += self.statement(depth, loops)
        if self.random.random() < 0.4:
            out.append(self.random.choice([Break(), Continue(), Return()] if loops else [Return(), Return(), Bail("")]))
        return out


@pytest.mark.parametrize("seed", range(150))
def test_random_jumps(seed):
    jumping = Jumping(seed)
    body = [s for _ in range(3) for s in jumping.statement(3, 0)]
    procedure = Procedure("f", [a, b], [a, b], body)
    plain = structured(procedure)
    for s in statements(plain.body):
        assert not isinstance(s, Continue | Return)
        if isinstance(s, While):
            head, _, tail = parts_of(s)
            assert not any(isinstance(x, Break) for x in head + tail)
        if isinstance(s, For):
            assert not any(isinstance(x, Break) for x in s.body)
    split = renamed(plain)
    for values in [(0, 0), (1, 5), (2, 7), (11, 3)]:
        expected = interpret(procedure, values)
        assert interpret(plain, values) == expected
        assert interpret(split, values) == expected


def test_a_while_with_its_exit_at_the_top_stays():
    body = [While([put(b, mul(a, 2)), If(op("gt", b, n), [Break()]), put(a, b)])]
    (kept,) = structured(Procedure("f", [a, n], [a], body)).body
    assert len(kept.body) == 3


def test_a_for_without_breaks_stays_one():
    body = [loop(b, 0, n, [If(op("eq", b, 2), [Continue()]), put(a, add(a, b))])]
    (kept,) = structured(Procedure("f", [a, n], [a], body)).body
    assert isinstance(kept, For) and len(kept.body) == 1


def test_registers_are_split():
    body = [put(b, add(a, 1)), put(a, mul(b, b)), put(b, add(a, 3)), put(a, mul(b, 2))]
    split = renamed(structured(Procedure("f", [a], [a], body)))
    assert len({s.reg for s in split.body}) == 4
    assert interpret(split, [2]) == [24]

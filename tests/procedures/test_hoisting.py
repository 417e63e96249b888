"""Loops whose tests are made before them bail for the same inputs, and else compute the same."""

import random

import numpy as np
import pytest

from numorph.procedures.hoisting import hoisted
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Bail, Break, Continue, For, If, Procedure, reg, statements

from .building import add, at, i64, loop, mul, op, ptr, put, store, sub

n, m, total, x = i64("n"), i64("m"), i64("total"), ptr("x")
INPUTS = [(0, 0), (1, 3), (4, 2), (5, 5), (3, -2), (-2, 4), (6, 2**40), (2, -(2**40))]
HUGE = [2**62, -(2**62), 2**63 - 1, 1 - 2**63]


class Nests:
    """Random nests of loops with tests that bail, some behind jumps."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self, counters):
        choice = self.random.choice
        found = choice([*counters, *counters, n, m, 2, -1])
        for _ in range(self.random.randrange(3)):
            other = choice([*counters, n, m, 1, 3])
            found = choice(
                [
                    lambda a, b: add(a, b),
                    lambda a, b: sub(op("add", a, 0), b),
                    lambda a, b: mul(a, choice([-1, 2, 3])),
                    lambda a, b: op("max", op("add", a, 0), b),
                    lambda a, b: op("min", op("add", a, 0), b),
                ]
            )(found, other)
        return found

    def condition(self, counters):
        kind = self.random.randrange(6)
        left, right = op("add", self.number(counters), 0), self.random.choice([n, m, 7, 0])
        if kind == 0:
            return op(
                "overflows", left, self.number(counters), attr=self.random.choice(["add", "sub", "mul"]), dtype="bool"
            )
        test = op(self.random.choice(["lt", "le", "gt", "ge", "ge", "eq"]), left, right)
        if kind == 1:
            test = op(self.random.choice(["and", "or"]), test, op("lt", left, self.random.choice([m, -3])))
        return test

    def body(self, counters, depth):
        out = []
        for _ in range(self.random.randrange(1, 5)):
            kind = self.random.randrange(12)
            if kind < 5:
                out.append(If(self.condition(counters), [Bail(self.random.choice("ab"))]))
            elif kind < 7:
                held = i64("held")
                out += [put(held, self.number(counters)), If(op("ge", held, n), [Bail("a")])]
            elif kind == 7:
                out.append(If(self.condition(counters), [self.random.choice([Break(), Continue()])]))
            elif kind == 8:
                index, wrapped = i64("index"), i64("wrapped")
                out += [put(index, self.number(counters)), put(wrapped, wrap(index, n))]
                out += [If(op("lt", wrapped, 0), [Bail("a")]), If(op("ge", wrapped, n), [Bail("a")])]
                out.append(put(total, add(mul(total, 3), wrapped)))
            elif depth:
                out.append(self.loop(counters, depth - 1))
            out.append(put(total, add(mul(total, 5), counters[-1])))
        return out

    def loop(self, counters, depth):
        counter, back = i64("i"), self.random.random() < 0.4
        ends = [self.random.choice([0, 1, -1, *counters]), self.random.choice([3, 4, *counters])]
        ends[self.random.randrange(2)] = self.random.choice([0, 2, op("min", n, 4), op("max", op("min", m, 5), -3)])
        return loop(
            counter, *(reversed(ends) if back else ends), self.body([*counters, counter], depth), -1 if back else 1
        )


def wrap(index, size):
    index = reg(index)
    return op("select", op("lt", index, 0), add(index, size), index)


@pytest.mark.parametrize("seed", range(200))
def test_random_loops(seed):
    nests = Nests(seed)
    body = [put(total, 0), nests.loop([], 2), nests.loop([], 1)]
    procedure = Procedure("f", [n, m], [total], body)
    other = hoisted(procedure)
    for values in INPUTS:
        assert interpret(other, values) == interpret(procedure, values)
    for number in HUGE:  # numbers that wrap around may bail, but where the loop would bail they have to
        expected, found = (interpret(p, (3, number)) for p in (procedure, other))
        assert found is None or found == expected


def test_nothing_is_left_in_a_loop():
    i, j, k = i64("i"), i64("j"), i64("k")
    row = [put(k, add(i, j)), If(op("ge", k, n), [Bail("")]), If(op("ge", i, m), [Bail("")]), put(total, k)]
    body = [put(total, 0), loop(i, 0, m, [loop(j, 1, m, row)])]
    for s in hoisted(Procedure("f", [n, m], [total], body)).body:
        assert not (isinstance(s, For) and any(isinstance(t, Bail) for t in statements([s])))


@pytest.mark.parametrize("jump", [Break(), Continue()])
def test_what_a_jump_may_skip_stays(jump):
    i = i64("i")
    body = [put(total, 0), loop(i, 0, m, [If(op("ge", i, 2), [jump]), If(op("ge", i, n), [Bail("")]), put(total, i)])]
    procedure = Procedure("f", [n, m], [total], body)
    assert interpret(procedure, (2, 9)) == interpret(hoisted(procedure), (2, 9)) == [1]


@pytest.mark.parametrize("first", [-7, -6, -2, 0, 1])
@pytest.mark.parametrize("stop", [-1, 5, 6, 7])
def test_indices_from_the_end(first, stop):
    i, k, start, end = i64("i"), i64("k"), i64("start"), i64("end")
    tests = [If(op("lt", k, 0), [Bail("")]), If(op("ge", k, n), [Bail("")])]
    inner = [put(k, wrap(i, n)), *tests, store(x, k, add(at(x, k, "i64"), i))]
    procedure = Procedure("f", [x, n, start, end], [], [loop(i, start, end, inner)])
    other = hoisted(procedure)
    assert sum(isinstance(s, For) for s in statements(other.body)) == 2
    found = []
    for p in (procedure, other):
        values = np.arange(6)
        found.append(None if interpret(p, (values, 6, first, stop)) is None else values.tolist())
    assert found[0] == found[1]

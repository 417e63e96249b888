"""Ranges of integers hold in every turn of every loop, and remainders that become differences stay the same."""

import random

import numpy as np
import pytest

from numorph.frontend.compiled import BAILED, CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Assign, Expr, For, If, Procedure, reg, statements, subexpressions
from numorph.procedures.ranges import Ranges, with_differences

from .building import add, const, i64, mul, op, put, sub

n = i64("n")


def checksum(data):
    a, b = 1, 0
    for i in range(len(data)):
        a = (a + int(data[i])) % 65521
        b = (b + a) % 65521
    return b * 65536 + a


def around(k):
    place, found = 0, 0
    for i in range(40):
        place = (place + k % 7) % 7
        found = (found * 3 + place) % 1000
        if i % 5 == 2:
            place = 6 - place
    return place, found


def backwards(k):
    x = 5
    for _ in range(30):
        x = (x - k % 4) % 11
    return x


def remainders(procedure):
    every = [e for s in statements(procedure.body) if isinstance(s, Assign) for e in subexpressions([s.value])]
    return len([e for e in every if e.op == "rem"])


def translated(f, args):
    compiled = CompiledFunction(f)
    parameters = compiled.parameters(args, {})
    return compiled.translated(parameters, Arguments(parameters)), Arguments(parameters)


def test_differences():
    variant, _ = translated(checksum, (np.arange(3000, dtype=np.uint8),))
    assert remainders(variant.code.procedure) == 2
    assert remainders(with_differences(variant.code.procedure)) == 0


@pytest.mark.parametrize("f", [around, backwards, lambda k: checksum(np.arange(k, dtype=np.uint8))])
@pytest.mark.parametrize("k", [0, 1, 12, -5])
def test_as_plain_python(f, k):
    if k < 0 and f not in (around, backwards):
        k = 255
    variant, arguments = translated(f, (k,))
    found = variant(arguments)
    assert found is not BAILED
    assert found == f(k)


class Loops:
    """Random loops over integers that they change."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.registers = [i64(f"r{k}") for k in range(3)]

    def value(self, known):
        choice = self.random.choice
        x, y = (choice([*known, choice([0, 1, -3, 7, 100])]) for _ in range(2))
        m = const(choice([2, 5, 12]), "i64")
        return choice(
            [
                lambda: add(x, y),
                lambda: sub(op("add", x, 0), y),
                lambda: op("rem", op("add", x, y), m),
                lambda: op("rem", op("rem", x, m) if not isinstance(x, int) else m, const(4, "i64")),
                lambda: op("quo", op("add", x, 0), m),
                lambda: op("min", op("add", x, 0), y),
                lambda: op("max", op("add", x, 0), y),
                lambda: op("and", op("add", x, 0), const(15, "i64")),
                lambda: op("shr", op("add", x, 0), const(2, "i64")),
                lambda: op("select", op("lt", x, y), op("add", x, 0), op("add", y, 0)),
                lambda: op("rem", mul(op("rem", op("add", x, 0), m), -1), m),
            ]
        )()

    def body(self, known, depth):
        out = []
        for _ in range(self.random.randrange(1, 4)):
            kind = self.random.randrange(6)
            if kind < 4:
                out.append(put(self.random.choice(self.registers), self.value(known)))
            elif kind == 4:
                out.append(If(op("lt", self.random.choice(known), 3), self.body(known, depth), self.body(known, depth)))
            elif depth:
                counter = i64("i")
                start, stop = self.random.choice([(0, 6), (2, 5), (5, -2), (3, 3)])
                step = -1 if start > stop else 1
                out.append(
                    For(counter, const(start, "i64"), const(stop, "i64"), self.body([*known, counter], depth - 1), step)
                )
        return out

    def procedure(self):
        start = [put(r, self.random.choice([0, 1, -4, 9])) for r in self.registers]
        counter = i64("i")
        body = [For(counter, const(0, "i64"), const(7, "i64"), self.body([*self.registers, counter], 1))]
        return Procedure("loops", (n,), tuple(self.registers), [*start, *body])


@pytest.mark.parametrize("seed", range(150))
def test_random_loops(seed):
    procedure = Loops(seed).procedure()
    found = interpret(procedure, [0])
    assert interpret(with_differences(procedure), [0]) == found
    ranges = Ranges(procedure)
    for r, value in zip(procedure.results, found, strict=True):
        within = ranges.of(reg(r))
        assert within is not None and within.lo <= value <= within.hi


def test_what_wraps_around_may_be_anything():
    x = i64("x")
    body = [put(x, 1), For(i64("i"), const(0, "i64"), reg(n), [put(x, mul(x, 3))])]
    within = Ranges(Procedure("powers", (n,), (x,), body)).of(Expr("reg", "i64", (), x))
    assert within == (-(2**63), 2**63 - 1)

"""Gradients of random procedures: loops, branches, jumps, stores, pointers that swap, memory of their own."""

import random

import numpy as np
import pytest

from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Break, Continue, If, Procedure, Release, Retain, Return, While

from .building import add, at, call, ex, f64, i64, loop, mul, op, ptr, put, store, sub
from .gradients import check_gradient

SIZE = 5
FLOATS = [f64(name) for name in "abcd"]
INTEGERS = [i64(name) for name in ("k", "l")]
POINTERS = [ptr(name) for name in ("x", "y", "p")]


class Generator:
    """Values stay small: products are of sines."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.counters = []

    def index(self):
        choices = [*INTEGERS, *self.counters * 2]
        r = self.random.choice(choices)
        return op("rem", op("abs", add(mul(r, self.random.randrange(1, 4)), self.random.randrange(SIZE))), SIZE)

    def leaf(self):
        kind = self.random.randrange(5)
        if kind < 2:
            return ex(self.random.choice(FLOATS))
        if kind < 4:
            return at(self.random.choice(POINTERS), self.index())
        return ex(round(self.random.uniform(-1, 1), 2))

    def expression(self, depth=2):
        if depth == 0 or self.random.random() < 0.2:
            return self.leaf()
        x, y = self.expression(depth - 1), self.expression(depth - 1)
        kind = self.random.randrange(8)
        if kind == 0:
            return add(mul(x, 0.6), mul(y, 0.3))
        if kind == 1:
            return sub(x, mul(y, 0.5))
        if kind == 2:
            return mul(call("sin", x), y)
        if kind == 3:
            return op("div", x, add(mul(y, y), 1.5))
        if kind == 4:
            return op(self.random.choice(["min", "max"]), x, y)
        if kind == 5:
            return op("select", op("lt", x, y), mul(x, x, 0.3), y)
        if kind == 6:
            return op("product", call("cos", x), call("sin", x))
        return call(self.random.choice(["tanh", "sin", "arctan"]), x)

    def condition(self):
        if self.random.random() < 0.5:
            return op("lt", self.leaf(), self.leaf())
        return op("eq", op("rem", self.random.choice([*INTEGERS, *self.counters]), 2), self.random.randrange(2))

    def statement(self, depth):
        kind = self.random.randrange(16 if depth else 7)
        if kind < 3:
            return [put(self.random.choice(FLOATS), self.expression())]
        if kind < 5:
            return [store(self.random.choice(POINTERS), self.index(), self.expression())]
        if kind == 5:
            k, other = self.random.choice(INTEGERS), self.random.choice([*INTEGERS, *self.counters])
            return [put(k, op("rem", add(mul(k, 3), other, 1), 7))]
        if kind == 6:
            p, q = self.random.sample(POINTERS, 2)
            spare = ptr("spare")
            return [put(spare, p), put(p, q), put(q, spare)] if self.random.random() < 0.6 else [put(p, q)]
        if kind < 9:
            return [If(self.condition(), self.body(depth - 1), self.body(depth - 1))]
        if kind < 11:
            return self.counted(depth)
        if kind == 11:
            turns = i64("turns")
            leave = If(op("ge", turns, self.random.randrange(4)), [Break()])
            self.counters.append(turns)
            body = self.body(depth - 1, True)
            self.counters.pop()
            return [put(turns, 0), While([leave, put(turns, add(turns, 1)), *body])]
        if kind < 14:
            return self.new_memory()
        if kind == 14:
            counter, s = i64("i"), self.random.choice(FLOATS)
            term = mul(at(self.random.choice(POINTERS), counter), at(self.random.choice(POINTERS), 0), 0.2)
            return [loop(counter, 0, SIZE, [put(s, add(s, term, free=True))], parallel=True)]
        return [put(self.random.choice(FLOATS), self.leaf())]

    def counted(self, depth):
        counter = i64("i")
        start, stop, step = self.random.choice([(0, 3, 1), (4, 0, -2), (0, 5, 2), (2, 2, 1), (3, -1, -1)])
        self.counters.append(counter)
        body = self.body(depth - 1, True)
        self.counters.pop()
        return [loop(counter, start, stop, body, step)]

    def new_memory(self):
        """A parallel loop that fills memory of its own, which a pointer then takes."""
        new, counter, t = ptr("new"), i64("i"), f64("t")
        self.counters.append(counter)
        first, second, third = self.expression(), self.leaf(), self.expression(1)
        self.counters.pop()
        moving = mul(at(self.random.choice(POINTERS), counter), t)
        body = [put(t, first)]
        if self.random.random() < 0.5:
            body.append(If(op("gt", t, second), [put(t, mul(t, 0.4, t))]))
        body.append(store(new, counter, add(mul(moving, 0.4), mul(t, third, 0.3))))
        if self.random.random() < 0.4:
            body += [put(t, mul(t, 0.7, at(new, counter))), store(new, counter, call("sin", mul(t, t)))]
        return [
            Alloc(new, ex(SIZE), "f64", self.random.random() < 0.5),
            loop(counter, 0, SIZE, body, parallel=True),
            put(self.random.choice(POINTERS), new),
        ]

    def body(self, depth, in_loop=False):
        out = []
        for _ in range(self.random.randrange(1, 4)):
            out += self.statement(depth)
        if self.random.random() < 0.15:
            out.append(self.random.choice([Break(), Continue(), Return()]) if in_loop else Return())
        return out

    def procedure(self):
        x, y, p = POINTERS
        body = [put(p, x), *[s for _ in range(4) for s in self.statement(3)]]
        if self.random.random() < 0.5:
            body += [Alloc(p, ex(SIZE), "f64", True), Retain(p), Release(p), store(p, 1, self.expression())]
        results = self.random.sample([*FLOATS, *POINTERS], 3)
        return Procedure("f", [x, y, *FLOATS, *INTEGERS], results, body)


@pytest.mark.parametrize("seed", range(200))
def test_random_gradients(seed):
    procedure = Generator(seed).procedure()
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    assert interpret(procedure, [x.copy() if isinstance(x, np.ndarray) else x for x in inputs]) is not None
    active = sorted(random.Random(seed).sample(range(6), 3))
    check_gradient(procedure, inputs, active, tolerance=2e-5, seed=seed)

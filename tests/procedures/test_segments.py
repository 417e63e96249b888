"""Gradients whose loops run turns again: the same numbers as with one tape, in less memory."""

import numpy as np
import pytest

import numorph

pytest.importorskip("llvmlite")
from numorph.frontend.compiled import BAILED
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments
from numorph.frontend.values import Unsupported
from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, Procedure, Release
from numorph.procedures.reverse import whole_gradient
from numorph.runtime import tiers
from numorph.runtime.procedure_memory import TOO_LONG

from .building import add, at, call, ex, f64, i64, loop, mul, ptr, put, store
from .test_reverse_random import FLOATS, INTEGERS, POINTERS, SIZE, Generator


def two_buffers(u, r, n):
    new = u.copy()
    u = u.copy()
    for _ in range(n):
        new[1:-1] = u[1:-1] + r * (u[2:] - 2.0 * u[1:-1] + u[:-2]) * u[1:-1]
        u, new = new, u
    return np.sum(u * u) + new[2]


def in_place(u, r, n):
    u = u.copy()
    total = 0.0
    for i in range(n):
        around = u[2:] + u[:-2]
        u[1:-1] += r * np.sin(around - 2.0 * u[1:-1])
        total += u[i % len(u)] * 0.1
    return total + np.sum(u * u)


def numbers(u, r, n):
    x, v = u[0], r
    for i in range(n):
        x, v = x + 0.01 * v, v - 0.01 * np.sin(x) * u[1]
        if i % 3 == 0:
            v = v * 0.999
    return x * v


def by_twos_down(u, r, n):
    u = u.copy()
    for i in range(n, -n, -2):
        u[i % len(u)] = u[(i + 1) % len(u)] * r + np.cos(u[i % len(u)])
        for k in range(i % 4):
            u[k] = u[k] * u[k + 1] * 0.5
    return np.sum(u)


def branches(u, r, n):
    u = u.copy()
    kept = np.zeros_like(u)
    for i in range(n):
        if u[i % len(u)] > 0.7:
            change = u * r
            u -= 0.1 * change * change
        else:
            kept[:] = u
            while kept[0] > 0.1:
                kept *= 0.7
            u += 0.01 * kept
    return np.sum(u * kept)


def grows(u, r, n):
    a = np.zeros((n, n))
    for i in range(n):
        a[i, : i + 1] = u[i % len(u)] * r + np.sin(a[i - 1, : i + 1])
    return np.sum(a * a)


def products(u, r, n):
    a = np.outer(u, u)
    b = a.copy()
    for _ in range(n):
        b[:] = b + 0.01 * np.tanh(a @ b)
    return np.sum(b * b) * r


def two_loops(u, r, n):
    u = u.copy()
    w = np.ones_like(u)
    for _ in range(n):
        u *= 0.99 + 0.001 * u
    if r > 0.0:
        for _ in range(n // 2):
            w = w * r
            u += 0.01 * np.sin(u)
    w = u * w
    u[:] = 0.5
    return np.sum(w)


U = np.linspace(0.4, 1.3, 9)
CASES = [
    (two_buffers, 40),
    (in_place, 40),
    (numbers, 60),
    (by_twos_down, 31),
    (branches, 30),
    (grows, 24),
    (products, 20),
    (two_loops, 30),
]
NAMES = [f.__name__ for f, _ in CASES]


def epochs(u, r, n):
    u = u.copy()
    total = 0.0
    for epoch in range(3):
        before = u[::-1] * 0.5
        for i in range(n + epoch):
            change = r * np.sin(u[2:] - 2.0 * u[1:-1] + u[:-2])
            u[1:-1] += change * before[1:-1]
            total += u[i % len(u)] * 0.1
        for k in range(epoch):
            u[k] *= u[k + 1]
        u *= 0.9
    return total * total + np.sum(u * u)


def only_inside(u, r, n):
    u = u.copy()
    w = np.ones_like(u)
    for _ in range(3):
        w = w * r + u  # memory that a turn leaves for the next
        for _ in range(n):
            u += 0.01 * np.sin(u) * r
            if u[0] > 0.7:
                u[0] *= 0.9
        u[1:] = u[:-1] * w[1:]
    return np.sum(u * w)


def in_a_while(u, r, n):
    u = u.copy()
    k = 0
    while k < 3:
        for i in range(n):
            u[i % len(u)] = u[(i + 1) % len(u)] * r + np.cos(u[i % len(u)])
            u *= 0.99
        k += 1
    return np.sum(u)


def gradient_of(f, in_segments, u=U):
    made = CompiledGradient(f, Gradient(f, (0, 1), False, True), lambda x: x)
    arguments = made.arguments(parameters := made.parameters((u, 0.3, 3), {}))
    return made.in_segments(parameters, arguments) if in_segments else made.translated(parameters, arguments)


def called(variant, u, n):
    parameters = {"u": u, "r": 0.3, "n": n}
    found = variant(Arguments(parameters, frozenset(), frozenset()))
    return None if found is BAILED else [np.asarray(found[0]), *[np.asarray(x) for x in found[1]]]


def inputs_of(translation, n):
    leaves = (U, 0.3, n)
    made = {"data": lambda k: U.copy(), "leaf": lambda k: leaves[k], "size": lambda k: len(U)}
    return [made[what](k) for what, k, _ in translation.sources]


@pytest.mark.parametrize("f, n", CASES, ids=NAMES)
def test_interpreted(f, n):
    one, some = [gradient_of(f, x).translation for x in (False, True)]
    check(some.procedure)
    for turns, budgets in ((0, [400]), (1, [400]), (4 if f is products else n // 3, [1 << 40, 2000, 400])):
        expected = interpret(one.procedure, inputs_of(one, turns))
        for budget in budgets:
            tape: list = []
            found = interpret(some.procedure, inputs_of(some, turns), tape, budget)
            assert tape == []
            for x, y in zip(found, expected, strict=True):
                np.testing.assert_array_equal(x, y)


class Turns(Generator):
    """A loop over two arrays, with pointers that swap, and memory that a turn makes and gives back."""

    bounds, length = ((0, 13, 1), (20, -3, -2), (3, 15, 1), (0, 5, 3)), 5

    def turns(self, inside=()):
        counter = i64("turn")
        self.counters.append(counter)
        start, stop, step = self.random.choice(self.bounds)
        statements = [s for _ in range(self.length) for s in self.statement(2)]
        statements[2:2] = inside
        self.counters.pop()
        return [loop(counter, start, stop, statements, step)]

    def new_memory(self):
        out = super().new_memory()[:-1]
        new = out[0].reg
        return [*out, put(self.random.choice(FLOATS), mul(at(new, self.index()), 0.5)), Release(new)]

    def procedure(self):
        x, y, p = POINTERS
        result = f64("result")
        given, body = [ptr("given_x"), ptr("given_y")], [put(result, 0.0)]
        for own, r in zip((x, y), given, strict=True):
            i = i64("i")
            body += [Alloc(own, ex(SIZE), "f64"), loop(i, 0, SIZE, [store(own, i, at(r, i))], parallel=True)]
        body += [put(p, x), *self.statement(1)]
        body += [*self.turns(), *self.statement(1), *self.statement(1)]
        parts = [*FLOATS, *[at(r, k) for k, r in enumerate(POINTERS)], at(x, 4), at(y, 0)]
        body.append(put(result, add(*[call("sin", mul(part, 0.9)) for part in parts])))
        return Procedure("f", [*given, *FLOATS, *INTEGERS], [result], body)


class TurnsInTurns(Turns):
    """Such a loop in another."""

    bounds, length = ((0, 3, 1), (4, -3, -2), (3, 5, 1), (0, 5, 3)), 3

    def turns(self, inside=()):
        return super().turns(inside) if inside else super().turns(super().turns())


@pytest.mark.parametrize("seed", [1, 4, 6, 9, 11, 15, 237, 309])
def test_random_loops(seed):
    agrees_in_segments(Turns(seed).procedure(), seed, 0)


@pytest.mark.parametrize("seed", [0, 6, 14, 20])
def test_random_loops_in_loops(seed):
    agrees_in_segments(TurnsInTurns(seed).procedure(), seed, 1)


def agrees_in_segments(procedure, seed, depth):
    rng = np.random.default_rng(seed)
    inputs = [*rng.uniform(-1, 1, (2, SIZE)), *rng.uniform(-1, 1, len(FLOATS)), 1, 2]
    counts = {0: ex(SIZE), 1: ex(SIZE)}
    one = whole_gradient(procedure, 0, range(6), counts).procedure
    some = whole_gradient(procedure, 0, range(6), counts, depth).procedure
    check(some)
    expected = interpret(one, inputs)
    for budget in (2000, 700):
        tape: list = []
        found = interpret(some, inputs, tape, budget)
        assert tape == []
        for x, y in zip(found, expected, strict=True):
            np.testing.assert_array_equal(x, y)


@pytest.mark.parametrize("f, n", CASES, ids=NAMES)
def test_native(f, n):
    u, n = np.linspace(0.4, 1.3, 61), n * (100 if f is numbers else 5)
    one, some = gradient_of(f, False, u), gradient_of(f, True, u)
    expected = called(one, u, n)
    assert expected is not None
    ran = []
    for budget in [1 << 30, *[int(2.0**k) for k in np.arange(21, 12, -0.5)]]:
        with numorph.config.set(tape_budget=budget):
            found, with_one = called(some, u, n), called(one, u, n)
        if found is None:
            assert some.code.last_bail == TOO_LONG
            continue
        ran.append(with_one is None)
        for x, y in zip(found, expected, strict=True):
            np.testing.assert_allclose(x, y, rtol=1e-12)  # vectors of other lengths add up in another order
    assert any(ran) or f in (grows, two_loops)  # where one tape is too long; most of the memory of those is no tape


@pytest.mark.parametrize("f, least", [(two_buffers, 7), (in_place, 9)])
def test_any_budget_that_holds_some_states(f, least):
    """least: in arrays; the loop changes one or two of them, a turn leaves two, and a gradient has four at least."""
    u = np.linspace(0.4, 1.3, 1000)
    some = gradient_of(f, True, u)
    for n in (1, 2, 3, 7, 30, 200):
        expected = called(some, u, n)
        for eighths in (*range(8 * least, 8 * least + 24, 2), *range(8 * least + 24, 1000, 29)):
            with numorph.config.set(tape_budget=eighths * u.nbytes // 8):
                found = called(some, u, n)
            assert found is not None, (n, eighths / 8, some.code.last_bail)
            for x, y in zip(found, expected, strict=True):
                np.testing.assert_array_equal(x, y)


def test_turns_that_leave_more_and_more():
    """What is known of the first turns says little of the last ones."""

    def f(u, r, n):
        u = u.copy()
        for i in range(n):
            for k in range(i * i // 8):
                u[k % len(u)] = np.sin(u[(k + i) % len(u)] * r)
        return np.sum(u)

    some = gradient_of(f, True)
    expected = called(some, U, 100)
    for budget in (30_000, 100_000, 150_000, 260_000, 300_000, 1_000_000):  # the last turn leaves 10 kB, all 330 kB
        with numorph.config.set(tape_budget=budget):
            found = called(some, U, 100)
        assert found is not None, (budget, some.code.last_bail)
        for x, y in zip(found, expected, strict=True):
            np.testing.assert_array_equal(x, y)


@pytest.mark.parametrize("f, depth, n", [(epochs, 1, 150), (only_inside, 0, 150), (in_a_while, 0, 6000)])
def test_loops_in_others(f, depth, n):
    made = CompiledGradient(f, Gradient(f, (0, 1), False, True), lambda x: x)
    given = made.arguments(parameters := made.parameters((U, 0.3, 20), {}))
    one, some = made.translated(parameters, given), made.in_segments(parameters, given, depth)
    check(some.translation.procedure)
    expected = interpret(one.translation.procedure, inputs_of(one.translation, 4))
    for budget in (1 << 40, 2000, 100):
        tape: list = []
        found = interpret(some.translation.procedure, inputs_of(some.translation, 4), tape, budget)
        assert tape == []
        for x, y in zip(found, expected, strict=True):
            np.testing.assert_array_equal(x, y)
    u = np.linspace(0.4, 1.3, 200)
    expected, ran = called(some, u, n), []
    for budget in [int(2.0**k) for k in np.arange(21, 12, -0.5)]:
        with numorph.config.set(tape_budget=budget):
            found, with_one = called(some, u, n), called(one, u, n)
        ran.append((found is not None, with_one is not None))
        if found is not None:
            for x, y in zip(found, expected, strict=True):
                np.testing.assert_array_equal(x, y)
    with_some, with_one = [sum([x[k] for x in ran]) for k in (0, 1)]
    assert with_some >= with_one + 4  # in a quarter of the memory
    for x, y in zip(called(one, u, n), expected, strict=True):
        np.testing.assert_allclose(x, y, rtol=1e-12)


def test_no_loops_in_others():
    with pytest.raises(Unsupported, match="no loop whose turns could be run again in another"):
        made = CompiledGradient(numbers, Gradient(numbers, (0, 1), False, True), lambda x: x)
        parameters = made.parameters((U, 0.3, 3), {})
        made.in_segments(parameters, made.arguments(parameters), 1)


def test_a_turn_that_is_too_long_has_its_loops_divided():
    def f(u, r, n):
        return epochs(u, r, n)

    u = np.linspace(0.4, 1.3, 200)
    gradient = numorph.jit(numorph.grad(f, argnums=(0, 1)))
    gradient._procedural.waits = True
    expected = gradient(u, 0.3, 150)
    with numorph.config.set(tape_budget=1 << 17):  # a turn of the outer loop leaves more than twice that
        for _ in range(2):
            for x, y in zip(gradient(u, 0.3, 150), expected, strict=True):
                np.testing.assert_allclose(x, y, rtol=1e-12)
    (way,) = gradient._procedural.ways.values()
    assert way.bails == 0


def test_memory_that_a_turn_leaves_for_the_next():
    def f(u, r, n):
        for _ in range(n):
            u = u + r * np.sin(u)
        return np.sum(u)

    with pytest.raises(Unsupported, match="no loop whose turns could be run again"):
        gradient_of(f, True)


def test_a_jitted_gradient_that_outgrows_its_tape():
    def f(u, r, n):
        return in_place(u, r, n)

    u = np.linspace(0.4, 1.3, 500)
    gradient = numorph.jit(numorph.grad(f, argnums=(0, 1)))
    gradient._procedural.waits = True
    expected = gradient(u, 0.3, 200)
    (way,) = gradient._procedural.ways.values()
    first = way.variant
    with numorph.config.set(tape_budget=1 << 17):
        for _ in range(3):
            for x, y in zip(gradient(u, 0.3, 200), expected, strict=True):  # natively from the first call on
                np.testing.assert_allclose(x, y, rtol=1e-12)
            assert way.bails == 0
            assert way.variant is not first
        tiers.wait()  # for better code
        for _ in range(3):
            for x, y in zip(gradient(u, 0.3, 200), expected, strict=True):
                np.testing.assert_allclose(x, y, rtol=1e-12)
    assert way.bails == 0
    for x, y in zip(gradient(u, 0.3, 200), expected, strict=True):
        np.testing.assert_allclose(x, y, rtol=1e-12)


def test_a_gradient_whose_tape_was_short_at_first():
    """The native call path meets the budget: that call, too, has its tape in parts."""

    def f(u, r, n):
        return in_place(u, r, n)

    u = np.linspace(0.4, 1.3, 500)
    gradient = numorph.jit(numorph.grad(f, argnums=(0, 1)))
    gradient._procedural.waits = True
    expected = gradient(u, 0.3, 200)
    with numorph.config.set(tape_budget=1 << 17):
        for _ in range(8):
            gradient(u, 0.3, 3)
        (way,) = gradient._procedural.ways.values()
        first = way.variant
        for x, y in zip(gradient(u, 0.3, 200), expected, strict=True):
            np.testing.assert_allclose(x, y, rtol=1e-12)
        assert way.bails == 0
        assert way.variant is not first


def test_the_first_call_keeps_within_the_budget_too():
    """In plain Python, a gradient would keep a new array for each array statement."""

    def f(u, r, n):
        return two_buffers(u, r, n)

    u = np.linspace(0.4, 1.3, 500)
    calls = []
    for budget in (1 << 28, 1 << 17):
        gradient = numorph.jit(numorph.grad(f, argnums=(0, 1)))
        with numorph.config.set(tape_budget=budget):
            calls.append(gradient(u, 0.3, 50))
        (way,) = gradient._procedural.ways.values()
        assert way.calls == (1 if budget == 1 << 17 else 0)
    for x, y in zip(*calls, strict=True):
        np.testing.assert_allclose(x, y, rtol=1e-10)

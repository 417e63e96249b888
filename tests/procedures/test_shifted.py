"""Loops over elements and over their neighbours: one loop, and what is left over at the ends; the same results."""

import itertools

import numpy as np
import pytest

import numorph as nm
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.keys import Arguments
from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import For, Procedure, statements
from numorph.procedures.shifted import shifted
from numorph.procedures.time_blocks import Sizes, in_time_blocks

from .building import add, at, f64, i64, loop, mul, op, ptr, put, store, sub

a, b, c, n, i, j, k = ptr("a"), ptr("b"), ptr("c"), i64("n"), i64("i"), i64("j"), i64("k")
ROOM = 4  # elements beside the n + ROOM that loops touch


def over(counter, start, stop, *body):
    return loop(counter, start, stop, list(body), parallel=True)


def loops(*body):
    """How many parallel loops there are in the same procedure with fewer, which gives the same."""
    procedure = Procedure("f", [a, b, c, n], [], list(body))
    made = shifted(procedure)
    check(made)
    for size in (0, 1, 2, 3, 4, 5, 9):
        memory = [[x.copy() for x in np.random.default_rng(size).normal(size=(3, size + 2 * ROOM))] for _ in range(2)]
        for p, given in zip((procedure, made), memory, strict=True):
            interpret(p, [*given, size])
        np.testing.assert_array_equal(*memory)
    return count(made)


@pytest.mark.parametrize("shift, more, start", [*itertools.product(range(-2, 3), range(-2, 3), range(3))])
def test_neighbours(shift, more, start):
    first = over(i, 2, add(n, 2), store(a, i, add(at(b, i), at(b, add(i, 1)))))
    second = over(j, 2 + start, add(n, 2 + more), store(c, add(j, shift), mul(at(a, add(j, shift)), 2.0)))
    assert loops(first, second) == 1
    assert loops(over(i, 2, op("max", n, 0), *first.body), over(j, 2, op("max", add(n, more), 0), *second.body)) == 1


def test_one_distance():
    first = over(i, 0, n, store(a, i, mul(at(b, i), at(b, i))))
    for shift in (-2, -1, 0, 1, 2):
        second = over(j, 2, n, store(c, j, add(at(a, add(j, shift)), 1.0)))
        assert loops(first, second) == 1
    assert loops(first, over(j, 2, n, store(c, j, add(at(a, add(j, 3)), 1.0)))) == 2


def test_several_distances_stay():
    first = over(i, 0, n, store(a, i, mul(at(b, i), at(b, i))))
    second = over(j, 1, n, store(c, j, add(at(a, j), at(a, sub(j, 1)))))
    assert loops(first, second) == 2
    assert loops(over(i, 0, n, store(a, i, 1.0)), over(j, 0, n, store(a, mul(j, 2), 2.0))) == 2
    assert loops(over(i, 0, n, store(a, i, 1.0)), over(j, 0, n, store(b, j, 2.0))) == 2  # nothing is shared


def test_what_stands_between():
    first = over(i, 0, n, store(a, i, mul(at(b, i), 2.0)))
    second = over(j, 0, add(n, 1), store(a, j, add(at(a, j), at(b, j))))
    beside = over(k, 0, n, store(c, k, 3.0))
    assert loops(first, beside, second) == 2
    assert loops(first, over(k, 0, n, store(b, k, 3.0)), second) == 1
    assert loops(first, loop(k, 0, n, [store(b, k, 3.0)]), second) == 2
    assert loops(first, over(k, 0, n, store(c, mul(k, 1), at(b, 0)), store(a, k, 1.0)), second) == 1
    third = over(k, 0, n, store(c, k, at(a, add(k, 1))))
    assert loops(first, second, third) == 1


def test_sums_stay():
    total = f64("total")
    first = over(i, 0, n, store(a, i, mul(at(b, i), 2.0)))
    second = over(j, 0, sub(n, 1), put(total, add(total, at(a, j), free=True)))
    procedure = Procedure("f", [a, b, n], [total], [put(total, 0.0), first, second])
    assert len(list(statements(shifted(procedure).body))) == len(list(statements(procedure.body)))


def descent(x, rate, steps):
    gradient = np.zeros_like(x)
    for _ in range(steps):
        miss = x[1:] - x[:-1] ** 2
        gradient[:] = 0.0
        gradient[:-1] -= 4.0 * x[:-1] * miss + 2.0 * (1.0 - x[:-1])
        gradient[1:] += 2.0 * miss
        x -= rate * gradient
    return gradient


def smoothed(x, rate, steps):
    y = np.zeros_like(x)
    for _ in range(steps):
        y[1:-1] = x[1:-1] + rate * (x[2:] - 2.0 * x[1:-1] + x[:-2])
        x[1:-1] = y[1:-1] * 0.5
        y[:-1] += x[1:]
        y[1:] -= rate
    return y


def waves(x, rate, steps):
    y, z = x.copy(), np.zeros_like(x)
    for _ in range(steps):
        z[:-1] += rate * (y[1:] - y[:-1])
        y[1:-1] += rate * (z[1:-1] - z[:-2])
        z[0] = y[0]
        z[1:] *= 0.9
    return y, z


@pytest.mark.parametrize("f, fewer", [(descent, 3), (smoothed, 1), (waves, 0)])
@pytest.mark.parametrize("threads", [1, 2])
def test_as_plain_python(f, fewer, threads):
    rng = np.random.default_rng(0)
    compiled = CompiledFunction(f)
    with nm.threads(threads):
        for size in (2, 3, 4, 5, 17, 60_000):
            mine = rng.normal(size=size)
            theirs = mine.copy()
            parameters = compiled.parameters((mine, 0.01, 3), {})
            variant = compiled.translated(parameters, Arguments(parameters))
            variant.make(best=True)
            if threads > 1:
                variant.code.share()
            found, expected = variant(Arguments(parameters)), f(theirs, 0.01, 3)
            for x, y in zip([mine, *np.atleast_2d(found)], [theirs, *np.atleast_2d(expected)], strict=True):
                np.testing.assert_array_equal(x, y)
    for made in (variant.code.simplified, in_time_blocks(variant.code.simplified, Sizes())):
        assert count(made) - count(shifted(made)) == fewer


def count(procedure):
    """How many loops over arrays there are."""
    return len([s for s in statements(procedure.body) if isinstance(s, For) and s.parallel])

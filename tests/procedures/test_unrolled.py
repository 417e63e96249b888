"""Loops of a few turns in other loops: their turns one after the other, and so reversed with the loop around."""

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.ir import Bail, For, If, Procedure, statements
from numorph.procedures.unrolled import unrolled

from .building import add, at, call, f64, i64, loop, mul, op, ptr, put, store
from .gradients import check_gradient, outcome

x, y, n, m, i, j, k, a, s, t = (
    ptr("x"),
    ptr("y"),
    i64("n"),
    i64("m"),
    i64("i"),
    i64("j"),
    i64("k"),
    f64("a"),
    f64("s"),
    f64("t"),
)


def loops(body):
    return [q.counter for q in statements(body) if isinstance(q, For)]


def test_a_filter_is_reversed_along_its_elements():
    """The loop of the coefficients is gone: each of these gets a sum, and elements what the turns around them add."""
    inner = [If(op("ge", k, m), [Bail("out of bounds")]), put(s, add(s, mul(at(y, k), at(x, add(i, k)))))]
    body = [loop(i, 0, n, [put(s, 0.0), loop(k, 0, 3, inner), store(x, add(i, n, 2), call("sin", s))])]
    procedure = Procedure("f", [x, y, n, m], [], body)
    for count in (1, 2, 5):
        pair = check_gradient(
            procedure, [np.linspace(0.5, 1.5, 2 * count + 2), np.array([0.3, -0.8, 0.6]), count, 3], [0, 1]
        )
    assert k not in loops(pair.forward.body) and k not in loops(pair.backward.body)


@pytest.mark.parametrize("start, stop, step", [(0, 3, 1), (3, -1, -1), (1, 5, 2), (2, 2, 1)])
def test_turns(start, stop, step):
    inner = loop(k, start, stop, [put(t, mul(t, at(x, k))), store(x, k, add(t, op("convert", k, dtype="f64")))], step)
    procedure = Procedure("f", [x, n, t], [t], [loop(i, 0, n, [inner])])
    found = unrolled(procedure)
    assert loops(found.body) == [i]
    inputs = [np.linspace(0.5, 1.5, 5), 2, 1.1]
    for one, other in zip(outcome(procedure, inputs)[0], outcome(found, inputs)[0], strict=True):
        np.testing.assert_array_equal(one, other)
    check_gradient(procedure, inputs, [0, 2])


def test_what_stays():
    """Long loops, those whose bounds come with the call, and those that no loop is around."""
    once = [store(x, k, mul(at(x, k), a))]
    for stay in (loop(k, 0, 9, once), loop(k, 0, n, once), loop(k, 0, 2, [loop(j, 0, n, once)])):
        assert k in loops(unrolled(Procedure("f", [x, n, a], [], [loop(i, 0, n, [stay])])).body)
    assert loops(unrolled(Procedure("f", [x, n, a], [], [loop(k, 0, 2, once)])).body) == [k]


def blur(image, kernel):
    rows, columns = image.shape
    out = image.copy()
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            total = 0.0
            for k in range(3):
                for m in range(3):
                    total += kernel[k, m] * image[i + k - 1, j + m - 1]
            out[i, j] = total * total
    return np.sum(out * out)


@pytest.mark.parametrize("shape", [(2, 5), (3, 3), (4, 3), (3, 4), (4, 5), (7, 9)])
def test_blur(shape):
    rng = np.random.default_rng(0)
    given, ways = (rng.random(shape), rng.random((3, 3))), (rng.random(shape), rng.random((3, 3)))
    gradient = nm.jit(nm.grad(blur, argnums=(0, 1)))
    gradient._procedural.waits = True
    found = sum([np.sum(g * way) for g, way in zip(gradient(*given), ways, strict=True)])
    ahead, behind = [blur(*[x + step * way for x, way in zip(given, ways, strict=True)]) for step in (1e-5, -1e-5)]
    assert np.isclose(found, (ahead - behind) / 2e-5, rtol=1e-7)


def test_a_filter_that_is_too_small():
    gradient = nm.jit(nm.grad(blur))
    gradient._procedural.waits = True
    with pytest.raises(IndexError):
        gradient(np.ones((4, 4)), np.ones((3, 2)))

"""Both sweeps of loops whose turns are independent, in step: what they give turn by turn, to the last bit."""

import itertools
import threading

import numpy as np
import pytest

from numorph.codegen import procedure_turns_in_step
from numorph.codegen.procedure_chosen_way import ChosenWays
from numorph.codegen.procedure_ways import ALONE, IN_STEP
from numorph.frontend.compiled import BAILED
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments
from tests.frontend.test_turns_in_step_random import arguments, summed

RNG = np.random.default_rng(0)
N = 75  # some vectors, and a rest
X, Y = RNG.uniform(0.0, 6.0, N), RNG.uniform(0.0, 0.7, N)
A, K = RNG.uniform(0.5, 2.0, (N, 3)), RNG.integers(0, 6, N)


@pytest.fixture
def ways(monkeypatch):
    """A function that says which way loops go from now on, and gives how many loops were asked."""
    used = []

    def choose(way):
        used.clear()

        def ask(self, state):
            if threading.current_thread() is threading.main_thread():  # not for code of tests before
                used.append(state)
            return self._code.w.constant(way, "i64")

        monkeypatch.setattr(ChosenWays, "ask", ask)
        return used

    monkeypatch.setattr(procedure_turns_in_step, "may_pay", lambda turns: True)
    return choose


def compiled(f, args, positions):
    function = CompiledGradient(f, Gradient(f, positions, False, True), lambda g: g)
    parameters = function.parameters(args, {})
    variant = function.translated(parameters, Arguments(parameters))
    variant.make(best=True)
    return lambda *given: variant(Arguments(function.parameters(given, {})))


def check(f, *args, positions, ways, loops=1):
    results = []
    for way in (ALONE, IN_STEP):
        used = ways(way)
        results.append(compiled(f, args, positions)(*args))
        assert len(used) == loops
        assert results[-1] is not BAILED
    for one, other in zip(*[[r[0], *r[1]] for r in results], strict=True):
        np.testing.assert_array_equal(one, other)
    return results[0]


def slopes(f, args, positions):
    """The central difference of a function along the direction in which all its floats grow alike."""
    ends = []
    for step in (1e-6, -1e-6):
        moved = [a + step if i in positions else a for i, a in enumerate(args)]
        ends.append(f(*moved))
    return (ends[0] - ends[1]) / 2e-6


def kepler(m, e, tol):
    result = np.zeros(len(m))
    for i in range(len(m)):
        x = m[i] + e[i] * np.sin(m[i])
        step = 1.0
        while abs(step) > tol:
            step = (x - e[i] * np.sin(x) - m[i]) / (1.0 - e[i] * np.cos(x))
            x -= step
        result[i] = x
    return np.sum(result * result)


def halvings(x, k):
    """Nested loops, branches, and a number of turns that hangs on the element."""
    y = np.zeros(len(x))
    for i in range(len(x)):
        v = x[i]
        for j in range(k[i]):
            w = v
            while w > 0.5:
                w = w * w * 0.1
                if j % 2 == 0:
                    v = v * np.sin(w)
                    w = w * 0.5
                else:
                    v = v + w * v
            v = v * w + 0.25
        y[i] = v
    return np.sum(y)


def rows(a, k):
    """Elements in place, several for each turn."""
    b = a.copy()
    for i in range(b.shape[0]):
        for j in range(k[i]):
            t = b[i, 0] * b[i, 1]
            while abs(t) > 0.01:
                b[i, 1] = np.cos(t) * b[i, 2]
                t = t * 0.2
            b[i, 0] += 0.5 * j * b[i, 1]
    return np.sum(b)


def several(x, k, n):
    """The same loop again and again, so that the tape has blocks of several of them."""
    y = x.copy()
    for _ in range(n):
        for i in range(len(y)):
            v = y[i]
            while v > 0.5:
                v = v * np.sin(v) * 0.5
            y[i] = v * k[i]
    return np.sum(y * x)


def scaled(x, k, scale):
    """A number whose cotangent all turns add to."""
    y = np.zeros(len(x))
    for i in range(len(x)):
        v = x[i] * scale
        while v > 0.5:
            v = v * np.sin(v) * 0.5
        y[i] = v * k[i]
    return np.sum(y)


def test_shared_numbers(ways):
    check(scaled, X, K, 1.25, positions=(0, 2), ways=ways)


def test_newton(ways):
    value, gradients = check(kepler, X, Y, 1e-10, positions=(0, 1), ways=ways)
    assert value == pytest.approx(kepler(X, Y, 1e-10))
    assert np.sum(gradients) == pytest.approx(slopes(kepler, (X, Y, 1e-10), (0, 1)), rel=1e-6)


@pytest.mark.parametrize("f, args", [(halvings, (X, K)), (rows, (A, K)), (several, (X, K, 3))])
def test_gradients(f, args, ways):
    value, gradients = check(f, *args, positions=(0,), ways=ways)
    assert value == pytest.approx(f(*args))
    assert np.sum(gradients) == pytest.approx(slopes(f, args, (0,)), rel=1e-6)


@pytest.mark.parametrize("n", [0, 1, 15, 16, 17, 33])
def test_rests(n, ways):
    check(halvings, X[:n], K[:n], positions=(0,), ways=ways)


def test_both_ways_in_one_call(ways, monkeypatch):
    """As when they are tried: some blocks in step, others alone."""
    ways(ALONE)
    wanted = compiled(kepler, (X, Y, 1e-10), (0, 1))(X, Y, 1e-10)
    monkeypatch.undo()
    function = compiled(kepler, (X, Y, 1e-10), (0, 1))
    many = [np.tile(a, 40) for a in (X, Y)]
    for n in itertools.chain([N, 40 * N], range(0, 40 * N, 331)):
        value, gradients = function(many[0][:n], many[1][:n], 1e-10)
        assert n != N or value == wanted[0]
        for got, one in zip(gradients, wanted[1], strict=True):
            np.testing.assert_array_equal(got, np.tile(one, 40)[:n])


@pytest.mark.parametrize("seed", [0, 3, 5, 6, 9, 15, 70])
def test_random_turns(seed, ways):
    f = summed(seed)
    for n in (37, 5):
        results = []
        for way in (ALONE, IN_STEP):
            used = ways(way)
            results.append(compiled(f, arguments(seed, n), (0, 1, 3))(*arguments(seed, n)))
            assert used
        for one, other in zip(*[[r[0], *r[1]] for r in results], strict=True):
            np.testing.assert_array_equal(one, other)

"""Loops of both sweeps of a gradient that threads share: each part has a tape of its own."""

import numpy as np
import pytest

import numorph as nm
from numorph import config
from numorph.codegen import procedure_shared, target
from numorph.codegen.procedure_shared import shared_user_loops
from numorph.frontend.compiled import BAILED
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments

from ..codegen.procedures import heap_growth
from .test_sweeps_in_step import A, K, N, X, Y, halvings, kepler, rows, several, slopes
from .test_turns_in_step_random import arguments, summed

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))


@pytest.fixture(autouse=True)
def short_loops(monkeypatch):
    """All loops are worth to be shared, in the shortest parts."""
    monkeypatch.setattr(procedure_shared, "_WORTH_SHARING", 1)
    monkeypatch.setattr(procedure_shared, "_LEAST_PART", 1)


def compiled(f, args, positions, loops):
    """The gradient, before and after threads share its loops: so many of which have tapes."""
    function = CompiledGradient(f, Gradient(f, positions, False, True), lambda g: g)
    parameters = function.parameters(args, {})
    variants = [function.translated(parameters, Arguments(parameters)) for _ in range(2)]
    variants[0].make(best=True)
    found = shared_user_loops(variants[1].code._divided).values()
    assert [x.tape for x in found if x.tape] == ["push"] * loops + ["pop"] * loops
    variants[1].code.share()
    return [lambda *given, v=v: v(Arguments(function.parameters(given, {}))) for v in variants]


def check(f, *args, positions, loops=1):
    """The same as on one thread to the last bit, but for the value, a sum of an array."""
    alone, shared = compiled(f, args, positions, loops)
    wanted = alone(*args)
    assert wanted is not BAILED
    for count in (1, 2, 3, 7):
        with nm.threads(count):
            found = shared(*args)
        assert found is not BAILED
        np.testing.assert_equal(found[1], wanted[1])
        np.testing.assert_allclose(found[0], wanted[0], rtol=1e-13)
    return wanted


def test_newton():
    value, gradients = check(kepler, X, Y, 1e-10, positions=(0, 1))
    assert value == pytest.approx(kepler(X, Y, 1e-10))
    assert np.sum(gradients) == pytest.approx(slopes(kepler, (X, Y, 1e-10), (0, 1)), rel=1e-6)


@pytest.mark.parametrize("f, args", [(halvings, (X, K)), (rows, (A, K)), (several, (X, K, 3))])
def test_gradients(f, args):
    value, gradients = check(f, *args, positions=(0,))
    assert value == pytest.approx(f(*args))
    assert np.sum(gradients) == pytest.approx(slopes(f, args, (0,)), rel=1e-6)


@pytest.mark.parametrize("n", [0, 1, 2, 63, 64, 65, 75])
def test_parts(n):
    check(halvings, X[:n], K[:n], positions=(0,))


def fails(x, k, at):
    y = x.copy()
    for i in range(len(y)):
        v = y[i]
        while v > 0.5:
            v = v * np.sin(v) * 0.5
        y[i] = v * k[i]
        assert i != at
    return np.sum(y * x)


def test_calls_that_bail_free_their_tapes():
    x = np.full(20_000, 6.0)
    k = np.ones(20_000, dtype=int)
    _, shared = compiled(fails, (x, k, 19_999), (0,), 1)
    with nm.threads(2):
        assert shared(x, k, 19_999) is BAILED
        assert heap_growth(lambda: shared(x, k, 19_999)) < 10_000_000
        assert shared(x, k, -1) is not BAILED
        assert heap_growth(lambda: shared(x, k, -1)) < 10_000_000


def test_tapes_of_parts_are_within_the_budget():
    with config.set(tape_budget=30_000):
        _, shared = compiled(several, (X, K, 40), (0,), 1)
        with nm.threads(2):
            assert shared(X, K, 2) is not BAILED
            assert shared(X, K, 400) is BAILED


@pytest.mark.parametrize("seed", [0, 3, 5, 6, 9, 15])
def test_random_turns(seed):
    f = summed(seed)
    for n in (37, 5):
        check(f, *arguments(seed, n), positions=(0, 1, 3))


def test_a_loop_that_is_short_this_time():
    """The reverse sweep is told which way the loop went."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(procedure_shared, "_WORTH_SHARING", 8_000)
        _, shared = compiled(halvings, (X, K), (0,), 1)
    alone, _ = compiled(halvings, (X, K), (0,), 1)
    with nm.threads(2):
        for n in (N, 2, N, 1):
            np.testing.assert_array_equal(shared(X[:n], K[:n])[1][0], alone(X[:n], K[:n])[1][0])

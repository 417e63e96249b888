"""Gradients of functions without loops: staged, or compiled as a whole, whichever is faster on real calls."""

import numpy as np
import pytest

import numorph as nm
from numorph.api import rival
from numorph.runtime import tiers

pytest.importorskip("llvmlite")


def edges(u, w):
    across = u[:, 2:] - u[:, :-2]
    down = u[2:, :] - u[:-2, :]
    return np.sum(w * np.sqrt(across[1:-1] ** 2 + down[:, 1:-1] ** 2 + 0.1))


def arguments(n=40, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, n)), rng.normal(size=(n - 2, n - 2))


def settled(jitted, *args):
    """The rival after it is decided who runs calls, of which all give the same."""
    expected = nm.grad(jitted.__wrapped__.__wrapped__)(*args)
    for _ in range(80):
        np.testing.assert_allclose(jitted(*args), expected, rtol=1e-12, atol=1e-14)
        tiers.wait()
        found = jitted.decision(*args).rival
        if found is not None and found.over:
            break
    assert found.over
    for _ in range(3):
        np.testing.assert_allclose(jitted(*args), expected, rtol=1e-12, atol=1e-14)
    return found


@pytest.fixture
def every_call_counts(monkeypatch):
    monkeypatch.setattr(rival, "_WORTH", 0.0)


@pytest.mark.usefixtures("every_call_counts")
def test_the_faster_one_stays():
    jitted = nm.jit(nm.grad(edges))
    found = settled(jitted, *arguments())
    staged, native = found.trials.plain, found.trials.native
    assert found.way.ready and native and staged
    assert found.wins == (min(native) <= min(staged))


@pytest.mark.usefixtures("every_call_counts")
@pytest.mark.parametrize("wins", [True, False])
def test_either_may_win(monkeypatch, wins):
    class Trials(rival.Trials):
        def enter(self, times, seconds):
            super().enter(times, seconds if (times is self.native) is wins else 1.0 + seconds)

    monkeypatch.setattr(rival, "Trials", Trials)
    jitted = nm.jit(nm.grad(edges))
    one = settled(jitted, *arguments())
    assert one.wins == wins
    assert ("compiled from its source" in str(jitted.explain(*arguments()))) == wins
    other = arguments(30, seed=1)
    np.testing.assert_allclose(jitted(*other), nm.grad(edges)(*other), rtol=1e-12)


@pytest.mark.usefixtures("every_call_counts")
def test_what_is_no_procedure_stays_staged():
    def ordered(x):
        return np.sum(np.sort(x) * np.arange(50.0))

    jitted = nm.jit(nm.grad(ordered))
    found = settled(jitted, np.random.default_rng(0).normal(size=50))
    assert not found.wins and found.way.refused


@pytest.mark.usefixtures("every_call_counts")
def test_what_a_gradient_reads_from_outside():
    scale = np.array([2.0, 3.0])

    def scaled(x):
        return np.sum(scale * x * x)

    x = np.array([1.0, 5.0])
    jitted = nm.jit(nm.grad(scaled))
    settled(jitted, x)
    scale[:] = [10.0, 100.0]
    np.testing.assert_allclose(jitted(x), [20.0, 1000.0])
    scale = np.array([1.0, 1.0])
    np.testing.assert_allclose(jitted(x), [2.0, 10.0])


def test_short_calls_have_no_rival(monkeypatch):
    monkeypatch.setattr(rival, "_WORTH", np.inf)
    jitted = nm.jit(nm.grad(edges))
    found = settled(jitted, *arguments())
    assert found.way is None and not found.wins


@pytest.mark.usefixtures("every_call_counts")
def test_compile_decides():
    jitted = nm.jit(nm.grad(edges))
    args = arguments()
    jitted.compile(*args)
    found = jitted.decision(*args).rival
    assert found.over and found.way.ready
    np.testing.assert_allclose(jitted(*args), nm.grad(edges)(*args), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("f", [np.linalg.norm, np.std])
def test_roots_of_squares_have_a_gradient_where_they_are_zero(f):
    def root(x):
        total = 0.0
        for k in range(2):
            total += f(x[k])
        return total

    x = np.zeros((2, 3))
    np.testing.assert_array_equal(nm.jit(nm.grad(root))(x), np.zeros((2, 3)))
    jitted = nm.jit(nm.grad(root))
    jitted.compile(x)
    np.testing.assert_array_equal(jitted(x), np.zeros((2, 3)))

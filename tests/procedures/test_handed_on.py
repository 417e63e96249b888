"""Memory that turns of loops hand on: whose shadows the reverse sweep makes, and that gradients are the same."""

import threading

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.handed_on import handed_on
from numorph.procedures.ir import Alloc, statements
from numorph.procedures.reverse import differentiate

pytest.importorskip("llvmlite")
from numorph.procedures import reverse

from ..frontend.agreement import translated


def last(w, x, turns):
    """The first state is an argument; only the last one is read after the loop."""
    for _ in range(turns):
        x = np.tanh(w @ x)
    return np.sum(x * x)


def none_after(w, x, turns):
    """Nothing reads a state after the loop."""
    total = 0.0
    for _ in range(turns):
        total += np.sum(x * x)
        x = np.tanh(w @ x) + 0.1 * x
    return total


def made_before(w, x, turns):
    """The first state is made in the function, and read by an earlier statement, too."""
    y = np.tanh(x)
    total = np.sum(y * y)
    for t in range(turns):
        y = y - 0.1 * t * (w @ y) * np.sum(y)
        total += y[0] * y[1]
    return total + np.sum(y)


def in_place(w, x, turns):
    """What a turn makes is written to before it is handed on and after it, by either pointer."""
    for _ in range(turns):
        new = w @ x
        new[0] *= x[1]
        new[1:] += x[:-1]
        x = new
        x[2] = x[0] * x[1]
        x *= 0.5
    return np.sum(x * x)


def two(w, x, turns):
    """Two states; the one before the last is not handed on by one pointer."""
    previous = x.copy()
    v = np.ones(len(x))
    for _ in range(turns):
        new = np.sin(w @ x) + 0.1 * previous
        v = 0.9 * v + x * new
        previous = x
        x = new
    return np.sum(x * previous) + np.sum(v)


def within(w, x, turns):
    """In an inner loop, and under a condition."""
    for t in range(turns):
        for _ in range(2):
            x = 0.5 * np.cos(w @ x)
        if t % 2:
            x = x * x
    return np.sum(x)


def until(w, x, turns):
    t = 0
    while t < turns:
        x = np.tanh(w @ x)
        t += 1
    return np.sum(x)


def kept(w, x, turns):
    """Every third state is kept in a list by its pointer."""
    states = []
    for t in range(turns):
        x = np.tanh(w @ x) + 0.1 * x
        if t % 3 == 0:
            states.append(x)
    return np.sum(x) + sum([np.sum(s * s) for s in states])


def swapped(w, x, turns):
    """Two buffers change places."""
    x, y = x.copy(), np.zeros(len(x))
    for _ in range(turns):
        y[:] = np.tanh(w @ x)
        x, y = y, x
    return np.sum(x * x)


PROGRAMS = [last, none_after, made_before, in_place, two, within, until, kept, swapped]
_rng = np.random.default_rng(8)
W, X = _rng.standard_normal((5, 5)) / 2, _rng.standard_normal(5)


@pytest.mark.parametrize("turns", [0, 1, 2, 7])
@pytest.mark.parametrize("f", PROGRAMS)
def test_gradients(f, turns):
    gradient = nm.value_and_grad(f, argnums=(0, 1))
    value, found = nm.jit(gradient)(W, X, turns)
    expected, parts = gradient(W, X, turns)
    np.testing.assert_allclose(value, expected, rtol=1e-12)
    for one, other in zip(found, parts, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("f", PROGRAMS)
def test_with_and_without(f, monkeypatch):
    """Sweeps that are called one by one give the same bits."""

    def gradients():
        pulled = nm.vjp(nm.jit(lambda w, x: f(w, x, 4)), W, X)
        return [*pulled[1](1.0)]

    found = gradients()
    monkeypatch.setattr(reverse, "handed_on", lambda facts, recording: [])
    for one, other in zip(found, gradients(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("f", [last, none_after, made_before, in_place])
def test_second_derivatives(f):
    g = lambda x: np.sum(nm.grad(f, argnums=1)(W, x, 3) * np.arange(1.0, 6.0))
    h, step = nm.jit(nm.grad(g))(X), 1e-5
    for k in range(5):
        e = step * np.eye(5)[k]
        assert h[k] == pytest.approx((g(X + e) - g(X - e)) / (2 * step), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize(
    "f, expected", [(last, 1), (none_after, 1), (made_before, 1), (in_place, 1), (two, 1), (within, 0), (swapped, 0)]
)
def test_what_is_found(f, expected, monkeypatch):
    found, here = [], threading.get_ident()

    def kept_in_mind(facts, recording):
        these = handed_on(facts, recording)
        if threading.get_ident() == here:  # others make code of earlier tests
            found.extend(these)
        return these

    monkeypatch.setattr(reverse, "handed_on", kept_in_mind)
    procedure = translated(f, W, X, 3)[0].translation.procedure
    pair = differentiate(procedure, [k for k, r in enumerate(procedure.inputs) if r.dtype == "ptr"])
    assert len(found) == expected
    made = [s.reg for s in statements(pair.forward.body) if isinstance(s, Alloc) and s.zero]
    assert (f is not last) or not made

"""Gradients of loops that are compiled as a whole: jit of grad, and grad of jit."""

import numpy as np
import pytest

import numorph as nm
from numorph.runtime import tiers

pytest.importorskip("llvmlite")

X = np.random.default_rng(0).uniform(0.3, 1.0, 6)


def loss(x, n):
    y, s = x.copy(), 0.0
    for i in range(n):
        y[i % len(y)] = y[(i + 1) % len(y)] * 0.9 + np.sin(s * x[i % len(x)])
        if y[0] > 2.0:
            break
        s += y[i % len(y)] ** 2
    return s + np.sum(y * x)


def settled(g, *args):
    """Calls until machine code has taken over; what they gave."""
    found = [g(*args)]
    tiers.wait()
    return [*found, *[g(*args) for _ in range(12)]]


def ways(g):
    return list(g._procedural.ways.values())


def same(a, b, tolerance=1e-9):
    for p, q in zip(nm.tree.leaves(a), nm.tree.leaves(b), strict=True):
        assert type(p) is type(q) and np.shape(p) == np.shape(q) and np.asarray(p).dtype == np.asarray(q).dtype
        np.testing.assert_allclose(p, q, rtol=tolerance, atol=1e-3 * tolerance)
    assert nm.tree.structure(a) == nm.tree.structure(b)


@pytest.mark.parametrize("transformation", [nm.grad, nm.value_and_grad])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_jit_of_grad(transformation, dtype):
    g = nm.jit(transformation(loss))
    x = X.astype(dtype)
    expected = transformation(loss)(x, 9)
    for found in settled(g, x, 9):
        same(found, expected, 1e-9 if dtype is np.float64 else 1e-4)
    (way,) = ways(g)
    assert way.calls and not way.bails
    for n in (0, 1, 30):  # one code for all sizes
        for x in (X[:2], X, np.tile(X, 3)):
            same(g(x, n), transformation(loss)(x, n))


def test_grad_of_jit():
    jitted = nm.jit(loss)
    g = nm.grad(jitted)
    expected = nm.grad(loss)(X, 9)
    for found in settled(g, X, 9):
        same(found, expected)
    same(nm.vmap(g, (0, None))(np.stack([X, X]), 9)[0], expected)
    same(nm.jvp(lambda x: g(x, 9), (X,), (X,)), nm.jvp(lambda x: nm.grad(loss)(x, 9), (X,), (X,)))
    with nm.config.set(disable_jit=True):
        same(g(X, 9), expected)


def model(parameters, data, turns):
    s, t = parameters["bias"], parameters["layers"][1]
    for k in range(turns):
        s = s * t + np.tanh(parameters["layers"][0] @ data[k % len(data)]) * 0.5
    return s * s


@pytest.mark.parametrize("argnums", [0, (0,), (0, 1), (1,)])
def test_containers_of_arguments(argnums):
    parameters = {"bias": 0.3, "layers": [X, np.float64(0.7)]}
    data = np.random.default_rng(1).normal(size=(4, 6))
    g = nm.jit(nm.value_and_grad(model, argnums))
    expected = nm.value_and_grad(model, argnums)(parameters, data, 5)
    for found in settled(g, parameters, data, 5):
        same(found, expected)
    assert ways(g)[0].calls


SCALE = np.linspace(0.5, 1.5, 6)


def captures(x):
    s = 0.0
    for i in range(len(x)):
        s += SCALE[i] * x[i] ** 3
    return s


def test_what_is_outside(monkeypatch):
    g = nm.jit(nm.grad(captures))
    for found in settled(g, X):
        same(found, 3.0 * SCALE * X**2)
    assert ways(g)[0].calls
    monkeypatch.setattr(__import__(__name__, fromlist=["x"]), "SCALE", 2.0 * SCALE)
    for found in settled(g, X):
        same(found, 3.0 * SCALE * X**2)


def test_calls_that_python_has_to_make():
    """An index out of bounds in some iteration: the error is Python's, and others stay native."""

    def f(x, n):
        s = 0.0
        for i in range(n):
            s += x[i] * x[i]
        return s

    g = nm.jit(nm.grad(f))
    settled(g, X, 6)
    with pytest.raises(IndexError):
        g(X, 7)
    same(g(X, 6), 2.0 * X)
    with pytest.raises(TypeError, match="real or complex inputs"):
        nm.jit(nm.grad(f))(np.arange(6), 6)
    with pytest.raises(TypeError, match="argnums=3"):
        nm.jit(nm.grad(f, 3))(X, 6)


def writes(x, y):
    for i in range(len(x)):
        y[i] = x[i] * y[i]
    return np.sum(y)


def many(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] ** 2
    return s, x


def counts_in_integers(x):
    n = 0
    for i in range(len(x)):
        if x[i] > 0.5:
            n += 1
    return n


def test_what_goes_another_way():
    g = nm.jit(nm.grad(writes))
    for _ in range(5):
        y = X.copy()
        same(g(X, y), X)
        same(y, X * X)
        tiers.wait()
    assert ways(g)[0].refused
    same(nm.jit(nm.grad(many, has_aux=True))(X), nm.grad(many, has_aux=True)(X))
    with pytest.raises(TypeError, match="scalar output"):
        settled(nm.jit(nm.grad(many)), X)
    for found in settled(nm.jit(nm.grad(counts_in_integers)), X):
        same(found, np.zeros(6))
    g = nm.jit(nm.grad(loss))
    gaps = np.repeat(X, 2)[::2]
    for found in settled(g, gaps, 5):
        same(found, nm.grad(loss)(X, 5))


def test_a_tape_beyond_the_budget():
    """A tape, or memory that the sweeps share, that would be too large: other ways keep to the budget."""

    def arrays(x, n):
        y = x * 1.0
        for _ in range(n):
            y = y - 0.1 * np.sin(y) * y[0]
        return np.sum(y * x)

    for f in (loss, arrays):
        g = nm.jit(nm.grad(f))
        x = np.tile(X, 50) * 0.1
        expected = settled(g, x, 3000)[-1]
        (way,) = ways(g)
        assert not way.bails
        with nm.config.set(tape_budget=20_000):
            np.testing.assert_allclose(g(x, 3000), expected, rtol=1e-9)
        assert way.bails == 1 and "limit" in way.bail
        same(g(x, 3000), expected)
        assert way.bails == 1


def one_by_one(x, n):
    s = 0.0
    for i in range(n):
        s = s * x[i % len(x)] + np.sin(x[i % len(x)])
    return s


def all_at_once(x, n):
    for _ in range(n):
        x = x * 0.5 + np.sin(x)
    return np.sum(x)


def row_by_row(x, n):
    total = np.zeros_like(x)
    for i in range(1, len(x)):
        for j in range(n):
            total[i] += np.sum(x[:i]) * x[j]
    return np.sum(total)


@pytest.mark.parametrize(
    ("f", "size", "waits"),
    [(one_by_one, 400, True), (row_by_row, 400, True), (one_by_one, 6, False), (all_at_once, 400, False)],
)
def test_who_waits_for_code(f, size, waits):
    """The first call of a gradient does where traced Python would take each number of many by itself."""
    x = np.linspace(0.1, 0.9, size)
    g = nm.jit(nm.grad(f))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("numorph.api.procedural.ask", lambda *_, **__: None)  # nothing is made in the background
        found = g(x, 3)
    (way,) = ways(g)
    assert way.ready == waits
    same(found, nm.grad(f)(x, 3))

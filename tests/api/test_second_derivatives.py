"""Second derivatives of compiled loops: native, and what those of traced values are, in every order of modes."""

import numpy as np
import pytest

import numorph as nm
from numorph.api import procedural

pytest.importorskip("llvmlite")

X = np.random.default_rng(0).uniform(0.3, 1.0, 6)
V = np.random.default_rng(1).normal(size=6)


def converges(x):
    """A `while` whose trips depend on data, and an early return."""
    s, turns = x[0], 0
    while True:
        new = s - (s * s - x[1]) / (2.0 * s)
        if abs(new - s) < 1e-3:
            break
        s, turns = new, turns + 1
        if turns > 20:
            return s * x[2] ** 2
    return s * x[2] + np.sum(x[3:] ** 3) * s


def swaps(x):
    """Two buffers that change places, a branch on data, elements overwritten."""
    a, b = x.copy(), np.zeros_like(x)
    for _ in range(4):
        for i in range(1, len(a) - 1):
            b[i] = a[i] + 0.1 * np.sin(a[i - 1]) * a[i + 1]
        if b[2] > 0.5:
            b[3] *= 0.9 * b[2]
        b[0] = a[0] * a[1]
        b[-1] = np.tanh(a[-1])
        a, b = b, a
    return np.sum(a * a * x)


def slices(x):
    """Views that are written to, products of matrices, broadcasting."""
    a = np.outer(x, x) + np.eye(len(x))
    for k in range(len(x)):
        a[k, k:] /= 1.0 + a[k, k] ** 2
        a[k + 1 :, k:] -= 0.1 * np.outer(a[k + 1 :, k], a[k, k:])
    return np.sum(np.tanh(a @ x) * x[::-1])


def grows(x):
    """A list that grows, and an array of it."""
    found = []
    s = 0.5
    for i in range(2 * len(x)):
        s = s * np.cos(x[i % len(x)]) + 0.3 * x[i % len(x)]
        if s > 0.6:
            found.append(s * s)
    made = np.array(found)
    return np.sum(made * made) + s


def leaves_blocks(x):
    """A straight loop that saves in a block, inside one that does not."""
    total = 0.0
    for j in range(3):
        y = x * (1.0 + j)
        s = 0.2 * j
        for i in range(len(x)):
            s = s * y[i] + np.exp(-s * s)
            y[i] = s * y[i - 1]
        if total < 5.0:
            total += s * np.max(y)
    return total


FUNCTIONS = [converges, swaps, slices, grows, leaves_blocks]


@pytest.fixture
def native(monkeypatch):
    """How the calls of jitted functions inside transformations went: True for machine code."""
    found, original = [], procedural.Procedural.traced

    def watched(self, args, kwargs):
        out = original(self, args, kwargs)
        found.append(out is not procedural.ELSEWHERE)
        return out

    monkeypatch.setattr(procedural.Procedural, "traced", watched)
    return found


def compiled(f):
    jitted = nm.jit(f)
    jitted._procedural.preferred = jitted._procedural.waits = True
    return jitted


def along(f):
    return lambda x: nm.jvp(f, (x,), (np.sin(3.0 * x),))[1]


def squared(f):
    return lambda x: np.sum(f(x) ** 2)


MODES = {
    "forward over reverse": lambda f: nm.jvp(nm.grad(f), (X,), (V,)),
    "reverse over reverse": lambda f: nm.grad(lambda x: np.sum(nm.grad(f)(x) * V))(X),
    "reverse over forward": lambda f: nm.grad(along(f))(X),
    "forward over forward": lambda f: nm.jvp(along(f), (X,), (V,)),
    "penalty": lambda f: nm.value_and_grad(lambda x: f(x) * 2.0 + squared(nm.grad(f))(x))(X),
    "hessian": lambda f: nm.hessian(f)(X),
    "jacfwd of jacfwd": lambda f: nm.jacfwd(nm.jacfwd(f))(X),
    "jacrev of jacrev": lambda f: nm.jacrev(nm.jacrev(f))(X),
    "jacrev of jacfwd": lambda f: nm.jacrev(nm.jacfwd(f))(X),
    "linearized": lambda f: nm.linearize(nm.grad(f), X)[1](V),
}


@pytest.mark.parametrize("f", FUNCTIONS)
def test_every_order_of_modes(f, native):
    jitted = compiled(f)
    for name, mode in MODES.items():
        expected, found = mode(f), mode(jitted)
        for a, b in zip(nm.tree.leaves(expected), nm.tree.leaves(found), strict=True):
            np.testing.assert_allclose(b, a, rtol=1e-8, atol=1e-10, err_msg=name)
            assert np.shape(a) == np.shape(b), name
    assert all(native)


@pytest.mark.parametrize("f", FUNCTIONS)
def test_against_differences(f, native):
    gradient = nm.grad(compiled(f))
    h = 1e-6
    expected = (gradient(X + h * V) - gradient(X - h * V)) / (2 * h)
    np.testing.assert_allclose(nm.jvp(gradient, (X,), (V,))[1], expected, rtol=2e-5, atol=1e-6)
    assert all(native)


LANES = np.stack([X, 0.9 * X, X + 0.2])


@pytest.mark.parametrize(
    "mode",
    [
        lambda f: nm.vmap(nm.hessian(f))(LANES),
        lambda f: nm.vmap(nm.grad(squared(nm.grad(f))))(LANES),
        lambda f: nm.grad(lambda xs: np.sum(nm.vmap(nm.grad(f))(xs) ** 2))(LANES),
        lambda f: nm.jvp(nm.grad(lambda xs: np.sum(nm.vmap(f)(xs) ** 2)), (LANES,), (LANES**2,)),
        lambda f: nm.grad(squared(nm.grad(lambda x: np.sum(nm.vmap(lambda s: f(s * x))(np.arange(1.0, 4.0))))))(X),
        lambda f: nm.vmap(lambda v: nm.jvp(nm.grad(f), (X,), (v,))[1])(LANES),
    ],
)
def test_with_lanes(mode, native):
    np.testing.assert_allclose(mode(compiled(swaps)), mode(swaps), rtol=1e-8, atol=1e-10)
    assert all(native)


def test_several_arguments_and_results(native):
    """Numbers and arrays, derivatives by one along another, an argument that is written to, single precision."""

    def f(a, x, n, y):
        for i in range(n):
            y[i % len(y)] = y[(i + 1) % len(y)] * a + np.sin(x[i % len(x)] * y[0])
            a = a * 0.9 + 0.1 * x[0]
        return a * y[0], y * x[1]

    def total(g):
        def loss(a, x, y):
            y = y * 1.0
            s, z = g(a, x, 7, y)
            return s * s + np.sum(z * y * a)

        return loss

    y = X[:4].astype(np.float32)
    for mode in (
        lambda t: nm.jacfwd(nm.grad(t, 1), 0)(0.7, X, y),
        lambda t: nm.jacrev(nm.grad(t, 0), 1)(0.7, X, y),
        lambda t: nm.grad(lambda a, x, y: np.sum(nm.grad(t, 2)(a, x, y) ** 2), (0, 1, 2))(0.7, X, y),
        lambda t: nm.jvp(nm.grad(t, (0, 2)), (0.7, X, y), (1.0, V, y * y)),
    ):
        for p, q in zip(nm.tree.leaves(mode(total(f))), nm.tree.leaves(mode(total(compiled(f)))), strict=True):
            np.testing.assert_allclose(q, p, rtol=2e-4, atol=2e-4)
    assert all(native)


def test_third_derivatives_go_by_traced_values(native):
    """Those of lower order stay native, however often they have been asked for."""
    third = lambda f: nm.jvp(along(nm.grad(f)), (X,), (V,))[1]
    jitted = compiled(swaps)
    for _ in range(6):
        np.testing.assert_allclose(third(jitted), third(swaps), rtol=1e-8)
    assert native == [False] * 6
    np.testing.assert_allclose(nm.hessian(jitted)(X), nm.hessian(swaps)(X), rtol=1e-8, atol=1e-10)
    assert native[-1]

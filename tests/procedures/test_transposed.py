"""Products of a transposed matrix and a vector in reverse sweeps, by the library."""

import numpy as np
import pytest

from numorph.procedures.ir import Library, statements

pytest.importorskip("llvmlite")
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments


def product(w, x):
    return np.sum((w @ x) ** 2)


def in_place(w, x):
    """The vector is overwritten with the product: its cotangents and those of the product are in one memory."""
    x = x.copy()
    for _ in range(3):
        x[:] = 0.5 * (w @ x)
    return np.sum(x)


def parts(w, x):
    """A part of the matrix, and every second element of the vector."""
    return np.sum(np.tanh(w[3:, 1::1] @ x[1:]))


def gaps(w, x):
    """A matrix of which every second column is read."""
    return np.sum(w[:, ::2] @ x[::2])


def summed(w, x):
    """Two products add to the cotangents of one vector."""
    y = w @ x
    return np.sum(y * (w.T @ y)) + np.sum(x * y)


def translated(f, w, x):
    parameters = {"w": w, "x": x}
    arguments = Arguments(parameters)
    made = CompiledGradient(f, Gradient(f, (1,), True, False), lambda g: g).translated(parameters, arguments)
    return made, arguments


def products(f, w, x):
    """How many products the library makes in the function, and in its gradient."""
    parameters = {"w": w, "x": x}
    plain = CompiledFunction(f).translated(parameters, Arguments(parameters))
    made, _ = translated(f, w, x)
    return [
        sum(isinstance(s, Library) and s.name == "matmul" for s in statements(v.translation.procedure.body))
        for v in (plain, made)
    ]


@pytest.mark.parametrize("n", [0, 1, 7, 63, 64, 80])
@pytest.mark.parametrize("f", [product, in_place, parts, gaps, summed])
def test_gradients(f, n):
    rng = np.random.default_rng(n)
    w, x, v = rng.normal(size=(n, n)) / (n + 1), rng.normal(size=n), rng.normal(size=n)
    if f is parts and n < 7:
        return
    made, arguments = translated(f, w, x)
    step = 1e-5
    slope = (f(w, x + step * v) - f(w, x - step * v)) / (2 * step)
    np.testing.assert_allclose(np.sum(made(arguments) * v), slope, rtol=1e-6, atol=1e-8)


def test_numbers_of_32_bits():
    rng = np.random.default_rng(3)
    w, x = rng.normal(size=(90, 70)).astype(np.float32), rng.normal(size=70).astype(np.float32)
    made, arguments = translated(product, w, x)
    found = made(arguments)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, 2.0 * w.T @ (w @ x), rtol=2e-4)


def test_where_there_are_products():
    w, x = np.ones((4, 4)), np.ones(4)
    assert products(product, w, x) == [0, 1]
    assert products(in_place, w, x) == [0, 1]

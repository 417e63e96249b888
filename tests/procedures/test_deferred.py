"""Cotangents of matrices that loops multiply vectors by: some turns at a time, and the same."""

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.ir import Library, statements
from numorph.procedures.reverse import differentiate

pytest.importorskip("llvmlite")
from numorph.frontend.compiled import CompiledFunction
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments


def recurrent(w, x, turns):
    for _ in range(turns):
        x = np.tanh(w @ x)
    return np.sum(x)


def until(w, x, turns):
    """A loop of which the code does not know how often it runs; the matrix is read through a view."""
    count = 0.0
    while count < turns:
        x = x[::-1] - 0.1 * (w[1:, 1:] @ x)
        count += 1.0
    return np.sum(x * x)


def changed(w, x, turns):
    """The matrix is written to in the loop."""
    w = w.copy()
    for t in range(turns):
        x = np.tanh(w @ x)
        w[t % len(x)] = w[t % len(x)] * x
    return np.sum(w)


def twice(w, x, turns):
    """Two products with one matrix in each turn, and a branch."""
    for t in range(turns):
        y = w @ x
        if t % 2 == 0:
            y = y + w.T @ x
        x = 0.5 * y / (1.0 + np.abs(y))
    return np.sum(x)


def few(w, x, turns):
    """Products with matrices of few columns or rows, on both sides."""
    rows = np.outer(np.ones(3), x)
    total = 0.0
    for _ in range(turns):
        rows = np.tanh(rows @ w)
        columns = w @ rows.T
        total += np.sum(columns[:, 1:] ** 2)
    return total


def translated(f, *args):
    parameters = dict(zip(("w", "x", "turns"), args, strict=True))
    arguments = Arguments(parameters)
    return CompiledGradient(f, Gradient(f, (0, 1), False, False), lambda g: g).translated(
        parameters, arguments
    ), arguments


@pytest.mark.parametrize("turns", [0, 1, 3, 4, 5, 70, 128, 131])
@pytest.mark.parametrize("f", [recurrent, until, changed, twice, few])
def test_gradients(f, turns):
    rng = np.random.default_rng(turns)
    n = 70 + (f is until)
    w = rng.normal(size=(n, n)) / np.sqrt(n)
    x = rng.normal(size=70)
    variant, arguments = translated(f, w, x, turns)
    found = variant(arguments)
    expected = nm.grad(lambda w, x: f(w, x, turns), argnums=(0, 1))(w, x)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("shape", [(63, 70), (70, 63), (0, 70), (70, 0), (64, 64)])
def test_narrow_matrices(shape):
    def alternating(w, x, turns):
        total = 0.0
        for _ in range(turns):
            y = w @ x
            total += np.sum(y * y)
            x = 0.99 * x
        return total

    rng = np.random.default_rng(1)
    w, x = rng.normal(size=shape) / 8.0, rng.normal(size=shape[1])
    variant, arguments = translated(alternating, w, x, 9)
    gw, gx = variant(arguments)
    times = sum(0.99 ** (2 * t) for t in range(9))
    np.testing.assert_allclose(gw, 2.0 * times * np.outer(w @ x, x), rtol=1e-12)
    np.testing.assert_allclose(gx, 2.0 * times * (w.T @ (w @ x)), rtol=1e-12)


@pytest.mark.parametrize("shape", [(300, 301), (1500, 64), (64, 1500)])
def test_products_some_rows_at_a_time(shape):
    """Matrices of which a product does not stay in a cache."""

    def alternating(w, x, turns):
        total = 0.0
        for t in range(turns):
            total += np.sum((w @ x) * np.cos(x[0] * t))
            x = 0.99 * x
        return total

    rng = np.random.default_rng(1)
    w, x = rng.normal(size=shape), rng.normal(size=shape[1])
    variant, arguments = translated(alternating, w, x, 131)
    gw, _ = variant(arguments)
    row = sum(0.99**t * np.cos(0.99**t * x[0] * t) for t in range(131)) * x
    np.testing.assert_allclose(gw, np.tile(row, (shape[0], 1)), rtol=1e-10)


@pytest.mark.parametrize(("f", "products"), [(recurrent, True), (changed, False)])
def test_where_there_are_products(f, products):
    parameters = {"w": np.ones((3, 3)), "x": np.ones(3), "turns": 2}
    variant = CompiledFunction(f).translated(parameters, Arguments(parameters))
    translation = variant.translation
    by = [translation.input_of_leaf(k) for k in (0, 1)]
    backward = differentiate(translation.procedure, by).backward
    assert any(isinstance(s, Library) for s in statements(backward.body)) == products

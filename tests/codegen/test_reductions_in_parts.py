"""Reductions that are cut into parts: to one number, over few columns, across rows; each against NumPy at odd sizes."""

import numpy as np
import pytest

import numorph as nm

pytest.importorskip("llvmlite")

SIZES = [1, 3, 4, 5, 7, 8, 163, 164, 327, 1000, 9001]


def rng():
    return np.random.default_rng(7)


@pytest.fixture(autouse=True)
def staged(monkeypatch):
    """The staged program it is, whatever else a slow machine would be quicker with."""
    monkeypatch.setattr("numorph.api.rival._WORTH", float("inf"))


def check(f, *args, rtol=1e-11):
    jitted = nm.jit(f).compile(*args)
    want = f(*args)
    for _ in range(2):
        np.testing.assert_allclose(jitted(*args), want, rtol=rtol, atol=rtol)
    return jitted.lower(*args).compile().as_text()


@pytest.mark.parametrize("rows", SIZES)
@pytest.mark.parametrize("columns", [1, 3, 16, 100, 257])
def test_gradient_of_a_mean_square_in_one_pass(rows, columns):
    x, y, w = rng().normal(size=(rows, columns)), rng().normal(size=rows), rng().normal(size=columns)
    text = check(nm.grad(lambda w, x, y: ((x @ w - y) ** 2).mean()), w, x, y)
    if rows > 4 and columns > 1:
        assert text.count("kernel(") == 2, text  # one pass over x, and one over the parts
        assert "fma" in text


@pytest.mark.parametrize("n", [1, 100, 8191, 8193, 16384, 16385, 50_000])
def test_sum_of_everything(n):
    x = rng().normal(size=n)
    check(lambda x: (x * x).sum(), x)
    check(lambda x: (np.max(x), np.min(x), np.prod(x[:50])), x)


@pytest.mark.parametrize("shape", [(20_000, 3), (9000, 16), (10_000, 1), (3, 3000, 5)])
def test_few_columns(shape):
    x = rng().normal(size=shape)
    check(lambda x: x.sum(axis=0), x)
    check(lambda x: (x * 2).max(axis=-2), x)


def test_the_result_does_not_depend_on_the_number_of_threads():
    x = rng().normal(size=200_000)
    total = nm.jit(lambda x: np.sin(x).sum()).compile(x)
    results = []
    for n in (1, 2):
        with nm.threads(n):
            results.append(total(x))
    assert results[0] == results[1]

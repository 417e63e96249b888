"""Compiled functions inside transformations, where what is a view hangs on how arguments lie in memory."""

import numpy as np
import pytest

import numorph as nm


def written_through(x):
    line = x.ravel()
    for i in range(40):
        line[i % 3] = line[i % 5] * 0.5 + 1.0
    return x * 1


def reshaped(x):
    flat = x.reshape(-1)
    for i in range(4):
        flat[i] += i
    return x.sum(axis=0)


X = np.arange(6.0).reshape(2, 3) + 1


@pytest.mark.parametrize("f", [written_through, reshaped])
@pytest.mark.parametrize(
    "laid",
    [lambda x: x.T, lambda x: x.T + 1, lambda x: x * 2, lambda x: np.concatenate([x, x], axis=1)[:, 1:5], lambda x: x],
    ids=["transposed", "result", "rows", "gaps", "itself"],
)
def test_arguments_in_any_order(f, laid):
    inner = nm.jit(f)
    inner._procedural.waits = True  # for its code

    def outer(x):
        return inner(laid(x)).sum()

    def plain(x):
        return f(laid(x)).sum()

    want = plain(X.copy())
    numeric = np.zeros_like(X)
    for at in np.ndindex(X.shape):
        step = np.zeros_like(X)
        step[at] = 0.5
        numeric[at] = plain(X + step) - plain(X - step)
    for _ in range(3):
        value, gradient = nm.value_and_grad(outer)(X.copy())
        assert value == want
        np.testing.assert_allclose(gradient, numeric, rtol=1e-12, atol=1e-12)
        out, dot = nm.jvp(outer, (X.copy(),), (np.ones_like(X),))
        assert out == want
        np.testing.assert_allclose(dot, numeric.sum(), rtol=1e-12)
        batch = np.stack([X, X + 1])
        np.testing.assert_array_equal(nm.vmap(outer)(batch.copy()), [plain(x.copy()) for x in batch])


def test_an_argument_by_columns():
    inner = nm.jit(written_through)
    inner._procedural.waits = True
    for _ in range(3):
        value, _ = nm.value_and_grad(lambda x: inner(x).sum())(np.asfortranarray(X))
        assert value == written_through(np.asfortranarray(X)).sum()

"""vmap: a loop over lanes, for trees of axes, writes, names and sizes."""

import numpy as np
import pytest

import numorph as nm
from numorph import lax

X = np.arange(12.0).reshape(4, 3)


def abs_by_branch(x):
    return x if x > 0 else -x


def test_axes_in_and_out():
    f = lambda a, b: a * b.sum()
    y = np.arange(8.0).reshape(2, 4)
    out = nm.vmap(f, in_axes=(0, 1), out_axes=1)(X, y)
    np.testing.assert_array_equal(out, np.stack([f(X[k], y[:, k]) for k in range(4)], 1))
    np.testing.assert_array_equal(nm.vmap(f, in_axes=(0, None))(X, y), np.stack([f(X[k], y) for k in range(4)]))
    np.testing.assert_array_equal(nm.vmap(f, in_axes=(-1, None))(X, y), np.stack([f(X[:, k], y) for k in range(3)]))


def test_trees():
    tree = {"a": X, "b": (X + 1, np.ones(2))}
    out = nm.vmap(lambda t: {"s": t["a"].sum() + t["b"][1].sum(), "c": 1.0}, in_axes=({"a": 0, "b": (0, None)},))(tree)
    np.testing.assert_array_equal(out["s"], X.sum(1) + 2)
    np.testing.assert_array_equal(out["c"], np.ones(4))


def test_nesting():
    np.testing.assert_array_equal(nm.vmap(nm.vmap(lambda x: x * x))(X), X * X)
    gram = nm.vmap(nm.vmap(np.dot, (None, 0)), (0, None))(X, X)
    np.testing.assert_array_equal(gram, X @ X.T)
    per_example = nm.vmap(nm.grad(lambda w, x: np.tanh(w @ x)), (None, 0))(np.ones(3), X)
    np.testing.assert_allclose(per_example, X * (1 - np.tanh(X.sum(1)) ** 2)[:, None])


def test_writes_reach_the_lanes_of_the_callers_array():
    def f(x, y):
        x[0] += y.sum()
        return x[1]

    x = X.copy()
    nm.vmap(f, in_axes=(1, None))(x, np.ones(2))
    expected = X.copy()
    for k in range(3):
        f(expected[:, k], np.ones(2))
    np.testing.assert_array_equal(x, expected)
    with pytest.raises(ValueError, match="which is not mapped"):
        nm.vmap(f, in_axes=(None, 0))(np.ones(3), X)


def test_control_flow_per_lane():
    def steps(x):
        return lax.while_loop(lambda s: s[0] < 100.0, lambda s: (s[0] * 2.0, s[1] + 1), (x, 0))[1]

    for f in (nm.vmap(steps), nm.jit(nm.vmap(steps)), nm.vmap(nm.jit(steps))):
        np.testing.assert_array_equal(f(np.array([1.0, 30.0, 200.0])), [7, 2, 0])
    choose = lambda x: lax.cond(x > 1.0, lambda a: a * 10, lambda a: -a, x)
    np.testing.assert_array_equal(nm.vmap(choose)(np.array([0.0, 2.0])), [-0.0, 20.0])


def test_collectives():
    f = nm.vmap(
        lambda x: (x / lax.psum(x, "i"), lax.pmean(x, "i"), lax.axis_index("i"), lax.all_gather(x, "i")), axis_name="i"
    )
    v = np.array([1.0, 2.0, 5.0])
    shares, mean, index, everything = f(v)
    np.testing.assert_allclose(shares, v / 8)
    np.testing.assert_allclose(mean, np.full(3, 8 / 3))
    np.testing.assert_array_equal(index, [0, 1, 2])
    np.testing.assert_array_equal(everything, np.tile(v, (3, 1)))
    g = nm.grad(lambda v: nm.vmap(lambda x: x / lax.psum(x * x, "i"), axis_name="i")(v)[0])(v)
    np.testing.assert_allclose(g, nm.grad(lambda v: v[0] / (v * v).sum())(v))
    with pytest.raises(TypeError, match="no axis named 'j'"):
        nm.vmap(lambda x: lax.psum(x, "j"), axis_name="i")(v)


def test_sizes():
    assert nm.vmap(lambda: np.float64(1.0), axis_size=5)().shape == (5,)
    assert nm.vmap(lambda x: x * 2)(np.zeros((0, 3))).shape == (0, 3)
    assert nm.vmap(lambda x: x.sum())(np.zeros((4, 0))).shape == (4,)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: nm.vmap(lambda a, b: a)(X, np.ones(3)), "different sizes"),
        (lambda: nm.vmap(lambda a, b: a, in_axes=(0,))(X, X), "in_axes for 1 arguments, but was called with 2"),
        (lambda: nm.vmap(lambda a: a, in_axes=(3,))(X), "asks for axis 3"),
        (lambda: nm.vmap(lambda a: a)(1.0), "no axis to map over"),
        (lambda: nm.vmap(lambda a: a, in_axes=None)(X), "maps over no argument"),
        (lambda: nm.vmap(lambda a: a["x"], in_axes=({"y": 0},))({"x": X}), "in_axes"),
        (lambda: nm.vmap(lambda a: a, out_axes=None)(X), "differs between lanes"),
    ],
)
def test_refusals(call, text):
    with pytest.raises(ValueError, match=text):
        call()


@pytest.mark.parametrize(
    "transformed", [nm.vmap(abs_by_branch, axis_name="i"), nm.make_program(nm.vmap(abs_by_branch))]
)
def test_a_branch_on_lanes_that_run_together_says_what_to_write(transformed):
    with pytest.raises(TypeError) as caught:
        transformed(np.array([1.0, -1.0]))
    assert "np.where" in str(caught.value) and "x if x > 0 else -x" in str(caught.value)

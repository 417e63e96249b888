"""vmap of functions that decide in Python: the lanes run one by one, and give what a Python loop gives."""

import math

import numpy as np
import pytest

import numorph as nm
from numorph import lax

X = np.array([0.5, -1.2, 3.0])
A = np.array([[0.5, -1.2, 3.0], [-2.0, 0.25, -0.75]])


def loop(f, *args):
    return np.stack([f(*lane) for lane in zip(*args, strict=True)])


def branch(x):
    return x**2 if x > 0 else -3.0 * x


def halvings(x):
    steps = 0
    while abs(x) > 0.1:
        x = x / 2.0
        steps += 1
    return steps


def captured_buffer(x):
    buffer = np.zeros(3)
    buffer[0] = math.exp(x)
    return buffer.sum()


@pytest.mark.parametrize("f", [branch, halvings, captured_buffer, float, lambda x: bool(x > 0), lambda x: int(x) + 1])
def test_numbers(f):
    for mapped in (nm.vmap(f), nm.jit(nm.vmap(f)), nm.vmap(nm.jit(f))):
        np.testing.assert_array_equal(mapped(X), loop(f, X))


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x[x > 0].sum(),
        lambda x: x * 2.0 if x[0] > 0 else x[::-1],
        lambda x: len(np.unique(x > 0)),
        lambda x: np.flatnonzero(x > 0)[-1],
        lambda x: sum(v for v in x.tolist() if v > 0),
    ],
)
def test_arrays(f):
    np.testing.assert_array_equal(nm.vmap(f)(A), loop(f, A))


def test_sizes_and_ranges():
    n = np.arange(1, 4)
    np.testing.assert_array_equal(nm.vmap(lambda n: sum(range(n)))(n), [0, 1, 3])
    np.testing.assert_array_equal(nm.vmap(lambda n: np.ones(n).sum())(n), [1.0, 2.0, 3.0])


def test_an_array_outside_gets_what_a_loop_leaves_in_it():
    kept = np.zeros(2)

    def f(x):
        kept[0] = x
        return x

    np.testing.assert_array_equal(nm.vmap(f)(X), X)
    np.testing.assert_array_equal(kept, [3.0, 0.0])


def test_trees_and_axes():
    def f(x, scale):
        a = {"low": x * scale} if x.sum() < 0 else {"low": -x}
        return a, (x[0] > 0, 7.0)

    tree, (positive, seven) = nm.vmap(f, in_axes=(1, None), out_axes=({"low": 1}, 0))(A, 10.0)
    lanes = [f(A[:, k], 10.0) for k in range(3)]
    np.testing.assert_array_equal(tree["low"], np.stack([lane[0]["low"] for lane in lanes], 1))
    np.testing.assert_array_equal(positive, [lane[1][0] for lane in lanes])
    np.testing.assert_array_equal(seven, [7.0] * 3)


def test_arguments_by_name_and_whole():
    def f(x, weights, shift=0.0):
        return weights @ x + shift if x[0] > 0 else shift

    w = np.array([1.0, 2.0, 3.0])
    shifts = np.array([10.0, 20.0])
    out = nm.vmap(f, in_axes=(0, None))(A, w, shift=shifts)
    np.testing.assert_array_equal(out, [f(A[k], w, shifts[k]) for k in range(2)])


def test_writes_reach_the_lanes_that_write():
    def f(x, y):
        if x[0] > 0:
            x[1] = 7.0
        if y > 0:
            x += y
        return x.sum()

    y = np.array([0.0, 1.0, -1.0])
    got, expected = A.copy(), A.copy()
    sums = nm.vmap(f, in_axes=(1, 0))(got, y)
    np.testing.assert_array_equal(sums, [f(expected[:, k], y[k]) for k in range(3)])
    np.testing.assert_array_equal(got, expected)


def test_nesting():
    np.testing.assert_array_equal(nm.vmap(nm.vmap(branch))(A), np.stack([loop(branch, row) for row in A]))
    inner = lambda scale, row: nm.vmap(lambda x: branch(x * scale))(row) if scale > 1 else row
    scales = np.array([1.0, 2.0])
    expected = np.stack([A[0], loop(branch, 2.0 * A[1])])
    np.testing.assert_array_equal(nm.vmap(inner)(scales, A), expected)


def test_derivatives_of_lanes_and_in_lanes():
    slopes = np.where(A > 0, 2.0 * A, -3.0)
    total = lambda a: nm.vmap(nm.vmap(branch))(a).sum()
    np.testing.assert_allclose(nm.grad(total)(A), slopes)
    np.testing.assert_allclose(nm.vmap(nm.vmap(nm.grad(branch)))(A), slopes)
    np.testing.assert_allclose(nm.vmap(nm.grad(lambda row: nm.vmap(branch)(row).sum()))(A), slopes)
    np.testing.assert_allclose(nm.jvp(total, (A,), (np.ones((2, 3)),))[1], slopes.sum())
    np.testing.assert_allclose(nm.jacobian(nm.vmap(branch))(X), np.diag(np.where(X > 0, 2.0 * X, -3.0)))
    np.testing.assert_allclose(nm.hessian(lambda x: nm.vmap(branch)(x).sum())(X), np.diag(np.where(X > 0, 2.0, 0.0)))
    by_scale = nm.grad(lambda s: nm.vmap(lambda x, s: branch(x * s), in_axes=(0, None))(X, s).sum())
    np.testing.assert_allclose(by_scale(2.0), np.where(X > 0, 4.0 * X**2, -3.0 * X).sum())


def test_gradients_of_written_arguments():
    def f(x):
        if x[0] > 0:
            x[1] = x[0] ** 2
        return x[1] * x[2]

    def total(a):
        a = a * 1.0
        return nm.vmap(f)(a).sum() + a[:, 1].sum()

    a, b = A
    expected = [[2 * a[0] * a[2] + 2 * a[0], 0.0, a[0] ** 2], [0.0, b[2] + 1.0, b[1]]]
    np.testing.assert_allclose(nm.grad(total)(A), expected)


def test_an_axis_around_lanes_is_in_reach():
    def f(x):
        return nm.vmap(lambda y: y / lax.psum(x, "i").sum() if y > 0 else y)(A[0])

    out = nm.vmap(f, axis_name="i")(X)
    np.testing.assert_allclose(out, np.tile(np.where(A[0] > 0, A[0] / X.sum(), A[0]), (3, 1)))


def test_an_error_of_a_lane_is_raised_as_it_is():
    with pytest.raises(ZeroDivisionError) as caught:
        nm.vmap(lambda x: 1 // 0 if x > 2 else x)(X)
    assert caught.value.__context__ is None


def test_no_lanes_are_no_way_to_know_the_result():
    with pytest.raises(TypeError, match="differs between the lanes"):
        nm.vmap(branch)(np.zeros(0))


def test_lanes_that_can_run_at_once_do():
    calls = []

    def f(x):
        calls.append(1)
        return np.where(x > 0, x**2, -x)

    nm.vmap(f)(X)
    assert len(calls) == 1

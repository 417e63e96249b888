"""Functions that fill arrays of plain NumPy with traced values, under grad, jvp, vmap, Jacobians and their nests."""

import functools
import math

import numpy as np
import pytest
from numpy import zeros

import numorph as nm

X = np.array([0.5, -1.2, 3.0])


def by_elements(x):
    out = np.zeros(3)
    for i in range(3):
        out[i] = x[i] ** 2 + (out[i - 1] if i else 0.0)
    return out


def by_slices(x):
    out = np.empty((2, 3))
    out[0] = np.sin(x)
    out[1, ::-1] = x * x[0]
    out *= 2.0
    return out


def of_elements(x):
    return np.array([x[0] * x[1], x[2] ** 2]) + np.asarray(x[1:])


def with_out(x):
    out = np.ones(3)
    np.multiply(x, x, out=out)
    return out


def imported_maker(x):
    out = zeros(2)
    out[1] = x[0] * x[2]
    return out


def new_table(n):
    return np.zeros(n)


def helper(x):
    table = new_table(4)
    table[1:] = x**2
    return np.cumsum(table)


def keeps_count(x, count):
    count[0] += 1
    out = np.zeros(3)
    out[0] = x[0] ** 3
    return out


class Model:
    scale = 2.0

    def method(self, x):
        out = np.zeros(3)
        out[:] = self.scale * x**2
        return out

    def __call__(self, x):
        out = np.zeros(2)
        out[0] = self.scale * x[0] ** 2
        return out.sum()


def closure():
    power = 3

    def fill(out, x):
        out[0] = x[1] ** power

    def f(x):
        out = np.zeros(2)
        fill(out, x)
        return out

    return f


FUNCTIONS = [
    by_elements, by_slices, of_elements, with_out, imported_maker, helper, Model().method, closure(),
    functools.partial(keeps_count, count=np.zeros(1)),
]  # fmt: skip
each = pytest.mark.parametrize("f", FUNCTIONS)


def differences(f, x, h=1e-6):
    columns = [(f(x + h * d) - f(x - h * d)) / (2 * h) for d in np.eye(len(x))]
    return np.stack(columns, -1)


def total(f):
    return lambda x: (f(x) ** 2).sum()


@each
def test_first_derivatives(f):
    expected = differences(f, X)
    np.testing.assert_allclose(nm.jacobian(f)(X), expected, rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(nm.jacfwd(f)(X), expected, rtol=1e-6, atol=1e-8)
    value, gradient = nm.value_and_grad(total(f))(X)
    assert value == total(f)(X)
    np.testing.assert_allclose(gradient, differences(total(f), X), rtol=1e-6, atol=1e-7)
    t = np.array([1.0, -2.0, 0.5])
    value, dot = nm.jvp(f, (X,), (t,))
    np.testing.assert_array_equal(value, f(X))
    np.testing.assert_allclose(dot, expected @ t, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(nm.vjp(f, X)[1](np.ones_like(f(X)))[0], expected.reshape(-1, 3).sum(0), rtol=1e-6)


@each
def test_second_derivatives(f):
    expected = differences(nm.grad(total(f)), X)
    np.testing.assert_allclose(nm.hessian(total(f))(X), expected, rtol=1e-5, atol=1e-6)
    twice = nm.grad(lambda x: nm.grad(total(f))(x).sum())(X)
    np.testing.assert_allclose(twice, expected.sum(0), rtol=1e-5, atol=1e-6)


@each
def test_batches(f):
    rows = np.stack([X, 2.0 * X, X[::-1]])
    np.testing.assert_allclose(nm.vmap(f)(rows), np.stack([f(r) for r in rows]), rtol=1e-14)
    slopes = np.stack([nm.grad(total(f))(r) for r in rows])
    np.testing.assert_allclose(nm.vmap(nm.grad(total(f)))(rows), slopes, rtol=1e-12)
    np.testing.assert_allclose(nm.grad(lambda r: (nm.vmap(f)(r) ** 2).sum())(rows), slopes, rtol=1e-12)


def test_a_callable_object():
    gradient = [2 * 2.0 * X[0], 0.0, 0.0]
    np.testing.assert_allclose(nm.grad(Model())(X), gradient)
    np.testing.assert_allclose(nm.vmap(nm.grad(Model()))(np.stack([X, X])), [gradient, gradient])
    np.testing.assert_allclose(nm.jvp(Model(), (X,), (np.ones(3),)), [2.0 * X[0] ** 2, 2 * 2.0 * X[0]])


def test_a_python_number_in_an_array():
    def powers(x):
        out = np.zeros(4)
        for i in range(4):
            out[i] = x**i
        return out.sum()

    assert nm.grad(powers)(2.0) == 1.0 + 4.0 + 12.0
    assert nm.grad(nm.grad(powers))(2.0) == 2.0 + 12.0


def test_gradients_inside_a_jitted_function_that_runs_as_python():
    def f(x):
        print("now")
        return nm.grad(total(by_elements))(x)

    np.testing.assert_allclose(nm.jit(f)(X), nm.grad(total(by_elements))(X))


def test_writes_to_arguments_happen_once():
    count = np.zeros(1)

    def f(x, count):
        return keeps_count(x, count).sum()

    for calls in (1.0, 2.0):
        np.testing.assert_allclose(nm.grad(f)(X, count), [3 * X[0] ** 2, 0.0, 0.0])
        assert count[0] == calls


def test_only_the_first_call_runs_twice(capsys):
    def f(x):
        print("run")
        out = np.zeros(3)
        out[:] = x
        return out.sum()

    seen = []
    for _ in range(3):
        nm.grad(f)(X)
        seen.append(capsys.readouterr().out.count("run"))
    assert seen == [2, 1, 1]


def test_arrays_that_hold_no_traced_values_stay_plain():
    kinds = []

    def f(x):
        table = np.zeros(3)
        table[0] = 2.0
        kinds.append(type(table))
        return (table * x).sum()

    np.testing.assert_array_equal(nm.grad(f)(X), [2.0, 0.0, 0.0])
    assert kinds == [np.ndarray]


def test_what_fails_later_is_raised_as_it_is():
    def f(x):
        out = np.zeros(3)
        out[0] = x[0]
        return out[7]

    with pytest.raises(IndexError, match="index 7") as caught:
        nm.grad(f)(X)
    assert caught.value.__context__ is None


def test_a_refused_conversion_is_raised_as_it_was():
    def f(x):
        out = np.zeros(3)
        out[0] = math.sin(x[0])
        return out.sum()

    for transformed in (nm.grad(f), nm.hessian(f), nm.jacobian(f)):
        with pytest.raises(TypeError, match="would lose its derivative") as caught:
            transformed(X)
        assert "out[0] = math.sin(x[0])" in str(caught.value)
        assert caught.value.__suppress_context__


def test_an_error_of_another_kind_is_raised_after_one_run():
    runs = []

    def f(x):
        runs.append(1)
        return x * 2.0

    with pytest.raises(TypeError, match="'grad' needs a scalar output"):
        nm.grad(f)(X)
    with pytest.raises(TypeError, match="tangents built as the primals"):
        nm.jvp(f, (X,), (X, X))
    assert len(runs) == 1


def test_a_function_that_assigns_outside_runs_as_it_is():
    calls = 0

    def f(x):
        nonlocal calls
        calls += 1
        out = np.zeros(3)
        out[0] = x[0]
        return out.sum()

    with pytest.raises(TypeError, match=r"numorph\.numpy\.zeros"):
        nm.grad(f)(X)
    assert calls == 1


def test_a_helper_that_assigns_outside_is_called_as_it_is():
    calls = 0

    def count():
        nonlocal calls
        calls += 1

    def f(x):
        out = np.zeros(3)
        out[:] = x**2
        count()
        return out.sum()

    np.testing.assert_allclose(nm.grad(f)(X), 2 * X)
    assert calls == 1


def test_a_value_that_was_asked_for_and_caught_is_still_no_constant_of_a_program():
    def f(x):
        try:
            return nm.grad(lambda y: float(y) * np.zeros(3)[0])(x)
        except TypeError:
            return 7.0 * x

    with pytest.raises(TypeError, match="float"):
        nm.make_program(f)(1.0)
    assert nm.jit(f)(1.0) == f(1.0)


def fills_in_a_try(x):
    try:
        out = np.zeros(3)
        for i in range(3):
            out[i] = x[i] ** 2
        x[1:] *= 0.5
    except ValueError:
        return x * 0.0
    return out


def decides_in_a_try(x):
    try:
        if x[0] > 0:
            x[1:] *= 3.0
    except TypeError:
        pass
    return x * 1.0


def takes_another_way(x):
    try:
        return math.sin(float(x[0]))
    except Exception as error:
        raise KeyError("no number") from error


@pytest.mark.parametrize("f", [fills_in_a_try, decides_in_a_try])
def test_errors_that_only_tracing_has_are_not_the_users_to_catch(f):
    each = np.stack([X, -X])
    wanted, kept = np.stack([f(x) for x in each.copy()]), each.copy()
    for row in kept:
        f(row)
    found = each.copy()
    np.testing.assert_array_equal(nm.vmap(f)(found), wanted)
    np.testing.assert_array_equal(found, kept)
    np.testing.assert_allclose(nm.jit(f)(X.copy()), f(X.copy()))
    np.testing.assert_allclose(
        nm.grad(lambda x: f(x * 1.0).sum())(X), [sum(c) for c in np.transpose(jacobian_by_differences(f))]
    )


def jacobian_by_differences(f, step=1e-6):
    return np.stack([(f(X + step * e) - f(X - step * e)) / (2 * step) for e in np.eye(3)], axis=1)


def test_an_error_that_was_caught_and_replaced_is_the_one_about_the_conversion():
    with pytest.raises(nm.errors.NumorphTypeError, match="would lose its derivative"):
        nm.grad(takes_another_way)(X)

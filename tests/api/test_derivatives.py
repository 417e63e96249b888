"""grad, jvp, vjp, linearize, Jacobians: values, trees, nesting, mutation, and what they refuse."""

import dataclasses
from collections import namedtuple

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp

X = np.array([0.5, -1.2, 3.0])


def differences(f, x, h=1e-6):
    out = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        d = np.zeros_like(x)
        d[i] = h
        out[i] = (f(x + d) - f(x - d)) / (2 * h)
    return out


def messy(x):
    y = x * 2.0
    y[0] = np.sin(x[1])
    v = y[1:]
    v *= x[:2]
    for i in range(1, 3):
        y[i] += y[i - 1] * x[i]
    if y.sum() > 0:
        y += x[::-1]
    return (y**2).sum()


def test_gradient_of_mutating_branching_code():
    np.testing.assert_allclose(nm.grad(messy)(X), differences(messy, X), rtol=1e-6)
    value, gradient = nm.value_and_grad(messy)(X)
    assert value == messy(X)
    np.testing.assert_array_equal(gradient, nm.grad(messy)(X))


def test_the_gradient_of_the_issue():
    g = nm.grad(lambda v: np.sum(v**2 + 0.1 * np.sin(v)))(X.astype(np.float32))
    assert g.dtype == np.float32
    np.testing.assert_allclose(g, [1.0877583, -2.3637643, 5.901001], rtol=1e-6)


@dataclasses.dataclass
class Layer:
    w: object
    b: object


Pair = namedtuple("Pair", "first second")


def test_trees_of_arguments():
    params = {"layer": Layer(np.ones((3, 2)), np.zeros(2)), "pair": Pair(2.0, [np.float64(3.0), None])}

    def loss(p, x):
        return (np.tanh(x @ p["layer"].w + p["layer"].b) * p["pair"].first).sum() * p["pair"].second[0]

    g = nm.grad(loss)(params, X)
    assert isinstance(g["layer"], Layer) and g["layer"].w.shape == (3, 2) and isinstance(g["pair"], Pair)
    assert type(g["pair"].first) is float and g["pair"].second[1] is None
    ga, gx = nm.grad(loss, (0, 1))(params, X)
    np.testing.assert_allclose(gx, differences(lambda x: loss(params, x), X), rtol=1e-5)
    np.testing.assert_array_equal(ga["layer"].b, g["layer"].b)


def test_has_aux():
    gradient, aux = nm.grad(lambda x: ((x * x).sum(), {"y": x + 1, "n": 3}), has_aux=True)(X)
    np.testing.assert_array_equal(gradient, 2 * X)
    np.testing.assert_array_equal(aux["y"], X + 1)
    assert type(aux["y"]) is np.ndarray and aux["n"] == 3
    (value, aux), gradient = nm.value_and_grad(lambda x: ((x * x).sum(), x.max()), has_aux=True)(X)
    assert value == (X * X).sum() and aux == 3.0


def test_nesting_and_perturbations():
    assert nm.grad(nm.grad(nm.grad(lambda x: x**4)))(2.0) == pytest.approx(48.0)
    assert nm.grad(lambda x: x * nm.grad(lambda y: x + y * 0.0)(1.0))(2.0) == 0.0
    assert nm.grad(lambda x: x * nm.jvp(lambda y: x * y, (1.0,), (1.0,))[1])(3.0) == 6.0
    assert nm.jvp(lambda x: nm.grad(lambda y: y * y * x)(3.0), (2.0,), (1.0,))[1] == 6.0


def test_gradients_are_arrays_of_ones_own():
    x, y = X.copy(), X[::-1].copy()
    g = nm.grad(lambda a, b: (a * b).sum())(x, y)
    g[0] = 99.0
    assert y[0] == 3.0
    s = nm.grad(lambda a: a.sum())(x)
    s[0] = 5.0
    np.testing.assert_array_equal(s, [5, 1, 1])


def test_arguments_that_a_differentiated_function_writes_to():
    def f(x, y):
        x[0] *= 2.0
        y += x
        return (x * y).sum()

    for transformed in (nm.grad(f), nm.value_and_grad(f), nm.jit(nm.grad(f)), nm.grad(nm.jit(f))):
        x, y, a, b = X.copy(), np.ones(3), X.copy(), np.ones(3)
        transformed(x, y)
        f(a, b)
        np.testing.assert_array_equal(x, a)
        np.testing.assert_array_equal(y, b)


def test_values_are_concrete_without_jit(capsys):
    def f(x):
        print(x[0], f"{x.sum():.1f}", int(x[2]), bool(x[0] > 0))
        return x[int(np.argmax(x))] ** 2

    np.testing.assert_array_equal(nm.grad(f)(X), [0, 0, 6])
    assert capsys.readouterr().out == "0.5 2.3 3 True\n"


def test_vjp_jvp_linearize_agree():
    f = lambda x: np.stack([np.sin(x) * x[0], x**2])
    value, pull = nm.vjp(f, X)
    ct = np.arange(6.0).reshape(2, 3)
    t = np.array([1.0, 2.0, -1.0])
    np.testing.assert_array_equal(value, f(X))
    pushed = nm.jvp(f, (X,), (t,))[1]
    np.testing.assert_allclose((pull(ct)[0] * t).sum(), (ct * pushed).sum())
    np.testing.assert_allclose(nm.linearize(f, X)[1](t), pushed)
    np.testing.assert_allclose(pull(2 * ct)[0], 2 * pull(ct)[0])


def test_a_pullback_survives_changes_of_the_callers_array():
    x = X.copy()
    _, pull = nm.vjp(lambda a: a * a, x)
    x[:] = 0.0
    np.testing.assert_array_equal(pull(np.ones(3))[0], 2 * X)


def test_buffers_that_are_refilled_do_not_spoil_the_gradient():
    def f(x):
        buffer = np.empty(3)
        total = 0.0
        for k in range(3):
            buffer[:] = k
            total = total + (x * buffer).sum()
        return total

    np.testing.assert_array_equal(nm.grad(f)(X), [3, 3, 3])


def test_jacobians():
    f = lambda x, y: {"a": np.outer(x, y), "b": x.sum() * y}
    y = np.array([1.0, 2.0])
    for jac in (nm.jacfwd, nm.jacrev, nm.jacobian):
        j = jac(f, (0, 1))(X, y)
        assert j["a"][0].shape == (3, 2, 3) and j["a"][1].shape == (3, 2, 2) and j["b"][0].shape == (2, 3)
        np.testing.assert_allclose(j["b"][0], np.outer(y, np.ones(3)))
        np.testing.assert_allclose(j["a"][1], np.einsum("i,jk->ijk", X, np.eye(2)))
    h = nm.hessian(lambda x: (x**3).sum())(X)
    np.testing.assert_allclose(h, np.diag(6 * X))


def test_linear_transpose():
    w = np.arange(6.0).reshape(2, 3)
    transposed = nm.linear_transpose(lambda x: w @ x, nm.ShapeDtypeStruct((3,), float))
    np.testing.assert_array_equal(transposed(np.array([1.0, 2.0]))[0], w.T @ [1.0, 2.0])


def test_complex_gradients_follow_jax():
    z = 1.0 + 2.0j
    assert nm.grad(lambda a: np.abs(a) ** 2)(z) == pytest.approx(2 * np.conj(z))
    assert nm.grad(lambda a: a**2, holomorphic=True)(z) == pytest.approx(2 * z)


def test_integer_parts_pass_through():
    idx = np.array([0, 2])
    g = nm.grad(lambda x, i: x[i].sum())(X, idx)
    np.testing.assert_array_equal(g, [1, 0, 1])
    zero = nm.grad(lambda x, i: x[i].sum(), argnums=1, allow_int=True)(X, idx)
    np.testing.assert_array_equal(zero, [0, 0])


def test_creation_inside_a_transformation_gives_buffers():
    def f(x):
        out = nnp.zeros((2, 3))
        out[0] = x
        out[1, :2] += x[1:]
        return (out**2).sum()

    np.testing.assert_allclose(nm.grad(f)(X), differences(f, X), rtol=1e-6)


def test_stop_gradient():
    g = nm.grad(lambda x: (x * nm.stop_gradient(x)).sum())(X)
    np.testing.assert_array_equal(g, X)
    assert float(nm.stop_gradient(np.float64(2.0))) == 2.0


def test_ravel_pytree():
    tree = {"a": np.arange(3.0), "b": [np.float64(5.0), np.ones((2, 2))]}
    vector, unravel = nm.ravel_pytree(tree)
    assert vector.shape == (8,)
    back = unravel(vector * 2)
    np.testing.assert_array_equal(back["b"][1], 2 * np.ones((2, 2)))


@pytest.mark.alone
def test_cost_of_a_gradient_grows_with_the_program():
    import timeit

    def chain(n):
        def f(x):
            for _ in range(n):
                x = np.sin(x) * 1.01
            return x.sum()

        return f

    def cost(n):
        f = chain(n)
        g = nm.grad(f)
        x = np.ones(4)
        g(x)
        return min(timeit.repeat(lambda: g(x), number=3, repeat=5)) / min(
            timeit.repeat(lambda: f(x), number=3, repeat=5)
        )

    assert cost(1000) < 4 * cost(100)  # quadratic cost would make it 10


class TestRefusals:
    def refuse(self, error, text, f, *args):
        with pytest.raises(error) as caught:
            f(*args)
        for part in text if isinstance(text, tuple) else (text,):
            assert part in str(caught.value), str(caught.value)

    def test_outputs(self):
        self.refuse(TypeError, ("needs a scalar output", "returned f64[3]", "Hint"), nm.grad(lambda x: x * 2), X)
        self.refuse(TypeError, "returned a str", nm.grad(lambda x: "text"), X)
        self.refuse(TypeError, "real output", nm.grad(lambda x: (x * 1j).sum()), X)
        self.refuse(TypeError, "needs a pair", nm.grad(lambda x: x.sum(), has_aux=True), X)

    def test_inputs(self):
        self.refuse(
            TypeError, ("argument 0 (x) is i64[3]", "x.astype(float)"), nm.grad(lambda x: x.sum()), np.arange(3)
        )
        self.refuse(TypeError, "argument 0 (x) is an int", nm.grad(lambda x: x * 1.0), 3)
        self.refuse(TypeError, "is a str", nm.grad(lambda x: 1.0), "text")
        self.refuse(TypeError, "argnums=1", nm.grad(lambda x: x.sum(), 1), X)
        self.refuse(TypeError, "needs a function", nm.grad, X)

    def test_lost_derivatives(self):
        import math

        self.refuse(TypeError, ("would lose its derivative", "stop_gradient"), nm.grad(lambda x: math.sin(x)), 1.0)
        self.refuse(TypeError, "would lose its derivative", nm.grad(lambda x: float(x[0])), X)

    def test_plain_buffers_from_outside(self):
        out = np.zeros(3)

        def f(x):
            out[0] = x[0]
            return out.sum()

        self.refuse(TypeError, "numorph.numpy.zeros", nm.grad(f), X)
        assert not out.any()

    def test_captured_arrays(self):
        def outer(x):
            y = x * 1.0

            def inner(t):
                y[0] = t
                return (y * y).sum()

            return nm.grad(inner)(3.0)

        self.refuse(TypeError, ("belongs to an enclosing transformation", "y[0] = t", "Hint"), nm.grad(outer), X)

    def test_leaks(self):
        kept = []
        nm.make_program(lambda x: (kept.append(x), x * 2)[1])(X)
        self.refuse(TypeError, "after its transformation had ended", lambda: nm.make_program(lambda x: x * kept[0])(X))
        self.refuse(TypeError, "after its transformation had ended", lambda: float(kept[0][0]))

    def test_shapes(self):
        self.refuse(ValueError, "tangent 0 has shape (2,)", lambda: nm.jvp(np.sin, (X,), (np.ones(2),)))
        self.refuse(ValueError, "cotangent has shape (2,)", lambda: nm.vjp(np.sin, X)[1](np.ones(2)))
        self.refuse(TypeError, "as a tuple", lambda: nm.jvp(np.sin, X, X))


def read_one_by_one(x):
    total = 0.0
    for i in range(len(x) - 1):
        total = total + x[i] * x[i + 1]
    return total


def fill_one_by_one(x):
    buffer = nnp.zeros(len(x))
    for i in range(1, len(x)):
        buffer[i] = buffer[i - 1] * 0.5 + x[i]
    return (buffer * buffer).sum()


@pytest.mark.parametrize("f", [read_one_by_one, fill_one_by_one])
def test_loops_over_elements_send_back_elements(f):
    np.testing.assert_allclose(nm.grad(f)(X), differences(f, X), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(nm.jit(nm.grad(f))(X), differences(f, X), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(nm.hessian(f)(X), nm.jacrev(nm.jacfwd(f))(X), atol=1e-12)


def test_a_cotangent_is_not_changed_after_it_was_handed_on():
    def f(x):
        y = x * 1.0
        a = y[0] + y[1]  # two parts of y
        b = y + y[::-1]  # y as a whole, after its cotangent became an array of the backward pass
        y[1] = b[2] * a
        return (y * b * x[::2].sum()).sum()

    np.testing.assert_allclose(nm.grad(f)(X), differences(f, X), rtol=1e-6)
    _, pull = nm.vjp(lambda x: (x[0] * 2.0, x * 3.0), X)
    ct = np.ones(3)
    first = pull((1.0, ct))[0]
    np.testing.assert_array_equal(ct, np.ones(3))
    np.testing.assert_array_equal(pull((1.0, ct))[0], first)

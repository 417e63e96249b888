"""lax.custom_root: derivatives of roots that plain Python finds, against closed forms and differences."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp
from numorph import lax


def newton(f, x):
    """Loops that wait for values, as solvers have."""
    for _ in range(100):
        if abs(f(x)) < 1e-13:
            break
        x = x - f(x) / nm.grad(f)(x)
    return x


def structured_newton(f, x):
    return lax.while_loop(lambda x: abs(f(x)) > 1e-13, lambda x: x - f(x) / nm.grad(f)(x), x)


def divided(g, y):
    return y / g(1.0)


def dense(g, y):
    return np.linalg.solve(nm.jacobian(g)(y), y)


SOLVERS = pytest.mark.parametrize("solver", [newton, structured_newton])
A = np.array([1.0, 8.0, 27.0])
FIRST, SECOND, THIRD = A ** (-2 / 3) / 3, -2 / 9 * A ** (-5 / 3), 10 / 27 * A ** (-8 / 3)


def cube_root(solver):
    return lambda a, guess=1.0: lax.custom_root(lambda x: x**3 - a, guess, solver, divided)


@SOLVERS
def test_values_and_derivatives_of_a_number(solver):
    f = cube_root(solver)
    for k, a in enumerate(A):
        np.testing.assert_allclose(f(a), k + 1)
        for d in (nm.grad, nm.jacfwd, nm.jacrev):
            np.testing.assert_allclose(d(f)(a), FIRST[k], rtol=1e-12)
            for e in (nm.grad, nm.jacfwd):
                np.testing.assert_allclose(d(e(f))(a), SECOND[k], rtol=1e-12)
        np.testing.assert_allclose(nm.grad(nm.jacfwd(nm.grad(f)))(a), THIRD[k], rtol=1e-12)


@SOLVERS
def test_under_jit(solver):
    f = cube_root(solver)
    for g in (nm.jit(f), f):
        np.testing.assert_allclose(nm.jit(g)(8.0), 2.0)
        np.testing.assert_allclose(nm.jit(nm.grad(g))(8.0), FIRST[1], rtol=1e-12)
        np.testing.assert_allclose(nm.grad(nm.jit(nm.grad(g)))(8.0), SECOND[1], rtol=1e-12)


@SOLVERS
def test_under_vmap(solver):
    f = cube_root(solver)
    for v in (nm.vmap, lambda f: nm.jit(nm.vmap(f)), lambda f: nm.vmap(nm.jit(f))):
        np.testing.assert_allclose(v(f)(A), [1.0, 2.0, 3.0])
        np.testing.assert_allclose(v(nm.grad(f))(A), FIRST, rtol=1e-12)
        np.testing.assert_allclose(v(nm.grad(nm.grad(f)))(A), SECOND, rtol=1e-12)
        total = lambda a: v(f)(a).sum()  # noqa: B023
        np.testing.assert_allclose(nm.grad(total)(A), FIRST, rtol=1e-12)
        np.testing.assert_allclose(nm.hessian(total)(A), np.diag(SECOND), atol=1e-14)
    both = nm.vmap(nm.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
    np.testing.assert_allclose(both(A, np.array([1.0, 2.0])), np.repeat([[1.0], [2.0], [3.0]], 2, axis=1))


def test_the_structured_solver_is_one_program_under_jit():
    assert nm.jit(cube_root(structured_newton)).explain(8.0).staged
    assert not nm.jit(cube_root(newton)).explain(8.0).staged


def test_the_guess_has_no_derivative_and_the_solver_is_not_differentiated():
    f = cube_root(lambda f, x: np.round(newton(f, x), 9))
    by_a, by_guess = nm.grad(f, argnums=(0, 1))(8.0, 1.5)
    np.testing.assert_allclose(by_a, FIRST[1], rtol=1e-8)
    assert by_guess == 0.0


def test_a_solver_that_uses_traced_values_of_its_own():
    def bisected(f, low, high):
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if f(middle) < 0 else (low, middle)
        return (low + high) / 2

    def f(a):  # the bracket depends on a, too: it decides where the solver looks, not what it finds
        return lax.custom_root(lambda x: x**3 - a, a, lambda f, _: bisected(f, a * 0, a + 1), divided)

    np.testing.assert_allclose(nm.grad(f)(8.0), FIRST[1])
    np.testing.assert_allclose(nm.jacfwd(nm.grad(f))(8.0), SECOND[1])
    np.testing.assert_allclose(nm.vmap(nm.grad(f))(A), FIRST)
    np.testing.assert_allclose(nm.jit(nm.grad(f))(8.0), FIRST[1])


def system_newton(f, x):
    x = x.copy()
    while np.abs(f(x)).max() > 1e-12:
        x -= np.linalg.solve(nm.jacfwd(f)(x), f(x))
    return x


def system_root(m, b):
    """x with m @ x + x**3 / 10 = b."""
    return lax.custom_root(lambda x: m @ x + x**3 / 10 - b, np.zeros(3), system_newton, dense)


def test_a_system_against_differences():
    rng = np.random.default_rng(0)
    m, b = np.eye(3) * 3 + rng.normal(size=(3, 3)) / 3, rng.normal(size=3)
    x = system_root(m, b)
    np.testing.assert_allclose(m @ x + x**3 / 10, b, atol=1e-11)
    jacobian = m + np.diag(3 * x**2 / 10)
    for d in (nm.jacfwd, nm.jacrev, lambda f, k: nm.jit(nm.jacrev(f, k))):
        np.testing.assert_allclose(d(system_root, 1)(m, b), np.linalg.inv(jacobian), rtol=1e-9)
    nm.testing.check_grads(system_root, (m, b), order=2, rtol=1e-4, atol=1e-4)
    bs = rng.normal(size=(4, 3))
    found = nm.vmap(nm.jacrev(system_root, 1), in_axes=(None, 0))(m, bs)
    np.testing.assert_allclose(found, np.stack([nm.jacrev(system_root, 1)(m, b) for b in bs]), rtol=1e-9)


def test_trees_and_aux():
    def solve(f, guess):
        x, steps = dict(guess), 0
        while abs(f(x)["u"]) > 1e-13:
            x["u"] = x["u"] - f(x)["u"] / 2
            steps += 1
        return {"u": x["u"], "v": f({"u": x["u"], "v": 0.0})["v"] * -1.0}, {"steps": steps}

    def tangent_solve(g, y):  # g is (2 u, v - u)
        u = y["u"] / g({"u": 1.0, "v": 0.0})["u"]
        return {"u": u, "v": y["v"] + u}

    def f(a):
        equations = lambda x: {"u": 2.0 * x["u"] - a, "v": x["v"] - x["u"]}
        return lax.custom_root(equations, {"u": 0.0, "v": 0.0}, solve, tangent_solve, has_aux=True)

    x, aux = f(3.0)
    assert x == {"u": 1.5, "v": 1.5} and aux == {"steps": 1}
    tangents = nm.jvp(lambda a: f(a)[0], (3.0,), (1.0,))[1]
    assert tangents == {"u": 0.5, "v": 0.5}
    value, aux = nm.value_and_grad(lambda a: (f(a)[0]["v"] ** 2, f(a)[1]), has_aux=True)(3.0)[0]
    assert value == 2.25 and aux == {"steps": 1}
    assert nm.grad(lambda a: f(a)[0]["v"] ** 2)(3.0) == 1.5
    x, aux = nm.vmap(f)(np.array([3.0, 0.0]))
    np.testing.assert_array_equal(x["v"], [1.5, 0.0])
    np.testing.assert_array_equal(aux["steps"], [1, 0])  # each lane ends its own loop


def test_as_in_jax():
    jax = pytest.importorskip("jax")

    def of(m, abs_):
        def root(a):
            solve = lambda f, x: m.lax.while_loop(lambda x: abs_(f(x)) > 1e-5, lambda x: x - f(x) / m.grad(f)(x), x)
            return m.lax.custom_root(lambda x: x**3 - a, a, solve, divided)

        return root

    for d in (lambda m, f: f, lambda m, f: m.grad(f), lambda m, f: m.jit(m.grad(m.grad(f)))):
        ours, theirs = d(nm, of(nm, np.abs)), d(jax, of(jax, jax.numpy.abs))
        np.testing.assert_allclose(ours(np.float32(8.0)), theirs(np.float32(8.0)), rtol=1e-4)


def test_errors():
    with pytest.raises(TypeError, match=r"'solve' of a root must return what is built as initial_guess, \*"):
        nm.grad(lambda a: lax.custom_root(lambda x: x - a, 1.0, lambda f, x: (x, x), divided))(1.0)
    with pytest.raises(TypeError, match="'f' of a root must return what has the structure of initial_guess"):
        nm.grad(lambda a: lax.custom_root(lambda x: nnp.stack([x, a]), 1.0, lambda f, x: x, divided))(1.0)
    with pytest.raises(TypeError, match="'tangent_solve' of a root must return"):
        nm.grad(lambda a: lax.custom_root(lambda x: x - a, 1.0, lambda f, x: x, lambda g, y: (y, y)))(1.0)
    with pytest.raises(TypeError, match="linear function that 'tangent_solve' gets takes"):
        nm.grad(lambda a: lax.custom_root(lambda x: x - a, 1.0, lambda f, x: x, lambda g, y: g((y, y))))(1.0)

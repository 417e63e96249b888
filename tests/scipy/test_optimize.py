"""minimize: SciPy's methods with exact derivatives."""

import numpy as np
import pytest
import scipy.optimize

import numorph as nm
from numorph.scipy import optimize
from numorph.scipy.optimize import minimize


def valley(x):
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


START = np.array([-1.0, 0.5, 2.0])


@pytest.mark.parametrize(
    "method", ["BFGS", "CG", "L-BFGS-B", "Newton-CG", "trust-ncg", "trust-exact", "SLSQP", "Nelder-Mead"]
)
def test_methods(method):
    result = minimize(valley, START, method=method, options={"maxiter": 2000})
    assert result.success
    np.testing.assert_allclose(result.x, 1, atol=2e-3)
    np.testing.assert_allclose(result.fun, valley(result.x))


def test_gradients_are_exact():
    """No values are spent on differences, and the result is that of SciPy with the exact gradient."""
    result = minimize(valley, START)
    wanted = scipy.optimize.minimize(valley, START, method="BFGS", jac=nm.grad(valley))
    assert (result.nfev, result.nit) == (wanted.nfev, wanted.nit)
    np.testing.assert_allclose(result.x, wanted.x, rtol=1e-9)
    np.testing.assert_allclose(result.jac, nm.grad(valley)(result.x))


def test_arguments():
    result = minimize(
        lambda x, a, b: np.sum((x - a) ** 2) + b, [0, 0], (np.array([1.0, 2.0]), 3.0), method="BFGS", tol=1e-8
    )
    np.testing.assert_allclose(result.x, [1, 2])
    assert result.fun == pytest.approx(3)
    bounded = minimize(lambda x: np.sum((x - 2) ** 2), np.zeros(2), method="L-BFGS-B", bounds=[(0, 1), (0, 3)])
    np.testing.assert_allclose(bounded.x, [1, 2])
    seen = []
    minimize(valley, START, callback=seen.append, options={"maxiter": 3})
    assert len(seen) == 3


def test_given_gradient_is_kept():
    calls = []

    def slope(x):
        calls.append(x)
        return 2 * x

    minimize(lambda x: float(np.sum(x**2)), np.ones(2), jac=slope)
    assert calls


def test_traced_arguments():
    with pytest.raises(NotImplementedError, match="cannot run on traced arrays"):
        nm.grad(lambda a: minimize(lambda x, a: np.sum((x - a) ** 2), np.zeros(1), (a,)).x[0])(1.0)


def test_other_names_are_scipys():
    assert optimize.root is scipy.optimize.root

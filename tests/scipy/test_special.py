"""numorph.scipy.special: SciPy's own objects outside transformations, the same values inside."""

import numpy as np
import pytest
import scipy.special as sp

import numorph as nm
from numorph.scipy import special

from ..numpy.agreement import check

POSITIVE = np.array([1.2, 2.0, 3.7, 8.4])


def test_ufuncs_are_scipys():
    assert special.erf is sp.erf
    assert special.digamma is sp.digamma
    assert special.airy is sp.airy
    assert "hyp2f1" in dir(special)
    with pytest.raises(AttributeError):
        special.no_such_function  # noqa: B018


def test_plain_arguments_get_scipys_own_results():
    assert special.factorial(20, exact=True) == 2432902008176640000
    assert special.comb(5, 2, exact=True) == 10
    assert special.multigammaln(3.0, 2) == sp.multigammaln(3.0, 2)
    with pytest.raises(ValueError, match="not met"):
        special.multigammaln(0.3, 2)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_polygamma(n):
    check(lambda x: special.polygamma(n, x), POSITIVE, vmap=False)
    x = np.array([0.4, 1.5, 7.0])
    np.testing.assert_allclose(
        nm.grad(lambda x: np.sum(special.polygamma(n, x)))(x), sp.polygamma(n + 1, x), rtol=1e-13
    )


def test_polygamma_of_many_orders():
    n = np.array([0, 1, 2, 3])
    check(lambda x: special.polygamma(n, x), POSITIVE, vmap=False)
    with pytest.raises(TypeError, match="order of 'polygamma'"):
        nm.make_program(special.polygamma)(n, POSITIVE[:4])
    np.testing.assert_allclose(nm.vmap(special.polygamma)(n, POSITIVE[:4]), sp.polygamma(n, POSITIVE[:4]))


@pytest.mark.parametrize("d", [1, 2, 4])
def test_multigammaln(d):
    check(lambda a: special.multigammaln(a, d), POSITIVE + 1)
    with pytest.raises(ValueError, match="positive integer"):
        nm.grad(lambda a: special.multigammaln(a, 1.5))(3.0)


def test_zeta():
    check(lambda q: special.zeta(2.5, q), POSITIVE, vmap=False)
    assert nm.jit(special.zeta)(3.0) == sp.zeta(3.0)


def test_factorial_and_comb():
    check(special.factorial, np.array([0.5, 2.0, 3.3]))
    assert nm.jit(special.factorial)(np.array([-1, 0, 4])).tolist() == [0.0, 1.0, 24.0]
    check(special.comb, np.array([5.0, 7.5, 6.2]), np.array([2.0, 3.1, 0.4]))
    assert nm.jit(special.comb)(np.array([3, 5, -1]), np.array([4, 2, 1])).tolist() == [0.0, 10.0, 0.0]
    found = nm.jit(lambda n: special.comb(n, 2, repetition=True))(np.array([3.0, 4.0]))
    np.testing.assert_allclose(found, sp.comb(np.array([3, 4]), 2, repetition=True), rtol=1e-13)
    with pytest.raises(TypeError, match="exact=False"):
        nm.grad(lambda n: special.factorial(n, exact=True))(3.0)


@pytest.mark.parametrize("name", ["logsumexp", "softmax", "log_softmax"])
@pytest.mark.parametrize("axis", [0, 1, None])
def test_softmax_and_logsumexp(name, axis):
    x = np.array([[0.3, -1.2, 700.0], [2.0, 0.1, 710.0]])
    f = lambda x: getattr(special, name)(x, axis=axis)
    check(f, x)
    assert nm.jit(f)(x.astype(np.float32)).dtype == f(x.astype(np.float32)).dtype


def test_logsumexp_arguments():
    a, b = np.array([[0.3, -1.2], [2.0, 0.1]]), np.array([[1.0, -2.0], [0.0, 3.0]])
    check(lambda a, b: special.logsumexp(a, b=b, axis=0, keepdims=True, return_sign=True), a, b)
    check(lambda a: special.logsumexp(a, keepdims=True), a)


def test_logsumexp_of_masked_elements():
    a, mask = np.array([1.0, 2.0, np.nan]), np.array([True, True, False])
    wanted = sp.logsumexp(a[:2])
    np.testing.assert_allclose(special.logsumexp(a, where=mask), wanted)
    np.testing.assert_allclose(nm.jit(lambda a: special.logsumexp(a, where=mask))(a), wanted)

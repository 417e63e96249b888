"""The poly functions: against NumPy, known, staged where they can be, and differentiated."""

import numpy as np
import pytest

import numorph as nm

from .agreement import assert_same, check, check_raises, leaves

rng = np.random.default_rng(0)
P, Q = rng.standard_normal(4), rng.standard_normal(2)
X, Y = np.linspace(0, 1, 7), rng.standard_normal(7)

STAGED = [
    (np.polyadd, P, Q),
    (np.polysub, Q, P),
    (lambda p: np.polysub(p, 3), P),
    (np.polyder, P),
    (lambda p: np.polyder(p, 2), P),
    (lambda p: np.polyder(p, 0), P),
    (np.polyint, P),
    (lambda p: np.polyint(p, 3, k=2.0), P),
    (lambda p, k: np.polyint(p, 2, k), P, Q),
    (np.poly, P),
    (np.poly, np.array([1, 2])),
    (lambda x, y: np.polyfit(x, y, 2), X, Y),
    (lambda x, y: np.polyfit(x, y, 2, w=x + 1), X, Y),
    (lambda x, y: np.polyfit(x, y, 1), X, np.stack([Y, -Y, Y**2], axis=1)),
    (lambda x, y: np.polyfit(x, y, 1, cov="unscaled"), X, Y),
]


@pytest.mark.parametrize("k", range(len(STAGED)))
def test_of_traced_coefficients(k):
    check(*STAGED[k], rtol=1e-9)


KNOWN = [
    (lambda x, y: np.polyfit(x, y, 1, cov=True), X, Y),
    (lambda x, y: np.polyfit(x, y, 1, full=True), X, Y),
    (np.polymul, P, Q),
    (np.polymul, np.array([0.0, 0.0, 1.0]), P),
    (np.polymul, np.zeros(2), P),
    (np.polydiv, P, Q),
    (np.polydiv, Q, P),
    (np.polydiv, np.array([1.0, 3.0, 2.0]), np.array([1.0, 1.0])),
    (np.roots, np.array([1.0, -6.0, 11.0, -6.0])),
    (np.roots, np.array([0.0, 2.0, -1.0, 0.0])),
    (np.poly, np.array([1 + 1j, 1 - 1j])),
    (np.poly, np.array([1 + 1j, 2.0])),
]


@pytest.mark.parametrize("k", range(len(KNOWN)))
def test_of_known_coefficients(k):
    f, *args = KNOWN[k]
    wanted = f(*args)
    assert_same(nm.jit(f)(*args), wanted, 1e-9)
    found = nm.jvp(f, tuple(args), tuple(np.zeros_like(a) for a in args))[0]
    assert_same(found, wanted, 1e-9)


def test_derivatives_of_known_coefficients():
    for f, *args in (KNOWN[0], KNOWN[2], KNOWN[5], KNOWN[8]):
        total = lambda x, f=f, rest=args[1:]: sum(np.sum(r.real) for r in leaves(f(x, *rest)))
        step = 1e-6 * rng.standard_normal(args[0].shape)
        slope = np.sum(nm.grad(total)(args[0]) * step)
        np.testing.assert_allclose(slope, (total(args[0] + step) - total(args[0] - step)) / 2, rtol=1e-4, atol=1e-12)


def test_errors():
    check_raises(lambda p: np.polyder(p, -1), P)
    check_raises(lambda p: np.polyint(p, -1), P)
    check_raises(lambda p: np.polyint(p, 3, [1, 2]), P)
    check_raises(lambda x: np.polyfit(x, x, -1), X)
    check_raises(lambda x: np.polyfit(x, x[1:], 1), X)
    check_raises(lambda x: np.polyfit(x[:0], x[:0], 1), X)
    check_raises(lambda x: np.roots(x), np.ones((2, 2)))
    check_raises(lambda x: np.poly(x), np.ones((2, 3)))

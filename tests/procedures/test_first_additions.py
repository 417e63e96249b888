"""Memory of gradients that nobody fills with zeros first, or that is the memory of a copy's cotangents."""

import numpy as np
import pytest

import numorph as nm
from numorph.codegen import target
from numorph.procedures.ir import Alloc, statements
from numorph.runtime import tiers
from tests.frontend.agreement import function

pytestmark = pytest.mark.skipif(target.available() is not None, reason=str(target.available()))

RNG = np.random.default_rng(0)
X, M, W = RNG.uniform(0.5, 1.5, 7), RNG.uniform(0.5, 1.5, (4, 6)), RNG.uniform(0.5, 1.5, (4, 6))

STEPS = "    for i in range(1, len(y)):\n        y[i] *= y[i - 1]\n"
SWEEP = "    for i in range(1, len(y)):\n        y[i] *= y[i - 1]\n        s += np.sum(y[i])\n"


def gradient(source, *args):
    """The gradient's procedure, after what it gives has been compared."""
    f = function(f"def f(x, w):\n    s = 0.0\n{source}")
    g = nm.jit(nm.grad(f))
    expected = nm.grad(f)(*args)
    g(*args)
    tiers.wait()
    for a in (args, [-x for x in args]):
        np.testing.assert_allclose(g(*a), nm.grad(f)(*a), rtol=1e-12)
    again = g(*args)
    np.testing.assert_allclose(again, expected, rtol=1e-12)
    (way,) = g._procedural.ways.values()
    assert way.variant is not None and not way.bails, way.reason
    return way.variant.translation.procedure


def made(procedure):
    """How the memory of the gradient is made: none, or whether with zeros; and how much memory is made in all."""
    results = {r for r in procedure.results if r.dtype == "ptr"}
    (zero,) = [s.zero for s in statements(procedure.body) if isinstance(s, Alloc) and s.reg in results]
    return zero, sum([isinstance(s, Alloc) and "d_" in s.reg.name for s in statements(procedure.body)])


@pytest.mark.parametrize(
    "source, args, arrays",
    [
        (f"    y = x.copy()\n{STEPS}    return np.sum(y * w)\n", (X, X[::-1].copy()), 1),
        (f"    y = x.copy()\n{SWEEP}    return s + np.sum(y * w)\n", (M, W), 1),
        (f"    y = x.reshape(-1).copy()\n{STEPS}    return np.sum(y)\n", (M, W), 1),
    ],
)
def test_copies(source, args, arrays):
    assert made(gradient(source, *args)) == (False, arrays)


@pytest.mark.parametrize(
    "source, args",
    [
        (f"    y = 2.0 * x\n{STEPS}    return np.sum(y * w)\n", (X, X[::-1].copy())),
        (f"    y = x + x[::-1]\n{STEPS}    return np.sum(y)\n", (X, X[::-1].copy())),
        (f"    y = x * w\n{SWEEP}    return s\n", (M, W)),
        (f"    y = x.T.copy()\n{SWEEP}    return s\n", (M, W)),
    ],
)
def test_what_is_stored_first(source, args):
    zero, arrays = made(gradient(source, *args))
    assert (zero, arrays) == (False, 2)


@pytest.mark.parametrize(
    "source, args",
    [
        (f"    y = x[1:].copy()\n{STEPS}    return np.sum(y)\n", (X, X[::-1].copy())),  # not all
        ("    for i in range(len(x)):\n        s = s * x[i] + 1.0\n    return s\n", (X, X)),
        ("    for i in range(0, len(x), 2):\n        s = s * x[i] + 1.0\n    return s + np.sum(x[::2])\n", (X, X)),
    ],
)
def test_sums_need_zeros(source, args):
    assert made(gradient(source, *args))[0]


def test_later_additions():
    source = f"    y = x.copy()\n{STEPS}    z = x * w\n    for i in range(1, len(z)):\n        z[i] *= z[i - 1]\n"
    procedure = gradient(f"{source}    return np.sum(y) + np.sum(z)\n", X, X[::-1].copy())
    zero, _ = made(procedure)
    assert not zero


def test_a_gradient_is_new_memory():
    f = function(f"def f(x, w):\n    y = x.copy()\n{STEPS}    return np.sum(y * w)\n")
    g = nm.jit(nm.grad(f))
    g(X, X)
    tiers.wait()
    found = [g(X * k, X) for k in (1.0, 1.1, 1.2)]
    kept = [x.copy() for x in found]
    for _ in range(20):
        g(-X, X)
    for a, b in zip(found, kept, strict=True):
        np.testing.assert_array_equal(a, b)

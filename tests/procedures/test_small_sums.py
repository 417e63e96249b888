"""Products that sweeps add to cotangents: by the routine for small matrices, the library or loops, and the same."""

import numpy as np
import pytest

import numorph as nm
from numorph.procedures.check import check
from numorph.procedures.interpret import interpret
from numorph.procedures.ir import Alloc, For, Library, Procedure, Reg, const, statements
from numorph.procedures.small_products import with_small_products
from numorph.runtime import tiers

pytest.importorskip("llvmlite")
from numorph.frontend.gradient import Gradient
from numorph.frontend.gradient_of import CompiledGradient
from numorph.frontend.keys import Arguments

from ..frontend.agreement import function


def translated(f, *args):
    parameters = dict(zip(f.__code__.co_varnames, args, strict=False))
    arguments = Arguments(parameters)
    positions = tuple(range(len(args)))
    return CompiledGradient(f, Gradient(f, positions, False, False), lambda g: g).translated(
        parameters, arguments
    ), arguments


def chained(x, a, b):
    """Products on both sides, of a part, transposed, and broadcast."""
    total = np.sum(x)
    for k in range(3):
        y = np.tanh(x @ a)
        total += np.sum((y[:, 1:] @ b[1:]) ** 2) + np.sum(b.T @ y.T)
        x = x + 0.1 * k * (y @ a.T)
    return total


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(
    "sizes", [(8, 12, 24, 5), (1, 1, 2, 1), (3, 70, 65, 9), (200, 3, 2, 1), (0, 3, 4, 2), (5, 0, 3, 2)]
)
def test_gradients(sizes, dtype):
    m, k, n, p = sizes
    rng = np.random.default_rng(m)
    args = [rng.normal(size=s).astype(dtype) / 4 for s in ((m, k), (k, n), (n, p))]
    made, arguments = translated(chained, *args)
    tolerance = 1e-10 if dtype is np.float64 else 2e-4
    for one, other in zip(made(arguments), nm.grad(chained, argnums=(0, 1, 2))(*args), strict=True):
        assert one.dtype == dtype
        np.testing.assert_allclose(one, other, rtol=tolerance, atol=tolerance)


def test_second_derivatives():
    def f(w, x):
        for _ in range(2):
            x = np.tanh(x @ w)
        return np.sum(x)

    rng = np.random.default_rng(0)
    w, x, v = rng.normal(size=(4, 4)), rng.normal(size=(3, 4)), rng.normal(size=(4, 4))
    product = nm.jit(lambda w: nm.jvp(nm.grad(lambda w: f(w, x)), (w,), (v,))[1])
    step = 1e-5
    expected = (nm.grad(f)(w + step * v, x) - nm.grad(f)(w - step * v, x)) / (2 * step)
    for _ in range(3):
        np.testing.assert_allclose(product(w), expected, rtol=1e-6, atol=1e-8)
        tiers.wait()


def added(strides, dtype="f64"):
    """A procedure that adds a product of 3 x 4 and 4 x 2 elements with some strides."""
    a, b, out = (Reg(name, "ptr") for name in ("a", "b", "out"))
    values = [const(x, "i64") for x in (3, 4, 2, *strides)]
    body = [Library("matmul", (a, b, out), values, dtype=dtype, attr="add")]
    return Procedure("added", [a, b, out], [], body)


@pytest.mark.parametrize(
    "strides",
    [
        (0, 4, 1, 0, 2, 1, 0, 2, 1),
        (0, 1, 3, 0, 2, 1, 1, 5, 1),
        (0, 4, 1, 0, 1, 4, 0, 2, 1),
        (0, 4, 1, 0, 2, 1, 0, 1, 3),
        (0, 4, 1, 0, 2, 1, 0, 0, 1),
        (0, 4, 1, 0, 2, 1, 3, 0, 0),
        (1, 5, 1, 2, 3, 1, 4, 7, 2),
    ],
)
def test_what_is_made_of_it(strides):
    rng = np.random.default_rng(1)
    memories = [rng.normal(size=40) for _ in range(3)]
    outs = []
    for procedure in (added(strides), with_small_products(added(strides))):
        check(procedure)
        given = [x.copy() for x in memories]
        interpret(procedure, given)
        outs.append(given[2])
    product = np.zeros((3, 2))
    for i, j, k in np.ndindex(3, 2, 4):
        at = strides[0] + i * strides[1] + k * strides[2], strides[3] + k * strides[4] + j * strides[5]
        product[i, j] += memories[0][at[0]] * memories[1][at[1]]
    expected = memories[2].copy()
    for i, j in np.ndindex(3, 2):
        expected[strides[6] + i * strides[7] + j * strides[8]] += product[i, j]
    for found in outs:
        np.testing.assert_allclose(found, expected, rtol=1e-12)
    left = [s for s in statements(with_small_products(added(strides)).body) if isinstance(s, Library)]
    assert all(s.name == "small" or s.attr is None for s in left)


# -- copies for sums in loops


@pytest.mark.parametrize(
    "body, before",
    [
        ("for t in range(n):\n        x = np.tanh(x @ w)", True),
        ("for t in range(n):\n        x = np.tanh(x @ w)\n        w = w * 0.9", False),
        ("for t in range(n):\n        if x[0, 0] > 0.0:\n            x = np.tanh(x @ w)\n        x = -x", False),
        ("w = w.copy()\n    for t in range(n):\n        x = np.tanh(x @ w)\n        w[0] = x[0]", False),
    ],
)
def test_copies_before_loops(body, before):
    rng = np.random.default_rng(6)
    f = function(f"def f(x, w, n):\n    {body}\n    return np.sum(x)\n")
    x, w = rng.standard_normal((4, 6)), rng.standard_normal((6, 6)) / 3
    gradient = nm.grad(f, argnums=(0, 1))
    for n in (0, 1, 5):
        for one, other in zip(nm.jit(gradient)(x, w, n), gradient(x, w, n), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-13)
    parameters = {"x": x, "w": w, "n": 5}
    gradients = CompiledGradient(f, Gradient(f, (0, 1), True, False), lambda g: g)
    made = with_small_products(gradients.translated(parameters, Arguments(parameters)).code.procedure)
    check(made)
    copies = [s for s in statements(made.body) if isinstance(s, Alloc) and s.reg.name == "copy"]
    inside = [
        s
        for loop in made.body
        if isinstance(loop, For)
        for s in statements(loop.body)
        if isinstance(s, Alloc) and s.reg in {c.reg for c in copies}
    ]
    assert copies and bool(inside) is not before

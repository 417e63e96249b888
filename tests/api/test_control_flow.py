"""lax's control flow: the same values plain, staged, differentiated and batched."""

import numpy as np
import pytest

import numorph as nm
from numorph import lax

X = np.array([0.1, 0.2, 0.3])


def newton(a):
    return lax.while_loop(lambda c: abs(c * c - a) > 1e-10, lambda c: 0.5 * (c + a / c), a * 1.0)


def powers(a):
    def body(carry):
        i, total, y = carry
        return i + 1, total + y, y * a

    return lax.while_loop(lambda carry: carry[0] < 5, body, (0, a * 0.0, a))[1]


def recurrent(w):
    def step(h, x):
        h = np.tanh(w * h + x)
        return h, h * h

    h, ys = lax.scan(step, np.zeros(3), np.arange(12.0).reshape(4, 3) / 10)
    return (h * ys[1]).sum() + ys.sum()


def counted(w):
    return lax.fori_loop(0, 4, lambda i, c: c * w + i, w).sum()


def chosen(x):
    return lax.cond(x.sum() > 1, lambda a: np.sin(a) * 2, lambda a: a * a, x).sum()


def switched(x):
    index = (x.sum() * 4).astype(int)
    return lax.switch(index, [np.sin, lambda a: a * 2.0, lambda a: a**3], x).sum()


PROGRAMS = [
    (newton, (np.float64(2.0), np.float64(3.0), np.float64(9.0))),
    (powers, (np.float64(0.5), np.float64(0.9), np.float64(-1.2))),
    (recurrent, (X, 2 * X, -X)),
    (counted, (X, 2 * X, -X)),
    (chosen, (X, 3 * X, -X)),
    (switched, (X, X * 0.1, X * 4)),
]


@pytest.mark.parametrize(("f", "points"), PROGRAMS, ids=lambda p: getattr(p, "__name__", ""))
def test_every_way_gives_the_same(f, points):
    stacked = np.stack(points)
    for derivative in (lambda g: g, nm.grad, lambda g: nm.grad(lambda x: nm.grad(g)(x).sum())):
        expected = np.stack([derivative(f)(p) for p in points])
        ways = [derivative(nm.jit(f)), nm.jit(derivative(f)), nm.jit(derivative(nm.jit(f)))]
        for way in ways:
            np.testing.assert_allclose(np.stack([way(p) for p in points]), expected, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(nm.vmap(way)(stacked), expected, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(nm.jit(nm.vmap(way))(stacked), expected, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(nm.vmap(derivative(f))(stacked), expected, rtol=1e-9, atol=1e-12)
    for p in points:
        t = np.ones_like(p) * 0.7
        pushed = nm.jvp(nm.jit(f), (p,), (t,))[1]
        np.testing.assert_allclose(pushed, (nm.grad(f)(p) * t).sum(), rtol=1e-9)
    whole = nm.grad(lambda s: nm.vmap(nm.jit(f))(s).sum())(stacked)
    np.testing.assert_allclose(whole, np.stack([nm.grad(f)(p) for p in points]), rtol=1e-9)


def test_staging_does_not_unroll():
    def long(x):
        return lax.fori_loop(0, 100_000, lambda i, c: c * 0.5 + i, x)

    program = nm.make_program(long)(1.0)
    assert len(program.eqns) < 10


def test_loops_without_jit_are_plain_python(capsys):
    lax.fori_loop(0, 2, lambda i, c: (print(i, c), c + 1)[1], 5.0)
    assert capsys.readouterr().out == "0 5.0\n1 6.0\n"


def test_bodies_may_mutate_and_capture():
    w = np.array([1.0, 2.0, 3.0])

    def f(x):
        scale = x * 2

        def body(i, buffer):
            buffer[i] = scale[i] * w[i]
            return buffer

        return lax.fori_loop(0, 3, body, np.zeros_like(x)).sum()

    for g in (f, nm.jit(f)):
        assert g(X) == pytest.approx(2 * (X * w).sum())
        np.testing.assert_allclose(nm.grad(g)(X), 2 * w)


def test_dtypes_widen_and_shapes_do_not():
    out = nm.jit(lambda x: lax.fori_loop(0, 3, lambda i, c: c + 0.5, x))(1)
    assert out == 2.5
    with pytest.raises(TypeError, match=r"changed the type of carry from f64\[3\] to f64\[6\]"):
        nm.make_program(lambda x: lax.while_loop(lambda c: c.sum() < 9, lambda c: np.concatenate([c, c]), x))(X)
    with pytest.raises(TypeError, match="different shapes"):
        nm.make_program(lambda x: lax.cond(x.sum() > 0, lambda: x, lambda: x[:1]))(X)


def test_scan_forms():
    carry, ys = lax.scan(lambda c, x: (c + x["a"], {"s": c}), 0.0, {"a": np.arange(4.0)})
    assert carry == 6.0
    np.testing.assert_array_equal(ys["s"], [0, 0, 1, 3])
    np.testing.assert_array_equal(lax.scan(lambda c, x: (c + x, c), 0.0, np.arange(4.0), reverse=True)[1], [6, 5, 3, 0])
    assert lax.scan(lambda c, _: (c * 2, None), 1.0, length=5)[0] == 32.0
    assert lax.scan(lambda c, x: (c, x * 2), 0.0, np.zeros((0, 3)))[1].shape == (0, 3)
    for f in (
        lambda x: lax.scan(lambda c, v: (c + v, c), 0.0, x, reverse=True)[1],
        lambda x: lax.scan(lambda c, v: (c, v * 2), 0.0, x[:0])[1],
    ):
        np.testing.assert_array_equal(nm.jit(f)(X), f(X))
    with pytest.raises(ValueError, match="different sizes"):
        lax.scan(lambda c, x: (c, x), 0.0, (np.ones(2), np.ones(3)))


def test_map_and_associative_scan():
    np.testing.assert_array_equal(lax.map(lambda v: v * v, np.arange(5.0)), np.arange(5.0) ** 2)
    np.testing.assert_array_equal(
        nm.jit(lambda x: lax.map(lambda v: v * v, x, batch_size=2))(np.arange(5.0)), np.arange(5.0) ** 2
    )
    for n in range(1, 9):
        v = np.arange(1.0, n + 1)
        np.testing.assert_allclose(lax.associative_scan(np.multiply, v), np.cumprod(v))
        np.testing.assert_allclose(
            nm.jit(lambda x: lax.associative_scan(np.add, x, reverse=True))(v), np.cumsum(v[::-1])[::-1]
        )

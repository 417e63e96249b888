"""Lanes that run in step, as vectors: the same results as one by one, whichever way each of them goes."""

import numpy as np
import pytest

import numorph as nm
from numorph.runtime.procedure_vectors import InStep

RNG = np.random.default_rng(0)
N = 100
X, Y = RNG.normal(size=N), RNG.uniform(0.5, 4.0, N)
K, M = RNG.integers(0, 12, N), RNG.integers(-9, 9, N)
A = RNG.normal(size=(N, 6))


@pytest.fixture(autouse=True)
def in_step(monkeypatch):
    """All that can run in step does, from the first call on; `used` says for how many calls."""
    used = []

    def chosen(self, lanes):
        self.make()
        if self.address and lanes >= self.width:
            used.append(self.vectors)
            return self.vectors
        return None

    monkeypatch.setattr(InStep, "chosen", chosen)
    monkeypatch.setattr("numorph.runtime.procedure_vectors.is_cheap", lambda *_: True)
    return used


def check(used, f, *args, in_axes=0):
    axes = in_axes if isinstance(in_axes, tuple) else (in_axes,) * len(args)
    mine, theirs = ([a.copy() if isinstance(a, np.ndarray) else a for a in args] for _ in range(2))
    lanes = [f(*[a if k is None else a[i] for a, k in zip(theirs, axes, strict=True)]) for i in range(N)]
    jitted = nm.jit(f)
    jitted._procedural.waits = True
    before = len(used)
    out = nm.vmap(jitted, in_axes=axes)(*mine)
    (way,) = jitted._procedural.ways.values()
    assert way.ready, way.reason
    assert not way.bails, way.bail
    assert len(used) > before
    for a, b in zip(
        nm.tree.flatten(out)[0], nm.tree.flatten(nm.tree.map(lambda *x: np.stack(x), *lanes))[0], strict=True
    ):
        assert a.dtype == b.dtype
        np.testing.assert_allclose(a, b, rtol=1e-14)
    for a, b in zip(mine, theirs, strict=True):
        np.testing.assert_array_equal(a, b)


def escape(cr, ci, n):
    zr = zi = 0.0
    k = 0
    while k < n and zr * zr + zi * zi <= 4.0:
        zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
        k += 1
    return k, zr


def newton(x, a):
    for _ in range(50):
        d = (x * x - a) / (2 * x)
        x = x - d
        if abs(d) < 1e-12:
            break
    return x


def ways(x, k):
    total = 0.0
    for i in range(k):
        if i % 3 == 2:
            continue
        if x > 1.0:
            return total, i, True
        for j in range(k - 1, i, -2):
            total += x * j if j % 2 else -x
            if total > 20.0:
                break
        x = x + 0.25
    return total, k, False


def of_integers(k, m):
    s = k
    for i in range(1, 7):
        if m != 0:
            s += k // m + (k * i) % m
        s ^= (k << 3) | (s >> i)
        s = s & 0xFFFF
    return s, -s // 7, k * k


def of_functions(x, y):
    t = 0.0
    for i in range(5):
        t += np.sin(x + i) * np.exp(-y) + np.sqrt(y) + abs(x)
        if x < 0:
            t += np.log(y) + np.arctan2(x, y)
    return t, np.floor(t), int(t), max(x, y), min(x, t)


def of_elements(x, table, k):
    s = 0.0
    for i in range(len(x)):
        if x[i] > 0.0:
            s += x[i] * table[(i + k) % len(table)]
            x[i] = s
        else:
            x[i] -= table[0]
    return s, x[-1]


def of_masks(x, flags, z):
    count = 0
    w = z[0]
    for i in range(len(x)):
        flags[i] = x[i] > 0.25
        if flags[i]:
            w = w * z[i] + 1.0
            z[i] = w.conjugate()
            count += 1
    return count, w.real, w.imag


def trajectory(x, y, n):
    out = np.zeros((n + 1, 2))
    out[0, 0], out[0, 1] = x, y
    for i in range(n):
        x, y = x + 0.01 * y, y - 0.01 * x
        if x > 1.0:
            x = x - 1.0
        out[i + 1, 0] = x
        out[i + 1, 1] = y
    return out


def buffers(x, k):
    """Memory of its own in branches and loops, swapped and left."""
    a = np.zeros(4)
    b = np.ones(4)
    for i in range(k):
        c = np.empty(i + 1)
        for j in range(i + 1):
            c[j] = x * j
        a[i % 4] += c[i]
        if a[i % 4] > 0.5:
            a, b = b, a
        if x < -1.0:
            return b, c[0]
    return a[1:], b[3]


def chosen(x, a, b):
    """One of the arguments."""
    p = a
    for i in range(3):
        p = b if x > i * 0.3 else a
    s = 0.0
    for i in range(len(p)):
        s += p[i] * x
    return s


def test_arrays(in_step):
    check(in_step, trajectory, X, Y, 30, in_axes=(0, 0, None))
    check(in_step, chosen, X, A, A[::-1].copy())
    check(in_step, chosen, X, A[0], A[1], in_axes=(0, None, None))
    sizes = np.where(X < -1.0, 4, 3)
    f = nm.jit(buffers)
    f._procedural.waits = True
    for one in (3, 4):  # results of one size
        mine, k = X[sizes == one], K[sizes == one] + 1
        out = nm.vmap(f)(mine, k)
        for i in range(len(mine)):
            for a, b in zip(buffers(mine[i], k[i]), out, strict=True):
                np.testing.assert_array_equal(a, b[i])
    with pytest.raises(nm.errors.NumorphValueError, match="different shapes"):
        nm.vmap(f)(X, K + 1)


def test_numbers(in_step):
    check(in_step, escape, X, X[::-1].copy(), 60, in_axes=(0, 0, None))
    check(in_step, escape, X, X[::-1].copy(), K)
    check(in_step, escape, 0.3, X, 40, in_axes=(None, 0, None))
    check(in_step, newton, Y, Y[::-1].copy())
    check(in_step, ways, X, K)
    check(in_step, ways, X, 7, in_axes=(0, None))
    check(in_step, of_integers, K, M)
    check(in_step, of_integers, K.astype(np.int32), 5, in_axes=(0, None))
    check(in_step, of_functions, X, Y)
    check(in_step, escape, X.astype(np.float32), Y.astype(np.float32), 30, in_axes=(0, 0, None))


def test_elements(in_step):
    check(in_step, of_elements, A, RNG.normal(size=5), K, in_axes=(0, None, 0))
    check(in_step, of_elements, A, RNG.normal(size=(N, 4)), 2, in_axes=(0, 0, None))
    check(in_step, of_masks, A, np.zeros((N, 6), bool), A + 1j * A[::-1])
    check(in_step, of_masks, A.astype(np.float32), np.zeros((N, 6), bool), (A + 1j * A[::-1]).astype(np.complex64))


def test_levels_and_threads(in_step):
    f = nm.jit(escape)
    f._procedural.waits = True
    for threads in (1, 3):
        with nm.threads(threads):
            out = nm.vmap(nm.vmap(f, in_axes=(0, None, None)), in_axes=(None, 0, None))(X, Y[:70] - 2.0, 50)
        np.testing.assert_array_equal(out[0], [[escape(x, y, 50)[0] for x in X] for y in Y[:70] - 2.0])
    assert len(in_step) == 2


def test_one_lane_that_bails(in_step):
    def f(x, k):
        for _ in range(4):
            x = x + 1.0 / k
        return x

    def g(a, k):
        s = 0.0
        for i in range(3):
            s += a[i + k]
        return s

    check(in_step, f, X, K + 1)
    check(in_step, g, A, K % 4)
    for call, error in (
        (lambda: nm.vmap(nm.jit(lambda x, k: f(x, float(k))))(X, K), ZeroDivisionError),
        (lambda: nm.vmap(nm.jit(g))(A, K), IndexError),
    ):
        with pytest.raises(error):
            call()


def test_forward_mode(in_step):
    f = nm.jit(newton)
    f._procedural.waits = True
    dots = nm.vmap(lambda x, a: nm.jvp(f, (x, a), (1.0, 0.5))[1])(Y, Y[::-1].copy())
    assert in_step
    step = 1e-6
    for i in range(N):
        x, a = Y[i], Y[N - 1 - i]
        expected = (newton(x + step, a + 0.5 * step) - newton(x - step, a - 0.5 * step)) / (2 * step)
        np.testing.assert_allclose(dots[i], expected, atol=1e-6)

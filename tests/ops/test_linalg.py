"""Factorisations: values are NumPy's or SciPy's; rules against finite differences, adjoints and stacked loops.

Vectors of a decomposition are determined up to signs and phases, so what is differentiated does not depend on those.
"""

import zlib

import numpy as np
import pytest
import scipy.linalg

from numorph.core.trace import typeof
from numorph.ir.evaluate import evaluate
from numorph.ir.stage import stage
from numorph.ops import decompositions as dec
from numorph.ops import elementwise as ew
from numorph.ops import linalg as la
from numorph.ops import matrices
from numorph.ops.contraction import matmul
from numorph.ops.reduction import reduce_sum
from numorph.transforms.batching import batch, materialize
from numorph.transforms.forward import jvp
from numorph.transforms.linearize import linearize
from numorph.transforms.transpose import backward

rng = np.random.default_rng(0)


def matrix(*shape, kind="f"):
    """Random matrices, square ones well-conditioned."""
    a = rng.standard_normal(shape) + (1j * rng.standard_normal(shape) if kind == "c" else 0)
    return a + 2 * np.eye(shape[-1]) if shape[-1] == shape[-2] else a


def hermitian(*shape, kind="f"):
    a = matrix(*shape, kind=kind)
    return a + np.swapaxes(a.conj(), -1, -2)


def positive(*shape, kind="f"):
    a = matrix(*shape, kind=kind)
    return a @ np.swapaxes(a.conj(), -1, -2) + np.eye(shape[-1])


def like(x):
    t = rng.standard_normal(np.shape(x))
    return (t + 1j * rng.standard_normal(np.shape(x)) if x.dtype.kind == "c" else t).astype(x.dtype)


# -- functions of the decompositions that do not depend on signs and phases


def hermitian_input(f):
    return lambda a: f(matrices.hermitian_part(a))


def weights(x):
    return np.linspace(1.0, 2.0, x.shape[-1]).astype(x.dtype)


def times_weights(x):
    return dec.times(x, dec.as_row(np.broadcast_to(weights(x), (*x.shape[:-2], x.shape[-1]))))


def eigh_function(uplo):
    def f(a):
        w, v = dec.eigh(matrices.hermitian_part(a), uplo=uplo)
        return w, matmul(times_weights(v), matrices.adjoint(v))

    return f


def eig_function(a):
    w, v = dec.eig(a)
    return w, matmul(times_weights(v), dec.inv(v, checked=True)), ew.absolute(v)


def svd_function(full):
    def f(a):
        u, s, vh = dec.svd(a, full=full)
        k = s.shape[-1]
        u1, v1 = dec.columns(u, 0, k), dec.rows(vh, 0, k)
        outs = [s, matmul(times_weights(u1), v1)]
        if u.shape[-1] > k:
            u2 = dec.columns(u, k, u.shape[-1])
            outs.append(matmul(u2, matrices.adjoint(u2)))
        if vh.shape[-2] > k:
            v2 = dec.rows(vh, k, vh.shape[-2])
            outs.append(matmul(matrices.adjoint(v2), v2))
        return outs

    return f


def qr_function(full):
    def f(a):
        q, r = dec.qr(a, full=full)
        k = min(a.shape[-2:])
        q1, q2 = dec.columns(q, 0, k), dec.columns(q, k, q.shape[-1])
        return q1, r, matmul(q2, matrices.adjoint(q2))

    return f


def triangular(lower, trans, unit):
    return lambda a, b: [la.triangular_solve(a, b, lower=lower, trans=trans, unit=unit)]


def pinv(hermitian):
    def f(a):
        rtol = np.full(a.shape[:-2], 1e-12)[()]
        return [la.pinv(matrices.hermitian_part(a) if hermitian else a, rtol, hermitian=hermitian)]

    return f


CASES = {}
for kind in "fc":
    square, stack = matrix(3, 3, kind=kind), matrix(2, 3, 3, kind=kind)
    tall, wide = matrix(4, 2, kind=kind), matrix(2, 4, kind=kind)
    b, bs = matrix(3, 2, kind=kind), matrix(2, 3, 2, kind=kind)
    for lower in (True, False):
        for trans in (True, False):
            for unit in (True, False):
                f = triangular(lower, trans, unit)
                name = f"triangular_solve {'LU'[not lower]}{'NT'[trans]}{'N1'[unit]}"
                CASES[name, kind] = f, (square, b)
    CASES["triangular_solve stack", kind] = triangular(True, False, False), (stack, bs)
    CASES["triangular_solve columns", kind] = triangular(True, False, False), (square.T, b[::-1])
    CASES["triangular_solve large", kind] = (
        triangular(False, True, False),
        (
            matrix(2, 65, 65, kind=kind) + 60 * np.eye(65),
            matrix(2, 65, 1, kind=kind),
        ),
    )
    CASES["solve", kind] = lambda a, b: [la.solve_system(a, b)], (square, b)
    CASES["solve columns", kind] = lambda a, b: [la.solve_system(a, b)], (square, bs)
    CASES["solve stack", kind] = lambda a, b: [la.solve_system(a, b)], (stack, bs)
    CASES["inv", kind] = lambda a: [la.inv(a, checked=True)], (square,)
    CASES["inv stack", kind] = lambda a: [la.inv(a, checked=False)], (stack,)
    for n in (1, 2, 3, 4):
        CASES[f"det {n}", kind] = lambda a: [la.det(a)], (matrix(n, n, kind=kind),)
    CASES["det stack", kind] = lambda a: [la.det(a)], (stack,)
    CASES["slogdet", kind] = la.slogdet, (-square,)
    CASES["slogdet stack", kind] = la.slogdet, (stack,)
    CASES["cholesky", kind] = hermitian_input(lambda a: [la.cholesky(a)]), (positive(3, 3, kind=kind),)
    CASES["cholesky stack", kind] = hermitian_input(lambda a: [la.cholesky(a)]), (positive(2, 3, 3, kind=kind),)
    for name, a in (("tall", tall), ("wide", wide), ("square", square), ("stack", matrix(2, 4, 3, kind=kind))):
        CASES[f"pinv {name}", kind] = pinv(False), (a,)
        CASES[f"svd {name}", kind] = svd_function(False), (a,)
        CASES[f"svd full {name}", kind] = svd_function(True), (a,)
        CASES[f"svdvals {name}", kind] = lambda a: [dec.svdvals(a)], (a,)
        CASES[f"qr {name}", kind] = qr_function(False), (a,)
        CASES[f"qr full {name}", kind] = qr_function(True), (a,)
        CASES[f"lu {name}", kind] = lambda a: [dec.lu(a)[0]], (a,)
        rhs = matrix(*a.shape[:-1], 2, kind=kind)
        CASES[f"lstsq {name}", kind] = lambda a, b: la.lstsq(a, b, rcond=None)[::2], (a, rhs)
    CASES["pinv hermitian", kind] = pinv(True), (hermitian(3, 3, kind=kind),)
    CASES["eigh L", kind] = eigh_function("L"), (hermitian(3, 3, kind=kind),)
    CASES["eigh U", kind] = eigh_function("U"), (hermitian(2, 3, 3, kind=kind),)
    CASES["eigvalsh", kind] = (
        hermitian_input(lambda a: [dec.eigvalsh(a, uplo="L")]),
        (hermitian(3, 3, kind=kind),),
    )
    CASES["eig", kind] = eig_function, (matrix(3, 3, kind=kind),)
    CASES["eig stack", kind] = eig_function, (matrix(2, 3, 3, kind=kind),)
    CASES["eigvals", kind] = lambda a: [dec.eigvals(a)], (matrix(2, 4, 4, kind=kind),)
    CASES["expm", kind] = lambda a: [la.expm(a)], (square / 3,)
    CASES["expm stack", kind] = lambda a: [la.expm(a)], (stack / 3,)
    CASES["expm_frechet", kind] = lambda a, e: [la.expm_frechet(a, e)], (square / 3, square.T)
    CASES["finite", kind] = lambda a: [la.finite(a)], (wide,)

cases = pytest.mark.parametrize(("f", "args"), CASES.values(), ids=[f"{n}-{k}" for n, k in CASES])
SMALL = {k: v for k, v in CASES.items() if "large" not in k[0]}
small_cases = pytest.mark.parametrize(("f", "args"), SMALL.values(), ids=[f"{n}-{k}" for n, k in SMALL])


@pytest.fixture(autouse=True)
def _seed(request):
    global rng
    rng = np.random.default_rng(zlib.crc32(request.node.name.encode()))


def differences(f, args, tangents, h=1e-6):
    up, down = (f(*[x + s * h * t for x, t in zip(args, tangents, strict=True)]) for s in (1, -1))
    return [(u - d) / (2 * h) for u, d in zip(up, down, strict=True)]


def dense(outs, tangents):
    return [np.zeros_like(o) if t is None else t for o, t in zip(outs, tangents, strict=True)]


@cases
def test_staged(f, args):
    """Type rules tell the types of values; a staged program computes what runs at once, in both precisions."""
    for cast in (lambda x: x, lambda x: x.astype({"f": "f4", "c": "c8"}[x.dtype.kind])):
        xs = [cast(x) for x in args]
        program, _ = stage(lambda *v: list(f(*v)), [typeof(x) for x in xs])
        outs = f(*xs)
        for t, staged, out in zip(program.out_types, evaluate(program, *xs), outs, strict=True):
            assert t == typeof(out) == typeof(staged)
            np.testing.assert_array_equal(staged, out)


@cases
def test_jvp(f, args):
    tangents = [like(x) for x in args]
    outs, dots = jvp(f, args, tangents)
    for out, plain, dot, d in zip(outs, f(*args), dense(outs, dots), differences(f, args, tangents), strict=True):
        np.testing.assert_array_equal(out, plain)
        np.testing.assert_allclose(dot, d, rtol=2e-5, atol=2e-6 * (1 + np.max(np.abs(d), initial=0)))


@cases
def test_transpose(f, args):
    tangents = [like(x) for x in args]
    outs, dots = jvp(f, args, tangents)
    _, linear = linearize(f, args)
    cts = [like(o) for o in outs]
    grads = backward(linear, cts)
    for g, x in zip(grads, args, strict=True):
        assert typeof(g) == typeof(x)
    ahead = sum(np.sum(c * d).real for c, d in zip(cts, dense(outs, dots), strict=True))
    back = sum(np.sum(g * t).real for g, t in zip(grads, tangents, strict=True))
    np.testing.assert_allclose(back, ahead, rtol=1e-9)


@small_cases
def test_second_order(f, args):
    first, second = ([like(x) for x in args] for _ in range(2))

    def derivative(*xs):
        outs, dots = jvp(f, xs, first)
        return [ew.zeros(typeof(o)) if d is None else d for o, d in zip(outs, dots, strict=True)]

    outs, dots = jvp(derivative, args, second)
    for dot, d in zip(dense(outs, dots), differences(derivative, args, second), strict=True):
        np.testing.assert_allclose(dot, d, rtol=2e-4, atol=2e-5 * (1 + np.max(np.abs(d), initial=0)))


@small_cases
def test_batch(f, args):
    """Lanes are the stacked loop, also where only one operand is batched, and through a derivative."""
    for batched in {(True,) * len(args), *[tuple(k == i for k in range(len(args))) for i in range(len(args))]}:
        lanes = [
            np.stack([x + s * 0.01 * like(x) for s in range(3)]) if b else x for x, b in zip(args, batched, strict=True)
        ]
        tangents = [like(x) for x in args]

        def derivative(*xs, tangents=tangents):
            outs, dots = jvp(f, xs, tangents)
            return [*outs, *[ew.zeros(typeof(o)) if d is None else d for o, d in zip(outs, dots, strict=True)]]

        outs, mine = batch(derivative, 3, lanes, batched)
        outs = [materialize(o, m, 3) for o, m in zip(outs, mine, strict=True)]
        loop = [derivative(*[x[k] if b else x for x, b in zip(lanes, batched, strict=True)]) for k in range(3)]
        for out, column in zip(outs, zip(*loop, strict=True), strict=True):
            np.testing.assert_allclose(out, np.stack(column), rtol=1e-8, atol=1e-10)


# -- values


def test_values_are_those_of_numpy_and_scipy():
    a, b, s = matrix(4, 4), matrix(4, 2), positive(4, 4)
    np.testing.assert_allclose(la.solve_system(a, b), np.linalg.solve(a, b), rtol=1e-12)
    np.testing.assert_array_equal(la.cholesky(s), np.linalg.cholesky(s))
    np.testing.assert_array_equal(dec.lu(a)[0], scipy.linalg.lu_factor(a)[0])
    low, up = np.tril(dec.lu(a)[0], -1) + np.eye(4), np.triu(dec.lu(a)[0])
    np.testing.assert_allclose(a[dec.lu(a)[2]], low @ up, atol=1e-14)
    for trans in (False, True):
        x = la.triangular_solve(a, b, lower=True, trans=trans, unit=False)
        np.testing.assert_allclose(x, scipy.linalg.solve_triangular(a, b, lower=True, trans=int(trans)), rtol=1e-12)
    np.testing.assert_allclose(la.expm(a), scipy.linalg.expm(a))


@pytest.mark.parametrize("shape", [(0, 0), (0, 3, 3), (2, 0, 0)])
def test_empty(shape):
    a = np.zeros(shape)
    b = np.zeros((*shape[:-1], 2))
    assert la.solve_system(a, b).shape == b.shape
    assert la.triangular_solve(a, b, lower=True, trans=False, unit=False).shape == b.shape
    np.testing.assert_array_equal(la.det(a), np.linalg.det(a))
    assert la.inv(a, checked=True).shape == la.cholesky(a).shape == la.expm_frechet(a, a).shape == shape
    assert [o.shape for o in dec.lu(a)] == [t.shape for t in dec.lu.type_rule(typeof(a))]
    assert [o.shape for o in dec.eigh(a, uplo="L")] == [t.shape for t in dec.eigh.type_rule(typeof(a), uplo="L")]
    _, dots = jvp(lambda x: [la.det(x), dec.eigvals(x)], [a], [a])
    assert [np.shape(d) for d in dots] == [shape[:-2], shape[:-1]]


# -- singular, repeated, not positive


def test_singular_raises():
    zero = np.zeros((2, 2))
    for f in (
        lambda a: la.solve_system(a, a),
        lambda a: la.solve_system(a[None], a[None]),
        lambda a: la.inv(a, checked=True),
        lambda a: la.triangular_solve(a, a, lower=True, trans=False, unit=False),
        lambda a: la.cholesky(a),
    ):
        with pytest.raises(np.linalg.LinAlgError):
            f(zero)
    with pytest.raises(ValueError, match="infs or NaNs"):
        la.finite(np.array([np.nan]))
    np.testing.assert_array_equal(
        la.inv(np.stack([zero, np.eye(2)]), checked=False), [np.full((2, 2), np.nan), np.eye(2)]
    )


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_gradient_of_det_where_singular(rank):
    """Cofactors against the minors they are made of."""
    a = matrix(4, rank) @ matrix(rank, 4)
    minors = [
        [(-1) ** (i + j) * np.linalg.det(np.delete(np.delete(a, i, 0), j, 1)) for j in range(4)] for i in range(4)
    ]
    np.testing.assert_allclose(la.cofactors(a), minors, atol=1e-12)


def test_second_derivative_of_a_singular_two_by_two_determinant():
    t, zero = matrix(2, 2), np.zeros((2, 2))
    _, (d2,) = jvp(lambda a: jvp(lambda x: [la.det(x)], [a], [t])[1], [zero], [t])
    np.testing.assert_allclose(d2, 2 * np.linalg.det(t))


def gradient(f, x):
    outs, linear = linearize(lambda a: [f(a)], [x])
    return backward(linear, [np.ones_like(outs[0])])[0]


def test_repeated_values_spoil_only_their_own_vectors():
    a = np.diag([1.0, 1.0, 3.0])
    t = hermitian(3, 3)

    def top_vector(a):  # the square of one entry of the vector of the largest eigenvalue
        _, v = dec.eigh(a, uplo="L")
        entry = dec.rows(dec.columns(v, 2, 3), 1, 2)
        return ew.multiply(entry, entry)

    def trace_of_cube(a):
        w, _ = dec.eigh(a, uplo="L")
        return reduce_sum(ew.multiply(w, ew.multiply(w, w)), axes=(0,))

    def exponential(a):  # differentiable, but not by way of the vectors
        w, v = dec.eigh(a, uplo="L")
        return matmul(dec.times(v, dec.as_row(ew.exp(w))), matrices.adjoint(v))

    np.testing.assert_allclose(gradient(trace_of_cube, a), 3 * a @ a, atol=1e-13)
    assert np.isfinite(gradient(top_vector, a)).all()
    np.testing.assert_allclose(gradient(top_vector, a), 0, atol=1e-13)
    assert np.isnan(gradient(exponential, a)[0, 1])
    _, (_, dv) = jvp(lambda x: dec.eigh(x, uplo="L"), [a], [t])
    assert np.isfinite(dv[:, 2]).all() and not np.isfinite(dv[:, :2]).all()
    _, (_, dv) = jvp(lambda x: dec.eigh(x, uplo="L"), [a], [np.diag([1.0, 2.0, 3.0])])
    np.testing.assert_array_equal(dv, 0)


def test_gradient_of_singular_values_where_they_vanish():
    a = np.zeros((3, 3))
    a[0, 0] = 2.0

    def largest(a):
        return dec.svd(a, full=False)[1][0] if isinstance(a, np.ndarray) else matrices.inner(*top(a))

    def top(a):  # the leading part s u v^H
        u, s, vh = dec.svd(a, full=True)
        part = dec.times(dec.columns(u, 0, 1), dec.as_row(dec.slice_axis(s, 0, 0, 1)))
        return matmul(part, dec.rows(vh, 0, 1)), np.ones((3, 3))

    g = gradient(largest, a)
    assert np.isfinite(g).all()
    np.testing.assert_allclose(g, [[1, 1, 1], [1, 0, 0], [1, 0, 0]], atol=1e-13)
    _, (_, ds, _) = jvp(lambda x: dec.svd(x, full=False), [np.zeros((3, 2))], [matrix(3, 2)])
    assert np.isfinite(ds).all()


def test_refuses_other_operands():
    with pytest.raises(TypeError, match=r"'cholesky' needs square matrices of f32, f64, c64 or c128, got f64\[2,3\]"):
        la.cholesky.type_rule(typeof(np.ones((2, 3))))
    with pytest.raises(TypeError, match=r"got f16\[2,2\]"):
        la.det.type_rule(typeof(np.ones((2, 2), np.float16)))
    with pytest.raises(TypeError, match="right-hand side"):
        la.solve.type_rule(typeof(np.ones((2, 2))), typeof(np.ones((3, 1))), trans=False)

"""numpy.linalg against NumPy, under every transformation.  The rules themselves are tested in tests/ops."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp

from .agreement import VERSION, check, check_raises, staged

rng = np.random.default_rng(0)


def real(*shape):
    return rng.standard_normal(shape)


def complex_(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


def square(*lead, n=3, make=real):
    return make(*lead, n, n) + 3 * np.eye(n)


def hermitian(x):
    return x + x.conj().swapaxes(-1, -2)


def positive(x):
    return x @ x.conj().swapaxes(-1, -2) + np.eye(x.shape[-1])


def single(x):
    return x.astype("f4" if x.dtype.kind == "f" else "c8")


def test_the_functions_are_numpys_own():
    assert nnp.linalg.__all__ == np.linalg.__all__
    for name in np.linalg.__all__:
        assert getattr(nnp.linalg, name) is getattr(np.linalg, name)


MATRICES = [square(), square(make=complex_), square(2), single(square()), single(square(make=complex_)), square(n=1)]
INTEGERS = np.array([[2, 1, 0], [0, 3, 1], [1, 0, 4]])
EMPTY = [np.zeros((0, 0)), np.zeros((0, 3, 3))]


# -- systems and determinants


@pytest.mark.parametrize("a", [*MATRICES, INTEGERS, INTEGERS > 1, *EMPTY, MATRICES[0][::-1, ::-1]])
@pytest.mark.parametrize("name", ["inv", "det", "slogdet"])
def test_of_square_matrices(name, a):
    if a.dtype == bool and name == "inv":
        a = a | np.eye(3, dtype=bool)
    check(getattr(np.linalg, name), a, rtol=1e-6 if a.dtype.char in "fF" else 1e-12)


SYSTEMS = [
    (square(), real(3)),
    (square(), real(3, 2)),
    (square(), real(2, 3, 2)),
    (square(make=complex_), real(3)),
    (square(2), real(3, 1)),
    (square(2, 1), real(4, 3, 2)),
    (square(), complex_(3, 2)),
    (INTEGERS, np.array([1, 2, 3])),
    (single(square()), single(real(3, 2))),
    (single(square()), real(3)),
    (np.zeros((0, 0)), np.zeros((0, 2))),
    (square(), np.zeros((3, 0))),
]


@pytest.mark.parametrize(("a", "b"), SYSTEMS)
def test_solve(a, b):
    check(np.linalg.solve, a, b, rtol=1e-6 if a.dtype.char == "f" else 1e-12)


def test_tensor_systems():
    a = (np.eye(24) + 0.1 * real(24, 24)).reshape(6, 4, 2, 3, 4)
    check(np.linalg.tensorsolve, a, real(6, 4))
    check(lambda a, b: np.linalg.tensorsolve(a, b, axes=(0, 2)), real(2, 6, 3), real(6))
    check(np.linalg.tensorinv, (np.eye(24) + 0.1 * real(24, 24)).reshape(4, 6, 8, 3))
    check(lambda a: np.linalg.tensorinv(a, ind=1), (np.eye(24) + 0.1 * real(24, 24)).reshape(24, 8, 3))


def test_shared_matrix_is_factored_once(monkeypatch):
    from numorph.ops import linalg as ops

    calls = []
    factor = ops.lu_factors.impl
    monkeypatch.setattr(ops.lu_factors, "impl", lambda a: calls.append(a.shape) or factor(a))
    a, bs = square(), real(5, 3)

    def f(a, b):
        return (np.linalg.solve(a, b) ** 2).sum()

    nm.vmap(nm.grad(f, argnums=1), in_axes=(None, 0))(a, bs)
    assert calls == [(3, 3)]
    nm.grad(f)(a, bs[0])
    assert calls == [(3, 3)] * 2


# -- factorisations


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("x", [*MATRICES, *EMPTY])
def test_cholesky(x, upper):
    f = lambda x: np.linalg.cholesky(positive(x), upper=upper)
    check(f, x, rtol=1e-5 if x.dtype.char in "fF" else 1e-12)


def test_cholesky_reads_one_triangle():
    a = positive(real(3, 3))
    low, up = np.tril(a) + 9 * np.triu(np.ones((3, 3)), 1), np.triu(a) + 9 * np.tril(np.ones((3, 3)), -1)
    check(np.linalg.cholesky, low, smooth=False, vmap=False)
    check(lambda a: np.linalg.cholesky(a, upper=True), up, smooth=False, vmap=False)
    gradient = nm.grad(lambda a: np.linalg.cholesky(a).sum())(a)
    np.testing.assert_allclose(gradient, gradient.T)


SHAPES = [(4, 2), (2, 4), (3, 3), (2, 4, 3), (0, 3), (3, 0), (1, 1)]


def like_r(q, r):
    """Q R and |R|: free of signs."""
    return q @ r, np.abs(r)


@pytest.mark.parametrize("make", [real, complex_])
@pytest.mark.parametrize("shape", SHAPES)
def test_qr(shape, make):
    a = make(*shape)
    for mode in ("reduced", "complete", "r"):
        check(lambda a, mode=mode: np.linalg.qr(a, mode), a, smooth=False)
    if a.size:
        check(lambda a: like_r(*np.linalg.qr(a)), a)
        check(lambda a: np.abs(np.linalg.qr(a, mode="r")), a)


@pytest.mark.parametrize("make", [real, complex_])
@pytest.mark.parametrize("shape", SHAPES)
def test_svd(shape, make):
    a = make(*shape)
    for full in (False, True):
        check(lambda a, full=full: np.linalg.svd(a, full_matrices=full), a, smooth=False)
    check(np.linalg.svdvals, a)
    check(lambda a: np.linalg.svd(a, compute_uv=False), a)

    def parts(a):
        u, s, vh = np.linalg.svd(a, full_matrices=False)
        return u * np.exp(s)[..., None, :] @ vh

    check(parts, a)


@pytest.mark.parametrize("x", MATRICES)
def test_hermitian(x):
    rtol = 1e-5 if x.dtype.char in "fF" else 1e-12
    for uplo in ("L", "u"):
        check(lambda x, uplo=uplo: np.linalg.eigh(x, uplo), hermitian(x), smooth=False, rtol=rtol)
        check(lambda x, uplo=uplo: np.linalg.eigvalsh(hermitian(x), uplo), x, rtol=rtol)

    def exponential(x):
        w, v = np.linalg.eigh(hermitian(x))
        return v * np.exp(w / 10)[..., None, :] @ v.conj().swapaxes(-1, -2)

    check(exponential, x, rtol=rtol)
    x = hermitian(x) - 5 * np.eye(x.shape[-1], dtype=x.dtype)
    check(lambda x: np.linalg.svd(x, hermitian=True), x, smooth=False, rtol=rtol)
    check(lambda x: np.linalg.svd(hermitian(x), compute_uv=False, hermitian=True), x, rtol=rtol)


def test_general_eigenvalues():
    a = complex_(3, 3)
    check(np.linalg.eig, a, smooth=False)
    check(np.linalg.eigvals, a)
    check(lambda a: np.linalg.eig(a).eigenvalues, complex_(2, 3, 3))


@pytest.mark.parametrize("a", [np.triu(square()), np.array([[0.0, 1], [-1, 0]]), real(2, 3, 3)])
def test_eigenvalues_of_real_matrices(a):
    """Before NumPy 2.5: real if all of them are, wherever they are known; jit runs the function plainly."""
    for f in (np.linalg.eigvals, lambda a: np.linalg.eig(a).eigenvectors):
        wanted = f(a)
        known = nm.linearize(f, a)[0]
        assert known.dtype == wanted.dtype
        np.testing.assert_array_equal(known, wanted)
        np.testing.assert_array_equal(nm.jit(f)(a), wanted)
        lanes = np.stack([a, a.swapaxes(-1, -2)])
        found = nm.vmap(np.linalg.eigvals)(lanes)
        assert found.dtype == np.linalg.eigvals(lanes).dtype
        np.testing.assert_array_equal(found, np.linalg.eigvals(lanes))
    if VERSION >= "2.5.0":
        check(np.linalg.eigvals, a, smooth=False)  # LAPACK's order is not
        check(lambda a: np.sum(np.linalg.eigvals(a) ** 3, axis=-1), a)
        check(np.linalg.eig, a, smooth=False)
    else:
        with pytest.raises(nm.errors.ValueNeeded, match="their dtype depends on it"):
            staged(np.linalg.eig, a)


# -- least squares and pseudo-inverses


@pytest.mark.parametrize(
    "a", [real(4, 2), real(2, 4), complex_(4, 3), square(), real(2, 4, 3), *EMPTY, single(real(3, 2))]
)
def test_pinv(a):
    check(np.linalg.pinv, a, rtol=1e-5 if a.dtype.char == "f" else 1e-11)
    check(lambda a: np.linalg.pinv(a, rtol=None), a, rtol=1e-5 if a.dtype.char == "f" else 1e-11)


def test_pinv_options():
    a = real(4, 2) @ real(2, 3)
    check(lambda a: np.linalg.pinv(a, 1e-10), a, smooth=False)
    check(lambda a: np.linalg.pinv(hermitian(a), hermitian=True), square(), rtol=1e-11)
    gradient = nm.grad(lambda a: np.linalg.pinv(a, 1e-10).sum())(a)
    p, q = real(4, 2), real(2, 3)  # along directions that keep the rank
    x, y = real(4, 2), real(2, 3)
    f = lambda h: np.linalg.pinv((p + h * x) @ (q + h * y), 1e-10).sum()
    gradient = nm.grad(lambda a: np.linalg.pinv(a, 1e-10).sum())(p @ q)
    np.testing.assert_allclose(np.sum(gradient * (x @ q + p @ y)), (f(1e-6) - f(-1e-6)) / 2e-6, rtol=1e-6)


@pytest.mark.parametrize(("m", "n"), [(4, 2), (2, 4), (3, 3)])
def test_lstsq(m, n):
    for make in (real, complex_):
        a = make(m, n)
        for b in (make(m), make(m, 2)):
            wanted = np.linalg.lstsq(a, b)
            found, _ = nm.linearize(lambda a, b: tuple(np.linalg.lstsq(a, b)), a, b)
            for f, w in zip(found, wanted, strict=True):
                assert np.shape(f) == np.shape(w) and np.asarray(f).dtype == np.asarray(w).dtype
                np.testing.assert_allclose(f, w, rtol=1e-10)
            if m <= n:
                check(np.linalg.lstsq, a, b, smooth=False, rtol=1e-10)
                check(lambda a, b: np.linalg.lstsq(a, b)[0], a, b, rtol=1e-10)
            np.testing.assert_allclose(nm.jit(lambda a, b: np.linalg.lstsq(a, b)[0])(a, b), wanted[0])
            np.testing.assert_allclose(nm.vmap(lambda b, a=a: np.linalg.lstsq(a, b)[0])(np.stack([b, b]))[1], wanted[0])


def test_lstsq_residuals_have_derivatives():
    a, b = real(5, 2), real(5)
    residual = lambda a: np.linalg.lstsq(a, b)[1][0]
    t, h = real(5, 2), 1e-6
    wanted = (residual(a + h * t) - residual(a - h * t)) / (2 * h)
    np.testing.assert_allclose(np.sum(nm.grad(residual)(a) * t), wanted, rtol=1e-6)
    deficient = np.outer(real(5), real(2))
    assert nm.linearize(lambda a: np.linalg.lstsq(a, b)[1], deficient)[0].shape == (0,)
    with pytest.raises(ValueError, match="one shape in some lanes"):
        nm.vmap(lambda a: np.linalg.lstsq(a, b)[1])(np.stack([a, deficient]))


# -- powers, chains, products


@pytest.mark.parametrize("n", [-3, -1, 0, 1, 2, 3, 4, 7])
def test_matrix_power(n):
    for a in (square() / 3, square(2, make=complex_) / 3):
        check(lambda a: np.linalg.matrix_power(a, n), a, rtol=1e-10)
    check(lambda a: np.linalg.matrix_power(a, n), INTEGERS, rtol=1e-10)


@pytest.mark.parametrize(
    "shapes",
    [
        [(2, 3), (3, 4)],
        [(2, 3), (3, 4), (4, 1)],
        [(3,), (3, 4), (4, 2)],
        [(2, 3), (3, 4), (4,)],
        [(3,), (3, 4), (4,)],
        [(10, 2), (2, 30), (30, 3), (3, 5), (5, 1)],
    ],
)
def test_multi_dot(shapes):
    check(lambda *arrays: np.linalg.multi_dot(arrays), *[real(*s) for s in shapes])


PRODUCTS = {
    "matmul": (np.linalg.matmul, (2, 3), (3, 4)),
    "vecdot": (np.linalg.vecdot, (2, 3), (2, 3)),
    "vecdot axis": (lambda x, y: np.linalg.vecdot(x, y, axis=0), (3, 2), (3, 2)),
    "tensordot": (lambda x, y: np.linalg.tensordot(x, y, axes=1), (2, 3), (3, 4)),
    "outer": (np.linalg.outer, (2,), (3,)),
    "cross": (lambda x, y: np.linalg.cross(x, y, axis=0), (3, 2), (3, 2)),
    "trace": (lambda x, y: np.linalg.trace(x, offset=1), (2, 3, 4), ()),
    "diagonal": (lambda x, y: np.linalg.diagonal(x, offset=-1), (2, 3, 4), ()),
    "matrix_transpose": (lambda x, y: np.linalg.matrix_transpose(x), (2, 3, 4), ()),
}


@pytest.mark.parametrize(("f", "p", "q"), PRODUCTS.values(), ids=PRODUCTS)
def test_products_and_parts(f, p, q):
    check(f, real(*p), complex_(*q))


# -- norms

VECTOR_ORDERS = [None, 2, 1, 0, 3, 2.5, -1, -2, 0.5, np.inf, -np.inf]
MATRIX_ORDERS = [None, "fro", "nuc", 2, -2, 1, -1, np.inf, -np.inf]


@pytest.mark.parametrize("ord", VECTOR_ORDERS)
def test_vector_norms(ord):
    for x in (real(4), complex_(4), single(real(4)), np.array([3, -4, 1])):
        check(lambda x: np.linalg.norm(x, ord), x, smooth=ord != 0, rtol=1e-6 if x.dtype == "f4" else 1e-12)
        check(lambda x: np.linalg.norm(x, ord, keepdims=True), x, smooth=False)
    for axis in (0, -1, (1,)):
        check(lambda x, axis=axis: np.linalg.norm(x, ord, axis=axis), real(3, 4), smooth=False)
        check(lambda x, axis=axis: np.linalg.norm(x, ord, axis, True), real(3, 4), smooth=False)
        check(lambda x, axis=axis: np.linalg.vector_norm(x, ord=2 if ord is None else ord, axis=axis), real(3, 4))
    for options in ({}, {"keepdims": True}, {"axis": (0, 2)}, {"axis": (2, 1), "keepdims": True}):
        options = {"ord": 2 if ord is None else ord, **options}
        check(lambda x, options=options: np.linalg.vector_norm(x, **options), real(2, 3, 2), smooth=False)


@pytest.mark.parametrize("ord", MATRIX_ORDERS)
def test_matrix_norms(ord):
    for x in (real(3, 4), complex_(4, 3), np.arange(6).reshape(2, 3)):
        check(lambda x: np.linalg.norm(x, ord), x)
        check(lambda x: np.linalg.norm(x, ord, keepdims=True), x, smooth=False)
    for axis in ((0, 1), (2, 0), (-1, -2)):
        check(lambda x, axis=axis: np.linalg.norm(x, ord, axis), real(2, 3, 4), smooth=False)
        check(lambda x, axis=axis: np.linalg.norm(x, ord, axis, keepdims=True), real(2, 3, 4), smooth=False)
    ord = "fro" if ord is None else ord
    check(lambda x: np.linalg.matrix_norm(x, ord=ord), real(2, 3, 4))
    check(lambda x: np.linalg.matrix_norm(x, ord=ord, keepdims=True), real(2, 3, 4), smooth=False)


def test_norm_of_other_shapes():
    check(np.linalg.norm, real(2, 3, 4))
    check(np.linalg.norm, np.array(-3.0))
    check(np.linalg.norm, np.zeros((0,)))
    if VERSION >= "2.3.0":
        check(lambda x: np.linalg.norm(x, np.inf), np.zeros((0,)), smooth=False)
    check(np.linalg.norm, np.array([np.nan, 1.0]), smooth=False)
    check(np.linalg.norm, np.array([np.inf, -0.0]), smooth=False)
    check(np.linalg.norm, np.array([True, True]))


@pytest.mark.parametrize("ord", [None, 2, 3, 1.5])
def test_gradient_of_a_norm_at_zero_is_zero(ord):
    np.testing.assert_array_equal(nm.grad(lambda x: np.linalg.norm(x, ord))(np.zeros(3)), np.zeros(3))
    x = np.array([[0.0, 0.0], [3.0, 4.0]])
    gradient = nm.grad(lambda x: np.linalg.norm(x, ord, axis=1).sum())(x)
    np.testing.assert_array_equal(gradient[0], 0)
    np.testing.assert_allclose(gradient[1], nm.grad(lambda x: np.linalg.norm(x, ord))(x[1]))


@pytest.mark.parametrize("p", [None, 2, -2, "fro", 1, -1, np.inf, -np.inf, "nuc"])
def test_cond(p):
    f = lambda x: np.linalg.cond(x, p)
    check(f, square(), rtol=1e-10)
    if VERSION >= "2.3.0" or p in (2, None, -2):  # complex before
        check(f, square(2, make=complex_), rtol=1e-10)
    if p not in (2, None, -2, "nuc"):
        check(f, np.stack([np.zeros((2, 2)), np.eye(2)]), smooth=False)
        check(f, np.full((2, 2), np.nan), smooth=False)


def test_matrix_rank():
    deficient = np.outer(real(4), real(3))
    for a in (real(4, 3), deficient, np.zeros((2, 2)), np.stack([deficient, real(4, 3)])):
        check(np.linalg.matrix_rank, a, smooth=False)
        check(lambda a: np.linalg.matrix_rank(a, 1e-3), a, smooth=False)
        check(lambda a: np.linalg.matrix_rank(a, rtol=1e-3), a, smooth=False)
    check(lambda a: np.linalg.matrix_rank(hermitian(a), hermitian=True), square(), smooth=False)
    assert nm.jit(np.linalg.matrix_rank)(np.array([1.0, 0])) == np.linalg.matrix_rank(np.array([1.0, 0])) == 1


# -- errors


def test_singular_and_indefinite_matrices_raise():
    singular = np.ones((2, 2))
    for f in (np.linalg.inv, lambda a: np.linalg.solve(a, a), lambda a: np.linalg.cholesky(-a)):
        check_raises(f, singular)
        with pytest.raises(np.linalg.LinAlgError):
            nm.jit(f)(singular)
        with pytest.raises(np.linalg.LinAlgError):
            nm.vmap(f)(np.stack([np.eye(2), singular]))


REFUSED = {
    "not square": (np.linalg.inv, real(2, 3)),
    "a vector": (np.linalg.det, real(3)),
    "half precision": (np.linalg.inv, np.eye(2, dtype=np.float16)),
    "eigh": (np.linalg.eigh, real(2, 3)),
    "triangle": (lambda a: np.linalg.eigh(a, "X"), square()),
    "rows": (lambda a: np.linalg.solve(a, np.ones(4)), square()),
    "stacks": (lambda a: np.linalg.solve(a, np.ones((3, 3, 1))), square(2)),
    "a scalar": (lambda a: np.linalg.solve(a, 1.0), square()),
    "qr of a vector": (np.linalg.qr, real(3)),
    "qr mode": (lambda a: np.linalg.qr(a, "foo"), square()),
    "svd of a vector": (np.linalg.svd, real(3)),
    "power of a half": (lambda a: np.linalg.matrix_power(a, 0.5), square()),
    "power of a rectangle": (lambda a: np.linalg.matrix_power(a, 2), real(2, 3)),
    "tensorinv": (lambda a: np.linalg.tensorinv(a, ind=0), square()),
    "tensorsolve": (lambda a: np.linalg.tensorsolve(a, np.ones(2)), real(3, 4)),
    "lstsq": (lambda a: np.linalg.lstsq(a, np.ones(4)), real(3, 2)),
    "lstsq stack": (lambda a: np.linalg.lstsq(a, np.ones(4)), real(2, 3, 2)),
    "multi_dot": (lambda a: np.linalg.multi_dot([a]), square()),
    "multi_dot of a stack": (lambda a: np.linalg.multi_dot([a, a, a]), real(2, 3, 3)),
    "vector norm": (lambda a: np.linalg.norm(a, "fro"), real(3)),
    "matrix norm": (lambda a: np.linalg.norm(a, 3), square()),
    "norm of three axes": (lambda a: np.linalg.norm(a, 2), real(2, 2, 2)),
    "norm axis": (lambda a: np.linalg.norm(a, axis=5), square()),
    "norm axis type": (lambda a: np.linalg.norm(a, axis="x"), square()),
    "norm axes": (lambda a: np.linalg.norm(a, axis=(0, 0)), square()),
    "cond": (np.linalg.cond, np.zeros((0, 0))),
    "cond of a rectangle": (lambda a: np.linalg.cond(a, 1), real(2, 3)),
    "rank": (lambda a: np.linalg.matrix_rank(a, 1e-3, rtol=1e-3), square()),
    "pinv": (lambda a: np.linalg.pinv(a, 1e-3, rtol=1e-3), square()),
    "outer": (lambda a: np.linalg.outer(a, a), square()),
    "cross": (lambda a: np.linalg.cross(a, a), real(2, 2)),
    "matrix_transpose": (np.linalg.matrix_transpose, real(3)),
}


@pytest.mark.parametrize(("f", "a"), REFUSED.values(), ids=REFUSED)
def test_refused_as_by_numpy(f, a):
    check_raises(f, a)


def test_raw_qr_is_for_known_values():
    a = real(3, 2)
    np.testing.assert_array_equal(nm.jit(lambda a: np.linalg.qr(a, "raw")[0])(a), np.linalg.qr(a, "raw")[0])
    with pytest.raises(TypeError, match="would lose its derivative"):
        nm.grad(lambda a: np.linalg.qr(a, "raw")[0].sum())(a)

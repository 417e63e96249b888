"""cg, bicgstab and gmres, and custom_linear_solve beneath them, against direct solutions."""

import numpy as np
import pytest
import scipy.sparse

import numorph as nm
import numorph.numpy as nnp
import numorph.scipy.sparse.linalg as sl

rng = np.random.default_rng(0)
METHODS = pytest.mark.parametrize("method", [sl.cg, sl.bicgstab, sl.gmres], ids=lambda f: f.__name__)
EXACT = {"tol": 1e-13}


def real(*shape):
    return rng.standard_normal(shape)


def matrix(method, make=real, n=6):
    a = make(n, n)
    return a @ a.conj().T + np.eye(n) if method is sl.cg else a + 4 * np.eye(n)


def complex_(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


def test_names():
    assert nm.scipy.sparse.linalg is sl
    assert nm.scipy.sparse.csr_array is scipy.sparse.csr_array
    assert sl.spsolve is scipy.sparse.linalg.spsolve


@METHODS
def test_plain_arrays(method):
    for make in (real, complex_):
        a, b = matrix(method, make), make(6)
        x, info = method(a, b, **EXACT)
        assert type(x) is np.ndarray and info is None
        np.testing.assert_allclose(x, np.linalg.solve(a, b), rtol=1e-8)
        np.testing.assert_allclose(method(lambda v, a=a: a @ v, b, **EXACT)[0], x)
        np.testing.assert_allclose(method(scipy.sparse.csr_array(a), b, **EXACT)[0], x)
        np.testing.assert_allclose(method(a, b, M=np.diag(1 / np.diag(a)), x0=x + 0.1, **EXACT)[0], x, rtol=1e-8)
    assert method(a.real.astype("f4"), b.real.astype("f4"))[0].dtype == np.float32
    np.testing.assert_array_equal(method(a, np.zeros(6))[0], 0)
    np.testing.assert_allclose(method(np.eye(3), np.array([1, 2, 3]))[0], [1.0, 2, 3])


@METHODS
def test_stops(method):
    a, b = matrix(method, n=30), real(30)
    residual = lambda **options: np.linalg.norm(b - a @ method(a, b, **options)[0])
    assert residual(tol=1e-2) <= 1e-2 * np.linalg.norm(b)
    assert residual(tol=0, atol=0.1) <= 0.1 * (1 if method is not sl.gmres else 1.0 + 1e-9)
    np.testing.assert_array_equal(method(a, b, maxiter=0)[0], 0)
    assert residual(tol=1e-12, maxiter=2) > 1e-12 * np.linalg.norm(b) or method is sl.gmres


@METHODS
def test_pytrees(method):
    a = matrix(method)

    def apply(x):
        y = a @ np.concatenate([x["u"].ravel(), x["v"]])
        return {"u": y[:4].reshape(2, 2), "v": y[4:]}

    b = {"u": real(2, 2), "v": real(2)}
    x = method(apply, b, **EXACT)[0]
    wanted = np.linalg.solve(a, np.concatenate([b["u"].ravel(), b["v"]]))
    np.testing.assert_allclose(x["u"], wanted[:4].reshape(2, 2), rtol=1e-8)
    np.testing.assert_allclose(nm.jit(lambda b: method(apply, b, **EXACT)[0])(b)["v"], wanted[4:], rtol=1e-8)


@METHODS
def test_derivatives_are_those_of_the_solution(method):
    a, b = matrix(method), real(6)
    loss = lambda a, b: (method(a, b, **EXACT)[0] ** 3).sum()
    exact = lambda a, b: (np.linalg.solve(a, b) ** 3).sum()
    wanted = nm.grad(exact, (0, 1))(a, b)
    for transform in (lambda f: f, nm.jit):
        for found, want in zip(transform(nm.grad(loss, (0, 1)))(a, b), wanted, strict=True):
            np.testing.assert_allclose(found, want, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(nm.jacfwd(loss, 1)(a, b), wanted[1], rtol=1e-7, atol=1e-9)
    hessian = nm.hessian(loss, 1)(a, b)
    np.testing.assert_allclose(hessian, nm.hessian(exact, 1)(a, b), rtol=1e-6, atol=1e-8)
    mixed = lambda f: nm.jacobian(nm.grad(f), 1)(a, b)
    np.testing.assert_allclose(mixed(loss), mixed(exact), rtol=1e-6, atol=1e-8)


@METHODS
def test_derivatives_through_captured_values(method):
    """A function closes over what is differentiated; preconditioner and start have no derivative."""
    a, b = matrix(method), real(6)

    def loss(scale):
        return method(lambda v: a @ v * scale, b, x0=scale * b, M=lambda v: v / scale, **EXACT)[0].sum()

    np.testing.assert_allclose(nm.grad(loss)(2.0), -np.linalg.solve(a, b).sum() / 4, rtol=1e-7)


@METHODS
def test_lanes(method):
    matrices, bs = np.stack([matrix(method) for _ in range(3)]), real(3, 6)
    wanted = np.stack([np.linalg.solve(a, b) for a, b in zip(matrices, bs, strict=True)])
    solve = lambda a, b: method(a, b, **EXACT)[0]
    np.testing.assert_allclose(nm.vmap(solve)(matrices, bs), wanted, rtol=1e-8)
    np.testing.assert_allclose(nm.jit(nm.vmap(solve))(matrices, bs), wanted, rtol=1e-8)
    loss = lambda a, b: (solve(a, b) ** 2).sum()
    exact = lambda a, b: (np.linalg.solve(a, b) ** 2).sum()
    for axes in ((0, 0), (None, 0), (0, None)):
        args = [x if axis == 0 else x[0] for x, axis in zip((matrices, bs), axes, strict=True)]
        found, want = (nm.vmap(nm.grad(f), in_axes=axes)(*args) for f in (loss, exact))
        np.testing.assert_allclose(found, want, rtol=1e-6, atol=1e-9)


def test_gmres_restarts_and_finds_exhausted_spaces():
    a, b = np.eye(30) + 0.1 * real(30, 30), real(30)
    np.testing.assert_allclose(sl.gmres(a, b, restart=5, tol=1e-10)[0], np.linalg.solve(a, b), rtol=1e-6)
    b = np.zeros(30)
    b[3] = 2.0  # a multiple of the identity: the first step is the last
    for run in (lambda f: f, nm.jit):
        np.testing.assert_allclose(run(lambda b: sl.gmres(2 * np.eye(30), b)[0])(b), b / 2)


def test_refused():
    with pytest.raises(ValueError, match="'A' must be a function or a square matrix"):
        sl.cg(real(3, 2), real(3))
    with pytest.raises(ValueError, match="'x0' must have the structure"):
        sl.cg(np.eye(3), real(3), x0=real(2))
    with pytest.raises(ValueError, match="'A' must have the structure"):
        sl.cg(lambda v: v[:2], real(3))
    with pytest.raises(ValueError, match="solve_method"):
        sl.gmres(np.eye(3), real(3), solve_method="other")


# -- custom_linear_solve


def dense(apply, b):
    """A direct solution, from the columns of the operator."""
    columns = nm.vmap(apply)(np.eye(b.size)).T
    return np.linalg.solve(columns, b)


def test_custom_linear_solve():
    a, b = matrix(None), real(6)

    def loss(a, b, **options):
        return (nm.lax.custom_linear_solve(lambda v: a @ v, b, dense, **options) ** 2).sum()

    exact = lambda a, b: (np.linalg.solve(a, b) ** 2).sum()
    np.testing.assert_allclose(loss(a, b), exact(a, b))
    both = lambda a, b: loss(a, b, transpose_solve=dense)
    for f in (nm.grad(both), nm.jit(nm.grad(both)), nm.jacfwd(loss)):
        np.testing.assert_allclose(f(a, b), nm.grad(exact)(a, b))
    symmetric = a + a.T
    found = nm.grad(lambda a: loss(a, b, symmetric=True))(symmetric)
    np.testing.assert_allclose(found, nm.grad(exact)(symmetric, b))
    with pytest.raises(TypeError, match="no reverse-mode derivative without transpose_solve"):
        nm.grad(loss)(a, b)
    with pytest.raises(TypeError, match="must return what has the structure of b"):
        nm.grad(lambda b: nm.lax.custom_linear_solve(lambda v: v[:2], b, dense).sum())(b)
    with pytest.raises(TypeError, match="has_aux"):
        loss(a, b, has_aux=True)


def test_the_solving_program_is_not_differentiated():
    """A solver that rounds its result would have derivative zero; the equation has not."""
    crude = lambda apply, b: np.round(b / 2, 6)
    f = lambda b: nm.lax.custom_linear_solve(lambda v: 2 * v, b, crude, symmetric=True).sum()
    np.testing.assert_allclose(nm.grad(f)(nnp.ones(3)), [0.5] * 3)

"""scipy.linalg against SciPy, under every transformation."""

import warnings

import numpy as np
import pytest
import scipy
import scipy.linalg

import numorph as nm
import numorph.scipy.linalg as sl

from ..numpy.agreement import check, check_raises

VERSION = np.lib.NumpyVersion(scipy.__version__)
rng = np.random.default_rng(0)


def real(*shape):
    return rng.standard_normal(shape)


def complex_(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


def square(n=3, make=real):
    return make(n, n) + 3 * np.eye(n)


def positive(x):
    return x @ x.conj().T + np.eye(len(x))


MAKERS = pytest.mark.parametrize("make", [real, complex_])


def test_on_plain_arrays_the_functions_are_scipys():
    a, b = square(), real(3)
    for name in ("inv", "cholesky", "lu", "qr", "svd", "eigh", "expm"):
        for found, wanted in zip(getattr(sl, name)(a @ a.T), getattr(scipy.linalg, name)(a @ a.T), strict=True):
            np.testing.assert_array_equal(found, wanted)
    assert type(sl.solve(a, b)) is np.ndarray
    assert sl.hilbert is scipy.linalg.hilbert
    assert sl.LinAlgError is np.linalg.LinAlgError
    assert "sqrtm" in dir(sl)


@MAKERS
@pytest.mark.parametrize("trans", [0, 1, 2, "N", "T", "C"])
def test_solve_triangular(make, trans):
    a = square(make=make)
    for b in (make(3), make(3, 2)):
        for lower in (False, True):
            f = lambda a, b, lower=lower: sl.solve_triangular(a, b, trans, lower)
            check(f, a, b, vmap=False)
    check(lambda a, b: sl.solve_triangular(a, b, trans, unit_diagonal=True), a, make(3), vmap=False)
    lanes = np.stack([a, a])
    found = nm.vmap(lambda a: sl.solve_triangular(a, b, trans))(lanes)
    np.testing.assert_allclose(found[1], scipy.linalg.solve_triangular(a, b, trans))


@MAKERS
@pytest.mark.parametrize("lower", [False, True])
def test_cholesky(make, lower):
    x = square(make=make)
    check(lambda x: sl.cholesky(positive(x), lower=lower), x)
    check(lambda x: sl.cho_factor(positive(x), lower), x, vmap=False, smooth=False)
    check(lambda x: sl.cho_factor(positive(x), lower)[0], x, vmap=False)
    for b in (make(3), make(3, 2)):
        check(lambda x, b: sl.cho_solve(sl.cho_factor(positive(x), lower), b), x, b, vmap=False)
    assert nm.jit(lambda x: nm.tree.leaves(sl.cho_factor(x)[1]))(positive(x)) == [False]


@MAKERS
@pytest.mark.parametrize("lower", [False, True])
def test_solving_with_a_factor_from_outside(make, lower):
    x, b = positive(square(make=make)), make(3)
    factor = sl.cho_factor(x, lower)
    solve = nm.jit(lambda b: sl.cho_solve(factor, b))
    np.testing.assert_allclose(solve(b), scipy.linalg.cho_solve(factor, b), rtol=1e-12)
    assert solve.explain(b).staged


KINDS = ["gen", "sym", "pos", "her"]
if VERSION >= "1.15.0":
    KINDS += [None, "upper triangular", "lower triangular", "diagonal"]


@pytest.mark.parametrize("kind", KINDS)
def test_solve(kind):
    make = complex_ if kind == "her" else real
    of_kind = {
        "sym": lambda x: x + x.T,
        "her": lambda x: x + x.conj().T,
        "pos": positive,
        "upper triangular": np.triu,
        "lower triangular": np.tril,
        "diagonal": lambda x: x * np.eye(3),
    }.get(kind, lambda x: x)
    for b in (make(3), make(3, 2)):
        for transposed in (False, True):
            if kind == "her" and transposed:
                continue  # SciPy refuses it
            f = lambda x, b, transposed=transposed: sl.solve(of_kind(x), b, assume_a=kind, transposed=transposed)
            check(f, square(make=make), b, vmap=False, rtol=1e-11)
    check(lambda x: sl.solve(of_kind(x), b), square(make=make), rtol=1e-11)


@MAKERS
def test_lu(make):
    a = square(make=make)[[1, 0, 2]] * [1, -10, 1]
    check(sl.lu_factor, a)
    check(sl.lu, a)
    check(lambda a: sl.lu(a, permute_l=True), a)
    p, low, up = nm.jit(lambda a: sl.lu(a, p_indices=True))(a)
    np.testing.assert_allclose(low[p] @ up, a)
    for b in (make(3), make(3, 2)):
        for trans in (0, 1, 2):
            check(lambda a, b, trans=trans: sl.lu_solve(sl.lu_factor(a), b, trans), a, b, vmap=False)
    for shape in ((4, 2), (2, 4)):
        check(sl.lu, make(*shape))


@MAKERS
def test_inv_det_expm(make):
    check(sl.inv, square(make=make))
    if VERSION >= "1.17.0":
        check(lambda x: sl.inv(positive(x), assume_a="pos"), square(make=make), rtol=1e-11)
    check(sl.det, square(make=make))
    check(sl.expm, make(3, 3), rtol=1e-11)


@MAKERS
def test_decompositions(make):
    for shape in ((4, 2), (2, 4), (3, 3)):
        a = make(*shape)
        for mode in ("full", "economic", "r"):
            check(lambda a, mode=mode: sl.qr(a, mode=mode), a, smooth=False)
        check(sl.svd, a, smooth=False)
        check(lambda a: sl.svd(a, full_matrices=False, compute_uv=False), a)
        check(sl.svdvals, a)
    a, b = square(make=make), positive(square(make=make))
    for lower in (False, True):
        check(lambda x, lower=lower: sl.eigh(x + x.conj().T, lower=lower)[0], a, rtol=1e-11)
        check(lambda x, lower=lower: sl.eigvalsh(x + x.conj().T, lower=lower), a, rtol=1e-11)
    check(lambda x: np.abs(sl.eigh(x + x.conj().T)[1]), a, rtol=1e-10)
    check(lambda x: np.abs(sl.eigh(x + x.conj().T, b)[1]), a, rtol=1e-10)
    check(lambda x: sl.eigh(b, positive(x), eigvals_only=True), a, rtol=1e-10)
    check(lambda x: sl.eigh(x + x.conj().T, subset_by_index=(1, 2))[0], a, rtol=1e-10)


def test_assembled_matrices():
    check(lambda x, y: sl.block_diag(x, 2.0, y), real(2, 3), complex_(2))
    check(lambda x: sl.block_diag(x, np.zeros((1, 0))), np.arange(4).reshape(2, 2), vmap=False)
    check(lambda c, r: sl.toeplitz(c, r), real(4), real(3))
    check(lambda c: sl.toeplitz(c), complex_(3))
    a = real(3, 4)
    np.testing.assert_allclose(nm.jit(lambda a: sl.norm(a, 1))(a), scipy.linalg.norm(a, 1))


def test_gaussian_log_likelihood():
    """The pattern for which most programs come here."""
    x, y = np.linspace(0, 1, 6), real(6)

    def loss(scale):
        k = np.exp(-((x[:, None] - x) ** 2) / scale) + 0.1 * np.eye(6)
        factor = sl.cho_factor(k, lower=True)
        return y @ sl.cho_solve(factor, y) / 2 + np.log(np.diagonal(factor[0])).sum()

    wanted = (loss(0.5 + 1e-6) - loss(0.5 - 1e-6)) / 2e-6
    np.testing.assert_allclose(nm.grad(loss)(0.5), wanted, rtol=1e-6)
    np.testing.assert_allclose(nm.jit(nm.grad(loss))(0.5), wanted, rtol=1e-6)
    np.testing.assert_allclose(nm.vmap(nm.grad(loss))(np.array([0.5, 0.5]))[1], wanted, rtol=1e-6)


@pytest.mark.parametrize(
    "f",
    [
        lambda a: sl.solve(a, np.ones(4)),
        lambda a: sl.solve(a[:2], np.ones(2)),
        lambda a: sl.solve(a, np.ones(3), assume_a="none such"),
        lambda a: sl.solve_triangular(a, np.ones(4)),
        lambda a: sl.cho_factor(a[:2]),
        lambda a: sl.cho_solve((a, True), np.ones(4)),
        lambda a: sl.lu_solve((a, np.arange(3)), np.ones(4)),
        lambda a: sl.expm(a[:2]),
        lambda a: sl.inv(a * np.nan),
        lambda a: sl.solve_triangular(0 * a, np.ones(3)),
        lambda a: sl.cholesky(-positive(a)),
        lambda a: sl.solve(0 * a + 1, np.ones(3)),
    ],
)
def test_refused_as_by_scipy(f):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check_raises(f, square(), message=False)


def test_what_has_no_rule_says_so():
    a = square()
    for f in (
        lambda a: sl.qr(a, pivoting=True),
        lambda a: sl.eigh(a, subset_by_value=(0, 1)),
        lambda a: sl.eigh(a, a, type=2),
    ):
        with pytest.raises(NotImplementedError, match=r"of a traced array has n"):
            nm.grad(lambda a, f=f: f(a)[0].sum())(a)

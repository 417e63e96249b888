"""Products and einsum: against NumPy, under every transformation."""

import ml_dtypes
import numpy as np
import pytest

import numorph as nm

from .agreement import check, check_raises, staged

rng = np.random.default_rng(0)


def real(*shape):
    return rng.standard_normal(shape)


def complex_(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


def integers(*shape, dtype=int):
    return rng.integers(-5, 6, shape).astype(dtype)


SHAPES = {
    np.matmul: [
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 4)),
        ((2, 3), (3, 4)),
        ((5, 2, 3), (3, 4)),
        ((2, 3), (5, 3, 4)),
        ((5, 2, 3), (3,)),
        ((3,), (5, 3, 2)),
        ((5, 2, 3), (5, 3, 4)),
        ((5, 1, 2, 3), (6, 3, 4)),
        ((1, 2, 3), (5, 3, 4)),
        ((0, 3), (3, 2)),
        ((2, 0), (0, 3)),
        ((0, 2, 3), (3, 2)),
    ],
    np.dot: [
        ((), ()),
        ((), (2, 3)),
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 3), (3, 2)),
        ((4, 2, 3), (5, 3, 2)),
        ((4, 2, 3), (3,)),
        ((3,), (2, 3, 4)),
    ],
    np.inner: [((), (3,)), ((3,), (3,)), ((2, 3), (3,)), ((2, 3), (4, 3)), ((5, 2, 3), (4, 3))],
    np.vdot: [((3,), (3,)), ((2, 3), (2, 3)), ((), ()), ((2, 3), (3, 2))],
    np.outer: [((3,), (4,)), ((2, 2), (3,)), ((), (3,))],
    np.kron: [((2,), (3,)), ((2, 2), (3, 1)), ((2,), (2, 3)), ((), (2,)), ((), ())],
    np.tensordot: [((3, 4, 2), (4, 2, 5)), ((2, 3), (2, 3))],
    np.vecdot: [((3,), (3,)), ((2, 3), (3,)), ((4, 1, 3), (2, 3))],
    np.cross: [((3,), (3,)), ((2, 3), (3,)), ((4, 1, 3), (2, 3))],
}
if hasattr(np, "matvec"):
    SHAPES[np.matvec] = [((2, 3), (3,)), ((5, 2, 3), (5, 3)), ((2, 3), (4, 3))]
    SHAPES[np.vecmat] = [((3,), (3, 2)), ((5, 3), (5, 3, 2))]
PRODUCTS = [
    pytest.param(f, p, q, id=f"{f.__name__}-{p}-{q}".replace(" ", "")) for f, rows in SHAPES.items() for p, q in rows
]


@pytest.mark.parametrize(("f", "p", "q"), PRODUCTS)
def test_products(f, p, q):
    check(f, real(*p), real(*q))


@pytest.mark.parametrize(("f", "p", "q"), PRODUCTS[::3])
def test_products_of_other_dtypes(f, p, q):
    check(f, complex_(*p), complex_(*q))
    check(f, real(*p).astype("f4"), real(*q), smooth=False)
    check(f, real(*p).astype("f4"), real(*q).astype("f4"), smooth=False, rtol=1e-5)
    check(f, integers(*p, dtype="i4"), integers(*q, dtype="i2"))
    if f is not np.cross:
        check(f, integers(*p) > 0, integers(*q) > 0)
    check(f, real(*p), integers(*q))


def test_options():
    x, y = real(3, 4, 2), real(2, 4, 3)
    check(lambda x, y: np.tensordot(x, y, ([0, 1], [2, 1])), x, y)
    check(lambda x, y: np.tensordot(x, y, (0, -1)), x, y)
    check(lambda x, y: np.tensordot(x, y, 0), real(2), real(3))
    check(lambda x, y: np.cross(x, y, axisa=0, axisb=1, axisc=0), real(3, 2), real(2, 3))
    check(lambda x, y: np.cross(x, y, axis=0), real(3, 2), real(3, 2))
    check(lambda x: np.dot(x, [1.0, 2.0, 3.0]), real(3))
    check(lambda x: [[1.0, 2.0]] @ x, real(2, 3))
    check(lambda x: x @ np.eye(3, dtype=np.float32), real(3))


@pytest.mark.filterwarnings("ignore:Arrays of 2-dimensional vectors")
def test_cross_product_of_plane_vectors():
    pairs = (real(2), real(2)), (real(4, 2), real(3)), (real(3), real(4, 2))
    for x, y in pairs:
        if np.lib.NumpyVersion(np.__version__) < "2.5.0":
            check(np.cross, x, y)
        else:
            check_raises(np.cross, x, y)


def test_options_of_ufuncs():
    x, y = real(3, 4, 2), real(3, 2, 5)
    check(lambda x, y: np.vecdot(x, y, axis=0), real(3, 2), real(3, 2))
    check(lambda x, y: np.vecdot(x, y, axis=1, keepdims=True), real(3, 2), real(3, 2))
    check(lambda x, y: np.matmul(x, y, axes=[(0, 1), (0, 1), (0, 1)]), real(2, 3, 4), real(3, 5, 4))
    check(lambda x, y: np.matmul(x, y, dtype=np.float64), integers(2, 3), integers(3, 2))
    check(lambda x, y: np.divmod(x, y, dtype=np.float64), integers(2, 3), np.array(2))
    if hasattr(np, "matvec"):
        check(lambda x, y: np.matvec(x, y, axes=[(0, 1), 0, 0]), real(2, 3, 4), real(3, 4))
    with pytest.raises(TypeError):
        staged(lambda x, y: np.matmul(x, y, axis=0), x, y)


def test_results_in_out():
    def f(x, y):
        out = np.zeros_like(x)
        np.matmul(x, y, out=out)
        np.dot(x, y, out=out[:])
        return out

    check(f, real(2, 2), real(2, 2))
    check(lambda x: np.outer(x, x, out=np.zeros_like(x, shape=(3, 3))), real(3))


ERRORS = [
    (np.matmul, (2, 3), (2, 3)),
    (np.matmul, (), (3,)),
    (np.matmul, (2, 2, 3), (3, 3, 2)),
    (np.dot, (2, 3), (2, 3)),
    (np.dot, (3,), (2,)),
    (np.inner, (2, 3), (2,)),
    (np.vdot, (3,), (2,)),
    (np.vecdot, (3,), (2,)),
    (np.tensordot, (2, 3), (2, 4)),
    (np.cross, (4,), (4,)),
    (np.cross, (), (3,)),
]


@pytest.mark.parametrize(("f", "p", "q"), ERRORS)
def test_errors(f, p, q):
    check_raises(f, real(*p), real(*q))


EINSUMS = [
    ("i,i->", (3,), (3,)),
    ("i,i", (3,), (3,)),
    ("ij,jk->ik", (2, 3), (3, 4)),
    ("ij,jk", (2, 3), (3, 4)),
    ("ji,kj->ki", (2, 3), (4, 2)),
    ("ii", (3, 3)),
    ("ii->i", (3, 3)),
    ("iij->j", (3, 3, 2)),
    ("iij->ji", (3, 3, 2)),
    ("iii->i", (2, 2, 2)),
    ("ijk->kij", (2, 3, 4)),
    ("ijk->j", (2, 3, 4)),
    ("ijk", (2, 3, 4)),
    ("ba", (2, 3)),
    ("ij->", (2, 3)),
    ("i,j->ij", (2,), (3,)),
    ("i,j", (2,), (3,)),
    ("ij,ij->ij", (2, 3), (2, 3)),
    ("ij,j->ij", (2, 3), (3,)),
    ("...ij,...jk->...ik", (5, 2, 3), (5, 3, 4)),
    ("...ij,...jk", (4, 1, 2, 3), (5, 3, 4)),
    ("...ij,jk->i...k", (5, 2, 3), (3, 4)),
    ("i...->...", (2, 3, 4)),
    ("...", (2, 3)),
    ("...,...", (2, 3), (3,)),
    ("ij,kl->", (2, 3), (4, 5)),
    ("ij,kj->i", (2, 3), (4, 3)),
    ("ij,jk,kl->il", (2, 3), (3, 4), (4, 5)),
    ("ij,jk,ki->", (2, 3), (3, 4), (4, 2)),
    ("i,i,i->i", (3,), (3,), (3,)),
    ("ij,ik,il->jkl", (3, 2), (3, 2), (3, 2)),
    ("a,ab,abc->abc", (2,), (2, 3), (2, 3, 4)),
    ("abc,bad->cd", (2, 3, 4), (3, 2, 5)),
    ("ii,ij->j", (3, 3), (3, 2)),
    ("ij,jj->i", (2, 3), (3, 3)),
    ("ij,ij->i", (1, 3), (2, 3)),
    ("ij,ij", (2, 1), (2, 3)),
    (" i j , j -> i ", (2, 3), (3,)),
    ("Ij,jk->kI", (2, 3), (3, 4)),
    (",i->i", (), (3,)),
    ("ij,jk->ik", (0, 3), (3, 4)),
    ("ij,jk->ik", (2, 0), (0, 4)),
]


@pytest.mark.parametrize(("subscripts", "shapes"), [(s, p) for s, *p in EINSUMS])
def test_einsum(subscripts, shapes):
    check(lambda *xs: np.einsum(subscripts, *xs), *[real(*s) for s in shapes])


@pytest.mark.parametrize(("subscripts", "shapes"), [(s, p) for s, *p in EINSUMS[::4]])
def test_einsum_of_other_dtypes(subscripts, shapes):
    f = lambda *xs: np.einsum(subscripts, *xs)
    check(f, *[complex_(*s) for s in shapes])
    check(f, *[integers(*s, dtype="i4") for s in shapes])
    check(f, *[real(*s).astype("f4") for s in shapes], smooth=False, rtol=1e-5)


def test_einsum_options():
    x, y, z = real(2, 3), real(3, 4), real(4, 2)
    check(lambda x, y: np.einsum(x, [0, 1], y, [1, 2], [0, 2]), x, y)
    check(lambda x, y: np.einsum(x, [0, 1], y, [1, 2]), x, y)
    check(lambda x: np.einsum(x, [Ellipsis, 0], [0, Ellipsis]), x)
    check(lambda x, y, z: np.einsum("ij,jk,kl->il", x, y, z, optimize="optimal"), x, y, z)
    check(lambda x, y, z: np.einsum("ij,jk,kl->il", x, y, z, optimize=["einsum_path", (1, 2), (0, 1)]), x, y, z)
    check(lambda x: np.einsum("ij->i", x, dtype=np.float64), integers(2, 3))
    check(lambda x: np.einsum("i,i", x, [1.0, 2.0, 3.0]), real(3))

    def into(x, y):
        out = np.zeros_like(x, shape=(2, 4))
        return np.einsum("ij,jk->ik", x, y, out=out)

    check(into, x, y)
    path = nm.vmap(lambda x: x * len(np.einsum_path("ij,jk,kl->il", x, y, z)[0]))(x[None])
    assert np.array_equal(path[0], 3 * x)


EINSUM_ERRORS = [
    ("ij,jk->ik", (2, 3), (2, 3)),
    ("ij", (2,)),
    ("i", (2, 3)),
    ("i,i", (2,)),
    ("i", (2,), (2,)),
    ("i->j", (2,)),
    ("i->ii", (2,)),
    ("ii", (2, 3)),
    ("...i->i", (2, 3)),
    ("i?", (2, 3)),
]


@pytest.mark.parametrize(("subscripts", "shapes"), [(s, p) for s, *p in EINSUM_ERRORS])
def test_einsum_errors(subscripts, shapes):
    check_raises(lambda *xs: np.einsum(subscripts, *xs), *[real(*s) for s in shapes], message=False)


def test_many_operands_are_contracted_in_pairs():
    """A chain whose sum over all indices at once would take 10^12 steps."""
    x = real(100, 100)
    found = nm.grad(lambda x: np.einsum("ij,jk,kl,lm,mn,ni->", x, x, x, x, x, x))(x)
    np.testing.assert_allclose(found, 6 * np.linalg.matrix_power(x, 5).T, rtol=1e-8)


@pytest.mark.parametrize(
    "function", [np.matmul, np.dot, np.inner, np.vdot, np.outer, np.vecdot], ids=lambda f: f.__name__
)
def test_products_of_bfloat16_have_numpys_dtype(function):
    """NumPy has np.matmul in float32 only."""
    x = np.arange(9.0).reshape(3, 3).astype(ml_dtypes.bfloat16)
    program = nm.make_program(function)(x, x)
    wanted = function(x, x)
    assert program.out_types[0].dtype == wanted.dtype
    for found in (nm.jit(function)(x, x), nm.vmap(function)(x[None], x[None])[0]):
        assert found.dtype == wanted.dtype
        np.testing.assert_array_equal(found.astype(float), wanted.astype(float))

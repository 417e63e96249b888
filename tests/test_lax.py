"""lax: each name against a formula in NumPy, staged, batched and differentiated."""

import math

import numpy as np
import pytest
import scipy.special as sp

import numorph as nm
from numorph import lax

from .numpy.agreement import check

X = np.array([[0.3, -1.2, 2.5, 0.9], [1.7, -0.4, -2.2, 0.6], [-0.8, 1.1, 0.2, -1.9]])
Y = np.array([[1.1, 0.7, -0.6, 2.0], [-1.3, 0.5, 0.8, -0.9], [0.4, -1.6, 1.2, 1.5]])
I = np.array([[7, -7, 5, -1], [0, 9, -8, 3], [2, -3, 6, -5]])
J = np.array([[2, 2, -3, 4], [5, -4, 3, 1], [1, 2, 4, 3]])
CUBE = np.sin(np.arange(24.0)).reshape(2, 3, 4)


def test_every_name_is_there():
    assert all(hasattr(lax, name) for name in lax.__all__)
    assert len(set(lax.__all__)) == len(lax.__all__)
    with pytest.raises(AttributeError, match="no attribute 'gather'"):
        lax.gather  # noqa: B018


# -- elementwise


def test_ufuncs_are_numpys():
    assert lax.add is np.add
    assert lax.max is np.maximum
    assert lax.erf is sp.erf
    assert lax.lgamma is sp.gammaln


def test_division():
    np.testing.assert_array_equal(lax.div(X, Y), X / Y)
    np.testing.assert_array_equal(lax.div(I, J), np.trunc(I / J).astype(int))
    assert lax.div(I, J).dtype == np.int64
    assert type(lax.div(7, -2)) is np.int64 and lax.div(7, -2) == -3
    np.testing.assert_array_equal(lax.rem(I, J), np.fmod(I, J))
    check(lax.div, X, Y)
    check(lax.div, I, J)


def test_rounding():
    x = np.array([0.5, 1.5, -0.5, -2.5, 0.49999999999999994, -0.2, 3.2, 4503599627370497.0, np.inf, np.nan])
    np.testing.assert_array_equal(lax.round(x), [1, 2, -1, -3, 0, -0.0, 3, 4503599627370497.0, np.inf, np.nan])
    np.testing.assert_array_equal(lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN), np.rint(x))
    assert np.signbit(lax.round(-0.2))
    halves = np.array([0.5, -1.5, np.nextafter(np.float32(0.5), np.float32(0))], np.float32)
    assert lax.round(halves).tolist() == [1.0, -2.0, 0.0]
    assert lax.round(halves).dtype == np.float32
    check(lax.round, X * 0.77)


@pytest.mark.parametrize("y", [3, 2, 0, -2])
def test_powers(y):
    check(lambda x: lax.integer_pow(x, y), X)
    np.testing.assert_allclose(lax.integer_pow(X, y), X**y)


def test_small_functions():
    check(lax.rsqrt, np.abs(X))
    np.testing.assert_allclose(lax.rsqrt(4.0), 0.5)
    check(lax.logistic, X)
    np.testing.assert_allclose(lax.logistic(X), sp.expit(X), rtol=1e-15)
    check(lambda x: lax.clamp(-0.5, x, 1.0), X)
    assert lax.clamp(0, 5, 3) == 3
    check(lax.complex, X, Y)
    z = lax.complex(np.inf, np.nan)
    assert z.real == np.inf and np.isnan(z.imag)


def test_select():
    check(lambda x, y: lax.select(x > 0, x, y), X, Y)
    which = np.abs(I) % 3
    check(lambda x, y: lax.select_n(which, x, y, x * y), X, Y, vmap=False)
    np.testing.assert_array_equal(lax.select_n(which, X, Y, X * Y), np.choose(which, [X, Y, X * Y]))
    np.testing.assert_array_equal(lax.select_n(X > 0, X, Y), np.where(X > 0, Y, X))
    with pytest.raises(TypeError, match="'which' of integers"):
        lax.select_n(X > 0, X, Y, X)
    with pytest.raises(ValueError, match="at least one case"):
        lax.select_n(which)


def test_conversion():
    assert lax.convert_element_type(X, np.int32).dtype == np.int32
    assert lax.convert_element_type(1 + 2j, np.float32) == np.float32(1)
    assert lax.convert_element_type([1, 2], float).dtype == np.float64
    check(lambda x: lax.convert_element_type(x, np.float32), X)
    check(lambda x: lax.convert_element_type(x, np.float64), X + 1j * Y)


@pytest.mark.parametrize("dtype", [np.int64, np.uint64, np.int32, np.uint8, np.float32])
def test_bitcast(dtype):
    there = lax.bitcast_convert_type(X, dtype)
    parts = 8 // np.dtype(dtype).itemsize
    assert there.shape == (X.shape if parts == 1 else (*X.shape, parts))
    assert lax.bitcast_convert_type(there, np.float64).tobytes() == X.tobytes()
    check(lambda x: lax.bitcast_convert_type(x, dtype), X, smooth=False)
    assert lax.bitcast_convert_type(1.0, np.int64) == 0x3FF0000000000000
    with pytest.raises(ValueError, match="sizes do not fit"):
        lax.bitcast_convert_type(np.zeros(3, np.float32), np.float64)


def test_bitcast_passes_no_derivative():
    assert (
        nm.grad(lambda x: lax.bitcast_convert_type(lax.bitcast_convert_type(x, np.int64), np.float64) * x)(3.0) == 3.0
    )


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32, np.int64])
def test_bits(dtype):
    x = np.array([0, 1, 5, 127, 255 if dtype == np.uint8 else -1, 77]).astype(dtype)
    width = 8 * x.itemsize
    words = [format(int(v) % 2**width, f"0{width}b") for v in x]
    assert lax.population_count(x).tolist() == [w.count("1") for w in words]
    assert lax.clz(x).tolist() == [width - len(w.lstrip("0")) for w in words]
    assert lax.shift_right_logical(x, 3).tolist() == [int(np.array(int(w[:-3], 2)).astype(dtype)) for w in words]
    for f in (lax.population_count, lax.clz, lambda x: lax.shift_right_logical(x, 1)):
        assert f(x).dtype == dtype
        check(f, x)


def test_special_functions():
    u = np.array([0.2, 0.5, 0.8])
    for name, wanted in {
        "digamma": sp.digamma(u),
        "erf_inv": sp.erfinv(u),
        "erfc": sp.erfc(u),
        "lgamma": sp.gammaln(u),
        "bessel_i0e": sp.i0e(u),
    }.items():
        np.testing.assert_array_equal(getattr(lax, name)(u), wanted)
    np.testing.assert_array_equal(lax.igamma(u, 2 * u), sp.gammainc(u, 2 * u))
    np.testing.assert_array_equal(lax.igammac(u, 2 * u), sp.gammaincc(u, 2 * u))
    np.testing.assert_array_equal(lax.polygamma(1, u), sp.polygamma(1, u))
    np.testing.assert_array_equal(lax.zeta(2.0, u), sp.zeta(2.0, u))
    assert "erf_inv" in dir(lax)


# -- shape


def test_shapes():
    check(lambda x: lax.broadcast(x, (2, 5)), X)
    assert lax.broadcast(X, (2, 5)).shape == (2, 5, 3, 4)
    check(lambda x: lax.broadcast_in_dim(x, (3, 2, 4), (0, 2)), X)
    np.testing.assert_array_equal(lax.broadcast_in_dim(X, (3, 2, 4), (0, 2))[:, 1], X)
    np.testing.assert_array_equal(lax.broadcast_in_dim(X[:, :1], (3, 4), (0, 1))[:, 2], X[:, 0])
    assert lax.broadcast_in_dim(1.5, (2,), ()).tolist() == [1.5, 1.5]
    assert lax.broadcast_to_rank(X, 4).shape == (1, 1, 3, 4)
    check(lambda x: lax.reshape(x, (4, 3), (1, 0)), X)
    np.testing.assert_array_equal(lax.reshape(X, (2, 6), (1, 0)), X.T.reshape(2, 6))
    np.testing.assert_array_equal(lax.transpose(CUBE, (2, 0, 1)), CUBE.transpose(2, 0, 1))
    assert lax.squeeze(X[None], (0,)).shape == (3, 4)
    assert lax.expand_dims(X, (0, 2)).shape == (1, 3, 1, 4)
    assert lax.collapse(CUBE, 1).shape == (2, 12)
    assert lax.collapse(CUBE, 0, 2).shape == (6, 4)
    check(lambda x: lax.rev(x, (0, 1)), X)
    np.testing.assert_array_equal(lax.rev(X, (1,)), X[:, ::-1])
    with pytest.raises(TypeError, match="increasing broadcast_dimensions with 2 entries"):
        lax.broadcast_in_dim(X, (4, 3), (1, 0))
    with pytest.raises(ValueError, match="collapses none"):
        lax.collapse(CUBE, 2, 1)


def test_joining():
    check(lambda x, y: lax.concatenate([x, y], 1), X, Y)
    check(lambda x, y: lax.stack([x, y], 1), X, Y)
    assert [p.shape for p in lax.split(X, (1, 0, 3), 1)] == [(3, 1), (3, 0), (3, 3)]
    assert len(lax.unstack(X, 1)) == 4
    np.testing.assert_array_equal(lax.unstack(X, 1)[2], X[:, 2])
    np.testing.assert_array_equal(lax.tile(X, (2, 1)), np.tile(X, (2, 1)))
    with pytest.raises(ValueError, match="sizes that sum to 4"):
        lax.split(X, (1, 2), 1)


PADS = [
    (((1, 2, 0), (0, 1, 2)), (6, 11)),
    (((-1, 0, 0), (2, -2, 1)), (2, 7)),
    (((0, -1, 3), (-3, 4, 2)), (8, 11)),
    (((-2, 1, 0), (0, 0, 0)), (2, 4)),
]


@pytest.mark.parametrize(("config", "shape"), PADS)
def test_pad(config, shape):
    """Against one element at a time."""
    wanted = np.full(shape, -9.0)
    for i in range(3):
        for j in range(4):
            p, q = (low + k * (inside + 1) for k, (low, _, inside) in zip((i, j), config, strict=True))
            if 0 <= p < shape[0] and 0 <= q < shape[1]:
                wanted[p, q] = X[i, j]
    np.testing.assert_array_equal(lax.pad(X, -9.0, config), wanted)
    check(lambda x, v: lax.pad(x, v, config), X, np.array(0.5))


def test_pad_errors():
    assert lax.pad(X[:0], 0.0, ((1, 2, 1), (0, 0, 0))).shape == (3, 4)
    assert lax.pad(X, 0.0, ((-1, -2, 0), (0, 0, 0))).shape == (0, 4)
    with pytest.raises(ValueError, match="one \\(low, high, interior\\) for each of 2 axes"):
        lax.pad(X, 0.0, ((0, 0, 0),))
    with pytest.raises(ValueError, match="takes away more elements"):
        lax.pad(X, 0.0, ((-2, -2, 0), (0, 0, 0)))
    with pytest.raises(ValueError, match="interior padding of at least 0"):
        lax.pad(X, 0.0, ((0, 0, -1), (0, 0, 0)))


# -- parts


def test_static_slices():
    check(lambda x: lax.slice(x, (0, 1), (3, 4), (2, 1)), X)
    np.testing.assert_array_equal(lax.slice(X, (0, 1), (3, 4), (2, 1)), X[0:3:2, 1:4])
    np.testing.assert_array_equal(lax.slice_in_dim(X, 1, None, 2, 1), X[:, 1::2])
    np.testing.assert_array_equal(lax.slice_in_dim(X, -2, -1, axis=-1), X[:, -2:-1])
    assert lax.index_in_dim(X, 1, 1).shape == (3, 1)
    np.testing.assert_array_equal(lax.index_in_dim(X, -1, 0, keepdims=False), X[-1])
    with pytest.raises(ValueError, match="0 <= start <= limit <= 3"):
        lax.slice(X, (0, 0), (4, 4))


@pytest.mark.parametrize("start", [(0, 0), (1, 2), (5, 7), (-1, -2), (-9, 1)])
def test_dynamic_slices(start):
    """Negative starts count from the end; where the window would not fit, it is moved."""
    p, q = (min(max(s + d if s < 0 else s, 0), d - 2) for s, d in zip(start, X.shape, strict=True))
    np.testing.assert_array_equal(lax.dynamic_slice(X, start, (2, 2)), X[p : p + 2, q : q + 2])
    wanted = X.copy()
    wanted[p : p + 2, q : q + 2] = Y[:2, :2]
    np.testing.assert_array_equal(lax.dynamic_update_slice(X, Y[:2, :2], start), wanted)
    where = np.array(start)
    np.testing.assert_array_equal(lax.dynamic_slice(X, where, (2, 2)), X[p : p + 2, q : q + 2])
    read = lambda x, s: lax.dynamic_slice(x, s, (2, 2))
    check(read, X, where)
    check(lambda x, u, s: lax.dynamic_update_slice(x, u, s), X, Y[:2, :2], where)
    np.testing.assert_array_equal(nm.vmap(read, in_axes=(None, 0))(X, np.stack([where, where]))[1], read(X, where))


def test_dynamic_slices_along_an_axis():
    i = np.array(2)
    np.testing.assert_array_equal(lax.dynamic_slice_in_dim(X, 2, 2, 1), X[:, 2:4])
    np.testing.assert_array_equal(lax.dynamic_index_in_dim(X, -1, 1, keepdims=False), X[:, -1])
    assert lax.dynamic_index_in_dim(X, 1).shape == (1, 4)
    updated = lax.dynamic_update_index_in_dim(X, Y[0], 1, 0)
    np.testing.assert_array_equal(updated, np.stack([X[0], Y[0], X[2]]))
    np.testing.assert_array_equal(lax.dynamic_update_index_in_dim(X, Y[:1], 1, 0), updated)
    np.testing.assert_array_equal(lax.dynamic_update_slice_in_dim(X, Y[:, :2], 1, 1)[:, 1:3], Y[:, :2])
    check(lambda x, i: lax.dynamic_index_in_dim(x, i, 1), X, i)
    check(lambda x, u, i: lax.dynamic_update_index_in_dim(x, u, i, 1), X, Y[:, 0], i)


def test_dynamic_slice_errors():
    with pytest.raises(TypeError, match="sizes that fit the shape"):
        lax.dynamic_slice(X, (0, 0), (4, 4))
    with pytest.raises(TypeError, match="as many start indices, got 1"):
        lax.dynamic_slice(X, (0,), (1, 1))
    with pytest.raises(TypeError, match="integer scalars"):
        lax.dynamic_slice(X, (0.5, 0), (1, 1))
    with pytest.raises(TypeError, match="cannot fit"):
        lax.dynamic_update_slice(X, np.zeros((4, 4)), (0, 0))
    with pytest.raises(TypeError, match="update of dtype float64, got int64"):
        lax.dynamic_update_slice(X, I, (0, 0))


def test_new_arrays():
    assert lax.iota(np.int32, 3).tolist() == [0, 1, 2]
    assert lax.iota(np.float32, 3).dtype == np.float32
    np.testing.assert_array_equal(lax.broadcasted_iota(int, (2, 3), 1), [[0, 1, 2], [0, 1, 2]])
    assert lax.full((2,), 1.5, np.float32).dtype == np.float32
    assert lax.full_like(I, 2.7).tolist() == np.full_like(I, 2.7).tolist()
    assert lax.zeros_like_array(X).tolist() == np.zeros((3, 4)).tolist()


# -- reductions and sorting


@pytest.mark.parametrize("axes", [(0,), (1,), (0, 1), ()])
def test_reductions(axes):
    for f, g in (
        (lax.reduce_sum, np.add),
        (lax.reduce_prod, np.multiply),
        (lax.reduce_max, np.maximum),
        (lax.reduce_min, np.minimum),
    ):
        np.testing.assert_array_equal(f(X, axes), g.reduce(X, axis=axes))
        check(lambda x, f=f: f(x, axes), X)
    small = I.astype(np.int8)
    assert lax.reduce_sum(small, axes).dtype == np.int8
    for f, g in ((lax.reduce_and, np.bitwise_and), (lax.reduce_or, np.bitwise_or), (lax.reduce_xor, np.bitwise_xor)):
        np.testing.assert_array_equal(f(I, axes), g.reduce(I, axis=axes))
        np.testing.assert_array_equal(f(X > 0, axes), g.reduce(X > 0, axis=axes))


def test_reduce():
    np.testing.assert_allclose(lax.reduce(X, 1.0, lax.add, (0,)), X.sum(0) + 1)
    np.testing.assert_allclose(lax.reduce(X, -math.inf, lax.max, (0, 1)), X.max())
    own = lambda a, b: a + b
    for axes in ((0,), (1,), (0, 1)):
        np.testing.assert_allclose(lax.reduce(X, 2.0, own, axes), X.sum(axes) + 2)
        check(lambda x, axes=axes: lax.reduce(x, 2.0, own, axes), X)
    assert lax.reduce(X[:0], 3.0, own, (0,)).tolist() == [3.0] * 4

    def larger(a, b):
        first = a[0] >= b[0]
        return np.where(first, a[0], b[0]), np.where(first, a[1], b[1])

    places = np.broadcast_to(np.arange(4), X.shape)
    values, at = lax.reduce((X, places), (-math.inf, -1), larger, (1,))
    np.testing.assert_array_equal(values, X.max(1))
    np.testing.assert_array_equal(at, X.argmax(1))


def test_reduce_keeps_the_order():
    """Associative, but not commutative: products of matrices."""
    product = lambda a, b: (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
    )
    matrices = np.sin(np.arange(20.0)).reshape(5, 2, 2)
    entries = tuple(matrices.reshape(5, 4).T)
    found = lax.reduce(entries, (1.0, 0.0, 0.0, 1.0), product, (0,))
    np.testing.assert_allclose(np.reshape(found, (2, 2)), np.linalg.multi_dot(matrices))


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("axis", [0, 1, -1])
def test_running_reductions(axis, reverse):
    turn = (lambda x: np.flip(x, axis)) if reverse else (lambda x: x)
    for f, g in (
        (lax.cumsum, np.add),
        (lax.cumprod, np.multiply),
        (lax.cummax, np.maximum),
        (lax.cummin, np.minimum),
        (lax.cumlogsumexp, np.logaddexp),
    ):
        np.testing.assert_allclose(f(X, axis, reverse), turn(g.accumulate(turn(X), axis)), rtol=1e-14)
        check(lambda x, f=f: f(x, axis, reverse), X)
    assert lax.cumsum(I.astype(np.int8)).dtype == np.int8


def test_argmax():
    assert lax.argmax(X, 1, np.int32).tolist() == X.argmax(1).tolist()
    assert lax.argmin(X, 0, np.int32).dtype == np.int32
    check(lambda x: lax.argmax(x, 1, np.int32), X)


def test_sorting():
    check(lax.sort, X)
    check(lambda x: lax.sort(x, 0), X)
    keys, values = np.array([3, 1, 2, 1]), np.array([0.1, 0.2, 0.3, 0.4])
    found = lax.sort_key_val(keys, values)
    assert [f.tolist() for f in found] == [[1, 1, 2, 3], [0.2, 0.4, 0.3, 0.1]]
    check(lambda v: lax.sort_key_val(keys, v)[1], values, vmap=False)
    first, second, third = lax.sort((keys, np.array([0, 9, 0, 5]), values), num_keys=2)
    assert (first.tolist(), second.tolist(), third.tolist()) == ([1, 1, 2, 3], [5, 9, 0, 0], [0.4, 0.2, 0.3, 0.1])


@pytest.mark.parametrize("axis", [0, -1])
def test_top_k(axis):
    values, at = lax.top_k(X, 2, axis=axis)
    np.testing.assert_array_equal(values, np.take(-np.sort(-X, axis), [0, 1], axis))
    np.testing.assert_array_equal(np.take_along_axis(X, at, axis), values)
    check(lambda x: lax.top_k(x, 2, axis=axis), X)


def test_top_k_ties_and_nan():
    values, at = lax.top_k(np.array([1, 3, 3, 2, 3]), 4)
    assert (values.tolist(), at.tolist()) == ([3, 3, 3, 2], [1, 2, 4, 3])
    values, at = lax.top_k(np.array([1.0, np.nan, 3.0]), 2)
    assert at.tolist() == [1, 2]
    assert lax.top_k(np.array([0, 200], np.uint8), 1)[0].tolist() == [200]
    assert lax.top_k(X, 0)[0].shape == (3, 0)
    with pytest.raises(ValueError, match="cannot give k=5"):
        lax.top_k(X, 5)


# -- products


def test_dot():
    for x, y in ((X, Y.T), (X[0], Y[0]), (X, Y[0]), (X[:, 0], Y)):
        np.testing.assert_allclose(lax.dot(x, y), np.dot(x, y), rtol=1e-14)
        check(lax.dot, x, y)
    with pytest.raises(TypeError, match="one or two axes"):
        lax.dot(CUBE, X)


GENERAL = [
    ((((2,), (2,)), ((0,), (0,))), "bij,bkj->bik"),
    ((((1, 2), (1, 2)), ((0,), (0,))), "bij,bij->b"),
    ((((), ()), ((0,), (0,))), "bij,bkl->bijkl"),
    ((((0, 2), (0, 2)), ((), ())), "aib,ajb->ij"),
    ((((0,), (0,)), ((2, 1), (2, 1))), "ijk,ijk->kj"),
    ((((0, 1, 2), (0, 1, 2)), ((), ())), "ijk,ijk->"),
    ((((-1,), (-1,)), ((), ())), "abk,cdk->abcd"),
]


@pytest.mark.parametrize(("numbers", "spec"), GENERAL)
def test_dot_general(numbers, spec):
    other = np.cos(CUBE)
    np.testing.assert_allclose(lax.dot_general(CUBE, other, numbers), np.einsum(spec, CUBE, other), rtol=1e-13)
    check(lambda x, y: lax.dot_general(x, y, numbers), CUBE, other)


def test_dtypes_of_products():
    numbers = (((1,), (0,)), ((), ()))
    small = np.full((2, 50), 100, np.int8)
    assert lax.dot_general(small, small.T, numbers, preferred_element_type=np.int32).tolist() == [[500000] * 2] * 2
    assert lax.dot_general(small, X[:1].repeat(50, 0), numbers).dtype == np.float64
    single = X.astype(np.float32)
    assert lax.dot(single, single.T, preferred_element_type=np.float64).dtype == np.float64
    assert nm.jit(lambda x: lax.dot(x, x.T, preferred_element_type=np.float64))(single).dtype == np.float64
    np.testing.assert_allclose(lax.batch_matmul(CUBE, np.swapaxes(CUBE, 1, 2)), CUBE @ np.swapaxes(CUBE, 1, 2))


def test_errors_of_dot_general():
    with pytest.raises(TypeError, match=r"contracting axes of equal size, got axis 0 of .* and axis 1"):
        lax.dot_general(X, Y, (((0,), (1,)), ((), ())))
    with pytest.raises(TypeError, match="as many batch axes"):
        lax.dot_general(X, Y, (((), ()), ((0,), ())))
    with pytest.raises(TypeError, match="names an axis twice"):
        lax.dot_general(X, Y, (((0,), (0,)), ((0,), (0,))))

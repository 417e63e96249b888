"""Arrays from nothing: NumPy's own outside transformations, handles that can be filled inside."""

import numpy
import pytest

import numorph as nm
import numorph.numpy as np
from numorph.array import Array

from .agreement import assert_same, check, staged

rng = numpy.random.default_rng(0)
V = rng.standard_normal(4)

MAKERS = [
    lambda np: np.zeros(3),
    lambda np: np.zeros((2, 3), dtype=np.float32),
    lambda np: np.ones(3, int),
    lambda np: np.full((2, 2), 7),
    lambda np: np.full(2, [1.5, 2.5], dtype=np.float32),
    lambda np: np.full((), 3.0),
    lambda np: np.arange(5),
    lambda np: np.arange(1, 2, 0.25),
    lambda np: np.arange(3, dtype=np.float32),
    lambda np: np.arange(start=1, stop=4),
    lambda np: np.linspace(0, 1, 5),
    lambda np: np.linspace(0, 1, 5, endpoint=False, retstep=True),
    lambda np: np.logspace(0, 2, 3),
    lambda np: np.geomspace(1, 8, 4),
    lambda np: np.eye(3),
    lambda np: np.eye(2, 3, 1, dtype=int),
    lambda np: np.identity(2),
    lambda np: np.tri(3, k=-1),
    lambda np: np.fromfunction(lambda i, j: i + 2 * j, (2, 3)),
    lambda np: np.indices((2, 3)),
    lambda np: np.indices((2, 3), sparse=True),
    lambda np: np.array([1.0, 2.0]),
    lambda np: np.array([[1, 2], [3, 4]], dtype=complex, ndmin=3),
    lambda np: np.array(3.0),
    lambda np: np.asarray([1, 2, 3], np.float32),
    lambda np: np.asanyarray([True]),
    lambda np: np.ascontiguousarray(5.0),
    lambda np: np.asfortranarray([[1.0]]),
    lambda np: np.asarray_chkfinite([1.0]),
    lambda np: np.require([1, 2], requirements=["C"]),
    lambda np: np.zeros_like([1, 2, 3]),
    lambda np: np.ones_like(V, dtype=np.float32),
    lambda np: np.full_like(V, 2),
    lambda np: np.copy(V),
    lambda np: np.hanning(4),
    lambda np: np.kaiser(4, 2.0),
    lambda np: np.mgrid[0:2, 0:3],
    lambda np: np.ogrid[0:1:3j],
    lambda np: np.r_[1:3, 5],
    lambda np: np.c_[V, V],
]


@pytest.mark.parametrize("k", range(len(MAKERS)))
def test_outside_a_transformation_it_is_numpy(k):
    made = MAKERS[k](np)
    assert_same(made, MAKERS[k](numpy))
    for x in nm.tree.flatten(made)[0]:
        assert isinstance(x, numpy.ndarray | numpy.generic)


@pytest.mark.parametrize("k", range(len(MAKERS)))
def test_inside_it_is_a_handle_that_takes_traced_values(k):
    wanted = MAKERS[k](numpy)

    def f(x):
        made = MAKERS[k](np)
        assert_same(made, wanted)
        for a in nm.tree.flatten(made)[0]:
            if isinstance(a, numpy.generic | float):
                continue
            assert isinstance(a, Array)
            a[...] = x
            if a.dtype.kind == "f":
                assert float(nm.stop_gradient(np.max(a))) == 2.5 if a.size else True
        return x * 1.0

    assert nm.grad(f)(2.5) == 1.0


def test_plain_arrays_are_not_copied_where_numpy_does_not():
    data = numpy.arange(3.0)

    def f(x):
        assert np.asarray(data) is data
        assert np.asanyarray(data) is data
        assert np.array(data) is not data
        return x

    nm.grad(f)(1.0)


LIKE = {
    "zeros_like": lambda x: numpy.zeros_like(x),
    "ones_like": lambda x: numpy.ones_like(x, dtype=int),
    "full_like": lambda x: numpy.full_like(x, 2.5),
    "full_like shape": lambda x: numpy.full_like(x, 1, shape=(2, 2)),
    "empty_like": lambda x: numpy.empty_like(x) * 0 + 1,
}


@pytest.mark.parametrize("name", LIKE)
@pytest.mark.parametrize("dtype", ["f8", "f4", "i4", "?", "c16"])
def test_like(name, dtype):
    check(LIKE[name], V.astype(dtype), smooth=False)


def test_filling():
    check(lambda x: np.full((2, 3), x), numpy.float64(2))
    check(lambda x: np.full((2, 4), x), V)
    check(lambda x: np.full((2, 4), x, dtype=numpy.float32), V)
    check(lambda x, y: np.full_like(y, x), numpy.float64(2), V)

    def triangle(x):
        out = np.zeros((3, 3))
        for i in range(3):
            for j in range(i + 1):
                out[i, j] = x[i] * x[j]
        return out

    check(triangle, V[:3])


LISTS = [
    lambda x: np.array([x[0], x[1]]),
    lambda x: np.array([[x[0], 1], [2, x[1]]]),
    lambda x: np.array([x, x * 2]),
    lambda x: np.array([x, [1, 2, 3, 4]]),
    lambda x: np.array([[1, 2, 3, 4], x, V, (5, 6, 7, 8)]),
    lambda x: np.array((x[0],)),
    lambda x: np.array([x[0], True], dtype=numpy.float32),
    lambda x: np.asarray([x[:2], x[2:]]),
    lambda x: np.array([x[0]], ndmin=2),
    lambda x: np.array(x, ndmin=3),
    lambda x: np.array(x[0]),
    lambda x: np.array(x, dtype=complex),
    lambda x: np.array([numpy.array(1.0), x[0]]),
    lambda x: np.ascontiguousarray(x[::-1]),
]


@pytest.mark.parametrize("k", range(len(LISTS)))
def test_arrays_of_traced_values(k):
    check(LISTS[k], V)


@pytest.mark.parametrize(
    "make",
    [
        lambda x, i: np.array([x, 1.0]),
        lambda x, i: np.array([x, 1]),
        lambda x, i: np.array([i, 1.5]),
        lambda x, i: np.array([i, True]),
        lambda x, i: np.array([[x, i]]),
    ],
)
@pytest.mark.parametrize("dtype", ["f4", "f8", "c8"])
def test_dtype_of_lists_of_scalars(make, dtype):
    x, i = numpy.array(1.5).astype(dtype)[()], numpy.int32(3)
    wanted = make(x, i)
    assert nm.jit(make)(x, i).dtype == wanted.dtype
    numpy.testing.assert_array_equal(nm.jit(make)(x, i), wanted)


def test_python_scalars_in_lists_have_their_default_dtype():
    def f(x, n):
        return np.array([x, n])

    for args in ((2.0, 3), (1, 2), (1j, 2.0), (True, False)):
        wanted = numpy.array(args)
        assert nm.jit(f)(*args).dtype == wanted.dtype
        numpy.testing.assert_array_equal(nm.jit(f)(*args), wanted)


def test_ragged_lists_are_refused():
    with pytest.raises(ValueError, match="inhomogeneous"):
        staged(lambda x: np.array([x, x[:2]]), V)


def test_handles_are_converted_without_a_copy_where_numpy_does_so():
    def f(x):
        y = np.asarray(x)
        y[0] = 5.0
        z = np.array(x)
        z[1] = 7.0
        return x

    check(lambda x: f(x) + 0, V)
    with pytest.raises(ValueError, match="Unable to avoid copy"):
        staged(lambda x: np.asarray(x, numpy.float32, copy=False), V)


RANGES = [
    lambda a, b: np.linspace(a, b, 5),
    lambda a, b: np.linspace(a, b, 4, endpoint=False),
    lambda a, b: np.linspace(a, b, 3, retstep=True),
    lambda a, b: np.linspace(a, b, 1),
    lambda a, b: np.linspace(a, 3, 4, dtype=int),
    lambda a, b: np.logspace(a, b, 4),
    lambda a, b: np.logspace(a, b, 3, base=2.0),
    lambda a, b: np.geomspace(a, b, 5),
    lambda a, b: np.geomspace(-a, -b, 5),
]


@pytest.mark.parametrize("k", range(len(RANGES)))
def test_ranges(k):
    a, b = numpy.float64(0.7), numpy.float64(2.1)
    check(RANGES[k], a, b)
    check(RANGES[k], a.astype("f4"), b.astype("f4"), smooth=False, rtol=1e-6)


def test_ranges_of_arrays():
    a, b = rng.random((2, 3)) + 0.5, rng.random(3) + 2
    check(lambda a, b: np.linspace(a, b, 4), a, b)
    check(lambda a, b: np.linspace(a, b, 4, axis=-1), a, b)
    check(lambda a, b: np.geomspace(a, b, 4, axis=1), a, b, rtol=1e-11)
    check(lambda a, c: np.logspace(a, 1, 3, base=c), a[0], b)
    check(lambda a, c: np.logspace(a[:, None], 1, 3, base=c, axis=1), a[0], b)


def test_arange_of_traced_ends():
    assert nm.jit(lambda n: np.arange(n))(4).tolist() == [0, 1, 2, 3]
    assert nm.jit(lambda n: np.arange(1, n, 2).sum())(8) == 16
    slope = nm.grad(lambda a: (np.arange(a, 4.0, 1.5) ** 2).sum())(0.5)
    assert slope == 2 * sum([0.5, 2.0, 3.5])


def test_joining_in_square_brackets():
    check(lambda x: np.r_[x, 0, x[::-1]], V)
    check(lambda x: np.r_[1:4, x], V)
    check(lambda x: np.c_[x, x], V)
    check(lambda x: np.c_[[[1.0, 2.0]], x[None, :2]], V)
    check(lambda x: np.r_["1,2,0", x, x], V)
    check(lambda x: np.r_["0,2", x, x], V)
    check(lambda x: np.r_[x, 1.0], V.astype("f4"), smooth=False)


def test_small_questions():
    def f(x):
        assert np.isscalar(x[0]) and not np.isscalar(x) and np.isscalar(2.0)
        assert [i for i, _ in np.ndenumerate(x)] == [(0,), (1,), (2,), (3,)]
        assert sum(v for _, v in np.ndenumerate(x)).shape == ()
        assert np.result_type(x, np.float32) == numpy.float64 and np.can_cast(x, np.float64)
        assert np.shape(x) == (4,) and np.ndim(x) == 1 and np.size(x) == 4 and np.size(x, 0) == 4
        assert np.iscomplexobj(x) is False and np.isrealobj(x) is True
        assert np.common_type(x) is numpy.float64 and np.min_scalar_type(x) == numpy.float64
        assert np.shares_memory(x, x[1:]) and not np.shares_memory(x, x + 1)
        assert np.array_str(numpy.zeros(1)) == "[0.]"
        return x

    check(f, V)
    assert nm.jit(lambda s: np.result_type(s, numpy.float32).name)(2.0) == "float32"


VECTORIZED = {
    "plain": (lambda x: np.vectorize(lambda v: v * v + 1)(x), V),
    "two": (lambda x, y: np.vectorize(lambda v, w: v * w)(x, y), V, rng.standard_normal((3, 1))),
    "otypes": (lambda x: np.vectorize(lambda v: v, otypes=[numpy.float32])(x), V),
    "many": (lambda x: np.vectorize(lambda v: (v, -v))(x), V),
    "excluded": (lambda x: np.vectorize(lambda v, n: v**n, excluded={1})(x, 3), V),
    "keyword": (lambda x: np.vectorize(lambda v, w: v - w)(x, w=x * 2), V),
    "signature": (lambda x: np.vectorize(numpy.sum, signature="(n)->()")(x), rng.standard_normal((2, 3))),
    "outer": (lambda x, y: np.vectorize(numpy.outer, signature="(n),(m)->(n,m)")(x, y), rng.standard_normal((2, 3)), V),
    "branches": (lambda x: np.vectorize(lambda v: v * 2 if v > 0 else -v)(x), V),
}


@pytest.mark.parametrize("name", VECTORIZED)
def test_vectorize(name):
    f, *args = VECTORIZED[name]
    wanted = f(*args)
    assert_same(nm.jit(f)(*args), wanted)
    first, rest = args[0], args[1:]
    total = lambda x: sum(numpy.sum(r) for r in nm.tree.flatten(f(x, *rest))[0])
    step = 1e-6 * rng.standard_normal(first.shape)
    slope = numpy.sum(nm.grad(total)(first) * step)
    numpy.testing.assert_allclose(slope, (total(first + step) - total(first - step)) / 2, rtol=1e-3, atol=1e-8)


def test_the_namespace_is_numpys():
    own = {n for n in numpy.__all__ if getattr(np, n) is not getattr(numpy, n)}
    assert {"sin", "sum", "concatenate", "float32", "pi", "newaxis", "finfo", "ndarray"}.isdisjoint(own)
    made_here = {n for n in own if not isinstance(getattr(np, n), type(numpy))}
    assert made_here <= {*np._HOME, *np._OBJECTS}
    assert np.polynomial is numpy.polynomial
    assert set(numpy.__all__) <= set(dir(np))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        np.nonsense  # noqa: B018

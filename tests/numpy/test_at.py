"""Functional updates: `x.at[i].add(v)` against NumPy's in-place updates, on plain arrays and under transformations."""

import numpy
import pytest

import numorph as nm
import numorph.numpy as np

from .agreement import check, staged

rng = numpy.random.default_rng(0)
M = rng.standard_normal((3, 4))
V = rng.random((2, 4)) + 0.5
MASK = rng.random((3, 4)) > 0.5

INDICES = {
    "int": 1,
    "negative": (-1, 2),
    "slice": (slice(None), slice(1, 3)),
    "ellipsis": (..., 0),
    "newaxis": (None, 1),
    "array": numpy.array([2, 0]),
    "list": [[1, 0], [2, 2]],
    "pair": ([0, 1, 0], [3, 3, 3]),
    "split": (slice(None), numpy.array([0, 0])),
    "mask": MASK,
    "repeated": [0, 0, 1],
}
METHODS = {
    "set": None,
    "add": numpy.add,
    "subtract": numpy.subtract,
    "multiply": numpy.multiply,
    "mul": numpy.multiply,
    "divide": numpy.divide,
    "power": numpy.power,
    "min": numpy.minimum,
    "max": numpy.maximum,
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", INDICES)
def test_updates(name, method):
    index, value = INDICES[name], 2.0
    wanted = M.copy()
    if method == "set":
        wanted[index] = value
    else:
        METHODS[method].at(wanted, index, value)
    before = M.copy()
    found = getattr(np.at(M)[index], method)(value)
    numpy.testing.assert_array_equal(found, wanted)
    numpy.testing.assert_array_equal(M, before)
    assert type(found) is numpy.ndarray
    numpy.testing.assert_allclose(staged(lambda x: getattr(x.at[index], method)(value), M)[0], wanted, rtol=1e-12)
    check(lambda x: getattr(np.at(x)[index], method)(value), M)


@pytest.mark.parametrize("method", ["set", "add", "subtract"])
def test_derivatives_in_both_operands(method):
    check(lambda x, v: getattr(np.at(x)[[2, 0]], method)(v), M, V)
    check(lambda x, v, i: getattr(np.at(x)[i], method)(v), M, V, numpy.array([2, 0]))
    check(lambda x, v, i: getattr(np.at(x)[i, 0:1], method)(v[0, 0]), M, V, numpy.array(2))


def test_get_and_apply():
    for index in INDICES.values():
        check(lambda x, index=index: np.at(x)[index].get(), M)
        check(lambda x, index=index: np.at(x)[index].apply(np.square), M)


def test_the_array_itself_stays():
    def f(x):
        y = x.at[0].set(5.0)
        y[1] = 7.0
        part = x.at[0].get()
        part[0] = 9.0
        return x + 0 * y

    numpy.testing.assert_array_equal(nm.jit(f)(M), M)
    numpy.testing.assert_array_equal(nm.vmap(f)(M[None])[0], M)


OUTSIDE = numpy.array([0, 3, -1, -4, 9])


def test_out_of_bounds_raises_unless_said_otherwise():
    for f in (lambda x: np.at(x)[OUTSIDE].set(1.0), lambda x: np.at(x)[OUTSIDE].get(), lambda x: np.at(x)[7].add(1.0)):
        with pytest.raises(IndexError, match="out of bounds for axis 0 with size 3"):
            f(M)
        with pytest.raises(IndexError, match="out of bounds for axis 0 with size 3"):
            staged(f, M)
    with pytest.raises(IndexError):
        staged(lambda x, i: np.at(x)[i].add(1.0), M, OUTSIDE)
    with pytest.raises(ValueError, match="mode must be one of"):
        np.at(M)[0].set(1.0, mode="nonsense")


@pytest.mark.parametrize("method", ["set", "add", "multiply", "max"])
@pytest.mark.parametrize("mode", ["drop", "fill", "clip", "wrap"])
def test_modes(mode, method):
    values = numpy.arange(20.0).reshape(5, 4)
    wanted = M.copy()
    for i, v in zip(OUTSIDE, values, strict=True):
        i = i + 3 if i < 0 and mode != "wrap" else i
        if mode == "clip":
            i = min(max(i, 0), 2)
        elif mode == "wrap":
            i = i % 3
        elif not 0 <= i < 3:
            continue
        wanted[i] = v if method == "set" else METHODS[method](wanted[i], v)
    f = lambda x, i: getattr(np.at(x)[i], method)(values, mode=mode, unique_indices=False, indices_are_sorted=False)
    numpy.testing.assert_allclose(f(M, OUTSIDE), wanted)
    check(f, M, OUTSIDE, smooth=method in ("set", "add"))


def test_modes_on_several_axes():
    i, j = numpy.array([0, 5, 2]), numpy.array([4, 0, 1])
    wanted = M.copy()
    wanted[2, 1] += 1
    check(lambda x: np.at(x)[i, j].add(1.0, mode="drop"), M)
    numpy.testing.assert_array_equal(np.at(M)[i, j].add(1.0, mode="drop"), wanted)
    numpy.testing.assert_array_equal(np.at(M)[9].set(0.0, mode="drop"), M)
    numpy.testing.assert_array_equal(np.at(M)[..., 9].set(0.0, mode="clip")[:, 3], 0)
    numpy.testing.assert_array_equal(np.at(M)[MASK, None].set(0.0, mode="drop"), numpy.where(MASK, 0, M))


def test_reading_outside():
    nan = numpy.nan
    numpy.testing.assert_array_equal(np.at(M)[OUTSIDE, 1].get(mode="fill"), [M[0, 1], nan, M[2, 1], nan, nan])
    numpy.testing.assert_array_equal(np.at(M)[OUTSIDE, 1].get(mode="fill", fill_value=7)[[1, 3]], 7)
    numpy.testing.assert_array_equal(np.at(M)[OUTSIDE, 1].get(mode="clip"), M[[0, 2, 2, 0, 2], 1])
    assert np.at(numpy.arange(3, dtype="i2"))[5].get(mode="fill") == -(2**15)
    assert np.at(numpy.arange(3, dtype="u1"))[5].get(mode="fill") == 255
    assert np.at(MASK)[5, 0].get(mode="fill")
    with pytest.raises(IndexError):
        np.at(M)[-9].get()
    assert numpy.isnan(np.at(M)[-1, 0].get(mode="fill", wrap_negative_indices=False))


def test_traced_values_meet_plain_arrays():
    plain = numpy.zeros(3)
    f = lambda v: np.sum(np.at(plain)[1].set(v) ** 2)
    assert nm.grad(f)(3.0) == 6.0
    assert not plain.any()


def test_dtypes_stay():
    x = numpy.arange(4, dtype="f4")
    assert np.at(x)[0].add(1.5).dtype == x.dtype
    assert nm.jit(lambda x: x.at[0].set(2))(x).dtype == x.dtype
    assert np.at(numpy.arange(3))[0].set(1.7)[0] == 1
    assert np.at(numpy.arange(3))[0].add(1.5)[0] == 1


def test_reading_outside_under_transformations():
    f = lambda x, i: np.at(x)[i, 1].get(mode="fill")
    numpy.testing.assert_array_equal(staged(f, M, OUTSIDE)[0], f(M, OUTSIDE))
    slope = nm.grad(lambda x: numpy.nansum(f(x, OUTSIDE)))(M)
    numpy.testing.assert_array_equal(slope[:, 1], [1, 0, 1])


def test_a_known_0d_index_beside_an_integer():
    check(lambda x, i: np.at(x)[i, 1].set(0.0), M, numpy.array(2))

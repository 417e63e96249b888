"""reduce, accumulate, reduceat, outer and at of ufuncs; ufuncs that are composed of others."""

import numpy as np
import pytest

import numorph as nm
from numorph.array import UFUNCS, Array

from .agreement import check, check_raises, check_writes, staged

rng = np.random.default_rng(0)
M = rng.standard_normal((3, 4))
POSITIVE = rng.random((3, 4)) + 0.5
T = rng.standard_normal((2, 3, 4))
INTS = rng.integers(1, 9, (3, 4))
MASK = rng.random((3, 4)) > 0.4

DATA = {
    "float": (M, [np.add, np.multiply, np.maximum, np.minimum, np.subtract, np.fmax, np.fmin, np.hypot, np.logaddexp]),
    "positive": (POSITIVE, [np.divide, np.logaddexp2]),
    "int": (INTS, [np.add, np.multiply, np.subtract, np.gcd, np.lcm, np.bitwise_or, np.bitwise_xor, np.floor_divide]),
    "int8": (INTS.astype("i1"), [np.add, np.multiply, np.maximum, np.bitwise_and, np.divide]),
    "uint8": (INTS.astype("u1"), [np.add, np.minimum]),
    "bool": (MASK, [np.add, np.multiply, np.logical_and, np.logical_or, np.logical_xor, np.maximum]),
    "floats as bools": (np.round(M), [np.logical_and, np.logical_or, np.logical_xor]),
}
PAIRS = [pytest.param(u, x, id=f"{u.__name__}-{name}") for name, (x, ufuncs) in DATA.items() for u in ufuncs]


@pytest.mark.parametrize(("ufunc", "x"), PAIRS)
def test_reduce(ufunc, x):
    check(lambda x: ufunc.reduce(x), x)
    check(lambda x: ufunc.reduce(x, axis=-1, keepdims=True), x)
    check(lambda x: ufunc.reduce(x[0]), x)
    check(lambda x: ufunc.reduce(x[:1]), x)


@pytest.mark.parametrize(("ufunc", "x"), PAIRS)
def test_accumulate(ufunc, x):
    check(lambda x: ufunc.accumulate(x), x)
    check(lambda x: ufunc.accumulate(x, axis=1), x)


@pytest.mark.parametrize(("ufunc", "x"), PAIRS)
def test_reduceat(ufunc, x):
    check(lambda x: ufunc.reduceat(x, [0, 2, 1, 3], axis=1), x)
    check(lambda x: ufunc.reduceat(x, [1]), x)


@pytest.mark.parametrize(("ufunc", "x"), PAIRS)
def test_outer(ufunc, x):
    if x.dtype.kind == "f" or ufunc is not np.power:
        check(lambda x: ufunc.outer(x, x[0]), x)
        check(lambda x: ufunc.outer(x[0, 0], x[0]), x)


def test_options_of_reduce():
    check(lambda x: np.add.reduce(x, axis=(0, 2)), T)
    check(lambda x: np.hypot.reduce(x, axis=None), T)
    check(lambda x: np.logaddexp.reduce(x, axis=(0, 1), keepdims=True), T)
    check(lambda x: np.add.reduce(x, initial=5.0, where=x > 0), M, rtol=1e-12)
    check(lambda x: np.maximum.reduce(x, initial=0.1, where=MASK), M)
    check(lambda x: np.subtract.reduce(x, initial=3.0), M)
    check(lambda x: np.subtract.reduce(x, initial=3.0, where=MASK), M)
    check(lambda x: np.hypot.reduce(x, where=MASK), M, smooth=False)
    check(lambda x: np.bitwise_and.reduce(x, axis=1, where=MASK), INTS)
    check(lambda x: np.logical_and.reduce(x, initial=False), MASK)
    check(lambda x: np.add.reduce(x, dtype=np.float32), M, smooth=False, rtol=1e-5)
    check(lambda x: np.gcd.reduce(x, dtype=np.int64), INTS.astype("i1"))
    check(lambda x: np.hypot.reduce(x), np.zeros((0, 3)))
    check(lambda x: np.add.reduce(x), np.zeros((0, 3)))
    check(lambda x: np.add.accumulate(x), np.zeros((0, 3)))
    check(lambda x: np.add.accumulate(x, dtype=np.float64), INTS)

    def into(x):
        out = np.zeros_like(x[0])
        np.add.reduce(x, out=out)
        np.multiply.accumulate(x[0], out=x[1])
        return out * x[1]

    check(into, M)


ERRORS = [
    lambda x: np.subtract.reduce(x, axis=None),
    lambda x: np.sin.reduce(x),
    lambda x: np.divmod.reduce(x),
    lambda x: np.matmul.reduce(x),
    lambda x: np.sin.outer(x, x),
    lambda x: np.add.accumulate(x[0, 0]),
    lambda x: np.add.reduce(x, axis=3),
    lambda x: np.add.reduceat(x, [0, 9]),
    lambda x: np.fmax.reduce(x[:0]),
    lambda x: np.fmax.reduce(x, where=MASK),
    lambda x: np.matmul.outer(x, x),
    lambda x: np.add.at(x, 0),
    lambda x: np.add.at(x, 9, 1.0),
    lambda x: np.add.at(x, [0, 9], 1.0),
    lambda x: np.add.at(x, [0, 1], np.ones((3, 3))),
]


@pytest.mark.parametrize("k", range(len(ERRORS)))
def test_errors(k):
    check_raises(ERRORS[k], M, message=False)


def test_at_casts_back_after_every_step():
    for i in (0, [0, 0, 1], np.array([0, 0, 1])):
        for ufunc in (np.add, np.multiply, np.maximum):
            check_writes(lambda x, i=i, ufunc=ufunc: ufunc.at(x, i, 1.5), np.arange(3))


def test_power_is_reduced_from_the_left():
    """NumPy's own vectorised loop for floats combines only the first and the last element."""
    a, b, c = 1.5, 2.0, 0.7
    np.testing.assert_allclose(staged(np.power.reduce, np.array([a, b, c]))[0], (a**b) ** c)


REPEATED = [0, 2, 2, 0, 2]
WRITES = {
    "add": lambda x: np.add.at(x, REPEATED, 1.5),
    "add of values": lambda x: np.add.at(x, REPEATED, np.arange(20.0).reshape(5, 4)),
    "subtract": lambda x: np.subtract.at(x, (REPEATED, 1), x[0, 2]),
    "multiply": lambda x: np.multiply.at(x, (slice(None), REPEATED), 2.0),
    "divide": lambda x: np.divide.at(x, [[0, 0], [1, 0]], 2.0),
    "maximum": lambda x: np.maximum.at(x, (REPEATED, REPEATED), [0.1, 5, 0.3, 7, -1]),
    "minimum": lambda x: np.minimum.at(x, [-1, 2], 0.0),
    "power": lambda x: np.power.at(x, (REPEATED, 0), 2.0),
    "negative": lambda x: np.negative.at(x, [0, 0, 1]),
    "one element": lambda x: np.add.at(x, (1, 2), 3.0),
    "a slice": lambda x: np.add.at(x, slice(1, None), x[:2] * 1),
    "a mask": lambda x: np.add.at(x, MASK, 1.0),
    "a mask of values": lambda x: np.exp.at(x, x > 0),
    "a view": lambda x: np.add.at(x[:, ::2], (slice(None), [0, 0]), 1.0),
    "everything": lambda x: np.add.at(x, ..., 1.0),
}


@pytest.mark.parametrize("name", WRITES)
def test_at(name):
    write = WRITES[name]
    check_writes(write, M)
    if name != "a mask of values":
        check_writes(write, M.astype("f4"))

    def functional(x):
        y = x.copy()
        write(y)
        return y

    check(functional, M)


@pytest.mark.parametrize("ufunc", [np.add, np.subtract, np.multiply, np.maximum, np.minimum])
def test_at_indices_that_are_known_at_run_time(ufunc):
    smooth = ufunc in (np.add, np.subtract)

    def f(x, i, v):
        y = x.copy()
        ufunc.at(y, i, v)
        return y

    check(f, M, np.array(REPEATED), rng.standard_normal((5, 4)), smooth=smooth)
    check(f, M, np.array(1), rng.standard_normal(4))


def test_at_needs_its_indices_where_order_matters():
    def f(x, i):
        np.power.at(x, i, 2.0)
        return x

    with pytest.raises(TypeError, match=r"'np.power.at' needs to know its indices"):
        staged(f, M, np.array(REPEATED))
    x = M.copy()
    nm.jit(f)(x, np.array(REPEATED))
    y = M.copy()
    np.power.at(y, REPEATED, 2.0)
    np.testing.assert_allclose(x, y)


COMPOSED = [
    (lambda x, y: np.divmod(x, y), M, POSITIVE),
    (lambda x, y: divmod(x, y), INTS, np.array(3)),
    (np.modf, M * 3),
    (np.modf, np.array([np.inf, -np.inf, np.nan, -0.0, 2.0, -2.5], "f4")),
    (np.modf, INTS),
    (np.frexp, M * 10),
    (np.frexp, np.array([0.0, 1.0, -3.0, np.inf, 5e-324])),
    (np.frexp, np.array([1, 3], "i1")),
    (lambda x, y: np.float_power(x, y), POSITIVE, M),
    (lambda x: np.float_power(x, 2), POSITIVE.astype("f4")),
    (lambda x: np.float_power(x, 2), INTS),
    (lambda x: np.divmod(x, 2.0), M),
]


@pytest.mark.parametrize("k", range(len(COMPOSED)))
def test_composed_ufuncs(k):
    f, *args = COMPOSED[k]
    with np.errstate(invalid="ignore"):
        check(f, *args, smooth=bool(np.all(np.isfinite(args[0]))) and not np.any(np.asarray(args[0]) == 0))


def test_scalars_stay_scalars():
    for f in (np.divmod, np.float_power):
        check(lambda x, f=f: f(x[0], 2.5), M[0])
    for f in (np.modf, np.frexp):
        check(lambda x, f=f: f(x[0]), M[0])


def test_every_ufunc_method_meets_handles():
    assert isinstance(np.add.outer(Array(M, False), M), Array)
    assert all(callable(f) for f in UFUNCS.values())

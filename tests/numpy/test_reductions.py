"""Sums, products, extremes, means, variances, running sums: against NumPy, under every transformation."""

import numpy as np
import pytest

import numorph as nm
import numorph.numpy as nnp

from .agreement import VERSION, check, check_raises, staged

rng = np.random.default_rng(0)
V = rng.standard_normal(5)
M = rng.standard_normal((2, 3))
T = rng.standard_normal((2, 3, 4))
C = M + 1j * rng.standard_normal((2, 3))
F = M.astype(np.float32)
H = M.astype(np.float16)
I = np.array([[3, -1, 2], [0, 5, 4]])
SMALL = I.astype(np.int8)
U = np.array([[3, 1, 2], [0, 250, 4]], np.uint8)
B = np.array([[True, False, True], [False, True, True]])
MASK = np.array([[True, False, True], [True, True, False]])
GAPS = np.array([[1.0, np.nan, -2.0], [np.nan, 0.5, 3.0]])
EMPTY = np.zeros((0, 3))
POINT = np.float64(2.5)
ZEROS = np.array([[0.0, 2.0, 0.0], [3.0, 0.0, -1.0]])

AXES = [None, 0, -1, (0, 1), ()]
NUMERIC = [V, M, T[:, ::-1], C, F, H, I, SMALL, U, B, POINT, M.T]
REDUCE = [np.sum, np.prod, np.max, np.min, np.mean, np.var, np.std, np.all, np.any, np.ptp, np.count_nonzero]
NAN_REDUCE = [np.nansum, np.nanprod, np.nanmax, np.nanmin, np.nanmean, np.nanvar, np.nanstd]
CUMULATIVE = [np.cumsum, np.cumprod, np.nancumsum, np.nancumprod]


def name(f):
    return getattr(f, "__name__", None)


def loose(x):
    """The tolerance for a dtype: sums of float16 and float32 may be taken in another order."""
    return {2: 1e-2, 4: 1e-5, 8: 1e-5 if x.dtype.kind == "c" and x.dtype.itemsize == 8 else 1e-12}.get(
        x.dtype.itemsize, 1e-12
    )


@pytest.mark.parametrize("function", REDUCE, ids=name)
@pytest.mark.parametrize("x", NUMERIC, ids=lambda x: f"{x.dtype}{x.shape}")
def test_reductions_of_every_dtype(function, x):
    if function is np.ptp and x.dtype == bool:
        pytest.skip("NumPy does not subtract booleans")
    check(function, x, rtol=loose(x), vmap=x.dtype != np.float16)


@pytest.mark.parametrize("function", [f for f in REDUCE if f is not np.count_nonzero], ids=name)
@pytest.mark.parametrize("axis", AXES, ids=str)
def test_axes_and_keepdims(function, axis):
    check(lambda x: function(x, axis=axis), M)
    check(lambda x: function(x, axis=axis, keepdims=True), M)
    if axis != ():
        check(lambda x: getattr(x, function.__name__)(axis), M) if function is not np.ptp else None


def test_axes_of_more_dimensions():
    for axis in ((0, 2), (-1, 0), (1,), 2):
        check(lambda x, axis=axis: np.sum(x, axis), T)
        check(lambda x, axis=axis: np.prod(x, axis), T, smooth=axis != (0, 2))
        check(lambda x, axis=axis: np.max(x, axis, keepdims=True), T)
        check(lambda x, axis=axis: np.std(x, axis, ddof=1), T)


OPTIONS = {
    "dtype": [
        (lambda x: np.sum(x, dtype=np.float32), M),
        (lambda x: np.sum(x, dtype=int), 10 * M),
        (lambda x: np.sum(x, dtype=np.int8), U),
        (lambda x: np.prod(x, dtype=complex), M),
        (lambda x: np.mean(x, dtype=np.float32), I),
        (lambda x: np.mean(x, 0, dtype=int), I),
        (lambda x: np.mean(x, dtype=np.float64), F),
        (lambda x: np.var(x, 0, dtype=np.float64), F),
        (lambda x: np.std(x, dtype=np.float32), I),
        (lambda x: np.cumsum(x, dtype=np.float32), I),
        (lambda x: np.sum(x, dtype=bool), M),
    ],
    "initial": [
        (lambda x: np.sum(x, initial=10.0), M),
        (lambda x: np.sum(x, 0, initial=2), M),
        (lambda x: np.prod(x, 1, initial=3.0), M),
        (lambda x: np.max(x, 0, initial=0.2), M),
        (lambda x: np.min(x, initial=-5), I),
        (lambda x: np.max(x, initial=2.5), I),
        (lambda x: np.max(x, 0, initial=1.0), EMPTY),
        (lambda x, s: np.max(x, 1, initial=s), M, np.float64(0.1)),
        (lambda x, s: np.sum(x, initial=s), M, np.float64(0.1)),
    ],
    "where": [
        (lambda x: np.sum(x, where=MASK), M),
        (lambda x: np.sum(x, 0, where=[True, False, True]), M),
        (lambda x: np.prod(x, 1, where=MASK), M),
        (lambda x: np.max(x, 0, where=MASK, initial=-9.0), M),
        (lambda x: np.min(x, where=MASK, initial=9), I),
        (lambda x: np.all(x, 0, where=MASK), B),
        (lambda x: np.any(x, where=MASK), B),
        (lambda x: np.mean(x, 1, where=MASK), M),
        (lambda x: np.mean(x, where=MASK), F),
        (lambda x: np.mean(x, 0, where=MASK, keepdims=True), I),
        (lambda x: np.var(x, 1, where=MASK), M),
        (lambda x: np.var(x, where=MASK, ddof=1), C),
        (lambda x: np.std(x, 1, where=MASK, ddof=0.5), M),
        (lambda x: np.std(x, 1, where=MASK, keepdims=True), F),
        (lambda x: np.sum(x, where=x > 0), M),
        (lambda x: np.sum(x, 0, where=False), M),
    ],
    "variance": [
        (lambda x: np.var(x, ddof=1), M),
        (lambda x: np.var(x, 0, correction=1), M),
        (lambda x: np.std(x, 1, ddof=1, keepdims=True), M),
        (lambda x: np.var(x, 0, mean=np.mean(x, 0, keepdims=True)), M),
        (lambda x: np.std(x, mean=np.mean(x, keepdims=True)), C),
        (lambda x: np.var(x), np.array([1e8 + 1.0, 1e8 + 2, 1e8 + 3])),
    ],
    "extremes": [
        (np.max, np.array([1.0, np.nan, 3.0])),
        (np.min, np.array([-np.inf, 0.0])),
        (np.max, np.array([[0.0, -0.0]])),
        (np.amax, M),
        (np.amin, M),
        (lambda x: np.sum(x, 0), EMPTY),
        (lambda x: np.prod(x, 0), EMPTY),
        (lambda x: np.max(x, 1), EMPTY),
        (lambda x: np.all(x, 0), EMPTY),
        (lambda x: np.any(x), EMPTY),
    ],
    "zeros": [(np.prod, ZEROS), (lambda x: np.prod(x, 0), ZEROS), (lambda x: np.cumprod(x, 1), ZEROS)],
    "count": [
        (lambda x: np.count_nonzero(x, axis=0), ZEROS),
        (lambda x: np.count_nonzero(x, axis=(0, 1), keepdims=True), I),
        (lambda x: np.count_nonzero(x > 0), M),
    ],
    "index": [
        (np.argmax, M),
        (np.argmin, T),
        (lambda x: np.argmax(x, 0), M),
        (lambda x: np.argmin(x, -1, keepdims=True), T),
        (lambda x: np.argmax(x, keepdims=True), M),
        (np.argmax, POINT),
        (lambda x: np.argmax(x, axis=-1), POINT),
        (np.argmax, np.array([1.0, np.nan, 3.0])),
        (np.argmax, B),
        (np.argmin, C),
        (np.nanargmax, GAPS),
        (lambda x: np.nanargmin(x, 1), GAPS),
        (lambda x: np.nanargmax(x, 0, keepdims=True), GAPS),
        (np.nanargmax, I),
        (lambda x: x.argmax(1), M),
    ],
    "running": [
        (lambda x: np.cumsum(x, 0), M),
        (lambda x: np.cumprod(x, -1), T),
        (lambda x: np.cumsum(x, 1), GAPS[:, ::2]),
        (lambda x: np.nancumsum(x, 0), GAPS),
        (lambda x: np.nancumprod(x), GAPS),
        (lambda x: np.cumsum(x, axis=0), POINT),
        (lambda x: np.cumsum(x, 0), EMPTY),
        (lambda x: x.cumsum(1), U),
        (lambda x: x.cumprod(), SMALL),
    ],
    "out": [
        (lambda x: np.sum(x, 0, out=np.zeros_like(x[0])), M),
        (lambda x: np.mean(x, 1, out=np.zeros_like(x[:, 0])), M),
        (lambda x: np.max(x, out=np.zeros_like(x[0, :1]).reshape(())), M),
        (lambda x: np.std(x, 0, out=np.zeros_like(x[0])), M),
        (lambda x: np.cumsum(x, 1, out=np.zeros_like(x)), M),
        (lambda x: np.sum(x, 0, out=np.zeros_like(x[0], dtype=int)), 10 * M),
        (lambda x: np.mean(x, 0, out=np.zeros_like(x[0], dtype=np.float32)), I),
        (lambda x: np.argmax(x, 0, out=np.zeros_like(x[0], dtype=int)), M),
        (lambda x: np.all(x, 0, out=np.zeros_like(x[0], dtype=bool)), M),
        (lambda x: np.nanmean(x, 0, out=np.zeros_like(x[0])), GAPS),
    ],
    "numbers": [(np.sum, np.float64(2)), (np.mean, np.int64(2)), (np.std, np.float32(2)), (np.cumsum, np.int8(2))],
}
if VERSION >= "2.1.0":
    OPTIONS["running"] += [
        (lambda x: np.cumulative_sum(x), V),
        (lambda x: np.cumulative_sum(x, axis=1, include_initial=True), M),
        (lambda x: np.cumulative_prod(x, axis=0, include_initial=True), I),
        (lambda x: np.cumulative_prod(x), POINT),
    ]


@pytest.mark.parametrize("group", OPTIONS)
def test_options(group):
    for f, *args in OPTIONS[group]:
        low = any(np.asarray(a).dtype == np.float32 for a in args)
        nan = any(np.asarray(a).dtype.kind in "fc" and np.isnan(a).any() for a in args)
        huge = any(np.asarray(a).dtype.kind == "f" and np.asarray(a).size and np.nanmax(np.abs(a)) > 1e6 for a in args)
        smooth = not (nan or low or huge or any(np.asarray(a).size == 0 for a in args)) and group not in (
            "dtype",
            "extremes",
        )
        check(f, *args, smooth=smooth, rtol=1e-5 if low or group == "dtype" else 1e-12)


@pytest.mark.parametrize("function", NAN_REDUCE, ids=name)
@pytest.mark.parametrize("x", [GAPS, M, C, F, I, B, POINT], ids=lambda x: f"{x.dtype}{x.shape}")
def test_without_nans(function, x):
    for axis in (None, 0, 1) if x.ndim else (None,):
        check(lambda x, axis=axis: function(x, axis=axis), x, smooth=x is M, rtol=loose(x))
    if x.ndim:
        check(lambda x: function(x, axis=1, keepdims=True), x, smooth=False, rtol=loose(x))


def test_without_nans_and_masked():
    for f in (np.nansum, np.nanmean, np.nanvar, np.nanstd):
        check(lambda x, f=f: f(x, 1, where=MASK), GAPS, smooth=False)
    check(lambda x: np.nanmax(x, 1, where=MASK, initial=-9.0), GAPS, smooth=False)
    check(lambda x: np.nanvar(x, 1, ddof=1), np.array([[1.0, 2, np.nan], [4, 5, 6]]), smooth=False)


@pytest.mark.parametrize(
    "function", [np.nansum, np.nanprod, np.nanmax, np.nanmin, np.nanmean, np.nanvar, np.nanstd], ids=name
)
def test_nans_do_not_reach_the_gradient(function):
    g = nm.grad(lambda x: np.sum(function(x, 1) * np.array([1.0, 2.0])))(GAPS)
    assert (g[np.isnan(GAPS)] == 0).all()
    full = np.array([[1.0, -2.0], [0.5, 3.0]])
    wanted = nm.grad(lambda x: np.sum(function(x, 1) * np.array([1.0, 2.0])))(full)
    np.testing.assert_allclose(g[~np.isnan(GAPS)].reshape(2, 2), wanted)


def test_masked_nans_do_not_reach_the_gradient():
    x = np.array([1.0, np.inf, 2.0, np.nan])
    for f in (np.sum, np.mean, np.var, np.std):
        g = nm.grad(lambda x, f=f: f(x, where=np.array([True, False, True, False])))(x)
        assert np.isfinite(g).all() and (g[[1, 3]] == 0).all()


def test_gradient_of_std_at_zero_variance_is_zero():
    for x in (np.ones(3), np.ones(1), np.float64(2.0)):
        np.testing.assert_array_equal(nm.grad(np.std)(x), np.zeros(np.shape(x)))
        np.testing.assert_array_equal(nm.hessian(np.std)(x), np.zeros(np.shape(x) * 2))
    np.testing.assert_array_equal(nm.grad(np.nanstd)(np.array([2.0, np.nan, 2.0])), np.zeros(3))


def test_gradient_of_ties_is_shared():
    np.testing.assert_allclose(nm.grad(np.max)(np.array([1.0, 3.0, 3.0])), [0, 0.5, 0.5])
    np.testing.assert_allclose(nm.grad(np.ptp)(np.array([1.0, 3.0, 2.0])), [-1, 1, 0])


def test_gradients_keep_float32():
    for f in (np.sum, np.prod, np.mean, np.std, np.max, lambda x: np.cumsum(x)[2], lambda x: np.cumprod(x)[2]):
        assert nm.grad(f)(V.astype(np.float32)).dtype == np.float32


def test_empty_means_warn_as_in_numpy():
    for f in (np.mean, np.var):
        with pytest.warns(RuntimeWarning, match="Mean of empty|Degrees of freedom"), np.errstate(all="ignore"):
            found = staged(lambda x, f=f: f(x), np.zeros(0))
        assert np.isnan(found[0])


@pytest.mark.parametrize(
    ("f", "x"),
    [
        (lambda x: np.max(x, 0), EMPTY),
        (np.min, EMPTY),
        (lambda x: np.sum(x, 2), M),
        (lambda x: np.sum(x, (0, 0)), M),
        (lambda x: np.sum(x, 1.0), M),
        (lambda x: np.sum(x, [0]), M),
        (lambda x: np.max(x, where=MASK), M),
        (lambda x: np.sum(x, where=M), M),
        (lambda x: np.sum(x, where=np.ones((2, 5), bool)), V),
        (np.argmax, np.zeros(0)),
        (lambda x: np.argmin(x, 0), EMPTY),
        (lambda x: np.argmax(x, 1), V),
        (lambda x: np.mean(x, 0), POINT),
        (lambda x: np.var(x, ddof=1, correction=1), M),
        (lambda x: np.nanmean(x, dtype=int), M),
        (lambda x: np.cumsum(x, 2), M),
        (lambda x: np.cumulative_sum(x), M),
        (lambda x: np.std(x, 0, out=np.zeros_like(x[0], dtype=int)), M),
        (np.nanargmax, np.array([np.nan, np.nan])),
    ],
)
def test_errors(f, x):
    check_raises(f, x)


def test_nan_slices():
    x = np.array([[np.nan, np.nan], [1.0, np.nan]])
    for f in (np.nanmax, np.nanmin, np.nanmean, np.nanvar, np.nanstd):
        with pytest.warns(RuntimeWarning):
            wanted = f(x, 1)
        with np.errstate(all="ignore"):
            np.testing.assert_array_equal(staged(lambda x, f=f: f(x, 1), x)[0], wanted)


def test_numorph_names_are_numpys():
    for f in (*REDUCE, *NAN_REDUCE, *CUMULATIVE, np.argmax, np.argmin):
        assert getattr(nnp, f.__name__) is f

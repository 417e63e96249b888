"""Statistics, differences, interpolation, rounding, parts: against NumPy, under every transformation."""

import numpy as np
import pytest

import numorph as nm

from .agreement import VERSION, check, check_raises, staged

rng = np.random.default_rng(2)
V = rng.standard_normal(7)
W = rng.uniform(0.5, 2.0, 7)
M = rng.standard_normal((4, 5))
T = rng.standard_normal((2, 3, 4))
C = rng.standard_normal((3, 6)) + 1j * rng.standard_normal((3, 6))
F = M.astype(np.float32)
I = np.array([[3, 1, 2, 1], [0, 5, 4, 3]])
B = np.array([True, False, True, False])
GAPS = np.array([[2.0, np.nan, -1.0, 1.0], [3.0, 0.0, np.nan, np.nan], [1.0, 2.0, 3.0, 5.0]])
POINT = np.float64(2.5)
GRID = np.array([0.0, 0.5, 2.0, 3.0, 4.5, 5.0])
HEIGHTS = np.array([1.0, 0.3, 2.0, -1.0, 0.5, 0.7])
POLYNOMIAL = np.array([2.0, -1.0, 0.5])

QUANTILE_METHODS = [
    *(
        "linear",
        "lower",
        "higher",
        "nearest",
        "midpoint",
        "inverted_cdf",
        "averaged_inverted_cdf",
        "closest_observation",
    ),
    *("interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased"),
]

CASES = {
    "median": [
        (np.median, V),
        (np.median, V[:6]),
        (lambda x: np.median(x, 0), M),
        (lambda x: np.median(x, (0, -1), keepdims=True), T),
        (lambda x: np.median(x, keepdims=True), M),
        (np.median, I),
        (lambda x: np.median(x, 1), I),
        (np.median, F),
        (np.median, POINT),
        (lambda x: np.median(x, 1), GAPS),
        (lambda x: np.median(x, 0, out=np.zeros_like(x[0])), M),
        (np.median, B),
    ],
    "nanmedian": [
        (np.nanmedian, GAPS),
        (lambda x: np.nanmedian(x, 1), GAPS),
        (lambda x: np.nanmedian(x, 0, keepdims=True), GAPS),
        (lambda x: np.nanmedian(x, (0, 1)), M),
        (np.nanmedian, I),
        (lambda x: np.nanmedian(x, 1), GAPS.astype(np.float32)),
    ],
    "quantile": [
        (lambda x: np.quantile(x, [0.1, 0.9], axis=1), M),
        (lambda x: np.quantile(x, 0.3, axis=(0, 2), keepdims=True), T),
        (lambda x: np.quantile(x, [[0.2, 0.4], [0.6, 0.8]], axis=0, keepdims=True), M),
        (lambda x: np.quantile(x, 0.25), I),
        (lambda x: np.quantile(x, 0.25), F),
        (lambda x: np.quantile(x, np.float32(0.25)), M),
        (lambda x: np.quantile(x, [0.25]), F),
        (lambda x: np.quantile(x, 0), V),
        (lambda x: np.quantile(x, 1.0), V),
        (lambda x: np.quantile(x, 0.5, axis=1), GAPS),
        (lambda x: np.quantile(x, 0.7), POINT),
        (lambda x, q: np.quantile(x, q), V, np.float64(0.3)),
        (lambda x, q: np.quantile(x, q, axis=1), M, np.array([0.15, 0.6])),
        (lambda x: np.percentile(x, 30), V),
        (lambda x: np.percentile(x, [5, 95], axis=0), M),
        (lambda x, q: np.percentile(x, q), V, np.float64(30.3)),
        (lambda x: np.percentile(x, 30, method="nearest"), I),
        (lambda x: np.quantile(x, 0.3, 0, out=np.zeros_like(x[0])), M),
        (lambda x, w: np.quantile(x, [0.0, 0.3, 1.0], method="inverted_cdf", weights=w), V, W),
        (lambda x, w: np.quantile(x, [0.3], axis=1, method="inverted_cdf", weights=w), M, W[:5]),
        (lambda x, w: np.percentile(x, 42, method="inverted_cdf", weights=w), I, I + 1.0),
    ],
    "nanquantile": [
        (lambda x: np.nanquantile(x, 0.3, axis=1), GAPS),
        (lambda x: np.nanquantile(x, [0.3, 0.9], axis=0, keepdims=True), GAPS),
        (lambda x: np.nanquantile(x, 0.3), GAPS),
        (lambda x: np.nanpercentile(x, [10, 50], axis=1, method="hazen"), GAPS),
        (lambda x: np.nanquantile(x, 0.4, axis=1, method="lower"), GAPS),
        (lambda x: np.nanquantile(x, 0.4), I),
        (lambda x: np.nanquantile(x, 0.4, axis=1), F),
        (lambda x, w: np.nanquantile(x, 0.4, axis=1, method="inverted_cdf", weights=w), GAPS, np.abs(M[:3, :4])),
    ],
    "average": [
        (np.average, M),
        (lambda x: np.average(x, 0, returned=True), M),
        (lambda x, w: np.average(x, weights=w, returned=True), V, W),
        (lambda x, w: np.average(x, 1, w, keepdims=True), M, W[:5]),
        (lambda x, w: np.average(x, (1, 0), w), M, np.abs(M.T)),
        (lambda x, w: np.average(x, 0, w), I, np.array([1, 3])),
        (lambda x: np.average(x, weights=[1, 2, 3, 4, 5], axis=1), F),
    ],
    "cov": [
        (np.cov, M),
        (lambda x: np.cov(x, rowvar=False, bias=True), M),
        (lambda x, y: np.cov(x, y), V, W),
        (lambda x, y: np.cov(x, y, ddof=0, dtype=np.float32), V, W),
        (np.cov, V),
        (np.cov, C),
        (lambda x, w: np.cov(x, aweights=w), M, W[:5]),
        (lambda x, w: np.cov(x, aweights=w, fweights=[1, 2, 0, 1, 3]), M, W[:5]),
        (lambda x: np.cov(x, fweights=[1, 2, 1, 1, 3], ddof=0), M),
        (np.cov, I),
        (np.corrcoef, M),
        (lambda x, y: np.corrcoef(x, y), V, W),
        (np.corrcoef, V),
        (np.corrcoef, C),
        (lambda x: np.corrcoef(x, rowvar=False), M),
    ],
    "histogram": [
        (np.histogram, V),
        (lambda x: np.histogram(x, 4, range=(-1, 1)), M),
        (lambda x: np.histogram(x, GRID), 3 * M),
        (lambda x: np.histogram(x, [-1, 0, 1]), I),
        (lambda x: np.histogram(x, 3), I),
        (lambda x: np.histogram(x, 3), np.array([2.0, 2.0])),
        (lambda x: np.histogram(x, 3), np.zeros(0)),
        (lambda x, w: np.histogram(x, 5, weights=w), V, W),
        (lambda x, w: np.histogram(x, 5, density=True, weights=w), V, W),
        (lambda x: np.histogram(x, 5, density=True), V),
        (lambda x, e: np.histogram(x, np.sort(e)), V, W),
        (lambda x: np.histogram_bin_edges(x, 6), V),
        (lambda x: np.histogram_bin_edges(x, 6, range=(0, 1)), F),
        (lambda x, y: np.histogram2d(x, y, 3), V, W),
        (lambda x, y: np.histogram2d(x, y, [2, GRID], density=True), V, W),
        (lambda x, y, w: np.histogram2d(x, y, GRID, weights=w), V, W, W),
        (lambda x: np.histogramdd(x, 3, range=[(-1, 1)] * 3), rng.standard_normal((6, 3))),
        (lambda x: np.histogramdd(x, (2, 3)), rng.standard_normal((6, 2))),
    ],
    "bincount": [(lambda w: np.bincount([0, 2, 2, 5, 1, 0, 0], w, 7), W), (lambda w: np.bincount([1, 1], w), I[0, :2])],
    "diff": [
        (np.diff, M),
        (lambda x: np.diff(x, 2, axis=0), M),
        (lambda x: np.diff(x, 0), M),
        (lambda x: np.diff(x, prepend=0, append=x[:, :2]), M),
        (lambda x: np.diff(x, axis=0, prepend=x[:1]), T),
        (np.diff, B),
        (np.diff, I.astype(np.uint8)),
        (np.ediff1d, M),
        (lambda x: np.ediff1d(x, to_begin=0, to_end=[1, 2]), V),
        (np.ediff1d, np.zeros(1)),
    ],
    "gradient": [
        (np.gradient, V),
        (np.gradient, M),
        (lambda x: np.gradient(x, 0.5, axis=1), M),
        (lambda x: np.gradient(x, 0.5, 2.0, edge_order=2), M),
        (lambda x: np.gradient(x, axis=(0, -1)), T[:, :2]),
        (lambda x, g: np.gradient(x, g), HEIGHTS, GRID),
        (lambda x, g: np.gradient(x, g, edge_order=2), HEIGHTS, GRID),
        (lambda x: np.gradient(x, [0, 1, 3, 4], axis=1), I),
        (lambda x, h: np.gradient(x, h), V, POINT),
        (np.gradient, F),
        (np.gradient, C),
    ],
    "integral": [
        (np.trapezoid, V),
        (lambda x: np.trapezoid(x, dx=0.5, axis=0), M),
        (lambda y, x: np.trapezoid(y, x), M, W[:5]),
        (lambda y, x: np.trapezoid(y, x, axis=0), M, M**2),
        (np.trapezoid, I),
    ],
    "interp": [
        (lambda x, xp, fp: np.interp(x, xp, fp), 2 * M + 2, GRID, HEIGHTS),
        (lambda x, fp: np.interp(x, GRID, fp, left=-1.0, right=9.0), 4 * V, HEIGHTS),
        (lambda x, l: np.interp(x, GRID, HEIGHTS, left=l, right=l * 2), 4 * V, POINT),
        (lambda x, fp: np.interp(x, GRID, fp), GRID, HEIGHTS),
        (lambda x, fp: np.interp(x, [0.3, 1.1, 0.7], fp, period=2.5), 4 * V, HEIGHTS[:3]),
        (lambda x: np.interp(x, [0, 1], [1 + 1j, 2]), V),
        (lambda x: np.interp(x, [1.0], [2.0]), V),
        (lambda x: np.interp(x, GRID, HEIGHTS), POINT),
        (lambda x: np.interp(x, [0, 1, 3], [3, 2, 0]), I),
        (lambda x: np.interp(x, [0, 1, 3], [3, 2, 0]), F),
        (lambda x: np.interp(x, [0, 0, 1], [3, 2, 0]), np.array([-1.0, 0.0, 0.5, np.nan])),
    ],
    "convolve": [
        *[(lambda x, y, m=m: np.convolve(x, y, m), V, W[:3]) for m in ("full", "same", "valid")],
        *[(lambda x, y, m=m: np.convolve(x, y, m), W[:4], V) for m in ("full", "same", "valid")],
        *[(lambda x, y, m=m: np.correlate(x, y, m), V, W[:3]) for m in ("full", "same", "valid")],
        *[(lambda x, y, m=m: np.correlate(x, y, m), W[:4], V) for m in ("full", "same", "valid")],
        *[(lambda x, y, m=m: np.correlate(x, y, m), C[0], C[1, :2]) for m in ("full", "same", "valid")],
        (lambda x: np.convolve(x, [1, 2, 3]), I[0]),
        (lambda x: np.convolve(x, [0.0, 1.0, 2.0]), np.array([1.0, np.inf, 0.0])),
        (lambda x: np.convolve(x, 2.0), V),
        (lambda x, y: np.convolve(x, y, "same"), F[0], F[1, :4]),
    ],
    "unwrap": [
        (np.unwrap, 4 * V),
        (lambda x: np.unwrap(x, axis=0, period=3.0), 5 * M),
        (lambda x: np.unwrap(x, period=4), np.array([0, 1, 2, -1, 0, 2])),
        (lambda x: np.unwrap(x, discont=4.0), 4 * V),
        (lambda x: np.unwrap(x, period=2), np.array([0.0, 1.0, 0.0, -1.0], np.float32)),
    ],
    "polynomial": [
        (lambda p, x: np.polyval(p, x), POLYNOMIAL, M),
        (lambda p: np.polyval(p, 3), POLYNOMIAL),
        (lambda x: np.polyval([1, 2], x), I),
        (lambda x: np.vander(x, 3), V),
        (lambda x: np.vander(x, increasing=True), V[:4]),
        (np.vander, I[0].astype(np.int8)),
        (lambda x: np.vander(x, 0), V),
    ],
    "clip": [
        (lambda x: np.clip(x, -0.5, 0.5), M),
        (lambda x: np.clip(x, None, 0.5), F),
        (lambda x: np.clip(x, 0, None), I),
        (lambda x: np.clip(x, 0.5, 2.5), I),
        (lambda x: np.clip(x, np.float64(0), 1), F),
        (lambda x, lo, hi: np.clip(x, lo, hi), M, V[:5], W[:5]),
        (lambda x: np.clip(x, 0, 1), POINT),
        (lambda x: np.clip(x, 0, 1), np.array([np.nan, -0.0])),
        (lambda x: np.clip(x, 0, 1, out=x * 0), M),
        (lambda x: x.clip(0, 1), M),
    ],
    "round": [
        (np.round, 3 * M),
        (lambda x: np.round(x, 2), M),
        (lambda x: np.round(x, -1), 30 * M),
        (lambda x: np.around(x, 1), F),
        (lambda x: np.round(x, 1), C),
        (np.round, I),
        (lambda x: np.round(x, -1), I * 7),
        (np.round, np.array([0.5, 1.5, -0.5, np.nan, np.inf])),
        (lambda x: x.round(1), POINT),
        (np.fix, 3 * M),
        (np.fix, I),
        (lambda x: np.fix(x, out=x * 0), M),
    ],
    "finite": [
        (np.nan_to_num, np.array([1.0, np.nan, np.inf, -np.inf])),
        (lambda x: np.nan_to_num(x, nan=2, posinf=3, neginf=-3), np.array([1.0, np.nan, np.inf, -np.inf])),
        (np.nan_to_num, np.array([1.0, np.nan, np.inf], np.float32)),
        (np.nan_to_num, C),
        (np.nan_to_num, I),
        (np.nan_to_num, POINT),
        (np.nan_to_num, M),
    ],
    "parts": [
        (np.real, C),
        (np.imag, C),
        (np.real, M),
        (np.imag, M),
        (np.angle, C),
        (lambda z: np.angle(z, deg=True), C),
        (np.angle, M),
        (lambda z: z.real * 2 + z.imag, C),
        (lambda x: x.imag, I),
        (np.sinc, M),
        (np.sinc, np.array([0.0, 1e-3, -1e-2, 0.03, 0.04, 1.0])),
        (np.sinc, I),
    ],
    "predicates": [
        (lambda x: np.isclose(x, 1.0, atol=0.5), M),
        (lambda x, y: np.isclose(x, y, equal_nan=True), GAPS, GAPS + 1e-9),
        (lambda x: np.isclose(x, [3, 1, 2, 0]), I),
        (lambda x: np.isclose(np.inf, x), np.array([1.0, np.inf, -np.inf])),
        (np.isreal, C),
        (np.iscomplex, C),
        (np.isreal, M),
        (np.iscomplex, POINT),
        (np.isposinf, np.array([1.0, np.inf, -np.inf])),
        (np.isneginf, np.array([1.0, np.inf, -np.inf])),
        (np.isposinf, I),
    ],
}
if VERSION >= "2.1.0":
    CASES["clip"] += [
        (lambda x: np.clip(x, min=0.1), M),
        (lambda x: np.clip(x, max=x[0]), M),
        (lambda x: np.clip(x, -1000, 1000), I.astype(np.int8)),
        (lambda x: np.clip(x), M),
    ]
if VERSION >= "2.4.0":
    CASES["quantile"] += [(lambda x: np.quantile(x, np.float64(0.25)), F)]


@pytest.mark.filterwarnings("ignore:numpy.fix is deprecated")
@pytest.mark.parametrize("group", CASES)
def test_agreement(group):
    for f, *args in CASES[group]:
        arrays = [np.asarray(a) for a in args]
        smooth = all(a.dtype.kind not in "fc" or (np.isfinite(a).all() and a.size and a.itemsize >= 8) for a in arrays)
        check(f, *args, smooth=smooth and not _kinks(group, args), rtol=1e-5 if not smooth else 1e-10)


def _kinks(group, args):
    """Samples that lie on a kink, where finite differences mean nothing."""
    return (group == "interp" and args[0] is GRID) or (group == "histogram" and np.ptp(np.asarray(args[0])) == 0)


@pytest.mark.parametrize("method", QUANTILE_METHODS)
def test_every_quantile_method(method):
    for q in (0.0, 0.1, 0.37, 0.5, 0.75, 1.0):
        check(lambda x, q=q: np.quantile(x, q, method=method), V)
    check(lambda x: np.quantile(x, [0.2, 0.77], axis=0, method=method), M)
    check(lambda x: np.quantile(x, 0.3, axis=1, method=method), I)
    check(lambda x: np.nanquantile(x, [0.2, 0.77], axis=1, method=method), GAPS, smooth=False)


def test_nan_lines():
    x = np.array([[np.nan, np.nan], [1.0, 2.0]])
    with pytest.warns(RuntimeWarning, match="All-NaN"):
        wanted = [np.nanmedian(x, 1), np.nanquantile(x, 0.3, 1)]
    found = [staged(lambda x: np.nanmedian(x, 1), x)[0], staged(lambda x: np.nanquantile(x, 0.3, 1), x)[0]]
    for f, w in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(f, w)


def test_gradients_skip_nans():
    g = nm.grad(lambda x: np.sum(np.nanmedian(x, 1) + np.nanquantile(x, 0.3, 1)))(GAPS)
    assert np.isfinite(g).all() and (g[np.isnan(GAPS)] == 0).all()


def test_verdicts_are_python_bools_where_known():
    for f in (np.allclose, np.array_equal, np.array_equiv):
        assert nm.jit(f)(M, M) == f(M, M) and nm.jit(f)(M, M + 1) == f(M, M + 1)
        kept = []

        def keep(x, f=f, kept=kept):
            kept.append(f(x, M))
            return np.sum(x)

        nm.grad(keep)(M)
        assert kept == [True] and type(kept[0]) is bool
    gaps = lambda x, y: np.array_equal(x, y, equal_nan=True)
    assert nm.jit(gaps)(GAPS, GAPS.copy()) and not nm.jit(gaps)(GAPS, GAPS + 1) and not nm.jit(np.array_equal)(M, M.T)
    assert nm.jit(np.array_equiv)(np.ones(3), np.ones((2, 3))) and not nm.jit(np.array_equiv)(np.ones(3), np.ones(4))


def test_real_if_close():
    for z in (C, C.real + 1e-15j, M):
        found = nm.jit(np.real_if_close)(z)
        np.testing.assert_array_equal(found, np.real_if_close(z))
        assert found.dtype == np.real_if_close(z).dtype


def test_bincount_needs_known_positions():
    x = np.array([3, 1, 1, 0])
    np.testing.assert_array_equal(nm.jit(np.bincount)(x), np.bincount(x))
    g = nm.grad(lambda w: np.sum(np.bincount(x, w) ** 2))(W[:4])
    np.testing.assert_allclose(g, 2 * np.bincount(x, W[:4])[x])


def test_automatic_bins_on_known_values():
    for bins in ("auto", "sturges", "fd"):
        wanted = np.histogram(W, bins)
        for found in (nm.jit(lambda x, bins=bins: np.histogram(x, bins))(W),):
            np.testing.assert_allclose(found[0], wanted[0])
            np.testing.assert_allclose(found[1], wanted[1])


def test_nan_to_num_in_place():
    def f(x):
        y = x * 1.0
        assert np.nan_to_num(y, copy=False, nan=7.0) is y
        return y

    for run in (f, nm.jit(f)):
        np.testing.assert_array_equal(run(np.array([1.0, np.nan])), [1.0, 7.0])


def test_parts_are_views():
    def f(z):
        z = z * 1
        z.real[0] = 5.0
        z.imag[:, 1] *= 3
        part = z.real
        z += 1
        return z, part

    for found, wanted in zip(nm.jit(f)(C), f(C), strict=True):
        np.testing.assert_allclose(found, wanted)


def test_sinc_has_all_derivatives_at_zero():
    f = np.sinc
    wanted = [1.0, 0.0, -(np.pi**2) / 3, 0.0, np.pi**4 / 5]
    for value in wanted:
        np.testing.assert_allclose(f(0.0), value, atol=1e-12)
        f = nm.grad(f)


@pytest.mark.parametrize(
    ("f", "x"),
    [
        (lambda x: np.quantile(x, 1.5), V),
        (lambda x: np.percentile(x, -1), V),
        (lambda x: np.quantile(x, 0.5), C),
        (lambda x: np.quantile(x, 0.5), B),
        (lambda x: np.quantile(x, 0.5, method="best"), V),
        (lambda x: np.quantile(x, 0.5, weights=W), V),
        (lambda x: np.median(x, 3), M),
        (lambda x: np.average(x, weights=W), M),
        (lambda x: np.average(x, axis=0, weights=W), M),
        (np.cov, T),
        (lambda x: np.cov(x, ddof=0.5), M),
        (lambda x: np.cov(x, fweights=[0.5] * 5), M),
        (lambda x: np.cov(x, aweights=[1, 2]), M),
        (lambda x: np.histogram(x, 0), V),
        (lambda x: np.histogram(x, 2.5), V),
        (lambda x: np.histogram(x, [1, 0]), V),
        (lambda x: np.histogram(x, 3, range=(1, 0)), V),
        (lambda x: np.histogram(x, 3, weights=W[:2]), V),
        (lambda x: np.diff(x, -1), V),
        (np.diff, POINT),
        (lambda x: np.ediff1d(x, to_end=0.5), I),
        (lambda x: np.gradient(x, 1, 2), V),
        (lambda x: np.gradient(x, edge_order=3), V),
        (lambda x: np.gradient(x, [1, 2]), V),
        (np.gradient, V[:1]),
        (lambda x: np.interp(x, [1, 2], [1]), V),
        (lambda x: np.interp(x, [1, 2], [1, 2], period=0), V),
        (lambda x: np.interp(x, [], []), V),
        (lambda x: np.convolve(x, []), V),
        (lambda x: np.convolve(x, [1], "whole"), V),
        (lambda x: np.convolve(x, [1]), M),
        (np.vander, M),
        (lambda x: np.clip(x, 1), V),
        *([(lambda x: np.clip(x, 1, 2, min=0), V)] if VERSION >= "2.1.0" else []),
        (np.isposinf, C),
    ],
)
def test_errors(f, x):
    check_raises(f, x, message=False)

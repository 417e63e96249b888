"""numorph.scipy.stats: SciPy's values on a grid that leaves the support, and derivatives in every argument."""

import numpy as np
import pytest
import scipy
import scipy.stats

import numorph as nm
from numorph.scipy import stats
from numorph.scipy.optimize import minimize

X = np.array([-40, -6, -2.5, -1, -0.3, 0, 1e-10, 0.2, 0.5, 0.9, 1, 1.7, 3, 6, 40, np.nan, np.inf, -np.inf])
Q = np.array([0, 1e-300, 1e-10, 0.1, 0.25, 0.5, 0.75, 0.9, 1 - 1e-10, 1, np.nan, -0.1, 1.1])
K = np.array([-2, -1, 0, 1, 2, 3, 4, 7, 8, 20, 1.5, np.nan, np.inf])

CONTINUOUS = {
    "norm": (),
    "cauchy": (),
    "laplace": (),
    "logistic": (),
    "gumbel_r": (),
    "gumbel_l": (),
    "t": (3.5,),
    "gennorm": (1.7,),
    "vonmises": (2.1,),
    "expon": (),
    "gamma": (2.3,),
    "chi2": (3.3,),
    "invgamma": (2.2,),
    "lognorm": (0.7,),
    "weibull_min": (1.6,),
    "pareto": (2.4,),
    "uniform": (),
    "beta": (2.2, 0.7),
    "wrapcauchy": (0.4,),
    "truncnorm": (-1.5, 2.0),
}
DISCRETE = {
    "bernoulli": (0.3,),
    "binom": (7, 0.3),
    "betabinom": (7, 1.2, 0.6),
    "geom": (0.3,),
    "nbinom": (2.5, 0.4),
    "poisson": (3.2,),
}
METHODS = ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf")
ABSENT = {"vonmises": METHODS[2:], "wrapcauchy": METHODS[2:], "truncnorm": METHODS[6:], "betabinom": ("cdf", "sf")}
CASES = [(n, m) for n in CONTINUOUS for m in METHODS if m not in ABSENT.get(n, ())]
SMOOTH = [(n, m) for n, m in CASES if m in ("logpdf", "cdf", "logcdf", "sf", "ppf", "isf")]
COUNTS = [(n, m) for n in DISCRETE for m in ("pmf", "logpmf", "cdf", "sf") if m not in ABSENT.get(n, ())]
quiet = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def scipys(name, method):
    return getattr(getattr(scipy.stats, name), method)


def ours(name, method):
    return getattr(getattr(stats, name), method)


@quiet
@pytest.mark.parametrize(("name", "method"), CASES)
def test_continuous(name, method):
    f, shapes = ours(name, method), CONTINUOUS[name]
    x = Q if method in ("ppf", "isf") else X
    if name == "cauchy" and method in ("ppf", "isf"):
        x = x[abs(x - 0.5) != 0.5 - 1e-10]  # where older versions of SciPy have few digits
        x = x[x != 1e-300]
    if (name, method, scipy.__version__[:5]) == ("beta", "ppf", "1.14."):
        x = x[x != 1e-300]  # where this version has no digit
    for loc, scale in ((0, 1), (0.3, 1.7)):
        found = f(x, *shapes, loc, scale)
        # Older versions of SciPy have log(cdf) where this is more accurate.
        atol = 1e-15 if method in ("logcdf", "logsf") else 0
        np.testing.assert_allclose(found, scipys(name, method)(x, *shapes, loc, scale), rtol=1e-11, atol=atol)
        assert nm.jit(f)(x, *shapes, loc, scale).tobytes() == found.tobytes()
    assert f(x.astype(np.float32), *shapes).dtype == np.float32
    assert type(f(0.4, *shapes)) is type(nm.jit(f)(0.4, *shapes)) is np.float64
    lanes = np.stack([x, x[::-1]])
    assert nm.vmap(lambda x: f(x, *shapes))(lanes).tobytes() == np.stack([f(v, *shapes) for v in lanes]).tobytes()


def test_tails_of_cauchy():
    for q in (1e-300, 1e-10):
        np.testing.assert_allclose(stats.cauchy.ppf(q), -1 / (np.pi * q), rtol=1e-14)
        np.testing.assert_allclose(stats.cauchy.isf(q), 1 / (np.pi * q), rtol=1e-14)


def difference(f, args, i, h=1e-6):
    ahead, back = list(args), list(args)
    ahead[i] += h
    back[i] -= h
    return (f(*ahead) - f(*back)) / (2 * h)


@pytest.mark.parametrize(("name", "method"), SMOOTH)
def test_derivatives(name, method):
    f, shapes = ours(name, method), CONTINUOUS[name]
    high = getattr(stats, name).high
    points = (0.3, 0.62) if method in ("ppf", "isf") else (0.35, 0.8, 1.9) if high == np.inf else (0.35, 0.8)
    if name == "pareto" and method not in ("ppf", "isf"):
        points = tuple(p + 1.3 for p in points)
    for x in points:
        args = (x, *shapes, 0.05, 1.3)
        gradient = nm.grad(f, argnums=tuple(range(len(args))))(*args)
        wanted = [difference(f, args, i) for i in range(len(args))]
        np.testing.assert_allclose(gradient, wanted, rtol=1e-5, atol=1e-6)
        slope = lambda x, args=args: nm.grad(f)(x, *args[1:])
        np.testing.assert_allclose(nm.grad(slope)(x), difference(slope, (x,), 0), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", [n for n in CONTINUOUS if not n.startswith("gumbel")])
@pytest.mark.parametrize("x", [-1e4, 1e4])
def test_gradients_outside_the_support(name, x):
    shapes = CONTINUOUS[name]
    for method in ("logpdf", "pdf", "cdf", "sf"):
        if method not in ABSENT.get(name, ()):
            gradient = nm.grad(ours(name, method), argnums=tuple(range(1 + len(shapes))))(x, *shapes)
            assert np.all(np.isfinite(gradient)), method


def test_gradients_of_gumbel_far_out():
    for name, x in (("gumbel_r", -1e4), ("gumbel_l", 1e4)):
        assert nm.grad(ours(name, "cdf"))(x) == 0
        assert nm.grad(ours(name, "sf"))(x) == 0


@pytest.mark.parametrize("name", CONTINUOUS)
def test_invalid_parameters(name):
    shapes = CONTINUOUS[name]
    assert np.isnan(ours(name, "pdf")(0.5, *shapes, 0, -1.0))
    assert np.isnan(ours(name, "logpdf")(0.5, *shapes, 0, 0.0))
    if shapes and name != "truncnorm":
        assert np.isnan(ours(name, "pdf")(0.5, *[-1.0] * len(shapes)))


def test_truncnorm_far_from_zero():
    for a, b in ((8.0, 9.0), (-9.0, -8.0), (5.0, np.inf)):
        x = np.linspace(a, min(b, 9.0), 5)[1:-1]
        for method in ("logpdf", "cdf", "logsf"):
            wanted = scipys("truncnorm", method)(x, a, b)
            np.testing.assert_allclose(ours("truncnorm", method)(x, a, b), wanted, rtol=1e-10)


@quiet
@pytest.mark.parametrize(("name", "method"), COUNTS)
def test_discrete(name, method):
    f, shapes = ours(name, method), DISCRETE[name]
    for loc in (0, 1):
        found = f(K, *shapes, loc)
        np.testing.assert_allclose(found, scipys(name, method)(K, *shapes, loc), rtol=1e-11)
        assert nm.jit(f)(K, *shapes, loc).tobytes() == found.tobytes()
    assert f(np.arange(3), *shapes).tobytes() == f(np.arange(3.0), *shapes).tobytes()


@pytest.mark.parametrize("name", DISCRETE)
def test_derivatives_in_the_parameters(name):
    shapes = DISCRETE[name]
    live = [i for i, s in enumerate(shapes) if type(s) is float]
    for k in (1, 2, 5):
        if name == "bernoulli" and k > 1:
            continue
        f = lambda *shapes, k=k: ours(name, "logpmf")(k, *shapes)
        for i in live:
            np.testing.assert_allclose(nm.grad(f, argnums=i)(*shapes), difference(f, shapes, i), rtol=1e-7)


@quiet
def test_bernoulli_ppf():
    np.testing.assert_array_equal(stats.bernoulli.ppf(Q, 0.3), scipy.stats.bernoulli.ppf(Q, 0.3))


# -- arguments


def test_keywords_and_errors():
    assert stats.norm.logpdf(1.0, scale=2.0, loc=0.5) == stats.norm.logpdf(1.0, 0.5, 2.0)
    assert stats.gamma.logpdf(1.0, a=2.0) == stats.gamma.logpdf(1.0, 2.0)
    with pytest.raises(TypeError, match=r"t.logpdf\(\) missing 1 required argument: 'df'"):
        stats.t.logpdf(1.0)
    with pytest.raises(TypeError, match="unexpected keyword argument 'mean'"):
        stats.norm.logpdf(1.0, mean=0.0)
    with pytest.raises(TypeError, match="multiple values for argument 'loc'"):
        stats.norm.logpdf(1.0, 0.0, loc=0.0)
    with pytest.raises(TypeError, match="takes at most 3 positional arguments but 4 were given"):
        stats.norm.logpdf(1.0, 0.0, 1.0, 2.0)


def test_arguments_broadcast():
    loc = np.array([0.0, 1.0, 2.0])
    found = stats.norm.logpdf([[0.5], [1.5]], loc, [1.0, 2.0, 3.0])
    np.testing.assert_allclose(found, scipy.stats.norm.logpdf([[0.5], [1.5]], loc, [1.0, 2.0, 3.0]))
    assert stats.norm.logpdf(3, np.float32(1)).dtype == np.float32


def test_what_is_not_here_is_scipys():
    assert stats.norm.mean(2.0, 3.0) == 2.0
    assert stats.norm.rvs(size=3, random_state=0).shape == (3,)
    assert stats.pearsonr is scipy.stats.pearsonr
    for name, methods in ABSENT.items():
        for method in methods:
            shapes = {**CONTINUOUS, **DISCRETE}[name]
            np.testing.assert_allclose(ours(name, method)(0.3, *shapes), scipys(name, method)(0.3, *shapes))
            with pytest.raises(NotImplementedError, match=f"'{name}.{method}' has no closed form"):
                nm.grad(ours(name, method))(0.3, *shapes)


# -- vectors


def covariance(n):
    a = np.sin(np.arange(n * n)).reshape(n, n)
    return a @ a.T + np.eye(n)


def test_multivariate_normal():
    x, mean, cov = np.cos(np.arange(12.0)).reshape(4, 3), np.array([0.1, -0.2, 0.3]), covariance(3)
    f, wanted = stats.multivariate_normal.logpdf, scipy.stats.multivariate_normal.logpdf
    np.testing.assert_allclose(f(x, mean, cov), wanted(x, mean, cov), rtol=1e-12)
    np.testing.assert_allclose(f(x[0], mean, cov), wanted(x[0], mean, cov), rtol=1e-12)
    np.testing.assert_allclose(f(x, mean, 2.0), wanted(x, mean, 2.0 * np.eye(3)), rtol=1e-12)
    np.testing.assert_allclose(f(0.7, 0.1, 2.0), wanted(0.7, 0.1, 2.0), rtol=1e-12)
    np.testing.assert_allclose(stats.multivariate_normal.pdf(x, mean, cov), np.exp(wanted(x, mean, cov)), rtol=1e-12)
    np.testing.assert_allclose(nm.jit(f)(x, mean, cov), f(x, mean, cov), rtol=1e-14)
    covs = np.stack([cov, 2 * cov])
    np.testing.assert_allclose(f(x[:2], mean, covs), [wanted(x[k], mean, covs[k]) for k in range(2)], rtol=1e-12)


def test_derivatives_of_multivariate_normal():
    x, mean, cov = np.array([0.4, -1.0, 0.2]), np.array([0.1, -0.2, 0.3]), covariance(3)
    inverse = np.linalg.inv(cov)
    gap = inverse @ (x - mean)
    dx, dmean, dcov = nm.grad(stats.multivariate_normal.logpdf, argnums=(0, 1, 2))(x, mean, cov)
    np.testing.assert_allclose(dx, -gap, rtol=1e-12)
    np.testing.assert_allclose(dmean, gap, rtol=1e-12)
    symmetric = (dcov + dcov.T) / 2
    np.testing.assert_allclose(symmetric, 0.5 * (np.outer(gap, gap) - inverse), rtol=1e-10, atol=1e-12)


def test_errors_of_multivariate_normal():
    with pytest.raises(ValueError, match="square covariance"):
        stats.multivariate_normal.logpdf(np.zeros(3), np.zeros(3), np.zeros((2, 3)))
    with pytest.raises(ValueError, match="a mean of 2 components and a covariance of 3"):
        stats.multivariate_normal.logpdf(np.zeros(3), np.zeros(2), np.eye(3))
    with pytest.raises(np.linalg.LinAlgError):
        stats.multivariate_normal.logpdf(np.zeros(2), np.zeros(2), -np.eye(2))
    with pytest.raises(NotImplementedError):
        stats.multivariate_normal.logpdf(np.zeros(2), np.zeros(2), np.eye(2), allow_singular=True)


def test_dirichlet():
    alpha, x = np.array([0.5, 2.0, 3.3]), np.array([0.2, 0.5, 0.3])
    f, wanted = stats.dirichlet.logpdf, scipy.stats.dirichlet.logpdf
    np.testing.assert_allclose(f(x, alpha), wanted(x, alpha), rtol=1e-13)
    np.testing.assert_allclose(f(x[:2], alpha), wanted(x[:2], alpha), rtol=1e-13)
    many = np.stack([x, x[::-1]], axis=1)
    np.testing.assert_allclose(f(many, alpha), wanted(many, alpha), rtol=1e-13)
    assert f(np.array([0.2, 0.5, 0.4]), alpha) == -np.inf
    np.testing.assert_allclose(nm.grad(f)(x, alpha), (alpha - 1) / x, rtol=1e-12)
    g = lambda a: f(x, a)
    slope = nm.grad(g)(alpha)
    np.testing.assert_allclose(slope, [(g(alpha + h) - g(alpha - h)) / 2e-6 for h in 1e-6 * np.eye(3)], rtol=1e-6)
    with pytest.raises(ValueError, match="parameter vector"):
        f(np.zeros(5), alpha)


def test_multinomial():
    p, x = np.array([0.2, 0.5, 0.3]), np.array([[1, 2, 4], [0, 7, 0], [1, 1, 1]])
    f = stats.multinomial.logpmf
    np.testing.assert_allclose(f(x, 7, p), scipy.stats.multinomial.logpmf(x, 7, p), rtol=1e-12)
    np.testing.assert_allclose(nm.grad(lambda p: f(x[0], 7, p))(p), x[0] / p, rtol=1e-12)
    np.testing.assert_allclose(stats.multinomial.pmf(x, 7, p), scipy.stats.multinomial.pmf(x, 7, p), rtol=1e-12)


def test_sem():
    x = np.sin(np.arange(12.0)).reshape(4, 3)
    np.testing.assert_allclose(stats.sem(x), scipy.stats.sem(x), rtol=1e-14)
    np.testing.assert_allclose(nm.jit(lambda x: stats.sem(x, axis=None))(x), scipy.stats.sem(x, axis=None), rtol=1e-14)


def test_a_fit_by_maximum_likelihood():
    data = scipy.stats.gamma.rvs(3.0, scale=2.0, size=500, random_state=0)
    loss = lambda p: -np.mean(stats.gamma.logpdf(data, np.exp(p[0]), 0, np.exp(p[1])))
    best = minimize(loss, np.zeros(2), method="trust-exact")
    a, _, scale = scipy.stats.gamma.fit(data, floc=0)
    np.testing.assert_allclose(np.exp(best.x), (a, scale), rtol=1e-4)

"""numorph.random: JAX's numbers, under every transformation; distributions; error messages; key reuse."""

import pickle
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import numorph as nm
from numorph import config, random

DATA = Path(__file__).parent / "data"
CASES = runpy.run_path(str(DATA / "make_jax_random.py"))
EXACT, INDICES, CLOSE, KEYS = (CASES[name] for name in ("EXACT", "INDICES", "CLOSE", "KEYS"))


@pytest.fixture(scope="module")
def jax_drew():
    with np.load(DATA / "jax_random.npz") as archive:
        return dict(archive)


def ours(table, name, dtype, seeds, make_key=random.key):
    return CASES["drawn"](random, make_key, {name: table[name]}, seeds, [dtype])[f"{name}/{np.dtype(dtype)}"]


def same_bits(x, y):
    return x.dtype == y.dtype and x.shape == y.shape and x.tobytes() == y.tobytes()


# -- JAX's numbers


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_those_of_jax(name, jax_drew):
    assert same_bits(ours(KEYS, name, np.float64, CASES["SEEDS"]), jax_drew[f"{name}/float64"])


@pytest.mark.parametrize("name", KEYS)
def test_raw_keys_give_the_same_numbers(name):
    seeds = CASES["SEEDS"]
    assert same_bits(ours(KEYS, name, np.float64, seeds), ours(KEYS, name, np.float64, seeds, random.PRNGKey))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", EXACT)
def test_exact_samplers_are_those_of_jax(name, dtype, jax_drew):
    assert same_bits(ours(EXACT, name, dtype, CASES["FEW_SEEDS"]), jax_drew[f"{name}/{np.dtype(dtype)}"])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", INDICES)
def test_indices_are_those_of_jax(name, dtype, jax_drew):
    found = ours(INDICES, name, dtype, CASES["FEW_SEEDS"])
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, jax_drew[f"{name}/{np.dtype(dtype)}"])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", CLOSE)
def test_close_samplers_are_those_of_jax(name, dtype, jax_drew):
    found, want = ours(CLOSE, name, dtype, CASES["FEW_SEEDS"]), jax_drew[f"{name}/{np.dtype(dtype)}"]
    assert found.dtype == want.dtype
    eps = np.finfo(dtype).eps
    np.testing.assert_allclose(found, want, rtol=200 * eps, atol=50 * eps)


def test_published_vectors_of_the_hash():
    """Known answers of Threefry-2x32 with 20 rounds, from the Random123 distribution."""
    from numorph.ops.random import threefry2x32

    ones = 0xFFFFFFFF
    answers = [
        ((0, 0, 0, 0), (0x6B200159, 0x99BA4EFE)),
        ((ones, ones, ones, ones), (0x1CB996FC, 0xBB002BE7)),
        ((0x13198A2E, 0x03707344, 0x243F6A88, 0x85A308D3), (0xC4923A9C, 0x483DF7A0)),
    ]
    for words, answer in answers:
        for n in (1, 3, 100, 40_000):  # integers, few, one block, several blocks
            x0, x1 = threefry2x32(*(np.full(n, w, np.uint32) for w in words))
            assert (x0 == answer[0]).all() and (x1 == answer[1]).all()


def test_integers_and_arrays_hash_alike():
    from numorph.ops.random import threefry2x32

    words = np.random.default_rng(0).integers(0, 2**32, (4, 100), dtype=np.uint32)
    whole = np.array(threefry2x32(*words))
    one_by_one = np.array([threefry2x32(*column) for column in words.T]).T
    assert same_bits(whole, one_by_one.astype(np.uint32))


# -- dtypes and shapes


def test_default_dtypes_are_those_of_numpy():
    key = random.key(0)
    for sampler in (random.uniform, random.normal, random.gumbel, random.exponential, random.laplace):
        assert sampler(key, (3,)).dtype == np.float64
        assert sampler(key, (3,), np.float32).dtype == np.float32
    assert random.randint(key, (3,), 0, 5).dtype == np.int64
    assert random.bits(key, (3,)).dtype == np.uint64
    assert random.permutation(key, 5).dtype == np.int64
    assert random.gamma(key, 2, (3,)).dtype == np.float64
    assert random.poisson(key, 2, (3,)).dtype == np.int64
    assert random.bernoulli(key, np.float32(0.5), (3,)).dtype == bool


@pytest.mark.parametrize("shape", [(), 4, (3,), (0,), (2, 0, 3), [2, 3]])
def test_shapes(shape):
    key, want = random.key(0), tuple(np.zeros(shape).shape)
    for sampler in (random.uniform, random.normal, random.gumbel, random.bits, random.maxwell, random.rademacher):
        assert np.shape(sampler(key, shape)) == want
    assert random.randint(key, shape, 0, 3).shape == want
    assert random.gamma(key, 2.0, shape).shape == want
    assert random.choice(key, 5, shape).shape == want
    assert random.bernoulli(key, 0.5, shape).shape == want
    assert random.poisson(key, 2.0, shape).shape == want
    assert random.dirichlet(key, np.ones(3), shape).shape == (*want, 3)


def test_a_single_draw_is_a_scalar():
    key = random.key(0)
    assert type(random.uniform(key)) is np.float64 and type(random.normal(key)) is np.float64
    assert type(random.randint(key, (), 0, 5)) is np.int64
    assert type(random.gamma(key, 2.0)) is np.float64
    assert type(random.bernoulli(key)) is np.bool_


def test_uniform_float16():
    u = random.uniform(random.key(0), (1000,), np.float16)
    assert u.dtype == np.float16 and u.min() >= 0 and u.max() < 1 and abs(u.astype(float).mean() - 0.5) < 0.05


# -- distributions


def moments(x):
    return x.mean(axis=0), x.var(axis=0)


@pytest.mark.parametrize(
    "draw, mean, variance",
    [
        (lambda k, n: random.uniform(k, n, minval=-1, maxval=3), 1, 16 / 12),
        (lambda k, n: random.normal(k, n), 0, 1),
        (lambda k, n: random.normal(k, n, np.float32), 0, 1),
        (lambda k, n: random.lognormal(k, 0.5, n), np.exp(0.125), (np.exp(0.25) - 1) * np.exp(0.25)),
        (lambda k, n: random.truncated_normal(k, -1, 1, n), 0, 0.2911),
        (lambda k, n: random.exponential(k, n), 1, 1),
        (lambda k, n: random.gumbel(k, n), np.euler_gamma, np.pi**2 / 6),
        (lambda k, n: random.laplace(k, n), 0, 2),
        (lambda k, n: random.logistic(k, n), 0, np.pi**2 / 3),
        (lambda k, n: random.rayleigh(k, 2.0, n), 2 * np.sqrt(np.pi / 2), 4 * (2 - np.pi / 2)),
        (lambda k, n: random.triangular(k, 0, 1, 2, n), 1, 1 / 6),
        (lambda k, n: random.wald(k, 0.5, n), 0.5, 0.125),
        (lambda k, n: random.maxwell(k, n), np.sqrt(8 / np.pi), 3 - 8 / np.pi),
        (lambda k, n: random.gamma(k, 0.3, n), 0.3, 0.3),
        (lambda k, n: random.gamma(k, 7.0, n), 7, 7),
        (lambda k, n: random.beta(k, 2, 3, n), 0.4, 0.04),
        (lambda k, n: random.chisquare(k, 3, n), 3, 6),
        (lambda k, n: random.t(k, 30, n), 0, 30 / 28),
        (lambda k, n: random.poisson(k, 4.0, n), 4, 4),
        (lambda k, n: random.poisson(k, 40.0, n), 40, 40),
        (lambda k, n: random.geometric(k, 0.25, n), 4, 12),
        (lambda k, n: random.bernoulli(k, 0.2, n), 0.2, 0.16),
        (lambda k, n: random.rademacher(k, n), 0, 1),
        (lambda k, n: random.randint(k, n, 0, 10), 4.5, 8.25),
        (lambda k, n: random.randint(k, n, -5, 6, np.int8).astype(float), 0, 10),
        (lambda k, n: random.choice(k, 3, n, p=np.array([0.5, 0.25, 0.25])), 0.75, 0.6875),
        (lambda k, n: random.categorical(k, np.log([0.5, 0.25, 0.25]), shape=n), 0.75, 0.6875),
    ],
)
def test_moments(draw, mean, variance):
    n = 20_000
    x = draw(random.key(2024), (n,))
    found_mean, found_variance = moments(np.asarray(x, float))
    assert abs(found_mean - mean) < 5 * np.sqrt(variance / n)
    assert abs(found_variance / variance - 1) < 0.15


def test_multivariate_normal_has_its_covariance():
    mean, cov = np.array([1.0, -2.0]), np.array([[2.0, 0.6], [0.6, 0.5]])
    for method in ("cholesky", "eigh", "svd"):
        x = random.multivariate_normal(random.key(1), mean, cov, (20_000,), method=method)
        np.testing.assert_allclose(x.mean(0), mean, atol=0.05)
        np.testing.assert_allclose(np.cov(x.T), cov, atol=0.08)


def test_dirichlet_sums_to_one():
    x = random.dirichlet(random.key(1), np.array([1e-3, 2.0, 5.0]), (5000,))
    np.testing.assert_allclose(x.sum(-1), 1)
    np.testing.assert_allclose(x.mean(0), np.array([1e-3, 2, 5]) / 7.001, atol=0.02)


def test_orthogonal_and_ball():
    q = random.orthogonal(random.key(1), 4, (3,))
    np.testing.assert_allclose(q @ np.swapaxes(q, -1, -2), np.broadcast_to(np.eye(4), (3, 4, 4)), atol=1e-12)
    assert random.orthogonal(random.key(1), 2, (), m=5).shape == (2, 5)
    x = random.ball(random.key(1), 3, shape=(1000,))
    r = np.linalg.norm(x, axis=-1)
    assert r.max() <= 1 and abs((r < 0.5 ** (1 / 3)).mean() - 0.5) < 0.08


def test_permutation_keeps_every_element():
    x = np.arange(60).reshape(3, 5, 4)
    for axis in (0, 1, -1):
        rows = random.permutation(random.key(5), x, axis=axis)
        assert sorted(np.moveaxis(rows, axis, 0).tolist()) == np.moveaxis(x, axis, 0).tolist()
        apart = random.permutation(random.key(5), x, axis=axis, independent=True)
        np.testing.assert_array_equal(np.sort(apart, axis=axis), x)
    assert sorted(random.permutation(random.key(1), 5000).tolist()) == list(range(5000))


def test_choice_without_replacement_has_no_repeats():
    for p in (None, np.arange(1.0, 21.0)):
        assert len(set(random.choice(random.key(8), 20, (20,), replace=False, p=p).tolist())) == 20


def test_choice_never_takes_the_impossible():
    p = np.array([0.0, 0.5, 0.0, 0.5])
    assert set(random.choice(random.key(1), 4, (1000,), p=p).tolist()) == {1, 3}
    assert set(random.choice(random.key(1), 4, (2,), p=p, replace=False).tolist()) == {1, 3}


def test_arguments_are_left_alone():
    x, p = np.arange(8.0), np.full(8, 0.125)
    random.permutation(random.key(0), x)
    random.choice(random.key(0), x, (3,), p=p)
    raw = random.PRNGKey(3)
    random.split(raw)
    random.uniform(raw, (20,))
    random.key_data(random.wrap_key_data(raw))[0] = 9
    assert (x == np.arange(8)).all() and (p == 0.125).all() and (raw == [0, 3]).all()


# -- operations


def test_fma_rounds_once():
    from fractions import Fraction

    from numorph.ops.random import fma

    rng = np.random.default_rng(0)
    a, b, c = rng.normal(size=(3, 2000)) * 10.0 ** rng.integers(-5, 6, (3, 2000))
    exact = [float(Fraction(x) * Fraction(y) + Fraction(z)) for x, y, z in zip(a, b, c, strict=True)]
    np.testing.assert_array_equal(fma(a, b, c), exact)
    huge = np.array([1e300])
    assert fma(huge, np.array([1e5]), huge) == 1.00001e305
    assert fma(huge, huge, huge) == np.inf


def test_erf_inv_inverts_erf():
    from scipy.special import erfinv

    from numorph.ops.random import erf_inv

    x = np.concatenate([np.linspace(-0.999, 0.999, 1001), 1 - 2.0 ** -np.arange(2, 30), [0.0]])
    np.testing.assert_allclose(erf_inv(x), erfinv(x), rtol=1e-8)
    np.testing.assert_allclose(erf_inv(x[:1001]), erfinv(x[:1001]), rtol=1e-13)
    x = x.astype(np.float32)
    np.testing.assert_allclose([erf_inv(v) for v in x], erf_inv(x), rtol=1e-6)
    edges = np.array([-1, 1, 2, np.nan])
    np.testing.assert_array_equal(erf_inv(edges), [-np.inf, np.inf, np.nan, np.nan])
    np.testing.assert_array_equal([erf_inv(v) for v in edges], [-np.inf, np.inf, np.nan, np.nan])


@pytest.mark.parametrize("a", [0.02, 0.5, 1.0, 3.0, 200.0])
def test_gamma_slope_is_the_slope_of_the_quantile(a):
    from scipy.special import gammaincinv

    from numorph.ops.random import gamma_slope

    p, h = np.array([0.2, 0.5, 0.9, 0.999]), 1e-5 * a
    log_x = np.log(gammaincinv(a, p))
    want = (np.log(gammaincinv(a + h, p)) - np.log(gammaincinv(a - h, p))) / (2 * h)
    np.testing.assert_allclose(gamma_slope(np.full(4, a), log_x), want, rtol=1e-6)


# -- transformations

SAMPLERS = {
    "bits": lambda k: random.bits(k, (3,)),
    "uniform": lambda k: random.uniform(k, (2, 3)),
    "uniform_one": lambda k: random.uniform(k),
    "uniform_range": lambda k: random.uniform(k, (5,), np.float32, -0.3, 1.9),
    "normal": lambda k: random.normal(k, (4,)),
    "normal_float32": lambda k: random.normal(k, (), np.float32),
    "randint": lambda k: random.randint(k, (4,), 0, 10),
    "randint_arrays": lambda k: random.randint(k, (3,), np.array([0, 5, -7]), np.array([3, 5, 2**62])),
    "randint_uint8": lambda k: random.randint(k, (4,), 0, 256, np.uint8),
    "permutation": lambda k: random.permutation(k, 10),
    "permutation_axis": lambda k: random.permutation(k, np.arange(12.0).reshape(3, 4), axis=1),
    "permutation_independent": lambda k: random.permutation(k, np.arange(12).reshape(3, 4), independent=True),
    "choice": lambda k: random.choice(k, np.arange(5.0), (2, 2)),
    "choice_p": lambda k: random.choice(k, 50, (3,), p=np.arange(50.0)),
    "choice_p_no_replacement": lambda k: random.choice(k, 5, (3,), False, np.arange(5.0)),
    "bernoulli": lambda k: random.bernoulli(k, 0.3, (6,)),
    "categorical": lambda k: random.categorical(k, np.arange(8.0).reshape(2, 4)),
    "categorical_no_replacement": lambda k: random.categorical(k, np.arange(4.0), shape=(2,), replace=False),
    "truncated_normal": lambda k: random.truncated_normal(k, -1.0, 2.0, (3,)),
    "multivariate_normal": lambda k: random.multivariate_normal(k, np.zeros(2), np.array([[2.0, 0.3], [0.3, 1.0]])),
    "gamma": lambda k: random.gamma(k, np.array([0.1, 1.0, 20.0])),
    "beta": lambda k: random.beta(k, 2.0, 3.0),
    "dirichlet": lambda k: random.dirichlet(k, np.array([0.5, 2.0, 3.0])),
    "poisson": lambda k: random.poisson(k, np.array([2.0, 30.0])),
    "rademacher": lambda k: random.rademacher(k, (5,)),
    "split": lambda k: random.key_data(random.split(k, 3)),
    "fold_in": lambda k: random.key_data(random.fold_in(k, 7)),
}
CLOSE_ONLY = {"truncated_normal", "multivariate_normal", "beta", "dirichlet"}  # their arithmetic may be fused


def agree(name, x, y):
    assert x.dtype == y.dtype and x.shape == y.shape
    if name in CLOSE_ONLY:
        np.testing.assert_allclose(x, y, rtol=1e-13)
    else:
        np.testing.assert_array_equal(x, y)


@pytest.mark.parametrize("make_key", [random.key, random.PRNGKey])
@pytest.mark.parametrize("name", SAMPLERS)
def test_jit_draws_the_same(name, make_key):
    key, draw = make_key(11), SAMPLERS[name]
    jitted = nm.jit(draw)
    for k in (key, random.fold_in(key, 1)):
        agree(name, np.asarray(jitted(k)), np.asarray(draw(k)))


@pytest.mark.parametrize("make_key", [random.key, random.PRNGKey])
@pytest.mark.parametrize("name", SAMPLERS)
def test_vmap_over_keys_is_a_loop(name, make_key):
    keys, draw = random.split(make_key(12), 3), SAMPLERS[name]
    agree(name, np.asarray(nm.vmap(draw)(keys)), np.stack([draw(k) for k in keys]))


@pytest.mark.parametrize("name", SAMPLERS)
def test_jit_of_vmap_is_a_loop(name):
    keys, draw = random.split(random.key(13), 2), SAMPLERS[name]
    agree(name, np.asarray(nm.jit(nm.vmap(draw))(keys)), np.stack([draw(k) for k in keys]))


def test_vmap_over_seeds_and_folds():
    seeds = np.array([0, -1, 2**40])
    data = random.key_data(nm.vmap(random.key)(seeds))
    np.testing.assert_array_equal(data, [random.key_data(random.key(int(s))) for s in seeds])
    key = random.key(5)
    folded = nm.vmap(lambda i: random.fold_in(key, i))(np.arange(4))
    np.testing.assert_array_equal(random.key_data(folded), [random.key_data(random.fold_in(key, i)) for i in range(4)])


def test_jit_of_a_seed():
    assert random.key_data(nm.jit(random.key)(-7)).tolist() == random.key_data(random.key(-7)).tolist()
    assert nm.jit(random.PRNGKey)(np.int32(-7)).tolist() == random.PRNGKey(np.int32(-7)).tolist()


def test_keys_pass_through_transformations():
    key = nm.jit(random.split)(random.key(0))
    assert isinstance(key, random.Key) and key.shape == (2,)
    assert isinstance(nm.jit(random.split)(random.PRNGKey(0)), np.ndarray)


def test_gradient_through_the_scale_of_a_normal():
    key = random.key(3)
    z = random.normal(key, (5,))

    def loss(loc, scale):
        return ((loc + scale * random.normal(key, (5,))) ** 2).sum()

    for transform in (lambda f: f, nm.jit):
        d_loc, d_scale = transform(nm.grad(loss, argnums=(0, 1)))(0.5, 2.0)
        np.testing.assert_allclose(d_loc, 2 * (0.5 + 2 * z).sum())
        np.testing.assert_allclose(d_scale, (2 * (0.5 + 2 * z) * z).sum())


def check_gradient(f, x, rtol=1e-5):
    h = 1e-6
    want = (f(x + h) - f(x - h)) / (2 * h)
    np.testing.assert_allclose(nm.grad(f)(x), want, rtol=rtol)
    np.testing.assert_allclose(nm.jvp(f, (x,), (1.0,))[1], want, rtol=rtol)


def test_gradients_in_parameters():
    key = random.key(3)
    check_gradient(lambda s: random.uniform(key, (4,), minval=-s, maxval=s * s).sum(), 2.0)
    check_gradient(lambda s: random.truncated_normal(key, -s, s, (4,)).sum() ** 2, 1.3, rtol=1e-4)
    check_gradient(lambda s: random.lognormal(key, s, (4,)).sum(), 0.7)
    check_gradient(lambda s: random.pareto(key, s, (4,)).sum(), 0.7)
    check_gradient(lambda s: random.wald(key, s, (4,)).sum(), 0.7)
    check_gradient(lambda s: random.rayleigh(key, s, (4,)).sum(), 0.7)


@pytest.mark.parametrize("a", [0.4, 3.0])
def test_gradient_of_gamma_holds_the_quantile(a):
    from scipy.special import gammainc, gammaincinv

    key = random.key(9)
    p = gammainc(a, random.gamma(key, a, (6,)))
    h = 1e-6
    want = ((gammaincinv(a + h, p) - gammaincinv(a - h, p)) / (2 * h)).sum()
    np.testing.assert_allclose(nm.grad(lambda a: random.gamma(key, a, (6,)).sum())(a), want, rtol=1e-5)
    np.testing.assert_allclose(nm.jit(nm.grad(lambda a: random.gamma(key, a, (6,)).sum()))(a), want, rtol=1e-5)
    log_want = ((np.log(gammaincinv(a + h, p)) - np.log(gammaincinv(a - h, p))) / (2 * h)).sum()
    np.testing.assert_allclose(nm.grad(lambda a: random.loggamma(key, a, (6,)).sum())(a), log_want, rtol=1e-5)


def test_dirichlet_gradient_sums_to_zero():
    key, alpha = random.key(9), np.array([0.5, 1.0, 4.0])
    total = nm.grad(lambda alpha: random.dirichlet(key, alpha).sum())(alpha)
    np.testing.assert_allclose(total, 0, atol=1e-12)
    assert abs(nm.grad(lambda alpha: random.dirichlet(key, alpha)[0])(alpha)).min() > 1e-6


def test_gradient_through_a_shuffle_is_the_shuffle_undone():
    key, weights = random.key(4), np.arange(6.0)
    order = random.permutation(key, 6)
    grad = nm.grad(lambda x: (random.permutation(key, x) * weights).sum())(np.ones(6))
    np.testing.assert_array_equal(grad[order], weights)


def test_jit_with_a_size_as_argument():
    draw, key = nm.jit(lambda key, n: random.uniform(key, (n, 2))), random.key(1)
    for n in (3, 5):
        np.testing.assert_array_equal(draw(key, n), random.uniform(key, (n, 2)))


def test_scan_over_keys_carries_a_key():
    def step(key, x):
        key, sub = random.split(key)
        return key, x * random.normal(sub)

    key, ys = nm.lax.scan(step, random.key(0), np.arange(1.0, 4.0))
    want, k = [], random.key(0)
    for x in (1.0, 2.0, 3.0):
        k, sub = random.split(k)
        want.append(x * random.normal(sub))
    np.testing.assert_array_equal(ys, want)
    assert key == k


def test_a_draw_can_be_written_to_inside_a_transformation():
    def f(key, x):
        noise = random.normal(key, (3,))
        noise[1] = x
        return noise.sum()

    key = random.key(0)
    z = random.normal(key, (3,))
    np.testing.assert_allclose(nm.jit(f)(key, 5.0), z[0] + 5 + z[2])
    assert nm.grad(f, argnums=1)(key, 5.0) == 1


# -- Key


def test_key_is_an_array_of_keys():
    keys = random.split(random.key(0), (2, 3))
    assert keys.shape == (2, 3) and keys.ndim == 2 and keys.size == 6 and len(keys) == 2
    assert (
        keys[1].shape == (3,) and keys[1, 2].shape == () and keys[..., 0].shape == (2,) and keys[:, 1:].shape == (2, 2)
    )
    assert keys.reshape(6).shape == (6,) and keys.reshape((3, -1)).shape == (3, 2)
    assert [k.shape for k in keys] == [(3,), (3,)]
    assert (keys == random.wrap_key_data(random.key_data(keys))).all()
    assert (keys[0] == keys[1]).tolist() == [False] * 3 and (keys[0] != keys[1]).all()
    assert bool(random.key(0) == random.key(0)) and random.key(0) != 0
    assert repr(random.key(7)) == "Key([0, 7])"
    assert (pickle.loads(pickle.dumps(keys)) == keys).all()


def test_key_is_a_pytree():
    key = random.key(5)
    leaves, structure = nm.tree.flatten({"key": key})
    assert len(leaves) == 1 and leaves[0] is key.data
    for child in (None, object(), 3):
        rebuilt = nm.tree.unflatten(structure, [child])["key"]
        assert type(rebuilt) is random.Key and rebuilt.data is child
        assert "Key(" in repr(rebuilt)


def test_kinds_of_key_are_kept():
    assert type(random.split(random.key(0))) is random.Key and type(random.fold_in(random.key(0), 1)) is random.Key
    raw = random.PRNGKey(0)
    assert type(random.split(raw)) is np.ndarray and type(random.fold_in(raw, 1)) is np.ndarray
    assert type(random.clone(raw)) is np.ndarray and random.key_impl(raw) == "threefry2x32"


# -- errors


def message(call, *args, **kw):
    with pytest.raises(Exception) as caught:
        call(*args, **kw)
    lines = str(caught.value).splitlines()
    return caught.type, [line for line in lines if not line.startswith(("  File", "    "))]


def test_an_int_is_not_a_key():
    kind, lines = message(random.normal, 5, (3,))
    assert issubclass(kind, TypeError)
    assert lines == [
        "'normal' needs a random key as its first argument, got the int 5.",
        "  Hint: make one from a seed: key = numorph.random.key(5)",
        "  Hint: the key comes first: normal(key, ...)",
    ]


def test_other_things_that_are_not_keys():
    for thing, shown in [
        (np.zeros(2), "an array of type f64[2]"),
        (np.zeros(3, np.uint32), "an array of type u32[3]"),
        ((3,), "a tuple"),
        (None, "a NoneType"),
        (np.random.default_rng(0), "a Generator"),
    ]:
        for call in (random.split, random.uniform, random.key_data, lambda k: random.gamma(k, 1.0)):
            kind, lines = message(call, thing)
            assert issubclass(kind, TypeError) and lines[0].endswith(f"as its first argument, got {shown}.")


def test_many_keys_where_one_is_needed():
    kind, lines = message(random.uniform, random.split(random.key(0), 3), (2,))
    assert issubclass(kind, ValueError)
    assert lines == [
        "'uniform' needs a single key, got keys of shape (3,).",
        "  Hint: one call per key: numorph.vmap(lambda key: numorph.random.uniform(key, ...))(keys)",
        "  Hint: one of them: keys[0]",
    ]
    assert issubclass(message(random.split, random.split(random.PRNGKey(0), 3))[0], ValueError)


def test_seeds():
    assert message(random.key, 1.5) == (
        nm.errors.NumorphTypeError,
        ["'key' takes an integer seed, got the float 1.5.", "  Hint: the seed is one integer: numorph.random.key(0)"],
    )
    assert "got a Key" in message(random.key, random.key(0))[1][0]
    assert "vmap" in message(random.PRNGKey, np.arange(3))[1][-1]
    kind, lines = message(random.key, 2**64)
    assert kind is OverflowError and lines[-1] == "  Hint: numorph.random.key(seed % 2**64)"
    assert issubclass(message(random.key, 0, impl="rbg")[0], ValueError)


def test_fold_in_takes_an_integer():
    key = random.key(0)
    assert message(random.fold_in, key, -1)[0] is OverflowError
    assert issubclass(message(random.fold_in, key, 2.5)[0], TypeError)
    assert "vmap" in message(random.fold_in, key, np.arange(3))[1][-1]


@pytest.mark.parametrize(
    "call, kind, start",
    [
        (lambda k: random.uniform(k, (2,), int), ValueError, "'uniform' draws floating numbers, not int64."),
        (lambda k: random.normal(k, (2,), int), ValueError, "'normal' draws floating or complex numbers"),
        (lambda k: random.randint(k, (2,), 0, 5, float), TypeError, "'randint' draws integers, not float64."),
        (lambda k: random.bits(k, (2,), np.int32), ValueError, "'bits' draws unsigned integers, not int32."),
        (lambda k: random.uniform(k, (-1,)), ValueError, "'uniform' takes a shape of sizes >= 0, got (-1,)."),
        (lambda k: random.uniform(k, (2.5,)), TypeError, "'uniform' takes a shape of integers, got (2.5,)."),
        (lambda k: random.uniform(k, (3,), maxval=np.ones((2, 3))), ValueError, "'uniform' cannot fill shape (3,)"),
        (lambda k: random.gamma(k, np.ones(4), (3,)), ValueError, "'gamma' cannot fill shape (3,)"),
        (lambda k: random.bernoulli(k, 1), TypeError, "'bernoulli' needs a floating probability, got int64."),
        (lambda k: random.bernoulli(k, 0.5, mode="no"), ValueError, "'mode' is 'low' or 'high', got 'no'."),
        (lambda k: random.permutation(k, 5.0), TypeError, "'permutation' needs an integer or an array"),
        (lambda k: random.permutation(k, np.ones(3), axis=1), np.exceptions.AxisError, "axis 1 is out of bounds"),
        (lambda k: random.choice(k, 3, (4,), replace=False), ValueError, "'choice' cannot draw 4 of 3 elements"),
        (lambda k: random.choice(k, 0, (4,)), ValueError, "'choice' cannot draw from 0 elements."),
        (lambda k: random.choice(k, 3, p=np.ones(2)), ValueError, "'p' has shape (2,), but there are 3 elements."),
        (
            lambda k: random.categorical(k, np.ones(3), shape=(4,), replace=False),
            ValueError,
            "'categorical' cannot draw",
        ),
        (lambda k: random.dirichlet(k, 2.0), ValueError, "'dirichlet' needs a vector"),
        (lambda k: random.multivariate_normal(k, np.ones(2), np.eye(3)), ValueError, "'multivariate_normal' needs"),
        (lambda k: random.wrap_key_data(np.zeros(2)), TypeError, "'wrap_key_data' needs key data, a uint32 array"),
        (lambda k: random.Key(np.zeros((2, 3), np.uint32)), TypeError, "'Key' needs key data"),
        (lambda k: k[0], TypeError, "Cannot index a single key."),
        (lambda k: list(k), TypeError, "Cannot iterate over a single key."),
        (lambda k: np.asarray(k), TypeError, "A Key is not an array."),
        (lambda k: k + 1, TypeError, "unsupported operand"),
    ],
)
def test_error_messages(call, kind, start):
    with pytest.raises(kind) as caught:
        call(random.key(0))
    assert str(caught.value).startswith(start)


# -- key reuse


@pytest.fixture
def watching():
    with config.set(debug_key_reuse=True):
        yield


def test_reuse_is_reported_with_the_first_use(watching):
    key = random.key(0)
    random.uniform(key)
    with pytest.raises(random.KeyReuseError, match=r"'normal' was given a key that has been used before\.") as caught:
        random.normal(key)
    assert isinstance(caught.value, RuntimeError)
    text = str(caught.value)
    line = test_reuse_is_reported_with_the_first_use.__code__.co_firstlineno + 2
    assert f"first used by 'uniform' at test_random.py:{line};" in text
    assert "key, subkey = numorph.random.split(key)" in text and "numorph.random.clone(key)" in text


def test_what_counts_as_a_use(watching):
    key = random.key(0)
    random.fold_in(key, 1)
    random.fold_in(key, 2)
    random.key_data(key)
    a, b = random.split(key)
    random.gamma(a, 2.0)
    random.normal(random.clone(a))
    random.normal(b)
    for used in (key, a, b):
        with pytest.raises(random.KeyReuseError):
            random.split(used)


def test_elements_of_keys_are_watched(watching):
    keys = random.split(random.key(0), 3)
    for k in keys:
        random.uniform(k)
    with pytest.raises(random.KeyReuseError):
        random.uniform(keys[-1])


def test_reuse_inside_jit_is_reported(watching):
    def f(key):
        return random.uniform(key) + random.normal(key)

    with pytest.raises(random.KeyReuseError):
        nm.jit(f)(random.key(0))


def test_reuse_passes_by_default():
    key = random.key(0)
    assert random.uniform(key) == random.uniform(key)


def test_normal_needs_no_scipy():
    code = "import sys, numorph as nm; nm.random.normal(nm.random.key(0), (3,)); assert 'scipy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(nm.__file__).parents[1])

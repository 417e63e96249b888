"""Writes jax_random.npz: what JAX 0.10 draws for the cases below.  Run it with JAX installed; tests need only the file.

A case is a function of (random module, key, floating dtype).  EXACT ones must agree bit for bit, CLOSE ones up to
rounding.
"""

from pathlib import Path

import numpy as np

SEEDS = (0, 42, -1, 2**40 + 7, 2**63 - 5, -(2**63), np.uint64(2**63 + 7), np.int32(-9), np.uint8(200))
FEW_SEEDS = (7, -(2**50) - 3)
DTYPES = (np.float32, np.float64)

# Keys do not depend on a dtype, and are compared for all seeds.
KEYS = {
    "key": lambda r, k, d: r.key_data(k),
    "split": lambda r, k, d: r.key_data(r.split(k)),
    "split_none": lambda r, k, d: r.key_data(r.split(k, 0)),
    "split_shape": lambda r, k, d: r.key_data(r.split(k, (3, 4))),
    "fold_in": lambda r, k, d: r.key_data(r.fold_in(k, 123)),
    "fold_in_largest": lambda r, k, d: r.key_data(r.fold_in(k, 2**32 - 1)),
    "fold_in_wraps": lambda r, k, d: r.key_data(r.fold_in(k, np.int64(-3))),
    "bits": lambda r, k, d: r.bits(k, (2, 3)),
    "bits_one": lambda r, k, d: r.bits(k),
    "bits_8": lambda r, k, d: r.bits(k, (12,), np.uint8),
    "bits_16": lambda r, k, d: r.bits(k, (3, 1, 4), np.uint16),
    "bits_32": lambda r, k, d: r.bits(k, (12,), np.uint32),
}

GRID = np.arange(24).reshape(2, 3, 4)
WEIGHTS = np.arange(100) + 0.5

EXACT = {
    "bits_many": lambda r, k, d: r.bits(k, (70_001,))[::5000],
    "uniform": lambda r, k, d: r.uniform(k, (4, 3), d),
    "uniform_one": lambda r, k, d: r.uniform(k, (), d),
    "uniform_none": lambda r, k, d: r.uniform(k, (0, 3), d),
    "uniform_many": lambda r, k, d: r.uniform(k, (70_001,), d)[::5000],
    "uniform_range": lambda r, k, d: r.uniform(k, (200,), d, -0.3, 1.9),
    "uniform_far": lambda r, k, d: r.uniform(k, (50,), d, 1e6, 1e6 + 0.7),
    "uniform_ranges": lambda r, k, d: r.uniform(k, (30, 3), d, np.array([0, -2.3, 5], d), np.array([1, 3, 5.7], d)),
    "uniform_range_many": lambda r, k, d: r.uniform(k, (70_001,), d, -1e-3, 1e5)[::500],
    "uniform_empty_range": lambda r, k, d: r.uniform(k, (5,), d, 2.0, 1.0),
    "randint": lambda r, k, d: r.randint(k, (50,), 0, 10),
    "randint_one": lambda r, k, d: r.randint(k, (), -5, 6),
    "randint_power_of_two": lambda r, k, d: r.randint(k, (20,), -8, 8),
    "randint_wide": lambda r, k, d: r.randint(k, (20,), -7, 2**40),
    "randint_widest": lambda r, k, d: r.randint(k, (20,), -(2**63), 2**63 - 1),
    "randint_whole_int64": lambda r, k, d: r.randint(k, (20,), -(2**63), np.uint64(2**63)),
    "randint_empty_range": lambda r, k, d: r.randint(k, (5,), 3, 3),
    "randint_int32": lambda r, k, d: r.randint(k, (20,), -100, 1000, np.int32),
    "randint_int32_wide": lambda r, k, d: r.randint(k, (20,), 0, 2**31 - 1, np.int32),
    "randint_whole_uint32": lambda r, k, d: r.randint(k, (20,), 0, 2**32, np.uint32),
    "randint_int8": lambda r, k, d: r.randint(k, (20,), -5, 100, np.int8),
    "randint_whole_uint8": lambda r, k, d: r.randint(k, (20,), 0, 256, np.uint8),
    "randint_ranges": lambda r, k, d: r.randint(k, (10, 3), np.array([0, 5, -7]), np.array([3, 5, 2**62])),
    "randint_narrow_ranges": lambda r, k, d: r.randint(k, (9, 2), np.array([0, 3], np.uint8), np.int16(9), np.uint16),
    "randint_past_int32": lambda r, k, d: r.randint(
        k, (20, 2), np.array([0, -(2**31)]), np.array([2**31, 2**31]), np.int32
    ),
    "randint_float_bounds": lambda r, k, d: r.randint(k, (20,), 0.5, 17.5),
    "permutation": lambda r, k, d: r.permutation(k, 20),
    "permutation_none": lambda r, k, d: r.permutation(k, 0),
    "permutation_two_rounds": lambda r, k, d: r.permutation(k, np.arange(2000, dtype=np.int16)),
    "permutation_rows": lambda r, k, d: r.permutation(k, GRID),
    "permutation_axis": lambda r, k, d: r.permutation(k, GRID, axis=1),
    "permutation_independent": lambda r, k, d: r.permutation(k, GRID, axis=-1, independent=True),
    "permutation_independent_many": lambda r, k, d: r.permutation(
        k, np.arange(2000, dtype=np.int16).reshape(500, 4), independent=True
    ),
    "choice": lambda r, k, d: r.choice(k, 9, (4, 5)),
    "choice_one": lambda r, k, d: r.choice(k, np.array([1.5, 2.5, 3.5], d)),
    "choice_no_replacement": lambda r, k, d: r.choice(k, np.arange(9).astype(d), (4, 2), replace=False),
    "choice_axis": lambda r, k, d: r.choice(k, GRID, (2, 2), axis=1),
    "choice_last_axis": lambda r, k, d: r.choice(k, GRID, (2,), replace=False, axis=-1),
    "choice_p": lambda r, k, d: r.choice(k, 100, (300,), p=WEIGHTS.astype(d)),
    "choice_p_few": lambda r, k, d: r.choice(k, GRID, (5,), p=np.array([0, 1, 2], d), axis=1),
    "choice_p_no_replacement": lambda r, k, d: r.choice(k, 100, (6, 5), replace=False, p=WEIGHTS.astype(d)),
    "choice_p_high": lambda r, k, d: r.choice(k, 100, (30,), replace=False, p=WEIGHTS.astype(d), mode="high"),
    "choice_p_zeros": lambda r, k, d: r.choice(k, 4, (2,), replace=False, p=np.array([0, 0.5, 0, 0.5], d)),
    "bernoulli": lambda r, k, d: r.bernoulli(k, d(0.3), (50,)),
    "bernoulli_one": lambda r, k, d: r.bernoulli(k),
    "bernoulli_ps": lambda r, k, d: r.bernoulli(k, np.linspace(0, 1, 30).astype(d)),
    "bernoulli_high": lambda r, k, d: r.bernoulli(k, np.linspace(0, 1, 30).astype(d), mode="high"),
    "rademacher": lambda r, k, d: r.rademacher(k, (20,)),
    "rademacher_float": lambda r, k, d: r.rademacher(k, (20,), d),
    "categorical": lambda r, k, d: r.categorical(k, np.arange(5).astype(d)),
    "categorical_batch": lambda r, k, d: r.categorical(k, GRID.astype(d) / 4),
    "categorical_axis": lambda r, k, d: r.categorical(k, GRID.astype(d) / 4, axis=0),
    "categorical_shape": lambda r, k, d: r.categorical(k, np.zeros((3, 4), d), axis=0, shape=(5, 2, 4)),
    "categorical_spread": lambda r, k, d: r.categorical(k, np.zeros((1, 4), d), shape=(3,)),
    "categorical_high": lambda r, k, d: r.categorical(k, np.arange(5).astype(d), shape=(50,), mode="high"),
}

INDICES = {  # JAX gives int32 here, and int64 elsewhere
    "categorical_no_replacement": lambda r, k, d: r.categorical(
        k, np.zeros((3, 4), d), axis=0, shape=(2, 4), replace=False
    ),
    "categorical_no_replacement_shape": lambda r, k, d: r.categorical(
        k, GRID.astype(d), axis=-1, shape=(3, 2, 3), replace=False
    ),
}

SHAPES = np.geomspace(0.02, 5e3, 20)

CLOSE = {
    "normal": lambda r, k, d: r.normal(k, (50, 2), d),
    "normal_one": lambda r, k, d: r.normal(k, (), d),
    "normal_many": lambda r, k, d: r.normal(k, (70_001,), d)[::1000],
    "normal_tails": lambda r, k, d: np.sort(abs(np.asarray(r.normal(k, (70_001,), d))))[-20:],
    "normal_complex": lambda r, k, d: r.normal(k, (10,), np.result_type(d, np.complex64)),
    "lognormal": lambda r, k, d: r.lognormal(k, d(0.5), (10,), d),
    "truncated_normal": lambda r, k, d: r.truncated_normal(k, d(-1), d(2), (30,), d),
    "truncated_normal_tails": lambda r, k, d: r.truncated_normal(
        k, np.array([-3, 2.5], d), np.array([-2, 4], d), None, d
    ),
    "multivariate_normal": lambda r, k, d: r.multivariate_normal(k, np.arange(3).astype(d), COVARIANCE.astype(d), (4,)),
    # The signs of eigenvectors are free, so the parts are compared by size, for a covariance that keeps axes apart.
    "multivariate_normal_eigh": lambda r, k, d: abs(
        r.multivariate_normal(k, np.zeros((2, 3), d), np.diag([1, 2, 3]).astype(d), method="eigh")
    ),
    "multivariate_normal_svd": lambda r, k, d: abs(
        r.multivariate_normal(k, np.zeros(3, d), np.diag([1, 2, 3]).astype(d), method="svd")
    ),
    "maxwell": lambda r, k, d: r.maxwell(k, (10,), d),
    "orthogonal": lambda r, k, d: r.orthogonal(k, 3, (2,), d),
    "orthogonal_wide": lambda r, k, d: r.orthogonal(k, 2, (), d, m=4),
    "gumbel": lambda r, k, d: r.gumbel(k, (50,), d),
    "gumbel_high": lambda r, k, d: r.gumbel(k, (50,), d, mode="high"),
    "exponential": lambda r, k, d: r.exponential(k, (30,), d),
    "laplace": lambda r, k, d: r.laplace(k, (30,), d),
    "logistic": lambda r, k, d: r.logistic(k, (30,), d),
    "cauchy": lambda r, k, d: r.cauchy(k, (30,), d),
    "pareto": lambda r, k, d: r.pareto(k, d(2), (10,), d),
    "rayleigh": lambda r, k, d: r.rayleigh(k, np.arange(1, 11).astype(d), None, d),
    "weibull_min": lambda r, k, d: r.weibull_min(k, d(2), d(1.5), (10,), d),
    "triangular": lambda r, k, d: r.triangular(k, d(0), d(1), d(5), (20,), d),
    "wald": lambda r, k, d: r.wald(k, np.arange(1, 11).astype(d), None, d),
    "gamma": lambda r, k, d: r.gamma(k, SHAPES.astype(d), None, d),
    "gamma_one": lambda r, k, d: r.gamma(k, d(3), (), d),
    "gamma_grid": lambda r, k, d: r.gamma(k, SHAPES[:5].astype(d), (6, 5), d),
    "loggamma": lambda r, k, d: r.loggamma(k, SHAPES.astype(d), None, d),
    "loggamma_special": lambda r, k, d: r.loggamma(k, np.array([0, np.nan, np.inf, -1, -0.5], d), None, d),
    "beta": lambda r, k, d: r.beta(k, d(0.5), np.array([1, 2, 30], d), (9, 3), d),
    "dirichlet": lambda r, k, d: r.dirichlet(k, np.array([0.5, 2, 30], d), (4,), d),
    "chisquare": lambda r, k, d: r.chisquare(k, d(3), (9,), d),
    "f": lambda r, k, d: r.f(k, d(3), d(5), (9,), d),
    "t": lambda r, k, d: r.t(k, d(3), (9,), d),
    "generalized_normal": lambda r, k, d: r.generalized_normal(k, 1.5, (9,), d),
    "ball": lambda r, k, d: r.ball(k, 3, 1.5, (5,), d),
    "poisson": lambda r, k, d: r.poisson(k, np.array([0, 0.5, 9.9, 10, 30, 1000, np.nan]), (20, 7)),
    "poisson_small": lambda r, k, d: r.poisson(k, 2.5, (20,), np.int32),
    "geometric": lambda r, k, d: r.geometric(k, d(0.2), (20,)),
}
COVARIANCE = np.array([[2, 0.3, 0.1], [0.3, 1, 0.2], [0.1, 0.2, 3]])


def drawn(random, make_key, cases, seeds, dtypes):
    """{case/dtype: the results for all seeds, stacked}."""
    return {
        f"{name}/{np.dtype(d)}": np.stack([np.asarray(case(random, make_key(s), d)) for s in seeds])
        for name, case in cases.items()
        for d in dtypes
    }


if __name__ == "__main__":
    import jax

    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_platforms", "cpu")
    assert jax.__version__.startswith("0.10."), jax.__version__

    results = drawn(jax.random, jax.random.key, KEYS, SEEDS, DTYPES[1:])
    for table in (EXACT, INDICES, CLOSE):
        results |= drawn(jax.random, jax.random.key, table, FEW_SEEDS, DTYPES)
    path = Path(__file__).with_name("jax_random.npz")
    np.savez_compressed(path, **results)
    print(f"{path}: {len(results)} arrays, {path.stat().st_size} bytes")

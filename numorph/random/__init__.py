"""Random numbers from explicit keys, with JAX's names: the same key gives the same numbers, here and in JAX.

`split`, `fold_in`, `bits`, `uniform`, `randint`, `permutation`, `choice`, `bernoulli`, `categorical` agree with JAX bit
for bit, other samplers up to rounding, and these streams will not change.  Defaults are NumPy's: float64 and int64.
"""

from .bits import bits, randint, uniform
from .continuous import (
    cauchy,
    exponential,
    gumbel,
    laplace,
    logistic,
    lognormal,
    maxwell,
    multivariate_normal,
    normal,
    orthogonal,
    pareto,
    rayleigh,
    triangular,
    truncated_normal,
    wald,
    weibull_min,
)
from .discrete import bernoulli, categorical, geometric, poisson, rademacher
from .gamma import ball, beta, chisquare, dirichlet, f, gamma, generalized_normal, loggamma, t
from .keys import Key, KeyReuseError, PRNGKey, clone, fold_in, key, key_data, key_impl, split, wrap_key_data
from .selection import choice, permutation

__all__ = [
    "Key",
    "KeyReuseError",
    "PRNGKey",
    "ball",
    "bernoulli",
    "beta",
    "bits",
    "categorical",
    "cauchy",
    "chisquare",
    "choice",
    "clone",
    "dirichlet",
    "exponential",
    "f",
    "fold_in",
    "gamma",
    "generalized_normal",
    "geometric",
    "gumbel",
    "key",
    "key_data",
    "key_impl",
    "laplace",
    "loggamma",
    "logistic",
    "lognormal",
    "maxwell",
    "multivariate_normal",
    "normal",
    "orthogonal",
    "pareto",
    "permutation",
    "poisson",
    "rademacher",
    "randint",
    "rayleigh",
    "split",
    "t",
    "triangular",
    "truncated_normal",
    "uniform",
    "wald",
    "weibull_min",
    "wrap_key_data",
]

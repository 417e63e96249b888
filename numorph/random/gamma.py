"""Gamma samples and the distributions made of them.  All are differentiable in their shape parameters."""

from __future__ import annotations

from typing import Any

from .. import numpy as np
from ..errors import NumorphValueError, user_frame
from ..ops import random as ops
from .bits import float_dtype, result_shape, shape_of
from .continuous import standard_exponential, standard_normal
from .discrete import signs
from .keys import Words, canonical_shape, elementwise, hash_counters, subkeys, words_of


def standard_gamma(words: Words, a: Any, shape: tuple, dtype: Any, log_space: bool = False) -> Any:
    """Gamma samples of shape parameter a, or their logarithms; every element has a key of its own."""
    n = 1
    for d in shape:
        n *= d
    k0, k1 = (x.reshape(shape) for x in hash_counters(words, (n,)))
    a = np.broadcast_to(np.asarray(a, dtype), shape)
    return elementwise(ops.random_gamma, k0, k1, a, log_space=log_space)


def gamma(key: Any, a: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Gamma samples, of density x^(a-1) exp(-x) / Gamma(a); a broadcasts to `shape`.

    The derivative in `a` is that of the sample with its quantile held fixed.
    """
    words, dtype = words_of("gamma", key), float_dtype("gamma", dtype)
    return standard_gamma(words, a, result_shape("gamma", shape, shape_of(a)), dtype)


def loggamma(key: Any, a: Any, shape: Any = None, dtype: Any = None) -> Any:
    """The logarithm of gamma samples, exact also where they underflow, as they do for small a."""
    words, dtype = words_of("loggamma", key), float_dtype("loggamma", dtype)
    return standard_gamma(words, a, result_shape("loggamma", shape, shape_of(a)), dtype, log_space=True)


def beta(key: Any, a: Any, b: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Beta samples, of density proportional to x^(a-1) (1-x)^(b-1); a and b broadcast to `shape`."""
    words, dtype = words_of("beta", key), float_dtype("beta", dtype)
    shape = result_shape("beta", shape, shape_of(a), shape_of(b))
    for_a, for_b = subkeys(words)
    log_a = standard_gamma(for_a, a, shape, dtype, log_space=True)
    log_b = standard_gamma(for_b, b, shape, dtype, log_space=True)
    top = np.maximum(log_a, log_b)
    part, rest = np.exp(log_a - top), np.exp(log_b - top)
    return part / (part + rest)


def dirichlet(key: Any, alpha: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Dirichlet samples of concentrations alpha (..., n): vectors >= 0 of sum 1; the result has shape (*shape, n)."""
    words, dtype = words_of("dirichlet", key), float_dtype("dirichlet", dtype)
    sizes = shape_of(alpha)
    if not sizes:
        raise NumorphValueError(
            "'dirichlet' needs a vector of concentrations, got a single number.",
            frame=user_frame(),
            hints=("dirichlet(key, np.ones(3))",),
        )
    shape = result_shape("dirichlet", shape, sizes[:-1])
    log_samples = standard_gamma(words, alpha, (*shape, sizes[-1]), dtype, log_space=True)
    parts = np.exp(log_samples - np.max(log_samples, axis=-1, keepdims=True))
    return parts / np.sum(parts, axis=-1, keepdims=True)


def _chisquare(words: Words, df: Any, shape: tuple, dtype: Any) -> Any:
    half = np.asarray(df, dtype) / dtype.type(2)
    return np.exp(standard_gamma(words, half, shape, dtype, log_space=True)) * dtype.type(2)


def chisquare(key: Any, df: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Chi-square samples of `df` degrees of freedom, which broadcast to `shape`."""
    words, dtype = words_of("chisquare", key), float_dtype("chisquare", dtype)
    return _chisquare(words, df, result_shape("chisquare", shape, shape_of(df)), dtype)


def f(key: Any, dfnum: Any, dfden: Any, shape: Any = None, dtype: Any = None) -> Any:
    """F samples: the ratio of two chi-square samples, each over its degrees of freedom, which broadcast to `shape`."""
    words, dtype = words_of("f", key), float_dtype("f", dtype)
    shape = result_shape("f", shape, shape_of(dfnum), shape_of(dfden))
    for_den, for_num = subkeys(words)
    above = _chisquare(for_num, dfnum, shape, dtype) / np.asarray(dfnum, dtype)
    return above / (_chisquare(for_den, dfden, shape, dtype) / np.asarray(dfden, dtype))


def t(key: Any, df: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Student's t samples of `df` degrees of freedom, which broadcast to `shape`."""
    words, dtype = words_of("t", key), float_dtype("t", dtype)
    shape = result_shape("t", shape, shape_of(df))
    for_normal, for_gamma = subkeys(words)
    half = np.asarray(df, dtype) / dtype.type(2)
    return standard_normal(for_normal, shape, dtype) * np.sqrt(half / standard_gamma(for_gamma, half, shape, dtype))


def _generalized_normal(words: Words, p: Any, shape: tuple, dtype: Any) -> Any:
    for_size, for_sign = subkeys(words)
    p = np.asarray(p, dtype)
    return signs(for_sign, shape, dtype) * np.power(standard_gamma(for_size, 1 / p, shape, dtype), 1 / p)


def generalized_normal(key: Any, p: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Samples of density proportional to exp(-|x|^p); p is a number."""
    words, dtype = words_of("generalized_normal", key), float_dtype("generalized_normal", dtype)
    return _generalized_normal(words, p, canonical_shape("generalized_normal", shape), dtype)


def ball(key: Any, d: int, p: Any = 2, shape: Any = (), dtype: Any = None) -> Any:
    """Points uniform in the unit ball of the p-norm in d dimensions, of shape (*shape, d)."""
    words, dtype = words_of("ball", key), float_dtype("ball", dtype)
    shape = canonical_shape("ball", shape)
    for_direction, for_radius = subkeys(words)
    g = _generalized_normal(for_direction, p, (*shape, d), dtype)
    e = standard_exponential(for_radius, shape, dtype)
    return g / np.power(np.sum(np.abs(g) ** p, axis=-1) + e, dtype.type(1) / p)[..., None]

"""Samplers of continuous distributions that are functions of uniform or normal samples.

Location and scale are left to arithmetic, loc + scale * normal(key, shape), and so are their derivatives.
"""

from __future__ import annotations

import math
from typing import Any

from .. import numpy as np
from ..errors import NumorphValueError, user_frame
from ..ops import random as ops
from .bits import between, float_dtype, result_shape, shape_of, unit_interval
from .keys import Words, canonical_shape, elementwise, subkeys, words_of

# -- normal


def standard_normal(words: Words, shape: tuple, dtype: Any) -> Any:
    """sqrt(2) erf_inv(u) for u uniform on (-1, 1)."""
    low = np.nextafter(dtype.type(-1), dtype.type(0))
    u = unit_interval(words, shape, dtype) * dtype.type(2) + low
    return elementwise(ops.erf_inv, u) * dtype.type(math.sqrt(2))


def normal(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Standard normal samples of `dtype` (default float64), which may be complex: then of variance 1/2 in each part."""
    words, shape = words_of("normal", key), canonical_shape("normal", shape)
    dtype = float_dtype("normal", dtype, "fc")
    if dtype.kind == "f":
        return standard_normal(words, shape, dtype)
    part = np.dtype(f"f{dtype.itemsize // 2}")
    x, y = (standard_normal(w, shape, part) for w in subkeys(words))
    return ((x + 1j * y) / math.sqrt(2)).astype(dtype)


def lognormal(key: Any, sigma: Any = 1.0, shape: Any = None, dtype: Any = None) -> Any:
    """exp(sigma z) for z standard normal; sigma broadcasts to `shape`."""
    words, dtype = words_of("lognormal", key), float_dtype("lognormal", dtype)
    shape = result_shape("lognormal", shape, shape_of(sigma))
    return np.exp(standard_normal(words, shape, dtype) * np.asarray(sigma, dtype))


def truncated_normal(key: Any, lower: Any, upper: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Standard normal samples in the open interval (lower, upper); the bounds broadcast to `shape`."""
    from ..scipy.special import erf

    words, dtype = words_of("truncated_normal", key), float_dtype("truncated_normal", dtype)
    shape = result_shape("truncated_normal", shape, shape_of(lower), shape_of(upper))
    lower, upper = np.asarray(lower, dtype)[()], np.asarray(upper, dtype)[()]
    root = dtype.type(math.sqrt(2))
    u = between(words, shape, dtype, erf(lower / root), erf(upper / root))
    inf = dtype.type(np.inf)
    return np.clip(root * elementwise(ops.erf_inv, u), np.nextafter(lower, inf), np.nextafter(upper, -inf))


_FACTORS = {
    "cholesky": lambda cov: np.linalg.cholesky(cov),
    "eigh": lambda cov: _scaled_columns(*np.linalg.eigh(cov)),
    "svd": lambda cov: _scaled_columns(*np.linalg.svd(cov)[1::-1]),
}


def _scaled_columns(variances: Any, directions: Any) -> Any:
    return directions * np.sqrt(variances[..., None, :])


def multivariate_normal(
    key: Any, mean: Any, cov: Any, shape: Any = None, dtype: Any = None, method: str = "cholesky"
) -> Any:
    """Normal vectors of length n, with mean (..., n) and covariance (..., n, n); the result has shape (*shape, n).

    `shape` defaults to what the leading axes broadcast to.  `method` is the factorisation of the covariance: 'cholesky'
    (which needs it positive definite), 'eigh' or 'svd'.
    """
    words, (mean, cov) = words_of("multivariate_normal", key), (np.asarray(mean), np.asarray(cov))
    if method not in _FACTORS:
        raise NumorphValueError(
            f"'method' is one of {', '.join(map(repr, _FACTORS))}, got {method!r}.", frame=user_frame()
        )
    dtype = float_dtype(
        "multivariate_normal", np.result_type(mean.dtype, cov.dtype, np.float32) if dtype is None else dtype
    )
    n = mean.shape[-1] if mean.ndim else None
    if n is None or cov.shape[-2:] != (n, n):
        raise NumorphValueError(
            f"'multivariate_normal' needs a mean (..., n) and a covariance (..., n, n), got {mean.shape}, {cov.shape}.",
            frame=user_frame(),
        )
    shape = result_shape("multivariate_normal", shape, mean.shape[:-1], cov.shape[:-2])
    z = standard_normal(words, (*shape, n), dtype)
    factor = _FACTORS[method](cov.astype(dtype))
    return mean.astype(dtype) + np.einsum("...ij,...j->...i", factor, z)


def maxwell(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """The length of a standard normal vector in three dimensions."""
    words, dtype = words_of("maxwell", key), float_dtype("maxwell", dtype)
    z = standard_normal(words, (*canonical_shape("maxwell", shape), 3), dtype)
    return np.sqrt(np.sum(z * z, axis=-1))


def orthogonal(key: Any, n: int, shape: Any = (), dtype: Any = None, m: int | None = None) -> Any:
    """Uniform orthogonal matrices of shape (*shape, n, m); for n != m with orthonormal rows or columns."""
    words, dtype = words_of("orthogonal", key), float_dtype("orthogonal", dtype)
    m = n if m is None else m
    z = standard_normal(words, (*canonical_shape("orthogonal", shape), max(n, m), min(n, m)), dtype)
    q, r = np.linalg.qr(z)
    q = q * np.sign(np.diagonal(r, axis1=-2, axis2=-1))[..., None, :]
    return np.swapaxes(q, -1, -2) if n < m else q


# -- functions of one uniform sample


def _drawn(who: str, key: Any, shape: Any, dtype: Any) -> tuple[Words, tuple, Any]:
    return words_of(who, key), canonical_shape(who, shape), float_dtype(who, dtype)


def gumbel(key: Any, shape: Any = (), dtype: Any = None, mode: str | None = None) -> Any:
    """Standard Gumbel samples, of distribution exp(-exp(-x)).

    mode 'low' (the default) spends one word of random bits on each, 'high' two, for a finer upper tail.
    """
    words, shape, dtype = _drawn("gumbel", key, shape, dtype)
    return standard_gumbel(words, shape, dtype, mode)


def standard_gumbel(words: Words, shape: tuple, dtype: Any, mode: str | None) -> Any:
    if mode not in (None, "low", "high"):
        raise NumorphValueError(f"'mode' is 'low' or 'high', got {mode!r}.", frame=user_frame())
    info = np.finfo(dtype)
    if mode != "high":
        return -np.log(-np.log(unit_interval(words, shape, dtype) + info.tiny))
    high, low = unit_interval(words, (2, *shape), dtype)
    u = np.where(high >= 0.5, high, high + dtype.type(2.0**-info.nmant) * low + info.tiny)
    return -np.log(-np.log1p(-u))


def standard_exponential(words: Words, shape: tuple, dtype: Any) -> Any:
    return -np.log1p(-unit_interval(words, shape, dtype))


def exponential(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Standard exponential samples, of density exp(-x)."""
    return standard_exponential(*_drawn("exponential", key, shape, dtype))


def laplace(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Standard Laplace samples, of density exp(-|x|) / 2."""
    words, shape, dtype = _drawn("laplace", key, shape, dtype)
    u = between(words, shape, dtype, np.nextafter(dtype.type(-1), dtype.type(0)), 1)
    return np.sign(u) * np.log1p(-np.abs(u))


def logistic(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Standard logistic samples, of distribution 1 / (1 + exp(-x))."""
    words, shape, dtype = _drawn("logistic", key, shape, dtype)
    u = unit_interval(words, shape, dtype) + np.finfo(dtype).tiny
    return np.log(u) - np.log1p(-u)


def cauchy(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Standard Cauchy samples, of density 1 / (pi (1 + x^2))."""
    words, shape, dtype = _drawn("cauchy", key, shape, dtype)
    u = between(words, shape, dtype, np.finfo(dtype).eps, 1)
    return np.tan(dtype.type(np.pi) * (u - dtype.type(0.5)))


def pareto(key: Any, b: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Pareto samples on x >= 1, of density b / x^(b + 1); b broadcasts to `shape`."""
    words, dtype = words_of("pareto", key), float_dtype("pareto", dtype)
    shape = result_shape("pareto", shape, shape_of(b))
    return np.exp(standard_exponential(words, shape, dtype) / np.asarray(b, dtype))


def rayleigh(key: Any, scale: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Rayleigh samples, of density x / s^2 exp(-x^2 / (2 s^2)); the scale s broadcasts to `shape`."""
    words, dtype = words_of("rayleigh", key), float_dtype("rayleigh", dtype)
    shape = result_shape("rayleigh", shape, shape_of(scale))
    u = unit_interval(words, shape, dtype)
    with np.errstate(divide="ignore"):  # a draw of exactly 0 is infinitely far out, as in JAX
        return np.asarray(scale, dtype) * np.sqrt(np.log(u) * dtype.type(-2))


def weibull_min(key: Any, scale: Any, concentration: Any, shape: Any = (), dtype: Any = None) -> Any:
    """Weibull samples: scale times the power 1 / concentration of a standard exponential sample.

    As in JAX, `shape` is the shape of that sample, with which the parameters then broadcast.
    """
    e = standard_exponential(*_drawn("weibull_min", key, shape, dtype))
    return np.power(e, (1 / np.asarray(concentration, e.dtype)).astype(e.dtype)) * np.asarray(scale, e.dtype)


def triangular(key: Any, left: Any, mode: Any, right: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Samples on [left, right] whose density is a triangle with its top at `mode`; the three broadcast to `shape`."""
    words, dtype = words_of("triangular", key), float_dtype("triangular", dtype)
    shape = result_shape("triangular", shape, shape_of(left), shape_of(mode), shape_of(right))
    left, mode, right = (np.asarray(x, dtype) for x in (left, mode, right))
    u, width = unit_interval(words, shape, dtype), right - left
    rising = left + np.sqrt(u * width * (mode - left))
    falling = right - np.sqrt((1 - u) * width * (right - mode))
    return np.where(u < (mode - left) / width, rising, falling)[()]


def wald(key: Any, mean: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Inverse Gaussian samples of the given mean, which broadcasts to `shape`, and scale 1."""
    words, dtype = words_of("wald", key), float_dtype("wald", dtype)
    shape = result_shape("wald", shape, shape_of(mean))
    for_v, for_z = subkeys(words)
    mean, v = np.asarray(mean, dtype), standard_normal(for_v, shape, dtype)
    z, y = unit_interval(for_z, shape, dtype), v * v
    x = mean + mean * mean * y / 2 - mean / 2 * np.sqrt(4 * mean * y + mean * mean * (y * y))
    return np.where(z <= mean / (mean + x), x, mean * mean / x)[()]

"""Distributions of vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.special as sp

from ...numpy.operands import as_floats, where
from .distribution import LOG_2PI, Distribution


class Dirichlet(Distribution):
    """The distribution of K probabilities with concentrations alpha; axis 0 of x runs over them."""

    def logpdf(self, x: Any, alpha: Any) -> Any:
        """The logarithm of the density; x of shape (K, ...), or (K-1, ...) without the last probability.

        -inf where an x is negative or the K do not sum to 1, where SciPy raises ValueError.
        """
        x, alpha = as_floats(x, alpha)
        if alpha.ndim != 1 or x.shape[0] not in (alpha.shape[0], alpha.shape[0] - 1):
            raise ValueError(
                "Vector 'x' must have either the same number of entries as, or one entry fewer than, parameter vector "
                f"'a', but alpha.shape = {alpha.shape} and x.shape = {x.shape}."
            )
        if x.shape[0] < alpha.shape[0]:
            x = np.concatenate([x, 1 - np.sum(x, axis=0, keepdims=True)])
        alpha = alpha.reshape(-1, *(1,) * (x.ndim - 1))
        log_beta = np.sum(sp.gammaln(alpha)) - sp.gammaln(np.sum(alpha))
        fits = np.all(x >= 0, axis=0) & (np.abs(np.sum(x, axis=0) - 1) <= 1e3 * np.finfo(x.dtype).eps)
        out = np.sum(sp.xlogy(alpha - 1, np.where(fits, x, 1)), axis=0) - log_beta
        return where(fits, out, -np.inf)

    def pdf(self, x: Any, alpha: Any) -> Any:
        """The density, as in `logpdf`."""
        return np.exp(self.logpdf(x, alpha))


class Multinomial(Distribution):
    """Counts of n draws from len(p) classes; the last axis of x and p runs over the classes."""

    def logpmf(self, x: Any, n: Any, p: Any) -> Any:
        """The logarithm of the probability of the counts x; -inf where they do not sum to n or are no counts."""
        x, n, p = as_floats(x, n, p)
        fits = (np.sum(x, axis=-1) == n) & np.all((x >= 0) & (x == np.floor(x)), axis=-1)
        x = np.where(np.expand_dims(fits, -1), x, 0)
        out = sp.gammaln(n + 1) + np.sum(sp.xlogy(x, p) - sp.gammaln(x + 1), axis=-1)
        return where(fits, out, -np.inf)

    def pmf(self, x: Any, n: Any, p: Any) -> Any:
        """The probability of the counts x."""
        return np.exp(self.logpmf(x, n, p))


class Multivariate_Normal(Distribution):
    """The normal distribution of vectors; the last axis of x runs over the components."""

    def logpdf(self, x: Any, mean: Any = 0.0, cov: Any = 1.0, allow_singular: None = None) -> Any:
        """The logarithm of the density; x and mean of shape (..., n), cov (..., n, n), or a scalar variance.

        Singular covariances are not supported: `allow_singular` must be left alone.  A covariance that is not positive
        definite raises numpy.linalg.LinAlgError.
        """
        if allow_singular is not None:
            raise NotImplementedError("'multivariate_normal.logpdf' does not support allow_singular.")
        x, mean, cov = as_floats(x, mean, cov)
        if cov.ndim == 0:
            gap = x - mean
            squares = gap * gap / cov
            if gap.ndim == 0:
                return -0.5 * (squares + LOG_2PI + np.log(cov))
            return -0.5 * (np.sum(squares, axis=-1) + gap.shape[-1] * (LOG_2PI + np.log(cov)))
        n = cov.shape[-1]
        if cov.ndim < 2 or cov.shape[-2] != n:
            raise ValueError(f"'multivariate_normal.logpdf' needs a square covariance, got shape {cov.shape}.")
        if mean.ndim and mean.shape[-1] != n:
            raise ValueError(
                f"'multivariate_normal.logpdf' got a mean of {mean.shape[-1]} components and a covariance of {n}."
            )
        factor = np.linalg.cholesky(cov)
        log_det = np.sum(np.log(np.diagonal(factor, axis1=-2, axis2=-1)), axis=-1)
        gap = x - mean
        if factor.ndim == 2:  # one factorisation serves all vectors
            gap = np.broadcast_to(gap, (*gap.shape[:-1], n))
            scaled = np.linalg.solve(factor, gap.reshape(-1, n).T).T.reshape(gap.shape)
        else:
            scaled = np.linalg.solve(factor, np.expand_dims(gap, -1))[..., 0]
        return -0.5 * (np.sum(scaled * scaled, axis=-1) + n * LOG_2PI) - log_det

    def pdf(self, x: Any, mean: Any = 0.0, cov: Any = 1.0) -> Any:
        """The density, as in `logpdf`."""
        return np.exp(self.logpdf(x, mean, cov))

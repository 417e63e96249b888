"""Continuous distributions, each described at loc 0 and scale 1 (see distribution.py)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special as sp

from ..softmax import log1mexp
from .distribution import LOG_2, LOG_2PI, LOG_PI, Continuous

# -- on the whole line


class Norm(Continuous):
    """The normal distribution: exp(-z**2 / 2) / sqrt(2 pi)."""

    def _logpdf(self, z):
        return -0.5 * (z * z + LOG_2PI)

    def _cdf(self, z):
        return sp.ndtr(z)

    def _sf(self, z):
        return sp.ndtr(-z)

    def _logcdf(self, z):
        return sp.log_ndtr(z)

    def _logsf(self, z):
        return sp.log_ndtr(-z)

    def _ppf(self, q):
        return sp.ndtri(q)

    def _isf(self, q):
        return -sp.ndtri(q)


class Cauchy(Continuous):
    """1 / (pi (1 + z**2)).  Both tails are accurate."""

    def _logpdf(self, z):
        return -LOG_PI - np.log1p(z * z)

    def _cdf(self, z):
        return np.arctan2(1, -z) / math.pi

    def _sf(self, z):
        return np.arctan2(1, z) / math.pi

    def _ppf(self, q):
        tail = np.minimum(q, 1 - q)
        far = 1 / np.tan(math.pi * tail)
        return np.where(q < 0.25, -far, np.where(q > 0.75, far, np.tan(math.pi * (q - 0.5))))

    def _isf(self, q):
        return -self._ppf(q)


class Laplace(Continuous):
    """exp(-|z|) / 2."""

    def _logpdf(self, z):
        return -np.abs(z) - LOG_2

    def _cdf(self, z):
        tail = np.exp(-np.abs(z)) / 2
        return np.where(z > 0, 1 - tail, tail)

    def _sf(self, z):
        return self._cdf(-z)

    def _logcdf(self, z):
        return np.where(z > 0, np.log1p(-np.exp(-np.abs(z)) / 2), z - LOG_2)

    def _logsf(self, z):
        return self._logcdf(-z)

    def _ppf(self, q):
        low = q < 0.5
        return np.where(low, np.log(2 * np.where(low, q, 0.5)), -np.log(2 * (1 - np.where(low, 0.5, q))))

    def _isf(self, q):
        return -self._ppf(q)


class Logistic(Continuous):
    """The distribution function is 1 / (1 + exp(-z))."""

    def _logpdf(self, z):
        return sp.log_expit(z) + sp.log_expit(-z)

    def _cdf(self, z):
        return sp.expit(z)

    def _sf(self, z):
        return sp.expit(-z)

    def _logcdf(self, z):
        return sp.log_expit(z)

    def _logsf(self, z):
        return sp.log_expit(-z)

    def _ppf(self, q):
        return sp.logit(q)

    def _isf(self, q):
        return -sp.logit(q)


def _exp_of_at_most_80(z: Any) -> Any:
    """exp(z) for use in exp(-exp(z)), which is 0 from 80 on: so its derivative is 0 there, not inf * 0."""
    return np.exp(np.minimum(z, 80))


class Gumbel_R(Continuous):
    """The distribution function is exp(-exp(-z))."""

    def _logpdf(self, z):
        return -z - np.exp(-z)

    def _cdf(self, z):
        return np.exp(-_exp_of_at_most_80(-z))

    def _sf(self, z):
        return -np.expm1(-_exp_of_at_most_80(-z))

    def _logcdf(self, z):
        return -np.exp(-z)

    def _ppf(self, q):
        return -np.log(-np.log(q))

    def _isf(self, q):
        return -np.log(-np.log1p(-q))


class Gumbel_L(Continuous):
    """That of -z where z has the distribution gumbel_r."""

    def _logpdf(self, z):
        return z - np.exp(z)

    def _cdf(self, z):
        return -np.expm1(-_exp_of_at_most_80(z))

    def _sf(self, z):
        return np.exp(-_exp_of_at_most_80(z))

    def _logsf(self, z):
        return -np.exp(z)

    def _ppf(self, q):
        return np.log(-np.log1p(-q))

    def _isf(self, q):
        return np.log(-np.log(q))


class T(Continuous):
    """Student's t with df degrees of freedom."""

    shapes = ("df",)

    def _logpdf(self, z, df):
        half = (df + 1) / 2
        return sp.gammaln(half) - sp.gammaln(df / 2) - (np.log(df) + LOG_PI) / 2 - half * np.log1p(z * z / df)

    def _cdf(self, z, df):
        return sp.stdtr(df, z)

    def _sf(self, z, df):
        return sp.stdtr(df, -z)

    def _ppf(self, q, df):
        return sp.stdtrit(df, q)

    def _isf(self, q, df):
        return -sp.stdtrit(df, q)


class GenNorm(Continuous):
    """beta exp(-|z|**beta) / (2 Gamma(1 / beta))."""

    shapes = ("beta",)

    def _logpdf(self, z, beta):
        return self._log_height(beta) - np.abs(z) ** beta

    def _log_height(self, beta):
        return np.log(beta) - LOG_2 - sp.gammaln(1 / beta)

    def _cdf(self, z, beta):
        # At 0 the formula has no derivative, though the function has one: there it is replaced by its tangent.
        centre = z == 0
        size = np.abs(np.where(centre, 1, z))
        tail = sp.gammaincc(1 / beta, size**beta) / 2
        tangent = 0.5 + z * np.exp(self._log_height(beta))
        return np.where(centre, tangent, np.where(z > 0, 1 - tail, tail))

    def _sf(self, z, beta):
        return self._cdf(-z, beta)

    def _ppf(self, q, beta):
        tail = 2 * np.minimum(q, 1 - q)
        return np.sign(q - 0.5) * sp.gammainccinv(1 / beta, tail) ** (1 / beta)

    def _isf(self, q, beta):
        return -self._ppf(q, beta)


class VonMises(Continuous):
    """exp(kappa cos z) / (2 pi I0(kappa)), on the circle."""

    shapes = ("kappa",)
    no_formula = ("cdf", "logcdf", "sf", "logsf", "ppf", "isf")

    def _valid(self, kappa):
        return kappa >= 0

    def _logpdf(self, z, kappa):
        return kappa * (np.cos(z) - 1) - LOG_2PI - np.log(sp.i0e(kappa))


# -- on the positive numbers


class Expon(Continuous):
    """exp(-z) for z >= 0."""

    low, inside = 0, 1.0

    def _logpdf(self, z):
        return -z

    def _cdf(self, z):
        return -np.expm1(-z)

    def _sf(self, z):
        return np.exp(-z)

    def _logcdf(self, z):
        return log1mexp(z)

    def _logsf(self, z):
        return -z

    def _ppf(self, q):
        return -np.log1p(-q)

    def _isf(self, q):
        return -np.log(q)


class Gamma(Continuous):
    """z**(a - 1) exp(-z) / Gamma(a)."""

    shapes = ("a",)
    low, inside = 0, 1.0

    def _logpdf(self, z, a):
        return sp.xlogy(a - 1, z) - z - sp.gammaln(a)

    def _cdf(self, z, a):
        return sp.gammainc(a, z)

    def _sf(self, z, a):
        return sp.gammaincc(a, z)

    def _ppf(self, q, a):
        return sp.gammaincinv(a, q)

    def _isf(self, q, a):
        return sp.gammainccinv(a, q)


class Chi2(Continuous):
    """The sum of squares of df standard normal variables."""

    shapes = ("df",)
    low, inside = 0, 1.0

    def _logpdf(self, z, df):
        return sp.xlogy(df / 2 - 1, z) - z / 2 - sp.gammaln(df / 2) - df * (LOG_2 / 2)

    def _cdf(self, z, df):
        return sp.gammainc(df / 2, z / 2)

    def _sf(self, z, df):
        return sp.gammaincc(df / 2, z / 2)

    def _ppf(self, q, df):
        return 2 * sp.gammaincinv(df / 2, q)

    def _isf(self, q, df):
        return 2 * sp.gammainccinv(df / 2, q)


class InvGamma(Continuous):
    """That of 1 / z where z has the distribution gamma."""

    shapes = ("a",)
    low, holds_low, inside = 0, False, 1.0

    def _logpdf(self, z, a):
        return -(a + 1) * np.log(z) - sp.gammaln(a) - 1 / z

    def _cdf(self, z, a):
        return sp.gammaincc(a, 1 / z)

    def _sf(self, z, a):
        return sp.gammainc(a, 1 / z)

    def _ppf(self, q, a):
        return 1 / sp.gammainccinv(a, q)

    def _isf(self, q, a):
        return 1 / sp.gammaincinv(a, q)


class LogNorm(Continuous):
    """That of exp(s z) where z is standard normal."""

    shapes = ("s",)
    low, holds_low, inside = 0, False, 1.0

    def _logpdf(self, z, s):
        log_z = np.log(z)
        return -0.5 * ((log_z / s) ** 2 + LOG_2PI) - np.log(s) - log_z

    def _cdf(self, z, s):
        return sp.ndtr(np.log(z) / s)

    def _sf(self, z, s):
        return sp.ndtr(-np.log(z) / s)

    def _logcdf(self, z, s):
        return sp.log_ndtr(np.log(z) / s)

    def _logsf(self, z, s):
        return sp.log_ndtr(-np.log(z) / s)

    def _ppf(self, q, s):
        return np.exp(s * sp.ndtri(q))

    def _isf(self, q, s):
        return np.exp(-s * sp.ndtri(q))


class Weibull_Min(Continuous):
    """c z**(c - 1) exp(-z**c)."""

    shapes = ("c",)
    low, inside = 0, 1.0

    def _logpdf(self, z, c):
        return np.log(c) + sp.xlogy(c - 1, z) - z**c

    def _cdf(self, z, c):
        return -np.expm1(-(z**c))

    def _sf(self, z, c):
        return np.exp(-(z**c))

    def _logsf(self, z, c):
        return -(z**c)

    def _ppf(self, q, c):
        return (-np.log1p(-q)) ** (1 / c)

    def _isf(self, q, c):
        return (-np.log(q)) ** (1 / c)


class Pareto(Continuous):
    """b / z**(b + 1) for z >= 1."""

    shapes = ("b",)
    low, inside = 1, 2.0

    def _logpdf(self, z, b):
        return np.log(b) - (b + 1) * np.log(z)

    def _cdf(self, z, b):
        return -np.expm1(-b * np.log(z))

    def _sf(self, z, b):
        return z**-b

    def _logsf(self, z, b):
        return -b * np.log(z)

    def _ppf(self, q, b):
        return np.exp(-np.log1p(-q) / b)

    def _isf(self, q, b):
        return q ** (-1 / b)

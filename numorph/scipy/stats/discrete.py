"""Distributions on integers, each described at loc 0 (see distribution.py)."""

from __future__ import annotations

import numpy as np
import scipy.special as sp

from .distribution import Discrete


def _probability(p):
    return (p >= 0) & (p <= 1)


class Bernoulli(Discrete):
    """1 with probability p, else 0."""

    shapes = ("p",)

    def _valid(self, p):
        return _probability(p)

    def _high(self, p):
        return 1

    def _logpmf(self, k, p):
        return sp.xlogy(k, p) + sp.xlog1py(1 - k, -p)

    def _cdf(self, k, p):
        return 1 - p + 0 * k

    def ppf(self, q, *args, **kw):
        """0 up to q = 1 - p, else 1; nan outside [0, 1], and as in SciPy -1 at 0."""
        q, p, loc = self._bind("ppf", q, args, kw)
        value = np.where(q == 0, -1, np.where(q <= 1 - p, 0, 1)) + loc
        return np.where((q >= 0) & (q <= 1) & self._valid(p), value, np.nan)[()]


class Binom(Discrete):
    """The number of successes in n trials of probability p."""

    shapes = ("n", "p")
    inside = 0.0

    def _valid(self, n, p):
        return (n >= 0) & (n == np.floor(n)) & _probability(p)

    def _high(self, n, p):
        return n

    def _logpmf(self, k, n, p):
        ways = sp.gammaln(n + 1) - sp.gammaln(k + 1) - sp.gammaln(n - k + 1)
        return ways + sp.xlogy(k, p) + sp.xlog1py(n - k, -p)

    def _cdf(self, k, n, p):
        return sp.betaincc(k + 1, np.maximum(n - k, 1), p)

    def _sf(self, k, n, p):
        return sp.betainc(k + 1, np.maximum(n - k, 1), p)


class BetaBinom(Discrete):
    """The number of successes in n trials whose probability has the distribution beta(a, b)."""

    shapes = ("n", "a", "b")
    no_formula = ("cdf", "sf")
    inside = 0.0

    def _valid(self, n, a, b):
        return (n >= 0) & (n == np.floor(n)) & (a > 0) & (b > 0)

    def _high(self, n, a, b):
        return n

    def _logpmf(self, k, n, a, b):
        return -np.log(n + 1) - sp.betaln(n - k + 1, k + 1) + sp.betaln(k + a, n - k + b) - sp.betaln(a, b)


class Geom(Discrete):
    """The number of trials of probability p up to the first success."""

    shapes = ("p",)
    low = 1

    def _valid(self, p):
        return (p > 0) & (p <= 1)

    def _logpmf(self, k, p):
        return sp.xlog1py(k - 1, -p) + np.log(p)

    def _cdf(self, k, p):
        return -np.expm1(sp.xlog1py(k, -p))

    def _sf(self, k, p):
        return np.exp(sp.xlog1py(k, -p))


class NBinom(Discrete):
    """The number of failures before the n-th success, of probability p."""

    shapes = ("n", "p")

    def _valid(self, n, p):
        return (n > 0) & (p > 0) & (p <= 1)

    def _logpmf(self, k, n, p):
        ways = sp.gammaln(n + k) - sp.gammaln(k + 1) - sp.gammaln(n)
        return ways + n * np.log(p) + sp.xlog1py(k, -p)

    def _cdf(self, k, n, p):
        return sp.betainc(n, k + 1, p)

    def _sf(self, k, n, p):
        return sp.betaincc(n, k + 1, p)


class Poisson(Discrete):
    """mu**k exp(-mu) / k!."""

    shapes = ("mu",)

    def _valid(self, mu):
        return mu >= 0

    def _logpmf(self, k, mu):
        return sp.xlogy(k, mu) - sp.gammaln(k + 1) - mu

    def _cdf(self, k, mu):
        return sp.gammaincc(k + 1, mu)

    def _sf(self, k, mu):
        return sp.gammainc(k + 1, mu)

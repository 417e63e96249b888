"""Continuous distributions on an interval, each described at loc 0 and scale 1 (see distribution.py)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special as sp

from .distribution import LOG_2PI, Continuous


class Uniform(Continuous):
    """1 on [0, 1]."""

    low, high, inside = 0, 1, 0.5

    def _logpdf(self, z):
        return 0 * z

    def _cdf(self, z):
        return z

    def _ppf(self, q):
        return q


class Beta(Continuous):
    """z**(a - 1) (1 - z)**(b - 1) / B(a, b) on [0, 1]."""

    shapes = ("a", "b")
    low, high, inside = 0, 1, 0.5

    def _logpdf(self, z, a, b):
        return sp.xlogy(a - 1, z) + sp.xlog1py(b - 1, -z) - sp.betaln(a, b)

    def _cdf(self, z, a, b):
        return sp.betainc(a, b, z)

    def _sf(self, z, a, b):
        return sp.betaincc(a, b, z)

    def _ppf(self, q, a, b):
        return sp.betaincinv(a, b, q)


class WrapCauchy(Continuous):
    """(1 - c**2) / (2 pi (1 + c**2 - 2 c cos z)) on [0, 2 pi]."""

    shapes = ("c",)
    no_formula = ("cdf", "logcdf", "sf", "logsf", "ppf", "isf")
    low, high, inside = 0, 2 * math.pi, 1.0

    def _valid(self, c):
        return (c > 0) & (c < 1)

    def _logpdf(self, z, c):
        return np.log1p(-c * c) - LOG_2PI - np.log(1 + c * c - 2 * c * np.cos(z))


class TruncNorm(Continuous):
    """The normal distribution cut off at a and b (in units of the scale, measured from loc), for a < b."""

    shapes = ("a", "b")
    no_formula = ("ppf", "isf")

    def _valid(self, a, b):
        return a < b

    def _support(self, a, b):
        return a, b

    def _clipped(self, z, a, b):
        """z, and a point of the support instead of what the base class puts where z is outside."""
        return np.clip(z, a, b)

    def _logpdf(self, z, a, b):
        return -0.5 * (z * z + LOG_2PI) - _log_mass(a, b)

    def _logcdf(self, z, a, b):
        return _log_mass(a, self._clipped(z, a, b)) - _log_mass(a, b)

    def _logsf(self, z, a, b):
        return _log_mass(self._clipped(z, a, b), b) - _log_mass(a, b)

    def _cdf(self, z, a, b):
        return np.exp(self._logcdf(z, a, b))

    def _sf(self, z, a, b):
        return np.exp(self._logsf(z, a, b))


def _log_mass(a: Any, b: Any) -> Any:
    """log(Phi(b) - Phi(a)) for a <= b; an interval right of 0 is reflected, since there both are close to 1."""
    right = a > 0
    a, b = np.where(right, -b, a), np.where(right, -a, b)
    left = b <= 0
    log_a, log_b = sp.log_ndtr(a), sp.log_ndtr(np.where(left, b, 0))
    across = np.log1p(-sp.ndtr(np.where(left, -1, a)) - sp.ndtr(-np.where(left, 1, b)))
    return np.where(left, log_b + np.log1p(-np.exp(np.where(left, log_a - log_b, -1))), across)

"""The incomplete gamma and beta functions differentiated in their shapes, on NumPy arrays, by continued fractions.

With I_x(a, b) = x^a (1-x)^b / (a B(a, b)) F, F a continued fraction, dI/da = I (dlog(prefactor)/da + (dF/da) / F): the
recurrences of numerator and denominator are differentiated term by term.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .random import gamma_slope

_MOST_TERMS = 10_000


def gammainc_da(a: Any, x: Any) -> Any:
    """d/da of the regularised lower incomplete gamma function P(a, x); 0 at x = 0 and x = inf."""
    from scipy.special import gammaln, xlogy

    def slope(a: Any, x: Any) -> Any:
        density_times_x = np.exp(xlogy(a, x) - x - gammaln(a))
        out = -density_times_x * gamma_slope.impl(a, np.log(x))
        return np.where((x == 0) | (x == np.inf), 0.0, out)

    return _elementwise(slope, a, x)


def betainc_da(a: Any, b: Any, x: Any) -> Any:
    """d/da of the regularised incomplete beta function I_x(a, b); 0 at x = 0 and x = 1."""
    return _elementwise(lambda a, b, x: _betainc_slope(0, a, b, x, 1 - x), a, b, x)


def betainc_db(a: Any, b: Any, x: Any) -> Any:
    """d/db of the regularised incomplete beta function I_x(a, b); 0 at x = 0 and x = 1."""
    return _elementwise(lambda a, b, x: _betainc_slope(1, a, b, x, 1 - x), a, b, x)


def stdtr_dv(v: Any, t: Any) -> Any:
    """d/dv of the distribution function of Student's t, I_x(v/2, 1/2) / 2 for t < 0, with x = v / (v + t^2)."""
    return _elementwise(_stdtr_dv, v, t)


def _stdtr_dv(v: Any, t: Any) -> Any:
    from scipy.special import betaln, xlogy

    x, y = v / (v + t * t), t * t / (v + t * t)  # each without loss where it is small
    a, half = v / 2, np.full_like(v, 0.5)
    density = np.exp(xlogy(a, x) + xlogy(half, y) - betaln(a, half))  # x y times that of the beta distribution
    return -np.sign(t) / 2 * (_betainc_slope(0, a, half, x, y) / 2 + density / v)


def _elementwise(function: Any, *operands: Any) -> Any:
    """`function` of one-dimensional float64 arrays, for operands of one shape and dtype."""
    first = operands[0]
    with np.errstate(all="ignore"):
        out = function(*(np.asarray(x, np.float64).reshape(-1) for x in operands))
    return out.astype(first.dtype).reshape(np.shape(first))[()]


def _betainc_slope(shape: int, a: Any, b: Any, x: Any, y: Any) -> Any:
    """At x = 1 - y: by the fraction where it converges fast, else by the symmetry I_x(a, b) = 1 - I_y(b, a)."""
    out = np.where(np.isnan(a + b + x), np.nan, 0.0)
    inside = (x > 0) & (y > 0) & (a > 0) & (b > 0)
    low = inside & (x * (a + b + 2) <= a + 1)
    high = inside & ~low
    if low.any():
        out[low] = _beta_slopes(a[low], b[low], x[low], y[low])[shape]
    if high.any():
        out[high] = -_beta_slopes(b[high], a[high], y[high], x[high])[1 - shape]
    return out


def _beta_slopes(a: Any, b: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """(dI/da, dI/db) at x = 1 - y, for x <= (a + 1) / (a + b + 2)."""
    from scipy.special import betainc, psi

    value, s = betainc(a, b, x), a + b
    f, fa, fb = _beta_fraction(a, b, x)
    da = value * (np.log(x) - psi(a) + psi(s) - 1 / a + fa / f)
    db = value * (np.log(y) - psi(b) + psi(s) + fb / f)
    return da, db


def _beta_fraction(a: Any, b: Any, x: Any) -> tuple[Any, Any, Any]:
    """F = 1/(1 + d1/(1 + d2/(1 + ...))) with its derivatives in a and in b, as p/q by the forward recurrences.

    d_2m = m (b - m) x / ((a + 2m - 1)(a + 2m)),  d_2m+1 = -(a + m)(a + b + m) x / ((a + 2m)(a + 2m + 1)).
    """
    one, zero = np.ones_like(a), np.zeros_like(a)
    old = np.array([[zero, zero, zero], [one, zero, zero]])  # (p, q) x (value, d/da, d/db)
    new = np.array([[one, zero, zero], [one, zero, zero]])
    previous = None
    for n in range(1, _MOST_TERMS):
        m = n // 2
        if n % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d_a = d * (1 / (a + m) + 1 / (a + b + m) - 1 / (a + 2 * m) - 1 / (a + 2 * m + 1))
            d_b = -(a + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d_a = -d * (1 / (a + 2 * m - 1) + 1 / (a + 2 * m))
            d_b = m * x / ((a + 2 * m - 1) * (a + 2 * m))
        step = d * old
        step[:, 1] += d_a * old[:, 0]
        step[:, 2] += d_b * old[:, 0]
        old, new = new, new + step
        scale = 1 / abs(new[1, 0])  # only ratios matter
        old, new = old * scale, new * scale
        (p, pa, pb), (q, qa, qb) = new
        f = p / q
        now = np.array([f, (pa - f * qa) / q, (pb - f * qb) / q])
        if previous is not None and not np.any(abs(now - previous) > 4e-16 * abs(now)):
            break
        previous = now
    return now[0], now[1], now[2]

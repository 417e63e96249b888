"""Fused multiply-add with one rounding, in NumPy: the product is split into parts that are exact.

The last sum is of a rounded value and an error term rounded to odd, which makes the result that of one rounding (Boldo
and Melquiond, Emulation of FMA and correctly rounded sums, 2008).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

Value = Any  # a NumPy float, or an array of them


def fma(x: Value, y: Value, z: Value) -> Value:
    """x * y + z rounded once, for f32 and f64."""
    if x.dtype == np.float32:
        product = x.astype(np.float64) * y.astype(np.float64)  # exact
        return _odd_sum(product, z.astype(np.float64)).astype(np.float32)
    x, y, z = np.broadcast_arrays(x, y, z)
    found = np.asarray(_split_fma(x, y, z))
    for i in np.argwhere(_needs_fractions(x, y, z)):
        at = tuple(i)
        found[at] = _fraction_fma(float(x[at]), float(y[at]), float(z[at]))
    return found[()]


def _sum(a: Value, b: Value) -> tuple[Value, Value]:
    """a + b and its rounding error."""
    total = a + b
    rest = total - a
    return total, (a - (total - rest)) + (b - rest)


def _odd_sum(a: Value, b: Value) -> Value:
    """a + b rounded to odd: where it is inexact, to the neighbour whose last bit is set."""
    total, error = _sum(a, b)
    inexact = np.isfinite(total) & np.isfinite(error) & (error != 0)
    even = (total.view(np.int64) & 1) == 0
    return np.where(inexact & even, np.nextafter(total, np.where(error > 0, np.inf, -np.inf)), total)


def _halves(x: Value) -> tuple[Value, Value]:
    scaled = x * 134217729.0  # 2**27 + 1
    high = scaled - (scaled - x)
    return high, x - high


def _split_fma(x: Value, y: Value, z: Value) -> Value:
    product = x * y
    x1, x0 = _halves(x)
    y1, y0 = _halves(y)
    error = x0 * y0 - (((product - x1 * y1) - x0 * y1) - x1 * y0)
    high, low = _sum(z, error)
    total, rest = _sum(product, high)
    exact = total + _odd_sum(low, rest)
    return np.where(np.isfinite(exact) & (exact != 0), exact, product + z)


def _needs_fractions(x: Value, y: Value, z: Value) -> Value:
    """Finite lanes whose parts might overflow or underflow."""
    finite = np.isfinite(x) & np.isfinite(y) & np.isfinite(z)
    small = (np.abs(x * y) < 1e-250) & (x != 0) & (y != 0)
    large = np.maximum(np.maximum(np.abs(x), np.abs(y)), np.maximum(np.abs(x * y), np.abs(z))) > 1e290
    return finite & (small | large | ((np.abs(z) < 1e-250) & (z != 0)))


def _fraction_fma(x: float, y: float, z: float) -> float:
    exact = Fraction(x) * Fraction(y) + Fraction(z)
    if exact == 0:
        return x * y + z  # for the sign
    try:
        return float(exact)
    except OverflowError:
        return float("inf") if exact > 0 else float("-inf")

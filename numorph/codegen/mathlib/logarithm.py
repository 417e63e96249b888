"""log, log2, log10 and log1p.

x = 2**k m with m in [sqrt(1/2), sqrt(2)) or [2/3, 4/3), read off the bits; then log(x) = k ln 2 + log(m) with r = m - 1 exact.
f32: a polynomial in r.  f64: 2 atanh(s) with s = r / (2 + r), arranged as in fdlibm's e_log.c, so that r enters unrounded.
Subnormal x are made normal and their exponents corrected on the rare path, which also knows 0, x < 0, inf and NaN.
"""

from __future__ import annotations

from typing import final

from .algebra import (
    Value,
    at_least,
    at_most,
    copysign,
    equal,
    estrin,
    fast_sum,
    fma,
    horner,
    is_nan,
    rare,
    select,
    special_cases,
)

# (log(1 + r) - r) / r**2 for 2/3 <= 1 + r <= 4/3
_LOG = (
    -0.5,
    0.33333197,
    -0.2499992,
    0.2001144,
    -0.16674432,
    0.13989453,
    -0.12274071,
    0.14062995,
    -0.12481689,
)
# (2 atanh(s) - 2 s) / s**3 in s**2
_ATANH = (
    0.6666666666666666,
    0.40000000000004954,
    0.2857142856939597,
    0.22222222609791967,
    0.18181778099109547,
    0.1538700103669312,
    0.13251856378683596,
    0.1323755143733808,
)

_LN2 = {"f32": (0.6931471805599453, 0.0), "f64": (6.93147180369123816490e-01, 1.90821492927058770002e-10)}
_LOG10_2 = {"f32": (0.301025390625, 4.605038981195214e-06), "f64": (0.30102999566395283, 2.8363394551044964e-14)}
_LOG2_E = 1.4426950408889634
_LOG10_E = 0.4342944819032518

# The bits below which the fraction of x belongs to the power of two before: of 2/3 and of sqrt(1/2).
_LEAST_M = {"f32": 0x3F2AAAAB, "f64": 0x3FE6A09E667F3BCD}
_SPARE = 64  # added to exponents, so that those of subnormal x are not negative


@final
class Split:
    """x = 2**k m for every finite x > 0, and whether x is subnormal or no such number.

    `least` are the bits of the least m; the low bits of `shifted` count from there.  If x is `known_normal` (and
    positive), nothing is provided for other x.
    """

    __slots__ = ("k", "m", "shifted", "special")

    def __init__(self, x: Value, least: int | None = None, known_normal: bool = False):
        f = x.format
        fraction = (1 << f.fraction) - 1
        least = least or _LEAST_M[x.dtype]
        offset = (_SPARE << f.fraction) - (least & fraction)
        steps = f.fraction + 2  # a subnormal number times 2**steps is normal
        bits = x.unsigned_bits()
        normal = 1 << f.fraction
        infinite = (2 * f.bias + 1) << f.fraction
        self.special = bits - normal >= infinite - normal
        raised = (x * 2.0**steps).unsigned_bits() + (offset - (steps << f.fraction))
        shifted = bits + offset
        if not known_normal:
            shifted = rare(self.special, shifted, select(x < f.least, raised, shifted))
        self.shifted = shifted
        # an integer below 2**fraction, or-ed into the bits of 2**fraction, makes a float without a conversion
        exponent = ((shifted >> f.fraction) | x.like(2.0**f.fraction).unsigned_bits()).as_float()
        self.k = exponent - (2.0**f.fraction + _SPARE + (least >> f.fraction))
        self.m = ((shifted & fraction) + least).as_float()


def _beyond_r(r: Value) -> Value:
    """log(1 + r) - r for 1 + r in the range of m."""
    if r.dtype == "f32":
        return r * r * horner(r, _LOG)
    s = r / (r + 2.0)
    half_square = 0.5 * r * r
    z = s * s
    return fma(s, fma(z, estrin(z, _ATANH), half_square), -half_square)


def _with_limits(x: Value, y: Value, special: Value) -> Value:
    """y, but -inf at 0, NaN below, inf at inf."""
    inf = float("inf")
    cases = special_cases(y, (equal(x, 0.0), -inf), (x < 0.0, float("nan")), (equal(x, inf), inf), (is_nan(x), x))
    return rare(special, y, cases)


def log(x: Value) -> Value:
    """The natural logarithm."""
    split = Split(x)
    r = split.m - 1.0
    return _with_limits(x, _sum_in_e(split.k, r), split.special)


def _sum_in_e(k: Value, r: Value) -> Value:
    """k ln 2 + log(1 + r)."""
    high, low = _LN2[k.dtype]
    if k.dtype == "f32":
        return fma(k, high, fma(r * r, horner(r, _LOG), r))
    return fma(k, high, r + fma(k, low, _beyond_r(r)))


def log_normal(x: Value) -> Value:
    """log of an x known to be normal and positive."""
    split = Split(x, known_normal=True)
    return _sum_in_e(split.k, split.m - 1.0)


def log2(x: Value) -> Value:
    """The logarithm to base 2: r log2(e) is r + 0.44 r, of which only the second part is rounded."""
    split = Split(x)
    r = split.m - 1.0
    rest = fma(_beyond_r(r), _LOG2_E, r * (_LOG2_E - 1.0))
    total = fast_sum(split.k, r)
    return _with_limits(x, total.high + (total.low + rest), split.special)


def log10(x: Value) -> Value:
    """The logarithm to base 10: r log10(e) is r/2 - 0.066 r, of which only the second part is rounded."""
    split = Split(x)
    r = split.m - 1.0
    high, low = _LOG10_2[x.dtype]
    rest = fma(_beyond_r(r), _LOG10_E, r * (_LOG10_E - 0.5))
    total = fast_sum(split.k * high, 0.5 * r)
    return _with_limits(x, total.high + (total.low + fma(split.k, low, rest)), split.special)


def log1p(x: Value) -> Value:
    """log(1 + x)."""
    return copysign(log1p_of(x), x)


def log1p_of(x: Value, doubled: Value | None = None) -> Value:
    """log(1 + x), but for the sign of 0; log(2 (1 + x)) where `doubled` holds.

    u = 1 + x is rounded, and c what that loses; u = 2**k m, and r = m - 1 + c 2**-k.  Where k = 0 that is x itself.
    """
    f = x.format
    u = x + 1.0
    split = Split(u)
    lost = at_most(x, 1.0) - (u - at_least(x, 1.0))
    shrink = (2.0**f.fraction + f.bias - at_most(split.k, f.fraction * 2.0)).unsigned_bits() << f.fraction
    r = select(equal(split.k, 0.0), x, fma(lost, shrink.as_float(), split.m - 1.0))
    k = split.k if doubled is None else select(doubled, split.k + 1.0, split.k)
    return _with_limits(u, _sum_in_e(k, r), split.special)


FUNCTIONS = {"log": log, "log2": log2, "log10": log10, "log1p": log1p}

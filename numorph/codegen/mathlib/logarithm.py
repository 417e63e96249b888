"""log, log2, log10 and log1p.

x = 2**k m with m in [sqrt(1/2), sqrt(2)) or [2/3, 4/3), read off the bits; log(x) = k ln 2 + log(m), m = 1 + r.
f32: a polynomial in r.  f64: 2 atanh(s), s = r / (2 + r), arranged as in fdlibm (e_log.c), so that r enters exactly.
Subnormal x are made normal, and 0, x < 0, inf and NaN get their values, on the rare path.
"""

from __future__ import annotations

from typing import final

from .algebra import (
    Value,
    at_least,
    at_most,
    copysign,
    equal,
    fast_sum,
    fma,
    horner,
    is_nan,
    polynomial,
    rare,
    select,
    special_cases,
)

# (log(1 + r) - r) / r**2 for 2/3 <= 1 + r <= 4/3
_LOG = (
    -0.5,
    0.33333215,
    -0.24999805,
    0.20010439,
    -0.16680205,
    0.14005503,
    -0.1218772,
    0.13985701,
    -0.12878278,
)
# log2(1 + r) / r - 1 in r and log10(1 + 2 u) / u - 1 in u = r / 2 there
_LOG2 = (
    0.44269505,
    -0.7213475,
    0.4808942,
    -0.36067325,
    0.28879938,
    -0.24055831,
    0.20042175,
    -0.17689644,
    0.20941383,
    -0.18163791,
)
_LOG10 = (
    -0.13141103,
    -0.86858785,
    1.1581124,
    -1.7377219,
    2.781178,
    -4.562745,
    7.7748747,
    -17.109837,
    31.260239,
)
# (2 atanh(s) - 2 s) / s**3 in s**2
_ATANH = (
    0.6666666666666735,
    0.39999999999408764,
    0.2857142874396327,
    0.22222198386233402,
    0.18183575279547015,
    0.15313740238947166,
    0.14799343173910368,
)

_LN2 = {"f32": (0.6931471805599453, 0.0), "f64": (6.93147180369123816490e-01, 1.90821492927058770002e-10)}
_LOG10_2 = {"f32": (0.301025390625, 4.605038981195214e-06), "f64": (0.30102999566395283, 2.8363394551044964e-14)}
_LOG2_E = 1.4426950408889634
_LOG10_E = 0.4342944819032518

# The bits below which the fraction of x belongs to the power of two before: of 2/3 and of sqrt(1/2).
_LEAST_M = {"f32": 0x3F2AAAAB, "f64": 0x3FE6A09E667F3BCD}
_SPARE = 64  # added to exponents in f64, so that those of subnormal x are not negative


@final
class Split:
    """|x| = 2**k m for every finite x other than 0; `special` is whether x is not positive and normal.

    `least` are the bits of the least m; the low bits of `shifted` count from there.  If x is `known_normal` (and
    positive), nothing is provided for other x.
    """

    __slots__ = ("k", "m", "shifted", "special")

    def __init__(self, x: Value, least: int | None = None, known_normal: bool = False):
        f = x.format
        fraction = (1 << f.fraction) - 1
        least = least or _LEAST_M[x.dtype]
        spare = 0 if x.dtype == "f32" else _SPARE
        offset = (spare << f.fraction) - (least & fraction if spare else least)
        bits = x.unsigned_bits()
        normal = 1 << f.fraction
        infinite = (2 * f.bias + 1) << f.fraction
        self.special = bits - normal >= infinite - normal
        shifted = bits + offset % 2**f.bits
        if not known_normal:
            steps = f.fraction + 2  # a subnormal number times 2**steps is normal
            size = abs(x)
            raised = (size * 2.0**steps).unsigned_bits() + (offset - (steps << f.fraction)) % 2**f.bits
            ordinary = size.unsigned_bits() + offset % 2**f.bits
            shifted = rare(self.special, shifted, select(size < f.least, raised, ordinary))
        self.shifted = shifted
        if x.dtype == "f32":
            self.k = (shifted.bitcast("i32") >> f.fraction).convert("f32")
        else:  # or-ed into the bits of 2**52, an integer below that makes a float without a conversion
            exponent = ((shifted >> f.fraction) | x.like(2.0**f.fraction).unsigned_bits()).as_float()
            self.k = exponent - (2.0**f.fraction + _SPARE + (least >> f.fraction))
        self.m = ((shifted & fraction) + least).as_float()


def _beyond_r(r: Value) -> Value:
    """log(1 + r) - r for 1 + r in the range of m, f64."""
    s = r / (r + 2.0)
    half_square = 0.5 * r * r
    z = s * s
    return fma(s, fma(z, polynomial(z, _ATANH), half_square), -half_square)


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
        return fma(k, high, fma(r * r, polynomial(r, _LOG), r))
    return fma(k, high, r + fma(k, low, _beyond_r(r)))


def log_normal(x: Value) -> Value:
    """log of an x known to be normal and positive."""
    split = Split(x, known_normal=True)
    return _sum_in_e(split.k, split.m - 1.0)


def log2(x: Value) -> Value:
    """The logarithm to base 2: log2(1 + r) is r + 0.44 r + ..., of which only what follows r is rounded."""
    split = Split(x)
    r = split.m - 1.0
    if x.dtype == "f32":
        return _with_limits(x, split.k + fma(r, polynomial(r, _LOG2), r), split.special)
    rest = fma(_beyond_r(r), _LOG2_E, r * (_LOG2_E - 1.0))
    total = fast_sum(split.k, r)
    return _with_limits(x, total.high + (total.low + rest), split.special)


def log10(x: Value) -> Value:
    """The logarithm to base 10: log10(1 + r) is r/2 - 0.066 r + ..., of which only what follows r/2 is rounded."""
    split = Split(x)
    r = split.m - 1.0
    high, low = _LOG10_2[x.dtype]
    if x.dtype == "f32":
        u = fma(split.m, 0.5, -0.5)
        rest = fma(split.k, low, fma(u, horner(u, _LOG10), u))
        return _with_limits(x, fma(split.k, high, rest), split.special)
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

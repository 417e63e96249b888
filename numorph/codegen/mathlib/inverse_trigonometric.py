"""arcsin, arccos, arctan and arctan2.

Arguments are brought into a small range by identities, as in fdlibm (e_asin.c, s_atan.c), and an odd polynomial ends.
Divisions of different ranges are one division with chosen operands.
"""

from __future__ import annotations

from .algebra import Value, copysign, equal, fma, horner, rare, select, sqrt

# (atan(t) - t) / t**3 in t**2, |t| <= tan(pi/8)
_ATAN = {
    "f32": (
        -0.33333316,
        0.19998525,
        -0.14244297,
        0.105982654,
        -0.060873367,
    ),
    "f64": (
        -0.33333333333333326,
        0.19999999999997098,
        -0.14285714285317078,
        0.11111111083805826,
        -0.09090907988566169,
        0.07692279271911882,
        -0.06666175841507802,
        0.058765286481268636,
        -0.05215263630731695,
        0.04490910505022262,
        -0.03318316848852003,
        0.014902209161111159,
    ),
}
# (asin(s) - s) / s**3 in s**2, |s| <= 1/2
_ASIN = {
    "f32": (
        0.16666754,
        0.07495249,
        0.04547665,
        0.024148222,
        0.042219605,
    ),
    "f64": (
        0.16666666666666763,
        0.07499999999970117,
        0.04464285717527405,
        0.030381942675695498,
        0.022372215896737543,
        0.017351595645547377,
        0.013981016805809961,
        0.01139730816942523,
        0.010789227656082544,
        0.0036725770663979776,
        0.02178959478474761,
        -0.02111509276830137,
        0.03270106323679504,
    ),
}
_HALF_PI = {"f32": (1.5707963705062866, -4.371139000186241e-08), "f64": (1.5707963267948966, 6.123233995736766e-17)}
_TAN_EIGHTH, _COT_EIGHTH = 0.41421356237309503, 2.414213562373095  # of pi
# arctan2 scales its operands by one of these where the larger does not lie between them
_ORDINARY = {"f32": (2.0**-60, 2.0**60), "f64": (2.0**-500, 2.0**500)}


def arcsin(x: Value) -> Value:
    """The inverse sine: above 1/2 as pi/2 - 2 asin(sqrt((1 - |x|) / 2))."""
    a = abs(x)
    large = a > 0.5
    z = select(large, fma(a, -0.5, 0.5), a * a)
    s = select(large, sqrt(z), a)
    beyond = s * z * horner(z, _ASIN[x.dtype])
    high, low = _HALF_PI[x.dtype]
    correction = select(s > 0.0, fma(-s, s, z) / s, 0.0)  # half of what the rounded root lacks, to first order
    above = (high - 2.0 * s) + (low - (2.0 * beyond + correction))
    return copysign(select(large, above, s + beyond), x)


def arccos(x: Value) -> Value:
    """The inverse cosine: near 0 as pi/2 - asin(x), else 2 asin(sqrt((1 - |x|) / 2)), or pi minus that."""
    a = abs(x)
    large = a > 0.5
    z = select(large, fma(a, -0.5, 0.5), x * x)
    s = select(large, sqrt(z), x)
    beyond = s * z * horner(z, _ASIN[x.dtype])
    high, low = _HALF_PI[x.dtype]
    root = s + beyond
    root = root + root
    large_result = select(x < 0.0, 2.0 * high - (root - 2.0 * low), root)
    return select(large, large_result, high - (s + (beyond - low)))


def _arctan_of_quotient(y: Value, x: Value) -> Value:
    """atan(y / x) for y, x >= 0 whose sum is finite, and whose quotient is no NaN.

    Above tan(pi/8) as pi/4 + atan((y - x) / (y + x)), above its reciprocal as pi/2 - atan(x / y).
    """
    high, low = _HALF_PI[x.dtype]
    middle, upper = y > x * _TAN_EIGHTH, y > x * _COT_EIGHTH
    numerator = select(upper, -x, select(middle, y - x, y))
    denominator = select(upper, y, select(middle, y + x, x))
    base = select(upper, x.like(high), select(middle, x.like(high * 0.5), 0.0))
    base_low = select(upper, x.like(low), select(middle, x.like(low * 0.5), 0.0))
    t = numerator / denominator
    z = t * t
    return base + (t + fma(t * z, horner(z, _ATAN[x.dtype]), base_low))


def arctan(x: Value) -> Value:
    """The inverse tangent."""
    return copysign(_arctan_of_quotient(abs(x), x.like(1.0)), x)


def arctan2(y: Value, x: Value) -> Value:
    """The angle of the point (x, y)."""
    least, greatest = _ORDINARY[x.dtype]
    a, b = abs(y), abs(x)
    larger = select(a > b, a, b)
    unusual = ~((larger <= greatest) & (larger >= least))
    factor = select(larger > greatest, x.like(least), greatest)
    inf = float("inf")
    diagonal = equal(a, inf) & equal(b, inf)
    scaled_a = select(diagonal, 1.0, a * factor)
    scaled_b = select(diagonal | equal(larger, 0.0), 1.0, b * factor)
    angle = _arctan_of_quotient(rare(unusual, a, scaled_a), rare(unusual, b, scaled_b))
    high, low = _HALF_PI[x.dtype]
    return copysign(select(x.signed_bits() < 0, 2.0 * high - (angle - 2.0 * low), angle), y)


FUNCTIONS = {"arcsin": arcsin, "arccos": arccos, "arctan": arctan, "arctan2": arctan2}

"""arcsin, arccos, arctan and arctan2.

Arguments are brought into a small range by identities, as in fdlibm (e_asin.c, s_atan.c), and an odd polynomial ends.
"""

from __future__ import annotations

from .algebra import Value, copysign, equal, fma, horner, rare, select, sqrt

# (atan(t) - t) / t**3 in t**2, |t| <= 1
_ATAN = {
    "f32": (
        -0.333333,
        0.1999853,
        -0.14264016,
        0.10950883,
        -0.0839933,
        0.05788226,
        -0.031098502,
        0.010869952,
        -0.0017832296,
    ),
    "f64": (
        -0.33333333333333287,
        0.19999999999990617,
        -0.1428571428504498,
        0.11111111086670765,
        -0.09090908551001854,
        0.07692299754499839,
        -0.06666584071903006,
        0.058817182725150234,
        -0.05259443578125443,
        0.047449611722497134,
        -0.042864893471701644,
        0.038212246151098896,
        -0.03278925929806071,
        0.026156982571558584,
        -0.01861999343426431,
        0.011322549152195372,
        -0.005615531404204718,
        0.002153067678866569,
        -0.0005933745080553929,
        0.00010396852165977964,
        -8.663226818001276e-06,
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
    """atan(y / x) for y, x >= 0 whose quotient is no NaN: where it is above 1 as pi/2 - atan(x / y)."""
    high, low = _HALF_PI[x.dtype]
    steep = y > x
    t = select(steep, x, y) / select(steep, y, x)
    z = t * t
    beyond = t * z * horner(z, _ATAN[x.dtype])
    return select(steep, high - (t + (beyond - low)), t + beyond)


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

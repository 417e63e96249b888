"""sin, cos and tan.

Cody and Waite's reduction by pi in three parts, x = n pi + r, exact but for the last step; sin(x) = (-1)**n sin(r), one
odd polynomial up to pi/2.  Greater arguments are reduced exactly as by Payne and Hanek (Radian reduction for
trigonometric functions, SIGNUM 1983), on the rare path.
"""

from __future__ import annotations

from .algebra import Value, at_most, copysign, equal, exact_product, fma, polynomial, rare, select
from .payne_hanek import quarter_rest, signed_rest

# (sin(r) - r) / r**3 in r**2, |r| <= pi/2
_SIN = {
    "f32": (
        -0.16666667,
        0.0083333505,
        -0.00019843093,
        2.7627054e-06,
        -2.5502816e-08,
    ),
    "f64": (
        -0.16666666666666666,
        0.008333333333333207,
        -0.0001984126984121249,
        2.755731921157311e-06,
        -2.5052106904882643e-08,
        1.6058941030084584e-10,
        -7.643020176757206e-13,
        2.721428548110098e-15,
    ),
}
# pi as a sum of three positive numbers: x - 0 pi is -0 for x = -0
_PI = {
    "f32": (3.141592502593994, 1.5099578831723193e-07, 1.0780605906948477e-14),
    "f64": (3.141592653589793, 1.224646799147353e-16, 2.165713347843828e-32),
}
_HALF_PI = {
    "f32": (1.570796251296997, 7.549789415861596e-08, 5.390302953474238e-15),
    "f64": (1.5707963267948966, 6.123233995736765e-17, 1.082856673921914e-32),
}
# (tan(r) - r) / r**3 in r**2, |r| <= pi/4
_TAN = {
    "f32": (
        0.33333352,
        0.13332583,
        0.05406865,
        0.021238608,
        0.010945566,
        -4.6246394e-05,
        0.00444188,
    ),
    "f64": (
        0.33333333333332693,
        0.13333333333425643,
        0.053968253921657945,
        0.021869489723684715,
        0.008863217616336872,
        0.0035923024989698714,
        0.0014546794061771806,
        0.0005953840896520254,
        0.0002214677684109335,
        0.00013834957173899042,
        -2.8887380207970484e-05,
        9.169250785935113e-05,
        -4.6056856116368526e-05,
        2.114067566335628e-05,
    ),
}
_ONE_OVER_PI = 0.3183098861837907
_NEAR = {"f32": 30000.0, "f64": 1e9}  # n is below 2**14 and 2**29, so n / pi is an integer to within 2**-10


def sine_polynomial(r: Value) -> Value:
    """sin(r) for |r| up to pi/2, with the sign of r, also of -0."""
    z = r * r
    y = fma(r * z, polynomial(z, _SIN[r.dtype]), r)
    return copysign(at_most(abs(y), 1.0), r)


def _with_parity(r: Value, shifted: Value) -> Value:
    """r, negated where the integer in the low bits of `shifted` is odd."""
    f = r.format
    return (r.unsigned_bits() ^ (shifted.unsigned_bits() << (f.bits - 1))).as_float()


def _minus_multiple(n: Value, x: Value, parts: tuple[float, float, float]) -> Value:
    """x - n p, for p in three parts."""
    first, second, third = parts
    return fma(n, -third, fma(n, -second, fma(n, -first, x)))


def sin(x: Value) -> Value:
    """The sine."""
    magic = x.format.round_magic
    shifted = fma(x, _ONE_OVER_PI, magic)
    near = _with_parity(_minus_multiple(shifted - magic, x, _PI[x.dtype]), shifted)
    far = ~(abs(x) <= _NEAR[x.dtype])
    return sine_polynomial(rare(far, near, signed_rest(x, halves=0)))


def cos(x: Value) -> Value:
    """The cosine, as the sine of x + pi/2: x = (n - 1/2) pi + r."""
    magic = x.format.round_magic
    shifted = fma(x, _ONE_OVER_PI, 0.5) + magic
    near = _with_parity(_minus_multiple(shifted - magic - 0.5, x, _PI[x.dtype]), shifted)
    far = ~(abs(x) <= _NEAR[x.dtype])
    return sine_polynomial(rare(far, near, signed_rest(x, halves=1)))


def tan_polynomial(r: Value, lost: Value | None = None) -> Value:
    """tan(r), or tan(r + lost), for |r| up to pi/4."""
    z = r * r
    series = polynomial(z, _TAN[r.dtype])
    rest = r * z * series if lost is None else fma(r * z, series, fma(lost, z, lost))
    return r + rest


def tan(x: Value) -> Value:
    """The tangent: x = n pi/2 + r, then tan(r) for even n, and -1 / tan(r) for odd n."""
    magic = x.format.round_magic
    shifted = fma(x, 2.0 * _ONE_OVER_PI, magic)
    n = shifted - magic
    first, second, third = _HALF_PI[x.dtype]
    start = fma(n, -first, x)
    step = exact_product(n, second)
    near = start - step.high
    lost = fma(n, -third, (start - near - step.high) - step.low)  # r is near + lost
    far = ~(abs(x) <= _NEAR[x.dtype])
    far_rest, far_odd = quarter_rest(x)
    r, lost = rare(far, near, far_rest.high), rare(far, lost, far_rest.low)
    odd = rare(far, equal(shifted.signed_bits() & 1, 1), far_odd)
    y = tan_polynomial(r, lost)
    return copysign(select(odd, -1.0 / y, y), select(odd, -r, r))


FUNCTIONS = {"sin": sin, "cos": cos, "tan": tan}

"""sin, cos and tan.

Cody and Waite's reduction by pi in three parts, x = n pi + r, exact but for the last step; then sin(x) = (-1)**n sin(r) and
one odd polynomial up to pi/2.  Arguments too great for that are reduced exactly as Payne and Hanek do (Radian reduction
for trigonometric functions, SIGNUM 1983), on the rare path.
"""

from __future__ import annotations

from .algebra import Value, at_most, copysign, fma, horner, rare
from .payne_hanek import signed_rest

# (sin(r) - r) / r**3 in r**2, |r| <= pi/2
_SIN = {
    "f32": (-0.16666667, 0.0083333505, -0.00019843111, 2.7629003e-06, -2.5555128e-08),
    "f64": (
        -0.16666666666666666,
        0.008333333333333207,
        -0.0001984126984121249,
        2.7557319211573946e-06,
        -2.5052106905088075e-08,
        1.6058941047760826e-10,
        -7.643020822404951e-13,
        2.721437104669998e-15,
    ),
}
# pi as a sum of three positive numbers: x - 0 pi is -0 for x = -0
_PI = {
    "f32": (3.141592502593994, 1.5099578831723193e-07, 1.0780605906948477e-14),
    "f64": (3.141592653589793, 1.224646799147353e-16, 2.165713347843828e-32),
}
_ONE_OVER_PI = 0.3183098861837907
_NEAR = {"f32": 30000.0, "f64": 1e9}  # n is below 2**14 and 2**29, so n / pi is an integer to within 2**-10


def _sine_polynomial(r: Value) -> Value:
    """sin(r) for |r| up to pi/2, with the sign of r, also of -0."""
    z = r * r
    y = fma(r * z, horner(z, _SIN[r.dtype]), r)
    return copysign(at_most(abs(y), 1.0), r)


def _with_parity(r: Value, shifted: Value) -> Value:
    """r, negated where the integer in the low bits of `shifted` is odd."""
    f = r.format
    return (r.unsigned_bits() ^ (shifted.unsigned_bits() << (f.bits - 1))).as_float()


def _minus_multiple(n: Value, x: Value) -> Value:
    """x - n pi."""
    first, second, third = _PI[x.dtype]
    return fma(n, -third, fma(n, -second, fma(n, -first, x)))


def sin(x: Value) -> Value:
    """The sine."""
    magic = x.format.round_magic
    shifted = fma(x, _ONE_OVER_PI, magic)
    near = _with_parity(_minus_multiple(shifted - magic, x), shifted)
    far = ~(abs(x) <= _NEAR[x.dtype])
    return _sine_polynomial(rare(far, near, signed_rest(x, halves=0)))


def cos(x: Value) -> Value:
    """The cosine, as the sine of x + pi/2: x = (n - 1/2) pi + r."""
    magic = x.format.round_magic
    shifted = fma(x, _ONE_OVER_PI, 0.5) + magic
    near = _with_parity(_minus_multiple(shifted - magic - 0.5, x), shifted)
    far = ~(abs(x) <= _NEAR[x.dtype])
    return _sine_polynomial(rare(far, near, signed_rest(x, halves=1)))


FUNCTIONS = {"sin": sin, "cos": cos}

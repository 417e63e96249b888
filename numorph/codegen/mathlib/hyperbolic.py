"""sinh, cosh, tanh and their inverses, from exp and log1p of |x|."""

from __future__ import annotations

from .algebra import Value, at_most, copysign, fma, horner, rare, select, sqrt
from .exponential import EXP, NEAR, Reduced, expm1_rest, is_far, reduce
from .logarithm import log1p_of

_TANH_ONE = {"f32": 10.0, "f64": 20.0}  # from here on tanh rounds to 1
_LN2 = {"f32": (0.6931471805599453,), "f64": (0.6931471805599453, 2.3190468138462996e-17)}
_LOG2_E = 1.4426950408889634
_OVERFLOW = {"f32": 89.41599, "f64": 710.4758600739439}  # where e**a / 2 rounds to inf
_GREAT = {"f32": 2.0**30, "f64": 2.0**60}  # beyond, a + 1 and a are the same
# (sinh(x) - x) / x**3 in x**2, |x| <= 1
_SINH = {
    "f32": (
        0.16666667,
        0.0083333105,
        0.00019842891,
        2.7822678e-06,
    ),
    "f64": (
        0.16666666666666669,
        0.008333333333332912,
        0.0001984126984159341,
        2.7557319106746516e-06,
        2.5052131004579457e-08,
        1.6056658124249134e-10,
        7.77665731498223e-13,
    ),
}


def tanh(x: Value) -> Value:
    """The hyperbolic tangent: y = h / (h + 1) with h = (e**(2 |x|) - 1) / 2.

    Small y are h - h y, which has fewer roundings.  The relative error of great h matters little, so that ln 2 needs
    fewer parts than in exp.
    """
    a = at_most(abs(x), _TANH_ONE[x.dtype])
    a = a + a
    shifted = fma(a, _LOG2_E, x.format.round_magic)
    n = shifted - x.format.round_magic
    rest = a
    for part in _LN2[x.dtype]:
        rest = fma(n, -part, rest)
    half_power = Reduced(rest, shifted).power(-1)
    h = fma(half_power, expm1_rest(rest), half_power - 0.5)
    y = h / (h + 1.0)
    return copysign(select(h < 0.5, fma(-h, y, h), y), x)


def _half_exp(a: Value) -> Value:
    """e**a / 2 for a >= 0."""
    reduced = reduce(a)
    y = horner(reduced.rest, EXP[a.dtype])
    half = (reduced.times_power(y).signed_bits() - (1 << a.format.fraction)).as_float()
    far = select(a > _OVERFLOW[a.dtype], float("inf"), reduced.scaled(y, -1))
    return rare(is_far(a, NEAR[a.dtype]), half, far)


def cosh(x: Value) -> Value:
    """The hyperbolic cosine: h + 1 / (4 h) with h = e**|x| / 2."""
    h = _half_exp(abs(x))
    return h + 0.25 / h


def sinh(x: Value) -> Value:
    """The hyperbolic sine: a polynomial up to 1, above h - 1 / (4 h) with h = e**|x| / 2."""
    a = abs(x)
    h = _half_exp(a)
    z = x * x
    small = fma(a * z, horner(z, _SINH[x.dtype]), a)
    return copysign(select(a < 1.0, small, h - 0.25 / h), x)


def arcsinh(x: Value) -> Value:
    """log(a + sqrt(a**2 + 1)) for a = |x|, as log1p; for great a log(2 a)."""
    a = abs(x)
    great = a > _GREAT[x.dtype]
    square = a * a
    t = a + square / (1.0 + sqrt(square + 1.0))
    return copysign(log1p_of(select(great, a, t), doubled=great), x)


def arccosh(x: Value) -> Value:
    """log(x + sqrt(x**2 - 1)), as log1p of x - 1 and a root; for great x log(2 x)."""
    great = x > _GREAT[x.dtype]
    t = x - 1.0
    rooted = t + sqrt(fma(t, t, t + t))
    return select(x < 1.0, float("nan"), log1p_of(select(great, x, rooted), doubled=great))


def arctanh(x: Value) -> Value:
    """log((1 + a) / (1 - a)) / 2 for a = |x|, as log1p."""
    a = abs(x)
    return copysign(0.5 * log1p_of((a + a) / (1.0 - a)), x)


FUNCTIONS = {
    "sinh": sinh,
    "cosh": cosh,
    "tanh": tanh,
    "arcsinh": arcsinh,
    "arccosh": arccosh,
    "arctanh": arctanh,
}

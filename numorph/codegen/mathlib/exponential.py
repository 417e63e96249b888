"""exp, exp2, expm1, the logistic function, and the logarithms of sums of exponentials.

Cody and Waite's reduction (Software Manual for the Elementary Functions, 1980): x = n ln 2 + r with |r| <= (ln 2) / 2;
exp(x) = 2**n exp(r), the latter a polynomial.  n is added to the exponent; where the result may overflow or be
subnormal it is scaled with one rounding instead, on the rare path.
"""

from __future__ import annotations

from typing import final

from .algebra import Value, copysign, equal, fma, polynomial, rare, scale, select, special_cases
from .logarithm import log1p_of

# ln 2 in two parts; the first has so few bits that its product with n is exact.
_LN2 = {
    "f32": (0.693145751953125, 1.42860682030941723e-06),
    "f64": (6.93147180369123816490e-01, 1.90821492927058770002e-10),
}
_LOG2_E = 1.4426950408889634

# exp(r) for |r| <= (ln 2)/2
EXP = {
    "f32": (
        1.0,
        1.0,
        0.49999994,
        0.16666521,
        0.04166826,
        0.008368668,
        0.0013821247,
    ),
    "f64": (
        1.0,
        1.0,
        0.5000000000000011,
        0.16666666666666463,
        0.04166666666652866,
        0.008333333333471443,
        0.001388888894375857,
        0.00019841269544325886,
        2.4801493096905957e-05,
        2.7557559707906444e-06,
        2.7630224816987215e-07,
        2.5006949559317964e-08,
    ),
}
# 2**r for |r| <= 1/2
_EXP2 = {
    "f32": (
        1.0,
        0.6931472,
        0.24022648,
        0.0555036,
        0.009618506,
        0.0013390812,
        0.00015326575,
    ),
    "f64": (
        1.0,
        0.6931471805599453,
        0.24022650695910108,
        0.05550410866482172,
        0.009618129107601582,
        0.0013333558146546485,
        0.00015403530449082094,
        1.5252733633785737e-05,
        1.3215438806424045e-06,
        1.0178160105144705e-07,
        7.073239025172221e-09,
        4.43885908896062e-10,
    ),
}
# (exp(r) - 1 - r) / r**2 for |r| <= (ln 2)/2
_EXPM1 = {
    "f32": (
        0.49999997,
        0.16666546,
        0.041667443,
        0.008366254,
        0.0013870011,
    ),
    "f64": (
        0.5,
        0.16666666666666677,
        0.041666666666666685,
        0.00833333333332174,
        0.0013888888888889325,
        0.00019841269885462675,
        2.4801587291426084e-05,
        2.7557245079370342e-06,
        2.7557317821803323e-07,
        2.5108695727676696e-08,
        2.0897556307325753e-09,
    ),
}

# |x| up to which 2**n and the result are normal numbers; from here on x is said to be far.
NEAR = {"f32": 87.0, "f64": 708.0}
_NEAR2 = {"f32": 125.0, "f64": 1021.0}
# where exp rounds to inf (above) and to 0 (below)
EXP_ENDS = {"f32": (88.722835, -103.97209), "f64": (709.782712893384, -745.1332191019412)}
_EXP2_ENDS = {"f32": (127.99999, -150.0), "f64": (1023.9999999999999, -1075.0)}


@final
class Reduced:
    """x = n ln 2 + r, or x = n + r: the rest r, and n as the low bits of `shifted`, which is n + round_magic."""

    __slots__ = ("rest", "shifted")

    def __init__(self, rest: Value, shifted: Value):
        self.rest, self.shifted = rest, shifted

    def power(self, more: int = 0) -> Value:
        """2**(n + more), if that is a normal number."""
        f = self.rest.format
        return ((self.shifted.signed_bits() << f.fraction) + ((f.bias + more) << f.fraction)).as_float()

    def times_power(self, y: Value) -> Value:
        """y * 2**n, if y, 2**n and the result are normal numbers: n is added to the exponent."""
        return (y.signed_bits() + (self.shifted.signed_bits() << y.format.fraction)).as_float()

    def scaled(self, y: Value, more: int = 0) -> Value:
        """y * 2**(n + more) with one rounding, also where that is subnormal or infinite."""
        n = self.shifted.signed_bits() - self.rest.like(self.rest.format.round_magic).signed_bits()
        return scale(y, (n + more if more else n).convert("i32"))


def reduce(x: Value) -> Reduced:
    """x = n ln 2 + r."""
    magic = x.format.round_magic
    high, low = _LN2[x.dtype]
    shifted = fma(x, _LOG2_E, magic)
    n = shifted - magic
    return Reduced(fma(n, -low, fma(n, -high, x)), shifted)


def is_far(x: Value, limit: float) -> Value:
    """|x| > limit, or x is NaN."""
    return ~(abs(x) <= limit)


def ends(x: Value, y: Value, ends: tuple[float, float]) -> Value:
    above, below = ends
    return special_cases(y, (x > above, float("inf")), (x < below, 0.0))


def exp(x: Value) -> Value:
    """e**x."""
    reduced = reduce(x)
    y = polynomial(reduced.rest, EXP[x.dtype])
    far = ends(x, reduced.scaled(y), EXP_ENDS[x.dtype])
    return rare(is_far(x, NEAR[x.dtype]), reduced.times_power(y), far)


def exp2(x: Value) -> Value:
    """2**x."""
    shifted = x + x.format.round_magic
    reduced = Reduced(x - (shifted - x.format.round_magic), shifted)
    y = polynomial(reduced.rest, _EXP2[x.dtype])
    far = ends(x, reduced.scaled(y), _EXP2_ENDS[x.dtype])
    return rare(is_far(x, _NEAR2[x.dtype]), reduced.times_power(y), far)


def expm1_rest(r: Value) -> Value:
    """exp(r) - 1 for |r| <= (ln 2)/2."""
    return fma(r * r, polynomial(r, _EXPM1[r.dtype]), r)


def expm1(x: Value) -> Value:
    """e**x - 1, which has the sign of x."""
    reduced = reduce(x)
    rest = expm1_rest(reduced.rest)
    power = reduced.power()
    far = special_cases(ends(x, reduced.scaled(rest + 1.0), EXP_ENDS[x.dtype]), (x < 0.0, -1.0))
    return copysign(rare(is_far(x, NEAR[x.dtype]), fma(power, rest, power - 1.0), far), x)


def expit(x: Value) -> Value:
    """The logistic function: y = z / (1 + z) with z = e**-|x|, and 1 - y for x >= 0.

    Small y are z - z y, which has fewer roundings.
    """
    a = -abs(x)
    reduced = reduce(a)
    w = expm1_rest(reduced.rest)
    power = reduced.power()
    z = fma(power, w, power)
    y = z / (z + 1.0)
    near = select(x < 0.0, select(z < 0.25, fma(-z, y, z), y), 1.0 - y)
    z = ends(a, reduced.scaled(w + 1.0), EXP_ENDS[x.dtype])
    return rare(is_far(x, NEAR[x.dtype]), near, select(x > 0.0, 1.0, z))


def log_expit(x: Value) -> Value:
    """The logarithm of the logistic function: min(x, 0) - log1p(e**-|x|)."""
    return select(x < 0.0, x, -0.0) - log1p_of(exp(-abs(x)))


def logaddexp(x: Value, y: Value) -> Value:
    """log(e**x + e**y): the greater, plus log1p(e**-|x - y|)."""
    return _greater_plus(x, y, log1p_of(exp(-abs(x - y))))


def logaddexp2(x: Value, y: Value) -> Value:
    """The same to base 2."""
    return _greater_plus(x, y, log1p_of(exp2(-abs(x - y))) * _LOG2_E)


def _greater_plus(x: Value, y: Value, rest: Value) -> Value:
    """The greater plus the rest; where both are the same infinity that, as the rest is NaN there."""
    same = equal(x, y) & equal(abs(x), float("inf"))
    return rare(same, select(x > y, x, y) + rest, x)


FUNCTIONS = {
    "exp": exp,
    "exp2": exp2,
    "expm1": expm1,
    "expit": expit,
    "log_expit": log_expit,
    "logaddexp": logaddexp,
    "logaddexp2": logaddexp2,
}

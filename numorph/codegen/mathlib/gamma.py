"""gammaln and digamma.

0 < x < 3: log(gamma(2 + t)) = t (1 + t) P(t), which is exact near both zeros.  3 <= x < 8: recurrence down to there.
x >= 8: Stirling's series.  x < 0: reflection, on the rare path; near its zeros only the absolute error is small.
digamma goes the same way, from a polynomial around its zero; its series begins at 6.
"""

from __future__ import annotations

from .algebra import Value, copysign, equal, exact_product, fma, horner, is_nan, rare, rint, select, special_cases
from .logarithm import log
from .trigonometric import sine_polynomial, tan_polynomial

# log(gamma(2 + t)) / (t (1 + t)) for |t| <= 1
_LGAMMA = {
    "f32": (
        0.42278433,
        -0.10031728,
        0.03296558,
        -0.012384925,
        0.0049918313,
        -0.002102275,
        0.0009436766,
        -0.0004251636,
        0.00013125235,
        -5.2777606e-05,
        7.7950535e-05,
        -3.861624e-05,
    ),
    "f64": (
        0.42278433509846713,
        -0.10031730167435392,
        0.032965000621157536,
        -0.012384192193372015,
        0.004998641164592056,
        -0.0021081308339161962,
        0.0009153769248265914,
        -0.0004057073984371222,
        0.00018255260614698406,
        -8.309511448983798e-05,
        3.816914131595762e-05,
        -1.7661767880998146e-05,
        8.220943830657024e-06,
        -3.846862382984527e-06,
        1.812264216308112e-06,
        -8.545371458627964e-07,
        3.9409951879420685e-07,
        -1.8790860090739069e-07,
        1.0673142664264821e-07,
        -4.9721705214629654e-08,
        3.511206202932953e-09,
        -2.840022071503969e-09,
        1.766187262425921e-08,
        -7.77103932597159e-09,
        -4.83454729652749e-09,
        2.0722919493527794e-09,
        1.6567225700832463e-09,
        -7.597255994652148e-10,
    ),
}
# x (log(gamma(x)) - (x - 1/2) log(x) + x - log(2 pi) / 2) in 1 / x**2, x >= 8
_LGAMMA_TAIL = {
    "f32": (
        0.083333336,
        -0.0027781958,
        0.0008018869,
    ),
    "f64": (
        0.08333333333333331,
        -0.0027777777777490045,
        0.0007936507784908015,
        -0.00059523429467015,
        0.0008412376977833794,
        -0.0018788876088134277,
        0.0048450849723420284,
    ),
}
# psi(y) / (y - root) in y - 3/2, 1 <= y <= 2
_DIGAMMA = {
    "f32": (
        0.9510559,
        -0.42362747,
        0.24053909,
        -0.14840047,
        0.095107175,
        -0.062033217,
        0.039417062,
        -0.02590679,
        0.023825346,
        -0.016162213,
    ),
    "f64": (
        0.951055876031833,
        -0.4236274212814605,
        0.24054248424073252,
        -0.14840492305389263,
        0.09498872446052926,
        -0.06192213327527534,
        0.04076083352034965,
        -0.026975796638902313,
        0.01790726018975761,
        -0.011908221151512919,
        0.007926826691795001,
        -0.005279916406127145,
        0.00352009747122621,
        -0.0023457203167689855,
        0.001550395420092376,
        -0.0010350274493952955,
        0.0007448362705793229,
        -0.0004912714228978314,
        0.00018621245152833553,
        -0.00013406185348888107,
        0.0002928947952580542,
        -0.00018731941107308093,
    ),
}
# x**2 (log(x) - 1 / (2 x) - psi(x)) in 1 / x**2, x >= 6
_DIGAMMA_TAIL = {
    "f32": (
        0.08333332,
        -0.008330238,
        0.0037629833,
    ),
    "f64": (
        0.08333333333333291,
        -0.008333333332843026,
        0.003968253772913553,
        -0.004166628856375299,
        0.007571670117671974,
        -0.02083052353409934,
        0.07318784790134077,
        -0.21103260243780322,
    ),
}
_ROOT = {"f32": (1.4616321325302124, 1.243815006546356e-08), "f64": (1.4616321449683622, 9.549995429965697e-17)}
_TINY = {"f32": 2.0**-30, "f64": 2.0**-60}  # below, gamma(x) is 1 / x
_HALF_LOG_2PI, _PI = 0.9189385332046728, 3.141592653589793
_PI_LOW = {"f32": -8.742277657347586e-08, "f64": 1.2246467991473532e-16}  # pi less pi as it is rounded


def _positive_gammaln(x: Value) -> Value:
    """log(gamma(x)) for x > 0."""
    far, below = x >= 8.0, x < 1.0
    t, product = x - 2.0, x.like(1.0)
    for _ in range(5):
        above = t >= 1.0
        lower = t + 1.0
        product = select(above, product * lower, product)
        t = select(above, t - 1.0, t)
    t = select(below, x - 1.0, t)
    near = t * select(below, x, t + 1.0) * horner(t, _LGAMMA[x.dtype])
    l = log(select(far | below, x, product))
    inverse = 1.0 / x
    series = fma(inverse, horner(inverse * inverse, _LGAMMA_TAIL[x.dtype]), _HALF_LOG_2PI - 0.5)
    stirling = fma(x - 0.5, l - 1.0, series)
    return select(far, stirling, near + select(below, -l, l))


def gammaln(x: Value) -> Value:
    """log(abs(gamma(x)))."""
    a = abs(x)
    y = _positive_gammaln(a)
    r = a - rint(a)
    sine = abs(sine_polynomial(r * _PI))
    inf = float("inf")
    reflected = select(equal(r, 0.0), inf, log(_PI / (a * sine)) - y)
    reflected = special_cases(reflected, (a < _TINY[x.dtype], y), (equal(a, inf), x), (is_nan(x), x))
    return rare(~(x > 0.0), y, reflected)


def _positive_digamma(x: Value) -> Value:
    """The derivative of log(gamma(x)) for x > 0."""
    far, below = x >= 6.0, x < 1.0
    y, numerator, denominator = x, x.like(0.0), x.like(1.0)
    for _ in range(4):  # the sum of 1 / (y - 1), as a quotient
        above = y > 2.0
        y = select(above, y - 1.0, y)
        numerator = select(above, fma(numerator, y, denominator), numerator)
        denominator = select(above, denominator * y, denominator)
    y = select(below, x + 1.0, y)
    numerator = select(below, -1.0, select(far, x.like(-0.5), numerator))
    quotient = numerator / select(below | far, x, denominator)
    high, low = _ROOT[x.dtype]
    offset = select(below, (x - (high - 1.0)) - low, (y - high) - low)
    near = offset * horner(y - 1.5, _DIGAMMA[x.dtype])
    z = quotient * quotient * 4.0
    tail = fma(-z, horner(z, _DIGAMMA_TAIL[x.dtype]), log(select(far, x, 1.0)))
    return select(far, tail, near) + quotient


def digamma(x: Value) -> Value:
    """The derivative of gammaln."""
    a = abs(x)
    y = _positive_digamma(a)
    r = a - rint(a)
    steep = abs(r) > 0.25
    turn = select(steep, 0.5 - abs(r), abs(r))
    angle = exact_product(turn, _PI)
    tangent = tan_polynomial(angle.high, fma(turn, _PI_LOW[x.dtype], angle.low))
    cotangent = copysign(select(steep, tangent, 1.0 / tangent), r)
    reflected = y + (1.0 / a + _PI * cotangent)
    cases = special_cases(
        reflected,
        (a < _TINY[x.dtype], -y),
        (equal(r, 0.0) | equal(a, float("inf")), float("nan")),
        (equal(x, 0.0), -1.0 / x),
        (is_nan(x), x),
    )
    return rare(~(x > 0.0), y, cases)


FUNCTIONS = {"gammaln": gammaln, "digamma": digamma, "psi": digamma}

"""gammaln and digamma.

0 < x < 3: log(gamma(2 + t)) = t (1 + t) P(t), which is exact near both zeros.  3 <= x < 8: recurrence down to there.
x >= 8: Stirling's series.  x < 0: reflection, on the rare path; near its zeros the result keeps its absolute error only.
digamma goes the same way, from a polynomial around its zero.
"""

from __future__ import annotations

from .algebra import Value, copysign, equal, fma, horner, is_nan, rare, rint, select, special_cases
from .logarithm import log
from .trigonometric import sine_polynomial, tan_polynomial

# log(gamma(2 + t)) / (t (1 + t)) for |t| <= 1
_LGAMMA = {
    "f32": (
        0.42278433,
        -0.10031742,
        0.032965366,
        -0.012379467,
        0.004993672,
        -0.0021393544,
        0.00093866076,
        -0.00033225998,
        0.000136701,
        -0.00015068261,
        7.5888864e-05,
        -1.8127155e-06,
    ),
    "f64": (
        0.42278433509846713,
        -0.10031730167435383,
        0.03296500062115768,
        -0.012384192193389274,
        0.004998641164575422,
        -0.0021081308331764794,
        0.0009153769253100039,
        -0.0004057074120622024,
        0.0001825525997169,
        -8.309497750808477e-05,
        3.8169189442649576e-05,
        -1.7662612996214764e-05,
        8.220719516078007e-06,
        -3.843446219159549e-06,
        1.8129519287496374e-06,
        -8.639247640799722e-07,
        3.926741428241946e-07,
        -1.7006518739426517e-07,
        1.0874190547617647e-07,
        -7.318973108819361e-08,
        1.609127489071554e-09,
        1.812457122948326e-08,
        1.881702495133248e-08,
        -1.9910708490001362e-08,
        -5.2415198220679775e-09,
        6.181858816205678e-09,
        1.7199572222288331e-09,
        -1.3771138588178154e-09,
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
        -0.0005952342946838304,
        0.0008412377011152954,
        -0.0018788878734373041,
        0.004845091846514692,
    ),
}
# psi(y) / (y - root) in y - 3/2, 1 <= y <= 2
_DIGAMMA = {
    "f32": (
        0.9510559,
        -0.42362484,
        0.24053998,
        -0.1485005,
        0.09509346,
        -0.061015375,
        0.039454643,
        -0.029608626,
        0.02385402,
        -0.012006446,
    ),
    "f64": (
        0.951055876031833,
        -0.42362742128146824,
        0.24054248424073005,
        -0.14840492305161232,
        0.09498872446083134,
        -0.06192213347346583,
        0.04076083350828958,
        -0.026975788748424077,
        0.017907260403670678,
        -0.011908393686300763,
        0.007926824979575496,
        -0.00527765007919523,
        0.003520100121071508,
        -0.002364369350534384,
        0.0015504490954311929,
        -0.0009381706629796722,
        0.0007444351877847338,
        -0.0007995820964900687,
        0.00018735201679791528,
        0.00041504369602367617,
        0.00029169582597654656,
        -0.0006063478759962636,
    ),
}
# x**2 (log(x) - 1 / (2 x) - psi(x)) in 1 / x**2, x >= 8
_DIGAMMA_TAIL = {
    "f32": (
        0.08333333,
        -0.008331741,
        0.003822185,
    ),
    "f64": (
        0.08333333333333313,
        -0.008333333333011346,
        0.003968253791131243,
        -0.004166620236775293,
        0.007569194913286364,
        -0.02057465608510384,
        0.061253983960905485,
    ),
}
_ROOT = {"f32": (1.4616321325302124, 1.243815006546356e-08), "f64": (1.4616321449683622, 9.549995429965697e-17)}
_TINY = {"f32": 2.0**-30, "f64": 2.0**-60}  # below, gamma(x) is 1 / x
_HALF_LOG_2PI, _PI = 0.9189385332046728, 3.141592653589793


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
    far, below = x >= 8.0, x < 1.0
    y, numerator, denominator = x, x.like(0.0), x.like(1.0)
    for _ in range(6):  # the sum of 1 / (y - 1), as a quotient
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
    tangent = tan_polynomial(select(steep, 0.5 - abs(r), abs(r)) * _PI)
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

"""erf, erfc and erfinv.

erf(x) = 1 - exp(-g(x)) for x >= 0, with g(x) = -log(erfc(x)) a polynomial without constant term: expm1 keeps small results
exact.  erfc(x) = exp(-x**2) times a slowly varying function of (x - 2) / (x + 2) (Schonfelder 1978).  erfinv(x) is x times
a polynomial in w = -log(1 - x**2), or in its square root (Giles, Approximating the erfinv function, 2010).
"""

from __future__ import annotations

from .algebra import (
    Value,
    at_least,
    at_most,
    copysign,
    equal,
    fma,
    horner,
    rare,
    select,
    special_cases,
    sqrt,
)
from .exponential import EXP, NEAR, expm1_rest, is_far, reduce
from .logarithm import log_normal

_ERF_ONE = {"f32": 3.95, "f64": 5.95}  # from here on erf rounds to 1
# -log(erfc(t)) / t - 1 up to there
_ERF = {
    "f32": (
        0.12837917,
        0.63661957,
        0.102776304,
        -0.019148162,
        -0.00016775903,
        0.0016725668,
        -0.0006348856,
        0.00011796084,
        -9.266762e-06,
    ),
    "f64": (
        0.12837916709551256,
        0.6366197723675879,
        0.10277260330150433,
        -0.01912844699780311,
        -0.00020919479201175132,
        0.0016962071746292266,
        -0.0005901298013308854,
        2.5894688627828656e-05,
        6.444728164181821e-05,
        -2.9630904344355263e-05,
        3.257357940836863e-06,
        3.0239834983791394e-06,
        -1.92991539862448e-06,
        4.863315639250495e-07,
        4.143277682195317e-08,
        -9.265069026997386e-08,
        4.5525024572216535e-08,
        -1.4323930345916289e-08,
        3.2723141095070667e-09,
        -5.586395794099728e-10,
        7.087422545016974e-11,
        -6.488364359017974e-12,
        4.0392944580361755e-13,
        -1.521019249098698e-14,
        2.587413374951667e-16,
    ),
}
_ERFC_ZERO = {"f32": 10.1, "f64": 27.3}  # from here on erfc rounds to 0
# exp(a**2) erfc(a) (a + 2) in (a - 2) / (a + 2) up to there
_ERFC = {
    "f32": (
        1.0215827054362971,
        -0.6871606880499616,
        0.2794720710854381,
        -0.03644208617216839,
        -0.021510228888714438,
        0.006477654254837848,
        0.0030870146163488907,
        -0.0008312442714993985,
        -0.0006483808863173189,
        2.6626522919034173e-05,
        0.00011550935544586416,
        2.842791892183646e-05,
    ),
    "f64": (
        1.021582705242023,
        -0.6871606844138118,
        0.2794720925560489,
        -0.036442231506713545,
        -0.021510661889142194,
        0.0064791850612665345,
        0.003090612051004894,
        -0.0008372959452467533,
        -0.0006630733992847173,
        3.4370247172373624e-05,
        0.00014446988388058443,
        3.415635463649182e-05,
        -2.169142052711456e-05,
        -1.6151489693063905e-05,
        -1.144341993002733e-06,
        3.728001235780578e-06,
        2.0539839645545148e-06,
        -1.5485885265437487e-07,
        -6.719876325739089e-07,
        -1.2962357434368527e-07,
        1.28907496122704e-07,
        -4.3300937020049364e-08,
        -5.3803532578022165e-08,
        5.860968112461332e-08,
        3.5466810941465456e-08,
        -1.537150024361025e-08,
        -9.48545403732145e-09,
    ),
}
# erfinv(x) / x, with w = -log(1 - x**2): in w - 5/2 up to w = 5 or in w - 25/8 up to w = 25/4,
_ERFINV_CENTRE = {
    "f32": (
        1.5014094,
        0.24664082,
        -0.0041776164,
        -0.0012538496,
        0.00021849923,
        -4.343472e-06,
        -3.4953714e-06,
        3.381891e-07,
        2.532705e-08,
    ),
    "f64": (
        1.653654562683103,
        0.24015818242558956,
        -0.006033670871433164,
        -0.0007407025341659148,
        0.00018673420804669302,
        -1.3882523363355046e-05,
        -1.3654692206850447e-06,
        4.2347877865196993e-07,
        -2.9070352767684063e-08,
        -4.112634079321844e-09,
        1.0512039202695283e-09,
        -5.4154122258406845e-11,
        -1.2972606642383906e-11,
        2.6335166915361155e-12,
        -8.200951219496591e-14,
        -4.0547532437773365e-14,
        6.6986568991782196e-15,
        2.1194272976785812e-17,
        -1.3802913735763142e-16,
        1.114476579994209e-17,
        1.4912960556659813e-18,
        -1.6819346849262788e-19,
        -7.50966741702474e-21,
    ),
}
# in sqrt(w) - 3 for all other f32 x or in sqrt(w) - 13/4 up to w = 16,
_ERFINV_TAIL = {
    "f32": (
        2.832977,
        1.0016744,
        0.009432987,
        -0.007630389,
        0.0057787625,
        -0.0036404468,
        0.0012634734,
        6.6542154e-05,
        -0.00013865341,
    ),
    "f64": (
        3.0838856104922203,
        1.0052589676941586,
        0.005370914553663124,
        -0.003751208507499956,
        0.002491442092553488,
        -0.0016882755579927437,
        0.0009532894460593402,
        -0.00035503749580641355,
        2.4030492334654018e-05,
        6.828469263424319e-05,
        -4.731499959986428e-05,
        1.247587798003426e-05,
        2.9135463936994266e-06,
        -4.015033699855768e-06,
        1.5204020685322505e-06,
        1.9487547753983122e-08,
        -2.9214961900988273e-07,
        9.021015280226315e-08,
        9.005356754804183e-09,
    ),
}
# in sqrt(w) - 5 for all others
_ERFINV_FAR = (
    4.849906401408584,
    1.010300464864526,
    -0.00013871931839354258,
    -0.0002150301189592139,
    7.599527833082134e-05,
    -1.9681781948226154e-05,
    4.526051690566888e-06,
    -9.929643919205757e-07,
    2.2904968351682437e-07,
    -6.775624599102671e-08,
    2.904826377794076e-08,
    -1.4903205846766347e-08,
    7.737498428184904e-09,
    -3.826508278506936e-09,
    1.4307610543967793e-09,
    -2.45921734861371e-10,
    -7.519727411321928e-12,
)


def erf(x: Value) -> Value:
    """The error function."""
    t = at_most(abs(x), _ERF_ONE[x.dtype])
    g = fma(t, horner(t, _ERF[x.dtype]), t)
    reduced = reduce(-g)
    power = reduced.power()
    return copysign((1.0 - power) - power * expm1_rest(reduced.rest), x)


def erfc(x: Value) -> Value:
    """The complementary error function, 1 - erf(x), with small relative error down to the least numbers.

    f32 goes through f64, where neither a**2 nor any result loses bits.
    """
    double = x.convert("f64")
    a = at_most(abs(double), _ERFC_ZERO[x.dtype])
    inverse = 1.0 / (a + 2.0)
    factor = horner((a - 2.0) * inverse, _ERFC[x.dtype]) * inverse
    square = a * a
    reduced = reduce(-square)
    if x.dtype == "f32":
        result = reduced.times_power(horner(reduced.rest, EXP["f32"]) * factor)
    else:
        factor = fma(-fma(a, a, -square), factor, factor)
        tail = fma(expm1_rest(reduced.rest), factor, factor)
        result = rare(is_far(square, NEAR["f64"] - 10.0), reduced.times_power(tail), reduced.scaled(tail))
    return select(double < 0.0, 2.0 - result, result).convert(x.dtype)


def erfinv(x: Value) -> Value:
    """The inverse of erf."""
    w = -log_normal(at_least(fma(-x, x, 1.0), x.format.least))
    if x.dtype == "f32":
        centre, end, middle = 2.5, 5.0, 3.0
    else:
        centre, end, middle = 3.125, 6.25, 3.25
    root = sqrt(w)
    tail = horner(root - middle, _ERFINV_TAIL[x.dtype])
    if x.dtype == "f64":
        tail = select(w > 16.0, horner(root - 5.0, _ERFINV_FAR), tail)
    y = rare(w > end, horner(w - centre, _ERFINV_CENTRE[x.dtype]), tail) * x
    size = abs(x)
    limits = special_cases(y, (equal(size, 1.0), x * float("inf")), (~(size <= 1.0), float("nan")))
    return rare(~(size < 1.0), y, limits)


FUNCTIONS = {"erf": erf, "erfc": erfc, "erfinv": erfinv}

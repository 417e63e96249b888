"""erf, erfc and erfinv.

erf(x) = 1 - exp(-g(x)) for x >= 0, where g(x) = -log(erfc(x)) is a polynomial that vanishes at 0.  erfc(x) = exp(-x**2)
times a slowly varying function of (x - 2) / (x + 2) (Schonfelder 1978).  erfinv(x) is x times a polynomial in
w = -log(1 - x**2) or its square root (Giles, Approximating the erfinv function, 2010).
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
        -0.019147819,
        -0.00016951546,
        0.0016756917,
        -0.0006373729,
        0.000118864,
        -9.388236e-06,
    ),
    "f64": (
        0.12837916709551256,
        0.6366197723675848,
        0.10277260330174301,
        -0.019128447004272846,
        -0.00020919470262178975,
        0.0016962064330415972,
        -0.0005901257447905852,
        2.5879148064981754e-05,
        6.449075197889329e-05,
        -2.9722391814169797e-05,
        3.405457311025535e-06,
        2.83655250671517e-06,
        -1.7422605688892242e-06,
        3.364856981427689e-07,
        1.3733493872706412e-07,
        -1.419355775748456e-07,
        6.583654715115039e-08,
        -2.100487812944305e-08,
        5.010428939415098e-09,
        -9.110853626432167e-10,
        1.253179925145732e-10,
        -1.2668276763046795e-11,
        8.89248912762296e-13,
        -3.873999400790414e-14,
        7.888314755827507e-16,
    ),
}
_ERFC_ZERO = {"f32": 10.1, "f64": 27.3}  # from here on erfc rounds to 0
# exp(a**2) erfc(a) (a + 2) in (a - 2) / (a + 2) up to there
_ERFC = {
    "f32": (
        1.0215827054362971,
        -0.68716068804914,
        0.279472071079671,
        -0.036442086207605466,
        -0.02151022881193554,
        0.006477654704325823,
        0.0030870145154190142,
        -0.0008312462099026082,
        -0.0006483819567290506,
        2.6628925228668362e-05,
        0.00011551153648275793,
        2.8428052062367993e-05,
    ),
    "f64": (
        1.021582705242023,
        -0.6871606844138106,
        0.2794720925560489,
        -0.03644223150687325,
        -0.021510661889131463,
        0.0064791850674638845,
        0.003090612050739261,
        -0.0008372960569894577,
        -0.0006630734007270074,
        3.4371378476734565e-05,
        0.00014446997637474558,
        3.414925025442153e-05,
        -2.1692527866064378e-05,
        -1.612223183193232e-05,
        -1.1375795350518817e-06,
        3.646686302518067e-06,
        2.02917344442826e-06,
        -1.1705896251336927e-09,
        -6.141597002516732e-07,
        -3.2447225523144256e-07,
        4.24733265606223e-08,
        1.1536561501910054e-07,
        2.6561444182375856e-08,
        -1.6409605184362673e-08,
        -6.894665807743365e-09,
        2.880908163861666e-10,
        1.9247266276474376e-10,
    ),
}
# erfinv(x) / x, with w = -log(1 - x**2): in w - 5/2 up to w = 5 or in w - 25/8 up to w = 25/4,
_ERFINV_CENTRE = {
    "f32": (
        1.5014094,
        0.24664071,
        -0.0041776937,
        -0.001253694,
        0.00021859664,
        -4.4005274e-06,
        -3.5280357e-06,
        3.44039e-07,
        2.849466e-08,
    ),
    "f64": (
        1.653654562683103,
        0.24015818242558845,
        -0.006033670871430504,
        -0.0007407025341604172,
        0.0001867342080350239,
        -1.3882523373083257e-05,
        -1.3654692019366027e-06,
        4.2347878728384616e-07,
        -2.9070368106949632e-08,
        -4.112638501083401e-09,
        1.051211246046747e-09,
        -5.415271981881114e-11,
        -1.2974791419249716e-11,
        2.633232570239254e-12,
        -8.159044042836102e-14,
        -4.051072615553748e-14,
        6.6469603532108455e-15,
        1.8245568897791458e-17,
        -1.3406599868648371e-16,
        1.1277782104573702e-17,
        1.3195062300539881e-18,
        -1.7077616897462904e-19,
        -4.292843152895796e-21,
    ),
}
# in sqrt(w) - 3 for all other f32 x or in sqrt(w) - 13/4 up to w = 16,
_ERFINV_TAIL = {
    "f32": (
        2.832977,
        1.001675,
        0.009435639,
        -0.0076313606,
        0.005762934,
        -0.0036453481,
        0.0012929741,
        7.423433e-05,
        -0.00015708049,
    ),
    "f64": (
        3.0838856104922203,
        1.0052589676941652,
        0.0053709145536236505,
        -0.0037512085080109556,
        0.0024914420950567354,
        -0.001688275546387012,
        0.00095328939510495,
        -0.00035503761739194475,
        2.403098535551914e-05,
        6.828538095420879e-05,
        -4.731762462597423e-05,
        1.2473638912852075e-05,
        2.9216766677909984e-06,
        -4.010848171295691e-06,
        1.5058045351222394e-06,
        1.5309330927126574e-08,
        -2.7806271904468126e-07,
        9.193561111046607e-08,
        3.353884768717377e-09,
    ),
}
# in sqrt(w) - 5 for all others
_ERFINV_FAR = (
    4.849906401408584,
    1.0103004648645264,
    -0.00013871931839066495,
    -0.0002150301189892278,
    7.599527830611603e-05,
    -1.9681781531297198e-05,
    4.526051528724251e-06,
    -9.929663143041925e-07,
    2.2905093512280673e-07,
    -6.775202811829454e-08,
    2.904530130354112e-08,
    -1.49080673671066e-08,
    7.74079322543593e-09,
    -3.823659200098394e-09,
    1.4289877066009432e-09,
    -2.465920543053477e-10,
    -7.146546912493252e-12,
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

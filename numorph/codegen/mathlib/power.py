"""power, cbrt and hypot.

x**y = exp(y log x), with log x as the sum of two numbers.  As in the Arm Optimized Routines (pow.c): x = 2**k m, a
table gives c near 1/m, r = m c - 1 is small, and log x = k ln 2 - log c + log(1 + r).  Here the table has 16 entries,
which fit a vector register, and m c is kept in two parts.
"""

from __future__ import annotations

from .algebra import (
    Double,
    Value,
    copysign,
    differ,
    equal,
    exact_product,
    fast_sum,
    fma,
    horner,
    is_nan,
    polynomial,
    rare,
    select,
    special_cases,
    sqrt,
    table,
    trunc,
)
from .exponential import EXP, EXP_ENDS, NEAR, Reduced, ends, is_far, reduce
from .logarithm import Split

_LEAST_M = {"f32": 0x3F340000, "f64": 0x3FE6800000000000}  # 0.703125, so that 1 lies inside a sixteenth
_RECIPROCAL = (
    1.390625,
    1.33203125,
    1.28125,
    1.23046875,
    1.18359375,
    1.14453125,
    1.1015625,
    1.06640625,
    1.03125,
    1.0,
    0.94140625,
    0.890625,
    0.84375,
    0.80078125,
    0.76171875,
    0.7265625,
)
# -log of these in two parts, of which the first is a multiple of 2**-16 or 2**-42, as is that of ln 2
_LOG_HIGH = {
    "f32": (
        -0.3297576904296875,
        -0.286712646484375,
        -0.247833251953125,
        -0.2073974609375,
        -0.168548583984375,
        -0.1349945068359375,
        -0.0967254638671875,
        -0.064300537109375,
        -0.0307769775390625,
        0.0,
        0.0603790283203125,
        0.1158294677734375,
        0.1699066162109375,
        0.22216796875,
        0.2721710205078125,
        0.319427490234375,
    ),
    "f64": (
        -0.32975328637257917,
        -0.28670503280386583,
        -0.2478361639045943,
        -0.20739519434596332,
        -0.16855536102980295,
        -0.13499516453748583,
        -0.09672962645845473,
        -0.06429435070549516,
        -0.03077165866670839,
        0.0,
        0.060380510988807146,
        0.11583181552509814,
        0.16989903679541385,
        0.2221674653410446,
        0.2721778859158803,
        0.3194307707663029,
    ),
}
_LOG_LOW = {
    "f32": (
        4.404057219518186e-06,
        7.613680420685346e-06,
        -2.9119514562567805e-06,
        2.266591429412841e-06,
        -6.777045431666942e-06,
        -6.57701567330602e-07,
        -4.162591363612295e-06,
        6.186403977742784e-06,
        5.318872308811629e-06,
        0.0,
        1.4826685949798714e-06,
        2.347751684205099e-06,
        -7.5794155400271e-06,
        -5.034088457031297e-07,
        6.865408003173288e-06,
        3.2805319862285964e-06,
    ),
    "f64": (
        1.1118671389559323e-13,
        -8.848109604006821e-14,
        1.3029797173308663e-14,
        -1.0726867577289733e-13,
        -3.714397754170472e-15,
        -1.8996158041578768e-14,
        -9.638067658552277e-14,
        9.790518511990216e-14,
        -4.529814257790929e-14,
        0.0,
        1.0033424888676119e-13,
        2.3568822182038756e-14,
        -1.6376276414097503e-14,
        1.0970699320566433e-13,
        -6.465103064005256e-14,
        5.834357420090924e-14,
    ),
}
_LN2 = {
    "f32": (0.693145751953125, 1.4286068203094173e-06),
    "f64": (0.6931471805598903, 5.497923018708371e-14),
}
# for |r| <= 1/32: (log(1 + r) - r) / r**2 in f32, (log(1 + r) - r + r**2 / 2) / r**3 in f64
_LOG1P = {
    "f32": (
        -0.5,
        0.33333328,
        -0.24999994,
        0.20018385,
        -0.16684656,
    ),
    "f64": (
        0.3333333333333333,
        -0.2499999999999928,
        0.20000000000010637,
        -0.16666666673007355,
        0.14285714267371946,
        -0.12499981922438004,
        0.11111116317451142,
        -0.10020767357949806,
        0.09102936534966317,
    ),
}
# ((1 - e)**(-1/3) - 1) / e for |e| <= 0.11, and then for e as small as is left
_CBRT = {
    "f32": ((0.33332682, 0.22354922, 0.17483595),),
    "f64": ((0.33332682, 0.22354922, 0.17483595), (0.3333333333333333, 0.2222222222222222)),
}
# Where the larger operand of hypot does not lie between the first two, both are scaled by the third or its reciprocal.
_SQUARES = {"f32": (2.0**-60, 2.0**60, 2.0**90), "f64": (2.0**-500, 2.0**500, 2.0**600)}


def _long_log(split: Split) -> Double:
    """log x."""
    k, m = split.k, split.m
    dtype, f = m.dtype, m.format
    index = (split.shifted >> (f.fraction - 4)) & 15
    product = exact_product(m, table(_RECIPROCAL, index, dtype))
    r, r_low = product.high - 1.0, product.low
    high, low = _LN2[dtype]
    base = fma(k, high, table(_LOG_HIGH[dtype], index, dtype))  # exact
    base_low = fma(k, low, table(_LOG_LOW[dtype], index, dtype))
    first = fast_sum(base, r)
    square = r * r
    carried = (first.low + base_low) + fma(square - r, r_low, r_low)  # r_low / (1 + r)
    if dtype == "f32":  # where r**2 / 2 is so small beside the result that it may be rounded
        return fast_sum(first.high, fma(square, polynomial(r, _LOG1P[dtype]), carried))
    half_square = exact_product(r * -0.5, r)
    second = fast_sum(first.high, half_square.high)
    rest = carried + (second.low + half_square.low)
    return fast_sum(second.high, fma(square * r, polynomial(r, _LOG1P[dtype]), rest))


def power(x: Value, y: Value) -> Value:
    """x**y."""
    split = Split(x, _LEAST_M[x.dtype])
    log = _long_log(split)
    product = exact_product(y, log.high)
    exponent, exponent_low = product.high, fma(y, log.low, product.low)
    reduced = reduce(exponent)
    reduced = Reduced(reduced.rest + exponent_low, reduced.shifted)
    z = polynomial(reduced.rest, EXP[x.dtype])
    unusual = split.special | is_far(exponent, NEAR[x.dtype])
    return rare(unusual, reduced.times_power(z), _any_power(x, y, ends(exponent, reduced.scaled(z), EXP_ENDS[x.dtype])))


def _any_power(x: Value, y: Value, z: Value) -> Value:
    """x**y for all x and y, where z = |x|**y for ordinary ones."""
    inf, size, falls = float("inf"), abs(x), y < 0.0
    z = special_cases(
        z,
        (equal(size, 0.0), select(falls, z.like(inf), 0.0)),
        (equal(size, inf), select(falls, z.like(0.0), inf)),
        (equal(abs(y), inf), select((size > 1.0) ^ falls, z.like(inf), 0.0)),
    )
    whole = equal(trunc(y), y)
    odd = whole & differ(trunc(y * 0.5) * 2.0, y)
    z = select(odd & (x.signed_bits() < 0), -z, z)
    return special_cases(
        z,
        (~whole & (x < 0.0) & (size < inf), float("nan")),
        (is_nan(x) | is_nan(y), float("nan")),
        (equal(x, 1.0) | equal(y, 0.0) | (equal(x, -1.0) & equal(abs(y), inf)), 1.0),
    )


def cbrt(x: Value) -> Value:
    """The cube root: y near |x|**(-1/3) from a third of the bits, e = 1 - |x| y**3, y (1 - e)**(-1/3), then |x| y**2.

    A step of Newton's method in the root itself ends; subnormal x are scaled by a power of 8.
    """
    f = x.format
    a = abs(x)
    infinite = (2 * f.bias + 1) << f.fraction
    unusual = a.unsigned_bits() - (1 << f.fraction) >= infinite - (1 << f.fraction)
    scale = 3 * (f.fraction // 3 + 1)
    a = rare(unusual, a, a * 2.0**scale)
    # the leading bits as an integer below 2**fraction, held in the bits of a float; so is the result
    one, spare = 2.0**f.fraction, f.bits - f.fraction
    leading = ((a.unsigned_bits() >> spare) | a.like(one).unsigned_bits()).as_float() - one
    guess = fma(leading, -1.0 / 3.0, one + (4.0 / 3.0 * f.bias - 0.068) * 2.0 ** (f.fraction - spare))
    y = (guess.unsigned_bits() << spare).as_float()
    for series in _CBRT[x.dtype]:
        e = fma(-(a * y), y * y, 1.0)
        y = fma(y * e, horner(e, series), y)
    square = y * y
    root = a * square
    root = fma(fma(-(root * root), root, a), square * (1.0 / 3.0), root)
    small = root * 2.0 ** (-scale // 3)
    root = rare(unusual, root, select(equal(x, 0.0) | ~(abs(x) < float("inf")), abs(x), small))
    return copysign(root, x)


def hypot(x: Value, y: Value) -> Value:
    """sqrt(x**2 + y**2), scaled where a square may overflow or lose bits; infinite if x or y is, even beside NaN."""
    a, b = abs(x), abs(y)
    larger, smaller = select(a > b, a, b), select(a > b, b, a)
    least, greatest, scale = _SQUARES[x.dtype]
    near = sqrt(fma(larger, larger, smaller * smaller))
    factor = select(larger > greatest, x.like(1.0 / scale), scale)
    p, q = larger * factor, smaller * factor
    scaled = sqrt(fma(p, p, q * q)) * select(larger > greatest, x.like(scale), 1.0 / scale)
    inf = float("inf")
    far = select(equal(a, inf) | equal(b, inf), inf, scaled)
    return rare(~((larger <= greatest) & (larger >= least)), near, far)


FUNCTIONS = {"power": power, "cbrt": cbrt, "hypot": hypot}

"""x modulo pi for x so great that only 1/pi to a thousand bits tells.

x = M 2**e with an integer M of 53 bits.  Of 1/pi only the 192 bits from the place 2**-e on matter: those above make
even multiples of pi, those below are lost in rounding.  M times them, in integers, gives x/pi modulo 2 to 128 bits.
"""

from __future__ import annotations

from itertools import pairwise

from .algebra import Double, Value, at_least, copysign, exact_product, fast_sum, fma, high_product, table

# The binary digits of 1/pi, 64 at a time, after a word of zeros that stands before the point.
_ONE_OVER_PI = (
    0,
    0x517CC1B727220A94,
    0xFE13ABE8FA9A6EE0,
    0x6DB14ACC9E21C820,
    0xFF28B1D5EF5DE2B0,
    0xDB92371D2126E970,
    0x0324977504E8C90E,
    0x7F0EF58E5894D39F,
    0x74411AFA975DA242,
    0x74CE38135A2FBF20,
    0x9CC8EB1CC1A99CFA,
    0x4E422FC5DEFC941D,
    0x8FFC4BFFEF02CC07,
    0xF79788C5AD05368F,
    0xB69B3F6793E584DB,
    0xA7A31FB34F2FF516,
    0xBA93DD63F5F2F8BD,
    0x9E839CFBC5294975,
    0x35FDAFD88FC6AE84,
    0x2B0198237E3DB5D5,
)
_PI, _PI_LOW = 3.141592653589793, 1.2246467991473532e-16


def turns(x: Value) -> tuple[Value, Value]:
    """|x| / pi modulo 2 as a fixed-point number: two u64, of which the first bit stands for 1; x of f64,
    |x| >= 2**14 (other x give some number)."""
    bits = abs(x).unsigned_bits()
    m = (bits & ((1 << 52) - 1)) | (1 << 52)
    start = at_least(bits >> 52, 1012) - 1012  # of the window, counted from the first bit of the word of zeros
    word, shift = start >> 6, start & 63
    words = [table(_ONE_OVER_PI, word + i, "u64") for i in range(4)]
    f0, f1, f2 = [(a << shift) | ((b >> 1) >> (63 - shift)) for a, b in pairwise(words)]
    product = m * f1
    low = product + high_product(m, f2)
    carry = (low < product).convert("u64")
    return m * f0 + high_product(m, f1) + carry, low


def signed_rest(x: Value, halves: int) -> Value:
    """r in [-pi/2, pi/2] with sin(r) = sin(x), or cos(x) if `halves` is 1; NaN for infinite x."""
    if x.dtype == "f32":
        return signed_rest(x.convert("f64"), halves).convert("f32")
    high, low = turns(x)
    high = high + (halves << 62)
    fraction = (high << 1) | (low >> 63)  # of a turn by pi, as a signed number in [-1/2, 1/2)
    parity = (high ^ fraction) & (1 << 63)
    sign = parity if halves else parity ^ (x.unsigned_bits() & (1 << 63))
    return ((times_pi(fraction, low << 1).high + (x - x)).unsigned_bits() ^ sign).as_float()


def quarter_rest(x: Value) -> tuple[Double, Value]:
    """|x| = n pi/2 + r with r in [-pi/4, pi/4]: r with the sign of x, and whether n is odd; NaN for infinite x."""
    if x.dtype == "f32":
        r, odd = quarter_rest(x.convert("f64"))
        high = r.high.convert("f32")
        return Double(high, (r.high - high.convert("f64")).convert("f32")), odd
    high, low = turns(x)
    fraction = (high << 2) | (low >> 62)  # of a turn by pi/2
    odd = (((high >> 62) & 1) ^ (fraction >> 63)).convert("bool")
    r, factor = times_pi(fraction, low << 2), copysign(x.like(0.5), x)
    return Double(r.high * factor + (x - x), r.low * factor), odd


def times_pi(fraction: Value, rest: Value) -> Double:
    """pi (fraction / 2**64 + rest / 2**128), the fraction being signed."""
    top = (fraction & ((1 << 64) - 0x800)).bitcast("i64").convert("f64") * 2.0**-64
    bottom = (((fraction & 0x7FF) << 53) | (rest >> 11)).convert("f64") * 2.0**-117
    h = fast_sum(top, bottom)
    product = exact_product(h.high, _PI)
    return fast_sum(product.high, product.low + fma(h.high, _PI_LOW, h.low * _PI))

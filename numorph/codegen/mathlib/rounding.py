"""remainder, fmod and floor_divide of floats, nextafter and spacing: exact.

x - n y is exact for n = trunc(x / y), or one more, while n is exact.  A greater quotient is taken off in steps, each of
which leaves its rounding error, exact again, as the new x.
"""

from __future__ import annotations

from .algebra import (
    Value,
    at_least,
    copysign,
    differ,
    equal,
    floor,
    fma,
    is_nan,
    rare,
    scale,
    select,
    special_cases,
    trunc,
)


def fmod(x: Value, y: Value) -> Value:
    """The remainder of truncated division, with the sign of x."""
    a, b = abs(x), abs(y)
    inf = float("inf")
    quotient = a / b
    far = ~(quotient < 2.0**x.format.fraction) | ~(b < inf)
    rest = rare(far, _take_off(a, b, quotient), _long_rest(a, b))
    rest = select(rest < 0.0, rest + b, rest)
    return copysign(rare(far, rest, special_cases(rest, *_limits(a, b))), x)


def _limits(a: Value, b: Value) -> tuple[tuple[Value, Value | float], ...]:
    inf = float("inf")
    undefined = ~(a < inf) | equal(b, 0.0) | is_nan(b)
    return (equal(b, inf), a), (undefined, float("nan"))


def _take_off(a: Value, b: Value, quotient: Value) -> Value:
    return fma(-trunc(quotient), b, a)


def _long_rest(a: Value, b: Value) -> Value:
    """a modulo b, or that less b, for quotients of any size; some number where a or b is not finite, or b = 0."""
    if a.dtype == "f32":
        a, b = a.convert("f64"), b.convert("f64")
        for _ in range(6):
            a = _take_off(a, b, a / b)
        return a.convert("f32")
    gap = at_least(_exponent(a) - _exponent(b), 0)
    third = ((gap * 21845) >> 16).convert("i32")
    for multiple in (2, 1, 0):
        divisor = scale(b, third * multiple)
        for _ in range(15):
            a = _take_off(a, divisor, a / divisor)
    return a


def _exponent(x: Value) -> Value:
    """The exponent of x, up to a constant; of a subnormal number also."""
    bits = x.signed_bits()
    raised = (x * 2.0**54).signed_bits() - (54 << 52)
    return select(x < x.format.least, raised, bits) >> 52


def _python_remainder(x: Value, y: Value) -> tuple[Value, Value, Value]:
    """The truncated remainder, whether y must be added to it, and the sum."""
    rest = fmod(x, y)
    add = differ(rest, 0.0) & ((y < 0.0) ^ (rest < 0.0))
    return rest, add, select(add, rest + y, rest)


def remainder(x: Value, y: Value) -> Value:
    """The remainder of floored division, with the sign of y."""
    rest, _, total = _python_remainder(x, y)
    return select(equal(rest, 0.0), copysign(x.like(0.0), y), total)


def floor_divide(x: Value, y: Value) -> Value:
    """The floor of the exact quotient, as NumPy rounds it: from x less its remainder."""
    rest, add, _ = _python_remainder(x, y)
    quotient = (x - rest) / y
    quotient = select(add, quotient - 1.0, quotient)
    below = floor(quotient)
    snapped = select(quotient - below > 0.5, below + 1.0, below)
    true = x / y
    return special_cases(snapped, (equal(quotient, 0.0), copysign(x.like(0.0), true)), (equal(y, 0.0), true))


def nextafter(x: Value, y: Value) -> Value:
    """The number next to x in the direction of y."""
    bits = x.signed_bits()
    away = (x < y) ^ (x < 0.0)  # from 0
    step = select(away, bits + 1, bits - 1).as_float()
    return special_cases(step, (equal(x, 0.0), _least_toward(y)), (equal(x, y), y), (is_nan(x), x), (is_nan(y), y))


def _least_toward(y: Value) -> Value:
    """The least subnormal number, with the sign of y."""
    f = y.format
    return ((y.unsigned_bits() & (1 << (f.bits - 1))) | 1).as_float()


def spacing(x: Value) -> Value:
    """The distance to the next number away from 0, with the sign of x; positive for -0."""
    a = abs(x)
    gap = (a.signed_bits() + 1).as_float() - a
    return copysign(select(a < float("inf"), gap, float("nan")), x + 0.0)


FUNCTIONS = {
    "fmod": fmod,
    "remainder": remainder,
    "floor_divide": floor_divide,
    "nextafter": nextafter,
    "spacing": spacing,
}

"""sinh, cosh and tanh, from exp(|x|) - 1."""

from __future__ import annotations

from .algebra import Value, at_most, copysign, fma, select
from .exponential import expm1_rest, reduce

_TANH_ONE = {"f32": 10.0, "f64": 20.0}  # from here on tanh rounds to 1


def tanh(x: Value) -> Value:
    """The hyperbolic tangent: y = h / (h + 1) with h = (e**(2 |x|) - 1) / 2.

    Small y are h - h y, which has fewer roundings.
    """
    reduced = reduce(at_most(abs(x), _TANH_ONE[x.dtype]) * 2.0)
    w = expm1_rest(reduced.rest)
    half_power = reduced.power() * 0.5
    h = fma(half_power, w, half_power - 0.5)
    y = h / (h + 1.0)
    return copysign(select(h < 0.5, fma(-h, y, h), y), x)


FUNCTIONS = {"tanh": tanh}

"""sinh, cosh and tanh, from exp(|x|) - 1."""

from __future__ import annotations

from .algebra import Value, at_most, copysign, fma, select
from .exponential import Reduced, expm1_rest

_TANH_ONE = {"f32": 10.0, "f64": 20.0}  # from here on tanh rounds to 1
_LN2 = {"f32": (0.6931471805599453,), "f64": (0.6931471805599453, 2.3190468138462996e-17)}
_LOG2_E = 1.4426950408889634


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


FUNCTIONS = {"tanh": tanh}

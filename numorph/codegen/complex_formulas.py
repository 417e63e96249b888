"""Formulas of functions of complex numbers, in real operations on their parts.

Special values are those of NumPy, which are those of C99, Annex G; signs of zero that it leaves open are left open.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, final

from ..core.op import Op
from ..core.trace import typeof
from ..ops import elementwise as ew


@final
class Real:
    """A real value with operators, so that rules read like formulas.  Numbers beside it take its shape and dtype."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def like(self, x: Any) -> Any:
        return x.value if type(x) is Real else ew.const(self.value, x)

    def number(self, x: float) -> Real:
        """A number everywhere."""
        return Real(ew.const(self.value, x))

    def __add__(self, y: Any) -> Real:
        return Real(ew.add(self.value, self.like(y)))

    def __sub__(self, y: Any) -> Real:
        return Real(ew.subtract(self.value, self.like(y)))

    def __mul__(self, y: Any) -> Real:
        return Real(ew.multiply(self.value, self.like(y)))

    def __truediv__(self, y: Any) -> Real:
        return Real(ew.divide(self.value, self.like(y)))

    def __rtruediv__(self, x: float) -> Real:
        return Real(ew.divide(self.like(x), self.value))

    def __neg__(self) -> Real:
        return Real(ew.negative(self.value))

    def __abs__(self) -> Real:
        return Real(ew.absolute(self.value))

    def __lt__(self, y: Any) -> Real:
        return Real(ew.less(self.value, self.like(y)))

    def __le__(self, y: Any) -> Real:
        return Real(ew.less_equal(self.value, self.like(y)))

    def __gt__(self, y: Any) -> Real:
        return Real(ew.greater(self.value, self.like(y)))

    def __ge__(self, y: Any) -> Real:
        return Real(ew.greater_equal(self.value, self.like(y)))

    def __and__(self, y: Real) -> Real:
        return Real(ew.logical_and(self.value, y.value))

    def __or__(self, y: Real) -> Real:
        return Real(ew.logical_or(self.value, y.value))

    def equals(self, y: Any) -> Real:
        return Real(ew.equal(self.value, self.like(y)))

    def differs(self, y: Any) -> Real:
        return Real(ew.not_equal(self.value, self.like(y)))

    def where(self, x: Any, y: Any) -> Real:
        """x where this holds, else y; one of them is a value."""
        known = x if type(x) is Real else y
        return Real(ew.select(self.value, known.like(x), known.like(y)))

    def apply(self, op: Op, *others: Any) -> Real:
        return Real(op(self.value, *[self.like(y) for y in others]))

    @property
    def is_infinite(self) -> Real:
        return self.apply(ew.isinf)

    @property
    def is_nan(self) -> Real:
        return self.apply(ew.isnan)

    @property
    def is_finite(self) -> Real:
        return self.apply(ew.isfinite)

    @property
    def double(self) -> bool:
        return bool(typeof(self.value).dtype.itemsize == 8)


class C(NamedTuple):
    """The parts of a complex value, for formulas."""

    re: Real
    im: Real


# -- arithmetic

# by the operation: from operands to the result, as parts or as a real value
FORMULAS: dict[Op, Callable[..., C | Real]] = {}


def _formula(*ops: Op) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def enter(f: Callable[..., Any]) -> Callable[..., Any]:
        FORMULAS.update(dict.fromkeys(ops, f))
        return f

    return enter


for _op in (ew.add, ew.subtract):
    FORMULAS[_op] = lambda x, y, op=_op: C(x.re.apply(op, y.re), x.im.apply(op, y.im))
for _op in (ew.negative, ew.positive):
    FORMULAS[_op] = lambda x, op=_op: C(x.re.apply(op), x.im.apply(op))


@_formula(ew.conjugate)
def _conjugate(x: C) -> C:
    return C(x.re.apply(ew.positive), -x.im)


@_formula(ew.multiply)
def _multiply(x: C, y: C) -> C:
    return C(x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re)


@_formula(ew.square)
def _square(x: C) -> C:
    product = x.re * x.im
    return C(x.re * x.re - x.im * x.im, product + product)


@_formula(ew.divide)
def _divide(x: C, y: C) -> C:
    """Smith's algorithm, as NumPy has it."""
    wide = abs(y.re) >= abs(y.im)
    large, small = wide.where(y.re, y.im), wide.where(y.im, y.re)
    ratio = small / large
    scale = 1.0 / (large + small * ratio)
    u, v = wide.where(x.re, x.im), wide.where(x.im, x.re)
    re = (u + v * ratio) * scale
    im = wide.where(v - u * ratio, u * ratio - v) * scale
    zero = y.re.equals(0) & y.im.equals(0)
    size = abs(y.re)
    return C(zero.where(x.re / size, re), zero.where(x.im / size, im))


@_formula(ew.reciprocal)
def _reciprocal(x: C) -> C:
    wide = abs(x.im) <= abs(x.re)
    ratio = wide.where(x.im, x.re) / wide.where(x.re, x.im)
    size = wide.where(x.re + x.im * ratio, x.re * ratio + x.im)
    return C(wide.where(1.0, ratio) / size, -(wide.where(ratio, 1.0) / size))


def _size(x: C) -> Real:
    """|x| without overflow; infinite where a part is, even beside NaN."""
    u, v = abs(x.re), abs(x.im)
    large, small = u.apply(ew.maximum, v), u.apply(ew.minimum, v)
    ratio = small / large.equals(0).where(1.0, large)
    size = large * (ratio * ratio + 1.0).apply(ew.sqrt)
    return (u.is_infinite | v.is_infinite).where(math.inf, size)


FORMULAS[ew.absolute] = _size


@_formula(ew.sign)
def _sign(x: C) -> C:
    size = _size(x)
    plain = size.is_finite & size.differs(0)
    safe = plain.where(size, 1.0)

    def one(a: Real, b: Real) -> Real:
        direction = a.is_infinite.where(a.apply(ew.sign), 0.0)
        direction = (a.is_infinite & b.is_infinite).where(math.nan, direction)
        return size.is_nan.where(math.nan, plain.where(a / safe, size.equals(0).where(0.0, direction)))

    return C(one(x.re, x.im), one(x.im, x.re))


@_formula(ew.equal)
def _equal(x: C, y: C) -> Real:
    return x.re.equals(y.re) & x.im.equals(y.im)


@_formula(ew.not_equal)
def _not_equal(x: C, y: C) -> Real:
    return x.re.differs(y.re) | x.im.differs(y.im)


@_formula(ew.isnan)
def _isnan(x: C) -> Real:
    return x.re.is_nan | x.im.is_nan


@_formula(ew.isinf)
def _isinf(x: C) -> Real:
    return x.re.is_infinite | x.im.is_infinite


@_formula(ew.isfinite)
def _isfinite(x: C) -> Real:
    return x.re.is_finite & x.im.is_finite


# -- exponential, logarithm, root: special values as in C99, Annex G


def _exp_of(re: Real, cosine: Real, sine: Real) -> C:
    """exp(re) times a number of size 1, where exp(re) alone may overflow."""
    most = 709.0 if re.double else 88.0
    beyond = re > most
    size = beyond.where(re - most, re).apply(ew.exp)
    factor = math.exp(most)
    return C(size * beyond.where(cosine * factor, cosine), size * beyond.where(sine * factor, sine))


@_formula(ew.exp)
def _exp(x: C) -> C:
    size = _exp_of(x.re, x.im.apply(ew.cos), x.im.apply(ew.sin))
    aimless = x.im.is_infinite | x.im.is_nan
    vanishes, grows = x.re.equals(-math.inf) & aimless, x.re.equals(math.inf) & aimless
    re = vanishes.where(0.0, grows.where(math.inf, size.re))
    im = vanishes.where(x.im.number(0.0).apply(ew.copysign, x.im), size.im)
    on_axis = x.im.equals(0)
    return C(re, on_axis.where(x.im, im))


def _log_of(x: C, scale: float) -> C:
    """scale * log(x).  About |x| = 1 by log1p, else through |x|."""
    u, v = abs(x.re), abs(x.im)
    large, small = u.apply(ew.maximum, v), u.apply(ew.minimum, v)
    near = (large > 0.5) & (large < 2.0)
    inside = near.where(large, 1.0)
    about_one = ((inside - 1.0) * (inside + 1.0) + near.where(small * small, 0.0)).apply(ew.log1p) * 0.5
    size = near.where(about_one, _log_size(large, small))
    size = (u.is_infinite | v.is_infinite).where(math.inf, size)
    angle = x.im.apply(ew.arctan2, x.re)
    return C(size, angle) if scale == 1 else C(size * scale, angle * scale)


def _log_size(large: Real, small: Real) -> Real:
    """log of the hypotenuse: log(large) + log(1 + ratio^2) / 2, which neither overflows nor underflows."""
    ratio = small / large.equals(0).where(1.0, large)
    return large.apply(ew.log) + (ratio * ratio).apply(ew.log1p) * 0.5


for _op, _scale in ((ew.log, 1.0), (ew.log2, 1 / math.log(2)), (ew.log10, 1 / math.log(10))):
    FORMULAS[_op] = lambda x, scale=_scale: _log_of(x, scale)


@_formula(ew.sqrt)
def _sqrt(x: C) -> C:
    """By the larger of the parts of the root, scaled so that nothing overflows or vanishes on the way."""
    u, v = abs(x.re), abs(x.im)
    large = u.apply(ew.maximum, v)
    top, low = (1e300, 1e-290) if x.re.double else (1e37, 1e-30)
    up, down = (2.0**108, 2.0**-54) if x.re.double else (2.0**48, 2.0**-24)
    huge, tiny = large > top, large < low
    scale = huge.where(0.0625, tiny.where(large.number(up), 1.0))
    back = huge.where(4.0, tiny.where(large.number(down), 1.0))
    a, b = u * scale, v * scale
    root = ((a + _size(C(a, b))) * 0.5).apply(ew.sqrt)
    other = b / root.equals(0).where(1.0, root) * 0.5
    root, other = root * back, other * back
    right = x.re >= 0
    re, im = right.where(root, other), right.where(other, root)
    # special values: an infinite imaginary part beats all; at -inf the root is imaginary
    left, far = x.re.equals(-math.inf), x.re.equals(math.inf)
    ordinary = x.im.is_nan
    re = left.where(ordinary.where(math.nan, v * 0.0), far.where(math.inf, re))
    im = left.where(math.inf, far.where(ordinary.where(math.nan, v * 0.0), im))
    re, im = v.is_infinite.where(math.inf, re), v.is_infinite.where(math.inf, im)
    nothing = x.re.is_nan & v.is_finite
    im = nothing.where(math.nan, im)
    return C(re, im.apply(ew.copysign, x.im))


# -- circular and hyperbolic functions

_FLAT = 20.0  # beyond it cosh and |sinh| are exp(|x|) / 2 to the last digit


def _product(x: Real, y: Real) -> Real:
    """x y, and a zero where one of them is zero, also beside infinity or NaN."""
    one = x.number(1.0)
    zero = one.apply(ew.copysign, x) * one.apply(ew.copysign, y) * 0.0
    return (x.equals(0) | y.equals(0)).where(zero, x * y)


def _hyperbolic(x: C) -> tuple[C, C]:
    """cosh and sinh."""
    cosine, sine = x.im.apply(ew.cos), x.im.apply(ew.sin)
    size = abs(x.re)
    sign = x.re.number(1.0).apply(ew.copysign, x.re)
    far = size > _FLAT
    large = _exp_of(size, cosine * 0.5, sine * 0.5)
    small = far.where(0.0, x.re)
    c, s = small.apply(ew.cosh), small.apply(ew.sinh)
    on_axis = x.im.equals(0)
    zero = on_axis.where(x.im * sign, large.im * sign)
    cosh = C(far.where(large.re, c * cosine), far.where(zero, _product(s, sine)))
    sinh = C(far.where(large.re * sign, _product(s, cosine)), far.where(on_axis.where(x.im, large.im), c * sine))
    aimless = size.is_infinite & (x.im.is_infinite | x.im.is_nan)
    unknown = x.re.is_nan & on_axis
    return (
        C(aimless.where(math.inf, cosh.re), unknown.where(x.im, cosh.im)),
        C(aimless.where(size * sign, sinh.re), unknown.where(x.im, sinh.im)),
    )


FORMULAS[ew.cosh] = lambda x: _hyperbolic(x)[0]
FORMULAS[ew.sinh] = lambda x: _hyperbolic(x)[1]
FORMULAS[ew.cos] = lambda x: _hyperbolic(C(-x.im, x.re))[0]


@_formula(ew.sin)
def _sin(x: C) -> C:
    """-i sinh(i x)."""
    turned = _hyperbolic(C(-x.im, x.re))[1]
    return C(turned.im, -turned.re)


@_formula(ew.tanh)
def _tanh(x: C) -> C:
    """Kahan's formula, with sine and cosine in the place of the tangent."""
    size = abs(x.re)
    far = size > _FLAT
    inside = far.where(0.0, x.re)
    s = inside.apply(ew.sinh)
    squared = s * s
    cosine, sine = x.im.apply(ew.cos), x.im.apply(ew.sin)
    down = cosine * cosine + squared
    turn = cosine * sine
    flat = x.re.number(1.0).apply(ew.copysign, x.re)
    vanishing = (size * -2.0).apply(ew.exp) * 4.0
    infinite = size.is_infinite
    turn_far = (infinite & turn.is_nan).where(turn.number(0.0).apply(ew.copysign, x.im), turn * vanishing)
    flat = infinite.where(flat, turn.is_nan.where(math.nan, flat))
    re = far.where(flat, (squared + 1.0).apply(ew.sqrt) * s / down)
    im = far.where(turn_far, turn / down)
    re = x.re.equals(0).where(x.re, re)
    return C(re, (x.re.is_nan & x.im.equals(0)).where(x.im, im))

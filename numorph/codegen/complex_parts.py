"""Complex numbers from real parts: what each operation on complex values is in operations on their parts.

A complex array in memory is a real one with one more axis, of length 2: `part` reads from it, `pair` fills it, and
`pair_product` multiplies matrices of such numbers by the library.  Nothing behind `expand` knows of complex numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, final

import numpy as np

from ..core.op import NotSupported, Op
from ..core.trace import typeof
from ..core.types import ArrayType
from ..ir.program import Eqn, atom_type
from ..ops import contraction, indexing, reduction, scalar
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..ops.linalg import finite, real_dtype

_INSIDE = NotSupported("it only stands in plans")


def internal(name: str, type_rule: Callable[..., Any]) -> Op:
    """An operation of expanded programs, which are compiled and never run on NumPy."""
    return Op(name, "plan", type_rule, _only_compiled, _INSIDE, _INSIDE, _INSIDE)


def _only_compiled(*operands: Any, **params: Any) -> Any:
    raise TypeError(_INSIDE.reason)


def _product_type(a: Any, b: Any, spec: str) -> ArrayType:
    single = contraction.contract.type_rule(*[ArrayType(t.shape[:-1], t.dtype) for t in (a, b)], spec=spec)
    return ArrayType((*single.shape, 2), single.dtype)


part = internal("part", lambda t, k: ArrayType(t.shape[:-1], t.dtype))
pair = internal("pair", lambda x, y: ArrayType((*x.shape, 2), x.dtype))
pair_product = internal("pair_product", _product_type)


def as_pairs(x: Any) -> Any:
    """A complex array as the real one that it is in memory."""
    x = np.ascontiguousarray(x)
    return x.view(x.real.dtype).reshape(*np.shape(x), 2)


def pair_type(t: Any) -> ArrayType:
    """The type of a complex array as the real one that it is in memory."""
    return ArrayType((*t.shape, 2), real_dtype(t.dtype))


# -- values


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


@final
class Complex:
    """A complex value: its parts, or the pairs that it is in memory; each is made when it is asked for.

    `view`: the pairs as a movement of other pairs, for those who read matrices in any order.
    """

    __slots__ = ("_make_pairs", "_make_parts", "_pairs", "_parts", "_view")

    def __init__(
        self,
        make_parts: Callable[[], tuple[Any, Any]],
        make_pairs: Callable[[], Any] | None = None,
        view: Callable[[], Any] | None = None,
    ):
        self._make_parts, self._make_pairs, self._view = make_parts, make_pairs, view
        self._parts: Any = None
        self._pairs: Any = None

    @property
    def parts(self) -> tuple[Any, Any]:
        if self._parts is None:
            self._parts = self._make_parts()
        found: tuple[Any, Any] = self._parts
        return found

    @property
    def pairs(self) -> Any:
        if self._pairs is None:
            self._pairs = self._make_pairs() if self._make_pairs is not None else pair(*self.parts)
        return self._pairs

    @property
    def in_memory(self) -> bool:
        """Whether there are pairs, or a movement of pairs, without computing them from parts."""
        return self._make_pairs is not None

    @property
    def view(self) -> Any:
        return self.pairs if self._view is None else self._view()


def from_pairs(x: Any) -> Complex:
    """The complex value whose pairs are in memory."""
    return Complex(lambda: (part(x, k=0), part(x, k=1)), lambda: x)


def from_constant(x: Any) -> Complex:
    """A complex constant."""
    return Complex(lambda: (x.real, x.imag), lambda: as_pairs(x))


def is_complex(x: Any) -> bool:
    """Whether an operand or its type is complex."""
    return type(x) is Complex or (not isinstance(x, Complex) and getattr(x, "dtype", None) in _DTYPES)


_DTYPES = (np.dtype("c8"), np.dtype("c16"))

# -- arithmetic

_FORMULAS: dict[Op, Callable[..., C | Real]] = {}


def _formula(*ops: Op) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def enter(f: Callable[..., Any]) -> Callable[..., Any]:
        _FORMULAS.update(dict.fromkeys(ops, f))
        return f

    return enter


for _op in (ew.add, ew.subtract):
    _FORMULAS[_op] = lambda x, y, op=_op: C(x.re.apply(op, y.re), x.im.apply(op, y.im))
for _op in (ew.negative, ew.positive):
    _FORMULAS[_op] = lambda x, op=_op: C(x.re.apply(op), x.im.apply(op))


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


_FORMULAS[ew.absolute] = _size


@_formula(ew.sign)
def _sign(x: C) -> C:
    size = _size(x)
    plain = size.is_finite & size.differs(0)
    safe = plain.where(size, 1.0)

    def one(a: Real, b: Real) -> Real:
        unit = a.is_infinite.where((a * 0.0 + 1.0).apply(ew.sign), 0.0)
        unit = a.is_infinite.where(a.apply(ew.sign), unit)
        unit = (a.is_infinite & b.is_infinite).where(math.nan, unit)
        return size.is_nan.where(math.nan, plain.where(a / safe, size.equals(0).where(0.0, unit)))

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
    _FORMULAS[_op] = lambda x, scale=_scale: _log_of(x, scale)


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


_FORMULAS[ew.cosh] = lambda x: _hyperbolic(x)[0]
_FORMULAS[ew.sinh] = lambda x: _hyperbolic(x)[1]
_FORMULAS[ew.cos] = lambda x: _hyperbolic(C(-x.im, x.re))[0]


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


# -- equations


def _applied(formula: Callable[..., C | Real]) -> Callable[..., Any]:
    def rule(e: Eqn, *operands: Any) -> Any:
        found = formula(*[C(*map(Real, as_complex(x).parts)) for x in operands])
        return found.value if type(found) is Real else _of_parts(found.re.value, found.im.value)

    return rule


def _of_parts(re: Any, im: Any) -> Complex:
    return Complex(lambda: (re, im))


def as_complex(x: Any) -> Complex:
    """An operand that is known to be complex."""
    return x if type(x) is Complex else from_constant(x)


def _each_part(e: Eqn, *operands: Any) -> Complex:
    """The same on each part: movements, sums.  Real operands (indices, conditions) are the same for both."""

    def one(k: int) -> Any:
        return e.op(*[as_complex(x).parts[k] if is_complex(x) else x for x in operands], **e.params)

    return Complex(lambda: (one(0), one(1)))


def _copied(widened: Callable[[Eqn], dict[str, Any]], written: bool) -> Callable[..., Complex]:
    """A movement that keeps pairs together, where all operands have them; `written`: its result is in memory anyway."""

    def rule(e: Eqn, *operands: Any) -> Complex:
        if not all(as_complex(x).in_memory for x in operands if is_complex(x)):
            return _each_part(e, *operands)

        def pairs() -> Any:
            return e.op(*[as_complex(x).pairs if is_complex(x) else x for x in operands], **widened(e))

        if written:
            return from_pairs(pairs())
        return Complex(lambda: _each_part(e, *operands).parts, pairs)

    return rule


def _updated(e: Eqn, x: Any, v: Any, *places: Any) -> Complex:
    """The pairs of v in the place of some of x, or added to them."""
    params = dict(e.params)
    if e.op is indexing.put_slice:
        params["index"] = (*params["index"], _WHOLE_PAIR)
    return from_pairs(e.op(as_complex(x).pairs, as_complex(v).pairs, *places, **params))


_WHOLE_PAIR = (0, 2, 1)


def _moved(widened: Callable[[Eqn], dict[str, Any]]) -> Callable[..., Complex]:
    """A movement of one operand: of its parts, or of the pairs, should a view of these be asked for."""

    def rule(e: Eqn, x: Any) -> Complex:
        x = as_complex(x)
        both = lambda: (e.op(x.parts[0], **e.params), e.op(x.parts[1], **e.params))
        return Complex(both, view=lambda: e.op(x.view, **widened(e)))

    return rule


def converted(x: Any, dtype: np.dtype[Any]) -> Any:
    """A value in another dtype, as NumPy's astype: the real part where that is real."""
    if not is_complex(x):
        re = ew.convert(x, dtype=real_dtype(dtype))
        return _of_parts(re, ew.const(re, 0)) if dtype.kind == "c" else re
    re, im = as_complex(x).parts
    if dtype.kind == "c":
        return _of_parts(*[ew.convert(p, dtype=real_dtype(dtype)) for p in (re, im)])
    if dtype.kind == "b":
        return ew.logical_or(*[ew.convert(p, dtype=dtype) for p in (re, im)])
    return ew.convert(re, dtype=dtype)


def _from_python(e: Eqn, x: Any) -> Complex:
    dtype = real_dtype(e.params["dtype"])
    if type(x) is Complex:
        return _of_parts(*[ew.convert(p, dtype=dtype) for p in x.parts])
    if type(x) is complex:
        return _of_parts(dtype.type(x.real), dtype.type(x.imag))
    return _of_parts(scalar.from_python(x, dtype=dtype), dtype.type(0))


def _contract(e: Eqn, x: Any, y: Any) -> Complex:
    """By the library where that multiplies large matrices, else by sums of products of parts."""
    spec = e.params["spec"]
    x, y = as_complex(x), as_complex(y)
    if not by_parts(e):
        return from_pairs(pair_product(x.view, y.view, spec=spec))
    a, b = x.parts, y.parts
    rr, ii, ri, ir = (contraction.contract(a[k], b[n], spec=spec) for k, n in ((0, 0), (1, 1), (0, 1), (1, 0)))
    return _of_parts(ew.subtract(rr, ii), ew.add(ri, ir))


def by_parts(e: Eqn) -> bool:
    """Whether a contraction becomes contractions of parts: where these are made of loops."""
    from .nodes import sums_by_loops

    a, b, out = contraction._terms(e.params["spec"])
    return set(a) | set(b) == set(out) or sums_by_loops(e)


_RULES: dict[Op, Callable[..., Any]] = {
    **{op: _applied(f) for op, f in _FORMULAS.items()},
    ew.real: lambda e, x: ew.positive(as_complex(x).parts[0]),
    ew.imag: lambda e, x: ew.positive(as_complex(x).parts[1]),
    ew.complex_: lambda e, x, y: _of_parts(x, y),
    ew.select: _each_part,
    ew.convert: lambda e, x: converted(x, e.params["dtype"]),
    scalar.from_python: _from_python,
    contraction.contract: _contract,
    mv.transpose: _moved(lambda e: {"perm": (*e.params["perm"], len(e.params["perm"]))}),
    mv.reshape: _moved(lambda e: {"shape": (*e.params["shape"], 2)}),
    **dict.fromkeys((mv.broadcast, mv.flip, mv.pad), _each_part),
    **dict.fromkeys((indexing.dynamic_slice, indexing.dynamic_update_slice), _each_part),
    **dict.fromkeys((indexing.put_slice, indexing.scatter), _updated),
    indexing.slice_: _copied(lambda e: {"index": (*e.params["index"], _WHOLE_PAIR)}, False),
    indexing.gather: _copied(lambda e: e.params, False),
    mv.concatenate: _copied(lambda e: e.params, True),
    **dict.fromkeys((reduction.reduce_sum, reduction.cumsum, finite), _each_part),
}
_EXACT = {
    *(ew.add, ew.subtract, ew.negative, ew.positive, ew.conjugate, ew.equal, ew.not_equal, ew.isnan, ew.isinf),
    *(ew.isfinite, ew.real, ew.imag, ew.complex_, ew.select, ew.convert, scalar.from_python),
    *(mv.transpose, mv.reshape, mv.broadcast, mv.flip, mv.concatenate, mv.pad),
    *(
        finite,
        indexing.slice_,
        indexing.gather,
        indexing.dynamic_slice,
        indexing.put_slice,
        indexing.dynamic_update_slice,
    ),
}


def involves_complex(e: Eqn) -> bool:
    """Whether an equation has complex operands or results."""
    return any(is_complex(v.type) for v in e.outs) or any(is_complex(atom_type(a)) for a in e.args)


def has_parts(e: Eqn) -> bool:
    """Whether an equation that involves complex numbers is known by the parts of these."""
    if e.op not in _RULES or any(type(d) is not int for v in e.outs for d in v.type.shape):
        return False
    if e.op is indexing.scatter:
        return e.params["mode"] in ("set", "add")
    if e.op is contraction.contract and not by_parts(e):
        return True
    names = [t.dtype for t in (*map(atom_type, e.args), *[v.type for v in e.outs])]
    return all(d in _DTYPES or d.kind in "biuf" for d in names)


def is_exact(e: Eqn) -> bool:
    """Whether the expansion has the same bits as NumPy."""
    return e.op in _EXACT


def expanded(e: Eqn, operands: list[Any]) -> Any:
    """The result of an equation that involves complex numbers; operands and result may be `Complex`."""
    return _RULES[e.op](e, *operands)

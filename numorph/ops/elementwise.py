"""Elementwise operations on operands of one shape.  Each wraps a NumPy ufunc, whose loops fix the dtypes.

Rules name the operands x, y and the result z; `const(x, v)` is the number v in the shape and dtype of x.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, LINEAR, ONE, General, Partials, PerOperand
from ..core.trace import Tracer, typeof
from ..core.types import ArrayType, Type, is_static

_loops: dict[tuple[Any, ...], tuple[np.dtype, ...]] = {}


def resolve(ufunc: Any, *operands: Any) -> tuple[np.dtype, ...]:
    """The dtypes (inputs, then outputs) of the loop that NumPy picks; operands are dtypes or Python scalar types."""
    key = (ufunc, *operands)
    found = _loops.get(key)
    if found is None:
        found = _loops[key] = ufunc.resolve_dtypes((*operands, *(None,) * ufunc.nout))
    return found


def filled(type_: Type, value: Any) -> Any:
    """A constant of the given type; arrays are zero-stride views of one element."""
    number = type_.dtype.type(value)
    if type_.shape == ():
        return number
    if not is_static(type_.shape):
        from .movement import broadcast

        return broadcast(number, shape=type_.shape, axes=tuple(range(len(type_.shape))))
    return np.ndarray(type_.shape, type_.dtype, number, 0, (0,) * len(type_.shape))


def const(x: Any, value: Any) -> Any:
    """`value` in the shape and dtype of x."""
    if type(x) is np.float64:
        return np.float64(value)
    return filled(typeof(x), value)


def zeros(type_: Type) -> Any:
    """Zeros of the given type."""
    return filled(type_, 0)


def _type_rule(name: str, ufunc: Any) -> Callable[..., ArrayType]:
    def rule(*types):
        first = types[0]
        dtypes = tuple([t.dtype for t in types])
        loop = resolve(ufunc, *dtypes)
        for t, want in zip(types, loop, strict=False):
            if t.shape != first.shape or t.dtype != want:
                listed = ", ".join(map(repr, types))
                raise TypeError(f"'{name}' needs operands of one shape with the dtypes of a loop, got {listed}.")
        out = loop[-1]
        return first if out is first.dtype else ArrayType(first.shape, out)

    return rule


def elementwise_batch(op: Op) -> Callable[..., Any]:
    """Unbatched operands are repeated along the batch axis (a view); then the same operation."""

    def batch(size, args, batched, **params):
        return op(*(a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)), **params)

    return batch


def repeat_front(x: Any, size: int) -> Any:
    """x repeated along a new leading axis, as a view."""
    from .movement import broadcast

    return broadcast(x, shape=(size, *typeof(x).shape), axes=(0,))


UFUNC_OPS: dict[Any, Op] = {}


# Python's operators do what these ufuncs do, and on scalars at a fraction of the cost.
_OPERATORS: dict[Any, Callable[..., Any]] = {
    np.add: operator.add,
    np.subtract: operator.sub,
    np.multiply: operator.mul,
    np.divide: operator.truediv,
    np.negative: operator.neg,
}


def elementwise(ufunc: Any, jvp: Any, transpose: Any = None, name: str | None = None) -> Op:
    """The operation of a ufunc, or of what has its loops.  `jvp` is a rule, or a tuple of partial derivatives."""
    name = name or ufunc.__name__
    rule = Partials(*jvp) if isinstance(jvp, tuple) else jvp
    op = Op(name, "elementwise", _type_rule(name, ufunc), _OPERATORS.get(ufunc, ufunc), rule, transpose)
    op.batch = elementwise_batch(op)
    UFUNC_OPS[ufunc] = op
    return op


# -- arithmetic

negative = elementwise(np.negative, LINEAR, lambda ct, x, i: negative(ct))
positive = elementwise(np.positive, LINEAR, lambda ct, x, i: ct)
add = elementwise(np.add, (ONE, ONE), lambda ct, x, y, i: ct)
subtract = elementwise(
    np.subtract, (ONE, lambda x, y, z: const(x, -1)), lambda ct, x, y, i: ct if i == 0 else negative(ct)
)
multiply = elementwise(
    np.multiply,
    (lambda x, y, z: y, lambda x, y, z: x),
    lambda ct, x, y, i: multiply(ct, y) if i == 0 else multiply(ct, x),
)
divide = elementwise(
    np.divide,
    (lambda x, y, z: reciprocal(y), lambda x, y, z: negative(divide(z, y))),
    lambda ct, x, y, i: divide(ct, y),
)
reciprocal = elementwise(np.reciprocal, (lambda x, z: negative(multiply(z, z)),))
square = elementwise(np.square, (lambda x, z: multiply(const(x, 2), x),))
sqrt = elementwise(np.sqrt, (lambda x, z: divide(const(x, 0.5), z),))
cbrt = elementwise(np.cbrt, (lambda x, z: divide(z, multiply(const(x, 3), x)),))
remainder = elementwise(np.remainder, (ONE, lambda x, y, z: negative(floor_divide(x, y))))
fmod = elementwise(np.fmod, (ONE, lambda x, y, z: negative(trunc(divide(x, y)))))
floor_divide = elementwise(np.floor_divide, CONSTANT)


def _log_base(x):
    """log x, with 0 where x is 0, so that 0**y has derivative 0 in y."""
    zero = equal(x, const(x, 0))
    return select(zero, const(x, 0), log(select(zero, const(x, 1), x)))


def _power_dx(x, y, z):
    """y x^(y-1); 0 where y is 0, also at x = 0."""
    zero = equal(y, const(y, 0))
    return multiply(y, power(x, select(zero, const(y, 1), subtract(y, const(y, 1)))))


power = elementwise(np.power, (_power_dx, lambda x, y, z: multiply(_log_base(x), z)))

# -- exponentials and logarithms

exp = elementwise(np.exp, (lambda x, z: z,))
exp2 = elementwise(np.exp2, (lambda x, z: multiply(const(x, np.log(2)), z),))
expm1 = elementwise(np.expm1, (lambda x, z: add(z, const(x, 1)),))
log = elementwise(np.log, (lambda x, z: reciprocal(x),))
log2 = elementwise(np.log2, (lambda x, z: divide(const(x, 1 / np.log(2)), x),))
log10 = elementwise(np.log10, (lambda x, z: divide(const(x, 1 / np.log(10)), x),))
log1p = elementwise(np.log1p, (lambda x, z: reciprocal(add(const(x, 1), x)),))


def _exp_gap(a, z):
    """exp(a - z), and 1 where both are infinite of one sign."""
    return select(equal(a, z), const(a, 1), exp(subtract(a, z)))


logaddexp = elementwise(np.logaddexp, (lambda x, y, z: _exp_gap(x, z), lambda x, y, z: _exp_gap(y, z)))
logaddexp2 = elementwise(
    np.logaddexp2,
    (
        lambda x, y, z: _exp_gap(multiply(const(x, np.log(2)), x), multiply(const(x, np.log(2)), z)),
        lambda x, y, z: _exp_gap(multiply(const(x, np.log(2)), y), multiply(const(x, np.log(2)), z)),
    ),
)

# -- trigonometry


def _one_minus_square(x):
    return subtract(const(x, 1), square(x))


sin = elementwise(np.sin, (lambda x, z: cos(x),))
cos = elementwise(np.cos, (lambda x, z: negative(sin(x)),))
tan = elementwise(np.tan, (lambda x, z: add(const(x, 1), square(z)),))
arcsin = elementwise(np.arcsin, (lambda x, z: reciprocal(sqrt(_one_minus_square(x))),))
arccos = elementwise(np.arccos, (lambda x, z: negative(reciprocal(sqrt(_one_minus_square(x)))),))
arctan = elementwise(np.arctan, (lambda x, z: reciprocal(add(const(x, 1), square(x))),))
sinh = elementwise(np.sinh, (lambda x, z: cosh(x),))
cosh = elementwise(np.cosh, (lambda x, z: sinh(x),))
tanh = elementwise(np.tanh, (lambda x, z: _one_minus_square(z),))
arcsinh = elementwise(np.arcsinh, (lambda x, z: reciprocal(sqrt(add(square(x), const(x, 1)))),))
arccosh = elementwise(
    np.arccosh,
    (lambda x, z: reciprocal(multiply(sqrt(subtract(x, const(x, 1))), sqrt(add(x, const(x, 1))))),),
)
arctanh = elementwise(np.arctanh, (lambda x, z: reciprocal(_one_minus_square(x)),))
arctan2 = elementwise(
    np.arctan2,
    (
        lambda x, y, z: divide(y, add(square(x), square(y))),
        lambda x, y, z: negative(divide(x, add(square(x), square(y)))),
    ),
)


def _share(x, z):
    """x / z, and 0 at the origin, as the derivative of the absolute value has it."""
    zero = equal(z, const(z, 0))
    return divide(x, select(zero, const(z, 1), z))


hypot = elementwise(np.hypot, (lambda x, y, z: _share(x, z), lambda x, y, z: _share(y, z)))
deg2rad = elementwise(np.deg2rad, LINEAR, lambda ct, x, i: deg2rad(ct))
rad2deg = elementwise(np.rad2deg, LINEAR, lambda ct, x, i: rad2deg(ct))
radians = UFUNC_OPS[np.radians] = deg2rad
degrees = UFUNC_OPS[np.degrees] = rad2deg

# -- magnitude, sign, order


def _absolute_jvp(t, x, z):
    """sign(x) t; for complex x the real part of conj(x) t / |x|."""
    if typeof(x).dtype.kind != "c":
        return multiply(t, sign(x))
    safe = select(equal(z, const(z, 0)), const(z, 1), z)
    return divide(real(multiply(t, conjugate(x))), safe)


absolute = elementwise(np.absolute, PerOperand(_absolute_jvp))
fabs = elementwise(np.fabs, (lambda x, z: sign(x),))


def _sign_jvp(primals, tangents, out):
    """Constant on the reals; x/|x| on the complex plane turns with the angle."""
    (x,), (t,) = primals, tangents
    if typeof(x).dtype.kind != "c" or t is None:
        return None
    size = absolute(x)
    safe = complex_(select(equal(size, const(size, 0)), const(size, 1), size), const(size, 0))
    along = complex_(real(multiply(t, conjugate(out))), const(size, 0))
    return divide(subtract(t, multiply(along, out)), safe)


sign = elementwise(np.sign, General(_sign_jvp))


def _wins(x, y):
    """1 where x > y, one half at ties, else 0."""
    return select(equal(x, y), const(x, 0.5), select(greater(x, y), const(x, 1), const(x, 0)))


def _wins_or_number(x, y):
    """As `_wins`, and a number beats NaN."""
    return select(isnan(y), const(x, 1), select(isnan(x), const(x, 0), _wins(x, y)))


maximum = elementwise(np.maximum, (lambda x, y, z: _wins(x, y), lambda x, y, z: _wins(y, x)))
minimum = elementwise(np.minimum, (lambda x, y, z: _wins(y, x), lambda x, y, z: _wins(x, y)))
fmax = elementwise(np.fmax, (lambda x, y, z: _wins_or_number(x, y), lambda x, y, z: _wins_or_number(y, x)))
fmin = elementwise(
    np.fmin,
    (
        lambda x, y, z: _wins_or_number(negative(x), negative(y)),
        lambda x, y, z: _wins_or_number(negative(y), negative(x)),
    ),
)
copysign = elementwise(
    np.copysign,
    (lambda x, y, z: copysign(const(x, 1), multiply(copysign(const(x, 1), x), copysign(const(x, 1), y))), None),
)
heaviside = elementwise(np.heaviside, (None, lambda x, y, z: convert(equal(x, const(x, 0)), dtype=typeof(x).dtype)))
nextafter = elementwise(np.nextafter, (ONE, None))
floor = elementwise(np.floor, CONSTANT)
ceil = elementwise(np.ceil, CONSTANT)
trunc = elementwise(np.trunc, CONSTANT)
rint = elementwise(np.rint, CONSTANT)
spacing = elementwise(np.spacing, CONSTANT)


def _frexp_ldexp_jvp(t, x, n, z):
    return ldexp(t, n)


ldexp = elementwise(np.ldexp, PerOperand(_frexp_ldexp_jvp, None), lambda ct, x, n, i: ldexp(ct, n))

# -- comparison, logic, bits (locally constant)

greater = elementwise(np.greater, CONSTANT)
greater_equal = elementwise(np.greater_equal, CONSTANT)
less = elementwise(np.less, CONSTANT)
less_equal = elementwise(np.less_equal, CONSTANT)
equal = elementwise(np.equal, CONSTANT)
not_equal = elementwise(np.not_equal, CONSTANT)
isnan = elementwise(np.isnan, CONSTANT)
isinf = elementwise(np.isinf, CONSTANT)
isfinite = elementwise(np.isfinite, CONSTANT)
signbit = elementwise(np.signbit, CONSTANT)
logical_and = elementwise(np.logical_and, CONSTANT)
logical_or = elementwise(np.logical_or, CONSTANT)
logical_xor = elementwise(np.logical_xor, CONSTANT)
logical_not = elementwise(np.logical_not, CONSTANT)
bitwise_and = elementwise(np.bitwise_and, CONSTANT)
bitwise_or = elementwise(np.bitwise_or, CONSTANT)
bitwise_xor = elementwise(np.bitwise_xor, CONSTANT)
invert = elementwise(np.invert, CONSTANT)
left_shift = elementwise(np.left_shift, CONSTANT)
right_shift = elementwise(np.right_shift, CONSTANT)
gcd = elementwise(np.gcd, CONSTANT)
lcm = elementwise(np.lcm, CONSTANT)
if hasattr(np, "bitwise_count"):
    bitwise_count = elementwise(np.bitwise_count, CONSTANT)

# -- complex parts.  The pairing of tangent and cotangent is Re(ct * t), without a conjugate, as in JAX.

_REAL_OF: dict[np.dtype, np.dtype] = {np.dtype("c8"): np.dtype("f4"), np.dtype("c16"): np.dtype("f8")}
_COMPLEX_OF = {real: complex for complex, real in _REAL_OF.items()}


def _part_type(name):
    def rule(t):
        if t.dtype not in _REAL_OF:
            raise TypeError(f"'{name}' needs a complex operand, got {t}.")
        return ArrayType(t.shape, _REAL_OF[t.dtype])

    return rule


def _complex_type(x, y):
    if x != y or x.dtype not in _COMPLEX_OF:
        raise TypeError(f"'complex' needs two real operands of one type, got {x} and {y}.")
    return ArrayType(x.shape, _COMPLEX_OF[x.dtype])


def _own(view):
    """A copy: NumPy's parts are views, and values here never alias by accident."""
    return view.copy() if isinstance(view, np.ndarray) else view


real = Op(
    "real",
    "elementwise",
    _part_type("real"),
    lambda x: _own(x.real),
    LINEAR,
    lambda ct, x, i: complex_(ct, const(ct, 0)),
)
imag = Op(
    "imag",
    "elementwise",
    _part_type("imag"),
    lambda x: _own(x.imag),
    LINEAR,
    lambda ct, x, i: complex_(const(ct, 0), negative(ct)),
)


def _complex_impl(x, y):
    out = np.empty(np.shape(x), _COMPLEX_OF[x.dtype])
    out.real, out.imag = x, y
    return out[()]


complex_ = Op(
    "complex",
    "elementwise",
    _complex_type,
    _complex_impl,
    LINEAR,
    lambda ct, x, y, i: real(ct) if i == 0 else negative(imag(ct)),
)
conjugate = elementwise(np.conjugate, LINEAR, lambda ct, x, i: conjugate(ct))
for _op in (real, imag, complex_):
    _op.batch = elementwise_batch(_op)

# -- choice and conversion


def _select_type(c, x, y):
    if c.dtype != np.bool_ or x != y or c.shape != x.shape:
        raise TypeError(f"'select' needs a bool array and two operands of its shape and one dtype, got {c}, {x}, {y}.")
    return x


def _select_impl(c, x, y):
    return np.where(c, x, y)[()]


select = Op(
    "select",
    "elementwise",
    _select_type,
    _select_impl,
    LINEAR,
    lambda ct, c, x, y, i: select(c, ct, const(ct, 0)) if i == 1 else select(c, const(ct, 0), ct),
)
select.batch = elementwise_batch(select)


def _convert_impl(x, dtype):
    with np.errstate(invalid="ignore"):
        return dtype.type(x) if np.ndim(x) == 0 and dtype.kind in "fiub" and x.dtype.kind != "c" else x.astype(dtype)


def _convert_transpose(ct, x, i, dtype):
    kind, back = typeof(ct).dtype.kind, x.type.dtype
    return convert(real(ct) if kind == "c" and back.kind != "c" else ct, dtype=back)


convert = Op(
    "convert",
    "elementwise",
    lambda t, dtype: ArrayType(t.shape, dtype),
    _convert_impl,
    LINEAR,
    _convert_transpose,
)
convert.batch = elementwise_batch(convert)


def as_operand(x: Any, type_: ArrayType) -> Any:
    """x (array, NumPy scalar or tracer) converted and broadcast to `type_`."""
    from .movement import expand

    if not isinstance(x, Tracer) and not isinstance(x, np.ndarray | np.generic):
        x = np.asarray(x, type_.dtype)[()]
    if typeof(x).dtype != type_.dtype:
        x = convert(x, dtype=type_.dtype)
    return expand(x, type_.shape)

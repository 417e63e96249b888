"""Arithmetic on Python scalars that are traced: Python's own operators, so that values and kinds stay Python's.

Their tangents are float64 (complex128) 0-d values.  `from_python` brings a scalar into the world of arrays.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, Partials, PerOperand
from ..core.trace import typeof
from ..core.types import FLOAT, INT, SCALAR_DTYPES, SCALAR_TYPES, ArrayType, ScalarType
from . import elementwise as ew

_RANK = [bool, int, float, complex]


def _wider(*kinds: type) -> type:
    return max((*kinds, int), key=_RANK.index)


def scalar_array(x: Any) -> Any:
    """A Python scalar as a float64 or complex128 value, for derivatives."""
    t = typeof(x)
    if not isinstance(t, ScalarType):
        return x
    dtype = SCALAR_DTYPES[complex if t.kind is complex else float]
    return from_python(x, dtype=dtype)


def _python(name: str, function: Callable[..., Any], kind: Callable[..., type], jvp: Any) -> Op:
    def type_rule(*types):
        return SCALAR_TYPES[kind(*(t.kind for t in types))]

    def batch(size, args, batched):
        arrays = _in_one_dtype(args, FLOAT if function is operator.truediv else INT)
        lanes = [a if b else ew.repeat_front(a, size) for a, b in zip(arrays, batched, strict=True)]
        return _elementwise_of(name)(*lanes)

    return Op(name, "scalar", type_rule, function, jvp, batch=batch)


_ELEMENTWISE = {
    "sub": "subtract",
    "mul": "multiply",
    "truediv": "divide",
    "floordiv": "floor_divide",
    "mod": "remainder",
}
_ELEMENTWISE |= {"pow": "power", "neg": "negative", "abs": "absolute", "lt": "less", "le": "less_equal"}
_ELEMENTWISE |= {"gt": "greater", "ge": "greater_equal", "eq": "equal", "ne": "not_equal"}


def _elementwise_of(name: str) -> Op:
    """The operation on arrays that does for every lane what a Python operator does for a scalar."""
    short = name.removeprefix("python_")
    op: Op = getattr(ew, _ELEMENTWISE.get(short, short))
    return op


def _in_one_dtype(args: Sequence[Any], least: np.dtype) -> list[Any]:
    """Operands of a batched Python operator as arrays of one dtype, in which bools count as integers."""
    arrays = [from_python(a, dtype=typeof(a).dtype) if isinstance(typeof(a), ScalarType) else a for a in args]
    dtype = np.result_type(*[typeof(a).dtype for a in arrays], least)
    return [a if typeof(a).dtype == dtype else ew.convert(a, dtype=dtype) for a in arrays]


def _lifted(rule: Callable[..., Any]) -> Callable[..., Any]:
    """A derivative rule of the elementwise family, applied to scalars brought to float64."""

    def lifted(*operands):
        wide = [scalar_array(o) for o in operands]
        dtype = np.result_type(*[typeof(w).dtype for w in wide], FLOAT)
        return rule(*(w if typeof(w).dtype == dtype else ew.convert(w, dtype=dtype) for w in wide))

    return lifted


def _like(op: Op) -> Partials:
    """The partial derivatives of the elementwise operation of the same name."""
    return Partials(*(r if not callable(r) else _lifted(r) for r in op.jvp.rules))


def _division(*kinds):
    return max(_wider(*kinds), float, key=_RANK.index)


def _same(kind):
    return max(kind, int, key=_RANK.index)


add = _python("python_add", operator.add, _wider, _like(ew.add))
sub = _python("python_sub", operator.sub, _wider, _like(ew.subtract))
mul = _python("python_mul", operator.mul, _wider, _like(ew.multiply))
truediv = _python("python_truediv", operator.truediv, _division, _like(ew.divide))
floordiv = _python("python_floordiv", operator.floordiv, _wider, CONSTANT)
mod = _python("python_mod", operator.mod, _wider, _like(ew.remainder))
pow_ = _python("python_pow", operator.pow, _wider, _like(ew.power))
neg = _python("python_neg", operator.neg, _same, Partials(lambda x, z: ew.const(scalar_array(x), -1)))
abs_ = _python(
    "python_abs",
    operator.abs,
    lambda k: float if k is complex else _same(k),
    PerOperand(lambda t, x, z: ew._absolute_jvp(t, scalar_array(x), scalar_array(z))),
)
_COMPLEX = SCALAR_DTYPES[complex]
# Operands of arithmetic that carry tangents are of one kind: a float beside a complex number is made complex first.
complex_ = _python(
    "python_complex", complex, lambda k: complex, PerOperand(lambda t, x, z: ew.convert(t, dtype=_COMPLEX))
)
complex_.batch = lambda size, args, batched: ew.convert(args[0], dtype=_COMPLEX)
real = _python("python_real", operator.attrgetter("real"), lambda k: float, PerOperand(lambda t, x, z: ew.real(t)))
imag = _python("python_imag", operator.attrgetter("imag"), lambda k: float, PerOperand(lambda t, x, z: ew.imag(t)))
conjugate = _python(
    "python_conjugate",
    operator.methodcaller("conjugate"),
    lambda k: complex,
    PerOperand(lambda t, x, z: ew.conjugate(t)),
)
COMPARISONS = {
    name: _python(f"python_{name}", getattr(operator, name), lambda *kinds: bool, CONSTANT)
    for name in ("lt", "le", "gt", "ge", "eq", "ne")
}
lt, le, gt, ge, eq, ne = COMPARISONS.values()


def _from_python_jvp(t, x, z, dtype):
    return ew.convert(t, dtype=dtype) if typeof(t).dtype != dtype else t


from_python = Op(
    "from_python",
    "scalar",
    lambda t, dtype: ArrayType((), dtype),
    lambda x, dtype: dtype.type(x),
    PerOperand(_from_python_jvp),
    lambda ct, x, i, dtype: ew.convert(ct, dtype=SCALAR_DTYPES[complex if dtype.kind == "c" else float]),
    batch=lambda size, args, batched, dtype: (
        args[0] if typeof(args[0]).dtype == dtype else ew.convert(args[0], dtype=dtype)
    ),
)


def _to_python_type(t):
    if t.shape or t.dtype not in (FLOAT, _COMPLEX):
        raise TypeError(f"'to_python' needs one number of f64 or c128, got {t}.")
    return SCALAR_TYPES[complex if t.dtype == _COMPLEX else float]


# A value as the Python float or complex number that a caller gave, or would get, outside transformations.
to_python = Op(
    "to_python",
    "scalar",
    _to_python_type,
    lambda x: x.item(),
    PerOperand(lambda t, x, z: t),
    batch=lambda size, args, batched: args[0],
)

"""NumPy's ufuncs and operators on handles: promote and broadcast as NumPy does, then apply the strict operation."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from .. import array as _array
from .. import known as _known
from ..array import FUNCTIONS, UFUNCS, Array, Scalar, View, as_value, unwrap, wrap
from ..core.trace import Tracer, state
from ..core.types import BOOL, FLOAT, SCALAR_TYPES, ScalarType, broadcast_shapes
from ..errors import NumorphTypeError, ValueNeeded, user_frame
from ..layouts import LaidArray, is_by_columns, wrap_as, wrap_copy
from ..ops import movement as mv
from ..ops import scalar as sc
from ..ops.elementwise import UFUNC_OPS, resolve


def weak_or_dtype(x: Any) -> Any:
    """What promotion looks at: the Python type of a Python scalar, else the dtype."""
    if isinstance(x, Tracer):
        t = x.type
        return t.kind if type(t) is ScalarType else t.dtype
    return type(x) if type(x) in SCALAR_TYPES else x.dtype


def lift(x: Any, dtype: np.dtype) -> Any:
    """An operand in the dtype of the loop."""
    if type(x) in SCALAR_TYPES:
        return np.asarray(x, dtype)[()]
    return _array.convert(x, dtype) if isinstance(x, Tracer) or x.dtype != dtype else x


def operand(x: Any) -> Any:
    """A value that promotion understands: a tracer, a NumPy value or a Python scalar."""
    if type(x) is np.ndarray:
        return _array.kept(x)
    x = unwrap(x)
    if isinstance(x, Tracer | np.ndarray | np.generic) or type(x) in SCALAR_TYPES:
        return x
    return as_value(x)


def apply(ufunc: np.ufunc, *args: Any, dtype: Any = None) -> Any:
    """A one-output ufunc on values or handles; returns a handle (or a NumPy scalar)."""
    op = UFUNC_OPS.get(ufunc)
    if op is None:
        if ufunc in UFUNCS:
            return UFUNCS[ufunc](*args)
        from ..ops import special

        op = special.operation(ufunc)
        if op is None:
            raise unsupported(ufunc)
    values = [operand(a) for a in args]
    keys = [weak_or_dtype(v) for v in values]
    if dtype is None:
        loop = resolve(ufunc, *[BOOL if k is bool else k for k in keys])
    else:
        loop = (np.dtype(dtype),) * len(values)
        loop = resolve(ufunc, *loop)
    values = [v if k is d else lift(v, d) for v, k, d in zip(values, keys, loop, strict=False)]
    shape = broadcast_shapes(*[v.shape for v in values])
    values = [v if v.shape == shape else mv.expand(v, shape) for v in values]
    return wrap_as(state.trace.process(op, values, {}), args)


def unsupported(ufunc: np.ufunc) -> Exception:
    return ValueNeeded(
        f"'{ufunc.__name__}' has no rule for traced arrays.",
        frame=user_frame(),
        hints=("numorph.pure_callback calls any NumPy function on traced arrays, without a derivative",),
    )


def dispatch(ufunc: np.ufunc, method: str, args: tuple, kw: dict[str, Any]) -> Any:
    """`__array_ufunc__` of a handle."""
    if method != "__call__":
        from . import ufunc_methods

        return ufunc_methods.METHODS[method](ufunc, *args, **kw)
    if not kw:
        return apply(ufunc, *args)
    out, where = kw.pop("out", None), kw.pop("where", True)
    dtype, order = kw.pop("dtype", None), kw.pop("order", "K")
    for name in ("casting", "subok"):
        kw.pop(name, None)
    if ufunc in UFUNCS:
        result = UFUNCS[ufunc](*args, dtype=dtype, **kw)
    elif kw:
        raise NumorphTypeError(f"'np.{ufunc.__name__}' on a traced array does not take {', '.join(map(repr, kw))}.")
    else:
        result = apply(ufunc, *args, dtype=dtype) if dtype is not None else apply(ufunc, *args)
    if isinstance(result, tuple):
        return tuple(store(r, o, where) for r, o in zip(result, out, strict=True)) if out else result
    if order != "K" and out is None:
        arrays = [a for a in args if np.ndim(a)]
        order = "F" if order == "A" and arrays and all([is_by_columns(a) for a in arrays]) else order
        result = wrap_copy(unwrap(result), None, order)
    return store(result, out[0] if type(out) is tuple else out, where, ufunc)


def store(result: Any, out: Any, where: Any = True, ufunc: Any = np.add) -> Any:
    """Deliver a result into `out=` where given, only at `where`."""
    if where is not True:
        old = out if out is not None else np.zeros(np.shape(result), result.dtype)
        result = FUNCTIONS[np.where](where, result, old)
    if out is None:
        return result
    if not isinstance(out, Array | np.ndarray):
        raise TypeError("return arrays must be of ArrayType")
    if not isinstance(out, Array):
        if not isinstance(_known.peek(unwrap(result)), Tracer) and not isinstance(unwrap(result), Tracer):
            out[...] = unwrap(result)
            return out
        raise _known.plain_buffer_error(out)
    if not np.can_cast(result.dtype, out.dtype, "same_kind"):
        raise np._core._exceptions._UFuncOutputCastingError(ufunc, "same_kind", result.dtype, out.dtype, 0)
    out[...] = result
    return out


_FLOAT_TO_FLOAT: dict[np.ufunc, Any] = {}  # one float operand, a result of the same dtype: nothing to promote


def _array_ufunc(self: Any, ufunc: np.ufunc, method: str, *args: Any, **kw: Any) -> Any:
    """NumPy's protocol on handles."""
    op = _FLOAT_TO_FLOAT.get(ufunc)
    if op is not None and method == "__call__" and not kw:
        if type(self) is Scalar:
            x = self._float64() if self._value.type.kind is float else None
        else:
            x = self._value if type(self) is Array else self._read()
        if x is not None and x.dtype.kind == "f":
            out = state.trace.process(op, (x,), {})
            return Array(out) if isinstance(out, Tracer) and type(self) is Array else wrap_as(out, (self,))
    return dispatch(ufunc, method, args, kw)


def _find_float_to_float() -> None:
    for ufunc, op in UFUNC_OPS.items():
        if ufunc.nin == 1 and {"f->f", "d->d"} <= set(ufunc.types):
            _FLOAT_TO_FLOAT[ufunc] = op


# -- operators.  The fast path: two floating values of one type, or one and a Python number.


def _binary(ufunc: np.ufunc) -> tuple[Callable, Callable]:
    op = UFUNC_OPS[ufunc]

    def forward(self, other):
        x = self._value if type(self) is Array else self._read()
        kind = type(other)
        if kind is Array or kind is View or kind is LaidArray:
            y = other._value if kind is Array else other._read()
            if x.dtype is y.dtype and x.dtype.kind == "f":
                if x.shape != y.shape:
                    shape = broadcast_shapes(x.shape, y.shape)
                    x, y = mv.expand(x, shape), mv.expand(y, shape)
                out = state.trace.process(op, (x, y), {})
                if kind is Array and type(self) is Array and isinstance(out, Tracer):
                    return Array(out)
                return wrap_as(out, (self, other))
        elif kind is float or kind is int:
            dtype = x.dtype
            if dtype.kind == "f":
                return wrap_as(state.trace.process(op, (x, _number(other, x.shape, dtype)), {}), (self,))
        elif kind is Scalar and x.dtype is FLOAT and x.shape == () and other._value.type.kind is float:
            out = state.trace.process(op, (x, other._float64()), {})
            return Array(out) if isinstance(out, Tracer) else wrap(out)
        elif _defers(other):
            return NotImplemented
        return apply(ufunc, self, other)

    def backward(self, other):
        x = self._value if type(self) is Array else self._read()
        if type(other) is float or type(other) is int:
            dtype = x.dtype
            if dtype.kind == "f":
                return wrap_as(state.trace.process(op, (_number(other, x.shape, dtype), x), {}), (self,))
        elif _defers(other):
            return NotImplemented
        return apply(ufunc, other, self)

    return forward, backward


def _number(value, shape, dtype):
    number = dtype.type(value)
    return number if shape == () else np.ndarray(shape, dtype, number, 0, (0,) * len(shape))


def _defers(other: Any) -> bool:
    """Whether an operand wants to handle the operation itself."""
    return getattr(type(other), "__array_ufunc__", 0) is None


def _inplace(ufunc: np.ufunc) -> Callable:
    forward, _ = _binary(ufunc)

    def inplace(self, other):
        if self._is_scalar:
            return forward(self, other)
        result = forward(self, other)
        if result.shape != self.shape:
            raise ValueError(
                f"non-broadcastable output operand with shape {self.shape} doesn't match "
                f"the broadcast shape {result.shape}"
            )
        if result.dtype != self.dtype and not np.can_cast(result.dtype, self.dtype, "same_kind"):
            raise np._core._exceptions._UFuncOutputCastingError(ufunc, "same_kind", result.dtype, self.dtype, 0)
        value = unwrap(result)
        self._write(value if value.dtype == self.dtype else _array.convert(value, self.dtype))
        return self

    return inplace


def _unary(ufunc: np.ufunc) -> Callable:
    return lambda self: apply(ufunc, self)


BINARY = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "truediv": np.divide,
    "floordiv": np.floor_divide,
    "mod": np.remainder,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
    "lshift": np.left_shift,
    "rshift": np.right_shift,
}
COMPARE = {
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
    "ne": np.not_equal,
}
UNARY = {"neg": np.negative, "pos": np.positive, "abs": np.absolute, "invert": np.invert}
_FAST_POWER = {2: np.square, 1: np.positive, 0.5: np.sqrt, -1: np.reciprocal}


def _power(self: Any, other: Any, modulo: Any = None) -> Any:
    """NumPy's `**`: some Python exponents have an operation of their own."""
    if modulo is not None:
        return NotImplemented
    fast = _FAST_POWER.get(other) if type(other) in (int, float) else None
    if fast is not None and (self.dtype.kind in "fc" or other == 2 or other == 1):
        return apply(fast, self) if fast is not np.positive else self.copy("K")
    return apply(np.power, self, other)


def _install_array_operators() -> None:
    for name, ufunc in BINARY.items():
        forward, backward = _binary(ufunc)
        setattr(Array, f"__{name}__", forward)
        setattr(Array, f"__r{name}__", backward)
        setattr(Array, f"__i{name}__", _inplace(ufunc))
    for name, ufunc in COMPARE.items():
        setattr(Array, f"__{name}__", _binary(ufunc)[0])
    for name, ufunc in UNARY.items():
        setattr(Array, f"__{name}__", _unary(ufunc))
    Array.__pow__ = _power
    Array.__rpow__ = lambda self, other: apply(np.power, other, self)
    Array.__ipow__ = _ipow
    Array.__matmul__ = lambda self, other: FUNCTIONS[np.matmul](self, other)
    Array.__rmatmul__ = lambda self, other: FUNCTIONS[np.matmul](other, self)
    Array.__imatmul__ = _imatmul
    Array.__divmod__ = lambda self, other: (self // other, self % other)
    Array.__rdivmod__ = lambda self, other: (other // self, other % self)


def _ipow(self: Any, other: Any) -> Any:
    result = _power(self, other)
    if self._is_scalar:
        return result
    self[...] = result
    return self


def _imatmul(self: Any, other: Any) -> Any:
    self[...] = self @ other
    return self


# -- operators of traced Python scalars


def _python_binary(op: Callable[..., Any], ufunc: np.ufunc) -> tuple[Callable, Callable]:
    def other_scalar(x):
        return x._value if type(x) is Scalar else x if type(x) in SCALAR_TYPES else None

    def forward(self, other):
        y = other_scalar(other)
        if y is not None:
            return _wrap_python(op(*_of_one_kind(self._value, y)))
        return NotImplemented if isinstance(other, _SEQUENCES) else apply(ufunc, self, other)

    def backward(self, other):
        y = other_scalar(other)
        if y is not None:
            return _wrap_python(op(*_of_one_kind(y, self._value)))
        return NotImplemented if isinstance(other, _SEQUENCES) else apply(ufunc, other, self)

    return forward, backward


_SEQUENCES = (list, tuple, str, bytes)  # which an integer repeats


def _of_one_kind(x: Any, y: Any) -> tuple[Any, Any]:
    """Two Python scalars; a traced float beside a complex number becomes complex, as Python does on its own."""
    kinds = weak_or_dtype(x), weak_or_dtype(y)
    if complex not in kinds or float not in kinds:
        return x, y
    return tuple(
        [sc.complex_(v) if k is float and isinstance(v, Tracer) else v for v, k in zip((x, y), kinds, strict=True)]
    )


def _python_power(x: Any, y: Any) -> Any:
    """x ** y; the power of integers is a float where the exponent is negative, so its sign has to be known."""
    kinds = weak_or_dtype(x), weak_or_dtype(y)
    if {*kinds} <= {int, bool} and _known.known_value(y, "the exponent of an integer") < 0:
        x = sc.truediv(x, 1)
    return sc.pow_(x, y)


def _wrap_python(x: Any) -> Any:
    return Scalar(x) if isinstance(x, Tracer) else x


def _install_scalar_operators() -> None:
    arithmetic = {
        "add": sc.add,
        "sub": sc.sub,
        "mul": sc.mul,
        "truediv": sc.truediv,
        "floordiv": sc.floordiv,
        "mod": sc.mod,
    }
    for name, op in arithmetic.items():
        forward, backward = _python_binary(op, BINARY[name])
        setattr(Scalar, f"__{name}__", forward)
        setattr(Scalar, f"__r{name}__", backward)
    for name, op in sc.COMPARISONS.items():
        setattr(Scalar, f"__{name}__", _python_binary(op, COMPARE[name])[0])
    Scalar.__pow__, Scalar.__rpow__ = _python_binary(_python_power, np.power)
    Scalar.__neg__ = lambda self: _wrap_python(sc.neg(self._value))
    Scalar.__pos__ = lambda self: self + 0 if self.kind is bool else self
    Scalar.__abs__ = lambda self: _wrap_python(sc.abs_(self._value))
    Scalar.__divmod__ = lambda self, other: (self // other, self % other)
    Scalar.__rdivmod__ = lambda self, other: (other // self, other % self)
    for name in ("and", "or", "xor", "lshift", "rshift"):
        function = getattr(operator, f"__{name}__")
        setattr(Scalar, f"__{name}__", _of_known(function))
        setattr(Scalar, f"__r{name}__", _of_known(function, swapped=True))
    Scalar.__invert__, Scalar.__round__ = _of_known(operator.invert), _of_known(round)


def _of_known(f: Callable[..., Any], swapped: bool = False) -> Callable[..., Any]:
    """A Python function of scalars whose result has no derivative: Python computes it, from values that are known."""

    def method(self: Scalar, *others: Any) -> Any:
        args = [_known.known_value(unwrap(x), "the value of a Python scalar") for x in (self, *others)]
        return f(*(reversed(args) if swapped else args))

    return method


_find_float_to_float()
Array.__array_ufunc__ = Scalar.__array_ufunc__ = _array_ufunc  # type: ignore[attr-defined]
_install_array_operators()
_install_scalar_operators()

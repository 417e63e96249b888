"""Numbers from one type to another: Python's kinds, NumPy's dtypes, and the dtypes that procedures know.

A number that does not fit its new type bails wherever Python or NumPy would raise.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import COMPLEX, Expr, const
from . import integers as ints
from .emitter import Emitter, zero
from .values import GREATEST, PYTHON_KINDS, Scalar, Unsupported

_PYTHON_TYPES = {"int": int, "float": float, "bool": bool, "complex": complex}
FLOATS = ("f32", "f64")
SUPPORTED = frozenset(("bool", "f32", "f64", "c64", "c128", *(f"{k}{b}" for k in "iu" for b in (8, 16, 32, 64))))


def kind_dtype(kind: str) -> str:
    """The dtype in which a scalar of some kind is kept."""
    return PYTHON_KINDS.get(kind) or ("bool" if kind == "bool_" else kind)


def numpy_kind(dtype: str) -> str:
    """The kind of NumPy's scalars of a dtype; its bool is not Python's."""
    return "bool_" if dtype == "bool" else dtype


def promotion_key(kind: str) -> Any:
    """What NumPy's promotion looks at: Python's types for Python's scalars."""
    if kind in _PYTHON_TYPES:
        return _PYTHON_TYPES[kind] if kind != "bool" else np.dtype(bool)
    return dtype_of(kind_dtype(kind))


@functools.cache
def dtype_of(name: str) -> np.dtype:
    """NumPy's dtype."""
    if name == "bool":
        return np.dtype(bool)
    return np.dtype(f"{name[0]}{int(name[1:]) // 8}")


def supported_dtype(dtype: np.dtype) -> str:
    """The name of a dtype that procedures know."""
    name = dtype_name(dtype)
    if name not in SUPPORTED or not dtype.isnative:
        raise Unsupported(f"arrays of {dtype} stay with NumPy")
    return name


def numpy_constant(value: np.generic) -> Scalar:
    """A NumPy scalar that is known now."""
    dtype = supported_dtype(value.dtype)
    if dtype in ("c64", "c128"):
        part = COMPLEX[dtype]
        parts = const(float(value.real), part), const(float(value.imag), part)
        return Scalar(Expr("complex", dtype, parts), dtype)
    number = value.item()
    bounds = (int(number), int(number)) if dtype[0] in "iu" and dtype != "u64" else (-(2**63), 2**63 - 1)
    return Scalar(const(number, dtype), numpy_kind(dtype), *bounds)


def cast(e: Expr, dtype: str) -> Expr:
    """As NumPy's astype."""
    if e.dtype == dtype:
        return e
    if dtype in COMPLEX:
        part = COMPLEX[dtype]
        if e.dtype in COMPLEX:
            return Expr("complex", dtype, (cast(real(e), part), cast(imag(e), part)))
        return Expr("complex", dtype, (cast(e, part), const(0.0, part)))
    if e.dtype in COMPLEX:
        raise Unsupported("a complex number is converted to a real one")
    if e.op == "const":
        value = dtype_of(e.dtype).type(e.attr).astype(dtype_of(dtype)).item()
        return const(value, dtype)
    if dtype == "bool":
        return Expr("ne", "bool", (e, zero(e.dtype)))
    return Expr("convert", dtype, (e,))


def real(e: Expr) -> Expr:
    """The real part of a complex number."""
    return e.args[0] if e.op == "complex" else Expr("real", COMPLEX[e.dtype], (e,))


def imag(e: Expr) -> Expr:
    """The imaginary part of a complex number."""
    return e.args[1] if e.op == "complex" else Expr("imag", COMPLEX[e.dtype], (e,))


def truth(e: Expr) -> Expr:
    """Whether a number is not 0."""
    if e.dtype in COMPLEX:
        return ints.either(truth(real(e)), truth(imag(e)))
    return e if e.dtype == "bool" else cast(e, "bool")


def operand(e: Emitter, x: Scalar, dtype: str) -> Expr:
    """A number as an operand of a loop: a Python integer has to fit."""
    return _fitting(e, x, dtype) if x.dtype == "i64" and "int" in x.kinds else cast(x.expr, dtype)


def element_of(e: Emitter, value: Scalar, dtype: str) -> Expr:
    """A number as an element: Python's numbers have to fit, and those of NumPy where elements have signs."""
    if value.dtype in COMPLEX or not (value.is_python or dtype[0] == "i"):
        return cast(value.expr, dtype)
    return _fitting(e, value, dtype)


def _fitting(e: Emitter, x: Scalar, dtype: str) -> Expr:
    """A number in the dtype; integers bail where it does not fit."""
    if dtype[0] not in "iu" or x.dtype in (dtype, "bool"):
        return cast(x.expr, dtype)
    reason = "a number that does not fit the integers of an array"
    limits, value = np.iinfo(dtype_of(dtype)), e.hold(x.expr)
    low, high = int(limits.min), int(limits.max)
    if x.dtype in FLOATS:
        bounds = const(float(max(low, -(2**62)) - 1), x.dtype), const(float(min(high, 2**62) + 1), x.dtype)
        inside = Expr("gt", "bool", (value, bounds[0])), Expr("lt", "bool", (value, bounds[1]))
        e.bail_if(ints.negation(Expr("and", "bool", inside)), reason)
        return cast(value, dtype)
    own = np.iinfo(dtype_of(x.dtype))
    least, greatest = (x.lo, x.hi) if x.dtype == "i64" else (int(own.min), int(own.max))
    if least < low:
        e.bail_if(_below(value, low, x.dtype), reason)
    if greatest > high:
        e.bail_if(_below(const(high, x.dtype), value, x.dtype), reason)
    return cast(value, dtype)


def _below(x: Any, y: Any, dtype: str) -> Expr:
    x, y = (v if isinstance(v, Expr) else const(v, dtype) for v in (x, y))
    if x.op == y.op == "const":
        return const(x.attr < y.attr, "bool")
    return Expr("lt", "bool", (x, y))


def to_int(e: Emitter, x: Scalar) -> Scalar:
    """int(x)."""
    if x.dtype in ("i64", "bool") or x.dtype[0] in "iu":
        if x.dtype == "u64":
            e.bail_if(Expr("gt", "bool", (x.expr, const(GREATEST, "u64"))), "an integer over 63 bits")
        bits = {"u8": (0, 255), "u16": (0, 65535), "u32": (0, 2**32 - 1), "i8": (-128, 127), "i16": (-32768, 32767)}
        lo, hi = bits.get(x.dtype, (x.lo, x.hi))
        value = cast(x.expr, "i64")
        if not x.is_python and value.op in (
            "add",
            "sub",
            "mul",
        ):  # it may have left 64 bits, as sums of Python's do not
            value = e.hold_now(value)
        return Scalar(value, "int", lo, hi)
    if x.dtype in COMPLEX:
        raise Unsupported("int() of a complex number")
    value = e.hold(x.expr)
    inside = Expr("lt", "bool", (Expr("abs", x.dtype, (value,)), const(2.0**62, x.dtype)))
    e.bail_if(ints.negation(inside), "int() of a float that is too large or no number")
    return Scalar(e.hold(cast(value, "i64")), "int", -(2**62), 2**62)

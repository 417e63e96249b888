"""Arithmetic on numbers: Python's own, with its errors and unbounded integers, and that of NumPy's ufuncs.

Where Python's integers would leave the range of 64 bits, or Python raises, the procedure bails.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from ..codegen import loops
from ..codegen.elementwise import RULES
from ..core.types import dtype_name
from ..ops.elementwise import UFUNC_OPS, resolve
from ..procedures.ir import COMPLEX, Assign, Break, Expr, If, Reg, Statement, While, const, reg
from . import integers as ints
from .emitter import Emitter, zero
from .values import GREATEST, LEAST, PYTHON_KINDS, Scalar, Unsupported, constant

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


# -- conversion


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
    return e.args[0] if e.op == "complex" else Expr("real", COMPLEX[e.dtype], (e,))


def imag(e: Expr) -> Expr:
    return e.args[1] if e.op == "complex" else Expr("imag", COMPLEX[e.dtype], (e,))


def truth(e: Expr) -> Expr:
    """Whether a number is not 0."""
    if e.dtype in COMPLEX:
        return ints.either(truth(real(e)), truth(imag(e)))
    return e if e.dtype == "bool" else cast(e, "bool")


# -- NumPy's ufuncs


def _leaf(e: Expr, names: dict[str, Expr]) -> loops.Expr:
    if e.op == "const":
        return loops.const(e.attr, e.dtype)
    name = f"x{len(names)}"
    names[name] = e
    return loops.local(name, e.dtype)


def from_loops(e: loops.Expr, names: dict[str, Expr]) -> Expr:
    """An expression of LoopIR over named operands."""
    done: dict[int, Expr] = {}

    def visit(x: loops.Expr) -> Expr:
        if id(x) not in done:
            if x.op == "local":
                done[id(x)] = names[x.attr]
            elif x.op == "rare":
                c, common, exceptional = (visit(a) for a in x.args)
                done[id(x)] = Expr("select", x.dtype, (c, exceptional, common))
            else:
                done[id(x)] = Expr(x.op, x.dtype, tuple([visit(a) for a in x.args]), x.attr)
        return done[id(x)]

    return visit(e)


def elementwise(ufunc: np.ufunc, dtypes: Sequence[str], out: str) -> Callable[..., Expr]:
    """How a ufunc's loop computes one element of its operands, which have the dtypes of the loop."""
    if any(d in COMPLEX for d in dtypes):
        return _complex_rule(ufunc)
    rule = RULES.get(UFUNC_OPS.get(ufunc))  # type: ignore[arg-type]
    if rule is None or any(d not in rule.dtypes for d in dtypes):
        raise Unsupported(f"'{ufunc.__name__}' of {', '.join(dtypes)} has no machine code here")

    def build(*xs: Expr) -> Expr:
        names: dict[str, Expr] = {}
        found = from_loops(rule.build(*[_leaf(x, names) for x in xs]), names)
        return cast(found, out)

    return build


def _complex_rule(ufunc: np.ufunc) -> Callable[..., Expr]:
    names = {np.add: "add", np.subtract: "sub", np.multiply: "mul", np.divide: "div"}
    if ufunc in names:
        return lambda x, y: Expr(names[ufunc], x.dtype, (x, y))
    if ufunc in (np.equal, np.not_equal):
        name = "eq" if ufunc is np.equal else "ne"
        return lambda x, y: Expr(name, "bool", (x, y))
    found = _COMPLEX.get(ufunc)
    if found is None:
        raise Unsupported(f"'{ufunc.__name__}' of complex numbers has no machine code here")
    return found


def _call(name: str, *xs: Expr) -> Expr:
    return Expr("call", xs[0].dtype, xs, name)


def _times(x: Expr, y: Expr) -> Expr:
    return Expr("mul", x.dtype, (x, y))


def _complex_exp(z: Expr) -> Expr:
    size = _call("exp", real(z))
    return Expr("complex", z.dtype, (_times(size, _call("cos", imag(z))), _times(size, _call("sin", imag(z)))))


_COMPLEX: dict[Any, Callable[..., Expr]] = {
    np.negative: lambda z: Expr("neg", z.dtype, (z,)),
    np.positive: lambda z: z,
    np.conjugate: lambda z: Expr("complex", z.dtype, (real(z), Expr("neg", COMPLEX[z.dtype], (imag(z),)))),
    np.absolute: lambda z: _call("hypot", real(z), imag(z)),
    np.square: lambda z: Expr("mul", z.dtype, (z, z)),
    np.exp: _complex_exp,
    np.logical_not: lambda z: ints.negation(truth(z)),
}


def loop_of(ufunc: np.ufunc, keys: Sequence[Any]) -> tuple[list[str], str]:
    """The dtypes of the loop that NumPy picks: of the operands, and of the result."""
    if ufunc.nout != 1:
        raise Unsupported(f"'{ufunc.__name__}' has {ufunc.nout} results")
    try:
        found = [dtype_name(d) for d in resolve(ufunc, *keys)]
    except TypeError as error:
        raise Unsupported(str(error)) from None
    for name in found:
        if name not in SUPPORTED:
            raise Unsupported(f"'{ufunc.__name__}' of {name} stays with NumPy")
    return found[:-1], found[-1]


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


def apply_ufunc(e: Emitter, ufunc: np.ufunc, xs: Sequence[Scalar]) -> Scalar:
    """A ufunc of numbers: a NumPy scalar."""
    loops_found = {
        (tuple(inputs), out)
        for kinds in product(*[x.kinds for x in xs])
        for inputs, out in [loop_of(ufunc, [promotion_key(k) for k in kinds])]
    }
    if len(loops_found) > 1:
        raise Unsupported("the type of a number depends on the way that was taken")
    inputs, out = loops_found.pop()
    build = elementwise(ufunc, inputs, out)
    return Scalar(build(*[operand(e, x, d) for x, d in zip(xs, inputs, strict=True)]), numpy_kind(out))


# -- Python's operators

UFUNCS: dict[str, np.ufunc] = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mult": np.multiply,
    "Div": np.true_divide,
    "FloorDiv": np.floor_divide,
    "Mod": np.remainder,
    "Pow": np.power,
    "LShift": np.left_shift,
    "RShift": np.right_shift,
    "BitAnd": np.bitwise_and,
    "BitOr": np.bitwise_or,
    "BitXor": np.bitwise_xor,
    "MatMult": np.matmul,
    "Lt": np.less,
    "LtE": np.less_equal,
    "Gt": np.greater,
    "GtE": np.greater_equal,
    "Eq": np.equal,
    "NotEq": np.not_equal,
    "USub": np.negative,
    "UAdd": np.positive,
    "Invert": np.invert,
    "Not": np.logical_not,
}
_COMPARISONS = {"Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge", "Eq": "eq", "NotEq": "ne"}
PYTHON_OPERATORS: dict[str, Callable[..., Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
    "Pow": operator.pow,
    "LShift": operator.lshift,
    "RShift": operator.rshift,
    "BitAnd": operator.and_,
    "BitOr": operator.or_,
    "BitXor": operator.xor,
    "Lt": operator.lt,
    "LtE": operator.le,
    "Gt": operator.gt,
    "GtE": operator.ge,
    "Eq": operator.eq,
    "NotEq": operator.ne,
}
_RANKS = ("bool", "int", "float", "complex")


def binary(e: Emitter, op: str, x: Scalar, y: Scalar) -> Any:
    """An operator of Python on two numbers: a Scalar, or a constant integer that is too large for one."""
    if x.is_static and y.is_static and x.is_python and y.is_python:
        return _folded(op, x, y)
    return per_kind(e, (x, y), lambda a, b: _binary_of_kind(e, op, a, b))


def _folded(op: str, x: Scalar, y: Scalar) -> Any:
    try:
        return constant(PYTHON_OPERATORS[op](x.static, y.static))
    except (ArithmeticError, ValueError) as error:
        raise Unsupported(f"a constant expression raises {type(error).__name__}") from None


def per_kind(e: Emitter, xs: Sequence[Scalar], compute: Callable[..., Scalar]) -> Scalar:
    """compute() on operands of one kind each; where kinds depend on the way, the result's may as well."""
    if all([len(x.kinds) == 1 for x in xs]):
        return compute(*xs)
    found: list[tuple[Expr, Scalar]] = []
    for choice in product(*[range(len(x.kinds)) for x in xs]):
        condition: Expr = const(True, "bool")
        operands = []
        for x, k in zip(xs, choice, strict=True):
            if x.tag is not None:
                condition = ints.both(condition, ints.compare("eq", x.tag, ints.integer(k)))
            kind = x.kinds[k]
            if kind == "int" and x.dtype != "i64":
                # A Python integer among floats: exact as long as it is small.
                big = Expr("gt", "bool", (Expr("abs", x.dtype, (x.expr,)), const(2.0**53, x.dtype)))
                e.bail_if(ints.both(condition, big), "a large Python integer in a variable that also holds floats")
            operands.append(Scalar(x.expr, kind, x.lo, x.hi))
        found.append((condition, compute(*operands)))
    kinds = tuple(dict.fromkeys([s.kind for _, s in found]))
    dtypes = {s.dtype for _, s in found}
    if len(dtypes) > 1:
        common = dtype_name(np.result_type(*[dtype_of(d) for d in dtypes]))
        found = [(c, Scalar(cast(s.expr, common), s.kinds)) for c, s in found]
    value, tag = found[-1][1].expr, ints.integer(kinds.index(found[-1][1].kind))
    for condition, s in reversed(found[:-1]):
        value = ints.select(condition, s.expr, value)
        tag = ints.select(condition, ints.integer(kinds.index(s.kind)), tag)
    return Scalar(value, kinds, tag=None if len(kinds) == 1 else e.hold(tag, "kind"))


def _binary_of_kind(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if not (x.kind in PYTHON_KINDS and y.kind in PYTHON_KINDS):
        return _numpy_binary(e, op, x, y)
    kind = _RANKS[max(_RANKS.index(x.kind), _RANKS.index(y.kind))]
    if kind == "bool":
        return _of_bools(e, op, x, y)
    if kind == "int" and "f64" in (x.dtype, y.dtype):  # kept as a float: see above
        x, y = (Scalar(cast(v.expr, "f64"), "float") for v in (x, y))
        if op not in ("Add", "Sub", "Mult", "Div", *_COMPARISONS):
            raise Unsupported("the type of a number depends on the way that was taken")
        found = _of_floats(e, op, x, y)
        return Scalar(found.expr, "int") if op in ("Add", "Sub", "Mult") else found
    if kind == "int":
        return _of_ints(e, op, _as_int(x), _as_int(y))
    if kind == "float":
        return _of_floats(e, op, Scalar(cast(x.expr, "f64"), "float"), Scalar(cast(y.expr, "f64"), "float"))
    return _of_complex(e, op, x, y)


def _as_int(x: Scalar) -> Scalar:
    return x if x.kind == "int" else Scalar(cast(x.expr, "i64"), "int", 0, 1)


def _numpy_binary(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if x.kind == "complex" and y.kind == "f64":  # which is a float to Python, and Python's complex comes first
        return _of_complex(e, op, x, y)
    if op == "Pow":
        kind = numpy_result(np.power, x, y)
        if y.static == 0.5 and kind in FLOATS:
            return Scalar(_power_of_a_half(e.hold(cast(x.expr, kind))), kind)
        found = integral_power(x.expr, y, kind_dtype(kind))
        if found is not None:
            return Scalar(found, kind)
    return apply_ufunc(e, UFUNCS[op], (x, y))


def numpy_result(ufunc: np.ufunc, *xs: Scalar) -> str:
    """The kind of a ufunc's result."""
    return numpy_kind(loop_of(ufunc, [promotion_key(x.kind) for x in xs])[1])


def _power_of_a_half(x: Expr) -> Expr:
    """x ** 0.5 of a number, which is the root but for -0.0 and -inf."""
    zero, infinity = const(0.0, x.dtype), const(math.inf, x.dtype)
    root = Expr("sqrt", x.dtype, (Expr("add", x.dtype, (x, zero)),))
    return Expr("select", x.dtype, (Expr("eq", "bool", (x, const(-math.inf, x.dtype))), infinity, root))


def integral_power(x: Expr, y: Scalar, dtype: str) -> Expr | None:
    """x ** y by products (or a root), where y is a constant for which that is as exact."""
    exponent = y.static
    x = cast(x, dtype)
    if dtype in FLOATS and exponent == 0.5:
        return Expr("sqrt", dtype, (x,))
    if not y.is_static or exponent != int(exponent) or not (dtype in FLOATS or dtype in COMPLEX):
        return None
    if exponent == 1:
        return x
    if exponent == 2:
        return _times(x, x)
    if exponent == 3 and dtype in FLOATS:
        return _times(_times(x, x), x)
    if exponent == 4 and dtype in FLOATS:
        square = _times(x, x)
        return _times(square, square)
    if exponent == -1 and dtype in FLOATS:
        return Expr("div", dtype, (const(1.0, dtype), x))
    return None


def _of_bools(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if op in ("BitAnd", "BitOr", "BitXor"):
        return Scalar(Expr({"BitAnd": "and", "BitOr": "or", "BitXor": "xor"}[op], "bool", (x.expr, y.expr)), "bool")
    return _of_ints(e, op, _as_int(x), _as_int(y))


def _of_ints(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if op in _COMPARISONS:
        return Scalar(_compare_ints(_COMPARISONS[op], x, y), "bool", 0, 1)
    if op == "Div":
        return _of_floats(e, op, Scalar(cast(x.expr, "f64"), "float"), Scalar(cast(y.expr, "f64"), "float"))
    if op in ("Add", "Sub", "Mult"):
        return _int_arithmetic(e, op, x, y)
    if op in ("FloorDiv", "Mod"):
        return _int_division(e, op, x, y)
    if op in ("BitAnd", "BitOr", "BitXor"):
        return _int_bits(op, x, y)
    if op in ("LShift", "RShift"):
        return _int_shift(e, op, x, y)
    return _int_power(e, x, y)


def _compare_ints(op: str, x: Scalar, y: Scalar) -> Expr:
    less, more = x.hi < y.lo, x.lo > y.hi
    no_less, no_more = x.lo >= y.hi, x.hi <= y.lo
    known = {
        "lt": (less, no_less),
        "le": (no_more, more),
        "gt": (more, no_more),
        "ge": (no_less, less),
        "eq": (False, less or more),
        "ne": (less or more, False),
    }[op]
    if known[0] or known[1]:
        return const(known[0], "bool")
    return ints.compare(op, x.expr, y.expr)


_LINEAR = {"Add": ints.add, "Sub": ints.sub, "Mult": ints.mul}
_NAMES = {"Add": "add", "Sub": "sub", "Mult": "mul"}


def _int_arithmetic(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    apply = PYTHON_OPERATORS[op]
    corners = [apply(a, b) for a in (x.lo, x.hi) for b in (y.lo, y.hi)]
    lo, hi = min(corners), max(corners)
    if op == "Mult" and x.expr is y.expr:
        lo = max(lo, 0)
    if lo >= LEAST and hi <= GREATEST:
        return Scalar(_LINEAR[op](x.expr, y.expr), "int", lo, hi)
    a, b = e.hold(x.expr), e.hold(y.expr)
    e.bail_if(Expr("overflows", "bool", (a, b), _NAMES[op]), "a Python integer grew over 64 bits")
    found = e.hold(Expr(_NAMES[op], "i64", (a, b)))
    return Scalar(found, "int", max(lo, LEAST), min(hi, GREATEST))


def _int_division(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if y.lo <= 0 <= y.hi:
        e.bail_if(ints.compare("eq", y.expr, ints.ZERO), "division by zero")
    if x.lo >= 0 and y.lo > 0:
        found = Expr("quo" if op == "FloorDiv" else "rem", "i64", (x.expr, y.expr))
        return Scalar(found, "int", 0, x.hi // y.lo if op == "FloorDiv" else min(x.hi, y.hi - 1))
    if x.lo == LEAST and y.lo <= -1 <= y.hi:
        worst = ints.both(ints.compare("eq", x.expr, ints.integer(LEAST)), ints.compare("eq", y.expr, ints.integer(-1)))
        e.bail_if(worst, "a Python integer grew over 64 bits")
    ufunc = np.floor_divide if op == "FloorDiv" else np.remainder
    found = elementwise(ufunc, ("i64", "i64"), "i64")(e.hold(x.expr), e.hold(y.expr))
    if op == "Mod" and y.lo > 0:
        return Scalar(found, "int", 0, y.hi - 1)
    return Scalar(found, "int", min(x.lo, -x.hi), max(x.hi, -x.lo) if x.lo > LEAST else GREATEST)


def _int_bits(op: str, x: Scalar, y: Scalar) -> Scalar:
    found = Expr({"BitAnd": "and", "BitOr": "or", "BitXor": "xor"}[op], "i64", (x.expr, y.expr))
    if op == "BitAnd" and (x.lo >= 0 or y.lo >= 0):
        return Scalar(found, "int", 0, min(v.hi for v in (x, y) if v.lo >= 0))
    if x.lo >= 0 and y.lo >= 0:
        return Scalar(found, "int", 0, (1 << max(x.hi.bit_length(), y.hi.bit_length())) - 1)
    return Scalar(found, "int")


def _int_shift(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if y.lo < 0:
        e.bail_if(ints.compare("lt", y.expr, ints.ZERO), "negative shift count")
    count = y.expr if y.hi <= 63 else ints.minimum(y.expr, ints.integer(63))
    if op == "RShift":
        found = Expr("shr", "i64", (x.expr, count))
        return Scalar(found, "int", min(x.lo, 0) >> max(y.lo, 0), max(x.hi, 0) >> max(y.lo, 0))
    if y.hi < 63 and x.lo << y.hi >= LEAST and x.hi << y.hi <= GREATEST:
        return Scalar(Expr("shl", "i64", (x.expr, y.expr)), "int", min(x.lo << y.hi, x.lo), max(x.hi << y.hi, x.hi))
    a, n = e.hold(x.expr), e.hold(y.expr)
    if y.hi > 62:
        e.bail_if(ints.compare("gt", n, ints.integer(62)), "a Python integer grew over 64 bits")
    e.bail_if(Expr("overflows", "bool", (a, n), "shl"), "a Python integer grew over 64 bits")
    lo = 0 if x.lo >= 0 else LEAST
    return Scalar(e.hold(Expr("shl", "i64", (a, n))), "int", lo, GREATEST)


def _int_power(e: Emitter, x: Scalar, y: Scalar) -> Scalar:
    exponent = y.static
    if exponent is None or not 0 <= exponent <= 16:
        if y.lo < 0:
            e.bail_if(ints.compare("lt", y.expr, ints.ZERO), "a negative power of an integer")
        if x.static == 2:
            return _int_shift(e, "LShift", Scalar(ints.ONE, "int", 1, 1), Scalar(y.expr, "int", 0, y.hi))
        return _int_power_by_squares(e, x, y)
    found = Scalar(ints.ONE, "int", 1, 1)
    for _ in range(exponent):
        found = _int_arithmetic(e, "Mult", found, x) if found.static != 1 else x
    return found


def _int_power_by_squares(e: Emitter, x: Scalar, y: Scalar) -> Scalar:
    """x ** y for an exponent that is known only when the procedure runs."""
    found, base, left = Reg("power", "i64"), Reg("base", "i64"), Reg("left", "i64")

    def multiply(into: Reg) -> list[Statement]:
        with e.inside() as block:
            e.bail_if(Expr("overflows", "bool", (reg(into), reg(base)), "mul"), "a Python integer grew over 64 bits")
            e.emit(Assign(into, Expr("mul", "i64", (reg(into), reg(base)))))
        return block

    for r, value in ((found, ints.ONE), (base, x.expr), (left, y.expr)):
        e.emit(Assign(r, value))
    with e.inside() as body:
        e.emit(If(ints.compare("eq", reg(left), ints.ZERO), [Break()]))
        odd = Expr("ne", "bool", (Expr("and", "i64", (reg(left), ints.ONE)), ints.ZERO))
        e.emit(If(odd, multiply(found)))
        e.emit(Assign(left, Expr("shr", "i64", (reg(left), ints.ONE))))
        e.emit(If(ints.compare("ne", reg(left), ints.ZERO), multiply(base)))
    e.emit(While(body))
    return Scalar(reg(found), "int", 0 if x.lo >= 0 else LEAST, GREATEST)


_FLOAT_NAMES = {"Add": "add", "Sub": "sub", "Mult": "mul", "Div": "div"}


def _of_floats(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if op in _COMPARISONS:
        return Scalar(Expr(_COMPARISONS[op], "bool", (x.expr, y.expr)), "bool", 0, 1)
    if op in ("Div", "FloorDiv", "Mod") and not (y.is_static and y.static):
        y = Scalar(e.hold(y.expr), "float")
        e.bail_if(Expr("eq", "bool", (y.expr, const(0.0, "f64"))), "division by zero")
    if op in _FLOAT_NAMES:
        return Scalar(Expr(_FLOAT_NAMES[op], "f64", (x.expr, y.expr)), "float")
    if op == "Pow":
        return _float_power(e, x, y)
    if op in ("FloorDiv", "Mod"):
        found = _call("floor_divide" if op == "FloorDiv" else "remainder", x.expr, y.expr)
        return Scalar(found, "float")
    raise Unsupported(f"'{op}' of floats")


def _float_power(e: Emitter, x: Scalar, y: Scalar) -> Scalar:
    if y.static in (1, 2, 3):
        found = integral_power(x.expr, y, "f64")
        assert found is not None
    else:
        a, b = e.hold(x.expr), e.hold(y.expr)
        none = const(0.0, "f64")
        if not (y.is_static and y.static == int(y.static)):
            e.bail_if(Expr("lt", "bool", (a, none)), "a power of a negative number")
        if not (y.is_static and y.static >= 0):
            negative = const(True, "bool") if y.is_static else Expr("lt", "bool", (b, none))
            e.bail_if(ints.both(Expr("eq", "bool", (a, none)), negative), "a negative power of zero")
        found = _power_of_a_half(a) if y.static == 0.5 else _call("power", a, b)
    found = e.hold(found)
    _bail_if_infinite(e, found, (x.expr, y.expr), "a float grew too large")
    return Scalar(found, "float")


def _bail_if_infinite(e: Emitter, found: Expr, operands: Sequence[Expr], reason: str) -> None:
    """Python raises where a finite operand gives an infinite result, or none."""
    finite = Expr("lt", "bool", (Expr("abs", "f64", (found,)), const(math.inf, "f64")))
    e.bail_if(ints.negation(finite), reason)


def _of_complex(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    a, b = cast(x.expr, "c128"), cast(y.expr, "c128")
    if op in ("Eq", "NotEq"):
        return Scalar(Expr(_COMPARISONS[op], "bool", (a, b)), "bool", 0, 1)
    if op == "Div":
        b = e.hold(b)
        e.bail_if(ints.negation(truth(b)), "division by zero")
    if op in _FLOAT_NAMES:
        return Scalar(Expr(_FLOAT_NAMES[op], "c128", (a, b)), "complex")
    if op == "Pow":
        found = integral_power(a, y, "c128")
        if found is not None:
            return Scalar(found, "complex")
    raise Unsupported(f"'{op}' of complex numbers")


def unary(e: Emitter, op: str, x: Scalar) -> Scalar:
    """-x, +x, ~x; `not x` is a bool of Python's."""
    if op == "Not":
        return Scalar(ints.negation(truth(x.expr)), "bool", 0, 1)
    return per_kind(e, (x,), lambda a: _unary_of_kind(e, op, a))


def _unary_of_kind(e: Emitter, op: str, x: Scalar) -> Scalar:
    if x.kind not in PYTHON_KINDS:
        return apply_ufunc(e, UFUNCS[op], (x,))
    if x.kind in ("bool", "int") and x.dtype == "f64":
        if op == "Invert":
            raise Unsupported("the type of a number depends on the way that was taken")
    elif x.kind in ("bool", "int"):
        x = _as_int(x)
        if op == "UAdd":
            return x
        if op == "USub":
            return _int_arithmetic(e, "Sub", Scalar(ints.ZERO, "int", 0, 0), x)
        return Scalar(Expr("not", "i64", (x.expr,)), "int", ~x.hi, ~x.lo)
    if op == "UAdd":
        return x
    if op != "USub":
        raise Unsupported(f"'{op}' of a float")
    if x.is_static and x.dtype == "f64":
        return Scalar(const(-x.static, "f64"), x.kinds)
    return Scalar(Expr("neg", x.dtype, (x.expr,)), x.kinds)


# -- Python's functions of numbers


def math_function(e: Emitter, name: str, xs: Sequence[Scalar]) -> Scalar:
    """A function of the module math: its errors are left to Python."""
    if name == "log" and len(xs) == 2:
        return _of_floats(e, "Div", *[math_function(e, name, [x]) for x in xs])
    if len(xs) != _ARITIES.get(name, 1):
        raise Unsupported(f"math.{name} of {len(xs)} numbers")
    if name in ("floor", "ceil", "trunc") and len(xs[0].kinds) > 1:
        return per_kind(e, xs, lambda x: math_function(e, name, [x]))
    operands = [e.hold(cast(x.expr, "f64")) for x in xs]
    if name in ("floor", "ceil", "trunc"):
        if xs[0].kind == "int":
            return xs[0]
        if name == "trunc" and xs[0].kind not in ("bool", "float", "f64"):
            raise Unsupported(f"math.trunc of {xs[0].kind}")
        return to_int(e, Scalar(Expr(name, "f64", (operands[0],)), "float"))
    if name in ("isnan", "isinf", "isfinite"):
        ufunc = {"isnan": np.isnan, "isinf": np.isinf, "isfinite": np.isfinite}[name]
        return Scalar(elementwise(ufunc, ("f64",), "bool")(operands[0]), "bool", 0, 1)
    if name == "pow":
        return _float_power(e, *[Scalar(x, "float") for x in operands])
    if name == "fabs":
        return Scalar(Expr("abs", "f64", (operands[0],)), "float")
    if name == "sqrt":
        e.bail_if(Expr("lt", "bool", (operands[0], const(0.0, "f64"))), "math domain error")
        return Scalar(Expr("sqrt", "f64", (operands[0],)), "float")
    if name == "copysign":
        return Scalar(Expr("copysign", "f64", tuple(operands)), "float")
    ufunc = getattr(np, _MATH[name])
    found = e.hold(elementwise(ufunc, ("f64",) * len(operands), "f64")(*operands))
    if name not in ("atan", "tanh", "atan2"):
        _bail_if_infinite(e, found, operands, "math domain or range error")
    return Scalar(found, "float")


_MATH = {
    **{n: n for n in ("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "sinh", "cosh")},
    "tanh": "tanh",
    "cbrt": "cbrt",
    "hypot": "hypot",
    "fmod": "fmod",
    "degrees": "degrees",
    "radians": "radians",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "atan2": "arctan2",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
}
_ARITIES = {"pow": 2, "copysign": 2, "hypot": 2, "fmod": 2, "atan2": 2}
MATH_FUNCTIONS = frozenset([*_MATH, "floor", "ceil", "trunc", "isnan", "isinf", "isfinite"]) | {
    "pow",
    "fabs",
    "sqrt",
    "copysign",
}


def to_int(e: Emitter, x: Scalar) -> Scalar:
    """int(x)."""
    if x.dtype in ("i64", "bool") or x.dtype[0] in "iu":
        if x.dtype == "u64":
            e.bail_if(Expr("gt", "bool", (x.expr, const(GREATEST, "u64"))), "an integer over 63 bits")
        bits = {"u8": (0, 255), "u16": (0, 65535), "u32": (0, 2**32 - 1), "i8": (-128, 127), "i16": (-32768, 32767)}
        lo, hi = bits.get(x.dtype, (x.lo, x.hi))
        return Scalar(cast(x.expr, "i64"), "int", lo, hi)
    if x.dtype in COMPLEX:
        raise Unsupported("int() of a complex number")
    value = e.hold(x.expr)
    inside = Expr("lt", "bool", (Expr("abs", x.dtype, (value,)), const(2.0**62, x.dtype)))
    e.bail_if(ints.negation(inside), "int() of a float that is too large or no number")
    return Scalar(e.hold(cast(value, "i64")), "int", -(2**62), 2**62)

"""Python's operators on numbers, with its errors and unbounded integers.

Where Python's integers would leave the range of 64 bits, or Python raises, the procedure bails.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import COMPLEX, Assign, Break, Expr, If, Reg, Statement, While, const, reg
from . import integers as ints
from .emitter import Emitter
from .numpy_numbers import UFUNCS, apply_ufunc, called, elementwise, integral_power, numpy_result, power_of_a_half
from .scalars import FLOATS, cast, dtype_of, kind_dtype, real, truth
from .values import GREATEST, LEAST, PYTHON_KINDS, ROOM, SMALL_STEP, Scalar, Unsupported, constant_of

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
        return constant_of(PYTHON_OPERATORS[op], x.static, y.static)
    return per_kind(e, (x, y), lambda a, b: _binary_of_kind(e, op, a, b))


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
            kind, expr = x.kinds[k], x.expr
            if x.dtype in COMPLEX and kind_dtype(kind) not in COMPLEX:  # a real number among complex ones
                expr = real(expr)
            if kind == "int" and expr.dtype != "i64":
                # A Python integer among floats: exact as long as it is small.
                big = Expr("ge", "bool", (Expr("abs", expr.dtype, (expr,)), const(2.0**53, expr.dtype)))
                e.bail_if(ints.both(condition, big), "a large Python integer in a variable that also holds floats")
            operands.append(Scalar(expr, kind, x.lo, x.hi))
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
        found = of_floats(e, op, x, y)
        return Scalar(found.expr, "int") if op in ("Add", "Sub", "Mult") else found
    if kind == "int":
        return _of_ints(e, op, _as_int(x), _as_int(y))
    if kind == "float":
        return of_floats(e, op, Scalar(cast(x.expr, "f64"), "float"), Scalar(cast(y.expr, "f64"), "float"))
    return _of_complex(e, op, x, y)


def _as_int(x: Scalar) -> Scalar:
    return x if x.kind == "int" else Scalar(cast(x.expr, "i64"), "int", 0, 1)


def _numpy_binary(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if x.kind == "complex" and y.kind == "f64":  # which is a float to Python, and Python's complex comes first
        return _of_complex(e, op, x, y)
    if op == "Pow":
        kind = numpy_result(np.power, x, y)
        if y.static == 0.5 and kind in FLOATS:
            return Scalar(power_of_a_half(e.hold(cast(x.expr, kind))), kind)
        found = integral_power(x.expr, y, kind_dtype(kind))
        if found is not None:
            return Scalar(found, kind)
    return apply_ufunc(e, UFUNCS[op], (x, y))


# -- bools and integers


def _of_bools(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if op in ("BitAnd", "BitOr", "BitXor"):
        return Scalar(Expr({"BitAnd": "and", "BitOr": "or", "BitXor": "xor"}[op], "bool", (x.expr, y.expr)), "bool")
    return _of_ints(e, op, _as_int(x), _as_int(y))


def _of_ints(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if op in _COMPARISONS:
        found = _compare_ints(_COMPARISONS[op], x, y)
        return Scalar(e.bounds.compared(found) if e.is_steady(found) else found, "bool", 0, 1)
    if op == "Div":
        return of_floats(e, op, Scalar(cast(x.expr, "f64"), "float"), Scalar(cast(y.expr, "f64"), "float"))
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
        stepped = Scalar(_LINEAR[op](x.expr, y.expr), "int", lo, hi)
        if op != "Mult" and max(abs(y.lo), abs(y.hi)) <= SMALL_STEP:
            stepped.origin = x.origin
        elif op == "Add" and max(abs(x.lo), abs(x.hi)) <= SMALL_STEP:
            stepped.origin = y.origin
        return stepped
    bounded = max(lo, LEAST), min(hi, GREATEST)
    found = _LINEAR[op](x.expr, y.expr)
    if all([_fits(e, found, *side) for side in ((lo, 1), (hi, -1))]):
        return Scalar(found, "int", *bounded)
    if op == "Mult" and (x.is_static or y.is_static):
        return _multiple(e, *((y, x.static) if x.is_static else (x, y.static)))
    a, b = e.hold(x.expr), e.hold(y.expr)
    e.bail_if(Expr("overflows", "bool", (a, b), _NAMES[op]), "a Python integer grew over 64 bits")
    return Scalar(e.hold(Expr(_NAMES[op], "i64", (a, b))), "int", *bounded)


def _multiple(e: Emitter, x: Scalar, factor: int) -> Scalar:
    """factor * x: x is tested, which need not wait for the product, and leaves room for sums with small numbers."""
    most = (GREATEST - ROOM) // abs(factor)
    value = e.hold(x.expr)
    sides = [(x.hi > most, "gt", most), (x.lo < -most, "lt", -most)]
    for test in [ints.compare(op, value, ints.integer(limit)) for beyond, op, limit in sides if beyond]:
        e.bail_if(test, "a Python integer grew over 64 bits")
    lo, hi = sorted([factor * max(x.lo, -most), factor * min(x.hi, most)])
    return Scalar(ints.mul(value, ints.integer(factor)), "int", lo, hi)


def _fits(e: Emitter, x: Expr, limit: int, sign: int) -> bool:
    """Whether a number is known to stay within 64 bits, on the side of a limit beyond which it does not go."""
    if LEAST <= limit <= GREATEST:
        return True
    far = ints.mul(ints.integer(sign), x)
    return e.bounds.at_least_zero(ints.add(far, ints.integer(GREATEST)), exact=True)


def _int_division(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    if y.lo <= 0 <= y.hi:
        if not (y.lo == 0 and e.bounds.at_least_zero(ints.sub(y.expr, ints.ONE), exact=True)):
            e.bail_if(ints.compare("eq", y.expr, ints.ZERO), "division by zero")
        y = Scalar(y.expr, "int", 1, max(y.hi, 1)) if y.lo == 0 else Scalar(y.expr, "int", y.lo, y.hi or -1)
    if op == "Mod" and y.lo > 0:
        return _int_remainder(e, x, y)
    if x.lo == LEAST and y.lo <= -1 <= y.hi:
        worst = ints.both(ints.compare("eq", x.expr, ints.integer(LEAST)), ints.compare("eq", y.expr, ints.integer(-1)))
        e.bail_if(worst, "a Python integer grew over 64 bits")
    if op == "Mod":
        found = elementwise(np.remainder, ("i64", "i64"), "i64")(e.hold(x.expr), e.hold(y.expr))
        return Scalar(found, "int", min(y.lo + 1, 0), max(y.hi - 1, 0))
    if y.lo > 0 and not _is_power_of_two(y) and (x.lo >= 0 or e.bounds.at_least_zero(x.expr, exact=True)):
        return Scalar(Expr("quo", "i64", (x.expr, y.expr)), "int", max(x.lo, 0) // y.hi, x.hi // y.lo)
    found = elementwise(np.floor_divide, ("i64", "i64"), "i64")(e.hold(x.expr), e.hold(y.expr))
    if y.lo > 0:
        corners = [a // b for a in (x.lo, x.hi) for b in (y.lo, y.hi)]
        return Scalar(found, "int", min(corners), max(corners))
    return Scalar(found, "int", min(x.lo, -x.hi), max(x.hi, -x.lo) if x.lo > LEAST else GREATEST)


def _is_power_of_two(x: Scalar) -> bool:
    return x.static is not None and x.static > 0 and int(x.static).bit_count() == 1


def _int_remainder(e: Emitter, x: Scalar, y: Scalar) -> Scalar:
    """x % y for y > 0: without a division where x is less than y away from where remainders lie, as in (i + 1) % n."""
    bounds, n = e.bounds, y.expr
    below = x.hi < y.lo or bounds.below(x.expr, n, exact=True)
    negative = x.lo < 0 and not bounds.at_least_zero(x.expr, exact=True)
    if negative:
        near = below and bounds.at_least_zero(ints.add(x.expr, n), exact=True)
    else:
        near = below or x.hi < 2 * y.lo or bounds.below(x.expr, ints.add(n, n), exact=True)
    by_bits = _is_power_of_two(y)
    near = near and not by_bits
    value = e.hold(x.expr) if near else x.expr
    if near and negative:
        found = ints.select(ints.compare("lt", value, ints.ZERO), ints.add(value, n), value)
    elif near:
        found = value if below else ints.select(ints.compare("lt", value, n), value, ints.sub(value, n))
    elif negative or by_bits:
        found = elementwise(np.remainder, ("i64", "i64"), "i64")(e.hold(x.expr), e.hold(n))
    else:
        found = Expr("rem", "i64", (value, n))
    found = e.hold(found, "rest")
    if found.op == "reg":
        bounds.interval(found.attr, 0, y.hi - 1)
        if e.is_steady(n):
            bounds.at_most(found.attr, ints.sub(n, ints.ONE))
    return Scalar(found, "int", 0, y.hi - 1 if negative else min(x.hi, y.hi - 1))


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
    if 0 <= y.hi < 63 and x.lo << y.hi >= LEAST and x.hi << y.hi <= GREATEST:
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


# -- floats and complex numbers

_FLOAT_NAMES = {"Add": "add", "Sub": "sub", "Mult": "mul", "Div": "div"}


def of_floats(e: Emitter, op: str, x: Scalar, y: Scalar) -> Scalar:
    """An operator of Python on two floats."""
    if op in _COMPARISONS:
        return Scalar(Expr(_COMPARISONS[op], "bool", (x.expr, y.expr)), "bool", 0, 1)
    if op in ("Div", "FloorDiv", "Mod") and not (y.is_static and y.static):
        y = Scalar(e.hold(y.expr), "float")
        e.bail_if(Expr("eq", "bool", (y.expr, const(0.0, "f64"))), "division by zero")
    if op in _FLOAT_NAMES:
        return Scalar(Expr(_FLOAT_NAMES[op], "f64", (x.expr, y.expr)), "float")
    if op == "Pow":
        return float_power(e, x, y)
    if op in ("FloorDiv", "Mod"):
        found = called("floor_divide" if op == "FloorDiv" else "remainder", x.expr, y.expr)
        return Scalar(found, "float")
    raise Unsupported(f"'{op}' of floats")


def float_power(e: Emitter, x: Scalar, y: Scalar) -> Scalar:
    """x ** y of floats."""
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
        found = power_of_a_half(a) if y.static == 0.5 else called("power", a, b)
    found = e.hold(found)
    bail_if_infinite(e, found, (x.expr, y.expr), "a float grew too large")
    return Scalar(found, "float")


def bail_if_infinite(e: Emitter, found: Expr, operands: Sequence[Expr], reason: str) -> None:
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

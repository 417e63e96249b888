"""Elementwise operations as LoopIR expressions: for each, what it computes and what that costs.

A rule takes the operands' expressions, in their dtypes, and gives the result in the result's dtype.  Rules are exact
(the same bits as NumPy) but for calls of mathlib; narrow floats are computed in f32 and rounded after every operation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ..core.op import Op
from ..core.types import dtype_name
from ..ir.program import Eqn, atom_type, remembered
from ..ops import activation, bits, random, special
from ..ops import elementwise as ew
from .loops import FLOATS, NARROW, SIGNED, SIZES, UNSIGNED, Expr, binary, call, const, convert, select, unary

REAL = {*FLOATS, *SIGNED, *UNSIGNED, "bool"}
_INTEGERS = {*SIGNED, *UNSIGNED}


class Rule(NamedTuple):
    """build(*operands) -> expression; `dtypes` it takes; `cost` per element, an addition being 1; `exact` or not."""

    build: Callable[..., Expr]
    dtypes: frozenset[str]
    cost: int = 1
    exact: bool = True


NUMBERS = frozenset({*FLOATS, *_INTEGERS})
ALL = frozenset(REAL)
INTEGERS = frozenset(_INTEGERS)
FLOATING = frozenset(FLOATS)
BOOL = frozenset(["bool"])
RULES: dict[Op, Rule] = {}


def _rule(op: Op, build: Callable[..., Expr], dtypes: frozenset[str], cost: int = 1, exact: bool = True) -> None:
    RULES[op] = Rule(build, dtypes, cost, exact)


def _binary(name: str) -> Callable[[Expr, Expr], Expr]:
    return lambda x, y: binary(name, x, y)


def _unary(name: str) -> Callable[[Expr], Expr]:
    return lambda x: unary(name, x)


def _zero(x: Expr) -> Expr:
    return const(0, x.dtype)


def _one(x: Expr) -> Expr:
    return const(1, x.dtype)


# -- arithmetic

for _op, _name in ((ew.add, "add"), (ew.subtract, "sub"), (ew.multiply, "mul")):
    _rule(_op, _binary(_name), NUMBERS)
_rule(ew.divide, _binary("div"), FLOATING, 4)
_rule(ew.negative, _unary("neg"), NUMBERS)
_rule(ew.positive, lambda x: x, NUMBERS, 0)
_rule(ew.reciprocal, lambda x: binary("div", _one(x), x), FLOATING, 4)
_rule(ew.square, lambda x: binary("mul", x, x), NUMBERS)
_rule(ew.sqrt, _unary("sqrt"), FLOATING, 5)
_rule(ew.absolute, lambda x: x if x.dtype in UNSIGNED else unary("abs", x), NUMBERS)
_rule(ew.fabs, _unary("abs"), FLOATING)
_rule(ew.deg2rad, lambda x: binary("mul", x, _quotient(math.pi, 180.0, x)), frozenset(["f32", "f64"]))
_rule(ew.rad2deg, lambda x: binary("mul", x, _quotient(180.0, math.pi, x)), frozenset(["f32", "f64"]))


def _quotient(a: float, b: float, x: Expr) -> Expr:
    """a / b in the precision of x, as NumPy has it in its code."""
    return const(float(np.float32(a) / np.float32(b)) if x.dtype == "f32" else a / b, x.dtype)


def _sign(x: Expr) -> Expr:
    """1, -1, 0; NaN stays NaN."""
    if x.dtype in UNSIGNED:
        return select(binary("ne", x, _zero(x)), _one(x), _zero(x))
    less = select(binary("lt", x, _zero(x)), const(-1, x.dtype), _zero(x))
    signed = select(binary("gt", x, _zero(x)), _one(x), less)
    return select(binary("ne", x, x), x, signed) if x.dtype in FLOATS else signed


_rule(ew.sign, _sign, NUMBERS, 3)


def _floor_divide(x: Expr, y: Expr) -> Expr:
    """Of integers: rounded down, and 0 for a divisor of 0; the least integer by -1 stays what it is."""
    bits = _bits_of_power(y)
    if bits is not None:
        return binary("shr", x, const(bits, x.dtype))
    safe = _safe_divisor(x, y)
    q = binary("quo", x, safe)
    if x.dtype in SIGNED:
        r = binary("sub", x, binary("mul", q, safe))
        down = binary("and", binary("ne", r, _zero(x)), binary("lt", binary("xor", r, safe), _zero(x)))
        q = select(down, binary("sub", q, _one(x)), q)
        if safe is y:
            return q
        q = select(binary("eq", y, const(-1, x.dtype)), unary("neg", x), q)
    return q if safe is y else select(binary("eq", y, _zero(y)), _zero(x), q)


def _bits_of_power(y: Expr) -> int | None:
    """The n of a divisor that is known to be 2**n."""
    power = y.op == "const" and y.attr > 0 and int(y.attr).bit_count() == 1
    return int(y.attr).bit_length() - 1 if power else None


def _safe_divisor(x: Expr, y: Expr) -> Expr:
    """The divisor itself where it is known to be neither 0 nor -1."""
    if y.op == "const" and y.attr not in (0, -1):
        return y
    unsafe = binary("eq", y, _zero(y))
    if x.dtype in SIGNED:
        unsafe = binary("or", unsafe, binary("eq", y, const(-1, y.dtype)))
    return select(unsafe, _one(y), y)


def _remainder(x: Expr, y: Expr) -> Expr:
    """Of integers: with the divisor's sign, and 0 for a divisor of 0."""
    if _bits_of_power(y) is not None:
        return binary("and", x, const(int(y.attr) - 1, x.dtype))
    safe = _safe_divisor(x, y)
    r = binary("rem", x, safe)
    if x.dtype in SIGNED:
        wrong = binary("and", binary("ne", r, _zero(x)), binary("lt", binary("xor", r, safe), _zero(x)))
        r = select(wrong, binary("add", r, safe), r)
        if safe is y:
            return r
        return select(binary("eq", y, const(-1, y.dtype)), _zero(x), select(binary("eq", y, _zero(y)), _zero(x), r))
    return r if safe is y else select(binary("eq", y, _zero(y)), _zero(x), r)


def remainder_operands(e: Any) -> tuple[Any, Any] | None:
    """(x, y) of an expression that `_remainder` makes of signed integers; of other modules' expressions, too."""
    r = e
    while r.op == "select" and r.args[0].op == "eq":  # for a divisor of -1 or 0
        r = r.args[2]
    if r.op != "select" or r.args[2].op != "rem" or r.args[1].op != "add" or r.args[1].args[0] is not r.args[2]:
        return None
    x, safe = r.args[2].args
    if r is e:
        return (x, safe) if safe.op == "const" and safe.attr > 0 else None
    y = e.args[0].args[0]
    return (x, y) if safe.op == "select" and safe.args[2] is y else None


def _fmod(x: Expr, y: Expr) -> Expr:
    safe = _safe_divisor(x, y)
    r = binary("rem", x, safe)
    if safe is y:
        return r
    none = binary("eq", y, _zero(y))
    if x.dtype in SIGNED:
        none = binary("or", none, binary("eq", y, const(-1, y.dtype)))
    return select(none, _zero(x), r)


# -- order

for _op, _name in ((ew.maximum, "max"), (ew.minimum, "min")):
    _rule(_op, _binary(_name), NUMBERS, 2)
_rule(ew.fmax, lambda x, y: binary("fmax" if x.dtype in FLOATS else "max", x, y), NUMBERS, 2)
_rule(ew.fmin, lambda x, y: binary("fmin" if x.dtype in FLOATS else "min", x, y), NUMBERS, 2)
_rule(ew.copysign, _binary("copysign"), FLOATING)
for _op, _name in ((ew.floor, "floor"), (ew.ceil, "ceil"), (ew.trunc, "trunc"), (ew.rint, "rint")):
    _rule(_op, lambda x, name=_name: unary(name, x) if x.dtype in FLOATS else x, NUMBERS)


def _heaviside(x: Expr, y: Expr) -> Expr:
    step = select(binary("lt", x, _zero(x)), _zero(x), _one(x))
    return select(binary("ne", x, x), x, select(binary("eq", x, _zero(x)), y, step))


def _fma(x: Expr, y: Expr, z: Expr) -> Expr:
    """f32 as NumPy's tier has it, by f64; f64 rounded once, where that has nearly always the same bits."""
    if x.dtype == "f64":
        return Expr("fma", "f64", (x, y, z))
    x, y, z = (convert(a, "f64") for a in (x, y, z))
    return convert(binary("add", binary("mul", x, y), z), "f32")


_rule(random.fma, _fma, frozenset(["f32", "f64"]), 3, False)
_rule(ew.heaviside, _heaviside, frozenset(["f32", "f64"]), 3)

# -- comparison, logic, bits


def _comparison(name: str) -> Callable[[Expr, Expr], Expr]:
    """Bools are compared as bytes; i64 and u64, which no type holds both, as NumPy does it: as numbers."""

    def build(x: Expr, y: Expr) -> Expr:
        x, y = (convert(a, "u8") if a.dtype == "bool" else a for a in (x, y))
        if x.dtype == y.dtype:
            return binary(name, x, y)
        signed, of_negative = (x, ("lt", "le", "ne")) if x.dtype == "i64" else (y, ("gt", "ge", "ne"))
        same = binary(name, convert(x, "u64"), convert(y, "u64"))
        return select(binary("lt", signed, _zero(signed)), const(name in of_negative, "bool"), same)

    return build


for _op, _name in (
    *((ew.greater, "gt"), (ew.greater_equal, "ge"), (ew.less, "lt"), (ew.less_equal, "le")),
    *((ew.equal, "eq"), (ew.not_equal, "ne")),
):
    _rule(_op, _comparison(_name), ALL)


def _truth(x: Expr) -> Expr:
    return x if x.dtype == "bool" else binary("ne", x, _zero(x))


_rule(ew.logical_and, lambda x, y: binary("and", _truth(x), _truth(y)), ALL)
_rule(ew.logical_or, lambda x, y: binary("or", _truth(x), _truth(y)), ALL)
_rule(ew.logical_xor, lambda x, y: binary("xor", _truth(x), _truth(y)), ALL)
_rule(ew.logical_not, lambda x: unary("not", _truth(x)), ALL)
for _op, _name in ((ew.bitwise_and, "and"), (ew.bitwise_or, "or"), (ew.bitwise_xor, "xor")):
    _rule(_op, _binary(_name), INTEGERS | BOOL)
_rule(ew.invert, _unary("not"), INTEGERS | BOOL)


def _shift(name: str) -> Callable[[Expr, Expr], Expr]:
    """As NumPy: by the width or more, everything is shifted out."""

    def build(x: Expr, y: Expr) -> Expr:
        width = 8 * SIZES[x.dtype]
        if y.op == "const" and 0 <= y.attr < width:
            return binary(name, x, y)
        inside = binary("lt", y, const(width, y.dtype))
        if y.dtype in SIGNED:
            inside = binary("and", inside, binary("ge", y, _zero(y)))
        gone = _zero(x)
        if name == "shr" and x.dtype in SIGNED:
            gone = select(binary("lt", x, _zero(x)), const(-1, x.dtype), _zero(x))
        return select(inside, binary(name, x, select(inside, y, _zero(y))), gone)

    return build


_rule(ew.left_shift, _shift("shl"), INTEGERS, 3)
_rule(ew.right_shift, _shift("shr"), INTEGERS, 3)
if hasattr(ew, "bitwise_count"):
    _rule(
        ew.bitwise_count,
        lambda x: convert(unary("popcount", unary("abs", x) if x.dtype in SIGNED else x), "u8"),
        INTEGERS,
    )
_rule(bits.clz, _unary("clz"), INTEGERS)
_rule(ew.isnan, lambda x: binary("ne", x, x) if x.dtype in FLOATS else const(False, "bool"), NUMBERS)
_rule(
    ew.isinf,
    lambda x: binary("eq", unary("abs", x), const(math.inf, x.dtype)) if x.dtype in FLOATS else const(False, "bool"),
    NUMBERS,
)
_rule(
    ew.isfinite,
    lambda x: binary("lt", unary("abs", x), const(math.inf, x.dtype)) if x.dtype in FLOATS else const(True, "bool"),
    NUMBERS,
)


def _signbit(x: Expr) -> Expr:
    integer = f"i{8 * SIZES[x.dtype]}"
    return binary("lt", Expr("bitcast", integer, (x,)), const(0, integer))


_rule(ew.signbit, _signbit, frozenset(["f32", "f64"]))

# -- choice

_rule(ew.select, select, ALL)
_rule(activation.relu, lambda x: binary("max", x, _zero(x)), NUMBERS, 2)

# -- functions of mathlib

_FUNCTIONS = {
    **dict.fromkeys(("exp", "exp2", "log2", "log", "log10"), 10),
    **dict.fromkeys(("sin", "cos", "tanh", "expm1", "log1p", "sinh", "cosh", "cbrt", "arctan"), 14),
    **dict.fromkeys(("tan", "arcsin", "arccos", "arcsinh", "arccosh", "arctanh", "hypot", "logaddexp", "arctan2"), 20),
    **dict.fromkeys(("power", "logaddexp2", "fmod", "remainder", "floor_divide", "nextafter"), 30),
}
_SPECIAL = {"erf": 14, "erfc": 20, "erfinv": 25, "gammaln": 40, "psi": 40, "expit": 14, "log_expit": 14}
_OF_PRECISION = frozenset(["nextafter"])  # depend on it: a wider float gives something else


def _function(name: str) -> Callable[..., Expr]:
    return lambda *xs: call(name, *xs)


def _register_mathlib() -> None:
    """Rules of the functions that mathlib has, by the names of the operations."""
    from .mathlib import FUNCTIONS

    integral = {"remainder": _remainder, "floor_divide": _floor_divide, "fmod": _fmod}
    for name, cost in _FUNCTIONS.items():
        op, whole = getattr(ew, name), integral.get(name)
        if name in FUNCTIONS and whole is not None:
            _rule(op, _by_kind(whole, _function(name)), NUMBERS, cost, False)
        elif whole is not None:
            _rule(op, whole, INTEGERS, cost)
        elif name in FUNCTIONS:
            _rule(op, _function(name), FLOATING - NARROW.keys() if name in _OF_PRECISION else FLOATING, cost, False)
    for name, cost in _SPECIAL.items():
        found = special.OPS.get(name)
        if name in FUNCTIONS and found is not None:
            _rule(found, _function(name), FLOATING, cost, False)
    _rule(random.erf_inv, _function("erf_inv"), FLOATING, 40, False)
    if "expit" in FUNCTIONS:
        _rule(activation.logistic, _function("expit"), FLOATING, 14, False)


def _by_kind(whole: Callable[..., Expr], floating: Callable[..., Expr]) -> Callable[..., Expr]:
    return lambda x, y: floating(x, y) if x.dtype in FLOATS else whole(x, y)


_register_mathlib()

# -- what fusion asks


@remembered("elementwise rule")
def rule_of(e: Eqn) -> Rule | None:
    """The rule for an elementwise equation, or None where there is none for its dtypes."""
    if e.op is ew.convert:
        have, want = dtype_name(atom_type(e.args[0]).dtype), dtype_name(e.params["dtype"])
        return _CONVERT if have in REAL and want in REAL else None
    if e.op is bits.bitcast:
        have, want = dtype_name(atom_type(e.args[0]).dtype), dtype_name(e.params["dtype"])
        same = have in REAL and want in REAL and SIZES[have] == SIZES[want] and "bool" not in (have, want)
        return _BITCAST if same and have not in NARROW and want not in NARROW else None
    rule = RULES.get(e.op)
    if rule is None:
        return None
    dtypes = [dtype_name(atom_type(a).dtype) for a in e.args]
    if not all(d in rule.dtypes for d in (dtypes[1:] if e.op is ew.select else dtypes)):
        return None
    return rule if dtype_name(e.outs[0].type.dtype) in REAL else None


_NEED_NO_ROUNDING = {
    *(ew.negative, ew.positive, ew.absolute, ew.fabs, ew.copysign, ew.sign, ew.maximum, ew.minimum, ew.fmax, ew.fmin),
    *(ew.floor, ew.ceil, ew.trunc, ew.rint, ew.select, activation.relu),
}
_CONVERT = Rule(lambda x: x, ALL)
_BITCAST = Rule(lambda x: x, ALL)


def expression(e: Eqn, operands: list[Expr], rule: Rule) -> Expr:
    """The result of an equation on operands."""
    out = dtype_name(e.outs[0].type.dtype)
    if rule is _CONVERT:
        return _converted(operands[0], out)
    if rule is _BITCAST:
        return operands[0] if operands[0].dtype == out else Expr("bitcast", out, (operands[0],))
    if e.op is not ew.select:  # which takes what is there
        operands = [_computed(x) for x in operands]
    result = rule.build(*operands)
    return _upper_half(result) if out == "bf16" and e.op in _NEED_NO_ROUNDING else convert(result, out)


def _computed(x: Expr) -> Expr:
    """A number as arithmetic takes it."""
    return convert(x, "f32") if x.dtype in NARROW else x


def _upper_half(x: Expr) -> Expr:
    """An f32 that is a number of bf16 as that: rounding it is many instructions."""
    if x.dtype == "bf16":
        return x
    bits = binary("shr", Expr("bitcast", "u32", (x,)), const(16, "u32"))
    return Expr("bitcast", "bf16", (convert(bits, "u16"),))


def _converted(x: Expr, dtype: str) -> Expr:
    """To bool: whether it is not 0; from bool: 0 or 1."""
    if dtype == "bool" and x.dtype != "bool":
        return _truth(_computed(x))
    return convert(x, dtype)


def number(value: Any, dtype: np.dtype[Any]) -> Expr:
    """A constant."""
    return const(value.item() if hasattr(value, "item") else value, dtype_name(dtype))

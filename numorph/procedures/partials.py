"""Derivatives of operations, as expressions; conventions at kinks and ties are those of ops/elementwise.py.

The pairing of tangent and cotangent is Re(ct * t), without a conjugate.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .ir import COMPLEX, Expr, const

FLOATS = ("f32", "f64", "c64", "c128")  # dtypes of values that have derivatives


def number(value: float, dtype: str) -> Expr:
    """A constant, also where it is complex."""
    return const(complex(value) if dtype in COMPLEX else value, dtype)


def binary(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, x.dtype, (x, y))


def add(x: Expr, y: Expr) -> Expr:
    return binary("add", x, y)


def sub(x: Expr, y: Expr) -> Expr:
    return binary("sub", x, y)


def mul(x: Expr, y: Expr) -> Expr:
    return binary("mul", x, y)


def div(x: Expr, y: Expr) -> Expr:
    return binary("div", x, y)


def neg(x: Expr) -> Expr:
    return Expr("neg", x.dtype, (x,))


def select(condition: Expr, x: Expr, y: Expr) -> Expr:
    return Expr("select", x.dtype, (condition, x, y))


def compare(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, "bool", (x, y))


def call(name: str, *args: Expr) -> Expr:
    return Expr("call", args[0].dtype, args, name)


def _num(like: Expr, value: float) -> Expr:
    return number(value, like.dtype)


def _square(x: Expr) -> Expr:
    return mul(x, x)


def _sqrt(x: Expr) -> Expr:
    return Expr("sqrt", x.dtype, (x,))


def _reciprocal(x: Expr) -> Expr:
    return div(_num(x, 1.0), x)


def _one_minus_square(x: Expr) -> Expr:
    return sub(_num(x, 1.0), _square(x))


def _is(x: Expr, value: float) -> Expr:
    return compare("eq", x, _num(x, value))


def _sign(x: Expr) -> Expr:
    """-1, 0 or 1; NaN for NaN."""
    one = _num(x, 1.0)
    signed = Expr("copysign", x.dtype, (one, x))
    return select(compare("ne", x, x), x, select(_is(x, 0.0), _num(x, 0.0), signed))


def _wins(x: Expr, y: Expr) -> Expr:
    """1 where x > y, one half at ties, else 0."""
    zero, half, one = _num(x, 0.0), _num(x, 0.5), _num(x, 1.0)
    return select(compare("eq", x, y), half, select(compare("gt", x, y), one, zero))


def _wins_or_number(x: Expr, y: Expr) -> Expr:
    """As `_wins`, and a number beats NaN."""
    one, zero = _num(x, 1.0), _num(x, 0.0)
    return select(compare("ne", y, y), one, select(compare("ne", x, x), zero, _wins(x, y)))


def _copysign_dx(x: Expr, y: Expr, z: Expr) -> Expr:
    one = _num(x, 1.0)
    signs = mul(Expr("copysign", x.dtype, (one, x)), Expr("copysign", x.dtype, (one, y)))
    return Expr("copysign", x.dtype, (one, signs))


def _share(x: Expr, z: Expr) -> Expr:
    return div(x, select(_is(z, 0.0), _num(z, 1.0), z))


def _power_dx(x: Expr, y: Expr, z: Expr) -> Expr:
    one = _num(y, 1.0)
    return mul(y, call("power", x, select(_is(y, 0.0), one, sub(y, one))))


def _power_dy(x: Expr, y: Expr, z: Expr) -> Expr:
    zero = _is(x, 0.0)
    return mul(select(zero, _num(x, 0.0), call("log", select(zero, _num(x, 1.0), x))), z)


def _exp_gap(a: Expr, z: Expr) -> Expr:
    return select(compare("eq", a, z), _num(a, 1.0), call("exp", sub(a, z)))


def _exp2_gap(a: Expr, z: Expr) -> Expr:
    factor = _num(a, math.log(2))
    return _exp_gap(mul(factor, a), mul(factor, z))


Partial = Callable[..., Expr]  # of the operands and the result

# The factor by which the cotangent of the result is multiplied, for each operand; None: the result does not change.
_OPERATIONS: dict[str, tuple[Partial | None, ...]] = {
    "mul": (lambda x, y, z: y, lambda x, y, z: x),
    "product": (lambda x, y, z: y, lambda x, y, z: x),
    "abs": (lambda x, z: _sign(x),),
    "sqrt": (lambda x, z: div(_num(x, 0.5), z),),
    "max": (lambda x, y, z: _wins(x, y), lambda x, y, z: _wins(y, x)),
    "min": (lambda x, y, z: _wins(y, x), lambda x, y, z: _wins(x, y)),
    "fmax": (lambda x, y, z: _wins_or_number(x, y), lambda x, y, z: _wins_or_number(y, x)),
    "fmin": (
        lambda x, y, z: _wins_or_number(neg(x), neg(y)),
        lambda x, y, z: _wins_or_number(neg(y), neg(x)),
    ),
    "copysign": (_copysign_dx, None),
    **dict.fromkeys(("floor", "ceil", "trunc", "rint"), (None,)),
}
_CALLS: dict[str, tuple[Partial | None, ...]] = {
    "exp": (lambda x, z: z,),
    "exp2": (lambda x, z: mul(_num(x, math.log(2)), z),),
    "expm1": (lambda x, z: add(z, _num(x, 1.0)),),
    "expit": (lambda x, z: mul(z, sub(_num(z, 1.0), z)),),
    "log_expit": (lambda x, z: call("expit", neg(x)),),
    "logaddexp": (lambda x, y, z: _exp_gap(x, z), lambda x, y, z: _exp_gap(y, z)),
    "logaddexp2": (lambda x, y, z: _exp2_gap(x, z), lambda x, y, z: _exp2_gap(y, z)),
    "log": (lambda x, z: _reciprocal(x),),
    "log2": (lambda x, z: div(_num(x, 1 / math.log(2)), x),),
    "log10": (lambda x, z: div(_num(x, 1 / math.log(10)), x),),
    "log1p": (lambda x, z: _reciprocal(add(_num(x, 1.0), x)),),
    "sin": (lambda x, z: call("cos", x),),
    "cos": (lambda x, z: neg(call("sin", x)),),
    "tan": (lambda x, z: add(_num(x, 1.0), _square(z)),),
    "arcsin": (lambda x, z: _reciprocal(_sqrt(_one_minus_square(x))),),
    "arccos": (lambda x, z: neg(_reciprocal(_sqrt(_one_minus_square(x)))),),
    "arctan": (lambda x, z: _reciprocal(add(_num(x, 1.0), _square(x))),),
    "arctan2": (
        lambda x, y, z: div(y, add(_square(x), _square(y))),
        lambda x, y, z: neg(div(x, add(_square(x), _square(y)))),
    ),
    "sinh": (lambda x, z: call("cosh", x),),
    "cosh": (lambda x, z: call("sinh", x),),
    "tanh": (lambda x, z: _one_minus_square(z),),
    "arcsinh": (lambda x, z: _reciprocal(_sqrt(add(_square(x), _num(x, 1.0)))),),
    "arccosh": (lambda x, z: _reciprocal(mul(_sqrt(sub(x, _num(x, 1.0))), _sqrt(add(x, _num(x, 1.0))))),),
    "arctanh": (lambda x, z: _reciprocal(_one_minus_square(x)),),
    "power": (_power_dx, _power_dy),
    "cbrt": (lambda x, z: div(z, mul(_num(x, 3.0), x)),),
    "hypot": (lambda x, y, z: _share(x, z), lambda x, y, z: _share(y, z)),
    "erf": (lambda x, z: mul(_num(x, 2 / math.sqrt(math.pi)), call("exp", neg(_square(x)))),),
    "erfc": (lambda x, z: mul(_num(x, -2 / math.sqrt(math.pi)), call("exp", neg(_square(x)))),),
    "erfinv": (lambda x, z: mul(_num(x, math.sqrt(math.pi) / 2), call("exp", _square(z))),),
    "erf_inv": (lambda x, z: mul(_num(x, math.sqrt(math.pi) / 2), call("exp", _square(z))),),
    "gammaln": (lambda x, z: call("digamma", x),),
    "fmod": (lambda x, y, z: _num(x, 1.0), lambda x, y, z: neg(Expr("trunc", x.dtype, (div(x, y),)))),
    "remainder": (lambda x, y, z: _num(x, 1.0), lambda x, y, z: neg(call("floor_divide", x, y))),
    "floor_divide": (None, None),
    "nextafter": (lambda x, y, z: _num(x, 1.0), None),
    "spacing": (None,),
}


class NoDerivative(Exception):
    """The name of an operation without one."""


def differentiable(e: Expr) -> tuple[int, ...]:
    """The operands through which an operation passes derivatives on."""
    if e.dtype not in FLOATS and e.dtype != "f16":
        return ()
    if e.op == "select":
        return (1, 2)
    if e.op == "scale":
        return (0,)
    if e.op == "bitcast":
        return ()
    rules = _OPERATIONS.get(e.op, _CALLS.get(e.attr) if e.op == "call" else None)
    every = tuple([i for i, a in enumerate(e.args) if a.dtype in FLOATS or a.dtype == "f16"])
    return every if rules is None else tuple([i for i in every if rules[i] is not None])


def by_result(e: Expr) -> bool:
    """Whether the derivative of an operation is a formula of its result alone."""
    return e.op == "sqrt" or (e.op == "call" and e.attr in ("exp", "exp2", "expm1", "expit", "tanh", "tan"))


def cotangent(e: Expr, operand: int, ct: Expr, args: tuple[Expr, ...], z: Expr) -> Expr:
    """What an operand gets from the cotangent of the result; `args` and `z`: the operands and the result, as values."""
    op, like = e.op, args[operand].dtype
    if op == "add":
        return ct
    if op == "sub":
        return ct if operand == 0 else neg(ct)
    if op == "neg":
        return neg(ct)
    if op == "div":
        return div(ct, args[1]) if operand == 0 else neg(mul(div(ct, args[1]), z))
    if op == "select":
        zero = number(0.0, like)
        return select(args[0], ct, zero) if operand == 1 else select(args[0], zero, ct)
    if op == "fma":
        return ct if operand == 2 else mul(ct, args[1 - operand])
    if op == "scale":
        return Expr("scale", like, (ct, args[1]))
    if op == "convert":
        part = Expr("real", COMPLEX[ct.dtype], (ct,)) if ct.dtype in COMPLEX and like not in COMPLEX else ct
        return part if part.dtype == like else Expr("convert", like, (part,))
    if op == "complex":
        part = Expr("imag" if operand else "real", like, (ct,))
        return neg(part) if operand else part
    if op == "real":
        return Expr("complex", like, (ct, number(0.0, ct.dtype)))
    if op == "imag":
        return Expr("complex", like, (number(0.0, ct.dtype), neg(ct)))
    rules = _OPERATIONS.get(op, _CALLS.get(e.attr) if op == "call" else None)
    if rules is None:
        raise NoDerivative(e.attr if op == "call" else op)
    factor = rules[operand]
    assert factor is not None
    return mul(ct, factor(*args, z))

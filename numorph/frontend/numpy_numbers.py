"""NumPy's ufuncs of numbers: the loop that NumPy picks, and how it computes one element."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from ..codegen import loops
from ..codegen.elementwise import RULES
from ..core.types import dtype_name
from ..ops.elementwise import UFUNC_OPS, resolve
from ..procedures.ir import COMPLEX, Expr, const
from . import integers as ints
from .emitter import Emitter
from .scalars import FLOATS, SUPPORTED, cast, imag, numpy_kind, operand, promotion_key, real, truth
from .values import Scalar, Unsupported


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
    op = UFUNC_OPS.get(ufunc)
    rule = None if op is None else RULES.get(op)
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


def called(name: str, *xs: Expr) -> Expr:
    """A function of the math library."""
    return Expr("call", xs[0].dtype, xs, name)


def times(x: Expr, y: Expr) -> Expr:
    """A product."""
    return Expr("mul", x.dtype, (x, y))


def _complex_exp(z: Expr) -> Expr:
    size = called("exp", real(z))
    return Expr("complex", z.dtype, (times(size, called("cos", imag(z))), times(size, called("sin", imag(z)))))


_COMPLEX: dict[Any, Callable[..., Expr]] = {
    np.negative: lambda z: Expr("neg", z.dtype, (z,)),
    np.positive: lambda z: z,
    np.conjugate: lambda z: Expr("complex", z.dtype, (real(z), Expr("neg", COMPLEX[z.dtype], (imag(z),)))),
    np.absolute: lambda z: called("hypot", real(z), imag(z)),
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


def numpy_result(ufunc: np.ufunc, *xs: Scalar) -> str:
    """The kind of a ufunc's result."""
    return numpy_kind(loop_of(ufunc, [promotion_key(x.kind) for x in xs])[1])


def power_of_a_half(x: Expr) -> Expr:
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
        return times(x, x)
    if exponent == 3 and dtype in FLOATS:
        return times(times(x, x), x)
    if exponent == 4 and dtype in FLOATS:
        square = times(x, x)
        return times(square, square)
    if exponent == -1 and dtype in FLOATS:
        return Expr("div", dtype, (const(1.0, dtype), x))
    return None

"""Operators on LoopIR expressions, so that the functions of this package read like formulas.

A `Value` wraps an expression; Python numbers beside it become constants of its dtype, rounded to that dtype.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, final

from ..loops import COMPARISONS, Expr, const

Number = int | float


@final
class Format:
    """What formulas need to know of a floating-point type."""

    __slots__ = ("bias", "bits", "floats", "fraction", "least", "round_magic", "signed", "unsigned")

    def __init__(self, floats: str, bits: int, fraction: int, bias: int):
        self.floats, self.bits, self.fraction, self.bias = floats, bits, fraction, bias
        self.signed, self.unsigned = f"i{bits}", f"u{bits}"
        self.least = 2.0 ** (1 - bias)  # the least normal number
        # x + round_magic - round_magic is x rounded to an integer, which the low bits of x + round_magic hold
        self.round_magic = 1.5 * 2.0**fraction


F32 = Format("f32", 32, 23, 127)
F64 = Format("f64", 64, 52, 1023)
FORMATS = {"f32": F32, "f64": F64}


def as_f32(x: float) -> float:
    """x rounded to single precision."""
    return float(struct.unpack("f", struct.pack("f", x))[0])


def constant(x: Number, dtype: str) -> Expr:
    """A constant; of a float type it is rounded to that type."""
    return const(as_f32(x) if dtype == "f32" else x, dtype)


@final
class Value:
    """A LoopIR expression with operators.  Comparisons `==` and `!=` are the functions `equal` and `differ`."""

    __slots__ = ("expr",)

    def __init__(self, expr: Expr):
        self.expr = expr

    @property
    def dtype(self) -> str:
        return self.expr.dtype

    @property
    def format(self) -> Format:
        return FORMATS[self.expr.dtype]

    def __add__(self, y: Value | Number) -> Value:
        return _apply("add", self, y)

    def __radd__(self, x: Number) -> Value:
        return _apply("add", self.like(x), self)

    def __sub__(self, y: Value | Number) -> Value:
        return _apply("sub", self, y)

    def __rsub__(self, x: Number) -> Value:
        return _apply("sub", self.like(x), self)

    def __mul__(self, y: Value | Number) -> Value:
        return _apply("mul", self, y)

    def __rmul__(self, x: Number) -> Value:
        return _apply("mul", self.like(x), self)

    def __truediv__(self, y: Value | Number) -> Value:
        return _apply("div", self, y)

    def __rtruediv__(self, x: Number) -> Value:
        return _apply("div", self.like(x), self)

    def __and__(self, y: Value | Number) -> Value:
        return _apply("and", self, y)

    def __or__(self, y: Value | Number) -> Value:
        return _apply("or", self, y)

    def __xor__(self, y: Value | Number) -> Value:
        return _apply("xor", self, y)

    def __lshift__(self, y: Value | Number) -> Value:
        return _apply("shl", self, y)

    def __rshift__(self, y: Value | Number) -> Value:
        return _apply("shr", self, y)

    def __lt__(self, y: Value | Number) -> Value:
        return _apply("lt", self, y)

    def __le__(self, y: Value | Number) -> Value:
        return _apply("le", self, y)

    def __gt__(self, y: Value | Number) -> Value:
        return _apply("gt", self, y)

    def __ge__(self, y: Value | Number) -> Value:
        return _apply("ge", self, y)

    def __neg__(self) -> Value:
        return _apply("neg", self)

    def __abs__(self) -> Value:
        return _apply("abs", self)

    def __invert__(self) -> Value:
        return _apply("not", self)

    def like(self, x: Number) -> Value:
        """A constant of this value's dtype."""
        return Value(constant(x, self.dtype))

    def convert(self, dtype: str) -> Value:
        """The same number in another dtype."""
        return self if dtype == self.dtype else Value(Expr("convert", dtype, (self.expr,)))

    def bitcast(self, dtype: str) -> Value:
        """The same bits as another dtype."""
        return self if dtype == self.dtype else Value(Expr("bitcast", dtype, (self.expr,)))

    def signed_bits(self) -> Value:
        """The bits of a float as a signed integer."""
        return self.bitcast(self.format.signed)

    def unsigned_bits(self) -> Value:
        """The bits of a float as an unsigned integer."""
        return self.bitcast(self.format.unsigned)

    def as_float(self) -> Value:
        """The float with the bits of this integer."""
        return self.bitcast("f" + self.dtype[1:])


def _apply(op: str, *operands: Any) -> Value:
    first = operands[0]
    args = tuple([v.expr if isinstance(v, Value) else constant(v, first.dtype) for v in operands])
    return Value(Expr(op, "bool" if op in COMPARISONS else first.dtype, args))


# -- operations without an operator


def fma(x: Value, y: Value | Number, z: Value | Number) -> Value:
    """x * y + z, rounded once."""
    return _apply("fma", x, y, z)


def equal(x: Value, y: Value | Number) -> Value:
    """x == y."""
    return _apply("eq", x, y)


def differ(x: Value, y: Value | Number) -> Value:
    """x != y."""
    return _apply("ne", x, y)


def is_nan(x: Value) -> Value:
    """Whether x is not a number."""
    return differ(x, x)


def select(condition: Value, x: Value | Number, y: Value | Number) -> Value:
    """x where the condition holds, else y; one of them is a Value."""
    model = x if isinstance(x, Value) else y
    assert isinstance(model, Value)
    x, y = (v if isinstance(v, Value) else model.like(v) for v in (x, y))
    return Value(Expr("select", model.dtype, (condition.expr, x.expr, y.expr)))


def rare(condition: Value, common: Value, exceptional: Value | Number) -> Value:
    """`common`, but `exceptional` where the condition holds; that is computed only if it holds somewhere."""
    other = exceptional if isinstance(exceptional, Value) else common.like(exceptional)
    return Value(Expr("rare", common.dtype, (condition.expr, common.expr, other.expr)))


def at_most(x: Value, limit: Value | Number) -> Value:
    """The lesser of x and the limit; NaN where x is NaN."""
    limit = limit if isinstance(limit, Value) else x.like(limit)
    return select(limit < x, limit, x)


def at_least(x: Value, limit: Value | Number) -> Value:
    """The greater of x and the limit; NaN where x is NaN."""
    limit = limit if isinstance(limit, Value) else x.like(limit)
    return select(limit > x, limit, x)


def sqrt(x: Value) -> Value:
    """The square root."""
    return _apply("sqrt", x)


def floor(x: Value) -> Value:
    """The greatest integer that is not above x."""
    return _apply("floor", x)


def trunc(x: Value) -> Value:
    """x without its fraction."""
    return _apply("trunc", x)


def rint(x: Value) -> Value:
    """The nearest integer, of two the even one."""
    return _apply("rint", x)


def copysign(x: Value, sign: Value) -> Value:
    """|x| with the sign of the other."""
    return _apply("copysign", x, sign)


def scale(x: Value, n: Value) -> Value:
    """x * 2**n for n of i32, rounded once."""
    return _apply("scale", x, n)


def high_product(x: Value, y: Value) -> Value:
    """The upper half of the product of unsigned integers."""
    return _apply("mulhi", x, y)


def table(entries: Sequence[Number], index: Value, dtype: str) -> Value:
    """An entry of a constant table."""
    numbers = tuple([as_f32(x) for x in entries]) if dtype == "f32" else tuple(entries)
    return Value(Expr("table", dtype, (index.convert("i64").expr,), numbers))


def special_cases(x: Value, *cases: tuple[Value, Value | Number]) -> Value:
    """x, but the value of the last case whose condition holds."""
    for condition, value in cases:
        x = select(condition, value, x)
    return x


def horner(x: Value, coefficients: Sequence[Number | Value]) -> Value:
    """The polynomial c0 + x (c1 + x (c2 + ...)), by the fewest operations."""
    *rest, last = coefficients
    total = last if isinstance(last, Value) else x.like(last)
    for c in reversed(rest):
        total = fma(total, x, c)
    return total


def polynomial(x: Value, coefficients: Sequence[Number]) -> Value:
    """The same, in about half the time where one number is all there is: Estrin's scheme (1960), but for c0 and c1.

    Two multiplications more let pairs of terms, and pairs of these, be computed side by side.  Those of c0 and c1 come
    one after the other, as what they round is not made small any more by a power of x.
    """
    first, second, *rest = coefficients
    if len(rest) < 4:
        return horner(x, coefficients)
    square = x * x
    fourth = square * square
    pairs = [horner(x, rest[k : k + 2]) for k in range(0, len(rest), 2)]
    quads = [horner(square, pairs[k : k + 2]) for k in range(0, len(pairs), 2)]
    return horner(x, (first, second, horner(fourth, quads)))


# -- sums of two floats that hold what one cannot


@final
class Double:
    """high + low, where |low| is at most about half a unit in the last place of high."""

    __slots__ = ("high", "low")

    def __init__(self, high: Value, low: Value):
        self.high, self.low = high, low


def fast_sum(x: Value, y: Value) -> Double:
    """x + y exactly, where |x| >= |y| or x = 0 (Dekker 1971)."""
    high = x + y
    return Double(high, y - (high - x))


def exact_product(x: Value, y: Value | Number) -> Double:
    """x * y exactly."""
    high = x * y
    return Double(high, fma(x, y, -high))

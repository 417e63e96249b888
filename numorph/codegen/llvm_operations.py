"""The operations of expressions as LLVM instructions on scalars and vectors.

Each is exact: what the machine lacks (rounding without SSE4.1, exponents without AVX-512) is made of what it has.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .llvm_writer import FLOATING, Value, Writer, literal, memory_type
from .loops import SIGNED, SIZES

_Rule = Callable[[Writer, list[Value]], Value]

_FLOAT_BINARY = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv", "product": "fmul contract"}
_INTEGER_BINARY = {"add": "add", "sub": "sub", "mul": "mul", "and": "and", "or": "or", "xor": "xor"}
_FLOAT_PREDICATES = {"eq": "oeq", "ne": "une", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge"}
_SIGNED_PREDICATES = {"eq": "eq", "ne": "ne", "lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge"}
_UNSIGNED_PREDICATES = {"eq": "eq", "ne": "ne", "lt": "ult", "le": "ule", "gt": "ugt", "ge": "uge"}


def predicate(op: str, dtype: str) -> str:
    """LLVM's name of a comparison."""
    table = _FLOAT_PREDICATES if dtype in FLOATING else _SIGNED_PREDICATES if dtype in SIGNED else _UNSIGNED_PREDICATES
    return table[op]


def arithmetic(w: Writer, op: str, xs: list[Value]) -> Value:
    """An operation of loops.ARITHMETIC or loops.COMPARISONS, or a select, on values of one width."""
    x = xs[0]
    if op in _FLOAT_PREDICATES:
        return w.compare(predicate(op, x.dtype), x, xs[1])
    if x.dtype in FLOATING:
        if op in _FLOAT_BINARY:
            return w.binary(_FLOAT_BINARY[op], x, xs[1])
    elif op in _INTEGER_BINARY:
        return w.binary(_INTEGER_BINARY[op], x, xs[1])
    if op == "select":
        return w.select(*xs)
    return _RULES[op](w, xs)


# -- extrema


def least(w: Writer, x: Value, y: Value, op: str) -> Value:
    """min and max: NaN where an operand is NaN."""
    if x.dtype not in FLOATING:
        return w.select(w.compare(predicate("lt" if op == "min" else "gt", x.dtype), x, y), x, y)
    # Of NaN and anything the first select gives y; it is one instruction on x86.
    found = w.select(w.compare("olt" if op == "min" else "ogt", x, y), x, y)
    return w.select(w.compare("uno", x, x), x, found)


def _least_number(w: Writer, x: Value, y: Value, op: str) -> Value:
    """fmin and fmax: the other operand where one is NaN."""
    found = w.select(w.compare("olt" if op == "fmin" else "ogt", y, x), y, x)  # x where y is NaN
    return w.select(w.compare("uno", x, x), y, found)


# -- rounding


def _has_rounding(w: Writer) -> bool:
    target = w.target
    return target.vector_bits > 128 or not target.triple.startswith("x86") or "+sse4.1" in target.features


def _rounding(op: str) -> _Rule:
    def rule(w: Writer, xs: list[Value]) -> Value:
        (x,) = xs
        return w.intrinsic(op, x) if _has_rounding(w) else _rounded_by_adding(w, x, op)

    return rule


def _rounded_by_adding(w: Writer, x: Value, op: str) -> Value:
    """Adding 2**(number of fraction bits) rounds to an integer; floor and ceil then correct by one."""

    def number(value: float) -> Value:
        return w.constant(value, x.dtype, x.width)

    size = w.intrinsic("fabs", x)
    big = number(2.0**23 if x.dtype == "f32" else 2.0**52)
    nearest = w.binary("fsub", w.binary("fadd", size, big), big)
    if op == "trunc":
        above = w.select(w.compare("ogt", nearest, size), number(1.0), number(0.0))
        nearest = w.binary("fsub", nearest, above)
    found = w.intrinsic("copysign", nearest, x)
    if op == "floor":
        found = w.binary("fsub", found, w.select(w.compare("ogt", found, x), number(1.0), number(0.0)))
    elif op == "ceil":
        found = w.binary("fadd", found, w.select(w.compare("olt", found, x), number(1.0), number(0.0)))
    found = w.intrinsic("copysign", found, x)  # 0.0 - 0.0 and -0.5 rounded up have x's sign
    return w.select(w.compare("olt", size, big), found, x)  # larger ones are integers; NaN


# -- integers


def _quotient(w: Writer, xs: list[Value]) -> Value:
    x, y = xs
    signed = x.dtype in SIGNED
    if x.width == 1 or SIZES[x.dtype] == 8 or y.text[0] != "%":
        return w.binary("sdiv" if signed else "udiv", x, y)
    # No machine divides vectors of integers.  Floats with twice the bits of a 32-bit integer's are exact enough: a
    # quotient that is no integer is further from the next one than the rounding error.
    kind = "f64" if SIZES[x.dtype] == 4 else "f32"
    ratio = w.binary("fdiv", convert(w, x, kind), convert(w, y, kind))
    wide = "i64" if x.dtype == "u32" else "i32"
    return convert(w, w.cast("fptosi", ratio, wide), x.dtype)


def _remainder(w: Writer, xs: list[Value]) -> Value:
    x, y = xs
    if x.width == 1 or SIZES[x.dtype] == 8 or y.text[0] != "%":
        return w.binary("srem" if x.dtype in SIGNED else "urem", x, y)
    return w.binary("sub", x, w.binary("mul", _quotient(w, xs), y))


def _shift(w: Writer, xs: list[Value], op: str) -> Value:
    """By as many bits as the type has, or more, everything is shifted out."""
    x, n = xs
    bits = w.constant(8 * SIZES[x.dtype], x.dtype, x.width)
    name = "shl" if op == "shl" else "ashr" if x.dtype in SIGNED else "lshr"
    if n.text[0] != "%":
        return w.binary(name, x, n)
    inside = w.compare("ult", n, bits)
    if name == "ashr":
        return w.binary(name, x, w.select(inside, n, w.constant(8 * SIZES[x.dtype] - 1, x.dtype, x.width)))
    return w.select(inside, w.binary(name, x, n), w.constant(0, x.dtype, x.width))


def _high_product(w: Writer, xs: list[Value]) -> Value:
    x, y = xs
    if x.dtype == "u32":
        wide = w.binary("mul", w.cast("zext", x, "u64"), w.cast("zext", y, "u64"))
        return w.cast("trunc", w.binary("lshr", wide, w.constant(32, "u64", x.width)), "u32")
    half, low = w.constant(32, "u64", x.width), w.constant(0xFFFFFFFF, "u64", x.width)

    def halves(v: Value) -> tuple[Value, Value]:
        return w.binary("and", v, low), w.binary("lshr", v, half)

    (x0, x1), (y0, y1) = halves(x), halves(y)
    carried = w.binary("lshr", w.binary("mul", x0, y0), half)
    middle0, middle1 = halves(w.binary("add", w.binary("mul", x1, y0), carried))
    rest = w.binary("lshr", w.binary("add", w.binary("mul", x0, y1), middle0), half)
    return w.binary("add", w.binary("add", w.binary("mul", x1, y1), middle1), rest)


def _negative(w: Writer, xs: list[Value]) -> Value:
    (x,) = xs
    if x.dtype in FLOATING:
        return w.emit(f"fneg {x.typed}", x.dtype, x.width)
    return w.binary("sub", w.constant(0, x.dtype, x.width), x)


def _size(w: Writer, xs: list[Value]) -> Value:
    (x,) = xs
    if x.dtype in FLOATING:
        return w.intrinsic("fabs", x)
    return w.intrinsic("abs", x, Value("false", "bool", 1)) if x.dtype in SIGNED else x


def _not(w: Writer, xs: list[Value]) -> Value:
    (x,) = xs
    return w.binary("xor", x, w.constant(True if x.dtype == "bool" else -1, x.dtype, x.width))


# -- exponents


def _scale(w: Writer, xs: list[Value]) -> Value:
    """x * 2**n, rounded once."""
    x, n = xs
    if w.target.masked and x.width * 8 * SIZES[x.dtype] >= 128:  # AVX-512
        return w.intrinsic("ldexp", x, n, more=f".{'v' + str(x.width) if x.width > 1 else ''}i32")
    single = x.dtype == "f32"
    bias, fraction = (127, 23) if single else (1023, 52)
    kind = "i32" if single else "i64"
    if not single:
        n = w.cast("sext", n, "i64")

    def number(value: int) -> Value:
        return w.constant(value, kind, n.width)

    # Twice by the largest or a small power, which leave n within range; the small one keeps x normal until the last
    # multiplication, so that only that one rounds.
    high, low = bias, 2 - bias + fraction
    for _ in range(2):
        above, below = w.compare("sgt", n, number(high)), w.compare("slt", n, number(1 - bias))
        moved = w.select(above, number(high), w.select(below, number(low), number(0)))
        x = w.binary("fmul", x, _power_of_two(w, moved, x.dtype, bias, fraction))
        n = w.binary("sub", n, moved)
    n = least(w, least(w, n, number(bias), "min"), number(1 - bias), "max")
    return w.binary("fmul", x, _power_of_two(w, n, x.dtype, bias, fraction))


def _power_of_two(w: Writer, n: Value, dtype: str, bias: int, fraction: int) -> Value:
    biased = w.binary("add", n, w.constant(bias, n.dtype, n.width))
    return w.bits(w.binary("shl", biased, w.constant(fraction, n.dtype, n.width)), dtype)


_RULES: dict[str, _Rule] = {
    "min": lambda w, xs: least(w, xs[0], xs[1], "min"),
    "max": lambda w, xs: least(w, xs[0], xs[1], "max"),
    "fmin": lambda w, xs: _least_number(w, xs[0], xs[1], "fmin"),
    "fmax": lambda w, xs: _least_number(w, xs[0], xs[1], "fmax"),
    "neg": _negative,
    "abs": _size,
    "not": _not,
    "quo": _quotient,
    "rem": _remainder,
    "shl": lambda w, xs: _shift(w, xs, "shl"),
    "shr": lambda w, xs: _shift(w, xs, "shr"),
    "mulhi": _high_product,
    "clz": lambda w, xs: w.intrinsic("ctlz", xs[0], Value("false", "bool", 1)),
    "popcount": lambda w, xs: w.intrinsic("ctpop", xs[0]),
    "fma": lambda w, xs: w.intrinsic("fma", *xs),
    "sqrt": lambda w, xs: w.intrinsic("sqrt", xs[0]),
    "copysign": lambda w, xs: w.intrinsic("copysign", xs[0], xs[1]),
    "scale": _scale,
    **{op: _rounding(op) for op in ("floor", "ceil", "trunc", "rint")},
}


# -- conversions


def convert(w: Writer, x: Value, dtype: str) -> Value:
    """As NumPy's astype on x86."""
    old, new = x.dtype, dtype
    if old == new:
        return x
    if new == "bool":
        zero = w.constant(0, old, x.width)
        return w.compare("une" if old in FLOATING else "ne", x, zero)
    if old == "bf16":
        return _widened(w, x)
    if new == "bf16":
        return _narrowed(w, x)
    if old in FLOATING:
        return _from_float(w, x, new)
    if new in FLOATING:
        if old == "bool":
            return w.select(x, w.constant(1.0, new, x.width), w.constant(0.0, new, x.width))
        return w.cast("sitofp" if old in SIGNED else "uitofp", x, new)
    if old == "bool":
        return w.cast("zext", x, new)
    if SIZES[new] < SIZES[old]:
        return w.cast("trunc", x, new)
    if SIZES[new] > SIZES[old]:
        return w.cast("sext" if old in SIGNED else "zext", x, new)
    return w.bits(x, new)


def _has_halves(w: Writer) -> bool:
    """Whether f16 to f32 and back is an instruction."""
    return not w.target.triple.startswith("x86") or "+f16c" in w.target.features or w.target.vector_bits > 128


def _from_float(w: Writer, x: Value, new: str) -> Value:
    if new in FLOATING:
        if x.dtype == "f16" and not _has_halves(w):
            return convert(w, _half_to_single(w, x), new)
        if SIZES[new] > SIZES[x.dtype]:
            return w.cast("fpext", x, new)
        if x.dtype == "f64" and new == "f16" and w.target.triple.startswith("x86"):
            x = _rounded_to_odd(w, x)
        if new == "f16" and not _has_halves(w):
            return _single_to_half(w, x)
        return w.cast("fptrunc", x, new)
    if new == "u64":
        # From 2**63 on, that is taken away before and put back after.
        top = w.constant(2.0**63, x.dtype, x.width)
        small = w.cast("fptosi", x, "i64")
        large = w.cast("fptosi", w.binary("fsub", x, top), "i64")
        large = w.binary("xor", large, w.constant(-(1 << 63), "i64", x.width))
        return w.bits(w.select(w.compare("olt", x, top), small, large), "u64")
    wide = "i64" if new in ("u32", "i64") else "i32"
    return convert(w, w.cast("fptosi", x, wide), new)


def _rounded_to_odd(w: Writer, x: Value) -> Value:
    """f64 as f32 such that rounding that to f16 is rounding x: the last bit is set where the f32 is inexact."""
    near = w.cast("fptrunc", x, "f32")
    back = w.cast("fpext", near, "f64")
    bits = w.bits(near, "i32")
    away = w.compare("ogt", w.intrinsic("fabs", back), w.intrinsic("fabs", x))
    towards_zero = w.select(away, w.binary("sub", bits, w.constant(1, "i32", x.width)), bits)
    odd = w.binary("or", towards_zero, w.constant(1, "i32", x.width))
    return w.bits(w.select(w.compare("one", back, x), odd, bits), "f32")


def _half_to_single(w: Writer, x: Value) -> Value:
    """By arithmetic: the bits moved to where f32 has them are 2**112 too small, subnormal ones included."""

    def number(value: int) -> Value:
        return w.constant(value, "u32", x.width)

    bits = w.cast("zext", w.bits(x, "u16"), "u32")
    size = w.binary("shl", w.binary("and", bits, number(0x7FFF)), number(13))
    grown = w.binary("fmul", w.bits(size, "f32"), w.constant(2.0**112, "f32", x.width))
    special = w.compare("uge", size, number(0x0F800000))  # infinite or NaN
    size = w.select(special, w.binary("or", size, number(0x7F800000)), w.bits(grown, "u32"))
    sign = w.binary("shl", w.binary("and", bits, number(0x8000)), number(16))
    return w.bits(w.binary("or", size, sign), "f32")


def _single_to_half(w: Writer, x: Value) -> Value:
    """By arithmetic: adding a power of two rounds to the bits that f16 keeps."""

    def number(value: int) -> Value:
        return w.constant(value, "u32", x.width)

    bits = w.bits(x, "u32")
    size = w.binary("and", bits, number(0x7FFFFFFF))
    sign = w.binary("lshr", w.binary("and", bits, number(0x80000000)), number(16))
    # Below 2**-14 the last bit is always 2**-24, that of 0.5 as f32.
    small = w.binary("fadd", w.bits(size, "f32"), w.constant(0.5, "f32", x.width))
    small = w.binary("sub", w.bits(small, "u32"), number(0x3F000000))
    odd = w.binary("and", w.binary("lshr", size, number(13)), number(1))
    normal = w.binary("add", w.binary("add", size, number(0xC8000FFF)), odd)  # exponent less 112, half a bit up
    normal = w.binary("lshr", normal, number(13))
    found = w.select(w.compare("ult", size, number(0x38800000)), small, normal)
    found = w.select(w.compare("uge", size, number(0x477FF000)), number(0x7C00), found)  # too great
    found = w.select(w.compare("ugt", size, number(0x7F800000)), number(0x7E00), found)
    return w.bits(w.cast("trunc", w.binary("or", found, sign), "u16"), "f16")


def _widened(w: Writer, x: Value) -> Value:
    """bf16 as f32, whose upper half it is."""
    bits = w.cast("zext", w.bits(x, "u16"), "u32")
    return w.bits(w.binary("shl", bits, w.constant(16, "u32", x.width)), "f32")


def _narrowed(w: Writer, x: Value) -> Value:
    """f32 as bf16, rounded to the nearest, to even ones; of a NaN only the sign is kept, as ml_dtypes has it."""

    def number(value: int) -> Value:
        return w.constant(value, "u32", x.width)

    bits = w.bits(x, "u32")
    upper = w.binary("lshr", bits, number(16))
    odd = w.binary("and", upper, number(1))
    rounded = w.binary("lshr", w.binary("add", w.binary("add", bits, number(0x7FFF)), odd), number(16))
    nan = w.binary("or", w.binary("and", upper, number(0x8000)), number(0x7FC0))
    found = w.select(w.compare("uno", x, x), nan, rounded)
    return w.bits(w.cast("trunc", found, "u16"), "bf16")


# -- tables


def table(w: Writer, entries: tuple[Any, ...], dtype: str) -> str:
    """The address of a constant array."""
    name = f"@table{len(w.globals)}"
    kind, stored = memory_type(dtype), "u8" if dtype == "bool" else dtype
    values = ", ".join([f"{kind} {literal(v, stored)}" for v in entries])
    w.globals.append(f"{name} = private unnamed_addr constant [{len(entries)} x {kind}] [{values}], align 64")
    return name

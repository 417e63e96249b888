"""LLVM IR text, instruction by instruction: values, blocks, constants, declarations.

A value of width 1 is a scalar, of width n a vector of n.  Intrinsics outside INTRINSICS are refused here, as LLVM ends
the process where a machine has no code for one.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, final

from .loops import FLOATS, SIZES
from .target import Target

# bf16 is bits: not all back ends know LLVM's own type for it.
NAMES = {"bool": "i1", "f16": "half", "bf16": "i16", "f32": "float", "f64": "double"} | {
    f"{k}{b}": f"i{b}" for k in "iu" for b in (8, 16, 32, 64)
}
_SUFFIXES = {d: d if d[0] == "f" else n for d, n in NAMES.items()}
FLOATING = frozenset(FLOATS)

# Intrinsics that LLVM lowers for every machine we make code for; math that becomes library calls is not among them
# (fma does where the machine has none, see Target.fma; ldexp is used with AVX-512 only).
INTRINSICS = frozenset(
    {"abs", "copysign", "ctlz", "ctpop", "cttz", "fabs", "fma", "ldexp", "sqrt", "floor", "ceil", "trunc", "rint"}
    | {"minimum", "maximum", "sadd.with.overflow", "ssub.with.overflow", "smul.with.overflow"}
    | {"masked.load", "masked.store", "masked.gather", "masked.scatter", "vector.reduce.or", "vector.reduce.and"}
    | {"vector.reduce.umax"}
)


@final
class Value:
    """The name of a computed value, or a constant's text."""

    __slots__ = ("dtype", "text", "width")

    def __init__(self, text: str, dtype: str, width: int):
        self.text, self.dtype, self.width = text, dtype, width

    @property
    def type(self) -> str:
        return type_name(self.dtype, self.width)

    @property
    def typed(self) -> str:
        return f"{type_name(self.dtype, self.width)} {self.text}"


@cache
def type_name(dtype: str, width: int) -> str:
    """LLVM's name of a type."""
    return NAMES[dtype] if width == 1 else f"<{width} x {NAMES[dtype]}>"


@cache
def memory_type(dtype: str, width: int = 1) -> str:
    """The type of elements in memory, where a bool is a byte."""
    return type_name("u8" if dtype == "bool" else dtype, width)


@cache
def suffix(dtype: str, width: int) -> str:
    """What the names of intrinsics end with."""
    return _SUFFIXES[dtype] if width == 1 else f"v{width}{_SUFFIXES[dtype]}"


def literal(value: Any, dtype: str) -> str:
    """A number as LLVM writes it: floats by their bits."""
    if dtype == "f64" or dtype == "f32":
        if dtype == "f32" and value == value:
            value = struct.unpack("f", _single(value))[0]
        return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"
    if dtype == "f16":
        return f"0xH{struct.unpack('<H', struct.pack('<e', value))[0]:04X}"
    if dtype == "bf16":
        return str(_bf16_bits(value))
    if dtype == "bool":
        return "true" if value else "false"
    value, bits = int(value), 8 * SIZES[dtype]
    return str(value - (1 << bits) if value >> (bits - 1) == 1 else value)


def _single(value: float) -> bytes:
    try:
        return struct.pack("f", value)
    except OverflowError:  # rounds to infinity
        return struct.pack("f", float("inf") if value > 0 else float("-inf"))


def _bf16_bits(value: float) -> int:
    """The upper half of the f32, rounded to the nearest, to even ones; of a NaN only the sign is kept."""
    bits: int = struct.unpack("I", _single(value))[0]
    if value != value:
        return (bits >> 16 & 0x8000) | 0x7FC0
    return bits + 0x7FFF + (bits >> 16 & 1) >> 16


@cache
def _numbers(first: int, step: int, width: int, dtype: str) -> str:
    name = NAMES[dtype]
    return f"<{', '.join([f'{name} {first + step * k}' for k in range(width)])}>"


_PURE: Final = frozenset(  # instructions that give the same wherever their operands are the same
    (
        *("add", "sub", "mul", "and", "or", "xor", "shl", "lshr", "ashr", "icmp", "select", "zext", "sext", "trunc"),
        *("fadd", "fsub", "fmul", "fdiv", "fneg", "fcmp", "fpext", "fptrunc", "sitofp", "uitofp", "bitcast"),
        *("getelementptr", "ptrtoint", "extractvalue", "extractelement", "insertelement", "shufflevector"),
    )
)


@final
class Segment:
    """Text under construction: `label` is the block in which it now is, `known` what was computed here."""

    __slots__ = ("known", "label", "lines")

    def __init__(self, label: str):
        self.label = label
        self.lines: list[str] = []
        self.known: list[Any] = []


@final
class Writer:
    """Appends instructions to the segment `at`."""

    def __init__(self, target: Target):
        self.target = target
        self.at = Segment("entry")
        self.count = 0
        self.declarations: dict[str, str] = {}
        self.globals: list[str] = []
        self.cold: list[str] = []  # blocks that are hardly ever reached: they end the function
        self.remembers = False  # whether what a block has computed is not computed there again
        self.known: dict[str, str] = {}  # that: values by instructions, and of variables by their places

    # names and lines

    def fresh(self) -> str:
        self.count += 1
        return f"%v{self.count}"

    def label(self) -> str:
        self.count += 1
        return f"b{self.count}"

    def line(self, text: str) -> None:
        self.at.lines.append(f"  {text}")

    def emit(self, text: str, dtype: str, width: int) -> Value:
        """The value of an instruction."""
        name = self.known.get(text)
        if name is None:
            self.count += 1
            name = f"%v{self.count}"
            self.at.lines.append(f"  {name} = {text}")
            if self.remembers and text.partition(" ")[0] in _PURE:
                self.known[text] = name
        return Value(name, dtype, width)

    def get(self, variable: str, kind: str) -> str:
        """The value of a variable on the stack, of a type of LLVM's."""
        found = self.known.get(variable)
        if found is None:
            found = self.fresh()
            self.at.lines.append(f"  {found} = load {kind}, ptr {variable}")
            if self.remembers:
                self.known[variable] = found
        return found

    def set(self, variable: str, kind: str, value: str) -> None:
        """Change a variable on the stack."""
        self.at.lines.append(f"  store {kind} {value}, ptr {variable}")
        if self.remembers:
            self.known[variable] = value

    def begin(self, label: str) -> None:
        """Go on in a new block of the same segment."""
        self.at.lines.append(f"{label}:")
        self.at.label = label
        self.known.clear()

    # constants

    def constant(self, value: Any, dtype: str, width: int = 1) -> Value:
        text = literal(value, dtype)
        return Value(text if width == 1 else f"splat ({NAMES[dtype]} {text})", dtype, width)

    def numbers(self, first: int, step: int, width: int, dtype: str) -> Value:
        """The vector first, first + step, ..."""
        return Value(_numbers(first, step, width, dtype) if width > 1 else str(first), dtype, width)

    # instructions

    def binary(self, instruction: str, x: Value, y: Value) -> Value:
        return self.emit(f"{instruction} {x.typed}, {y.text}", x.dtype, x.width)

    def compare(self, predicate: str, x: Value, y: Value) -> Value:
        instruction = "fcmp" if x.dtype in FLOATING else "icmp"
        return self.emit(f"{instruction} {predicate} {x.typed}, {y.text}", "bool", x.width)

    def select(self, c: Value, x: Value, y: Value) -> Value:
        return self.emit(f"select {c.typed}, {x.typed}, {y.typed}", x.dtype, x.width)

    def cast(self, instruction: str, x: Value, dtype: str) -> Value:
        return self.emit(f"{instruction} {x.typed} to {type_name(dtype, x.width)}", dtype, x.width)

    def bits(self, x: Value, dtype: str) -> Value:
        """The same bits as another dtype."""
        if NAMES[x.dtype] == NAMES[dtype]:
            return Value(x.text, dtype, x.width)
        return self.cast("bitcast", x, dtype)

    def both(self, x: Value | None, y: Value | None) -> Value | None:
        """The lanes where both masks hold; None is the mask of all."""
        if x is None or y is None:
            return x or y
        return self.binary("and", x, y)

    def intrinsic(self, name: str, x: Value, *others: Value, more: str = "", result: str | None = None) -> Value:
        """A function of vectors; `more`: what else its name says, `result`: the dtype if not that of x."""
        dtype = result or x.dtype
        values = (x, *others)
        types = ", ".join([v.type for v in values])
        function = self.declared(name, f"{suffix(x.dtype, x.width)}{more}", type_name(dtype, x.width), types)
        return self.emit(
            f"call {type_name(dtype, x.width)} {function}({', '.join([v.typed for v in values])})", dtype, x.width
        )

    def declared(self, name: str, ending: str, result: str, types: str) -> str:
        """The name of an intrinsic, which is declared."""
        if name not in INTRINSICS:
            raise AssertionError(f"The intrinsic '{name}' is not known to be there on every machine.")
        function = f"@llvm.{name}.{ending}" if ending else f"@llvm.{name}"
        if function not in self.declarations:
            self.declarations[function] = f"declare {result} {function}({types})"
        return function

    def reduce(self, operation: str, x: Value) -> Value:
        """or, and, umax: of all lanes of an integer or bool vector."""
        name = type_name(x.dtype, 1)
        function = self.declared(f"vector.reduce.{operation}", suffix(x.dtype, x.width), name, x.type)
        return self.emit(f"call {name} {function}({x.typed})", x.dtype, 1)

    def first_true(self, x: Value) -> Value:
        """The first lane in which a mask holds, which there is: i64."""
        bits = self.emit(f"bitcast {x.typed} to i{x.width}", "i64", 1)
        if x.width < 64:
            bits = self.emit(f"zext i{x.width} {bits.text} to i64", "i64", 1)
        return self.intrinsic("cttz", bits, Value("true", "bool", 1))

    # lanes

    def splat(self, x: Value, width: int) -> Value:
        """A scalar in all lanes."""
        if x.text[0] != "%":
            return Value(f"splat ({x.type} {x.text})", x.dtype, width)
        one = self.insert(Value("poison", x.dtype, width), x, 0)
        return self.emit(
            f"shufflevector {one.typed}, {one.type} poison, <{width} x i32> zeroinitializer", x.dtype, width
        )

    def shuffle(self, x: Value, y: Value | None, lanes: Sequence[int]) -> Value:
        """Lanes of x, and after them those of y; a single one is a scalar."""
        if len(lanes) == 1:
            return self.extract(x, lanes[0])
        other = y.typed if y is not None else f"{x.type} poison"
        indices = ", ".join([f"i32 {k}" for k in lanes])
        return self.emit(f"shufflevector {x.typed}, {other}, <{len(lanes)} x i32> <{indices}>", x.dtype, len(lanes))

    def reversed(self, x: Value) -> Value:
        return self.shuffle(x, None, range(x.width - 1, -1, -1)) if x.width > 1 else x

    def parts(self, x: Value, width: int) -> list[Value]:
        """A vector in pieces of a width that divides its own."""
        if x.width == width:
            return [x]
        return [self.shuffle(x, None, range(k, k + width)) for k in range(0, x.width, width)]

    def joined(self, parts: Sequence[Value]) -> Value:
        """Vectors of one width behind each other; their number is a power of two."""
        parts = list(parts)
        while len(parts) > 1:
            width = parts[0].width
            if width == 1:
                parts = [self.insert(self.insert(Value("poison", x.dtype, 2), x, 0), y, 1) for x, y in _pairs(parts)]
            else:
                parts = [self.shuffle(x, y, range(2 * width)) for x, y in _pairs(parts)]
        return parts[0]

    def extract(self, x: Value, lane: int) -> Value:
        return self.emit(f"extractelement {x.typed}, i64 {lane}", x.dtype, 1)

    def insert(self, x: Value, y: Value, lane: int) -> Value:
        return self.emit(f"insertelement {x.typed}, {y.typed}, i64 {lane}", x.dtype, x.width)

    # memory addresses

    def step(self, pointer: str, dtype: str, index: str) -> str:
        """The address of the element `index` elements further."""
        self.count += 1
        name = f"%v{self.count}"
        self.at.lines.append(f"  {name} = getelementptr {memory_type(dtype)}, ptr {pointer}, i64 {index}")
        return name


def _pairs(parts: Sequence[Value]) -> list[tuple[Value, Value]]:
    return list(zip(parts[::2], parts[1::2], strict=True))

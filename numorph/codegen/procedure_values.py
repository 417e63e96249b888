"""Expressions of procedures as LLVM instructions on scalars; a complex number is a pair of them.

What LLVM leaves undefined (a float too large for an integer, a shift by more bits than there are) is given a value: its
passes would otherwise draw conclusions from it, such as that a test of bounds can be left out.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..procedures.ir import COMPLEX, Expr, Reg, Store
from .llvm_expressions import math_function
from .llvm_operations import arithmetic, convert
from .llvm_writer import FLOATING, NAMES, Value, Writer, memory_type, suffix, type_name
from .loops import SIGNED, SIZES
from .procedure_remainders import near_operands, near_remainder


class Pair(NamedTuple):
    """A complex number."""

    re: Value
    im: Value


Number = Value | Pair


class Place(NamedTuple):
    """Where an element is: so many elements from a pointer on, of which one number is known."""

    pointer: str
    rest: tuple[Expr, ...]  # or none
    offset: int


_ON_BITS = frozenset(("select", "bitcast", "convert"))  # what f16 has without being widened


def size_of(dtype: str) -> int:
    """Bytes of an element."""
    return 8 if dtype in ("ptr", "c64") else 16 if dtype == "c128" else SIZES[dtype]


def parts_of(dtype: str) -> tuple[str, ...]:
    """The scalars that a value is made of."""
    return (COMPLEX[dtype],) * 2 if dtype in COMPLEX else (dtype,)


def scalars(x: Number) -> tuple[Value, ...]:
    """The values that a number is made of."""
    return tuple(x) if isinstance(x, Pair) else (x,)


def number(values: Sequence[Value]) -> Number:
    """The other way round."""
    return Pair(*values) if len(values) == 2 else values[0]


def llvm_type(dtype: str) -> str:
    """LLVM's name of a scalar or pointer."""
    return "ptr" if dtype == "ptr" else NAMES[dtype]


class Expressions:
    """What expressions compute; registers are memory of the stack frame, which LLVM makes registers of."""

    def __init__(self, w: Writer, room: Callable[[Reg], tuple[str, ...]]):
        self.w, self.room = w, room  # room: where a register is
        self.math: dict[str, tuple[str, str, int]] = {}  # scalar math functions that are called
        self.steady: dict[tuple[Reg, int], Place] = {}  # see procedure_steady_places
        self.notes = ""  # metadata of loads and stores here
        self.notes_of: dict[Reg, str] = {}  # and of those by way of a pointer
        self.may_branch = False  # inside of an expression: there is one value of everything

    # -- registers and memory

    def read(self, register: Reg) -> Number:
        parts = zip(parts_of(register.dtype), self.room(register), strict=True)
        return number([Value(self.w.get(slot, llvm_type(part)), part, 1) for part, slot in parts])

    def write(self, register: Reg, x: Number) -> None:
        for value, slot in zip(scalars(x), self.room(register), strict=True):
            self.w.set(slot, llvm_type(value.dtype), value.text)

    def pointer(self, register: Reg) -> str:
        """The address that a pointer register holds now."""
        return self.w.get(self.room(register)[0], "ptr")

    def places(self, base: str, index: Value, dtype: str) -> list[tuple[str, str]]:
        """Addresses and scalar types of what an element of memory is made of."""
        w = self.w
        if dtype not in COMPLEX:
            at = w.emit(f"getelementptr inbounds {memory_type(dtype)}, ptr {base}, i64 {index.text}", "i64", 1)
            return [(at.text, dtype)]
        part = COMPLEX[dtype]
        kind = f"[2 x {NAMES[part]}]"
        return [
            (w.emit(f"getelementptr inbounds {kind}, ptr {base}, i64 {index.text}, i64 {k}", "i64", 1).text, part)
            for k in range(2)
        ]

    def moved(self, pointer: str, index: str, dtype: str) -> str:
        """The address so many elements further, which may lie outside of the memory."""
        kind = f"[2 x {NAMES[COMPLEX[dtype]]}]" if dtype in COMPLEX else memory_type(dtype)
        return self.w.emit(f"getelementptr {kind}, ptr {pointer}, i64 {index}", "i64", 1).text

    def _parts_at(self, place: Place, index: Sequence[Value], dtype: str) -> list[tuple[str, str]]:
        """As `places`."""
        at = self.moved(place.pointer, index[0].text, dtype) if index else place.pointer
        at = self.moved(at, str(place.offset), dtype) if place.offset else at
        if dtype not in COMPLEX:
            return [(at, dtype)]
        part = COMPLEX[dtype]
        return [(at, part), (self.moved(at, "1", part), part)]

    def load(self, at: str, dtype: str, align: int, notes: str = "") -> Value:
        """A scalar or pointer in memory, where a bool is a byte."""
        if dtype == "bool":
            byte = self.w.emit(f"load i8, ptr {at}, align 1{notes}", "u8", 1)
            return self.w.compare("ne", byte, self.w.constant(0, "u8"))
        return _typed(self.w, f"load {llvm_type(dtype)}, ptr {at}, align {align}{notes}", dtype)

    def store(self, at: str, x: Value, align: int, notes: str = "") -> None:
        if x.dtype == "bool":
            x = self.w.constant(x.text == "true", "u8") if x.text[0] != "%" else self.w.cast("zext", x, "u8")
        self.w.line(f"store {typed(x)}, ptr {at}, align {align}{notes}")

    def load_element(self, base: Reg, index: Value, dtype: str) -> Number:
        return self._loaded(base, self.places(self.pointer(base), index, dtype))

    def store_element(self, base: Reg, index: Value, x: Number, dtype: str) -> None:
        self._put(base, self.places(self.pointer(base), index, dtype), x)

    def store_statement(self, s: Store) -> None:
        """An element gets its value; its address comes first."""
        place = self.steady.get((s.base, id(s.index))) if self.steady else None
        index = [self.value(e) for e in (place.rest if place else (s.index,))]
        x, dtype = self.number(s.value), s.value.dtype
        if place:
            self._put(s.base, self._parts_at(place, index, dtype), x)
        else:
            self.store_element(s.base, index[0], x, dtype)

    def _loaded(self, base: Reg, places: list[tuple[str, str]]) -> Number:
        notes = self.notes + self.notes_of.get(base, "")
        return number([self.load(at, part, SIZES[part], notes) for at, part in places])

    def _put(self, base: Reg, places: list[tuple[str, str]], x: Number) -> None:
        for (at, part), value in zip(places, scalars(x), strict=True):
            self.store(at, value, SIZES[part], self.notes + self.notes_of.get(base, ""))

    # -- expressions

    def value(self, root: Expr) -> Value:
        """A real number, a bool, or a pointer."""
        found = self.number(root)
        assert isinstance(found, Value)
        return found

    def number(self, root: Expr, known: dict[int, Number] | None = None) -> Number:
        """The value of an expression; without recursion, as chains may be long.

        known: values of parts of it, by their ids; then it is computed as it stands there.
        """
        tries = known is None and self.may_branch and not self.notes
        known = dict(known or {})
        waiting = [root]
        while waiting:
            e = waiting[-1]
            near = near_operands(e) if tries else None
            operands = near or self._operands(e)
            missing = [a for a in operands if id(a) not in known]
            if missing:
                waiting += reversed(missing)
                continue
            waiting.pop()
            if id(e) in known:
                continue
            if near is None:
                known[id(e)] = self._apply(e, [known[id(a)] for a in operands])
            else:
                given = {id(a): known[id(a)] for a in near}
                x, y = [_real(known[id(a)]) for a in near]
                divided = functools.partial(self._divided, e, given)
                known[id(e)] = near_remainder(self.w, e, x, y, divided)
        return known[id(root)]

    def _divided(self, e: Expr, known: dict[int, Number]) -> Value:
        return _real(self.number(e, known))

    def _operands(self, e: Expr) -> tuple[Expr, ...]:
        """What is computed before an expression."""
        if e.op == "select" and e.args[0].op == "not":  # the other way round
            (condition, x, y), (condition,) = e.args, e.args[0].args
            return condition, y, x
        if self.steady and e.op == "load" and (place := self.steady.get((e.attr, id(e.args[0])))):
            return place.rest
        return e.args

    def _apply(self, e: Expr, xs: list[Number]) -> Number:
        if e.op == "const":
            if e.dtype in COMPLEX:
                z = complex(e.attr)
                return Pair(*[self.w.constant(x, COMPLEX[e.dtype]) for x in (z.real, z.imag)])
            return self.w.constant(e.attr, e.dtype)
        if e.op == "null":
            return Value("null", "ptr", 1)
        if e.op == "reg":
            return self.read(e.attr)
        if e.op == "load":
            if self.steady and (place := self.steady.get((e.attr, id(e.args[0])))):
                return self._loaded(e.attr, self._parts_at(place, [_real(x) for x in xs], e.dtype))
            return self.load_element(e.attr, _real(xs[0]), e.dtype)
        if e.op == "complex":
            return Pair(_real(xs[0]), _real(xs[1]))
        if any(isinstance(x, Pair) for x in xs) or e.dtype in COMPLEX:
            rule = _FREE_SUM if e.op == "add" and e.attr == "free" else _COMPLEX[e.op]
            return rule(self.w, xs, e.dtype)
        return self._real(e, [_real(x) for x in xs])

    def _real(self, e: Expr, xs: list[Value]) -> Value:
        w, op = self.w, e.op
        if op == "overflows":
            return _overflows(w, e.attr, *xs)
        if op == "opaque":
            return w.emit(f'call i64 asm "", "=r,0"({xs[0].typed}) #1', "i64", 1)
        if op == "convert":
            return converted(w, xs[0], e.dtype)
        if op == "bitcast":
            return w.bits(xs[0], e.dtype)
        if op in ("real", "imag"):
            return xs[0] if op == "real" else w.constant(0, e.dtype, xs[0].width)
        if xs[-1].dtype == "f16" and op not in _ON_BITS:
            found = self._real(Expr(op, "f32", (), e.attr), [converted(w, x, "f32") for x in xs])
            return found if found.dtype == "bool" else converted(w, found, "f16")
        if op == "call":
            return self._call(e.attr, xs)
        if op == "select" and e.dtype == "ptr":
            return Value(w.emit(f"select {xs[0].typed}, {typed(xs[1])}, {typed(xs[2])}", "i64", 1).text, "ptr", 1)
        if op in ("eq", "ne") and xs[0].dtype == "ptr":
            return w.emit(f"icmp {op} ptr {xs[0].text}, {xs[1].text}", "bool", 1)
        if op in ("shl", "shr") and xs[1].text[0] != "%":
            return _shift(w, xs, op)
        if xs[0].dtype in FLOATING:
            if op in ("min", "max"):
                return _extremum(w, op, *xs)
            if e.attr == "free":
                return w.binary(_FREE[op], *xs)
        return arithmetic(w, op, xs)

    def _call(self, name: str, xs: list[Value]) -> Value:
        """A math function; LLVM's vectoriser knows the one on vectors that stands for it."""
        w, dtype = self.w, xs[0].dtype
        scalar = math_function(name, dtype, 1)
        self.math[scalar] = name, dtype, len(xs)
        kind = type_name(dtype, 1)
        w.declarations[scalar] = f"declare {kind} {scalar}({', '.join([kind] * len(xs))})"
        return w.emit(f"call {kind} {scalar}({', '.join([x.typed for x in xs])})", dtype, 1)


def typed(x: Value) -> str:
    """With its type; pointers too."""
    return f"ptr {x.text}" if x.dtype == "ptr" else x.typed


def _typed(w: Writer, text: str, dtype: str) -> Value:
    return Value(w.emit(text, "i64", 1).text, dtype, 1)


def _real(x: Number) -> Value:
    assert isinstance(x, Value)
    return x


# -- real numbers


def converted(w: Writer, x: Value, dtype: str) -> Value:
    """As NumPy's astype; f16 by way of f32 or f64."""
    if x.dtype == dtype:
        return x
    if x.dtype == "f16" and dtype not in FLOATING:
        x = convert(w, x, "f32")
    elif dtype == "f16" and x.dtype not in FLOATING:
        x = convert(w, x, "f64" if SIZES[x.dtype] >= 4 else "f32")
    found = convert(w, x, dtype)
    if x.dtype in FLOATING and dtype not in FLOATING and dtype != "bool":
        return w.emit(f"freeze {found.typed}", dtype, found.width)  # what does not fit is some number
    return found


def _shift(w: Writer, xs: list[Value], op: str) -> Value:
    """By a constant."""
    x, n = xs
    bits = 8 * SIZES[x.dtype]
    if 0 <= int(n.text) < bits:
        return arithmetic(w, op, xs)
    if op == "shr" and x.dtype in SIGNED:
        return arithmetic(w, op, [x, w.constant(bits - 1, x.dtype, x.width)])
    return w.constant(0, x.dtype, x.width)


def _overflows(w: Writer, op: str, x: Value, y: Value) -> Value:
    if op == "shl":
        # A shift by a negative number is none.
        moved = arithmetic(w, "shl", [x, y]) if y.text[0] == "%" else _shift(w, [x, y], "shl")
        back = arithmetic(w, "shr", [moved, y]) if y.text[0] == "%" else _shift(w, [moved, y], "shr")
        return w.binary("or", w.compare("ne", back, x), w.compare("slt", y, w.constant(0, "i64", y.width)))
    result = f"{{ {x.type}, {type_name('bool', x.width)} }}"
    function = w.declared(f"s{op}.with.overflow", suffix("i64", x.width), result, f"{x.type}, {x.type}")
    both = w.emit(f"call {result} {function}({x.typed}, {y.typed})", "i64", 1)
    return w.emit(f"extractvalue {result} {both.text}, 1", "bool", x.width)


# What may be computed in any order.
_FREE = {"add": "fadd reassoc contract", "mul": "fmul reassoc contract"}


def _extremum(w: Writer, op: str, x: Value, y: Value) -> Value:
    """NaN where an operand is NaN; LLVM's vectoriser knows it.  Which of two zeros is the lesser is left open."""
    kind = x.type
    function = w.declared("minimum" if op == "min" else "maximum", suffix(x.dtype, x.width), kind, f"{kind}, {kind}")
    return w.emit(f"call nsz {kind} {function}({x.typed}, {y.typed})", x.dtype, x.width)


# -- complex numbers

_Rule = Callable[[Writer, list[Number], str], Number]


def _pair(w: Writer, x: Number, dtype: str) -> Pair:
    """A number as a complex number of a dtype."""
    part = COMPLEX[dtype]
    if isinstance(x, Pair):
        return Pair(converted(w, x.re, part), converted(w, x.im, part))
    return Pair(converted(w, x, part), w.constant(0, part, x.width))


def _each(instruction: str) -> _Rule:
    def rule(w: Writer, xs: list[Number], dtype: str) -> Number:
        x, y = (_pair(w, z, dtype) for z in xs)
        return Pair(w.binary(instruction, x.re, y.re), w.binary(instruction, x.im, y.im))

    return rule


def _complex_product(w: Writer, xs: list[Number], dtype: str) -> Pair:
    (a, b), (c, d) = (_pair(w, z, dtype) for z in xs)
    re = w.binary("fsub", w.binary("fmul", a, c), w.binary("fmul", b, d))
    im = w.binary("fadd", w.binary("fmul", a, d), w.binary("fmul", b, c))
    return Pair(re, im)


def _complex_quotient(w: Writer, xs: list[Number], dtype: str) -> Pair:
    """As NumPy: by Smith's algorithm; a zero divides both parts."""
    (a, b), (c, d) = (_pair(w, z, dtype) for z in xs)
    size_c, size_d = w.intrinsic("fabs", c), w.intrinsic("fabs", d)
    first = w.compare("oge", size_c, size_d)
    large, small = w.select(first, c, d), w.select(first, d, c)
    x, y = w.select(first, a, b), w.select(first, b, a)
    ratio = w.binary("fdiv", small, large)
    scale = w.binary("fadd", large, w.binary("fmul", small, ratio))
    scale = w.binary("fdiv", w.constant(1.0, x.dtype, x.width), scale)
    re = w.binary("fmul", w.binary("fadd", x, w.binary("fmul", y, ratio)), scale)
    product = w.binary("fmul", x, ratio)
    difference = w.select(first, w.binary("fsub", y, product), w.binary("fsub", product, y))
    im = w.binary("fmul", difference, scale)
    zero = w.constant(0, x.dtype, x.width)
    nothing = w.binary("and", w.compare("oeq", size_c, zero), w.compare("oeq", size_d, zero))
    by_zero = Pair(w.binary("fdiv", a, size_c), w.binary("fdiv", b, size_c))
    return Pair(w.select(nothing, by_zero.re, re), w.select(nothing, by_zero.im, im))


def _complex_compare(op: str, both: str) -> _Rule:
    def rule(w: Writer, xs: list[Number], dtype: str) -> Number:
        x, y = (_as_pair(w, z) for z in xs)
        return w.binary(both, w.compare(op, x.re, y.re), w.compare(op, x.im, y.im))

    return rule


def _as_pair(w: Writer, x: Number) -> Pair:
    return x if isinstance(x, Pair) else Pair(x, w.constant(0, x.dtype, x.width))


def _complex_select(w: Writer, xs: list[Number], dtype: str) -> Pair:
    c, (x, y) = _real(xs[0]), (_pair(w, z, dtype) for z in xs[1:])
    return Pair(w.select(c, x.re, y.re), w.select(c, x.im, y.im))


def _complex_convert(w: Writer, xs: list[Number], dtype: str) -> Number:
    if dtype in COMPLEX:
        return _pair(w, xs[0], dtype)
    z = _as_pair(w, xs[0])
    if dtype == "bool":
        return w.binary("or", *[converted(w, x, "bool") for x in z])
    return converted(w, z.re, dtype)


_FREE_SUM = _each(_FREE["add"])
_COMPLEX: dict[str, _Rule] = {
    "add": _each("fadd"),
    "sub": _each("fsub"),
    "mul": _complex_product,
    "div": _complex_quotient,
    "neg": lambda w, xs, dtype: Pair(*[arithmetic(w, "neg", [x]) for x in _pair(w, xs[0], dtype)]),
    "eq": _complex_compare("oeq", "and"),
    "ne": _complex_compare("une", "or"),
    "real": lambda w, xs, dtype: _as_pair(w, xs[0]).re,
    "imag": lambda w, xs, dtype: _as_pair(w, xs[0]).im,
    "select": _complex_select,
    "convert": _complex_convert,
}

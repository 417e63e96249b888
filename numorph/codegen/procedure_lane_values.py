"""Expressions of procedures on vectors of lanes: loads gather and stores scatter, for the lanes that are here."""

from __future__ import annotations

from collections.abc import Callable, Container

from ..procedures.ir import COMPLEX, Expr, Reg, Store
from .llvm_expressions import math_function
from .llvm_operations import arithmetic
from .llvm_writer import NAMES, Value, Writer, memory_type, suffix, type_name
from .loops import SIZES
from .procedure_values import Expressions, Number, Pair, number, parts_of, scalars


class LaneValues(Expressions):
    """Expressions whose values are vectors where they differ between lanes.

    mask: the lanes that are here; None: all of them.  passing: registers that need no mask, see procedures/varying.
    joined: registers to which the first body of a branch gives a value in all lanes, and the second one where it
    counts, as `arm` says: the mask of the second body, without that of the lanes that have come to the branch.
    """

    def __init__(
        self,
        w: Writer,
        room: Callable[[Reg], tuple[str, ...]],
        width: int,
        varying: Container[Reg],
        passing: Container[Reg],
        joined: Container[Reg],
    ):
        super().__init__(w, room)
        self.width, self.varying, self.passing, self.joined = width, varying, passing, joined
        self.mask: Value | None = None
        self.arm: Value | None = None

    def here(self) -> Value:
        """The mask, all of it true where there is none."""
        return self.mask if self.mask is not None else self.w.constant(True, "bool", self.width)

    def read(self, register: Reg) -> Number:
        if register not in self.varying:
            return super().read(register)
        parts = zip(parts_of(register.dtype), self.room(register), strict=True)
        return number([Value(self.w.get(slot, kind_of(part, self.width)), part, self.width) for part, slot in parts])

    def write(self, register: Reg, x: Number) -> None:
        if register not in self.varying:
            super().write(register, x)
            return
        mask = None if register in self.passing else self.arm if register in self.joined else self.mask
        old = scalars(self.read(register)) if mask is not None else ()
        for k, (value, slot) in enumerate(zip(scalars(self.wide(x)), self.room(register), strict=True)):
            if mask is not None:
                text = f"select {mask.typed}, {typed(value)}, {typed(old[k])}"
                value = Value(self.w.emit(text, "i64", 1).text, value.dtype, self.width)
            self.w.set(slot, kind_of(value.dtype, value.width), value.text)

    def wide(self, x: Number) -> Number:
        """In all lanes."""
        if isinstance(x, Pair):
            return Pair(*[self.wide_value(part) for part in x])
        return self.wide_value(x)

    def wide_value(self, x: Value) -> Value:
        """The same of one value."""
        if x.width == 1 and x.dtype == "ptr":
            return self._same_address(x)
        return x if x.width > 1 else self.w.splat(x, self.width)

    def _same_address(self, x: Value) -> Value:
        kind = kind_of("ptr", self.width)
        if x.text == "null":
            return Value("zeroinitializer", "ptr", self.width)
        one = self.w.emit(f"insertelement {kind} poison, ptr {x.text}, i64 0", "i64", 1).text
        text = f"shufflevector {kind} {one}, {kind} poison, <{self.width} x i32> zeroinitializer"
        return Value(self.w.emit(text, "i64", 1).text, "ptr", self.width)

    def _apply(self, e: Expr, xs: list[Number]) -> Number:
        if any([part.width > 1 for x in xs for part in scalars(x)]) and e.op != "load":
            xs = [self.wide(x) if not _shifts(e, k, x) else x for k, x in enumerate(xs)]
        return super()._apply(e, xs)

    def _real(self, e: Expr, xs: list[Value]) -> Value:
        if e.op in ("quo", "rem") and xs[0].width > 1 and self.mask is not None and xs[1].text[0] == "%":
            # Lanes that are not here may have anything to divide by.
            xs = [xs[0], self.w.select(self.mask, xs[1], self.w.constant(1, xs[1].dtype, self.width))]
        if e.op in ("shl", "shr") and xs[0].width > xs[1].width and 0 <= int(xs[1].text) < 8 * SIZES[e.dtype]:
            xs = [xs[0], self.wide_value(xs[1])]
            return arithmetic(self.w, e.op, xs)
        return super()._real(e, xs)

    def _call(self, name: str, xs: list[Value]) -> Value:
        if xs[0].width == 1:
            return super()._call(name, xs)
        w, dtype = self.w, xs[0].dtype
        lanes = min(w.target.vector_bits // (8 * SIZES[dtype]), self.width)
        function, kind = math_function(name, dtype, lanes), type_name(dtype, lanes)
        self.math[function] = name, dtype, len(xs)
        w.declarations[function] = f"declare {kind} {function}({', '.join([kind] * len(xs))})"
        found = []
        for parts in zip(*[w.parts(x, lanes) for x in xs], strict=True):
            found.append(w.emit(f"call {kind} {function}({', '.join([x.typed for x in parts])})", dtype, lanes))
        return w.joined(found)

    # memory

    def load_element(self, base: Reg, index: Value, dtype: str) -> Number:
        if base not in self.varying and index.width == 1:
            return super().load_element(base, index, dtype)
        return number([self._gather(at, part) for at, part in self._addresses(base, index, dtype)])

    def store_statement(self, s: Store) -> None:
        """What all lanes that are here store."""
        self.store_element(s.base, self.value(s.index), self.number(s.value), s.value.dtype)

    def store_element(self, base: Reg, index: Value, x: Number, dtype: str) -> None:
        for (at, part), value in zip(self._addresses(base, index, dtype), scalars(self.wide(x)), strict=True):
            self._scatter(at, part, value)

    def load_lanes(self, at: str, dtype: str, align: int) -> Value:
        """Those of all lanes, one behind the other in memory, where a bool is a byte."""
        w, kind = self.w, "u8" if dtype == "bool" else dtype
        found = w.emit(f"load {memory_type(kind, self.width)}, ptr {at}, align {align}", kind, self.width)
        return w.compare("ne", found, w.constant(0, kind, self.width)) if dtype == "bool" else found

    def store_lanes(self, at: str, x: Value, align: int) -> None:
        """The other way round."""
        x = self.w.cast("zext", x, "u8") if x.dtype == "bool" else x
        self.w.line(f"store {typed(x)}, ptr {at}, align {align}")

    def _addresses(self, base: Reg, index: Value, dtype: str) -> list[tuple[str, str]]:
        kind = kind_of("ptr", self.width if base in self.varying else 1)
        pointer = f"{kind} {self.w.get(self.room(base)[0], kind)}"
        at = self.wide_value(index).typed
        if dtype not in COMPLEX:
            step = self.w.emit(f"getelementptr {memory_type(dtype)}, {pointer}, {at}", "i64", 1)
            return [(step.text, dtype)]
        part = COMPLEX[dtype]
        return [
            (self.w.emit(f"getelementptr [2 x {NAMES[part]}], {pointer}, {at}, i64 {k}", "i64", 1).text, part)
            for k in range(2)
        ]

    def _gather(self, at: str, dtype: str) -> Value:
        w, kind, n = self.w, "u8" if dtype == "bool" else dtype, self.width
        zero = w.constant(0, kind, n)
        types = f"<{n} x ptr>, i32, <{n} x i1>, {zero.type}"
        function = w.declared("masked.gather", f"{suffix(kind, n)}.v{n}p0", zero.type, types)
        call = f"call {zero.type} {function}(<{n} x ptr> {at}, i32 {SIZES[kind]}, {self.here().typed}, {zero.typed})"
        found = w.emit(call, kind, n)
        return w.compare("ne", found, zero) if dtype == "bool" else found

    def _scatter(self, at: str, dtype: str, x: Value) -> None:
        w, n = self.w, self.width
        if dtype == "bool":
            x = w.cast("zext", x, "u8")
        types = f"{x.type}, <{n} x ptr>, i32, <{n} x i1>"
        function = w.declared("masked.scatter", f"{suffix(x.dtype, n)}.v{n}p0", "void", types)
        w.line(f"call void {function}({x.typed}, <{n} x ptr> {at}, i32 {SIZES[x.dtype]}, {self.here().typed})")


def _shifts(e: Expr, k: int, x: Number) -> bool:
    """Whether an operand is a number of bits that is known, which stays as it is."""
    shift = e.op in ("shl", "shr") or (e.op == "overflows" and e.attr == "shl")
    return shift and k == 1 and isinstance(x, Value) and x.width == 1 and x.text[0] != "%"


def kind_of(part: str, width: int) -> str:
    """LLVM's name of a scalar or pointer, or of a vector of them."""
    if part == "ptr":
        return "ptr" if width == 1 else f"<{width} x ptr>"
    return type_name(part, width)


def typed(x: Value) -> str:
    """With its type."""
    return f"{kind_of(x.dtype, x.width)} {x.text}"

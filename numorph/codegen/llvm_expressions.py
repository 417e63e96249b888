"""Expressions to instructions: each is computed once, in the outermost block where its operands are known.

Blocks are `segments`: the entry, then for each open loop the block before it and its body, at positions 2 * depth + 1
and 2 * depth + 2.  What may trap or read memory is never moved before the test that its loop runs at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from . import llvm_memory as memory
from .llvm_operations import arithmetic, convert, table
from .llvm_reductions import Running
from .llvm_writer import Segment, Value, Writer, literal, type_name
from .loops import SIZES, Expr, Kernel, Place, binary
from .target import Target

_STAY = frozenset(("load", "quo", "rem", "table"))  # not moved before the test that the loop runs; nor are branches
_NAMED = frozenset(("var", "local", "load", "rare", "call"))  # may depend on more names than its operands do


class Inline(Enum):
    """Which code of math functions is part of a kernel; the rest is called."""

    NOTHING = 0
    COMMON = 1  # not what is rare
    ALL = 2


class Expressions:
    """The values that are known, and the state of the loops that are open."""

    def __init__(self, kernel: Kernel, target: Target, inline: Inline):
        self.w = Writer(target)
        self.target, self.inline = target, inline
        self.buffers = {b.name: k for k, b in enumerate(kernel.buffers)}
        self.parameters = {name: k for k, name in enumerate(kernel.params)}
        self.segments = [self.w.at]
        self.masks: list[Value | None] = [None]  # active lanes at each position
        self.known: dict[Any, tuple[Value, int]] = {}
        self.dependents: dict[str, list[Any]] = {}  # known values by the accumulator or buffer that may change
        self.reads: dict[Expr, frozenset[str]] = {}  # of known values: buffers that the kernel reads and writes
        self.changing: frozenset[str] = frozenset()  # all such buffers
        self.stored: list[frozenset[str]] = []  # buffers that each open loop changes
        self.positions: dict[str, int] = {}  # of loop counters and accumulators
        self.counters: dict[str, Value] = {}  # of lane 0
        self.running: dict[str, Running] = {}  # what is carried from iteration to iteration
        self.visible: dict[str, Value] = {}  # what `local` reads
        self.varying: set[str] = set()  # names that differ between lanes
        self.lanes = 1
        self.vector: str | None = None  # the open vector loop, and the position before it
        self.before_vector = 0
        self.direction = 1
        self.pairs: dict[Expr, int] = {}  # loads of every second element by the offset of the even ones
        self.copies: dict[Expr, Place] = {}  # of transposed loads: where to load instead
        self.holds: Expr | None = None  # a condition that is true where instructions go now
        self.bodies: dict[Expr, tuple[Expr, ...]] = {}  # of inlined calls: see body_of_call

    @property
    def body(self) -> int:
        """Position of the innermost body."""
        return len(self.segments) - 1

    # -- what is known

    def remember(self, key: Any, value: Value, position: int) -> None:
        self.known[key] = value, position
        self.segments[position].known.append(key)

    def drop(self, segment: Segment) -> None:
        """Nothing after a segment knows what was computed in it."""
        for key in segment.known:
            self.known.pop(key, None)

    def forget(self, name: str) -> None:
        """An accumulator or buffer has changed."""
        for key in self.dependents.pop(name, ()):
            self.known.pop(key, None)

    def _note(self, e: Expr, key: Any) -> None:
        for name in e.vars:
            if name in self.visible:
                self.dependents.setdefault(name, []).append(key)
        for name in self.reads.get(e, ()):
            self.dependents.setdefault(name, []).append(key)

    # -- values

    def value(self, expr: Expr) -> Value:
        """A scalar, or one value per lane where lanes differ.  Without recursion, as chains may be long."""
        known = self.known
        if expr in known:
            return known[expr][0]
        waiting = [expr]
        while waiting:
            e = waiting[-1]
            if e in known:
                waiting.pop()
                continue
            operands = self.operands(e)
            missing = [a for a in operands if a not in known]
            if missing:
                missing.reverse()
                waiting += missing
                continue
            waiting.pop()
            self.define(e, operands)
        return known[expr][0]

    def operands(self, e: Expr) -> Sequence[Expr]:
        """What must be known first."""
        op = e.op
        if op == "load":
            return memory.inner(e.attr)
        if op == "rare":
            return e.args[:2]
        if op == "call" and self.inline is not Inline.NOTHING:
            if e not in self.bodies:
                self.bodies[e] = body_of_call(e, whole=self.inline is Inline.ALL)
            return self.bodies[e]
        return e.args

    def varies(self, e: Expr) -> bool:
        return self.lanes > 1 and not self.varying.isdisjoint(e.vars)

    def define(self, e: Expr, operands: Sequence[Expr]) -> None:
        """Compute an expression whose operands are known."""
        op = e.op
        if op == "const":
            self.known[e] = self.w.constant(e.attr, e.dtype), 0
            return
        if op == "param":
            self.remember(e, self.parameter(e.attr), 0)
            return
        if len(self.bodies.get(e, ())) == 1:
            value, position = self.known[operands[0]]
            self._store_known(e, operands, value, position)
            return
        position = 0
        for a in operands:
            if self.known[a][1] > position:
                position = self.known[a][1]
        for name in e.vars if op in _NAMED else ():
            position = max(position, self.positions[name])
        branches = op == "rare" or e in self.bodies
        if op in _STAY or branches:
            position = max(position, self.body - 1)
        wide = self.varies(e)
        if wide or (branches and self.changing):
            position = max(position, self.positions[self.vector] if wide and self.vector else self.body)
        if op == "load":
            self._load(e, operands, position)
            return
        if op == "var" or op == "local":
            value = self._name(e, position)
        elif branches:
            value = self._rare(e, operands, position, wide)
        else:
            xs = [self.wide(a) if wide else self.known[a][0] for a in operands]
            self.w.at = self.segments[position]
            value = self._apply(e, xs, position)
        self._store_known(e, operands, value, position)

    def _store_known(self, e: Expr, operands: Iterable[Expr], value: Value, position: int) -> None:
        if self.changing:
            found: frozenset[str] = frozenset()
            for a in operands:
                found |= self.reads.get(a, frozenset())
            if e.op == "load" and e.attr.buffer in self.changing:
                found |= {f"@{e.attr.buffer}"}
            if found:
                self.reads[e] = found
        self.remember(e, value, position)
        self._note(e, e)

    def wide(self, e: Expr) -> Value:
        """The value in as many lanes as there are."""
        value, position = self.known[e] if e in self.known else (self.value(e), self.known[e][1])
        if value.width == self.lanes:
            return value
        if value.text[0] != "%":
            return self.w.splat(value, self.lanes)
        key = (e, self.lanes)
        if key not in self.known:
            position = max(position, self.before_vector)
            self.w.at = self.segments[position]
            self.remember(key, self.w.splat(value, self.lanes), position)
            self._note(e, key)
        return self.known[key][0]

    def _name(self, e: Expr, position: int) -> Value:
        if e.op == "local":
            return self.visible[e.attr]
        counter = self.counters[e.attr]
        if e.attr != self.vector or self.lanes == 1:
            return counter
        self.w.at = self.segments[position]
        start = self.w.splat(counter, self.lanes)
        return self.w.binary("add", start, self.w.numbers(0, self.direction, self.lanes, "i64"))

    def _apply(self, e: Expr, xs: list[Value], position: int) -> Value:
        w, op = self.w, e.op
        if op == "convert":
            return convert(w, xs[0], e.dtype)
        if op == "bitcast":
            return w.bits(xs[0], e.dtype)
        if op == "table" and self._fits_registers(e, xs[0]):
            return self._permuted(e, xs[0])
        if op == "table":
            at = memory.Address(table(w, e.attr, e.dtype), position, 0, xs[0] if xs[0].width > 1 else None)
            return self._entry(at, e.dtype, xs[0], position)
        if op == "call":
            return self._call(e, xs)
        if op in ("quo", "rem") and xs[1].width > 1 and xs[1].text[0] == "%" and SIZES[e.dtype] == 8:
            mask = self.masks[position]
            if mask is not None:  # the divisor of a lane that is not active may be anything
                xs = [xs[0], w.select(mask, xs[1], w.constant(1, e.dtype, xs[1].width))]
        return arithmetic(w, op, xs)

    def _fits_registers(self, e: Expr, index: Value) -> bool:
        """Whether AVX-512 looks the entries up in one register, or in two."""
        lanes = self.native(e.dtype)
        wide = self.target.masked and self.target.vector_bits == 512
        return wide and e.dtype in ("f32", "f64") and len(e.attr) <= 2 * lanes <= 2 * index.width

    def _permuted(self, e: Expr, index: Value) -> Value:
        w, lanes, single = self.w, self.native(e.dtype), e.dtype == "f32"
        if single:
            index = convert(w, index, "i32")
        kind, suffix = type_name(e.dtype, lanes), "ps" if single else "pd"
        entries = [f"{type_name(e.dtype, 1)} {literal(x, e.dtype)}" for x in e.attr]
        entries += entries[:1] * (2 * lanes - len(entries))
        low, high = (f"{kind} <{', '.join(part)}>" for part in (entries[:lanes], entries[lanes:]))
        indices = type_name(index.dtype, lanes)
        if len(e.attr) <= lanes:
            name = f"@llvm.x86.avx512.permvar.{'sf' if single else 'df'}.512"
            w.declarations[name] = f"declare {kind} {name}({kind}, {indices})"
        else:
            name = f"@llvm.x86.avx512.vpermi2var.{suffix}.512"
            w.declarations[name] = f"declare {kind} {name}({kind}, {indices}, {kind})"
        found = []
        for k in range(0, index.width, lanes):
            part = w.shuffle(index, None, range(k, k + lanes)).typed
            operands = f"{low}, {part}" if len(e.attr) <= lanes else f"{low}, {part}, {high}"
            found.append(w.emit(f"call {kind} {name}({operands})", e.dtype, lanes))
        return w.joined(found)

    def _entry(self, at: memory.Address, dtype: str, index: Value, position: int) -> Value:
        if index.width == 1:
            pointer = self.w.step(at.pointer, dtype, index.text)
            return memory.load(self, Place(""), dtype, at._replace(pointer=pointer), None)
        return memory.gather(self, at, dtype, self.masks[position])

    def _call(self, e: Expr, xs: list[Value]) -> Value:
        """A math function compiled on its own, for vectors as wide as the machine's."""
        w, native = self.w, self.native(e.dtype)
        name, kind = math_function(e.attr, e.dtype, native), type_name(e.dtype, native)
        w.declarations[name] = f"declare {kind} {name}({', '.join([kind] * len(xs))})"
        width = xs[0].width
        if width < native:
            padded = [w.splat(x, native) if width == 1 else self._padded(x, native) for x in xs]
            found = w.emit(f"call {kind} {name}({', '.join([x.typed for x in padded])})", e.dtype, native)
            return w.shuffle(found, None, range(width))
        pieces = [w.parts(x, native) for x in xs]
        found_parts = [
            w.emit(f"call {kind} {name}({', '.join([x.typed for x in piece])})", e.dtype, native)
            for piece in zip(*pieces, strict=True)
        ]
        return w.joined(found_parts)

    def _padded(self, x: Value, width: int) -> Value:
        return self.w.shuffle(x, None, [k % x.width for k in range(width)])

    def _rare(self, e: Expr, operands: Sequence[Expr], position: int, wide: bool) -> Value:
        """A branch to a block at the end of the function, taken where any active lane needs it."""
        w = self.w
        condition, common = (self.wide(a) if wide else self.known[a][0] for a in operands[:2])
        w.at = here = self.segments[position]
        needed, mask = condition, self.masks[position]
        if condition.width > 1:
            active = w.both(condition, mask)
            assert active is not None
            needed = w.reduce("or", active)
        cold, join = Segment(w.label()), w.label()
        w.line(f"br {needed.typed}, label %{cold.label}, label %{join}, !prof !0")
        before, cold_start = here.label, cold.label
        self.segments[position] = cold
        exceptional = self._exceptional(e, cold, wide)
        w.at = cold
        chosen = w.select(condition, exceptional, common)
        w.line(f"br label %{join}")
        self.drop(cold)
        self.segments[position] = here
        w.cold += [f"{cold_start}:", *cold.lines]
        w.at = here
        w.begin(join)
        phi = f"phi {common.type} [ {common.text}, %{before} ], [ {chosen.text}, %{cold.label} ]"
        return w.emit(phi, e.dtype, common.width)

    def _exceptional(self, e: Expr, cold: Segment, wide: bool) -> Value:
        value = self.wide if wide else self.value
        if e.op == "rare":
            return value(e.args[2])
        xs = [value(a) for a in e.args]
        self.w.at = cold
        return self._call(e, xs)

    # -- memory

    def _load(self, e: Expr, operands: Sequence[Expr], position: int) -> None:
        place: Place = self.copies.get(e, e.attr)
        only_here = place.mask is not None and place.mask is self.holds
        if only_here or (self.stored and place.buffer in self.stored[-1]):
            position = max(position, self.body)
        even = self.pairs.get(e) if self.lanes > 1 and self.masks[-1] is None else None
        if even is not None:
            at = memory.address(self, Place(place.buffer, place.terms, even), e.dtype)
            position = max(position, at.position)
            self.w.at = self.segments[position]
            value = memory.half_of_pairs(self, at.pointer, e.dtype, place.offset != even, position)
            self._store_known(e, operands, value, position)
            return
        at = memory.address(self, place, e.dtype)
        position = max(position, at.position)
        wide = at.step != 0 or at.offsets is not None
        mask = self.place_mask(place, position, wide)
        self.w.at = self.segments[position]
        value = memory.load(self, place, e.dtype, at, mask)
        self._store_known(e, operands, value, position)

    def place_mask(self, place: Place, position: int, wide: bool) -> Value | None:
        """Where a place exists: lanes that are active and, if it says so, its own mask."""
        if place.mask is None or place.mask is self.holds:
            return self.masks[position] if wide else None
        own = self.known[place.mask][0]
        if not wide and own.width == 1:
            return own
        own = self.wide(place.mask)
        self.w.at = self.segments[position]
        return self.w.both(own, self.masks[position])

    def native(self, dtype: str) -> int:
        """Lanes of the machine's widest vectors."""
        return self.target.vector_bits // (8 * SIZES[dtype])

    def at_entry(self, key: Any, text: str, dtype: str) -> Value:
        if key not in self.known:
            here, self.w.at = self.w.at, self.segments[0]
            self.remember(key, self.w.emit(text, dtype, 1), 0)
            self.w.at = here
        return self.known[key][0]

    def buffer(self, name: str) -> str:
        """The address of a buffer, or what stands for that of a copy."""
        if ("buffer", name) in self.known:
            return self.known["buffer", name][0].text
        number = self.buffers[name]
        slot = self.at_entry(("slot", name), f"getelementptr ptr, ptr %buffers, i64 {number}", "i64")
        return self.at_entry(("buffer", name), f"load ptr, ptr {slot.text}, align 8", "i64").text

    def parameter(self, name: str) -> Value:
        slot = self.at_entry(
            ("param slot", name), f"getelementptr i64, ptr %params, i64 {self.parameters[name]}", "i64"
        )
        return self.at_entry(("param", name), f"load i64, ptr {slot.text}, align 8", "i64")

    def multiple(self, name: str, factor: int) -> Value:
        """factor * a stride that is a parameter, as the loop's direction has it."""
        factor *= self.direction
        value = self.parameter(name)
        return (
            value
            if factor == 1
            else self.at_entry(("multiple", name, factor), f"mul i64 {value.text}, {factor}", "i64")
        )

    def nothing(self) -> str:
        """The address of zeros, for loads of what does not exist."""
        first = ("nothing",) not in self.known
        pointer = self.at_entry(("nothing",), "alloca i64, align 8", "i64").text
        if first:
            self.segments[0].lines.append(f"  store i64 0, ptr {pointer}, align 8")
        return pointer

    def nowhere(self) -> str:
        """An address to write what is not wanted."""
        return self.at_entry(("nowhere",), "alloca i64, align 8", "i64").text


def body_of_call(e: Expr, whole: bool) -> tuple[Expr, ...]:
    """What a call computes; unless `whole`, (condition, value, operands): the value is wrong where the condition holds.

    It is made of the common operands of all that is `rare` in the function: so a kernel holds one branch for each call,
    to code that calls the function itself.
    """
    from .mathlib import definition

    found = definition(e.attr, *e.args)
    if whole:
        return (found,)
    value, conditions = _without_rare(found, e.args)
    condition = None
    for c in conditions:
        condition = c if condition is None else binary("or", condition, c)
    return (value,) if condition is None else (condition, value, *e.args)


def _without_rare(root: Expr, leaves: Sequence[Expr]) -> tuple[Expr, list[Expr]]:
    """An expression with the common operand of each `rare` in its place, and the conditions of those."""
    done = {e: e for e in leaves}
    conditions: dict[Expr, None] = {}
    waiting = [root]
    while waiting:
        e = waiting[-1]
        operands = e.args[:2] if e.op == "rare" else e.args
        missing = [] if e in done else [a for a in operands if a not in done]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if e in done:
            continue
        args = tuple([done[a] for a in operands])
        if e.op == "rare":
            conditions[args[0]] = None
            done[e] = args[1]
        else:
            done[e] = e if args == e.args else Expr(e.op, e.dtype, args, e.attr)
    return done[root], list(conditions)


def math_function(name: str, dtype: str, lanes: int) -> str:
    """The symbol of a math function on vectors of so many lanes; of one lane: on numbers."""
    if lanes == 1:
        return f"@sm_{name}_{dtype}"
    return f"@vm_{name}_{dtype}x{lanes}"

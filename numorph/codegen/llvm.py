"""LoopIR kernels to LLVM IR with explicit vectors, which needs no passes: `emit`, and the modules of math functions.

Loops are nested blocks; a vector loop runs whole vectors, and what is left by masked vectors or one by one.  See
llvm_expressions for values, llvm_memory for loads and stores, llvm_reductions for what crosses lanes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from . import llvm_memory as memory
from .llvm_expressions import Expressions, Inline, body_of_call, math_function
from .llvm_reductions import Running, combine, extend, identity, narrow, prefix
from .llvm_shape import Content, expressions_of, shape_of, survey
from .llvm_writer import Segment, Value, type_name
from .loops import Accumulator, Buffer, Expr, Fail, Kernel, Loop, Scan, Statement, Store, Update, local
from .target import Target

_FAIL = "%fail"  # the accumulator of Fail conditions


def emit(kernel: Kernel, name: str, target: Target, *, quick: bool) -> str:
    """A module that defines the kernel as `i32 @name(ptr buffers, ptr params, i64 begin, i64 end)`.

    quick: math is called; otherwise it is part of the code, but for what is rare.  `math_calls` says what is called.
    """
    lowering = _Lowering(kernel, target, Inline.NOTHING if quick else Inline.COMMON)
    lines = lowering.kernel(kernel)
    return _module(lowering, f"i32 @{name}(ptr %buffers, ptr %params, i64 %begin, i64 %end)", lines)


def emit_math(name: str, dtype: str, arity: int, target: Target) -> str:
    """A module that defines the vector function which kernels call for a function of mathlib."""
    from .mathlib import definition

    lowering = _Lowering(Kernel([], [], Loop("i", local("x0", "i64"), ())), target, Inline.ALL)
    lines = lowering.function(definition(name, *[local(f"x{k}", dtype) for k in range(arity)]), dtype, arity)
    kind = type_name(dtype, lowering.lanes)
    arguments = ", ".join([f"{kind} %x{k}" for k in range(arity)])
    return _module(lowering, f"{kind} {math_function(name, dtype, lowering.lanes)}({arguments})", lines)


def math_calls(kernel: Kernel, *, quick: bool) -> set[tuple[str, str, int]]:
    """(name, dtype, arity) of the math functions that the kernel's code calls: `emit_math` defines each."""
    found = {(e.attr, e.dtype, len(e.args)) for e in expressions_of(kernel.body) if e.op == "call"}
    return {call for call in found if quick or _has_rare(*call)}


@cache
def _has_rare(name: str, dtype: str, arity: int) -> bool:
    operands = [local(f"x{k}", dtype) for k in range(arity)]
    return len(body_of_call(Expr("call", dtype, tuple(operands), name), whole=False)) > 1


def _module(lowering: _Lowering, signature: str, lines: Sequence[str]) -> str:
    w, bits = lowering.w, lowering.target.vector_bits
    widths = f' "min-legal-vector-width"="{bits}" "prefer-vector-width"="{bits}"' if bits > 128 else ""
    return "\n".join(
        [
            f'target triple = "{lowering.target.triple}"',
            *w.globals,
            f"define {signature} nounwind{widths} {{",
            "entry:",
            *lines,
            *w.cold,
            "}",
            *w.declarations.values(),
            '!0 = !{!"branch_weights", i32 1, i32 100000}',
            "",
        ]
    )


class _Lowering(Expressions):
    """Statements and loops."""

    def __init__(self, kernel: Kernel, target: Target, inline: Inline):
        super().__init__(kernel, target, inline)
        self.contents: dict[Loop, Content] = {}
        self.accumulators: dict[str, tuple[str, str]] = {}  # operation and dtype
        self.per_lane: set[str] = set()  # accumulators that are declared inside the vector loop

    def kernel(self, kernel: Kernel) -> list[str]:
        """The lines of a kernel's function after its entry label."""
        aliases = {b.name: b.aliases for b in kernel.buffers if b.aliases is not None}
        content = survey(kernel.body, self.contents, aliases, _FAIL)
        self.changing = _changing(kernel.buffers, kernel.body)
        if _FAIL in content.updated:
            self.declare(_FAIL, "or", "bool", identity(self.w, "or", "bool", 1))
        loop, bounds = kernel.body, None
        if loop.parallel:
            bounds = Value("%begin", "i64", 1), Value("%end", "i64", 1)
        self.loop(loop, bounds)
        self.w.at = self.segments[0]
        if _FAIL in content.updated:
            self.w.line(f"ret {self.w.cast('zext', self.running[_FAIL][0], 'i32').typed}")
        else:
            self.w.line("ret i32 0")
        return self.segments[0].lines

    def function(self, expr: Expr, dtype: str, arity: int) -> list[str]:
        """The lines of a function of x0, x1, ... in all lanes."""
        self.lanes = self.native(dtype)
        for k in range(arity):
            name = f"x{k}"
            self.visible[name] = Value(f"%{name}", dtype, self.lanes)
            self.positions[name] = 0
            self.varying.add(name)
        value = self.wide(expr)
        self.w.at = self.segments[0]
        self.w.line(f"ret {value.typed}")
        return self.segments[0].lines

    # -- statements

    def statements(self, body: Sequence[Statement]) -> None:
        k = 0
        while k < len(body):
            s = body[k]
            following = body[k + 1] if k + 1 < len(body) else None
            if isinstance(s, Store):
                if isinstance(following, Store) and self.interleaved(s, following):
                    k += 1
                else:
                    self.store(s)
            elif isinstance(s, Accumulator):
                self.accumulator(s)
            elif isinstance(s, Update):
                self.update(s)
            elif isinstance(s, Scan):
                self.scan(s)
            elif isinstance(s, Fail):
                self.fail(s)
            else:
                self.loop(s)
            k += 1

    def here(self) -> None:
        """Write into the innermost body."""
        self.w.at = self.segments[-1]

    def store(self, s: Store) -> None:
        for e in memory.inner(s.place):
            self.value(e)
        value = self.value(s.value)
        at = memory.address(self, s.place, s.value.dtype)
        wide = at.step != 0 or at.index is not None or value.width > 1
        wide = wide or (s.place.mask is not None and self.known[s.place.mask][0].width > 1)
        if wide:
            value = self.wide(s.value)
        mask = self.place_mask(s.place, self.body, wide)
        self.here()
        memory.store(self, at, value, mask)
        self.forget(f"@{s.place.buffer}")

    def interleaved(self, s: Store, t: Store) -> bool:
        """Two stores that fill every second element each become one."""
        p, q = s.place, t.place
        if (p.buffer, p.terms) != (q.buffer, q.terms) or self.lanes == 1 or p.buffer in self.changing:
            return False
        if p.mask is not None or q.mask is not None or not isinstance(p.offset, int) or not isinstance(q.offset, int):
            return False
        if abs(p.offset - q.offset) != 1 or (self.vector, 2) not in p.terms or self.direction < 0:
            return False
        even, odd = (s, t) if p.offset < q.offset else (t, s)
        x, y = self.wide_value(even.value), self.wide_value(odd.value)
        at = memory.address(self, even.place, even.value.dtype)
        self.here()
        memory.interleaved(self, at.pointer, x, y, self.masks[-1])
        return True

    def declare(self, name: str, op: str, dtype: str, start: Running) -> None:
        self.forget(name)
        self.accumulators[name] = op, dtype
        self.positions[name] = self.body
        self.set_running(name, start)

    def set_running(self, name: str, value: Running) -> None:
        self.running[name] = value
        self.visible[name] = value[-1]
        self.forget(name)

    def accumulator(self, s: Accumulator) -> None:
        start: Running = (
            (self.wide_value(s.init),) if s.init is not None else identity(self.w, s.op, s.dtype, self.lanes)
        )
        if self.vector is not None:
            self.per_lane.add(s.name)
            if self.lanes > 1:
                self.varying.add(s.name)
        self.declare(s.name, s.op, s.dtype, start)

    def wide_value(self, e: Expr) -> Value:
        self.value(e)
        return self.wide(e)

    def update(self, s: Update) -> None:
        op = self.accumulators[s.name][0]
        old = self.running[s.name]
        value: Running = (self.wide_value(s.value),)
        if s.index is not None:
            value = (*value, self.wide_value(s.index))
        mask = self.wide_value(s.mask) if s.mask is not None else None
        self.here()
        if s.name not in self.per_lane:
            mask = self.w.both(mask, self.masks[-1])
        new = extend(self.w, op, old, value)
        if mask is not None:
            new = tuple([self.w.select(mask, x, y) for x, y in zip(new, old, strict=True)])
        self.set_running(s.name, new)

    def fail(self, s: Fail) -> None:
        condition = self.wide_value(s.condition)
        self.here()
        active = self.w.both(condition, self.masks[-1])
        assert active is not None
        self.set_running(_FAIL, (self.w.binary("or", self.running[_FAIL][0], active),))

    def scan(self, s: Scan) -> None:
        """The carry is the same in all lanes, so that only one operation leads from one iteration to the next."""
        w, (op, dtype) = self.w, self.accumulators[s.name]
        value = self.wide_value(s.value)
        self.here()
        mask, carry = self.masks[-1], self.running[s.name]
        if mask is not None:
            value = w.select(mask, value, identity(w, op, dtype, self.lanes, part=True)[0])
        sums = prefix(w, op, value)
        last = w.shuffle(sums, None, [self.lanes - 1] * self.lanes) if self.lanes > 1 else sums
        found = combine(w, op, carry, (sums,))
        self.set_running(s.name, combine(w, op, carry, (last,)) if self.lanes > 1 else found)
        self.visible[s.name] = found[0]
        if self.lanes > 1:
            self.varying.add(s.name)

    # -- loops

    def loop(self, loop: Loop, bounds: tuple[Value, Value] | None = None) -> None:
        start, stop = bounds or (self.value(loop.start), self.value(loop.stop))
        content = self.contents[loop]
        names = [n for n in content.updated if n in self.running]
        saved = {n: (self.positions[n], self.running[n]) for n in names}
        outer = self.segments[-1]
        before = Segment(self.w.label())
        first_label, exit_label = before.label, self.w.label()
        self.segments.append(before)
        self.masks.append(self.masks[-1])
        self.stored.append(content.stored)
        run = self.vector_loop if loop.vector else self.serial_loop
        finals, lines, last_label = run(loop, start, stop, names, exit_label)
        self.stored.pop()
        self.masks.pop()
        self.segments.pop()
        self.drop(before)
        self.w.at = outer
        always = start.text[0] != "%" and stop.text[0] != "%" and int(start.text) < int(stop.text)
        if always:
            self.w.line(f"br label %{first_label}")
        else:
            runs = self.w.compare("slt", start, stop)
            self.w.line(f"br {runs.typed}, label %{first_label}, label %{exit_label}")
        skipped = outer.label
        outer.lines += [f"{first_label}:", *lines]
        self.w.begin(exit_label)
        for name in names:
            position, old = saved[name]
            self.positions[name] = position
            final = finals[name]
            if not always:
                final = tuple([self.phi(((x, skipped), (y, last_label))) for x, y in zip(old, final, strict=True)])
            self.set_running(name, final)

    def phi(self, sources: Sequence[tuple[Value, str]]) -> Value:
        x = sources[0][0]
        edges = ", ".join([f"[ {v.text}, %{label} ]" for v, label in sources])
        return self.w.emit(f"phi {x.type} {edges}", x.dtype, x.width)

    def enter(self, loop: Loop, names: Sequence[str], values: dict[str, Running]) -> tuple[Segment, Value]:
        """Open a body; its counter, and new names for what is carried."""
        body = Segment(self.w.label())
        self.segments.append(body)
        self.w.at = body
        counter = Value(self.w.fresh(), "i64", 1)
        self.counters[loop.var], self.positions[loop.var] = counter, self.body
        for name in names:
            self.positions[name] = self.body
            self.set_running(name, tuple([Value(self.w.fresh(), v.dtype, v.width) for v in values[name]]))
        return body, counter

    def leave(
        self,
        body: Segment,
        header: str,
        counter: tuple[Value, Value, Value],
        carried: dict[str, tuple[Running, Running, Running]],
        entered: str,
    ) -> list[str]:
        """The lines of a body; (name in the loop, at first, after an iteration) of its counter and what it carries."""
        self.segments.pop()
        self.drop(body)
        rows = [counter, *[row for triple in carried.values() for row in zip(*triple, strict=True)]]
        phis = [
            f"  {x.text} = phi {x.type} [ {first.text}, %{entered} ], [ {after.text}, %{body.label} ]"
            for x, first, after in rows
        ]
        return [f"{header}:", *phis, *body.lines]

    def serial_loop(
        self, loop: Loop, start: Value, stop: Value, names: list[str], exit_label: str
    ) -> tuple[dict[str, Running], list[str], str]:
        w, before = self.w, self.segments[-1]
        initial = {n: self.running[n] for n in names}
        body, counter = self.enter(loop, names, initial)
        self.masks.append(self.masks[-1])
        header, inside = body.label, {n: self.running[n] for n in names}
        self.statements(loop.body)
        self.here()
        one = Value("1", "i64", 1)
        if loop.reverse:
            following, more = w.binary("sub", counter, one), w.compare("sgt", counter, start)
        else:
            following = w.binary("add", counter, one)
            more = w.compare("slt", following, stop)
        w.line(f"br {more.typed}, label %{header}, label %{exit_label}")
        finals = {n: self.running[n] for n in names}
        self.masks.pop()
        w.at = before
        first = w.binary("sub", stop, one) if loop.reverse else start
        w.line(f"br label %{header}")
        carried = {n: (inside[n], initial[n], finals[n]) for n in names}
        lines = self.leave(body, header, (counter, first, following), carried, before.label)
        return finals, [*before.lines, *lines], body.label

    # -- vector loops

    def vector_loop(
        self, loop: Loop, start: Value, stop: Value, names: list[str], exit_label: str
    ) -> tuple[dict[str, Running], list[str], str]:
        """Whole vectors, then what is left; parts of accumulators are combined in between and at the end."""
        w, before = self.w, self.segments[-1]
        shape = shape_of(loop, start, stop, self.target, quick=self.inline is Inline.NOTHING)
        scanned = {s.name for s in loop.body if isinstance(s, Scan)}
        old = {n: self.running[n] for n in names}
        self.vector, self.direction, self.before_vector = loop.var, -1 if loop.reverse else 1, self.body
        w.at = before
        first, limit = start, stop
        if loop.reverse:
            first, limit = Value("0", "i64", 1), w.binary("sub", stop, start)
            self.counters["%last"] = w.binary("sub", stop, Value("1", "i64", 1))
        parts = {n: self.part(n, shape.lanes or shape.rest, n in scanned) for n in names}
        middle = first
        if shape.lanes:
            middle = limit
            if shape.rest:
                whole = w.binary("and", w.binary("sub", limit, first), Value(str(-shape.lanes), "i64", 1))
                middle = w.binary("add", first, whole)
        gate = Segment(w.label())  # where the block before has ended, whatever was moved there
        at, lines = gate, []
        for lanes, masked, begin, end in (
            (shape.lanes, False, first, middle),
            (shape.rest, shape.masked, middle, limit),
        ):
            if not lanes:
                continue
            parts = {n: self.narrowed(n, parts[n], lanes, n in scanned) for n in names}
            after = Segment(w.label())
            finals, text, header, latch = self.vector_pass(
                loop, lanes, masked, begin, end, parts, at.label, after.label
            )
            w.at = at
            if shape.lanes and shape.rest:
                some = w.compare("slt", begin, end)
                w.line(f"br {some.typed}, label %{header}, label %{after.label}")
                edges = [(parts, at.label), (finals, latch)]
            else:
                w.line(f"br label %{header}")
                edges = [(finals, latch)]
            lines += [*at.lines, *text, f"{after.label}:"]
            w.at = at = after
            parts = {n: self.merged([(values[n], label) for values, label in edges]) for n in names}
        w.at = at
        for n in names:
            lowest = self.narrowed(n, parts[n], 1, n in scanned)
            parts[n] = lowest if n in scanned else combine(w, self.accumulators[n][0], old[n], lowest)
        w.line(f"br label %{exit_label}")
        self.vector, self.direction, self.before_vector = None, 1, 0
        self.per_lane.clear()
        return parts, [*before.lines, f"  br label %{gate.label}", f"{gate.label}:", *lines, *at.lines], at.label

    def part(self, name: str, lanes: int, scanned: bool) -> Running:
        """What an accumulator's lanes start with."""
        if scanned:
            return tuple([self.w.splat(v, lanes) if lanes > 1 else v for v in self.running[name]])
        return identity(self.w, *self.accumulators[name], lanes, part=True)

    def narrowed(self, name: str, part: Running, lanes: int, scanned: bool) -> Running:
        if not scanned:
            return narrow(self.w, self.accumulators[name][0], part, lanes)
        return part if part[0].width == lanes else (self.w.shuffle(part[0], None, range(lanes)),)

    def merged(self, edges: Sequence[tuple[Running, str]]) -> Running:
        """Values that depend on where control comes from."""
        values = [[(v, label) for v in running] for running, label in edges]
        return tuple(
            [self.phi(sources) if len(sources) > 1 else sources[0][0] for sources in zip(*values, strict=True)]
        )

    def vector_pass(
        self,
        loop: Loop,
        lanes: int,
        masked: bool,
        first: Value,
        limit: Value,
        parts: dict[str, Running],
        entered: str,
        after: str,
    ) -> tuple[dict[str, Running], list[str], str, str]:
        """One loop over `lanes` iterations at once: what its parts are then, its text, its first and last label."""
        w, names = self.w, list(parts)
        for n in names:
            self.running[n] = parts[n]
        self.lanes = lanes
        self.varying = {loop.var} if lanes > 1 else set()
        body, counter = self.enter(loop, names, parts)
        header, inside = body.label, {n: self.running[n] for n in names}
        if loop.reverse:
            self.counters[loop.var] = w.binary("sub", self.counters["%last"], counter)
        self.masks.append(self.active(limit, counter, lanes) if masked else None)
        self.statements(loop.body)
        self.here()
        following = w.binary("add", counter, Value(str(lanes), "i64", 1))
        more = w.compare("slt", following, limit)
        w.line(f"br {more.typed}, label %{header}, label %{after}")
        finals = {n: self.running[n] for n in names}
        self.masks.pop()
        carried = {n: (inside[n], parts[n], finals[n]) for n in names}
        lines = self.leave(body, header, (counter, first, following), carried, entered)
        self.lanes = 1
        self.varying = set()
        return finals, lines, header, body.label

    def active(self, limit: Value, counter: Value, lanes: int) -> Value:
        """The lanes whose iterations are below the limit."""
        w = self.w
        left = w.binary("sub", limit, counter)
        count = Value(str(lanes), "i64", 1)
        few = w.cast("trunc", w.select(w.compare("slt", left, count), left, count), "i32")
        return w.compare("ugt", w.splat(few, lanes), w.numbers(0, 1, lanes, "i32"))


def _changing(buffers: Sequence[Buffer], loop: Loop) -> frozenset[str]:
    written = {b.name for b in buffers if b.written}
    return frozenset([e.attr.buffer for e in expressions_of(loop) if e.op == "load" and e.attr.buffer in written])

"""LoopIR kernels to LLVM IR with explicit vectors, which needs no passes: `emit`, and the modules of math functions.

Loops are nested blocks; a vector loop runs whole vectors, and what is left by masked vectors or one by one.  See
llvm_loops for loops, llvm_expressions for values, llvm_memory for loads and stores, llvm_reductions for what crosses
lanes, llvm_tiles for transposes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from . import llvm_memory as memory
from .grid import on_cpu
from .llvm_expressions import Inline, body_of_call, math_function
from .llvm_loops import Loops
from .llvm_reductions import Running, combine, extend, identity, prefix
from .llvm_shape import accumulates, expressions_of, survey
from .llvm_writer import Segment, Value, type_name
from .loops import Accumulator, Buffer, Expr, Fail, Kernel, Loop, Scan, Statement, Store, Update, local
from .target import Target

_MANY_CALLS = 8  # of math: beyond, what it costs to make them a part of the code is not won back
_FAIL = "%fail"  # the accumulator of Fail conditions


class Effort(NamedTuple):
    """How a kernel is compiled: whether math is called rather than made part of the code, and LLVM's level."""

    calls: bool
    level: int


def effort(kernel: Kernel, level: int) -> Effort:
    """What pays for a kernel where code of a level (0: quick, 2: optimised) is asked for.

    Long kernels that call math all the time gain nothing, but where accumulators want registers.
    """
    long = len([e for e in expressions_of(kernel.body) if e.op == "call"]) > _MANY_CALLS
    return Effort(long or level == 0, 0 if long and not accumulates(kernel.body) else level)


def emit(kernel: Kernel, name: str, target: Target, *, quick: bool) -> str:
    """A module that defines the kernel as `i32 @name(ptr buffers, ptr params, i64 begin, i64 end)`.

    begin and end: of the outermost loop, where that is parallel (or of a grid); other kernels do not look at them.
    quick: math is called; otherwise it is part of the code, but for what is rare.  `math_calls` says what is called.
    """
    kernel = on_cpu(kernel)
    lowering = _Lowering(kernel, target, Inline.NOTHING if quick else Inline.COMMON)
    lines = lowering.kernel(kernel)
    return _module(lowering, f"i32 @{name}(ptr %buffers, ptr %params, i64 %begin, i64 %end)", lines)


def emit_math(name: str, dtype: str, arity: int, target: Target, lanes: int = 0) -> str:
    """A module that defines a function of mathlib on vectors, as wide as the machine's unless `lanes` says how wide."""
    from .mathlib import definition

    lowering = _Lowering(Kernel([], [], Loop("i", local("x0", "i64"), ())), target, Inline.ALL)
    lowering.lanes = lanes or lowering.native(dtype)
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
            # Vectors on the stack would otherwise lie across two lines of the cache, as often as not.
            f"define {signature} nounwind alignstack({bits // 8}){widths} {{",
            "entry:",
            *lines,
            *w.cold,
            "}",
            *w.declarations.values(),
            '!0 = !{!"branch_weights", i32 1, i32 100000}',
            '!1 = !{!"branch_weights", i32 100000, i32 1}',
            "",
        ]
    )


class _Lowering(Loops):
    """Statements: what a kernel does."""

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
        for k in range(arity):
            name = f"x{k}"
            self.visible[name] = Value(f"%{name}", dtype, self.lanes)
            self.positions[name] = 0
            if self.lanes > 1:
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

    def store(self, s: Store) -> None:
        mask = s.place.mask
        if mask is not None and self.lanes == 1 and self.masks[-1] is None:
            self.only_where(mask, lambda: self.store_all(s))
        else:
            self.store_all(s)

    def store_all(self, s: Store) -> None:
        for e in memory.inner(s.place):
            self.value(e)
        value = self.value(s.value)
        at = memory.address(self, s.place, s.value.dtype)
        wide = at.step != 0 or at.offsets is not None or value.width > 1
        wide = wide or (s.place.mask is not None and self.known[s.place.mask][0].width > 1)
        if wide:
            value = self.wide(s.value)
        mask = self.place_mask(s.place, self.body, wide)
        self.here()
        memory.store(self, at, value, mask)
        self.forget(f"@{s.place.buffer}")

    def only_where(self, mask: Expr, run: Callable[[], None]) -> None:
        """Branch past instructions where a mask, which mostly holds, is false."""
        w, condition = self.w, self.value(mask)
        around, join = self.segments[-1], self.w.label()
        inside = Segment(w.label())
        self.here()
        w.line(f"br {condition.typed}, label %{inside.label}, label %{join}, !prof !1")
        around.lines.append(f"{inside.label}:")
        self.segments[-1], self.holds = inside, mask
        run()
        self.here()
        w.line(f"br label %{join}")
        self.drop(inside)
        self.segments[-1], self.holds = around, None
        around.lines += inside.lines
        w.at = around
        w.begin(join)

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
        if s.name in self.numbers:
            value = (*value, self.numbers[s.name])
        elif s.index is not None:
            value = (*value, self.wide_value(s.index))
        mask = self.wide_value(s.mask) if s.mask is not None else None
        self.here()
        if s.name not in self.per_lane:
            mask = self.w.both(mask, self.masks[-1])
        new = extend(self.w, op, old, value, found=s.name in self.numbers)
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


def _changing(buffers: Sequence[Buffer], loop: Loop) -> frozenset[str]:
    written = {b.name for b in buffers if b.written}
    return frozenset([e.attr.buffer for e in expressions_of(loop) if e.op == "load" and e.attr.buffer in written])

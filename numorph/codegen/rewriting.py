"""From a group's expressions to a kernel's: its own names, parameters for all sizes, and no loads of what it computes.

Loops, buffers and accumulators are named by their place in the kernel, so that equal kernels have equal texts.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from .fuse import Group, node_buffer
from .loops import (
    FLOATS,
    SIZES,
    Buffer,
    Expr,
    Place,
    Stride,
    binary,
    const,
    convert,
    load,
    local,
    var,
)
from .loops import param as parameter
from .nodes import LoopVar, Node

ROWS = 8  # rows that go through a reduction across rows together: each result is then loaded and stored once for all


class RowBlock(NamedTuple):
    """Rows that are worked on together: row `start + ROWS * block + k` of a part that starts at row size * part."""

    row: str
    part: str
    size: int
    block: str


class Rewriter:
    """Collects the buffers and parameters of one kernel, and rewrites expressions of its group to its own names."""

    def __init__(self, group: Group, dtypes: Callable[[str], str], needed: Callable[[Group, Node], bool]):
        self.group, self.dtype_of = group, dtypes
        self.kept_out = {n for n in group.nodes if needed(group, n)}
        self.buffers: dict[str, Buffer] = {}
        self.order: list[str] = []
        self.written: set[str] = set()
        self.params: list[int] = []
        self.top = 1  # iterations of the outermost loop
        self.names: dict[str, str] = {}  # loops: name in the group -> name in the kernel
        self.memo: dict[Expr, Expr] = {}
        self.producers = {node_buffer(n): n for n in group.nodes if n.kind in ("map", "reduce")}
        self.outer, self.inner = group.outer, group.inner
        self.kept = {loop.name for loop in (*group.outer, *group.inner)}  # loops that have not been merged into others
        self.bytes = 0
        self.block: RowBlock | None = None
        self.block_strides: dict[tuple[str, int], tuple[Stride, Stride]] = {}
        self.lane: int | None = None  # which row of the block expressions are for
        self.memos: dict[int | None, dict[Expr, Expr]] = {None: self.memo}

    # -- names and parameters

    def param(self, value: int) -> str:
        self.params.append(value)
        return f"p{len(self.params) - 1}"

    def extent(self, loop: LoopVar) -> Expr:
        return parameter(self.param(loop.extent))

    def loop_name(self, name: str) -> str:
        return self.names.setdefault(name, f"i{len(self.names)}")

    def buffer(self, name: str, written: bool = False) -> str:
        if name not in self.buffers:
            self.order.append(name)
            self.buffers[name] = Buffer(f"b{len(self.buffers)}", self.dtype_of(name), written)
        elif written and not self.buffers[name].written:
            old = self.buffers[name]
            self.buffers[name] = Buffer(old.name, old.dtype, True)
        return self.buffers[name].name

    def stride(self, value: Stride) -> Stride:
        return value if isinstance(value, str) or -1 <= value <= 2 else self.param(value)

    def place(self, place: Place, written: bool = False) -> Place:
        terms, shift = self.terms(place)
        offset: Any = place.offset
        if isinstance(offset, Expr):
            offset = self.expr(offset)
            if shift:
                offset = binary("add", offset, parameter(self.param(shift)))
        elif isinstance(offset, int) and offset + shift != 0:
            offset = self.param(offset + shift)
        mask = self.expr(place.mask) if place.mask is not None else None
        return Place(self.buffer(place.buffer, written), terms, offset, mask)

    def terms(self, place: Place) -> tuple[tuple[tuple[str, Stride], ...], int]:
        """The loops that a place depends on, with their strides; and how far it lies away in this row of a block."""
        found: list[tuple[str, Stride]] = []
        shift = 0
        for v, c in place.terms:
            if v not in self.kept or not c:
                continue
            if self.block is not None and self.lane is not None and v == self.block.row:
                assert isinstance(c, int)
                key = (place.buffer, c)
                if key not in self.block_strides:
                    self.block_strides[key] = self.stride(c * self.block.size), self.stride(c * ROWS)
                of_part, of_block = self.block_strides[key]
                found += [(self.block.part, of_part), (self.block.block, of_block)]
                shift += c * self.lane
            else:
                found.append((self.loop_name(v), self.stride(c)))
        return tuple(found), shift

    def counter(self, name: str) -> Expr:
        """The counter of a loop."""
        if name not in self.kept:
            return const(0, "i64")
        if self.block is None or self.lane is None or name != self.block.row:
            return var(self.loop_name(name))
        part = binary("mul", var(self.block.part), parameter(self.param(self.block.size)))
        block = binary("mul", var(self.block.block), const(ROWS, "i64"))
        return binary("add", binary("add", part, block), const(self.lane, "i64"))

    def rows_of_block(self) -> Iterator[None]:
        """What follows is made once for each row of a block; once in all where there is no block."""
        for k in range(ROWS) if self.block is not None else (None,):
            self.lane = k
            self.memo = self.memos.setdefault(k, {})
            yield
        self.lane, self.memo = None, self.memos[None]

    # -- expressions

    def expr(self, x: Expr) -> Expr:
        """An expression in the kernel's own names; what the group itself computes is not loaded.

        Without recursion, as chains may be long.
        """
        waiting = [x]
        while waiting:
            e = waiting[-1]
            memo = self.memo_of(e)
            missing = [] if e in memo else [a for a in self.operands(e) if a not in self.memo_of(a)]
            if missing:
                missing.reverse()
                waiting += missing
                continue
            waiting.pop()
            if e not in memo:
                memo[e] = self.rewritten(e)
        return self.memo_of(x)[x]

    def memo_of(self, x: Expr) -> dict[Expr, Expr]:
        if self.block is not None and self.block.row not in x.vars:
            return self.memos[None]  # the same in all rows of a block
        return self.memo

    def operands(self, x: Expr) -> Sequence[Expr]:
        if x.op != "load":
            return x.args[:1] if _shifts_by_number(x) else x.args
        producer = self.producers.get(x.attr.buffer)
        if producer is not None:
            return (producer.value,) if producer.kind == "map" else ()
        return [a for a in (x.attr.offset, x.attr.mask) if isinstance(a, Expr)]

    def rewritten(self, x: Expr) -> Expr:
        """An expression whose operands have been rewritten."""
        if x.op == "load":
            producer = self.producers.get(x.attr.buffer)
            if producer is not None:
                return self.result(producer)
            self.bytes += SIZES[x.dtype]
            return load(self.place(x.attr), x.dtype)
        if x.op == "const":
            return self.constant(x)
        if x.op == "var":
            return self.counter(x.attr)
        if _shifts_by_number(x):
            return Expr(x.op, x.dtype, (self.expr(x.args[0]), x.args[1]))
        args = tuple([self.expr(a) for a in x.args])
        return Expr(x.op, x.dtype, args, x.attr)

    def result(self, node: Node) -> Expr:
        if node.kind == "map":
            return self.expr(node.value)
        return self.reduced(node)

    def reduced(self, node: Node) -> Expr:
        dtype = "i64" if node.op in ("argmin", "argmax") else node.value.dtype
        return convert(local(self.accumulator(node), dtype), node.dtype)

    def accumulator(self, node: Node) -> str:
        return f"a{self.group.nodes.index(node)}" + ("" if self.lane is None else f"r{self.lane}")

    def constant(self, x: Expr) -> Expr:
        """Numbers of a program are parameters, but for the most common ones."""
        value = x.attr
        if x.dtype == "bool" or value in (0, 1, -1, 2, 0.5) or (x.dtype in FLOATS and not math.isfinite(value)):
            return x
        if x.dtype in FLOATS:
            (bits,) = struct.unpack("<q", struct.pack("<d", value))
            return convert(Expr("bitcast", "f64", (parameter(self.param(bits)),)), x.dtype)
        signed = value - 2**64 if value >= 2**63 else value
        return convert(parameter(self.param(signed)), x.dtype)


def _shifts_by_number(x: Expr) -> bool:
    """Such numbers are no parameters: machines shift faster by what they know."""
    return x.op in ("shl", "shr") and x.args[1].op == "const"

"""Transposed loads: a tile of them is brought into the order of the loops by vectors, once for all its rows.

Where a loop of few iterations holds a vector loop of few, and a load is contiguous along the outer one only, a copy of
what both read is made before them, transposed in registers, block by block; in the loops the copy is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from . import llvm_memory as memory
from .llvm_shape import expressions_of
from .llvm_writer import Value, Writer, memory_type
from .loops import SIZES, Expr, Loop, Place

if TYPE_CHECKING:
    from .llvm_expressions import Expressions

_ROOM = 1 << 15  # bytes of all copies together, which shall stay in the cache nearest to the core
_BLOCK_BITS = 256  # of a row of a block: wider shuffles are no faster
_LANE = 16  # bytes within which vectors are shuffled at least cost


def transposed_loads(outer: Loop, stored: frozenset[str]) -> list[Expr]:
    """The loads that are worth it: those of the vector loop in `outer`, if that is all it holds."""
    inner = outer.body[0] if len(outer.body) == 1 else None
    if not isinstance(inner, Loop) or not inner.vector or inner.reverse or outer.reverse:
        return []
    count = _most(outer) * _most(inner)
    if not count or not {outer.var}.isdisjoint(inner.start.vars | inner.stop.vars):
        return []
    inside = {inner.var} | _counters(inner)
    found, room = [], _ROOM
    for e in expressions_of(inner):
        if e.op != "load" or e.attr.mask is not None or isinstance(e.attr.offset, Expr) or e.attr.buffer in stored:
            continue
        strides, size = dict(e.attr.terms), count * SIZES[e.dtype]
        apart = strides.get(inner.var, 0)
        if strides.get(outer.var) != 1 or (isinstance(apart, int) and abs(apart) <= 1) or size > room:
            continue
        if inside & strides.keys() == {inner.var}:
            found.append(e)
            room -= size
    return found


def _most(loop: Loop) -> int:
    """What the number of a loop's iterations cannot exceed, where its bounds say so: start..min(start + n, ...)."""
    if loop.stop.op == "min":
        for a in loop.stop.args:
            if a.op == "add" and a.args[0] is loop.start and a.args[1].op == "const":
                return int(a.args[1].attr)
    return 0


def _counters(loop: Loop) -> set[str]:
    """Of the loops inside."""
    loops = [s for s in loop.body if isinstance(s, Loop)]
    return {s.var for s in loops}.union(*[_counters(s) for s in loops])


def copied(code: Expressions, e: Expr, outer: Loop, bounds: tuple[Value, Value]) -> Place:
    """Make the copy of what a load reads in both loops; where the load finds it."""
    w, place, inner = code.w, e.attr, outer.body[0]
    start, stop = bounds
    first, last = code.value(inner.start), code.value(inner.stop)
    strides = dict(place.terms)
    others = tuple([(v, s) for v, s in place.terms if v not in (outer.var, inner.var)])
    corner = memory.address(code, Place(place.buffer, others, place.offset), e.dtype).pointer
    width, name = _most(inner), w.fresh()
    room = code.at_entry(name, f"alloca [{width * _most(outer)} x {memory_type(e.dtype)}], align 64", "i64").text
    w.at = code.segments[-1]
    apart = strides[inner.var]
    step = code.parameter(apart) if isinstance(apart, str) else Value(str(apart), "i64", 1)
    corner = w.step(w.step(corner, e.dtype, start.text), e.dtype, w.binary("mul", first, step).text)
    _Copy(w, e.dtype, corner, step, room, width).run(w.binary("sub", stop, start), w.binary("sub", last, first))
    # From here on a counter's value leads to its element.
    shift = w.binary(
        "add", w.binary("mul", start, Value(str(-width), "i64", 1)), w.binary("sub", Value("0", "i64", 1), first)
    )
    code.remember(("buffer", name), Value(w.step(room, e.dtype, shift.text), "i64", 1), code.body)
    return Place(name, ((outer.var, width), (inner.var, 1)))


class _Copy:
    """room[i * width + j] = corner[j * step + i]."""

    def __init__(self, w: Writer, dtype: str, corner: str, step: Value, room: str, width: int):
        self.w, self.dtype, self.corner, self.step, self.room, self.width = w, dtype, corner, step, room, width
        self.block = min(16, min(w.target.vector_bits, _BLOCK_BITS) // (8 * SIZES[dtype]))

    def run(self, rows: Value, columns: Value) -> None:
        """For all i below `rows`, j below `columns`: in blocks where there are enough of both for one.

        There are rows, but there may be no columns.
        """
        w = self.w
        least = Value(str(self.block), "i64", 1)
        enough = w.binary("and", w.compare("sge", rows, least), w.compare("sge", columns, least))
        blocks, few, singles, done = w.label(), w.label(), w.label(), w.label()
        w.line(f"br {enough.typed}, label %{blocks}, label %{few}")
        w.begin(few)
        some = w.compare("sgt", columns, Value("0", "i64", 1))
        w.line(f"br {some.typed}, label %{singles}, label %{done}")
        w.begin(blocks)
        self.over(columns, self.block, lambda j: self.over(rows, self.block, lambda i: self.move_block(i, j)))
        w.line(f"br label %{done}")
        w.begin(singles)
        self.over(columns, 1, lambda j: self.over(rows, 1, lambda i: self.move_one(i, j)))
        w.line(f"br label %{done}")
        w.begin(done)

    def over(self, stop: Value, step: int, body: Callable[[Value], None]) -> None:
        """A body for 0, step, 2 * step, ... below `stop`; the last one earlier, such that `step` are left."""
        w = self.w
        entered, header, after = w.at.label, w.label(), w.label()
        counter = Value(w.fresh(), "i64", 1)
        w.line(f"br label %{header}")
        w.begin(header)
        place = len(w.at.lines)
        at = counter
        if step > 1:
            last = w.binary("sub", stop, Value(str(step), "i64", 1))
            at = w.select(w.compare("slt", counter, last), counter, last)
        body(at)
        following = w.binary("add", counter, Value(str(step), "i64", 1))
        more = w.compare("slt", following, stop)
        w.line(f"br {more.typed}, label %{header}, label %{after}")
        phi = f"phi i64 [ 0, %{entered} ], [ {following.text}, %{w.at.label} ]"
        w.at.lines.insert(place, f"  {counter.text} = {phi}")
        w.begin(after)

    def places(self, i: Value, j: Value) -> tuple[str, str]:
        """Where the element i, j is, and where it goes."""
        w = self.w
        source = w.step(w.step(self.corner, self.dtype, i.text), self.dtype, w.binary("mul", j, self.step).text)
        row = w.binary("mul", i, Value(str(self.width), "i64", 1))
        return source, w.step(w.step(self.room, self.dtype, row.text), self.dtype, j.text)

    def move_one(self, i: Value, j: Value) -> None:
        source, target = self.places(i, j)
        self.put(target, self.get(source, 1))

    def move_block(self, i: Value, j: Value) -> None:
        w, source, target = self.w, *self.places(i, j)
        rows = []
        for _ in range(self.block):
            rows.append(self.get(source, self.block))
            source = w.step(source, self.dtype, self.step.text)
        for k, row in enumerate(transposed(w, rows)):
            self.put(w.step(target, self.dtype, str(k * self.width)), row)

    def get(self, pointer: str, width: int) -> Value:
        kind = memory.stored_dtype(self.dtype, masked=True)
        return self.w.emit(f"load {memory_type(kind, width)}, ptr {pointer}, align {SIZES[kind]}", kind, width)

    def put(self, pointer: str, x: Value) -> None:
        self.w.line(f"store {x.typed}, ptr {pointer}, align {SIZES[x.dtype]}")


def transposed(w: Writer, rows: Sequence[Value]) -> list[Value]:
    """The columns of a square block, from its rows: within parts of vectors first, then part by part."""
    found, n = list(rows), len(rows)
    lane = min(n, _LANE // SIZES[rows[0].dtype])
    for _ in range(lane.bit_length() - 1):  # rows k and k + half of each `lane` rows become rows 2k and 2k + 1
        step, following = lane // 2, list(found)
        for first in range(0, n, lane):
            for k in range(step):
                x, y = found[first + k], found[first + k + step]
                for high in (0, 1):
                    order = [p + (high * lane + q) // 2 + (q % 2) * n for p in range(0, n, lane) for q in range(lane)]
                    following[first + 2 * k + high] = w.shuffle(x, y, order)
        found = following
    while lane < n:  # rows k and k + lane exchange parts
        following = list(found)
        for k in range(n):
            if not k & lane:
                x, y = found[k], found[k + lane]
                following[k] = w.shuffle(x, y, [c if not c & lane else n + c - lane for c in range(n)])
                following[k + lane] = w.shuffle(x, y, [c + lane if not c & lane else n + c for c in range(n)])
        found, lane = following, 2 * lane
    return found

"""Loops to blocks: values that iterations hand on, vector loops with what is left over, parts of accumulators.

A loop is entered only where it has an iteration.  A vector loop runs whole vectors, then the rest under a mask or one
by one; it may also run all under a mask.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .llvm_expressions import Expressions, Inline
from .llvm_reductions import Running, combine, extend, found, identity, narrow
from .llvm_shape import Content, blockwise, pairs, shape_of
from .llvm_tiles import copied, transposed_loads
from .llvm_writer import Segment, Value
from .loops import SIZES, Kernel, Loop, Scan, Statement
from .target import Target

_Edges = list[tuple[Value, str]]  # a value by the block that control comes from


class _Pass(NamedTuple):
    """One of the loops that make up a vector loop: `steady` if it starts under a mask that hardly ever changes."""

    lanes: int
    masked: bool
    steady: bool
    first: Value
    limit: Value


class Loops(Expressions):
    """Loops around statements, which are another class's."""

    def __init__(self, kernel: Kernel, target: Target, inline: Inline):
        super().__init__(kernel, target, inline)
        self.contents: dict[Loop, Content] = {}
        self.accumulators: dict[str, tuple[str, str]] = {}  # operation and dtype
        self.per_lane: set[str] = set()  # accumulators that are declared inside the vector loop
        self.blocks: dict[str, Value] = {}  # of searches whose index is the number of the vector: that number
        self.last: Value | None = None  # the last iteration of a vector loop that runs in reverse

    def statements(self, body: Sequence[Statement]) -> None:
        raise NotImplementedError

    def here(self) -> None:
        """Write into the innermost body."""
        self.w.at = self.segments[-1]

    def set_running(self, name: str, value: Running) -> None:
        self.running[name] = value
        self.visible[name] = value[-1]
        self.forget(name)

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
        if not loop.vector:
            self.copy_transposed(loop, (start, stop))
        run = self.vector_loop if loop.vector else self.serial_loop
        finals, lines, last_label = run(loop, start, stop, names, exit_label)
        self.copies.clear()
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

    def leave(self, body: Segment, header: str, entered: str, rows: list[tuple[Value, Value, _Edges]]) -> list[str]:
        """The lines of a body; of its counter and what it carries (name in the loop, at first, after an iteration)."""
        self.segments.pop()
        self.drop(body)
        phis = []
        for x, first, after in rows:
            edges = ", ".join([f"[ {v.text}, %{label} ]" for v, label in [(first, entered), *after]])
            phis.append(f"  {x.text} = phi {x.type} {edges}")
        return [f"{header}:", *phis, *body.lines]

    def carried(
        self, inside: dict[str, Running], first: dict[str, Running], after: dict[str, Running], latches: Sequence[str]
    ) -> list[tuple[Value, Value, _Edges]]:
        """What iterations hand on, as `leave` wants it."""
        return [
            (x, before, [(last, label) for label in latches])
            for n in inside
            for x, before, last in zip(inside[n], first[n], after[n], strict=True)
        ]

    def copy_transposed(self, loop: Loop, bounds: tuple[Value, Value]) -> None:
        for e in transposed_loads(loop, self.stored[-1]):
            self.copies[e] = copied(self, e, loop, bounds)

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
        rows = [(counter, first, [(following, body.label)]), *self.carried(inside, initial, finals, [body.label])]
        lines = self.leave(body, header, before.label, rows)
        return finals, [*before.lines, *lines], body.label

    # -- vector loops

    def vector_loop(
        self, loop: Loop, start: Value, stop: Value, names: list[str], exit_label: str
    ) -> tuple[dict[str, Running], list[str], str]:
        """Whole vectors, then what is left; parts of accumulators are combined in between and at the end."""
        w, before = self.w, self.segments[-1]
        scanned = {s.name for s in loop.body if isinstance(s, Scan)}
        old = {n: self.running[n] for n in names}
        self.vector, self.direction, self.before_vector = loop.var, -1 if loop.reverse else 1, self.body
        w.at = before
        self.pairs = {} if loop.reverse else pairs(loop, self.changing)
        passes = self.passes(loop, start, stop)
        searches = blockwise(loop, self.accumulators)
        parts = {n: self.part(n, passes[0].lanes, n in scanned, n in searches) for n in names}
        at, lines = Segment(w.label()), []
        opening = at.label  # where the block before has ended, whatever was moved there
        for p in passes:
            w.at = at
            parts = {n: self.narrowed(n, parts[n], p.lanes, n in scanned, passes[0].first) for n in names}
            mask = self.active(p.first, p.limit, p.lanes) if p.steady else None
            after = Segment(w.label())
            finals, text, header, latch = self.vector_pass(loop, p, parts, mask, passes[0].first, at.label, after.label)
            edges = [(finals, latch)]
            w.at = at
            if len(passes) > 1:
                some = w.compare("slt", p.first, p.limit)
                w.line(f"br {some.typed}, label %{header}, label %{after.label}")
                edges.append((parts, at.label))
            else:
                w.line(f"br label %{header}")
            lines += [*at.lines, *text, f"{after.label}:"]
            w.at = at = after
            parts = {n: self.merged([(values[n], label) for values, label in edges]) for n in names}
        for n in names:
            lowest = self.narrowed(n, parts[n], 1, n in scanned, passes[0].first)
            parts[n] = lowest if n in scanned else extend(w, self.accumulators[n][0], old[n], lowest)
        w.line(f"br label %{exit_label}")
        self.vector, self.direction, self.before_vector, self.last = None, 1, 0, None
        self.per_lane.clear()
        self.pairs = {}
        return parts, [*before.lines, f"  br label %{opening}", f"{opening}:", *lines, *at.lines], at.label

    def passes(self, loop: Loop, start: Value, stop: Value) -> list[_Pass]:
        """The loops of a vector loop.  In reverse these count upwards all the same, from 0."""
        w = self.w
        shape = shape_of(loop, start, stop, self.target, self.copies, quick=self.inline is Inline.NOTHING)
        first, limit = start, stop
        if loop.reverse:
            first, limit = Value("0", "i64", 1), w.binary("sub", stop, start)
            self.last = w.binary("sub", stop, Value("1", "i64", 1))
        if not shape.lanes:
            return [_Pass(shape.rest, shape.masked, shape.masked, first, limit)]
        if not shape.rest:
            return [_Pass(shape.lanes, False, False, first, limit)]
        whole = w.binary("and", w.binary("sub", limit, first), Value(str(-shape.lanes), "i64", 1))
        middle = w.binary("add", first, whole)
        return [
            _Pass(shape.lanes, False, False, first, middle),
            _Pass(shape.rest, shape.masked, False, middle, limit),
        ]

    def part(self, name: str, lanes: int, scanned: bool, searches: bool) -> Running:
        """What an accumulator's lanes start with.

        A search whose index is the loop's own counter keeps the number of the vector instead, as narrow as values are.
        """
        if searches and lanes > 1:
            op, dtype = self.accumulators[name]
            number = "i64" if SIZES[dtype] == 8 else "i32"
            return identity(self.w, op, dtype, lanes)[0], Value("zeroinitializer", number, lanes)
        if scanned:
            return tuple([self.w.splat(v, lanes) if lanes > 1 else v for v in self.running[name]])
        return identity(self.w, *self.accumulators[name], lanes, part=True)

    def narrowed(self, name: str, part: Running, lanes: int, scanned: bool, first: Value) -> Running:
        """An accumulator in fewer lanes; `first`: the iteration at which vectors are number 0."""
        w, (op, dtype) = self.w, self.accumulators[name]
        if scanned:
            return part if part[0].width == lanes else (w.shuffle(part[0], None, range(lanes)),)
        if len(part) == 1 or part[1].dtype... 
        return narrow(w, op, part, lanes)

    def merged(self, edges: Sequence[tuple[Running, str]]) -> Running:
        """Values that depend on where control comes from."""
        values = [[(v, label) for v in running] for running, label in edges]
        return tuple(
            [self.phi(sources) if len(sources) > 1 else sources[0][0] for sources in zip(*values, strict=True)]
        )

    def vector_pass(
        self,
        loop: Loop,
        p: _Pass,
        parts: dict[str, Running],
        mask: Value | None,
        searches: frozenset[str],
        entered: str,
        after: str,
    ) -> tuple[dict[str, Running], list[str], str, str]:
        """One loop over `lanes` iterations at once: what its parts are then, its text, its first and last label.

        mask: of its first iteration; if None it is computed in each, where there is one.
        """
        w, lanes = self.w, p.lanes
        first = {n: self.start_of_search(n, lanes) if n in searches else parts[n] for n in parts}
        self.lanes = lanes
        self.varying = {loop.var} if lanes > 1 else set()
        body, counter = self.enter(loop, list(parts), first)
        header, inside = body.label, {n: self.running[n] for n in parts}
        if loop.reverse and self.last is not None:
            self.counters[loop.var] = w.binary("sub", self.last, counter)
        self.number_blocks(first, searches, counter, p)
        current = None
        if p.masked:
            steady = Value(w.fresh(), "bool", lanes)
            current = steady if mask is not None else self.active(counter, p.limit, lanes)
        self.masks.append(current)
        self.statements(loop.body)
        self.here()
        ending = w.label() if searches else after
        following = w.binary("add", counter, Value(str(lanes), "i64", 1))
        finals = {n: self.running[n] for n in parts}
        latches, rows = [body.label], []
        if mask is None:
            more = w.compare("slt", following, p.limit)
            w.line(f"br {more.typed}, label %{header}, label %{ending}")
        else:
            next_mask = self.next_mask(following, p, header, ending)
            latches.append(body.label)
            rows = [(steady, mask, [(w.constant(True, "bool", lanes), latches[0]), (next_mask, latches[1])])]
        if searches:
            w.begin(ending)
            finals = {n: self.end_of_search(n, parts[n], finals[n], p) if n in searches else finals[n] for n in parts}
            w.line(f"br label %{after}")
        last_label = body.label
        self.masks.pop()
        rows = [
            (counter, p.first, [(following, label) for label in latches]),
            *rows,
            *self.carried(inside, first, {n: self.running[n] for n in parts}, latches),
        ]
        lines = self.leave(body, header, entered, rows)
        self.lanes, self.varying = 1, set()
        self.blocks.clear()
        return finals, lines, header, last_label

    def active(self, counter: Value, limit: Value, lanes: int) -> Value:
        """The lanes whose iterations are below the limit."""
        w = self.w
        left = w.binary("sub", limit, counter)
        count = Value(str(lanes), "i64", 1)
        few = w.cast("trunc", w.select(w.compare("slt", left, count), left, count), "i32")
        return w.compare("ugt", w.splat(few, lanes), w.numbers(0, 1, lanes, "i32"))

    def next_mask(self, following: Value, p: _Pass, header: str, after: str) -> Value:
        """End an iteration: as long as whole vectors are left the mask is that of all, which costs nothing."""
        w = self.w
        left = w.binary("sub", p.limit, following)
        whole = w.compare("sge", left, Value(str(p.lanes), "i64", 1))
        partly, last = w.label(), w.label()
        w.line(f"br {whole.typed}, label %{header}, label %{partly}")
        w.begin(partly)
        some = w.compare("sgt", left, Value("0", "i64", 1))
        w.line(f"br {some.typed}, label %{last}, label %{after}")
        w.begin(last)
        mask = self.active(following, p.limit, p.lanes)
        w.line(f"br label %{header}")
        return mask

    # -- searches: while a loop runs, an index is the number of the vector, as narrow as the values are

    def start_of_search(self, name: str, lanes: int) -> Running:
        """As if each lane had found its first element, the identity, which only better ones replace."""
        op, dtype = self.accumulators[name]
        value = identity(self.w, op, dtype, lanes)[0]
        return value, Value("zeroinitializer", _number_dtype(dtype), lanes)

    def number_blocks(self, first: dict[str, Running], searches: frozenset[str], counter: Value, p: _Pass) -> None:
        """The number of the vector at hand, for each dtype in use."""
        w = self.w
        for n in first:
            if n in searches:
                dtype = first[n][1].dtype
                number = w.binary(
                    "lshr", w.binary("sub", counter, p.first), Value(str(p.lanes.bit_length() - 1), "i64", 1)
                )
                self.blocks[n] = w.splat(number if dtype == "i64" else w.cast("trunc", number, dtype), p.lanes)

    def end_of_search(self, name: str, before: Running, lanes: Running, p: _Pass) -> Running:
        """The best element and its index, of this pass and of those before."""
        w, op = self.w, self.accumulators[name][0]
        best, number, lane = found(w, op, *lanes)
        wide = w.cast("zext", number, "i64") if number.dtype != "i64" else number
        offset = w.binary("add", w.binary("mul", wide, Value(str(p.lanes), "i64", 1)), lane)
        return combine(w, op, before, (best, w.binary("add", offset, p.first)))


def _number_dtype(dtype: str) -> str:
    return "i64" if SIZES[dtype] == 8 else "i32"

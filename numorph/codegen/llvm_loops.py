"""Loops to blocks: values that iterations hand on, vector loops with what is left over, parts of accumulators.

A loop is entered only where it has an iteration.  A vector loop runs whole vectors, then the rest under a mask or one
by one; it may also run all under a mask.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .llvm_expressions import Expressions, Inline
from .llvm_reductions import Running, extend, found, halved, identity, narrow
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
        # Searches whose index is the vector loop's counter keep the vector's number instead, counted from `origin`.
        self.searches: frozenset[str] = frozenset()
        self.origin = Value("0", "i64", 1)
        self.numbers: dict[str, Value] = {}  # for such searches: that of the vector at hand
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
        transposed = [] if loop.vector else transposed_loads(loop, content.stored)
        for e in transposed:
            self.copies[e] = copied(self, e, loop, (start, stop))
        run = self.vector_loop if loop.vector else self.serial_loop
        finals, lines, last_label = run(loop, start, stop, names, exit_label)
        for e in transposed:
            del self.copies[e]
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
        self.searches, self.origin = blockwise(loop, self.accumulators), passes[0].first
        lanes = passes[0].lanes
        parts = {n: self.carry(n, lanes) if n in scanned else self.part(n, lanes) for n in names}
        at, lines = Segment(w.label()), []
        opening = at.label  # where the block before has ended, whatever was moved there
        for p, following in zip(passes, [*passes[1:], None], strict=True):
            w.at = at
            mask = self.active(p.first, p.limit, p.lanes) if p.steady else None
            ending, after = Segment(w.label()), Segment(w.label())
            finals, text, header = self.vector_pass(loop, p, parts, mask, at.label, ending.label)
            if following is not None:
                w.at = ending
                finals = {n: self.narrowed(n, finals[n], following.lanes, n in scanned) for n in names}
                w.at = at
                if_none = {n: self.part(n, following.lanes) for n in names if n not in scanned}
                parts = {
                    n: if_none[n] if n in if_none else self.narrowed(n, parts[n], following.lanes, True) for n in parts
                }
            edges = [(finals, ending.label)]
            w.at = at
            if len(passes) > 1:
                some = w.compare("slt", p.first, p.limit)
                w.line(f"br {some.typed}, label %{header}, label %{after.label}")
                edges.append((parts, at.label))
            else:
                w.line(f"br label %{header}")
            lines += [
                *at.lines,
                *text,
                f"{ending.label}:",
                *ending.lines,
                f"  br label %{after.label}",
                f"{after.label}:",
            ]
            w.at = at = after
            parts = {n: self.merged([(values[n], label) for values, label in edges]) for n in names}
        for n in names:
            lowest = self.narrowed(n, parts[n], 1, n in scanned)
            parts[n] = lowest if n in scanned else extend(w, self.accumulators[n][0], old[n], lowest)
        w.line(f"br label %{exit_label}")
        self.vector, self.direction, self.before_vector, self.last = None, 1, 0, None
        self.searches, self.pairs = frozenset(), {}
        self.per_lane.clear()
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

    def part(self, name: str, lanes: int) -> Running:
        """What an accumulator's lanes start with."""
        op, dtype = self.accumulators[name]
        if name in self.searches and lanes > 1:
            return identity(self.w, op, dtype, lanes)[0], Value("zeroinitializer", _number_dtype(dtype), lanes)
        return identity(self.w, op, dtype, lanes, part=True)

    def carry(self, name: str, lanes: int) -> Running:
        """What a Scan starts with, in all lanes."""
        return tuple([self.w.splat(v, lanes) if lanes > 1 else v for v in self.running[name]])

    def narrowed(self, name: str, part: Running, lanes: int, scanned: bool) -> Running:
        w, (op, dtype) = self.w, self.accumulators[name]
        if scanned:
            return part if part[0].width == lanes else (w.shuffle(part[0], None, range(lanes)),)
        if name not in self.searches or part[0].width == 1:
            return narrow(w, op, part, lanes)
        while part[0].width > max(lanes, self.native(dtype)):
            part = halved(w, op, part)
        if lanes > 1:
            return part
        best, number, lane = found(w, op, part)
        wide = w.cast("zext", number, "i64") if number.dtype != "i64" else number
        offset = w.binary("add", w.binary("mul", wide, Value(str(part[0].width), "i64", 1)), lane)
        return best, w.binary("add", offset, self.origin)

    def number_vectors(self, counter: Value, lanes: int) -> None:
        """The number of the vector at hand, as narrow as the searches' values are."""
        w = self.w
        for n in sorted(self.searches) if lanes > 1 else ():
            dtype = _number_dtype(self.accumulators[n][1])
            passed = w.binary("sub", counter, self.origin)
            number = w.binary("lshr", passed, Value(str(lanes.bit_length() - 1), "i64", 1))
            self.numbers[n] = w.splat(number if dtype == "i64" else w.cast("trunc", number, dtype), lanes)

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
        entered: str,
        after: str,
    ) -> tuple[dict[str, Running], list[str], str]:
        """One loop over `lanes` iterations at once: what its parts are then, its text, its first label.

        mask: of its first iteration; if None it is computed in each, where there is one.
        """
        w, lanes = self.w, p.lanes
        self.lanes = lanes
        self.varying = {loop.var} if lanes > 1 else set()
        body, counter = self.enter(loop, list(parts), parts)
        header, inside = body.label, {n: self.running[n] for n in parts}
        if loop.reverse and self.last is not None:
            self.counters[loop.var] = w.binary("sub", self.last, counter)
        self.number_vectors(counter, lanes)
        current = None
        if p.masked:
            steady = Value(w.fresh(), "bool", lanes)
            current = steady if mask is not None else self.active(counter, p.limit, lanes)
        self.masks.append(current)
        self.statements(loop.body)
        self.here()
        following = w.binary("add", counter, Value(str(lanes), "i64", 1))
        finals = {n: self.running[n] for n in parts}
        latches, rows = [body.label], []
        if mask is None:
            more = w.compare("slt", following, p.limit)
            w.line(f"br {more.typed}, label %{header}, label %{after}")
        else:
            next_mask = self.next_mask(following, p, header, after)
            latches.append(body.label)
            rows = [(steady, mask, [(w.constant(True, "bool", lanes), latches[0]), (next_mask, latches[1])])]
        self.masks.pop()
        rows = [
            (counter, p.first, [(following, label) for label in latches]),
            *rows,
            *self.carried(inside, parts, finals, latches),
        ]
        lines = self.leave(body, header, entered, rows)
        self.lanes, self.varying = 1, set()
        self.numbers.clear()
        return finals, lines, header

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


def _number_dtype(dtype: str) -> str:
    return "i64" if SIZES[dtype] == 8 else "i32"

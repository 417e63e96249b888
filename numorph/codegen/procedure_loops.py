"""Loops of procedures as LLVM IR: their blocks, and what LLVM should know of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final, NamedTuple

from ..procedures.ir import (
    Break,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from ..procedures.parallel import accumulated
from ..procedures.rows_apart import Around, rows_apart
from .llvm_writer import Value
from .procedure_interrupts import poll
from .procedure_steady_places import steady_places
from .procedure_tape import Calls
from .target import Target

_UNROLLED: Final = 500  # operations of a loop inside a parallel one, up to which it is written out turn by turn


class _Loop(NamedTuple):
    after: str  # where Break goes
    again: str  # where Continue goes


class Loops(Calls):
    """Loops to blocks."""

    def __init__(self, procedure: Procedure, target: Target):
        super().__init__(target)
        self.metadata = ['!0 = !{!"branch_weights", i32 1, i32 100000}', "!1 = !{}"]
        self.metadata.append('!2 = !{!"branch_weights", i32 100000, i32 1}')
        self.groups: list[str] = []  # of the parallel loops that are open
        self.loops: list[_Loop] = []
        self.quick = False  # whether it is code for the few passes that take little time
        self.polls = True  # whether long loops let themselves be interrupted
        self.around = functools.cache(functools.partial(Around, procedure))

    def list(self, body: Sequence[Statement]) -> bool:
        """Statements; whether the end of them is never reached."""
        raise NotImplementedError

    def loop(self, s: For) -> None:
        """The test is at the end of the body, and once before the loop."""
        w, unit = self.w, abs(s.step) == 1
        start, stop = self.values.value(s.start), self.values.value(s.stop)
        head, done_once, latch, after = w.label(), w.label(), w.label(), w.label()
        some = w.compare("slt" if s.step > 0 else "sgt", start, stop)
        before = w.label()
        w.line(f"br {some.typed}, label %{before}, label %{after}")
        w.begin(before)
        count = None if unit else self._iterations(start, stop, s.step)
        steady = steady_places(s, self.values) if self.quick else {}
        w.line(f"br label %{head}")
        w.begin(head)
        counter, next_ = Value(w.fresh(), "i64", 1), Value(w.fresh(), "i64", 1)
        w.line(f"{counter.text} = phi i64 [ {start.text}, %{before} ], [ {next_.text}, %{latch} ]")
        if count is not None:
            done, next_done = Value(w.fresh(), "i64", 1), Value(w.fresh(), "i64", 1)
            w.line(f"{done.text} = phi i64 [ 0, %{before} ], [ {next_done.text}, %{latch} ]")
        self.values.write(s.counter, counter)
        apart = s.parallel or (not self.groups and not self.quick and rows_apart(s, self.around))
        group = self.open_group() if apart else ""
        self.values.steady = steady
        self._turn(s, done_once, after, counter if unit else None)
        self.values.steady = {}
        self.jump(latch)
        w.begin(latch)
        w.line(f"{next_.text} = add{' nsw' if unit else ''} i64 {counter.text}, {s.step}")
        if count is None:
            again = w.compare("slt" if s.step > 0 else "sgt", next_, stop)
        else:
            w.line(f"{next_done.text} = add nuw i64 {done.text}, 1")
            again = w.compare("ult", next_done, count)
        if apart:
            self.close_group()
        w.line(f"br {again.typed}, label %{head}, label %{after}{self._loop_metadata(s, group)}")
        w.begin(after)

    def _turn(self, s: For | While, again: str, after: str, counter: Value | None = None) -> None:
        """The body of a loop, once; `again` is a label where it ends, as Continue does.  counter: if it counts by ones.

        What may interrupt it comes last: LLVM looks for the loop's own test at the beginning.
        """
        self.loops.append(_Loop(after, again))
        if not self.list(s.body):
            self.jump(again)
        self.loops.pop()
        self.w.begin(again)
        if not self.groups and self.polls:
            poll(self, s, len(self.loops), counter)

    def _iterations(self, start: Value, stop: Value, step: int) -> Value:
        """How many there are, as the counter may not pass the end of i64."""
        w = self.w
        distance = w.binary("sub", stop, start) if step > 0 else w.binary("sub", start, stop)
        last = w.binary("udiv", w.binary("sub", distance, w.constant(1, "i64")), w.constant(abs(step), "i64"))
        return w.binary("add", last, w.constant(1, "i64"))

    def open_group(self) -> str:
        """From now on loads and stores belong to a parallel loop (and to those around it)."""
        group = f"!{len(self.metadata)}"
        self.groups.append(group)
        if not self.quick:
            self.metadata.append(f"{group} = distinct !{{}}")
            self._note()
        return group

    def close_group(self) -> None:
        self.groups.pop()
        if not self.quick:
            self._note()

    def _loop_metadata(self, s: For, group: str) -> str:
        """What LLVM should know of a loop.

        Little is won by unrolling it, for the time that takes, but where its iterations are few and known; or where a
        sum, and nothing else, would wait for one addition after the other, which several vectors in turn do not.
        """
        if self.quick:
            return ""
        notes = ['!{!"llvm.loop.mustprogress"}']
        known = s.start.op == "const" and s.stop.op == "const"
        if not known and (not accumulated(s.body) or any([isinstance(x, Store) for x in statements(s.body)])):
            notes.append('!{!"llvm.loop.unroll.disable"}')
        if known and self.groups and not s.parallel and _operations(s) <= _UNROLLED:
            notes.append('!{!"llvm.loop.unroll.full"}')  # or else LLVM makes no vectors of the parallel loop around it
        if _fills_apart(s):  # LLVM would compute vectors of places, to take them apart again
            notes.append('!{!"llvm.loop.vectorize.enable", i1 false}')
        if group:
            notes.append(f'!{{!"llvm.loop.parallel_accesses", {group}}}')
        loop = f"!{len(self.metadata)}"
        self.metadata.append(f"{loop} = distinct !{{{', '.join([loop, *notes])}}}")
        return f", !llvm.loop {loop}"

    def _note(self) -> None:
        if len(self.groups) > 1:
            together = f"!{len(self.metadata)}"
            self.metadata.append(f"{together} = !{{{', '.join(self.groups)}}}")
        else:
            together = self.groups[0] if self.groups else ""
        self.values.notes = f", !llvm.access.group {together}" if together else ""

    def while_(self, s: While) -> bool:
        head, latch, after = self.w.label(), self.w.label(), self.w.label()
        self.jump(head)
        self.w.begin(head)
        self._turn(s, latch, after)
        self.jump(head)
        if not _breaks(s.body):
            return True
        self.w.begin(after)
        return False


def _fills_apart(s: For) -> bool:
    """Whether a loop only puts a number into every so many-th element."""
    return all([isinstance(t, Store) and not t.value.args and _is_multiplied(t.index, s.counter) for t in s.body])


def _is_multiplied(index: Expr, counter: Reg) -> bool:
    """Whether a counter is multiplied by more than 1 in an index."""
    products = [e.args for e in subexpressions([index]) if e.op == "mul"]
    return any([_is(x, counter) or _is(y, counter) for x, y in products])


def _is(e: Expr, r: Reg) -> bool:
    return e.op == "reg" and e.attr is r


def _operations(s: For) -> int:
    """How many a loop makes in all its turns, which are known."""
    turns = len(range(s.start.attr, s.stop.attr, s.step))
    return turns * sum([1 for t in statements(s.body) for e in subexpressions(operands(t)) if e.args])


def _breaks(body: Sequence[Statement]) -> bool:
    """Whether a Break among these statements leaves the loop that they are in."""
    for s in body:
        if isinstance(s, Break):
            return True
        if isinstance(s, If) and (_breaks(s.body) or _breaks(s.orelse)):
            return True
    return False

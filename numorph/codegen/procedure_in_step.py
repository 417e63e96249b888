"""Statements on vectors of lanes that run in step: what differs between lanes is a vector, control flow a mask.

A branch that only some lanes take is run by all, and counts for those; a loop goes on until the last lane leaves it.
Branches and loops that all lanes take alike stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..procedures.ir import (
    Alloc,
    Assign,
    Bail,
    For,
    If,
    Pop,
    Procedure,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from ..procedures.structured import parts_of as parts_of_loop
from ..procedures.varying import joined, passing, varies, varying
from .llvm_writer import Value, type_name
from .procedure_function import FunctionCode
from .procedure_interrupts import poll
from .procedure_lane_values import LaneValues, kind_of, typed
from .procedure_values import size_of
from .target import Target

_SHORT: Final = 12  # operations that are not worth a jump over them


def lanes_of(target: Target) -> int:
    """How many lanes run in step: two vectors of f64, so that one is computed while the other waits."""
    return 2 * target.vector_bits // 64


class InStep(FunctionCode):
    """The code of a structured procedure some inputs of which differ between lanes."""

    def __init__(self, procedure: Procedure, inputs: Sequence[Reg], target: Target):
        super().__init__(target)
        self.width = lanes_of(target)
        self.varying = varying(procedure, inputs)
        seen = passing(procedure), joined(procedure)
        self.values = LaneValues(self.w, self.room, self.width, self.varying, *seen)
        self.depth = 0  # of loops around a statement
        self.owns = False  # whether lanes may own memory
        self.polls = True  # whether long loops let themselves be interrupted

    def kind(self, r: Reg, part: str) -> str:
        return kind_of(part, self.width if r in self.varying else 1)

    def one(self, x: Value, lane: int) -> Value:
        """What a lane has."""
        if x.width == 1:
            return x
        return Value(self.w.emit(f"extractelement {typed(x)}, i64 {lane}", "i64", 1).text, x.dtype, 1)

    # statements

    def list(self, body: Sequence[Statement]) -> bool:
        """Whether the end of it is never reached."""
        for s in body:
            if isinstance(s, Assign):
                self.values.write(s.reg, self.values.number(s.value))
            elif isinstance(s, Store):
                self.values.store_statement(s)
            elif isinstance(s, If):
                self.branch(s)
            elif isinstance(s, For):
                self.for_(s)
            elif isinstance(s, While):
                self.while_(s)
            elif isinstance(s, Alloc):
                self.alloc(s)
            elif isinstance(s, Retain | Release):
                self.count_owners(s)
            elif isinstance(s, Bail):  # whoever is here
                self.w.line(f"br label %{self.bail_label(s.reason)}")
                return True
            else:
                self.other(s)
        return False

    def other(self, s: Statement) -> None:
        """A statement that only some code in step has."""
        raise AssertionError(f"{type(s).__name__} is not expected in lanes that run in step")

    def alloc(self, s: Alloc) -> None:
        """Memory for each lane."""
        w, kind = self.w, kind_of("ptr", self.width)
        count, mask = self.values.value(s.count), self.values.here()
        found = Value("poison", "ptr", self.width)
        for lane in range(self.width):
            on, n = self.one(mask, lane), self.one(count, lane)
            given = f"i1 {on.text}, ptr %context, {n.typed}, i64 {size_of(s.dtype)}, i64 {int(s.zero)}"
            one = w.emit(f"call ptr @alloc_if({given})", "i64", 1).text
            text = f"insertelement {typed(found)}, ptr {one}, i64 {lane}"
            found = Value(w.emit(text, "i64", 1).text, "ptr", self.width)
        missing = w.emit(f"icmp eq {kind} {found.text}, zeroinitializer", "bool", self.width)
        going_on = w.label()
        some = self._any(w.binary("and", missing, mask))
        w.line(f"br {some.typed}, label %{self.failure()}, label %{going_on}, !prof !0")
        w.begin(going_on)
        self.values.write(s.reg, found)
        self.owns = True

    def count_owners(self, s: Retain | Release) -> None:
        """One more or one less of what each lane has."""
        pointers, mask = self.values.read(s.reg), self.values.here()
        assert isinstance(pointers, Value)
        for lane in range(self.width):
            given = f"i1 {self.one(mask, lane).text}, ptr %context, ptr {self.one(pointers, lane).text}"
            if isinstance(s, Retain):
                self.w.line(f"call void @retain_if({given.replace('ptr %context, ', '')})")
            else:
                self.w.line(f"call void @release_if({given})")
        self.owns = True

    def loop(self, s: For | While, body: Sequence[Statement], head: str) -> None:
        """A body after which the loop goes on at its head, unless a signal ends it."""
        self.depth += 1
        ended = self.list(body)
        self.depth -= 1
        if not ended:
            if self.polls:
                poll(self, s, self.depth, None)
            self.w.line(f"br label %{head}")

    def _any(self, mask: Value) -> Value:
        return self.w.reduce("or", mask)

    def branch(self, s: If) -> None:
        condition = self.values.value(s.condition)
        if condition.width == 1:
            self._either(condition, s)
            return
        values, here, arm = self.values, self.values.mask, self.values.arm
        other = self.w.binary("xor", condition, self.w.constant(True, "bool", self.width))
        ways = [(s.body, condition), (s.orelse, other)]
        if any([isinstance(x, Pop) for x in statements([s])]):  # what was pushed last comes first
            ways.reverse()
        for k, (body, chosen) in enumerate(ways):
            if not body:
                continue
            values.arm = chosen if k else None
            mask = self.w.both(here, chosen)
            assert mask is not None
            self._some(mask, body)
        values.mask, values.arm = here, arm

    def _either(self, condition: Value, s: If) -> None:
        w = self.w
        yes, no, after = w.label(), w.label(), w.label()
        w.line(f"br {condition.typed}, label %{yes}, label %{no}")
        for label, body in ((yes, s.body), (no, s.orelse)):
            w.begin(label)
            if not self.list(body):
                w.line(f"br label %{after}")
        w.begin(after)

    def _some(self, mask: Value, body: Sequence[Statement]) -> None:
        """A body for some lanes, which is jumped over where there are none."""
        w = self.w
        self.values.mask = mask
        if _is_short(body):
            self.list(body)
            return
        some, after = w.label(), w.label()
        rare = ", !prof !0" if isinstance(body[-1], Bail) else ""
        w.line(f"br {self._any(mask).typed}, label %{some}, label %{after}{rare}")
        w.begin(some)
        if not self.list(body):
            w.line(f"br label %{after}")
        w.begin(after)

    def for_(self, s: For) -> None:
        """By the number of the iteration, so that no counter passes the end of i64."""
        w, here = self.w, self.values.mask
        start, stop = self.values.value(s.start), self.values.value(s.stop)
        if max(start.width, stop.width) > 1:
            start, stop = (self.values.wide_value(x) for x in (start, stop))
        count, some = self._iterations(start, stop, s.step)
        late = self.starts_late(s, count, some) if count.width > 1 else None
        done, head, body, after = self.variable("i64"), w.label(), w.label(), w.label()
        w.line(f"store i64 0, ptr {done}")
        w.line(f"br label %{head}")
        w.begin(head)
        k = w.emit(f"load i64, ptr {done}", "i64", 1)
        turn = self.values.wide_value(k) if count.width > 1 else k
        turn = turn if late is None else w.binary("sub", turn, late)
        left = w.binary("and", some, w.compare("ult", turn, count))
        if count.width > 1:
            mask = w.both(here, left)
            assert mask is not None
            w.line(f"br {self._any(mask).typed}, label %{body}, label %{after}")
            w.begin(body)
            self.values.mask = mask
        else:
            w.line(f"br {left.typed}, label %{body}, label %{after}")
            w.begin(body)
        moved = w.binary("mul", turn, w.constant(s.step, "i64", turn.width))
        self.values.write(s.counter, w.binary("add", start, moved))
        w.line(f"store i64 {w.binary('add', k, w.constant(1, 'i64')).text}, ptr {done}")
        self.loop(s, s.body, head)
        w.begin(after)
        self.values.mask = here

    def starts_late(self, s: For, count: Value, some: Value) -> Value | None:
        """In how many turns of a loop a lane is not there yet; None: all lanes begin together."""
        return None

    def _iterations(self, start: Value, stop: Value, step: int) -> tuple[Value, Value]:
        """How many there are, if there are any, and whether there are."""
        w, n = self.w, start.width
        some = w.compare("slt" if step > 0 else "sgt", start, stop)
        distance = w.binary("sub", stop, start) if step > 0 else w.binary("sub", start, stop)
        if abs(step) == 1:
            return distance, some
        last = w.binary("udiv", w.binary("sub", distance, w.constant(1, "i64", n)), w.constant(abs(step), "i64", n))
        return w.binary("add", last, w.constant(1, "i64", n)), some

    def while_(self, s: While) -> None:
        w, here = self.w, self.values.mask
        top, leave, tail = parts_of_loop(s)
        apart = varies(leave, self.varying)
        head, body, after = w.label(), w.label(), w.label()
        if apart:
            room = self.variable(type_name("bool", self.width))
            first = here if here is not None else w.constant(True, "bool", self.width)
            w.line(f"store {first.typed}, ptr {room}")
        w.line(f"br label %{head}")
        w.begin(head)
        if apart:
            self.values.mask = w.emit(f"load {type_name('bool', self.width)}, ptr {room}", "bool", self.width)
        if not self.list(top):
            gone = self.values.value(leave)
            if apart:
                stays = w.binary("xor", self.values.wide_value(gone), w.constant(True, "bool", self.width))
                self.values.mask = w.both(self.values.mask, stays)
                assert self.values.mask is not None
                w.line(f"store {self.values.mask.typed}, ptr {room}")
                w.line(f"br {self._any(self.values.mask).typed}, label %{body}, label %{after}")
            else:
                w.line(f"br {gone.typed}, label %{after}, label %{body}")
            w.begin(body)
            self.loop(s, tail, head)
        w.begin(after)
        self.values.mask = here


def _is_short(body: Sequence[Statement]) -> bool:
    """Whether a body may be run by nobody: a few operations on numbers."""
    if not all(isinstance(s, Assign) for s in statements(body)):
        return False
    operations = list(subexpressions([e for s in body for e in operands(s)]))
    return len(operations) <= _SHORT and not any(e.op in ("load", "call", "quo", "rem") for e in operations)

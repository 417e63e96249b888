"""Turns of a loop as lanes that run in step: a function that runs as many of them as are whole vectors.

What neighbouring turns read and write lies next to each other where the index moves by one: that is one vector of
memory, where other indices are gathered and scattered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import final

from ..procedures.independent import Independents
from ..procedures.ir import COMPLEX, Expr, For, Procedure, Reg, Store, While, reg, statements
from ..procedures.turns import Turns
from ..procedures.varying import is_cheap, joined, moves_by_one, neighbours, passing, runs_in_step, varying
from .llvm_operations import arithmetic
from .llvm_writer import Value, Writer, suffix
from .loops import SIZES
from .procedure_function import word_of
from .procedure_interrupts import lets_itself_be_interrupted, poll
from .procedure_lane_values import LaneValues
from .procedure_tape_in_step import TapeInStep
from .procedure_values import Number, number, parts_of, typed
from .target import Target


def turns_in_step(procedure: Procedure) -> dict[int, Turns]:
    """The loops, by their ids, whose turns may run faster as lanes in step."""
    independent = Independents(procedure)
    found = {k: turns for k, turns in independent.found.items() if can_run(turns) and may_pay(turns)}
    for first, second in independent.pairs:
        if can_run(first) and can_run(second) and may_pay(first):
            found |= {id(turns.loop): turns for turns in (first, second)}
    return found


def can_run(turns: Turns) -> bool:
    """Whether they have nothing that lanes do not have."""
    return runs_in_step(turn(turns), with_tape=True)


def may_pay(turns: Turns) -> bool:
    """Whether they are of the kind of which some are faster so."""
    one = turn(turns)
    differing = varying(one, [turns.loop.counter])
    return is_cheap(one, differing, neighbours(one, turns.loop.counter, differing))


def turn(turns: Turns) -> Procedure:
    """A turn by itself."""
    return Procedure("", (turns.loop.counter, *turns.captured), turns.results, turns.body)


@final
class TurnsInStep(TapeInStep):
    """The function of a loop's turns; it gives 0, or the number of a Bail, or FAILED, as the procedure's does.

    The lanes of a loop that counts down are the same ones as of one that counts up, but blocks come from the last to
    the first.
    """

    def __init__(self, turns: Turns, target: Target, reasons: list[str]):
        self.turns, procedure = turns, turn(turns)
        super().__init__(procedure, [turns.loop.counter], target)
        self.reasons = reasons
        # Only where turns one by one may be interrupted as well, so that is known what they may leave changed.
        loops = [s for s in statements([turns.loop]) if isinstance(s, For | While)]
        self.polls = any([lets_itself_be_interrupted(s, 1) for s in loops])
        moving = neighbours(procedure, turns.loop.counter, self.varying)
        seen = passing(procedure), joined(procedure)
        self.values = _Values(self.w, self.room, self.width, self.varying, *seen, moving)

    def function(self, name: str) -> str:
        """Its text: the turns with counters from %begin to %end, which are whole vectors and perhaps a rest."""
        w, width, rising = self.w, self.width, self.turns.loop.step > 0
        parameters = ["i64 %begin", "i64 %end", "ptr %context", "ptr %changed"]
        for k, r in enumerate(self.turns.captured):
            given = [Value(f"%in{k}.{i}", part, 1) for i, part in enumerate(parts_of(r.dtype))]
            parameters += [typed(x) for x in given]
            self.values.write(r, number(given))
        if self.turns.tape:
            self.take_tape()
        at, head, body, after = self.variable("i64"), w.label(), w.label(), w.label()
        w.line(f"store i64 {'%begin' if rising else '%end'}, ptr {at}")
        w.line(f"br label %{head}")
        w.begin(head)
        here = w.emit(f"load i64, ptr {at}", "i64", 1)
        next_ = w.binary("add" if rising else "sub", here, w.constant(width, "i64"))
        w.line(f"store {next_.typed}, ptr {at}")
        first = here if rising else next_
        end = Value("%end" if rising else "%begin", "i64", 1)
        w.line(f"br {w.compare('sle' if rising else 'sge', next_, end).typed}, label %{body}, label %{after}")
        w.begin(body)
        self.values.write(
            self.turns.loop.counter, w.binary("add", w.splat(first, width), w.numbers(0, 1, width, "i64"))
        )
        self.depth = 1
        if not self.list(self.turns.body):
            self._leave()
            if self.polls:
                poll(self, self.turns.loop, self.depth, None)
            w.line(f"br label %{head}")
        w.begin(after)
        if self.turns.tape:
            self.write_tape()
        w.line("ret i32 0")
        return f"define internal i32 @{name}({', '.join(parameters)}) noinline #0 {{\n{self.lines()}"

    def _leave(self) -> None:
        """What lanes leave, in words of %changed: they add to sums one after the other; the last one counts else."""
        w, rising = self.w, self.turns.loop.step > 0
        lanes = range(self.width) if rising else range(self.width - 1, -1, -1)
        for k, found in enumerate(self.turns.sums):
            at = word_of(w, "%changed", k)
            total, term = self.values.load(at, found.register.dtype, 8), self.values.value(reg(found.term))
            for lane in lanes:
                total = arithmetic(w, found.op, [total, self.one(term, lane)])
            self.values.store(at, total, 8)
        for k, r in enumerate(self.turns.last, len(self.turns.sums)):
            self.values.store(word_of(w, "%changed", k), self.one(self.values.value(reg(r)), lanes[-1]), 8)


@final
class _Values(LaneValues):
    """Expressions, of which some stand for neighbours in memory.  moving: see `neighbours`."""

    def __init__(
        self,
        w: Writer,
        room: Callable[[Reg], tuple[str, ...]],
        width: int,
        varying: set[Reg],
        passing: set[Reg],
        joined: set[Reg],
        moving: set[Reg],
    ):
        super().__init__(w, room, width, varying, passing, joined)
        self._all_varying, self._moving = varying, moving

    def _row(self, base: Reg, index: Expr, dtype: str) -> bool:
        return (
            base not in self.varying
            and dtype not in COMPLEX
            and dtype != "f16"
            and moves_by_one(index, self._moving, self._all_varying)
        )

    def _apply(self, e: Expr, xs: list[Number]) -> Number:
        if e.op == "load" and self._row(e.attr, e.args[0], e.dtype):
            (index,) = xs
            assert isinstance(index, Value)
            return self._load_row(self._first(e.attr, index, e.dtype), e.dtype)
        return super()._apply(e, xs)

    def store_statement(self, s: Store) -> None:
        if not self._row(s.base, s.index, s.value.dtype):
            super().store_statement(s)
            return
        index, x = self.value(s.index), self.wide(self.number(s.value))
        assert isinstance(x, Value)
        self._store_row(self._first(s.base, index, s.value.dtype), x)

    def _first(self, base: Reg, index: Value, dtype: str) -> str:
        """The address of the first lane's element, which may be outside of memory where that lane is not here."""
        return self.w.step(self.pointer(base), dtype, self.w.extract(index, 0).text)

    def _load_row(self, at: str, dtype: str) -> Value:
        if self.mask is None:
            return self.load_lanes(at, dtype, SIZES[dtype])
        w, n, kind = self.w, self.width, "u8" if dtype == "bool" else dtype
        zero = w.constant(0, kind, n)
        types = f"ptr, i32, {self.mask.type}, {zero.type}"
        function = w.declared("masked.load", f"{suffix(kind, n)}.p0", zero.type, types)
        call = f"call {zero.type} {function}(ptr {at}, i32 {SIZES[kind]}, {self.mask.typed}, {zero.typed})"
        found = w.emit(call, kind, n)
        return w.compare("ne", found, zero) if dtype == "bool" else found

    def _store_row(self, at: str, x: Value) -> None:
        if self.mask is None:
            self.store_lanes(at, x, SIZES[x.dtype])
            return
        w = self.w
        x = w.cast("zext", x, "u8") if x.dtype == "bool" else x
        types = f"{x.type}, ptr, i32, {self.mask.type}"
        function = w.declared("masked.store", f"{suffix(x.dtype, x.width)}.p0", "void", types)
        w.line(f"call void {function}({x.typed}, ptr {at}, i32 {SIZES[x.dtype]}, {self.mask.typed})")

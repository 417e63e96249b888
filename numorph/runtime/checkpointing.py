"""Derivatives of procedures with a tape that holds one stage at a time: states are kept instead, and stages run again.

A loop is gone through once, without tape, with snapshots of its state at equal distances; where there are too many,
every other one goes and the distance doubles (as in Stumm and Walther, "New algorithms for optimal online
checkpointing", SIAM J. Sci. Comput. 32, 2010, but simpler).  Then the parts between snapshots are reversed, from the
last to the first.  A part is cut in segments, each as long as the tape has room for; from the part's snapshot they are
reached by the binomial schedule of Griewank and Walther ("Algorithm 799: revolve", ACM TOMS 26, 2000).

Cost: with c snapshots at a time and L segments in a part, an iteration runs at most r + 3 times: in the forward sweep,
in the sweep with snapshots, with the tape, and r times between snapshots, where r is the smallest number such that L is
at most binomial(c/2 + r, r): 1 or 2 for dozens of snapshots.  With as few as there can be, r grows like L ** (1/2).

The budget is for copies of states (at most a half) and the tape (the rest).  What cannot be divided gets what it needs,
even beyond the budget: a few copies of the state, code outside loops, and an iteration that has no loop in it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from math import comb
from typing import Any, Final, final

import numpy as np

from ..codegen import procedure_memory as memory
from ..procedures.checkpointed import Branch, Loop, Piece, Series, Stage, Stages, Stretch
from ..procedures.ir import COMPLEX, Reg
from ..procedures.partials import FLOATS
from ..procedures.saving import size_of
from .procedure_code import ProcedureCode
from .procedure_memory import TOO_LONG, Memory, Tape

_FEWEST, _MOST = 4, 128  # snapshots of a loop
_NUMBER: Final = 64  # bytes of a number in a snapshot, about
_OWNERS: Final = 1 << 40  # so many that no procedure frees the memory


class CannotRun(Exception):
    """A stage has bailed, for the reason that is given."""


@final
class Meter:
    """Bytes that are kept now, and the most that there ever were."""

    __slots__ = ("most", "now")

    def __init__(self) -> None:
        self.now = self.most = 0

    def add(self, nbytes: int) -> None:
        self.now += nbytes
        self.most = max(self.most, self.now)


@final
class Block:
    """Memory of a state, which no procedure frees."""

    __slots__ = ("_keeps", "_meter", "address", "nbytes")

    def __init__(self, address: int, nbytes: int, keeps: Any, meter: Meter | None):
        self.address, self.nbytes, self._keeps, self._meter = address, nbytes, keeps, meter
        if meter is not None:
            ctypes.c_int64.from_address(address - memory.HEADER + 8 * memory.OWNERS).value = _OWNERS
            meter.add(nbytes)

    def copied(self, meter: Meter) -> Block:
        raw = np.empty(self.nbytes + 2 * memory.HEADER, np.uint8)
        address = -(-raw.ctypes.data // memory.HEADER) * memory.HEADER + memory.HEADER
        ctypes.memmove(address, self.address, self.nbytes)
        return Block(address, self.nbytes, raw, meter)

    def __del__(self) -> None:
        if self._meter is not None:
            self._meter.now -= self.nbytes


@final
class State:
    """The values of registers between two stages; of a pointer its block, or None."""

    __slots__ = ("values",)

    def __init__(self, values: dict[Reg, Any]):
        self.values = values


@final
class Cotangents:
    """Of a state: numbers, and of pointers memory like that of the block, whole; what is missing is zero.

    Of a complex number: those of its parts, as one complex number.
    """

    __slots__ = ("numbers", "shadows")

    def __init__(self, numbers: dict[Reg, Any], shadows: dict[Reg, np.ndarray]):
        self.numbers, self.shadows = numbers, shadows


@final
class PieceCode:
    """A piece as machine code: itself, and the sweeps of its derivative."""

    def __init__(self, stages: Stages, piece: Piece, runs: bool, differentiated: bool):
        self.stages, self.piece = stages, piece
        self.told = len(piece.told)
        self.primal = ProcedureCode(piece.procedure) if runs else None
        if differentiated:
            self.pair = piece.pair()
            self.forward, self.backward = ProcedureCode(self.pair.forward), ProcedureCode(self.pair.backward)
            self.forward.make()
            self.backward.make()
        if self.primal is not None:
            self.primal.make()

    def run(self, state: State, meter: Meter, *given: int) -> tuple[State, list[Any]]:
        """The state after it, in the same memory; and what else it tells."""
        assert self.primal is not None
        inputs, _ = self._inputs(state, given)
        found = self.primal.call(inputs)
        if found is None:
            raise CannotRun(self.primal.last_bail or "")
        return self._after(found, state, meter), found[len(found) - self.told :]

    def reverse(
        self, state: State, cts: Cotangents, limit: int | None, meter: Meter, *given: int
    ) -> tuple[Cotangents, int] | None:
        """The cotangents before it, and the size of the tape; None where it is more than `limit`.  Spoils the state."""
        inputs, blocks = self._inputs(state, given)
        tape = Tape(limit)
        found = self.forward.call(inputs, tape)
        if found is None:
            if limit is not None and self.forward.last_bail == TOO_LONG:
                return None
            raise CannotRun(self.forward.last_bail or "")
        nbytes = tape.nbytes
        meter.most = max(meter.most, meter.now + nbytes)
        after = self._after(found, state, None)
        shadows: dict[int, np.ndarray] = {}  # by the block's address
        for r in self.piece.outs:
            b = after.values[r] if r.dtype == "ptr" else None
            if b is not None and r in cts.shadows:
                shadows.setdefault(b.address, cts.shadows[r])
        wanted = set(self.pair.wanted)
        for i, r in enumerate(self.pair.forward.inputs):
            if r.dtype == "ptr":
                block = blocks[i]
                if block is None or i not in wanted:
                    inputs.append(0)
                    continue
                if block.address not in shadows:
                    shadows[block.address] = np.zeros(block.nbytes, np.uint8)
                inputs.append(shadows[block.address].ctypes.data)
        inputs += self._seeds(after, cts, shadows, {b.address for b in blocks.values() if b is not None})
        tape.lift_limit()  # a reverse sweep may have memory of its own
        out = self.backward.call(inputs, tape)
        if out is None:
            raise AssertionError(f"a reverse sweep has bailed: {self.backward.last_bail}")
        return self._cotangents(state, shadows, out), nbytes

    def _seeds(self, after: State, cts: Cotangents, shadows: dict[int, np.ndarray], old: set[int]) -> list[Any]:
        """Cotangents of the results: of new memory that of each block once."""
        seeds: list[Any] = []
        done = set(old)
        for r in self.piece.outs:
            b = after.values.get(r) if r.dtype == "ptr" else None
            if r.dtype in COMPLEX:
                ct = cts.numbers.get(r, 0j)
                seeds += [ct.real, ct.imag]
            elif r.dtype in FLOATS:
                seeds.append(cts.numbers.get(r, 0.0))
            elif r.dtype == "ptr":
                dtype = self.stages.dtype(r)
                if b is None or b.address in done or b.address not in shadows or dtype is None:
                    seeds += [0, 0]
                else:
                    done.add(b.address)
                    seeds += [shadows[b.address].ctypes.data, b.nbytes // size_of(dtype)]
        return seeds

    def _cotangents(self, before: State, shadows: dict[int, np.ndarray], out: list[Any]) -> Cotangents:
        numbers: dict[Reg, Any] = {}
        scalars = iter(out)
        for r in dict.fromkeys([r for r, _ in self.piece.active if r.dtype != "ptr"]):
            numbers[r] = complex(next(scalars), next(scalars)) if r.dtype in COMPLEX else next(scalars)
        found = {}
        for r in self.piece.ins:
            b = before.values.get(r) if r.dtype == "ptr" else None
            if b is not None and b.address in shadows:
                found[r] = shadows[b.address]
        return Cotangents(numbers, found)

    def _inputs(self, state: State, given: Sequence[int]) -> tuple[list[Any], dict[int, Block | None]]:
        """What the procedure's inputs are set to, and the blocks among them, by position."""
        inputs: list[Any] = []
        blocks: dict[int, Block | None] = {}
        for r in self.piece.ins:
            x = state.values.get(r)
            if r.dtype == "ptr":
                before = [state.values.get(p) for p in self.piece.first[r]]
                same = next((i for i, b in enumerate(before) if b is x and b is not None), -1)
                blocks[len(inputs)] = block = x if same < 0 else None
                inputs.append(0 if block is None else block.address)
                if before:
                    inputs.append(same)
            elif r.dtype in COMPLEX:
                inputs += [0.0, 0.0] if x is None else [x.real, x.imag]
            else:
                inputs.append(0 if x is None else x)
        return [*inputs, *given], blocks

    def _after(self, found: list[Any], before: State, meter: Meter | None) -> State:
        """The state of the results; without a meter only to look at."""
        known: dict[int, Block] = {b.address: b for b in before.values.values() if isinstance(b, Block)}
        values: dict[Reg, Any] = {}
        results = iter(found)
        for r in self.piece.outs:
            x = next(results)
            if r.dtype in COMPLEX:
                x = complex(x, next(results))
            elif isinstance(x, Memory):
                if x.is_new and x.address not in known:
                    known[x.address] = Block(x.address, x.nbytes, x, meter)
                x = known.get(x.address)  # what is not known is gone, and nobody reads it
            values[r] = x
        return State(values)


@final
class Reversal:
    """The derivative of a procedure in stages."""

    def __init__(self, stages: Stages):
        self.stages = stages
        self._codes: dict[Piece, PieceCode] = {}
        self._make(stages.whole)

    def _make(self, series: Series) -> None:
        for s in series.stages:
            if isinstance(s, Stretch):
                self._codes[s.piece] = PieceCode(self.stages, s.piece, True, True)
            elif isinstance(s, Branch):
                self._make(s.then)
                self._make(s.orelse)
            else:
                self._codes[s.advance] = PieceCode(self.stages, s.advance, True, False)
                self._codes[s.steps] = PieceCode(self.stages, s.steps, False, True)

    def run(self, inputs: Sequence[Any], cts: Cotangents, budget: int) -> tuple[Cotangents, Meter]:
        """The cotangents of the inputs (numbers; memory as (address, nbytes)), of those of `stages.outs`."""
        values = {
            r: Block(x[0], x[1], None, None) if r.dtype == "ptr" else x
            for r, x in zip(self.stages.inputs, inputs, strict=True)
        }
        sweep = _Sweep(self, budget)
        return sweep.series(self.stages.whole, State(values), cts, budget), sweep.meter

    def code(self, piece: Piece) -> PieceCode:
        return self._codes[piece]

    def prepare(self, series: Series) -> None:
        """Make the code of the stages of an iteration."""
        if not all([s.piece in self._codes for s in series.stages if isinstance(s, Stretch)]):
            self._make(series)


@final
class _Sweep:
    """One derivative."""

    def __init__(self, reversal: Reversal, budget: int):
        self.reversal, self.meter = reversal, Meter()
        self.group = reversal.stages.group

    def copied(self, state: State, groups: set[int]) -> State:
        """A state with memory of its own, as far as it is in some groups."""
        new: dict[int, Block] = {}
        values = dict(state.values)
        for r, b in values.items():
            if isinstance(b, Block) and self.group[r] in groups:
                if id(b) not in new:
                    new[id(b)] = b.copied(self.meter)
                values[r] = new[id(b)]
        return State(values)

    def nbytes(self, state: State, groups: set[int]) -> int:
        blocks = {id(b): b for r, b in state.values.items() if isinstance(b, Block) and self.group[r] in groups}
        return sum([b.nbytes for b in blocks.values()]) + _NUMBER * len(state.values)

    # forward

    def after(self, s: Stage, state: State) -> State:
        """The state after a stage, in memory of its own."""
        state = self.copied(state, s.written)
        if isinstance(s, Stretch):
            return self.reversal.code(s.piece).run(state, self.meter)[0]
        if isinstance(s, Branch):
            for inner in self.taken(s, state).stages:
                state = self.after(inner, state)
            return state
        over = False
        while not over:
            state, _, over = self.some(s, state, 1 << 62)
        return state

    def some(self, loop: Loop, state: State, count: int) -> tuple[State, int, bool]:
        """Some iterations more, in the same memory."""
        state, (ran, over) = self.reversal.code(loop.advance).run(state, self.meter, count)
        return state, ran, over

    def taken(self, s: Branch, state: State) -> Series:
        return s.then if state.values[s.condition] else s.orelse

    # backward

    def series(self, series: Series, state: State, cts: Cotangents, budget: int) -> Cotangents:
        states = [state]
        for s in series.stages[:-1]:
            states.append(self.after(s, states[-1]))
        for s in reversed(series.stages):
            cts = self.stage(s, states.pop(), cts, budget)
        return cts

    def stage(self, s: Stage, state: State, cts: Cotangents, budget: int) -> Cotangents:
        if isinstance(s, Branch):
            return self.series(self.taken(s, state), state, cts, budget)
        if isinstance(s, Loop):
            return _LoopSweep(self, s, budget).run(state, cts)
        found = self.reversal.code(s.piece).reverse(self.copied(state, s.written), cts, None, self.meter)
        assert found is not None
        return found[0]


@final
class _LoopSweep:
    """The reverse of one loop.  length: how many iterations go on a tape."""

    def __init__(self, sweep: _Sweep, loop: Loop, budget: int):
        self.sweep, self.loop = sweep, loop
        self.budget = budget
        self.room, self.tape = budget // 2, budget - budget // 2
        self.steps = sweep.reversal.code(loop.steps)
        self.length = 1

    def run(self, state: State, cts: Cotangents) -> Cotangents:
        kept, end, slots = self.snapshots(state)
        while kept:
            start, snapshot = kept.pop()
            cts = self.part(start, end, snapshot, cts, slots - len(kept) - 1)
            end = start
        return cts

    def snapshots(self, state: State) -> tuple[list[tuple[int, State]], int, int]:
        """Snapshots at equal distances, the number of iterations, and how many snapshots there may be at a time."""
        sweep, loop = self.sweep, self.loop
        state = sweep.copied(state, loop.written)
        kept = [(0, sweep.copied(state, loop.kept))]
        self.measure(kept[0][1])
        size, slots = 0, _FEWEST
        at, distance, over = 0, self.length, False
        while True:
            state, ran, over = sweep.some(loop, state, distance - at % distance)
            at += ran
            if over:
                return kept, at, slots
            size = max(size, sweep.nbytes(state, loop.kept))
            slots = min(max(self.room // size - 3, _FEWEST), _MOST)  # others are in use while one is restored
            self.tape = max(self.tape, self.budget - (slots + 3) * size)
            if 2 * len(kept) >= slots:
                kept, distance = kept[::2], 2 * distance
            if at % distance == 0:
                kept.append((at, sweep.copied(state, loop.kept)))

    def measure(self, start: State) -> None:
        """How long a segment may be, as far as the first iteration tells."""
        sweep = self.sweep
        _, ran, _ = sweep.some(self.loop, sweep.copied(start, self.loop.written), 1)
        if ran:
            self.taped(0, 1, start, Cotangents({}, {}))

    def part(self, start: int, end: int, snapshot: State, cts: Cotangents, free: int) -> Cotangents:
        """Reverse the iterations from `start`, where the snapshot is, to `end`, with some free places for snapshots."""
        while end > start:
            segments = -(-(end - start) // self.length)
            if segments == 1:
                found = self.taped(start, end, snapshot, cts)
                if found is None and end - start == 1:
                    found = self.single(snapshot, cts)
                if found is None:
                    self.length = (end - start) // 2
                    continue
                return found
            middle = start + _left(segments, free) * self.length
            state, _, _ = self.sweep.some(self.loop, self.sweep.copied(snapshot, self.loop.kept), middle - start)
            cts, end = self.part(middle, end, state, cts, max(free - 1, 0)), middle
            del state
        return cts

    def taped(self, start: int, end: int, snapshot: State, cts: Cotangents) -> Cotangents | None:
        state = self.sweep.copied(snapshot, self.loop.kept)
        found = self.steps.reverse(state, cts, self.tape, self.sweep.meter, end - start)
        if found is None:
            return None
        cts, nbytes = found
        self.length = max(self.tape * (end - start) // max(nbytes, 1), 1)
        return cts

    def single(self, snapshot: State, cts: Cotangents) -> Cotangents:
        """Reverse one iteration that is too much for the tape: in stages of its own, if it has some."""
        series = self.loop.iteration()
        state = self.sweep.copied(snapshot, self.loop.kept)
        if series.divided:
            self.sweep.reversal.prepare(series)
            return self.sweep.series(series, state, cts, self.tape)
        found = self.steps.reverse(state, cts, None, self.sweep.meter, 1)
        assert found is not None
        return found[0]


def _left(segments: int, free: int) -> int:
    """How many of some segments lie before the next snapshot, by the binomial schedule."""
    if free == 0:
        return segments - 1
    repeats = 1
    while comb(free + 1 + repeats, repeats) < segments:
        repeats += 1
    return segments - min(comb(free + repeats, repeats), segments - 1)

"""Loops whose reverse has the tape of some turns at a time: the turns of a segment are run again, from a snapshot.

So a gradient stays within the budget of its tape.  The first turns leave a tape as ever, and tell how long it gets.
Where that of all turns would be too long, the others are run without one, a segment after a snapshot of what the turns
change and read.  Backwards, the last segment first, each is run again, with a tape, and then reversed; where it is too
long for that, it becomes two, as often as it takes: any budget will do in which there is room for a snapshot and the
tape of a turn.

What a segment does again it does with memory that is alive: the tape owns all that the loop touches, but for what a
turn makes and gives back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import final

from .building import integer, number, trips
from .facts import Facts, Memory, blocks
from .ir import (
    Alloc,
    Assign,
    Break,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Push,
    PushBlock,
    Reg,
    Statement,
    Store,
    While,
    bodies,
    load,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .recording import Recording
from .renaming import Liveness
from .saving import Saving, size_of
from .shadows import Shadows

_CACHED = 1 << 23  # bytes of a tape that are in a cache when the reverse sweep takes them
_INSIDE = 4  # a loop inside another has room for a tape a quarter as long
_WORD = 8

Turns = Callable[[list[Expr]], list[Statement]]  # statements that run the turns between two bounds


@final
class Segments:
    """The loops of a procedure that are run in segments; `facts.temporary` says what a turn makes and gives back.

    reserved: how many bytes are made after the forward sweep.  depth: how many such loops there may be around another.
    """

    def __init__(self, facts: Facts, reserved: Expr, depth: int):
        self.facts, self.reserved = facts, reserved
        self.loops: dict[int, For] = {}
        self.memory: dict[Alloc, tuple[Reg, Reg]] = {}  # that snapshots may hold: a pointer to it, its count
        self.around: dict[int, tuple[int, ...]] = {}  # the loops around a loop, by their ids
        self._made: dict[int, list[Alloc]] = {}  # before each loop, outside all loops
        self._find(facts.procedure.body, [], depth, ())
        inside = [sum([x in self.loops for x in around]) for around in self.around.values()]
        self.depth = max(inside, default=-1)  # of those that there are

    def _find(self, body: list[Statement], made: list[Alloc], depth: int, around: tuple[int, ...]) -> None:
        made = list(made)
        for s in body:
            if isinstance(s, Alloc) and not around:
                made.append(s)
            elif isinstance(s, If):
                for inner in blocks(s, self.facts.parts):
                    self._find(inner, made, depth, around)
            elif isinstance(s, While):
                for inner in blocks(s, self.facts.parts):
                    self._find(inner, made, depth, (*around, id(s)))
            elif isinstance(s, For) and not s.parallel:
                divides = self._divides(s, made)
                if divides:
                    self.loops[id(s)], self._made[id(s)], self.around[id(s)] = s, made, around
                    for m in self.written(s):
                        self.memory.setdefault(m, (Reg("whole", "ptr"), Reg("count", "i64")))
                if depth or not divides:
                    self._find(s.body, made, depth - divides, (*around, id(s)))

    def _divides(self, s: For, made: list[Alloc]) -> bool:
        """Whether turns can be run again: all that they leave behind is in memory that was made before the loop."""
        inside = list(statements(s.body))
        if any([isinstance(x, Library) and x.name != "matmul" for x in inside]):
            return False
        if any([isinstance(x, Alloc) and x.reg not in self.facts.temporary for x in inside]):
            return False
        return self.written(s) <= set(made)

    # what a loop does

    def written(self, s: For) -> set[Memory]:
        """The memory that it writes, but for what a turn makes."""
        inside = list(statements(s.body))
        return set().union(*[self.facts.written(x) for x in inside]) - {x for x in inside if isinstance(x, Alloc)}

    def read(self, s: For) -> set[Memory]:
        """The memory that it reads, but for what a turn makes."""
        inside = list(statements(s.body))
        pointers = [e.attr for x in inside for e in subexpressions(operands(x)) if e.op == "load"]
        pointers += [p for x in inside if isinstance(x, Library) for p in x.pointers[:2]]
        return {m for p in pointers for m in self.facts.memories(p)} - {x for x in inside if isinstance(x, Alloc)}

    def live(self, s: For) -> set[Reg]:
        """Registers that a turn reads before it assigns them, but for those that only own memory."""
        found = Liveness().statement(s, frozenset())
        return {r for r in found if r.dtype != "ptr" or r in self.facts.used}

    # snapshots

    def registers(self, s: For, recording: Recording) -> set[Reg]:
        """What a snapshot holds beside memory: also what turns save before they assign it."""
        saved = set().union(*[recording.saves.get(id(x), set()) for x in _in_order(s.body)])
        return (self.live(s) | saved) & assigned(s.body)

    def _kept(self, s: For, recording: Recording) -> list[Alloc]:
        """The memory that a snapshot holds: what is written, and read or saved by some turn."""
        saved = {m for x in statements(s.body) if id(x) in recording.restores for m in self.facts.written(x)}
        kept = self.written(s) & (self.read(s) | saved)
        return [m for m in self._made[id(s)] if m in kept]

    @property
    def named(self) -> dict[Statement, list[Statement]]:
        """After what makes memory that snapshots may hold: a pointer that stays there, and how much it is."""
        return {s: [Assign(p, reg(s.reg)), Assign(count, s.count)] for s, (p, count) in self.memory.items()}

    def segmented(self, recording: Recording, saving: Saving, shadows: Shadows) -> dict[int, Segmented]:
        """The loops that the reverse sweep runs backwards, by their ids."""
        found: dict[int, Segmented] = {}
        acting = [s for s in self.loops.values() if recording.acts(s.body)]
        for at, s in enumerate(acting):
            around = self.around[id(s)]
            later = len([x for x in acting[at + 1 :] if self.around[id(x)] == around])
            parts = (1 + later) * _INSIDE ** len(around)
            memory = [(*self.memory[m], m.dtype) for m in self._kept(s, recording)]
            registers = saving.ordered(self.registers(s, recording))
            found[id(s)] = Segmented(s, Snapshot(registers, memory, shadows), parts, self.reserved)
        return found


@final
class Snapshot:
    """What a loop's turns change and read: how it is put on the tape, and taken from it."""

    def __init__(self, registers: list[Reg], memory: list[tuple[Reg, Reg, str]], shadows: Shadows):
        self.registers, self.memory, self.shadows = registers, memory, shadows
        self._sites = {g: Reg("kept", g.dtype) for r in registers for g in shadows.group(r)}
        self._blocks = [(Reg("kept", "ptr"), Reg("kept", "ptr")) for _ in memory]

    def nbytes(self) -> Expr:
        total = number(_WORD * (1 + len(self._sites)))  # with the number above it
        for _, count, dtype in self.memory:
            total = integer("add", total, integer("mul", reg(count), number(size_of(dtype))))
        return total

    def pushed(self) -> list[Statement]:
        out: list[Statement] = []
        for (pointer, count, dtype), (block, site) in zip(self.memory, self._blocks, strict=True):
            out += [PushBlock(block, reg(count), dtype, site), _copied(block, pointer, count, dtype)]
        return [*out, *[Push(reg(g), site) for g, site in self._sites.items()]]

    def popped(self) -> list[Statement]:
        out: list[Statement] = [Pop(g, site) for g, site in reversed(self._sites.items())]
        for r in self.registers:
            out += self.shadows.found(r)
        for (pointer, count, dtype), (block, site) in reversed(list(zip(self.memory, self._blocks, strict=True))):
            out += [PopBlock(block, reg(count), dtype, site), _copied(pointer, block, count, dtype)]
        return out


@final
class Segmented:
    """One loop in both sweeps.

    Each segment has a number on the tape, above what it has left there: how many turns it has, which is negative where
    they have left no tape, and there is a snapshot.
    """

    def __init__(self, loop: For, snapshot: Snapshot, parts: int, reserved: Expr):
        """parts: of what is free, one is for this loop.  reserved: the bytes that are made between the sweeps."""
        self.loop, self.snapshot, self.parts, self.reserved = loop, snapshot, parts, reserved
        self._per, self._held, self._limit = [Reg(name, "i64") for name in ("per", "held", "limit")]
        self._look = Library("held", (), (), [self._held, self._limit])
        self._free = integer("sub", reg(self._limit), reg(self._held))

    def forward(self, bounds: list[Expr], taped: Turns, plain: Turns) -> list[Statement]:
        """taped, plain: statements that run turns with and without a tape.

        The room is what is free, or a part of it, as there are other loops.  Turns leave a tape as long as all may
        fit, or a quarter of the room is free: twice as many, or a quarter of what may fit, and then another look,
        since later ones may leave more.  Then there are snapshots every `distance` turns, in half the room if that
        leaves enough for a tape.
        """
        turns, done, left, length = [Reg(name, "i64") for name in ("turns", "done", "left", "length")]
        first, room, distance = [Reg(name, "i64") for name in ("first", "room", "distance")]
        per, spent = reg(self._per), integer("sub", reg(self._held), reg(first))

        def fit(part: int, of: int) -> Expr:
            """How many turns more may leave a tape in a part of the room, with enough left for what a turn makes."""
            share = integer("mul", integer("quo", reg(room), number(of)), number(part))
            return integer("sub", integer("quo", integer("sub", share, spent), per), number(1))

        snapshots = self._snapshots(reg(room), integer("sub", reg(room), spent))
        short = integer("quo", _least(integer("quo", reg(room), number(4)), number(_CACHED)), per)
        begins: list[Statement] = [
            Assign(distance, integer("add", integer("quo", reg(left), snapshots), number(1))),
            Assign(distance, _most(reg(distance), short)),
        ]
        carefully = _most(integer("quo", reg(length), number(4)), number(1))
        looks: list[Statement] = [
            Assign(length, fit(7, 8)),
            If(
                _holds("lt", reg(length), reg(left)),
                [Assign(length, fit(1, 4))],
                [Assign(length, _least(carefully, reg(left)))],
            ),
            Assign(length, _least(reg(length), _most(reg(done), number(1)))),
            If(_holds("le", reg(length), number(0)), begins),
        ]
        far = _holds("ne", reg(distance), number(0))
        body: list[Statement] = [
            If(_holds("ge", reg(done), reg(turns)), [Break()]),
            Assign(left, integer("sub", reg(turns), reg(done))),
            If(far, [], looks),
            If(
                far,
                [
                    Assign(length, _least(reg(left), reg(distance))),
                    *self._kept(plain, bounds, done, reg(length)),
                ],
                [*self._measured(taped, bounds, done, length), Push(reg(length))],
            ),
            Assign(done, integer("add", reg(done), reg(length))),
        ]
        share = integer("quo", integer("sub", self._free, self.reserved), number(self.parts))
        return [
            Assign(turns, trips(bounds[0], bounds[1], self.loop.step)),
            self._look,
            Assign(first, reg(self._held)),
            Assign(room, share),
            *[Assign(r, number(0)) for r in (done, distance)],
            Assign(self._per, number(1)),
            While(body),
        ]

    def reverse(self, bounds: list[Expr], taped: Turns, plain: Turns, back: Turns) -> list[Statement]:
        """taped, plain: statements that run turns again, with and without a tape; back: that reverse them.

        What is too long for a tape in half the room is divided: its first turns become a segment with a snapshot.  The
        others leave a tape if they are few enough for that, else they become a segment as well.  No tape has more turns
        than are reversed already, but for one, since turns of which nothing is known may leave more than the others.
        """
        end, start, length, turns = [Reg(name, "i64") for name in ("end", "start", "length", "turns")]
        unit, others = Reg("unit", "i64"), Reg("others", "i64")
        half = integer("quo", integer("sub", self._free, self.snapshot.nbytes()), number(2))
        known = integer("sub", reg(turns), reg(end))
        begin = integer("sub", reg(length), reg(others))  # of the others
        divided: list[Statement] = [
            *self._others(length, unit, others),
            *self._kept(plain, bounds, start, begin),
            Assign(start, integer("add", reg(start), begin)),
            Assign(length, reg(others)),
        ]
        too_long = _holds("gt", reg(length), reg(unit))
        again: list[Statement] = [
            Assign(length, _negative(reg(length))),
            Assign(start, integer("sub", reg(end), reg(length))),
            *self.snapshot.popped(),
            self._look,
            Assign(unit, _least(integer("quo", half, reg(self._per)), known)),
            Assign(unit, _most(reg(unit), number(1))),
            If(too_long, divided),
            If(
                too_long,
                [*self.snapshot.pushed(), Push(_negative(reg(length))), Assign(length, number(0))],
                self._measured(taped, bounds, start, length),
            ),
        ]
        reversed_: list[Statement] = [
            Assign(start, integer("sub", reg(end), reg(length))),
            *self._run(back, bounds, start, reg(length)),
            Assign(end, reg(start)),
        ]
        body: list[Statement] = [
            If(_holds("le", reg(end), number(0)), [Break()]),
            Pop(length),
            If(_holds("lt", reg(length), number(0)), again),
            If(_holds("gt", reg(length), number(0)), reversed_),
        ]
        count = trips(bounds[0], bounds[1], self.loop.step)
        return [Assign(turns, count), Assign(end, reg(turns)), While(body)]

    def _snapshots(self, room: Expr, free: Expr) -> Expr:
        """How many there may be in half the room, if they leave enough for two turns; one at least.

        One turn leaves its tape, and what it makes meanwhile, or its reverse does, is about as much.
        """
        enough = integer("sub", free, integer("mul", number(2), reg(self._per)))
        most = _least(integer("quo", room, number(2)), enough)
        return _most(integer("quo", most, self.snapshot.nbytes()), number(1))

    def _others(self, length: Reg, unit: Reg, others: Reg) -> list[Statement]:
        """How many of some turns do not belong to the first segment, by the binomial schedule.

        With s snapshots, that before the first turn among them, and r runs of each turn at most, tapes of (s + r over
        s) times `unit` turns can be made; (s + r - 1 over s - 1) of them with the others, and s - 1 snapshots.
        """
        slots, runs, tapes, all_ = [Reg(name, "i64") for name in ("slots", "runs", "tapes", "all")]
        more: list[Statement] = [
            If(_holds("ge", reg(tapes), reg(all_)), [Break()]),
            Assign(runs, integer("add", reg(runs), number(1))),
            Assign(tapes, integer("mul", reg(tapes), integer("add", reg(slots), reg(runs)))),
            Assign(tapes, integer("quo", reg(tapes), reg(runs))),
        ]
        last = integer("quo", integer("mul", reg(tapes), reg(slots)), integer("add", reg(slots), reg(runs)))
        rounded = integer("add", reg(length), integer("sub", reg(unit), number(1)))
        return [
            Assign(all_, integer("quo", rounded, reg(unit))),
            Assign(slots, _least(self._snapshots(self._free, self._free), reg(all_))),
            Assign(runs, number(0)),
            Assign(tapes, number(1)),
            While(more),
            Assign(others, _least(last, integer("sub", reg(all_), number(1)))),
            Assign(others, integer("mul", reg(others), reg(unit))),
        ]

    def _run(self, turns: Turns, bounds: list[Expr], start: Reg, length: Expr) -> list[Statement]:
        """Some turns from one on, which are counted from 0."""
        begin, stop, step = Reg("begin", "i64"), Reg("stop", "i64"), number(self.loop.step)
        return [
            Assign(begin, integer("add", bounds[0], integer("mul", reg(start), step))),
            Assign(stop, integer("add", reg(begin), integer("mul", length, step))),
            *turns([reg(begin), reg(stop)]),
        ]

    def _kept(self, plain: Turns, bounds: list[Expr], start: Reg, length: Expr) -> list[Statement]:
        """A segment that leaves a snapshot."""
        return [*self.snapshot.pushed(), *self._run(plain, bounds, start, length), Push(_negative(length))]

    def _measured(self, taped: Turns, bounds: list[Expr], start: Reg, length: Reg) -> list[Statement]:
        """A segment that leaves a tape; `per` is how much of it a turn may leave."""
        before = Reg("before", "i64")
        mean = integer("quo", integer("sub", reg(self._held), reg(before)), _most(reg(length), number(1)))
        return [
            self._look,
            Assign(before, reg(self._held)),
            *self._run(taped, bounds, start, reg(length)),
            self._look,
            Assign(self._per, _most(reg(self._per), integer("add", mean, number(1)))),
        ]


def _in_order(body: list[Statement]) -> Iterator[Statement]:
    """Statements but for those in parallel loops, which save what is their own."""
    for s in body:
        yield s
        if not isinstance(s, For) or not s.parallel:
            for inner in bodies(s):
                yield from _in_order(inner)


def _copied(to: Reg, source: Reg, count: Reg, dtype: str) -> For:
    i = Reg("i", "i64")
    return For(i, number(0), reg(count), [Store(to, reg(i), load(source, reg(i), dtype))], parallel=True)


def _holds(op: str, x: Expr, y: Expr) -> Expr:
    return Expr(op, "bool", (x, y))


def _least(x: Expr, y: Expr) -> Expr:
    return integer("min", x, y)


def _most(x: Expr, y: Expr) -> Expr:
    return integer("max", x, y)


def _negative(x: Expr) -> Expr:
    return integer("sub", number(0), x)

"""Loops over time steps go on in blocks of rows: some steps are done with rows while these are in a core's cache.

`for t in range(steps): new[1:-1] = ... u ...; u, new = new, u` brings both buffers from memory in every step, where
they are larger than a cache.  In blocks of K steps they come once: a number of rows is done in the first step, as many
in the second, some rows behind, and so on; then come the next rows.  How far a step stays behind the one before is
computed before the loop (procedures/row_lags.py), of what passes touch.  Each element is computed from the same numbers
by the same operations.

A turn runs as often as there are blocks of rows, on a part of the rows each time; so what it computes beside its passes
is the same each time, and what it hands on to the next turn begins anew (procedures/time_steps.py).

The loop stays as it is where arrays are not large, or where conditions do not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from typing import Final, NamedTuple, final

from .activity import Pointees
from .building import all_hold, integer, number, simply, trips
from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    const,
    operands,
    reg,
    statements,
    subexpressions,
)
from .loop_facts import LoopFacts
from .rewriting import anew, with_bodies
from .row_lags import RowLags
from .row_passes import Refused, needs
from .time_steps import TimeStep

_MOST_PASSES: Final = 8
_MOST_STATEMENTS: Final = 400  # of a turn
_FEW_STEPS: Final = 3
_FEW_ROWS: Final = 16  # that are enough, where they are long
_KINDS: Final = (Assign, Store, If, For, Bail, Alloc, Retain, Release)  # of statements in a turn


class Sizes(NamedTuple):
    """When loops go on in blocks, and in which.

    least: bytes of all arrays, below which steps are as quick one by one, several threads sharing each.  cache: bytes
    of the rows that a block has at once, in the cache of a core.  shared: the same of rows that are too long for that,
    in the cache of all cores.  steps: the most that a block has.
    """

    least: int = 24 << 20
    cache: int = 1 << 20
    shared: int = 8 << 20
    steps: int = 8


def in_time_blocks(procedure: Procedure, sizes: Sizes) -> Procedure:
    """The same procedure, in which such loops have a second form, for large arrays."""
    if not any([isinstance(s, For) and not s.parallel for s in statements(procedure.body)]):
        return procedure
    blocks = _Blocks(procedure, sizes)
    body = blocks.body(procedure.body)
    return procedure.with_body(body) if blocks.count else procedure


@final
class _Blocks:
    def __init__(self, procedure: Procedure, sizes: Sizes):
        self.procedure, self.facts, self.sizes = procedure, LoopFacts(procedure), sizes
        self.count = 0  # of loops that have a second form

    @cached_property
    def pointees(self) -> Pointees:
        return Pointees(self.procedure)

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, For) and not s.parallel:
                try:
                    out += self.of_loop(s)
                    self.count += 1
                    continue
                except Refused:
                    pass
            out.append(with_bodies(s, self.body))
        return out

    def of_loop(self, s: For) -> list[Statement]:
        """Both forms of a loop."""
        if s.start.op == s.stop.op == "const":
            needs(abs(s.stop.attr - s.start.attr) > _FEW_STEPS)
        inside = list(statements(s.body))
        needs(abs(s.step) == 1 and len(inside) <= _MOST_STATEMENTS and all([isinstance(x, _KINDS) for x in inside]))
        needs(any([isinstance(x, For) for x in inside]) and any([isinstance(x, Store) for x in inside]))
        step = TimeStep(s, self.pointees.of)
        passes = list(step.passes.values())
        needs(0 < len(passes) <= _MOST_PASSES)
        lags = RowLags(passes, step.numbers, self.pointees.of)
        for x in step.body:
            if id(x) not in step.passes:
                loads = [e.attr for e in subexpressions(operands(x)) if e.op == "load"]
                needs(not any([lags.writes(p) for p in loads]))
        needs(not self.facts.read_after(s, step.own))
        return _Written(s, step, lags, self.sizes).both


@final
class _Written:
    """The code of one loop."""

    def __init__(self, s: For, step: TimeStep, lags: RowLags, sizes: Sizes):
        self.s, self.step, self.lags, self.sizes = s, step, lags, sizes
        self.first, self.last, self.turns = Reg("first", "i64"), Reg("last", "i64"), Reg("turns", "i64")
        self.low, self.high = Reg("low", "i64"), Reg("high", "i64")  # rows of all passes
        self.steps, self.rows = Reg("steps", "i64"), Reg("rows", "i64")  # of a block
        self.blocked = Reg("blocked", "bool")
        conditions = step.conditions(self._used())
        needs(not any([e.op == "load" for x in conditions for e in subexpressions([x])]))
        several = Expr("gt", "bool", (reg(self.turns), number(1)))
        conditions += [*lags.conditions, self._are_large()]
        chosen = self._chosen()
        # What is not assigned on some way may be any number to LLVM, also where it is not read.
        nothing = [Assign(x.reg, number(0)) for x in chosen if isinstance(x, Assign) and x.reg is not self.blocked]
        original = For(s.counter, reg(self.first), reg(self.last), s.body, s.step)
        self.both: list[Statement] = [
            Assign(self.first, s.start),
            Assign(self.last, s.stop),
            Assign(self.turns, trips(reg(self.first), reg(self.last), s.step)),
            Assign(self.blocked, const(False, "bool")),
            *nothing,
            If(several, [If(all_hold(conditions), chosen)]),
            If(Expr("not", "bool", (reg(self.blocked),)), [original], self._blocks()),
        ]

    def _used(self) -> list[Expr]:
        """What has to be the same in all turns."""
        bounds = [e for rows in self.lags.rows for e in rows]
        return [*bounds, *self.lags.conditions, *[e for x in self.lags.start for e in operands(x)]]

    def _are_large(self) -> Expr:
        """Whether arrays are, as is quickly found out."""
        low, high = self.lags.rows[self.lags.has_rows.index(True)]
        size = simply("mul", simply("sub", high, low), self.lags.bytes_of_a_row)
        return Expr("ge", "bool", (size, number(self.sizes.least)))

    def _chosen(self) -> list[Statement]:
        """How many steps and rows a block has, and whether it is worth it."""
        lags, row, fit = self.lags, Reg("bytes", "i64"), Reg("fit", "i64")
        (low, high), *others = lags.rows
        for one, other in others:
            low, high = simply("min", low, one), simply("max", high, other)
        per_step = simply("max", lags.lag, number(1))
        steps = simply("min", integer("quo", reg(fit), simply("mul", per_step, number(2))), number(self.sizes.steps))
        count = simply("sub", reg(self.high), reg(self.low))
        many, few = (
            integer("quo", number(size), simply("max", reg(row), number(1)))
            for size in (self.sizes.cache, self.sizes.shared)
        )
        tests = [
            Expr("gt", "bool", (reg(self.steps), number(1))),
            Expr("gt", "bool", (count, simply("mul", number(2), reg(self.rows)))),
        ]
        return [
            *lags.start,
            Assign(self.low, low),
            Assign(self.high, high),
            Assign(row, lags.bytes_of_a_row),
            Assign(fit, simply("max", many, simply("min", few, number(_FEW_ROWS)))),
            Assign(self.steps, simply("min", steps, reg(self.turns))),
            Assign(self.rows, simply("sub", reg(fit), simply("mul", reg(self.steps), lags.lag))),
            Assign(self.blocked, all_hold(tests)),
        ]

    def _blocks(self) -> list[Statement]:
        """The loop in blocks of steps."""
        block, begin, length = Reg("block", "i64"), Reg("begin", "i64"), Reg("length", "i64")
        saved = [(r, Reg(f"{r.name}.begin", r.dtype)) for r in self.step.carried]
        count = integer(
            "quo", simply("add", reg(self.turns), simply("sub", reg(self.steps), number(1))), reg(self.steps)
        )
        body = [
            Assign(begin, simply("mul", reg(block), reg(self.steps))),
            Assign(length, simply("min", reg(self.steps), simply("sub", reg(self.turns), reg(begin)))),
            *[Assign(to, reg(r)) for r, to in saved],
            self._rows_of_block(begin, length, [Assign(r, reg(to)) for r, to in saved]),
        ]
        made = list(self.step.made.values())
        return [*made, For(block, number(0), count, body), *[Release(s.reg) for s in made]]

    def _rows_of_block(self, begin: Reg, length: Reg, again: Sequence[Statement]) -> Statement:
        """All rows in a block of steps.  again: what each run of the steps begins with."""
        lags, tile, turn, top = self.lags, Reg("tile", "i64"), Reg("turn", "i64"), Reg("top", "i64")
        behind = simply("mul", simply("sub", reg(length), number(1)), lags.lag)
        farthest = reduce(lambda x, y: simply("max", x, y), lags.lags)
        height = simply("add", simply("sub", reg(self.high), reg(self.low)), simply("add", behind, farthest))
        count = integer("quo", simply("add", height, simply("sub", reg(self.rows), number(1))), reg(self.rows))
        moved = simply("sub", simply("mul", reg(tile), reg(self.rows)), simply("mul", reg(turn), lags.lag))
        at = simply("add", reg(begin), reg(turn))
        now = simply("add", reg(self.first), at) if self.s.step > 0 else simply("sub", reg(self.first), at)
        body: list[Statement] = [
            Assign(self.s.counter, now),
            Assign(top, simply("add", reg(self.low), moved)),
            *self._some_rows(top),
        ]
        return For(tile, number(0), count, [*again, For(turn, number(0), reg(length), body)])

    def _some_rows(self, top: Reg) -> list[Statement]:
        """A turn, on some rows only."""
        out: list[Statement] = []
        places = {k: n for n, k in enumerate(self.step.passes)}
        for s in self.step.body:
            if id(s) not in places:
                out.extend(anew([s]))
                continue
            k = places[id(s)]
            begin = simply("sub", reg(top), self.lags.lags[k])
            end = simply("add", begin, reg(self.rows))
            if self.lags.has_rows[k]:
                assert isinstance(s, For)
                # LLVM's vectors come out wrong, now and then, where it sees what all loops around make of the bounds.
                bounds = simply("max", s.start, begin), simply("min", s.stop, end)
                start, stop = (Expr("opaque", "i64", (e,)) for e in bounds)
                out.append(For(s.counter, start, stop, anew(s.body), 1, s.parallel))
            else:
                row = self.lags.rows[k][0]
                here = [Expr("ge", "bool", (row, begin)), Expr("lt", "bool", (row, end))]
                out.append(If(all_hold(here), anew(self.step.statements_of(s))))
        return out

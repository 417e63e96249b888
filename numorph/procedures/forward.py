"""The forward sweep: the procedure itself, which also saves what the reverse sweep will want."""

from __future__ import annotations

import functools
from typing import final

from .building import integer
from .building import number as whole
from .facts import Facts
from .ir import (
    Alloc,
    Assign,
    Break,
    Expr,
    For,
    If,
    Library,
    Push,
    PushBlock,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    const,
    load,
    reg,
)
from .partials import number
from .recording import Recording
from .rewriting import anew, with_bodies
from .saving import Saving
from .segments import Segmented, Segments
from .shadows import Shadows


def zero(dtype: str) -> Expr:
    """The null of a dtype."""
    if dtype == "ptr":
        return Expr("null", "ptr")
    if dtype == "bool":
        return const(False, "bool")
    return number(0.0, dtype) if dtype[0] in "fc" else const(0, dtype)


def matrix_loops(rows: Expr, columns: Expr, row: Reg, column: Reg, body: list[Statement]) -> For:
    """A loop over the elements of a matrix, which are different ones."""
    inner = For(column, whole(0), columns, body, parallel=True)
    return For(row, whole(0), rows, [inner], parallel=True)


def place(values: tuple[Expr, ...], row: Reg, column: Reg) -> Expr:
    """Where an element of a matrix lies, by offset and strides."""
    offset, first, second = values
    along = integer("add", offset, integer("mul", reg(row), first))
    return integer("add", along, integer("mul", reg(column), second))


@final
class Forward:
    """Makes the statements of the forward sweep."""

    def __init__(
        self, facts: Facts, recording: Recording, saving: Saving, shadows: Shadows, segments: Segments | None = None
    ):
        self.facts, self.recording, self.saving, self.shadows = facts, recording, saving, shadows
        self.segmented: dict[int, Segmented] = {}  # loops that are run in segments
        self.named: dict[Statement, list[Statement]] = {}  # what follows on statements, for these
        if segments is not None:
            self.segmented = segments.segmented(recording, saving, shadows)
            self.named = segments.named
        self.again = False  # whether turns are run again: the tape alone owns memory then
        self.counts: dict[Alloc, Expr] = {}  # of temporaries that have a shadow, where they are not known

    def procedure(self) -> list[Statement]:
        recording = self.recording
        new = self.saving.ordered(self.all_saved() - set(self.facts.procedure.inputs))
        out: list[Statement] = [Assign(r, zero(r.dtype)) for r in new]
        out += self.shadows.initial()
        out += self.body(self.facts.procedure.body)
        for r in self.saving.ordered(recording.last):
            out += self.saved("last", r)
        return out

    def all_saved(self) -> set[Reg]:
        """Registers that are saved anywhere, some of them perhaps before they are assigned."""
        recording = self.recording
        kept = [x.snapshot.registers for x in self.segmented.values()]
        return {*recording.last}.union(*recording.saves.values(), *recording.ending.values(), *kept)

    def body(self, body: list[Statement]) -> list[Statement]:
        return [x for s in body for x in [*self.statement(s), *self.named.get(s, ()), *self.left(s)]]

    def left(self, s: Statement) -> list[Statement]:
        """After the last statement that touches temporaries: what the reverse sweep has to know of them."""
        out: list[Statement] = []
        for alloc in self.facts.temporaries.get(id(s), ()):
            out += [Push(self.counts[alloc])] if alloc in self.counts else []
            if alloc in self.recording.needed:
                out.append(self.pushed(alloc, alloc.reg))
            elif self.again:
                out.append(Release(alloc.reg))
        return out

    def pushed(self, s: Alloc, pointer: Reg, what: str = "memory") -> Push:
        """A pointer that the reverse sweep takes from the tape, by Backward.popped."""
        return Push(reg(pointer), self.saving.site((id(s), what), "ptr"))

    def saved(self, key: int | str, r: Reg) -> list[Statement]:
        return [x for g in self.shadows.group(r) for x in self.saving.save((key, g), reg(g))]

    def overwritten(self, s: Statement) -> list[Statement]:
        """Save the registers that a statement assigns."""
        found = self.recording.saves.get(id(s), set())
        return [x for r in self.saving.ordered(found) for x in self.saved(id(s), r)]

    def statement(self, s: Statement) -> list[Statement]:
        if isinstance(s, Assign):
            return [*self.overwritten(s), s, *self.shadows.copied(s.reg, s.value)]
        if isinstance(s, Store):
            if id(s) not in self.recording.restores:
                return [s]
            return [*self.saving.save((id(s), "memory"), load(s.base, s.index, s.value.dtype)), s]
        if isinstance(s, If):
            return self.branch(s)
        if isinstance(s, For):
            return self.loop(s)
        if isinstance(s, While):
            return self.repeat(s)
        if isinstance(s, Alloc):
            return self.alloc(s)
        if isinstance(s, Library):
            return [*self.overwritten(s), *self.product(s), s]
        return [] if self.again and isinstance(s, Retain | Release) else [s]

    def branch(self, s: If) -> list[Statement]:
        if id(s) not in self.recording.branches:
            return [If(s.condition, self.body(s.body), self.body(s.orelse))]
        taken = Reg("taken", "bool")
        saved = self.saving.save((id(s), "branch"), reg(taken))
        return [Assign(taken, s.condition), If(reg(taken), self.body(s.body), self.body(s.orelse)), *saved]

    def loop(self, s: For) -> list[Statement]:
        out = self.overwritten(s)
        bounds, pushes = [s.start, s.stop], list[Statement]()
        for at, name in enumerate(("start", "stop")):
            if (id(s), name) in self.recording.bounds:
                r = Reg(name, "i64")
                out.append(Assign(r, bounds[at]))
                bounds[at] = reg(r)
                pushes.append(Push(reg(r)))
        if id(s) not in self.segmented:
            return [*out, *self.turns(s, bounds), *pushes]
        made = self.segmented[id(s)].forward(
            bounds, functools.partial(self.turns, s), functools.partial(self.without_tape, s)
        )
        return [*out, *made, *pushes]

    def without_tape(self, s: For, bounds: list[Expr]) -> list[Statement]:
        """Turns of a loop that leave no tape, with shadows beside pointers."""
        return [For(s.counter, bounds[0], bounds[1], self._plain(s.body), s.step)]

    def _plain(self, body: list[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, Assign):
                out += [Assign(s.reg, s.value), *self.shadows.copied(s.reg, s.value)]
            elif isinstance(s, If | For | While):
                out.append(with_bodies(s, self._plain))
            elif not self.again or not isinstance(s, Retain | Release):
                out += anew([s])
            if isinstance(s, Alloc) and not self.again:
                out.append(Retain(s.reg))  # what has been inlined may touch it after its Release
            out += [Release(x.reg) for x in self.facts.temporaries.get(id(s), ())]
        return out

    def run_again(self, s: For, bounds: list[Expr], taped: bool) -> list[Statement]:
        """Turns of a loop, in the reverse sweep."""
        self.again = True
        made = anew(self.turns(s, bounds)) if taped else self.without_tape(s, bounds)
        self.again = False
        return made

    def turns(self, s: For, bounds: list[Expr]) -> list[Statement]:
        """The turns of a loop between two bounds."""
        out: list[Statement] = []
        nest = self.saving.nests.get(id(s))
        if nest is not None:
            out += nest.setup(bounds[0], bounds[1], True)
            self.saving.nest, self.saving.start = nest, bounds[0]
        own = self.recording.own.get(id(s), set()) & self.all_saved()
        body: list[Statement] = [Assign(r, zero(r.dtype)) for r in self.saving.ordered(own)]
        body += self.body(s.body)
        for r in self.saving.ordered(self.recording.ending.get(id(s), set())):
            body += [x for g in self.shadows.group(r) for x in self.saving.save((id(s), "end", g), reg(g))]
        if nest is not None:
            self.saving.nest = None
        parallel = s.parallel and id(s) not in self.saving.serial
        return [*out, For(s.counter, bounds[0], bounds[1], body, s.step, parallel)]

    def repeat(self, s: While) -> list[Statement]:
        head, leave, tail = self.facts.parts[id(s)]
        exit_ = If(leave, [Break()])
        out = self.overwritten(s)
        if not self.recording.acts_on(s):
            return [*out, While([*self.body(head), exit_, *self.body(tail)])]
        turns = Reg("turns", "i64")
        count = Assign(turns, integer("add", reg(turns), whole(1)))
        again = While([*self.body(head), exit_, *self.body(tail), count])
        return [*out, Assign(turns, whole(0)), again, Push(reg(turns))]

    def alloc(self, s: Alloc) -> list[Statement]:
        """Memory that the reverse sweep reads has the tape as an owner; the shadow has no other."""
        if s.reg in self.facts.temporary:
            return self.temporary(s)
        out = self.overwritten(s)
        count = s.count
        if s.reg in self.shadows.tracked and count.op not in ("const", "reg"):
            r = Reg("count", "i64")
            out.append(Assign(r, count))
            count = reg(r)
        out.append(Alloc(s.reg, count, s.dtype, s.zero))
        if s.reg in self.shadows.tracked:
            shadow, tag = self.shadows.tracked[s.reg]
            out += [Assign(tag, whole(-1))] if tag is not None else []
            if s.reg in self.shadows.makers:
                out.append(Assign(shadow, zero("ptr")))
            else:
                out += [Alloc(shadow, count, s.dtype, True), self.pushed(s, shadow, "shadow")]
        if s in self.recording.needed:
            out += [Retain(s.reg), self.pushed(s, s.reg)]
        return out

    def temporary(self, s: Alloc) -> list[Statement]:
        out: list[Statement] = []
        count = s.count
        if s in self.facts.shadowed and self.recording.known(count) is None:
            r = Reg("count", "i64")
            out.append(Assign(r, count))
            self.counts[s] = count = reg(r)
        out.append(Alloc(s.reg, count, s.dtype, s.zero))
        return [*out, Retain(s.reg)] if s in self.recording.needed and not self.again else out

    def product(self, s: Library) -> list[Statement]:
        """Save the matrix that a product overwrites."""
        if id(s) not in self.recording.restores:
            return []
        old, row, column = Reg("old", "ptr"), Reg("row", "i64"), Reg("column", "i64")
        m, _, n = s.values[:3]
        value = load(s.pointers[2], place(s.values[9:], row, column), s.dtype)
        index = integer("add", integer("mul", reg(row), n), reg(column))
        copy = matrix_loops(m, n, row, column, [Store(old, index, value)])
        site = self.saving.site((id(s), "matrix"), "ptr")
        return [PushBlock(old, integer("mul", m, n), s.dtype, site), copy]

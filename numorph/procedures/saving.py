"""Where values are saved: on the tape, or in a block of the tape.

Parallel loops and innermost ones have a block, in which the number of the iteration says where a value is.
"""

from __future__ import annotations

from typing import Any, final

from ..codegen.loops import SIZES
from .building import integer, number, trips
from .facts import Facts, blocks
from .ir import (
    COMPLEX,
    Alloc,
    Assign,
    Bail,
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
    load,
    reg,
    statements,
    subexpressions,
)
from .parallel import accumulated, assigned
from .recording import Recording

Key = tuple[Any, ...]  # what is saved: a statement's id, and what of it


def size_of(dtype: str) -> int:
    return 2 * SIZES[COMPLEX[dtype]] if dtype in COMPLEX else SIZES[dtype]


@final
class Nest:
    """A loop and the parallel ones in it, whose saved values lie in one block, those of each site together."""

    def __init__(self, outermost: For):
        self.outermost = outermost
        self.block = Reg("saved", "ptr")
        self.site = Reg("saved", "ptr")
        self.total = Reg("total", "i64")
        self.counts: dict[int, Reg] = {id(outermost): Reg("trips", "i64")}
        self.loops: dict[int, For] = {id(outermost): outermost}
        self.sites: dict[Key, tuple[str, list[For], Reg]] = {}

    def add(self, key: Key, dtype: str, path: list[For]) -> None:
        self.sites[key] = (dtype, path, Reg("place", "i64"))

    def setup(self, start: Expr, stop: Expr, push: bool) -> list[Statement]:
        """The block, and where in it the values of each site begin."""
        out: list[Statement] = []
        for name, loop in self.loops.items():
            first, last = (start, stop) if loop is self.outermost else (loop.start, loop.stop)
            out.append(Assign(self.counts[name], trips(first, last, loop.step)))
        total, unit = number(0), 16
        for dtype, path, place in sorted(self.sites.values(), key=lambda site: -size_of(site[0])):
            size = size_of(dtype)
            if size != unit:
                total, unit = integer("mul", total, number(unit // size)), size
            out.append(Assign(place, total))
            count: Expr = reg(self.counts[id(path[0])])
            for loop in path[1:]:
                count = integer("mul", count, reg(self.counts[id(loop)]))
            total = integer("add", reg(place), count)
        words = integer("quo", integer("add", integer("mul", total, number(unit)), number(7)), number(8))
        out.append(Assign(self.total, words))
        out.append((PushBlock if push else PopBlock)(self.block, reg(self.total), "f64", self.site))
        return out

    def index(self, key: Key, start: Expr) -> Expr:
        """Where this iteration's value of a site is."""
        _, path, place = self.sites[key]
        at: Expr | None = None
        for loop in path:
            turn: Expr = reg(loop.counter)
            first = start if loop is self.outermost else loop.start
            if (first.op, first.attr) != ("const", 0):
                turn = integer("sub", turn, first)
            if loop.step != 1:
                turn = integer("quo", turn, number(loop.step))
            at = turn if at is None else integer("add", integer("mul", at, reg(self.counts[id(loop)])), turn)
        assert at is not None
        return integer("add", reg(place), at)


@final
class Saving:
    """How each value is saved and found again; `serial`: parallel loops that have to be run in order for it."""

    def __init__(self, facts: Facts, recording: Recording):
        self.facts, self.recording = facts, recording
        self.nests: dict[int, Nest] = {}
        self.serial: set[int] = set()
        self.placed: set[int] = set()  # loops, saved in blocks if at all
        self.nest: Nest | None = None  # in which statements are being made
        self.start = number(0)  # of its outermost loop
        self._of_tape: dict[Key, Reg] = {}
        self._numbers: dict[Reg, int] = {}
        for s in facts.all:
            for r in sorted(assigned([s]), key=lambda r: r.name) if not isinstance(s, If | For | While) else ():
                self._numbers.setdefault(r, len(self._numbers))
        self._find(facts.procedure.body)

    def ordered(self, registers: set[Reg]) -> list[Reg]:
        """In an order that does not change from run to run."""
        return sorted(registers, key=lambda r: (self._numbers.get(r, -1), r.name))

    def site(self, key: Key, dtype: str) -> Reg:
        """Of the tape, for what is pushed and popped with this key."""
        return self._of_tape.setdefault(key, Reg("saved", dtype))

    def save(self, key: Key, e: Expr) -> list[Statement]:
        if self.nest is None:
            return [Push(e, self.site(key, e.dtype))]
        return [Store(self.nest.block, self.nest.index(key, self.start), e)]

    def find(self, key: Key, r: Reg) -> list[Statement]:
        """r = what was saved."""
        if self.nest is None:
            return [Pop(r, self.site(key, r.dtype))]
        return [Assign(r, load(self.nest.block, self.nest.index(key, self.start), r.dtype))]

    # which loops are saved in blocks

    def _find(self, body: list[Statement]) -> None:
        for s in body:
            if isinstance(s, For) and (s.parallel or _is_straight(s.body)):
                nest = Nest(s)
                if not self._fill(nest, s, [s]):
                    if s.parallel:
                        self.serial.add(id(s))
                    self._find(s.body)
                    continue
                self.placed.add(id(s))
                if nest.sites:
                    self.nests[id(s)] = nest
            else:
                for inner in blocks(s, self.facts.parts):
                    self._find(inner)

    def _fill(self, nest: Nest, s: For, path: list[For]) -> bool:
        """Collect the sites of a loop; false where they have no place that the iterations give."""
        for r in self.ordered(self.recording.ending.get(id(s), set())):
            if r.dtype == "ptr":
                return False
            nest.add((id(s), "end", r), r.dtype, path)
        return self._sites(nest, s.body, path, set(accumulated(s.body)) if s.parallel else set())

    def _sites(self, nest: Nest, body: list[Statement], path: list[For], shared: set[Reg]) -> bool:
        recording = self.recording
        for s in body:
            saved = recording.saves.get(id(s), set())
            if any(r.dtype == "ptr" for r in saved) or saved & shared:
                return False
            for r in self.ordered(saved):
                nest.add((id(s), r), r.dtype, path)
            if isinstance(s, Store) and id(s) in recording.restores:
                nest.add((id(s), "memory"), s.value.dtype, path)
            elif isinstance(s, If):
                if id(s) in recording.branches:
                    nest.add((id(s), "branch"), "bool", path)
                if not all([self._sites(nest, inner, path, shared) for inner in blocks(s, self.facts.parts)]):
                    return False
            elif isinstance(s, For):
                if not s.parallel or not self._rectangular(nest, s):
                    return False
                nest.loops[id(s)], nest.counts[id(s)] = s, Reg("trips", "i64")
                if not self._fill(nest, s, [*path, s]):
                    return False
            elif isinstance(s, While | Library | Alloc) and recording.acts_on(s):
                return False
        return True

    def _rectangular(self, nest: Nest, s: For) -> bool:
        """Whether an inner loop runs over the same numbers in all iterations of the outer ones."""
        if (id(s), "start") in self.recording.bounds or (id(s), "stop") in self.recording.bounds:
            return False
        changed = assigned([nest.outermost])
        leaves = [x.attr for x in subexpressions([s.start, s.stop]) if x.op in ("reg", "load")]
        return not any(r in changed for r in leaves)


def _is_straight(body: list[Statement]) -> bool:
    """Whether a body has neither loops nor anything else that leaves something on the tape by itself."""
    return all(isinstance(s, Assign | Store | If | Bail) for s in statements(body))

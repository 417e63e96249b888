"""Loops that go together where a test finds that they may: the joined loop, or else those that it was made of.

It pays where arrays between them become registers; they are made then only where the loops stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, final

from .building import all_hold
from .counts import read_counts
from .elements import elements_of, replaced
from .forms import Known, form
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Statement,
    bodies,
    const,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import expression, reads, with_other_registers
from .rewriting import with_bodies


class Version(NamedTuple):
    """A joined loop: what has to hold, and the loops that it stands for."""

    tests: list[Expr]
    loops: list[For]


def apart(one: Expr, other: Expr, loop: For, known: Known) -> Expr | None:
    """Whether elements at two indices by one counter, all those of a loop, are never the same: a test, if there is one.

    Both indices go from element to element.  The distance is not a number: else it is known at once, or too small.  Nor
    is the count, for arrays of a few elements are in registers as it is.
    """
    if loop.stop.op == "const":
        return None
    places = [_begin(e, loop.counter, known) for e in (one, other)]
    if None in places or loop.step != 1 or loop.start.op != "const" or loop.start.attr != 0:
        return None
    a, b = (p for p in places if p is not None)
    distance = form(Expr("sub", "i64", (a, b)), known)
    if distance is None or all([not factors for factors, _ in distance]):
        return None
    tests = [Expr("ge", "bool", (Expr("sub", "i64", pair), loop.stop)) for pair in ((a, b), (b, a))]
    return Expr("or", "bool", tuple(tests))


def _begin(index: Expr, counter: Reg, known: Known) -> Expr | None:
    """Where an index begins that goes up by one with the counter."""
    first = expression(index, {}, {counter: const(0, "i64")})
    stepped = form(Expr("sub", "i64", (index, first)), {**known, counter: counter})
    return first if stepped == frozenset({((counter,), 1)}) else None


def with_versions(procedure: Procedure, versions: dict[int, Version]) -> Procedure:
    """The joined loops (by their ids) behind their tests, those that save memory; the others are taken apart again."""
    if not versions:
        return procedure
    body = _Writing(procedure, versions).body(procedure.body)
    return procedure.with_body(body)


@final
class _Writing:
    def __init__(self, procedure: Procedure, versions: dict[int, Version]):
        self.versions = versions
        self.assignments: dict[Reg, int] = dict.fromkeys(procedure.inputs, 1)
        self.uses: dict[Reg, int] = dict.fromkeys(procedure.results, 1)  # statements, but for those that give it back
        self.releases: dict[Reg, int] = {}
        for s in self.separate(procedure.body):
            if isinstance(s, Release):
                self.releases[s.reg] = self.releases.get(s.reg, 0) + 1
                continue
            for r in reads(s):
                self.uses[r] = self.uses.get(r, 0) + 1
            for r in assigned([s]) if not bodies(s) and not _is_null(s) else ():
                self.assignments[r] = self.assignments.get(r, 0) + 1

    def separate(self, body: Sequence[Statement]) -> Iterator[Statement]:
        """All statements, where loops that were joined are apart."""
        for s in body:
            if id(s) in self.versions:
                yield from statements(self.versions[id(s)].loops)
                continue
            yield s
            for inner in bodies(s):
                yield from self.separate(inner)

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out = list(body)
        for s in body:
            if id(s) in self.versions and isinstance(s, For):
                out = self.written(out, s)
            elif bodies(s):
                out[_place(out, s)] = s if isinstance(s, For) and s.parallel else with_bodies(s, self.body)
        return out

    def written(self, body: list[Statement], joined: For) -> list[Statement]:
        """The body that a joined loop is in, with both forms of it, or with the loops that it was made of."""
        tests, loops = self.versions[id(joined)]
        at = _place(body, joined)
        counts = read_counts(loops)
        own = [s for s in body[:at] if isinstance(s, Alloc) and self.serves(s, counts, body[at + 1 :])]
        uses = read_counts([joined])
        elements = elements_of(joined.body, {s.reg for s in own}, {s.reg: uses.get(s.reg, 0) for s in own})
        if not elements:
            return [*body[:at], *loops, *body[at + 1 :]]
        joined = _as_for(replaced(joined, {}, elements))
        # Registers of its own, so that each is assigned in one place; but for those that are read later, as sums are.
        own_registers = [
            r for r in sorted(assigned([joined]), key=lambda r: r.number) if self.uses.get(r, 0) == counts.get(r, 0)
        ]
        to = {r: Reg(r.name, r.dtype) for r in own_registers}
        joined = _as_for(with_other_registers(joined, to))
        made, given = (self.about(elements, body, kind) for kind in (Alloc, Release))
        test = all_hold(tests)
        body = [*body[:at], If(test, [joined], [*made, *loops, *given]), *body[at + 1 :]]
        gone = {id(s) for s in (*made, *given, *self.about(elements, body, Assign))}
        return [s for s in body if id(s) not in gone]

    def about(self, elements: dict[Reg, Reg], body: Sequence[Statement], kind: type[Any]) -> list[Statement]:
        return [s for s in body if isinstance(s, kind) and s.reg in elements]

    def serves(self, s: Alloc, counts: dict[Reg, int], rest: Sequence[Statement]) -> bool:
        """Whether memory is there for some loops alone, and is given back after them."""
        sizes = [e for e in subexpressions([s.count]) if e.op in ("reg", "load")]
        steady = all([e.op == "reg" and self.assignments.get(e.attr, 0) == 1 for e in sizes])
        alone = self.assignments.get(s.reg, 0) == 1 and self.uses.get(s.reg, 0) == counts.get(s.reg, 0)
        given = [x for x in rest if isinstance(x, Release) and x.reg is s.reg]
        return steady and alone and len(given) == self.releases.get(s.reg, 0) == 1


def _place(body: Sequence[Statement], s: Statement) -> int:
    return next(k for k, x in enumerate(body) if x is s)


def _is_null(s: Statement) -> bool:
    return isinstance(s, Assign) and s.value.op == "null"


def _as_for(s: Statement) -> For:
    assert isinstance(s, For)
    return s

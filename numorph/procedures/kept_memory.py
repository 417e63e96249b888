"""Memory that every turn of a loop makes and gives back is made once, before the loop.

So it is where the number of elements is known there, and where memory that a turn gives back is not what it makes next.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Release,
    Retain,
    Return,
    Statement,
    While,
    bodies,
    const,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .rewriting import with_bodies, without

_SIMPLE = ("reg", "const", "mul", "add", "sub", "max", "min")


def with_kept_memory(procedure: Procedure) -> Procedure:
    """The same procedure, which makes memory less often."""
    kept = _Kept(procedure)
    if not kept.alone:
        return procedure
    body = kept.body(procedure.body)
    return procedure.with_body(body)


class _Kept:
    """alone: pointers by which alone some memory is reached, that one statement makes.

    releases: how often there is a Release of a pointer.
    """

    def __init__(self, procedure: Procedure):
        made: dict[Reg, int] = {}
        self.releases: dict[Reg, int] = {}
        elsewhere: set[Reg] = {*procedure.results, *procedure.inputs}
        for s in statements(procedure.body):
            if isinstance(s, Alloc):
                made[s.reg] = made.get(s.reg, 0) + (2 if s.zero else 1)
            elif isinstance(s, Release):
                self.releases[s.reg] = self.releases.get(s.reg, 0) + 1
            elif isinstance(s, Retain):
                elsewhere.add(s.reg)
            elif isinstance(s, Library) and s.name in ("host", "keep", "back"):
                elsewhere |= {*s.pointers, *s.results}
            elif not bodies(s) and not _forgets(s):
                elsewhere |= {r for r in assigned([s]) if r.dtype == "ptr"}
            elsewhere |= {e.attr for e in subexpressions(operands(s)) if e.op == "reg" and e.dtype == "ptr"}
        self.alone = {r for r, n in made.items() if n == 1} - elsewhere

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, If):
                s = with_bodies(s, self.body)
            if not isinstance(s, For | While) or (isinstance(s, For) and s.parallel):
                out.append(s)
                continue
            inner = self.body(s.body)
            kept = self.of_loop(s, inner)
            out += [Alloc(x.reg, _count(s, x.count), x.dtype) for x in kept]
            inner = _without(inner, {x.reg for x in kept})
            out.append(While(inner) if isinstance(s, While) else For(s.counter, s.start, s.stop, inner, s.step))
            out += [Release(x.reg) for x in kept]
        return out

    def of_loop(self, loop: For | While, body: list[Statement]) -> list[Alloc]:
        """What makes memory of as many elements in all turns, all of which give it back."""
        inside = list(statements(body))
        if any([isinstance(s, Return) for s in inside]):
            return []
        changed = assigned([loop, *body])
        released: dict[Reg, int] = {}
        for s in inside:
            if isinstance(s, Release):
                released[s.reg] = released.get(s.reg, 0) + 1
        ends = {s.reg: at for at, s in enumerate(body) if isinstance(s, Release)}
        last = max([at for at, s in enumerate(body) if any([isinstance(x, Alloc) for x in statements([s])])], default=0)
        return [
            s
            for s in body
            if isinstance(s, Alloc)
            and s.reg in self.alone
            and ends.get(s.reg, 0) > last
            and released[s.reg] == self.releases[s.reg]
            and _stays(s.count, changed)
        ]


def _forgets(s: Statement) -> bool:
    return isinstance(s, Assign) and s.value.op == "null"


def _stays(count: Expr, changed: set[Reg]) -> bool:
    parts = list(subexpressions([count]))
    known = all([e.op in _SIMPLE for e in parts]) and count.op != "const"  # a few elements may lie on the stack
    return known and not any([e.op == "reg" and e.attr in changed for e in parts])


def _count(loop: For | While, count: Expr) -> Expr:
    """None for a loop that has no turns."""
    if isinstance(loop, While):
        return count
    runs = Expr("lt" if loop.step > 0 else "gt", "bool", (loop.start, loop.stop))
    return Expr("select", "i64", (runs, count, const(0, "i64")))


def _without(body: list[Statement], kept: set[Reg]) -> list[Statement]:
    """The body of a loop that neither makes nor gives back some memory."""
    return without(body, lambda s: isinstance(s, Alloc | Release | Assign) and s.reg in kept)

"""Elements that the reverse sweep reads are saved as numbers, where else all that is overwritten would be put back.

What a statement reads of memory that is overwritten later has to be there again when its derivative is made: either
each store saves what it overwrites, and puts it back, or each such load saves what it reads.  Where the loads are no
more than the stores the numbers are better: nothing is put back, and other numbers can be computed from them again.
"""

from __future__ import annotations

from typing import Any, Final, final

from .facts import Facts, Memory, blocks
from .ir import (
    Assign,
    Expr,
    For,
    Library,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import structure
from .recording import Recording
from .rewriting import rewritten, with_bodies

_FEW: Final = 8  # turns of a loop that is as good as none


def with_names(facts: Facts, recording: Recording) -> tuple[Procedure, set[Reg]] | None:
    """The same procedure, in which registers hold such elements, and these registers; None where nothing is won."""
    naming = _Naming(facts, recording)
    memories = {m for m in recording.needed if naming.pays(m)}
    if not memories:
        return None
    body = naming.body(facts.procedure.body, memories)
    return facts.procedure.with_body(body), naming.names


@final
class _Naming:
    def __init__(self, facts: Facts, recording: Recording):
        self.facts, self.recording = facts, recording
        self.names: set[Reg] = set()
        self.places: dict[int, tuple[int, int]] = {}  # of statements: the body that they are in, and loops around it
        self.around: dict[int, set[int]] = {}  # these loops
        self._walk(facts.procedure.body, 0, set())
        self.order = {id(s): at for at, s in enumerate(facts.all)}
        self.writing: dict[Memory, list[Statement]] = {}
        for s in facts.all:
            for m in facts.written(s):
                self.writing.setdefault(m, []).append(s)
        again = [facts.definitions[r][0].value for found in recording.again.values() for r in found]
        self.again = {m for e in subexpressions(again) if e.op == "load" for m in facts.memories(e.attr)}

    def _walk(self, body: list[Statement], depth: int, around: set[int]) -> None:
        for s in body:
            self.places[id(s)], self.around[id(s)] = (id(body), depth), around
            is_loop = isinstance(s, For | While)
            for inner in blocks(s, self.facts.parts):
                self._walk(inner, depth + (is_loop and not _is_short(s)), {*around, id(s)} if is_loop else around)

    def pays(self, m: Memory) -> bool:
        """Whether the elements of some memory that are read are no more than those that are overwritten."""
        facts = self.facts
        restores = [s for s in facts.all if id(s) in self.recording.restores and m in facts.written(s)]
        loads = [(s, e) for s in facts.all for e in self.loads(s) if m in facts.memories(e.attr)]
        if not restores or m in self.again or any([isinstance(s, Library) for s in restores]):
            return False
        if any([isinstance(s, Library) and any([m in facts.memories(p) for p in s.pointers]) for s in facts.all]):
            return False
        several = [e.attr for _, e in loads] + [s.base for s in restores if isinstance(s, Store)]
        if any([facts.memories(p) != {m} for p in several]):
            return False
        if any([x.op == "load" for _, e in loads for x in subexpressions(e.args)]):
            return False
        most = max([self.places[id(s)][1] for s in restores])
        stores = {(self.places[id(s)][0], structure(s.index)) for s in restores if isinstance(s, Store)}
        named = [(self.places[id(s)], e) for s, e in self.distinct(m)]
        kept = [(body, structure(e.args[0])) for (body, depth), e in named if depth == most]
        return all([depth <= most for (_, depth), _ in named]) and len({*kept}) == len(kept) and stores >= {*kept}

    def distinct(self, m: Memory) -> list[tuple[Statement, Expr]]:
        """The loads of some memory that would be named, each with a statement that reads it first."""
        found: list[tuple[Statement, Expr]] = []

        def walk(body: list[Statement]) -> None:
            names = _Names(self, {m})
            for s in body:
                made, _ = names.given(s)
                found.extend([(s, x.value) for x in made])
                for inner in blocks(s, self.facts.parts):
                    walk(inner)

        walk(self.facts.procedure.body)
        return found

    def loads(self, s: Statement) -> list[Expr]:
        """The loads whose values the derivative of a statement reads, and whose elements may change after it."""
        adjoint = self.recording.adjoints.get(id(s))
        return [e for e in adjoint.loads if self.changes(s, e)] if adjoint is not None else []

    def changes(self, s: Statement, e: Expr) -> bool:
        writing = [x for m in self.facts.memories(e.attr) for x in self.writing.get(m, ())]
        at, around = self.order[id(s)], self.around[id(s)]
        return any([self.order[id(x)] >= at or not around.isdisjoint(self.around[id(x)]) for x in writing])

    def body(self, body: list[Statement], memories: set[Memory]) -> list[Statement]:
        out: list[Statement] = []
        names = _Names(self, memories)
        for s in body:
            if isinstance(s, While):
                head, _, tail = self.facts.parts[id(s)]
                out.append(While([*self.body(head, memories), s.body[len(head)], *self.body(tail, memories)]))
                continue
            made, new = names.given(s)
            self.names |= {x.reg for x in made}
            out += [*made, with_bodies(new, lambda inner: self.body(inner, memories))]
        return out


@final
class _Names:
    """The registers that hold elements where a body is now."""

    def __init__(self, naming: _Naming, memories: set[Memory]):
        self.naming, self.memories = naming, memories
        self.known: dict[Any, tuple[Reg, Expr]] = {}  # and the loads that they stand for

    def given(self, s: Statement) -> tuple[list[Assign], Statement]:
        """What gives registers their elements before a statement, and the statement, which reads those."""
        facts = self.naming.facts
        made: list[Assign] = []
        for e in self.naming.loads(s):
            if self.memories.isdisjoint(facts.memories(e.attr)) or _place(e) in self.known:
                continue
            r = Reg(f"{e.attr.name}.x", e.dtype)
            made.append(Assign(r, e))
            self.known[_place(e)] = r, e
        new = s
        if isinstance(s, Assign):
            new = Assign(s.reg, self.put(s.value))
        elif isinstance(s, Store):
            new = Store(s.base, s.index, self.put(s.value))
        changed = assigned([s])
        written = set().union(*[facts.written(x) for x in statements([s])])
        self.known = {
            k: (r, e)
            for k, (r, e) in self.known.items()
            if written.isdisjoint(facts.memories(e.attr)) and not any([x.attr in changed for x in subexpressions([e])])
        }
        return made, new

    def put(self, value: Expr) -> Expr:
        def held(x: Expr) -> Expr | None:
            return reg(self.known[_place(x)][0]) if x.op == "load" and _place(x) in self.known else None

        return rewritten(value, held) if self.known else value


def _is_short(s: Statement) -> bool:
    """Whether a loop has a few turns, and it is known how many: of vectors in space, say."""
    if not isinstance(s, For) or s.start.op != "const" or s.stop.op != "const":
        return False
    return bool(abs(s.stop.attr - s.start.attr) <= _FEW * abs(s.step))


def _place(e: Expr) -> Any:
    return e.attr, e.dtype, structure(e.args[0])

"""Numbers that the reverse sweep reads are saved as such, where else all that is overwritten would be put back.

What a statement reads of memory that is overwritten later has to be there again when its derivative is made: either
each store saves what it overwrites, and puts it back, or each such statement saves what its derivative reads: elements,
or a number made of several, as in `r * (u[i - 1] - 2 * u[i] + u[i + 1])`.  Where these are no more than the stores the
numbers are better: nothing is put back, and other numbers can be computed from them again.
"""

from __future__ import annotations

from typing import Final, NamedTuple, final

from .adjoints import Adjoint
from .building import integer
from .facts import Facts, Memory, blocks
from .forms import Form, form, leading, multiplied
from .ir import (
    Assign,
    Expr,
    For,
    If,
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
_ONE: Final[Form] = frozenset({((), 1)})


def with_names(facts: Facts, recording: Recording) -> tuple[Procedure, set[Reg]] | None:
    """The same procedure, in which registers hold such numbers, and these registers; None where nothing is won."""
    naming = _Naming(facts, recording)
    memories = {m for group in naming.groups() if naming.pays(group) for m in group}
    if not memories:
        return None
    body = naming.body(facts.procedure.body, memories)
    return facts.procedure.with_body(body), naming.names


class _Place(NamedTuple):
    """Where a statement is: its body, how many loops are around it, which run in order, and the others.

    arms: the bodies of branches around it.
    """

    body: int
    depth: int = 0
    ordered: tuple[int, ...] = ()
    parallel: tuple[For, ...] = ()
    arms: frozenset[int] = frozenset()


@final
class _Naming:
    def __init__(self, facts: Facts, recording: Recording):
        self.facts, self.recording = facts, recording
        self.names: set[Reg] = set()
        self.places: dict[int, _Place] = {}  # of statements
        self.around: dict[int, set[int]] = {}  # the loops around them
        self._walk(facts.procedure.body, _Place(id(facts.procedure.body)), set())
        self.order = {id(s): at for at, s in enumerate(facts.all)}
        self.writing: dict[Memory, list[Statement]] = {}
        for s in facts.all:
            for m in facts.written(s):
                self.writing.setdefault(m, []).append(s)
        again = [facts.definitions[r][0].value for found in recording.again.values() for r in found]
        self.again = {m for e in subexpressions(again) if e.op == "load" for m in facts.memories(e.attr)}
        self.known = facts.known()
        self._numbers: dict[int, list[Expr]] = {}

    def _walk(self, body: list[Statement], place: _Place, around: set[int]) -> None:
        for s in body:
            self.places[id(s)], self.around[id(s)] = place, around
            inside, within = place, around
            if isinstance(s, For | While):
                within = {*around, id(s)}
                inside = place._replace(depth=place.depth + (not _is_short(s)))
                if isinstance(s, For) and s.parallel:
                    inside = inside._replace(parallel=(*place.parallel, s))
                else:
                    inside = inside._replace(ordered=(*place.ordered, id(s)))
            for inner in blocks(s, self.facts.parts):
                arms = {id(inner)} if isinstance(s, If) else set()
                self._walk(inner, inside._replace(body=id(inner), arms=place.arms | arms), within)

    # which memory

    def groups(self) -> list[set[Memory]]:
        """All memory that the reverse sweep reads, together what one pointer may point to."""
        found: list[set[Memory]] = []
        for memories in [*[{m} for m in self.recording.needed], *self.facts.pointees.values()]:
            meeting = [g for g in found if not g.isdisjoint(memories)]
            found = [g for g in found if g not in meeting]
            found.append(set(memories).union(*meeting))
        return [g for g in found if not g.isdisjoint(self.recording.needed)]

    def pays(self, group: set[Memory]) -> bool:
        """Whether the numbers that are read of some memory are no more than those that are overwritten."""
        facts = self.facts
        restores = [s for s in facts.all if id(s) in self.recording.restores and not group.isdisjoint(facts.written(s))]
        read = [(s, e) for s in facts.all for e in self.loads(s) if not group.isdisjoint(facts.memories(e.attr))]
        if not restores or not group.isdisjoint(self.again) or any([isinstance(s, Library) for s in restores]):
            return False
        libraries = [s for s in facts.all if isinstance(s, Library)]
        if any([not group.isdisjoint(facts.memories(p)) for s in libraries for p in s.pointers]):
            return False
        if any([x.op == "load" for _, e in read for x in subexpressions(e.args)]):
            return False
        most = max([self.places[id(s)].depth for s in restores])
        named = [(self.places[id(s)], e) for s, e in self.distinct(group)]
        if any([place.depth > most for place, _ in named]):
            return False
        kept = [(place, e) for place, e in named if place.depth == most]
        if len({(place.body, structure(e)) for place, e in kept}) < len(kept):
            return False
        left = [self.places[id(s)] for s in restores]
        for place, _ in kept:
            alike = next((x for x in left if self.is_as_often(place, x)), None)
            if alike is None:
                return False
            left.remove(alike)
        return True

    def is_as_often(self, name: _Place, restore: _Place) -> bool:
        """Whether a number would be saved as often as a store saves what it overwrites, or less often."""
        if name.body == restore.body:
            return True
        alike = name.ordered == restore.ordered and restore.arms <= name.arms
        return alike and self.size(name.parallel) == self.size(restore.parallel)

    def size(self, loops: tuple[For, ...]) -> Form:
        """About how many turns a nest of parallel loops has: the leading part of a sum."""
        total = _ONE
        for s in loops:
            turns = form(integer("sub", s.stop, s.start), self.known)
            total = multiplied(total, frozenset({((s.counter,), 1)}) if turns is None else leading(turns))
        return total

    def distinct(self, group: set[Memory]) -> list[tuple[Statement, Expr]]:
        """The numbers that would be named for some memory, each with a statement that reads it first."""
        found: list[tuple[Statement, Expr]] = []

        def walk(body: list[Statement]) -> None:
            names = _Names(self, group)
            for s in body:
                made, _ = names.given(s)
                found.extend([(s, x.value) for x in made])
                for inner in blocks(s, self.facts.parts):
                    walk(inner)

        walk(self.facts.procedure.body)
        return found

    # what is named

    def loads(self, s: Statement) -> list[Expr]:
        """The loads whose values the derivative of a statement reads, and whose elements may change after it."""
        adjoint = self.recording.adjoints.get(id(s))
        return [e for e in adjoint.loads if self.changes(s, e)] if adjoint is not None else []

    def numbers(self, s: Statement) -> list[Expr]:
        """What the derivative of a statement reads of such elements: they themselves, or fewer made of them."""
        if id(s) not in self._numbers:
            loads = self.loads(s)
            parts: dict[Expr, set[Expr]] = {}
            for x in self.recording.adjoints[id(s)].factors if loads else ():
                parts |= {part: {*subexpressions([part])} for part in self._by_themselves(x)}
            factors = [x for x, inside in parts.items() if not inside.isdisjoint(loads)]
            all_there = set(loads) <= {e for inside in parts.values() for e in inside}
            self._numbers[id(s)] = factors if all_there and len(factors) < len(loads) else loads
        return self._numbers[id(s)]

    def _by_themselves(self, e: Expr) -> list[Expr]:
        """The number, if its own derivative reads none of the elements that it is made of; else what it is made of."""
        if not e.args or e.op == "load" or not Adjoint(e, self.facts.is_active).loads:
            return [e]
        return [part for x in e.args for part in self._by_themselves(x)]

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
                names.forget(s)
                continue
            made, new = names.given(s)
            self.names |= {x.reg for x in made}
            out += [*made, with_bodies(new, lambda inner: self.body(inner, memories))]
        return out


@final
class _Names:
    """The registers that hold numbers where a body is now."""

    def __init__(self, naming: _Naming, memories: set[Memory]):
        self.naming, self.memories = naming, memories
        self.known: dict[str, tuple[Reg, Expr]] = {}  # and what they stand for

    def given(self, s: Statement) -> tuple[list[Assign], Statement]:
        """What gives registers their numbers before a statement, and the statement, which reads those."""
        facts = self.naming.facts
        made: list[Assign] = []
        for e in self.naming.numbers(s):
            loads = [x for x in subexpressions([e]) if x.op == "load"]
            if structure(e) in self.known or all([self.memories.isdisjoint(facts.memories(x.attr)) for x in loads]):
                continue
            r = Reg(f"{e.attr.name}.x" if e.op == "load" else "x", e.dtype)
            made.append(Assign(r, self.put(e)))
            self.known[structure(e)] = r, e
        new = s
        if isinstance(s, Assign):
            new = Assign(s.reg, self.put(s.value))
        elif isinstance(s, Store):
            new = Store(s.base, s.index, self.put(s.value))
        self.forget(s)
        return made, new

    def forget(self, s: Statement) -> None:
        """What a statement changes is no longer known."""
        changed = assigned([s])
        written = set().union(*[self.naming.facts.written(x) for x in statements([s])])
        self.known = {k: (r, e) for k, (r, e) in self.known.items() if self._stays(e, changed, written)}

    def _stays(self, e: Expr, changed: set[Reg], written: set[Memory]) -> bool:
        parts = list(subexpressions([e]))
        loads = [x for x in parts if x.op == "load"]
        read = {m for x in loads for m in self.naming.facts.memories(x.attr)}
        return written.isdisjoint(read) and not any([x.attr in changed for x in parts if x.op in ("reg", "load")])

    def put(self, value: Expr) -> Expr:
        def held(x: Expr) -> Expr | None:
            found = self.known.get(structure(x)) if x.args else None
            return None if found is None else reg(found[0])

        return rewritten(value, held) if self.known else value


def _is_short(s: Statement) -> bool:
    """Whether a loop has a few turns, and it is known how many: of vectors in space, say."""
    if not isinstance(s, For) or s.start.op != "const" or s.stop.op != "const":
        return False
    return bool(abs(s.stop.attr - s.start.attr) <= _FEW * abs(s.step))

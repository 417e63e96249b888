"""Rows and columns that the reverse sweep reads are copied, where else whole matrices would be saved again and again.

An elimination writes to most of a matrix in each of its steps, and needs of it backwards only the row and the column
that it has multiplied: copies of those are all that has to be kept.  A load moves out of loops in which nothing changes
what it reads: out of parallel ones, and out of others that write elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, final

from .building import integer, number, trips
from .counts import assignment_counts
from .covered import Numbers
from .facts import Facts, Memory, blocks
from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Release,
    Statement,
    Store,
    While,
    load,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import Polynomial, combined, same
from .recording import Recording
from .renaming import expression
from .rewriting import rewritten, with_bodies


class _Around(NamedTuple):
    """A loop or branch around a statement; holds: whether that is in the branch for where the condition is true."""

    statement: For | While | If
    holds: bool


@final
class _Copy:
    """What is copied before `loop`: the elements that a load reads while `over` runs, or one where that is None."""

    def __init__(self, e: Expr, loop: For, over: For | None, index: Expr, bounds: tuple[Expr, Expr], depth: int):
        self.load, self.loop, self.over, self.index, self.bounds, self.depth = e, loop, over, index, bounds, depth
        self.memory = Reg("kept", "ptr")


def with_copies(facts: Facts, recording: Recording) -> Procedure | None:
    """The same procedure with such copies; None where nothing is won."""
    copies = _Copies(facts, recording)
    copies.find()
    return copies.procedure() if copies.found else None


@final
class _Copies:
    def __init__(self, facts: Facts, recording: Recording):
        self.facts, self.recording = facts, recording
        self.around: dict[int, list[_Around]] = {}
        self._walk(facts.procedure.body, [])
        self.found: dict[int, list[_Copy]] = {}  # of the loads of a statement
        counts = assignment_counts(facts.procedure.body)
        self.once = {r for r, n in counts.items() if n == 1} | facts.constant

    def _walk(self, body: list[Statement], around: list[_Around]) -> None:
        for s in body:
            self.around[id(s)] = around
            if isinstance(s, For | While | If):
                for at, inner in enumerate(blocks(s, self.facts.parts)):
                    self._walk(inner, [*around, _Around(s, at == 0)])

    def depth(self, s: Statement) -> int:
        return sum([not isinstance(x.statement, If) for x in self.around[id(s)]])

    def find(self) -> None:
        facts, recording = self.facts, self.recording
        for m in [s for s in facts.all if isinstance(s, Alloc) and s in recording.needed]:
            if self.around[id(m)] or not _registers([m.count]) <= self.once:
                continue
            restores = [s for s in facts.all if id(s) in recording.restores and m in facts.written(s)]
            most = max([self.depth(s) for s in restores if isinstance(s, Store)], default=0)
            if most < 3 or self.read_otherwise(m):
                continue
            needed = [
                (s, e)
                for s in facts.all
                if id(s) in recording.adjoints
                for e in recording.adjoints[id(s)].loads
                if m in facts.memories(e.attr)
            ]
            copies = [(s, self.copy(s, e, m) if e.attr is m.reg else None) for s, e in needed]
            if all([c is not None and c.depth < most for _, c in copies]):
                for s, c in copies:
                    self.found.setdefault(id(s), []).extend([c] if c is not None else [])

    def read_otherwise(self, m: Alloc) -> bool:
        """Whether the reverse sweep reads memory in other ways than for the derivatives of statements."""
        facts, recording = self.facts, self.recording
        again = [facts.definitions[r][0].value for found in recording.again.values() for r in found]
        products = [s for s in facts.all if isinstance(s, Library) and any(m in facts.memories(p) for p in s.pointers)]
        return bool(products) or any(e.op == "load" and m in facts.memories(e.attr) for e in subexpressions(again))

    # where a load can move to

    def copy(self, s: Statement, e: Expr, m: Alloc) -> _Copy | None:
        """The copy that is made the least often."""
        best: _Copy | None = None
        depth = self.depth(s)
        crossed: list[For] = []
        for x in reversed(self.around[id(s)]):
            loop = x.statement
            if isinstance(loop, If):
                continue
            crossed.append(loop) if isinstance(loop, For) else None
            depth -= 1
            if isinstance(loop, While) or loop.step != 1 or e.attr in assigned([loop]):
                break
            index = self.outside(e.args[0], loop, crossed)
            over = [y for y in crossed if index is not None and y.counter in _registers([index])]
            if index is None or len(over) > 1 or not self.unchanged(s, e, m, loop, over):
                break
            bounds = [self.outside(b, loop, []) for b in ((over[0].start, over[0].stop) if over else ())]
            if any(b is None for b in bounds):
                break
            at = depth + len(over)
            if best is None or at <= best.depth:
                first, last = [b for b in bounds if b is not None] or [number(0), number(1)]
                best = _Copy(e, loop, over[0] if over else None, index, (first, last), at)
        return best

    def outside(self, e: Expr, loop: For, crossed: list[For]) -> Expr | None:
        """An expression of registers that the loop leaves alone, but for the counters of some loops."""
        changed = assigned([loop]) - {x.counter for x in crossed}
        while _registers([e]) & changed:
            values = {
                r: self.facts.definitions[r][0].value for r in _registers([e]) & changed & self.facts.definitions.keys()
            }
            if not values:
                return None
            e = expression(e, {}, values)
        return e if not any(x.op == "load" for x in subexpressions([e])) else None

    def unchanged(self, s: Statement, e: Expr, m: Memory, loop: For, over: list[For]) -> bool:
        """Whether a load finds in each iteration what was there before the loop."""
        writing = [x for x in statements(loop.body) if m in self.facts.written(x)]
        if not loop.parallel:
            return all([isinstance(x, Store) and self.elsewhere(x, e, loop, over) for x in writing])
        # other iterations do not touch what one stores: only what it has stored itself before counts
        here = self.around[id(s)][-1]
        body = blocks(here.statement, self.facts.parts)[0 if here.holds else 1]
        before = body[: next(at for at, x in enumerate(body) if x is s)]
        return all([any(x is y for y in body) and not any(x is y for y in before) for x in writing])

    def elsewhere(self, s: Store, e: Expr, loop: For, over: list[For]) -> bool:
        """Whether a store in row i, for all i of a loop but k, is in another row than a load in row k."""
        inner = [x.statement for x in self.around[id(s)]]
        at = next(i for i, x in enumerate(inner) if x is loop)
        within = [x for x in inner[at + 1 :] if isinstance(x, For)]
        numbers = Numbers(self.facts, {loop.counter, *[x.counter for x in [*over, *within]]})

        def name(r: Reg) -> str:
            return numbers.name(reg(r))

        stored, read = numbers.of(s.index), numbers.of(e.args[0])
        i = name(loop.counter)
        stride = {tuple(a for a in atoms if a != i): n for atoms, n in stored.items() if i in atoms}
        if any(atoms.count(i) > 1 for atoms in stored) or any(i in atoms for atoms in read):
            return False
        if len(within) > 1 or len(over) > 1:
            return False
        for x, place in [*[(y, stored) for y in within], *[(y, read) for y in over]]:
            # elements of a row: one after the other, and no more than there are from row to row
            if place.pop((name(x.counter),), 0) != 1 or any(name(x.counter) in atoms for atoms in place):
                return False
            if numbers.of(x.start) or numbers.of(x.stop) != stride:
                return False
        for k in self.others(s, loop):
            rows: Polynomial = {(i,): 1, (name(k),): -1}
            if combined("sub", [stored, read]) == combined("mul", [stride, rows]) and not numbers.unsure:
                return True
        return False

    def others(self, s: Store, loop: For) -> set[Reg]:
        """Registers from which the counter of a loop differs where a statement runs."""
        found: list[Reg] = []
        around = [x.statement for x in self.around[id(s)]]
        for x in self.around[id(s)][around.index(loop) :]:
            if not isinstance(x.statement, If):
                continue
            test = x.statement.condition
            if test.op == "reg" and test.attr in self.facts.definitions:
                test = self.facts.definitions[test.attr][0].value
            if test.op == ("ne" if x.holds else "eq") and all([y.op == "reg" for y in test.args]):
                a, b = [y.attr for y in test.args]
                found += [b] if a is loop.counter else [a] if b is loop.counter else []
        return set(found) - assigned([loop])

    # the copies

    def procedure(self) -> Procedure:
        procedure = self.facts.procedure
        return procedure.with_body(self.body(procedure.body))

    def body(self, body: list[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            here = [c for found in self.found.values() for c in found if c.loop is s]
            new = self.inside(s)
            out += [x for c in here for x in self.made(c)]
            out.append(new)
            out += [Release(c.memory) for c in here]
        return out

    def inside(self, s: Statement) -> Statement:
        if isinstance(s, If | For):
            return with_bodies(s, self.body)
        if isinstance(s, While):
            head, _, tail = self.facts.parts[id(s)]
            return While([*self.body(head), s.body[len(head)], *self.body(tail)])
        for c in self.found.get(id(s), ()):
            assert isinstance(s, Assign | Store)
            at = number(0) if c.over is None else integer("sub", reg(c.over.counter), c.bounds[0])
            value = _replaced(s.value, c.load, load(c.memory, at, c.load.dtype))
            s = Assign(s.reg, value) if isinstance(s, Assign) else Store(s.base, s.index, value)
        return s

    def made(self, c: _Copy) -> list[Statement]:
        """The copy, if the loop runs at all; loads that nobody has asked for stay within the memory."""
        (m,) = self.facts.memories(c.load.attr)
        first, last = c.bounds
        counter = Reg("i", "i64")
        to = {c.over.counter: counter} if c.over is not None else {}
        place = expression(c.index, to)
        ends = [expression(place, {}, {counter: x}) for x in (first, integer("sub", last, number(1)))]
        wrong = [Expr("lt", "bool", (x, number(0))) for x in ends]
        wrong += [Expr("ge", "bool", (x, m.count)) for x in ends]
        some = Expr("and", "bool", (_less(c.loop.start, c.loop.stop), _less(first, last)))
        value = load(c.load.attr, place, c.load.dtype)
        filled = For(counter, first, last, [Store(c.memory, integer("sub", reg(counter), first), value)], 1, True)
        outside = wrong[0]
        for x in wrong[1:]:
            outside = Expr("or", "bool", (outside, x))
        check = If(outside, [Bail("a copy of what lies outside")])
        return [Alloc(c.memory, trips(first, last, 1), c.load.dtype), If(some, [check, filled])]


def _less(x: Expr, y: Expr) -> Expr:
    return Expr("lt", "bool", (x, y))


def _registers(roots: Iterable[Expr]) -> set[Reg]:
    return {e.attr for e in subexpressions(roots) if e.op in ("reg", "load")}


def _replaced(root: Expr, old: Expr, new: Expr) -> Expr:
    """An expression with a load in the place of another one."""

    def put(x: Expr) -> Expr | None:
        return new if x.op == "load" and x.attr is old.attr and same(x.args[0], old.args[0]) else None

    return rewritten(root, put)

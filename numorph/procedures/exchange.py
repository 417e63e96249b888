"""Loops over array statements go inside of them: `for k in range(n): r = r * x + c[k]` runs n turns for each element.

Turn by turn, whole arrays would go to memory and come back.  Element by element they are registers: each is loaded once
before the turns, and stored once after the last.  An array that every turn makes anew, of the one that the turn before
has made, is such a register too; one of them is left, the last.

That is where a turn is one parallel loop each of whose iterations touches only its own element of what the turns
change.  What else a turn does (memory, owners, tests that bail) is the same in all turns and done once.  Numbers that
change from turn to turn are computed again for each element.

The loop over elements is parallel and holds one that is not, which other passes do not know: this one comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, final

from .activity import Pointees
from .building import all_hold, straight_nest
from .counts import assignment_counts, read_counts
from .elements import ITSELF
from .forms import form
from .forward import zero
from .ir import (
    COMPLEX,
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Push,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    While,
    const,
    load,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import structure
from .renaming import expression, reads, with_other_registers
from .rewriting import rewritten, with_bodies

LEAST: Final = 32  # elements along the innermost axis, below which turns are as quick one by one
_MOST: Final = 60  # statements of a turn, which are written twice
_MOST_VALUES: Final = 12  # elements that are registers
_NOT_BEFORE: Final = frozenset(("load", "call", "quo", "rem", "div"))  # what a loop without turns would not compute

Memory = Reg | Alloc  # what a pointer points to that no turn changes, or at first; or what a turn makes


def exchanged(procedure: Procedure) -> Procedure:
    """The same procedure, in which such loops have a second form, for arrays of some elements."""
    loops = [s for s in statements(procedure.body) if isinstance(s, For) and not s.parallel]
    if not any([isinstance(t, For) and t.parallel for s in loops for t in s.body]):
        return procedure
    exchange = _Exchange(procedure)
    body = exchange.body(procedure.body)
    return procedure.with_body(body) if exchange.count else procedure


class _Stays(Exception):
    """A loop is not of that kind."""


@final
class _Exchange:
    def __init__(self, procedure: Procedure):
        self.pointees = Pointees(procedure)
        self.reads = read_counts(procedure.body)
        self.reads.update(procedure.results)
        self.seen = _seen(procedure.body)
        self.seen.update(procedure.results)
        self.depth = 0  # of loops around a statement
        self.count = 0  # of loops that have a second form

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, For) and not s.parallel:
                try:
                    frame = _Frame(s, self.reads)
                    elements = _Elements(frame, self.pointees)
                    left = [m for m in elements.places if self.is_read_after(m, s)]
                    out += _written(frame, elements, left)
                    self.count += 1
                    continue
                except _Stays:
                    pass
            self.depth += isinstance(s, For | While)
            out.append(with_bodies(s, self.body))
            self.depth -= isinstance(s, For | While)
        return out

    def is_read_after(self, memory: Memory, s: For) -> bool:
        """Whether anything but a loop itself reads what it leaves in memory."""
        own = self.pointees.of(memory) if isinstance(memory, Reg) else {memory}
        if self.depth or not all([isinstance(m, Alloc) for m in own]):
            return True
        inside = _seen(s.body)
        others = [p for p, n in self.seen.items() if n > inside.get(p, 0) and p.dtype == "ptr"]
        return any([not self.pointees.of(p) or not own.isdisjoint(self.pointees.of(p)) for p in others])


def _seen(body: Sequence[Statement]) -> Counter[Reg]:
    """How often memory is read by way of each pointer, or handed to somebody else."""
    found: Counter[Reg] = Counter()
    for s in statements(body):
        found.update([e.attr for e in subexpressions(operands(s)) if e.op == "load"])
        found.update(s.pointers if isinstance(s, Library) else [])
        found.update([s.value.attr] if isinstance(s, Push) and s.value.op == "reg" else [])
    return found


def _needs(condition: bool) -> None:
    if not condition:
        raise _Stays


@final
class _Frame:
    """What turns do beside their parallel loop.

    moving: numbers that change from turn to turn.  here, last: what pointers that a turn assigns point to in the
    parallel loop, and at the end of the turn; None: no memory.
    """

    def __init__(self, s: For, total: dict[Reg, int]):
        self.s = s
        at = [k for k, t in enumerate(s.body) if isinstance(t, For)]
        _needs(len(at) == 1 and sum(1 for _ in statements(s.body)) <= _MOST)
        nest = s.body[at[0]]
        assert isinstance(nest, For)
        self.before, self.nest, self.after = s.body[: at[0]], nest, s.body[at[0] + 1 :]
        self.changed = assigned(s.body)
        self.levels = _levels(nest)
        self.own = assigned([nest])  # what iterations assign; nothing of it is handed on
        within = read_counts([nest])
        _needs(all([total.get(r, 0) == within.get(r, 0) for r in self.own]))
        self._check_kinds()
        self.moving = self._moving()
        for t in (*self.before, *self.after):
            moves = isinstance(t, Assign) and t.reg in self.moving
            calls = any([e.op == "call" for e in subexpressions(operands(t))])
            _needs(not calls if moves else self.moving.isdisjoint(reads(t)))
        counters = {level.counter for level in self.levels}
        self.differs = self.moving | (self.own - counters)
        bounds = list(subexpressions([e for level in self.levels for e in operands(level)]))
        _needs(not any([e.op == "load" or (e.op == "reg" and e.attr in self.differs) for e in bounds]))
        self.here: dict[Reg, Memory | None] = {}
        self._follow(self.before, self.here)
        self.last = dict(self.here)
        self._follow(self.after, self.last)
        # Pointers that change places with one another would point to what they pointed to two turns before.
        _needs(not any([isinstance(m, Reg) and m in self.changed for m in self.last.values()]))

    def _check_kinds(self) -> None:
        for t in (*self.before, *self.after):
            test = isinstance(t, If) and not t.orelse and all([isinstance(x, Bail) for x in t.body])
            _needs(test or isinstance(t, Assign | Alloc | Retain | Release))

    def _moving(self) -> set[Reg]:
        frame = [*self.before, *self.after]
        counts = assignment_counts(frame)
        found = {self.s.counter, *[r for r in self.exposed() if r.dtype != "ptr"]}
        found |= {r for r, n in counts.items() if n > 1 and r.dtype != "ptr"}
        while True:
            size = len(found)
            for t in frame:
                if isinstance(t, Assign) and t.reg.dtype != "ptr" and not found.isdisjoint(reads(t)):
                    found.add(t.reg)
            if len(found) == size:
                return found

    def exposed(self) -> set[Reg]:
        """Registers that a turn reads before it assigns them."""
        found: set[Reg] = set()
        done: set[Reg] = set()
        for t in self.s.body:
            found |= {r for x in statements([t]) for r in reads(x)} - done
            done |= assigned([t])
        return found & (self.changed - self.own)

    def _follow(self, body: Sequence[Statement], now: dict[Reg, Memory | None]) -> None:
        for t in body:
            if isinstance(t, Alloc):
                now[t.reg] = t
            elif isinstance(t, Assign) and t.reg.dtype == "ptr":
                source = t.value.attr
                now[t.reg] = None if t.value.op == "null" else now.get(source, source)

    def memory(self, pointer: Reg) -> Memory | None:
        """What a pointer points to in the parallel loop."""
        return self.here.get(pointer, pointer)

    def steps(self, body: Sequence[Statement], moving: bool) -> list[Statement]:
        """What changes from turn to turn, or the rest."""
        return [t for t in body if (isinstance(t, Assign) and t.reg in self.moving) == moving]

    def is_large(self) -> Expr | None:
        """Whether there are enough elements, as is known before the loop."""
        level = self.levels[-1]
        values: dict[Reg, Expr] = {}
        for t in self.steps(self.before, moving=False):
            if isinstance(t, Assign):
                values[t.reg] = expression(t.value, {}, values)
        count = expression(Expr("sub", "i64", (level.stop, level.start)), {}, values)
        counters = {x.counter for x in self.levels}
        if any([e.op in _NOT_BEFORE or (e.op == "reg" and e.attr in counters) for e in subexpressions([count])]):
            return None
        return Expr("ge", "bool", (count, const(LEAST, "i64")))


def _levels(nest: For) -> list[For]:
    """The loops of a nest, in the innermost of which there are no loops."""
    found = straight_nest(nest)
    plain = all([isinstance(t, Assign | Store | If) for t in statements(found[-1].body)])
    _needs(plain and all([level.parallel for level in found]) and found[-1].step == 1)
    return found


@final
class _Elements:
    """The elements that one iteration touches, as far as they are registers.

    places: the element of each memory that turns change.  carried: what a pointer points to at first, and the elements
    of the turn before that take its place.  kept: loads of what no turn changes.
    """

    def __init__(self, frame: _Frame, pointees: Pointees):
        self.frame, self.pointees = frame, pointees
        body = frame.levels[-1].body
        every = list(statements(body))
        loads = [e for t in every for e in subexpressions(operands(t)) if e.op == "load"]
        always = {id(e) for t in body for e in subexpressions(operands(t)) if e.op == "load"}
        self.places: dict[Memory, Expr] = {}
        self.carried: dict[Reg, Expr] = {}
        self.kept: dict[str, Expr] = {}
        self.values: dict[Memory | str, Reg] = {}
        for t in every:
            if isinstance(t, Store):
                self._place(load(t.base, t.index, t.value.dtype))
        seen: set[Memory] = set()  # of which an element is touched in any case
        for e in loads:
            memory = self._load(e, id(e) in always)
            seen |= {memory} if id(e) in always else set()
        seen |= {m for t in body if isinstance(t, Store) and (m := frame.memory(t.base)) is not None}
        _needs({*self.places, *self.carried} <= seen and bool(self.places))
        _needs(all([self._is_made_first(m, body) for m in self.places if isinstance(m, Alloc)]))
        self._check_apart([e.attr for e in loads])
        _needs(len(self.values) <= _MOST_VALUES)

    def _place(self, e: Expr) -> None:
        """Note that turns change an element."""
        memory = self.frame.memory(e.attr)
        _needs(memory is not None and self._is_own(e.args[0]))
        assert memory is not None
        _needs(memory not in self.frame.changed and _part(self.places.setdefault(memory, e), e) == "")
        self.values.setdefault(memory, Reg(f"{e.attr.name}.e", e.dtype))

    def _load(self, e: Expr, always: bool) -> Memory:
        """Note that an element is read, of a memory."""
        memory = self.frame.memory(e.attr)
        _needs(memory is not None)
        assert memory is not None
        if memory in self.places:
            _needs(_part(self.places[memory], e) is not None)
        elif memory in self.frame.changed:
            assert isinstance(memory, Reg)
            made = self.frame.last.get(memory)
            _needs(isinstance(made, Alloc) and made in self.places)
            assert made is not None
            place = self.places[made]
            _needs(_part(place, e) is not None)
            self.carried.setdefault(memory, load(e.attr, place.args[0], place.dtype))
            self.values.setdefault(memory, Reg(f"{e.attr.name}.e", place.dtype))
        else:
            steady = not any([x.op == "reg" and x.attr in self.frame.moving for x in subexpressions([e])])
            _needs(isinstance(memory, Reg) and steady)  # else each element would be far from the last one
            if always and self._is_own(e.args[0]):
                self.kept.setdefault(structure(e), e)
                self.values.setdefault(structure(e), Reg(f"{e.attr.name}.e", e.dtype))
        return memory

    def _is_own(self, index: Expr) -> bool:
        """Whether an index is the same in all turns, and known before the first."""
        parts = list(subexpressions([index]))
        return not any([e.op == "load" or (e.op == "reg" and e.attr in self.frame.differs) for e in parts])

    def _is_made_first(self, memory: Alloc, body: Sequence[Statement]) -> bool:
        """Whether an iteration writes its element of new memory, whatever happens, before it reads it."""
        for t in body:
            loads = [e for x in statements([t]) for e in subexpressions(operands(x)) if e.op == "load"]
            if any([self.frame.memory(e.attr) is memory for e in loads]):
                return False
            if any([isinstance(x, Store) and self.frame.memory(x.base) is memory for x in statements([t])]):
                return isinstance(t, Store)
        return False

    def _check_apart(self, pointers: Sequence[Reg]) -> None:
        """That nothing but themselves reaches memory that turns change."""
        fixed = [m for m in self.places if isinstance(m, Reg)]
        others = [m for m in map(self.frame.memory, pointers) if isinstance(m, Reg)]
        for p in fixed:
            _needs(bool(self.pointees.of(p)))
            for q in (*fixed, *others):
                _needs(p is q or (bool(self.pointees.of(q)) and self.pointees.of(p).isdisjoint(self.pointees.of(q))))
        written = {m for p in self.places for m in self.pointees.of(p.reg if isinstance(p, Alloc) else p)}
        frame = [*self.frame.before, *self.frame.after]
        for e in [e for t in frame for e in subexpressions(operands(t)) if e.op == "load"]:
            _needs(e.attr not in self.frame.changed and bool(self.pointees.of(e.attr)))
            _needs(written.isdisjoint(self.pointees.of(e.attr)))

    def value(self, e: Expr) -> Expr | None:
        """The register that a load is, if it is one."""
        if e.op != "load":
            return None
        memory = self.frame.memory(e.attr)
        place = self.carried.get(memory) if isinstance(memory, Reg) else None
        if memory is not None and (place := self.places.get(memory, place)) is not None:
            part = _part(place, e)
            return Expr(part, e.dtype, (reg(self.values[memory]),)) if part else reg(self.values[memory])
        found = self.values.get(structure(e))
        return None if found is None else reg(found)

    def in_registers(self, body: Sequence[Statement]) -> list[Statement]:
        """Statements of an iteration with registers for elements."""
        out: list[Statement] = []
        for s in body:
            if isinstance(s, If):
                bodies = self.in_registers(s.body), self.in_registers(s.orelse)
                out.append(If(rewritten(s.condition, self.value), *bodies))
            elif isinstance(s, Store):
                memory = self.frame.memory(s.base)
                assert memory is not None
                out.append(Assign(self.values[memory], rewritten(s.value, self.value)))
            else:
                assert isinstance(s, Assign)
                out.append(Assign(s.reg, rewritten(s.value, self.value)))
        return out


def _part(place: Expr, e: Expr) -> str | None:
    """What a load reads of an element of the same memory: "real", "imag", or "" for all of it; None: something else."""
    index, at = place.args[0], e.args[0]
    if place.dtype == e.dtype:
        return "" if _same(at, index) else None
    if COMPLEX.get(place.dtype) != e.dtype:
        return None
    real = Expr("mul", "i64", (index, const(2, "i64")))
    if _same(at, real):
        return "real"
    return "imag" if _same(at, Expr("add", "i64", (real, const(1, "i64")))) else None


def _same(one: Expr, other: Expr) -> bool:
    found = form(one, ITSELF)
    return structure(one) == structure(other) or (found is not None and found == form(other, ITSELF))


def _written(frame: _Frame, elements: _Elements, left: Sequence[Memory]) -> list[Statement]:
    """Both forms of a loop, behind a test.  left: memory in which something is left that is read after it."""
    s, bounds, start = frame.s, [], []
    for name, e in (("first", s.start), ("stop", s.stop)):
        bound = e if e.op == "const" else reg(Reg(name, "i64"))
        bounds.append(bound)
        start += [Assign(bound.attr, e)] if bound is not e else []
    forward = bounds if s.step > 0 else bounds[::-1]
    distance = Expr("sub", "i64", (forward[1], forward[0]))
    several = [Expr("lt", "bool", tuple(forward)), Expr("gt", "bool", (distance, const(abs(s.step), "i64")))]
    large = frame.is_large()
    _needs(large is not None)
    assert large is not None
    test = all_hold([*several, large])
    before, after = (frame.steps(body, moving=False) for body in (frame.before, frame.after))
    steps = frame.steps([*frame.before, *frame.after], moving=True)
    counter = Reg(s.counter.name, "i64")
    to = {s.counter: counter}
    again: list[Statement] = []
    if steps:
        again.append(For(counter, bounds[0], bounds[1], [with_other_registers(t, to) for t in steps], s.step))
    return [*start, If(test, [*before, _nest(frame, elements, bounds, left), *again, *after], [s])]


def _nest(frame: _Frame, elements: _Elements, bounds: Sequence[Expr], left: Sequence[Memory]) -> Statement:
    """The loop over elements, with the turns inside."""
    s, values = frame.s, elements.values
    at_first: list[tuple[Memory | str, Expr]] = [(m, e) for m, e in elements.places.items() if isinstance(m, Reg)]
    at_first += [*elements.carried.items(), *elements.kept.items()]
    ends = [(m, e) for m, e in elements.places.items() if m in left]
    turn = [
        *frame.steps(frame.before, moving=True),
        *elements.in_registers(frame.levels[-1].body),
        *[Assign(values[q], reg(values[_made(frame, q)])) for q in elements.carried],
        *frame.steps(frame.after, moving=True),
    ]
    own = sorted({*frame.own, *frame.moving}, key=lambda r: r.number)
    to = {r: Reg(r.name, r.dtype) for r in own}
    begun = sorted(frame.exposed() & frame.moving, key=lambda r: r.number)
    body: list[Statement] = [
        *[with_other_registers(Assign(values[m], e), to) for m, e in at_first],
        *[Assign(values[m], zero(e.dtype)) for m, e in elements.places.items() if isinstance(m, Alloc)],  # for no turns
        *[Assign(to[r], reg(r)) for r in begun],
        For(to[s.counter], bounds[0], bounds[1], [with_other_registers(t, to) for t in turn], s.step),
        *[with_other_registers(Store(e.attr, e.args[0], reg(values[m])), to) for m, e in ends],
    ]
    for level in reversed(frame.levels):
        start, stop = (expression(e, to) for e in (level.start, level.stop))
        body = [For(to[level.counter], start, stop, body, level.step, True)]
    return body[0]


def _made(frame: _Frame, pointer: Reg) -> Memory:
    made = frame.last[pointer]
    assert made is not None
    return made

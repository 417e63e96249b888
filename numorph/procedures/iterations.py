"""Which elements the iterations of loops touch, and so whether their reverse can be parallel.

The loops are one, or a nest of parallel ones.  An index is a polynomial of registers that do not change in them, and of
the loops' counters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple, final

from .facts import Facts
from .ir import Assign, Bail, Expr, For, If, Reg, Statement, Store, const, operands, reg, statements, subexpressions
from .parallel import accumulated, assigned
from .polynomials import Polynomial, combined, key, structure
from .polynomials import expression as as_expression
from .recording import Recording
from .renaming import reads
from .structured import only_bails

_MOST_PASSES, _MOST_STATEMENTS = 6, 40
_MOST_SHIFT, _MOST_LOADS = 4, 24

Shift = tuple[int, ...]  # a number of turns of each loop
Bounds = Sequence[tuple[Expr, Expr]]  # of loops, the outer ones first


@final
class Independence:
    """On what the iterations of the reverse of a loop or nest are independent.

    conditions: what must hold.  apart: pairs of pointers that must differ.
    passes: in each of them the loads that get their cotangents in it; so neighbours that share elements do not meet.
    fixed: loads of an element that is the same in all iterations, each with that element's index before the loop.
    own: registers that belong to one iteration.
    shifts: better than passes where it is known: a load's cotangent is added by loops over the elements, so many turns
    after the iteration that the load is in.  rows: loads that have the same element in the same turn.
    """

    def __init__(self, own: set[Reg]) -> None:
        self.own = own
        self.conditions: list[Expr] = []
        self.apart: set[tuple[Reg, Reg]] = set()
        self.passes: list[set[Expr]] = []
        self.fixed: dict[Expr, tuple[str, Expr]] = {}
        self.shifts: dict[Expr, Shift] | None = None
        self.rows: list[list[Expr]] = []

    @property
    def condition(self) -> Expr | None:
        """All that must hold; None: nothing."""
        pairs = sorted(self.apart, key=lambda p: (p[0].name, p[1].name))
        found: Expr | None = None
        for part in [*self.conditions, *[Expr("ne", "bool", (reg(x), reg(y))) for x, y in pairs]]:
            found = part if found is None else Expr("and", "bool", (found, part))
        return found


class _Row(NamedTuple):
    """Elements that loads of one pointer have in the turns of loops: the first one, and how far it is to the others.

    more: how many more there are than turns.
    """

    first: Polynomial
    strides: list[Polynomial]
    more: Shift


def independence(
    loops: Sequence[For], bounds: Bounds, facts: Facts, recording: Recording, surely: Callable[[Expr], bool]
) -> Independence | None:
    """When the iterations of the reverse of a nest of loops are independent; None if that is not known.

    surely: whether an integer is known, by the loops around, to be greater than 0 wherever these have turns.
    """
    inside = _but_tests(loops[-1])
    if any(not isinstance(s, Assign | Store | If) for s in inside) or len(inside) > _MOST_STATEMENTS:
        return None
    analysis = _Analysis(loops, bounds, facts, recording, surely)
    return analysis.found if analysis.run() else None


def _but_tests(loop: For) -> list[Statement]:
    """All statements in a loop, but for tests that bail: the reverse sweep has none of them."""
    tests = [s for s in statements(loop.body) if isinstance(s, If) and only_bails(s)]
    return [s for s in statements(loop.body) if s not in tests and not isinstance(s, Bail)]


@final
class _Analysis:
    def __init__(
        self,
        loops: Sequence[For],
        bounds: Bounds,
        facts: Facts,
        recording: Recording,
        surely: Callable[[Expr], bool],
    ):
        self.loop, self.facts, self.recording, self.by_others = loops[-1], facts, recording, surely
        self.steps = [s.step for s in loops]
        self.counters = {s.counter: f"counter {id(s.counter)}" for s in loops}
        self.inside = _but_tests(self.loop)
        self.changed = assigned(self.loop.body)
        self.stored = set().union(*[facts.written(s) for s in self.inside])
        self.stores = [s for s in self.inside if isinstance(s, Store)]
        self.atoms: dict[str, Expr] = {}
        self.known: dict[str, Polynomial] = {}  # what some atoms are wherever the loops have turns
        self.shared = self.sums()
        self.found = Independence(self.changed - self.shared)
        self.turns = [self.count(start, stop) for start, stop in bounds]
        self.least = dict([x for turns in self.turns if turns is not None for x in self.bounded(turns)])

    def sums(self) -> set[Reg]:
        """Registers to which all iterations add."""
        if self.loop.parallel:
            return set(accumulated(self.loop.body))
        return {r for r in self.changed if r not in self.facts.definitions}

    def run(self) -> bool:
        loads: dict[Reg, dict[str, list[Expr]]] = {}
        changed = self.recording.saves.keys() | self.recording.back.keys()
        if not self.loop.parallel and any(id(s) in changed for s in self.inside):
            return False
        for s in self.inside:
            adjoint = self.recording.adjoints.get(id(s))
            if isinstance(s, Assign) and (s.reg.dtype == "ptr" or (s.reg in self.shared and not self.only_adds(s))):
                return False
            for share in adjoint.shares if adjoint is not None else ():
                if share.leaf.op == "load":
                    index = self.polynomial(share.leaf.args[0])
                    if index is None:
                        return False
                    loads.setdefault(share.leaf.attr, {}).setdefault(key(index), []).append(share.leaf)
        return (self.loop.parallel or self.separate()) and self.decide(loads)

    def only_adds(self, s: Assign) -> bool:
        """Whether a sum is a register that nothing else reads, so that its cotangent is the same in all iterations."""
        adjoint = self.recording.adjoints.get(id(s))
        if adjoint is None or any(s.reg in reads(x) for x in self.inside if x is not s):
            return False
        own = [x for x in adjoint.shares if x.leaf.op == "reg" and x.leaf.attr is s.reg]
        return [x.value.attr for x in own] == [adjoint.seed]

    def separate(self) -> bool:
        """Whether an iteration touches no element that another one stores; parallel loops promise it."""
        for s in self.stores:
            memory = self.facts.memories(s.base)
            index = self.polynomial(s.index)
            if index is None or any(x is not s and memory & self.facts.memories(x.base) for x in self.stores):
                return False
            if not self.moves(self.split(index), (0,)):
                return False
            for e in subexpressions([e for x in self.inside for e in operands(x)]):
                if e.op != "load" or not memory & self.facts.memories(e.attr):
                    continue
                if e.attr is not s.base:
                    self.found.apart.add((e.attr, s.base))
                elif self.polynomial(e.args[0]) != index:
                    return False
        return True

    def decide(self, loads: dict[Reg, dict[str, list[Expr]]]) -> bool:
        """Loads through one pointer at several moving places get their cotangents one place after the other."""
        bases = list(loads)
        moving: dict[Reg, list[tuple[Polynomial, list[Expr]]]] = {}  # places, and what loads from them
        for at, base in enumerate(bases):
            memories = self.facts.memories(base)
            self.found.apart |= {(base, x) for x in bases[:at] if memories & self.facts.memories(x)}
            for name, leaves in loads[base].items():
                index = self.polynomial(leaves[0].args[0])
                assert index is not None
                if any([counter in atoms for atoms in index for counter in self.counters.values()]):
                    moving.setdefault(base, []).append((index, leaves))
                    continue
                if memories & self.stored:
                    return False
                place = self.expression(index)
                self.found.fixed |= {leaf: (f"{id(base)} {name}", place) for leaf in leaves}
        several = any([len(places) > 1 for places in moving.values()])
        before = list(self.found.conditions)
        if several and all([self.align(places) for places in moving.values()]):
            assert self.found.shifts is not None
            shifted = any([any(shift) for shift in self.found.shifts.values()])
            branches = any([isinstance(s, If) for s in self.inside])
            if not shifted:
                return True
            if not branches and len(self.found.shifts) <= _MOST_LOADS:
                return self.has_turns_enough() and self.can_repeat(bases)
        self.found.shifts, self.found.conditions = None, before
        if several and len(self.counters) > 1:
            return False
        for places in moving.values():
            for at, (index, leaves) in enumerate(places):
                if not self.moves(self.split(index), (0,) * len(self.counters)):
                    return False
                if at == len(self.found.passes):
                    self.found.passes.append(set())
                self.found.passes[at].update(leaves)
        return not several or self.can_repeat(bases)

    def align(self, places: list[tuple[Polynomial, list[Expr]]]) -> bool:
        """Find the shifts of loads through one pointer; False if there are none.

        The loads of a row are some turns apart.  Rows must have no element in common.
        """
        rows: list[_Row] = []
        waiting = places
        while waiting:
            strides = self.split(waiting[0][0])
            if strides is None or (len(places) > 1 and any([step != 1 for step in self.steps])):
                return False
            apart = [_turns_between(waiting[0][0], index, strides) for index, _ in waiting]
            row = [(shift, leaves) for shift, (_, leaves) in zip(apart, waiting, strict=True) if shift is not None]
            least, most = ([pick(k) for k in zip(*[shift for shift, _ in row], strict=True)] for pick in (min, max))
            first = waiting[0][0]
            for low, stride in zip(least, strides, strict=True):
                first = combined("add", [first, combined("mul", [{(): low} if low else {}, stride])])
            more = tuple([high - low for low, high in zip(least, most, strict=True)])
            if max(more) > _MOST_SHIFT or not self.moves(strides, more):
                return False
            rows.append(_Row(first, strides, more))
            if not all([self.are_apart(rows[-1], other) for other in rows[:-1]]):
                return False
            self.found.rows.append([leaf for _, leaves in row for leaf in leaves])
            self.found.shifts = self.found.shifts or {}
            for shift, leaves in row:
                own = tuple([k - low for k, low in zip(shift, least, strict=True)])
                self.found.shifts |= dict.fromkeys(leaves, own)
            waiting = [place for shift, place in zip(apart, waiting, strict=True) if shift is None]
        return True

    def has_turns_enough(self) -> bool:
        """Whether a loop alone has a turn for each shift at least; notes that it must."""
        (turns, *inner), shifts = self.turns, (self.found.shifts or {}).values()
        if turns is None:
            return False
        if not inner:
            most = max([k for (k,) in shifts])
            self.must(Expr("ge", "bool", (self.expression(turns), const(most, "i64"))))
        return True

    def can_repeat(self, bases: list[Reg]) -> bool:
        """Whether the cotangents of what is stored are still there in a second pass."""
        stores = [s for s in self.stores if id(s) in self.recording.adjoints]
        for at, s in enumerate(stores):
            memory = self.facts.memories(s.base)
            if s.base in bases or any(memory & self.facts.memories(x.base) for x in stores[:at]):
                return False
            self.found.apart |= {(base, s.base) for base in bases if memory & self.facts.memories(base)}
        loads = [e for x in self.inside for e in subexpressions(operands(x)) if e.op == "load"]
        for s in self.stores:  # and that what is put back in the first pass was not read after it was stored
            if id(s) in self.recording.restores:
                memory = self.facts.memories(s.base)
                for e in loads:
                    if e.attr is s.base:
                        return False
                    if memory & self.facts.memories(e.attr):
                        self.found.apart.add((e.attr, s.base))
        return self.found.shifts is not None or len(self.found.passes) <= _MOST_PASSES

    # elements

    def moves(self, strides: list[Polynomial] | None, more: Shift) -> bool:
        """Whether different turns, and some `more`, have different elements; notes what must hold for that."""
        if strides is None or not all(strides):
            return False
        if len(strides) == 1:
            if strides[0].keys() != {()} and not self.surely(_absolute(strides[0])):
                self.must(Expr("ne", "bool", (self.expression(strides[0]), const(0, "i64"))))
            return True
        reach: Polynomial = {}
        for at in reversed(_outer_first(strides)):
            ways = self.reach(_absolute(strides[at]), at, more)
            if ways is None or not self.must_be_positive(combined("sub", [_absolute(strides[at]), reach])):
                return False
            reach = combined("add", [reach, ways])
        return True

    def reach(self, stride: Polynomial, loop: int, more: Shift) -> Polynomial | None:
        """From the first element to the last."""
        turns = self.turns[loop]
        others = None if turns is None else combined("add", [turns, {(): more[loop] - 1}])
        return None if others is None else combined("mul", [stride, others])

    def are_apart(self, x: _Row, y: _Row) -> bool:
        """Whether two rows have no element in common; notes what must hold for that."""
        if [key(s) for s in x.strides] != [key(s) for s in y.strides]:
            return False
        ends: list[tuple[Polynomial, Polynomial]] = []  # the lowest and the highest element of each, from the first
        for row in (x, y):
            low: Polynomial = {}
            high: Polynomial = {}
            for at, stride in enumerate(row.strides):
                reach = self.reach(stride, at, row.more)
                if reach is None:
                    return False
                low, high = [
                    combined("add", [e, reach]) if _is_negative(stride) == lower else e
                    for e, lower in ((low, True), (high, False))
                ]
            ends.append((low, high))
        distance = combined("sub", [x.first, y.first])
        (low, high), (other_low, other_high) = ends
        above = self.simplified(combined("sub", [combined("add", [distance, low]), other_high]))
        below = self.simplified(combined("sub", [combined("sub", [other_low, distance]), high]))
        if self.is_positive(above) or self.is_positive(below):
            return True
        columns = len(x.strides) == 1 and x.strides[0].keys() != {()}
        if columns and self.between(distance, x):
            return True
        if columns and not self.must_be_positive(_absolute(x.strides[0])):
            return False
        if any([self.surely(p) for p in (above, below)]):
            return True
        ways = [self.positive(above), self.positive(below)]
        if columns:
            width = Expr("max", "i64", (self.expression(_absolute(x.strides[0])), const(1, "i64")))
            left = Expr("rem", "i64", (self.expression(distance), width))
            ways.append(Expr("ne", "bool", (left, const(0, "i64"))))
        if len(x.strides) > 1 and not any([_is_negative(s) for s in x.strides]):
            ways.append(self.beside(distance, x, y))
        found = ways[0]
        for way in ways[1:]:
            found = Expr("or", "bool", (found, way))
        self.must(found)
        return True

    def between(self, distance: Polynomial, x: _Row) -> bool:
        """Whether elements are known to lie between those of a row that are next to each other, as columns do."""
        stride = _absolute(x.strides[0])
        ways = [distance, combined("neg", [distance])]
        return any([self.surely(p) and self.surely(combined("sub", [stride, p])) for p in ways])

    def beside(self, distance: Polynomial, x: _Row, y: _Row) -> Expr:
        """Whether the elements of each turn of the outer loops lie between those of two turns of the other row."""
        *outer, inner = _outer_first(x.strides)
        width = Expr("max", "i64", (self.expression(x.strides[outer[-1]]), const(1, "i64")))
        left = Expr("rem", "i64", (self.expression(distance), width))
        negative = Expr("lt", "bool", (left, const(0, "i64")))
        place = Expr("select", "i64", (negative, Expr("add", "i64", (left, width)), left))
        reaches = [self.reach(x.strides[inner], inner, row.more) or {} for row in (x, y)]
        mine, other = [self.expression(p) for p in reaches]
        last = Expr("add", "i64", (place, mine))
        found = Expr("and", "bool", (Expr("gt", "bool", (place, other)), Expr("lt", "bool", (last, width))))
        for at in outer[:-1]:
            over = Expr("rem", "i64", (self.expression(x.strides[at]), width))
            found = Expr("and", "bool", (found, Expr("eq", "bool", (over, const(0, "i64")))))
        return found

    def must(self, condition: Expr) -> None:
        if structure(condition) not in [structure(e) for e in self.found.conditions]:
            self.found.conditions.append(condition)

    def must_be_positive(self, p: Polynomial) -> bool:
        """Note that a number has to be greater than 0, if it is not known; whether that is possible."""
        p = self.simplified(p)
        if not p or p.keys() == {()}:
            return p.get((), 0) > 0
        if not self.is_positive(p) and not self.surely(p):
            self.must(self.positive(p))
        return True

    def is_positive(self, p: Polynomial) -> bool:
        """Whether a number is greater than 0 wherever the loops have turns, as far as its form tells."""
        known = all([n > 0 and all([a in self.least for a in atoms]) for atoms, n in p.items() if atoms])
        return known and sum([n * math.prod([self.least[a] for a in atoms]) for atoms, n in p.items()]) > 0

    def surely(self, p: Polynomial) -> bool:
        """The same, as far as the loops around tell."""
        return self.by_others(self.expression(p))

    def positive(self, p: Polynomial) -> Expr:
        return Expr("gt", "bool", (self.expression(p), const(0, "i64")))

    # polynomials

    def count(self, start: Expr, stop: Expr) -> Polynomial | None:
        """How many turns a loop has, if it has any."""
        first, end = self.polynomial(start), self.polynomial(stop)
        if (
            first is None
            or end is None
            or any([c in atoms for p in (first, end) for atoms in p for c in self.counters.values()])
        ):
            return None
        if first.keys() <= {()} and first.get((), 0) >= 0:
            self.learn(stop)
        return combined("sub", [end, first])

    def bounded(self, turns: Polynomial) -> list[tuple[str, int]]:
        """An atom that is at least a number greater than 0, wherever the loops have turns."""
        turns = self.simplified(turns)
        less = turns.get((), 0)
        alone = [atoms for atoms in turns if atoms]
        if len(alone) != 1 or len(alone[0]) != 1 or turns[alone[0]] != 1 or less > 0:
            return []
        return [(alone[0][0], 1 - less)]

    def learn(self, e: Expr) -> None:
        """A number is positive wherever the loops have turns: so max(x, 0) in it is x."""
        if e.op == "reg" and e.attr in self.facts.definitions:
            self.learn(self.facts.definitions[e.attr][0].value)
        elif e.op == "max":
            for x, other in (e.args, e.args[::-1]):
                p = self.polynomial(x)
                if other.op == "const" and other.attr <= 0 and p is not None:
                    self.known[structure(e)] = p
                    self.learn(x)
        elif e.op == "add":
            for x, other in (e.args, e.args[::-1]):
                if other.op == "const" and other.attr <= 0:
                    self.learn(x)

    def simplified(self, p: Polynomial) -> Polynomial:
        """By what is known where the loops have turns."""
        while True:
            found: Polynomial = {}
            for atoms, n in p.items():
                term: Polynomial = {(): n}
                for a in atoms:
                    term = combined("mul", [term, self.known.get(a, {(a,): 1})])
                found = combined("add", [found, term])
            if found == p:
                return found
            p = found

    def split(self, index: Polynomial) -> list[Polynomial] | None:
        """How far each counter moves an index."""
        names = list(self.counters.values())
        strides: list[Polynomial] = [{} for _ in names]
        for atoms, n in index.items():
            inside = [a for a in atoms if a in names]
            if len(inside) > 1:
                return None
            if inside:
                strides[names.index(inside[0])][tuple([a for a in atoms if a not in names])] = n
        return strides

    def polynomial(self, e: Expr) -> Polynomial | None:
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr in self.counters:
            return {(self.counters[e.attr],): 1}
        if e.op == "reg" and e.attr in self.facts.definitions:
            return self.polynomial(self.facts.definitions[e.attr][0].value)
        if e.op == "reg" and e.attr in self.changed:
            return None
        if e.op in ("add", "sub", "mul", "neg"):
            parts = [self.polynomial(a) for a in e.args]
            if any(p is None for p in parts):
                return None
            return combined(e.op, [p for p in parts if p is not None])
        return self.atom(e)

    def atom(self, e: Expr) -> Polynomial | None:
        """Something that is the same in all iterations."""
        for x in subexpressions([e]):
            if x.op in ("reg", "load") and (x.attr in self.changed or x.attr in self.counters):
                return None
            if x.op == "load" and self.facts.memories(x.attr) & self.stored:
                return None
        name = structure(e)
        self.atoms[name] = e
        return {(name,): 1}

    def expression(self, p: Polynomial) -> Expr:
        """As an expression that can be computed before the loop."""
        return as_expression(p, self.atoms)


def _outer_first(strides: Sequence[Polynomial]) -> list[int]:
    """The loops with the longest strides first, as far as their form tells; else the outer ones."""
    leads = [(max([len(atoms) for atoms in s], default=0), abs(s[_lead(s)]) if s else 0) for s in strides]
    return sorted(range(len(strides)), key=lambda k: leads[k], reverse=True)


def _lead(p: Polynomial) -> tuple[str, ...]:
    return max(p, key=lambda atoms: (len(atoms), atoms))


def _turns_between(one: Polynomial, other: Polynomial, strides: list[Polynomial]) -> Shift | None:
    """How many turns of each loop it is from one element to another; None where that is no number."""
    found = [0] * len(strides)
    left = combined("sub", [other, one])
    for at in _outer_first(strides):
        if strides[at]:
            lead = _lead(strides[at])
            found[at] = round(left.get(lead, 0) / strides[at][lead])
            if found[at]:
                left = combined("sub", [left, combined("mul", [{(): found[at]}, strides[at]])])
    return None if left else tuple(found)


def _is_negative(p: Polynomial) -> bool:
    """Whether a number is negative where its atoms are not."""
    return all([n < 0 for n in p.values()])


def _absolute(p: Polynomial) -> Polynomial:
    return combined("neg", [p]) if _is_negative(p) else p

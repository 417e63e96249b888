"""Which elements the iterations of a loop touch, and so whether its reverse can be parallel.

An index is a polynomial of registers that do not change in the loop, and of the loop's counter.
"""

from __future__ import annotations

from typing import NamedTuple, final

from .facts import Facts
from .ir import Assign, Bail, Expr, For, If, Reg, Store, operands, statements, subexpressions
from .parallel import accumulated, assigned
from .polynomials import Polynomial, combined, expression, key, structure
from .recording import Recording
from .renaming import reads

_MOST_PASSES, _MOST_STATEMENTS = 6, 40
_MOST_SHIFT, _MOST_LOADS = 4, 24


@final
class Independence:
    """On what the iterations of the reverse of a loop are independent.

    distinct: numbers that must not be 0.  apart: pairs of pointers that must differ.
    passes: in each of them the loads that get their cotangents in it; so neighbours that share elements do not meet.
    fixed: loads of an element that is the same in all iterations, each with that element's index before the loop.
    own: registers that belong to one iteration.
    shifts: better than passes where it is known: a load's cotangent is added by a loop over the elements, so many turns
    after the iteration that the load is in.  gaps: what must lie apart for that, see `Gap`.
    """

    def __init__(self, own: set[Reg]) -> None:
        self.own = own
        self.distinct: list[Expr] = []
        self.apart: set[tuple[Reg, Reg]] = set()
        self.passes: list[set[Expr]] = []
        self.fixed: dict[Expr, tuple[str, Expr]] = {}
        self.shifts: dict[Expr, int] | None = None
        self.gaps: list[Gap] = []
        self.rows: list[list[Expr]] = []  # loads that have the same element in the same turn


class Gap(NamedTuple):
    """Two rows of elements that are `stride` apart, and how many more they have than there are iterations.

    distance: from the first element of the row `lower`, whose length counts where it is not negative, to the other's.
    """

    distance: Expr
    stride: int
    lower: int
    upper: int


def independence(loop: For, facts: Facts, recording: Recording) -> Independence | None:
    """When the iterations of the reverse of a loop are independent; None if that is not known."""
    inside = list(statements(loop.body))
    if any(not isinstance(s, Assign | Store | If | Bail) for s in inside) or len(inside) > _MOST_STATEMENTS:
        return None
    analysis = _Analysis(loop, facts, recording)
    return analysis.found if analysis.run() else None


@final
class _Analysis:
    def __init__(self, loop: For, facts: Facts, recording: Recording):
        self.loop, self.facts, self.recording = loop, facts, recording
        self.inside = list(statements(loop.body))
        self.changed = assigned(loop.body)
        self.stored = set().union(*[facts.written(s) for s in self.inside])
        self.stores = [s for s in self.inside if isinstance(s, Store)]
        self.atoms: dict[str, Expr] = {}
        self.shared = self.sums()
        self.found = Independence(self.changed - self.shared)

    def sums(self) -> set[Reg]:
        """Registers to which all iterations add."""
        if self.loop.parallel:
            return set(accumulated(self.loop.body))
        return {r for r in self.changed if r not in self.facts.definitions}

    def run(self) -> bool:
        loads: dict[Reg, dict[str, list[Expr]]] = {}
        if not self.loop.parallel and any(self.recording.saves.get(id(s)) for s in self.inside):
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
            factor = {atoms: n for atoms, n in index.items() if self.counter in atoms}
            if not factor or not self.moves(factor):
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
        aligned = True
        self.found.shifts = {}
        for at, base in enumerate(bases):
            memories = self.facts.memories(base)
            self.found.apart |= {(base, x) for x in bases[:at] if memories & self.facts.memories(x)}
            moving = 0
            rows: dict[str, list[tuple[Polynomial, list[Expr]]]] = {}
            for name, leaves in loads[base].items():
                index = self.polynomial(leaves[0].args[0])
                assert index is not None
                factor = {atoms: n for atoms, n in index.items() if self.counter in atoms}
                if not factor:
                    if memories & self.stored:
                        return False
                    place = self.expression(index)
                    self.found.fixed |= {leaf: (f"{id(base)} {name}", place) for leaf in leaves}
                    continue
                if not self.moves(factor):
                    return False
                rows.setdefault(key({a: n for a, n in index.items() if a}), []).append((index, leaves))
                if moving == len(self.found.passes):
                    self.found.passes.append(set())
                self.found.passes[moving].update(leaves)
                moving += 1
            aligned = aligned and self.align(list(rows.values()))
        if not aligned or len(self.found.passes) < 2:
            self.found.shifts, self.found.gaps = None, []
        shifted = self.found.shifts is None or any(self.found.shifts.values())
        if self.found.shifts is not None and shifted and any(isinstance(s, If) for s in self.inside):
            self.found.shifts, self.found.gaps = None, []
        return len(self.found.passes) < 2 or not shifted or self.can_repeat(bases)

    def align(self, rows: list[list[tuple[Polynomial, list[Expr]]]]) -> bool:
        """Find the shifts of loads through one pointer; False if there are none.

        The loads of a row differ by constants.  Rows must have no element in common.
        """
        assert self.found.shifts is not None
        if not rows:
            return True
        first: list[tuple[Polynomial, int, int]] = []  # of each row: the first element, the stride, the largest shift
        self.found.rows += [[leaf for _, leaves in row for leaf in leaves] for row in rows]
        for row in rows:
            if len(row) == len(rows) == 1:
                self.found.shifts |= dict.fromkeys(row[0][1], 0)
                return True
            stride = row[0][0].get((self.counter,), 0)
            moves = [a for a in row[0][0] if self.counter in a]
            if moves != [(self.counter,)] or self.loop.step != 1:
                return False
            constants = [index.get((), 0) for index, _ in row]
            start = min(constants) if stride > 0 else max(constants)
            for (_, leaves), constant in zip(row, constants, strict=True):
                if (constant - start) % stride:
                    return False
                self.found.shifts |= dict.fromkeys(leaves, (constant - start) // stride)
            first.append(({**row[0][0], (): start}, stride, max(abs((c - start) // stride) for c in constants)))
        for at, (x, stride, more) in enumerate(first):
            for y, other_stride, other_more in first[:at]:
                if stride != other_stride:
                    return False
                distance = self.expression(combined("sub", [x, y]))
                lower, upper = (other_more, more) if stride > 0 else (more, other_more)
                self.found.gaps.append(Gap(distance, abs(stride), lower, upper))
        return len(self.found.shifts) <= _MOST_LOADS and max(self.found.shifts.values()) <= _MOST_SHIFT

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

    def moves(self, factor: Polynomial) -> bool:
        """Whether different counters give different indices; notes what must not be 0 for that."""
        rest: Polynomial = {}
        for atoms, n in factor.items():
            if atoms.count(self.counter) > 1:
                return False
            rest[tuple([a for a in atoms if a != self.counter])] = n
        if rest.keys() != {()}:
            self.found.distinct.append(self.expression(rest))
        return any(rest.values())

    # polynomials

    @property
    def counter(self) -> str:
        return f"counter {id(self.loop.counter)}"

    def polynomial(self, e: Expr) -> Polynomial | None:
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr is self.loop.counter:
            return {(self.counter,): 1}
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
            if x.op in ("reg", "load") and (x.attr in self.changed or x.attr is self.loop.counter):
                return None
            if x.op == "load" and self.facts.memories(x.attr) & self.stored:
                return None
        name = structure(e)
        self.atoms[name] = e
        return {(name,): 1}

    def expression(self, p: Polynomial) -> Expr:
        """As an expression that can be computed before the loop."""
        return expression(p, self.atoms)

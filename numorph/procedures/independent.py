"""Loops of the user's whose turns are independent: they may run in any order, and at once.

A turn assigns registers before it reads them, and writes elements that no other turn touches: in each array that is
written, all that a turn reads or writes lies in a window, which moves with the counter by more than its width.  What
the form of indices does not tell of that is left to conditions, which code tests before the loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple, final

from .activity import Pointees
from .counts import assignment_counts, read_counts
from .hoisting import index_from_end
from .ir import (
    COMPLEX,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Pop,
    Procedure,
    Push,
    Reg,
    Statement,
    Store,
    While,
    bodies,
    const,
    operands,
    reg,
    statements,
    subexpressions,
)
from .ordered_sums import with_terms
from .paired_turns import pairs
from .parallel import assigned
from .polynomials import Polynomial, combined, expression, key, structure
from .renaming import Liveness, reads
from .steady_constants import Known, SteadyConstants
from .turns import Turns, turn_alone

_MOST_STATEMENTS: Final = 200  # of a loop
_MOST_TERMS: Final = 12  # of a polynomial
_MOST_ENDS: Final = 6  # different ends of windows of one array
_DEEP: Final = 40
_KINDS: Final = (Assign, Store, If, For, While, Break, Continue, Bail, Push, Pop)  # of statements in a turn
_NOT_BEFORE: Final = frozenset(("load", "call", "quo", "rem", "div"))  # what a loop without turns would not compute


@final
class Independents:
    """The loops of a procedure that have other loops in them, LLVM's passes not making vectors of their turns.

    Of loops whose turns leave something on the tape, or find it there, only those of a procedure that has both sweeps.
    """

    def __init__(self, procedure: Procedure):
        self.found: dict[int, Turns] = {}  # by the ids of loops
        self.pairs: list[tuple[Turns, Turns]] = []  # loops that push, each with the one that pops
        self._procedure = procedure
        self._pointees: Pointees | None = None
        self._taped: list[Turns] = []
        self._reads = read_counts(procedure.body)
        self._reads.update(procedure.results)
        self._block(procedure.body)
        for both in pairs(self._taped, procedure):
            inside = [x for t in both for x in statements(t.loop.body)]
            chosen = self.found.keys() | {id(t.loop) for pair in self.pairs for t in pair}
            if chosen.isdisjoint([id(x) for x in inside]):
                self.pairs.append(both)

    @cached_property
    def _begins(self) -> dict[int, Known]:
        return SteadyConstants(self._procedure).begins

    @cached_property
    def _behind(self) -> dict[int, frozenset[Reg]]:
        """By the ids of loops, what may be read after them."""
        results = frozenset(self._procedure.results)
        liveness = Liveness(results)
        liveness.block(self._procedure.body, results)
        return liveness.behind

    def _block(self, body: Sequence[Statement]) -> bool:
        """Whether there are loops, in a block or deeper, each of whose turns needs what the one before has done."""
        return any([self._statement(s) for s in body])

    def _statement(self, s: Statement) -> bool:
        if isinstance(s, For) and s.parallel and all([x.parallel for x in statements(s.body) if isinstance(x, For)]):
            return False
        before = set(self.found)
        inside = any([self._block(b) for b in bodies(s)])
        if not isinstance(s, For):
            return inside or isinstance(s, While)
        within = [k for k in self.found if k not in before]
        if any([not self.found[k].sums for k in within]):
            return True  # loops inside are better ones: what they touch lies closer together
        turns = self._turns(s)
        if turns is None or (turns.sums and within):
            return True
        if inside and turns.tape:
            self._taped.append(turns)
        elif inside:
            for k in within:  # their turns have to wait for one another
                del self.found[k]
            self.found[id(s)] = turns
        return inside or bool(turns.sums)

    def _turns(self, s: For) -> Turns | None:
        every = list(statements(s.body))
        tape = self._tape(every)
        if tape is None or len(every) > _MOST_STATEMENTS or not all([isinstance(x, _KINDS) for x in every]):
            return None
        if s.step != 1 and (s.step != -1 or not self._procedure.own_tape):  # of sweeps, whose counters end before 0
            return None
        known = self._begins.get(id(s), {})
        own = assigned(every)
        if any([r.dtype == "ptr" for r in own]):
            return None
        flat, sums = with_terms(s.body, own - known.keys(), self._reads)
        last = self._read_after(s, own - known.keys() - {x.register for x in sums})
        if any([r.dtype in COMPLEX for r in last]):
            return None
        loop = For(s.counter, s.start, s.stop, flat, s.step, s.parallel)
        body = turn_alone(loop, known, [*last, *[x.term for x in sums]])
        if body is None:
            return None
        conditions = [] if s.parallel else self._conditions(s, body)
        if conditions is None:
            return None
        own = assigned(body) | {s.counter}
        given = {r for x in statements(body) for r in reads(x)} - own
        return Turns(s, body, sorted(given, key=lambda r: r.number), conditions, tape, sums, last)

    def _conditions(self, s: For, body: list[Statement]) -> list[Expr] | None:
        """When no turn touches what another writes; None: never, as far as is known."""
        if self._pointees is None:
            self._pointees = Pointees(self._procedure)
        windows = _Windows(s, body, self._pointees)
        return windows.conditions if windows.apart() else None

    def _tape(self, every: Sequence[Statement]) -> str | None:
        """What turns do to the tape; None where lanes cannot do that."""
        kinds = {"push" if isinstance(x, Push) else "pop" for x in every if isinstance(x, Push | Pop)}
        if len(kinds) > 1 or (kinds and not self._procedure.own_tape):
            return None
        return kinds.pop() if kinds else ""

    def _read_after(self, s: For, registers: set[Reg]) -> list[Reg]:
        """Registers whose last value something after a loop may want to know."""
        here = read_counts(s.body)
        elsewhere = {r for r in registers if self._reads.get(r, 0) != here.get(r, 0)}
        return sorted(elsewhere & self._behind[id(s)], key=lambda r: r.number) if elsewhere else []


class _Range(NamedTuple):
    """The numbers from `least` to `greatest`, if there are any."""

    least: Expr
    greatest: Expr


@final
class _Windows:
    """What the turns of a loop touch of each array that they write."""

    def __init__(self, loop: For, body: list[Statement], pointees: Pointees):
        self._exceeding: dict[str, tuple[Polynomial, int]] = {}  # what has to exceed which numbers
        self._loop, self._all, self._pointees = loop, list(statements(body)), pointees
        self._changed = assigned(body) | {loop.counter}
        self._ranges: dict[Reg, list[_Range]] = {}  # of counters, the outer ones first
        self._made: dict[Reg, Expr] = {}  # by the registers that are assigned at one place
        for s in [For(loop.counter, loop.start, loop.stop, []), *self._all]:
            if isinstance(s, For):
                last = Expr("sub", "i64", (s.stop, const(1, "i64")))
                after = Expr("add", "i64", (s.stop, const(1, "i64")))
                found = _Range(s.start, last) if s.step > 0 else _Range(after, s.start)
                self._ranges.setdefault(s.counter, []).append(found)
            elif isinstance(s, Assign):
                self._made[s.reg] = s.value
        counts = assignment_counts(body)
        self._made = {r: e for r, e in self._made.items() if counts[r] == 1 and r not in self._ranges}
        self._names = {r: f"counter {k}" for k, r in enumerate(self._ranges)}
        self._atoms: dict[str, Expr] = {name: reg(r) for r, name in self._names.items()}

    @property
    def conditions(self) -> list[Expr]:
        """What has to hold."""
        found = [(expression(p, self._atoms), const(least, "i64")) for p, least in self._exceeding.values()]
        return [Expr("gt", "bool", both) for both in found]

    def apart(self) -> bool:
        """Whether no turn touches what another writes, where the conditions hold."""
        touched: dict[Reg, list[tuple[Expr, str]]] = {}  # indices and dtypes, by the pointer
        for s in self._all:
            for e in subexpressions(operands(s)):
                if e.op == "load":
                    touched.setdefault(e.attr, []).append((e.args[0], e.dtype))
            if isinstance(s, Store):
                touched.setdefault(s.base, []).append((s.index, s.value.dtype))
        if any([not self._pointees.of(p) for p in touched]):
            return False
        for base in {s.base: None for s in self._all if isinstance(s, Store)}:
            memory = self._pointees.of(base)
            if any([p is not base and self._pointees.of(p) & memory for p in touched]):
                return False
            if len({dtype for _, dtype in touched[base]}) > 1 or not self._moves([i for i, _ in touched[base]]):
                return False
        return True

    def _moves(self, indices: Sequence[Expr]) -> bool:
        """Whether the window that has some indices moves with the counter by more than its width."""
        counter = self._names[self._loop.counter]
        strides: dict[str, Polynomial] = {}
        ends: tuple[dict[str, Polynomial], dict[str, Polynomial]] = ({}, {})  # the lower ones, and the upper ones
        for index in indices:
            p = self._polynomial(index)
            if p is None:
                return False
            stride: Polynomial = {}
            rest: Polynomial = {}
            for atoms, n in p.items():
                if counter not in atoms:
                    rest[atoms] = n
                elif atoms.count(counter) > 1 or len([a for a in atoms if a in self._names.values()]) > 1:
                    return False
                else:
                    stride[tuple([a for a in atoms if a != counter])] = n
            strides[key(stride)] = stride
            for known, upper in zip(ends, (False, True), strict=True):
                end = self._end(rest, upper)
                if end is None:
                    return False
                known[key(end)] = end
        if len(strides) > 1 or max(len(known) for known in ends) > _MOST_ENDS:
            return False
        (stride,) = strides.values()
        if not stride:
            return False
        if stride.keys() == {()}:
            stride = {(): abs(stride[()])}
        widths = [combined("sub", [high, low]) for high in ends[1].values() for low in ends[0].values()]
        return all([self._must_exceed(combined("sub", [stride, width]), 0) for width in widths])

    def _must_exceed(self, p: Polynomial, least: int) -> bool:
        """Note that a number has to be greater than another; whether that is possible."""
        if all([n < 0 for atoms, n in p.items() if atoms]):  # atoms are sizes mostly, and strides
            return p.get((), 0) > least and p.keys() <= {()}
        form = f"{least} {key({atoms: n for atoms, n in p.items() if atoms})}"
        known = self._exceeding.get(form)
        if known is None or p.get((), 0) < known[0].get((), 0):  # the smaller one says more
            self._exceeding[form] = p, least
        return True

    def _end(self, p: Polynomial, upper: bool) -> Polynomial | None:
        """The least or the greatest that a sum can be in one turn or any: without counters."""
        for r in reversed(self._ranges):
            name = self._names[r]
            factor: Polynomial = {}
            rest: Polynomial = {}
            for atoms, n in p.items():
                if name not in atoms:
                    rest[atoms] = n
                elif atoms.count(name) > 1:
                    return None
                else:
                    factor[tuple([a for a in atoms if a != name])] = n
            if not factor:
                continue
            rising = factor.get((), 0) > 0
            if factor.keys() != {()}:
                if any([a in self._names.values() for atoms in factor for a in atoms]):
                    return None
                rising = True
                self._must_exceed(factor, -1)
            bound = self._bound(r, upper == rising)
            if bound is None:
                return None
            p = combined("add", [rest, combined("mul", [factor, bound])])
            if len(p) > _MOST_TERMS:
                return None
        return p

    def _bound(self, counter: Reg, upper: bool) -> Polynomial | None:
        """What a counter does not exceed, or does not fall below."""
        found: dict[str, Polynomial] = {}
        for ends in self._ranges[counter]:
            bound = self._limit(ends.greatest if upper else ends.least, upper)
            if bound is None or any([self._names[counter] in atoms for atoms in bound]):
                return None
            found[key(bound)] = bound
        return next(iter(found.values())) if len(found) == 1 else None

    def _limit(self, e: Expr, upper: bool) -> Polynomial | None:
        """A polynomial that a number does not exceed, or does not fall below."""
        found = self._polynomial(e)
        if found is not None:
            return found
        if e.op == "reg" and e.attr in self._made:
            return self._limit(self._made[e.attr], upper)
        if e.op == ("min" if upper else "max"):
            return next((p for p in [self._limit(a, upper) for a in e.args] if p is not None), None)
        if e.op in ("add", "sub") and e.dtype == "i64":
            x = self._limit(e.args[0], upper)
            y = self._limit(e.args[1], upper == (e.op == "add"))
            return None if x is None or y is None else combined(e.op, [x, y])
        return None

    # polynomials

    def _polynomial(self, e: Expr, depth: int = 0) -> Polynomial | None:
        if e.dtype != "i64" or depth > _DEEP:
            return None
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr in self._names:
            return {(self._names[e.attr],): 1}
        if e.op == "reg" and e.attr in self._made:
            return self._polynomial(self._made[e.attr], depth + 1)
        if e.op in ("add", "sub", "mul", "neg"):
            parts = [self._polynomial(a, depth + 1) for a in e.args]
            known = [p for p in parts if p is not None]
            if len(known) < len(parts):
                return None
            found = combined(e.op, known)
            return found if len(found) <= _MOST_TERMS else None
        if (index := index_from_end(e)) is not None:
            return self._from_start(index, depth)
        return self._atom(e)

    def _from_start(self, index: Expr, depth: int) -> Polynomial | None:
        """An index that would count from the end if it were negative, which is excluded."""
        found = self._polynomial(index, depth + 1)
        least = None if found is None else self._end(found, upper=False)
        return found if least is not None and self._must_exceed(least, -1) else None

    def _atom(self, e: Expr) -> Polynomial | None:
        """Something that is the same in all turns, and may be computed before them."""
        for x in subexpressions([e]):
            if x.op in _NOT_BEFORE or (x.op == "reg" and x.attr in self._changed):
                return None
        name = structure(e)
        self._atoms[name] = e
        return {(name,): 1}

"""Array statements next to each other, over the same indices, become one loop, and arrays between them registers.

Two parallel loops go together where all that they share is touched by one iteration of each: memory at the same index.
What stands between them and depends on neither goes before them.  An array that is made for one of them, and read in
the other, need not be in memory: its element is a register.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from .counts import assignment_counts, read_counts, settled
from .elements import replaced, with_registers, without_arrays
from .facts import Pointees
from .forms import Form, Known, form, learn, linear
from .ir import (
    COMPLEX,
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Statement,
    Store,
    While,
    bodies,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .ranges import Ranges, inside
from .ranges import apart as never_meet
from .renaming import expression, reads
from .versions import Version, apart, with_versions

_MOST: Final = 40  # statements of a loop, beyond which LLVM would run out of registers
_MOST_MEMORY: Final = 10  # arrays of a loop
COUNTER: Final = ("counter", 0)  # of the loops that may go together, in forms


def fused(procedure: Procedure, several: bool = False) -> Procedure:
    """The same procedure with fewer loops, and less memory.

    several: whether numbers are known, too, that several statements assign, all of them the same.
    """
    if not any([isinstance(s, For) and s.parallel for s in statements(procedure.body)]):
        return procedure
    counts = assignment_counts(procedure.body)
    counts.update(procedure.inputs)
    fusion = Fusion({r for r, n in counts.items() if n == 1}, Pointees(procedure))
    known: Known = settled(procedure.body, procedure.inputs) if several else {}
    body = fusion.body(procedure.body, known | {r: r for r in procedure.inputs if counts[r] == 1})
    if not fusion.count:
        return procedure
    found = procedure.with_body(body)
    return without_arrays(with_versions(found, fusion.versions))


class Access(NamedTuple):
    base: Reg
    dtype: str
    form: Form  # of the index; None: it may be any
    stores: bool
    place: Expr


def _same_place(a: Access, b: Access) -> bool:
    """Whether two accesses touch the same element, or one of them a part of the other's."""
    if a.form is None or b.form is None:
        return False
    if a.dtype == b.dtype:
        return bool(a.form == b.form)
    if a.dtype not in COMPLEX or b.dtype != COMPLEX[a.dtype]:
        return b.dtype in COMPLEX and COMPLEX[b.dtype] == a.dtype and _same_place(b, a)
    twice = {f: 2 * n for f, n in a.form}
    rest = {f: n - twice.get(f, 0) for f, n in b.form} | {f: -n for f, n in twice.items() if f not in dict(b.form)}
    return {f: n for f, n in rest.items() if n} in ({}, {(): 1})


class Fusion:
    def __init__(self, once: set[Reg], pointees: Pointees):
        self.once, self.pointees = once, pointees
        self.count = 0  # of loops that have gone into others
        self.fresh: set[Reg] = set()  # pointers to memory that was made here, of which no pointer was copied since
        self.values: set[Reg] = set()  # of elements, which are assigned once
        self.ranges: Ranges = {}  # of the counters of loops around
        self.rows: dict[Any, bool] = {}  # whether rows or columns are different ones, by what is asked in these ranges
        self.versions: dict[int, Version] = {}  # of loops that may go together where a test says so, by their ids
        self.joined_loops: list[For] = []  # they stay, and so do their ids

    # -- blocks

    def body(self, body: Sequence[Statement], known: Known, loops: bool = False) -> list[Statement]:
        known, fresh = dict(known), self.fresh
        self.fresh = set() if loops else set(fresh)
        out: list[Statement] = []
        for s in body:
            out.append(self.inside(s, known))
            if isinstance(s, Assign) and s.reg in self.once and s.reg.dtype == "i64":
                known[s.reg] = form(s.value, known) or s.reg
            elif isinstance(s, If):
                learn(s, known)
            if isinstance(s, Alloc):
                self.fresh.add(s.reg)
            elif any([isinstance(x, Assign) and x.reg.dtype == "ptr" for x in statements([s])]):
                self.fresh.clear()
            while isinstance(out[-1], For) and out[-1].parallel and self.join_last(out, known, tests=True):
                pass
        self.fresh = fresh
        return out

    def inside(self, s: Statement, known: Known) -> Statement:
        if isinstance(s, If):
            return If(s.condition, self.body(s.body, known), self.body(s.orelse, known))
        if isinstance(s, While):
            return While(self.body(s.body, known, loops=True))
        if isinstance(s, For) and not s.parallel:
            around = self.ranges, self.rows
            self.ranges, self.rows = inside(s, self.ranges, known), {}
            body = self.body(s.body, {**known, s.counter: s.counter}, loops=True)
            self.ranges, self.rows = around
            return For(s.counter, s.start, s.stop, body, s.step)
        return s

    def join_last(self, out: list[Statement], known: Known, tests: bool = False) -> bool:
        """Let the last loop go into the one before it, if it can; whether it has gone.  tests: by a test, too."""
        second = out[-1]
        at = len(out) - 2
        while at >= 0 and not isinstance(out[at], For | While | Release | Store):
            at -= 1
        first = out[at] if at >= 0 else None
        if not isinstance(first, For) or not first.parallel or not isinstance(second, For):
            return False
        between = out[at + 1 : -1]
        if not all([self.moves(x, first) for x in between]):
            return False
        joined = self.joined(first, second, known, tests)
        if joined is None:
            return False
        self.count += 1
        out[at:] = [*between, joined]
        return True

    def moves(self, x: Statement, loop: For) -> bool:
        """Whether a statement may run before a loop instead of after it."""
        changed = assigned([loop])
        if isinstance(x, Assign | Alloc):
            inside = {r for s in statements([loop]) for r in reads(s)}
            if x.reg in inside or x.reg in changed:
                return False
        elif not (isinstance(x, If) and not x.orelse and all([isinstance(y, Bail) for y in x.body])):
            return False
        parts = list(subexpressions(operands(x)))
        if any([e.op in ("reg", "load") and e.attr in changed for e in parts]):
            return False
        loads = {e.attr for e in parts if e.op == "load"}
        stored = {s.base for s in statements([loop]) if isinstance(s, Store)}
        return not any([self.meet(p, q) for p in loads for q in stored])

    # -- loops

    def joined(self, first: For, second: For, known: Known, by_test: bool) -> For | None:
        """Two loops as one, if nothing that one iteration does concerns another."""
        parts = [self.versions.get(id(s), Version([], [s])) for s in (first, second)]
        depths = len(_levels(first)), len(_levels(second))
        if depths[0] != depths[1] and 1 in depths and 0 not in depths:
            flat, nest = (first, second) if depths[0] == 1 else (second, first)
            unfolded = _as_nest(flat, nest, known)
            if unfolded is None:
                return None
            first, second = (unfolded, second) if flat is first else (first, unfolded)
        elif depths[0] != depths[1] or depths[0] == 0:
            return None
        if first.step != 1 or second.step != 1:
            return None
        bounds = [form(e, known) for e in (first.start, second.start, first.stop, second.stop)]
        if None in bounds or bounds[0] != bounds[1] or bounds[2] != bounds[3]:
            return None
        mine, other = assigned([first]), assigned([second])
        if mine & other or any([mine & reads(s) for s in statements([second])]):
            return None
        if any([other & reads(s) for s in statements([first])]):
            return None
        if sum(1 for _ in statements([first, second])) > _MOST:
            return None
        one, two = self.accesses(first, known), self.accesses(second, known)
        tests = self.tests(one, two, first, second, known)
        if len({a.base for a in [*one, *two]}) > _MOST_MEMORY or tests is None or (tests and not by_test):
            return None
        body = [*first.body, *_with_counter(second.body, second.counter, first.counter)]
        body = self.inner(body, {**known, first.counter: first.counter}, first)
        made = For(first.counter, first.start, first.stop, body, 1, True)
        if not _levels(made):
            return None
        tests = [*parts[0].tests, *parts[1].tests, *tests]
        if tests:
            self.versions[id(made)] = Version(tests, [*parts[0].loops, *parts[1].loops])
            self.joined_loops.append(made)
        return made

    def inner(self, body: list[Statement], known: Known, loop: For) -> list[Statement]:
        """The loops in a loop's body can go together as well."""
        out: list[Statement] = []
        for s in body:
            out.append(s)
            if isinstance(s, For):
                self.join_last(out, known)
        return self.forwarded(out, known, loop)

    def forwarded(self, body: list[Statement], known: Known, loop: For) -> list[Statement]:
        """What has just been stored or loaded is not loaded again, nor stored where it is stored over unseen."""
        out: list[Statement | None] = []
        values: dict[Any, Reg] = {}  # of elements
        loaded: set[Reg] = set()
        places: dict[Any, int] = {}  # of stores that nobody has seen
        forms: dict[Expr, Form] = {}  # of indices

        def place_of(index: Expr) -> Form:
            if index not in forms:
                forms[index] = form(index, known)
            return forms[index]

        for s in body:
            if not isinstance(s, Assign | Store):
                touched = _touched(s)
                values = {k: r for k, r in values.items() if not self.touches(k, touched)}
                places = {k: n for k, n in places.items() if not self.touches(k, touched)}
                out.append(s)
                continue
            for e in [e for e in subexpressions(operands(s)) if e.op == "load"]:
                place = place_of(e.args[0])
                if place is not None and (e.attr, e.dtype, place) not in values:
                    value = values[e.attr, e.dtype, place] = Reg(f"{e.attr.name}.x", e.dtype)
                    loaded.add(value)
                    self.values.add(value)
                    out.append(Assign(value, e))
            s = _with_values(s, values, place_of)
            read = [e.attr for e in subexpressions(operands(s)) if e.op == "load"]
            places = {k: n for k, n in places.items() if not self.touches(k, read)}
            if isinstance(s, Store):
                place = place_of(s.index)
                key = (s.base, s.value.dtype, place)
                if key in places:
                    out[places[key]] = None
                values = {k: r for k, r in values.items() if not self.hits(key, k, loop, known)}
                places = {k: n for k, n in places.items() if not self.touches(k, [s.base])}
                if place is not None:
                    if s.value.op != "reg" or s.value.attr not in self.values:
                        value = Reg(f"{s.base.name}.x", s.value.dtype)
                        self.values.add(value)
                        out.append(Assign(value, s.value))
                        s = Store(s.base, s.index, reg(value))
                    values[key] = s.value.attr
                    places[key] = len(out)
            out.append(s)
        return _used_again([s for s in out if s is not None], loaded)

    def hits(self, stored: Any, key: Any, loop: For, known: Known) -> bool:
        """Whether a store may change an element whose value is known."""
        (base, dtype, place), (other, other_dtype, there) = stored, key
        if base is not other or dtype != other_dtype:
            return self.meet(base, other)
        return place is None or not self.apart(place, there, loop, known, loop.counter)

    def touches(self, key: Any, bases: list[Reg]) -> bool:
        return any([self.meet(key[0], b) for b in bases])

    def tests(self, one: list[Access], two: list[Access], first: For, second: For, known: Known) -> list[Expr] | None:
        """When what both loops touch, and one of them writes, is touched by the same iteration; None: never."""
        found: dict[Form, Expr] = {}
        for a in one:
            for b in two:
                matters = (a.stores or b.stores) and self.meet(a.base, b.base)
                if not matters or (a.base is b.base and _same_place(a, b)):
                    continue
                if a.base is not b.base or a.dtype != b.dtype or None in (a.form, b.form):
                    return None
                if self.apart(a.form, b.form, first, known):
                    continue
                index = _with_counter_in(b.place, second.counter, first.counter)
                test = apart(a.place, index, first, known)
                if test is None:
                    return None
                found.setdefault(form(test.args[0].args[0], known), test)
        return list(found.values())

    def apart(self, one: Form, other: Form, loop: For, known: Known, counter: Any = COUNTER) -> bool:
        """Whether elements of rows or columns are known to be different ones."""
        if one == other or loop.start.op != "const" or loop.start.attr != 0:
            return False
        question = one, other, form(loop.stop, known), counter
        if question not in self.rows:
            self.rows[question] = self.are_different(*question)
        return self.rows[question]

    def are_different(self, one: Form, other: Form, count: Form, counter: Any) -> bool:
        places = [linear(f, [counter]) for f in (one, other)]
        if count is None or any([f is None for f in places]):
            return False
        (step, first), (other_step, second) = (f for f in places if f is not None)
        return step == other_step and never_meet(first, second, step, count, self.ranges)

    def meet(self, p: Reg, q: Reg) -> bool:
        """Whether two pointers may reach the same memory."""
        if p is q:
            return True
        return p not in self.fresh and q not in self.fresh and not self.pointees.of(p).isdisjoint(self.pointees.of(q))

    def accesses(self, loop: Statement, known: Known) -> list[Access]:
        """What a loop or branch reads and writes, by the counters of the loops that it is made of."""
        own = assigned([loop])
        known = {r: f for r, f in known.items() if r not in own}
        found: list[Access] = []
        self._gather(loop, known, 0, found)
        return found

    def _gather(self, s: Statement, known: Known, depth: int, found: list[Access]) -> None:
        for e in subexpressions(operands(s)):
            if e.op == "load":
                found.append(Access(e.attr, e.dtype, form(e.args[0], known), False, e.args[0]))
        if isinstance(s, Store):
            found.append(Access(s.base, s.value.dtype, form(s.index, known), True, s.index))
        if isinstance(s, For):
            known = dict(known)
            bounds = form(s.start, known), form(s.stop, known)
            if None not in bounds:
                known[s.counter] = ("counter", depth, *bounds) if depth else COUNTER
            depth += 1
        for body in bodies(s):
            for x in body:
                self._gather(x, known, depth, found)


def _levels(s: Statement) -> list[For]:
    """The loops of a nest in which there is nothing but the next loop inside; none if it is no such nest."""
    found: list[For] = []
    while isinstance(s, For) and s.parallel:
        found.append(s)
        if len(s.body) != 1 or not isinstance(s.body[0], For):
            break
        s = s.body[0]
    return found if found and not any([isinstance(x, For) for x in statements(found[-1].body)]) else []


def _as_nest(flat: For, nest: For, known: Known) -> For | None:
    """A loop over all elements as one over the axes of an array that has as many, if it has."""
    levels = _levels(nest)
    if not all([s.step == 1 and s.start.op == "const" and s.start.attr == 0 for s in [flat, *levels]]):
        return None
    counters = [Reg(s.counter.name, "i64") for s in levels]
    count, index = levels[0].stop, reg(counters[0])
    for s, counter in zip(levels[1:], counters[1:], strict=True):
        count = Expr("mul", "i64", (count, s.stop))
        index = Expr("add", "i64", (Expr("mul", "i64", (index, s.stop)), reg(counter)))
    size = form(count, known)
    if size is None or size != form(flat.stop, known):
        return None
    body = [replaced(s, {flat.counter: index}, {}) for s in flat.body]
    for s, counter in zip(reversed(levels), reversed(counters), strict=True):
        body = [For(counter, s.start, s.stop, body, 1, True)]
    return body[0] if isinstance(body[0], For) else None


def _touched(s: Statement) -> list[Reg]:
    """Pointers by which a loop or branch reads or writes."""
    found: dict[Reg, None] = {}
    for x in statements([s]):
        found |= dict.fromkeys([e.attr for e in subexpressions(operands(x)) if e.op == "load"])
        if isinstance(x, Store):
            found[x.base] = None
    return list(found)


def _with_values(s: Assign | Store, values: dict[Any, Reg], place_of: Callable[[Expr], Form]) -> Assign | Store:
    """A statement that reads registers in the place of elements whose values are known."""
    loads = [e for e in subexpressions(operands(s)) if e.op == "load"] if values else []
    keys = {id(e): (e.attr, e.dtype, place_of(e.args[0])) for e in loads}
    found = {n: values[k] for n, k in keys.items() if k in values}
    if isinstance(s, Assign):
        return Assign(s.reg, with_registers(s.value, found))
    return Store(s.base, with_registers(s.index, found), with_registers(s.value, found))


def _used_again(body: list[Statement], loaded: set[Reg]) -> list[Statement]:
    """A body in which only elements that several statements read are loaded into registers."""
    uses = read_counts(body)
    out: list[Statement] = []
    waiting: list[Assign] = []
    for s in body:
        if isinstance(s, Assign) and s.reg in loaded:
            waiting.append(s)
            continue
        alone = {x.reg: x.value for x in waiting if uses[x.reg] < 2 and x.reg in reads(s)}
        out += [x for x in waiting if x.reg not in alone and uses[x.reg]]
        out.append(_reading(s, alone) if isinstance(s, Assign | Store) else s)
        waiting = []
    return out


def _reading(s: Assign | Store, values: dict[Reg, Expr]) -> Assign | Store:
    """A statement that reads expressions in the place of registers."""
    if isinstance(s, Assign):
        return Assign(s.reg, expression(s.value, {}, values))
    return Store(s.base, expression(s.index, {}, values), expression(s.value, {}, values))


def _with_counter_in(e: Expr, old: Reg, new: Reg) -> Expr:
    return expression(e, {}, {old: reg(new)})


def _with_counter(body: list[Statement], old: Reg, new: Reg) -> list[Statement]:
    return [replaced(s, {old: reg(new)}, {}) for s in body]

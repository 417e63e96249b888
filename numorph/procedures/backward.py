"""The reverse sweep: statements in reverse, each of which restores what it overwrote and hands cotangents on."""

from __future__ import annotations

import functools
from typing import final

from .added_products import added
from .adjoints import Adjoint, Share
from .backward_loops import Parts, any_turns, backwards, most_common, nested, over_elements
from .building import integer, straight_nest
from .building import number as whole
from .carried import Carried
from .covered import covered
from .deferred import Factor, deferred
from .facts import Facts
from .first_terms import with_first_terms
from .forms import Known, form
from .forward import Forward, matrix_loops, place, zero
from .handed import Handed, is_costly
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    Reg,
    Release,
    Statement,
    Store,
    While,
    load,
    reg,
    statements,
)
from .iterations import Bounds, Independence, Shift, independence
from .polynomials import same
from .ranges import Ranges, inside, least
from .recording import Recording
from .saving import Saving
from .shadows import Shadows
from .transposed import with_transposed


def _plus(x: Expr, y: Expr, free: bool = False) -> Expr:
    return Expr("add", x.dtype, (x, y), "free" if free else None)


def _added(base: Reg, index: Expr, value: Expr) -> Store:
    return Store(base, index, _plus(load(base, index, value.dtype), value))


@final
class Backward:
    """Makes the statements of the reverse sweep.  bars: the cotangents of active registers."""

    def __init__(self, facts: Facts, recording: Recording, saving: Saving, shadows: Shadows, forward: Forward):
        self.facts, self.recording, self.saving, self.shadows = facts, recording, saving, shadows
        self.forward = forward
        self.bars = {r: Reg(f"d_{r.name}", r.dtype) for r in saving.ordered(facts.active)}
        self.covered = covered(facts, recording.adjoints)
        self.shared = False  # whether cotangents of registers are sums over the iterations of a parallel loop
        self.own: set[Reg] = set()  # but for these registers
        self.only: set[Expr] | None = None  # in a first pass over a loop: the loads that it deals with
        self.before: set[Expr] = set()  # in the last pass: those that others have dealt with
        self.seeds_stay = False  # whether cotangents that are handed on are cleared later
        self.again = False  # in a pass but the first: what was stored has been put back
        self.factors: dict[Statement, Factor] = {}  # what statements add to the cotangents of matrices
        self.handed: Handed | None = None  # shares that go to memory of their own
        self.sums: dict[Expr, Reg] = {}  # loads of one element, whose cotangents a loop sums in a register
        self.carried: Carried | None = None  # of the loop around, which is run in order
        self.ranges: Ranges = {}  # of the counters of loops around
        self.known: Known = facts.known()

    def procedure(self, seeds: dict[int, Reg], given: dict[int, tuple[Reg, Reg]]) -> list[Statement]:
        """seeds, given: the cotangents of results, by position; of pointers the memory and its size."""
        facts = self.facts
        results = facts.procedure.results
        out: list[Statement] = [Assign(bar, zero(bar.dtype)) for bar in self.bars.values()]
        for r in reversed(self.saving.ordered(self.recording.last)):
            out += self.restored("last", r)
        for i, seed in seeds.items():
            if results[i] in self.bars:
                bar = self.bars[results[i]]
                out.append(Assign(bar, _plus(reg(bar), reg(seed))))
        for i, (memory, count) in given.items():
            r, counter = results[i], Reg("i", "i64")
            if r in self.shadows.tracked and any(isinstance(x, Alloc) for x in facts.memories(r)):
                (dtype,) = self.dtype_of(r)
                add = _added(self.shadows.of(r), reg(counter), load(memory, reg(counter), dtype))
                out.append(For(counter, whole(0), reg(count), [add], parallel=True))
        out += self.body(facts.procedure.body)
        out = with_first_terms(out)
        return with_transposed(out, self.bars.values(), self.shadows.all().__contains__, facts.pointees.__contains__)

    def dtype_of(self, pointer: Reg) -> set[str]:
        memories = self.facts.memories(pointer)
        return set().union(*[self.facts.dtypes.get(m, set()) for m in memories])

    def body(self, body: list[Statement]) -> list[Statement]:
        """First what can be computed again, then the statements from the last to the first."""
        out: list[Statement] = [*self.again_in(body)]
        for s in reversed(body):
            out += self.entered(s)
            if self.recording.acts_on(s):
                out += self.statement(s)
        return out

    def again_in(self, body: list[Statement]) -> list[Assign]:
        """What is computed again in a body."""
        again = self.recording.again.get(id(body), set())
        return [s for s in body if isinstance(s, Assign) and s.reg in again]

    def entered(self, s: Statement) -> list[Statement]:
        """Before the reverse of the last statement that touches temporaries: what Forward.left has left of them."""
        out: list[Statement] = []
        for alloc in reversed(self.facts.temporaries.get(id(s), [])):
            out += [self.popped(alloc, alloc.reg)] if alloc in self.recording.needed else []
            if alloc in self.facts.shadowed:
                count = self.recording.known(alloc.count)
                if count is None:
                    r = Reg("count", "i64")
                    out.append(Pop(r))
                    count = reg(r)
                zero_first = alloc.reg not in self.covered
                out.append(Alloc(self.shadows.own[alloc.reg], count, alloc.dtype, zero_first))
        return out

    def statement(self, s: Statement) -> list[Statement]:
        if isinstance(s, Assign):
            return [*self.handed_on(s), *self.overwritten(s), *self.assign(s)]
        if isinstance(s, Store):
            return self.store(s)
        if isinstance(s, If):
            return self.branch(s)
        if isinstance(s, For):
            return self.loop(s)
        if isinstance(s, While):
            return self.repeat(s)
        if isinstance(s, Alloc):
            return self.alloc(s)
        assert isinstance(s, Library)
        return self.overwritten(s) + (self.product(s) if s.name == "matmul" else [])

    # values that come back

    def popped(self, s: Alloc, pointer: Reg, what: str = "memory") -> Pop:
        """A pointer that Forward.pushed has put on the tape."""
        return Pop(pointer, self.saving.site((id(s), what), "ptr"))

    def restored(self, key: int | str, r: Reg) -> list[Statement]:
        out: list[Statement] = []
        for g in reversed(self.shadows.group(r)):
            out += self.saving.find((key, g), g)
        return [*out, *self.shadows.found(r), *self.shadows.made(r)]

    def handed_on(self, s: Assign) -> list[Statement]:
        """The shadow of memory that a turn hands on becomes that of the pointer by which the turn has it."""
        found = self.shadows.handed_on.get(s.reg)
        if found is None or found.hand is not s:
            return []
        return [Assign(self.shadows.of(found.alloc.reg), reg(self.shadows.of(s.reg)))]

    def overwritten(self, s: Statement) -> list[Statement]:
        if id(s) in self.recording.back:
            assert isinstance(s, Assign)
            return [Assign(s.reg, self.recording.back[id(s)])]
        found = self.recording.saves.get(id(s), set())
        return [x for r in reversed(self.saving.ordered(found)) for x in self.restored(id(s), r)]

    # cotangents

    def assign(self, s: Assign) -> list[Statement]:
        adjoint = self.recording.adjoints.get(id(s))
        if adjoint is None:
            return []
        bar = self.bars[s.reg]
        kept = _first([x for x in adjoint.shares if x.leaf.op == "reg" and x.leaf.attr is s.reg], adjoint)
        out: list[Statement] = [Assign(adjoint.seed, reg(bar))]
        if kept is None:
            out.append(Assign(bar, zero(bar.dtype)))
        return out + self.shares(adjoint, kept)

    def store(self, s: Store) -> list[Statement]:
        out: list[Statement] = []
        if id(s) in self.recording.restores and not self.again:
            old = Reg("old", s.value.dtype)
            out += [*self.saving.find((id(s), "memory"), old), Store(s.base, s.index, reg(old))]
        adjoint = self.recording.adjoints.get(id(s))
        if adjoint is None:
            return out
        shadow, index = self.shadows.of(s.base), s.index
        if index.op not in ("const", "reg"):
            at = Reg("at", "i64")
            out.append(Assign(at, index))
            index = reg(at)
        alike = [x for x in adjoint.shares if x.leaf.op == "load" and x.leaf.attr is s.base]
        kept = _first([x for x in alike if same(x.leaf.args[0], s.index)], adjoint)
        out.append(Assign(adjoint.seed, load(shadow, index, s.value.dtype)))
        if self.carried is not None and id(s) in self.carried.takes:
            left = self.carried.takes[id(s)]
            out += [Assign(adjoint.seed, _plus(reg(adjoint.seed), reg(left))), Assign(left, zero(left.dtype))]
            out += [Store(shadow, index, reg(adjoint.seed))] if kept is not None else []
        if kept is None and self.only is None and not self.seeds_stay and id(s) not in self.facts.fresh:
            out.append(Store(shadow, index, zero(s.value.dtype)))
        return out + self.shares(adjoint, kept)

    def shares(self, adjoint: Adjoint, kept: Share | None) -> list[Statement]:
        out: list[Statement] = []
        left: set[Expr] = set()
        for share in adjoint.shares:
            if share is kept or share.leaf in self.before or (self.only is not None and not self.belongs(share)):
                continue
            if self.handed is not None and self.handed.has(share):
                out += self.handed.kept(share)
            elif share.leaf in self.sums:
                total = self.sums[share.leaf]
                out.append(Assign(total, _plus(reg(total), share.value, True)))
            elif self.carried is not None and share.leaf in self.carried.loads:
                carry, place = self.carried.loads[share.leaf]
                assert share.index is not None
                value = _plus(reg(carry), share.value) if share.leaf in left else share.value
                out += [Assign(carry, value), Assign(place, share.index)]
                left.add(share.leaf)
            elif share.leaf.op == "load":
                assert share.index is not None
                if self.covered.get(share.leaf.attr) is share.leaf:
                    out.append(Store(self.shadows.of(share.leaf.attr), share.index, share.value))
                    continue
                out.append(_added(self.shadows.of(share.leaf.attr), share.index, share.value))
            else:
                bar = self.bars[share.leaf.attr]
                free = self.shared and share.leaf.attr not in self.own
                out.append(Assign(bar, _plus(reg(bar), share.value, free)))
        return [*adjoint.steps_for(out), *out]

    def belongs(self, share: Share) -> bool:
        """Whether a first pass deals with a share; others only hand cotangents on within an iteration."""
        assert self.only is not None
        return share.leaf in self.only or (share.leaf.op == "reg" and share.leaf.attr in self.own)

    # control flow

    def branch(self, s: If) -> list[Statement]:
        if id(s) not in self.recording.branches:
            return [If(s.condition, self.body(s.body), self.body(s.orelse))]
        taken = Reg("taken", "bool")
        found = self.saving.find((id(s), "branch"), taken)
        return [*found, If(reg(taken), self.body(s.body), self.body(s.orelse))]

    def repeat(self, s: While) -> list[Statement]:
        head, _, tail = self.facts.parts[id(s)]
        turns, turn = Reg("turns", "i64"), Reg("turn", "i64")
        body = [*self.body(tail), *self.body(head)]
        again = self.deferred(s, For(turn, whole(0), reg(turns), body))
        return [Pop(turns), *self.body(head), *again, *self.overwritten(s)]

    def loop(self, s: For) -> list[Statement]:
        if not self.recording.acts(s.body):
            return self.overwritten(s)
        out: list[Statement] = []
        bounds = [s.start, s.stop]
        for at in (1, 0):
            if (id(s), ("start", "stop")[at]) in self.recording.bounds:
                r = Reg("bound", "i64")
                out.append(Pop(r))
                bounds[at] = reg(r)
        for found in self.shadows.handed_on.values():
            if found.loop is s and not found.later:  # nothing has been added to what the last turn has left
                shadow = self.shadows.of(found.keeper)
                none = Alloc(shadow, found.elements, found.alloc.dtype, True)
                out.append(If(any_turns([s], [(bounds[0], bounds[1])]), [none]))
        around = self.ranges
        self.ranges = inside(For(s.counter, bounds[0], bounds[1], [], s.step), around, self.known)
        if id(s) in self.forward.segmented:
            taped, plain = [functools.partial(self.forward.run_again, s, taped=x) for x in (True, False)]
            out += self.forward.segmented[id(s)].reverse(bounds, taped, plain, functools.partial(self.turns, s))
        else:
            out += self.turns(s, bounds)
        self.ranges = around
        return out + self.overwritten(s)

    def turns(self, s: For, bounds: list[Expr]) -> list[Statement]:
        """The reverse of the turns of a loop between two bounds."""
        out: list[Statement] = []
        nest = self.saving.nests.get(id(s))
        if nest is not None:
            out += nest.setup(bounds[0], bounds[1], False)
            self.saving.nest, self.saving.start = nest, bounds[0]
        parallel = s.parallel and id(s) not in self.saving.serial
        loops = self.nest(s) if parallel else [s]
        ends = [(bounds[0], bounds[1]), *[(x.start, x.stop) for x in loops[1:]]]
        found = None
        if parallel or id(s) in self.saving.placed:
            found = self.independence(loops, ends)
        if found is not None:
            out += self.unordered(loops, ends, found)
        else:
            out += self.in_order(s, bounds)
        if nest is not None:
            self.saving.nest = None
        return out

    def independence(self, loops: list[For], bounds: Bounds) -> Independence | None:
        """On what the turns of loops are independent, but for what is known of the counters of these and others."""
        ranges = self.ranges
        for s in loops[1:]:
            ranges = inside(s, ranges, self.known)

        def is_positive(e: Expr) -> bool:
            found = form(e, self.known)
            smallest = None if found is None else least(found, ranges)
            return smallest is not None and smallest > 0

        return independence(loops, bounds, self.facts, self.recording, is_positive)

    def nest(self, s: For) -> list[For]:
        """A parallel loop and those inside it, with nothing between them."""
        recording = self.recording
        loops = straight_nest(s)
        for inner in loops[1:]:
            bounds = {(id(inner), "start"), (id(inner), "stop")}
            if not inner.parallel or recording.saves.get(id(inner)) or not recording.bounds.isdisjoint(bounds):
                return [s]
        return [s] if any([recording.ending.get(id(x)) for x in loops[:-1]]) else loops

    def in_order(self, s: For, bounds: list[Expr]) -> list[Statement]:
        """The reverse of a loop, turn by turn."""
        around = self.carried
        self.carried = carried = Carried(s, bounds, self.facts, self.recording, self.shadows)
        body = self.iteration(s)
        self.carried = around
        parallel = s.parallel and id(s) not in self.saving.serial
        start, stop = bounds
        ordered = For(s.counter, start, stop, body, s.step) if parallel else backwards(s, (start, stop), body)
        return [*carried.before, *self.deferred(s, ordered), *carried.after]

    def deferred(self, s: For | While, made: For) -> list[Statement]:
        """The reverse of a loop, which adds to the cotangents of matrices some turns at a time."""
        facts = self.facts
        inside = list(statements([s]))
        changed = set().union(*[facts.written(x) for x in inside]) | {x for x in inside if isinstance(x, Alloc)}
        pointers = {self.shadows.of(p): p for p in facts.pointees if self.shadows.has(p)}

        def summed(shadow: Reg) -> bool:
            return shadow in pointers and changed.isdisjoint(facts.memories(pointers[shadow]))

        return deferred(made, self.factors, summed, lambda p: p in facts.pointees)

    def iteration(self, s: For) -> list[Statement]:
        out: list[Statement] = []
        for r in reversed(self.saving.ordered(self.recording.ending.get(id(s), set()))):
            for g in reversed(self.shadows.group(r)):
                out += self.saving.find((id(s), "end", g), g)
            out += self.shadows.found(r)
        return out + self.body(s.body)

    def unordered(self, loops: list[For], bounds: Bounds, found: Independence) -> list[Statement]:
        """The reverse of loops whose iterations are independent, on conditions."""
        totals: dict[str, tuple[Reg, Expr, Expr]] = {}
        for leaf, (name, index) in found.fixed.items():
            totals.setdefault(name, (Reg("sum", leaf.dtype), leaf, index))
            self.sums[leaf] = totals[name][0]
        self.own, self.shared = found.own, True
        clear: list[Statement] = [Assign(bar, zero(r.dtype)) for r, bar in self.bars.items() if r in found.own]
        s = loops[-1]
        passes: list[Statement] = []
        if found.shifts is not None and any([any(shift) for shift in found.shifts.values()]):
            passes = self.along(loops, bounds, found, clear)
        else:
            for at in range(len(found.passes) - 1 if found.shifts is None else 0):
                self.only = found.passes[at]
                passes.append(nested(loops, bounds, clear + self.iteration(s)))
                self.again = True
            self.only, self.before = None, set().union(*found.passes[:-1]) if found.shifts is None else set()
            passes.append(nested(loops, bounds, clear + self.iteration(s)))
        self.before, self.shared, self.own, self.again = set(), False, set(), False
        if found.condition is not None:
            body = clear + self.iteration(s)
            in_order = nested(loops, bounds, body, parallel=False) if s.parallel else backwards(s, bounds[0], body)
            passes = [If(found.condition, passes, [in_order])]
        self.sums = {}
        out: list[Statement] = [Assign(total, zero(total.dtype)) for total, _, _ in totals.values()]
        out += [*passes, *clear]
        ends: list[Statement] = [
            _added(self.shadows.of(leaf.attr), index, reg(total)) for total, leaf, index in totals.values()
        ]
        return [*out, If(any_turns(loops, bounds), ends)] if ends else out

    def along(self, loops: list[For], bounds: Bounds, found: Independence, clear: list[Statement]) -> list[Statement]:
        """Loops over elements, each of which gets all its cotangents at once: in a turn those of some iterations."""
        assert found.shifts is not None
        shifts = found.shifts
        rows = [row for row in found.rows if self.covered.get(row[0].attr) is not row[0]]  # added, not stored
        rows = [row for row in rows if len({shifts[leaf] for leaf in row}) > 1]
        totals = {row[0]: Reg("total", row[0].dtype) for row in rows}
        added = [
            {shifts[leaf]: _added(self.shadows.of(leaf.attr), leaf.args[0], reg(totals[row[0]])) for leaf in row}
            for row in rows
        ]
        s, within = loops[-1], {leaf: totals[row[0]] for row in rows for leaf in row}
        adjoints = [(x, self.recording.adjoints[id(x)]) for x in s.body if id(x) in self.recording.adjoints]
        shares = [x for _, adjoint in adjoints for x in adjoint.shares if x.leaf in within]
        if is_costly(adjoints, shares):
            self.handed = handed = Handed(loops, bounds, adjoints, shares, found.own)
            iteration = [handed.numbered(), *clear, *self.iteration(s)]
            self.handed = None
            parts = Parts(
                *handed.by_shift(shifts, self.again_in(s.body), within, self.shadows.of), list(totals.values()), added
            )
            once = functools.partial(nested, loops, body=iteration)
            most = max([k for k, *_ in parts.alone])
            return handed.passes(once, over_elements(loops, bounds, parts), most)
        alone, fixed = self.by_shift(s, shifts, clear), self.sums
        self.sums = fixed | within
        parts = Parts(alone, self.by_shift(s, shifts, clear), list(totals.values()), added)
        self.sums = fixed
        return [*over_elements(loops, bounds, parts), *self.cleared(loops, bounds)]

    def by_shift(self, s: For, shifts: dict[Expr, Shift], clear: list[Statement]) -> dict[Shift, list[Statement]]:
        """What an iteration does for the loads with each shift, and for all else with one of these."""
        first = most_common(shifts)
        self.seeds_stay, self.before = True, {leaf for leaf, k in shifts.items() if k != first}
        parts = {first: clear + self.iteration(s)}
        self.before, self.again = set(), True
        for k in sorted(set(shifts.values()) - {first}):
            self.only = {leaf for leaf, shift in shifts.items() if shift == k}
            parts[k] = clear + self.iteration(s)
        self.only, self.again, self.seeds_stay = None, False, False
        return {k: parts[k] for k in sorted(parts)}

    def cleared(self, loops: list[For], bounds: Bounds) -> list[Statement]:
        """Loops that clear the cotangents of what a body without branches stores, after they have been handed on."""
        s = loops[-1]
        stores = [
            x for x in s.body if isinstance(x, Store) and id(x) in self.recording.adjoints.keys() - self.facts.fresh
        ]
        body: list[Statement] = [*self.again_in(s.body)]
        body += [Store(self.shadows.of(x.base), x.index, zero(x.value.dtype)) for x in stores]
        return [nested(loops, bounds, body)] if stores else []

    # memory

    def alloc(self, s: Alloc) -> list[Statement]:
        out: list[Statement] = []
        if s.reg in self.facts.temporary:
            out += [Release(self.shadows.own[s.reg])] if s in self.facts.shadowed else []
            return [*out, Release(s.reg)] if s in self.recording.needed else out
        if s in self.recording.needed:
            memory = Reg("memory", "ptr")
            out += [self.popped(s, memory), Release(memory)]
        if s.reg in self.shadows.makers:
            out.append(Release(self.shadows.of(s.reg)))
        elif s.reg in self.shadows.tracked:
            memory = Reg("memory", "ptr")
            out += [self.popped(s, memory, "shadow"), Release(memory)]
        return out + self.overwritten(s)

    def product(self, s: Library) -> list[Statement]:
        """The old matrix comes back; each factor gets the product of the cotangent and the other, transposed."""
        a, b, c = s.pointers
        m, k, n, *places = s.values
        at_a, at_b, at_c = [tuple(places[i : i + 3]) for i in (0, 3, 6)]
        row, column = Reg("row", "i64"), Reg("column", "i64")
        out: list[Statement] = []
        if id(s) in self.recording.restores:
            old = Reg("old", "ptr")
            index = integer("add", integer("mul", reg(row), n), reg(column))
            back = Store(c, place(at_c, row, column), load(old, index, s.dtype))
            site = self.saving.site((id(s), "matrix"), "ptr")
            out += [PopBlock(old, integer("mul", m, n), s.dtype, site), matrix_loops(m, n, row, column, [back])]
        if not self.recording.is_active_product(s):
            return out
        shadow = self.shadows.of(c)
        ct = (at_c[0], at_c[1], at_c[2])
        if self.facts.memories(a) & self.facts.shadowed:
            flipped = (at_b[0], at_b[2], at_b[1])
            out += self.factor(s.dtype, (shadow, ct), (b, flipped), (a, at_a), (m, n, k))
        if self.facts.memories(b) & self.facts.shadowed:
            flipped = (at_a[0], at_a[2], at_a[1])
            out += self.factor(s.dtype, (a, flipped), (shadow, ct), (b, at_b), (k, m, n))
        if id(s) in self.facts.fresh or s.attr == "add":
            return out
        clear = Store(shadow, place(at_c, row, column), zero(s.dtype))
        return [*out, matrix_loops(m, n, row, column, [clear])]

    def factor(
        self,
        dtype: str,
        x: tuple[Reg, tuple[Expr, ...]],
        y: tuple[Reg, tuple[Expr, ...]],
        to: tuple[Reg, tuple[Expr, ...]],
        sizes: tuple[Expr, Expr, Expr],
    ) -> list[Statement]:
        """Add the product of x and y to the cotangent of a matrix."""
        row, column = Reg("row", "i64"), Reg("column", "i64")
        target = self.shadows.of(to[0])
        made = Library("matmul", (x[0], y[0], target), (*sizes, *x[1], *y[1], *to[1]), dtype=dtype, attr="add")
        self.factors[made] = Factor(
            target,
            to[1],
            dtype,
            sizes,
            lambda i, k: load(x[0], place(x[1], i, k), dtype),
            lambda k, j: load(y[0], place(y[1], k, j), dtype),
            lambda value, start, stop: added(target, to[1], (start, stop, sizes[2]), value, row, column),
            row,
            column,
        )
        return [made]


def _first(shares: list[Share], adjoint: Adjoint) -> Share | None:
    """The share, if any, that is the whole cotangent: it stays where it is."""
    for share in shares:
        if share.value.op == "reg" and share.value.attr is adjoint.seed:
            return share
    return None

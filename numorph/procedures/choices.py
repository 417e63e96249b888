"""Branches that only choose between values become expressions, so that a sweep over them has no branches.

`if c: a = x; p[i] = y else: a = z; p[i] = w` reads `taken = c; a = select(taken, x, z); p[i] = select(taken, y, w)`.
What is chosen from are numbers that are there already, or sums of such: nothing that could fail, or whose derivative
could be other than finite where it is not wanted.  Where an iteration of a loop waits for what the last one has chosen,
the branch stays: a processor guesses it, and goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from .counts import read_counts
from .ir import Assign, Expr, For, If, Procedure, Reg, Statement, Store, While, reg, subexpressions
from .parallel import assigned
from .polynomials import same
from .renaming import expression, reads

_WHOLE = frozenset(
    ("add", "sub", "mul", "neg", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "select", "min", "max")
)
_FLOATING = frozenset(("add", "sub", "neg", "select"))
_MOST_VALUES, _MOST_OPERATIONS = 6, 8


def chosen(procedure: Procedure) -> tuple[Procedure, set[Reg]]:
    """The procedure, which is structured, and the registers that hold on what choices depend."""
    choices = _Choices(procedure)
    body = choices.body(procedure.body)
    return procedure.with_body(body), choices.conditions


@final
class _Choices:
    """there: registers that are assigned on all ways to the statement that is looked at.

    carried: those that may still have a value of the last iteration of the loop around.
    """

    def __init__(self, procedure: Procedure):
        self.there = set(procedure.inputs)
        self.carried: set[Reg] = set()
        self.reads = read_counts(procedure.body)
        for r in procedure.results:
            self.reads[r] = self.reads.get(r, 0) + 1
        self.conditions: set[Reg] = set()
        self.passing: set[Reg] = set()  # registers on the way to others

    def body(self, body: list[Statement]) -> list[Statement]:
        return [new for s in body for new in self.statement(s)]

    def statement(self, s: Statement) -> list[Statement]:
        if isinstance(s, If):
            there, carried = set(self.there), set(self.carried)
            then = self.body(s.body)
            after, left = self.there, self.carried
            self.there, self.carried = set(there), set(carried)
            orelse = self.body(s.orelse)
            after, left = after & self.there, left | self.carried
            self.there, self.carried = there, carried
            found = self.choice(s, then, orelse)
            self.there, self.carried = after, left
            return [If(s.condition, then, orelse)] if found is None else found
        if isinstance(s, For | While):
            there, carried = set(self.there), self.carried
            self.carried = assigned(s.body)
            inner = self.body(s.body)
            self.there, self.carried = there, carried
            return [For(s.counter, s.start, s.stop, inner, s.step, s.parallel) if isinstance(s, For) else While(inner)]
        if isinstance(s, Assign):
            self.there.add(s.reg)
            self.carried.discard(s.reg)
        return [s]

    def choice(self, s: If, then: list[Statement], orelse: list[Statement]) -> list[Statement] | None:
        """Statements without a branch, if there are some: whatever is new goes to new registers first."""
        arms = []
        for old, body in ((s.body, then), (s.orelse, orelse)):
            arm = _Arm(self.conditions)
            if not arm.takes(body):
                return None
            arm.forget([*self.passing, *[r for r, n in read_counts(old).items() if n == self.reads.get(r)]])
            arms.append(arm)
        first, second = arms
        if self.carried & {*reads(s), *first.old, *second.old}:
            return None
        registers = list(dict.fromkeys([*first.values, *second.values]))
        stores = [arm.store for arm in arms if arm.store is not None]
        count = len(registers) + len(stores)
        if len(stores) == 1 or not 0 < count <= _MOST_VALUES or (stores and not _same_place(*stores)):
            return None
        if any([r not in self.there and not (r in first.values and r in second.values) for r in registers]):
            return None
        taken = Reg("taken", "bool")
        self.conditions.add(taken)
        new = [Reg(r.name, r.dtype) if count > 1 else r for r in registers]
        self.passing.update(new if count > 1 else ())
        out: list[Statement] = [*first.conditions, *second.conditions, Assign(taken, s.condition)]
        for r, n in zip(registers, new, strict=True):
            out.append(Assign(n, _either(taken, *[arm.values.get(r, reg(r)) for arm in arms])))
        if stores:
            out.append(Store(stores[0].base, stores[0].index, _either(taken, *[x.value for x in stores])))
        return out + [Assign(r, reg(n)) for r, n in zip(registers, new, strict=True) if n is not r]


@final
class _Arm:
    """What a branch does: the values that registers have in the end, by those of before, and one store.

    conditions: choices inside of it depend on them; they are as well computed before.
    """

    def __init__(self, known: set[Reg]) -> None:
        self.known = known
        self.values: dict[Reg, Expr] = {}
        self.store: Store | None = None
        self.conditions: list[Statement] = []
        self.old: set[Reg] = set()  # registers whose values of before are read

    def takes(self, body: list[Statement]) -> bool:
        """Whether it is no more than that."""
        for s in body:
            if isinstance(s, Assign) and s.reg.dtype != "ptr":
                value = self.now(s.value)
                if s.reg in self.known:
                    self.conditions.append(Assign(s.reg, value))
                else:
                    self.values[s.reg] = value
                if not _is_simple(value):
                    return False
            elif isinstance(s, Store) and self.store is None:
                self.store = Store(s.base, self.now(s.index), self.now(s.value))
                if not _is_simple(self.store.value) or not _is_simple(self.store.index):
                    return False
            else:
                return False
        return True

    def now(self, e: Expr) -> Expr:
        found = expression(e, {}, self.values)
        self.old |= {x.attr for x in subexpressions([found]) if x.op == "reg"}
        return found

    def forget(self, registers: Iterable[Reg]) -> None:
        """Nobody but this branch reads some registers."""
        for r in registers:
            if r not in self.old:
                self.values.pop(r, None)


def _is_simple(e: Expr) -> bool:
    parts = list(subexpressions([e]))
    operations = [x for x in parts if x.op not in ("reg", "const")]
    known = all([x.op in (_FLOATING if x.dtype[0] in "fc" else _WHOLE) for x in operations])
    return known and len(operations) <= _MOST_OPERATIONS


def _either(taken: Reg, x: Expr, y: Expr) -> Expr:
    return Expr("select", x.dtype, (reg(taken), x, y))


def _same_place(x: Store, y: Store) -> bool:
    return x.base is y.base and x.value.dtype == y.value.dtype and same(x.index, y.index)

"""What the turns of a loop over time steps do: the same passes over rows, in the same order, in each of them.

A turn may have branches, tests that bail, memory that it makes, owners of buffers that change places.  Sizes stay the
same from turn to turn, so that is all decided before the loop: what is left are passes, and copies of pointers and
numbers.  What has to hold for that is left to conditions, which code tests before the loop; ways that branches take
are those of large arrays.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, final

from .activity import Memory
from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    const,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import same
from .renaming import Liveness, expression
from .rewriting import ordered, rewritten
from .row_passes import Numbers, Pass, Refused, needs

_LARGE: Final = 1 << 12  # what sizes are taken to be where a branch hangs on them
_NOT_BEFORE: Final = frozenset(("load", "call", "quo", "rem", "div"))  # what a loop without turns would not compute
_IN_PASSES: Final = (Assign, Store, If, For, Bail)
_COMPUTED: Final[dict[str, Callable[[int, int], int]]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "max": max,
    "min": min,
    "and": operator.and_,
    "or": operator.or_,
}


@final
class TimeStep:
    """One turn of a loop.

    body: its statements, one after the other; loops among them are passes.  made: memory that all turns make, with as
    many elements as expressions before the loop tell.  conditions: what has to hold before the loop.
    """

    def __init__(self, loop: For, pointees: Callable[[Reg], set[Memory]]):
        self.loop, self._pointees = loop, pointees
        self.body: list[Statement] = []
        self.numbers = Numbers()
        self.passes: dict[int, Pass] = {}  # by the ids of statements of the body: the last ones of them
        self.made: dict[Reg, Alloc] = {}
        self._changed = assigned(loop.body) | {loop.counter}
        self._written = {m for s in statements(loop.body) if isinstance(s, Store) for m in pointees(s.base)}
        self._loaded: list[Statement] = []  # elements that a pass may change, for a Store that comes next
        self._conditions: list[Expr] = []
        self._apart: list[tuple[Reg, Reg]] = []  # registers before a turn, which hold different pointers
        self._points: dict[Reg, Reg | Alloc | None] = {}  # what pointers are now; registers: as before the turn
        self._owners: Counter[Reg] = Counter()
        self._given_back: set[Alloc] = set()
        self._own: set[Reg] = set()  # what passes assign
        self._fixed: dict[Reg, Expr] = {r: reg(r) for r in self._exposed(loop.body) if r.dtype == "i64"}
        self._walk(loop.body)
        needs(not self._loaded and not any(self._owners.values()) and self._given_back == set(self.made.values()))
        self.body = [s for s in self.body if not (isinstance(s, Assign) and s.reg in self.made)]
        self.carried = self._exposed(
            [x for s in self.body for x in self.statements_of(s)]
        )  # registers that a turn reads as the last one left them
        self._check_registers()

    def statements_of(self, s: Statement) -> list[Statement]:
        """Those of a pass, or one of the others."""
        return list(self.passes[id(s)].body) if id(s) in self.passes else [s]

    def _exposed(self, body: list[Statement]) -> list[Reg]:
        found = Liveness().block(body, frozenset()) & self._changed - {self.loop.counter, *self.made}
        return sorted(found, key=lambda r: r.number)

    # -- statements

    def _walk(self, body: Sequence[Statement]) -> None:
        for s in body:
            if self._loaded and not isinstance(s, Assign | Store):
                raise Refused
            if isinstance(s, If):
                self._walk(s.body if self._takes(s) else s.orelse)
            elif isinstance(s, For):
                self._pass([s])
            elif isinstance(s, Assign) and self._may_change(s):
                self._loaded.append(s)
            elif isinstance(s, Assign):
                self._assign(s)
            elif isinstance(s, Alloc):
                self._make(s)
            elif isinstance(s, Retain | Release):
                self._own_more_or_less(s)
            elif isinstance(s, Store):
                self._pass([*self._loaded, s])
                self._loaded.clear()
            else:
                raise Refused

    def _takes(self, s: If) -> bool:
        """Whether the way of a branch is its body."""
        condition = self.known(s.condition)
        needs(condition is not None)
        assert condition is not None
        bails = any([isinstance(x, Bail) for x in s.body])
        taken = condition.attr if condition.op == "const" else not bails and _if_large(condition)
        needs(not (bails and taken))
        if condition.op != "const":
            self._conditions.append(condition if taken else Expr("not", "bool", (condition,)))
        return bool(taken)

    def _may_change(self, s: Assign) -> bool:
        """Whether a number is an element that passes may change, or made of one."""
        loads = [e.attr for e in subexpressions([s.value]) if e.op == "load"]
        return any([not self._written.isdisjoint(self._pointees(p)) for p in loads])

    def _pass(self, body: Sequence[Statement]) -> None:
        inside = list(statements(body))
        own = assigned(inside)
        needs(all([isinstance(x, _IN_PASSES) for x in inside]) and not any([r.dtype == "ptr" for r in own]))
        needs(not any([isinstance(s, For) and s.step != 1 for s in body]))
        needs(own.isdisjoint(Liveness().block(list(body), frozenset())))
        self.passes[id(body[-1])] = Pass(body, self.known, self.numbers)
        self._own |= own
        for r in own:
            self._fixed.pop(r, None)
        self.body.append(body[-1])

    def _assign(self, s: Assign) -> None:
        if s.reg.dtype == "ptr":
            source = self.pointer(s.value.attr) if s.value.op == "reg" else None
            needs(not isinstance(source, Alloc))
            self._points[s.reg] = source
        else:
            value = self.known(s.value)
            if value is None:
                self._fixed.pop(s.reg, None)
            else:
                self._fixed[s.reg] = value
        self.body.append(s)

    def _make(self, s: Alloc) -> None:
        count = self.known(s.count)
        needs(count is not None and not s.zero and s.reg not in self.made)
        assert count is not None
        self.made[s.reg] = self._points[s.reg] = Alloc(s.reg, count, s.dtype)

    def _own_more_or_less(self, s: Retain | Release) -> None:
        """Turns that leave as many owners as there were need not count them."""
        memory = self.pointer(s.reg)
        if isinstance(memory, Alloc):
            needs(isinstance(s, Release) and memory not in self._given_back)
            self._given_back.add(memory)
            self._points[s.reg] = None
        elif memory is not None:
            self._owners[memory] += 1 if isinstance(s, Retain) else -1

    def pointer(self, r: Reg) -> Reg | Alloc | None:
        """What a pointer is where the walk has come to: what a register held before the turn; None: null."""
        return self._points.get(r, r)

    @property
    def own(self) -> set[Reg]:
        """Registers that turns leave to nobody: nothing after the loop may read them."""
        return {*self._own, *self.made}

    def _check_registers(self) -> None:
        """What passes compute is read by nobody else in a turn."""
        for s in self.body:
            before = Liveness().block(self.statements_of(s), frozenset())
            needs(before.isdisjoint(self._own))
            needs(before.isdisjoint(self.made) or not isinstance(s, Assign))
        needs(self._own.isdisjoint(self.carried))

    # -- what is known before the loop

    def known(self, e: Expr) -> Expr | None:
        """What an expression is where the walk has come to, in all turns, in terms of registers before the loop."""
        for x in subexpressions([e]):
            unknown = x.op == "reg" and x.attr in self._changed and x.attr not in self._fixed
            if x.op in _NOT_BEFORE or (unknown and x.dtype != "ptr"):
                return None
        try:
            return _folded(expression(rewritten(e, self._compared), {}, self._fixed))
        except Refused:
            return None

    def _compared(self, e: Expr) -> Expr | None:
        """A comparison of pointers as a constant."""
        if e.op not in ("eq", "ne") or e.args[0].dtype != "ptr":
            return None
        one, other = [self.pointer(x.attr) if x.op == "reg" else None for x in e.args]
        needs(one is not None and other is not None)
        if isinstance(one, Reg) and isinstance(other, Reg) and one is not other:
            self._apart += [(one, other)] if self._pointees(one) & self._pointees(other) else []
        return const((one is other) == (e.op == "eq"), "bool")

    def conditions(self, used: Sequence[Expr]) -> list[Expr]:
        """What has to hold before the loop, so that all turns are alike and `used` is the same in all of them."""
        found = list(self._conditions)
        waiting = [*found, *[s.count for s in self.made.values()], *used]
        relied: set[Reg] = set()
        while waiting:
            parts = subexpressions([waiting.pop()])
            for r in {x.attr for x in parts if x.op == "reg" and x.attr in self._changed} - relied:
                relied.add(r)
                last = self._fixed.get(r)
                needs(last is not None)
                assert last is not None
                if not same(last, reg(r)):
                    found.append(Expr("eq", "bool", (last, reg(r))))
                    waiting.append(last)
        return found + self._pointers_apart()

    def _pointers_apart(self) -> list[Expr]:
        """That pointers are different ones, in all turns."""
        seen: set[frozenset[Reg]] = set()
        found: list[Expr] = []
        waiting = list(self._apart)
        while waiting:
            pair = waiting.pop()
            if frozenset(pair) in seen:
                continue
            seen.add(frozenset(pair))
            found.append(Expr("ne", "bool", (reg(pair[0]), reg(pair[1]))))
            after = [self.pointer(r) for r in pair]
            one, other = after
            needs(isinstance(one, Reg) and isinstance(other, Reg) and one is not other)
            assert isinstance(one, Reg) and isinstance(other, Reg)
            waiting.append((one, other))
        return found


def _folded(e: Expr) -> Expr:
    """An expression without what constants decide."""
    done: dict[Expr, Expr] = {}
    for x in ordered(e):
        args = tuple([done[a] for a in x.args])
        new = x if all([a is b for a, b in zip(args, x.args, strict=True)]) else Expr(x.op, x.dtype, args, x.attr)
        if x.op in ("and", "or") and x.dtype == "bool":
            decides = x.op == "or"
            rest = [a for a in args if a.op != "const"]
            if decides in [a.attr for a in args if a.op == "const"]:
                new = const(decides, "bool")
            elif len(rest) < 2:
                new = rest[0] if rest else const(not decides, "bool")
        elif x.op == "not" and args[0].op == "const":
            new = const(not args[0].attr, "bool")
        done[x] = new
    return done[e]


def _if_large(e: Expr) -> int:
    """What an integer or truth value is where sizes are large."""
    if e.op == "const" and e.dtype in ("i64", "bool"):
        return int(e.attr)
    if e.op == "reg" and e.dtype == "i64":
        return _LARGE
    if e.op == "overflows":
        return False
    xs = [_if_large(a) for a in e.args]
    if e.op == "select":
        return xs[1] if xs[0] else xs[2]
    if e.op == "not" or e.op == "neg":
        return int(not xs[0]) if e.op == "not" else -xs[0]
    needs(e.op in _COMPUTED)
    return int(_COMPUTED[e.op](*xs))

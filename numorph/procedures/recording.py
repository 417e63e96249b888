"""What the forward sweep puts on the tape: values that the reverse sweep reads and that are overwritten before.

The analysis follows the procedure with the set of registers and memory whose present value the reverse sweep needs for
the statements so far.  A statement that overwrites one of them saves it.  What can be computed again at the end of a
body is not saved; what it is made of is needed instead.  Nor are integers that a step of a loop moves, as in
`j = j - 1`: the reverse sweep moves them back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, final

from .adjoints import Adjoint
from .facts import Facts, Memory, NotDifferentiable, blocks
from .ir import (
    Alloc,
    Assign,
    Break,
    Expr,
    For,
    If,
    Library,
    Reg,
    Statement,
    Store,
    While,
    bodies,
    load,
    reg,
    statements,
    subexpressions,
)
from .parallel import accumulated, assigned
from .partials import FLOATS
from .scopes import own_registers
from .structured import bails

if TYPE_CHECKING:
    from .segments import Segments

_QUICK: Final = frozenset(("reg", "const", "add", "sub", "mul", "neg"))

State = set[Any]  # registers and memory


@final
class Recording:
    """saves: registers that a statement (by its id) saves before it assigns them.

    restores: statements that save memory.  again: what is computed again at the end of a body.
    ending: what an iteration of a loop saves at its end.  last: registers that are saved at the end.
    own: by the ids of loops, registers that belong to one iteration.
    back: by the ids of statements that move an integer, what it was before, in terms of what it is then.
    branches, bounds: whose condition, start or stop is saved.  needed: all memory that the reverse sweep reads.
    """

    def __init__(self, facts: Facts, segments: Segments | None = None):
        self.facts, self.segments = facts, segments
        self.adjoints = _adjoints(facts)
        self.saves: dict[int, set[Reg]] = {}
        self.restores: set[int] = set()
        self.again: dict[int, set[Reg]] = {}
        self.ending: dict[int, set[Reg]] = {}
        self.back: dict[int, Expr] = {}
        self.branches: set[int] = set()
        self.bounds: set[tuple[int, str]] = set()
        self.needed: set[Memory] = set()
        self.last: set[Reg] = set()
        self.own = own_registers(facts.procedure)
        self._counters: list[Reg] = []  # of the loops around
        self._wanted: dict[int, set[Reg]] = {}  # registers that are needed for statements in a loop
        self._around: list[set[Reg]] = []  # those of the loops around
        self._changing: list[set[Reg]] = []  # registers that the loops around change
        self._temporaries: set[Reg] = set()  # of the adjoint that is looked at
        size = -1
        while size != self._size():
            size = self._size()
            self._procedure()

    def _size(self) -> int:
        sets = [*self.saves.values(), *self.again.values(), *self.ending.values()]
        size = sum([len(x) for x in sets]) + len(self.back)
        return size + len(self.restores) + len(self.branches) + len(self.bounds) + len(self.needed)

    def _procedure(self) -> None:
        facts = self.facts
        state: State = set()
        self._block(facts.procedure.body, state)
        for r in facts.procedure.results:
            if r.dtype == "ptr" and facts.memories(r) & facts.shadowed:
                state.add(r)
        self.last = {x for x in state if isinstance(x, Reg)} - facts.constant

    # what the reverse sweep needs

    def _need(self, expressions: Iterable[Expr], state: State) -> None:
        for e in subexpressions(expressions):
            if e.op in ("reg", "load"):
                self._need_register(e.attr, state)
            if e.op == "load":
                self._need_memory(self.facts.memories(e.attr), state)

    def _need_register(self, r: Reg, state: State) -> None:
        if r in self._temporaries or r in self.facts.temporary:
            return
        if r in self.facts.definitions:
            self.again.setdefault(self.facts.definitions[r][1], set()).add(r)
        else:
            state.add(r)
            for wanted in self._around:
                wanted.add(r)

    def _need_memory(self, memories: set[Memory], state: State) -> None:
        state |= memories
        self.needed |= memories

    def _kill(self, s: Statement, registers: Iterable[Reg], state: State) -> None:
        for r in registers:
            if r in state:
                self.saves.setdefault(id(s), set()).add(r)
                state.discard(r)

    # statements

    def _block(self, body: list[Statement], state: State) -> None:
        for s in body:
            self._statement(s, state)
        done: set[Reg] = set()
        while True:
            waiting = self.again.get(id(body), set()) - done
            if not waiting:
                return
            done |= waiting
            self._need([self.facts.definitions[r][0].value for r in waiting], state)

    def _statement(self, s: Statement, state: State) -> None:
        if isinstance(s, Assign):
            self._assign(s, state)
        elif isinstance(s, Store):
            self._store(s, state)
        elif isinstance(s, If):
            self._branches(s, state)
        elif isinstance(s, For):
            self._for(s, state)
        elif isinstance(s, While):
            self._while(s, state)
        elif isinstance(s, Alloc):
            self._kill(s, [s.reg], state)
            if self._alone(s):
                state.discard(s)
        elif isinstance(s, Library):
            self._library(s, state)

    def _assign(self, s: Assign, state: State) -> None:
        self._adjoint(s, state)
        before = self._before(s) if s.reg in state else None
        if before is None:
            self._kill(s, [s.reg], state)
            return
        self.back[id(s)] = before
        self._need([before], state)

    def _before(self, s: Assign) -> Expr | None:
        """What an integer was before a statement that moves it by a distance, which is the same in all turns."""
        if s.reg.dtype != "i64" or not self._changing:
            return None
        e, before = s.value, reg(s.reg)
        while e.op != "reg" or e.attr is not s.reg:
            if e.op not in ("add", "sub") or e.attr is not None:
                return None
            x, distance = e.args if e.op == "sub" or not self._is_fixed(e.args[0]) else e.args[::-1]
            if not self._is_fixed(distance):
                return None
            e, before = x, Expr("sub" if e.op == "add" else "add", "i64", (before, distance))
        return before

    def _is_fixed(self, e: Expr) -> bool:
        """Whether an integer is the same in all turns of the loop around, and quickly made."""
        parts = list(subexpressions([e]))
        return all([x.op in _QUICK and (x.op != "reg" or x.attr not in self._changing[-1]) for x in parts])

    def _alone(self, s: Alloc) -> bool:
        """Whether earlier memory of this statement is out of reach once it runs again."""
        facts = self.facts
        reaching = {p for p, memories in facts.pointees.items() if s in memories and p in facts.used}
        return reaching <= {s.reg}

    def _adjoint(self, s: Assign | Store, state: State) -> None:
        adjoint = self.adjoints.get(id(s))
        if adjoint is not None:
            self._temporaries = adjoint.temporaries()
            self._need(adjoint.reads(), state)
            for share in adjoint.shares:
                if share.leaf.op == "load":
                    self._need_register(share.leaf.attr, state)
            self._temporaries = set()

    def _store(self, s: Store, state: State) -> None:
        self._adjoint(s, state)
        if self.facts.memories(s.base) & state and id(s) not in self.facts.fresh:
            self.restores.add(id(s))
        if id(s) in self.restores or id(s) in self.adjoints:
            self._need([s.index], state)
            self._need_register(s.base, state)

    def _branches(self, s: If, state: State) -> None:
        other = set(state)
        if not bails(s.body):
            self._block(s.body, state)
        if not bails(s.orelse):
            self._block(s.orelse, other)
        state |= other
        if self.acts(s.body) or self.acts(s.orelse):
            if self.facts.stable(s.condition, self._counters):
                self._need([s.condition], state)
            else:
                self.branches.add(id(s))

    def _for(self, s: For, state: State) -> None:
        own = assigned(s.body) - accumulated(s.body).keys() if s.parallel else self.own.get(id(s), set())
        wanted = self._wanted.setdefault(id(s), set())
        once = {r for r in assigned(s.body) if r not in wanted}  # one save before the loop instead of one in each turn
        self._kill(s, own | once | {s.counter}, state)
        self._counters.append(s.counter)
        self._around.append(wanted)
        self._changing.append(assigned([s]))
        while True:
            out = set(state)
            self._block(s.body, out)
            out.discard(s.counter)
            if out & own:
                self.ending.setdefault(id(s), set()).update(out & own)
            out -= own
            if out <= state:
                break
            state |= out
        self._counters.pop()
        self._around.pop()
        self._changing.pop()
        if self.acts(s.body):
            for name, bound in (("start", s.start), ("stop", s.stop)):
                if self.facts.stable(bound, self._counters):
                    self._need([bound], state)
                else:
                    self.bounds.add((id(s), name))
            if self.segments is not None and id(s) in self.segments.loops:
                self._run_again(s, self.segments, state)

    def _run_again(self, s: For, segments: Segments, state: State) -> None:
        """What turns read that the loop does not change, and that all memory which they touch is still there."""
        for r in segments.live(s) - assigned([s]):
            self._need_register(r, state)
        self._need_memory(segments.read(s) - segments.written(s), state)
        self.needed |= segments.written(s)

    def _while(self, s: While, state: State) -> None:
        head, tail = blocks(s, self.facts.parts)
        wanted = self._wanted.setdefault(id(s), set())
        self._kill(s, assigned([s]) - wanted, state)
        self._around.append(wanted)
        self._changing.append(assigned([s]))
        while True:
            out = set(state)
            self._block(head, out)
            left = set(out)
            self._block(tail, out)
            if out <= state:
                break
            state |= out
        self._around.pop()
        self._changing.pop()
        state.clear()
        state |= left

    def _library(self, s: Library, state: State) -> None:
        facts = self.facts
        if s.name != "matmul":
            self._host(s, state)
            return
        a, b, out = s.pointers
        active = self.is_active_product(s)
        if active:
            for x, y in ((a, b), (b, a)):
                if facts.memories(x) & facts.shadowed:
                    self._need_memory(facts.memories(y), state)
                    self._need_register(y, state)
                    self._need_register(x, state)
        if facts.memories(out) & state and id(s) not in facts.fresh:
            self.restores.add(id(s))
        if active or id(s) in self.restores:
            self._need(s.values, state)
            self._need_register(out, state)

    def _host(self, s: Library, state: State) -> None:
        self.facts.check_host(s)
        if self.facts.written(s) & state:
            name = getattr(s.attr, "__qualname__", s.name)
            raise NotDifferentiable(f"'{name}' is a Python function that may write memory that the derivative needs")
        self._kill(s, s.results, state)

    def known(self, count: Expr) -> Expr | None:
        """A number that is the same all the time, by what never changes; None where that is not known."""
        facts = self.facts
        if count.op == "const" or (count.op == "reg" and count.attr in facts.constant):
            return count
        if count.op == "reg":
            return self.known(facts.definitions[count.attr][0].value) if count.attr in facts.definitions else None
        plain = count.op in ("add", "sub", "mul", "min", "max") or _is_part(count)
        parts = [self.known(e) for e in count.args] if plain else [None]
        known = tuple([e for e in parts if e is not None])
        return Expr(count.op, count.dtype, known) if len(known) == len(parts) else None

    # which statements the reverse sweep visits

    def is_active_product(self, s: Library) -> bool:
        """Whether a product of matrices has a derivative."""
        return s.dtype in FLOATS and bool(self.facts.memories(s.pointers[2]) & self.facts.shadowed)

    def acts(self, body: list[Statement]) -> bool:
        """Whether the reverse sweep does anything for some statements."""
        return not bails(body) and any(self.acts_on(s) for s in body)

    def acts_on(self, s: Statement) -> bool:
        """Whether the reverse sweep does anything for a statement."""
        if id(s) in self.saves or id(s) in self.restores or id(s) in self.adjoints or id(s) in self.back:
            return True
        if isinstance(s, Alloc):
            return s in self.facts.shadowed or s in self.needed
        if isinstance(s, Library):
            return s.name == "matmul" and self.is_active_product(s)
        return any(self.acts(body) for body in blocks(s, self.facts.parts))


def _is_part(e: Expr) -> bool:
    """Whether an integer is divided by a number that it can always be divided by."""
    return e.op == "quo" and e.args[1].op == "const" and e.args[1].attr > 0


def _adjoints(facts: Facts) -> dict[int, Adjoint]:
    found = {}
    stored = _stored(facts)
    for s in facts.all:
        active = (isinstance(s, Assign) and s.reg in facts.active) or (
            isinstance(s, Store) and s.value.dtype in FLOATS and bool(facts.memories(s.base) & facts.shadowed)
        )
        if active:
            assert isinstance(s, Assign | Store)
            found[id(s)] = Adjoint(s.value, facts.is_active, stored.get(id(s)))
    return found


def _stored(facts: Facts) -> dict[int, Expr]:
    """Where the value of a statement (by its id) still is: in new memory, which it fills or a later statement does."""
    found: dict[int, Expr] = {}
    waiting = [facts.procedure.body]
    while waiting:
        body = waiting.pop()
        places: dict[Reg, Expr] = {}  # of values of registers that have been stored further down
        for s in reversed(body):
            waiting += bodies(s)
            if isinstance(s, If) and any([isinstance(x, Break) for x in statements([s])]):
                places = {}  # what follows is not run in the last turn
            changed = assigned([s])
            if isinstance(s, Assign) and s.reg in places:
                found[id(s)] = places[s.reg]
            places = {
                r: e
                for r, e in places.items()
                if r not in changed and not any([x.attr in changed for x in subexpressions([e]) if x.op != "const"])
            }
            if isinstance(s, Store) and id(s) in facts.fresh:
                place = load(s.base, s.index, s.value.dtype)
                found[id(s)] = place
                if s.value.op == "reg":
                    places[s.value.attr] = place
    return found

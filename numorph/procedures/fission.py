"""Loops that have to go on turn by turn, but call math functions of what no turn changes: those are computed in blocks.

In `for i in range(n): s += np.exp(x[i])` sums keep their order.  The exponentials of some turns are computed before, by
a parallel loop, of which LLVM makes vectors; they wait for their turns in small arrays.

An element is read earlier than in its turn.  That is where all turns come or the call bails, and where no test that is
still in the loop may be what keeps the index within bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Final, final

from .activity import Pointees
from .counts import assignment_counts, read_counts
from .elements import with_registers
from .ir import (
    COMPLEX,
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Release,
    Return,
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
from .parallel import accumulated, assigned
from .renaming import expression, reads
from .rewriting import with_bodies

BLOCK: Final = 128  # turns whose values are computed at once
LEAST: Final = 24  # turns, below which a loop stays as it is
_MOST: Final = 60  # statements of a loop, which is written twice
_LARGEST: Final = 100  # parts of an expression that is looked into
_MOST_ARRAYS: Final = 6
_FLOATS: Final = ("f32", "f64")


def fissioned(procedure: Procedure, staying: Callable[[Procedure], Collection[int]] = lambda _: ()) -> Procedure:
    """The same procedure, in which such loops go by blocks.  staying: gives ids of loops that are left as they are."""
    loops = [s for s in statements(procedure.body) if isinstance(s, For) and not s.parallel]
    if not any([e.op == "call" for s in loops for t in s.body for e in subexpressions(operands(t))]):
        return procedure
    fission = _Fission(procedure, lambda: staying(procedure))
    body = fission.body(procedure.body)
    if not fission.count:
        return procedure
    return procedure.with_body(body)


@final
class _Fission:
    def __init__(self, procedure: Procedure, staying: Callable[[], Collection[int]]):
        self._staying = staying
        self.pointees = Pointees(procedure)
        self.reads = read_counts(procedure.body)
        self.reads.update(procedure.results)
        self.count = 0  # of loops that were divided

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if not isinstance(s, For):
                out.append(with_bodies(s, self.body))
            else:
                out += [s] if s.parallel else self.loop(s)
        return out

    @cached_property
    def staying(self) -> Collection[int]:
        """The ids of loops that are left as they are; it takes long to find them."""
        return self._staying()

    def loop(self, s: For) -> list[Statement]:
        inside = list(statements(s.body))
        if any([isinstance(t, For | While) for t in inside]):
            before, divided = self.count, with_bodies(s, self.body)
            if self.count == before or id(s) not in self.staying:
                return [divided]
            self.count = before
            return [s]
        if abs(s.step) != 1 or len(inside) > _MOST or any([isinstance(t, Break | Return | Library) for t in inside]):
            return [s]
        early = _Early(s, self.pointees)
        here = read_counts(s.body)
        kept = early.kept({r for r, n in self.reads.items() if n > here.get(r, 0)})
        if not 0 < len(kept) <= _MOST_ARRAYS or not early.waits() or id(s) in self.staying:
            return [s]
        self.count += 1
        return early.by_blocks(kept)


@final
class _Early:
    """What in a turn depends only on the counter and on what the loop leaves as it is."""

    def __init__(self, s: For, pointees: Pointees):
        self.s, self.pointees = s, pointees
        self.changed = assigned(s.body)
        self.stores = [t for t in statements(s.body) if isinstance(t, Store)]
        self.early: set[Reg] = set()  # registers that can be computed early,
        self.heavy: set[Reg] = set()  # and those of them that need a call
        self.may_load = True
        self.turn: list[Statement] = []  # the body, in which what can be computed early has registers of its own
        self._find()

    def _find(self) -> None:
        counts = assignment_counts(self.s.body)
        for at, t in enumerate(self.s.body):
            if any([isinstance(x, Continue) for x in statements([t])]):
                self.turn += self.s.body[at:]
                break
            if isinstance(t, Assign) and counts[t.reg] == 1 and t.reg.dtype != "ptr" and self._is_early(t.value):
                self._add(t)
                continue
            found = [x for e in operands(t) for x in self._largest(e)] if isinstance(t, Assign | Store | If) else []
            values = {id(x): Reg("early", x.dtype) for x in found}
            for x in found:
                self._add(Assign(values[id(x)], x))
            self.turn.append(_with_registers(t, values) if values else t)
            self.may_load = self.may_load and not _guards(t)

    def _add(self, s: Assign) -> None:
        self.turn.append(s)
        self.early.add(s.reg)
        if self._is_heavy(s.value):
            self.heavy.add(s.reg)

    def _is_early(self, e: Expr) -> bool:
        return all([self._may_be_early(x) for x in subexpressions([e])])

    def _may_be_early(self, x: Expr) -> bool:
        """Whether an operation can run early if its operands can."""
        if x.dtype in COMPLEX or x.dtype == "ptr":
            return False
        if x.op == "reg":
            return x.attr not in self.changed or x.attr in self.early
        if x.op == "load":
            return self.may_load and x.attr not in self.changed and not self._may_be_stored(x.attr)
        if x.op in ("quo", "rem"):  # a division by what a test excludes would end the process
            return x.args[1].op == "const" and x.args[1].attr > 0
        return True

    def _may_be_stored(self, pointer: Reg) -> bool:
        """Whether the loop may write what a pointer reaches."""
        memory = self.pointees.of(pointer)
        for s in self.stores:
            other = self.pointees.of(s.base)
            if not memory or not other or not memory.isdisjoint(other):
                return True
        return False

    def _is_heavy(self, e: Expr) -> bool:
        return any([x.op == "call" or (x.op == "reg" and x.attr in self.heavy) for x in subexpressions([e])])

    def _largest(self, e: Expr) -> list[Expr]:
        """The largest parts of an expression that can be computed early and have calls in them."""
        found: dict[int, Expr] = {}
        waiting = [e] if len(list(subexpressions([e]))) <= _LARGEST else []
        while waiting:
            x = waiting.pop()
            if x.op != "reg" and self._is_heavy(x):
                if self._is_early(x):
                    found[id(x)] = x
                else:
                    waiting += x.args
        return list(found.values())

    def kept(self, elsewhere: set[Reg]) -> list[Reg]:
        """Registers that wait for their turns.  elsewhere: those that are read outside of the loop."""
        late = [t for t in self.turn if not self._is_only_early(t)]
        read = elsewhere.union(*[reads(t) for t in statements(late)])
        return [t.reg for t in self.turn if isinstance(t, Assign) and self._is_only_early(t) and t.reg in read]

    def _is_only_early(self, t: Statement) -> bool:
        """Whether the late loop does not compute it again."""
        return isinstance(t, Assign) and t.reg in self.heavy

    def waits(self) -> bool:
        """Whether its turns wait for one another: else LLVM makes vectors of the whole."""
        if (_exposed(self.s.body)[0] & self.changed) - accumulated(self.s.body).keys():
            return True
        loads = [e.attr for t in statements(self.s.body) for e in subexpressions(operands(t)) if e.op == "load"]
        return any([self._may_be_stored(p) for p in loads])

    def by_blocks(self, kept: Sequence[Reg]) -> list[Statement]:
        """The loop as one over blocks of turns, where it has enough of them."""
        s = self.s
        first, stop, begin = (Reg(name, "i64") for name in ("first", "stop", "begin"))
        arrays = {r: Reg(f"{r.name}.early", "ptr") for r in kept}
        length = Expr("min", "i64", (self._turns(reg(begin), reg(stop)), const(BLOCK, "i64")))
        block = [
            self._early_loop(begin, length, arrays),
            For(s.counter, reg(begin), self._after(begin, length), self._late(begin, arrays), s.step),
        ]
        return [
            Assign(first, s.start),
            Assign(stop, s.stop),
            If(
                Expr("ge", "bool", (self._turns(reg(first), reg(stop)), const(LEAST, "i64"))),
                [
                    *[Alloc(array, const(BLOCK, "i64"), r.dtype) for r, array in arrays.items()],
                    For(begin, reg(first), reg(stop), block, BLOCK * s.step),
                    *[Release(array) for array in arrays.values()],
                ],
                [For(s.counter, reg(first), reg(stop), s.body, s.step)],
            ),
        ]

    def _turns(self, x: Expr, y: Expr) -> Expr:
        """How many turns there are from one counter to another."""
        return Expr("sub", "i64", (y, x) if self.s.step > 0 else (x, y))

    def _after(self, begin: Reg, turns: Expr) -> Expr:
        """The counter after some turns."""
        return Expr("add" if self.s.step > 0 else "sub", "i64", (reg(begin), turns))

    def _early_loop(self, begin: Reg, length: Expr, arrays: dict[Reg, Reg]) -> For:
        turn, counter = Reg("turn", "i64"), Reg(self.s.counter.name, "i64")
        to = {self.s.counter: counter} | {r: Reg(r.name, r.dtype) for r in self.early}
        body: list[Statement] = [Assign(counter, self._after(begin, reg(turn)))]
        for t in self.turn:
            if isinstance(t, Assign) and t.reg in self.early:
                body.append(Assign(to[t.reg], expression(t.value, to)))
                if t.reg in arrays:
                    body.append(Store(arrays[t.reg], reg(turn), reg(to[t.reg])))
        return For(turn, const(0, "i64"), length, body, 1, True)

    def _late(self, begin: Reg, arrays: dict[Reg, Reg]) -> list[Statement]:
        turn = self._turns(reg(begin), reg(self.s.counter))
        body: list[Statement] = []
        for t in self.turn:
            if not self._is_only_early(t):
                body.append(t)
            elif isinstance(t, Assign) and t.reg in arrays:
                body.append(Assign(t.reg, load(arrays[t.reg], turn, t.reg.dtype)))
        return body


def _exposed(body: Sequence[Statement]) -> tuple[set[Reg], set[Reg]]:
    """Registers that statements may read before they assign them, and those that they have assigned in the end."""
    read: set[Reg] = set()
    made: set[Reg] = set()
    for s in body:
        read |= reads(s) - made
        if isinstance(s, If):
            (one, mine), (other, yours) = _exposed(s.body), _exposed(s.orelse)
            read |= (one | other) - made
            made |= mine & yours
        else:
            made |= assigned([s])
    return read, made


def _guards(t: Statement) -> bool:
    """Whether a statement may bail because of something else than the values of floats, as tests of indices do."""
    for x in statements([t]):
        if isinstance(x, Alloc) or (isinstance(x, Bail) and x is t):
            return True
        if isinstance(x, If) and any([isinstance(y, Bail) for y in (*x.body, *x.orelse)]):
            leaves = [e for e in subexpressions([x.condition]) if e.op in ("reg", "load")]
            if not leaves or not all([e.dtype in _FLOATS for e in leaves]):
                return True
    return False


def _with_registers(t: Statement, values: dict[int, Reg]) -> Statement:
    """A statement that reads registers in the place of some expressions (by their ids)."""
    if isinstance(t, Assign):
        return Assign(t.reg, with_registers(t.value, values))
    if isinstance(t, Store):
        return Store(t.base, with_registers(t.index, values), with_registers(t.value, values))
    assert isinstance(t, If)
    return If(with_registers(t.condition, values), t.body, t.orelse)

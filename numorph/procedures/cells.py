"""Elements of arrays that a loop reads or writes at one place: registers, for as long as the loop runs.

`while ...: counts[i] += 1` loads counts[i] before the loop, and stores it after that.  The index has to be within the
array there, too, whether or not the loop has a turn.  In the loop the front end may know it from a test that has been
passed, from bounds of loops, or by a test of its own: so nothing of that may depend on the registers that the index is
made of.  (And so this comes before tests are moved, procedures/hoisting.py.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, final

from .activity import Pointees
from .ir import (
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    load,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import structure
from .rewriting import rewritten

_KINDS: Final = (Assign, Store, If, For, While, Break, Continue, Bail)
_MOST: Final = 8  # cells of one loop
_STAY: Final = frozenset(("load", "call", "quo", "rem", "div"))  # not computed where a loop might not


def in_registers(procedure: Procedure) -> Procedure:
    """The same procedure, whose loops keep such elements in registers."""
    every = list(statements(procedure.body))
    if not any([isinstance(s, While) or (isinstance(s, For) and not s.parallel) for s in every]):
        return procedure
    body = _Cells(procedure).block(procedure.body)
    return procedure.with_body(body)


@final
class _Cells:
    def __init__(self, procedure: Procedure):
        self._pointees = Pointees(procedure)
        self._made: dict[Reg, list[Expr]] = {}
        for s in statements(procedure.body):
            if isinstance(s, Assign):
                self._made.setdefault(s.reg, []).append(s.value)
            elif isinstance(s, For):
                self._made.setdefault(s.counter, []).extend((s.start, s.stop))

    def block(self, body: Sequence[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, If):
                out.append(If(s.condition, self.block(s.body), self.block(s.orelse)))
            elif isinstance(s, While):
                out += self._loop(While(self.block(s.body)))
            elif isinstance(s, For) and not s.parallel:
                out += self._loop(For(s.counter, s.start, s.stop, self.block(s.body), s.step))
            else:
                out.append(s)
        return out

    def _loop(self, s: For | While) -> list[Statement]:
        """A loop, and what has to be before and after it."""
        inside = list(statements(s.body))
        if not all([isinstance(x, _KINDS) for x in inside]):
            return [s]
        changed = assigned([s])
        touched: dict[Reg, dict[str, Expr]] = {}  # by the pointer, an access at each index
        for x in inside:
            for e in subexpressions(operands(x)):
                if e.op == "load":
                    touched.setdefault(e.attr, {})[structure(e.args[0]) + e.dtype] = e
            if isinstance(x, Store):
                e = load(x.base, x.index, x.value.dtype)
                touched.setdefault(x.base, {})[structure(x.index) + e.dtype] = e
        stored = {x.base for x in inside if isinstance(x, Store)}
        always = {x.base for x in s.body if isinstance(x, Store)}
        in_parallel = [x for p in inside if isinstance(p, For) and p.parallel for x in statements([p])]
        barred = changed | {x.base for x in in_parallel if isinstance(x, Store)}
        tests = [x for t in (s, *inside) if isinstance(t, If | For) for x in operands(t)]
        tested = self._behind(tests)
        before: list[Statement] = []
        after: list[Statement] = []
        cells: dict[tuple[Reg, str], Reg] = {}
        for base, found in touched.items():
            # What is stored in few turns is quicker in memory, and LLVM itself moves loads that each turn makes.
            if base in barred or not (base in always if base in stored else isinstance(s, While)):
                continue
            for name, e in found.items():
                if len(cells) == _MOST or not self._stays(e.args[0], changed, tested):
                    continue
                if not self._alone(base, touched, stored):
                    continue
                cell = cells[base, name] = Reg(f"{base.name}.cell", e.dtype)
                before.append(Assign(cell, e))
                if base in stored:
                    after.append(Store(base, e.args[0], reg(cell)))
        if not cells:
            return [s]
        body = _replaced(s.body, cells)
        loop = While(body) if isinstance(s, While) else For(s.counter, s.start, s.stop, body, s.step)
        return [*before, loop, *after]

    def _stays(self, index: Expr, changed: set[Reg], tested: set[Reg]) -> bool:
        """Whether an index is the same in all turns, and may be used before the loop."""
        parts = list(subexpressions([index]))
        registers = {x.attr for x in parts if x.op == "reg"}
        if any([x.op in _STAY for x in parts]) or not registers or not registers.isdisjoint(changed):
            return False
        return self._behind([index]).isdisjoint(tested)

    def _behind(self, roots: Iterable[Expr]) -> set[Reg]:
        """The registers from which some numbers have been computed, or that bound them, as far as formulas tell."""
        found: set[Reg] = set()
        waiting = list(roots)
        while waiting:
            e = waiting.pop()
            if e.op == "reg" and e.attr not in found:
                found.add(e.attr)
                waiting += self._made.get(e.attr, ())
            elif e.op not in ("load", "call"):
                waiting += e.args
        return found

    def _alone(self, base: Reg, touched: dict[Reg, dict[str, Expr]], stored: set[Reg]) -> bool:
        """Whether nothing in the loop stores to what a pointer points to, but at one index, through the pointer."""
        memory = self._pointees.of(base)
        if not memory or any([not self._pointees.of(p) for p in stored]):
            return False
        if any([p is not base and self._pointees.of(p) & memory for p in stored]):
            return False
        if base not in stored:
            return True
        return len(touched[base]) == 1 and not any([p is not base and self._pointees.of(p) & memory for p in touched])


def _replaced(body: Iterable[Statement], cells: dict[tuple[Reg, str], Reg]) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        if isinstance(s, Assign):
            s = Assign(s.reg, _value(s.value, cells))
        elif isinstance(s, Store):
            cell = cells.get((s.base, structure(s.index) + s.value.dtype))
            value = _value(s.value, cells)
            s = Store(s.base, _value(s.index, cells), value) if cell is None else Assign(cell, value)
        elif isinstance(s, If):
            s = If(_value(s.condition, cells), _replaced(s.body, cells), _replaced(s.orelse, cells))
        elif isinstance(s, For):
            start, stop = _value(s.start, cells), _value(s.stop, cells)
            s = For(s.counter, start, stop, _replaced(s.body, cells), s.step, s.parallel)
        elif isinstance(s, While):
            s = While(_replaced(s.body, cells))
        out.append(s)
    return out


def _value(root: Expr, cells: dict[tuple[Reg, str], Reg]) -> Expr:
    """An expression that reads registers where it has loaded elements."""

    def put(e: Expr) -> Expr | None:
        cell = cells.get((e.attr, structure(e.args[0]) + e.dtype)) if e.op == "load" else None
        return None if cell is None else reg(cell)

    return rewritten(root, put)

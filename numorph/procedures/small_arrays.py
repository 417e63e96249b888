"""Arrays of a few elements become registers, where loops over a few elements can be written out.

Coordinates of points are such arrays.  A sweep over registers saves what it needs of them, or computes it again, where
of arrays it would keep the memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Push,
    Reg,
    Release,
    Retain,
    Statement,
    Store,
    bodies,
    const,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import accumulated, assigned
from .renaming import reads, renamed
from .rewriting import rewritten, with_bodies
from .written_out import written_out

_MOST: Final = 9  # elements of an array
_MOST_STATEMENTS: Final = 64  # that a loop becomes


def without_small_arrays(procedure: Procedure) -> Procedure:
    """The same procedure, which is structured, without such arrays."""
    if not any([_is_small(s) for s in statements(procedure.body)]):
        return procedure
    plain = renamed(procedure)
    small = _SmallArrays(_candidates(plain), plain)
    return plain.with_body(small.body(plain.body)) if small.arrays else procedure


def with_elements_in_registers(procedure: Procedure) -> Procedure:
    """The same procedure, which is for code only and may have jumps, without such arrays.

    Numbers that memory would have by chance are 0.
    """
    arrays = _candidates(procedure)
    small = _SmallArrays(arrays, procedure, filled=True) if arrays else None
    if small is None or not small.arrays:
        return procedure
    found = procedure.with_body(small.body(procedure.body))
    return found if _reasons(found) == _reasons(procedure) else procedure


def _reasons(procedure: Procedure) -> list[str]:
    """Why it may bail, in the order in which code has numbers for that."""
    return list(dict.fromkeys([s.reason for s in statements(procedure.body) if isinstance(s, Bail)]))


def _is_small(s: Statement) -> bool:
    return isinstance(s, Alloc) and s.count.op == "const" and 0 <= s.count.attr <= _MOST


def _candidates(procedure: Procedure) -> dict[Reg, Alloc]:
    """Arrays of a known small size that are only loaded from and stored to, and made at one place."""
    found: dict[Reg, Alloc] = {}
    other = set(procedure.results)
    for s in statements(procedure.body):
        if isinstance(s, Alloc):
            if s.reg in found or not _is_small(s):
                other.add(s.reg)
            found[s.reg] = s
        elif isinstance(s, Assign) and s.reg.dtype == "ptr" and s.value.op != "null":
            other.add(s.reg)
        if isinstance(s, Retain | Release):
            continue
        kept = {s.base: s.value.dtype} if isinstance(s, Store) else {}
        for e in subexpressions(operands(s)):
            if e.op == "load":
                other.update([e.attr] if kept.setdefault(e.attr, e.dtype) != e.dtype else [])
        other |= reads(s) - kept.keys()
        other.update([r for r, dtype in kept.items() if r in found and found[r].dtype != dtype])
    return {r: s for r, s in found.items() if r not in other}


@final
class _SmallArrays:
    """Writes out the loops that touch arrays; `arrays`: those that all loops which touch them can do without.

    filled: elements are 0 before anything is stored, in new memory of any content, too.
    """

    def __init__(self, arrays: dict[Reg, Alloc], procedure: Procedure, filled: bool = False):
        self.arrays, self._filled = dict(arrays), filled
        self._written_out: dict[int, list[Statement]] = {}  # loops, by their ids
        while True:
            before = len(self.arrays)
            self._look(procedure.body)
            if len(self.arrays) == before:
                break
        self.elements = {
            r: [Reg(f"{r.name}.{k}", s.dtype) for k in range(s.count.attr)] for r, s in self.arrays.items()
        }
        self._all = {r for elements in self.elements.values() for r in elements}

    def _look(self, body: Iterable[Statement], in_parallel: bool = False) -> None:
        """in_parallel: whether a parallel loop is around it, which may add to registers in any order."""
        for s in body:
            if isinstance(s, For) and self._touches([s]):
                if (
                    id(s) not in self._written_out
                    and (flat := written_out(s, _MOST_STATEMENTS, ordered=not in_parallel)) is not None
                ):
                    self._written_out[id(s)] = flat
                if id(s) in self._written_out:
                    self._look(self._written_out[id(s)], in_parallel)
                    continue
            for inner in bodies(s):
                self._look(inner, in_parallel or (isinstance(s, For) and s.parallel))
            for base, index in _accesses(s):
                if base in self.arrays and not (index.op == "const" and 0 <= index.attr < self.arrays[base].count.attr):
                    del self.arrays[base]

    def _touches(self, body: Iterable[Statement]) -> bool:
        return any([base in self.arrays for s in statements(body) for base, _ in _accesses(s)])

    def body(self, body: Iterable[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if id(s) in self._written_out and self._touches([s]):
                out += self.body(self._written_out[id(s)])
            else:
                out += self._statement(s)
        return out

    def _statement(self, s: Statement) -> list[Statement]:
        if isinstance(s, Retain | Release) and s.reg in self.arrays:
            return []
        if isinstance(s, Alloc) and s.reg in self.arrays:
            zero = const(False if s.dtype == "bool" else 0.0 if s.dtype[0] in "fc" else 0, s.dtype)
            return [Assign(r, zero) for r in self.elements[s.reg]] if s.zero or self._filled else []
        if isinstance(s, Store) and s.base in self.arrays:
            return [Assign(self.elements[s.base][s.index.attr], self._of(s.value))]
        if isinstance(s, Assign):
            return [] if s.reg in self.arrays else [Assign(s.reg, self._of(s.value))]
        if isinstance(s, Push):
            return [Push(self._of(s.value), s.site)]
        if isinstance(s, Alloc):
            return [Alloc(s.reg, self._of(s.count), s.dtype, s.zero)]
        if isinstance(s, Library):
            return [Library(s.name, s.pointers, [self._of(e) for e in s.values], s.results, s.dtype, s.attr)]
        if isinstance(s, Store):
            return [Store(s.base, self._of(s.index), self._of(s.value))]
        if isinstance(s, If):
            return [If(self._of(s.condition), self.body(s.body), self.body(s.orelse))]
        if isinstance(s, For):
            inside = self.body(s.body)
            # Iterations store to different elements: where one stores to a known one, there are no others.
            alone = s.parallel and not self._all.isdisjoint(assigned(inside) - accumulated(inside).keys())
            return [For(s.counter, self._of(s.start), self._of(s.stop), inside, s.step, s.parallel and not alone)]
        return [with_bodies(s, self.body)]

    def _of(self, e: Expr) -> Expr:
        """With registers in the place of elements."""

        def element(x: Expr) -> Expr | None:
            return reg(self.elements[x.attr][x.args[0].attr]) if x.op == "load" and x.attr in self.arrays else None

        return rewritten(e, element)


def _accesses(s: Statement) -> list[tuple[Reg, Expr]]:
    """What a statement itself loads from and stores to: pointers and indices."""
    found = [(e.attr, e.args[0]) for e in subexpressions(operands(s)) if e.op == "load"]
    return [*found, (s.base, s.index)] if isinstance(s, Store) else found

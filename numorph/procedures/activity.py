"""What carries derivatives in a procedure: which memory is which, what depends on the inputs and influences results.

Memory is told apart by where it comes from: an input, or a statement that makes it.  What goes over a tape goes by way
of the sites of its statements (`ir.Push`), as if they were registers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, final

from .ir import (
    Alloc,
    Assign,
    Expr,
    Library,
    Pop,
    PopBlock,
    Procedure,
    Push,
    PushBlock,
    Reg,
    Statement,
    Store,
    operands,
    reg,
    statements,
    subexpressions,
)
from .partials import FLOATS, differentiable


@final
class InputMemory:
    """The memory that the caller gives for an input."""

    __slots__ = ("register",)

    def __init__(self, register: Reg):
        self.register = register


Memory = Any  # an InputMemory, or the statement that makes it


class NotDifferentiable(Exception):
    """Why a procedure has no derivative."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def copies(s: Statement) -> tuple[Reg, Expr] | None:
    """What a statement copies a value to, and the value: registers, or the sites of a tape."""
    if isinstance(s, Assign):
        return s.reg, s.value
    if isinstance(s, Push) and s.site is not None:
        return s.site, s.value
    if isinstance(s, Pop | PopBlock) and s.site is not None:
        return s.reg, reg(s.site)
    return None


@final
class Pointees:
    """The memory that pointers may point to, wherever they are used."""

    def __init__(self, procedure: Procedure):
        self.inputs = {r: InputMemory(r) for r in procedure.inputs if r.dtype == "ptr"}
        self.found: dict[Reg, set[Memory]] = {r: {m} for r, m in self.inputs.items()}
        copied = []
        for s in statements(procedure.body):
            if isinstance(s, Alloc):
                self.found.setdefault(s.reg, set()).add(s)
            elif isinstance(s, PushBlock):
                self.found[s.reg] = {s}
                if s.site is not None:
                    self.found[s.site] = {s}
            elif isinstance(s, Library):
                for r in s.results:
                    if r.dtype == "ptr":
                        self.found.setdefault(r, set()).add(s)
            elif (c := copies(s)) is not None and c[0].dtype == "ptr" and c[1].attr is not None:
                copied.append((c[0], c[1].attr))
        changed = True
        while changed:
            changed = False
            for to, source in copied:
                have, more = self.found.setdefault(to, set()), self.found.get(source, set())
                if not more <= have:
                    have |= more
                    changed = True

    def of(self, pointer: Reg) -> set[Memory]:
        return self.found.get(pointer, set())

    def written(self, s: Statement) -> set[Memory]:
        """Memory that a statement itself may write."""
        if isinstance(s, Store):
            return self.of(s.base)
        if isinstance(s, Library):
            pointers = s.pointers[2:] if s.name == "matmul" else s.pointers
            return {m for p in pointers for m in self.of(p)}
        return set()


class Activity:
    """Of a procedure: which registers and memory have derivatives by some inputs (positions)."""

    def __init__(self, procedure: Procedure, active: Sequence[int]):
        self.procedure = procedure
        self.all = list(statements(procedure.body))
        pointees = Pointees(procedure)
        self.inputs, self.pointees, self.memories, self.written = (
            pointees.inputs,
            pointees.found,
            pointees.of,
            pointees.written,
        )
        self.active: set[Reg] = set()
        self.memory: set[Memory] = set()  # active memory
        self._find_active([procedure.inputs[i] for i in active])
        self.shadowed = self._find_shadowed()
        self.dtypes: dict[Memory, set[str]] = {}  # of memory that has a shadow: one each
        self._check_dtypes()

    def check_host(self, s: Library) -> None:
        """A Python function has no derivative."""
        touched = {m for p in (*s.pointers, *s.results) for m in self.memories(p)}
        if self.active & set(s.results) or touched & self.shadowed:
            if s.name in ("keep", "back"):
                raise NotDifferentiable("a function that calls itself, with arrays of its own that have derivatives")
            name = getattr(s.attr, "__qualname__", s.name)
            raise NotDifferentiable(f"'{name}' is a Python function, whose derivative is not known")

    def _find_shadowed(self) -> set[Memory]:
        """Memory that has a shadow: what may be reached by a pointer that may reach active memory."""
        groups = list(self.pointees.values())
        found = set(self.memory)
        while True:
            wider = found.union(*[g for g in groups if g & found])
            if wider == found:
                return found
            found = wider

    def _check_dtypes(self) -> None:
        dtypes = self.dtypes

        def used(pointer: Reg, dtype: str) -> None:
            for m in self.memories(pointer) & self.shadowed:
                dtypes.setdefault(m, set()).add(dtype)

        for s in self.all:
            for e in subexpressions(operands(s)):
                if e.op == "load":
                    used(e.attr, e.dtype)
            if isinstance(s, Store):
                used(s.base, s.value.dtype)
            elif isinstance(s, Library) and s.name == "matmul":
                for p in s.pointers:
                    used(p, s.dtype)
            elif isinstance(s, Alloc) and s in self.shadowed:
                dtypes.setdefault(s, set()).add(s.dtype)
        for m, found in dtypes.items():
            if not isinstance(m, PushBlock) and (len(found) > 1 or not found <= set(FLOATS)):
                raise NotDifferentiable(f"memory with derivatives is used as {', '.join(sorted(found))}")
        if any(r.dtype == "f16" for r in self.active):
            raise NotDifferentiable("numbers of f16 have no derivatives here")

    # activity

    def leaves(self, e: Expr) -> list[Expr]:
        """Registers and loads through which an expression may depend on what has derivatives."""
        found, seen, waiting = [], set[Expr](), [e]
        while waiting:
            x = waiting.pop()
            if x in seen:
                continue
            seen.add(x)
            if x.op in ("reg", "load"):
                if x.dtype in FLOATS or x.dtype == "f16":
                    found.append(x)
            else:
                waiting += [x.args[i] for i in differentiable(x)]
        return found

    def _find_active(self, inputs: list[Reg]) -> None:
        leaves = {id(s): self.leaves(s.value) for s in self.all if isinstance(s, Store)}
        leaves |= {id(s): self.leaves(c[1]) for s in self.all if (c := copies(s)) is not None}
        varied, memory = self._forward(inputs, leaves)
        useful, read = self._backward(leaves)
        self.active, self.memory = varied & useful, memory & read

    def _forward(self, inputs: list[Reg], leaves: dict[int, list[Expr]]) -> tuple[set[Reg], set[Memory]]:
        """What may depend on the inputs."""
        registers = {r for r in inputs if r.dtype != "ptr"}
        memory: set[Memory] = {self.inputs[r] for r in inputs if r.dtype == "ptr"}
        before = -1
        while before != len(registers) + len(memory):
            before = len(registers) + len(memory)
            for s in self.all:
                if id(s) in leaves:
                    depends = any(
                        e.attr in registers if e.op == "reg" else self.memories(e.attr) & memory for e in leaves[id(s)]
                    )
                    if depends and isinstance(s, Store):
                        memory |= self.written(s)
                    elif depends:
                        registers.add(_target(s))
                elif isinstance(s, Library):
                    given = {m for p in s.pointers for m in self.memories(p)}
                    scalars = [e for v in s.values for e in self.leaves(v)]
                    if given & memory or any(e.op == "reg" and e.attr in registers for e in scalars):
                        memory |= self.written(s)
                        registers.update([r for r in s.results if r.dtype in FLOATS])
                        memory |= {m for r in s.results for m in self.memories(r)}
        return registers, memory

    def _backward(self, leaves: dict[int, list[Expr]]) -> tuple[set[Reg], set[Memory]]:
        """What may influence the results."""
        procedure = self.procedure
        registers = {r for r in procedure.results if r.dtype in FLOATS}
        memory: set[Memory] = set(self.inputs.values())
        memory |= {m for r in procedure.results for m in self.memories(r)}
        before = -1
        while before != len(registers) + len(memory):
            before = len(registers) + len(memory)
            for s in reversed(self.all):
                if id(s) in leaves:
                    if self.memories(s.base) & memory if isinstance(s, Store) else _target(s) in registers:
                        registers.update([e.attr for e in leaves[id(s)] if e.op == "reg"])
                        memory |= {m for e in leaves[id(s)] if e.op == "load" for m in self.memories(e.attr)}
                elif isinstance(s, Library) and (self.written(s) & memory or registers.intersection(s.results)):
                    memory |= {m for p in s.pointers for m in self.memories(p)}
                    registers.update([e.attr for v in s.values for e in self.leaves(v) if e.op == "reg"])
        return registers, memory

    def is_active(self, leaf: Expr) -> bool:
        """Whether a register or load has a derivative."""
        if leaf.op == "reg":
            return leaf.attr in self.active
        return leaf.dtype in FLOATS and bool(self.memories(leaf.attr) & self.memory)


def _target(s: Statement) -> Reg:
    found = copies(s)
    assert found is not None
    return found[0]

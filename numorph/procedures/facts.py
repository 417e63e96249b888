"""What a procedure does, as far as its derivative wants to know: memory, activity, what can be computed again.

Memory is told apart by where it comes from: an input, or a statement that makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, final

from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Statement,
    Store,
    While,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .partials import FLOATS, differentiable
from .renaming import reads
from .structured import parts_of
from .temporaries import fresh, temporaries


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


def blocks(s: Statement, parts: dict[int, tuple[list[Statement], Expr, list[Statement]]]) -> list[list[Statement]]:
    """The bodies of a statement; those of a While are its head and its tail, always the same lists."""
    if isinstance(s, While):
        if id(s) not in parts:
            parts[id(s)] = parts_of(s)
        return [parts[id(s)][0], parts[id(s)][2]]
    if isinstance(s, If):
        return [s.body, s.orelse]
    return [s.body] if isinstance(s, For) else []


@final
class Pointees:
    """The memory that pointers may point to, wherever they are used."""

    def __init__(self, procedure: Procedure):
        self.inputs = {r: InputMemory(r) for r in procedure.inputs if r.dtype == "ptr"}
        self.found: dict[Reg, set[Memory]] = {r: {m} for r, m in self.inputs.items()}
        copies = []
        for s in statements(procedure.body):
            if isinstance(s, Alloc):
                self.found.setdefault(s.reg, set()).add(s)
            elif isinstance(s, Library):
                for r in s.results:
                    if r.dtype == "ptr":
                        self.found.setdefault(r, set()).add(s)
            elif isinstance(s, Assign) and s.reg.dtype == "ptr" and s.value.attr is not None:
                copies.append((s.reg, s.value.attr))
        changed = True
        while changed:
            changed = False
            for to, source in copies:
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


@final
class Facts:
    """Of a procedure that is structured, and whose registers are renamed."""

    def __init__(self, procedure: Procedure, active: Sequence[int]):
        self.procedure = procedure
        self.parts: dict[int, tuple[list[Statement], Expr, list[Statement]]] = {}
        self.all = list(statements(procedure.body))
        self.assigned = assigned(procedure.body)
        self.counters = {s.counter for s in self.all if isinstance(s, For)} - assigned(
            [s for s in self.all if not isinstance(s, If | For | While)]
        )
        self.constant = {r for r in procedure.inputs if r not in self.assigned}
        pointees = Pointees(procedure)
        self.inputs, self.pointees, self.memories, self.written = (
            pointees.inputs,
            pointees.found,
            pointees.of,
            pointees.written,
        )
        self.used = self._used()  # pointers by which memory is read or written
        self.stored: set[Memory] = set()  # memory that something writes
        for s in self.all:
            self.stored |= self.written(s)
        self.active: set[Reg] = set()
        self.memory: set[Memory] = set()  # active memory
        self._find_active([procedure.inputs[i] for i in active])
        self.shadowed = self._find_shadowed()
        self.dtypes: dict[Memory, set[str]] = {}  # of memory that has a shadow: one each
        self._check_dtypes()
        self.definitions: dict[Reg, tuple[Assign, int]] = {}  # what can be computed again, and in which block
        self._find_definitions()
        self.temporaries = temporaries(self)  # by the id of the last statement that touches them
        self.fresh = fresh(self)  # statements that fill new memory
        self.temporary = {s.reg for found in self.temporaries.values() for s in found}  # their pointers

    # memory

    def _used(self) -> set[Reg]:
        found = {r for r in self.procedure.results if r.dtype == "ptr"}
        for s in self.all:
            found |= {e.attr for e in subexpressions(operands(s)) if e.op == "load"}
            if isinstance(s, Store):
                found.add(s.base)
            elif isinstance(s, Library):
                found.update(s.pointers)
        copies = [(s.reg, s.value.attr) for s in self.all if isinstance(s, Assign) and s.reg.dtype == "ptr"]
        while True:  # and those that are copied to them
            more = {source for to, source in copies if to in found and source is not None} - found
            if not more:
                return found
            found |= more

    def check_host(self, s: Library) -> None:
        """A Python function has no derivative."""
        touched = {m for p in (*s.pointers, *s.results) for m in self.memories(p)}
        if self.active & set(s.results) or touched & self.shadowed:
            name = getattr(s.attr, "__qualname__", s.name)
            raise NotDifferentiable(f"'{name}' is a Python function, whose derivative is not known")

    def _find_shadowed(self) -> set[Memory]:
        """Memory that has a shadow: what may be reached by a pointer that may reach active memory."""
        groups = [m for p, m in self.pointees.items()]
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
        for found in dtypes.values():
            if len(found) > 1 or not found <= set(FLOATS):
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
        leaves = {id(s): self.leaves(s.value) for s in self.all if isinstance(s, Assign | Store)}
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
                if isinstance(s, Assign | Store):
                    depends = any(
                        e.attr in registers if e.op == "reg" else self.memories(e.attr) & memory for e in leaves[id(s)]
                    )
                    if depends and isinstance(s, Assign):
                        registers.add(s.reg)
                    elif depends:
                        memory |= self.written(s)
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
                if isinstance(s, Assign | Store):
                    if s.reg in registers if isinstance(s, Assign) else self.memories(s.base) & memory:
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

    # what can be computed again where a body has ended

    def _find_definitions(self) -> None:
        counts: dict[Reg, int] = {}
        for s in self.all:
            for r in assigned([s]) if not isinstance(s, If | For | While) else ():
                counts[r] = counts.get(r, 0) + 1
        once = {r for r, n in counts.items() if n == 1} - set(self.procedure.inputs) - self.counters
        self._reads = self._read_counts(self.all)
        self._define(self.procedure.body, once, set(), outermost=True)

    def _define(self, body: list[Statement], once: set[Reg], counters: set[Reg], outermost: bool = False) -> None:
        changed = assigned(body)
        stored = set().union(*[self.written(s) for s in statements(body)]) if body else set()
        total, later = self._reads, dict[Reg, int]()
        inside: dict[Reg, int] = {}  # how often the body reads a register after it has assigned it
        for s in reversed(body):
            if isinstance(s, Assign):
                inside[s.reg] = later.get(s.reg, 0)
            for r, n in self._read_counts(statements([s])).items():
                later[r] = later.get(r, 0) + n
        for s in body:
            if isinstance(s, Assign) and s.reg in once and s.reg.dtype != "ptr":
                within = outermost or s.reg not in self.procedure.results
                local = within and inside[s.reg] == total.get(s.reg, 0)
                if local and self._fixed(s.value, changed, stored, counters):
                    self.definitions[s.reg] = (s, id(body))
            for inner in blocks(s, self.parts):
                self._define(inner, once, counters | ({s.counter} if isinstance(s, For) else set()))

    def _read_counts(self, body: Iterable[Statement]) -> dict[Reg, int]:
        found: dict[Reg, int] = {}
        for s in body:
            for r in reads(s):
                found[r] = found.get(r, 0) + 1
        return found

    def _fixed(self, e: Expr, changed: set[Reg], stored: set[Memory], counters: set[Reg]) -> bool:
        """Whether an expression has its value still at the end of a body that changes some registers and memory."""
        for x in subexpressions([e]):
            if x.op in ("reg", "load"):
                known = x.attr in self.definitions or x.attr in counters & self.counters
                if not known and x.attr in changed:
                    return False
            if x.op == "load" and self.memories(x.attr) & stored:
                return False
        return True

    def stable(self, e: Expr, counters: Iterable[Reg]) -> bool:
        """Whether the reverse sweep has an expression's value for nothing."""
        for x in subexpressions([e]):
            if x.op in ("reg", "load"):
                known = x.attr in self.definitions or x.attr in self.constant
                if not known and not (x.attr in self.counters and x.attr in counters):
                    return False
            if x.op == "load" and self.memories(x.attr) & self.stored:
                return False
        return True

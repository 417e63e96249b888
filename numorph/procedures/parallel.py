"""What the iterations of a parallel loop share: registers that only re-associable operations update."""

from __future__ import annotations

from collections.abc import Iterable

from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Pop,
    PopBlock,
    PushBlock,
    Reg,
    Statement,
    While,
    operands,
    statements,
    subexpressions,
)

_FREE = ("add", "mul", "min", "max", "or", "and")


def assigned(body: Iterable[Statement]) -> set[Reg]:
    """Registers that statements assign, those inside others and counters of loops included."""
    found: set[Reg] = set()
    waiting = list(body)
    while waiting:
        s = waiting.pop()
        if type(s) is Assign or type(s) is Alloc or type(s) is Pop:
            found.add(s.reg)
        elif type(s) is For:
            found.add(s.counter)
            waiting += s.body
        elif type(s) is If:
            waiting += s.body
            waiting += s.orelse
        elif type(s) is While:
            waiting += s.body
        elif type(s) is PushBlock or type(s) is PopBlock:
            found.add(s.reg)
            if s.twin is not None:
                found.add(s.twin)
        elif type(s) is Library:
            found.update(s.results)
    return found


def accumulated(body: Iterable[Statement]) -> dict[Reg, str]:
    """Registers to which a body does nothing but combine them with values, by one free operation: that operation."""
    operations: dict[Reg, list[str]] = {}  # of each time that it is assigned
    reads: dict[Reg, int] = {}
    for s in statements(body):
        for e in subexpressions(operands(s)):
            if e.op == "reg":
                reads[e.attr] = reads.get(e.attr, 0) + 1
        if isinstance(s, Assign):
            operations.setdefault(s.reg, []).append(_update(s) or "")
    alike = {r: ops for r, ops in operations.items() if ops[0] and ops.count(ops[0]) == len(ops)}
    return {r: ops[0] for r, ops in alike.items() if reads.get(r, 0) == len(ops)}


def _update(s: Assign) -> str | None:
    """The operation by which `s` combines its register with something else."""
    op = s.value.op
    if op not in _FREE or s.value.attr != "free":
        return None
    found, waiting = 0, [s.value]  # the register stands once in a tree of the operation
    while waiting:
        e = waiting.pop()
        if e.op == op and e.attr == "free":
            waiting += e.args
        else:
            found += e.op == "reg" and e.attr is s.reg
    return op if found == 1 else None


def terms(value: Expr, register: Reg) -> list[Expr]:
    """What an update combines a register with: the leaves of its tree of free operations, but the register."""
    found, waiting = [], [value]
    while waiting:
        e = waiting.pop()
        if e.op == value.op and e.attr == "free":
            waiting += e.args
        elif not (e.op == "reg" and e.attr is register):
            found.append(e)
    return found

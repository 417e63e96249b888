"""Small memory of procedures that lies on the stack, where LLVM makes registers of it.

Arrays of two or three numbers are made in every turn of a loop: a place in the heap would cost more than their use.
"""

from __future__ import annotations

from typing import Final

from ..procedures.ir import (
    Alloc,
    Assign,
    Library,
    Pop,
    PopBlock,
    Procedure,
    PushBlock,
    Reg,
    Retain,
    operands,
    statements,
    subexpressions,
)
from .procedure_values import size_of

SMALL: Final = 1 << 10  # bytes, up to which memory may lie on the stack
_MOST: Final = 1 << 14  # bytes in all


def on_stack(procedure: Procedure) -> dict[Reg, int]:
    """Bytes of the memory of pointers that nothing else reaches, each of which one statement makes."""
    made: dict[Reg, Alloc | None] = {}
    elsewhere: set[Reg] = set(procedure.results)
    for s in statements(procedure.body):
        if isinstance(s, Alloc):
            made[s.reg] = None if s.reg in made else s
        elif isinstance(s, Assign):
            elsewhere |= {s.reg} if s.value.op != "null" else set()
        elif isinstance(s, Retain | Pop | PushBlock | PopBlock):
            elsewhere.add(s.reg)
        elif isinstance(s, Library):
            elsewhere.update(s.results)
            if s.name in ("host", "keep", "back"):
                elsewhere.update(s.pointers)
        elsewhere |= {e.attr for e in subexpressions(operands(s)) if e.op == "reg" and e.dtype == "ptr"}
    found: dict[Reg, int] = {}
    total = 0
    for r, alloc in made.items():
        if alloc is None or r in elsewhere or alloc.count.op != "const":
            continue
        nbytes = alloc.count.attr * size_of(alloc.dtype)
        if 0 <= nbytes <= SMALL and total + nbytes <= _MOST:
            total += nbytes
            found[r] = nbytes
    return found

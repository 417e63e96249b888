"""Sums begin with their first term: a register that was cleared just before is what is added to it.

Additions to a zero are none that LLVM may leave out, for the sign of zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ir import Assign, Expr, Reg, Statement, bodies, subexpressions
from .parallel import assigned
from .partials import FLOATS
from .rewriting import with_bodies


def with_first_terms(body: Sequence[Statement]) -> list[Statement]:
    """The same statements, but for what sums begin with."""
    out: list[Statement] = []
    cleared: set[Reg] = set()
    for s in body:
        if isinstance(s, Assign):
            if s.reg in cleared and _adds_to(s.reg, s.value):
                s = Assign(s.reg, s.value.args[1])
            cleared.discard(s.reg)
            if s.value.op == "const" and s.value.dtype in FLOATS and s.value.attr == 0:
                cleared.add(s.reg)
        elif bodies(s):
            s = with_bodies(s, with_first_terms)
            cleared -= assigned([s])
        else:
            cleared -= assigned([s])
        out.append(s)
    return out


def _adds_to(r: Reg, value: Expr) -> bool:
    """Whether a value is a register and something else."""
    if value.op != "add" or value.args[0].op != "reg" or value.args[0].attr is not r:
        return False
    return not any([e.op == "reg" and e.attr is r for e in subexpressions([value.args[1]])])

"""Sums begin with their first term: a register that was cleared just before is what is added to it.

Additions to a zero are none that LLVM may leave out, for the sign of zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ir import Assign, Expr, For, If, Reg, Statement, subexpressions
from .parallel import assigned
from .partials import FLOATS
from .rewriting import with_bodies


def with_first_terms(body: Sequence[Statement]) -> list[Statement]:
    """The same statements, but for what sums begin with."""
    return _block(body, set())


def _block(body: Sequence[Statement], cleared: set[Reg]) -> list[Statement]:
    """cleared: registers that are zero, in the end those that are then."""
    out: list[Statement] = []
    for s in body:
        if isinstance(s, Assign):
            if s.reg in cleared and _adds_to(s.reg, s.value):
                s = Assign(s.reg, s.value.args[1])
            cleared.discard(s.reg)
            if s.value.op == "const" and s.value.dtype in FLOATS and s.value.attr == 0:
                cleared.add(s.reg)
        elif isinstance(s, If):
            arms = set(cleared), set(cleared)
            s = If(s.condition, _block(s.body, arms[0]), _block(s.orelse, arms[1]))
            cleared &= arms[0] & arms[1]
        elif isinstance(s, For) and not s.parallel:
            s = _loop(s, cleared)
        else:
            cleared -= assigned([s])
            s = with_bodies(s, with_first_terms)
        out.append(s)
    return out


def _loop(s: For, cleared: set[Reg]) -> For:
    """A loop at the beginning of whose turns those registers are zero that are at first, and again after each turn."""
    while True:
        after = set(cleared)
        body = _block(s.body, after)
        if cleared <= after:
            return For(s.counter, s.start, s.stop, body, s.step)
        cleared &= after


def _adds_to(r: Reg, value: Expr) -> bool:
    """Whether a value is a register and something else."""
    if value.op != "add" or value.args[0].op != "reg" or value.args[0].attr is not r:
        return False
    return not any([e.op == "reg" and e.attr is r for e in subexpressions([value.args[1]])])

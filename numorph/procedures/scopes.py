"""Registers that belong to one turn of a loop: nothing in it reads what they were before, nothing later what they are.

What the reverse sweep needs of them is saved at the end of the turn.  So no turn saves what the turn before has left,
and turns that are independent stay so.
"""

from __future__ import annotations

from .ir import Assign, For, Procedure, Reg, While, statements
from .renaming import Liveness


def own_registers(procedure: Procedure) -> dict[int, set[Reg]]:
    """By the ids of loops that have others inside: the inner ones save what they overwrite together with all else."""
    loops = [s for s in statements(procedure.body) if isinstance(s, For) and not s.parallel and _has_loops(s)]
    if not loops:
        return {}
    liveness = Liveness()
    liveness.block(procedure.body, frozenset(procedure.results))
    found: dict[int, set[Reg]] = {}
    for s in loops:
        numbers = {x.reg for x in statements(s.body) if isinstance(x, Assign) and x.reg.dtype != "ptr"}
        found[id(s)] = numbers - liveness.before[id(s.body)] - liveness.after[id(s.body)]
    return found


def _has_loops(s: For) -> bool:
    return any([isinstance(x, While) or (isinstance(x, For) and not x.parallel) for x in statements(s.body)])

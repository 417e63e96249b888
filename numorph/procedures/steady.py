"""Integers that only ever hold one value, on whatever way they get it: sizes of arrays that change places in a loop.

All that such a register is assigned comes, by way of others like it, from one register that keeps its value: an input,
or what is assigned once, outside of loops.  That one is read instead, so that who asks sees what does not change.
"""

from __future__ import annotations

from .ir import Assign, For, Procedure, Reg, bodies, statements
from .parallel import assigned
from .renaming import substituted
from .rewriting import without


def steady(procedure: Procedure) -> Procedure:
    """The same procedure with fewer registers."""
    counts: dict[Reg, int] = {}
    sources: dict[Reg, set[Reg | None]] = {}  # what is copied to each register; None: something else
    for s in statements(procedure.body):
        for r in assigned([s]) if not bodies(s) or isinstance(s, For) else ():
            counts[r] = counts.get(r, 0) + 1
        if isinstance(s, Assign):
            sources.setdefault(s.reg, set()).add(s.value.attr if s.value.op == "reg" else None)
    kept = {*procedure.inputs, *procedure.results}
    copies = {r: x for r, x in sources.items() if r.dtype == "i64" and None not in x and r not in kept}
    roots = {r for r in procedure.inputs if r not in counts}
    roots |= {s.reg for s in procedure.body if isinstance(s, Assign) and counts[s.reg] == 1}
    found: dict[Reg, Reg] = {}
    for r in copies:
        (first, *others) = _origins(r, copies)
        if not others and first in roots:
            found[r] = first
    if not found:
        return procedure
    body = [substituted(s, found) for s in without(procedure.body, lambda s: isinstance(s, Assign) and s.reg in found)]
    return procedure.with_body(body)


def _origins(r: Reg, copies: dict[Reg, set[Reg | None]]) -> set[Reg | None]:
    """The registers that a copy may have its value from, which are no copies themselves."""
    found: set[Reg | None] = set()
    seen: set[Reg | None] = set()
    waiting: list[Reg | None] = [r]
    while waiting:
        x = waiting.pop()
        if x in seen:
            continue
        seen.add(x)
        if x is not None and x in copies:
            waiting += copies[x]
        else:
            found.add(x)
    return found or {None}  # none: nothing ever reaches it

"""Loops of both sweeps whose turns run in step: what lanes push together in one, they pop together in the other.

The reverse of a loop runs through the same turns from the last to the first.  Where each turn of both is independent,
blocks of turns may be lanes of vectors, if they are so in both: the reverse of a block pops the vectors that the block
has pushed.  That its statements on the tape are those of the other one in reverse is tested here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .ir import Expr, For, If, Pop, Procedure, Push, Reg, Statement, While, subexpressions
from .parallel import assigned
from .structured import parts_of
from .turns import Turns


def pairs(candidates: Sequence[Turns], procedure: Procedure) -> list[tuple[Turns, Turns]]:
    """The loops of the forward sweep, each with its reverse.

    A loop and its reverse have one counter.  Which way a block goes is decided in the forward sweep, where the
    conditions of both must be known.
    """
    changed = assigned(procedure.body)
    found = []
    for first in candidates:
        alike = [t for t in candidates if t.loop.counter is first.loop.counter]
        if first.tape != "push" or len(alike) != 2:
            continue
        (second,) = [t for t in alike if t is not first]
        if second.tape != "pop" or any([_depends(e, changed) for e in second.conditions]):
            continue
        pushed = _order(first.body)
        if pushed is not None and pushed == _order(second.body, mirrored=True):
            every = [*first.conditions, *second.conditions]
            found.append((first._replace(conditions=every), second._replace(conditions=[])))
    return found


def _depends(e: Expr, changed: set[Reg]) -> bool:
    return any([x.op == "load" or (x.op == "reg" and x.attr in changed) for x in subexpressions([e])])


def _order(body: Sequence[Statement], mirrored: bool = False) -> list[Any] | None:
    """What goes over the tape, in which branches and loops; None: in a form that lanes do not have.

    mirrored: from the last to the first.
    """
    found: list[Any] = []
    for s in reversed(body) if mirrored else body:
        if isinstance(s, Push):
            found.append(s.value.dtype)
        elif isinstance(s, Pop):
            found.append(s.reg.dtype)
        elif isinstance(s, If):
            ways = [_order(b, mirrored) for b in (s.body, s.orelse)]
            if None in ways:
                return None
            found += [("if", ways)] if any(ways) else []
        elif isinstance(s, For | While):
            head, tail = (parts_of(s)[0], parts_of(s)[2]) if isinstance(s, While) else ([], s.body)
            inside = _order(tail, mirrored)
            if inside is None or _order(head) != []:
                return None
            found += [("loop", inside)] if inside else []
    return found

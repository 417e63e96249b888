"""Loops of a few turns, as many as constants say, are their turns one after the other.

In the reverse sweep the loop around then hands cotangents on in one piece: what its turns share with each other is seen
(iterations.py), and numbers that go from turn to turn of the short loop have registers of their own.
"""

from __future__ import annotations

from typing import Final

from .ir import Assign, For, If, Procedure, Statement, Store, While
from .rewriting import with_bodies
from .structured import only_bails
from .written_out import written_out

_MOST_TURNS: Final = 4
_MOST_STATEMENTS: Final = 100  # of all turns


def unrolled(procedure: Procedure) -> Procedure:
    """The same procedure without such loops, where another loop is around them."""
    return procedure.with_body(_inside(procedure.body))


def _inside(body: list[Statement], repeated: bool = False) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        if isinstance(s, If):
            s = with_bodies(s, lambda inner: _inside(inner, repeated))
        elif isinstance(s, For | While):
            s = with_bodies(s, lambda inner: _inside(inner, True))
        turns = _turns(s) if repeated and isinstance(s, For) else None
        out += [s] if turns is None else turns
    return out


def _turns(s: For) -> list[Statement] | None:
    """All turns, if they are few and straight."""
    straight = all([isinstance(x, Assign | Store) or (isinstance(x, If) and only_bails(x)) for x in s.body])
    if s.start.op != "const" or s.stop.op != "const" or not straight:
        return None
    turns = len(range(s.start.attr, s.stop.attr, s.step))
    if turns > _MOST_TURNS or turns * len(s.body) > _MOST_STATEMENTS:
        return None
    return written_out(s, 2 * _MOST_STATEMENTS)  # a test counts as two there

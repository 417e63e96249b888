"""A turn of a loop by itself: its body without jumps, whose registers serve one purpose each."""

from __future__ import annotations

from typing import NamedTuple

from .ir import Assign, Expr, For, Procedure, Reg, Statement
from .parallel import assigned
from .renaming import Liveness, renamed
from .steady_constants import Known
from .structured import structured


class Turns(NamedTuple):
    """A loop whose turns are independent where all conditions hold.

    body: that of the loop, structured and renamed.  captured: the registers that it reads from before the loop.
    tape: "push" or "pop", where turns do that.
    """

    loop: For
    body: list[Statement]
    captured: list[Reg]
    conditions: list[Expr]
    tape: str = ""


def turn_alone(s: For, known: Known) -> list[Statement] | None:
    """The body of a loop without jumps; None where something goes from turn to turn, or a turn ends the loop.

    known: registers that are constants whenever a turn begins.
    """
    body = [*[Assign(r, e) for r, e in known.items()], *s.body]
    alone = Procedure("", (), (), [For(s.counter, s.start, s.stop, body, s.step)])
    flat = structured(alone)
    if len(flat.body) != 1 or not isinstance(flat.body[0], For):
        return None
    loop = renamed(flat).body[0]
    assert isinstance(loop, For)
    live = Liveness().block(loop.body, frozenset())
    return None if live & assigned(loop.body) else loop.body

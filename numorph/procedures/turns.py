"""A turn of a loop by itself: its body without jumps, whose registers serve one purpose each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .ir import Assign, Expr, For, Procedure, Reg, Statement
from .ordered_sums import Sum
from .parallel import assigned
from .renaming import Liveness, renamed
from .steady_constants import Known
from .structured import structured


class Turns(NamedTuple):
    """A loop whose turns are independent where all conditions hold.

    body: that of the loop, structured and renamed.  captured: the registers that it reads from before the loop.
    tape: "push" or "pop", where turns do that.  sums: what turns add to registers, in order.
    last: registers that something after the loop reads, as the last turn leaves them.
    """

    loop: For
    body: list[Statement]
    captured: list[Reg]
    conditions: list[Expr]
    tape: str = ""
    sums: Sequence[Sum] = ()
    last: Sequence[Reg] = ()

    @property
    def results(self) -> list[Reg]:
        """The registers in which a turn leaves something."""
        return [*self.last, *[x.term for x in self.sums]]

    @property
    def changed(self) -> list[Reg]:
        """The registers that the loop leaves changed."""
        return [*[x.register for x in self.sums], *self.last]


def turn_alone(s: For, known: Known, results: Sequence[Reg] = ()) -> list[Statement] | None:
    """The body of a loop without jumps; None where something goes from turn to turn, or a turn ends the loop.

    known: registers that are constants whenever a turn begins.  results: what it leaves.
    """
    found = turn_and_carried(s, known, results)
    return None if found is None or found[1] else found[0]


def turn_and_carried(
    s: For, known: Known, results: Sequence[Reg] = ()
) -> tuple[list[Statement], frozenset[Reg]] | None:
    """The same, and the registers that go from turn to turn; None where a turn ends the loop."""
    body = [*[Assign(r, e) for r, e in known.items()], *s.body]
    alone = Procedure("", (), results, [For(s.counter, s.start, s.stop, body, s.step)])
    flat = structured(alone)
    if len(flat.body) != 1 or not isinstance(flat.body[0], For):
        return None
    loop = renamed(flat).body[0]
    assert isinstance(loop, For)
    live = Liveness().block(loop.body, frozenset(results))
    return loop.body, live & assigned(loop.body)

"""Loops of the user's that threads can share: each takes some of the turns, whichever come next.

Turns are independent as those for lanes are (independent.py), but no sum of floats waits for its turn: what turns do to
a register has to be the same in any order, as additions of integers are.  A turn may make memory of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from .independent import MOST_STATEMENTS, Independents
from .ir import (
    Alloc,
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Statement,
    Store,
    While,
    bodies,
    statements,
)
from .loop_facts import LoopFacts
from .parallel import assigned
from .renaming import reads_in_order
from .totals import Total, totals
from .turns import Turns, turn_and_carried

_KINDS: Final = (Assign, Store, If, For, While, Break, Continue, Bail, Alloc, Release)  # of statements in a turn


class SharedTurns(NamedTuple):
    """A loop whose turns may run in any order, and at once, where all conditions hold.

    captured: registers that it reads from before it.  doubtful: whether it is likely that some condition does not hold.
    start: what registers are when any turn begins.  totals: registers to which turns add.  depth: of loops around it.
    tape: "push" or "pop", where turns do that; then the loop's reverse is found as well, or what it is the reverse of.
    """

    loop: For
    captured: list[Reg]
    conditions: list[Expr]
    doubtful: bool
    start: list[Statement]
    totals: dict[Reg, Total]
    depth: int
    tape: str = ""


def shared_turns(procedure: Procedure) -> list[SharedTurns]:
    """Such loops of a procedure, in no other but doubtful ones: those with the fewest loops around them first.

    Of loops whose turns use the tape there are only those that lanes may share as well, and their reverse.
    """
    return sorted(_Found(procedure).all, key=lambda turns: turns.depth)


@final
class _Found:
    def __init__(self, procedure: Procedure):
        self.all: list[SharedTurns] = []
        self._facts = LoopFacts(procedure)
        self._pairs: dict[int, Turns] = {}  # by the ids of loops
        for both in Independents(procedure).pairs if procedure.own_tape else ():
            if not any([t.sums or t.last for t in both]):
                self._pairs |= {id(t.loop): t for t in both}
        self._block(procedure.body, 0)

    def _block(self, body: Sequence[Statement], depth: int) -> None:
        for s in body:
            if isinstance(s, For) and s.parallel:
                continue
            if isinstance(s, For) and id(s) in self._pairs:
                pair = self._pairs[id(s)]
                self.all.append(self._found(s, pair.conditions, False, {}, depth, pair.tape))
                continue
            turns = self._turns(s, depth) if isinstance(s, For) else None
            if turns is not None:
                self.all.append(turns)
                if not turns.doubtful:
                    continue
            for inner in bodies(s):
                self._block(inner, depth + isinstance(s, For | While))

    def _turns(self, s: For, depth: int) -> SharedTurns | None:
        every = list(statements(s.body))
        if abs(s.step) != 1 or len(every) > MOST_STATEMENTS or not all([isinstance(x, _KINDS) for x in every]):
            return None
        known = self._facts.steady(s)
        own = assigned([s])
        last = self._facts.read_after(s, own - known.keys())
        found = turn_and_carried(s, known, last)
        if found is None:
            return None
        body, carried = found
        sums = totals(body, carried) if carried.issuperset(last) else None
        if sums is None:
            return None
        windows = self._facts.windows(s, body, own_memory=True)
        if not windows.apart(elsewhere=True):
            return None
        return self._found(s, windows.conditions, windows.doubtful, sums, depth)

    def _found(
        self,
        s: For,
        conditions: list[Expr],
        doubtful: bool,
        sums: dict[Reg, Total],
        depth: int,
        tape: str = "",
    ) -> SharedTurns:
        own = assigned([s])
        captured = [r for r in reads_in_order(s.body) if r not in own]
        start: list[Statement] = [Assign(r, e) for r, e in self._facts.steady(s).items()]
        return SharedTurns(s, captured, conditions, doubtful, start, sums, depth, tape)

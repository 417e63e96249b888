"""Loops of the user's whose turns are independent: they may run in any order, and at once.

A turn assigns registers before it reads them, and writes elements that no other turn touches: in each array that is
written, all that a turn reads or writes lies in a window, which moves with the counter by more than its width.  What
the form of indices does not tell of that is left to conditions, which code tests before the loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from .ir import (
    COMPLEX,
    Assign,
    Bail,
    Break,
    Continue,
    For,
    If,
    Pop,
    Procedure,
    Push,
    Statement,
    Store,
    While,
    bodies,
    statements,
)
from .loop_facts import LoopFacts
from .ordered_sums import with_terms
from .paired_turns import pairs
from .parallel import assigned
from .renaming import reads_in_order
from .turns import Turns, turn_alone

MOST_STATEMENTS: Final = 200  # of a loop
_KINDS: Final = (Assign, Store, If, For, While, Break, Continue, Bail, Push, Pop)  # of statements in a turn


@final
class Independents:
    """The loops of a procedure that have other loops in them, LLVM's passes not making vectors of their turns.

    Of loops whose turns leave something on the tape, or find it there, only those of a procedure that has both sweeps.
    """

    def __init__(self, procedure: Procedure):
        self.found: dict[int, Turns] = {}  # by the ids of loops
        self.pairs: list[tuple[Turns, Turns]] = []  # loops that push, each with the one that pops
        self._procedure = procedure
        self._facts = LoopFacts(procedure)
        self._taped: list[Turns] = []
        self._block(procedure.body)
        for both in pairs(self._taped, procedure):
            inside = [x for t in both for x in statements(t.loop.body)]
            chosen = self.found.keys() | {id(t.loop) for pair in self.pairs for t in pair}
            if chosen.isdisjoint([id(x) for x in inside]):
                self.pairs.append(both)

    def _block(self, body: Sequence[Statement]) -> bool:
        """Whether there are loops, in a block or deeper, each of whose turns needs what the one before has done."""
        return any([self._statement(s) for s in body])

    def _statement(self, s: Statement) -> bool:
        if isinstance(s, For) and s.parallel and all([x.parallel for x in statements(s.body) if isinstance(x, For)]):
            return False
        before = set(self.found)
        inside = any([self._block(b) for b in bodies(s)])
        if not isinstance(s, For):
            return inside or isinstance(s, While)
        within = [k for k in self.found if k not in before]
        if any([not self.found[k].sums for k in within]):
            return True  # loops inside are better ones: what they touch lies closer together
        turns = self._turns(s)
        if turns is None or (turns.sums and within):
            return True
        if inside and turns.tape:
            self._taped.append(turns)
        elif inside:
            for k in within:  # their turns have to wait for one another
                del self.found[k]
            self.found[id(s)] = turns
        return inside or bool(turns.sums)

    def _turns(self, s: For) -> Turns | None:
        every = list(statements(s.body))
        tape = self._tape(every)
        if tape is None or len(every) > MOST_STATEMENTS or not all([isinstance(x, _KINDS) for x in every]):
            return None
        if s.step != 1 and (s.step != -1 or not self._procedure.own_tape):  # of sweeps, whose counters end before 0
            return None
        known = self._facts.steady(s)
        own = assigned(every)
        if any([r.dtype == "ptr" for r in own]):
            return None
        flat, sums = with_terms(s.body, own - known.keys(), self._facts.reads)
        last = self._facts.read_after(s, own - known.keys() - {x.register for x in sums})
        if any([r.dtype in COMPLEX for r in last]):
            return None
        loop = For(s.counter, s.start, s.stop, flat, s.step, s.parallel)
        body = turn_alone(loop, known, [*last, *[x.term for x in sums]])
        if body is None:
            return None
        windows = self._facts.windows(s, body)
        if not s.parallel and not windows.apart():
            return None
        own = assigned(body) | {s.counter}
        captured = [r for r in reads_in_order(body) if r not in own]
        return Turns(s, body, captured, windows.conditions, tape, sums, last)

    def _tape(self, every: Sequence[Statement]) -> str | None:
        """What turns do to the tape; None where lanes cannot do that."""
        kinds = {"push" if isinstance(x, Push) else "pop" for x in every if isinstance(x, Push | Pop)}
        if len(kinds) > 1 or (kinds and not self._procedure.own_tape):
            return None
        return kinds.pop() if kinds else ""

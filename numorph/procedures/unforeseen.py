"""Branches that no machine foresees: which of two ends of a range moves, as in a bisection or a merge.

A loop goes on until two integers meet; a comparison of what lies there decides which of them moves.  About half of the
guesses of a processor would be wrong, and it had better compute both ways and choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .ir import Assign, Break, If, Reg, Statement, While, operands, statements, subexpressions


def unforeseen(body: Iterable[Statement]) -> set[If]:
    """Such branches among statements and those inside of them."""
    found: set[If] = set()
    for s in statements(body):
        if isinstance(s, While):
            ends = _ends(s.body)
            found.update([t for t in s.body if isinstance(t, If) and len(ends) > 1 and _moves_either(t, ends)])
    return found


def _ends(body: Sequence[Statement]) -> set[Reg]:
    """The integers that a loop compares to know whether it goes on."""
    made: dict[Reg, Assign] = {}
    for s in body:
        if isinstance(s, Assign):
            made[s.reg] = s
        elif isinstance(s, If) and any([isinstance(t, Break) for t in s.body]):
            test = s.condition
            if test.op == "reg" and test.attr in made:
                test = made[test.attr].value
            return {e.attr for e in subexpressions([test]) if e.op == "reg" and e.dtype == "i64"}
        else:
            break
    return set()


def _moves_either(s: If, ends: set[Reg]) -> bool:
    """Whether both bodies keep one of the ends, not the same one, and do nothing but assign."""
    kept = [_kept(body) & ends for body in (s.body, s.orelse)]
    plain = all([isinstance(t, Assign | If) for t in statements([s])])
    return plain and bool(kept[0]) and bool(kept[1]) and kept[0].isdisjoint(kept[1])


def _kept(body: Sequence[Statement]) -> set[Reg]:
    """Registers that are only copied."""
    return {e.attr for t in body if isinstance(t, Assign) for e in operands(t) if e.op == "reg"}

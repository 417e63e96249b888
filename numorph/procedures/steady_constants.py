"""Registers that are the same constant whenever a turn of a loop begins, though the loop assigns them.

Cotangents are: what a turn of the reverse sweep has added to them it has handed on in the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from .ir import Assign, Break, Continue, Expr, For, If, Procedure, Reg, Return, Statement, While, bodies
from .parallel import assigned

Known = dict[Reg, Expr]


@final
class SteadyConstants:
    """begins: by the ids of loops (`For`), what registers that they assign are when a turn begins."""

    def __init__(self, procedure: Procedure):
        self.begins: dict[int, Known] = {}
        self._block(procedure.body, {})

    def _block(self, body: Sequence[Statement], known: Known) -> Known:
        """What is known after some statements, if that is reached."""
        for s in body:
            known = self._statement(s, known)
        return known

    def _statement(self, s: Statement, known: Known) -> Known:
        if isinstance(s, Assign):
            value = known.get(s.value.attr) if s.value.op == "reg" else s.value if s.value.op == "const" else None
            rest = _without(known, {s.reg})
            return rest if value is None else {**rest, s.reg: value}
        if isinstance(s, If):
            return _both(self._block(s.body, known), self._block(s.orelse, known))
        if not isinstance(s, For | While):
            return _without(known, assigned([s]))
        changed = assigned([s])
        if isinstance(s, While) or _jumps(s.body):
            known = _without(known, changed)
            self._block(s.body, known)
            return known
        known = _without(known, {s.counter})
        while True:
            after = _both(known, self._block(s.body, known))
            if len(after) == len(known):
                break
            known = after
        self.begins[id(s)] = {r: e for r, e in known.items() if r in changed}
        return known


def _without(known: Known, registers: set[Reg]) -> Known:
    return {r: e for r, e in known.items() if r not in registers}


def _both(x: Known, y: Known) -> Known:
    return {r: e for r, e in x.items() if r in y and _same(e, y[r])}


def _same(x: Expr, y: Expr) -> bool:
    """Whether constants are equal in all bits, as the sign of a zero is not for `==`."""
    return x.dtype == y.dtype and type(x.attr) is type(y.attr) and repr(x.attr) == repr(y.attr)


def _jumps(body: Sequence[Statement]) -> bool:
    """Whether statements may end a turn of the loop whose body they are, or the loop."""
    for s in body:
        if isinstance(s, Break | Continue | Return):
            return True
        inside = bodies(s)
        if isinstance(s, For | While):  # jumps in there are its own, but for this one
            if any([_returns(b) for b in inside]):
                return True
        elif any([_jumps(b) for b in inside]):
            return True
    return False


def _returns(body: Sequence[Statement]) -> bool:
    return any([isinstance(s, Return) or any([_returns(b) for b in bodies(s)]) for s in body])

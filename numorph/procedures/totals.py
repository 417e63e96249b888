"""Registers to which turns of a loop add numbers that do not depend on what there is: in parts, if need be.

Integers may be added in any order, Python's too: where a sum of some of them does not fit, plain Python goes on.  A
bool that turns only set stays set.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final, NamedTuple

from .ir import COMPLEX, Assign, Bail, Expr, If, Reg, Statement, statements, subexpressions
from .renaming import reads

_FLOATS: Final = frozenset(("f16", "f32", "f64", *COMPLEX))


class Total(NamedTuple):
    """How two parts come together: op is "add", "or" or "and".

    reason: why it bails where the sum does not fit; None: it wraps around, or is known to fit.
    """

    op: str
    reason: str | None


def totals(body: Sequence[Statement], registers: Set[Reg]) -> dict[Reg, Total] | None:
    """How such registers change in a turn, which is structured and renamed; None where one changes in another way."""
    found: dict[Reg, Total] = {}
    for r in sorted(registers, key=lambda r: r.number):
        total = None if r.dtype in _FLOATS or r.dtype == "ptr" else _Chain(body, r).total()
        if total is None:
            return None
        found[r] = total
    return found


class _Chain:
    """The registers that hold what a register was when the turn began, with something added since."""

    def __init__(self, body: Sequence[Statement], register: Reg):
        self._all, self._register = list(statements(body)), register
        self._is_bool = register.dtype == "bool"
        self._links = {register}
        assignments = [s for s in self._all if isinstance(s, Assign) and s.reg.dtype == register.dtype]
        while True:
            values = [s for s in assignments if s.reg not in self._links and self._meets(s.value)]
            more = {s.reg for s in values if self._adds(s.value)}
            if not more:
                return
            self._links |= more

    def total(self) -> Total | None:
        """None where something else is made of what it holds."""
        ops: set[str] = set()
        reason = None
        for s in self._all:
            if isinstance(s, Assign) and s.reg in self._links:
                if not self._adds(s.value, ops):
                    return None
            elif isinstance(s, If) and self._meets(s.condition):
                if not self._tests(s):
                    return None
                (first,) = s.body
                assert isinstance(first, Bail)
                reason = first.reason
            elif not self._links.isdisjoint(reads(s)):
                return None
        if len(ops) > 1:
            return None
        return Total(ops.pop() if ops else "or" if self._is_bool else "add", reason)

    def _meets(self, e: Expr) -> bool:
        return any([x.op in ("reg", "load") and x.attr in self._links for x in subexpressions([e])])

    def _adds(self, e: Expr, ops: set[str] | None = None) -> bool:
        """Whether a value is what one of the registers holds, perhaps with something added; ops: by what operations."""
        seen = set() if ops is None else ops
        if e.op == "reg":
            return e.attr in self._links
        if e.op == "select" and not self._meets(e.args[0]):
            return self._adds(e.args[1], seen) and self._adds(e.args[2], seen)
        if self._is_bool:
            return self._sets(e, seen)
        seen.add("add")
        if e.op not in ("add", "sub") or e.attr == "free":
            return False
        x, y = e.args
        if self._adds(x) and not self._meets(y):
            return True
        return e.op == "add" and not self._meets(x) and self._adds(y)

    def _sets(self, e: Expr, ops: set[str]) -> bool:
        """The same of a bool: that it stays, or becomes true (or false)."""
        if e.op == "const":
            ops.add("or" if e.attr else "and")
            return True
        if e.op not in ("or", "and"):
            return False
        ops.add(e.op)
        x, y = e.args
        return (self._adds(x, ops) and not self._meets(y)) or (not self._meets(x) and self._adds(y, ops))

    def _tests(self, s: If) -> bool:
        """Whether a branch does nothing but bail where a sum does not fit, or for reasons of its own."""
        if s.orelse or len(s.body) != 1 or not isinstance(s.body[0], Bail):
            return False
        waiting = [s.condition]
        while waiting:
            e = waiting.pop()
            if e.op == "or":
                waiting += e.args
            elif e.op == "overflows" and e.attr in ("add", "sub"):
                x, y = e.args
                first = self._adds(x) and not self._meets(y)
                if not first and (e.attr == "sub" or self._meets(x) or not self._adds(y)):
                    return False
            elif self._meets(e):
                return False
        return True

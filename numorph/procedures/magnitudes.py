"""How large integers can be, as far as their formulas tell: which arithmetic stays within 64 bits."""

from __future__ import annotations

from typing import Final, final

from .ir import Assign, Bail, Expr, For, If, Procedure, Reg, statements
from .parallel import assigned

_DEEP: Final = 50


@final
class Magnitudes:
    """Of the integers of a procedure.

    What a test at the beginning of a procedure says of an input is known: sizes of arrays are tested there.
    """

    def __init__(self, procedure: Procedure):
        self._made: dict[Reg, tuple[Expr, ...]] = {}  # what a register that is assigned at one place is made of
        self._known: dict[Reg, int | None] = {}
        several: set[Reg] = set()
        for s in statements(procedure.body):
            parts: dict[Reg, tuple[Expr, ...]] = {s.reg: (s.value,)} if isinstance(s, Assign) else {}
            if isinstance(s, For):
                parts = {s.counter: (s.start, s.stop)}
            for r in parts or (assigned([s]) if not isinstance(s, If) else ()):
                if r in self._made:
                    several.add(r)
                self._made[r] = parts.get(r, ())
        self._made = {r: parts for r, parts in self._made.items() if r not in several}
        for s in procedure.body:
            if isinstance(s, If) and len(s.body) == 1 and isinstance(s.body[0], Bail):
                self._test(s.condition, procedure)

    def _test(self, e: Expr, procedure: Procedure) -> None:
        """A size: bails where u64(input) > a number."""
        if e.op != "gt" or e.args[0].op != "convert" or e.args[0].dtype != "u64" or e.args[1].op != "const":
            return
        (x,) = e.args[0].args
        if x.op == "reg" and x.attr in procedure.inputs and x.attr not in self._made:
            self._known[x.attr] = e.args[1].attr

    def fits(self, e: Expr) -> bool:
        """Whether it is known that an integer needs no more than 64 bits."""
        found = self.of(e)
        return found is not None and found < 1 << 63

    def of(self, e: Expr, depth: int = 0) -> int | None:
        """A number that it does not exceed in size, if one is known."""
        if depth > _DEEP:
            return None
        if e.op == "const":
            return abs(int(e.attr))
        if e.op == "reg":
            return self._of_register(e.attr, depth)
        if e.op not in ("add", "sub", "mul", "min", "max"):
            return None
        parts = [self.of(a, depth + 1) for a in e.args]
        if None in parts:
            return None
        x, y = [p for p in parts if p is not None]
        return x + y if e.op in ("add", "sub") else x * y if e.op == "mul" else max(x, y)

    def _of_register(self, r: Reg, depth: int) -> int | None:
        if r not in self._known:
            self._known[r] = None  # while it is looked for
            parts = [self.of(e, depth + 1) for e in self._made.get(r, ())]
            if parts and None not in parts:
                self._known[r] = max([p for p in parts if p is not None])
        return self._known[r]

"""Loops along rows of an array: turns touch the same element of one row, or elements of different rows.

`d[i, j] = min(d[i, j], x + d[k, j])` for all j: where the rows i and k are one, each turn reads what it writes; else no
turn reads what another one writes.  LLVM would compare the addresses of whole arrays, which never lie apart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .activity import Pointees
from .counts import assignment_counts
from .ir import Assign, Expr, For, If, Procedure, Reg, Store, While, operands, statements, subexpressions
from .parallel import assigned
from .polynomials import Polynomial, combined, structure
from .renaming import reads

_MOST_STATEMENTS: Final = 20
_SLOW: Final = frozenset(("rem", "quo"))  # which make no vectors
_COUNTER: Final = "counter"


class Around:
    """What of a procedure is asked of its loops: where pointers point to, and registers that are sums of its inputs."""

    def __init__(self, procedure: Procedure):
        self.pointees = Pointees(procedure)
        values: dict[Reg, list[Expr]] = {}
        elsewhere = {*procedure.inputs}
        for s in statements(procedure.body):
            if isinstance(s, Assign):
                values.setdefault(s.reg, []).append(s.value)
            elif isinstance(s, For):
                elsewhere.add(s.counter)
            elif not isinstance(s, If | While):
                elsewhere |= assigned([s])
        self.sums: dict[Reg, Expr] = {}
        fixed = {*procedure.inputs} - assigned(procedure.body)
        for r, found in values.items():
            parts = list(subexpressions(found))
            plain = all([e.op in ("const", "add", "sub") or (e.op == "reg" and e.attr in fixed) for e in parts])
            if len(found) == 1 and r not in elsewhere and r.dtype == "i64" and plain:
                self.sums[r] = found[0]


def rows_apart(s: For, around: Callable[[], Around]) -> bool:
    """Whether a loop goes along several rows of an array that it writes, and no turn touches what others write."""
    inside = list(statements(s.body))
    plain = len(inside) <= _MOST_STATEMENTS and all([isinstance(x, Assign | Store | If) for x in inside])
    stores = [x for x in inside if isinstance(x, Store)]
    if s.parallel or s.step != 1 or not plain or not stores:
        return False
    touched: dict[Reg, list[Expr]] = {}
    for e in subexpressions([e for x in inside for e in operands(x)]):
        if e.op in _SLOW:
            return False
        if e.op == "load":
            touched.setdefault(e.attr, []).append(e.args[0])
    rows = _Rows(s, around().sums)
    if not rows.changed.isdisjoint({*touched, *[x.base for x in stores]}):
        return False
    several = False
    for x in stores:
        index = rows.polynomial(x.index)
        for other in [*touched.get(x.base, ()), *[y.index for y in stores if y.base is x.base]]:
            found = rows.apart(index, rows.polynomial(other))
            if found is None:
                return False
            several = several or found
    return several and _distinct({x.base for x in stores}, {*touched}, around().pointees)


def _distinct(written: set[Reg], read: set[Reg], pointees: Pointees) -> bool:
    """Whether pointers by which something is written point to memory of their own."""
    every = written | read
    if any([not pointees.of(p) for p in every]):
        return False
    return all([p is q or pointees.of(p).isdisjoint(pointees.of(q)) for p in written for q in every])


class _Rows:
    """Indices as polynomials of the counter and of what the loop does not change."""

    def __init__(self, s: For, sums: dict[Reg, Expr]):
        self.loop, self.changed = s, assigned(s.body)
        counts = assignment_counts(s.body)
        self.made = dict(sums)  # and what a turn assigns before it is read
        read: set[Reg] = set()
        for x in s.body:
            read.update(*[reads(y) for y in statements([x])])
            if isinstance(x, Assign) and counts[x.reg] == 1 and x.reg not in read:
                self.made[x.reg] = x.value

    def apart(self, x: Polynomial | None, y: Polynomial | None) -> bool | None:
        """Whether indices are of rows that may differ; None where two turns may have the same one."""
        if x is None or y is None or [p for p in x if _COUNTER in p] != [(_COUNTER,)] or abs(x[_COUNTER,]) != 1:
            return None
        distance = combined("sub", [x, y])
        if not distance:
            return False
        # A multiple of a number of elements of which the loop has no more: a whole row, or several, or none.
        stop = self.polynomial(self.loop.stop)
        if self.loop.start.op != "const" or self.loop.start.attr < 0 or not stop:
            return None
        longest = [a for p, n in stop.items() if len(p) == 1 and n == 1 for a in p]
        rest = {p: n for p, n in stop.items() if p != (longest[0],)} if longest else stop
        within = bool(longest) and rest.keys() <= {()} and rest.get((), 0) <= 0
        return True if within and all([longest[0] in p for p in distance]) else None

    def polynomial(self, e: Expr) -> Polynomial | None:
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr is self.loop.counter:
            return {(_COUNTER,): 1}
        if e.op == "reg" and e.attr in self.made:
            return self.polynomial(self.made[e.attr])
        if e.op in ("add", "sub", "mul", "neg"):
            parts = [self.polynomial(a) for a in e.args]
            known = [p for p in parts if p is not None]
            return combined(e.op, known) if len(known) == len(parts) else None
        if e.op != "reg" or e.attr in self.changed:
            return None
        return {(structure(e),): 1}

"""Which temporaries have all elements read once by the last statement that touches them.

Their cotangents are stored by the reverse of that statement, the first that the reverse sweep meets, and not added.
"""

from __future__ import annotations

from .adjoints import Adjoint
from .building import straight_nest
from .facts import Facts
from .ir import Alloc, Assign, Expr, For, Reg, Store
from .polynomials import Polynomial, combined

Adjoints = dict[int, Adjoint]


def covered(facts: Facts, adjoints: Adjoints) -> dict[Reg, Expr]:
    """The pointers to them, and the loads that read the elements."""
    found: dict[Reg, Expr] = {}
    for s in facts.all:
        for alloc in facts.temporaries.get(id(s), ()) if isinstance(s, For) else ():
            assert isinstance(s, For)
            leaf = _reads_all(s, alloc, facts, adjoints)
            if leaf is not None:
                found[alloc.reg] = leaf
    return found


def _reads_all(s: For, alloc: Alloc, facts: Facts, adjoints: Adjoints) -> Expr | None:
    """The load by which a nest of parallel loops reads every element once, row by row."""
    loops = straight_nest(s)
    body = loops[-1].body
    if any(not x.parallel or x.step != 1 or (x.start.op, x.start.attr) != ("const", 0) for x in loops):
        return None
    if any(not isinstance(x, Assign | Store) or (isinstance(x, Store) and x.base is alloc.reg) for x in body):
        return None
    shares = [share for x in body if id(x) in adjoints for share in adjoints[id(x)].shares]
    leaves = [x.leaf for x in shares if x.leaf.op == "load" and x.leaf.attr is alloc.reg]
    if len(leaves) != 1:
        return None
    numbers = Numbers(facts, {x.counter for x in loops})
    row, count = numbers.of(Expr("reg", "i64", (), loops[0].counter)), numbers.of(loops[0].stop)
    for x in loops[1:]:
        size, counter = numbers.of(x.stop), numbers.of(Expr("reg", "i64", (), x.counter))
        row, count = combined("add", [combined("mul", [row, size]), counter]), combined("mul", [count, size])
    alike = numbers.of(leaves[0].args[0]) == row and numbers.of(alloc.count) == count
    return leaves[0] if alike and not numbers.unsure else None


class Numbers:
    """Numbers as polynomials, which are equal where the numbers are; `unsure` once one may have changed in between."""

    def __init__(self, facts: Facts, counters: set[Reg]):
        self.facts, self.counters, self.unsure = facts, counters, False

    def of(self, e: Expr) -> Polynomial:
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr in self.facts.definitions:
            return self.of(self.facts.definitions[e.attr][0].value)
        if e.op in ("add", "sub", "mul", "neg"):
            return combined(e.op, [self.of(a) for a in e.args])
        return {(self.name(e),): 1}

    def name(self, e: Expr) -> str:
        if e.op == "reg":
            known = e.attr in self.facts.constant or e.attr in self.facts.counters or e.attr in self.counters
            self.unsure = self.unsure or not known
            return f"register {id(e.attr)}"
        if e.op in ("load", "call"):
            self.unsure = True
        inner = ", ".join([repr(sorted(self.of(a).items())) for a in e.args])
        return f"{e.op} {e.dtype} {e.attr} {inner}"

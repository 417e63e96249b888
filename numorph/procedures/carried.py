"""Recurrences: cotangents of elements that the next iteration of a reversed loop begins with stay in registers.

In a loop that stores element i after it has read element i - 1, the reverse of iteration i adds to the cotangent that
the reverse of iteration i - 1 reads first.  By way of memory each would wait for the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from .covered import Numbers
from .facts import Facts
from .ir import Assign, Bail, Expr, For, If, Reg, Statement, Store, const, load, reg, statements
from .parallel import assigned
from .partials import number
from .polynomials import combined
from .recording import Recording
from .shadows import Shadows


@final
class Carried:
    """What the turns of a loop leave for the next ones, in registers.

    loads: whose cotangents, each with its register and with one for the place of the element.  takes: by the ids of
    stores the registers with which their cotangents begin.  before, after: what is done around the loop.
    """

    def __init__(self, loop: For, bounds: Sequence[Expr], facts: Facts, recording: Recording, shadows: Shadows):
        self.loads: dict[Expr, tuple[Reg, Reg]] = {}
        self.takes: dict[int, Reg] = {}
        self.before: list[Statement] = []
        last: list[Statement] = []  # what the last turn leaves
        for store, leaf in _recurrences(loop, facts, recording).items():
            left, place = Reg("left", leaf.dtype), Reg("place", "i64")
            self.loads[leaf], self.takes[store] = (left, place), left
            self.before += [Assign(left, number(0.0, leaf.dtype)), Assign(place, const(0, "i64"))]
            shadow = shadows.of(leaf.attr)
            total = Expr("add", leaf.dtype, (load(shadow, reg(place), leaf.dtype), reg(left)))
            last.append(Store(shadow, reg(place), total))
        some = Expr("lt" if loop.step > 0 else "gt", "bool", tuple(bounds))
        self.after: list[Statement] = [If(some, last)] if last else []


def _recurrences(loop: For, facts: Facts, recording: Recording) -> dict[int, Expr]:
    """The load in a loop that is run in order whose cotangent a store of its body takes first in the next turn.

    By the ids of stores.  All else that is done to such cotangents in the loop is to add to them.
    """
    inside = list(statements(loop.body))
    if any([not isinstance(s, Assign | Store | If | Bail) for s in inside]):
        return {}
    found: dict[int, Expr] = {}
    adjoints = [recording.adjoints[id(s)] for s in inside if id(s) in recording.adjoints]
    leaves = [e for adjoint in adjoints for e in {id(share.leaf): share.leaf for share in adjoint.shares}.values()]
    changed = assigned(loop.body)
    stores = [s for s in inside if isinstance(s, Store)]
    for at, s in enumerate(loop.body):
        if not isinstance(s, Store) or id(s) not in recording.adjoints or id(s) in facts.fresh:
            continue
        memory = facts.memories(s.base)
        if s.base in changed or any([x is not s and memory & facts.memories(x.base) for x in stores]):
            continue
        ends = [
            share.leaf
            for x in loop.body[: at + 1]  # the reverse of these comes after that of the store
            if id(x) in recording.adjoints
            for share in recording.adjoints[id(x)].shares
            if share.leaf.op == "load" and share.leaf.attr is s.base and _is_next(share.leaf, s, loop, facts)
        ]
        if ends and sum([e is ends[0] for e in leaves]) == 1:
            found[id(s)] = ends[0]
    return found


def _is_next(e: Expr, s: Store, loop: For, facts: Facts) -> bool:
    """Whether a load has the element that the store of the iteration before has."""
    numbers = Numbers(facts, {loop.counter})
    stored, read = numbers.of(s.index), numbers.of(e.args[0])
    counter = numbers.name(Expr("reg", "i64", (), loop.counter))
    if any([counter in a != counter for atoms in (*stored, *read) for a in atoms]):
        return False  # within something else than a product
    if any([atoms.count(counter) > 1 for atoms in stored]):
        return False
    stride = {tuple([a for a in atoms if a != counter]): n for atoms, n in stored.items() if counter in atoms}
    before = combined("sub", [stored, combined("mul", [stride, {(): loop.step}])])
    return bool(stride) and read == before and not numbers.unsure

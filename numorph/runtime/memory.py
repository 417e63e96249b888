"""Whose memory a value lies in: what may be overwritten, and what results share.

Every value has sources: the buffers it may lie in.  A buffer is an int where the program itself allocates it (at that
step), else ("input", k), or FOREIGN: constants, and whatever cannot be told.  Only unshared buffers of the program are
ever overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.op import Op
from ..ir.program import Eqn, Var, atom_type
from ..ops import elementwise as ew
from ..ops import indexing, movement, special
from .numpy_calls import UFUNCS, read

FOREIGN = "foreign"
Sources = frozenset[Any]

_VIEWS = {
    *(movement.reshape, movement.transpose, movement.flip, movement.broadcast),
    *(indexing.slice_, indexing.dynamic_slice, read),
}
_FRESH_FAMILIES = {"reduction", "scan", "scalar", "contraction", "activation", "random"}
_FRESH: set[Op] = {
    *UFUNCS,
    *(ew.select, ew.convert, ew.real, ew.imag, ew.complex_, movement.concatenate, movement.pad),
    *(indexing.put_slice, indexing.dynamic_update_slice, indexing.scatter),
    *special.OPS.values(),
}


class Memory:
    """The sources of all values so far, and how long each buffer is in use, given each variable's last use."""

    def __init__(self, inputs: Sequence[Var], donated: Sequence[bool], last_use: dict[Any, int]):
        self.last_use = last_use
        self.sources: dict[Var, Sources] = {}
        self.busy_until: dict[Any, int] = {}
        self.dense: set[Var] = set()  # no two elements share memory, and it can be written to
        self.whole: set[Var] = set()  # dense, and no view of a larger buffer
        for k, v in enumerate(inputs):
            self.define(v, frozenset([("input", k)]))
            if donated[k]:
                self.dense.add(v)
                self.whole.add(v)
        self.ours = {("input", k) for k, on in enumerate(donated) if on}

    def of(self, atom: Any) -> Sources:
        """The sources of an operand."""
        return self.sources[atom] if type(atom) is Var else frozenset([FOREIGN])

    def is_own(self, atom: Any) -> bool:
        """Whether the program itself may overwrite an operand, as far as its buffers go."""
        return type(atom) is Var and atom in self.dense and all(self._is_ours(s) for s in self.sources[atom])

    def define(self, v: Var, sources: Sources) -> None:
        """Enter a variable, with its sources."""
        self.sources[v] = sources
        last = self.last_use.get(v, -1)
        for s in sources:
            if last > self.busy_until.get(s, -1):
                self.busy_until[s] = last

    def step(self, i: int, e: Eqn) -> None:
        """Enter the results of equation e, which runs as step i and overwrites nothing."""
        if e.op in _FRESH or e.op.family in _FRESH_FAMILIES or _copies(e):
            for k, v in enumerate(e.outs):
                self.define(v, frozenset([i if not k else (i, k)]))
                self.dense.add(v)
                self.whole.add(v)
        elif e.op in _VIEWS:
            x = e.args[0]
            self.define(e.outs[0], self.of(x))
            if type(x) is Var and x in self.dense and e.op is not movement.broadcast:
                self.dense.add(e.outs[0])
        else:
            anything = frozenset([FOREIGN]).union(*[self.of(a) for a in e.args])
            for v in e.outs:
                self.define(v, anything)

    def overwrite(self, v: Var, x: Var) -> None:
        """Enter v, the result of a step that overwrites x."""
        self.define(v, self.sources[x])
        self.dense.add(v)
        if x in self.whole:
            self.whole.add(v)

    def may_overwrite(self, i: int, x: Any) -> bool:
        """Whether only x is lost when step i overwrites x: its buffers are ours, and in use no longer than now."""
        return self.is_own(x) and all(self.busy_until[s] <= i for s in self.sources[x])

    def donations(self, i: int, args: Sequence[Any]) -> tuple[bool, ...]:
        """Which operands step i may give away: it overwrites none of them twice, and no other operand with one."""
        flags = []
        for k, a in enumerate(args):
            others = [self.of(b) for j, b in enumerate(args) if j != k]
            alone = all(self.of(a).isdisjoint(o) for o in others)
            flags.append(alone and bool(atom_type(a).shape) and self.may_overwrite(i, a))
        return tuple(flags)

    def _is_ours(self, source: Any) -> bool:
        return source != FOREIGN and (type(source) is int or source in self.ours or source[0] != "input")


def _copies(e: Eqn) -> bool:
    """A single element is a copy; so is what fancy indexing gives, but with plain numbers it is basic indexing."""
    if e.op is read:
        return not e.outs[0].type.shape
    return e.op is indexing.gather and any(atom_type(a).shape for a in e.args[1:])


def shared_outputs(sources: Sequence[Sources]) -> tuple[bool, ...]:
    """Which outputs may share memory with an input, a constant or an earlier output."""
    seen: set[Any] = set()
    shared = []
    for s in sources:
        foreign = any(b == FOREIGN or b[0] == "input" for b in s if type(b) is not int)
        shared.append(foreign or not seen.isdisjoint(s))
        seen |= s
    return tuple(shared)

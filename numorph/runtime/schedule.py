"""The schedule of a program: its equations as calls, with slots for values, and writes in place where that is safe.

A rule in `NESTED` schedules an operation that holds programs: rule(i, e, memory) -> Step, for step i and equation e.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..core.op import Op
from ..core.types import is_static
from ..ir.program import Eqn, Program, Var
from ..ops import indexing
from .lean import lean
from .memory import Memory, Sources
from .numpy_calls import UFUNCS, Code, numpy_code, overwriting_code, reusing

REUSE_BYTES = 1 << 15  # from here on a result in an operand's memory is faster than one in new memory


class Call(NamedTuple):
    """One step: its code, slots of the operands, slot (or slots) of the result, slots that are free afterwards."""

    code: Code
    ins: tuple[int, ...]
    outs: int | tuple[int, ...]
    dead: tuple[int, ...]


class Step(NamedTuple):
    """How an operation that holds programs runs: its code, and for each result its sources and whether it may be
    overwritten; also the buffers of operands that it overwrites.
    """

    code: Code
    sources: list[Sources]
    own: list[bool]
    overwritten: Sources


NESTED: dict[Op, Callable[[int, Eqn, Memory], Step]] = {}


class Schedule:
    """Turns equations into calls, one after the other."""

    def __init__(self, program: Program, donated: Sequence[bool]):
        self.slots: dict[Var, int] = {v: k for k, v in enumerate(program.inputs)}
        self.values: list[Any] = [None] * len(program.inputs)
        self.calls: list[Call] = []
        self.overwritten: set[Any] = set()
        eqns, last_use = _with_last_uses(lean(program.eqns), program.outputs)
        self.last_use = last_use
        self.memory = Memory(program.inputs, donated, last_use)
        for i, e in enumerate(eqns):
            code = self.code(i, e)
            used = [a for a in dict.fromkeys([a for a in e.args if type(a) is Var]) if last_use[a] == i]
            dead = [self.slots[a] for a in used if self.slots[a] >= len(program.inputs)]
            slots = tuple([self.slot(a) for a in e.args])
            outs = tuple([self.slot(v) for v in e.outs])
            dead += [self.slots[v] for v in e.outs if v not in last_use]
            self.calls.append(Call(code, slots, outs if e.op.multi else outs[0], tuple(dead)))

    def slot(self, a: Any) -> int:
        """The slot of a variable, or a slot that holds a constant."""
        if type(a) is Var:
            if a not in self.slots:
                self.slots[a] = len(self.values)
                self.values.append(None)
            return self.slots[a]
        self.values.append(a)
        return len(self.values) - 1

    def code(self, i: int, e: Eqn) -> Code:
        """The code of step i."""
        memory = self.memory
        nested = NESTED.get(e.op)
        if nested is not None:
            step = nested(i, e, memory)
            self.overwritten |= step.overwritten
            for v, sources, own in zip(e.outs, step.sources, step.own, strict=True):
                memory.define(v, sources)
                memory.dense.update([v] if own else [])
            return step.code
        overwriting = overwriting_code(e)
        if overwriting is not None and e.outs[0].type.shape and memory.may_overwrite(i, e.args[0]):
            buffers = memory.of(e.args[0])
            if e.op is not indexing.scatter or all(buffers.isdisjoint(memory.of(a)) for a in e.args[1:]):
                self.overwrite(e, 0)
                return overwriting
        if e.op in UFUNCS and _is_large(e.outs[0].type):
            k = next((k for k, a in enumerate(e.args) if self.may_reuse(i, e, a)), None)
            if k is not None:
                self.overwrite(e, k)
                return reusing(e, k)
        memory.step(i, e)
        return numpy_code(e)

    def overwrite(self, e: Eqn, k: int) -> None:
        self.overwritten |= self.memory.of(e.args[k])
        self.memory.overwrite(e.outs[0], e.args[k])

    def may_reuse(self, i: int, e: Eqn, a: Any) -> bool:
        """Whether the result of an elementwise equation fits in operand a's memory, which nobody needs any more."""
        if (
            type(a) is not Var
            or a.type != e.outs[0].type
            or a not in self.memory.whole
            or not self.memory.may_overwrite(i, a)
        ):
            return False
        return all(b is a or self.memory.of(a).isdisjoint(self.memory.of(b)) for b in e.args)


def _is_large(type_: Any) -> bool:
    if not is_static(type_.shape):
        return False
    n: int = type_.dtype.itemsize
    for d in type_.shape:
        n *= d
    return n >= REUSE_BYTES


def _with_last_uses(eqns: list[Eqn], outputs: tuple[Any, ...]) -> tuple[list[Eqn], dict[Any, int]]:
    """The equations without movements that nobody needs, and the step at which each variable is used last."""
    needed = {a for a in outputs if type(a) is Var}
    kept = []
    for e in reversed(eqns):
        if (e.op.family != "movement" and e.op is not indexing.slice_) or e.outs[0] in needed:
            kept.append(e)
            needed.update([a for a in e.args if type(a) is Var])
    kept.reverse()
    last_use: dict[Any, int] = {}
    for i, e in enumerate(kept):
        for a in e.args:
            if type(a) is Var:
                last_use[a] = i
    for a in outputs:
        if type(a) is Var:
            last_use[a] = len(kept)
    return kept, last_use

"""A plan: how a program runs on NumPy, as a list of calls at first, as generated Python source once it has run often.

Against calling one operation after the other: broadcasts that NumPy does by itself are left out, values are freed after
their last use, and writes into arrays that the program made and that nobody else reads happen in place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..core.types import is_static
from ..ir.program import Eqn, Program, Var, atom_type
from ..ops import indexing
from .lean import lean
from .memory import Memory, shared_outputs
from .numpy_calls import UFUNCS, Code, numpy_code, overwriting_code, reusing

GENERATE_AFTER = 16  # runs; source takes as long to compile as it saves in about forty
REUSE_BYTES = 1 << 15  # from here on a result in an operand's memory is faster than one in new memory


def execute(program: Program, *args: Any) -> tuple[Any, ...]:
    """The outputs of a program for NumPy values.

    Outputs may share memory with inputs, constants and each other: `plan(program).shared` tells which.
    """
    p = program.derived.get("numpy_plan")
    if p is None:
        p = plan(program)
    run = p.generated
    return run(*args) if run is not None else p(*args)


def plan(program: Program) -> Plan:
    """The plan of a program, kept with it; a callable from the values of its inputs to the tuple of its outputs."""
    found = program.derived.get("numpy_plan")
    if found is None:
        found = program.derived["numpy_plan"] = Plan(program)
    return found


class Call(NamedTuple):
    """One step: its code, slots of the operands, slot (or slots) of the result, slots that are free afterwards."""

    code: Code
    ins: tuple[int, ...]
    outs: int | tuple[int, ...]
    dead: tuple[int, ...]


class Plan:
    """A program made ready.  Inputs marked `donated` may be overwritten: nobody else may hold or share their memory."""

    __slots__ = ("calls", "generated", "n_inputs", "outputs", "overwritten", "runs", "shared", "sources", "values")

    def __init__(self, program: Program, donated: Sequence[bool] | None = None):
        schedule = _Schedule(program, donated or [False] * len(program.inputs))
        self.n_inputs = len(program.inputs)
        self.values = schedule.values  # what every slot holds at the start: constants
        self.calls = schedule.calls
        self.outputs = tuple([schedule.slot(a) for a in program.outputs])
        self.sources = [schedule.memory.of(a) for a in program.outputs]
        self.shared = shared_outputs(self.sources)
        self.overwritten = schedule.overwritten  # the buffers that are
        self.runs = 0
        self.generated: Callable[..., tuple] | None = None

    def __call__(self, *args: Any) -> tuple[Any, ...]:
        if self.generated is not None:
            return self.generated(*args)
        if len(args) != self.n_inputs:
            raise TypeError(f"A program with {self.n_inputs} inputs was given {len(args)} values.")
        self.runs += 1
        if self.runs > GENERATE_AFTER:
            self.generated = self.generate()
        values = self.values.copy()
        values[: self.n_inputs] = args
        for code, ins, outs, dead in self.calls:
            result = code.function(*[values[k] for k in ins])
            if type(outs) is int:
                values[outs] = result
            else:
                for k, v in zip(outs, result, strict=True):
                    values[k] = v
            for k in dead:
                values[k] = None
        return tuple([values[k] for k in self.outputs])

    def source(self) -> str:
        """The plan as a Python function; f0, f1, ... are the functions of its calls, c... constants, v... values."""
        name = {k: f"v{k}" for k in range(len(self.values))}
        lines = [f"def run({', '.join(name[k] for k in range(self.n_inputs))}):"]
        for i, (code, ins, outs, dead) in enumerate(self.calls):
            args = [name[k] for k in ins]
            text = code.source.format(*args, c=f"c{i}") if code.source else f"f{i}({', '.join(args)})"
            if code.overwrites and code.source:
                lines.append(f"    {text}")
                name[outs] = args[0]
                dead = [k for k in dead if k != ins[0]]
            elif type(outs) is int:
                lines.append(f"    {name[outs]} = {text}")
            else:
                lines.append(f"    {''.join(f'{name[k]}, ' for k in outs)}{'= ' if outs else ''}{text}")
            if dead:
                lines.append(f"    del {', '.join(name[k] for k in dead)}")
        lines.append(f"    return ({''.join(f'{name[k]}, ' for k in self.outputs)})")
        return "\n".join(lines)

    def generate(self) -> Callable[..., tuple]:
        """The function that `source` is the source of."""
        names: dict[str, Any] = {f"v{k}": v for k, v in enumerate(self.values) if v is not None}
        for i, call in enumerate(self.calls):
            names[f"f{i}"], names[f"c{i}"] = call.code.function, call.code.constant
        exec(compile(self.source(), "<numorph plan>", "exec"), names)
        return names["run"]


# -- making one


class _Schedule:
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
            code, ins = self.code(i, e)
            used = [a for a in dict.fromkeys([a for a in e.args if type(a) is Var]) if last_use[a] == i]
            dead = [self.slots[a] for a in used if self.slots[a] >= len(program.inputs)]
            slots = tuple([self.slot(a) for a in ins])
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

    def code(self, i: int, e: Eqn) -> tuple[Code, tuple]:
        """The code of step i, and the operands of that."""
        memory = self.memory
        overwriting = overwriting_code(e)
        if overwriting is not None and e.outs[0].type.shape and memory.may_overwrite(i, e.args[0]):
            buffers = memory.of(e.args[0])
            if e.op is not indexing.scatter or all(buffers.isdisjoint(memory.of(a)) for a in e.args[1:]):
                self.overwrite(e, 0)
                return overwriting, e.args
        ufunc = UFUNCS.get(e.op)
        if ufunc is not None and _is_large(e.outs[0].type):
            k = next((k for k, a in enumerate(e.args) if self.may_reuse(i, e, a)), None)
            if k is not None:
                self.overwrite(e, k)
                if all(a is e.args[k] or not atom_type(a).shape for a in e.args):
                    return Code(ufunc), (*e.args, e.args[k])
                return reusing(ufunc, k), e.args
        memory.step(i, e)
        return numpy_code(e), e.args

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
    n = type_.dtype.itemsize
    for d in type_.shape:
        n *= d
    return n >= REUSE_BYTES


def _with_last_uses(eqns: list[Eqn], outputs: tuple) -> tuple[list[Eqn], dict[Any, int]]:
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

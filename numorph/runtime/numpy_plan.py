"""A plan: how a program runs on NumPy, as a list of calls at first, as generated Python source once it has run often.

Against calling one operation after the other: broadcasts that NumPy does by itself are left out, values are freed after
their last use, and writes into arrays that the program made and that nobody else reads happen in place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..core.trace import EVAL
from ..ir.evaluate import evaluate
from ..ir.program import Program
from ..ir.simplify import effectful
from .memory import shared_outputs
from .schedule import Schedule

GENERATE_AFTER = 16  # runs; source takes as long to compile as it saves in about forty


def execute(program: Program, *args: Any) -> tuple[Any, ...]:
    """The outputs of a program for NumPy values.

    Outputs may share memory with inputs, constants and each other: `plan(program).shared` tells which.
    """
    if not EVAL.direct:  # somebody looks at every operation
        return evaluate(program, *args)
    p = program.derived.get("numpy_plan")
    if p is None:
        p = plan(program)
    try:
        return (p.generated or p)(*args)
    except _NAMED as error:
        raise _located(error, program, args) from None


def execute_apart(program: Program, *args: Any) -> list[Any]:
    """As `execute`, with outputs that share no memory with anything: what a caller may have."""
    if not EVAL.direct:
        return [np.array(o) if type(o) is np.ndarray else o for o in evaluate(program, *args)]
    p = plan(program)
    try:
        outs = (p.generated or p)(*args)
    except _NAMED as error:
        raise _located(error, program, args) from None
    if p.any_shared:
        return [np.array(o) if s and type(o) is np.ndarray else o for o, s in zip(outs, p.shared, strict=True)]
    return list(outs)


_NAMED = (IndexError, FloatingPointError)  # errors of values, which name the user's line


def _located(error: Exception, program: Program, args: Any) -> Exception:
    """The error as a run that knows the lines raises it; plans do not know them."""
    if getattr(error, "located", False) or effectful(program):
        return error
    try:
        evaluate(program, *args)
    except type(error) as found:
        return found
    return error


def plan(program: Program) -> Plan:
    """The plan of a program, kept with it; a callable from the values of its inputs to the tuple of its outputs."""
    found = program.derived.get("numpy_plan")
    if found is None:
        found = program.derived["numpy_plan"] = Plan(program)
    return found


class Plan:
    """A program made ready.  Inputs marked `donated` may be overwritten: nobody else may hold or share their memory."""

    __slots__ = (
        "any_shared",
        "calls",
        "generated",
        "n_inputs",
        "outputs",
        "overwritten",
        "own",
        "runs",
        "shared",
        "sources",
        "values",
    )

    def __init__(self, program: Program, donated: Sequence[bool] | None = None):
        schedule = Schedule(program, donated or [False] * len(program.inputs))
        self.n_inputs = len(program.inputs)
        self.values = schedule.values  # what every slot holds at the start: constants
        self.calls = schedule.calls
        self.outputs = tuple([schedule.slot(a) for a in program.outputs])
        self.sources = [schedule.memory.of(a) for a in program.outputs]
        self.own = [schedule.memory.is_own(a) for a in program.outputs]
        self.shared = shared_outputs(self.sources)
        self.any_shared = any(self.shared)
        self.overwritten = schedule.overwritten  # the buffers that are
        self.runs = 0
        self.generated: Callable[..., tuple[Any, ...]] | None = None

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
            if isinstance(outs, int):
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
            if isinstance(outs, int) and code.overwrites and code.source:
                lines.append(f"    {text}")
                name[outs] = args[0]
                dead = tuple([k for k in dead if k != ins[0]])
            elif isinstance(outs, int):
                lines.append(f"    {name[outs]} = {text}")
            else:
                lines.append(f"    {''.join(f'{name[k]}, ' for k in outs)}{'= ' if outs else ''}{text}")
            if dead:
                lines.append(f"    del {', '.join(name[k] for k in dead)}")
        lines.append(f"    return ({''.join(f'{name[k]}, ' for k in self.outputs)})")
        return "\n".join(lines)

    def generate(self) -> Callable[..., tuple[Any, ...]]:
        """The function that `source` is the source of."""
        names: dict[str, Any] = {f"v{k}": v for k, v in enumerate(self.values) if v is not None}
        for i, call in enumerate(self.calls):
            names[f"f{i}"], names[f"c{i}"] = call.code.function, call.code.constant
        exec(compile(self.source(), "<numorph plan>", "exec"), names)
        run: Callable[..., tuple[Any, ...]] = names["run"]
        return run

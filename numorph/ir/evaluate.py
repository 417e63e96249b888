"""Run a program in the current trace: on NumPy at top level, or through any transformation."""

from __future__ import annotations

from typing import Any

from ..core.trace import state
from .program import Program, Var


def evaluate(program: Program, *args: Any) -> tuple[Any, ...]:
    """The outputs of `program` for the given inputs; operations go to the current trace."""
    env: dict[Var, Any] = dict(zip(program.inputs, args, strict=True))
    trace = state.trace
    for e in program.eqns:
        out = trace.process(e.op, [env[a] if type(a) is Var else a for a in e.args], e.params)
        if e.op.multi:
            env.update(zip(e.outs, out, strict=True))
        else:
            env[e.outs[0]] = out
    return tuple([env[a] if type(a) is Var else a for a in program.outputs])

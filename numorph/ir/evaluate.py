"""Run a program in the current trace: on NumPy at top level, or through any transformation."""

from __future__ import annotations

import linecache
from typing import Any

from ..core.trace import state
from .program import Program, Var


def evaluate(program: Program, *args: Any) -> tuple[Any, ...]:
    """The outputs of `program` for the given inputs; operations go to the current trace."""
    env: dict[Var, Any] = dict(zip(program.inputs, args, strict=True))
    trace, saved = state.trace, state.line
    recording = not trace.direct
    try:
        for e in program.eqns:
            if recording:
                state.line = e.line
            try:
                out = trace.process(e.op, [env[a] if type(a) is Var else a for a in e.args], e.params)
            except (FloatingPointError, IndexError) as error:
                raise located(error, e.line) from None
            if e.op.multi:
                env.update(zip(e.outs, out, strict=True))
            else:
                env[e.outs[0]] = out
    finally:
        state.line = saved
    return tuple([env[a] if type(a) is Var else a for a in program.outputs])


def located(error: Exception, line: Any) -> Exception:
    """An error of a staged operation, with the line that the user wrote."""
    if line is None or getattr(error, "located", False):
        return error
    code, offset = line
    number = next((n for start, end, n in code.co_lines() if start <= offset < end and n), code.co_firstlineno)
    source = linecache.getline(code.co_filename, number).strip()
    what = str(error).split("\n")[0]  # an error of the checks names a line already: the one that called the program
    text = f'{what}\n  File "{code.co_filename}", line {number}, in {code.co_name}' + (
        f"\n    {source}" if source else ""
    )
    new = type(error)(text)
    new.located = True  # type: ignore[attr-defined]
    return new

"""Staging: run a function on tracers that stand for its inputs and record the operations it applies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from .. import config
from ..core.op import Op
from ..core.trace import Trace, Tracer, current, leaked, state, typeof
from ..core.types import Type
from ..errors import _PACKAGE, ValueNeeded, raise_hidden
from .check import check
from .program import Eqn, Program, Var


class StagedTracer(Tracer):
    """A value that will exist when the program runs."""

    __slots__ = ("var",)

    def __init__(self, trace: Trace, var: Var):
        self.trace, self.var = trace, var

    @property
    def type(self) -> Type:
        return self.var.type


def user_line() -> tuple[Any, int] | None:
    """(code, instruction offset) of the innermost frame outside numorph: cheap; the line is looked up when needed.

    Where a program is recorded from another one, the line of the operation that it comes from.
    """
    if state.line is not None:
        return state.line
    frame: Any = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
    return (frame.f_code, frame.f_lasti) if frame is not None else None


class StagingTrace(Trace):
    """Records every operation, also on constants: what runs at call time is decided by the program alone."""

    __slots__ = ("captured", "done", "eqns", "inputs", "most", "poisoned")
    staging = records = True

    def __init__(self, parent: Trace):
        self.parent = parent
        self.inputs: list[Var] = []
        self.eqns: list[Eqn] = []
        self.captured: dict[int, tuple[Tracer, Var]] = {}
        self.poisoned: Exception | None = None  # a value was asked for; the user's code may have caught the error
        self.done = False
        self.most = sys.maxsize  # operations, beyond which it is not worth going on

    def input(self, type_: Type) -> StagedTracer:
        var = Var(type_)
        self.inputs.append(var)
        return StagedTracer(self, var)

    def atom(self, x: Any) -> Any:
        """The operand that x becomes: a variable of this program, an outer tracer (an extra input), or a constant."""
        if type(x) is StagedTracer and x.trace is self:
            return x.var
        if isinstance(x, Tracer):
            if getattr(x.trace, "done", False):
                raise leaked(x)
            return self.captured.setdefault(id(x), (x, Var(x.type)))[1]
        return x

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        atoms = tuple([a.var if type(a) is StagedTracer and a.trace is self else self.atom(a) for a in args])
        types = op.type_rule(*[a.type if type(a) is Var else typeof(a) for a in atoms], **params)
        if len(self.eqns) >= self.most:
            raise ValueNeeded(f"Its loops, written out, have more than {self.most} operations.")
        if op.multi:
            outs = tuple([Var(t) for t in types])
            self.eqns.append(Eqn(op, atoms, params, outs, user_line()))
            return tuple([StagedTracer(self, v) for v in outs])
        out = Var(types)
        self.eqns.append(Eqn(op, atoms, params, (out,), user_line()))
        return StagedTracer(self, out)


def stage(
    f: Callable[..., Sequence[Any]], types: Sequence[Type], name: str = "program"
) -> tuple[Program, tuple[Tracer, ...]]:
    """Record flat `f` (positional values in, a sequence of values out) at `types`.

    Returns the program and the tracers of enclosing transformations that it captured: they are its first inputs.
    """
    trace = StagingTrace(current())
    args = [trace.input(t) for t in types]
    saved, state.trace = state.trace, trace
    try:
        outs = f(*args)
        atoms = tuple([trace.atom(o) for o in outs])
    except (TypeError, ValueError) as error:
        raise_hidden(error, trace.poisoned)
        raise
    finally:
        state.trace = saved
        trace.done = True
    if trace.poisoned is not None:
        raise trace.poisoned
    outer = tuple([t for t, _ in trace.captured.values()])
    outer_vars = tuple([v for _, v in trace.captured.values()])
    program = Program((*outer_vars, *trace.inputs), tuple(trace.eqns), atoms, name)
    if config.check_programs:
        check(program)
    return program, outer

"""`jitted.lower(*args)` and `.compile()`: the program and the code of a jitted function, to look at or make ahead."""

from __future__ import annotations

from typing import Any

from ..errors import NumorphTypeError
from ..ir.program import Program
from ..procedures.ir import Procedure
from ..procedures.text import show


class Lowered:
    """A function staged, or translated from its source, for some types.  As what jax.jit(f).lower(*args) gives."""

    def __init__(self, jitted: Any, program: Program | Procedure, args: tuple, kwargs: dict):
        self._jitted, self._program, self._arguments = jitted, program, (args, kwargs)

    def as_text(self) -> str:
        """The program; of a function that is compiled from its source, the procedure."""
        return show(self._program) if isinstance(self._program, Procedure) else str(self._program)

    def compile(self) -> Executable:
        """Make the best machine code for it, and wait until it is there."""
        args, kwargs = self._arguments
        self._jitted.compile(*args, **kwargs)
        return Executable(self._jitted, self._program)

    def __repr__(self) -> str:
        return f"<{self._jitted!r} lowered>"


class Executable:
    """A compiled function.  Calls with arguments of other types compile for those."""

    def __init__(self, jitted: Any, program: Program | Procedure):
        self._jitted, self._program = jitted, program

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._jitted(*args, **kwargs)

    def as_text(self) -> str:
        """The kernels in LoopIR, and what else runs, step by step; or why there is no code.  A procedure as it is."""
        from ..explain.code import code_text

        return show(self._program) if isinstance(self._program, Procedure) else code_text(self._program)

    def __repr__(self) -> str:
        return f"<{self._jitted!r} compiled>"


def lowered(jitted: Any, *args: Any, **kwargs: Any) -> Lowered:
    """Raises NumorphTypeError where the function can be neither compiled from its source nor staged."""
    way = jitted.procedure(*args, **kwargs)
    if way is not None and way.procedure is not None:
        return Lowered(jitted, way.procedure, args, kwargs)
    entry = jitted.decision(*args, **kwargs)
    program = getattr(entry, "program", None)
    if program is None:
        source = () if way is None else (f"it is not compiled from its source: {way.reason}",)
        raise NumorphTypeError(
            f"'{getattr(jitted, '__name__', 'function')}' cannot be lowered for these arguments.",
            notes=(entry.reason, *source),
            hints=("call it all the same: it runs as plain Python",),
        )
    return Lowered(jitted, program, args, kwargs)

"""`jitted.lower(*args)` and `.compile()`: the program and the code of a jitted function, to look at or make ahead."""

from __future__ import annotations

from typing import Any

from ..errors import NumorphTypeError
from ..ir.program import Program


class Lowered:
    """A function staged for arguments of some types.  As what jax.jit(f).lower(*args) gives."""

    def __init__(self, jitted: Any, program: Program, args: tuple, kwargs: dict):
        self._jitted, self._program, self._arguments = jitted, program, (args, kwargs)

    def as_text(self) -> str:
        """The program."""
        return str(self._program)

    def compile(self) -> Executable:
        """Make the best machine code for it, and wait until it is there."""
        args, kwargs = self._arguments
        self._jitted.compile(*args, **kwargs)
        return Executable(self._jitted, self._program)

    def __repr__(self) -> str:
        return f"<{self._jitted!r} lowered>"


class Executable:
    """A compiled function.  Calls with arguments of other types compile for those."""

    def __init__(self, jitted: Any, program: Program):
        self._jitted, self._program = jitted, program

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._jitted(*args, **kwargs)

    def as_text(self) -> str:
        """The kernels in LoopIR, and what else runs, step by step; or why there is no code."""
        from ..explain.code import code_text

        return code_text(self._program)

    def __repr__(self) -> str:
        return f"<{self._jitted!r} compiled>"


def lowered(jitted: Any, *args: Any, **kwargs: Any) -> Lowered:
    """Raises NumorphTypeError where the function cannot be staged."""
    entry = jitted.decision(*args, **kwargs)
    program = getattr(entry, "program", None)
    if program is None:
        raise NumorphTypeError(
            f"'{getattr(jitted, '__name__', 'function')}' cannot be lowered for these arguments.",
            notes=(entry.reason,),
            hints=("call it all the same: it runs as plain Python",),
        )
    return Lowered(jitted, program, args, kwargs)

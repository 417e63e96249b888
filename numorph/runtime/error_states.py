"""NumPy's floating-point error states in which native code, that reports no errors, may run."""

from __future__ import annotations

import contextvars
import ctypes

import numpy as np
from numpy._core import umath

from .callables import NATIVE


class _ErrorStates:
    """The state of a fresh context, and the latest other one that was found to raise, print and call nothing."""

    def __init__(self) -> None:
        variable = umath._extobj_contextvar
        self.accepted = [contextvars.Context().run(variable.get), None]
        self.words = (ctypes.c_int64 * 3)(id(variable), id(self.accepted[0]), 0)

    def accept(self) -> bool:
        """Let native code run in the current state, if nothing is raised, printed or called in it: whether it may."""
        state = umath._extobj_contextvar.get()
        if state is self.accepted[0] or state is self.accepted[1]:
            return True
        if set(np.geterr().values()) - {"ignore", "warn"}:
            return False
        self.words[2], self.accepted[1] = id(state), state
        return True


_error_states = _ErrorStates() if NATIVE else None


def accept_error_state() -> bool:
    """After np.seterr or inside np.errstate: let native code run from now on, if it may.  Python asks on a miss."""
    return _error_states is not None and _error_states.accept()


def error_states_address() -> int:
    """Where native code finds them: the context variable, and two values of it that are fine."""
    assert _error_states is not None
    return ctypes.addressof(_error_states.words)

"""Compiled forms of functions that transformations call inside jitted functions."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any

from ..capture.library import is_library
from ..core.trace import EVAL, state
from ..errors import _PACKAGE
from .elsewhere import ELSEWHERE
from .procedural import Procedural
from .reading import counts
from .ways import FEW_BAILS


class _Form:
    """A function as a transformation inside a jitted function calls it: compiled where it can be.

    refused: it could not be, and others had better stage it.
    """

    def __init__(self, f: Any, unwrap: Callable[[Any], Any]):
        self._f = f
        self._procedural = Procedural(f, ((), ()), unwrap)
        functools.update_wrapper(self, f, updated=())

    @property
    def refused(self) -> bool:
        ways = self._procedural.ways.values()
        return self._procedural.compiled is None or any([w.refused or w.bails > FEW_BAILS for w in ways])

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if state.trace is not EVAL:
            out = self._procedural.traced(args, kwargs)
            if out is not ELSEWHERE:
                return out
        return self._f(*args, **kwargs)


def compiled_form(f: Any) -> Any:
    """The compiled form of a function of the user's; other callables stay themselves."""
    if not isinstance(f, types.FunctionType) or is_library(f.__code__.co_filename):
        return f
    return _form(f)


@functools.lru_cache(maxsize=256)  # a form holds its function: a weak key would never let it go
def _form(f: types.FunctionType) -> _Form:
    from .jit import unwrapped

    return _Form(f, unwrapped)


def loops_inside(f: Any) -> _Form | None:
    """The user's function inside a transformed one (as grad(f) or vmap(f)), if it has loops that count."""
    inner = f
    while isinstance(inner, types.FunctionType) and inner.__code__.co_filename.startswith(_PACKAGE):
        inner = getattr(inner, "__wrapped__", None)
    if inner is f or not isinstance(inner, types.FunctionType) or not counts(inner):
        return None
    return _form(inner)

"""SciPy's own functions on plain arrays, and ours under the same names where an argument is a handle."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType
from typing import Any

from ..numpy.creation import holds_handle

Function = Callable[..., Any]


def for_handles(module: ModuleType) -> Callable[[Function], Function]:
    """A decorator: calls without a handle go to the function of the same name in `module`."""

    def decorate(function: Function) -> Function:
        own = getattr(module, function.__name__)

        @functools.wraps(function)
        def call(*args: Any, **kw: Any) -> Any:
            return (function if holds_handle([*args, *kw.values()]) else own)(*args, **kw)

        return call

    return decorate

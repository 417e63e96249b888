"""The one table of the functions that have handlers: Python's builtins, the module math, NumPy's functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Handler = Callable[..., Any]  # of the translator and the arguments' values
BUILT_IN: dict[Any, Handler] = {}


def handles(*functions: Any) -> Callable[[Handler], Handler]:
    """Enter a handler for functions."""

    def register(handler: Handler) -> Handler:
        for f in functions:
            BUILT_IN[f] = handler
        return handler

    return register

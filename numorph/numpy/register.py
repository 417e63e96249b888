"""How NumPy functions get their implementation for handles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..array import FUNCTIONS


def implements(*functions: Any) -> Callable[[Callable], Callable]:
    """Decorator: what NumPy's protocol calls when one of `functions` meets a handle."""

    def register(implementation: Callable) -> Callable:
        for function in functions:
            FUNCTIONS[function] = implementation
        return implementation

    return register

"""Gradients of jitted functions, outside of other transformations: compiled as a whole, like a jitted gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import config
from ..core.trace import EVAL, state
from ..runtime.entry import NativeFunction, install
from .elsewhere import ELSEWHERE
from .procedural import Procedural

_MOST_TABLES = 8


class WholeGradient:
    """The calls of a gradient: `call` is native code once that takes some of them; others go to the gradient itself."""

    def __init__(self, gradient: Callable[..., Any], unwrap: Callable[[Any], Any]):
        self._gradient = gradient
        self._procedural = Procedural(gradient, ((), ()), unwrap)
        self._procedural.install = self._install
        self._tables: list[Any] = []
        self.call: Callable[..., Any] = self._by_python

    def _install(self, table: Any) -> None:
        self._tables = [table, *self._tables[: _MOST_TABLES - 1]]
        call = self.call if type(self.call) is NativeFunction else NativeFunction()
        install(call, self._tables, self._by_python)
        self.call = call

    def _by_python(self, *args: Any, **kwargs: Any) -> Any:
        if state.trace is EVAL and not config.disable_jit and self._procedural.preferred:
            out = self._procedural.call(args, kwargs)
            if out is not ELSEWHERE:
                return out
        return self._gradient(*args, **kwargs)

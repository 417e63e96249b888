"""Traces and tracers: every operation goes to the current trace, which handles it or passes it to its parent.

The current trace, one per thread, is the only mutable global of the core.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from .types import SCALAR_TYPES, ArrayType, ScalarType, Type

if TYPE_CHECKING:
    from .op import Op


class Trace:
    """One running transformation.  `parent` is the trace around it."""

    __slots__ = ("parent",)
    parent: Any  # the enclosing trace; None outside all transformations
    staging = False  # whether a program is being recorded somewhere below: Python loops would be unrolled into it

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        """Apply `op` to operands of which some may be tracers of this trace."""
        raise NotImplementedError


class Tracer:
    """A value inside a transformation; immutable.  Final subclasses say what it stands for."""

    __slots__ = ("trace",)
    trace: Any

    @property
    def type(self) -> Type:
        raise NotImplementedError

    @property
    def is_python(self) -> bool:
        """Whether it stands for a Python scalar."""
        return type(self.type) is ScalarType

    @property
    def shape(self):
        return self.type.shape

    @property
    def dtype(self) -> np.dtype:
        return self.type.dtype

    @property
    def ndim(self) -> int:
        return len(self.type.shape)

    def __repr__(self) -> str:
        return f"{type(self).__name__}<{self.type}>"

    def __array__(self, dtype=None, copy=None):
        raise TypeError(f"A traced value of type {self.type} has no value yet.")


class EvalTrace(Trace):
    """The outermost trace: operations run on NumPy."""

    __slots__ = ()

    def process(self, op, args, params):
        return op.impl(*args, **params)


EVAL = EvalTrace()
EVAL.parent = None


class _State(threading.local):
    trace: Trace = EVAL


state = _State()


def current() -> Trace:
    """The trace that handles operations now."""
    return state.trace


def is_tracing() -> bool:
    """Whether any transformation is running in this thread."""
    return state.trace is not EVAL


@contextmanager
def using(trace: Trace) -> Iterator[Trace]:
    """Make `trace` the current one for a block."""
    saved, state.trace = state.trace, trace
    try:
        yield trace
    finally:
        state.trace = saved


def typeof(x: Any) -> Type:
    """The type of a tracer, an array, a NumPy scalar or a Python scalar."""
    if isinstance(x, Tracer):
        return x.type
    kind = type(x)
    if kind is np.ndarray:
        return ArrayType(x.shape, x.dtype)
    if kind in SCALAR_TYPES:
        return SCALAR_TYPES[kind]
    if not hasattr(x, "dtype"):
        x = np.asarray(x)
    return ArrayType(x.shape, x.dtype)

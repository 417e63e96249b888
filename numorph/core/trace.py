"""Traces and tracers: every operation goes to the current trace, which handles it or passes it to its parent.

The current trace, one per thread, is the only mutable global of the core.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import config
from ..errors import LeakedTracerError, render, user_frame
from .types import SCALAR_TYPES, ArrayType, ScalarType, Shape, Type

if TYPE_CHECKING:
    from .op import Op


class Trace:
    """One running transformation.  `parent` is the trace around it."""

    __slots__ = ("parent",)
    parent: Any  # the enclosing trace; None outside all transformations
    direct = False
    records = False  # whether operands are kept for later, so that they must not change
    staging = False  # whether a program is being recorded somewhere below: Python loops would be unrolled into it
    unknown = "is not known while tracing"  # why Python cannot have the value of a tracer

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
    def shape(self) -> Shape:
        return self.type.shape

    @property
    def dtype(self) -> np.dtype:
        return self.type.dtype

    @property
    def ndim(self) -> int:
        return len(self.type.shape)

    def __repr__(self) -> str:
        return f"{type(self).__name__}<{self.type}>"

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        raise leaked(self)


class EvalTrace(Trace):
    """The outermost trace: operations run on NumPy."""

    __slots__ = ()
    direct = True  # whether others may call an operation's impl without coming here

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        try:
            return op.impl(*args, **params)
        except Exception:
            for a in args:
                if isinstance(a, Tracer):
                    raise leaked(a) from None
            raise


def leaked(tracer: Tracer) -> LeakedTracerError:
    """The error for a tracer that meets an operation outside its transformation."""
    return LeakedTracerError(
        f"A traced value of type {tracer.type} was used after its transformation had ended.",
        frame=user_frame(),
        notes=("it was stored outside the function (a global, a list, an attribute) while tracing",),
        hints=("return it from the function instead",),
    )


class CheckedEvalTrace(EvalTrace):
    """The same while NaNs or infinities are looked for (numorph.config.debug_nans, debug_infs)."""

    __slots__ = ()
    direct = False

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        out = op.impl(*args, **params)
        for x in out if op.multi else (out,):
            kind = getattr(getattr(x, "dtype", None), "kind", None)
            if kind in ("f", "c"):
                if config.debug_nans and np.isnan(x).any():
                    raise FloatingPointError(render(f"'{op}' made a NaN.", frame=user_frame()))
                if config.debug_infs and np.isinf(x).any():
                    raise FloatingPointError(render(f"'{op}' made an infinity.", frame=user_frame()))
        return out


EVAL = EvalTrace()
EVAL.parent = None


def _follow_settings() -> None:
    EVAL.__class__ = CheckedEvalTrace if config.debug_nans or config.debug_infs else EvalTrace


for _name in ("debug_nans", "debug_infs"):
    config.listen(_name, _follow_settings)


class _State(threading.local):
    trace: Trace = EVAL
    compiled_form: Any = None  # inside a jitted function that runs as Python: gives functions their compiled forms
    refused: Any = None  # the last error about a traced value that was to become a plain number; users may catch it
    at_uses: int = 0  # how often `.at` of a handle was read: plain arrays have none
    line: tuple[Any, int] | None = (
        None  # where the user wrote what a transformation of programs records now; None: where Python is
    )


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

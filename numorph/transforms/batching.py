"""vmap: every value carries a batch axis, always axis 0; each operation's batch rule says how it moves along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core.op import NotSupported, Op
from ..core.trace import Trace, Tracer, current, state, typeof
from ..core.types import ArrayType, ScalarType, Type
from ..errors import UnsupportedError, raise_hidden
from ..ops.elementwise import repeat_front
from ..ops.scalar import from_python


class Batched(Tracer):
    """One lane of a value whose axis 0 runs over the batch."""

    __slots__ = ("value",)

    def __init__(self, trace: Trace, value: Any):
        self.trace, self.value = trace, value

    @property
    def type(self) -> Type:
        t = typeof(self.value)
        return ArrayType(t.shape[1:], t.dtype)

    is_python = False

    @property
    def shape(self) -> Any:
        return self.value.shape[1:]

    @property
    def dtype(self) -> Any:
        return self.value.dtype


class BatchTrace(Trace):
    """A running vmap over `size` lanes; collectives with its `axis_name` are handled here."""

    __slots__ = ("axis_name", "done", "poisoned", "records", "size", "staging")
    unknown = "differs between the lanes of 'vmap'"

    def __init__(self, parent: Trace, size: int, axis_name: Any = None):
        self.parent, self.size, self.axis_name, self.done = parent, size, axis_name, False
        self.poisoned: Exception | None = None  # a value was asked for, and not known
        self.staging, self.records = parent.staging, parent.records

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        batched = [type(a) is Batched and a.trace is self for a in args]
        collective = op.family == "collective" and params["axis_name"] == self.axis_name is not None
        if not any(batched) and not collective and not self._inside(op, params):
            return self.parent.process(op, args, params)
        if type(op.batch) is NotSupported:
            raise UnsupportedError(f"'{op}' cannot be batched: {op.batch.reason}.")
        values = [a.value if b else a for a, b in zip(args, batched, strict=True)]
        saved, state.trace = state.trace, self.parent
        try:
            if op.family in ("structured", "effect"):
                out = op.batch(self, values, batched, **params)
            else:
                out = op.batch(self.size, values, batched, **params)
        finally:
            state.trace = saved
        return tuple([Batched(self, o) for o in out]) if op.multi else Batched(self, out)

    def _inside(self, op: Op, params: dict[str, Any]) -> bool:
        """Whether an operation holds a program with a collective over this axis."""
        if self.axis_name is None or op.family != "structured":
            return False
        from ..ir.simplify import collective_axes

        return any(self.axis_name in collective_axes(p) for p in params.values())


def batch(
    f: Callable[..., Sequence[Any]], size: int, args: Sequence[Any], batched: Sequence[bool], axis_name: Any = None
) -> tuple[list[Any], list[bool]]:
    """Run flat `f` over `size` lanes.  Returns outputs and which of them have the batch axis in front."""
    trace = BatchTrace(current(), size, axis_name)
    saved, state.trace = state.trace, trace
    try:
        outs = f(*[Batched(trace, a) if b else a for a, b in zip(args, batched, strict=True)])
    except Exception as error:
        raise_hidden(error, trace.poisoned)
        raise
    finally:
        state.trace = saved
        trace.done = True
    if trace.poisoned is not None:  # the user's code caught the error
        raise trace.poisoned
    mine = [type(o) is Batched and o.trace is trace for o in outs]
    return [o.value if m else o for o, m in zip(outs, mine, strict=True)], mine


def materialize(out: Any, is_batched: bool, size: int) -> Any:
    """An output with its batch axis, repeated when it has none."""
    if is_batched:
        return out
    t = typeof(out)
    return repeat_front(from_python(out, dtype=t.dtype) if isinstance(t, ScalarType) else out, size)

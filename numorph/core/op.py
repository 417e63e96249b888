"""An operation and its closed set of rules: type_rule, impl, jvp, transpose, batch.

Operations are strict (operands of one type where they must agree, explicit broadcasts) and pure.  Anything open-ended,
such as lowering or cost, is a table in the module of that pass, keyed by operation or family.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, final

from .trace import state


@final
class NotSupported:
    """Stands where a rule would be, and says why there is none."""

    __slots__ = ("reason",)

    def __init__(self, reason: str):
        self.reason = reason

    def __repr__(self) -> str:
        return f"not supported, because {self.reason}"


NOT_LINEAR = NotSupported("it is not linear: its derivative, if any, is written with operations that are")


class Op:
    """One operation.

    type_rule(*types, **params) -> type (a tuple of types when `multi`)
    impl(*arrays, **params)     -> NumPy result
    jvp                         -> a JvpRule: how tangents follow (see transforms/forward.py)
    transpose(ct, *args, i, **params) -> cotangent of operand i, whose entry in args is an UndefinedPrimal; for `multi`
                                   transpose(cts, args, **params) -> one cotangent or None per operand
    batch(size, args, batched, **params) -> result with the batch axis in front
    """

    __slots__ = ("batch", "family", "impl", "jvp", "multi", "name", "transpose", "type_rule")

    def __init__(
        self,
        name: str,
        family: str,
        type_rule: Callable[..., Any],
        impl: Callable[..., Any],
        jvp: Any,
        transpose: Any = None,
        batch: Any = None,
        multi: bool = False,
    ):
        self.name, self.family, self.multi = name, family, multi
        self.type_rule, self.impl = type_rule, impl
        self.jvp, self.transpose, self.batch = jvp, transpose or NOT_LINEAR, batch

    def __repr__(self) -> str:
        return self.name

    def __call__(self, *args: Any, **params: Any) -> Any:
        return state.trace.process(self, args, params)


def bind(op: Op, args: Any, params: dict[str, Any]) -> Any:
    """Hand an operation to the current trace."""
    return state.trace.process(op, args, params)

"""`type` as staged functions see it: a traced array is of the type that it is in plain Python."""

from __future__ import annotations

from typing import Any

from ..array import Array, Scalar


class _Meta(type):
    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and not kwargs and isinstance(args[0], Array | Scalar):
            return args[0].__class__
        return type(*args, **kwargs)

    def __instancecheck__(cls, x: Any) -> bool:
        return isinstance(x, type)

    def __subclasscheck__(cls, c: type) -> bool:
        return issubclass(c, type)

    def __eq__(cls, other: object) -> bool:
        return other is type or other is cls

    def __hash__(cls) -> int:
        return hash(type)


class Type(metaclass=_Meta):
    """Stands for the built-in `type`."""

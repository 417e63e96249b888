"""The key under which `jit` finds a program: what has to be equal for two calls to run the same one.

Arrays and numbers count by type and layout, never by value; everything else counts by value, or else by identity.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import Array, Scalar
from ..boundary import Arguments
from ..core.trace import Tracer, typeof
from ..core.types import SCALAR_TYPES, number_kind
from ..errors import NumorphTypeError


class Static:
    """An argument that is part of the key by its value."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is Static and type(self.value) is type(other.value) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)


def key_of(args: tuple, kwargs: dict, nums: tuple[int, ...], names: tuple[str, ...]) -> tuple[Arguments | None, Any]:
    """The arguments, with the static ones marked, and their key; (None, None) where the function has to run plain."""
    if nums or names:
        args = tuple([Static(a) if k in nums or k - len(args) in nums else a for k, a in enumerate(args)])
        kwargs = {k: Static(v) if k in names else v for k, v in kwargs.items()}
    try:
        arguments = Arguments(args, kwargs)
    except (RecursionError, AttributeError):  # objects that hold one another, or have not all attributes yet
        return None, None
    marks = []
    for leaf in arguments.leaves:
        mark = _mark(leaf)
        if mark is None:
            return None, None
        marks.append(mark)
    structure = arguments.structure if arguments.structure is not None else len(args)
    return arguments, (structure, tuple(marks))


def _mark(leaf: Any) -> Any:
    """The part of the cache key that a leaf gives; None where the function has to run as plain Python."""
    kind = type(leaf)
    if kind is np.ndarray:
        flags = leaf.flags
        if (
            flags.c_contiguous
            and flags.writeable
            and flags.aligned
            and leaf.dtype.isnative
            and leaf.dtype.kind in "fiubc"
        ):
            return (leaf.shape, leaf.dtype)
        if number_kind(leaf.dtype) not in "fiubc" or (leaf.dtype.kind == "V" and not leaf.dtype.isnative):
            return None
        return (leaf.shape, leaf.dtype, leaf.strides, flags.writeable)
    if kind in SCALAR_TYPES:
        return kind if is_traced(leaf) else ("value", leaf)
    if isinstance(leaf, Array | Scalar):
        return (typeof(leaf._read()), leaf.__class__, _layout(leaf))
    if isinstance(leaf, np.generic):
        return (leaf.dtype, "scalar") if number_kind(leaf.dtype) in "fiubc" else None
    if isinstance(leaf, np.ndarray | Tracer):
        return None
    try:
        hash(leaf)
    except TypeError as error:
        if type(leaf) is Static:
            raise NumorphTypeError(
                f"'jit': a static argument is not hashable: {error}.",
                hints=("static arguments are compared by value; pass a tuple for a list",),
            ) from None
        return ("object", id(leaf))
    return leaf


def _layout(leaf: Any) -> Any:
    """How a handle lies in memory, where that is not row by row, and whether it is read-only."""
    if type(leaf) in (Array, Scalar) or not leaf.shape:
        return None
    flags = leaf.flags
    return None if flags.c_contiguous and flags.writeable else (leaf.strides, flags.writeable)


def is_traced(leaf: Any) -> bool:
    """Whether a leaf becomes an input of the program."""
    kind = type(leaf)
    if kind is np.ndarray or kind in SCALAR_TYPES:
        return kind is not int or -(2**63) <= leaf < 2**63
    return isinstance(leaf, np.generic | Array | Scalar) and leaf.dtype.kind in "fiubcV"

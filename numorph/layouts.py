"""The order in memory of what handles stand for: where NumPy's result would not lie row by row, ravel is a copy of it.

A handle of class Array lies row by row, without gaps; views know their order from their base.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from .array import Array, View, phantom, wrap
from .core.orders import Ranks, by_rows, is_by_rows, joined, ranks_of_strides
from .core.trace import Tracer


class LaidArray(Array):
    """The handle of an array that lies without gaps, but not row by row."""

    __slots__ = ("_order",)

    def __init__(self, value: Any, scalar: bool | None, order: Ranks):
        super().__init__(value, scalar)
        self._order = order

    def _phantom(self) -> np.ndarray:
        return phantom(self._value, self._order)

    def _ranks(self) -> Ranks:
        return self._order


def wrap_as(value: Any, operands: Iterable[Any], scalar: bool | None = None) -> Any:
    """A handle for the result of an elementwise operation: it lies as its operands do."""
    ndim = len(value.shape)
    if ndim < 2 or all([_by_rows(a) for a in operands]):
        return wrap(value, scalar)
    return laid(value, joined([_spread(a, ndim) for a in operands], ndim), scalar)


def wrap_copy(value: Any, like: Any, order: str | None, scalar: bool | None = None) -> Any:
    """A handle for a copy, in the order that NumPy's `order=` asks for."""
    ndim = len(value.shape)
    if order == "K" and ndim > 1 and np.ndim(like) == ndim:
        return wrap_as(value, [like], scalar)
    if order == "F" or (order == "A" and is_by_columns(like)):
        return laid(value, by_rows(ndim)[::-1], scalar)
    return wrap(value, scalar)


def laid(value: Any, ranks: Ranks, scalar: bool | None = None) -> Any:
    """A handle for an array of these ranks without gaps."""
    if len(ranks) < 2 or is_by_rows(ranks) or not isinstance(value, Tracer | np.ndarray):
        return wrap(value, scalar)
    return LaidArray(value, scalar, ranks)


def of_array(x: np.ndarray, value: Any = None) -> Array:
    """The handle of a plain array that is new, or of another value that stands for it."""
    value = x if value is None else value
    return Array(value, False) if _by_rows(x) else laid(value, ranks_of(x), False)


def ranks_of(x: Any) -> Ranks:
    """The ranks of an operand; an axis of length 1 has none."""
    if isinstance(x, Array):  # also true of plain arrays' handles: asked first
        return tuple([0 if d == 1 else r for d, r in zip(x.shape, x._ranks(), strict=True)])
    if isinstance(x, np.ndarray):
        return ranks_of_strides(x.shape, x.strides)
    return tuple([0 if d == 1 else r for d, r in zip(np.shape(x), by_rows(np.ndim(x)), strict=True)])


def is_by_columns(x: Any) -> bool:
    """Whether an array lies column by column without gaps, and not row by row too."""
    if type(x) is Array or not isinstance(x, np.ndarray):
        return False
    return x.flags.fnc if not isinstance(x, Array) else x._phantom().flags.fnc


def _by_rows(x: Any) -> bool:
    """Whether an operand is known at once to put no axis in another order than row by row."""
    kind = type(x)
    while issubclass(kind, View):
        if not x._lens.keeps_rows:
            return False
        x = x._base
        kind = type(x)
    if kind is Array or not isinstance(x, np.ndarray):
        return True
    return not issubclass(kind, Array) and x.flags.c_contiguous


def _spread(x: Any, ndim: int) -> Ranks:
    ranks = ranks_of(x)
    return (*[0] * (ndim - len(ranks)), *ranks)

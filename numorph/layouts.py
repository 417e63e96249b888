"""The order in memory of what handles stand for: where NumPy's result would not lie row by row, ravel is a copy of it.

A handle of class Array lies row by row, without gaps; views know their order from their base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from .array import FUNCTIONS, Array, View, as_value, phantom, wrap
from .core.orders import Ranks, by_rows, is_by_rows, joined, ranks_of_strides
from .core.trace import Tracer
from .indexing import Index

Rule = Callable[[tuple[Ranks, ...], int], Ranks]


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


def wrap_as(value: Any, operands: Iterable[Any], scalar: bool | None = None, rule: Rule = joined) -> Any:
    """A handle for the result of an elementwise operation: it lies as its operands do."""
    ndim = len(value.shape)
    if ndim < 2 or all([_by_rows(a) for a in operands]):
        return wrap(value, scalar)
    return laid(value, rule(tuple([_spread(a, ndim) for a in operands]), ndim), scalar)


def handle_of(x: Any) -> Any:
    """A new handle for an operand, in the order of the operand: what is made of it elementwise lies as it does."""
    return wrap_as(as_value(x), (x,))


def wrap_copy(value: Any, like: Any, order: str | None, scalar: bool | None = None) -> Any:
    """A handle for a copy, in the order that NumPy's `order=` asks for."""
    ndim = len(value.shape)
    if order == "K" and ndim > 1 and type(like) is not Array and np.ndim(like) == ndim:
        return laid(value, ranks_of(like), scalar)
    if order == "F" or (order == "A" and is_by_columns(like)):
        return laid(value, by_rows(ndim)[::-1], scalar)
    return wrap(value, scalar)


def wrap_reduced(value: Any, operand: Any, axes: Iterable[int]) -> Any:
    """A handle for the result of a reduction over axes of an operand, which are gone or have length 1."""
    ndim = len(value.shape)
    if ndim < 2 or _by_rows(operand):
        return wrap(value)
    ranks = ranks_of(operand)
    kept = [0 if k in axes else r for k, r in enumerate(ranks) if k not in axes or ndim == len(ranks)]
    return laid(value, joined((tuple(kept),), ndim))


def wrap_gathered(value: Any, x: Array, index: Index, key: Any) -> Any:
    """A handle for what index arrays pick out of x: what one tuple of indices selects stays together."""
    if len(value.shape) < 2:
        return wrap(value)
    if not index.rest:
        return wrap_as(value, key if type(key) is tuple else (key,))
    rest = joined((tuple([r for k, r in enumerate(ranks_of(x)) if k not in index.advanced]),), len(index.rest))
    lead = [r + len(rest) for r in by_rows(len(index.lead))]
    first = index.axes_before()
    sizes = (*index.rest[:first], *index.lead, *index.rest[first:])
    long = iter([r for r, d in zip((*rest[:first], *lead, *rest[first:]), sizes, strict=True) if d != 1])
    return laid(value, tuple([0 if d == 1 else next(long) for d in index.shape]))  # with axes of np.newaxis


def laid(value: Any, ranks: Ranks, scalar: bool | None = None) -> Any:
    """A handle for an array without gaps whose axes lie in the order of these ranks."""
    long = tuple([r for r, d in zip(ranks, value.shape, strict=True) if d != 1]) if 1 in value.shape else ranks
    if is_by_rows(long) or len(long) < 2 or not isinstance(value, Tracer | np.ndarray):
        return wrap(value, scalar)
    return LaidArray(value, scalar, ranks)


FUNCTIONS["gathered"] = wrap_gathered


def of_array(x: np.ndarray, value: Any = None) -> Array:
    """The handle of a plain array that is new, or of another value that stands for it."""
    value = x if value is None else value
    return Array(value, False) if _by_rows(x) else laid(value, ranks_of(x), False)


def ranks_of(x: Any) -> Ranks:
    """The ranks of an operand; an axis of length 1 has none."""
    if isinstance(x, Array):
        shape, ranks = x.shape, x._ranks()
        return tuple([0 if d == 1 else r for d, r in zip(shape, ranks, strict=True)]) if 1 in shape else ranks
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
    return ranks if len(ranks) == ndim else (*[0] * (ndim - len(ranks)), *ranks)

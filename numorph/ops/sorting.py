"""Order along an axis: sort, argsort, partition, searchsorted, and the index of an extreme among numbers.

NaNs come last, as in NumPy.  A derivative follows the elements to their new places, equal elements in their old order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, LINEAR, PerOperand
from ..core.types import INT, ArrayType
from .elementwise import repeat_front


def _along_axis(name: str, impl: Callable[..., Any], jvp: Any, dtype: np.dtype | None = None) -> Op:
    """An operation on one array that keeps its shape and treats each line along `axis` by itself."""

    def type_rule(t, axis, **params):
        return t if dtype is None else ArrayType(t.shape, dtype)

    def batch(size, args, batched, axis, **params):
        return op(args[0], axis=axis + 1, **params)

    op = Op(name, "sorting", type_rule, impl, jvp, batch=batch)
    return op


# -- permutations


def _reorder_type(x, order, axis):
    if order.shape != x.shape or order.dtype != INT:
        raise TypeError(f"'reorder' of {x} needs a permutation of type {ArrayType(x.shape, INT)}, got {order}.")
    return x


def _reorder_batch(size, args, batched, axis):
    return reorder(*[a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)], axis=axis + 1)


# x taken in another order along an axis: `order` holds a permutation in each line, so the transpose takes it back.
reorder = Op(
    "reorder",
    "sorting",
    _reorder_type,
    lambda x, order, axis: np.take_along_axis(x, order, axis),
    LINEAR,
    lambda ct, x, order, i, axis: reorder(ct, inverse_order(order, axis), axis=axis),
    _reorder_batch,
)


def inverse_order(order: Any, axis: int) -> Any:
    """The permutation that undoes `order`."""
    return argsort(order, axis=axis, stable=False)


# -- sorting


def _sorted_tangent(t, x, axis):
    return reorder(t, argsort(x, axis=axis, stable=True), axis=axis)


def _partition_jvp(t, x, z, axis, kth):
    """By way of the sorted order: which of equal elements NumPy puts where is its own affair."""
    back = inverse_order(argsort(z, axis=axis, stable=True), axis)
    return reorder(_sorted_tangent(t, x, axis), back, axis=axis)


sort = _along_axis(
    "sort",
    lambda x, axis: np.sort(x, axis),
    PerOperand(lambda t, x, z, axis: _sorted_tangent(t, x, axis)),
)
argsort = _along_axis(
    "argsort",
    lambda x, axis, stable: np.argsort(x, axis, kind="stable" if stable else None),
    CONSTANT,
    INT,
)
partition = _along_axis("partition", lambda x, axis, kth: np.partition(x, kth, axis), PerOperand(_partition_jvp))
argpartition = _along_axis("argpartition", lambda x, axis, kth: np.argpartition(x, kth, axis), CONSTANT, INT)


# -- searching.  The first `lead` axes of both operands are the same; each pair of lines there is a search of its own.


def _searchsorted_type(a, v, side, lead):
    if a.dtype != v.dtype or len(a.shape) != lead + 1 or a.shape[:lead] != v.shape[:lead]:
        raise TypeError(f"'searchsorted' with {lead} common axes does not fit {a} and {v}.")
    return ArrayType(v.shape, INT)


def _searchsorted_impl(a, v, side, lead):
    if not lead:
        return np.searchsorted(a, v, side)
    out = np.empty(v.shape, INT)
    for k in np.ndindex(*a.shape[:lead]):
        out[k] = np.searchsorted(a[k], v[k], side)
    return out


def _searchsorted_batch(size, args, batched, side, lead):
    a, v = args
    if not lead and not batched[0]:
        return searchsorted(a, v, side=side, lead=0)
    a, v = (x if b else repeat_front(x, size) for x, b in zip(args, batched, strict=True))
    return searchsorted(a, v, side=side, lead=lead + 1)


searchsorted = Op(
    "searchsorted",
    "sorting",
    _searchsorted_type,
    _searchsorted_impl,
    CONSTANT,
    batch=_searchsorted_batch,
)


def _index_among_numbers(name: str, function: Callable[..., Any]) -> Op:
    """NumPy's function itself, since it raises where a line holds nothing but NaNs."""

    def type_rule(t, axis):
        return ArrayType((*t.shape[:axis], *t.shape[axis + 1 :]), INT)

    op = Op(name, "sorting", type_rule, lambda x, axis: function(x, axis), CONSTANT)
    op.batch = lambda size, args, batched, axis: op(args[0], axis=axis + 1)
    return op


nanargmax = _index_among_numbers("nanargmax", np.nanargmax)
nanargmin = _index_among_numbers("nanargmin", np.nanargmin)

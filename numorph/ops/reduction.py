"""Reductions over axes and running reductions (scans) along one axis.  Reduced axes disappear from the shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, LINEAR, PerOperand
from ..core.trace import typeof
from ..core.types import BOOL, INT, ArrayType
from .elementwise import const, convert, divide, equal, multiply, select
from .indexing import take_along
from .movement import broadcast, flip, inverse_permutation, move_axes_to_front, transpose


def spread(x: Any, like: Any, axes: tuple[int, ...]) -> Any:
    """The result of a reduction repeated along the reduced axes."""
    return broadcast(x, shape=typeof(like).shape, axes=axes) if axes else x


def _reduced(name: str, impl: Callable[..., Any], jvp: Any, transpose: Any = None, dtype: Any = None) -> Op:
    def type_rule(t, axes):
        return ArrayType(tuple([d for i, d in enumerate(t.shape) if i not in axes]), dtype or t.dtype)

    def batch(size, args, batched, axes):
        return op(args[0], axes=tuple([a + 1 for a in axes]))

    op = Op(name, "reduction", type_rule, impl, jvp, transpose, batch)
    return op


def _along(ufunc: np.ufunc) -> Callable[..., Any]:
    return lambda x, axes: ufunc.reduce(x, axis=axes, dtype=x.dtype)


reduce_sum = _reduced(
    "reduce_sum",
    _along(np.add),
    LINEAR,
    lambda ct, x, i, axes: broadcast(ct, shape=x.type.shape, axes=axes) if axes else ct,
)


def _others_product(x, axes):
    """The product of all other elements along the reduced axes: exact also where elements are 0."""
    for a in axes:
        before = cumprod(x, axis=a, exclusive=True, reverse=False)
        after = cumprod(x, axis=a, exclusive=True, reverse=True)
        return multiply(before, after)
    return const(x, 1)


def _prod_jvp(t, x, z, axes):
    if len(axes) <= 1:
        return reduce_sum(multiply(t, _others_product(x, axes)), axes=axes)
    inner = reduce_prod(x, axes=axes[-1:])
    t_inner = _prod_jvp(t, x, inner, axes[-1:])
    return _prod_jvp(t_inner, inner, z, axes[:-1])


reduce_prod = _reduced("reduce_prod", _along(np.multiply), PerOperand(_prod_jvp))


def _extreme_jvp(t, x, z, axes):
    """The tangent of the chosen element; the mean where several are equal."""
    chosen = convert(equal(x, spread(z, x, axes)), dtype=typeof(x).dtype)
    return divide(reduce_sum(multiply(t, chosen), axes=axes), reduce_sum(chosen, axes=axes))


reduce_max = _reduced("reduce_max", _along(np.maximum), PerOperand(_extreme_jvp))
reduce_min = _reduced("reduce_min", _along(np.minimum), PerOperand(_extreme_jvp))
reduce_and = _reduced("reduce_and", lambda x, axes: np.logical_and.reduce(x, axis=axes), CONSTANT, dtype=BOOL)
reduce_or = _reduced("reduce_or", lambda x, axes: np.logical_or.reduce(x, axis=axes), CONSTANT, dtype=BOOL)


def _index_of(name: str, impl: Callable[..., Any]) -> Op:
    def type_rule(t, axis):
        return ArrayType((*t.shape[:axis], *t.shape[axis + 1 :]), INT)

    op = Op(name, "reduction", type_rule, impl, CONSTANT)
    op.batch = lambda size, args, batched, axis: op(args[0], axis=axis + 1)
    return op


argmax = _index_of("argmax", lambda x, axis: np.argmax(x, axis))
argmin = _index_of("argmin", lambda x, axis: np.argmin(x, axis))

# -- scans


def _scan(name: str, impl: Callable[..., Any], jvp: Any, transpose: Any = None) -> Op:
    def batch(size, args, batched, axis, **params):
        return op(args[0], axis=axis + 1, **params)

    op = Op(name, "scan", lambda t, axis, **params: t, impl, jvp, transpose, batch)
    return op


def _scan_impl(ufunc: np.ufunc) -> Callable[..., Any]:
    def impl(x, axis, reverse=False, exclusive=False):
        y = np.flip(x, axis) if reverse else x
        y = ufunc.accumulate(y, axis, dtype=x.dtype)
        if exclusive:
            shifted = np.empty_like(y)
            rest = (slice(None),) * axis
            shifted[(*rest, slice(1, None))] = y[(*rest, slice(None, -1))]
            shifted[(*rest, slice(0, 1))] = ufunc.identity
            y = shifted
        return np.flip(y, axis) if reverse else y

    return impl


cumsum = _scan(
    "cumsum",
    _scan_impl(np.add),
    LINEAR,
    lambda ct, x, i, axis, reverse=False, exclusive=False: cumsum(
        ct, axis=axis, reverse=not reverse, exclusive=exclusive
    ),
)


def _cumprod_jvp(t, x, z, axis, reverse=False, exclusive=False):
    """By the recurrence (p, dp)_k = (p x, dp x + p t)_k, as a sum over the matrix of partial products.

    Exact where elements are 0; quadratic along the axis.
    """
    if reverse:
        return flip(_cumprod_jvp(flip(t, axes=(axis,)), flip(x, axes=(axis,)), z, axis, False, exclusive), axes=(axis,))
    perm = (axis, *[a for a in range(len(typeof(x).shape)) if a != axis])
    front = move_axes_to_front(x, (axis,))
    t_front = move_axes_to_front(t, (axis,))
    n, shape = typeof(front).shape[0], typeof(front).shape
    # row j: partial products without element j, which is where the tangent of element j enters
    i = np.arange(n).reshape((1, n) + (1,) * (len(shape) - 1))
    j = np.arange(n).reshape((n, 1) + (1,) * (len(shape) - 1))
    full = (n, *shape)
    rows = broadcast(front, shape=full, axes=(0,))
    without = cumprod(select(np.broadcast_to(i == j, full), const(rows, 1), rows), axis=1, exclusive=exclusive)
    keep = np.broadcast_to(i > j if exclusive else i >= j, full)
    coefficients = select(keep, without, const(without, 0))
    total = reduce_sum(multiply(broadcast(t_front, shape=full, axes=(1,)), coefficients), axes=(0,))
    return transpose(total, perm=inverse_permutation(perm))


cumprod = _scan("cumprod", _scan_impl(np.multiply), PerOperand(_cumprod_jvp))


def _cumextreme_jvp(t, x, z, axis, reverse=False):
    """The tangent of the element that holds the record (its first place)."""
    n = typeof(x).shape[axis]
    index = np.arange(n).reshape([-1 if a == axis else 1 for a in range(len(typeof(x).shape))])
    index = np.broadcast_to(index, typeof(x).shape)
    is_record = equal(x, z)
    if reverse:
        place = cummin(select(is_record, index, np.full_like(index, n)), axis=axis, reverse=True)
    else:
        place = cummax(select(is_record, index, np.zeros_like(index)), axis=axis)
    return take_along(t, place, axis=axis)


def _extreme_scan_impl(ufunc):
    def impl(x, axis, reverse=False):
        y = np.flip(x, axis) if reverse else x
        y = ufunc.accumulate(y, axis)
        return np.flip(y, axis) if reverse else y

    return impl


cummax = _scan("cummax", _extreme_scan_impl(np.maximum), PerOperand(_cumextreme_jvp))
cummin = _scan("cummin", _extreme_scan_impl(np.minimum), PerOperand(_cumextreme_jvp))

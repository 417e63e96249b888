"""jax.lax's reductions, running reductions and sorting.  Unlike NumPy's they keep the dtype of their operand."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..core.types import normalize_axes
from ..numpy.operands import apply, as_float
from ..ops import reduction as ops
from ..scipy.softmax import logsumexp
from .structural import _array

__all__ = [
    "argmax",
    "argmin",
    "cumlogsumexp",
    "cummax",
    "cummin",
    "cumprod",
    "cumsum",
    "reduce",
    "reduce_and",
    "reduce_max",
    "reduce_min",
    "reduce_or",
    "reduce_prod",
    "reduce_sum",
    "reduce_xor",
    "sort",
    "sort_key_val",
    "top_k",
]

_UFUNCS = (np.add, np.multiply, np.maximum, np.minimum, np.bitwise_and, np.bitwise_or, np.bitwise_xor)


def reduce(operands: Any, init_values: Any, computation: Callable[..., Any], dimensions: Sequence[int]) -> Any:
    """The operand combined along the given axes by `computation(x, y)`, starting from `init_values`.

    `computation` is associative and works elementwise on arrays: one of NumPy's functions, such as lax.add, or any
    other; for a pytree of operands it takes two such pytrees.  It is applied to halves, so that its calls are few.
    """
    leaves, structure = tree.flatten(operands)
    arrays = [_array(x) for x in leaves]
    inits, _ = tree.flatten(init_values)
    axes = normalize_axes(tuple(dimensions), arrays[0].ndim)
    if builtins.any(computation is u for u in _UFUNCS) and len(arrays) == 1:
        x = arrays[0]
        init = _in_dtype_of(x, inits[0])
        total = computation.reduce(x, axis=axes, dtype=x.dtype, initial=init)  # type: ignore[attr-defined]
        return tree.unflatten(structure, [total])
    rest = [a for a in range(arrays[0].ndim) if a not in axes]
    fronts = [np.transpose(x, (*axes, *rest)).reshape(-1, *(x.shape[a] for a in rest)) for x in arrays]
    first = [np.broadcast_to(_in_dtype_of(x, init), x.shape[1:]) for x, init in zip(fronts, inits, strict=True)]
    if fronts[0].shape[0] == 0:
        return tree.unflatten(structure, first)

    def combine(xs: list[Any], ys: list[Any]) -> list[Any]:
        return tree.flatten(computation(tree.unflatten(structure, xs), tree.unflatten(structure, ys)))[0]

    return tree.unflatten(structure, combine(first, _halved(fronts, combine)))


def _in_dtype_of(x: Any, init: Any) -> Any:
    return init.astype(x.dtype) if hasattr(init, "astype") else x.dtype.type(init)


def _halved(xs: list[Any], combine: Callable[..., list[Any]]) -> list[Any]:
    """The elements along axis 0 combined, neighbours first, in their order."""
    while (n := xs[0].shape[0]) > 1:
        pairs = combine([x[0 : n - 1 : 2] for x in xs], [x[1:n:2] for x in xs])
        xs = [np.concatenate([p, x[n - 1 :]]) for p, x in zip(pairs, xs, strict=True)] if n % 2 else pairs
    return [x[0] for x in xs]


def _reduction(function: Callable[..., Any], doc: str) -> Callable[[Any, Sequence[int]], Any]:
    def reduced(operand: Any, axes: Sequence[int]) -> Any:
        return function(_array(operand), normalize_axes(tuple(axes), np.ndim(operand)))

    reduced.__doc__ = f"{doc} along the given axes, in the dtype of the operand."
    return reduced


reduce_sum = _reduction(lambda x, axes: np.sum(x, axis=axes, dtype=x.dtype), "The sum")
reduce_prod = _reduction(lambda x, axes: np.prod(x, axis=axes, dtype=x.dtype), "The product")
reduce_max = _reduction(lambda x, axes: np.max(x, axis=axes), "The maximum")
reduce_min = _reduction(lambda x, axes: np.min(x, axis=axes), "The minimum")
reduce_and = _reduction(lambda x, axes: np.bitwise_and.reduce(x, axis=axes), "Bitwise and")
reduce_or = _reduction(lambda x, axes: np.bitwise_or.reduce(x, axis=axes), "Bitwise or")
reduce_xor = _reduction(lambda x, axes: np.bitwise_xor.reduce(x, axis=axes), "Bitwise exclusive or")


def _running(op: Any, doc: str) -> Callable[..., Any]:
    def running(operand: Any, axis: int = 0, reverse: bool = False) -> Any:
        x = _array(operand)
        (axis,) = normalize_axes(axis, x.ndim)
        return apply(op, x, axis=axis, reverse=reverse)

    running.__doc__ = f"{doc} up to each element along one axis, from the end if `reverse`."
    return running


cumsum = _running(ops.cumsum, "The sum")
cumprod = _running(ops.cumprod, "The product")
cummax = _running(ops.cummax, "The maximum")
cummin = _running(ops.cummin, "The minimum")


def cumlogsumexp(operand: Any, axis: int = 0, reverse: bool = False) -> Any:
    """log(sum(exp(x))) up to each element along one axis, from the end if `reverse`."""
    x = as_float(operand)
    (axis,) = normalize_axes(axis, x.ndim)
    n = x.shape[axis]
    front = np.expand_dims(np.moveaxis(x, axis, 0), 0)
    i = np.arange(n).reshape(-1, *(1,) * x.ndim)
    j = np.arange(n).reshape(1, -1, *(1,) * (x.ndim - 1))
    counts = np.broadcast_to(j >= i if reverse else j <= i, (n, *front.shape[1:]))
    return np.moveaxis(logsumexp(np.broadcast_to(front, counts.shape), axis=1, where=counts), 0, axis)


def argmax(operand: Any, axis: int, index_dtype: Any) -> Any:
    """np.argmax along one axis, in the dtype asked for."""
    return np.argmax(operand, axis).astype(index_dtype)


def argmin(operand: Any, axis: int, index_dtype: Any) -> Any:
    """np.argmin along one axis, in the dtype asked for."""
    return np.argmin(operand, axis).astype(index_dtype)


def sort(operand: Any, dimension: int = -1, is_stable: bool = True, num_keys: int = 1) -> Any:
    """Sorted along one axis; of several operands (a tuple) the first `num_keys` decide, and all are permuted alike."""
    if not isinstance(operand, tuple | list):
        return np.sort(operand, axis=dimension, stable=is_stable)
    order = np.lexsort(tuple(operand[:num_keys][::-1]), axis=dimension)
    return tuple(np.take_along_axis(x, order, dimension) for x in operand)


def sort_key_val(keys: Any, values: Any, dimension: int = -1, is_stable: bool = True) -> tuple[Any, Any]:
    """Keys sorted along one axis, and values permuted like them."""
    order = np.argsort(keys, axis=dimension, stable=is_stable)
    return np.take_along_axis(keys, order, dimension), np.take_along_axis(values, order, dimension)


def top_k(operand: Any, k: int, *, axis: int = -1) -> tuple[Any, Any]:
    """The k largest elements along one axis, largest first, and their indices; of equal ones the first comes first.

    NaN counts as the largest number, as in sorting.
    """
    x = _array(operand)
    (axis,) = normalize_axes(axis, x.ndim)
    n = x.shape[axis]
    if not 0 <= k <= n:
        raise ValueError(f"'top_k' of size {n} along axis {axis} cannot give k={k} elements.")
    # Sorting the reversed array and reversing the order leaves equal elements in their order.
    ascending = np.argsort(np.flip(x, axis), axis=axis, stable=True)
    first = (slice(None),) * axis + (slice(0, k),)
    order = (n - 1 - np.flip(ascending, axis))[first]
    return np.take_along_axis(x, order, axis), order

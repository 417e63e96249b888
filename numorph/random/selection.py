"""Drawing from given elements: shuffles, and samples with and without replacement."""

from __future__ import annotations

import math
from typing import Any

from .. import numpy as np
from ..core.trace import is_tracing
from ..errors import NumorphTypeError, NumorphValueError, user_frame
from ..numpy.creation import as_array
from .bits import integers, random_bits, shape_of, unit_interval
from .continuous import standard_gumbel
from .keys import Words, canonical_shape, subkeys, words_of


def _as_source(x: Any) -> Any:
    """x as an array to take from: np.take does not ask its indices, so a plain array could not take traced ones."""
    x = np.asarray(x)
    return as_array(x) if is_tracing() else x


def _axis(axis: int, ndim: int) -> int:
    if not -ndim <= axis < ndim:
        raise np.exceptions.AxisError(axis, ndim)
    return axis % ndim


def _shuffled_indices(words: Words, shape: tuple, axis: int) -> Any:
    """Indices along `axis`, each vector of them in random order.

    Stable sorts by random 32-bit words; several rounds make it unlikely that two elements tie in all of them.
    """
    n = math.prod(shape)
    column = tuple(-1 if k == axis else 1 for k in range(len(shape)))
    order = places = np.arange(shape[axis], dtype=np.uint64).reshape(column)
    rounds = math.ceil(3 * math.log(max(1, n)) / math.log(2**32 - 1))
    for _ in range(rounds):
        words, sub = subkeys(words)
        # The place in the low half makes every word distinct, so that any sort is a stable one.
        keyed = np.sort(random_bits(sub, 32, shape).astype(np.uint64) << np.uint64(32) | places, axis=axis)
        moved = (keyed & np.uint64(0xFFFFFFFF)).astype(np.int64)
        order = moved if order is places else np.take_along_axis(order, moved, axis)
    return np.broadcast_to(order, shape).astype(np.int64) if order is places else order


def permutation(key: Any, x: Any, axis: int = 0, independent: bool = False) -> Any:
    """A copy of array x shuffled along `axis`, or arange(x) shuffled when x is an integer.

    Slices keep together, unless `independent`: then each vector along the axis has an order of its own.
    """
    words = words_of("permutation", key)
    if shape_of(x) == ():
        if not hasattr(x, "__index__"):
            raise NumorphTypeError(
                f"'permutation' needs an integer or an array of at least one axis, got {x!r}.", frame=user_frame()
            )
        _axis(axis, 1)
        return _shuffled_indices(words, (x.__index__(),), 0)
    x = _as_source(x)
    axis = _axis(axis, x.ndim)
    if independent:
        return np.take_along_axis(x, _shuffled_indices(words, tuple(x.shape), axis), axis)
    return np.take(x, _shuffled_indices(words, (x.shape[axis],), 0), axis=axis)


def _running_sum(p: Any) -> Any:
    """np.cumsum in blocks of 16, which is how XLA rounds it: only so are draws with `p` those of JAX."""
    n = p.shape[0]
    if n <= 16:
        return np.cumsum(p)
    blocks = -(-n // 16)
    rows = np.cumsum(np.pad(p, (0, 16 * blocks - n)).reshape(blocks, 16), axis=1)
    before = np.pad(_running_sum(rows[:, -1])[:-1], (1, 0))
    return (rows + before[:, None]).reshape(-1)[:n]


def _weighted(words: Words, p: Any, shape: tuple, replace: bool, mode: str | None) -> Any:
    """Indices drawn with probabilities proportional to p."""
    if replace:
        cumulative = _running_sum(p)
        r = cumulative[-1] * (1 - unit_interval(words, shape, p.dtype))
        return np.searchsorted(cumulative, r)
    possible = p > 0
    log_p = np.where(possible, np.log(np.where(possible, p, p.dtype.type(1))), -p.dtype.type(np.inf))
    noisy = standard_gumbel(words, p.shape, p.dtype, mode) + log_p
    return np.argsort(-noisy, kind="stable")[: math.prod(shape)].reshape(shape)


def choice(
    key: Any, a: Any, shape: Any = (), replace: bool = True, p: Any = None, axis: int = 0, mode: str | None = None
) -> Any:
    """Slices of array a along `axis`, or integers below a, drawn with or without replacement.

    The result has `shape` in place of that axis.  p, of shape (n,), gives the probabilities; they need not sum to 1,
    and its dtype sets the precision of the draw.  `mode` is that of `gumbel`; it matters with p, without replacement.
    """
    words, shape = words_of("choice", key), canonical_shape("choice", shape)
    number = shape_of(a) == ()
    n = a.__index__() if number else None
    if not number:
        a = _as_source(a)
        axis = _axis(axis, a.ndim)
        n = a.shape[axis]
    draws = math.prod(shape)
    if draws and n <= 0:
        raise NumorphValueError(f"'choice' cannot draw from {n} elements.", frame=user_frame())
    if draws > n and not replace:
        raise NumorphValueError(
            f"'choice' cannot draw {draws} of {n} elements without replacement.",
            frame=user_frame(),
            hints=("replace=True",),
        )
    if p is not None:
        p = np.asarray(p)
        p = p if p.dtype.kind == "f" else p.astype(float)
        if tuple(p.shape) != (n,):
            raise NumorphValueError(f"'p' has shape {tuple(p.shape)}, but there are {n} elements.", frame=user_frame())
        indices = _weighted(words, p, shape, replace, mode)
    elif replace:
        indices = integers(words, shape, 0, n, np.dtype(int))
    else:
        indices = _shuffled_indices(words, (n,), 0)[:draws].reshape(shape)
    return indices if number else np.take(a, indices, axis=axis)

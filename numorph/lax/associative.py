"""associative_scan, under JAX's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import tree


def associative_scan(fn: Callable[[Any, Any], Any], elems: Any, reverse: bool = False, axis: int = 0) -> Any:
    """All partial results of an associative function along an axis, in logarithmic depth.  As jax.lax.associative_scan.

    `fn` works on stacked elements.  Source: Blelloch, "Prefix sums and their applications" (1990).
    """
    leaves, structure = tree.flatten(elems)
    front = [np.moveaxis(x, axis, 0) for x in leaves]
    if reverse:
        front = [np.flip(x, 0) for x in front]

    def combine(a, b):
        return tree.flatten(fn(tree.unflatten(structure, a), tree.unflatten(structure, b)))[0]

    out = _partial_results(combine, front)
    if reverse:
        out = [np.flip(x, 0) for x in out]
    return tree.unflatten(structure, [np.moveaxis(x, 0, axis) for x in out])


def _partial_results(combine: Callable, xs: list[Any]) -> list[Any]:
    n = xs[0].shape[0]
    if n < 2:
        return xs
    pairs = combine([x[0 : n - 1 : 2] for x in xs], [x[1::2] for x in xs])
    odd = _partial_results(combine, pairs)
    before = [x[:-1] for x in odd] if n % 2 == 0 else odd
    even = combine(before, [x[2::2] for x in xs]) if n > 2 else [x[:0] for x in xs]
    return [_interleave(np.concatenate([x[:1], e]), o, n) for x, e, o in zip(xs, even, odd, strict=True)]


def _interleave(even: Any, odd: Any, n: int) -> Any:
    if n % 2:
        odd = np.concatenate([odd, even[-1:]])
    both = np.stack([even, odd], axis=1)
    return both.reshape(-1, *both.shape[2:])[:n]

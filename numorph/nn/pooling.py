"""Pooling as flax.linen has it: windows over the axes between batch and channels, which come last."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import NumorphValueError
from ..lax.convolution import Padding, reduce_window
from ..numpy.operands import as_float
from ..ops.windows import neutral

__all__ = ["avg_pool", "max_pool", "min_pool"]


def avg_pool(
    inputs: Any,
    window_shape: Sequence[int],
    strides: Sequence[int] | None = None,
    padding: Padding = "VALID",
    count_include_pad: bool = True,
) -> Any:
    """The mean of every window of (batch, *sizes, channels), where any number of axes may stand for the batch.

    padding: 'SAME', 'SAME_LOWER', 'VALID', or (low, high) for each axis of the window.  What it adds counts as zeros,
    and not at all unless count_include_pad.
    """
    x = as_float(inputs)
    total = _pooled("avg_pool", x, np.add, window_shape, strides, padding)
    if count_include_pad:
        return total / np.asarray(math.prod(window_shape), x.dtype)
    sizes = x.shape[x.ndim - 1 - len(window_shape) : -1]
    ones = np.ones((*sizes, 1), x.dtype)
    return total / _pooled("avg_pool", ones, np.add, window_shape, strides, padding)


def max_pool(
    inputs: Any, window_shape: Sequence[int], strides: Sequence[int] | None = None, padding: Padding = "VALID"
) -> Any:
    """The maximum of every window, as in `avg_pool`; padding adds nothing.

    Of equal maxima the first one has the derivative.
    """
    return _pooled("max_pool", inputs, np.maximum, window_shape, strides, padding)


def min_pool(
    inputs: Any, window_shape: Sequence[int], strides: Sequence[int] | None = None, padding: Padding = "VALID"
) -> Any:
    """The minimum of every window, as in `max_pool`."""
    return _pooled("min_pool", inputs, np.minimum, window_shape, strides, padding)


def _pooled(
    name: str, x: Any, ufunc: np.ufunc, window: Sequence[int], strides: Sequence[int] | None, padding: Padding
) -> Any:
    x = x if hasattr(x, "ndim") else np.asarray(x)
    lead = x.ndim - 1 - len(window)
    if lead < 0:
        raise NumorphValueError(
            f"'{name}' with a window of {len(window)} axes needs an array with channels behind as many, "
            f"got shape {tuple(x.shape)}."
        )
    steps = (1,) * len(window) if strides is None else tuple(strides)
    pairs = padding if isinstance(padding, str) else [(0, 0)] * lead + [*padding, (0, 0)]
    full = [((1,) * lead + (*numbers, 1)) for numbers in (tuple(window), steps)]
    return reduce_window(x, neutral(x.dtype, ufunc), ufunc, *full, pairs)

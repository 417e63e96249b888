"""Softmax and its relatives, standardisation, one-hot vectors.  Elements masked by `where` count for nothing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core.types import normalize_axes
from ..numpy.operands import as_float, as_floats
from ..scipy import softmax as _softmax
from ..scipy.softmax import log1mexp, logsumexp

__all__ = [
    "log1mexp",
    "log_softmax",
    "logmeanexp",
    "logsumexp",
    "normalize",
    "one_hot",
    "softmax",
    "standardize",
]


def softmax(x: Any, axis: Any = -1, where: Any = None) -> Any:
    """exp(x) divided by its sum along `axis` (an int, a tuple, or None for all); 0 where `where` is False."""
    return _softmax.softmax(x, axis, where)


def log_softmax(x: Any, axis: Any = -1, where: Any = None) -> Any:
    """The logarithm of `softmax`; -inf where `where` is False."""
    return _softmax.log_softmax(x, axis, where)


def logmeanexp(x: Any, axis: Any = None, where: Any = None, keepdims: bool = False) -> Any:
    """log(mean(exp(x))) along `axis`."""
    x = as_float(x)
    if where is None:
        n: Any = math.prod(x.shape[i] for i in normalize_axes(axis, x.ndim))
    else:
        n = np.sum(np.broadcast_to(where, x.shape), axis=axis, keepdims=keepdims)
    total, n = as_floats(logsumexp(x, axis=axis, keepdims=keepdims, where=where), n)
    return total - np.log(n)


def standardize(
    x: Any, axis: Any = -1, mean: Any = None, variance: Any = None, epsilon: Any = 1e-5, where: Any = None
) -> Any:
    """(x - mean) / sqrt(variance + epsilon), mean and variance taken along `axis` where not given.

    The variance is that of the deviations from the mean; jax.nn.standardize defaults to the faster E[x^2] - E[x]^2,
    which loses digits where the mean is large.
    """
    x = as_float(x)
    mask = True if where is None else where
    if mean is None:
        mean = np.mean(x, axis=axis, keepdims=True, where=mask)
    if variance is None:
        variance = np.mean(np.square(x - mean), axis=axis, keepdims=True, where=mask)
    return (x - mean) / np.sqrt(variance + epsilon)


normalize = standardize


def one_hot(x: Any, num_classes: int, *, dtype: Any = float, axis: int = -1) -> Any:
    """1 at index x[i], 0 elsewhere, along a new axis of size `num_classes`; all 0 where x[i] is outside."""
    x = x if hasattr(x, "ndim") else np.asarray(x)
    axis = np.lib.array_utils.normalize_axis_index(axis, x.ndim + 1)
    classes = np.arange(num_classes).reshape([-1 if i == axis else 1 for i in range(x.ndim + 1)])
    return (np.expand_dims(x, axis) == classes).astype(dtype)

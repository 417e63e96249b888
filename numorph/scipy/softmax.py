"""logsumexp, softmax and log_softmax for plain arrays and handles, without SciPy; `where` masks elements."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..core.types import normalize_axes
from ..numpy.operands import apply, as_float, where
from ..ops import activation as ops


def _masked(x: Any, mask: Any) -> Any:
    return x if mask is None else np.where(mask, x, -np.inf)


def _unmasked(x: Any, mask: Any, value: Any) -> Any:
    return x if mask is None else np.where(mask, x, value)


def softmax(x: Any, axis: Any = None, where: Any = None) -> Any:
    """exp(x) divided by its sum along `axis` (an int, a tuple, or None for all); 0 where `where` is False."""
    x = _masked(as_float(x), where)
    return _unmasked(apply(ops.softmax, x, axes=normalize_axes(axis, x.ndim)), where, 0)


def log_softmax(x: Any, axis: Any = None, where: Any = None) -> Any:
    """The logarithm of `softmax`; -inf where `where` is False."""
    x = _masked(as_float(x), where)
    return _unmasked(apply(ops.log_softmax, x, axes=normalize_axes(axis, x.ndim)), where, -np.inf)


def logsumexp(
    a: Any, axis: Any = None, b: Any = None, keepdims: bool = False, return_sign: bool = False, where: Any = None
) -> Any:
    """log(sum(b * exp(a))) along `axis`, without overflow; with `return_sign` the logarithm of the size, and the sign.

    As scipy.special.logsumexp, with a mask `where`; a negative sum without `return_sign` gives nan.
    """
    a = as_float(a)
    if b is None and a.dtype.kind == "f":
        axes = normalize_axes(axis, a.ndim)
        out = apply(ops.reduce_logsumexp, _masked(a, where), axes=axes)
        out = np.expand_dims(out, tuple(sorted(axes))) if keepdims else out
        return (out, np.ones_like(out)) if return_sign else out
    return _weighted_logsumexp(a, 1.0 if b is None else b, axis, keepdims, return_sign, where)


def _weighted_logsumexp(a: Any, b: Any, axis: Any, keepdims: bool, return_sign: bool, mask: Any) -> Any:
    """Terms of weight 0 do not count, even where they are infinite or nan, but have a derivative in their weight."""
    b = b if mask is None else np.where(mask, b, 0)
    a, b = np.broadcast_arrays(a, b)
    weighs = b != 0
    top = np.max(np.where(weighs, a.real, -np.inf), axis=axis, keepdims=True, initial=-np.inf)
    top = np.where(np.isfinite(top), top, 0)
    gap = a - top
    limit = math.log(np.finfo(a.dtype).max) / 2  # keeps exp(gap) finite where its weight is 0
    total = np.sum(b * np.exp(np.where(weighs | (gap.real <= limit), gap, limit)), axis=axis, keepdims=keepdims)
    top = top if keepdims else np.squeeze(top, axis)
    if return_sign:
        return np.log(np.abs(total)) + top, np.sign(total)
    if total.dtype.kind == "f":
        total = where(total < 0, np.nan, total)
    return np.log(total) + top


def log1mexp(x: Any) -> Any:
    """log(1 - exp(-x)) for x >= 0, accurate at both ends (Maechler 2012)."""
    x = as_float(x)
    small = x < math.log(2)
    near = np.log(-np.expm1(-np.where(small, x, 1)))
    return where(small, near, np.log1p(-np.exp(-np.where(small, 1, x))))

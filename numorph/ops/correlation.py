"""The sliding dot product of two lines, the one operation behind np.convolve and np.correlate.

correlate(x, y)[k] = sum over j of x[k + j - s] y[j], with s = 0 for 'valid' and len(y) - 1 for 'full'; no conjugation.
All axes but the last are common to both operands.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import PerOperand
from ..core.trace import typeof
from ..core.types import ArrayType
from .elementwise import repeat_front
from .movement import flip


def _type(x, y, mode):
    n, m = x.shape[-1], y.shape[-1]
    if x.dtype != y.dtype or x.shape[:-1] != y.shape[:-1] or min(n, m) == 0 or (mode == "valid" and n < m):
        raise TypeError(f"'correlate' in mode '{mode}' does not fit {x} and {y}.")
    return ArrayType((*x.shape[:-1], n - m + 1 if mode == "valid" else n + m - 1), x.dtype)


def _impl(x, y, mode):
    if x.ndim == 1:
        return np.convolve(x, y[::-1], mode)
    out = np.empty(_type(typeof(x), typeof(y), mode).shape, x.dtype)
    for k in np.ndindex(*x.shape[:-1]):
        out[k] = np.convolve(x[k], y[k][::-1], mode)
    return out


def _reversed(x: Any) -> Any:
    return flip(x, axes=(len(typeof(x).shape) - 1,))


def _transpose(ct, x, y, i, mode):
    if i == 0:
        return correlate(ct, _reversed(y), mode="full" if mode == "valid" else "valid")
    return correlate(x, ct, mode="valid") if mode == "valid" else _reversed(correlate(ct, x, mode="valid"))


correlate = Op(
    "correlate",
    "contraction",
    _type,
    _impl,
    PerOperand(
        lambda t, x, y, z, mode: correlate(t, y, mode=mode),
        lambda t, x, y, z, mode: correlate(x, t, mode=mode),
    ),
    _transpose,
    lambda size, args, batched, mode: correlate(
        *[a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)], mode=mode
    ),
)

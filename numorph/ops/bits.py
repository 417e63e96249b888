"""Bits of numbers: reading memory as another dtype, counting leading zeros, the binary exponent."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT
from ..core.types import ArrayType
from .elementwise import elementwise_batch


def _bitcast_type(t, dtype):
    """A narrower dtype adds a last axis for the parts, a wider one takes it away."""
    have, want = t.dtype.itemsize, dtype.itemsize
    if have == want:
        return ArrayType(t.shape, dtype)
    if have > want and have % want == 0:
        return ArrayType((*t.shape, have // want), dtype)
    if have < want and t.shape and t.shape[-1] * have == want:
        return ArrayType(t.shape[:-1], dtype)
    raise ValueError(f"'bitcast' cannot read {t} as {dtype}: the sizes do not fit.")


def _bitcast_impl(x: Any, dtype: np.dtype) -> Any:
    shape = _bitcast_type(ArrayType(x.shape, x.dtype), dtype).shape
    return np.ascontiguousarray(x).view(dtype).reshape(shape)[()]


bitcast = Op("bitcast", "bits", _bitcast_type, _bitcast_impl, CONSTANT)
bitcast.batch = elementwise_batch(bitcast)


def _clz_type(t):
    if t.dtype.kind not in "iu":
        raise TypeError(f"'clz' needs integers, got {t}.")
    return t


def _clz_impl(x: Any) -> Any:
    """Ones are smeared to the right; what is left to count are the zeros in front."""
    y = x.astype(f"u{x.dtype.itemsize}")
    shift = 1
    while shift < 8 * x.dtype.itemsize:
        y = y | y >> y.dtype.type(shift)
        shift *= 2
    return np.bitwise_count(~y).astype(x.dtype)


clz = Op("clz", "bits", _clz_type, _clz_impl, CONSTANT)
clz.batch = elementwise_batch(clz)

exponent = Op(
    "exponent",
    "elementwise",
    lambda t: ArrayType(t.shape, np.dtype(np.int32)),
    lambda x: np.frexp(x)[1],
    CONSTANT,
)
exponent.batch = elementwise_batch(exponent)

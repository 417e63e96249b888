"""np.packbits and np.unpackbits."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import Array
from .creation import as_array
from .manipulation import ravel
from .register import implements


def _places(bitorder: str) -> np.ndarray:
    """The place of each of eight bits, in the order in which they stand in an array."""
    if bitorder not in ("big", "little"):
        raise ValueError("'order' must be either 'little' or 'big'")
    places = np.arange(8, dtype=np.uint8)
    return places[::-1].copy() if bitorder == "big" else places


def _lines(a: Any, axis: int | None) -> tuple[Array, int]:
    """The array with `axis` last, and that axis; all of it as one line for None."""
    a = as_array(a)
    if axis is None:
        return ravel(a), 0
    axis = normalize_axis_index(operator.index(axis), a.ndim)
    return np.moveaxis(a, axis, -1), axis


@implements(np.packbits)
def packbits(a: Any, /, axis: int | None = None, bitorder: str = "big") -> Array:
    places = _places(bitorder)
    if as_array(a).dtype.kind not in "iub":
        raise TypeError("Expected an input array of integer or boolean data type")
    lines, axis = _lines(a, axis)
    missing = -lines.shape[-1] % 8
    bits = np.pad(lines != 0, [(0, 0)] * (lines.ndim - 1) + [(0, missing)]).astype(np.uint8)
    bytes_ = bits.reshape((*lines.shape[:-1], (lines.shape[-1] + missing) // 8, 8)) << places
    return np.moveaxis(np.sum(bytes_, axis=-1, dtype=np.uint8), -1, axis)


@implements(np.unpackbits)
def unpackbits(a: Any, /, axis: int | None = None, count: int | None = None, bitorder: str = "big") -> Array:
    places = _places(bitorder)
    if as_array(a).dtype != np.uint8:
        raise TypeError("Expected an input array of unsigned byte data type")
    lines, axis = _lines(a, axis)
    bits = ((lines[..., None] >> places) & 1).reshape((*lines.shape[:-1], 8 * lines.shape[-1]))
    if count is not None:
        missing = max(count - bits.shape[-1], 0)
        bits = np.pad(bits, [(0, 0)] * (bits.ndim - 1) + [(0, missing)])[..., :count]
    return np.moveaxis(bits, -1, axis)

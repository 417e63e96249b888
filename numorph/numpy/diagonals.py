"""Diagonals and triangles: diag, diagonal, trace, tril, triu, fill_diagonal."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..array import Array
from ..lenses import Diagonal
from .creation import as_array
from .manipulation import ReadOnlyView, ravel
from .register import implements


@implements(np.diagonal)
def diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Array:
    a = as_array(a)
    a._phantom().diagonal(offset, axis1, axis2)  # raises where the axes do not fit
    return ReadOnlyView(a, Diagonal(operator.index(offset), axis1 % a.ndim, axis2 % a.ndim))


@implements(np.trace)
def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Any = None, out: Any = None) -> Any:
    return np.sum(diagonal(a, offset, axis1, axis2), axis=-1, dtype=dtype, out=out)


@implements(np.diag)
def diag(v: Any, k: int = 0) -> Array:
    v, k = as_array(v), operator.index(k)
    if v.ndim == 2:
        return diagonal(v, k)
    if v.ndim != 1:
        raise ValueError("Input must be 1- or 2-d.")
    n = v.shape[0] + abs(k)
    flat = np.zeros_like(v, shape=(n * n,))
    start = k if k >= 0 else -k * n
    flat[start : start + v.shape[0] * (n + 1) : n + 1] = v
    return flat.reshape(n, n)


@implements(np.diagflat)
def diagflat(v: Any, k: int = 0) -> Array:
    return diag(ravel(v), k)


def _triangle(m: Any, mask: Any, keep: bool) -> Array:
    m = as_array(m)
    zero = m.dtype.type(0)
    return np.where(mask, m, zero) if keep else np.where(mask, zero, m)


def _mask(m: Any, k: int) -> np.ndarray:
    if np.ndim(m) == 0:
        raise TypeError("tri() missing 1 required positional argument: 'N'")
    rows = np.shape(m)[-2] if np.ndim(m) > 1 else np.shape(m)[-1]
    return np.tri(rows, np.shape(m)[-1], k=operator.index(k), dtype=bool)


@implements(np.tril)
def tril(m: Any, k: int = 0) -> Array:
    return _triangle(m, _mask(m, k), True)


@implements(np.triu)
def triu(m: Any, k: int = 0) -> Array:
    return _triangle(m, _mask(m, operator.index(k) - 1), False)


@implements(np.fill_diagonal)
def fill_diagonal(a: Any, val: Any, wrap: bool = False) -> None:
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    if a.ndim > 2 and len(set(a.shape)) > 1:
        raise ValueError("All dimensions of input must be of equal length")
    step = a.shape[1] + 1 if a.ndim == 2 else 1 + int(np.cumprod(a.shape[:-1]).sum())
    end = a.shape[1] * a.shape[1] if a.ndim == 2 and not wrap else None
    a.flat[:end:step] = val


# -- index arrays that depend on shapes alone


@implements(np.diag_indices_from)
def diag_indices_from(arr: Any) -> tuple:
    return np.diag_indices_from(arr._phantom())


@implements(np.tril_indices_from)
def tril_indices_from(arr: Any, k: int = 0) -> tuple:
    return np.tril_indices_from(arr._phantom(), k)


@implements(np.triu_indices_from)
def triu_indices_from(arr: Any, k: int = 0) -> tuple:
    return np.triu_indices_from(arr._phantom(), k)

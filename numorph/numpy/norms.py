"""Norms, condition numbers and ranks of numpy.linalg, for handles.

Where a norm is a root of a sum that is zero it has no derivative; the one given there is zero, a subgradient.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.linalg as _numpy
from numpy.lib.array_utils import normalize_axis_index, normalize_axis_tuple
from numpy.linalg import LinAlgError

from ..array import wrap
from ..ops import linalg as ops
from .creation import as_array
from .matrices import matrix, refuse
from .operands import where
from .register import implements


def _inexact(x: Any) -> Any:
    x = as_array(x)
    return x if x.dtype.kind in "fc" else x.astype(float)


def _squares(x: Any) -> Any:
    """|x|^2, elementwise."""
    return x * x if x.dtype.kind != "c" else x.real * x.real + x.imag * x.imag


def _root(total: Any, order: float = 2) -> Any:
    """total ** (1 / order), with derivative zero where the total is zero."""
    zero = total == 0
    safe = where(zero, total.dtype.type(1), total)
    root = np.sqrt(safe) if order == 2 else safe ** np.reciprocal(order, dtype=total.dtype)
    return where(zero, total if order > 0 else total.dtype.type(np.inf), root)


@implements(_numpy.norm)
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    x = _inexact(x)
    if axis is None and (ord is None or (ord in ("f", "fro") and x.ndim == 2) or (ord == 2 and x.ndim == 1)):
        root = _root(np.sum(_squares(x)))
        return root.reshape((1,) * x.ndim) if keepdims else root
    axes = _axes(axis, x.ndim)
    if len(axes) == 1:
        return _vector_norm(x, ord, axes[0], keepdims)
    if len(axes) != 2:
        raise ValueError("Improper number of dimensions to norm.")
    rows, columns = (normalize_axis_index(a, x.ndim) for a in axes)
    if rows == columns:
        raise ValueError("Duplicate axes given.")
    result = _matrix_norm(np.moveaxis(x, (rows, columns), (-2, -1)), ord)
    return np.expand_dims(result, tuple(sorted((rows, columns)))) if keepdims else result


def _axes(axis: Any, ndim: int) -> tuple:
    if axis is None:
        return tuple(range(ndim))
    if isinstance(axis, tuple):
        return axis
    try:
        return (int(axis),)
    except Exception as error:
        raise TypeError("'axis' must be None, an integer or a tuple of integers") from error


def _vector_norm(x: Any, ord: Any, axis: int, keepdims: bool) -> Any:
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order '{ord}' for vectors")
    over = {"axis": axis, "keepdims": keepdims}
    if ord is None or ord == 2:
        return _root(np.sum(_squares(x), **over))
    if ord == np.inf:
        return np.max(np.abs(x), initial=0, **over)
    if ord == -np.inf:
        return np.min(np.abs(x), **over)
    if ord == 0:
        return np.sum((x != 0).astype(x.real.dtype), **over)
    if ord == 1:
        return np.sum(np.abs(x), **over)
    return _root(np.sum(np.abs(x) ** float(ord), **over), ord)


def _matrix_norm(x: Any, ord: Any) -> Any:
    """A norm of the matrices on the last two axes."""
    if ord in (None, "f", "fro"):
        return _root(np.sum(_squares(x), axis=(-2, -1)))
    if ord == "nuc":
        return np.sum(np.linalg.svdvals(x), axis=-1)
    if ord in (2, -2):
        values = np.linalg.svdvals(x)
        return np.max(values, axis=-1, initial=0) if ord == 2 else np.min(values, axis=-1)
    if ord in (1, -1, np.inf, -np.inf):
        sums = np.sum(np.abs(x), axis=-2 if abs(ord) == 1 else -1)
        return np.max(sums, axis=-1, initial=0) if ord > 0 else np.min(sums, axis=-1)
    raise ValueError("Invalid norm order for matrices.")


@implements(_numpy.matrix_norm)
def matrix_norm(x: Any, /, *, keepdims: bool = False, ord: Any = "fro") -> Any:
    return norm(x, ord, (-2, -1), keepdims)


@implements(_numpy.vector_norm)
def vector_norm(x: Any, /, *, axis: Any = None, keepdims: bool = False, ord: Any = 2) -> Any:
    x = as_array(x)
    axes = normalize_axis_tuple(range(x.ndim) if axis is None else axis, x.ndim)
    rest = [a for a in range(x.ndim) if a not in axes]
    flat = x.transpose([*axes, *rest]).reshape(math.prod(x.shape[a] for a in axes), *[x.shape[a] for a in rest])
    result = norm(flat, ord, 0)
    return result.reshape([1 if a in axes else d for a, d in enumerate(x.shape)]) if keepdims else result


@implements(_numpy.cond)
def cond(x: Any, p: Any = None) -> Any:
    x = as_array(x)
    if x.ndim >= 2 and 0 in x.shape[-2:]:
        raise LinAlgError("cond is not defined on empty arrays")
    if p is None or p in (2, -2):
        values = np.linalg.svdvals(x)
        large, small = values[..., 0], values[..., -1]
        with np.errstate(all="ignore"):
            ratio = small / large if p == -2 else large / small
    else:
        if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
            refuse(_numpy.cond, x, p=p)
        inverse = wrap(ops.inv(matrix(_numpy.cond, x), checked=False))
        with np.errstate(all="ignore"):
            ratio = norm(x, p, (-2, -1)) * norm(inverse, p, (-2, -1))
    lost = np.isnan(ratio) & ~np.any(np.isnan(x), axis=(-2, -1))
    return where(lost, ratio.dtype.type(np.inf), ratio)


@implements(_numpy.matrix_rank)
def matrix_rank(A: Any, tol: Any = None, hermitian: bool = False, *, rtol: Any = None) -> Any:
    if rtol is not None and tol is not None:
        raise ValueError("`tol` and `rtol` can't be both set.")
    A = as_array(A)
    if A.ndim < 2:
        return np.any(A != 0).astype(int)
    if hermitian and A.shape[-1] != A.shape[-2]:
        refuse(_numpy.matrix_rank, A, hermitian=True)
    values = np.linalg.svd(A, compute_uv=False, hermitian=hermitian)
    if tol is None:
        ratio = max(A.shape[-2:]) * np.finfo(values.dtype).eps if rtol is None else as_array(rtol)[..., None]
        tol = np.max(values, axis=-1, keepdims=True, initial=0) * ratio
    else:
        tol = as_array(tol)[..., None]
    return np.count_nonzero(values > tol, axis=-1)

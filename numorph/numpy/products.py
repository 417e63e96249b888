"""Products of vectors, matrices and tensors, each a `contract` of two operands of one dtype."""

from __future__ import annotations

import operator
import string
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import UFUNCS, Array, as_value, convert, wrap
from ..core.types import broadcast_shapes
from ..ops import contraction
from ..ops import elementwise as ew
from ..ops import movement as mv
from .creation import as_array
from .manipulation import ravel
from .register import implements
from .ufuncs import store

LETTERS = string.ascii_uppercase + string.ascii_lowercase


def in_common_dtype(*arrays: Any, dtype: Any = None) -> list[Any]:
    """The values of arrays, converted to one dtype."""
    values = [a._read() if isinstance(a, Array) else as_value(a) for a in arrays]
    first = values[0].dtype
    if dtype is None and all([v.dtype is first for v in values]):
        return values
    common = np.result_type(*[v.dtype for v in values]) if dtype is None else np.dtype(dtype)
    return [convert(v, common) for v in values]


def _conjugate(x: Any) -> Any:
    return ew.conjugate(x) if x.dtype.kind == "c" else x


def _raise_as(function: Any, *values: Any) -> None:
    """Have NumPy refuse shapes that do not fit, in its own words."""
    function(*[np.broadcast_to(np.int8(0), v.shape) for v in values])


# -- ufuncs on vectors and matrices, over leading axes that broadcast


def _core_product(ufunc: np.ufunc, x: Any, y: Any, cores: str) -> Any:
    """The contraction `cores`, such as "ij,j->i", of the last axes; the axes before them broadcast."""
    (a, b), out = cores.split("->")[0].split(","), cores.split("->")[1]
    fits = len(x.shape) >= len(a) and len(y.shape) >= len(b)
    lead_x, lead_y = x.shape[: len(x.shape) - len(a)], y.shape[: len(y.shape) - len(b)]
    tail_x, tail_y = x.shape[len(lead_x) :], y.shape[len(lead_y) :]
    sizes = dict(zip(a, tail_x, strict=False))
    if not fits or any(sizes.setdefault(c, d) != d for c, d in zip(b, tail_y, strict=True)):
        _raise_as(ufunc, x, y)
    try:
        lead = broadcast_shapes(lead_x, lead_y)
    except ValueError:
        _raise_as(ufunc, x, y)
        raise
    letters = LETTERS[: len(lead)]
    (x, a_lead), (y, b_lead) = _without_repeats(x, lead_x, lead, letters), _without_repeats(y, lead_y, lead, letters)
    return contraction.contract(x, y, spec=f"{a_lead}{a},{b_lead}{b}->{letters}{out}")


def _without_repeats(x: Any, lead: tuple, full: tuple, letters: str) -> tuple[Any, str]:
    """x without the leading axes of size 1 that broadcasting repeats, and the letters of those that stay."""
    skipped = len(full) - len(lead)
    kept = [k for k, d in enumerate(lead) if d == full[skipped + k]]
    shape = (*[lead[k] for k in kept], *x.shape[len(lead) :])
    return x if shape == x.shape else mv.reshape(x, shape=shape), "".join(letters[skipped + k] for k in kept)


def _matmul(x: Any, y: Any) -> Any:
    p, q = x.shape, y.shape
    if not p or not q or p[-1] != q[-2 if len(q) > 1 else 0]:
        _raise_as(np.matmul, x, y)
    if len(p) > 2 and len(q) > 2:
        return _core_product(np.matmul, x, y, "ij,jk->ik")
    return contraction.matmul(x, y)


def _in_loop_dtype(ufunc: np.ufunc, x: Any, y: Any, dtype: Any) -> list[Any]:
    """Operands in the one dtype in which NumPy has a loop for them: float32 for bfloat16."""
    x, y = in_common_dtype(x, y, dtype=dtype)
    return [x, y] if x.dtype.kind != "V" else in_common_dtype(x, y, dtype=ew.resolve(ufunc, x.dtype, y.dtype)[0])


def _as_ufunc(ufunc: np.ufunc, product: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """A ufunc with a core, from its product of two values of one dtype over their last axes."""

    def apply(
        x1: Any, x2: Any, *, dtype: Any = None, axes: Any = None, axis: int | None = None, keepdims: bool = False
    ) -> Any:
        if axes is None and axis is None and not keepdims:
            return wrap(product(*_in_loop_dtype(ufunc, x1, x2, dtype)))
        x1, x2 = as_array(x1), as_array(x2)
        if axes is None:
            if ufunc is not np.vecdot:
                raise TypeError(f"{ufunc.__name__}: 'axis' and 'keepdims' need a single core axis, use 'axes'")
            axes = [-1 if axis is None else axis] * 2
        axes = [a if np.iterable(a) else (a,) for a in axes]
        x1, x2 = (np.moveaxis(x, a, range(-len(a), 0)) for x, a in zip((x1, x2), axes[:2], strict=True))
        result = wrap(product(*_in_loop_dtype(ufunc, x1, x2, dtype)))
        if keepdims:
            return np.expand_dims(result, axes[0])
        return np.moveaxis(result, range(-len(axes[2]), 0), axes[2]) if axes[2:] and axes[2] else result

    UFUNCS[ufunc] = apply
    return apply


matmul = _as_ufunc(np.matmul, _matmul)
implements(np.matmul)(matmul)  # for the operator @
_as_ufunc(np.vecdot, lambda x, y: _core_product(np.vecdot, _conjugate(x), y, "i,i->"))
if hasattr(np, "matvec"):  # NumPy 2.2
    _as_ufunc(np.matvec, lambda x, y: _core_product(np.matvec, x, y, "ij,j->i"))
    _as_ufunc(np.vecmat, lambda x, y: _core_product(np.vecmat, _conjugate(x), y, "i,ij->j"))


# -- functions


@implements(np.dot)
def dot(a: Any, b: Any, out: Any = None) -> Any:
    x, y = in_common_dtype(a, b)
    p, q = x.shape, y.shape
    if not p or not q:
        return store(as_array(a) * as_array(b), out)
    if p[-1] != q[-2 if len(q) > 1 else 0]:
        _raise_as(np.dot, x, y)
    if len(q) <= 2:
        return store(wrap(contraction.matmul(x, y)), out)
    n = len(p) - 1
    rows, columns, last = LETTERS[:n], LETTERS[n : n + len(q) - 2], LETTERS[n + len(q) - 2]
    return store(wrap(contraction.contract(x, y, spec=f"{rows}z,{columns}z{last}->{rows}{columns}{last}")), out)


@implements(np.inner)
def inner(a: Any, b: Any, /) -> Any:
    x, y = in_common_dtype(a, b)
    if not x.shape or not y.shape:
        return as_array(a) * as_array(b)
    if x.shape[-1] != y.shape[-1]:
        _raise_as(np.inner, x, y)
    n = len(x.shape) - 1
    rows, columns = LETTERS[:n], LETTERS[n : n + len(y.shape) - 1]
    return wrap(contraction.contract(x, y, spec=f"{rows}z,{columns}z->{rows}{columns}"))


@implements(np.vdot)
def vdot(a: Any, b: Any, /) -> Any:
    x, y = in_common_dtype(ravel(a), ravel(b))
    if x.shape != y.shape:
        _raise_as(np.vdot, x, y)
    return wrap(contraction.contract(_conjugate(x), y, spec="i,i->"))


@implements(np.outer)
def outer(a: Any, b: Any, out: Any = None) -> Any:
    x, y = in_common_dtype(ravel(a), ravel(b))
    return store(Array(contraction.contract(x, y, spec="i,j->ij"), False), out)


@implements(np.tensordot)
def tensordot(a: Any, b: Any, axes: Any = 2) -> Array:
    x, y = in_common_dtype(a, b)
    n, m = len(x.shape), len(y.shape)
    if np.iterable(axes):
        of_a, of_b = ([*map(operator.index, s)] if np.iterable(s) else [operator.index(s)] for s in axes)
    else:
        count = operator.index(axes)
        of_a, of_b = [*range(-count, 0)], [*range(count)]
    fits = len(of_a) == len(of_b)
    fits = fits and all(
        -n <= i < n and -m <= j < m and x.shape[i] == y.shape[j] for i, j in zip(of_a, of_b, strict=True)
    )
    if not fits:
        raise ValueError("shape-mismatch for sum")
    left, right = [*LETTERS[:n]], [*LETTERS[n : n + m]]
    for i, j in zip(of_a, of_b, strict=True):
        right[j] = left[i]
    out = [c for c in left if c not in right] + [c for c in right if c not in left]
    return Array(contraction.contract(x, y, spec=f"{''.join(left)},{''.join(right)}->{''.join(out)}"), False)


@implements(np.kron)
def kron(a: Any, b: Any) -> Any:
    a, b = as_array(a), as_array(b)
    if not a.ndim or not b.ndim:
        return a * b
    ndim = max(a.ndim, b.ndim)
    p, q = ((1,) * (ndim - z.ndim) + tuple(z.shape) for z in (a, b))
    pairs = a.reshape([n for d in p for n in (d, 1)]) * b.reshape([n for d in q for n in (1, d)])
    return pairs.reshape([d * e for d, e in zip(p, q, strict=True)])


@implements(np.cross)
def cross(a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None) -> Any:
    if axis is not None:
        axisa, axisb, axisc = axis, axis, axis
    a, b = as_array(a), as_array(b)
    if a.ndim < 1 or b.ndim < 1:
        raise ValueError("At least one array has zero dimension")
    a = np.moveaxis(a, normalize_axis_index(axisa, a.ndim, "axisa"), -1)
    b = np.moveaxis(b, normalize_axis_index(axisb, b.ndim, "axisb"), -1)
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        np.cross(np.zeros(a.shape[-1]), np.zeros(b.shape[-1]))  # warns of two dimensions, or raises, as this NumPy does
    a0, a1, a2 = [a[..., k] for k in range(a.shape[-1])] + [None] * (3 - a.shape[-1])
    b0, b1, b2 = [b[..., k] for k in range(b.shape[-1])] + [None] * (3 - b.shape[-1])
    z = a0 * b1 - a1 * b0
    if a2 is None and b2 is None:
        return as_array(z).copy()
    x, y = _minor(a1, b2, a2, b1), _minor(a2, b0, a0, b2)
    result = np.stack([x, y, z], -1).copy()
    return np.moveaxis(result, -1, normalize_axis_index(axisc, result.ndim, "axisc"))


def _minor(p: Any, q: Any, r: Any, s: Any) -> Any:
    """p q - r s, where None is a component that a 2-vector lacks."""
    if p is None or q is None:
        return -(r * s)
    return p * q if r is None or s is None else p * q - r * s

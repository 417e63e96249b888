"""numpy.linalg: the names are NumPy's own functions; what they do with handles is written below and in `norms`.

Integers become float64, and float32 stays.  The derivative of a function that reads one triangle (cholesky, eigh,
eigvalsh) is that of a Hermitian matrix: its gradient is Hermitian.
"""

from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np
import numpy.linalg as _numpy
from numpy.linalg import *  # noqa: F403
from numpy.linalg import LinAlgError
from numpy.linalg._linalg import EighResult, EigResult, QRResult, SlogdetResult, SVDResult

from ..array import Array, as_value, convert, wrap
from ..core.types import FLOAT, ArrayType, broadcast_shapes
from ..known import constant_value
from ..ops import decompositions as dec
from ..ops import elementwise as ew
from ..ops import linalg as ops
from ..ops import matrices
from ..ops import movement as mv
from . import norms  # noqa: F401 - registers the norms
from .creation import as_array
from .matrices import every_lane, matrix, operands, refuse
from .register import implements
from .ufuncs import store

__all__ = list(_numpy.__all__)

# -- systems


@implements(_numpy.solve)
def _solve(a: Any, b: Any) -> Any:
    x, y = operands(_numpy.solve, a, b, square=True)
    is_vector = len(y.shape) == 1
    if not y.shape or y.shape[-1 if is_vector else -2] != x.shape[-1]:
        refuse(_numpy.solve, x, y)
    if is_vector:
        y = mv.reshape(y, shape=(*y.shape, 1))
    try:
        lead = broadcast_shapes(x.shape[:-2], y.shape[:-2])
    except ValueError:
        refuse(_numpy.solve, x, y)
        raise
    if len(x.shape) > 2:
        x, y = mv.expand(x, (*lead, *x.shape[-2:])), mv.expand(y, (*lead, *y.shape[-2:]))
    out = ops.solve_system(x, y)
    return wrap(mv.reshape(out, shape=out.shape[:-1]) if is_vector else out)


@implements(_numpy.inv)
def _inv(a: Any) -> Any:
    return wrap(ops.inv(matrix(_numpy.inv, a), checked=True))


@implements(_numpy.tensorsolve)
def _tensorsolve(a: Any, b: Any, axes: Any = None) -> Any:
    a, b = as_array(a), as_array(b)
    if axes is not None:
        last = [k % a.ndim for k in axes]
        a = a.transpose([k for k in range(a.ndim) if k not in last] + last)
    shape = a.shape[b.ndim - a.ndim :]
    n = math.prod(shape)
    if a.size != n * n:
        refuse(_numpy.tensorsolve, a, b)
    return np.linalg.solve(a.reshape(n, n), b.ravel()).reshape(shape)


@implements(_numpy.tensorinv)
def _tensorinv(a: Any, ind: int = 2) -> Any:
    if ind <= 0:
        raise ValueError("Invalid ind argument.")
    a = as_array(a)
    inverse = np.linalg.inv(a.reshape(math.prod(a.shape[ind:]), -1))
    return inverse.reshape(*a.shape[ind:], *a.shape[:ind])


@implements(_numpy.lstsq)
def _lstsq(a: Any, b: Any, rcond: float | None = None) -> tuple:
    """Whether residuals are returned depends on the rank, which must be known if there are more rows than columns."""
    x, y = operands(_numpy.lstsq, a, b)
    is_vector = len(y.shape) == 1
    if is_vector:
        y = mv.reshape(y, shape=(*y.shape, 1))
    if len(x.shape) != 2 or len(y.shape) != 2 or x.shape[0] != y.shape[0]:
        refuse(_numpy.lstsq, x, y)
    rcond = None if rcond is None else float(rcond)
    out, rank, s = (wrap(v, scalar=True) for v in ops.lstsq(x, y, rcond=rcond))
    m, n = x.shape
    residuals = wrap(np.empty(0, s.dtype))
    if m > n and _is_full(rank, n):
        gap = wrap(y) - wrap(x) @ out
        residuals = np.sum(np.real(np.conj(gap) * gap), axis=0)
    return (out[:, 0] if is_vector else out), residuals, rank, s


def _is_full(rank: Any, n: int) -> bool:
    full = every_lane(rank, "the value of the rank (the shape of the residuals depends on it)") == n
    if np.any(full) and not np.all(full):
        raise ValueError("The residuals of 'lstsq' have one shape in some lanes of vmap and another in others.")
    return bool(np.all(full))


# -- factorisations


@implements(_numpy.cholesky)
def _cholesky(a: Any, /, *, upper: bool = False) -> Any:
    x = matrix(_numpy.cholesky, a)
    return wrap(matrices.adjoint(ops.cholesky(matrices.adjoint(x))) if upper else ops.cholesky(x))


@implements(_numpy.qr)
def _qr(a: Any, mode: str = "reduced") -> Any:
    (x,) = operands(_numpy.qr, a)
    if mode in ("reduced", "complete"):
        q, r = dec.qr(x, full=mode == "complete")
        return QRResult(wrap(q), wrap(r))
    if mode == "r":
        return wrap(dec.qr(x, full=False)[1])
    if mode not in ("raw", "f", "full", "e", "economic"):
        refuse(_numpy.qr, x, mode=mode)
    return _numpy.qr(constant_value(x, f"a QR decomposition in mode '{mode}' of an array"), mode)


@implements(_numpy.svd)
def _svd(a: Any, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False) -> Any:
    if hermitian:
        return _hermitian_svd(a, compute_uv)
    (x,) = operands(_numpy.svd, a)
    if not compute_uv:
        return wrap(dec.svdvals(x))
    return SVDResult(*map(wrap, dec.svd(x, full=bool(full_matrices))))


def _hermitian_svd(a: Any, compute_uv: bool) -> Any:
    """Singular values are the sizes of eigenvalues; their signs go to the second factor."""
    if not compute_uv:
        return np.sort(np.abs(np.linalg.eigvalsh(a)))[..., ::-1]
    w, u = np.linalg.eigh(a)
    order = np.argsort(np.abs(w))[..., ::-1]
    w, u = np.take_along_axis(w, order, -1), np.take_along_axis(u, order[..., None, :], -1)
    signs = np.copysign(1.0, w)[..., None, :].astype(w.dtype)
    return SVDResult(u, np.abs(w), np.conj((u * signs).swapaxes(-1, -2)))


@implements(_numpy.svdvals)
def _svdvals(x: Any, /) -> Any:
    return _svd(x, compute_uv=False)


@implements(_numpy.eigh)
def _eigh(a: Any, UPLO: str = "L") -> EighResult:
    return EighResult(*map(wrap, dec.eigh(matrix(_numpy.eigh, a), uplo=_triangle(UPLO))))


@implements(_numpy.eigvalsh)
def _eigvalsh(a: Any, UPLO: str = "L") -> Any:
    return wrap(dec.eigvalsh(matrix(_numpy.eigvalsh, a), uplo=_triangle(UPLO)))


def _triangle(uplo: str) -> str:
    uplo = uplo.upper()
    if uplo not in ("L", "U"):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    return uplo


_DTYPE_OF_EIGENVALUES = "the value of the eigenvalues (their dtype depends on it)"
_EIGENVALUES_ARE_COMPLEX = np.lib.NumpyVersion(np.__version__) >= "2.5.0"  # also those of a real matrix


@implements(_numpy.eig)
def _eig(a: Any) -> EigResult:
    """Of a real matrix the eigenvalues must be known before NumPy 2.5, which returns real arrays where all are real."""
    x = matrix(_numpy.eig, a)
    results = dec.eig(x)
    return EigResult(*map(wrap, results if _EIGENVALUES_ARE_COMPLEX else real_if_known(x, *results)))


@implements(_numpy.eigvals)
def _eigvals(a: Any) -> Any:
    """As `eig`."""
    x = matrix(_numpy.eigvals, a)
    results = (dec.eigvals(x),)
    return wrap(*(results if _EIGENVALUES_ARE_COMPLEX else real_if_known(x, *results)))


def real_if_known(x: Any, eigenvalues: Any, *others: Any) -> tuple:
    """The results for a matrix x, real if x and all its eigenvalues are."""
    results = (eigenvalues, *others)
    if x.dtype.kind != "c" and np.all(every_lane(eigenvalues, _DTYPE_OF_EIGENVALUES).imag == 0):
        return tuple(ew.real(r) for r in results)
    return results


# -- determinants and powers


@implements(_numpy.det)
def _det(a: Any) -> Any:
    return wrap(ops.det(matrix(_numpy.det, a)))


@implements(_numpy.slogdet)
def _slogdet(a: Any) -> SlogdetResult:
    return SlogdetResult(*map(wrap, ops.slogdet(matrix(_numpy.slogdet, a))))


@implements(_numpy.pinv)
def _pinv(a: Any, rcond: Any = None, hermitian: bool = False, *, rtol: Any = np._NoValue) -> Any:
    if rcond is not None and rtol is not np._NoValue:
        raise ValueError("`rtol` and `rcond` can't be both set.")
    (x,) = operands(_numpy.pinv, a, square=hermitian)
    tolerance = rcond if rcond is not None else 1e-15 if rtol is np._NoValue else rtol
    if tolerance is None:
        tolerance = max(x.shape[-2:]) * np.finfo(x.dtype).eps
    tolerance = ew.as_operand(convert(as_value(tolerance), FLOAT), ArrayType(x.shape[:-2], FLOAT))
    return wrap(ops.pinv(x, tolerance, hermitian=bool(hermitian)))


@implements(_numpy.matrix_power)
def _matrix_power(a: Any, n: Any) -> Any:
    a = as_array(a)
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        refuse(_numpy.matrix_power, a, n=1)
    try:
        n = operator.index(n)
    except TypeError as error:
        raise TypeError("exponent must be an integer") from error
    if n == 0:
        one = np.zeros_like(a)
        one[...] = np.eye(a.shape[-1], dtype=a.dtype)
        return one
    if n < 0:
        a, n = np.linalg.inv(a), -n
    if n == 3:  # NumPy's order of products
        return (a @ a) @ a
    power, result = a, None
    while True:
        n, odd = divmod(n, 2)
        if odd:
            result = power if result is None else result @ power
        if not n:
            return result
        power = power @ power


# -- products and parts, by the functions of the main namespace


@implements(_numpy.multi_dot)
def _multi_dot(arrays: Any, *, out: Any = None) -> Any:
    if len(arrays) < 2:
        raise ValueError("Expecting at least two arrays.")
    if len(arrays) == 2:
        return np.dot(*arrays, out=out)
    factors = [as_array(a) for a in arrays]
    first, last = factors[0].ndim, factors[-1].ndim
    if first == 1:
        factors[0] = factors[0][None, :]
    if last == 1:
        factors[-1] = factors[-1][:, None]
    for f in factors:
        if f.ndim != 2:
            raise LinAlgError(f"{f.ndim}-dimensional array given. Array must be two-dimensional")
    split = _cheapest_order([factors[0].shape[0], *[f.shape[1] for f in factors]])

    def product(i, j):
        return factors[i] if i == j else product(i, split[i, j]) @ product(split[i, j] + 1, j)

    result = product(0, len(factors) - 1)
    if first == 1 or last == 1:
        result = result[0 if first == 1 else slice(None), 0 if last == 1 else slice(None)]
    return store(result, out)


def _cheapest_order(sizes: list[int]) -> dict[tuple[int, int], int]:
    """For factors i to j, of which k is sizes[k] x sizes[k + 1]: where to split (Cormen et al., matrix chain)."""
    n = len(sizes) - 1
    cost = {(i, i): 0 for i in range(n)}
    split = {}
    for length in range(1, n):
        for i in range(n - length):
            j = i + length
            costs = [cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1] for k in range(i, j)]
            cost[i, j] = min(costs)
            split[i, j] = i + costs.index(cost[i, j])
    return split


@implements(_numpy.matmul)
def _matmul(x1: Any, x2: Any, /) -> Any:
    return np.matmul(x1, x2)


@implements(_numpy.vecdot)
def _vecdot(x1: Any, x2: Any, /, *, axis: int = -1) -> Any:
    return np.vecdot(np.moveaxis(as_array(x1), axis, -1), np.moveaxis(as_array(x2), axis, -1))


@implements(_numpy.tensordot)
def _tensordot(x1: Any, x2: Any, /, *, axes: Any = 2) -> Any:
    return np.tensordot(x1, x2, axes)


@implements(_numpy.outer)
def _outer(x1: Any, x2: Any, /) -> Any:
    x1, x2 = as_array(x1), as_array(x2)
    if x1.ndim != 1 or x2.ndim != 1:
        refuse(_numpy.outer, x1, x2)
    return np.outer(x1, x2)


@implements(_numpy.cross)
def _cross(x1: Any, x2: Any, /, *, axis: int = -1) -> Any:
    x1, x2 = as_array(x1), as_array(x2)
    if x1.shape[axis] != 3 or x2.shape[axis] != 3:
        refuse(_numpy.cross, x1, x2, axis=axis)
    return np.cross(x1, x2, axis=axis)


@implements(_numpy.matrix_transpose)
def _matrix_transpose(x: Any, /) -> Array:
    x = as_array(x)
    if x.ndim < 2:
        refuse(_numpy.matrix_transpose, x)
    return x.mT


@implements(_numpy.diagonal)
def _diagonal(x: Any, /, *, offset: int = 0) -> Any:
    return np.diagonal(x, offset, axis1=-2, axis2=-1)


@implements(_numpy.trace)
def _trace(x: Any, /, *, offset: int = 0, dtype: Any = None) -> Any:
    return np.trace(x, offset, axis1=-2, axis2=-1, dtype=dtype)

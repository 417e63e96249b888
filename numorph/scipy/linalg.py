"""scipy.linalg: SciPy's own functions on plain arrays; inside transformations the same results from our operations.

There, `overwrite_*` options are ignored, matrices that are only nearly singular give no LinAlgWarning, and the
derivative by a matrix of which one triangle is read is that of a Hermitian matrix.  Other names are SciPy's.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy
import scipy.linalg as _scipy

from ..array import convert, unwrap, wrap
from ..errors import UnsupportedError
from ..numpy.creation import as_array, holds_handle
from ..numpy.matrices import refuse
from ..ops import decompositions as dec
from ..ops import elementwise as ew
from ..ops import linalg as ops
from ..ops import matrices
from ..ops import movement as mv
from .dispatch import for_handles


def __getattr__(name: str) -> Any:
    """Every other name of scipy.linalg."""
    return getattr(_scipy, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *dir(_scipy)})


_for_handles = for_handles(_scipy)

# -- arguments


def _dtype(x: Any) -> np.dtype:
    if x.dtype.kind not in "fc":
        return np.dtype(float)
    return np.dtype(np.float32) if x.dtype == np.float16 else x.dtype


def _values(arrays: tuple, check_finite: bool) -> list[Any]:
    """The values of arrays in one dtype that LAPACK knows; finite ones, if that is to be checked."""
    handles = [as_array(a) for a in arrays]
    dtype = np.result_type(*[_dtype(h) for h in handles])
    values = [convert(h._read(), dtype) for h in handles]
    return [ops.finite(v) for v in values] if check_finite else values


def _matrix(own: Callable[..., Any], a: Any, check_finite: bool = True, square: bool = True) -> Any:
    (x,) = _values((a,), check_finite)
    if len(x.shape) < 2 or (square and x.shape[-1] != x.shape[-2]):
        refuse(own, x)
    return x


def _system(own: Callable[..., Any], a: Any, b: Any, check_finite: bool, wrapped: Any = None) -> tuple[Any, Any, bool]:
    """A matrix, a right-hand side made a matrix, and whether that was a vector."""
    x, y = _values((a, b), check_finite)
    is_vector = len(y.shape) == 1
    n = y.shape[-1 if is_vector else -2] if y.shape else None
    if len(x.shape) < 2 or x.shape[-1] != x.shape[-2] or n != x.shape[-1]:
        zeros = [np.zeros(v.shape[-2:], v.dtype) for v in (x, y)]
        own(wrapped(zeros[0]) if wrapped else zeros[0], zeros[1])  # raises, in SciPy's words
    if is_vector:
        y = mv.reshape(y, shape=(*y.shape, 1))
    lead = np.broadcast_shapes(x.shape[:-2], y.shape[:-2])
    return mv.expand(x, (*lead, *x.shape[-2:])), mv.expand(y, (*lead, *y.shape[-2:])), is_vector


def _solution(x: Any, is_vector: bool) -> Any:
    return wrap(mv.reshape(x, shape=x.shape[:-1]) if is_vector else x)


# -- triangular and positive definite systems


@_for_handles
def solve_triangular(
    a: Any,
    b: Any,
    trans: int | str = 0,
    lower: bool = False,
    unit_diagonal: bool = False,
    overwrite_b: bool = False,
    check_finite: bool = True,
) -> Any:
    """The solution of op(a) x = b for a triangular matrix; trans as in SciPy: 0 or 'N', 1 or 'T', 2 or 'C'."""
    a, b, is_vector = _system(_scipy.solve_triangular, a, b, check_finite)
    mode = {"N": 0, "T": 1, "C": 2}.get(trans, trans)
    if mode == 2 and a.dtype.kind == "c":
        a = ew.conjugate(a)
    x = ops.triangular_solve(a, b, lower=bool(lower), trans=mode != 0, unit=bool(unit_diagonal))
    return _solution(x, is_vector)


def _factor(own: Callable[..., Any], a: Any, lower: bool, check_finite: bool) -> Any:
    """The Cholesky factor of the matrix in one triangle of `a`."""
    x = _matrix(own, a, check_finite)
    return ops.cholesky(x) if lower else matrices.adjoint(ops.cholesky(matrices.adjoint(x)))


@_for_handles
def cholesky(a: Any, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> Any:
    """The Cholesky factor, upper unless `lower`."""
    return wrap(_factor(_scipy.cholesky, a, lower, check_finite))


@_for_handles
def cho_factor(a: Any, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> tuple:
    """(factor, lower); the other triangle holds what `a` had there, or zeros since SciPy 1.18."""
    factor = wrap(_factor(_scipy.cho_factor, a, lower, check_finite))
    if _FACTORS_ARE_CLEAN:
        return factor, np.tile(lower, factor.shape[:-2])
    return factor + (np.triu(a, 1) if lower else np.tril(a, -1)), lower


_FACTORS_ARE_CLEAN = np.lib.NumpyVersion(scipy.__version__) >= "1.18.0"


@_for_handles
def cho_solve(c_and_lower: tuple, b: Any, overwrite_b: bool = False, check_finite: bool = True) -> Any:
    """The solution of a x = b for the result of `cho_factor`."""
    c, lower = c_and_lower
    if holds_handle(lower):  # an array since SciPy 1.18, and traced where jit captured it
        c, lower = np.where(lower, c, np.conj(np.swapaxes(c, -1, -2))), True
    c, b, is_vector = _system(_scipy.cho_solve, c, b, check_finite, wrapped=lambda c: (c, lower))
    return _solution(_cholesky_solution(c, b, bool(lower)), is_vector)


def _cholesky_solution(c: Any, b: Any, lower: bool) -> Any:
    if lower:
        return ops.solve_adjoint_triangular(c, ops.solve_triangular(c, b, lower=True), lower=True)
    return ops.solve_triangular(c, ops.solve_adjoint_triangular(c, b, lower=False), lower=False)


# -- general systems

_STRUCTURES = {
    "general": "gen",
    "diagonal": "gen",
    "tridiagonal": "gen",
    "banded": "gen",
    "symmetric": "sym",
    "hermitian": "her",
    "positive definite": "pos",
    None: "gen",
}


@_for_handles
def solve(
    a: Any,
    b: Any,
    lower: bool = False,
    overwrite_a: bool = False,
    overwrite_b: bool = False,
    check_finite: bool = True,
    assume_a: str | None = None,
    transposed: bool = False,
) -> Any:
    """The solution of a x = b (of a.T x = b, if transposed).  Of symmetric matrices one triangle is read."""
    a, b, is_vector = _system(_scipy.solve, a, b, check_finite)
    kind = _STRUCTURES.get(assume_a, assume_a)
    if kind in ("upper triangular", "lower triangular"):
        x = ops.triangular_solve(a, b, lower=kind == "lower triangular", trans=bool(transposed), unit=False)
        return _solution(x, is_vector)
    if kind not in ("gen", "sym", "her", "pos"):
        raise ValueError(f"'{assume_a}' is not a structure of matrices that 'solve' knows.")
    if kind != "gen":
        a = _completed(a, lower, hermitian=kind != "sym")
    a = matrices.matrix_transpose(a) if transposed else a
    if kind == "pos":
        return _solution(_cholesky_solution(ops.cholesky(a), b, lower=True), is_vector)
    return _solution(ops.solve_system(a, b), is_vector)


def _completed(a: Any, lower: bool, hermitian: bool) -> Any:
    """The symmetric or Hermitian matrix of which one triangle of `a` is known."""
    n = a.shape[-1]
    off, keep = np.tri(n, n, -1), np.eye(n)
    part = matrices.weighted(a, off if lower else off.T)
    mirror = matrices.adjoint(part) if hermitian else matrices.matrix_transpose(part)
    return ew.add(ew.add(part, mirror), matrices.weighted(a, keep))


@_for_handles
def inv(
    a: Any,
    overwrite_a: bool = False,
    check_finite: bool = True,
    *,
    assume_a: str | None = None,
    lower: bool = False,
) -> Any:
    """The inverse; of a symmetric or positive definite matrix from one triangle."""
    x = _matrix(_scipy.inv, a, check_finite)
    kind = _STRUCTURES.get(assume_a, assume_a)
    if kind in ("sym", "her", "pos"):
        x = _completed(x, lower, hermitian=kind != "sym")
    return wrap(ops.inv(x, checked=True))


@_for_handles
def det(a: Any, overwrite_a: bool = False, check_finite: bool = True) -> Any:
    """The determinant."""
    return wrap(ops.det(_matrix(_scipy.det, a, check_finite)))


@_for_handles
def lu_factor(a: Any, overwrite_a: bool = False, check_finite: bool = True) -> tuple:
    """(L and U in one matrix, LAPACK's row exchanges), for `lu_solve`."""
    packed, pivots, _ = dec.lu(_matrix(_scipy.lu_factor, a, check_finite, square=False))
    return wrap(packed), wrap(pivots)


@_for_handles
def lu_solve(lu_and_piv: tuple, b: Any, trans: int = 0, overwrite_b: bool = False, check_finite: bool = True) -> Any:
    """The solution of op(a) x = b for the result of `lu_factor`; trans: 0 for a, 1 for a.T, 2 for a^H."""
    packed, pivots = lu_and_piv
    packed, b, is_vector = _system(_scipy.lu_solve, packed, b, check_finite, wrapped=lambda c: (c, np.arange(len(c))))
    if trans == 2 and packed.dtype.kind == "c":
        packed = ew.conjugate(packed)
    order = dec.row_order(unwrap(as_array(pivots)), n=packed.shape[-1])
    apart = functools.partial(ops.triangular_solve, packed, trans=trans != 0)
    if not trans:
        x = apart(apart(dec.permute_rows(b, order), lower=True, unit=True), lower=False, unit=False)
    else:
        x = apart(apart(b, lower=False, unit=False), lower=True, unit=True)
        x = dec.permute_rows(x, _inverse(order))
    return _solution(x, is_vector)


def _inverse(order: Any) -> Any:
    return unwrap(np.argsort(wrap(order), axis=-1))


@_for_handles
def lu(
    a: Any, permute_l: bool = False, overwrite_a: bool = False, check_finite: bool = True, p_indices: bool = False
) -> tuple:
    """(P, L, U) with a = P L U; with permute_l (P L, U); with p_indices the rows P in place of the matrix."""
    packed, _, order = dec.lu(_matrix(_scipy.lu, a, check_finite, square=False))
    m, n = packed.shape[-2:]
    k = min(m, n)
    low = wrap(dec.columns(matrices.weighted(packed, np.tri(m, n, -1)), 0, k)) + np.eye(m, k, dtype=packed.dtype)
    up = wrap(dec.rows(matrices.weighted(packed, np.tri(n, m).T), 0, k))
    rows = _inverse(order)
    if permute_l:
        return wrap(dec.permute_rows(unwrap(low), rows)), up
    if p_indices:
        return wrap(rows), low, up
    p = wrap(rows)[..., :, None] == np.arange(m)
    return p.astype(matrices.real_dtype(packed.dtype)), low, up


# -- orthogonal factorisations and eigenvalues


@_for_handles
def qr(
    a: Any,
    overwrite_a: bool = False,
    lwork: Any = None,
    mode: str = "full",
    pivoting: bool = False,
    check_finite: bool = True,
) -> tuple:
    """(Q, R), square Q unless mode is 'economic'; mode 'r' gives (R,).  No pivoting."""
    if mode not in ("full", "economic", "r") or pivoting:
        raise UnsupportedError(f"'scipy.linalg.qr' of a traced array has no mode '{mode}' with pivoting={pivoting}.")
    q, r = dec.qr(_matrix(_scipy.qr, a, check_finite, square=False), full=mode != "economic")
    return (wrap(r),) if mode == "r" else (wrap(q), wrap(r))


@_for_handles
def svd(
    a: Any,
    full_matrices: bool = True,
    compute_uv: bool = True,
    overwrite_a: bool = False,
    check_finite: bool = True,
    lapack_driver: str = "gesdd",
) -> Any:
    """(U, s, Vh), or s alone."""
    x = _matrix(_scipy.svd, a, check_finite, square=False)
    return tuple(wrap(v) for v in dec.svd(x, full=bool(full_matrices))) if compute_uv else wrap(dec.svdvals(x))


@_for_handles
def svdvals(a: Any, overwrite_a: bool = False, check_finite: bool = True) -> Any:
    """Singular values, largest first."""
    return wrap(dec.svdvals(_matrix(_scipy.svdvals, a, check_finite, square=False)))


@_for_handles
def eigh(
    a: Any,
    b: Any = None,
    *,
    lower: bool = True,
    eigvals_only: bool = False,
    overwrite_a: bool = False,
    overwrite_b: bool = False,
    type: int = 1,
    check_finite: bool = True,
    subset_by_index: Any = None,
    subset_by_value: Any = None,
    driver: Any = None,
) -> Any:
    """Eigenvalues and vectors of a Hermitian matrix, or of a v = w b v; no subset by value, `type` 1 only."""
    if type != 1 or subset_by_value is not None:
        raise UnsupportedError("'scipy.linalg.eigh' of a traced array has neither type 2 or 3 nor subset_by_value.")
    x = _matrix(_scipy.eigh, a, check_finite)
    uplo = "L" if lower else "U"
    if b is None:
        w, v = (dec.eigvalsh(x, uplo=uplo), None) if eigvals_only else dec.eigh(x, uplo=uplo)
    else:
        w, v = _generalized(x, _matrix(_scipy.eigh, b, check_finite), lower)
    if subset_by_index is not None:
        low, high = subset_by_index
        w = wrap(w)[..., low : high + 1]
        v = v if v is None else wrap(v)[..., low : high + 1]
    return wrap(w) if eigvals_only else (wrap(w), wrap(v))


def _generalized(a: Any, b: Any, lower: bool) -> tuple[Any, Any]:
    """a v = w b v as the eigenvalues of L^-1 a L^-H with b = L L^H; v^H b v = 1."""
    dtype = np.result_type(a.dtype, b.dtype)
    a, b = (_completed(convert(x, dtype), lower, hermitian=True) for x in (a, b))
    low = ops.cholesky(b)
    left = ops.solve_triangular(low, a)
    w, y = dec.eigh(matrices.adjoint(ops.solve_triangular(low, matrices.adjoint(left))), uplo="L")
    return w, ops.solve_adjoint_triangular(low, y)


@_for_handles
def eigvalsh(a: Any, b: Any = None, **options: Any) -> Any:
    """The eigenvalues of `eigh`."""
    return eigh(a, b, eigvals_only=True, **options)


# -- functions of matrices, assembled matrices


@_for_handles
def expm(A: Any) -> Any:
    """The matrix exponential."""
    return wrap(ops.expm(_matrix(_scipy.expm, A, check_finite=False)))


@_for_handles
def norm(a: Any, ord: Any = None, axis: Any = None, keepdims: bool = False, check_finite: bool = True) -> Any:
    """np.linalg.norm of finite arrays."""
    (x,) = _values((a,), check_finite)
    return np.linalg.norm(wrap(x), ord, axis, keepdims)


@_for_handles
def block_diag(*arrs: Any) -> Any:
    """The matrix with the given ones along its diagonal and zeros elsewhere; vectors are matrices of one row."""
    blocks = [np.atleast_2d(as_array(a)) for a in arrs]
    for b in blocks:
        if b.ndim > 2:
            raise ValueError(f"'block_diag' needs matrices, got an array of shape {b.shape}.")
    rows, columns = sum(b.shape[0] for b in blocks), sum(b.shape[1] for b in blocks)
    out = wrap(np.zeros((rows, columns), np.result_type(*[b.dtype for b in blocks])))
    i = j = 0
    for b in blocks:
        m, n = b.shape
        out[i : i + m, j : j + n] = b
        i, j = i + m, j + n
    return out


@_for_handles
def toeplitz(c: Any, r: Any = None) -> Any:
    """The matrix with first column c and first row r (conj(c), if None), constant along diagonals."""
    c = np.ravel(as_array(c))
    r = np.conj(c) if r is None else np.ravel(as_array(r))
    m, n = c.size, r.size
    band = np.concatenate([c[::-1], r[1:]])
    return band[np.arange(m)[::-1, None] + np.arange(n)]

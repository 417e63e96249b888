"""Linear systems, inverses, determinants, Cholesky factors and matrix exponentials on the last two axes.

Operands have one dtype (f32, f64, c64 or c128) and equal leading axes; right-hand sides are matrices.  Values come from
NumPy and LAPACK, which raise LinAlgError.  Rules without a source of their own are Giles's (2008, "Collected matrix
derivative results"); capital letters are matrices, dX is the tangent of X, and ^H the conjugate transpose.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import CONSTANT, General, PerOperand
from ..core.trace import typeof
from ..core.types import FLOAT, ArrayType
from .contraction import matmul
from .elementwise import (
    add,
    complex_,
    conjugate,
    const,
    filled,
    multiply,
    negative,
    real,
    repeat_front,
    subtract,
    zeros,
)
from .indexing import slice_axis
from .matrices import (
    adjoint,
    blas,
    check_matrix,
    check_system,
    factorisation,
    hermitian_part,
    inner,
    lapack,
    matrix_transpose,
    over_rows,
    per_matrix,
    real_dtype,
    square_like,
    stacked_batch,
    weighted,
)
from .movement import concatenate, flip, reshape, transpose

# -- triangular systems


def _triangular_impl(a, b, lower, trans, unit):
    n = a.shape[-1]
    if not b.size:
        return np.zeros_like(b)
    if a.ndim > 2 and n <= 64:  # NumPy's loop over the stack is in C, which pays while the matrices are small
        t = np.tril(a, -1 if unit else 0) if lower else np.triu(a, 1 if unit else 0)
        t = t + np.eye(n, dtype=a.dtype) if unit else t
        return np.linalg.solve(np.swapaxes(t, -1, -2) if trans else t, b)
    return _substitution(a, b, lower=lower, trans=trans, unit=unit)


@per_matrix
def _substitution(a, b, lower, trans, unit):
    """By BLAS: LAPACK's trtrs is the same with a check, but wakes all threads also for the smallest system."""
    if not unit:
        zero = np.flatnonzero(np.diagonal(a) == 0)
        if len(zero):
            raise np.linalg.LinAlgError(f"singular matrix: resolution failed at diagonal {zero[0]}")
    if not a.flags.f_contiguous:  # BLAS reads columns: the transpose needs no copy
        a, lower, trans = a.T, not lower, not trans
    return blas("trsm", a.dtype)(1.0, a, b, lower=lower, trans_a=trans, diag=unit)


def _triangular_type(a, b, lower, trans, unit):
    check_system("triangular_solve", a, b)
    return b


def _triangular_jvp_a(t, a, b, x, lower, trans, unit):
    """op(A)^-1 (-op(dA) x), of which only the triangle that is read counts."""
    n = typeof(a).shape[-1]
    triangle = np.tri(n, n, -1 if unit else 0)
    da = weighted(t, triangle if lower else triangle.T)
    rhs = matmul(matrix_transpose(da) if trans else da, x)
    return negative(triangular_solve(a, rhs, lower=lower, trans=trans, unit=unit))


def _solve_transpose_b(ct, a, b, i, **params):
    return triangular_solve(a, ct, **{**params, "trans": not params["trans"]})


def with_columns(f: Callable[[Any], Any], b: Any, extra: int) -> Any:
    """f, which solves for matrices, on B with `extra` axes in front: these become columns of one right-hand side."""
    if not extra:
        return f(b)
    shape = typeof(b).shape
    more, lead, (n, k) = shape[:extra], shape[extra:-2], shape[-2:]
    front, middle = tuple(range(extra)), tuple(range(extra, len(shape) - 1))
    columns = reshape(transpose(b, perm=(*middle, *front, len(shape) - 1)), shape=(*lead, n, math.prod(more) * k))
    x = reshape(f(columns), shape=(*lead, n, *more, k))
    there = tuple(range(len(middle), len(middle) + extra))
    return transpose(x, perm=(*there, *range(len(middle)), len(shape) - 1))


def columns_batch(op: Op) -> Callable[..., Any]:
    """The batch rule of A X = B: where A is shared, the right-hand sides become columns of one system."""

    def batch(size, args, batched, **params):
        a, b, *factors = args
        if not batched[0]:
            return with_columns(lambda columns: op(a, columns, *factors, **params), b, 1)
        return op(a, b if batched[1] else repeat_front(b, size), **params)  # stacks go without factors

    return batch


triangular_solve = Op(
    "triangular_solve",
    "factorisation",
    _triangular_type,
    _triangular_impl,
    PerOperand(_triangular_jvp_a, lambda t, a, b, x, **params: triangular_solve(a, t, **params)),
    _solve_transpose_b,
)
triangular_solve.batch = columns_batch(triangular_solve)


def solve_triangular(a: Any, b: Any, lower: bool = True, unit: bool = False) -> Any:
    """The solution of A X = B for triangular A."""
    return triangular_solve(a, b, lower=lower, trans=False, unit=unit)


def solve_adjoint_triangular(a: Any, b: Any, lower: bool = True) -> Any:
    """The solution of A^H X = B for triangular A."""
    if typeof(a).dtype.kind != "c":
        return triangular_solve(a, b, lower=lower, trans=True, unit=False)
    return conjugate(triangular_solve(a, conjugate(b), lower=lower, trans=True, unit=False))


# -- general systems.  The factors of one matrix are kept and used again by every rule; stacks are left to NumPy.


def _double(dtype):
    """What NumPy computes in: double precision."""
    return np.result_type(dtype, np.float64)


def _lu_factors_type(a):
    check_matrix("lu_factors", a, square=True)
    return ArrayType(a.shape, _double(a.dtype)), ArrayType(a.shape[:-1], np.dtype(np.int32))


def _lu_factors_impl(a):
    a = a.astype(_double(a.dtype), copy=False)
    if not a.size:
        return a, np.zeros(a.shape[-1], np.int32)
    lu, pivots, info = lapack("getrf", a.dtype)(a)
    if info > 0:
        raise np.linalg.LinAlgError("Singular matrix")
    return lu, pivots


def _no_factors(size, args, batched):
    """Placeholders: `solve` does not read the factors of a stack."""
    return tuple([zeros(t) for t in _lu_factors_type(typeof(args[0]))])


# The factors of A for `solve`.  They carry no derivative, because that of `solve` goes by A.
lu_factors = Op(
    "lu_factors", "factorisation", _lu_factors_type, _lu_factors_impl, CONSTANT, None, _no_factors, multi=True
)


def _solve_type(a, b, *factors, trans):
    check_system("solve", a, b)
    return b


def _solve_impl(a, b, *factors, trans):
    if not factors:
        return np.linalg.solve(np.swapaxes(a, -1, -2) if trans else a, b)
    if not b.size:
        return np.zeros_like(b)
    x, _ = lapack("getrs", factors[0].dtype)(*factors, b, trans=int(trans))
    return x.astype(b.dtype, copy=False)


def _solve_jvp(primals, tangents, x, trans):
    """dX = A^-1 (dB - dA X)."""
    a, _, *factors = primals
    da, db = tangents[:2]
    if da is not None:
        moved = negative(matmul(matrix_transpose(da) if trans else da, x))
        db = moved if db is None else add(db, moved)
    return None if db is None else solve(a, db, *factors, trans=trans)


solve = Op(
    "solve",
    "factorisation",
    _solve_type,
    _solve_impl,
    General(_solve_jvp),
    lambda ct, a, b, *factors, i, trans: solve(a, ct, *factors, trans=not trans),
)
solve.batch = columns_batch(solve)


def solve_system(a: Any, b: Any) -> Any:
    """The solution of A X = B.  A single matrix A may meet a stack of right-hand sides."""
    if len(typeof(a).shape) > 2:
        return solve(a, b, trans=False)
    factors = lu_factors(a)
    return with_columns(lambda columns: solve(a, columns, *factors, trans=False), b, len(typeof(b).shape) - 2)


# -- inverse and determinant


def _inv_impl(a, checked):
    """With checked=False the inverse of a singular matrix is NaN."""
    try:
        return np.linalg.inv(a)
    except np.linalg.LinAlgError:
        if checked:
            raise
    if a.ndim == 2:
        return np.full_like(a, np.nan)
    return np.array([_inv_impl(m, checked) for m in a])


def _inv_jvp(t, a, x, checked):
    """dX = -X dA X."""
    return negative(matmul(matmul(x, t), x))


inv = factorisation("inv", square_like("inv"), _inv_impl, PerOperand(_inv_jvp))


def _det_type(a):
    check_matrix("det", a, square=True)
    return ArrayType(a.shape[:-2], a.dtype)


det = factorisation(
    "det", _det_type, np.linalg.det, PerOperand(lambda t, a, z: inner(cofactors(a), t))
)  # Jacobi's formula


def _cofactors_impl(a):
    """det(A) A^-T; near singular matrices through the singular values, without a division."""
    n = a.shape[-1]
    if not a.size:
        return a
    x = _inv_impl(a, checked=False)
    with np.errstate(invalid="ignore"):
        condition = np.linalg.norm(a, 1, (-2, -1)) * np.linalg.norm(x, 1, (-2, -1))
        if np.all(condition * np.finfo(a.dtype).eps ** 0.5 < 1):
            return np.linalg.det(a)[..., None, None] * np.swapaxes(x, -1, -2)
    u, s, vh = np.linalg.svd(a)
    others = np.where(np.eye(n, dtype=bool), 1, s[..., None, :]).prod(-1)
    phase = np.linalg.det(u) * np.linalg.det(vh)
    return phase[..., None, None] * ((u.conj() * others[..., None, :]) @ vh.conj())


def _cofactors_jvp(t, a, c):
    """dC = tr(X dA) C - X^T dA^T C with X = A^-1: NaN where A is singular; exact everywhere for n <= 2."""
    n = typeof(a).shape[-1]
    if n <= 2:
        return weighted(flip(t, axes=(len(typeof(t).shape) - 2, len(typeof(t).shape) - 1)), _COFACTOR_SIGNS[n])
    x_t = matrix_transpose(inv(a, checked=False))
    trace = inner(x_t, t)
    return subtract(multiply(over_rows(trace, c), c), matmul(x_t, matmul(matrix_transpose(t), c)))


_COFACTOR_SIGNS = {0: np.zeros((0, 0)), 1: np.zeros((1, 1)), 2: np.array([[1.0, -1.0], [-1.0, 1.0]])}
cofactors = factorisation("cofactors", square_like("cofactors"), _cofactors_impl, PerOperand(_cofactors_jvp))


def _slogdet_type(a):
    check_matrix("slogdet", a, square=True)
    return ArrayType(a.shape[:-2], a.dtype), ArrayType(a.shape[:-2], real_dtype(a.dtype))


def _slogdet_jvp(primals, tangents, out):
    """d log|det A| = Re tr(A^-1 dA), and the sign turns with the imaginary part; NaN where A is singular."""
    (a,), (t,) = primals, tangents
    trace = inner(matrix_transpose(inv(a, checked=False)), t)
    if typeof(a).dtype.kind != "c":
        return None, trace
    size = real(trace)
    turn = subtract(trace, complex_(size, const(size, 0)))
    return multiply(out[0], turn), size


slogdet = factorisation(
    "slogdet", _slogdet_type, lambda a: tuple(np.linalg.slogdet(a)), General(_slogdet_jvp), multi=True
)

# -- Cholesky


def _cholesky_jvp(t, a, low):
    """dL = L phi(L^-1 dA L^-H), phi taking the lower triangle and half of the diagonal (Murray 2016)."""
    n = typeof(a).shape[-1]
    left = solve_triangular(low, hermitian_part(t))
    both = adjoint(solve_triangular(low, adjoint(left)))
    return matmul(low, weighted(both, np.tri(n) - 0.5 * np.eye(n)))


# Reads the lower triangle, as NumPy does; the derivative is that of the Hermitian matrix, by the Hermitian part of dA.
cholesky = factorisation("cholesky", square_like("cholesky"), np.linalg.cholesky, PerOperand(_cholesky_jvp))

# -- pseudo-inverse and least squares


def _pinv_impl(a, rtol, hermitian):
    return np.linalg.pinv(a, rtol=rtol, hermitian=hermitian)


def _pinv_type(a, rtol, hermitian):
    check_matrix("pinv", a, square=hermitian)
    if rtol != ArrayType(a.shape[:-2], FLOAT):
        raise TypeError(f"'pinv' of {a} needs an f64 tolerance per matrix, got {rtol}.")
    return ArrayType((*a.shape[:-2], a.shape[-1], a.shape[-2]), a.dtype)


def _pinv_jvp(t, a, rtol, p, hermitian):
    """dP = -P dA P + P P^H dA^H (1 - A P) + (1 - P A) dA^H P^H P, at constant rank (Golub & Pereyra 1973)."""
    t = hermitian_part(t) if hermitian else t
    t_h, p_h = adjoint(t), adjoint(p)
    rows = matmul(matmul(p, p_h), t_h)
    columns = matmul(t_h, matmul(p_h, p))
    inside = matmul(matmul(p, t), p)
    right = subtract(rows, matmul(matmul(rows, a), p))
    left = subtract(columns, matmul(p, matmul(a, columns)))
    return add(subtract(right, inside), left)


pinv = factorisation("pinv", _pinv_type, _pinv_impl, PerOperand(_pinv_jvp, None))


def _lstsq_type(a, b, rcond):
    check_matrix("lstsq", a)
    if b.dtype != a.dtype or b.shape[:-1] != a.shape[:-1]:
        raise TypeError(f"'lstsq' of {a} needs a right-hand side of the same dtype and rows, got {b}.")
    *lead, m, n = a.shape
    values = ArrayType((*lead, min(m, n)), real_dtype(a.dtype))
    return ArrayType((*lead, n, b.shape[-1]), a.dtype), ArrayType(tuple(lead), np.dtype(np.int32)), values


@partial(per_matrix, n_outputs=3)
def _lstsq_impl(a, b, rcond):
    x, _, rank, s = np.linalg.lstsq(a, b, rcond)
    return x, np.int32(rank), s


def _lstsq_jvp(primals, tangents, out, rcond):
    """x = P b, with the derivative of P applied to b at once."""
    from .decompositions import singular_values_tangent

    (a, b), (da, db), x = primals, tangents, out[0]
    m, n = typeof(a).shape[-2:]
    eps = np.finfo(np.float64).eps  # NumPy computes in double precision
    rtol = eps * max(m, n) if rcond is None else eps if rcond < 0 else rcond
    p = pinv(a, filled(ArrayType(typeof(a).shape[:-2], FLOAT), rtol), hermitian=False)
    total = None if db is None else matmul(p, db)
    if da is None:
        return total, None, None
    da_h, p_h = adjoint(da), adjoint(p)
    residual = subtract(b, matmul(a, x))
    right = matmul(p, matmul(p_h, matmul(da_h, residual)))
    pulled = matmul(da_h, matmul(p_h, x))
    left = subtract(pulled, matmul(p, matmul(a, pulled)))
    moved = subtract(add(right, left), matmul(p, matmul(da, x)))
    return (moved if total is None else add(total, moved)), None, singular_values_tangent(a, da)


lstsq = factorisation("lstsq", _lstsq_type, _lstsq_impl, General(_lstsq_jvp), multi=True)

# -- matrix exponential


def _expm_impl(a):
    from scipy.linalg import expm

    return expm(a)


expm = factorisation("expm", square_like("expm"), _expm_impl, PerOperand(lambda t, a, z: expm_frechet(a, t)))


def _frechet_type(a, e):
    check_matrix("expm_frechet", a, square=True)
    if a != e:
        raise TypeError(f"'expm_frechet' needs a direction of type {a}, got {e}.")
    return a


@per_matrix
def _frechet_impl(a, e):
    from scipy.linalg import expm_frechet

    return expm_frechet(a, e, compute_expm=False).astype(a.dtype, copy=False) if a.size else a


def _blocks(a, b, c, d):
    """The matrix [[A, B], [C, D]]."""
    n = len(typeof(a).shape)
    return concatenate(concatenate(a, b, axis=n - 1), concatenate(c, d, axis=n - 1), axis=n - 2)


def _frechet_jvp_a(t, a, e, z):
    """The second derivative, as a block of the first derivative of a matrix twice the size (Mathias 1996)."""
    zero, n, axis = const(a, 0), typeof(a).shape[-1], len(typeof(a).shape) - 1
    no_t = const(t, 0)
    whole = expm_frechet(_blocks(a, e, zero, a), _blocks(t, no_t, no_t, t))
    return slice_axis(slice_axis(whole, axis - 1, 0, n), axis, n, 2 * n)


expm_frechet = factorisation(
    "expm_frechet",
    _frechet_type,
    _frechet_impl,
    PerOperand(_frechet_jvp_a, lambda t, a, e, z: expm_frechet(a, t)),
    lambda ct, a, e, i: expm_frechet(matrix_transpose(a), ct),
)

# -- a check that SciPy makes of its arguments


def _finite_impl(x):
    return np.asarray_chkfinite(x)


# x itself; raises ValueError where an element is infinite or NaN.
finite = Op("finite", "factorisation", lambda t: t, _finite_impl, PerOperand(lambda t, x, z: t), lambda ct, x, i: ct)
finite.batch = stacked_batch(finite)

"""LU, QR, eigenvalue and singular value decompositions on the last two axes.

Operands are as in ops/linalg.py.  Where eigenvalues or singular values are equal, the vectors of their common space
have no derivative: they get NaN, never a wrong number, while the values and all other vectors keep theirs.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np

from ..core.rules import CONSTANT, General, PerOperand
from ..core.trace import typeof
from ..core.types import ArrayType, broadcast_shapes
from .contraction import matmul
from .elementwise import (
    absolute,
    add,
    complex_,
    conjugate,
    const,
    imag,
    multiply,
    negative,
    real,
    subtract,
)
from .indexing import slice_axis, take_along
from .linalg import inv, solve_triangular, triangular_solve
from .matrices import (
    adjoint,
    check_matrix,
    factorisation,
    hermitian_part,
    in_dtype,
    lapack,
    matrix_transpose,
    per_matrix,
    real_dtype,
    weighted,
)
from .movement import concatenate, expand, pad, reshape
from .reduction import argmin, reduce_sum


def columns(x: Any, start: int, stop: int) -> Any:
    """X[..., start:stop]."""
    return slice_axis(x, len(typeof(x).shape) - 1, start, stop)


def rows(x: Any, start: int, stop: int) -> Any:
    """X[..., start:stop, :]."""
    return slice_axis(x, len(typeof(x).shape) - 2, start, stop)


def as_row(x: Any) -> Any:
    """Vectors as matrices of one row."""
    *lead, n = typeof(x).shape
    return reshape(x, shape=(*lead, 1, n))


def as_column(x: Any) -> Any:
    """Vectors as matrices of one column."""
    return reshape(x, shape=(*typeof(x).shape, 1))


def times(x: Any, y: Any) -> Any:
    """The elementwise product of matrices, rows and columns, which are repeated; real y may multiply complex x."""
    shape = broadcast_shapes(typeof(x).shape, typeof(y).shape)
    return multiply(expand(x, shape), expand(in_dtype(y, typeof(x).dtype), shape))


def diagonal_of_product(x: Any, y: Any) -> Any:
    """The diagonal of X Y."""
    return reduce_sum(multiply(x, matrix_transpose(y)), axes=(len(typeof(x).shape) - 1,))


def on_diagonal(x: Any) -> Any:
    """The diagonal part of square matrices, as matrices."""
    return weighted(x, np.eye(typeof(x).shape[-1]))


def _quotient_impl(x, y):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0, np.where(x == 0, x, np.nan), x / y)[()]


def _quotient_type(x, y):
    if x != y:
        raise TypeError(f"'quotient' needs operands of one type, got {x} and {y}.")
    return x


# x / y; for y = 0 it is 0 where x is 0, else NaN: a closed gap matters only to what depends on it.
quotient = factorisation(
    "quotient",
    _quotient_type,
    _quotient_impl,
    PerOperand(lambda t, x, y, z: quotient(t, y), lambda t, x, y, z: negative(quotient(multiply(z, t), y))),
    lambda ct, x, y, i: quotient(ct, y),
)


def over_gaps(x: Any, values: Any) -> Any:
    """X[i, j] / (values[j] - values[i]) outside the diagonal, and 0 on it."""
    t, n = typeof(x), typeof(values).shape[-1]
    gap = subtract(expand(as_row(values), t.shape), expand(as_column(values), t.shape))
    open_diagonal = add(gap, expand(np.eye(n, dtype=typeof(gap).dtype), t.shape))
    return weighted(quotient(x, in_dtype(open_diagonal, t.dtype)), 1 - np.eye(n))


def over_row(x: Any, row: Any) -> Any:
    """Each column of X divided by a real number."""
    t = typeof(x)
    return quotient(x, in_dtype(expand(as_row(row), t.shape), t.dtype))


def real_part(x: Any) -> Any:
    """x for real x, else its real part."""
    return real(x) if typeof(x).dtype.kind == "c" else x


def imaginary(x: Any) -> Any:
    """i Im(x) for complex x."""
    part = imag(x)
    return complex_(const(part, 0), part)


def complement_tangent(q: Any, dq: Any, k: int) -> Any:
    """The tangent of a square orthogonal Q = [Q1 Q2] whose first k columns move by dQ1: dQ2 = -Q1 dQ1^H Q2."""
    n = typeof(q).shape[-1]
    q1, q2 = columns(q, 0, k), columns(q, k, n)
    dq2 = negative(matmul(q1, matmul(adjoint(dq), q2)))
    return concatenate(dq, dq2, axis=len(typeof(q).shape) - 1)


# -- LU with row exchanges


def _lu_type(a):
    check_matrix("lu", a)
    *lead, m, n = a.shape
    int32 = np.dtype(np.int32)
    return a, ArrayType((*lead, min(m, n)), int32), ArrayType((*lead, m), int32)


@partial(per_matrix, n_outputs=3)
def _lu_impl(a):
    m, n = a.shape
    if not a.size:
        return a, np.zeros(min(m, n), np.int32), np.arange(m, dtype=np.int32)
    lu, pivots, _ = lapack("getrf", a.dtype)(a)
    return lu, pivots, _order(pivots, m)


def _order(pivots, n):
    """The order of n rows after LAPACK's exchanges, of which the k-th is of rows k and pivots[k]."""
    order = np.arange(n, dtype=np.int32)
    for k, p in enumerate(pivots):
        order[[k, p]] = order[[p, k]]
    return order


def _row_order_impl(pivots, n):
    lead = pivots.shape[:-1]
    rows = [_order(p, n) for p in pivots.reshape(math.prod(lead), pivots.shape[-1])]
    return np.array(rows, np.int32).reshape(*lead, n)


# The order of n rows after the exchanges that `lu` gives.
row_order = factorisation(
    "row_order", lambda t, n: ArrayType((*t.shape[:-1], n), np.dtype(np.int32)), _row_order_impl, CONSTANT
)


def permute_rows(x: Any, order: Any) -> Any:
    """X[order] for every matrix of a stack."""
    shape = typeof(x).shape
    return take_along(x, expand(as_column(order), shape), axis=len(shape) - 2)


def _lu_jvp(primals, tangents, out):
    """dL = L tril(L^-1 P dA U^-1, -1), dU = triu(L^-1 P dA U^-1) U, both completed to square matrices by ones."""
    (a,), (t,), (lu_, _, order) = primals, tangents, out
    *_, m, n = typeof(a).shape
    k = min(m, n)
    permuted = permute_rows(t, order)
    low = _completed(weighted(columns(lu_, 0, k), np.tri(m, k, -1)), m, unit=True)
    up = _completed(weighted(rows(lu_, 0, k), np.tri(n, k).T), n, unit=False)
    left = solve_triangular(low, permuted, lower=True, unit=True)
    x = matrix_transpose(triangular_solve(up, matrix_transpose(left), lower=False, trans=True, unit=False))
    d_low = matmul(low, weighted(x, np.tri(m, n, -1)))
    d_up = matmul(weighted(x, np.tri(n, m).T), up)
    return add(weighted(d_low, np.tri(m, n, -1)), weighted(d_up, np.tri(n, m).T)), None, None


def _completed(x, n, unit):
    """A trapezoidal factor as an n x n triangle, with ones on the diagonal where it is new (everywhere, if `unit`)."""
    t = typeof(x)
    *lead, r, c = t.shape
    if (r, c) != (n, n):
        x = pad(x, t.dtype.type(0), widths=(*((0, 0),) * len(lead), (0, n - r), (0, n - c)))
    ones = np.eye(n, dtype=t.dtype)
    if not unit:
        ones[: min(r, c)] = 0
    return add(x, expand(ones, typeof(x).shape))


# (packed L and U, LAPACK's row exchanges, the permutation p with A[p] = L U)
lu = factorisation("lu", _lu_type, _lu_impl, General(_lu_jvp), multi=True)

# -- QR


def _qr_type(a, full):
    check_matrix("qr", a)
    *lead, m, n = a.shape
    k = m if full else min(m, n)
    return ArrayType((*lead, m, k), a.dtype), ArrayType((*lead, k, n), a.dtype)


def _qr_jvp(primals, tangents, out, full):
    """Of a matrix whose first min(m, n) columns are independent (Walter & Lehmann 2018; Townsend 2018)."""
    (a,), (t,), (q, r) = primals, tangents, out
    *lead, m, n = typeof(a).shape
    k = min(m, n)
    q1, r1 = columns(q, 0, k), columns(rows(r, 0, k), 0, k)
    moved = columns(t, 0, k)
    # dA R^-1, with R^-1 applied from the right
    y = matrix_transpose(triangular_solve(r1, matrix_transpose(moved), lower=False, trans=True, unit=False))
    inside = matmul(adjoint(q1), y)
    below = weighted(inside, np.tri(k, k, -1))
    turn = subtract(below, adjoint(below))
    if typeof(a).dtype.kind == "c":  # LAPACK keeps the diagonal of R real
        turn = add(turn, imaginary(on_diagonal(inside)))
    dq = add(matmul(q1, subtract(turn, inside)), y)
    dr = matmul(subtract(inside, turn), r1)
    if n > k:
        t2, r2 = columns(t, k, n), columns(r, k, n)
        dr = concatenate(dr, matmul(adjoint(q1), subtract(t2, matmul(dq, r2))), axis=len(lead) + 1)
    if full and m > n:
        dq = complement_tangent(q, dq, k)
        dr = pad(dr, typeof(a).dtype.type(0), widths=(*((0, 0),) * len(lead), (0, m - n), (0, 0)))
    return dq, dr


def _qr_impl(a, full):
    return tuple(np.linalg.qr(a, mode="complete" if full else "reduced"))


qr = factorisation("qr", _qr_type, _qr_impl, General(_qr_jvp), multi=True)

# -- Hermitian eigenvalues.  One triangle is read; the derivative is that of the Hermitian matrix.


def _eigh_type(a, uplo):
    check_matrix("eigh", a, square=True)
    return ArrayType(a.shape[:-1], real_dtype(a.dtype)), a


def _eigh_jvp(primals, tangents, out, uplo):
    """dw = diag(V^H dA V), dV = V (F * V^H dA V) with F[i, j] = 1 / (w[j] - w[i]) (Giles 2008)."""
    (w, v), t = out, hermitian_part(tangents[0])
    inside = matmul(adjoint(v), matmul(t, v))
    dw = real_part(reduce_sum(on_diagonal(inside), axes=(len(typeof(v).shape) - 1,)))
    return dw, matmul(v, over_gaps(inside, w))


eigh = factorisation("eigh", _eigh_type, lambda a, uplo: tuple(np.linalg.eigh(a, uplo)), General(_eigh_jvp), multi=True)


def _eigvalsh_jvp(t, a, w, uplo):
    _, v = eigh(a, uplo=uplo)
    return real_part(diagonal_of_product(adjoint(v), matmul(hermitian_part(t), v)))


eigvalsh = factorisation(
    "eigvalsh",
    lambda a, uplo: _eigh_type(a, uplo)[0],
    lambda a, uplo: np.linalg.eigvalsh(a, uplo),
    PerOperand(_eigvalsh_jvp),
)

# -- general eigenvalues: always complex, in LAPACK's order


def complex_dtype(dtype: np.dtype) -> np.dtype:
    """The complex dtype of the same precision."""
    return np.result_type(dtype, np.complex64)


def _eig_type(a):
    check_matrix("eig", a, square=True)
    dtype = complex_dtype(a.dtype)
    return ArrayType(a.shape[:-1], dtype), ArrayType(a.shape, dtype)


def _eig_impl(a):
    w, v = np.linalg.eig(a)
    dtype = complex_dtype(a.dtype)
    return w.astype(dtype, copy=False), v.astype(dtype, copy=False)


def _eig_jvp(primals, tangents, out):
    """dw = diag(V^-1 dA V), dV = V Q with Q = F * V^-1 dA V, less what would change the norm of a column.

    (Boeddeker et al. 2017.)  NaN for a defective matrix.  The phase of a vector is held, whatever LAPACK's choice.
    """
    w, v = out
    t = in_dtype(tangents[0], typeof(v).dtype)
    inside = matmul(inv(v, checked=False), matmul(t, v))
    axis = len(typeof(v).shape) - 1
    dw = reduce_sum(on_diagonal(inside), axes=(axis,))
    dv = matmul(v, over_gaps(inside, w))
    growth = real(reduce_sum(multiply(conjugate(v), dv), axes=(axis - 1,)))
    return dw, subtract(dv, times(v, as_row(growth)))


eig = factorisation("eig", _eig_type, _eig_impl, General(_eig_jvp), multi=True)


def _eigvals_jvp(t, a, w):
    """As of `eig`, whose eigenvalues LAPACK may give in another order."""
    other, v = eig(a)
    dw = diagonal_of_product(inv(v, checked=False), matmul(in_dtype(t, typeof(v).dtype), v))
    n = typeof(w).shape[-1]
    if not n:
        return dw
    shape = (*typeof(w).shape, n)
    distance = absolute(subtract(expand(as_column(w), shape), expand(as_row(other), shape)))
    return take_along(dw, argmin(distance, axis=len(shape) - 1), axis=len(shape) - 2)


def _eigvals_impl(a):
    return np.linalg.eigvals(a).astype(complex_dtype(a.dtype), copy=False)


eigvals = factorisation("eigvals", lambda a: _eig_type(a)[0], _eigvals_impl, PerOperand(_eigvals_jvp))

# -- singular values


def _svd_type(a, full):
    check_matrix("svd", a)
    *lead, m, n = a.shape
    k = min(m, n)
    return (
        ArrayType((*lead, m, m if full else k), a.dtype),
        ArrayType((*lead, k), real_dtype(a.dtype)),
        ArrayType((*lead, n if full else k, n), a.dtype),
    )


def _svd_jvp(primals, tangents, out, full):
    """With P = U^H dA V: ds = Re diag P, dU = U (F * (P S + S P^H)) + (1 - U U^H) dA V / S, and so for V.

    (Townsend 2016.)  F is as for `eigh`, of s^2.  A complex pair of vectors has a common phase, which is left to U.
    """
    (a,), (t,), (u_all, s, vh_all) = primals, tangents, out
    m, n = typeof(a).shape[-2:]
    k = min(m, n)
    u, v = columns(u_all, 0, k), adjoint(rows(vh_all, 0, k))
    t_v, th_u = matmul(t, v), matmul(adjoint(t), u)
    p = matmul(adjoint(u), t_v)
    ds = real_part(reduce_sum(on_diagonal(p), axes=(len(typeof(u).shape) - 1,)))
    row, column, squares, p_h = as_row(s), as_column(s), multiply(s, s), adjoint(p)
    turn_u = over_gaps(add(times(p, row), times(p_h, column)), squares)
    turn_v = over_gaps(add(times(p, column), times(p_h, row)), squares)
    if typeof(a).dtype.kind == "c":
        turn_u = add(turn_u, over_row(imaginary(on_diagonal(p)), s))
    du, dv = matmul(u, turn_u), matmul(v, turn_v)
    if m > k:
        du = add(du, over_row(subtract(t_v, matmul(u, p)), s))
    if n > k:
        dv = add(dv, over_row(subtract(th_u, matmul(v, p_h)), s))
    if full and m > k:
        du = complement_tangent(u_all, du, k)
    if full and n > k:
        dv = complement_tangent(adjoint(vh_all), dv, k)
    return du, ds, adjoint(dv)


svd = factorisation(
    "svd", _svd_type, lambda a, full: tuple(np.linalg.svd(a, full_matrices=full)), General(_svd_jvp), multi=True
)


def singular_values_tangent(a: Any, t: Any) -> Any:
    """ds = Re diag(U^H dA V)."""
    u, _, vh = svd(a, full=False)
    return real_part(diagonal_of_product(adjoint(u), matmul(t, adjoint(vh))))


svdvals = factorisation(
    "svdvals",
    lambda a: _svd_type(a, False)[1],
    lambda a: np.linalg.svd(a, compute_uv=False),
    PerOperand(lambda t, a, s: singular_values_tangent(a, t)),
)

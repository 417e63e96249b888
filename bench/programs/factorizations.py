"""Factorizations of matrices and direct solvers, written out column by column."""

from __future__ import annotations

import numpy as np

from .program import Program


def cholesky_by_columns(a):
    n = a.shape[0]
    l = np.zeros_like(a)
    for j in range(n):
        l[j, j] = np.sqrt(a[j, j] - l[j, :j] @ l[j, :j])
        l[j + 1 :, j] = (a[j + 1 :, j] - l[j + 1 :, :j] @ l[j, :j]) / l[j, j]
    return l


def lu_in_place(a):
    """L below the diagonal and U above it, in place; returns the order of the rows."""
    n = a.shape[0]
    order = np.arange(n)
    for k in range(n - 1):
        p = k + np.argmax(np.abs(a[k:, k]))
        if p != k:
            row = a[k].copy()
            a[k] = a[p]
            a[p] = row
            order[k], order[p] = order[p], order[k]
        a[k + 1 :, k] /= a[k, k]
        a[k + 1 :, k + 1 :] -= np.outer(a[k + 1 :, k], a[k, k + 1 :])
    return order


def qr_householder(a):
    m, n = a.shape
    r = a.copy()
    q = np.eye(m)
    for k in range(n):
        v = r[k:, k].copy()
        v[0] += np.sign(v[0]) * np.linalg.norm(v)
        v /= np.linalg.norm(v)
        r[k:, k:] -= 2.0 * np.outer(v, v @ r[k:, k:])
        q[:, k:] -= 2.0 * np.outer(q[:, k:] @ v, v)
    return q, r


def qr_gram_schmidt(a):
    """Modified Gram-Schmidt: every later column is cleared of the new one at once."""
    n = a.shape[1]
    q = a.copy()
    r = np.zeros((n, n))
    for j in range(n):
        r[j, j] = np.sqrt(np.sum(q[:, j] ** 2))
        q[:, j] /= r[j, j]
        for k in range(j + 1, n):
            r[j, k] = np.sum(q[:, j] * q[:, k])
            q[:, k] -= r[j, k] * q[:, j]
    return q, r


def ldl(a):
    n = a.shape[0]
    l = np.eye(n)
    d = np.zeros(n)
    for j in range(n):
        d[j] = a[j, j] - np.sum(l[j, :j] ** 2 * d[:j])
        for i in range(j + 1, n):
            l[i, j] = (a[i, j] - np.sum(l[i, :j] * l[j, :j] * d[:j])) / d[j]
    return l, d


def gauss_jordan_inverse(a):
    n = a.shape[0]
    work = np.hstack((a, np.eye(n)))
    for k in range(n):
        p = k + np.argmax(np.abs(work[k:, k]))
        if p != k:
            row = work[k].copy()
            work[k] = work[p]
            work[p] = row
        work[k] /= work[k, k]
        for i in range(n):
            if i != k:
                work[i] -= work[i, k] * work[k]
    return work[:, n:].copy()


def thomas(lower, diagonal, upper, rhs):
    """Solve a tridiagonal system; the solution takes the place of the right-hand side."""
    n = rhs.shape[0]
    c = np.zeros(n)
    c[0] = upper[0] / diagonal[0]
    rhs[0] /= diagonal[0]
    for i in range(1, n):
        pivot = diagonal[i] - lower[i] * c[i - 1]
        c[i] = upper[i] / pivot
        rhs[i] = (rhs[i] - lower[i] * rhs[i - 1]) / pivot
    for i in range(n - 2, -1, -1):
        rhs[i] -= c[i] * rhs[i + 1]


def triangular_solves(l, u, b):
    """Solve l @ u @ x == b by forward and back substitution."""
    n = b.shape[0]
    y = np.zeros(n)
    for i in range(n):
        total = b[i]
        for j in range(i):
            total -= l[i, j] * y[j]
        y[i] = total / l[i, i]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        total = y[i]
        for j in range(i + 1, n):
            total -= u[i, j] * x[j]
        x[i] = total / u[i, i]
    return x


def jacobi_eigenvalues(a, tol):
    """Eigenvalues and eigenvectors of the symmetric part of a, by sweeps of plane rotations."""
    n = a.shape[0]
    a = 0.5 * (a + a.T)
    v = np.eye(n)
    while np.sum(np.tril(a, -1) ** 2) > tol:
        for p in range(n - 1):
            for q in range(p + 1, n):
                if abs(a[p, q]) > 1e-14:
                    theta = (a[q, q] - a[p, p]) / (2.0 * a[p, q])
                    t = 1.0 / (abs(theta) + np.sqrt(theta * theta + 1.0))
                    if theta < 0.0:
                        t = -t
                    c = 1.0 / np.sqrt(t * t + 1.0)
                    s = t * c
                    column = a[:, p].copy()
                    a[:, p] = c * column - s * a[:, q]
                    a[:, q] = s * column + c * a[:, q]
                    row = a[p].copy()
                    a[p] = c * row - s * a[q]
                    a[q] = s * row + c * a[q]
                    column = v[:, p].copy()
                    v[:, p] = c * column - s * v[:, q]
                    v[:, q] = s * column + c * v[:, q]
    return np.diag(a).copy(), v


def power_iteration(a, v, tol):
    """The largest eigenvalue and its eigenvector."""
    v = v / np.linalg.norm(v)
    change = 1.0
    while change > tol:
        w = a @ v
        w /= np.linalg.norm(w)
        change = np.max(np.abs(w - v))
        v = w
    return v @ (a @ v), v


def cholesky_update(l, x):
    """Make l the factor of l @ l.T + x x.T, in place; x is used up."""
    n = x.shape[0]
    for k in range(n):
        r = np.sqrt(l[k, k] ** 2 + x[k] ** 2)
        c = r / l[k, k]
        s = x[k] / l[k, k]
        l[k, k] = r
        l[k + 1 :, k] = (l[k + 1 :, k] + s * x[k + 1 :]) / c
        x[k + 1 :] = c * x[k + 1 :] - s * l[k + 1 :, k]


def hessenberg(a):
    """Reduce a to Hessenberg form in place; returns the orthogonal matrix of the similarity."""
    n = a.shape[0]
    q = np.eye(n)
    for k in range(n - 2):
        v = a[k + 1 :, k].copy()
        v[0] += np.sign(v[0]) * np.linalg.norm(v)
        v /= np.linalg.norm(v)
        a[k + 1 :, k:] -= 2.0 * np.outer(v, v @ a[k + 1 :, k:])
        a[:, k + 1 :] -= 2.0 * np.outer(a[:, k + 1 :] @ v, v)
        q[:, k + 1 :] -= 2.0 * np.outer(q[:, k + 1 :] @ v, v)
    return q


def _well_conditioned(rng, n):
    return rng.normal(size=(n, n)) + np.sqrt(n) * np.eye(n)


def _symmetric_positive(rng, n):
    m = rng.normal(size=(n, n))
    return m @ m.T / n + np.eye(n)


def _tridiagonal_system(rng, n):
    return rng.uniform(-1, 1, n), rng.uniform(2.5, 4, n), rng.uniform(-1, 1, n), rng.normal(size=n)


def _triangular_system(rng, n):
    def near_identity():
        return rng.normal(size=(n, n)) / n + np.diag(rng.uniform(1, 2, n))

    return np.tril(near_identity()), np.triu(near_identity()), rng.normal(size=n)


def _symmetric_spread(rng, n):
    """Eigenvalues that are well apart, so that the eigenvectors are smooth functions of the matrix."""
    m = rng.normal(size=(n, n))
    return (m + m.T) / (4 * n) + np.diag(rng.permutation(n) / 2 + 1.0)


def _one_large_eigenvalue(rng, n):
    q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    eigenvalues = np.append(rng.uniform(0, 0.93, n - 1), 1.0)
    return (q * eigenvalues) @ q.T, rng.uniform(0.5, 1.5, n), 1e-11


def _factor_and_vector(rng, n):
    return np.tril(rng.uniform(-0.5, 0.5, (n, n)), -1) + np.diag(rng.uniform(1, 2, n)), rng.normal(size=n)


PROGRAMS = [
    Program(
        cholesky_by_columns,
        lambda rng, n: (_symmetric_positive(rng, n),),
        (200, 1000),
        differentiable=(0,),
        batched=(0,),
    ),
    Program(
        lu_in_place,
        lambda rng, n: (_well_conditioned(rng, n),),
        (100, 700),
        changed=(0,),
        differentiable=(0,),
        batched=(0,),
    ),
    Program(
        qr_householder,
        lambda rng, n: (rng.normal(size=(n + n // 2, n)),),
        (60, 400),
        differentiable=(0,),
        batched=(0,),
    ),
    Program(
        qr_gram_schmidt,
        lambda rng, n: (rng.normal(size=(2 * n, n)),),
        (30, 200),
        differentiable=(0,),
        batched=(0,),
    ),
    Program(ldl, lambda rng, n: (_symmetric_positive(rng, n),), (40, 250), differentiable=(0,), batched=(0,)),
    Program(
        gauss_jordan_inverse,
        lambda rng, n: (_well_conditioned(rng, n),),
        (40, 250),
        differentiable=(0,),
        batched=(0,),
    ),
    Program(
        thomas,
        _tridiagonal_system,
        (2000, 100_000),
        changed=(3,),
        differentiable=(0, 1, 2, 3),
        batched=(0, 1, 2, 3),
    ),
    Program(triangular_solves, _triangular_system, (100, 700), differentiable=(0, 1, 2), batched=(2,)),
    Program(
        jacobi_eigenvalues,
        lambda rng, n: (_symmetric_spread(rng, n), 1e-20),
        (12, 50),
        differentiable=(0,),
        batched=(0,),
        tolerance=1e-8,
    ),
    Program(
        power_iteration,
        _one_large_eigenvalue,
        (100, 800),
        differentiable=(0,),  # the start is forgotten
        batched=(0, 1),
        tolerance=1e-8,
    ),
    Program(
        cholesky_update,
        _factor_and_vector,
        (200, 2000),
        changed=(0, 1),
        differentiable=(0, 1),
        batched=(0, 1),
    ),
    Program(
        hessenberg,
        lambda rng, n: (rng.normal(size=(n, n)),),
        (60, 250),
        changed=(0,),
        differentiable=(0,),
        batched=(0,),
    ),
]

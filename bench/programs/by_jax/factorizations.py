"""Factorizations: masks over whole rows and columns stand for slices whose length changes from step to step."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


@jax.jit
def cholesky_by_columns(a):
    n = a.shape[0]
    rows = jnp.arange(n)

    def column(j, l):
        c = a[:, j] - l @ l[j]
        return l.at[:, j].set(jnp.where(rows >= j, c, 0.0) / jnp.sqrt(c[j]))

    return lax.fori_loop(0, n, column, jnp.zeros_like(a))


def _pivot(a, k):
    """The row of the largest element of column k, from row k on, and the two rows in each other's place."""
    p = jnp.argmax(jnp.where(jnp.arange(a.shape[0]) >= k, jnp.abs(a[:, k]), -1.0))
    return p, _swap(a, k, p)


def _swap(a, k, p):
    return a.at[jnp.stack([k, p])].set(a[jnp.stack([p, k])])


@jax.jit
def lu_in_place(a):
    n = a.shape[0]
    rows = jnp.arange(n)

    def eliminate(k, carry):
        a, order = carry
        p, a = _pivot(a, k)
        below = rows > k
        factors = jnp.where(below, a[:, k] / a[k, k], 0.0)
        a = a.at[:, k].set(jnp.where(below, factors, a[:, k]))
        return a - jnp.outer(factors, jnp.where(below, a[k], 0.0)), _swap(order, k, p)

    a, order = lax.fori_loop(0, n - 1, eliminate, (a, rows))
    return order, a


def _reflector(column, first):
    """The unit vector of the reflection that clears `column` below the index `first`."""
    v = jnp.where(jnp.arange(column.size) >= first, column, 0.0)
    v = v.at[first].add(jnp.sign(v[first]) * jnp.linalg.norm(v))
    return v / jnp.linalg.norm(v)


@jax.jit
def qr_householder(a):
    m, n = a.shape

    def reflect(k, carry):
        q, r = carry
        v = _reflector(r[:, k], k)
        return q - 2.0 * jnp.outer(q @ v, v), r - 2.0 * jnp.outer(v, v @ r)

    return lax.fori_loop(0, n, reflect, (jnp.eye(m), a))


@jax.jit
def qr_gram_schmidt(a):
    n = a.shape[1]
    columns = jnp.arange(n)

    def column(j, carry):
        q, r = carry
        norm = jnp.sqrt(jnp.sum(q[:, j] ** 2))
        unit = q[:, j] / norm
        along = jnp.where(columns > j, unit @ q, 0.0)
        q = (q - jnp.outer(unit, along)).at[:, j].set(unit)
        return q, r.at[j].set(along.at[j].set(norm))

    return lax.fori_loop(0, n, column, (a, jnp.zeros((n, n))))


@jax.jit
def ldl(a):
    n = a.shape[0]
    rows = jnp.arange(n)

    def column(j, carry):
        l, d = carry
        c = a[:, j] - l @ (l[j] * d)
        return l.at[:, j].set(jnp.where(rows > j, c / c[j], l[:, j])), d.at[j].set(c[j])

    return lax.fori_loop(0, n, column, (jnp.eye(n), jnp.zeros(n)))


@jax.jit
def gauss_jordan_inverse(a):
    n = a.shape[0]
    rows = jnp.arange(n)

    def eliminate(k, work):
        _, work = _pivot(work, k)
        pivot_row = work[k] / work[k, k]
        work = work - jnp.outer(jnp.where(rows == k, 0.0, work[:, k]), pivot_row)
        return work.at[k].set(pivot_row)

    return lax.fori_loop(0, n, eliminate, jnp.hstack((a, jnp.eye(n))))[:, n:]


@jax.jit
def thomas(lower, diagonal, upper, rhs):
    def forward(carry, row):
        c, d = carry
        low, middle, up, b = row
        pivot = middle - low * c
        found = up / pivot, (b - low * d) / pivot
        return found, found

    def backward(x, row):
        c, d = row
        x = d - c * x
        return x, x

    zero = jnp.zeros((), rhs.dtype)
    _, (c, d) = lax.scan(forward, (zero, zero), (lower, diagonal, upper, rhs))
    return lax.scan(backward, zero, (c, d), reverse=True)[1]


@jax.jit
def triangular_solves(l, u, b):
    n = b.shape[0]

    def forward(i, y):
        return y.at[i].set((b[i] - l[i] @ y) / l[i, i])

    y = lax.fori_loop(0, n, forward, jnp.zeros_like(b))

    def backward(k, x):
        i = n - 1 - k
        return x.at[i].set((y[i] - u[i] @ x) / u[i, i])

    return lax.fori_loop(0, n, backward, jnp.zeros_like(b))


@jax.jit
def jacobi_eigenvalues(a, tol):
    n = a.shape[0]
    pairs = np.stack(np.triu_indices(n, 1), axis=1)

    def rotate(carry, pair):
        a, v = carry
        p, q = pair
        needed = jnp.abs(a[p, q]) > 1e-14
        theta = (a[q, q] - a[p, p]) / (2.0 * jnp.where(needed, a[p, q], 1.0))
        t = jnp.where(theta < 0.0, -1.0, 1.0) / (jnp.abs(theta) + jnp.sqrt(theta * theta + 1.0))
        t = jnp.where(needed, t, 0.0)
        c = 1.0 / jnp.sqrt(t * t + 1.0)
        rotation = jnp.array([[c, t * c], [-t * c, c]])
        a = a.at[:, pair].set(a[:, pair] @ rotation)
        a = a.at[pair].set(rotation.T @ a[pair])
        return (a, v.at[:, pair].set(v[:, pair] @ rotation)), None

    def sweep(carry):
        return lax.scan(rotate, carry, pairs)[0]

    start = 0.5 * (a + a.T), jnp.eye(n)
    a, v = lax.while_loop(lambda carry: jnp.sum(jnp.tril(carry[0], -1) ** 2) > tol, sweep, start)
    return jnp.diag(a), v


@jax.jit
def power_iteration(a, v, tol):
    def step(carry):
        v, _ = carry
        w = a @ v
        w = w / jnp.linalg.norm(w)
        return w, jnp.max(jnp.abs(w - v))

    v, _ = lax.while_loop(lambda carry: carry[1] > tol, step, (v / jnp.linalg.norm(v), jnp.ones((), v.dtype)))
    return v @ (a @ v), v


@jax.jit
def cholesky_update(l, x):
    rows = jnp.arange(x.size)

    def column(k, carry):
        l, x = carry
        below = rows > k
        r = jnp.sqrt(l[k, k] ** 2 + x[k] ** 2)
        c, s = r / l[k, k], x[k] / l[k, k]
        new = jnp.where(below, (l[:, k] + s * x) / c, l[:, k]).at[k].set(r)
        return l.at[:, k].set(new), jnp.where(below, c * x - s * new, x)

    return lax.fori_loop(0, x.size, column, (l, x))


@jax.jit
def hessenberg(a):
    n = a.shape[0]

    def reflect(k, carry):
        a, q = carry
        v = _reflector(a[:, k], k + 1)
        a = a - 2.0 * jnp.outer(v, v @ a)
        return a - 2.0 * jnp.outer(a @ v, v), q - 2.0 * jnp.outer(q @ v, v)

    a, q = lax.fori_loop(0, n - 2, reflect, (a, jnp.eye(n)))
    return q, a

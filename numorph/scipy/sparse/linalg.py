"""Iterative solvers of linear systems: cg, bicgstab and gmres, with the arguments of jax.scipy.sparse.linalg.

A is a square matrix or a function, b an array or a pytree of arrays, x like b.  Results are (x, None).  Derivatives
come from the equation A x = b, not from the iterations: they are as exact as x; x0 and the preconditioner M have none.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from ... import lax, tree
from ...control.linear_solve import custom_linear_solve
from ...core.trace import EVAL, state
from ...numpy.creation import as_array, holds_handle

Operator = Callable[[Any], Any]


def __getattr__(name: str) -> Any:
    """Every other name of scipy.sparse.linalg."""
    import scipy.sparse.linalg

    return getattr(scipy.sparse.linalg, name)


# -- pytrees as vectors: the iterations below know only vectors


def _array(x: Any) -> Any:
    return as_array(x) if holds_handle(x) else np.asarray(x)


class _Space:
    """The vectors that stand for pytrees like b, in one dtype: that of b and of the operators that are matrices."""

    def __init__(self, b: Any, *operators: Any):
        leaves, self.structure = tree.flatten(b)
        arrays = [_array(x) for x in leaves]
        self.shapes = [a.shape for a in arrays]
        dtypes = [x.dtype for x in (*arrays, *operators) if hasattr(x, "dtype")]
        self.dtype = np.result_type(*[d if d.kind in "fc" else np.dtype(float) for d in dtypes])

    def vector(self, x: Any, name: str) -> Any:
        leaves, structure = tree.flatten(x)
        arrays = [_array(v) for v in leaves]
        if structure != self.structure or [a.shape for a in arrays] != self.shapes:
            raise ValueError(f"'{name}' must have the structure and shapes of b, {self.shapes}.")
        return np.concatenate([a.astype(self.dtype).reshape(-1) for a in arrays])

    def tree(self, vector: Any) -> Any:
        ends = np.cumsum([0, *[int(np.prod(s)) for s in self.shapes]])
        parts = [vector[i:j].reshape(s) for i, j, s in zip(ends[:-1], ends[1:], self.shapes, strict=True)]
        return tree.unflatten(self.structure, parts)

    def operator(self, A: Any, name: str) -> Operator:
        """A, a function or a square matrix, on vectors."""
        if callable(A):
            return lambda v: self.vector(A(self.tree(v)), name)
        if hasattr(A, "toarray"):  # SciPy's sparse matrices take plain arrays only
            if state.trace is EVAL:
                return lambda v: A @ v
            A = A.toarray()
        A = _array(A)
        if A.ndim != 2 or A.shape[0] != A.shape[1]:
            raise ValueError(f"'{name}' must be a function or a square matrix, got an array of shape {A.shape}.")
        return lambda v: self.vector(A @ self.tree(v), name)


def _solve(
    method: Callable[..., Any],
    A: Any,
    b: Any,
    x0: Any,
    tol: Any,
    atol: Any,
    maxiter: int | None,
    M: Any,
    symmetric: bool = False,
) -> tuple[Any, None]:
    """Solve by method(matvec, b, x0, tolerance, maxiter, precondition); the transposed system by the same method."""
    space = _Space(b, A, M)
    vector = space.vector(b, "b")
    matvec = space.operator(A, "A")
    precondition = space.operator(M, "M") if M is not None else lambda v: v
    start = np.zeros(vector.shape, space.dtype) if x0 is None else lax.stop_gradient(space.vector(x0, "x0"))
    steps = 10 * vector.size if maxiter is None else maxiter

    def solve(start, apply, rhs):
        return method(apply, rhs, start, np.maximum(tol * _norm(rhs), atol), steps, precondition)

    x = custom_linear_solve(
        matvec,
        vector,
        functools.partial(solve, start),
        functools.partial(solve, np.zeros(vector.shape, space.dtype)),
        symmetric=symmetric and space.dtype.kind == "f",
    )
    return space.tree(x), None


def _dot(x: Any, y: Any) -> Any:
    """The inner product, as a number of the dtype of the vectors."""
    return np.sum(np.conj(x) * y)


def _norm(x: Any) -> Any:
    return np.sqrt(np.sum((np.conj(x) * x).real))


def _over(x: Any, y: Any) -> Any:
    """x / y, and 0 where y is 0: a step that cannot be taken."""
    zero = y == 0
    return np.where(zero, x * 0, x / np.where(zero, y * 0 + 1, y))


# -- conjugate gradients


def cg(
    A: Any,
    b: Any,
    x0: Any = None,
    *,
    tol: float = 1e-5,
    atol: float = 0.0,
    maxiter: int | None = None,
    M: Any = None,
) -> tuple[Any, None]:
    """Conjugate gradients (Hestenes & Stiefel 1952) for Hermitian positive definite A.

    Stops when |b - A x| <= max(tol |b|, atol), or after maxiter steps (10 times the size, if None).  M is near A^-1.
    """
    return _solve(_cg, A, b, x0, tol, atol, maxiter, M, symmetric=True)


def _cg(matvec, b, x, tolerance, maxiter, precondition):
    r = b - matvec(x)
    z = precondition(r)

    def goes_on(carry):
        _, r, _, _, k = carry
        return (_norm(r) > tolerance) & (k < maxiter)

    def step(carry):
        x, r, p, rz, k = carry
        q = matvec(p)
        alpha = _over(rz, _dot(p, q))
        x, r = x + alpha * p, r - alpha * q
        z = precondition(r)
        new = _dot(r, z)
        return x, r, z + _over(new, rz) * p, new, k + 1

    return lax.while_loop(goes_on, step, (x, r, z, _dot(r, z), np.int64(0)))[0]


# -- stabilised bi-conjugate gradients


def bicgstab(
    A: Any,
    b: Any,
    x0: Any = None,
    *,
    tol: float = 1e-5,
    atol: float = 0.0,
    maxiter: int | None = None,
    M: Any = None,
) -> tuple[Any, None]:
    """BiCGSTAB (van der Vorst 1992) for general A; stops as `cg` does, or when a step breaks down."""
    return _solve(_bicgstab, A, b, x0, tol, atol, maxiter, M)


def _bicgstab(matvec, b, x, tolerance, maxiter, precondition):
    shadow = b - matvec(x)
    one = shadow.dtype.type(1)

    def goes_on(carry):
        _, r, *_, broken, k = carry
        return (_norm(r) > tolerance) & ~broken & (k < maxiter)

    def step(carry):
        x, r, p, q, rho, alpha, omega, _, k = carry
        new = _dot(shadow, r)
        p = r + _over(new, rho) * _over(alpha, omega) * (p - omega * q)
        p_hat = precondition(p)
        q = matvec(p_hat)
        alpha = _over(new, _dot(shadow, q))
        s = r - alpha * q
        s_hat = precondition(s)
        t = matvec(s_hat)
        omega = _over(_dot(t, s), _dot(t, t))
        broken = (new == 0) | (alpha == 0)
        return x + alpha * p_hat + omega * s_hat, s - omega * t, p, q, new, alpha, omega, broken, k + 1

    zero = shadow * 0
    start = (x, shadow, zero, zero, one, one, one, np.bool_(False), np.int64(0))
    return lax.while_loop(goes_on, step, start)[0]


# -- generalised minimal residuals


def gmres(
    A: Any,
    b: Any,
    x0: Any = None,
    *,
    tol: float = 1e-5,
    atol: float = 0.0,
    restart: int = 20,
    maxiter: int | None = None,
    M: Any = None,
    solve_method: str = "batched",
) -> tuple[Any, None]:
    """GMRES (Saad & Schultz 1986) for general A, restarted after `restart` steps, at most maxiter times.

    M is applied from the left, and the residual that counts is that of the preconditioned system.  Both solve methods
    of JAX, 'batched' and 'incremental', mean the same here: all steps up to the restart.
    """
    if solve_method not in ("batched", "incremental"):
        raise ValueError(f"'{solve_method}' is no solve_method: it is 'batched' or 'incremental'.")
    return _solve(functools.partial(_gmres, restart=restart), A, b, x0, tol, atol, maxiter, M)


def _gmres(matvec, b, x, tolerance, maxiter, precondition, restart):
    restart = min(restart, b.size)
    tolerance = tolerance * _over(_norm(precondition(b)), _norm(b))

    def goes_on(carry):
        _, r, k = carry
        return (_norm(r) > tolerance) & (k < maxiter)

    def step(carry):
        x, r, k = carry
        basis, hessenberg = _arnoldi(lambda v: precondition(matvec(v)), r, restart)
        rhs = np.concatenate([_norm(r)[None], np.zeros(restart)]).astype(b.dtype)
        x = x + (np.linalg.pinv(hessenberg) @ rhs) @ basis[:restart]
        return x, precondition(b - matvec(x)), k + 1

    return lax.while_loop(goes_on, step, (x, precondition(b - matvec(x)), np.int64(0)))[0]


def _arnoldi(apply: Operator, r: Any, n: int) -> tuple[Any, Any]:
    """Orthonormal rows Q and a Hessenberg matrix H, (n + 1) x n, with A Q[:n].T = Q.T H, starting from r."""
    size = _norm(r)
    basis = np.concatenate([_over(r, size)[None], np.zeros((n, r.size), r.dtype)])
    hessenberg = np.zeros((n + 1, n), r.dtype) + 0 * r[0]

    def step(k, carry):
        basis, hessenberg = carry
        w = apply(basis[k])
        before = _norm(w)
        column = np.zeros(n + 1, r.dtype)
        for _ in range(2):  # twice is enough (Kahan, Parlett)
            h = np.conj(basis) @ w
            column, w = column + h, w - h @ basis
        size = _norm(w)
        size = np.where(size > np.finfo(r.dtype).eps * before, size, 0 * size)  # else the space is exhausted
        basis, hessenberg = basis.copy(), hessenberg.copy()
        basis[k + 1] = _over(w, size)
        hessenberg[:, k] = column
        hessenberg[k + 1, k] = size
        return basis, hessenberg

    return lax.fori_loop(0, n, step, (basis, hessenberg))

"""Matrices on the last two axes: what the rules of linear algebra are written with, checks of types, LAPACK."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.trace import typeof
from .elementwise import (
    add,
    conjugate,
    const,
    convert,
    multiply,
    real,
    repeat_front,
)
from .movement import expand, reshape, transpose
from .reduction import reduce_sum

# -- matrices: what the rules are written with


def matrix_transpose(x: Any) -> Any:
    """The last two axes exchanged."""
    n = len(typeof(x).shape)
    return transpose(x, perm=(*range(n - 2), n - 1, n - 2))


def adjoint(x: Any) -> Any:
    """The conjugate transpose of matrices."""
    y = matrix_transpose(x)
    return conjugate(y) if typeof(x).dtype.kind == "c" else y


def weighted(x: Any, weights: np.ndarray) -> Any:
    """Matrices times a constant matrix, elementwise; `np.tri` gives triangular parts."""
    t = typeof(x)
    return multiply(x, expand(weights.astype(t.dtype), t.shape))


def scaled(x: Any, value: float) -> Any:
    """x times a number."""
    return multiply(x, const(x, value))


def hermitian_part(x: Any) -> Any:
    """(X + X^H) / 2."""
    return scaled(add(x, adjoint(x)), 0.5)


def over_rows(x: Any, like: Any) -> Any:
    """One value per row (or per matrix, when `like` has one more axis), repeated along the last axis of `like`."""
    t = typeof(like)
    return expand(reshape(x, shape=(*typeof(x).shape, *(1,) * (len(t.shape) - len(typeof(x).shape)))), t.shape)


def inner(x: Any, y: Any) -> Any:
    """The sum of the elementwise product of matrices: one number per matrix."""
    n = len(typeof(x).shape)
    return reduce_sum(multiply(x, y), axes=(n - 2, n - 1))


def in_dtype(x: Any, dtype: np.dtype) -> Any:
    """x in an inexact dtype of the same precision."""
    if typeof(x).dtype == dtype:
        return x
    return real(x) if dtype.kind != "c" else convert(x, dtype=dtype)


def real_dtype(dtype: np.dtype) -> np.dtype:
    """The dtype of the real part."""
    found: np.dtype = dtype.type(0).real.dtype
    return found


# -- types, batches, LAPACK


def check_matrix(name: str, t: Any, square: bool = False) -> None:
    """Raise unless t is an array of (square) matrices of a dtype that LAPACK knows."""
    if t.dtype.char not in "fdFD" or len(t.shape) < 2 or (square and t.shape[-1] != t.shape[-2]):
        raise TypeError(f"'{name}' needs {'square ' * square}matrices of f32, f64, c64 or c128, got {t}.")


def check_system(name: str, a: Any, b: Any) -> None:
    """Raise unless A X = B is a system of square matrices A and fitting matrices B."""
    check_matrix(name, a, square=True)
    if b.dtype != a.dtype or b.shape[:-1] != a.shape[:-1]:
        raise TypeError(f"'{name}' of {a} needs a right-hand side of the same dtype and rows, got {b}.")


def stacked_batch(op: Op) -> Callable[..., Any]:
    """Operations take leading axes, so a batch is one more of them; unbatched operands are repeated."""

    def batch(size, args, batched, **params):
        return op(*[a if b else repeat_front(a, size) for a, b in zip(args, batched, strict=True)], **params)

    return batch


def factorisation(name: str, type_rule: Any, impl: Any, jvp: Any, transpose: Any = None, multi: bool = False) -> Op:
    """An operation on stacks of matrices."""
    op = Op(name, "factorisation", type_rule, impl, jvp, transpose, multi=multi)
    op.batch = stacked_batch(op)
    return op


def square_like(name: str) -> Callable[..., Any]:
    """The type rule of an operation from square matrices to matrices of the same type."""

    def rule(t, **params):
        check_matrix(name, t, square=True)
        return t

    return rule


def per_matrix(f: Callable[..., Any], n_outputs: int = 1) -> Callable[..., Any]:
    """`f`, which takes single matrices, on stacks."""

    def over_stack(*arrays, **params):
        lead = arrays[0].shape[:-2]
        if not lead:
            return f(*arrays, **params)
        count = math.prod(lead)
        flat = [a.reshape(count, *a.shape[len(lead) :]) for a in arrays]
        if not count:  # one run on zeros tells the shapes
            outs = [f(*[np.zeros(a.shape[1:], a.dtype) for a in flat], **params)]
        else:
            outs = [f(*matrices, **params) for matrices in zip(*flat, strict=True)]
        stacks = []
        for column in zip(*outs, strict=True) if n_outputs > 1 else (outs,):
            stack = np.array(column)[:count]
            stacks.append(stack.reshape(*lead, *stack.shape[1:]))
        return tuple(stacks) if n_outputs > 1 else stacks[0]

    return over_stack


_PREFIX = {"f": "s", "d": "d", "F": "c", "D": "z"}


@cache
def lapack(name: str, dtype: np.dtype) -> Any:
    """The LAPACK routine `name` for a dtype, from SciPy."""
    from scipy.linalg import lapack as routines

    return getattr(routines, _PREFIX[dtype.char] + name)


@cache
def blas(name: str, dtype: np.dtype) -> Any:
    """The BLAS routine `name` for a dtype, from SciPy."""
    from scipy.linalg import blas as routines

    return getattr(routines, _PREFIX[dtype.char] + name)

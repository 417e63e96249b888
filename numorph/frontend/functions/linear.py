"""Products and linear algebra: as loops (see numpy_source.py), or by way of Python."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ...core.types import dtype_name
from ...procedures.ir import const
from .. import arrays as ar
from .. import integers as ints
from .. import numpy_source, products
from .. import reductions as rd
from .. import scalars as sc
from ..context import Context
from ..roots import root_of_squares
from ..values import Arr, Scalar, Unsupported
from ..views import reshaped_view
from .arguments import array_argument, axes_argument, operand_argument, static_argument
from .registry import handles
from .ufuncs import call_ufunc_method

_FEW: Final = 3  # rows of a matrix


@handles(np.linalg.norm)
def _norm(t: Context, x: Any, ord: Any = None, axis: Any = None) -> Any:
    e = t.e
    a = array_argument(t, x)
    if ord is not None and not (static_argument(t, ord) == 2 and (len(a.shape) == 1 or axis is not None)):
        raise Unsupported("a norm other than the Euclidean one", t.line)
    axes = axes_argument(t, axis, len(a.shape))
    if a.dtype not in sc.FLOATS:
        if a.dtype in ("c64", "c128"):
            raise Unsupported("the norm of complex numbers", t.line)
        a = ar.converted(e, a, "f64")
    return root_of_squares(e, rd.reduce(e, "sum", ar.apply(e, np.multiply, (a, a)), axes, None, False))


@handles(np.dot)
def _dot(t: Context, a: Any, b: Any) -> Any:
    a, b = operand_argument(t, a), operand_argument(t, b)
    if isinstance(a, Scalar) or isinstance(b, Scalar):
        return ar.apply(t.e, np.multiply, (a, b))
    return products.matmul(t.e, a, b)


@handles(np.vdot, np.inner)
def _inner(t: Context, a: Any, b: Any) -> Any:
    a, b = array_argument(t, a), array_argument(t, b)
    if len(a.shape) != 1 or len(b.shape) != 1 or "c" in (a.dtype[0], b.dtype[0]):
        raise Unsupported("np.inner of these", t.line)
    return products.matmul(t.e, a, b)


@handles(np.outer)
def _outer(t: Context, a: Any, b: Any) -> Any:
    return call_ufunc_method(t, np.multiply, "outer", [a, b], {})


def _square_matrix(t: Context, a: Any) -> Arr:
    """A copy of a square matrix of floats."""
    a = array_argument(t, a)
    if len(a.shape) != 2 or a.dtype in ("c64", "c128"):
        raise Unsupported("linear algebra of complex matrices, or of stacks", t.line)
    if not ints.same(*a.shape):
        t.e.bail_if(ints.compare("ne", *a.shape), "a matrix that is not square")
    return ar.copied(t.e, a, a.dtype if a.dtype in sc.FLOATS else "f64")


def _solver(matrix: Arr) -> Any:
    """The function that solves systems with such a matrix."""
    rows = matrix.shape[0]
    return numpy_source.solve_few_in_place if rows.op == "const" and rows.attr <= _FEW else numpy_source.solve_in_place


@handles(np.linalg.solve)
def _solve(t: Context, a: Any, b: Any) -> Any:
    matrix, b = _square_matrix(t, a), array_argument(t, b)
    if len(b.shape) not in (1, 2) or b.dtype in ("c64", "c128"):
        raise Unsupported("np.linalg.solve of these", t.line)
    dt = dtype_name(np.result_type(sc.dtype_of(matrix.dtype), sc.dtype_of(b.dtype), np.float32))
    matrix, x = ar.materialize(t.e, ar.converted(t.e, matrix, dt)), ar.copied(t.e, b, dt)
    if not ints.same(matrix.shape[0], x.shape[0]):
        t.e.bail_if(ints.compare("ne", matrix.shape[0], x.shape[0]), "shapes that do not fit")
    columns = x if len(x.shape) == 2 else reshaped_view(x, (x.shape[0], ints.ONE), (ints.ONE, ints.ZERO))
    t.inline(_solver(matrix), [matrix, columns], {})
    return x


@handles(np.linalg.inv)
def _inv(t: Context, a: Any) -> Any:
    matrix = _square_matrix(t, a)
    found = t.e.allocate(matrix.dtype, matrix.shape, "inverse", zero=True)
    one = sc.cast(const(1, "i64"), matrix.dtype)
    t.e.loop(found.shape[0], lambda i: t.e.store(found, found.position((i, i)), one))
    t.inline(_solver(matrix), [matrix, found], {})
    return found


@handles(np.linalg.det)
def _det(t: Context, a: Any) -> Any:
    matrix = _square_matrix(t, a)
    if matrix.dtype != "f64":
        raise Unsupported("np.linalg.det of single precision", t.line)
    return t.inline(numpy_source.determinant, [matrix], {})


@handles(np.linalg.cholesky)
def _cholesky(t: Context, a: Any) -> Any:
    matrix = _square_matrix(t, a)
    t.inline(numpy_source.cholesky_in_place, [matrix], {})
    return matrix

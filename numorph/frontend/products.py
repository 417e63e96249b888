"""Products of matrices and vectors: as loops, or as one call of a library's routine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import COMPLEX, Assign, Expr, Library, Reg, reg
from . import integers as ints
from .arrays import converted, is_array, materialize
from .emitter import Emitter, zero
from .scalars import FLOATS, dtype_of, numpy_kind
from .values import Arr, Scalar, Unsupported
from .views import transposed


def _sum(e: Emitter, dtype: str, count: Expr, term: Callable[[Expr], Expr]) -> Expr:
    """The sum of so many terms, in any order."""
    total = Reg("dot", dtype)
    e.emit(Assign(total, zero(dtype)))
    e.loop(count, lambda k: e.emit(Assign(total, Expr("add", dtype, (reg(total), term(k)), "free"))))
    return reg(total)


def _times_vector(e: Emitter, a: Arr, x: Arr) -> Arr:
    """A matrix that lies in memory by rows or by columns, times a vector: one pass over it, as it lies there."""
    out = e.allocate(a.dtype, [a.shape[0]], "product")
    times: Callable[[Expr, Expr], Expr] = lambda i, k: Expr("mul", a.dtype, (a.at((i, k)), x.at((k,))))
    if ints.number(a.strides[1]) == 1:

        def row(i: Expr) -> None:
            e.store(out, i, _sum(e, a.dtype, a.shape[1], lambda k: times(i, k)))

        e.loop(a.shape[0], row)
        return out
    e.fill(out, zero(a.dtype))

    def column(k: Expr) -> None:
        step: Callable[[Expr], None] = lambda i: e.store(
            out, i, Expr("add", a.dtype, (out.load(i), times(i, k)), "free")
        )
        e.loop(a.shape[0], step)

    e.loop(a.shape[1], column, parallel=False)
    return out


def matmul(e: Emitter, a: Any, b: Any) -> Any:
    """a @ b of vectors and matrices."""
    if not is_array(a) or not is_array(b):
        raise Unsupported("a matrix product with a number")
    dtype = dtype_name(np.result_type(dtype_of(a.dtype), dtype_of(b.dtype)))
    if len(a.shape) > 2 or len(b.shape) > 2 or not a.shape or not b.shape:
        raise Unsupported("a product of stacks of matrices")
    inner = a.shape[-1], b.shape[-2 if len(b.shape) == 2 else 0]
    if not ints.same(*inner):
        e.bail_if(ints.compare("ne", *inner), "shapes that do not fit")
    if len(a.shape) == len(b.shape) == 1:
        if dtype == "bool":
            raise Unsupported("a product of vectors of bools")
        x, y = (converted(e, v, dtype) for v in (a, b))
        times: Callable[[Expr], Expr] = lambda k: Expr("mul", dtype, (x.at((k,)), y.at((k,))))
        return Scalar(_sum(e, dtype, inner[0], times), numpy_kind(dtype))
    if dtype not in FLOATS and dtype not in COMPLEX:
        raise Unsupported("a product of matrices of integers")
    x, y = materialize(e, a, dtype), materialize(e, b, dtype)
    if len(x.shape) == 2 and len(y.shape) == 1 and 1 in map(ints.number, x.strides):
        return _times_vector(e, x, y)
    if len(x.shape) == 1 and len(y.shape) == 2 and 1 in map(ints.number, y.strides):
        return _times_vector(e, transposed(y, (1, 0)), x)
    rows = [] if len(x.shape) == 1 else [x.shape[0]]
    columns = [] if len(y.shape) == 1 else [y.shape[1]]
    out = e.allocate(dtype, [*rows, *columns], "product")
    m, n = (rows or [ints.ONE])[0], (columns or [ints.ONE])[0]
    row, column = x.strides[0] if rows else ints.ZERO, y.strides[1] if columns else ints.ZERO
    values = [m, inner[0], n]
    values += [x.offset, row, x.strides[-1], y.offset, y.strides[0], column]
    values += [out.offset, n if rows else ints.ZERO, ints.ONE if columns else ints.ZERO]
    e.emit(Library("matmul", (x.data, y.data, out.data), [e.hold(v) for v in values], dtype=dtype))
    return out

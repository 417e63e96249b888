"""Products of matrices and vectors: as loops, or as one call of a library's routine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import COMPLEX, Assign, Expr, Library, Reg, const, reg
from . import integers as ints
from .arrays import converted, is_array, materialize
from .emitter import Emitter, zero
from .scalars import FLOATS, dtype_of, numpy_kind
from .values import Arr, Scalar, Unsupported
from .views import transposed

_COLUMNS = 4  # of a matrix that are multiplied by elements of a vector at once: a power of 2


def _sum(e: Emitter, dtype: str, count: Expr, term: Callable[[Expr], Expr]) -> Expr:
    """The sum of so many terms, in any order."""
    total = Reg("dot", dtype)
    e.emit(Assign(total, zero(dtype)))
    e.loop(count, lambda k: e.emit(Assign(total, Expr("add", dtype, (reg(total), term(k)), "free"))))
    return reg(total)


def _times_vector(e: Emitter, a: Arr, x: Arr) -> Arr:
    """A matrix that lies in memory by rows or by columns, times a vector: one pass over it, as it lies there."""
    out = e.allocate(a.dtype, [a.shape[0]], "product")
    times: Callable[[Expr, Expr, Expr], Expr] = lambda i, k, y: Expr("mul", a.dtype, (a.at((i, k)), y))
    if ints.number(a.strides[1]) == 1:

        def row(i: Expr) -> None:
            e.store(out, i, _sum(e, a.dtype, a.shape[1], lambda k: times(i, k, x.at((k,)))))

        e.loop(a.shape[0], row)
        return out
    e.fill(out, zero(a.dtype))
    several = const(_COLUMNS, "i64")
    groups = e.hold(_whole_groups(a.shape[1]), "groups")
    done = e.hold(ints.mul(groups, several), "done")

    def columns(first: Expr, count: int) -> None:
        """Their products are added up before they are added to the result, which is read and written once for them."""
        places = [ints.add(first, const(k, "i64")) for k in range(count)]
        elements = [e.hold_now(x.at((k,)), "x") for k in places]

        def step(i: Expr) -> None:
            terms = [times(i, k, y) for k, y in zip(places, elements, strict=True)]
            while len(terms) > 1:
                pairs = zip(terms[::2], terms[1::2], strict=True)
                terms = [Expr("add", a.dtype, pair, "free") for pair in pairs]
            e.store(out, i, Expr("add", a.dtype, (out.load(i), terms[0]), "free"))

        e.loop(a.shape[0], step)

    e.loop(groups, lambda k: columns(ints.mul(k, several), _COLUMNS), parallel=False)
    rest = e.hold(ints.sub(a.shape[1], done), "rest")
    e.loop(rest, lambda k: columns(ints.add(done, k), 1), parallel=False)
    return out


def _whole_groups(count: Expr) -> Expr:
    known = ints.number(count)
    size = const(_COLUMNS, "i64")
    return const(known // _COLUMNS, "i64") if known is not None else Expr("quo", "i64", (count, size))


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

"""Products of a matrix and a vector that stand as loops: long ones are left to the library.

Loops can go together with the statements around them, and small ones are made at the place; from a few thousand
elements on the library's routine is faster, and it uses threads, which are then those of the caller's own products.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from .building import all_hold, is_number
from .counts import read_counts
from .ir import (
    Assign,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Statement,
    Store,
    const,
    statements,
    subexpressions,
)
from .rewriting import with_bodies

_LONG: Final = 64 * 64  # elements of the matrix
_FEW: Final = 8  # rows or columns, up to which a loop is as fast
_ZERO, _ONE = const(0, "i64"), const(1, "i64")


def is_long(rows: Expr, columns: Expr, row: Expr) -> Expr:
    """Whether the library should multiply a matrix by a vector; row: from one row of the matrix to the next."""
    elements = Expr("mul", "i64", (rows, columns))  # of memory: it does not overflow
    tests = [Expr("ge", "bool", (row, columns))]  # what else rows may do, the library copies
    for count, least in ((rows, _FEW), (columns, _FEW), (elements, _LONG)):
        tests.append(Expr("ge", "bool", (count, const(least, "i64"))))
    return all_hold(tests)


def with_library(procedure: Procedure) -> Procedure:
    """The same procedure, in which the library makes long products."""
    if not any([isinstance(s, For) and s.parallel for s in statements(procedure.body)]):
        return procedure
    body = _body(procedure.body, functools.cache(functools.partial(_uses, procedure)))
    return procedure.with_body(body)


def _uses(procedure: Procedure) -> dict[Reg, int]:
    """How many statements read each register, the end of the procedure included."""
    found = read_counts(procedure.body)
    found.update(procedure.results)
    return found


def _body(body: Sequence[Statement], uses: Callable[[], dict[Reg, int]]) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        if not isinstance(s, For) or not s.parallel:
            out.append(with_bodies(s, lambda inner: _body(inner, uses)))
        elif (product := _product(s, uses)) is not None:
            out.append(If(product.is_long(), [product.routine()], [s]))
        else:
            out.append(s)
    return out


class _Product(NamedTuple):
    """out = matrix @ vector: sizes, and where each operand begins; a row of the matrix lies without gaps."""

    rows: Expr
    columns: Expr
    matrix: tuple[Reg, Expr, Expr]  # offset, and from row to row
    vector: tuple[Reg, Expr]
    out: tuple[Reg, Expr, Expr]
    dtype: str

    def is_long(self) -> Expr:
        return is_long(self.rows, self.columns, self.matrix[2])

    def routine(self) -> Library:
        (a, a_offset, row), (x, x_offset), (out, out_offset, step) = self.matrix, self.vector, self.out
        values = (self.rows, self.columns, _ONE, a_offset, row, _ONE, x_offset, _ONE, _ZERO, out_offset, step, _ZERO)
        return Library("matmul", (a, x, out), values, dtype=self.dtype)


def _product(s: For, uses: Callable[[], dict[Reg, int]]) -> _Product | None:
    """What a loop computes, if that is a product: for each row a sum from zero, which is stored."""
    if len(s.body) != 3:
        return None
    start, loop, end = s.body
    if not isinstance(start, Assign) or not isinstance(loop, For) or not isinstance(end, Store):
        return None
    total = start.reg
    is_sum = start.value.op == "const" and start.value.attr == 0 and end.value.op == "reg" and end.value.attr is total
    counted = all([x.step == 1 and x.start.op == "const" and x.start.attr == 0 for x in (s, loop)])
    if not is_sum or not counted or total.dtype not in ("f32", "f64") or len(loop.body) != 1:
        return None
    (update,) = loop.body
    counters = s.counter, loop.counter
    if not isinstance(update, Assign) or update.reg is not total or uses().get(total, 0) != 2:
        return None
    factors = _factors(update.value, total)
    if factors is None or not _steady(loop.stop, counters) or not _steady(s.stop, counters):
        return None
    indices = [linear(e.args[0], counters) for e in factors]
    out = linear(end.index, counters)
    if out is None or out[2] is not None or indices[0] is None or indices[1] is None:
        return None
    if indices[0][1] is None:
        factors, indices = factors[::-1], indices[::-1]
    (first, row, column), (second, none, step) = indices  # type: ignore[misc]
    if row is None or none is not None or not is_number(column, 1) or not is_number(step, 1):
        return None
    return _Product(
        s.stop,
        loop.stop,
        (factors[0].attr, first, row),
        (factors[1].attr, second),
        (end.base, out[0], out[1] or _ZERO),
        total.dtype,
    )


def _factors(value: Expr, total: Reg) -> list[Expr] | None:
    """The two elements of which the product is added to a sum."""
    if value.op != "add" or value.attr != "free":
        return None
    terms = [e for e in value.args if not (e.op == "reg" and e.attr is total)]
    if len(terms) != 1 or terms[0].op != "mul":
        return None
    found = list(terms[0].args)
    return found if all([e.op == "load" and e.dtype == total.dtype for e in found]) else None


Linear = tuple[Expr, Expr | None, Expr | None]  # what is constant, and the factor of each counter


def linear(e: Expr, counters: tuple[Reg, Reg]) -> Linear | None:
    """An index as a sum of what is constant and of multiples of two counters, if it is one."""
    if _steady(e, counters):
        return e, None, None
    if e.op == "reg":
        return (_ZERO, _ONE, None) if e.attr is counters[0] else (_ZERO, None, _ONE)
    if e.op not in ("add", "sub", "mul"):
        return None
    x, y = (linear(a, counters) for a in e.args)
    if x is None or y is None:
        return None
    if e.op == "mul":
        x, y = (y, x) if x[1] is x[2] is None else (x, y)
        if y[1] is not None or y[2] is not None:
            return None
        first, second = (None if p is None else _product_of(p, y[0]) for p in x[1:])
        return _product_of(x[0], y[0]), first, second
    first, second = (_combined(e.op, p, q) for p, q in zip(x[1:], y[1:], strict=True))
    return _combined(e.op, x[0], y[0]) or _ZERO, first, second


def _combined(op: str, x: Expr | None, y: Expr | None) -> Expr | None:
    if y is None or y is _ZERO:
        return x
    if x is None or x is _ZERO:
        return y if op == "add" else Expr("neg", "i64", (y,))
    return Expr(op, "i64", (x, y))


def _product_of(x: Expr, y: Expr) -> Expr:
    if x is _ZERO or y is _ONE:
        return x
    return y if x is _ONE else Expr("mul", "i64", (x, y))


def _steady(e: Expr, counters: tuple[Reg, Reg]) -> bool:
    """Whether it has one value in the whole loop."""
    return not any([x.op == "load" or (x.op == "reg" and x.attr in counters) for x in subexpressions([e])])

"""Products of a transposed matrix and a vector in reverse sweeps: long ones are left to the library.

The reverse of `out[i] = sum of matrix[i, j] * x[j]` adds each row of the matrix, times the cotangent of out[i], to the
cotangents of x, row after row.  That is the product of the transposed matrix with the cotangents of out; the library
makes it with fewer passes over x and with threads.  Cotangents may be added in any order, values may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import final

from .building import all_hold, is_number
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Reg,
    Release,
    Statement,
    Store,
    const,
    load,
    operands,
    reg,
    subexpressions,
)
from .matrix_vector import is_long, linear
from .parallel import assigned
from .polynomials import same
from .renaming import Liveness, expression, reads
from .rewriting import with_bodies

_ZERO, _ONE = const(0, "i64"), const(1, "i64")
_DTYPES = ("f32", "f64")


def with_transposed(
    body: Sequence[Statement],
    results: Iterable[Reg],
    is_cotangent: Callable[[Reg], bool],
    is_value: Callable[[Reg], bool],
) -> list[Statement]:
    """Statements of a reverse sweep, in which the library makes such products.

    results: registers that are read after it.  is_cotangent, is_value: whether a pointer's memory is of cotangents, or
    the function's own.
    """
    return _Transposed(body, frozenset(results), is_cotangent, is_value).body(body)


def definitions(body: Sequence[Statement]) -> dict[Reg, Expr]:
    """The values of registers that a body assigns once, before anything else reads them."""
    counts: dict[Reg, int] = {}
    found: dict[Reg, Expr] = {}
    read: set[Reg] = set()
    for s in body:
        if isinstance(s, Assign):
            counts[s.reg] = counts.get(s.reg, 0) + 1
            if s.reg not in read and s.reg not in reads(s):
                found[s.reg] = expression(s.value, {}, found)
        read |= {e.attr for e in subexpressions(operands(s)) if e.op == "reg"}
    return {r: e for r, e in found.items() if counts[r] == 1}


@final
class _Transposed:
    def __init__(
        self,
        sweep: Sequence[Statement],
        results: frozenset[Reg],
        is_cotangent: Callable[[Reg], bool],
        is_value: Callable[[Reg], bool],
    ):
        self.sweep, self.results = sweep, results
        self.is_cotangent, self.is_value = is_cotangent, is_value

    @cached_property
    def read_after(self) -> dict[int, frozenset[Reg]]:
        """The registers that may be read after a body, by its id."""
        liveness = Liveness()
        liveness.block(self.sweep, self.results)
        return liveness.after

    def body(self, body: Sequence[Statement]) -> list[Statement]:
        return [x for s in body for x in self.statement(s)]

    def statement(self, s: Statement) -> list[Statement]:
        product = self.product(s) if isinstance(s, For) else None
        return [with_bodies(s, self.body)] if product is None else [product]

    def product(self, rows: For) -> Statement | None:
        """What stands in the place of a nest of loops over rows and columns, if it adds such a product."""
        loops = [x for x in rows.body if isinstance(x, For)]
        if rows.parallel or len(loops) != 1 or not all([isinstance(x, Assign | Store | For) for x in rows.body]):
            return None
        (columns,) = loops
        stores = [x for x in columns.body if isinstance(x, Store)]
        if len(stores) != 1 or not all([isinstance(x, Assign | Store) for x in columns.body]):
            return None
        if any([x.step != 1 or not is_number(x.start, 0) for x in (rows, columns)]):
            return None
        return self.made(rows, columns, stores[0])

    def made(self, rows: For, columns: For, store: Store) -> Statement | None:
        target, value = store.base, store.value
        own = definitions(columns.body)
        is_sum = value.op == "add" and value.args[0].op == "load" and value.args[0].attr is target
        if value.dtype not in _DTYPES or not is_sum or not same(value.args[0].args[0], store.index):
            return None
        term = expression(value.args[1], {}, own)
        factors = [e for e in term.args if e.op == "load" and self.is_value(e.attr)] if term.op == "mul" else []
        if len(factors) != 1 or not self.is_cotangent(target):
            return None
        (element,) = factors
        (factor,) = [e for e in term.args if e is not element]
        known, counters = {**definitions(rows.body), **own}, (rows.counter, columns.counter)
        at = linear(expression(element.args[0], {}, known), counters)
        to = linear(expression(store.index, {}, known), counters)
        if at is None or to is None or to[1] is not None or not is_number(at[2], 1) or not is_number(to[2], 1):
            return None
        first, row, _ = at
        if row is None or not self.is_steady([first, row, to[0], rows.stop, columns.stop], rows):
            return None
        changed = assigned([columns])
        if any([e.op == "load" or (e.op == "reg" and e.attr in changed) for e in subexpressions([factor])]):
            return None
        others = [x for x in rows.body if x is not columns]
        if any([isinstance(x, Store) and self.is_value(x.base) for x in others]):
            return None
        touched = {e.attr for x in others for e in subexpressions(operands(x)) if e.op == "load"}
        touched |= {x.base for x in others if isinstance(x, Store)}
        if target in touched or any([x in assigned(rows.body) for x in (target, element.attr)]):
            return None
        apart = [Expr("ne", "bool", (reg(p), reg(target))) for p in sorted(touched, key=lambda r: r.number)]
        tests = [is_long(rows.stop, columns.stop, row), *apart]
        if assigned(columns.body) & self.read_after[id(columns.body)]:
            return None
        return If(
            all_hold(tests),
            _by_library(rows, columns, factor, (element.attr, first, row), (target, to[0])),
            [rows],
        )

    def is_steady(self, values: Sequence[Expr], rows: For) -> bool:
        changed = assigned([rows])
        return not any([e.op == "load" or (e.op == "reg" and e.attr in changed) for e in subexpressions(values)])


def _by_library(
    rows: For, columns: For, factor: Expr, matrix: tuple[Reg, Expr, Expr], to: tuple[Reg, Expr]
) -> list[Statement]:
    factors, product, dtype = Reg("factors", "ptr"), Reg("product", "ptr"), factor.dtype
    kept = Store(factors, reg(rows.counter), factor)
    a, first, row = matrix
    target, start = to
    sizes = columns.stop, rows.stop, _ONE
    places = first, _ONE, row, _ZERO, _ONE, _ZERO, _ZERO, _ONE, _ZERO
    index = Expr("add", "i64", (start, reg(columns.counter)))
    total = Expr("add", dtype, (load(target, index, dtype), load(product, reg(columns.counter), dtype)))
    return [
        Alloc(factors, rows.stop, dtype),
        For(rows.counter, rows.start, rows.stop, [kept if x is columns else x for x in rows.body]),
        Alloc(product, columns.stop, dtype),
        Library("matmul", (a, factors, product), (*sizes, *places), dtype=dtype),
        For(columns.counter, _ZERO, columns.stop, [Store(target, index, total)], parallel=True),
        Release(product),
        Release(factors),
    ]

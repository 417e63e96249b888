"""Cotangents of a matrix in a loop are summed up some turns at a time: one product of matrices for many.

A product of a matrix and a vector gives the matrix the outer product of two vectors as cotangent, one of a matrix and
few rows a product of few.  In a loop that only reads the matrix these are sums over the turns, of which each would go
through all of the matrix's cotangents.  So the factors of `_TURNS` turns are kept, and multiplied at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, final

from .building import integer, number, trips
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
    load,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import same
from .renaming import expression
from .small_sums import is_small_sum
from .transposed import definitions

_TURNS: Final = 128  # whose vectors are kept
_FEW_TURNS: Final = 4  # for fewer it does not pay,
_NARROW: Final = 64  # nor for vectors and a matrix with fewer rows or columns
_ROOM: Final = 1 << 16  # elements that may be kept in any case
_PRODUCT: Final = 1 << 16  # elements of a product that are made before they are added: as many as stay in a cache


class Factor(NamedTuple):
    """A statement that adds the product of x (rows, inner) and y (inner, columns) to cotangents.

    sizes: rows, inner, columns.  fixed: on what it depends which elements get something.  x, y: an element, by the
    counters of its row and its column.  added: adds a value to each element of the rows from one to before another, by
    the counters `row` and `column`.
    """

    target: Reg
    fixed: tuple[Expr, ...]
    dtype: str
    sizes: tuple[Expr, Expr, Expr]
    x: Callable[[Reg, Reg], Expr]
    y: Callable[[Reg, Reg], Expr]
    added: Callable[[Expr, Expr, Expr], list[Statement]]
    row: Reg
    column: Reg


def deferred(
    loop: For, factors: Mapping[Statement, Factor], summed: Callable[[Reg], bool], is_value: Callable[[Reg], bool]
) -> list[Statement]:
    """A loop of the reverse sweep, and what has to stand before and after it.

    factors: of the statements that add products of matrices.
    summed: whether all that happens in the loop to the memory of a pointer is that something is added.
    is_value: whether a pointer's memory is the function's own, not of cotangents.
    """
    deferral = _Deferral(loop, factors, summed, is_value)
    body = deferral.body(loop.body)
    if not deferral.kept:
        return [loop]
    made = _with_body(loop, body)
    before = [x for kept in deferral.kept for x in kept.before(loop)]
    return [*before, made, *[x for kept in deferral.kept for x in kept.after()]]


class _Outer(NamedTuple):
    """An outer product in a nest of two loops: `store` adds left * right to the element at `place`.

    place: by the counters, and by what does not change in the loop around.
    """

    rows: For
    columns: For
    store: Store
    place: Expr
    left: Expr
    right: Expr

    def factor(self) -> Factor:
        """The same as a product of matrices, of which this one has only the row on the right."""
        s, row, column = self.store, Reg("row", "i64"), Reg("column", "i64")
        dtype = s.value.dtype
        index = expression(self.place, {}, {self.rows.counter: reg(row), self.columns.counter: reg(column)})

        def right(_: Reg, at: Reg) -> Expr:
            return expression(self.right, {}, {self.columns.counter: reg(at)})

        def added(value: Expr, start: Expr, stop: Expr) -> list[Statement]:
            add = Store(s.base, index, Expr("add", dtype, (load(s.base, index, dtype), value)))
            inner = For(column, number(0), self.columns.stop, [add], parallel=self.columns.parallel)
            return [For(row, start, stop, [inner], parallel=self.rows.parallel)]

        sizes = self.rows.stop, number(1), self.columns.stop
        return Factor(s.base, (), dtype, sizes, lambda i, _: self.left, right, added, row, column)

    def keeping(self, to: Reg, start: Expr) -> Statement:
        """The nest, which puts the column on the left into memory and adds nothing to these cotangents."""
        keep = Store(to, integer("add", start, reg(self.rows.counter)), self.left)
        rest = [x for x in self.columns.body if x is not self.store]
        body: list[Statement] = []
        for x in self.rows.body:
            body += (
                [x] if x is not self.columns else [keep, _with_body(self.columns, rest)] if _stores(rest) else [keep]
            )
        return _with_body(self.rows, body)


@final
class _Kept:
    """The factors of some turns: those on the left transposed, those of later turns under those of earlier ones."""

    def __init__(self, factor: Factor, pays: Expr, of_vectors: _Outer | None = None):
        self.factor, self.condition, self.of_vectors = factor, pays, of_vectors
        self.rows, self.inner, self.columns = factor.sizes
        self.left, self.right = Reg("lefts", "ptr"), Reg("rights", "ptr")
        self.count, self.pays = Reg("kept", "i64"), Reg("pays", "bool")

    def before(self, loop: For) -> list[Statement]:
        turns = Expr("ge", "bool", (trips(loop.start, loop.stop, loop.step), number(_FEW_TURNS)))
        room = integer("mul", Expr("select", "i64", (reg(self.pays), number(_TURNS), number(0))), self.inner)
        return [
            Assign(self.pays, Expr("and", "bool", (turns, self.condition))),
            Alloc(self.left, integer("mul", room, self.rows), self.factor.dtype),
            Alloc(self.right, integer("mul", room, self.columns), self.factor.dtype),
            Assign(self.count, number(0)),
        ]

    def after(self) -> list[Statement]:
        some = Expr("gt", "bool", (reg(self.count), number(0)))
        return [If(some, self.added()), Release(self.left), Release(self.right)]

    def turn(self) -> list[Statement]:
        """What stands in the place of the statement: it only keeps the factors."""
        full = Expr("eq", "bool", (reg(self.count), number(_TURNS)))
        keep = self.copied(self.left, self.rows, lambda i, k: self.factor.x(k, i))
        if self.of_vectors is not None:
            keep = [self.of_vectors.keeping(self.left, integer("mul", reg(self.count), self.rows))]
        return [
            *keep,
            *self.copied(self.right, self.columns, self.factor.y),
            Assign(self.count, integer("add", reg(self.count), number(1))),
            If(full, [*self.added(), Assign(self.count, number(0))]),
        ]

    def copied(self, to: Reg, width: Expr, element: Callable[[Reg, Reg], Expr]) -> list[Statement]:
        """Keep rows of a factor."""
        row, column = Reg("row", "i64"), Reg("column", "i64")
        at_row = integer("add", integer("mul", reg(self.count), self.inner), reg(row))
        at = integer("add", integer("mul", at_row, width), reg(column))
        store = Store(to, at, element(row, column))
        inner = For(column, number(0), width, [store], parallel=True)
        return [For(row, number(0), self.inner, [inner], parallel=True)]

    def added(self) -> list[Statement]:
        """The product of what is kept, added to the cotangents some rows at a time."""
        product, dtype, block = Reg("product", "ptr"), self.factor.dtype, Reg("block", "i64")
        height, start, stop = Reg("height", "i64"), Reg("start", "i64"), Reg("stop", "i64")
        zero, one = number(0), number(1)
        fitting = Expr("quo", "i64", (number(_PRODUCT), _most(self.columns, one)))
        blocks = Expr("quo", "i64", (_minus(integer("add", self.rows, reg(height)), one), reg(height)))
        count = _minus(reg(stop), reg(start))
        places = [reg(start), one, self.rows, zero, self.columns, one, zero, self.columns, one]
        sizes = [count, integer("mul", reg(self.count), self.inner), self.columns]
        row = _minus(reg(self.factor.row), reg(start))
        more = load(product, integer("add", integer("mul", row, self.columns), reg(self.factor.column)), dtype)
        some_rows: list[Statement] = [
            Assign(start, integer("mul", reg(block), reg(height))),
            Assign(stop, Expr("min", "i64", (integer("add", reg(start), reg(height)), self.rows))),
            Library("matmul", [self.left, self.right, product], [*sizes, *places], dtype=dtype),
            *self.factor.added(more, reg(start), reg(stop)),
        ]
        return [
            Assign(height, Expr("min", "i64", (_most(fitting, one), _most(self.rows, one)))),
            Alloc(product, integer("mul", reg(height), self.columns), dtype),
            For(block, zero, blocks, some_rows),
            Release(product),
        ]


@final
class _Deferral:
    def __init__(
        self,
        loop: For,
        factors: Mapping[Statement, Factor],
        summed: Callable[[Reg], bool],
        is_value: Callable[[Reg], bool],
    ):
        self.factors, self.summed, self.is_value = factors, summed, is_value
        self.changed = assigned([loop])
        self.kept: list[_Kept] = []

    def body(self, body: list[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            kept = self.keeping(s)
            if kept is not None:
                self.kept.append(kept)
                out.append(If(reg(kept.pays), kept.turn(), [s]))
            elif isinstance(s, If):
                out.append(If(s.condition, self.body(s.body), self.body(s.orelse)))
            else:
                out.append(s)
        return out

    def keeping(self, s: Statement) -> _Kept | None:
        """What is kept in the place of a statement."""
        if s in self.factors:
            factor = self.factors[s]
            rows, inner, columns = factor.sizes
            if not self.may_wait(factor.target) or not all([self.is_steady(e) for e in (*factor.sizes, *factor.fixed)]):
                return None
            elements = integer("mul", rows, columns)
            kept = integer("mul", integer("mul", number(_TURNS), inner), integer("add", rows, columns))
            room = Expr("le", "bool", (kept, integer("add", integer("mul", elements, number(8)), number(_ROOM))))
            return _Kept(
                factor, Expr("and", "bool", (room, Expr("not", "bool", (is_small_sum(rows, inner, columns),))))
            )
        outer = self.outer(s) if isinstance(s, For) else None
        if outer is None:
            return None
        large = [Expr("ge", "bool", (x.stop, number(_NARROW))) for x in (outer.rows, outer.columns)]
        return _Kept(outer.factor(), Expr("and", "bool", tuple(large)), outer)

    def may_wait(self, target: Reg) -> bool:
        """Whether it does not matter when in the loop something is added to cotangents."""
        return target not in self.changed and self.summed(target)

    def outer(self, rows: For) -> _Outer | None:
        """The outer product that a nest of loops adds up."""
        inner = [x for x in rows.body if isinstance(x, For)]
        if len(inner) != 1 or not all([isinstance(x, Assign | Store | For) for x in rows.body]):
            return None
        (columns,) = inner
        if not all([isinstance(x, Assign | Store) for x in columns.body]):
            return None
        for loop in (rows, columns):
            if loop.step != 1 or (loop.start.op, loop.start.attr) != ("const", 0) or not self.is_steady(loop.stop):
                return None
        if any([self.is_value(x.base) for x in statements([rows]) if isinstance(x, Store)]):
            return None
        for s in columns.body:
            if isinstance(s, Store) and (found := self.of_store(rows, columns, s)) is not None:
                return found
        return None

    def of_store(self, rows: For, columns: For, s: Store) -> _Outer | None:
        e = s.value
        if (
            e.op != "add"
            or e.args[0].op != "load"
            or e.args[0].attr is not s.base
            or not same(e.args[0].args[0], s.index)
        ):
            return None
        if not self.may_wait(s.base):
            return None
        inside = definitions(columns.body)
        index = _resolved(_resolved(s.index, inside), definitions(rows.body))
        if not all([x.attr in (rows.counter, columns.counter) or self.is_steady(x) for x in _leaves(index)]):
            return None
        more = _resolved(e.args[1], inside)
        if more.op != "mul":
            return None
        for left, right in (more.args, more.args[::-1]):
            if self.is_left(left, columns) and self.is_right(right, rows):
                return _Outer(rows, columns, s, index, left, right)
        return None

    def is_steady(self, e: Expr) -> bool:
        """Whether an expression has one value all the time."""
        return all([x.op == "reg" and x.attr not in self.changed for x in _leaves(e)])

    def is_left(self, e: Expr, columns: For) -> bool:
        changed = assigned([columns])
        return all([x.op == "reg" and x.attr not in changed for x in _leaves(e)])

    def is_right(self, e: Expr, rows: For) -> bool:
        """Whether an expression hangs on the column alone; nothing that is stored here is memory of values."""
        (columns,) = [x for x in rows.body if isinstance(x, For)]
        changed = assigned([rows]) - {columns.counter}
        return all([x.attr not in changed and (x.op == "reg" or self.is_value(x.attr)) for x in _leaves(e)])


def _leaves(e: Expr) -> list[Expr]:
    return [x for x in subexpressions([e]) if x.op in ("reg", "load")]


def _resolved(e: Expr, definitions: dict[Reg, Expr]) -> Expr:
    return expression(e, {}, definitions)


def _with_body(s: For, body: list[Statement]) -> For:
    return For(s.counter, s.start, s.stop, body, s.step, s.parallel)


def _stores(body: list[Statement]) -> bool:
    return any([isinstance(x, Store) for x in body])


def _minus(x: Expr, y: Expr) -> Expr:
    return Expr("sub", "i64", (x, y))


def _most(x: Expr, y: Expr) -> Expr:
    return Expr("max", "i64", (x, y))

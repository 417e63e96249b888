"""Cotangents of a matrix in a loop are summed up some turns at a time: one product of matrices for many of vectors.

A product of a matrix and a vector gives the matrix the outer product of two vectors as cotangent.  In a loop that only
reads the matrix these are sums over the turns, of which each would go through all of the matrix's cotangents.  So the
two vectors of each turn are kept, and those of `_TURNS` turns are multiplied as matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, final

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
    statements,
    subexpressions,
)
from .parallel import assigned
from .polynomials import same
from .renaming import expression, reads
from .saving import trips

_TURNS: Final = 32  # whose vectors are kept
_FEW_TURNS: Final = 4  # for fewer it does not pay,
_NARROW: Final = 64  # nor for a matrix with fewer rows or columns


def deferred(loop: For, summed: Callable[[Reg], bool], is_value: Callable[[Reg], bool]) -> list[Statement]:
    """A loop of the reverse sweep, and what has to stand before and after it.

    summed: whether all that happens in the loop to the memory of a pointer is that something is added.
    is_value: whether a pointer's memory is the function's own, not of cotangents.
    """
    deferral = _Deferral(loop, summed, is_value)
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


@final
class _Kept:
    """The vectors of some turns."""

    def __init__(self, outer: _Outer):
        self.outer = outer
        self.dtype = outer.store.value.dtype
        self.left, self.right = Reg("lefts", "ptr"), Reg("rights", "ptr")
        self.count, self.pays = Reg("kept", "i64"), Reg("pays", "bool")
        self.rows, self.columns = outer.rows.stop, outer.columns.stop

    def before(self, loop: For) -> list[Statement]:
        turns = Expr("ge", "bool", (trips(loop.start, loop.stop, loop.step), _number(_FEW_TURNS)))
        large = [Expr("ge", "bool", (x, _number(_NARROW))) for x in (self.rows, self.columns)]
        room = Expr("select", "i64", (reg(self.pays), _number(_TURNS), _number(0)))
        return [
            Assign(self.pays, Expr("and", "bool", (turns, Expr("and", "bool", tuple(large))))),
            Alloc(self.left, _times(room, self.rows), self.dtype),
            Alloc(self.right, _times(room, self.columns), self.dtype),
            Assign(self.count, _number(0)),
        ]

    def after(self) -> list[Statement]:
        some = Expr("gt", "bool", (reg(self.count), _number(0)))
        return [If(some, self.added()), Release(self.left), Release(self.right)]

    def turn(self) -> list[Statement]:
        """The nest, which only keeps the vectors for this product."""
        rows, columns, store = self.outer.rows, self.outer.columns, self.outer.store
        at = _plus(_times(reg(self.count), self.rows), reg(rows.counter))
        keep = Store(self.left, at, self.outer.left)
        rest = [x for x in columns.body if x is not store]
        inner: list[Statement] = []
        for x in rows.body:
            inner += [x] if x is not columns else [keep, _with_body(columns, rest)] if _stores(rest) else [keep]
        counter = Reg("column", "i64")
        at = _plus(_times(reg(self.count), self.columns), reg(counter))
        right = expression(self.outer.right, {}, {columns.counter: reg(counter)})
        full = Expr("eq", "bool", (reg(self.count), _number(_TURNS)))
        return [
            _with_body(rows, inner),
            For(counter, _number(0), self.columns, [Store(self.right, at, right)], parallel=True),
            Assign(self.count, _plus(reg(self.count), _number(1))),
            If(full, [*self.added(), Assign(self.count, _number(0))]),
        ]

    def added(self) -> list[Statement]:
        """The product of what is kept, added to the cotangents."""
        rows, columns, store = self.outer.rows, self.outer.columns, self.outer.store
        product, row, column = Reg("product", "ptr"), Reg("row", "i64"), Reg("column", "i64")
        zero, one = _number(0), _number(1)
        places = [zero, one, self.rows, zero, self.columns, one, zero, self.columns, one]
        sizes = [self.rows, reg(self.count), self.columns]
        index = expression(self.outer.place, {}, {rows.counter: reg(row), columns.counter: reg(column)})
        more = load(product, _plus(_times(reg(row), self.columns), reg(column)), self.dtype)
        add = Store(store.base, index, Expr("add", self.dtype, (load(store.base, index, self.dtype), more)))
        inner = For(column, zero, self.columns, [add], parallel=columns.parallel)
        return [
            Alloc(product, _times(self.rows, self.columns), self.dtype),
            Library("matmul", [self.left, self.right, product], [*sizes, *places], dtype=self.dtype),
            For(row, zero, self.rows, [inner], parallel=rows.parallel),
            Release(product),
        ]


@final
class _Deferral:
    def __init__(self, loop: For, summed: Callable[[Reg], bool], is_value: Callable[[Reg], bool]):
        self.summed, self.is_value = summed, is_value
        self.changed = assigned([loop])
        self.uses: dict[Reg, int] = {}  # statements that name a pointer
        for s in statements(loop.body):
            for r in reads(s):
                self.uses[r] = self.uses.get(r, 0) + 1
        self.kept: list[_Kept] = []

    def body(self, body: list[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            if isinstance(s, If):
                out.append(If(s.condition, self.body(s.body), self.body(s.orelse)))
            elif isinstance(s, For) and (outer := self.outer(s)) is not None:
                kept = _Kept(outer)
                self.kept.append(kept)
                out.append(If(reg(kept.pays), kept.turn(), [s]))
            else:
                out.append(s)
        return out

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
        if s.base in self.changed or self.uses[s.base] != 1 or not self.summed(s.base):
            return None
        inside = _definitions(columns.body)
        index = _resolved(_resolved(s.index, inside), _definitions(rows.body))
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


def _definitions(body: list[Statement]) -> dict[Reg, Expr]:
    """The values of registers that a body assigns once, before anything else reads them."""
    counts: dict[Reg, int] = {}
    found: dict[Reg, Expr] = {}
    read: set[Reg] = set()
    for s in body:
        if isinstance(s, Assign):
            counts[s.reg] = counts.get(s.reg, 0) + 1
            if s.reg not in read and s.reg not in reads(s):
                found[s.reg] = _resolved(s.value, found)
        read |= {e.attr for e in subexpressions(operands(s)) if e.op == "reg"}
    return {r: e for r, e in found.items() if counts[r] == 1}


def _resolved(e: Expr, definitions: dict[Reg, Expr]) -> Expr:
    return expression(e, {}, definitions)


def _with_body(s: For, body: list[Statement]) -> For:
    return For(s.counter, s.start, s.stop, body, s.step, s.parallel)


def _stores(body: list[Statement]) -> bool:
    return any([isinstance(x, Store) for x in body])


def _number(value: int) -> Expr:
    return const(value, "i64")


def _times(x: Expr, y: Expr) -> Expr:
    return Expr("mul", "i64", (x, y))


def _plus(x: Expr, y: Expr) -> Expr:
    return Expr("add", "i64", (x, y))

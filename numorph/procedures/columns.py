"""Matrices that are made here, and whose columns loops run along again and again, lie column by column.

Nobody sees it: where such a matrix is a result, it is laid row by row at the end.  All sweeps that are derived from the
procedure gain by it.  An element's place has to be known as a row and a column, by counters of loops that stay inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from .elements import replaced
from .forms import Form, Known, form
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Retain,
    Return,
    Statement,
    Store,
    While,
    bodies,
    const,
    load,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import reads
from .rewriting import rewritten

_DEEP: Final = 3  # loops around what pays for the order, of which the innermost runs along columns
_ZERO: Final = const(0, "i64")
_Place = tuple[Reg, Reg]  # counters of the row and of the column


def by_columns(procedure: Procedure) -> Procedure:
    """The same procedure, with such matrices."""
    deep = _read_deep_inside(procedure.body)
    made = [s for s in procedure.body if isinstance(s, Alloc) and s.reg in deep]
    if not made or any([isinstance(s, Return) for s in statements(procedure.body)]):
        return procedure
    for s in made:
        matrix = _Matrix(procedure, s)
        if matrix.pays:
            procedure = matrix.rewritten()
    return procedure


def _read_deep_inside(body: Sequence[Statement], depth: int = 0) -> set[Reg]:
    """What is read inside of so many loops that the order may pay."""
    found: set[Reg] = set()
    for s in body:
        if depth >= _DEEP:
            found |= reads(s)
        for inner in bodies(s):
            found |= _read_deep_inside(inner, depth + isinstance(s, For))
    return found


@final
class _Matrix:
    """Memory of rows times columns elements, and all that is done with it."""

    def __init__(self, procedure: Procedure, s: Alloc):
        self.procedure, self.made, self.old, self.new = procedure, s, s.reg, Reg(s.reg.name, "ptr")
        self.places: dict[int, _Place] = {}  # by the ids of loads and stores
        self.flat: dict[int, _Place] = {}  # of loops over all elements in their order, by their ids
        self.laid = False  # whether it is known which size is that of columns
        self.along = self.across = 0  # innermost loops along columns, deep inside of others; and along rows
        counts: dict[Reg, int] = dict.fromkeys(procedure.inputs, 1)
        for x in statements(procedure.body):
            for r in assigned([x]) if not bodies(x) else ():
                is_null = isinstance(x, Assign) and x.value.op == "null"
                counts[r] = counts.get(r, 0) + (not is_null)
        self.once = {r for r, n in counts.items() if n == 1}
        self.known: Known = {r: r for r in procedure.inputs}
        self.loops: list[For] = []  # that are open, and the forms of their ends
        self.stops: dict[Reg, Form] = {}
        self.counters: set[Reg] = set()  # of loops that begin at 0 or above it, in steps of 1
        self.fits = self.old in self.once and self._sizes()
        if self.fits:
            self._body(procedure.body)
            self.fits = self.fits and self._kept()
        self.pays = self.fits and self.along > 0 and not self.across

    def _sizes(self) -> bool:
        """Whether it has as many elements as the product of two numbers that stay."""
        for x in statements(self.procedure.body):
            if x is self.made:
                break
            self._learn(x)
        count = form(self.made.count, self.known)
        if count is None or len(count) != 1:
            return False
        ((factors, times),) = count
        self.count = count
        if times != 1 or len(factors) != 2 or not all([isinstance(f, Reg) for f in factors]):
            return False
        self.sizes = list(factors)
        self.rows, self.columns = self.sizes
        return True

    def _learn(self, s: Statement) -> None:
        if isinstance(s, Assign) and s.reg in self.once and s.reg.dtype == "i64":
            self.known[s.reg] = form(s.value, self.known) or s.reg

    def _kept(self) -> bool:
        """Whether a result gets its owner once, at the end."""
        retained = [s for s in statements(self.procedure.body) if isinstance(s, Retain) and s.reg is self.old]
        if self.old not in self.procedure.results:
            return not retained
        at = [k for k, s in enumerate(self.procedure.body) if retained and s is retained[0]]
        after = self.procedure.body[at[0] + 1 :] if at else []
        touched = any([self.old in reads(s) for s in statements(after) if not isinstance(s, Release)])
        return len(retained) == len(at) == 1 and not touched and self.procedure.results.count(self.old) == 1

    # -- what is done with it

    def _body(self, body: Sequence[Statement]) -> None:
        for s in body:
            if not self.fits:
                return
            self._accesses(s)
            self._learn(s)
            if isinstance(s, For):
                self._loop(s)
            else:
                for inner in bodies(s):
                    self._body(inner)

    def _loop(self, s: For) -> None:
        start, self.stops[s.counter] = form(s.start, self.known), form(s.stop, self.known)
        self.known[s.counter] = s.counter
        inside = start is not None and all([n >= 0 and (not f or f[0] in self.counters) for f, n in start])
        if s.step == 1 and inside and all([len(f) < 2 for f, _ in start]):
            self.counters.add(s.counter)
        self.loops.append(s)
        self._body(s.body)
        self.loops.pop()
        self.counters.discard(s.counter)

    def _accesses(self, s: Statement) -> None:
        if self.old not in reads(s) or isinstance(s, Retain | Release):
            return
        if not isinstance(s, Assign | Store | If | For):
            self.fits = False
            return
        places = [(e, e.args[0]) for e in subexpressions(operands(s)) if e.op == "load" and e.attr is self.old]
        if any([e.op == "reg" and e.attr is self.old for e in subexpressions(operands(s))]):
            self.fits = False
        found: list[tuple[int, Expr]] = [(id(e), index) for e, index in places]
        found += [(id(s), s.index)] if isinstance(s, Store) and s.base is self.old else []
        dtypes = [e.dtype for e, _ in places]
        dtypes += [s.value.dtype] if isinstance(s, Store) and s.base is self.old else []
        self.fits = self.fits and all([d == self.made.dtype for d in dtypes])
        for key, index in found:
            self.fits = self.fits and self._place(key, index)

    def _place(self, key: int, index: Expr) -> bool:
        """Note where an element is, if that is known."""
        found = form(index, self.known)
        if found is None or not self.loops:
            return False
        inner = self.loops[-1]
        if found == frozenset({((inner.counter,), 1)}) and self.stops[inner.counter] == self.count:
            self.places[key] = self.flat.setdefault(id(inner), (Reg("i", "i64"), Reg("j", "i64")))
            return len(self.loops) == 1 and inner.parallel and inner.counter in self.counters and _is_zero(inner.start)
        terms = sorted([factors for factors, times in found if times == 1], key=len)
        if len(found) != 2 or [len(factors) for factors in terms] != [1, 2]:
            return False
        ((column,), pair) = terms
        for columns, row in (pair, pair[::-1]):
            if columns not in self.sizes or not {row, column} <= self.counters:
                continue
            rows = self.sizes[self.sizes[0] is columns]
            if self.laid and columns is not self.columns:
                return False
            if not self._inside(row, rows) or not self._inside(column, columns):
                return False
            self.rows, self.columns, self.laid = rows, columns, True
            self.places[key] = row, column
            self.along += inner.counter is row is not column and len(self.loops) >= _DEEP
            self.across += inner.counter is column is not row
            return True
        return False

    def _inside(self, counter: Reg, size: Reg) -> bool:
        return bool(self.stops[counter] == form(reg(size), self.known))

    # -- the same by columns

    def rewritten(self) -> Procedure:
        body: list[Statement] = []
        for s in self.procedure.body:
            if isinstance(s, Retain) and s.reg is self.old:
                body += self._result()
            elif isinstance(s, Release) and s.reg is self.old:
                body.append(Release(self.new))
            elif s is self.made:
                body.append(Alloc(self.new, s.count, s.dtype, s.zero))
            elif isinstance(s, Assign) and s.reg is self.old:
                body += [s, Assign(self.new, s.value)]
            else:
                body.append(self._statement(s))
        p = self.procedure
        return p.with_body(body)

    def _result(self) -> list[Statement]:
        """Row by row."""
        row, column, dtype = Reg("i", "i64"), Reg("j", "i64"), self.made.dtype
        element = load(self.new, self._index((row, column)), dtype)
        store = Store(self.old, _sum(_product(self.columns, row), reg(column)), element)
        return [Alloc(self.old, self.made.count, dtype), self._nest(row, column, [store])]

    def _nest(self, row: Reg, column: Reg, body: list[Statement]) -> For:
        inner = For(column, _ZERO, reg(self.columns), body, 1, True)
        return For(row, _ZERO, reg(self.rows), [inner], 1, True)

    def _index(self, place: _Place) -> Expr:
        return _sum(_product(self.rows, place[1]), reg(place[0]))

    def _statement(self, s: Statement) -> Statement:
        if isinstance(s, Assign):
            return Assign(s.reg, self._expression(s.value))
        if isinstance(s, Store):
            base = self.new if s.base is self.old else s.base
            index = self._index(self.places[id(s)]) if id(s) in self.places else self._expression(s.index)
            return Store(base, index, self._expression(s.value))
        if isinstance(s, If):
            return If(self._expression(s.condition), *[[self._statement(x) for x in b] for b in (s.body, s.orelse)])
        if isinstance(s, While):
            return While([self._statement(x) for x in s.body])
        if isinstance(s, For) and id(s) in self.flat:
            return self._unfolded(s)
        if isinstance(s, For):
            body = [self._statement(x) for x in s.body]
            return For(s.counter, self._expression(s.start), self._expression(s.stop), body, s.step, s.parallel)
        return s

    def _unfolded(self, s: For) -> For:
        """A loop over all elements as one over rows and columns."""
        row, column = self.flat[id(s)]
        at = {s.counter: _sum(_product(self.columns, row), reg(column))}
        return self._nest(row, column, [replaced(self._statement(x), at, {}) for x in s.body])

    def _expression(self, e: Expr) -> Expr:
        found = {id(x): self.places[id(x)] for x in subexpressions([e]) if id(x) in self.places}
        moved = {k: load(self.new, self._index(p), self.made.dtype) for k, p in found.items()}
        return rewritten(e, lambda x: moved.get(id(x))) if moved else e


def _sum(x: Expr, y: Expr) -> Expr:
    return Expr("add", "i64", (x, y))


def _product(x: Reg, y: Reg) -> Expr:
    return Expr("mul", "i64", (reg(x), reg(y)))


def _is_zero(e: Expr) -> bool:
    return bool(e.op == "const" and e.attr == 0)

"""Products with small matrices where they stand: of windows without a copy, added to arrays without a temporary.

`out += x[:, i:j] @ k` is a copy of the window, row by row, a product in memory, and a loop that adds it to `out`.
Where the matrix on the right is small, all three are one routine, which takes rows where they lie and adds sums where
they belong.  How large it is turns out when the procedure runs, so that the statements stay for when it is not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, final

from .building import all_hold
from .facts import Pointees
from .forms import Form, Known, as_expression, form, learn, linear
from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Release,
    Statement,
    Store,
    While,
    bodies,
    const,
    operands,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import reads
from .small_sums import small_sum, with_copies_before

_DTYPES: Final = ("f32", "f64")
_COLUMNS: Final = 64  # of the right matrix, at most,
_ELEMENTS: Final = 4096  # and elements: it stays in the first cache,
_ROWS: Final = 16  # or is read but once or twice, for as few rows of the left one
_LEAST: Final = 64  # multiplications of a product by itself: fewer are loops,
_MOST: Final = 1 << 19  # and more are shared by the threads of a library,
_NARROW: Final = 4  # if there are more rows or columns of the right matrix than these
_AXES: Final = 3  # of rows

_ONE, _NONE = const(1, "i64"), const(0, "i64")
_UNIT: Final = frozenset([((), 1)])  # the form of 1


def with_small_products(procedure: Procedure) -> Procedure:
    """The same procedure, in which products with small matrices are `small` routines (see ir.Library)."""
    if not any([isinstance(s, Library) and s.name == "matmul" for s in statements(procedure.body)]):
        return procedure
    found = _Products(procedure)
    body = found.body(procedure.body, {r: r for r in procedure.inputs if r in found.once})
    return procedure.with_body(body)


def with_added_products(procedure: Procedure) -> Procedure:
    """The same procedure, in which products that loops only add to arrays are `matmul`s that add.

    Sweeps of derivatives then have neither the product nor its cotangents.
    """
    if not any([isinstance(s, Library) and s.name == "matmul" for s in statements(procedure.body)]):
        return procedure
    found = _Products(procedure, adds=True)
    body = found.body(procedure.body, {r: r for r in procedure.inputs if r in found.once})
    return procedure.with_body(body)


class _Rows(NamedTuple):
    """Where rows of a matrix lie that is no copy any more: the statements that copied, sizes and strides by axes."""

    made: list[int]
    base: Reg
    offset: Expr
    sizes: list[Expr]
    strides: list[Expr]
    column: Expr


class _Added(NamedTuple):
    """Where the elements of a product are added: the statements, and strides by axes of its rows."""

    made: list[int]
    base: Reg
    offset: Expr
    strides: list[Expr]


@final
class _Products:
    """adds: whether all that is made of products are such as add."""

    def __init__(self, procedure: Procedure, adds: bool = False):
        self.adds = adds
        counts: dict[Reg, int] = dict.fromkeys(procedure.inputs, 1)
        self.made: dict[Reg, int] = {}  # how often memory is put behind a pointer
        self.uses: dict[Reg, int] = {}  # statements that touch memory, or know where it is
        for s in statements(procedure.body):
            for r in [s.counter] if isinstance(s, For) else assigned([s]) if not bodies(s) else ():
                counts[r] = counts.get(r, 0) + 1
                if r.dtype == "ptr" and not (isinstance(s, Assign) and s.value.op == "null"):
                    self.made[r] = self.made.get(r, 0) + 1
            for r in reads(s) if not isinstance(s, Release) else ():
                self.uses[r] = self.uses.get(r, 0) + 1
        self.once = {r for r, n in counts.items() if n == 1}
        self.results = set(procedure.results)
        self.pointees = Pointees(procedure)
        self._touched: dict[Statement, set[Reg]] = {}

    def touched(self, s: Statement) -> set[Reg]:
        """What a statement and those in it read, or write to."""
        if s not in self._touched:
            self._touched[s] = {r for x in statements([s]) if not isinstance(x, Release) for r in reads(x)}
        return self._touched[s]

    def body(self, body: Sequence[Statement], known: Known) -> list[Statement]:
        known = dict(known)
        out: list[Statement] = []
        at: dict[int, Known] = {}  # what is known where products stand
        for s in body:
            if isinstance(s, Library) and s.name == "matmul" and s.attr is not None and not self.adds:
                out += small_sum(s)
            elif isinstance(s, If):
                out.append(If(s.condition, self.body(s.body, known), self.body(s.orelse, known)))
                learn(s, known)
            elif isinstance(s, While):
                out.append(While(self.body(s.body, known)))
            elif isinstance(s, For) and not s.parallel:
                inner = self.body(s.body, {**known, s.counter: s.counter})
                loop = For(s.counter, s.start, s.stop, inner, s.step)
                out += with_copies_before(loop, functools.partial(self.may_write, loop))
            else:
                out.append(s)
            if isinstance(s, Assign):
                self.define(s, known)
            elif _is_product(s):
                at[id(s)] = dict(known)
        for s in body:
            if isinstance(s, Library) and id(s) in at:
                (self.add if self.adds else self.replace)(out, out.index(s), s, at[id(s)])
        return out

    def define(self, s: Assign, known: Known) -> None:
        if s.reg in self.once and s.reg.dtype == "i64":
            known[s.reg] = form(s.value, known) or s.reg

    def learned(self, between: Iterable[Statement], known: Known) -> Known:
        """What is known after some statements."""
        known = dict(known)
        for s in between:
            if isinstance(s, If):
                learn(s, known)
            elif isinstance(s, Assign):
                self.define(s, known)
        return known

    def add(self, out: list[Statement], at: int, s: Library, known: Known) -> None:
        """The product at a place of a body as one that is added, if that is all that is done with it."""
        added = self.added(out, at, s, None, known)
        if added is None:
            return
        alloc, loop = added.made
        if not _moves(out, [alloc, at, loop], loop):
            return
        (row,) = added.strides
        pointers = [*s.pointers[:2], added.base]
        out[loop] = Library("matmul", pointers, [*s.values[:9], added.offset, row, _ONE], dtype=s.dtype, attr="add")
        out[alloc] = Assign(s.pointers[2], Expr("null", "ptr"))
        del out[at]

    def replace(self, out: list[Statement], at: int, s: Library, known: Known) -> None:
        """The product at a place of a body as the routine, with what goes before it and after it."""
        rows = self.rows(out, at, s, known)
        added = self.added(out, at, s, rows, known)
        place = max([at, *(added.made if added is not None else ())])
        taken = sorted({at, *(rows.made if rows is not None else ()), *(added.made if added is not None else ())})
        if not _moves(out, taken, place):
            rows = added = None
            place, taken = at, [at]
        m, k, n, *places = s.values
        one = _Rows([], s.pointers[0], places[0], [m], [places[1]], places[2])
        left = rows if rows is not None else one
        row = places[7]
        to = added if added is not None else _Added([], s.pointers[2], places[6], _by_rows(left.sizes, row))
        lead = _AXES - len(left.sizes)
        sizes = [_ONE] * lead + left.sizes
        strides, steps = ([_NONE] * lead + x for x in (left.strides, to.strides))
        values = [*sizes, k, n, left.offset, *strides, left.column, places[3], places[4], to.offset, *steps]
        small = Library(
            "small", [left.base, s.pointers[1], to.base], values, dtype=s.dtype, attr="add" if added else None
        )
        alone = rows is None and added is None
        condition = _small(m, k, n, alone)
        stayed = [out[t] for t in taken]
        none: list[Statement] = [Assign(x.reg, Expr("null", "ptr")) for x in stayed if isinstance(x, Alloc)]
        out[place] = If(condition, [small, *none], stayed)
        for t in reversed(taken):
            if t != place:
                del out[t]

    # -- windows that are copied

    def rows(self, out: list[Statement], at: int, s: Library, known: Known) -> _Rows | None:
        """Where the rows of the left matrix are copied from, if that is all that is done with the copy."""
        copy = s.pointers[0]
        if not self.lives_here(copy, 2) or copy in s.pointers[1:]:
            return None
        touching = [t for t in range(at) if _makes(out[t], copy) or copy in self.touched(out[t])]
        if len(touching) != 2 or not isinstance(out[touching[0]], Alloc):
            return None
        found = _nest(out[touching[1]])
        if found is None or len(found.body) != 1:
            return None
        (store,) = found.body
        if not isinstance(store, Store) or store.base is not copy or store.value.op != "load":
            return None
        if store.value.dtype != s.dtype or store.value.attr is copy:
            return None
        known = found.known(known)
        m, k, _, offset, row, column = s.values[:6]
        sizes, strides = found.sizes, linear(form(store.index, known), found.counters)
        source = linear(form(store.value.args[0], known), found.counters)
        if strides is None or source is None or strides[-1] != frozenset():
            return None
        if strides[:-1] != [form(e, known) for e in _by_rows(sizes, _ONE)]:
            return None
        *steps, start = [as_expression(f) for f in source]
        last, inner = _NONE, form(k, known)
        if inner != _UNIT:
            if inner is None or form(sizes[-1], known) != inner or len(sizes) < 2:
                return None
            sizes, last = sizes[:-1], steps.pop()
        whole = [form(e, known) for e in (offset, row, column)]
        if whole != [form(e, known) for e in (_NONE, k, _ONE)] or len(sizes) > _AXES:
            return None
        if form(m, known) is None or form(m, known) != form(_product(sizes), known):
            return None
        source_base = store.value.attr
        if self.is_written(out[touching[1] + 1 : at], source_base):
            return None
        return _Rows(touching, source_base, start, sizes, steps, last)

    # -- sums that are added

    def added(self, out: list[Statement], at: int, s: Library, rows: _Rows | None, known: Known) -> _Added | None:
        """Where a loop adds the product to, if that is all that is done with it."""
        temporary = s.pointers[2]
        if not self.lives_here(temporary, 2) or temporary in s.pointers[:2]:
            return None
        before = [t for t in range(at) if _makes(out[t], temporary) or temporary in self.touched(out[t])]
        after = [t for t in range(at + 1, len(out)) if temporary in self.touched(out[t])]
        if len(before) != 1 or len(after) != 1 or not isinstance(out[before[0]], Alloc):
            return None
        found = _nest(out[after[0]])
        if found is None or len(found.body) != 1:
            return None
        known = found.known(self.learned(out[at : after[0]], known))
        parts = _update(found.body[0], temporary, known)
        if parts is None:
            return None
        store, place = parts
        m, _, n = s.values[:3]
        to = linear(form(store.index, known), found.counters)
        own = linear(form(place, known), found.counters)
        if to is None or own is None or own[-1] != frozenset() or store.value.dtype != s.dtype:
            return None
        if own[:-1] != [form(e, known) for e in _by_rows(found.sizes, _ONE)] or to[-2] != _UNIT:
            return None
        whole = [form(e, known) for e in s.values[9:]]
        if whole != [form(e, known) for e in (_NONE, n, _ONE)]:
            return None
        sizes = rows.sizes if rows is not None else [m]
        strides = self.strides(found, to, sizes, n, known)
        if strides is None:
            return None
        sources = [rows.base if rows is not None else s.pointers[0], s.pointers[1]]
        if any([self.meet(store.base, p) for p in sources]):
            return None
        return _Added([before[0], after[0]], store.base, as_expression(to[-1]), strides)

    def strides(self, found: _Nest, to: list[Form], sizes: list[Expr], n: Expr, known: Known) -> list[Expr] | None:
        """Of the target, along the axes of the product's rows."""
        columns, count = form(n, known), form(_product([*sizes, n]), known)
        if columns is None or count is None:
            return None
        if len(found.sizes) == 1:  # all elements one after the other
            return _by_rows(sizes, n) if form(found.sizes[0], known) == count else None
        if form(found.sizes[-1], known) != columns or len(found.sizes) != len(sizes) + 1:
            return None
        if [form(e, known) for e in found.sizes[:-1]] != [form(e, known) for e in sizes]:
            return None
        return [as_expression(f) for f in to[:-2]]

    # -- memory

    def lives_here(self, p: Reg, count: int) -> bool:
        """Whether memory is made once, touched by so many statements, and by one pointer."""
        return self.made.get(p) == 1 and self.uses.get(p, 0) == count and p not in self.results

    def may_write(self, loop: For, base: Reg) -> bool:
        """Whether a loop may write to the memory of a pointer."""
        written: set[Reg] = set()
        own: set[Reg] = set()  # pointers to memory that takes part in products, which is made for them
        for s in statements(loop.body):
            if isinstance(s, Library):
                written.update(s.pointers[2:] if s.name in ("matmul", "small") else s.pointers)
            elif isinstance(s, Store):
                written.add(s.base)
            elif isinstance(s, Alloc) and s.reg not in self.pointees.found:
                own.add(s.reg)
        written -= own
        known = all([self.pointees.of(p) for p in (base, *written)])
        return not known or any([self.meet(p, base) for p in written])

    def is_written(self, body: Iterable[Statement], base: Reg) -> bool:
        writes = [s for s in statements(body) if isinstance(s, Library | Store)]
        return any([isinstance(s, Library) or self.meet(s.base, base) for s in writes])

    def meet(self, p: Reg, q: Reg) -> bool:
        return p is q or not self.pointees.of(p).isdisjoint(self.pointees.of(q))


# -- loops


class _Nest(NamedTuple):
    counters: list[Reg]
    sizes: list[Expr]
    body: list[Statement]

    def known(self, known: Known) -> Known:
        return {**known, **{c: c for c in self.counters}}


def _nest(s: Statement) -> _Nest | None:
    """Parallel loops from 0 that have nothing in them but the next one, which do not depend on each other."""
    counters: list[Reg] = []
    sizes: list[Expr] = []
    body: list[Statement] = [s]
    while len(body) == 1 and isinstance(body[0], For):
        loop = body[0]
        if not loop.parallel or loop.step != 1 or loop.start.op != "const" or loop.start.attr != 0:
            return None
        if any([e.op == "load" or (e.op == "reg" and e.attr in counters) for e in subexpressions([loop.stop])]):
            return None
        counters.append(loop.counter)
        sizes.append(loop.stop)
        body = loop.body
    return _Nest(counters, sizes, body) if counters else None


def _update(s: Statement, temporary: Reg, known: Known) -> tuple[Store, Expr] | None:
    """An element to which one of the temporary is added, and the index of that one."""
    if not isinstance(s, Store) or s.base is temporary or s.value.op != "add":
        return None
    x, y = s.value.args
    if x.op == "load" and x.attr is temporary:
        x, y = y, x
    if x.op != "load" or y.op != "load" or x.attr is not s.base or y.attr is not temporary:
        return None
    index = form(s.index, known)
    return (s, y.args[0]) if index is not None and form(x.args[0], known) == index else None


def _is_product(s: Statement) -> bool:
    """Whether neighbours in a row of the right matrix, and of the product, are neighbours in memory."""
    return (
        isinstance(s, Library)
        and s.name == "matmul"
        and s.attr is None
        and s.dtype in _DTYPES
        and all([s.values[k].op == "const" and s.values[k].attr == 1 for k in (8, 11)])
    )


def _moves(out: list[Statement], taken: list[int], place: int) -> bool:
    """Whether some statements of a body may run at the place of the last of them."""
    moved: list[Statement] = []
    for t in range(taken[0], place):
        s = out[t]
        if t in taken:
            moved.append(s)
            continue
        bails = isinstance(s, If) and not s.orelse and all([isinstance(x, Bail) for x in s.body])
        if not bails and not isinstance(s, Assign | Alloc):
            return False
        if any([e.op == "load" for e in subexpressions(operands(s))]):
            return False
        changed, read = assigned([s]), reads(s)
        for x in statements(moved):
            if not changed.isdisjoint(reads(x) | assigned([x])) or not read.isdisjoint(assigned([x])):
                return False
    return True


def _makes(s: Statement, p: Reg) -> bool:
    return isinstance(s, Alloc) and s.reg is p


# -- integers


def _small(m: Expr, k: Expr, n: Expr, alone: bool) -> Expr:
    """Whether the routine is the better way."""
    elements = _times(k, n)
    fits = Expr("le", "bool", (elements, const(_ELEMENTS, "i64"))), Expr("le", "bool", (m, const(_ROWS, "i64")))
    tests = [Expr("le", "bool", (n, const(_COLUMNS, "i64"))), Expr("or", "bool", fits)]
    if alone:
        work = _times(m, elements)
        least = Expr("gt", "bool", (work, const(_LEAST, "i64")))
        most = [Expr("le", "bool", (x, const(y, "i64"))) for x, y in ((work, _MOST), (k, _NARROW), (n, _NARROW))]
        tests += [least, Expr("or", "bool", (most[0], Expr("or", "bool", (most[1], most[2]))))]
    return all_hold(tests)


def _times(x: Expr, y: Expr) -> Expr:
    if x.op == "const" and x.attr == 1:
        return y
    return x if y.op == "const" and y.attr == 1 else Expr("mul", "i64", (x, y))


def _product(sizes: Sequence[Expr]) -> Expr:
    found = sizes[0]
    for d in sizes[1:]:
        found = _times(found, d)
    return found


def _by_rows(sizes: Sequence[Expr], step: Expr) -> list[Expr]:
    """Strides of what lies row by row, so far apart along the last axis."""
    found = [step]
    for d in reversed(sizes[1:]):
        found.append(_times(found[-1], d))
    return found[::-1]

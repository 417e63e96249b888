"""Putting statements together: blocks, registers, loops over shapes, and memory that is given back in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from ..procedures.ir import Alloc, Assign, Bail, Expr, For, If, Reg, Release, Statement, Store, const, reg
from . import integers as ints
from .bounds import Bounds
from .heap import Heap
from .orders import inner_first, lies_by_rows, strides_of
from .values import Arr, Lazy, Order, Ranks, Unsupported, by_rows
from .written import Written

if TYPE_CHECKING:
    from .list_elements import Pool

NULL = Expr("null", "ptr")


def _no_other(makers: frozenset[Any], form: Any, other: Any) -> NoReturn:
    raise Unsupported("elements of another form than those of a list")


class Emitter:
    """The block that is being written.

    scopes: one for the whole body and one for each loop that is open, with the registers that own memory made in it.
    widen: what is called where a list in memory gets an element of another form (Operators.widen).
    """

    def __init__(self, widen: Callable[[frozenset[Any], Any, Any], NoReturn] = _no_other) -> None:
        self.widen = widen
        self.block: list[Statement] = []
        # What was computed, by its form, in each of the blocks that are open: it need not be computed again there.
        self._computed: list[dict[Any, Any]] = [{}]
        self._steady: set[Reg] = set()  # registers that keep their values as long as the blocks last
        self.scopes: list[list[Reg]] = [[]]
        self.bounds = Bounds()
        self.heap = Heap()
        self.where: tuple[Any, ...] = ()  # in the source, by which memory made there is known
        self._sites: dict[Any, int] = {}
        self.stored: list[frozenset[Any] | None] = []  # the sites of memory that is written
        self.written = Written(self.scopes)
        self.pools: dict[int, Any] = {}  # what lists of a pool (by the id of its first) lie in
        self.bounded: list[Any] = []  # deques with a greatest length, which nothing was put into
        self.lists: dict[Any, Any] = {}  # lists in memory, and tables, by their names
        self.asks_which_is_which = False  # whether containers are compared by identity
        self.asks_how_arrays_lie = False  # whether what is a view, and what a copy, hangs on it

    def emit(self, s: Statement) -> None:
        self.block.append(s)

    def rows(self, pool: Pool) -> Any:
        """What the lists of a pool lie in."""
        return self.pools[id(pool.first)]

    @property
    def depth(self) -> int:
        """How many blocks are open."""
        return len(self._computed)

    def fresh(self, name: str, dtype: str) -> Reg:
        return Reg(name, dtype)

    def mark(self) -> Any:
        """Where the block is now, for `rewind`."""
        return len(self.block), dict(self._computed[-1])

    def rewind(self, mark: Any) -> None:
        """Take back what was written to the block since a mark."""
        del self.block[mark[0] :]
        self._computed[-1] = mark[1]

    @contextmanager
    def inside(self) -> Iterator[list[Statement]]:
        """Write to a new list of statements."""
        saved, self.block = self.block, []
        self._computed.append({})
        known = self.bounds.mark()
        try:
            yield self.block
        finally:
            self.block = saved
            self._computed.pop()
            self.bounds.forget(known)

    @contextmanager
    def scope(self) -> Iterator[list[Statement]]:
        """As `inside`, for the body of a loop: what it allocates is released by `release(1)` before its end."""
        with self.inside() as body:
            self.scopes.append([])
            try:
                yield body
            finally:
                owners = self.scopes.pop()
                body[:0] = [Assign(r, NULL) for r in owners]

    def release(self, count: int) -> None:
        """Give back what the innermost scopes own so far: on every way out of them."""
        for scope in self.scopes[len(self.scopes) - count :]:
            for r in scope:
                self.emit(Release(r))

    def hold(self, e: Expr, name: str = "t") -> Expr:
        """The value of an expression now, in a register unless it is one or a constant."""
        if e.op in ("const", "reg", "null"):
            return e
        key = self._key(e)
        if key is not None and (found := self._lookup(key)) is not None:
            return reg(found)
        r = Reg(name, e.dtype)
        self.emit(Assign(r, e))
        self._steady.add(r)
        self.bounds.define(r, e)
        if key is not None:
            self._computed[-1][key] = r
        return reg(r)

    def steady(self, *registers: Reg) -> None:
        """Registers that nobody assigns again as long as what is computed from them is known."""
        self._steady.update(registers)

    def _key(self, e: Expr) -> Any:
        """The form of an integer or bool that depends on nothing that changes; None for others."""
        return ints.key(e) if e.dtype in ("i64", "bool") and self.is_steady(e) else None

    def is_steady(self, e: Expr) -> bool:
        """Whether an expression keeps its value as long as the block lasts."""
        if e.op == "reg":
            return e.attr in self._steady
        return e.op == "const" or (e.op not in ("load", "call") and all([self.is_steady(a) for a in e.args]))

    def _lookup(self, key: Any) -> Any:
        for known in reversed(self._computed):
            if key in known:
                return known[key]
        return None

    def hold_now(self, e: Expr, name: str = "now") -> Expr:
        """The value of an expression now, in a register of its own."""
        r = Reg(name, e.dtype)
        self.emit(Assign(r, e))
        return reg(r)

    def bail_if(self, condition: Expr, reason: str) -> None:
        """Leave to plain Python where a condition holds."""
        if condition.op == "const":
            if condition.attr:
                self.emit(Bail(reason))
            return
        key = self._key(condition)
        if key is not None:
            if self._lookup(("not", key)) is not None:
                return
            self._computed[-1]["not", key] = True
        self.emit(If(condition, [Bail(reason)]))

    def know_within(self, x: Arr, size: Expr) -> None:
        """The elements of an array are known to be indices of an axis of a size, as long as nothing writes to it."""
        key = self._within(x, size)
        if key is not None:
            self._computed[-1][key] = len(self.stored)

    def is_within(self, x: Arr, size: Expr) -> bool:
        """Whether that is known; in this block, for a loop may write to the array after its first turn."""
        since = self._computed[-1].get(self._within(x, size))
        if since is None or x.sites is None:
            return False
        return all([sites is not None and x.sites.isdisjoint(sites) for sites in self.stored[since:]])

    def _within(self, x: Arr, size: Expr) -> Any:
        keys = [self._key(k) for k in (x.offset, size, *x.shape, *x.strides)]
        return None if None in keys else ("within", x.data, *keys)

    # -- memory

    def site(self) -> frozenset[Any]:
        count = self._sites[self.where] = self._sites.get(self.where, 0) + 1
        return frozenset([("made", *self.where, count)])

    def allocate(
        self, dtype: str, shape: Sequence[Expr], name: str = "a", zero: bool = False, order: Order | None = None
    ) -> Arr:
        """A new array without gaps; row by row where no order is given."""
        sizes = tuple([self.hold(d, f"{name}.n") for d in shape])
        r = Reg(name, "ptr")
        self.scopes[-1].append(r)
        self.emit(Alloc(r, self._count(sizes), dtype, zero))
        self.written.make(r)
        ranks = by_rows(len(sizes)) if order is None else self.hold(order) if isinstance(order, Expr) else order
        strides = strides_of(sizes, ranks)
        window, axes = tuple([(ints.ZERO, d) for d in sizes]), tuple([(k, 1) for k in range(len(sizes))])
        return Arr(
            r,
            dtype,
            sizes,
            strides if isinstance(ranks, tuple) else tuple([self.hold(s, f"{name}.step") for s in strides]),
            owner=r,
            sites=self.site(),
            window=window,
            axes=axes,
            whole=lies_by_rows(sizes, strides),
            ranks=ranks if isinstance(ranks, tuple) else None,
        )

    def _count(self, sizes: Sequence[Expr]) -> Expr:
        """How many elements there are; more than 64 bits can count bail."""
        found: Expr = ints.ONE
        for d in sizes:
            if ints.number(found) is None and ints.number(d) is None:
                self.bail_if(Expr("overflows", "bool", (found, d), "mul"), "an array that is too large")
            found = self.hold(ints.mul(found, d), "count")
        return found

    # -- loops

    def loop(self, size: Expr, body: Callable[[Expr], None], parallel: bool = True, name: str = "i") -> None:
        """body(counter) for 0, 1, ... below size."""
        counter = Reg(name, "i64")
        self.steady(counter)
        self.bounds.counter(counter, ints.ZERO, size, 1)
        with self.inside() as block:
            body(reg(counter))
        self.emit(For(counter, ints.ZERO, size, block, 1, parallel))

    def turns(self, size: Expr, body: Callable[[Expr], object]) -> None:
        """As `loop`, one turn after the other: what a turn allocates is given back at its end."""
        counter = Reg("i", "i64")
        self.steady(counter)
        self.bounds.counter(counter, ints.ZERO, size, 1)
        with self.scope() as block:
            body(reg(counter))
            self.release(1)
        self.emit(For(counter, ints.ZERO, size, block))

    def nest(
        self,
        shape: Sequence[Expr],
        body: Callable[[tuple[Expr, ...]], None],
        parallel: bool = True,
        ranks: Ranks | Any = None,
    ) -> None:
        """body(indices) for all indices of a shape; axes of size 1 have index 0.

        In row-major order, or, where ranks are given, in that in which elements lie in memory.
        """
        inner = inner_first(ranks if isinstance(ranks, tuple) else by_rows(len(shape)))

        def level(left: list[int], indices: dict[int, Expr]) -> None:
            if not left:
                body(tuple([indices[k] for k in range(len(shape))]))
                return
            *left, k = left
            if ints.number(shape[k]) == 1:
                level(left, indices | {k: ints.ZERO})
            else:
                self.loop(shape[k], lambda i: level(left, indices | {k: i}), parallel)

        level(inner, {})

    def fill(self, target: Arr, value: Arr | Lazy | Expr, parallel: bool = True) -> None:
        """target[...] = value, element by element; a value that is an array has the shape of the target."""
        if isinstance(value, Expr):
            number = value
            if target.whole:
                self.loop(self.size(target), lambda k: self.store(target, ints.add(target.offset, k), number), parallel)
                return
            self.nest(target.shape, lambda i: self.store(target, target.position(i), number), parallel, target.ranks)
            return
        source = value
        flat = source.flat if isinstance(source, Lazy) or source.whole else None
        if target.whole and flat is not None:
            self.loop(self.size(target), lambda k: self.store(target, ints.add(target.offset, k), flat(k)), parallel)
            return
        self.nest(target.shape, lambda i: self.store(target, target.position(i), source.at(i)), parallel, target.ranks)

    def size(self, a: Arr | Lazy) -> Expr:
        """How many elements there are."""
        return self.hold(ints.product(a.shape), "size")

    def store(self, target: Arr, position: Expr, value: Expr) -> None:
        """An element of an array = value."""
        self.stored.append(target.sites)
        self.written.store(target)
        self.emit(Store(target.data, position, value))


def row_by_row(shape: Sequence[Expr]) -> tuple[Expr, ...]:
    """The strides of an array that lies row by row without gaps."""
    return strides_of(shape, by_rows(len(shape)))


def zero(dtype: str) -> Expr:
    """0 of a dtype."""
    if dtype in ("c64", "c128"):
        part = const(0.0, "f32" if dtype == "c64" else "f64")
        return Expr("complex", dtype, (part, part))
    return const(False if dtype == "bool" else 0.0 if dtype[0] == "f" else 0, dtype)

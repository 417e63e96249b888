"""Lists that grow and shrink in loops: elements of one form in memory that is made larger when it is full.

A list is found to be one when it is changed in a loop or a branch; the translation then starts again, and makes it one
where it is created.  Its registers change with it, so that all names of the list see the same.  Elements are numbers,
arrays of one dtype and one shape, or tuples of such: each number or array of an element has a column, and so has the
kind of numbers whose Python types differ.  A deque is a list whose first element need not lie at the beginning.

An array is copied into the list, and out of it again.  So nothing may be written to it as long as it is in the list;
what is written where is compared at the end (`Written`).

Where one of several lists goes on in a variable (`frontier = nxt`), registers of its own tell where the elements lie
and how many there are.  If others see the list as well, nobody may change its length from then on (`seal`).
"""

from __future__ import annotations

import functools
from collections import deque
from typing import Any

from ..procedures.ir import Alloc, Assign, Expr, If, Reg, Release, reg
from . import integers as ints
from .emitter import Emitter
from .list_elements import (
    ArrayElement,
    NumberElement,
    Pool,
    RowElement,
    Together,
    TupleElement,
    joined_forms,
    number_element,
)
from .orders import strides_of
from .scalars import cast, kind_dtype
from .values import Arr, Instance, Lazy, Member, Scalar, Tup, Unsupported, by_rows

_FIRST = 16  # elements


class Column:
    """A number or an array of each element.  shape: of the arrays, once there is one."""

    def __init__(self, e: Emitter, dtype: str, ndim: int = 0):
        self.dtype = dtype
        self.data = Reg("list", "ptr")
        self.shape = [Reg("list.size", "i64") for _ in range(ndim)]
        e.scopes[-1].append(self.data)

    @property
    def size(self) -> Expr:
        """Elements in memory of one element of the list."""
        return ints.product([reg(r) for r in self.shape])


class Grown:
    """A list in memory.  form: of its elements; the kind of a number, or as above.  kind: list, deque or tuple.

    makers: the places in the source where it is made, of which each gets another form where this one is too narrow.
    sites: as those of an array.  name: the same in each attempt at a translation.
    """

    def __init__(self, e: Emitter, form: Any, kind: type, makers: frozenset[Any], sites: Any):
        """Registers, which hold nothing yet."""
        self.form, self.kind_of_list, self.makers, self.sites = form, kind, makers, sites
        self.columns: list[Column] = []
        self._make_columns(e, form)
        self.count, self.room = Reg("list.n", "i64"), Reg("list.room", "i64")
        self.first = Reg("list.first", "i64") if kind is deque else None
        self.name = ("list", len(e.lists))
        e.lists[self.name] = self
        self._around = list(e.heap.around)
        self.changes = False  # whether its length is changed
        self._changed_in: list[Any] = []  # the loops that are open there
        self._sealed = False
        self.pool: Pool | None = None
        self.most: Expr | None = None  # elements of a deque
        self.param: int | None = None  # which container of the arguments it is

    @classmethod
    def empty(cls, e: Emitter, form: Any, kind: type = list, makers: frozenset[Any] = frozenset()) -> Grown:
        """A new list without elements."""
        found = cls(e, form, kind, makers, e.site())
        found._begin(e)
        return found

    def _begin(self, e: Emitter) -> None:
        for c in self.columns:
            for r in c.shape:
                e.emit(Assign(r, ints.ZERO))
            if c.shape:
                e.emit(Assign(c.data, Expr("null", "ptr")))
            else:
                e.emit(Alloc(c.data, ints.integer(_FIRST), c.dtype))
        e.emit(Assign(self.room, ints.ZERO if self._is_late else ints.integer(_FIRST)))
        e.emit(Assign(self.count, ints.ZERO))
        if self.first is not None:
            e.emit(Assign(self.first, ints.ZERO))

    def _make_columns(self, e: Emitter, form: Any) -> None:
        if isinstance(form, TupleElement):
            for f in form.items:
                self._make_columns(e, f)
        elif isinstance(form, NumberElement):
            self.columns += [Column(e, form.dtype), Column(e, "i64")]
        elif isinstance(form, ArrayElement):
            self.columns.append(Column(e, form.dtype, form.ndim))
        elif isinstance(form, RowElement):
            self.columns.append(Column(e, "i64"))
        else:
            self.columns.append(Column(e, kind_dtype(form)))

    @property
    def registers(self) -> list[Reg]:
        """All that it is made of: first what owns memory."""
        sizes = [r for c in self.columns for r in c.shape]
        return [
            *[c.data for c in self.columns],
            *sizes,
            self.count,
            self.room,
            *([] if self.first is None else [self.first]),
        ]

    @property
    def _is_late(self) -> bool:
        """Whether there is no memory before the first element, which tells how much is needed."""
        return any([c.shape for c in self.columns])

    @property
    def is_flat(self) -> bool:
        """Whether the elements are numbers."""
        return isinstance(self.form, str)

    @property
    def has_arrays(self) -> bool:
        """Whether elements are arrays, or have parts that are."""
        return self._is_late

    @property
    def kind(self) -> str:
        """The kind of the elements, which are numbers."""
        if not isinstance(self.form, str):
            raise Unsupported("this of a list of arrays or tuples that is changed in a loop or a branch")
        return self.form

    @property
    def dtype(self) -> str:
        return kind_dtype(self.kind)

    @property
    def data(self) -> Reg:
        return self.columns[0].data

    @property
    def length(self) -> Scalar:
        """len(list)."""
        return Scalar(self.size, "int", 0, 2**47)

    @property
    def start(self) -> Expr:
        """Where the first element lies."""
        return ints.ZERO if self.first is None else reg(self.first)

    @property
    def size(self) -> Expr:
        """How many elements there are now."""
        return reg(self.count)

    def resize(self, e: Emitter, size: Expr) -> None:
        """So many elements are there now."""
        e.emit(Assign(self.count, size))

    @property
    def limit(self) -> Expr:
        """Where the room for elements ends."""
        return reg(self.room)

    @property
    def _end(self) -> Expr:
        return ints.add(self.start, self.size)

    # -- who sees it

    def change(self, e: Emitter) -> None:
        """Its length is going to be changed."""
        if self._sealed:
            raise Unsupported("a change of a list that others see as well, where it is one of several")
        self.changes = True
        self._changed_in += e.heap.around

    def seal(self, e: Emitter) -> None:
        """Nobody changes its length from now on; in a loop, "from now on" begins before."""
        turning = [loop for loop in e.heap.around if not any([loop is x for x in self._around])]
        if any([loop is x for loop in turning for x in self._changed_in]):
            raise Unsupported("a change of a list that others see as well, where it is one of several")
        self._sealed = True

    def may_be(self, other: Grown) -> bool:
        """Whether another one may be the same list."""
        return other is not self and (self._sealed or other._sealed) and not self.sites.isdisjoint(other.sites)

    # -- elements

    def append(self, e: Emitter, x: Any) -> None:
        """Another element; the memory is doubled where it is full."""
        self.change(e)
        values = self._columns_of(e, x)
        with e.inside() as grow:
            self._make_room(e, values)
        e.emit(If(ints.compare("eq", self._end, self.limit), grow))
        for c, v in zip(self.columns, values, strict=True):
            self._put(e, c, self._end, v)
        self.resize(e, ints.add(self.size, ints.ONE))

    def append_left(self, e: Emitter, x: Any) -> None:
        """Another element before the first one of a deque: in new memory, the elements lie in the middle."""
        assert self.first is not None
        self.change(e)
        values = self._columns_of(e, x)
        with e.inside() as grow:
            self._make_room(e, values, before=True)
        e.emit(If(ints.compare("eq", reg(self.first), ints.ZERO), grow))
        for c, v in zip(self.columns, values, strict=True):
            self._put(e, c, ints.sub(reg(self.first), ints.ONE), v)
        e.emit(Assign(self.first, ints.sub(reg(self.first), ints.ONE)))
        e.emit(Assign(self.count, ints.add(reg(self.count), ints.ONE)))

    def _make_room(self, e: Emitter, values: list[Any], before: bool = False) -> None:
        """New memory for twice as many elements as there are, before or behind them."""
        more = e.hold_now(ints.maximum(ints.mul(reg(self.count), ints.integer(2)), ints.integer(_FIRST)), "more")
        half = Expr("shr", "i64", (ints.sub(more, reg(self.count)), ints.ONE))
        first = e.hold_now(half, "first") if before else ints.ZERO
        for c, v in zip(self.columns, values, strict=True):
            self._grow(e, c, v, more, first)
        e.emit(Assign(self.room, more))
        if self.first is not None:
            e.emit(Assign(self.first, first))

    def _grow(self, e: Emitter, c: Column, v: Any, more: Expr, first: Expr) -> None:
        """More room; before the first element, the size of it is not known yet."""
        if c.shape:
            with e.inside() as known:
                for r, d in zip(c.shape, v.shape, strict=True):
                    e.emit(Assign(r, d))
            e.emit(If(ints.compare("eq", reg(self.room), ints.ZERO), known))
        old = Reg("old", "ptr")
        e.emit(Assign(old, Expr("reg", "ptr", (), c.data)))
        size = e.hold_now(c.size)
        if c.shape:
            e.bail_if(Expr("overflows", "bool", (more, size), "mul"), "a list that is too large")
        e.emit(Alloc(c.data, ints.mul(more, size), c.dtype))
        used = e.hold_now(ints.mul(reg(self.count), size))
        target = self._memory(c, c.data, used, ints.mul(first, size))
        e.fill(target, self._memory(c, old, used, ints.mul(self.start, size)))
        e.emit(Release(old))

    def _memory(self, c: Column, data: Reg, used: Expr, start: Expr) -> Arr:
        return Arr(data, c.dtype, (used,), (ints.ONE,), offset=start, sites=self.sites, whole=True)

    def _columns_of(self, e: Emitter, x: Any) -> list[Any]:
        """The numbers and arrays that an element is made of."""
        if not fits(self.form, x):
            e.widen(self.makers, self.form, form_of_element(x))
        return self._values(e, self.columns, _leaves(self.form, x))

    def _values(self, e: Emitter, columns: list[Column], leaves: list[Any]) -> list[Any]:
        """What goes to columns."""
        from .arrays import materialize

        found: list[Any] = []
        for c, v in zip(columns, leaves, strict=True):
            if not c.shape and isinstance(v, Scalar):
                found.append(e.hold(cast(v.expr, c.dtype)))
                continue
            a = materialize(e, v)
            if a.ranks != by_rows(len(a.shape)):
                raise Unsupported("a list of arrays that do not lie by rows, which changes in a loop or a branch")
            e.written.keep(a)
            for r, d in zip(c.shape, a.shape, strict=True):
                differs = ints.both(ints.compare("gt", reg(self.room), ints.ZERO), ints.compare("ne", reg(r), d))
                e.bail_if(differs, "a list of arrays of different shapes")
            found.append(a)
        return found

    def _put(self, e: Emitter, c: Column, position: Expr, v: Any) -> None:
        if c.shape:
            e.fill(self._part(e, c, position), v)
        else:
            e.store(self._memory(c, c.data, self._end, ints.ZERO), position, v)

    def _part(self, e: Emitter, c: Column, position: Expr) -> Arr:
        """The memory of an array in the list."""
        shape = tuple([e.hold_now(reg(r)) for r in c.shape])
        offset = e.hold_now(ints.mul(position, ints.product(shape)))
        return Arr(c.data, c.dtype, shape, _by_rows(shape), offset=offset, sites=self.sites, whole=True)

    def element(self, e: Emitter, position: Expr) -> Any:
        """The element at a position that is there."""
        return self._made(e, position, self.form, self.columns)

    def item(self, e: Emitter, position: Expr, k: int) -> Any:
        """An item of the tuple at a position that is there."""
        return self._made(e, position, self.form.items[k], self._columns_of_item(k))

    def set_item(self, e: Emitter, position: Expr, k: int, x: Any) -> None:
        """An item of the tuple at a position that is there = x, which fits."""
        columns = self._columns_of_item(k)
        values = self._values(e, columns, _leaves(self.form.items[k], x))
        for c, v in zip(columns, values, strict=True):
            self._put(e, c, ints.add(self.start, position), v)

    def _columns_of_item(self, k: int) -> list[Column]:
        before = sum([_width(f) for f in self.form.items[:k]])
        return self.columns[before : before + _width(self.form.items[k])]

    def _made(self, e: Emitter, position: Expr, form: Any, from_columns: list[Column]) -> Any:
        columns = iter(from_columns)
        position = e.hold_now(ints.add(self.start, position))

        def number(dtype: str) -> Expr:
            c = next(columns)
            return e.hold_now(self._memory(c, c.data, self._end, ints.ZERO).load(position), "x")

        def made(form: Any) -> Any:
            if isinstance(form, TupleElement):
                return Tup([made(f) for f in form.items], form.kind)
            if isinstance(form, RowElement):
                return e.rows(form.pool).row(e, number("i64"))
            if isinstance(form, ArrayElement):
                return self._copy(e, self._part(e, next(columns), position))
            if isinstance(form, NumberElement):
                value = number(form.dtype)
                return Scalar(value, form.kinds, tag=number("i64"))
            return Scalar(number(kind_dtype(form)), form)

        return made(form)

    def _copy(self, e: Emitter, a: Arr) -> Arr:
        from .arrays import copied

        found = copied(e, a)
        e.written.keep(found)
        return found

    def pop(self, e: Emitter) -> Any:
        """The last element, which is taken away."""
        self.change(e)
        e.bail_if(ints.compare("eq", self.size, ints.ZERO), "pop from an empty list")
        self.resize(e, ints.sub(self.size, ints.ONE))
        return self.element(e, self.size)

    def pop_left(self, e: Emitter) -> Any:
        """The first element of a deque, which is taken away."""
        assert self.first is not None
        self.change(e)
        e.bail_if(ints.compare("eq", reg(self.count), ints.ZERO), "pop from an empty deque")
        found = self.element(e, ints.ZERO)
        self.drop_left(e)
        return found

    def drop_left(self, e: Emitter) -> None:
        """The first element of a deque is taken away."""
        assert self.first is not None
        e.emit(Assign(self.first, ints.add(reg(self.first), ints.ONE)))
        self.resize(e, ints.sub(self.size, ints.ONE))

    def cut(self, e: Emitter, count: Expr) -> None:
        """Only the first elements stay: no more than there are."""
        self.change(e)
        self.resize(e, count)

    def set(self, e: Emitter, position: Expr, x: Any) -> None:
        """list[position] = x, at a position that is there."""
        if self.kind_of_list is tuple:
            raise Unsupported("an assignment to an item of a tuple")
        values = self._columns_of(e, x)
        for c, v in zip(self.columns, values, strict=True):
            self._put(e, c, ints.add(self.start, position), v)

    # -- arrays

    def column(self, e: Emitter, k: int) -> Arr:
        """What a column holds now, as one array."""
        c = self.columns[k]
        shape = (e.hold_now(self.size), *[e.hold_now(reg(r)) for r in c.shape])
        start = e.hold_now(ints.mul(self.start, c.size))
        return Arr(c.data, c.dtype, shape, _by_rows(shape), offset=start, sites=self.sites, whole=True)


def _by_rows(shape: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return strides_of(shape, by_rows(len(shape)))


def _leaves(form: Any, x: Any) -> list[Any]:
    """What the columns hold of an element."""
    if isinstance(form, TupleElement):
        return [v for f, item in zip(form.items, x.items, strict=True) for v in _leaves(f, item)]
    if isinstance(form, NumberElement):
        return [Scalar(x.expr, x.kinds), Scalar(tag_of(form.kinds, x), "int")]
    return [Scalar(x.number, "int")] if isinstance(form, RowElement) else [x]


def _width(form: Any) -> int:
    """How many columns there are for an element."""
    if isinstance(form, TupleElement):
        return sum(map(_width, form.items))
    return 2 if isinstance(form, NumberElement) else 1


def tag_of(kinds: tuple[str, ...], x: Scalar) -> Expr:
    """Which of some kinds a number has."""
    places = [ints.integer(kinds.index(k)) for k in x.kinds]
    found = places[-1]
    for k, place in enumerate(places[:-1]):
        assert x.tag is not None
        found = ints.select(ints.compare("eq", x.tag, ints.integer(k)), place, found)
    return found


def fits(form: Any, x: Any) -> bool:
    """Whether a value can be an element."""
    if isinstance(form, TupleElement):
        same = isinstance(x, Tup) and x.kind is form.kind and len(x.items) == len(form.items)
        return same and all([fits(f, v) for f, v in zip(form.items, x.items, strict=True)])
    if isinstance(form, ArrayElement):
        return isinstance(x, Arr | Lazy) and (x.dtype, len(x.shape)) == form
    if isinstance(form, RowElement):
        return isinstance(x, Grown | Member) and x.pool is not None and x.pool == form.pool
    if isinstance(form, NumberElement):
        return isinstance(x, Scalar) and set(x.kinds) <= set(form.kinds)
    return isinstance(x, Scalar) and x.kinds == (form,)


def form_of_elements(items: list[Any]) -> Any:
    """The form of all elements of a list; raises Unsupported where they have none in common."""
    rows = [x for x in items if makers_of(x)]
    if len(rows) == len(items) and any([getattr(x, "pool", None) is None for x in rows]):
        forms = [x.form if isinstance(x, Grown) else form_of_elements(x.items) for x in rows if _has_form(x)]
        form = functools.reduce(joined_forms, forms) if forms else None
        raise Together([m for x in rows for m in makers_of(x)], form)
    form = form_of_element(items[0])
    for x in items[1:]:
        form = joined_forms(form, form_of_element(x))
    return form


def makers_of(x: Any) -> frozenset[Any]:
    """Where a list is made, if that is known."""
    if isinstance(x, Grown):
        return x.makers if x.kind_of_list is list else frozenset()
    return x.makers if isinstance(x, Tup) and x.kind is list and x.outside is None else frozenset()


def _has_form(x: Any) -> bool:
    """Whether something is known of the elements of a list."""
    return x.form is not None if isinstance(x, Grown) else bool(x.items)


def form_of_element(x: Any) -> Any:
    """The form of an element."""
    if isinstance(x, Scalar):
        return number_element(x.kinds)
    if isinstance(x, Arr | Lazy) and x.shape:
        return ArrayElement(x.dtype, len(x.shape))
    if isinstance(x, Grown | Member) and x.pool is not None:
        return RowElement(x.pool)
    if makers_of(x):
        form_of_elements([x])
    if isinstance(x, Instance) and x.maker is not None and tuple(x.items) == x.maker[-1]:
        raise Together([x.maker], form_of_element(Tup(list(x.items.values()))))
    if isinstance(x, Tup) and issubclass(x.kind, tuple) and x.items:
        return TupleElement(x.kind, tuple([form_of_element(v) for v in x.items]))
    raise Unsupported("a list of such values that is changed in a loop or a branch")

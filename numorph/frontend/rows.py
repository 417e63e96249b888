"""Lists in lists: all lists of a pool lie in the memory of one, and are known by numbers.

To read from one and to write to it is the same as for other lists in memory.  Where its elements lie is told by three
columns, at the place that is its number.  A list that is full moves to the end.  So all that have its number see what
becomes of it, as in Python.  The memory is given back at the end of the call; too much of it bails.
"""

from __future__ import annotations

from typing import Any

from ..procedures.ir import Assign, Expr, If
from . import integers as ints
from .emitter import Emitter
from .frames import Unbound
from .list_elements import VARIOUS, Pool, RowElement, Together, TupleElement
from .lists import Grown, form_of_element
from .scalars import cast, kind_dtype
from .values import Arr, Lazy, Member, Scalar, Tup, Unsupported

_FIRST = 4  # elements
_MOST = 1 << 27  # elements of all lists


def note(decided: dict[Any, Any], found: Together) -> None:
    """Lists are to be in one pool from now on."""
    pools, is_new = [], False
    for maker in found.makers:
        if not isinstance(maker, Pool) and ("row", maker) not in decided:
            decided["row", maker], is_new = Pool(maker[2:] if maker[0] == "object" else None), True
            decided.setdefault("pools", []).append(decided["row", maker])
        pools.append(maker if isinstance(maker, Pool) else decided["row", maker])
    while True:
        try:
            is_new |= any([pools[0].first.join(p) for p in pools[1:]])
            is_new |= pools[0].hold(found.form)
            break
        except Together as inner:
            note(decided, inner)
            is_new = True
    if not is_new:
        raise Unsupported(VARIOUS)


class Rows:
    """The memory of a pool.  places: of each list, where it begins, how many elements it has, and where it must end."""

    def __init__(self, e: Emitter, pool: Pool):
        self.pool = pool
        self.places = Grown.empty(e, TupleElement(tuple, ("int", "int", "int")))
        self.elements = None if pool.form is None else Grown.empty(e, pool.form)

    def new(self, e: Emitter) -> Row:
        """A list without elements."""
        number = e.hold_now(self.places.size, "row")
        zero = Scalar(ints.ZERO, "int", 0, 0)
        self.places.append(e, Tup([zero, zero, zero]))
        return Row(e, self, number)

    def row(self, e: Emitter, number: Expr) -> Row:
        """The list with a number."""
        return Row(e, self, number)

    @property
    def parts(self) -> list[Grown]:
        """The lists that it is made of."""
        return [self.places] if self.elements is None else [self.places, self.elements]


class Row(Grown):
    """One of the lists.  number: an i64 that stays."""

    def __init__(self, e: Emitter, rows: Rows, number: Expr):
        elements = rows.elements
        self.rows, self.number, self.pool = rows, number, rows.pool
        self.form, self.kind_of_list, self.makers = rows.pool.form, list, frozenset([rows.pool])
        self.sites = frozenset() if elements is None else elements.sites
        self.columns = [] if elements is None else elements.columns
        self.most: Expr | None = None
        self.first, self._sealed, self.param = None, False, None

    def _place(self, k: int) -> Arr:
        """The column of the places in which this is."""
        places = self.rows.places
        return places._memory(places.columns[k], places.columns[k].data, places.size, ints.ZERO)

    def _set(self, e: Emitter, k: int, x: Expr) -> None:
        e.store(self._place(k), self.number, x)

    @property
    def start(self) -> Expr:
        return self._place(0).load(self.number)

    @property
    def size(self) -> Expr:
        return self._place(1).load(self.number)

    @property
    def limit(self) -> Expr:
        return self._place(2).load(self.number)

    def resize(self, e: Emitter, size: Expr) -> None:
        self._set(e, 1, e.hold_now(size))

    def change(self, e: Emitter) -> None:
        """All see it."""

    def seal(self, e: Emitter) -> None:
        """All see it."""

    def may_be(self, other: Grown) -> bool:
        return False

    def _columns_of(self, e: Emitter, x: Any) -> list[Any]:
        if self.rows.elements is None:
            raise Together([self.rows.pool], form_of_element(x))
        return super()._columns_of(e, x)

    def element(self, e: Emitter, position: Expr) -> Any:
        if self.rows.elements is None:
            raise Unbound("an item of a list that is empty on the ways that are known so far")
        return super().element(e, position)

    def _make_room(self, e: Emitter, values: list[Any], before: bool = False) -> None:
        """The list moves to the end, where there is room for twice as many elements."""
        elements = self.rows.elements
        assert elements is not None
        size = e.hold_now(self.size)
        more = e.hold_now(ints.maximum(ints.mul(size, ints.integer(2)), ints.integer(_FIRST)))
        end = e.hold_now(ints.add(elements.size, more))
        e.bail_if(ints.compare("gt", end, ints.integer(_MOST)), "lists in a list that are too large")
        with e.inside() as grow:
            room = e.hold_now(ints.maximum(ints.mul(elements.size, ints.integer(2)), end))
            for c, v in zip(self.columns, values, strict=True):
                elements._grow(e, c, v, room, ints.ZERO)
            e.emit(Assign(elements.room, room))
        e.emit(If(ints.compare("gt", end, elements.limit), grow))
        old, new = e.hold_now(self.start), e.hold_now(elements.size)
        for c in self.columns:
            e.fill(elements._memory(c, c.data, size, new), elements._memory(c, c.data, size, old))
        self._set(e, 0, new)
        self._set(e, 2, end)
        e.emit(Assign(elements.count, end))


def parts_of(e: Emitter, v: Grown | Member) -> list[Grown]:
    """The lists in memory that a list or an object is made of: with those that the lists in it lie in."""
    found: dict[int, Grown] = {}
    waiting: list[Any] = []
    if isinstance(v, Grown) and v.pool is None:
        found[id(v)] = v
        waiting.append(v.form)
    elif v.pool is not None:
        waiting.append(RowElement(v.pool))
    while waiting:
        form = waiting.pop()
        if isinstance(form, TupleElement):
            waiting += form.items
        elif isinstance(form, RowElement):
            parts = e.rows(form.pool).parts
            if id(parts[0]) not in found:
                found |= {id(part): part for part in parts}
                waiting.append(form.pool.form)
    return list(found.values())


def as_matrix(e: Emitter, v: Grown, dtype: str | None) -> Arr:
    """np.array of a list of lists of numbers, all of one length."""
    assert isinstance(v.form, RowElement)
    kind = v.form.pool.form
    if not isinstance(kind, str):
        raise Unsupported("an array of a list of lists of other things than numbers of one type")
    e.bail_if(ints.compare("eq", v.size, ints.ZERO), "an array of an empty list")
    count, width = e.hold_now(v.size), e.hold_now(v.element(e, ints.ZERO).size)
    if dtype is None and kind != "float":
        e.bail_if(ints.compare("eq", width, ints.ZERO), "an array of empty lists")
    made = e.allocate(dtype or kind_dtype(kind), (count, width), "array")

    def fill(k: Expr) -> None:
        row = v.element(e, k)
        e.bail_if(ints.compare("ne", row.size, width), "an array of lists of different lengths")
        start = e.hold_now(ints.mul(k, width))
        part = Arr(made.data, made.dtype, (width,), (ints.ONE,), offset=start, sites=made.sites)
        values = row.column(e, 0)
        e.fill(part, Lazy(made.dtype, (width,), lambda i: cast(values.at(i), made.dtype), (values,)))

    e.loop(count, fill, parallel=False)
    return made

"""Lists among the arguments that lie in memory while a procedure runs: numbers, tuples of numbers, lists of such.

The key of a call has the form of their elements, as the first of them tell it; all of them are looked at where machine
code runs, which leaves others to Python.  What a procedure writes to them, the caller's lists have when it ends: its
inner lists, too, which are rows of a pool.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..procedures.ir import Assign, Expr, Reg, reg
from . import integers as ints
from .context import Context
from .list_elements import Pool, RowElement, Together, TupleElement, joined_forms
from .lists import Grown
from .objects import is_named_tuple
from .rows import Row
from .scalars import dtype_of, kind_dtype
from .values import Arr, Listed, Scalar, Tup

MANY = 32  # items, from which on a list is always in memory
ARGUMENT = object()  # stands for the maker of a list whose items are arguments of their own
_LOOKED_AT = 8  # items
_DEEPEST = 4  # lists in lists
_KINDS = {float: "float", int: "int", bool: "bool"}
_TYPES = {kind: cls for cls, kind in _KINDS.items()}


class ListElement(NamedTuple):
    """The form of elements that are lists of the caller's; form: of their elements, None where none has any."""

    form: Any


class Various(Exception):
    """Items are of other types than those that were looked at."""


def form_in_memory(v: list[Any], least: int | None) -> Any:
    """The form of a list in memory, as a `ListElement`; None for one whose items are arguments of their own."""
    if least is None or len(v) < least:
        return None
    try:
        return _form_of(v, 0)
    except Various:
        return None


def _form_of(x: Any, depth: int) -> Any:
    kind = type(x)
    if kind in _KINDS:
        return _KINDS[kind]
    if kind is list and depth < _DEEPEST:
        return ListElement(_together([_form_of(item, depth + 1) for item in x[:_LOOKED_AT]]))
    if (kind is tuple or is_named_tuple(kind)) and x and depth < _DEEPEST:
        return TupleElement(kind, tuple([_form_of(item, depth + 1) for item in x]))
    raise Various


def _together(forms: Sequence[Any]) -> Any:
    """The form of elements of all these forms."""
    found: Any = None
    for form in forms:
        found = form if found is None else _joined(found, form)
    return found


def _joined(a: Any, b: Any) -> Any:
    if a == b or b is None:
        return a
    if a is None:
        return b
    if isinstance(a, ListElement) and isinstance(b, ListElement):
        return ListElement(_joined(a.form, b.form))
    if (
        isinstance(a, TupleElement)
        and isinstance(b, TupleElement)
        and a.kind is b.kind
        and len(a.items) == len(b.items)
    ):
        return TupleElement(a.kind, tuple(map(_joined, a.items, b.items)))
    raise Various


class ListArgument:
    """A list of a call.  columns: its content, as arrays; rows: the inner lists, each once, for each place of such."""

    __slots__ = ("columns", "form", "rows", "value")

    def __init__(self, value: list[Any], form: ListElement):
        self.value, self.form = value, form
        self.columns: list[np.ndarray] = []
        self.rows: list[list[list[Any]]] = []

    def read(self) -> None:
        """Make the columns; raises Various."""
        self.columns, self.rows = [], [[self.value]]
        try:
            self._read(self.value, self.form.form)
        except OverflowError:
            raise Various from None

    def _read(self, items: Sequence[Any], form: Any) -> None:
        if form is None:
            if items:
                raise Various
        elif isinstance(form, TupleElement):
            if set(map(type, items)) - {form.kind} or set(map(len, items)) - {len(form.items)}:
                raise Various
            parts = list(zip(*items, strict=True)) or [()] * len(form.items)
            for part, f in zip(parts, form.items, strict=True):
                self._read(part, f)
        elif isinstance(form, ListElement):
            self._read_lists(items, form.form)
        else:
            if set(map(type, items)) - {_TYPES[form]}:
                raise Various
            self.columns.append(np.array(items, dtype_of(kind_dtype(form))))

    def _read_lists(self, items: Sequence[Any], form: Any) -> None:
        if set(map(type, items)) - {list}:
            raise Various
        numbers: dict[int, int] = {}
        rows: list[list[Any]] = []
        for x in items:
            if numbers.setdefault(id(x), len(rows)) == len(rows):
                rows.append(x)
        self.rows.append(rows)
        self.columns.append(np.array([numbers[id(x)] for x in items], np.int64))
        self.columns.append(np.array([len(x) for x in rows], np.int64))
        self._read(list(itertools.chain.from_iterable(rows)), form)


class GivenRows(NamedTuple):
    """Lists of the caller's that are rows of a pool.  first: the number of the first; leaf, place: where they are."""

    pool: Pool
    first: Expr
    leaf: int
    place: int


class GivenLists:
    """The lists in memory that are arguments of a procedure.  whole: by the numbers of containers.

    begun: how many stores there were when all were in memory.
    """

    def __init__(self) -> None:
        self.whole: dict[int, Grown] = {}
        self.rows: list[GivenRows] = []
        self.begun = 0

    def begin(self, t: Context) -> None:
        """All are in memory, as they are in the beginning."""
        self.begun = len(t.e.stored)
        for v in t.e.lists.values():
            v.changes = False

    def is_changed(self, t: Context, v: Grown) -> bool:
        """Whether a list may be another one in the end."""
        stored = t.e.stored[self.begun :]
        return v.changes or any([s is None or not v.sites.isdisjoint(s) for s in stored])

    def is_pool_changed(self, t: Context, pool: Pool) -> bool:
        """Whether a list of a pool may be."""
        return any([self.is_changed(t, part) for part in t.e.rows(pool).parts])


class Reading:
    """The beginning of a procedure, in which a list that is an argument is put into memory.

    take: makes an input of the procedure.
    """

    def __init__(self, t: Context, given: GivenLists, name: str, leaf: int, take: Callable[..., Reg]):
        self.t, self.given, self.name, self.leaf, self.take = t, given, name, leaf, take
        self.columns = self.places = 0  # so far
        self._pools: dict[int, Pool] = {}  # of inner lists, by the ids of their forms

    def list_of(self, form: ListElement, number: int) -> Any:
        """The list; number: of the container."""
        t, site = self.t, ("list argument", self.leaf)
        self.places += 1
        in_pool = ("row", site) in t.decided
        if form.form is None and not in_pool and site not in t.decided:
            return self._empty(site, number)
        length, item = self._elements(form.form)
        made = t.grown(t.decided.get(site) if form.form is None else self._element_form(form.form), site)
        if form.form is not None:
            t.e.turns(length, lambda k: made.append(t.e, item(k)))
        if isinstance(made, Row):
            self.given.rows.append(GivenRows(made.rows.pool, made.number, self.leaf, 0))
        else:
            made.param = number
            self.given.whole[number] = made
        return made

    def _empty(self, site: Any, number: int) -> Tup:
        """A list without elements, of which it is not known yet what is put there."""
        found = Tup([], list)
        found.param, found.makers = number, frozenset([site])
        return found

    def _element_form(self, form: Any) -> Any:
        """As the lists of a procedure have it: an inner list is one of a pool."""
        if isinstance(form, TupleElement):
            return TupleElement(form.kind, tuple([self._element_form(f) for f in form.items]))
        return RowElement(self._pools[id(form)]) if isinstance(form, ListElement) else form

    def _elements(self, form: Any) -> tuple[Expr, Callable[[Expr], Any]]:
        """How many there are, and what gives one of them."""
        if form is None:
            return ints.ZERO, lambda k: None
        if isinstance(form, TupleElement):
            parts = [self._elements(f) for f in form.items]
            return parts[0][0], lambda k: Tup([item(k) for _, item in parts], form.kind)
        if isinstance(form, ListElement):
            return self._lists(form)
        column = self._column(kind_dtype(form))
        return column.shape[0], lambda k: Scalar(self.t.e.hold_now(column.flat(k)), form)

    def _column(self, dtype: str) -> Arr:
        j = self.columns
        self.columns += 1
        data = self.take(self.name, "ptr", ("column", self.leaf, j))
        size = self.take(f"{self.name}.n", "i64", ("length", self.leaf, j))
        self.t.e.bounds.size(size)
        sites = frozenset([("column", self.leaf, j)])
        return Arr(data, dtype, (reg(size),), (ints.ONE,), sites=sites, whole=True)

    def _lists(self, form: ListElement) -> tuple[Expr, Callable[[Expr], Any]]:
        """Inner lists become rows of a pool."""
        t, e, place = self.t, self.t.e, self.places
        self.places += 1
        maker = ("list argument", self.leaf, place)
        if ("row", maker) not in t.decided:
            raise Together([maker], None)
        pool: Pool = t.decided["row", maker]
        self._pools[id(form)] = pool
        numbers, counts = self._column("i64"), self._column("i64")
        length, item = self._elements(form.form)
        if form.form is not None:
            inner = self._element_form(form.form)
            if pool.form is None or joined_forms(pool.form, inner) != pool.form:
                raise Together([pool], inner)
        rows = e.rows(pool)
        first, end = e.hold_now(rows.places.size, "first"), Reg("end", "i64")
        e.emit(Assign(end, ints.ZERO if rows.elements is None else rows.elements.size))
        if form.form is not None:
            e.turns(length, lambda k: rows.elements.append(e, item(k)))

        def place_row(k: Expr) -> None:
            start, count = e.hold_now(reg(end)), e.hold_now(counts.flat(k))
            e.emit(Assign(end, ints.add(start, count)))
            rows.places.append(e, Tup([Scalar(x, "int") for x in (start, count, reg(end))]))

        e.turns(counts.shape[0], place_row)
        self.given.rows.append(GivenRows(pool, first, self.leaf, place))
        return numbers.shape[0], lambda k: rows.row(e, e.hold_now(ints.add(first, numbers.flat(k))))


def not_arguments(makers: Any) -> None:
    """Raises Listed where one of some lists has items that are arguments of their own: it has to be in memory."""
    if ARGUMENT in makers:
        raise Listed

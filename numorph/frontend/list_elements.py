"""What the elements of lists in memory are: numbers, arrays, tuples, or lists, which are in pools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from ..core.types import dtype_name
from .scalars import dtype_of, kind_dtype
from .values import Restart, Unsupported

VARIOUS = "a list of values of different types that is changed in a loop or a branch"


class NumberElement(NamedTuple):
    """The form of elements that are numbers of several kinds."""

    kinds: tuple[str, ...]

    @property
    def dtype(self) -> str:
        """That holds them all."""
        return dtype_of_kinds(self.kinds)


class ArrayElement(NamedTuple):
    """The form of elements that are arrays."""

    dtype: str
    ndim: int


class TupleElement(NamedTuple):
    """The form of elements that are tuples, named or not."""

    kind: type
    items: tuple[Any, ...]


class Pool:
    """The lists of some places in the source that lists in memory hold: where they lie is known at run time (rows.py).

    form: of the elements, once it is known.  Pools of lists that meet are one: all are equal to the first.
    fields: of a pool of objects, their class and the names of attributes, whose forms are those of a tuple.
    """

    def __init__(self, fields: Any = None) -> None:
        self._first: Pool | None = None
        self._form: Any = None
        self.fields = fields

    @property
    def first(self) -> Pool:
        """The one that stands for all."""
        return self if self._first is None else self._first.first

    @property
    def form(self) -> Any:
        return self.first._form

    def hold(self, form: Any) -> bool:
        """Its lists have such elements as well; whether that is new."""
        known = self.form
        self.first._form = form if known is None else known if form is None else joined_forms(known, form)
        return bool(self.form != known)

    def join(self, other: Pool) -> bool:
        """The lists of another one are of this one as well; whether that is new."""
        if other.first is self.first:
            return False
        if self.fields != other.fields:
            raise Unsupported("a list of objects of different classes, or with different attributes")
        other, form = other.first, other.form
        other._first = self.first
        self.hold(form)
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pool) and other.first is self.first

    def __hash__(self) -> int:
        return 0


class RowElement(NamedTuple):
    """The form of elements that are lists, or objects."""

    pool: Pool


class Together(Restart):
    """Lists are elements of one list: the translation starts again, with all of them in one pool.

    makers: where they are made, and pools.  form: of their elements.
    """

    def __init__(self, makers: Iterable[Any], form: Any):
        super().__init__("lists of lists")
        self.makers, self.form = tuple(makers), form


def pools_of(form: Any) -> list[Pool]:
    """The pools of the lists that elements are, or have as parts."""
    if isinstance(form, RowElement):
        return [form.pool]
    return [p for f in form.items for p in pools_of(f)] if isinstance(form, TupleElement) else []


def numbers_vary(form: Any) -> bool:
    """Whether elements are numbers of several kinds, or have such as parts."""
    return isinstance(form, NumberElement) or (isinstance(form, TupleElement) and any(map(numbers_vary, form.items)))


def dtype_of_kinds(kinds: tuple[str, ...]) -> str:
    """The dtype that holds numbers of all these kinds."""
    return dtype_name(np.result_type(*[dtype_of(kind_dtype(k)) for k in kinds]))


def joined_forms(a: Any, b: Any) -> Any:
    """The form of elements that have one of two."""
    if a == b:
        return a
    if isinstance(a, str | NumberElement) and isinstance(b, str | NumberElement):
        kinds = tuple([k for f in (a, b) for k in ([f] if isinstance(f, str) else f.kinds)])
        if not any([kind_dtype(k)[0] == "c" for k in kinds]):
            return number_element(kinds)
    if isinstance(a, RowElement) and isinstance(b, RowElement):
        raise Together([a.pool, b.pool], None)
    if (
        isinstance(a, TupleElement)
        and isinstance(b, TupleElement)
        and a.kind is b.kind
        and len(a.items) == len(b.items)
    ):
        return TupleElement(a.kind, tuple(map(joined_forms, a.items, b.items)))
    raise Unsupported(VARIOUS)


def number_element(kinds: tuple[str, ...]) -> Any:
    """The form of numbers of some kinds: the same one in whichever order they were found."""
    return kinds[0] if len(set(kinds)) == 1 else NumberElement(tuple(sorted(set(kinds))))

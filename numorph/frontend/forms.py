"""Forms: what values are apart from the registers that hold them, and how the forms of two ways are joined."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import Expr, Reg
from . import integers as ints
from .list_elements import ArrayElement, Pool, RowElement, Together, TupleElement, joined_forms, number_element
from .lists import Grown
from .orders import common
from .scalars import dtype_of, kind_dtype
from .tables import Table, Unmade
from .values import (
    Arr,
    Cached,
    Choice,
    Conflict,
    Dictionary,
    Function,
    Instance,
    Iterator,
    Lazy,
    Member,
    Optional,
    Partial,
    Range,
    Scalar,
    Static,
    Text,
    Tup,
    Unsupported,
)


class Mismatch(Exception):
    """Values that do not go together in one variable."""


class ListsDiffer(Mismatch):
    """Lists that go together where all are made in memory, with elements of one form.

    form: of the joined list; lists: the forms of the two, which may be items of what was to be joined.
    """

    def __init__(self, form: GrownForm, lists: tuple[Any, Any]):
        super().__init__("it is a list here and another one there")
        self.form, self.lists = form, lists


VARIES = "varies"  # which argument an array is, if it is one, is known when the procedure runs


@dataclass(frozen=True)
class ScalarForm:
    """kinds as in Scalar; nonnegative: known to be 0 or more."""

    kinds: tuple[str, ...]
    nonnegative: bool

    @property
    def dtype(self) -> str:
        found = [dtype_of(kind_dtype(k)) for k in self.kinds]
        return dtype_name(np.result_type(*found))


@dataclass(frozen=True, eq=False)
class ArrayForm:
    """Components that are the same whichever way was taken; None where they differ.

    param: as in Arr, or VARIES.
    """

    dtype: str
    data: Reg | None
    owner: Reg | None
    shape: tuple[Expr | None, ...]
    strides: tuple[Expr | None, ...]
    offset: Expr | None
    sites: frozenset[Any] | None
    whole: bool
    readonly: bool
    param: Any
    ranks: Any
    window: Any = None
    axes: Any = None


@dataclass(frozen=True)
class TupleForm:
    """A tuple or list.  makers: where a list was made."""

    kind: type
    items: tuple[Any, ...]
    makers: frozenset[Any] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class GrownForm:
    """A list in memory: the form of its elements, and where it is made.  name: of the only list that it can be."""

    elements: Any
    kind: type
    sites: frozenset[Any]
    name: Any
    makers: frozenset[Any] = field(compare=False)


@dataclass(frozen=True)
class RowForm:
    """A list or object of a pool."""

    pool: Pool


@dataclass(frozen=True)
class DictionaryForm:
    """A dict."""

    names: tuple[Any, ...]
    items: tuple[Any, ...]


@dataclass(frozen=True)
class InstanceForm:
    """An object."""

    kind: type
    names: tuple[Any, ...]
    items: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class BoxForm:
    """A container that can be changed: always the same one.  form: what it holds."""

    name: Any
    form: Any
    is_argument: bool


@dataclass(frozen=True)
class TextForm:
    """A string that is put together."""

    parts: tuple[Any, ...]
    items: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class StaticForm:
    """Something that never changes."""

    value: Any


@dataclass(frozen=True)
class ChoiceForm:
    """One of several strings or members of enumerations, or None."""

    values: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class OptionalForm:
    """Something of a form, or None."""

    form: Any


@dataclass(frozen=True)
class ConflictForm:
    """Values that do not go together."""

    reason: str


def form_of(v: Any) -> Any:
    """The form of a value."""
    if isinstance(v, Scalar):
        return ScalarForm(v.kinds, v.lo >= 0)
    if isinstance(v, Arr):
        return ArrayForm(
            v.dtype,
            v.data,
            v.owner,
            v.shape,
            v.strides,
            v.offset,
            v.sites,
            v.whole,
            v.readonly,
            VARIES if isinstance(v.param, Expr) else v.param,
            v.ranks,
            v.window,
            v.axes,
        )
    if isinstance(v, Tup | Dictionary) and v.outside is not None:
        return StaticForm(v)
    if isinstance(v, Tup | Dictionary | Instance):
        held = _form_of_items(v)
        return held if v.name is None else BoxForm(v.name, held, v.param is not None)
    if isinstance(v, Text):
        return TextForm(v.parts, tuple([form_of(x) for x in v.items]))
    if isinstance(v, Conflict):
        return ConflictForm(v.reason)
    if isinstance(v, Optional):
        return OptionalForm(form_of(v.value))
    if isinstance(v, Choice):
        return ChoiceForm(v.values)
    if isinstance(v, Grown | Member) and v.pool is not None:
        return RowForm(v.pool)
    if isinstance(v, Grown) and v.most is not None:
        return StaticForm(v)
    if isinstance(v, Grown):
        return GrownForm(v.form, v.kind_of_list, v.sites, v.name, v.makers)
    if isinstance(v, Static | Range | Function | Partial | Cached | Iterator | Table | Unmade):
        return StaticForm(v.value if isinstance(v, Static) else v)
    if isinstance(v, Lazy):
        raise AssertionError("an array that is not made has no form")
    raise Mismatch(f"a {type(v).__name__.lower()} in a variable that changes")


def _form_of_items(v: Any) -> Any:
    if isinstance(v, Tup):
        return TupleForm(v.kind, tuple([form_of(x) for x in v.items]), v.makers)
    names, forms = tuple(v.items), tuple([form_of(x) for x in v.items.values()])
    return InstanceForm(v.kind, names, forms) if isinstance(v, Instance) else DictionaryForm(names, forms)


def _component(a: Any, b: Any) -> Any:
    return a if a is not None and b is not None and ints.same(a, b) else None


def join(a: Any, b: Any) -> Any:
    """The form of what is either one or the other."""
    if isinstance(a, ConflictForm) or isinstance(b, ConflictForm):
        return a if isinstance(a, ConflictForm) else b
    if isinstance(a, BoxForm) and isinstance(b, BoxForm) and a.name == b.name:
        return a
    a, b = (x.form if isinstance(x, BoxForm) else x for x in (a, b))
    if isinstance(a, StaticForm | ChoiceForm) and isinstance(b, StaticForm | ChoiceForm) and not equal(a, b):
        return _choice(a, b)
    if (optional := _join_optional(a, b)) is not None:
        return optional
    if _is_list(a) and _is_list(b):
        return _join_lists(a, b)
    if type(a) is not type(b):
        raise Mismatch(f"it is {_said(a)} here and {_said(b)} there")
    if isinstance(a, ChoiceForm):
        return a
    if isinstance(a, ScalarForm):
        kinds = tuple(dict.fromkeys((*a.kinds, *b.kinds)))
        return ScalarForm(kinds, a.nonnegative and b.nonnegative)
    if isinstance(a, ArrayForm):
        return _join_arrays(a, b)
    if isinstance(a, TupleForm):
        if a.kind is not b.kind or len(a.items) != len(b.items):
            raise Mismatch("its length differs")
        return TupleForm(a.kind, tuple([join(x, y) for x, y in zip(a.items, b.items, strict=True)]))
    if isinstance(a, InstanceForm):
        if a.kind is not b.kind or a.names != b.names:
            raise Mismatch("its class or its attributes differ")
        return InstanceForm(a.kind, a.names, tuple([join(x, y) for x, y in zip(a.items, b.items, strict=True)]))
    if isinstance(a, DictionaryForm):
        if a.names != b.names:
            raise Mismatch("its keys differ")
        return DictionaryForm(a.names, tuple([join(x, y) for x, y in zip(a.items, b.items, strict=True)]))
    if isinstance(a, TextForm):
        if a.parts != b.parts:
            raise Mismatch("its texts differ")
        return TextForm(a.parts, tuple([join(x, y) for x, y in zip(a.items, b.items, strict=True)]))
    if not _same_object(a.value, b.value):
        raise Mismatch(f"it is {a.value!r} here and {b.value!r} there")
    return a


def _is_list(form: Any) -> bool:
    return isinstance(form, GrownForm | RowForm) or (isinstance(form, TupleForm) and form.kind in (list, deque))


def _join_lists(a: Any, b: Any) -> Any:
    """Two lists of one length whose items are known, or two lists in memory; others raise ListsDiffer."""
    if isinstance(a, RowForm) or isinstance(b, RowForm):
        return _join_rows(a, b)
    if a.kind is not b.kind:
        raise Mismatch("it is a list here and a deque there")
    if isinstance(a, TupleForm) and isinstance(b, TupleForm) and len(a.items) == len(b.items):
        together = tuple([join(x, y) for x, y in zip(a.items, b.items, strict=True)])
        return TupleForm(a.kind, together, a.makers | b.makers if a.makers and b.makers else frozenset())
    forms = _elements(a, b)
    if any([isinstance(f, TupleForm) and not f.makers for f in (a, b)]):
        raise Mismatch("its length differs")
    elements, makers = _all_elements(forms), a.makers | b.makers
    grown = [f for f in (a, b) if isinstance(f, GrownForm)]
    sites = frozenset([site for f in grown for site in f.sites])
    if len(grown) == 2 and a.elements == b.elements == elements:
        return GrownForm(elements, a.kind, sites, a.name if a.name == b.name else None, makers)
    raise ListsDiffer(GrownForm(elements, a.kind, sites, None, makers), (a, b))


def _join_rows(a: Any, b: Any) -> Any:
    if a == b:
        return a
    makers: list[Any] = [m for f in (a, b) for m in ([f.pool] if isinstance(f, RowForm) else f.makers)]
    if any([not isinstance(f, RowForm) and (f.kind is not list or not f.makers) for f in (a, b)]):
        raise Mismatch("it is a list of a list here, and another one there")
    raise Together(makers, _all_elements(_elements(a, b)))


def _elements(*lists: Any) -> list[Any]:
    """The forms of elements that are known of lists."""
    grown = [f.elements for f in lists if isinstance(f, GrownForm)]
    return grown + [_element(x) for f in lists if isinstance(f, TupleForm) for x in f.items]


def _all_elements(forms: list[Any]) -> Any:
    found = forms[0] if forms else None
    for f in forms[1:]:
        try:
            found = joined_forms(found, f)
        except Unsupported as error:
            raise Mismatch(error.reason) from None
    return found


def _element(form: Any) -> Any:
    """The form of an element of a list in memory."""
    form = form.form if isinstance(form, BoxForm) else form
    if isinstance(form, ScalarForm):
        return number_element(form.kinds)
    if isinstance(form, RowForm):
        return RowElement(form.pool)
    if (isinstance(form, GrownForm) or (isinstance(form, TupleForm) and form.kind is list)) and form.makers:
        raise Together(form.makers, _all_elements(_elements(form)))
    if isinstance(form, ArrayForm) and form.shape:
        return ArrayElement(form.dtype, len(form.shape))
    if isinstance(form, TupleForm) and issubclass(form.kind, tuple) and form.items:
        return TupleElement(form.kind, tuple([_element(f) for f in form.items]))
    raise Mismatch("its length differs")


def _choice(a: StaticForm | ChoiceForm, b: StaticForm | ChoiceForm) -> ChoiceForm:
    """One of strings or of members of enumerations, perhaps None among them."""
    values = [v for f in (a, b) for v in (f.values if isinstance(f, ChoiceForm) else (f.value,))]
    if not all([isinstance(v, str | Enum | None) for v in values]):
        raise Mismatch(f"it is {_said(a)} here and {_said(b)} there")
    return ChoiceForm(tuple(dict.fromkeys(values)))


def _join_optional(a: Any, b: Any) -> OptionalForm | None:
    """Where one may be None, and the other is a number, an array or a tuple."""
    inner = [f.form if isinstance(f, OptionalForm) else f for f in (a, b) if not _is_none(f)]
    perhaps = isinstance(a, OptionalForm) or isinstance(b, OptionalForm) or len(inner) == 1
    if not perhaps or not all([_can_be_left_out(f) for f in inner]):
        return None
    return OptionalForm(inner[0] if len(inner) == 1 else join(*inner))


def _is_none(form: Any) -> bool:
    return isinstance(form, StaticForm) and form.value is None


def _can_be_left_out(form: Any) -> bool:
    if isinstance(form, TupleForm) and form.kind is not list:
        return all([_can_be_left_out(f) for f in form.items])
    return isinstance(form, ScalarForm | ArrayForm | GrownForm | RowForm)


def _same_object(a: Any, b: Any) -> bool:
    return a is b or (type(a) is type(b) and isinstance(a, str | np.dtype | type(None)) and a == b)


def _join_arrays(a: ArrayForm, b: ArrayForm) -> ArrayForm:
    if a.dtype != b.dtype or len(a.shape) != len(b.shape):
        raise Mismatch(f"it is {_said(a)} here and {_said(b)} there")
    shape = tuple(map(_component, a.shape, b.shape))
    ones = [x is not None and ints.number(x) == 1 for f in (a, b) for x in f.shape]
    if ones[: len(shape)] != ones[len(shape) :]:
        raise Mismatch("it has an axis of length 1 here, and not there")
    same_data = a.data is not None and a.data is b.data
    window, axes = None, None
    if same_data and a.window is not None and b.window is not None and len(a.window) == len(b.window):
        pairs = zip(a.window, b.window, strict=True)
        if all([ints.same(x[0], y[0]) and ints.same(x[1], y[1]) for x, y in pairs]) and a.axes == b.axes:
            window, axes = a.window, a.axes
    return ArrayForm(
        a.dtype,
        a.data if same_data else None,
        a.owner if same_data else None,
        shape,
        tuple(map(_component, a.strides, b.strides)),
        _component(a.offset, b.offset),
        None if a.sites is None or b.sites is None else a.sites | b.sites,
        a.whole and b.whole,
        a.readonly or b.readonly,
        a.param if a.param == b.param else VARIES,
        common(a.ranks, b.ranks, shape),
        window,
        axes,
    )


def _said(form: Any) -> str:
    if isinstance(form, ArrayForm):
        return f"an array of {form.dtype} with {len(form.shape)} axes"
    if isinstance(form, ScalarForm):
        return f"a number ({' or '.join(form.kinds)})"
    if isinstance(form, OptionalForm):
        return f"{_said(form.form)} or None"
    if isinstance(form, ChoiceForm):
        return " or ".join([repr(v) for v in form.values])
    if isinstance(form, StaticForm):
        return "a list" if isinstance(form.value, Tup) else repr(form.value)
    if isinstance(form, GrownForm | RowForm) or (isinstance(form, TupleForm) and form.kind is list):
        return "a list"
    return f"a {type(form).__name__.removesuffix('Form').lower()}"


def equal(a: Any, b: Any) -> bool:
    """Whether two forms are the same."""
    if type(a) is not type(b):
        return False
    if isinstance(a, ArrayForm):
        pairs = zip((*a.shape, *a.strides, a.offset), (*b.shape, *b.strides, b.offset), strict=True)
        if not all([x is y or (x is not None and y is not None and ints.same(x, y)) for x, y in pairs]):
            return False
        if (a.window is None) is not (b.window is None):
            return False
        return bool(_facts(a) == _facts(b))
    if isinstance(a, BoxForm):
        return bool(a.name == b.name)
    if isinstance(a, OptionalForm):
        return equal(a.form, b.form)
    if isinstance(a, TupleForm | DictionaryForm | InstanceForm | TextForm):
        return len(a.items) == len(b.items) and all(map(equal, a.items, b.items))
    if isinstance(a, StaticForm):
        return _same_object(a.value, b.value)
    return bool(a == b)


def _facts(form: ArrayForm) -> Any:
    return form.data, form.sites, form.whole, form.readonly, form.param, form.ranks


def loosened(form: Any) -> Any:
    """The form without what holds only for values made in a part of the code that is translated again."""
    if isinstance(form, ArrayForm):
        offset = form.offset if form.offset is not None and form.offset.op == "const" else None
        return replace(
            form,
            data=None,
            owner=None,
            shape=_constants(form.shape),
            strides=_constants(form.strides),
            offset=offset,
            param=form.param if form.param == VARIES else None,
            window=None,
            axes=None,
        )
    if isinstance(form, GrownForm):
        return replace(form, name=None)
    if isinstance(form, TupleForm):
        return TupleForm(form.kind, tuple([loosened(x) for x in form.items]), form.makers)
    if isinstance(form, DictionaryForm):
        return DictionaryForm(form.names, tuple([loosened(x) for x in form.items]))
    if isinstance(form, BoxForm):
        return form if form.is_argument else loosened(form.form)
    if isinstance(form, InstanceForm):
        return InstanceForm(form.kind, form.names, tuple([loosened(x) for x in form.items]))
    if isinstance(form, TextForm):
        return TextForm(form.parts, tuple([loosened(x) for x in form.items]))
    return OptionalForm(loosened(form.form)) if isinstance(form, OptionalForm) else form


def with_list(form: Any, olds: tuple[Any, ...], new: Any) -> Any:
    """The form with another one in the place of some that are parts of it."""
    if any([form is old for old in olds]):
        return new
    if isinstance(form, TupleForm | DictionaryForm | InstanceForm | TextForm):
        return replace(form, items=tuple([with_list(x, olds, new) for x in form.items]))
    if isinstance(form, BoxForm | OptionalForm):
        return replace(form, form=with_list(form.form, olds, new))
    return form


def _constants(xs: tuple[Expr | None, ...]) -> tuple[Expr | None, ...]:
    return tuple([x if x is not None and x.op == "const" else None for x in xs])

"""Where ways meet: what a variable is after a branch, and from one iteration of a loop to the next.

A *form* says what a value is apart from the registers that hold it.  Forms are joined where ways meet; a *home* holds
values of a form in registers of its own, to which each way assigns before it gets there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import Assign, Expr, Reg, Release, Retain, const, reg
from . import integers as ints
from .emitter import NULL, Emitter
from .lists import Grown
from .orders import common
from .scalars import cast, dtype_of, kind_dtype
from .values import (
    GREATEST,
    LEAST,
    Arr,
    Conflict,
    Dictionary,
    Function,
    Instance,
    Lazy,
    Range,
    Scalar,
    Static,
    Text,
    Tup,
)


class Mismatch(Exception):
    """Values that do not go together in one variable."""


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
    """A tuple or list."""

    kind: type
    items: tuple[Any, ...]


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
    if isinstance(v, Tup | Dictionary | Instance):
        held = _form_of_items(v)
        return held if v.name is None else BoxForm(v.name, held, v.param is not None)
    if isinstance(v, Text):
        return TextForm(v.parts, tuple([form_of(x) for x in v.items]))
    if isinstance(v, Conflict):
        return ConflictForm(v.reason)
    if isinstance(v, Static | Range | Function | Grown):
        return StaticForm(v.value if isinstance(v, Static) else v)
    if isinstance(v, Lazy):
        raise AssertionError("an array that is not made has no form")
    raise Mismatch(f"a {type(v).__name__.lower()} in a variable that changes")


def _form_of_items(v: Any) -> Any:
    if isinstance(v, Tup):
        return TupleForm(v.kind, tuple([form_of(x) for x in v.items]))
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
    if type(a) is not type(b):
        raise Mismatch(f"it is {_said(a)} here and {_said(b)} there")
    if isinstance(a, ScalarForm):
        kinds = tuple(dict.fromkeys((*a.kinds, *b.kinds)))
        if any(kind_dtype(k) in ("c64", "c128") for k in kinds) and len(kinds) > 1:
            raise Mismatch("it is complex here and real there")
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
    if isinstance(form, StaticForm):
        return repr(form.value)
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
    if isinstance(form, TupleForm):
        return TupleForm(form.kind, tuple([loosened(x) for x in form.items]))
    if isinstance(form, DictionaryForm):
        return DictionaryForm(form.names, tuple([loosened(x) for x in form.items]))
    if isinstance(form, BoxForm):
        return form if form.is_argument else loosened(form.form)
    if isinstance(form, InstanceForm):
        return InstanceForm(form.kind, form.names, tuple([loosened(x) for x in form.items]))
    if isinstance(form, TextForm):
        return TextForm(form.parts, tuple([loosened(x) for x in form.items]))
    return form


def _constants(xs: tuple[Expr | None, ...]) -> tuple[Expr | None, ...]:
    return tuple([x if x is not None and x.op == "const" else None for x in xs])


# -- homes


class Home:
    """Registers for the values of a form.  `value` is what a variable is whose value is kept here."""

    def __init__(self, e: Emitter, form: Any, name: str, owns: bool):
        self.form, self.owns, self.heap = form, owns, e.heap
        self.parts: list[Home] = []
        self.regs: dict[Any, Reg] = {}
        self.value = self._make(e, name)

    def _make(self, e: Emitter, name: str) -> Any:
        form = self.form
        if isinstance(form, ScalarForm):
            r = self.regs["value"] = Reg(name, form.dtype)
            e.steady(r)
            if len(form.kinds) > 1:
                self.regs["tag"] = Reg(f"{name}.kind", "i64")
                e.steady(self.regs["tag"])
            tag = reg(self.regs["tag"]) if len(form.kinds) > 1 else None
            lo, hi = (0, 1) if form.kinds in (("bool",), ("bool_",)) else (LEAST, GREATEST)
            return Scalar(reg(r), form.kinds, 0 if form.nonnegative else lo, hi, tag)
        if isinstance(form, ArrayForm):
            return self._make_array(e, form, name)
        if isinstance(form, TupleForm):
            self.parts = [Home(e, f, f"{name}.{k}", self.owns) for k, f in enumerate(form.items)]
            return Tup([p.value for p in self.parts], form.kind)
        if isinstance(form, DictionaryForm):
            self.parts = [Home(e, f, f"{name}.{k}", self.owns) for k, f in zip(form.names, form.items, strict=True)]
            return Dictionary(dict(zip(form.names, [p.value for p in self.parts], strict=True)))
        if isinstance(form, BoxForm):
            return e.heap.boxes[form.name]
        if isinstance(form, InstanceForm):
            self.parts = [Home(e, f, f"{name}.{k}", self.owns) for k, f in zip(form.names, form.items, strict=True)]
            return Instance(form.kind, dict(zip(form.names, [p.value for p in self.parts], strict=True)))
        if isinstance(form, TextForm):
            self.parts = [Home(e, f, f"{name}.{k}", self.owns) for k, f in enumerate(form.items)]
            return Text(form.parts, [p.value for p in self.parts])
        if isinstance(form, ConflictForm):
            return Conflict(form.reason)
        return form.value if isinstance(form.value, Range | Function | Grown) else Static(form.value)

    def _make_array(self, e: Emitter, form: ArrayForm, name: str) -> Arr:
        def component(key: Any, known: Expr | None) -> Expr:
            if known is not None:
                return known
            r = self.regs[key] = Reg(f"{name}.{key[0]}", "i64")
            e.steady(r)
            return reg(r)

        data, owner = form.data, form.owner
        if data is None:
            data = self.regs["data"] = Reg(name, "ptr")
            owner = self.regs["owner"] = Reg(f"{name}.owner", "ptr")
            if self.owns:
                e.scopes[-1].append(owner)
        param = component(("param",), None) if form.param == VARIES else form.param
        return Arr(
            data,
            form.dtype,
            tuple([component(("n", k), d) for k, d in enumerate(form.shape)]),
            tuple([component(("step", k), d) for k, d in enumerate(form.strides)]),
            offset=component(("offset",), form.offset),
            owner=owner,
            sites=form.sites,
            window=form.window,
            axes=form.axes,
            param=param,
            readonly=form.readonly,
            whole=form.whole,
            ranks=form.ranks,
        )

    def moves(self, value: Any) -> list[tuple[Reg, Expr]]:
        """What is to be assigned so that the home holds a value of its form."""
        form = self.form
        if not isinstance(form, BoxForm) and getattr(value, "name", None) is not None:
            self.heap.seal(value)
        if isinstance(form, ScalarForm):
            found = [(self.regs["value"], cast(value.expr, form.dtype))]
            if "tag" in self.regs:
                found.append((self.regs["tag"], self._tag(value)))
            return found
        if isinstance(form, ArrayForm):
            return self._array_moves(value)
        if isinstance(form, TupleForm | TextForm):
            return [m for p, v in zip(self.parts, value.items, strict=True) for m in p.moves(v)]
        if isinstance(form, DictionaryForm | InstanceForm):
            return [m for p, v in zip(self.parts, value.items.values(), strict=True) for m in p.moves(v)]
        return []

    def _tag(self, value: Scalar) -> Expr:
        places = [self.form.kinds.index(k) for k in value.kinds]
        if value.tag is None:
            return ints.integer(places[0])
        found: Expr = ints.integer(places[-1])
        for k, place in enumerate(places[:-1]):
            found = ints.select(ints.compare("eq", value.tag, ints.integer(k)), ints.integer(place), found)
        return found

    def _array_moves(self, value: Arr) -> list[tuple[Reg, Expr]]:
        found: list[tuple[Reg, Expr]] = []
        for key, r in self.regs.items():
            if key == "data":
                found.append((r, Expr("reg", "ptr", (), value.data)))
            elif key == "owner":
                found.append((r, NULL if value.owner is None else Expr("reg", "ptr", (), value.owner)))
            elif key[0] == "param":
                found.append((r, value.param if isinstance(value.param, Expr) else ints.integer(_number_of(value))))
            elif key[0] == "n":
                found.append((r, value.shape[key[1]]))
            elif key[0] == "step":
                found.append((r, value.strides[key[1]]))
            else:
                found.append((r, value.offset))
        return found


def _number_of(a: Arr) -> int:
    return -1 if a.param is None else a.param


def assign_all(e: Emitter, pairs: list[tuple[Home, Any]], retain: bool) -> None:
    """Assign values to homes, all at once: a value may be read from a home that is assigned here as well."""
    moves = [m for home, value in pairs for m in home.moves(value)]
    moves = [(r, x) for r, x in moves if not (x.op == "reg" and x.attr is r)]
    targets = {id(r) for r, _ in moves}
    ready: list[tuple[Reg, Expr]] = []
    for r, x in moves:
        if _reads(x, targets):
            copy = Reg(r.name, r.dtype)
            e.emit(Assign(copy, x))
            x = reg(copy)
        ready.append((r, x))
    owners = {id(r) for home, _ in pairs for r in _owners(home)} if retain else set()
    for r, x in ready:
        if id(r) in owners and x.op == "reg":
            e.emit(Retain(x.attr))
    for r, x in ready:
        if id(r) in owners:
            e.emit(Release(r))
        e.emit(Assign(r, x))


def _owners(home: Home) -> list[Reg]:
    own = [home.regs["owner"]] if "owner" in home.regs and home.owns else []
    return own + [r for p in home.parts for r in _owners(p)]


def _reads(x: Expr, targets: set[int]) -> bool:
    if x.op == "reg":
        return id(x.attr) in targets
    return any([_reads(a, targets) for a in x.args])


def blank(home: Home) -> list[tuple[Reg, Expr]]:
    """Assignments of something to a home whose variable has no value yet."""
    found = []
    for key, r in home.regs.items():
        if r.dtype == "ptr":
            if key != "owner" or not home.owns:
                found.append((r, NULL))
        elif r.dtype in ("c64", "c128"):
            part = const(0.0, "f32" if r.dtype == "c64" else "f64")
            found.append((r, Expr("complex", r.dtype, (part, part))))
        else:
            found.append((r, const(False if r.dtype == "bool" else 0.0 if r.dtype[0] == "f" else 0, r.dtype)))
    return found + [m for p in home.parts for m in blank(p)]

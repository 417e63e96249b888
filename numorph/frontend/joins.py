"""Where ways meet: what a variable is after a branch, and from one iteration of a loop to the next.

A *form* says what a value is apart from the registers that hold it.  Forms are joined where ways meet; a *home* holds
values of a form in registers of its own, to which each way assigns before it gets there.
"""

from __future__ import annotations

from typing import Any

from ..procedures.ir import Assign, Expr, Reg, Release, Retain, const, reg
from . import integers as ints
from .emitter import NULL, Emitter
from .forms import (
    VARIES,
    ArrayForm,
    BoxForm,
    ChoiceForm,
    ConflictForm,
    DictionaryForm,
    GrownForm,
    InstanceForm,
    OptionalForm,
    RowForm,
    ScalarForm,
    TextForm,
    TupleForm,
)
from .lists import Grown
from .scalars import cast
from .tables import Table, Unmade
from .values import (
    GREATEST,
    LEAST,
    Arr,
    Cached,
    Choice,
    Conflict,
    Dictionary,
    Function,
    Instance,
    Iterator,
    Optional,
    Partial,
    Range,
    Scalar,
    Static,
    Text,
    Tup,
)


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
            made = Tup([p.value for p in self.parts], form.kind)
            made.makers = form.makers
            return made
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
        if isinstance(form, OptionalForm):
            self.parts = [Home(e, form.form, name, self.owns)]
            there = self.regs["there"] = Reg(f"{name}.there", "bool")
            e.steady(there)
            return Optional(self.parts[0].value, reg(there))
        if isinstance(form, ChoiceForm):
            which = self.regs["which"] = Reg(f"{name}.which", "i64")
            e.steady(which)
            return Choice(form.values, reg(which))
        if isinstance(form, GrownForm):
            return self._make_list(e, form)
        if isinstance(form, RowForm):
            number = self.regs["number"] = Reg(name, "i64")
            e.steady(number)
            return e.rows(form.pool).row(e, reg(number))
        given = Range | Function | Partial | Cached | Grown | Iterator | Table | Unmade | Tup | Dictionary
        known = isinstance(form.value, given)
        return form.value if known else Static(form.value)

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

    def _make_list(self, e: Emitter, form: GrownForm) -> Grown:
        if form.name is not None:
            found: Grown = e.lists[form.name]
            return found
        made = Grown(e, form.elements, form.kind, form.makers, form.sites)
        for k, r in enumerate(made.registers):
            self.regs["list", k] = r
        return made

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
        if isinstance(form, RowForm):
            return [(self.regs["number"], value.number)]
        if isinstance(form, GrownForm):
            assert value.form == form.elements
            return [(r, reg(x)) for r, x in zip(self.regs.values(), value.registers, strict=bool(self.regs))]
        if isinstance(form, OptionalForm):
            inner, flag = (value.value, value.flag) if isinstance(value, Optional) else (value, const(True, "bool"))
            if isinstance(value, Static):
                return [*blank(self, all_owners=True)]
            return [(self.regs["there"], flag), *self.parts[0].moves(inner)]
        if isinstance(form, ChoiceForm):
            return [(self.regs["which"], _number_in(form.values, value))]
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


def _number_in(values: tuple[Any, ...], v: Any) -> Expr:
    """Which of some strings one is."""
    if isinstance(v, Static):
        return ints.integer(values.index(v.value))
    found: Expr = ints.integer(values.index(v.values[-1]))
    for k, x in enumerate(v.values[:-1]):
        found = ints.select(ints.compare("eq", v.tag, ints.integer(k)), ints.integer(values.index(x)), found)
    return found


def _number_of(a: Arr) -> int:
    return -1 if a.param is None else a.param


def assign_all(e: Emitter, pairs: list[tuple[Home, Any]], retain: bool, release: bool = True) -> None:
    """Assign values to homes, all at once: a value may be read from a home that is assigned here as well.

    release: whether what the homes held has an owner less then.
    """
    every = [m for home, value in pairs for m in home.moves(value)]
    moves = [(r, x) for r, x in every if not (x.op == "reg" and x.attr is r)]
    targets = {id(r) for r, _ in moves}
    ready: list[tuple[Reg, Expr]] = []
    for r, x in moves:
        if _reads(x, targets):
            copy = Reg(r.name, r.dtype)
            e.emit(Assign(copy, x))
            x = reg(copy)
        ready.append((r, x))
    owners = {id(r) for home, _ in pairs for r in owners_of(home, retain)}
    for r, x in ready if release else every:
        if id(r) in owners and x.op == "reg":
            e.emit(Retain(x.attr))
    for r, x in ready:
        if id(r) in owners and release:
            e.emit(Release(r))
        e.emit(Assign(r, x))


def owners_of(home: Home, arrays: bool = True) -> list[Reg]:
    """The registers of a home that own memory: those of lists, which may get other memory, always do."""
    own = [r for key, r in home.regs.items() if r.dtype == "ptr" and key[0] == "list"]
    if arrays and "owner" in home.regs and home.owns:
        own.append(home.regs["owner"])
    return own + [r for p in home.parts for r in owners_of(p, arrays)]


def _reads(x: Expr, targets: set[int]) -> bool:
    if x.op == "reg":
        return id(x.attr) in targets
    return any([_reads(a, targets) for a in x.args])


def blank(home: Home, all_owners: bool = False) -> list[tuple[Reg, Expr]]:
    """Assignments of something to a home whose variable has no value yet, or, with those of all owners, no more."""
    found = []
    for key, r in home.regs.items():
        if r.dtype == "ptr":
            is_owner = key[0] == "list" or (key == "owner" and home.owns)
            if all_owners or not is_owner:
                found.append((r, NULL))
        elif r.dtype in ("c64", "c128"):
            part = const(0.0, "f32" if r.dtype == "c64" else "f64")
            found.append((r, Expr("complex", r.dtype, (part, part))))
        else:
            found.append((r, const(False if r.dtype == "bool" else 0.0 if r.dtype[0] == "f" else 0, r.dtype)))
    return found + [m for p in home.parts for m in blank(p, all_owners)]

"""What loops run over, and unpacking: ranges, arrays, lists, and enumerate, zip and reversed of such."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

from ..procedures.ir import Assign, Expr, Reg, reg
from . import integers as ints
from . import iterators_source
from .arrays import is_array, materialize
from .context import Context, Counted
from .functions.lists import in_memory
from .functions.tables import SET_ITERATED
from .list_elements import RowElement, TupleElement
from .lists import Grown
from .subscripts import get
from .tables import Table, Unmade
from .values import (
    Dictionary,
    Flat,
    Generator,
    Iterated,
    Iterator,
    Object,
    Range,
    Scalar,
    Static,
    Tup,
    Unsupported,
    constant,
    python_int,
)

_FEW: Final = 64  # numbers of a range that is written out


class Iteration(Context):
    """The part of a translator that knows what can be run over."""

    def items_of(self, v: Any, count: int | None) -> list[Any]:
        """The items of something that is unpacked into `count` variables."""
        if isinstance(v, Tup):
            return list(v.items)
        if isinstance(v, Static) and isinstance(v.value, tuple | list | str):
            return [constant(x) for x in v.value]
        if isinstance(v, Dictionary):
            return [constant(k) for k in v.items]
        if isinstance(v, Iterated) and (items := self.static_items(v)) is not None:
            v.run(self.turning)
            return items
        if isinstance(v, Grown) and count is not None:
            self.e.bail_if(ints.compare("ne", v.size, ints.integer(count)), "a wrong number of values to unpack")
            return [v.element(self.e, ints.integer(k)) for k in range(count)]
        if isinstance(v, Generator) and v.function is iterators_source.columns and count is not None:
            v.run(self.turning)
            return self._known_columns(v.args[0], count)
        if is_array(v) and v.shape and count is not None:
            self.e.bail_if(ints.compare("ne", v.shape[0], ints.integer(count)), "a wrong number of values to unpack")
            a = materialize(self.e, v)
            return [get(self.e, a, python_int(k)) for k in range(count)]
        raise Unsupported("unpacking of something whose length is not known", self.line)

    def zipped(self, v: Any) -> Any:
        """zip(*v)."""
        if isinstance(v, Grown) and isinstance(v.form, TupleElement):
            self.e.bail_if(ints.compare("eq", v.size, ints.ZERO), "zip() of nothing")
            columns = [self.inline(iterators_source.column, [v, python_int(k)], {}) for k in range(len(v.form.items))]
            return Tup(columns)
        if isinstance(v, Grown) and isinstance(v.form, RowElement):
            return self.inline(iterators_source.columns, [self.as_list(v)], {})
        if is_array(v) and len(v.shape) > 1:
            return self.inline(iterators_source.columns, [materialize(self.e, v)], {})
        return self.call(Static(zip), self.items_of(v, None), {})

    def _known_columns(self, rows: Any, count: int) -> list[Any]:
        """The columns of rows that have to be so many long."""
        width = self.inline(iterators_source.narrowest, [rows], {})
        self.e.bail_if(ints.compare("ne", width.expr, ints.integer(count)), "a wrong number of values to unpack")
        return [self.inline(iterators_source.column, [rows, python_int(k)], {}) for k in range(count)]

    def run_over(self, v: Any) -> Any:
        """What a loop gets: iterators that depend on a generator are one."""
        if isinstance(v, Unmade):
            return Tup([])
        if isinstance(v, Flat):
            v.run(self.turning)
            return v.array
        if isinstance(v, Table):
            if v.values is None and not self.any_order:
                raise Unsupported(SET_ITERATED, self.line)
            self.sets_run_over += v.values is None
            return v.keys
        if isinstance(v, Iterator):
            return self.inline(iterators_source.remaining, [v], {})
        if isinstance(v, Object) and (method := self.own_method(v, "__iter__")) is not None:
            return self.run_over(method([], {}))
        if not isinstance(v, Iterated):
            return v
        v.run(self.turning)
        parts = [self.run_over(p) for p in v.parts]
        made = [k for k, p in enumerate(parts) if isinstance(p, Generator)]
        if not made:
            return Iterated(self.turning, v.name, parts, v.start, v.strict)
        if v.name == "enumerate":
            return self.inline(iterators_source.enumerated, [parts[0], v.start or python_int(0)], {})
        if v.name == "zip" and len(made) == 1 and not v.strict:
            place = made[0]
            others = Tup([self.iterator(p) for k, p in enumerate(parts) if k != place])
            return self.inline(iterators_source.zipped, [parts[place], others, python_int(place)], {})
        raise Unsupported(f"{v.name}() of generators", self.line)

    def iterator(self, v: Any) -> Iterator:
        """iter(v)."""
        if isinstance(v, Tup):
            v = in_memory(self, v)
        if isinstance(v, Iterated):
            v.run(self.turning)
        source = self.sequence(v)
        position = Reg("position", "i64")
        size = self.length_of(source)
        self.e.emit(Assign(position, ints.ZERO))
        return Iterator(source, size, position)

    def has_next(self, it: Any) -> Scalar:
        """Whether next() gives something."""
        if not isinstance(it, Iterator):
            raise Unsupported("next() of this", self.line)
        return Scalar(self.e.hold_now(ints.compare("lt", reg(it.position), it.size)), "bool", 0, 1)

    def next_item(self, it: Iterator) -> Any:
        """next(it)."""
        k = self.e.hold_now(reg(it.position))
        self.e.bail_if(ints.compare("ge", k, it.size), "next() at the end")
        self.e.emit(Assign(it.position, ints.add(k, ints.ONE)))
        return self.stored(_nth(it.source, k))

    def sequence(self, v: Any) -> Counted:
        """How a loop runs over a range, an array, or enumerate, zip or reversed of such."""
        if isinstance(v, Range):
            return self._range(v)
        if isinstance(v, Grown):
            return self._grown(v)
        if isinstance(v, Table):
            return self.sequence(self.run_over(v))
        if is_array(v):
            if not v.shape:
                raise Unsupported("iteration over a 0-d array", self.line)
            a = materialize(self.e, v)
            size = self.e.hold(a.shape[0], "n")
            return Counted(ints.ZERO, size, 1, lambda k: get(self.e, a, counter(k, size)))
        if isinstance(v, Iterated):
            return self._iterated(v)
        raise Unsupported("a loop over something whose items are not known", self.line)

    def _grown(self, v: Grown) -> Counted:
        size = self.e.hold_now(v.length.expr)

        def item(k: Expr) -> Any:
            self.e.bail_if(ints.compare("ne", v.length.expr, size), "a list that changes while a loop runs over it")
            return v.element(self.e, k)

        return Counted(ints.ZERO, size, 1, item)

    def _range(self, v: Range) -> Counted:
        if not v.step.is_static:
            return self._range_by_steps(v)
        step = v.step.static
        lo, hi = (v.start.lo, v.stop.hi - 1) if step > 0 else (v.stop.lo + 1, v.start.hi)

        def item(k: Expr) -> Scalar:
            return Scalar(k, "int", lo, hi)

        return Counted(self.e.hold(v.start.expr, "start"), v.stop.expr, step, item)

    def _range_by_steps(self, v: Range) -> Counted:
        """A range whose step is known only when the procedure runs."""
        e = self.e
        start, stop, step = (e.hold(x.expr) for x in (v.start, v.stop, v.step))

        def steps(first: Expr, last: Expr, by: Expr) -> Expr:
            distance = ints.maximum(ints.sub(last, first), ints.ZERO)
            return Expr("quo", "i64", (ints.add(distance, ints.sub(by, ints.ONE)), by))

        count, lo, hi = steps(start, stop, step), v.start.lo, v.stop.hi - 1
        if v.step.lo <= 0:
            e.bail_if(ints.compare("eq", step, ints.ZERO), "a range with step 0")
            back = ints.sub(ints.ZERO, step)
            count = ints.select(ints.compare("gt", step, ints.ZERO), count, steps(stop, start, back))
            lo, hi = min(lo, v.stop.lo), max(hi, v.start.hi)
        count = e.hold(count, "count")

        def item(k: Expr) -> Scalar:
            return Scalar(e.hold(ints.add(start, ints.mul(k, step)), "i"), "int", lo, hi)

        return Counted(ints.ZERO, count, 1, item)

    def length_of(self, s: Counted) -> Expr:
        """How many items there are."""
        distance = ints.sub(s.stop, s.start) if s.step > 0 else ints.sub(s.start, s.stop)
        size = abs(s.step)
        if size > 1:
            distance = self.e.hold(
                Expr(
                    "quo",
                    "i64",
                    (ints.add(ints.maximum(distance, ints.ZERO), ints.integer(size - 1)), ints.integer(size)),
                )
            )
        return self.e.hold(ints.maximum(distance, ints.ZERO), "count")

    def _iterated(self, v: Iterated) -> Counted:
        parts = [self.sequence(p) for p in v.parts]
        nth = [functools.partial(_nth, s) for s in parts]
        lengths = [self.length_of(s) for s in parts]
        count = lengths[0]
        for n in lengths[1:]:
            if v.strict:
                self.e.bail_if(ints.compare("ne", count, n), "zip() of different lengths")
            count = self.e.hold(ints.minimum(count, n), "count")
        if v.name == "zip":
            return Counted(ints.ZERO, count, 1, lambda k: Tup([f(k) for f in nth]))
        if v.name == "reversed":
            last = ints.sub(count, ints.ONE)
            return Counted(ints.ZERO, count, 1, lambda k: nth[0](ints.sub(last, k)))
        start = v.start if v.start is not None else python_int(0)
        return Counted(ints.ZERO, count, 1, lambda k: Tup([self.operate("Add", start, counter(k, count)), nth[0](k)]))

    def static_items(self, v: Any) -> list[Any] | None:
        """The items of something whose items are known now, if there are few of them or they are no numbers."""
        found = self.turns(v)
        return None if found is None else [item() for item in found]

    def turns(self, v: Any) -> list[Callable[[], Any]] | None:
        """The same, each to be had when its turn comes: lists and dicts may hold something else by then."""
        if isinstance(v, Tup):
            return [functools.partial(_item_now, v, k, len(v.items), self.line) for k in range(len(v.items))]
        if isinstance(v, Grown) and v.form is None:
            return []  # nothing that is known so far puts anything there
        if isinstance(v, Dictionary):
            return [functools.partial(_key_now, v, key, [*v.items], self.line) for key in v.items]
        if isinstance(v, Static) and isinstance(v.value, str | tuple | list):
            return [functools.partial(constant, x) for x in v.value]
        if isinstance(v, Iterated):
            found = [self.turns(p) for p in v.parts]
            if any([p is not None for p in found]):  # numbers beside known items are known as well
                found = [numbers(p) if f is None else f for p, f in zip(v.parts, found, strict=True)]
            parts = [p for p in found if p is not None]
            if len(parts) == len(found):
                return self._iterated_turns(v, parts)
        return None

    def _iterated_turns(self, v: Iterated, parts: list[list[Callable[[], Any]]]) -> list[Callable[[], Any]]:
        """Those of enumerate, zip or reversed of known items."""
        if v.name == "zip":
            if v.strict and len({len(p) for p in parts}) > 1:
                raise Unsupported("zip() of different lengths, which has to raise", self.line)
            return [functools.partial(_together, x) for x in zip(*parts, strict=False)]
        if v.name == "reversed":
            return parts[0][::-1]
        start = v.start if v.start is not None else python_int(0)
        return [functools.partial(self._counted_item, start, k, item) for k, item in enumerate(parts[0])]

    def _counted_item(self, start: Any, k: int, item: Callable[[], Any]) -> Tup:
        return Tup([self.operate("Add", start, python_int(k)), item()])


def numbers(v: Any) -> list[Callable[[], Any]] | None:
    """The numbers of a range, as `turns`, if they are known and few."""
    if isinstance(v, Range) and all([x.is_static for x in (v.start, v.stop, v.step)]):
        found = range(v.start.static, v.stop.static, v.step.static)
        if len(found) <= _FEW:
            return [functools.partial(python_int, k) for k in found]
    return None


def _item_now(v: Tup, k: int, count: int, line: int | None) -> Any:
    if len(v.items) != count:
        raise Unsupported("a list that gets or loses items while a loop runs over it", line)
    return v.items[k]


def _key_now(v: Dictionary, key: Any, keys: list[Any], line: int | None) -> Any:
    if [*v.items] != keys:
        raise Unsupported("a dict that gets or loses items while a loop runs over it", line)
    return constant(key)


def _together(items: tuple[Callable[[], Any], ...]) -> Tup:
    return Tup([item() for item in items])


def _nth(s: Counted, k: Expr) -> Any:
    """An item by its number."""
    return s.item(ints.add(s.start, ints.mul(k, ints.integer(s.step))))


def counter(k: Expr, size: Expr) -> Scalar:
    """An index that is within a size."""
    return Scalar(k, "int", 0, 2**47)

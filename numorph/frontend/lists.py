"""Lists that grow and shrink in loops: elements of one kind in memory that is made larger when it is full.

A list is found to be one when it is changed in a loop or a branch; the translation then starts again, and makes it one
where it is created.  Its registers change with it, so that all names of the list see the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import Alloc, Assign, Expr, If, Reg, Release, reg
from . import integers as ints
from .emitter import Emitter
from .scalars import cast, dtype_of, kind_dtype
from .values import Arr, Scalar, Unsupported

_FIRST = 16  # elements


class Grown:
    """A list in memory.  kinds: of its elements, as those of a Scalar with a tag where there are several."""

    def __init__(self, e: Emitter, kinds: tuple[str, ...]):
        if len(kinds) > 1:
            raise Unsupported("a list of numbers of different types that is changed in a loop or a branch")
        self.kind = kinds[0]
        self.dtype = kind_dtype(self.kind)
        self.data, self.count, self.room = Reg("list", "ptr"), Reg("list.n", "i64"), Reg("list.room", "i64")
        self.sites = e.site()
        e.scopes[-1].append(self.data)
        e.emit(Alloc(self.data, ints.integer(_FIRST), self.dtype))
        e.emit(Assign(self.room, ints.integer(_FIRST)))
        e.emit(Assign(self.count, ints.ZERO))

    @property
    def length(self) -> Scalar:
        """len(list)."""
        return Scalar(reg(self.count), "int", 0, 2**47)

    def append(self, e: Emitter, x: Scalar) -> None:
        """Another element; the memory is doubled where it is full."""
        self._fits(x)
        value = e.hold(cast(x.expr, self.dtype))
        with e.inside() as grow:
            old, more = Reg("old", "ptr"), e.hold(ints.mul(reg(self.room), ints.integer(2)), "more")
            e.emit(Assign(old, Expr("reg", "ptr", (), self.data)))
            e.emit(Alloc(self.data, more, self.dtype))
            source, target = self.array(old), self.array(self.data)
            e.fill(target, source)
            e.emit(Release(old))
            e.emit(Assign(self.room, more))
        e.emit(If(ints.compare("eq", reg(self.count), reg(self.room)), grow))
        e.store(self.array(self.data), reg(self.count), value)
        e.emit(Assign(self.count, ints.add(reg(self.count), ints.ONE)))

    def _fits(self, x: Scalar) -> None:
        if x.kinds != (self.kind,):
            raise Unsupported("a list of numbers of different types that is changed in a loop or a branch")

    def pop(self, e: Emitter) -> Scalar:
        """The last element, which is taken away."""
        e.bail_if(ints.compare("eq", reg(self.count), ints.ZERO), "pop from an empty list")
        e.emit(Assign(self.count, ints.sub(reg(self.count), ints.ONE)))
        return self.element(e.hold(self.array(self.data).load(reg(self.count)), "x"))

    def element(self, value: Expr) -> Scalar:
        """A number of the kind of the elements."""
        return Scalar(value, self.kind)

    def set(self, e: Emitter, position: Expr, x: Scalar) -> None:
        """list[position] = x, at a position that is there."""
        self._fits(x)
        e.store(self.array(self.data), position, e.hold(cast(x.expr, self.dtype)))

    def array(self, data: Reg) -> Arr:
        """The elements as an array, as many as there are now."""
        return Arr(data, self.dtype, (reg(self.count),), (ints.ONE,), sites=self.sites, whole=True)

    def as_array(self, e: Emitter, dtype: str | None = None) -> Arr:
        """np.array(list): a copy."""
        from .arrays import copied

        count = e.hold(ints.add(reg(self.count), ints.ZERO), "n")
        held = Reg("n", "i64")
        e.emit(Assign(held, count))
        if dtype is None and self.dtype != "f64":
            e.bail_if(ints.compare("eq", reg(held), ints.ZERO), "an array of an empty list")
        now = Arr(self.data, self.dtype, (reg(held),), (ints.ONE,), sites=self.sites, whole=True)
        wanted = dtype or dtype_name(np.result_type(dtype_of(self.dtype)))
        return copied(e, now, wanted)


def kinds_of(items: list[Any]) -> tuple[str, ...]:
    """The kinds of numbers in a list; raises Unsupported for others."""
    found: dict[str, None] = {}
    for x in items:
        if not isinstance(x, Scalar):
            raise Unsupported("a list of other things than numbers that is changed in a loop or a branch")
        found |= dict.fromkeys(x.kinds)
    return tuple(found)

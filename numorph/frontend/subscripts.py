"""x[key]: elements, views, gathers and masks, read and written.

Indices are checked before anything is read or written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..procedures.ir import Assign, Expr, If, Reg, const, reg
from . import integers as ints
from .arrays import (
    apply,
    assign,
    broadcast_shapes,
    broadcast_to,
    converted,
    copied,
    is_array,
    mapped,
    mapped_array,
    materialize,
    reader,
)
from .emitter import Emitter
from .nested import array_of
from .numpy_numbers import elementwise, loop_of
from .orders import along, order_of, order_of_all
from .reductions import reduce
from .scalars import cast, dtype_of, element_of, numpy_kind, promotion_key, truth
from .slices import checked, is_int
from .values import Arr, Dictionary, Lazy, Order, Scalar, Slice, Static, Tup, Unsupported, by_rows
from .views import FULL, view


def _entries(a: Any, key: Any) -> list[Any]:
    """One entry per axis, plus None for new axes."""
    items = key.items if isinstance(key, Tup) and key.kind is not list else [key]
    used = 0
    for k in items:
        if isinstance(k, Static) and (k.value is None or k.value is Ellipsis):
            continue
        if not (_is_basic(k) or is_array(k) or (isinstance(k, Tup) and k.kind is list)):
            raise Unsupported("an index that is no integer, slice or array")
        used += len(k.shape) if is_array(k) and k.dtype == "bool" else 1
    if used > len(a.shape):
        raise Unsupported("too many indices")
    rest = [FULL] * (len(a.shape) - used)
    found: list[Any] = []
    dots = False
    for k in items:
        if isinstance(k, Static) and k.value is Ellipsis:
            found += rest
            dots = True
        else:
            found.append(None if isinstance(k, Static) and k.value is None else k)
    return found if dots else found + rest


def _has_dots(key: Any) -> bool:
    """Whether an ellipsis is there: then even one element is an array."""
    items = key.items if isinstance(key, Tup) else [key]
    return any(isinstance(k, Static) and k.value is Ellipsis for k in items)


def _is_basic(k: Any) -> bool:
    return k is None or isinstance(k, Slice) or is_int(k)


# -- reading


def get(e: Emitter, a: Any, key: Any) -> Any:
    """a[key]."""
    if isinstance(a, Tup):
        return _item(a, key)
    if isinstance(a, Dictionary):
        if isinstance(key, Static) and key.value in a.items:
            return a.items[key.value]
        if isinstance(key, Scalar) and key.is_static and key.static in a.items:
            return a.items[key.static]
        if isinstance(key, Tup) and all([isinstance(k, Static | Scalar) for k in key.items]):
            parts = [k.value if isinstance(k, Static) else k.static for k in key.items]
            if tuple(parts) in a.items:
                return a.items[tuple(parts)]
        raise Unsupported("a key that is not known, or not there")
    if not is_array(a):
        raise Unsupported("an index on something that is no array")
    entries = _entries(a, key)
    if isinstance(a, Lazy):
        a = materialize(e, a)
    if all([_is_basic(k) for k in entries]):
        if len(entries) == len(a.shape) and all([is_int(k) for k in entries]) and not _has_dots(key):
            position = a.offset
            for k, i in enumerate(entries):
                position = ints.add(position, ints.mul(checked(e, i, a.shape[k]), a.strides[k]))
            return Scalar(e.hold(a.load(position), "x"), numpy_kind(a.dtype))
        return view(e, a, entries)
    if len(entries) == 1 and is_array(entries[0]) and entries[0].dtype == "bool":
        return compressed(e, a, entries[0])
    if is_array(entries[0]) and entries[0].dtype == "bool" and len(entries[0].shape) == len(a.shape):
        return compressed(e, a, entries[0])
    return _Gather(e, a, entries).read()


def _item(a: Tup, key: Any) -> Any:
    if not issubclass(a.kind, tuple | list):
        raise Unsupported(f"an index on a {a.kind.__name__}")
    if isinstance(key, Slice):
        bounds = []
        for b in key:
            if b is not None and not b.is_static:
                raise Unsupported("a slice of a list whose bounds are not constants")
            bounds.append(None if b is None else b.static)
        return Tup(a.items[slice(*bounds)], list if a.kind is list else tuple)
    if not isinstance(key, Scalar) or not key.is_static or not isinstance(key.static, int):
        raise Unsupported("an index of a list or tuple that is not a constant")
    if not -len(a.items) <= key.static < len(a.items):
        raise Unsupported("an index of a list or tuple out of bounds")
    return a.items[key.static]


class _Gather:
    """x[..., indices, ...]: integer arrays beside slices and integers."""

    def __init__(self, e: Emitter, a: Arr, entries: Sequence[Any]):
        self.e = e
        arrays: list[Any] = []
        places: list[int] = []
        basic: list[Any] = []
        expanded: list[Any] = []
        for k in entries:
            if is_array(k) and k.dtype == "bool":
                if len(k.shape) != 1:
                    raise Unsupported("a mask of several axes beside other indices")
                k = nonzero(e, k)[0]
            elif isinstance(k, Tup):
                k = array_of(e, k)
            expanded.append(k)
        if any(k is None for k in expanded):
            raise Unsupported("a new axis beside index arrays")
        for axis, k in enumerate(expanded):
            if is_array(k):
                if k.dtype[0] not in "iu":
                    raise Unsupported("an index array that is not of integers")
                arrays.append(materialize(e, converted(e, k, "i64"), name="index"))
                places.append(axis)
                basic.append(FULL)
            elif is_int(k):
                # An integer beside arrays is one of them.
                basic.append(k)
            else:
                basic.append(k)
        integers = [axis for axis, k in enumerate(expanded) if is_int(k)]
        advanced = sorted([*places, *integers])
        if advanced != list(range(advanced[0], advanced[0] + len(advanced))):
            raise Unsupported("index arrays with slices between them")
        self.first = sum(1 for k in expanded[: advanced[0]] if not is_int(k))
        part = view(e, a, basic)
        removed = {axis: sum(1 for i in integers if i < axis) for axis in places}
        self.part, self.axes = part, [axis - removed[axis] for axis in places]
        self.lead = broadcast_shapes(e, [x.shape for x in arrays])
        self.readers = [reader(x, len(self.lead)) for x in arrays]
        self.arrays = arrays
        self.rest = [d for k, d in enumerate(part.shape) if k not in self.axes]
        self.shape = (*self.rest[: self.first], *self.lead, *self.rest[self.first :])
        self._check()

    def _check(self) -> None:
        """Bail before anything is read or written, if an index is out of bounds; one loop for arrays of one shape."""
        left = [(x, self.part.shape[axis]) for x, axis in zip(self.arrays, self.axes, strict=True)]
        left = [(x, size) for x, size in left if not self.e.is_within(x, size)]
        while left:
            shape = left[0][0].shape
            alike = [
                (x, size) for x, size in left if len(x.shape) == len(shape) and all(map(ints.same, x.shape, shape))
            ]
            left = [pair for pair in left if pair not in alike]
            self._check_all(alike, shape)

    def _check_all(self, arrays: Sequence[tuple[Arr, Expr]], shape: tuple[Expr, ...]) -> None:
        e, bad = self.e, Reg("outside", "bool")
        e.emit(Assign(bad, const(False, "bool")))

        def step(i: Any) -> None:
            found: Expr = reg(bad)
            for x, size in arrays:
                k = x.at(i)
                tests = Expr("ge", "bool", (k, size)), Expr("lt", "bool", (k, ints.sub(ints.ZERO, size)))
                found = Expr("or", "bool", (found, Expr("or", "bool", tests)), "free")
            e.emit(Assign(bad, found))

        e.nest(shape, step)
        e.bail_if(reg(bad), "an index out of bounds")
        for x, size in arrays:
            e.know_within(x, size)

    def position(self, indices: Any) -> Expr:
        """Where the element of the result at `indices` lies in memory."""
        n = len(self.lead)
        lead = indices[self.first : self.first + n]
        rest = iter((*indices[: self.first], *indices[self.first + n :]))
        chosen = dict(zip(self.axes, self.readers, strict=True))
        full = []
        for k in range(len(self.part.shape)):
            if k in chosen:
                i, size = chosen[k](lead), self.part.shape[k]
                full.append(Expr("select", "i64", (Expr("lt", "bool", (i, ints.ZERO)), ints.add(i, size), i)))
            else:
                full.append(next(rest))
        return self.part.position(full)

    def read(self) -> Lazy:
        part = self.part
        source = Arr(part.data, part.dtype, (), (), sites=part.sites)  # read in any order
        reads = (source, *[r for x in self.arrays for r in x.reads])
        at = lambda i: part.load(self.position(i))
        return Lazy(part.dtype, self.shape, at, reads, heavy=True, ranks=self._order())

    def _order(self) -> Order:
        """How NumPy lays the result: what one tuple of indices selects stays together."""
        if not self.rest:
            return order_of_all(self.arrays, len(self.lead))
        rest = along(order_of(self.part), [k for k in range(len(self.part.shape)) if k not in self.axes])
        assert isinstance(rest, tuple)
        lead = [r + len(rest) for r in by_rows(len(self.lead))]
        return (*rest[: self.first], *lead, *rest[self.first :])

    def update(self, combine: Callable[[Expr, Expr], Expr], value: Any) -> None:
        """Write one after the other, so that the last one stays, and repeated indices count repeatedly."""
        e, part = self.e, self.part
        if isinstance(value, Scalar):
            number = e.hold(element_of(e, value, part.dtype))
            element: Callable[[Any], Expr] = lambda i: number
        else:
            source = converted(e, broadcast_to(e, value, self.shape), part.dtype)
            if any(r.sites is None or part.sites is None or r.sites & part.sites for r in source.reads):
                source = copied(e, source)
            element = source.at

        def step(i: Any) -> None:
            at = e.hold(self.position(i), "at")
            e.store(part, at, combine(part.load(at), element(i)))

        e.nest(self.shape, step, parallel=False)


def nonzero(e: Emitter, mask: Any) -> tuple[Arr, ...]:
    """The indices of the elements that are not 0, one array per axis."""

    mask = materialize(e, mask)
    count = _count(e, mask)
    found = [e.allocate("i64", [count], "where") for _ in mask.shape]
    k = Reg("k", "i64")
    e.emit(Assign(k, ints.ZERO))

    def step(i: Any) -> None:
        with e.inside() as then:
            for a, x in zip(found, i, strict=True):
                e.store(a, reg(k), x)
            e.emit(Assign(k, ints.add(reg(k), ints.ONE)))
        e.emit(If(truth(mask.at(i)), then))

    e.nest(mask.shape, step, parallel=False)
    return tuple(found)


def _count(e: Emitter, mask: Arr) -> Expr:
    ones = mapped(e, "i64", lambda x: cast(truth(x), "i64"), [mask])
    total = reduce(e, "sum", ones, None, None, False) if is_array(ones) else ones
    found: Expr = total.expr
    return found


def mask_fits(e: Emitter, mask: Any, a: Any) -> None:
    """Bail unless a mask has the sizes of the leading axes of an array."""
    for own, d in zip(mask.shape, a.shape, strict=False):
        if not ints.same(own, d):
            e.bail_if(ints.compare("ne", own, d), "a mask that does not fit")


def compressed(e: Emitter, a: Arr, mask: Any) -> Arr:
    """a[mask]: a mask over the leading axes."""
    mask = materialize(e, mask, name="mask")
    n = len(mask.shape)
    mask_fits(e, mask, a)
    rest = along(order_of(a), range(n, len(a.shape)))
    assert isinstance(rest, tuple)
    out = e.allocate(a.dtype, [_count(e, mask), *a.shape[n:]], "selected", order=(len(a.shape) + 1, *rest))
    k = Reg("k", "i64")
    e.emit(Assign(k, ints.ZERO))

    def step(i: Any) -> None:
        with e.inside() as then:
            e.nest(
                a.shape[n:],
                lambda j: e.store(out, out.position((reg(k), *j)), a.at((*i, *j))),
            )
            e.emit(Assign(k, ints.add(reg(k), ints.ONE)))
        e.emit(If(mask.at(i), then))

    e.nest(mask.shape, step, parallel=False)
    return out


# -- writing


def put(e: Emitter, a: Any, key: Any, value: Any, ufunc: Any = None) -> None:
    """a[key] = value."""
    if not isinstance(a, Arr):
        raise Unsupported("an assignment into something that is no array")
    if a.readonly:
        raise Unsupported("a read-only array is written to")
    if isinstance(value, Tup):
        value = array_of(e, value)
    if not (isinstance(value, Scalar) or is_array(value)):
        raise Unsupported("something that is no number is assigned to an element")
    _check_conversion(a, value)
    entries = _entries(a, key)
    if all([_is_basic(k) for k in entries]):
        if len(entries) == len(a.shape) and all([is_int(k) for k in entries]):
            _put_element(e, a, entries, value)
        else:
            assign(e, view(e, a, entries), value)
        return
    first = entries[0]
    is_mask = is_array(first) and first.dtype == "bool" and len(entries) - 1 == len(a.shape) - len(first.shape)
    if is_mask and all([k == FULL for k in entries[1:]]):
        _put_masked(e, a, first, value)
        return
    _Gather(e, a, entries).update(lambda old, new: new, value)


def _check_conversion(a: Arr, value: Any) -> None:
    complex_value = value.dtype in ("c64", "c128")
    if complex_value and a.dtype not in ("c64", "c128"):
        raise Unsupported("a complex number is assigned to a real element")


def _put_element(e: Emitter, a: Arr, entries: Sequence[Any], value: Any) -> None:
    if is_array(value):
        if len(value.shape) > 0:
            raise Unsupported("an array is assigned to one element")
        value = Scalar(value.at(()), numpy_kind(value.dtype))
    number = e.hold(element_of(e, value, a.dtype))
    position = a.offset
    for k, i in enumerate(entries):
        position = ints.add(position, ints.mul(checked(e, i, a.shape[k]), a.strides[k]))
    e.store(a, position, number)


def _put_masked(e: Emitter, a: Arr, mask: Any, value: Any) -> None:
    n = len(mask.shape)
    mask_fits(e, mask, a)
    scalar_like = isinstance(value, Scalar) or (len(value.shape) <= len(a.shape) - n)
    if scalar_like:
        if len(mask.shape) < len(a.shape) or is_array(value):
            mask = materialize(e, mask, name="mask")
        at: Callable[[Any], Expr]
        reads: tuple[Arr, ...]
        if isinstance(value, Scalar):
            number, reads = e.hold(element_of(e, value, a.dtype)), ()
            at = lambda i: number
        else:
            source = materialize(e, converted(e, value, a.dtype))
            at, reads = reader(source, len(a.shape)), source.reads
        full = Lazy(
            a.dtype,
            a.shape,
            lambda i: Expr("select", a.dtype, (mask.at(i[:n]), at(i), a.at(i))),
            (a, *mask.reads, *reads),
        )
        assign(e, a, full)
        return
    mask, source = materialize(e, mask, name="mask"), materialize(e, converted(e, value, a.dtype))
    if len(source.shape) != 1 + len(a.shape) - n:
        raise Unsupported("values for a mask that have more axes than one")
    count = _count(e, mask)
    if ints.number(source.shape[0]) != 1:
        e.bail_if(ints.compare("ne", source.shape[0], count), "as many values as the mask selects are needed")
    if source.sites is None or a.sites is None or source.sites & a.sites:
        source = copied(e, source)
    k = Reg("k", "i64")
    e.emit(Assign(k, ints.ZERO))
    one = ints.number(source.shape[0]) == 1

    def step(i: Any) -> None:
        with e.inside() as then:
            at = ints.ZERO if one else reg(k)
            e.nest(a.shape[n:], lambda j: e.store(a, a.position((*i, *j)), source.at((at, *j))))
            e.emit(Assign(k, ints.add(reg(k), ints.ONE)))
        e.emit(If(mask.at(i), then))

    e.nest(mask.shape, step, parallel=False)


def put_selected(e: Emitter, a: Arr, mask: Any, value: Any) -> None:
    """a[mask] = value[mask], of one shape."""
    mask_fits(e, mask, a)
    _check_conversion(a, value)
    value = converted(e, value, a.dtype)
    chosen: Callable[..., Expr] = lambda m, new, old: Expr("select", a.dtype, (m, new, old))
    assign(e, a, mapped_array(e, a.dtype, chosen, [mask, value, a]))


def update_at(e: Emitter, ufunc: np.ufunc, a: Any, key: Any, value: Any) -> None:
    """ufunc.at(a, key, value)."""

    if not isinstance(a, Arr) or a.readonly:
        raise Unsupported("ufunc.at of something that is no writable array")
    key = key if isinstance(key, Tup) and key.kind is not list else Tup([key])
    if all([_is_basic(k) for k in _entries(a, key)]):
        put(e, a, key, apply(e, ufunc, (get(e, a, key), value)))
        return
    keys = [_dtype(x) for x in (a, value)]
    inputs, out = loop_of(ufunc, keys)
    if out != a.dtype or inputs[0] != a.dtype:
        raise Unsupported(f"'{ufunc.__name__}.at' changes the dtype")
    build = elementwise(ufunc, inputs, out)
    _Gather(e, a, _entries(a, key)).update(build, value)


def _dtype(x: Any) -> Any:
    return dtype_of(x.dtype) if is_array(x) else promotion_key(x.kind)

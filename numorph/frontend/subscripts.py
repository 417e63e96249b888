"""x[key]: elements, views, gathers and masks, read and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..procedures.ir import Assign, Expr, If, Reg, const, reg
from . import integers as ints
from .arrays import apply, assign, broadcast_shapes, broadcast_to, converted, is_array, materialize, reader
from .emitter import Emitter
from .scalars import cast, element_of, numpy_kind
from .values import Arr, Dictionary, Lazy, Scalar, Slice, Static, Tup, Unsupported

_FULL = Slice(None, None, None)


def is_int(v: Any) -> bool:
    """Whether a number can be an index."""
    return isinstance(v, Scalar) and v.dtype[0] in "iu" and "bool" not in v.kinds


def checked(e: Emitter, i: Scalar, size: Expr) -> Expr:
    """The position that an index stands for; an index out of bounds bails."""
    index = cast(i.expr, "i64")
    if i.lo < 0 and not e.bounds.at_least_zero(index):
        if i.hi < 0:
            index = ints.add(index, size)
        elif i.is_static:
            pass
        else:
            index = e.hold(index, "i")
            index = Expr("select", "i64", (ints.compare("lt", index, ints.ZERO), ints.add(index, size), index))
        index = e.hold(index, "i")
        e.bail_if(ints.compare("lt", index, ints.ZERO), "an index out of bounds")
    if not e.bounds.below(index, size):
        index = e.hold(index, "i")
        e.bail_if(ints.compare("ge", index, size), "an index out of bounds")
    return index


def _bound(e: Emitter, b: Scalar, size: Expr) -> tuple[Expr, bool]:
    """A bound of a slice, from 0 on but perhaps beyond the size; whether it is known to be within the size."""
    if not is_int(b):
        raise Unsupported("a slice whose bounds are not integers")
    x = cast(b.expr, "i64")
    if b.lo >= 0 or e.bounds.at_least_zero(x):
        return x, e.bounds.below(x, ints.add(size, ints.ONE))
    if b.hi < 0:
        return ints.maximum(ints.add(x, size), ints.ZERO), True
    x = e.hold(x, "bound")
    from_end = Expr("max", "i64", (ints.add(x, size), ints.ZERO))
    return Expr("select", "i64", (ints.compare("lt", x, ints.ZERO), from_end, x)), False


def _by_steps(e: Emitter, s: Slice, size: Expr) -> tuple[Expr, Expr, Expr]:
    """A slice whose step is known only when the procedure runs: it has to go forwards."""
    assert s.step is not None
    if not is_int(s.step):
        raise Unsupported("a slice whose step is no integer")
    step = e.hold(cast(s.step.expr, "i64"), "step")
    if s.step.lo <= 0:
        e.bail_if(ints.compare("le", step, ints.ZERO), "a slice that does not go forwards")
    first, length, _ = span(e, Slice(s.start, s.stop, None), size)
    count = Expr("quo", "i64", (ints.add(length, ints.sub(step, ints.ONE)), step))
    return e.hold(first, "start"), e.hold(count, "count"), step


def span(e: Emitter, s: Slice, size: Expr) -> tuple[Expr, Expr, int | Expr]:
    """(first, count, step) of a slice of an axis."""
    step = 1
    if s.step is not None:
        if not s.step.is_static:
            return _by_steps(e, s, size)
        step = s.step.static
        if not isinstance(step, int) or step == 0:
            raise Unsupported("a slice with step 0")
    if step < 0:
        return _backwards(e, s, size, step)
    start, stop = ints.ZERO, size
    if s.start is not None:
        start, _ = _bound(e, s.start, size)
    if s.stop is not None:
        stop, within = _bound(e, s.stop, size)
        if not within:
            stop = ints.minimum(stop, size)
    count = ints.sub(stop, start)
    if not e.bounds.at_least_zero(count):
        count = ints.maximum(count, ints.ZERO)
    if step > 1:
        count = Expr("quo", "i64", (ints.add(count, ints.integer(step - 1)), ints.integer(step)))
        count = ints.integer(count.args[0].attr // step) if count.args[0].op == "const" else e.hold(count, "count")
    if count.op not in ("const", "reg"):
        # Differences of sizes keep their form, by which equal sizes are known.
        start = e.hold(start, "start") if start.op in ("select", "min", "max", "load") else start
    return start, count, step


def _backwards(e: Emitter, s: Slice, size: Expr, step: int) -> tuple[Expr, Expr, int]:
    last = ints.sub(size, ints.ONE)
    if s.start is None:
        start = last
    else:
        start, _ = _bound(e, s.start, size)
        if s.start.lo < 0:  # from the end, before the beginning: nothing
            raw = e.hold(cast(s.start.expr, "i64"))
            start = ints.select(ints.compare("lt", ints.add(raw, size), ints.ZERO), ints.integer(-1), start)
        if s.start.lo < 0 or not e.bounds.below(start, size):
            start = ints.minimum(start, last)
    if s.stop is None:
        stop = ints.integer(-1)
    else:
        stop, _ = _bound(e, s.stop, size)
        if s.stop.lo < 0:
            raw = e.hold(cast(s.stop.expr, "i64"))
            stop = ints.select(ints.compare("lt", ints.add(raw, size), ints.ZERO), ints.integer(-1), stop)
        stop = ints.minimum(stop, last)
    start = e.hold(start, "start")
    distance = ints.maximum(ints.sub(start, stop), ints.ZERO)
    if step == -1:
        return start, distance, step
    return start, e.hold(Expr("quo", "i64", (ints.add(distance, ints.integer(-step - 1)), ints.integer(-step)))), step


# -- views


class _View:
    """A view under construction."""

    def __init__(self, base: Arr):
        self.base, self.offset = base, base.offset
        self.shape: list[Expr] = []
        self.strides: list[Expr] = []
        self.axes: list[Any] | None = [] if base.axes is not None else None
        self.window = list(base.window) if base.window is not None else None

    def _narrow(self, k: int, first: Expr, count: Expr, step: int | Expr) -> None:
        if isinstance(step, Expr) or self.window is None or self.base.axes is None or self.base.axes[k] is None:
            return
        axis, own = self.base.axes[k]
        if own > 0 and step > 0:
            start = ints.add(self.window[axis][0], ints.mul(first, ints.integer(own)))
            extent = count if own * step == 1 else ints.mul(count, ints.integer(own * step))
            self.window[axis] = (start, extent)

    def at(self, k: int, index: Expr) -> None:
        self.offset = ints.add(self.offset, ints.mul(index, self.base.strides[k]))
        self._narrow(k, index, ints.ONE, 1)

    def part(self, k: int, first: Expr, count: Expr, step: int | Expr) -> None:
        self.offset = ints.add(self.offset, ints.mul(first, self.base.strides[k]))
        self._narrow(k, first, count, step)
        self.shape.append(count)
        stride = step if isinstance(step, Expr) else ints.integer(step)
        self.strides.append(ints.mul(self.base.strides[k], stride))
        if self.axes is not None:
            known = self.base.axes[k] if self.base.axes is not None and not isinstance(step, Expr) else None
            self.axes.append(None if known is None else (known[0], known[1] * step))

    def new_axis(self) -> None:
        self.shape.append(ints.ONE)
        self.strides.append(ints.ZERO)
        if self.axes is not None:
            self.axes.append(None)

    def made(self, e: Emitter, rows: bool) -> Arr:
        b = self.base
        return Arr(
            b.data,
            b.dtype,
            tuple(self.shape),
            tuple(self.strides),
            offset=self.offset if self.offset.op in ("const", "reg") else e.hold(self.offset, "offset"),
            owner=b.owner,
            sites=b.sites,
            window=None if self.window is None else tuple(self.window),
            axes=None if self.axes is None else tuple(self.axes),
            readonly=b.readonly,
            whole=rows and b.whole,
        )


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
    rest = [_FULL] * (len(a.shape) - used)
    found: list[Any] = []
    dots = False
    for k in items:
        if isinstance(k, Static) and k.value is Ellipsis:
            found += rest
            dots = True
        else:
            found.append(None if isinstance(k, Static) and k.value is None else k)
    return found if dots else found + rest


def _is_single(s: Slice) -> bool:
    """Whether a slice is of one element, if that is there: i:i+1 or -1:, with a constant i."""
    bounds = [None if b is None else b.static for b in (s.start, s.stop)]
    if s.step is not None or any(b is not None and x is None for b, x in zip((s.start, s.stop), bounds, strict=True)):
        return False
    start, stop = bounds
    return (start == -1 and stop is None) or (stop is not None and stop == (start or 0) + 1 and stop != 0)


def _has_dots(key: Any) -> bool:
    """Whether an ellipsis is there: then even one element is an array."""
    items = key.items if isinstance(key, Tup) else [key]
    return any(isinstance(k, Static) and k.value is Ellipsis for k in items)


def _is_basic(k: Any) -> bool:
    return k is None or isinstance(k, Slice) or is_int(k)


def view(e: Emitter, a: Arr, entries: Sequence[Any]) -> Arr:
    """The part that integers, slices and new axes select."""
    v = _View(a)
    axis, rows, narrowed = 0, True, False
    for k in entries:
        if k is None:
            v.new_axis()
            continue
        if isinstance(k, Slice):
            if k == _FULL:
                v.part(axis, ints.ZERO, a.shape[axis], 1)
            else:
                first, count, step = span(e, k, a.shape[axis])
                if len(a.shape) > 1 and _is_single(k):  # as x[:, :1], which is broadcast
                    e.bail_if(ints.compare("ne", count, ints.ONE), "a slice of one element that is not there")
                    count = ints.ONE
                v.part(axis, first, count, step)
                rows = rows and not narrowed and step == 1
                rows = rows and all(isinstance(s, Scalar) for s in entries[:axis])
                narrowed = True
        else:
            v.at(axis, checked(e, k, a.shape[axis]))
            rows = rows and all(isinstance(s, Scalar) for s in entries[:axis])
        axis += 1
    return v.made(e, rows)


def insert_axes(a: Arr, axes: Sequence[int]) -> Arr:
    """New axes of length 1 at the given places of the result."""
    shape, strides = list(a.shape), list(a.strides)
    for k in sorted(axes):
        shape.insert(k, ints.ONE)
        strides.insert(k, ints.ZERO)
    return reshaped_view(a, tuple(shape), tuple(strides))


def reshaped_view(a: Arr, shape: tuple[Expr, ...], strides: tuple[Expr, ...], axes: Any = None) -> Arr:
    """The same memory under another shape."""
    return Arr(
        a.data,
        a.dtype,
        shape,
        strides,
        offset=a.offset,
        owner=a.owner,
        sites=a.sites,
        window=a.window if axes is not None else None,
        axes=axes,
        readonly=a.readonly,
        whole=a.whole and axes is None,
    )


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
                from .functions import array_of

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
                basic.append(_FULL)
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
        """Bail before anything is read or written, if an index is out of bounds."""
        e = self.e
        for x, axis in zip(self.arrays, self.axes, strict=True):
            bad, size = Reg("outside", "bool"), self.part.shape[axis]
            e.emit(Assign(bad, const(False, "bool")))

            def step(i: Any, x: Arr = x, bad: Reg = bad, size: Expr = size) -> None:
                k = x.at(i)
                outside = Expr(
                    "or",
                    "bool",
                    (Expr("ge", "bool", (k, size)), Expr("lt", "bool", (k, ints.sub(ints.ZERO, size)))),
                )
                e.emit(Assign(bad, Expr("or", "bool", (reg(bad), outside), "free")))

            e.nest(x.shape, step)
            e.bail_if(reg(bad), "an index out of bounds")

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
        return Lazy(part.dtype, self.shape, lambda i: part.load(self.position(i)), reads, heavy=True)

    def update(self, combine: Callable[[Expr, Expr], Expr], value: Any) -> None:
        """Write one after the other, so that the last one stays, and repeated indices count repeatedly."""
        e, part = self.e, self.part
        if isinstance(value, Scalar):
            number = e.hold(element_of(e, value, part.dtype))
            element: Callable[[Any], Expr] = lambda i: number
        else:
            source = converted(e, broadcast_to(e, value, self.shape), part.dtype)
            if any(r.sites is None or part.sites is None or r.sites & part.sites for r in source.reads):
                from .arrays import copied

                source = copied(e, source)
            element = source.at

        def step(i: Any) -> None:
            at = e.hold(self.position(i), "at")
            e.store(part, at, combine(part.load(at), element(i)))

        e.nest(self.shape, step, parallel=False)


def nonzero(e: Emitter, mask: Any) -> tuple[Arr, ...]:
    """The indices of the elements that are not 0, one array per axis."""
    from .scalars import truth

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
    from .arrays import mapped, reduce
    from .scalars import truth

    ones = mapped(e, "i64", lambda x: cast(truth(x), "i64"), [mask])
    total = reduce(e, "sum", ones, None, None, False) if is_array(ones) else ones
    return total.expr


def compressed(e: Emitter, a: Arr, mask: Any) -> Arr:
    """a[mask]: a mask over the leading axes."""
    mask = materialize(e, mask, name="mask")
    n = len(mask.shape)
    for own, d in zip(mask.shape, a.shape, strict=False):
        if not ints.same(own, d):
            e.bail_if(ints.compare("ne", own, d), "a mask that does not fit")
    out = e.allocate(a.dtype, [_count(e, mask), *a.shape[n:]], "selected")
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
        from .functions import array_of

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
    if is_mask and all([k == _FULL for k in entries[1:]]):
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
    for own, d in zip(mask.shape, a.shape, strict=False):
        if not ints.same(own, d):
            e.bail_if(ints.compare("ne", own, d), "a mask that does not fit")
    scalar_like = isinstance(value, Scalar) or (len(value.shape) <= len(a.shape) - n)
    if scalar_like:
        if len(mask.shape) < len(a.shape) or is_array(value):
            mask = materialize(e, mask, name="mask")
        if isinstance(value, Scalar):
            number = Scalar(e.hold(element_of(e, value, a.dtype)), numpy_kind(a.dtype))
        else:
            number = materialize(e, converted(e, value, a.dtype))
        at = (lambda i: number.expr) if isinstance(number, Scalar) else reader(number, len(a.shape))
        full = Lazy(
            a.dtype,
            a.shape,
            lambda i: Expr("select", a.dtype, (mask.at(i[:n]), at(i), a.at(i))),
            (a, *mask.reads, *(number.reads if is_array(number) else ())),
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
        from .arrays import copied

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


def update_at(e: Emitter, ufunc: np.ufunc, a: Any, key: Any, value: Any) -> None:
    """ufunc.at(a, key, value)."""
    from .scalars import elementwise, loop_of

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
    from .scalars import dtype_of, promotion_key

    return dtype_of(x.dtype) if is_array(x) else promotion_key(x.kind)

"""Array arithmetic as loops: broadcasting, ufuncs, assignment that respects overlap, reductions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import COMPLEX, Assign, Expr, If, Reg, Statement, const, reg
from . import integers as ints
from .emitter import Emitter, zero
from .numpy_numbers import apply_ufunc, elementwise, integral_power, loop_of
from .orders import along, consecutive, inner_first, order_of, order_of_all
from .scalars import FLOATS, cast, dtype_of, element_of, kind_dtype, numpy_kind, operand, promotion_key, truth
from .values import Arr, Lazy, Order, Scalar, Unsupported, by_rows
from .views import insert_axes

Array = Arr | Lazy


def is_array(v: Any) -> bool:
    """Whether a value is an array, made or not."""
    return isinstance(v, Arr | Lazy)


def reader(v: Array, ndim: int) -> Callable[[Any], Expr]:
    """The element of an array at indices of a shape with `ndim` axes to which it is broadcast."""
    skip = ndim - len(v.shape)
    ones = [ints.number(d) == 1 for d in v.shape]

    def at(indices: Any) -> Expr:
        own = [ints.ZERO if one else i for i, one in zip(indices[skip:], ones, strict=True)]
        return v.at(tuple(own))

    return at


def broadcast_shapes(e: Emitter, shapes: Sequence[tuple[Expr, ...]]) -> tuple[Expr, ...]:
    """NumPy's broadcasting; sizes that are not equal by their form are compared when the procedure runs."""
    ndim = max([len(s) for s in shapes])
    out: list[Expr] = []
    for k in range(ndim):
        size: Expr = ints.ONE
        for s in shapes:
            at = k - (ndim - len(s))
            if at < 0 or ints.number(s[at]) == 1:
                continue
            if ints.number(size) == 1:
                size = s[at]
            elif not ints.same(size, s[at]):
                e.bail_if(ints.compare("ne", size, s[at]), "shapes that do not fit, or an axis of length 1")
        out.append(size)
    return tuple(out)


def apply(e: Emitter, ufunc: np.ufunc, args: Sequence[Any]) -> Any:
    """A ufunc on numbers and arrays."""
    if not any([is_array(a) for a in args]):
        return apply_ufunc(e, ufunc, args)
    inputs, out = loop_for(ufunc, args)
    build: Callable[..., Expr] = _power_rule(ufunc, args, inputs) or elementwise(ufunc, inputs, out)
    args = [_fitting(e, a, d) if isinstance(a, Scalar) else a for a, d in zip(args, inputs, strict=True)]
    return mapped(e, out, lambda *xs: build(*[cast(x, d) for x, d in zip(xs, inputs, strict=True)]), args)


def _fitting(e: Emitter, x: Scalar, dtype: str) -> Scalar:
    return Scalar(operand(e, x, dtype), numpy_kind(dtype))


def _power_rule(ufunc: np.ufunc, args: Sequence[Any], inputs: Sequence[str]) -> Callable[..., Expr] | None:
    if ufunc is not np.power or not isinstance(args[1], Scalar) or not args[1].is_static:
        return None
    if integral_power(zero(inputs[0]), args[1], inputs[0]) is None:
        return None
    exponent = args[1]
    return lambda x, y: integral_power(x, exponent, x.dtype)  # type: ignore[return-value]


def loop_for(ufunc: np.ufunc, args: Sequence[Any]) -> tuple[list[str], str]:
    """The dtypes of a ufunc's loop on numbers and arrays: the same, whichever kinds the numbers have."""
    choices = [[dtype_of(a.dtype)] if is_array(a) else [promotion_key(k) for k in a.kinds] for a in args]
    found = {(tuple(inputs), out) for keys in product(*choices) for inputs, out in [loop_of(ufunc, keys)]}
    if len(found) > 1:
        raise Unsupported("the type of a number depends on the way that was taken")
    inputs, out = found.pop()
    return list(inputs), out


def mapped(e: Emitter, dtype: str, build: Callable[..., Expr], args: Sequence[Any]) -> Any:
    """build(elements) of numbers and arrays, which are broadcast; a NumPy scalar where no axis is left."""
    found = mapped_array(e, dtype, build, args)
    return found if found.shape else Scalar(found.at(()), numpy_kind(dtype))


def mapped_array(e: Emitter, dtype: str, build: Callable[..., Expr], args: Sequence[Any]) -> Lazy:
    """As `mapped`, but an array without axes stays one."""
    shape = broadcast_shapes(e, [a.shape for a in args if is_array(a)])
    operands: list[Any] = []
    for a in args:
        if isinstance(a, Scalar):
            operands.append(e.hold(a.expr))
        else:
            operands.append(materialize(e, a) if a.heavy and _repeated(a.shape, shape) else a)
    return _elementwise(dtype, build, operands, shape)


def _elementwise(dtype: str, build: Callable[..., Expr], operands: Sequence[Any], shape: tuple[Expr, ...]) -> Lazy:
    """build(elements) of expressions, and of arrays that are broadcast to a shape."""
    readers = [None if isinstance(a, Expr) else reader(a, len(shape)) for a in operands]

    def at(indices: Any) -> Expr:
        return build(*[a if r is None else r(indices) for a, r in zip(operands, readers, strict=True)])

    arrays = [a for a in operands if not isinstance(a, Expr)]
    order = order_of_all(arrays, len(shape))
    flats = [_flat(a, shape) for a in arrays]
    flat = None
    if all([f is not None for f in flats]):
        found = dict(zip([id(a) for a in arrays], flats, strict=True))
        flat = lambda k: build(*[a if isinstance(a, Expr) else found[id(a)](k) for a in operands])
    heavy = any([a.heavy for a in arrays]) or _costs(build, operands)
    made = Lazy(dtype, shape, at, tuple([r for a in arrays for r in a.reads]), flat=flat, heavy=heavy, ranks=order)
    made.again = lambda others: _elementwise(dtype, build, [_with_others(a, others) for a in operands], shape)
    return made


def _with_others(a: Any, others: dict[int, Arr]) -> Any:
    """An operand that reads other arrays in the place of some, as far as it can."""
    if isinstance(a, Lazy):
        return a if a.again is None else a.again(others)
    return others.get(id(a), a)


def _costs(build: Callable[..., Expr], operands: Sequence[Any]) -> bool:
    sample = build(*[a if isinstance(a, Expr) else Expr("reg", a.dtype, (), Reg("x", a.dtype)) for a in operands])
    stack = [sample]
    while stack:
        x = stack.pop()
        if x.op in ("call", "div", "sqrt"):
            return True
        stack += x.args
    return False


def _flat(a: Array, shape: tuple[Expr, ...]) -> Any:
    whole = a.whole if isinstance(a, Arr) else a.flat is not None
    return a.flat if whole and not _repeated(a.shape, shape) else None


def _repeated(own: tuple[Expr, ...], shape: tuple[Expr, ...]) -> bool:
    """Whether broadcasting to a shape uses elements more than once: sizes that are not 1 by their form are equal."""
    ones = [ints.number(d) == 1 and ints.number(n) != 1 for d, n in zip(reversed(own), reversed(shape), strict=False)]
    return len(own) < len(shape) or any(ones)


def converted(e: Emitter, a: Any, dtype: str) -> Any:
    """As astype, not copied where it has the dtype already."""
    if isinstance(a, Scalar):
        return Scalar(cast(a.expr, dtype), numpy_kind(dtype))
    return a if a.dtype == dtype else mapped_array(e, dtype, lambda x: cast(x, dtype), [a])


def materialize(e: Emitter, v: Array, dtype: str | None = None, name: str = "a") -> Arr:
    """The array in memory; one that is there already is itself."""
    if dtype is not None and v.dtype != dtype:
        v = converted(e, v, dtype)
    if isinstance(v, Arr):
        return v
    if v.made is not None:
        return v.made(e)
    made = e.allocate(v.dtype, v.shape, name, order=v.ranks)
    e.fill(made, v)
    return made


def copied(e: Emitter, v: Array, dtype: str | None = None, order: Order | None = None) -> Arr:
    """A new array; row by row where no order is given."""
    made = e.allocate(dtype or v.dtype, v.shape, "copy", order=order)
    e.fill(made, converted(e, v, made.dtype))
    return made


def whole(e: Emitter, v: Array) -> Arr:
    """The array in memory row by row without gaps."""
    found = materialize(e, v)
    return found if found.whole else copied(e, found)


def broadcast_to(e: Emitter, v: Array, shape: tuple[Expr, ...]) -> Array:
    """An array repeated to a shape, as assignment does: leading axes of length 1 go."""
    while len(v.shape) > len(shape):
        if ints.number(v.shape[0]) != 1:
            raise Unsupported("an array with more axes than what it is assigned to")
        v = first_of_axis(v)
    if len(v.shape) == len(shape) and all(map(ints.same, v.shape, shape)):
        return v
    for own, d in zip(v.shape, shape[len(shape) - len(v.shape) :], strict=True):
        if ints.number(own) != 1 and not ints.same(own, d):
            e.bail_if(ints.compare("ne", own, d), "shapes that do not fit, or an axis of length 1")
    repeated = _repeated(v.shape, shape)
    if v.heavy and repeated:
        v = materialize(e, v)
    return _broadcast(v, shape)


def _broadcast(v: Array, shape: tuple[Expr, ...]) -> Lazy:
    ranks, flat = order_of_all([v], len(shape)), _flat(v, shape)
    found = Lazy(v.dtype, shape, reader(v, len(shape)), v.reads, flat=flat, heavy=v.heavy, ranks=ranks)
    found.again = lambda others: _broadcast(_with_others(v, others), shape)
    return found


def first_of_axis(v: Array) -> Array:
    """v[0]."""
    if isinstance(v, Arr):
        return Arr(
            v.data,
            v.dtype,
            v.shape[1:],
            v.strides[1:],
            offset=v.offset,
            owner=v.owner,
            sites=v.sites,
            window=v.window,
            ranks=None if v.ranks is None else consecutive(v.ranks[1:]),
        )
    inner = v
    return Lazy(v.dtype, v.shape[1:], lambda i: inner.at((ints.ZERO, *i)), v.reads, heavy=v.heavy)


# -- assignment


def assign(e: Emitter, target: Arr, value: Any) -> None:
    """target[...] = value, as if the value were computed before anything is written."""
    if target.readonly:
        raise Unsupported("a read-only array is written to")
    if isinstance(value, Scalar):
        e.fill(target, e.hold(element_of(e, value, target.dtype)))
        return
    source = converted(e, broadcast_to(e, value, target.shape), target.dtype)
    hazard: Expr = const(False, "bool")
    met: list[Arr] = []  # what may be changed before it is read
    for r in source.reads:
        hazard = ints.either(hazard, found := overlap(e, target, r))
        if not (found.op == "const" and not found.attr):
            met.append(r)
    if hazard.op == "const":
        if hazard.attr:
            _by_copy(e, target, source, met)
        else:
            e.fill(target, source)
        return
    with e.inside() as apart:
        _by_copy(e, target, source, met)
    with e.inside() as direct:
        e.fill(target, source)
    e.emit(If(hazard, apart, direct))


def _by_copy(e: Emitter, target: Arr, source: Array, met: Sequence[Arr]) -> None:
    """By a copy of the whole, or of what is met of it, where that is rows or columns which are used again and again."""
    if isinstance(source, Lazy) and source.again is not None and all([_repeated(r.shape, target.shape) for r in met]):
        reads = source.again({id(r): target for r in met}).reads
        if not any([r is other for r in reads for other in met]):
            e.fill(target, source.again({id(r): copied(e, r, order=r.ranks) for r in met}))
            return
    e.fill(target, copied(e, source, order=target.ranks))


def overlap(e: Emitter, target: Arr, source: Arr) -> Expr:
    """Whether writing to `target` may change elements of `source` that are read later in the same loop."""
    no, yes = const(False, "bool"), const(True, "bool")
    if target.sites is not None and source.sites is not None and target.sites.isdisjoint(source.sites):
        return no
    if target.data is not source.data:
        a, b = Expr("reg", "ptr", (), target.data), Expr("reg", "ptr", (), source.data)
        return Expr("eq", "bool", (a, b))
    if len(target.shape) == len(source.shape) and ints.same(target.offset, source.offset):
        strides = zip(target.strides, source.strides, strict=True)
        if all([ints.same(a, b) for a, b in strides]) and all(map(ints.same, target.shape, source.shape)):
            return no
    if target.window is None or source.window is None or len(target.window) != len(source.window):
        return yes
    if _between(target, source):
        return no
    apart: Expr = no
    for (a, n), (b, m) in zip(target.window, source.window, strict=True):
        for end, start in ((ints.add(a, n), b), (ints.add(b, m), a)):
            if e.bounds.at_least_zero(ints.sub(start, end)):  # positions of an array: they fit 64 bits
                return no
            apart = ints.either(apart, ints.compare("le", end, start))
    return ints.negation(apart)


def _between(target: Arr, source: Arr) -> bool:
    """Whether two views take every k-th element of an axis and never meet, as those of a red-black order."""
    if target.axes is None or source.axes is None or target.window is None or source.window is None:
        return False
    mine, others = (dict([x for x in v.axes if x is not None]) for v in (target, source))
    for axis, step in mine.items():
        if step > 1 and others.get(axis) == step:
            gap = ints.number(ints.sub(target.window[axis][0], source.window[axis][0]))
            if gap is not None and gap % step:
                return True
    return False


# -- reductions

_SHORT_RUN = 32  # elements that lie together: for fewer of them an array is better read from one end to the other,
_LARGE_ARRAY = 1 << 16  # if it has more elements than stay in a cache near by
_NAMES = {"sum": "add", "prod": "mul", "max": "max", "min": "min", "any": "or", "all": "and"}


def identity(name: str, dtype: str) -> Expr:
    """What a reduction starts from."""
    if name in ("sum", "any"):
        return zero(dtype)
    if name == "all":
        return const(True, "bool")
    if name == "prod":
        return cast(const(1, "i64"), dtype)
    if dtype in COMPLEX:
        raise Unsupported("the largest of complex numbers")
    if dtype == "bool":
        return const(name == "min", "bool")
    if dtype in FLOATS:
        return const(float("-inf") if name == "max" else float("inf"), dtype)
    limits = np.iinfo(dtype_of(dtype))
    return const(int(limits.min if name == "max" else limits.max), dtype)


def combined(name: str, dtype: str, x: Expr, y: Expr) -> Expr:
    """One step of a reduction, which may be taken in any order."""
    op = _NAMES[name]
    if dtype == "bool" and op in ("max", "min"):
        op = "or" if op == "max" else "and"
    return Expr(op, dtype, (x, y), "free")


def reduce(
    e: Emitter, name: str, v: Array | Scalar, axes: tuple[int, ...] | None, dtype: str | None, keepdims: bool
) -> Any:
    """sum, prod, max, min, any, all over axes (None: all)."""
    if isinstance(v, Scalar):
        number = e.hold(v.expr)
    a: Array = Lazy(v.dtype, (), lambda i: number, ()) if isinstance(v, Scalar) else v
    if name in ("any", "all"):
        a = mapped_array(e, "bool", truth, [a])
    elif name in ("sum", "prod"):
        a = converted(e, a, dtype or sum_dtype(a.dtype))
    elif dtype is not None:
        raise Unsupported("dtype= of a reduction that keeps it")
    out = a.dtype
    axes = tuple(range(len(a.shape))) if axes is None else axes
    if name in ("max", "min"):
        count = ints.product([a.shape[k] for k in axes])
        e.bail_if(ints.compare("eq", count, ints.ZERO), "a reduction of nothing")
    kept = [k for k in range(len(a.shape)) if k not in axes]
    if not kept:
        total = Reg(name, out)
        e.emit(Assign(total, identity(name, out)))
        step: Callable[[Expr], None] = lambda x: e.emit(Assign(total, combined(name, out, reg(total), x)))
        flat = _flat(a, a.shape)
        if flat is not None:
            e.loop(e.size(a), lambda k: step(flat(k)))
        else:
            e.nest(a.shape, lambda i: step(a.at(i)), ranks=a.ranks)
        found = Scalar(reg(total), numpy_kind(out))
        return full_like_shape(e, found, (ints.ONE,) * len(a.shape)) if keepdims else found
    result = e.allocate(out, [a.shape[k] for k in kept], name, order=along(order_of(a), kept))
    ranks = a.ranks if isinstance(a.ranks, tuple) else by_rows(len(a.shape))
    nearest = [k for k in inner_first(ranks) if ints.number(a.shape[k]) != 1]
    long = {k for k in axes if ints.number(a.shape[k]) != 1}
    reduced = _Reduced(name, a, result, kept, axes, along(ranks, axes))
    if long == set(nearest[: len(long)]):
        reduced.by_runs(e)
    else:
        reduced.by_slices(e)
    if not keepdims:
        return result
    return insert_axes(result, axes)


class _Reduced(NamedTuple):
    """A reduction of some axes of an array.  ranks: of those axes."""

    name: str
    source: Array
    result: Arr
    kept: Sequence[int]
    axes: Sequence[int]
    ranks: Order

    def _element(self, kept: Sequence[Expr], reduced: Sequence[Expr]) -> Expr:
        places = dict(zip((*self.kept, *self.axes), (*kept, *reduced), strict=True))
        return self.source.at(tuple([places[k] for k in range(len(places))]))

    def _shape(self) -> list[Expr]:
        return [self.source.shape[k] for k in self.axes]

    def by_runs(self, e: Emitter) -> None:
        """The reduced axes are the innermost ones in memory: a running value for each element of the result."""
        dtype, result = self.result.dtype, self.result

        def run(kept: tuple[Expr, ...]) -> None:
            total = Reg(self.name, dtype)
            e.emit(Assign(total, identity(self.name, dtype)))
            step: Callable[[Any], None] = lambda j: e.emit(
                Assign(total, combined(self.name, dtype, reg(total), self._element(kept, j)))
            )
            e.nest(self._shape(), step, ranks=self.ranks)
            e.store(result, result.position(kept), reg(total))

        e.nest(result.shape, run, ranks=result.ranks)

    def by_slices(self, e: Emitter) -> None:
        """Whole slices are added to the result, which lies in memory as they do."""
        e.fill(self.result, identity(self.name, self.result.dtype))
        outer = self._outer()
        if not outer:
            self._add_slices(e, [])
            return
        inner = ints.product([self.source.shape[k] for k in self.kept if k not in outer])
        tests = [
            ints.compare("lt", inner, const(_SHORT_RUN, "i64")),
            ints.compare("gt", ints.product(self.source.shape), const(_LARGE_ARRAY, "i64")),
        ]
        whole, by_slices = [self._in_block(e, axes) for axes in (outer, [])]
        e.emit(If(Expr("and", "bool", tuple(tests)), whole, by_slices))

    def _outer(self) -> list[int]:
        """The kept axes that lie further out in memory than all those that are reduced."""
        order = inner_first(self.source.ranks) if isinstance(self.source.ranks, tuple) else []
        found: list[int] = []
        for k in reversed([k for k in order if ints.number(self.source.shape[k]) != 1]):
            if k in self.axes:
                return found
            found.append(k)
        return []

    def _in_block(self, e: Emitter, outer: Sequence[int]) -> list[Statement]:
        with e.inside() as block:
            self._add_slices(e, outer)
        return block

    def _add_slices(self, e: Emitter, outer: Sequence[int]) -> None:
        """Slices along some kept axes, one after the other, or all of the array: memory is read as it lies there."""
        result = self.result
        sizes = [self.source.shape[k] if k in outer else ints.ONE for k in self.kept]
        rest = [ints.ONE if k in outer else self.source.shape[k] for k in self.kept]

        def part(first: tuple[Expr, ...]) -> None:
            def add(reduced: tuple[Expr, ...]) -> None:
                def one(last: tuple[Expr, ...]) -> None:
                    kept = [i if k in outer else j for k, i, j in zip(self.kept, first, last, strict=True)]
                    at = result.position(kept)
                    value = combined(self.name, result.dtype, result.load(at), self._element(kept, reduced))
                    e.store(result, at, value)

                e.nest(rest, one, ranks=result.ranks)

            e.nest(self._shape(), add, parallel=False, ranks=self.ranks)

        e.nest(sizes, part, parallel=False, ranks=result.ranks)


def sum_dtype(dtype: str) -> str:
    """What NumPy adds in: integers in 64 bits."""
    return dtype_name(np.sum(np.zeros(1, dtype_of(dtype))).dtype)


def full_like_shape(e: Emitter, value: Scalar, shape: tuple[Expr, ...]) -> Arr:
    """An array filled with a number."""
    made = e.allocate(kind_dtype(value.kind), shape, "full")
    e.fill(made, e.hold(value.expr))
    return made


def arg_extreme(e: Emitter, name: str, v: Array, axis: int | None) -> Any:
    """argmax and argmin: the first of the greatest or least elements, or the first NaN."""
    if v.dtype in COMPLEX:
        raise Unsupported("the largest of complex numbers")
    if not v.shape:
        raise Unsupported("argmax of an array without axes")
    if axis is None and len(v.shape) > 1:
        v = whole(e, v)
        flat = v
        v = Lazy(v.dtype, (e.size(flat),), lambda i: flat.flat(i[0]), (flat,))
    axis = 0 if axis is None else axis
    e.bail_if(ints.compare("eq", v.shape[axis], ints.ZERO), "a reduction of nothing")
    kept = [k for k in range(len(v.shape)) if k != axis]

    def search(indices: tuple[Expr, ...], put: Callable[[Expr], None]) -> None:
        best, place = Reg("best", v.dtype), Reg(name, "i64")
        at: Callable[[Expr], Expr] = lambda i: v.at((*indices[:axis], i, *indices[axis:]))
        is_nan: Callable[[Expr], Expr] = lambda x: Expr("ne", "bool", (x, x))
        e.emit(Assign(place, ints.ZERO))
        e.emit(Assign(best, at(ints.ZERO)))
        nans = Reg("nans", "bool")  # NaNs are rare: they are looked for once it is known that there are some
        if v.dtype in FLOATS:
            e.emit(Assign(nans, is_nan(reg(best))))

        def step(i: Expr) -> None:
            x = e.hold(at(i), "x")
            if v.dtype in FLOATS:
                e.emit(Assign(nans, Expr("or", "bool", (reg(nans), is_nan(x)))))
            better = Expr("gt" if name == "argmax" else "lt", "bool", (x, reg(best)))
            e.emit(If(better, [Assign(best, x), Assign(place, i)]))

        e.loop(v.shape[axis], step, parallel=False)
        if v.dtype in FLOATS:
            last = ints.sub(v.shape[axis], ints.ONE)

            def earlier(i: Expr) -> None:
                e.emit(If(is_nan(at(ints.sub(last, i))), [Assign(place, ints.sub(last, i))]))

            with e.inside() as look:
                e.loop(v.shape[axis], earlier, parallel=False)
            e.emit(If(reg(nans), look))
        put(reg(place))

    if not kept:
        found: list[Expr] = []
        search((), found.append)
        return Scalar(found[0], "i64", 0)
    result = e.allocate("i64", [v.shape[k] for k in kept], name)
    e.nest(result.shape, lambda i: search(i, lambda p: e.store(result, result.position(i), p)), parallel=False)
    return result


def mean(e: Emitter, v: Array, axes: tuple[int, ...] | None, keepdims: bool = False) -> Any:
    """The sum over the number of elements."""
    dtype = v.dtype if v.dtype in FLOATS or v.dtype in COMPLEX else "f64"
    total = reduce(e, "sum", converted(e, v, dtype), axes, None, keepdims)
    count = ints.product([v.shape[a] for a in (range(len(v.shape)) if axes is None else axes)])
    n = Scalar(e.hold(cast(count, dtype)), numpy_kind(dtype))
    return apply(e, np.true_divide, (total, n))


def cumulative(e: Emitter, name: str, v: Array, axis: int) -> Arr:
    """cumsum and cumprod along an axis."""
    if not v.shape:
        raise Unsupported("a running sum of an array without axes")
    v = converted(e, v, sum_dtype(v.dtype))
    result = e.allocate(v.dtype, v.shape, "cum" + name, order=order_of(v))
    kept = [d for k, d in enumerate(v.shape) if k != axis]

    def run(indices: tuple[Expr, ...]) -> None:
        total = Reg("running", v.dtype)
        e.emit(Assign(total, identity(name, v.dtype)))

        def step(i: Expr) -> None:
            where = (*indices[:axis], i, *indices[axis:])
            e.emit(Assign(total, Expr(_NAMES[name], v.dtype, (reg(total), v.at(where)))))
            e.store(result, result.position(where), reg(total))

        e.loop(v.shape[axis], step, parallel=False)

    e.nest(kept, run, parallel=False)
    return result

"""Reductions of arrays as loops: sums, products, extremes and where they are, means, running sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..core.types import dtype_name
from ..procedures.ir import COMPLEX, Assign, Expr, If, Reg, Statement, const, reg
from . import integers as ints
from .arrays import Array, apply, converted, flat_of, mapped_array, whole
from .emitter import Emitter, zero
from .orders import along, inner_first, order_of
from .scalars import FLOATS, cast, dtype_of, kind_dtype, numpy_kind, truth
from .values import Arr, Lazy, Order, Scalar, Unsupported, by_rows
from .views import insert_axes

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
        flat = flat_of(a, a.shape)
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

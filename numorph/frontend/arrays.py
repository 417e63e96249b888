"""Array arithmetic as loops: broadcasting, ufuncs, assignment that respects overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from ..procedures.ir import Expr, If, Reg, const
from . import integers as ints
from .emitter import Emitter, zero
from .numpy_numbers import apply_ufunc, elementwise, integral_power, loop_of
from .orders import consecutive, order_of_all
from .scalars import cast, dtype_of, element_of, numpy_kind, operand, promotion_key
from .values import Arr, Lazy, Order, Scalar, Unsupported

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
    flats = [flat_of(a, shape) for a in arrays]
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


def flat_of(a: Array, shape: tuple[Expr, ...]) -> Any:
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
    ranks, flat = order_of_all([v], len(shape)), flat_of(v, shape)
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

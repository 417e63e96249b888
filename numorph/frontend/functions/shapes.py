"""Functions that look at arrays or rearrange them: views where NumPy gives views, and copies where it copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...core.types import dtype_name
from ...procedures.ir import Expr
from .. import arrays as ar
from .. import integers as ints
from .. import reductions as rd
from .. import scalars as sc
from ..context import Context
from ..emitter import Emitter, zero
from ..host import call_host
from ..orders import order_of, order_of_all
from ..python_numbers import binary
from ..reshaping import raveled, reshaped
from ..slices import is_int
from ..subscripts import get
from ..values import Arr, Lazy, Scalar, Slice, Static, Tup, Unsupported, constant, python_int
from ..views import insert_axes, reshaped_view, transposed
from .arguments import array_argument, axes_argument, axis_argument, number_argument, size_argument, static_argument
from .registry import Handler, handles


@handles(np.reshape)
def _reshape(t: Context, a: Any, shape: Any) -> Any:
    return reshape(t, array_argument(t, a), shape.items if isinstance(shape, Tup) else [shape])


def reshape(t: Context, a: Any, sizes: Sequence[Any]) -> Any:
    """The elements row by row in another shape: a view of what lies so in memory, else a copy."""
    e = t.e
    unknown = [k for k, s in enumerate(sizes) if isinstance(s, Scalar) and s.static == -1]
    known = [ints.ONE if k in unknown else size_argument(t, s) for k, s in enumerate(sizes)]
    total = e.hold(ints.product(a.shape), "total")
    given = ints.product(known)
    if unknown:
        if len(unknown) > 1:
            raise Unsupported("a shape with two unknown sizes", t.line)
        given = e.hold(given)
        if ints.number(given) is None:
            e.bail_if(ints.compare("eq", given, ints.ZERO), "a shape that does not fit")
        if ints.number(given) != 1:
            e.bail_if(Expr("ne", "bool", (Expr("rem", "i64", (total, given)), ints.ZERO)), "a shape that does not fit")
            known[unknown[0]] = e.hold(Expr("quo", "i64", (total, given)), "n")
        else:
            known[unknown[0]] = total
    elif not ints.same(given, ints.product(a.shape)):
        e.bail_if(ints.compare("ne", given, total), "a shape that does not fit")
    return reshaped(e, a, tuple(known))


@handles(np.ravel)
def ravel(t: Context, a: Any) -> Any:
    """np.ravel."""
    return raveled(t.e, array_argument(t, a))


@handles(np.transpose)
def transpose(t: Context, a: Any, axes: Any = None) -> Any:
    """np.transpose."""
    a = array_argument(t, a)
    n = len(a.shape)
    known = static_argument(t, axes)
    perm = tuple(reversed(range(n))) if known is None else tuple([k % n for k in known])
    if sorted(perm) != list(range(n)):
        raise Unsupported("axes that do not match", t.line)
    return transposed(ar.materialize(t.e, a), perm)


@handles(np.swapaxes)
def _swapaxes(t: Context, a: Any, axis1: Any, axis2: Any) -> Any:
    a = array_argument(t, a)
    i, j = (axis_argument(t, x, len(a.shape)) for x in (axis1, axis2))
    if i is None or j is None:
        raise Unsupported("np.swapaxes without axes", t.line)
    perm = list(range(len(a.shape)))
    perm[i], perm[j] = perm[j], perm[i]
    return transposed(ar.materialize(t.e, a), tuple(perm))


@handles(np.expand_dims)
def _expand_dims(t: Context, a: Any, axis: Any) -> Any:
    a = ar.materialize(t.e, array_argument(t, a))
    place = axis_argument(t, axis, len(a.shape) + 1)
    if place is None:
        raise Unsupported("np.expand_dims without an axis", t.line)
    return insert_axes(a, [place])


@handles(np.squeeze)
def _squeeze(t: Context, a: Any, axis: Any = None) -> Any:
    a = ar.materialize(t.e, array_argument(t, a))
    ones = [k for k, d in enumerate(a.shape) if ints.number(d) == 1]
    axes = tuple(ones) if axis is None else axes_argument(t, axis, len(a.shape))
    for k, d in enumerate(a.shape):
        if axis is None and k not in ones:
            t.e.bail_if(ints.compare("eq", d, ints.ONE), "np.squeeze of an axis that happens to be of length 1")
    if not axes:
        return a
    if not set(axes) <= set(ones):
        raise Unsupported("np.squeeze of an axis that is not of length 1", t.line)
    return get(
        t.e,
        a,
        Tup(
            [python_int(0) if k in axes else Slice(None, None, None) for k in range(len(a.shape))] + [Static(Ellipsis)]
        ),
    )


@handles(np.diagonal)
def _np_diagonal(t: Context, a: Any) -> Any:
    a = ar.materialize(t.e, array_argument(t, a))
    if len(a.shape) != 2:
        raise Unsupported("np.diagonal of this", t.line)
    found = _diagonal(t.e, a)
    found.readonly = True
    return found


@handles(np.concatenate)
def _concatenate(t: Context, arrays: Any, axis: Any = None) -> Any:
    parts = [ar.materialize(t.e, array_argument(t, x)) for x in t.items_of(arrays, None)]
    ndim = len(parts[0].shape)
    k = 0 if axis is None else axis_argument(t, axis, ndim)
    if k is None or any(len(p.shape) != ndim for p in parts) or ndim == 0:
        raise Unsupported("np.concatenate of these", t.line)
    return _joined(t, parts, k)


@handles(np.hstack)
def _hstack(t: Context, arrays: Any) -> Any:
    parts = [array_argument(t, x) for x in arrays.items] if isinstance(arrays, Tup) else []
    sizes = {len(p.shape) for p in parts}
    if len(sizes) != 1 or 0 in sizes:
        return call_host(t, np.hstack, [arrays], {})
    return _joined(t, [ar.materialize(t.e, p) for p in parts], 0 if sizes == {1} else 1)


def _joined(t: Context, parts: Sequence[Any], k: int) -> Any:
    """Arrays one after the other along axis k."""
    e, ndim = t.e, len(parts[0].shape)
    dt = dtype_name(np.result_type(*[sc.dtype_of(p.dtype) for p in parts]))
    total = ints.ZERO
    for p in parts:
        total = ints.add(total, p.shape[k])
        for a in range(ndim):
            if a != k and not ints.same(p.shape[a], parts[0].shape[a]):
                e.bail_if(ints.compare("ne", p.shape[a], parts[0].shape[a]), "shapes that do not fit")
    sizes = [total if a == k else d for a, d in enumerate(parts[0].shape)]
    made = e.allocate(dt, sizes, "joined", order=order_of_all(parts, ndim))
    start = ints.ZERO
    for p in parts:
        offset = e.hold(ints.mul(start, made.strides[k]), "offset")
        target = Arr(made.data, dt, p.shape, made.strides, offset=offset, sites=made.sites, ranks=made.ranks)
        e.fill(target, ar.converted(e, p, dt))
        start = ints.add(start, p.shape[k])
    return made


@handles(np.stack)
def _stack(t: Context, arrays: Any, axis: Any = None) -> Any:
    items = [ar.materialize(t.e, array_argument(t, x)) for x in t.items_of(arrays, None)]
    if (axis is not None and static_argument(t, axis) != 0) or len({len(x.shape) for x in items}) != 1:
        raise Unsupported("np.stack along another axis", t.line)
    return _joined(t, [insert_axes(x, [0]) for x in items], 0)


@handles(np.diag)
def _diag(t: Context, v: Any, k: Any = None) -> Any:
    e = t.e
    if k is not None and static_argument(t, k) != 0:
        raise Unsupported("np.diag off the diagonal", t.line)
    a = ar.materialize(e, array_argument(t, v))
    if len(a.shape) == 1:
        n = a.shape[0]
        made = e.allocate(a.dtype, (n, n), "diag", zero=True)
        e.loop(n, lambda i: e.store(made, made.position((i, i)), a.at((i,))))
        return made
    found = _diagonal(e, a)
    found.readonly = True
    return found


def _diagonal(e: Emitter, a: Arr) -> Arr:
    """The diagonal of a matrix, as a view."""
    found = reshaped_view(a, (e.hold(ints.minimum(*a.shape)),), (ints.add(*a.strides),))
    found.whole = False
    return found


@handles(np.trace)
def _trace(t: Context, a: Any) -> Any:
    e = t.e
    a = ar.materialize(e, array_argument(t, a))
    if len(a.shape) != 2:
        raise Unsupported("np.trace of this", t.line)
    return rd.reduce(e, "sum", _diagonal(e, a), None, None, False)


def _triangle(upper: bool) -> Handler:
    def handler(t: Context, m: Any, k: Any = None) -> Any:
        e = t.e
        a = array_argument(t, m)
        shift = ints.ZERO if k is None else e.hold(number_argument(t, k).expr)
        if len(a.shape) != 2:
            raise Unsupported("np.triu of this", t.line)
        op = "ge" if upper else "le"
        at = lambda i: ints.select(ints.compare(op, i[1], ints.add(i[0], shift)), a.at(i), zero(a.dtype))
        return ar.materialize(e, Lazy(a.dtype, a.shape, at, a.reads))

    return handler


handles(np.triu)(_triangle(True))


handles(np.tril)(_triangle(False))


@handles(np.roll)
def _roll(t: Context, a: Any, shift: Any, axis: Any = None) -> Any:
    e = t.e
    a = ar.materialize(e, array_argument(t, a))
    if axis is None and len(a.shape) != 1:
        raise Unsupported("np.roll of all axes", t.line)
    k = 0 if axis is None else axis_argument(t, axis, len(a.shape))
    if k is None or not is_int(shift):
        raise Unsupported("np.roll of these", t.line)
    n = a.shape[k]
    size = e.hold(ints.maximum(n, ints.ONE))
    moved = binary(e, "Mod", sc.to_int(e, shift), Scalar(size, "int", 1, 2**47))
    s = e.hold(moved.expr, "shift")
    made = e.allocate(a.dtype, a.shape, "rolled", order=order_of(a))
    # Two parts, each of which moves as a whole.
    for first, count, source in ((s, ints.sub(n, s), ints.ZERO), (ints.ZERO, s, ints.sub(n, s))):
        shape = tuple([e.hold(ints.maximum(count, ints.ZERO)) if i == k else d for i, d in enumerate(a.shape)])
        to = Arr(
            made.data,
            a.dtype,
            shape,
            made.strides,
            offset=e.hold(ints.mul(first, made.strides[k])),
            sites=made.sites,
            ranks=made.ranks,
        )
        offset = e.hold(ints.add(a.offset, ints.mul(source, a.strides[k])))
        e.fill(to, Arr(a.data, a.dtype, shape, a.strides, offset=offset, sites=a.sites))
    return made


@handles(np.flip)
def _flip(t: Context, m: Any, axis: Any = None) -> Any:
    a = ar.materialize(t.e, array_argument(t, m))
    axes = axes_argument(t, axis, len(a.shape)) or tuple(range(len(a.shape)))
    back = Slice(None, None, python_int(-1))
    return get(t.e, a, Tup([back if k in axes else Slice(None, None, None) for k in range(len(a.shape))]))


@handles(np.isscalar)
def _isscalar(t: Context, x: Any) -> Any:
    return constant(isinstance(x, Scalar))


@handles(np.ndim)
def _ndim(t: Context, x: Any) -> Any:
    return t.attribute(array_argument(t, x), "ndim")


@handles(np.shape)
def _np_shape(t: Context, x: Any) -> Any:
    return t.attribute(array_argument(t, x), "shape")


@handles(np.size)
def _np_size(t: Context, x: Any) -> Any:
    return t.attribute(array_argument(t, x), "size")


@handles(np.real, np.imag)
def _real(t: Context, x: Any) -> Any:
    return t.attribute(x, t.last_function.__name__)

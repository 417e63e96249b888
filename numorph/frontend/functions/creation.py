"""Functions that make arrays: new memory, or an expression that is written to it at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...core.types import dtype_name
from ...procedures.ir import Expr, const
from .. import arrays as ar
from .. import integers as ints
from .. import scalars as sc
from ..context import Context
from ..emitter import zero
from ..lists import Grown
from ..nested import array_of, dtype_of_number
from ..orders import order_of
from ..reshaping import row_by_row_or_copy
from ..slices import is_int
from ..values import Arr, Lazy, Scalar, Static, Tup, Unsupported, python_int
from .arguments import (
    array_argument,
    dtype_argument,
    number_argument,
    order_argument,
    shape_argument,
    size_argument,
    static_argument,
)
from .registry import Handler, handles


def _creation(value: int | None) -> Handler:
    """value: of all elements; None leaves them as they are, whatever the memory was used for before."""

    def handler(t: Context, shape: Any, dtype: Any = None, order: Any = None) -> Arr:
        sizes = shape_argument(t, shape)
        found = order_argument(t, order, len(sizes))
        made = t.e.allocate(dtype_argument(t, dtype) or "f64", sizes, "a", zero=value == 0, order=found)
        if value == 1:
            t.e.fill(made, sc.cast(const(1, "i64"), made.dtype))
        return made

    return handler


handles(np.empty)(_creation(None))


@handles(np.ndarray)
def _ndarray(t: Context, shape: Any, dtype: Any = None) -> Any:
    return _creation(None)(t, shape, dtype)


handles(np.zeros)(_creation(0))


handles(np.ones)(_creation(1))


@handles(np.full)
def _full(t: Context, shape: Any, fill_value: Any, dtype: Any = None) -> Arr:
    value = number_argument(t, fill_value)
    found = dtype_argument(t, dtype) or dtype_of_number(value)
    made = t.e.allocate(found, shape_argument(t, shape), "a")
    t.e.fill(made, t.e.hold(sc.element_of(t.e, value, found)))
    return made


def _like(value: int | None) -> Handler:
    def handler(t: Context, a: Any, dtype: Any = None, shape: Any = None) -> Arr:
        a = array_argument(t, a)
        sizes = a.shape if shape is None else shape_argument(t, shape)
        order = order_of(a) if len(sizes) == len(a.shape) else None
        made = t.e.allocate(dtype_argument(t, dtype) or a.dtype, sizes, "a", zero=value == 0, order=order)
        if value == 1:
            t.e.fill(made, sc.cast(const(1, "i64"), made.dtype))
        return made

    return handler


handles(np.empty_like)(_like(None))


handles(np.zeros_like)(_like(0))


handles(np.ones_like)(_like(1))


@handles(np.full_like)
def _full_like(t: Context, a: Any, fill_value: Any, dtype: Any = None) -> Arr:
    a = array_argument(t, a)
    made = t.e.allocate(dtype_argument(t, dtype) or a.dtype, a.shape, "a", order=order_of(a))
    t.e.fill(made, t.e.hold(sc.element_of(t.e, number_argument(t, fill_value), made.dtype)))
    return made


@handles(np.arange)
def _arange(t: Context, start: Any, stop: Any = None, step: Any = None, dtype: Any = None) -> Any:
    e = t.e
    if stop is None or (isinstance(stop, Static) and stop.value is None):
        start, stop = python_int(0), start
    step = python_int(1) if step is None else step
    start, stop, step = (number_argument(t, x) for x in (start, stop, step))
    found = dtype_argument(t, dtype)
    if any(k in ("bool", "bool_") for x in (start, stop, step) for k in x.kinds):
        raise Unsupported("np.arange of a bool", t.line)
    if all(is_int(x) for x in (start, stop, step)):
        if not step.is_static or step.static <= 0:
            raise Unsupported("np.arange with a step that is not a positive constant", t.line)
        a, b = (e.hold(sc.to_int(e, x).expr) for x in (start, stop))
        n = ints.maximum(ints.sub(b, a), ints.ZERO)
        if step.static != 1:
            n = Expr("quo", "i64", (ints.add(n, ints.integer(step.static - 1)), ints.integer(step.static)))
        n = e.hold(n, "n")
        found = found or dtype_name(np.result_type(*[sc.promotion_key(x.kind) for x in (start, stop, step)], np.int64))
        dt = found
        scale = ints.integer(step.static)
        return ar.materialize(
            e, Lazy(dt, (n,), lambda i: sc.cast(ints.add(a, ints.mul(i[0], scale)), dt), (), flat=None), name="arange"
        )
    a, b, s = (e.hold(sc.cast(x.expr, "f64")) for x in (start, stop, step))
    e.bail_if(Expr("eq", "bool", (s, const(0.0, "f64"))), "np.arange with step 0")
    count = Expr("ceil", "f64", (Expr("div", "f64", (Expr("sub", "f64", (b, a)), s)),))
    n = size_argument(t, sc.to_int(e, Scalar(Expr("max", "f64", (count, const(0.0, "f64"))), "float")))
    following = e.hold(Expr("add", "f64", (a, s)))
    delta = e.hold(Expr("sub", "f64", (following, a)))
    dt = found or "f64"
    at = lambda i: sc.cast(Expr("add", "f64", (a, Expr("mul", "f64", (sc.cast(i[0], "f64"), delta)))), dt)
    return ar.materialize(e, Lazy(dt, (n,), at, ()), name="arange")


@handles(np.linspace)
def _linspace(t: Context, start: Any, stop: Any, num: Any = None, endpoint: Any = None) -> Any:
    e = t.e
    a, b = (e.hold(sc.cast(number_argument(t, x).expr, "f64")) for x in (start, stop))
    n = size_argument(t, python_int(50) if num is None else num)
    closed = endpoint is None or bool(static_argument(t, endpoint))
    parts = ints.maximum(ints.sub(n, ints.ONE), ints.ONE) if closed else ints.maximum(n, ints.ONE)
    step = e.hold(Expr("div", "f64", (Expr("sub", "f64", (b, a)), sc.cast(e.hold(parts), "f64"))))
    last = ints.sub(n, ints.ONE)

    def at(i: Any) -> Expr:
        x = Expr("add", "f64", (Expr("mul", "f64", (sc.cast(i[0], "f64"), step)), a))
        if not closed:
            return x
        at_end = ints.both(ints.compare("eq", i[0], last), ints.compare("gt", n, ints.ONE))
        return Expr("select", "f64", (at_end, b, x))

    return ar.materialize(e, Lazy("f64", (n,), at, ()), name="linspace")


@handles(np.eye, np.identity)
def _eye(t: Context, N: Any, M: Any = None, k: Any = None, dtype: Any = None) -> Any:
    e = t.e
    n = size_argument(t, N)
    m = n if M is None or (isinstance(M, Static) and M.value is None) else size_argument(t, M)
    shift = ints.ZERO if k is None else e.hold(number_argument(t, k).expr)
    dt = dtype_argument(t, dtype) or "f64"
    made = e.allocate(dt, (n, m), "eye")
    one, none = sc.cast(const(1, "i64"), dt), zero(dt)
    at = lambda i: ints.select(ints.compare("eq", i[1], ints.add(i[0], shift)), one, none)
    e.fill(made, Lazy(dt, (n, m), at, ()))
    return made


@handles(np.finfo, np.iinfo)
def _limits(t: Context, dtype: Any) -> Any:
    return Static(t.last_function(t.known(dtype)))


@handles(np.array, np.asarray)
def _np_array(t: Context, a: Any, dtype: Any = None, copy: Any = None) -> Any:
    if copy is not None and static_argument(t, copy) is not True:
        raise Unsupported("an array that is copied only where that is needed", t.line)
    found = array_of(t.e, a, dtype_argument(t, dtype))
    if isinstance(a, Arr) and found is a:
        return found if t.last_function is np.asarray and copy is None else ar.copied(t.e, a, order=order_of(a))
    return ar.materialize(t.e, found)


@handles(np.ascontiguousarray)
def _ascontiguousarray(t: Context, a: Any, dtype: Any = None) -> Any:
    found = array_of(t.e, a, dtype_argument(t, dtype))
    if not found.shape:
        raise Unsupported("np.ascontiguousarray of an array without axes", t.line)
    return row_by_row_or_copy(t.e, found)


@handles(np.fromiter)
def _fromiter(t: Context, iter: Any, dtype: Any, count: Any = None) -> Any:
    if count is not None or not isinstance(iter, Grown | Tup):
        raise Unsupported("np.fromiter of this", t.line)
    return ar.materialize(t.e, array_of(t.e, iter, dtype_argument(t, dtype)))


@handles(np.copy)
def _copy(t: Context, a: Any, order: Any = None) -> Any:
    return copy_in_order(t, array_argument(t, a), Static("K") if order is None else order)


def copy_in_order(t: Context, a: Any, order: Any) -> Arr:
    """A copy that lies row by row ("C"), column by column ("F"), or as the array does ("K")."""
    kept = isinstance(order, Static) and order.value == "K"
    return ar.copied(t.e, a, order=order_of(a) if kept else order_argument(t, order, len(a.shape)))

"""Functions along axes: sums, extremes, means, variances, running sums and differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import arrays as ar
from .. import integers as ints
from .. import reductions as rd
from .. import scalars as sc
from ..context import Context
from ..nested import array_of
from ..reshaping import raveled
from ..roots import root_of_squares
from ..subscripts import get
from ..values import Scalar, Slice, Unsupported, python_int
from .arguments import (
    array_argument,
    axes_argument,
    axis_argument,
    dtype_argument,
    number_argument,
    operand_argument,
    static_argument,
)
from .registry import Handler, handles


def _reduction(name: str) -> Handler:
    def handler(t: Context, a: Any, axis: Any = None, dtype: Any = None, keepdims: Any = None) -> Any:
        a = operand_argument(t, a)
        if isinstance(a, Scalar):
            a = array_of(t.e, a)
        keep = bool(static_argument(t, keepdims))
        return rd.reduce(t.e, name, a, axes_argument(t, axis, len(a.shape)), dtype_argument(t, dtype), keep)

    return handler


for _f, _n in (
    *((np.sum, "sum"), (np.prod, "prod"), (np.max, "max"), (np.amax, "max"), (np.min, "min"), (np.amin, "min")),
    *((np.any, "any"), (np.all, "all")),
):
    handles(_f)(_reduction(_n))


@handles(np.mean)
def _mean(t: Context, a: Any, axis: Any = None, keepdims: Any = None) -> Any:
    a = array_argument(t, a)
    return rd.mean(t.e, a, axes_argument(t, axis, len(a.shape)), bool(static_argument(t, keepdims)))


def _variance(t: Context, a: Any, axis: Any, ddof: Any, keepdims: Any) -> Any:
    e = t.e
    a = array_argument(t, a)
    if a.dtype in ("c64", "c128"):
        raise Unsupported("the variance of complex numbers", t.line)
    a = ar.materialize(e, ar.converted(e, a, a.dtype if a.dtype in sc.FLOATS else "f64"))
    axes = axes_argument(t, axis, len(a.shape))
    center = rd.mean(e, a, axes, keepdims=axes is not None)
    gap = ar.apply(e, np.subtract, (a, center))
    total = rd.reduce(e, "sum", ar.apply(e, np.square, (gap,)), axes, None, bool(static_argument(t, keepdims)))
    count = ints.product([a.shape[k] for k in (range(len(a.shape)) if axes is None else axes)])
    less = number_argument(t, ddof).expr if ddof is not None else ints.ZERO
    n = sc.cast(e.hold(ints.maximum(ints.sub(count, less), ints.ZERO)), a.dtype)
    return ar.apply(e, np.true_divide, (total, Scalar(e.hold(n), a.dtype)))


@handles(np.var)
def _var(t: Context, a: Any, axis: Any = None, ddof: Any = None, keepdims: Any = None) -> Any:
    return _variance(t, a, axis, ddof, keepdims)


@handles(np.std)
def _std(t: Context, a: Any, axis: Any = None, ddof: Any = None, keepdims: Any = None) -> Any:
    return root_of_squares(t.e, _variance(t, a, axis, ddof, keepdims))


def _arg(name: str) -> Handler:
    def handler(t: Context, a: Any, axis: Any = None) -> Any:
        a = array_argument(t, a)
        return rd.arg_extreme(t.e, name, a, axis_argument(t, axis, len(a.shape)))

    return handler


handles(np.argmax)(_arg("argmax"))


handles(np.argmin)(_arg("argmin"))


_KIND_OF_COUNTS = "int" if type(np.count_nonzero(np.ones(1))).__name__ == "int" else "i64"


@handles(np.count_nonzero)
def _count_nonzero(t: Context, a: Any) -> Any:
    ones = ar.mapped_array(t.e, "i64", lambda x: sc.cast(sc.truth(x), "i64"), [array_argument(t, a)])
    return Scalar(rd.reduce(t.e, "sum", ones, None, None, False).expr, _KIND_OF_COUNTS, 0)


def _cumulative(name: str) -> Handler:
    def handler(t: Context, a: Any, axis: Any = None) -> Any:
        a = array_argument(t, a)
        if axis is None and len(a.shape) > 1:
            a = raveled(t.e, a)
        return rd.cumulative(t.e, name, a, axis_argument(t, axis, len(a.shape)) or 0)

    return handler


handles(np.cumsum)(_cumulative("sum"))


handles(np.cumprod)(_cumulative("prod"))


@handles(np.diff)
def _diff(t: Context, a: Any) -> Any:
    a = ar.materialize(t.e, array_argument(t, a))
    if len(a.shape) != 1:
        raise Unsupported("np.diff of several axes", t.line)
    after = get(t.e, a, Slice(python_int(1), None, None))
    before = get(t.e, a, Slice(None, python_int(-1), None))
    return ar.apply(t.e, np.subtract, (after, before))

"""Arguments as handlers need them: arrays, numbers, and what has to be known while translating, as axes and dtypes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...procedures.ir import Expr
from .. import arrays as ar
from .. import integers as ints
from .. import scalars as sc
from ..context import Context
from ..nested import array_of
from ..slices import is_int
from ..values import Ranks, Scalar, Static, Tup, Unsupported, by_rows


def number_argument(t: Context, v: Any) -> Scalar:
    """A number, or an array without axes."""
    if isinstance(v, Scalar):
        return v
    if isinstance(v, Static) and isinstance(v.value, np.generic):
        return sc.numpy_constant(v.value)
    if ar.is_array(v) and not v.shape:
        return Scalar(v.at(()), sc.numpy_kind(v.dtype))
    raise Unsupported("a number is needed", t.line)


def static_argument(t: Context, v: Any) -> Any:
    """What an argument is, which has to be known now; None where it is left out."""
    return None if v is None else t.known(v)


def dtype_argument(t: Context, v: Any) -> str | None:
    """A dtype= argument."""
    v = static_argument(t, v)
    return None if v is None else sc.supported_dtype(np.dtype(v))


def axis_argument(t: Context, v: Any, ndim: int) -> int | None:
    """An axis= argument: the number of an axis, counted from the first one; None for all of them."""
    v = static_argument(t, v)
    return None if v is None else _one_axis(t, v, ndim)


def _one_axis(t: Context, v: Any, ndim: int) -> int:
    if not isinstance(v, int) or not -ndim <= v < ndim:
        raise Unsupported("an axis that is not there", t.line)
    return v % ndim


def axes_argument(t: Context, v: Any, ndim: int) -> tuple[int, ...] | None:
    """As `axis_argument`, of one axis or several."""
    known = static_argument(t, v)
    if isinstance(known, tuple | list):
        return tuple(sorted([_one_axis(t, a, ndim) for a in known]))
    return None if known is None else (_one_axis(t, known, ndim),)


def size_argument(t: Context, v: Any) -> Expr:
    """An entry of a shape."""
    if not is_int(v):
        raise Unsupported("a size that is no integer", t.line)
    e = t.e
    x: Expr = e.hold(sc.cast(v.expr, "i64"), "n")
    if v.lo < 0:
        e.bail_if(ints.compare("lt", x, ints.ZERO), "a negative size")
        if x.op == "reg" and v.kinds == ("int",) and e.is_steady(x):
            e.bounds.at_least(x.attr, ints.ZERO)
    if v.hi > 2**47:
        e.bail_if(ints.compare("gt", x, ints.integer(2**47)), "a size that is too large")
    return x


def shape_argument(t: Context, v: Any) -> tuple[Expr, ...]:
    """A shape= argument."""
    if isinstance(v, Tup):
        return tuple([size_argument(t, x) for x in v.items])
    return (size_argument(t, v),)


def order_argument(t: Context, v: Any, ndim: int) -> Ranks:
    """An order= argument of new memory: "C" or "F"."""
    known = static_argument(t, v)
    if known not in (None, "C", "F"):
        raise Unsupported("an order that is neither 'C' nor 'F'", t.line)
    return by_rows(ndim)[::-1] if known == "F" else by_rows(ndim)


def array_argument(t: Context, v: Any) -> Any:
    """An array, or what np.asarray makes one of."""
    return array_of(t.e, v)


def operand_argument(t: Context, x: Any) -> Any:
    """A number or an array."""
    return array_argument(t, x) if isinstance(x, Tup) else x if ar.is_array(x) else number_argument(t, x)

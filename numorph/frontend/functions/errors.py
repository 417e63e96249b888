"""Tests of whether operations raise (foreseen.py): of what is known of the operands; false where that is not enough."""

from __future__ import annotations

import ast
import math
from typing import Any

from ...procedures.ir import Expr, const
from .. import foreseen
from .. import integers as ints
from .. import scalars as sc
from ..arrays import is_array
from ..context import Context
from ..lists import Grown
from ..slices import is_int
from ..tables import Table, Unmade
from ..values import PYTHON_KINDS, Dictionary, Scalar, Tup, constant
from .registry import handles


def _is_real(x: Any) -> bool:
    return isinstance(x, Scalar) and x.dtype in ("i64", "f64", "bool") and x.tag is None


def _truth(e: Expr) -> Scalar:
    return Scalar(e, "bool", 0, 1)


@handles(foreseen.divides_by_zero)
def _divides_by_zero(t: Context, a: Any, b: Any) -> Any:
    if not all([_is_real(x) and x.kind in PYTHON_KINDS for x in (a, b)]):
        return constant(False)  # NumPy's numbers do not raise
    value = sc.cast(b.expr, "f64") if b.dtype == "bool" else b.expr
    zero = const(0.0 if value.dtype == "f64" else 0, value.dtype)
    return _truth(t.e.hold(Expr("eq", "bool", (value, zero))))


@handles(foreseen.has_no_index)
def _has_no_index(t: Context, a: Any, k: Any) -> Any:
    keys = k.items if isinstance(k, Tup) and is_array(a) else [k]
    if isinstance(a, Grown):
        sizes = [t.e.hold_now(a.size)]
    elif isinstance(a, Tup) and issubclass(a.kind, list | tuple):
        sizes = [ints.integer(len(a.items))]
    else:
        sizes = list(a.shape) if is_array(a) else []
    if len(keys) > len(sizes) or not all(map(is_int, keys)):
        return constant(False)
    found: Expr = const(False, "bool")
    for x, size in zip(keys, sizes, strict=False):
        index = t.e.hold(sc.cast(x.expr, "i64"))
        low = ints.compare("lt", index, ints.sub(ints.ZERO, size))
        found = ints.either(found, ints.either(low, ints.compare("ge", index, size)))
    return _truth(t.e.hold(found))


@handles(foreseen.has_no_key)
def _has_no_key(t: Context, d: Any, k: Any) -> Any:
    defaults = isinstance(d, Table | Unmade) and d.kind is not dict
    return (
        t.comparison(ast.NotIn(), k, d)
        if isinstance(d, Table | Unmade | Dictionary) and not defaults
        else constant(False)
    )


@handles(foreseen.has_no_item)
def _has_no_item(t: Context, a: Any, x: Any) -> Any:
    is_list = isinstance(a, Grown) or (isinstance(a, Tup) and issubclass(a.kind, list | tuple))
    return t.comparison(ast.NotIn(), x, a) if is_list else constant(False)


@handles(foreseen.is_empty)
def _is_empty(t: Context, a: Any) -> Any:
    if not isinstance(a, Grown):
        return constant(False)
    return _truth(t.e.hold_now(ints.compare("eq", a.size, ints.ZERO)))


@handles(foreseen.is_outside)
def _is_outside(t: Context, f: Any, x: Any) -> Any:
    known = getattr(f, "value", None)
    if not _is_real(x) or known not in (math.sqrt, math.log, math.log2, math.log10, math.acos, math.asin):
        return constant(False)
    value = t.e.hold(sc.cast(x.expr, "f64"))
    if known in (math.acos, math.asin):
        beyond = [Expr(op, "bool", (value, const(end, "f64"))) for op, end in (("lt", -1.0), ("gt", 1.0))]
        return _truth(t.e.hold(ints.either(*beyond)))
    return _truth(t.e.hold(Expr("lt" if known is math.sqrt else "le", "bool", (value, const(0.0, "f64")))))

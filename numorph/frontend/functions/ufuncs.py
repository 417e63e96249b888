"""Calls of NumPy's ufuncs, their methods and scalar types: the dtypes are those that NumPy picks."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import arrays as ar
from .. import integers as ints
from .. import products
from .. import reductions as rd
from .. import scalars as sc
from ..context import Context
from ..emitter import row_by_row, zero
from ..host import call_host
from ..nested import array_of
from ..subscripts import update_at
from ..values import Arr, Lazy, Scalar, Static, Tup, Unsupported
from ..views import reshaped_view
from .arguments import array_argument, axes_argument, dtype_argument, number_argument


def call_ufunc(t: Context, f: np.ufunc, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """f(*args, **kwargs)."""
    out, dtype, where = kwargs.pop("out", None), kwargs.pop("dtype", None), kwargs.pop("where", None)
    if kwargs or where is not None:
        raise Unsupported(f"'{f.__name__}' with {', '.join(kwargs) or 'where='}", t.line)
    if len(args) == f.nin + 1 and out is None:
        *args, out = args
    if isinstance(out, Tup) and len(out.items) == 1:
        out = out.items[0]
    if isinstance(out, Static) and out.value is None:
        out = None
    if len(args) != f.nin or f.nout != 1:
        raise Unsupported(f"'{f.__name__}' with these arguments", t.line)
    operands = [
        array_argument(t, a) if isinstance(a, Tup) else a if ar.is_array(a) else number_argument(t, a) for a in args
    ]
    found = matmul(t, *operands) if f is np.matmul else ar.apply(t.e, f, operands)
    if dtype is not None:
        wanted = dtype_argument(t, dtype)
        if wanted != found.dtype:
            raise Unsupported("dtype= of a ufunc", t.line)
    if out is None:
        return found
    if not isinstance(out, Arr):
        raise Unsupported("out= that is no array", t.line)
    if not np.can_cast(sc.dtype_of(found.dtype), sc.dtype_of(out.dtype), "same_kind"):
        raise Unsupported("out= of another kind", t.line)
    ar.assign(t.e, out, found)
    return out


def call_ufunc_method(t: Context, f: np.ufunc, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """f.name(*args, **kwargs)."""
    if name == "at" and not kwargs and len(args) == 3:
        key = args[1]
        if isinstance(key, Lazy):
            key = ar.materialize(t.e, key)
        update_at(t.e, f, args[0], key, array_argument(t, args[2]) if isinstance(args[2], Tup) else args[2])
        return Static(None)
    if name == "outer" and not kwargs and len(args) == 2:
        a, b = (ar.materialize(t.e, array_argument(t, x)) for x in args)
        if len(a.shape) == len(b.shape) == 1:
            column = reshaped_view(a, (a.shape[0], ints.ONE), (a.strides[0], ints.ZERO), ranks=(1, 0))
            return ar.apply(t.e, f, (column, b))
    names = {np.add: "sum", np.multiply: "prod", np.maximum: "max", np.minimum: "min"}
    if name == "reduce" and f in names and not kwargs and len(args) <= 2:
        a = array_argument(t, args[0])
        axes = axes_argument(t, args[1], len(a.shape)) if len(args) > 1 else (0,)
        return rd.reduce(t.e, names[f], a, axes, None, False)
    if name == "accumulate" and f in (np.add, np.multiply) and not kwargs and len(args) == 1:
        return rd.cumulative(t.e, names[f], array_argument(t, args[0]), 0)
    raise Unsupported(f"'{f.__name__}.{name}' with these arguments", t.line)


def scalar_of_type(t: Context, cls: type, args: list[Any]) -> Any:
    """np.float64(x)."""
    dtype = sc.supported_dtype(np.dtype(cls))
    if not args:
        return Scalar(zero(dtype), sc.numpy_kind(dtype))
    if len(args) != 1:
        raise Unsupported(f"'{cls.__name__}' with these arguments", t.line)
    x = args[0]
    if ar.is_array(x) and x.shape:
        return ar.converted(t.e, x, dtype)
    if isinstance(x, Tup):
        return array_of(t.e, x, dtype)
    return Scalar(sc.element_of(t.e, number_argument(t, x), dtype), sc.numpy_kind(dtype))


def matmul(t: Context, a: Any, b: Any) -> Any:
    """a @ b; two stacks of matrices by way of Python."""
    if ar.is_array(a) and ar.is_array(b) and max(len(a.shape), len(b.shape)) > 2:
        if len(b.shape) > 2:
            return call_host(t, np.matmul, [a, b], {})
        # A stack times one matrix: the rows of all are one matrix.
        rows = ar.whole(t.e, a)
        lead = rows.shape[:-1]
        flat = (t.e.hold(ints.product(lead), "rows"), rows.shape[-1])
        found = ar.materialize(t.e, products.matmul(t.e, reshaped_view(rows, flat, row_by_row(flat)), b))
        shape = (*lead, *found.shape[1:])
        return reshaped_view(found, shape, row_by_row(shape))
    return products.matmul(t.e, a, b)

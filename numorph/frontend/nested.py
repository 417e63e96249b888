"""np.array of numbers, arrays, and nested lists of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.types import dtype_name
from . import arrays as ar
from . import integers as ints
from . import scalars as sc
from .emitter import Emitter
from .list_arrays import array_of_list
from .list_elements import RowElement
from .lists import Grown
from .rows import as_matrix
from .values import Arr, Scalar, Tup, Unsupported


def array_of(e: Emitter, v: Any, dtype: str | None = None) -> Any:
    """np.asarray of a number, an array, or nested lists of numbers."""
    if ar.is_array(v):
        return ar.converted(e, v, dtype) if dtype else v
    if isinstance(v, Grown) and isinstance(v.form, RowElement):
        return as_matrix(e, v, dtype)
    if isinstance(v, Grown):
        return array_of_list(e, v, dtype)
    if isinstance(v, Scalar):
        made = e.allocate(dtype or dtype_of_number(v), (), "array")
        e.store(made, ints.ZERO, e.hold(sc.element_of(e, v, made.dtype)))
        return made
    if not isinstance(v, Tup):
        raise Unsupported("an array of something that is no number")
    leaves, shape = _nested(e, v)
    found = dtype or (dtype_name(np.result_type(*[_key(x) for x in leaves])) if leaves else "f64")
    if found not in sc.SUPPORTED:
        raise Unsupported(f"arrays of {found} stay with NumPy")
    inner = leaves[0].shape if leaves and ar.is_array(leaves[0]) else ()
    made = e.allocate(found, (*[ints.integer(d) for d in shape], *inner), "array")
    size = ints.product(inner)
    for k, x in enumerate(leaves):
        if isinstance(x, Scalar):
            e.store(made, ints.integer(k), e.hold(sc.element_of(e, x, found)))
            continue
        start = ints.mul(ints.integer(k), size)
        part = Arr(made.data, found, x.shape, made.strides[len(shape) :], offset=start, owner=made.owner, whole=True)
        e.fill(part, ar.converted(e, x, found))
    return made


def _key(x: Any) -> Any:
    return sc.dtype_of(dtype_of_number(x) if isinstance(x, Scalar) else x.dtype)


def dtype_of_number(x: Scalar) -> str:
    """The dtype of an array of a number."""
    if len({sc.kind_dtype(k) for k in x.kinds}) > 1:
        raise Unsupported("an array of a number whose type depends on the way that was taken")
    return sc.kind_dtype(x.kind)


def _nested(e: Emitter, v: Any) -> tuple[list[Any], tuple[int, ...]]:
    if not isinstance(v, Tup):
        if not (isinstance(v, Scalar) or ar.is_array(v)):
            raise Unsupported("an array of something that is no number")
        if ar.is_array(v) and not v.shape:
            v = Scalar(v.at(()), sc.numpy_kind(v.dtype))
        return [ar.materialize(e, v) if ar.is_array(v) else v], ()
    parts = [_nested(e, x) for x in v.items]
    shapes = {s for _, s in parts}
    if len(shapes) > 1:
        raise Unsupported("an array of lists of different lengths")
    leaves = [x for xs, _ in parts for x in xs]
    if any(ar.is_array(x) for x in leaves):
        first = leaves[0]
        for x in leaves:
            if not ar.is_array(x) or len(x.shape) != len(first.shape):
                raise Unsupported("an array of numbers and arrays")
            for a, b in zip(x.shape, first.shape, strict=True):
                if not ints.same(a, b):
                    e.bail_if(ints.compare("ne", a, b), "an array of arrays of different shapes")
    return leaves, (len(v.items), *(shapes.pop() if shapes else ()))

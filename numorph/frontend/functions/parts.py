"""Functions that give arrays in parts, or as larger ones without copying: split and its kin, broadcast_to."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from ...procedures.ir import Expr
from .. import arrays as ar
from .. import integers as ints
from ..context import Context
from ..slices import is_int
from ..subscripts import get
from ..values import Scalar, Slice, Tup, Unsupported
from ..views import FULL, reshaped_view
from .arguments import array_argument, axis_argument, shape_argument
from .registry import Handler, handles

_MOST_PARTS = 64


@handles(np.broadcast_to)
def _broadcast_to(t: Context, array: Any, shape: Any) -> Any:
    a = ar.materialize(t.e, array_argument(t, array))
    sizes = shape_argument(t, shape)
    new = len(sizes) - len(a.shape)
    if new < 0:
        raise Unsupported("np.broadcast_to fewer axes", t.line)
    strides: list[Expr] = [ints.ZERO] * new
    for own, step, d in zip(a.shape, a.strides, sizes[new:], strict=True):
        if ints.number(own) == 1:
            strides.append(ints.ZERO)
            continue
        if not ints.same(own, d):
            t.e.bail_if(ints.compare("ne", own, d), "shapes that do not fit, or an axis of length 1")
        strides.append(step)
    found = reshaped_view(a, sizes, tuple(strides))
    found.whole, found.readonly = False, True
    return found


def _parts(t: Context, a: Any, where: Any, axis: int, exact: bool) -> Tup:
    """The parts of an array along an axis: so many, or those between places."""
    a = ar.materialize(t.e, array_argument(t, a))
    if axis >= len(a.shape):
        raise Unsupported("a split along an axis that is not there", t.line)
    size = a.shape[axis]
    if isinstance(where, Tup):
        bounds: list[Any] = [None, *where.items, None]
        if not all([b is None or is_int(b) for b in bounds]):
            raise Unsupported("a split at places that are no integers", t.line)
    else:
        count = t.known(where)
        if type(count) is not int or not 0 < count <= _MOST_PARTS:
            raise Unsupported("a split in so many parts", t.line)
        n = ints.integer(count)
        share, rest = (t.e.hold(Expr(op, "i64", (size, n)), "share") for op in ("quo", "rem"))
        if exact:
            t.e.bail_if(ints.compare("ne", rest, ints.ZERO), "a split in parts that are not equal")
        starts = [ints.mul(share, ints.integer(k)) for k in range(count + 1)]
        if not exact:
            starts = [ints.add(x, ints.minimum(rest, ints.integer(k))) for k, x in enumerate(starts)]
        bounds = [Scalar(t.e.hold(x, "start"), "int", 0, 2**47) for x in starts]
    keys = [Tup([*[FULL] * axis, Slice(i, j, None)]) for i, j in itertools.pairwise(bounds)]
    found = [get(t.e, a, key) for key in keys]
    made: Tup = t.new_list(found, list)
    return made


def _along(fixed: int | None, exact: bool) -> Handler:
    def handler(t: Context, ary: Any, indices_or_sections: Any, axis: Any = None) -> Tup:
        a = array_argument(t, ary)
        along = fixed
        if fixed is None:
            along = 0 if axis is None else axis_argument(t, axis, len(a.shape))
        elif axis is not None or (fixed == 1 and len(a.shape) < 2):
            raise Unsupported("a split along this axis", t.line)
        assert along is not None
        return _parts(t, a, indices_or_sections, along, exact)

    return handler


handles(np.split)(_along(None, True))
handles(np.array_split)(_along(None, False))
handles(np.vsplit)(_along(0, True))
handles(np.hsplit)(_along(1, True))


@handles(np.atleast_1d)
def _atleast_1d(t: Context, a: Any) -> Any:
    return _with_axes(t, a, 1)


@handles(np.atleast_2d)
def _atleast_2d(t: Context, a: Any) -> Any:
    return _with_axes(t, a, 2)


def _with_axes(t: Context, a: Any, ndim: int) -> Any:
    from ..views import insert_axes

    found = ar.materialize(t.e, array_argument(t, a))
    missing = ndim - len(found.shape)
    return insert_axes(found, list(range(missing))) if missing > 0 else found

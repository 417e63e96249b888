"""Functions that choose, search or write: where, nonzero, clip, copyto, searchsorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from ...core.types import dtype_name
from ...procedures.ir import Expr
from .. import arrays as ar
from .. import numpy_source
from .. import scalars as sc
from ..context import Context
from ..nested import array_of
from ..subscripts import nonzero, put
from ..values import Scalar, Static, Tup, Unsupported
from .arguments import array_argument, number_argument, operand_argument
from .registry import handles
from .shapes import ravel


@handles(np.where)
def _where(t: Context, condition: Any, x: Any = None, y: Any = None) -> Any:
    e = t.e
    condition = operand_argument(t, condition)
    if x is None:
        return Tup(list(nonzero(e, condition)))
    x, y = operand_argument(t, x), operand_argument(t, y)
    dt = _common_dtype((x, y))
    x, y = (Scalar(sc.operand(e, v, dt), sc.numpy_kind(dt)) if isinstance(v, Scalar) else v for v in (x, y))
    build: Callable[[Expr, Expr, Expr], Expr] = lambda c, a, b: Expr(
        "select", dt, (sc.truth(c), sc.cast(a, dt), sc.cast(b, dt))
    )
    if not any(ar.is_array(v) for v in (condition, x, y)):
        found = Scalar(build(*[e.hold(v.expr) for v in (condition, x, y)]), sc.numpy_kind(dt))
        return array_of(e, found)
    return ar.mapped_array(e, dt, build, [condition, x, y])


def _common_dtype(values: Sequence[Any]) -> str:
    """The dtype to which NumPy brings arrays and numbers together."""
    weak = {int: 0, float: 0.0, complex: 0j}
    choices = [[sc.dtype_of(v.dtype)] if ar.is_array(v) else [sc.promotion_key(k) for k in v.kinds] for v in values]
    found = {dtype_name(np.result_type(*[weak.get(k, k) for k in keys])) for keys in product(*choices)}
    if len(found) > 1:
        raise Unsupported("the type of a number depends on the way that was taken")
    return found.pop()


@handles(np.nonzero)
def _nonzero(t: Context, a: Any) -> Any:
    return Tup(list(nonzero(t.e, array_argument(t, a))))


@handles(np.flatnonzero)
def _flatnonzero(t: Context, a: Any) -> Any:
    return nonzero(t.e, ravel(t, a))[0]


@handles(np.clip)
def _clip(t: Context, a: Any, a_min: Any = None, a_max: Any = None, out: Any = None) -> Any:
    found = operand_argument(t, a)
    for bound, f in ((a_min, np.maximum), (a_max, np.minimum)):
        if bound is not None and not (isinstance(bound, Static) and bound.value is None):
            found = ar.apply(t.e, f, (found, operand_argument(t, bound)))
    if out is not None:
        ar.assign(t.e, out, found)
        return out
    return found


@handles(np.copyto)
def _copyto(t: Context, dst: Any, src: Any, where: Any = None) -> Any:
    if where is not None:
        raise Unsupported("np.copyto with where=", t.line)
    put(t.e, dst, Static(Ellipsis), operand_argument(t, src))
    return Static(None)


@handles(np.searchsorted)
def _searchsorted(t: Context, a: Any, v: Any, side: Any = None) -> Any:
    which = "left" if side is None else t.known(side)
    a, v = array_argument(t, a), number_argument(t, v)
    if len(a.shape) != 1 or which not in ("left", "right") or a.dtype in ("c64", "c128"):
        raise Unsupported("np.searchsorted of these", t.line)
    place = numpy_source.place_left if which == "left" else numpy_source.place_right
    found = t.inline(place, [a, v], {})
    return Scalar(found.expr, "i64", 0)

"""Square roots of sums of squares, as norms and standard deviations are."""

from __future__ import annotations

from typing import Any

from ..procedures.ir import Expr, const
from . import arrays as ar
from .emitter import Emitter, zero
from .scalars import numpy_kind
from .values import Scalar


def root_of_squares(e: Emitter, v: Any) -> Any:
    """The square root; where that is zero it has no derivative, and is given zero, as transformations of traces do."""
    dtype: str = v.dtype
    one = const(1.0, dtype)

    def root(x: Expr) -> Expr:
        still = Expr("eq", "bool", (x, zero(dtype)))
        return Expr(
            "select", dtype, (still, zero(dtype), Expr("sqrt", dtype, (Expr("select", dtype, (still, one, x)),)))
        )

    if isinstance(v, Scalar):
        return Scalar(e.hold(root(e.hold(v.expr))), numpy_kind(dtype))
    return ar.mapped(e, dtype, root, (v,))

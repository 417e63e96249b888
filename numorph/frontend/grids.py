"""np.mgrid and np.ogrid: coordinates of points on a grid, from slices in the brackets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import numpy as np

from ..procedures.ir import Expr, const
from . import arrays as ar
from . import integers as ints
from . import scalars as sc
from .context import Context
from .functions.arguments import number_argument, size_argument
from .slices import is_int
from .subscripts import put
from .values import Arr, Lazy, Scalar, Slice, Static, Tup, Unsupported, python_int
from .views import reshaped_view

GRIDS: Final = (type(np.mgrid), type(np.ogrid))


class _Axis:
    """The points along one axis: start + step * k for k below size."""

    def __init__(self, t: Context, s: Any):
        if not isinstance(s, Slice) or s.stop is None:
            raise Unsupported("a grid that is not given by start:stop:step", t.line)
        start, stop, step = (
            number_argument(t, python_int(k) if x is None else x) for k, x in ((0, s.start), (0, s.stop), (1, s.step))
        )
        e = t.e
        if step.kind == "complex":  # the number of points
            parts = [sc.real(step.expr), sc.imag(step.expr)]
            if any([x.op != "const" for x in parts]):
                raise Unsupported("a grid of a number of points that is not constant", t.line)
            n = int(abs(complex(*[x.attr for x in parts])))
            a, b = (e.hold(sc.cast(x.expr, "f64")) for x in (start, stop))
            self.is_float, self.start, self.size = True, a, ints.integer(n)
            width = Expr("sub", "f64", (b, a))
            self.step = e.hold(Expr("div", "f64", (width, const(float(max(n - 1, 1)), "f64"))))
            return
        self.is_float = not all([is_int(x) for x in (start, stop, step)])
        if self.is_float:
            a, b, d = (e.hold(sc.cast(x.expr, "f64")) for x in (start, stop, step))
            e.bail_if(Expr("eq", "bool", (d, const(0.0, "f64"))), "a grid with step 0")
            count = Expr("ceil", "f64", (Expr("div", "f64", (Expr("sub", "f64", (b, a)), d)),))
            self.size = size_argument(t, sc.to_int(e, Scalar(count, "float")))
        else:
            if not step.is_static or step.static <= 0:
                raise Unsupported("a grid with a step that is not a positive constant", t.line)
            a, b = (e.hold(sc.to_int(e, x).expr) for x in (start, stop))
            d = ints.integer(step.static)
            up = ints.add(ints.sub(b, a), ints.integer(step.static - 1))
            self.size = size_argument(t, Scalar(up if step.static == 1 else Expr("quo", "i64", (up, d)), "int"))
        self.start, self.step = a, d

    def at(self, k: Expr, dtype: str) -> Expr:
        steps = Expr("mul", dtype, (sc.cast(k, dtype), sc.cast(self.step, dtype)))
        return Expr("add", dtype, (steps, sc.cast(self.start, dtype)))

    def among(self, axis: int, dtype: str, indices: Sequence[Expr]) -> Expr:
        """The coordinate of a point of a grid, whose axis with this number it is."""
        return self.at(indices[axis], dtype)

    def line(self, t: Context, dtype: str) -> Arr:
        return ar.materialize(t.e, Lazy(dtype, (self.size,), lambda i: self.at(i[0], dtype), ()))


def grid(t: Context, of: Any, key: Any) -> Any:
    """np.mgrid[key] or np.ogrid[key]; floats are as start + step * k gives them."""
    if isinstance(key, Slice) and not (isinstance(key.step, Scalar) and key.step.kind == "complex"):
        start, step = (python_int(k) if x is None else x for k, x in ((0, key.start), (1, key.step)))
        return t.call(Static(np.arange), [start, key.stop, step], {})
    axes = [_Axis(t, s) for s in (key.items if isinstance(key, Tup) else [key])]
    dtype = "f64" if any([x.is_float for x in axes]) else "i64"
    if not isinstance(key, Tup):
        return axes[0].line(t, dtype)
    if of.sparse:
        return Tup([_along(x.line(t, dtype), k, len(axes)) for k, x in enumerate(axes)], tuple)
    sizes = tuple([x.size for x in axes])
    made = t.e.allocate(dtype, (ints.integer(len(axes)), *sizes), "a")
    for k, x in enumerate(axes):
        put(t.e, made, python_int(k), Lazy(dtype, sizes, partial(x.among, k, dtype), ()))
    return made


def _along(line: Arr, axis: int, count: int) -> Arr:
    """A line as an array of `count` axes that goes along one of them."""
    shape = [line.shape[0] if k == axis else ints.ONE for k in range(count)]
    strides = [line.strides[0] if k == axis else ints.ZERO for k in range(count)]
    return reshaped_view(line, tuple(shape), tuple(strides))

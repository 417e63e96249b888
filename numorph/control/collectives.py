"""Operations across the lanes of a vmap with an axis name: psum, pmean, pmax, pmin, all_gather, axis_index, ..."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import tree
from ..array import as_value, wrap
from ..core.op import NotSupported, Op
from ..core.rules import CONSTANT, LINEAR, PerOperand
from ..core.trace import state, typeof
from ..core.types import INT, ArrayType
from ..errors import NumorphTypeError
from ..ops import elementwise as ew
from ..ops import reduction as red
from ..ops.indexing import gather
from ..ops.movement import broadcast, reshape


def _unbound(*args: Any, axis_name: Any, **params: Any) -> Any:
    raise NumorphTypeError(
        f"There is no axis named {axis_name!r} here.",
        hints=("collectives work inside a function mapped by vmap(f, axis_name=...)",),
    )


def _lanes(x: Any, batched: bool, size: int) -> Any:
    return x if batched else ew.repeat_front(x, size)


def _to_all(total: Any, size: int) -> Any:
    """One result for every lane."""
    return broadcast(total, shape=(size, *typeof(total).shape), axes=(0,))


def _collective(name: str, reduce: Any, jvp: Any, transpose: Any) -> Op:
    def batch(size, args, batched, axis_name):
        return _to_all(reduce(_lanes(args[0], batched[0], size), axes=(0,)), size)

    return Op(name, "collective", lambda t, axis_name: t, _unbound, jvp, transpose, batch)


psum_op = _collective("psum", red.reduce_sum, LINEAR, lambda ct, x, i, axis_name: psum_op(ct, axis_name=axis_name))


def _extreme_jvp(t, x, z, axis_name):
    """The tangent of the lane that holds the extreme; the mean where several do."""
    chosen = ew.convert(ew.equal(x, z), dtype=typeof(x).dtype)
    total = psum_op(ew.multiply(t, chosen), axis_name=axis_name)
    return ew.divide(total, psum_op(chosen, axis_name=axis_name))


_NO_TRANSPOSE = NotSupported("its derivative is written with psum")
pmax_op = _collective("pmax", red.reduce_max, PerOperand(_extreme_jvp), _NO_TRANSPOSE)
pmin_op = _collective("pmin", red.reduce_min, PerOperand(_extreme_jvp), _NO_TRANSPOSE)


def _gather_batch(size, args, batched, axis_name, size_hint):
    return _to_all(_lanes(args[0], batched[0], size), size)


def _gather_transpose(ct, x, i, axis_name, size_hint):
    """Each lane gets what all lanes sent back for its own entry."""
    total = psum_op(ct, axis_name=axis_name)
    return gather(total, axis_index_op(axis_name=axis_name))


all_gather_op = Op(
    "all_gather",
    "collective",
    lambda t, axis_name, size_hint: ArrayType((size_hint, *t.shape), t.dtype),
    _unbound,
    LINEAR,
    _gather_transpose,
    _gather_batch,
)
axis_index_op = Op(
    "axis_index",
    "collective",
    lambda axis_name: ArrayType((), INT),
    _unbound,
    CONSTANT,
    NotSupported("it has no operand"),
    lambda size, args, batched, axis_name: np.arange(size),
)


def axis_size(axis_name: Any) -> int:
    """The number of lanes of the vmap with that axis name."""
    trace = state.trace
    while trace is not None:
        if getattr(trace, "axis_name", None) == axis_name and axis_name is not None:
            return trace.size
        trace = trace.parent
    return _unbound(axis_name=axis_name)


def _over(names: Any, op: Any, x: Any) -> Any:
    """Apply a collective over one axis name or several, to every leaf of a tree."""
    leaves, structure = tree.flatten(x)
    out = []
    for leaf in leaves:
        value = as_value(leaf)
        for name in names if isinstance(names, tuple | list) else (names,):
            axis_size(name)
            value = op(value, axis_name=name)
        out.append(wrap(value))
    return tree.unflatten(structure, out)


def psum(x: Any, axis_name: Any) -> Any:
    """The sum of `x` over all lanes of the named axis (or axes); every lane gets it.  As jax.lax.psum."""
    return _over(axis_name, psum_op, x)


def pmean(x: Any, axis_name: Any) -> Any:
    """The mean of `x` over all lanes.  As jax.lax.pmean."""
    names = axis_name if isinstance(axis_name, tuple | list) else (axis_name,)
    n = int(np.prod([axis_size(name) for name in names]))
    leaves, structure = tree.flatten(psum(x, axis_name))
    return tree.unflatten(structure, [leaf / n for leaf in leaves])


def pmax(x: Any, axis_name: Any) -> Any:
    """The maximum of `x` over all lanes.  As jax.lax.pmax."""
    return _over(axis_name, pmax_op, x)


def pmin(x: Any, axis_name: Any) -> Any:
    """The minimum of `x` over all lanes.  As jax.lax.pmin."""
    return _over(axis_name, pmin_op, x)


def axis_index(axis_name: Any) -> Any:
    """The number of the lane.  As jax.lax.axis_index."""
    axis_size(axis_name)
    return wrap(axis_index_op(axis_name=axis_name))


def all_gather(x: Any, axis_name: Any, *, axis: int = 0, tiled: bool = False) -> Any:
    """`x` of all lanes, stacked along a new axis (concatenated along `axis` if `tiled`).  As jax.lax.all_gather."""
    n = axis_size(axis_name)
    leaves, structure = tree.flatten(x)
    out = []
    for leaf in leaves:
        value = all_gather_op(as_value(leaf), axis_name=axis_name, size_hint=n)
        moved = np.moveaxis(wrap(value), 0, axis)
        if tiled:
            shape = list(typeof(as_value(leaf)).shape)
            shape[axis] *= n
            moved = wrap(reshape(as_value(moved), shape=tuple(shape)))
        out.append(moved)
    return tree.unflatten(structure, out)

"""`callback`: a call of a Python function on NumPy arrays from inside a program."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.op import NotSupported, Op
from ..core.types import ArrayType
from ..errors import NumorphTypeError
from ..ops import elementwise as ew
from ..ops.indexing import slice_axis
from ..ops.movement import reshape
from ..transforms.forward import Structured


def _checked(out: Any, type_: ArrayType, name: str) -> Any:
    value = np.asarray(out)
    if value.shape != type_.shape or not np.can_cast(value.dtype, type_.dtype, "same_kind"):
        have = ArrayType(value.shape, value.dtype)
        raise NumorphTypeError(f"The callback '{name}' returned {have}, but {type_} was announced.")
    return np.asarray(value, type_.dtype)[()]


def _impl(*args, host, types, method, name):
    outs = host(*[a.copy() if isinstance(a, np.ndarray) else a for a in args])
    return tuple([_checked(o, t, name) for o, t in zip(outs, types, strict=True)])


def _jvp(trace, op, primals, tangents, params):
    """Refuse: a Python function has no derivative that could be found."""
    raise NumorphTypeError(
        f"The callback '{params['name']}' has no derivative.",
        hints=("wrap it in custom_jvp or custom_vjp, or pass it numorph.stop_gradient(x)",),
    )


def _batch(trace, args, batched, host, types, method, name):
    size = trace.size
    full = [a if b else ew.repeat_front(a, size) for a, b in zip(args, batched, strict=True)]
    lanes = tuple([ArrayType((size, *t.shape), t.dtype) for t in types])
    if method == "sequential":

        def every_lane(*values):
            rows = [host(*[v[k] for v in values]) for k in range(size)]
            return [np.stack([np.asarray(x) for x in column]) for column in zip(*rows, strict=True)]

        return trace.parent.process(
            callback, full, {"host": every_lane, "types": lanes, "method": method, "name": name}
        )
    if method == "expand_dims":
        full = [a if b else ew.repeat_front(a, 1) for a, b in zip(args, batched, strict=True)]
    return trace.parent.process(callback, full, {"host": host, "types": lanes, "method": method, "name": name})


callback = Op(
    "callback",
    "structured",
    lambda *args, host, types, method, name: types,
    _impl,
    Structured(_jvp),
    NotSupported("a Python function has no derivative that could be found"),
    _batch,
    multi=True,
)


# -- effects: calls that happen on every run, in order, and give nothing back


def _effect_jvp(trace, op, primals, tangents, params):
    trace.known.process(effect, primals, params)
    return ()


def _effect_batch(trace, args, batched, host, name):
    """Once for every lane."""
    for k in range(trace.size):
        lane = []
        for a, b in zip(args, batched, strict=True):
            if b:
                row = slice_axis(a, 0, k, k + 1)
                a = reshape(row, shape=row.shape[1:])
            lane.append(a)
        trace.parent.process(effect, lane, {"host": host, "name": name})
    return ()


def _effect_impl(*args, host, name):
    host(*[a.copy() if isinstance(a, np.ndarray) else a for a in args])
    return ()


effect = Op(
    "effect",
    "effect",
    lambda *args, host, name: (),
    _effect_impl,
    Structured(_effect_jvp),
    NotSupported("it gives nothing back"),
    _effect_batch,
    multi=True,
)

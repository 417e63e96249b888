"""Functions that call a Python function on parts of arrays: vectorize, apply_along_axis, apply_over_axes.

The parts go through the function at once, as under vmap; where it needs their values one after the other, as in NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import Array, as_value, wrap
from ..core.trace import EVAL, state
from ..errors import CapturedMutationError, UnsupportedError, ValueNeeded
from .creation import as_array, as_result, holds_handle
from .register import implements


def mapped(function: Callable[..., Sequence[Any]], size: int, columns: Sequence[Array]) -> list[Array]:
    """What `function` gives for each of `size` rows of the columns, stacked: one array per result."""
    from ..transforms import batching

    def lane(*values: Any) -> list[Any]:
        return [as_value(r) for r in function(*[wrap(v) for v in values])]

    try:
        outs, mine = batching.batch(lane, size, [c._read() for c in columns], [True] * len(columns))
        return [Array(batching.materialize(o, m, size), False) for o, m in zip(outs, mine, strict=True)]
    except (ValueNeeded, UnsupportedError, CapturedMutationError):
        rows = [list(function(*[c[k] for c in columns])) for k in range(size)]
        return [np.stack(list(results)) for results in zip(*rows, strict=True)]


@implements(np.apply_along_axis)
def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any, **kwargs: Any) -> Array:
    arr = as_array(arr)
    axis = normalize_axis_index(axis, arr.ndim)
    outer = (*arr.shape[:axis], *arr.shape[axis + 1 :])
    size = int(np.prod(outer, dtype=int))
    if size == 0:
        raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0")
    lines = np.moveaxis(arr, axis, -1).reshape(size, arr.shape[axis])
    (result,) = mapped(lambda line: (func1d(line, *args, **kwargs),), size, [lines])
    core = result.ndim - 1
    result = result.reshape(outer + tuple(result.shape[1:]))
    return np.moveaxis(result, range(len(outer), len(outer) + core), range(axis, axis + core))


@implements(np.apply_over_axes)
def apply_over_axes(func: Callable[..., Any], a: Any, axes: Any) -> Array:
    a = as_array(a)
    for axis in axes if np.iterable(axes) else (axes,):
        axis = axis + a.ndim if axis < 0 else axis
        result = as_array(func(a, axis))
        if result.ndim != a.ndim:
            result = np.expand_dims(result, axis)
        if result.ndim != a.ndim:
            raise ValueError("function is not returning an array of the correct shape")
        a = result
    return a


class vectorize(np.vectorize):
    """np.vectorize.  On traced arrays the function runs once for all elements, where it does not need their values."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not holds_handle([*args, *kwargs.values()]):
            made = super().__call__(*args, **kwargs)
            return made if state.trace is EVAL or made is self else as_result(made)
        places = [k for k in range(len(args)) if k not in self.excluded]
        names = [k for k in kwargs if k not in self.excluded]
        operands = [as_array(x) for x in (*[args[k] for k in places], *[kwargs[k] for k in names])]

        def call(*parts: Any) -> tuple:
            full = list(args)
            for k, part in zip(places, parts, strict=False):
                full[k] = part
            named = dict(zip(names, parts[len(places) :], strict=True))
            out = self.pyfunc(*full, **{**kwargs, **named})
            return out if isinstance(out, tuple) else (out,)

        results = self._over_loops(call, operands)
        return results[0] if len(results) == 1 else tuple(results)

    def _over_loops(self, call: Callable[..., tuple], operands: list[Array]) -> list[Any]:
        core = _core_ndims(self.signature) if self.signature is not None else [0] * len(operands)
        if len(core) != len(operands):
            raise TypeError(f"wrong number of positional arguments: expected {len(core)}, got {len(operands)}")
        splits = [x.ndim - n for x, n in zip(operands, core, strict=True)]
        loop = np.broadcast_shapes(*[x.shape[:k] for x, k in zip(operands, splits, strict=True)])
        size = int(np.prod(loop, dtype=int))
        if size == 0:
            raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
        columns = [
            np.broadcast_to(x, loop + tuple(x.shape[k:])).reshape((size, *x.shape[k:]))
            for x, k in zip(operands, splits, strict=True)
        ]
        results = [r.reshape(loop + tuple(r.shape[1:])) for r in mapped(call, size, columns)]
        if self.otypes is not None:
            results = [r.astype(t) for r, t in zip(results, self.otypes, strict=True)]
        return results


def _core_ndims(signature: str) -> list[int]:
    """The number of core axes of every operand in a signature such as "(n),(n,m)->(m)"."""
    inputs = signature.replace(" ", "").split("->")[0]
    return [len([d for d in term.strip("()").split(",") if d]) for term in inputs.split("),(")]

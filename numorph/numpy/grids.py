"""np.r_, np.c_, np.mgrid and np.ogrid: arrays from slices in square brackets."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import Array, Scalar, concrete_key
from ..core.trace import EVAL, state
from .creation import as_array, as_result, holds_handle
from .introspection import result_type
from .joining import concatenate


def _known(key: Any) -> Any:
    """The key with known numbers in the place of handles in slices."""
    if isinstance(key, tuple):
        return tuple(_known(k) for k in key)
    return concrete_key(key) if isinstance(key, slice) and _has_handle(key) else key


def _has_handle(key: slice) -> bool:
    return holds_handle([key.start, key.stop, key.step])


class Grid:
    """np.mgrid or np.ogrid, which inside a transformation gives handles."""

    def __init__(self, plain: Any):
        self._plain = plain

    def __getitem__(self, key: Any) -> Any:
        made = self._plain[_known(key)]
        return made if state.trace is EVAL else as_result(made)


class Concatenator:
    """np.r_ or np.c_, which also takes handles."""

    def __init__(self, plain: Any, axis: int, ndmin: int, trans1d: int):
        self._plain, self._layout = plain, (axis, ndmin, trans1d)

    def __getitem__(self, key: Any) -> Any:
        key = _known(key)
        if not holds_handle(key):
            made = self._plain[key]
            return made if state.trace is EVAL else as_result(made)
        items = list(key) if isinstance(key, tuple) else [key]
        layout = list(self._layout)
        if isinstance(items[0], str):
            directive = items.pop(0)
            try:
                numbers = [int(n) for n in directive.split(",")]
            except ValueError:
                raise ValueError(f"special directive {directive!r} is not supported on traced arrays") from None
            layout[: len(numbers)] = numbers
        axis, ndmin, trans1d = layout
        dtype = result_type(*[x if np.isscalar(x) or isinstance(x, Scalar) else _part(x).dtype for x in items])
        return concatenate(
            [_laid_out(_part(x), ndmin, trans1d, isinstance(x, slice)) for x in items], axis, dtype=dtype
        )

    def __len__(self) -> int:
        return 0


def _part(item: Any) -> Array:
    return as_array(np.r_[item] if isinstance(item, slice) else item)


def _laid_out(x: Array, ndmin: int, trans1d: int, from_slice: bool) -> Array:
    """x with `ndmin` axes; `trans1d` says where its own go."""
    missing = ndmin - x.ndim
    if missing <= 0:
        return x
    wide = x.reshape((1,) * missing + tuple(x.shape))
    if trans1d == -1:
        return wide
    if from_slice:
        return wide.swapaxes(-1, trans1d)
    first = trans1d + missing + 1 if trans1d < 0 else trans1d
    axes = list(range(ndmin))
    return wide.transpose(axes[:first] + axes[missing:] + axes[first:missing])


r_ = Concatenator(np.r_, 0, 1, -1)
c_ = Concatenator(np.c_, -1, 2, 0)
mgrid = Grid(np.mgrid)
ogrid = Grid(np.ogrid)

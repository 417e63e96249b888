"""Functional updates: `x.at[i].add(v)` is x with v added at i, and x stays as it is.

The names are JAX's, the rules NumPy's.  For handles `x.at`, for any array `numorph.numpy.at(x)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..array import FUNCTIONS, Array
from ..core.trace import EVAL, state
from .creation import as_array, holds_handle
from .selection import as_index
from .ufunc_methods import at as at_in_place

_CHECKED = (None, "raise", "promise_in_bounds", "error")
_LENIENT = ("drop", "fill", "clip", "wrap")


def at(x: Any) -> At:
    """The functional updates of an array: `at(x)[i].set(v)`."""
    return At(x)


class At:
    """`x.at`: takes an index."""

    __slots__ = ("_array",)

    def __init__(self, array: Any):
        self._array = array

    def __getitem__(self, index: Any) -> Update:
        return Update(self._array, index)

    def __repr__(self) -> str:
        return f"{self._array!r}.at"


class Update:
    """`x.at[index]`: what to do there.

    All methods but `get` return a new array of x's shape and dtype; values are cast as by `x[index] = v` or by the
    ufunc's `at`.  mode: None (an index out of bounds raises IndexError, as in NumPy), "drop" (it is not written to),
    "fill" (it reads as fill_value), "clip" or "wrap" (it is brought into range).  indices_are_sorted and unique_indices
    are accepted, and ignored.
    """

    __slots__ = ("_array", "_index")

    def __init__(self, array: Any, index: Any):
        self._array, self._index = array, index

    def get(
        self,
        *,
        indices_are_sorted: bool = False,
        unique_indices: bool = False,
        mode: str | None = None,
        fill_value: Any = None,
        wrap_negative_indices: bool = True,
    ) -> Any:
        """A copy of the elements at the index."""
        x = _new(self._array, self._index)
        key, grown = _brought_in_range(self._index, x.shape, mode, wrap_negative_indices)
        part = _grown(x, grown, _fill_value(x.dtype) if fill_value is None else fill_value)[key]
        return part.copy() if isinstance(part, np.ndarray | Array) and not np.isscalar(part) else part

    def set(self, values: Any, **options: Any) -> Any:
        """The array with `values` there."""

        def write(x: Any, key: Any) -> None:
            x[key] = values

        return self._updated(write, values, **options)

    def apply(self, function: Callable[[Any], Any], **options: Any) -> Any:
        """The array with function(x[index]) there; an index that stands there twice counts once."""

        def write(x: Any, key: Any) -> None:
            x[key] = function(x[key])

        return self._updated(write, None, **options)

    def add(self, values: Any, **options: Any) -> Any:
        """The array with `values` added there."""
        return self._by(np.add, values, **options)

    def subtract(self, values: Any, **options: Any) -> Any:
        """The array with `values` subtracted there."""
        return self._by(np.subtract, values, **options)

    def multiply(self, values: Any, **options: Any) -> Any:
        """The array multiplied by `values` there."""
        return self._by(np.multiply, values, **options)

    mul = multiply

    def divide(self, values: Any, **options: Any) -> Any:
        """The array divided by `values` there."""
        return self._by(np.divide, values, **options)

    def power(self, values: Any, **options: Any) -> Any:
        """The array raised to the power of `values` there."""
        return self._by(np.power, values, **options)

    def min(self, values: Any, **options: Any) -> Any:
        """The minimum of the array and `values` there."""
        return self._by(np.minimum, values, **options)

    def max(self, values: Any, **options: Any) -> Any:
        """The maximum of the array and `values` there."""
        return self._by(np.maximum, values, **options)

    def _by(self, ufunc: np.ufunc, values: Any, **options: Any) -> Any:
        def write(x: Any, key: Any) -> None:
            at_in_place(ufunc, x, key, values) if isinstance(x, Array) else ufunc.at(x, key, values)

        return self._updated(write, values, **options)

    def _updated(
        self,
        write: Callable[[Any, Any], None],
        values: Any,
        *,
        indices_are_sorted: bool = False,
        unique_indices: bool = False,
        mode: str | None = None,
        wrap_negative_indices: bool = True,
    ) -> Any:
        x = _new(self._array, (self._index, values))
        key, grown = _brought_in_range(self._index, x.shape, mode, wrap_negative_indices)
        larger = _grown(x, grown, 0)
        write(larger, key)
        return larger[tuple(slice(0, d) for d in x.shape)].copy() if grown else larger


def _new(x: Any, others: Any) -> Any:
    """A copy of an array, as a handle where traced values may meet it."""
    if isinstance(x, Array) or state.trace is not EVAL or holds_handle(others):
        return Array(as_array(x)._read(), False)
    return np.array(x)


def _fill_value(dtype: np.dtype) -> Any:
    """What an element outside the array reads as: NaN, the least signed or the greatest unsigned integer, True."""
    if dtype.kind in "iu":
        return np.iinfo(dtype).min if dtype.kind == "i" else np.iinfo(dtype).max
    return True if dtype.kind == "b" else np.nan


def _grown(x: Any, axes: set[int], value: Any) -> Any:
    """x with one more element along some axes, which stands for all indices outside."""
    if not axes:
        return x
    return np.pad(x, [(0, int(k in axes)) for k in range(x.ndim)], constant_values=value)


def _brought_in_range(index: Any, shape: tuple, mode: str | None, wrap_negative: bool) -> tuple[Any, set[int]]:
    """The index as `mode` wants it, and the axes along which the array must grow by one for it."""
    if mode in _CHECKED and wrap_negative:
        return index, set()
    if mode not in (*_CHECKED, *_LENIENT):
        raise ValueError(f"mode must be one of {', '.join(map(repr, _LENIENT))} or None, got {mode!r}")
    entries = index if isinstance(index, tuple) else (index,)
    used = [_axes_used(e) for e in entries]
    axis, key, grown = 0, [], set()
    for e, n in zip(entries, used, strict=True):
        if e is Ellipsis:
            axis += len(shape) - sum(used)
        elif n == 1 and not isinstance(e, slice) and not _is_mask(e):
            e, outside = _entry_in_range(as_index(e), shape[axis], mode, wrap_negative)
            if outside:
                grown.add(axis)
        key.append(e)
        axis += n
    return tuple(key), grown


def _is_mask(e: Any) -> bool:
    return getattr(e, "dtype", None) == np.bool_ or isinstance(e, bool)


def _axes_used(e: Any) -> int:
    if e is None or e is Ellipsis:
        return 0
    return np.ndim(e) if _is_mask(e) else 1


def _entry_in_range(i: Any, size: int, mode: str | None, wrap_negative: bool) -> tuple[Any, bool]:
    if mode == "wrap":
        i = i % size
    else:
        i = np.where(i < 0, i + size, i) if wrap_negative else np.where(i < 0, size, i)
        if mode == "clip":
            i = np.clip(i, 0, size - 1)
        elif mode in ("drop", "fill"):
            i = np.where((i < 0) | (i > size), size, i)
    i = int(i) if isinstance(i, np.ndarray | np.generic) and i.ndim == 0 else i
    return i, mode in ("drop", "fill")


FUNCTIONS["at"] = At

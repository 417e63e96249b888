"""np.pad.  The axes are padded one after the other, so that corners come from what was padded before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..array import Array, as_value, convert
from ..layouts import is_by_columns, wrap_copy
from ..ops import movement as mv
from .creation import as_array, holds_handle
from .joining import concatenate
from .register import implements

Sides = Callable[[Array, int, int, int], tuple[Array, Array]]  # (array, axis, before, after) -> what goes there


@implements(np.pad)
def pad(array: Any, pad_width: Any, mode: Any = "constant", **kwargs: Any) -> Array:
    array = as_array(array)
    if callable(mode):
        return _pad_by_function(array, _widths(pad_width, array.ndim), mode, kwargs)
    # NumPy checks the arguments, on an array without elements where that is enough.
    probe = np.empty((0,) * array.ndim if mode in ("constant", "empty") else array.shape, array.dtype)
    np.pad(probe, pad_width, mode, **{k: 1 if holds_handle(v) else v for k, v in kwargs.items()})
    widths = _widths(pad_width, array.ndim)
    if mode in ("constant", "empty"):
        return _pad_constant(array, widths, kwargs.get("constant_values", 0))
    options = (
        _pairs(next(iter(kwargs.values())), array.ndim) if mode not in ("reflect", "symmetric") and kwargs else None
    )
    return _pad_sides(array, widths, _sides(mode, options, kwargs.get("reflect_type", "even")))


def _pairs(x: Any, ndim: int) -> Any:
    """An array of (before, after) for each axis."""
    return np.broadcast_to(as_array(x) if holds_handle(x) else np.asarray(x), (ndim, 2))


def _widths(pad_width: Any, ndim: int) -> list[tuple[int, int]]:
    if isinstance(pad_width, dict):  # NumPy 2.3
        full: list[Any] = [(0, 0)] * ndim
        for axis, width in pad_width.items():
            full[axis] = width if isinstance(width, tuple) else (width, width)
        pad_width = full
    return [(int(lo), int(hi)) for lo, hi in np.broadcast_to(pad_width, (ndim, 2))]


def _pad_constant(array: Array, widths: list, values: Any) -> Array:
    x = array._read()
    if not holds_handle(values) and np.size(values) == 1:
        fill = np.reshape(values, ()).astype(x.dtype)[()]
        return wrap_copy(mv.copied(mv.pad(x, fill, widths=tuple(widths))), array, "A", False)
    pairs = _pairs(values, array.ndim)
    for axis, (lo, hi) in enumerate(widths):
        for width, value in (((lo, 0), pairs[axis][0]), ((0, hi), pairs[axis][1])):
            if sum(width):
                here = tuple(width if k == axis else (0, 0) for k in range(array.ndim))
                x = mv.pad(x, convert(as_value(value), x.dtype), widths=here)
    return wrap_copy(mv.copied(x), array, "A", False)


def _pad_sides(array: Array, widths: list, sides: Sides) -> Array:
    order = "F" if is_by_columns(array) else "C"
    for axis, (lo, hi) in enumerate(widths):
        if lo or hi:
            before, after = sides(array, axis, lo, hi)
            array = concatenate([before, array, after], axis)
    return array.copy(order)


def _sides(mode: str, options: Any, reflect_type: str) -> Sides:
    if mode == "edge":
        return _edges
    if mode == "linear_ramp":
        return lambda array, axis, lo, hi: _ramps(
            array, axis, lo, hi, *(options[axis] if options is not None else (0, 0))
        )
    if mode in _STATISTICS:
        return lambda array, axis, lo, hi: _statistics(
            _STATISTICS[mode], array, axis, lo, hi, *(options[axis] if options is not None else (None, None))
        )
    if reflect_type == "odd" and mode != "wrap":
        return lambda array, axis, lo, hi: _reflected_oddly(array, axis, lo, hi, mode)
    return lambda array, axis, lo, hi: _copied(array, axis, lo, hi, mode)


def _span(array: Array, axis: int, start: int | None, stop: int | None) -> Array:
    return array[(slice(None),) * axis + (slice(start, stop),)]


def _repeated(array: Array, axis: int, n: int) -> Array:
    return np.broadcast_to(array, (*array.shape[:axis], n, *array.shape[axis + 1 :]))


def _edges(array: Array, axis: int, lo: int, hi: int) -> tuple[Array, Array]:
    first, last = _span(array, axis, 0, 1), _span(array, axis, -1, None)
    return _repeated(first, axis, lo), _repeated(last, axis, hi)


def _ramps(array: Array, axis: int, lo: int, hi: int, start: Any, stop: Any) -> tuple[Array, Array]:
    first, last = (np.squeeze(_span(array, axis, a, b), axis) for a, b in ((0, 1), (-1, None)))
    ramp = lambda end, edge, n: np.linspace(end, edge, n, endpoint=False, dtype=array.dtype, axis=axis)
    return ramp(start, first, lo), np.flip(ramp(stop, last, hi), axis)


_STATISTICS: dict[str, Any] = {"maximum": np.max, "minimum": np.min, "mean": np.mean, "median": np.median}


def _statistics(
    statistic: Callable, array: Array, axis: int, lo: int, hi: int, first: int | None, last: int | None
) -> tuple[Array, Array]:
    n = array.shape[axis]

    def side(start: int | None, stop: int | None, width: int) -> Array:
        value = statistic(_span(array, axis, start, stop), axis=axis, keepdims=True)
        if array.dtype.kind in "iu" and value.dtype.kind == "f":
            value = np.round(value)
        return _repeated(value.astype(array.dtype), axis, width)

    return side(0, first, lo), side(None if last is None else n - min(last, n), None, hi)


def _copied(array: Array, axis: int, lo: int, hi: int, mode: str) -> tuple[Array, Array]:
    """Sides that are copies of elements: NumPy tells of which, on their numbers."""
    n = array.shape[axis]
    source = np.pad(np.arange(n), (lo, hi), mode)  # type: ignore[call-overload]
    lead = (slice(None),) * axis
    return array[(*lead, source[:lo])], array[(*lead, source[lo + n :])]


def _reflected_oddly(array: Array, axis: int, lo: int, hi: int, mode: str) -> tuple[Array, Array]:
    """Sides that are linear in the elements: NumPy tells the coefficients, on the unit vectors."""
    n = array.shape[axis]
    rows = np.pad(np.eye(n, dtype=int), ((lo, hi), (0, 0)), mode, reflect_type="odd")  # type: ignore[call-overload]
    lead, tail = (slice(None),) * axis, (1,) * (array.ndim - axis - 1)

    def side(rows: np.ndarray) -> Array:
        total: Any = 0
        for k in range((rows != 0).sum(1).max(initial=1)):
            source = np.argsort(rows == 0, axis=1, kind="stable")[:, k]
            factor = np.take_along_axis(rows, source[:, None], 1).reshape(-1, *tail).astype(array.dtype)
            total = total + np.where(factor == 0, array.dtype.type(0), factor * array[(*lead, source)])
        return total

    return side(rows[:lo]), side(rows[lo + n :])


def _pad_by_function(array: Array, widths: list, function: Callable[..., Any], kwargs: dict[str, Any]) -> Array:
    padded = _pad_constant(array, widths, 0)
    for axis, width in enumerate(widths):
        lines = np.moveaxis(padded, axis, -1)
        for place in np.ndindex(lines.shape[:-1]):
            function(lines[place], width, axis, kwargs)
    return padded

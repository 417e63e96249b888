"""The methods of ufuncs on handles: reduce, accumulate, reduceat, outer, at.

A ufunc with a reduction or scan of its own uses it; others combine elements in pairs where they are associative, so
that n elements take log n operations, and else one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index, normalize_axis_tuple

from ..array import Array, as_value, concrete_key, unwrap, wrap
from ..core.trace import Tracer
from ..errors import ValueNeeded, user_frame
from ..indexing import Index
from ..known import known_value, plain_buffer_error
from ..layouts import wrap_as, wrap_reduced
from ..ops import reduction as rd
from ..ops.elementwise import resolve
from .creation import as_array
from .ufuncs import operand, store, weak_or_dtype

_REDUCTIONS: dict[np.ufunc, Any] = {
    np.add: np.sum,
    np.multiply: np.prod,
    np.maximum: np.max,
    np.minimum: np.min,
    np.logical_and: np.all,
    np.logical_or: np.any,
}
_SCANS = {np.add: rd.cumsum, np.multiply: rd.cumprod, np.maximum: rd.cummax, np.minimum: rd.cummin}
_ASSOCIATIVE = {
    *_REDUCTIONS,
    np.fmax,
    np.fmin,
    np.hypot,
    np.logaddexp,
    np.logaddexp2,
    np.logical_xor,
    np.bitwise_and,
    np.bitwise_or,
    np.bitwise_xor,
    np.gcd,
    np.lcm,
}
# Ufuncs whose repeated writes are one operation; beyond this many writes to one element it is used even where, as for
# multiply, minimum and maximum, it has no derivative.
_MAX_ROUNDS = 32
_SCATTERS = {np.add: "add", np.subtract: "add", np.multiply: "multiply", np.maximum: "maximum", np.minimum: "minimum"}


def _loop_dtype(ufunc: np.ufunc, dtype: np.dtype, wanted: Any) -> np.dtype:
    """The dtype in which a ufunc combines the elements of an array."""
    if wanted is not None:
        dtype = np.dtype(wanted)
    elif ufunc in (np.add, np.multiply) and dtype.kind in "biu" and dtype.itemsize < np.dtype(np.int_).itemsize:
        dtype = np.dtype(np.uint if dtype.kind == "u" else np.int_)
    loop = resolve(ufunc, dtype, dtype)
    return loop[0] if loop[2] == loop[0] else resolve(ufunc, loop[2], loop[2])[0]


def _check_binary(ufunc: np.ufunc, method: str) -> None:
    if ufunc.signature is not None:
        raise RuntimeError("Reduction not defined on ufunc with signature")
    if ufunc.nin != 2:
        raise ValueError(f"{method} only supported for binary functions")
    if ufunc.nout != 1:
        raise ValueError(f"{method} only supported for functions returning a single value")


# -- reduce


def reduce(
    ufunc: np.ufunc,
    array: Any,
    axis: Any = 0,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,
    initial: Any = np._NoValue,
    where: Any = True,
) -> Any:
    _check_binary(ufunc, "reduce")
    out = out[0] if isinstance(out, tuple) else out
    given = {} if initial is np._NoValue else {"initial": initial}
    if ufunc in _REDUCTIONS and (not given or ufunc not in (np.logical_and, np.logical_or)):
        if ufunc in (np.add, np.multiply):
            given["dtype"] = dtype
        elif dtype is not None:
            array = as_array(array).astype(dtype)
        return _REDUCTIONS[ufunc](array, axis=axis, out=out, keepdims=keepdims, where=where, **given)
    x = as_array(array)
    axes = tuple(range(x.ndim)) if axis is None else normalize_axis_tuple(axis, x.ndim)
    if len(axes) > 1 and ufunc not in _ASSOCIATIVE:
        raise ValueError(
            f"reduction operation '{ufunc.__name__}' is not reorderable, so at most one axis may be specified"
        )
    kept = tuple(1 if k in axes else d for k, d in enumerate(x.shape) if keepdims or k not in axes)
    x = x.astype(_loop_dtype(ufunc, x.dtype, dtype), copy=False)
    lines = np.moveaxis(x, axes, range(len(axes))).reshape(-1, *[d for k, d in enumerate(x.shape) if k not in axes])
    if where is not True:
        where = np.moveaxis(np.broadcast_to(where, x.shape), axes, range(len(axes))).reshape(lines.shape)
    total = unwrap(_folded(ufunc, lines, initial, where))
    if isinstance(total, Tracer | np.ndarray) and total.shape != kept:
        total = unwrap(np.reshape(wrap(total, False), kept))
    return store(wrap_reduced(total, x, axes), out)


def _folded(ufunc: np.ufunc, lines: Array, initial: Any, where: Any) -> Any:
    """The elements along axis 0, combined, from `initial` on or else, as in NumPy, from the identity if it exists."""
    start = ufunc.identity if initial is np._NoValue else initial
    if start is None and where is not True:
        raise ValueError(
            f"reduction operation '{ufunc.__name__}' does not have an identity, so to use a where mask one has to "
            "specify 'initial'"
        )
    if start is None and not len(lines):
        raise ValueError(f"zero-size array to reduction operation {ufunc.__name__} which has no identity")
    if start is not None:
        start = np.full_like(lines, start, shape=lines.shape[1:])
    if ufunc in _ASSOCIATIVE:
        if where is not True:
            lines = np.where(where, lines, start if ufunc.identity is None else lines.dtype.type(ufunc.identity))
        while len(lines) > 1:
            paired = ufunc(lines[: len(lines) // 2 * 2 : 2], lines[1::2])
            lines = np.concatenate([paired, lines[-1:]]) if len(lines) % 2 else paired
        return start if not len(lines) else lines[0] if start is None else ufunc(start, lines[0])
    total, first = (lines[0], 1) if start is None else (start, 0)
    for k in range(first, len(lines)):
        combined = ufunc(total, lines[k])
        total = combined if where is True else np.where(where[k], combined, total)
    return total


# -- accumulate


def accumulate(ufunc: np.ufunc, array: Any, axis: int = 0, dtype: Any = None, out: Any = None) -> Any:
    _check_binary(ufunc, "accumulate")
    out = out[0] if isinstance(out, tuple) else out
    x = as_array(array)
    if x.ndim == 0:
        raise TypeError("cannot accumulate on a scalar")
    axis = normalize_axis_index(axis, x.ndim)
    x = x.astype(_loop_dtype(ufunc, x.dtype, dtype), copy=False)
    if ufunc in _SCANS:
        return store(wrap_as(_SCANS[ufunc](x._read(), axis=axis), (x,), False), out)
    lines = np.moveaxis(x, axis, 0)
    if ufunc in _ASSOCIATIVE:
        step = 1
        while step < len(lines):
            lines = np.concatenate([lines[:step], ufunc(lines[:-step], lines[step:])])
            step *= 2
    elif len(lines) > 1:
        rows = [lines[0]]
        for line in lines[1:]:
            rows.append(ufunc(rows[-1], line))
        lines = np.stack(rows)
    return store(np.moveaxis(lines, 0, axis).copy(), out)


# -- reduceat


def reduceat(ufunc: np.ufunc, array: Any, indices: Any, axis: int = 0, dtype: Any = None, out: Any = None) -> Any:
    """Reductions of segments.  Where they begin must be known."""
    _check_binary(ufunc, "reduceat")
    out = out[0] if isinstance(out, tuple) else out
    x = as_array(array)
    axis = normalize_axis_index(axis, x.ndim)
    starts = np.asarray(known_value(unwrap(indices), "the beginnings of segments in 'reduceat'"))
    n = x.shape[axis]
    for i in starts:
        if not 0 <= i < n:
            raise IndexError(f"index {i} out-of-bounds in {ufunc.__name__}.reduceat [0, {n})")
    ends = [*starts[1:], n]
    lines = np.moveaxis(x.astype(_loop_dtype(ufunc, x.dtype, dtype), copy=False), axis, 0)
    initial = np._NoValue if ufunc in _REDUCTIONS else None  # a segment begins with its first element
    parts = [
        reduce(ufunc, lines[i : max(j, i + 1)], 0, lines.dtype, initial=initial)
        for i, j in zip(starts, ends, strict=True)
    ]
    empty = np.zeros_like(lines, shape=(0, *lines.shape[1:]))
    return store(np.moveaxis(np.stack(parts) if parts else empty, 0, axis), out)


# -- outer


def outer(ufunc: np.ufunc, A: Any, B: Any, /, **kw: Any) -> Any:
    if ufunc.signature is not None:
        raise TypeError("method outer is not allowed in ufunc with non-trivial signature")
    if ufunc.nin != 2:
        raise ValueError("outer product only supported for binary functions")
    a, b = as_array(A), as_array(B)
    return ufunc(a.reshape(tuple(a.shape) + (1,) * b.ndim), b, **kw)


# -- at


def at(ufunc: np.ufunc, a: Any, indices: Any, b: Any = None, /) -> None:
    """a[indices] = ufunc(a[indices], b), where an index that stands there twice counts twice.

    Where the indices are known only at run time this works for add, subtract, multiply, minimum and maximum.
    """
    if ufunc.nout != 1 or ufunc.nin > 2:
        raise ValueError("Only single output ufuncs supported at this time")
    if ufunc.nin == 2 and b is None:
        raise ValueError("second operand needed for ufunc")
    if not isinstance(a, Array):
        raise plain_buffer_error(a)
    key = concrete_key(indices)
    mask = key[0] if type(key) is tuple and len(key) == 1 else key
    if isinstance(mask, Tracer) and mask.dtype == np.bool_:
        _at_mask(ufunc, a, wrap(mask), b)
        return
    if not Index(a.shape, key).lead:
        a[indices] = ufunc(a[indices], *_second(b)).astype(a.dtype)
        return
    rounds = _rounds(_element_numbers(a, key)) if _is_known(key) else None
    scatter = _SCATTERS.get(ufunc) if b is not None and _stays_in_dtype(ufunc, a, b) else None
    if scatter and (rounds is None or len(rounds) > _MAX_ROUNDS or scatter == "add"):
        value = Index(a.shape, key).fit(as_value(b, a.dtype), a.dtype)
        value = unwrap(np.negative(wrap(value))) if ufunc is np.subtract else value
        a._write(Index(a.shape, key).update(a._read(), value, scatter))
    elif rounds is not None:
        _at_in_rounds(ufunc, a, key, b, rounds)
    else:
        raise ValueNeeded(
            f"'np.{ufunc.__name__}.at' needs to know its indices, to tell whether one stands there twice.",
            frame=user_frame(),
            hints=(f"where none does, write x[i] = np.{ufunc.__name__}(x[i], ...)",),
        )


def _second(b: Any) -> tuple:
    return () if b is None else (b,)


def _is_known(key: Any) -> bool:
    return not any(isinstance(k, Tracer) for k in (key if type(key) is tuple else (key,)))


def _rounds(ids: np.ndarray) -> list[np.ndarray]:
    """Element numbers, split so that no group has one twice: all that appear, those that appear again, and so on."""
    order = np.argsort(ids, kind="stable")
    ranked = ids[order]
    first = np.r_[True, ranked[1:] != ranked[:-1]] if ids.size else np.zeros(0, bool)
    starts = np.maximum.accumulate(np.where(first, np.arange(ids.size), 0))
    occurrence = np.empty(ids.size, int)
    occurrence[order] = np.arange(ids.size) - starts
    return [np.flatnonzero(occurrence == k) for k in range(occurrence.max(initial=-1) + 1)]


def _element_numbers(a: Array, key: Any) -> np.ndarray:
    """For every element that a known key selects, its place in the flattened array."""
    return np.arange(a.size).reshape(a.shape)[key].reshape(-1)


def _at_in_rounds(ufunc: np.ufunc, a: Array, key: Any, b: Any, rounds: list[np.ndarray]) -> None:
    numbers = _element_numbers(a, key)
    flat = a.copy().reshape(-1)
    if b is not None:
        b = np.broadcast_to(as_array(b), Index(a.shape, key).shape).reshape(-1)
    for members in rounds:
        places = numbers[members]
        flat[places] = ufunc(flat[places], *_second(b if b is None else b[members])).astype(a.dtype)
    a[...] = flat.reshape(a.shape)


def _at_mask(ufunc: np.ufunc, a: Array, mask: Any, b: Any) -> None:
    """`at` for a mask that is known only at run time; b must fit one selected element."""
    rest = a.ndim - mask.ndim
    if np.ndim(b) > rest:
        raise ValueNeeded(
            f"'np.{ufunc.__name__}.at' with several values needs to know how many elements a mask selects.",
            frame=user_frame(),
            hints=(f"x[...] = np.where(mask, np.{ufunc.__name__}(x, values_of_full_shape), x)",),
        )
    mask = np.reshape(mask, tuple(mask.shape) + (1,) * rest)
    a[...] = np.where(mask, ufunc(a, *_second(b)).astype(a.dtype), a)


def _stays_in_dtype(ufunc: np.ufunc, a: Array, b: Any) -> bool:
    """Whether the results have a's dtype, up to precision: then all writes to one element can be combined first."""
    result = resolve(ufunc, a.dtype, weak_or_dtype(operand(b)))[-1]
    return result == a.dtype or result.kind == a.dtype.kind in "fc"


METHODS: dict[str, Callable[..., Any]] = {
    "reduce": reduce,
    "accumulate": accumulate,
    "reduceat": reduceat,
    "outer": outer,
    "at": at,
}

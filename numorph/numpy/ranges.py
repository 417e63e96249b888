"""Evenly and geometrically spaced numbers, with traced ends."""

from __future__ import annotations

import functools
import operator
from typing import Any

import numpy as np

from ..array import unwrap
from ..core.trace import EVAL, Tracer, state, typeof
from ..core.types import is_inexact
from ..known import known_value
from .creation import as_array, as_result, holds_handle
from .register import implements


@functools.wraps(np.arange)
def arange(*args: Any, dtype: Any = None, **kw: Any) -> Any:
    """np.arange.  Traced ends must be known, since they fix the number of elements; derivatives flow through them."""
    names = {k: kw.pop(k) for k in ("start", "stop", "step") if k in kw}
    if not holds_handle([*args, *names.values()]):
        made = np.arange(*args, dtype=dtype, **names, **kw)
        return made if state.trace is EVAL else as_result(made)
    ends = dict(
        zip(("stop",) if len(args) == 1 and "stop" not in names else ("start", "stop", "step"), args, strict=False)
    )
    ends.update(names)
    known = {k: known_value(unwrap(v), "an end of 'np.arange'") for k, v in ends.items()}
    made = np.arange(known.get("start", 0), known["stop"], known.get("step", 1), dtype=dtype)
    if made.dtype.kind in "iu" or not any(_carries_derivative(v) for v in ends.values()):
        return as_result(made)
    start, step = ends.get("start", 0), ends.get("step", 1)
    return (start + step * np.arange(len(made))).astype(made.dtype)


def _carries_derivative(x: Any) -> bool:
    x = unwrap(x)
    return isinstance(x, Tracer) and is_inexact(typeof(x).dtype)


def _inexact(x: Any) -> Any:
    return as_array(x) * 1.0


@implements(np.linspace)
def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
    *,
    device: Any = None,
) -> Any:
    num = operator.index(num)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    divisions = num - 1 if endpoint else num
    start, stop = _inexact(start), _inexact(stop)
    natural = np.result_type(start, stop, float(num))
    dtype = natural if dtype is None else np.dtype(dtype)
    distance = stop - start
    along = np.arange(num).reshape((-1,) + (1,) * np.ndim(distance)).astype(natural)
    step = distance / divisions if divisions > 0 else distance * np.nan
    points = as_array((along * step if divisions > 0 else along * distance) + start)
    if endpoint and num > 1:
        points[-1] = stop
    if dtype.kind in "iu":
        points = np.floor(points)
    points = (np.moveaxis(points, 0, axis) if axis else points).astype(dtype, copy=False)
    return (points, step) if retstep else points


@implements(np.logspace)
def logspace(
    start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0, dtype: Any = None, axis: int = 0
) -> Any:
    if np.ndim(base):
        ndim = np.broadcast(*(np.empty(np.shape(x)) for x in (start, stop, base))).ndim
        start, stop = (np.reshape(x, (1,) * (ndim - np.ndim(x)) + np.shape(x)) for x in (start, stop))
        base = np.expand_dims(np.reshape(base, (1,) * (ndim - np.ndim(base)) + np.shape(base)), axis)
    powers = np.power(base, linspace(start, stop, num, endpoint, axis=axis))
    return powers if dtype is None else powers.astype(dtype, copy=False)


@implements(np.geomspace)
def geomspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, dtype: Any = None, axis: int = 0) -> Any:
    """np.geomspace.  That no end is 0 is checked only where it is known."""
    start, stop = _inexact(start), _inexact(stop)
    for end in (start, stop):
        if not isinstance(unwrap(end), Tracer) and np.any(unwrap(end) == 0):
            raise ValueError("Geometric sequence cannot include zero")
    dtype = np.result_type(start, stop, np.float64) if dtype is None else np.dtype(dtype)
    sign = np.sign(start)
    start, stop = start / sign, stop / sign
    points = as_array(logspace(np.log10(start), np.log10(stop), num, endpoint))
    if num > 0:
        points[0] = start
        if num > 1 and endpoint:
            points[-1] = stop
    points = points * sign
    return (np.moveaxis(points, 0, axis) if axis else points).astype(dtype, copy=False)

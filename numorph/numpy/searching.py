"""Choosing and finding elements by condition: where, select, piecewise, nonzero, digitize.

What has a shape that depends on values (nonzero and its kin) needs these values: it asks for them by `known_value`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..array import as_value, convert, wrap
from ..core.trace import Tracer
from ..core.types import BOOL, broadcast_shapes
from ..known import known_value, peek
from ..layouts import wrap_as, wrap_copy
from ..ops import elementwise as ew
from ..ops import movement as mv
from .creation import as_array
from .register import implements
from .ufuncs import lift, operand, weak_or_dtype

_ABSENT = object()


@implements(np.where)
def where(condition, x=_ABSENT, y=_ABSENT, /):
    if x is _ABSENT and y is _ABSENT:
        return nonzero(condition)
    if x is _ABSENT or y is _ABSENT:
        raise ValueError("either both or neither of x and y should be given")
    c = convert(as_value(condition), BOOL)
    a, b = promoted(x, y)
    shape = broadcast_shapes(c.shape, a.shape, b.shape)
    chosen = ew.select(mv.expand(c, shape), mv.expand(a, shape), mv.expand(b, shape))
    return wrap_as(chosen, (condition, x, y), scalar=False)


def promoted(*xs: Any) -> list[Any]:
    """Values of one dtype, by NumPy's promotion; Python scalars give way to arrays."""
    values = [operand(x) for x in xs]
    keys = [weak_or_dtype(v) for v in values]
    if any(type(k) is type or k != keys[0] for k in keys):
        dtype = np.result_type(*[k(0) if type(k) is type else k for k in keys])
        values = [lift(v, dtype) for v in values]
    return values


@implements(np.select)
def select(condlist, choicelist, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    if not len(condlist):
        raise ValueError("select with an empty condition list is not possible")
    conditions = [as_value(c) for c in condlist]
    for i, c in enumerate(conditions):
        if c.dtype != BOOL:
            raise TypeError(f"invalid entry {i} in condlist: should be boolean ndarray")
    *choices, result = promoted(*choicelist, default)
    shape = broadcast_shapes(*[v.shape for v in (*conditions, *choices, result)])
    result = mv.expand(result, shape)
    for c, x in zip(conditions[::-1], choices[::-1], strict=True):
        result = ew.select(mv.expand(c, shape), mv.expand(x, shape), result)
    return wrap(result, scalar=False)


@implements(np.piecewise)
def piecewise(x, condlist, funclist, *args, **kw):
    """np.piecewise.  A function gets all of x, with one of its own elements in place of those that are not its own."""
    x = as_array(x)
    conditions = _condition_list(condlist, x)
    if len(conditions) == len(funclist) - 1:
        conditions.append(~np.any(np.stack(conditions), axis=0))
    elif len(conditions) != len(funclist):
        n = len(conditions)
        raise ValueError(f"with {n} condition(s), either {n} or {n + 1} functions are expected")
    flat, result = x.reshape(-1), np.zeros_like(x).reshape(-1)
    for condition, function in zip(conditions, funclist, strict=True):
        mask = np.broadcast_to(condition, x.shape).reshape(-1)
        if not isinstance(function, Callable):
            result = np.where(mask, as_array(function).astype(x.dtype), result)
        elif x.size:
            result = _piece(function, flat, mask, result, args, kw)
    return wrap_copy(as_value(result.reshape(x.shape)), x, "K", False)


def _condition_list(condlist: Any, x: Any) -> list[Any]:
    """The conditions as boolean arrays; one condition may stand for a list of one."""
    single = np.ndim(condlist) == 0 if not isinstance(condlist, list | tuple) else False
    if single or (np.ndim(condlist[0]) == 0 and x.ndim != 0):
        condlist = [condlist]
    return [as_array(c).astype(bool) for c in condlist]


def _piece(function: Callable, flat: Any, mask: Any, result: Any, args: tuple, kw: dict) -> Any:
    known = peek(as_value(mask))
    if not isinstance(known, Tracer):
        chosen = np.flatnonzero(known)
        if chosen.size:
            result[chosen] = function(flat[chosen], *args, **kw)
        return result
    own = np.where(np.any(mask), flat[np.argmax(mask)], 1)  # most functions are defined at 1
    inside = np.where(mask, flat, own)
    return np.where(mask, as_array(function(inside, *args, **kw)).astype(result.dtype), result)


# -- indices of what is not zero


@implements(np.nonzero)
def nonzero(a):
    known = np.asarray(known_value(as_value(a), "the number of nonzero elements in an array"))
    return tuple([wrap(i) for i in np.nonzero(known)])


@implements(np.flatnonzero)
def flatnonzero(a):
    return nonzero(as_array(a).reshape(-1))[0]


@implements(np.argwhere)
def argwhere(a):
    known = np.asarray(known_value(as_value(a), "the number of nonzero elements in an array"))
    return wrap(np.argwhere(known))


@implements(np.digitize)
def digitize(x, bins, right=False):
    """np.digitize.  Bins whose values are not known while tracing are taken to be monotonic without a check."""
    line = as_array(bins)
    if np.iscomplexobj(x if not isinstance(x, list | tuple) else as_array(x)):
        raise TypeError("x may not be complex")
    if line.ndim != 1:
        raise ValueError(
            "object too deep for desired array" if line.ndim else "object of too small depth for desired array"
        )
    side = "left" if right else "right"
    known = peek(line._read())
    if not isinstance(known, Tracer):
        falling = _falls(known)
        return len(known) - np.searchsorted(known[::-1], x, side) if falling else np.searchsorted(known, x, side)
    falling = line[0] > line[-1]
    place = np.searchsorted(np.where(falling, line[::-1], line), x, side)
    return np.where(falling, len(line) - place, place)[()]


def _falls(bins: np.ndarray) -> bool:
    if (bins[1:] >= bins[:-1]).all():
        return False
    if (bins[1:] <= bins[:-1]).all():
        return True
    raise ValueError("bins must be monotonically increasing or decreasing")

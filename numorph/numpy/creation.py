"""Functions that make arrays.  Outside transformations they call NumPy; inside, what they make is a handle.

NumPy cannot dispatch these on their arguments, and a plain array could not take traced values.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..array import FUNCTIONS, Array, Scalar, as_value, convert, to_array
from ..core.trace import EVAL, state, typeof
from ..core.types import ArrayType, Dim
from ..errors import ValueNeeded
from ..known import known_value
from ..layouts import of_array, wrap_copy
from ..ops import elementwise as ew
from ..ops import movement as mv
from .register import implements


def as_array(x: Any) -> Array:
    """x as a handle of an array: a handle itself, unless NumPy would have a scalar there, or a new one."""
    if isinstance(x, Array) and not x._is_scalar:
        return x
    return of_array(x, as_value(x)) if type(x) is np.ndarray else Array(as_value(x), False)


def holds_handle(x: Any) -> bool:
    """Whether x is a handle, or a list or tuple with one inside."""
    if isinstance(x, list | tuple):
        return any(holds_handle(e) for e in x)
    return isinstance(x, Array | Scalar)


def is_numeric(dtype: np.dtype) -> bool:
    """Whether handles hold arrays of this dtype."""
    return dtype.kind in "fiubc" or dtype.name == "bfloat16"


def as_result(x: Any) -> Any:
    """What NumPy made, as a handle where it is a numeric array."""
    if type(x) is np.ndarray and is_numeric(x.dtype):
        return of_array(x)
    if type(x) in (tuple, list):
        return type(x)(as_result(e) for e in x)
    return x


def making(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, whose result is a handle inside a transformation."""

    @functools.wraps(function)
    def make(*args: Any, **kw: Any) -> Any:
        made = function(*args, **kw)
        return made if state.trace is EVAL else as_result(made)

    return make


zeros = making(np.zeros)
ones = making(np.ones)
empty = making(np.empty)
eye = making(np.eye)
identity = making(np.identity)
tri = making(np.tri)
indices = making(np.indices)
fromfunction = making(np.fromfunction)
zeros_like = making(np.zeros_like)
ones_like = making(np.ones_like)
empty_like = making(np.empty_like)
linspace = making(np.linspace)
logspace = making(np.logspace)
geomspace = making(np.geomspace)
copy = making(np.copy)
bartlett = making(np.bartlett)
blackman = making(np.blackman)
hamming = making(np.hamming)
hanning = making(np.hanning)
kaiser = making(np.kaiser)


# -- arrays from other things


def _converting(function: Callable[..., Any], of_handles: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with `of_handles` in its place for handles; a plain array that needs no conversion stays itself."""

    @functools.wraps(function)
    def make(a: Any, *args: Any, **kw: Any) -> Any:
        if state.trace is EVAL and not isinstance(a, Array):
            return function(a, *args, **kw)
        if holds_handle(a):
            return of_handles(a, *args, **kw)
        made = function(a, *args, **kw)
        return made if isinstance(a, np.ndarray) and np.may_share_memory(made, a) else as_result(made)

    return make


def _array(
    object: Any, dtype: Any = None, *, copy: bool | None = True, order: Any = "K", ndmin: int = 0, **ignored: Any
) -> Array:
    made = _from_handles(object, None if dtype is None else np.dtype(dtype), copy, order or "K")
    return made.reshape((1,) * (ndmin - made.ndim) + made.shape) if made.ndim < ndmin else made


def _asarray(a: Any, dtype: Any = None, order: Any = None, *, copy: bool | None = None, **ignored: Any) -> Array:
    return _array(a, dtype, copy=copy, order=order)


def _from_handles(x: Any, dtype: np.dtype | None, copy: bool | None, order: str) -> Array:
    if dtype is not None and (dtype.names is not None or dtype.kind in "SUOMm"):
        raise ValueNeeded(f"An array of dtype {dtype} is needed, which holds no traced values.")
    if copy is False and (isinstance(x, list | tuple) or dtype not in (None, x.dtype)):
        raise ValueError("Unable to avoid copy while creating an array as requested.")
    if isinstance(x, list | tuple):
        made = nested(x, dtype)
        return wrap_copy(made._read(), made, "F", False) if order == "F" else made
    if isinstance(x, Scalar):
        return Array(to_array(x._read(), dtype), False)
    if dtype is not None and dtype != x.dtype:
        return wrap_copy(convert(x._read(), dtype), x, order, False)
    lies = order not in ("C", "F") or x.ndim == 0 or x.flags[f"{order}_CONTIGUOUS"]
    if not lies and copy is False:
        raise ValueError("Unable to avoid copy while creating an array as requested.")
    return wrap_copy(x._read(), x, order, False) if copy or x._is_scalar or not lies else x


def nested(x: Any, dtype: np.dtype | None = None) -> Array:
    """A handle of the array that nested lists stand for, with handles among the leaves."""
    if not holds_handle(x):
        return Array(np.array(x, dtype), False)
    if dtype is None:
        dtype = np.result_type(*{typeof(_leaf(e)).dtype for e in _leaves(x)})
    return Array(_stacked(x, dtype), False)


FUNCTIONS["array"] = nested


def _leaves(x: Any) -> Iterator[Any]:
    for e in x:
        if isinstance(e, list | tuple):
            yield from _leaves(e)
        else:
            yield e


def _leaf(x: Any) -> Any:
    """An element of a nested list as a value: here a Python scalar has its default dtype."""
    return as_value(x) if isinstance(x, Array | Scalar) else np.asarray(x)


def _stacked(x: list | tuple, dtype: np.dtype) -> Any:
    """The value of a list that holds handles; a run of elements without handles becomes one constant."""
    pieces: list[Any] = []
    for handles, run in itertools.groupby(x, holds_handle):
        if not handles:
            pieces.append(np.array(list(run), dtype))
            continue
        for e in run:
            value = _stacked(e, dtype) if isinstance(e, list | tuple) else convert(_leaf(e), dtype)
            pieces.append(mv.reshape(value, shape=(1, *value.shape)))
    if len({p.shape[1:] for p in pieces}) > 1:
        raise ValueError(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 "
            f"dimensions. The detected shape was ({len(x)},) + inhomogeneous part."
        )
    return pieces[0] if len(pieces) == 1 else mv.concatenate(*pieces, axis=0)


def _ascontiguousarray(a: Any, dtype: Any = None, **ignored: Any) -> Array:
    made = _asarray(a, dtype, "C")
    return made if made.ndim else made.reshape(1)


def _asfortranarray(a: Any, dtype: Any = None, **ignored: Any) -> Array:
    made = _asarray(a, dtype, "F")
    return made if made.ndim else made.reshape(1)


def _asarray_chkfinite(a: Any, dtype: Any = None, order: Any = None) -> Array:
    made = _asarray(a, dtype, order)
    np.asarray_chkfinite(known_value(made._read(), "a check for infinities"))
    return made


def _require(a: Any, dtype: Any = None, requirements: Any = None, **ignored: Any) -> Array:
    wanted = {r.upper()[:1] for r in requirements or ()}
    return _asarray(a, dtype, next((order for order in "CF" if order in wanted), "A"))


array = _converting(np.array, _array)
asarray = _converting(np.asarray, _asarray)
asanyarray = _converting(np.asanyarray, _asarray)
asfortranarray = _converting(np.asfortranarray, _asfortranarray)
ascontiguousarray = _converting(np.ascontiguousarray, _ascontiguousarray)
asarray_chkfinite = _converting(np.asarray_chkfinite, _asarray_chkfinite)
require = _converting(np.require, _require)


@functools.wraps(np.isscalar)
def isscalar(element: Any) -> bool:
    if isinstance(element, Array | Scalar):
        return type(element) is Scalar or element._is_scalar
    return np.isscalar(element)


@functools.wraps(np.ndenumerate)
def ndenumerate(arr: Any) -> Any:
    if not isinstance(arr, Array):
        return np.ndenumerate(arr)
    return ((index, arr[index]) for index in np.ndindex(arr.shape))


# -- filled with one value


def as_shape(shape: Any) -> tuple:
    """A shape given as an integer or a sequence of them."""
    if np.iterable(shape):
        return tuple(d if type(d) is Dim else operator.index(d) for d in shape)
    return (operator.index(shape),)


def _filled(shape: tuple, fill_value: Any, dtype: Any, like: Any = None, order: str = "C") -> Array:
    value = as_value(fill_value)
    value = mv.expand(value if dtype is None else convert(value, np.dtype(dtype)), shape)
    return wrap_copy(value, like, order, False)


@implements(np.full_like)
def _full_like(
    a: Any,
    fill_value: Any,
    dtype: Any = None,
    order: str = "K",
    subok: bool = True,
    shape: Any = None,
    *,
    device: Any = None,
) -> Array:
    dtype = (a if hasattr(a, "dtype") else np.asarray(a)).dtype if dtype is None else dtype
    return _filled(np.shape(a) if shape is None else as_shape(shape), fill_value, dtype, a, order)


_plain_full, _plain_full_like = making(np.full), making(np.full_like)


@functools.wraps(np.full)
def full(shape: Any, fill_value: Any, dtype: Any = None, order: str = "C", **kw: Any) -> Any:
    if holds_handle(fill_value):
        return _filled(as_shape(shape), fill_value, dtype, order=order)
    return _plain_full(shape, fill_value, dtype, order, **kw)


@functools.wraps(np.full_like)
def full_like(a: Any, fill_value: Any, *args: Any, **kw: Any) -> Any:
    make = _full_like if holds_handle(fill_value) else _plain_full_like
    return make(a, fill_value, *args, **kw)


def _like(value: int) -> Callable[..., Array]:
    def like(
        a: Any, dtype: Any = None, order: str = "K", subok: bool = True, shape: Any = None, *, device: Any = None
    ) -> Array:
        type_ = ArrayType(a.shape if shape is None else as_shape(shape), a.dtype if dtype is None else np.dtype(dtype))
        return wrap_copy(ew.filled(type_, value), a, order, False)

    return like


implements(np.zeros_like)(_like(0))
implements(np.ones_like)(_like(1))
implements(np.empty_like)(_like(0))

"""Sums, products, extremes, means and variances over axes, their NaN-skipping forms, and running sums and products.

As in NumPy but for one thing: the derivative of a standard deviation is taken as 0 where the variance is 0.
"""

from __future__ import annotations

import operator
import warnings
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from ..array import as_value, convert, wrap
from ..core.types import BOOL, FLOAT, INT
from ..layouts import handle_of, wrap_as, wrap_reduced
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..ops import reduction as red
from ..ops import sorting as srt
from .creation import as_array
from .register import implements
from .ufuncs import store

NOT_GIVEN = np._NoValue
_OPS = {
    np.add: red.reduce_sum,
    np.multiply: red.reduce_prod,
    np.maximum: red.reduce_max,
    np.minimum: red.reduce_min,
    np.logical_and: red.reduce_and,
    np.logical_or: red.reduce_or,
}


def given(x: Any) -> bool:
    """Whether an optional argument was passed."""
    return x is not NOT_GIVEN and x is not None


def reduced_axes(axis: Any, ndim: int) -> tuple[int, ...]:
    """The axes that `axis` of a reduction stands for, ascending; NumPy's errors."""
    if axis is None:
        return tuple(range(ndim))
    axes = axis if type(axis) is tuple else (axis,)
    if ndim == 0 and type(axis) is not tuple and operator.index(axis) in (0, -1):
        return ()
    axes = tuple(sorted([normalize_axis_index(operator.index(a), ndim) for a in axes]))
    if len(set(axes)) != len(axes):
        raise ValueError("duplicate value in 'axis'")
    return axes


def kept_shape(shape: tuple, axes: tuple[int, ...]) -> tuple:
    """The shape with `keepdims=True`."""
    return tuple([1 if i in axes else d for i, d in enumerate(shape)])


def _wide(dtype: np.dtype) -> np.dtype:
    """The dtype in which sums and products of small integers are taken."""
    if dtype.kind in "bi":
        return max(dtype, np.dtype(np.int_), key=lambda d: d.itemsize)
    return max(dtype, np.dtype(np.uint), key=lambda d: d.itemsize) if dtype.kind == "u" else dtype


def _mask_value(where: Any, shape: tuple) -> Any:
    mask = as_value(where)
    if mask.dtype != BOOL:
        raise TypeError(f"Cannot cast array data from {mask.dtype!r} to dtype('bool') according to the rule 'safe'")
    if len(mask.shape) > len(shape):
        raise ValueError("input operand has more dimensions than allowed by the axis remapping")
    return mv.expand(mask, shape)


def reduce(
    ufunc: np.ufunc,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Any = False,
    initial: Any = NOT_GIVEN,
    where: Any = True,
) -> Any:
    """`ufunc.reduce` over several axes, for the ufuncs that have a reduction of their own."""
    x = as_value(a)
    if ufunc in (np.logical_and, np.logical_or):
        dtype = BOOL
    elif dtype is None and ufunc in (np.add, np.multiply):
        dtype = _wide(x.dtype)
    if dtype is not None:
        x = convert(x, np.dtype(dtype))
    shape = x.shape
    axes = reduced_axes(axis, len(shape))
    start = mv.reshape(convert(as_value(initial, x.dtype), x.dtype), shape=()) if given(initial) else None
    if where is not True and where is not NOT_GIVEN:
        x = _masked(ufunc, x, where, start)
    result = _reduce_value(ufunc, x, axes, start)
    if keepdims is not NOT_GIVEN and keepdims and axes:
        result = mv.reshape(result, shape=kept_shape(shape, axes))
    return deliver(wrap_reduced(result, a, axes), out)


def deliver(result: Any, out: Any) -> Any:
    """A result, or `out` with the result in it; a reduction casts it to any dtype."""
    return result if out is None else store(result.astype(out.dtype), out)


def _masked(ufunc: np.ufunc, x: Any, where: Any, start: Any) -> Any:
    """x with what is not selected replaced by an element that changes nothing."""
    neutral = start if ufunc.identity is None else ufunc.identity
    if neutral is None:
        raise ValueError(
            f"reduction operation '{ufunc.__name__}' does not have an identity, "
            "so to use a where mask one has to specify 'initial'"
        )
    mask = _mask_value(where, x.shape)
    return ew.select(mask, x, ew.as_operand(neutral, ew.ArrayType(x.shape, x.dtype)))


def _reduce_value(ufunc: np.ufunc, x: Any, axes: tuple[int, ...], start: Any) -> Any:
    if not axes:
        result = x
    elif ufunc.identity is None and any(x.shape[a] == 0 for a in axes):
        if start is None:  # NumPy's own error; the array is empty
            ufunc.reduce(np.empty(x.shape, x.dtype), axis=axes)
        return mv.expand(start, tuple(d for i, d in enumerate(x.shape) if i not in axes))
    else:
        result = _OPS[ufunc](x, axes=axes)
    if start is None:
        return result
    return ew.UFUNC_OPS[ufunc](mv.expand(start, result.shape), result)


# -- sums, products, extremes, truth


@implements(np.sum)
def sum_(a, axis=None, dtype=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    return reduce(np.add, a, axis, dtype, out, keepdims, initial, where)


@implements(np.prod)
def prod(a, axis=None, dtype=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    return reduce(np.multiply, a, axis, dtype, out, keepdims, initial, where)


@implements(np.max, np.amax)
def max_(a, axis=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    return reduce(np.maximum, a, axis, None, out, keepdims, initial, where)


@implements(np.min, np.amin)
def min_(a, axis=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    return reduce(np.minimum, a, axis, None, out, keepdims, initial, where)


@implements(np.all)
def all_(a, axis=None, out=None, keepdims=NOT_GIVEN, *, where=NOT_GIVEN):
    return reduce(np.logical_and, a, axis, None, out, keepdims, where=where)


@implements(np.any)
def any_(a, axis=None, out=None, keepdims=NOT_GIVEN, *, where=NOT_GIVEN):
    return reduce(np.logical_or, a, axis, None, out, keepdims, where=where)


@implements(np.ptp)
def ptp(a, axis=None, out=None, keepdims=NOT_GIVEN):
    return store(max_(a, axis, None, keepdims) - min_(a, axis, None, keepdims), out)


@implements(np.count_nonzero)
def count_nonzero(a, axis=None, *, keepdims=False):
    return reduce(np.add, wrap_as(convert(as_value(a), BOOL), (a,)), axis, INT, keepdims=keepdims)


def _index_of(op: Any, name: str, a: Any, axis: Any, out: Any, keepdims: Any) -> Any:
    x = as_value(a)
    shape = x.shape
    ndim = len(shape)
    if axis is None or ndim == 0:
        if axis is not None:
            normalize_axis_index(operator.index(axis), 1)
        x, axis, kept = mv.reshape(x, shape=(as_array(x).size,)), 0, (1,) * ndim
    else:
        axis = normalize_axis_index(operator.index(axis), ndim)
        kept = kept_shape(shape, (axis,))
    if x.shape[axis] == 0:
        raise ValueError(f"attempt to get {name} of an empty sequence")
    result = op(x, axis=axis)
    return store(wrap(mv.reshape(result, shape=kept) if given(keepdims) and keepdims else result), out)


@implements(np.argmax)
def argmax(a, axis=None, out=None, *, keepdims=NOT_GIVEN):
    return _index_of(red.argmax, "argmax", a, axis, out, keepdims)


@implements(np.argmin)
def argmin(a, axis=None, out=None, *, keepdims=NOT_GIVEN):
    return _index_of(red.argmin, "argmin", a, axis, out, keepdims)


# -- means and variances


def _count(shape: tuple, axis: Any, keepdims: Any, where: Any) -> Any:
    """How many elements each result of a reduction is made of: an int, or an array where there is a mask."""
    axes = reduced_axes(axis, len(shape)) if axis is None or shape else _no_axis(axis)
    if where is True or where is NOT_GIVEN:
        n = 1
        for a in axes:
            n *= shape[a]
        return n
    return reduce(np.add, _mask_value(where, shape), axis, INT, keepdims=keepdims)


def _no_axis(axis: Any) -> tuple:
    """Unlike a sum, a mean over an axis that a 0-d array does not have is an error."""
    for a in axis if type(axis) is tuple else (axis,):
        normalize_axis_index(operator.index(a), 0)
    return ()


def _divided(total: Any, count: Any) -> Any:
    """total / count in the dtype of the total."""
    if total.dtype.kind in "fc" and type(count) is int:
        return total / total.dtype.type(count)
    return (total / count).astype(total.dtype)


@implements(np.mean)
def mean(a, axis=None, dtype=None, out=None, keepdims=NOT_GIVEN, *, where=NOT_GIVEN):
    x = as_value(a)
    count = _count(x.shape, axis, keepdims, where)
    if type(count) is int and count == 0:
        warnings.warn("Mean of empty slice.", RuntimeWarning, stacklevel=2)
    half = dtype is None and x.dtype == np.float16
    if dtype is None:
        dtype = FLOAT if x.dtype.kind in "iub" else np.dtype(np.float32) if half else x.dtype
    result = _divided(reduce(np.add, a, axis, dtype, None, keepdims, where=where), count)
    return deliver(result.astype(np.float16) if half else result, out)


@implements(np.var)
def var(
    a,
    axis=None,
    dtype=None,
    out=None,
    ddof=0,
    keepdims=NOT_GIVEN,
    *,
    where=NOT_GIVEN,
    mean=NOT_GIVEN,
    correction=NOT_GIVEN,
):
    if correction is not NOT_GIVEN:
        if ddof != 0:
            raise ValueError("ddof and correction can't be provided simultaneously.")
        ddof = correction
    x = as_value(a)
    count = _count(x.shape, axis, keepdims, where)
    if type(count) is int and ddof >= count:
        warnings.warn("Degrees of freedom <= 0 for slice", RuntimeWarning, stacklevel=2)
    if dtype is None and x.dtype.kind in "iub":
        dtype = FLOAT
    if not given(mean):
        mean = reduce(np.add, a, axis, dtype, None, True, where=where)
        mean = _divided(mean, count if type(count) is int else count.reshape(mean.shape))
    deviation = handle_of(a) - mean
    if (
        type(count) is not int
    ):  # before squaring, so that the slope at what is masked is 0 even if it is infinite or NaN
        deviation = np.where(where, deviation, 0)
    squares = np.square(deviation)
    if squares.dtype.kind == "c":
        squares = np.square(np.real(deviation)) + np.square(np.imag(deviation))
    total = reduce(np.add, squares, axis, dtype, None, keepdims)
    degrees = max(count - ddof, 0) if type(count) is int else np.maximum(count - ddof, 0)
    return deliver(_divided(total, degrees), out)


def root_of_variance(variance: Any) -> Any:
    """Its square root, constant where it is 0: there the slope would be infinite."""
    v = as_value(variance)
    still = ew.equal(v, ew.const(v, 0))
    return wrap_as(ew.select(still, ew.const(v, 0), ew.sqrt(ew.select(still, ew.const(v, 1), v))), (variance,))


@implements(np.std)
def std(
    a,
    axis=None,
    dtype=None,
    out=None,
    ddof=0,
    keepdims=NOT_GIVEN,
    *,
    where=NOT_GIVEN,
    mean=NOT_GIVEN,
    correction=NOT_GIVEN,
):
    """np.std.  Its derivative at zero variance, where there is none, is 0 (in JAX it is NaN)."""
    v = var(a, axis, dtype, None, ddof, keepdims, where=where, mean=mean, correction=correction)
    return store(root_of_variance(v) if v.dtype.kind in "fc" else np.sqrt(v).astype(v.dtype), out, True, np.sqrt)


# -- running sums and products


def _scan(op: Any, a: Any, axis: Any, dtype: Any, out: Any) -> Any:
    x = as_value(a)
    x = convert(x, _wide(x.dtype) if dtype is None else np.dtype(dtype))
    if axis is None or x.shape == ():
        if axis is not None:
            normalize_axis_index(operator.index(axis), 1)
        x, axis = mv.reshape(x, shape=(as_array(x).size,)), 0
    scanned = op(x, axis=normalize_axis_index(operator.index(axis), len(x.shape)))
    return deliver(wrap_as(scanned, (a,)), out)


@implements(np.cumsum)
def cumsum(a, axis=None, dtype=None, out=None):
    return _scan(red.cumsum, a, axis, dtype, out)


@implements(np.cumprod)
def cumprod(a, axis=None, dtype=None, out=None):
    return _scan(red.cumprod, a, axis, dtype, out)


def _cumulative(scan: Any, first: int, x: Any, axis: Any, dtype: Any, out: Any, include_initial: bool) -> Any:
    x = as_array(x)
    x = x if x.ndim else x.reshape(1)
    if axis is None:
        if x.ndim > 1:
            raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
        axis = 0
    result = scan(x, axis, dtype)
    if include_initial:
        axis = normalize_axis_index(axis, x.ndim)
        start = np.full(kept_shape(x.shape, (axis,)), first, result.dtype)
        result = np.concatenate([start, result], axis=axis)
    return store(result, out)


if hasattr(np, "cumulative_sum"):  # NumPy 2.1

    @implements(np.cumulative_sum)
    def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
        return _cumulative(cumsum, 0, x, axis, dtype, out, include_initial)

    @implements(np.cumulative_prod)
    def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
        return _cumulative(cumprod, 1, x, axis, dtype, out, include_initial)


# -- without NaNs


def _numbers(a: Any, where: Any = NOT_GIVEN) -> tuple[Any, Any]:
    """a as a handle, and where it holds numbers (None if its dtype has no NaN)."""
    x = as_array(a)
    if x.dtype.kind not in "fc":
        return x, None
    valid = ~np.isnan(x)
    return x, valid if where is True or where is NOT_GIVEN else np.logical_and(valid, where)


def _filled(a: Any, value: Any) -> Any:
    """a with `value` in place of NaNs."""
    x, valid = _numbers(a)
    return x if valid is None else np.where(valid, x, value)


@implements(np.nansum)
def nansum(a, axis=None, dtype=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    return sum_(_filled(a, 0), axis, dtype, out, keepdims, initial, where)


@implements(np.nanprod)
def nanprod(a, axis=None, dtype=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    return prod(_filled(a, 1), axis, dtype, out, keepdims, initial, where)


def _nan_extreme(
    extreme: Any, worst: float, a: Any, axis: Any, out: Any, keepdims: Any, initial: Any, where: Any
) -> Any:
    x, valid = _numbers(a, where)
    if valid is None:
        return extreme(x, axis, out, keepdims, initial, where)
    result = extreme(np.where(valid, x, worst), axis, None, keepdims, initial, where)
    if not given(initial):
        result = np.where(any_(valid, axis, None, keepdims), result, np.nan)[()]
    return store(result, out)


@implements(np.nanmax)
def nanmax(a, axis=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    """np.nanmax.  No warning is given for lines of NaNs."""
    return _nan_extreme(max_, -np.inf, a, axis, out, keepdims, initial, where)


@implements(np.nanmin)
def nanmin(a, axis=None, out=None, keepdims=NOT_GIVEN, initial=NOT_GIVEN, where=NOT_GIVEN):
    """np.nanmin.  No warning is given for lines of NaNs."""
    return _nan_extreme(min_, np.inf, a, axis, out, keepdims, initial, where)


@implements(np.nanargmax)
def nanargmax(a, axis=None, out=None, *, keepdims=NOT_GIVEN):
    return _index_of(srt.nanargmax, "argmax", a, axis, out, keepdims)


@implements(np.nanargmin)
def nanargmin(a, axis=None, out=None, *, keepdims=NOT_GIVEN):
    return _index_of(srt.nanargmin, "argmin", a, axis, out, keepdims)


def _check_inexact(dtype: Any, out: Any) -> None:
    if dtype is not None and np.dtype(dtype).kind not in "fc":
        raise TypeError("If a is inexact, then dtype must be inexact")
    if out is not None and out.dtype.kind not in "fc":
        raise TypeError("If a is inexact, then out must be inexact")


@implements(np.nanmean)
def nanmean(a, axis=None, dtype=None, out=None, keepdims=NOT_GIVEN, *, where=NOT_GIVEN):
    x, valid = _numbers(a, where)
    if valid is None:
        return mean(x, axis, dtype, out, keepdims, where=where)
    _check_inexact(dtype, out)
    count = reduce(np.add, valid, axis, INT, keepdims=keepdims)
    return store(_divided(reduce(np.add, x, axis, dtype, None, keepdims, where=valid), count), out)


@implements(np.nanvar)
def nanvar(
    a,
    axis=None,
    dtype=None,
    out=None,
    ddof=0,
    keepdims=NOT_GIVEN,
    *,
    where=NOT_GIVEN,
    mean=NOT_GIVEN,
    correction=NOT_GIVEN,
):
    x, valid = _numbers(a, where)
    if valid is None:
        return var(x, axis, dtype, out, ddof, keepdims, where=where, mean=mean, correction=correction)
    _check_inexact(dtype, out)
    result = var(x, axis, dtype, None, ddof, keepdims, where=valid, mean=mean, correction=correction)
    count = reduce(np.add, valid, axis, INT, keepdims=keepdims)
    return store(np.where(count > (ddof if correction is NOT_GIVEN else correction), result, np.nan)[()], out)


@implements(np.nanstd)
def nanstd(
    a,
    axis=None,
    dtype=None,
    out=None,
    ddof=0,
    keepdims=NOT_GIVEN,
    *,
    where=NOT_GIVEN,
    mean=NOT_GIVEN,
    correction=NOT_GIVEN,
):
    """np.nanstd.  Its derivative at zero variance is 0, as that of `np.std` here."""
    v = nanvar(a, axis, dtype, None, ddof, keepdims, where=where, mean=mean, correction=correction)
    return store(root_of_variance(v), out)


@implements(np.nancumsum)
def nancumsum(a, axis=None, dtype=None, out=None):
    return cumsum(_filled(a, 0), axis, dtype, out)


@implements(np.nancumprod)
def nancumprod(a, axis=None, dtype=None, out=None):
    return cumprod(_filled(a, 1), axis, dtype, out)

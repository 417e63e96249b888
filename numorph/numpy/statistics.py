"""Order statistics, averages and correlations of handles.

Quantiles follow NumPy's formulas on sorted lines, and have derivatives in the data and, where they interpolate, in q.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from ..array import Scalar, as_value, wrap
from ..core.trace import Tracer
from ..core.types import INT
from ..known import known_value, peek
from ..layouts import wrap_copy
from ..ops import sorting as srt
from .creation import as_array
from .reductions import NOT_GIVEN, given, kept_shape
from .register import implements
from .ufuncs import store


def _is_known(x: Any) -> bool:
    return not isinstance(peek(as_value(x)), Tracer)


def _front(x: Any, axis: Any) -> tuple[Any, tuple[int, ...]]:
    """x with the reduced axes merged into axis 0, and these axes."""
    axes = tuple(range(x.ndim)) if axis is None else normalize_axis_tuple(axis, x.ndim)
    rest = [k for k in range(x.ndim) if k not in axes]
    merged = x.transpose((*sorted(axes), *rest)) if x.ndim else x
    n = 1
    for k in axes:
        n *= x.shape[k]
    return merged.reshape((n, *[x.shape[k] for k in rest])), axes


def _sorted(x: Any) -> Any:
    return wrap(srt.sort(as_value(x), axis=0))


def _kept(result: Any, lead: tuple, shape: tuple, axes: tuple, keepdims: Any) -> Any:
    """The result with `keepdims`; `lead` is the shape of q, which stays in front."""
    return result.reshape((*lead, *kept_shape(shape, axes))) if given(keepdims) and keepdims else result


# -- median


@implements(np.median)
def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    x = as_array(a)
    line, axes = _front(x, axis)
    n = line.shape[0]
    line = wrap_copy(as_value(_sorted(line)), line, "K")
    if n == 0:
        result = np.mean(line, axis=0)
    else:
        result = np.mean(line[(n - 1) // 2 : n // 2 + 1], axis=0)
        if x.dtype.kind in "fc":  # a line with a NaN has one at its end
            result = np.where(np.isnan(line[-1]), line[-1].astype(result.dtype), result)[()]
    return store(_kept(result, (), x.shape, axes, keepdims), out)


@implements(np.nanmedian)
def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=NOT_GIVEN):
    """np.nanmedian.  No warning is given for lines of NaNs."""
    x = as_array(a)
    if x.dtype.kind not in "fc":
        return median(x, axis, out, overwrite_input, given(keepdims) and keepdims)
    if x.size == 0:
        return np.nanmean(x, axis, out=out, keepdims=keepdims)
    line, axes = _front(x, axis)
    count = np.sum(~np.isnan(line), axis=0)
    line = _sorted(line)
    low, high = (_taken(line, np.maximum(k, 0)) for k in ((count - 1) // 2, count // 2))
    middle = np.where(count % 2 == 1, low, (low + high) / 2)[()]
    return store(_kept(middle, (), x.shape, axes, keepdims), out)


# -- quantiles.  An index is a number of q's shape, or one per line where lines have lengths of their own.


def _taken(line: Any, index: Any) -> Any:
    """The elements of each line at `index`, of shape (*q, *rest): `line` is (n, *rest)."""
    rest = line.shape[1:]
    lead = index.shape[: index.ndim - len(rest)]
    places = index.reshape((-1, *rest))
    places = places.astype(INT) if places.dtype != INT else places
    return np.take_along_axis(line, places, axis=0).reshape((*lead, *rest))[()]


def _floor_index(index: Any) -> Any:
    return np.floor(index).astype(INT)


def _next_unless(index: Any, stay: Callable[[Any], Any]) -> Any:
    """The place before a virtual index where `stay(its fraction)`, else the place behind it."""
    before = np.floor(index)
    return np.maximum(np.where(stay(index - before), before, before + 1).astype(INT), 0)


def _hyndman_fan(alpha: float, beta: float) -> Callable[[Any, Any], Any]:
    return lambda n, q: n * q + (alpha + q * (1 - alpha - beta)) - 1


# The place of quantile q among n sorted elements: between two elements, or (DISCRETE) at one.
BETWEEN = {
    "linear": lambda n, q: (n - 1) * q,
    "midpoint": lambda n, q: 0.5 * (np.floor((n - 1) * q) + np.ceil((n - 1) * q)),
    "averaged_inverted_cdf": lambda n, q: n * q - 1,
    "interpolated_inverted_cdf": _hyndman_fan(0, 1),
    "hazen": _hyndman_fan(0.5, 0.5),
    "weibull": _hyndman_fan(0, 0),
    "median_unbiased": _hyndman_fan(1 / 3, 1 / 3),
    "normal_unbiased": _hyndman_fan(3 / 8, 3 / 8),
}
DISCRETE = {
    "lower": lambda n, q: _floor_index((n - 1) * q),
    "higher": lambda n, q: np.ceil((n - 1) * q).astype(INT),
    "nearest": lambda n, q: np.round((n - 1) * q).astype(INT),
    "inverted_cdf": lambda n, q: _next_unless(n * q - 1, lambda fraction: fraction == 0),
    "closest_observation": lambda n, q: _next_unless(
        n * q - 1.5, lambda fraction: (fraction == 0) & (np.floor(n * q - 1.5) % 2 == 1)
    ),
}
_FRACTION = {
    "midpoint": lambda fraction, index: np.where(index % 1 == 0, 0.0, 0.5),
    "averaged_inverted_cdf": lambda fraction, index: np.where(fraction == 0, 0.5, 1.0),
}


def _at(line: Any, n: Any, q: Any, method: str, weak: bool) -> Any:
    """The quantile of sorted lines (axis 0) of which the first n elements count."""
    per_line = np.ndim(n) > 0
    rest = line.ndim - 1
    q = q.reshape(q.shape + (1,) * rest) if per_line else q
    shape = np.broadcast_shapes(q.shape, np.shape(n))
    take = (lambda i: _taken(line, i)) if per_line else (lambda i: line[i])
    if method in DISCRETE:
        return take(np.broadcast_to(np.clip(DISCRETE[method](n, q), 0, np.maximum(n - 1, 0)), shape)[()])
    index = np.broadcast_to(BETWEEN[method](n, q), shape)
    if index.dtype.kind in "iu":
        return take(index[()])
    last = np.maximum(n - 1, 0)
    before = np.clip(np.floor(index), 0, last)
    after = np.where(index < 0, 0, np.clip(before + 1, 0, last))
    fraction = index - before
    fraction = _FRACTION[method](fraction, index) if method in _FRACTION else fraction
    low, high = take(before.astype(INT)[()]), take(after.astype(INT)[()])
    fraction = fraction.astype(line.dtype if weak and line.dtype.kind == "f" else index.dtype)
    fraction = fraction if per_line else fraction.reshape(fraction.shape + (1,) * rest)
    return _between(low, high, fraction)


def _between(low: Any, high: Any, fraction: Any) -> Any:
    """Linear interpolation, computed from the nearer end as NumPy does."""
    step = np.subtract(high, low)
    return np.where(fraction >= 0.5, high - step * (1 - fraction), low + step * fraction)[()]


def _check_quantile(a: Any, q: Any, method: str, message: str) -> None:
    if a.dtype.kind == "c":
        raise TypeError("a must be an array of real numbers")
    if _is_known(q):
        values = np.asarray(known_value(as_value(q), "a quantile"))
        if not ((values >= 0) & (values <= 1)).all():
            raise ValueError(message)
    if q.ndim > 2:
        raise ValueError("q must be a scalar or 1d")
    if method not in BETWEEN and method not in DISCRETE:
        raise ValueError(f"{method!r} is not a valid method. Use one of: {', '.join(map(repr, [*BETWEEN, *DISCRETE]))}")


def _quantile(a, q, axis, out, method, keepdims, weights, weak, message):
    x, q = as_array(a), as_array(q)
    _check_quantile(x, q, method, message)
    if x.dtype.kind == "b" and method in BETWEEN:
        np.subtract(np.empty(0, bool), np.empty(0, bool))  # NumPy's own error
    if weights is not None:
        line, axes = _front(x, axis)
        result = _weighted_quantile(line, q, _weights_of_lines(x, weights, axis, method))
        return store(_kept(result, q.shape, x.shape, axes, keepdims), out)
    line, axes = _front(x, axis)
    line = _sorted(line)
    result = _at(line, line.shape[0], q, method, weak)
    if x.dtype.kind == "f":
        result = np.where(np.isnan(line[-1]), line[-1].astype(result.dtype), result)[()]
    return store(_kept(result, q.shape, x.shape, axes, keepdims), out)


def _nan_quantile(a, q, axis, out, method, keepdims, weights, weak, message):
    x, q = as_array(a), as_array(q)
    if x.dtype.kind not in "fc" or weights is not None:
        if weights is not None and x.dtype.kind == "f":
            weights = np.where(np.isnan(x), 0, _weights_of_lines(x, weights, axis, method, spread=True))
            x = np.where(np.isnan(x), 0, x)
        return _quantile(x, q, axis, out, method, keepdims, weights, weak, message)
    _check_quantile(x, q, method, message)
    if x.size == 0:
        return np.nanmean(x, axis, out=out, keepdims=keepdims)
    line, axes = _front(x, axis)
    count = np.sum(~np.isnan(line), axis=0)
    if np.ndim(count) == 0 and _is_known(count):
        count = int(count)
    result = _at(_sorted(line), count, q, method, weak)
    return store(_kept(result, q.shape, x.shape, axes, keepdims), out)


def _weights_of_lines(x: Any, weights: Any, axis: Any, method: str, spread: bool = False) -> Any:
    if method != "inverted_cdf":
        raise ValueError(f"Only method 'inverted_cdf' supports weights. Got: {method}.")
    axis = None if axis is None else normalize_axis_tuple(axis, x.ndim)
    w = np.broadcast_to(aligned_weights(weights, x, axis), x.shape)
    if _is_known(w) and (np.asarray(known_value(as_value(w), "weights")) < 0).any():
        raise ValueError("Weights must be non-negative.")
    return w if spread else _front(w, axis)[0]


def _weighted_quantile(line: Any, q: Any, weights: Any) -> Any:
    """The first element at which the share of the weights up to it reaches q."""
    order = srt.argsort(as_value(line), axis=0, stable=True)
    line, weights = (wrap(srt.reorder(as_value(z), order, axis=0)) for z in (line, weights))
    share = np.cumsum(weights, axis=0, dtype=np.float64)
    share = share / share[-1]
    share = np.where(share == 0, -1, share)
    share = share.astype(q.dtype) if q.dtype.kind == "f" else share
    targets = q.reshape((1, *q.shape) + (1,) * (line.ndim - 1))
    levels = share.reshape((line.shape[0],) + (1,) * q.ndim + line.shape[1:])
    index = np.minimum(np.sum(levels < targets, axis=0), line.shape[0] - 1)
    result = _taken(line, np.broadcast_to(index, q.shape + line.shape[1:]))
    if line.dtype.kind == "f":
        result = np.where(np.isnan(line[-1]), line[-1], result)
    return wrap(as_value(result), scalar=False)  # a 0-d array, as in NumPy


def _is_weak(q: Any) -> bool:
    return type(q) in (int, float) or type(q) is Scalar


_QUANTILE_RANGE, _PERCENTILE_RANGE = (
    "Quantiles must be in the range [0, 1]",
    "Percentiles must be in the range [0, 100]",
)


@implements(np.quantile)
def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None, **old):
    """np.quantile.  A q whose value is not known while tracing is not checked to lie in [0, 1]."""
    method = old.get("interpolation") or method
    return _quantile(a, q, axis, out, method, keepdims, weights, _is_weak(q), _QUANTILE_RANGE)


@implements(np.percentile)
def percentile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None, **old
):
    method = old.get("interpolation") or method
    return _quantile(a, np.true_divide(q, 100), axis, out, method, keepdims, weights, _is_weak(q), _PERCENTILE_RANGE)


@implements(np.nanquantile)
def nanquantile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=NOT_GIVEN, *, weights=None, **old
):
    """np.nanquantile.  No warning is given for lines of NaNs."""
    method = old.get("interpolation") or method
    return _nan_quantile(a, q, axis, out, method, keepdims, weights, _is_weak(q), _QUANTILE_RANGE)


@implements(np.nanpercentile)
def nanpercentile(
    a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=NOT_GIVEN, *, weights=None, **old
):
    method = old.get("interpolation") or method
    return _nan_quantile(
        a, np.true_divide(q, 100), axis, out, method, keepdims, weights, _is_weak(q), _PERCENTILE_RANGE
    )


# -- averages and correlations


def aligned_weights(weights: Any, a: Any, axis: Any) -> Any:
    """Weights in a shape that broadcasts against a."""
    w = as_array(weights)
    if w.shape == a.shape:
        return w
    if axis is None:
        raise TypeError("Axis must be specified when shapes of a and weights differ.")
    if w.shape != tuple(a.shape[k] for k in axis):
        raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
    w = w.transpose(tuple(int(k) for k in np.argsort(axis)))
    return w.reshape(tuple(d if k in axis else 1 for k, d in enumerate(a.shape)))


@implements(np.average)
def average(a, axis=None, weights=None, returned=False, *, keepdims=NOT_GIVEN):
    """np.average.  Weights that sum to zero raise ZeroDivisionError where they are known; else the result is NaN."""
    x = as_array(a)
    axis = None if axis is None else normalize_axis_tuple(axis, x.ndim)
    if weights is None:
        result = np.mean(x, axis, keepdims=keepdims)
        total = result.dtype.type(x.size / np.size(result)) if np.size(result) else result.dtype.type(0)
    else:
        w = aligned_weights(weights, x, axis)
        dtype = np.result_type(x.dtype, w.dtype, *(["f8"] if x.dtype.kind in "iub" else []))
        total = np.sum(w, axis, dtype, keepdims=keepdims)
        if _is_known(total) and (np.asarray(known_value(as_value(total), "the sum of weights")) == 0).any():
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = np.sum(np.multiply(x, w, dtype=dtype), axis, keepdims=keepdims) / total
    if not returned:
        return result
    return result, total if np.shape(total) == np.shape(result) else np.broadcast_to(total, np.shape(result)).copy()


def _variables(x: Any, rowvar: bool, is_vector: bool, dtype: np.dtype) -> Any:
    """One variable per row."""
    rows = x.astype(dtype)
    rows = rows.reshape((1,) * (2 - x.ndim) + x.shape)
    return rows if rowvar or is_vector else rows.T


def _observation_weights(weights: Any, name: str, n: int) -> Any:
    w = as_array(weights).astype(float)
    if w.ndim > 1:
        raise RuntimeError(f"cannot handle multidimensional {name}")
    if w.shape[0] != n:
        raise RuntimeError(f"incompatible numbers of samples and {name}")
    if _is_known(w):
        known = np.asarray(known_value(as_value(w), name))
        if name == "fweights" and (known != np.round(known)).any():
            raise TypeError("fweights must be integer")
        if (known < 0).any():
            raise ValueError(f"{name} cannot be negative")
    return w


@implements(np.cov)
def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    if ddof is not None and ddof != int(ddof):
        raise ValueError("ddof must be integer")
    m = as_array(m)
    y = None if y is None else as_array(y)
    for name, z in (("m", m), ("y", y)):
        if z is not None and z.ndim > 2:
            raise ValueError(f"{name} has more than 2 dimensions")
    dtype = (
        np.result_type(m.dtype, np.float64, *([y.dtype] if y is not None else [])) if dtype is None else np.dtype(dtype)
    )
    x = _variables(m, rowvar, m.ndim == 1, dtype)
    if x.shape[0] == 0:
        return np.array([]).reshape(0, 0)
    if y is not None:
        x = np.concatenate([x, _variables(y, rowvar, y.ndim < 2 or y.shape[0] == 1, dtype)])
    ddof = (0 if bias else 1) if ddof is None else ddof
    f = None if fweights is None else _observation_weights(fweights, "fweights", x.shape[1])
    a = None if aweights is None else _observation_weights(aweights, "aweights", x.shape[1])
    w = f if a is None else a if f is None else f * a
    centre, total = average(x, 1, w, True)
    total = total[0]
    if w is None:
        degrees = x.shape[1] - ddof
    elif ddof == 0:
        degrees = total
    else:
        degrees = total - ddof * (1 if a is None else np.sum(w * a) / total)
    if _is_known(degrees) and known_value(as_value(degrees), "degrees of freedom") <= 0:
        warnings.warn("Degrees of freedom <= 0 for slice", RuntimeWarning, stacklevel=2)
        degrees = 0.0
    x = x - centre[:, None]
    c = np.dot(x if w is None else x * w, np.conjugate(x.T))
    return np.squeeze((c * np.true_divide(1, degrees)).astype(dtype))


@implements(np.corrcoef)
def corrcoef(x, y=None, rowvar=True, *, dtype=None):
    c = cov(x, y, rowvar, dtype=dtype)
    if np.ndim(c) == 0:
        return c / c
    deviation = np.sqrt(np.real(np.diagonal(c)))
    c = c / deviation[:, None] / deviation[None, :]
    if c.dtype.kind == "c":
        return np.clip(np.real(c), -1, 1) + 1j * np.clip(np.imag(c), -1, 1)
    return np.clip(c, -1, 1)

"""Counts of elements per bin: bincount and the histograms.

Counts have no derivative; sums of weights have one in the weights, edges one in the data that they are computed from.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..array import as_value, wrap
from ..core.trace import Tracer
from ..known import known_value, peek
from ..ops.indexing import scatter
from .creation import as_array
from .register import implements


def _known(x: Any) -> Any:
    """The NumPy value behind x, or None."""
    known = peek(as_value(x))
    return None if isinstance(known, Tracer) else np.asarray(known)


def _totals(index: Any, weights: Any, length: int, dtype: np.dtype) -> Any:
    """The sum of weights (of ones, if None) for every index below `length`."""
    values = np.ones(index.shape, dtype) if weights is None else as_value(weights.astype(dtype))
    return wrap(scatter(np.zeros(length, dtype), values, as_value(index), mode="add", unique=False))


@implements(np.bincount)
def bincount(x, /, weights=None, minlength=0):
    """np.bincount.  x must be known, since its largest element fixes the length of the result."""
    index = np.asarray(known_value(as_value(x), "the largest element of an array"))
    if weights is None:
        return wrap(np.bincount(index, minlength=minlength))
    w = as_array(weights)
    length = np.bincount(index, minlength=minlength).shape[0]  # also NumPy's checks
    if w.shape != index.shape:
        raise ValueError("The weights and list don't have the same length.")
    if not np.can_cast(w.dtype, np.float64, "safe"):
        raise TypeError(f"Cannot cast array data from {w.dtype!r} to dtype('float64') according to the rule 'safe'")
    return _totals(index, w, length, np.dtype(np.float64))


# -- edges


def _outer_edges(x: Any, range: Any) -> tuple[Any, Any]:
    if range is not None:
        first, last = range
        limits = [_known(e) for e in range]
        if all(e is not None for e in limits):
            if limits[0] > limits[1]:
                raise ValueError("max must be larger than min in range parameter.")
            if not np.isfinite(limits).all():
                raise ValueError(f"supplied range of [{limits[0]}, {limits[1]}] is not finite")
    elif x.size == 0:
        first, last = 0, 1
    else:
        first, last = np.min(x), np.max(x)
        limits = [_known(e) for e in (first, last)]
        if limits[0] is not None and not np.isfinite(limits).all():
            raise ValueError(f"autodetected range of [{limits[0]}, {limits[1]}] is not finite")
    if all(_known(e) is not None for e in (first, last)):
        return (first - 0.5, last + 0.5) if _known(first) == _known(last) else (first, last)
    widen = np.where(first == last, 0.5, 0.0)
    return first - widen, last + widen


def _even_edges(x: Any, n: int, range: Any) -> Any:
    first, last = _outer_edges(x, range)
    dtype = np.result_type(*[as_value(e).dtype if hasattr(e, "dtype") else e for e in (first, last)], x.dtype)
    return np.linspace(first, last, n + 1, dtype=np.result_type(dtype, float) if dtype.kind in "iu" else dtype)


def _edges(x: Any, bins: Any, range: Any, weights: Any) -> Any:
    if isinstance(bins, str):
        if weights is not None:
            raise TypeError("Automated estimation of the number of bins is not supported for weighted data")
        known = np.asarray(known_value(as_value(x), "the number of bins"))
        return _even_edges(x, len(np.histogram_bin_edges(known, bins, range)) - 1, range)
    if np.ndim(bins) == 0:
        try:
            n = operator.index(bins)
        except TypeError as error:
            raise TypeError("`bins` must be an integer, a string, or an array") from error
        if n < 1:
            raise ValueError("`bins` must be positive, when an integer")
        return _even_edges(x, n, range)
    edges = as_array(bins)
    if edges.ndim != 1:
        raise ValueError("`bins` must be 1d, when an array")
    known = _known(edges)
    if known is not None and (known[:-1] > known[1:]).any():
        raise ValueError("`bins` must increase monotonically, when an array")
    return edges


def _data(a: Any, weights: Any) -> tuple[Any, Any]:
    x = as_array(a)
    x = x.astype(np.uint8) if x.dtype.kind == "b" else x
    w = None if weights is None else as_array(weights)
    if w is not None and w.shape != x.shape:
        raise ValueError("weights should have the same shape as a.")
    return x.reshape(-1), None if w is None else w.reshape(-1)


@implements(np.histogram_bin_edges)
def histogram_bin_edges(a, bins=10, range=None, weights=None):
    x, w = _data(a, weights)
    return _edges(x, bins, range, w)


# -- counts


def _bin_of(x: Any, edges: Any) -> Any:
    """The number of edges at or below each element; what lies on the last edge belongs to the last bin."""
    place = np.searchsorted(edges, x, "right")
    return np.where(x == edges[-1], edges.shape[0] - 1, place)


@implements(np.histogram)
def histogram(a, bins=10, range=None, density=None, weights=None):
    """np.histogram.  Data and bins whose values are not known are not checked to be finite and in order."""
    x, w = _data(a, weights)
    edges = _edges(x, bins, range, w)
    n = edges.shape[0] - 1
    dtype = np.dtype(np.intp) if w is None else w.dtype
    counts = _totals(_bin_of(x, edges), w, n + 2, dtype)[1:-1].copy()
    if density:
        return counts / np.diff(edges).astype(float) / np.sum(counts), edges
    return counts, edges


def _is_sequence(bins: Any) -> bool:
    return isinstance(bins, list | tuple) or np.ndim(bins) > 0


@implements(np.histogramdd)
def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    points = sample if hasattr(sample, "shape") and np.ndim(sample) == 2 else np.atleast_2d(as_array(sample)).T
    points = as_array(points)
    d = points.shape[1]
    bins = bins if _is_sequence(bins) else [bins] * d
    if len(bins) != d:
        raise ValueError("The dimension of bins must be equal to the dimension of the sample x.")
    if range is not None and len(range) != d:
        raise ValueError("range argument must have one entry per dimension")
    columns = [points[:, i] for i in np.arange(d)]
    edges = [
        _edges_of_axis(x, b, None if range is None else range[i], i)
        for i, (x, b) in enumerate(zip(columns, bins, strict=True))
    ]
    shape = tuple(e.shape[0] + 1 for e in edges)
    place: Any = 0
    for x, e, n in zip(columns, edges, shape, strict=True):
        place = place * n + _bin_of(x, e)
    w = None if weights is None else as_array(weights)
    size = int(np.prod(shape))
    counts = _totals(place, w, size, np.dtype(float)).reshape(shape)[(slice(1, -1),) * d].copy()
    if density:
        total = np.sum(counts)
        for i, e in enumerate(edges):
            counts = counts / np.diff(e).reshape([-1 if k == i else 1 for k in np.arange(d)])
        counts = counts / total
    return counts, edges


def _edges_of_axis(x: Any, bins: Any, range: Any, i: int) -> Any:
    if np.ndim(bins) == 0:
        try:
            n = operator.index(bins)
        except TypeError as error:
            raise TypeError(f"`bins[{i}]` must be an integer, when a scalar") from error
        if n < 1:
            raise ValueError(f"`bins[{i}]` must be positive, when an integer")
        return np.linspace(*_outer_edges(x, range), n + 1)
    edges = as_array(bins)
    if edges.ndim != 1:
        raise ValueError(f"`bins[{i}]` must be a scalar or 1d array")
    known = _known(edges)
    if known is not None and (known[:-1] > known[1:]).any():
        raise ValueError(f"`bins[{i}]` must be monotonically increasing, when an array")
    return edges


@implements(np.histogram2d)
def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    if len(x) != len(y):
        raise ValueError("x and y must have the same length.")
    if _is_sequence(bins) and len(bins) != 2:
        bins = [bins[0], bins[0]] if len(bins) == 1 else [bins, bins]
    counts, edges = histogramdd([x, y], bins, range, density, weights)
    return counts, edges[0], edges[1]

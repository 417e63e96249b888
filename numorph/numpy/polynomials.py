"""Polynomials as NumPy's poly functions have them: coefficients from the highest power down.

NumPy drops leading zeros; where that changes the length of a result, the coefficients must be known.
"""

from __future__ import annotations

import operator
import warnings
from typing import Any

import numpy as np

from ..array import Array, convert, unwrap, wrap
from ..core.trace import Tracer
from ..known import known_value, peek
from ..ops.decompositions import eigvals
from .creation import as_array
from .linalg import real_if_known
from .matrices import matrix
from .register import implements


def _coefficients(p: Any) -> Array:
    return np.atleast_1d(as_array(p))


def _known(p: Array) -> np.ndarray:
    return known_value(p._read(), "which coefficients are zero, for a polynomial")


def _without_leading_zeros(p: Array) -> Array:
    places = np.flatnonzero(_known(p))
    return p[places[0] :] if len(places) else p[:0]


def _aligned(a1: Any, a2: Any) -> tuple[Array, Array]:
    """Both polynomials with as many coefficients as the longer one."""
    a1, a2 = _coefficients(a1), _coefficients(a2)
    n = max(len(a1), len(a2))
    return np.pad(a1, (n - len(a1), 0)), np.pad(a2, (n - len(a2), 0))


@implements(np.polyadd)
def polyadd(a1: Any, a2: Any) -> Array:
    a1, a2 = _aligned(a1, a2)
    return a1 + a2


@implements(np.polysub)
def polysub(a1: Any, a2: Any) -> Array:
    a1, a2 = _aligned(a1, a2)
    return a1 - a2


@implements(np.polymul)
def polymul(a1: Any, a2: Any) -> Array:
    """np.polymul.  The coefficients must be known, since leading zeros are dropped."""
    factors = [_without_leading_zeros(_coefficients(a)) for a in (a1, a2)]
    return np.convolve(*[f if len(f) else np.zeros_like(f, shape=1) for f in factors])


@implements(np.polydiv)
def polydiv(u: Any, v: Any) -> tuple:
    """np.polydiv.  The coefficients must be known, since leading zeros of the remainder are dropped."""
    u, v = _coefficients(u) + 0.0, _coefficients(v) + 0.0
    steps = len(u) - len(v) + 1
    dtype = np.result_type(u, v)
    quotient = np.zeros_like(u, dtype, shape=max(steps, 1))
    rest = u.astype(dtype)
    for k in range(steps):
        quotient[k] = rest[k] * (1.0 / v[0])
        rest[k : k + len(v)] -= quotient[k] * v
    known = _known(rest)
    first = 0
    while first < len(known) - 1 and np.allclose(known[first], 0, rtol=1e-14):
        first += 1
    return quotient, rest[first:]


@implements(np.polyder)
def polyder(p: Any, m: int = 1) -> Array:
    m = operator.index(m)
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    p = as_array(p)
    for _ in range(m):
        p = p[:-1] * np.arange(len(p) - 1, 0, -1)
    return p


@implements(np.polyint)
def polyint(p: Any, m: int = 1, k: Any = None) -> Array:
    m = operator.index(m)
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    constants = np.zeros(m) if k is None else np.atleast_1d(as_array(k))
    if len(constants) == 1 and m > 1:
        constants = constants[0] * np.ones(m)
    if len(constants) < m:
        raise ValueError("k must be a scalar or a rank-1 array of length 1 or >m.")
    p = as_array(p)
    for step in range(m):
        p = np.concatenate([p / np.arange(len(p), 0, -1), constants[step : step + 1]])
    return p


@implements(np.poly)
def poly(seq_of_zeros: Any) -> Any:
    """np.poly.  Whether complex zeros come in conjugate pairs, so that the result is real, must be known."""
    zeros = _coefficients(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] != 0:
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError("input must be 1d or non-empty square 2d array.")
    if not len(zeros):
        return 1.0
    zeros = zeros if zeros.dtype.kind in "fc" else zeros.astype(float)
    product = np.ones_like(zeros, shape=1)
    for zero in zeros:
        product = np.concatenate([product, np.zeros_like(product, shape=1)]) - np.pad(zero * product, (1, 0))
    if zeros.dtype.kind == "c":
        known = known_value(zeros._read(), "which zeros are conjugate")
        if np.all(np.sort(known) == np.sort(known.conj())):
            product = product.real.copy()
    return product


@implements(np.roots)
def roots(p: Any) -> Array:
    """np.roots.  Which coefficients are zero must be known."""
    p = _coefficients(p)
    if p.ndim != 1:
        raise ValueError("Input must be a rank-1 array.")
    places = np.flatnonzero(_known(p))
    if not len(places):
        return np.zeros_like(p, np.float64, shape=0)
    zeros_at_origin = len(p) - places[-1] - 1
    p = p[places[0] : places[-1] + 1]
    p = p if p.dtype.kind in "fc" else p.astype(float)
    if len(p) == 1:
        return np.zeros_like(p, shape=zeros_at_origin)
    companion = np.zeros_like(p, shape=(len(p) - 1, len(p) - 1))
    companion[...] = np.eye(len(p) - 1, k=-1)
    companion[0] = -p[1:] / p[0]
    x = matrix(np.linalg.eigvals, companion)
    found = wrap(*real_if_known(x, eigvals(x)))
    return np.concatenate([found, np.zeros_like(found, shape=zeros_at_origin)])


@implements(np.polyfit)
def polyfit(
    x: Any, y: Any, deg: int, rcond: float | None = None, full: bool = False, w: Any = None, cov: Any = False
) -> Any:
    order = operator.index(deg) + 1
    x, y = as_array(x) + 0.0, as_array(y) + 0.0
    _check_points(x, y, order, w)
    rcond = len(x) * np.finfo(x.dtype).eps if rcond is None else rcond
    left, right = np.vander(x, order), y
    if w is not None:
        w = as_array(w) + 0.0
        left = left * w[:, None]
        right = right * (w[:, None] if right.ndim == 2 else w)
    scale = np.sqrt(np.sum(left * left, axis=0))
    left = left / scale
    if full or (cov and cov != "unscaled"):
        c, residuals, rank, singular = np.linalg.lstsq(left, right, rcond)
    else:  # no residuals, so that the rank need not be known
        c, rank = _least_squares(left, right, rcond)
    c = (c.T / scale).T
    if full:
        return c, residuals, rank, singular, rcond
    known_rank = peek(unwrap(rank))  # NumPy warns; a program that runs later cannot
    if not isinstance(known_rank, Tracer) and known_rank != order:
        warnings.warn("Polyfit may be poorly conditioned", np.exceptions.RankWarning, stacklevel=2)
    if not cov:
        return c
    base = np.linalg.inv(left.T @ left) / np.outer(scale, scale)
    if cov != "unscaled":
        if len(x) <= order:
            raise ValueError("the number of data points must exceed order to scale the covariance matrix")
        factor = residuals / (len(x) - order)
    else:
        factor = 1.0
    return c, (base if y.ndim == 1 else base[:, :, None]) * factor


def _least_squares(a: Array, b: Array, rcond: float) -> tuple[Array, Any]:
    """The solution and the rank."""
    from ..ops import linalg

    x, y = (v._read() for v in (a, b if b.ndim == 2 else b[:, None]))
    dtype = np.result_type(x.dtype, y.dtype)
    c, rank, _ = linalg.lstsq(convert(x, dtype), convert(y, dtype), rcond=float(rcond))
    return (Array(c) if b.ndim == 2 else Array(c)[:, 0]), rank


def _check_points(x: Array, y: Array, order: int, w: Any) -> None:
    if order < 1:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if y.ndim not in (1, 2):
        raise TypeError("expected 1D or 2D array for y")
    if len(x) != len(y):
        raise TypeError("expected x and y to have same length")
    if w is not None and np.ndim(w) != 1:
        raise TypeError("expected a 1-d array for weights")
    if w is not None and len(w) != len(y):
        raise TypeError("expected w and y to have the same length")

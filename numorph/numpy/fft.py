"""numpy.fft: the names are NumPy's own functions; what they do with handles is written below.

Transforms over several axes are transforms along one axis after the other, in NumPy's order.
"""

from __future__ import annotations

import functools
import operator
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.fft as _numpy
from numpy.fft import *  # noqa: F403
from numpy.lib.array_utils import normalize_axis_index

from ..array import Array, Scalar, convert
from ..core.op import Op
from ..core.trace import EVAL, state
from ..layouts import wrap_copy
from ..ops import elementwise as ew
from ..ops import fft as ops
from ..ops import movement as mv
from ..ops.indexing import slice_axis
from .creation import as_array, as_result
from .matrices import refuse
from .register import implements
from .ufuncs import store

__all__ = list(_numpy.__all__)


def _frequencies(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, whose result is a handle inside a transformation."""

    @functools.wraps(function)
    def make(n: Any, *args: Any, **kw: Any) -> Any:
        if state.trace is EVAL:
            return function(n, *args, **kw)
        return as_result(function(operator.index(n) if isinstance(n, Array | Scalar) else n, *args, **kw))

    return make


fftfreq = _frequencies(_numpy.fftfreq)
rfftfreq = _frequencies(_numpy.rfftfreq)

# -- one axis.  Forward operations have no factor and inverse ones 1/n; `norm` multiplies by a power of n.

_POWER = {None: 0.0, "backward": 0.0, "ortho": -0.5, "forward": -1.0}
_OPPOSITE = {None: "forward", "backward": "forward", "ortho": "ortho", "forward": "backward"}


def _along(op: Op, a: Any, n: int | None, axis: int, norm: str | None, out: Any, dtype: np.dtype, **params: Any) -> Any:
    """`op` along one axis of `a` in `dtype`, of which n elements are used."""
    a = as_array(a)
    m = a.shape[axis] if n is None else operator.index(n)
    x = convert(a._read(), dtype)
    length = params.pop("length", m)
    if length < 1:
        raise ValueError(f"Invalid number of FFT data points ({length}) specified.")
    if norm not in _POWER:
        _numpy.fft(np.zeros(1), norm=norm)  # raises
    axis = normalize_axis_index(axis, a.ndim)
    if op is ops.irfft:
        params["n"] = length
    result = op(_resized(x, axis, m), axis=axis, **params)
    power = _POWER[norm] if op in (ops.fft, ops.rfft) else -_POWER[norm]
    if power:
        result = ew.multiply(result, ew.const(result, float(length) ** power))
    return _deliver(wrap_copy(result, a, "K", False), out)


def _deliver(result: Any, out: Any) -> Any:
    if out is not None and out.shape != result.shape:
        raise ValueError("output array has wrong shape.")
    return store(result, out)


def _resized(x: Any, axis: int, n: int) -> Any:
    """x cut to n elements along an axis, or filled up with zeros."""
    have = x.shape[axis]
    if n < have:
        return slice_axis(x, axis, 0, n)
    if n == have:
        return x
    return mv.pad(x, x.dtype.type(0), widths=tuple((0, n - have if k == axis else 0) for k in range(len(x.shape))))


def _inexact(a: Any) -> np.dtype:
    return np.result_type(as_array(a).dtype, 1.0)


def _complex(a: Any) -> np.dtype:
    return np.result_type(as_array(a).dtype, 1j)


@implements(_numpy.fft)
def _fft(a: Any, n: int | None = None, axis: int = -1, norm: str | None = None, out: Any = None) -> Any:
    return _along(ops.fft, a, n, axis, norm, out, _inexact(a))


@implements(_numpy.ifft)
def _ifft(a: Any, n: int | None = None, axis: int = -1, norm: str | None = None, out: Any = None) -> Any:
    return _along(ops.ifft, a, n, axis, norm, out, _inexact(a))


@implements(_numpy.rfft)
def _rfft(a: Any, n: int | None = None, axis: int = -1, norm: str | None = None, out: Any = None) -> Any:
    if as_array(a).dtype.kind == "c":
        refuse(_numpy.rfft, as_array(a))
    return _along(ops.rfft, a, n, axis, norm, out, _inexact(a))


@implements(_numpy.irfft)
def _irfft(a: Any, n: int | None = None, axis: int = -1, norm: str | None = None, out: Any = None) -> Any:
    a = as_array(a)
    n = 2 * (a.shape[axis] - 1) if n is None else operator.index(n)
    result = _along(ops.irfft, a, n // 2 + 1, axis, norm, None, _complex(a), length=n)
    return _deliver(result.astype(a.dtype) if a.dtype == np.float16 else result, out)


@implements(_numpy.hfft)
def _hfft(a: Any, n: int | None = None, axis: int = -1, norm: str | None = None, out: Any = None) -> Any:
    return _irfft(np.conjugate(a), n, axis, _OPPOSITE.get(norm, norm), out)


@implements(_numpy.ihfft)
def _ihfft(a: Any, n: int | None = None, axis: int = -1, norm: str | None = None, out: Any = None) -> Any:
    return _deliver(np.conjugate(_rfft(a, n, axis, _OPPOSITE.get(norm, norm))), out)


# -- several axes


def _sizes(a: Array, s: Any, axes: Any, mirrored: bool = False) -> list[tuple[Any, int]]:
    """Pairs of a size and the axis to transform; mirrored: the last axis holds half of the coefficients."""
    if s is not None and axes is None:
        warnings.warn("`axes` should not be `None` if `s` is not `None`.", DeprecationWarning, stacklevel=4)
    sizes = [a.shape[k] for k in (range(a.ndim) if axes is None else axes)] if s is None else list(s)
    axes = range(-len(sizes), 0) if axes is None else axes
    if len(sizes) != len(axes):
        raise ValueError("Shape and axes have different lengths.")
    if mirrored and s is None:
        sizes[-1] = 2 * (sizes[-1] - 1)
    if None in sizes:
        warnings.warn("`None` in `s` is deprecated; -1 uses a whole axis.", DeprecationWarning, stacklevel=4)
    return [(a.shape[k] if n == -1 else n, k) for n, k in zip(sizes, axes, strict=True)]


def _over(transform: Callable[..., Any], a: Any, pairs: list[tuple[Any, int]], norm: str | None) -> Any:
    """A transform along one axis after the other, from the last to the first."""
    for n, axis in reversed(pairs):
        a = transform(a, n, axis, norm)
    return a


@implements(_numpy.fftn)
def _fftn(a: Any, s: Any = None, axes: Any = None, norm: str | None = None, out: Any = None) -> Any:
    a = as_array(a)
    return _deliver(_over(_fft, a, _sizes(a, s, axes), norm), out)


@implements(_numpy.ifftn)
def _ifftn(a: Any, s: Any = None, axes: Any = None, norm: str | None = None, out: Any = None) -> Any:
    a = as_array(a)
    return _deliver(_over(_ifft, a, _sizes(a, s, axes), norm), out)


@implements(_numpy.rfftn)
def _rfftn(a: Any, s: Any = None, axes: Any = None, norm: str | None = None, out: Any = None) -> Any:
    a = as_array(a)
    *others, (n, last) = _sizes(a, s, axes)
    return _deliver(_over(_fft, _rfft(a, n, last, norm), others, norm), out)


@implements(_numpy.irfftn)
def _irfftn(a: Any, s: Any = None, axes: Any = None, norm: str | None = None, out: Any = None) -> Any:
    a = as_array(a)
    *others, (n, last) = _sizes(a, s, axes, mirrored=True)
    return _irfft(_over(_ifft, a, others[::-1], norm), n, last, norm, out)


@implements(_numpy.fft2)
def _fft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, out: Any = None) -> Any:
    return _fftn(a, s, axes, norm, out)


@implements(_numpy.ifft2)
def _ifft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, out: Any = None) -> Any:
    return _ifftn(a, s, axes, norm, out)


@implements(_numpy.rfft2)
def _rfft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, out: Any = None) -> Any:
    return _rfftn(a, s, axes, norm, out)


@implements(_numpy.irfft2)
def _irfft2(a: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, out: Any = None) -> Any:
    return _irfftn(a, s, axes, norm, out)


# -- order of the frequencies


def _half_turn(x: Any, axes: Any, direction: int) -> Any:
    """x rolled by half of its size, rounded down, along the axes."""
    x = as_array(x)
    axes = tuple(range(x.ndim)) if axes is None else (axes,) if isinstance(axes, int | np.integer) else tuple(axes)
    half = [x.shape[k] // 2 for k in axes]
    return np.roll(x, [direction * h for h in half], axes)


@implements(_numpy.fftshift)
def _fftshift(x: Any, axes: Any = None) -> Any:
    return _half_turn(x, axes, 1)


@implements(_numpy.ifftshift)
def _ifftshift(x: Any, axes: Any = None) -> Any:
    return _half_turn(x, axes, -1)

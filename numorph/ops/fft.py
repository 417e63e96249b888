"""Discrete Fourier transforms along one axis, without normalisation forward and with 1/n backward (norm="backward").

fft and ifft take real or complex operands, rfft real ones, and irfft the n // 2 + 1 coefficients of a real signal of
length n.  All are linear, and the pairing of tangent and cotangent is Re(ct * t), without a conjugate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import LINEAR
from ..core.trace import typeof
from ..core.types import ArrayType, Shape
from .elementwise import conjugate, multiply, real
from .movement import expand, pad


def complex_dtype(dtype: np.dtype) -> np.dtype:
    """The dtype of the coefficients of a signal."""
    return np.result_type(dtype, 1j)


def _resized(shape: Shape, axis: int, n: int) -> Shape:
    return (*shape[:axis], n, *shape[axis + 1 :])


def _fourier(name: str, type_rule: Callable[..., Any], impl: Callable[..., Any], transpose: Callable[..., Any]) -> Op:
    op = Op(name, "fft", type_rule, impl, LINEAR, transpose)
    op.batch = lambda size, args, batched, axis, **params: op(args[0], axis=axis + 1, **params)
    return op


def _check_inexact(name: str, t: Any, kinds: str) -> None:
    if t.dtype.kind not in kinds:
        raise TypeError(f"'{name}' needs a {'real' if kinds == 'f' else 'real or complex'} operand, got {t}.")


def _symmetric(name: str, impl: Callable[..., Any]) -> Op:
    """A transform whose matrix is symmetric, and so its own transpose."""

    def type_rule(t, axis):
        _check_inexact(name, t, "fc")
        return ArrayType(t.shape, complex_dtype(t.dtype))

    def transpose(ct, x, i, axis):
        out = op(ct, axis=axis)
        return out if x.type.dtype.kind == "c" else real(out)

    op = _fourier(name, type_rule, lambda x, axis: impl(x, axis=axis), transpose)
    return op


fft = _symmetric("fft", np.fft.fft)
ifft = _symmetric("ifft", np.fft.ifft)


def _rfft_type(t, axis):
    _check_inexact("rfft", t, "f")
    return ArrayType(_resized(t.shape, axis, t.shape[axis] // 2 + 1), complex_dtype(t.dtype))


def _rfft_transpose(ct, x, i, axis):
    """x_j = Re sum over the kept k of ct_k exp(-2 pi i j k / n)."""
    shape, t = x.type.shape, typeof(ct)
    widths = tuple((0, n - m) for n, m in zip(shape, t.shape, strict=True))
    return real(fft(pad(ct, t.dtype.type(0), widths=widths), axis=axis))


rfft = _fourier("rfft", _rfft_type, lambda x, axis: np.fft.rfft(x, axis=axis), _rfft_transpose)


def _irfft_type(t, n, axis):
    if t.dtype.kind != "c" or t.shape[axis] != n // 2 + 1:
        raise TypeError(
            f"'irfft' to length {n} along axis {axis} needs complex operands of {n // 2 + 1} there, got {t}."
        )
    return ArrayType(_resized(t.shape, axis, n), t.dtype.type(0).real.dtype)


def _irfft_transpose(ct, y, i, n, axis):
    """conj(rfft(ct)) / n, twice where a coefficient stands for its mirror image as well."""
    shape, dtype = y.type.shape, y.type.dtype
    weights = np.full(n // 2 + 1, 2 / n)
    weights[0] = 1 / n
    if n % 2 == 0:
        weights[-1] = 1 / n
    weights = weights.astype(dtype).reshape([-1 if a == axis else 1 for a in range(len(shape))])
    return multiply(conjugate(rfft(ct, axis=axis)), expand(weights, shape))


irfft = _fourier("irfft", _irfft_type, lambda y, n, axis: np.fft.irfft(y, n, axis), _irfft_transpose)

"""Makers of initial weights: each returns f(key, shape, dtype) -> array; `zeros` and `ones` are such functions.

From the same key they give the weights that jax.nn.initializers gives, up to rounding; the default dtype is float64.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from .. import numpy as np
from .. import random

Initializer = Callable[..., Any]
_TRUNCATED_STD = 0.87962566103423978  # of the standard normal distribution cut off at -2 and 2


def zeros(key: Any, shape: Sequence[int], dtype: Any = None) -> Any:
    """Zeros; the key is not used."""
    return np.zeros(tuple(shape), _floating(dtype))


def ones(key: Any, shape: Sequence[int], dtype: Any = None) -> Any:
    """Ones; the key is not used."""
    return np.ones(tuple(shape), _floating(dtype))


def constant(value: Any, dtype: Any = None) -> Initializer:
    """`value`, broadcast to the shape."""

    def init(key: Any, shape: Sequence[int], dtype: Any = dtype) -> Any:
        return np.full(tuple(shape), value, _floating(dtype))

    return init


def uniform(scale: float = 1e-2, dtype: Any = None) -> Initializer:
    """Uniform on [0, scale)."""
    return _scaled(lambda key, shape, dtype: random.uniform(key, shape, dtype), scale, dtype)


def normal(stddev: float = 1e-2, dtype: Any = None) -> Initializer:
    """Normal, with mean 0 and the given standard deviation."""
    return _scaled(lambda key, shape, dtype: random.normal(key, shape, dtype), stddev, dtype)


def truncated_normal(stddev: float = 1e-2, dtype: Any = None, lower: float = -2.0, upper: float = 2.0) -> Initializer:
    """Standard normal cut off at `lower` and `upper`, then times `stddev`."""
    return _scaled(lambda key, shape, dtype: random.truncated_normal(key, lower, upper, shape, dtype), stddev, dtype)


def variance_scaling(
    scale: float,
    mode: str,
    distribution: str,
    in_axis: int | Sequence[int] = -2,
    out_axis: int | Sequence[int] = -1,
    batch_axis: int | Sequence[int] = (),
    dtype: Any = None,
) -> Initializer:
    """Mean 0 and variance scale / n, n being the number of inputs or outputs of a unit, or a mean of both.

    mode: 'fan_in', 'fan_out', 'fan_avg' or 'fan_geo_avg'.  distribution: 'truncated_normal', 'normal' or 'uniform'.
    Axes that are none of in_axis, out_axis, batch_axis are those of a convolution's window.  Real floating dtypes only.
    """
    if mode not in _FAN:
        raise ValueError(f"'variance_scaling' needs a mode out of {', '.join(map(repr, _FAN))}, got {mode!r}.")
    if distribution not in _DRAW:
        raise ValueError(
            f"'variance_scaling' needs a distribution out of {', '.join(map(repr, _DRAW))}, got {distribution!r}."
        )

    def init(key: Any, shape: Sequence[int], dtype: Any = dtype) -> Any:
        dtype, shape = _floating(dtype), tuple(shape)
        if dtype.kind != "f":
            raise TypeError(f"'variance_scaling' needs a real floating dtype, got {dtype}.")
        variance = dtype.type(scale / _FAN[mode](*_fans(shape, in_axis, out_axis, batch_axis)))
        draw, factor = _DRAW[distribution]
        return draw(key, shape, dtype) * factor(variance)

    return init


_FAN = {
    "fan_in": lambda fan_in, fan_out: fan_in,
    "fan_out": lambda fan_in, fan_out: fan_out,
    "fan_avg": lambda fan_in, fan_out: (fan_in + fan_out) / 2,
    "fan_geo_avg": lambda fan_in, fan_out: math.sqrt(fan_in * fan_out),
}
_DRAW: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "truncated_normal": (
        lambda key, shape, dtype: random.truncated_normal(key, -2, 2, shape, dtype),
        lambda variance: np.sqrt(variance) / variance.dtype.type(_TRUNCATED_STD),
    ),
    "normal": (random.normal, np.sqrt),
    "uniform": (
        lambda key, shape, dtype: random.uniform(key, shape, dtype, -1),
        lambda variance: np.sqrt(3 * variance),
    ),
}


def _fans(shape: tuple[int, ...], in_axis: Any, out_axis: Any, batch_axis: Any) -> tuple[float, float]:
    """How many inputs and outputs a unit has, a convolution's window counted in."""
    if in_axis == -2 and len(shape) < 2:
        raise ValueError(f"'variance_scaling' needs a shape of at least two axes, or in_axis, got {shape}.")
    inputs, outputs, batch = (
        math.prod(shape[a] for a in ((axes,) if isinstance(axes, int) else axes))
        for axes in (in_axis, out_axis, batch_axis)
    )
    window = math.prod(shape) / inputs / outputs / batch
    return inputs * window, outputs * window


def _family(scale: float, mode: str, distribution: str, doc: str) -> Callable[..., Initializer]:
    def make(
        in_axis: int | Sequence[int] = -2,
        out_axis: int | Sequence[int] = -1,
        batch_axis: int | Sequence[int] = (),
        dtype: Any = None,
    ) -> Initializer:
        return variance_scaling(scale, mode, distribution, in_axis, out_axis, batch_axis, dtype)

    make.__doc__ = f"{doc}: variance_scaling({scale}, '{mode}', '{distribution}')."
    return make


glorot_uniform = xavier_uniform = _family(1.0, "fan_avg", "uniform", "Glorot, Bengio 2010")
glorot_normal = xavier_normal = _family(1.0, "fan_avg", "truncated_normal", "Glorot, Bengio 2010")
lecun_uniform = _family(1.0, "fan_in", "uniform", "LeCun et al. 1998")
lecun_normal = _family(1.0, "fan_in", "truncated_normal", "LeCun et al. 1998")
he_uniform = kaiming_uniform = _family(2.0, "fan_in", "uniform", "He et al. 2015")
he_normal = kaiming_normal = _family(2.0, "fan_in", "truncated_normal", "He et al. 2015")


def orthogonal(scale: float = 1.0, column_axis: int = -1, dtype: Any = None) -> Initializer:
    """`scale` times a random matrix with orthonormal columns (rows, where there are more columns than rows).

    `column_axis` numbers the columns, all other axes together the rows.  Raises ValueError for fewer than two axes.
    """

    def init(key: Any, shape: Sequence[int], dtype: Any = dtype) -> Any:
        dtype, shape = _floating(dtype), tuple(shape)
        if len(shape) < 2:
            raise ValueError(f"'orthogonal' needs a shape of at least two axes, got {shape}.")
        if 0 in shape:
            return np.zeros(shape, dtype)
        axis = column_axis % len(shape)
        columns = shape[axis]
        matrix = random.orthogonal(key, math.prod(shape) // columns, (), dtype, columns)
        weights = matrix.reshape(*shape[:axis], *shape[axis + 1 :], columns)
        return dtype.type(scale) * np.moveaxis(weights, -1, axis)

    return init


def delta_orthogonal(scale: float = 1.0, column_axis: int = -1, dtype: Any = None) -> Initializer:
    """A convolution that is `orthogonal` at the centre of its window and 0 elsewhere (Xiao et al. 2018).

    The last two axes of the shape are inputs and outputs, with no more inputs than outputs; else ValueError.
    """

    def init(key: Any, shape: Sequence[int], dtype: Any = dtype) -> Any:
        dtype, shape = _floating(dtype), tuple(shape)
        if len(shape) not in (3, 4, 5):
            raise ValueError(f"'delta_orthogonal' needs a shape of 3, 4 or 5 axes, got {shape}.")
        if shape[-1] < shape[-2]:
            raise ValueError(f"'delta_orthogonal' needs no more inputs than outputs (the last two axes), got {shape}.")
        weights = np.zeros(shape, dtype)
        weights[tuple((d - 1) // 2 for d in shape[:-2])] = orthogonal(scale, column_axis, dtype)(key, shape[-2:])
        return weights

    return init


def _floating(dtype: Any) -> Any:
    return np.dtype(float if dtype is None else dtype)


def _scaled(draw: Callable[..., Any], scale: float, dtype: Any) -> Initializer:
    def init(key: Any, shape: Sequence[int], dtype: Any = dtype) -> Any:
        dtype = _floating(dtype)
        return draw(key, tuple(shape), dtype) * dtype.type(scale)

    return init

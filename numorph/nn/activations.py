"""Activation functions.  A branch that would overflow gets another argument first, so that gradients stay finite."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..numpy.operands import apply, as_float, where
from ..ops import activation as ops


def relu(x: Any) -> Any:
    """max(x, 0); its derivative at 0 is 0."""
    return apply(ops.relu, x)


def relu6(x: Any) -> Any:
    """min(max(x, 0), 6); its derivatives at 0 and 6 are 0."""
    return where(np.greater_equal(x, 6), 6, relu(x))


def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x))."""
    return apply(ops.logistic, as_float(x))


def softplus(x: Any) -> Any:
    """log(1 + exp(x))."""
    return np.logaddexp(x, 0)


def squareplus(x: Any, b: Any = 4) -> Any:
    """(x + sqrt(x**2 + b)) / 2."""
    return (x + np.sqrt(np.square(x) + b)) / 2


def sparse_plus(x: Any) -> Any:
    """0 up to -1, x from 1 on, and (x + 1)**2 / 4 between."""
    x = as_float(x)
    return where(x <= -1, 0, where(x >= 1, x, (np.minimum(x, 1) + 1) ** 2 / 4))


def sparse_sigmoid(x: Any) -> Any:
    """0 up to -1, 1 from 1 on, and (x + 1) / 2 between."""
    x = as_float(x)
    return where(x <= -1, 0, where(x >= 1, 1, (x + 1) / 2))


def soft_sign(x: Any) -> Any:
    """x / (|x| + 1)."""
    return x / (np.abs(x) + 1)


def silu(x: Any) -> Any:
    """x * sigmoid(x), also called swish."""
    return x * sigmoid(x)


swish = silu


def mish(x: Any) -> Any:
    """x * tanh(softplus(x))."""
    return x * np.tanh(softplus(x))


def log_sigmoid(x: Any) -> Any:
    """log(sigmoid(x))."""
    return -softplus(np.negative(x))


def elu(x: Any, alpha: Any = 1.0) -> Any:
    """x where positive, else alpha * (exp(x) - 1)."""
    x = as_float(x)
    return where(x > 0, x, alpha * np.expm1(np.where(x > 0, 0, x)))


def selu(x: Any) -> Any:
    """A scaled `elu` whose constants keep mean 0 and variance 1 (Klambauer et al. 2017)."""
    return 1.0507009873554804934193349852946 * elu(x, 1.6732632423543772848170429916717)


def celu(x: Any, alpha: Any = 1.0) -> Any:
    """x where positive, else alpha * (exp(x / alpha) - 1)."""
    x = as_float(x)
    return where(x > 0, x, alpha * np.expm1(np.where(x > 0, 0, x) / alpha))


def leaky_relu(x: Any, negative_slope: Any = 1e-2) -> Any:
    """x where at least 0, else negative_slope * x."""
    x = as_float(x)
    return where(x >= 0, x, negative_slope * x)


def hard_tanh(x: Any) -> Any:
    """x cut off at -1 and 1."""
    x = as_float(x)
    return where(x > 1, 1, where(x < -1, -1, x))


def hard_sigmoid(x: Any) -> Any:
    """relu6(x + 3) / 6."""
    return relu6(x + 3) / 6


def hard_silu(x: Any) -> Any:
    """x * hard_sigmoid(x), also called hard swish."""
    return x * hard_sigmoid(x)


hard_swish = hard_silu


def gelu(x: Any, approximate: bool = True) -> Any:
    """x times the normal distribution function of x; `approximate` replaces that by a tanh (Hendrycks, Gimpel 2016)."""
    x = as_float(x)
    if approximate:
        return x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * (x * x * x)))) / 2
    from scipy.special import ndtr

    return x * ndtr(x)


def glu(x: Any, axis: int = -1) -> Any:
    """The first half of x along `axis` times the sigmoid of the second; raises ValueError where the size is odd."""
    size = x.shape[axis]
    if size % 2:
        raise ValueError(f"'glu' needs an axis of even size, got size {size} along axis {axis}.")
    first, second = np.split(x, 2, axis)
    return first * sigmoid(second)


def tanh(x: Any, /) -> Any:
    """np.tanh."""
    return np.tanh(x)


def identity(x: Any) -> Any:
    """x itself."""
    return x

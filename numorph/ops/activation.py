"""Functions of neural networks whose derivative is simpler, or safer, than that of their definition.

relu, logistic: elementwise.  reduce_logsumexp, softmax, log_softmax: over `axes`; nothing overflows, either way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.rules import Partials, PerOperand
from ..core.trace import typeof
from ..core.types import ArrayType
from .elementwise import const, convert, elementwise_batch, equal, exp, greater, multiply, select, square, subtract
from .reduction import reduce_sum, spread


def _floating(name: str) -> Callable[..., ArrayType]:
    def rule(t: ArrayType, **params: Any) -> ArrayType:
        if t.dtype.kind != "f":
            raise TypeError(f"'{name}' needs a real floating operand, got {t}.")
        return t

    return rule


# -- elementwise


def _logistic_impl(x: Any) -> Any:
    """1 / (1 + exp(-x)): where exp overflows, 1 / inf is right."""
    with np.errstate(over="ignore"):
        e = np.exp(-x)
        e += 1
        return np.reciprocal(e)


relu = Op(
    "relu",
    "elementwise",
    lambda t: t,
    lambda x: np.maximum(x, x.dtype.type(0)),
    Partials(lambda x, z: convert(greater(x, const(x, 0)), dtype=typeof(x).dtype)),
)
logistic = Op(
    "logistic", "elementwise", _floating("logistic"), _logistic_impl, Partials(lambda x, z: subtract(z, square(z)))
)
for _op in (relu, logistic):
    _op.batch = elementwise_batch(_op)

# -- over axes


def _batch(op: Op) -> Callable[..., Any]:
    return lambda size, args, batched, axes: op(args[0], axes=tuple([a + 1 for a in axes]))


def _finite_top(x: Any, axes: tuple[int, ...]) -> Any:
    top = np.max(x, axis=axes, keepdims=True, initial=-np.inf)
    return np.where(np.isfinite(top), top, x.dtype.type(0))


def _logsumexp_impl(x: Any, axes: tuple[int, ...]) -> Any:
    top = _finite_top(x, axes)
    with np.errstate(divide="ignore"):  # the log of an empty sum, or of a sum of exp(-inf), is -inf
        return np.log(np.sum(np.exp(x - top), axis=axes)) + np.squeeze(top, axes)


def _logsumexp_jvp(t, x, z, axes):
    """The mean of the tangents, weighted by exp(x - z), which is 1 where both are infinite."""
    z = spread(z, x, axes)
    same, zero = equal(x, z), const(x, 0)
    weight = exp(subtract(select(same, zero, x), select(same, zero, z)))
    return reduce_sum(multiply(t, weight), axes=axes)


def _softmax_impl(x: Any, axes: tuple[int, ...]) -> Any:
    y = np.exp(x - np.max(x, axis=axes, keepdims=True, initial=-np.inf))
    return y / np.sum(y, axis=axes, keepdims=True)


def _log_softmax_impl(x: Any, axes: tuple[int, ...]) -> Any:
    y = x - _finite_top(x, axes)
    with np.errstate(divide="ignore"):
        return y - np.log(np.sum(np.exp(y), axis=axes, keepdims=True))


reduce_logsumexp = Op(
    "reduce_logsumexp",
    "reduction",
    lambda t, axes: ArrayType(
        tuple([d for i, d in enumerate(t.shape) if i not in axes]), _floating("logsumexp")(t).dtype
    ),
    _logsumexp_impl,
    PerOperand(_logsumexp_jvp),
)
softmax = Op(
    "softmax",
    "activation",
    _floating("softmax"),
    _softmax_impl,
    PerOperand(lambda t, x, z, axes: multiply(z, subtract(t, spread(reduce_sum(multiply(z, t), axes=axes), x, axes)))),
)
log_softmax = Op(
    "log_softmax",
    "activation",
    _floating("log_softmax"),
    _log_softmax_impl,
    PerOperand(lambda t, x, z, axes: subtract(t, spread(reduce_sum(multiply(exp(z), t), axes=axes), x, axes))),
)
for _op in (reduce_logsumexp, softmax, log_softmax):
    _op.batch = _batch(_op)

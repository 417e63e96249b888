"""Samplers of discrete distributions: coins, signs, categories, counts."""

from __future__ import annotations

from typing import Any

from .. import numpy as np
from ..errors import NumorphTypeError, NumorphValueError, user_frame
from .bits import int_dtype, result_shape, shape_of, unit_interval
from .continuous import standard_gumbel
from .keys import Words, canonical_shape, subkeys, words_of


def bernoulli(key: Any, p: Any = 0.5, shape: Any = None, mode: str = "low") -> Any:
    """True with probability p, a float that broadcasts to `shape`; drawn at the precision of p's dtype.

    mode 'high' spends twice the random bits, for probabilities far below 2**-52 (or 2**-23 when p is float32).
    """
    words = words_of("bernoulli", key)
    if mode not in ("low", "high"):
        raise NumorphValueError(f"'mode' is 'low' or 'high', got {mode!r}.", frame=user_frame())
    p = np.asarray(p)[()]
    if p.dtype.kind != "f":
        raise NumorphTypeError(
            f"'bernoulli' needs a floating probability, got {p.dtype}.",
            frame=user_frame(),
            hints=("bernoulli(key, 0.5)",),
        )
    shape = result_shape("bernoulli", shape, shape_of(p))
    if mode == "low":
        return unit_interval(words, shape, p.dtype) < p
    high, low = unit_interval(words, (2, *shape), p.dtype)
    return low * p.dtype.type(2.0 ** -np.finfo(p.dtype).nmant) < p - high


def signs(words: Words, shape: tuple, dtype: Any) -> Any:
    heads = unit_interval(words, shape, np.dtype(float)) < 0.5
    return np.where(heads, dtype.type(1), dtype.type(-1))[()]


def rademacher(key: Any, shape: Any = (), dtype: Any = None) -> Any:
    """1 or -1, each with probability one half, of any signed dtype (default int64)."""
    words = words_of("rademacher", key)
    return signs(words, canonical_shape("rademacher", shape), np.dtype(int if dtype is None else dtype))


def categorical(
    key: Any, logits: Any, axis: int = -1, shape: Any = None, replace: bool = True, mode: str | None = None
) -> Any:
    """Indices along `axis`, of probability proportional to exp(logits), which need not be normalised.

    The result has the shape of logits without that axis, or `shape`, which ends in it: leading axes are further draws,
    with replacement or without.  Unlike JAX, integer logits count as float64.  `mode` is that of `gumbel`.
    """
    words, logits = words_of("categorical", key), np.asarray(logits)
    if logits.dtype.kind != "f":
        logits = logits.astype(float)
    if not -logits.ndim <= axis < logits.ndim:
        raise np.exceptions.AxisError(axis, logits.ndim)
    axis %= logits.ndim
    batch = (*logits.shape[:axis], *logits.shape[axis + 1 :])
    shape = result_shape("categorical", shape, batch)
    draws, own = shape[: len(shape) - len(batch)], list(shape[len(shape) - len(batch) :])
    if replace:
        own.insert(axis, logits.shape[axis])
        noise = standard_gumbel(words, (*draws, *own), logits.dtype, mode)
        return np.argmax(noise + logits, axis=axis - logits.ndim)
    n, k = logits.shape[axis], 1
    for d in draws:
        k *= d
    if k > n:
        raise NumorphValueError(
            f"'categorical' cannot draw {k} of {n} categories without replacement.", frame=user_frame()
        )
    noisy = np.moveaxis(standard_gumbel(words, logits.shape, logits.dtype, mode) + logits, axis, -1)
    best = np.argsort(-noisy, axis=-1, kind="stable")[..., :k]
    return np.moveaxis(best, -1, 0).reshape(shape)


def geometric(key: Any, p: Any, shape: Any = None, dtype: Any = None) -> Any:
    """The number of trials of success probability p up to the first success, as integers (default int64)."""
    words, dtype = words_of("geometric", key), int_dtype("geometric", dtype)
    p = np.asarray(p)[()]
    p = p if p.dtype.kind == "f" else p.astype(float)
    u = unit_interval(words, result_shape("geometric", shape, shape_of(p)), p.dtype)
    u = np.where(u == 0, u.dtype.type(1), u)
    return (np.floor(np.log(u) / np.log1p(-p)) + 1).astype(dtype)


# -- poisson: Knuth's product of uniforms below rate 10, Hormann's transformed rejection (1993) from there


def _while(condition: Any, body: Any, state: tuple) -> tuple:
    from ..lax import while_loop

    return while_loop(lambda s: condition(*s), lambda s: body(*s), state)


def _poisson_knuth(words: Words, lam: Any, dtype: Any) -> Any:
    def unfinished(k, log_product, k0, k1):
        return (log_product > -lam).any()

    def step(k, log_product, k0, k1):
        words, sub = subkeys((k0, k1))
        k = np.where(log_product > -lam, k + dtype.type(1), k)
        return k, log_product + np.log(unit_interval(sub, shape_of(lam), np.dtype(np.float32))), *words

    start = np.zeros(shape_of(lam), dtype), np.zeros(shape_of(lam), np.float32)
    return _while(unfinished, step, (*start, *words))[0] - dtype.type(1)


def _poisson_rejection(words: Words, lam: Any, dtype: Any) -> Any:
    from ..scipy.special import gammaln

    shape, single = shape_of(lam), np.dtype(np.float32)
    log_lam, b = np.log(lam), 0.931 + 2.53 * np.sqrt(lam)
    a = -0.059 + 0.02483 * b
    inv_alpha, v_r = 1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2)

    def unfinished(out, accepted, k0, k1):
        return np.logical_not(accepted).any()

    def step(out, accepted, k0, k1):
        words, for_u, for_v = subkeys((k0, k1), 3)
        u, v = unit_interval(for_u, shape, single) - np.float32(0.5), unit_interval(for_v, shape, single)
        distance = np.float32(0.5) - np.abs(u)
        k = np.floor((2 * a / distance + b) * u + lam + np.float32(0.43))
        s = np.log(v * inv_alpha / (a / (distance * distance) + b))
        t = -lam + k * log_lam - gammaln(k + 1)
        sure = (distance >= 0.07) & (v <= v_r)
        hopeless = (k < 0) | ((distance < 0.013) & (v > distance))
        accept = sure | (~hopeless & (s <= t))
        return np.where(accept, k, out), accepted | accept, *words

    start = np.full(shape, -1, single), np.zeros(shape, bool)
    return _while(unfinished, step, (*start, *words))[0].astype(dtype)


def poisson(key: Any, lam: Any, shape: Any = None, dtype: Any = None) -> Any:
    """Poisson counts of rate lam, which broadcasts to `shape`, as integers (default int64); -1 where lam is NaN.

    As in JAX, the rate is rounded to float32.
    """
    words, dtype = words_of("poisson", key), int_dtype("poisson", dtype)
    shape = result_shape("poisson", shape, shape_of(lam))
    lam = np.broadcast_to(np.asarray(lam, np.float32), shape)
    small = np.isnan(lam) | (lam < 10)
    with np.errstate(all="ignore"):  # each method also sees stand-ins for the rates of the other
        by_product = _poisson_knuth(words, np.where(small, lam, np.float32(0)), dtype)
        by_rejection = _poisson_rejection(words, np.where(small, np.float32(1e5), lam), dtype)
    return np.where(lam == 0, dtype.type(0), np.where(small, by_product, by_rejection))[()]

"""scipy.special: SciPy's ufuncs themselves, which meet handles through NumPy's protocol, and its Python functions.

The functions below are SciPy's own on plain arrays; inside transformations they follow the same definitions.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special as _scipy

from ..array import unwrap, wrap
from ..known import known_value
from ..numpy.creation import holds_handle
from ..numpy.operands import as_float, as_floats, where
from ..numpy.ufuncs import apply
from ..ops import special as ops
from . import softmax as softmax_
from .dispatch import for_handles


def __getattr__(name: str) -> Any:
    """Every other name of scipy.special."""
    return getattr(_scipy, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *dir(_scipy)})


_for_handles = for_handles(_scipy)


@_for_handles
def zeta(x: Any, q: Any = None) -> Any:
    """Hurwitz's zeta function, Riemann's where `q` is left out; differentiable in `q` only."""
    if q is None:
        return wrap(ops.riemann_zeta(unwrap(as_float(x))))
    x, q = np.broadcast_arrays(*as_floats(x, q))
    return wrap(ops.zeta(unwrap(x), unwrap(q)))


@_for_handles
def polygamma(n: Any, x: Any) -> Any:
    """The n-th derivative of digamma; the orders `n` must be known."""
    n = np.asarray(known_value(unwrap(n), "the order of 'polygamma'"))
    signed_factorial = (-1.0) ** (n + 1) * _scipy.gamma(n + 1.0)
    return where(n == 0, _scipy.psi(x), signed_factorial * zeta(n + 1, x))


@_for_handles
def multigammaln(a: Any, d: int) -> Any:
    """The logarithm of the multivariate gamma function of dimension `d`.

    Where `a` is not known while tracing, a <= (d - 1) / 2 gives no ValueError but whatever gammaln gives.
    """
    if not np.isscalar(d) or np.floor(d) != d:
        raise ValueError("d should be a positive integer (dimension)")
    total = d * (d - 1) * 0.25 * math.log(math.pi)
    for j in range(d):
        total = total + apply(_scipy.gammaln, a - j / 2)
    return total


@_for_handles
def factorial(n: Any, exact: bool = False, extend: str = "zero") -> Any:
    """gamma(n + 1), and 0 for negative n; exact=True needs plain integers."""
    if exact or extend != "zero":
        raise TypeError("'factorial' of a traced array needs exact=False and extend='zero'.")
    (n,) = as_floats(n)
    return where(n < 0, 0, _scipy.gamma(where(n < 0, 0, n) + 1))


@_for_handles
def comb(N: Any, k: Any, *, exact: bool = False, repetition: bool = False) -> Any:
    """The binomial coefficient, 0 where k > N or an argument is negative; exact=True needs plain integers."""
    if exact:
        raise TypeError("'comb' of a traced array needs exact=False.")
    if repetition:
        return comb(N + k - 1, k)
    N, k = as_floats(N, k)
    counts = (k <= N) & (N >= 0) & (k >= 0)
    return where(counts, _scipy.binom(where(counts, N, 1), where(counts, k, 1)), 0)


def logsumexp(
    a: Any, axis: Any = None, b: Any = None, keepdims: bool = False, return_sign: bool = False, where: Any = None
) -> Any:
    """log(sum(b * exp(a))) along `axis`, without overflow; of the elements where the mask `where` holds, as in JAX."""
    if where is None and not (holds_handle(a) or holds_handle(b)):
        return _scipy.logsumexp(a, axis, b, keepdims, return_sign)
    return softmax_.logsumexp(a, axis, b, keepdims, return_sign, where)


@_for_handles
def softmax(x: Any, axis: Any = None) -> Any:
    """exp(x) divided by its sum along `axis`."""
    return softmax_.softmax(x, axis)


@_for_handles
def log_softmax(x: Any, axis: Any = None) -> Any:
    """The logarithm of `softmax`."""
    return softmax_.log_softmax(x, axis)

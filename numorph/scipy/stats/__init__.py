"""scipy.stats: probability distributions as formulas that work inside transformations and on plain arrays alike.

norm.logpdf(x, loc, scale) and its like, as in jax.scipy.stats; names and methods that are not here are SciPy's own.
"""

from __future__ import annotations

from typing import Any

import numpy as _np

from . import bounded as _bounded
from . import continuous as _continuous
from . import discrete as _discrete
from . import multivariate as _multivariate

cauchy = _continuous.Cauchy()
chi2 = _continuous.Chi2()
expon = _continuous.Expon()
gamma = _continuous.Gamma()
gennorm = _continuous.GenNorm()
gumbel_l = _continuous.Gumbel_L()
gumbel_r = _continuous.Gumbel_R()
invgamma = _continuous.InvGamma()
laplace = _continuous.Laplace()
logistic = _continuous.Logistic()
lognorm = _continuous.LogNorm()
norm = _continuous.Norm()
pareto = _continuous.Pareto()
t = _continuous.T()
vonmises = _continuous.VonMises()
weibull_min = _continuous.Weibull_Min()

beta = _bounded.Beta()
truncnorm = _bounded.TruncNorm()
uniform = _bounded.Uniform()
wrapcauchy = _bounded.WrapCauchy()

bernoulli = _discrete.Bernoulli()
betabinom = _discrete.BetaBinom()
binom = _discrete.Binom()
geom = _discrete.Geom()
nbinom = _discrete.NBinom()
poisson = _discrete.Poisson()

dirichlet = _multivariate.Dirichlet()
multinomial = _multivariate.Multinomial()
multivariate_normal = _multivariate.Multivariate_Normal()


def sem(a: Any, axis: int | None = 0, ddof: int = 1, keepdims: bool = False) -> Any:
    """The standard error of the mean: np.std(a, axis, ddof=ddof) / sqrt(n)."""
    a = a if hasattr(a, "shape") else _np.asarray(a)
    n = a.size if axis is None else a.shape[axis]
    return _np.std(a, axis=axis, ddof=ddof, keepdims=keepdims) / _np.sqrt(n)


def __getattr__(name: str) -> Any:
    """Every other name of scipy.stats, for plain arrays."""
    import scipy.stats

    return getattr(scipy.stats, name)

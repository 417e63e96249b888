"""What all distributions share: arguments, location and scale, the support, and how each function follows from others.

A subclass describes the standard distribution (loc 0, scale 1) inside its support; the base class deals with what is
outside.  There, formulas get a harmless argument instead, so that gradients stay finite.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ...errors import UnsupportedError, user_frame
from ...numpy.creation import holds_handle
from ...numpy.operands import as_floats, where

_quiet = np.errstate(divide="ignore", invalid="ignore", over="ignore")
_DEFAULTS = {"loc": 0, "scale": 1}
LOG_2 = math.log(2)
LOG_PI = math.log(math.pi)
LOG_2PI = math.log(2 * math.pi)


class Distribution:
    """The arguments of a family: (x, *shapes, loc), and scale where it has one.  What is not here is SciPy's own."""

    shapes: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ("loc", "scale")
    no_formula: tuple[str, ...] = ()  # methods that are SciPy's alone

    def __init__(self) -> None:
        self.name = type(self).__name__.lower()

    def __repr__(self) -> str:
        return f"<the distribution '{self.name}'>"

    def __getattr__(self, name: str) -> Any:
        """SciPy's other methods (rvs, mean, fit ...), for plain arrays."""
        if name.startswith("_"):
            raise AttributeError(name)
        import scipy.stats

        return getattr(getattr(scipy.stats, self.name), name)

    def _scipys(self, method: str, x: Any, args: tuple, kw: dict[str, Any]) -> Any:
        """SciPy's method, which traced arrays cannot have."""
        if any(holds_handle(a) for a in (x, *args, *kw.values())):
            raise UnsupportedError(
                f"'{self.name}.{method}' has no closed form that could be traced.", frame=user_frame()
            )
        return self.__getattr__(method)(x, *args, **kw)

    def _bind(self, method: str, x: Any, args: tuple, kw: dict[str, Any]) -> tuple[Any, ...]:
        """x, shapes, loc and scale, in this order and in one floating dtype."""
        names = (*self.shapes, *self.parameters)
        who = f"{self.name}.{method}()"
        if len(args) > len(names):
            raise TypeError(f"{who} takes at most {len(names) + 1} positional arguments but {len(args) + 1} were given")
        given = dict(zip(names, args, strict=False))
        for name, value in kw.items():
            if name not in names:
                raise TypeError(f"{who} got an unexpected keyword argument '{name}'")
            if name in given:
                raise TypeError(f"{who} got multiple values for argument '{name}'")
            given[name] = value
        for name in self.shapes:
            if name not in given:
                raise TypeError(f"{who} missing 1 required argument: '{name}'")
        return tuple(as_floats(x, *(given.get(n, _DEFAULTS.get(n)) for n in names)))

    def _valid(self, *shapes: Any) -> Any:
        """Where the shapes make a distribution; positive ones, by default."""
        valid: Any = True
        for s in shapes:
            valid = valid & (s > 0)
        return valid


class Continuous(Distribution):
    """A family with location and scale.

    logpdf, pdf, logcdf, cdf, logsf, sf take (x, *shapes, loc=0, scale=1), ppf and isf (q, ...), arrays that broadcast.
    Results are nan where a parameter is not valid.  float32 stays float32, where SciPy gives float64.
    """

    low: float = -np.inf
    high: float = np.inf
    holds_low: bool = True  # whether `low` itself belongs to the support
    inside: float = 0.0  # a point where nothing is singular

    # what a subclass gives, in the standard variable: _logpdf, and as many of these as it has

    _logpdf: Callable[..., Any]
    _cdf: Callable[..., Any]
    _ppf: Callable[..., Any]

    def _sf(self, z: Any, *shapes: Any) -> Any:
        return 1 - self._cdf(z, *shapes)

    def _logcdf(self, z: Any, *shapes: Any) -> Any:
        return _log_of_part(self._cdf(z, *shapes), self._sf(z, *shapes))

    def _logsf(self, z: Any, *shapes: Any) -> Any:
        return _log_of_part(self._sf(z, *shapes), self._cdf(z, *shapes))

    def _isf(self, q: Any, *shapes: Any) -> Any:
        return self._ppf(1 - q, *shapes)

    def _support(self, *shapes: Any) -> tuple[Any, Any]:
        return self.low, self.high

    def _standard(self, method: str, x: Any, args: tuple, kw: dict, left: float, right: float) -> tuple[Any, Any]:
        """`_method` at (x - loc) / scale: `left` below the support and `right` above, nan for wrong parameters."""
        if method in self.no_formula:
            return self._scipys(method, x, args, kw)
        x, *shapes, loc, scale = self._bind(method, x, args, kw)
        z = (x - loc) / scale
        low, high = self._support(*shapes)
        below, above = z < low if self.holds_low else z <= low, z > high
        out = getattr(self, "_" + method)(np.where(below | above, self.inside, z), *shapes)
        if method == "logpdf":
            out = out - np.log(scale)
        out = np.where(below, left, np.where(above, right, out))
        return where(self._valid(*shapes) & (scale > 0), out, np.nan)

    @_quiet
    def logpdf(self, x: Any, *args: Any, **kw: Any) -> Any:
        """The logarithm of the density."""
        return self._standard("logpdf", x, args, kw, -np.inf, -np.inf)

    @_quiet
    def pdf(self, x: Any, *args: Any, **kw: Any) -> Any:
        """The density."""
        return np.exp(self.logpdf(x, *args, **kw))

    @_quiet
    def cdf(self, x: Any, *args: Any, **kw: Any) -> Any:
        """The probability of values up to x."""
        return self._standard("cdf", x, args, kw, 0.0, 1.0)

    @_quiet
    def logcdf(self, x: Any, *args: Any, **kw: Any) -> Any:
        """The logarithm of `cdf`."""
        return self._standard("logcdf", x, args, kw, -np.inf, 0.0)

    @_quiet
    def sf(self, x: Any, *args: Any, **kw: Any) -> Any:
        """The probability of values above x, accurate also where it is small."""
        return self._standard("sf", x, args, kw, 1.0, 0.0)

    @_quiet
    def logsf(self, x: Any, *args: Any, **kw: Any) -> Any:
        """The logarithm of `sf`."""
        return self._standard("logsf", x, args, kw, 0.0, -np.inf)

    def _inverse(self, method: str, q: Any, args: tuple, kw: dict) -> Any:
        if method in self.no_formula:
            return self._scipys(method, q, args, kw)
        q, *shapes, loc, scale = self._bind(method, q, args, kw)
        inner = (q > 0) & (q < 1)
        ends = self._support(*shapes) if method == "ppf" else self._support(*shapes)[::-1]
        out = getattr(self, "_" + method)(np.where(inner, q, 0.5), *shapes)
        out = np.where(q == 0, ends[0], np.where(q == 1, ends[1], out)) * scale + loc
        return where((q >= 0) & (q <= 1) & self._valid(*shapes) & (scale > 0), out, np.nan)

    @_quiet
    def ppf(self, q: Any, *args: Any, **kw: Any) -> Any:
        """The x where `cdf` is q; nan outside [0, 1]."""
        return self._inverse("ppf", q, args, kw)

    @_quiet
    def isf(self, q: Any, *args: Any, **kw: Any) -> Any:
        """The x where `sf` is q; nan outside [0, 1]."""
        return self._inverse("isf", q, args, kw)


def _log_of_part(p: Any, rest: Any) -> Any:
    """log p for p + rest = 1, from the smaller of the two."""
    small = p < 0.5
    return np.where(small, np.log(np.where(small, p, 0.5)), np.log1p(-np.where(small, 0.5, rest)))


class Discrete(Distribution):
    """A family on integers, with location.

    logpmf, pmf take (k, *shapes, loc=0), and cdf, sf where they have a closed form; k that is no integer has pmf 0.
    """

    parameters = ("loc",)
    low: float = 0
    inside: float = 1.0

    _logpmf: Callable[..., Any]
    _cdf: Callable[..., Any]

    def _high(self, *shapes: Any) -> Any:
        return np.inf

    def _sf(self, k: Any, *shapes: Any) -> Any:
        return 1 - self._cdf(k, *shapes)

    @_quiet
    def logpmf(self, k: Any, *args: Any, **kw: Any) -> Any:
        """The logarithm of the probability of k."""
        k, *shapes, loc = self._bind("logpmf", k, args, kw)
        k = k - loc
        outside = (k < self.low) | (k > self._high(*shapes)) | (k != np.floor(k))
        outside = outside & ~np.isnan(k)
        out = np.where(outside, -np.inf, self._logpmf(np.where(outside, self.inside, k), *shapes))
        return where(self._valid(*shapes), out, np.nan)

    @_quiet
    def pmf(self, k: Any, *args: Any, **kw: Any) -> Any:
        """The probability of k."""
        return np.exp(self.logpmf(k, *args, **kw))

    @_quiet
    def cdf(self, k: Any, *args: Any, **kw: Any) -> Any:
        """The probability of values up to k."""
        return self._cumulative("cdf", k, args, kw, 0.0, 1.0)

    @_quiet
    def sf(self, k: Any, *args: Any, **kw: Any) -> Any:
        """The probability of values above k."""
        return self._cumulative("sf", k, args, kw, 1.0, 0.0)

    def _cumulative(self, method: str, k: Any, args: tuple, kw: dict, left: float, right: float) -> Any:
        if method in self.no_formula:
            return self._scipys(method, k, args, kw)
        k, *shapes, loc = self._bind(method, k, args, kw)
        k = np.floor(k - loc)
        below, above = k < self.low, k >= self._high(*shapes)
        out = getattr(self, "_" + method)(np.where(below | above, self.low, k), *shapes)
        out = np.where(below, left, np.where(above, right, out))
        return where(self._valid(*shapes), out, np.nan)

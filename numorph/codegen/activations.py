"""softmax, log_softmax and logsumexp as operations that have loops: the same steps that NumPy takes for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core.op import Op
from ..core.types import dtype_name
from ..ir.program import Eqn, atom_type
from ..ops import activation
from ..ops import elementwise as ew
from ..ops.reduction import reduce_max, reduce_sum, spread
from .loops import FLOATS

Axes = tuple[int, ...]


def _finite_top(x: Any, axes: Axes) -> Any:
    """The greatest element, or 0 where that is infinite or NaN."""
    top = reduce_max(x, axes=axes)
    return ew.select(ew.isfinite(top), top, ew.const(top, 0))


def _logsumexp(x: Any, axes: Axes) -> Any:
    top = _finite_top(x, axes)
    terms = ew.exp(ew.subtract(x, spread(top, x, axes)))
    return ew.add(ew.log(reduce_sum(terms, axes=axes)), top)


def _softmax(x: Any, axes: Axes) -> Any:
    y = ew.exp(ew.subtract(x, spread(reduce_max(x, axes=axes), x, axes)))
    return ew.divide(y, spread(reduce_sum(y, axes=axes), x, axes))


def _log_softmax(x: Any, axes: Axes) -> Any:
    y = ew.subtract(x, spread(_finite_top(x, axes), x, axes))
    return ew.subtract(y, spread(ew.log(reduce_sum(ew.exp(y), axes=axes)), x, axes))


_FORMULAS: dict[Op, Callable[[Any, Axes], Any]] = {
    activation.reduce_logsumexp: _logsumexp,
    activation.softmax: _softmax,
    activation.log_softmax: _log_softmax,
}


def has_formula(e: Eqn) -> bool:
    """Whether an equation is one of these, and not of no elements."""
    return e.op in _FORMULAS and _is_lowered(atom_type(e.args[0]))


def _is_lowered(t: Any) -> bool:
    return dtype_name(t.dtype) in FLOATS and all(type(d) is int and d > 0 for d in t.shape)


def by_formula(e: Eqn, x: Any) -> Any:
    """The result of an equation that has a formula."""
    return _FORMULAS[e.op](x, e.params["axes"])

"""numorph.numpy: NumPy's namespace, for use inside and outside transformations.

Every name is NumPy's own object, since NumPy's protocols lead from it to the implementations for handles.  The
exceptions are imported below: they make arrays from nothing, or are no functions; they give handles inside only.
"""
# ruff: noqa: F401  a namespace, and modules that register implementations

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as _numpy

from . import (
    bits,
    calculus,
    comparison,
    complex_parts,
    compound,
    creation,
    diagonals,
    einsum,
    fft,
    flat,
    functional,
    grids,
    histograms,
    introspection,
    joining,
    linalg,
    manipulation,
    methods,
    padding,
    polynomials,
    products,
    ranges,
    reductions,
    rounding,
    searching,
    selection,
    sets,
    sorting,
    special,
    statistics,
    ufuncs,
)

if TYPE_CHECKING:
    from numpy import *  # noqa: F403

__all__ = [*_numpy.__all__, "at"]

# What NumPy has loaded by now; its submodules stay lazy, see __getattr__.
_public = frozenset(_numpy.__all__)
globals().update({k: v for k, v in vars(_numpy).items() if k in _public and not isinstance(v, ModuleType)})

from .at import at  # noqa: E402
from .creation import (  # noqa: E402
    array,
    asanyarray,
    asarray,
    asarray_chkfinite,
    ascontiguousarray,
    asfortranarray,
    bartlett,
    blackman,
    copy,
    empty,
    empty_like,
    eye,
    fromfunction,
    full,
    full_like,
    geomspace,
    hamming,
    hanning,
    identity,
    indices,
    isscalar,
    kaiser,
    linspace,
    logspace,
    ndenumerate,
    ones,
    ones_like,
    require,
    tri,
    zeros,
    zeros_like,
)
from .functional import vectorize  # noqa: E402
from .grids import c_, mgrid, ogrid, r_  # noqa: E402
from .ranges import arange  # noqa: E402


def __getattr__(name: str) -> Any:
    """Names that are loaded when they are first used."""
    if name == "bfloat16":
        try:
            from ml_dtypes import bfloat16 as value
        except ModuleNotFoundError:
            raise AttributeError(f"'{__name__}.bfloat16' needs the package 'ml_dtypes'") from None
    elif name in _public:
        value = getattr(_numpy, name)
    else:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

"""numorph.numpy: NumPy's namespace, for use inside and outside transformations.

Every name is NumPy's own object (functions meet handles through NumPy's protocols), but for those that `creation` defines:
they make arrays from nothing, so that inside a transformation they must be told to make a handle.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as _numpy

from . import ufuncs

if TYPE_CHECKING:
    from numpy import *  # noqa: F403

for _name in (
    "at",
    "bits",
    "calculus",
    "comparison",
    "complex_parts",
    "compound",
    "creation",
    "diagonals",
    "einsum",
    "fallback",
    "fft",
    "functional",
    "grids",
    "histograms",
    "introspection",
    "joining",
    "linalg",
    "manipulation",
    "methods",
    "padding",
    "polynomials",
    "products",
    "ranges",
    "reductions",
    "rounding",
    "searching",
    "selection",
    "sets",
    "sorting",
    "special",
    "statistics",
    "ufunc_methods",
):
    try:
        importlib.import_module(f"{__name__}.{_name}")
    except ModuleNotFoundError as _error:
        if not _error.name.startswith(__name__):
            raise

__all__ = [*_numpy.__all__, "at"]

# What NumPy has loaded by now; its submodules stay lazy, see __getattr__.
_public = set(_numpy.__all__)
globals().update({k: v for k, v in vars(_numpy).items() if k in _public and not isinstance(v, ModuleType)})

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
from .at import at  # noqa: E402


def __getattr__(name: str) -> Any:
    """Names that NumPy loads when they are first used."""
    if name.startswith("_") and name != "__array_namespace_info__":
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    if name == "bfloat16":
        from ml_dtypes import bfloat16 as value
    else:
        value = getattr(_numpy, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *(n for n in globals() if not n.startswith("_"))})

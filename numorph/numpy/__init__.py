"""numorph.numpy: NumPy's namespace, for use inside and outside transformations.

Every name is NumPy's own object, since NumPy's protocols lead from it to the implementations for handles.  The
exceptions make arrays from nothing, or are no functions: outside transformations they are NumPy's, inside they give
handles.
What handles need (`handles`) is loaded by the first transformation, so that NumPy alone costs what NumPy costs.
"""

from __future__ import annotations

import functools
from importlib import import_module
from sys import modules as _modules
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as _numpy

if TYPE_CHECKING:
    from numpy import *  # noqa: F403

    from .at_updates import at

__all__ = [*_numpy.__all__, "at"]

# What NumPy has loaded by now; its submodules stay lazy, see __getattr__.
_public = frozenset(_numpy.__all__)
globals().update({k: v for k, v in vars(_numpy).items() if k in _public and not isinstance(v, ModuleType)})

# fmt: off
_MAKERS = [
    "array", "asanyarray", "asarray", "asarray_chkfinite", "ascontiguousarray", "asfortranarray", "bartlett",
    "blackman", "copy", "empty", "empty_like", "eye", "fromfunction", "full", "full_like", "geomspace", "hamming",
    "hanning", "identity", "indices", "isscalar", "kaiser", "linspace", "logspace", "ndenumerate", "ones",
    "ones_like", "require", "tri", "zeros", "zeros_like",
]
# fmt: on
_HOME = dict.fromkeys(_MAKERS, "creation") | {"arange": "ranges"}
_OBJECTS = {
    "at": "at_updates",
    "vectorize": "functional",
    "c_": "grids",
    "r_": "grids",
    "mgrid": "grids",
    "ogrid": "grids",
}


def _maker(name: str) -> Any:
    """NumPy's function as long as there are no handles; then the one that knows them."""
    plain = getattr(_numpy, name)
    home = f"{__name__}.{_HOME[name]}"

    @functools.wraps(plain)
    def make(*args: Any, **kwargs: Any) -> Any:
        module = _modules.get(home)
        return (plain if module is None else getattr(module, name))(*args, **kwargs)

    make.__module__ = __name__
    return make


globals().update({name: _maker(name) for name in _HOME})
for _name in _OBJECTS:
    globals().pop(_name, None)


def __getattr__(name: str) -> Any:
    """Names that are loaded when they are first used."""
    if name in ("linalg", "fft"):
        value = import_module(f"{__name__}.{name}")
    elif name in _OBJECTS:
        import_module(f"{__name__}.handles")
        value = getattr(import_module(f"{__name__}.{_OBJECTS[name]}"), name)
    elif name == "bfloat16":
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

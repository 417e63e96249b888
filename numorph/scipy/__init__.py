"""SciPy's functions that work inside transformations: special, stats, linalg, sparse, optimize, imported at first use.

Names that have no version for transformations are SciPy's own.
"""

from importlib import import_module as _import_module
from typing import Any as _Any

_SUBMODULES = ("linalg", "optimize", "sparse", "special", "stats")


def __getattr__(name: str) -> _Any:
    if name in _SUBMODULES:
        return _import_module(f".{name}", __name__)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *_SUBMODULES])

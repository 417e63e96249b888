"""scipy.sparse, of which the iterative solvers in `linalg` work inside transformations; other names are SciPy's."""

from importlib import import_module as _import_module
from typing import Any as _Any


def __getattr__(name: str) -> _Any:
    if name == "linalg":
        return _import_module(".linalg", __name__)
    return getattr(_import_module("scipy.sparse"), name)

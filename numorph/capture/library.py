"""Which code belongs to a library: its functions and classes are taken to stay as they are."""

from __future__ import annotations

import site
import sys
import sysconfig
from typing import Any

from ..errors import _PACKAGE

_PLACES = tuple(
    {
        sysconfig.get_paths()["stdlib"],
        sysconfig.get_paths()["purelib"],
        sysconfig.get_paths()["platlib"],
        *site.getsitepackages(),
    }
)


def is_library(path: str | None) -> bool:
    """Whether a source file belongs to Python, an installed package or numorph; None is built in."""
    return path is None or path.startswith((_PACKAGE, *_PLACES, "<frozen"))


def is_library_class(cls: type) -> bool:
    """Whether a class is a library's."""
    module: Any = sys.modules.get(cls.__module__)
    return cls.__module__ != "__main__" and is_library(getattr(module, "__file__", None))

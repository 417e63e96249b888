"""Programs that NumPy users write, unmodified: loops over slices and scalars, arguments updated in place."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from .program import Program


def all_programs() -> list[Program]:
    """Every program of the collection, by theme and then by its place in the file."""
    found: list[Program] = []
    for module in sorted(m.name for m in iter_modules(__path__) if not m.ispkg and m.name != "program"):
        found += getattr(import_module(f"{__name__}.{module}"), "PROGRAMS", [])
    return found

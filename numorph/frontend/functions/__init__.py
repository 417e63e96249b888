"""What a call of a known function does: Python's builtins, the module math, NumPy's functions and methods.

A handler gets the translator and the arguments' values; `registry.BUILT_IN` has them all when this package is
imported.  Any other function of NumPy or SciPy without effects may be called by way of Python (host.py); functions of
the user's become part of the code.
"""

from . import choice, creation, errors, functional, library, linear, parts, python, reductions, shapes, tables
from .dispatch import call

__all__ = [
    "call",
    "choice",
    "creation",
    "errors",
    "functional",
    "library",
    "linear",
    "parts",
    "python",
    "reductions",
    "shapes",
    "tables",
]

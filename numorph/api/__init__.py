"""The transformations as users call them: argument checks and pytrees around the flat transformations."""

from ..numpy import handles as _handles  # noqa: F401  gives handles their operators, methods and functions

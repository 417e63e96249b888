"""The transformations as users call them: argument checks and pytrees around the flat transformations."""

from .. import numpy as _numpy  # noqa: F401  gives handles their operators, methods and functions

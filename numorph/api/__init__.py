"""The transformations as users call them: argument checks and pytrees around the flat transformations."""

from ..boundary import handle_maker
from ..capture.environment import with_handles
from ..numpy import handles as _handles  # noqa: F401  gives handles their operators, methods and functions

handle_maker[:] = [with_handles]

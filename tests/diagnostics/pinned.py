"""Cases of bad input, each with the message that a user sees as its docstring.

The first word is the type that NumPy or Python raises for the same mistake.  The user's line is pinned without the
number and the folder of the file.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import pytest


class Cases(list):
    """The cases of a file, collected by using it as a decorator."""

    def __call__(self, f: Callable[[], None]) -> Callable[[], None]:
        self.append(f)
        return f

    @property
    def each(self) -> pytest.MarkDecorator:
        return pytest.mark.parametrize("f", self, ids=[f.__name__ for f in self])


def wanted(f: Callable[[], None]) -> str:
    return inspect.cleandoc(f.__doc__ or "")


def raised(f: Callable[[], None]) -> str:
    """What f raises, as `Type: message`."""
    with pytest.raises(Exception) as caught:
        f()
    error = caught.value
    kind = next(c for c in type(error).__mro__ if not c.__module__.startswith("numorph"))
    message = re.sub(r'File ".*[/\\](.*)", line \d+, in', r'File "\1", in', str(error).rstrip())
    return inspect.cleandoc(f"{kind.__name__}: {message}")

"""Every error a user may meet, and the one renderer that shows them.

Each class derives from the exception that Python or NumPy raises for the same mistake.
"""

from __future__ import annotations

import linecache
import os
import sys
from types import FrameType
from typing import Any

_PACKAGE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_USERS: Any = object()  # the frame of the line that the user wrote, found when an error is made


def user_frame(depth: int = 1) -> FrameType | None:
    """The innermost frame outside numorph and NumPy: the line that the user wrote."""
    frame: FrameType | None = sys._getframe(depth)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith(_PACKAGE) and f"{os.sep}numpy{os.sep}" not in name and not name.startswith("<"):
            return frame
        frame = frame.f_back
    return None


def render(
    message: str, notes: tuple[str, ...] = (), hints: tuple[str, ...] = (), frame: FrameType | None = None
) -> str:
    """One sentence, the user's line, then facts (`Note:`) and what to write instead (`Hint:`)."""
    lines = [message]
    if frame is not None:
        source = linecache.getline(frame.f_code.co_filename, frame.f_lineno).rstrip()
        lines.append(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno}, in {frame.f_code.co_name}')
        if source:
            lines.append(f"    {source.strip()}")
    lines += [f"  Note: {n}" for n in notes]
    lines += [f"  Hint: {h}" for h in hints]
    return "\n".join(lines)


def article(x: object) -> str:
    """What kind of thing x is, for messages: `an int`, `a list`, `None`."""
    name = type(x).__name__
    return "None" if x is None else f"{'an' if name[0] in 'aeiouAEIOU' or name == 'ndarray' else 'a'} {name}"


class Diagnostic:
    """Mixed into an exception: message, the user's line (unless `frame` is None), notes and hints, rendered once."""

    def __init__(self, message: str, *, notes=(), hints=(), frame: FrameType | None = _USERS):
        frame = user_frame() if frame is _USERS else frame
        self.message, self.notes, self.hints = message, tuple(notes), tuple(hints)
        super().__init__(render(message, self.notes, self.hints, frame))


def raise_hidden(error: Exception, asked: Exception | None = None) -> None:
    """Raise what is behind an error of NumPy's, which wraps or replaces what the conversion of an element raised.

    `asked` is the last error about a value that was asked for and not known.
    """
    if isinstance(error, Diagnostic):
        return
    if isinstance(error.__cause__, Diagnostic):
        raise error.__cause__ from None
    if asked is not None:
        raise asked from error


class NumorphTypeError(Diagnostic, TypeError):
    """A value of the wrong kind.

    is_conversion: a traced value was to become a plain number or part of a plain array, such as a buffer of np.zeros.
    """

    is_conversion = False


class NumorphValueError(Diagnostic, ValueError):
    """A value of the right kind that does not fit."""


class ValueNeeded(NumorphTypeError):
    """Python asked for the value of an array that is not known while tracing."""

    def __init__(self, message: str, *, tracer=None, **kw):
        self.tracer = tracer
        super().__init__(message, **kw)


class LeakedTracerError(NumorphTypeError):
    """A traced value was used after its transformation had ended."""


class CapturedMutationError(NumorphTypeError):
    """A write to an array that belongs to an enclosing transformation."""


class UnsupportedError(Diagnostic, NotImplementedError):
    """There is no rule for this, and the message says why."""


class ProgramError(Diagnostic, AssertionError):
    """A program broke the rules that all programs keep: a mistake in numorph or in a rule given to it."""

    def __init__(self, message: str, **kw):
        super().__init__(message, frame=None, **kw)

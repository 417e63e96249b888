"""What compiled code prints: kept while its call may still be undone, then written out in order.

A call that bails runs again as plain Python, which prints all of it.  So nothing is written before the call is done,
unless it takes so long, or prints so much, that somebody wants to see how it goes; plain Python then leaves out what
has been written.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Final

_PATIENCE: Final = 0.1  # seconds
_MUCH: Final = 1 << 16  # characters


class Printed:
    """The output of one call."""

    def __init__(self) -> None:
        self._began = perf_counter()
        self._waiting: list[str] = []
        self._size = 0
        self._flushes = False
        self.written = Written()

    def add(self, text: str, flush: bool = False) -> None:
        """Print a text."""
        self._waiting.append(text)
        self._size += len(text)
        self._flushes = self._flushes or flush
        if self._size > _MUCH or perf_counter() - self._began > _PATIENCE:
            self.write_out()

    def write_out(self) -> None:
        """Write what is waiting to standard output, as it is now."""
        text, self._waiting, self._size = "".join(self._waiting), [], 0
        self._began = perf_counter()
        if sys.stdout is None or not text:
            return
        self.written.add(text)
        sys.stdout.write(text)
        if self._flushes:
            sys.stdout.flush()
            self._flushes = False


class Written:
    """How much has been written: whole lines, and characters after them."""

    def __init__(self) -> None:
        self.lines = self.characters = 0

    def add(self, text: str) -> None:
        ends = text.count("\n")
        self.lines += ends
        self.characters = len(text) - text.rfind("\n") - 1 if ends else self.characters + len(text)

    def __bool__(self) -> bool:
        return self.lines > 0 or self.characters > 0

    def taken_off(self, text: str) -> str:
        """The part of a text that comes after what was written, which is the less then."""
        while self.lines and text:
            _, end, text = text.partition("\n")
            self.lines -= bool(end)
        if self.lines:
            return ""
        known, self.characters = min(self.characters, len(text)), max(self.characters - len(text), 0)
        return text[known:]


class _Calls(threading.local):
    """The calls of this thread that are running, the innermost last, and what the last one that bailed had written."""

    def __init__(self) -> None:
        self.running: list[Printed] = []
        self.undone = Written()


_calls = _Calls()


def add(text: str, flush: bool) -> None:
    """Print a text, for the call that is running."""
    if _calls.running:
        _calls.running[-1].add(text, flush)
        return
    alone = Printed()
    alone.add(text, flush)
    alone.write_out()


@contextmanager
def kept() -> Iterator[Printed]:
    """While a call runs; it ends with `write_out`, or its output is forgotten."""
    found = Printed()
    _calls.running.append(found)
    _calls.undone = Written()
    try:
        yield found
    except BaseException:
        found.write_out()  # nobody runs it again
        raise
    finally:
        _calls.running.pop()
    _calls.undone = found.written


@contextmanager
def again() -> Iterator[None]:
    """While plain Python runs a call that has bailed: it does not print what has been written already."""
    undone, _calls.undone = _calls.undone, Written()
    if not undone:
        yield
        return
    out = sys.stdout
    sys.stdout = _Rest(out, undone)
    try:
        yield
    finally:
        sys.stdout = out


class _Rest:
    """Standard output, without what one thread has written already."""

    def __init__(self, out: Any, written: Written):
        self._out, self._written, self._thread = out, written, threading.get_ident()

    def write(self, text: str) -> int:
        rest = self._written.taken_off(text) if threading.get_ident() == self._thread else text
        if rest:
            self._out.write(rest)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)

"""Pauses in long Python work of a background thread, in which other threads may have the interpreter.

A thread that waits for the interpreter lock gets it after 5 ms at the latest, which is many calls of a jitted function.
"""

from __future__ import annotations

import threading
import time

_PAUSE = 2e-5  # seconds; long enough for a waiting thread to wake up, or it would not get the lock


class _Pace(threading.local):
    in_background = False


_pace = _Pace()


def work_in_background() -> None:
    """From now on `breathe` pauses in this thread."""
    _pace.in_background = True


def breathe() -> None:
    """Called every few hundred microseconds of work."""
    if _pace.in_background:
        time.sleep(_PAUSE)

"""How a background thread keeps out of the way of others: pauses in long Python work, and a low priority.

A thread that waits for the interpreter lock gets it after 5 ms at the latest, which is many calls of a jitted function.
A product of matrices on as many threads as there are processors waits for the slowest of them: a thread of equal rank
that takes part of one processor makes it up to twice as long, and much longer where threads spin while they wait.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator

_PAUSE = 2e-5  # seconds; long enough for a waiting thread to wake up, or it would not get the lock
_LONG = 2e-3  # seconds that a pause takes where another thread gives the lock back only when it is asked to,
_RUN = 2e-2  # and seconds of work from there to the next pause, where somebody hurries
_LESS = 10  # priority of the system: about a tenth of a processor that another thread wants, all of an idle one


class _Pace(threading.local):
    in_background = False
    next_pause = 0.0


_pace = _Pace()
_waiting: list[None] = []  # an entry for each thread that waits for the one in the background
_hurrying: list[None] = []  # and for each that runs the same as that


def work_in_background() -> None:
    """From now on `breathe` pauses in this thread, and it has what others leave of the processors."""
    _pace.in_background = True
    if sys.platform == "linux":  # elsewhere priorities are those of processes
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, min(19, os.getpriority(os.PRIO_PROCESS, thread) + _LESS))


@contextlib.contextmanager
def awaited() -> Iterator[None]:
    """While a thread waits for the one in the background, pauses would make it wait longer."""
    _waiting.append(None)
    try:
        yield
    finally:
        _waiting.pop()


@contextlib.contextmanager
def hurried() -> Iterator[None]:
    """While a thread runs what the one in the background may do sooner: it pauses less often where pauses take long.

    Between array operations, which do without the interpreter lock, the other thread wants it back at once, and
    gives it again soon; a loop over numbers keeps it.
    """
    _hurrying.append(None)
    try:
        yield
    finally:
        _hurrying.pop()


def breathe() -> None:
    """Called every few hundred microseconds of work."""
    if not _pace.in_background or _waiting:
        return
    begin = time.perf_counter()
    if _hurrying and begin < _pace.next_pause:
        return
    time.sleep(_PAUSE)
    end = time.perf_counter()
    _pace.next_pause = end + _RUN if end - begin > _LONG else 0.0

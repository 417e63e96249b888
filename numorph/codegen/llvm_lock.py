"""The lock that whoever imports or calls llvmlite holds, so that a fork never happens halfway through that.

One for all of LLVM: llvmlite takes a lock of its own around every call, so nothing would be won by finer ones.
"""

from __future__ import annotations

import os
import threading


class Lock:
    """A lock that a thread may take again, and that goes to who waits before the one that had it gets it back.

    Without that, a thread that compiles one function after the other would keep all others out.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()  # held while waiting
        self._lock = threading.Lock()
        self._owner, self._depth = 0, 0

    def __enter__(self) -> None:
        thread = threading.get_ident()
        if self._owner != thread:
            with self._turn:
                self._lock.acquire()
            self._owner = thread
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth:
            self._owner = 0
            self._lock.release()

    def in_forked_child(self) -> None:
        """The forking thread has the lock; those that waited for it are not there any more."""
        self._turn = threading.Lock()
        self.__exit__()


LLVM = Lock()

# What another thread has half done, in LLVM or importing it, would stay so for ever in a child, and its locks locked.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=LLVM.__enter__, after_in_parent=LLVM.__exit__, after_in_child=LLVM.in_forked_child)

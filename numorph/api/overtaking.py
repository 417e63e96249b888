"""Long calls that run as plain Python, because there is no code yet, are overtaken by the code.

Python has the arguments; the code, once it is made, runs on copies of them in the compiler's thread.  If that ends
first, the call in Python is broken off, the arguments get what the copies hold, and the results are the code's.  If
Python is first, or the code bails, nothing has happened.

Python is broken off by an exception from outside, and only where that cannot be noticed: while it runs a line of the
functions that were translated, which have no handlers, on the way from which to here there is nothing else.
"""

from __future__ import annotations

import contextvars
import ctypes
import functools
import sys
import threading
import time
import types
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from ..capture.bytecode import handles_exceptions, with_inner
from ..codegen.pacing import hurried
from ..frontend.calls import Call
from ..frontend.keys import Arguments
from ..frontend.list_arguments import ListArgument
from ..frontend.surroundings import Attribute
from ..runtime.error_states import accept_error_state
from ..runtime.tiers import ask
from .contest import copy_of
from .ways import Way

_MOST_BYTES: Final = 1 << 23  # of arguments: copies of more may take as long as a short call
_PATIENCE: Final = 1.0  # seconds, for which a thread is watched for a moment in which it can be broken off
_MOMENT: Final = 1e-3
_TURNS: Final = 1000  # of a loop; Python looks for exceptions from outside in each


class Overtaken(BaseException):
    """Raised in a thread whose call has its results already."""


class Race:
    """A call of plain Python, and of the code that is being made for it."""

    def __init__(self, way: Way, arguments: Arguments):
        self._way, self._arguments = way, arguments
        self._copies = [copy_of(x) if type(x) is np.ndarray else x for x in arguments.leaves]
        self._lock = threading.Lock()
        self._is_over = self._is_broken_off = False
        self._stop = ctypes.c_int64()  # tells the code, when it is not 0, that nobody wants its results
        self._thread = 0
        self._frame: types.FrameType | None = None  # that of `run`
        self._finish: Callable[[], Any] | None = None  # gives the results of the code

    def run(self, f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The result of the function, by whoever has it first."""
        self._thread, self._frame = threading.get_ident(), sys._getframe()
        raised: BaseException | None = None
        with hurried():
            ask(self._overtake)  # after what makes the code
            try:
                try:
                    # What was set for a part of a call only, as error states of NumPy's, ends with its context.
                    return contextvars.copy_context().run(f, *args, **kwargs)
                except Overtaken:
                    raise
                except BaseException as error:
                    raised = error
                    raise
                finally:
                    self._end()
            except Overtaken:
                if raised is not None:  # Ctrl-C, at the same moment
                    raise raised from None
                assert self._finish is not None
                self._way.overtaken += 1
                return self._finish()
            finally:
                self._frame = raised = None

    def _end(self) -> None:
        """Python is done: nobody breaks it off any more."""
        with self._lock:
            self._is_over, self._stop.value = True, 1
        if self._is_broken_off:  # it may be under way yet: taken back, it would leave Python looking for it for ever
            for _ in range(_TURNS):
                pass

    # -- in the compiler's thread

    def _overtake(self) -> None:
        variant = self._way.variant
        if self._is_over or variant is None or not self._is_possible():
            return
        arguments = self._arguments
        containers = arguments.containers
        call = Call(variant.translation, self._copies, containers)
        found = variant.code.call(call.inputs(), stop=ctypes.addressof(self._stop))
        if found is None:
            return
        self._finish = functools.partial(self._results, call, found)
        end = time.perf_counter() + _PATIENCE
        while not self._break_off() and time.perf_counter() < end:
            time.sleep(_MOMENT)

    def _is_possible(self) -> bool:
        """Whether a second call beside the first is noticed by nobody, and is worth it."""
        way = self._way
        variant = way.variant
        assert variant is not None
        if not way.ready or way.has_effects or not variant.code.is_simple or not variant.holds():
            return False
        if variant.translation.updates or way.is_slow_for_now(self._arguments):
            return False
        return not Call(variant.translation, self._arguments.leaves, self._arguments.containers).overlap()

    def _results(self, call: Call, found: list[Any]) -> Any:
        """What the code has made, with the caller's arrays in the place of the copies."""
        call.hand_over(self._arguments.leaves)
        return call.results(found)

    def _break_off(self) -> bool:
        """Raise `Overtaken` in the other thread, if it is where it may be raised; whether there is no more to do."""
        with self._lock:
            if self._is_over:
                return True
            if not self._is_in_translated_code():
                return False
            self._is_broken_off = True
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(Overtaken))
            return True

    def _is_in_translated_code(self) -> bool:
        """Whether the other thread is in functions that were translated, from `run` on."""
        codes = self._codes
        frame = sys._current_frames().get(self._thread)
        inside = False
        while frame is not None and frame is not self._frame:
            if frame.f_code not in codes or handles_exceptions(frame.f_code):
                return False
            frame, inside = frame.f_back, True
        return inside and frame is not None

    @functools.cached_property
    def _codes(self) -> set[types.CodeType]:
        variant = self._way.variant
        assert variant is not None
        found = set(with_inner(variant.translation.f.__code__))
        for fetch, mark in variant.translation.surroundings.guards:
            if type(fetch) is Attribute and fetch.name == "__code__":
                found.update(with_inner(mark[0]))
        return found


def can_be_overtaken(arguments: Arguments) -> bool:
    """Whether a call with such arguments may be broken off: nobody watches it, and copies of them take no time."""
    if sum([a.nbytes for a in arguments.arrays]) > _MOST_BYTES or any(
        [type(x) is ListArgument for x in arguments.leaves]
    ):
        return False
    if not _HAS_LOCK or sys.gettrace() is not None or sys.getprofile() is not None or _is_debugged():
        return False
    return accept_error_state()


def _is_debugged() -> bool:
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    return monitoring is not None and monitoring.get_tool(monitoring.DEBUGGER_ID) is not None


# Whether only one thread runs Python at a time: otherwise another thread is not where it was a moment ago.
_HAS_LOCK: Final = sys.implementation.name == "cpython" and getattr(sys, "_is_gil_enabled", lambda: True)()

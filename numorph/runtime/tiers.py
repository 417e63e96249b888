"""Tiers: how a program gets from NumPy to machine code without anybody waiting.

The first call runs on NumPy and asks for code, which a background thread makes; then both ways are timed on real calls
and the faster one stays.  Code that is still called then is optimised, again in the background, and swapped in.
"""

from __future__ import annotations

import atexit
import collections
import contextlib
import os
import queue
import threading
import time
import warnings
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from .. import config
from ..codegen.pacing import awaited, breathe, work_in_background
from ..core.trace import EVAL
from ..ir.program import Program
from .error_states import accept_error_state
from .numpy_plan import execute, execute_apart

PATIENCE = 0.15  # seconds; many times what the compiler takes of them, for code that may overtake the call
TRIALS = 3  # timed calls of each way before one is chosen,
SHORT, MANY_TRIALS = 1e-4, 10  # or so many where they take less than this, in seconds,
VERY_FAR_APART = 8.0  # unless one way takes this many times as long,
FAR_APART = 2.0  # but for one less where one way takes this many times as long, and two less for its square,
LONG = 1e-2  # and at least so many seconds: a shorter call may only have met memory that was new to the process


class Tier:
    """How a program runs now.  `native`: runs its compiled form, once there is one; `chosen`: whether it is used."""

    def __init__(self, program: Program):
        self.program = program
        self.native: Callable[..., Any] | None = None
        self.compiled: Any = None  # what `native` came from: see native.Compiled
        self.chosen = False
        self.reason = ""  # why there is no machine code
        self.asked = False
        self.times: tuple[list[float], list[float]] = ([], [])  # of NumPy, of machine code
        self.optimising = self.improved = False

    def __call__(self, *args: Any) -> list[Any]:
        """The outputs, which share no memory with anything."""
        outs: list[Any] = self.run(args, execute_apart)
        return outs

    def run(self, args: Any, on_numpy: Callable[..., Any]) -> Any:
        """The outputs; where NumPy runs (a part of) the program, by `on_numpy`: `execute` or `execute_apart`."""
        if self.native is None or not config.compile or not EVAL.direct or not accept_error_state():
            outs = on_numpy(self.program, *args)
            if not self.asked and config.compile:
                self.asked = True
                ask(self.compile)
            return outs
        if self.chosen:
            return self.native(on_numpy, *args)
        return on_numpy(self.program, *args) if self.decided() else self.trial(args, on_numpy)

    # -- choosing

    def decided(self) -> bool:
        return is_decided(*self.times)

    def settled(self) -> bool:
        """Whether it is known how the program runs: quick code that lost has another chance when it is optimised."""
        return bool(self.reason) or (self.decided() and (self.chosen or self.improved))

    def trial(self, args: Any, on_numpy: Callable[..., Any]) -> Any:
        """Run one of the two ways, timed."""
        numpy_times, native_times = self.times
        use_native = len(native_times) <= len(numpy_times)
        start = time.perf_counter()
        outs = self.native(on_numpy, *args) if use_native else on_numpy(self.program, *args)  # type: ignore[misc]
        (native_times if use_native else numpy_times).append(time.perf_counter() - start)
        if self.decided():
            self.choose()
        return outs

    def choose(self) -> None:
        numpy_times, native_times = self.times
        self.chosen = min(native_times) <= min(numpy_times)
        if not self.optimising:
            self.optimise()

    # -- making code

    def compile(self, level: int = 0) -> None:
        """Make code; where that is not possible, NumPy it remains, and `reason` says why."""
        from .native import compiled_form

        if self.compiled is None and not self.reason:
            found = compiled_form(self.program)
            if isinstance(found, str):
                self.reason = found
            else:
                self.reason = self.refusal(found, level)
                if not self.reason:
                    self.compiled, self.native = found, found.run

    def optimise(self) -> None:
        self.optimising = True
        ask(self.improve, can_wait=True)

    def improve(self) -> None:
        """Optimised code in the place of quick code; if that had lost, it gets another chance."""
        if self.compiled is not None:
            if not self.refusal(self.compiled, 2) and not self.chosen:
                self.times = ([], [])
            self.improved = True

    def refusal(self, compiled: Any, level: int) -> str:
        """Make code of a level; where LLVM refuses, why.  The program goes on as it did, but not in silence."""
        from ..codegen.engine import CompileError

        try:
            compiled.make(level)
        except CompileError as error:
            warnings.warn(f"numorph could not compile '{self.program.name}': {error}", RuntimeWarning, stacklevel=2)
            return str(error)
        return ""

    def finish(self, args: Any = None) -> None:
        """Make the best code now, and choose by running both ways on `args`."""
        self.asked = self.optimising = True
        self.compile(2)
        if self.compiled is None:
            return
        self.refusal(self.compiled, 2)
        self.improved = True
        if args is not None:
            self.times = ([], [])
            while not self.decided():
                self.trial(args, execute_apart)


def is_decided(some: list[float], others: list[float]) -> bool:
    """Whether two ways were timed often enough to choose between them: at once where they are far apart.

    Short calls are timed more often: the first ones of each way meet cold memory, which tells nothing of later ones.
    """
    n = min(len(some), len(others))
    if n == 0:
        return False
    fast, slow = sorted((min(some), min(others)))
    if fast < SHORT and slow < VERY_FAR_APART * fast:
        return n >= MANY_TRIALS
    return n >= TRIALS or slow >= max(FAR_APART ** (TRIALS - n) * fast, LONG)


def has_lost(ours: list[float], others: list[float]) -> bool:
    """Whether a way is the slower one: by far, or in many calls, in a few of which something else may have run."""
    fast, slow = min(others), min(ours)
    return slow > fast and (slow > FAR_APART * fast or len(ours) >= MANY_TRIALS)


def run_call(program: Program, *args: Any) -> Any:
    """The outputs of a program that is called as one operation; they may share memory with the operands."""
    return tier_of(program).run(args, execute)


def tier_of(program: Program) -> Tier:
    """The tier of a program, kept with it."""
    key = ("tier", config.strict, config.fast_math)
    found: Tier | None = program.derived.get(key)
    if found is None:
        found = program.derived[key] = Tier(program)
    return found


# -- the background thread

_Job = Callable[[], Callable[[], None] | None]  # a weak reference to a method


class _Worker:
    """Runs jobs one after the other, in a thread that is started when the first one comes.

    A job is a method whose object may be gone by then: nobody needs its code any more.  What can wait runs when there
    is nothing else to do: first code for one function comes before better code for another.
    """

    def __init__(self) -> None:
        self.jobs: queue.SimpleQueue[tuple[_Job, bool] | None] = queue.SimpleQueue()
        self.waiting: collections.deque[_Job] = collections.deque()  # what can wait
        self.thread: threading.Thread | None = None
        self.lock = threading.Lock()
        self.open = True
        self.first_calls = 0  # that run now
        self.quiet = threading.Event()  # whether there are none
        self.quiet.set()
        self.patient_until = 0.0  # when they get no more consideration

    def ask(self, job: Callable[[], None], can_wait: bool) -> None:
        if not self.open:
            return
        self.jobs.put((weakref.WeakMethod(job), can_wait))
        if self.thread is None:
            with self.lock:
                if self.thread is None:
                    self.thread = threading.Thread(target=self.run, name="numorph-compiler", daemon=True)
                    self.thread.start()

    def run(self) -> None:
        work_in_background()
        while self.open:
            try:
                asked = self.jobs.get(block=not self.waiting)
            except queue.Empty:
                try:
                    asked = self.waiting.popleft(), False
                except IndexError:  # somebody has dropped what there was
                    continue
            if asked is None:
                break
            reference, can_wait = asked
            if can_wait:
                self.waiting.append(reference)
                continue
            self.quiet.wait(max(0.0, self.patient_until - time.perf_counter()))
            job = reference()
            if job is not None:
                breathe()
                attempt(job)
            del job

    @contextlib.contextmanager
    def undisturbed(self) -> Iterator[None]:
        with self.lock:
            if not self.first_calls:
                self.patient_until = time.perf_counter() + PATIENCE
            self.first_calls += 1
            self.quiet.clear()
        try:
            yield
        finally:
            with self.lock:
                self.first_calls = max(0, self.first_calls - 1)  # it was reset in a forked child
                if not self.first_calls:
                    self.quiet.set()

    def close(self) -> None:
        """At exit: a job under way is waited for, since LLVM must not be torn down beneath it."""
        self.open = False
        self.jobs.put(None)
        if self.thread is not None and self.thread is not threading.current_thread():
            self.thread.join(timeout=5)

    def reset(self) -> None:
        """In a forked child there is no thread."""
        self.__init__()  # type: ignore[misc]


_worker = _Worker()
atexit.register(_worker.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_worker.reset)


def attempt(job: Callable[[], None]) -> None:
    """Do it now; where it fails, the program goes on without machine code, but not in silence."""
    try:
        job()
    except Exception as error:
        what = threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
        threading.excepthook(what)


def ask(job: Callable[[], None], can_wait: bool = False) -> None:
    """Have a method called in the background; what can wait comes after all else that is asked for meanwhile."""
    _worker.ask(job, can_wait)


def drop_what_can_wait() -> None:
    """Nobody asks for better code any more: for tests, of which each module would wait for that of all before it."""
    _worker.waiting.clear()


def undisturbed() -> contextlib.AbstractContextManager[None]:
    """While a function's first call runs: no code is begun to be made, unless the call takes longer than that does.

    Whoever waits for the call would wait longer for it, as the compiler has the interpreter lock for much of its time.
    """
    return _worker.undisturbed()


def wait() -> None:
    """Until the background thread has done all that it was asked for: for tests."""
    last = _Last()
    ask(last.run, can_wait=True)
    with awaited():
        last.done.wait(60)


class _Last:
    """A job that tells when it is its turn."""

    def __init__(self) -> None:
        self.done = threading.Event()

    def run(self) -> None:
        self.done.set()

"""How calls of a function with one kind of arguments run: code, trials of it against plain Python, and reasons."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

from ..frontend.compiled import BAILED, CompiledFunction, Variant
from ..frontend.gradient_of import CompiledGradient
from ..frontend.keys import Arguments
from ..frontend.list_arguments import ListArgument
from ..frontend.runner import Runner
from ..frontend.values import Unsupported
from ..runtime import printed
from ..runtime.procedure_memory import TOO_LONG
from ..runtime.procedure_table import prepare_native_calls
from ..runtime.threads import thread_count
from ..runtime.tiers import ask, attempt, has_lost, is_decided
from .reading import shown

FEW_BAILS = 3
_LONG = 3e-4  # seconds, from which on a call may be worth the time of other threads
_LONG_QUICKLY = 4 * _LONG  # of code that was made quickly: the best may be so much faster
_MOST_TRIALS, FAIR_TRIALS = 100, 4
_LONG_ARRAY, _LONG_CALL = 1 << 14, 2e-3  # elements, and seconds, from which on quick code may lose by far


class _Calls(threading.local):
    """wait: whether the call that runs waits for code, because plain Python would take too much memory."""

    wait = False


_calls = _Calls()


def calls_wait() -> bool:
    """Whether code is to be made at once, for the call that runs."""
    return _calls.wait


class Trials:
    """Times of calls with arguments of about one size, in seconds: of plain Python, and of machine code."""

    __slots__ = ("chosen", "native", "offered", "plain")

    def __init__(self) -> None:
        self.start_again()
        self.plain: list[float] = []

    def start_again(self) -> None:
        """There is other machine code."""
        self.native: list[float] = []
        self.chosen: bool | None = None  # whether machine code runs; None as long as it is not decided
        self.offered = False  # whether the native call path was told

    def enter(self, times: list[float], seconds: float) -> None:
        """Another time; whether it is known now which is faster.

        Machine code does not lose by its first calls, which run on cold memory, and where it loses by little, it does
        not lose by a few, while which something else may have run.
        """
        if len(times) < _MOST_TRIALS:
            times.append(seconds)
        if is_decided(self.plain, self.native):
            if min(self.native) <= min(self.plain):
                self.chosen = True
            elif len(self.native) >= FAIR_TRIALS and has_lost(self.native, self.plain):
                self.chosen = False


def size_class(arguments: Arguments) -> int:
    """Arguments within a factor of 16: elements of arrays, and integers of Python, which may count turns of loops."""
    total = 0
    for x in arguments.leaves:
        if type(x) is np.ndarray:
            total += x.size
        elif type(x) is ListArgument:
            total += len(x.value)
        elif type(x) is int:
            total += abs(x)
    return total.bit_length() // 4


def _has_long_array(arguments: Arguments) -> bool:
    return any([type(x) is np.ndarray and x.size >= _LONG_ARRAY for x in arguments.leaves])


class Way:
    """How calls with one kind of arguments run: `variant` once it is translated, or the reason why it cannot be."""

    def __init__(self, compiled: CompiledFunction, parameters: dict[str, Any], arguments: Arguments):
        self._compiled = compiled
        self._sample: Any = (parameters, arguments)  # until it is translated
        self._lock = threading.RLock()  # whoever comes first translates it; others wait for that
        self.variant: Variant | None = None
        self.ready = False
        self.reason, self.line = "", None
        self._trials: dict[int, Trials] = {}
        self._latest = Trials()
        self.calls = self.bails = 0  # of machine code
        self._runner: Runner | None = None
        self.fast: Any = None  # its native call path; None before there is one, False where there can be none
        self.race: Any = None  # of a call of plain Python, which runs now, with the code
        self.overtaken = 0  # calls of plain Python
        self._shared = False  # whether code was asked for whose loops threads share
        self._depth: int | None = 0  # of loops in others, in the next code with a tape in parts; None if there is none
        self._is_awaited = False  # whether somebody waits for the best code

    @property
    def refused(self) -> bool:
        return bool(self.reason)

    @property
    def plain(self) -> list[float]:
        """How long plain Python took, for arguments of about the size of the last ones."""
        return self._latest.plain

    @property
    def native(self) -> list[float]:
        """The same of machine code."""
        return self._latest.native

    @property
    def wins(self) -> bool:
        """Whether machine code has been measured to be faster for such arguments."""
        return self._latest.chosen is True

    @property
    def decided(self) -> bool:
        """Whether it is known what runs such calls."""
        return self._latest.chosen is not None

    def trials(self, arguments: Arguments) -> Trials:
        """The times for arguments of about this size."""
        size = size_class(arguments)
        found = self._trials.get(size)
        if found is None:
            found = self._trials[size] = Trials() if self._trials else self._latest
        self._latest = found
        return found

    @property
    def left(self) -> bool:
        """Whether machine code is given up, since too many calls met what it leaves to Python."""
        return self.bails > FEW_BAILS + self.calls

    @property
    def bail(self) -> str | None:
        """What the last such call of this thread met."""
        return self.variant.code.last_bail if self.variant is not None and self.bails else None

    @property
    def procedure(self) -> Any:
        """The translation; None where there is none."""
        return None if self.variant is None else self.variant.translation.procedure

    def holds_back(self, trials: Trials, arguments: Arguments) -> bool:
        """Whether it had better not be tried before there is better code.

        Quick code has no vectors, as NumPy's loops over long arrays have them: a call may take ten times as long.
        """
        assert self.variant is not None
        return min(trials.plain, default=0.0) >= _LONG_CALL and self.is_slow_for_now(arguments)

    def is_slow_for_now(self, arguments: Arguments) -> bool:
        """Whether better code is to come, and this may take far longer than NumPy."""
        assert self.variant is not None
        code = self.variant.code
        if not code.is_quick or not code.is_of_array_statements:
            return False
        return _has_long_array(arguments)

    @property
    def is_operation(self) -> bool:
        """Whether transformations can have it as an operation of theirs."""
        return self.variant is not None and self.variant.translation.is_operation()

    @property
    def place(self) -> str:
        """The user's line that `reason` is about, as tracebacks show it."""
        return "" if self.line is None else shown(self._compiled.f, self.line)

    @property
    def has_effects(self) -> bool:
        """Whether it prints, or writes to arrays other than its arguments: a call only to try it would be noticed."""
        if self.variant is None:
            return False
        translation = self.variant.translation
        if translation.prints or translation.writes_to_objects:
            return True
        return any([k >= translation.n_leaves for k in translation.written])

    def read(self) -> None:
        """Translate it only, once."""
        with self._lock:
            sample, self._sample = self._sample, None
            if sample is None:
                return
            try:
                self.variant = self._compiled.translated(*sample)
            except Unsupported as error:
                self.reason, self.line = error.reason, error.line
            except Exception as error:
                self.reason = f"its translation failed: {type(error).__name__}: {error}"
                raise

    def prepare(self) -> None:
        """Translate and compile, quickly; what takes longer is asked for."""
        self.read()
        if self.variant is None or self.ready:
            return
        try:
            self._compile(quickly=True)
            if self.variant is not None and self.variant.code.is_simple:
                prepare_native_calls()
        except Exception as error:
            self.reason = f"its translation failed: {type(error).__name__}: {error}"
            raise
        if self.variant is not None and self.variant.code.improvable:
            ask(self.improve, can_wait=True)

    def improve(self) -> None:
        """Make the code better that was made quickly; if it had lost against plain Python, it gets another chance."""
        assert self.variant is not None
        if not self.variant.code.improvable:  # the best code, for threads, was made meanwhile, and may be timed already
            return
        self.variant.make(best=True)
        self._begin_again()

    def _begin_again(self) -> None:
        """There is other code: if machine code had lost, it gets another chance."""
        for trials in self._trials.values():
            trials.start_again()
        if self.fast:
            self.fast.reset()

    def took(self, seconds: float) -> None:
        """A call took so long: if that is long, threads may take parts of its loops from now on."""
        if seconds >= _LONG and not self._shared and thread_count() > 1:
            self._shared = True
            ask(self.share)

    def share(self) -> None:
        """Code whose long loops run on several threads."""
        assert self.variant is not None
        if self.variant.code.shareable:
            self.variant.code.share()
            self._begin_again()

    def make_best(self) -> None:
        """Translate and make the best code at once, with long loops that threads share."""
        self.translate(quickly=True)
        if self.variant is not None and self.ready:
            self._make_best(shared=True)

    def make_best_for(self, arguments: Arguments, call: Callable[[], Any]) -> None:
        """Make the best code at once; whether threads share its loops, arguments tell, or a call of what there is.

        To make the best code without that, and then again with it, would take twice as long.  A call of a gradient
        tells as well whether its tape fits.
        """
        seconds = _LONG_QUICKLY
        if isinstance(self._compiled, CompiledGradient) or not _has_long_array(arguments):
            self._is_awaited = True
            try:
                start = perf_counter()
                call()
                seconds = perf_counter() - start
            finally:
                self._is_awaited = False
        quick = self.variant is not None and self.variant.code.is_quick
        self._make_best(shared=seconds >= (_LONG_QUICKLY if quick else _LONG))

    def _make_best(self, shared: bool) -> None:
        assert self.variant is not None
        if shared and not self._shared and thread_count() > 1 and self.variant.code.shareable:
            self._shared = True
            self.share()
        elif self.variant.code.improvable:
            self.improve()

    def bailed(self, variant: Variant, again: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """A call of a variant has: its result, by other code or by `again`, which runs what is given up.

        Where a gradient's tape was too long, other code is what runs turns of loops again.  It is waited for, since a
        gradient in plain Python would take far more memory than the tape may.
        """
        self.bails += 1
        if variant.code.last_bail == TOO_LONG and isinstance(self._compiled, CompiledGradient):
            parameters = self._compiled.parameters(args, kwargs)
            arguments = self._compiled.arguments(parameters)
            while variant.code.last_bail == TOO_LONG:
                with self._lock:
                    if self.variant is variant and self._depth is not None:
                        attempt(functools.partial(self._shorten, parameters, arguments))
                if self.variant is None or self.variant is variant:
                    break
                variant = self.variant
                out = variant(arguments)
                if out is not BAILED:
                    return out
                self.bails += 1
        with printed.again():
            return self.instead(again, args, kwargs)

    def instead(self, again: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """A call that is given up; where the tape was too long, functions in it wait for their code."""
        before = _calls.wait
        _calls.wait = before or self.bail == TOO_LONG
        try:
            return again(*args, **kwargs)
        finally:
            _calls.wait = before

    def _shorten(self, parameters: dict[str, Any], arguments: Arguments) -> None:
        """Have a gradient whose tape is as short as it has to be, by running turns of (more) loops again."""
        from ..codegen.engine import CompileError

        assert isinstance(self._compiled, CompiledGradient)
        depth, self._depth = self._depth, None
        assert depth is not None
        try:
            variant = self._compiled.in_segments(parameters, arguments, depth)
            variant.make(quickly=True)
        except (Unsupported, CompileError):
            return  # such calls go by way of operations
        self._depth = depth + 1
        self._begin_again()
        self.variant, self.bails, self._shared, self.fast = variant, 0, False, None
        if self._is_awaited:
            self._make_best(shared=True)
        elif variant.code.improvable:
            ask(self.improve, can_wait=True)

    def translate(self, quickly: bool = False) -> None:
        """Translate and compile; what fails in that is raised."""
        self.read()
        self._compile(quickly)

    def _compile(self, quickly: bool) -> None:
        from ..codegen.engine import CompileError

        with self._lock:
            if self.variant is None or self.ready:
                return
            try:
                self.variant.make(quickly, best=not quickly)
            except CompileError as error:
                self.reason, self.variant = str(error), None
            else:
                self.ready = True

    def runner(self) -> Runner:
        """The function as an operation on values."""
        if self._runner is None:
            assert self.variant is not None
            self._runner = Runner(self.variant)
        return self._runner

    def outdated(self) -> bool:
        """Whether something outside the function has changed since it was translated."""
        return self.variant is not None and not self.variant.holds()

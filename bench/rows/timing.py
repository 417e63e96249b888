"""Warm calls, timed in interleaved rounds; every value is compared with NumPy's before it is timed.

A ratio is the median over the rounds of the quotient within a round, so that a busy moment of the machine, which falls
on all ways alike, cancels. Rounds in which other processes were busy are dropped where three quiet ones remain.
"""

from __future__ import annotations

import gc
import math
import os
import random
import statistics
import time
import timeit
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from numorph.compare.agreement import leaves

# Before each batch of calls: for the caches to hold the arrays, and for the threads of a pool to wake.
_WARM_SECONDS = 0.001
_TICK = 0.01  # of the clock by which Linux counts the time that processes use
_SLOW_SECONDS = 0.02  # calls that take longer need no warming up

_TOLERANCES = {np.dtype(np.float16): 1e-2, np.dtype(np.float32): 2e-5, np.dtype(np.float64): 1e-12}


@dataclass
class Settings:
    """How much is measured; `--quick` lowers all of it."""

    quick: bool = False
    rounds: int = 9
    batch_seconds: float = 0.004
    row_seconds: float = 1.5  # what one set of ways may take; slow ways get fewer rounds, never fewer than 3

    @classmethod
    def short(cls) -> Settings:
        return cls(quick=True, rounds=3, batch_seconds=0.001, row_seconds=0.3)


SETTINGS = Settings()


@dataclass(frozen=True)
class Way:
    """One way of doing a job, and what a caller does to wait for the result."""

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    wait: Callable[[Any], Any] | None = None
    method: str = ""  # of the result, called to wait for it
    value: Callable[[], Any] | None = None  # what to compare, where it is not the result
    remark: str = ""  # printed below the table

    def timer(self) -> timeit.Timer:
        names = [f"x{k}" for k in range(len(self.arguments))]
        call = f"f({', '.join(names)})"
        call = f"wait({call})" if self.wait else f"{call}.{self.method}()" if self.method else call
        setup = "\n".join(
            ["f, wait = way.function, way.wait", *[f"x{k} = way.arguments[{k}]" for k in range(len(names))]]
        )
        return timeit.Timer(call, setup, globals={"way": self})

    def run(self) -> Any:
        out = self.function(*self.arguments)
        if self.wait:
            out = self.wait(out)
        elif self.method:
            out = getattr(out, self.method)()
        return self.value() if self.value else out


@dataclass
class Times:
    """Seconds per call of each way, one number per round, and what kept a way from being timed."""

    samples: dict[str, list[float]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def median(self, name: str) -> float:
        found = self.samples.get(name)
        return statistics.median(found) if found else math.nan

    def ratio(self, slow: str, fast: str) -> float:
        """How many times faster `fast` is than `slow`; NaN where one of them was not timed."""
        a, b = self.samples.get(slow), self.samples.get(fast)
        return statistics.median(x / y for x, y in zip(a, b, strict=True)) if a and b else math.nan

    def notes(self) -> list[str]:
        return [*[f"{name}: {text}" for name, text in self.problems.items()], *self.remarks]

    def medians(self) -> dict[str, float]:
        return {name: self.median(name) for name in self.samples}


def interleave(ways: Sequence[Way], tolerance: float = 1.0, pause: float = 0.0, share: float = 1.0) -> Times:
    """Check the ways against the value of the first, then time them in turn.

    `tolerance` scales the one that the dtype sets, `share` the time that is spent. `pause` is slept before each way:
    BLAS threads spin for a while after a call, and must not take the core from whoever is next. They also suffer most
    from other processes, so that there are more rounds then, in search of quiet ones.
    """
    times, alive, reference = Times(remarks=[way.remark for way in ways if way.remark]), [], None
    for way in ways:
        problem, value = _problem(way, reference, tolerance)
        if problem:
            times.problems[way.name] = problem
            continue
        reference = value if reference is None else reference
        alive.append(way)
    timers = {way.name: way.timer() for way in alive}
    calls = {name: _calls(timer) for name, timer in timers.items()}
    once = sum(each * (number + 1) + _WARM_SECONDS + pause for each, number in calls.values())
    rounds = max(3, min(SETTINGS.rounds, int(share * SETTINGS.row_seconds / once)))
    order, found = random.Random(0), []
    gc.collect()
    while len(found) < rounds or (pause and len(found) < 2 * rounds and sum(quiet for quiet, _ in found) < rounds):
        found.append(_round(timers, calls, order, pause))
    undisturbed = [seconds for quiet, seconds in found if quiet]
    kept = undisturbed if len(undisturbed) >= 3 else [seconds for _, seconds in found]
    times.samples = {name: [seconds[name] for seconds in kept] for name in timers}
    return times


def _round(
    timers: dict[str, timeit.Timer], calls: dict[str, tuple[float, int]], order: random.Random, pause: float
) -> tuple[bool, dict[str, float]]:
    """Whether other processes kept away, and the seconds per call of each way."""
    start, busy, found = time.perf_counter(), other_processes(), {}
    for name in order.sample(list(timers), len(timers)):
        time.sleep(pause)
        once, number = calls[name]
        timers[name].timeit(0 if once > _SLOW_SECONDS else max(1, min(number, round(_WARM_SECONDS / once))))
        found[name] = timers[name].timeit(number) / number
    allowed = 0.1 * (time.perf_counter() - start) + 2 * _TICK
    return not other_processes() - busy > allowed, found


def _problem(way: Way, reference: Any, tolerance: float) -> tuple[str, Any]:
    try:
        value = way.run()
    except Exception as error:  # reported in the table; the other ways are timed all the same
        return f"{type(error).__name__}: {str(error).splitlines()[0][:100] if str(error) else ''}", None
    return "" if reference is None else difference(value, reference, tolerance), value


def difference(value: Any, reference: Any, tolerance: float = 1.0) -> str:
    """How `value` differs from NumPy's, in a few words; empty where it agrees.

    Each element may be off by a part of its own size and of the array's mean size (sums are taken in another order).
    """
    got, want = leaves(value), leaves(reference)
    if len(got) != len(want):
        return f"{len(got)} arrays instead of {len(want)}"
    for a, b in zip(got, want, strict=True):
        if a.shape != b.shape:
            return f"shape {a.shape} instead of {b.shape}"
        if a.dtype.kind not in "fc":
            if not np.array_equal(a, b):
                return "other values"
            continue
        part = tolerance * max(_TOLERANCES[np.empty(0, d).real.dtype] for d in (a.dtype, b.dtype))
        size = np.abs(b[np.isfinite(b)])
        scale = float(size.mean()) if size.size else 0.0
        with np.errstate(invalid="ignore"):
            close = np.isclose(a, b, rtol=part, atol=part * scale, equal_nan=True)
        if not close.all():
            worst = np.abs(a.astype(complex) - b.astype(complex))
            return f"values differ, by up to {np.nanmax(worst[~close]):.2g} where NumPy has about {scale:.2g}"
    return ""


def _calls(timer: timeit.Timer) -> tuple[float, int]:
    """Seconds of a call, and how many calls make a batch that the clock can resolve."""
    once = timer.timeit(1)
    if once < _SLOW_SECONDS:
        once = min(timer.repeat(3, 1))
    if once < 1e-4:
        number = max(1, math.ceil(0.2 * SETTINGS.batch_seconds / max(once, 5e-8)))
        once = timer.timeit(number) / number
    return once, max(1, math.ceil(SETTINGS.batch_seconds / once))


def seconds(statement: Callable[[], Any]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    statement()
    return time.perf_counter() - start


def other_processes() -> float:
    """CPU seconds that all other processes of the machine have used since it started; NaN where it does not tell."""
    try:
        with open("/proc/stat") as file:
            user, nice, system, _idle, _wait, interrupts, soft, *_ = map(int, file.readline().split()[1:])
    except (OSError, ValueError):
        return math.nan
    own = os.times()
    ticks = os.sysconf("SC_CLK_TCK")
    return (user + nice + system + interrupts + soft) / ticks - sum(own[:4])


@contextmanager
def on_cpus(count: int) -> Iterator[None]:
    """All threads of the process on `count` CPUs, so that no library computes on more; only Linux can do this."""
    everywhere = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else set()
    if count >= len(everywhere):
        yield
        return
    try:
        _place(set(sorted(everywhere)[-count:]))
        yield
    finally:
        _place(everywhere)


def _place(cpus: set[int]) -> None:
    for task in os.listdir("/proc/self/task"):
        try:
            os.sched_setaffinity(int(task), cpus)
        except ProcessLookupError:  # a thread that ended meanwhile
            continue

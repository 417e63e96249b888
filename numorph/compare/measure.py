"""Timing: first calls, code that is made aside, and warm calls; every way of doing the job in turn, in one process.

Rounds visit all ways in turn, so that a busy moment of the machine falls on all of them alike; what is reported is the
median over the rounds and the quartiles around it, never the best.
"""

from __future__ import annotations

import gc
import math
import random
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from numorph.compare import agreement, memory
from numorph.compare.agreement import Outcome
from numorph.compare.libraries import Library

_SAMPLE_SECONDS = 0.002  # calls are timed in batches at least this long, well above the clock's resolution
_MOST_CALLS = 10_000
_EARLY_CALLS = 5  # timed between the first call and the code
_FEWEST_ROUNDS = 9  # fewer could not show a difference, see clearly_faster

Tick = Callable[[float], None]


@dataclass(frozen=True)
class Way:
    """One way of doing a job: `make` gives a new callable, so that its first call is really a first call.

    `prepare` makes the arguments for one call; with `chain`, a call's result is the first argument of the next call.
    """

    library: Library
    label: str
    make: Callable[[], Callable[..., Any]]
    prepare: Callable[[], tuple[Any, ...]]
    jitted: bool = False
    chain: bool = False
    fresh: bool = False  # the job changes its arguments, so every call needs new ones
    note: str = ""


@dataclass(frozen=True)
class Reference:
    """What every way must give: the value, and the arguments after the call where the job changes them."""

    value: Any
    arguments: tuple[Any, ...] | None = None


@dataclass
class Timing:
    """What was measured for one way; seconds per call, bytes at the peak of one call.

    Where code is made aside, `ready` is the time from the first result until it is in use, `early` that of a call
    meanwhile, and `instead` names what turned out faster than the code, and runs in its place.
    """

    library: str
    label: str
    jitted: bool
    note: str
    outcome: Outcome
    first: float = math.nan
    ready: float = math.nan
    early: float = math.nan
    instead: str = ""
    median: float = math.nan
    lower_quartile: float = math.nan
    upper_quartile: float = math.nan
    rounds: int = 0
    calls_per_round: int = 0
    peak_bytes: int | None = None
    ratio: float = math.nan  # median over the baseline's median: below 1 is faster
    speed: str = ""  # against the baseline, beyond the noise: faster, slower or same
    pays_from: int | None = None  # the call from which the total time is below the baseline's
    samples: list[float] = field(default_factory=list, repr=False)

    @property
    def ran(self) -> bool:
        return self.outcome.status in ("same", "differs")

    @property
    def spread(self) -> float:
        """Half the distance between the quartiles, relative to the median."""
        return (self.upper_quartile - self.lower_quartile) / 2 / self.median

    @property
    def early_calls(self) -> int:
        """How many calls, made one after the other, come after the first one and before the code is in use."""
        return 0 if math.isnan(self.ready) else math.ceil(self.ready / self.early)

    def total(self, calls: float) -> float:
        """Seconds for the first `calls` calls."""
        early = min(calls - 1, self.early_calls)
        return self.first + (early * self.early if early else 0.0) + (calls - 1 - early) * self.median


@dataclass
class _Running:
    """A way in the course of its measurement."""

    way: Way
    timing: Timing
    function: Callable[..., Any] | None = None
    firsts: list[float] = field(default_factory=list)


def measure(
    ways: Sequence[Way], reference: Reference, seconds: float, tick: Tick, with_memory: bool = True
) -> list[Timing]:
    """Measure `ways` for about `seconds`; the first way is the baseline."""
    running = [_Running(way, Timing(way.library.name, way.label, way.jitted, way.note, _pending(way))) for way in ways]
    gc.collect()
    gc.freeze()  # what is there already is not looked through again, so that the collections below are quick
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # compilers warn about the code they are given; the values are checked
            _measure(running, reference, seconds, tick, with_memory)
    finally:
        gc.unfreeze()
    tick(1.0)
    return finish([run.timing for run in running])


def _measure(running: Sequence[_Running], reference: Reference, seconds: float, tick: Tick, with_memory: bool) -> None:
    for repeat in range(3):
        for index, run in enumerate(running):
            _first_call(run, reference, repeat)
            _code_ready(run, reference, repeat)
            tick(0.3 * (repeat * len(running) + index + 1) / (3 * len(running)))
    alive = [run for run in running if run.function is not None]
    for run in alive:
        run.timing.calls_per_round = _calibrate(run)
    _rounds(alive, seconds, tick)
    for run in alive:
        if with_memory:
            run.timing.peak_bytes = memory.peak_memory(partial(_call, run, 1), run.way.library.name)
        run.timing.first = statistics.median(run.firsts)


def _pending(way: Way) -> Outcome:
    return Outcome(way.library.name, "raises", "was not run")


def _first_call(run: _Running, reference: Reference, repeat: int) -> None:
    """Time from a plain function to its first result; slow compilers are asked once, quick ones three times."""
    if repeat and (run.function is None or run.firsts[0] > 0.3):
        return
    arguments = run.way.prepare()
    gc.collect()
    start = time.perf_counter()
    try:
        function = run.way.make()
        value = run.way.library.wait(function(*arguments))
    except Exception as error:
        run.timing.outcome = agreement.raised(run.way.library.name, error)
        return
    run.firsts.append(time.perf_counter() - start)
    run.function = function
    if repeat == 0:
        run.timing.outcome = _outcome(run, value, arguments, reference)


def _code_ready(run: _Running, reference: Reference, repeat: int) -> None:
    """Wait for code that is made aside, so that it is made at nobody else's cost; what it computes is compared, too.

    Only the first time counts: after that the process knows the code of this function.
    """
    ready = run.way.library.ready
    if run.function is None or not run.way.jitted or ready is None or len(run.firsts) <= repeat:
        return
    try:
        early = [_timed(run, 1) for _ in range(_EARLY_CALLS)] if repeat == 0 else []
        arguments = run.way.prepare()
        start = time.perf_counter()
        instead = ready(run.function, arguments)
        spent = time.perf_counter() - start
        if repeat:
            return
        run.timing.ready, run.timing.early, run.timing.instead = spent, statistics.median(early), instead
        arguments = run.way.prepare()
        value = run.way.library.wait(run.function(*arguments))
        outcome = _outcome(run, value, arguments, reference)
    except Exception as error:
        run.function, outcome = None, agreement.raised(run.way.library.name, error)
    if outcome.failed and not run.timing.outcome.failed:
        run.timing.outcome = replace(outcome, detail=f"{outcome.detail}, when its code was ready")


def _outcome(run: _Running, value: Any, arguments: tuple[Any, ...], reference: Reference) -> Outcome:
    seen = None if reference.arguments is None else arguments
    return agreement.compare(run.way.library.name, (value, seen), (reference.value, reference.arguments))


def _call(run: _Running, calls: int) -> Any:
    """Call `calls` times and wait for the results, as a caller who needs each of them does."""
    function, way = run.function, run.way
    wait = way.library.wait
    assert function is not None
    if way.chain:
        state, *rest = way.prepare()
        for _ in range(calls):
            state = function(state, *rest)
        return wait(state)
    arguments = way.prepare()
    for _ in range(calls - 1):
        wait(function(*arguments))
    return wait(function(*arguments))


def _timed(run: _Running, calls: int) -> float:
    """Seconds per call, of a batch of `calls`; making new arguments for each call stays outside the clock."""
    if run.way.fresh:
        spent = 0.0
        for _ in range(calls):
            arguments = run.way.prepare()
            start = time.perf_counter()
            run.way.library.wait(run.function(*arguments))  # type: ignore[misc]
            spent += time.perf_counter() - start
        return spent / calls
    start = time.perf_counter()
    _call(run, calls)
    return (time.perf_counter() - start) / calls


def _calibrate(run: _Running) -> int:
    once = min(_timed(run, 1) for _ in range(3))
    return max(1, min(_MOST_CALLS, math.ceil(_SAMPLE_SECONDS / max(once, 1e-9))))


def _rounds(alive: Sequence[_Running], seconds: float, tick: Tick) -> None:
    """Visit all ways, in another order each round, until the time is spent."""
    begin, number, order = time.perf_counter(), 0, random.Random(0)
    while alive and (number < _FEWEST_ROUNDS or time.perf_counter() - begin < seconds):
        for run in order.sample(alive, len(alive)):
            run.timing.samples.append(_timed(run, run.timing.calls_per_round))
        number += 1
        tick(0.3 + 0.65 * min(1.0, (time.perf_counter() - begin) / seconds))


def finish(timings: list[Timing]) -> list[Timing]:
    """Work out medians, quartiles and the comparison with the first timing from the samples."""
    for timing in timings:
        timing.rounds = len(timing.samples)
        if timing.samples:
            timing.lower_quartile, timing.median, timing.upper_quartile = statistics.quantiles(timing.samples, n=4)
    for timing in timings[1:]:
        if timings[0].library == "NumPy" and not math.isnan(timing.ready):
            # Before its code is there it runs on NumPy; a few calls must not make it look faster than NumPy itself.
            timing.early = max(timing.early, timings[0].median)
        _against(timing, timings[0])
    return timings


def _against(timing: Timing, baseline: Timing) -> None:
    if not (timing.ran and baseline.ran):
        return
    timing.ratio = timing.median / baseline.median
    faster, slower = clearly_faster(timing, baseline), clearly_faster(baseline, timing)
    timing.speed = "faster" if faster else "slower" if slower else "same"
    if faster:
        timing.pays_from = break_even(timing, baseline)


def clearly_faster(a: Timing, b: Timing) -> bool:
    """Is `a` faster than `b` by 10 % at least, and in more of their common rounds than chance would have it?

    Chance, for two ways of equal speed, is a fair coin per round (the sign test, at 0.5 %).
    """
    rounds = len(a.samples)
    won = sum(x < y for x, y in zip(a.samples, b.samples, strict=True))
    by_chance = sum(math.comb(rounds, k) for k in range(won, rounds + 1)) / 2**rounds
    return a.median < 0.9 * b.median and by_chance < 0.005


def break_even(a: Timing, b: Timing) -> int | None:
    """The number of calls from which `a` has cost less in all than `b`, for good; None if there is none."""
    if a.median >= b.median:
        return None

    def behind(calls: int) -> float:
        return a.total(calls) - b.total(calls)

    # Between these numbers of calls, and beyond the last, it is a straight line.
    corners = sorted({1, 1 + a.early_calls, 1 + b.early_calls})
    last = max((calls for calls in corners if behind(calls) >= 0), default=None)
    if last is None:
        return 1
    return last + math.floor(behind(last) / (behind(last) - behind(last + 1))) + 1

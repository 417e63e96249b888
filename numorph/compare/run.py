"""Runs the sections of the comparison one after the other and gathers what they found."""

from __future__ import annotations

import datetime
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numorph as nm
from numorph.compare import digits, memory, own_function, same_code, workloads
from numorph.compare.decision import EAGER, GRADIENT, LOOP, Decision, decide
from numorph.compare.libraries import Library, double_precision, find_library, library_names, measure_start
from numorph.compare.measure import Tick
from numorph.compare.own_function import Target
from numorph.compare.results import Comparison, Machine

_PACKAGES = {"sklearn": "scikit-learn"}
SECTIONS = ("code", "workloads", "digits")

# Told about progress: a line of text, and the fraction of the whole that is done.
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class _Task:
    text: str
    weight: float  # roughly its share of the time
    run: Callable[[Tick], None]


def compare(
    sections: Sequence[str] = SECTIONS,
    target: Target | None = None,
    quick: bool = False,
    progress: Progress = lambda text, done: None,
) -> Comparison:
    """Run the sections, or only the user's own function where a `target` is given."""
    begin = time.perf_counter()
    today = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    found = Comparison(nm.__version__, today, quick, _machine())
    progress("looking for libraries", 0.0)
    with double_precision(), _no_code_from_before():
        libraries = _start(found, progress)
        _work_off(found, _tasks(found, libraries, sections, target, quick), progress)
    found.decisions = _decisions(found)
    found.seconds = time.perf_counter() - begin
    progress("done", 1.0)
    return found


@contextmanager
def _no_code_from_before() -> Iterator[None]:
    """numorph keeps its machine code in a folder of this run, so that what is made here is not found ready."""
    folder = tempfile.TemporaryDirectory(prefix="numorph-", ignore_cleanup_errors=True)
    with folder, nm.config.set(cache_dir=folder.name):
        yield


def _start(found: Comparison, progress: Progress) -> list[Library]:
    for name in library_names():
        progress(f"starting {name}", 0.01)
        presence = find_library(name)
        measure_start(presence, processes=1 if found.quick else 3)
        found.libraries.append(presence)
    return [presence.library for presence in found.libraries if presence.library]


def _work_off(found: Comparison, tasks: Sequence[_Task], progress: Progress) -> None:
    whole, done = sum(task.weight for task in tasks), 0.0
    for task in tasks:
        try:
            task.run(partial(_tell, progress, task, done / whole, task.weight / whole))
        except ModuleNotFoundError as error:
            package = _PACKAGES.get(error.name or "", error.name)
            found.missing.append(f"Left out: {task.text}, for '{package}' is not installed: pip install {package}")
        except Exception as error:  # reported as a failure, and the rest is measured all the same
            found.broken.append(f"{task.text}: {type(error).__name__}: {error}")
        done += task.weight


def _tell(progress: Progress, task: _Task, before: float, share: float, part: float) -> None:
    progress(task.text, 0.05 + 0.95 * (before + share * part))


def _tasks(
    found: Comparison, libraries: list[Library], sections: Sequence[str], target: Target | None, quick: bool
) -> list[_Task]:
    seconds = 0.1 if quick else 2.0
    if target is not None:

        def own(tick: Tick) -> None:
            found.own_function = own_function.run(target, libraries, seconds, tick)

        return [_Task(target.text, 1.0, own)]
    tasks = []
    if "code" in sections:
        tasks += [_code_task(found, libraries, row) for row in same_code.ROWS]
    if "workloads" in sections:
        jobs = workloads.workloads(quick)
        tasks += [_workload_task(found.workloads, libraries, job, seconds, memory=True) for job in jobs]
        jobs = workloads.size_sweep(quick)
        tasks += [_workload_task(found.sizes, libraries, job, seconds / 2, memory=False) for job in jobs]
    if "digits" in sections:

        def both_programs(tick: Tick) -> None:
            found.digits = digits.run(libraries, seconds, tick, examples=32 if quick else 256)

        tasks.append(_Task("the handwritten digits", 6.0, both_programs))
    return tasks


def _code_task(found: Comparison, libraries: list[Library], row: same_code.Row) -> _Task:
    def run(tick: Tick) -> None:
        tick(0.0)
        found.same_code.append(same_code.run_row(row, libraries))

    return _Task(f"the same code: {row.title}", 0.5, run)


def _workload_task(
    results: list[workloads.Result], libraries: list[Library], job: workloads.Workload, seconds: float, memory: bool
) -> _Task:
    def run(tick: Tick) -> None:
        results.append(job.run(libraries, seconds, tick, with_memory=memory))

    return _Task(job.title, 1.0 + seconds, run)


def _decisions(found: Comparison) -> list[Decision]:
    measured = [(result.kind, result.situation, result.timings) for result in found.sizes + found.workloads]
    if found.digits:
        programs = [program.timing for program in found.digits.programs]
        measured.append((GRADIENT, "training a small network", programs))
        measured.append((GRADIENT, f"gradients of {found.digits.examples} examples", found.digits.example_gradients))
    if found.own_function:
        measured.append((LOOP, found.own_function.target, found.own_function.timings))
        measured.append((GRADIENT, f"gradient of {found.own_function.target}", found.own_function.gradient))
    decisions = []
    for kind, situation, timings in measured:
        if kind == LOOP:
            decisions.append(decide(EAGER, situation, [timing for timing in timings if not timing.jitted]))
        if timings:
            decisions.append(decide(kind, situation, timings))
        automatic = [timing for timing in timings if "by hand" not in timing.label]
        if 1 < len(automatic) < len(timings):
            decisions.append(decide(kind, f"{situation}, not by hand", automatic))
    return sorted(decisions, key=lambda decision: (EAGER, LOOP, GRADIENT).index(decision.kind))


def _machine() -> Machine:
    processor = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            processor = next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass  # not Linux: the platform's own word for it will do
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(platform.system(), processor, cores, platform.python_version(), memory.method())

"""One program of bench/programs by NumPy, numorph, Numba and JAX: what is right, how long it takes, what it waits for.

Whatever fails is written down in words beside what was measured; nothing raises.
"""

from __future__ import annotations

import gc
import math
import random
import signal
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

import numorph as nm
from numorph.api.forms import compiled_form
from numorph.api.procedural import Procedural
from numorph.runtime import tiers

from . import libraries
from .program_cases import (
    Scalar,
    arguments_of,
    axes,
    by_loop,
    copied,
    difference,
    lanes_of,
    leaves,
    outcome,
    stacked,
)

LANES = 16
SMALL, LARGE = 0, 1
_SIZES = "small", "large"


@dataclass
class Budget:
    """Seconds: of the rounds of one comparison, and after which one step is given up."""

    rounds: float = 0.3
    step: float = 6.0
    most_rounds: int = 9
    first_calls: int = 3

    @classmethod
    def short(cls) -> Budget:
        return cls(rounds=0.1, step=5.0, most_rounds=3)


class OutOfTime(BaseException):
    """Nothing that catches exceptions, to go on in another way, may catch this one."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Give up after so many seconds."""

    def stop(*_: Any) -> None:
        raise OutOfTime(f"not done after {seconds:.0f} s")

    begin, left = time.perf_counter(), signal.getitimer(signal.ITIMER_REAL)[0]  # of a limit around this one
    saved = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, left or seconds), 1.0)  # again, for callbacks may swallow it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, saved)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.perf_counter() - begin), 1e-3), 1.0)


def attempt(budget: Budget, step: Callable[[], Any]) -> tuple[Any, str]:
    """What a step gives, and why it gave nothing."""
    try:
        with at_most(budget.step):
            return step(), ""
    except (Exception, OutOfTime) as error:
        said = str(error).strip().splitlines()
        return None, f"{type(error).__name__}: {said[0][:200] if said else ''}"


def measured(program: Any, budget: Budget) -> dict[str, Any]:
    """All that is found out about a program."""
    found: dict[str, Any] = {"name": program.name, "problems": []}
    problems = found["problems"]
    steps = {"ready": _ready, "primal": _primal, "first": _first_calls}  # first what has to meet a cold compiler
    if program.differentiable:
        steps["gradient"] = _gradient
    if program.batched:
        steps["vmap"] = _vmap
    for name, step in steps.items():
        begin = time.perf_counter()
        result, problem = attempt(replace(budget, step=8 * budget.step), partial(step, program, budget))
        found[name] = result or {}
        problems += [f"{name}: {text}" for text in [*found[name].pop("problems", []), problem] if text]
        found[name]["seconds"] = time.perf_counter() - begin
        tiers.wait()
        gc.collect()
    return found


def state_of(procedural: Procedural) -> dict[str, Any]:
    """What became of the translations of a function."""
    ways = list(procedural.ways.values())
    return {
        "preferred": procedural.preferred,
        "translations": len(ways),
        "refused": [f"line {way.line}: {way.reason}" for way in ways if way.refused],
        "bails": sum(way.bails for way in ways),
        "wins": [way.wins for way in ways if way.ready],
    }


def _ready(program: Any, budget: Budget) -> dict[str, Any]:
    """Seconds until a fresh function's first code is there, translation and compilation, and until its best code is."""
    arguments = arguments_of(program, LARGE)
    jitted = nm.jit(program.function)
    begin = time.perf_counter()
    way = jitted._procedural.prepared(arguments, {}, quickly=True)
    spent = time.perf_counter() - begin
    if way is None:
        return {"problems": ["the arguments are none of a procedure's"]}
    if way.ready:
        way.improve()
    best = time.perf_counter() - begin
    found: dict[str, Any] = {"numorph": spent, "best": best, **state_of(jitted._procedural)}
    found["problems"] = [f"refused, {text}" for text in found["refused"]]
    return found


# -- warm calls


@dataclass
class Way:
    """One way of running a program: `changes` tells which arguments need fresh copies for every call."""

    name: str
    function: Callable[..., Any]
    arguments: tuple
    changes: Sequence[int] = ()


def rounds(ways: Sequence[Way], budget: Budget) -> dict[str, list[float]]:
    """Seconds per call of each way, one number per round; copies are made outside of what is timed."""
    once = {way.name: min(_timed(way, 1) for _ in range(1)) for way in ways}
    calls = {name: max(1, min(50, math.ceil(2e-3 / max(t, 1e-7)))) for name, t in once.items()}
    total = sum(once[name] * (calls[name] + (1 if once[name] < 0.02 else 0)) for name in once)
    count = max(1 if total > budget.rounds else 3, min(budget.most_rounds, int(budget.rounds / max(total, 1e-9))))
    samples: dict[str, list[float]] = {way.name: [] for way in ways}
    order = random.Random(0)
    gc.collect()
    for _ in range(count):
        for way in order.sample(list(ways), len(ways)):
            if once[way.name] < 0.02:  # others had the caches meanwhile
                _timed(way, 1)
            samples[way.name].append(_timed(way, calls[way.name]))
    return samples


def _timed(way: Way, calls: int) -> float:
    f = way.function
    given = [copied(way.arguments, way.changes) for _ in range(calls)]
    begin = time.perf_counter()
    for arguments in given:
        f(*arguments)
    return (time.perf_counter() - begin) / calls


def _primal(program: Any, budget: Budget) -> dict[str, Any]:
    """Plain NumPy, numorph, Numba and JAX at both sizes: equal outcomes, and times."""
    found: dict[str, Any] = {"problems": [], "times": [{}, {}], "compile": {}}
    jitted = nm.jit(program.function)
    for size in (SMALL, LARGE):  # one code, but whether it is used is decided for each size
        jitted.compile(*copied(arguments_of(program, size), program.changed))
    others = {"Numba": _numba(program), "JAX": _jax(program)}
    for size in (SMALL, LARGE):
        arguments = arguments_of(program, size)
        expected = outcome(program.function, program, arguments)
        ways = [Way("NumPy", program.function, arguments, program.changed)]
        problem = _settle(jitted, program, arguments, expected, budget)
        if problem:
            found["problems"].append(f"{_SIZES[size]}: {problem}")
        if not problem.startswith(("OutOfTime", "raised")):
            ways.append(Way("numorph", jitted, arguments, program.changed))
            ways += _machine_code(jitted._procedural, arguments, program)
        for name, other in others.items():
            if other is None:
                continue
            patient = replace(budget, step=4 * budget.step)  # compilers of others may take long
            way, problem = attempt(patient, partial(other, arguments, expected, size, found["compile"]))
            if problem:
                others[name] = None
                found[name] = problem
            else:  # what gives another result is timed all the same, and that is told
                found[name] = found.get(name) or way[1]
                ways.append(way[0])
        found["times"][size] = rounds(ways, budget)
    found.update(state_of(jitted._procedural))
    if found["translations"] != 1:
        found["problems"].append(f"{found['translations']} translations for two sizes")
    if found["bails"]:
        found["problems"].append(f"{found['bails']} calls were given back to Python")
    return found


def _machine_code(procedural: Procedural, arguments: tuple, program: Any) -> list[Way]:
    """The machine code by itself, where plain Python is what calls run."""
    given = procedural.arguments(arguments, {})
    way = procedural.ways.get(given[1].key) if given else None
    if way is None or not way.ready or way.wins:
        return []

    def call(*arguments: Any) -> Any:
        found = procedural.arguments(arguments, {})
        assert found is not None and way is not None and way.variant is not None
        return way.variant(found[1])

    return [Way("machine code", call, arguments, program.changed)]


def _settle(jitted: Any, program: Any, arguments: tuple, expected: list, budget: Budget) -> str:
    """Call until it is decided how calls run, and compare; what is wrong, in words."""

    def settle() -> list:
        begin = time.perf_counter()
        out = outcome(jitted, program, arguments)
        tiers.wait()
        while time.perf_counter() - begin < 0.1:
            wrong = difference(out, expected, max(program.tolerance, 0.0))
            if wrong:
                return out
            out = outcome(jitted, program, arguments)
        tiers.wait()
        return out

    out, problem = attempt(budget, settle)
    if problem:
        return problem if problem.startswith("OutOfTime") else f"raised {problem}"
    wrong = difference(out, expected, program.tolerance)
    return f"wrong: {wrong}" if wrong else ""


def _numba(program: Any) -> Callable[..., tuple[Way, str]] | None:
    if libraries.numba is None:
        return None
    jitted = libraries.numba.njit(program.function)

    def way(arguments: tuple, expected: list, size: int, spent: dict[str, float]) -> tuple[Way, str]:
        begin = time.perf_counter()
        out = outcome(jitted, program, arguments)
        spent.setdefault("Numba", time.perf_counter() - begin)
        return Way("Numba", jitted, arguments, program.changed), _agrees(out, expected, program)

    return way


def _jax(program: Any) -> Callable[..., tuple[Way, str]] | None:
    if libraries.jax is None:
        return None
    from importlib import import_module

    package, _, module = program.function.__module__.rpartition(".")
    function = getattr(import_module(f"{package}.by_jax.{module}"), program.name)

    def way(arguments: tuple, expected: list, size: int, spent: dict[str, float]) -> tuple[Way, str]:
        wait = libraries.jax.block_until_ready
        own = libraries.jax_arrays(arguments)
        begin = time.perf_counter()
        out = leaves(wait(function(*own)))
        first = time.perf_counter() - begin
        begin = time.perf_counter()
        wait(function(*own))
        spent["JAX"] = max(0.0, first - (time.perf_counter() - begin))  # at the large size in the end
        return Way("JAX", lambda *given: wait(function(*given)), own), _agrees(out, expected, program)

    return way


def _agrees(out: list, expected: list, program: Any) -> str:
    wrong = difference(out, expected, max(program.tolerance, 1e-12))
    return f"other result: {wrong}" if wrong else ""


def _first_calls(program: Any, budget: Budget) -> dict[str, Any]:
    """The first two calls of a fresh jitted function at the large size, over plain NumPy's before and after them."""
    arguments = arguments_of(program, LARGE)
    ratios: dict[str, list[float]] = {"first": [], "second": []}
    plain = Way("NumPy", program.function, arguments, program.changed)
    for _ in range(budget.first_calls):
        jitted = nm.jit(program.function)
        times = []
        base = _timed(plain, 1)
        for _ in range(2):
            given = copied(arguments, program.changed)
            begin = time.perf_counter()
            jitted(*given)
            times.append(time.perf_counter() - begin)
            tiers.wait()
        base = (base + _timed(plain, 1)) / 2
        ratios["first"].append(times[0] / base)
        ratios["second"].append(times[1] / base)
    return {"first": statistics.median(ratios["first"]), "second": statistics.median(ratios["second"])}


# -- transformations


def _gradient(program: Any, budget: Budget) -> dict[str, Any]:
    """The value and gradient of a weighted sum of the results: right, and how it costs beside the primal.

    The first call, which nothing is compiled for yet, is apart; then code is made at once.
    """
    found: dict[str, Any] = {"problems": [], "times": [{}, {}]}
    for size in (SMALL, LARGE):
        arguments = arguments_of(program, size)
        scalar = Scalar(program, arguments)
        given = (*scalar.weights, *arguments)
        if size == SMALL:
            found["first"] = _first_gradient(scalar, given, budget, found["problems"])
        jitted = nm.jit(nm.value_and_grad(scalar.loss, argnums=scalar.positions))
        form = compiled_form(scalar.loss)._procedural
        form.waits = jitted._procedural.waits = True
        problem = _warm(jitted, given, budget)
        found["how"] = _how(jitted, form, given)
        if problem:
            found["problems"].append(f"{_SIZES[size]}: {problem} ({found['how']})")
            return found
        value, gradients = jitted(*given)
        if size == SMALL:
            wrong = scalar.wrong(arguments, gradients)
            expected = float(scalar.loss(*given))
            if not wrong and not np.isclose(float(value), expected, rtol=1e-6):
                wrong = f"the value is {float(value)} instead of {expected}"
            found["correct"] = not wrong
            if wrong:
                found["problems"].append(f"wrong: {wrong}")
        primal = nm.jit(scalar.loss)
        _warm(primal, given, budget)
        ways = [Way("NumPy", scalar.loss, given), Way("numorph", primal, given), Way("gradient", jitted, given)]
        found["times"][size] = rounds(ways, budget)
    return found


def _first_gradient(scalar: Scalar, given: tuple, budget: Budget, problems: list[str]) -> float:
    """Seconds of the first call of a jitted gradient, before there is code."""
    jitted = nm.jit(nm.value_and_grad(scalar.loss, argnums=scalar.positions))
    begin = time.perf_counter()
    _, problem = attempt(replace(budget, step=0.5 * budget.step), lambda: jitted(*given))
    spent = time.perf_counter() - begin
    if problem:
        problems.append(f"first call: {problem}")
    tiers.wait()
    return spent


def _how(jitted: Any, form: Procedural, given: tuple) -> dict[str, Any]:
    """How a transformed function runs: as a procedure within Python, staged, or as plain Python."""
    for procedural in (jitted._procedural, form):
        if procedural.ways:
            return {"path": "procedure", **state_of(procedural)}

    def decided() -> str:
        decision = jitted.decision(*given)
        if hasattr(decision, "program"):
            return "staged" + (", plain Python wins" if decision.contest.plain_wins else "")
        return f"plain Python: {decision.reason.splitlines()[0][:150]}"

    path, problem = attempt(Budget.short(), decided)
    return {"path": path or problem}


def _warm(jitted: Any, given: tuple, budget: Budget) -> str:
    """Call a jitted function that leaves its arguments alone until its code is in use."""

    def warm() -> None:
        jitted.compile(*given)
        tiers.wait()
        begin = time.perf_counter()
        for count in range(40):
            jitted(*given)
            if count % 4 == 0:
                tiers.wait()
            if time.perf_counter() - begin > 0.15 and count > 1:
                break
        tiers.wait()

    return attempt(budget, warm)[1]


def _vmap(program: Any, budget: Budget) -> dict[str, Any]:
    """A batch at once against a plain Python loop over its lanes, at the small size."""
    found: dict[str, Any] = {"problems": [], "times": {}}
    lanes = lanes_of(program, SMALL, LANES)
    expected = by_loop(program, lanes)
    batch = stacked(program, lanes)
    jitted = nm.jit(nm.vmap(program.function, in_axes=axes(program, batch)))
    form = compiled_form(program.function)._procedural
    form.waits = True  # the first call, lane by lane in Python, is not what is measured here

    def call(*arguments: Any) -> Any:
        return jitted(*arguments)

    def warm() -> list:
        out = outcome(call, program, batch)
        tiers.wait()
        begin = time.perf_counter()
        for count in range(40):
            out = outcome(call, program, batch)
            if count % 4 == 0:
                tiers.wait()
            if time.perf_counter() - begin > 0.15 and count > 1:
                break
        tiers.wait()
        return out

    out, problem = attempt(budget, warm)
    if problem:
        found["problems"].append(problem)
        return found
    wrong = difference(out, expected, program.tolerance)
    found["correct"] = not wrong
    if wrong:
        found["problems"].append(f"wrong: {wrong}")
    each = tuple(i for i in program.changed)

    def loop(*flat: Any) -> None:
        for lane in flat:
            program.function(*lane)

    found["times"] = _against_loop(Way("vmap", call, batch, each), loop, lanes, each, budget)
    found["how"] = _how(jitted, form, batch)
    return found


def _against_loop(
    way: Way, loop: Callable[..., None], lanes: list[tuple], changed: Sequence[int], budget: Budget
) -> dict[str, list[float]]:
    """Seconds of the batch and of the loop, in turn."""
    samples: dict[str, list[float]] = {"vmap": [], "loop": []}
    begin = time.perf_counter()
    while len(samples["loop"]) < budget.most_rounds:
        samples["vmap"].append(_timed(way, 1))
        copies = [copied(lane, changed) for lane in lanes]
        start = time.perf_counter()
        loop(*copies)
        samples["loop"].append(time.perf_counter() - start)
        if time.perf_counter() - begin > budget.rounds and len(samples["loop"]) >= 1:
            break
    return samples

"""Rows 1, 2, 12 and 13: what a caller waits for before code is warm.

Every repetition compiles a program that no cache has seen: its operations are drawn anew, in another order.
"""

from __future__ import annotations

import itertools
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

import numorph as nm

from .libraries import COMPILES, best_code, first_code, jax, numba, wait_for_code
from .report import Line, Row, Target, duration
from .timing import SETTINGS, difference, seconds

if jax is not None:
    import jax.numpy as jnp

_draw = random.Random(time.time_ns())
_number = itertools.count()

# Statements and how many operations they hold. For |x| <= 1 none has a slope above 1, so that rounding errors of one
# operation are not blown up by the next.
_STATEMENTS = {
    "y = y * x": 1,
    "y = y + x": 1,
    "y = -y": 1,
    "y = np.abs(y)": 1,
    "y = np.sin(y)": 1,
    "y = np.tanh(y)": 1,
    "y = np.maximum(y, x)": 1,
    "y = np.minimum(y, x)": 1,
    "y = y - 0.5 * x": 2,
    "y = np.cos(y) * 0.75": 2,
    "y = np.sqrt(y * y + 1.0)": 3,
}


def _fresh_source(operations: int, name: str) -> str:
    """Source of a new function of that many operations."""
    chosen = []
    while operations:
        chosen.append(_draw.choice([text for text, count in _STATEMENTS.items() if count <= operations]))
        operations -= _STATEMENTS[chosen[-1]]
    return _source(chosen, name)


def _source(statements: Iterable[str], name: str) -> str:
    return "\n    ".join([f"def {name}(x):", "y = x", *statements, "return y"])


def fresh_functions(operations: int) -> tuple[Callable[..., Any], Callable[..., Any] | None]:
    """A new function on numpy, and the same on jax.numpy where it is installed."""
    name = f"program_{next(_number)}"
    source = _fresh_source(operations, name)
    made: list[Any] = []
    for namespace in (np, jnp if jax is not None else None):
        scope: dict[str, Any] = {"np": namespace}
        exec(source, scope)
        made.append(scope[name] if namespace is not None else None)
    return made[0], made[1]


def _plain_call(function: Callable[..., Any], x: np.ndarray) -> float:
    """Seconds of a call on NumPy, not the first one."""
    function(x)
    return statistics.median(seconds(lambda: function(x)) for _ in range(3))


def _jax_first(function: Callable[..., Any] | None, x: np.ndarray) -> float:
    if function is None:
        return math.nan
    given = jnp.asarray(x)
    return seconds(lambda: jax.jit(function)(given).block_until_ready())


def _numba_first(x: np.ndarray) -> float:
    if numba is None:
        return math.nan
    function = fresh_functions(10)[0]
    return seconds(lambda: numba.njit(function)(x))


def _first_call(size: int) -> tuple[dict[str, float], list[str]]:
    """One repetition: a fresh function's first call by everybody."""
    x = np.linspace(-1.0, 1.0, size, dtype=np.float32)
    plain, for_jax = fresh_functions(10)
    found = {"NumPy": _plain_call(plain, x)}
    out: list[Any] = []
    jitted: list[Any] = []

    def first() -> None:
        jitted.append(nm.jit(plain))
        out.append(jitted[0](x))

    found["numorph"] = seconds(first)
    problem = difference(out[0], plain(x), 4.0)
    wait_for_code(jitted[0], x)  # so that its compiler does not work beside what is timed next
    problem = problem or difference(jitted[0](x), plain(x), 4.0)
    found["JAX"] = _jax_first(for_jax, x)
    return found, [f"numorph: {problem}"] if problem else []


def _code_ready(size: int) -> dict[str, float]:
    """From a fresh function to its best code in use; and to its first result and the quick tier's code, made aside."""
    x = np.ones(size, np.float32)
    found = {}
    if COMPILES:
        function = fresh_functions(10)[0]
        found["best code"] = seconds(lambda: best_code(function, x))
        function = fresh_functions(10)[0]
        found["quick tier"] = seconds(lambda: first_code(function, x))
    return found


def _median(found: list[dict[str, float]], name: str) -> float:
    have = [one[name] for one in found if name in one]
    return statistics.median(have) if have else math.nan


def _once_per_process() -> float:
    """Compile a function with every operation that is drawn below: what is made once is no first call's cost."""
    scope: dict[str, Any] = {"np": np}
    exec(_source(_STATEMENTS, "everything"), scope)
    x = np.linspace(-1.0, 1.0, 10, dtype=np.float32)
    spent = seconds(lambda: wait_for_code(nm.jit(scope["everything"]), x))
    _first_call(10)
    return spent


def first_call() -> Row:
    row = Row(1, "first call of a 10-op function, f32; every function is new")
    repeats = 5 if SETTINGS.quick else 15
    row.notes.append(f"the first compilation of the process, apart: {duration(_once_per_process())}")
    for size in (10, 1_000_000):
        found, problems = zip(*[_first_call(size) for _ in range(repeats)], strict=True)
        times = {name: _median(list(found), name) for name in ("NumPy", "JAX", "numorph")}
        if size == 10:
            times["Numba"] = _numba_first(np.ones(size, np.float32))
        allowed = statistics.median(1.2 * one["NumPy"] + 1e-3 for one in found)
        targets = [Target("first call", times["numorph"], "<=", allowed, "s")]
        ready = [_code_ready(size) for _ in range(repeats)]
        best = Target("code ready", _median(ready, "best code"), "<=", 10e-3, "s")
        targets += [best, Target("quick tier", _median(ready, "quick tier"), "<=", 5e-3, "s")]
        row.lines.append(Line(f"{size:,} elements", times, targets, notes=[p for found in problems for p in found[:1]]))
    row.notes.append("asked of the first call: 1.2 x the plain NumPy call + 1 ms; JAX and Numba: first call of jit(f)")
    if not COMPILES:
        row.notes.append("code ready: nothing to wait for, no machine code here")
    return row


def new_shape() -> Row:
    """Call a function whose code is ready on sizes it has not seen."""
    row = Row(2, "a new shape, 10-op function, f32")
    added, for_jax_added, plain_time = [], [], []
    problems: list[str] = []
    for _ in range(3 if SETTINGS.quick else 7):
        plain, for_jax = fresh_functions(10)
        x = np.ones(10, np.float32)
        jitted = wait_for_code(nm.jit(plain), x)
        jitted_jax = jax.jit(for_jax) if for_jax is not None else None
        if jitted_jax is not None:
            jitted_jax(jnp.asarray(x)).block_until_ready()
        for size in (11, 100, 1_003, 20_000):
            x = np.linspace(-1.0, 1.0, size, dtype=np.float32)
            out: list[Any] = []
            base = _plain_call(plain, x)
            spent = seconds(lambda: out.append(jitted(x)))  # noqa: B023
            problem = difference(out[0], plain(x), 4.0)
            problems += [f"numorph: {problem}"] if problem else []
            plain_time.append(base)
            added.append(spent - base)
            if jitted_jax is not None:
                given = jnp.asarray(x)
                spent = seconds(lambda: jitted_jax(given).block_until_ready())  # noqa: B023
                for_jax_added.append(spent - base)
    times = {"NumPy": statistics.median(plain_time)}
    if for_jax_added:
        times["JAX"] = statistics.median(for_jax_added) + times["NumPy"]
    times["numorph"] = statistics.median(added) + times["NumPy"]
    target = Target("over NumPy's call", statistics.median(added), "<=", 1e-3, "s")
    worst = Target("the slowest of all", max(added), "<=", 1e-3, "s")
    row.lines.append(Line("first call with a size not seen", times, [target, worst], notes=problems[:1]))
    return row


# Row 12

_GRADIENT = """
import time
start = time.perf_counter()
import numpy as np
{imports}

def loss(w, x, y):
    return {np}.mean((x @ w - y) ** 2)

rng = np.random.default_rng(0)
x = rng.normal(size=(1000, 10))
w, y = rng.normal(size=10), rng.normal(size=1000)
{call}
by_hand = 2 / 1000 * x.T @ (x @ w - y)
assert np.allclose(np.asarray(out), by_hand, atol=1e-5 * abs(by_hand).max())
print(time.perf_counter() - start)
"""

_NUMORPH = {"imports": "import numorph as nm", "np": "np"}
_JAX = {
    "imports": "import jax, jax.numpy as jnp\njax.config.update('jax_enable_x64', True)",
    "np": "jnp",
    "call": "out = jax.jit(jax.grad(loss))(w, x, y).block_until_ready()",
}
_JAX_CACHE = {
    "JAX_COMPILATION_CACHE_DIR": "jax",
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
}


def _process(program: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of a whole process, and of what it does after Python itself has started."""
    command = [sys.executable, "-c", program]
    everything = {**os.environ, **environment}
    everything.pop("PYTHONDONTWRITEBYTECODE", None)  # Python's own cache counts for all: users have it
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=everything)
    return time.perf_counter() - start, float(done.stdout.split()[-1])


def second_process() -> Row:
    """Fresh processes in turn, after one that has filled the caches."""
    row = Row(12, "second process: import + first compiled gradient (1000x10, f64)")
    compiled = "g = nm.jit(nm.grad(loss))\n" + ("g.compile(w, x, y)\n" if COMPILES else "") + "out = g(w, x, y)"
    called = "out = nm.jit(nm.grad(loss))(w, x, y)"
    with tempfile.TemporaryDirectory() as folder:
        programs = {
            "numorph": (_GRADIENT.format(**_NUMORPH, call=compiled), {"NUMORPH_CACHE_DIR": folder}),
            "numorph, first result": (_GRADIENT.format(**_NUMORPH, call=called), {"NUMORPH_CACHE_DIR": folder}),
            "import numpy alone": (
                "import time; t = time.perf_counter(); import numpy; print(time.perf_counter() - t)",
                {},
            ),
        }
        if jax is not None:
            program = _GRADIENT.format(**_JAX)
            cached = {k: os.path.join(folder, v) if k.endswith("DIR") else v for k, v in _JAX_CACHE.items()}
            programs |= {"JAX": (program, {}), "JAX, its cache on": (program, cached)}
        first = {name: _process(*program) for name, program in programs.items()}
        repeats = 2 if SETTINGS.quick else 5
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for _ in range(repeats):
            for name, program in programs.items():
                found[name].append(_process(*program))
    whole = {name: statistics.median(wall for wall, _ in times) for name, times in found.items()}
    inside = {name: statistics.median(own for _, own in times) for name, times in found.items()}
    measured = whole["numorph"] if COMPILES else math.nan
    row.lines.append(Line("whole process, wall", whole, [Target("in all", measured, "<=", 0.4, "s")]))
    row.lines.append(Line("from the first import on", inside))
    row.lines.append(Line("the process before it, caches empty", {name: wall for name, (wall, _) in first.items()}))
    if not COMPILES:
        row.notes.append("numorph: no machine code here, the gradient runs on NumPy")
    return row


# Row 13


def unrolled() -> Row:
    row = Row(13, "1,000 unrolled operations, f64, 1,000 elements; every function is new")
    x = np.linspace(-1.0, 1.0, 1_000)
    first, ready, plain_times, jax_times, problems = [], [], [], [], []
    for _ in range(2 if SETTINGS.quick else 5):
        plain, for_jax = fresh_functions(1_000)
        plain_times.append(_plain_call(plain, x))
        jitted = nm.jit(plain)
        first.append(seconds(lambda: jitted(x)))  # noqa: B023
        wait_for_code(jitted, x)
        problem = difference(jitted(x), plain(x), 1e3)
        problems += [f"numorph: {problem}"] if problem else []
        plain, _ = fresh_functions(1_000)
        if COMPILES:
            ready.append(seconds(lambda: best_code(plain, x)))  # noqa: B023
        jax_times.append(_jax_first(for_jax, x))
    times = {
        "NumPy": statistics.median(plain_times),
        "JAX": statistics.median(jax_times),
        "numorph": statistics.median(first),
    }
    spent = statistics.median(ready) if ready else math.nan
    row.lines.append(Line("first call", times, [Target("code ready", spent, "<=", 0.1, "s")], notes=problems[:1]))
    row.notes.append("first call: what the caller waits for; numorph's code is made off the caller's path")
    return row

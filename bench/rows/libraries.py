"""The libraries beside NumPy: numorph always, JAX and Numba where they are installed.

What is asked of numorph beyond `jit` and `grad` stands here: `jitted.compile(*args)` waits for the best code,
`nm.threads(n)` sets the number of threads. Without llvmlite numorph runs on NumPy, and the report says so.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import numpy as np

import numorph as nm

from .timing import Way, on_cpus

_CALLS = 40

COMPILES = hasattr(type(nm.jit(lambda x: x)), "compile") and importlib.util.find_spec("llvmlite") is not None


def _installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


jax = _installed("jax")
numba = _installed("numba")
if jax is not None:
    jax.config.update("jax_enable_x64", True)  # the same dtypes for everybody


def without(*names: str) -> None:
    """Leave libraries out, although they are installed."""
    for name in names:
        if name not in ("jax", "numba"):
            raise ValueError(f"'{name}' cannot be left out; jax and numba can")
        globals()[name] = None


def wait_for_code(jitted: Any, *arguments: Any) -> Any:
    """Return `jitted` when its best code for these arguments is in use."""
    if COMPILES:
        jitted.compile(*arguments)
    begin = time.perf_counter()
    for _ in range(_CALLS):  # the dispatcher may try both ways before it settles
        jitted(*arguments)
        if time.perf_counter() - begin > 0.05:
            break
    return jitted


def best_code(function: Callable[..., Any], *arguments: Any) -> None:
    """Stage a new function and make its best code, without running it."""
    nm.jit(function).lower(*arguments).compile()


def first_code(function: Callable[..., Any], *arguments: Any) -> None:
    """Call a new function, and wait until the background thread has made its first code."""
    from numorph.runtime import tiers

    nm.jit(function)(*arguments)
    tiers.wait()


def numorph_way(function: Callable[..., Any], arguments: tuple[Any, ...], name: str = "numorph", **more: Any) -> Way:
    """`function` jitted, its code ready."""
    jitted = wait_for_code(nm.jit(function), *arguments)
    return Way(name, jitted, arguments, remark=_left_to_numpy(jitted, arguments), **more)


def _left_to_numpy(jitted: Any, arguments: tuple[Any, ...]) -> str:
    """Why calls like this one run on NumPy; empty where machine code runs."""
    if not COMPILES:
        return ""
    from numorph.runtime.tiers import tier_of

    decision = jitted.decision(*arguments)
    if not hasattr(decision, "program"):
        return f"plain Python: {decision.reason.splitlines()[0]}"
    tier = tier_of(decision.program)
    if tier.chosen:
        return ""
    return f"on NumPy: {tier.reason}" if tier.reason else "on NumPy, which was faster when both were tried"


def jax_arrays(arguments: Any) -> Any:
    """JAX's own arrays of the same values."""
    return jax.tree.map(lambda x: jax.numpy.asarray(x) if isinstance(x, np.ndarray) else x, arguments)


def jax_ways(
    function: Callable[..., Any], arguments: tuple[Any, ...], name: str = "JAX", own: bool = True
) -> list[Way]:
    """`function`, written on jax.numpy, jitted and warm, on JAX's own arrays or on NumPy's; none without JAX."""
    if jax is None:
        return []
    jitted = jax.jit(function)
    given = jax_arrays(arguments) if own else arguments
    out = jax.block_until_ready(jitted(*given))
    if isinstance(out, jax.Array):
        return [Way(name, jitted, given, method="block_until_ready")]
    return [Way(name, jitted, given, wait=jax.block_until_ready)]


def numba_ways(function: Callable[..., Any], arguments: tuple[Any, ...], **options: Any) -> list[Way]:
    """The same source under njit; none without Numba, nor where Numba cannot compile it."""
    if numba is None:
        return []
    jitted = numba.njit(**options)(function)
    try:
        jitted(*arguments)
    except numba.core.errors.NumbaError:
        return []
    return [Way("Numba", jitted, arguments)]


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Everybody computes on `count` threads, and the whole process is held on as many CPUs."""
    own = nm.threads(count) if hasattr(nm, "threads") else nullcontext()
    if numba is not None:
        numba.set_num_threads(min(count, numba.config.NUMBA_NUM_THREADS))
    with own, on_cpus(count):
        yield


def cpus() -> int:
    """How many CPUs this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def versions() -> list[str]:
    """One line per library: version, or that it is left out."""
    found = [f"numorph {nm.__version__}" + ("" if COMPILES else " (NumPy tier only: no machine code here)")]
    found.append(f"NumPy {np.__version__}")
    for name, module in (("JAX", jax), ("Numba", numba)):
        found.append(f"{name} {module.__version__}" if module is not None else f"{name} is left out")
    return found


def blas() -> list[str]:
    """Which BLAS NumPy uses, and which kernels, for its speed is part of the numbers."""
    said = [f"{name}={os.environ[name]}" for name in sorted(os.environ) if name.startswith(("OPENBLAS_", "OMP_NUM"))]
    threadpoolctl = _installed("threadpoolctl")
    if threadpoolctl is None:
        return ["BLAS unknown: threadpoolctl is not installed", *said]
    for pool in threadpoolctl.threadpool_info():
        if pool["user_api"] == "blas":
            where = "SciPy's" if "scipy.libs" in pool["filepath"] else "NumPy's"
            architecture = pool.get("architecture", "unknown")
            said.append(
                f"{where} BLAS: {pool['internal_api']} {pool['version']}, kernels {architecture}, "
                f"{pool['num_threads']} threads"
            )
    return said

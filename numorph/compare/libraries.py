"""The libraries that are compared, each behind the same few words: its arrays, its NumPy, its jit, grad and vmap.

A library that is not installed, or does not offer a transformation, says so; nothing is ever filled in for it.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy

Transformation = Callable[..., Callable[..., Any]]


def _itself(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Library:
    """One library: `numpy` is its namespace, `array` takes a NumPy array in, `wait` returns when a result is there.

    `ready(jitted, arguments)` waits for code that is made aside, and names what runs instead of it, if anything does;
    None where the first call makes the code.
    """

    name: str
    version: str
    module: Any
    numpy: Any
    array: Callable[[numpy.ndarray], Any] = _itself
    wait: Callable[[Any], Any] = _itself
    eager: bool = True
    jit: Transformation | None = None
    grad: Transformation | None = None
    vmap: Transformation | None = None
    ready: Callable[[Any, tuple[Any, ...]], str] | None = None
    note: str = ""


@dataclass
class Presence:
    """Whether a library is here, and what it costs to start, in seconds.

    `first_jit_seconds` is the first jitted call of this process, `first_code_seconds` what passes from there until its
    code is in use, where code is made aside.
    """

    name: str
    version: str | None
    note: str
    import_seconds: float | None = None
    first_jit_seconds: float | None = None
    first_code_seconds: float | None = None
    library: Library | None = field(default=None, repr=False)


def numpy_itself() -> Library:
    """NumPy, the library whose values all the others must give."""
    return Library("NumPy", numpy.__version__, numpy, numpy, note="eager")


def _numorph() -> Library:
    import numorph as nm
    import numorph.numpy

    return Library(
        "numorph",
        nm.__version__,
        nm,
        numorph.numpy,
        jit=nm.jit,
        grad=nm.grad,
        vmap=nm.vmap,
        ready=_numorph_ready,
        note="NumPy's own arrays",
    )


def _numorph_ready(jitted: Any, arguments: tuple[Any, ...]) -> str:
    from numorph.runtime import tiers

    jitted.compile(*arguments)
    tiers.wait()  # the background thread must not work while somebody else is timed
    way = jitted.procedure(*arguments)
    if way is not None and not way.refused:
        return "" if way.wins else "plain Python"
    decision = jitted.decision(*arguments)
    program = getattr(decision, "program", None)
    if program is None or decision.contest.plain_wins:
        return "plain Python"
    return "" if tiers.tier_of(program).chosen else "NumPy"


def _no_machine_code() -> str | None:
    """Why numorph makes no machine code here, or None; known for certain once it has tried."""
    from numorph.runtime.entry import unavailable

    return unavailable()


def _jax() -> Library:
    import jax
    import jax.numpy

    return Library(
        "JAX",
        jax.__version__,
        jax,
        jax.numpy,
        array=jax.numpy.asarray,
        wait=jax.block_until_ready,
        jit=jax.jit,
        grad=jax.grad,
        vmap=jax.vmap,
        note=f"its own arrays on {jax.default_backend()}, 64-bit types switched on, every result waited for",
    )


def _autograd() -> Library:
    import autograd
    import autograd.numpy

    version = importlib.metadata.version("autograd")
    return Library(
        "autograd", version, autograd, autograd.numpy, grad=autograd.grad, note="gradients only, no compiler"
    )


def _numba() -> Library:
    import numba

    return Library(
        "Numba", numba.__version__, numba, numpy, eager=False, jit=numba.njit, note="@njit, compiler only, no gradients"
    )


# Per library: its top module, what a program that uses it imports, and how it is loaded here.
_SOURCES: dict[str, tuple[str, str, Callable[[], Library]]] = {
    "NumPy": ("numpy", "import numpy", numpy_itself),
    "numorph": ("numorph", "import numorph.numpy; from numorph import grad, jit, vmap", _numorph),
    "JAX": ("jax", "import jax.numpy; from jax import grad, jit, vmap", _jax),
    "autograd": ("autograd", "import autograd.numpy; from autograd import grad", _autograd),
    "Numba": ("numba", "import numpy; from numba import njit", _numba),
}


def library_names() -> list[str]:
    """Every library that the comparison knows, in the order in which it is shown."""
    return list(_SOURCES)


def find_library(name: str) -> Presence:
    """Import the library called `name`; if it cannot be imported, the reason is the note."""
    module, _, load = _SOURCES[name]
    try:
        library = load()
    except ImportError as error:
        missing = isinstance(error, ModuleNotFoundError) and error.name in (module, None)
        return Presence(name, None, "not installed" if missing else f"cannot be imported: {error}")
    return Presence(name, library.version, library.note, library=library)


def measure_start(presence: Presence, processes: int = 3) -> None:
    """Fill in how long `import` takes (the median of fresh processes), and how long the very first `jit` of this one.

    What a library does once per process must not be charged to the first function that is measured.
    """
    library = presence.library
    if library is None:
        return
    statement = _SOURCES[presence.name][1]
    program = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        for _ in range(processes)
    ]
    if all(run.returncode == 0 for run in runs):
        presence.import_seconds = statistics.median(float(run.stdout.split()[-1]) for run in runs)
    if library.jit is None:
        return
    jitted, x = library.jit(_everyday_functions(library.numpy)), numpy.ones(2)
    start = time.perf_counter()
    library.wait(jitted(library.array(x)))
    presence.first_jit_seconds = time.perf_counter() - start
    if library.ready is not None:
        start = time.perf_counter()
        library.ready(jitted, (x,))
        jitted(x.astype(numpy.float32))  # its math functions are others, and are made once as well
        library.ready(jitted, (x.astype(numpy.float32),))
        presence.first_code_seconds = time.perf_counter() - start
        if reason := _no_machine_code():
            presence.note += f"; jit runs on NumPy: {reason}"


def _everyday_functions(np: Any) -> Callable[[Any], Any]:
    def f(x: Any) -> Any:
        return np.sum(np.sin(x) * np.cos(x) + np.tanh(x) + np.exp(x) * np.log(x))

    return f


@contextmanager
def double_precision() -> Iterator[None]:
    """Switch JAX to 64-bit types for a block, so that every library computes with the same dtypes as NumPy."""
    try:
        jax = importlib.import_module("jax")
    except ImportError:
        yield
        return
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    try:
        yield
    finally:
        jax.config.update("jax_enable_x64", before)

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


def _ready(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Library:
    """One library: `numpy` is its namespace, `array` takes a NumPy array in, `wait` returns when a result is there."""

    name: str
    version: str
    module: Any
    numpy: Any
    array: Callable[[numpy.ndarray], Any] = _ready
    wait: Callable[[Any], Any] = _ready
    eager: bool = True
    jit: Transformation | None = None
    grad: Transformation | None = None
    vmap: Transformation | None = None
    note: str = ""


@dataclass
class Presence:
    """Whether a library is here, and what it costs to start: seconds, importing as the median of three processes."""

    name: str
    version: str | None
    note: str
    import_seconds: float | None = None
    first_jit_seconds: float | None = None
    library: Library | None = field(default=None, repr=False)


def numpy_itself() -> Library:
    """NumPy, the library whose values all the others must give."""
    return Library("NumPy", numpy.__version__, numpy, numpy, note="eager")


def _numorph() -> Library:
    import numorph as nm
    import numorph.numpy

    return Library(
        "numorph", nm.__version__, nm, numorph.numpy, jit=nm.jit, grad=nm.grad, vmap=nm.vmap, note="NumPy's own arrays"
    )


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


def measure_start(presence: Presence) -> None:
    """Fill in how long `import` takes in a fresh process, and how long the very first `jit` of this process takes."""
    library = presence.library
    if library is None:
        return
    statement = _SOURCES[presence.name][1]
    program = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False) for _ in range(3)
    ]
    if all(run.returncode == 0 for run in runs):
        presence.import_seconds = statistics.median(float(run.stdout.split()[-1]) for run in runs)
    if library.jit is not None:
        # What a library does once per process must not be charged to the first function that is measured.
        start = time.perf_counter()
        library.wait(library.jit(lambda x: x + 1.0)(library.array(numpy.ones(2))))
        presence.first_jit_seconds = time.perf_counter() - start


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

"""How much memory a call needs beyond what the process already holds.

On Linux this is the rise of the process's resident memory, whoever allocated it; elsewhere it is what Python's own
tracer sees, which covers NumPy's arrays but not those of libraries with an allocator of their own.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import statistics
import tracemalloc
from collections.abc import Callable
from typing import Any

_STATUS = "/proc/self/status"
_CLEAR = "/proc/self/clear_refs"
_TRACED = ("NumPy", "numorph", "autograd")


def method() -> str:
    """How memory is measured on this machine, in words."""
    return "rise of resident memory" if _can_reset_peak() else "tracemalloc (arrays allocated through Python)"


def peak_memory(call: Callable[[], Any], library: str, repeats: int = 3) -> int | None:
    """Bytes that `call` needs at its peak (median of `repeats`), or None where that cannot be measured."""
    if _can_reset_peak():
        # Results are kept and the first two calls do not count: JAX frees a result only at a later call, which would
        # then find its memory ready and show no rise.
        kept: list[Any] = []
        rises = [_resident_rise(call, kept) for _ in range(2 + repeats)]
        return int(statistics.median(rises[2:]))
    if library in _TRACED:
        return _traced_peak(call)
    return None


def _can_reset_peak() -> bool:
    try:
        with open(_CLEAR, "w") as file:
            file.write("5")  # 5 resets the high-water mark
        return _status("VmHWM") >= 0
    except OSError:
        return False


def _status(name: str) -> int:
    with open(_STATUS) as file:
        for line in file:
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    raise OSError(f"{_STATUS} has no {name}")


def _resident_rise(call: Callable[[], Any], kept: list[Any]) -> int:
    gc.collect()
    _return_free_memory()
    with open(_CLEAR, "w") as file:
        file.write("5")
    before = _status("VmRSS")
    kept.append(call())
    return max(0, _status("VmHWM") - before)


def _return_free_memory() -> None:
    """Give freed memory back to the system: memory that is used again would not show as a rise."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # not glibc: the figure is then a lower bound
        ctypes.CDLL(None).malloc_trim(0)


def _traced_peak(call: Callable[[], Any]) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

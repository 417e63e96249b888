"""How many threads a parallel loop of compiled code runs on, and the pool that runs it: `with numorph.threads(4): ...`.

The number is a setting of the process.  No thread is started before a loop needs it; workers never touch Python.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from .. import config
from ..codegen import engine, pool_cores
from ..codegen import pool as code


@contextmanager
def threads(n: int) -> Iterator[None]:
    """Run parallel loops on at most n threads, the calling one included; for the whole process, until the block ends.

    Loops of NumPy's own libraries (matrix products) are not counted: these have settings of their own.
    """
    if type(n) is not int or n < 1:
        raise ValueError(f"The number of threads is an int from 1 on, got {n!r}.")
    with config.set(threads=n):
        yield


def thread_count() -> int:
    """The number of threads that a parallel loop may run on: the setting, or the cores that this process may use."""
    return config.threads if config.threads > 0 else _cores()


@cache
def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _container_limit() or cores))


_LIMIT = "/sys/fs/cgroup/cpu.max"


def _container_limit() -> int:
    """The cores that a container is given (0: no limit), rounded up; Linux shows all of the machine's there."""
    try:
        with open(_LIMIT) as file:
            quota, period = file.read().split()
        return -(-int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or "max": no limit
        return 0


# -- the pool

_lock = threading.RLock()
_functions: dict[str, Any] = {}

_I64, _PTR = ctypes.c_int64, ctypes.c_void_p
_RUN: dict[str, tuple[Any, ...]] = {  # result and arguments
    "pool_run": (ctypes.c_int32, _PTR, _PTR, _I64, _I64, _I64, _I64),
    "pool_run_watched": (ctypes.c_int32, _PTR, _PTR, _I64, _I64, _I64, _I64, _PTR),
    "pool_run_kernel": (ctypes.c_int32, _PTR, _PTR, _PTR, _I64, _I64, _I64),
}
_CONTROL: dict[str, tuple[Any, ...]] = {
    "pool_set_threads": (None, _I64),
    "pool_after_fork": (None,),
    "pool_workers": (_I64,),
}


def pool() -> dict[str, Any]:
    """The functions of codegen.pool; from now on compiled code may call those of `_RUN` by their names.

    Raises CompileError where there is no machine code.
    """
    with _lock:
        if not _functions:
            _functions.update(_serial_pool() if sys.platform == "win32" else _posix_pool())
            for name in _RUN:
                engine.register(name, ctypes.cast(_functions[name], _PTR).value or 0)
        return _functions


def _posix_pool() -> dict[str, Any]:
    process = ctypes.CDLL(None)
    tells_cores = all([hasattr(process, name) for name in pool_cores.IMPORTS])
    for name in (*code.IMPORTS, *(pool_cores.IMPORTS if tells_cores else ())):
        engine.register(name, ctypes.cast(getattr(process, name), _PTR).value or 0)
    arm = platform.machine().lower() in ("arm64", "aarch64")
    text = code.text(arm, int(signal.SIG_SETMASK), time.CLOCK_MONOTONIC, tells_cores)
    functions = _compile(text, _RUN | _CONTROL)
    functions["pool_set_threads"](thread_count())
    config.listen("threads", lambda: functions["pool_set_threads"](thread_count()))
    os.register_at_fork(after_in_child=functions["pool_after_fork"])
    return functions


def _serial_pool() -> dict[str, Any]:
    return _compile(code.serial_text(), _RUN)


def _compile(ir: str, signatures: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
    addresses = engine.compiled(ir, tuple(signatures), 2)
    return {name: ctypes.CFUNCTYPE(*types)(addresses[name]) for name, types in signatures.items()}

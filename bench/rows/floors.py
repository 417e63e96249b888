"""What the hardware allows, measured in this run: memory bandwidth at a given working set, and matrix multiplication.

Each is the best of several programs that do nothing else, so that the floor is never set too low by one slow program.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from .libraries import numorph_way, threads
from .timing import SETTINGS, Way, interleave, seconds


def _in_threads(count: int, repeat: int, work: Callable[[int], Any]) -> float:
    """Seconds per repetition of `work(part)`, for all parts at once; NumPy releases the interpreter lock in it."""

    def several(part: int) -> None:
        for _ in range(repeat):
            work(part)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(several, range(count)))
        return min(seconds(lambda: list(pool.map(several, range(count)))) for _ in range(7)) / repeat


@functools.cache
def bandwidth(size: int, count: int, writes: bool) -> float:
    """Bytes per second through `count` threads when `size` bytes are read, or are half read and half written."""
    elements = max(size // 4, 1024)
    x = np.ones(elements, np.float32)
    part = elements // count // 2 if writes else elements // count
    repeat = max(1, int((0.005 if SETTINGS.quick else 0.02) * 1e10 / size))
    found = []
    with threads(count):
        half = elements // 2
        if writes:
            y = np.zeros(half, np.float32)
            copied = [(y[k * part : (k + 1) * part], x[k * part : (k + 1) * part]) for k in range(count)]
            found.append(size / _in_threads(count, repeat, lambda k: np.copyto(*copied[k])))
            own = numorph_way(lambda v: v * 2.0, (x[:half],))
        else:
            parts = [x[k * part : (k + 1) * part] for k in range(count)]
            found.append(size / _in_threads(count, repeat, lambda k: parts[k].max()))
            own = numorph_way(lambda v: v.sum(), (x,))
        found.append(size / min(interleave([own]).samples["numorph"]))
    return max(found)


@functools.cache
def matmul_rate(dtype: str) -> float:
    """Operations per second of the fastest np.matmul, over sizes."""
    best = 0.0
    for n in (256, 512) if SETTINGS.quick else (256, 512, 1024):
        a = np.random.default_rng(0).normal(size=(n, n)).astype(dtype)
        times = interleave([Way("NumPy", np.matmul, (a, a, np.empty_like(a)))])
        best = max(best, 2.0 * n**3 / times.median("NumPy"))
    return best

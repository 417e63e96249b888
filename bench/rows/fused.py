"""Rows 4 and 5: programs of many elementwise operations and reductions, which NumPy runs one array at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import floors
from .libraries import cpus, jax, jax_ways, numba_ways, numorph_way, threads
from .report import Line, Row, Target, line
from .timing import Way, interleave

if jax is not None:
    import jax.numpy as jnp


def measured(
    what: str,
    function: Callable[..., Any],
    for_jax: Callable[..., Any] | None,
    arguments: tuple[Any, ...],
    numba: Sequence[Way] = (),
    tolerance: float = 1.0,
    **asked: float,
) -> Line:
    """One program, warm, by every library."""
    ways = [Way("NumPy", function, arguments), *(jax_ways(for_jax, arguments) if for_jax else []), *numba]
    ways.append(numorph_way(function, arguments))
    return line(what, interleave(ways, tolerance=tolerance), **asked)


def with_floor(one: Line, size: int, count: int, writes: bool, asked: float | None = 1.5) -> Line:
    """Add the floor that memory bandwidth sets to moving `size` bytes, and how near to it is asked."""
    speed = floors.bandwidth(size, count, writes)
    one.floor, one.limit = size / speed, f"(memory, {speed / 1e9:.0f} GB/s)"
    if asked is not None:
        one.targets.append(Target("floor", one.distance, "<=", asked))
    return one


# Row 4


def waves(x, y):
    return np.sum(np.sin(x) * np.cos(x) + np.tanh(x * y))


def waves_jax(x, y):
    return jnp.sum(jnp.sin(x) * jnp.cos(x) + jnp.tanh(x * y))


def sum_of_functions() -> Row:
    row = Row(4, "sum(sin(x) * cos(x) + tanh(x * y)), 1e6 elements")
    rng = np.random.default_rng(0)
    asked = {("f32", 2): {"numpy": 4.5, "jax": 14.0}, ("f64", 2): {"numpy": 18.0, "jax": 12.0}}
    for name, dtype in (("f32", np.float32), ("f64", np.float64)):
        arguments = tuple(rng.normal(size=1_000_000).astype(dtype) for _ in range(2))
        for count in (1, 2):
            if count > cpus():
                row.notes.append("two threads: this process has one CPU")
                continue
            with threads(count):
                numba = numba_ways(waves, arguments, parallel=count > 1)
                what = f"{name}, {count} thread{'s' * (count > 1)}"
                one = measured(what, waves, waves_jax, arguments, numba, tolerance=4.0, **asked.get((name, count), {}))
                row.lines.append(with_floor(one, arguments[0].nbytes * 2, count, writes=False, asked=None))
    row.notes.append("the functions are bound by arithmetic; the distance to the memory floor is for information")
    return row


# Row 5


def row_sums(x, y):
    return ((x + y) ** 2).sum(axis=1)


def log_softmax(x):
    shifted = x - x.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def layer_norm(x, scale, shift):
    mean = x.mean(axis=1, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=1, keepdims=True)
    return (x - mean) / np.sqrt(variance + 1e-5) * scale + shift


def layer_norm_jax(x, scale, shift):
    mean = x.mean(axis=1, keepdims=True)
    variance = jnp.square(x - mean).mean(axis=1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * scale + shift


def variance(x):
    return x.var(axis=1)


def _chain(lib: Any) -> Callable[..., Any]:
    """Twenty light operations."""

    def chain(x, y):
        a = x * y + 0.5
        b = lib.abs(a) * 0.25 + x
        c = lib.maximum(b, y) - lib.minimum(a, x)
        d = lib.sqrt(c * c + 1.0) * a
        e = (d - b) / (lib.abs(c) + 2.0)
        return lib.where(e > 0.0, e * 0.5, -e)

    return chain


def fused_reductions() -> Row:
    row = Row(5, "fused reductions and chains, f32, all threads")
    rng, count = np.random.default_rng(0), min(2, cpus())
    f32 = np.float32
    x, y = (rng.normal(size=(1000, 1000)).astype(f32) for _ in range(2))
    wide = rng.normal(size=(4096, 512)).astype(f32)
    scale, shift = (rng.normal(size=512).astype(f32) for _ in range(2))
    u, v = (rng.normal(size=1_000_000).astype(f32) for _ in range(2))
    with threads(count):
        numba = numba_ways(row_sums, (x, y), parallel=True, fastmath=True)
        one = measured("((x+y)**2).sum(axis=1) 1000x1000", row_sums, row_sums, (x, y), numba, numpy=8.0, jax=4.5)
        row.lines.append(with_floor(one, 2 * x.nbytes, count, writes=False))
        best = jax.nn.log_softmax if jax is not None else None
        one = measured("log-softmax 4096x512", log_softmax, best, (wide,), numpy=7.0, jax=3.2)
        row.lines.append(with_floor(one, 2 * wide.nbytes, count, writes=True))
        one = measured("layer norm 4096x512", layer_norm, layer_norm_jax, (wide, scale, shift), numpy=5.0, jax=2.5)
        row.lines.append(with_floor(one, 2 * wide.nbytes, count, writes=True))
        one = measured("variance 4096x512", variance, variance, (wide,), tolerance=4.0, numpy=5.0, jax=2.5)
        row.lines.append(with_floor(one, wide.nbytes, count, writes=False))
        chain = _chain(np)
        numba = numba_ways(chain, (u, v), parallel=True, fastmath=True)
        for_jax = _chain(jnp) if jax is not None else None
        one = measured("20-op chain, 1e6", chain, for_jax, (u, v), numba, tolerance=4.0, numpy=5.0, jax=2.5)
        row.lines.append(with_floor(one, 3 * u.nbytes, count, writes=True))
    return row

"""Rows 8, 9 and 10: matrices, and gradients against those written by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

import numorph as nm

from . import floors
from .fused import with_floor
from .libraries import cpus, jax, jax_ways, numorph_way, threads
from .report import Row, line
from .timing import Way, interleave

if jax is not None:
    import jax.numpy as jnp

_PAUSE = 0.06  # seconds; OpenBLAS has its threads yield and look for work for about half of that


# Row 8


def matrix_step(a, b):
    return np.tanh(a @ b) @ b + a


def matrix_step_jax(a, b):
    return jnp.tanh(a @ b) @ b + a


def matrix_loop() -> Row:
    row = Row(8, "matrix hot loop tanh(a @ b) @ b + a, all threads")
    rng = np.random.default_rng(0)
    with threads(min(2, cpus())):
        for dtype in ("float32", "float64"):
            for n in (64, 256, 512, 1024):
                arguments = tuple((rng.normal(size=(n, n)) / s).astype(dtype) for s in (1.0, n**0.5))
                ways = [Way("NumPy", matrix_step, arguments), *jax_ways(matrix_step_jax, arguments)]
                ways.append(numorph_way(matrix_step, arguments))
                one = line(f"n = {n}, {dtype}", interleave(ways, pause=_PAUSE), numpy=0.95, jax=0.95)
                rate = floors.matmul_rate(dtype)
                one.floor, one.limit = 4.0 * n**3 / rate, f"(np.matmul, {rate / 1e9:.0f} GFLOP/s)"
                row.lines.append(one)
    row.notes.append("0.95 is asked for 1, for the noise; the floor is the fastest np.matmul of this run, at any n")
    return row


# Row 9


def loss(w, x, y):
    return ((x @ w - y) ** 2).mean()


def gradient_by_hand(w, x, y):
    return (2.0 / len(y)) * (x.T @ (x @ w - y))


def squared_error() -> Row:
    row = Row(9, "gradient of a mean squared error; NumPy: written by hand; all threads")
    rng, count = np.random.default_rng(0), min(2, cpus())
    with threads(count):
        for dtype in ("float32", "float64"):
            for rows, columns in ((100, 10), (1_000, 10), (1_000, 100), (10_000, 10), (10_000, 100)):
                x = rng.normal(size=(rows, columns)).astype(dtype)
                arguments = (rng.normal(size=columns).astype(dtype), x, rng.normal(size=rows).astype(dtype))
                ways = [Way("NumPy", gradient_by_hand, arguments)]
                ways += jax_ways(jax.grad(loss), arguments) if jax is not None else []
                ways.append(numorph_way(nm.grad(loss), arguments))
                one = line(f"{rows:,} x {columns} {dtype}", interleave(ways, pause=_PAUSE), numpy=1.6, jax=4.0)
                # Smaller ones are in a core's own cache, and the time is that of the call.
                big = x.nbytes >= 400_000
                row.lines.append(with_floor(one, x.nbytes, count, writes=False, asked=None) if big else one)
    row.notes.append("the floor is one pass over x")
    return row


# Row 10


def network_loss(params, x, y):
    for w, b in params[:-1]:
        x = np.tanh(x @ w + b)
    w, b = params[-1]
    return ((x @ w + b - y) ** 2).mean()


def network_loss_jax(params, x, y):
    for w, b in params[:-1]:
        x = jnp.tanh(x @ w + b)
    w, b = params[-1]
    return ((x @ w + b - y) ** 2).mean()


def network_by_hand(params: Any, x: Any, y: Any) -> Any:
    """The value and the gradient, as one writes them in NumPy."""
    layers = [x]
    for w, b in params[:-1]:
        layers.append(np.tanh(layers[-1] @ w + b))
    w, b = params[-1]
    error = layers[-1] @ w + b - y
    value = (error**2).mean()
    signal, gradients = 2.0 / error.size * error, []
    for k in range(len(params) - 1, -1, -1):
        gradients.append((layers[k].T @ signal, signal.sum(axis=0)))
        if k:
            signal = (signal @ params[k][0].T) * (1.0 - layers[k] * layers[k])
    return value, gradients[::-1]


def network() -> Row:
    row = Row(10, "value_and_grad of a 4-layer network, batch 128; NumPy: written by hand; all threads")
    rng = np.random.default_rng(0)
    with threads(min(2, cpus())):
        for dtype in ("float32", "float64"):
            for width in (32, 256):
                shapes = [(width, width)] * 4
                params = [
                    ((rng.normal(size=s) / width**0.5).astype(dtype), rng.normal(size=s[1]).astype(dtype))
                    for s in shapes
                ]
                x, y = (rng.normal(size=(128, width)).astype(dtype) for _ in range(2))
                arguments = (params, x, y)
                ways = [Way("NumPy", network_by_hand, arguments)]
                ways += jax_ways(jax.value_and_grad(network_loss_jax), arguments) if jax is not None else []
                ways.append(numorph_way(nm.value_and_grad(network_loss), arguments))
                one = line(f"width {width}, {dtype}", interleave(ways, pause=_PAUSE), jax=1.5)
                rate, products = floors.matmul_rate(dtype), 3 * len(shapes) - 1
                one.floor = products * 2.0 * 128 * width**2 / rate
                one.limit = f"(np.matmul, {rate / 1e9:.0f} GFLOP/s)"
                row.lines.append(one)
    return row

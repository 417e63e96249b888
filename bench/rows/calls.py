"""Row 3: what a warm call costs where there is next to nothing to compute."""

from __future__ import annotations

import numpy as np

from .libraries import jax, jax_ways, numba_ways, numorph_way
from .report import Line, Row, Target
from .timing import Way, interleave

if jax is not None:
    import jax.numpy as jnp


def five_operations(x, y):
    return np.sqrt(x * x + y) * 0.5 + x


def five_operations_jax(x, y):
    return jnp.sqrt(x * x + y) * 0.5 + x


def of_a_dict(p):
    return np.sqrt(p["a"] * p["b"] + p["c"]) * p["d"] + p["e"] - p["f"] * p["g"] + p["h"] * p["i"] - p["j"]


def of_a_dict_jax(p):
    return jnp.sqrt(p["a"] * p["b"] + p["c"]) * p["d"] + p["e"] - p["f"] * p["g"] + p["h"] * p["i"] - p["j"]


def dict_to_dict(p):
    return {name: value * 0.9 for name, value in p.items()}


def _target(name: str, measured: float, asked: float) -> Target:
    return Target(name, measured, "<=", asked, "s")


def warm_call() -> Row:
    row = Row(3, "a warm call on 10 elements, f32")
    rng = np.random.default_rng(0)
    arrays = tuple(rng.uniform(0.5, 2.0, size=10).astype(np.float32) for _ in range(10))
    pair, params = arrays[:2], (dict(zip("abcdefghij", arrays, strict=True)),)

    ways = [Way("NumPy", five_operations, pair), *jax_ways(five_operations_jax, pair)]
    ways += jax_ways(five_operations_jax, pair, "JAX, NumPy's arrays", own=False)
    ways += [*numba_ways(five_operations, pair), numorph_way(five_operations, pair)]
    times = interleave(ways)
    asked = [_target("a call", times.median("numorph"), 0.15e-6)]
    row.lines.append(_line("5-op function", times, asked))

    for what, code, for_jax in (
        ("dict of 10 arrays to an array", of_a_dict, of_a_dict_jax),
        ("dict of 10 arrays to such a dict", dict_to_dict, dict_to_dict),
    ):
        ways = [Way("NumPy", code, params), *jax_ways(for_jax, params)]
        ways += [*jax_ways(for_jax, params, "JAX, NumPy's arrays", own=False), numorph_way(code, params)]
        times = interleave(ways)
        row.lines.append(_line(what, times, [_target("a call", times.median("numorph"), 1e-6)]))
    row.lines[-1].targets.clear()  # its ten results are allocated in the same call; for information
    row.notes.append("the loop around the call is in the times: about 0.01 us; JAX is waited for")
    return row


def _line(what: str, times, targets: list[Target]) -> Line:
    return Line(what, times.medians(), targets, notes=times.notes())

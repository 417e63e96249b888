"""Rows 6 and 7: single functions on 1e6 elements, and operations that mostly move data."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.special

from .libraries import cpus, jax, jax_ways, numorph_way, threads
from .report import Line, Row, Target, line
from .timing import Way, interleave

if jax is not None:
    import jax.numpy as jnp
    import jax.scipy.special

_SIZE = 1_000_000
_SCALAR_SECONDS = 5e-9  # per element: where NumPy is slower than this, it runs no vector code

# Functions of NumPy and of SciPy, and the intervals from which their arguments are drawn.
_UNARY: dict[str, tuple[float, float]] = {
    **dict.fromkeys(("exp", "exp2", "expm1", "sinh", "cosh", "tanh"), (-8.0, 8.0)),
    **dict.fromkeys(("log", "log2", "log10", "sqrt"), (1e-3, 1e3)),
    **dict.fromkeys(("sin", "cos", "tan", "arctan", "arcsinh", "cbrt"), (-10.0, 10.0)),
    **dict.fromkeys(("arcsin", "arccos", "arctanh"), (-0.999, 0.999)),
    **dict.fromkeys(("floor", "ceil", "rint", "trunc"), (-1e3, 1e3)),
    "log1p": (-0.9, 10.0),
    "arccosh": (1.0, 50.0),
}
_SPECIAL: dict[str, tuple[float, float]] = {
    **dict.fromkeys(("erf", "erfc"), (-4.0, 4.0)),
    **dict.fromkeys(("gammaln", "digamma"), (0.1, 30.0)),
    "erfinv": (-0.999, 0.999),
    "expit": (-10.0, 10.0),
}
_BINARY: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    **dict.fromkeys(("arctan2", "hypot", "nextafter"), ((-5.0, 5.0), (-5.0, 5.0))),
    **dict.fromkeys(("remainder", "floor_divide", "divmod"), ((-100.0, 100.0), (0.5, 9.0))),
    "power": ((0.1, 5.0), (-3.0, 3.0)),
}
_INTEGER = ("floor_divide", "remainder")


def _call(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *x: function(*x)


def _into(function: Callable[..., Any]) -> Callable[..., None]:
    def into(out, *x):
        function(*x, out=out)

    return into


def _ways(function: Any, for_jax: Any, arguments: tuple[np.ndarray, ...]) -> list[Way]:
    """With a new result, and into an array that is there already; JAX only has the former."""
    ways = [Way("NumPy", function, arguments), *(jax_ways(for_jax, arguments) if for_jax else [])]
    ways.append(numorph_way(_call(function), arguments))
    if getattr(function, "nout", 2) == 1:
        results = [np.empty_like(function(*arguments)) for _ in range(2)]
        given = [(out, *arguments) for out in results]
        values = [lambda out=out: out.copy() for out in results]
        ways.append(Way("NumPy, out=", _into(function), given[0], value=values[0]))
        ways.append(numorph_way(_into(function), given[1], "numorph, out=", value=values[1]))
    return ways


def _one_function(name: str, function: Any, for_jax: Any, arguments: tuple[np.ndarray, ...]) -> Line:
    times = interleave(_ways(function, for_jax, arguments), share=0.3)
    one = line(f"{name} {arguments[0].dtype}", times)
    in_ways = [times.ratio("NumPy", "numorph"), times.ratio("NumPy, out=", "numorph, out=")]
    against = min((ratio for ratio in in_ways if not math.isnan(ratio)), default=math.nan)
    fastest = min(times.median("NumPy"), times.median("NumPy, out="), key=lambda t: math.inf if math.isnan(t) else t)
    scalar = fastest / _SIZE > _SCALAR_SECONDS
    one.targets = [
        Target("NumPy", against, ">=", 10.0 if scalar else 0.95),
        Target("JAX", times.ratio("JAX", "numorph"), ">=", 0.95),
    ]
    return one


def _families() -> list[tuple[Any, Any, dict[str, Any]]]:
    """Where each function is found: for NumPy's users, and for JAX's."""
    numpy, special = (jnp, jax.scipy.special) if jax is not None else (None, None)
    return [(np, numpy, _UNARY), (scipy.special, special, _SPECIAL), (np, numpy, _BINARY)]


def each_function() -> Row:
    row = Row(6, "each function alone, 1e6 elements, 1 thread", compact=True)
    rng = np.random.default_rng(0)
    with threads(1):
        for dtype in (np.float32, np.float64):
            for source, theirs, names in _families():
                for name, bounds in names.items():
                    intervals = bounds if isinstance(bounds[0], tuple) else (bounds,)
                    arguments = tuple(rng.uniform(*interval, size=_SIZE).astype(dtype) for interval in intervals)
                    for_jax = getattr(theirs, name, None)
                    row.lines.append(_one_function(name, getattr(source, name), for_jax, arguments))
        for dtype in (np.int32, np.int64):
            arguments = (rng.integers(-1000, 1000, _SIZE, dtype), rng.integers(1, 50, _SIZE, dtype))
            for name in _INTEGER:
                for_jax = getattr(jnp, name) if jax is not None else None
                row.lines.append(_one_function(name, getattr(np, name), for_jax, arguments))
    row.notes.append(
        "against NumPy: the worse of two comparisons, with a new result each and with out= each; against JAX: with a "
        f"new result each. 10 x is asked where NumPy needs more than {_SCALAR_SECONDS * 1e9:.0f} ns for an element"
    )
    return row


# Row 7


def cumsum(x, y, i):
    return np.cumsum(x)


def transpose_add(x, y, i):
    return x.reshape(1000, 1000).T + y.reshape(1000, 1000)


def gather(x, y, i):
    return x[i]


def scatter_add(x, y, i):
    out = np.zeros(len(x), x.dtype)
    np.add.at(out, i, y)
    return out


def where(x, y, i):
    return np.where(x > 0.0, x, y)


def clip(x, y, i):
    return np.clip(x, -1.0, 1.0)


def concatenate(x, y, i):
    return np.concatenate([x, y])


def _for_jax() -> dict[Callable[..., Any], Callable[..., Any]]:
    return {
        cumsum: lambda x, y, i: jnp.cumsum(x),
        scatter_add: lambda x, y, i: jnp.zeros(len(x), x.dtype).at[i].add(y),
        where: lambda x, y, i: jnp.where(x > 0.0, x, y),
        clip: lambda x, y, i: jnp.clip(x, -1.0, 1.0),
        concatenate: lambda x, y, i: jnp.concatenate([x, y]),
    }


def data_movement() -> Row:
    row = Row(7, "moving data, 1e6 elements, all threads")
    rng, others = np.random.default_rng(0), _for_jax()
    index = rng.integers(0, _SIZE, _SIZE)
    with threads(min(2, cpus())):
        for dtype in (np.float32, np.float64):
            arguments = (rng.normal(size=_SIZE).astype(dtype), rng.normal(size=_SIZE).astype(dtype), index)
            for function in (cumsum, transpose_add, gather, scatter_add, where, clip, concatenate):
                ways = [Way("NumPy", function, arguments)]
                ways += [*jax_ways(others.get(function, function), arguments), numorph_way(function, arguments)]
                times = interleave(ways, tolerance=20.0 if function is cumsum else 1.0)
                what = f"{function.__name__.replace('_', ' ')} {np.dtype(dtype)}"
                row.lines.append(line(what, times, numpy=0.95, jax=0.95))
    row.compact = True
    row.notes.append("0.95 is asked for 1, for the noise")
    return row

"""Row 11: forty functions on ten to ten million elements: nowhere slower than NumPy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .libraries import cpus, numorph_way, threads
from .report import Row, line
from .timing import SETTINGS, Way, interleave

_Code = Callable[..., Any]

# Functions of vectors x, y, an index vector i, and a matrix m of about as many elements.
_OF_VECTORS: dict[str, _Code] = {
    "x + y": lambda x, y: x + y,
    "x * 2 + 1": lambda x, y: x * 2.0 + 1.0,
    "(x + y) * x - y": lambda x, y: (x + y) * x - y,
    "sqrt(x*x + y*y)": lambda x, y: np.sqrt(x * x + y * y),
    "exp(-x*x)": lambda x, y: np.exp(-x * x),
    "sin(x)": lambda x, y: np.sin(x),
    "tanh(x) * y": lambda x, y: np.tanh(x) * y,
    "log1p(abs(x))": lambda x, y: np.log1p(np.abs(x)),
    "abs(x)": lambda x, y: np.abs(x),
    "where(x > y, x, y)": lambda x, y: np.where(x > y, x, y),
    "clip(x, -1, 1)": lambda x, y: np.clip(x, -1.0, 1.0),
    "x > y": lambda x, y: x > y,
    "x.astype(f32)": lambda x, y: x.astype(np.float32),
    "x.sum()": lambda x, y: x.sum(),
    "x.mean()": lambda x, y: x.mean(),
    "x.var()": lambda x, y: x.var(),
    "x.max()": lambda x, y: x.max(),
    "x.argmax()": lambda x, y: x.argmax(),
    "(x > 0).sum()": lambda x, y: (x > 0.0).sum(),
    "any(x > 9)": lambda x, y: np.any(x > 9.0),
    "cumsum(x)": lambda x, y: np.cumsum(x),
    "x @ y": lambda x, y: x @ y,
    "x[1:] - x[:-1]": lambda x, y: x[1:] - x[:-1],
    "x[::-1] + y": lambda x, y: x[::-1] + y,
    "x[::2] * 2": lambda x, y: x[::2] * 2.0,
    "concatenate([x, y])": lambda x, y: np.concatenate([x, y]),
    "x[x > 0]": lambda x, y: x[x > 0.0],
    "sort(x)": lambda x, y: np.sort(x),
    "rfft(x)": lambda x, y: np.fft.rfft(x),
}
_WITH_INDEX: dict[str, _Code] = {
    "x[i]": lambda x, i: x[i],
    "x[i] * 2 + 1": lambda x, i: x[i] * 2.0 + 1.0,
}
_OF_MATRICES: dict[str, _Code] = {
    "m.sum(axis=0)": lambda m, s: m.sum(axis=0),
    "m.sum(axis=1)": lambda m, s: m.sum(axis=1),
    "m - m.mean(axis=0)": lambda m, s: m - m.mean(axis=0),
    "m.T + 1": lambda m, s: m.T + 1.0,
    "m @ s": lambda m, s: m @ s,
    "m * m[0] + m[:, :1]": lambda m, s: m * m[0] + m[:, :1],
}


def _softmax(m, s):
    e = np.exp(m - m.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _smoothed(x, y):
    out = x.copy()
    out[1:-1] = 0.25 * x[:-2] + 0.5 * x[1:-1] + 0.25 * x[2:]
    return out


def _histogram(x, i):
    out = np.zeros(len(x))
    np.add.at(out, i, x)
    return out


_OF_VECTORS["smoothed, in place"] = _smoothed
_WITH_INDEX["add.at(out, i, x)"] = _histogram
_OF_MATRICES["softmax(m)"] = _softmax


def _arguments(n: int) -> list[tuple[dict[str, _Code], tuple[np.ndarray, ...]]]:
    rng = np.random.default_rng(0)
    x, y, i = rng.normal(size=n), rng.normal(size=n), rng.integers(0, n, n)
    columns = max(2, min(64, math.isqrt(n)))
    m = rng.normal(size=(n // columns, columns))
    return [(_OF_VECTORS, (x, y)), (_WITH_INDEX, (x, i)), (_OF_MATRICES, (m, rng.normal(size=(columns, columns))))]


def every_size() -> Row:
    row = Row(11, "40 functions, f64: NumPy's time over numorph's; the worst cells", compact=True, shown=12)
    exponents = range(1, 6 if SETTINGS.quick else 8)
    ratios: dict[str, list[float]] = {}
    with threads(min(2, cpus())):
        for exponent in exponents:
            for codes, arguments in _arguments(10**exponent):
                for name, code in codes.items():
                    ways = [Way("NumPy", code, arguments), numorph_way(code, arguments)]
                    times = interleave(ways, tolerance=20.0, share=0.1)
                    row.lines.append(line(f"{name}, 1e{exponent}", times, numpy=0.95))
                    ratios.setdefault(name, []).append(times.ratio("NumPy", "numorph"))
    below = sum(one.targets[0].met is False for one in row.lines)
    row.notes.append(f"{len(ratios)} functions, {len(row.lines)} cells, {below} below 0.95; all of them:")
    row.notes.append(f"{'':20s}" + "".join(f"{f'1e{e}':>8s}" for e in exponents))
    row.notes += [f"{name:20s}" + "".join(f"{ratio:8.2f}" for ratio in found) for name, found in ratios.items()]
    return row

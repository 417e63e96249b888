"""The workloads: one function each, written once on a library's own NumPy, and every way of running it.

The same inputs, with the same dtype, go to every library, as its own arrays; making those arrays is not timed.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy

from numorph.compare.decision import GRADIENT, LOOP
from numorph.compare.libraries import Library
from numorph.compare.measure import Reference, Tick, Timing, Way, measure

Code = Callable[[Any], Callable[..., Any]]


def elementwise(np):
    def f(x):
        return np.sum(np.sin(x) * np.cos(x) + np.tanh(x))

    return f


def matrix_step(np):
    def f(x, w, a):
        return np.tanh(x @ w) @ w + a

    return f


def squared_error(np):
    def loss(w, x, y):
        return np.mean((x @ w - y) ** 2)

    return loss


def squared_error_gradient(np):
    def gradient(w, x, y):
        return (2.0 / len(y)) * (x.T @ (x @ w - y))

    return gradient


@dataclass
class Result:
    """The timings of one workload; the first is NumPy's, against which the others are put."""

    name: str
    title: str
    kind: str  # in the decision table
    situation: str
    source: str
    size: int  # elements of the first input
    timings: list[Timing] = field(default_factory=list)


@dataclass(frozen=True)
class Workload:
    """A job to measure. `gradient_of` is differentiated where a library can; `code` is what NumPy runs."""

    name: str
    title: str
    situation: str
    code: Code
    inputs: Callable[[], tuple[numpy.ndarray, ...]]
    chain: bool = False
    gradient_of: Code | None = None

    @property
    def source(self) -> str:
        sources = [self.code] if self.gradient_of is None else [self.gradient_of, self.code]
        return "\n".join(textwrap.dedent(inspect.getsource(code)) for code in sources)

    def run(self, libraries: Sequence[Library], seconds: float, tick: Tick, with_memory: bool = True) -> Result:
        """Measure every way that the libraries at hand offer."""
        inputs = self.inputs()
        reference = Reference(self.code(numpy)(*inputs))
        ways = [way for library in libraries for way in self._ways(library, inputs)]
        timings = measure(ways, reference, seconds, tick, with_memory)
        kind = LOOP if self.gradient_of is None else GRADIENT
        return Result(self.name, self.title, kind, self.situation, self.source, inputs[0].size, timings)

    def _ways(self, library: Library, inputs: tuple[numpy.ndarray, ...]) -> list[Way]:
        arguments = tuple(library.array(x) for x in inputs)

        def way(label: str, make: Callable[[], Callable[..., Any]], jitted: bool = False) -> Way:
            name = f"{library.name} {label}".strip()
            return Way(library, name, make, lambda: arguments, jitted, self.chain)

        np, jit, grad = library.numpy, library.jit, library.grad
        code, loss = self.code, self.gradient_of
        if loss is None or grad is None:
            by_hand = "" if loss is None else "by hand"
            ways = [way(by_hand, lambda: code(np))] if library.eager and not (loss and library.name != "NumPy") else []
            if jit is not None:
                ways.append(way(f"jit, {by_hand}" if by_hand else "jit", lambda: jit(code(np)), jitted=True))
            return ways
        ways = [way("grad", lambda: grad(loss(np)))]
        if jit is not None:
            ways.append(way("jit(grad)", lambda: jit(grad(loss(np))), jitted=True))
        return ways


def _vector(size: int, dtype: Any) -> Callable[[], tuple[numpy.ndarray, ...]]:
    return lambda: (numpy.random.default_rng(0).normal(size=size).astype(dtype),)


def _matrices(n: int) -> tuple[numpy.ndarray, ...]:
    rng = numpy.random.default_rng(0)
    return rng.normal(size=(n, n)), rng.normal(size=(n, n)) / n, rng.normal(size=(n, n))


def _regression(rows: int, columns: int) -> tuple[numpy.ndarray, ...]:
    rng = numpy.random.default_rng(0)
    x = rng.normal(size=(rows, columns))
    return numpy.zeros(columns), x, x @ rng.normal(size=columns) + 0.1 * rng.normal(size=rows)


def _elementwise(size: int, dtype: str) -> Workload:
    return Workload(
        f"elementwise {dtype} {size}",
        f"Elementwise math and a sum, {size:,} elements, {dtype}",
        f"elementwise math, {size:,} x {dtype}",
        elementwise,
        _vector(size, dtype),
    )


def workloads(quick: bool) -> list[Workload]:
    """The three workloads; the first in both precisions, since JAX users mostly compute in float32."""
    size, n, rows = (10_000, 16, 200) if quick else (1_000_000, 64, 2_000)
    return [
        _elementwise(size, "float64"),
        _elementwise(size, "float32"),
        Workload(
            f"matrix loop {n}",
            f"tanh(x @ w) @ w + a in a hot loop, {n} x {n}, float64",
            f"a function of {n} x {n} matrices",
            matrix_step,
            lambda: _matrices(n),
            chain=True,
        ),
        Workload(
            f"squared error {rows}",
            f"Gradient of a mean squared error, {rows:,} x 50, float64",
            f"gradient of a fit to {rows:,} x 50 data",
            squared_error_gradient,
            lambda: _regression(rows, 50),
            gradient_of=squared_error,
        ),
    ]


def size_sweep(quick: bool) -> list[Workload]:
    """The elementwise function on few and on many numbers: where overhead ends and arithmetic begins."""
    return [_elementwise(size, "float64") for size in ((10, 1_000) if quick else (10, 1_000, 100_000))]

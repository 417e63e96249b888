"""Operands: arrays of a dtype, a shape, a layout and a domain, drawn anew for every seed and of one type each time.

Where a sample can be differentiated, its numbers lie at least 0.1 from where functions are not smooth, the multiples
of 1/2.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from ...core.trace import typeof

Make = Callable[[np.random.Generator], Any]
Domain = tuple[float, float]


class Sample(NamedTuple):
    """Operands of an operation and its parameters.

    order: how often it can be differentiated; 0: for values only.  fixed: inexact operands without a derivative.
    function(op, *operands, **params) -> results is what is differentiated, where that is not the operation itself.
    differences: whether the derivative is that of the values, as it is unless samples are reparametrised.
    """

    operands: tuple[Make, ...]
    params: Mapping[str, Any] = MappingProxyType({})
    order: int = 2
    fixed: tuple[int, ...] = ()
    function: Callable[..., Sequence[Any]] | None = None
    differences: bool = True

    def draw(self, seed: int = 0) -> list[Any]:
        """One set of operands."""
        rng = np.random.default_rng(seed)
        return [make(rng) for make in self.operands]

    def __repr__(self) -> str:
        params = "".join(f" {k}={v}" for k, v in self.params.items())
        return f"({', '.join(repr(typeof(x)) for x in self.draw())}){params}"


# -- operands

REAL, POSITIVE, UNIT, PROBABILITY, ABOVE_ONE = (-2.0, 2.0), (0.0, 3.0), (-1.0, 1.0), (0.0, 1.0), (1.0, 3.0)
LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "rows": lambda x: x,
    "columns": lambda x: np.asfortranarray(x),
    "reversed": lambda x: x[..., ::-1].copy()[..., ::-1],
    "strided": lambda x: np.repeat(x, 2, axis=-1)[..., ::2],
    "0-d": lambda x: np.asarray(x),
}


def numbers(rng: np.random.Generator, shape: tuple[int, ...], dtype: Any, domain: Domain = REAL) -> Any:
    """Numbers of a domain whose ends are multiples of 1/2.  Integers lie between -5 and 5, or 1 and 5; none is 0."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        low = -5 if domain[0] < 0 and dtype.kind == "i" else 1
        x = rng.integers(low, 6, shape)
        return (x + (x == 0)).astype(dtype)
    x = (rng.integers(2 * domain[0], 2 * domain[1], shape) + rng.uniform(0.2, 0.8, shape)) / 2
    if dtype.kind == "c":
        x = x + 1j * rng.uniform(0.2, 0.8, shape) * rng.choice([-1, 1], shape)
    return np.asarray(x).astype(dtype)


def array(shape: tuple[int, ...], dtype: Any = "d", domain: Domain = REAL, layout: str = "rows") -> Make:
    """An array, or a NumPy scalar where the shape is ()."""
    lay = LAYOUTS[layout]
    if shape == () and layout != "0-d":
        return lambda rng: numbers(rng, (), dtype, domain)[()]
    return lambda rng: lay(numbers(rng, shape, dtype, domain))


def integers(low: int, high: int, shape: tuple[int, ...], dtype: Any = "l") -> Make:
    return lambda rng: rng.integers(low, high, shape).astype(dtype)[()]


def given(*values: Any) -> tuple[Make, ...]:
    """Operands that are always the same."""
    return tuple([lambda rng, v=v: v for v in values])


def permutation(shape: tuple[int, ...], axis: int) -> Make:
    return lambda rng: np.argsort(rng.random(shape), axis)


def with_zeros(shape: tuple[int, ...]) -> Make:
    """Numbers of which about a third are 0."""
    return lambda rng: numbers(rng, shape, "d") * (rng.random(shape) > 0.35)


def increasing(shape: tuple[int, ...], dtype: Any = "d") -> Make:
    return lambda rng: np.sort(numbers(rng, shape, dtype), axis=-1)


# -- special values


def special_values(dtype: Any, n: int) -> list[np.ndarray]:
    """n operands that run through all combinations of NaN, infinities, zeros of both signs and extremes."""
    dtype = np.dtype(dtype)
    info = np.finfo(dtype)
    reals = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, 0.5, -2.5, info.max, info.smallest_subnormal]
    values = np.array(reals[: 11 if n < 3 else 5], info.dtype)
    if dtype.kind == "c":
        real, imaginary = np.array(list(itertools.product(values[:7], repeat=2))).T
        values = np.empty(real.shape, dtype)
        values.real, values.imag = real, imaginary
    return list(np.array(list(itertools.product(values, repeat=n)), dtype).T.copy())


# -- many samples at once


def each(dtypes: str, *cases: tuple[Any, ...], **options: Any) -> list[Sample]:
    """A sample for every case (shape or shapes, parameters) and dtype; of the first dtype also in other layouts."""
    out = []
    for shapes, params in cases:
        shapes = shapes if isinstance(shapes, list) else [shapes]
        for dtype in dtypes:
            out.append(Sample(tuple([array(s, dtype) for s in shapes]), params, **options))
        for layout in ("columns", "reversed") if shapes[0] else ("0-d",):
            out.append(Sample(tuple([array(s, dtypes[0], layout=layout) for s in shapes]), params, **options))
    return out


def special(shape: tuple[int, ...], **params: Any) -> Sample:
    """An array of special values."""
    values = special_values("d", 1)[0]
    return Sample((lambda rng: rng.choice(values, shape),), params, 0)

"""What is asked of a program of bench/programs: its results, a scalar of them to differentiate, lanes to batch."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Outcome = list[np.ndarray]

_DRAWS = 50  # of arguments, in search of some with the shapes of the first ones


def arguments_of(program: Any, size: int, seed: int = 0) -> tuple:
    """Arguments of a size: equal values for equal seeds, in arrays of their own."""
    return tuple(program.inputs(np.random.default_rng(seed), program.sizes[size]))


def copied(arguments: Sequence[Any], positions: Sequence[int]) -> tuple:
    """The arguments, those at `positions` in fresh copies."""
    return tuple(x.copy() if i in positions else x for i, x in enumerate(arguments))


def leaves(result: Any) -> Outcome:
    """The arrays and numbers of a result, in order."""
    if result is None:
        return []
    if isinstance(result, tuple | list):
        return [leaf for part in result for leaf in leaves(part)]
    return [np.asarray(result)]


def outcome(f: Callable[..., Any], program: Any, arguments: tuple) -> Outcome:
    """What `f` gives for copies of the arguments: its results, then the arguments that the program changes."""
    given = copied(arguments, program.changed)
    found = leaves(f(*given))
    return [np.array(x) for x in [*found, *(given[i] for i in program.changed)]]


def difference(found: Outcome, expected: Outcome, tolerance: float) -> str:
    """How an outcome differs from the expected one, in a few words; empty where it agrees."""
    kinds = [[(x.shape, x.dtype.name) for x in outs] for outs in (found, expected)]
    if kinds[0] != kinds[1]:
        return f"{kinds[0]} instead of {kinds[1]}"
    for k, (got, want) in enumerate(zip(found, expected, strict=True)):
        if not is_float(want) or tolerance == 0:
            if not np.array_equal(got, want, equal_nan=is_float(want)):
                return f"result {k}: other values in {np.count_nonzero(got != want)} of {want.size} places"
            continue
        finite = np.abs(want[np.isfinite(want)])
        scale = float(np.max(finite)) if finite.size else 0.0
        with np.errstate(invalid="ignore"):
            close = np.isclose(got, want, rtol=tolerance, atol=tolerance * scale, equal_nan=True)
        if not close.all():
            worst = np.nanmax(np.abs(np.asarray(got - want)[~close]))
            return f"result {k}: off by up to {worst:.2g}, where the largest value is {scale:.2g}"
    return ""


def is_float(x: Any) -> bool:
    return bool(np.issubdtype(np.result_type(x), np.inexact))


class Scalar:
    """A weighted sum of a program's float results and changed float arguments, as a user would write it.

    loss        the function: its parameters are the weights and then the program's
    weights     an array or number for each summand
    positions   the parameters of `loss` by which it is differentiated
    """

    def __init__(self, program: Any, arguments: tuple):
        self.program = program
        result = program.function(*copied(arguments, program.changed))
        parts = leaves(result)
        drawn = np.random.default_rng(5)
        names = [f"r{k}" for k in range(len(parts))]
        summed = [name for name, x in zip(names, parts, strict=True) if is_float(x)]
        sizes = [x.shape for x in parts if is_float(x)]
        for i in program.changed:
            if is_float(arguments[i]):
                summed.append(f"x{i}")
                sizes.append(np.shape(arguments[i]))
        drawn_weights = [drawn.uniform(0.5, 1.5, shape) for shape in sizes]
        self.weights = tuple(w if w.ndim else float(w) for w in drawn_weights)
        self.positions = tuple(len(self.weights) + i for i in program.differentiable)
        self.loss = self._made(names, isinstance(result, tuple), summed, len(arguments))

    def _made(self, names: list[str], many: bool, summed: list[str], count: int) -> Callable[..., Any]:
        weights = [f"w{k}" for k in range(len(self.weights))]
        given = [f"x{i}" for i in range(count)]
        call = f"program({', '.join(given)})"
        targets = ", ".join(names) + (",) = " if many and len(names) == 1 else " = ")
        if many and len(names) == 1:
            targets = "(" + targets
        total = " + ".join(f"np.sum({w} * {x})" for w, x in zip(weights, summed, strict=True))
        lines = [
            f"def loss({', '.join(weights + given)}):",
            *[f"    x{i} = x{i}.copy()" for i in self.program.changed],
            f"    {targets if names else ''}{call}",
            f"    return {total}",
        ]
        return _from_source("loss", lines, program=self.program.function)

    def slope(self, arguments: tuple, directions: Sequence[Any], distance: float) -> float:
        """The central difference of the plain function along a direction of each differentiable argument."""
        ends = []
        for sign in (1.0, -1.0):
            moved = list(arguments)
            for i, direction in zip(self.program.differentiable, directions, strict=True):
                moved[i] = moved[i] + sign * distance * direction
            ends.append(float(self.loss(*self.weights, *moved)))
        return (ends[0] - ends[1]) / (2.0 * distance)

    def directions(self, arguments: tuple) -> list[Any]:
        """A random direction for each differentiable argument, of about the size of its values."""
        drawn = np.random.default_rng(7)
        found = []
        for i in self.program.differentiable:
            size = float(np.max(np.abs(arguments[i]))) or 1.0
            direction = size * drawn.standard_normal(np.shape(arguments[i]))
            found.append(direction if np.ndim(direction) else float(direction))
        return found

    def wrong(self, arguments: tuple, gradients: Sequence[Any], tolerance: float = 1e-4) -> str:
        """How far gradients are from central differences; empty where they agree over a distance that suits."""
        directions = self.directions(arguments)
        parts = [np.sum(np.asarray(g) * d) for g, d in zip(gradients, directions, strict=True)]
        found = float(sum(parts))
        if not np.isfinite(found):
            return f"the gradient along a direction is {found}"
        scale = max(
            abs(found),
            1e-9 * sum(float(np.sum(np.abs(np.asarray(g) * d))) for g, d in zip(gradients, directions, strict=True)),
        )
        slopes = [self.slope(arguments, directions, 10.0**-k) for k in (4, 5, 6, 7)]
        off = min(abs(found - slope) / max(scale, abs(slope), 1e-300) for slope in slopes)
        return "" if off <= tolerance else f"{found:.9g} along a direction, where differences give {slopes[2]:.9g}"


def _from_source(name: str, lines: list[str], **scope: Any) -> Any:
    """A function from its source, which `inspect` finds as it finds that of a notebook's cell."""
    scope["np"] = np
    text = "\n".join(lines) + "\n"
    where = f"<{name} {scope['program'].__name__} {abs(hash(text))}>"
    linecache.cache[where] = (len(text), None, text.splitlines(keepends=True), where)
    exec(compile(text, where, "exec"), scope)
    return scope[name]


def lanes_of(program: Any, size: int, count: int) -> list[tuple]:
    """Arguments for each lane of a batch: they differ in those that are batched, whose shapes are the same."""
    first = arguments_of(program, size)
    found = [first]
    for seed in range(1, _DRAWS):
        if len(found) == count:
            return found
        other = arguments_of(program, size, seed)
        if all(np.shape(other[i]) == np.shape(first[i]) for i in program.batched):
            found.append(tuple(other[i] if i in program.batched else x for i, x in enumerate(first)))
    while len(found) < count:  # shapes that hang on values: the same values in another scale, or in another order
        k = len(found)
        found.append(tuple(_varied(x, k) if i in program.batched else x for i, x in enumerate(first)))
    return found


def _varied(x: Any, k: int) -> Any:
    return x * (1.0 + 0.01 * k) if is_float(x) else np.roll(x, k)


def stacked(program: Any, lanes: list[tuple]) -> tuple:
    """The arguments of the lanes with a leading axis where they are batched."""
    return tuple(
        np.stack([np.asarray(lane[i]) for lane in lanes]) if i in program.batched else x for i, x in enumerate(lanes[0])
    )


def axes(program: Any, arguments: tuple) -> tuple:
    """What `vmap` is told: in_axes."""
    return tuple(0 if i in program.batched else None for i in range(len(arguments)))


def by_loop(program: Any, lanes: list[tuple]) -> Outcome:
    """The outcome of a batch, lane after lane by plain Python."""
    every = [outcome(program.function, program, lane) for lane in lanes]
    return [np.stack(parts) for parts in zip(*every, strict=True)]

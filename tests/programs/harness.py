"""Apply a random stack of transformations to a program, level by level, and check each level against the one below.

jit and checkpoint change nothing; vmap is a loop over lanes; jvp and grad are finite differences.  The lowest level is
plain NumPy.  Writes to arguments are compared as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import numorph as nm

TRANSFORMATIONS = ("jit", "grad", "jvp", "vmap", "checkpoint")
STEP = 1e-6
COARSE = 2e-5  # for float32
HALF = 5e-3  # for float16, which functions of booleans give


class Mismatch(AssertionError):
    """A level that differs from the one below."""


def copies(args: tuple) -> tuple:
    return tuple(np.array(a) for a in args)


def run(f: Callable[..., Any], args: tuple) -> tuple[Any, tuple]:
    """The result of f and the state that it leaves its arguments in."""
    own = copies(args)
    with np.errstate(all="ignore"):
        out = f(*own)
    return out, own


def close(a: Any, b: Any, tolerance: float) -> bool:
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if b.dtype in (np.float32, np.complex64):
        tolerance = max(tolerance, COARSE)
    scale = max(1.0, float(np.max(np.abs(b), initial=0)) if np.all(np.isfinite(b)) else 1.0)
    return bool(np.allclose(a, b, rtol=tolerance, atol=tolerance * scale, equal_nan=True))


def tolerance_for(args: tuple, usual: float) -> float:
    """How far sums in another order may differ, by the coarsest dtype that the arguments lead to."""
    dtypes = {a.dtype for a in args}
    if np.dtype(bool) in dtypes:
        return HALF
    return COARSE if dtypes & {np.dtype("f4"), np.dtype("c8")} else usual


def same(found: tuple[Any, tuple], wanted: tuple[Any, tuple], what: str, tolerance: float = 1e-9) -> None:
    """Compare results and the states of the arguments."""
    if not close(found[0], wanted[0], tolerance):
        raise Mismatch(f"{what}: got {found[0]!r}, expected {wanted[0]!r}")
    for k, (a, b) in enumerate(zip(found[1], wanted[1], strict=True)):
        if not close(a, b, tolerance):
            raise Mismatch(f"{what}: argument {k} was left as {a!r}, expected {b!r}")


class Level:
    """A function of arrays and the arguments to call it with."""

    def __init__(self, f: Callable[..., Any], args: tuple, name: str, mutates: bool):
        self.f, self.args, self.name, self.mutates = f, args, name, mutates


def apply(level: Level, transformation: str, rng: np.random.Generator) -> Level:
    """The next level, checked against `level`."""
    return _APPLY[transformation](level, rng)


def _unchanged(name: str, wrap: Callable[[Callable], Callable]) -> Callable:
    def apply_(level: Level, rng: np.random.Generator) -> Level:
        g = wrap(level.f)
        wanted = run(level.f, level.args)
        for _ in range(2 if name == "jit" else 1):
            same(run(g, level.args), wanted, f"{name}({level.name})", tolerance_for(level.args, 1e-9))
        return Level(g, level.args, f"{name}({level.name})", level.mutates)

    return apply_


def _vmap(level: Level, rng: np.random.Generator) -> Level:
    size = int(rng.integers(1, 4))
    mapped = [bool(rng.random() < 0.7) for _ in level.args]
    if level.mutates:  # lanes write their own values: that takes an axis
        mapped = [True] * len(mapped)
    if not any(mapped):
        mapped[0] = True
    axes = tuple(int(rng.integers(0, a.ndim + 1)) if m else None for a, m in zip(level.args, mapped, strict=True))
    nearby = lambda a, k: (a + 0.05 * rng.normal(size=a.shape) * k).astype(a.dtype)
    stack = lambda a, axis: np.stack([nearby(a, k) for k in range(size)], axis)
    args = tuple(a if ax is None else stack(a, ax) for a, ax in zip(level.args, axes, strict=True))
    g = nm.vmap(level.f, in_axes=axes)

    def loop(*xs):
        lanes = [
            [x if ax is None else np.moveaxis(x, ax, 0)[k, ...] for x, ax in zip(xs, axes, strict=True)]
            for k in range(size)
        ]
        return np.stack([level.f(*lane) for lane in lanes])

    what = f"vmap({level.name}, in_axes={axes}, size={size})"
    same(run(g, args), run(loop, args), what, tolerance_for(args, 1e-7))
    return Level(g, args, f"vmap({level.name})", level.mutates)


def _differences(f: Callable[..., Any], args: tuple, directions: tuple) -> list[Any]:
    """Central differences along the directions, at two step sizes."""
    found = []
    for h in (STEP, STEP * 7):
        plus = run(f, tuple(a + h * d for a, d in zip(args, directions, strict=True)))[0]
        minus = run(f, tuple(a - h * d for a, d in zip(args, directions, strict=True)))[0]
        found.append((np.asarray(plus) - np.asarray(minus)) / (2 * h))
    return found


def _check_difference(found: Any, f: Callable[..., Any], args: tuple, directions: tuple, what: str) -> None:
    first, second = _differences(f, args, directions)
    # not smooth: a kink between the two steps, numbers too large for differences, or the border of a domain
    smooth = close(first, second, 1e-4) and np.all(np.isfinite(first)) and np.all(np.isfinite(second))
    if smooth and not (close(found, first, 2e-4) or close(found, second, 2e-4)):
        raise Mismatch(f"{what}: got {found!r}, differences give {first!r} and {second!r}")


def _jvp(level: Level, rng: np.random.Generator) -> Level:
    directions = tuple(rng.normal(size=a.shape) for a in level.args)

    def g(*xs):
        return nm.jvp(level.f, xs, directions)[1]

    found, state = run(g, level.args)
    wanted = run(level.f, level.args)
    same((0.0, state), (0.0, wanted[1]), f"jvp({level.name})")
    if np.shape(found) != np.shape(wanted[0]):
        raise Mismatch(f"jvp({level.name}): shape {np.shape(found)} instead of {np.shape(wanted[0])}")
    _check_difference(found, level.f, level.args, directions, f"jvp({level.name})")
    return Level(g, level.args, f"jvp({level.name})", level.mutates)


def _grad(level: Level, rng: np.random.Generator) -> Level:
    weights = rng.normal(size=np.shape(run(level.f, level.args)[0]))
    argnum = int(rng.integers(len(level.args)))

    def scalar(*xs):
        return (level.f(*xs) * weights).sum()

    g = nm.grad(scalar, argnum)
    found, state = run(g, level.args)
    same((0.0, state), (0.0, run(level.f, level.args)[1]), f"grad({level.name})")
    if np.shape(found) != level.args[argnum].shape:
        raise Mismatch(f"grad({level.name}): shape {np.shape(found)} instead of {level.args[argnum].shape}")
    direction = rng.normal(size=level.args[argnum].shape)
    directions = tuple(direction if k == argnum else np.zeros(a.shape) for k, a in enumerate(level.args))
    _check_difference((found * direction).sum(), scalar, level.args, directions, f"grad({level.name}, {argnum})")
    return Level(g, level.args, f"grad({level.name})", level.mutates)


_APPLY = {
    "jit": _unchanged("jit", nm.jit),
    "checkpoint": _unchanged("checkpoint", nm.checkpoint),
    "vmap": _vmap,
    "jvp": _jvp,
    "grad": _grad,
}


def check(program: Any, seed: int, namespace: dict[str, Any]) -> list[str]:
    """Run a program through a random stack of up to four transformations; returns the stack.  Raises Mismatch."""
    rng = np.random.default_rng([seed, 1])
    level = Level(program.function(namespace), program.args, "f", program.mutates)
    stack = []
    derivatives = 0
    for _ in range(rng.integers(1, 5)):
        transformation = TRANSFORMATIONS[rng.integers(len(TRANSFORMATIONS))]
        if transformation in ("grad", "jvp") and not program.is_smooth:
            continue
        if transformation in ("grad", "jvp"):
            derivatives += 1
            if derivatives > 2:
                continue
        stack.append(transformation)
        level = apply(level, transformation, rng)
    return stack

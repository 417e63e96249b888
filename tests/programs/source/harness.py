"""Checks a program of the generator, in all the ways that numorph can run it, against plain Python.

Raises Mismatch with the source; what numorph may refuse for now, and other facts, are counted in `counts`.
"""

from __future__ import annotations

import functools
import random
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

import numorph as nm
from numorph.api.decisions import Staged
from numorph.errors import NumorphTypeError, ValueNeeded
from numorph.runtime import tiers

from .. import harness as stacks
from .generate import Program
from .layouts import LAYOUTS, laid_out
from .outcomes import USUAL, Outcome, aliases, difference, differing, leaves, nearby

MAY_REFUSE = ("would lose its derivative", "is a plain NumPy array")  # beside ValueNeeded: how such messages go
APART = ("strided", "reversed", "fortran", "misaligned", "numpy scalars")  # layouts in which no arguments overlap
STACKED = ("jit", "grad", "vmap", "jvp")


class Mismatch(AssertionError):
    """A difference from plain Python: in which check, and what it is."""

    def __init__(self, check: str, problem: str, program: Program):
        self.check, self.problem, self.program = check, problem, program
        flags = f"smooth={program.smooth}, risky={program.risky}"
        super().__init__(f"seed {program.seed} ({flags}), {check}: {problem}\n\n{program.source}")


class Checker:
    """The checks of one program."""

    def __init__(self, program: Program, counts: Counter[str] | None = None):
        self.program, self.counts = program, Counter() if counts is None else counts
        self.f = program.function()
        self.rng = random.Random(f"{program.seed} checks")
        coarse = any(p.dtype == "f4" for p in program.parameters)
        self.tolerance = stacks.COARSE if coarse else USUAL

    def all(self, share: float = 1.0) -> None:
        """jit, and a share of the programs through the other transformations as well."""
        self.jitted(*((2, 3) if share == 1 else (1, 2)))
        if self.program.smooth and self.rng.random() < share:
            self.differentiated()
        if self.rng.random() < 0.6 * share:
            self.batched()
        if self.program.smooth and self.rng.random() < 0.6 * share:
            self.stacked()

    def expect(self, check: str, found: Outcome, wanted: Outcome, again: Callable[[], Outcome]) -> None:
        """The same; `again` makes the wanted outcome for nearby arguments."""
        problem = difference(found, wanted, self.tolerance)
        if problem is None:
            return
        if any(difference(again(), wanted, self.tolerance) for _ in range(12)):
            self.counts["not checked: rounding decides"] += 1
            return
        raise Mismatch(check, problem, self.program)

    def may_refuse(self, what: str, error: Exception | None) -> bool:
        """Whether an error is one of those that are allowed for now; counts it."""
        known = isinstance(error, NumorphTypeError) and any(text in str(error) for text in MAY_REFUSE)
        if not known and not isinstance(error, ValueNeeded):
            return False
        first = str(error).split("\n")[0]
        self.counts[f"{what}: {type(error).__name__} {first[:60]}"] += 1
        return True

    # -- jit

    def jitted(self, sizes: int = 2, layouts: int = 3) -> None:
        """Calls before and after there is machine code, then other sizes, then other layouts: so many of each."""
        g = nm.jit(self.f)
        for values in range(3):
            self.call("jit", g, 0, values)
        tiers.wait()
        for values in range(3):
            self.call("jit, later", g, 0, values)
        for which in self.rng.sample(range(1, 5), sizes):
            self.call(f"jit, size {which}", g, which, 1)
        for layout in self.rng.sample(LAYOUTS, layouts):
            for values in (1, 2):
                self.call(f"jit, {layout}", g, 0, values, layout)
        self.call("jit, at last", g, 0, 4)
        self.counts[f"(jit ran it as {type(g.decision(*self.program.arguments())).__name__})"] += 1

    def call(self, check: str, g: Any, which: int, values: int, layout: str = "plain") -> None:
        choice = self.rng.random()

        def outcome(f: Callable[..., Any], near: bool = False) -> Outcome:
            args = self.program.arguments(which, values)
            if near:
                args = [nearby(a, self.rng) for a in args]
            return Outcome(f, *laid_out(args, layout, random.Random(choice)))

        found, wanted = outcome(g), outcome(self.f)
        staged = type(g.decision(*wanted.args)) is Staged
        if staged and found.error is None and aliases(found).items() < aliases(wanted).items():
            self.counts["jit: a staged program gives a copy in the place of a view"] += 1
            found.result, wanted.result = _apart(found.result), _apart(wanted.result)
        if staged and any(type(x) is complex for x in leaves(wanted.result)):
            self.counts["jit: a staged program gives NumPy's complex numbers in the place of Python's"] += 1
            found.result, wanted.result = _numpy_complex(found.result), _numpy_complex(wanted.result)
        self.expect(check, found, wanted, lambda: outcome(self.f, near=True))

    # -- derivatives

    def floats(self) -> list[int]:
        return [k for k, p in enumerate(self.program.parameters) if p.kind == "f"]

    def differentiated(self) -> None:
        """grad against differences; with jit inside, and outside."""
        active = self.floats()
        loss = total(self.f, active)
        layout = self.rng.choice(["plain", "plain", *APART])
        arguments = lambda: laid_out(self.program.arguments(), layout, self.rng)[0]
        plain = Outcome(loss, arguments())
        if plain.error is not None:
            return
        found = Outcome(nm.grad(loss, tuple(active)), arguments())
        if self.may_refuse("grad", found.error):
            return
        if found.error is not None:
            raise Mismatch(f"grad, {layout}", f"raises {found.shown()}", self.program)
        self.states(f"grad, {layout}", found, plain)
        self.compare_with_differences(loss, active, found.result, layout)
        for check, g in (
            ("grad of jit", nm.grad(total(nm.jit(self.f), active), tuple(active))),
            ("jit of grad", nm.jit(nm.grad(loss, tuple(active)))),
        ):
            for _ in range(2):
                other = Outcome(g, arguments())
                if self.may_refuse(check, other.error):
                    break
                problem = difference(other, found, 1e-8)
                if problem:
                    raise Mismatch(f"{check}, {layout}", problem, self.program)

    def states(self, check: str, found: Outcome, plain: Outcome) -> None:
        for k, (a, b) in enumerate(zip(found.args, plain.args, strict=True)):
            if problem := differing(a, b, 1e-8):
                raise Mismatch(check, f"argument {k} after the call: {problem}", self.program)

    def compare_with_differences(self, loss: Callable[..., Any], active: list[int], gradient: Any, layout: str) -> None:
        rng = np.random.default_rng(self.program.seed)
        args = self.program.arguments()
        directions = [rng.normal(size=np.shape(args[k])) for k in active]
        found = sum(float(np.sum(g * d)) for g, d in zip(gradient, directions, strict=True))

        def along(step: float) -> float:
            moved = self.program.arguments()
            for k, d in zip(active, directions, strict=True):
                moved[k] = moved[k] + step * d
            return float(Outcome(loss, laid_out(moved, layout, self.rng)[0]).result)

        first, second = ((along(h) - along(-h)) / (2 * h) for h in (1e-6, 3e-6))
        scale = max(1.0, abs(first))
        if abs(first - second) > 1e-4 * scale:
            self.counts["not checked: not smooth there"] += 1
        elif abs(found - first) > 5e-4 * scale:
            raise Mismatch(
                f"grad, {layout}", f"{found} along a direction, where differences give {first}", self.program
            )

    # -- batches

    def batched(self) -> None:
        """vmap against a loop, over arrays; numbers are the same for all lanes."""
        lanes = self.rng.randint(1, 3)
        axes = tuple(None if p.ndim is None else 0 for p in self.program.parameters)

        def arguments() -> list[Any]:
            each = [self.program.arguments(0, k) for k in range(lanes)]
            return [a[0] if ax is None else np.stack(a) for a, ax in zip(zip(*each, strict=True), axes, strict=True)]

        def loop(*args: Any) -> Any:
            each = [
                self.f(*[a if ax is None else a[k] for a, ax in zip(args, axes, strict=True)]) for k in range(lanes)
            ]
            return _stacked(each)

        wanted = Outcome(loop, arguments())
        if wanted.error is not None:
            return
        for check, g in (("vmap", nm.vmap(self.f, axes)), ("jit of vmap", nm.jit(nm.vmap(self.f, axes)))):
            found = Outcome(g, arguments())
            if self.may_refuse(check, found.error):
                return
            found.result = _stacked([found.result], whole=True)
            self.expect_batch(check, found, wanted, lambda: Outcome(loop, [nearby(a, self.rng) for a in arguments()]))

    def expect_batch(self, check: str, found: Outcome, wanted: Outcome, again: Callable[[], Outcome]) -> None:
        """As `expect`, without aliases: the loop's results are copies."""
        if found.error is None:
            found.result = _apart(found.result)
        self.expect(check, found, wanted, again)

    # -- stacks

    def stacked(self) -> None:
        """Up to three transformations on top of each other, each checked against the one below."""
        arrays = [k for k in self.floats() if self.program.parameters[k].ndim is not None]
        loss = total(self.f, self.floats())

        def of_arrays(*xs: Any) -> Any:
            args = self.program.arguments()
            for k, x in zip(arrays, xs, strict=True):
                args[k] = x
            return loss(*args)

        args = tuple(self.program.arguments()[k] for k in arrays)
        level = stacks.Level(of_arrays, args, "f", True)
        stack: list[str] = []
        rng = np.random.default_rng(self.program.seed)
        for _ in range(self.rng.randint(1, 3)):
            stack.append(self.rng.choice(STACKED))
            try:
                with np.errstate(all="ignore"):
                    level = stacks.apply(level, stack[-1], rng)
            except Exception as error:
                if self.may_refuse("stack", error):
                    return
                raise Mismatch(f"stack {' '.join(stack)}", f"{type(error).__name__}: {error}", self.program) from error


def total(f: Callable[..., Any], active: list[int]) -> Callable[..., Any]:
    """One number that depends on all float results of f, and on the arguments that it leaves."""

    @functools.wraps(f)
    def loss(*args: Any) -> Any:
        out = f(*args)
        number = sum((_weighted(x) for x in leaves(out) if _is_float(x)), 0.0)
        return number + sum((0.7 * _weighted(args[k]) for k in active if np.ndim(args[k])), 0.0)

    return loss


def _is_float(x: Any) -> bool:
    return isinstance(x, float) or (hasattr(x, "dtype") and x.dtype.kind == "f")


def _weighted(x: Any) -> Any:
    weights = np.cos(np.arange(float(np.size(x)))).reshape(np.shape(x)) + 0.5
    return (x * weights).sum() if np.ndim(x) else x * weights


def _stacked(each: list[Any], whole: bool = False) -> Any:
    """The results of lanes as one; a result of vmap (`whole`) as it is, but with arrays throughout."""
    first = each[0]
    if isinstance(first, dict):
        return {key: _stacked([e[key] for e in each], whole) for key in first}
    if isinstance(first, tuple):
        return tuple(_stacked(list(part), whole) for part in zip(*each, strict=True))
    if first is None:
        return None
    return np.asarray(first) if whole else np.stack([np.asarray(e) for e in each])


def _each(x: Any, change: Callable[[Any], Any]) -> Any:
    """A result with its leaves changed."""
    if isinstance(x, dict):
        return {key: _each(y, change) for key, y in x.items()}
    if isinstance(x, tuple):
        return tuple(_each(y, change) for y in x)
    return change(x)


def _apart(x: Any) -> Any:
    return _each(x, lambda y: np.array(y) if isinstance(y, np.ndarray) else y)


def _numpy_complex(x: Any) -> Any:
    return _each(x, lambda y: np.complex128(y) if isinstance(y, complex) else y)


def check(program: Program, counts: Counter[str] | None = None, share: float = 1.0) -> None:
    """All checks of a program."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        Checker(program, counts).all(share)

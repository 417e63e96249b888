"""What a call does, as far as its caller can tell, and whether two calls do the same."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from ..harness import close

USUAL = 1e-9


class Outcome:
    """A result or an error, and the state of the arguments after the call."""

    def __init__(self, f: Callable[..., Any], args: list[Any], bases: list[np.ndarray] | None = None):
        self.args, self.bases = args, bases or []
        self.result: Any = None
        self.error: Exception | None = None
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                self.result = f(*args)
            except Exception as error:
                self.error = error.with_traceback(None)

    def shown(self) -> str:
        return repr(self.result) if self.error is None else f"{type(self.error).__name__}({self.error})"


def difference(found: Outcome, wanted: Outcome, tolerance: float = USUAL) -> str | None:
    """What is not the same, in words: values, dtypes, types, aliasing, arguments, memory around them, errors."""
    if type(found.error) is not type(wanted.error) or str(found.error) != str(wanted.error):
        return f"error: {found.shown()} instead of {wanted.shown()}"
    problem = differing(found.result, wanted.result, tolerance)
    if problem:
        return f"result: {problem}"
    for k, (a, b) in enumerate(zip(found.args, wanted.args, strict=True)):
        if problem := differing(a, b, tolerance):
            return f"argument {k} after the call: {problem}"
    for a, b in zip(found.bases, wanted.bases, strict=True):
        if problem := differing(a, b, tolerance):
            return f"memory around an argument: {problem}"
    if aliases(found) != aliases(wanted):
        return f"aliases of (result, argument): {aliases(found)} instead of {aliases(wanted)}"
    return None


def differing(a: Any, b: Any, tolerance: float = USUAL) -> str | None:
    """How a value differs from the value wanted, b, if it does."""
    if type(a) is not type(b):
        return f"{a!r} ({type(a).__name__}) instead of {b!r} ({type(b).__name__})"
    if isinstance(b, dict):
        if list(a) != list(b):
            return f"keys {list(a)} instead of {list(b)}"
        return differing(list(a.values()), list(b.values()), tolerance)
    if isinstance(b, tuple | list):
        if len(a) != len(b):
            return f"{len(a)} results instead of {len(b)}"
        return next((p for x, y in zip(a, b, strict=True) if (p := differing(x, y, tolerance))), None)
    if b is None or isinstance(b, str):
        return None if a == b else f"{a!r} instead of {b!r}"
    x, y = np.asarray(a), np.asarray(b)
    if x.dtype != y.dtype or x.shape != y.shape:
        return f"{x.dtype}{x.shape} instead of {y.dtype}{y.shape}"
    alike = close(a, b, tolerance) if y.dtype.kind in "fc" else np.array_equal(x, y)
    return None if alike else f"{a!r} instead of {b!r}"


def leaves(x: Any) -> list[Any]:
    """The values in a result."""
    if isinstance(x, dict):
        x = list(x.values())
    if isinstance(x, tuple | list):
        return [y for z in x for y in leaves(z)]
    return [] if x is None else [x]


def aliases(outcome: Outcome) -> dict[tuple[int, int], tuple[int, tuple[int, ...]]]:
    """Which results share memory with which arguments: where they begin there, and their strides."""
    found = {}
    for k, r in enumerate(leaves(outcome.result)):
        for j, a in enumerate(outcome.args):
            if isinstance(r, np.ndarray) and isinstance(a, np.ndarray) and np.shares_memory(r, a):
                offset = r.__array_interface__["data"][0] - a.__array_interface__["data"][0]
                found[k, j] = (offset, r.strides)
    return found


def nearby(a: Any, rng: random.Random | None) -> Any:
    """A copy of the argument as another rounding might give it; as it is without `rng`."""
    kind = a.dtype.kind if isinstance(a, np.ndarray) else "f" if isinstance(a, float) else "i"
    if kind not in "fc" or rng is None:
        return a.copy() if isinstance(a, np.ndarray) else a
    unit = 1e-6 if isinstance(a, np.ndarray) and a.dtype.itemsize == 4 else 1e-14
    moved = a * (1 + unit * np.random.default_rng(rng.getrandbits(32)).normal(size=np.shape(a)))
    return moved.astype(a.dtype) if isinstance(a, np.ndarray) else float(moved)

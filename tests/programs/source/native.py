"""The translation of a program by itself: its code against plain Python, without `jit` that chooses between ways.

Here it shows how results lie in memory as well, which other ways of running a program do not promise.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from numorph.frontend.compiled import BAILED, CompiledFunction, Unsupported, Variant
from numorph.frontend.keys import Arguments

from .generate import SIZES, Program
from .harness import Mismatch
from .layouts import laid_out
from .outcomes import Outcome, difference, leaves, nearby

_LAYOUTS = {"plain": 6, "fortran": 5, "strided": 2, "reversed": 2, "readonly": 1}  # and how often


class _Bail(Exception):
    pass


def check(program: Program, counts: Counter[str]) -> None:
    """Translate it for arguments of some size and layout, and call the code with those that it is for."""
    rng = random.Random(f"{program.seed} native")
    layout = rng.choices(list(_LAYOUTS), list(_LAYOUTS.values()))[0]
    shaped = rng.choice([0, 0, *range(len(SIZES))])
    f = program.function()
    compiled = CompiledFunction(f)

    def arguments(which: int, values: int) -> tuple[list[Any], list[np.ndarray]]:
        return laid_out(program.arguments(which, values), layout, random.Random(values))

    def described(args: Any) -> Arguments:
        return Arguments(compiled.parameters(tuple(args), {}))

    try:
        first = arguments(shaped, 0)[0]
        variant = compiled.translated(compiled.parameters(tuple(first), {}), described(first))
    except Unsupported as error:
        counts[f"(not translated: {error.reason[:50]})"] += 1
        return
    variant.make(quickly=program.seed % 2 == 1)
    counts["(translated)"] += 1
    wanted_key = variant.translation.arguments.key
    for which, values in ((shaped, 0), (shaped, 1), (shaped, 2), *[(k, 3) for k in range(len(SIZES))]):
        if described(arguments(which, values)[0]).key == wanted_key:
            _compare(program, f, _natively(variant, described), lambda w=which, v=values: arguments(w, v), counts)


def _natively(variant: Variant, described: Callable[[Any], Arguments]) -> Callable[..., Any]:
    def call(*args: Any) -> Any:
        found = variant(described(args))
        if found is BAILED:
            raise _Bail
        return found

    return call


def _compare(program: Program, f: Any, native: Any, arguments: Callable[[], Any], counts: Counter[str]) -> None:
    found, wanted = Outcome(native, *arguments()), Outcome(f, *arguments())
    bailed = isinstance(found.error, _Bail)
    if bailed:
        counts["(a call bailed)" if wanted.error is None else "(a call bailed, as plain Python raises)"] += 1
        found.error, found.result = wanted.error, wanted.result
        wanted = Outcome(lambda *args: None, *arguments())  # the arguments are as they were
        wanted.error, wanted.result = found.error, found.result
    counts["(calls)"] += 1
    tolerance = 1e-5 if any(p.dtype == "f4" for p in program.parameters) else 1e-9
    problem = difference(found, wanted, tolerance)
    if problem is None:
        problem = _laid_otherwise(found.result, wanted.result)
    elif not bailed and _rounding_decides(f, lambda: arguments()[0], tolerance):
        counts["(not checked: rounding decides)"] += 1
        return
    if problem is not None:
        raise Mismatch("native", problem, program)


def _rounding_decides(f: Any, arguments: Callable[[], list[Any]], tolerance: float) -> bool:
    """Whether plain Python gives something else as well where its arguments were rounded otherwise."""
    rng = random.Random(0)
    wanted = Outcome(f, [nearby(a, None) for a in arguments()])
    nearly = (Outcome(f, [nearby(a, rng) for a in arguments()]) for _ in range(8))
    return any(difference(found, wanted, tolerance) for found in nearly)


def _laid_otherwise(found: Any, wanted: Any) -> str | None:
    for a, b in zip(leaves(found), leaves(wanted), strict=True):
        if isinstance(b, np.ndarray) and b.size and _steps(a) != _steps(b):
            return f"strides: {a.strides} instead of {b.strides} for {b.shape}"
    return None


def _steps(a: np.ndarray) -> list[int]:
    return [s for s, n in zip(a.strides, a.shape, strict=True) if n > 1]

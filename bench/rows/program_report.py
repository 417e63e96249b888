"""The table of programs, and the figures that sum it up; a program that fails counts as one that misses them."""

from __future__ import annotations

import math
import statistics
from typing import Any

_SIZES = ("small", "large")
_MOST_COST = 4.0  # of a gradient, in primals


def ratio(one: dict[str, Any], size: int, slow: str, fast: str) -> float:
    """How many times faster `fast` is than `slow`, the median over rounds; NaN where one was not timed."""
    times = one.get("primal", {}).get("times", [{}, {}])[size]
    return _quotient(times, slow, fast)


def cost(one: dict[str, Any], over: str) -> float:
    """What a gradient takes over the primal, at the largest size that was timed."""
    for times in reversed(one.get("gradient", {}).get("times", [])):
        if times.get("gradient"):
            return _quotient(times, "gradient", over)
    return math.nan


def batch(one: dict[str, Any]) -> float:
    """How many times faster a batch is than the loop over its lanes."""
    return _quotient(one.get("vmap", {}).get("times", {}), "loop", "vmap")


def versus_best(one: dict[str, Any], size: int) -> float:
    """How many times faster numorph is than the better of Numba and JAX, where one of them runs."""
    found = [r for r in (ratio(one, size, name, "numorph") for name in ("Numba", "JAX")) if not math.isnan(r)]
    return min(found) if found else math.nan


def line(one: dict[str, Any]) -> str:
    """One program, and below it what is wrong with it."""
    parts = [f"{one['name']:28s}"]
    for size in (0, 1):
        times = one.get("primal", {}).get("times", [{}, {}])[size]
        parts.append(" ".join(f"{_time(times.get(name)):>7s}" for name in ("NumPy", "numorph", "Numba", "JAX")))
        parts.append(f"{_number(ratio(one, size, 'NumPy', 'numorph'))} {_number(versus_best(one, size))}")
    ready = one.get("ready", {}).get("numorph", math.nan)
    others = one.get("primal", {}).get("compile", {})
    waits = (ready, others.get("Numba", math.nan), others.get("JAX", math.nan))
    parts.append(" ".join(f"{1e3 * t:5.0f}" for t in waits))
    first = one.get("first", {})
    parts.append(f"{_number(first.get('first', math.nan))} {_number(first.get('second', math.nan))}")
    parts.append(f"{_number(cost(one, 'NumPy'))} {_number(cost(one, 'numorph'))} {_number(batch(one))}")
    parts.append(f"{sum(v.get('seconds', 0.0) for v in one.values() if isinstance(v, dict)):3.0f}s")
    notes = [f"    {text}" for text in one["problems"]]
    if False in one.get("primal", {}).get("wins", []):
        times = [f"{_time(sizes.get('machine code'))}" for sizes in one["primal"]["times"]]
        notes.append(f"    (plain Python won when both were tried; the machine code takes {' and '.join(times)})")
    for part in ("gradient", "vmap"):
        if one.get(part, {}).get("how"):
            notes.append(f"    ({part}: {one[part]['how']})")
    for name in ("Numba", "JAX"):
        if one.get("primal", {}).get(name):
            notes.append(f"    ({name}: {one['primal'][name][:150]})")
    return "\n".join(["|".join(parts), *notes])


def show(found: list[dict[str, Any]]) -> None:
    """The summary."""
    count = len(found)
    print(
        f"\n{count} programs; columns: NumPy, numorph, Numba, JAX at the small and the large size, each with the times"
    )
    print("faster than NumPy and than the better of Numba and JAX; ms until there is code (numorph, Numba, JAX); first")
    print("and second call over NumPy's; the gradient over the plain and the compiled primal; a batch over the loop")
    for size in (0, 1):
        ratios = [ratio(one, size, "NumPy", "numorph") for one in found]
        known = [r for r in ratios if not math.isnan(r)]
        if known:
            mean = math.exp(statistics.fmean(math.log(r) for r in known))
            worst = min(zip(ratios, found, strict=True), key=lambda pair: math.inf if math.isnan(pair[0]) else pair[0])
            print(f"{_SIZES[size]}: geometric mean over NumPy {mean:.2f} ({count - len(known)} not timed);", end=" ")
            print(f"lowest {worst[0]:.2f} ({worst[1]['name']})")
        best = [versus_best(one, size) for one in found]
        rivals = [b for b, one in zip(best, found, strict=True) if not math.isnan(b) or "primal" not in one]
        print(f"  at least as fast as the better of Numba and JAX: {sum(b >= 1 for b in best)} of {len(rivals)}")
    for name, what in (("numorph", "first code"), ("best", "best code")):
        ready = sorted(one["ready"][name] for one in found if name in one.get("ready", {}))
        if ready:
            print(f"{what} ready: median {1e3 * statistics.median(ready):.0f} ms,", end=" ")
            print(f"90th percentile {1e3 * ready[math.ceil(0.9 * len(ready)) - 1]:.0f} ms")
    for name in ("first", "second"):
        calls = [(one["first"][name], one["name"]) for one in found if name in one.get("first", {})]
        if calls:
            print(f"{name} call over NumPy's: worst {max(calls)[0]:.2f} ({max(calls)[1]})")
    asked = [one for one in found if "gradient" in one]
    right = [one for one in asked if one["gradient"].get("correct")]
    for over, what in (("NumPy", "plain"), ("numorph", "compiled")):
        cheap = sum(cost(one, over) <= _MOST_COST for one in right)
        print(
            f"gradients: {len(right)} of {len(asked)} right; {cheap} cost at most {_MOST_COST:.0f} x the {what} primal"
        )
    asked = [one for one in found if "vmap" in one]
    right = [one for one in asked if one["vmap"].get("correct")]
    print(f"batches: {len(right)} of {len(asked)} right, {sum(batch(one) > 1 for one in right)} faster than the loop")
    print(f"programs with a problem: {sum(bool(one['problems']) for one in found)} of {count}")


def _quotient(times: dict[str, list[float]], slow: str, fast: str) -> float:
    a, b = times.get(slow), times.get(fast)
    return statistics.median(x / y for x, y in zip(a, b, strict=True)) if a and b else math.nan


def _time(samples: list[float] | None) -> str:
    if not samples:
        return "-"
    t = statistics.median(samples)
    unit, factor = ("s", 1.0) if t >= 1 else ("ms", 1e3) if t >= 1e-3 else ("us", 1e6)
    return f"{t * factor:.3g}{unit}"


def _number(x: float) -> str:
    return f"{x:6.2f}" if abs(x) < 1000 else f"{x:6.0f}"

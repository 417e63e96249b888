"""The decision table: which way pays, for which situation, from how many calls on.

It is computed from the measurements and from nothing else. A way is preferred over a simpler one (one that stands
before it) only where it was faster beyond the noise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from numorph.compare.measure import Timing, break_even, clearly_faster


@dataclass(frozen=True)
class Step:
    """From call number `calls` on, `label` costs the least in all."""

    calls: int
    label: str


EAGER = "eager work on the CPU: calls as they come, nothing staged or compiled"
LOOP = "hot loops: the same function, over and over, on arrays of one shape"
GRADIENT = "gradients"


@dataclass(frozen=True)
class Decision:
    """What to use in one situation: `steps` with NumPy and numorph alone, `all_steps` with every library measured."""

    kind: str  # EAGER, LOOP or GRADIENT
    situation: str
    baseline: str
    steps: tuple[Step, ...]
    all_steps: tuple[Step, ...]
    gain: float  # the baseline's time per call over that of the last step, and so all_gain
    all_gain: float


def decide(kind: str, situation: str, timings: Sequence[Timing]) -> Decision:
    """Read the decision for one situation off its timings; the first timing is the baseline."""
    measured = [timing for timing in timings if timing.outcome.status == "same"]
    ours = [timing for timing in measured if timing.library in ("NumPy", "numorph")]
    steps, gain = _cheapest(ours)
    all_steps, all_gain = _cheapest(measured)
    return Decision(kind, situation, timings[0].label, steps, all_steps, gain, all_gain)


def _cheapest(timings: Sequence[Timing]) -> tuple[tuple[Step, ...], float]:
    """Walk along the number of calls: at each point the cheapest way, changing only to one that is clearly faster."""
    if not timings:
        return (), math.nan
    best, steps = timings[0], [Step(1, timings[0].label)]
    while True:
        overtakers = [(break_even(t, best) or math.inf, t) for t in timings if clearly_faster(t, best)]
        if not overtakers:
            return tuple(steps), timings[0].median / best.median
        calls = max(steps[-1].calls, min(point for point, _ in overtakers))
        best = min((t for point, t in overtakers if point <= calls), key=lambda t: t.median)
        if calls == steps[-1].calls:
            steps.pop()
        steps.append(Step(int(calls), best.label))

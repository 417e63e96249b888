"""How numbers are said, in the terminal and on the page alike."""

from __future__ import annotations

import math
from collections.abc import Sequence

from numorph.compare.decision import Decision, Step
from numorph.compare.measure import Timing

_TIMES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
VERDICTS = (  # what the decision table says
    "Computed from the measurements. One call: what costs least if it is called once, with all that is compiled before "
    "it. Many calls: what costs least per call once its code is ready. Paid from: the call from which that has cost "
    "less in all, the first call and those before its code was ready included. The simpler way is kept unless another "
    "was faster by 10 %, and in more rounds than chance explains."
)
_SIZES = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B"))


def seconds(value: float | None) -> str:
    """`0.00123` is `1.23 ms`."""
    if value is None or not math.isfinite(value):
        return ""
    unit, name = next(((unit, name) for unit, name in _TIMES if abs(value) >= unit), _TIMES[-1])
    return f"{_three_digits(value / unit)} {name}"


def size(value: int | None) -> str:
    """`15998976` is `16.0 MB`; resident memory moves in pages, so very little shows as nothing."""
    if value is None:
        return "not measured"
    if value < 4096:
        return "< 4 kB"
    unit, name = next((unit, name) for unit, name in _SIZES if value >= unit)
    return f"{_three_digits(value / unit)} {name}"


def ratio(timing: Timing) -> str:
    """The speed against the baseline: `3.1× faster`, `1.2× slower`, or `same` within the noise."""
    if not timing.speed:
        return ""
    if timing.speed == "same":
        return "same"
    factor = 1 / timing.ratio if timing.ratio < 1 else timing.ratio
    return f"{_three_digits(factor)}× {timing.speed}"


def pays(timing: Timing) -> str:
    """From which call on a jitted way has cost less in all than the baseline, calls on the way to its code included."""
    if not timing.jitted or not timing.speed:
        return ""
    return f"call {timing.pays_from:,}" if timing.pays_from else {"slower": "never"}.get(timing.speed, "no gain")


def ready(timing: Timing) -> str:
    """How long after the first result code that was made aside was in use, and what won against it, if anything did."""
    if not timing.jitted:
        return ""
    if math.isnan(timing.ready):
        return "at first call"
    return f"{seconds(timing.ready)}, {timing.instead} won" if timing.instead else seconds(timing.ready)


def spread(timing: Timing) -> str:
    """Half the distance between the quartiles, relative to the median."""
    return "" if math.isnan(timing.median) else f"±{timing.spread:.0%}"


def advice(steps: Sequence[Step], gain: float, baseline: str) -> str:
    """`NumPy`; `NumPy; numorph jit from call 12 (3.1× faster)`; `numorph jit (3.1× faster than NumPy)`."""
    if not steps:
        return "nothing ran"
    said = "; ".join(step.label if step.calls == 1 else f"{step.label} from call {step.calls:,}" for step in steps)
    if steps[-1].label == baseline:
        return said
    than = "" if steps[0].label == baseline else f" than {baseline}"
    return f"{said} ({_three_digits(gain)}× faster{than})"


def verdicts(decisions: Sequence[Decision]) -> list[tuple[str, list[list[str]]]]:
    """Per kind of work, rows of: the situations, what to use for one call, for many, paid from when, and of all."""
    kinds: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for decision in decisions:
        found = kinds.setdefault(decision.kind, {})
        found.setdefault(_verdict(decision), []).append(decision.situation)
    return [(kind, [["; ".join(names), *said] for said, names in found.items()]) for kind, found in kinds.items()]


def _verdict(decision: Decision) -> tuple[str, ...]:
    steps, baseline = decision.steps, decision.baseline
    if not steps:
        return "nothing ran", "", "", ""
    last = steps[-1]
    gain = "" if last.label == baseline else f", {_three_digits(decision.gain)}× faster than {baseline}"
    paid = "" if last.label == baseline else f"call {last.calls:,}"
    same = decision.all_steps == steps
    of_all = "the same" if same else advice(decision.all_steps, decision.all_gain, baseline)
    return steps[0].label, last.label + gain, paid, of_all


def array(value: object) -> str:
    """A small result on one line."""
    if isinstance(value, (list, tuple)):
        return ", ".join(array(item) for item in value)
    return " ".join(str(value).split())


def _three_digits(value: float) -> str:
    return f"{value:,.0f}" if value >= 99.95 else f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"

"""Everything one run of the comparison found, and the same as JSON.

The keys of the JSON are the field names below; times are in seconds, memory in bytes, what was not
measured is null.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from numorph.compare.decision import Decision
from numorph.compare.digits import GOAL, Digits
from numorph.compare.libraries import Presence
from numorph.compare.own_function import OwnFunction
from numorph.compare.same_code import RowResult
from numorph.compare.workloads import Result


@dataclass
class Machine:
    """Where it was measured."""

    system: str
    processor: str
    cores: int
    python: str
    memory_method: str


@dataclass
class Comparison:
    """One run. Sections that were not asked for are empty.

    `missing` says what could not be measured for want of a package, `broken` what raised where nothing should.
    """

    numorph: str
    date: str
    quick: bool
    machine: Machine
    libraries: list[Presence] = field(default_factory=list)
    same_code: list[RowResult] = field(default_factory=list)
    workloads: list[Result] = field(default_factory=list)
    sizes: list[Result] = field(default_factory=list)
    digits: Digits | None = None
    own_function: OwnFunction | None = None
    decisions: list[Decision] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    seconds: float = math.nan

    @property
    def failures(self) -> list[str]:
        """Every value that differs, and everything that numorph or NumPy could not run."""
        found = [(row.title, outcome) for row in self.same_code for outcome in row.outcomes]
        found += [(result.title, t.outcome) for result in self.workloads + self.sizes for t in result.timings]
        if self.digits:
            found += [("gradient of the digits network", outcome) for outcome in self.digits.outcomes]
            found += [("gradient of each image", timing.outcome) for timing in self.digits.example_gradients]
        if self.own_function:
            own = self.own_function
            found += [(own.target, timing.outcome) for timing in own.timings]
            found += [(f"gradient of {own.target}", timing.outcome) for timing in own.gradient]
            found += [(f"gradient of {own.target}", own.gradient_check)] if own.gradient_check else []
        failures = [f"{title}: {o.library} {o.status}: {o.detail}" for title, o in found if o.failed]
        for program in self.digits.programs if self.digits else []:
            if program.failed:
                failures.append(f"digits: {program.library} reached {program.accuracy:.1%}, not {GOAL:.0%}")
        return list(dict.fromkeys(failures + self.broken))

    @property
    def peers(self) -> bool:
        """Whether any other library took part."""
        return any(found.version for found in self.libraries if found.name not in ("NumPy", "numorph"))

    @property
    def checked(self) -> int:
        """How many values were compared with NumPy's."""
        outcomes = [outcome for row in self.same_code for outcome in row.outcomes]
        outcomes += [timing.outcome for timing in self.timings]
        outcomes += self.digits.outcomes if self.digits else []
        return sum(outcome.status in ("same", "differs") for outcome in outcomes)

    @property
    def timings(self) -> list[Any]:
        """Every timing of the run."""
        found = [timing for result in self.workloads + self.sizes for timing in result.timings]
        found += self.digits.example_gradients if self.digits else []
        return found + (self.own_function.timings + self.own_function.gradient if self.own_function else [])


def to_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values that `json.dump` takes."""
    return {**_plain(comparison), "failures": comparison.failures, "checked": comparison.checked}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name != "library" or f.repr}
        return {name: _plain(item) for name, item in named.items()}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    array = np.asarray(value)  # NumPy's, or a peer's own array
    return str(value) if array.dtype.hasobject or np.iscomplexobj(array) else _plain(array.tolist())

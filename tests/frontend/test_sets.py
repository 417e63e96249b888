"""Sets where their order is nothing, states that are members of enumerations, and tuples with what may be None."""

from __future__ import annotations

from enum import Enum, IntEnum

import numpy as np
import pytest

from .agreement import agrees, function, refused

I = np.random.default_rng(0).integers(0, 20, 60)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    s = set(x.tolist())\n    t = {v * 2 for v in s}\n    return len(t), sorted(t), sum(t), sum(v * 2 for v in s)",
        "def f(x):\n    s = set(x.tolist())\n    return any(v > 18 for v in s), all(v > 8 for v in s), s.isdisjoint({3}), s.isdisjoint({77})",
        "def f(x):\n    s = set(x.tolist())\n    r = s\n    s |= {77, 3}\n    s -= {4}\n    return len(s), len(r), 77 in r, 4 in r",
        "def f(x):\n    s = set()\n    for v in x.tolist():\n        s |= {v, v + 1}\n        s -= {7}\n    return len(s), sorted(s)",
        "def f(x):\n    s = {v + 0.5 for v in x.tolist()}\n    return max(s), len({v > 3 for v in s})",
    ],
)
def test_sets_whose_order_does_not_matter(source):
    agrees(source, I)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    s = {v + 0.5 for v in x.tolist()}\n    return sum(s)",
        "def f(x):\n    s = set(x.tolist())\n    return [v for v in s]",
        "def f(x):\n    s = set(x.tolist())\n    return any(20 // v > 3 for v in s)",
        "def f(x):\n    seen = []\n    def g(v):\n        seen.append(v)\n        return v\n    t = {g(v) for v in set(x.tolist())}\n    return seen, len(t)",
        "def f(x):\n    for v in set(x.tolist()):\n        return v",
    ],
)
def test_the_order_of_sets_is_left_to_python(source):
    refused(source, I)


class Phase(Enum):
    """What goes on."""

    REST = "rest"
    RUN = "run"
    DONE = "done"


class Level(IntEnum):
    """How much."""

    LOW = 1
    HIGH = 2


STATES = """
def f(x):
    phase, level, n = Phase.REST, Level.LOW, 0
    for v in x.tolist():
        if phase is Phase.REST:
            if v > 10:
                phase = Phase.RUN
        elif phase == Phase.RUN:
            n += 1
            phase = Phase.DONE if v < 3 else phase
        elif phase is not Phase.RUN:
            phase = Phase.REST
        level = Level.HIGH if v > 12 else Level.LOW
        if level == Level.HIGH and phase in (Phase.RUN, Phase.DONE):
            n += 100
        match phase:
            case Phase.DONE:
                n += 1000
            case _:
                n += 5
    return phase, level, n
"""


def test_states_that_are_members_of_enumerations():
    phase, level, _ = agrees(function(STATES, Phase=Phase, Level=Level), I)
    assert isinstance(phase, Phase) and isinstance(level, Level)
    agrees(function(STATES, Phase=Phase, Level=Level), I[:0])


RUNS = """
def f(x):
    out, before, n = [], None, 0
    for v in x.tolist():
        if v == before:
            n += 1
        else:
            if before is not None:
                out.append((before, n))
            before, n = v, 1
    if before is not None:
        out.append((before, n))
    return out
"""


def test_tuples_with_what_may_be_none():
    agrees(RUNS, I // 7)
    agrees(RUNS, I[:0])


def test_equality_of_what_may_be_none():
    source = """def f(x, y):
    a = b = None
    n = 0
    for u, v in zip(x.tolist(), y.tolist()):
        n += (a == b) + 10 * (a != u) + 100 * (v == b)
        a = None if u > 12 else u
        b = v if v < 15 else None
    return n
"""
    agrees(source, I, I[::-1])
    agrees(source, I * 1.0, I)

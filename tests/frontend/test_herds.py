"""Objects in lists of run-time length: who sees what is written to them, and which object is which in results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

import numorph

from .agreement import agrees, refused, translated


class Agent:
    """Something that moves."""

    def __init__(self, x, v=1):
        self.x = x
        self.v = v
        self.alive = True

    def step(self, dt):
        self.v -= 0.1 * self.x * dt
        self.x += self.v * dt

    @property
    def energy(self):
        return 0.5 * self.v * self.v

    def __lt__(self, other):
        return self.x < other.x


@dataclass
class Cell:
    value: float
    at: tuple = (0, 0)
    seen: list = field(default_factory=list)
    color: int = 0


class Pair:
    """Two agents."""

    def __init__(self, a, b):
        self.a, self.b = a, b


def simulate(n):
    agents = [Agent(float(k)) for k in range(n)]
    for _ in range(5):
        for a in agents:
            a.step(0.5)
        for a in agents:
            for b in agents:
                if a is not b and abs(a.x - b.x) < 0.5:
                    a.v, b.v = b.v, a.v
        agents = [a for a in agents if a.energy < 2.0]
    return sum(a.x for a in agents), len(agents), agents


def grow(n):
    agents = []
    for k in range(n):
        agents.append(Agent(k * 7 % 5))
        if k % 3 == 0:
            agents[k // 2].v = k * 0.5
    agents.sort(key=lambda a: (a.x, -a.v))
    best = None
    for a in agents:
        if best is None or a.v > best.v:
            best = a
    last = agents.pop()
    return best, last, agents, best is last, agents[0].x


def same_object(n):
    agents = [Agent(1.0) for _ in range(n)]
    first, more = agents[0], []
    for k in range(n):
        more.append(agents[k // 2])
    more[0].x = 5.0
    first.v += 2
    return first.x, agents[0].v, more[1] is first, more[-1] is first, first, more, agents


def cells(n):
    grid = [Cell(k * 0.5, (k, -k)) for k in range(n)]
    for k in range(n):
        grid[k].seen.append(k)
        grid[k].value += grid[k - 1].value
        grid[k].at = (grid[k].at[0] + 1, k * 0.5)
        grid[k - 1].seen.append(7)
    return grid, [len(c.seen) for c in grid], grid[0].seen[0]


def pairs(n):
    agents = [Agent(float(k)) for k in range(n)]
    found = []
    for k in range(n - 1):
        found.append(Pair(agents[k], agents[k + 1]))
    for p in found:
        p.a.x += p.b.x
        p.b.alive = p.a.x > 3
    found[0].a = agents[-1]
    return sum(p.a.x for p in found), [p.b.alive for p in found], found


def queue(n):
    waiting, served, t = [], 0.0, 0
    while t < n or waiting:
        if t < n:
            waiting.append(Agent(t, t % 3))
        if waiting and t % 2:
            a = waiting.pop(0)
            served += t - a.x
        t += 1
    return served, t


def by_key(n):
    table = {}
    for k in range(n):
        key = k * 5 % 7
        if key not in table:
            table[key] = Agent(k)
        else:
            table[key].x += k
    return [table[key].x for key in sorted(table)], len(table)


@pytest.mark.parametrize("f", [simulate, grow, same_object, cells, pairs, queue, by_key])
def test_objects_in_lists(f):
    for n in (3, 8):
        agrees(f, n)


def test_objects_of_results_are_those_that_lists_hold():
    first, more, agents = translated(same_object, 4)[0](translated(same_object, 4)[1])[4:]
    assert first is agents[0] is more[0] is more[1] and more[2] is more[3] is agents[1]
    best, _, left, *_ = translated(grow, 5)[0](translated(grow, 5)[1])
    assert any([a is best for a in left]) or best.x == 4


def test_numbers_of_several_types_and_their_ways():
    def mixed(n):
        agents = [Agent(k) for k in range(n)]
        for a in agents:
            if a.x > 1:
                a.x = a.x * 0.5
        return [a.x for a in agents], [a.v for a in agents]

    agrees(mixed, 5)


def test_what_lists_of_objects_do_not_hold():
    def various(n):
        found: list[Any] = []
        for k in range(n):
            found.append(Agent(k) if k % 2 else Pair(k, k))
        return len(found)

    def extended(n):
        agents = [Agent(k) for k in range(n)]
        for a in agents:
            a.more = 1
        return agents[0].more

    def in_place(n):
        cells = [Cell(np.ones(2) * k) for k in range(n)]
        for c in cells:
            c.value += 1.0
        return cells[0].value[0]

    for f in (various, extended, in_place):
        refused(f, 4)


def test_arrays_as_attributes():
    def moved(n):
        cells = [Cell(np.arange(2.0) * k) for k in range(n)]
        for _ in range(3):
            for c in cells:
                c.value = c.value * 0.5 + 1.0
        return sum(c.value[0] for c in cells)

    agrees(moved, 4)


def test_gradients_through_objects():
    def energy(x, n):
        agents = [Agent(x * k, x) for k in range(1, n)]
        for _ in range(3):
            for a in agents:
                a.step(0.5)
        return sum(a.energy for a in agents)

    gradient = numorph.jit(numorph.grad(energy))
    step = 1e-6
    want = (energy(1.5 + step, 6) - energy(1.5 - step, 6)) / (2 * step)
    assert gradient(1.5, 6) == pytest.approx(want, rel=1e-7)
    assert numorph.jit(energy).compile(1.5, 6)(1.5, 6) == energy(1.5, 6)
    assert not numorph.jit(energy).procedure(1.5, 6).refused

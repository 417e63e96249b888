"""Derivatives of compiled functions as operations have them: a forward sweep that has run, for what comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from .lane_sweeps import LaneSweeps
from .lanes import LaneFailure, Lanes, run_with_tangents, stacked
from .runner import Bailed, Lane, Sweeps, Tangents


class Level(NamedTuple):
    """A batch around an operation on a record: its size, whether the forward sweep has it too, and which operands."""

    size: int
    known: bool
    batched: tuple[bool, ...]


class Record:
    """The forward sweeps of one call, or of all lanes of a batch of them.

    inside: levels of batches whose gradients are those of one function of all lanes (as in grad of vmap).
    outside: how many batches there are around the derivative, whose lanes have gradients of their own.
    witness: a result; where it belongs to a batch, the backward sweep does as well.
    """

    def __init__(self, sweeps: Sweeps, inside: Lanes | None = None):
        self.sweeps, self.inside = sweeps, inside
        self.outside = 0
        self.witness: Any = None
        self.leaves: list[Any] = []
        self.lanes: Lanes | None = None
        self._at_once: LaneSweeps | None = None
        self._each: list[Lane] = []  # one by one, where they cannot be run at once

    # -- forward

    def run(self, leaves: Sequence[Any], lanes: Lanes | None) -> list[Any]:
        """Run the sweep: the outputs."""
        self.lanes = lanes
        if lanes is None:
            out, lane = self.sweeps.run_forward(leaves)
            self.leaves, self._each = lane.leaves, [lane]
            return out
        self.leaves = [np.array(x) if isinstance(x, np.ndarray) else x for x in leaves]
        try:
            self._at_once = LaneSweeps(self.sweeps, self.leaves, lanes)
        except LaneFailure:
            return self._one_by_one(lanes)
        return self._at_once.outs

    def _one_by_one(self, lanes: Lanes) -> list[Any]:
        outs = []
        self._at_once, self._each = None, []
        for mine in lanes.each(self.leaves):
            out, lane = self.sweeps.run_forward(mine)
            outs.append(out)
            self._each.append(lane)
        return stacked(outs, lanes.sizes)

    # -- the linear map

    def push(self, dots: Sequence[Any], levels: Sequence[Level]) -> list[Any]:
        """The tangents of the floating outputs, by forward mode."""
        lanes = self._lanes_of(levels)
        made = self.sweeps.runner.tangents(self.sweeps.active)
        if lanes is not None:
            inner = () if self.inside is None else self.inside.batched
            flags = [
                (*[level.batched[j] for level in levels], *(inner[k] if inner else ()))
                for j, k in enumerate(self.sweeps.active)
            ]
            lanes = lanes._replace(batched=(*lanes.batched, *flags))
        return pushed(made, [*self.leaves, *dots], lanes)[len(made.runner.floating) :]

    def pull(self, cts: Sequence[Any], levels: Sequence[Level]) -> list[Any]:
        """The cotangents of the active leaves, with the axes of the levels; of those of the outputs (None: zero)."""
        lanes = self._lanes_of(levels)
        if lanes is None:
            return self.sweeps.run_backward(self._each[0], cts)
        inside = () if self.inside is None else self.inside.sizes
        whole = [None if ct is None else self._spread(ct, j, levels, len(inside), lanes) for j, ct in enumerate(cts)]
        sums = [[not b for b in lanes.batched[k]] for k in self.sweeps.active]  # by level
        for flags in sums:
            flags[: len(levels)] = [False] * len(levels)
        found = self._pulled(whole, lanes, [all(flags) for flags in sums])
        for j, flags in enumerate(sums):
            axes = tuple([axis for axis, on in enumerate(flags) if on])
            if axes and not all(flags):
                found[j] = found[j].sum(axis=axes)
        return found

    def _lanes_of(self, levels: Sequence[Level]) -> Lanes | None:
        """The lanes of the leaves under such levels."""
        known = [level.known for level in levels]
        assert sum(known) == self.outside, "the derivative of lanes is asked for outside of their batch"
        if not levels:
            return self.lanes
        batched = []
        for k in range(len(self.leaves)):
            own = iter(self.lanes.batched[k] if self.lanes is not None else ())
            batched.append((*[next(own) if on else False for on in known], *own))
        inside = () if self.inside is None else self.inside.sizes
        return Lanes((*[level.size for level in levels], *inside), tuple(batched))

    def _spread(self, ct: Any, j: int, levels: Sequence[Level], inside: int, lanes: Lanes) -> np.ndarray:
        """The cotangents of an output with the axes of all levels."""
        flags = [*[level.batched[j] for level in levels], *[True] * inside]
        a = np.asarray(ct)[tuple([slice(None) if b else None for b in flags])]
        return np.broadcast_to(a, (*lanes.sizes, *a.shape[len(flags) :]))

    def _pulled(self, cts: Sequence[Any], lanes: Lanes, summed: Sequence[bool]) -> list[Any]:
        """Of all lanes; summed: which leaves take the sum over them."""
        if lanes == self.lanes and self._each:
            return self._lane_by_lane(cts, lanes, summed)
        at_once, self._at_once = self._at_once, None  # it serves once
        try:
            if lanes != self.lanes or at_once is None:
                at_once = LaneSweeps(self.sweeps, self.leaves, lanes)
            return at_once.backward(cts, summed)
        except LaneFailure:
            other = Record(self.sweeps)
            other.leaves = self.leaves
            other._one_by_one(lanes)
            return other._lane_by_lane(cts, lanes, summed)

    def _lane_by_lane(self, cts: Sequence[Any], lanes: Lanes, summed: Sequence[bool]) -> list[Any]:
        found = []
        for lane, mine in zip(self._each, _each(cts, lanes), strict=True):
            found.append(self.sweeps.run_backward(lane, mine))
        whole = stacked(found, lanes.sizes)
        axes = tuple(range(len(lanes.sizes)))
        return [a.sum(axis=axes) if s else a for a, s in zip(whole, summed, strict=True)]


def _each(cts: Sequence[Any], lanes: Lanes) -> Iterator[list[Any]]:
    for index in np.ndindex(*lanes.sizes):
        yield [None if ct is None else ct[index] for ct in cts]


def pushed(made: Tangents, operands: Sequence[Any], lanes: Lanes | None) -> list[Any]:
    """The outputs, and then the tangents of those that are floating; operands: leaves, tangents of active ones."""
    n = len(operands) - len(made.active)
    if lanes is None:
        return made.run(operands[:n], operands[n:])
    try:
        return list(run_with_tangents(made, operands, lanes))
    except LaneFailure as failure:
        if not failure.misfit:
            raise Bailed(str(failure)) from None
    return list(stacked([made.run(mine[:n], mine[n:]) for mine in lanes.each(operands)], lanes.sizes))

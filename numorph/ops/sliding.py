"""Where windows lie that slide along an axis: the arithmetic behind convolutions and reductions over windows.

Element k of window p is the operand's element i with  p * stride + k * spread - low = i * gap,  where there is one:
`spread` and `gap` are how far apart the elements of the window and of the operand lie, `low` the padding in front.
"""

from __future__ import annotations

from math import gcd
from typing import NamedTuple


class Slide(NamedTuple):
    """One axis: sizes of the operand and the window, and the numbers above."""

    size: int
    window: int
    stride: int = 1
    low: int = 0
    high: int = 0
    gap: int = 1
    spread: int = 1

    @property
    def windows(self) -> int:
        """The number of windows that fit."""
        room = spaced(self.size, self.gap) + self.low + self.high - spaced(self.window, self.spread)
        return room // self.stride + 1 if room >= 0 else 0

    @property
    def back(self) -> Slide:
        """From windows to elements: slides over the reversed windows' results and gives what each element went into."""
        window, count = spaced(self.window, self.spread), self.windows
        low = window - 1 - self.low
        high = spaced(self.size, self.gap) - 1 + window - spaced(count, self.stride) - low
        return Slide(count, self.window, self.gap, low, high, self.stride, self.spread)

    @property
    def across(self) -> Slide:
        """With windows and their elements exchanged: the results are the window, and slide to every element of it."""
        window, results = spaced(self.window, self.spread), spaced(self.windows, self.stride)
        high = window - 1 + results - spaced(self.size, self.gap) - self.low
        return Slide(self.size, self.windows, self.spread, self.low, high, self.gap, self.stride)

    def reached(self, k: int) -> tuple[slice, slice]:
        """The windows whose element k is an element of the operand, and these elements."""
        return _meeting(self.windows, self.stride, k * self.spread - self.low, self.size, self.gap)

    def members(self, p: int) -> tuple[slice, slice]:
        """The elements of window p that are elements of the operand, and these."""
        return _meeting(self.window, self.spread, p * self.stride - self.low, self.size, self.gap)

    @property
    def phases(self) -> list[Phase]:
        """The windows in classes within which the same of their elements count, as slides without gaps."""
        found = []
        common = gcd(self.spread, self.gap)
        for first in range(min(self.gap, self.windows)):
            start = first * self.stride - self.low
            results = range(first, self.windows, self.gap)
            k = next((k for k in range(self.gap // common) if (start + k * self.spread) % self.gap == 0), self.window)
            taps = range(k, self.window, self.gap // common)
            low = -((start + k * self.spread) // self.gap)
            spread = self.spread // common
            high = (len(results) - 1) * self.stride + spaced(len(taps), spread) - low - self.size
            found.append(Phase(results, taps, Slide(self.size, len(taps), self.stride, low, high, 1, spread)))
        return found


class Phase(NamedTuple):
    """Some windows, those of their elements that count, and how these slide."""

    results: range
    taps: range
    slide: Slide


def spaced(n: int, step: int) -> int:
    """The length of n elements that lie `step` apart."""
    return (n - 1) * step + 1 if n else 0


def _meeting(count: int, step: int, start: int, size: int, gap: int) -> tuple[slice, slice]:
    """For which j below count start + j * step is i * gap for an i below size, and the i."""
    first = max(0, -(start // step))  # the first j with start + j * step >= 0
    period = gap // gcd(step, gap)
    j = next((j for j in range(first, first + period) if (start + j * step) % gap == 0), count)
    i = (start + j * step) // gap
    move = step * period // gap
    n = max(0, min(-(-(count - j) // period), -(-(size - i) // move)))
    return slice(j, j + n * period, period), slice(i, i + n * move, move)

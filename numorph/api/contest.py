"""The contest between a staged program and plain Python: `jit` is never slower than the function itself.

Both are timed on real calls, in turn, once the program's own tiers are settled; whoever has the better minimum stays.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import tree
from ..boundary import Arguments
from ..runtime.tiers import Tier, has_lost, is_decided

# Seconds of Python in a timed run of machine code, beyond those in a timed call of the function itself; on the native
# path there are none.
TRIAL = 0.55e-6


class Contest:
    """Times of whole calls, in seconds."""

    __slots__ = ("plain", "plain_wins", "staged", "tier")

    def __init__(self, tier: Tier):
        self.tier = tier
        self.plain: list[float] = []
        self.staged: list[float] = []
        self.plain_wins = False

    def wants_plain(self) -> bool:
        """Whether the next call is plain Python's turn."""
        return self.tier.settled() and not self._measured() and len(self.plain) <= len(self.staged)

    def _measured(self) -> bool:
        if not is_decided(self.plain, self.staged):
            return False
        return min(self.staged) <= min(self.plain) or has_lost(self.staged, self.plain)

    def enter_plain(self, seconds: float) -> None:
        self.plain.append(seconds)

    def enter_staged(self, seconds: float) -> None:
        if self.tier.settled() and not self._measured():
            self.staged.append(seconds)

    def decided(self, staged_only: bool = False) -> bool:
        """Whether it is over; `staged_only`: plain Python does not take part."""
        if not self.tier.settled():
            return False
        if staged_only:
            return True
        if not self._measured():
            return False
        staged = min(self.staged)
        if self.tier.chosen and self.tier.compiled.alone is not None:
            staged = min(staged, min(self.tier.times[1]) - TRIAL)
        self.plain_wins = min(self.plain) < staged
        return True


def copied(arguments: Arguments, args: tuple, kwargs: dict) -> tuple[tuple, dict]:
    """Arguments that may be written to, in the place of a caller's; an array that is there twice is so again."""
    known: dict[int, Any] = {}

    def once(x: Any) -> Any:
        return known[id(x)] if id(x) in known else known.setdefault(id(x), copy_of(x))

    if arguments.structure is None:
        return tuple([once(a) for a in args]), kwargs
    found: tuple[tuple, dict] = tree.map(once, (args, kwargs))
    return found


def copy_of(x: Any) -> Any:
    """An array of the same strides, alignment and byte order, so that the copy is an argument of the same kind."""
    if type(x) is not np.ndarray or not x.flags.writeable:
        return x
    if x.flags.c_contiguous and x.flags.aligned:
        return np.array(x)
    low, high = np.lib.array_utils.byte_bounds(x)
    start = x.__array_interface__["data"][0] - low
    memory = np.empty(high - low + x.itemsize, np.uint8)
    shift = (low - memory.__array_interface__["data"][0]) % x.itemsize
    found = np.ndarray(x.shape, x.dtype, memory, shift + start, x.strides)
    found[...] = x
    return found

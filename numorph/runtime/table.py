"""Tables of 64-bit words that native code reads, and the Python objects that have to live as long as they do.

A table is written once, front to back; its address does not change.  Words may be replaced while native code runs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, final

import numpy as np


@final
class Table:
    """Words under construction; `finish()` puts them into memory."""

    __slots__ = ("_memory", "address", "kept", "words")

    def __init__(self, words: Iterable[int] = ()):
        self.words = list(words)
        self.kept: list[Any] = []
        self.address = 0

    def __len__(self) -> int:
        return len(self.words)

    def add(self, *words: int) -> int:
        """Append words; the place of the first."""
        place = len(self.words)
        self.words += words
        return place

    def keep(self, value: Any) -> int:
        """The address of a Python object, which lives as long as the table."""
        self.kept.append(value)
        return id(value)

    def record(self, kind: int, *words: int) -> None:
        """Append a record: its kind and its length come first."""
        self.add(kind, len(words) + 2, *words)

    def append(self, other: Table) -> int:
        """Append the words of another table that is not finished; their place."""
        self.kept += other.kept
        return self.add(*other.words)

    def finish(self) -> int:
        """The address of the words, which may not be added to any more."""
        self._memory = np.array([w & (2**64 - 1) for w in self.words], np.uint64)
        self.address = self._memory.__array_interface__["data"][0]
        return self.address

    def replace(self, place: int, word: int) -> None:
        """Change one word of a finished table, all its bytes at once."""
        ctypes.c_int64.from_address(self.address + 8 * place).value = word

    def __getitem__(self, place: int) -> int:
        """A word as it is now."""
        return int(self._memory[place]) if self.address else self.words[place]

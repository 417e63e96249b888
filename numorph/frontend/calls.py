"""One call: from its arguments to a procedure's inputs, and from its results to what Python gets."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..runtime.procedure_memory import Layout
from .list_arguments import ListArgument, Various
from .translation import Translation

_WORK = 1000  # steps that may be taken to find out whether arrays overlap


class Call:
    """One call: its arrays (arguments by the numbers of leaves, then captured ones), and what was made of results."""

    def __init__(self, translation: Translation, leaves: list[Any], containers: Any = ()):
        self.translation, self.containers = translation, containers
        self.arrays = [*leaves, *[fetch() for fetch, _ in translation.surroundings.captured]]
        self.made: dict[int, Any] = {}
        self._given = self.arrays  # whose memory the procedure works with

    def hand_over(self, leaves: list[Any]) -> None:
        """Let results be views of other arrays than those that the procedure has worked with, and write to those."""
        for k in self.translation.written:
            np.copyto(leaves[k], self._given[k])
        self.arrays = [*leaves, *self._given[len(leaves) :]]

    def inputs(self) -> list[Any]:
        """What the procedure's input registers are set to."""
        found: list[Any] = []
        for what, k, detail in self.translation.sources:
            x = self.arrays[k]
            if what == "data":
                found.append(x.__array_interface__["data"][0])
            elif what == "size":
                found.append(x.shape[detail])
            elif what == "stride":
                found.append(x.strides[detail] // x.dtype.itemsize)
            elif what == "column":
                found.append(x.columns[detail].__array_interface__["data"][0])
            elif what == "length":
                found.append(len(x.columns[detail]))
            elif what == "leaf":
                found.append(x.item() if isinstance(x, np.generic) else x)
            else:
                found.append(getattr(x, detail))
        return found

    def lists_are_read(self) -> bool:
        """Whether the lists that are to be in memory have the elements that the key says."""
        try:
            for x in self._lists:
                x.read()
        except Various:
            return False
        return True

    @property
    def _lists(self) -> list[ListArgument]:
        return [x for x in self.arrays if type(x) is ListArgument]

    def overlap(self) -> bool:
        """Whether an array that is written to shares memory with another, or a container is twice there."""
        if self.translation.updates or self.translation.asks_which_is_which:
            rows = [row for x in self._lists for rows in x.rows[1:] for row in rows]
            found = [id(c) for c in (*self.containers, *rows)]
            if len(set(found)) < len(found):
                return True
        arrays = [(k, a) for k, a in enumerate(self.arrays) if type(a) is np.ndarray]
        for k in self.translation.written:
            for j, other in arrays:
                if j != k and _overlap(self.arrays[k], other):
                    return True
        return False

    def view(
        self, memory: Any, dtype: np.dtype, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
    ) -> np.ndarray:
        """An array of a result: on memory of its own, or a view of the argument to which the memory belongs."""
        if 0 in shape:
            return np.empty(shape, dtype)
        if memory.nbytes:
            array = memory.array(np.dtype(np.uint8), (memory.nbytes,), (1,))
            return np.ndarray(shape, dtype, array, offset, strides)
        for a, given in zip(self.arrays, self._given, strict=True):
            if type(given) is np.ndarray and given.__array_interface__["data"][0] == memory.address:
                return _part(a, dtype, offset, shape, strides)
        raise AssertionError("a result on memory that belongs to nobody")

    def results(self, found: list[Any]) -> Any:
        """What Python gets; writes to its containers are done."""
        result = self.translation.structure.made(self, found)
        written: list[tuple[Any, Any]] = [(u, u.made(self, found)) for u in self.translation.updates]
        for update, new in written:
            update.write(self, new)
        return result


def _part(a: np.ndarray, dtype: np.dtype, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    """The view of `a` that begins `offset` bytes after its first element."""
    address = a.__array_interface__["data"][0] + offset
    return np.asarray(Layout(a, address, dtype, shape, strides, a.flags.writeable))


def _overlap(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays have elements in common, as columns of a matrix have not; true where that is hard to say."""
    if not np.may_share_memory(a, b):
        return False
    try:
        return bool(np.shares_memory(a, b, max_work=_WORK))  # type: ignore[arg-type]
    except np.exceptions.TooHardError:
        return True

"""`x.flat`: all elements in C order, whatever the layout; reads are copies, writes reach the array."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..array import Array, View, concrete_key
from ..indexing import Index
from ..lenses import Reshape
from .creation import as_array


class Flat(View):
    """The handle's np.flatiter.  A write repeats the given values until all selected elements have one."""

    __slots__ = ()

    def __init__(self, array: Array):
        super().__init__(array, Reshape((array.size,)))

    def _phantom(self) -> np.ndarray:
        return Array._phantom(self)

    def __getitem__(self, key: Any) -> Any:
        part = super().__getitem__(key)
        return part.copy() if isinstance(part, Array) else part

    def __setitem__(self, key: Any, value: Any) -> None:
        value = as_array(value)
        if value.size != 1:
            shape = Index(self.shape, concrete_key(key)).shape
            value = np.resize(value, shape) if value.size else value
        super().__setitem__(key, value.reshape(()) if value.size == 1 else value)


def _set(self: Array, value: Any) -> None:
    Flat(self)[...] = value


Array.flat = property(Flat, _set)  # type: ignore[assignment]

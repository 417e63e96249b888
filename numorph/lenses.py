"""Lenses: how a view reads from the array that it is a part of, and writes to it.  Basic indices are in indexing.py.

get(x) is the part of a value; set(x, value) is x with the part replaced; view(array) is the same part of an array as
NumPy gives it, without a copy; keeps_rows: whether what lies row by row, perhaps with gaps, does so in the part.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .ops import elementwise as ew
from .ops import indexing as ix
from .ops import movement as mv


class Permutation:
    """The lens of a transpose."""

    __slots__ = ("perm",)
    keeps_rows = False

    def __init__(self, perm: tuple[int, ...]):
        self.perm = perm

    def get(self, x: Any) -> Any:
        return mv.transpose(x, perm=self.perm)

    def set(self, x: Any, value: Any) -> Any:
        return mv.transpose(value, perm=mv.inverse_permutation(self.perm))

    def view(self, array: np.ndarray) -> np.ndarray:
        return array.transpose(self.perm)


class Reshape:
    """The lens of a reshape that needs no copy."""

    __slots__ = ("shape",)
    keeps_rows = True

    def __init__(self, shape: tuple):
        self.shape = shape

    def get(self, x: Any) -> Any:
        return mv.reshape(x, shape=self.shape)

    def set(self, x: Any, value: Any) -> Any:
        return mv.reshape(value, shape=x.shape)

    def view(self, array: np.ndarray) -> np.ndarray:
        return array.reshape(self.shape)


class Broadcast:
    """The lens of np.broadcast_to."""

    __slots__ = ("shape",)
    keeps_rows = True

    def __init__(self, shape: tuple):
        self.shape = shape

    def get(self, x: Any) -> Any:
        return mv.expand(x, self.shape)

    def view(self, array: np.ndarray) -> np.ndarray:
        return np.broadcast_to(array, self.shape)


class Diagonal:
    """The lens of a diagonal: axes `axis1` and `axis2` give way to one axis at the end."""

    __slots__ = ("axis1", "axis2", "offset")
    keeps_rows = False

    def __init__(self, offset: int, axis1: int, axis2: int):
        self.offset, self.axis1, self.axis2 = offset, axis1, axis2

    def _places(self, shape: tuple) -> tuple[np.ndarray, np.ndarray]:
        rows, columns = shape[self.axis1], shape[self.axis2]
        down, right = max(-self.offset, 0), max(self.offset, 0)
        k = np.arange(max(min(rows - down, columns - right), 0))
        return k + down, k + right

    def get(self, x: Any) -> Any:
        front = mv.move_axes_to_front(x, (self.axis1, self.axis2))
        found = ix.gather(front, *self._places(x.shape))
        return mv.transpose(found, perm=(*range(1, len(found.shape)), 0))

    def set(self, x: Any, value: Any) -> Any:
        axes = (self.axis1, self.axis2)
        order = (*axes, *[a for a in range(len(x.shape)) if a not in axes])
        front = mv.transpose(x, perm=order)
        value = mv.move_axes_to_front(value, (len(value.shape) - 1,))
        front = ix.scatter(front, value, *self._places(x.shape), mode="set", unique=True)
        return mv.transpose(front, perm=mv.inverse_permutation(order))

    def view(self, array: np.ndarray) -> np.ndarray:
        return array.diagonal(self.offset, self.axis1, self.axis2)


class Part:
    """The lens of the real or imaginary part of a complex array."""

    __slots__ = ("name",)
    keeps_rows = True

    def __init__(self, name: str):
        self.name = name

    def get(self, x: Any) -> Any:
        return ew.real(x) if self.name == "real" else ew.imag(x)

    def set(self, x: Any, value: Any) -> Any:
        return ew.complex_(value, ew.imag(x)) if self.name == "real" else ew.complex_(ew.real(x), value)

    def view(self, array: np.ndarray) -> np.ndarray:
        return array.real if self.name == "real" else array.imag

"""A call's arguments, described by a *key*.

Types, number of axes, which sizes are equal to one another or to 1, in which order axes lie in memory.  One translation
serves all calls with one key: a new size makes no new code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..capture.fingerprint import is_plain
from ..core.orders import ranks_of_strides
from . import scalars as sc
from .list_arguments import ListArgument, form_in_memory
from .objects import is_named_tuple
from .orders import inner_first
from .values import Ranks, Unsupported

FEW = 4  # elements of a row, whose number may be known to a translation
DEEPEST = 50  # containers in one another
LARGEST = 2**48  # of Python's integers as arguments: what is computed from them then seldom leaves 64 bits


class Arguments:
    """The leaves of a call's arguments (arrays and numbers), the containers around them, and the key of all.

    knows_rows: whether the key has the length of rows of a few elements, as coordinates of points are.
    least: items of a list from which on it is put into memory; None: lists are containers, whatever they hold.
    tells_same: whether the key tells which arrays are one: such an array is a leaf once.
    """

    __slots__ = (
        "arrays",
        "containers",
        "depth",
        "key",
        "knows_rows",
        "least",
        "leaves",
        "numbers",
        "objects",
        "opened",
        "sizes",
        "static",
        "tells_same",
    )

    def __init__(
        self,
        parameters: dict[str, Any],
        static: frozenset[str] = frozenset(),
        opened: frozenset[type] = frozenset(),
        knows_rows: bool = False,
        least: int | None = None,
        tells_same: bool = False,
    ):
        self.least, self.tells_same = least, tells_same
        self.numbers: dict[int, int] = {}  # of the leaves that are arrays, by their identities
        self.opened = opened  # classes of objects that are written to
        self.knows_rows = knows_rows
        self.leaves: list[Any] = []
        self.arrays: list[np.ndarray] = []
        self.containers: list[Any] = []
        self.sizes: dict[int, int] = {}  # each size that is met, and its number
        self.static, self.depth = static, 0
        self.objects = False  # whether the key tells objects from others of their class
        self.key = tuple([Known(v) if name in static else self._described(v) for name, v in parameters.items()])

    def _described(self, v: Any) -> Any:
        kind = type(v)
        if kind is np.ndarray:
            return self._array(v)
        if kind in (float, bool, int, complex):
            if kind is int and not -LARGEST <= v <= LARGEST:
                raise Unsupported("a Python integer argument over 48 bits")
            self.leaves.append(v)
            return kind.__name__
        if isinstance(v, np.generic):
            name = sc.numpy_kind(sc.supported_dtype(v.dtype))
            self.leaves.append(v)
            return name
        if kind in (tuple, list, dict) or is_named_tuple(kind):
            self.containers.append(v)
        if kind is list and (form := form_in_memory(v, self.least)) is not None:
            self.leaves.append(ListArgument(v, form))
            return form
        if kind in (tuple, list) or is_named_tuple(kind):
            return (kind, *self._inside(v))
        if kind is dict:
            return (dict, *zip(v, self._inside(v.values()), strict=True))
        if kind in self.opened:
            self.containers.append(v)
            return (kind, *zip(v.__dict__, self._inside(v.__dict__.values()), strict=True))
        if isinstance(v, np.ndarray):
            raise Unsupported(f"an argument of {kind.__name__}")
        self.objects = self.objects or not is_plain(v)
        return Known(v)

    def _inside(self, items: Iterable[Any]) -> list[Any]:
        """The items of a container, which may be one that holds itself."""
        if self.depth == DEEPEST:
            raise Unsupported("containers in one another without an end")
        self.depth += 1
        found = [self._described(x) for x in items]
        self.depth -= 1
        return found

    def _array(self, a: np.ndarray) -> Any:
        known = self.numbers.setdefault(id(a), len(self.leaves))
        if self.tells_same and known < len(self.leaves):
            return ("same", known)
        flags = a.flags
        dtype = sc.supported_dtype(a.dtype)
        size = a.dtype.itemsize
        if not flags.aligned or any([s % size for s in a.strides]):
            raise Unsupported("an array that is not aligned")
        if not flags.c_contiguous and flags.writeable and _overlaps_itself(a):
            raise Unsupported("an array that overlaps itself")
        for axis, d in enumerate(a.shape):
            if not self.knows(a.shape, axis):
                self.sizes.setdefault(d, len(self.sizes) + 2)
        pattern = self.pattern(a.shape)
        self.leaves.append(a)
        self.arrays.append(a)
        return ("array", dtype, pattern, layout_of(a), bool(flags.writeable))

    def knows(self, shape: tuple[int, ...], axis: int) -> bool:
        """Whether a size is the same in all calls with this key."""
        few = self.knows_rows and 0 < axis == len(shape) - 1 and 2 <= shape[axis] <= FEW < max(shape)
        return shape[axis] == 1 or few

    def pattern(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """What stands for sizes in the key: 1, a number from 2 on, or the negative of a size that is known."""
        return tuple(
            [1 if d == 1 else -d if self.knows(shape, axis) else self.sizes[d] for axis, d in enumerate(shape)]
        )


class Known:
    """An argument that is known while the function is translated: compared by value, or by identity."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __eq__(self, other: object) -> bool:
        if type(other) is not Known:
            return False
        a, b = self.value, other.value
        return a is b or (type(a) is type(b) and isinstance(a, _BY_VALUE) and a == b)

    def __hash__(self) -> int:
        try:
            return hash(self.value)
        except TypeError:
            return id(self.value)


_BY_VALUE = (str, bytes, type(None), np.dtype, int, float, bool, complex, tuple)


def layout_of(a: np.ndarray) -> tuple[Ranks, bool] | None:
    """In which order its axes lie in memory, and whether without gaps; None: row by row without gaps."""
    if a.flags.c_contiguous:
        return None
    ranks = ranks_of_strides(a.shape, a.strides)
    step, dense = a.dtype.itemsize, True
    for k in inner_first(ranks):
        if a.shape[k] > 1:
            dense = dense and a.strides[k] == step
            step *= a.shape[k]
    return ranks, dense


def _overlaps_itself(a: np.ndarray) -> bool:
    steps = sorted([(abs(s), n) for s, n in zip(a.strides, a.shape, strict=True) if n > 1])
    reach = a.dtype.itemsize
    for step, n in steps:
        if step < reach:
            return True
        reach = step * n
    return False

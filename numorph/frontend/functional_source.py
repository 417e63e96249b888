"""NumPy's functions that call a function of the user's for elements or rows, as the front end translates them.

The calls come in NumPy's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Array = Any


def first_of_all(f: Callable[..., Any], arrays: Any) -> Any:
    """The call of a vectorized function that tells the type of its results."""
    if arrays[0].size == 0:
        raise ValueError
    return f(*[a.ravel()[0] for a in arrays])


def each(f: Callable[..., Any], a: Array) -> Any:
    """What a vectorized function gives for Python's numbers."""
    return [f(x) for x in a.ravel().tolist()]


def each_pair(f: Callable[..., Any], a: Array, b: Array) -> Any:
    """The same for pairs."""
    return [f(x, y) for x, y in zip(a.ravel().tolist(), b.ravel().tolist(), strict=True)]


def along_rows(f: Callable[..., Any], rows: Array, *args: Any) -> Any:
    """What np.apply_along_axis gives along the last of two axes, as a list."""
    if len(rows) == 0:
        raise ValueError
    return [f(row, *args) for row in rows]


def elements(flat: Array) -> Iterator[Any]:
    """np.nditer: arrays without axes."""
    for k in range(len(flat)):
        yield flat[k, ...]

"""The functions that control flow stages: what they change outside themselves would change once, not at every turn."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from ..array import Array, Scalar
from ..boundary import describe
from ..capture.fingerprint import Deep, Opaque, Snapshot
from ..core.trace import Tracer
from ..errors import NumorphTypeError, user_frame


@contextmanager
def unchanged(name: str, *functions: Callable[..., Any]) -> Iterator[None]:
    """Raise TypeError where the block, which stages `functions`, changes variables, lists or iterators around them."""
    before = [(f, variable, cell, _seen(name, f, variable, cell)) for f, variable, cell in _cells(functions)]
    yield
    for f, variable, cell, snapshot in before:
        if snapshot is not None and not snapshot.matches(cell.cell_contents):
            raise _changes(name, f, variable)


def _cells(functions: Sequence[Any], found: dict[int, Any] | None = None) -> list[tuple[Any, str, types.CellType]]:
    """(function, variable, cell) of what is around functions, and around the functions that they find there."""
    cells = {} if found is None else found
    for f in functions:
        for variable, cell in zip(f.__code__.co_freevars, f.__closure__ or (), strict=True) if _is_function(f) else ():
            if id(cell) in cells:
                continue
            cells[id(cell)] = (f, variable, cell)
            try:
                _cells([cell.cell_contents], cells)
            except ValueError:  # not assigned yet
                continue
    return list(cells.values())


def _is_function(f: Any) -> bool:
    return isinstance(f, types.FunctionType)


def _seen(name: str, f: Any, variable: str, cell: types.CellType) -> Snapshot | None:
    """What a variable holds; None for arrays, whose writes are followed, what is too deep, and nothing yet."""
    try:
        value = cell.cell_contents
    except ValueError:
        return None
    if isinstance(value, np.ndarray | Array | Scalar | Tracer):
        return None
    try:
        return Snapshot(value)
    except Deep:
        return None
    except Opaque:
        raise _changes(name, f, variable) from None


def _changes(name: str, f: Any, variable: str) -> NumorphTypeError:
    return NumorphTypeError(
        f"'{name}': '{describe(f)}' changes '{variable}', which is defined outside it.",
        frame=user_frame(),
        notes=("in a program that happens once, when the function is staged, and not at every turn",),
        hints=("carry what changes from turn to turn", "an array can be indexed where an iterator would be advanced"),
    )

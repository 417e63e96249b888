"""What a gradient costs in plain Python, where every array statement makes a new array, and all of them are kept."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np

from ..procedures.building import trips
from ..procedures.ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Library,
    Procedure,
    Reg,
    Statement,
    While,
    bodies,
    statements,
)
from ..procedures.parallel import assigned
from ..procedures.saving import size_of

_OPERATIONS: Final[dict[str, Callable[[int, int], int]]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "min": min,
    "max": max,
}


_SOME_TURNS: Final = 100  # of loops of which nothing is known


class TracedCost:
    """Of the gradient of a function, by its procedure."""

    def __init__(self, procedure: Procedure):
        self._procedure = procedure
        self.is_long = _is_long(procedure.body)  # whether it takes very long

    def nbytes(self, arrays: Iterable[Any], inputs: Sequence[Any]) -> int:
        """About how much memory the arrays of loops take.

        arrays: those among the arguments.  inputs: of the procedure.
        """
        largest = max([x.nbytes for x in arrays if isinstance(x, np.ndarray)], default=0)
        known = {r: x for r, x in zip(self._procedure.inputs, inputs, strict=True) if type(x) is int}
        return _Reckoning(known, largest).of(self._procedure.body)


class _Reckoning:
    def __init__(self, known: dict[Reg, int], largest: int):
        self.known, self.largest = known, largest

    def of(self, body: Iterable[Statement]) -> int:
        total = 0
        for s in body:
            if isinstance(s, While) or (isinstance(s, For) and not s.parallel):
                turns = trips(s.start, s.stop, s.step) if isinstance(s, For) else None
                total += self._turns(turns) * _array_statements(s.body) * self.largest
            elif isinstance(s, If):
                total += sum([self.of(inner) for inner in bodies(s)])
            elif isinstance(s, Alloc):
                self.largest = max(self.largest, self._value(s.count, 0) * size_of(s.dtype))
            for r in assigned([s]):
                self.known.pop(r, None)
            if isinstance(s, Assign) and (value := self._value(s.value, None)) is not None:
                self.known[s.reg] = value
        return total

    def _turns(self, count: Expr | None) -> int:
        found: int = _SOME_TURNS if count is None else self._value(count, _SOME_TURNS)
        return found

    def _value(self, e: Expr, otherwise: Any) -> Any:
        """An integer, by what is known."""
        if e.op == "const":
            return e.attr if type(e.attr) is int else otherwise
        if e.op == "reg":
            return self.known.get(e.attr, otherwise)
        if e.op not in _OPERATIONS:
            return otherwise
        x, y = [self._value(a, None) for a in e.args]
        return otherwise if x is None or y is None else _OPERATIONS[e.op](x, y)


def _array_statements(body: Iterable[Statement]) -> int:
    count = 0
    for s in body:
        if isinstance(s, Library) or (isinstance(s, For) and s.parallel):
            count += 1
        else:
            count += sum([_array_statements(inner) for inner in bodies(s)])
    return count


def _is_long(body: Iterable[Statement]) -> bool:
    """Whether there is a loop in whose turns nothing is done to whole arrays, or one in another, where every write to
    a part of an array makes a new array."""
    for s in statements(body):
        if isinstance(s, While) or (isinstance(s, For) and not s.parallel):
            inside = [x for x in statements(s.body) if isinstance(x, For | While | Library)]
            if not inside or any([isinstance(x, While) or (isinstance(x, For) and not x.parallel) for x in inside]):
                return True
    return False

"""Patterns of arguments as checks of a native call, and recipes of results as steps: what all encoders share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import entry_layout as layout
from .patterns import (
    Constant,
    Enclosed,
    Global,
    Items,
    Mapping,
    Output,
    Result,
    Same,
    ShortList,
    Static,
    Unmatched,
)
from .table import Table


class PatternEncoder:
    """Puts one specialisation into a table.  Subclasses know the leaves of its patterns, and what it runs."""

    def __init__(self, positional: Sequence[Any], keywords: Sequence[tuple[str, Any]]):
        self.table = Table([0] * layout.SPECIALISATION_WORDS)
        self.objects = len(positional) + len(keywords)
        self.scratch = 0
        self.count = 0  # records of the part that is being written
        self.places: dict[int, int] = {}  # the object of a pattern, by the pattern's id
        self.depth = self.most = 0  # values on the stack while the result is built

    def _begin(self, place: int) -> None:
        self.table.words[place], self.count = len(self.table), 0

    def _end(self, place: int) -> None:
        self.table.words[place] = self.count

    def _record(self, kind: int, *words: int) -> None:
        self.table.record(kind, *words)
        self.count += 1

    # -- checks

    def _check(self, pattern: Any, k: int) -> None:
        """Check object k."""
        self.places[id(pattern)] = k
        if isinstance(pattern, Static):
            self._record(layout.CHECK_SAME, k, self.table.keep(pattern.expected), comparison(pattern.expected))
        elif isinstance(pattern, Items):
            kind = layout.CHECK_TUPLE if pattern.type is tuple else layout.CHECK_LIST
            if pattern.type not in (tuple, list):
                raise Unmatched(f"a {pattern.type.__name__} has no pattern")
            self._record(kind, k, len(pattern.items), self.objects)
            self._check_inside(pattern.items)
        elif isinstance(pattern, ShortList):
            self._record(layout.CHECK_LIST, k, -pattern.limit, 0)
        elif isinstance(pattern, Mapping):
            keys = [word for key in pattern.keys for word in (self.table.keep(key), comparison(key))]
            self._record(layout.CHECK_DICT, k, len(pattern.keys), self.objects, *keys)
            self._check_inside(pattern.items)
        else:
            self._check_leaf(pattern, k)

    def _check_leaf(self, leaf: Any, k: int) -> None:
        """Check object k against an array or number."""
        raise NotImplementedError

    def _check_inside(self, items: Sequence[Any]) -> None:
        first = self.objects
        self.objects += len(items)
        for k, item in enumerate(items):
            self._check(item, first + k)

    def _fetch(self, place: Global | Enclosed) -> None:
        k, self.objects = self.objects, self.objects + 1
        if isinstance(place, Global):
            self._record(layout.FETCH_ITEM, k, self.table.keep(place.namespace), self.table.keep(place.name))
        else:
            self._record(layout.FETCH_CELL, k, self.table.keep(place.cell))
        self._check(place.pattern, k)

    # -- the result

    def _result_steps(self, result: Result) -> None:
        steps: list[tuple[int, int, Sequence[Any]]] = []
        self._build(result, steps)
        start = len(self.table)
        keys_at = start + layout.RESULT_WORDS * len(steps)
        keys: list[int] = []
        for kind, operand, names in steps:
            self.table.add(kind, operand, keys_at + len(keys))
            keys += [self.table.keep(name) for name in names]
        self.table.add(*keys)
        words = self.table.words
        words[layout.RESULT], words[layout.RESULT_COUNT], words[layout.RESULT_DEPTH] = start, len(steps), self.most

    def _build(self, result: Result, steps: list[tuple[int, int, Sequence[Any]]]) -> None:
        before = self.depth
        if isinstance(result, Output):
            steps.append((layout.PUSH_OUTPUT, result.index, ()))
        elif isinstance(result, Same):
            steps.append((layout.PUSH_ARGUMENT, self.places[id(result.leaf)], ()))
        elif isinstance(result, Constant):
            steps.append((layout.PUSH_CONSTANT, self.table.keep(result.value), ()))
        else:
            for item in result.items:
                self._build(item, steps)
            if isinstance(result, Mapping):
                steps.append((layout.MAKE_DICT, len(result.items), result.keys))
            elif result.type in (tuple, list):
                kind = layout.MAKE_TUPLE if result.type is tuple else layout.MAKE_LIST
                steps.append((kind, len(result.items), ()))
            else:
                raise Unmatched(f"a {result.type.__name__} is not made by native code")
        self.depth = before + 1
        self.most = max(self.most, self.depth)


def comparison(x: Any) -> int:
    """How an object is compared with one that is expected."""
    if type(x) in (int, str):
        return layout.BY_EQUALITY
    return layout.BY_BITS if type(x) is float else layout.BY_IDENTITY

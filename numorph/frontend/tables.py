"""Dicts and sets in memory, whose keys are known only when the procedure runs.

As a list that grows, one is found out when it is used as such; the translation then starts again and makes it where it
is created.  tables_source.py tells how keys are found.
"""

from __future__ import annotations

import collections
from typing import Any

from .lists import Grown
from .values import Scalar

DICTS = (dict, collections.Counter, collections.defaultdict)


class Table:
    """A dict or set.  kind: its class.  keys, slots, values: lists; a set has no values.

    default: what a defaultdict calls for a key that is not there.
    """

    def __init__(self, kind: type, keys: Grown, slots: Grown, values: Grown | None, default: Any = None):
        self.kind, self.keys, self.slots, self.values, self.default = kind, keys, slots, values, default

    @property
    def parts(self) -> list[Grown]:
        """The lists that the functions of tables_source.py take first."""
        return [self.keys, self.slots, *([] if self.values is None else [self.values])]

    @property
    def length(self) -> Scalar:
        """len()."""
        return self.keys.length


class Unmade:
    """A dict or set of which nothing is known yet, since it is empty.  site: where it is created."""

    def __init__(self, kind: type, site: Any, default: Any = None):
        self.kind, self.site, self.default = kind, site, default


def made_again(kind: type, default: Any, keys: list[Any], values: list[Any] | None) -> Any:
    """The object that a table is, of its keys and values."""
    if values is None:
        return kind(keys)
    found = kind(default) if kind is collections.defaultdict else kind()
    for k, v in zip(keys, values, strict=True):
        found[k] = v
    return found

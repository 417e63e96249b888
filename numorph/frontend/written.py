"""What is written to where, for arrays that are copied though Python would share them."""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

from ..procedures.ir import Reg
from .values import Arr, Unsupported

Sites = frozenset[Any] | None


class _Store(NamedTuple):
    """A write.  made: how many writes were before its memory was allocated; None where it is not known which it is."""

    sites: Sites
    data: Reg
    made: int | None


class _Kept(NamedTuple):
    """An array that must not be written to any more, after so many writes.

    around: memory that was made before the loop around began.  in_loop: whether there is one.
    """

    sites: Sites
    data: Reg
    after: int
    around: frozenset[Reg]
    in_loop: bool


class Written:
    """The writes of a procedure, in the order of its code, and the arrays of which there are copies.

    scopes: those of the emitter, with the memory that was made in each.
    """

    def __init__(self, scopes: list[list[Reg]]) -> None:
        self._scopes = scopes
        self._stores: list[_Store] = []
        self._made: dict[Reg, int] = {}
        self._kept: list[_Kept] = []

    def make(self, data: Reg) -> None:
        """Memory is allocated, each time that this place is passed."""
        self._made[data] = len(self._stores)

    def store(self, a: Arr) -> None:
        """An element is written."""
        self._stores.append(_Store(a.sites, a.data, self._made.get(a.data)))

    def keep(self, a: Arr) -> None:
        """From now on an array must not be written to: there is a copy that stands for it."""
        around = frozenset([r for scope in self._scopes[:-1] for r in scope])
        self._kept.append(_Kept(a.sites, a.data, len(self._stores), around, len(self._scopes) > 1))

    def may_be_kept(self, sites: Sites) -> bool:
        """Whether an array may be one of which there is a copy."""
        return any([not _apart(k.sites, sites) for k in self._kept])

    def may_be_one(self) -> bool:
        """Whether two of the copies may be of one array."""
        new = [k.data in self._made and k.data not in k.around for k in self._kept]
        if not all([fresh or not k.in_loop for k, fresh in zip(self._kept, new, strict=True)]):
            return True
        pairs = itertools.combinations(self._kept, 2)
        return any([not _apart(a.sites, b.sites) for a, b in pairs])

    def check(self) -> None:
        """Raise Unsupported where a write may go to an array of which there is a copy."""
        for k in self._kept:
            for n, s in enumerate(self._stores):
                if not (_apart(k.sites, s.sites) or self._is_before(n, s, k)):
                    raise Unsupported("a write to an array that was put into a list, or read from it, in a loop")

    def _is_before(self, n: int, s: _Store, k: _Kept) -> bool:
        """Whether a write goes to other memory, or comes before the copy is made."""
        if s.made is None:
            return n < k.after and not k.in_loop
        if k.data in self._made and s.data is not k.data:
            return True
        return s.made >= k.after or (n < k.after and s.data not in k.around)


def _apart(a: Sites, b: Sites) -> bool:
    return a is not None and b is not None and not a & b

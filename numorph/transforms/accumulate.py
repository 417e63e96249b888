"""Cotangents of parts: reading x[i] in a loop sends back one element at a time, which must not cost an array each.

Where a plain rule would make an array of zeros with a part filled in, and add it, these add to the part.  Arrays that
the backward pass has made itself, and that nobody else holds (`owned`), are changed in place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.op import Op
from ..core.types import is_static
from ..ir.program import Eqn, Var
from ..ops import elementwise as ew
from ..ops import indexing as ix


def _slice_key(e: Eqn) -> Any:
    return ix.slices(e.params["index"])


def _gather_key(e: Eqn) -> Any:
    return e.args[1:] if all(isinstance(a, np.ndarray | np.generic) for a in e.args[1:]) else None


_KEYS: dict[Op, Callable[[Eqn], Any]] = {ix.slice_: _slice_key, ix.gather: _gather_key}


def add_part_in_place(e: Eqn, ct: Any, of: dict[Var, Any], owned: set[Var]) -> bool:
    """On NumPy: add the cotangent of a part of an array to the array's, in place.  False where that cannot be done."""
    find = _KEYS.get(e.op)
    x = e.args[0]
    if find is None or not isinstance(x, Var) or not is_static(x.type.shape) or x.type.shape == ():
        return False
    key = find(e)
    if key is None:
        return False
    total = of.get(x)
    if total is None:
        total = np.zeros([int(d) for d in x.type.shape], x.type.dtype)
    elif x not in owned:
        total = np.array(total)
    of[x] = total
    owned.add(x)
    if e.op is ix.gather and any(np.ndim(k) for k in key):
        np.add.at(total, key, ct)  # an element may be read several times
    else:
        total[key] += ct
    return True


def take_part_in_place(e: Eqn, ct: Any, was_owned: bool, of: dict[Var, Any], owned: set[Var]) -> bool:
    """On NumPy, for `put_slice`: the part's cotangent goes to the value that was put, the rest to the array."""
    if e.op is not ix.put_slice:
        return False
    x, v = e.args
    key = _slice_key(e)
    if isinstance(v, Var):
        part = np.array(ct[key])
        of[v] = part if of.get(v) is None else of[v] + part
        owned.discard(v)
    if isinstance(x, Var):
        rest = ct if was_owned else np.array(ct)
        rest[key] = 0
        have = of.get(x)
        of[x] = rest if have is None else have + rest
        owned.add(x)
    return True


def add_part(e: Eqn, ct: Any, have: Any) -> Any:
    """In a program: the same by operations on the part, which a plan runs in place; None for other operations."""
    if e.op is ix.slice_:
        index = e.params["index"]
        return ix.put_slice(have, ew.add(ix.slice_(have, index=index), ct), index=index)
    if e.op is ix.gather:
        return ix.scatter(have, ct, *e.args[1:], mode="add", unique=False)
    return None

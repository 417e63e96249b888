"""Values that are other values' memory: reshaped and transposed, but not copied."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..ir.program import Eqn, Var, atom_type
from ..ops import movement as mv


class View(NamedTuple):
    """A value as base.reshape(shape).transpose(perm), which is in memory where `base` is."""

    base: Any
    shape: tuple[int, ...]
    perm: tuple[int, ...]


def view(a: Any, made: dict[Var, Eqn], stored: set[Var]) -> View:
    """The view of memory that a value is, as far as movements leave memory as it is."""
    perm = tuple(range(len(atom_type(a).shape)))
    while type(a) is Var and a not in stored and made[a].op is mv.transpose:
        perm = tuple([made[a].params["perm"][p] for p in perm])
        a = made[a].args[0]
    shape = atom_type(a).shape
    while type(a) is Var and a not in stored and made[a].op is mv.reshape:
        a = made[a].args[0]
    return View(a, shape, perm)

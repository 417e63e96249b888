"""What the code of a function tells: which names it reads and assigns to, whether it handles exceptions."""

from __future__ import annotations

import dis
import functools
import types
from collections.abc import Iterator
from typing import Final

import numpy as np

_OUTSIDE_STORES: Final = {dis.opmap[name] for name in ("STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF", "DELETE_DEREF")}
_HANDLER: Final = dis.opmap["PUSH_EXC_INFO"]  # with what handlers of exceptions begin, `with` and `finally` too


def global_names(code: types.CodeType) -> set[str]:
    """The globals that the code, or code of functions in it, reads."""
    names = set()
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            names.add(instruction.argval)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= global_names(constant)
    return names


def all_names(code: types.CodeType) -> set[str]:
    """The same with names of attributes."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= all_names(constant)
    return names


@functools.lru_cache(maxsize=1024)
def says_at(code: types.CodeType) -> bool:
    """Whether the code takes `.at` of something else than a ufunc, as `np.add.at` does."""
    before = None
    for instruction in dis.get_instructions(code) if "at" in code.co_names else ():
        if instruction.opname in ("LOAD_ATTR", "LOAD_METHOD") and instruction.argval == "at":
            named = before is not None and before.opname in ("LOAD_ATTR", "LOAD_METHOD", "LOAD_GLOBAL")
            if not named or not isinstance(getattr(np, before.argval, None), np.ufunc):
                return True
        before = instruction
    return any(says_at(constant) for constant in code.co_consts if isinstance(constant, types.CodeType))


@functools.lru_cache(maxsize=1024)
def outside_stores(code: types.CodeType) -> str | None:
    """The first global or enclosing variable that the code assigns to."""
    free = set(code.co_freevars)
    # Each instruction takes two bytes, its opcode first: most code needs no further look, which takes long.
    stores = not _OUTSIDE_STORES.isdisjoint(code.co_code[::2])
    for instruction in dis.get_instructions(code) if stores else ():
        if instruction.opname in ("STORE_GLOBAL", "DELETE_GLOBAL"):
            return instruction.argval
        if instruction.opname in ("STORE_DEREF", "DELETE_DEREF") and instruction.argval in free:
            return instruction.argval
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            inner = outside_stores(constant)
            if inner is not None and inner not in code.co_cellvars:
                return inner
    return None


@functools.lru_cache(maxsize=256)
def handles_exceptions(code: types.CodeType) -> bool:
    """Whether the code has handlers of exceptions: `try`, `with`."""
    return any([i.opcode == _HANDLER for i in dis.get_instructions(code)])


def with_inner(code: types.CodeType) -> Iterator[types.CodeType]:
    """The code of a function and of those that are made in it."""
    yield code
    for x in code.co_consts:
        if isinstance(x, types.CodeType):
            yield from with_inner(x)

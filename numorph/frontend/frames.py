"""Functions and loops that are being translated, and how a translation is given up or started again."""

from __future__ import annotations

import ast
import functools
import types
from typing import Any, NamedTuple

from ..procedures.ir import Expr, Reg
from .heap import Contents, Place, State
from .joins import Home
from .liveness import Liveness
from .source import assigned_names, holds
from .values import Function, Restart

__all__ = ["NONE_BESIDE", "Frame", "Loop", "Restart", "Returned", "Unbound"]

NONE_BESIDE = "a result that is None here, and something else there"


class Unbound(Exception):
    """A variable that has no value on the ways that are known so far; others may come, in a later iteration."""


class Returned(NamedTuple):
    """A result, and what containers hold where it is returned."""

    value: Any
    state: State


class Frame:
    """A function that is being translated: its variables, and the loops of it that are open."""

    def __init__(self, f: types.FunctionType | Function, node: Any, path: tuple[Any, ...], outer: Frame | None):
        self.f, self.node, self.path, self.outer = f, node, path, outer
        self.env: dict[str, Any] = {}
        self.loops: list[Loop] = []
        self.aliases: dict[str, tuple[Frame, str]] = {}  # names that belong to other functions
        self.live = Liveness(node)
        self.locals = assigned_names(node.body if isinstance(node.body, list) else []) | _parameter_names(node)
        self.locals -= _declared(node, own=True)
        self.shared = _declared(node, own=False) & self.locals  # its variables that functions inside it assign
        self.outside = _declared(node, own=True)  # variables of the function around that it assigns
        self.cells: Any = None  # the container of those
        self.returned: Returned | None = None
        self.is_block = False  # whether an early return leaves by a Break
        self.result_home: Home | None = None  # where returns inside loops put the result
        self.exits: dict[Place, Home] = {}  # and what containers hold that are changed
        self.entry: Contents = {}  # what containers held when it began
        self.lists: frozenset[Any] = frozenset()  # the lists in memory that there were then
        self.depth = 0  # of the blocks that are open where it begins,
        self.depth_of_statement = 0  # and where the statement begins that is translated now
        self.call: ast.Call | None = None  # the call of the function around that it is,
        self.called_at_depth = 0  # and how many blocks are open there
        self.has_raised = False  # whether it may be left by a `raise` that a function around takes
        self.is_left_at_times = False  # whether what comes now does not always
        self.routine: Any = None  # what it is where it calls itself (recursion.py)
        self.nested = 0  # statements around the current one, other than branches, after which the function goes on
        self.generators = 0  # that run now
        self.base_scopes = 0  # how many scopes were open when it began
        self.kept: list[Any] = []  # trees made here: what is known of them goes by their identity

    @property
    def at_end(self) -> bool:
        """Whether the statements that are translated now go on to the end of the function."""
        return not self.loops and not self.is_block and not self.nested


class Claim(NamedTuple):
    """A bound that a variable seems to keep in a loop; key: of what is noted where it does not."""

    key: tuple[Any, ...]
    name: str
    from_below: bool
    bound: Expr


class Loop:
    """An open loop: the homes of the variables that go around, and whether a return inside leaves it."""

    what = "a loop"

    def __init__(self, key: tuple[Any, ...], carried: set[str], assigned: set[str]):
        self.key, self.carried, self.assigned = key, carried, assigned
        self.origins: dict[Any, Reg | None] = {}  # of variables that only count: what their first values come from
        self.claims: list[Claim] = []
        self.homes: dict[Any, Home] = {}
        self.entry: Contents = {}  # what containers hold at the beginning of an iteration
        self.flags: dict[Any, Reg] = {}  # whether a variable that goes around has a value yet
        self.broke: Reg | None = None
        self.left: Reg | None = None
        self.pending = False
        self.unrolled = False  # whether each iteration is a block of its own
        self.once = False  # whether it is no loop to Python: it is left at the end of the first turn


@functools.cache
def _declared(node: Any, own: bool) -> frozenset[str]:
    """The names that are declared nonlocal in a function, or in those inside it."""
    body = [s for s in node.body if holds(s, ast.Nonlocal)] if isinstance(node.body, list) else []
    found: set[str] = set()
    for s in body:
        for n in ast.walk(s):
            if isinstance(n, ast.FunctionDef) and not own:
                found |= _declared(n, True) | (_declared(n, False) - _local_names(n))
    if own:
        inner = {id(m) for s in body for n in ast.walk(s) if isinstance(n, ast.FunctionDef) for m in ast.walk(n)}
        every = [n for s in body for n in ast.walk(s) if isinstance(n, ast.Nonlocal) and id(n) not in inner]
        found = {name for n in every for name in n.names}
    return frozenset(found)


def _local_names(node: Any) -> set[str]:
    return (assigned_names(node.body) | _parameter_names(node)) - _declared(node, True)


def _parameter_names(node: Any) -> set[str]:
    a = node.args
    every = [*a.posonlyargs, *a.args, *a.kwonlyargs, *([a.vararg] if a.vararg else []), *([a.kwarg] if a.kwarg else [])]
    return {p.arg for p in every}

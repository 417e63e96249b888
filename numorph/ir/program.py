"""The Program: straight-line SSA over arrays, with nested programs as parameters of structured operations.

Programs are immutable.  Operands are variables, or constants held by value (an array, a NumPy or Python scalar).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, final

from ..core.op import Op
from ..core.trace import typeof
from ..core.types import Type

T = TypeVar("T")


class Var:
    """A value of a program, defined once."""

    __slots__ = ("type",)

    def __init__(self, type: Type):
        self.type = type


@final
class Eqn:
    """outs = op(*args, **params); `line` is where the user wrote it, as (code, instruction offset), or None.

    `known` keeps what passes have found out about it, under keys of their own; None as long as that is nothing.
    """

    __slots__ = ("args", "known", "line", "op", "outs", "params")

    def __init__(self, op: Op, args: tuple[Any, ...], params: dict[str, Any], outs: tuple[Var, ...], line: Any = None):
        self.op, self.args, self.params, self.outs, self.line = op, args, params, outs, line
        self.known: dict[str, Any] | None = None


class Program:
    """inputs -> eqns -> outputs.  `derived` keeps alive what was computed from it (transformed programs, plans)."""

    __slots__ = ("__weakref__", "derived", "eqns", "inputs", "name", "outputs")

    def __init__(self, inputs: tuple[Var, ...], eqns: tuple[Eqn, ...], outputs: tuple[Any, ...], name: str = "program"):
        self.inputs, self.eqns, self.outputs, self.name = inputs, eqns, outputs, name
        self.derived: dict[Any, Any] = {}

    @property
    def in_types(self) -> tuple[Type, ...]:
        return tuple([v.type for v in self.inputs])

    @property
    def out_types(self) -> tuple[Type, ...]:
        return tuple([atom_type(a) for a in self.outputs])

    def __str__(self) -> str:
        from .text import show

        return show(self)

    __repr__ = __str__


def atom_type(atom: Any) -> Type:
    """The type of an operand: of a variable or of a constant."""
    return atom.type if isinstance(atom, Var) else typeof(atom)


def subprograms(eqn: Eqn) -> list[Program]:
    """The programs among the parameters of an equation."""
    found = []
    for value in eqn.params.values():
        if isinstance(value, Program):
            found.append(value)
        elif isinstance(value, tuple):
            found += [v for v in value if isinstance(v, Program)]
        elif isinstance(getattr(value, "program", None), Program):  # rules of a function with derivatives of its own
            found.append(value.program)
    return found


def remembered(key: str) -> Callable[[Callable[[Eqn], T]], Callable[[Eqn], T]]:
    """Decorator: what a function finds out about an equation is kept with it under `key`."""

    def decorate(find: Callable[[Eqn], T]) -> Callable[[Eqn], T]:
        @functools.wraps(find)
        def recall(e: Eqn) -> T:
            known = e.known
            if known is None:
                known = e.known = {}
            if key not in known:
                known[key] = find(e)
            value: T = known[key]
            return value

        return recall

    return decorate


def derived(program: Program, key: Any, make: Callable[[], T]) -> T:
    """What `make()` computes from a program, kept with it under `key`."""
    try:
        value: T = program.derived[key]
    except KeyError:
        value = program.derived[key] = make()
    return value

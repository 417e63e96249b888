"""Calls in a `try` of functions that raise what its handlers take.

Which calls those are is found out when a `raise` is met in a function that was called: then the translation starts
again, with such a call as a statement of its own, an `Attempt`.  A number tells afterwards which handler takes what the
call has raised, if it has.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

Position = tuple[int, int]


class Attempt(ast.Assign):
    """name, number = f(...), and the number of the handler that takes what the call has raised, from 1 on, else 0.

    takers: the classes that each handler takes, and whether a jump may go there.
    """

    takers: list[tuple[ast.expr | None, bool]]


def attempt(name: str, call: ast.Call, number: str, takers: list[tuple[ast.expr | None, bool]]) -> Attempt:
    """The statement for a call."""
    found = Attempt([ast.Name(name, ast.Store()), ast.Name(number, ast.Store())], call)
    found.takers = takers
    return found


def position_of(n: ast.AST) -> Position | None:
    """Where a call or a `raise` stands."""
    return (n.lineno, n.col_offset) if isinstance(n, ast.Call | ast.Raise) else None


class Around(NamedTuple):
    """What stands around a call or a `raise`: how many `try` with handlers, and whether one with `finally`."""

    handlers: int
    final: bool


def around(tree: ast.AST, position: Position) -> Around:
    """What stands around a place in a function."""
    handlers, final = 0, False
    for t in ast.walk(tree):
        if isinstance(t, ast.Try):
            handlers += bool(t.handlers) and _stands_in(t.body, position)
            final = final or (bool(t.finalbody) and _stands_in([t], position))
    return Around(handlers, final)


def _stands_in(body: Sequence[ast.stmt], position: Position) -> bool:
    return any([position_of(n) == position for s in body for n in ast.walk(s)])


def made_before(s: ast.stmt, positions: Collection[Position]) -> list[tuple[str, ast.expr]]:
    """The calls at some positions, with names that stand for their results in the statement, which come before it.

    What Python evaluates before one of them comes before it as well, with a name of its own.
    """
    before = _Before(positions)
    if isinstance(s, ast.Assign | ast.Expr | ast.Return | ast.AnnAssign | ast.AugAssign):
        if s.value is not None and not (isinstance(s, ast.AugAssign) and not isinstance(s.target, ast.Name)):
            s.value = before.of(s.value)
    elif isinstance(s, ast.If):
        s.test = before.of(s.test)
    elif isinstance(s, ast.For):
        s.iter = before.of(s.iter)
    return before.made


class _Before:
    """Takes an expression apart, in the order in which Python evaluates it."""

    def __init__(self, positions: Collection[Position]):
        self.positions = positions
        self.made: list[tuple[str, ast.expr]] = []

    def of(self, n: ast.expr) -> ast.expr:
        """The expression, with names in the place of calls and of what comes before them."""
        places = _places(n)
        calls = [k for k, (holder, name, at) in enumerate(places) if self._holds(_part(holder, name, at))]
        last = calls[-1] if calls else -1
        if any([not isinstance(_part(*place), _SIMPLE) for place in places[: max(last, 0)]]):
            last = -1
        for k, place in enumerate(places[: last + 1]):
            x = self.of(_part(*place))
            _set_part(*place, x if k == last or isinstance(x, ast.Name | ast.Constant) else self._named(x))
        return self._named(n) if position_of(n) in self.positions else n

    def _holds(self, n: ast.expr) -> bool:
        """Whether one of the calls is this expression, or a part that it can be taken apart to."""
        return position_of(n) in self.positions or any([self._holds(_part(*place)) for place in _places(n)])

    def _named(self, n: ast.expr) -> ast.expr:
        name = f".made{n.lineno}.{n.col_offset}.{len(self.made)}"
        self.made.append((name, n))
        return ast.copy_location(ast.Name(name, ast.Load()), n)


_SIMPLE = (
    ast.Name,
    ast.Constant,
    ast.BinOp,
    ast.Compare,
    ast.UnaryOp,
    ast.Tuple,
    ast.List,
    ast.Attribute,
    ast.Subscript,
    ast.Call,
)
_Place = tuple[Any, str, int | None]  # a node, and where a part of it is


def _places(n: ast.expr) -> list[_Place]:
    """The parts of an expression, in the order in which they are evaluated; none of one that is left as it is."""
    if isinstance(n, ast.BinOp):
        return [(n, "left", None), (n, "right", None)]
    if isinstance(n, ast.Compare) and len(n.ops) == 1:
        return [(n, "left", None), (n, "comparators", 0)]
    if isinstance(n, ast.UnaryOp):
        return [(n, "operand", None)]
    if isinstance(n, ast.Attribute):
        return [(n, "value", None)]
    if isinstance(n, ast.Subscript):
        return [(n, "value", None), (n, "slice", None)]
    if isinstance(n, ast.Tuple | ast.List) and not any([isinstance(x, ast.Starred) for x in n.elts]):
        return [(n, "elts", k) for k in range(len(n.elts))]
    if isinstance(n, ast.Call) and not any([isinstance(x, ast.Starred) for x in n.args]):
        if any([k.arg is None for k in n.keywords]):
            return []
        function: _Place = (n.func, "value", None) if isinstance(n.func, ast.Attribute) else (n, "func", None)
        return [function, *[(n, "args", k) for k in range(len(n.args))], *[(k, "value", None) for k in n.keywords]]
    return []


def _part(holder: Any, name: str, at: int | None) -> Any:
    return getattr(holder, name) if at is None else getattr(holder, name)[at]


def _set_part(holder: Any, name: str, at: int | None, x: ast.expr) -> None:
    if at is None:
        setattr(holder, name, x)
    else:
        getattr(holder, name)[at] = x

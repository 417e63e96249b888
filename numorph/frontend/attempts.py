"""Calls in a `try` of functions that raise what its handlers take.

Which calls those are is found out when a `raise` is met in a function that was called: then the translation starts
again, with such a call as a statement of its own, an `Attempt`, where all that Python evaluates before it are names and
constants.  A number tells afterwards which handler takes what the call has raised, if it has.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import NamedTuple

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


def calls_first(s: ast.stmt, positions: Collection[Position]) -> list[tuple[str, ast.Call]]:
    """The calls at some positions that can be made before a statement, which gets the names of their results."""
    first = _First(positions)
    if isinstance(s, ast.Assign | ast.Expr | ast.Return | ast.AnnAssign | ast.AugAssign):
        if s.value is not None and not (isinstance(s, ast.AugAssign) and not isinstance(s.target, ast.Name)):
            s.value = first.of(s.value)
    elif isinstance(s, ast.If):
        s.test = first.of(s.test)
    elif isinstance(s, ast.For):
        s.iter = first.of(s.iter)
    return first.calls


class _First:
    """Goes through an expression as Python evaluates it.  only_names: whether it has met nothing else so far."""

    def __init__(self, positions: Collection[Position]):
        self.positions = positions
        self.only_names = True
        self.calls: list[tuple[str, ast.Call]] = []

    def of(self, n: ast.expr) -> ast.expr:
        """The expression, with names in the place of calls."""
        if isinstance(n, ast.Name | ast.Constant):
            return n
        if isinstance(n, ast.Call):
            return self._call(n)
        if isinstance(n, ast.BinOp):
            n.left, n.right = self.of(n.left), self.of(n.right)
        elif isinstance(n, ast.Compare) and len(n.ops) == 1:
            n.left, n.comparators = self.of(n.left), [self.of(n.comparators[0])]
        elif isinstance(n, ast.UnaryOp):
            n.operand = self.of(n.operand)
        elif isinstance(n, ast.Tuple | ast.List):
            n.elts = [self.of(x) for x in n.elts]
            return n
        elif isinstance(n, ast.Starred | ast.Attribute):
            n.value = self.of(n.value)
        elif isinstance(n, ast.Subscript):
            n.value, n.slice = self.of(n.value), self.of(n.slice)
        self.only_names = False
        return n

    def _call(self, n: ast.Call) -> ast.expr:
        is_first = self.only_names  # what the call itself evaluates goes with it
        if isinstance(n.func, ast.Attribute):
            n.func.value = self.of(n.func.value)
        else:
            n.func = self.of(n.func)
        n.args = [self.of(a) for a in n.args]
        for k in n.keywords:
            k.value = self.of(k.value)
        self.only_names = is_first and position_of(n) in self.positions
        if not self.only_names:
            return n
        name = f".call{n.lineno}.{n.col_offset}.{len(self.calls)}"
        self.calls.append((name, n))
        return ast.copy_location(ast.Name(name, ast.Load()), n)

"""In which direction a loop seems to move a variable, by the look of its assignments: what is worth to be proved."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

RISES: Final = "rises"
FALLS: Final = "falls"
_BOTH: Final = frozenset((RISES, FALLS))
_NEITHER: Final[frozenset[str]] = frozenset()
_OF_UPDATES: Final[dict[type, frozenset[str]]] = {
    ast.Add: frozenset((RISES,)),
    ast.Sub: frozenset((FALLS,)),
    ast.FloorDiv: frozenset((FALLS,)),
    ast.RShift: frozenset((FALLS,)),
    ast.Mult: frozenset((RISES,)),
}


def directions(loop: Any, name: str) -> frozenset[str]:
    """Where the variable may go; of one that is assigned something else, where the loop's test says that it ends."""
    found = _BOTH
    for s in loop.body:
        for way in _assignments(s, name):
            found &= way
    return found if found != _BOTH else _towards_the_end(loop, name)


def _towards_the_end(loop: Any, name: str) -> frozenset[str]:
    tests = [n for n in ast.walk(loop.test) if isinstance(n, ast.Compare)] if isinstance(loop, ast.While) else []
    for n in tests:
        left, right = _is(n.left, name), _is(n.comparators[-1], name)
        if left is not right:
            if isinstance(n.ops[0], ast.Lt | ast.LtE):
                return frozenset((RISES if left else FALLS,))
            if isinstance(n.ops[0], ast.Gt | ast.GtE):
                return frozenset((FALLS if left else RISES,))
    return _NEITHER


def remainder_of(loop: Any, name: str) -> int | None:
    """The least constant of which a loop makes a variable a remainder wherever it assigns it, if it does."""
    found: list[int] = []
    for n in [n for s in loop.body for n in ast.walk(s)]:
        targets = n.targets if isinstance(n, ast.Assign) else [getattr(n, "target", None)]
        if not any([t is not None and _reads(t, name) for t in targets]):
            continue
        value = n.value if isinstance(n, ast.Assign) and _is(n.targets[0], name) else None
        divisor = value.right if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mod) else None
        if not isinstance(divisor, ast.Constant) or type(divisor.value) is not int or divisor.value <= 0:
            return None
        found.append(divisor.value)
    return max(found, default=None)


def least_value(loop: Any, name: str) -> int:
    """How low a variable may go that falls: one step below what the loop's test lets through."""
    tests = [n for n in ast.walk(loop.test) if isinstance(n, ast.Compare)] if isinstance(loop, ast.While) else []
    return (
        -1
        if any([_is(n.left, name) and isinstance(n.ops[0], ast.GtE) and _is_zero(n.comparators[0]) for n in tests])
        else 0
    )


def _is_zero(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0


def _assignments(root: ast.AST, name: str) -> Iterator[frozenset[str]]:
    for n in ast.walk(root):
        if isinstance(n, ast.AugAssign) and _is(n.target, name):
            yield _OF_UPDATES.get(type(n.op), _NEITHER)
        elif isinstance(n, ast.Assign) and any([_is(t, name) for t in n.targets]):
            update = n.value
            is_update = isinstance(update, ast.BinOp) and _is(update.left, name)
            yield _OF_UPDATES.get(type(update.op), _NEITHER) if isinstance(update, ast.BinOp) and is_update else _BOTH
        elif isinstance(n, ast.Assign) and any([_reads(t, name) for t in n.targets if isinstance(t, ast.Tuple)]):
            yield _BOTH
        elif isinstance(n, ast.For | ast.NamedExpr) and _reads(n.target, name):
            yield _NEITHER


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _reads(node: ast.AST, name: str) -> bool:
    return any([_is(n, name) for n in ast.walk(node)])

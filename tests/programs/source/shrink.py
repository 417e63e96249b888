"""Makes a failing program small: statements and parts of expressions go while it still fails in the same way.

`python -m tests.programs.source.shrink SEED [SEED ...]` checks programs in all ways, and prints those that fail.
"""

from __future__ import annotations

import ast
import copy
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from . import harness, native
from .generate import SIZES, Program, ends, generate
from .harness import Mismatch


def shrunk(program: Program, fails: Callable[[Program], bool], seconds: float = 120.0) -> Program:
    """The smallest program found in that time for which `fails` holds."""
    end = time.monotonic() + seconds
    progress = True
    while progress and time.monotonic() < end:
        progress = False
        for tree in _smaller(ast.parse(program.source)):
            candidate = replace(program, source=ast.unparse(ast.fix_missing_locations(tree)) + "\n")
            if len(candidate.source) < len(program.source) and _ends(candidate) and fails(candidate):
                program, progress = candidate, True
                break
            if time.monotonic() > end:
                break
    return program


def _ends(program: Program) -> bool:
    """Whether it still is a program that ends: what ends a loop may be what was taken away."""
    try:
        f = program.function()
    except (SyntaxError, KeyError):  # the function itself was taken away
        return False
    return all([ends(f, program.arguments(which)) for which in range(len(SIZES))])


def _smaller(tree: ast.Module) -> Iterator[ast.Module]:
    """The tree with one change each: the largest first."""
    size = lambda spot: -sum(1 for _ in ast.walk(_at(tree, spot)))
    for spot in sorted(_statements(tree), key=size):
        node: Any = _at(tree, spot)
        yield _with(tree, spot, [])
        for inside in ("body", "orelse"):
            if getattr(node, inside, None) and not isinstance(node, ast.FunctionDef):
                yield _with(tree, spot, getattr(node, inside))
    for k, node in enumerate(ast.walk(tree)):
        for part in _parts(node):
            yield _exchanged(tree, k, part)


Spot = tuple[int, str, int]  # which node in the order of ast.walk, the name of its list of statements, and where in it


def _statements(tree: ast.Module) -> list[Spot]:
    spots = []
    for k, node in enumerate(ast.walk(tree)):
        for field in ("body", "orelse"):
            inside = getattr(node, field, None)
            if isinstance(inside, list):
                spots += [(k, field, j) for j in range(len(inside)) if not isinstance(inside[j], ast.Pass)]
    return spots


def _at(tree: ast.Module, spot: Spot) -> ast.AST:
    k, field, j = spot
    found: ast.AST = getattr(list(ast.walk(tree))[k], field)[j]
    return found


def _with(tree: ast.Module, spot: Spot, instead: list[ast.stmt]) -> ast.Module:
    """The tree with other statements in the place of one."""
    k, field, j = spot
    tree = copy.deepcopy(tree)
    inside = getattr(list(ast.walk(tree))[k], field)
    inside[j : j + 1] = copy.deepcopy(instead)
    if not inside and field == "body":
        inside.append(ast.Pass())
    return tree


def _parts(node: ast.AST) -> list[ast.expr]:
    """Expressions that may stand for the whole."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Call):
        return [*node.args, *([node.func.value] if isinstance(node.func, ast.Attribute) else [])]
    return node.elts[:1] if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) else []


def _exchanged(tree: ast.Module, k: int, part: ast.expr) -> ast.Module:
    """The tree with `part` in the place of node k."""
    tree = copy.deepcopy(tree)
    old = list(ast.walk(tree))[k]

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return copy.deepcopy(part) if node is old else self.generic_visit(node)

    changed: ast.Module = Exchange().visit(tree)
    return changed


def failure(program: Program) -> Mismatch | None:
    """How a program fails, if it does."""
    try:
        native.check(program, Counter())
        harness.check(program)
    except Mismatch as mismatch:
        return mismatch
    return None


def kind(mismatch: Mismatch) -> str:
    """The check and the sort of problem, which tell whether two failures are alike."""
    check = mismatch.check.split()[0].rstrip(",")
    return f"{check}: {mismatch.problem.split(':')[0][:60]}"


def smallest(mismatch: Mismatch, seconds: float = 120.0) -> Mismatch:
    """The failure of a smaller program that fails in the same check, in the same way."""

    def alike(found: Mismatch | None) -> bool:
        return found is not None and kind(found) == kind(mismatch)

    small = failure(shrunk(mismatch.program, lambda p: alike(failure(p)), seconds))
    return small if small is not None else mismatch


if __name__ == "__main__":
    for seed in sys.argv[1:]:
        mismatch = failure(generate(int(seed)))
        print(f"seed {seed} passes" if mismatch is None else smallest(mismatch), flush=True)

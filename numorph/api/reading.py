"""What a function's source and code tell: its loops, the user's functions that it names, its lines."""

from __future__ import annotations

import ast
import dis
import functools
import linecache
import types
from typing import Final

from ..capture.bytecode import says_at
from ..capture.library import is_library
from ..frontend.source import tree_of
from ..frontend.values import Unsupported

_LOOPS: Final = frozenset(  # a `while` may have nothing but a conditional jump backwards
    [code for name, code in dis.opmap.items() if name in ("FOR_ITER", "JUMP_ABSOLUTE") or "JUMP_BACKWARD" in name]
)


def counts(f: types.FunctionType, depth: int = 0) -> bool:
    """Whether a function has a `while` loop or one over a range, which would be written out by staging.

    depth: how far the user's functions that it names are looked at, too.
    """
    return is_loopy(f, depth) and not says_at(f.__code__) and loops_over(f) is None


def loops_over(f: types.FunctionType) -> frozenset[str] | None:
    """The names that the loops of a function run over; None if there are other loops, or such in its helpers.

    A loop over a list of layers is staged turn by turn, as its items are arrays of their own; one over the rows of an
    array is a loop, and so is `at` of a ufunc.
    """
    if scatters(f) or calls_itself(f):
        return None
    try:
        node = tree_of(f.__code__)
    except Unsupported:
        return frozenset()
    names: set[str] = set()
    for n in ast.walk(node):
        if isinstance(n, ast.While):
            return None
        if isinstance(n, ast.For):
            over = _names_of(n.iter)
            if over is None:
                return None
            names |= over
    if any([is_loopy(g, 2) and loops_over(g) is None for g in helpers_of(f)]):
        return None
    return frozenset(names)


def _names_of(node: ast.expr) -> set[str] | None:
    """The names in zip(a, enumerate(b)); None for anything else."""
    if isinstance(node, ast.Name):
        return {node.id}
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("zip", "enumerate", "reversed")
    ):
        parts = [_names_of(a) for a in node.args]
        if None not in parts:
            return {name for part in parts if part is not None for name in part}
    return None


def scatters(f: types.FunctionType) -> bool:
    """Whether a function calls the `at` of a ufunc, which is a loop over elements."""
    return "at" in f.__code__.co_names and not says_at(f.__code__)


@functools.lru_cache(maxsize=1024)
def _has_loop(code: types.CodeType) -> bool:
    return not _LOOPS.isdisjoint(code.co_code[::2]) and any([i.opcode in _LOOPS for i in dis.get_instructions(code)])


def is_loopy(f: types.FunctionType, depth: int = 3) -> bool:
    """Whether a function, or one of the user's that it names, has a loop or calls itself."""
    if _has_loop(f.__code__) or calls_itself(f):
        return True
    return depth > 0 and any(is_loopy(g, depth - 1) for g in helpers_of(f))


def calls_itself(f: types.FunctionType) -> bool:
    """Whether a function, or one that is defined in it, calls itself by its name."""
    name = f.__code__.co_name
    itself = getattr(f.__globals__.get(name), "__wrapped__", f.__globals__.get(name))
    return (name in f.__code__.co_names and itself is f) or _has_one_that_calls_itself(f.__code__)


@functools.lru_cache(maxsize=1024)
def _has_one_that_calls_itself(code: types.CodeType) -> bool:
    inner = [c for c in code.co_consts if isinstance(c, types.CodeType)]
    return any([c.co_name in (*c.co_freevars, *c.co_names) or _has_one_that_calls_itself(c) for c in inner])


def helpers_of(f: types.FunctionType) -> list[types.FunctionType]:
    """The user's other functions that a function names."""
    named = [f.__globals__.get(n) for n in f.__code__.co_names]
    for cell in f.__closure__ or ():
        try:
            named.append(cell.cell_contents)
        except ValueError:
            continue
    inner = [getattr(g, "__wrapped__", g) for g in named]
    return [
        g for g in inner if isinstance(g, types.FunctionType) and g is not f and not is_library(g.__code__.co_filename)
    ]


def shown(f: types.FunctionType, line: int) -> str:
    """A line of a function, or of a helper of it, as tracebacks show lines."""
    code = _code_at(f, line) or f.__code__
    shown = f'File "{code.co_filename}", line {line}, in {code.co_name}'
    source = linecache.getline(code.co_filename, line).strip()
    return f"{shown}\n    {source}" if source else shown


def _code_at(f: types.FunctionType, line: int, depth: int = 3) -> types.CodeType | None:
    if line in {n for _, _, n in f.__code__.co_lines()}:
        return f.__code__
    for c in f.__code__.co_consts:
        if isinstance(c, types.CodeType) and line in {n for _, _, n in c.co_lines()}:
            return c
    found = [_code_at(g, line, depth - 1) for g in helpers_of(f)] if depth else []
    return next((c for c in found if c is not None), None)

"""From a function to its syntax tree, and from the names in it to what they stand for."""

from __future__ import annotations

import ast
import builtins
import contextlib
import functools
import inspect
import linecache
import textwrap
import types
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from .values import Unsupported

_TRIES: Final = 20  # of reading a text


def parsed(text: str, mode: str = "exec") -> Any:
    """The syntax tree of a text, as ast.parse gives it.

    CPython counts how deep trees are that it makes, for all threads together, and gives up with a SystemError where two
    threads make one at once.  The next try is right.
    """
    for _ in range(_TRIES):
        with contextlib.suppress(SystemError):
            return ast.parse(text, mode=mode)
    return ast.parse(text, mode=mode)


@functools.lru_cache(maxsize=512)
def tree_of(code: types.CodeType) -> ast.FunctionDef | ast.Lambda:
    """The definition that a code object was compiled from."""
    linecache.checkcache(code.co_filename)
    found = _definition(code)
    if found is not None:
        return found
    try:
        lines, first = inspect.getsourcelines(code)
    except (OSError, TypeError, IndexError, SyntaxError):
        raise Unsupported(f"the source of '{code.co_name}' is not available") from None
    text = textwrap.dedent("".join(lines))
    try:
        module = parsed("\n" * (first - 1) + text)  # so that lines have their numbers
    except SyntaxError:
        return _lambda_in_fragment(text, code)
    if code.co_name == "<lambda>":
        lambdas = [n for n in ast.walk(module) if isinstance(n, ast.Lambda) and _fits(n, code)]
        if len(lambdas) == 1:
            return lambdas[0]
        raise Unsupported("several lambdas stand on one line")
    for n in ast.walk(module):
        if isinstance(n, ast.FunctionDef) and n.name == code.co_name:
            return n
    raise Unsupported(f"the source of '{code.co_name}' is not a plain function")


def _definition(code: types.CodeType) -> ast.FunctionDef | None:
    """The `def` on the lines that the code tells of, in a fraction of the time that `inspect` takes to find its end.

    None where that is no definition: of lambdas, of sources that only a module's loader has.
    """
    first, last = code.co_firstlineno, _last_line(code)
    text = textwrap.dedent("".join(linecache.getlines(code.co_filename)[first - 1 : last]))
    try:
        module = parsed("\n" * (first - 1) + text)
    except SyntaxError:
        return None
    node = module.body[0] if len(module.body) == 1 else None
    return node if isinstance(node, ast.FunctionDef) and node.name == code.co_name else None


def _last_line(code: types.CodeType) -> int:
    inner = [_last_line(c) for c in code.co_consts if isinstance(c, types.CodeType)]
    return max([code.co_firstlineno, *inner, *[end for _, end, _, _ in code.co_positions() if end is not None]])


def _fits(node: ast.Lambda, code: types.CodeType) -> bool:
    return [a.arg for a in node.args.args] == list(code.co_varnames[: code.co_argcount])


def _lambda_in_fragment(text: str, code: types.CodeType) -> ast.Lambda:
    """A lambda in the middle of an expression that was cut off by lines: the longest text that parses."""
    if code.co_name == "<lambda>" and "lambda" in text:
        start = text.index("lambda")
        for end in range(len(text), start, -1):
            try:
                body = parsed(text[start:end].strip(), "eval").body
            except SyntaxError:
                continue
            if isinstance(body, ast.Lambda) and _fits(body, code):
                return body
    raise Unsupported(f"the source of '{code.co_name}' cannot be read")


def look_up(f: types.FunctionType, name: str) -> tuple[str, Any, Any]:
    """(where, holder, value) of a name that is not local: "cell", "global" or "builtin"."""
    if name in f.__code__.co_freevars:
        cell = (f.__closure__ or ())[f.__code__.co_freevars.index(name)]
        try:
            return "cell", cell, cell.cell_contents
        except ValueError:
            raise Unsupported(f"'{name}' has no value yet") from None
    if name in f.__globals__:
        return "global", f.__globals__, f.__globals__[name]
    if hasattr(builtins, name):
        return "builtin", f.__globals__, getattr(builtins, name)
    raise Unsupported(f"name '{name}' is not defined")


def assigned_names(nodes: Iterable[ast.AST]) -> set[str]:
    """The local variables that statements may assign."""
    return {name for node in nodes for name in _contents(node).assigned}


def read_names(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that are read somewhere in the nodes."""
    return {name for node in nodes for name in _contents(node).read}


def holds(node: ast.AST, *kinds: type[ast.AST]) -> bool:
    """Whether a node of one of the kinds stands anywhere in a node."""
    return not _contents(node).kinds.isdisjoint(kinds)


def returns(s: ast.stmt) -> bool:
    """Whether a return stands anywhere in a statement."""
    return holds(s, ast.Return)


class _Contents(NamedTuple):
    assigned: frozenset[str]
    read: frozenset[str]
    kinds: frozenset[type[ast.AST]]


@functools.lru_cache(maxsize=1 << 15)
def _contents(node: ast.AST) -> _Contents:
    assigned: set[str] = set()
    read: set[str] = set()
    kinds: set[type[ast.AST]] = {type(node)}
    if isinstance(node, ast.Name):
        (read if isinstance(node.ctx, ast.Load) else assigned).add(node.id)
    elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name is not None:
        assigned.add(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest is not None:
        assigned.add(node.rest)
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Load | ast.Store):
            continue
        found = _contents(inner)
        assigned |= found.assigned
        read |= found.read
        kinds |= found.kinds
    if isinstance(node, ast.FunctionDef):
        assigned = {node.name}  # variables of functions defined inside are their own
    if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        own = {name for g in node.generators for name in _contents(g.target).assigned}
        read = (read - own) | _contents(node.generators[0].iter).read
    return _Contents(frozenset(assigned), frozenset(read), frozenset(kinds))

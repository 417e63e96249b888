"""Errors of operations that a handler takes: tests before the statements that may raise them.

In a `try` whose handler takes ZeroDivisionError, before `s += 1 / x` comes `if divides_by_zero(1, x): raise
ZeroDivisionError`.  The tests are made in the order in which Python evaluates, up to the first call that may do more
than compute; what they compute is computed again after them, so they run no code of the user's.  Where the front end
cannot tell, a test is false, and the operation bails as everywhere.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_PURE = frozenset(("abs", "bool", "float", "int", "len", "max", "min", "round"))
_MODULES = frozenset(("math", "np", "numpy"))
_DIVISIONS = (ast.Div, ast.FloorDiv, ast.Mod)


def divides_by_zero(a: Any, b: Any) -> bool:
    """Whether a / b raises ZeroDivisionError: known to the front end, as those that follow."""
    raise NotImplementedError


def has_no_index(a: Any, k: Any) -> bool:
    """Whether a[k] raises IndexError."""
    raise NotImplementedError


def has_no_key(d: Any, k: Any) -> bool:
    """Whether d[k] raises KeyError."""
    raise NotImplementedError


def has_no_item(a: Any, x: Any) -> bool:
    """Whether a.index(x) raises ValueError."""
    raise NotImplementedError


def is_empty(a: Any) -> bool:
    """Whether a.pop() raises IndexError."""
    raise NotImplementedError


def is_outside(f: Any, x: Any) -> bool:
    """Whether f(x) raises ValueError, of a function of the module math."""
    raise NotImplementedError


_TESTS: tuple[Any, ...] = (divides_by_zero, has_no_index, has_no_key, has_no_item, is_empty, is_outside)


def is_test(f: Any) -> bool:
    """Whether a function is one of those above."""
    return any([f is test for test in _TESTS])


class _Operation(NamedTuple):
    """What may raise.  tests: for each class of errors, by its name; operands: what they get."""

    node: ast.expr
    tests: dict[str, Callable[..., bool]]
    operands: tuple[ast.expr, ...]


class _Unforeseeable(Exception):
    """What comes now may do more than compute, or is not always evaluated."""


def with_tests(body: list[ast.stmt], takes: Callable[[str], bool]) -> list[ast.stmt]:
    """Statements with tests before them; takes: whether a handler takes errors of a class."""
    found: list[ast.stmt] = []
    for s in body:
        found += _tests(s, takes)
        found.append(s)
        if isinstance(s, ast.If | ast.For | ast.While | ast.With):
            s.body = with_tests(s.body, takes)
            if not isinstance(s, ast.With):
                s.orelse = with_tests(s.orelse, takes)
    return found


def _tests(s: ast.stmt, takes: Callable[[str], bool]) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    last = 0  # what comes after the last test is not computed twice
    try:
        for op in _of_statement(s):
            wanted = {name: test for name, test in op.tests.items() if takes(name)}
            for name, test in wanted.items():
                call = ast.Call(ast.Constant(test), [copy.deepcopy(x) for x in op.operands], [])  # type: ignore[arg-type]
                found.append(ast.If(call, [ast.Raise(ast.Name(name, ast.Load()))], []))
                last = len(found)
            if not wanted:
                found.append(ast.Expr(copy.deepcopy(op.node)))
    except _Unforeseeable:
        pass
    for n in found[:last]:
        for m in ast.walk(n):
            if isinstance(m, ast.stmt | ast.expr) and not hasattr(m, "lineno"):
                ast.copy_location(m, s)
    return found[:last]


def _of_statement(s: ast.stmt) -> Iterator[_Operation]:
    """The operations of a statement, in Python's order."""
    if isinstance(s, ast.Assign):
        yield from _of(s.value)
        for t in s.targets:
            if isinstance(t, ast.Subscript):
                yield from _of(t.value)
                yield from _of(t.slice)
                yield _Operation(_loaded(t), {"IndexError": has_no_index}, (t.value, t.slice))
    elif isinstance(s, ast.AugAssign):
        old = _loaded(s.target)
        yield from _of(old)
        yield from _of(s.value)
        if isinstance(s.op, _DIVISIONS):
            yield _division(ast.BinOp(old, s.op, s.value))
    elif isinstance(s, ast.Expr | ast.Return | ast.AnnAssign) and s.value is not None:
        yield from _of(s.value)
    elif isinstance(s, ast.If):
        yield from _of(s.test)
    elif isinstance(s, ast.For):
        yield from _of(s.iter)


def _loaded(target: Any) -> Any:
    found = copy.deepcopy(target)
    found.ctx = ast.Load()
    return found


def _division(n: ast.BinOp) -> _Operation:
    return _Operation(n, {"ZeroDivisionError": divides_by_zero}, (n.left, n.right))


def _of(n: ast.expr) -> Iterator[_Operation]:
    if isinstance(n, ast.Name | ast.Constant):
        return
    if isinstance(n, ast.BinOp):
        yield from _of(n.left)
        yield from _of(n.right)
        if isinstance(n.op, _DIVISIONS):
            yield _division(n)
    elif isinstance(n, ast.UnaryOp):
        yield from _of(n.operand)
    elif isinstance(n, ast.Compare) and len(n.ops) == 1:
        yield from _of(n.left)
        yield from _of(n.comparators[0])
    elif isinstance(n, ast.Tuple | ast.List):
        for x in n.elts:
            yield from _of(x)
    elif isinstance(n, ast.Attribute):
        yield from _of(n.value)
    elif isinstance(n, ast.Slice):
        for bound in (n.lower, n.upper, n.step):
            if bound is not None:
                yield from _of(bound)
    elif isinstance(n, ast.Subscript):
        yield from _of(n.value)
        yield from _of(n.slice)
        yield _Operation(n, {"IndexError": has_no_index, "KeyError": has_no_key}, (n.value, n.slice))
    elif isinstance(n, ast.Call) and not n.keywords and not any([isinstance(a, ast.Starred) for a in n.args]):
        yield from _of_call(n)
    else:
        raise _Unforeseeable


def _of_call(n: ast.Call) -> Iterator[_Operation]:
    f = n.func
    owner = f.value if isinstance(f, ast.Attribute) else None
    if owner is not None and isinstance(f, ast.Attribute):
        yield from _of(owner)
    for x in n.args:
        yield from _of(x)
    if isinstance(f, ast.Attribute) and owner is not None and f.attr in ("index", "remove") and len(n.args) == 1:
        yield _Operation(n, {"ValueError": has_no_item}, (owner, n.args[0]))
        if f.attr == "index":
            return
    elif isinstance(f, ast.Attribute) and owner is not None and f.attr in ("pop", "popleft") and not n.args:
        yield _Operation(n, {"IndexError": is_empty}, (owner,))
    elif isinstance(owner, ast.Name) and owner.id in _MODULES:
        if len(n.args) == 1:
            yield _Operation(n, {"ValueError": is_outside}, (f, n.args[0]))
        return
    elif isinstance(f, ast.Name) and len(n.args) == 1 and f.id not in _PURE:
        yield _Operation(n, {"ValueError": is_outside}, (f, n.args[0]))
    elif isinstance(f, ast.Name) and f.id in _PURE:
        return
    raise _Unforeseeable

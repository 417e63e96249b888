"""try, except, else and finally, written with other statements before a function is translated.

Whatever raises bails, and plain Python runs the handlers.  Only a `raise` of a class that a handler of the same
function names goes there by a jump, as do errors of operations that are tested for before (foreseen.py) and calls that
may raise (attempts.py): the body becomes a loop that runs once and is left by `break`, with a number that tells the
handler.  What stands in `finally` is written after the others, and before each statement that leaves them.
"""

from __future__ import annotations

import ast
import builtins
import copy
import functools
from collections.abc import Callable, Collection, Sequence
from typing import Any

from .attempts import Position, attempt, made_before, position_of
from .foreseen import with_tests

_BREAK, _CONTINUE = -1, -2  # what the number is where a statement leaves the loop around


@functools.lru_cache(maxsize=512)
def without_try(node: Any, attempts: frozenset[Position] = frozenset()) -> Any:
    """A function without `try` statements; the same where it has none.  attempts: where calls stand that may raise."""
    body = node.body if isinstance(node.body, list) else []
    if not any(isinstance(n, ast.Try) for s in body for n in _own(s)):
        return node
    found = copy.copy(node)
    found.body = _rewritten(copy.deepcopy(body), functools.partial(_written_try, attempts))
    return found


def _own(s: ast.AST) -> list[ast.AST]:
    """A statement and those inside it, but not those of functions defined there."""
    if isinstance(s, ast.FunctionDef | ast.ClassDef | ast.Lambda):
        return [s]
    return [s, *[n for child in ast.iter_child_nodes(s) for n in _own(child)]]


Rewriting = Callable[[Any], list[ast.stmt] | None]


def _rewritten(body: Sequence[ast.stmt], rewrite: Rewriting) -> list[ast.stmt]:
    """Statements, some of which others take the place of; `rewrite` gives None for what stays as it is."""
    found: list[ast.stmt] = []
    for s in body:
        new = rewrite(s)
        if new is not None:
            found += new
            continue
        if not isinstance(s, ast.FunctionDef | ast.ClassDef):
            for part in ("body", "orelse", "finalbody"):
                if getattr(s, part, None):
                    setattr(s, part, _rewritten(getattr(s, part), rewrite))
            for inner in (*getattr(s, "handlers", ()), *getattr(s, "cases", ())):
                inner.body = _rewritten(inner.body, rewrite)
        found.append(s)
    return found


def _written_try(attempts: frozenset[Position], s: ast.stmt) -> list[ast.stmt] | None:
    if not isinstance(s, ast.Try):
        return None
    flag = f".raised{s.lineno}.{s.col_offset}"
    handlers = s.handlers
    s.body = with_tests(s.body, lambda name: isinstance(_handler_of(ast.Raise(ast.Name(name)), handlers), int))
    jumps = _Jumps(s, flag, attempts)
    body = jumps.of(s.body)
    if not jumps.handled:
        found = [*body, *s.orelse]
    else:
        tests: list[ast.stmt] = list(s.orelse)
        for k in reversed(jumps.handled):
            tests = [_if(flag, k + 1, s.handlers[k].body, tests)]
        leaving = [_if(flag, n, [made()], []) for n, made in ((_BREAK, ast.Break), (_CONTINUE, ast.Continue))]
        used = [leave for leave, n in zip(leaving, (_BREAK, _CONTINUE), strict=True) if n in jumps.left]
        block = ast.While(ast.Constant(True), [*body, ast.Break()], [])
        found = [_assign(flag, 0), block, *used, *tests]
    if s.finalbody:
        found = [*_before_leaving(found, s.finalbody), *s.finalbody]
    for n in found:
        _place(n, s)
    return _rewritten(found, functools.partial(_written_try, attempts))


def _place(n: ast.AST, s: ast.stmt) -> None:
    """Statements that were made stand where the `try` does."""
    for m in ast.walk(n):
        if isinstance(m, ast.stmt | ast.expr) and not hasattr(m, "lineno"):
            m.lineno, m.col_offset = s.lineno, s.col_offset


def _assign(name: str, k: int) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], ast.Constant(k))


def _if(name: str, k: int, body: list[ast.stmt], orelse: list[ast.stmt]) -> ast.stmt:
    test = ast.Compare(ast.Name(name, ast.Load()), [ast.Eq()], [ast.Constant(k)])
    return ast.If(test, body or [ast.Pass()], orelse)


class _Jumps:
    """Writes jumps to handlers into the body of a `try`.

    handled: the handlers that are jumped to; left: the numbers of statements that leave the loop around.
    """

    def __init__(self, s: ast.Try, flag: str, attempts: Collection[Position]):
        self.handlers, self.flag, self.attempts = s.handlers, flag, attempts
        self.handled: list[int] = []
        self.left: set[int] = set()
        raised = [n for b in s.body for n in _own(b) if isinstance(n, ast.Raise)]
        self.any = any([self._handler(n) is not None for n in raised])
        self.any = self.any or any([position_of(n) in attempts for b in s.body for n in ast.walk(b)])

    def of(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """The body with its jumps."""
        return self._body(body, 0, []) if self.any else body

    def _body(self, body: list[ast.stmt], loops: int, inner: list[ast.Try]) -> list[ast.stmt]:
        return [new for s in body for new in self._statement(s, loops, inner)]

    def _statement(self, s: ast.stmt, loops: int, inner: list[ast.Try]) -> list[ast.stmt]:
        made = [] if inner else made_before(s, self.attempts)
        return [*[new for name, x in made for new in self._before(name, x)], *self._jump(s, loops, inner)]

    def _before(self, name: str, x: ast.expr) -> list[ast.stmt]:
        """name = x, and a jump after it where that is a call that may raise."""
        if not isinstance(x, ast.Call) or position_of(x) not in self.attempts:
            return [ast.Assign([ast.Name(name, ast.Store())], x)]
        takes = [(h.type, _can_be_jumped_to(h)) for h in self.handlers]
        self.handled = sorted({*self.handled, *[k for k, (_, can) in enumerate(takes) if can]})
        left = ast.Compare(ast.Name(self.flag, ast.Load()), [ast.NotEq()], [ast.Constant(0)])
        return [attempt(name, x, self.flag, takes), ast.If(left, [ast.Break()], [])]

    def _jump(self, s: ast.stmt, loops: int, inner: list[ast.Try]) -> list[ast.stmt]:
        if isinstance(s, ast.Raise):
            return self._raise(s, inner)
        if isinstance(s, ast.Break | ast.Continue) and not loops:
            k = _BREAK if isinstance(s, ast.Break) else _CONTINUE
            self.left.add(k)
            return [_assign(self.flag, k), ast.Break()]
        if isinstance(s, ast.For | ast.While):
            s.body = self._body(s.body, loops + 1, inner)
            s.orelse = self._body(s.orelse, loops, inner)
            left = ast.Compare(ast.Name(self.flag, ast.Load()), [ast.NotEq()], [ast.Constant(0)])
            jumps = any(isinstance(n, ast.Name) and n.id == self.flag for b in s.body for n in _own(b))
            return [s, ast.If(left, [ast.Break()], [])] if jumps else [s]
        if isinstance(s, ast.Try):
            s.body = self._body(s.body, loops, [*inner, s])
            s.orelse, s.finalbody = self._body(s.orelse, loops, inner), self._body(s.finalbody, loops, inner)
            for h in s.handlers:
                h.body = self._body(h.body, loops, inner)
        elif isinstance(s, ast.If):
            s.body, s.orelse = self._body(s.body, loops, inner), self._body(s.orelse, loops, inner)
        elif isinstance(s, ast.With):
            s.body = self._body(s.body, loops, inner)
        elif isinstance(s, ast.Match):
            for case in s.cases:
                case.body = self._body(case.body, loops, inner)
        return [s]

    def _raise(self, s: ast.Raise, inner: list[ast.Try]) -> list[ast.stmt]:
        if any([_handler_of(s, t.handlers) is not None for t in inner]):
            return [s]
        k = self._handler(s)
        if k is None:
            return [s]
        if k not in self.handled:
            self.handled = sorted([*self.handled, k])
        arguments = [a for a in s.exc.args if not isinstance(a, ast.Constant)] if isinstance(s.exc, ast.Call) else []
        return [*[ast.Expr(a) for a in arguments], _assign(self.flag, k + 1), ast.Break()]

    def _handler(self, s: ast.Raise) -> int | None:
        found = _handler_of(s, self.handlers)
        return found if isinstance(found, int) else None


def _handler_of(s: ast.Raise, handlers: list[ast.ExceptHandler]) -> int | str | None:
    """The number of the handler that takes what is raised; None if there is none; a text where that is not known."""
    raised = s.exc.func if isinstance(s.exc, ast.Call) else s.exc
    if raised is None or s.cause is not None or (isinstance(s.exc, ast.Call) and s.exc.keywords):
        return "unknown"
    for k, h in enumerate(handlers):
        takes = _takes(h.type, raised)
        if takes is None:
            return "unknown"
        if takes:
            return k if _can_be_jumped_to(h) else "unknown"
    return None


def _can_be_jumped_to(h: ast.ExceptHandler) -> bool:
    """Whether a handler neither uses what was raised nor raises it again."""
    inside = [n for b in h.body for n in ast.walk(b)]
    uses = h.name is not None and any([isinstance(n, ast.Name) and n.id == h.name for n in inside])
    return not uses and not any(isinstance(n, ast.Raise) and n.exc is None for b in h.body for n in _own(b))


def _takes(handled: ast.expr | None, raised: ast.expr) -> bool | None:
    """Whether a handler takes a class; None where that is not known from their names."""
    if handled is None:
        return True
    if isinstance(handled, ast.Tuple):
        each = [_takes(h, raised) for h in handled.elts]
        return True if True in each else None if None in each else False
    if ast.dump(handled) == ast.dump(raised):
        return True
    classes: list[Any] = [getattr(builtins, n.id, None) if isinstance(n, ast.Name) else None for n in (handled, raised)]
    if all([isinstance(c, type) for c in classes]):
        return issubclass(*reversed(classes))
    return True if classes[0] is BaseException else None


def _before_leaving(body: list[ast.stmt], final: list[ast.stmt]) -> list[ast.stmt]:
    """Statements with those of `finally` before each that leaves them."""

    def statement(s: ast.stmt, loops: int) -> list[ast.stmt]:
        if isinstance(s, ast.Return):
            name = f".result{s.lineno}.{s.col_offset}"
            if s.value is None or isinstance(s.value, ast.Constant):
                return [*copy.deepcopy(final), s]
            kept = ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], s.value), s)
            return [kept, *copy.deepcopy(final), ast.copy_location(ast.Return(ast.Name(name, ast.Load())), s)]
        if isinstance(s, ast.Break | ast.Continue) and not loops:
            return [*copy.deepcopy(final), s]
        if isinstance(s, ast.FunctionDef | ast.ClassDef):
            return [s]
        more = isinstance(s, ast.For | ast.While)
        for part in ("body", "orelse", "finalbody"):
            if getattr(s, part, None):
                inside = loops + (more and part == "body")
                setattr(s, part, [new for b in getattr(s, part) for new in statement(b, inside)])
        for inner in (*getattr(s, "handlers", ()), *getattr(s, "cases", ())):
            inner.body = [new for b in inner.body for new in statement(b, loops)]
        return [s]

    return [new for s in body for new in statement(s, 0)]

"""Loops over generators: the generator's statements, with the loop's body where it yields.

Its variables get names of their own in the function that runs it; a `break` of the body leaves all its loops, and so
does a `return` of its own.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

from .context import Context
from .exceptions import without_try
from .frames import Frame
from .source import tree_of
from .values import Function, Generator, Unsupported

_BROKEN, _RETURNED = 1, 2


class Generators(Context):
    """The part of a translator that knows generators."""

    def run_generator(self, s: ast.For, g: Generator) -> bool:
        """for ... in g: ..."""
        g.run(self.turning)
        f = g.function
        node = without_try(f.node if isinstance(f, Function) else tree_of(f.__code__))
        if _holds(node.body, ast.FunctionDef, ast.Lambda, ast.Nonlocal, ast.Global):
            raise Unsupported(f"the generator '{node.name}', which defines functions", self.line)
        inner = Frame(f, node, self.frame.path, f.frame if isinstance(f, Function) else None)
        self.bind_parameters(inner, f, node, g.args, g.kwargs)
        frame = self.frame
        prefix = f"__{node.name}_{s.lineno}_{s.col_offset}_{frame.generators}_"
        for name, v in inner.env.items():
            frame.env[prefix + name] = self.stored(v)
        writer = _Writer(s, prefix, inner)
        code = writer.code(node.body)
        for n in code:
            for m in ast.walk(n):
                if isinstance(m, ast.stmt | ast.expr) and not hasattr(m, "lineno"):
                    m.lineno, m.col_offset = s.lineno, s.col_offset
        frame.aliases.update(writer.aliases)
        frame.locals |= writer.variables
        frame.kept.append(code)
        frame.live.add(code, frozenset(frame.locals))
        frame.generators += 1  # one inside another may be the same one
        alive = self.within(code)
        frame.generators -= 1
        return alive


class _Writer(ast.NodeTransformer):
    """Writes the statements of a generator for one loop.

    aliases: names that are not its own, and where they belong.
    """

    def __init__(self, loop: ast.For, prefix: str, inner: Frame):
        self.loop, self.prefix, self.inner = loop, prefix, inner
        self.flag = f"{prefix}.left"  # no name of the generator's
        self.variables = {prefix + name for name in inner.locals} | {self.flag}
        self.aliases: dict[str, tuple[Frame, str]] = {}
        self.leaves = _leaves(loop.body, ast.Break)
        self.continues = _leaves(loop.body, ast.Continue)

    def code(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """What stands in the place of the loop."""
        jumps = self.leaves or _holds(body, ast.Return)
        written = self._body([self.visit(copy.deepcopy(s)) for s in body])
        if not jumps:
            return [*written, *self.loop.orelse]
        block = ast.While(ast.Constant(True), [*written, ast.Break()], [])
        other = [self._if(ast.NotEq(), _BROKEN, self.loop.orelse)] if self.loop.orelse else []
        return [self._set(0), block, *other]

    def visit_Name(self, n: ast.Name) -> ast.Name:
        name = self.prefix + n.id
        if n.id not in self.inner.locals:
            name = f"{self.prefix}outside_{n.id}"
            self.aliases[name] = (self.inner, n.id)
        return ast.copy_location(ast.Name(name, n.ctx), n)

    def _set(self, k: int) -> ast.stmt:
        return ast.Assign([ast.Name(self.flag, ast.Store())], ast.Constant(k))

    def _if(self, op: ast.cmpop, k: int, body: list[ast.stmt]) -> ast.stmt:
        return ast.If(ast.Compare(ast.Name(self.flag, ast.Load()), [op], [ast.Constant(k)]), body, [])

    def _leave_further(self) -> ast.stmt:
        return self._if(ast.NotEq(), 0, [ast.Break()])

    def _body(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        return [new for s in body for new in self._statement(s)]

    def _statement(self, s: ast.stmt) -> list[ast.stmt]:
        if isinstance(s, ast.Return):
            return [self._set(_RETURNED), ast.Break()]
        if not _holds([s], ast.Yield, ast.YieldFrom, ast.Return):
            return [s]
        if isinstance(s, ast.Expr) and isinstance(s.value, ast.Yield):
            value = s.value.value or ast.Constant(None)
            given = ast.copy_location(ast.Assign([copy.deepcopy(self.loop.target)], value), s)
            return [given, *self._loop_body()]
        if isinstance(s, ast.Expr) and isinstance(s.value, ast.YieldFrom):
            every = ast.For(copy.deepcopy(self.loop.target), s.value.value, self._loop_body(), [])
            return [ast.copy_location(every, s), *([self._leave_further()] if self.leaves else [])]
        if isinstance(s, ast.For | ast.While):
            s.body, s.orelse = self._body(s.body), self._body(s.orelse)
            used = any(isinstance(n, ast.Name) and n.id == self.flag for b in s.body for n in ast.walk(b))
            return [s, self._leave_further()] if used else [s]
        if isinstance(s, ast.If):
            s.body, s.orelse = self._body(s.body), self._body(s.orelse)
        elif isinstance(s, ast.With):
            s.body = self._body(s.body)
        else:
            raise Unsupported("a yield in such a place", s.lineno)
        return [s]

    def _loop_body(self) -> list[ast.stmt]:
        """The body of the loop, for one item."""
        body = _jumping(copy.deepcopy(self.loop.body), [self._set(_BROKEN), ast.Break()])
        if not self.continues:
            return body
        block = ast.While(ast.Constant(True), [*body, ast.Break()], [])
        return [block, self._leave_further()] if self.leaves else [block]


def _holds(body: Sequence[ast.stmt], *kinds: type[ast.AST]) -> bool:
    """Whether a node of one of the kinds stands in statements, which may be changed afterwards."""
    return any(isinstance(n, kinds) for s in body for n in ast.walk(s))


def _jumping(body: list[ast.stmt], leave: list[ast.stmt]) -> list[ast.stmt]:
    """A body whose own `break` is something else, and whose `continue` is a `break`."""
    found: list[ast.stmt] = []
    for s in body:
        if isinstance(s, ast.Break):
            found += copy.deepcopy(leave)
            continue
        if isinstance(s, ast.Continue):
            found.append(ast.Break())
            continue
        parts = ("orelse",) if isinstance(s, ast.For | ast.While) else ("body", "orelse")
        if not isinstance(s, ast.FunctionDef | ast.ClassDef):
            for part in parts:
                if getattr(s, part, None):
                    setattr(s, part, _jumping(getattr(s, part), leave))
            for case in getattr(s, "cases", ()):
                case.body = _jumping(case.body, leave)
        found.append(s)
    return found


def _leaves(body: Sequence[ast.stmt], kind: type[ast.stmt]) -> bool:
    """Whether a break or continue in a body belongs to the loop around it."""
    for s in body:
        if isinstance(s, kind):
            return True
        inside = (
            s.orelse if isinstance(s, ast.For | ast.While) else [*getattr(s, "body", ()), *getattr(s, "orelse", ())]
        )
        inside = [*inside, *[b for case in getattr(s, "cases", ()) for b in case.body]]
        if not isinstance(s, ast.FunctionDef | ast.ClassDef) and _leaves(inside, kind):
            return True
    return False

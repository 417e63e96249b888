"""Statements one after the other, other than branches and loops."""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..codegen.pacing import breathe
from ..procedures.ir import Bail
from . import integers as ints
from .context import Context
from .frames import Unbound
from .source import returns
from .values import Arr, Function, Method, Scalar, Static, Tup, Unsupported

_LONGEST = 4000  # statements


class Statements(Context):
    """The part of a translator that runs through statements."""

    def statements(self, body: Sequence[ast.stmt]) -> bool:
        """Translate statements one after the other; whether their end can be reached."""
        for k, s in enumerate(body):
            self.line = s.lineno
            self.e.where = (*self.frame.path, s.lineno, s.col_offset)
            breathe()
            self.length += 1
            if self.length > _LONGEST:
                raise Unsupported("it is too long, once its branches are written out")
            try:
                if isinstance(s, ast.If) and self._ends_here(s):
                    return self.branch(s, list(body[k + 1 :]), final=True)
                if self._statement(s) is False:
                    return False
            except Unbound as error:
                self.e.emit(Bail(str(error)))
                return False
        return True

    def _statement(self, s: ast.stmt) -> bool | None:
        """One statement; False where what follows cannot be reached."""
        if isinstance(s, ast.If):
            return self.branch(s, [])
        method = getattr(self, f"_{type(s).__name__.lower()}", None)
        if method is None:
            raise Unsupported(f"'{type(s).__name__.lower()}' statements", s.lineno)
        alive: bool | None = method(s)
        return alive

    def _ends_here(self, s: ast.If) -> bool:
        """Whether a branch returns, so that the rest of the function belongs to the others."""
        return self.frame.at_end and returns(s)

    def _expr(self, s: ast.Expr) -> None:
        self.value(s.value)

    def _pass(self, s: ast.Pass) -> None:
        pass

    def _import(self, s: ast.Import) -> None:
        for alias in s.names:
            name = alias.name if alias.asname else alias.name.split(".")[0]
            self._imported(alias.name)
            self.env[alias.asname or name] = Static(self._imported(name))

    def _importfrom(self, s: ast.ImportFrom) -> None:
        if s.level or s.module is None:
            raise Unsupported("a relative import inside the function", s.lineno)
        for alias in s.names:
            self.env[alias.asname or alias.name] = self.attribute(Static(self._imported(s.module)), alias.name)

    def _imported(self, name: str) -> types.ModuleType:
        """A module that is there already: what others do when they are imported has to happen in the call."""
        if name not in sys.modules:
            raise Unsupported(f"an import of '{name}', which is not loaded yet", self.line)
        return sys.modules[name]

    def _assign(self, s: ast.Assign) -> None:
        if len(s.targets) == 1 and self.assign_selected(s.targets[0], s.value):
            return
        v = self.value(s.value)
        if len(s.targets) > 1:
            v = self.stored(v)
        for target in s.targets:
            self.bind(target, v)

    def _annassign(self, s: ast.AnnAssign) -> None:
        if s.value is not None:
            self.bind(s.target, self.value(s.value))

    def bind(self, target: ast.expr, v: Any) -> None:
        """target = v."""
        if isinstance(target, ast.Name):
            self.env[target.id] = self.stored(v, target.id)
        elif isinstance(target, ast.Tuple | ast.List):
            self._unpack(target.elts, v)
        elif isinstance(target, ast.Subscript):
            self.assign_item(target, v)
        elif isinstance(target, ast.Attribute):
            self.set_attribute(self.value(target.value), target.attr, v)
        else:
            raise Unsupported(f"an assignment to {ast.unparse(target)}", target.lineno)

    def _unpack(self, targets: Sequence[ast.expr], v: Any) -> None:
        items = self.items_of(v, len(targets))
        stars = [k for k, t in enumerate(targets) if isinstance(t, ast.Starred)]
        items = [self.stored(x) if not isinstance(x, Arr) else x for x in items]
        if stars:
            k, after = stars[0], len(targets) - stars[0] - 1
            if len(items) < len(targets) - 1:
                raise Unsupported("not enough values to unpack")
            middle = Tup(items[k : len(items) - after], list)
            items = [*items[:k], middle, *items[len(items) - after :]]
            targets = [t.value if isinstance(t, ast.Starred) else t for t in targets]
        if len(items) != len(targets):
            raise Unsupported("a wrong number of values to unpack")
        for t, x in zip(targets, items, strict=True):
            self.bind(t, x)

    def _augassign(self, s: ast.AugAssign) -> None:
        op = type(s.op).__name__
        if isinstance(s.target, ast.Name):
            old = self.name(s.target.id)
            if isinstance(old, Arr):
                self.update_in_place(op, old, self.value(s.value))
            elif isinstance(old, Tup) and old.kind is list:
                if op != "Add":
                    raise Unsupported("a list that is changed by an operator", s.lineno)
                self.call(Method(old, "extend"), [self.value(s.value)], {})
            else:
                self.env[s.target.id] = self.stored(self.operate(op, old, self.value(s.value)), s.target.id)
        elif self.assign_selected(s.target, s.value, op):
            pass
        elif isinstance(s.target, ast.Subscript):
            owner, key = self.value(s.target.value), self.key(s.target.slice)
            self.update_item(op, owner, key, s.value)
        elif isinstance(s.target, ast.Attribute):
            owner = self.value(s.target.value)
            old = self.attribute(owner, s.target.attr)
            if isinstance(old, Arr):
                self.update_in_place(op, old, self.value(s.value))
                self.set_attribute(owner, s.target.attr, old)
            else:
                self.set_attribute(owner, s.target.attr, self.operate(op, old, self.value(s.value)))
        else:
            raise Unsupported(f"an assignment to {ast.unparse(s.target)}", s.lineno)

    def _raise(self, s: ast.Raise) -> bool:
        self.e.emit(Bail(f"line {s.lineno}: raise"))
        return False

    def _assert(self, s: ast.Assert) -> None:
        self.e.bail_if(ints.negation(self.condition(s.test)), f"line {s.lineno}: assert")

    def _functiondef(self, s: ast.FunctionDef) -> None:
        if s.decorator_list:
            raise Unsupported("a decorated function inside the function", s.lineno)
        defaults = [self.stored(self.value(d)) for d in s.args.defaults]
        self.env[s.name] = Function(s, self.frame, defaults)

    def _delete(self, s: ast.Delete) -> None:
        for t in s.targets:
            if isinstance(t, ast.Name):
                if self.env.pop(t.id, None) is None:
                    raise Unsupported(f"'{t.id}' may have no value here", s.lineno)
            elif isinstance(t, ast.Subscript):
                self.remove_item(self.value(t.value), self.key(t.slice))
            else:
                raise Unsupported(f"del of {ast.unparse(t)}", s.lineno)

    def _with(self, s: ast.With) -> bool:
        for item in s.items:
            if not self.is_errstate(item.context_expr) or item.optional_vars is not None:
                raise Unsupported("a with statement", s.lineno)
        return self.within(s.body)

    def within(self, body: list[ast.stmt]) -> bool:
        """Statements after which the function goes on."""
        self.frame.nested += 1
        alive = self.statements(body)
        self.frame.nested -= 1
        return alive

    def _match(self, s: ast.Match) -> bool:
        subject = self.value(s.subject)
        for case in s.cases:
            if case.guard is not None:
                raise Unsupported("a guard of a case", s.lineno)
            taken = self.matches(case.pattern, subject)
            if taken:
                return self.within(case.body)
        return True

    def is_errstate(self, node: ast.expr) -> bool:
        """np.errstate(...): machine code warns of nothing; where it is to raise, NumPy runs."""
        if not isinstance(node, ast.Call):
            return False
        function = self.value(node.func)
        if not isinstance(function, Static) or function.value is not np.errstate:
            return False
        return all(isinstance(k.value, ast.Constant) and k.value.value in ("ignore", "warn") for k in node.keywords)

    def matches(self, pattern: ast.pattern, subject: Any) -> bool:
        """Whether a value that is known now matches a pattern."""
        if isinstance(pattern, ast.MatchValue):
            return bool(self.known(subject) == self.known(self.value(pattern.value)))
        if isinstance(pattern, ast.MatchSingleton):
            return isinstance(subject, Static | Scalar) and self.known(subject) is pattern.value
        if isinstance(pattern, ast.MatchOr):
            return any(self.matches(p, subject) for p in pattern.patterns)
        if isinstance(pattern, ast.MatchAs):
            if pattern.pattern is not None and not self.matches(pattern.pattern, subject):
                return False
            if pattern.name is not None:
                self.bind(ast.Name(pattern.name, ast.Store()), subject)
            return True
        if isinstance(pattern, ast.MatchSequence) and isinstance(subject, Tup):
            fits = len(pattern.patterns) == len(subject.items)
            return fits and all(self.matches(p, x) for p, x in zip(pattern.patterns, subject.items, strict=True))
        raise Unsupported("a pattern of a match statement", self.line)

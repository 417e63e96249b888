"""Statements one after the other, other than branches and loops."""

from __future__ import annotations

import ast
import contextlib
import functools
import sys
import types
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import numpy as np

from ..codegen.pacing import breathe
from ..procedures.ir import Bail
from . import integers as ints
from .context import Context
from .frames import Frame, Unbound
from .functions.lists import part
from .functions.tables import new_table
from .lists import Grown
from .numpy_source import is_written_for_this
from .source import returns
from .tables import Table, Unmade
from .values import Arr, Cached, Function, Member, Method, Static, Tup, Unsupported

_LONGEST = 4000  # statements

_KEPT: Final = 128  # results that lru_cache keeps where nobody says how many


class Statements(Context):
    """The part of a translator that runs through statements."""

    def statements(self, body: Sequence[ast.stmt]) -> bool:
        """Translate statements one after the other; whether their end can be reached."""
        for k, s in enumerate(body):
            self.line = s.lineno
            self.e.where = (*self.frame.path, s.lineno, s.col_offset)
            self.frame.depth_of_statement = self.e.depth
            breathe()
            self.length += 1
            if self.length > _LONGEST:
                raise Unsupported("it is too long, once its branches are written out")
            open_loops = len(self.frame.loops), len(self.e.heap.around)
            try:
                if isinstance(s, ast.If) and self._ends_here(s):
                    return self.branch(s, list(body[k + 1 :]), final=True)
                if self._statement(s) is False:
                    return False
            except Unbound as error:
                del self.frame.loops[open_loops[0] :], self.e.heap.around[open_loops[1] :]
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
        v = self.settled(self.perhaps(s.value), s.targets)
        if len(s.targets) > 1:
            v = self.stored(v)
        for target in s.targets:
            self.bind(target, v)

    def _annassign(self, s: ast.AnnAssign) -> None:
        if s.value is not None:
            self.bind(s.target, self.settled(self.perhaps(s.value), [s.target]))

    def bind(self, target: ast.expr, v: Any) -> None:
        """target = v."""
        if isinstance(target, ast.Name):
            self.assign(target.id, self.stored(v, target.id))
        elif isinstance(target, ast.Tuple | ast.List):
            self._unpack(target.elts, v)
        elif isinstance(target, ast.Subscript):
            self.assign_item(target, v if isinstance(v, Static) else self.present(v))
        elif isinstance(target, ast.Attribute) and target.attr == "shape" and isinstance(target.value, ast.Name):
            self._reshape(target.value.id, v)
        elif isinstance(target, ast.Attribute):
            self.set_attribute(self.value(target.value), target.attr, v)
        else:
            raise Unsupported(f"an assignment to {ast.unparse(target)}", target.lineno)

    def _reshape(self, name: str, shape: Any) -> None:
        """name.shape = shape, of an array that nobody else has."""
        a = self.name(name)
        if not isinstance(a, Arr):
            self.set_attribute(a, "shape", shape)
            return
        held = [x for n, x in self.env.items() if n != name] + [x for f in self.frames[:-1] for x in f.env.values()]
        if a.param is not None or not a.whole or self.is_held(a, held):
            raise Unsupported("an assignment to the shape of an array that others may have, or with gaps", self.line)
        self.assign(name, self.call(Method(a, "reshape"), [shape], {}))

    def assign(self, name: str, v: Any) -> None:
        """name = v, of a value as a variable can hold it."""
        frame: Frame | None = self.frame
        if name in self.frame.outside:
            frame = self.frame.outer
            while frame is not None and name not in frame.locals:
                frame = frame.outer
        if frame is None:
            raise Unsupported(f"an assignment to '{name}', which is outside the function", self.line)
        if frame.cells is not None and name in frame.shared:
            self.e.heap.change(frame.cells)
            frame.cells.items[name] = v
        elif frame is self.frame:
            frame.env[name] = v
        else:
            raise AssertionError("a variable of another function that is none of its cells")

    def _unpack(self, targets: Sequence[ast.expr], v: Any) -> None:
        v = self.present(v)
        stars = [k for k, t in enumerate(targets) if isinstance(t, ast.Starred)]
        in_memory = bool(stars) and isinstance(v, Grown)
        items = self._starred_parts(v, targets, stars[0]) if in_memory else self.items_of(v, len(targets))
        items = [self.stored(x) if not isinstance(x, Arr) else x for x in items]
        if stars and not in_memory:
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

    def _starred_parts(self, v: Grown, targets: Sequence[ast.expr], at: int) -> list[Any]:
        """The items of a list in memory for targets of which one takes what the others leave."""
        e, before, after = self.e, ints.integer(at), ints.integer(len(targets) - at - 1)
        size = e.hold_now(v.size)
        rest = e.hold_now(ints.sub(ints.sub(size, before), after))
        e.bail_if(ints.compare("lt", rest, ints.ZERO), "not enough values to unpack")
        middle = part(self, v, before, ints.ONE, rest)
        ends = [v.element(e, ints.sub(size, ints.integer(k))) for k in range(len(targets) - at - 1, 0, -1)]
        return [*[v.element(e, ints.integer(k)) for k in range(at)], middle, *ends]

    def _augassign(self, s: ast.AugAssign) -> None:
        op = type(s.op).__name__
        if isinstance(s.target, ast.Name):
            old = self.present(self.name(s.target.id))
            if isinstance(old, Arr):
                self.update_in_place(op, old, self.value(s.value))
            elif isinstance(old, Grown) or (isinstance(old, Tup) and old.kind is list):
                if op != "Add":
                    raise Unsupported("a list that is changed by an operator", s.lineno)
                self.call(Method(old, "extend"), [self.value(s.value)], {})
            elif isinstance(old, Table | Unmade) and old.kind is set:
                if op not in ("BitOr", "Sub"):
                    raise Unsupported("a set that is changed by such an operator", s.lineno)
                self.call(Method(old, "update" if op == "BitOr" else "difference_update"), [self.value(s.value)], {})
            else:
                self.assign(s.target.id, self.stored(self.operate(op, old, self.value(s.value)), s.target.id))
        elif self.assign_selected(s.target, s.value, op):
            pass
        elif isinstance(s.target, ast.Subscript):
            owner, key = self.value(s.target.value), self.key(s.target.slice)
            self.update_item(op, owner, key, s.value)
        elif isinstance(s.target, ast.Attribute):
            owner = self.value(s.target.value)
            old = self.present(self.attribute(owner, s.target.attr))
            if isinstance(old, Arr) and isinstance(owner, Member):
                raise Unsupported("an update in place of an array that an object in a list has", s.lineno)
            if isinstance(old, Arr):
                self.update_in_place(op, old, self.value(s.value))
                self.set_attribute(owner, s.target.attr, old)
            else:
                self.set_attribute(owner, s.target.attr, self.operate(op, old, self.value(s.value)))
        else:
            raise Unsupported(f"an assignment to {ast.unparse(s.target)}", s.lineno)

    def unbound(self, reason: str) -> NoReturn:
        """What cannot be reached on the ways that are known so far, or bails."""
        raise Unbound(reason)

    def _raise(self, s: ast.Raise) -> bool:
        own = is_written_for_this(self.frame.f)
        if not own and self.raised_further(s):
            return False
        self.e.emit(Bail(f"'{self.frame.node.name}' raises" if own else f"line {s.lineno}: raise"))
        return False

    def _assert(self, s: ast.Assert) -> None:
        self.e.bail_if(ints.negation(self.condition(s.test)), f"line {s.lineno}: assert")

    def _functiondef(self, s: ast.FunctionDef) -> None:
        function = Function(s, self.frame, lambda d: self.stored(self.value(d)))
        if s.decorator_list:
            most = self._remembers(s.decorator_list[0]) if len(s.decorator_list) == 1 else None
            if most is None:
                raise Unsupported("a decorated function inside the function", s.lineno)
            site = ("table", *self.e.where, s.lineno, s.col_offset)
            self.assign(s.name, Cached(function, new_table(self, dict, site=site), most))
            return
        self.assign(s.name, function)

    def _remembers(self, decorator: ast.expr) -> int | None:
        """How many results a function keeps that functools.cache or lru_cache decorates; None for other decorators."""
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        known = getattr(self.value(node), "value", None)
        if known not in (functools.cache, functools.lru_cache):
            return None
        kept: int | None = None if known is functools.cache else _KEPT
        given = [*decorator.args, *[k.value for k in decorator.keywords]] if isinstance(decorator, ast.Call) else []
        if given:
            size = given[0].value if len(given) == 1 and isinstance(given[0], ast.Constant) else ...
            if type(size) is not int and size is not None:
                raise Unsupported("a cache with options other than a size that is written there", decorator.lineno)
            kept = size
        return sys.maxsize if kept is None else max(kept, 0)

    def _nonlocal(self, s: ast.Nonlocal) -> None:
        """Its names are items of a container of the function around, as the translation begins."""

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
            entered = self._entered(item.context_expr)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, entered)
        return self.within(s.body)

    def within(self, body: list[ast.stmt]) -> bool:
        """Statements after which the function goes on."""
        self.frame.nested += 1
        alive = self.statements(body)
        self.frame.nested -= 1
        return alive

    def _entered(self, node: ast.expr) -> Any:
        """What a context manager gives: one that has nothing to do in machine code."""
        if self.is_errstate(node):
            return Static(None)
        function = self.value(node.func) if isinstance(node, ast.Call) else None
        if not isinstance(node, ast.Call) or getattr(function, "value", None) is not contextlib.nullcontext:
            raise Unsupported("a with statement", node.lineno)
        if not node.keywords and len(node.args) < 2:
            return self.stored(self.value(node.args[0])) if node.args else Static(None)
        raise Unsupported("a with statement", node.lineno)

    def is_errstate(self, node: ast.expr) -> bool:
        """np.errstate(...): machine code warns of nothing; where it is to raise, NumPy runs."""
        if not isinstance(node, ast.Call):
            return False
        function = self.value(node.func)
        if not isinstance(function, Static) or function.value is not np.errstate:
            return False
        return all(isinstance(k.value, ast.Constant) and k.value.value in ("ignore", "warn") for k in node.keywords)

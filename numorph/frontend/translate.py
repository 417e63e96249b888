"""From the syntax tree of a function to a procedure: statements and control flow.  (Expressions: see expressions.py.)

What Python decides while it is translated (constants, None, functions) takes Python's way at once; numbers and arrays
become registers and memory.  Where a loop changes the form of a variable, the joined form is noted in `decided` and the
translation starts again.  Whatever is not known here raises Unsupported: then the function runs as plain Python.
"""

from __future__ import annotations

import ast
import functools
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..procedures.ir import (
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Reg,
    Retain,
    Return,
    Statement,
    While,
    const,
    reg,
)
from . import integers as ints
from .arrays import is_array, materialize
from .emitter import Emitter
from .expressions import Expressions
from .joins import ConflictForm, Home, Mismatch, StaticForm, assign_all, blank, equal, form_of, join, loosened
from .lists import Grown, kinds_of
from .liveness import Liveness
from .scalars import truth
from .source import assigned_names, look_up, tree_of
from .values import (
    Arr,
    Conflict,
    Dictionary,
    Function,
    Iterated,
    Lazy,
    Maybe,
    Range,
    Scalar,
    Static,
    Tup,
    Unsupported,
    constant,
)

_MANY_RESTARTS = 40
_MOST_UNROLLED = 64
_KNOWN_TRUTH = (str, bytes, int, float, complex, bool, tuple, type(None), range, np.generic)
_NONE_BESIDE = "a result that is None here, and something else there"


class Unbound(Exception):
    """A variable that has no value on the ways that are known so far; others may come, in a later iteration."""


class Restart(Exception):
    """A variable has another form than was thought: the translation starts again."""


class Frame:
    """A function that is being translated: its variables, and the loops of it that are open."""

    def __init__(self, f: types.FunctionType | Function, node: Any, path: tuple, outer: Frame | None):
        self.f, self.node, self.path, self.outer = f, node, path, outer
        self.env: dict[str, Any] = {}
        self.loops: list[_Loop] = []
        self.live = Liveness(node)
        self.locals = assigned_names(node.body if isinstance(node.body, list) else []) | _parameter_names(node)
        self.returned: Any = None
        self.is_block = False  # whether an early return leaves by a Break
        self.result_home: Home | None = None  # where returns inside loops put the result
        self.nested = 0  # statements around the current one, other than branches, after which the function goes on
        self.base_scopes = 0  # how many scopes were open when it began
        self.kept: list[Any] = []  # trees made here: what is known of them goes by their identity

    @property
    def at_end(self) -> bool:
        """Whether the statements that are translated now go on to the end of the function."""
        return not self.loops and not self.is_block and not self.nested


class _Loop:
    """An open loop: the homes of the variables that go around, and whether a return inside leaves it."""

    def __init__(self, key: tuple, carried: set[str], assigned: set[str]):
        self.key, self.carried, self.assigned = key, carried, assigned
        self.homes: dict[str, Home] = {}
        self.flags: dict[str, Reg] = {}  # whether a variable that goes around has a value yet
        self.broke: Reg | None = None
        self.left: Reg | None = None
        self.pending = False
        self.unrolled = False  # whether each iteration is a block of its own


def _parameter_names(node: Any) -> set[str]:
    a = node.args
    every = [*a.posonlyargs, *a.args, *a.kwonlyargs, *([a.vararg] if a.vararg else []), *([a.kwarg] if a.kwarg else [])]
    return {p.arg for p in every}


class Translator(Expressions):
    """One attempt at a translation.  `decided` is kept from attempt to attempt."""

    def __init__(self, surroundings: Any, decided: dict[Any, Any]):
        self.e = Emitter()
        self.surroundings, self.decided = surroundings, decided
        self.frames: list[Frame] = []
        self.line = 0

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    @property
    def env(self) -> dict[str, Any]:
        return self.frames[-1].env

    # -- whole functions

    def function(self, f: types.FunctionType, bind: Callable[[Frame], None]) -> Any:
        """The body of the function that the procedure is made of; its result's value."""
        self.surroundings.code(f)
        node = tree_of(f.__code__)
        frame = Frame(f, node, (f.__code__.co_filename, f.__code__.co_firstlineno), None)
        self.frames.append(frame)
        bind(frame)
        if isinstance(node, ast.Lambda):
            frame.returned = self.stored(self.value(node.body))
        elif self.statements(node.body):
            frame.returned = frame.returned or Static(None)
        if frame.returned is not None:
            if frame.result_home is None:
                self._hand_over(frame.returned)
                self.e.release(1)
                return frame.returned
            self._put_result(frame, frame.returned)
            if frame.result_home is not None:
                self._hand_over(frame.result_home.value)
                self.e.release(1)
        if frame.result_home is None:
            raise Unsupported("it never returns")
        return frame.result_home.value

    def _hand_over(self, v: Any) -> None:
        """One owner more for the memory of a result: the caller."""
        if isinstance(v, Grown):
            self.e.emit(Retain(v.data))
        if isinstance(v, Arr) and v.owner is not None:
            self.e.emit(Retain(v.owner))
        elif isinstance(v, Tup | Dictionary):
            for x in v.items if isinstance(v, Tup) else v.items.values():
                self._hand_over(x)

    def stored(self, v: Any, name: str = "v") -> Any:
        """A value as a variable can hold it: numbers in registers, arrays in memory."""
        e = self.e
        if isinstance(v, Scalar):
            return Scalar(e.hold(v.expr, name), v.kinds, v.lo, v.hi, v.tag)
        if isinstance(v, Lazy):
            return materialize(e, v, name=name)
        if isinstance(v, Tup):
            v.items[:] = [self.stored(x, name) for x in v.items]
        elif isinstance(v, Dictionary):
            for k, x in v.items.items():
                v.items[k] = self.stored(x, name)
        elif isinstance(v, Range):
            return Range(*[self.stored(x, name) for x in (v.start, v.stop, v.step)])
        return v

    # -- statements

    def statements(self, body: Sequence[ast.stmt]) -> bool:
        """Translate statements one after the other; whether their end can be reached."""
        for k, s in enumerate(body):
            self.line = s.lineno
            self.e.where = (*self.frame.path, s.lineno, s.col_offset)
            try:
                if isinstance(s, ast.If) and self._ends_here(s):
                    return self._if(s, list(body[k + 1 :]), final=True)
                if self._statement(s) is False:
                    return False
            except Unbound as error:
                self.e.emit(Bail(str(error)))
                return False
        return True

    def _statement(self, s: ast.stmt) -> bool | None:
        """One statement; False where what follows cannot be reached."""
        if isinstance(s, ast.If):
            return self._if(s, [])
        method = getattr(self, f"_{type(s).__name__.lower()}", None)
        if method is None:
            raise Unsupported(f"'{type(s).__name__.lower()}' statements", s.lineno)
        return method(s)  # type: ignore[no-any-return]

    def _ends_here(self, s: ast.If) -> bool:
        """Whether a branch returns, so that the rest of the function belongs to the others."""
        return self.frame.at_end and _returns(s)

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
                raise Unsupported("a list that grows by an operator", s.lineno)
            else:
                self.env[s.target.id] = self.stored(self.operate(op, old, self.value(s.value)), s.target.id)
        elif isinstance(s.target, ast.Subscript):
            owner, key = self.value(s.target.value), self.key(s.target.slice)
            self.update_item(op, owner, key, s.value)
        else:
            raise Unsupported(f"an assignment to {ast.unparse(s.target)}", s.lineno)

    def _return(self, s: ast.Return) -> bool:
        v = Static(None) if s.value is None else self.stored(self.value(s.value), "result")
        frame = self.frame
        if frame.at_end:
            frame.returned = v
            return False
        if not self._put_result(frame, v):
            return False
        if len(self.frames) == 1:
            self._hand_over(frame.result_home.value)  # type: ignore[union-attr]
            self.e.release(len(self.e.scopes))
            self.e.emit(Return())
            return False
        for loop in frame.loops:
            if loop.left is None:
                loop.left = Reg("left", "bool")
            self.e.emit(Assign(loop.left, const(True, "bool")))
        self.e.release(len(self.e.scopes) - frame.base_scopes)
        self.e.emit(Break())
        return False

    def _put_result(self, frame: Frame, v: Any) -> bool:
        """Assign a result to its place; None beside other results is left to Python."""
        known = self.decided.get(("return", *frame.path))
        if _is_none(v) and known is not None and not _says_none(known):
            self.e.emit(Bail(_NONE_BESIDE))
            return False
        assign_all(self.e, [(self._return_home(frame, v), v)], retain=True)
        return True

    def _return_home(self, frame: Frame, v: Any) -> Home:
        """The place of a result that several returns give, or one inside a loop."""
        key = ("return", *frame.path)
        form, known = loosened(form_of(v)), self.decided.get(key)
        if known is not None and not _says_none(known):
            form = self._join(known, form, key)
        if known is None or not equal(known, form):
            self.decided[key] = form
            if frame.result_home is not None:
                raise Restart
        if frame.result_home is None:
            # Its memory belongs to what is around the function.
            around = max(frame.base_scopes, 1)
            inner = self.e.scopes[around:]
            del self.e.scopes[around:]
            frame.result_home = Home(self.e, form, "result", owns=True)
            self.e.scopes += inner
        return frame.result_home

    def _join(self, a: Any, b: Any, key: Any) -> Any:
        try:
            return join(a, b)
        except Mismatch as error:
            raise Unsupported(f"values of different types in one place: {error}", self.line) from None

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
            if not isinstance(t, ast.Name):
                raise Unsupported("del of something that is no variable", s.lineno)
            self.env.pop(t.id, None)

    def _with(self, s: ast.With) -> bool:
        for item in s.items:
            if not self.is_errstate(item.context_expr) or item.optional_vars is not None:
                raise Unsupported("a with statement", s.lineno)
        return self._within(s.body)

    def _within(self, body: list[ast.stmt]) -> bool:
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
                return self._within(case.body)
        return True

    # -- branches

    def _if(self, s: ast.If, rest: list[ast.stmt], final: bool = False) -> bool:
        """`rest`: where a branch returns, the statements after it, up to the end of the function: of each branch."""
        test = self.test(s.test)
        known = self.known_truth(test)
        if known is not None:
            return self.statements([*(s.body if known else s.orelse), *rest])
        condition = self.e.hold(self.truth_of(test), "test")
        before = dict(self.env)
        ways = []
        for body in (s.body, s.orelse):
            self.frame.env = dict(before)
            self.frame.returned = None
            with self.e.inside() as block:
                alive = self.statements([*body, *rest])
                if final and alive:
                    self.frame.returned, alive = self.frame.returned or Static(None), False
            ways.append((alive, self.frame.env, self.frame.returned, block))
        (alive, env, returned, then), (alive_too, env_too, returned_too, other) = ways
        self.line = s.lineno
        if alive and alive_too:
            live = self.frame.live.after.get(id(s), frozenset())
            self.frame.env = self._merged((env, then), (env_too, other), live)
        elif alive:
            self.frame.env = env
        elif alive_too:
            self.frame.env = env_too
        if returned is not None and returned_too is not None:
            self.frame.returned = self._met_results((returned, then), (returned_too, other))
        else:
            self.frame.returned = returned if returned is not None else returned_too
        self.e.emit(If(condition, then, other))
        return alive or alive_too

    def _met_results(self, one: tuple[Any, list], two: tuple[Any, list]) -> Any:
        for (v, block), (w, _) in ((one, two), (two, one)):
            if _is_none(v) and not _is_none(w):
                block.append(Bail(_NONE_BESIDE))
                return w
        return self._met("result", one, two)

    def _merged(self, one: tuple, two: tuple, live: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in {**one[0], **two[0]}:
            a, b = one[0].get(name), two[0].get(name)
            if a is b:
                found[name] = a
            elif name in live:
                found[name] = self._met(name, (a, one[1]), (b, two[1]))
        return found

    def _met(self, name: str, one: tuple[Any, list], two: tuple[Any, list]) -> Any:
        """What a variable is where two ways meet; moves are added to the ends of both."""
        (a, block_a), (b, block_b) = one, two
        if a is None or b is None:
            return self._perhaps(name, one, two)
        if isinstance(a, Maybe) or isinstance(b, Maybe):
            flag = Reg(f"{name}.is", "bool")
            for v, block in ((a, block_a), (b, block_b)):
                block.append(Assign(flag, v.flag if isinstance(v, Maybe) else const(True, "bool")))
            inner = [v.value if isinstance(v, Maybe) else v for v in (a, b)]
            return Maybe(self._met(name, (inner[0], block_a), (inner[1], block_b)), reg(flag))
        if isinstance(a, Scalar) and isinstance(b, Scalar) and a.kinds == b.kinds and ints.same(a.expr, b.expr):
            return (
                Scalar(a.expr, a.kinds, min(a.lo, b.lo), max(a.hi, b.hi), a.tag)
                if a.tag is b.tag
                else self._home(name, one, two)
            )
        return self._home(name, one, two)

    def _home(self, name: str, one: tuple[Any, list], two: tuple[Any, list]) -> Any:
        try:
            form = join(form_of(one[0]), form_of(two[0]))
        except Mismatch as error:
            return Conflict(f"'{name}' has no single type: {error}")
        home = Home(self.e, form, name, owns=False)
        for value, block in (one, two):
            saved, self.e.block = self.e.block, block
            assign_all(self.e, [(home, value)], retain=False)
            self.e.block = saved
        found = home.value
        if isinstance(found, Scalar) and isinstance(one[0], Scalar):
            found.lo, found.hi = min(one[0].lo, two[0].lo), max(one[0].hi, two[0].hi)
        return found

    def _perhaps(self, name: str, one: tuple[Any, list], two: tuple[Any, list]) -> Any:
        present, absent = (one, two) if two[0] is None else (two, one)
        value = present[0]
        flag = Reg(f"{name}.is", "bool")
        inner = value.value if isinstance(value, Maybe) else value
        if isinstance(inner, Conflict):
            return inner
        try:
            home = Home(self.e, form_of(inner), name, owns=False)
        except Mismatch as error:
            return Conflict(f"'{name}' {error}")
        saved, self.e.block = self.e.block, present[1]
        assign_all(self.e, [(home, inner)], retain=False)
        self.e.emit(Assign(flag, value.flag if isinstance(value, Maybe) else const(True, "bool")))
        self.e.block = absent[1]
        for r, x in blank(home):
            self.e.emit(Assign(r, x))
        self.e.emit(Assign(flag, const(False, "bool")))
        self.e.block = saved
        return Maybe(home.value, reg(flag))

    def after_either(self, one: tuple[dict, list], two: tuple[dict, list]) -> None:
        """The variables after parts of an expression of which one was evaluated: it may have assigned some."""
        names = {n for n in {**one[0], **two[0]} if one[0].get(n) is not two[0].get(n)}
        self.frame.env = self._merged(one, two, names)

    # -- loops

    def _open(self, s: Any) -> _Loop:
        """Give the variables that go around a loop their homes."""
        key = ("loop", *self.frame.path, s.lineno, s.col_offset)
        loop = _Loop(key, *self._carried(s))
        pairs = []
        for name in sorted(loop.carried):
            entry = self.env.get(name)
            decided = self.decided.get((*key, name))
            if entry is None and decided is None:
                continue
            flag = None
            if entry is None or isinstance(entry, Maybe) or ("maybe", *key, name) in self.decided:
                flag = loop.flags[name] = Reg(f"{name}.is", "bool")
            inner = entry.value if isinstance(entry, Maybe) else entry
            form = self._entry_form(inner, decided)
            home = Home(self.e, form, name, owns=True)
            loop.homes[name] = home
            if inner is None or isinstance(home.value, Conflict):
                for r, x in blank(home):
                    self.e.emit(Assign(r, x))
            else:
                pairs.append((home, inner))
            if flag is not None:
                given = const(entry is not None, "bool") if not isinstance(entry, Maybe) else entry.flag
                self.e.emit(Assign(flag, given))
        assign_all(self.e, pairs, retain=True)
        for name, home in loop.homes.items():
            self.env[name] = Maybe(home.value, reg(loop.flags[name])) if name in loop.flags else home.value
        self.frame.loops.append(loop)
        return loop

    def _entry_form(self, entry: Any, decided: Any) -> Any:
        if entry is None:
            return decided
        try:
            form = form_of(entry)
            return form if decided is None else join(form, decided)
        except Mismatch as error:
            return ConflictForm(str(error))

    def _go_around(self, loop: _Loop) -> None:
        """Assign the homes, at the end of an iteration or where the loop is left."""
        pairs = []
        for name, home in loop.homes.items():
            v = self.env.get(name)
            if isinstance(home.value, Conflict):
                continue
            if v is home.value:
                continue
            flag = loop.flags.get(name)
            if v is None:
                if flag is None:
                    self.decided["maybe", *loop.key, name] = True
                    loop.pending = True
                    continue
                self.e.emit(Assign(flag, const(False, "bool")))
                continue
            if isinstance(v, Maybe):
                if v.value is home.value and flag is not None and v.flag.attr is flag:
                    continue
                if flag is None:
                    self.decided["maybe", *loop.key, name] = True
                    loop.pending = True
                    continue
                self.e.emit(Assign(flag, v.flag))
                v = v.value
            elif flag is not None:
                self.e.emit(Assign(flag, const(True, "bool")))
            if self._fits(loop, name, home, v):
                pairs.append((home, v))
        for name in self._new_names(loop):
            form = loosened(form_of(self.env[name])) if not isinstance(self.env[name], Maybe) else None
            if form is None:
                form = loosened(form_of(self.env[name].value))
            self.decided[*loop.key, name] = form
            loop.pending = True
        if not loop.pending:
            assign_all(self.e, pairs, retain=True)

    def _new_names(self, loop: _Loop) -> list[str]:
        """Variables that go around, but had no value when the loop was entered."""
        found = []
        for name in loop.carried - loop.homes.keys():
            v = self.env.get(name)
            if v is not None and not isinstance(v, Conflict):
                found.append(name)
        return found

    def _fits(self, loop: _Loop, name: str, home: Home, v: Any) -> bool:
        """Whether the home can hold a value; if not, a better form is noted."""
        try:
            form = join(home.form, form_of(v))
        except Mismatch as error:
            form = ConflictForm(f"'{name}' changes in a loop: {error}")
        if equal(form, home.form):
            return True
        self.decided[*loop.key, name] = form if isinstance(form, ConflictForm) else self._kept(form)
        loop.pending = True
        return False

    def _kept(self, form: Any) -> Any:
        """What of a form can be noted for the next attempt, in which registers are others."""
        return loosened(form)

    def _close(self, loop: _Loop) -> None:
        self.frame.loops.pop()
        if loop.pending:
            raise Restart
        for name, home in loop.homes.items():
            self.env[name] = Maybe(home.value, reg(loop.flags[name])) if name in loop.flags else home.value
        for name in loop.assigned - loop.homes.keys():
            self.env.pop(name, None)

    def _carried(self, s: Any) -> tuple[set[str], set[str]]:
        nodes = [*s.body, *([s.test] if isinstance(s, ast.While) else [s.target])]
        assigned = assigned_names(nodes) & self.frame.locals
        live = self.frame.live.head.get(id(s), frozenset()) | self.frame.live.after.get(id(s), frozenset())
        return assigned & live, assigned

    def _while(self, s: ast.While) -> bool:
        outer = dict(self.env)
        loop = self._open(s)
        always = False
        with self.e.scope() as body:
            test = self.value(s.test)
            known = self.known_truth(test)
            if known is False:
                self.e.release(1)
                self.e.emit(Break())
            else:
                always = known is True
                if known is None:
                    condition = ints.negation(self.truth_of(test))
                    condition = self.e.hold(condition, "done")
                    with self.e.inside() as leave:
                        self._leave(loop, s)
                    self.e.emit(If(condition, leave))
                if self.statements(s.body):
                    self._go_around(loop)
                    self.e.release(1)
        self._finish(s, loop, While(body), outer)
        if s.orelse:
            return self._orelse(s, loop)
        return not always or _breaks(s.body)

    def _leave(self, loop: _Loop, s: Any) -> None:
        self._go_around(loop)
        self.e.release(1)
        self.e.emit(Break())

    def _finish(self, s: Any, loop: _Loop, made: Statement, outer: dict) -> None:
        if s.orelse and loop.broke is None:
            loop.broke = Reg("broke", "bool")
        for flag in (loop.broke, loop.left):
            if flag is not None:
                self.e.emit(Assign(flag, const(False, "bool")))
        self.e.emit(made)
        self.frame.env = {n: v for n, v in outer.items() if n not in loop.assigned}
        self._close(loop)
        if loop.left is not None and len(self.frames) > 1:
            self.e.emit(If(reg(loop.left), self._leave_further()))

    def _leave_further(self) -> list[Statement]:
        with self.e.inside() as block:
            depth = len(self.e.scopes) - self.frame.base_scopes
            if self.frame.loops:
                depth = 1
            elif not self.frame.is_block:
                raise AssertionError("a return out of a loop has to leave a block")
            self.e.release(depth)
            self.e.emit(Break())
        return block

    def _orelse(self, s: Any, loop: _Loop) -> bool:
        """The else of a loop: what runs unless it was left by a break."""
        assert loop.broke is not None
        before = dict(self.env)
        with self.e.inside() as other:
            alive = self._within(s.orelse)
        after = self.frame.env
        self.frame.env = dict(before)
        nothing: list[Statement] = []
        if alive:
            live = self.frame.live.after.get(id(s), frozenset())
            self.frame.env = self._merged((before, nothing), (after, other), live)
        self.e.emit(If(reg(loop.broke), nothing, other))
        return alive or _breaks(s.body)

    def _break(self, s: ast.Break) -> bool:
        loop = self.frame.loops[-1]
        self._go_around(loop)
        if loop.broke is None:
            loop.broke = Reg("broke", "bool")
        self.e.emit(Assign(loop.broke, const(True, "bool")))
        self.e.release(1)
        self.e.emit(Break())
        return False

    def _continue(self, s: ast.Continue) -> bool:
        self._go_around(self.frame.loops[-1])
        self.e.release(1)
        self.e.emit(Break() if self.frame.loops[-1].unrolled else Continue())
        return False

    def _for(self, s: ast.For) -> bool:
        iterated = self.value(s.iter)
        items = self._static_items(iterated)
        if items is not None:
            return self._unrolled(s, items)
        source = self.sequence(iterated)
        return self._counted(s, source)

    def _static_items(self, v: Any) -> list[Any] | None:
        """The items of something whose items are known now, if there are few of them or they are no numbers."""
        if isinstance(v, Tup):
            return list(v.items)
        if isinstance(v, Dictionary):
            return [constant(k) for k in v.items]
        if isinstance(v, Static) and isinstance(v.value, str | tuple | list):
            return [constant(x) for x in v.value]
        if isinstance(v, Iterated):
            parts = [self._static_items(p) for p in v.parts]
            if all([p is not None for p in parts]):
                return self.iterated_items(v, parts)  # type: ignore[arg-type]
        if isinstance(v, Range) and all([x.is_static for x in (v.start, v.stop, v.step)]):
            return None
        return None

    def _unrolled(self, s: ast.For, items: list[Any]) -> bool:
        if len(items) > _MOST_UNROLLED:
            made = Grown(self.e, kinds_of(items))
            for x in items:
                made.append(self.e, x)
            return self._counted(s, self.sequence(made))
        if s.orelse or _breaks(s.body) or _continues(s.body):
            return self._unrolled_with_jumps(s, items)
        for item in items:
            self.bind(s.target, item)
            if not self.statements(s.body):
                return False
        return True

    def _unrolled_with_jumps(self, s: ast.For, items: list[Any]) -> bool:
        """A block for each item, which `continue` leaves, in a block for all, which `break` leaves."""
        e = self.e
        outer = dict(self.env)
        loop = self._open(s)
        loop.unrolled = True
        start = dict(self.env)
        with e.inside() as whole:
            for item in items:
                self.frame.env = dict(start)
                with e.scope() as body:
                    self.bind(s.target, item)
                    if self.statements(s.body):
                        self._go_around(loop)
                        e.release(1)
                        e.emit(Break())
                e.emit(While(body))
                for flag in (loop.broke, loop.left):
                    if flag is not None:
                        e.emit(If(reg(flag), [Break()]))
            e.emit(Break())
        self._finish(s, loop, While(whole), outer)
        return self._orelse(s, loop) if s.orelse else True

    def _counted(self, s: ast.For, source: Any) -> bool:
        """A loop over start, start + step, ...: source gives the bounds, and the item for a counter."""
        e = self.e
        start, stop, step = source.start, e.hold(source.stop, "stop"), source.step
        outer = dict(self.env)
        loop = self._open(s)
        counter = Reg(s.target.id if isinstance(s.target, ast.Name) else "i", "i64")
        e.bounds.counter(counter, start, stop, step)
        with e.scope() as body:
            self.bind(s.target, source.item(reg(counter)))
            if self.statements(s.body):
                self._go_around(loop)
                e.release(1)
        self._finish(s, loop, For(counter, start, stop, body, step), outer)
        return self._orelse(s, loop) if s.orelse else True

    # -- names

    def name(self, name: str) -> Any:
        """The value of a variable."""
        frame: Frame | None = self.frame
        while frame is not None:
            if name in frame.locals or name in frame.env:
                return self._local(frame, name)
            if frame.outer is None:
                break
            frame = frame.outer
        f = frame.f if frame is not None else None
        if not isinstance(f, types.FunctionType):
            raise Unsupported(f"name '{name}'", self.line)
        where, holder, value = look_up(f, name)
        return self.surroundings.found(self, where, holder, name, value)

    def _local(self, frame: Frame, name: str) -> Any:
        v = frame.env.get(name)
        if v is None and any(name in loop.carried and name not in loop.homes for loop in frame.loops):
            raise Unbound(f"'{name}' has no value")
        if v is None:
            raise Unsupported(f"'{name}' may have no value here", self.line)
        if isinstance(v, Conflict):
            raise Unsupported(v.reason, self.line)
        if isinstance(v, Maybe):
            self.e.bail_if(ints.negation(v.flag), f"'{name}' has no value")
            return v.value
        return v

    # -- calls of the user's functions

    def inline(self, f: types.FunctionType | Function, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """A call of a function written in Python, as part of the code."""
        if len(self.frames) > 24:
            raise Unsupported("functions call each other too deeply", self.line)
        if isinstance(f, types.FunctionType):
            self.surroundings.code(f)
        node = f.node if isinstance(f, Function) else tree_of(f.__code__)
        outer = f.frame if isinstance(f, Function) else None
        path = (*self.frame.path, self.line, node.lineno, node.col_offset, len(self.frames))
        frame = Frame(f, node, path, outer)
        args = [self.stored(a) for a in args]
        kwargs = {k: self.stored(a) for k, a in kwargs.items()}
        self._bind_parameters(frame, f, node, args, kwargs)
        line, where = self.line, self.e.where
        self.frames.append(frame)
        try:
            found = self._inlined(frame, node)
        finally:
            self.frames.pop()
            self.line, self.e.where = line, where
        return found

    def _inlined(self, frame: Frame, node: Any) -> Any:
        if isinstance(node, ast.Lambda):
            return self.stored(self.value(node.body))
        if any(
            isinstance(n, ast.Yield | ast.YieldFrom | ast.Await | ast.Global | ast.Nonlocal) for n in ast.walk(node)
        ):
            raise Unsupported(f"'{node.name}' is a generator, or assigns to variables outside it")
        frame.base_scopes = len(self.e.scopes)
        if not _returns_in_loop(node.body):
            self.statements(node.body)
            return frame.returned if frame.returned is not None else Static(None)
        frame.is_block = True
        with self.e.inside() as body:
            if self.statements(node.body):
                self._put_result(frame, Static(None))
            self.e.emit(Break())
        self.e.emit(While(body))
        if frame.result_home is None:
            return Static(None)
        return frame.result_home.value

    def _bind_parameters(self, frame: Frame, f: Any, node: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        a = node.args
        names = [p.arg for p in (*a.posonlyargs, *a.args)]
        if len(args) > len(names) and a.vararg is None:
            raise Unsupported("too many arguments in a call", self.line)
        env = frame.env
        env.update(zip(names, args, strict=False))
        if a.vararg is not None:
            env[a.vararg.arg] = Tup(args[len(names) :])
        rest = {}
        for k, v in kwargs.items():
            if k in names[: len(args)]:
                raise Unsupported(f"two values of the argument '{k}' in a call", self.line)
            if k in names or k in [p.arg for p in a.kwonlyargs]:
                env[k] = v
            else:
                rest[k] = v
        if a.kwarg is not None:
            env[a.kwarg.arg] = Dictionary(rest)
        elif rest:
            raise Unsupported(f"unknown arguments {sorted(rest)} in a call", self.line)
        self._bind_defaults(frame, f, names)
        missing = [n for n in (*names, *[p.arg for p in a.kwonlyargs]) if n not in env]
        if missing:
            raise Unsupported(f"missing arguments {missing} in a call", self.line)

    def _bind_defaults(self, frame: Frame, f: Any, names: list[str]) -> None:
        if isinstance(f, Function):
            defaults, keywords = f.defaults, {}
        else:
            defaults = [self.surroundings.default(self, f, k, d) for k, d in enumerate(f.__defaults__ or ())]
            keywords = {k: self.surroundings.default(self, f, k, d) for k, d in (f.__kwdefaults__ or {}).items()}
        for name, d in zip(names[len(names) - len(defaults) :], defaults, strict=True):
            frame.env.setdefault(name, d)
        for name, d in keywords.items():
            frame.env.setdefault(name, d)

    # -- tests

    def condition(self, node: ast.expr) -> Expr:
        """The truth of an expression."""
        v = self.value(node)
        known = self.known_truth(v)
        return const(known, "bool") if known is not None else self.truth_of(v)

    def known_truth(self, v: Any) -> bool | None:
        """Whether a value is true, if that is known now."""
        if isinstance(v, Static):
            kind = type(v.value)
            if not issubclass(kind, _KNOWN_TRUTH) and (hasattr(kind, "__bool__") or hasattr(kind, "__len__")):
                raise Unsupported(f"the truth of a {kind.__name__}", self.line)
            return bool(v.value)
        if isinstance(v, Scalar):
            if v.is_static:
                return bool(v.static)
            return None
        if isinstance(v, Tup | Dictionary):
            return bool(v.items)
        if isinstance(v, Function):
            return True
        return None

    def truth_of(self, v: Any) -> Expr:
        """The truth of a number."""
        if isinstance(v, Scalar):
            return truth(v.expr)
        if isinstance(v, Grown):
            return self.e.hold_now(ints.compare("gt", v.length.expr, ints.ZERO))
        if is_array(v):
            if not v.shape:
                return truth(v.at(()))
            self.e.bail_if(ints.compare("ne", ints.product(v.shape), ints.ONE), "the truth of several elements")
            return truth(v.at((ints.ZERO,) * len(v.shape)))
        if isinstance(v, Range):
            raise Unsupported("the truth of a range", self.line)
        raise Unsupported("the truth of an object", self.line)


def translated(surroundings: Any, f: types.FunctionType, bind: Callable[[Translator, Frame], None]) -> Any:
    """(translator, value of the result): attempts until the forms of all variables are settled."""
    decided: dict[Any, Any] = {}
    for _ in range(_MANY_RESTARTS):
        surroundings.begin()
        t = Translator(surroundings, decided)

        try:
            value = t.function(f, functools.partial(bind, t))
        except Restart:
            continue
        except Unsupported as error:
            if error.line is None:
                error.line = t.line
            raise
        return t, value
    raise Unsupported("the types of its variables do not settle")


def _is_none(v: Any) -> bool:
    return isinstance(v, Static) and v.value is None


def _says_none(form: Any) -> bool:
    return isinstance(form, StaticForm) and form.value is None


def _returns(s: ast.stmt) -> bool:
    return any(isinstance(n, ast.Return) for n in ast.walk(s))


def _returns_in_loop(body: Sequence[ast.stmt]) -> bool:
    for s in body:
        if isinstance(s, ast.For | ast.While) and _returns(s):
            return True
        if isinstance(s, ast.If) and (_returns_in_loop(s.body) or _returns_in_loop(s.orelse)):
            return True
        if isinstance(s, ast.With | ast.Match) and _returns(s):
            return True
    return False


def _own(body: Sequence[ast.stmt], kind: type) -> bool:
    """Whether a statement of a kind belongs to the loop with this body."""
    for s in body:
        if isinstance(s, kind):
            return True
        if isinstance(s, ast.If) and (_own(s.body, kind) or _own(s.orelse, kind)):
            return True
        if isinstance(s, ast.With) and _own(s.body, kind):
            return True
        if isinstance(s, ast.For | ast.While) and _own(s.orelse, kind):
            return True
    return False


def _breaks(body: Sequence[ast.stmt]) -> bool:
    return _own(body, ast.Break)


def _continues(body: Sequence[ast.stmt]) -> bool:
    return _own(body, ast.Continue)

"""Functions of the user's as part of the code: names, parameters, returns.

All returns of a function put the result in one place, unless it is known where each way ends.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Callable, Sequence
from typing import Any

from ..procedures.ir import Assign, Bail, Break, Reg, Retain, Return, While, const
from . import integers as ints
from .exceptions import without_try
from .forms import BoxForm, ChoiceForm, GrownForm, Mismatch, OptionalForm, StaticForm, equal, form_of, loosened
from .frames import NONE_BESIDE, Frame, Restart, Returned, Unbound
from .heap import Place, changed
from .joins import Home, assign_all, blank
from .lists import Grown
from .numpy_source import is_written_for_this
from .raising import Raising
from .recursion import Recursion
from .rows import parts_of
from .source import holds, look_up, returns, tree_of
from .tables import Table
from .values import (
    Arr,
    Conflict,
    Dictionary,
    Function,
    Generator,
    Instance,
    Maybe,
    Member,
    Optional,
    Static,
    Text,
    Tup,
    Unsupported,
    is_none,
)


class Inlining(Recursion, Raising):
    """The part of a translator that knows names, parameters and results."""

    def hand_over(self, v: Any) -> None:
        """One owner more for the memory of a result: the caller."""
        if isinstance(v, Table):
            for part in v.parts:
                self.hand_over(part)
        if isinstance(v, Grown | Member):
            for part in parts_of(self.e, v):
                for c in part.columns:
                    self.e.emit(Retain(c.data))
        if isinstance(v, Optional):
            self.hand_over(v.value)
        elif isinstance(v, Arr) and v.owner is not None:
            self.e.emit(Retain(v.owner))
        elif isinstance(v, Tup | Dictionary | Text | Instance):
            for x in v.items.values() if isinstance(v, Dictionary | Instance) else v.items:
                self.hand_over(x)

    def _return(self, s: ast.Return) -> bool:
        v = Static(None) if s.value is None else self.stored(self.perhaps(s.value), "result")
        frame = self.frame
        if frame.routine is not None:
            return self.leave_routine(frame, v)
        if frame.at_end:
            frame.returned = self.left_with(v)
            return False
        if not self.put_result(frame, v):
            return False
        if len(self.frames) == 1:
            assert frame.result_home is not None
            self.hand_over(frame.result_home.value)
            for home in frame.exits.values():
                self.hand_over(home.value)
            self.e.release(len(self.e.scopes))
            self.e.emit(Return())
            return False
        self.leave_loops(frame)
        self.e.emit(Break())
        return False

    def leave_loops(self, frame: Frame) -> None:
        """Before a way out of a function: its loops are left as well, and own nothing."""
        for loop in frame.loops:
            if loop.left is None:
                loop.left = Reg("left", "bool")
            self.e.emit(Assign(loop.left, const(True, "bool")))
        self.e.release(len(self.e.scopes) - frame.base_scopes)

    def put_result(self, frame: Frame, v: Any) -> bool:
        """Assign a result to its place; None beside other results is left to Python."""
        known = self.decided.get(("return", *frame.path))
        if is_none(v) and known is not None and not _may_be_none(known) and len(self.frames) == 1:
            self.e.emit(Bail(NONE_BESIDE))
            return False
        home = self.return_home(frame, v)
        pairs = self.exits_of(frame)
        self.take(None, home, v, dead=None)
        assign_all(self.e, [(home, v), *pairs], retain=True)
        return True

    def exits_of(self, frame: Frame) -> list[tuple[Home, Any]]:
        """The places of what containers hold after a function, and what they hold here."""
        pairs = []
        for place in self._exits(frame):
            item = self.e.heap.get(place)
            pairs.append((self._exit_home(frame, place, item), item))
        for home, value in pairs:
            self.take(None, home, value, dead=None)
        return pairs

    def _exits(self, frame: Frame) -> list[Place]:
        """The items of containers that this or another way out of the function leaves changed."""
        known = self.decided.setdefault(("exits", *frame.path), {})
        count = len(known)
        known.update(dict.fromkeys(changed(frame.entry, self.e.heap.contents())))
        if len(known) > count and (frame.result_home is not None or frame.has_raised):
            raise Restart
        return list(known)

    def _exit_home(self, frame: Frame, place: Place, v: Any) -> Home:
        home = frame.exits.get(place)
        found = self._home_of(frame, ("exit", *frame.path, place), v, home)
        frame.exits[place] = found
        return found

    def return_home(self, frame: Frame, v: Any) -> Home:
        """The place of a result that several returns give, or one inside a loop."""
        frame.result_home = self._home_of(frame, ("return", *frame.path), v, frame.result_home)
        return frame.result_home

    def _home_of(self, frame: Frame, key: Any, v: Any, home: Home | None) -> Home:
        form, known = form_of(v), self.decided.get(key)
        is_from_outside = (isinstance(form, BoxForm) and form.name in frame.entry) or (
            isinstance(form, GrownForm) and form.name in frame.lists
        )
        if not is_from_outside:
            form = loosened(form)
        if known is not None and not (_says_none(known) and len(self.frames) == 1):
            form = self._join(known, form, key)
        if known is None or not equal(known, form):
            self.decided[key] = form
            if home is not None:
                raise Restart
        if home is None:
            home = self.home_outside(frame, form)
        return home

    def home_outside(self, frame: Frame, form: Any) -> Home:
        """A home whose memory belongs to what is around a function."""
        around = max(frame.base_scopes, 1)
        inner = self.e.scopes[around:]
        del self.e.scopes[around:]
        home = Home(self.e, form, "result", owns=True)
        self.e.scopes += inner
        return home

    def _join(self, a: Any, b: Any, key: Any) -> Any:
        try:
            return self.joined(a, b)
        except Mismatch as error:
            raise Unsupported(f"values of different types in one place: {error}", self.line) from None

    # -- names

    def name(self, name: str) -> Any:
        """The value of a variable."""
        start, name = self.frame.aliases.get(name, (self.frame, name))
        frame: Frame | None = start
        while frame is not None:
            if name in frame.locals or name in frame.env:
                return self._local(frame, name)
            if frame.outer is None:
                break
            frame = frame.outer
        f = frame.f if frame is not None else None
        if not isinstance(f, types.FunctionType):
            raise Unsupported(f"name '{name}'", self.line)
        if is_written_for_this(f):
            return Static(look_up(f, name)[2])
        where, holder, value = look_up(f, name)
        return self.surroundings.found(self, where, holder, name, value)

    def _local(self, frame: Frame, name: str) -> Any:
        v = frame.env.get(name)
        if frame.cells is not None and name in frame.shared:
            v = frame.cells.items.get(name)
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

    # -- calls

    def inline(self, f: Callable[..., Any] | Function, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """A call of a function written in Python, as part of the code."""
        if not isinstance(f, types.FunctionType | Function):
            raise Unsupported("a call of something that is no function", self.line)
        own = is_written_for_this(f)
        if self.repeats and not own:
            raise Unsupported("code of the user's that would run twice", self.line)
        if isinstance(f, types.FunctionType) and not own:
            self.surroundings.code(f)
        tree = f.node if isinstance(f, Function) else tree_of(f.__code__)
        outer = f.frame if isinstance(f, Function) else None
        path = (*self.frame.path, self.line, self.column, tree.lineno, tree.col_offset, len(self.frames))
        node = without_try(tree, self.attempts_in(path))
        frame = Frame(f, node, path, outer)
        frame.call, self.calling, frame.called_at_depth = self.calling, None, self.e.depth
        args = [self.stored(a) for a in args]
        kwargs = {k: self.stored(a) for k, a in kwargs.items()}
        if holds(ast.Module(node.body, []), ast.Yield, ast.YieldFrom) and not isinstance(node, ast.Lambda):
            return Generator(self.turning, f, args, kwargs)
        if (routine := self.open_routine(f)) is not None:
            return self.call_routine(routine, f, node, args, kwargs)
        if self.calls_itself(f):
            self.must_be_routine(f)
        if len(self.frames) > 24:
            raise Unsupported("functions call each other too deeply", self.line)
        self.bind_parameters(frame, f, node, args, kwargs)
        line, where, column = self.line, self.e.where, self.column
        raised_to = dict(self.raised_to)
        frame.entry, frame.lists = self.e.heap.contents(), frozenset(self.e.lists)
        self.frames.append(frame)
        self.share_variables(frame)
        try:
            found = self._inlined(frame, node)
        except Unsupported as error:
            if own:
                error.line = line
            raise
        finally:
            self.frames.pop()
            self.line, self.e.where, self.column = line, where, column
        self.leave_if_raised(raised_to)
        return found

    def share_variables(self, frame: Frame) -> None:
        """Variables that functions inside a function assign are items of a container from the beginning."""
        if frame.shared:
            given = {name: frame.env.pop(name) for name in sorted(frame.shared) if name in frame.env}
            frame.cells = self.e.heap.add(Dictionary(given), ("cells", *frame.path))

    def _inlined(self, frame: Frame, node: Any) -> Any:
        if ("routine", *frame.path) in self.decided:
            return self.routine(frame, node)
        frame.depth = self.e.depth
        if isinstance(node, ast.Lambda):
            return self.stored(self.perhaps(node.body))
        if holds(node, ast.Yield, ast.YieldFrom, ast.Await, ast.Global):
            raise Unsupported(f"'{node.name}' is a generator, or assigns to variables outside it")
        frame.base_scopes = len(self.e.scopes)
        raises = ("raises", *frame.path) in self.decided
        if not raises and not _returns_in_loop(node.body):
            alive = self.statements(node.body)
            if frame.returned is None:
                return self._returned_none(node, alive)
            self.leave_with(frame.returned)
            return frame.returned.value
        frame.is_block = True
        with self.e.inside() as body:
            frame.depth = self.e.depth
            alive = self.statements(node.body)
            if alive:
                self.put_result(frame, Static(None))
            self.e.emit(Break())
        for home in (frame.result_home, *frame.exits.values()):
            for r, x in blank(home) if home is not None else ():
                self.e.emit(Assign(r, x))
        self.e.emit(While(body))
        if frame.result_home is None and not raises:
            return self._returned_none(node, alive)
        self.leave_by_exits(frame)
        return Static(None) if frame.result_home is None else frame.result_home.value

    def _returned_none(self, node: Any, alive: bool) -> Any:
        """The result of a function without a return that can be reached."""
        if not alive:
            raise Unbound(f"'{node.name}' never returns")
        return Static(None)

    def leave_with(self, returned: Returned) -> None:
        """Go on after a function, with what containers held where it returned."""
        self.e.heap.restore(returned.state.contents, returned.state.boxes)

    def leave_by_exits(self, frame: Frame) -> None:
        """Go on after a function that was left in several places."""
        heap = self.e.heap
        heap.restore(frame.entry, heap.boxes)
        for place, home in frame.exits.items():
            heap.set(place, home.value)

    def bind_parameters(self, frame: Frame, f: Any, node: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
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
            defaults, keywords = f.defaults, f.keywords
        else:
            defaults = [self.surroundings.default(self, f, k, d) for k, d in enumerate(f.__defaults__ or ())]
            keywords = {k: self.surroundings.default(self, f, k, d) for k, d in (f.__kwdefaults__ or {}).items()}
        for name, d in zip(names[len(names) - len(defaults) :], defaults, strict=True):
            frame.env.setdefault(name, d)
        for name, d in keywords.items():
            frame.env.setdefault(name, d)


def _says_none(form: Any) -> bool:
    return isinstance(form, StaticForm) and form.value is None


def _may_be_none(form: Any) -> bool:
    return _says_none(form) or isinstance(form, OptionalForm) or (isinstance(form, ChoiceForm) and None in form.values)


def _returns_in_loop(body: Sequence[ast.stmt]) -> bool:
    for s in body:
        if isinstance(s, ast.For | ast.While) and returns(s):
            return True
        if isinstance(s, ast.If) and (_returns_in_loop(s.body) or _returns_in_loop(s.orelse)):
            return True
        if isinstance(s, ast.With | ast.Match) and returns(s):
            return True
    return False

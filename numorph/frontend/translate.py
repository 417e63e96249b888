"""From the syntax tree of a function to a procedure.

What Python decides while it is translated (constants, None, functions) takes Python's way at once; numbers and arrays
become registers and memory.  Whatever is not known here raises Unsupported: then the function runs as plain Python.
"""

from __future__ import annotations

import ast
import functools
import inspect
import types
from collections.abc import Callable
from typing import Any

from ..procedures.ir import Reg
from .arrays import materialize
from .branches import Branches
from .emitter import Emitter
from .exceptions import without_try
from .expressions import Expressions
from .frames import Frame, Restart
from .functions.remembering import make_tables
from .generators import Generators
from .heap import items
from .herds import Herd
from .inlining import Inlining
from .list_arguments import not_arguments
from .list_elements import Together
from .loops import Loops
from .matching import Matching
from .rows import Rows, note
from .sharing import Sharing
from .source import tree_of
from .statements import Statements
from .surroundings import Surroundings
from .values import Choice, Dictionary, Instance, Lazy, Optional, Range, Scalar, Static, Tup, Unsupported

_MANY_RESTARTS = 40
_NO_FUNCTION = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


class Translator(Expressions, Statements, Branches, Loops, Inlining, Matching, Generators, Sharing):
    """One attempt at a translation.  `decided` is kept from attempt to attempt."""

    def __init__(self, surroundings: Surroundings, decided: dict[Any, Any]):
        self.e = Emitter(self.widen)
        self.e.heap.forever = decided.setdefault("sealed", set())
        self.surroundings, self.decided = surroundings, decided
        self.frames: list[Frame] = []
        self.remembering: dict[Any, Any] = {}
        self.calling: ast.Call | None = None
        self.catches: list[Any] = []
        self.raised_to: dict[Reg, int] = {}
        self.repeats = self.sets_run_over = 0
        self.any_order = False
        self.line = self.column = self.length = 0

    def function(self, f: types.FunctionType, bind: Callable[[Frame], None]) -> Any:
        """The body of the function that the procedure is made of; its result's value."""
        self.surroundings.code(f)
        path = (f.__code__.co_filename, f.__code__.co_firstlineno)
        if f.__code__.co_flags & _NO_FUNCTION:
            raise Unsupported("a generator")
        node = without_try(tree_of(f.__code__), self.attempts_in(path))
        frame = Frame(f, node, path, None)
        self.frames.append(frame)
        for pool in self.decided.get("pools", ()):
            if pool.first is pool:
                self.e.pools[id(pool)] = Herd(self.e, pool) if pool.fields else Rows(self.e, pool)
        make_tables(self)
        bind(frame)
        frame.entry, frame.lists = self.e.heap.contents(), frozenset(self.e.lists)
        self.share_variables(frame)
        if isinstance(node, ast.Lambda):
            frame.returned = self.left_with(self.stored(self.perhaps(node.body)))
        elif self.statements(node.body):
            frame.returned = frame.returned or self.left_with(Static(None))
        if frame.returned is not None:
            self.leave_with(frame.returned)
            if frame.result_home is None:
                self._end(frame.returned.value, *self._held_by_arguments())
                return frame.returned.value
            self.put_result(frame, frame.returned.value)
            self._end(frame.result_home.value, *[home.value for home in frame.exits.values()])
        if frame.result_home is None:
            raise Unsupported("it never returns")
        self.leave_by_exits(frame)
        return frame.result_home.value

    def _end(self, *values: Any) -> None:
        """The caller gets a result and what its containers hold now."""
        for v in values:
            self.hand_over(v)
        self.e.release(1)

    def _held_by_arguments(self) -> list[Any]:
        """What containers hold now that did not at the beginning."""
        heap, frame = self.e.heap, self.frames[0]
        held = [(name, items(heap.boxes[name])) for name in frame.entry]
        return [v for name, now in held for k, v in now.items() if v is not frame.entry[name].get(k)]

    def stored(self, v: Any, name: str = "v") -> Any:
        """A value as a variable can hold it: numbers in registers, arrays in memory."""
        e = self.e
        if isinstance(v, Scalar):
            held = Scalar(e.hold(v.expr, name), v.kinds, v.lo, v.hi, v.tag)
            held.origin = v.origin
            return held
        if isinstance(v, Lazy):
            return materialize(e, v, name=name)
        if isinstance(v, Optional):
            return Optional(self.stored(v.value, name), e.hold(v.flag))
        if isinstance(v, Choice):
            return Choice(v.values, e.hold(v.tag))
        if getattr(v, "name", None) is not None and isinstance(v, Tup | Dictionary | Instance):
            return v  # what it holds is stored
        if isinstance(v, Tup):
            v.items[:] = [self.stored(x, name) for x in v.items]
        elif isinstance(v, Dictionary | Instance):
            for k, x in v.items.items():
                v.items[k] = self.stored(x, name)
        elif isinstance(v, Range):
            return Range(*[self.stored(x, name) for x in (v.start, v.stop, v.step)])
        return v


def translated(
    surroundings: Surroundings, f: types.FunctionType, bind: Callable[[Translator, Frame], None]
) -> tuple[Translator, Any]:
    """(translator, value of the result): attempts until the forms of all variables are settled."""
    decided: dict[Any, Any] = {}
    for _ in range(_MANY_RESTARTS):
        surroundings.begin()
        t = Translator(surroundings, decided)
        try:
            value = t.function(f, functools.partial(bind, t))
            t.e.written.check()
        except Together as together:
            not_arguments(together.makers)
            note(decided, together)
            continue
        except Restart:
            continue
        except RecursionError:
            raise Unsupported("objects that hold one another without an end") from None
        except Unsupported as error:
            if error.line is None:
                error.line = t.line
            raise
        return t, value
    raise Unsupported("the types of its variables do not settle")

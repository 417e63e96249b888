"""`raise` in a function that was called by one which takes it: the functions between are left, as by a return.

A register gets the number of the handler.  After each call on the way it is asked whether the function is to be left as
well, and the `Attempt` of the function with the handler (attempts.py) leaves it to the statements there.
"""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

from ..procedures.ir import Assign, Break, If, Reg, const, reg
from . import integers as ints
from .attempts import Attempt, Position, around, position_of
from .context import Context
from .frames import Frame, Restart
from .joins import assign_all
from .numpy_source import is_written_for_this
from .scalars import dtype_of, kind_dtype
from .source import tree_of
from .values import Function, Scalar, Static, Tup, Unsupported


class Catch(NamedTuple):
    """A call whose function may raise.

    depth: of the blocks that are open there; number: the register of the handler; handlers: the classes that each
    takes, None for all, and whether it can.
    """

    frame: Frame
    call: ast.expr
    depth: int
    number: Reg
    handlers: list[tuple[Any, bool]]

    def handler_of(self, kind: type) -> int | None:
        """The number of the handler that takes a class, from 1 on; 0: it cannot; None: there is none."""
        for k, (classes, can) in enumerate(self.handlers):
            if classes is None or issubclass(kind, classes):
                return k + 1 if can else 0
        return None


class Raising(Context):
    """The part of a translator that knows what is raised in one function and taken in another."""

    def attempts_in(self, path: tuple[Any, ...]) -> frozenset[Position]:
        """Where calls stand in a function that may raise what it takes."""
        found: frozenset[Position] = self.decided.get(("attempts", *path), frozenset())
        return found

    def _attempt(self, s: Attempt) -> None:
        number = Reg("raised", "i64")
        self.e.emit(Assign(number, ints.ZERO))
        handlers = [(self._classes(node), can) for node, can in s.takers]
        self.catches.append(Catch(self.frame, s.value, self.e.depth, number, handlers))
        try:
            self.bind(s.targets[0], self.perhaps(s.value))
        finally:
            self.catches.pop()
        self.bind(s.targets[1], Scalar(self.e.hold_now(reg(number)), "int", 0, len(handlers)))

    def _classes(self, node: ast.expr | None) -> Any:
        """The classes that a handler takes; none where they are not known."""
        if node is None:
            return None
        found = self.value(node)
        every = found.items if isinstance(found, Tup) else [found]
        return tuple([x.value for x in every if isinstance(x, Static) and isinstance(x.value, type)])

    # -- raise

    def raised_further(self, s: ast.Raise) -> bool:
        """Whether a `raise` goes to a function around that takes it: this one is left here."""
        kind = self._class_of(s)
        if kind is None:
            return False
        left: list[Frame] = []
        for frame in reversed(self.frames):
            stands: ast.AST | None = s if not left else left[-1].call
            catch = next((c for c in reversed(self.catches) if c.frame is frame and c.call is stands), None)
            handler = None if catch is None else catch.handler_of(kind)
            if catch is not None and handler is not None:
                return handler > 0 and self._left_for(catch, handler, left, s)
            if not self._passes(frame, stands, catch):
                return False
            left.append(frame)
        return False

    def _passes(self, frame: Frame, stands: ast.AST | None, catch: Catch | None) -> bool:
        """Whether a function is left where something is raised at a place in it, and none of its handlers takes it.

        Where it may take it, the translation starts again with an attempt there.
        """
        position = None if stands is None else position_of(stands)
        if position is None or frame.generators or is_written_for_this(frame.f):
            return False
        found = around(frame.f.node if isinstance(frame.f, Function) else tree_of(frame.f.__code__), position)
        known = self.attempts_in(frame.path)
        if found.handlers and isinstance(stands, ast.Call) and position not in known:
            self.decided["attempts", *frame.path] = known | {position}
            raise Restart
        return not found.final and found.handlers == (0 if catch is None else 1)

    def _class_of(self, s: ast.Raise) -> type | None:
        """The class of what is raised, if nothing happens when it is made."""
        node = s.exc.func if isinstance(s.exc, ast.Call) else s.exc
        cause = s.cause is None or isinstance(s.cause, ast.Constant)
        if node is None or not cause or (isinstance(s.exc, ast.Call) and s.exc.keywords):
            return None
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        kind = getattr(self.value(node), "value", None)
        if not isinstance(kind, type) or not issubclass(kind, BaseException):
            return None
        made = [vars(c).get(name) for c in kind.__mro__ for name in ("__init__", "__new__")]
        return None if any([hasattr(m, "__code__") for m in made]) else kind

    def _left_for(self, catch: Catch, handler: int, left: list[Frame], s: ast.Raise) -> bool:
        """Leave functions, this one first, as far as that with the handler, if that can be done."""
        depths = [*[f.depth_of_statement for f in left[1:]], catch.depth]
        if [f.called_at_depth for f in left] != depths:
            return False  # what is around has loops of its own there
        if any([isinstance(f.node, ast.Lambda) or f.routine is not None for f in left]) or not self._can_be_made(s):
            return False
        if not all([("raises", *f.path) in self.decided for f in left]):
            self.decided.update({("raises", *f.path): True for f in left})
            raise Restart
        self.e.emit(Assign(catch.number, const(handler, "i64")))
        self.raised_to[catch.number] = self.raised_to.get(catch.number, 0) + 1
        self._leave_function(self.frame)
        return True

    def _can_be_made(self, s: ast.Raise) -> bool:
        """Whether making the exception has no other end: its arguments are evaluated, as far as they are no texts."""
        mark, before = self.e.mark(), self.saved()
        try:
            for a in s.exc.args if isinstance(s.exc, ast.Call) else ():
                if isinstance(a, ast.JoinedStr):
                    if not all([isinstance(v, ast.Constant) or self._can_be_text(v) for v in a.values]):
                        raise Unsupported("such a text")
                elif not isinstance(a, ast.Constant):
                    self.value(a)
        except Unsupported:
            self.e.rewind(mark)
            self.resume(before)
            return False
        return True

    def _can_be_text(self, v: ast.expr) -> bool:
        """Whether a number is written in a format that fits it."""
        if not isinstance(v, ast.FormattedValue):
            return False
        found = self.value(v.value)
        if not isinstance(found, Scalar | Static) or not isinstance(getattr(found, "value", 0), int | float | str):
            return False
        if v.format_spec is None:
            return True
        parts = v.format_spec.values if isinstance(v.format_spec, ast.JoinedStr) else [v.format_spec]
        if not isinstance(found, Scalar) or len(parts) != 1 or not isinstance(parts[0], ast.Constant):
            return False
        try:
            for kind in found.kinds:
                format(dtype_of(kind_dtype(kind)).type(1).item(), str(parts[0].value))
        except (ValueError, TypeError):
            return False
        return True

    def leave_if_raised(self, before: dict[Reg, int]) -> None:
        """After a call: leave the function if what was raised goes further.  before: `raised_to` before the call."""
        for catch in self.catches:
            count = self.raised_to.get(catch.number, 0)
            if count > before.get(catch.number, 0) and catch.frame is not self.frame:
                state = self.saved()
                with self.e.inside() as block:
                    self._leave_function(self.frame)
                self.resume(state)
                self.e.emit(If(ints.compare("ne", reg(catch.number), ints.ZERO), block))

    def _leave_function(self, frame: Frame) -> None:
        """Leave a function without a result."""
        pairs = self.exits_of(frame)
        frame.has_raised = True
        assign_all(self.e, pairs, retain=True)
        self.leave_loops(frame)
        self.e.emit(Break())

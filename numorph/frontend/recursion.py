"""Functions that call themselves: a loop over the blocks of their code (procedures/routines.py).

Such a function is translated once, as part of the code that calls it first.  Its parameters and its result keep one
form, in registers of their own, as do the items of containers that calls change; where a form turns out to be too
narrow, the translation starts again.
"""

from __future__ import annotations

import ast
import sys
from typing import Any

from ..procedures.ir import Assign, Reg, Release
from ..procedures.parallel import assigned
from ..procedures.routines import Call, Leave, flattened, with_moves
from .context import Context
from .frames import Frame, Loop, Restart, Unbound
from .heap import Place
from .joins import Home, assign_all, blank, owners_of
from .values import Conflict, Static, Unsupported


class Routine(Loop):
    """A function that calls itself, while it is translated.  To what is inside, it is a loop.

    homes: of items of containers.
    """

    what = "a function that calls itself"

    def __init__(self, frame: Frame, first: int):
        super().__init__(("routine", *frame.path), set(), set())
        self.frame, self.first = frame, first  # the number of the first register that may belong to one call
        self.parameters: dict[str, Home] = {}
        self.returns = False  # whether a result was needed of which nothing is known yet


class Recursion(Context):
    """The part of a translator that knows functions that call themselves."""

    def open_routine(self, f: Any) -> Routine | None:
        """The function, if this is a call inside it."""
        for frame in self.frames:
            if frame.f is f and frame.routine is not None:
                routine: Routine = frame.routine
                return routine
        return None

    def calls_itself(self, f: Any) -> bool:
        """Whether a function is open already that is called, and it is known only at run time whether it is again."""
        calls = [frame for frame in self.frames[1:] if frame.f is f]
        return bool(calls) and (calls[-1].is_left_at_times or self.e.depth > calls[-1].depth)

    def must_be_routine(self, f: Any) -> None:
        """The translation starts again, with a function as one that calls itself."""
        frame = next(frame for frame in self.frames[1:] if frame.f is f)
        if frame.routine is None:
            self.decided["routine", *frame.path] = True
            raise Restart

    # -- the function

    def routine(self, frame: Frame, node: Any) -> Any:
        """A call from outside: the function as a loop, and its result."""
        e = self.e
        routine = Routine(frame, Reg("first", "i64").number)
        frame.routine, frame.is_block = routine, True
        self._parameter_homes(routine, frame.env)
        routine.entry = frame.entry
        for place in self.decided.get(("places", *routine.key), ()):
            routine.homes[place] = self._entry_home(routine, place, e.heap.get(place))
        assign_all(e, [(home, e.heap.get(place)) for place, home in routine.homes.items()], retain=True)
        frame.base_scopes = len(e.scopes)
        frame.loops.append(routine)
        e.heap.around.append(routine.entry)
        with e.scope() as body:
            frame.env.update({name: home.value for name, home in routine.parameters.items()})
            self._take_places(routine)
            if isinstance(node, ast.Lambda):
                self.leave_routine(frame, self.stored(self.perhaps(node.body)))
            elif self.statements(node.body):
                self.leave_routine(frame, Static(None))
        frame.loops.pop()
        e.heap.around.pop()
        if routine.pending or (routine.returns and ("return", *frame.path) in self.decided):
            raise Restart
        if frame.result_home is None:
            raise Unbound(f"'{getattr(node, 'name', 'lambda')}' never returns")
        for r, x in blank(frame.result_home):
            e.emit(Assign(r, x))
        self._end_routine(routine, body)
        return frame.result_home.value

    def _end_routine(self, routine: Routine, body: list[Any]) -> None:
        e, frame = self.e, routine.frame
        assert frame.result_home is not None
        homes = [frame.result_home, *routine.homes.values()]
        shared = {r for home in homes for r in _registers(home)}
        own = {r for home in routine.parameters.values() for r in _registers(home)}
        shared |= {r for r in assigned(with_moves(body)) if r.number < routine.first and r not in own}
        for s in flattened(body, shared, sys.getrecursionlimit(), routine):
            e.emit(s)
        e.heap.restore(frame.entry, e.heap.boxes)
        for place, home in routine.homes.items():
            e.heap.set(place, home.value)

    def _parameter_homes(self, routine: Routine, env: dict[str, Any]) -> None:
        pairs = []
        self.e.scopes.append([])  # what parameters own is given back where a call is left
        for name in sorted(env):
            routine.parameters[name] = home = self._entry_home(routine, name, env[name])
            pairs.append((home, env[name]))
            self.take(None, home, env[name])
        self.e.scopes.pop()
        assign_all(self.e, pairs, retain=True, release=False)

    def _entry_home(self, routine: Routine, name: str | Place, v: Any) -> Home:
        form = self.entry_form(v, self.decided.get((*routine.key, name)))
        home = Home(self.e, form, name if isinstance(name, str) else f"item.{name.key}", owns=True)
        if isinstance(home.value, Conflict):
            raise Unsupported(home.value.reason, self.line)
        return home

    def _take_places(self, routine: Routine) -> None:
        """What containers hold now, in registers of their own: the next call changes those of the home."""
        for place, home in routine.homes.items():
            self.e.heap.set(place, self._copied(home, f"item.{place.key}"))

    def _copied(self, home: Home, name: str) -> Any:
        copy = Home(self.e, home.form, name, owns=True)
        assign_all(self.e, [(copy, home.value)], retain=True)
        return copy.value

    def _put_places(self, routine: Routine) -> None:
        """What containers hold here goes to the homes, for the next call or the one that goes on."""
        pairs = []
        self.note_changes(routine)
        for place, home in routine.homes.items():
            v = self.e.heap.get(place)
            if self.fits_home(routine, place, home, v):
                self.take(place, home, v)
                pairs.append((home, v))
        if not routine.pending:
            assign_all(self.e, pairs, retain=True)

    # -- calls inside it

    def call_routine(self, routine: Routine, f: Any, node: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """A call of the function in its own code."""
        e, frame = self.e, routine.frame
        given = Frame(f, node, (), frame.outer)
        self.bind_parameters(given, f, node, args, kwargs)
        pairs = []
        for name, home in routine.parameters.items():
            v = given.env[name]
            if self.fits_home(routine, name, home, v):
                self.take(None, home, v)
                pairs.append((home, v))
        self._put_places(routine)
        if frame.result_home is None:
            known = self.decided.get(("return", *frame.path))
            if known is None:
                routine.returns = True
                raise Unbound("a call whose result is not known yet")
            frame.result_home = self.home_outside(frame, known)
        if not routine.pending:
            with e.inside() as moves:
                assign_all(e, pairs, retain=True, release=False)
            e.emit(Call(moves, routine))  # type: ignore[arg-type]
        e.stored.append(None)  # it may have written to any array
        self._take_places(routine)
        return self._copied(frame.result_home, "result")

    def leave_routine(self, frame: Frame, v: Any) -> bool:
        """The end of a call, with its result."""
        e, routine = self.e, frame.routine
        home = self.return_home(frame, v)
        self._put_places(routine)
        if not routine.pending:
            self.take(None, home, v, dead=None)
            assign_all(e, [(home, v)], retain=True)
        e.release(len(e.scopes) - frame.base_scopes)
        for parameter in routine.parameters.values():
            for r in owners_of(parameter):
                e.emit(Release(r))
        e.emit(Leave(routine))  # type: ignore[arg-type]
        return False


def _registers(home: Home) -> list[Reg]:
    return [*home.regs.values(), *[r for p in home.parts for r in _registers(p)]]

"""Branches, and what variables are where two ways meet.

A value that goes on has one form: moves at the ends of both ways bring it there.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import Any, cast

from ..procedures.ir import Assign, Bail, If, Reg, const, reg
from . import integers as ints
from .context import Context, Way
from .forms import Mismatch, form_of
from .frames import NONE_BESIDE, Returned
from .heap import changed
from .joins import Home, assign_all, blank
from .values import Choice, Conflict, Maybe, Optional, Scalar, Static, Unsupported, is_none

Seen = Sequence[tuple[dict[str, Any] | None, Collection[str]]]
_AS_NOW: Seen = ((None, ()), (None, ()))


class Branches(Context):
    """The part of a translator that knows branches."""

    def branch(self, s: ast.If, rest: list[ast.stmt], final: bool = False) -> bool:
        """An if.  `rest`: where a way returns, the statements after it, up to the function's end: those of each way."""
        test = self.test(s.test)
        known = self.known_truth(test)
        if known is not None:
            return self.statements([*(s.body if known else s.orelse), *rest])
        condition = self.e.hold(self.truth_of(test), "test")
        before = self.saved()
        ways = []
        for body, holds in ((s.body, True), (s.orelse, False)):
            self.resume(before)
            self.frame.returned = None
            with self.e.inside() as block:
                self.e.bounds.assume(condition, holds)
                alive = self.statements([*body, *rest])
                if final and alive:
                    self.frame.returned, alive = self.frame.returned or self.left_with(Static(None)), False
            ways.append((alive, self.saved(), self.frame.returned, block))
        (alive, env, returned, then), (alive_too, env_too, returned_too, other) = ways
        self.line = s.lineno
        if alive and alive_too:
            live = self.frame.live.after.get(id(s), frozenset())
            self.meet((env, then), (env_too, other), live)
        elif alive or alive_too:
            self.resume(env if alive else env_too)
        if returned is not None and returned_too is not None:
            self.frame.returned = self._met_results((returned, then), (returned_too, other))
        else:
            self.frame.returned = returned if returned is not None else returned_too
        self.e.emit(If(condition, then, other))
        if alive is not alive_too:
            self.frame.is_left_at_times = True
            self.e.bounds.assume(condition, alive)
        return alive or alive_too

    def left_with(self, value: Any) -> Returned:
        """A result that is returned here."""
        return Returned(value, self.saved())

    def _met_results(self, one: Way, two: Way) -> Returned:
        for (v, block), (w, _) in ((one, two), (two, one)):
            if is_none(v.value) and not self._may_be_none(w.value):
                block.append(Bail(NONE_BESIDE))
                return cast(Returned, w)
        now = self.saved()
        self._meet_contents((one[0].state, one[1]), (two[0].state, two[1]))
        value = self.met("result", (one[0].value, one[1]), (two[0].value, two[1]))
        found = self.left_with(value)
        self.resume(now)
        return found

    def _may_be_none(self, v: Any) -> bool:
        """Whether None beside a result is nothing new, or the result is that of a function inside."""
        return (
            len(self.frames) > 1
            or is_none(v)
            or isinstance(v, Optional)
            or (isinstance(v, Choice) and None in v.values)
        )

    def _meet_contents(self, one: Way, two: Way) -> None:
        """What containers hold where two ways meet."""
        (a, block_a), (b, block_b) = one, two
        differing = changed(a.contents, b.contents)
        self.e.heap.restore({**a.contents, **b.contents}, {**a.boxes, **b.boxes})
        for place in differing:
            ways = [(s.contents[place.box][place.key], block) for s, block in ((a, block_a), (b, block_b))]
            if any([getattr(v, "name", None) is not None for v, _ in ways]):
                raise Unsupported("a container in a container that is another one on another way", self.line)
            self.e.heap.set(place, self.met(f"item.{place.key}", ways[0], ways[1]))

    def meet(self, one: Way, two: Way, live: Collection[str]) -> None:
        """Go on where two ways meet: with the variables that are still used, and what containers hold."""
        self._meet_contents(one, two)
        seen = [(env, env.keys() - live) for env in (one[0], two[0])]
        found: dict[str, Any] = {}
        for name in {**one[0], **two[0]}:
            a, b = one[0].get(name), two[0].get(name)
            if a is b:
                found[name] = a
            elif name in live:
                found[name] = self.met(name, (a, one[1]), (b, two[1]), seen)
        self.frame.env = found

    def met(self, name: str, one: Way, two: Way, seen: Seen = _AS_NOW) -> Any:
        """What a variable is where two ways meet; moves are added to the ends of both.

        seen: the variables of each way, and which of them nobody reads any more; left out: those that there are now.
        """
        (a, block_a), (b, block_b) = one, two
        if a is None or b is None:
            return self._perhaps(name, one, two)
        if isinstance(a, Maybe) or isinstance(b, Maybe):
            flag = Reg(f"{name}.is", "bool")
            for v, block in ((a, block_a), (b, block_b)):
                block.append(Assign(flag, v.flag if isinstance(v, Maybe) else const(True, "bool")))
            inner = [v.value if isinstance(v, Maybe) else v for v in (a, b)]
            return Maybe(self.met(name, (inner[0], block_a), (inner[1], block_b), seen), reg(flag))
        if isinstance(a, Scalar) and isinstance(b, Scalar):
            same = a.kinds == b.kinds and a.tag is b.tag and ints.same(a.expr, b.expr)
            if same:
                found = Scalar(a.expr, a.kinds, min(a.lo, b.lo), max(a.hi, b.hi), a.tag)
            else:
                found = self.home(name, one, two, seen)
            if isinstance(found, Scalar):
                found.origin = _common_origin(a, b)
                if any([claim.name == name for loop in self.frame.loops for claim in loop.claims]):
                    self._note_order(found, a, b)
            return found
        return self.home(name, one, two, seen)

    def _note_order(self, found: Scalar, a: Scalar, b: Scalar) -> None:
        """A number that is one of two lies between them, or on one side of what small steps have led from to both."""
        if found.expr.op != "reg" or found.kinds != ("int",) or not (a.kinds == b.kinds == found.kinds):
            return
        bounds, r = self.e.bounds, found.expr.attr
        if not all([self.e.is_steady(x.expr) for x in (a, b)]):
            return
        for x, y in ((a, b), (b, a)):
            if bounds.at_least_zero(ints.sub(x.expr, y.expr), exact=True):
                bounds.at_least(r, y.expr)
                bounds.at_most(r, x.expr)
                return
        if found.origin is not None:
            first = reg(found.origin)
            if all([bounds.at_least_zero(ints.sub(x.expr, first), exact=True) for x in (a, b)]):
                bounds.at_least(r, first)
            elif all([bounds.at_least_zero(ints.sub(first, x.expr), exact=True) for x in (a, b)]):
                bounds.at_most(r, first)

    def home(self, name: str, one: Way, two: Way, seen: Seen = _AS_NOW) -> Any:
        """Registers that both ways fill.  seen: as of `met`."""
        try:
            form = self.joined(form_of(one[0]), form_of(two[0]))
        except Mismatch as error:
            return Conflict(f"'{name}' has no single type: {error}")
        home = Home(self.e, form, name, owns=False)
        for value, block in (one, two):
            saved, self.e.block = self.e.block, block
            assign_all(self.e, [(home, value)], retain=False)
            self.e.block = saved
        for (value, _), (env, dead) in zip((one, two), seen, strict=True):
            self.take(name, home, value, dead, env)
        found = home.value
        if isinstance(found, Scalar) and isinstance(one[0], Scalar):
            found.lo, found.hi = min(one[0].lo, two[0].lo), max(one[0].hi, two[0].hi)
        return found

    def _perhaps(self, name: str, one: Way, two: Way) -> Any:
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

    def after_either(self, one: Way, two: Way) -> None:
        """The variables after parts of an expression of which one was evaluated: it may have assigned some."""
        names = {n for n in {**one[0], **two[0]} if one[0].get(n) is not two[0].get(n)}
        self.meet(one, two, names)


def _common_origin(a: Scalar, b: Scalar) -> Reg | None:
    """Where small steps have led from on both ways; a moderate integer is as good as any."""
    if a.origin is b.origin or b.is_moderate:
        return a.origin
    return b.origin if a.is_moderate else None

"""Loops: the variables that go around keep one form, in registers of their own.

Where a form changes in a loop, the joined one is noted in `decided` and the translation starts again.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from ..procedures.ir import Assign, Break, Continue, Expr, For, If, Reg, Statement, While, const, reg
from . import integers as ints
from .context import Context
from .directions import FALLS, RISES, directions, least_value, remainder_of
from .forms import ConflictForm, Mismatch, ScalarForm, equal, form_of, loosened
from .frames import Claim, Loop, Restart
from .heap import Place, State, changed
from .joins import Home, assign_all, blank
from .lists import form_of_elements
from .source import assigned_names
from .values import FAR, Conflict, Generator, Maybe, Scalar, Unsupported

_MOST_UNROLLED = 64


class Loops(Context):
    """The part of a translator that knows loops."""

    def _open(self, s: Any) -> Loop:
        """Give the variables that go around a loop their homes."""
        key = ("loop", *self.frame.path, s.lineno, s.col_offset)
        loop = Loop(key, *self._carried(s))
        loop.once = isinstance(s, ast.While) and isinstance(s.body[-1], ast.Break)
        pairs = []
        for name in [*sorted(loop.carried), *self.decided.get(("places", *key), ())]:
            entry = self._held(name)
            decided = self.decided.get((*key, name))
            if entry is None and decided is None:
                continue
            flag = None
            if entry is None or isinstance(entry, Maybe) or ("maybe", *key, name) in self.decided:
                flag = loop.flags[name] = Reg(f"{name}.is", "bool")
            inner = entry.value if isinstance(entry, Maybe) else entry
            form = self.entry_form(inner, decided)
            home = Home(self.e, form, name if isinstance(name, str) else f"item.{name.key}", owns=True)
            loop.homes[name] = home
            self._count(loop, name, home, inner)
            self._claim(s, loop, name, home, inner)
            if inner is None or isinstance(home.value, Conflict):
                for r, x in blank(home):
                    self.e.emit(Assign(r, x))
            else:
                self.take(name, home, inner, dead=loop.assigned - loop.carried)
                pairs.append((home, inner))
            if flag is not None:
                given = const(entry is not None, "bool") if not isinstance(entry, Maybe) else entry.flag
                self.e.emit(Assign(flag, given))
        assign_all(self.e, pairs, retain=True)
        for name, home in loop.homes.items():
            self._hold(name, Maybe(home.value, reg(loop.flags[name])) if name in loop.flags else home.value)
        loop.entry = self.e.heap.contents()
        self.e.heap.around.append(loop.entry)
        self.frame.loops.append(loop)
        return loop

    def _held(self, name: str | Place) -> Any:
        """The value of a variable, or of an item of a container."""
        return self.e.heap.get(name) if isinstance(name, Place) else self.env.get(name)

    def _hold(self, name: str | Place, v: Any) -> None:
        if not isinstance(name, Place):
            self.env[name] = v
        elif isinstance(v, Maybe | Conflict):
            raise Unsupported("an item of a container that has no single type", self.line)
        else:
            self.e.heap.set(name, v)

    def note_changes(self, loop: Loop) -> None:
        """Items of containers that an iteration changes go around as variables do."""
        for place in changed(loop.entry, self.e.heap.contents()):
            if place not in loop.homes:
                self.decided.setdefault(("places", *loop.key), {})[place] = True
                loop.pending = True

    def _count(self, loop: Loop, name: str | Place, home: Home, entry: Any) -> None:
        """A variable that loops change by small steps only, as far as is known: it stays within 64 bits."""
        if not isinstance(entry, Scalar) or not isinstance(home.form, ScalarForm) or home.form.kinds != ("int",):
            return
        if ("leaps", *loop.key, name) in self.decided or (entry.origin is None and not entry.is_moderate):
            return
        loop.origins[name] = entry.origin
        home.value.lo, home.value.hi = max(home.value.lo, -FAR), FAR
        home.value.origin = home.regs["value"]

    def _claim(self, s: Any, loop: Loop, name: str | Place, home: Home, entry: Any) -> None:
        """Bounds that a variable seems to keep: where it goes in one direction only, that from which it started."""
        if not isinstance(name, str) or not isinstance(entry, Scalar) or not isinstance(home.form, ScalarForm):
            return
        if home.form.kinds != ("int",) or entry.kinds != ("int",) or not self.e.is_steady(entry.expr):
            return
        ways, value, bounds = directions(s, name), home.value, self.e.bounds
        claims = [Claim(("rises", *loop.key, name), name, True, entry.expr)] if RISES in ways else []
        if FALLS in ways:
            claims.append(Claim(("falls", *loop.key, name), name, False, entry.expr))
        least = ints.integer(least_value(s, name))
        if FALLS in ways and value.lo < 0 and bounds.at_least_zero(ints.sub(entry.expr, least), exact=True):
            claims.append(Claim(("stays", *loop.key, name), name, True, least))
        divisor = remainder_of(s, name)
        if divisor is not None and entry.lo >= 0 and entry.hi < divisor:
            claims.append(Claim(("remainder", *loop.key, name), name, True, ints.ZERO))
            claims.append(Claim(("remainder", *loop.key, name), name, False, ints.integer(divisor - 1)))
        for claim in claims:
            if claim.key in self.decided:
                continue
            loop.claims.append(claim)
            if claim.from_below:
                bounds.at_least(home.regs["value"], claim.bound)
                value.lo = max(value.lo, _number(claim.bound, entry.lo))
            else:
                bounds.at_most(home.regs["value"], claim.bound)
                value.hi = min(value.hi, _number(claim.bound, entry.hi))
        bounds.interval(home.regs["value"], value.lo, value.hi)

    def _check_claims(self, loop: Loop) -> None:
        """At the end of an iteration: whether variables have kept their bounds."""
        for claim in loop.claims:
            now = self._held(claim.name)
            if now is loop.homes[claim.name].value:
                continue
            kept = isinstance(now, Scalar) and now.kinds == ("int",)
            if kept:
                kept = self._keeps(now, claim)
            if not kept:
                self.decided[claim.key] = True
                loop.pending = True

    def _keeps(self, now: Scalar, claim: Claim) -> bool:
        """Whether a number lies within a bound."""
        known = ints.number(claim.bound)
        if known is not None and (now.lo >= known if claim.from_below else now.hi <= known):
            return True
        x, y = (now.expr, claim.bound) if claim.from_below else (claim.bound, now.expr)
        return self.e.bounds.at_least_zero(ints.sub(x, y), exact=True)

    def entry_form(self, entry: Any, decided: Any) -> Any:
        """The form of a home, of the value that enters it and what earlier attempts found."""
        if entry is None:
            return decided
        try:
            form = form_of(entry)
            return form if decided is None else self.joined(form, decided)
        except Mismatch as error:
            return ConflictForm(str(error))

    def _go_around(self, loop: Loop) -> None:
        """Assign the homes, at the end of an iteration or where the loop is left."""
        pairs = []
        self.note_changes(loop)
        self._check_claims(loop)
        for name, home in loop.homes.items():
            v = self._held(name)
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
            if name in loop.origins and isinstance(v, Scalar) and not _is_step(v, home):
                self.decided["leaps", *loop.key, name] = True
                loop.pending = True
            if self.fits_home(loop, name, home, v):
                self.take(name, home, v, dead=loop.assigned - loop.carried)
                pairs.append((home, v))
        for name in self._new_names(loop):
            v = self.env[name]
            form = loosened(self.entry_form(v.value if isinstance(v, Maybe) else v, None))
            self.decided[*loop.key, name] = form
            loop.pending = True
        if not loop.pending:
            assign_all(self.e, pairs, retain=True)

    def _new_names(self, loop: Loop) -> list[str]:
        """Variables that go around, but had no value when the loop was entered."""
        found = []
        for name in loop.carried - loop.homes.keys():
            v = self.env.get(name)
            if v is not None and not isinstance(v, Conflict):
                found.append(name)
        return found

    def fits_home(self, loop: Loop, name: str | Place, home: Home, v: Any) -> bool:
        """Whether the home can hold a value; if not, a better form is noted."""
        try:
            form = self.joined(home.form, form_of(v))
        except Mismatch as error:
            form = ConflictForm(f"'{name.key if isinstance(name, Place) else name}' changes in {loop.what}: {error}")
        if equal(form, home.form):
            return True
        # In the next attempt, registers are others.
        self.decided[*loop.key, name] = form if isinstance(form, ConflictForm) else loosened(form)
        loop.pending = True
        return False

    def _close(self, loop: Loop) -> None:
        self.frame.loops.pop()
        self.e.heap.around.pop()
        if loop.pending:
            raise Restart
        for name, home in loop.homes.items():
            if name in loop.origins:
                home.value.origin = loop.origins[name]
            self._hold(name, Maybe(home.value, reg(loop.flags[name])) if name in loop.flags else home.value)
        for name in loop.assigned - loop.homes.keys():
            self.env.pop(name, None)

    def _carried(self, s: Any) -> tuple[set[str], set[str]]:
        nodes = [*s.body, *([s.test] if isinstance(s, ast.While) else [s.target])]
        assigned = assigned_names(nodes) & self.frame.locals
        live = self.frame.live.head.get(id(s), frozenset()) | self.frame.live.after.get(id(s), frozenset())
        return assigned & live, assigned

    def _while(self, s: ast.While) -> bool:
        outer = self.saved()
        loop = self._open(s)
        always = False
        with self.e.scope() as body:
            test = self.test(s.test)
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
                    self.e.bounds.assume(condition, False)
                if self.statements(s.body):
                    self._go_around(loop)
                    self.e.release(1)
        self._finish(s, loop, While(body), outer)
        if s.orelse:
            return self._orelse(s, loop)
        return not always or _breaks(s.body)

    def _leave(self, loop: Loop, s: Any) -> None:
        self._go_around(loop)
        self.e.release(1)
        self.e.emit(Break())

    def _finish(self, s: Any, loop: Loop, made: Statement, outer: State) -> None:
        if s.orelse and loop.broke is None:
            loop.broke = Reg("broke", "bool")
        for flag in (loop.broke, loop.left):
            if flag is not None:
                self.e.emit(Assign(flag, const(False, "bool")))
        self.e.emit(made)
        self.resume(outer)
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

    def _orelse(self, s: Any, loop: Loop) -> bool:
        """The else of a loop: what runs unless it was left by a break."""
        assert loop.broke is not None
        before = self.saved()
        with self.e.inside() as other:
            alive = self.within(s.orelse)
        after = self.saved()
        self.resume(before)
        nothing: list[Statement] = []
        if alive:
            live = self.frame.live.after.get(id(s), frozenset())
            self.meet((before, nothing), (after, other), live)
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
        iterated = self.run_over(self.value(s.iter))
        if isinstance(iterated, Generator):
            return self.run_generator(s, iterated)
        turns = self.turns(iterated)
        if turns is not None:
            return self._unrolled(s, turns)
        source = self.sequence(iterated)
        return self._counted(s, source)

    def _unrolled(self, s: ast.For, turns: list[Callable[[], Any]]) -> bool:
        if len(turns) > _MOST_UNROLLED:
            items = [item() for item in turns]
            made = self.grown(form_of_elements(items))
            for x in items:
                made.append(self.e, x)
            return self._counted(s, self.sequence(made))
        if s.orelse or _breaks(s.body) or _continues(s.body):
            return self._unrolled_with_jumps(s, turns)
        for item in turns:
            self.bind(s.target, item())
            if not self.within(s.body):
                return False
        return True

    def _unrolled_with_jumps(self, s: ast.For, turns: list[Callable[[], Any]]) -> bool:
        """A block for each item, which `continue` leaves, in a block for all, which `break` leaves."""
        e = self.e
        outer = self.saved()
        loop = self._open(s)
        loop.unrolled = loop.once = True
        start = self.saved()
        with e.inside() as whole:
            for item in turns:
                self.resume(start)
                with e.scope() as body:
                    self.bind(s.target, item())
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
        outer = self.saved()
        loop = self._open(s)
        counter = Reg(s.target.id if isinstance(s.target, ast.Name) else "i", "i64")
        e.steady(counter)
        e.bounds.counter(counter, start, stop, step)
        with e.scope() as body:
            e.bounds.runs(start, stop, step)
            self.bind(s.target, source.item(reg(counter)))
            if self.statements(s.body):
                self._go_around(loop)
                e.release(1)
        self._finish(s, loop, For(counter, start, stop, body, step), outer)
        return self._orelse(s, loop) if s.orelse else True


def _number(e: Expr, otherwise: int) -> int:
    found = ints.number(e)
    return otherwise if found is None else found


def _own(body: Sequence[ast.stmt], kind: type) -> bool:
    """Whether a statement of a kind belongs to the loop with this body."""
    for s in body:
        if isinstance(s, kind):
            return True
        if isinstance(s, ast.If) and (_own(s.body, kind) or _own(s.orelse, kind)):
            return True
        if isinstance(s, ast.With) and _own(s.body, kind):
            return True
        if isinstance(s, ast.Match) and any([_own(case.body, kind) for case in s.cases]):
            return True
        if isinstance(s, ast.For | ast.While) and _own(s.orelse, kind):
            return True
    return False


def _is_step(v: Scalar, home: Home) -> bool:
    """Whether a value is small steps away from the one before, or begins anew."""
    return v.is_moderate or v.origin is home.value.origin


def _breaks(body: Sequence[ast.stmt]) -> bool:
    return _own(body, ast.Break)


def _continues(body: Sequence[ast.stmt]) -> bool:
    return _own(body, ast.Continue)

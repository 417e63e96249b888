"""Control flow without jumps: what remains is If, For, and While with one exit.

A While then reads [*head, If(leave, [Break]), *tail], without other jumps in head and tail; Continue and Return are
gone.  What stands behind a jump goes into the other branch of its If, or is guarded by a flag.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from .ir import (
    Assign,
    Bail,
    Break,
    Continue,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Return,
    Statement,
    While,
    const,
    operands,
    reg,
    statements,
    subexpressions,
)
from .rewriting import without

_NEVER, _MAYBE, _ALWAYS = 0, 1, 2  # whether what follows in the body is skipped


def structured(procedure: Procedure) -> Procedure:
    """The same procedure, without jumps but the exits of While loops."""
    returned = Reg("returned", "bool")
    lowering = _Lowering(returned)
    body, _ = lowering.body(procedure.body, _Scope(returned, None))
    body = _without_unread([_set(returned, False), *body], lowering.flags)
    return procedure.with_body(body)


def parts_of(loop: While) -> tuple[list[Statement], Expr, list[Statement]]:
    """Head, condition to leave, and tail of a While of a structured procedure."""
    for at, s in enumerate(loop.body):
        if isinstance(s, If) and len(s.body) == 1 and isinstance(s.body[0], Break):
            return loop.body[:at], s.condition, loop.body[at + 1 :]
    raise AssertionError("a While of a structured procedure has an exit")


def bails(body: Sequence[Statement]) -> bool:
    """Whether nothing follows a body: it bails, however it runs."""
    jumps = any(isinstance(s, Break | Continue | Return) for s in statements(body))
    return bool(body) and isinstance(body[-1], Bail) and not jumps


def only_bails(s: If) -> bool:
    """Whether a branch is a test, after which nothing but a Bail follows."""
    return not s.orelse and len(s.body) == 1 and isinstance(s.body[0], Bail)


def _set(flag: Reg, value: bool) -> Assign:
    return Assign(flag, const(value, "bool"))


def _not(flag: Reg) -> Expr:
    return Expr("not", "bool", (reg(flag),))


@final
class _Scope:
    """The body of a loop, or of the procedure (which has no `done`).

    gone: the rest of the body is skipped.  done: the loop ends.
    """

    __slots__ = ("done", "gone")

    def __init__(self, gone: Reg, done: Reg | None):
        self.gone, self.done = gone, done


@final
class _Lowering:
    def __init__(self, returned: Reg):
        self.returned = returned
        self.flags = {returned}

    def flag(self, name: str) -> Reg:
        found = Reg(name, "bool")
        self.flags.add(found)
        return found

    def body(self, body: Sequence[Statement], scope: _Scope) -> tuple[list[Statement], int]:
        """The body without jumps, and whether what follows it is skipped."""
        out: list[Statement] = []
        for at, s in enumerate(body):
            if isinstance(s, Break | Continue | Return):
                return out + self.jump(s, scope), _ALWAYS
            if isinstance(s, Bail):
                return [*out, s], _NEVER  # nobody asks what follows
            if isinstance(s, If) and (bails(s.body) or bails(s.orelse)):
                condition, bailing, other = s.condition, s.body, s.orelse
                if not bails(bailing):
                    condition, bailing, other = Expr("not", "bool", (condition,)), other, bailing
                out.append(If(condition, self.body(bailing, scope)[0]))
                if other:  # only that goes on
                    flat, way = self.body([*other, *body[at + 1 :]], scope)
                    return out + flat, way
                continue
            if isinstance(s, If):
                then, way = self.body(s.body, scope)
                other, other_way = self.body(s.orelse, scope)
                if way or other_way:
                    rest, rest_way = self.body(body[at + 1 :], scope)
                    then = self.followed(then, way, rest, other_way == _ALWAYS, scope)
                    other = self.followed(other, other_way, rest, way == _ALWAYS, scope)
                    out.append(If(s.condition, then, other))
                    if _ALWAYS not in (way, other_way) and rest:
                        out.append(If(_not(scope.gone), rest))
                    ways = {
                        rest_way if w == _NEVER else max(rest_way, _MAYBE) if w == _MAYBE else w
                        for w in (way, other_way)
                    }
                    return out, _ALWAYS if ways == {_ALWAYS} else _MAYBE if ways != {_NEVER} else _NEVER
                out.append(If(s.condition, then, other))
            elif isinstance(s, For | While):
                lowered, returns = self.loop(s)
                out += lowered
                if returns:
                    rest, rest_way = self.body(body[at + 1 :], scope)
                    out.append(If(reg(self.returned), self.jump(Return(), scope)[1:], rest))
                    return out, _ALWAYS if rest_way == _ALWAYS else _MAYBE
            else:
                out.append(s)
        return out, _NEVER

    def followed(
        self, branch: list[Statement], way: int, rest: list[Statement], alone: bool, scope: _Scope
    ) -> list[Statement]:
        """A branch of an If with what follows the If, where only this branch can get there."""
        if not alone or way == _ALWAYS or not rest:
            return branch
        return branch + (rest if way == _NEVER else [If(_not(scope.gone), rest)])

    def jump(self, s: Statement, scope: _Scope) -> list[Statement]:
        """The flags that a jump sets; that of Return comes first."""
        found: list[Statement] = [_set(self.returned, True)] if isinstance(s, Return) else []
        if scope.done is not None and not isinstance(s, Continue):
            found.append(_set(scope.done, True))
        return found if scope.gone is self.returned else [*found, _set(scope.gone, True)]

    def loop(self, s: For | While) -> tuple[list[Statement], bool]:
        """A loop as statements, and whether it may have met a Return."""
        if isinstance(s, For) and s.parallel:
            return [s], False
        done = self.flag("done")
        scope = _Scope(self.flag("gone"), done)
        returns = any(isinstance(inner, Return) for inner in statements(s.body))
        start: list[Statement] = [_set(scope.gone, False)]
        if isinstance(s, While):
            kept = self.plain_exit(s, scope)
            if kept is not None:
                return [kept], returns
        body, _ = self.body(s.body, scope)
        leaves = any(isinstance(inner, Assign) and inner.reg is scope.done for inner in statements(body))
        if isinstance(s, While):
            leave = If(reg(done), [Break()])
            return [_set(done, False), While([leave, *start, *body])], returns
        if not leaves:
            return [For(s.counter, s.start, s.stop, start + body, s.step)], returns
        stop = Reg("stop", "i64")
        over = Expr("ge" if s.step > 0 else "le", "bool", (reg(s.counter), reg(stop)))
        leave = If(Expr("or", "bool", (reg(done), over)), [Break()])
        advance = Assign(s.counter, Expr("add", "i64", (reg(s.counter), const(s.step, "i64"))))
        entry: list[Statement] = [Assign(stop, s.stop), Assign(s.counter, s.start), _set(done, False)]
        return [*entry, While([leave, *start, *body, advance])], returns

    def plain_exit(self, s: While, scope: _Scope) -> While | None:
        """A While whose only way out is an If at the top of its body that does nothing else, as it is."""
        for at, inner in enumerate(s.body):
            if isinstance(inner, If) and not inner.orelse and [type(x) for x in inner.body] == [Break]:
                head, way = self.body(s.body[:at], scope)
                tail, _ = self.body(s.body[at + 1 :], scope)
                both = statements(head + tail)
                if way or any(isinstance(x, Assign) and x.reg in (scope.done, self.returned) for x in both):
                    return None
                return While([_set(scope.gone, False), *head, inner, *tail])
            if any(isinstance(x, Break | Continue | Return) for x in statements([inner])):
                return None
        return None


def _without_unread(body: list[Statement], flags: set[Reg]) -> list[Statement]:
    """The statements without those that set flags that nothing reads."""
    read = {e.attr for s in statements(body) for e in subexpressions(operands(s)) if e.op == "reg"}

    return without(body, lambda s: isinstance(s, Assign) and s.reg in flags and s.reg not in read)

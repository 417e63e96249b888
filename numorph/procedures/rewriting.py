"""Expressions with others in the place of some of their parts, and statements with other bodies."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable

from .ir import Expr, For, If, Statement, While, bodies


def ordered(e: Expr) -> list[Expr]:
    """Sub-expressions, each once, operands first."""
    done: dict[Expr, None] = {}
    waiting = [e]
    while waiting:
        x = waiting[-1]
        missing = [a for a in x.args if a not in done]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        done[x] = None
    return list(done)


def rewritten(e: Expr, put: Callable[[Expr], Expr | None]) -> Expr:
    """An expression with put(x) in the place of each sub-expression x for which that is not None."""
    done: dict[Expr, Expr] = {}
    for x in ordered(e):
        new = put(x)
        if new is None:
            args = tuple([done[a] for a in x.args])
            same = all([a is b for a, b in zip(args, x.args, strict=True)])
            new = x if same else Expr(x.op, x.dtype, args, x.attr)
        done[x] = new
    return done[e]


def with_bodies(s: Statement, change: Callable[[list[Statement]], list[Statement]]) -> Statement:
    """A statement whose bodies, if it has any, are what `change` makes of them."""
    if isinstance(s, If):
        return If(s.condition, change(s.body), change(s.orelse))
    if isinstance(s, For):
        return For(s.counter, s.start, s.stop, change(s.body), s.step, s.parallel)
    return While(change(s.body)) if isinstance(s, While) else s


def without(body: Iterable[Statement], left_out: Callable[[Statement], bool]) -> list[Statement]:
    """Statements but for some, also of those inside others."""
    return [with_bodies(s, lambda inner: without(inner, left_out)) for s in body if not left_out(s)]


def anew(body: Iterable[Statement]) -> list[Statement]:
    """The same statements as other objects: passes tell statements apart by their identity."""
    return [copy.copy(s) if not bodies(s) else with_bodies(s, anew) for s in body]

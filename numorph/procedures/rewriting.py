"""Expressions with others in the place of some of their parts."""

from __future__ import annotations

from collections.abc import Callable

from .ir import Expr


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

"""Loops whose bounds are numbers, written out: all their turns one after the other."""

from __future__ import annotations

from .ir import Assign, Bail, Expr, For, If, Reg, Statement, Store, const, statements
from .rewriting import ordered as in_order


def written_out(s: For, most: int, ordered: bool = False) -> list[Statement] | None:
    """All turns of a loop one after the other, if that is not more than so many statements.

    ordered: what it adds up in any order is added in the order of its turns.  That must not be where a parallel loop
    around it adds to the same registers.
    """
    if s.start.op != "const" or s.stop.op != "const" or s.counter in _assigned_inside(s):
        return None
    out: list[Statement] = []
    for turn in range(s.start.attr, s.stop.attr, s.step):
        for t in s.body:
            copies = _copy(t, s.counter, const(turn, "i64"), most - len(out), ordered)
            if copies is None:
                return None
            out += copies
        if len(list(statements(out))) > most:
            return None
    return out


def _assigned_inside(s: For) -> set[Reg]:
    return {t.counter for t in statements(s.body) if isinstance(t, For)}


def _copy(s: Statement, counter: Reg, turn: Expr, most: int, ordered: bool) -> list[Statement] | None:
    if isinstance(s, Assign):
        return [Assign(s.reg, _put(s.value, counter, turn, ordered))]
    if isinstance(s, Bail):
        return [s]
    if isinstance(s, Store):
        return [Store(s.base, _put(s.index, counter, turn, ordered), _put(s.value, counter, turn, ordered))]
    if isinstance(s, If):
        ways = []
        for body in (s.body, s.orelse):
            copies = [_copy(t, counter, turn, most, ordered) for t in body]
            if None in copies:
                return None
            ways.append([t for some in copies if some is not None for t in some])
        return [If(_put(s.condition, counter, turn, ordered), *ways)]
    if isinstance(s, For):
        copies = [_copy(t, counter, turn, most, ordered) for t in s.body]
        if None in copies:
            return None
        body = [t for some in copies if some is not None for t in some]
        start, stop = (_put(e, counter, turn, ordered) for e in (s.start, s.stop))
        return written_out(For(s.counter, start, stop, body, s.step, s.parallel), most, ordered)
    return None


def _put(e: Expr, counter: Reg, turn: Expr, ordered: bool) -> Expr:
    """An expression with a number in the place of a counter, and of what is known then."""
    done: dict[Expr, Expr] = {}
    for x in in_order(e):
        args = tuple([done[a] for a in x.args])
        same = all([a is b for a, b in zip(args, x.args, strict=True)])
        if x.op == "reg" and x.attr is counter:
            done[x] = turn
        elif ordered and x.attr == "free":
            done[x] = Expr(x.op, x.dtype, args)
        else:
            done[x] = x if same else _simple(Expr(x.op, x.dtype, args, x.attr))
    return done[e]


def _simple(e: Expr) -> Expr:
    """A sum or product of integers, some of which may be known."""
    if e.dtype != "i64" or e.op not in ("add", "sub", "mul"):
        return e
    x, y = e.args
    if x.op == "const" and y.op == "const":
        value = x.attr + y.attr if e.op == "add" else x.attr - y.attr if e.op == "sub" else x.attr * y.attr
        return const(value, "i64") if -(2**63) <= value < 2**63 else e
    if y.op == "const" and y.attr == (1 if e.op == "mul" else 0):
        return x
    return y if x.op == "const" and e.op != "sub" and x.attr == (1 if e.op == "mul" else 0) else e

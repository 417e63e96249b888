"""Sizes that a test has found to be a certain number are that number from there on.

After `if n != 3: bail` an array of n numbers is one of three, which may lie on the stack, and a loop over it is short.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ir import Alloc, Assign, Bail, Expr, For, If, Procedure, Reg, Statement, While, const, statements
from .parallel import assigned
from .renaming import expression

_Known = dict[Reg, Expr]


def with_known_sizes(procedure: Procedure) -> Procedure:
    """The same procedure, whose arrays and loops have sizes that are numbers where that is known."""
    if not any([_learned(s) for s in statements(procedure.body)]):
        return procedure
    body = _body(procedure.body, {})
    return procedure.with_body(body)


def _body(body: Sequence[Statement], known: _Known) -> list[Statement]:
    """known: what registers hold before the statements, and then after them."""
    out: list[Statement] = []
    for s in body:
        if isinstance(s, For | While):
            _forget(s, known)
        if isinstance(s, If):
            s = If(s.condition, _body(s.body, dict(known)), _body(s.orelse, dict(known)))
        elif isinstance(s, While):
            s = While(_body(s.body, dict(known)))
        elif isinstance(s, For):
            start, stop = (expression(e, {}, known) for e in (s.start, s.stop))
            s = For(s.counter, start, stop, _body(s.body, dict(known)), s.step, s.parallel)
        elif isinstance(s, Alloc):
            s = Alloc(s.reg, expression(s.count, {}, known), s.dtype, s.zero)
        out.append(s)
        _forget(s, known)
        known.update(_learned(s))
    return out


def _forget(s: Statement, known: _Known) -> None:
    for r in assigned([s]):
        known.pop(r, None)


def _learned(s: Statement) -> _Known:
    """What holds after a statement."""
    if isinstance(s, Assign):
        return {s.reg: s.value} if s.value.op == "const" and s.value.dtype == "i64" else {}
    if not isinstance(s, If) or s.orelse or not s.body or not isinstance(s.body[0], Bail):
        return {}
    found: _Known = {}
    waiting = [s.condition]
    while waiting:
        e = waiting.pop()
        if e.op == "or":
            waiting += e.args
        elif e.op == "ne" and e.args[0].dtype == "i64":
            for x, y in (e.args, e.args[::-1]):
                if x.op == "reg" and y.op == "const":
                    found[x.attr] = const(y.attr, "i64")
    return found

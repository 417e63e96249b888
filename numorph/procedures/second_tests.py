"""Tests that are made twice: a loop goes on where one of two holds, and its body begins by asking which one.

`while x < a or x > b: x = ... if x < a else ...` asks three times in a turn.  Each way follows its own test here: a
processor foresees them one by one, and does not wait for a choice between what both compute.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from .counts import read_counts
from .ir import Assign, Break, Continue, Expr, If, Procedure, Reg, Return, Statement, statements
from .polynomials import same
from .rewriting import with_bodies

_Jump = Break | Continue | Return


def without_second_tests(procedure: Procedure) -> Procedure:
    """The same procedure, in which such tests are made once."""
    if not any([_is_jump(s) for s in statements(procedure.body)]):
        return procedure
    body = _body(procedure.body, functools.cache(functools.partial(_read_once, procedure)))
    return procedure.with_body(body)


def _read_once(procedure: Procedure) -> set[Reg]:
    """Registers that one statement reads."""
    counts = read_counts(procedure.body)
    counts.update(procedure.results)
    return {r for r, n in counts.items() if n == 1}


def _is_jump(s: Statement) -> bool:
    return isinstance(s, If) and not s.orelse and len(s.body) == 1 and isinstance(s.body[0], _Jump)


def _body(body: Sequence[Statement], once: Callable[[], set[Reg]]) -> list[Statement]:
    """once: gives registers that one statement reads."""
    out: list[Statement] = []
    for s in body:
        s = with_bodies(s, lambda inner: _body(inner, once))
        out.append(s)
        if isinstance(s, If) and len(out) > 1:
            _join(out, s, once)
    return out


def _join(out: list[Statement], s: If, once: Callable[[], set[Reg]]) -> None:
    """Let a jump, where neither of two tests holds, go to where the last statement, by one of them, has its bodies."""
    jump = out[-2]
    if not isinstance(jump, If) or not _is_jump(jump):
        return
    test, length = jump.condition, 2
    made = out[-3] if len(out) > 2 else None
    if test.op == "reg" and isinstance(made, Assign) and made.reg is test.attr and test.attr in once():
        test, length = made.value, 3
    if test.op != "not" or test.args[0].op != "or":
        return
    one, other = test.args[0].args
    for this, that in ((one, other), (other, one)):
        if same(this, s.condition):
            rest = If(that, s.orelse, jump.body) if s.orelse else If(Expr("not", "bool", (that,)), jump.body)
            out[-length:] = [If(this, s.body, [rest])]
            return

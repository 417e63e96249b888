"""Whether an index is below 0, and whether it is too large, are one test where both bail, one after the other.

Then there is one branch less in a turn, which the processor has to foresee.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ir import Bail, Expr, If, Procedure, Statement
from .polynomials import same
from .rewriting import with_bodies
from .structured import only_bails


def with_joined_tests(procedure: Procedure) -> Procedure:
    """The same procedure with fewer tests."""
    return procedure.with_body(_body(procedure.body))


def _body(body: Sequence[Statement]) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        s = with_bodies(s, _body)
        before = out[-1] if out else s
        if isinstance(before, If) and isinstance(s, If) and _are_of_one_index(before, s):
            out[-1] = If(Expr("or", "bool", (before.condition, s.condition)), s.body)
        else:
            out.append(s)
    return out


def _are_of_one_index(below: If, beyond: If) -> bool:
    """Whether two statements are such tests."""
    if not only_bails(below) or not only_bails(beyond):
        return False
    (one,), (other,) = below.body, beyond.body
    assert isinstance(one, Bail) and isinstance(other, Bail)
    tests = below.condition, beyond.condition
    if one.reason != other.reason or [e.op for e in tests] != ["lt", "ge"] or tests[0].args[0].op != "reg":
        return False
    zero, size = tests[0].args[1], tests[1].args[1]
    return (
        zero.op == "const"
        and zero.attr == 0
        and size.op in ("reg", "const")
        and same(tests[0].args[0], tests[1].args[0])
    )

"""Tests one after the other that bail for one reason are one test: of an index, whether it is outside of an array.

Then there is one branch less in a turn, which the processor has to foresee.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .ir import Bail, Expr, If, Procedure, Statement, subexpressions
from .rewriting import with_bodies
from .structured import only_bails

_NOT_BEFORE: Final = frozenset(("load", "call", "quo", "rem"))  # what is computed only where the test before has failed
_LARGEST: Final = 12  # parts of a test that is joined to another


def with_joined_tests(procedure: Procedure) -> Procedure:
    """The same procedure with fewer tests."""
    return procedure.with_body(_body(procedure.body))


def _body(body: Sequence[Statement]) -> list[Statement]:
    out: list[Statement] = []
    for s in body:
        s = with_bodies(s, _body)
        reason = _reason(s)
        if out and reason is not None and reason == _reason(out[-1]):
            before, here = out[-1], s
            assert isinstance(before, If) and isinstance(here, If)
            out[-1] = If(Expr("or", "bool", (before.condition, here.condition)), here.body)
        else:
            out.append(s)
    return out


def _reason(s: Statement) -> str | None:
    """Why a test bails; None of what is no test, or had better stay alone."""
    if not isinstance(s, If) or not only_bails(s):
        return None
    parts = list(subexpressions([s.condition]))
    if len(parts) > _LARGEST or not _NOT_BEFORE.isdisjoint([e.op for e in parts]):
        return None
    (bail,) = s.body
    assert isinstance(bail, Bail)
    return bail.reason

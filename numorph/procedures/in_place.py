"""Registers for which branches compute new values get them at the ends of the branches.

What was `if c: next = i + 1 ... else: next = i ...` and then `i = next` becomes `i = i + 1` in one branch, and
nothing in the other.  So a sweep backwards moves an integer back (recording.py), which would be on the tape else, and
what stays as it is costs nothing.
"""

from __future__ import annotations

from typing import Final, final

from .counts import assignment_counts, read_counts
from .ir import Assign, Bail, Break, Continue, For, If, Procedure, Return, Statement, statements, subexpressions
from .parallel import assigned
from .renaming import reads
from .rewriting import with_bodies

_LEAVES: Final = Break | Continue | Return


def in_place(procedure: Procedure) -> Procedure:
    """The same procedure; it is structured."""
    if not any([isinstance(s, If) and s.orelse for s in statements(procedure.body)]):
        return procedure
    return procedure.with_body(_InPlace(procedure).body(procedure.body))


@final
class _InPlace:
    def __init__(self, procedure: Procedure):
        assignments, read = assignment_counts(procedure.body), read_counts(procedure.body)
        passed = {r for r, n in assignments.items() if n == 2 and read[r] == 1 and r.dtype != "ptr"}
        self.passed = passed - set(procedure.inputs) - set(procedure.results)  # what may be computed for others

    def body(self, body: list[Statement]) -> list[Statement]:
        out: list[Statement] = []
        for s in body:
            s = s if isinstance(s, For) and s.parallel else with_bodies(s, self.body)
            at = self.branches(out, s) if isinstance(s, Assign) else None
            if at is None:
                out.append(s)
                continue
            assert isinstance(s, Assign)
            branches = out[at]
            assert isinstance(branches, If)
            out[at] = If(branches.condition, *[_ending(arm, s) for arm in (branches.body, branches.orelse)])
        return out

    def branches(self, before: list[Statement], s: Assign) -> int | None:
        """Where the branches stand that compute a value, if they may as well be the ones to assign it."""
        if s.value.op != "reg" or s.value.attr not in self.passed:
            return None
        for at in range(len(before) - 1, -1, -1):
            x = before[at]
            if s.value.attr in assigned([x]):
                fits = isinstance(x, If) and all([_may_end(arm, s) for arm in (x.body, x.orelse)])
                return at if fits else None
            inside = list(statements([x]))
            if s.reg in assigned([x]) or any([s.reg in reads(y) or isinstance(y, _LEAVES) for y in inside]):
                return None
        return None


def _computing(arm: list[Statement], s: Assign) -> list[Assign]:
    return [x for x in arm if isinstance(x, Assign) and x.reg is s.value.attr]


def _may_end(arm: list[Statement], s: Assign) -> bool:
    """Whether the arm of a branch computes what `s` assigns, and could still do so at its end."""
    found = _computing(arm, s)
    if len(found) != 1 or any([isinstance(x, Bail | _LEAVES) for x in statements(arm)]):
        return False
    changed = assigned(arm[arm.index(found[0]) + 1 :])
    parts = subexpressions([found[0].value])
    return s.reg not in assigned(arm) and not any(
        [x.op == "load" or x.attr in changed for x in parts if x.op != "const"]
    )


def _ending(arm: list[Statement], s: Assign) -> list[Statement]:
    (x,) = _computing(arm, s)
    same = x.value.op == "reg" and x.value.attr is s.reg
    return [*[y for y in arm if y is not x], *([] if same else [Assign(s.reg, x.value)])]

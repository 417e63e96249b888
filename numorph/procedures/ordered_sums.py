"""Sums to which turns of a loop add, and which nothing else in it reads: turns may run at once, but add in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .counts import assignment_counts, read_counts
from .ir import Assign, Expr, Reg, Statement, statements, subexpressions
from .parallel import assigned
from .renaming import reads as registers_read

_FLOATS = ("f32", "f64")


class Sum(NamedTuple):
    """A register to which a turn adds, or from which it subtracts (`op`), what it leaves in the register `term`."""

    register: Reg
    op: str
    term: Reg


def with_terms(
    body: Sequence[Statement], registers: set[Reg], all_reads: Mapping[Reg, int]
) -> tuple[list[Statement], list[Sum]]:
    """A body that leaves in registers what it would add to those of the given ones that are such sums.

    all_reads: how many statements read each register, those elsewhere included.
    """
    made = assignment_counts(body)
    direct = _direct(body, all_reads, made)
    reads = read_counts(direct)
    sums: list[Sum] = []
    out: list[Statement] = []
    for s in direct:
        term = None
        if isinstance(s, Assign) and s.reg in registers and made[s.reg] == reads[s.reg] == 1:
            term = _term(s)
        if isinstance(s, Assign) and term is not None:
            sums.append(Sum(s.reg, s.value.op, Reg("term", s.reg.dtype)))
            out.append(Assign(sums[-1].term, term))
        else:
            out.append(s)
    return (out, sums) if sums else (list(body), [])


def _direct(body: Sequence[Statement], reads: Mapping[Reg, int], made: Mapping[Reg, int]) -> list[Statement]:
    """With `r = x` in the place of `t = x; r = t` where nothing else reads t, and nothing in between knows r."""
    out: list[Statement] = []
    for s in body:
        if isinstance(s, Assign) and s.value.op == "reg" and s.reg.dtype in _FLOATS:
            t, r = s.value.attr, s.reg
            at = next((k for k, x in enumerate(out) if isinstance(x, Assign) and x.reg is t), None)
            if at is not None and reads.get(t, 0) == 1 and made[t] == 1:
                first, between = out[at], list(statements(out[at + 1 :]))
                if r not in assigned(between) and not any([r in registers_read(x) for x in between]):
                    assert isinstance(first, Assign)
                    out[at] = Assign(r, first.value)
                    continue
        out.append(s)
    return out


def _term(s: Assign) -> Expr | None:
    """What is added to a register or subtracted from it."""
    e = s.value
    if e.dtype not in _FLOATS or e.op not in ("add", "sub") or e.attr is not None:
        return None
    own = [x.op == "reg" and x.attr is s.reg for x in e.args]
    term = e.args[1] if own[0] else e.args[0] if own[1] and e.op == "add" else None
    if term is None or any([x.op == "reg" and x.attr is s.reg for x in subexpressions([term])]):
        return None
    return term

"""Sums over some iterations of a parallel loop, as sums over all of them: LLVM's vectoriser knows only these.

`if c: s = s + x` becomes `t = -0.0; if c: t = x; s = s + t`, which is the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from ..procedures.ir import COMPLEX, Assign, Expr, If, Reg, Statement, const, reg
from ..procedures.parallel import accumulated, terms
from .loops import FLOATS, SIGNED, SIZES


def unconditional(s: If) -> list[Statement]:
    """The same statement, without updates of accumulated registers inside of it."""
    before: list[Statement] = []
    after: list[Statement] = []
    found = accumulated([s])
    branches = [_without_updates(body, found, before, after) for body in (s.body, s.orelse)]
    return [*before, If(s.condition, *branches), *after]


def _without_updates(
    body: Sequence[Statement], found: dict[Reg, str], before: list[Statement], after: list[Statement]
) -> list[Statement]:
    kept: list[Statement] = []
    flat: list[Statement] = []
    for inner in body:
        flat += unconditional(inner) if isinstance(inner, If) else [inner]
    for s in flat:
        op = found.get(s.reg) if isinstance(s, Assign) else None
        nothing = neutral(op, s.reg.dtype) if isinstance(s, Assign) and op is not None else None
        if not isinstance(s, Assign) or op is None or nothing is None:
            kept.append(s)
            continue
        dtype, term = s.reg.dtype, Reg(f"{s.reg.name}'", s.reg.dtype)
        rest = reduce(lambda x, y: Expr(op, dtype, (x, y), "free"), terms(s.value, s.reg))
        before.append(Assign(term, nothing))
        kept.append(Assign(term, rest))
        after.append(Assign(s.reg, Expr(op, dtype, (reg(s.reg), reg(term)), "free")))
    return kept


def neutral(op: str, dtype: str) -> Expr | None:
    """What changes nothing, if there is such a number."""
    if op == "add":
        zero = -0.0 if dtype in FLOATS else complex(-0.0, -0.0) if dtype in COMPLEX else 0
        return const(zero, dtype)
    if op in ("or", "and") and dtype == "bool":
        return const(op == "and", dtype)
    if dtype in COMPLEX or dtype == "bool" or op in ("or", "and"):
        return None
    if op == "mul":
        return const(1, dtype)
    if dtype in FLOATS:
        return const(float("inf") if op == "min" else float("-inf"), dtype)
    bits = 8 * SIZES[dtype] - (dtype in SIGNED)
    least = -(1 << bits) if dtype in SIGNED else 0
    return const((1 << bits) - 1 if op == "min" else least, dtype)

"""How often statements read and assign registers, and what those hold that always get the same number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .forms import Known, form
from .ir import Assign, Expr, For, If, Reg, Statement, While, bodies, statements
from .parallel import assigned
from .renaming import reads


def read_counts(body: Iterable[Statement]) -> Counter[Reg]:
    """How many statements read each register, those inside others included."""
    return Counter([r for s in statements(body) for r in reads(s)])


def assignment_counts(body: Iterable[Statement]) -> Counter[Reg]:
    """How many statements assign each register, those inside others included; counters of loops do not count."""
    return Counter([r for s in statements(body) if not bodies(s) for r in assigned([s])])


def settled(body: list[Statement], inputs: Sequence[Reg]) -> Known:
    """What integers are that have one form wherever they are assigned, before anything is made of them."""
    values: dict[Reg, list[Expr]] = {}
    gone: set[Reg] = set()
    for s in statements(body):
        if isinstance(s, Assign):
            values.setdefault(s.reg, []).append(s.value)
        elif isinstance(s, For):
            gone.add(s.counter)
        elif not isinstance(s, If | While):
            gone |= assigned([s])
    known: Known = {r: r for r in inputs if r not in gone and r not in values}
    for r, found in values.items():
        forms = [form(e, known) for e in found] if r.dtype == "i64" else [None]
        if r not in gone and forms[0] is not None and all([f == forms[0] for f in forms]):
            known[r] = forms[0]
    return known

"""How often statements read and assign registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .ir import Reg, Statement, bodies, statements
from .parallel import assigned
from .renaming import reads


def read_counts(body: Iterable[Statement]) -> Counter[Reg]:
    """How many statements read each register, those inside others included."""
    return Counter([r for s in statements(body) for r in reads(s)])


def assignment_counts(body: Iterable[Statement]) -> Counter[Reg]:
    """How many statements assign each register, those inside others included; counters of loops do not count."""
    return Counter([r for s in statements(body) if not bodies(s) for r in assigned([s])])

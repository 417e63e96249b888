"""What is asked of a loop's surroundings, to know whether its turns are independent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import final

from .activity import InputMemory, Memory, Pointees
from .counts import read_counts
from .ir import Alloc, For, Procedure, Reg, Statement, statements
from .parallel import assigned
from .renaming import Liveness, reads
from .steady_constants import Known, SteadyConstants
from .turn_windows import Windows


@final
class LoopFacts:
    """Of the loops of one procedure."""

    def __init__(self, procedure: Procedure):
        self._procedure = procedure

    @cached_property
    def _begins(self) -> dict[int, Known]:
        return SteadyConstants(self._procedure).begins

    @cached_property
    def _behind(self) -> dict[int, frozenset[Reg]]:
        """By the ids of loops, what may be read after them."""
        results = frozenset(self._procedure.results)
        liveness = Liveness(results)
        liveness.block(self._procedure.body, results)
        return liveness.behind

    @cached_property
    def reads(self) -> dict[Reg, int]:
        """How many statements read each register, the end of the procedure included."""
        found = read_counts(self._procedure.body)
        found.update(self._procedure.results)
        return found

    @cached_property
    def _pointees(self) -> Pointees:
        return Pointees(self._procedure)

    def steady(self, s: For) -> Known:
        """Registers that are constants whenever a turn begins, though turns assign them."""
        return self._begins.get(id(s), {})

    def windows(self, s: For, body: list[Statement], own_memory: bool = False) -> Windows:
        """What turns with such a body touch.  own_memory: some may be what they make, which they leave to no other."""
        if not own_memory:
            return Windows(s, body, self._pointees.of)
        inside = _WithOwnMemory(self._pointees, body)
        return Windows(s, body, inside.of, inside.made)

    def read_after(self, s: For, registers: set[Reg]) -> list[Reg]:
        """Registers whose last value something after a loop may want to know."""
        here = read_counts(s.body)
        elsewhere = {r for r in registers if self.reads.get(r, 0) != here.get(r, 0)}
        return sorted(elsewhere & self._behind[id(s)], key=lambda r: r.number) if elsewhere else []


@final
class _WithOwnMemory:
    """The memory that pointers may point to, some of which a body makes; made: what is its own."""

    def __init__(self, outside: Pointees, body: Sequence[Statement]):
        pointers = {r for s in statements(body) for r in reads(s) if r.dtype == "ptr"} - assigned(body)
        self._inside = Pointees(Procedure("", [*pointers], (), body))
        self._outside = outside
        self.made: set[Memory] = {s for s in statements(body) if isinstance(s, Alloc)}

    def of(self, pointer: Reg) -> set[Memory]:
        found: set[Memory] = set()
        for m in self._inside.of(pointer):
            found |= self._outside.of(m.register) if isinstance(m, InputMemory) else {m}
        return found

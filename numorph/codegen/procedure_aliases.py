"""Which loads and stores never meet, for LLVM: what a pointer off a tape points to it cannot know by itself.

Each memory that a procedure knows (an input, what one statement makes, the tape) is a scope; a load or store is in the
scopes of what its pointer may point to, and is said not to touch the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from ..procedures.facts import Memory, Pointees
from ..procedures.ir import Library, Pop, PopBlock, Procedure, PushBlock, Reg, Statement, statements

_MOST: Final = 100  # memories: each is named by nearly all loads and stores


@final
class Aliases:
    """of: the notes on loads and stores by way of a pointer.  tape: those on what is pushed and popped.

    parts: whether other functions have parts of the code, in which inputs are not parameters.
    """

    def __init__(self, procedure: Procedure, metadata: list[str], parts: bool = False):
        self.of: dict[Reg, str] = {}
        self.tape = ""
        every = list(statements(procedure.body))
        # whether nothing but themselves reaches inputs
        self.inputs_stay_apart = not any([isinstance(s, Library) and s.name == "back" for s in every])
        if not parts and not any([isinstance(s, Pop | PopBlock) for s in every]):
            return
        pointees = Pointees(procedure)
        popped = [s for s in every if isinstance(s, Pop) and s.reg.dtype == "ptr"]
        known = all([s.site is not None and s.site in pointees.found for s in popped])
        self.inputs_stay_apart &= known and not any(
            [pointees.of(s.site) & set(pointees.inputs.values()) for s in popped if s.site is not None]
        )
        if known and not any([isinstance(s, Library) and _gives_memory(s) for s in every]):
            self._write(pointees, every, metadata)

    def _write(self, pointees: Pointees, every: Sequence[Statement], metadata: list[str]) -> None:
        blocks = {s for s in every if isinstance(s, PushBlock)}
        on_tape = {r for s in every if isinstance(s, PushBlock | PopBlock) for r in (s.reg, s.twin) if r is not None}
        places = {
            r: memories
            for r, memories in pointees.found.items()
            if memories and not memories & blocks and r not in on_tape
        }
        numbers: dict[Memory, int] = {}
        for memories in places.values():
            for m in memories:
                numbers.setdefault(m, len(numbers))
        if len(numbers) > _MOST:
            return

        def line(text: str) -> str:
            name = f"!{len(metadata)}"
            metadata.append(f"{name} = {text.replace('SELF', name)}")
            return name

        domain = line("distinct !{SELF}")
        scopes = [line(f"distinct !{{SELF, {domain}}}") for _ in range(len(numbers) + 1)]
        notes: dict[frozenset[int], str] = {}

        def noted(inside: frozenset[int]) -> str:
            if inside not in notes:
                own = line(f"!{{{', '.join([x for k, x in enumerate(scopes) if k in inside])}}}")
                others = line(f"!{{{', '.join([x for k, x in enumerate(scopes) if k not in inside])}}}")
                notes[inside] = f", !alias.scope {own}, !noalias {others}"
            return notes[inside]

        self.tape = noted(frozenset([len(numbers)]))
        self.of = {r: noted(frozenset([numbers[m] for m in memories])) for r, memories in places.items()}
        self.of |= dict.fromkeys(on_tape, self.tape)


def _gives_memory(s: Library) -> bool:
    return any([r.dtype == "ptr" for r in s.results])

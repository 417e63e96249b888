"""Shadows: memory of cotangents beside memory of values, and pointers to it beside pointers.

The forward sweep has the shadows of memory that it allocates, but not those of inputs.  So a pointer that may point to
an input goes with a number, which says to which: the reverse sweep then puts the input's shadow in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from .facts import Facts, InputMemory
from .handed_on import HandedOn
from .ir import Alloc, Assign, Expr, If, Reg, Statement, const, reg

_NONE = const(-1, "i64")


@final
class Shadows:
    """given: shadows of inputs.  tracked: pointers that have a shadow pointer of their own, and its number if any.

    own: shadow pointers of temporaries, which only the reverse sweep has.  handed_on: pointers whose shadows that sweep
    makes, beside those that the memory has when it is made (`makers`).
    """

    def __init__(self, facts: Facts, handed_on: Sequence[HandedOn] = ()):
        self.facts = facts
        self.handed_on = {x.keeper: x for x in handed_on}
        self.makers = {x.alloc.reg: x for x in handed_on}
        self.given = {r: Reg(f"d_{r.name}", "ptr") for r in facts.inputs}
        self.tracked: dict[Reg, tuple[Reg, Reg | None]] = {}
        self.own = {p: Reg(f"d_{p.name}", "ptr") for p in facts.temporary}
        for p, memories in facts.pointees.items():
            if (
                p in facts.used
                and p not in self.own
                and memories & facts.shadowed
                and p not in facts.constant
                and self._only(p) is None
            ):
                some = any(isinstance(m, InputMemory) for m in memories)
                self.tracked[p] = (Reg(f"d_{p.name}", "ptr"), Reg(f"n_{p.name}", "i64") if some else None)

    def _only(self, p: Reg) -> Reg | None:
        """The input to which alone a pointer may point."""
        memories = self.facts.memories(p)
        first = next(iter(memories), None)
        return first.register if len(memories) == 1 and isinstance(first, InputMemory) else None

    def of(self, p: Reg) -> Reg:
        """The shadow pointer of a pointer."""
        if p in self.own:
            return self.own[p]
        only = self._only(p)
        return self.given[only] if only is not None else self.tracked[p][0]

    def has(self, p: Reg) -> bool:
        """Whether a pointer has one."""
        return p in self.own or p in self.tracked or self._only(p) is not None

    def all(self) -> set[Reg]:
        """All shadow pointers."""
        return {*self.own.values(), *self.given.values(), *[shadow for shadow, _ in self.tracked.values()]}

    def number(self, r: Reg) -> int:
        return list(self.facts.inputs).index(r)

    def copied(self, p: Reg, source: Expr) -> list[Statement]:
        """Beside p = source, in the forward sweep."""
        if p not in self.tracked:
            return []
        shadow, tag = self.tracked[p]
        null, which = Expr("null", "ptr"), _NONE
        if source.op == "reg" and source.attr in self.tracked:
            other, its_tag = self.tracked[source.attr]
            null, which = reg(other), reg(its_tag) if its_tag is not None else _NONE
        elif source.op == "reg":
            only = self._only(source.attr)
            which = const(self.number(only), "i64") if only is not None else _NONE
        return [Assign(shadow, null), *([Assign(tag, which)] if tag is not None else [])]

    def initial(self) -> list[Statement]:
        """At the start of the forward sweep."""
        out: list[Statement] = []
        for p, (shadow, tag) in self.tracked.items():
            out.append(Assign(shadow, Expr("null", "ptr")))
            if tag is not None:
                out.append(Assign(tag, const(self.number(p), "i64") if p in self.facts.inputs else _NONE))
        return out

    def group(self, r: Reg) -> list[Reg]:
        """The registers that are saved where `r` is."""
        shadow, tag = self.tracked.get(r, (None, None))
        return [x for x in (r, shadow, tag) if x is not None]

    def made(self, p: Reg) -> list[Statement]:
        """After a pointer has its value back, or at the end of its loop: the shadow of memory that is handed on."""
        if p not in self.handed_on:
            return []
        (shadow, _), alloc, null = self.tracked[p], self.handed_on[p].alloc, Expr("null", "ptr")
        none, some = Expr("eq", "bool", (reg(shadow), null)), Expr("ne", "bool", (reg(p), null))
        return [If(Expr("and", "bool", (none, some)), [Alloc(shadow, self.handed_on[p].elements, alloc.dtype, True)])]

    def found(self, r: Reg) -> list[Statement]:
        """After a register has its value back: the shadows of inputs."""
        _, tag = self.tracked.get(r, (None, None))
        if tag is None:
            return []
        out: list[Statement] = []
        for m in sorted(
            [m.register for m in self.facts.memories(r) & self.facts.shadowed if isinstance(m, InputMemory)],
            key=self.number,
        ):
            same = Expr("eq", "bool", (reg(tag), const(self.number(m), "i64")))
            out.append(If(same, [Assign(self.tracked[r][0], reg(self.given[m]))]))
        return out

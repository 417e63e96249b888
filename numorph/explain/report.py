"""What `jit` does with a function for given arguments, in words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..ir.program import Program, subprograms


class Explanation:
    """How a jitted function runs: `staged` (a program on NumPy) or as plain Python, and why.  Prints as text."""

    def __init__(self, name: str, staged: bool, reason: str | None, program: Program | None):
        self.name, self.staged, self.reason, self.program = name, staged, reason, program

    def operations(self) -> Counter[str]:
        """How often each operation occurs, nested programs included."""
        counts: Counter[str] = Counter()

        def count(program: Program) -> None:
            for e in program.eqns:
                counts[str(e.op)] += 1
                for inner in subprograms(e):
                    count(inner)

        if self.program is not None:
            count(self.program)
        return counts

    def __str__(self) -> str:
        if not self.staged:
            return f"'{self.name}' runs as plain Python for these arguments.\n  Reason: {self.reason}"
        counts = self.operations()
        listed = ", ".join(f"{n} {name}" for name, n in counts.most_common())
        return (
            f"'{self.name}' is staged into a program of {sum(counts.values())} operations, which runs on NumPy.\n"
            f"  Operations: {listed or 'none'}\n{self.program}"
        )

    __repr__ = __str__


def explain_jit(jitted: Any, *args: Any, **kwargs: Any) -> Explanation:
    """The explanation of a jitted function at these arguments; stages it if it has not been, but does not run it."""
    entry = jitted.decision(*args, **kwargs)
    reason = getattr(entry, "reason", None)
    program = getattr(entry, "program", None)
    return Explanation(getattr(jitted, "__name__", "function"), program is not None, reason, program)

"""What `jit` does with a function for given arguments, in words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..ir.program import Program, subprograms
from ..runtime.regions import compiles


class Explanation:
    """How a jitted function runs: `staged` (a program) or as plain Python, and why; prints as text.

    compiled: how often each operation is machine code; hosted: the same for those that NumPy and SciPy run.
    machine_code: what has become of the machine code so far, in words.
    """

    def __init__(self, name: str, staged: bool, reason: str | None, program: Program | None, contest: Any = None):
        self.name, self.staged, self.reason, self.program = name, staged, reason, program
        self.compiled: Counter[str] = Counter()
        self.hosted: Counter[str] = Counter()
        self.machine_code = ""
        if program is not None:
            _sort(program, self.compiled, self.hosted)
            self.machine_code = _progress(contest)

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
        lines = [f"'{self.name}' is staged into a program of {sum(self.operations().values())} operations."]
        lines.append(f"  Machine code can be made for: {_listed(self.compiled)}")
        lines.append(f"  NumPy and SciPy run: {_listed(self.hosted)}")
        lines.append(f"  {self.machine_code}")
        return "\n".join([*lines, str(self.program)])

    __repr__ = __str__


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {name}" for name, n in counts.most_common()) or "nothing"


def _sort(program: Program, compiled: Counter[str], hosted: Counter[str]) -> None:
    """Count the operations that have machine code, and the others."""
    for e in program.eqns:
        inner = subprograms(e)
        for p in inner:
            _sort(p, compiled, hosted)
        if not inner:
            (compiled if compiles(e) else hosted)[str(e.op)] += 1


def _progress(contest: Any) -> str:
    """What has become of the machine code of a program."""
    tier = contest.tier
    if tier.reason:
        return f"There is no machine code: {tier.reason}."
    if tier.compiled is None:
        return "It runs on NumPy until the first call has had machine code made, in the background."
    kernels = sum([len(part.codes) for part in tier.compiled.parts])
    made = f"{kernels} {'kernel' if kernels == 1 else 'kernels'} of machine code"
    if contest.plain_wins:
        return f"Plain Python was measured to be the fastest; {made} did not beat it."
    if not tier.settled():
        return f"There are {made}, which the next calls compare with NumPy."
    if tier.chosen:
        numpy_time, native_time = (min(times) for times in tier.times)
        return f"It runs {made}: {1e6 * native_time:.1f} us, where NumPy took {1e6 * numpy_time:.1f} us."
    return f"NumPy was measured to be faster than {made}, and runs it."


def explain_jit(jitted: Any, *args: Any, **kwargs: Any) -> Explanation:
    """The explanation of a jitted function at these arguments; stages it if it has not been, but does not run it."""
    entry = jitted.decision(*args, **kwargs)
    reason = getattr(entry, "reason", None)
    program = getattr(entry, "program", None)
    contest = getattr(entry, "contest", None)
    return Explanation(getattr(jitted, "__name__", "function"), program is not None, reason, program, contest)

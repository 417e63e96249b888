"""What `jit` does with a function for given arguments, in words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..ir.program import Program, subprograms
from ..runtime.regions import compiles


class Explanation:
    """How a jitted function runs: compiled from its source, `staged` (a program), or as plain Python; prints as text.

    from_source: whether it is compiled from its source, loops and branches included.
    reason: why it is not staged, where it runs as plain Python; else None.
    source_reason: why it is not compiled from its source, with the line, where that was tried; else None.
    compiled: how often each operation is machine code; hosted: the same for those that NumPy and SciPy run.
    machine_code: what has become of the machine code so far, in words.
    """

    def __init__(self, name: str, entry: Any, way: Any = None):
        self.name = name
        self.from_source = way is not None and not way.refused
        self.source_reason = _refusal(way) if way is not None and way.refused else None
        self.program: Program | None = getattr(entry, "program", None)
        self.staged = self.program is not None
        self.reason: str | None = getattr(entry, "reason", None)
        self.compiled: Counter[str] = Counter()
        self.hosted: Counter[str] = Counter()
        self.machine_code = _progress_of_procedure(way) if self.from_source else ""
        if self.program is not None:
            _sort(self.program, self.compiled, self.hosted)
            self.machine_code = _progress(entry.contest)

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
        if self.from_source:
            return f"'{self.name}' is compiled from its source for these arguments.\n  {self.machine_code}"
        source = [] if self.source_reason is None else [f"  It is not compiled from its source: {self.source_reason}"]
        if self.program is None:
            lines = [f"'{self.name}' runs as plain Python for these arguments.", f"  Reason: {self.reason}"]
            return "\n".join([*lines, *source])
        lines = [f"'{self.name}' is staged into a program of {sum(self.operations().values())} operations.", *source]
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


def _progress_of_procedure(way: Any) -> str:
    """What has become of the machine code of a function that is compiled from its source."""
    if way.left:
        said = f"Plain Python runs: {way.bails} calls met what machine code leaves to it"
        return f"{said} (the last one: {way.bail})." if way.bail else f"{said}."
    if way.wins and not way.plain:
        said = f"It runs machine code: {1e6 * min(way.native):.1f} us."
    elif not way.decided:
        said = "Its machine code is there; the next calls compare it with plain Python."
    else:
        plain, native = (f"{1e6 * min(times):.1f} us" for times in (way.plain, way.native))
        if way.wins:
            said = f"It runs machine code: {native}, where plain Python took {plain}."
        else:
            said = f"Plain Python was measured to be the fastest: {plain}, where machine code took {native}."
    if way.overtaken:
        said += "\n  It overtook the first call, which plain Python had begun."
    if way.bails:
        met = f"{way.bails} {'call' if way.bails == 1 else 'calls'} met what machine code leaves to plain Python"
        said += f"\n  {met}, and ran as such" + (f" (the last one: {way.bail})." if way.bail else ".")
    return said


def _refusal(way: Any) -> str:
    return f"{way.reason}.\n  {way.place}" if way.place else f"{way.reason}."


def explain_jit(jitted: Any, *args: Any, **kwargs: Any) -> Explanation:
    """The explanation of a jitted function at these arguments; compiled or staged if need be, but not run."""
    name = getattr(jitted, "__name__", "function")
    way = jitted.procedure(*args, **kwargs)
    if way is not None and not way.refused:
        return Explanation(name, None, way)
    return Explanation(name, jitted.decision(*args, **kwargs), way)

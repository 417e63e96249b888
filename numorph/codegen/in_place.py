"""Which outputs of a plan may lie in the memory of an input: an argument that the function updates.

Nothing may be read from the input once it has been written, but for the element that is being replaced.
"""

from __future__ import annotations

from typing import Any

from .loops import Expr, Fail, Kernel, Loop, Place, Store, Stride
from .plan import Call, Launch, Plan, Ref, Step


def can_overwrite(plan: Plan, source: int | None, output: int) -> bool:
    """Whether output `output` may be written straight into the memory of input `source` (None: it is never read).

    Not where a kernel or a call can fail: the argument then has to be what it was.
    """
    if any(_can_fail(s.kernel.body) if isinstance(s, Launch) else isinstance(s, Call) for s in plan.steps):
        return False
    if source is None:
        return True
    began = False
    for step in plan.steps:
        reads, writes = _uses(step, Ref("input", source)), _uses(step, Ref("output", output))
        if reads and (began or (writes and not _same_place(step, source, output))):
            return False
        began = began or bool(writes)
    return True


def _uses(step: Step, memory: Ref) -> bool:
    return any(r[:2] == memory[:2] for r in step.buffers)


def _can_fail(loop: Loop) -> bool:
    return any(isinstance(s, Fail) or (isinstance(s, Loop) and _can_fail(s)) for s in loop.body)


def _same_place(step: Step, source: int, output: int) -> bool:
    """Whether a launch reads an input only where it writes the output, in one innermost loop."""
    if not isinstance(step, Launch):
        return False
    names = {b.name: r for b, r in zip(step.kernel.buffers, step.buffers, strict=True)}
    values = dict(zip(step.kernel.params, step.params, strict=True))
    places: set[Any] = set()
    for place in _places(step.kernel):
        ref = names[place.buffer]
        if ref[:2] in (("input", source), ("output", output)):
            if place.mask is not None or isinstance(place.offset, Expr):
                return False
            places.add((frozenset([(v, _number(s, values)) for v, s in place.terms]), _number(place.offset, values)))
    return len(places) == 1 and _is_nest(step.kernel.body)


def _is_nest(loop: Loop) -> bool:
    """Whether a kernel is one store in loops directly inside one another: what it reads, it reads before."""
    (only,) = loop.body if len(loop.body) == 1 else (None,)
    return isinstance(only, Store) or (isinstance(only, Loop) and _is_nest(only))


def _number(value: Stride, values: dict[str, int]) -> int:
    return values[value] if isinstance(value, str) else value


def _places(kernel: Kernel) -> list[Place]:
    """All places that a kernel reads or writes."""
    found: list[Place] = []
    seen: set[Expr] = set()

    def visit(x: Any) -> None:
        if isinstance(x, Loop):
            for part in (x.start, x.stop, *x.body):
                visit(part)
        elif isinstance(x, Place):
            found.append(x)
            visit(x.offset)
            visit(x.mask)
        elif isinstance(x, Expr):
            if x not in seen:
                seen.add(x)
                visit(x.attr)
                for a in x.args:
                    visit(a)
        else:
            for name in getattr(x, "__slots__", ()):
                visit(getattr(x, name))

    visit(kernel.body)
    return found

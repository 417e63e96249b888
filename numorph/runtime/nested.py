"""How plans run the operations that hold programs: the plans of those may overwrite operands that nobody else needs.

That is what makes loops that fill a buffer linear: the buffer, once copied, belongs to the loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..control.call import call, executor, stepper
from ..control.cond import cond
from ..control.scan import scan
from ..control.while_ import while_
from ..ir.program import Eqn, Program, derived
from .memory import FOREIGN, Memory, Sources
from .numpy_calls import Code, numpy_code
from .numpy_plan import Plan, execute, plan
from .schedule import NESTED, Step

Flags = tuple[bool, ...]


def overwriting_plan(program: Program, donated: Flags) -> Plan:
    """A plan that may overwrite the inputs marked `donated`; the usual one where it would overwrite none."""

    def make() -> Plan:
        p = Plan(program, donated)
        return p if any(s != FOREIGN and type(s) is tuple and s[0] == "input" for s in p.overwritten) else plan(program)

    return derived(program, ("numpy_plan", donated), make) if any(donated) else plan(program)


def _seen_from_outside(sources: Sources, i: int, k: Any, operands: Sequence[Sources]) -> Sources:
    """Sources in a nested program as those of the program around it: inputs are operands, what it allocates is new."""
    out: Sources = frozenset()
    for s in sources:
        if s == FOREIGN:
            out |= {FOREIGN}
        elif type(s) is tuple and s[0] == "input":
            out |= operands[s[1]]
        else:
            out |= {(i, k, s)}
    return out


# -- call and cond


def _schedule_plans(i: int, plans: list[Plan], operands: list[Sources], run: Callable[..., Any]) -> Step:
    """The step of an operation that runs one of several plans on its operands."""
    n = len(plans[0].sources)
    seen = [[_seen_from_outside(s, i, j, operands) for s in p.sources] for j, p in enumerate(plans)]
    overwritten = [_seen_from_outside(frozenset(p.overwritten), i, j, operands) for j, p in enumerate(plans)]
    return Step(
        Code(run),
        [frozenset().union(*[column[k] for column in seen]) for k in range(n)],
        [all(p.own[k] for p in plans) for k in range(n)],
        frozenset().union(*overwritten),
    )


def _call(i: int, e: Eqn, memory: Memory) -> Step:
    p = overwriting_plan(e.params["program"], memory.donations(i, e.args))
    return _schedule_plans(i, [p], [memory.of(a) for a in e.args], p)


def _cond(i: int, e: Eqn, memory: Memory) -> Step:
    operands = e.args[1:]
    donated = memory.donations(i, operands)
    plans = [overwriting_plan(b, donated) for b in e.params["branches"]]

    def run(index: Any, *args: Any) -> tuple[Any, ...]:
        return plans[min(max(int(index), 0), len(plans) - 1)](*args)

    return _schedule_plans(i, plans, [memory.of(a) for a in operands], run)


# -- loops


def steps(body: Program, n_consts: int, n_carry: int, n_kept: int) -> tuple[Callable[..., Any], Flags]:
    """A function that runs one step of a loop, and which parts of the carry it may overwrite.

    The first carry has to be copied where marked.  `n_kept` outputs (carry first) are in use when the next step runs.
    """
    p, owned = derived(
        body, ("numpy_steps", n_consts, n_carry, n_kept), lambda: _steps(body, n_consts, n_carry, n_kept)
    )
    return (p.generated or p), owned


def _steps(body: Program, n_consts: int, n_carry: int, n_kept: int) -> tuple[Plan, Flags]:
    owned = [bool(v.type.shape) for v in body.inputs[n_consts : n_consts + n_carry]]
    while True:
        donated = (*[False] * n_consts, *owned, *[False] * (len(body.inputs) - n_consts - n_carry))
        p = overwriting_plan(body, donated)
        if p is plan(body):
            return p, (False,) * n_carry
        good = [on and _stays_own(p, k, n_kept) for k, on in enumerate(owned)]
        if good == owned:
            return p, tuple(owned)
        owned = good


def _stays_own(p: Plan, k: int, n_kept: int) -> bool:
    """Whether a part of the carry comes back in memory of the loop's own, which no other output shares."""
    others = [s for j, s in enumerate(p.sources[:n_kept]) if j != k]
    return p.own[k] and all(p.sources[k].isdisjoint(s) for s in others)


def _loop(i: int, e: Eqn, memory: Memory, body: Program, n_consts: int, n_carry: int, n_kept: int, first: int) -> Step:
    """The step of a loop whose body gets operands from `first` on."""
    p, owned = _steps(body, n_consts, n_carry, n_kept)
    operands = [memory.of(a) for a in e.args[first:]]
    carry = [frozenset([(i, k)]) if on else operands[n_consts + k] for k, on in enumerate(owned)]
    while True:
        inputs = [*operands[:n_consts], *carry, *operands[n_consts + n_carry :]]
        grown = [c | _seen_from_outside(p.sources[k], i, "step", inputs) for k, c in enumerate(carry)]
        if grown == carry:
            break
        carry = grown
    stacks = [frozenset([(i, "stack", k)]) for k in range(len(e.outs) - n_carry)]
    own = [*[on and p.own[k] for k, on in enumerate(owned)], *[True] * len(stacks)]
    return Step(numpy_code(e), [*carry, *stacks], own, frozenset())


def _scan(i: int, e: Eqn, memory: Memory) -> Step:
    body, n_consts, n_carry = e.params["body"], e.params["n_consts"], e.params["n_carry"]
    return _loop(i, e, memory, body, n_consts, n_carry, n_carry, 0)


def _while(i: int, e: Eqn, memory: Memory) -> Step:
    body, n_cond, n_body = e.params["body"], e.params["n_cond"], e.params["n_body"]
    n_carry = len(e.args) - n_cond - n_body
    return _loop(i, e, memory, body, n_body, n_carry, len(body.outputs), n_cond)


NESTED.update({call: _call, cond: _cond, scan: _scan, while_: _while})
executor[0] = execute
stepper[0] = steps

"""Inlining: the equations of a called program take the place of the call where that program is small or used once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .program import Eqn, Program, Var, derived

SMALL = 32  # equations


def inline(program: Program) -> Program:
    """The program without calls of small programs, or of programs that it calls once."""
    calls = Counter([id(e.params["program"]) for e in program.eqns if e.op.name == "call"])
    if not calls:
        return program
    eqns: list[Eqn] = []
    became: dict[Var, Any] = {}
    for e in program.eqns:
        args = _atoms(e.args, became)
        if e.op.name == "call" and (len(e.params["program"].eqns) <= SMALL or calls[id(e.params["program"])] == 1):
            called = inline(e.params["program"])
            became.update(zip(e.outs, _copy(called, args, eqns), strict=True))
        else:
            eqns.append(e if args is e.args else Eqn(e.op, args, e.params, e.outs, e.line))
    return Program(program.inputs, tuple(eqns), _atoms(program.outputs, became), program.name)


def _atoms(atoms: tuple[Any, ...], became: dict[Var, Any]) -> tuple[Any, ...]:
    if any(type(a) is Var and a in became for a in atoms):
        return tuple([became.get(a, a) if type(a) is Var else a for a in atoms])
    return atoms


def _copy(program: Program, args: Sequence[Any], eqns: list[Eqn]) -> tuple[Any, ...]:
    """Append the equations of a program with inputs `args`, under new variables; returns its outputs."""
    env: dict[Var, Any] = dict(zip(program.inputs, args, strict=True))
    for e in program.eqns:
        outs = tuple([Var(v.type) for v in e.outs])
        eqns.append(Eqn(e.op, tuple([env[a] if type(a) is Var else a for a in e.args]), e.params, outs, e.line))
        env.update(zip(e.outs, outs, strict=True))
    return tuple([env[a] if type(a) is Var else a for a in program.outputs])


def pruned(e: Eqn, used: Sequence[bool]) -> Eqn:
    """A call without the outputs that are not used, and without the inputs that only they need."""
    program: Program = e.params["program"]
    wanted = tuple(used)
    less, kept = derived(program, ("pruned", wanted), lambda: _prune(program, wanted))
    outs = tuple([v for v, on in zip(e.outs, wanted, strict=True) if on])
    return Eqn(e.op, tuple([a for a, on in zip(e.args, kept, strict=True) if on]), {"program": less}, outs, e.line)


def _prune(program: Program, used: tuple[bool, ...]) -> tuple[Program, tuple[bool, ...]]:
    from .simplify import eliminate_dead

    outputs = tuple([o for o, on in zip(program.outputs, used, strict=True) if on])
    less = eliminate_dead(Program(program.inputs, program.eqns, outputs, program.name))
    read = {a for e in less.eqns for a in e.args if type(a) is Var} | {o for o in outputs if type(o) is Var}
    kept = tuple([v in read for v in program.inputs])
    inputs = tuple([v for v, on in zip(program.inputs, kept, strict=True) if on])
    return Program(inputs, less.eqns, outputs, program.name), kept

"""Simplification of programs.  Every rewrite is exact: the values stay the same, bit for bit."""

from __future__ import annotations

from typing import Any

from .program import Eqn, Program, Var, derived, subprograms


def simplified(program: Program) -> Program:
    """The program without dead equations."""
    return eliminate_dead(program)


def has_effects(eqn: Eqn) -> bool:
    """Whether an equation must run even if nobody reads its results."""
    if eqn.op.family == "effect":
        return True
    return any(has_effects(e) for p in subprograms(eqn) for e in p.eqns)


def eliminate_dead(program: Program) -> Program:
    """Drop equations whose results are not used and that have no effects."""
    needed: set[Any] = {o for o in program.outputs if type(o) is Var}
    kept: list[Eqn] = []
    for e in reversed(program.eqns):
        if has_effects(e) or any(o in needed for o in e.outs):
            kept.append(e)
            needed.update(a for a in e.args if type(a) is Var)
    if len(kept) == len(program.eqns):
        return program
    return Program(program.inputs, tuple(reversed(kept)), program.outputs, program.name)


def collective_axes(program: Any) -> frozenset:
    """The axis names that collectives inside a program speak of."""
    if not isinstance(program, Program):
        return frozenset()

    def make():
        axes: set = set()
        for e in program.eqns:
            if e.op.family == "collective":
                axes.add(e.params["axis_name"])
            for sub in subprograms(e):
                axes |= collective_axes(sub)
        return frozenset(axes)

    return derived(program, "collective_axes", make)

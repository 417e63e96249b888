"""Programs as the planner takes them: what has no loops of its own becomes equations that have.

Complex numbers become their parts; inputs and outputs keep their order, and their memory.
"""

from __future__ import annotations

from typing import Any

from ..core.trace import state
from ..ir.program import Eqn, Program, Var, remembered
from ..ir.simplify import eliminate_dead
from ..ir.stage import stage
from ..ops import elementwise as ew
from ..ops import random
from .activations import by_formula, has_formula
from .complex_parts import Complex, expanded, from_pairs, has_parts, involves_complex, is_complex, pair_type
from .elementwise import rule_of
from .library import called, loop_of
from .matrices import MATRICES, has_loop
from .random_words import hash_word


def expand(program: Program) -> Program:
    """The program with all equations expanded that have to be; itself where there are none."""
    if not any(can_expand(e) for e in program.eqns):
        return program
    types = [pair_type(v.type) if is_complex(v.type) else v.type for v in program.inputs]
    made, _ = stage(lambda *args: _evaluated(program, args), types, program.name)
    return eliminate_dead(made)


@remembered("can expand")
def can_expand(e: Eqn) -> bool:
    """Whether an equation has to be expanded, and can be."""
    if any(type(d) is not int for v in e.outs for d in v.type.shape):
        return False
    if e.op is random.threefry2x32 or has_loop(e) or has_formula(e):
        return True
    if involves_complex(e):
        return has_parts(e) or loop_of(e) is not None
    return rule_of(e) is None and loop_of(e) is not None


def _expansion(e: Eqn, operands: list[Any]) -> Any:
    if e.op is random.threefry2x32:
        return [hash_word(*operands, word=k) for k in (0, 1)]
    if has_loop(e):
        return MATRICES[e.op](e, *operands)
    if has_formula(e):
        return by_formula(e, *operands)
    if involves_complex(e) and has_parts(e):
        return expanded(e, operands)
    function = loop_of(e)
    assert function is not None
    return called(function, e.outs[0].type.shape, *operands)


def _evaluated(program: Program, args: Any) -> list[Any]:
    env: dict[Var, Any] = {}
    for v, x in zip(program.inputs, args, strict=True):
        env[v] = from_pairs(x) if is_complex(v.type) else x
    saved = state.line
    try:
        for e in program.eqns:
            state.line = e.line
            operands = [env[a] if type(a) is Var else a for a in e.args]
            out = _expansion(e, operands) if can_expand(e) else e.op(*operands, **e.params)
            env.update(zip(e.outs, out, strict=True) if e.op.multi else [(e.outs[0], out)])
    finally:
        state.line = saved
    return _distinct([env[a] for a in program.outputs], args)


def _distinct(outs: list[Any], args: Any) -> list[Any]:
    """Outputs as values of their own, each in memory."""
    taken = {id(a) for a in args}
    found = []
    for x in outs:
        if type(x) is Complex:
            x = x.pairs
        if id(x) in taken:
            x = ew.positive(x)
        taken.add(id(x))
        found.append(x)
    return found

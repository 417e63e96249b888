"""Programs as the planner takes them: what has no loops of its own becomes equations that have.

Complex numbers become their parts; inputs and outputs keep their order, and their memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core.op import Op
from ..core.trace import state
from ..ir.program import Eqn, Program, Var
from ..ir.simplify import eliminate_dead
from ..ir.stage import stage
from ..ops import elementwise as ew
from ..ops import random
from .complex_parts import Complex, can_expand, expanded, from_pairs, involves_complex, is_complex, pair_type
from .library import called, calls
from .random_words import hash_word


def expand(program: Program) -> Program:
    """The program with all equations expanded that have to be; itself where there are none."""
    if not any(_needs_expansion(e) for e in program.eqns):
        return program
    types = [pair_type(v.type) if is_complex(v.type) else v.type for v in program.inputs]
    made, _ = stage(lambda *args: _evaluated(program, args), types, program.name)
    return eliminate_dead(made)


def _needs_expansion(e: Eqn) -> bool:
    return e.op in EXPANSIONS or involves_complex(e) or calls(e)


def _words(e: Eqn, *operands: Any) -> tuple[Any, Any]:
    return hash_word(*operands, word=0), hash_word(*operands, word=1)


EXPANSIONS: dict[Op, Callable[..., Any]] = {random.threefry2x32: _words}


def _evaluated(program: Program, args: Any) -> list[Any]:
    env: dict[Var, Any] = {}
    for v, x in zip(program.inputs, args, strict=True):
        env[v] = from_pairs(x) if is_complex(v.type) else x
    saved = state.line
    try:
        for e in program.eqns:
            state.line = e.line
            operands = [env[a] if type(a) is Var else a for a in e.args]
            if involves_complex(e) and can_expand(e):
                out = expanded(e, operands)
            elif calls(e):
                out = called(e, operands)
            elif e.op in EXPANSIONS:
                out = EXPANSIONS[e.op](e, *operands)
            else:
                out = e.op(*operands, **e.params)
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

"""The native call path of a staged function: its arguments, guards, writes and result as patterns.

Where something has no pattern there is no fast path, and calls go through `Jitted._call`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import tree
from ..boundary import Arguments
from ..capture.environment import Enclosing, Named
from ..codegen.plan import Plan, Value
from ..core.types import SCALAR_TYPES
from ..runtime.entry import prepare
from ..runtime.native import Compiled
from ..runtime.patterns import (
    Constant,
    Enclosed,
    Global,
    Items,
    Leaf,
    Mapping,
    Output,
    Pattern,
    Result,
    Same,
    Specialisation,
    Static,
    Unmatched,
    Write,
    pattern_of,
)
from ..runtime.tiers import tier_of
from .jit_key import Static as StaticArgument


def prepared(entry: Any, arguments: Arguments, args: tuple, kwargs: dict, nums: Any, names: Any) -> Any:
    """The table of the native call path for calls like this one; None where there can be none."""
    compiled: Compiled = tier_of(entry.program).compiled
    guards = entry.environment.simple_guards()
    if compiled.alone is None or entry.outer or guards is None or entry.written_outside:
        return None
    try:
        return _Patterns(entry, compiled, arguments).prepared(args, kwargs, guards, nums, names)
    except Unmatched:
        return None


class _Patterns:
    def __init__(self, entry: Any, compiled: Compiled, arguments: Arguments):
        self.entry, self.compiled, self.arguments = entry, compiled, arguments
        self.leaves: list[Pattern] = []
        self.n_captured = len(entry.environment.captured)
        self.inputs = {position: k for k, position in enumerate(compiled.order)}  # of the program -> of the plan

    def prepared(self, args: tuple, kwargs: dict, guards: Any, nums: Any, names: Any) -> Any:
        leaves = iter(self.arguments.leaves)
        leaf: Callable[[Any], Pattern] = lambda x: self.leaf(next(leaves))
        if nums or names:
            args = tuple([StaticArgument(a) if k in nums or k - len(args) in nums else a for k, a in enumerate(args)])
            kwargs = {k: StaticArgument(v) if k in names else v for k, v in kwargs.items()}
        positional = [pattern_of(a, leaf) for a in args]
        by_name = {name: pattern_of(kwargs[name], leaf) for name in sorted(kwargs)}
        outside: list[Global | Enclosed] = [_place(where, Static(value)) for where, value in guards]
        for k, fetch in enumerate(self.entry.environment.captured):
            if type(fetch) not in (Named, Enclosing):
                raise Unmatched("an array is found in a container")
            outside.append(_place(fetch, self.array(fetch(), k)))
        results, plan = self.results()
        part = self.compiled.alone
        assert part is not None
        specialisation = Specialisation(
            positional,
            plan,
            part.addresses(),
            results,
            keywords=[(name, by_name[name]) for name in kwargs],
            outside=outside,
            writes=self.writes(),
        )
        table = prepare(specialisation)
        part.tables.append(table)
        return table

    def leaf(self, x: Any) -> Pattern:
        k = len(self.leaves)
        if type(x) is StaticArgument:
            pattern: Pattern = Static(x.value)
        elif k not in self.entry.traced:
            pattern = Static(x)
        else:
            pattern = self.array(x, self.n_captured + self.entry.traced.index(k), k in self.entry.written)
        self.leaves.append(pattern)
        return pattern

    def array(self, x: Any, position: int, written: bool = False) -> Leaf:
        """The pattern of an array or number that is input `position` of the program."""
        if type(x) is np.ndarray:
            if not (x.flags.c_contiguous and x.flags.aligned):
                raise Unmatched("an array has gaps")
            value = Value("array", x.shape, x.dtype)
        elif isinstance(x, np.generic):
            value = Value("scalar", (), x.dtype)
        elif type(x) in SCALAR_TYPES:
            value = Value(type(x).__name__, (), SCALAR_TYPES[type(x)].dtype)
        else:
            raise Unmatched("an argument is traced")
        return Leaf(value, self.inputs.get(position), written)

    def writes(self) -> list[Write]:
        n = len(self.compiled.program.outputs) - len(self.entry.written)
        found = []
        for k, position in enumerate(self.entry.written):
            leaf = self.leaves[position]
            assert isinstance(leaf, Leaf)
            found.append(Write(leaf, self.compiled.results[n + k]))
        return found

    def results(self) -> tuple[Result, Plan]:
        """What the function returns, and the plan, which makes 0-d arrays where NumPy would."""
        entry, found = self.entry, []
        part = self.compiled.alone
        assert part is not None
        outputs = list(part.plan.outputs)
        position = 0
        for k, scalar in enumerate(entry.flags):
            if k in entry.constants:
                found.append(_Leaf(Constant(entry.constants[k])))
                continue
            if k in entry.aliases:
                argument, lenses = entry.aliases[k]
                leaf = self.leaves[argument]
                if lenses or not isinstance(leaf, Leaf):
                    raise Unmatched("a result is a view of an argument")
                found.append(_Leaf(Same(leaf)))
            else:
                found.append(_Leaf(Output(self.compiled.results[position])))
            self.shape(outputs, self.compiled.results[position], scalar)
            position += 1
        p = part.plan
        plan = Plan(p.inputs, outputs, p.constants, p.temps, p.arena, p.steps)
        if entry.structure is tree.LEAF:
            return found[0].result, plan
        return _result(tree.unflatten(entry.structure, found)), plan

    def shape(self, outputs: list[Value], k: int, scalar: bool) -> None:
        """Let output k be a 0-d array where NumPy gives one."""
        if not scalar and outputs[k].kind == "scalar":
            outputs[k] = Value("array", (), outputs[k].dtype)


class _Leaf:
    """A result as a leaf of a tree."""

    def __init__(self, result: Result):
        self.result = result


def _result(x: Any) -> Result:
    if type(x) is _Leaf:
        return x.result
    if x is None:
        return Constant(None)
    if type(x) in (tuple, list):
        return Items(type(x), [_result(v) for v in x])
    if type(x) is dict:
        return Mapping(list(x), [_result(v) for v in x.values()])
    raise Unmatched(f"a result is a {type(x).__name__}")


def _place(where: Named | Enclosing, pattern: Pattern) -> Global | Enclosed:
    if type(where) is Named:
        return Global(where.namespace, where.name, pattern)
    assert isinstance(where, Enclosing)
    return Enclosed(where.cell, pattern)

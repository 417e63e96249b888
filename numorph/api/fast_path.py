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
from ..codegen.in_place import can_overwrite
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


def prepared(
    f: Callable[..., Any], entry: Any, arguments: Arguments, args: tuple, kwargs: dict, nums: Any, names: Any
) -> Any:
    """The table of the native call path for calls like this one; None where there can be none.

    It runs the program's code, or calls f itself where that was found to be as fast, or is the only way.
    """
    try:
        patterns = _Patterns(entry, arguments, args, kwargs, nums, names)
        if getattr(entry, "program", None) is None or entry.contest.plain_wins:
            return patterns.plain(f)
        return patterns.compiled(tier_of(entry.program).compiled)
    except Unmatched:
        return None


class _Patterns:
    """The patterns of one call's arguments, and specialisations for calls like it."""

    def __init__(self, entry: Any, arguments: Arguments, args: tuple, kwargs: dict, nums: Any, names: Any):
        self.entry, self.arguments = entry, arguments
        if nums or names:
            args = tuple([StaticArgument(a) if k in nums or k - len(args) in nums else a for k, a in enumerate(args)])
            kwargs = {k: StaticArgument(v) if k in names else v for k, v in kwargs.items()}
        self.args, self.kwargs = args, kwargs
        self.leaves: list[Pattern] = []

    def match(self, leaf: Callable[[Any], Pattern]) -> tuple[list[Pattern], list[tuple[str, Pattern]]]:
        """The patterns of positional and named arguments."""
        left = self.arguments.leaves[::-1]

        def following(x: Any) -> Pattern:
            if not left:
                raise Unmatched("a container that the call has changed")
            return leaf(left.pop())

        positional = [pattern_of(a, following) for a in self.args]
        by_name = {name: pattern_of(self.kwargs[name], following) for name in sorted(self.kwargs)}
        if left:
            raise Unmatched("a container that the call has changed")
        return positional, [(name, by_name[name]) for name in self.kwargs]

    # -- the function itself

    def plain(self, f: Callable[..., Any]) -> Any:
        """Calls of f; its surroundings do not matter, since f looks at them itself."""
        positional, keywords = self.match(self.any_leaf)
        nothing = Plan([], [], [], [], 0, [])
        return prepare(Specialisation(positional, nothing, [], Constant(None), keywords=keywords, target=f))

    def any_leaf(self, x: Any) -> Pattern:
        if type(x) is StaticArgument:
            return Static(x.value)
        if type(x) in SCALAR_TYPES or isinstance(x, np.ndarray | np.generic):
            return Leaf(_value(x), None)
        return Static(x)

    # -- its code

    def compiled(self, compiled: Compiled) -> Any:
        """The plan of the whole program, run on the arguments."""
        entry, part = self.entry, compiled.alone
        guards = entry.environment.simple_guards()
        if part is None or entry.outer or guards is None or entry.written_outside:
            return None
        self.whole = compiled
        self.n_captured = len(entry.environment.captured)
        self.inputs = {position: k for k, position in enumerate(compiled.order)}  # of the program -> of the plan
        positional, keywords = self.match(self.leaf)
        outside: list[Global | Enclosed] = [_place(where, Static(value)) for where, value in guards]
        for k, fetch in enumerate(entry.environment.captured):
            if type(fetch) not in (Named, Enclosing):
                raise Unmatched("an array is found in a container")
            outside.append(_place(fetch, self.array(fetch(), k)))
        results, plan = self.results()
        specialisation = Specialisation(
            positional, plan, part.addresses(), results, keywords=keywords, outside=outside, writes=self.writes(plan)
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
        return Leaf(_value(x), self.inputs.get(position), written)

    def writes(self, plan: Plan) -> list[Write]:
        """The arguments that get new elements: straight from the code where it does not read them afterwards."""
        n = len(self.whole.program.outputs) - len(self.entry.written)
        found = []
        for k, position in enumerate(self.entry.written):
            leaf, output = self.leaves[position], self.whole.results[n + k]
            assert isinstance(leaf, Leaf)
            if output is None:
                raise Unmatched("an argument gets the elements of another one")
            found.append(Write(leaf, output, direct=can_overwrite(plan, leaf.input, output)))
        return found

    def results(self) -> tuple[Result, Plan]:
        """What the function returns, and the plan, which makes 0-d arrays where NumPy would."""
        entry, found = self.entry, []
        part = self.whole.alone
        assert part is not None
        outputs = list(part.plan.outputs)
        given: set[int] = set()
        position = 0
        for k, scalar in enumerate(entry.flags):
            if k in entry.constants:
                found.append(_Leaf(Constant(entry.constants[k])))
                continue
            output = self.whole.results[position]
            position += 1
            if k in entry.aliases:
                argument, lenses = entry.aliases[k]
                leaf = self.leaves[argument]
                if lenses or not isinstance(leaf, Leaf):
                    raise Unmatched("a result is a view of an argument")
                found.append(_Leaf(Same(leaf)))
            elif output is None or output in given:
                raise Unmatched("a result is a copy of an argument, or of another result")
            else:
                found.append(_Leaf(Output(output)))
                given.add(output)
                if not scalar and outputs[output].kind == "scalar":  # a 0-d array, where NumPy gives one
                    outputs[output] = Value("array", (), outputs[output].dtype)
        p = part.plan
        plan = Plan(p.inputs, outputs, p.constants, p.temps, p.arena, p.steps)
        if entry.structure is tree.LEAF:
            return found[0].result, plan
        return _result(tree.unflatten(entry.structure, found)), plan


def _value(x: Any) -> Value:
    """What native code asks of an argument; only arrays without gaps have a fast path."""
    if type(x) is np.ndarray:
        if not (x.flags.c_contiguous and x.flags.aligned):
            raise Unmatched("an array has gaps")
        return Value("array", x.shape, x.dtype)
    if isinstance(x, np.generic):
        return Value("scalar", (), x.dtype)
    if type(x) in SCALAR_TYPES:
        return Value(type(x).__name__, (), SCALAR_TYPES[type(x)].dtype)
    raise Unmatched("an argument is traced")


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

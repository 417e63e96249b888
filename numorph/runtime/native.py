"""The compiled form of a program: its regions as native functions, NumPy's plan around what is left.

A native function is strict about its operands; what does not fit is made to fit, or runs on NumPy, in `_Fallback`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from ..codegen.plan import Launch, Plan, Value
from ..codegen.planner import Unplannable, planned
from ..core.types import SCALAR_DTYPES
from ..ir.program import Program, Var
from .memory import Memory
from .numpy_calls import Code as NumPyCode
from .numpy_plan import execute
from .patterns import Unmatched
from .regions import Region, region, regions_of, split
from .schedule import NESTED, Step

SPREAD = 1 << 24  # bytes up to which a broadcast array may become one that has all its elements


class Compiled:
    """A split program whose regions have plans; `make` gives them code."""

    def __init__(self, program: Program, whole: Program, regions: list[Region]):
        self.program, self.whole = program, whole
        self.parts = [_Part(r) for r in regions]
        # run(on_numpy, *args) -> outputs; by `on_numpy`, `execute` or `execute_apart`, where NumPy has a part in it
        self.run: Callable[..., Any] = lambda on_numpy, *args: on_numpy(self.whole, *args)
        self.alone: _Part | None = None  # the only region, where it is all there is,
        self.order: list[int] = []  # and which inputs of the program are its operands,
        self.results: list[int | None] = []  # and which of its results are the program's (None: an input)

    def make(self, level: int) -> None:
        """Code of at least this level (0: quick, 2: optimised) for all regions.  Raises CompileError."""
        for part in self.parts:
            part.make(level)
        body = self.whole
        e = body.eqns[0]
        known = {v: k for k, v in enumerate(e.outs)} | dict.fromkeys(body.inputs)
        if len(body.eqns) == 1 and e.op is region and all([type(a) is Var and a in known for a in body.outputs]):
            self.alone = self.parts[0]
            self.order = [body.inputs.index(a) for a in e.args]
            self.results = [known[a] for a in body.outputs]
            function, order = self.parts[0].function, self.order
            if self.results != list(range(len(e.outs))):
                return  # an output is asked for twice, or an input is one
            if order == list(range(len(body.inputs))):
                self.run = lambda on_numpy, *args: list(function(*args))
            else:
                self.run = lambda on_numpy, *args: list(function(*[args[k] for k in order]))


class _Part:
    """One region: its plan, its code, the function that runs it."""

    def __init__(self, region: Region):
        from ..codegen.kernels import code_of

        self.region = region
        self.plan: Plan = planned(region.program)
        self.launches = [s for s in self.plan.steps if isinstance(s, Launch)]
        self.codes = [code_of(s.kernel) for s in self.launches]
        self.function: Any = None
        self.tables: list[Any] = []  # that call the code

    def make(self, level: int) -> None:
        from .entry import native_function

        for code in self.codes:
            code.make(level)
        if self.function is None:
            fallback = _Fallback(self.region.program, self.plan)
            made = native_function(self.plan, self.addresses(), fallback)
            self.tables.append(made.prepared)
            self.function = fallback.function = self.region.function = made
        for table in self.tables:
            for k, address in enumerate(self.addresses()):
                table.replace_kernel(k, address)

    def addresses(self) -> list[int]:
        """Where the best code of each launch is."""
        return [code.address for code in self.codes]


class _Fallback:
    """What runs when operands do not fit, or a kernel has failed: first in the form that fits, then on NumPy."""

    def __init__(self, program: Program, plan: Plan):
        self.program, self.inputs = program, plan.inputs
        self.function: Any = None

    def __call__(self, *args: Any) -> tuple[Any, ...]:
        fitting = (
            args if any(map(_is_spread, args)) else [_fitted(a, v) for a, v in zip(args, self.inputs, strict=True)]
        )
        if any(a is not b for a, b in zip(fitting, args, strict=True)):
            result: tuple[Any, ...] = self.function(*fitting)
            return result
        return tuple([np.array(o) if s and type(o) is np.ndarray else o for o, s in self.on_numpy(args)])

    def on_numpy(self, args: Any) -> list[tuple[Any, bool]]:
        from .numpy_plan import plan

        outs = execute(self.program, *args)
        return list(zip(outs, plan(self.program).shared, strict=True))


def _is_spread(x: Any) -> bool:
    """Whether an array repeats its elements so often that a copy without gaps, unlike itself, needs much memory."""
    if type(x) is not np.ndarray or x.nbytes <= SPREAD:
        return False
    return any([stride == 0 and n > 1 for stride, n in zip(x.strides, x.shape, strict=True)])


def _fitted(x: Any, value: Value) -> Any:
    """x as native code takes it, itself where it is that already."""
    if value.kind == "array":
        if type(x) is np.ndarray and x.flags.c_contiguous and x.flags.aligned:
            return x
        return np.require(x, value.dtype, ("C", "A")).reshape(value.shape)
    if value.kind == "scalar":
        return x[()] if type(x) is np.ndarray else x
    kind = next(k for k in SCALAR_DTYPES if k.__name__ == value.kind)
    return x if type(x) is kind else kind(x)


@cache
def _say(reason: str) -> None:
    """Once a process: jit works, but not as fast as the user may think."""
    warnings.warn(f"numorph makes no machine code: {reason}. Everything runs on NumPy.", RuntimeWarning, stacklevel=2)


def compiled_form(program: Program) -> Compiled | str:
    """The compiled form of a program, without code as yet; or why there is none."""
    from .entry import unavailable

    reason = unavailable()
    if reason is not None:
        _say(reason)
        return reason
    whole = split(program)
    regions = regions_of(whole)
    if not regions:
        return "no operation of it has machine code"
    try:
        return Compiled(program, whole, regions)
    except (Unplannable, Unmatched) as error:
        return str(error)


def _schedule(i: int, e: Any, memory: Memory) -> Step:
    """A region's results are its own memory."""
    r: Region = e.params["region"]
    return Step(
        NumPyCode(lambda *args: r.function(*args)),  # type: ignore[misc]
        [frozenset([(i, k)]) for k in range(len(e.outs))],
        [bool(v.type.shape) for v in e.outs],
        frozenset(),
    )


NESTED[region] = _schedule

"""Every region of a program on all tiers: NumPy, the interpreter of LoopIR, quick code, optimised code, native calls.

Each way gets the same operands; results have to lie within what rounding explains (see tolerances), machine code and
the interpreter have to agree to the bit where nothing is summed up, and in strict mode all of them with NumPy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

import numorph as nm
from numorph import config
from numorph.codegen.kernels import code_of
from numorph.codegen.loops import FLOATS, Accumulator, Loop
from numorph.codegen.plan import Call, Launch, Plan
from numorph.codegen.planner import planned
from numorph.core.types import number_kind
from numorph.ir.program import Program
from numorph.runtime.entry import native_function
from numorph.runtime.native import _Fallback
from numorph.runtime.numpy_plan import execute, execute_apart
from numorph.runtime.regions import UNSURE_OF_ZEROS, keeps_bits, regions_of, split
from numorph.testing.plans import Guarded, KernelFailed, Watched, interpreted, native, threaded

from .harness import Mismatch
from .tolerances import bounds

RAISED = (IndexError, OverflowError, np.linalg.LinAlgError)
SMALL, MIDDLE = 100, 1500  # elements up to which the interpreter runs vector loops in short vectors, and at all


def staged(f: Callable[..., Any], args: tuple) -> tuple[Program, list[Any]] | None:
    """The program that jit makes of a function for some arguments, and the values of its inputs; None if none."""
    from numorph.array import unwrap
    from numorph.boundary import Arguments

    jitted = nm.jit(f)
    entry = jitted.decision(*args)
    if not hasattr(entry, "program"):
        return None
    arguments = Arguments(args, {})
    captured = [fetch() for fetch in entry.environment.captured]
    values = [*entry.outer, *captured, *[arguments.leaves[k] for k in entry.traced]]
    return entry.program, [unwrap(x) for x in values]


def transformed(f: Callable[..., Any], args: tuple, rng: np.random.Generator) -> tuple[Callable[..., Any], tuple]:
    """The function itself, or its gradient, or a batch of it."""
    kind = rng.random()
    inexact = [k for k, a in enumerate(args) if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    if kind < 0.25 and inexact and all(np.size(a) < 5000 for a in args):  # the gradient of a product is quadratic

        def total(*xs: Any) -> Any:
            found = [o for o in nm.tree.leaves(f(*xs)) if o.dtype.kind == "f"]
            return sum(o.astype(float).sum() for o in found)

        return nm.grad(total, tuple(inexact)), args
    if kind < 0.4:
        axes = tuple(0 if isinstance(a, np.ndarray) else None for a in args)
        batch = lambda a: np.stack([a, a[..., ::-1] if a.ndim else a]) if isinstance(a, np.ndarray) else a
        return nm.vmap(f, in_axes=axes), tuple(map(batch, args))
    return f, args


class Ways:
    """What one check does: which levels of code, in how many parts, at which memory."""

    def __init__(self, rng: np.random.Generator, levels: tuple[int, ...] = (0, 2), guarded: bool = False):
        self.rng, self.levels, self.guarded = rng, levels, guarded

    def allocator(self) -> Any:
        if self.guarded:
            return lambda size: Guarded(size, bool(self.rng.random() < 0.7))
        shift = int(self.rng.integers(0, 8)) * 8
        return lambda size: Watched(size, shift)


def check_program(program: Program, values: list[Any], ways: Ways) -> int:
    """Run a program with every region checked on all tiers; returns how many regions ran.  Raises Mismatch."""
    whole = split(program)
    found = regions_of(whole)
    checkers = [_Checker(r.program, ways) for r in found]
    wanted = _outcome(lambda: [np.array(x) for x in execute(program, *values)])
    before = [r.function for r in found]
    for r, checker in zip(found, checkers, strict=True):
        r.function = checker
    try:
        got = _outcome(lambda: execute(whole, *values))
    finally:
        for r, f in zip(found, before, strict=True):
            r.function = f
    if isinstance(got, type) or isinstance(wanted, type):
        if got is not wanted:
            raise Mismatch(f"the program with regions: {got} instead of {wanted}")
    elif not all(map(identical, got, wanted)):  # NumPy sums up in the order in which operands lie in memory
        for k, (x, limit) in enumerate(zip(got, bounds(program, values), strict=True)):
            if np.shape(x) != limit.value.shape or limit.wrong(np.asarray(x)).any():
                raise Mismatch(f"the program with regions: output {k} is {x!r}, expected {limit.value!r}\n{program}")
    return sum(c.calls for c in checkers)


def _outcome(run: Callable[[], Any]) -> Any:
    """Results, or the type of what was raised."""
    try:
        return list(run())
    except RAISED as error:
        return type(error)


def identical(a: Any, b: Any) -> bool:
    """Equal to the bit, but for the bits of a NaN."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if a.dtype.kind == "c":
        return identical(a.real, b.real) and identical(a.imag, b.imag)
    if number_kind(a.dtype) != "f":
        return a.tobytes() == b.tobytes()
    return bool(np.all((np.isnan(a) & np.isnan(b)) | ((a == b) & (np.signbit(a) == np.signbit(b)))))


class _Checker:
    """Stands for a region's code: runs all ways, and gives NumPy's results."""

    def __init__(self, program: Program, ways: Ways):
        self.program, self.ways = program, ways
        self.calls = 0
        self.plan: Plan | None = None
        self.function: Any = None

    def __call__(self, *args: Any) -> Any:
        if self.calls >= 3:  # the body of a loop
            return execute_apart(self.program, *args)
        self.calls += 1
        try:
            limits: Any = bounds(self.program, args)
        except RAISED:
            limits = None
        if self.plan is None:
            self.plan = planned(self.program)
            if config.strict and not all(map(keeps_bits, self.program.eqns)):
                raise Mismatch(f"not exact, in strict mode{self.report(args)}")
        results = {name: self.outcome(run) for name, run in self.runs(args)}
        for name, result in results.items():
            self.compare(name, result, limits, args)
        if limits is not None:
            self.compare_exactly(results, limits)
        return execute_apart(self.program, *args)

    def runs(self, args: Any) -> Any:
        plan, rng, allocate = self.plan, self.ways.rng, self.ways.allocator()
        assert plan is not None
        elements = sum([np.size(a) for a in args]) + sum([math.prod(v.shape) for v in plan.outputs])
        if elements <= MIDDLE:
            lanes = [None, 4, 16][rng.integers(3)] if elements <= SMALL else None
            yield "the interpreter", lambda: interpreted(plan, args, lanes, int(rng.integers(1, 4)), Watched)
        for level in self.ways.levels:
            yield f"code {level}", lambda level=level: native(plan, args, level, 1, allocate)
            parts = int(rng.integers(2, 6))
            yield f"code {level} in {parts} parts", lambda level=level, n=parts: native(plan, args, level, n, allocate)
        if self.ways.levels:
            yield "a native call", lambda: self.call(plan, args)
            yield "threads", lambda: self.call(threaded(plan), args)

    def call(self, plan: Plan, args: Any) -> Any:
        """Through the native call path, which ends on NumPy where a kernel has failed."""
        level = max(self.ways.levels)
        addresses = [code_of(s.kernel).made(level) for s in plan.steps if isinstance(s, Launch)]
        fallback = _Fallback(self.program, plan)
        fallback.function = native_function(plan, addresses, fallback)
        kept = [np.array(a) if type(a) is np.ndarray else a for a in args]
        try:
            with nm.threads(3):
                out = [np.asarray(x) for x in fallback.function(*args)]
        except RAISED:
            raise KernelFailed from None
        for a, b in zip(kept, args, strict=True):
            if not identical(a, b):
                raise Mismatch("a native call has written to an argument")
        return out

    def outcome(self, run: Callable[[], Any]) -> Any:
        try:
            return run()
        except KernelFailed as error:
            return error
        except RAISED as error:  # not NumPy's: a mistake of ours
            raise AssertionError(f"{type(error).__name__}: {error}") from error

    def compare(self, name: str, result: Any, limits: Any, args: Any) -> None:
        if isinstance(result, Exception) or limits is None:
            if not isinstance(result, Exception):
                raise Mismatch(f"{name} does not fail{self.report(args)}")
            assert self.plan is not None
            doubtful = any(isinstance(step, Call) and step.checked for step in self.plan.steps)  # NaN, or a failure
            if limits is not None and not doubtful:
                raise Mismatch(f"{name} fails: {result!r}{self.report(args)}")
            return
        for k, (x, limit) in enumerate(zip(result, limits, strict=True)):
            want = limit.value
            if x.shape != want.shape or x.dtype != want.dtype:
                raise Mismatch(f"{name}: output {k} is {x.dtype}{x.shape}, not {want.dtype}{want.shape}")
            wrong = limit.wrong(x)
            defined = ~limit.chaotic & (limit.distance == 0)  # all, but for casts that no machine defines
            if config.strict and not identical(x[defined], limit.value[defined]):
                raise Mismatch(f"{name}: output {k} has other signs of zeros{self.report(args)}")
            if wrong.any():
                at = tuple([int(i[0]) for i in np.nonzero(wrong)]) if wrong.ndim else ()
                raise Mismatch(
                    f"{name}: output {k} differs at {at} and {int(wrong.sum()) - 1} other places: {x[at]!r} instead of "
                    f"{limit.value[at]!r} +- {limit.distance[at]:.3g}{self.report(args)}"
                )

    def compare_exactly(self, results: dict[str, Any], limits: Any) -> None:
        """All ways give the same bits where nothing is re-associated."""
        assert self.plan is not None
        if _sums(self.plan) or any(e.op in UNSURE_OF_ZEROS for e in self.program.eqns):
            return
        items = [(n, r) for n, r in results.items() if not isinstance(r, Exception)]
        for name, result in items[1:]:
            for k, (x, y, limit) in enumerate(zip(result, items[0][1], limits, strict=True)):
                x, y = (np.where(limit.chaotic, np.zeros((), z.dtype), z) for z in (x, y))
                if not identical(x, y):
                    where = np.nonzero(~((x == y) | ((x != x) & (y != y))))
                    what = f"{name} and {items[0][0]} differ in output {k}: {x[where][:3]} and {y[where][:3]}"
                    raise Mismatch(f"{what}{self.report(())}")

    def report(self, args: Any) -> str:
        values = ", ".join([f"{type(a).__name__} {np.asarray(a).dtype}{np.shape(a)}" for a in args])
        return f"\n{self.program}\nfor {values}"


def _statements(body: Any) -> Any:
    for s in body:
        yield s
        if isinstance(s, Loop):
            yield from _statements(s.body)


def _sums(plan: Plan) -> bool:
    """Whether floats are summed up or multiplied."""
    for step in plan.steps:
        if not isinstance(step, Launch):
            return True
        for s in _statements([step.kernel.body]):
            if isinstance(s, Accumulator) and s.op in ("add", "mul") and s.dtype in FLOATS:
                return True
    return False

"""`call`: a staged program as one operation.  Its rules stage transformed programs, kept with the original.

The helpers here (linearised, batched, transposed programs) serve the other structured operations too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..core.op import Op
from ..core.trace import Tracer
from ..core.types import ArrayType, Dim, Type
from ..ir.evaluate import evaluate
from ..ir.program import Eqn, Program, Var, derived
from ..ir.simplify import simplified
from ..ir.stage import StagedTracer, stage
from ..ir.text import OPERATIONS
from ..transforms import batching, forward
from ..transforms.forward import Structured, tangent_type
from ..transforms.linearize import linearize
from ..transforms.transpose import UndefinedPrimal, transpose_program

Flags = tuple[bool, ...]


def stage_closed(f: Callable[..., Sequence], types: Sequence[Type], name: str) -> Program:
    """Stage a function that captures nothing: a transformed program."""
    program, outer = stage(f, types, name)
    assert not outer, "a program is closed, so what is made of it captures no tracers"
    return simplified(program)


# -- forward mode


def dual_program(program: Program, live: Flags) -> tuple[Program, Flags]:
    """(*primals, *live tangents) -> (*outputs, *their tangents that are not zero), and which those are."""

    def make() -> tuple[Program, Flags]:
        nonzero: list[bool] = []

        def f(*args):
            primals, rest = args[: len(live)], iter(args[len(live) :])
            tangents = [next(rest) if on else None for on in live]
            outs, dots = forward.jvp(lambda *xs: evaluate(program, *xs), primals, tangents)
            nonzero[:] = [d is not None for d in dots]
            return (*outs, *[d for d in dots if d is not None])

        types = program.in_types
        tangents = [tangent_type(t) for t, on in zip(types, live, strict=True) if on]
        staged = stage_closed(f, (*types, *tangents), f"jvp({program.name})")
        return staged, tuple(nonzero)

    return derived(program, ("dual", live), make)


# -- linearisation


class Linearized(NamedTuple):
    """known: inputs -> (*outputs, *residuals); linear: (*residuals, *live tangents) -> tangents of `nonzero` ones."""

    known: Program
    linear: Program
    nonzero: Flags


def linearized(program: Program, live: Flags) -> Linearized:
    """Split the derivative of a program into what can run now and what is linear in the tangents."""

    def make() -> Linearized:
        kept: dict[str, Any] = {}

        def f(*primals):
            outs, linear = linearize(lambda *xs: evaluate(program, *xs), primals, live)
            kept["linear"] = tangent_program = linear.program(with_zeros=False)
            kept["nonzero"] = tuple([o is not None for o in linear.outputs])
            residuals = kept["residuals"] = residual_tracers(tangent_program)
            return (*outs, *residuals)

        types = program.in_types
        known, outer = stage(f, types, f"known({program.name})")
        assert not outer
        linear, residuals, nonzero = kept["linear"], kept["residuals"], kept["nonzero"]
        n = len(program.outputs)
        inputs = [Var(t) for t in known.out_types[n:]]
        env = {r.var: v for r, v in zip(residuals, inputs, strict=True)}
        body = with_residuals(linear, env, tuple(inputs), linear.outputs)
        return Linearized(simplified(known), simplified(body), nonzero)

    return derived(program, ("linearized", live), make)


def residual_tracers(linear: Program) -> list[StagedTracer]:
    """The traced constants of a linear program, each once."""
    found: dict[Var, StagedTracer] = {}
    for e in linear.eqns:
        for a in e.args:
            if isinstance(a, Tracer):
                found.setdefault(a.var, a)  # type: ignore[attr-defined]
    for o in linear.outputs:
        if isinstance(o, Tracer):
            found.setdefault(o.var, o)  # type: ignore[attr-defined]
    return list(found.values())


def with_residuals(linear: Program, env: dict[Var, Var], inputs: tuple[Var, ...], outputs: Sequence[Any]) -> Program:
    """A linear program whose traced constants have become its first inputs."""

    def atom(a):
        return env[a.var] if isinstance(a, Tracer) else a

    eqns = tuple([Eqn(e.op, tuple([atom(a) for a in e.args]), e.params, e.outs, e.line) for e in linear.eqns])
    return Program((*inputs, *linear.inputs), eqns, tuple([atom(o) for o in outputs]), "linear")


# -- transposition and batching


def transposed_program(program: Program, is_linear: Flags, live_cts: Flags) -> tuple[Program, Flags]:
    """(*known inputs, *live cotangents) -> cotangents of the linear inputs that are not zero, and which those are."""

    def make() -> tuple[Program, Flags]:
        nonzero: list[bool] = []
        known = [t for t, lin in zip(program.in_types, is_linear, strict=True) if not lin]
        cts = [tangent_type(t) for t, on in zip(program.out_types, live_cts, strict=True) if on]

        def f(*args):
            rest = iter(args[len(known) :])
            full = [next(rest) if on else None for on in live_cts]
            grads = transpose_program(program, args[: len(known)], is_linear, full)
            nonzero[:] = [g is not None for g in grads]
            return [g for g in grads if g is not None]

        return stage_closed(f, (*known, *cts), f"transpose({program.name})"), tuple(nonzero)

    return derived(program, ("transposed", is_linear, live_cts), make)


def batched_program(
    program: Program, size: int, batched: Flags, axis_name: Any = None, outs_batched: Flags | None = None
) -> tuple[Program, Flags]:
    """The program over `size` lanes, and which outputs carry the batch axis (those asked for in `outs_batched` do)."""

    def make() -> tuple[Program, Flags]:
        flags: list[bool] = []

        def f(*args):
            outs, mine = batching.batch(lambda *xs: evaluate(program, *xs), size, args, batched, axis_name)
            want = [m or (outs_batched is not None and outs_batched[k]) for k, m in enumerate(mine)]
            flags[:] = want
            return [batching.materialize(o, m or not w, size) for o, m, w in zip(outs, mine, want, strict=True)]

        types = [batched_type(t, size) if b else t for t, b in zip(program.in_types, batched, strict=True)]
        return stage_closed(f, types, f"vmap({program.name})"), tuple(flags)

    return derived(program, ("batched", size, batched, axis_name, outs_batched), make)


def batched_type(type_: Type, size: int) -> Type:
    """The type with the batch axis in front."""
    return ArrayType((size, *type_.shape), type_.dtype)


# -- the operation


executor: list[Callable[..., Any]] = [evaluate]  # the runtime puts its own in place
caller: list[Callable[..., Any]] = [evaluate]  # and one for programs that are worth compiling


def _evaluate_steps(body: Program, n_consts: int, n_carry: int, n_kept: int) -> tuple[Callable[..., Any], Flags]:
    return functools.partial(evaluate, body), (False,) * n_carry


# The same for the body of a loop: a function that runs a step, and which parts of the carry it may overwrite.
stepper: list[Callable[..., Any]] = [_evaluate_steps]


def _impl(*args, program):
    return caller[0](program, *args)


def _jvp(trace, op, primals, tangents, params):
    program: Program = params["program"]
    live = tuple([t is not None for t in tangents])
    moving = [t for t in tangents if t is not None]
    if trace.tape is None:
        both, nonzero = dual_program(program, live)
        outs = trace.known.process(call, (*primals, *moving), {"program": both})
        n = len(program.outputs)
        dots = iter(outs[n:])
    else:
        split = linearized(program, live)
        outs = trace.known.process(call, primals, {"program": split.known})
        n, nonzero = len(program.outputs), split.nonzero
        dots = iter(trace.tape.process(call, (*outs[n:], *moving), {"program": split.linear}) if any(nonzero) else ())
    return tuple([trace.dual(o, next(dots) if on else None) for o, on in zip(outs[:n], nonzero, strict=True)])


def _transpose(cts, *args, program):
    is_linear = tuple([type(a) is UndefinedPrimal for a in args])
    live = tuple([ct is not None for ct in cts])
    back, nonzero = transposed_program(program, is_linear, live)
    known = [a for a, lin in zip(args, is_linear, strict=True) if not lin]
    grads = iter(call(*known, *[ct for ct in cts if ct is not None], program=back))
    linear_grads = iter([next(grads) if on else None for on in nonzero])
    return [next(linear_grads) if lin else None for lin in is_linear]


def _batch(trace, args, batched, program):
    lanes, flags = batched_program(program, trace.size, tuple(batched), trace.axis_name)
    outs = call(*args, program=lanes)
    return [batching.materialize(o, b, trace.size) for o, b in zip(outs, flags, strict=True)]


def same_types(a: Sequence[Type], b: Sequence[Type]) -> bool:
    """Whether types agree, a run-time size with any size: a program keeps it where an operand's is known by now."""
    return len(a) == len(b) and all(s == t or _same_but_sizes(s, t) for s, t in zip(a, b, strict=True))


def _same_but_sizes(s: Type, t: Type) -> bool:
    if type(s) is not ArrayType or type(t) is not ArrayType or s.dtype != t.dtype or len(s.shape) != len(t.shape):
        return False
    return all(d == e or type(d) is Dim or type(e) is Dim for d, e in zip(s.shape, t.shape, strict=True))


def check_operands(program: Program, types: Sequence[Type], op: str) -> None:
    """Raise TypeError unless a program takes operands of these types."""
    if not same_types(program.in_types, types):
        wanted, got = (", ".join(map(repr, ts)) for ts in (program.in_types, types))
        raise TypeError(f"'{op}' of program '{program.name}' needs operands of types {wanted}, got {got}.")


def _type_rule(*types, program):
    check_operands(program, types, "call")
    return program.out_types


call = Op(
    "call",
    "structured",
    _type_rule,
    _impl,
    Structured(_jvp),
    _transpose,
    _batch,
    multi=True,
)
OPERATIONS["call"] = call

"""Forward mode: every value carries a tangent, and each operation's jvp rule says how tangents follow.

Linearisation is forward mode over a recording parent: primals run as before, tangent arithmetic is written to a tape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core.op import Op
from ..core.rules import CONSTANT, LINEAR, ONE, General, NotDifferentiable, Partials, PerOperand
from ..core.trace import Trace, Tracer, current, state, typeof
from ..core.types import SCALAR_TYPES, ArrayType, Type, is_inexact
from ..errors import raise_hidden
from ..ops import elementwise as ew
from ..ops.scalar import scalar_array


class Dual(Tracer):
    """A primal value with its tangent."""

    __slots__ = ("primal", "tangent")

    def __init__(self, trace: Trace, primal: Any, tangent: Any):
        self.trace, self.primal, self.tangent = trace, primal, tangent

    @property
    def type(self) -> Type:
        return typeof(self.primal)

    @property
    def is_python(self) -> bool:
        primal = self.primal
        return primal.is_python if isinstance(primal, Tracer) else type(primal) in SCALAR_TYPES

    @property
    def shape(self) -> Any:
        try:
            return self.primal.shape
        except AttributeError:  # a Python scalar
            return ()

    @property
    def dtype(self) -> Any:
        try:
            return self.primal.dtype
        except AttributeError:
            return typeof(self.primal).dtype


def tangent_type(type_: Type) -> ArrayType:
    """The type of the tangents of values of `type_`."""
    return ArrayType(type_.shape, type_.dtype)


def zero_tangent(primal: Any) -> Any:
    """A tangent of zeros."""
    return ew.zeros(tangent_type(typeof(primal)))


class DualTrace(Trace):
    """Forward mode.  `known` runs primals; `parent` runs tangent arithmetic: the same trace, or a tape before it."""

    __slots__ = ("done", "known", "records", "staging", "tape")

    def __init__(self, known: Trace, tape: Any = None):
        self.known = known
        self.tape = tape
        self.parent = known if tape is None else tape
        self.done = False
        self.staging = known.staging
        self.records = tape is not None or known.records

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        if len(args) == 1:
            a = args[0]
            live = type(a) is Dual and a.trace is self
            if live:
                primals, tangents = [a.primal], [a.tangent]
        else:
            primals, tangents, live = [], [], False
            for a in args:
                if type(a) is Dual and a.trace is self:
                    primals.append(a.primal)
                    tangents.append(a.tangent)
                    live = True
                else:
                    primals.append(a)
                    tangents.append(None)
        if not live:
            return self.parent.process(op, args, params)
        if type(op.jvp) is Structured:
            return op.jvp.rule(self, op, primals, tangents, params)
        known = self.known
        out = op.impl(*primals, **params) if known.direct else known.process(op, primals, params)
        return self.follow(op, primals, tangents, out, params)

    def follow(self, op: Op, primals: list[Any], tangents: list[Any], out: Any, params: dict[str, Any]) -> Any:
        """The value of this trace for a primal result that has been computed, or was saved."""
        jvp = op.jvp
        if jvp is CONSTANT:
            return out
        try:
            if type(jvp) is Partials and self.tape is not None:
                return self._record_partials(jvp, primals, tangents, out)
            saved, state.trace = state.trace, self.parent
            try:
                tangent = tangent_of(op, primals, tangents, out, params, self.tape)
            finally:
                state.trace = saved
        except FloatingPointError as error:
            raise FloatingPointError(f"In the derivative of '{op}', {error}") from None
        if op.multi:
            return tuple([self.dual(o, t) for o, t in zip(out, tangent, strict=True)])
        if tangent is None:
            return out
        if self.tape is not None:
            self.tape.is_tangent_of(tangent, out)
        return Dual(self, out, tangent)

    def dual(self, primal: Any, tangent: Any) -> Any:
        """A value of this trace, or the primal itself where the tangent is zero."""
        return primal if tangent is None else Dual(self, primal, tangent)

    def _record_partials(self, jvp: Partials, primals: list[Any], tangents: list[Any], out: Any) -> Any:
        """Write tangent = sum of t * d as one entry of the tape; the derivatives d are computed now."""
        terms: list[tuple[Any, Any]] = []
        tape, live = self.tape, None
        saved, state.trace = state.trace, self.known
        try:
            for t, rule in zip(tangents, jvp.rules, strict=False):
                if t is not None and rule is not None:
                    live = t
                    terms.append((tape.atom(t), None if rule is ONE else rule(*primals, out)))
        finally:
            state.trace = saved
        if live is None:
            return out
        if len(terms) > 1 or terms[0][1] is not None:
            live = tape.sum_of_products(terms, out)
        return Dual(self, out, live)


class Structured:
    """The jvp of an operation that holds programs: rule(trace, op, primals, tangents, params) -> its values."""

    __slots__ = ("rule",)

    def __init__(self, rule: Callable[..., Any]):
        self.rule = rule


def tangent_of(
    op: Op, primals: Sequence[Any], tangents: Sequence[Any], out: Any, params: dict[str, Any], tape: Any = None
) -> Any:
    """The tangent of `out`, by the operation's rule; None is zero."""
    jvp = op.jvp
    if jvp is LINEAR:
        return _linear_tangent(op, primals, tangents, params)
    if type(jvp) is General:
        return jvp.rule(primals, tangents, out, **params)
    if type(jvp) is Partials:
        terms = [
            t if r is ONE else ew.multiply(t, _fit(r(*primals, out), t))
            for t, r in zip(tangents, jvp.rules, strict=False)
            if t is not None and r is not None
        ]
    elif type(jvp) is PerOperand:
        terms = [
            r(t, *primals, out, **params)
            for t, r in zip(tangents, jvp.rules, strict=False)
            if t is not None and r is not None
        ]
    else:
        reason = getattr(jvp, "reason", "it has no rule")
        raise NotDifferentiable(f"'{op}' has no derivative: {reason}.")
    if not terms:
        return None
    if tape is not None and len(terms) > 1:
        return tape.sum_of_products([(tape.atom(t), None) for t in terms], out)
    total = terms[0]
    for term in terms[1:]:
        total = ew.add(total, term)
    return total


def _fit(coefficient: Any, tangent: Any) -> Any:
    """A coefficient computed from Python scalars, in the dtype of the tangent."""
    coefficient = scalar_array(coefficient)
    want = typeof(tangent).dtype
    return coefficient if typeof(coefficient).dtype == want else ew.convert(coefficient, dtype=want)


def _linear_tangent(op: Op, primals: Sequence[Any], tangents: Sequence[Any], params: dict[str, Any]) -> Any:
    operands = []
    for p, t in zip(primals, tangents, strict=True):
        if t is not None:
            operands.append(t)
        elif is_inexact(typeof(p).dtype):
            operands.append(zero_tangent(p))
        else:
            operands.append(p)
    out = op(*operands, **params)
    return out if op.multi or is_inexact(typeof(out).dtype) else None


def jvp(
    f: Callable[..., Sequence[Any]], primals: Sequence[Any], tangents: Sequence[Any]
) -> tuple[list[Any], list[Any]]:
    """Outputs and tangents of flat `f`; a tangent of None is zero, going in and coming out."""
    trace = DualTrace(current())
    saved, state.trace = state.trace, trace
    try:
        outs = f(*[p if t is None else Dual(trace, p, t) for p, t in zip(primals, tangents, strict=True)])
    except (TypeError, ValueError) as error:
        raise_hidden(error)
        raise
    finally:
        state.trace = saved
        trace.done = True
    return split(trace, outs)


def split(trace: DualTrace, outs: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Primals and tangents (None for zero) of values of `trace`."""
    mine = [type(o) is Dual and o.trace is trace for o in outs]
    return (
        [o.primal if m else o for o, m in zip(outs, mine, strict=True)],
        [o.tangent if m else None for o, m in zip(outs, mine, strict=True)],
    )

"""Linearisation: run a function now and keep, on a tape, the linear program of its tangents.

The tape holds residuals as constants.  `Tape.program()` is the same as an ordinary program, for everything but the
immediate backward pass, which reads the tape directly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core.op import Op
from ..core.trace import Trace, Tracer, current, state, typeof
from ..core.types import ArrayType, Type
from ..errors import raise_hidden
from ..ir.program import Eqn, Program, Var
from ..ir.stage import user_line
from ..ops import elementwise as ew
from .forward import Dual, DualTrace, split, tangent_type


class Tangent(Tracer):
    """A tangent that is being recorded."""

    __slots__ = ("var",)

    def __init__(self, trace: Trace, var: Var):
        self.trace, self.var = trace, var

    @property
    def type(self) -> Type:
        return self.var.type


class LazyVar(Var):
    """A variable of a tape, whose type is worked out when somebody asks: most are never asked."""

    __slots__ = ("source",)

    def __init__(self, source: Any):
        self.source = source  # an operation (op, atoms, params), a variable of the same type, or (shape, dtype)

    def __getattr__(self, name: str) -> Any:
        if name != "type":
            raise AttributeError(name)
        source = self.source
        if type(source) is not tuple:
            self.type = source.type
        elif len(source) == 2:
            self.type = ArrayType(*source)
        else:
            op, atoms, params = source
            self.type = op.type_rule(*[a.type if isinstance(a, Var) else typeof(a) for a in atoms], **params)
        return self.type


class Products:
    """A tape entry: out = sum of t * c over terms (c None for 1), elementwise.  One entry per elementwise operation."""

    __slots__ = ("out", "terms")

    def __init__(self, terms: list[tuple[Any, Any]], out: Var):
        self.terms, self.out = terms, out


class Tape(Trace):
    """Records what depends on tangents; everything else passes on to the parent and runs now."""

    __slots__ = ("done", "entries", "lines", "records", "staging")
    tracer = Tangent

    def __init__(self, parent: Trace):
        self.parent = parent
        self.entries: list[Products | Eqn] = []
        self.lines: dict[Var, Any] = {}  # where entries were written, when someone will ask
        self.done = False
        self.staging = parent.staging
        self.records = True

    def process(self, op: Op, args: Any, params: dict[str, Any]) -> Any:
        atoms, live = [], False
        for a in args:
            if type(a) is Tangent and a.trace is self:
                atoms.append(a.var)
                live = True
            else:
                atoms.append(a)
        if not live:
            return self.parent.process(op, args, params)
        line = None if self.parent.direct else user_line()
        if op.multi:
            types = op.type_rule(*[a.type if isinstance(a, Var) else typeof(a) for a in atoms], **params)
            outs = tuple([Var(t) for t in types])
            self.entries.append(Eqn(op, tuple(atoms), params, outs, line))
            return tuple([Tangent(self, v) for v in outs])
        out = LazyVar((op, atoms, params))
        self.entries.append(Eqn(op, tuple(atoms), params, (out,), line))
        return Tangent(self, out)

    def sum_of_products(self, terms: list[tuple[Any, Any]], primal: Any) -> Tangent:
        """Record the tangent of `primal` as a sum of tangents, each times a known value, or None for 1."""
        try:
            out = LazyVar((primal.shape, primal.dtype))
        except AttributeError:  # a Python scalar
            out = LazyVar((typeof(primal).shape, typeof(primal).dtype))
        if not self.parent.direct:
            self.lines[out] = user_line()
        self.entries.append(Products(terms, out))
        return Tangent(self, out)

    def line(self, entry: Any) -> Any:
        """Where the user wrote what an entry is the derivative of; None where nobody will ask."""
        return self.lines.get(entry.out) if type(entry) is Products else getattr(entry, "line", None)

    def is_tangent_of(self, tangent: Any, primal: Any) -> None:
        """Note that a recorded tangent has the shape and dtype of its primal, so that nobody has to work them out."""
        if type(tangent) is Tangent and type(tangent.var) is LazyVar and hasattr(primal, "shape"):
            tangent.var.source = (primal.shape, primal.dtype)

    def atom(self, x: Any) -> Any:
        """What an entry holds for a tangent: its variable, or a known value."""
        return x.var if type(x) is Tangent and x.trace is self else x


class Linear:
    """The linear map of a function at a point: inputs and outputs are tape variables, or None for a zero tangent."""

    __slots__ = ("inputs", "out_types", "outputs", "tape")

    def __init__(self, inputs: list[Var], tape: Tape, outputs: list[Any], out_types: list[Type]):
        self.inputs, self.tape, self.outputs, self.out_types = inputs, tape, outputs, out_types

    def program(self, with_zeros: bool = True) -> Program:
        """As a program of ordinary operations, residuals inlined as constants; zero outputs can be left out."""
        eqns: list[Eqn] = []
        names: dict[Any, Var] = {}

        def plain(atom: Any) -> Any:
            """An ordinary variable for one of the tape."""
            if type(atom) is not LazyVar:
                return atom
            return names.get(atom) or names.setdefault(atom, Var(atom.type))

        for e in self.tape.entries:
            if type(e) is Eqn:
                args = tuple([plain(a) for a in e.args])
                eqns.append(Eqn(e.op, args, e.params, tuple([plain(o) for o in e.outs]), e.line))
            else:
                _expand([(plain(t), c) for t, c in e.terms], plain(e.out), eqns, self.tape.line(e))
        outputs = [
            ew.zeros(tangent_type(t)) if o is None else plain(o)
            for o, t in zip(self.outputs, self.out_types, strict=True)
            if o is not None or with_zeros
        ]
        return Program(tuple(self.inputs), tuple(eqns), tuple(outputs), "linear")


def _expand(terms: list[tuple[Any, Any]], result: Var, eqns: list[Eqn], line: Any) -> None:
    """Write result = sum of t * c as multiplications and additions."""
    total = None
    last = len(terms) - 1
    for k, (t, c) in enumerate(terms):
        term = t
        if c is not None:
            term = result if last == 0 else Var(result.type)
            eqns.append(Eqn(ew.multiply, (t, c), {}, (term,), line))
        if total is not None:
            out = result if k == last else Var(result.type)
            eqns.append(Eqn(ew.add, (total, term), {}, (out,), line))
            total = out
        else:
            total = term
    if total is not result:
        eqns.append(Eqn(ew.positive, (total,), {}, (result,), line))


def linearize(
    f: Callable[..., Sequence[Any]], primals: Sequence[Any], live: Sequence[bool] | None = None
) -> tuple[list[Any], Linear]:
    """Run flat `f` at `primals`; return its outputs and its linear map in the operands marked `live` (all, if None)."""
    known = current()
    tape = Tape(known)
    trace = DualTrace(known, tape)
    inputs, args = [], []
    for k, p in enumerate(primals):
        if live is None or live[k]:
            var = Var(tangent_type(typeof(p)))
            inputs.append(var)
            args.append(Dual(trace, p, Tangent(tape, var)))
        else:
            args.append(p)
    state.trace = trace
    try:
        outs = f(*args)
    except (TypeError, ValueError) as error:
        raise_hidden(error)
        raise
    finally:
        state.trace = known
        trace.done = tape.done = True
    outs, tangents = split(trace, outs)
    outputs = [None if t is None else tape.atom(t) for t in tangents]
    return outs, Linear(inputs, tape, outputs, [typeof(o) for o in outs])

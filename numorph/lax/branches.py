"""cond and switch, under JAX's names.

Where the value that decides is known, the branch is called on the spot, as plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import to_array, unwrap, wrap
from ..boundary import describe, what_is
from ..control.cond import cond as cond_op
from ..core.trace import Tracer, state, typeof
from ..core.types import ArrayType, ScalarType, Type
from ..errors import NumorphTypeError, NumorphValueError
from ..ir.program import Program
from ..known import peek
from .closures import unchanged
from .staged import Traced, apart, converted, operand_of, promoting, rebuilt


def cond(
    pred: Any, true_fun: Callable[..., Any], false_fun: Callable[..., Any], *operands: Any, operand: Any = None
) -> Any:
    """true_fun(*operands) if pred else false_fun(*operands); both give results of one structure, shapes and dtypes.

    As jax.lax.cond.  Raises TypeError where pred is not a scalar or the branches differ.
    """
    if operand is not None:
        operands = (operand,)
    value = unwrap(pred)
    if (np.shape(value) != () and not isinstance(value, Tracer)) or (isinstance(value, Tracer) and value.shape != ()):
        raise NumorphTypeError(
            f"'cond' needs a scalar condition, got {what_is(pred)}.",
            hints=("np.where(condition, a, b) chooses element by element",),
        )
    known = peek(value)
    if not isinstance(known, Tracer):
        return apart((true_fun if known else false_fun)(*operands))
    if isinstance(value.type, ScalarType):
        value = to_array(value)
    if value.dtype != np.bool_:
        value = unwrap(wrap(value) != 0)
    return _branch(value, (false_fun, true_fun), operands, "cond")


def switch(index: Any, branches: Sequence[Callable[..., Any]], *operands: Any) -> Any:
    """branches[index](*operands), with the index clamped to the branches there are.  As jax.lax.switch."""
    branches = tuple(branches)
    if not branches:
        raise NumorphValueError("'switch' needs at least one branch.")
    value = unwrap(index)
    known = peek(value)
    if not isinstance(known, Tracer):
        if np.asarray(known).dtype.kind not in "iu" or np.ndim(known):
            raise NumorphTypeError(f"'switch' needs an integer index, got {what_is(index)}.")
        return apart(branches[min(max(int(known), 0), len(branches) - 1)](*operands))
    if isinstance(value.type, ScalarType):
        value = to_array(value)
    if value.dtype.kind not in "iu" or value.shape != ():
        raise NumorphTypeError(f"'switch' needs an integer index, got {what_is(index)}.")
    if len(branches) == 1:
        return apart(branches[0](*operands))
    return _branch(value, branches, operands, "switch")


def _branch(index: Any, functions: Sequence[Callable], operands: tuple, name: str) -> Any:
    leaves, structure = tree.flatten(operands)
    values = [operand_of(x) for x in leaves]
    types = [typeof(v) for v in values]
    with unchanged(name, *functions):
        traced = [Traced(f, leaves, types, structure, describe(f)) for f in functions]
    first = traced[0]
    for f, t in zip(functions[1:], traced[1:], strict=True):
        if t.structure != first.structure and str(t.structure) != str(first.structure):
            raise NumorphTypeError(
                f"'{name}': the branches '{describe(functions[0])}' and '{describe(f)}' return results built in "
                f"different ways: {tree.show(first.structure)} and {tree.show(t.structure)}.",
            )
    out_types = _joined([t.program.out_types for t in traced], functions, name)
    programs, outer = _with_common_outer(traced)
    programs = tuple([converted(p, out_types) for p in programs])
    outs = state.trace.process(cond_op, (index, *outer, *values), {"branches": programs})
    return rebuilt(outs, first.structure, first.flags)


def _joined(types: Sequence[tuple], functions: Sequence[Callable], name: str) -> list[Type]:
    """For each result the type that all branches can be converted to."""
    out: list[Type] = []
    for k, column in enumerate(zip(*types, strict=True)):
        if all(t == column[0] for t in column):
            out.append(column[0])
            continue
        shapes = {t.shape for t in column}
        if len(shapes) > 1:
            listed = " and ".join(f"{t} from '{describe(f)}'" for t, f in zip(column, functions, strict=True))
            raise NumorphTypeError(
                f"'{name}': result {k} of the branches has different shapes: {listed}.",
                notes=("the branches of one choice return arrays of the same shapes",),
            )
        out.append(ArrayType(column[0].shape, np.result_type(*[promoting(t) for t in column])))
    return out


def _with_common_outer(traced: Sequence[Traced]) -> tuple[list[Program], tuple]:
    """Programs that all take the tracers captured by any of them as first inputs."""
    from ..ir.program import Var

    outer: dict[int, Tracer] = {}
    for t in traced:
        outer.update({id(o): o for o in t.outer})
    programs = []
    for t in traced:
        own = dict(zip([id(o) for o in t.outer], t.program.inputs, strict=False))
        lead = [own.get(key) or Var(o.type) for key, o in outer.items()]
        p = t.program
        programs.append(Program((*lead, *p.inputs[len(t.outer) :]), p.eqns, p.outputs, p.name))
    return programs, tuple(outer.values())

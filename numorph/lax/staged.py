"""What structured operations are made of: functions of pytrees, staged at the types of their arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..array import Array, convert, to_array, unwrap, wrap
from ..boundary import finish, flatten_result, what_is
from ..core.trace import Tracer, typeof
from ..core.types import ScalarType, Type
from ..errors import NumorphTypeError
from ..ir.program import Program
from ..ir.simplify import simplified
from ..ir.stage import stage


class Traced:
    """A function of pytrees, staged at the types of its arguments."""

    def __init__(self, f: Callable[..., Any], leaves: Sequence[Any], types: Sequence[Type], structure: Any, name: str):
        def flat(*values):
            handles = [_handle(v, leaf) for v, leaf in zip(values, leaves, strict=True)]
            out, self.structure, self.flags = flatten_result(f(*tree.unflatten(structure, handles)))
            return [_constant(x, name) for x in out]

        program, self.outer = stage(flat, types, name)
        self.program: Program = simplified(program)


def _handle(value: Any, leaf: Any) -> Any:
    scalar = leaf._scalar if isinstance(leaf, Array) else (False if isinstance(leaf, np.ndarray) else None)
    return wrap(value, scalar)


def _constant(x: Any, name: str) -> Any:
    if isinstance(x, Tracer | np.ndarray | np.generic | bool | int | float | complex):
        return x
    raise NumorphTypeError(f"'{name}' returned {what_is(x)}, which is neither an array nor a number.")


def operand_of(x: Any) -> Any:
    """The value of an operand, which has to be an array or a number."""
    value = unwrap(x)
    if isinstance(value, Tracer | np.ndarray | np.generic | bool | int | float | complex):
        return value
    raise NumorphTypeError(f"Control flow works on arrays and numbers, but an operand is {what_is(x)}.")


def rebuilt(values: Sequence[Any], structure: Any, flags: Sequence[bool]) -> Any:
    """A result of values, by the structure that it has and what its leaves are."""
    return tree.unflatten(structure, [finish(v, s) for v, s in zip(values, flags, strict=True)])


def apart(result: Any) -> Any:
    """A result in memory of its own: later writes to an operand do not show in it, as in a staged program."""
    leaves, structure = tree.flatten(result)
    if not any(isinstance(x, np.ndarray) for x in leaves):
        return result
    return tree.unflatten(structure, [x.copy() if isinstance(x, np.ndarray) else x for x in leaves])


def as_type(value: Any, type_: Type) -> Any:
    """A value as one of a type of the same shape."""
    have = typeof(value)
    if have == type_:
        return value
    if isinstance(have, ScalarType):
        return to_array(value, type_.dtype) if isinstance(value, Tracer) else np.asarray(value, type_.dtype)[()]
    return convert(value, type_.dtype)


def promoting(t: Type) -> Any:
    """What stands for a type in NumPy's promotion: numbers of Python's are weak."""
    return t.kind(0) if isinstance(t, ScalarType) else t.dtype


def converted(program: Program, types: Sequence[Type]) -> Program:
    """The program with its outputs converted to the given types."""
    if program.out_types == tuple(types):
        return program
    from ..ir.evaluate import evaluate

    def f(*args):
        outs = evaluate(program, *args)
        return [as_type(o, t) for o, t in zip(outs, types, strict=True)]

    return stage(f, program.in_types, program.name)[0]

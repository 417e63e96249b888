"""The checker: whether a program keeps the rules on which every pass relies.

Variables are defined once and before use, every recorded type is what the type rule says, constants are values and not
tracers, and nested programs are closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import CodeType
from typing import Any

import numpy as np

from ..core.trace import Tracer, typeof
from ..core.types import SCALAR_TYPES, Type
from ..errors import ProgramError
from .program import Eqn, Program, Var, subprograms
from .text import lines


def check(program: Program) -> None:
    """Raise ProgramError, which shows the equation, where a program is not valid."""
    if "checked" in program.derived:
        return
    defined: set[Any] = set()
    for v in program.inputs:
        _define(program, None, v, defined)
    for e in program.eqns:
        _check_equation(program, e, defined)
    for k, a in enumerate(program.outputs):
        _check_operand(program, None, f"output {k}", a, defined)
    program.derived["checked"] = True


def _check_equation(program: Program, e: Eqn, defined: set[Any]) -> None:
    for k, a in enumerate(e.args):
        _check_operand(program, e, f"operand {k} of '{e.op}'", a, defined)
    for value in _leaves(e.params):
        if isinstance(value, Tracer | Var):
            raise _error(
                program, e, f"a parameter of '{e.op}' is a {type(value).__name__}, which only an operand may be"
            )
    for sub in subprograms(e):
        check(sub)
    types = [a.type if type(a) is Var else typeof(a) for a in e.args]
    try:
        found = e.op.type_rule(*types, **e.params)
    except Exception as error:
        message = f"'{e.op}' does not take operands of types {_listed(types)}"
        raise _error(program, e, message, f"its type rule says: {error}") from error
    derived = tuple(found) if e.op.multi else (found,)
    for v in e.outs:
        _define(program, e, v, defined)
    recorded = tuple([v.type for v in e.outs])
    if derived != recorded:
        raise _error(program, e, f"the results of '{e.op}' have types {_listed(derived)}, not {_listed(recorded)}")


def _define(program: Program, e: Eqn | None, v: Any, defined: set[Any]) -> None:
    if type(v) is not Var:
        raise _error(program, e, f"a {type(v).__name__} stands where a variable is defined")
    if v in defined:
        raise _error(program, e, "a variable is defined twice")
    defined.add(v)


def _check_operand(program: Program, e: Eqn | None, what: str, a: Any, defined: set[Any]) -> None:
    if type(a) is Var:
        if a not in defined:
            raise _error(program, e, f"{what} is a variable that is not defined before")
    elif isinstance(a, Tracer):
        raise _error(program, e, f"{what} is a traced value of type {a.type}, where a program holds constants")
    elif not isinstance(a, np.ndarray | np.generic) and type(a) not in SCALAR_TYPES:
        raise _error(program, e, f"{what} is a {type(a).__name__}, which is neither an array nor a number")


def _leaves(params: dict[str, Any]) -> Iterator[Any]:
    for value in params.values():
        yield from value if isinstance(value, tuple | list) else (value,)


def _listed(types: Sequence[Type]) -> str:
    return f"({', '.join(map(repr, types))})"


def _error(program: Program, e: Eqn | None, message: str, *facts: str) -> ProgramError:
    notes = list(facts)
    for number, (line, shown) in enumerate(lines(program), 1):
        if e is not None and shown is e:
            notes.insert(0, f"line {number} of the program is: {line.strip()}")
    if e is not None and e.line is not None:
        notes.append(f"it was written at {place(e.line)}")
    return ProgramError(f"Program '{program.name}' is not valid: {message}.", notes=notes)


def place(line: tuple[CodeType, int]) -> str:
    """Where the user wrote an equation, for messages."""
    code, offset = line
    found = [at for start, stop, at in code.co_lines() if at is not None and start <= offset < stop]
    return f"{code.co_filename}:{found[0] if found else code.co_firstlineno}, in {code.co_name}"

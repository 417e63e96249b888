"""Programs as text: `show` prints one, `parse` reads it back."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.types import dtype_name
from .program import Eqn, Program, Var, subprograms


def _constant(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim:
        return f"<{dtype_name(value.dtype)}[{','.join(map(str, value.shape))}]>"
    if isinstance(value, np.ndarray | np.generic):
        return f"{value.item()!r}:{dtype_name(value.dtype)}"
    return repr(value)


def _param(value: Any) -> str:
    if isinstance(value, np.dtype):
        return dtype_name(value)
    return str(value).replace(" ", "") if isinstance(value, tuple) else repr(value)


class _Namer:
    def __init__(self) -> None:
        self.names: dict[Var, str] = {}

    def __call__(self, atom: Any) -> str:
        if type(atom) is Var:
            return self.names.setdefault(atom, f"%{len(self.names)}")
        return _constant(atom)

    def typed(self, var: Var) -> str:
        return f"{self(var)}: {var.type}"


def _show_eqn(e: Eqn, name: _Namer) -> str:
    params = "".join(
        f" {k}={_param(v)}" for k, v in e.params.items() if not subprograms(Eqn(e.op, (), {k: v}, ())) and not callable(v)
    )
    outs = ", ".join(name.typed(v) for v in e.outs)
    left = f"{outs} = " if e.outs else ""
    return f"{left}{e.op}{params} {', '.join(map(name, e.args))}".rstrip()


def show(program: Program, indent: str = "") -> str:
    """The program as text, nested programs indented below the equation that holds them."""
    name = _Namer()
    lines = [f"{indent}{program.name}({', '.join(map(name.typed, program.inputs))}) {{"]
    for e in program.eqns:
        lines.append(f"{indent}  {_show_eqn(e, name)}")
        lines += [show(sub, indent + "    ") for sub in subprograms(e)]
    lines.append(f"{indent}  return {', '.join(map(name, program.outputs))}".rstrip())
    lines.append(indent + "}")
    return "\n".join(lines)



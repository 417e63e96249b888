"""Functions of pytrees that the user gives to a structured operation, as programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import tree
from ..array import as_value, wrap
from ..boundary import finish, flatten_result
from ..core.trace import typeof
from ..core.types import Type
from ..errors import NumorphTypeError, user_frame
from ..ir.program import Program
from ..ir.simplify import simplified
from ..ir.stage import stage


class StagedTree:
    """f(tree of `leaves`) as a program; `outer` are the tracers that it captured, its first inputs."""

    def __init__(self, f: Callable[[Any], Any], leaves: Sequence[Any], structure: Any, name: str):
        flags = [getattr(x, "_scalar", False) for x in leaves]

        def flat(*values):
            out = f(tree.unflatten(structure, [wrap(v, s) for v, s in zip(values, flags, strict=True)]))
            found, self.structure, self.flags = flatten_result(out)
            return [as_value(x) for x in found]

        program, self.outer = stage(flat, [typeof(as_value(x)) for x in leaves], name)
        self.program: Program = simplified(program)
        self.name = name

    def check(self, types: Sequence[Type], structure: Any, where: str, like: str) -> None:
        """Raise TypeError unless it returns a tree of this structure and these types."""
        if list(self.program.out_types) != list(types) or self.structure != structure:
            wanted, got = (", ".join(map(repr, ts)) for ts in (types, self.program.out_types))
            raise NumorphTypeError(
                f"'{self.name}' of {where} must return what has the structure of {like}, {wanted}, but returned {got}.",
                frame=user_frame(),
            )

    def result(self, outs: Sequence[Any]) -> Any:
        """The tree that users see of the program's outputs."""
        return tree.unflatten(self.structure, [finish(o, s) for o, s in zip(outs, self.flags, strict=True)])

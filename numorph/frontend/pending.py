"""Array expressions that wait to be made while later operands of the same expression are evaluated.

`x * x, scaled(x)` multiplies before the call writes to x.  So a value is made before a later operand that may write.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from typing import Any, Final

from .arrays import is_array
from .context import Context
from .host import is_pure
from .source import holds
from .values import Lazy, Static, Tup, Unsupported

_FUNCTIONS: Final = frozenset(  # of Python, that write to nothing
    (abs, len, min, max, float, int, bool, complex, range, sum, round, divmod, pow, isinstance, tuple, any, all, str)
)
_METHODS: Final = frozenset(  # of arrays
    [
        "all",
        "any",
        "argmax",
        "argmin",
        "argsort",
        "astype",
        "clip",
        "conj",
        "copy",
        "cumprod",
        "cumsum",
        "diagonal",
        "dot",
        "flatten",
        "item",
        "max",
        "mean",
        "min",
        "nonzero",
        "prod",
        "ravel",
        "repeat",
        "reshape",
        "round",
        "std",
        "sum",
        "take",
        "tolist",
        "trace",
        "transpose",
        "var",
    ]
)


class Pending(Context):
    """The part of a translator that has values made in time."""

    def settled(self, v: Any, later: Sequence[ast.expr]) -> Any:
        """A value that stays what it is while later operands are evaluated."""
        if not _waits(v) or not any([holds(n, ast.Call) for n in later]):
            return v
        calls = [n for node in later for n in ast.walk(node) if isinstance(n, ast.Call)]
        return v if all([self._writes_nothing(c) for c in calls]) else self.stored(v)

    def _writes_nothing(self, call: ast.Call) -> bool:
        if any([k.arg in (None, "out") for k in call.keywords]):
            return False
        names: list[str] = []
        node: Any = call.func
        while isinstance(node, ast.Attribute | ast.Subscript):
            names.insert(0, node.attr if isinstance(node, ast.Attribute) else "")
            node = node.value
        if not isinstance(node, ast.Name):
            return False
        try:
            owner = self.name(node.id)
        except Unsupported:
            return False
        if not isinstance(owner, Static):
            return is_array(owner) and bool(names) and names[-1] in _METHODS
        f = owner.value
        for name in names:
            f = getattr(f, name, None) if name else None
        module = getattr(f, "__module__", None)
        return f in _FUNCTIONS if module == builtins.__name__ else module in ("math", "cmath") or is_pure(f)


def _waits(v: Any) -> bool:
    return isinstance(v, Lazy) or (isinstance(v, Tup) and any([_waits(x) for x in v.items]))

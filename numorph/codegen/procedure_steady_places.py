"""Elements that innermost loops read and write: what no turn changes of their addresses is computed before the loop.

LLVM's passes do that as well, but code that is made quickly has to do without most of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ..procedures.ir import Expr, For, Reg, Statement, Store, While, operands, statements, subexpressions
from ..procedures.parallel import assigned
from .procedure_values import Expressions, Place

_HARMLESS: Final = frozenset(("const", "reg", "add", "sub", "mul", "neg", "min", "max"))  # wherever it is computed


class _Index(NamedTuple):
    """A sum: what no turn changes, the rest, and a number."""

    steady: list[tuple[int, Expr]]
    rest: list[tuple[int, Expr]]
    offset: int


def steady_places(s: For, values: Expressions) -> dict[tuple[Reg, int], Place]:
    """Where the elements are that a loop without loops inside touches, by pointer and the id of the index.

    The code that is written here comes before the loop.
    """
    inside = list(statements(s.body))
    if any([isinstance(t, For | While) for t in inside]):
        return {}
    changed = assigned([s])
    found: dict[tuple[Reg, int], Place] = {}
    for base, dtype, index in _elements(inside):
        if base in changed or (base, id(index)) in found:
            continue
        parts = _divided(index, changed)
        pointer = values.pointer(base)
        if parts.steady:
            pointer = values.moved(pointer, values.value(_sum(parts.steady)).text, dtype)
        found[base, id(index)] = Place(pointer, (_sum(parts.rest),) if parts.rest else (), parts.offset)
    return found


def _elements(inside: list[Statement]) -> Iterator[tuple[Reg, str, Expr]]:
    for t in inside:
        if isinstance(t, Store):
            yield t.base, t.value.dtype, t.index
    for e in subexpressions([e for t in inside for e in operands(t)]):
        if e.op == "load":
            yield e.attr, e.dtype, e.args[0]


def _divided(index: Expr, changed: set[Reg]) -> _Index:
    steady: list[tuple[int, Expr]] = []
    rest: list[tuple[int, Expr]] = []
    offset = 0
    waiting = [(1, index)]
    while waiting:
        sign, e = waiting.pop()
        if e.op == "const":
            offset += sign * e.attr
        elif e.op in ("add", "sub"):
            waiting += [(sign if e.op == "add" else -sign, e.args[1]), (sign, e.args[0])]
        else:
            steady_term = all([x.op in _HARMLESS and x.attr not in changed for x in subexpressions([e])])
            (steady if steady_term else rest).append((sign, e))
    return _Index(steady, rest, offset)


def _sum(terms: list[tuple[int, Expr]]) -> Expr:
    """Added terms come first."""
    terms = sorted(terms, key=lambda term: -term[0])
    total = terms[0][1] if terms[0][0] > 0 else Expr("neg", "i64", (terms[0][1],))
    for sign, e in terms[1:]:
        total = Expr("add" if sign > 0 else "sub", "i64", (total, e))
    return total

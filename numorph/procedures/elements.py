"""Arrays that live within one iteration of a loop at a time are no arrays: their element is a register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from .forms import Form, form
from .ir import (
    Alloc,
    Assign,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Statement,
    Store,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import expression, reads
from .rewriting import rewritten, with_bodies


def without_arrays(procedure: Procedure) -> Procedure:
    """Arrays that one body of a parallel loop fills and reads, element by element, are no longer made."""
    uses: dict[Reg, int] = {}  # statements that read or write memory, or know where it is
    made: dict[Reg, int] = {}
    for s in statements(procedure.body):
        for r in reads(s) if not isinstance(s, Release) else ():
            uses[r] = uses.get(r, 0) + 1
        if isinstance(s, Alloc):
            made[s.reg] = made.get(s.reg, 0) + 1
        elif isinstance(s, Assign) and s.reg.dtype == "ptr" and s.value.op != "null":
            made[s.reg] = 2
    once = {r for r, n in made.items() if n == 1} - set(procedure.results)
    elements: dict[Reg, Reg] = {}
    for s in statements(procedure.body):
        if isinstance(s, For) and s.parallel:
            elements |= elements_of(s.body, once, uses)
    if not elements:
        return procedure
    body = _without(procedure.body, elements)
    return procedure.with_body(body)


def elements_of(body: list[Statement], once: set[Reg], uses: dict[Reg, int]) -> dict[Reg, Reg]:
    """Registers for the elements of arrays that a body fills before it reads them, if nothing else touches them."""
    found: dict[Reg, Reg] = {}
    for at, s in enumerate(body):
        if not isinstance(s, Store) or s.base not in once or s.base in found:
            continue
        here = [x for x in statements(body) if s.base in reads(x)]
        if len(here) != uses[s.base] or any([s.base in reads(x) for x in statements(body[:at])]):
            continue
        if any([e.op == "load" and e.attr is s.base for e in subexpressions(operands(s))]):
            continue  # what it has from elsewhere
        index = form(s.index, ITSELF)
        loads = [e for x in here for e in subexpressions(operands(x)) if e.op in ("load", "reg") and e.attr is s.base]
        stores = [x for x in here if isinstance(x, Store) and x.base is s.base]
        places = [e.args[0] if e.op == "load" else None for e in loads] + [x.index for x in stores]
        dtypes = {e.dtype for e in loads} | {x.value.dtype for x in stores}
        own = {r for x in statements(body) for r in assigned([x])}
        steady = not any([e.op == "load" or (e.op == "reg" and e.attr in own) for e in subexpressions([s.index])])
        if steady and len(dtypes) == 1 and all([p is not None and form(p, ITSELF) == index for p in places]):
            found[s.base] = Reg(f"{s.base.name}.x", s.value.dtype)
    return found


class _Itself(dict[Any, Form]):
    """Every register is what it is."""

    def __contains__(self, r: object) -> bool:
        return isinstance(r, Reg)

    def __missing__(self, r: Any) -> Any:
        return r


ITSELF: Final = _Itself()


def _without(body: Iterable[Statement], elements: dict[Reg, Reg]) -> list[Statement]:
    found: list[Statement] = []
    for s in body:
        if isinstance(s, Alloc | Assign | Release) and s.reg in elements:
            continue
        if isinstance(s, For) and s.parallel:
            found.append(replaced(s, {}, elements))
        else:
            found.append(with_bodies(s, lambda inner: _without(inner, elements)))
    return found


def replaced(s: Statement, values: dict[Reg, Expr], elements: dict[Reg, Reg]) -> Statement:
    """A statement of a parallel loop with values in the place of registers, and registers in that of elements."""

    def put(e: Expr) -> Expr:
        e = expression(e, {}, values) if values else e
        if not any([x.op == "load" and x.attr in elements for x in subexpressions([e])]):
            return e
        return rewritten(e, lambda x: reg(elements[x.attr]) if x.op == "load" and x.attr in elements else None)

    if isinstance(s, Assign):
        return Assign(s.reg, put(s.value))
    if isinstance(s, Store):
        if s.base in elements:
            return Assign(elements[s.base], put(s.value))
        return Store(s.base, put(s.index), put(s.value))
    if isinstance(s, If):
        return If(put(s.condition), *[[replaced(x, values, elements) for x in b] for b in (s.body, s.orelse)])
    if isinstance(s, For):
        body = [replaced(x, values, elements) for x in s.body]
        return For(s.counter, put(s.start), put(s.stop), body, s.step, s.parallel)
    raise AssertionError(f"a parallel loop has no {type(s).__name__}")


def with_registers(e: Expr, loads: dict[int, Reg]) -> Expr:
    """An expression that reads registers in the place of some loads (by their ids)."""
    return rewritten(e, lambda x: reg(loads[id(x)]) if id(x) in loads else None) if loads else e

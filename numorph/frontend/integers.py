"""Arithmetic on i64 expressions for sizes, strides and indices: folded, and sums brought into one form.

Such numbers are far from the limits of i64, so nothing here can overflow.  `key` gives equal keys to expressions that
are equal by their form; sizes that have equal keys need no check at run time.
"""

from __future__ import annotations

from typing import Any

from ..procedures.ir import Expr, const

ZERO, ONE = const(0, "i64"), const(1, "i64")


def integer(value: int) -> Expr:
    """A constant."""
    return const(value, "i64")


def number(e: Expr) -> int | None:
    """The value of a constant, else None."""
    return e.attr if e.op == "const" else None


def key(e: Expr) -> Any:
    """Equal for expressions of equal form."""
    if e.op == "const":
        return (e.dtype, e.attr)
    if e.op == "reg":
        return id(e.attr)
    attr = id(e.attr) if e.op == "load" else e.attr
    return (e.op, e.dtype, attr, *[key(a) for a in e.args])


def same(x: Expr, y: Expr) -> bool:
    """Whether two expressions are equal by their form."""
    return x is y or key(x) == key(y)


class _Sum:
    """A sum of products of atoms: terms maps a sorted tuple of atoms' keys to (coefficient, atoms)."""

    def __init__(self) -> None:
        self.terms: dict[Any, tuple[int, tuple[Expr, ...]]] = {}

    def put(self, factor: int, atoms: tuple[Expr, ...]) -> None:
        atoms = tuple(sorted(atoms, key=lambda a: repr(key(a))))
        k = tuple([key(a) for a in atoms])
        total = self.terms.get(k, (0, ()))[0] + factor
        if total:
            self.terms[k] = (total, atoms)
        else:
            self.terms.pop(k, None)


def _collect(e: Expr, factor: int, into: _Sum) -> None:
    if e.op == "const":
        into.put(factor * e.attr, ())
    elif e.op == "add":
        _collect(e.args[0], factor, into)
        _collect(e.args[1], factor, into)
    elif e.op == "sub":
        _collect(e.args[0], factor, into)
        _collect(e.args[1], -factor, into)
    elif e.op == "neg":
        _collect(e.args[0], -factor, into)
    elif e.op == "mul":
        left, right = _Sum(), _Sum()
        _collect(e.args[0], 1, left)
        _collect(e.args[1], 1, right)
        for f, a in left.terms.values():
            for g, b in right.terms.values():
                into.put(factor * f * g, (*a, *b))
    else:
        into.put(factor, (e,))


def _rebuilt(s: _Sum) -> Expr:
    found: Expr | None = None
    constant = 0
    for k in sorted(s.terms, key=repr):
        f, atoms = s.terms[k]
        if not atoms:
            constant = f
            continue
        term = atoms[0]
        for a in atoms[1:]:
            term = Expr("mul", "i64", (term, a))
        if f == -1 and found is not None:
            found = Expr("sub", "i64", (found, term))
            continue
        if f != 1:
            term = Expr("mul", "i64", (term, integer(f)))
        found = term if found is None else Expr("add", "i64", (found, term))
    if found is None:
        return integer(constant)
    return found if constant == 0 else Expr("add", "i64", (found, integer(constant)))


def terms(e: Expr) -> list[tuple[int, Expr]]:
    """The (factor, atom) of a sum in which each has one atom only; products of several are left out."""
    s = _Sum()
    _collect(e, 1, s)
    return [(f, atoms[0]) for f, atoms in s.terms.values() if len(atoms) == 1]


def _linear(op: str, x: Expr, y: Expr) -> Expr:
    s = _Sum()
    _collect(Expr(op, "i64", (x, y)), 1, s)
    return _rebuilt(s)


def add(x: Expr, y: Expr) -> Expr:
    """x + y."""
    if x.op == "const" and x.attr == 0:
        return y
    if y.op == "const" and y.attr == 0:
        return x
    return _linear("add", x, y)


def sub(x: Expr, y: Expr) -> Expr:
    """x - y."""
    return x if y.op == "const" and y.attr == 0 else _linear("sub", x, y)


def mul(x: Expr, y: Expr) -> Expr:
    """x * y."""
    if x.op == "const" and x.attr == 1:
        return y
    if y.op == "const" and y.attr == 1:
        return x
    return _linear("mul", x, y)


def product(xs: Any) -> Expr:
    """Of several numbers."""
    found = ONE
    for x in xs:
        found = mul(found, x)
    return found


def _extreme(op: str, x: Expr, y: Expr) -> Expr:
    difference = number(sub(x, y))
    if difference is not None:
        return (x if difference < 0 else y) if op == "min" else (x if difference > 0 else y)
    return Expr(op, "i64", (x, y))


def minimum(x: Expr, y: Expr) -> Expr:
    """The lesser."""
    return _extreme("min", x, y)


def maximum(x: Expr, y: Expr) -> Expr:
    """The greater."""
    return _extreme("max", x, y)


def compare(op: str, x: Expr, y: Expr) -> Expr:
    """A comparison, folded where the difference is known."""
    difference = number(sub(x, y))
    if difference is None:
        return Expr(op, "bool", (x, y))
    holds = {
        "eq": difference == 0,
        "ne": difference != 0,
        "lt": difference < 0,
        "le": difference <= 0,
        "gt": difference > 0,
        "ge": difference >= 0,
    }[op]
    return const(holds, "bool")


def both(x: Expr, y: Expr) -> Expr:
    """x and y, of bools."""
    return _logic("and", x, y, absorbing=False)


def either(x: Expr, y: Expr) -> Expr:
    """x or y, of bools."""
    return _logic("or", x, y, absorbing=True)


def _logic(op: str, x: Expr, y: Expr, absorbing: bool) -> Expr:
    for a, b in ((x, y), (y, x)):
        if a.op == "const":
            return a if bool(a.attr) is absorbing else b
    return Expr(op, "bool", (x, y))


def negation(x: Expr) -> Expr:
    """not x, of a bool."""
    return const(not x.attr, "bool") if x.op == "const" else Expr("not", "bool", (x,))


def select(c: Expr, x: Expr, y: Expr) -> Expr:
    """x where c, else y."""
    if c.op == "const":
        return x if c.attr else y
    return x if same(x, y) else Expr("select", x.dtype, (c, x, y))

"""Arithmetic on i64 expressions for sizes, strides and indices: folded, and sums brought into one form.

Such numbers are far from the limits of i64, so nothing here can overflow.  `key` gives equal keys to expressions that
are equal by their form; sizes that have equal keys need no check at run time.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from ..procedures.ir import Expr, const

ZERO, ONE = const(0, "i64"), const(1, "i64")


@functools.lru_cache(maxsize=256)
def integer(value: int) -> Expr:
    """A constant."""
    return const(value, "i64")


def number(e: Expr) -> int | None:
    """The value of a constant, else None."""
    return e.attr if e.op == "const" else None


def key(e: Expr) -> Any:
    """Equal for expressions of equal form; the same in every process."""
    if e.op == "const":
        return (e.dtype, e.attr)
    if e.op == "reg":
        return e.attr.number
    attr = e.attr.number if e.op == "load" else e.attr
    return (e.op, e.dtype, attr, *[key(a) for a in e.args])


def same(x: Expr, y: Expr) -> bool:
    """Whether two expressions are equal by their form."""
    return x is y or key(x) == key(y)


# A sum of products of atoms: from the atoms' ranks, in order, to (coefficient, atoms).
Sum = dict[tuple[Any, ...], tuple[int, tuple[Expr, ...]]]


def _rank(atom: Expr) -> tuple[int, int, str]:
    """Registers come first, in the order in which they were made."""
    return (0, atom.attr.number, "") if atom.op == "reg" else (1, 0, repr(key(atom)))


def sum_of(e: Expr) -> Sum:
    """An expression as a sum, which nobody may change: it is kept."""
    found: Sum | None = e.form
    if found is None:
        found = e.form = _as_sum(e)
    return found


def _as_sum(e: Expr) -> Sum:
    if e.op == "const":
        return {(): (e.attr, ())} if e.attr else {}
    if e.op in _COMBINED:
        return _COMBINED[e.op](*[sum_of(a) for a in e.args])
    return {(_rank(e),): (1, (e,))}


def added(x: Sum, y: Sum, factor: int) -> Sum:
    """x + factor * y."""
    found = dict(x)
    for ranks, (f, atoms) in y.items():
        total = factor * f + (found[ranks][0] if ranks in found else 0)
        if total:
            found[ranks] = total, atoms
        else:
            del found[ranks]
    return found


def _multiplied(x: Sum, y: Sum) -> Sum:
    found: Sum = {}
    for left, (f, a) in x.items():
        for right, (g, b) in y.items():
            ranks, atoms = (*left, *right), (*a, *b)
            if left and right:
                order = sorted(range(len(ranks)), key=ranks.__getitem__)
                ranks, atoms = tuple([ranks[k] for k in order]), tuple([atoms[k] for k in order])
            found = added(found, {ranks: (f * g, atoms)}, 1)
    return found


_COMBINED: dict[str, Callable[..., Sum]] = {
    "add": lambda x, y: added(x, y, 1),
    "sub": lambda x, y: added(x, y, -1),
    "neg": lambda x: added({}, x, -1),
    "mul": _multiplied,
}


def _rebuilt(s: Sum) -> Expr:
    found: Expr | None = None
    constant = 0
    for ranks in sorted(s):
        f, atoms = s[ranks]
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
    found = found if constant == 0 else Expr("add", "i64", (found, integer(constant)))
    found.form = s
    return found


def terms(e: Expr) -> list[tuple[int, Expr]]:
    """The (factor, atom) of a sum in which each has one atom only; products of several are left out."""
    return [(f, atoms[0]) for f, atoms in sum_of(e).values() if len(atoms) == 1]


def _linear(op: str, x: Expr, y: Expr) -> Expr:
    return _rebuilt(_COMBINED[op](sum_of(x), sum_of(y)))


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
    return _extreme("max", _without_floor(x) if number(y) == 0 else x, y)


def _without_floor(x: Expr) -> Expr:
    """Where only what is more than 0 counts, max(y, 0) - 2 is y - 2: lengths of slices of slices have one form."""
    if x.op in ("add", "sub"):
        terms = dict(sum_of(x))
        less, _ = terms.pop((), (0, ()))
        (factor, atoms), *others = terms.values()
        if (
            not others
            and factor == len(atoms) == 1
            and less < 0
            and atoms[0].op == "max"
            and number(atoms[0].args[1]) == 0
        ):
            return add(atoms[0].args[0], integer(less))
    return x


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

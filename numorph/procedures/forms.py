"""Integers by their form: sums of products, written in one way only, so that equal ones are seen to be so."""

from __future__ import annotations

from typing import Any

from .ir import Expr, Reg

Form = Any  # hashable, and equal for expressions that have one value
# Registers that keep their values, and what each of them is; and other integers that are equal to some.
Known = dict[Any, Form]


def form(e: Expr, known: Known) -> Form:
    """A sum of products of what is known, as it is written in one way only; None where that is not known."""
    found = _sum(e, known)
    return None if found is None else frozenset(found.items())


def _sum(e: Expr, known: Known) -> dict[Any, int] | None:
    """Products (sorted factors) and how often each occurs."""
    if e.op == "const" and e.dtype == "i64":
        return {(): e.attr} if e.attr else {}
    if e.op == "reg":
        return _atom(known[e.attr], known) if e.attr in known else None
    if e.op not in ("add", "sub", "mul", "neg", "max", "min", "quo", "shr") or e.dtype != "i64":
        return None
    parts = [_sum(a, known) for a in e.args]
    if any([p is None for p in parts]):
        return None
    x = parts[0] or {}
    if e.op == "neg":
        return {f: -n for f, n in x.items()}
    y = parts[1] or {}
    if e.op in ("add", "sub"):
        sign = 1 if e.op == "add" else -1
        total = dict(x)
        for f, n in y.items():
            total[f] = total.get(f, 0) + sign * n
        return {f: n for f, n in total.items() if n}
    if e.op == "mul":
        product: dict[Any, int] = {}
        for f, n in x.items():
            for g, m in y.items():
                both = tuple(sorted([*f, *g], key=_order))
                product[both] = product.get(both, 0) + n * m
        return {f: n for f, n in product.items() if n}
    sides = frozenset(x.items()), frozenset(y.items())
    atom = (e.op, frozenset(sides) if e.op in ("max", "min") else sides)
    return _atom(known.get(atom, atom), known)


def _atom(atom: Any, known: Known) -> dict[Any, int]:
    return dict(atom) if isinstance(atom, frozenset) else {(atom,): 1}


def _order(atom: Any) -> tuple[str, int]:
    """An order of atoms: the same for equal ones."""
    return type(atom).__name__, atom.number if isinstance(atom, Reg) else hash(atom)

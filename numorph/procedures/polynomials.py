"""Integers as polynomials: products of atoms, and how often each occurs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .ir import Expr, Reg, const

Polynomial = dict[tuple[str, ...], int]


def combined(op: str, parts: Sequence[Polynomial]) -> Polynomial:
    """The polynomial of an operation on polynomials."""
    out: Polynomial = {}
    if op == "mul":
        for x, n in parts[0].items():
            for y, m in parts[1].items():
                atoms = tuple(sorted(x + y))
                out[atoms] = out.get(atoms, 0) + n * m
    else:
        signs = {"add": (1, 1), "sub": (1, -1), "neg": (-1,)}[op]
        for sign, p in zip(signs, parts, strict=True):
            for atoms, n in p.items():
                out[atoms] = out.get(atoms, 0) + sign * n
    return {atoms: n for atoms, n in out.items() if n}


def expression(p: Polynomial, atoms: Mapping[str, Expr]) -> Expr:
    """A polynomial as an expression; atoms: what they stand for."""
    total = const(0, "i64")
    for product, n in p.items():
        term = const(n, "i64")
        for a in product:
            term = Expr("mul", "i64", (term, atoms[a]))
        total = Expr("add", "i64", (total, term))
    return total


def structure(e: Expr) -> str:
    """How an expression is built: the same text for those that are built alike, in the order of their registers."""
    if e.op == "const":
        return f"{e.attr}"
    inner = ",".join([structure(a) for a in e.args])
    attr = f"{e.attr.number:020}" if isinstance(e.attr, Reg) else e.attr
    return f"{e.op}.{e.dtype}.{attr}({inner})"


def same(x: Expr, y: Expr) -> bool:
    """Whether two expressions are built alike."""
    return x is y or structure(x) == structure(y)


def key(p: Polynomial) -> str:
    """The same text for equal polynomials."""
    return repr(sorted(p.items()))

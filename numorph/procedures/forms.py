"""Integers by their form: sums of products, written in one way only, so that equal ones are seen to be so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .ir import Bail, Expr, If, Reg, const, reg

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
        return _added(x, y, 1 if e.op == "add" else -1)
    if e.op == "mul":
        return _product_of(x, y)
    sides = frozenset(x.items()), frozenset(y.items())
    atom = (e.op, frozenset(sides) if e.op in ("max", "min") else sides)
    return _atom(known.get(atom, atom), known)


def _added(x: dict[Any, int], y: dict[Any, int], times: int) -> dict[Any, int]:
    """x + times * y."""
    total = dict(x)
    for f, n in y.items():
        total[f] = total.get(f, 0) + times * n
    return {f: n for f, n in total.items() if n}


def _product_of(x: dict[Any, int], y: dict[Any, int]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for f, n in x.items():
        for g, m in y.items():
            both = product((*f, *g)) if f and g else f or g
            found[both] = found.get(both, 0) + n * m
    return {f: n for f, n in found.items() if n}


def difference(x: Form, y: Form) -> Form:
    return frozenset(_added(dict(x), dict(y), -1).items())


def added(x: Form, y: Form) -> Form:
    return frozenset(_added(dict(x), dict(y), 1).items())


def multiplied(x: Form, y: Form) -> Form:
    return frozenset(_product_of(dict(x), dict(y)).items())


def registers(f: Form) -> set[Reg]:
    """The registers that a sum is made of."""
    found: set[Reg] = set()
    for factors, _ in f:
        for x in factors:
            found |= {x} if isinstance(x, Reg) else set().union(*[registers(side) for side in x[1]])
    return found


def product(factors: Sequence[Any]) -> tuple[Any, ...]:
    """A product as it is written in sums."""
    return tuple(sorted(factors, key=_order) if len(factors) > 1 else factors)


def _atom(atom: Any, known: Known) -> dict[Any, int]:
    return dict(atom) if isinstance(atom, frozenset) else {(atom,): 1}


def _order(atom: Any) -> tuple[str, int]:
    """An order of atoms: the same for equal ones."""
    return type(atom).__name__, atom.number if isinstance(atom, Reg) else hash(atom)


def learn(s: If, known: Known) -> None:
    """What holds after a test that bails: the sizes that it compares are equal."""
    e = s.condition
    if s.orelse or not s.body or not isinstance(s.body[0], Bail) or e.op != "ne" or e.args[0].dtype != "i64":
        return
    one, other = (form(x, known) for x in e.args)
    if one is None or other is None or one == other:
        return
    for this, that in ((other, one), (one, other)):
        ((factors, times), *more) = this or [((), 0)]
        if not more and times == 1 and len(factors) == 1:
            known[factors[0]] = that
            for r, f in known.items():
                if isinstance(f, frozenset) and any([factors[0] in x for x, _ in f]):
                    known[r] = form(as_expression(f), known) or f
            return


def positive(atom: Any) -> Form:
    """A factor as a sum: max(x, 0) is not less than x."""
    if isinstance(atom, tuple) and atom[0] == "max" and frozenset() in atom[1]:
        return next((x for x in atom[1] if x), frozenset())
    return frozenset({((atom,), 1)})


def leading(f: Form) -> Form:
    """The terms of a sum that have most factors, where max(x, 0) is x."""
    total: Form = frozenset()
    for factors, times in f:
        term: Form = frozenset({((), times)})
        for a in factors:
            whole = frozenset({((a,), 1)})
            x = positive(a)
            term = multiplied(term, x if x == whole else leading(x))
        total = added(total, term)
    most = max([len(factors) for factors, _ in total], default=0)
    return frozenset([(factors, n) for factors, n in total if len(factors) == most])


def linear(f: Form, counters: Sequence[Any]) -> list[Form] | None:
    """What each counter is multiplied by in a sum, and the rest of it; None where it is not as simple."""
    if f is None:
        return None
    found: list[dict[Any, int]] = [{} for _ in range(len(counters) + 1)]
    for factors, times in f:
        inside = [a for a in factors if a in counters]
        if len(inside) > 1:
            return None
        at = counters.index(inside[0]) if inside else -1
        found[at][tuple([a for a in factors if a not in counters])] = times
    return [frozenset(x.items()) for x in found]


def as_expression(f: Form) -> Expr:
    """The sum as code; the same for equal sums, in all processes."""
    total: Expr | None = None
    for factors, times in sorted(f, key=_key):
        parts = [_part(a) for a in sorted(factors, key=_part_key)]
        product = const(times, "i64") if times != 1 or not parts else None
        for x in parts:
            product = x if product is None else Expr("mul", "i64", (product, x))
        assert product is not None
        total = product if total is None else Expr("add", "i64", (total, product))
    return total if total is not None else const(0, "i64")


def _part(atom: Any) -> Expr:
    if isinstance(atom, Reg):
        return reg(atom)
    op, sides = atom
    parts = [as_expression(x) for x in (sides if op == "quo" else sorted(sides, key=_form_key))]
    return Expr(op, "i64", (parts[0], parts[-1]))  # of two equal sides one is left


def _key(term: Any) -> Any:
    return sorted([_part_key(a) for a in term[0]]), term[1]


def _form_key(f: Form) -> Any:
    return sorted([_key(term) for term in f])


def _part_key(atom: Any) -> Any:
    if isinstance(atom, Reg):
        return "", atom.number, []
    op, sides = atom
    keys = [_form_key(x) for x in sides]
    return op, 0, keys if op == "quo" else sorted(keys)

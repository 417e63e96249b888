"""Array statements next to each other, over the same indices, become one loop, and arrays between them registers.

Two parallel loops go together where all that they share is touched by one iteration of each: memory at the same index.
What stands between them and depends on neither goes before them.  An array that is made for one of them, and read in
the other, need not be in memory: its element is a register.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, final

from .facts import Pointees
from .ir import (
    Alloc,
    Assign,
    Bail,
    Expr,
    For,
    If,
    Procedure,
    Reg,
    Release,
    Statement,
    Store,
    While,
    bodies,
    operands,
    reg,
    statements,
    subexpressions,
)
from .parallel import assigned
from .renaming import expression, reads

_MOST: Final = 40  # statements of a loop, beyond which LLVM would run out of registers
_MOST_MEMORY: Final = 10  # arrays of a loop

Form = Any  # of an expression: equal for expressions that have one value
Known = dict[Reg, Form]  # registers that keep their value as long as the blocks last that are open


def fused(procedure: Procedure) -> Procedure:
    """The same procedure with fewer loops, and less memory."""
    if not any([isinstance(s, For) and s.parallel for s in statements(procedure.body)]):
        return procedure
    counts: dict[Reg, int] = dict.fromkeys(procedure.inputs, 1)
    for s in statements(procedure.body):
        for r in assigned([s]) if not bodies(s) else ():
            counts[r] = counts.get(r, 0) + 1
    fusion = _Fusion({r for r, n in counts.items() if n == 1}, Pointees(procedure))
    body = fusion.body(procedure.body, {r: r for r in procedure.inputs if counts[r] == 1})
    if not fusion.count:
        return procedure
    found = Procedure(procedure.name, procedure.inputs, procedure.results, body)
    return without_arrays(found, fusion.forms)


class _Access(NamedTuple):
    base: Reg
    dtype: str
    form: Form  # of the index; None: it may be any
    stores: bool


@final
class _Fusion:
    def __init__(self, once: set[Reg], pointees: Pointees):
        self.once, self.pointees = once, pointees
        self.count = 0  # of loops that have gone into others
        self.forms: dict[int, list[_Access]] = {}

    # -- blocks

    def body(self, body: Sequence[Statement], known: Known) -> list[Statement]:
        known = dict(known)
        out: list[Statement] = []
        for s in body:
            out.append(self.inside(s, known))
            if isinstance(s, Assign) and s.reg in self.once and s.reg.dtype == "i64":
                known[s.reg] = form(s.value, known) or s.reg
            if isinstance(out[-1], For) and out[-1].parallel:
                self.join_last(out, known)
        return out

    def inside(self, s: Statement, known: Known) -> Statement:
        if isinstance(s, If):
            return If(s.condition, self.body(s.body, known), self.body(s.orelse, known))
        if isinstance(s, While):
            return While(self.body(s.body, known))
        if isinstance(s, For) and not s.parallel:
            return For(s.counter, s.start, s.stop, self.body(s.body, known), s.step)
        return s

    def join_last(self, out: list[Statement], known: Known) -> None:
        """Let the last loop go into the one before it, if it can."""
        second = out[-1]
        at = len(out) - 2
        while at >= 0 and not isinstance(out[at], For | While | Release | Store):
            at -= 1
        first = out[at] if at >= 0 else None
        if not isinstance(first, For) or not first.parallel or not isinstance(second, For):
            return
        between = out[at + 1 : -1]
        if not all([self.moves(x, first) for x in between]):
            return
        joined = self.joined(first, second, known)
        if joined is not None:
            self.count += 1
            out[at:] = [*between, joined]

    def moves(self, x: Statement, loop: For) -> bool:
        """Whether a statement may run before a loop instead of after it."""
        changed = assigned([loop])
        if isinstance(x, Assign | Alloc):
            inside = {r for s in statements([loop]) for r in reads(s)}
            if x.reg in inside or x.reg in changed:
                return False
        elif not (isinstance(x, If) and not x.orelse and all([isinstance(y, Bail) for y in x.body])):
            return False
        parts = list(subexpressions(operands(x)))
        if any([e.op in ("reg", "load") and e.attr in changed for e in parts]):
            return False
        loads = {e.attr for e in parts if e.op == "load"}
        stored = {s.base for s in statements([loop]) if isinstance(s, Store)}
        return not any([self.meet(p, q) for p in loads for q in stored])

    # -- loops

    def joined(self, first: For, second: For, known: Known) -> For | None:
        """Two loops as one, if nothing that one iteration does concerns another."""
        if first.step != 1 or second.step != 1:
            return None
        bounds = [form(e, known) for e in (first.start, second.start, first.stop, second.stop)]
        if None in bounds or bounds[0] != bounds[1] or bounds[2] != bounds[3]:
            return None
        mine, other = assigned([first]), assigned([second])
        if mine & other or any([mine & reads(s) for s in statements([second])]):
            return None
        if any([other & reads(s) for s in statements([first])]):
            return None
        if sum(1 for _ in statements([first, second])) > _MOST:
            return None
        one, two = self.accesses(first, known), self.accesses(second, known)
        if len({a.base for a in [*one, *two]}) > _MOST_MEMORY or not self.agree(one, two):
            return None
        body = [*first.body, *_with_counter(second.body, second.counter, first.counter)]
        return For(first.counter, first.start, first.stop, self.body_of_parallel(body, known, first), 1, True)

    def body_of_parallel(self, body: list[Statement], known: Known, loop: For) -> list[Statement]:
        """The loops in a loop's body can go together as well."""
        known = {**known, loop.counter: ("counter", 0)}
        out: list[Statement] = []
        for s in body:
            out.append(s)
            if isinstance(s, For):
                self.join_last(out, known)
        return out

    def agree(self, one: list[_Access], two: list[_Access]) -> bool:
        """Whether what both loops touch, and one of them writes, is touched by the same iteration; there is some."""
        shared = False
        for a in one:
            for b in two:
                if not self.meet(a.base, b.base):
                    continue
                same = a.base is b.base and a.dtype == b.dtype and a.form is not None and a.form == b.form
                if (a.stores or b.stores) and not same:
                    return False
                shared = shared or same
        return shared

    def meet(self, p: Reg, q: Reg) -> bool:
        """Whether two pointers may reach the same memory."""
        return p is q or not self.pointees.of(p).isdisjoint(self.pointees.of(q))

    def accesses(self, loop: For, known: Known) -> list[_Access]:
        """What a loop reads and writes, by the counters of the loops that it is made of."""
        own = assigned([loop])
        known = {r: f for r, f in known.items() if r not in own}
        found: list[_Access] = []
        self._gather(loop, known, 0, found)
        return found

    def _gather(self, s: Statement, known: Known, depth: int, found: list[_Access]) -> None:
        for e in subexpressions(operands(s)):
            if e.op == "load":
                found.append(_Access(e.attr, e.dtype, form(e.args[0], known), False))
        if isinstance(s, Store):
            found.append(_Access(s.base, s.value.dtype, form(s.index, known), True))
        if isinstance(s, For):
            known = dict(known)
            bounds = form(s.start, known), form(s.stop, known)
            if None not in bounds:
                known[s.counter] = ("counter", depth, *(bounds if depth else ()))
            depth += 1
        for body in bodies(s):
            for x in body:
                self._gather(x, known, depth, found)


def _with_counter(body: list[Statement], old: Reg, new: Reg) -> list[Statement]:
    return [_replaced(s, {old: reg(new)}, {}) for s in body]


def _replaced(s: Statement, values: dict[Reg, Expr], elements: dict[Reg, Reg]) -> Statement:
    """A statement of a parallel loop with values in the place of registers, and registers in that of elements."""

    def put(e: Expr) -> Expr:
        return _scalar(expression(e, {}, values), elements)

    if isinstance(s, Assign):
        return Assign(s.reg, put(s.value))
    if isinstance(s, Store):
        if s.base in elements:
            return Assign(elements[s.base], put(s.value))
        return Store(s.base, put(s.index), put(s.value))
    if isinstance(s, If):
        return If(put(s.condition), *[[_replaced(x, values, elements) for x in b] for b in (s.body, s.orelse)])
    if isinstance(s, For):
        body = [_replaced(x, values, elements) for x in s.body]
        return For(s.counter, put(s.start), put(s.stop), body, s.step, s.parallel)
    raise AssertionError(f"a parallel loop has no {type(s).__name__}")


def _scalar(e: Expr, elements: dict[Reg, Reg]) -> Expr:
    """An expression that reads registers in the place of elements."""
    if not elements:
        return e
    done: dict[int, Expr] = {}
    waiting = [e]
    while waiting:
        x = waiting[-1]
        missing = [a for a in x.args if id(a) not in done]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if x.op == "load" and x.attr in elements:
            done[id(x)] = reg(elements[x.attr])
            continue
        args = tuple([done[id(a)] for a in x.args])
        done[id(x)] = x if all(a is b for a, b in zip(args, x.args, strict=True)) else Expr(x.op, x.dtype, args, x.attr)
    return done[id(e)]


# -- arrays that are registers


def without_arrays(procedure: Procedure, _: Any = None) -> Procedure:
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
            elements |= _elements(s.body, once, uses)
    if not elements:
        return procedure
    body = _without(procedure.body, elements)
    return Procedure(procedure.name, procedure.inputs, procedure.results, body)


def _elements(body: list[Statement], once: set[Reg], uses: dict[Reg, int]) -> dict[Reg, Reg]:
    """Registers for the elements of arrays that a body fills before it reads them, if nothing else touches them."""
    found: dict[Reg, Reg] = {}
    for at, s in enumerate(body):
        if not isinstance(s, Store) or s.base not in once or s.base in found:
            continue
        here = [x for x in statements(body) if s.base in reads(x)]
        if len(here) != uses[s.base] or any([s.base in reads(x) for x in statements(body[:at])]):
            continue
        index = form(s.index, _Itself())
        loads = [e for x in here for e in subexpressions(operands(x)) if e.op in ("load", "reg") and e.attr is s.base]
        stores = [x for x in here if isinstance(x, Store) and x.base is s.base]
        places = [e.args[0] if e.op == "load" else None for e in loads] + [x.index for x in stores]
        dtypes = {e.dtype for e in loads} | {x.value.dtype for x in stores}
        own = {r for x in statements(body) for r in assigned([x])}
        steady = not any([e.op == "load" or (e.op == "reg" and e.attr in own) for e in subexpressions([s.index])])
        if steady and len(dtypes) == 1 and all([p is not None and form(p, _Itself()) == index for p in places]):
            found[s.base] = Reg(f"{s.base.name}.x", s.value.dtype)
    return found


class _Itself(dict[Reg, Form]):
    """Every register is what it is."""

    def get(self, r: Any, default: Any = None) -> Any:
        return r


def _without(body: Iterable[Statement], elements: dict[Reg, Reg], inside: bool = False) -> list[Statement]:
    found: list[Statement] = []
    for s in body:
        if isinstance(s, Alloc | Assign | Release) and s.reg in elements:
            continue
        if isinstance(s, For) and s.parallel:
            found.append(_replaced(s, {}, elements))
        elif isinstance(s, For):
            found.append(For(s.counter, s.start, s.stop, _without(s.body, elements), s.step))
        elif isinstance(s, While):
            found.append(While(_without(s.body, elements)))
        elif isinstance(s, If):
            found.append(If(s.condition, _without(s.body, elements), _without(s.orelse, elements)))
        else:
            found.append(s)
    return found


# -- the forms of expressions


def form(e: Expr, known: Known) -> Form:
    """A sum of products of what is known, as it is written in one way only; None where that is not known."""
    found = _sum(e, known)
    return None if found is None else frozenset(found.items())


def _sum(e: Expr, known: Known) -> dict[Any, int] | None:
    """Products (sorted factors) and how often each occurs."""
    if e.op == "const" and e.dtype == "i64":
        return {(): e.attr} if e.attr else {}
    if e.op == "reg":
        atom = known.get(e.attr)
        if atom is None:
            return None
        return dict(atom) if isinstance(atom, frozenset) else {(atom,): 1}
    if e.op not in ("add", "sub", "mul", "neg", "max", "min", "quo") or e.dtype != "i64":
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
                both = tuple(sorted([*f, *g], key=id_of))
                product[both] = product.get(both, 0) + n * m
        return {f: n for f, n in product.items() if n}
    sides = frozenset(x.items()), frozenset(y.items())
    return {((e.op, frozenset(sides) if e.op != "quo" else sides),): 1}


def id_of(atom: Any) -> tuple[str, int]:
    """An order of atoms: the same for equal ones."""
    return type(atom).__name__, id(atom) if isinstance(atom, Reg) else hash(atom)

"""Which elements the iterations of a loop touch: whether the loop of their cotangents can be parallel.

An index is a polynomial of registers that do not change in the loop, and of the loop's counter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from .facts import Facts, Memory
from .ir import Assign, Expr, For, If, Reg, Statement, Store, const, statements, subexpressions
from .parallel import accumulated, assigned
from .recording import Recording

Polynomial = dict[tuple[str, ...], int]  # products of atoms, and how often each occurs


@final
class Independence:
    """distinct: expressions that must not be 0 for the iterations to be independent.

    fixed: loads of an element that is the same in all iterations, each with that element's index before the loop.
    """

    def __init__(self) -> None:
        self.distinct: list[Expr] = []
        self.fixed: dict[Expr, tuple[str, Expr]] = {}


def independence(loop: For, facts: Facts, recording: Recording) -> Independence | None:
    """On what condition the iterations of the reverse of a parallel loop are independent; None if on none known."""
    if any(not isinstance(s, Assign | Store | If) for s in statements(loop.body)):
        return None
    analysis = _Analysis(loop, facts, recording)
    return analysis.found if analysis.run() else None


@final
class _Analysis:
    def __init__(self, loop: For, facts: Facts, recording: Recording):
        self.loop, self.facts, self.recording = loop, facts, recording
        self.changed = assigned(loop.body)
        self.shared = accumulated(loop.body)
        self.stored = set().union(*[facts.written(s) for s in statements(loop.body)])
        self.atoms: dict[str, Expr] = {}
        self.found = Independence()

    def run(self) -> bool:
        loads: dict[Reg, dict[str, list[Expr]]] = {}
        for s in statements(self.loop.body):
            adjoint = self.recording.adjoints.get(id(s))
            if isinstance(s, Assign) and s.reg.dtype == "ptr":
                return False
            if adjoint is None:
                continue
            if isinstance(s, Assign) and s.reg in self.shared:
                own = [x for x in adjoint.shares if x.leaf.op == "reg" and x.leaf.attr is s.reg]
                if [x.value.attr for x in own] != [adjoint.seed]:
                    return False
            for share in adjoint.shares:
                if share.leaf.op == "load":
                    index = self.polynomial(share.leaf.args[0])
                    if index is None:
                        return False
                    loads.setdefault(share.leaf.attr, {}).setdefault(_key(index), []).append(share.leaf)
        return self.decide(loads)

    def decide(self, loads: dict[Reg, dict[str, list[Expr]]]) -> bool:
        """Loads of one memory all go through one pointer, and move with the counter in one way."""
        seen: set[Memory] = set()
        for base, by_index in loads.items():
            memories = self.facts.memories(base)
            if memories & seen:
                return False
            seen |= memories
            moving = 0
            for key, leaves in by_index.items():
                index = self.polynomial(leaves[0].args[0])
                assert index is not None
                factor = {atoms: n for atoms, n in index.items() if self.counter in atoms}
                if not factor:
                    if memories & self.stored:
                        return False
                    place = self.expression(index)
                    self.found.fixed |= {leaf: (f"{id(base)} {key}", place) for leaf in leaves}
                    continue
                moving += 1
                if moving > 1 or not self.moves(factor):
                    return False
        return True

    def moves(self, factor: Polynomial) -> bool:
        """Whether different counters give different indices; notes what must not be 0 for that."""
        rest: Polynomial = {}
        for atoms, n in factor.items():
            if atoms.count(self.counter) > 1:
                return False
            rest[tuple([a for a in atoms if a != self.counter])] = n
        if rest.keys() != {()}:
            self.found.distinct.append(self.expression(rest))
        return any(rest.values())

    # polynomials

    @property
    def counter(self) -> str:
        return f"counter {id(self.loop.counter)}"

    def polynomial(self, e: Expr) -> Polynomial | None:
        if e.op == "const":
            return {(): e.attr} if e.attr else {}
        if e.op == "reg" and e.attr is self.loop.counter:
            return {(self.counter,): 1}
        if e.op == "reg" and e.attr in self.changed:
            known = self.facts.definitions.get(e.attr)
            return None if known is None else self.polynomial(known[0].value)
        if e.op in ("add", "sub", "mul", "neg"):
            parts = [self.polynomial(a) for a in e.args]
            if any(p is None for p in parts):
                return None
            return _combined(e.op, [p for p in parts if p is not None])
        return self.atom(e)

    def atom(self, e: Expr) -> Polynomial | None:
        """Something that is the same in all iterations."""
        for x in subexpressions([e]):
            if x.op in ("reg", "load") and (x.attr in self.changed or x.attr is self.loop.counter):
                return None
            if x.op == "load" and self.facts.memories(x.attr) & self.stored:
                return None
        name = _structure(e)
        self.atoms[name] = e
        return {(name,): 1}

    def expression(self, p: Polynomial) -> Expr:
        """As an expression that can be computed before the loop."""
        total = const(0, "i64")
        for atoms, n in p.items():
            term = const(n, "i64")
            for a in atoms:
                term = Expr("mul", "i64", (term, self.atoms[a]))
            total = Expr("add", "i64", (total, term))
        return total


def _structure(e: Expr) -> str:
    if e.op == "const":
        return f"{e.attr}"
    inner = ",".join([_structure(a) for a in e.args])
    attr = id(e.attr) if isinstance(e.attr, Reg) else e.attr
    return f"{e.op}.{e.dtype}.{attr}({inner})"


def same(x: Expr, y: Expr) -> bool:
    """Whether two expressions are built alike."""
    return x is y or _structure(x) == _structure(y)


def _key(p: Polynomial) -> str:
    return repr(sorted(p.items()))


def _combined(op: str, parts: list[Polynomial]) -> Polynomial:
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


def zeroed(loop: For, active: Iterable[Reg]) -> list[Reg]:
    """Registers whose cotangents belong to one iteration."""
    own = assigned(loop.body) - accumulated(loop.body).keys()
    return [r for r in active if r in own]


def holds_loop(body: Iterable[Statement]) -> bool:
    """Whether there is a loop among some statements."""
    return any(isinstance(s, For) for s in statements(body))

"""Which values of a region are stored: what leaves it, what loops of their own make, what is dear to compute again.

All others are computed wherever they are read, as a part of the expressions there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..core.op import Op
from ..ir.program import Eqn, Program, Var, atom_type
from ..ops import contraction, indexing, reduction
from ..ops import movement as mv
from .access import is_inlined, splits
from .blas import scaled_product
from .complex_parts import pair, pair_product
from .elementwise import rule_of
from .library import library_call, sources
from .random_words import COST, hash_word
from .views import view
from .windows import LOWERINGS

MAX_OPS = 64  # operations in one expression: compile time grows with them
MAX_COST = 200  # and their cost, an addition being 1
RECOMPUTE = 40  # what it may cost to compute a value again in another kernel
REPEATED = 8  # and in the same kernel, for every row
TINY = 1 << 12  # multiplications up to which a product of matrices is done by loops

REDUCTIONS: dict[Op, str] = {
    reduction.reduce_sum: "add",
    reduction.reduce_prod: "mul",
    reduction.reduce_max: "max",
    reduction.reduce_min: "min",
    reduction.reduce_and: "and",
    reduction.reduce_or: "or",
    reduction.argmax: "argmax",
    reduction.argmin: "argmin",
}


def stored_values(program: Program) -> set[Var]:
    """The variables that have memory: inputs, outputs, what loops of their own make, what is dear to compute again."""
    return _Decision(program).stored


class _Decision:
    """One pass over the equations; `work` of a value is the set of equations (as bits) that its expression holds."""

    def __init__(self, program: Program):
        self.made = {e.outs[0]: e for e in program.eqns}
        self.stored: set[Var] = set(program.inputs)
        self.work: dict[Any, int] = {}
        self.costs = [_cost(e) for e in program.eqns]
        self.stored |= {a for a in program.outputs if type(a) is Var}
        self.users: dict[Var, list[int]] = {}
        for k, e in enumerate(program.eqns):
            for a in e.args:
                if type(a) is Var:
                    self.users.setdefault(a, []).append(k)
        for e in program.eqns:
            self.operands(e)
        for k, e in enumerate(program.eqns):
            self.equation(k, e)
        self.shared(program)

    def operands(self, e: Eqn) -> None:
        """Operands that have to be in memory."""
        if e.op is contraction.contract and not is_inlined(e):
            if not sums_by_loops(e):
                self.matrices(e)
        elif e.op is pair_product:
            self.matrices(e)
        elif e.op is scaled_product:
            self.matrices(e)
            self.store(e.args[2])
        elif e.op is library_call:
            for v in sources(e, self.made, self.stored):
                self.store(v.base)
        elif e.op in LOWERINGS:
            for a in e.args:
                self.store(a)
        elif e.op is indexing.gather:
            self.store(e.args[0])
        elif e.op is mv.reshape and type(e.args[0]) is Var and splits(e.params["shape"], e.args[0].type.shape):
            self.store(_before_reshapes(e.args[0], self.made, self.stored))

    def matrices(self, e: Eqn) -> None:
        for a in e.args[:2]:
            self.store(view(a, self.made, self.stored).base)

    def store(self, a: Any) -> None:
        if type(a) is Var:
            self.stored.add(a)

    def equation(self, k: int, e: Eqn) -> None:
        out = e.outs[0]
        if e.op is contraction.contract:  # every element of an operand is read many times
            for a in e.args:
                if type(a) is Var and a not in self.stored and self.price(self.work.get(a, 0)) >= REPEATED:
                    self.stored.add(a)
        if not is_inlined(e):
            self.stored.add(out)
        if out in self.stored:
            return
        work = 1 << k
        for a in e.args:
            work |= self.work.get(a, 0) if type(a) is Var and a not in self.stored else 0
        if work.bit_count() > MAX_OPS or self.price(work) > MAX_COST:
            for a in e.args:
                if type(a) is Var and self.work.get(a, 0).bit_count() > 1:
                    self.stored.add(a)
            work = 1 << k
        self.work[out] = work
        if e.op is mv.broadcast and type(e.args[0]) is Var and self.repeats(e) > 4:
            x = e.args[0]
            if x not in self.stored and self.price(self.work.get(x, 0)) >= REPEATED:
                self.stored.add(x)
                self.work[out] = 1 << k

    def price(self, work: int) -> int:
        total, k = 0, 0
        while work:
            zeros = (work & -work).bit_length() - 1
            k += zeros
            total += self.costs[k]
            work >>= zeros + 1
            k += 1
        return total

    def repeats(self, e: Eqn) -> int:
        """How often each element would be computed again: along new axes with axes of the operand behind them."""
        shape, axes = e.params["shape"], e.params["axes"]
        kept = [d for k, d in enumerate(shape) if k not in axes]
        wide = [d != o for d, o in zip(kept, atom_type(e.args[0]).shape, strict=True)]
        factor, seen, at = 1, False, len(kept)
        for k in range(len(shape) - 1, -1, -1):
            new = k in axes
            if not new:
                at -= 1
                new = wide[at]
            if new and seen:
                factor *= shape[k]
            elif not new and shape[k] != 1:
                seen = True
        return factor

    def shared(self, program: Program) -> None:
        """Values that several kernels read: stored where they are dear.  Roots: the stored values that need a value."""
        roots: dict[Var, set[Var]] = {}
        for e in reversed(program.eqns):
            v = e.outs[0]
            found: set[Var] = set()
            for k in self.users.get(v, ()):
                user = program.eqns[k].outs[0]
                found |= {user} if user in self.stored else roots.get(user, set())
            roots[v] = found
            if v in self.stored or len(found) < 2 or self.price(self.work.get(v, 0)) <= RECOMPUTE:
                continue
            if len({_domain(self.made[r]) for r in found}) > 1:
                self.stored.add(v)
                roots[v] = {v}


def _domain(e: Eqn) -> Any:
    return atom_type(e.args[0]).shape if e.op in REDUCTIONS or e.op is pair else e.outs[0].type.shape


def _cost(e: Eqn) -> int:
    rule = rule_of(e)
    return rule.cost if rule is not None else COST if e.op is hash_word else 1


def _before_reshapes(a: Any, made: dict[Var, Eqn], stored: set[Var]) -> Any:
    while type(a) is Var and a not in stored and made[a].op is mv.reshape:
        a = made[a].args[0]
    return a


def sums_by_loops(e: Eqn) -> bool:
    """Whether a contraction is a reduction like others: of a matrix and a vector, of vectors, or of tiny matrices."""
    a, b, out = contraction._terms(e.params["spec"])
    x, y = (atom_type(z).shape for z in e.args)
    sizes = dict(zip(a + b, x + y, strict=True))
    rows, columns = (product([sizes[c] for c in out if c not in term]) for term in (b, a))
    return rows == 1 or columns == 1 or product(sizes.values()) <= TINY


def product(numbers: Iterable[int]) -> int:
    """The product of numbers."""
    n = 1
    for d in numbers:
        n *= d
    return n

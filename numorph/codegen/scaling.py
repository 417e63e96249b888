"""Products of matrices with a scale and a summand as one call of BLAS: alpha * (a @ b) + c.

Only where the result has to be in memory anyway: in the midst of a longer expression scale and summand cost nothing.
The summand is put where the result goes, by a loop that may compute it as well, or by the product that it is; then
gemm adds to it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..core.types import ArrayType, dtype_name
from ..ir.program import Eqn, Program, Var, atom_type
from ..ir.simplify import eliminate_dead
from ..ops import contraction
from ..ops import elementwise as ew
from ..ops import movement as mv
from .access import is_inlined
from .blas import gemm, scaled_product
from .complex_parts import pair_product
from .library import library_call
from .stored import product, sums_by_loops
from .windows import LOWERINGS

MODERATE = 2.0**16  # the largest factor, and the inverse of the smallest, that may be multiplied at another time

_SUMS = {ew.add, ew.subtract}
_VIEWS = {mv.transpose, mv.reshape}  # leave memory as it is


def with_scaled_products(program: Program) -> Program:
    """The program with scaled products; itself where there are none."""
    if not any(e.op is contraction.contract for e in program.eqns):
        return program
    return _Search(program).program()


class _Term(NamedTuple):
    """A value as a product times numbers; `inside`: the equations that this takes the place of."""

    matrices: Eqn
    operands: tuple[Any, Any]
    constant: float
    factor: Var | None
    inside: tuple[Eqn, ...]
    moves: tuple[Eqn, ...]  # what makes the operands


class _Search:
    def __init__(self, program: Program):
        self.source = program
        self.made = {e.outs[0]: e for e in program.eqns}
        self.outputs = {a for a in program.outputs if type(a) is Var}
        self.users: dict[Var, list[Eqn]] = {}
        for e in program.eqns:
            for a in e.args:
                if type(a) is Var:
                    self.users.setdefault(a, []).append(e)
        self.gone: set[Eqn] = set()
        self.summands: set[Var] = set()  # values that scaled products add to where they are

    def program(self) -> Program:
        found: dict[Eqn, list[Eqn]] = {}
        for e in reversed(self.source.eqns):
            if e not in self.gone:
                made = self.scaled(e)
                if made is not None:
                    found[e] = made
        if not found:
            return self.source
        eqns = [new for e in self.source.eqns if e not in self.gone for new in found.get(e, [e])]
        return eliminate_dead(Program(self.source.inputs, tuple(eqns), self.source.outputs, self.source.name))

    def scaled(self, e: Eqn) -> list[Eqn] | None:
        """The equations that replace this one, if it is a scaled product or a sum with one."""
        out = e.outs[0]
        if e.op in _SUMS:
            return self.sum(e)
        term = self.term(out) if self.in_memory(out) else None
        if term is None or (term.constant == 1 and term.factor is None):
            return None
        return self.replaced(e, term, [], [])

    def sum(self, e: Eqn) -> list[Eqn] | None:
        """a @ b + c, a @ b - c, or c - a @ b; no summand has to be copied that is a product itself."""
        minus = e.op is ew.subtract
        for k in (1, 0):
            a, c = e.args[k], e.args[1 - k]
            term = self.term(a) if self.single(a) else None
            if term is None:
                continue
            negated = minus and k == 0
            in_place = not negated and self.is_product(c)
            if not in_place and not self.in_memory(e.outs[0]):
                continue
            if in_place:
                self.summands.add(c)
            if minus and k == 1:
                term = term._replace(constant=-term.constant)
            first: list[Eqn] = []
            if negated:
                c = _add(first, ew.negative, c)
            return self.replaced(e, term, first, [c])
        return None

    def replaced(self, e: Eqn, term: _Term, first: list[Eqn], c: list[Any]) -> list[Eqn]:
        dtype = e.outs[0].type.dtype
        alpha: Any = np.array(term.constant, dtype)
        if term.factor is not None:
            alpha = term.factor if term.constant == 1 else _add(first, ew.negative, term.factor)
        self.gone.update(set(term.inside) - {e})
        first += term.moves
        args = (*term.operands, alpha, *c)
        return [*first, Eqn(scaled_product, args, {"spec": term.matrices.params["spec"]}, e.outs, e.line)]

    def single(self, a: Any) -> bool:
        """Whether a value has one use."""
        return type(a) is Var and len(self.users.get(a, ())) == 1 and a not in self.outputs

    def in_memory(self, v: Var) -> bool:
        """Whether a value is read only by what needs it in memory."""
        if v in self.summands:
            return True
        users = self.users.get(v, ())
        return bool(users or v in self.outputs) and all([self.reads_memory(e) for e in users])

    def reads_memory(self, e: Eqn) -> bool:
        if e.op in _VIEWS and e.outs[0] not in self.outputs:
            return self.in_memory(e.outs[0])
        if e.op is contraction.contract:
            return not is_inlined(e) and not sums_by_loops(e)
        return e.op in (pair_product, library_call) or e.op in LOWERINGS

    def is_product(self, a: Any) -> bool:
        """Whether a summand is a product of its own, that nobody else needs."""
        return self.single(a) and (self.term(a) is not None or self.is_sum(self.made.get(a)))

    def is_sum(self, e: Eqn | None) -> bool:
        return e is not None and e.op in _SUMS and any(self.single(a) and self.term(a) for a in e.args)

    def term(self, v: Var) -> _Term | None:
        """A value as a product of matrices times numbers, if nobody else needs what lies between."""
        constant, factor = 1.0, None
        inside: list[Eqn] = []
        while v in self.made and not (inside and not self.single(v)):
            e = self.made[v]
            if e in self.gone:
                return None
            inside.append(e)
            if e.op is contraction.contract:
                return self.product_term(e, constant, factor, inside)
            at, number = _scale(e, self.made)
            if type(e.args[at]) is not Var:
                return None
            if isinstance(number, float):
                constant *= number
            elif number is not None and factor is None:
                factor = number
            else:
                return None
            v = e.args[at]
        return None

    def product_term(self, e: Eqn, constant: float, factor: Var | None, inside: list[Eqn]) -> _Term | None:
        if not is_plain(e):
            return None
        operands: list[Any] = []
        moves: list[Eqn] = []
        for a in e.args:
            operand, number = self.operand(a, inside, moves)
            operands.append(operand)
            constant *= number
        tiny = float(np.finfo(e.outs[0].type.dtype).tiny)
        if not tiny <= abs(constant) <= MODERATE or (factor is not None and abs(constant) != 1):
            return None
        if _root(operands[0], self.made) is _root(operands[1], self.made):
            return None  # NumPy does half the work for a matrix times its own transpose
        return _Term(e, (operands[0], operands[1]), constant, factor, tuple(inside), tuple(moves))

    def operand(self, a: Any, inside: list[Eqn], moves: list[Eqn]) -> tuple[Any, float]:
        """A matrix in memory and a number, whose product an operand is; `moves`: new views of such matrices."""
        passed: list[Eqn] = []
        below = a
        while self.single(below) and below in self.made:
            e = self.made[below]
            passed.append(e)
            if e.op not in _VIEWS:
                break
            below = e.args[0]
        if not passed or passed[-1].op in _VIEWS:
            return a, 1.0
        at, number = _scale(passed[-1], self.made)
        root = _root(passed[-1].args[at], self.made)
        in_memory = type(root) is Var and (root not in self.made or not is_inlined(self.made[root]))
        if type(number) is not float or abs(number) < 1 / MODERATE or not in_memory:
            return a, 1.0
        inside += passed
        found = passed.pop().args[at]
        for e in reversed(passed):
            found = _add(moves, e.op, found, **e.params)
        return found, number


def is_plain(e: Eqn) -> bool:
    """Whether a contraction is one product of matrices, by a library that has gemm."""
    a, b, out = contraction._terms(e.params["spec"])
    if is_inlined(e) or sums_by_loops(e) or any(c in a and c in b for c in out):
        return False
    return min(_sizes(e)) > 1 and gemm(dtype_name(e.outs[0].type.dtype)) is not None


def _sizes(e: Eqn) -> tuple[int, int, int]:
    """Rows, numbers that are summed up, and columns."""
    a, b, out = contraction._terms(e.params["spec"])
    sizes = dict(zip(a + b, [d for x in e.args for d in atom_type(x).shape], strict=True))
    groups = [c for c in out if c in a], [c for c in a if c not in out], [c for c in out if c in b]
    m, k, n = (product([sizes[c] for c in group]) for group in groups)
    return m, k, n


def _root(a: Any, made: dict[Var, Eqn]) -> Any:
    """What lies behind movements that leave memory as it is."""
    while type(a) is Var and a in made and made[a].op in _VIEWS:
        a = made[a].args[0]
    return a


def _scale(e: Eqn, made: dict[Var, Eqn]) -> tuple[int, float | Var | None]:
    """Which operand of an equation it multiplies by a number, and by which one; None for others."""
    if e.op is ew.negative:
        return 0, -1.0
    if e.op is ew.multiply:
        for k in (0, 1):
            number = _number(e.args[k], made)
            if type(number) is Var or (type(number) is float and _is_moderate(number)):
                return 1 - k, number
    if e.op is ew.divide:
        number = _number(e.args[1], made)
        if type(number) is float and abs(number) >= 1 / MODERATE and _is_moderate(1 / number):
            return 0, 1 / number
    return 0, None


def _is_moderate(number: float) -> bool:
    return 0 < abs(number) <= MODERATE


def _number(a: Any, made: dict[Var, Eqn]) -> float | Var | None:
    """The one number that a value consists of: known, or in a variable without axes."""
    while type(a) is Var and a in made and made[a].op is mv.broadcast:
        a = made[a].args[0]
    if type(a) is Var:
        return a if type(a.type) is ArrayType and a.type.shape == () else None
    if type(a) is np.ndarray and a.size and not any(a.strides):
        return float(a[(0,) * a.ndim])
    return float(a) if np.ndim(a) == 0 else None


def _add(eqns: list[Eqn], op: Any, *args: Any, **params: Any) -> Any:
    """The result of an operation, which is added to a list of equations."""
    out = Var(op.type_rule(*map(atom_type, args), **params))
    eqns.append(Eqn(op, args, params, (out,)))
    return out

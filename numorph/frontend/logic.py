"""Truth: and, or, chains of comparisons, conditional expressions, tests.

An operand is computed only where Python computes it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..procedures.ir import Assign, Bail, Expr, If, Reg, Statement, const, reg, subexpressions
from . import integers as ints
from .arrays import is_array
from .context import Context
from .frames import Unbound
from .lists import Grown
from .scalars import truth
from .tables import Table, Unmade
from .values import (
    Choice,
    Conflict,
    Dictionary,
    Function,
    Object,
    Optional,
    Range,
    Scalar,
    Static,
    Tup,
    Unsupported,
)

_KNOWN_TRUTH = (str, bytes, int, float, complex, bool, tuple, type(None), range, np.generic)

_CHEAP = frozenset(("const", "reg", "convert", "select", "not", "and", "or", "xor", "min", "max", "add", "sub", "neg"))
_COMPARISONS = frozenset(("eq", "ne", "lt", "le", "gt", "ge"))
_FEW = 6  # operations


def _costs_nothing(block: Sequence[Statement]) -> bool:
    """Whether what an operand needs is sooner computed than a branch around it; what can fail, or reads memory, is not.

    An index may be known to be within bounds only because of the operand on the left.
    """
    values = [s.value for s in block if isinstance(s, Assign)]
    found = list(subexpressions(values))
    few = len(values) == len(block) and sum([bool(e.args) for e in found]) <= _FEW
    return few and all([e.op in _CHEAP or e.op in _COMPARISONS for e in found])


class Logic(Context):
    """The part of a translator that knows truth."""

    def test(self, node: ast.expr) -> Any:
        """An expression of which only the truth is asked."""
        if isinstance(node, ast.BoolOp):
            return self._logic(node, self.test)
        return self.perhaps(node)

    def _of_boolop(self, node: ast.BoolOp) -> Any:
        return self._logic(node, self.perhaps)

    def _logic(self, node: ast.BoolOp, evaluate: Callable[[ast.expr], Any]) -> Any:
        """and, or: the operands on the right are computed only where they are needed."""
        is_and, truth_only = isinstance(node.op, ast.And), evaluate == self.test
        first, rest = node.values[0], node.values[1:]
        v = evaluate(first)
        for k, n in enumerate(rest):
            known = self.known_truth(v)
            if known is not None:
                if known is not is_and:
                    return v
                v = evaluate(n)
                continue
            left = self.e.hold(self.truth_of(v), "test")
            tail = n if k == len(rest) - 1 else ast.copy_location(ast.BoolOp(node.op, rest[k:]), node)
            return self._either(v, left, tail, is_and, truth_only)
        return v

    def _either(self, v: Any, left: Expr, tail: ast.expr, is_and: bool, truth_only: bool) -> Any:
        before = self.saved()
        nothing: list[Statement] = []
        with self.e.inside() as block:
            self.e.bounds.assume(left, is_and)
            w = self._reached(lambda: self.test(tail) if truth_only else self.perhaps(tail))
            if w is not None:
                known = self.known_truth(w)
                right = const(known, "bool") if known is not None else self.truth_of(w)
        if w is None:
            self.resume(before)
            self.e.emit(If(left if is_and else ints.negation(left), block, nothing))
            return v
        self.after_either((self.saved(), block), (before, nothing))
        both = isinstance(v, Scalar) and isinstance(w, Scalar) and v.kinds == w.kinds
        is_bool = both and v.dtype == "bool" and len(v.kinds) == 1
        if truth_only or is_bool:
            if not nothing and _costs_nothing(block):
                self.e.block += block
                found = ints.both(left, right) if is_and else ints.either(left, right)
                return Scalar(found, v.kinds if is_bool else "bool", 0, 1)
            result = Reg("both" if is_and else "either", "bool")
            self.e.bounds.define(result, ints.both(left, right) if is_and else ints.either(left, right))
            self.e.emit(Assign(result, left))
            block.append(Assign(result, right))
            self.e.emit(If(left if is_and else ints.negation(left), block, nothing))
            return Scalar(reg(result), v.kinds if is_bool else "bool", 0, 1)
        if isinstance(v, Optional) and not is_and:
            v = v.value  # it is the result where it is true
        v, w = self.stored(v), self._stored_in(block, w)
        found = self.met("value", (w, block), (v, nothing))
        self.e.emit(If(left if is_and else ints.negation(left), block, nothing))
        return self._usable(found)

    def _reached(self, value: Callable[[], Any]) -> Any:
        """A part of an expression; None where a variable of it has no value, so that it is not reached, or bails."""
        try:
            return value()
        except Unbound as error:
            self.e.emit(Bail(str(error)))
            return None

    def _stored_in(self, block: list[Any], v: Any) -> Any:
        saved, self.e.block = self.e.block, block
        try:
            return self.stored(v)
        finally:
            self.e.block = saved

    def _usable(self, v: Any) -> Any:
        if isinstance(v, Conflict):
            raise Unsupported(v.reason, self.line)
        return v

    def _of_compare(self, node: ast.Compare) -> Any:
        none_is_well = all([isinstance(op, ast.Is | ast.IsNot | ast.Eq | ast.NotEq) for op in node.ops])
        evaluate = self.perhaps if none_is_well else self.value
        left = self.settled(evaluate(node.left), node.comparators)
        found: Any = None
        for k, (op, right_node) in enumerate(zip(node.ops, node.comparators, strict=True)):
            if found is not None:
                known = self.known_truth(found)
                if known is False:
                    return found
                if known is None:
                    tail = ast.Compare(ast.Name("", ast.Load()), node.ops[k:], node.comparators[k:])
                    return self._chain(found, left, ast.copy_location(tail, node))
            right = evaluate(right_node)
            if len(node.ops) > 1:
                right = self.stored(right)
            found = self.comparison(op, left, right)
            left = right
        return found

    def _chain(self, found: Any, left: Any, tail: ast.Compare) -> Any:
        """a < b < c: what is on the right only where the comparison on the left holds."""
        held = self.e.hold(self.truth_of(found), "test")
        before = self.saved()
        nothing: list[Statement] = []
        with self.e.inside() as block:
            self.e.bounds.assume(held)
            right = self.stored(self.value(tail.comparators[0]))
            rest = self.comparison(tail.ops[0], left, right)
            if len(tail.ops) > 1:
                further = ast.copy_location(ast.Compare(tail.left, tail.ops[1:], tail.comparators[1:]), tail)
                rest = self._chain(rest, right, further)
            known = self.known_truth(rest)
            value = const(known, "bool") if known is not None else self.truth_of(rest)
        self.after_either((self.saved(), block), (before, nothing))
        kinds = found.kinds if isinstance(found, Scalar) else None
        if not isinstance(rest, Scalar) or rest.kinds != kinds or len(kinds) > 1:
            ways = (self._stored_in(block, rest), block), (self.stored(found), nothing)
            met = self.met("chain", *ways)
            self.e.emit(If(held, block, nothing))
            return self._usable(met)
        if not nothing and _costs_nothing(block):
            self.e.block += block
            return Scalar(ints.both(held, value), kinds, 0, 1)
        result = Reg("chain", "bool")
        self.e.bounds.define(result, ints.both(held, value))
        self.e.emit(Assign(result, held))
        block.append(Assign(result, value))
        self.e.emit(If(held, block, nothing))
        return Scalar(reg(result), kinds, 0, 1)

    def _of_ifexp(self, node: ast.IfExp) -> Any:
        test = self.test(node.test)
        known = self.known_truth(test)
        if known is not None:
            return self.perhaps(node.body if known else node.orelse)
        condition = self.e.hold(self.truth_of(test), "test")
        before = self.saved()
        with self.e.inside() as then:
            self.e.bounds.assume(condition)
            a = self._reached(lambda: self.stored(self.perhaps(node.body)))
        env = self.saved()
        self.resume(before)
        with self.e.inside() as other:
            self.e.bounds.assume(condition, False)
            b = self._reached(lambda: self.stored(self.perhaps(node.orelse)))
        if a is None or b is None:
            if a is b:
                raise Unbound("a variable has no value")
            self.resume(env if b is None else self.saved())
            self.e.emit(If(condition, then, other))
            return a if b is None else b
        self.after_either((env, then), (self.saved(), other))
        found = self.met("value", (a, then), (b, other))
        self.e.emit(If(condition, then, other))
        return self._usable(found)

    # -- tests

    def condition(self, node: ast.expr) -> Expr:
        """The truth of an expression."""
        v = self.value(node)
        known = self.known_truth(v)
        return const(known, "bool") if known is not None else self.truth_of(v)

    def known_truth(self, v: Any) -> bool | None:
        """Whether a value is true, if that is known now."""
        if isinstance(v, Static):
            kind = type(v.value)
            if not issubclass(kind, _KNOWN_TRUTH) and (hasattr(kind, "__bool__") or hasattr(kind, "__len__")):
                raise Unsupported(f"the truth of a {kind.__name__}", self.line)
            return bool(v.value)
        if isinstance(v, Scalar):
            if v.is_static:
                return bool(v.static)
            return None
        if isinstance(v, Tup | Dictionary):
            return bool(v.items)
        if isinstance(v, Function):
            return True
        if isinstance(v, Unmade):
            return False
        if isinstance(v, Object) and not hasattr(v.kind, "__bool__") and not hasattr(v.kind, "__len__"):
            return True
        return None

    def truth_of(self, v: Any) -> Expr:
        """The truth of a number."""
        if isinstance(v, Scalar):
            return truth(v.expr)
        if isinstance(v, Grown | Table):
            return self.e.hold_now(ints.compare("gt", v.length.expr, ints.ZERO))
        if isinstance(v, Choice):
            return v.where(bool)
        if isinstance(v, Optional):
            found = Reg("true", "bool")
            self.e.emit(Assign(found, const(False, "bool")))
            with self.e.inside() as there:
                known = self.known_truth(v.value)
                self.e.emit(Assign(found, self.truth_of(v.value) if known is None else const(known, "bool")))
            self.e.emit(If(v.flag, there))
            return reg(found)
        if is_array(v):
            if not v.shape:
                return truth(v.at(()))
            self.e.bail_if(ints.compare("ne", ints.product(v.shape), ints.ONE), "the truth of several elements")
            return truth(v.at((ints.ZERO,) * len(v.shape)))
        if isinstance(v, Range):
            raise Unsupported("the truth of a range", self.line)
        if isinstance(v, Object):
            method = self.own_method(v, "__bool__") or self.own_method(v, "__len__")
            if method is not None:
                found = method([], {})
                known = self.known_truth(found)
                return self.truth_of(found) if known is None else const(known, "bool")
        raise Unsupported("the truth of an object", self.line)

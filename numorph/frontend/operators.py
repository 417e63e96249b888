"""Operators and comparisons: of numbers, arrays, lists and tuples, and things that are known now."""

from __future__ import annotations

import ast
import functools
import operator
from collections import deque
from enum import Enum
from typing import Any, NoReturn

import numpy as np

from ..procedures.ir import COMPLEX, Expr, const
from . import integers as ints
from . import python_source
from . import scalars as sc
from .arrays import apply, is_array
from .context import Context
from .forms import ListsDiffer, join, with_list
from .frames import Restart, Unbound
from .functions.lists import in_memory, joined_lists, repeated
from .functions.tables import contains, operation
from .functions.tables import in_memory as in_memory_table
from .functions.ufuncs import matmul
from .host import or_by_python
from .list_arguments import not_arguments
from .list_elements import VARIOUS, Pool, Together, joined_forms
from .lists import Grown, form_of_elements
from .nested import array_of
from .numpy_numbers import UFUNCS
from .python_numbers import PYTHON_OPERATORS, binary, unary
from .rows import Row
from .slices import is_int
from .tables import Table, Unmade
from .texts import is_text, text_operation
from .values import (
    Arr,
    Choice,
    Dictionary,
    Instance,
    Member,
    Object,
    Optional,
    Scalar,
    Static,
    Tup,
    Unsupported,
    constant,
    constant_of,
    is_none,
)

_UNARY = {"USub": "__neg__", "UAdd": "__pos__", "Invert": "__invert__"}
_PLAIN = (str, bytes, int, float, complex, bool, tuple, type(None), np.dtype)


class Operators(Context):
    """The part of a translator that knows operators."""

    def _of_binop(self, node: ast.BinOp) -> Any:
        left = self.settled(self.value(node.left), [node.right])
        return self.operate(type(node.op).__name__, left, self.value(node.right))

    def operate(self, op: str, a: Any, b: Any) -> Any:
        """A binary operator, or a comparison."""
        if isinstance(a, Object) or isinstance(b, Object):
            return self.object_operation(op, a, b)
        if isinstance(a, Scalar) and isinstance(b, Scalar):
            if op == "MatMult":
                raise Unsupported("a matrix product of numbers", self.line)
            if not {a.dtype, b.dtype} & COMPLEX.keys():
                return binary(self.e, op, a, b)
            return or_by_python(self, PYTHON_OPERATORS[op], [a, b], {}, lambda: binary(self.e, op, a, b))
        if (is_array(a) or is_array(b)) and not is_text(a):
            a, b = (self.as_operand(x) for x in (a, b))
            if op == "MatMult":
                return or_by_python(self, operator.matmul, [a, b], {}, lambda: matmul(self, a, b))
            return or_by_python(self, PYTHON_OPERATORS[op], [a, b], {}, lambda: apply(self.e, UFUNCS[op], (a, b)))
        if isinstance(a, Tup) and isinstance(b, Tup) and op == "Add" and (a.kind is list) is (b.kind is list):
            return self.new_list([*a.items, *b.items], list if a.kind is list else tuple)
        if isinstance(b, Tup | Grown) and is_int(a) and op == "Mult":
            a, b = b, a
        if isinstance(a, Tup) and is_int(b) and op == "Mult" and b.is_static and (len(a.items) * b.static <= 1000):
            return self.new_list(a.items * b.static, list if a.kind is list else tuple)
        if op in ("Add", "Mult") and any([isinstance(x, Grown) and x.kind_of_list is not list for x in (a, b)]):
            raise Unsupported("an operator of a deque, or of a tuple whose length is not known", self.line)
        if is_int(b) and op == "Mult" and (isinstance(a, Grown) or (isinstance(a, Tup) and a.kind is list)):
            return repeated(self, a, b)
        if isinstance(a, Grown) or isinstance(b, Grown):
            return self._of_lists(op, a, b)
        if isinstance(a, Table) or isinstance(b, Table):
            return operation(self, op, a, b)
        if op in ("Lt", "LtE", "Gt", "GtE") and isinstance(a, Tup) and isinstance(b, Tup):
            return self._tuples_ordered(op, a, b)
        if op in ("Eq", "NotEq") and isinstance(a, Tup) and isinstance(b, Tup):
            if (a.kind is list) is not (b.kind is list):
                return constant(op == "NotEq")
            return self._tuples_equal(op, a, b)
        if is_text(a) and (found := text_operation(self, op, a, b)) is not NotImplemented:
            return found
        return self._static_operation(op, a, b)

    def new_list(self, items: list[Any], kind: type, node: Any = None) -> Any:
        """A new list; one that changes in a loop is made in memory."""
        site = ("list", *self.e.where, getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
        if kind is list and ("row", site) in self.decided:
            return self._new_row(self.decided["row", site], form_of_elements(items) if items else None, items)
        form = self.decided.get(site) if kind in (list, deque) else None
        if form is not None:
            grown = self.grown(form, site, kind)
            for x in items:
                grown.append(self.e, x)
            return grown
        found = Tup(items, kind)
        if kind in (list, deque):
            found.items[:] = [self.stored(x) for x in items]
            found.block, found.makers = self.e.block, frozenset([site])
            self.e.heap.add(found, self.e.where)
        return found

    def grown(self, form: Any, site: Any = None, kind: type = list) -> Grown:
        """A list in memory, without elements, which may turn out to have elements of more than this form.

        site: where it is made; left out: here.
        """
        if site is not None and kind is list and ("row", site) in self.decided:
            return self._new_row(self.decided["row", site], form, [])
        if form is None:
            raise Unbound("items of a list that is empty on the ways that are known so far")
        site = ("list", *next(iter(self.e.site()))) if site is None else site
        if kind is list and ("row", site) in self.decided:
            return self._new_row(self.decided["row", site], form, [])
        form = joined_forms(form, self.decided.get(site, form))
        return Grown.empty(self.e, form, kind, frozenset([site]))

    def _new_row(self, pool: Pool, form: Any, items: list[Any]) -> Grown:
        """A list of a pool, with elements of a form, if that is known."""
        if form is not None and (pool.form is None or joined_forms(pool.form, form) != pool.form):
            raise Together([pool], form)
        found: Grown = self.e.rows(pool).new(self.e)
        for x in items:
            found.append(self.e, x)
        return found

    def widen(self, makers: frozenset[Any], form: Any, other: Any) -> NoReturn:
        """A list gets elements of another form: the translation starts again, and makes it with both."""
        if pools := [m for m in makers if isinstance(m, Pool)]:
            raise Together(pools, other)
        not_arguments(makers)
        joined = joined_forms(form, other)
        changed = [site for site in makers if self.decided.get(site) != joined]
        if not changed:
            raise Unsupported(VARIOUS, self.line)
        self.decided.update(dict.fromkeys(changed, joined))
        raise Restart

    def joined(self, a: Any, b: Any) -> Any:
        """The form of what is either one or the other; lists go together in memory, if need be."""
        try:
            return join(a, b)
        except ListsDiffer as error:
            form: Any = error.form
            if all([self.decided.get(site) == form.elements for site in form.makers]):
                # What was noted of one of the two, or of both, is from before that was known.
                grown = next((x for x in error.lists if getattr(x, "elements", None) == form.elements), form)
                return self.joined(*[with_list(x, error.lists, grown) for x in (a, b)])
            self.widen(form.makers, form.elements, form.elements)

    def must_grow(self, owner: Tup, x: Any) -> None:
        """A list is changed in a loop or a branch: the translation starts again, and makes it in memory."""

        items = [*owner.items, *([x] if x is not None else [])]
        not_arguments(owner.makers)
        if not items:
            raise Unbound("an item of a list that is empty on the ways that are known so far")
        if not owner.makers or any([site in self.decided for site in owner.makers]):
            raise Unsupported("a list that is changed in a loop or a branch", self.line)
        self.decided.update(dict.fromkeys(owner.makers, form_of_elements(items)))
        raise Restart

    def as_operand(self, x: Any) -> Any:
        if isinstance(x, Tup) or (isinstance(x, Grown) and x.kind_of_list is not deque):
            return array_of(self.e, x)
        if isinstance(x, Static) and isinstance(x.value, np.generic):
            return sc.numpy_constant(x.value)
        if not (isinstance(x, Scalar) or is_array(x)):
            raise Unsupported("an operation on something that is no number", self.line)
        return x

    def _of_lists(self, op: str, a: Any, b: Any) -> Any:
        """An operator of two lists, of which one is in memory."""
        both = [x for x in (a, b) if isinstance(x, Grown) or (isinstance(x, Tup) and x.kind is list)]
        if len(both) == 2 and op == "Add":
            return joined_lists(self, a, b)
        if len(both) == 2 and op in ("Eq", "NotEq"):
            if len({x.kind_of_list if isinstance(x, Grown) else list for x in both}) == 2:
                return constant(op == "NotEq")
            if any([isinstance(x, Tup) and not x.items for x in (a, b)]):
                grown = a if isinstance(a, Grown) else b
                empty = self.e.hold_now(ints.compare("eq", grown.length.expr, ints.ZERO))
                return Scalar(empty if op == "Eq" else ints.negation(empty), "bool", 0, 1)
            found = self.inline(python_source.equal, [in_memory(self, x) for x in (a, b)], {})
            return found if op == "Eq" else Scalar(ints.negation(found.expr), "bool", 0, 1)
        raise Unsupported("an operator of a list that is changed in a loop or a branch", self.line)

    def _tuples_ordered(self, op: str, a: Tup, b: Tup) -> Any:
        """The first items that differ are compared; where there are none, the lengths."""
        if (a.kind is list) is not (b.kind is list):
            raise Unsupported("a comparison of a list and a tuple", self.line)
        less = constant(PYTHON_OPERATORS[op](len(a.items), len(b.items)))
        for x, y in reversed(list(zip(a.items, b.items, strict=False))):
            same = self.e.hold(self._same_item(x, y).expr)
            first = self.operate(op, x, y)
            if not isinstance(first, Scalar):
                raise Unsupported("a comparison of containers of arrays", self.line)
            less = Scalar(ints.select(same, less.expr, self.e.hold(first.expr)), "bool", 0, 1)
        return less

    def _tuples_equal(self, op: str, a: Tup, b: Tup) -> Any:
        if len(a.items) != len(b.items):
            return constant(op == "NotEq")
        found: Expr = const(True, "bool")
        for x, y in zip(a.items, b.items, strict=True):
            found = ints.both(found, self._same_item(x, y).expr)
        return Scalar(found if op == "Eq" else ints.negation(found), "bool", 0, 1)

    def _same_item(self, a: Any, b: Any) -> Scalar:
        """Whether two values are one item to a container: a NaN may be, if it is the same object."""
        found = self.operate("Eq", a, b)
        if not isinstance(found, Scalar):
            raise Unsupported("a comparison of containers of arrays", self.line)
        if all(isinstance(x, Scalar) and x.dtype in sc.FLOATS for x in (a, b)):
            value = self.e.hold(a.expr)
            self.e.bail_if(Expr("ne", "bool", (value, value)), "a NaN in a container")
        return found

    def _static_operation(self, op: str, a: Any, b: Any) -> Any:
        for x in (a, b):
            if isinstance(x, Static) and not _is_plain(x.value, comparison=op in ("Eq", "NotEq")):
                raise Unsupported(f"an operator of a {type(x.value).__name__}", self.line)
        if op in ("Eq", "NotEq") and (isinstance(a, Static) or isinstance(b, Static)):
            try:
                equal = bool(self.known(a) == self.known(b))
            except Unsupported:
                if any(isinstance(x, Static) and (x.value is None or isinstance(x.value, str)) for x in (a, b)):
                    equal = False
                else:
                    raise
            return constant(equal if op == "Eq" else not equal)
        f = PYTHON_OPERATORS.get(op)
        if f is None:
            raise Unsupported("an operation on something that is no number", self.line)
        return constant_of(f, self.known(a), self.known(b), line=self.line)

    def _of_unaryop(self, node: ast.UnaryOp) -> Any:
        op = type(node.op).__name__
        v = self.test(node.operand) if op == "Not" else self.value(node.operand)
        if op == "Not":
            known = self.known_truth(v)
            if known is not None:
                return constant(not known)
            return Scalar(ints.negation(self.truth_of(v)), "bool", 0, 1)
        if isinstance(v, Object) and (method := self.own_method(v, _UNARY[op])) is not None:
            return method([], {})
        if isinstance(v, Scalar):
            return unary(self.e, op, v)
        if not is_array(v):
            raise Unsupported("an operator of something that is no number", self.line)
        return apply(self.e, UFUNCS[op], (self.as_operand(v),))

    def comparison(self, op: ast.cmpop, a: Any, b: Any) -> Any:
        name = type(op).__name__
        if name in ("Is", "IsNot", "Eq", "NotEq") and any([isinstance(x, Optional | Choice) for x in (a, b)]):
            return self._perhaps_equal(name, a, b)
        if name in ("Is", "IsNot") and _of_one_pool(a, b):
            return Scalar(ints.compare("eq" if name == "Is" else "ne", a.number, b.number), "bool", 0, 1)
        if name in ("Is", "IsNot"):
            return constant(self._identical(a, b) is (name == "Is"))
        if name in ("In", "NotIn"):
            return self._contained(name, a, b)
        return self.operate(name, a, b)

    def _perhaps_equal(self, name: str, a: Any, b: Any) -> Any:
        """A comparison of something that may be None, or one of several strings."""
        if isinstance(b, Optional | Choice) and not isinstance(a, Optional | Choice):
            a, b = b, a
        found = None
        if is_none(b):
            found = ints.negation(a.flag) if isinstance(a, Optional) else a.where(lambda v: v is None)
        elif isinstance(a, Choice) and isinstance(b, Static) and (name in ("Eq", "NotEq") or isinstance(b.value, Enum)):
            found = a.where(lambda v: v == b.value)
        elif isinstance(a, Choice) and isinstance(b, Choice) and name in ("Eq", "NotEq"):
            pairs = [ints.both(*[y.where(functools.partial(operator.eq, x)) for y in (a, b)]) for x in a.values]
            found = functools.reduce(ints.either, pairs)
        elif (
            isinstance(a, Optional) and isinstance(b, Optional) and _of_one_pool(a.value, b.value) and name[:2] == "Is"
        ):
            same = ints.compare("eq", a.value.number, b.value.number)
            neither = ints.both(ints.negation(a.flag), ints.negation(b.flag))
            found = ints.either(neither, ints.both(ints.both(a.flag, b.flag), same))
        elif isinstance(a, Optional) and _of_one_pool(a.value, b) and name in ("Is", "IsNot"):
            found = ints.both(a.flag, ints.compare("eq", a.value.number, b.number))
        elif name in ("Eq", "NotEq") and all([isinstance(getattr(x, "value", x), Scalar) for x in (a, b)]):
            found = self._equal_or_none(a, b)
        elif name in ("Eq", "NotEq"):
            return self.operate(name, self.present(a), self.present(b))
        if found is None:
            raise Unsupported("'is' between values", self.line)
        return Scalar(found if name in ("Is", "Eq") else ints.negation(found), "bool", 0, 1)

    def _equal_or_none(self, a: Any, b: Any) -> Expr:
        """Whether two numbers, either of which may be None, are equal."""
        x, y = (v.value if isinstance(v, Optional) else v for v in (a, b))
        there = [v.flag for v in (a, b) if isinstance(v, Optional)]
        found = ints.both(functools.reduce(ints.both, there), self.operate("Eq", x, y).expr)
        if len(there) == 1:
            return found
        return ints.either(ints.both(*[ints.negation(flag) for flag in there]), found)

    def _identical(self, a: Any, b: Any) -> bool:
        if isinstance(a, Static) and isinstance(b, Static):
            return a.value is b.value
        if isinstance(a, Static) or isinstance(b, Static):
            return False  # None and the like against a number or an array
        if a is b and isinstance(a, Arr | Tup | Dictionary | Instance | Grown | Table):
            return True
        if isinstance(a, Grown | Table) and isinstance(b, Grown | Table):
            if any([isinstance(x, Row) for x in (a, b)]) or (
                isinstance(a, Grown) and isinstance(b, Grown) and a.may_be(b)
            ):
                raise Unsupported("'is' between lists that may be one", self.line)
            self.e.asks_which_is_which = True
            return False
        if all([getattr(x, "name", None) is not None for x in (a, b)]):
            self.e.asks_which_is_which = True
            return False  # two containers that were made, or passed as two
        if all(isinstance(x, Scalar) and x.is_static and x.kinds == ("bool",) for x in (a, b)):
            return a.static is b.static
        raise Unsupported("'is' between values", self.line)

    def _contained(self, name: str, a: Any, b: Any) -> Any:
        if isinstance(b, Object) and (method := self.own_method(b, "__contains__")) is not None:
            answer = method([a], {})
            known = self.known_truth(answer)
            held = self.truth_of(answer) if known is None else const(known, "bool")
            return Scalar(held if name == "In" else ints.negation(held), "bool", 0, 1)
        if isinstance(b, Table | Unmade):
            held = contains(self, b, a)
            return held if name == "In" else Scalar(ints.negation(held.expr), "bool", 0, 1)
        if isinstance(b, Dictionary) and isinstance(a, Scalar | Tup):
            try:
                self.known(a)
            except Unsupported:
                if not b.items:
                    return constant(name == "NotIn")
                in_memory_table(self, b, a)
        if isinstance(b, Dictionary):
            return constant((self.known(a) in b.items) is (name == "In"))
        if isinstance(b, Static):
            if not isinstance(b.value, str | tuple | list | range | dict | set | frozenset):
                raise Unsupported(f"'in' of a {type(b.value).__name__}", self.line)
            if isinstance(a, Choice) and not isinstance(b.value, str):
                there = a.where(lambda v: v in b.value)
                return Scalar(there if name == "In" else ints.negation(there), "bool", 0, 1)
            try:
                return constant((self.known(a) in b.value) is (name == "In"))
            except TypeError:
                raise Unsupported("'in' that raises", self.line) from None
        if isinstance(b, Grown):
            held = self.inline(python_source.contains, [b, a], {})
            return held if name == "In" else Scalar(ints.negation(held.expr), "bool", 0, 1)
        if not isinstance(b, Tup):
            raise Unsupported("'in' of something that is no list", self.line)
        found: Any = constant(False)
        for x in b.items:
            same = self._perhaps_equal("Eq", a, x) if isinstance(a, Choice) else self._same_item(a, x)
            found = Scalar(ints.either(found.expr, same.expr), "bool", 0, 1)
        return found if name == "In" else Scalar(ints.negation(found.expr), "bool", 0, 1)


def _of_one_pool(a: Any, b: Any) -> bool:
    """Whether two values are lists, or objects, that are known by numbers."""
    return isinstance(a, Row | Member) and type(a) is type(b) and a.pool == b.pool


def _is_plain(value: Any, comparison: bool) -> bool:
    """Whether an operator on an object does nothing but compute: it is none that a class of the user's defines."""
    return isinstance(value, _PLAIN) or (comparison and _compares_by_identity(type(value)))


def _compares_by_identity(kind: Any) -> bool:
    return kind.__eq__ in (object.__eq__, type.__eq__)

"""Expressions of the syntax tree: to numbers, arrays, and what is known while the function is translated."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..procedures.ir import Assign, Expr, If, Reg, const, reg
from . import integers as ints
from . import scalars as sc
from .arrays import apply, assign, is_array, mapped, materialize
from .emitter import Emitter
from .functions import array_of, call, matmul
from .lists import Grown, kinds_of
from .subscripts import checked, get, is_int, put, reshaped_view
from .values import (
    Arr,
    Dictionary,
    Function,
    Iterated,
    Lazy,
    Method,
    Range,
    Scalar,
    Slice,
    Static,
    Tup,
    Unsupported,
    constant,
    python_int,
)


class Sequence_(NamedTuple):
    """What a loop counts: start, stop (i64), step, and the item for a counter."""

    start: Expr
    stop: Expr
    step: int
    item: Callable[[Expr], Any]


class Expressions:
    """The part of a translator that computes values."""

    e: Emitter
    line: int
    surroundings: Any

    def value(self, node: ast.expr) -> Any:
        """The value of an expression."""
        method = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if method is None:
            raise Unsupported(f"'{ast.unparse(node)}'", getattr(node, "lineno", None))
        return method(node)

    # -- leaves

    def _of_constant(self, node: ast.Constant) -> Any:
        return constant(node.value)

    def _of_name(self, node: ast.Name) -> Any:
        return self.name(node.id)  # type: ignore[attr-defined]

    def _of_tuple(self, node: ast.Tuple) -> Tup:
        return Tup(self._items(node.elts))

    def _of_list(self, node: ast.List) -> Tup:
        return self._list(self._items(node.elts), list, node)

    def _items(self, nodes: Sequence[ast.expr]) -> list[Any]:
        found: list[Any] = []
        for n in nodes:
            if isinstance(n, ast.Starred):
                found += self.items_of(self.value(n.value), None)
            else:
                found.append(self.value(n))
        return found

    def _of_dict(self, node: ast.Dict) -> Dictionary:
        items = {}
        for k, v in zip(node.keys, node.values, strict=True):
            if k is None:
                inner = self.value(v)
                if not isinstance(inner, Dictionary):
                    raise Unsupported("** of something that is no dict", node.lineno)
                items.update(inner.items)
                continue
            key = self.value(k)
            items[self.known(key)] = self.stored(self.value(v))  # type: ignore[attr-defined]
        found = Dictionary(items)
        found.block = self.e.block
        return found

    def known(self, v: Any) -> Any:
        """The Python object that a value is, where it is known now."""
        if isinstance(v, Static):
            return v.value
        if isinstance(v, Scalar) and v.is_static:
            return v.static if v.is_python else sc.dtype_of(v.dtype).type(v.static)
        if isinstance(v, Tup):
            return getattr(v.kind, "_make", v.kind)([self.known(x) for x in v.items])
        raise Unsupported("a value is needed that is known only when the program runs", self.line)

    def _of_joinedstr(self, node: ast.JoinedStr) -> Any:
        parts = []
        for v in node.values:
            if isinstance(v, ast.Constant):
                parts.append(str(v.value))
            elif isinstance(v, ast.FormattedValue):
                x = self.known(self.value(v.value))
                x = {114: repr, 115: str, 97: ascii}.get(v.conversion, lambda y: y)(x)
                spec = self.known(self.value(v.format_spec)) if v.format_spec is not None else ""
                parts.append(format(x, spec))
        return Static("".join(parts))

    def _of_lambda(self, node: ast.Lambda) -> Function:
        return Function(node, self.frame, [self.stored(self.value(d)) for d in node.args.defaults])  # type: ignore[attr-defined]

    def _of_namedexpr(self, node: ast.NamedExpr) -> Any:
        v = self.stored(self.value(node.value), node.target.id)  # type: ignore[attr-defined]
        self.bind(node.target, v)  # type: ignore[attr-defined]
        return v

    # -- operators

    def _of_binop(self, node: ast.BinOp) -> Any:
        left = self.value(node.left)
        if isinstance(left, Lazy) and any(isinstance(n, ast.Call) for n in ast.walk(node.right)):
            left = self._settled(left, node.right)
        return self.operate(type(node.op).__name__, left, self.value(node.right))

    def _settled(self, left: Any, right: ast.expr) -> Any:
        """An array on the left is made before a call on the right of a function of the user's, which may write."""
        for n in ast.walk(right):
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name):
                return materialize(self.e, left)
        return left

    def operate(self, op: str, a: Any, b: Any) -> Any:
        """A binary operator, or a comparison."""
        if isinstance(a, Scalar) and isinstance(b, Scalar):
            if op == "MatMult":
                raise Unsupported("a matrix product of numbers", self.line)
            return sc.binary(self.e, op, a, b)
        if is_array(a) or is_array(b):
            a, b = (self._as_operand(x) for x in (a, b))
            if op == "MatMult":
                return matmul(self, a, b)
            return apply(self.e, sc.UFUNCS[op], (a, b))
        if isinstance(a, Tup) and isinstance(b, Tup) and op == "Add" and (a.kind is list) is (b.kind is list):
            return self._list([*a.items, *b.items], list if a.kind is list else tuple)
        if isinstance(a, Tup) and isinstance(b, Scalar) and op == "Mult" and b.is_static:
            return self._list(a.items * b.static, list if a.kind is list else tuple)
        if op in ("Eq", "NotEq") and isinstance(a, Tup) and isinstance(b, Tup):
            if (a.kind is list) is not (b.kind is list):
                return constant(op == "NotEq")
            return self._tuples_equal(op, a, b)
        return self._static_operation(op, a, b)

    def _list(self, items: list[Any], kind: type, node: Any = None) -> Any:
        """A new list; one that changes in a loop is made in memory."""
        site = ("list", *self.e.where, getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
        kinds = self.decided.get(site) if kind is list else None
        if kinds is not None:
            grown = Grown(self.e, kinds)
            for x in items:
                grown.append(self.e, x)
            return grown
        found = Tup(items, kind)
        found.block, found.site = self.e.block, site
        return found

    def must_grow(self, owner: Tup, x: Any) -> None:
        """A list is changed in a loop or a branch: the translation starts again, and makes it in memory."""
        from .translate import Restart

        items = [*owner.items, *([x] if x is not None else [])]
        if owner.site is None or owner.site in self.decided or not items:
            raise Unsupported("a list that is changed in a loop or a branch", self.line)
        self.decided[owner.site] = kinds_of(items)
        raise Restart

    def _as_operand(self, x: Any) -> Any:
        if isinstance(x, Tup):
            return array_of(self.e, x)
        if isinstance(x, Static) and isinstance(x.value, np.generic):
            return sc.numpy_constant(x.value)
        if not (isinstance(x, Scalar) or is_array(x)):
            raise Unsupported("an operation on something that is no number", self.line)
        return x

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
        f = sc.PYTHON_OPERATORS.get(op)
        if f is None:
            raise Unsupported("an operation on something that is no number", self.line)
        try:
            return constant(f(self.known(a), self.known(b)))
        except Unsupported:
            raise
        except Exception as error:
            raise Unsupported(f"a constant expression raises {type(error).__name__}", self.line) from None

    def _of_unaryop(self, node: ast.UnaryOp) -> Any:
        op = type(node.op).__name__
        v = self.test(node.operand) if op == "Not" else self.value(node.operand)
        if op == "Not":
            known = self.known_truth(v)  # type: ignore[attr-defined]
            if known is not None:
                return constant(not known)
            return Scalar(ints.negation(self.truth_of(v)), "bool", 0, 1)  # type: ignore[attr-defined]
        if isinstance(v, Scalar):
            return sc.unary(self.e, op, v)
        if not is_array(v):
            raise Unsupported("an operator of something that is no number", self.line)
        return apply(self.e, sc.UFUNCS[op], (self._as_operand(v),))

    def test(self, node: ast.expr) -> Any:
        """An expression of which only the truth is asked."""
        if isinstance(node, ast.BoolOp):
            return self._logic(node, self.test)
        return self.value(node)

    def _of_boolop(self, node: ast.BoolOp) -> Any:
        return self._logic(node, self.value)

    def _logic(self, node: ast.BoolOp, evaluate: Callable[[ast.expr], Any]) -> Any:
        """and, or: the operands on the right are computed only where they are needed."""
        is_and, truth_only = isinstance(node.op, ast.And), evaluate == self.test
        first, rest = node.values[0], node.values[1:]
        v = evaluate(first)
        for k, n in enumerate(rest):
            known = self.known_truth(v)  # type: ignore[attr-defined]
            if known is not None:
                if known is not is_and:
                    return v
                v = evaluate(n)
                continue
            left = self.e.hold(self.truth_of(v), "test")  # type: ignore[attr-defined]
            tail = n if k == len(rest) - 1 else ast.copy_location(ast.BoolOp(node.op, rest[k:]), node)
            return self._either(v, left, tail, is_and, truth_only)
        return v

    def _either(self, v: Any, left: Expr, tail: ast.expr, is_and: bool, truth_only: bool) -> Any:
        before, nothing = dict(self.frame.env), []  # type: ignore[attr-defined,var-annotated]
        with self.e.inside() as block:
            w = self.test(tail) if truth_only else self.value(tail)
            known = self.known_truth(w)  # type: ignore[attr-defined]
            right = const(known, "bool") if known is not None else self.truth_of(w)  # type: ignore[attr-defined]
        self.after_either((self.frame.env, block), (before, nothing))  # type: ignore[attr-defined]
        is_bool = isinstance(v, Scalar) and isinstance(w, Scalar) and v.kinds == w.kinds and v.dtype == "bool"
        if truth_only or is_bool:
            if not block:
                found = ints.both(left, right) if is_and else ints.either(left, right)
                return Scalar(found, v.kinds if is_bool else "bool", 0, 1)
            result = Reg("both" if is_and else "either", "bool")
            self.e.emit(Assign(result, left))
            block.append(Assign(result, right))
            self.e.emit(If(left if is_and else ints.negation(left), block, nothing))
            return Scalar(reg(result), v.kinds if is_bool else "bool", 0, 1)
        v, w = self.stored(v), self._stored_in(block, w)  # type: ignore[attr-defined]
        found = self._met("value", (w, block), (v, nothing))  # type: ignore[attr-defined]
        self.e.emit(If(left if is_and else ints.negation(left), block, nothing))
        return self._usable(found)

    def _stored_in(self, block: list[Any], v: Any) -> Any:
        saved, self.e.block = self.e.block, block
        try:
            return self.stored(v)  # type: ignore[attr-defined]
        finally:
            self.e.block = saved

    def _usable(self, v: Any) -> Any:
        from .values import Conflict

        if isinstance(v, Conflict):
            raise Unsupported(v.reason, self.line)
        return v

    def _of_compare(self, node: ast.Compare) -> Any:
        left = self.value(node.left)
        found: Any = None
        for k, (op, right_node) in enumerate(zip(node.ops, node.comparators, strict=True)):
            if found is not None:
                known = self.known_truth(found)  # type: ignore[attr-defined]
                if known is False:
                    return found
                if known is None:
                    tail = ast.Compare(ast.Name("", ast.Load()), node.ops[k:], node.comparators[k:])
                    return self._chain(found, left, ast.copy_location(tail, node))
            right = self.value(right_node)
            if len(node.ops) > 1:
                right = self.stored(right)  # type: ignore[attr-defined]
            found = self._comparison(op, left, right)
            left = right
        return found

    def _chain(self, found: Any, left: Any, tail: ast.Compare) -> Any:
        """a < b < c: what is on the right only where the comparison on the left holds."""
        held = self.e.hold(self.truth_of(found), "test")  # type: ignore[attr-defined]
        before, nothing = dict(self.frame.env), []  # type: ignore[attr-defined,var-annotated]
        with self.e.inside() as block:
            right = self.stored(self.value(tail.comparators[0]))  # type: ignore[attr-defined]
            rest = self._comparison(tail.ops[0], left, right)
            if len(tail.ops) > 1:
                further = ast.copy_location(ast.Compare(tail.left, tail.ops[1:], tail.comparators[1:]), tail)
                rest = self._chain(rest, right, further)
            known = self.known_truth(rest)  # type: ignore[attr-defined]
            value = const(known, "bool") if known is not None else self.truth_of(rest)  # type: ignore[attr-defined]
        self.after_either((self.frame.env, block), (before, nothing))  # type: ignore[attr-defined]
        kinds = found.kinds if isinstance(found, Scalar) else None
        if not isinstance(rest, Scalar) or rest.kinds != kinds or len(kinds) > 1:
            ways = (self._stored_in(block, rest), block), (self.stored(found), nothing)  # type: ignore[attr-defined]
            met = self._met("chain", *ways)  # type: ignore[attr-defined]
            self.e.emit(If(held, block, nothing))
            return self._usable(met)
        if not block:
            return Scalar(ints.both(held, value), kinds, 0, 1)
        result = Reg("chain", "bool")
        self.e.emit(Assign(result, held))
        block.append(Assign(result, value))
        self.e.emit(If(held, block, nothing))
        return Scalar(reg(result), kinds, 0, 1)

    def _comparison(self, op: ast.cmpop, a: Any, b: Any) -> Any:
        name = type(op).__name__
        if name in ("Is", "IsNot"):
            return constant(self._identical(a, b) is (name == "Is"))
        if name in ("In", "NotIn"):
            return self._contained(name, a, b)
        return self.operate(name, a, b)

    def _identical(self, a: Any, b: Any) -> bool:
        if isinstance(a, Static) and isinstance(b, Static):
            return a.value is b.value
        if isinstance(a, Static) or isinstance(b, Static):
            return False  # None and the like against a number or an array
        if isinstance(a, Arr) and isinstance(b, Arr) and a is b:
            return True
        if all(isinstance(x, Scalar) and x.is_static and x.kinds == ("bool",) for x in (a, b)):
            return a.static is b.static  # type: ignore[no-any-return]
        raise Unsupported("'is' between values", self.line)

    def _contained(self, name: str, a: Any, b: Any) -> Any:
        if isinstance(b, Dictionary):
            return constant((self.known(a) in b.items) is (name == "In"))
        if isinstance(b, Static):
            if not isinstance(b.value, str | tuple | list | range | dict | set | frozenset):
                raise Unsupported(f"'in' of a {type(b.value).__name__}", self.line)
            try:
                return constant((self.known(a) in b.value) is (name == "In"))
            except TypeError:
                raise Unsupported("'in' that raises", self.line) from None
        if not isinstance(b, Tup):
            raise Unsupported("'in' of something that is no list", self.line)
        found: Any = constant(False)
        for x in b.items:
            found = Scalar(ints.either(found.expr, self._same_item(a, x).expr), "bool", 0, 1)
        return found if name == "In" else Scalar(ints.negation(found.expr), "bool", 0, 1)

    def _of_ifexp(self, node: ast.IfExp) -> Any:
        test = self.test(node.test)
        known = self.known_truth(test)  # type: ignore[attr-defined]
        if known is not None:
            return self.value(node.body if known else node.orelse)
        condition = self.e.hold(self.truth_of(test), "test")  # type: ignore[attr-defined]
        frame = self.frame  # type: ignore[attr-defined]
        before = dict(frame.env)
        with self.e.inside() as then:
            a = self.stored(self.value(node.body))  # type: ignore[attr-defined]
        env, frame.env = frame.env, before
        with self.e.inside() as other:
            b = self.stored(self.value(node.orelse))  # type: ignore[attr-defined]
        self.after_either((env, then), (frame.env, other))  # type: ignore[attr-defined]
        found = self._met("value", (a, then), (b, other))  # type: ignore[attr-defined]
        self.e.emit(If(condition, then, other))
        return self._usable(found)

    # -- subscripts and attributes

    def key(self, node: ast.expr) -> Any:
        """What stands in the brackets of a subscript."""
        if isinstance(node, ast.Tuple):
            return Tup([self.key(n) for n in node.elts])
        if isinstance(node, ast.Slice):
            return Slice(*[self._bound(n) for n in (node.lower, node.upper, node.step)])
        v = self.value(node)
        if isinstance(v, Lazy):
            return materialize(self.e, v) if v.dtype != "bool" else v
        return v

    def _bound(self, node: ast.expr | None) -> Scalar | None:
        if node is None:
            return None
        v = self.value(node)
        if isinstance(v, Static) and v.value is None:
            return None
        if not is_int(v):
            raise Unsupported("a slice whose bounds are not integers", self.line)
        return v  # type: ignore[no-any-return]

    def _of_subscript(self, node: ast.Subscript) -> Any:
        owner = self.value(node.value)
        if isinstance(owner, Grown):
            key = self.key(node.slice)
            if not is_int(key):
                raise Unsupported("a part of a list that is changed in a loop or a branch", self.line)
            place = checked(self.e, key, owner.length.expr)
            return owner.element(self.e.hold(owner.array(owner.data).load(place), "x"))
        return get(self.e, owner, self.key(node.slice))

    def assign_item(self, target: ast.Subscript, v: Any) -> None:
        """owner[key] = v."""
        owner, key = self.value(target.value), self.key(target.slice)
        if isinstance(owner, Grown):
            if not is_int(key) or not isinstance(v, Scalar):
                raise Unsupported("an assignment to a part of a list", self.line)
            owner.set(self.e, checked(self.e, key, owner.length.expr), v)
        elif isinstance(owner, Tup | Dictionary):
            self._put_into_container(owner, key, v)
        else:
            put(self.e, owner, key, v)

    def _put_into_container(self, owner: Any, key: Any, v: Any) -> None:
        if getattr(owner, "block", None) is not self.e.block:
            if isinstance(owner, Tup) and owner.kind is list:
                self.must_grow(owner, None)
            raise Unsupported("a list or dict that is changed in a loop or a branch", self.line)
        k = self.known(key)
        there = isinstance(owner, Dictionary) or (owner.kind is list and isinstance(k, int))
        if not there or (isinstance(owner, Tup) and not -len(owner.items) <= k < len(owner.items)):
            raise Unsupported("an assignment to an item that is not there", self.line)
        owner.items[k] = self.stored(v)  # type: ignore[attr-defined]

    def update_item(self, op: str, owner: Any, key: Any, node: ast.expr) -> None:
        """owner[key] op= value."""
        if isinstance(owner, Grown):
            if not is_int(key):
                raise Unsupported("an assignment to a part of a list", self.line)
            place = checked(self.e, key, owner.length.expr)
            old = owner.element(self.e.hold(owner.array(owner.data).load(place)))
            owner.set(self.e, place, self.stored(self.operate(op, old, self.value(node))))  # type: ignore[attr-defined]
            return
        if isinstance(owner, Tup | Dictionary):
            old = get(self.e, owner, key)
            if not isinstance(old, Arr):
                self._put_into_container(owner, key, self.operate(op, old, self.value(node)))
            elif isinstance(owner, Tup) and owner.kind is not list:
                raise Unsupported("an assignment to an item of a tuple", self.line)
            else:
                self.update_in_place(op, old, self.value(node))
            return
        if isinstance(owner, Lazy):
            raise Unsupported("an assignment into something that is no array", self.line)
        key = self._frozen(key)
        old = get(self.e, owner, key)
        value = self.value(node)
        if isinstance(old, Arr) and old.data is owner.data:  # a view; what a mask selects is a copy
            self.update_in_place(op, old, value)
        else:
            put(self.e, owner, key, self.operate(op, old, value))

    def _frozen(self, key: Any) -> Any:
        if isinstance(key, Lazy):
            return materialize(self.e, key)
        if isinstance(key, Tup):
            return Tup([self._frozen(k) for k in key.items], key.kind)
        if isinstance(key, Scalar):
            return Scalar(self.e.hold(key.expr), key.kinds, key.lo, key.hi, key.tag)
        return key

    def update_in_place(self, op: str, old: Arr, value: Any) -> None:
        """The array op= value, in its own memory."""
        value = self._as_operand(value)
        if op == "MatMult" and (not is_array(value) or len(value.shape) < 2):
            raise Unsupported("a matrix product in place with a vector", self.line)
        new = matmul(self, old, value) if op == "MatMult" else apply(self.e, sc.UFUNCS[op], (old, value))
        dtype = new.dtype
        if not np.can_cast(sc.dtype_of(dtype), sc.dtype_of(old.dtype), "same_kind"):
            raise Unsupported(f"an update in place of {old.dtype} by {dtype}", self.line)
        if is_array(new) and len(new.shape) > len(old.shape):
            raise Unsupported("an update in place by an array with more axes", self.line)
        assign(self.e, old, new)

    def _of_attribute(self, node: ast.Attribute) -> Any:
        owner = self.value(node.value)
        return self.attribute(owner, node.attr)

    def attribute(self, owner: Any, name: str) -> Any:
        """owner.name."""
        if isinstance(owner, Static):
            return self.surroundings.attribute(self, owner.value, name)
        if is_array(owner):
            return self._array_attribute(owner, name)
        if isinstance(owner, Tup) and name in getattr(owner.kind, "_fields", ()):
            return owner.items[owner.kind._fields.index(name)]  # type: ignore[attr-defined]
        if isinstance(owner, Scalar):
            if name in ("real", "imag"):
                return self._parts(owner, name)
            if name == "dtype" and not owner.is_python:
                return Static(sc.dtype_of(owner.dtype))
            if name == "shape" and not owner.is_python:
                return Tup([])
            if name in ("ndim", "size") and not owner.is_python:
                return python_int(0 if name == "ndim" else 1)
        return Method(owner, name)

    def _parts(self, x: Scalar, name: str) -> Scalar:
        kind = {"c128": "f64", "c64": "f32", "complex": "float"}.get(x.kind, x.kind)
        if "bool" in x.kinds or len(x.kinds) > 1:
            raise Unsupported(f"'{name}' of a bool, or of a number whose type varies", self.line)
        if x.dtype not in ("c64", "c128"):
            return x if name == "real" else Scalar(sc.zero(x.dtype), x.kinds)
        return Scalar(sc.real(x.expr) if name == "real" else sc.imag(x.expr), kind)

    def _array_attribute(self, a: Any, name: str) -> Any:
        if name == "shape":
            return Tup([size_scalar(d) for d in a.shape])
        if name == "ndim":
            return python_int(len(a.shape))
        if name == "size":
            return size_scalar(self.e.hold(ints.product(a.shape)))
        if name == "dtype":
            return Static(sc.dtype_of(a.dtype))
        if name == "itemsize":
            return python_int(sc.dtype_of(a.dtype).itemsize)
        if name == "T":
            return transposed(self.e, a, tuple(reversed(range(len(a.shape)))))
        if name in ("real", "imag"):
            if a.dtype not in ("c64", "c128"):
                if name == "real":
                    return a
                zeros = self.e.allocate(a.dtype, a.shape, "imag", zero=True)
                zeros.readonly = True
                return zeros
            if isinstance(a, Arr):
                return _part_of(a, name)
            return mapped(self.e, sc.COMPLEX[a.dtype], sc.real if name == "real" else sc.imag, [a])
        return Method(a, name)

    # -- iteration

    def items_of(self, v: Any, count: int | None) -> list[Any]:
        """The items of something that is unpacked into `count` variables."""
        if isinstance(v, Tup):
            return list(v.items)
        if isinstance(v, Static) and isinstance(v.value, tuple | list | str):
            return [constant(x) for x in v.value]
        if isinstance(v, Dictionary):
            return [constant(k) for k in v.items]
        if is_array(v) and v.shape and count is not None:
            self.e.bail_if(ints.compare("ne", v.shape[0], ints.integer(count)), "a wrong number of values to unpack")
            a = materialize(self.e, v)
            return [get(self.e, a, python_int(k)) for k in range(count)]
        raise Unsupported("unpacking of something whose length is not known", self.line)

    def iterated_items(self, v: Iterated, parts: list[list[Any]]) -> list[Any]:
        """The items of enumerate, zip or reversed of known items."""
        if v.name == "zip":
            return [Tup(list(x)) for x in zip(*parts, strict=False)]
        if v.name == "reversed":
            return list(reversed(parts[0]))
        start = v.start if v.start is not None else python_int(0)
        return [Tup([self.operate("Add", start, python_int(k)), x]) for k, x in enumerate(parts[0])]

    def sequence(self, v: Any) -> Sequence_:
        """How a loop runs over a range, an array, or enumerate, zip or reversed of such."""
        if isinstance(v, Range):
            return self._range(v)
        if isinstance(v, Grown):
            return self._grown(v)
        if is_array(v):
            if not v.shape:
                raise Unsupported("iteration over a 0-d array", self.line)
            a = materialize(self.e, v)
            size = self.e.hold(a.shape[0], "n")
            return Sequence_(ints.ZERO, size, 1, lambda k: get(self.e, a, counter(k, size)))
        if isinstance(v, Iterated):
            return self._iterated(v)
        raise Unsupported("a loop over something whose items are not known", self.line)

    def _grown(self, v: Grown) -> Sequence_:
        size = self.e.hold_now(v.length.expr)

        def item(k: Expr) -> Scalar:
            self.e.bail_if(ints.compare("ne", v.length.expr, size), "a list that changes while a loop runs over it")
            return v.element(self.e.hold(v.array(v.data).load(k), "x"))

        return Sequence_(ints.ZERO, size, 1, item)

    def _range(self, v: Range) -> Sequence_:
        if not v.step.is_static:
            return self._range_by_steps(v)
        step = v.step.static
        lo, hi = (v.start.lo, v.stop.hi - 1) if step > 0 else (v.stop.lo + 1, v.start.hi)

        def item(k: Expr) -> Scalar:
            return Scalar(k, "int", lo, hi)

        return Sequence_(self.e.hold(v.start.expr, "start"), v.stop.expr, step, item)

    def _range_by_steps(self, v: Range) -> Sequence_:
        """A range whose step is known only when the procedure runs."""
        e = self.e
        start, stop, step = (e.hold(x.expr) for x in (v.start, v.stop, v.step))

        def steps(first: Expr, last: Expr, by: Expr) -> Expr:
            distance = ints.maximum(ints.sub(last, first), ints.ZERO)
            return Expr("quo", "i64", (ints.add(distance, ints.sub(by, ints.ONE)), by))

        count, lo, hi = steps(start, stop, step), v.start.lo, v.stop.hi - 1
        if v.step.lo <= 0:
            e.bail_if(ints.compare("eq", step, ints.ZERO), "a range with step 0")
            back = ints.sub(ints.ZERO, step)
            count = ints.select(ints.compare("gt", step, ints.ZERO), count, steps(stop, start, back))
            lo, hi = min(lo, v.stop.lo), max(hi, v.start.hi)
        count = e.hold(count, "count")

        def item(k: Expr) -> Scalar:
            return Scalar(e.hold(ints.add(start, ints.mul(k, step)), "i"), "int", lo, hi)

        return Sequence_(ints.ZERO, count, 1, item)

    def _length(self, s: Sequence_) -> Expr:
        distance = ints.sub(s.stop, s.start) if s.step > 0 else ints.sub(s.start, s.stop)
        size = abs(s.step)
        if size > 1:
            distance = self.e.hold(
                Expr(
                    "quo",
                    "i64",
                    (ints.add(ints.maximum(distance, ints.ZERO), ints.integer(size - 1)), ints.integer(size)),
                )
            )
        return self.e.hold(ints.maximum(distance, ints.ZERO), "count")

    def _iterated(self, v: Iterated) -> Sequence_:
        parts = [self.sequence(p) for p in v.parts]
        nth = [lambda k, s=s: s.item(ints.add(s.start, ints.mul(k, ints.integer(s.step)))) for s in parts]
        lengths = [self._length(s) for s in parts]
        count = lengths[0]
        for n in lengths[1:]:
            count = self.e.hold(ints.minimum(count, n), "count")
        if v.name == "zip":
            return Sequence_(ints.ZERO, count, 1, lambda k: Tup([f(k) for f in nth]))
        if v.name == "reversed":
            last = ints.sub(count, ints.ONE)
            return Sequence_(ints.ZERO, count, 1, lambda k: nth[0](ints.sub(last, k)))
        start = v.start if v.start is not None else python_int(0)
        return Sequence_(ints.ZERO, count, 1, lambda k: Tup([self.operate("Add", start, counter(k, count)), nth[0](k)]))

    # -- calls

    def _of_call(self, node: ast.Call) -> Any:
        function = self.value(node.func)
        if len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp) and isinstance(function, Static):
            return self._of_generator(function.value, node)
        args = self._items(node.args)
        kwargs: dict[str, Any] = {}
        for k in node.keywords:
            if k.arg is None:
                inner = self.value(k.value)
                if not isinstance(inner, Dictionary):
                    raise Unsupported("** of something that is no dict", node.lineno)
                kwargs.update(inner.items)
            else:
                kwargs[k.arg] = self.value(k.value)
        self.line = node.lineno
        return call(self, function, args, kwargs)

    def _of_generator(self, function: Any, node: ast.Call) -> Any:
        """sum, any, all, min and max of a generator: as a loop, which Python runs in the same order."""
        generator = node.args[0]
        assert isinstance(generator, ast.GeneratorExp)
        if function not in (sum, any, all) or node.keywords:
            items = self._comprehended(generator)
            return call(self, Static(function), [Tup(items, list)], {})
        name = f".{getattr(function, '__name__', 'f')}"
        start = {sum: "0", any: "False", all: "True"}[function]
        step = {
            sum: f"ACC = ACC + ({ast.unparse(generator.elt)})",
            any: f"if {ast.unparse(generator.elt)}:\n ACC = True\n break",
            all: f"if not ({ast.unparse(generator.elt)}):\n ACC = False\n break",
        }[function]
        if len(generator.generators) > 1 and function is not sum:
            raise Unsupported("any or all of a generator with several loops", self.line)
        return self._as_loop(name, start, step, generator)

    def summed(self, items: Any) -> Any:
        """sum(items), one after the other."""
        self.frame.env[".items"] = items  # type: ignore[attr-defined]
        call = ast.parse("sum(x for x in ITEMS)", mode="eval").body
        for n in ast.walk(call):
            if isinstance(n, ast.Name) and n.id == "ITEMS":
                n.id = ".items"
            if isinstance(n, ast.expr):
                n.lineno, n.col_offset = self.line, self.e.where[-1]
        assert isinstance(call, ast.Call)
        return self._of_generator(sum, call)

    def _as_loop(self, name: str, start: str, step: str, generator: ast.GeneratorExp | ast.ListComp) -> Any:
        body: list[ast.stmt] = ast.parse(step).body
        for g in reversed(generator.generators):
            for test in reversed(g.ifs):
                body = [ast.If(test, body, [])]
            body = [ast.For(g.target, g.iter, body, [], lineno=0, col_offset=0)]
        code = ast.Module([*ast.parse(f"ACC = {start}").body, *body], [])
        accumulator = f"{name}{generator.lineno}.{generator.col_offset}"
        for n in ast.walk(code):
            if isinstance(n, ast.Name) and n.id == "ACC":
                n.id = accumulator
            if isinstance(n, ast.stmt | ast.expr):
                n.lineno, n.col_offset = generator.lineno, generator.col_offset + getattr(n, "col_offset", 0) * 1000
                n.end_lineno, n.end_col_offset = n.lineno, n.col_offset
        frame = self.frame  # type: ignore[attr-defined]
        targets = {n.id for g in generator.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        saved = {t: frame.env[t] for t in targets if t in frame.env}
        added = (targets | {accumulator}) - frame.locals
        frame.locals |= added
        for n in ast.walk(code):
            if isinstance(n, ast.For):
                frame.live.head[id(n)] = frozenset([accumulator])
            if isinstance(n, ast.stmt):
                frame.live.after[id(n)] = frozenset([accumulator])
        where = self.e.where
        frame.kept.append(code)
        self.statements(code.body)  # type: ignore[attr-defined]
        self.e.where = where
        found = frame.env.pop(accumulator)
        for t in targets:
            frame.env.pop(t, None)
        frame.env.update(saved)
        frame.locals -= added
        return found

    def _of_listcomp(self, node: ast.ListComp) -> Any:
        try:
            return self._list(self._comprehended(node), list, node)
        except Unsupported:
            if len(node.generators) > 1:
                raise
        return self._as_loop(".list", "[]", f"ACC.append({ast.unparse(node.elt)})", node)

    def _of_generatorexp(self, node: ast.GeneratorExp) -> Any:
        return Tup(self._comprehended(node))

    def _comprehended(self, node: Any) -> list[Any]:
        """The items of a comprehension over items that are known now."""
        found: list[Any] = []
        frame = self.frame  # type: ignore[attr-defined]
        saved = dict(frame.env)
        names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        added = names - frame.locals
        frame.locals |= added

        def level(k: int) -> None:
            if k == len(node.generators):
                found.append(self.stored(self.value(node.elt)))  # type: ignore[attr-defined]
                return
            g = node.generators[k]
            for item in self._known_items(self.value(g.iter)):
                self.bind(g.target, item)  # type: ignore[attr-defined]
                tests = [self.known_truth(self.test(t)) for t in g.ifs]  # type: ignore[attr-defined]
                if None in tests:
                    raise Unsupported("a comprehension whose condition is not known", self.line)
                if all(tests):
                    level(k + 1)

        level(0)
        for n in names:
            frame.env.pop(n, None)
            if n in saved:
                frame.env[n] = saved[n]
        frame.locals -= added
        return found

    def _known_items(self, v: Any) -> list[Any]:
        items = self._static_items(v)  # type: ignore[attr-defined]
        if items is not None:
            return items  # type: ignore[no-any-return]
        if isinstance(v, Range) and all([x.is_static for x in (v.start, v.stop, v.step)]):
            numbers = range(v.start.static, v.stop.static, v.step.static)
            if len(numbers) <= 64:
                return [python_int(k) for k in numbers]
        raise Unsupported("a comprehension over something whose length is not known", self.line)

    # -- what statements ask

    def is_errstate(self, node: ast.expr) -> bool:
        """np.errstate(...): machine code warns of nothing; where it is to raise, NumPy runs."""
        if not isinstance(node, ast.Call):
            return False
        function = self.value(node.func)
        if not isinstance(function, Static) or function.value is not np.errstate:
            return False
        return all(isinstance(k.value, ast.Constant) and k.value.value in ("ignore", "warn") for k in node.keywords)

    def matches(self, pattern: ast.pattern, subject: Any) -> bool:
        """Whether a value that is known now matches a pattern."""
        if isinstance(pattern, ast.MatchValue):
            return bool(self.known(subject) == self.known(self.value(pattern.value)))
        if isinstance(pattern, ast.MatchSingleton):
            return isinstance(subject, Static | Scalar) and self.known(subject) is pattern.value
        if isinstance(pattern, ast.MatchOr):
            return any(self.matches(p, subject) for p in pattern.patterns)
        if isinstance(pattern, ast.MatchAs):
            if pattern.pattern is not None and not self.matches(pattern.pattern, subject):
                return False
            if pattern.name is not None:
                self.bind(ast.Name(pattern.name, ast.Store()), subject)  # type: ignore[attr-defined]
            return True
        if isinstance(pattern, ast.MatchSequence) and isinstance(subject, Tup):
            fits = len(pattern.patterns) == len(subject.items)
            return fits and all(self.matches(p, x) for p, x in zip(pattern.patterns, subject.items, strict=True))
        raise Unsupported("a pattern of a match statement", self.line)


_PLAIN = (str, bytes, int, float, complex, bool, tuple, type(None), np.dtype)


def _is_plain(value: Any, comparison: bool) -> bool:
    """Whether an operator on an object does nothing but compute: it is none that a class of the user's defines."""
    return isinstance(value, _PLAIN) or (comparison and type(value).__eq__ in (object.__eq__, type.__eq__))


def size_scalar(d: Expr) -> Scalar:
    """A size as a Python integer."""
    known = ints.number(d)
    return Scalar(d, "int", 0, 2**47) if known is None else python_int(known)


def counter(k: Expr, size: Expr) -> Scalar:
    """An index that is within a size."""
    return Scalar(k, "int", 0, 2**47)


def _part_of(a: Arr, name: str) -> Arr:
    """The real or imaginary parts of complex numbers in memory: a view of every second float."""
    two = ints.integer(2)
    start = ints.mul(a.offset, two)
    return Arr(
        a.data,
        sc.COMPLEX[a.dtype],
        a.shape,
        tuple([ints.mul(s, two) for s in a.strides]),
        offset=start if name == "real" else ints.add(start, ints.ONE),
        owner=a.owner,
        sites=a.sites,
        readonly=a.readonly,
    )


def transposed(e: Emitter, a: Any, perm: tuple[int, ...]) -> Any:
    """The array with its axes in another order: a view."""
    if isinstance(a, Lazy):
        a = materialize(e, a)
    axes = None if a.axes is None else tuple([a.axes[p] for p in perm])
    found = reshaped_view(a, tuple([a.shape[p] for p in perm]), tuple([a.strides[p] for p in perm]), axes)
    found.whole = a.whole and perm == tuple(range(len(perm)))
    return found

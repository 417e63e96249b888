"""Subscripts and attributes: read, written and updated in place."""

from __future__ import annotations

import ast
from collections import deque
from typing import Any

from ..procedures.ir import COMPLEX, Expr
from . import integers as ints
from . import scalars as sc
from .arrays import apply, assign, is_array, mapped, materialize
from .emitter import zero
from .frames import Unbound
from .functions.lists import in_memory as list_in_memory
from .functions.lists import item_of, put_part, remove_items, sliced
from .functions.tables import delete_item, get_item, in_memory, must_be_made, set_item
from .functions.ufuncs import matmul
from .grids import GRIDS, grid
from .heap import items
from .lists import Grown
from .nested import array_of
from .numpy_numbers import UFUNCS
from .orders import lies_by_columns
from .python_numbers import per_kind
from .reshaping import raveled
from .selections import Selections
from .slices import checked, is_int
from .subscripts import get, put
from .tables import Table, Unmade
from .texts import is_text
from .values import (
    Arr,
    Choice,
    Dictionary,
    Flat,
    Lazy,
    Method,
    Object,
    Scalar,
    Slice,
    Static,
    Tup,
    Unsupported,
    by_rows,
    constant,
    python_int,
    size_scalar,
)
from .views import part_of, transposed


class Items(Selections):
    """The part of a translator that knows subscripts and attributes."""

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
        if not isinstance(v, Scalar) or not is_int(v):
            raise Unsupported("a slice whose bounds are not integers", self.line)
        return v

    def _of_subscript(self, node: ast.Subscript) -> Any:
        array = self.everything(node)
        if array is not None:
            return array
        owner = self.value(node.value)
        if isinstance(owner, Object) and (method := self.own_method(owner, "__getitem__")) is not None:
            return method([self.key(node.slice)], {})
        if isinstance(owner, Grown):
            return self._part_of_list(owner, self.key(node.slice))
        if isinstance(owner, Static) and isinstance(owner.value, GRIDS):
            return grid(self, owner.value, self._slices_of_numbers(node.slice))
        key = self.key(node.slice)
        owner = self._numbered(owner, key)
        if isinstance(owner, Table | Unmade):
            return get_item(self, owner, key)
        if isinstance(owner, Dictionary) and not self._is_known(key):
            if not owner.items:
                raise Unbound("an item of an empty dict")
            if owner.outside is not None or isinstance(key, Choice):
                return self._looked_up(owner, key)
            in_memory(self, owner, key)
        if isinstance(owner, Tup) and owner.outside is not None and isinstance(key, Slice) and _is_open(key):
            return sliced(self, list_in_memory(self, owner), key)
        fixed = isinstance(owner, Tup) and (issubclass(owner.kind, tuple) or owner.outside is not None)
        if isinstance(owner, Tup) and owner.kind in (list, deque) and _is_open(key) and not fixed:
            self.must_grow(owner, None)
        if fixed and is_int(key) and not key.is_static:
            return item_of(self, owner.items, checked(self.e, key, ints.integer(len(owner.items))))
        if isinstance(owner, Tup) and owner.kind is list and isinstance(key, Slice):
            return self.new_list(get(self.e, owner, key).items, list, node)
        return get(self.e, owner, self._as_index(key) if is_array(owner) else key)

    def _as_index(self, key: Any) -> Any:
        """What stands in the brackets after an array: lists are arrays there."""
        if isinstance(key, Tup) and issubclass(key.kind, tuple):
            return Tup([self._as_index(k) for k in key.items])
        return array_of(self.e, key) if isinstance(key, Grown) and key.kind_of_list is list else key

    def _numbered(self, owner: Any, key: Any) -> Any:
        """What a subscript goes to: of x.flat, whose parts are copies, elements only."""
        if isinstance(owner, Flat) and not is_int(key):
            raise Unsupported("a part of x.flat", self.line)
        return owner.array if isinstance(owner, Flat) else owner

    def _slices_of_numbers(self, node: ast.expr) -> Any:
        """As `key`, where bounds of slices are any numbers."""
        if isinstance(node, ast.Tuple):
            return Tup([self._slices_of_numbers(n) for n in node.elts])
        if isinstance(node, ast.Slice):
            return Slice(*[None if n is None else self.value(n) for n in (node.lower, node.upper, node.step)])
        return self.value(node)

    def _looked_up(self, owner: Dictionary, key: Any) -> Any:
        """An item of a dict that nobody changes, by a key that is compared with all of them."""
        place: Expr = ints.integer(-1)
        for k, known in enumerate(owner.items):
            same = self.comparison(ast.Eq(), key, constant(known))
            place = ints.select(same.expr, ints.integer(k), place)
        place = self.e.hold(place, "place")
        self.e.bail_if(ints.compare("lt", place, ints.ZERO), "a key that is not there")
        return item_of(self, list(owner.items.values()), place)

    def _part_of_list(self, owner: Grown, key: Any) -> Any:
        """An item or a slice of a list in memory."""
        if isinstance(key, Slice):
            return sliced(self, owner, key)
        if not is_int(key):
            raise Unsupported("a part of a list that is changed in a loop or a branch", self.line)
        return owner.element(self.e, checked(self.e, key, self.e.hold_now(owner.length.expr)))

    def remove_item(self, owner: Any, key: Any) -> None:
        """del owner[key]."""
        if isinstance(owner, Tup) and owner.kind is list and (owner.block is not self.e.block or _is_open(key)):
            self.must_grow(owner, None)
        if isinstance(owner, Grown):
            remove_items(self, owner, key)
            return
        if isinstance(owner, Table | Unmade):
            delete_item(self, owner, key)
            return
        if isinstance(owner, Dictionary) and not self._is_known(key):
            in_memory(self, owner, key)
        known = isinstance(owner, Dictionary) or (isinstance(owner, Tup) and owner.block is self.e.block)
        k = self.known(key) if known else None
        if k not in items(owner):
            raise Unsupported("del of an item", self.line)
        self.e.heap.change(owner)
        del owner.items[k]

    def assign_item(self, target: ast.Subscript, v: Any) -> None:
        """owner[key] = v."""
        owner, key = self.value(target.value), self.key(target.slice)
        owner = self._numbered(owner, key)
        if isinstance(owner, Object) and (method := self.own_method(owner, "__setitem__")) is not None:
            method([key, v], {})
        elif isinstance(owner, Grown):
            if isinstance(key, Slice):
                put_part(self, owner, key, v)
                return
            if not is_int(key):
                raise Unsupported("an assignment to a part of a list", self.line)
            owner.set(self.e, checked(self.e, key, self.e.hold_now(owner.length.expr)), self.stored(v))
        elif isinstance(owner, Table | Unmade):
            set_item(self, owner, key, self.stored(v))
        elif isinstance(owner, Tup | Dictionary):
            self._put_into_container(owner, key, v)
        else:
            put(self.e, owner, self._as_index(key), array_of(self.e, v) if isinstance(v, Grown) else v)

    def _put_into_container(self, owner: Any, key: Any, v: Any) -> None:
        if isinstance(owner, Tup) and owner.kind is list and (_is_open(key) or isinstance(key, Slice)):
            self.must_grow(owner, None)
        if isinstance(owner, Dictionary) and not self._is_known(key):
            if not owner.items:
                must_be_made(self, owner.site, key, self.stored(v))
            in_memory(self, owner, key)
        k = self.known(key)
        there = isinstance(owner, Dictionary) or (owner.kind is list and isinstance(k, int))
        if not there or (isinstance(owner, Tup) and not -len(owner.items) <= k < len(owner.items)):
            raise Unsupported("an assignment to an item that is not there", self.line)
        self.e.heap.change(owner)
        owner.items[k] = self.stored(v)

    def _is_known(self, key: Any) -> bool:
        try:
            self.known(key)
        except Unsupported:
            return False
        return True

    def update_item(self, op: str, owner: Any, key: Any, node: ast.expr) -> None:
        """owner[key] op= value."""
        owner = self._numbered(owner, key)
        if isinstance(owner, Object) and (method := self.own_method(owner, "__getitem__")) is not None:
            new = self.operate(op, method([key], {}), self.value(node))
            if (method := self.own_method(owner, "__setitem__")) is not None:
                method([key, new], {})
                return
        if isinstance(owner, Grown):
            if not is_int(key):
                raise Unsupported("an assignment to a part of a list", self.line)
            place = checked(self.e, key, self.e.hold_now(owner.length.expr))
            if owner.has_arrays:
                raise Unsupported("an update of an array in a list that changes in a loop", self.line)
            old = owner.element(self.e, place)
            if isinstance(old, Grown) and op == "Add":
                self.call(Method(old, "extend"), [self.value(node)], {})
                return
            owner.set(self.e, place, self.stored(self.operate(op, old, self.value(node))))
            return
        if isinstance(owner, Tup) and owner.kind is list and _is_open(key):
            self.must_grow(owner, None)
        if isinstance(owner, Table | Unmade):
            key = self._frozen(key)
            set_item(self, owner, key, self.stored(self.operate(op, get_item(self, owner, key), self.value(node))))
            return
        if isinstance(owner, Dictionary) and not self._is_known(key):
            if not owner.items:
                raise Unbound("an item of an empty dict")
            in_memory(self, owner, key)
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
            new = self.operate(op, old, value)
            if is_array(old):
                self.check_update(old.dtype, new.dtype)
            put(self.e, owner, key, new)

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
        value = self.as_operand(value)
        if op == "MatMult" and (not is_array(value) or len(value.shape) < 2):
            raise Unsupported("a matrix product in place with a vector", self.line)
        new = matmul(self, old, value) if op == "MatMult" else apply(self.e, UFUNCS[op], (old, value))
        self.check_update(old.dtype, new.dtype)
        if is_array(new) and len(new.shape) > len(old.shape):
            raise Unsupported("an update in place by an array with more axes", self.line)
        assign(self.e, old, new)

    # -- attributes

    def _of_attribute(self, node: ast.Attribute) -> Any:
        owner = self.value(node.value)
        return self.attribute(owner, node.attr)

    def attribute(self, owner: Any, name: str) -> Any:
        """owner.name."""
        if is_text(owner):
            return Method(owner, name)
        if isinstance(owner, Static):
            return self.surroundings.attribute(self, owner.value, name)
        if is_array(owner):
            return self._array_attribute(owner, name)
        if isinstance(owner, Object):
            return self.object_attribute(owner, name)
        if isinstance(owner, Tup) and name in (fields := getattr(owner.kind, "_fields", ())):
            return owner.items[fields.index(name)]
        if isinstance(owner, Tup) and fields:
            return self.object_attribute(owner, name)
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
        if "bool" in x.kinds:
            raise Unsupported(f"'{name}' of a bool", self.line)
        if len(x.kinds) > 1:
            return per_kind(self.e, (x,), lambda n: self._parts(n, name))
        kind = {"c128": "f64", "c64": "f32", "complex": "float"}.get(x.kind, x.kind)
        if x.dtype not in ("c64", "c128"):
            return x if name == "real" else Scalar(zero(x.dtype), x.kinds)
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
        if name == "flat" and isinstance(a, Arr) and a.whole:
            return Flat(self.turning, raveled(self.e, a))
        if name == "T":
            return transposed(materialize(self.e, a), tuple(reversed(range(len(a.shape)))))
        if name in ("real", "imag"):
            if a.dtype not in ("c64", "c128"):
                if name == "real":
                    return a
                columns = by_rows(len(a.shape))[::-1] if lies_by_columns(a) else None
                zeros = self.e.allocate(a.dtype, a.shape, "imag", zero=True, order=columns)
                zeros.readonly = True
                return zeros
            if isinstance(a, Arr):
                return part_of(a, name)
            part = mapped(self.e, COMPLEX[a.dtype], sc.real if name == "real" else sc.imag, [a])
            if isinstance(part, Lazy):
                part.made = lambda e: part_of(materialize(e, a), name)
            return part
        return Method(a, name)


def _is_open(key: Any) -> bool:
    """Whether an index or slice of a list is known only when the procedure runs."""
    if isinstance(key, Slice):
        return any([b is not None and not b.is_static for b in key])
    return is_int(key) and not key.is_static

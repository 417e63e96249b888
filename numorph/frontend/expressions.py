"""Expressions of the syntax tree: to numbers, arrays, and what is known while the function is translated.

Here are names and literals; operators, logic, items, iteration and comprehensions are files of their own.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from . import integers as ints
from . import scalars as sc
from .comprehensions import Comprehensions
from .functions.tables import new_table, set_item, update
from .items import Items
from .iteration import Iteration
from .logic import Logic
from .objects import Objects
from .operators import Operators
from .pending import Pending
from .texts import Texts
from .values import Dictionary, Function, Method, Optional, Scalar, Static, Tup, Unsupported, constant


class Expressions(Operators, Logic, Pending, Items, Iteration, Comprehensions, Texts, Objects):
    """The part of a translator that computes values."""

    def value(self, node: ast.expr) -> Any:
        """The value of an expression; where it is None at times, it bails then."""
        return self.present(self.perhaps(node))

    def present(self, v: Any) -> Any:
        """A value that is not None."""
        if not isinstance(v, Optional):
            return v
        self.e.bail_if(ints.negation(v.flag), "None, where something else is needed")
        return v.value

    def perhaps(self, node: ast.expr) -> Any:
        """The value of an expression, which may be None at times."""
        method = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if method is None:
            raise Unsupported(f"'{ast.unparse(node)}'", getattr(node, "lineno", None))
        return method(node)

    def _of_constant(self, node: ast.Constant) -> Any:
        return constant(node.value)

    def _of_name(self, node: ast.Name) -> Any:
        return self.name(node.id)

    def _of_tuple(self, node: ast.Tuple) -> Tup:
        return Tup(self.values_of(node.elts))

    def _of_list(self, node: ast.List) -> Any:
        return self.new_list(self.values_of(node.elts), list, node)

    def values_of(self, nodes: Sequence[ast.expr]) -> list[Any]:
        """The values of expressions, some of which may be starred."""
        found: list[Any] = []
        for k, n in enumerate(nodes):
            if isinstance(n, ast.Starred):
                found += self.items_of(self.value(n.value), None)
            else:
                found.append(self.settled(self.perhaps(n), nodes[k + 1 :]))
        return found

    def _of_dict(self, node: ast.Dict) -> Any:
        site = ("table", *self.e.where, node.lineno, node.col_offset)
        if site in self.decided:
            table = new_table(self, dict, site=site)
            for k, v in zip(node.keys, node.values, strict=True):
                if k is None:
                    update(self, table, self.value(v))
                else:
                    key = self.value(k)
                    set_item(self, table, key, self.stored(self.value(v)))
            return table
        items = {}
        for k, v in zip(node.keys, node.values, strict=True):
            if k is None:
                inner = self.value(v)
                if not isinstance(inner, Dictionary):
                    raise Unsupported("** of something that is no dict", node.lineno)
                items.update(inner.items)
                continue
            key = self.value(k)
            items[self.known(key)] = self.stored(self.perhaps(v))
        made = Dictionary(items)
        made.site = site
        return self.e.heap.add(made, self.e.where)

    def _of_set(self, node: ast.Set) -> Any:
        made = new_table(self, set, site=("table", *self.e.where, node.lineno, node.col_offset))
        for x in self.values_of(node.elts):
            self.call(Method(made, "add"), [self.present(x)], {})
        return made

    def known(self, v: Any) -> Any:
        """The Python object that a value is, where it is known now."""
        if isinstance(v, Static):
            return v.value
        if isinstance(v, Scalar) and v.is_static:
            return v.static if v.is_python else sc.dtype_of(v.dtype).type(v.static)
        if isinstance(v, Tup):
            return getattr(v.kind, "_make", v.kind)([self.known(x) for x in v.items])
        raise Unsupported("a value is needed that is known only when the program runs", self.line)

    def _of_lambda(self, node: ast.Lambda) -> Function:
        return Function(node, self.frame, lambda d: self.stored(self.value(d)))

    def _of_namedexpr(self, node: ast.NamedExpr) -> Any:
        v = self.stored(self.perhaps(node.value), node.target.id)
        self.bind(node.target, v)
        return v

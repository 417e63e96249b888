"""a[mask] = f(b[mask], c[mask]): every element by itself, without the arrays of what the mask selects.

That the masks are one and the same is seen in the source: they are written alike, in a statement that changes nothing
before its end.
"""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from . import scalars as sc
from .arrays import is_array
from .context import Context
from .subscripts import mask_fits, put_selected
from .values import Arr, Scalar, Static, Unsupported

_SAME_AGAIN = (ast.Name, ast.UnaryOp, ast.BinOp, ast.Compare, ast.Constant, ast.operator, ast.unaryop, ast.cmpop)


class Selections(Context):
    """The part of a translator that knows assignments to what a mask selects."""

    # The mask of such an assignment, and how it is written, while the value is computed.
    _selected: tuple[str, Any] | None = None

    def assign_selected(self, target: ast.expr, value: ast.expr, op: str | None = None) -> bool:
        """owner[mask] = value, or op= value, if each of its elements comes from the same place of other arrays."""
        if not isinstance(target, ast.Subscript) or not isinstance(target.value, ast.Name):
            return False
        names = [n for n in ast.walk(target.slice) if not isinstance(n, ast.expr_context)]
        if not all([isinstance(n, _SAME_AGAIN) for n in names]):
            return False
        owner, written = self.env.get(target.value.id), ast.dump(target.slice)
        if not isinstance(owner, Arr) or not self._elementwise(value, written, len(owner.shape)):
            return False
        if op is None and written not in [ast.dump(n.slice) for n in ast.walk(value) if isinstance(n, ast.Subscript)]:
            return False
        mark = self.e.mark()
        mask = self.value(target.slice)
        if not is_array(mask) or mask.dtype != "bool" or len(mask.shape) != len(owner.shape):
            self.e.rewind(mark)
            return False
        self._selected = written, mask
        try:
            new = self.value(value)
            if op is not None:
                new = self.operate(op, owner, new)
        finally:
            self._selected = None
        if op is not None:
            self.check_update(owner.dtype, new.dtype)
        put_selected(self.e, owner, mask, new)
        return True

    def check_update(self, old: str, new: str) -> None:
        """Updates in place do not change the kind of numbers."""
        if not np.can_cast(sc.dtype_of(new), sc.dtype_of(old), "same_kind"):
            raise Unsupported(f"an update in place of {old} by {new}", self.line)

    def everything(self, node: ast.Subscript) -> Any:
        """The array of which a subscript selects by that mask; None for other subscripts."""
        if self._selected is None or ast.dump(node.slice) != self._selected[0]:
            return None
        owner = self.value(node.value)
        mask_fits(self.e, self._selected[1], owner)
        return owner

    def _elementwise(self, node: ast.expr, written: str, ndim: int) -> bool:
        """Whether an expression computes elements from those that a mask selects, and from numbers."""
        if isinstance(node, ast.Subscript):
            array = self._array(node.value)
            return array is not None and len(array.shape) == ndim and ast.dump(node.slice) == written
        if isinstance(node, ast.Name):
            return isinstance(self.env.get(node.id), Scalar)
        if isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
            return not isinstance(node.op, ast.MatMult) and all([self._elementwise(n, written, ndim) for n in parts])
        if isinstance(node, ast.UnaryOp):
            return not isinstance(node.op, ast.Not) and self._elementwise(node.operand, written, ndim)
        if isinstance(node, ast.Call):
            if node.keywords or not isinstance(node.func, ast.Attribute) or not isinstance(node.func.value, ast.Name):
                return False
            function = self.value(node.func)
            known = isinstance(function, Static) and isinstance(function.value, np.ufunc)
            return known and all([self._elementwise(n, written, ndim) for n in node.args])
        return isinstance(node, ast.Constant)

    def _array(self, node: ast.expr) -> Arr | None:
        if isinstance(node, ast.Attribute) and node.attr in ("real", "imag"):
            return self._array(node.value)
        found = self.env.get(node.id) if isinstance(node, ast.Name) else None
        return found if isinstance(found, Arr) else None

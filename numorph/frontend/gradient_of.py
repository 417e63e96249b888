"""The gradient of a function as a compiled function: both sweeps in one procedure, which makes the arrays it gives.

A call is one native call, without tapes or records between the sweeps.  Whatever is out of the ordinary is refused:
gradients then go by way of operations (operation.py).
"""

from __future__ import annotations

import copy
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..procedures.ir import Assign, Expr, Procedure, Reg, reg
from ..procedures.reverse import NotDifferentiable, whole_gradient
from . import integers as ints
from . import scalars as sc
from .beside import FLOATS
from .compiled import CompiledFunction, Variant
from .emitter import row_by_row
from .gradient import Gradient
from .keys import Arguments
from .results import ArrayResult, DictResult, ListResult, NumberResult, Place, place_of
from .traced_cost import TracedCost
from .translation import Translation
from .values import Unsupported


class CompiledGradient(CompiledFunction):
    """The translations of a gradient."""

    def __init__(self, f: types.FunctionType, gradient: Gradient, unwrap: Callable[[Any], Any]):
        super().__init__(f, unwrap)
        self.gradient = gradient

    def parameters(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        if max(self.gradient.positions) >= len(args):
            raise TypeError("a derivative by an argument that is not passed by position")
        return super().parameters(args, kwargs)

    def arguments(self, parameters: dict[str, Any], static: frozenset[str] = frozenset()) -> Arguments:
        return Arguments(parameters, static, self.opened, knows_rows=True)

    def translated(self, parameters: dict[str, Any], arguments: Arguments) -> Variant:
        return self._translated(parameters, arguments, None)

    def in_segments(self, parameters: dict[str, Any], arguments: Arguments, depth: int = 0) -> Variant:
        """For tapes that are longer than they may be; depth: of loops in others.  See procedures/segments.py."""
        return self._translated(parameters, arguments, depth)

    def _translated(self, parameters: dict[str, Any], arguments: Arguments, depth: int | None) -> Variant:
        inner = Translation(self.f, arguments, parameters, self.unwrap)
        return Variant(_Gradients(inner, parameters, self.gradient).translation(depth))


class _Gradients:
    """The translation of a gradient, made of the function's."""

    def __init__(self, inner: Translation, parameters: dict[str, Any], gradient: Gradient):
        self.inner, self.gradient, self.values = inner, gradient, list(parameters.values())
        self.results: list[Reg] = []
        self.more: list[Assign] = []  # after both sweeps

    def translation(self, depth: int | None) -> Translation:
        inner = self.inner
        result = inner.structure
        if inner.written or inner.writes_to_containers:
            raise Unsupported("a gradient of what writes to its arguments")
        if any([what == "stride" for what, _, _ in inner.sources]):
            raise Unsupported("a gradient by arrays with gaps")
        kinds = {sc.kind_dtype(k) for k in result.kinds} if isinstance(result, NumberResult) else set()
        if len(kinds) != 1 or not kinds <= set(FLOATS) or type(result.value) is not int:
            raise Unsupported("a gradient of a result that is not one floating number")
        leaves = self._leaves()
        active = [k for p in sorted(set(self.gradient.positions)) for k in leaves[p]]
        for k in active:
            x = inner.arguments.leaves[k]
            floating = type(x) is float or (isinstance(x, np.ndarray | np.generic) and x.dtype in _FLOATING)
            if not floating:
                raise Unsupported("a gradient by an argument that is no floating number or array")
        self.inputs = {k: inner.input_of_leaf(k) for k in active}
        counts = {i: ints.product(self._shape(k)) for i, (what, k, _) in enumerate(inner.sources) if what == "data"}
        by = sorted(self.inputs.values())
        try:
            whole = whole_gradient(inner.procedure, result.value, by, counts, depth)
        except NotDifferentiable as error:
            raise Unsupported(error.reason) from None
        value, *rest = whole.procedure.results
        self.bars = dict(zip([*whole.pointers, *[i for i in by if inner.inputs[i].dtype != "ptr"]], rest, strict=True))
        structure: Any = self._gradient(leaves)
        if self.gradient.with_value:
            (dtype,) = kinds
            structure = ListResult(
                tuple, [NumberResult((sc.numpy_kind(dtype),), self._place(reg(value)), None), structure], None
            )
        made = copy.copy(inner)
        made.structure, made.results, made.written = structure, self.results, []
        body = [*whole.procedure.body, *self.more]
        made.traced_cost = TracedCost(inner.procedure)
        made.procedure = Procedure(whole.procedure.name, inner.inputs, self.results, body, own_tape=True)
        return made

    def _leaves(self) -> list[list[int]]:
        """The leaves of each argument, by number."""
        found, at = [], 0
        for v in self.values:
            n = _count(v)
            found.append(list(range(at, at + n)))
            at += n
        return found

    def _gradient(self, leaves: list[list[int]]) -> Any:
        parts = []
        for p in sorted(set(self.gradient.positions)):
            parts.append(self._of(self.values[p], iter(leaves[p])))
        return parts[0] if self.gradient.single else ListResult(tuple, parts, None)

    def _of(self, v: Any, numbers: Iterator[int]) -> Any:
        """The gradient by an argument, or a part of one."""
        kind = type(v)
        if kind in (tuple, list):
            return ListResult(kind, [self._of(x, numbers) for x in v], None)
        if kind is dict:
            return DictResult({k: self._of(x, numbers) for k, x in v.items()}, None)
        k = next(numbers)
        bar = reg(self.bars[self.inputs[k]])
        if kind is np.ndarray:
            shape = self._shape(k)
            places = [self._place(x) for x in (ints.ZERO, *shape, *row_by_row(shape))]
            return ArrayResult(v.dtype, self._place(bar), places, None)
        return NumberResult(("float" if kind is float else sc.numpy_kind(bar.dtype),), self._place(bar), None)

    def _shape(self, k: int) -> tuple[Expr, ...]:
        """The sizes of an array among the arguments, or captured."""
        inner, at = self.inner, k - self.inner.n_leaves
        a = inner.arguments.leaves[k] if at < 0 else inner.surroundings.captured[at][0]()
        own = {
            axis: reg(r)
            for r, (what, j, axis) in zip(inner.inputs, inner.sources, strict=True)
            if (what, j) == ("size", k)
        }
        arguments = inner.arguments

        def size(axis: int, d: int) -> Expr:
            if d == 1 or (at < 0 and arguments.knows(a.shape, axis)):
                return ints.integer(d)
            return own.get(axis) or inner.sizes[arguments.sizes[d]]

        return tuple([size(axis, d) for axis, d in enumerate(a.shape)])

    def _place(self, e: Expr) -> Place:
        return place_of(e, self.results, self.more.append)


_FLOATING = (np.dtype(np.float32), np.dtype(np.float64))


def _count(v: Any) -> int:
    """How many leaves an argument has."""
    kind = type(v)
    if kind in (tuple, list):
        return sum([_count(x) for x in v])
    if kind is dict:
        return sum([_count(x) for x in v.values()])
    if isinstance(v, tuple):
        raise Unsupported("a gradient with named tuples among the arguments")
    return int(kind in (int, float, bool, complex) or isinstance(v, np.ndarray | np.generic))

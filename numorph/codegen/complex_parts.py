"""Complex numbers from real parts: what each operation on complex values is in operations on their parts.

A complex array in memory is a real one with one more axis, of length 2: `part` reads from it, `pair` fills it, and
`pair_product` multiplies matrices of such numbers by the library.  Nothing behind `expand` knows of complex numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, final

import numpy as np

from ..core.op import NotSupported, Op
from ..core.types import ArrayType, number_kind
from ..ir.program import Eqn, atom_type
from ..ops import contraction, indexing, reduction, scalar
from ..ops import elementwise as ew
from ..ops import movement as mv
from ..ops.linalg import finite
from ..ops.matrices import real_dtype
from .complex_formulas import FORMULAS, C, Real

_INSIDE = NotSupported("it only stands in plans")


def internal(name: str, type_rule: Callable[..., Any]) -> Op:
    """An operation of expanded programs, which are compiled and never run on NumPy."""
    return Op(name, "plan", type_rule, _only_compiled, _INSIDE, _INSIDE, _INSIDE)


def _only_compiled(*operands: Any, **params: Any) -> Any:
    raise TypeError(_INSIDE.reason)


def _product_type(a: Any, b: Any, spec: str) -> ArrayType:
    single = contraction.contract.type_rule(*[ArrayType(t.shape[:-1], t.dtype) for t in (a, b)], spec=spec)
    return ArrayType((*single.shape, 2), single.dtype)


part = internal("part", lambda t, k: ArrayType(t.shape[:-1], t.dtype))
pair = internal("pair", lambda x, y: ArrayType((*x.shape, 2), x.dtype))
pair_product = internal("pair_product", _product_type)


def as_pairs(x: Any) -> Any:
    """A complex array as the real one that it is in memory."""
    shape = np.shape(x)  # NumPy's contiguous arrays have an axis at least
    x = np.ascontiguousarray(x)
    return x.view(x.real.dtype).reshape(*shape, 2)


def pair_type(t: Any) -> ArrayType:
    """The type of a complex array as the real one that it is in memory."""
    return ArrayType((*t.shape, 2), real_dtype(t.dtype))


# -- values


@final
class Complex:
    """A complex value: its parts, or the pairs that it is in memory; each is made when it is asked for.

    `view`: the pairs as a movement of other pairs, for those who read matrices in any order.
    """

    __slots__ = ("_make_pairs", "_make_parts", "_pairs", "_parts", "_view")

    def __init__(
        self,
        make_parts: Callable[[], tuple[Any, Any]],
        make_pairs: Callable[[], Any] | None = None,
        view: Callable[[], Any] | None = None,
    ):
        self._make_parts, self._make_pairs, self._view = make_parts, make_pairs, view
        self._parts: Any = None
        self._pairs: Any = None

    @property
    def parts(self) -> tuple[Any, Any]:
        if self._parts is None:
            self._parts = self._make_parts()
        found: tuple[Any, Any] = self._parts
        return found

    @property
    def pairs(self) -> Any:
        if self._pairs is None:
            self._pairs = self._make_pairs() if self._make_pairs is not None else pair(*self.parts)
        return self._pairs

    @property
    def in_memory(self) -> bool:
        """Whether there are pairs, or a movement of pairs, without computing them from parts."""
        return self._make_pairs is not None

    @property
    def view(self) -> Any:
        return self.pairs if self._view is None else self._view()


def from_pairs(x: Any) -> Complex:
    """The complex value whose pairs are in memory."""
    return Complex(lambda: (part(x, k=0), part(x, k=1)), lambda: x)


def from_constant(x: Any) -> Complex:
    """A complex constant."""
    return Complex(lambda: (x.real, x.imag), lambda: as_pairs(x))


def is_complex(x: Any) -> bool:
    """Whether an operand or its type is complex."""
    return type(x) is Complex or (not isinstance(x, Complex) and getattr(x, "dtype", None) in _DTYPES)


_DTYPES = (np.dtype("c8"), np.dtype("c16"))

# -- equations


def _applied(formula: Callable[..., C | Real]) -> Callable[..., Any]:
    def rule(e: Eqn, *operands: Any) -> Any:
        found = formula(*[C(*map(Real, as_complex(x).parts)) for x in operands])
        return found.value if type(found) is Real else _of_parts(found.re.value, found.im.value)

    return rule


def _of_parts(re: Any, im: Any) -> Complex:
    return Complex(lambda: (re, im))


def as_complex(x: Any) -> Complex:
    """An operand that is known to be complex."""
    return x if type(x) is Complex else from_constant(x)


def _each_part(e: Eqn, *operands: Any) -> Complex:
    """The same on each part: movements, sums.  Real operands (indices, conditions) are the same for both."""

    def one(k: int) -> Any:
        return e.op(*[as_complex(x).parts[k] if is_complex(x) else x for x in operands], **e.params)

    return Complex(lambda: (one(0), one(1)))


def _copied(widened: Callable[[Eqn], dict[str, Any]], written: bool) -> Callable[..., Complex]:
    """A movement that keeps pairs together, where all operands have them; `written`: its result is in memory anyway."""

    def rule(e: Eqn, *operands: Any) -> Complex:
        if not all(as_complex(x).in_memory for x in operands if is_complex(x)):
            return _each_part(e, *operands)

        def pairs() -> Any:
            return e.op(*[as_complex(x).pairs if is_complex(x) else x for x in operands], **widened(e))

        if written:
            return from_pairs(pairs())
        return Complex(lambda: _each_part(e, *operands).parts, pairs)

    return rule


def _updated(e: Eqn, x: Any, v: Any, *places: Any) -> Complex:
    """The pairs of v in the place of some of x, or added to them."""
    params = dict(e.params)
    if e.op is indexing.put_slice:
        params["index"] = (*params["index"], _WHOLE_PAIR)
    return from_pairs(e.op(as_complex(x).pairs, as_complex(v).pairs, *places, **params))


_WHOLE_PAIR = (0, 2, 1)


def _moved(widened: Callable[[Eqn], dict[str, Any]]) -> Callable[..., Complex]:
    """A movement of one operand: of its parts, or of the pairs, should a view of these be asked for."""

    def rule(e: Eqn, x: Any) -> Complex:
        x = as_complex(x)
        both = lambda: (e.op(x.parts[0], **e.params), e.op(x.parts[1], **e.params))
        return Complex(both, view=lambda: e.op(x.view, **widened(e)))

    return rule


def converted(x: Any, dtype: np.dtype[Any]) -> Any:
    """A value in another dtype, as NumPy's astype: the real part where that is real."""
    if not is_complex(x):
        re = ew.convert(x, dtype=real_dtype(dtype))
        return _of_parts(re, ew.const(re, 0)) if dtype.kind == "c" else re
    re, im = as_complex(x).parts
    if dtype.kind == "c":
        return _of_parts(*[ew.convert(p, dtype=real_dtype(dtype)) for p in (re, im)])
    if dtype.kind == "b":
        return ew.logical_or(*[ew.convert(p, dtype=dtype) for p in (re, im)])
    return ew.convert(re, dtype=dtype)


def _from_python(e: Eqn, x: Any) -> Complex:
    dtype = real_dtype(e.params["dtype"])
    if type(x) is Complex:
        return _of_parts(*[ew.convert(p, dtype=dtype) for p in x.parts])
    if type(x) is complex:
        return _of_parts(dtype.type(x.real), dtype.type(x.imag))
    return _of_parts(scalar.from_python(x, dtype=dtype), dtype.type(0))


def _contract(e: Eqn, x: Any, y: Any) -> Complex:
    """By the library where that multiplies large matrices, else by sums of products of parts."""
    spec = e.params["spec"]
    x, y = as_complex(x), as_complex(y)
    if not by_parts(e):
        return from_pairs(pair_product(x.view, y.view, spec=spec))
    a, b = x.parts, y.parts
    rr, ii, ri, ir = (contraction.contract(a[k], b[n], spec=spec) for k, n in ((0, 0), (1, 1), (0, 1), (1, 0)))
    return _of_parts(ew.subtract(rr, ii), ew.add(ri, ir))


def by_parts(e: Eqn) -> bool:
    """Whether a contraction becomes contractions of parts: where these are made of loops."""
    from .stored import sums_by_loops

    a, b, out = contraction._terms(e.params["spec"])
    return set(a) | set(b) == set(out) or sums_by_loops(e)


_RULES: dict[Op, Callable[..., Any]] = {
    **{op: _applied(f) for op, f in FORMULAS.items()},
    ew.real: lambda e, x: ew.positive(as_complex(x).parts[0]),
    ew.imag: lambda e, x: ew.positive(as_complex(x).parts[1]),
    ew.complex_: lambda e, x, y: _of_parts(x, y),
    ew.select: _each_part,
    ew.convert: lambda e, x: converted(x, e.params["dtype"]),
    scalar.from_python: _from_python,
    contraction.contract: _contract,
    mv.transpose: _moved(lambda e: {"perm": (*e.params["perm"], len(e.params["perm"]))}),
    mv.reshape: _moved(lambda e: {"shape": (*e.params["shape"], 2)}),
    **dict.fromkeys((mv.broadcast, mv.flip, mv.pad), _each_part),
    **dict.fromkeys((indexing.dynamic_slice, indexing.dynamic_update_slice), _each_part),
    **dict.fromkeys((indexing.put_slice, indexing.scatter), _updated),
    indexing.slice_: _copied(lambda e: {"index": (*e.params["index"], _WHOLE_PAIR)}, False),
    indexing.gather: _copied(lambda e: e.params, False),
    mv.concatenate: _copied(lambda e: e.params, True),
    **dict.fromkeys((reduction.reduce_sum, reduction.cumsum, finite), _each_part),
}
_EXACT = {
    *(ew.add, ew.subtract, ew.negative, ew.positive, ew.conjugate, ew.equal, ew.not_equal, ew.isnan, ew.isinf),
    *(ew.isfinite, ew.real, ew.imag, ew.complex_, ew.select, ew.convert, scalar.from_python),
    *(mv.transpose, mv.reshape, mv.broadcast, mv.flip, mv.concatenate, mv.pad),
    *(
        finite,
        indexing.slice_,
        indexing.gather,
        indexing.dynamic_slice,
        indexing.put_slice,
        indexing.dynamic_update_slice,
    ),
}


def involves_complex(e: Eqn) -> bool:
    """Whether an equation has complex operands or results."""
    return any(is_complex(v.type) for v in e.outs) or any(is_complex(atom_type(a)) for a in e.args)


def has_parts(e: Eqn) -> bool:
    """Whether an equation that involves complex numbers is known by the parts of these."""
    if e.op not in _RULES or any(type(d) is not int for v in e.outs for d in v.type.shape):
        return False
    if e.op is indexing.scatter:
        return e.params["mode"] in ("set", "add")
    if e.params.get("exclusive", False):  # a scan that `nodes` does not know either
        return False
    if e.op is contraction.contract and not by_parts(e):
        return True
    names = [t.dtype for t in (*map(atom_type, e.args), *[v.type for v in e.outs])]
    return all(d in _DTYPES or number_kind(d) in "biuf" for d in names)


def is_exact(e: Eqn) -> bool:
    """Whether the expansion has the same bits as NumPy."""
    return e.op in _EXACT


def expanded(e: Eqn, operands: list[Any]) -> Any:
    """The result of an equation that involves complex numbers; operands and result may be `Complex`."""
    return _RULES[e.op](e, *operands)

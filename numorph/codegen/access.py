"""What a value is at an index: movements become index maps, elementwise producers become part of the expression.

A value that is `stored` is loaded from its buffer; any other is computed where it is needed, once per index.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..core.op import Op
from ..core.types import ScalarType, dtype_name
from ..ir.program import Eqn, Var, atom_type
from ..ops import contraction, indexing, linalg, scalar
from ..ops import elementwise as ew
from ..ops import movement as mv
from .complex_parts import part
from .elementwise import RULES, expression, number, rule_of
from .loops import SIGNED, SIZES, Expr, Place, binary, const, convert, load, select, var
from .random_words import hash_word, hashed


class Axis(NamedTuple):
    """A position along an axis: sum of loop counters times numbers, plus a number, plus a computed i64 value."""

    terms: tuple[tuple[str, int], ...] = ()
    const: int = 0
    computed: Expr | None = None


Index = tuple[Axis, ...]
AT_ZERO = Axis()


def loop_axis(name: str, extent: int) -> Axis:
    """The counter of a loop; one of a single iteration is 0."""
    return Axis(((name, 1),)) if extent != 1 else AT_ZERO


def scaled(axis: Axis, factor: int, shift: int = 0) -> Axis:
    """axis * factor + shift."""
    computed = axis.computed
    if computed is not None and factor != 1:
        computed = binary("mul", computed, const(factor, "i64"))
    return Axis(tuple([(v, c * factor) for v, c in axis.terms]), axis.const * factor + shift, computed)


def added(a: Axis, b: Axis) -> Axis:
    """a + b."""
    if not b.terms and b.computed is None:
        return Axis(a.terms, a.const + b.const, a.computed)
    terms = dict(a.terms)
    for v, c in b.terms:
        terms[v] = terms.get(v, 0) + c
    computed = a.computed or b.computed
    if a.computed is not None and b.computed is not None:
        computed = binary("add", a.computed, b.computed)
    return Axis(tuple([(v, c) for v, c in terms.items() if c]), a.const + b.const, computed)


def value_of(axis: Axis) -> Expr:
    """The position as an i64 expression."""
    total = axis.computed
    for v, c in axis.terms:
        term = var(v) if c == 1 else binary("mul", var(v), const(c, "i64"))
        total = term if total is None else binary("add", total, term)
    if total is None:
        return const(axis.const, "i64")
    return total if axis.const == 0 else binary("add", total, const(axis.const, "i64"))


def row_major(shape: Sequence[int]) -> list[int]:
    """Strides, in elements, of an array without gaps."""
    strides, step = [0] * len(shape), 1
    for k in range(len(shape) - 1, -1, -1):
        strides[k] = step
        step *= shape[k]
    return strides


def flat_place(buffer: str, shape: Sequence[int], index: Index, mask: Expr | None = None) -> Place:
    """The element of an array without gaps."""
    total = AT_ZERO
    for axis, stride in zip(index, row_major(shape), strict=True):
        total = added(total, scaled(axis, stride))
    offset: Any = total.const
    if total.computed is not None:
        offset = total.computed if not total.const else binary("add", total.computed, const(total.const, "i64"))
    return Place(buffer, total.terms, offset, mask)


# -- reshape


def blocks(a: Sequence[int], b: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """Axes of two shapes of one size, axes of size 1 left out, in the smallest groups of equal products."""
    left = [k for k, d in enumerate(a) if d != 1]
    right = [k for k, d in enumerate(b) if d != 1]
    found: list[tuple[list[int], list[int]]] = []
    while left or right:
        group: tuple[list[int], list[int]] = ([], [])
        p = q = 1
        while not group[0] or p != q:
            if p <= q and left:
                k = left.pop(0)
                group[0].append(k)
                p *= a[k]
            else:
                k = right.pop(0)
                group[1].append(k)
                q *= b[k]
        found.append(group)
    return found


def splits(out: Sequence[int], operand: Sequence[int]) -> bool:
    """Whether reading a reshape at an index has to divide: an axis of the operand is a part of one of `out`."""
    if 0 in out or 0 in operand:
        return False
    return any(len(inside) > 1 for _, inside in blocks(out, operand))


def _merged(index: Index, out: Sequence[int], operand: Sequence[int]) -> Index:
    found = [AT_ZERO] * len(operand)
    if 0 in out:
        return tuple(found)
    for outside, (inside,) in [(o, i) for o, i in blocks(out, operand) if i]:
        total, step = AT_ZERO, 1
        for k in reversed(outside):
            total = added(total, scaled(index[k], step))
            step *= out[k]
        found[inside] = total
    return tuple(found)


# -- values


class Reader:
    """Expressions of values at indices, for one set of stored values.

    buffers: names of stored values and constants; fails: conditions (of an expression) that make a program raise.
    """

    def __init__(self, made: dict[Var, Eqn], stored: set[Var]):
        self.made, self.stored = made, stored
        self.names: dict[Any, str] = {}
        self.buffers: dict[str, Any] = {}  # name -> variable, or array that is a constant
        self.memo: dict[Any, Expr] = {}
        self.hashes: dict[Any, tuple[Expr, Expr]] = {}  # by the operands: both words of each hash
        self.fails: dict[Expr, list[Expr]] = {}  # an expression -> conditions under which it may not be asked for

    def name(self, owner: Any) -> str:
        """The buffer of a stored variable or of a constant array."""
        key = owner if type(owner) is Var else id(owner)
        found = self.names.get(key)
        if found is None:
            found = self.names[key] = f"m{len(self.names)}"
            self.buffers[found] = owner
        return found

    def take_over(self, owner: Var, before: Var) -> None:
        """Let a variable have the buffer of another one, which nobody reads any more."""
        found = self.names[owner] = self.name(before)
        self.buffers[found] = owner

    def read(self, atom: Any, index: Index) -> Expr:
        """The element of a value at an index."""
        if type(atom) is not Var:
            return self.constant(atom, index)
        if atom in self.stored:
            return self.load(atom, atom.type.shape, index)
        return self.compute(atom, index)

    def load(self, owner: Any, shape: Sequence[int], index: Index, mask: Expr | None = None) -> Expr:
        key = (owner if type(owner) is Var else id(owner), tuple(shape), index, mask)
        found = self.memo.get(key)
        if found is None:
            place = flat_place(self.name(owner), shape, index, mask)
            found = self.memo[key] = load(place, dtype_name(atom_type(owner).dtype))
        return found

    def constant(self, value: Any, index: Index) -> Expr:
        if type(value) is np.ndarray:
            if value.size and not any(value.strides):
                return number(value[(0,) * value.ndim], value.dtype)
            return self.load(value, value.shape, index)
        return number(value, atom_type(value).dtype)

    def compute(self, v: Var, index: Index) -> Expr:
        """The element of a value at an index, whether it is stored or not."""
        found = self.memo.get((v, index))
        if found is None:
            e = self.made[v]
            rule = rule_of(e)
            if rule is not None:
                found = expression(e, [self.read(a, index) for a in e.args], rule)
            else:
                found = _READ[e.op](self, e, index)
            self.memo[v, index] = found
        return found

    def guard(self, value: Expr, bad: Expr) -> Expr:
        """Note a condition under which NumPy raises."""
        self.fails.setdefault(value, []).append(bad)
        return value


def _broadcast(r: Reader, e: Eqn, index: Index) -> Expr:
    kept = [a for k, a in enumerate(index) if k not in e.params["axes"]]
    shape = atom_type(e.args[0]).shape
    return r.read(e.args[0], tuple([AT_ZERO if d == 1 else a for a, d in zip(kept, shape, strict=True)]))


def _reshape(r: Reader, e: Eqn, index: Index) -> Expr:
    x, shape = e.args[0], e.params["shape"]
    while type(x) is Var and x not in r.stored and r.made[x].op is mv.reshape:
        x = r.made[x].args[0]
    if type(x) is Var and x in r.stored:
        return r.load(x, shape, index)
    if type(x) is np.ndarray and (not x.size or any(x.strides)):
        return r.load(x, shape, index)
    if type(x) is not Var:  # one number, everywhere
        return r.constant(x, ())
    return r.read(x, _merged(index, shape, atom_type(x).shape))


def _transpose(r: Reader, e: Eqn, index: Index) -> Expr:
    inside = [AT_ZERO] * len(index)
    for axis, p in zip(index, e.params["perm"], strict=True):
        inside[p] = axis
    return r.read(e.args[0], tuple(inside))


def _flip(r: Reader, e: Eqn, index: Index) -> Expr:
    shape = e.outs[0].type.shape
    axes = e.params["axes"]
    return r.read(e.args[0], tuple([scaled(a, -1, shape[k] - 1) if k in axes else a for k, a in enumerate(index)]))


def _slice(r: Reader, e: Eqn, index: Index) -> Expr:
    spans = e.params["index"]
    return r.read(e.args[0], tuple([scaled(a, s[2], s[0]) for a, s in zip(index, spans, strict=True)]))


def _iota(r: Reader, e: Eqn, index: Index) -> Expr:
    return convert(value_of(index[e.params["axis"]]), dtype_name(e.params["dtype"]))


def _outer(r: Reader, e: Eqn, index: Index) -> Expr:
    """A contraction that sums nothing."""
    a, b, out = contraction._terms(e.params["spec"])
    at = dict(zip(out, index, strict=True))
    x, y = (r.read(z, tuple([at[c] for c in term])) for z, term in zip(e.args, (a, b), strict=True))
    return expression(e, [x, y], RULES[ew.multiply])


def _gather(r: Reader, e: Eqn, index: Index) -> Expr:
    """Indices count from the end where negative; outside nothing is read, and the program fails."""
    x, *arrays = e.args
    shape, lead = atom_type(x).shape, len(atom_type(arrays[0]).shape)
    positions, bad = [], None
    for array, size in zip(arrays, shape, strict=False):
        i = r.read(array, index[:lead])
        position, outside = _position(i, size)
        positions.append(Axis((), 0, position))
        bad = outside if bad is None else binary("or", bad, outside)
    assert bad is not None
    inside = (*positions, *index[lead:])
    value = r.load(x, shape, inside, Expr("not", "bool", (bad,)))
    return r.guard(value, bad)


def _position(i: Expr, size: int) -> tuple[Expr, Expr]:
    """An index array's entry as a position, and whether it lies outside."""
    wide = convert(i, "i64")
    n = const(size, "i64")
    if i.dtype in SIGNED:
        wide = select(binary("lt", wide, const(0, "i64")), binary("add", wide, n), wide)
    return wide, binary("ge", convert(wide, "u64"), const(size, "u64"))


def _window(r: Reader, e: Eqn, index: Index) -> Expr:
    x, *starts = e.args
    shape = atom_type(x).shape
    return r.read(x, tuple([_from(r, s, a, d - n) for s, a, d, n in _windows(starts, index, shape, e.params["sizes"])]))


def _windows(starts: Any, index: Index, shape: Any, sizes: Any) -> Any:
    return zip(starts, index, shape, sizes, strict=True)


def _from(r: Reader, start: Any, axis: Axis, limit: int) -> Axis:
    """axis, counted from a start that is moved to fit."""
    if limit == 0:
        return axis
    s = convert(r.read(start, ()), "i64")
    s = binary("min", binary("max", s, const(0, "i64")), const(limit, "i64"))
    return added(axis, Axis((), 0, s))


def _from_python(r: Reader, e: Eqn, index: Index) -> Expr:
    """An integer that does not fit makes NumPy raise."""
    x, dtype = r.read(e.args[0], ()), dtype_name(e.params["dtype"])
    if x.dtype == "i64" and dtype[0] in "iu" and dtype != "i64":
        value = convert(x, dtype)
        back = convert(value, "i64")
        bad = binary("ne", back, x)
        if dtype == "u64":
            bad = binary("lt", x, const(0, "i64"))
        return r.guard(value, bad)
    if x.dtype in ("i64", "bool") and dtype in ("f16", "f32"):
        x = convert(x, "f64")
    if dtype == "bool" and x.dtype != "bool":
        return binary("ne", x, const(0, x.dtype))
    return convert(x, dtype)


_PYTHON = {scalar.add: "add", scalar.sub: "sub", scalar.mul: "mul"}


def _python_arithmetic(r: Reader, e: Eqn, index: Index) -> Expr:
    x, y = (convert(r.read(a, ()), "f64") for a in e.args)
    return binary(_PYTHON[e.op], x, y)


def _python_negative(r: Reader, e: Eqn, index: Index) -> Expr:
    return Expr("neg", "f64", (r.read(e.args[0], ()),))


def _to_python(r: Reader, e: Eqn, index: Index) -> Expr:
    return r.read(e.args[0], ())


def _finite(r: Reader, e: Eqn, index: Index) -> Expr:
    """The value itself; an infinity or NaN makes NumPy raise."""
    value = r.read(e.args[0], index)
    size = Expr("abs", value.dtype, (value,))
    inside = binary("lt", size, const(math.inf, value.dtype))
    return r.guard(value, Expr("not", "bool", (inside,)))


def _hash_word(r: Reader, e: Eqn, index: Index) -> Expr:
    operands = tuple([r.read(a, index) for a in e.args])
    key = tuple([x if x.op != "const" else x.attr for x in operands])
    found = r.hashes.get(key)
    if found is None:
        found = r.hashes[key] = hashed(*operands)
    return found[e.params["word"]]


def _part(r: Reader, e: Eqn, index: Index) -> Expr:
    return r.read(e.args[0], (*index, Axis((), e.params["k"])))


_READ: dict[Op, Callable[[Reader, Eqn, Index], Expr]] = {
    part: _part,
    linalg.finite: _finite,
    hash_word: _hash_word,
    mv.broadcast: _broadcast,
    mv.reshape: _reshape,
    mv.transpose: _transpose,
    mv.flip: _flip,
    mv.iota: _iota,
    indexing.slice_: _slice,
    indexing.gather: _gather,
    indexing.dynamic_slice: _window,
    contraction.contract: _outer,
    scalar.from_python: _from_python,
    scalar.to_python: _to_python,
    scalar.neg: _python_negative,
    **dict.fromkeys(_PYTHON, _python_arithmetic),
}


def is_inlined(e: Eqn) -> bool:
    """Whether an equation can be a part of an expression."""
    if e.op is linalg.finite:
        return dtype_name(e.outs[0].type.dtype) in ("f32", "f64")
    if rule_of(e) is not None:
        return True
    if e.op in (*_PYTHON, scalar.neg):  # Python's integers are unbounded
        kinds = [t.kind for t in map(atom_type, (*e.args, *e.outs)) if type(t) is ScalarType]
        return float in kinds and complex not in kinds and e.outs[0].type.kind is float  # type: ignore[union-attr]
    if e.op is scalar.from_python:
        return atom_type(e.args[0]).dtype.kind != "c" and _is_real(e.params["dtype"])
    if e.op is scalar.to_python:
        return e.outs[0].type.dtype.kind == "f"
    if e.op is contraction.contract:
        a, b, out = contraction._terms(e.params["spec"])
        return set(a) | set(b) == set(out) and _is_real(e.outs[0].type.dtype) and e.outs[0].type.dtype.kind != "b"
    return e.op in _READ and _is_real(e.outs[0].type.dtype)


def _is_real(dtype: np.dtype[Any]) -> bool:
    return dtype_name(dtype) in SIZES

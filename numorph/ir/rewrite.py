"""Local rewrites: what one equation becomes, seen together with the equations that made its operands.

A rule is exact when values stay the same bit for bit, signed zeros and NaNs included; only exact rules run by default.
rule(made, out, *operands, **params) -> an atom, a New equation, or None where it does not apply
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ..core.op import Op
from ..core.types import Shape, Type
from ..ops import elementwise as ew
from ..ops import indexing as ix
from ..ops import movement as mv
from .program import Eqn, Var, atom_type


class New(NamedTuple):
    """The equation that takes the place of the old one."""

    op: Op
    args: tuple[Any, ...]
    params: dict[str, Any]


Made = dict[Var, Eqn]  # the equation that makes a variable
Axes = tuple[int, ...]
Index = tuple[ix.Span, ...]
EXACT: dict[Op, list[Callable[..., Any]]] = {}
FAST: dict[Op, list[Callable[..., Any]]] = {}  # equal up to rounding, the sign of zero and of NaN


def rule(*ops: Op, exact: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a rewrite into the table."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        for op in ops:
            (EXACT if exact else FAST).setdefault(op, []).append(function)
        return function

    return enter


def maker(made: Made, x: Any, op: Op) -> Eqn | None:
    """The equation that made x, if its operation is `op`."""
    e = made.get(x) if type(x) is Var else None
    return e if e is not None and e.op is op else None


def is_fixed(x: Any) -> bool:
    """Whether a constant can never change: not an array that a user may still write to."""
    while type(x) is np.ndarray:
        if x.flags.writeable:
            return False
        if x.base is None:
            return True
        x = x.base
    return isinstance(x, np.generic | bytes)


def number(x: Any) -> Any:
    """The one value of all elements of a constant, as a NumPy scalar; None where there is none that is known."""
    if type(x) is Var:
        return None
    if type(x) is not np.ndarray:
        return x if isinstance(x, np.generic) else None
    if any(x.strides) or not x.size or not is_fixed(x):
        return None
    return x[(0,) * x.ndim]


def _is(x: Any, value: float) -> bool:
    """Whether a constant is `value` throughout, with the same sign if it is zero."""
    n = number(x)
    return n is not None and bool(n == value) and (value != 0 or math.copysign(1, n.real) == math.copysign(1, value))


# -- arithmetic


@rule(ew.positive)
def positive(made: Made, out: Type, x: Any) -> Any:
    return x


def _undoes_itself(op: Op, kinds: str) -> None:
    @rule(op)
    def twice(made: Made, out: Type, x: Any) -> Any:
        inner = maker(made, x, op)
        return inner.args[0] if inner and out.dtype.kind in kinds and atom_type(inner.args[0]) == out else None


_undoes_itself(ew.negative, "fciu")
_undoes_itself(ew.invert, "iub")
_undoes_itself(ew.logical_not, "b")
_undoes_itself(ew.conjugate, "fc")


@rule(ew.conjugate)
def conjugate_of_real(made: Made, out: Type, x: Any) -> Any:
    return x if out.dtype.kind in "fiu" else None


@rule(ew.multiply)
def times_one(made: Made, out: Type, x: Any, y: Any) -> Any:
    if out.dtype.kind not in "fiu":  # inf * (1 + 0j) has a NaN
        return None
    return x if _is(y, 1) else y if _is(x, 1) else None


@rule(ew.divide)
def divided_by_power_of_two(made: Made, out: Type, x: Any, y: Any) -> Any:
    n = number(y)
    if n is None or out.dtype.kind != "f" or not n or not math.isfinite(n) or abs(math.frexp(n)[0]) != 0.5:
        return None
    if n == 1:
        return x
    inverse = 1 / float(n)
    tiny = np.finfo(out.dtype).tiny
    return New(ew.multiply, (x, ew.filled(out, inverse)), {}) if abs(n) >= tiny and abs(inverse) >= tiny else None


@rule(ew.subtract)
def minus_zero(made: Made, out: Type, x: Any, y: Any) -> Any:
    return x if out.dtype.kind in "fiu" and _is(y, 0.0) else None


@rule(ew.add)
def plus_zero(made: Made, out: Type, x: Any, y: Any) -> Any:
    """-0.0 is neutral for floats: 0.0 + x turns x = -0.0 into 0.0."""
    kind = out.dtype.kind
    if kind not in "fiu":
        return None
    zero = -0.0 if kind == "f" else 0
    return x if _is(y, zero) else y if _is(x, zero) else None


@rule(ew.add, exact=False)
def plus_any_zero(made: Made, out: Type, x: Any, y: Any) -> Any:
    return x if _is(y, 0.0) else y if _is(x, 0.0) else None


@rule(ew.add, exact=False)
def plus_negative(made: Made, out: Type, x: Any, y: Any) -> Any:
    e = maker(made, y, ew.negative)
    return New(ew.subtract, (x, e.args[0]), {}) if e else None


@rule(ew.subtract, exact=False)
def minus_negative(made: Made, out: Type, x: Any, y: Any) -> Any:
    e = maker(made, y, ew.negative)
    return New(ew.add, (x, e.args[0]), {}) if e else None


@rule(ew.power, exact=False)
def small_power(made: Made, out: Type, x: Any, y: Any) -> Any:
    if out.dtype.kind != "f":
        return None
    return (
        x if _is(y, 1) else New(ew.square, (x,), {}) if _is(y, 2) else New(ew.sqrt, (x,), {}) if _is(y, 0.5) else None
    )


# -- choice, logic, conversion, complex parts


@rule(ew.select)
def select_known(made: Made, out: Type, c: Any, x: Any, y: Any) -> Any:
    if x is y:
        return x
    known = number(c)
    if known is not None:
        return x if known else y
    inverted = maker(made, c, ew.logical_not)
    if inverted and atom_type(inverted.args[0]).dtype == np.bool_:
        return New(ew.select, (inverted.args[0], y, x), {})
    return None


@rule(ew.logical_and, ew.bitwise_and)
def and_true(made: Made, out: Type, x: Any, y: Any) -> Any:
    if out.dtype != np.bool_ or atom_type(x).dtype != np.bool_:
        return None
    return x if _is(y, True) else y if _is(x, True) else None


@rule(ew.logical_or, ew.bitwise_or)
def or_false(made: Made, out: Type, x: Any, y: Any) -> Any:
    if out.dtype != np.bool_ or atom_type(x).dtype != np.bool_:
        return None
    return x if _is(y, False) else y if _is(x, False) else None


def keeps_values(have: np.dtype, to: np.dtype) -> bool:
    """Whether every value of one dtype is a value of the other (`can_cast` calls i64 to f64 safe as well)."""
    if have.kind in "iu" and to.kind in "fc":
        digits = np.finfo(to).nmant + 1
        return 8 * have.itemsize - (have.kind == "i") <= digits
    return np.can_cast(have, to, "safe")


@rule(ew.convert)
def convert_back(made: Made, out: Type, x: Any, dtype: np.dtype) -> Any:
    have = atom_type(x).dtype
    if have == dtype:
        return x
    inner = maker(made, x, ew.convert)
    if inner is None or (have.kind == "c" and dtype.kind != "c"):
        return None  # from complex to real, NumPy warns
    original = atom_type(inner.args[0]).dtype
    return inner.args[0] if original == dtype and keeps_values(original, have) else None


def _part(op: Op, i: int) -> None:
    @rule(op)
    def part_of_complex(made: Made, out: Type, x: Any) -> Any:
        e = maker(made, x, ew.complex_)
        return e.args[i] if e else None


_part(ew.real, 0)
_part(ew.imag, 1)


@rule(ew.complex_)
def complex_of_parts(made: Made, out: Type, x: Any, y: Any) -> Any:
    re, im = maker(made, x, ew.real), maker(made, y, ew.imag)
    return re.args[0] if re and im and re.args[0] is im.args[0] else None


# -- movement


@rule(mv.transpose)
def transpose_of_transpose(made: Made, out: Type, x: Any, perm: Axes) -> Any:
    if perm == tuple(range(len(perm))):
        return x
    inner = maker(made, x, mv.transpose)
    return New(mv.transpose, inner.args, {"perm": tuple([inner.params["perm"][p] for p in perm])}) if inner else None


@rule(mv.reshape)
def reshape_of_reshape(made: Made, out: Type, x: Any, shape: Shape) -> Any:
    if atom_type(x).shape == shape:
        return x
    inner = maker(made, x, mv.reshape)
    return New(mv.reshape, inner.args, {"shape": shape}) if inner else None


@rule(mv.broadcast)
def broadcast_of_broadcast(made: Made, out: Type, x: Any, shape: Shape, axes: Axes) -> Any:
    if not axes and atom_type(x).shape == shape:
        return x
    inner = maker(made, x, mv.broadcast)
    if inner is None:
        return None
    kept = [k for k in range(len(shape)) if k not in axes]
    new = tuple(sorted((*axes, *[kept[a] for a in inner.params["axes"]])))
    return New(mv.broadcast, inner.args, {"shape": shape, "axes": new})


@rule(mv.flip)
def flip_of_flip(made: Made, out: Type, x: Any, axes: Axes) -> Any:
    if not axes:
        return x
    inner = maker(made, x, mv.flip)
    if inner is None:
        return None
    left = tuple(sorted(set(axes) ^ set(inner.params["axes"])))
    return New(mv.flip, inner.args, {"axes": left}) if left else inner.args[0]


@rule(mv.concatenate)
def concatenate_one(made: Made, out: Type, *xs: Any, axis: int) -> Any:
    return xs[0] if len(xs) == 1 else None


@rule(mv.pad)
def pad_nothing(made: Made, out: Type, x: Any, value: Any, widths: Any) -> Any:
    return x if all(w == (0, 0) for w in widths) else None


# -- slices


def _is_full(index: Index, shape: Shape) -> bool:
    return all(s == (0, d, 1) for s, d in zip(index, shape, strict=True))


def _span_of_span(outer: ix.Span, inner: ix.Span) -> ix.Span:
    """x[outer][inner] as one span."""
    n = len(range(*inner))
    if n == 0:
        return (0, 0, 1)
    start, step = outer[0] + inner[0] * outer[2], outer[2] * inner[2]
    return (start, start + (n - 1) * step + (1 if step > 0 else -1), step)


def _disjoint(a: Index, b: Index) -> bool:
    """Whether two slices share no element, as far as their ends tell along one axis."""
    for s, t in zip(a, b, strict=True):
        p, q = range(*s), range(*t)
        if not p or not q or max(p[0], p[-1]) < min(q[0], q[-1]) or max(q[0], q[-1]) < min(p[0], p[-1]):
            return True
    return False


def _static(index: Index) -> bool:
    return all(type(k) is int for span in index for k in span)


_LOOK_BACK = 8  # writes that a read looks through


@rule(ix.slice_)
def slice_of_slice(made: Made, out: Type, x: Any, index: Index) -> Any:
    if _is_full(index, atom_type(x).shape):
        return x
    inner = maker(made, x, ix.slice_)
    if inner is None or not _static(index) or not _static(inner.params["index"]):
        return None
    whole = tuple([_span_of_span(s, t) for s, t in zip(inner.params["index"], index, strict=True)])
    return New(ix.slice_, inner.args, {"index": whole})


@rule(ix.slice_)
def read_what_was_written(made: Made, out: Type, x: Any, index: Index) -> Any:
    """Found only through writes elsewhere; to read an older array instead would keep it alive, and the writes copy."""
    for _ in range(_LOOK_BACK):
        put = maker(made, x, ix.put_slice)
        if put is None:
            return None
        written = put.params["index"]
        if written == index:
            return put.args[1]
        if not _static(index) or not _static(written) or not _disjoint(written, index):
            return None
        x = put.args[0]
    return None


@rule(ix.put_slice)
def put_everything(made: Made, out: Type, x: Any, v: Any, index: Index) -> Any:
    if _is_full(index, out.shape):
        return v
    read = maker(made, v, ix.slice_)
    return x if read and read.args[0] is x and read.params["index"] == index else None


@rule(ix.put_slice)
def put_over_what_was_written(made: Made, out: Type, x: Any, v: Any, index: Index) -> Any:
    """x[1:] += y writes twice: the sum into the view, then the view into x."""
    before = maker(made, x, ix.put_slice)
    if before is None or before.params["index"] != index:
        return None
    return x if before.args[1] is v else New(ix.put_slice, (before.args[0], v), {"index": index})


def _known_starts(starts: tuple[Any, ...], sizes: Shape, shape: Shape) -> Index | None:
    numbers = [number(s) for s in starts]
    if any(n is None for n in numbers) or not all(type(d) is int for d in (*sizes, *shape)):
        return None
    first = [min(max(int(s), 0), d - n) for s, n, d in zip(numbers, sizes, shape, strict=True)]
    return tuple([(s, s + n, 1) if n else (0, 0, 1) for s, n in zip(first, sizes, strict=True)])


@rule(ix.dynamic_slice)
def slice_at_known_place(made: Made, out: Type, x: Any, *starts: Any, sizes: Shape) -> Any:
    index = _known_starts(starts, sizes, atom_type(x).shape)
    return New(ix.slice_, (x,), {"index": index}) if index is not None else None


@rule(ix.dynamic_update_slice)
def put_at_known_place(made: Made, out: Type, x: Any, v: Any, *starts: Any) -> Any:
    index = _known_starts(starts, atom_type(v).shape, out.shape)
    return New(ix.put_slice, (x, v), {"index": index}) if index is not None else None

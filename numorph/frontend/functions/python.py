"""Python's builtins: they count, compare and raise as Python does, or bail."""

from __future__ import annotations

import collections
import dataclasses
import operator
from typing import Any

import numpy as np

from ...procedures.ir import COMPLEX, Assign, Expr, If, Reg, reg
from .. import arrays as ar
from .. import integers as ints
from .. import python_source as source
from .. import scalars as sc
from ..context import Context
from ..emitter import zero
from ..forms import ScalarForm
from ..host import call_python
from ..list_arrays import array_of_list
from ..lists import Grown
from ..numpy_numbers import apply_ufunc
from ..python_numbers import binary, per_kind
from ..rows import Row
from ..slices import is_int
from ..tables import Table, Unmade
from ..texts import formatted, is_text, print_values
from ..values import (
    Dictionary,
    Flat,
    Formatting,
    Iterated,
    Iterator,
    Method,
    Object,
    Range,
    Scalar,
    Slice,
    Static,
    Tup,
    Unsupported,
    constant,
    is_none,
    python_int,
    size_scalar,
)
from .arguments import number_argument, static_argument
from .lists import part
from .registry import handles
from .tables import filled, new_table


@handles(len)
def _len(t: Context, x: Any) -> Any:
    if isinstance(x, Tup):
        return python_int(len(x.items))
    if isinstance(x, Unmade):
        return python_int(0)
    if isinstance(x, Grown | Table):
        return Scalar(t.e.hold_now(x.length.expr), "int", 0, 2**47)
    if isinstance(x, Dictionary):
        return python_int(len(x.items))
    if isinstance(x, Static) and isinstance(x.value, str | bytes | tuple | list | dict | range | set | frozenset):
        return constant(len(x.value))
    if ar.is_array(x) and x.shape:
        return size_scalar(x.shape[0])
    if isinstance(x, Range) and x.step.static == 1:
        found = ints.maximum(ints.sub(x.stop.expr, x.start.expr), ints.ZERO)
        return Scalar(found, "int", 0, max(0, x.stop.hi - x.start.lo))
    if isinstance(x, Flat):
        return size_scalar(x.array.shape[0])
    if isinstance(x, Range):
        return Scalar(t.e.hold(t.length_of(t.sequence(x))), "int", 0, 2**47)
    return _by_method(t, x, "__len__", "len() of this")


def _by_method(t: Context, x: Any, name: str, otherwise: str) -> Any:
    """What a method of an object gives; otherwise: why there is nothing where it has none."""
    method = t.own_method(x, name) if isinstance(x, Object) else None
    if method is None:
        raise Unsupported(otherwise, t.line)
    return method([], {})


@handles(range)
def _range(t: Context, *args: Any) -> Range:
    bounds = []
    for a in args:
        if not is_int(a):
            raise Unsupported("a range of something that is no integer", t.line)
        bounds.append(sc.to_int(t.e, a))
    start, stop, step = python_int(0), bounds[0], python_int(1)
    if len(bounds) > 1:
        start, stop = bounds[:2]
    if len(bounds) > 2:
        step = bounds[2]
    if step.static == 0:
        raise Unsupported("a range with step 0", t.line)
    return Range(start, stop, step)


@handles(enumerate)
def _enumerate(t: Context, iterable: Any, start: Any = None) -> Iterated:
    return Iterated(t.turning, "enumerate", [iterable], start)


@handles(zip)
def _zip(t: Context, *xs: Any, strict: Any = None) -> Any:
    return Iterated(t.turning, "zip", list(xs), strict=bool(static_argument(t, strict))) if xs else Tup([])


@handles(reversed)
def _reversed(t: Context, x: Any) -> Iterated:
    return Iterated(t.turning, "reversed", [x])


@handles(abs)
def _abs(t: Context, x: Any) -> Any:
    if isinstance(x, Scalar):
        return per_kind(t.e, (x,), lambda n: _abs_of_kind(t, n))
    if not ar.is_array(x):
        return _by_method(t, x, "__abs__", "abs() of something that is no number")
    return ar.apply(t.e, np.absolute, (x,))


def _abs_of_kind(t: Context, x: Scalar) -> Scalar:
    if not x.is_python:
        return apply_ufunc(t.e, np.absolute, (x,))
    if x.kind == "complex":
        return Scalar(Expr("call", "f64", (sc.real(x.expr), sc.imag(x.expr)), "hypot"), "float")
    if x.dtype == "f64":
        return Scalar(Expr("abs", "f64", (x.expr,)), x.kind)
    x = sc.to_int(t.e, x)
    if x.lo >= 0:
        return x
    if x.lo == -(2**63):
        t.e.bail_if(ints.compare("eq", x.expr, ints.integer(-(2**63))), "a Python integer over 64 bits")
    return Scalar(Expr("abs", "i64", (x.expr,)), "int", 0, min(max(abs(x.lo), abs(x.hi)), 2**63 - 1))


def _extreme(t: Context, op: str, args: tuple[Any, ...]) -> Any:
    """min and max of Python: the first of several that compare equal, whatever NaN does."""
    items: Any = list(args)
    if len(args) == 1:
        if isinstance(args[0], Grown):
            kind = args[0].kind
            return Scalar(_extreme_of_array(t, op, array_of_list(t.e, args[0])).expr, kind)
        if ar.is_array(args[0]):
            return _extreme_of_array(t, op, args[0])
        items = t.items_of(args[0], None)
    if not items or any(ar.is_array(x) for x in items):
        raise Unsupported("min or max of nothing, or of arrays", t.line)
    found = number_argument(t, items[0])
    for x in items[1:]:
        x = number_argument(t, x)
        better = binary(t.e, op, x, found)
        if better.is_static:
            found = x if better.static else found
            continue
        chosen = t.e.hold(better.expr, "better")
        found = _selected(t, chosen, x, found)
    return found


def _selected(t: Context, condition: Expr, a: Scalar, b: Scalar) -> Scalar:
    """a or b, each of which keeps its kind."""

    form = ScalarForm(tuple(dict.fromkeys((*a.kinds, *b.kinds))), False)
    value = ints.select(condition, sc.cast(a.expr, form.dtype), sc.cast(b.expr, form.dtype))
    lo, hi = min(a.lo, b.lo), max(a.hi, b.hi)
    if len(form.kinds) == 1:
        return Scalar(value, form.kinds, lo, hi)
    if len(a.kinds) > 1 or len(b.kinds) > 1:
        block_a: list[Any] = []
        block_b: list[Any] = []
        found: Scalar = t.home("value", (a, block_a), (b, block_b))
        t.e.emit(If(condition, block_a, block_b))
        return found
    places = [ints.integer(form.kinds.index(x.kind)) for x in (a, b)]
    return Scalar(value, form.kinds, lo, hi, t.e.hold(ints.select(condition, *places), "kind"))


def _extreme_of_array(t: Context, op: str, a: Any) -> Scalar:
    if len(a.shape) != 1 or a.dtype in COMPLEX:
        raise Unsupported("min or max of an array with several axes, or of complex numbers", t.line)
    a = ar.materialize(t.e, a)
    t.e.bail_if(ints.compare("eq", a.shape[0], ints.ZERO), "min or max of nothing")
    best = Reg("best", a.dtype)
    t.e.emit(Assign(best, a.at((ints.ZERO,))))
    name = "lt" if op == "Lt" else "gt"

    def step(k: Expr) -> None:
        x = t.e.hold(a.at((k,)))
        t.e.emit(If(Expr(name, "bool", (x, reg(best))), [Assign(best, x)]))

    t.e.loop(a.shape[0], step, parallel=False)
    return Scalar(reg(best), sc.numpy_kind(a.dtype))


@handles(min)
def _min(t: Context, *args: Any, key: Any = None, default: Any = None) -> Any:
    if key is None and default is None and _is_simple(args):
        return _extreme(t, "Lt", args)
    return _folded_extreme(t, operator.lt, args, key, default)


@handles(max)
def _max(t: Context, *args: Any, key: Any = None, default: Any = None) -> Any:
    if key is None and default is None and _is_simple(args):
        return _extreme(t, "Gt", args)
    return _folded_extreme(t, operator.gt, args, key, default)


@handles(source.present)
def _present(t: Context, x: Any) -> Any:
    if is_none(x):
        raise Unsupported("None among what min or max compares", t.line)
    return t.present(x)


def _is_simple(args: tuple[Any, ...]) -> bool:
    """Whether min and max can be computed without a loop, or from an array."""
    if len(args) > 1:
        return all([isinstance(x, Scalar) or ar.is_array(x) for x in args])
    x = args[0]
    numbers = isinstance(x, Tup) and all([isinstance(v, Scalar) or ar.is_array(v) for v in x.items])
    return numbers or ar.is_array(x) or (isinstance(x, Grown) and x.is_flat) or isinstance(x, Static | Dictionary)


def _folded_extreme(t: Context, better: Any, args: tuple[Any, ...], key: Any, default: Any) -> Any:
    """min or max as a loop."""
    items = args[0] if len(args) == 1 else Tup(list(args))
    if isinstance(items, Table) and (key is None or is_none(key)):
        items = items.keys  # different numbers have one order only
    key = Static(source.itself) if key is None or is_none(key) else key
    if default is None:
        return t.inline(source.best, [items, key, Static(better)], {})
    return t.inline(source.best_or, [items, key, Static(better), default], {})


@handles(sum)
def _sum(t: Context, x: Any, start: Any = None) -> Any:
    total: Any = python_int(0) if start is None else start
    if isinstance(x, Table) and (x.values is not None or x.keys.form == "int"):
        x = x.keys
    if isinstance(x, Tup):
        for item in x.items:
            total = t.stored(t.operate("Add", total, item))
        return total
    if ar.is_array(x) and len(x.shape) == 1 and start is None and x.dtype == "f64":
        return _python_sum(t, x)
    if start is None and (isinstance(x, Grown | Range | Iterated | Iterator) or (ar.is_array(x) and x.shape)):
        return t.summed(t.stored(x))
    if start is not None and not isinstance(x, Static):
        return t.inline(source.reduce_from, [Static(operator.add), x, start], {})
    raise Unsupported("sum() of this", t.line)


def _python_sum(t: Context, a: Any) -> Scalar:
    """The elements added one after the other, to Python's 0."""

    first = apply_ufunc(t.e, np.add, (python_int(0), Scalar(zero(a.dtype), sc.numpy_kind(a.dtype))))
    total, tag = (
        Reg("sum", first.dtype),
        t.e.hold(ints.select(ints.compare("eq", a.shape[0], ints.ZERO), ints.ZERO, ints.ONE)),
    )
    t.e.emit(Assign(total, zero(first.dtype)))

    def step(k: Expr) -> None:
        x = Scalar(a.at((k,)), sc.numpy_kind(a.dtype))
        t.e.emit(Assign(total, apply_ufunc(t.e, np.add, (Scalar(reg(total), first.kinds), x)).expr))

    t.e.loop(a.shape[0], step, parallel=False)
    return Scalar(reg(total), ("int", *first.kinds), tag=tag)


@handles(any, all)
def _any(t: Context, x: Any) -> Any:
    if isinstance(x, Static):
        raise Unsupported("any() or all() of this", t.line)
    return t.consumed(t.last_function, t.stored(x))


@handles(int)
def _int(t: Context, x: Any = None) -> Any:
    if isinstance(x, Static) and isinstance(x.value, str) and t.last_function is int:
        return _number_in(t, int, x.value)
    return python_int(0) if x is None else sc.to_int(t.e, number_argument(t, x))


@handles(float)
def _float(t: Context, x: Any = None) -> Any:
    if x is None:
        return constant(0.0)
    if isinstance(x, Static) and isinstance(x.value, str) and t.last_function is float:
        return _number_in(t, float, x.value)
    x = number_argument(t, x)
    return Scalar(sc.cast(x.expr, "f64"), "float")


def _number_in(t: Context, kind: type, text: str) -> Any:
    """The number that a text says."""
    try:
        return constant(kind(text))
    except ValueError:
        raise Unsupported("a text that is no number", t.line) from None


@handles(bool)
def _bool(t: Context, x: Any) -> Any:
    known = t.known_truth(x)
    return constant(known) if known is not None else Scalar(t.truth_of(x), "bool", 0, 1)


@handles(complex)
def _complex(t: Context, re: Any, im: Any = None) -> Any:
    re = number_argument(t, re)
    if im is None:
        return Scalar(sc.cast(re.expr, "c128"), "complex")
    return Scalar(
        Expr("complex", "c128", (sc.cast(re.expr, "f64"), sc.cast(number_argument(t, im).expr, "f64"))), "complex"
    )


@handles(round)
def _round(t: Context, x: Any, ndigits: Any = None) -> Any:
    if ar.is_array(x):
        raise Unsupported("round() of an array", t.line)
    x = number_argument(t, x)
    if ndigits is not None and not is_none(ndigits):
        return call_python(t, round, [x, number_argument(t, ndigits)])
    return per_kind(t.e, (x,), lambda n: _round_of_kind(t, n))


def _round_of_kind(t: Context, x: Scalar) -> Scalar:
    if x.kind in ("int", "bool"):
        return x if x.kind == "int" and x.dtype != "i64" else sc.to_int(t.e, x)
    if x.dtype not in sc.FLOATS:
        raise Unsupported("round() of this", t.line)
    return sc.to_int(t.e, Scalar(Expr("rint", x.dtype, (x.expr,)), x.kinds))


@handles(pow)
def _pow(t: Context, base: Any, exp: Any, mod: Any = None) -> Any:
    x, y = base, exp
    if mod is not None and not is_none(mod):
        if not all([is_int(v) and v.kind == "int" for v in (x, y, mod)]):
            raise Unsupported("pow() of three numbers that are no integers", t.line)
        return t.inline(source.power_modulo, [x, y, mod], {})
    return t.operate("Pow", x, y)


@handles(divmod)
def _divmod(t: Context, x: Any, y: Any) -> Any:
    return Tup([t.operate("FloorDiv", x, y), t.operate("Mod", x, y)])


@handles(isinstance)
def _isinstance(t: Context, x: Any, cls: Any) -> Any:
    classes = static_argument(t, cls)
    classes = classes if isinstance(classes, tuple) else (classes,)
    if ar.is_array(x):
        return constant(any(issubclass(np.ndarray, c) for c in classes))
    if isinstance(x, Scalar):
        kinds = [_PYTHON.get(k) or sc.dtype_of(sc.kind_dtype(k)).type for k in x.kinds]
        found = {any(issubclass(k, c) for c in classes) for k in kinds}
        if len(found) > 1:
            raise Unsupported("isinstance() of a number whose type depends on the way that was taken", t.line)
        return constant(found.pop())
    if isinstance(x, Static):
        return constant(isinstance(x.value, classes))
    if isinstance(x, Tup):
        return constant(any(issubclass(x.kind, c) for c in classes))
    if isinstance(x, Object):
        return constant(issubclass(x.kind, classes))
    if isinstance(x, Dictionary):
        return constant(any(issubclass(dict, c) for c in classes))
    if isinstance(x, Grown | Table):
        return constant(issubclass(x.kind_of_list if isinstance(x, Grown) else x.kind, classes))
    raise Unsupported("isinstance() of this", t.line)


_PYTHON = {"int": int, "float": float, "bool": bool, "complex": complex}


@handles(dataclasses.replace)
def _replace(t: Context, obj: Any, /, **changes: Any) -> Any:
    return t.replaced(obj, changes)


@handles(tuple)
def _tuple(t: Context, x: Any = None) -> Any:
    if isinstance(x, Grown) and x.kind_of_list is tuple:
        return x
    try:
        return Tup([] if x is None else t.items_of(x, None))
    except Unsupported:
        found = listed(t, x)
    if isinstance(found, Row):
        raise Unsupported("a tuple whose length is not known, as an element of a list", t.line)
    if isinstance(found, Grown):
        found.kind_of_list = tuple  # nobody else has it
        return found
    return Tup(found.items)


@handles(list)
def _list(t: Context, x: Any = None) -> Any:
    return t.new_list([], list) if x is None else listed(t, x)


def listed(t: Context, x: Any) -> Any:
    """list(x)."""
    if isinstance(x, Grown) and x.kind_of_list is list:
        return part(t, x, ints.ZERO, ints.ONE, x.length.expr)
    try:
        items = t.items_of(x, None)
    except Unsupported:
        return t.as_list(x)
    return t.new_list(items, list)


@handles(sorted)
def _sorted(t: Context, x: Any, /, *, key: Any = None, reverse: Any = None) -> Any:
    if isinstance(x, Table) and (key is None or is_none(key)):
        x = x.keys  # different numbers have one order only
    found = listed(t, x)
    t.call(Method(found, "sort"), [], {"key": key or Static(None), "reverse": reverse or constant(False)})
    return found


@handles(collections.deque)
def _deque(t: Context, x: Any = None, maxlen: Any = None) -> Any:
    found = t.new_list([], collections.deque)
    if maxlen is not None and not is_none(maxlen):
        if not isinstance(maxlen, Scalar) or maxlen.kinds != ("int",):
            raise Unsupported("a deque whose greatest length is no integer", t.line)
        t.e.bail_if(ints.compare("lt", maxlen.expr, ints.ZERO), "a deque with a negative length")
        if isinstance(found, Grown):
            found.most = t.e.hold_now(maxlen.expr)
        else:
            t.e.bounded.append(found)  # what is put there makes it one in memory
    if x is not None:
        t.call(Method(found, "extend"), [x], {})
    return found


@handles(dict)
def _dict(t: Context, x: Any = None, /, **kwargs: Any) -> Any:
    if x is not None and not kwargs and not isinstance(x, Dictionary):
        if isinstance(x, Table) and x.kind is dict:
            return t.call(Method(x, "copy"), [], {})
        return filled(t, dict, x)
    if x is None and not kwargs:
        site = ("table", *t.e.where, t.column)
        if site in t.decided:
            return new_table(t, dict)
        empty = Dictionary({})
        empty.site = site
        return t.e.heap.add(empty, t.e.where)
    if x is not None and not isinstance(x, Dictionary):
        raise Unsupported("dict() of this", t.line)
    found = Dictionary({**(x.items if x is not None else {}), **{k: t.stored(v) for k, v in kwargs.items()}})
    return t.e.heap.add(found, t.e.where)


@handles(str, repr)
def _str(t: Context, x: Any = None) -> Any:
    if x is None:
        return Static("")
    return x if is_text(x) and t.last_function is str else formatted(t, x, _AS[t.last_function])


_AS = {str: Formatting("format", "", "s"), repr: Formatting("format", "", "r")}


@handles(format)
def _format(t: Context, x: Any, spec: Any = None) -> Any:
    return formatted(t, x, Formatting("format", static_argument(t, spec) or ""))


@handles(print)
def _print(t: Context, *args: Any, sep: Any = None, end: Any = None, file: Any = None, flush: Any = None) -> Any:
    if not (file is None or is_none(file)):
        raise Unsupported("print() to a file", t.line)
    if t.is_remembered:
        raise Unsupported("print() in a function that remembers its results", t.line)
    none = Static(None)
    print_values(t, list(args), sep or none, end or none, bool(static_argument(t, flush)))
    return none


@handles(slice)
def _slice(t: Context, *args: Any) -> Slice:
    bounds = [None if isinstance(a, Static) and a.value is None else a for a in args]
    if len(bounds) == 1:
        return Slice(None, bounds[0], None)
    return Slice(*bounds, *[None] * (3 - len(bounds)))


@handles(open, input, setattr, delattr, exec, eval, vars, globals, locals, id, hash)
def _refused(t: Context, *args: Any, **kwargs: Any) -> Any:
    raise Unsupported("a function of Python's that has to run as Python", t.line)

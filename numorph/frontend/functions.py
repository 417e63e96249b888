"""What a call of a known function does: Python's builtins, the module math, NumPy's functions and methods.

`BUILT_IN` maps a function to its handler, which gets the translator and the arguments' values.  Any other function of
NumPy or SciPy that has no effects may be called by way of Python (host.py); functions of the user's become part of the
code.
"""

from __future__ import annotations

import builtins
import inspect
import math
import types
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from ..capture.library import is_library
from ..core.types import dtype_name
from ..procedures.ir import Expr, const
from . import arrays as ar
from . import integers as ints
from . import numpy_source
from . import scalars as sc
from .emitter import Emitter
from .lists import Grown
from .subscripts import get, is_int, put, reshaped_view, update_at
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

Handler = Callable[..., Any]
BUILT_IN: dict[Any, Handler] = {}


def _for(*functions: Any) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        for f in functions:
            BUILT_IN[f] = handler
        return handler

    return register


def call(t: Any, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """function(*args, **kwargs)."""
    if isinstance(function, Method):
        return _call_method(t, function, args, kwargs)
    if isinstance(function, Function):
        return t.inline(function, args, kwargs)
    if not isinstance(function, Static):
        raise Unsupported("a call of something that is no function", t.line)
    f = function.value
    f = t.surroundings.unwrapped(f)
    t.last_function = f
    if isinstance(f, types.MethodType):
        return t.inline(f.__func__, [Static(f.__self__), *args], kwargs)
    if isinstance(f, np.ufunc):
        return _call_ufunc(t, f, args, kwargs)
    try:
        handler = BUILT_IN.get(f)
    except TypeError:
        handler = None
    if handler is not None:
        return _handled(t, f, handler, args, kwargs)
    if isinstance(f, type) and issubclass(f, np.generic):
        return _cast(t, f, args)
    owner = getattr(f, "__self__", None)
    if isinstance(owner, np.ufunc):
        return _ufunc_method(t, owner, f.__name__, args, kwargs)
    if isinstance(f, types.FunctionType) and _is_readable(f):
        return t.inline(f, args, kwargs)
    name = getattr(f, "__name__", "")
    if name in sc.MATH_FUNCTIONS and getattr(math, name) is f:
        return sc.math_function(t.e, name, [_number(t, a) for a in args])
    from .host import call_host

    return call_host(t, f, args, kwargs)


def _is_readable(f: types.FunctionType) -> bool:
    """Whether a function is the user's, or one that was written to be translated."""
    return not is_library(f.__code__.co_filename) or f.__module__ == numpy_source.__name__


def _handled(t: Any, f: Any, handler: Handler, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A handler is tried; where it does not take these arguments, Python may be called."""
    from .host import call_host, is_pure

    try:
        bound = _bound(handler, args, kwargs)
    except TypeError:
        if not is_pure(f):
            raise Unsupported(f"'{f.__name__}' with these arguments", t.line) from None
        return call_host(t, f, args, kwargs)
    mark = t.e.mark()
    try:
        return handler(t, *bound[0], **bound[1])
    except Unsupported:
        if not is_pure(f):
            raise
        t.e.rewind(mark)
        return call_host(t, f, args, kwargs)


_signatures: dict[Handler, inspect.Signature] = {}


def _bound(handler: Handler, args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    signature = _signatures.get(handler)
    if signature is None:
        signature = _signatures[handler] = inspect.signature(handler)
    bound = signature.bind(None, *args, **kwargs)
    return bound.args[1:], bound.kwargs


def _number(t: Any, v: Any) -> Scalar:
    if isinstance(v, Scalar):
        return v
    if isinstance(v, Static) and isinstance(v.value, np.generic):
        return sc.numpy_constant(v.value)
    if ar.is_array(v) and not v.shape:
        return Scalar(v.at(()), sc.numpy_kind(v.dtype))
    raise Unsupported("a number is needed", t.line)


def array_of(e: Emitter, v: Any, dtype: str | None = None) -> Any:
    """np.asarray of a number, an array, or nested lists of numbers."""
    if ar.is_array(v):
        return ar.converted(e, v, dtype) if dtype else v
    if isinstance(v, Grown):
        return v.as_array(e, dtype)
    if isinstance(v, Scalar):
        made = e.allocate(dtype or _dtype_of_number(v), (), "array")
        e.store(made, ints.ZERO, e.hold(sc.element_of(e, v, made.dtype)))
        return made
    if not isinstance(v, Tup):
        raise Unsupported("an array of something that is no number")
    leaves, shape = _nested(e, v)
    found = dtype or dtype_name(np.result_type(*[_key(x) for x in leaves])) if leaves else "f64"
    if found not in sc.SUPPORTED:
        raise Unsupported(f"arrays of {found} stay with NumPy")
    inner = leaves[0].shape if leaves and ar.is_array(leaves[0]) else ()
    made = e.allocate(found, (*[ints.integer(d) for d in shape], *inner), "array")
    size = ints.product(inner)
    for k, x in enumerate(leaves):
        if isinstance(x, Scalar):
            e.store(made, ints.integer(k), e.hold(sc.element_of(e, x, found)))
            continue
        start = ints.mul(ints.integer(k), size)
        part = Arr(made.data, found, x.shape, made.strides[len(shape) :], offset=start, owner=made.owner, whole=True)
        e.fill(part, ar.converted(e, x, found))
    return made


def _key(x: Any) -> Any:
    return sc.dtype_of(_dtype_of_number(x) if isinstance(x, Scalar) else x.dtype)


def _dtype_of_number(x: Scalar) -> str:
    """The dtype of an array of a number."""
    if len({sc.kind_dtype(k) for k in x.kinds}) > 1:
        raise Unsupported("an array of a number whose type depends on the way that was taken")
    return sc.kind_dtype(x.kind)


def _nested(e: Emitter, v: Any) -> tuple[list[Any], tuple[int, ...]]:
    if not isinstance(v, Tup):
        if not (isinstance(v, Scalar) or ar.is_array(v)):
            raise Unsupported("an array of something that is no number")
        if ar.is_array(v) and not v.shape:
            v = Scalar(v.at(()), sc.numpy_kind(v.dtype))
        return [ar.materialize(e, v) if ar.is_array(v) else v], ()
    parts = [_nested(e, x) for x in v.items]
    shapes = {s for _, s in parts}
    if len(shapes) > 1:
        raise Unsupported("an array of lists of different lengths")
    leaves = [x for xs, _ in parts for x in xs]
    if any(ar.is_array(x) for x in leaves):
        first = leaves[0]
        for x in leaves:
            if not ar.is_array(x) or len(x.shape) != len(first.shape):
                raise Unsupported("an array of numbers and arrays")
            for a, b in zip(x.shape, first.shape, strict=True):
                if not ints.same(a, b):
                    e.bail_if(ints.compare("ne", a, b), "an array of arrays of different shapes")
    return leaves, (len(v.items), *(shapes.pop() if shapes else ()))


# -- arguments that have to be known


def _static(t: Any, v: Any) -> Any:
    return None if v is None else t.known(v)


def _dtype(t: Any, v: Any) -> str | None:
    """A dtype= argument."""
    v = _static(t, v)
    return None if v is None else sc.supported_dtype(np.dtype(v))


def _axis(t: Any, v: Any, ndim: int) -> int | None:
    v = _static(t, v)
    if v is None:
        return None
    if not isinstance(v, int) or not -ndim <= v < ndim:
        raise Unsupported("an axis that is not there", t.line)
    return v % ndim


def _axes(t: Any, v: Any, ndim: int) -> tuple[int, ...] | None:
    known = _static(t, v)
    if isinstance(known, tuple | list):
        return tuple(sorted([_axis(t, python_int(a), ndim) for a in known]))  # type: ignore[type-var]
    found = _axis(t, v, ndim)
    return None if found is None else (found,)


def _size(t: Any, v: Any) -> Expr:
    """An entry of a shape."""
    if not is_int(v):
        raise Unsupported("a size that is no integer", t.line)
    e = t.e
    x = e.hold(sc.cast(v.expr, "i64"), "n")
    if v.lo < 0:
        e.bail_if(ints.compare("lt", x, ints.ZERO), "a negative size")
    if v.hi > 2**47:
        e.bail_if(ints.compare("gt", x, ints.integer(2**47)), "a size that is too large")
    return x


def _shape(t: Any, v: Any) -> tuple[Expr, ...]:
    if isinstance(v, Tup):
        return tuple([_size(t, x) for x in v.items])
    return (_size(t, v),)


def _array(t: Any, v: Any) -> Any:
    return array_of(t.e, v)


# -- ufuncs


def _call_ufunc(t: Any, f: np.ufunc, args: list[Any], kwargs: dict[str, Any]) -> Any:
    out, dtype, where = kwargs.pop("out", None), kwargs.pop("dtype", None), kwargs.pop("where", None)
    if kwargs or where is not None:
        raise Unsupported(f"'{f.__name__}' with {', '.join(kwargs) or 'where='}", t.line)
    if len(args) == f.nin + 1 and out is None:
        *args, out = args
    if isinstance(out, Tup) and len(out.items) == 1:
        out = out.items[0]
    if isinstance(out, Static) and out.value is None:
        out = None
    if len(args) != f.nin or f.nout != 1:
        raise Unsupported(f"'{f.__name__}' with these arguments", t.line)
    operands = [_array(t, a) if isinstance(a, Tup) else a if ar.is_array(a) else _number(t, a) for a in args]
    found = matmul(t, *operands) if f is np.matmul else ar.apply(t.e, f, operands)
    if dtype is not None:
        wanted = _dtype(t, dtype)
        if wanted != found.dtype:
            raise Unsupported("dtype= of a ufunc", t.line)
    if out is None:
        return found
    if not isinstance(out, Arr):
        raise Unsupported("out= that is no array", t.line)
    if not np.can_cast(sc.dtype_of(found.dtype), sc.dtype_of(out.dtype), "same_kind"):
        raise Unsupported("out= of another kind", t.line)
    ar.assign(t.e, out, found)
    return out


def _ufunc_method(t: Any, f: np.ufunc, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    if name == "at" and not kwargs and len(args) == 3:
        key = args[1]
        if isinstance(key, Lazy):
            key = ar.materialize(t.e, key)
        update_at(t.e, f, args[0], key, _array(t, args[2]) if isinstance(args[2], Tup) else args[2])
        return Static(None)
    if name == "outer" and not kwargs and len(args) == 2:
        a, b = (ar.materialize(t.e, _array(t, x)) for x in args)
        if len(a.shape) == len(b.shape) == 1:
            column = reshaped_view(a, (a.shape[0], ints.ONE), (a.strides[0], ints.ZERO))
            return ar.apply(t.e, f, (column, b))
    names = {np.add: "sum", np.multiply: "prod", np.maximum: "max", np.minimum: "min"}
    if name == "reduce" and f in names and not kwargs and len(args) <= 2:
        a = _array(t, args[0])
        axes = _axes(t, args[1], len(a.shape)) if len(args) > 1 else (0,)
        return ar.reduce(t.e, names[f], a, axes, None, False)
    if name == "accumulate" and f in (np.add, np.multiply) and not kwargs and len(args) == 1:
        return ar.cumulative(t.e, names[f], _array(t, args[0]), 0)
    raise Unsupported(f"'{f.__name__}.{name}' with these arguments", t.line)


def _cast(t: Any, cls: type, args: list[Any]) -> Any:
    """np.float64(x)."""
    dtype = sc.supported_dtype(np.dtype(cls))
    if not args:
        return Scalar(sc.zero(dtype), sc.numpy_kind(dtype))
    if len(args) != 1:
        raise Unsupported(f"'{cls.__name__}' with these arguments", t.line)
    x = args[0]
    if ar.is_array(x) and x.shape:
        return ar.converted(t.e, x, dtype)
    if isinstance(x, Tup):
        return array_of(t.e, x, dtype)
    return Scalar(sc.element_of(t.e, _number(t, x), dtype), sc.numpy_kind(dtype))


# -- Python's builtins


@_for(len)
def _len(t: Any, x: Any) -> Any:
    if isinstance(x, Tup):
        return python_int(len(x.items))
    if isinstance(x, Grown):
        return Scalar(t.e.hold_now(x.length.expr), "int", 0, 2**47)
    if isinstance(x, Dictionary):
        return python_int(len(x.items))
    if isinstance(x, Static) and isinstance(x.value, str | bytes | tuple | list | dict | range | set | frozenset):
        return constant(len(x.value))
    if ar.is_array(x) and x.shape:
        from .expressions import size_scalar

        return size_scalar(x.shape[0])
    if isinstance(x, Range) and x.step.static == 1:
        found = ints.maximum(ints.sub(x.stop.expr, x.start.expr), ints.ZERO)
        return Scalar(found, "int", 0, max(0, x.stop.hi - x.start.lo))
    raise Unsupported("len() of this", t.line)


@_for(range)
def _range(t: Any, *args: Any) -> Range:
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


@_for(enumerate)
def _enumerate(t: Any, x: Any, start: Any = None) -> Iterated:
    return Iterated("enumerate", [x], start)


@_for(zip)
def _zip(t: Any, *xs: Any) -> Iterated:
    return Iterated("zip", list(xs))


@_for(reversed)
def _reversed(t: Any, x: Any) -> Iterated:
    return Iterated("reversed", [x])


@_for(abs)
def _abs(t: Any, x: Any) -> Any:
    if isinstance(x, Scalar):
        return sc.per_kind(t.e, (x,), lambda n: _abs_of_kind(t, n))
    if not ar.is_array(x):
        raise Unsupported("abs() of something that is no number", t.line)
    return ar.apply(t.e, np.absolute, (x,))


def _abs_of_kind(t: Any, x: Scalar) -> Scalar:
    if not x.is_python:
        return sc.apply_ufunc(t.e, np.absolute, (x,))
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


def _operand(t: Any, x: Any) -> Any:
    return _array(t, x) if isinstance(x, Tup) else x if ar.is_array(x) else _number(t, x)


def _extreme(t: Any, op: str, args: tuple[Any, ...]) -> Any:
    """min and max of Python: the first of several that compare equal, whatever NaN does."""
    items: Any = list(args)
    if len(args) == 1:
        if isinstance(args[0], Grown):
            return args[0].element(_extreme_of_array(t, op, args[0].as_array(t.e)).expr)
        if ar.is_array(args[0]):
            return _extreme_of_array(t, op, args[0])
        items = t.items_of(args[0], None)
    if not items or any(ar.is_array(x) for x in items):
        raise Unsupported("min or max of nothing, or of arrays", t.line)
    found = _number(t, items[0])
    for x in items[1:]:
        x = _number(t, x)
        better = sc.binary(t.e, op, x, found)
        if better.is_static:
            found = x if better.static else found
            continue
        chosen = t.e.hold(better.expr, "better")
        found = _selected(t, chosen, x, found)
    return found


def _selected(t: Any, condition: Expr, a: Scalar, b: Scalar) -> Scalar:
    """a or b, each of which keeps its kind."""
    from .joins import ScalarForm

    form = ScalarForm(tuple(dict.fromkeys((*a.kinds, *b.kinds))), False)
    value = ints.select(condition, sc.cast(a.expr, form.dtype), sc.cast(b.expr, form.dtype))
    lo, hi = min(a.lo, b.lo), max(a.hi, b.hi)
    if len(form.kinds) == 1:
        return Scalar(value, form.kinds, lo, hi)
    if len(a.kinds) > 1 or len(b.kinds) > 1:
        from ..procedures.ir import If

        block_a: list[Any] = []
        block_b: list[Any] = []
        found = t._home("value", (a, block_a), (b, block_b))
        t.e.emit(If(condition, block_a, block_b))
        return found  # type: ignore[no-any-return]
    places = [ints.integer(form.kinds.index(x.kind)) for x in (a, b)]
    return Scalar(value, form.kinds, lo, hi, t.e.hold(ints.select(condition, *places), "kind"))


def _extreme_of_array(t: Any, op: str, a: Any) -> Scalar:
    from ..procedures.ir import Assign, If, Reg, reg

    if len(a.shape) != 1 or a.dtype in sc.COMPLEX:
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


@_for(min)
def _min(t: Any, *args: Any) -> Any:
    return _extreme(t, "Lt", args)


@_for(max)
def _max(t: Any, *args: Any) -> Any:
    return _extreme(t, "Gt", args)


@_for(sum)
def _sum(t: Any, x: Any, start: Any = None) -> Any:
    total: Any = python_int(0) if start is None else start
    if isinstance(x, Tup):
        for item in x.items:
            total = t.stored(t.operate("Add", total, item))
        return total
    if ar.is_array(x) and len(x.shape) == 1 and start is None and x.dtype == "f64":
        return _python_sum(t, x)
    if start is None and (isinstance(x, Grown | Range) or (ar.is_array(x) and x.shape)):
        return t.summed(t.stored(x))
    raise Unsupported("sum() of this", t.line)


def _python_sum(t: Any, a: Any) -> Scalar:
    """The elements added one after the other, to Python's 0."""
    from ..procedures.ir import Assign, Reg, reg

    first = sc.apply_ufunc(t.e, np.add, (python_int(0), Scalar(sc.zero(a.dtype), sc.numpy_kind(a.dtype))))
    total, tag = (
        Reg("sum", first.dtype),
        t.e.hold(ints.select(ints.compare("eq", a.shape[0], ints.ZERO), ints.ZERO, ints.ONE)),
    )
    t.e.emit(Assign(total, sc.zero(first.dtype)))

    def step(k: Expr) -> None:
        x = Scalar(a.at((k,)), sc.numpy_kind(a.dtype))
        t.e.emit(Assign(total, sc.apply_ufunc(t.e, np.add, (Scalar(reg(total), first.kinds), x)).expr))

    t.e.loop(a.shape[0], step, parallel=False)
    return Scalar(reg(total), ("int", *first.kinds), tag=tag)


@_for(any, all)
def _any(t: Any, x: Any) -> Any:
    raise Unsupported("any() or all() of this", t.line)


@_for(int)
def _int(t: Any, x: Any = None) -> Any:
    return python_int(0) if x is None else sc.to_int(t.e, _number(t, x))


@_for(float)
def _float(t: Any, x: Any = None) -> Any:
    if x is None:
        return constant(0.0)
    x = _number(t, x)
    return Scalar(sc.cast(x.expr, "f64"), "float")


@_for(bool)
def _bool(t: Any, x: Any) -> Any:
    known = t.known_truth(x)
    return constant(known) if known is not None else Scalar(t.truth_of(x), "bool", 0, 1)


@_for(complex)
def _complex(t: Any, re: Any, im: Any = None) -> Any:
    re = _number(t, re)
    if im is None:
        return Scalar(sc.cast(re.expr, "c128"), "complex")
    return Scalar(Expr("complex", "c128", (sc.cast(re.expr, "f64"), sc.cast(_number(t, im).expr, "f64"))), "complex")


@_for(round)
def _round(t: Any, x: Any, ndigits: Any = None) -> Any:
    if ndigits is not None or ar.is_array(x):
        raise Unsupported("round() to digits, or of an array", t.line)
    x = _number(t, x)
    return sc.per_kind(t.e, (x,), lambda n: _round_of_kind(t, n))


def _round_of_kind(t: Any, x: Scalar) -> Scalar:
    if x.kind in ("int", "bool"):
        return x if x.kind == "int" and x.dtype != "i64" else sc.to_int(t.e, x)
    if x.dtype not in sc.FLOATS:
        raise Unsupported("round() of this", t.line)
    return sc.to_int(t.e, Scalar(Expr("rint", x.dtype, (x.expr,)), x.kinds))


@_for(pow)
def _pow(t: Any, x: Any, y: Any) -> Any:
    return t.operate("Pow", x, y)


@_for(divmod)
def _divmod(t: Any, x: Any, y: Any) -> Any:
    return Tup([t.operate("FloorDiv", x, y), t.operate("Mod", x, y)])


@_for(isinstance)
def _isinstance(t: Any, x: Any, cls: Any) -> Any:
    classes = _static(t, cls)
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
    if isinstance(x, Dictionary):
        return constant(any(issubclass(dict, c) for c in classes))
    raise Unsupported("isinstance() of this", t.line)


_PYTHON = {"int": int, "float": float, "bool": bool, "complex": complex}


@_for(tuple)
def _tuple(t: Any, x: Any = None) -> Tup:
    return Tup([] if x is None else t.items_of(x, None))


@_for(list)
def _list(t: Any, x: Any = None) -> Tup:
    return t._list([] if x is None else t.items_of(x, None), list)  # type: ignore[no-any-return]


@_for(dict)
def _dict(t: Any, x: Any = None, **kwargs: Any) -> Dictionary:
    if x is not None and not isinstance(x, Dictionary):
        raise Unsupported("dict() of this", t.line)
    found = Dictionary({**(x.items if x is not None else {}), **{k: t.stored(v) for k, v in kwargs.items()}})
    found.block = t.e.block
    return found


@_for(slice)
def _slice(t: Any, *args: Any) -> Slice:
    bounds = [None if isinstance(a, Static) and a.value is None else a for a in args]
    if len(bounds) == 1:
        return Slice(None, bounds[0], None)
    return Slice(*bounds, *[None] * (3 - len(bounds)))


@_for(
    builtins.print, open, input, setattr, delattr, exec, eval, vars, globals, locals, id, hash, iter, next, map, filter
)
def _refused(t: Any, *args: Any, **kwargs: Any) -> Any:
    raise Unsupported("a function of Python's that has to run as Python", t.line)


# -- making arrays


def _creation(value: Any) -> Handler:
    def handler(t: Any, shape: Any, dtype: Any = None, order: Any = None) -> Arr:
        made = t.e.allocate(_dtype(t, dtype) or "f64", _shape(t, shape), "a", zero=value == 0)
        if value == 1:
            t.e.fill(made, sc.cast(const(1, "i64"), made.dtype))
        return made  # type: ignore[no-any-return]

    return handler


_for(np.zeros, np.empty)(_creation(0))
_for(np.ones)(_creation(1))


@_for(np.full)
def _full(t: Any, shape: Any, fill_value: Any, dtype: Any = None) -> Arr:
    value = _number(t, fill_value)
    found = _dtype(t, dtype) or _dtype_of_number(value)
    made = t.e.allocate(found, _shape(t, shape), "a")
    t.e.fill(made, t.e.hold(sc.element_of(t.e, value, found)))
    return made  # type: ignore[no-any-return]


def _like(value: Any) -> Handler:
    def handler(t: Any, a: Any, dtype: Any = None, shape: Any = None) -> Arr:
        a = _array(t, a)
        made = t.e.allocate(
            _dtype(t, dtype) or a.dtype, a.shape if shape is None else _shape(t, shape), "a", zero=value == 0
        )
        if value == 1:
            t.e.fill(made, sc.cast(const(1, "i64"), made.dtype))
        return made  # type: ignore[no-any-return]

    return handler


_for(np.zeros_like, np.empty_like)(_like(0))
_for(np.ones_like)(_like(1))


@_for(np.full_like)
def _full_like(t: Any, a: Any, fill_value: Any, dtype: Any = None) -> Arr:
    a = _array(t, a)
    made = t.e.allocate(_dtype(t, dtype) or a.dtype, a.shape, "a")
    t.e.fill(made, t.e.hold(sc.element_of(t.e, _number(t, fill_value), made.dtype)))
    return made  # type: ignore[no-any-return]


@_for(np.arange)
def _arange(t: Any, start: Any, stop: Any = None, step: Any = None, dtype: Any = None) -> Any:
    e = t.e
    if stop is None or (isinstance(stop, Static) and stop.value is None):
        start, stop = python_int(0), start
    step = python_int(1) if step is None else step
    start, stop, step = (_number(t, x) for x in (start, stop, step))
    found = _dtype(t, dtype)
    if any(k in ("bool", "bool_") for x in (start, stop, step) for k in x.kinds):
        raise Unsupported("np.arange of a bool", t.line)
    if all(is_int(x) for x in (start, stop, step)):
        if not step.is_static or step.static <= 0:
            raise Unsupported("np.arange with a step that is not a positive constant", t.line)
        a, b = (e.hold(sc.to_int(e, x).expr) for x in (start, stop))
        n = ints.maximum(ints.sub(b, a), ints.ZERO)
        if step.static != 1:
            n = Expr("quo", "i64", (ints.add(n, ints.integer(step.static - 1)), ints.integer(step.static)))
        n = e.hold(n, "n")
        found = found or dtype_name(np.result_type(*[sc.promotion_key(x.kind) for x in (start, stop, step)], np.int64))
        dt = found
        scale = ints.integer(step.static)
        return ar.materialize(
            e, Lazy(dt, (n,), lambda i: sc.cast(ints.add(a, ints.mul(i[0], scale)), dt), (), flat=None), name="arange"
        )
    a, b, s = (e.hold(sc.cast(x.expr, "f64")) for x in (start, stop, step))
    e.bail_if(Expr("eq", "bool", (s, const(0.0, "f64"))), "np.arange with step 0")
    count = Expr("ceil", "f64", (Expr("div", "f64", (Expr("sub", "f64", (b, a)), s)),))
    n = _size(t, sc.to_int(e, Scalar(Expr("max", "f64", (count, const(0.0, "f64"))), "float")))
    following = e.hold(Expr("add", "f64", (a, s)))
    delta = e.hold(Expr("sub", "f64", (following, a)))
    dt = found or "f64"
    at = lambda i: sc.cast(Expr("add", "f64", (a, Expr("mul", "f64", (sc.cast(i[0], "f64"), delta)))), dt)
    return ar.materialize(e, Lazy(dt, (n,), at, ()), name="arange")


@_for(np.linspace)
def _linspace(t: Any, start: Any, stop: Any, num: Any = None, endpoint: Any = None) -> Any:
    e = t.e
    a, b = (e.hold(sc.cast(_number(t, x).expr, "f64")) for x in (start, stop))
    n = _size(t, python_int(50) if num is None else num)
    closed = endpoint is None or bool(_static(t, endpoint))
    parts = ints.maximum(ints.sub(n, ints.ONE), ints.ONE) if closed else ints.maximum(n, ints.ONE)
    step = e.hold(Expr("div", "f64", (Expr("sub", "f64", (b, a)), sc.cast(e.hold(parts), "f64"))))
    last = ints.sub(n, ints.ONE)

    def at(i: Any) -> Expr:
        x = Expr("add", "f64", (Expr("mul", "f64", (sc.cast(i[0], "f64"), step)), a))
        if not closed:
            return x
        at_end = ints.both(ints.compare("eq", i[0], last), ints.compare("gt", n, ints.ONE))
        return Expr("select", "f64", (at_end, b, x))

    return ar.materialize(e, Lazy("f64", (n,), at, ()), name="linspace")


@_for(np.eye, np.identity)
def _eye(t: Any, N: Any, M: Any = None, k: Any = None, dtype: Any = None) -> Any:
    e = t.e
    n = _size(t, N)
    m = n if M is None or (isinstance(M, Static) and M.value is None) else _size(t, M)
    shift = ints.ZERO if k is None else e.hold(_number(t, k).expr)
    dt = _dtype(t, dtype) or "f64"
    made = e.allocate(dt, (n, m), "eye")
    one, none = sc.cast(const(1, "i64"), dt), sc.zero(dt)
    at = lambda i: ints.select(ints.compare("eq", i[1], ints.add(i[0], shift)), one, none)
    e.fill(made, Lazy(dt, (n, m), at, ()))
    return made


@_for(np.finfo, np.iinfo)
def _limits(t: Any, dtype: Any) -> Any:
    return Static(t.last_function(t.known(dtype)))


@_for(np.array, np.asarray, np.ascontiguousarray)
def _np_array(t: Any, a: Any, dtype: Any = None, copy: Any = None) -> Any:
    wanted = _dtype(t, dtype)
    found = array_of(t.e, a, wanted)
    if isinstance(a, Arr) and found is a:
        return found if t.last_function is np.asarray else ar.copied(t.e, a)
    return ar.materialize(t.e, found)


@_for(np.copy)
def _copy(t: Any, a: Any) -> Any:
    return ar.copied(t.e, _array(t, a))


# -- shapes


@_for(np.reshape)
def _reshape(t: Any, a: Any, shape: Any) -> Any:
    return reshape(t, _array(t, a), shape.items if isinstance(shape, Tup) else [shape])


def reshape(t: Any, a: Any, sizes: Sequence[Any]) -> Any:
    """The elements row by row in another shape: a view of what lies so in memory, else a copy."""
    e = t.e
    unknown = [k for k, s in enumerate(sizes) if isinstance(s, Scalar) and s.static == -1]
    known = [ints.ONE if k in unknown else _size(t, s) for k, s in enumerate(sizes)]
    total = e.hold(ints.product(a.shape), "total")
    given = ints.product(known)
    if unknown:
        if len(unknown) > 1:
            raise Unsupported("a shape with two unknown sizes", t.line)
        given = e.hold(given)
        if ints.number(given) is None:
            e.bail_if(ints.compare("eq", given, ints.ZERO), "a shape that does not fit")
        if ints.number(given) != 1:
            e.bail_if(Expr("ne", "bool", (Expr("rem", "i64", (total, given)), ints.ZERO)), "a shape that does not fit")
            known[unknown[0]] = e.hold(Expr("quo", "i64", (total, given)), "n")
        else:
            known[unknown[0]] = total
    elif not ints.same(given, ints.product(a.shape)):
        e.bail_if(ints.compare("ne", given, total), "a shape that does not fit")
    if isinstance(a, Arr) and not a.whole and len(a.shape) > 1:
        raise Unsupported("np.reshape of an array with gaps", t.line)
    from .emitter import row_by_row

    if isinstance(a, Arr) and not a.whole:  # one axis with a stride: it is split, or stays
        if len(known) != 1:
            raise Unsupported("np.reshape of an array with gaps", t.line)
        return a
    a = ar.materialize(e, a)
    return reshaped_view(a, tuple(known), row_by_row(known))


@_for(np.ravel)
def _ravel(t: Any, a: Any) -> Any:
    a = _array(t, a)
    if isinstance(a, Arr) and not a.whole and len(a.shape) > 1:
        return reshape(t, ar.copied(t.e, a), [python_int(-1)])
    return reshape(t, a, [python_int(-1)])


@_for(np.transpose)
def _transpose(t: Any, a: Any, axes: Any = None) -> Any:
    from .expressions import transposed

    a = _array(t, a)
    n = len(a.shape)
    known = _static(t, axes)
    perm = tuple(reversed(range(n))) if known is None else tuple([k % n for k in known])
    if sorted(perm) != list(range(n)):
        raise Unsupported("axes that do not match", t.line)
    return transposed(t.e, a, perm)


@_for(np.swapaxes)
def _swapaxes(t: Any, a: Any, axis1: Any, axis2: Any) -> Any:
    from .expressions import transposed

    a = _array(t, a)
    i, j = (_axis(t, x, len(a.shape)) for x in (axis1, axis2))
    perm = list(range(len(a.shape)))
    perm[i], perm[j] = perm[j], perm[i]  # type: ignore[index]
    return transposed(t.e, a, tuple(perm))


@_for(np.expand_dims)
def _expand_dims(t: Any, a: Any, axis: Any) -> Any:
    from .subscripts import insert_axes

    a = ar.materialize(t.e, _array(t, a))
    return insert_axes(a, [_axis(t, axis, len(a.shape) + 1)])  # type: ignore[list-item]


@_for(np.squeeze)
def _squeeze(t: Any, a: Any, axis: Any = None) -> Any:
    a = ar.materialize(t.e, _array(t, a))
    ones = [k for k, d in enumerate(a.shape) if ints.number(d) == 1]
    axes = tuple(ones) if axis is None else _axes(t, axis, len(a.shape))
    for k, d in enumerate(a.shape):
        if axis is None and k not in ones:
            t.e.bail_if(ints.compare("eq", d, ints.ONE), "np.squeeze of an axis that happens to be of length 1")
    if not axes:
        return a
    if not set(axes) <= set(ones):
        raise Unsupported("np.squeeze of an axis that is not of length 1", t.line)
    return get(
        t.e,
        a,
        Tup(
            [python_int(0) if k in axes else Slice(None, None, None) for k in range(len(a.shape))] + [Static(Ellipsis)]
        ),
    )


@_for(np.diagonal)
def _np_diagonal(t: Any, a: Any) -> Any:
    a = ar.materialize(t.e, _array(t, a))
    if len(a.shape) != 2:
        raise Unsupported("np.diagonal of this", t.line)
    found = _diagonal(t.e, a)
    found.readonly = True
    return found


@_for(np.concatenate)
def _concatenate(t: Any, arrays: Any, axis: Any = None) -> Any:
    parts = [ar.materialize(t.e, _array(t, x)) for x in t.items_of(arrays, None)]
    ndim = len(parts[0].shape)
    k = 0 if axis is None else _axis(t, axis, ndim)
    if k is None or any(len(p.shape) != ndim for p in parts) or ndim == 0:
        raise Unsupported("np.concatenate of these", t.line)
    return _joined(t, parts, k)


@_for(np.hstack)
def _hstack(t: Any, arrays: Any) -> Any:
    parts = [_array(t, x) for x in arrays.items] if isinstance(arrays, Tup) else []
    sizes = {len(p.shape) for p in parts}
    if len(sizes) != 1 or 0 in sizes:
        from .host import call_host

        return call_host(t, np.hstack, [arrays], {})
    return _joined(t, [ar.materialize(t.e, p) for p in parts], 0 if sizes == {1} else 1)


def _joined(t: Any, parts: Sequence[Any], k: int) -> Any:
    """Arrays one after the other along axis k."""
    e, ndim = t.e, len(parts[0].shape)
    dt = dtype_name(np.result_type(*[sc.dtype_of(p.dtype) for p in parts]))
    total = ints.ZERO
    for p in parts:
        total = ints.add(total, p.shape[k])
        for a in range(ndim):
            if a != k and not ints.same(p.shape[a], parts[0].shape[a]):
                e.bail_if(ints.compare("ne", p.shape[a], parts[0].shape[a]), "shapes that do not fit")
    made = e.allocate(dt, [total if a == k else d for a, d in enumerate(parts[0].shape)], "joined")
    start = ints.ZERO
    for p in parts:
        offset = e.hold(ints.mul(start, made.strides[k]), "offset")
        target = Arr(made.data, dt, p.shape, made.strides, offset=offset, owner=made.owner, sites=made.sites)
        e.fill(target, ar.converted(e, p, dt))
        start = ints.add(start, p.shape[k])
    return made


@_for(np.stack)
def _stack(t: Any, arrays: Any, axis: Any = None) -> Any:
    items = [_array(t, x) for x in t.items_of(arrays, None)]
    if axis is not None and _static(t, axis) != 0:
        raise Unsupported("np.stack along another axis", t.line)
    return array_of(t.e, Tup(items))


@_for(np.diag)
def _diag(t: Any, v: Any, k: Any = None) -> Any:
    e = t.e
    if k is not None and _static(t, k) != 0:
        raise Unsupported("np.diag off the diagonal", t.line)
    a = ar.materialize(e, _array(t, v))
    if len(a.shape) == 1:
        n = a.shape[0]
        made = e.allocate(a.dtype, (n, n), "diag", zero=True)
        e.loop(n, lambda i: e.store(made, made.position((i, i)), a.at((i,))))
        return made
    found = _diagonal(e, a)
    found.readonly = True
    return found


def _diagonal(e: Emitter, a: Arr) -> Arr:
    """The diagonal of a matrix, as a view."""
    found = reshaped_view(a, (e.hold(ints.minimum(*a.shape)),), (ints.add(*a.strides),))
    found.whole = False
    return found


@_for(np.trace)
def _trace(t: Any, a: Any) -> Any:
    e = t.e
    a = ar.materialize(e, _array(t, a))
    if len(a.shape) != 2:
        raise Unsupported("np.trace of this", t.line)
    return ar.reduce(e, "sum", _diagonal(e, a), None, None, False)


def _triangle(upper: bool) -> Handler:
    def handler(t: Any, m: Any, k: Any = None) -> Any:
        e = t.e
        a = _array(t, m)
        shift = ints.ZERO if k is None else e.hold(_number(t, k).expr)
        if len(a.shape) != 2:
            raise Unsupported("np.triu of this", t.line)
        op = "ge" if upper else "le"
        at = lambda i: ints.select(ints.compare(op, i[1], ints.add(i[0], shift)), a.at(i), sc.zero(a.dtype))
        return ar.materialize(e, Lazy(a.dtype, a.shape, at, a.reads))

    return handler


_for(np.triu)(_triangle(True))
_for(np.tril)(_triangle(False))


@_for(np.roll)
def _roll(t: Any, a: Any, shift: Any, axis: Any = None) -> Any:
    e = t.e
    a = ar.materialize(e, _array(t, a))
    if axis is None and len(a.shape) != 1:
        raise Unsupported("np.roll of all axes", t.line)
    k = 0 if axis is None else _axis(t, axis, len(a.shape))
    if k is None or not is_int(shift):
        raise Unsupported("np.roll of these", t.line)
    n = a.shape[k]
    size = e.hold(ints.maximum(n, ints.ONE))
    moved = sc.binary(e, "Mod", sc.to_int(e, shift), Scalar(size, "int", 1, 2**47))
    s = e.hold(moved.expr, "shift")
    made = e.allocate(a.dtype, a.shape, "rolled")
    # Two parts, each of which moves as a whole.
    for first, count, source in ((s, ints.sub(n, s), ints.ZERO), (ints.ZERO, s, ints.sub(n, s))):
        shape = tuple([e.hold(ints.maximum(count, ints.ZERO)) if i == k else d for i, d in enumerate(a.shape)])
        to = Arr(
            made.data, a.dtype, shape, made.strides, offset=e.hold(ints.mul(first, made.strides[k])), sites=made.sites
        )
        offset = e.hold(ints.add(a.offset, ints.mul(source, a.strides[k])))
        e.fill(to, Arr(a.data, a.dtype, shape, a.strides, offset=offset, sites=a.sites))
    return made


@_for(np.flip)
def _flip(t: Any, m: Any, axis: Any = None) -> Any:
    a = ar.materialize(t.e, _array(t, m))
    axes = _axes(t, axis, len(a.shape)) or tuple(range(len(a.shape)))
    back = Slice(None, None, python_int(-1))
    return get(t.e, a, Tup([back if k in axes else Slice(None, None, None) for k in range(len(a.shape))]))


# -- reductions


def _reduction(name: str) -> Handler:
    def handler(t: Any, a: Any, axis: Any = None, dtype: Any = None, keepdims: Any = None) -> Any:
        a = _operand(t, a)
        if isinstance(a, Scalar):
            a = array_of(t.e, a)
        keep = bool(_static(t, keepdims))
        return ar.reduce(t.e, name, a, _axes(t, axis, len(a.shape)), _dtype(t, dtype), keep)

    return handler


for _f, _n in (
    *((np.sum, "sum"), (np.prod, "prod"), (np.max, "max"), (np.amax, "max"), (np.min, "min"), (np.amin, "min")),
    *((np.any, "any"), (np.all, "all")),
):
    _for(_f)(_reduction(_n))


@_for(np.mean)
def _mean(t: Any, a: Any, axis: Any = None, keepdims: Any = None) -> Any:
    a = _array(t, a)
    return ar.mean(t.e, a, _axes(t, axis, len(a.shape)), bool(_static(t, keepdims)))


def _variance(t: Any, a: Any, axis: Any, ddof: Any) -> Any:
    e = t.e
    a = _array(t, a)
    if a.dtype in ("c64", "c128"):
        raise Unsupported("the variance of complex numbers", t.line)
    a = ar.materialize(e, ar.converted(e, a, a.dtype if a.dtype in sc.FLOATS else "f64"))
    axes = _axes(t, axis, len(a.shape))
    center = ar.mean(e, a, axes, keepdims=axes is not None)
    gap = ar.apply(e, np.subtract, (a, center))
    total = ar.reduce(e, "sum", ar.apply(e, np.square, (gap,)), axes, None, False)
    count = ints.product([a.shape[k] for k in (range(len(a.shape)) if axes is None else axes)])
    less = _number(t, ddof).expr if ddof is not None else ints.ZERO
    n = sc.cast(e.hold(ints.maximum(ints.sub(count, less), ints.ZERO)), a.dtype)
    return ar.apply(e, np.true_divide, (total, Scalar(e.hold(n), a.dtype)))


@_for(np.var)
def _var(t: Any, a: Any, axis: Any = None, ddof: Any = None) -> Any:
    return _variance(t, a, axis, ddof)


@_for(np.std)
def _std(t: Any, a: Any, axis: Any = None, ddof: Any = None) -> Any:
    return ar.apply(t.e, np.sqrt, (_variance(t, a, axis, ddof),))


def _arg(name: str) -> Handler:
    def handler(t: Any, a: Any, axis: Any = None) -> Any:
        a = _array(t, a)
        return ar.arg_extreme(t.e, name, a, _axis(t, axis, len(a.shape)))

    return handler


_for(np.argmax)(_arg("argmax"))
_for(np.argmin)(_arg("argmin"))


_KIND_OF_COUNTS = "int" if type(np.count_nonzero(np.ones(1))) is int else "i64"


@_for(np.count_nonzero)
def _count_nonzero(t: Any, a: Any) -> Any:
    ones = ar.mapped_array(t.e, "i64", lambda x: sc.cast(sc.truth(x), "i64"), [_array(t, a)])
    return Scalar(ar.reduce(t.e, "sum", ones, None, None, False).expr, _KIND_OF_COUNTS, 0)


def _cumulative(name: str) -> Handler:
    def handler(t: Any, a: Any, axis: Any = None) -> Any:
        a = _array(t, a)
        if axis is None and len(a.shape) > 1:
            a = reshape(t, ar.whole(t.e, a), [python_int(-1)])
        return ar.cumulative(t.e, name, a, _axis(t, axis, len(a.shape)) or 0)

    return handler


_for(np.cumsum)(_cumulative("sum"))
_for(np.cumprod)(_cumulative("prod"))


@_for(np.linalg.norm)
def _norm(t: Any, x: Any, ord: Any = None, axis: Any = None) -> Any:
    e = t.e
    a = _array(t, x)
    if ord is not None and not (_static(t, ord) == 2 and (len(a.shape) == 1 or axis is not None)):
        raise Unsupported("a norm other than the Euclidean one", t.line)
    axes = _axes(t, axis, len(a.shape))
    if a.dtype not in sc.FLOATS:
        if a.dtype in ("c64", "c128"):
            raise Unsupported("the norm of complex numbers", t.line)
        a = ar.converted(e, a, "f64")
    return ar.apply(e, np.sqrt, (ar.reduce(e, "sum", ar.apply(e, np.multiply, (a, a)), axes, None, False),))


# -- products


def matmul(t: Any, a: Any, b: Any) -> Any:
    """a @ b; stacks of matrices by way of Python."""
    if ar.is_array(a) and ar.is_array(b) and max(len(a.shape), len(b.shape)) > 2:
        from .host import call_host

        return call_host(t, np.matmul, [a, b], {})
    return ar.matmul(t.e, a, b)


@_for(np.dot)
def _dot(t: Any, a: Any, b: Any) -> Any:
    a, b = _operand(t, a), _operand(t, b)
    if isinstance(a, Scalar) or isinstance(b, Scalar):
        return ar.apply(t.e, np.multiply, (a, b))
    return ar.matmul(t.e, a, b)


@_for(np.vdot, np.inner)
def _inner(t: Any, a: Any, b: Any) -> Any:
    a, b = _array(t, a), _array(t, b)
    if len(a.shape) != 1 or len(b.shape) != 1 or "c" in (a.dtype[0], b.dtype[0]):
        raise Unsupported("np.inner of these", t.line)
    return ar.matmul(t.e, a, b)


@_for(np.outer)
def _outer(t: Any, a: Any, b: Any) -> Any:
    return _ufunc_method(t, np.multiply, "outer", [a, b], {})


# -- choice and writing


@_for(np.where)
def _where(t: Any, condition: Any, x: Any = None, y: Any = None) -> Any:
    e = t.e
    condition = _operand(t, condition)
    if x is None:
        from .subscripts import nonzero

        return Tup(list(nonzero(e, condition)))
    x, y = _operand(t, x), _operand(t, y)
    dt = _common_dtype((x, y))
    x, y = (Scalar(sc.operand(e, v, dt), sc.numpy_kind(dt)) if isinstance(v, Scalar) else v for v in (x, y))
    build = lambda c, a, b: Expr("select", dt, (sc.truth(c), sc.cast(a, dt), sc.cast(b, dt)))
    if not any(ar.is_array(v) for v in (condition, x, y)):
        found = Scalar(build(*[e.hold(v.expr) for v in (condition, x, y)]), sc.numpy_kind(dt))
        return array_of(e, found)
    return ar.mapped_array(e, dt, build, [condition, x, y])


def _common_dtype(values: Sequence[Any]) -> str:
    """The dtype to which NumPy brings arrays and numbers together."""
    weak = {int: 0, float: 0.0, complex: 0j}
    choices = [[sc.dtype_of(v.dtype)] if ar.is_array(v) else [sc.promotion_key(k) for k in v.kinds] for v in values]
    found = {dtype_name(np.result_type(*[weak.get(k, k) for k in keys])) for keys in product(*choices)}
    if len(found) > 1:
        raise Unsupported("the type of a number depends on the way that was taken")
    return found.pop()


@_for(np.nonzero)
def _nonzero(t: Any, a: Any) -> Any:
    from .subscripts import nonzero

    return Tup(list(nonzero(t.e, _array(t, a))))


@_for(np.flatnonzero)
def _flatnonzero(t: Any, a: Any) -> Any:
    from .subscripts import nonzero

    return nonzero(t.e, _ravel(t, a))[0]


@_for(np.clip)
def _clip(t: Any, a: Any, a_min: Any = None, a_max: Any = None, out: Any = None) -> Any:
    found = _operand(t, a)
    for bound, f in ((a_min, np.maximum), (a_max, np.minimum)):
        if bound is not None and not (isinstance(bound, Static) and bound.value is None):
            found = ar.apply(t.e, f, (found, _operand(t, bound)))
    if out is not None:
        ar.assign(t.e, out, found)
        return out
    return found


@_for(np.copyto)
def _copyto(t: Any, dst: Any, src: Any, where: Any = None) -> Any:
    if where is not None:
        raise Unsupported("np.copyto with where=", t.line)
    put(t.e, dst, Static(Ellipsis), _operand(t, src))
    return Static(None)


@_for(np.isscalar)
def _isscalar(t: Any, x: Any) -> Any:
    return constant(isinstance(x, Scalar))


@_for(np.ndim)
def _ndim(t: Any, x: Any) -> Any:
    return t.attribute(_array(t, x), "ndim")


@_for(np.shape)
def _np_shape(t: Any, x: Any) -> Any:
    return t.attribute(_array(t, x), "shape")


@_for(np.size)
def _np_size(t: Any, x: Any) -> Any:
    return t.attribute(_array(t, x), "size")


@_for(np.real, np.imag)
def _real(t: Any, x: Any) -> Any:
    return t.attribute(x, t.last_function.__name__)


@_for(np.diff)
def _diff(t: Any, a: Any) -> Any:
    a = ar.materialize(t.e, _array(t, a))
    if len(a.shape) != 1:
        raise Unsupported("np.diff of several axes", t.line)
    after = get(t.e, a, Slice(python_int(1), None, None))
    before = get(t.e, a, Slice(None, python_int(-1), None))
    return ar.apply(t.e, np.subtract, (after, before))


# -- linear algebra and search, as loops (see numpy_source.py)


def _square_matrix(t: Any, a: Any) -> Arr:
    """A copy of a square matrix of floats."""
    a = _array(t, a)
    if len(a.shape) != 2 or a.dtype in ("c64", "c128"):
        raise Unsupported("linear algebra of complex matrices, or of stacks", t.line)
    if not ints.same(*a.shape):
        t.e.bail_if(ints.compare("ne", *a.shape), "a matrix that is not square")
    return ar.copied(t.e, a, a.dtype if a.dtype in sc.FLOATS else "f64")


@_for(np.linalg.solve)
def _solve(t: Any, a: Any, b: Any) -> Any:
    matrix, b = _square_matrix(t, a), _array(t, b)
    if len(b.shape) not in (1, 2) or b.dtype in ("c64", "c128"):
        raise Unsupported("np.linalg.solve of these", t.line)
    dt = dtype_name(np.result_type(sc.dtype_of(matrix.dtype), sc.dtype_of(b.dtype), np.float32))
    matrix, x = ar.materialize(t.e, ar.converted(t.e, matrix, dt)), ar.copied(t.e, b, dt)
    if not ints.same(matrix.shape[0], x.shape[0]):
        t.e.bail_if(ints.compare("ne", matrix.shape[0], x.shape[0]), "shapes that do not fit")
    columns = x if len(x.shape) == 2 else reshaped_view(x, (x.shape[0], ints.ONE), (ints.ONE, ints.ZERO))
    t.inline(numpy_source.solve_in_place, [matrix, columns], {})
    return x


@_for(np.linalg.inv)
def _inv(t: Any, a: Any) -> Any:
    matrix = _square_matrix(t, a)
    found = t.e.allocate(matrix.dtype, matrix.shape, "inverse", zero=True)
    one = sc.cast(const(1, "i64"), matrix.dtype)
    t.e.loop(found.shape[0], lambda i: t.e.store(found, found.position((i, i)), one))
    t.inline(numpy_source.solve_in_place, [matrix, found], {})
    return found


@_for(np.linalg.det)
def _det(t: Any, a: Any) -> Any:
    matrix = _square_matrix(t, a)
    if matrix.dtype != "f64":
        raise Unsupported("np.linalg.det of single precision", t.line)
    return t.inline(numpy_source.determinant, [matrix, matrix], {})


@_for(np.linalg.cholesky)
def _cholesky(t: Any, a: Any) -> Any:
    matrix = _square_matrix(t, a)
    t.inline(numpy_source.cholesky_in_place, [matrix], {})
    return matrix


@_for(np.searchsorted)
def _searchsorted(t: Any, a: Any, v: Any, side: Any = None) -> Any:
    which = "left" if side is None else t.known(side)
    a, v = _array(t, a), _number(t, v)
    if len(a.shape) != 1 or which not in ("left", "right") or a.dtype in ("c64", "c128"):
        raise Unsupported("np.searchsorted of these", t.line)
    place = numpy_source.place_left if which == "left" else numpy_source.place_right
    found = t.inline(place, [a, v], {})
    return Scalar(found.expr, "i64", 0)


# -- methods

_METHODS: dict[str, Any] = {
    "sum": np.sum,
    "prod": np.prod,
    "max": np.max,
    "min": np.min,
    "any": np.any,
    "all": np.all,
    "mean": np.mean,
    "var": np.var,
    "std": np.std,
    "argmax": np.argmax,
    "argmin": np.argmin,
    "cumsum": np.cumsum,
    "cumprod": np.cumprod,
    "dot": np.dot,
    "ravel": np.ravel,
    "transpose": np.transpose,
    "swapaxes": np.swapaxes,
    "clip": np.clip,
    "trace": np.trace,
    "nonzero": np.nonzero,
    "copy": np.copy,
    "conj": np.conjugate,
    "conjugate": np.conjugate,
    "repeat": np.repeat,
    "searchsorted": np.searchsorted,
    "argsort": np.argsort,
    "round": np.round,
    "take": np.take,
    "diagonal": np.diagonal,
    "squeeze": np.squeeze,
}


def _call_method(t: Any, m: Method, args: list[Any], kwargs: dict[str, Any]) -> Any:
    owner, name = m.owner, m.name
    if isinstance(owner, Tup) and owner.kind is list:
        return _list_method(t, owner, name, args)
    if isinstance(owner, Grown):
        return _grown_method(t, owner, name, args)
    if isinstance(owner, Dictionary):
        return _dict_method(t, owner, name, args)
    if isinstance(owner, Scalar):
        return _scalar_method(t, owner, name, args)
    if not ar.is_array(owner):
        raise Unsupported(f"the method '{name}'", t.line)
    if name == "astype":
        dtype = args[0] if args else kwargs["dtype"]
        wanted = _dtype(t, dtype)
        if owner.dtype[0] == "c" and wanted is not None and wanted[0] != "c":
            raise Unsupported("a complex array is converted to a real one", t.line)
        return ar.copied(t.e, owner, wanted)
    if name == "reshape":
        sizes = args[0].items if len(args) == 1 and isinstance(args[0], Tup) else args
        if kwargs:
            raise Unsupported("reshape with order=", t.line)
        return reshape(t, owner, sizes)
    if name == "flatten":
        return reshape(t, ar.copied(t.e, owner), [python_int(-1)])
    if name == "fill":
        put(t.e, owner, Static(Ellipsis), args[0])
        return Static(None)
    if name == "item":
        return _item(t, owner, args)
    if name == "transpose" and args and not isinstance(args[0], Tup | Static):
        return _transpose(t, owner, Tup(list(args)))
    if name == "sort":
        from .host import sort_in_place

        return sort_in_place(t, owner, args, kwargs)
    function = _METHODS.get(name)
    if function is None:
        raise Unsupported(f"the method '{name}' of an array", t.line)
    return call(t, Static(function), [owner, *args], kwargs)


def _item(t: Any, a: Any, args: list[Any]) -> Any:
    a = ar.materialize(t.e, a)
    if args:
        found = get(t.e, a, args[0] if len(args) == 1 else Tup(list(args)))
    else:
        t.e.bail_if(ints.compare("ne", ints.product(a.shape), ints.ONE), "item() of several elements")
        found = Scalar(a.at((ints.ZERO,) * len(a.shape)), sc.numpy_kind(a.dtype))
    return _scalar_method(t, found, "item", [])


def _scalar_method(t: Any, x: Scalar, name: str, args: list[Any]) -> Any:
    if name in ("item", "astype", "bit_length") and x.is_python:
        raise Unsupported(f"the method '{name}' of a number", t.line)
    if name == "item" and not args:
        kinds = {"f": "float", "i": "int", "u": "int", "c": "complex", "b": "bool"}
        kind = kinds[x.dtype[0]]
        if kind == "int":
            return sc.to_int(t.e, x)
        return Scalar(sc.cast(x.expr, sc.kind_dtype(kind)), kind)
    if name in ("conjugate", "conj"):
        return sc.apply_ufunc(t.e, np.conjugate, (x,)) if not x.is_python else _conjugate(x)
    if name == "astype" and args:
        return _cast(t, np.dtype(t.known(args[0])).type, [x])
    keeps = ("sum", "max", "min", "mean", "copy") if x.dtype in sc.FLOATS else ("max", "min", "copy")
    if name in keeps and not args and not x.is_python:
        return x
    raise Unsupported(f"the method '{name}' of a number", t.line)


def _conjugate(x: Scalar) -> Scalar:
    if x.dtype != "c128":
        return x
    return Scalar(Expr("complex", "c128", (sc.real(x.expr), Expr("neg", "f64", (sc.imag(x.expr),)))), x.kinds)


def _list_method(t: Any, owner: Tup, name: str, args: list[Any]) -> Any:
    if owner.block is not t.e.block:
        t.must_grow(owner, args[0] if name == "append" and len(args) == 1 else None)
    if name == "append" and len(args) == 1:
        owner.items.append(t.stored(args[0]))
        return Static(None)
    if name == "extend" and len(args) == 1:
        owner.items += [t.stored(x) for x in t.items_of(args[0], None)]
        return Static(None)
    if name == "pop" and owner.items and (not args or args[0].is_static):
        return owner.items.pop(*[a.static for a in args])
    if name == "insert" and len(args) == 2 and args[0].is_static:
        owner.items.insert(args[0].static, t.stored(args[1]))
        return Static(None)
    if name == "reverse":
        owner.items.reverse()
        return Static(None)
    raise Unsupported(f"the method '{name}' of a list", t.line)


def _grown_method(t: Any, owner: Grown, name: str, args: list[Any]) -> Any:
    if name == "append" and len(args) == 1:
        owner.append(t.e, _number(t, args[0]))
        return Static(None)
    if name == "pop" and not args:
        return owner.pop(t.e)
    if name == "extend" and len(args) == 1:
        for x in t.items_of(args[0], None):
            owner.append(t.e, _number(t, x))
        return Static(None)
    raise Unsupported(f"the method '{name}' of a list that is changed in a loop or a branch", t.line)


def _dict_method(t: Any, owner: Dictionary, name: str, args: list[Any]) -> Any:
    if name == "items":
        return Tup([Tup([constant(k), v]) for k, v in owner.items.items()], type({}.items()))
    if name == "keys":
        return Tup([constant(k) for k in owner.items], type({}.keys()))
    if name == "values":
        return Tup(list(owner.items.values()), type({}.values()))
    if name == "get" and args:
        default = args[1] if len(args) > 1 else Static(None)
        return owner.items.get(t.known(args[0]), default)
    raise Unsupported(f"the method '{name}' of a dict", t.line)

"""Methods of arrays, numbers, lists and dicts: those of arrays are mostly functions of NumPy."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np

from ...procedures.ir import Expr
from .. import arrays as ar
from .. import integers as ints
from .. import python_source as source
from .. import scalars as sc
from ..context import Context
from ..heap import View
from ..host import sort_in_place
from ..list_arrays import list_of_array
from ..lists import Grown
from ..numpy_numbers import apply_ufunc
from ..orders import order_of
from ..python_numbers import per_kind
from ..reshaping import raveled
from ..subscripts import get, put
from ..tables import Table, Unmade
from ..texts import is_text, text_method
from ..values import Dictionary, Method, Object, Scalar, Static, Tup, Unsupported
from .arguments import dtype_argument
from .creation import copy_in_order
from .lists import grown_method, list_method
from .shapes import reshape, transpose
from .tables import in_memory, must_be_made, table_method
from .ufuncs import scalar_of_type

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


_OF_TUPLES = ("_replace", "_asdict", "_make")


def call_method(t: Context, m: Method, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """m(*args, **kwargs)."""
    owner, name = m.owner, m.name
    if is_text(owner):
        return text_method(t, owner, name, args, kwargs)
    if isinstance(owner, Object | Tup) and (own := t.own_method(owner, name)) is not None and name not in _OF_TUPLES:
        return own(args, kwargs)
    if isinstance(owner, Tup) and name == "_replace":
        given = dict(zip(getattr(owner.kind, "_fields", ()), owner.items, strict=True)) | kwargs
        return t.of_class(owner.kind, [], given)
    if isinstance(owner, Tup) and owner.kind in (list, deque):
        return list_method(t, owner, name, args, kwargs)
    if isinstance(owner, Grown):
        return grown_method(t, owner, name, args, kwargs)
    if isinstance(owner, Table | Unmade):
        return table_method(t, owner, name, args, kwargs)
    if isinstance(owner, Dictionary):
        return _dict_method(t, owner, name, args, kwargs)
    if isinstance(owner, Scalar):
        return _scalar_method(t, owner, name, args)
    if not ar.is_array(owner):
        raise Unsupported(f"the method '{name}'", t.line)
    if name == "astype":
        dtype = args[0] if args else kwargs["dtype"]
        wanted = dtype_argument(t, dtype)
        if owner.dtype[0] == "c" and wanted is not None and wanted[0] != "c":
            raise Unsupported("a complex array is converted to a real one", t.line)
        if len(args) + len(kwargs) > 1:
            raise Unsupported("astype with more than a dtype", t.line)
        return ar.copied(t.e, owner, wanted, order_of(owner))
    if name == "copy" and len(args) + len(kwargs) < 2 and kwargs.keys() <= {"order"}:
        return copy_in_order(t, owner, args[0] if args else kwargs.get("order", Static("C")))
    if name in ("conj", "conjugate") and owner.dtype[0] != "c" and not args and not kwargs:
        return owner
    if name == "reshape":
        sizes = args[0].items if len(args) == 1 and isinstance(args[0], Tup) else args
        if kwargs:
            raise Unsupported("reshape with order=", t.line)
        return reshape(t, owner, sizes)
    if name == "flatten":
        if args or kwargs:
            raise Unsupported("flatten with order=", t.line)
        return raveled(t.e, ar.copied(t.e, owner))
    if name == "fill":
        put(t.e, owner, Static(Ellipsis), args[0])
        return Static(None)
    if name == "item":
        return _item(t, owner, args)
    if name == "transpose" and args and not isinstance(args[0], Tup | Static):
        return transpose(t, owner, Tup(list(args)))
    if name == "tolist" and not args and owner.shape:
        return list_of_array(t, ar.materialize(t.e, owner))
    if name == "sort":
        return sort_in_place(t, owner, args, kwargs)
    function = _METHODS.get(name)
    if function is None:
        raise Unsupported(f"the method '{name}' of an array", t.line)
    return t.call(Static(function), [owner, *args], kwargs)


def _item(t: Context, a: Any, args: list[Any]) -> Any:
    a = ar.materialize(t.e, a)
    if args:
        found = get(t.e, a, args[0] if len(args) == 1 else Tup(list(args)))
    else:
        t.e.bail_if(ints.compare("ne", ints.product(a.shape), ints.ONE), "item() of several elements")
        found = Scalar(a.at((ints.ZERO,) * len(a.shape)), sc.numpy_kind(a.dtype))
    return _scalar_method(t, found, "item", [])


def _scalar_method(t: Context, x: Scalar, name: str, args: list[Any]) -> Any:
    if name in ("bit_length", "bit_count") and not args and x.kinds in (("int",), ("bool",)):
        return t.inline(source.bit_length if name == "bit_length" else source.bit_count, [sc.to_int(t.e, x)], {})
    if name in ("item", "astype") and x.is_python:
        raise Unsupported(f"the method '{name}' of a number", t.line)
    if name == "item" and not args:
        kinds = {"f": "float", "i": "int", "u": "int", "c": "complex", "b": "bool"}
        kind = kinds[x.dtype[0]]
        if kind == "int":
            return sc.to_int(t.e, x)
        return Scalar(sc.cast(x.expr, sc.kind_dtype(kind)), kind)
    if name in ("conjugate", "conj") and len(x.kinds) > 1:
        return per_kind(t.e, (x,), lambda n: _scalar_method(t, n, name, args))
    if name in ("conjugate", "conj"):
        return apply_ufunc(t.e, np.conjugate, (x,)) if not x.is_python else _conjugate(x)
    if name == "astype" and args:
        return scalar_of_type(t, np.dtype(t.known(args[0])).type, [x])
    keeps = ("sum", "max", "min", "mean", "copy") if x.dtype in sc.FLOATS else ("max", "min", "copy")
    if name in keeps and not args and not x.is_python:
        return x
    raise Unsupported(f"the method '{name}' of a number", t.line)


def _conjugate(x: Scalar) -> Scalar:
    if x.dtype != "c128":
        return x
    return Scalar(Expr("complex", "c128", (sc.real(x.expr), Expr("neg", "f64", (sc.imag(x.expr),)))), x.kinds)


def _dict_method(t: Context, owner: Dictionary, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    if name in ("items", "keys", "values"):
        return View(owner, name)
    if name in ("get", "pop", "setdefault") and args and _is_open(t, args[0]):
        default = args[1] if len(args) > 1 else Static(None)
        if owner.items:
            in_memory(t, owner, args[0])
        if name != "setdefault":
            return default if name == "get" or len(args) > 1 else t.unbound("an item of an empty dict")
        must_be_made(t, owner.site, args[0], default)
    if name == "get" and args:
        default = args[1] if len(args) > 1 else Static(None)
        return owner.items.get(t.known(args[0]), default)
    if name == "copy" and not args:
        return t.e.heap.add(Dictionary(dict(owner.items)), t.e.where)
    if name in ("update", "pop", "setdefault", "clear"):
        return _dict_change(t, owner, name, args, kwargs)
    raise Unsupported(f"the method '{name}' of a dict", t.line)


def _dict_change(t: Context, owner: Dictionary, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    t.e.heap.change(owner)
    if name == "update" and len(args) <= 1:
        pairs = _pairs(t, args[0]) if args else {}
        owner.items.update({k: t.stored(v) for k, v in (pairs | kwargs).items()})
        return Static(None)
    if name == "pop" and args and (len(args) > 1 or t.known(args[0]) in owner.items):
        return owner.items.pop(t.known(args[0]), *args[1:])
    if name == "setdefault" and args:
        default = t.stored(args[1]) if len(args) > 1 else Static(None)
        return owner.items.setdefault(t.known(args[0]), default)
    if name == "clear":
        owner.items.clear()
        return Static(None)
    raise Unsupported(f"the method '{name}' of a dict with these arguments", t.line)


def _is_open(t: Context, key: Any) -> bool:
    """Whether a key is known only when the procedure runs."""
    try:
        t.known(key)
    except Unsupported:
        return True
    return False


def _pairs(t: Context, v: Any) -> dict[Any, Any]:
    """What dict.update takes."""
    if isinstance(v, Dictionary):
        return dict(v.items)
    pairs = [t.items_of(x, 2) for x in t.items_of(v, None)]
    return {t.known(k): x for k, x in pairs}

"""A call of a known function: its handler where there is one, else part of the code, else Python.

A handler that does not take its arguments leaves no code behind: what it wrote is taken back before Python is asked.
"""

from __future__ import annotations

import inspect
import math
import operator
import types
from typing import Any

import numpy as np

from ...capture.library import is_library
from .. import numpy_source, python_source
from ..context import Context
from ..host import call_host, is_pure, or_by_python, writes
from ..list_elements import numbers_vary
from ..objects import is_named_tuple, is_plain_class
from ..python_math import MATH_FUNCTIONS, math_function
from ..tables import Table
from ..values import Cached, Function, Method, Object, Partial, Static, Tup, Unsupported, constant
from .arguments import number_argument
from .functional import call_vectorize
from .library import call_getter
from .methods import call_method
from .registry import BUILT_IN, Handler
from .remembering import call_remembering, is_remembering
from .ufuncs import call_ufunc, call_ufunc_method, scalar_of_type


def call(t: Context, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """function(*args, **kwargs)."""
    if not _takes_none(t, function):
        args, kwargs = [t.present(x) for x in args], {k: t.present(x) for k, x in kwargs.items()}
    if isinstance(function, Method):
        return call_method(t, function, args, kwargs)
    if isinstance(function, Function):
        return t.inline(function, args, kwargs)
    if isinstance(function, Partial):
        return t.call(function.function, [*function.args, *args], {**function.kwargs, **kwargs})
    if isinstance(function, Cached):
        if kwargs:
            raise Unsupported("a function that remembers its results, with named arguments", t.line)
        if isinstance(function.results, Table) and numbers_vary(function.results.keys.form):
            # Whether 1 and 1.0 are one key hangs on how many arguments there are.
            raise Unsupported("a function that remembers its results, with numbers of several types", t.line)
        return t.inline(
            python_source.remembered, [function.results, function.function, Tup(args), constant(function.most)], {}
        )
    if isinstance(function, Object) and (method := t.own_method(function, "__call__")) is not None:
        return method(args, kwargs)
    if not isinstance(function, Static):
        raise Unsupported("a call of something that is no function", t.line)
    f = function.value
    f = t.surroundings.unwrapped(f)
    t.last_function = f
    if isinstance(f, types.MethodType):
        return t.inline(f.__func__, [Static(f.__self__), *args], kwargs)
    if isinstance(f, np.ufunc):
        if "out" in kwargs or len(args) > f.nin:
            return call_ufunc(t, f, args, kwargs)
        return or_by_python(t, f, args, kwargs, lambda: call_ufunc(t, f, args, dict(kwargs)))
    if isinstance(f, operator.itemgetter | operator.attrgetter) and len(args) == 1:
        return call_getter(t, f, args[0])
    try:
        handler = BUILT_IN.get(f)
    except TypeError:
        handler = None
    if handler is not None:
        return _handled(t, f, handler, args, kwargs)
    if isinstance(f, type) and issubclass(f, np.generic):
        return scalar_of_type(t, f, args)
    if isinstance(f, type) and (is_plain_class(f) or is_named_tuple(f)):
        return t.of_class(f, args, kwargs)
    if is_remembering(f):
        return call_remembering(t, f, args, kwargs)
    if isinstance(f, np.vectorize) and not kwargs:
        return call_vectorize(t, f, args)
    if is_plain_class(type(f)):
        return t.inline(t.attribute(Static(f), "__call__").value.__func__, [Static(f), *args], kwargs)
    owner = getattr(f, "__self__", None)
    if isinstance(owner, np.ufunc):
        return call_ufunc_method(t, owner, f.__name__, args, kwargs)
    if isinstance(f, types.FunctionType) and _is_readable(f):
        return t.inline(f, args, kwargs)
    name = getattr(f, "__name__", "")
    if name in MATH_FUNCTIONS and getattr(math, name) is f:
        return math_function(t.e, name, [number_argument(t, a) for a in args])

    return call_host(t, f, args, kwargs)


def _takes_none(t: Context, function: Any) -> bool:
    """Whether arguments may be None at times: those of functions of the user's, and of a few others."""
    if isinstance(function, Method):
        return isinstance(function.owner, Object)
    f = getattr(function, "value", None)
    kind = isinstance(f, types.MethodType | types.FunctionType) or is_plain_class(f) or is_named_tuple(f)
    return isinstance(function, Function | Object) or kind or f in (print, str, repr, format)


def _is_readable(f: types.FunctionType) -> bool:
    """Whether a function is the user's, or one that was written to be translated."""
    return not is_library(f.__code__.co_filename) or numpy_source.is_written_for_this(f)


def _handled(t: Context, f: Any, handler: Handler, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """A handler is tried; where it does not take these arguments, Python may be called."""

    try:
        bound = _bound(handler, args, kwargs)
    except TypeError:
        if not is_pure(f):
            raise Unsupported(f"'{f.__name__}' with these arguments", t.line) from None
        return call_host(t, f, args, kwargs)
    if not is_pure(f) or writes(kwargs):
        return handler(t, *bound[0], **bound[1])
    return or_by_python(t, f, args, kwargs, lambda: handler(t, *bound[0], **bound[1]))


_signatures: dict[Handler, inspect.Signature] = {}


def _bound(handler: Handler, args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    signature = _signatures.get(handler)
    if signature is None:
        signature = _signatures[handler] = inspect.signature(handler)
    bound = signature.bind(None, *args, **kwargs)
    return bound.args[1:], bound.kwargs

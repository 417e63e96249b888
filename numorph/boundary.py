"""The border between a user's function and the traces: arguments become handles, results become values again.

Writes that a function made to its arguments are delivered to the caller's arrays here.
"""

from __future__ import annotations

import functools
import inspect
import sys
import types
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import tree
from .array import Array, Scalar, View, unwrap, wrap
from .core.orders import Ranks, ranks_of_strides
from .core.trace import Tracer, state, typeof
from .core.types import SCALAR_TYPES, ArrayType
from .errors import _PACKAGE, NumorphTypeError, article
from .known import plain_buffer_error


class ArgumentArray(Array):
    """The handle of an argument that is read-only, or laid out in memory otherwise than row by row."""

    __slots__ = ("_strides", "_writable")

    def __init__(self, value: Any, scalar: bool | None, strides: tuple[int, ...] | None, writable: bool):
        super().__init__(value, scalar)
        self._strides, self._writable = strides, writable

    def _write(self, new: Any) -> None:
        if not self._writable:
            raise ValueError("assignment destination is read-only")
        super()._write(new)

    def _phantom(self) -> np.ndarray:
        if self._strides is None:
            return super()._phantom()
        x = self._read()
        return np.lib.stride_tricks.as_strided(np.empty((), x.dtype), x.shape, self._strides)

    def _ranks(self) -> Ranks:
        return super()._ranks() if self._strides is None else ranks_of_strides(self.shape, self._strides)


_NEED_HANDLES: weakref.WeakSet[Any] = weakref.WeakSet()  # code that fills plain arrays with traced values
handle_maker: list[Callable[[Any], Any]] = []  # gives a function whose `np` makes arrays that can hold such; set by api


class Arguments:
    """The array leaves of a call's arguments, the handles that stand for them, and the tree around them."""

    __slots__ = ("entered", "handles", "leaves", "strides", "structure")

    def __init__(self, args: tuple, kwargs: dict[str, Any]):
        if not kwargs and all([type(a) in tree._LEAF_TYPES for a in args]):
            self.leaves, self.structure = list(args), None
        else:
            self.leaves, self.structure = tree.flatten((args, kwargs))
        self.handles: list[Any] = []
        self.strides: list[Any] | None = None  # per leaf, where values stand for parts of the leaves

    def call(self, f: Callable[..., Any], values: Sequence[Any]) -> Any:
        """f on handles for `values`, which stand for the leaves; a value that is its leaf is passed as it is.

        Where f puts traced values into plain NumPy arrays that it makes, it is run again with numorph.numpy for `np`.
        """
        form = f if state.compiled_form is None else state.compiled_form(f)
        code = _users_code(f)
        if code is None:
            return self._called(form, values)
        if form is f and code in _NEED_HANDLES:
            return self._called(handle_maker[0](f), values)
        out, error = self._watched(form, values)
        if error is None:
            return out
        again = handle_maker[0](f)
        trace = _poisoned_by(error)
        if again is not f:
            if trace is not None:
                trace.poisoned = None
            try:
                out, still = self._watched(again, values)
            except TypeError as raised:
                still = raised
            if still is None:
                _NEED_HANDLES.add(code)
                return out
            if trace is not None:
                trace.poisoned = error
        state.refused = error  # for those around
        raise error from None  # it speaks of the arrays that the user made

    def _watched(self, f: Callable[..., Any], values: Sequence[Any]) -> tuple[Any, Any]:
        """What f gives, and the conversion of a traced value that was refused, whatever f made of the error."""
        saved, state.refused = state.refused, None
        out = None
        try:
            out = self._called(f, values)
        except Exception:
            if state.refused is None:
                raise
        finally:
            refused, state.refused = state.refused, saved
        return out, refused

    def _called(self, f: Callable[..., Any], values: Sequence[Any]) -> Any:
        if self.strides is None:
            self.handles = [enter(leaf, v) for leaf, v in zip(self.leaves, values, strict=True)]
        else:
            self.handles = [enter(leaf, v, s) for leaf, v, s in zip(self.leaves, values, self.strides, strict=True)]
        self.entered = [h._value if isinstance(h, Array) and not isinstance(h, View) else None for h in self.handles]
        if self.structure is None:
            return f(*self.handles)
        rebuilt = tree.unflatten(self.structure, self.handles)
        out = f(*rebuilt[0], **rebuilt[1])
        if self.changed_containers(rebuilt):
            raise NumorphTypeError(
                f"'{describe(f)}' changes a list, dict or object that it was given, while it is being transformed.",
                hints=("work on a copy (params = dict(params)) and return it; writing into the arrays inside is fine",),
            )
        return out

    def changed_containers(self, rebuilt: Any) -> bool:
        """Whether the function put other things into the containers that it was given."""
        leaves, _ = tree.flatten(rebuilt)
        return len(leaves) != len(self.handles) or any([a is not b for a, b in zip(leaves, self.handles, strict=True)])

    def name(self, k: int, f: Any) -> str:
        """How messages speak of leaf k in a call of f: `argument 0 (x)`, `argument 1 (params['w'])`."""
        if self.structure is None:
            path: tuple = (0, k)
        else:
            path = tree.leaves_with_path(tree.unflatten(self.structure, self.leaves))[k][0]
        keyword, place, rest = path[0] == 1, path[1], tree.keystr(path[2:])
        if keyword:
            return f"argument {place}{rest}"
        try:
            parameters = list(inspect.signature(f).parameters.values())
        except (TypeError, ValueError):  # a function without a signature, such as a ufunc
            return f"argument {place}" + (f" at {rest}" if rest else "")
        variadic = next((i for i, p in enumerate(parameters) if p.kind is p.VAR_POSITIONAL), len(parameters))
        name = parameters[place].name if place < variadic else f"{parameters[variadic].name}[{place - variadic}]"
        return f"argument {place} ({name}{rest})"

    def written(self) -> list[tuple[int, Any]]:
        """(position, new value) of every argument that the function wrote to."""
        return [
            (k, h._value)
            for k, (h, old) in enumerate(zip(self.handles, self.entered, strict=True))
            if old is not None and h._value is not old
        ]


def _users_code(f: Any) -> types.CodeType | None:
    """The code of a function, method or callable object of the user's; None for those of numorph.

    Transformed functions (as grad(f)) come here again when they call f; what only passes arguments on says whom it
    `adapts`.
    """
    f = getattr(f, "adapts", f)
    while isinstance(f, functools.partial):
        f = f.func
    code = getattr(f, "__code__", None) or getattr(type(f).__call__, "__code__", None)
    return None if code is None or code.co_filename.startswith(_PACKAGE) else code


def _poisoned_by(error: NumorphTypeError) -> Any:
    """The trace that will raise the error in place of others."""
    trace = getattr(getattr(error, "tracer", None), "trace", None)
    return trace if getattr(trace, "poisoned", None) is error else None


def is_value(x: Any) -> bool:
    """Whether an argument can be traced at all."""
    kind = type(x)
    if kind is np.ndarray or kind in SCALAR_TYPES or kind is Array or kind is Scalar:
        return kind is not np.ndarray or x.dtype.kind in "fiubcV"
    return isinstance(x, Array | np.generic | np.ndarray) and x.dtype.kind in "fiubcV"


def enter(leaf: Any, value: Any, strides: tuple[int, ...] | None = None) -> Any:
    """The handle for an argument whose value is `value` inside the transformation.

    `strides` is the layout of what the value stands for, where that is not the leaf as a whole.
    """
    if isinstance(value, Tracer):
        if value.is_python:
            return Scalar(value)
    elif not (isinstance(value, np.ndarray) and value.dtype.kind in "fiubc"):
        return value
    if strides == ():  # a number out of an array: a loop over the array would have a scalar
        return Array(value)
    writable = not isinstance(leaf, np.ndarray) or leaf.flags.writeable
    if strides is None:
        if isinstance(leaf, np.ndarray) and not leaf.flags.c_contiguous:
            strides = leaf.strides
        elif isinstance(leaf, View | ArgumentArray):
            strides = leaf._phantom().strides
    if writable and strides is None:
        return Array(value, _scalar_flag(leaf))
    return ArgumentArray(value, _scalar_flag(leaf), strides, writable)


def _scalar_flag(leaf: Any) -> bool | None:
    if isinstance(leaf, np.ndarray):
        return False
    return leaf._scalar if isinstance(leaf, Array) else None


def flatten_result(out: Any) -> tuple[list[Any], Any, list[bool]]:
    """Leaves of a function's result as values, their structure, and for each whether NumPy would give a scalar."""
    if type(out) is Array:
        return [out._value], tree.LEAF, [out._scalar is not False]
    leaves, structure = tree.flatten(out)
    flags = [getattr(x, "_scalar", None) is not False for x in leaves]
    return [unwrap(x) for x in leaves], structure, flags


def finish(value: Any, scalar: bool = True) -> Any:
    """A result as the user gets it: a handle of the enclosing transformation, or a plain NumPy value of its own."""
    if isinstance(value, Tracer):
        return wrap(value, None if scalar else False)
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return value[()] if scalar else value
        if state.trace.parent is None:
            return value if 0 not in value.strides or value.size <= 1 else np.array(value)
        return wrap(value)
    if not scalar and isinstance(value, np.generic):
        return np.asarray(value)
    return value


def own(x: Any) -> Any:
    """A gradient with memory of its own, writable: not a constant view, not one of the caller's arrays."""
    if type(x) is np.ndarray and (x.base is not None or not x.flags.writeable or sys.getrefcount(x) > 4):
        return np.array(x)
    return x


def write_back(arguments: Arguments, written: Sequence[tuple[int, Any]], results: list[Any]) -> None:
    """Deliver new values to the caller's arrays; results that share memory with one are copied first."""
    for k, value in written:
        target = arguments.leaves[k]
        if isinstance(target, Array):
            target[...] = wrap(value, scalar=False)
            continue
        if isinstance(value, Tracer):
            raise plain_buffer_error(target)
        for i, r in enumerate(results):
            if isinstance(r, np.ndarray) and np.may_share_memory(r, target):
                results[i] = r.copy()
        target[...] = value


def what_is(x: Any) -> str:
    """What a value is, for messages: `f64[3]`, `an int`, `a list`."""
    if isinstance(x, np.ndarray | np.generic) or (is_value(x) and not isinstance(x, Scalar)):
        type_ = typeof(unwrap(x))
        if isinstance(type_, ArrayType):
            return repr(type_)
    return article(x.kind()) if isinstance(x, Scalar) else article(x)


def describe(f: Any) -> str:
    """The name of a function, for messages."""
    return getattr(f, "__name__", None) or type(f).__name__


def check_callable(f: Any, who: str) -> None:
    if not callable(f):
        raise NumorphTypeError(
            f"'{who}' needs a function, got {what_is(f)}.",
            hints=(f"write {who}(f)(x), not {who}(f(x))",),
        )

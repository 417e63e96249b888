"""The methods of handles: those of ndarray, in terms of the functions of the same names.

Every public attribute of ndarray exists here; what a traced array cannot have, such as memory, says what to do.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from ..array import FUNCTIONS, Array, View, convert
from ..core.trace import Tracer
from ..errors import ValueNeeded, render, user_frame
from ..known import constant_value
from ..layouts import wrap_copy

# -- methods that are functions with the array as first argument

SAME_NAME = (
    *("all", "any", "argmax", "argmin", "argpartition", "argsort", "choose", "cumprod", "cumsum", "diagonal", "dot"),
    *("max", "mean", "min", "nonzero", "prod", "repeat", "round", "searchsorted", "std", "sum", "take"),
    *("trace", "var"),
)


def _as_method(name: str) -> Callable[..., Any]:
    """The function of this name as a method; looked up when called, so that modules may load in any order."""
    function = getattr(np, name)

    def method(self: Array, *args: Any, **kw: Any) -> Any:
        return FUNCTIONS[function](self, *args, **kw)

    method.__name__ = name
    method.__qualname__ = f"Array.{name}"
    method.__doc__ = f"ndarray.{name}: see numpy.{name}."
    with suppress(ValueError):  # before NumPy 2.4 its functions written in C have no signature
        method.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    return method


def clip(self: Array, min: Any = None, max: Any = None, out: Any = None, **kw: Any) -> Any:
    """ndarray.clip: see numpy.clip."""
    return FUNCTIONS[np.clip](self, min, max, out, **kw)


def compress(self: Array, condition: Any, axis: Any = None, out: Any = None) -> Any:
    """ndarray.compress: see numpy.compress."""
    return FUNCTIONS[np.compress](condition, self, axis, out)


def conjugate(self: Array) -> Any:
    """The complex conjugate."""
    return np.conjugate(self)


# -- copies


def copy(self: Array, order: str = "C") -> Any:
    """ndarray.copy: see numpy.copy."""
    x = self._read()
    return wrap_copy(x if isinstance(x, Tracer) else x.copy(), self, order, self._scalar)


def flatten(self: Array, order: str = "C") -> Any:
    """A copy of all elements as one line."""
    return self.ravel(order).copy()


def astype(
    self: Array, dtype: Any, order: str = "K", casting: str = "unsafe", subok: bool = True, copy: bool = True
) -> Any:
    """ndarray.astype: see numpy.astype."""
    dtype, x = np.dtype(dtype), self._read()
    if not np.can_cast(x.dtype, dtype, casting):
        raise TypeError(f"Cannot cast array data from {x.dtype!r} to {dtype!r} according to the rule {casting!r}")
    if x.dtype == dtype:
        return self.copy(order) if copy else self
    return wrap_copy(convert(x, dtype), self, order, self._scalar)


# -- in place


def put(self: Array, indices: Any, values: Any, mode: str = "raise") -> None:
    """ndarray.put: see numpy.put."""
    FUNCTIONS[np.put](self, indices, values, mode)


def sort(self: Array, axis: int = -1, kind: Any = None, order: Any = None, *, stable: Any = None) -> None:
    """Sort in place."""
    self[...] = FUNCTIONS[np.sort](self, axis, kind, order, stable=stable)


def partition(self: Array, kth: Any, axis: int = -1, kind: str = "introselect", order: Any = None) -> None:
    """Partition in place."""
    self[...] = FUNCTIONS[np.partition](self, kth, axis, kind, order)


def resize(self: Array, *new_shape: Any, refcheck: bool = True) -> None:
    """Change the shape in place: cut off, or filled with zeros.  Views that were taken before do not follow."""
    shape = new_shape[0] if len(new_shape) == 1 and not isinstance(new_shape[0], int | np.integer) else new_shape
    shape = () if shape is None else (shape,) if isinstance(shape, int | np.integer) else tuple(map(int, shape))
    if isinstance(self, View):
        raise ValueError("cannot resize this array: it does not own its data")
    if not self.flags.c_contiguous:
        raise ValueNeeded("'resize' of a traced array is supported where it lies row by row.")
    n = int(np.prod(shape, dtype=int))
    flat = self.reshape(-1)
    kept = flat[: min(n, self.size)]
    if n > self.size:
        kept = np.concatenate([kept, np.zeros(n - self.size, self.dtype)])
    self._write(kept.reshape(shape)._read())


def setflags(self: Array, write: Any = None, align: Any = None, uic: Any = None) -> None:
    """Only the flags that an array has already can be set."""
    if write is not None and bool(write) != self.flags.writeable:
        raise _unsupported("setflags(write=...)", "pass a read-only array as the argument instead")


# -- out of the transformation


def dumps(self: Array) -> bytes:
    """The pickle of a known array."""
    return constant_value(self._read(), "the pickle of an array").dumps()


def dump(self: Array, file: Any) -> None:
    """Write the pickle of a known array to a file."""
    constant_value(self._read(), "the pickle of an array").dump(file)


def tofile(self: Array, fid: Any, sep: str = "", format: str = "%s") -> None:
    """Write a known array to a file."""
    np.asarray(constant_value(self._read(), "the bytes of an array")).tofile(fid, sep, format)


def to_device(self: Array, device: str, /, *, stream: Any = None) -> Array:
    """As NumPy's: there is one device, 'cpu'."""
    if stream is not None:
        raise ValueError("The stream argument in to_device() is not supported")
    if device != "cpu":
        raise ValueError(f"Unsupported device: {device}. Only 'cpu' is accepted.")
    return self


def array_namespace(self: Array, *, api_version: str | None = None) -> Any:
    """numorph.numpy, for code written to the array API standard."""
    from .. import numpy

    return numpy


# -- what a traced array has not


def _unsupported(what: str, hint: str) -> AttributeError:
    return AttributeError(render(f"'{what}' is not supported on a traced array.", hints=(hint,), frame=user_frame()))


UNSUPPORTED = {
    "byteswap": "do it before the transformation, on the NumPy array",
    "getfield": "use x.astype(dtype), or x.real and x.imag",
    "setfield": "use x[...] = value",
}
NO_MEMORY = ("ctypes", "data")


def _refused(name: str, hint: str) -> Callable[..., Any]:
    def refused(self: Array, *args: Any, **kw: Any) -> Any:
        raise _unsupported(name, hint)

    refused.__name__ = name
    refused.__doc__ = f"Not supported: {hint}."
    return refused


def _install() -> None:
    for name in SAME_NAME:
        setattr(Array, name, _as_method(name))
    for method in (clip, compress, conjugate, copy, flatten, astype, put, sort, partition, resize, setflags):
        setattr(Array, method.__name__, method)
    for method in (dumps, dump, tofile, to_device):
        setattr(Array, method.__name__, method)
    Array.__copy__ = lambda self: self.copy("K")  # type: ignore[attr-defined]
    Array.__deepcopy__ = lambda self, memo: self.copy("K")  # type: ignore[attr-defined]
    Array.conj = conjugate  # type: ignore[attr-defined]
    Array.__array_namespace__ = array_namespace  # type: ignore[attr-defined]
    Array.device = property(lambda self: "cpu", doc="Always 'cpu', as NumPy's.")  # type: ignore[attr-defined]
    for name, hint in UNSUPPORTED.items():
        setattr(Array, name, _refused(name, hint))
    for name in NO_MEMORY:
        setattr(Array, name, property(_refused(name, "convert a known array first: np.asarray(x)." + name)))
    _document()


def _document() -> None:
    """What says nothing else is as NumPy has it."""
    for name, member in vars(Array).items():
        if not name.startswith("_") and not member.__doc__ and hasattr(np.ndarray, name):
            member.__doc__ = f"As numpy.ndarray.{name}."


_install()

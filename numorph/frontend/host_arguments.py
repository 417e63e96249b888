"""Arguments of Python functions that a procedure calls: pointers and numbers there, objects here."""

from __future__ import annotations

import ctypes
import functools
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from ..procedures.ir import Expr, Reg, reg
from . import arrays as ar
from . import integers as ints
from . import scalars as sc
from .list_elements import ArrayElement, NumberElement, Pool, RowElement, TupleElement, pools_of
from .lists import Grown
from .objects import make_instance
from .orders import inner_first
from .values import Arr, Choice, Dictionary, Instance, Optional, Range, Scalar, Static, Text, Tup, Unsupported, by_rows

_PYTHON = {"int": int, "float": float, "bool": bool, "complex": complex}


def number_of_kind(kind: str, value: Any) -> Any:
    """A number as the kind of a Scalar says."""
    if isinstance(value, complex | np.complexfloating) and sc.kind_dtype(kind) not in sc.COMPLEX:
        value = value.real
    python = _PYTHON.get(kind)
    return python(value) if python else sc.dtype_of(sc.kind_dtype(kind)).type(value)


class Constant:
    """What is known while the function is translated."""

    def __init__(self, value: Any):
        self.value = value

    def rebuild(self, addresses: Any, numbers: Any) -> Any:
        return self.value


class Number:
    """A scalar of one kind, or of several, with a number that tells which."""

    def __init__(self, kinds: tuple[str, ...]):
        self.kinds = kinds
        self._is_complex = any([sc.kind_dtype(k) in sc.COMPLEX for k in kinds])
        self._type = _PYTHON.get(kinds[0]) if len(kinds) == 1 and kinds[0] != "complex" else None

    def rebuild(self, addresses: Any, numbers: Any) -> Any:
        value = next(numbers)
        if self._type is not None:
            return self._type(value)
        if self._is_complex:
            value = complex(value, next(numbers))
        return number_of_kind(self.kinds[next(numbers) if len(self.kinds) > 1 else 0], value)


class Perhaps:
    """Something, or None."""

    def __init__(self, inner: Any):
        self.inner = inner

    def rebuild(self, addresses: Any, numbers: Any) -> Any:
        there = next(numbers)
        found = self.inner.rebuild(addresses, numbers)
        return found if there else None


class OneOf:
    """One of several strings."""

    def __init__(self, values: tuple[Any, ...]):
        self.values = values

    def rebuild(self, addresses: Any, numbers: Any) -> Any:
        return self.values[next(numbers)]


class Array:
    """An array: address, then offset, sizes and strides in elements."""

    def __init__(self, dtype: str, ndim: int):
        self.dtype, self.ndim = sc.dtype_of(dtype), ndim

    def rebuild(self, addresses: Any, numbers: Any) -> np.ndarray:
        address, offset = next(addresses), next(numbers)
        shape = [next(numbers) for _ in range(self.ndim)]
        strides = [next(numbers) * self.dtype.itemsize for _ in range(self.ndim)]
        return array_at(address + offset * self.dtype.itemsize, self.dtype, shape, strides)


class Several:
    """A tuple or list, or what `make` makes of a list of objects."""

    def __init__(self, make: Callable[[list[Any]], Any], items: list[Any]):
        self.make, self.items = make, items

    def rebuild(self, addresses: Any, numbers: Any) -> Any:
        return self.make([x.rebuild(addresses, numbers) for x in self.items])


def array_at(address: int, dtype: np.dtype, shape: Any, strides: Any) -> np.ndarray:
    """An array on memory at an address; strides in bytes."""
    if 0 in tuple(shape):
        return np.empty(tuple(shape), dtype)
    low = sum([(n - 1) * s for n, s in zip(shape, strides, strict=True) if s < 0])
    high = sum([(n - 1) * s for n, s in zip(shape, strides, strict=True) if s > 0]) + dtype.itemsize
    memory = (ctypes.c_char * (high - low)).from_address(address + low)
    return np.ndarray(tuple(shape), dtype, memory, -low, tuple(strides))


def maker(kind: type) -> Callable[[list[Any]], Any]:
    """What makes a tuple, a list or a named tuple of a list of items."""
    return getattr(kind, "_make", kind)


def argument(t: Any, v: Any, pointers: list[Reg], values: list[Expr]) -> Any:
    """How a value is rebuilt from pointers and numbers, which are added to those of the call."""

    def inner(x: Any) -> Any:
        return argument(t, x, pointers, values)

    if isinstance(v, Static):
        return Constant(v.value)
    if isinstance(v, Choice):
        values.append(v.tag)
        return OneOf(v.values)
    if isinstance(v, Optional):
        if not isinstance(v.value, Scalar):
            raise Unsupported("an array or tuple that may be None, as an argument of this", t.line)
        values.append(v.flag)
        return Perhaps(inner(v.value))
    if isinstance(v, Scalar):
        if v.is_static and v.is_python:
            return Constant(v.static)
        values += [sc.real(v.expr), sc.imag(v.expr)] if v.dtype in ("c64", "c128") else [v.expr]
        if v.tag is not None:
            values.append(v.tag)
        return Number(v.kinds)
    if isinstance(v, Tup) and issubclass(v.kind, tuple | list):
        return Several(maker(v.kind), [inner(x) for x in v.items])
    if isinstance(v, Dictionary):
        names = list(v.items)
        return Several(lambda items: dict(zip(names, items, strict=True)), [inner(x) for x in v.items.values()])
    if isinstance(v, Instance):
        cls, attributes = v.kind, list(v.items)
        made = lambda items: make_instance(cls, dict(zip(attributes, items, strict=True)))
        return Several(made, [inner(x) for x in v.items.values()])
    if isinstance(v, Range):
        return Several(lambda items: range(*items), [inner(x) for x in (v.start, v.stop, v.step)])
    if isinstance(v, Text):
        return Several(v.written, [inner(x) for x in v.items])
    if isinstance(v, Grown) and (v.pool is not None or pools_of(v.form)):
        raise Unsupported("lists of lists that change in a loop, as an argument of a Python function", t.line)
    if isinstance(v, Grown):
        columns = [inner(v.column(t.e, k)) for k in range(len(v.columns))]
        if v.most is not None:
            form, most = v.form, inner(Scalar(v.most, "int"))
            return Several(
                lambda x: list_of_elements(form, functools.partial(deque, maxlen=x[-1]), x[:-1]), [*columns, most]
            )
        return Several(functools.partial(list_of_elements, v.form, v.kind_of_list), columns)
    if not ar.is_array(v):
        raise Unsupported("an argument that is no number or array", t.line)
    a = ar.materialize(t.e, v)
    pointers.append(a.data)
    values += [a.offset, *a.shape, *a.strides]
    return Array(a.dtype, len(a.shape))


def elements_of(form: Any, columns: list[np.ndarray], lists: dict[Pool, Callable[[int], Any]]) -> list[Any]:
    """The elements of a list, of what its columns hold: arrays are copied.  lists: those of pools, by their numbers."""
    given = iter(columns)

    def made(f: Any) -> list[Any]:
        if isinstance(f, TupleElement):
            make = maker(f.kind)
            return [make(list(x)) for x in zip(*[made(part) for part in f.items], strict=True)]
        c = next(given)
        if isinstance(f, NumberElement):
            return [number_of_kind(f.kinds[k], v) for v, k in zip(c.tolist(), next(given).tolist(), strict=True)]
        if isinstance(f, RowElement):
            return [lists[f.pool](number) for number in c.tolist()]
        if isinstance(f, ArrayElement):
            return [np.array(x) for x in c]
        found: list[Any] = c.tolist() if f in _PYTHON else list(c)
        return found

    return made(form)


def list_of_elements(
    form: Any,
    kind: Callable[..., Any],
    columns: list[np.ndarray],
    lists: dict[Pool, Callable[[int], Any]] | None = None,
) -> Any:
    """A list or deque, of what its columns hold."""
    found = elements_of(form, columns, lists or {})
    return found if kind is list else kind(found)


def _columns(v: Grown) -> list[Any]:
    sizes = [(reg(v.count), *map(reg, c.shape)) for c in v.columns]
    return [Arr(c.data, c.dtype, n, n) for c, n in zip(v.columns, sizes, strict=True)]


def sample(v: Any) -> Any:
    """An object with the types of a value, of which `argument` has said how it is rebuilt."""
    if isinstance(v, Static):
        return v.value
    if isinstance(v, Scalar):
        if v.is_static and v.is_python:
            return v.static
        if len(v.kinds) > 1:
            raise Unsupported("a number whose type depends on the way that was taken")
        return Number(v.kinds).rebuild(None, iter([1, 0]))
    if isinstance(v, Grown):
        return list_of_elements(v.form, v.kind_of_list, [sample(c) for c in _columns(v)])
    if isinstance(v, Tup):
        return maker(v.kind)([sample(x) for x in v.items])
    if not ar.is_array(v):
        raise Unsupported("an argument that is no number or array")
    shape = [1 if ints.number(d) == 1 else 3 for d in v.shape]
    outer = inner_first(v.ranks if isinstance(v.ranks, tuple) else by_rows(len(shape)))[::-1]
    found = np.ones([shape[k] for k in outer], sc.dtype_of(v.dtype)).transpose(np.argsort(outer))
    if shape == [3, 3]:
        found[...] = np.eye(3) * 2 + 1
    return found

"""From a call's arguments to a procedure's inputs, and from its results to what Python gets.

Arguments are described by a *key*: types, number of axes, which sizes are equal to one another or to 1, whether memory is
row by row.  One translation serves all calls with one key: a new size makes no new code.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import numpy as np

from . import integers as ints
from . import scalars as sc
from .emitter import row_by_row
from .ir import Expr, Procedure, Reg, reg
from .surroundings import Surroundings
from .translate import Frame, Translator, translated
from .values import Arr, Dictionary, Scalar, Static, Tup, Unsupported, constant

_LARGEST = 2**48  # of Python's integers as arguments: what is computed from them then seldom leaves 64 bits
_ALIGNED = 8


class Arguments:
    """The leaves of a call's arguments: arrays and numbers, and the key of all."""

    __slots__ = ("arrays", "key", "leaves", "sizes")

    def __init__(self, parameters: dict[str, Any]):
        self.leaves: list[Any] = []
        self.arrays: list[np.ndarray] = []
        self.sizes: dict[int, int] = {}  # each size that is met, and its number
        self.key = tuple([(name, self._described(v)) for name, v in parameters.items()])

    def _described(self, v: Any) -> Any:
        kind = type(v)
        if kind is np.ndarray:
            return self._array(v)
        if kind in (float, bool, int, complex):
            if kind is int and not -_LARGEST <= v <= _LARGEST:
                raise Unsupported("a Python integer argument over 48 bits")
            self.leaves.append(v)
            return kind.__name__
        if isinstance(v, np.generic):
            name = sc.numpy_kind(sc.supported_dtype(v.dtype))
            self.leaves.append(v)
            return name
        if kind in (tuple, list):
            return (kind, *[self._described(x) for x in v])
        if kind is dict:
            return (dict, *[(k, self._described(x)) for k, x in v.items()])
        if isinstance(v, np.ndarray):
            raise Unsupported(f"an argument of {kind.__name__}")
        return _Known(v)

    def _array(self, a: np.ndarray) -> Any:
        flags = a.flags
        dtype = sc.supported_dtype(a.dtype)
        size = a.dtype.itemsize
        if not flags.aligned or any([s % size for s in a.strides]):
            raise Unsupported("an array that is not aligned")
        if not flags.c_contiguous and flags.writeable and _overlaps_itself(a):
            raise Unsupported("an array that overlaps itself")
        pattern = tuple([1 if d == 1 else self.sizes.setdefault(d, len(self.sizes) + 2) for d in a.shape])
        self.leaves.append(a)
        self.arrays.append(a)
        return ("array", dtype, pattern, bool(flags.c_contiguous), bool(flags.writeable))


class _Known:
    """An argument that is known while the function is translated: compared by value, or else by identity."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __eq__(self, other: object) -> bool:
        if type(other) is not _Known:
            return False
        a, b = self.value, other.value
        return a is b or (type(a) is type(b) and isinstance(a, str | bytes | type(None) | np.dtype) and a == b)

    def __hash__(self) -> int:
        try:
            return hash(self.value)
        except TypeError:
            return id(self.value)


def _overlaps_itself(a: np.ndarray) -> bool:
    steps = sorted([(abs(s), n) for s, n in zip(a.strides, a.shape, strict=True) if n > 1])
    reach = a.dtype.itemsize
    for step, n in steps:
        if step < reach:
            return True
        reach = step * n
    return False


# -- translation


class Translation:
    """A procedure made of a function for one key, and what its inputs and results are.

    inputs: what fills each input register from a call: functions of (leaves, sizes).
    written: the arrays, as numbers of leaves, or of captured arrays after those, that it may write to.
    """

    def __init__(self, f: types.FunctionType, arguments: Arguments, parameters: dict[str, Any], unwrap: Callable):
        self._leaf = 0
        self.n_leaves = len(arguments.leaves)
        self.arguments = arguments
        self.sources: list[tuple[str, Any, Any]] = []
        self.inputs: list[Reg] = []
        self.sizes: dict[int, Expr] = {}
        self.surroundings = Surroundings(self._captured, unwrap)
        self.unsupported_result = ""
        t, value = translated(self.surroundings, f, lambda t, frame: self._bind(t, frame, parameters))
        self.results: list[Reg] = []
        self.structure = self._result(value)
        self.procedure = Procedure(f.__qualname__, self.inputs, self.results, t.e.block)
        for r in reversed(t.e.scopes[0]):
            from .emitter import NULL
            from .ir import Assign

            self.procedure.body.insert(0, Assign(r, NULL))
        self.written = self._written(t)

    def _written(self, t: Translator) -> list[int]:
        found = set()
        for sites in t.e.stored:
            for s in sites if sites is not None else ():
                if s[0] == "argument":
                    found.add(s[1])
        return sorted(found)

    # inputs

    def _bind(self, t: Translator, frame: Frame, parameters: dict[str, Any]) -> None:
        self._leaf = 0
        self.sources, self.inputs, self.sizes = [], [], {}
        for name, v in parameters.items():
            frame.env[name] = self._value(t, name, v)

    def _input(self, name: str, dtype: str, source: tuple[str, Any, Any]) -> Reg:
        r = Reg(name, dtype)
        self.inputs.append(r)
        self.sources.append(source)
        return r

    def _value(self, t: Translator, name: str, v: Any) -> Any:
        kind = type(v)
        if kind is np.ndarray:
            k = self._leaf
            self._leaf += 1
            return self._array(name, k, v, self._size_of)
        if kind in (tuple, list):
            found = Tup([self._value(t, f"{name}.{i}", x) for i, x in enumerate(v)], kind)
            return found
        if kind is dict:
            return Dictionary({k: self._value(t, f"{name}.{k}", x) for k, x in v.items()})
        if kind in (int, float, bool, complex) or isinstance(v, np.generic):
            k = self._leaf
            self._leaf += 1
            return self._number(name, k, v)
        return constant(v) if isinstance(v, str | type(None)) else Static(v)

    def _number(self, name: str, k: int, v: Any) -> Scalar:
        python = type(v) in (int, float, bool, complex)
        kind = type(v).__name__ if python else sc.numpy_kind(sc.supported_dtype(v.dtype))
        dtype = sc.kind_dtype(kind)
        if dtype in ("c64", "c128"):
            part = sc.COMPLEX[dtype]
            parts = [reg(self._input(f"{name}.{p}", part, ("part", k, p))) for p in ("real", "imag")]
            return Scalar(Expr("complex", dtype, tuple(parts)), kind)
        found = reg(self._input(name, dtype, ("leaf", k, None)))
        bounds = (-_LARGEST, _LARGEST) if kind == "int" else (0, 1) if dtype == "bool" else (-(2**63), 2**63 - 1)
        return Scalar(found, kind, *bounds)

    def _size_of(self, name: str, k: int, axis: int, size: int) -> Expr:
        if size == 1:
            return ints.ONE
        number = self.arguments.sizes[size]
        if number not in self.sizes:
            self.sizes[number] = reg(self._input(f"{name}.n{axis}", "i64", ("size", k, axis)))
        return self.sizes[number]

    def _array(self, name: str, k: int, a: np.ndarray, size_of: Callable[..., Expr]) -> Arr:
        dtype = sc.supported_dtype(a.dtype)
        data = self._input(name, "ptr", ("data", k, None))
        shape = tuple([size_of(name, k, axis, d) for axis, d in enumerate(a.shape)])
        if a.flags.c_contiguous:
            strides = row_by_row(shape)
        else:
            strides = tuple(
                [
                    ints.ZERO if d == 1 else reg(self._input(f"{name}.step{axis}", "i64", ("stride", k, axis)))
                    for axis, d in enumerate(a.shape)
                ]
            )
        return Arr(
            data,
            dtype,
            shape,
            strides,
            sites=frozenset([("argument", k)]),
            window=tuple([(ints.ZERO, d) for d in shape]),
            axes=tuple([(axis, 1) for axis in range(a.ndim)]),
            param=k,
            readonly=not a.flags.writeable,
            whole=bool(a.flags.c_contiguous),
        )

    def _captured(self, t: Translator, a: np.ndarray) -> Arr:
        if not a.flags.aligned or any([s % a.dtype.itemsize for s in a.strides]):
            raise Unsupported("a captured array that is not aligned")
        k = self.n_leaves + len(self.surroundings.captured)

        def size_of(name: str, k: int, axis: int, size: int) -> Expr:
            return ints.ONE if size == 1 else reg(self._input(f"{name}.n{axis}", "i64", ("size", k, axis)))

        return self._array(f"captured{k}", k, a, size_of)

    # results

    def _result(self, v: Any) -> Any:
        if isinstance(v, Static):
            return ("static", v.value)
        if isinstance(v, Scalar):
            return self._scalar_result(v)
        if isinstance(v, Tup):
            return ("list", v.kind, [self._result(x) for x in v.items])
        if isinstance(v, Dictionary):
            return ("dict", {k: self._result(x) for k, x in v.items.items()})
        if isinstance(v, Arr):
            start = len(self.results)
            if v.param is not None:
                return ("argument", v.param)
            owner = self._result_reg(Expr("reg", "ptr", (), v.owner)) if v.owner is not None else None
            places = [self._result_reg(x) for x in (Expr("reg", "ptr", (), v.data), v.offset, *v.shape, *v.strides)]
            return ("array", sc.dtype_of(v.dtype), len(v.shape), owner, places[0], start)
        raise Unsupported(f"a result that is a {type(v).__name__.lower()}")

    def _result_reg(self, e: Expr) -> Any:
        """The number of a result, or a constant."""
        if e.op == "const":
            return _Fixed(e.attr)
        if e.op == "reg":
            self.results.append(e.attr)
            return len(self.results) - 1
        raise AssertionError("a result that is not in a register")

    def _scalar_result(self, v: Scalar) -> Any:
        if v.dtype in ("c64", "c128"):
            raise Unsupported("a complex number as a result")
        tag = None if v.tag is None else self._result_reg(v.tag)
        return ("number", v.kinds, self._result_reg(v.expr), tag)


class _Fixed:
    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value
